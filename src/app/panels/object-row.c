/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "app/panels/object-row.h"

#include <glib/gi18n.h>

#include "app/late-tooltip.h"
#include "app/swatch.h"
#include "edit/commands.h"

struct _FwObjectRow
{
  GtkWidget  parent_instance;

  GtkWidget *box;
  FwSwatch  *swatch;
  GtkLabel  *name;
  GtkWidget *question;
  GtkImage  *problem;
  GtkImage  *keyframe;
  GtkWidget *occluded;
  GtkWidget *hidden;
  GtkWidget *locked;

  FwSession *session; /* (owned) (nullable) */
  FwTrackId  id;
  gboolean   is_stale; /* something happened while nobody saw it */
};

G_DEFINE_FINAL_TYPE (FwObjectRow, fw_object_row, GTK_TYPE_WIDGET)

static const char *
get_presence_words (const FwObject *object)
{
  if (object->flags & FW_OBJECT_SINGLE)
    return NULL;
  switch (object->presence)
    {
    case FW_PRESENCE_KEYFRAME:
      return _("keyframe");
    case FW_PRESENCE_INTERPOLATED:
      return _("interpolated");
    case FW_PRESENCE_GHOST:
      return _("ghost, not confirmed here");
    case FW_PRESENCE_OUTSIDE:
      return _("outside");
    default:
      return NULL;
    }
}

static guint
count_marks (FwSession   *session,
             FwTrackId    id,
             FwMarkLevel  level)
{
  gsize n = 0;
  guint count = 0;
  const FwMark *marks = fw_session_get_track_marks (session, id, &n);

  for (gsize i = 0; i < n; i++)
    if (marks[i].severity == level)
      count++;
  return count;
}

char *
fw_object_row_dup_label (FwSession      *session,
                         const FwObject *object)
{
  g_autofree char *name = fw_session_dup_object_name (session, object->id);
  GString *label = g_string_new (name);
  const char *presence = get_presence_words (object);
  guint problems = count_marks (session, object->id, FW_MARK_PROBLEM);
  guint hints = count_marks (session, object->id, FW_MARK_HINT);

  if (presence != NULL)
    g_string_append_printf (label, ", %s", presence);
  if (object->flags & FW_OBJECT_OCCLUDED)
    g_string_append_printf (label, ", %s", _("occluded"));
  g_string_append_printf (label, ", %s",
                          object->flags & FW_OBJECT_HIDDEN ? _("hidden") : _("visible"));
  g_string_append_printf (label, ", %s",
                          object->flags & FW_OBJECT_LOCKED ? _("locked") : _("unlocked"));
  if (problems > 0)
    {
      g_string_append (label, ", ");
      g_string_append_printf (label, ngettext ("%u problem", "%u problems", problems), problems);
    }
  if (hints > 0)
    {
      g_string_append (label, ", ");
      g_string_append_printf (label, ngettext ("%u hint", "%u hints", hints), hints);
    }
  if (object->flags & FW_OBJECT_ASKED)
    g_string_append_printf (label, ", %s", _("a question waits for its answer"));
  if (object->shape != NULL && fw_shape_is_finite (object->shape))
    {
      FwRect b = object->bounds;

      g_string_append (label, ", ");
      /* Translators: x and y of the top left corner, then width by height, in pixels. */
      g_string_append_printf (label, _("%.0f %.0f, %.0f by %.0f"), b.x, b.y, b.width, b.height);
    }
  return g_string_free (label, FALSE);
}

static void
set_class (gpointer    widget,
           const char *name,
           gboolean    is_set)
{
  if (is_set)
    gtk_widget_add_css_class (widget, name);
  else
    gtk_widget_remove_css_class (widget, name);
}

/* All rows are told at every frame, most of them nothing new: what is the same is left alone, as
 * each setter makes GTK look at the row again. */
static void
set_toggle (GtkWidget  *button,
            gboolean    active,
            const char *icon,
            const char *label)
{
  if (g_strcmp0 (fw_late_tooltip_get (button), label) == 0)
    return;
  gtk_button_set_icon_name (GTK_BUTTON (button), icon);
  set_class (button, "idle", !active);
  fw_late_tooltip_set (button, label);
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, label,
                                  -1);
}

static void
show_icon (GtkImage   *image,
           const char *icon)
{
  if (g_strcmp0 (gtk_image_get_icon_name (image), icon) != 0)
    gtk_image_set_from_icon_name (image, icon);
}

static void
show_problem (FwObjectRow *self)
{
  FwMarkLevel here = FW_MARK_NONE;
  FwMarkLevel anywhere = FW_MARK_NONE;

  fw_session_get_severity (self->session, self->id, &here, &anywhere);
  gtk_widget_set_visible (GTK_WIDGET (self->problem), anywhere != FW_MARK_NONE);
  if (anywhere == FW_MARK_NONE)
    return;

  gboolean is_problem = anywhere == FW_MARK_PROBLEM;
  gboolean is_here = here == anywhere;

  show_icon (self->problem, !is_problem ? "fw-hint-symbolic"
                            : is_here   ? "fw-problem-symbolic"
                                        : "fw-problem-hollow-symbolic");
  set_class (self->problem, "fw-problem", is_problem);
  set_class (self->problem, "fw-hint", !is_problem);
  fw_late_tooltip_set (GTK_WIDGET (self->problem),
                       is_problem ? (is_here ? _("A problem in this frame")
                                             : _("A problem in another frame"))
                                  : (is_here ? _("A hint in this frame")
                                             : _("A hint in another frame")));
}

static void
show_question (FwObjectRow    *self,
               const FwObject *object)
{
  const FwQuestion *question
      = fw_open_questions_find_track (fw_session_get_questions (self->session), object->id);
  /* Translators: %s is the question. */
  g_autofree char *tooltip
      = question != NULL ? g_strdup_printf (_("Waits for an answer: %s"), question->text) : NULL;

  gtk_widget_set_visible (self->question, question != NULL);
  if (question == NULL)
    return;

  gtk_actionable_set_action_target (GTK_ACTIONABLE (self->question), "x", question->id);
  fw_late_tooltip_set (self->question, tooltip);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->question), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  tooltip, -1);
}

static void
show_keyframe (FwObjectRow    *self,
               const FwObject *object)
{
  const char *words = get_presence_words (object);
  const char *icon = object->presence == FW_PRESENCE_KEYFRAME  ? "fw-keyframe-symbolic"
                     : object->presence == FW_PRESENCE_OUTSIDE ? "fw-outside-symbolic"
                                                               : "fw-keyframe-hollow-symbolic";

  gtk_widget_set_visible (GTK_WIDGET (self->keyframe), words != NULL);
  show_icon (self->keyframe, icon);
  fw_late_tooltip_set (GTK_WIDGET (self->keyframe), words);
  set_class (self->name, "ghost", object->presence == FW_PRESENCE_GHOST);
}

static void
update (FwObjectRow *self)
{
  const FwObject *object = self->session != NULL && self->id != 0
                             ? fw_session_find_object (self->session, self->id)
                             : NULL;

  /* The list drops the row a moment later. */
  if (object == NULL)
    return;

  g_autofree char *name = fw_session_dup_object_name (self->session, self->id);
  g_autofree char *label = fw_object_row_dup_label (self->session, object);
  gboolean hidden = (object->flags & FW_OBJECT_HIDDEN) != 0;
  gboolean locked = (object->flags & FW_OBJECT_LOCKED) != 0;
  gboolean occluded = (object->flags & FW_OBJECT_OCCLUDED) != 0;
  GtkWidget *item = gtk_widget_get_parent (GTK_WIDGET (self));

  gtk_label_set_label (self->name, name);
  fw_swatch_set_colour (self->swatch, fw_session_get_colour (
                                        self->session, fw_track_get_category (object->track)));
  show_problem (self);
  show_question (self, object);
  show_keyframe (self, object);
  set_toggle (self->occluded, occluded, "fw-occluded-symbolic",
              occluded ? _("Occluded; press for not occluded")
                       : _("Not occluded; press for occluded"));
  set_toggle (self->hidden, hidden, hidden ? "fw-eye-closed-symbolic" : "fw-eye-symbolic",
              hidden ? _("Show") : _("Hide"));
  set_toggle (self->locked, locked, locked ? "fw-locked-symbolic" : "fw-unlocked-symbolic",
              locked ? _("Unlock") : _("Lock"));
  if (item != NULL)
    gtk_accessible_update_property (GTK_ACCESSIBLE (item), GTK_ACCESSIBLE_PROPERTY_LABEL, label,
                                    -1);
}

/* Behind another panel no row follows each frame. */
static void
changed_cb (FwObjectRow *self)
{
  self->is_stale = !gtk_widget_get_mapped (GTK_WIDGET (self));
  if (!self->is_stale)
    update (self);
}

static void
fw_object_row_map (GtkWidget *widget)
{
  FwObjectRow *self = FW_OBJECT_ROW (widget);

  GTK_WIDGET_CLASS (fw_object_row_parent_class)->map (widget);
  if (self->is_stale)
    changed_cb (self);
}

static void
occluded_cb (FwObjectRow *self)
{
  const FwObject *object = fw_session_find_object (self->session, self->id);
  g_autoptr (GError) error = NULL;

  if (object == NULL)
    return;

  FwValue value = fw_value_boolean ((object->flags & FW_OBJECT_OCCLUDED) == 0);

  fw_session_select (self->session, self->id);
  if (!fw_session_set_attribute (self->session, FW_CHANGE_OCCLUDED, value, &error))
    gtk_widget_activate_action (GTK_WIDGET (self), "win.say", "s", error->message);
}

static void
hidden_cb (FwObjectRow *self)
{
  fw_session_set_hidden (self->session, self->id, !fw_session_is_hidden (self->session, self->id));
}

static void
locked_cb (FwObjectRow *self)
{
  fw_session_set_locked (self->session, self->id, !fw_session_is_locked (self->session, self->id));
}

static void
fw_object_row_dispose (GObject *object)
{
  FwObjectRow *self = FW_OBJECT_ROW (object);

  fw_object_row_bind (self, NULL, 0);
  g_clear_pointer (&self->box, gtk_widget_unparent);

  G_OBJECT_CLASS (fw_object_row_parent_class)->dispose (object);
}

static void
fw_object_row_class_init (FwObjectRowClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = fw_object_row_dispose;
  GTK_WIDGET_CLASS (klass)->map = fw_object_row_map;
  gtk_widget_class_set_layout_manager_type (GTK_WIDGET_CLASS (klass), GTK_TYPE_BIN_LAYOUT);
  /* The list item around it is what is announced. */
  gtk_widget_class_set_accessible_role (GTK_WIDGET_CLASS (klass), GTK_ACCESSIBLE_ROLE_GROUP);
}

static GtkWidget *
add_button (FwObjectRow *self,
            GCallback    clicked)
{
  GtkWidget *button = gtk_button_new ();

  gtk_widget_add_css_class (button, "flat");
  gtk_widget_set_valign (button, GTK_ALIGN_CENTER);
  g_signal_connect_swapped (button, "clicked", clicked, self);
  gtk_box_append (GTK_BOX (self->box), button);
  return button;
}

static void
fw_object_row_init (FwObjectRow *self)
{
  self->box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 3);
  gtk_widget_add_css_class (self->box, "fw-object-row");
  gtk_widget_set_parent (self->box, GTK_WIDGET (self));

  self->swatch = FW_SWATCH (fw_swatch_new (12));
  self->name = GTK_LABEL (gtk_label_new (NULL));
  gtk_label_set_xalign (self->name, 0.0f);
  gtk_label_set_ellipsize (self->name, PANGO_ELLIPSIZE_END);
  gtk_widget_set_hexpand (GTK_WIDGET (self->name), TRUE);
  gtk_widget_set_margin_start (GTK_WIDGET (self->name), 6);
  self->problem = GTK_IMAGE (gtk_image_new ());
  self->keyframe = GTK_IMAGE (gtk_image_new ());
  self->question = gtk_button_new_from_icon_name ("fw-question-symbolic");
  gtk_actionable_set_action_target (GTK_ACTIONABLE (self->question), "x", (gint64) 0);
  gtk_actionable_set_action_name (GTK_ACTIONABLE (self->question), "win.show-question");
  gtk_widget_add_css_class (self->question, "flat");
  gtk_widget_add_css_class (self->question, "fw-asked");
  gtk_widget_set_valign (self->question, GTK_ALIGN_CENTER);
  gtk_widget_set_size_request (GTK_WIDGET (self->problem), 21, -1);
  gtk_widget_set_size_request (GTK_WIDGET (self->keyframe), 21, -1);
  gtk_image_set_pixel_size (self->keyframe, 12);
  gtk_box_append (GTK_BOX (self->box), GTK_WIDGET (self->swatch));
  gtk_box_append (GTK_BOX (self->box), GTK_WIDGET (self->name));
  gtk_box_append (GTK_BOX (self->box), self->question);
  gtk_box_append (GTK_BOX (self->box), GTK_WIDGET (self->problem));
  gtk_box_append (GTK_BOX (self->box), GTK_WIDGET (self->keyframe));
  self->occluded = add_button (self, G_CALLBACK (occluded_cb));
  self->hidden = add_button (self, G_CALLBACK (hidden_cb));
  self->locked = add_button (self, G_CALLBACK (locked_cb));
}

GtkWidget *
fw_object_row_new (void)
{
  return g_object_new (FW_TYPE_OBJECT_ROW, NULL);
}

void
fw_object_row_bind (FwObjectRow *self,
                    FwSession   *session,
                    FwTrackId    id)
{
  g_return_if_fail (FW_IS_OBJECT_ROW (self));

  if (self->session != NULL)
    g_signal_handlers_disconnect_by_data (self->session, self);
  g_set_object (&self->session, session);
  self->id = id;
  if (session == NULL)
    return;
  g_signal_connect_swapped (session, "objects-changed", G_CALLBACK (changed_cb), self);
  g_signal_connect_swapped (session, "marks-changed", G_CALLBACK (changed_cb), self);
  update (self);
}

void
fw_object_row_show (FwObjectRow *self,
                    FwTrackId    id)
{
  g_return_if_fail (FW_IS_OBJECT_ROW (self));

  self->id = id;
  update (self);
}

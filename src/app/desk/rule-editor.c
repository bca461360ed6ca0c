/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "app/desk/rule-editor.h"

#include <glib/gi18n.h>

#include "app/desk/desk-parts.h"
#include "app/desk/prose-editor.h"
#include "app/desk/rule-field.h"
#include "app/desk/rule-fields.h"
#include "app/desk/trial-card.h"
#include "app/key-cap.h"
#include "app/late-tooltip.h"
#include "app/shortcuts.h"
#include "app/text-scale.h"

/* Form and text side by side, with usual text. */
#define WIDE_WIDTH 620
/* How much of the height the places of a trial may take. */
#define LIST_SHARE 0.30

struct _FwRuleEditor
{
  GtkWidget   parent_instance;

  GtkWidget  *box;
  GtkLabel   *title;
  GtkLabel   *status;
  GtkWidget  *try;
  GtkWidget  *save;
  GtkWidget  *stale;     /* the manual is another one by now */
  GtkWidget  *said;      /* what reloading did */
  GtkWidget  *read_only;
  GtkWidget  *choice;    /* form or text, where there is room for one */
  GtkWidget  *form_side;
  GtkWidget  *prose_side;
  GtkWidget  *form_button;
  GtkWidget  *prose_button;

  FwRuleDesk *desk;      /* (owned) */
  GtkWidget  *trial;
  int         width;
  int         height;
  int         room;      /* height of the form */
  guint       layout_idle;
  gboolean    is_wide;
};

enum
{
  LEFT,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (FwRuleEditor, fw_rule_editor, GTK_TYPE_WIDGET)

static void queue_layout (FwRuleEditor *self);

/* What the head says ------------------------------------------------------------- */

static void
update_title (FwRuleEditor *self)
{
  FwRuleForm *form = fw_rule_desk_get_form (self->desk);
  g_autofree char *title = NULL;

  if (form == NULL)
    return;
  title = fw_rule_form_is_new (form)
            ? g_strdup_printf (_("New rule %s"), fw_rule_form_get_id (form))
            : g_strdup_printf (_("Rule %s"), fw_rule_form_get_id (form));
  gtk_label_set_label (self->title, title);
}

static void
update_status (FwRuleEditor *self)
{
  g_autofree char *obstacle = fw_rule_desk_dup_obstacle (self->desk);
  gboolean is_checked = fw_rule_desk_is_checked (self->desk);
  const char *status = obstacle != NULL ? obstacle
                       : is_checked     ? _("Not saved yet")
                                        : _("Reading what you wrote…");
  g_autofree char *key =
    fw_shortcuts_dup_tooltip (fw_shortcuts_get_default (), _("Save the rule"), "win.save");
  const char *tooltip = obstacle != NULL ? obstacle : key;

  gtk_label_set_label (self->status, status);
  fw_late_tooltip_set (GTK_WIDGET (self->status), status);
  gtk_widget_set_sensitive (self->save, obstacle == NULL);
  fw_late_tooltip_set (self->save, tooltip);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->save), GTK_ACCESSIBLE_PROPERTY_DESCRIPTION,
                                  tooltip, -1);
}

/* How many notes the side has that is not shown. */
static void
update_choice (FwRuleEditor *self)
{
  FwRuleNotes *notes = fw_rule_desk_get_notes (self->desk);
  guint n[2] = { 0, 0 };

  for (guint i = 0; notes != NULL && i < notes->notes->len; i++)
    {
      const FwRuleNote *note = &g_array_index (notes->notes, FwRuleNote, i);

      if (note->severity == FW_SEVERITY_ERROR)
        n[g_strcmp0 (note->key, FW_FORM_PROSE) == 0 ? 1 : 0]++;
    }
  for (int side = 0; side < 2; side++)
    {
      GtkWidget *button = side == 0 ? self->form_button : self->prose_button;
      const char *word = side == 0 ? _("Rule") : _("Text");
      g_autofree char *label =
        n[side] > 0 ? g_strdup_printf ("%s (%u)", word, n[side]) : g_strdup (word);

      gtk_button_set_label (GTK_BUTTON (button), label);
    }
}

static void
update (FwRuleEditor *self)
{
  if (fw_rule_desk_get_form (self->desk) == NULL)
    return;
  update_title (self);
  update_status (self);
  update_choice (self);
  gtk_widget_set_visible (self->stale, fw_rule_desk_is_stale (self->desk));
}

/* A note has come below the field. */
static void
checked_cb (FwRuleEditor *self)
{
  update (self);
  queue_layout (self);
}

static void
edited_cb (FwRuleEditor *self)
{
  gtk_widget_set_visible (self->said, FALSE);
  update (self);
}

static void
form_cb (FwRuleEditor *self)
{
  const char *lock = fw_rule_desk_get_lock (self->desk);
  GtkWidget *label = gtk_widget_get_first_child (self->read_only);

  gtk_widget_set_visible (self->read_only, lock != NULL);
  gtk_label_set_label (GTK_LABEL (label), lock != NULL ? lock : "");
  update (self);
}

/* What the buttons do ------------------------------------------------------------ */

static void
left_cb (FwRuleEditor *self)
{
  g_signal_emit (self, signals[LEFT], 0);
}

static void
saved_cb (GObject      *object,
          GAsyncResult *result,
          gpointer      user_data)
{
  g_autoptr (FwRuleEditor) self = user_data;
  g_autofree char *sentence = fw_rule_desk_save_finish (FW_RULE_DESK (object), result, NULL);

  /* The desk says what came of it. */
  if (self->box != NULL)
    update (self);
}

void
fw_rule_editor_save (FwRuleEditor *self)
{
  g_return_if_fail (FW_IS_RULE_EDITOR (self));

  if (fw_rule_desk_get_form (self->desk) != NULL)
    fw_rule_desk_save_async (self->desk, saved_cb, g_object_ref (self));
}

static void
reload_cb (FwRuleEditor *self)
{
  g_autofree char *say = NULL;
  g_autoptr (GError) error = NULL;
  gboolean done = fw_rule_desk_reload (self->desk, &say, &error);
  GtkWidget *label = gtk_widget_get_first_child (self->said);

  gtk_label_set_label (GTK_LABEL (label), done ? say : error->message);
  gtk_widget_set_visible (self->said, TRUE);
}

static void
choice_cb (FwRuleEditor *self)
{
  gboolean prose = gtk_toggle_button_get_active (GTK_TOGGLE_BUTTON (self->prose_button));

  gtk_widget_set_visible (self->choice, !self->is_wide);
  gtk_widget_set_visible (self->form_side, self->is_wide || !prose);
  gtk_widget_set_visible (self->prose_side, self->is_wide || prose);
}

/* Layout ------------------------------------------------------------------------- */

/* When a trial takes room away, the field that is typed in stays in sight. */
static void
keep_focus_shown (FwRuleEditor *self)
{
  GtkScrolledWindow *scroller = GTK_SCROLLED_WINDOW (self->form_side);
  GtkAdjustment *adjustment = gtk_scrolled_window_get_vadjustment (scroller);
  GtkWidget *content = gtk_viewport_get_child (
    GTK_VIEWPORT (gtk_scrolled_window_get_child (scroller)));
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (self));
  GtkWidget *focus = root != NULL ? gtk_root_get_focus (root) : NULL;
  GtkWidget *field = focus != NULL ? gtk_widget_get_ancestor (focus, FW_TYPE_RULE_FIELD) : NULL;
  graphene_rect_t bounds;

  if (field == NULL || !gtk_widget_is_ancestor (field, content)
      || !gtk_widget_compute_bounds (field, content, &bounds))
    return;
  gtk_adjustment_clamp_page (adjustment, bounds.origin.y - 8,
                             bounds.origin.y + bounds.size.height + 8);
}

static gboolean
layout_cb (gpointer user_data)
{
  FwRuleEditor *self = user_data;

  self->layout_idle = 0;
  self->is_wide = self->width >= WIDE_WIDTH * fw_text_scale (GTK_WIDGET (self));
  choice_cb (self);
  fw_trial_card_set_room (FW_TRIAL_CARD (self->trial), self->height * LIST_SHARE);
  keep_focus_shown (self);
  return G_SOURCE_REMOVE;
}

static void
queue_layout (FwRuleEditor *self)
{
  if (self->layout_idle == 0)
    self->layout_idle = g_idle_add_full (GDK_PRIORITY_REDRAW - 5, layout_cb, self, NULL);
}

static void
fw_rule_editor_size_allocate (GtkWidget *widget,
                              int        width,
                              int        height,
                              int        baseline)
{
  FwRuleEditor *self = FW_RULE_EDITOR (widget);

  gtk_widget_size_allocate (self->box, &(GtkAllocation) { 0, 0, width, height }, baseline);
  int room = gtk_widget_get_height (self->form_side);

  if (width == self->width && height == self->height && room == self->room)
    return;
  self->width = width;
  self->height = height;
  self->room = room;
  queue_layout (self);
}

static void
fw_rule_editor_measure (GtkWidget      *widget,
                        GtkOrientation  orientation,
                        int             for_size,
                        int            *minimum,
                        int            *natural,
                        int            *minimum_baseline,
                        int            *natural_baseline)
{
  gtk_widget_measure (FW_RULE_EDITOR (widget)->box, orientation, for_size, minimum, natural,
                      minimum_baseline, natural_baseline);
  /* Side by side must not hold the pane open: one of them gives way. */
  if (orientation == GTK_ORIENTATION_HORIZONTAL)
    *minimum = MIN (*minimum, 300);
}

/* Parts -------------------------------------------------------------------------- */

static GtkWidget *
new_face (const char *label,
          const char *action)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);

  gtk_box_append (GTK_BOX (box), gtk_label_new (label));
  gtk_box_append (GTK_BOX (box), fw_key_cap_new (action));
  return box;
}

static GtkWidget *
new_head (FwRuleEditor *self)
{
  GtkWidget *head = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 8);
  GtkWidget *words = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  GtkWidget *back = fw_new_back_button (_("Back to reading"));

  g_signal_connect_swapped (back, "clicked", G_CALLBACK (left_cb), self);
  self->title = GTK_LABEL (gtk_label_new (NULL));
  gtk_label_set_xalign (self->title, 0.0f);
  gtk_label_set_ellipsize (self->title, PANGO_ELLIPSIZE_END);
  gtk_widget_add_css_class (GTK_WIDGET (self->title), "fw-card-head");
  self->status = GTK_LABEL (gtk_label_new (NULL));
  gtk_label_set_xalign (self->status, 0.0f);
  gtk_label_set_ellipsize (self->status, PANGO_ELLIPSIZE_END);
  gtk_widget_add_css_class (GTK_WIDGET (self->status), "fw-where");
  gtk_box_append (GTK_BOX (words), GTK_WIDGET (self->title));
  gtk_box_append (GTK_BOX (words), GTK_WIDGET (self->status));
  gtk_widget_set_hexpand (words, TRUE);
  self->try = gtk_button_new ();
  gtk_button_set_child (GTK_BUTTON (self->try), new_face (_("Try It"), "win.try-rule"));
  gtk_actionable_set_action_name (GTK_ACTIONABLE (self->try), "win.try-rule");
  fw_late_tooltip_set (self->try,
                       _("Run the rule over the open labels; nothing is saved"));
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->try), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _("Try it"), -1);
  self->save = gtk_button_new_with_label (_("Save"));
  gtk_widget_add_css_class (self->save, "suggested-action");
  g_signal_connect_swapped (self->save, "clicked", G_CALLBACK (fw_rule_editor_save), self);
  gtk_widget_set_valign (self->try, GTK_ALIGN_CENTER);
  gtk_widget_set_valign (self->save, GTK_ALIGN_CENTER);
  gtk_box_append (GTK_BOX (head), back);
  gtk_box_append (GTK_BOX (head), words);
  gtk_box_append (GTK_BOX (head), self->try);
  gtk_box_append (GTK_BOX (head), self->save);
  gtk_widget_add_css_class (head, "fw-manual-head");
  return head;
}

static GtkWidget *
new_bar (const char *text,
         GtkWidget  *button)
{
  GtkWidget *bar = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 8);
  GtkWidget *label = gtk_label_new (text);

  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_label_set_xalign (GTK_LABEL (label), 0.0f);
  gtk_widget_set_hexpand (label, TRUE);
  gtk_box_append (GTK_BOX (bar), label);
  if (button != NULL)
    {
      gtk_widget_set_valign (button, GTK_ALIGN_CENTER);
      gtk_box_append (GTK_BOX (bar), button);
    }
  gtk_widget_add_css_class (bar, "fw-review-bar");
  gtk_widget_set_visible (bar, FALSE);
  return bar;
}

static void
add_bars (FwRuleEditor *self)
{
  GtkWidget *reload = gtk_button_new_with_label (_("Reload"));

  fw_late_tooltip_set (reload, _("Take over what was changed; what you wrote stays"));
  g_signal_connect_swapped (reload, "clicked", G_CALLBACK (reload_cb), self);
  self->stale = new_bar (_("The manual was changed by somebody else meanwhile. Reload it to go "
                           "on; what you wrote stays here."),
                         reload);
  self->said = new_bar ("", NULL);
  self->read_only = new_bar ("", NULL);
  gtk_box_append (GTK_BOX (self->box), self->read_only);
  gtk_box_append (GTK_BOX (self->box), self->stale);
  gtk_box_append (GTK_BOX (self->box), self->said);
}

static GtkWidget *
new_choice (FwRuleEditor *self)
{
  GtkWidget *seg = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 2);

  self->form_button = gtk_toggle_button_new_with_label (_("Rule"));
  self->prose_button = gtk_toggle_button_new_with_label (_("Text"));
  gtk_toggle_button_set_group (GTK_TOGGLE_BUTTON (self->prose_button),
                               GTK_TOGGLE_BUTTON (self->form_button));
  gtk_toggle_button_set_active (GTK_TOGGLE_BUTTON (self->form_button), TRUE);
  g_signal_connect_swapped (self->prose_button, "toggled", G_CALLBACK (choice_cb), self);
  gtk_widget_add_css_class (seg, "fw-seg");
  gtk_widget_set_hexpand (self->form_button, TRUE);
  gtk_widget_set_hexpand (self->prose_button, TRUE);
  gtk_box_append (GTK_BOX (seg), self->form_button);
  gtk_box_append (GTK_BOX (seg), self->prose_button);
  self->choice = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 0);
  gtk_widget_set_hexpand (seg, TRUE);
  gtk_box_append (GTK_BOX (self->choice), seg);
  gtk_widget_add_css_class (self->choice, "fw-manual-head");
  return self->choice;
}

static GtkWidget *
new_body (FwRuleEditor *self)
{
  GtkWidget *body = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 0);
  GtkWidget *fields = fw_rule_fields_new (self->desk);
  GtkWidget *prose = fw_prose_editor_new (self->desk);

  gtk_widget_add_css_class (fields, "fw-desk-side");
  gtk_widget_add_css_class (prose, "fw-desk-side");
  self->form_side = gtk_scrolled_window_new ();
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (self->form_side), GTK_POLICY_NEVER,
                                  GTK_POLICY_AUTOMATIC);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (self->form_side), fields);
  self->prose_side = prose;
  gtk_widget_set_hexpand (self->form_side, TRUE);
  gtk_widget_set_hexpand (prose, TRUE);
  gtk_box_set_homogeneous (GTK_BOX (body), TRUE);
  gtk_widget_set_vexpand (body, TRUE);
  gtk_box_append (GTK_BOX (body), self->form_side);
  gtk_box_append (GTK_BOX (body), prose);
  return body;
}

/* Object ------------------------------------------------------------------------- */

static gboolean
fw_rule_editor_grab_focus (GtkWidget *widget)
{
  /* Who is in it already stays where she is. */
  if (gtk_widget_get_focus_child (widget) != NULL)
    return TRUE;
  return gtk_widget_child_focus (FW_RULE_EDITOR (widget)->form_side, GTK_DIR_TAB_FORWARD);
}

static void
fw_rule_editor_dispose (GObject *object)
{
  FwRuleEditor *self = FW_RULE_EDITOR (object);

  g_clear_handle_id (&self->layout_idle, g_source_remove);
  if (self->desk != NULL)
    g_signal_handlers_disconnect_by_data (self->desk, self);
  g_clear_pointer (&self->box, gtk_widget_unparent);
  g_clear_object (&self->desk);

  G_OBJECT_CLASS (fw_rule_editor_parent_class)->dispose (object);
}

static void
fw_rule_editor_class_init (FwRuleEditorClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = fw_rule_editor_dispose;
  widget_class->grab_focus = fw_rule_editor_grab_focus;
  widget_class->size_allocate = fw_rule_editor_size_allocate;
  widget_class->measure = fw_rule_editor_measure;
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_GROUP);

  signals[LEFT] = g_signal_new ("left", FW_TYPE_RULE_EDITOR, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                G_TYPE_NONE, 0);
}

static void
fw_rule_editor_init (FwRuleEditor *self)
{
  self->box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  gtk_widget_set_parent (self->box, GTK_WIDGET (self));
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _("Editing a rule"), -1);
}

GtkWidget *
fw_rule_editor_new (FwRuleDesk *desk)
{
  g_return_val_if_fail (FW_IS_RULE_DESK (desk), NULL);
  g_return_val_if_fail (fw_rule_desk_get_form (desk) != NULL, NULL);

  FwRuleEditor *self = g_object_new (FW_TYPE_RULE_EDITOR, NULL);

  self->desk = g_object_ref (desk);
  gtk_box_append (GTK_BOX (self->box), new_head (self));
  add_bars (self);
  gtk_box_append (GTK_BOX (self->box), new_choice (self));
  gtk_box_append (GTK_BOX (self->box), gtk_separator_new (GTK_ORIENTATION_HORIZONTAL));
  gtk_box_append (GTK_BOX (self->box), new_body (self));
  self->trial = fw_trial_card_new (desk);
  gtk_box_append (GTK_BOX (self->box), self->trial);
  fw_shortcuts_name_keys (fw_shortcuts_get_default (), self->box);
  g_signal_connect_swapped (desk, "form-changed", G_CALLBACK (form_cb), self);
  g_signal_connect_swapped (desk, "edited", G_CALLBACK (edited_cb), self);
  g_signal_connect_swapped (desk, "checked", G_CALLBACK (checked_cb), self);
  g_signal_connect_swapped (desk, "stale-changed", G_CALLBACK (update), self);
  form_cb (self);
  choice_cb (self);
  return GTK_WIDGET (self);
}

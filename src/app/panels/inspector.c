/* SPDX-License-Identifier: GPL-3.0-or-later */

/*
 * Attribute fields are made anew only when the list of attributes is another
 * one: another category, another manual. Otherwise they read their values
 * again, so a text that is being typed and the focus stay where they are.
 */

#include "app/panels/inspector.h"

#include "core/shape-kinds.h"

#include <glib/gi18n.h>
#include <math.h>

#include "app/canvas-menu.h"
#include "app/category-popover.h"
#include "app/focus-return.h"
#include "app/key-cap.h"
#include "app/late-tooltip.h"
#include "app/panels/attribute-field.h"
#include "app/questions/news-card.h"
#include "app/swatch.h"
#include "edit/clock.h"
#include "edit/commands.h"

enum
{
  NUMBER_X,
  NUMBER_Y,
  NUMBER_WIDTH,
  NUMBER_HEIGHT,
  NUMBER_DEGREES,
  N_NUMBERS
};

struct _FwInspector
{
  GtkWidget        parent_instance;

  GtkWidget       *box;
  GtkWidget       *nothing;
  GtkWidget       *object;
  FwSwatch        *swatch;
  FwNewsCard      *news;
  GtkLabel        *name;
  GtkLabel        *facts;
  GtkMenuButton   *category;
  FwSwatch        *category_swatch;
  GtkLabel        *category_name;
  FwKeyCap        *category_key;
  GtkWidget       *popover;
  GtkBox          *attributes;
  GtkMenuButton   *more;
  GtkWidget       *flags_section;
  GtkLabel        *flags_title;
  GtkToggleButton *key;
  GtkLabel        *key_label;
  GtkToggleButton *occluded;
  GtkToggleButton *outside;
  GtkWidget       *geometry;
  GtkLabel        *geometry_title;
  GtkBox          *numbers;
  GtkWidget       *number_boxes[N_NUMBERS];
  GtkText         *number_texts[N_NUMBERS];

  FwSession       *session; /* (owned) (nullable) */
  FwManual        *manual;  /* (owned) (nullable) */
  GPtrArray       *fields;  /* (element-type FwAttributeField) (owned) */
  FwTaxonomy      *fields_of; /* (owned) (nullable) the taxonomy the fields were made for */
  guint            idle;
  gboolean         is_updating;
};

G_DEFINE_FINAL_TYPE (FwInspector, fw_inspector, GTK_TYPE_WIDGET)

static void
say (FwInspector *self,
     const char  *sentence)
{
  gtk_widget_activate_action (GTK_WIDGET (self), "win.say", "s", sentence);
}

/* Attributes ----------------------------------------------------------------- */

static gboolean
has_fields_for (FwInspector *self,
                GPtrArray   *attributes)
{
  if (self->fields_of != fw_session_get_taxonomy (self->session)
      || self->fields->len != attributes->len)
    return FALSE;
  for (guint i = 0; i < attributes->len; i++)
    {
      const FwAttribute *attribute = g_ptr_array_index (attributes, i);

      if (!g_str_equal (attribute->name,
                        fw_attribute_field_get_name (g_ptr_array_index (self->fields, i))))
        return FALSE;
    }
  return TRUE;
}

static void
clear_fields (FwInspector *self)
{
  GtkWidget *child;

  g_ptr_array_set_size (self->fields, 0);
  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self->attributes))) != NULL)
    gtk_box_remove (self->attributes, child);
  g_clear_pointer (&self->fields_of, fw_taxonomy_unref);
}

static void
update_attributes (FwInspector *self)
{
  g_autoptr (GPtrArray) attributes = fw_session_list_attributes (self->session);

  if (!has_fields_for (self, attributes))
    {
      FwTaxonomy *taxonomy = fw_session_get_taxonomy (self->session);

      clear_fields (self);
      self->fields_of = taxonomy != NULL ? fw_taxonomy_ref (taxonomy) : NULL;
      for (guint i = 0; i < attributes->len; i++)
        {
          GtkWidget *field =
            fw_attribute_field_new (self->session, g_ptr_array_index (attributes, i), i + 1);

          gtk_box_append (self->attributes, field);
          g_ptr_array_add (self->fields, g_object_ref (field));
        }
    }
  for (guint i = 0; i < self->fields->len; i++)
    fw_attribute_field_update (g_ptr_array_index (self->fields, i), self->manual);
  gtk_widget_set_visible (GTK_WIDGET (self->attributes), attributes->len > 0);
}

/* Category --------------------------------------------------------------------- */

/* The common category; 0 when they differ. */
static FwCategoryId
get_common_category (FwInspector *self)
{
  gsize n = 0;
  const FwTrackId *ids = fw_session_get_selection (self->session, &n);
  FwDocument *document = fw_session_get_document (self->session);
  FwCategoryId common = 0;

  for (gsize i = 0; i < n; i++)
    {
      FwTrack *track = fw_document_get_track (document, ids[i]);
      FwCategoryId category = track != NULL ? fw_track_get_category (track) : 0;

      if (i > 0 && category != common)
        return 0;
      common = category;
    }
  return common;
}

static void
update_category (FwInspector *self)
{
  FwCategoryId id = get_common_category (self);
  FwTaxonomy *taxonomy = fw_session_get_taxonomy (self->session);
  gssize index = taxonomy != NULL && id != 0 ? fw_taxonomy_get_index (taxonomy, id) : -1;
  g_autofree char *name = id != 0 ? fw_session_dup_category_name (self->session, id)
                                  : g_strdup (_("Mixed"));
  g_autofree char *label = g_strdup_printf (_("Category: %s"), name);
  g_autofree char *action = index >= 0 && index < 10
                              ? g_strdup_printf ("win.category-%d", (int) index + 1)
                              : NULL;

  gtk_label_set_label (self->category_name, name);
  gtk_widget_set_visible (GTK_WIDGET (self->category_swatch), id != 0);
  if (id != 0)
    fw_swatch_set_colour (self->category_swatch, fw_session_get_colour (self->session, id));
  fw_key_cap_set_action (self->category_key, action);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->category), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  label, -1);
}

static void
category_cb (FwInspector *self,
             gint64       category)
{
  g_autoptr (GError) error = NULL;

  if (!fw_session_set_category (self->session, category, &error))
    say (self, error->message);
}

static void
category_name_cb (FwInspector *self,
                  const char  *name)
{
  g_autoptr (GError) error = NULL;

  if (!fw_session_set_category_name (self->session, name, &error))
    say (self, error->message);
}

/* Name and facts ------------------------------------------------------------- */

static char *
dup_facts (FwInspector    *self,
           const FwObject *object)
{
  FwFrameList *frames = fw_session_get_frame_list (self->session);
  gsize n = fw_track_get_n_keyframes (object->track);
  FwSpan span = fw_track_get_span (object->track);

  if (object->flags & FW_OBJECT_SINGLE)
    {
      FwShapeKind kind = fw_track_get_kind (object->track);
      gsize points = object->shape != NULL ? fw_shape_get_n_vertices (object->shape) : 0;

      switch (kind)
        {
        case FW_SHAPE_BOX:
          return g_strdup (_("Box"));
        case FW_SHAPE_ROTATED_BOX:
          return g_strdup (_("Rotated box"));
        case FW_SHAPE_POLYGON:
          return g_strdup_printf (
            ngettext ("Polygon · %zu point", "Polygon · %zu points", points), points);
        case FW_SHAPE_POLYLINE:
          return g_strdup_printf (
            ngettext ("Polyline · %zu point", "Polyline · %zu points", points), points);
        case FW_SHAPE_POINTS:
        case FW_SHAPE_SKELETON:
          points = object->shape != NULL ? fw_shape_count_points (object->shape) : 0;
          return g_strdup_printf (
            ngettext ("Key points · %zu is there", "Key points · %zu are there", points), points);
        case FW_SHAPE_ELLIPSE:
          return g_strdup (_("Ellipse"));
        default:
          return g_strdup (fw_shape_kind_to_word (kind));
        }
    }

  g_autofree char *first = fw_clock_format_count (fw_clock_to_people (frames, span.first));
  g_autofree char *last = fw_clock_format_count (fw_clock_to_people (frames, span.last));
  g_autofree char *keys = g_strdup_printf (ngettext ("%zu keyframe", "%zu keyframes", n), n);

  /* Translators: first and last frame of a track, then its number of keyframes. */
  return g_strdup_printf (_("Frames %s–%s · %s"), first, last, keys);
}

static void
update_head (FwInspector    *self,
             const FwObject *object,
             gsize           n_selected)
{
  g_autofree char *name = NULL;
  g_autofree char *facts = NULL;

  if (n_selected > 1)
    {
      name = g_strdup_printf (ngettext ("%zu object", "%zu objects", n_selected), n_selected);
      facts = g_strdup (_("A change is made to all of them"));
    }
  else
    {
      name = fw_session_dup_object_name (self->session, object->id);
      facts = dup_facts (self, object);
    }
  gtk_label_set_label (self->name, name);
  gtk_label_set_label (self->facts, facts);
  fw_late_tooltip_set (GTK_WIDGET (self->facts), facts);
  fw_swatch_set_colour (self->swatch, fw_session_get_colour (
                                        self->session, fw_track_get_category (object->track)));
}

static void
update_flags (FwInspector    *self,
              const FwObject *object)
{
  gboolean is_video = fw_session_is_video (self->session) && !(object->flags & FW_OBJECT_SINGLE);
  gboolean ghost = object->presence == FW_PRESENCE_GHOST;

  gtk_label_set_label (self->flags_title, is_video ? _("On this frame") : _("On this picture"));
  gtk_widget_set_visible (GTK_WIDGET (self->key), is_video);
  gtk_widget_set_visible (GTK_WIDGET (self->outside), is_video);
  gtk_toggle_button_set_active (self->key, object->presence == FW_PRESENCE_KEYFRAME);
  /* On a ghost the same key says that the object is still there. */
  gtk_label_set_label (self->key_label, ghost ? _("Here") : _("Key"));
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->key), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  ghost ? _("Still here") : _("Keyframe"), -1);
  gtk_toggle_button_set_active (self->occluded, (object->flags & FW_OBJECT_OCCLUDED) != 0);
  gtk_toggle_button_set_active (self->outside, object->presence == FW_PRESENCE_OUTSIDE);
}

/* Geometry ------------------------------------------------------------------- */

static char *
dup_number (double   value,
            gboolean is_narrow)
{
  /* A tenth is what the hand can see; the file keeps every digit. Where five numbers share the
   * row there is room for four of them. */
  g_autofree char *text = g_strdup_printf ("%.*f", is_narrow && fabs (value) >= 999.95 ? 0 : 1,
                                           value);

  if (g_str_has_suffix (text, ".0") || g_str_has_suffix (text, ",0"))
    text[strlen (text) - 2] = '\0';
  return g_steal_pointer (&text);
}

static void
set_number (FwInspector *self,
            int          index,
            double       value)
{
  GtkText *text = self->number_texts[index];
  gboolean is_narrow = gtk_widget_get_visible (self->number_boxes[NUMBER_DEGREES]);
  g_autofree char *shown = dup_number (value, is_narrow);

  /* What is shown is rounded: editing one number must not round the others. */
  g_object_set_data_full (G_OBJECT (text), "value", g_memdup2 (&value, sizeof value), g_free);
  g_object_set_data_full (G_OBJECT (text), "shown", g_strdup (shown), g_free);
  if (!gtk_widget_has_focus (GTK_WIDGET (text)))
    gtk_editable_set_text (GTK_EDITABLE (text), shown);
}

static const char *
get_geometry_title (FwShapeKind kind)
{
  switch (kind)
    {
    case FW_SHAPE_BOX:
      return _("Box, in pixels");
    case FW_SHAPE_ROTATED_BOX:
      return _("Rotated box, in pixels");
    case FW_SHAPE_POLYGON:
      return _("Polygon, in pixels");
    case FW_SHAPE_POLYLINE:
      return _("Polyline, in pixels");
    case FW_SHAPE_ELLIPSE:
      return _("Ellipse, in pixels");
    default:
      return _("Key points, in pixels");
    }
}

static void
update_geometry (FwInspector    *self,
                 const FwObject *object,
                 gsize           n_selected)
{
  FwShapeKind kind = fw_track_get_kind (object->track);
  gboolean editable = n_selected == 1 && object->shape != NULL && kind != FW_SHAPE_MASK;
  gboolean is_turned = kind == FW_SHAPE_ROTATED_BOX || kind == FW_SHAPE_ELLIPSE;
  FwRect b = object->bounds;
  double degrees = 0.0;

  gtk_widget_set_visible (self->geometry, editable);
  if (!editable)
    return;

  gtk_label_set_label (self->geometry_title, get_geometry_title (kind));
  if (is_turned)
    {
      FwPoint centre;

      /* Its own sides, as beside the shape, and not what it takes up when it is turned. */
      fw_shape_get_rotated_box (object->shape, &centre, &b.width, &b.height, &degrees);
      b.x = centre.x - b.width / 2.0;
      b.y = centre.y - b.height / 2.0;
    }
  gtk_widget_set_visible (self->number_boxes[NUMBER_DEGREES], is_turned);
  gtk_box_set_spacing (self->numbers, is_turned ? 3 : 6);
  for (int i = 0; i < N_NUMBERS; i++)
    if (is_turned)
      gtk_widget_add_css_class (self->number_boxes[i], "narrow");
    else
      gtk_widget_remove_css_class (self->number_boxes[i], "narrow");
  set_number (self, NUMBER_DEGREES, degrees);
  set_number (self, NUMBER_X, b.x);
  set_number (self, NUMBER_Y, b.y);
  set_number (self, NUMBER_WIDTH, b.width);
  set_number (self, NUMBER_HEIGHT, b.height);
}

/* The number as typed, or the exact one when the text was left alone. */
static gboolean
read_number (FwInspector *self,
             int          index,
             double      *out_value)
{
  GObject *text = G_OBJECT (self->number_texts[index]);
  const char *typed = gtk_editable_get_text (GTK_EDITABLE (text));
  double *exact = g_object_get_data (text, "value");

  if (exact == NULL)
    return FALSE;
  *out_value = *exact;
  if (g_strcmp0 (typed, g_object_get_data (text, "shown")) == 0)
    return TRUE;

  g_autofree char *plain = g_strdelimit (g_strdup (typed), ",", '.');
  char *end = NULL;
  double value = g_ascii_strtod (plain, &end);

  if (end == plain || *g_strchug (end) != '\0' || !isfinite (value))
    return FALSE;
  *out_value = value;
  return TRUE;
}

static void
commit_numbers (FwInspector *self,
                gboolean     degrees)
{
  double v[N_NUMBERS] = { 0.0 };
  g_autoptr (GError) error = NULL;
  gboolean done;

  for (int i = 0; i < (degrees ? N_NUMBERS : NUMBER_DEGREES); i++)
    if (!read_number (self, i, &v[i]))
      {
        say (self, _("Type a number, for example 120.5."));
        return;
      }

  if (degrees)
    done = fw_session_set_degrees (self->session, v[NUMBER_DEGREES], &error);
  else if (v[NUMBER_WIDTH] <= 0.0 || v[NUMBER_HEIGHT] <= 0.0)
    {
      say (self, _("Width and height have to be more than 0."));
      return;
    }
  else
    done = fw_session_set_bounds (self->session,
                                  FW_RECT (v[NUMBER_X], v[NUMBER_Y], v[NUMBER_WIDTH],
                                           v[NUMBER_HEIGHT]),
                                  &error);
  if (!done)
    say (self, error->message);
}

static gboolean
is_touched (GtkText *text)
{
  return g_strcmp0 (gtk_editable_get_text (GTK_EDITABLE (text)),
                    g_object_get_data (G_OBJECT (text), "shown"))
         != 0;
}

static int
get_number_index (FwInspector *self,
                  GtkText     *text)
{
  for (int i = 0; i < N_NUMBERS; i++)
    if (self->number_texts[i] == text)
      return i;
  g_assert_not_reached ();
}

static void
number_activate_cb (FwInspector *self,
                    GtkText     *text)
{
  if (self->session != NULL && is_touched (text))
    commit_numbers (self, get_number_index (self, text) == NUMBER_DEGREES);
}

static void
number_leave_cb (GtkEventControllerFocus *focus,
                 FwInspector             *self)
{
  GtkText *text = GTK_TEXT (gtk_event_controller_get_widget (GTK_EVENT_CONTROLLER (focus)));

  if (self->session == NULL)
    return;
  number_activate_cb (self, text);
  gtk_editable_set_text (GTK_EDITABLE (text), g_object_get_data (G_OBJECT (text), "shown") != NULL
                                                ? g_object_get_data (G_OBJECT (text), "shown")
                                                : "");
}

static gboolean
number_key_cb (GtkEventControllerKey *key,
               guint                  keyval,
               guint                  keycode,
               GdkModifierType        state,
               FwInspector           *self)
{
  GtkText *text = GTK_TEXT (gtk_event_controller_get_widget (GTK_EVENT_CONTROLLER (key)));
  int index = get_number_index (self, text);
  double step = state & GDK_SHIFT_MASK ? 10.0 : 1.0;
  double value = 0.0;

  if (keyval == GDK_KEY_Escape)
    {
      gtk_editable_set_text (GTK_EDITABLE (text), g_object_get_data (G_OBJECT (text), "shown"));
      gtk_widget_activate_action (GTK_WIDGET (self), "win.focus-canvas", NULL);
      return GDK_EVENT_STOP;
    }
  if ((keyval != GDK_KEY_Up && keyval != GDK_KEY_Down) || !read_number (self, index, &value))
    return GDK_EVENT_PROPAGATE;

  g_autofree char *shown = dup_number (value + (keyval == GDK_KEY_Up ? step : -step), FALSE);

  gtk_editable_set_text (GTK_EDITABLE (text), shown);
  commit_numbers (self, index == NUMBER_DEGREES);
  return GDK_EVENT_STOP;
}

static void
build_numbers (FwInspector *self)
{
  const char *signs[N_NUMBERS] = { "x", "y", C_ ("width", "w"), C_ ("height", "h"), "°" };
  const char *names[N_NUMBERS] = { _("Left, in pixels"), _("Top, in pixels"), _("Width, in pixels"),
                                   _("Height, in pixels"), _("Angle, in degrees") };

  for (int i = 0; i < N_NUMBERS; i++)
    {
      GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 4);
      GtkWidget *sign = gtk_label_new (signs[i]);
      GtkWidget *text = gtk_text_new ();
      GtkEventController *focus = gtk_event_controller_focus_new ();
      GtkEventController *key = gtk_event_controller_key_new ();

      gtk_widget_add_css_class (box, "fw-number");
      gtk_widget_add_css_class (box, "numeric");
      gtk_editable_set_width_chars (GTK_EDITABLE (text), 4);
      gtk_editable_set_max_width_chars (GTK_EDITABLE (text), 6);
      gtk_editable_set_alignment (GTK_EDITABLE (text), 1.0f);
      gtk_widget_set_hexpand (text, TRUE);
      fw_late_tooltip_set (box, names[i]);
      gtk_accessible_update_property (GTK_ACCESSIBLE (text), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                      names[i], -1);
      gtk_box_append (GTK_BOX (box), sign);
      gtk_box_append (GTK_BOX (box), text);
      gtk_box_append (self->numbers, box);

      g_signal_connect_swapped (text, "activate", G_CALLBACK (number_activate_cb), self);
      g_signal_connect (focus, "leave", G_CALLBACK (number_leave_cb), self);
      gtk_event_controller_set_propagation_phase (key, GTK_PHASE_CAPTURE);
      g_signal_connect (key, "key-pressed", G_CALLBACK (number_key_cb), self);
      gtk_widget_add_controller (text, focus);
      gtk_widget_add_controller (text, key);
      self->number_boxes[i] = box;
      self->number_texts[i] = GTK_TEXT (text);
    }
}

/* All of it -------------------------------------------------------------------- */

static void
update_now (FwInspector *self)
{
  gsize n = 0;
  const FwObject *object = NULL;

  if (self->session != NULL)
    {
      fw_session_get_selection (self->session, &n);
      object = fw_session_find_object (self->session, fw_session_get_primary (self->session));
    }
  if (n == 0 || object == NULL)
    {
      gtk_widget_set_visible (self->nothing, TRUE);
      gtk_widget_set_visible (self->object, FALSE);
      return;
    }

  self->is_updating = TRUE;
  gtk_widget_set_visible (self->nothing, FALSE);
  gtk_widget_set_visible (self->object, TRUE);
  update_head (self, object, n);
  update_category (self);
  update_attributes (self);
  update_flags (self, object);
  update_geometry (self, object, n);
  self->is_updating = FALSE;
}

static gboolean
update_idle (gpointer user_data)
{
  FwInspector *self = user_data;

  self->idle = 0;
  update_now (self);
  return G_SOURCE_REMOVE;
}

/* A key press can change frame, objects and selection: one update is enough,
 * and it comes after the picture. */
static void
update (FwInspector *self)
{
  if (self->idle == 0)
    self->idle = g_idle_add_full (GDK_PRIORITY_REDRAW + 1, update_idle, self, NULL);
}

static void
fw_inspector_dispose (GObject *object)
{
  FwInspector *self = FW_INSPECTOR (object);

  if (self->box != NULL)
    {
      fw_inspector_set_session (self, NULL);
      clear_fields (self);
    }
  g_clear_handle_id (&self->idle, g_source_remove);
  g_clear_pointer (&self->manual, fw_manual_unref);
  gtk_widget_dispose_template (GTK_WIDGET (self), FW_TYPE_INSPECTOR);

  G_OBJECT_CLASS (fw_inspector_parent_class)->dispose (object);
}

static void
fw_inspector_finalize (GObject *object)
{
  g_ptr_array_unref (FW_INSPECTOR (object)->fields);

  G_OBJECT_CLASS (fw_inspector_parent_class)->finalize (object);
}

static void
fw_inspector_class_init (FwInspectorClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  g_type_ensure (FW_TYPE_SWATCH);
  g_type_ensure (FW_TYPE_KEY_CAP);
  g_type_ensure (FW_TYPE_NEWS_CARD);
  G_OBJECT_CLASS (klass)->dispose = fw_inspector_dispose;
  G_OBJECT_CLASS (klass)->finalize = fw_inspector_finalize;
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/org/framewright/Framewright/inspector.ui");
  gtk_widget_class_bind_template_child (widget_class, FwInspector, box);
  gtk_widget_class_bind_template_child (widget_class, FwInspector, nothing);
  gtk_widget_class_bind_template_child (widget_class, FwInspector, object);
  gtk_widget_class_bind_template_child (widget_class, FwInspector, swatch);
  gtk_widget_class_bind_template_child (widget_class, FwInspector, name);
  gtk_widget_class_bind_template_child (widget_class, FwInspector, news);
  gtk_widget_class_bind_template_child (widget_class, FwInspector, facts);
  gtk_widget_class_bind_template_child (widget_class, FwInspector, category);
  gtk_widget_class_bind_template_child (widget_class, FwInspector, category_swatch);
  gtk_widget_class_bind_template_child (widget_class, FwInspector, category_name);
  gtk_widget_class_bind_template_child (widget_class, FwInspector, category_key);
  gtk_widget_class_bind_template_child (widget_class, FwInspector, attributes);
  gtk_widget_class_bind_template_child (widget_class, FwInspector, more);
  gtk_widget_class_bind_template_child (widget_class, FwInspector, flags_section);
  gtk_widget_class_bind_template_child (widget_class, FwInspector, flags_title);
  gtk_widget_class_bind_template_child (widget_class, FwInspector, key);
  gtk_widget_class_bind_template_child (widget_class, FwInspector, key_label);
  gtk_widget_class_bind_template_child (widget_class, FwInspector, occluded);
  gtk_widget_class_bind_template_child (widget_class, FwInspector, outside);
  gtk_widget_class_bind_template_child (widget_class, FwInspector, geometry);
  gtk_widget_class_bind_template_child (widget_class, FwInspector, geometry_title);
  gtk_widget_class_bind_template_child (widget_class, FwInspector, numbers);
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
}

/* A menu is seldom opened. It says the keys of that moment. */
static void
create_more_cb (GtkMenuButton *button,
                gpointer       user_data)
{
  FwInspector *self = user_data;
  g_autoptr (GMenuModel) menu
    = fw_canvas_menu_new_for_object (self->session != NULL && fw_session_is_video (self->session));

  gtk_menu_button_set_menu_model (button, menu);
}

static void
fw_inspector_init (FwInspector *self)
{
  self->fields = g_ptr_array_new_with_free_func (g_object_unref);
  gtk_widget_init_template (GTK_WIDGET (self));
  self->popover = fw_category_popover_new ();
  gtk_menu_button_set_popover (self->category, self->popover);
  fw_choice_button_fill (self->category);
  gtk_menu_button_set_create_popup_func (self->more, create_more_cb, self, NULL);
  g_signal_connect_swapped (self->popover, "chosen", G_CALLBACK (category_cb), self);
  g_signal_connect_swapped (self->popover, "named", G_CALLBACK (category_name_cb), self);
  build_numbers (self);
  update_now (self);
}

GtkWidget *
fw_inspector_new (void)
{
  return g_object_new (FW_TYPE_INSPECTOR, NULL);
}

void
fw_inspector_set_session (FwInspector *self,
                          FwSession   *session)
{
  g_return_if_fail (FW_IS_INSPECTOR (self));

  if (self->session == session)
    return;
  if (self->session != NULL)
    g_signal_handlers_disconnect_by_data (self->session, self);
  clear_fields (self);
  g_set_object (&self->session, session);
  fw_category_popover_set_session (FW_CATEGORY_POPOVER (self->popover), session);
  if (session == NULL)
    return;
  g_signal_connect_swapped (session, "objects-changed", G_CALLBACK (update), self);
  g_signal_connect_swapped (session, "selection-changed", G_CALLBACK (update), self);
  update_now (self);
}

void
fw_inspector_set_manual (FwInspector *self,
                         FwManual    *manual)
{
  g_return_if_fail (FW_IS_INSPECTOR (self));

  g_autoptr (FwManual) old = self->manual;

  self->manual = manual != NULL ? fw_manual_ref (manual) : NULL;
  if (old != manual)
    update (self);
}

void
fw_inspector_set_shelf (FwInspector   *self,
                        FwManualShelf *shelf)
{
  g_return_if_fail (FW_IS_INSPECTOR (self));

  fw_news_card_set_shelf (self->news, shelf);
}

void
fw_inspector_choose_category (FwInspector *self)
{
  g_return_if_fail (FW_IS_INSPECTOR (self));

  fw_focus_return_after (GTK_POPOVER (self->popover));
  gtk_menu_button_popup (self->category);
}

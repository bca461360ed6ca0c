/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "app/questions/question-text.h"

#define MIN_HEIGHT 96
#define MAX_HEIGHT 160

struct _FwQuestionText
{
  GtkWidget    parent_instance;

  GtkWidget   *overlay;
  GtkTextView *view;
  GtkLabel    *placeholder;
};

enum
{
  PROP_0,
  PROP_PLACEHOLDER,
  PROP_LABEL,
  N_PROPS
};

enum
{
  CHANGED,
  SEND,
  N_SIGNALS
};

static GParamSpec *properties[N_PROPS];
static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (FwQuestionText, fw_question_text, GTK_TYPE_WIDGET)

static void
changed_cb (FwQuestionText *self)
{
  gtk_widget_set_visible (GTK_WIDGET (self->placeholder), fw_question_text_is_empty (self));
  g_signal_emit (self, signals[CHANGED], 0);
}

static gboolean
key_cb (GtkEventControllerKey *key,
        guint                  keyval,
        guint                  keycode,
        GdkModifierType        state,
        FwQuestionText        *self)
{
  gboolean is_enter
      = keyval == GDK_KEY_Return || keyval == GDK_KEY_KP_Enter || keyval == GDK_KEY_ISO_Enter;

  if (!is_enter || (state & GDK_SHIFT_MASK))
    return GDK_EVENT_PROPAGATE;

  g_signal_emit (self, signals[SEND], 0);

  return GDK_EVENT_STOP;
}

static gboolean
fw_question_text_grab_focus (GtkWidget *widget)
{
  return gtk_widget_grab_focus (GTK_WIDGET (FW_QUESTION_TEXT (widget)->view));
}

static void
fw_question_text_set_property (GObject      *object,
                               guint         property_id,
                               const GValue *value,
                               GParamSpec   *pspec)
{
  FwQuestionText *self = FW_QUESTION_TEXT (object);

  switch (property_id)
    {
    case PROP_PLACEHOLDER:
      gtk_label_set_label (self->placeholder, g_value_get_string (value));
      gtk_accessible_update_property (GTK_ACCESSIBLE (self->view),
                                      GTK_ACCESSIBLE_PROPERTY_PLACEHOLDER,
                                      g_value_get_string (value), -1);
      break;
    case PROP_LABEL:
      gtk_accessible_update_property (GTK_ACCESSIBLE (self->view), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                      g_value_get_string (value), -1);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, property_id, pspec);
    }
}

static void
fw_question_text_dispose (GObject *object)
{
  FwQuestionText *self = FW_QUESTION_TEXT (object);

  g_clear_pointer (&self->overlay, gtk_widget_unparent);

  G_OBJECT_CLASS (fw_question_text_parent_class)->dispose (object);
}

static void
fw_question_text_class_init (FwQuestionTextClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GParamFlags flags = G_PARAM_WRITABLE | G_PARAM_STATIC_STRINGS;

  object_class->dispose = fw_question_text_dispose;
  object_class->set_property = fw_question_text_set_property;
  GTK_WIDGET_CLASS (klass)->grab_focus = fw_question_text_grab_focus;
  gtk_widget_class_set_layout_manager_type (GTK_WIDGET_CLASS (klass), GTK_TYPE_BIN_LAYOUT);

  properties[PROP_PLACEHOLDER] = g_param_spec_string ("placeholder", NULL, NULL, "", flags);
  properties[PROP_LABEL] = g_param_spec_string ("label", NULL, NULL, "", flags);
  g_object_class_install_properties (object_class, N_PROPS, properties);

  signals[CHANGED] = g_signal_new ("changed", FW_TYPE_QUESTION_TEXT, G_SIGNAL_RUN_LAST, 0, NULL,
                                   NULL, NULL, G_TYPE_NONE, 0);
  signals[SEND] = g_signal_new ("send", FW_TYPE_QUESTION_TEXT, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                NULL, G_TYPE_NONE, 0);
}

static GtkWidget *
new_view (FwQuestionText *self)
{
  GtkWidget *view = gtk_text_view_new ();
  GtkEventController *keys = gtk_event_controller_key_new ();

  self->view = GTK_TEXT_VIEW (view);
  gtk_text_view_set_wrap_mode (self->view, GTK_WRAP_WORD_CHAR);
  gtk_text_view_set_accepts_tab (self->view, FALSE);
  gtk_text_view_set_left_margin (self->view, 8);
  gtk_text_view_set_right_margin (self->view, 8);
  gtk_text_view_set_top_margin (self->view, 6);
  gtk_text_view_set_bottom_margin (self->view, 6);
  gtk_event_controller_set_propagation_phase (keys, GTK_PHASE_CAPTURE);
  g_signal_connect (keys, "key-pressed", G_CALLBACK (key_cb), self);
  gtk_widget_add_controller (view, keys);
  g_signal_connect_swapped (gtk_text_view_get_buffer (self->view), "changed",
                            G_CALLBACK (changed_cb), self);

  return view;
}

static void
fw_question_text_init (FwQuestionText *self)
{
  GtkWidget *scroller = gtk_scrolled_window_new ();

  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (scroller), GTK_POLICY_NEVER,
                                  GTK_POLICY_AUTOMATIC);
  gtk_scrolled_window_set_min_content_height (GTK_SCROLLED_WINDOW (scroller), MIN_HEIGHT);
  gtk_scrolled_window_set_max_content_height (GTK_SCROLLED_WINDOW (scroller), MAX_HEIGHT);
  gtk_scrolled_window_set_propagate_natural_height (GTK_SCROLLED_WINDOW (scroller), TRUE);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scroller), new_view (self));
  gtk_widget_add_css_class (scroller, "fw-lines");

  self->placeholder = GTK_LABEL (gtk_label_new (NULL));
  gtk_label_set_wrap (self->placeholder, TRUE);
  gtk_label_set_xalign (self->placeholder, 0.0f);
  gtk_label_set_yalign (self->placeholder, 0.0f);
  gtk_widget_set_margin_start (GTK_WIDGET (self->placeholder), 8);
  gtk_widget_set_margin_end (GTK_WIDGET (self->placeholder), 8);
  gtk_widget_set_margin_top (GTK_WIDGET (self->placeholder), 6);
  gtk_widget_set_can_target (GTK_WIDGET (self->placeholder), FALSE);
  gtk_widget_add_css_class (GTK_WIDGET (self->placeholder), "dim-label");

  self->overlay = gtk_overlay_new ();
  gtk_overlay_set_child (GTK_OVERLAY (self->overlay), scroller);
  gtk_overlay_add_overlay (GTK_OVERLAY (self->overlay), GTK_WIDGET (self->placeholder));
  gtk_widget_set_parent (self->overlay, GTK_WIDGET (self));
}

GtkWidget *
fw_question_text_new (void)
{
  return g_object_new (FW_TYPE_QUESTION_TEXT, NULL);
}

char *
fw_question_text_dup (FwQuestionText *self)
{
  g_return_val_if_fail (FW_IS_QUESTION_TEXT (self), NULL);

  GtkTextBuffer *buffer = gtk_text_view_get_buffer (self->view);
  GtkTextIter start, end;

  gtk_text_buffer_get_bounds (buffer, &start, &end);

  return gtk_text_buffer_get_text (buffer, &start, &end, FALSE);
}

void
fw_question_text_set (FwQuestionText *self,
                      const char     *text)
{
  g_return_if_fail (FW_IS_QUESTION_TEXT (self));

  gtk_text_buffer_set_text (gtk_text_view_get_buffer (self->view), text ? text : "", -1);
}

gboolean
fw_question_text_is_empty (FwQuestionText *self)
{
  g_return_val_if_fail (FW_IS_QUESTION_TEXT (self), TRUE);

  return gtk_text_buffer_get_char_count (gtk_text_view_get_buffer (self->view)) == 0;
}

/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "app/key-cap.h"

#include "app/settings.h"
#include "app/shortcuts.h"

struct _FwKeyCap
{
  GtkWidget  parent_instance;

  GtkWidget *label;    /* (owned) */
  GSettings *settings; /* (owned) */
  char      *action;   /* (owned) (nullable) */
  char      *text;     /* (owned) (nullable) */
};

enum
{
  PROP_0,
  PROP_ACTION,
  PROP_TEXT,
  PROP_CSS,
  N_PROPS
};

static GParamSpec *properties[N_PROPS];

G_DEFINE_FINAL_TYPE (FwKeyCap, fw_key_cap, GTK_TYPE_WIDGET)

static void
update (FwKeyCap *self)
{
  g_autofree char *cap = NULL;

  if (self->text != NULL)
    cap = g_strdup (self->text);
  else if (self->action != NULL)
    cap = fw_shortcuts_dup_cap (fw_shortcuts_get_default (), self->action);

  gtk_label_set_label (GTK_LABEL (self->label), cap != NULL ? cap : "");
  gtk_widget_set_visible (GTK_WIDGET (self),
                          cap != NULL && g_settings_get_boolean (self->settings, "show-key-caps"));
}

static void
fw_key_cap_set_property (GObject      *object,
                         guint         id,
                         const GValue *value,
                         GParamSpec   *pspec)
{
  FwKeyCap *self = FW_KEY_CAP (object);

  switch (id)
    {
    case PROP_ACTION:
      fw_key_cap_set_action (self, g_value_get_string (value));
      break;
    case PROP_TEXT:
      g_free (self->text);
      self->text = g_value_dup_string (value);
      update (self);
      break;
    case PROP_CSS:
      if (g_value_get_string (value) != NULL)
        {
          gtk_widget_remove_css_class (self->label, "fw-key");
          gtk_widget_add_css_class (self->label, g_value_get_string (value));
        }
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
fw_key_cap_dispose (GObject *object)
{
  FwKeyCap *self = FW_KEY_CAP (object);

  g_clear_pointer (&self->label, gtk_widget_unparent);
  g_clear_object (&self->settings);

  G_OBJECT_CLASS (fw_key_cap_parent_class)->dispose (object);
}

static void
fw_key_cap_finalize (GObject *object)
{
  FwKeyCap *self = FW_KEY_CAP (object);

  g_free (self->action);
  g_free (self->text);

  G_OBJECT_CLASS (fw_key_cap_parent_class)->finalize (object);
}

static void
fw_key_cap_class_init (FwKeyCapClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);
  GParamFlags flags = G_PARAM_WRITABLE | G_PARAM_STATIC_STRINGS;

  object_class->set_property = fw_key_cap_set_property;
  object_class->dispose = fw_key_cap_dispose;
  object_class->finalize = fw_key_cap_finalize;

  properties[PROP_ACTION] = g_param_spec_string ("action", NULL, NULL, NULL, flags);
  properties[PROP_TEXT] = g_param_spec_string ("text", NULL, NULL, NULL, flags);
  properties[PROP_CSS] = g_param_spec_string ("css", NULL, NULL, NULL, flags);
  g_object_class_install_properties (object_class, N_PROPS, properties);

  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_PRESENTATION);
}

static void
fw_key_cap_init (FwKeyCap *self)
{
  self->settings = fw_settings_new ();
  self->label = g_object_new (GTK_TYPE_LABEL, "accessible-role", GTK_ACCESSIBLE_ROLE_PRESENTATION,
                              NULL);
  /* What is on a key reads the same in every language: "⇧1", never "1⇧". */
  gtk_widget_set_direction (self->label, GTK_TEXT_DIR_LTR);
  gtk_widget_add_css_class (self->label, "fw-key");
  gtk_widget_set_parent (self->label, GTK_WIDGET (self));
  gtk_widget_set_valign (GTK_WIDGET (self), GTK_ALIGN_CENTER);
  gtk_widget_set_can_target (GTK_WIDGET (self), FALSE);

  g_signal_connect_object (fw_shortcuts_get_default (), "changed", G_CALLBACK (update), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->settings, "changed::show-key-caps", G_CALLBACK (update), self,
                           G_CONNECT_SWAPPED);
  update (self);
}

GtkWidget *
fw_key_cap_new (const char *action)
{
  return g_object_new (FW_TYPE_KEY_CAP, "action", action, NULL);
}

GtkWidget *
fw_key_cap_new_text (const char *text)
{
  return g_object_new (FW_TYPE_KEY_CAP, "text", text, NULL);
}

void
fw_key_cap_set_action (FwKeyCap   *self,
                       const char *action)
{
  g_return_if_fail (FW_IS_KEY_CAP (self));

  g_autofree char *old = self->action;

  self->action = g_strdup (action);
  update (self);
}

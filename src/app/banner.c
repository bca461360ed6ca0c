/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "app/banner.h"

#include "app/late-tooltip.h"

#include <glib/gi18n.h>

typedef struct
{
  char    *sentence; /* (owned) (nullable) */
  char    *button;   /* (owned) (nullable) */
  char    *details;  /* (owned) (nullable) */
  char    *more;     /* (owned) (nullable) */
  gboolean is_closed;
} Entry;

struct _FwBanner
{
  GtkWidget    parent_instance;

  GtkRevealer *revealer;
  GtkWidget   *box;
  GtkImage    *icon;
  GtkLabel    *label;
  GtkButton   *more;
  GtkButton   *button;
  GtkWidget   *dismiss;
  GtkWidget   *close;

  Entry        entries[FW_N_BANNERS];
  int          shown; /* FwBannerKind, -1 when none */
};

enum
{
  ACTIVATED,
  MORE_ACTIVATED,
  DISMISSED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (FwBanner, fw_banner, GTK_TYPE_WIDGET)

static const struct
{
  const char *css;
  const char *icon;
  gboolean    can_close;
  const char *dismiss; /* the same in words, because it decides something */
} looks[FW_N_BANNERS] = {
  [FW_BANNER_SAVE_FAILED] = { "red", "fw-problem-symbolic", FALSE },
  [FW_BANNER_READ_ONLY] = { "grey", "fw-locked-symbolic", FALSE },
  [FW_BANNER_ASIDE] = { "yellow", "fw-problem-symbolic", FALSE, N_("Dismiss") },
  [FW_BANNER_MANUAL] = { "yellow", "fw-manual-symbolic", FALSE, N_("Later") },
  [FW_BANNER_REGRADE] = { "yellow", "fw-manual-symbolic", FALSE, N_("Later") },
  [FW_BANNER_WARNING] = { "yellow", "fw-problem-symbolic", TRUE },
  [FW_BANNER_INFO] = { "grey", "fw-hint-symbolic", TRUE },
};

static void
update (FwBanner *self)
{
  int shown = -1;

  for (int i = 0; i < FW_N_BANNERS && shown < 0; i++)
    if (self->entries[i].sentence != NULL && !self->entries[i].is_closed)
      shown = i;

  self->shown = shown;
  gtk_revealer_set_reveal_child (self->revealer, shown >= 0);
  /* What is folded away is not there for keys and screen readers either. */
  gtk_widget_set_visible (GTK_WIDGET (self), shown >= 0);
  if (shown < 0)
    return;

  const Entry *entry = &self->entries[shown];

  for (int i = 0; i < FW_N_BANNERS; i++)
    gtk_widget_remove_css_class (self->box, looks[i].css);
  gtk_widget_add_css_class (self->box, looks[shown].css);
  gtk_image_set_from_icon_name (self->icon, looks[shown].icon);
  gtk_label_set_label (self->label, entry->sentence);
  gtk_button_set_label (self->button, entry->button != NULL ? entry->button : "");
  gtk_widget_set_visible (GTK_WIDGET (self->button), entry->button != NULL);
  gtk_button_set_label (self->more, entry->more != NULL ? entry->more : "");
  gtk_widget_set_visible (GTK_WIDGET (self->more), entry->more != NULL);
  gtk_widget_set_visible (self->dismiss, looks[shown].dismiss != NULL);
  if (looks[shown].dismiss != NULL)
    gtk_button_set_label (GTK_BUTTON (self->dismiss), _(looks[shown].dismiss));
  gtk_widget_set_visible (self->close, looks[shown].can_close);
  fw_late_tooltip_set (GTK_WIDGET (self->label), entry->details);
}

static void
clicked_cb (FwBanner *self)
{
  if (self->shown >= 0)
    g_signal_emit (self, signals[ACTIVATED], 0, self->shown);
}

static void
more_cb (FwBanner *self)
{
  if (self->shown >= 0)
    g_signal_emit (self, signals[MORE_ACTIVATED], 0, self->shown);
}

static void
close_cb (FwBanner *self)
{
  if (self->shown < 0)
    return;

  int kind = self->shown;

  self->entries[kind].is_closed = TRUE;
  update (self);
  g_signal_emit (self, signals[DISMISSED], 0, kind);
}

static void
fw_banner_dispose (GObject *object)
{
  FwBanner *self = FW_BANNER (object);

  if (self->revealer != NULL)
    gtk_widget_unparent (GTK_WIDGET (self->revealer));
  self->revealer = NULL;

  G_OBJECT_CLASS (fw_banner_parent_class)->dispose (object);
}

static void
fw_banner_finalize (GObject *object)
{
  FwBanner *self = FW_BANNER (object);

  for (int i = 0; i < FW_N_BANNERS; i++)
    {
      g_free (self->entries[i].sentence);
      g_free (self->entries[i].button);
      g_free (self->entries[i].details);
      g_free (self->entries[i].more);
    }

  G_OBJECT_CLASS (fw_banner_parent_class)->finalize (object);
}

static void
fw_banner_class_init (FwBannerClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = fw_banner_dispose;
  object_class->finalize = fw_banner_finalize;

  signals[ACTIVATED] = g_signal_new ("activated", FW_TYPE_BANNER, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                     NULL, G_TYPE_NONE, 1, G_TYPE_INT);
  signals[MORE_ACTIVATED] = g_signal_new ("more-activated", FW_TYPE_BANNER, G_SIGNAL_RUN_LAST, 0,
                                          NULL, NULL, NULL, G_TYPE_NONE, 1, G_TYPE_INT);
  signals[DISMISSED] = g_signal_new ("dismissed", FW_TYPE_BANNER, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                     NULL, G_TYPE_NONE, 1, G_TYPE_INT);

  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_GROUP);
}

static void
fw_banner_init (FwBanner *self)
{
  self->shown = -1;
  self->revealer = GTK_REVEALER (gtk_revealer_new ());
  gtk_widget_set_parent (GTK_WIDGET (self->revealer), GTK_WIDGET (self));

  self->box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 9);
  gtk_widget_add_css_class (self->box, "fw-banner");
  gtk_revealer_set_child (self->revealer, self->box);

  self->icon = GTK_IMAGE (gtk_image_new ());
  self->label = GTK_LABEL (gtk_label_new (NULL));
  gtk_label_set_wrap (self->label, TRUE);
  gtk_label_set_xalign (self->label, 0.0f);
  gtk_widget_set_hexpand (GTK_WIDGET (self->label), TRUE);
  self->button = GTK_BUTTON (gtk_button_new ());
  gtk_widget_set_valign (GTK_WIDGET (self->button), GTK_ALIGN_CENTER);
  self->more = GTK_BUTTON (gtk_button_new ());
  gtk_widget_set_valign (GTK_WIDGET (self->more), GTK_ALIGN_CENTER);
  self->dismiss = gtk_button_new ();
  gtk_widget_set_valign (self->dismiss, GTK_ALIGN_CENTER);
  self->close = gtk_button_new_from_icon_name ("window-close-symbolic");
  gtk_widget_set_valign (self->close, GTK_ALIGN_CENTER);
  gtk_widget_add_css_class (self->close, "flat");
  fw_late_tooltip_set (self->close, _("Close"));
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->close), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _("Close"), -1);

  gtk_box_append (GTK_BOX (self->box), GTK_WIDGET (self->icon));
  gtk_box_append (GTK_BOX (self->box), GTK_WIDGET (self->label));
  gtk_box_append (GTK_BOX (self->box), GTK_WIDGET (self->more));
  gtk_box_append (GTK_BOX (self->box), GTK_WIDGET (self->button));
  gtk_box_append (GTK_BOX (self->box), self->dismiss);
  gtk_box_append (GTK_BOX (self->box), self->close);

  g_signal_connect_swapped (self->button, "clicked", G_CALLBACK (clicked_cb), self);
  g_signal_connect_swapped (self->more, "clicked", G_CALLBACK (more_cb), self);
  g_signal_connect_swapped (self->dismiss, "clicked", G_CALLBACK (close_cb), self);
  g_signal_connect_swapped (self->close, "clicked", G_CALLBACK (close_cb), self);
  update (self);
}

GtkWidget *
fw_banner_new (void)
{
  return g_object_new (FW_TYPE_BANNER, NULL);
}

void
fw_banner_set (FwBanner     *self,
               FwBannerKind  kind,
               const char   *sentence,
               const char   *button)
{
  g_return_if_fail (FW_IS_BANNER (self));
  g_return_if_fail (kind < FW_N_BANNERS);

  Entry *entry = &self->entries[kind];

  if (g_strcmp0 (entry->sentence, sentence) != 0)
    entry->is_closed = FALSE;
  g_free (entry->sentence);
  g_free (entry->button);
  entry->sentence = g_strdup (sentence);
  entry->button = g_strdup (button);
  update (self);
}

void
fw_banner_set_details (FwBanner     *self,
                       FwBannerKind  kind,
                       const char   *details)
{
  g_return_if_fail (FW_IS_BANNER (self));
  g_return_if_fail (kind < FW_N_BANNERS);

  g_free (self->entries[kind].details);
  self->entries[kind].details = g_strdup (details);
  update (self);
}

void
fw_banner_set_more (FwBanner     *self,
                    FwBannerKind  kind,
                    const char   *button)
{
  g_return_if_fail (FW_IS_BANNER (self));
  g_return_if_fail (kind < FW_N_BANNERS);

  g_free (self->entries[kind].more);
  self->entries[kind].more = g_strdup (button);
  update (self);
}

void
fw_banner_clear (FwBanner *self)
{
  for (int i = 0; i < FW_N_BANNERS; i++)
    fw_banner_set (self, i, NULL, NULL);
}

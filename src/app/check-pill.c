/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "app/check-pill.h"

#include "app/late-tooltip.h"

#include <glib/gi18n.h>

#include "edit/clock.h"

/* Short checks would only make the pill flicker. */
#define PATIENCE_MS 300

struct _FwCheckPill
{
  GtkWidget      parent_instance;

  GtkWidget     *button;
  GtkImage      *icon;
  GtkWidget     *spinner;
  GtkLabel      *label;

  FwCheckRunner *checks; /* (owned) (nullable) */
  guint          patience;
  gboolean       is_slow;
};

G_DEFINE_FINAL_TYPE (FwCheckPill, fw_check_pill, GTK_TYPE_WIDGET)

static void
show (FwCheckPill *self,
      const char  *css,
      const char  *icon,
      const char  *text)
{
  static const char *const looks[] = { "problem", "hint", "good", "quiet" };

  for (gsize i = 0; i < G_N_ELEMENTS (looks); i++)
    gtk_widget_remove_css_class (self->button, looks[i]);
  gtk_widget_add_css_class (self->button, css);
  gtk_widget_set_visible (GTK_WIDGET (self->icon), icon != NULL);
  if (icon != NULL)
    gtk_image_set_from_icon_name (self->icon, icon);
  gtk_widget_set_visible (self->spinner, icon == NULL);
  gtk_spinner_set_spinning (GTK_SPINNER (self->spinner), icon == NULL);
  gtk_label_set_label (self->label, text);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->button), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  text, -1);
}

static void
update (FwCheckPill *self)
{
  gboolean has_manual = self->checks != NULL && fw_check_runner_get_manual (self->checks) != NULL;

  gtk_widget_set_visible (GTK_WIDGET (self), has_manual);
  if (!has_manual)
    return;

  gint64 problems = fw_check_runner_get_n_problems (self->checks);
  gint64 hints = fw_check_runner_get_n_hints (self->checks);

  if (self->is_slow)
    {
      show (self, "quiet", NULL, _("Checking…"));
      return;
    }
  if (problems > 0)
    {
      g_autofree char *count = fw_clock_format_count (problems);
      g_autofree char *text = g_strdup_printf (
        ngettext ("%s problem", "%s problems", (gulong) problems), count);

      show (self, "problem", "fw-problem-symbolic", text);
    }
  else if (hints > 0)
    {
      g_autofree char *count = fw_clock_format_count (hints);
      g_autofree char *text = g_strdup_printf (ngettext ("%s hint", "%s hints", (gulong) hints),
                                               count);

      show (self, "hint", "fw-hint-symbolic", text);
    }
  else
    show (self, "good", "fw-check-symbolic", _("No problems"));
}

static gboolean
patience_cb (gpointer user_data)
{
  FwCheckPill *self = user_data;

  self->patience = 0;
  self->is_slow = TRUE;
  update (self);
  return G_SOURCE_REMOVE;
}

static void
checking_cb (FwCheckPill *self)
{
  g_clear_handle_id (&self->patience, g_source_remove);
  self->is_slow = FALSE;
  if (self->checks != NULL && fw_check_runner_is_checking (self->checks))
    self->patience = g_timeout_add (PATIENCE_MS, patience_cb, self);
  update (self);
}

static void
fw_check_pill_dispose (GObject *object)
{
  FwCheckPill *self = FW_CHECK_PILL (object);

  g_clear_handle_id (&self->patience, g_source_remove);
  if (self->checks != NULL)
    g_signal_handlers_disconnect_by_data (self->checks, self);
  g_clear_object (&self->checks);
  g_clear_pointer (&self->button, gtk_widget_unparent);

  G_OBJECT_CLASS (fw_check_pill_parent_class)->dispose (object);
}

static void
fw_check_pill_class_init (FwCheckPillClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = fw_check_pill_dispose;
  gtk_widget_class_set_layout_manager_type (GTK_WIDGET_CLASS (klass), GTK_TYPE_BIN_LAYOUT);
}

static void
fw_check_pill_init (FwCheckPill *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);

  self->button = gtk_button_new ();
  gtk_widget_set_parent (self->button, GTK_WIDGET (self));
  gtk_widget_add_css_class (self->button, "fw-pill");
  gtk_widget_add_css_class (self->button, "flat");
  gtk_widget_set_valign (self->button, GTK_ALIGN_CENTER);
  gtk_actionable_set_action_name (GTK_ACTIONABLE (self->button), "win.show-checks");
  fw_late_tooltip_set (self->button, _("Open the checks"));

  self->icon = GTK_IMAGE (gtk_image_new ());
  self->spinner = gtk_spinner_new ();
  self->label = GTK_LABEL (gtk_label_new (NULL));
  gtk_widget_add_css_class (GTK_WIDGET (self->label), "numeric");
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (self->icon));
  gtk_box_append (GTK_BOX (box), self->spinner);
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (self->label));
  gtk_button_set_child (GTK_BUTTON (self->button), box);
  gtk_widget_set_visible (GTK_WIDGET (self), FALSE);
}

GtkWidget *
fw_check_pill_new (void)
{
  return g_object_new (FW_TYPE_CHECK_PILL, NULL);
}

void
fw_check_pill_set_checks (FwCheckPill   *self,
                          FwCheckRunner *checks)
{
  g_return_if_fail (FW_IS_CHECK_PILL (self));

  if (self->checks == checks)
    return;
  if (self->checks != NULL)
    g_signal_handlers_disconnect_by_data (self->checks, self);
  g_set_object (&self->checks, checks);
  if (checks != NULL)
    {
      g_signal_connect_swapped (checks, "changed", G_CALLBACK (update), self);
      g_signal_connect_swapped (checks, "notify::is-checking", G_CALLBACK (checking_cb), self);
    }
  checking_cb (self);
}

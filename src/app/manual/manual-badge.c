/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "app/manual/manual-badge.h"

#include "app/late-tooltip.h"

#include <glib/gi18n.h>

/* More than anybody goes through one by one. */
#define MAX_CHANGES 200

struct _FwManualBadge
{
  GtkWidget      parent_instance;

  GtkWidget     *button;
  GtkWidget     *label;
  GtkWidget     *changes;  /* what it opens */
  FwManualShelf *shelf;    /* (owned) (nullable) */
  gboolean       is_tight;
};

G_DEFINE_FINAL_TYPE (FwManualBadge, fw_manual_badge, GTK_TYPE_WIDGET)

static FwManualBook *
get_book (FwManualBadge *self)
{
  return self->shelf != NULL ? fw_manual_shelf_get_book (self->shelf) : NULL;
}

static void
add_change (FwManualBadge *self,
            GtkBox        *box,
            const FwRule  *rule)
{
  g_autofree char *text = g_strdup_printf ("%s  %s", rule->id, rule->title);
  GtkWidget *button = gtk_button_new_with_label (text);
  GtkWidget *label = gtk_button_get_child (GTK_BUTTON (button));

  gtk_label_set_xalign (GTK_LABEL (label), 0.0f);
  gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_END);
  gtk_label_set_max_width_chars (GTK_LABEL (label), 44);
  gtk_actionable_set_action_target (GTK_ACTIONABLE (button), "s", rule->id);
  gtk_actionable_set_action_name (GTK_ACTIONABLE (button), "manual.open");
  gtk_widget_add_css_class (button, "flat");
  gtk_box_append (box, button);
}

/* What the badge opens: the rules that changed, each a way to its place. */
static void
fill_changes (FwManualBadge *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 3);
  FwManual *manual =
    get_book (self) != NULL ? fw_manual_book_get_manual (get_book (self)) : NULL;
  GtkWidget *sentence;
  guint n = 0;

  for (gsize i = 0; manual != NULL && i < fw_manual_get_n_rules (manual); i++)
    {
      const FwRule *rule = fw_manual_get_rule (manual, i);

      if (!fw_manual_shelf_is_changed (self->shelf, rule))
        continue;
      if (n++ < MAX_CHANGES)
        add_change (self, GTK_BOX (box), rule);
    }
  if (n == 0)
    {
      g_autofree char *text =
        g_strdup_printf (_("Nothing changed since you read v%s."),
                         self->shelf != NULL ? fw_manual_shelf_get_read_version (self->shelf) : "");

      sentence = gtk_label_new (text);
      gtk_widget_set_margin_start (sentence, 6);
      gtk_widget_set_margin_end (sentence, 6);
      gtk_box_append (GTK_BOX (box), sentence);
    }
  else
    {
      GtkWidget *read = gtk_button_new_with_label (_("Mark as read"));

      gtk_actionable_set_action_name (GTK_ACTIONABLE (read), "manual.mark-read");
      gtk_widget_set_margin_top (read, 6);
      gtk_box_append (GTK_BOX (box), read);
    }
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (self->changes), box);
}

static void
update (FwManualBadge *self)
{
  FwManualBook *book = get_book (self);
  guint n = self->shelf != NULL ? fw_manual_shelf_count_changed (self->shelf) : 0;
  g_autofree char *text = NULL;

  gtk_widget_set_visible (GTK_WIDGET (self), book != NULL);
  if (book == NULL)
    return;

  const char *version = fw_manual_get_version (fw_manual_book_get_manual (book));

  if (n > 0 && !self->is_tight)
    text = g_strdup_printf (ngettext ("v%s — %u rule changed since you last read",
                                      "v%s — %u rules changed since you last read", n),
                            version, n);
  else if (n > 0)
    text = g_strdup_printf (_("v%s — %u changed"), version, n);
  else
    text = g_strdup_printf (_("v%s"), version);
  gtk_label_set_label (GTK_LABEL (self->label), text);
  gtk_label_set_ellipsize (GTK_LABEL (self->label),
                           self->is_tight ? PANGO_ELLIPSIZE_END : PANGO_ELLIPSIZE_NONE);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->button), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  text, -1);
  if (n > 0)
    gtk_widget_add_css_class (self->button, "changed");
  else
    gtk_widget_remove_css_class (self->button, "changed");
}

/* Object ------------------------------------------------------------ */

static void
fw_manual_badge_dispose (GObject *object)
{
  FwManualBadge *self = FW_MANUAL_BADGE (object);

  if (self->shelf != NULL)
    g_signal_handlers_disconnect_by_data (self->shelf, self);
  g_clear_pointer (&self->button, gtk_widget_unparent);
  g_clear_object (&self->shelf);

  G_OBJECT_CLASS (fw_manual_badge_parent_class)->dispose (object);
}

static void
fw_manual_badge_class_init (FwManualBadgeClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = fw_manual_badge_dispose;
  gtk_widget_class_set_layout_manager_type (GTK_WIDGET_CLASS (klass), GTK_TYPE_BIN_LAYOUT);
}

static void
fw_manual_badge_init (FwManualBadge *self)
{
  GtkWidget *popover = gtk_popover_new ();

  self->label = gtk_label_new (NULL);
  gtk_widget_add_css_class (self->label, "numeric");
  self->changes = gtk_scrolled_window_new ();
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (self->changes), GTK_POLICY_NEVER,
                                  GTK_POLICY_AUTOMATIC);
  gtk_scrolled_window_set_propagate_natural_height (GTK_SCROLLED_WINDOW (self->changes), TRUE);
  gtk_scrolled_window_set_propagate_natural_width (GTK_SCROLLED_WINDOW (self->changes), TRUE);
  gtk_scrolled_window_set_max_content_height (GTK_SCROLLED_WINDOW (self->changes), 420);
  gtk_popover_set_child (GTK_POPOVER (popover), self->changes);
  g_signal_connect_swapped (popover, "show", G_CALLBACK (fill_changes), self);
  self->button = gtk_menu_button_new ();
  gtk_menu_button_set_child (GTK_MENU_BUTTON (self->button), self->label);
  gtk_menu_button_set_popover (GTK_MENU_BUTTON (self->button), popover);
  fw_late_tooltip_set (self->button, _("Version of the manual, and what changed"));
  gtk_widget_set_valign (self->button, GTK_ALIGN_CENTER);
  gtk_widget_add_css_class (self->button, "fw-badge");
  gtk_widget_set_parent (self->button, GTK_WIDGET (self));
  gtk_widget_set_visible (GTK_WIDGET (self), FALSE);
}

GtkWidget *
fw_manual_badge_new (void)
{
  return g_object_new (FW_TYPE_MANUAL_BADGE, NULL);
}

void
fw_manual_badge_set_shelf (FwManualBadge *self,
                           FwManualShelf *shelf)
{
  g_return_if_fail (FW_IS_MANUAL_BADGE (self));

  if (self->shelf != NULL)
    g_signal_handlers_disconnect_by_data (self->shelf, self);
  g_set_object (&self->shelf, shelf);
  if (shelf != NULL)
    {
      g_signal_connect_swapped (shelf, "book-changed", G_CALLBACK (update), self);
      g_signal_connect_swapped (shelf, "read-changed", G_CALLBACK (update), self);
    }
  update (self);
}

void
fw_manual_badge_set_tight (FwManualBadge *self,
                           gboolean       tight)
{
  g_return_if_fail (FW_IS_MANUAL_BADGE (self));

  if (self->is_tight == tight)
    return;
  self->is_tight = tight;
  update (self);
}

void
fw_manual_badge_close (FwManualBadge *self)
{
  g_return_if_fail (FW_IS_MANUAL_BADGE (self));

  gtk_menu_button_popdown (GTK_MENU_BUTTON (self->button));
}

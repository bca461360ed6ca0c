/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "app/desk/publish-dialog.h"

#include <glib/gi18n.h>

#include "app/compat.h"
#include "app/desk/change-card.h"
#include "app/desk/desk-parts.h"
#include "app/desk/publisher.h"
#include "app/desk/trial-words.h"
#include "app/manual/rule-edition.h"
#include "app/settings.h"

#define PROGRESS_MS 100

struct _FwPublishDialog
{
  AdwWindow     parent_instance;

  GtkWidget    *publish;
  GtkStack     *stack;     /* loading | plan | trouble */
  GtkWidget    *trouble;
  GtkWidget    *obstacles;
  GtkEditable  *version;
  GtkLabel     *reason;
  GtkEditable  *date;
  GtkEditable  *line;
  GtkLabel     *impact;
  GtkWidget    *progress;
  GtkLabel     *verdicts;
  GtkLabel     *rules;
  GtkWidget    *cards;

  FwRuleDesk   *desk;      /* (owned) */
  FwPublisher  *publisher; /* (owned) */
  guint         timer;
  gboolean      is_updating;
  gboolean      is_publishing;
};

G_DEFINE_FINAL_TYPE (FwPublishDialog, fw_publish_dialog, ADW_TYPE_WINDOW)

/* What stands against it ------------------------------------------------------------- */

static void
add_obstacle (FwPublishDialog *self,
              const char      *text,
              gboolean         is_problem)
{
  gtk_box_append (GTK_BOX (self->obstacles), fw_new_note (text, is_problem));
}

static void
update_obstacles (FwPublishDialog *self)
{
  GPtrArray *obstacles = fw_publisher_get_obstacles (self->publisher);
  FwRuleForm *form = fw_rule_desk_get_form (self->desk);
  GtkWidget *child;

  while ((child = gtk_widget_get_first_child (self->obstacles)) != NULL)
    gtk_box_remove (GTK_BOX (self->obstacles), child);
  for (guint i = 0; obstacles != NULL && i < obstacles->len; i++)
    add_obstacle (self, obstacles->pdata[i], TRUE);
  if (form != NULL && fw_rule_desk_is_changed (self->desk))
    {
      g_autofree char *text =
        g_strdup_printf (_("Rule %s is being edited. What is not saved is not in this version."),
                         fw_rule_form_get_id (form));

      add_obstacle (self, text, FALSE);
    }
  gtk_widget_set_visible (self->obstacles, gtk_widget_get_first_child (self->obstacles) != NULL);
  gtk_widget_set_sensitive (self->publish, !self->is_publishing && obstacles != NULL
                                             && obstacles->len == 0);
}

/* What it does ----------------------------------------------------------------------- */

static gboolean
progress_cb (gpointer user_data)
{
  FwPublishDialog *self = user_data;

  if (self->is_publishing)
    gtk_progress_bar_pulse (GTK_PROGRESS_BAR (self->progress));
  else
    gtk_progress_bar_set_fraction (GTK_PROGRESS_BAR (self->progress),
                                   fw_publisher_get_share (self->publisher));
  return G_SOURCE_CONTINUE;
}

static void
update_progress (FwPublishDialog *self)
{
  gboolean is_running = self->is_publishing || fw_publisher_is_running (self->publisher);

  gtk_widget_set_visible (self->progress, is_running);
  if (is_running && self->timer == 0)
    self->timer = g_timeout_add (PROGRESS_MS, progress_cb, self);
  else if (!is_running)
    g_clear_handle_id (&self->timer, g_source_remove);
}

static void
update_verdicts (FwPublishDialog *self)
{
  FwVerdictCounts counts;
  gboolean has_review = fw_publisher_get_verdicts (self->publisher, &counts);
  GString *text = g_string_new (NULL);

  if (has_review)
    g_string_append_printf (text, ngettext ("%u verdict cites a rule that changes.",
                                            "%u verdicts cite rules that change.", counts.n_cite),
                            counts.n_cite);
  if (counts.n_excused > 0)
    g_string_append_printf (text, ngettext (" %u is taken back, in its author’s favour.",
                                            " %u are taken back, in their authors’ favour.",
                                            counts.n_excused),
                            counts.n_excused);
  if (counts.n_appealable > 0)
    g_string_append_printf (text, ngettext (" %u may be appealed again.",
                                            " %u may be appealed again.", counts.n_appealable),
                            counts.n_appealable);
  if (counts.n_rework > 0)
    g_string_append_printf (text, ngettext (" %u label becomes new work.",
                                            " %u labels become new work.", counts.n_rework),
                            counts.n_rework);
  gtk_label_set_label (self->verdicts, text->str);
  gtk_widget_set_visible (GTK_WIDGET (self->verdicts), text->len > 0);
  g_string_free (text, TRUE);
}

static const FwRuleImpact *
find_impact (FwPublishDialog *self,
             const char      *rule)
{
  const FwManualImpact *impact = fw_publisher_get_impact (self->publisher);

  for (guint i = 0; impact != NULL && i < impact->rules->len; i++)
    if (g_str_equal (g_array_index (impact->rules, FwRuleImpact, i).id, rule))
      return &g_array_index (impact->rules, FwRuleImpact, i);
  return NULL;
}

static void
impact_cb (FwPublishDialog *self)
{
  const FwManualImpact *impact = fw_publisher_get_impact (self->publisher);
  g_autofree char *words = NULL;

  update_progress (self);
  if (impact != NULL)
    words = fw_manual_impact_dup_words (impact);
  else if (fw_publisher_is_running (self->publisher))
    words = g_strdup (_("Running both versions over the open labels…"));
  else
    words = g_strdup (_("This is the first version: there is nothing to compare the labels with."));
  gtk_label_set_label (self->impact, words);
  for (GtkWidget *card = gtk_widget_get_first_child (self->cards); card != NULL;
       card = gtk_widget_get_next_sibling (card))
    fw_change_card_set_impact (FW_CHANGE_CARD (card),
                               find_impact (self, fw_change_card_get_rule (FW_CHANGE_CARD (card))),
                               FALSE);
}

/* The plan --------------------------------------------------------------------------- */

static void
update_version (FwPublishDialog *self)
{
  FwPublishPlan *plan = fw_publisher_get_plan (self->publisher);
  g_autofree char *reason =
    g_strdup_printf (_("Suggested: %s"), fw_publish_plan_get_reason (plan));

  self->is_updating = TRUE;
  if (g_strcmp0 (gtk_editable_get_text (self->version), fw_publish_plan_get_version (plan)) != 0
      && !gtk_widget_has_focus (GTK_WIDGET (gtk_editable_get_delegate (self->version))))
    gtk_editable_set_text (self->version, fw_publish_plan_get_version (plan));
  gtk_label_set_label (self->reason, reason);
  self->is_updating = FALSE;
}

static void
version_cb (FwPublishDialog *self)
{
  if (self->is_updating)
    return;
  fw_publish_plan_set_version (fw_publisher_get_plan (self->publisher),
                               gtk_editable_get_text (self->version));
  fw_publisher_plan_changed (self->publisher, FALSE);
}

static void
date_cb (FwPublishDialog *self)
{
  if (self->is_updating)
    return;
  fw_publish_plan_set_date (fw_publisher_get_plan (self->publisher),
                            gtk_editable_get_text (self->date));
  fw_publisher_plan_changed (self->publisher, FALSE);
}

static void
line_cb (FwPublishDialog *self)
{
  fw_publish_plan_set_line (fw_publisher_get_plan (self->publisher),
                            gtk_editable_get_text (self->line));
  fw_publisher_plan_changed (self->publisher, FALSE);
}

static guint
get_row (gpointer widget)
{
  return GPOINTER_TO_UINT (g_object_get_data (G_OBJECT (widget), "row"));
}

static void
why_cb (GtkEditable     *entry,
        FwPublishDialog *self)
{
  fw_publish_plan_set_why (fw_publisher_get_plan (self->publisher), get_row (entry),
                           gtk_editable_get_text (entry));
  fw_publisher_plan_changed (self->publisher, FALSE);
}

static const FwChangeClass classes[] = {
  FW_CHANGE_CLASS_CLARIFY,
  FW_CHANGE_CLASS_TIGHTEN,
  FW_CHANGE_CLASS_LOOSEN,
  FW_CHANGE_CLASS_REVERSE,
};

static void
class_cb (GtkDropDown     *list,
          GParamSpec      *pspec,
          FwPublishDialog *self)
{
  guint selected = gtk_drop_down_get_selected (list);

  if (selected >= G_N_ELEMENTS (classes))
    return;
  fw_publish_plan_choose (fw_publisher_get_plan (self->publisher), get_row (list),
                          classes[selected]);
  update_version (self);
  update_verdicts (self);
  fw_publisher_plan_changed (self->publisher, TRUE);
}

static GtkWidget *
new_class_list (FwPublishDialog    *self,
                const FwPublishRow *row,
                guint               index)
{
  GtkStringList *model = gtk_string_list_new (NULL);
  GtkWidget *list;

  for (gsize i = 0; i < G_N_ELEMENTS (classes); i++)
    gtk_string_list_append (model, fw_change_class_get_title (classes[i]));
  list = gtk_drop_down_new (G_LIST_MODEL (model), NULL);
  for (guint i = 0; i < G_N_ELEMENTS (classes); i++)
    if (classes[i] == row->chosen)
      gtk_drop_down_set_selected (GTK_DROP_DOWN (list), i);
  g_object_set_data (G_OBJECT (list), "row", GUINT_TO_POINTER (index));
  gtk_widget_add_css_class (list, "fw-choice");
  gtk_widget_set_hexpand (list, TRUE);
  gtk_accessible_update_property (GTK_ACCESSIBLE (list), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _("What the change does to the rule"), -1);
  g_signal_connect (list, "notify::selected", G_CALLBACK (class_cb), self);
  return list;
}

static void
add_row (FwPublishDialog *self,
         guint            index)
{
  FwPublishPlan *plan = fw_publisher_get_plan (self->publisher);
  const FwPublishRow *row = fw_publish_plan_get (plan, index);
  GtkWidget *card = fw_change_card_new (row->change, fw_publish_plan_get_diff (plan), NULL);
  GtkWidget *why = gtk_entry_new ();
  g_autofree char *label =
    g_strdup_printf (_("Why rule %s changed"), fw_rule_change_get_id (row->change));

  if (row->can_choose)
    fw_change_card_add (FW_CHANGE_CARD (card), new_class_list (self, row, index));
  gtk_entry_set_placeholder_text (GTK_ENTRY (why), _("Why, in one sentence: people read it"));
  gtk_entry_set_max_length (GTK_ENTRY (why), 1000);
  gtk_accessible_update_property (GTK_ACCESSIBLE (why), GTK_ACCESSIBLE_PROPERTY_LABEL, label, -1);
  g_object_set_data (G_OBJECT (why), "row", GUINT_TO_POINTER (index));
  g_signal_connect (why, "changed", G_CALLBACK (why_cb), self);
  if (row->change->fate != FW_RULE_REMOVED)
    fw_change_card_add (FW_CHANGE_CARD (card), why);
  gtk_box_append (GTK_BOX (self->cards), card);
}

static void
loaded_cb (FwPublishDialog *self)
{
  FwPublishPlan *plan = fw_publisher_get_plan (self->publisher);
  const char *trouble = fw_publisher_get_trouble (self->publisher);
  g_autofree char *rules = NULL;
  guint n;

  if (plan == NULL)
    {
      adw_status_page_set_description (ADW_STATUS_PAGE (self->trouble), trouble);
      gtk_stack_set_visible_child_name (self->stack, "trouble");
      return;
    }
  n = fw_publish_plan_get_n (plan);
  for (guint i = 0; i < n; i++)
    add_row (self, i);
  if (fw_publish_plan_get_previous (plan) == NULL)
    rules = g_strdup (_("All of its rules are new to everybody."));
  else if (n == 0)
    rules = g_strdup_printf (_("No rule asks for anything else than in v%s."),
                             fw_manual_get_version (fw_publish_plan_get_previous (plan)));
  else
    rules = g_strdup_printf (ngettext ("%u rule changed since v%s:",
                                       "%u rules changed since v%s:", n),
                             n, fw_manual_get_version (fw_publish_plan_get_previous (plan)));
  gtk_label_set_label (self->rules, rules);
  self->is_updating = TRUE;
  gtk_editable_set_text (self->date, fw_publish_plan_get_date (plan));
  self->is_updating = FALSE;
  update_version (self);
  update_verdicts (self);
  impact_cb (self);
  gtk_stack_set_visible_child_name (self->stack, "plan");
  gtk_widget_grab_focus (GTK_WIDGET (self->line));
}

static void
checked_cb (FwPublishDialog *self)
{
  update_obstacles (self);
}

/* Publishing ------------------------------------------------------------------------- */

static void
published_cb (GObject      *object,
              GAsyncResult *result,
              gpointer      user_data)
{
  g_autoptr (FwPublishDialog) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autofree char *sentence =
    fw_publisher_publish_finish (FW_PUBLISHER (object), result, &error);

  self->is_publishing = FALSE;
  if (self->desk == NULL)
    return;
  if (sentence != NULL)
    {
      fw_rule_desk_say (self->desk, sentence, FALSE);
      gtk_window_destroy (GTK_WINDOW (self));
      return;
    }
  update_progress (self);
  update_obstacles (self);
  add_obstacle (self, error->message, TRUE);
  gtk_widget_set_visible (self->obstacles, TRUE);
}

static void
publish_cb (FwPublishDialog *self)
{
  g_autoptr (GSettings) settings = fw_settings_new ();
  g_autofree char *author = fw_settings_dup_person (settings);

  self->is_publishing = TRUE;
  update_obstacles (self);
  update_progress (self);
  fw_publisher_publish_async (self->publisher, author, published_cb, g_object_ref (self));
}

static gboolean
escape_cb (GtkWidget *widget,
           GVariant  *args,
           gpointer   user_data)
{
  if (!FW_PUBLISH_DIALOG (widget)->is_publishing)
    gtk_window_destroy (GTK_WINDOW (widget));
  return GDK_EVENT_STOP;
}

/* Parts ------------------------------------------------------------------------------ */

static GtkLabel *
new_label (const char *css)
{
  GtkWidget *label = gtk_label_new (NULL);

  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_label_set_xalign (GTK_LABEL (label), 0.0f);
  if (css != NULL)
    gtk_widget_add_css_class (label, css);
  return GTK_LABEL (label);
}

static GtkEditable *
add_entry (GtkWidget  *grid,
           int         row,
           const char *title,
           GtkWidget  *beside)
{
  GtkWidget *label = gtk_label_new (title);
  GtkWidget *entry = gtk_entry_new ();

  gtk_label_set_xalign (GTK_LABEL (label), 0.0f);
  gtk_widget_add_css_class (label, "fw-field-title");
  gtk_widget_set_hexpand (entry, beside == NULL);
  gtk_accessible_update_property (GTK_ACCESSIBLE (entry), GTK_ACCESSIBLE_PROPERTY_LABEL, title, -1);
  gtk_grid_attach (GTK_GRID (grid), label, 0, row, 1, 1);
  gtk_grid_attach (GTK_GRID (grid), entry, 1, row, beside != NULL ? 1 : 2, 1);
  if (beside != NULL)
    {
      gtk_widget_set_hexpand (beside, TRUE);
      gtk_grid_attach (GTK_GRID (grid), beside, 2, row, 1, 1);
    }
  return GTK_EDITABLE (entry);
}

static GtkWidget *
new_form (FwPublishDialog *self)
{
  GtkWidget *grid = gtk_grid_new ();
  g_autoptr (GSettings) settings = fw_settings_new ();
  g_autofree char *person = fw_settings_dup_person (settings);
  g_autofree char *author = g_strdup_printf (_("Published by %s"), person);
  GtkLabel *by = new_label ("fw-manual-line");

  gtk_label_set_label (by, author);
  gtk_grid_set_row_spacing (GTK_GRID (grid), 8);
  gtk_grid_set_column_spacing (GTK_GRID (grid), 12);
  self->reason = new_label ("fw-manual-line");
  self->version = add_entry (grid, 0, _("Version"), GTK_WIDGET (self->reason));
  self->date = add_entry (grid, 1, _("Holds from"), GTK_WIDGET (by));
  self->line = add_entry (grid, 2, _("What changed"), NULL);
  gtk_editable_set_width_chars (self->version, 10);
  gtk_editable_set_width_chars (self->date, 12);
  gtk_entry_set_placeholder_text (GTK_ENTRY (self->line),
                                  _("In one sentence, for everybody who labels"));
  gtk_entry_set_max_length (GTK_ENTRY (self->line), 1000);
  g_signal_connect_swapped (self->version, "changed", G_CALLBACK (version_cb), self);
  g_signal_connect_swapped (self->date, "changed", G_CALLBACK (date_cb), self);
  g_signal_connect_swapped (self->line, "changed", G_CALLBACK (line_cb), self);
  return grid;
}

static GtkWidget *
new_plan (FwPublishDialog *self)
{
  GtkWidget *scroller = gtk_scrolled_window_new ();
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 14);
  GtkWidget *effect = gtk_box_new (GTK_ORIENTATION_VERTICAL, 6);
  GtkLabel *foot = new_label ("fw-manual-line");

  self->obstacles = gtk_box_new (GTK_ORIENTATION_VERTICAL, 6);
  gtk_widget_set_visible (self->obstacles, FALSE);
  self->impact = new_label (NULL);
  self->verdicts = new_label (NULL);
  self->progress = gtk_progress_bar_new ();
  gtk_widget_set_visible (self->progress, FALSE);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->progress), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _("Progress"), -1);
  gtk_box_append (GTK_BOX (effect), GTK_WIDGET (self->impact));
  gtk_box_append (GTK_BOX (effect), GTK_WIDGET (self->verdicts));
  gtk_box_append (GTK_BOX (effect), self->progress);
  gtk_widget_add_css_class (effect, "fw-manual-card");
  self->rules = new_label ("fw-head-title");
  self->cards = gtk_box_new (GTK_ORIENTATION_VERTICAL, 10);
  gtk_label_set_label (foot, _("A version that is published never changes any more. Labels that "
                               "were accepted stay accepted."));
  gtk_box_append (GTK_BOX (box), self->obstacles);
  gtk_box_append (GTK_BOX (box), new_form (self));
  gtk_box_append (GTK_BOX (box), effect);
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (self->rules));
  gtk_box_append (GTK_BOX (box), self->cards);
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (foot));
  gtk_widget_add_css_class (box, "fw-desk-side");
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (scroller), GTK_POLICY_NEVER,
                                  GTK_POLICY_AUTOMATIC);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scroller), box);
  return scroller;
}

static GtkWidget *
new_header (FwPublishDialog *self)
{
  GtkWidget *header = adw_header_bar_new ();
  GtkWidget *cancel = gtk_button_new_with_mnemonic (_("_Cancel"));

  adw_header_bar_set_show_end_title_buttons (ADW_HEADER_BAR (header), FALSE);
  adw_header_bar_set_show_start_title_buttons (ADW_HEADER_BAR (header), FALSE);
  gtk_accessible_update_property (GTK_ACCESSIBLE (cancel), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _("Cancel"), -1);
  g_signal_connect_swapped (cancel, "clicked", G_CALLBACK (gtk_window_close), self);
  self->publish = gtk_button_new_with_mnemonic (_("_Publish"));
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->publish), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _("Publish"), -1);
  gtk_widget_add_css_class (self->publish, "suggested-action");
  gtk_widget_set_sensitive (self->publish, FALSE);
  g_signal_connect_swapped (self->publish, "clicked", G_CALLBACK (publish_cb), self);
  adw_header_bar_pack_start (ADW_HEADER_BAR (header), cancel);
  adw_header_bar_pack_end (ADW_HEADER_BAR (header), self->publish);
  return header;
}

/* Object ------------------------------------------------------------------------- */

/* While the files are written it stays. */
static gboolean
fw_publish_dialog_close_request (GtkWindow *window)
{
  if (FW_PUBLISH_DIALOG (window)->is_publishing)
    return GDK_EVENT_STOP;
  return GTK_WINDOW_CLASS (fw_publish_dialog_parent_class)->close_request (window);
}

static void
fw_publish_dialog_dispose (GObject *object)
{
  FwPublishDialog *self = FW_PUBLISH_DIALOG (object);

  g_clear_handle_id (&self->timer, g_source_remove);
  if (self->publisher != NULL)
    {
      g_signal_handlers_disconnect_by_data (self->publisher, self);
      if (!self->is_publishing)
        g_object_run_dispose (G_OBJECT (self->publisher));
    }
  g_clear_object (&self->publisher);
  g_clear_object (&self->desk);

  G_OBJECT_CLASS (fw_publish_dialog_parent_class)->dispose (object);
}

static void
fw_publish_dialog_class_init (FwPublishDialogClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = fw_publish_dialog_dispose;
  GTK_WINDOW_CLASS (klass)->close_request = fw_publish_dialog_close_request;
}

static void
fw_publish_dialog_init (FwPublishDialog *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  GtkEventController *keys = gtk_shortcut_controller_new ();

  self->stack = GTK_STACK (gtk_stack_new ());
  self->trouble = adw_status_page_new ();
  adw_status_page_set_icon_name (ADW_STATUS_PAGE (self->trouble), "fw-manual-symbolic");
  adw_status_page_set_title (ADW_STATUS_PAGE (self->trouble),
                             _("The published versions cannot be read"));
  gtk_widget_set_vexpand (GTK_WIDGET (self->stack), TRUE);
  gtk_stack_add_named (self->stack, fw_new_waiting (_("Reading the published versions")), "loading");
  gtk_stack_add_named (self->stack, new_plan (self), "plan");
  gtk_stack_add_named (self->stack, self->trouble, "trouble");
  gtk_box_append (GTK_BOX (box), new_header (self));
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (self->stack));
  adw_window_set_content (ADW_WINDOW (self), box);
  gtk_window_set_title (GTK_WINDOW (self), _("Publish the Manual"));
  gtk_window_set_default_size (GTK_WINDOW (self), 640, 700);
  gtk_widget_set_size_request (GTK_WIDGET (self), 360, 300);
  gtk_window_set_modal (GTK_WINDOW (self), TRUE);
  gtk_shortcut_controller_add_shortcut (
    GTK_SHORTCUT_CONTROLLER (keys),
    gtk_shortcut_new (gtk_keyval_trigger_new (GDK_KEY_Escape, 0),
                      gtk_callback_action_new (escape_cb, NULL, NULL)));
  gtk_widget_add_controller (GTK_WIDGET (self), keys);
}

GtkWidget *
fw_publish_dialog_new (GtkWindow  *parent,
                       FwRuleDesk *desk)
{
  g_return_val_if_fail (FW_IS_RULE_DESK (desk), NULL);
  g_return_val_if_fail (fw_project_get_manual (fw_rule_desk_get_project (desk)) != NULL, NULL);

  FwPublishDialog *self = g_object_new (FW_TYPE_PUBLISH_DIALOG, "transient-for", parent, NULL);

  self->desk = g_object_ref (desk);
  self->publisher = fw_publisher_new (fw_rule_desk_get_project (desk));
  g_signal_connect_swapped (self->publisher, "loaded", G_CALLBACK (loaded_cb), self);
  g_signal_connect_swapped (self->publisher, "checked", G_CALLBACK (checked_cb), self);
  g_signal_connect_swapped (self->publisher, "impact-changed", G_CALLBACK (impact_cb), self);
  return GTK_WIDGET (self);
}

/* SPDX-License-Identifier: GPL-3.0-or-later */

/*
 * The list is rebuilt as plain rows whenever findings, frame or filter change,
 * and compared with what stood there: only the part that differs is told to
 * the list view, so that scrolling and focus stay where they are while a check
 * comes in.
 */

#include "app/panels/checks-panel.h"

#include "app/aside-dialog.h"
#include "app/asides.h"
#include "app/fixes.h"
#include "app/key-cap.h"
#include "app/panels/check-row.h"

#include <adwaita.h>
#include <glib/gi18n.h>
#include <inttypes.h>

/* More of one rule are not read one by one; the rest is a number. */
#define MAX_SHOWN 200

struct _FwChecksPanel
{
  GtkWidget   parent_instance;

  FwProject  *project;      /* (owned) (nullable) */
  GListStore *rows;         /* (owned) (element-type FwCheckRow) */
  GHashTable *closed;       /* (owned) rule ids whose card is closed, interned */
  GPtrArray  *bound;        /* (owned) (element-type FwCheckRowView) on the screen, borrowed */
  gboolean    whole;        /* whole clip, else this frame */
  gboolean    aside;        /* what was set aside, in the whole clip */
  guint       rebuild_id;   /* idle */

  GtkWidget  *box;
  GtkWidget  *title;
  GtkWidget  *subtitle;
  GtkWidget  *fix_all;
  GtkWidget  *here_button;
  GtkWidget  *whole_button;
  GtkWidget  *aside_button;
  GtkWidget  *stack;        /* list | empty | no-manual */
  GtkWidget  *list;
  GtkWidget  *empty;
};

enum
{
  SIGNAL_SAY,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (FwChecksPanel, fw_checks_panel, GTK_TYPE_WIDGET)

static void schedule_rebuild (FwChecksPanel *self);

/* Rows */

/* Whether the finding is wanted under the filter. */
static gboolean
is_shown (FwChecksPanel *self,
          FwProblem     *problem)
{
  FwSession *session = fw_project_get_session (self->project);
  FwSpan span = fw_problem_get_span (problem);

  return self->whole || self->aside || span.first == FW_FRAME_NONE
         || fw_span_contains (span, fw_session_get_frame (session));
}

static void
add_row (GPtrArray     *rows,
         FwCheckRow    *row)
{
  g_ptr_array_add (rows, row);
}

/* The card of one rule: problems @first to @last - 1 of the list. */
static void
add_card (FwChecksPanel *self,
          GPtrArray     *rows,
          GPtrArray     *problems)
{
  FwProblem *first = problems->pdata[0];
  FwManual *manual = fw_problem_get_manual (first);
  const FwRule *rule = fw_problem_get_rule (first);
  FwCheckRunner *checks = fw_project_get_checks (self->project);
  gboolean is_closed = g_hash_table_contains (self->closed, rule->id);
  guint n_shown = MIN (problems->len, MAX_SHOWN);
  gint64 count = 0;

  if (self->whole && !self->aside)
    count = fw_check_runner_count_rule (checks, rule);
  else
    count = problems->len;

  add_row (rows, fw_check_row_new (FW_CHECK_ROW_HEAD, manual, rule, NULL, count, NULL, is_closed,
                                   is_closed));
  if (is_closed)
    return;

  add_row (rows,
           fw_check_row_new (FW_CHECK_ROW_SENTENCE, manual, rule, NULL, 0, NULL, FALSE, FALSE));
  for (guint i = 0; i < n_shown; i++)
    {
      FwProblem *problem = problems->pdata[i];
      const FwSetAside *aside
          = self->aside ? fw_check_runner_find_aside (checks, problem) : NULL;
      g_autofree char *why = aside ? fw_asides_dup_sentence (aside) : NULL;

      add_row (rows, fw_check_row_new (aside ? FW_CHECK_ROW_ASIDE : FW_CHECK_ROW_INSTANCE, manual,
                                       rule, problem, 0, why, FALSE, i + 1 == problems->len));
    }
  if (problems->len > n_shown)
    {
      guint more = problems->len - n_shown;
      g_autofree char *text
          = g_strdup_printf (ngettext ("…and %u more place", "…and %u more places", more), more);

      add_row (rows,
               fw_check_row_new (FW_CHECK_ROW_MORE, manual, rule, NULL, 0, text, FALSE, TRUE));
    }
}

/* Rules that give no answer here, and why; closed until somebody wants to know. */
static void
add_silent_card (FwChecksPanel *self,
                 GPtrArray     *rows)
{
  FwCheckRunner *checks = fw_project_get_checks (self->project);
  FwManual *manual = fw_project_get_manual (self->project);
  gboolean is_open = g_hash_table_contains (self->closed, g_intern_static_string (""));
  g_autoptr(GPtrArray) silent = g_ptr_array_new ();

  for (gsize i = 0; i < fw_manual_get_n_rules (manual); i++)
    {
      const FwRule *rule = fw_manual_get_rule (manual, i);

      if (fw_check_runner_get_silence (checks, rule))
        g_ptr_array_add (silent, (gpointer) rule);
    }
  if (silent->len == 0)
    return;

  add_row (rows, fw_check_row_new (FW_CHECK_ROW_HEAD, manual, NULL, NULL, silent->len, NULL,
                                   !is_open, !is_open));
  for (guint i = 0; is_open && i < silent->len; i++)
    add_row (rows, fw_check_row_new (FW_CHECK_ROW_SILENT, manual, silent->pdata[i], NULL, 0,
                                     fw_check_runner_get_silence (checks, silent->pdata[i]), FALSE,
                                     i + 1 == silent->len));
}

static GPtrArray *
make_rows (FwChecksPanel *self)
{
  GPtrArray *rows = g_ptr_array_new_with_free_func (g_object_unref);
  FwCheckRunner *checks = self->project ? fw_project_get_checks (self->project) : NULL;
  g_autoptr(GPtrArray) card = g_ptr_array_new ();

  if (!checks || !fw_project_get_manual (self->project))
    return rows;

  GPtrArray *problems
      = self->aside ? fw_check_runner_get_asides (checks) : fw_check_runner_get_problems (checks);

  /* They come sorted by rule: a card ends where the rule changes. */
  for (guint i = 0; i < problems->len; i++)
    {
      FwProblem *problem = problems->pdata[i];

      if (card->len > 0 && fw_problem_get_rule (card->pdata[0]) != fw_problem_get_rule (problem))
        {
          add_card (self, rows, card);
          g_ptr_array_set_size (card, 0);
        }
      if (is_shown (self, problem))
        g_ptr_array_add (card, problem);
    }
  if (card->len > 0)
    add_card (self, rows, card);
  if (self->whole && !self->aside)
    add_silent_card (self, rows);

  return rows;
}

/* Puts @rows into the store, touching only the part that differs. */
static void
replace_rows (FwChecksPanel *self,
              GPtrArray     *rows)
{
  GListModel *old = G_LIST_MODEL (self->rows);
  guint n_old = g_list_model_get_n_items (old);
  guint same_start = 0;
  guint same_end = 0;

  while (same_start < MIN (n_old, rows->len))
    {
      g_autoptr(FwCheckRow) row = g_list_model_get_item (old, same_start);

      if (!fw_check_row_equal (row, rows->pdata[same_start]))
        break;
      same_start++;
    }
  while (same_end < MIN (n_old, rows->len) - same_start)
    {
      g_autoptr(FwCheckRow) row = g_list_model_get_item (old, n_old - 1 - same_end);

      if (!fw_check_row_equal (row, rows->pdata[rows->len - 1 - same_end]))
        break;
      same_end++;
    }

  if (n_old - same_start - same_end > 0 || rows->len - same_start - same_end > 0)
    g_list_store_splice (self->rows, same_start, n_old - same_start - same_end,
                         rows->pdata + same_start, rows->len - same_start - same_end);
}

/* The head */

static void
update_counts (FwChecksPanel *self)
{
  FwCheckRunner *checks = fw_project_get_checks (self->project);
  GPtrArray *problems = fw_check_runner_get_problems (checks);
  gint64 n_problems = fw_check_runner_get_n_problems (checks);
  gint64 n_hints = fw_check_runner_get_n_hints (checks);
  guint n_safe = fw_fixes_count_safe (self->project, NULL);
  guint n_here = 0;
  g_autofree char *problem_words = NULL;
  g_autofree char *hint_words = NULL;
  g_autofree char *title = NULL;
  g_autofree char *here = NULL;
  g_autofree char *whole = NULL;
  g_autofree char *aside = g_strdup_printf (_("Set aside %u"),
                                            fw_check_runner_get_asides (checks)->len);
  g_autofree char *fix = NULL;
  FwFrame frame = fw_session_get_frame (fw_project_get_session (self->project));

  for (guint i = 0; i < problems->len; i++)
    n_here += fw_span_contains (fw_problem_get_span (problems->pdata[i]), frame);

  problem_words = g_strdup_printf (ngettext ("%" PRId64 " problem", "%" PRId64 " problems",
                                             (gulong) n_problems),
                                   n_problems);
  hint_words = g_strdup_printf (ngettext ("%" PRId64 " hint", "%" PRId64 " hints",
                                          (gulong) n_hints),
                                n_hints);
  /* Translators: "3 problems, 2 hints" */
  title = g_strdup_printf (_("%s, %s"), problem_words, hint_words);
  here = g_strdup_printf (fw_session_is_video (fw_project_get_session (self->project))
                              ? _ ("This frame %u")
                              : _ ("This picture %u"),
                          n_here);
  whole = g_strdup_printf (_("Everything %" PRId64), n_problems + n_hints);
  fix = g_strdup_printf (_("Fix %u safely"), n_safe);

  gtk_label_set_label (GTK_LABEL (self->title), title);
  gtk_button_set_label (GTK_BUTTON (self->here_button), here);
  gtk_button_set_label (GTK_BUTTON (self->whole_button), whole);
  gtk_button_set_label (GTK_BUTTON (self->aside_button), aside);
  gtk_button_set_label (GTK_BUTTON (self->fix_all), fix);
  gtk_widget_set_visible (self->fix_all, n_safe > 0);
}

static void
update_subtitle (FwChecksPanel *self)
{
  FwManual *manual = fw_project_get_manual (self->project);
  FwCheckRunner *checks = fw_project_get_checks (self->project);
  FwPixelRunner *pixels = fw_project_get_pixels (self->project);
  g_autofree char *text = NULL;

  if (fw_check_runner_is_capped (checks))
    text = g_strdup (_("More than a million places; the rest is not counted"));
  else
    text = g_strdup_printf (_("Checked against manual v%s"), fw_manual_get_version (manual));
  if (pixels && fw_pixel_runner_get_status (pixels))
    {
      g_autofree char *first = g_steal_pointer (&text);

      text = g_strdup_printf ("%s · %s", first, fw_pixel_runner_get_status (pixels));
    }
  gtk_label_set_label (GTK_LABEL (self->subtitle), text);
  gtk_widget_set_tooltip_text (self->subtitle, fw_manual_get_title (manual));
}

static void
update_empty (FwChecksPanel *self)
{
  if (self->aside)
    {
      adw_status_page_set_icon_name (ADW_STATUS_PAGE (self->empty), "fw-check-symbolic");
      adw_status_page_set_title (ADW_STATUS_PAGE (self->empty), _("Nothing is set aside"));
      adw_status_page_set_description (ADW_STATUS_PAGE (self->empty),
                                       _ ("A problem that is not true here can be set aside; it "
                                          "stays in this list."));
      return;
    }

  gboolean is_good
      = self->whole
        || fw_check_runner_get_n_problems (fw_project_get_checks (self->project))
                   + fw_check_runner_get_n_hints (fw_project_get_checks (self->project))
               == 0;

  adw_status_page_set_icon_name (ADW_STATUS_PAGE (self->empty), "fw-check-symbolic");
  adw_status_page_set_title (ADW_STATUS_PAGE (self->empty),
                             is_good ? _ ("No problems") : _ ("Nothing here"));
  adw_status_page_set_description (ADW_STATUS_PAGE (self->empty),
                                   is_good ? _ (
                                       "The labels follow the manual as far as the app can tell.")
                                           : _ ("Other frames have something: see everything."));
}

static void
rebuild (FwChecksPanel *self)
{
  FwCheckRunner *checks = self->project ? fw_project_get_checks (self->project) : NULL;
  gboolean has_manual = checks && fw_project_get_manual (self->project);
  g_autoptr(GPtrArray) rows = make_rows (self);

  replace_rows (self, rows);
  gtk_widget_set_sensitive (self->box, checks != NULL);
  if (!has_manual)
    {
      gtk_label_set_label (GTK_LABEL (self->title), _("Checks"));
      gtk_label_set_label (GTK_LABEL (self->subtitle), _("No manual"));
      gtk_widget_set_visible (self->fix_all, FALSE);
      gtk_stack_set_visible_child_name (GTK_STACK (self->stack), "no-manual");
      return;
    }

  update_counts (self);
  update_subtitle (self);
  update_empty (self);
  gtk_stack_set_visible_child_name (GTK_STACK (self->stack), rows->len > 0 ? "list" : "empty");
}

static gboolean
rebuild_cb (gpointer user_data)
{
  FwChecksPanel *self = user_data;

  self->rebuild_id = 0;
  rebuild (self);

  return G_SOURCE_REMOVE;
}

static void
schedule_rebuild (FwChecksPanel *self)
{
  if (self->rebuild_id == 0)
    self->rebuild_id = g_idle_add (rebuild_cb, self);
}

static void
place_changed_cb (FwChecksPanel *self)
{
  FwSession *session = fw_project_get_session (self->project);

  for (guint i = 0; i < self->bound->len; i++)
    fw_check_row_view_update_here (self->bound->pdata[i], session);
  schedule_rebuild (self);
}

/* What the buttons do */

static void
say (FwChecksPanel *self,
     const char    *sentence,
     gboolean       can_undo)
{
  g_signal_emit (self, signals[SIGNAL_SAY], 0, sentence, can_undo);
}

static void
go_cb (FwChecksPanel *self,
       FwProblem     *problem)
{
  fw_fixes_go (self->project, problem);
}

static void
fix_cb (FwChecksPanel *self,
        FwProblem     *problem)
{
  g_autofree char *sentence = NULL;
  g_autoptr(GError) error = NULL;

  /* Show what is going to change before it does. */
  fw_fixes_go (self->project, problem);
  if (fw_fixes_apply (self->project, problem, &sentence, &error))
    say (self, sentence, TRUE);
  else
    say (self, error->message, FALSE);
}

static void
said_cb (const char *sentence,
         gboolean    can_undo,
         gpointer    user_data)
{
  say (FW_CHECKS_PANEL (user_data), sentence, can_undo);
}

static void
set_aside_cb (FwChecksPanel *self,
              FwProblem     *problem)
{
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (self));

  /* Show what is spoken of. */
  fw_fixes_go (self->project, problem);
  fw_aside_dialog_open (GTK_WINDOW (root), self->project, problem, said_cb, self);
}

static void
take_back_cb (FwChecksPanel *self,
              FwProblem     *problem)
{
  g_autoptr(GError) error = NULL;
  gboolean done = fw_asides_take_back (self->project, problem, &error);

  say (self, done ? _("Taken back. The problem counts again.") : error->message, done);
}

static void
fix_all_cb (FwChecksPanel *self)
{
  g_autofree char *sentence = NULL;
  g_autoptr(GError) error = NULL;

  if (fw_fixes_apply_all (self->project, NULL, &sentence, &error))
    say (self, sentence, TRUE);
  else
    say (self, error->message, FALSE);
}

static void
filter_cb (FwChecksPanel *self)
{
  gboolean whole = gtk_toggle_button_get_active (GTK_TOGGLE_BUTTON (self->whole_button));

  gboolean aside = gtk_toggle_button_get_active (GTK_TOGGLE_BUTTON (self->aside_button));

  if (whole == self->whole && aside == self->aside)
    return;

  self->whole = whole;
  self->aside = aside;
  rebuild (self);
}

static void
activate_cb (FwChecksPanel *self,
             guint          position)
{
  g_autoptr(FwCheckRow) row = g_list_model_get_item (G_LIST_MODEL (self->rows), position);

  if (fw_check_row_get_kind (row) == FW_CHECK_ROW_HEAD)
    {
      const FwRule *rule = fw_check_row_get_rule (row);
      gpointer key = (gpointer) (rule ? rule->id : g_intern_static_string (""));

      if (!g_hash_table_remove (self->closed, key))
        g_hash_table_add (self->closed, key);
      rebuild (self);
    }
  else if (fw_check_row_get_problem (row))
    fw_fixes_go (self->project, fw_check_row_get_problem (row));
}

/* The list view */

static void
setup_cb (FwChecksPanel *self,
          GtkListItem   *item)
{
  GtkWidget *view = fw_check_row_view_new ();

  g_signal_connect_swapped (view, "go", G_CALLBACK (go_cb), self);
  g_signal_connect_swapped (view, "fix", G_CALLBACK (fix_cb), self);
  g_signal_connect_swapped (view, "set-aside", G_CALLBACK (set_aside_cb), self);
  g_signal_connect_swapped (view, "take-back", G_CALLBACK (take_back_cb), self);
  gtk_list_item_set_child (item, view);
}

static void
bind_cb (FwChecksPanel *self,
         GtkListItem   *item)
{
  GtkWidget *view = gtk_list_item_get_child (item);
  FwCheckRow *row = gtk_list_item_get_item (item);
  FwCheckRowKind kind = fw_check_row_get_kind (row);

  fw_check_row_view_set_row (FW_CHECK_ROW_VIEW (view), row, fw_project_get_session (self->project));
  gtk_list_item_set_activatable (item, kind == FW_CHECK_ROW_HEAD || kind == FW_CHECK_ROW_INSTANCE
                                           || kind == FW_CHECK_ROW_ASIDE);
  gtk_list_item_set_selectable (item, FALSE);
  g_ptr_array_add (self->bound, view);
}

static void
unbind_cb (FwChecksPanel *self,
           GtkListItem   *item)
{
  GtkWidget *view = gtk_list_item_get_child (item);

  g_ptr_array_remove_fast (self->bound, view);
  fw_check_row_view_set_row (FW_CHECK_ROW_VIEW (view), NULL, NULL);
}

static GtkWidget *
make_list (FwChecksPanel *self)
{
  GtkListItemFactory *factory = gtk_signal_list_item_factory_new ();
  GtkWidget *scrolled = gtk_scrolled_window_new ();
  GtkNoSelection *model = gtk_no_selection_new (g_object_ref (G_LIST_MODEL (self->rows)));

  g_signal_connect_swapped (factory, "setup", G_CALLBACK (setup_cb), self);
  g_signal_connect_swapped (factory, "bind", G_CALLBACK (bind_cb), self);
  g_signal_connect_swapped (factory, "unbind", G_CALLBACK (unbind_cb), self);
  self->list = gtk_list_view_new (GTK_SELECTION_MODEL (model), factory);
  gtk_list_view_set_single_click_activate (GTK_LIST_VIEW (self->list), TRUE);
  gtk_widget_add_css_class (self->list, "fw-checks");
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->list), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _("What the manual says about the labels"), -1);
  g_signal_connect_swapped (self->list, "activate", G_CALLBACK (activate_cb), self);
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (scrolled), GTK_POLICY_NEVER,
                                  GTK_POLICY_AUTOMATIC);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scrolled), self->list);

  return scrolled;
}

static GtkWidget *
make_no_manual (void)
{
  GtkWidget *page = adw_status_page_new ();
  GtkWidget *button = gtk_button_new_with_mnemonic (_("_Choose Manual…"));

  adw_status_page_set_icon_name (ADW_STATUS_PAGE (page), "fw-manual-symbolic");
  adw_status_page_set_title (ADW_STATUS_PAGE (page), _("No manual"));
  adw_status_page_set_description (ADW_STATUS_PAGE (page),
                                   _ ("With a rule manual beside the labels, problems show up here "
                                      "while you draw."));
  gtk_actionable_set_action_name (GTK_ACTIONABLE (button), "win.choose-manual");
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _ ("Choose manual"), -1);
  gtk_widget_set_halign (button, GTK_ALIGN_CENTER);
  gtk_widget_add_css_class (button, "pill");
  gtk_widget_add_css_class (page, "compact");
  adw_status_page_set_child (ADW_STATUS_PAGE (page), button);

  return page;
}

static GtkWidget *
make_header (FwChecksPanel *self)
{
  GtkWidget *header = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 9);
  GtkWidget *words = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);

  self->title = gtk_label_new (NULL);
  self->subtitle = gtk_label_new (NULL);
  gtk_label_set_xalign (GTK_LABEL (self->title), 0.0f);
  gtk_label_set_xalign (GTK_LABEL (self->subtitle), 0.0f);
  gtk_label_set_wrap (GTK_LABEL (self->title), TRUE);
  gtk_label_set_wrap (GTK_LABEL (self->subtitle), TRUE);
  gtk_widget_add_css_class (self->title, "fw-panel-title");
  gtk_widget_add_css_class (self->title, "numeric");
  gtk_widget_add_css_class (self->subtitle, "dim-label");
  gtk_widget_add_css_class (self->subtitle, "fw-small");
  gtk_widget_set_hexpand (words, TRUE);
  gtk_box_append (GTK_BOX (words), self->title);
  gtk_box_append (GTK_BOX (words), self->subtitle);

  self->fix_all = gtk_button_new ();
  gtk_widget_set_valign (self->fix_all, GTK_ALIGN_CENTER);
  gtk_widget_set_tooltip_text (self->fix_all,
                               _ ("Does every fix that cannot take anything away, as one step"));
  g_signal_connect_swapped (self->fix_all, "clicked", G_CALLBACK (fix_all_cb), self);

  gtk_box_append (GTK_BOX (header), words);
  gtk_box_append (GTK_BOX (header), self->fix_all);
  gtk_widget_set_margin_start (header, 12);
  gtk_widget_set_margin_end (header, 12);
  gtk_widget_set_margin_top (header, 9);

  return header;
}

static GtkWidget *
make_filter (FwChecksPanel *self)
{
  GtkWidget *filter = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 2);

  self->here_button = gtk_toggle_button_new_with_label (_("This frame"));
  self->whole_button = gtk_toggle_button_new_with_label (_("Everything"));
  gtk_toggle_button_set_group (GTK_TOGGLE_BUTTON (self->whole_button),
                               GTK_TOGGLE_BUTTON (self->here_button));
  self->aside_button = gtk_toggle_button_new_with_label (_("Set aside"));
  gtk_toggle_button_set_group (GTK_TOGGLE_BUTTON (self->aside_button),
                               GTK_TOGGLE_BUTTON (self->here_button));
  gtk_toggle_button_set_active (GTK_TOGGLE_BUTTON (self->whole_button), TRUE);
  self->whole = TRUE;
  gtk_widget_set_hexpand (self->here_button, TRUE);
  gtk_widget_set_hexpand (self->whole_button, TRUE);
  gtk_box_append (GTK_BOX (filter), self->here_button);
  gtk_widget_set_hexpand (self->aside_button, TRUE);
  gtk_box_append (GTK_BOX (filter), self->whole_button);
  gtk_box_append (GTK_BOX (filter), self->aside_button);
  gtk_widget_add_css_class (filter, "fw-seg");
  gtk_widget_set_margin_start (filter, 12);
  gtk_widget_set_margin_end (filter, 12);
  gtk_widget_set_margin_top (filter, 9);
  g_signal_connect_swapped (self->whole_button, "toggled", G_CALLBACK (filter_cb), self);
  g_signal_connect_swapped (self->aside_button, "toggled", G_CALLBACK (filter_cb), self);

  return filter;
}

static GtkWidget *
make_legend (void)
{
  static const struct { const char *action; const char *words; } keys[] = {
    { "win.next-problem", N_("next problem") },
    { "win.fix", N_("fix") },
  };
  GtkWidget *legend = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);

  gtk_widget_add_css_class (legend, "fw-foot");
  for (gsize i = 0; i < G_N_ELEMENTS (keys); i++)
    {
      GtkWidget *words = gtk_label_new (_(keys[i].words));

      gtk_widget_add_css_class (words, "dim-label");
      gtk_widget_set_margin_end (words, 9);
      gtk_box_append (GTK_BOX (legend), fw_key_cap_new (keys[i].action));
      gtk_box_append (GTK_BOX (legend), words);
    }

  return legend;
}

static void
fw_checks_panel_init (FwChecksPanel *self)
{
  self->rows = g_list_store_new (FW_TYPE_CHECK_ROW);
  self->closed = g_hash_table_new (NULL, NULL);
  self->bound = g_ptr_array_new ();

  self->empty = adw_status_page_new ();
  gtk_widget_add_css_class (self->empty, "compact");
  self->stack = gtk_stack_new ();
  gtk_stack_add_named (GTK_STACK (self->stack), make_list (self), "list");
  gtk_stack_add_named (GTK_STACK (self->stack), self->empty, "empty");
  gtk_stack_add_named (GTK_STACK (self->stack), make_no_manual (), "no-manual");
  gtk_widget_set_vexpand (self->stack, TRUE);

  self->box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  gtk_box_append (GTK_BOX (self->box), make_header (self));
  gtk_box_append (GTK_BOX (self->box), make_filter (self));
  gtk_box_append (GTK_BOX (self->box), self->stack);
  gtk_box_append (GTK_BOX (self->box), make_legend ());
  gtk_widget_set_parent (self->box, GTK_WIDGET (self));
  rebuild (self);
}

static void
disconnect_project (FwChecksPanel *self)
{
  if (!self->project)
    return;

  g_signal_handlers_disconnect_by_data (self->project, self);
  if (fw_project_get_checks (self->project))
    g_signal_handlers_disconnect_by_data (fw_project_get_checks (self->project), self);
  if (fw_project_get_pixels (self->project))
    g_signal_handlers_disconnect_by_data (fw_project_get_pixels (self->project), self);
  if (fw_project_get_session (self->project))
    g_signal_handlers_disconnect_by_data (fw_project_get_session (self->project), self);
}

static void
fw_checks_panel_dispose (GObject *object)
{
  FwChecksPanel *self = FW_CHECKS_PANEL (object);

  g_clear_handle_id (&self->rebuild_id, g_source_remove);
  disconnect_project (self);
  g_clear_pointer (&self->box, gtk_widget_unparent);
  g_clear_object (&self->project);
  g_clear_object (&self->rows);

  G_OBJECT_CLASS (fw_checks_panel_parent_class)->dispose (object);
}

static void
fw_checks_panel_finalize (GObject *object)
{
  FwChecksPanel *self = FW_CHECKS_PANEL (object);

  g_hash_table_unref (self->closed);
  g_ptr_array_unref (self->bound);

  G_OBJECT_CLASS (fw_checks_panel_parent_class)->finalize (object);
}

static void
fw_checks_panel_class_init (FwChecksPanelClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->dispose = fw_checks_panel_dispose;
  object_class->finalize = fw_checks_panel_finalize;
  gtk_widget_class_set_layout_manager_type (GTK_WIDGET_CLASS (klass), GTK_TYPE_BIN_LAYOUT);

  signals[SIGNAL_SAY] =
    g_signal_new ("say", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                  G_TYPE_NONE, 2, G_TYPE_STRING, G_TYPE_BOOLEAN);
}

GtkWidget *
fw_checks_panel_new (void)
{
  return g_object_new (FW_TYPE_CHECKS_PANEL, NULL);
}

void
fw_checks_panel_set_project (FwChecksPanel *self,
                             FwProject     *project)
{
  g_return_if_fail (FW_IS_CHECKS_PANEL (self));

  if (self->project == project)
    return;

  disconnect_project (self);
  /* Rows on the screen still ask the old session when they are taken away. */
  g_list_store_remove_all (self->rows);
  g_set_object (&self->project, project);
  if (project && fw_project_get_session (project))
    {
      FwSession *session = fw_project_get_session (project);

      g_signal_connect_swapped (project, "notify::manual", G_CALLBACK (schedule_rebuild), self);
      g_signal_connect_swapped (fw_project_get_checks (project), "changed",
                                G_CALLBACK (schedule_rebuild), self);
      if (fw_project_get_pixels (project))
        g_signal_connect_object (fw_project_get_pixels (project), "notify::status",
                                 G_CALLBACK (schedule_rebuild), self, G_CONNECT_SWAPPED);
      g_signal_connect_swapped (session, "notify::frame", G_CALLBACK (place_changed_cb), self);
      g_signal_connect_swapped (session, "selection-changed", G_CALLBACK (place_changed_cb), self);
    }
  rebuild (self);
}

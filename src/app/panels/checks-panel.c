/* SPDX-License-Identifier: GPL-3.0-or-later */

/*
 * The list is made as plain rows (check-rows.c) whenever findings, frame or
 * filter change, and compared with what stood there: only the part that differs
 * is told to the list view, so that scrolling and focus stay where they are
 * while a check comes in.
 */

#include "app/panels/checks-panel.h"

#include "app/asides.h"
#include "app/fixes.h"
#include "app/late-tooltip.h"
#include "app/list-splice.h"
#include "app/panels/check-row.h"
#include "app/panels/no-manual.h"
#include "app/panels/panel-parts.h"
#include "app/panels/pixel-bar.h"
#include "app/quiet.h"
#include "edit/clock.h"

#include <adwaita.h>
#include <glib/gi18n.h>

/* Making and measuring a row takes 3 ms. So many fill a tall window; the others are listed
 * so many at a time, when those are on the screen. */
#define N_FIRST_ROWS 12
#define N_ROWS_MORE  3

struct _FwChecksPanel
{
  GtkWidget       parent_instance;

  FwProject      *project;    /* (owned) (nullable) */
  GListStore     *rows;       /* (owned) (element-type FwCheckRow) */
  FwCheckListing  listing;    /* its tables are owned */
  GPtrArray      *bound;      /* (owned) (element-type FwCheckRowView) on the screen, borrowed */
  guint           n_listed;   /* rows at most; G_MAXUINT: all of them */
  guint           rebuild_id; /* idle */
  guint           more_id;    /* idle */
  FwQuiet        *quiet;      /* (owned) lists ahead while nobody sees the panel */
  gboolean        is_stale;   /* something happened that nobody saw */

  GtkWidget      *box;
  GtkWidget      *title;
  GtkWidget      *subtitle;
  GtkWidget      *fix_all;
  FwPixelBar     *pixels;
  GtkWidget      *filters[FW_N_CHECK_FILTERS];
  GtkWidget      *stack;      /* list | empty | no-manual */
  GtkWidget      *list;
  GtkWidget      *empty;
};

enum
{
  SIGNAL_SAY,
  SIGNAL_SET_ASIDE,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (FwChecksPanel, fw_checks_panel, GTK_TYPE_WIDGET)

/* The head */

static void
update_counts (FwChecksPanel *self)
{
  FwCheckRunner *checks = fw_project_get_checks (self->project);
  gboolean is_video = fw_session_is_video (fw_project_get_session (self->project));
  gint64 n_problems = fw_check_runner_get_n_problems (checks);
  gint64 n_hints = fw_check_runner_get_n_hints (checks);
  gboolean is_more;
  guint n_safe = fw_check_runner_count_safe (checks, NULL, &is_more);
  g_autofree char *problems = fw_clock_format_count (n_problems);
  g_autofree char *hints = fw_clock_format_count (n_hints);
  g_autofree char *problem_words
      = n_problems > 0
            ? g_strdup_printf (ngettext ("%s problem", "%s problems", (gulong) n_problems),
                               problems)
            : g_strdup (_("No problems"));
  g_autofree char *hint_words
      = g_strdup_printf (ngettext ("%s hint", "%s hints", (gulong) n_hints), hints);
  /* Translators: "3 problems, 2 hints" */
  g_autofree char *title = n_hints > 0
                               ? g_strdup_printf (_("%s, %s"), problem_words, hint_words)
                               : g_strdup (problem_words);
  g_autofree char *fix = fw_fixes_dup_offer (n_safe, is_more);

  gtk_label_set_label (GTK_LABEL (self->title), title);
  gtk_button_set_label (GTK_BUTTON (self->fix_all), fix);
  gtk_widget_set_visible (self->fix_all, n_safe > 0 || is_more);
  fw_panel_name_choice (self->filters[FW_CHECK_FILTER_HERE],
                        is_video ? _("This frame") : _("This picture"),
                        fw_check_runner_get_here (checks)->len);
  fw_panel_name_choice (self->filters[FW_CHECK_FILTER_ALL],
                        is_video ? _("Whole clip") : _("All pictures"), n_problems + n_hints);
  fw_panel_name_choice (self->filters[FW_CHECK_FILTER_ASIDE], _("Set aside"),
                        fw_check_runner_get_asides (checks)->len);
}

static void
update_subtitle (FwChecksPanel *self)
{
  FwManual *manual = fw_project_get_manual (self->project);
  gboolean is_capped = fw_check_runner_is_capped (fw_project_get_checks (self->project));
  g_autofree char *text
      = is_capped ? g_strdup (_("More than a million places; the rest is not counted"))
                  : g_strdup_printf (_("Checked against manual v%s"),
                                     fw_manual_get_version (manual));

  gtk_label_set_label (GTK_LABEL (self->subtitle), text);
  fw_late_tooltip_set (self->subtitle, fw_manual_get_title (manual));
}

static void
update_empty (FwChecksPanel *self)
{
  FwCheckRunner *checks = fw_project_get_checks (self->project);
  gint64 n = fw_check_runner_get_n_problems (checks) + fw_check_runner_get_n_hints (checks);
  gboolean is_video = fw_session_is_video (fw_project_get_session (self->project));
  const char *title = _("No problems");
  const char *words = _("The labels follow the manual as far as the app can tell.");

  if (self->listing.filter == FW_CHECK_FILTER_ASIDE)
    {
      title = _("Nothing is set aside");
      words = _("A problem that is not true here can be set aside; it stays in this list.");
    }
  else if (self->listing.filter == FW_CHECK_FILTER_HERE && n > 0)
    {
      title = _("Nothing here");
      words = is_video ? _("Other frames have something: see the whole clip.")
                       : _("Other pictures have something: see all of them.");
    }
  adw_status_page_set_title (ADW_STATUS_PAGE (self->empty), title);
  adw_status_page_set_description (ADW_STATUS_PAGE (self->empty), words);
}

static gboolean
is_here (FwSession *session,
         FwProblem *problem)
{
  return problem && fw_session_is_selected (session, fw_problem_get_track (problem))
         && fw_span_contains (fw_problem_get_span (problem), fw_session_get_frame (session));
}

/* Where the person is in @rows; their number when nowhere. */
static guint
find_here (FwChecksPanel *self,
           GPtrArray     *rows)
{
  FwSession *session = self->project ? fw_project_get_session (self->project) : NULL;
  guint i = 0;

  while (session && i < rows->len
         && !is_here (session, fw_check_row_get_facts (rows->pdata[i])->problem))
    i++;

  return i;
}

static gboolean more_cb (gpointer user_data);

/* The first rows, as far as that of the person's place; the others follow. Returns how
 * many there will be. */
static guint
list_rows (FwChecksPanel *self)
{
  g_autoptr(GPtrArray) rows = fw_check_rows_make (self->project, &self->listing);
  guint n = rows->len;

  if (n > self->n_listed)
    {
      guint here = find_here (self, rows);

      if (here < n)
        self->n_listed = MAX (self->n_listed, here + N_ROWS_MORE);
    }
  if (n <= self->n_listed)
    self->n_listed = G_MAXUINT;
  else
    {
      g_ptr_array_set_size (rows, (int) self->n_listed);
      if (self->more_id == 0 && gtk_widget_get_mapped (GTK_WIDGET (self)))
        self->more_id = g_idle_add_full (G_PRIORITY_LOW, more_cb, self, NULL);
    }
  fw_list_splice (self->rows, rows, (GEqualFunc) fw_check_row_equal);

  return n;
}

static gboolean
more_cb (gpointer user_data)
{
  FwChecksPanel *self = user_data;

  self->more_id = 0;
  if (self->n_listed == G_MAXUINT)
    return G_SOURCE_REMOVE;
  if (gtk_widget_get_mapped (GTK_WIDGET (self)))
    {
      self->n_listed += N_ROWS_MORE;
      list_rows (self);
    }
  else
    self->is_stale = TRUE; /* the rest is listed when it is seen again */

  return G_SOURCE_REMOVE;
}

static void
rebuild (FwChecksPanel *self)
{
  FwCheckRunner *checks = self->project ? fw_project_get_checks (self->project) : NULL;
  gboolean has_manual = checks && fw_project_get_manual (self->project);
  guint n_rows;

  fw_quiet_stop (self->quiet);
  n_rows = list_rows (self);
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
  gtk_stack_set_visible_child_name (GTK_STACK (self->stack), n_rows > 0 ? "list" : "empty");
}

/* While nobody sees the panel, those rows that it will be opened with are made a few at a
 * time. */
static gboolean
list_ahead_cb (gpointer user_data)
{
  FwChecksPanel *self = user_data;
  guint n = g_list_model_get_n_items (G_LIST_MODEL (self->rows));

  self->n_listed = MAX (n, MIN (n + N_ROWS_MORE, N_FIRST_ROWS));
  list_rows (self);

  return self->n_listed < N_FIRST_ROWS ? G_SOURCE_CONTINUE : G_SOURCE_REMOVE;
}

static gboolean
rebuild_cb (gpointer user_data)
{
  FwChecksPanel *self = user_data;

  self->rebuild_id = 0;
  rebuild (self);

  return G_SOURCE_REMOVE;
}

/* Else what has just happened is caught up with when the panel is shown. */
static gboolean
is_seen (FwChecksPanel *self)
{
  gboolean is_mapped = gtk_widget_get_mapped (GTK_WIDGET (self));

  self->is_stale |= !is_mapped;

  return is_mapped;
}

/* Before anything is drawn: the pill has the new numbers already, and a list that
 * says otherwise, even for one frame, is not believed. */
static void
schedule_rebuild (FwChecksPanel *self)
{
  if (!is_seen (self))
    {
      fw_quiet_begin (self->quiet);
      return;
    }
  g_clear_handle_id (&self->rebuild_id, g_source_remove);
  self->rebuild_id = g_idle_add_full (GDK_PRIORITY_REDRAW - 1, rebuild_cb, self, NULL);
}

/* After the picture, which somebody who goes from frame to frame waits for. */
static void
schedule_place (FwChecksPanel *self)
{
  if (is_seen (self) && self->rebuild_id == 0)
    self->rebuild_id = g_idle_add (rebuild_cb, self);
}

/* The place */

/* Walking from problem to problem takes the list along. */
static void
scroll_to_here (FwChecksPanel *self)
{
  FwSession *session = fw_project_get_session (self->project);
  guint n = g_list_model_get_n_items (G_LIST_MODEL (self->rows));

  for (guint i = 0; i < n; i++)
    {
      g_autoptr(FwCheckRow) row = g_list_model_get_item (G_LIST_MODEL (self->rows), i);

      if (!is_here (session, fw_check_row_get_facts (row)->problem))
        continue;
      gtk_widget_activate_action (self->list, "list.scroll-to-item", "u", i);
      return;
    }
}

static void
show_here (FwChecksPanel *self)
{
  FwSession *session = fw_project_get_session (self->project);

  for (guint i = 0; i < self->bound->len; i++)
    fw_check_row_view_update_here (self->bound->pdata[i], session);
}

static void
place_changed_cb (FwChecksPanel *self)
{
  if (!is_seen (self))
    return;
  show_here (self);
  if (!fw_project_get_manual (self->project))
    return;

  /* The whole clip's list is the same in every frame. */
  if (self->listing.filter == FW_CHECK_FILTER_HERE)
    schedule_place (self);
  else
    update_counts (self);
  scroll_to_here (self);
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
fix (FwChecksPanel *self,
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
fixed_cb (GObject      *object,
          GAsyncResult *result,
          gpointer      user_data)
{
  g_autoptr(FwChecksPanel) self = user_data;
  g_autoptr(GError) error = NULL;
  g_autofree char *sentence
      = fw_fixes_apply_all_finish (FW_PROJECT (object), result, &error);

  /* Who went on to other work hears nothing of it. */
  if (self->project == FW_PROJECT (object))
    say (self, sentence ? sentence : error->message, sentence != NULL);
}

/* NULL: of all rules. */
static void
fix_all (FwChecksPanel *self,
         const FwRule  *rule)
{
  fw_fixes_apply_all_async (self->project, rule, fixed_cb, g_object_ref (self));
}

static void
fix_all_cb (FwChecksPanel *self)
{
  fix_all (self, NULL);
}

static void
take_back (FwChecksPanel *self,
           FwProblem     *problem)
{
  g_autoptr(GError) error = NULL;
  gboolean done = fw_asides_take_back (self->project, problem, &error);

  say (self, done ? _("Taken back. The problem counts again.") : error->message, done);
}

static void
act_cb (FwChecksPanel *self,
        guint          verb,
        FwCheckRow    *row)
{
  const FwCheckRowFacts *facts = fw_check_row_get_facts (row);

  switch ((FwCheckRowVerb) verb)
    {
    case FW_CHECK_ROW_GO:
      fw_fixes_go (self->project, facts->problem);
      break;
    case FW_CHECK_ROW_FIX:
      fix (self, facts->problem);
      break;
    case FW_CHECK_ROW_SET_ASIDE:
      g_signal_emit (self, signals[SIGNAL_SET_ASIDE], 0, facts->problem);
      break;
    case FW_CHECK_ROW_TAKE_BACK:
      take_back (self, facts->problem);
      break;
    case FW_CHECK_ROW_GROW:
      fw_check_rows_grow (&self->listing, facts->rule);
      self->n_listed = g_list_model_get_n_items (G_LIST_MODEL (self->rows)) + N_ROWS_MORE;
      schedule_rebuild (self);
      break;
    case FW_CHECK_ROW_FIX_ALL:
      fix_all (self, facts->rule);
      break;
    }
}

static void
filter_cb (FwChecksPanel *self)
{
  guint filter = fw_panel_get_choice (self->filters, FW_N_CHECK_FILTERS);

  if (filter == FW_N_CHECK_FILTERS || filter == self->listing.filter)
    return;

  self->listing.filter = filter;
  self->n_listed = N_FIRST_ROWS;
  rebuild (self);
}

static void
activate_cb (FwChecksPanel *self,
             guint          position)
{
  g_autoptr(FwCheckRow) row = g_list_model_get_item (G_LIST_MODEL (self->rows), position);
  const FwCheckRowFacts *facts = fw_check_row_get_facts (row);

  if (facts->kind == FW_CHECK_ROW_HEAD)
    {
      fw_check_rows_turn (&self->listing, facts->rule);
      rebuild (self);
    }
  else if (facts->problem)
    fw_fixes_go (self->project, facts->problem);
}

/* The list view */

static void
setup_cb (FwChecksPanel *self,
          GtkListItem   *item)
{
  GtkWidget *view = fw_check_row_view_new ();

  g_signal_connect_swapped (view, "act", G_CALLBACK (act_cb), self);
  gtk_list_item_set_child (item, view);
}

static void
bind_cb (FwChecksPanel *self,
         GtkListItem   *item)
{
  GtkWidget *view = gtk_list_item_get_child (item);
  FwCheckRow *row = gtk_list_item_get_item (item);
  const FwCheckRowFacts *facts = fw_check_row_get_facts (row);

  fw_check_row_view_set_row (FW_CHECK_ROW_VIEW (view), row, fw_project_get_session (self->project));
  gtk_list_item_set_activatable (item, facts->kind == FW_CHECK_ROW_HEAD || facts->problem);
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
  static const FwPanelListFuncs funcs = { G_CALLBACK (setup_cb), G_CALLBACK (bind_cb),
                                          G_CALLBACK (unbind_cb), G_CALLBACK (activate_cb) };

  return fw_panel_new_list (G_LIST_MODEL (self->rows), &funcs, "fw-checks",
                            _("What the manual says about the labels"), self, &self->list);
}

static GtkWidget *
make_header (FwChecksPanel *self)
{
  GtkWidget *header = fw_panel_new_head (&self->title, &self->subtitle);

  self->fix_all = gtk_button_new ();
  gtk_widget_set_valign (self->fix_all, GTK_ALIGN_CENTER);
  fw_late_tooltip_set (self->fix_all,
                       _ ("Does every fix that cannot take anything away, as one step"));
  g_signal_connect_swapped (self->fix_all, "clicked", G_CALLBACK (fix_all_cb), self);

  gtk_box_append (GTK_BOX (header), self->fix_all);

  return header;
}

static GtkWidget *
make_filters (FwChecksPanel *self)
{
  static const char *const words[FW_N_CHECK_FILTERS]
      = { N_("This frame"), N_("Whole clip"), N_("Set aside") };
  GtkWidget *box = fw_panel_new_choice (self->filters, FW_N_CHECK_FILTERS, FW_CHECK_FILTER_ALL,
                                        G_CALLBACK (filter_cb), self);

  self->listing.filter = FW_CHECK_FILTER_ALL;
  for (guint i = 0; i < FW_N_CHECK_FILTERS; i++)
    fw_panel_name_choice (self->filters[i], _(words[i]), 0);

  return box;
}

static GtkWidget *
make_legend (void)
{
  static const FwPanelKey keys[] = {
    { "win.next-problem", N_("next problem") },
    { "win.fix", N_("fix") },
    { "win.why", N_("why") },
    { "win.ask", N_("ask") },
    { "win.set-aside", N_("set aside") },
  };

  return fw_panel_new_legend (keys, G_N_ELEMENTS (keys));
}

static void
fw_checks_panel_init (FwChecksPanel *self)
{
  self->rows = g_list_store_new (FW_TYPE_CHECK_ROW);
  self->listing.turned = g_hash_table_new (NULL, NULL);
  self->listing.grown = g_hash_table_new (NULL, NULL);
  self->bound = g_ptr_array_new ();
  self->quiet = fw_quiet_new (GTK_WIDGET (self), list_ahead_cb, self);
  self->n_listed = N_FIRST_ROWS;

  self->empty = adw_status_page_new ();
  adw_status_page_set_icon_name (ADW_STATUS_PAGE (self->empty), "fw-check-symbolic");
  gtk_widget_add_css_class (self->empty, "compact");
  self->stack = gtk_stack_new ();
  gtk_stack_add_named (GTK_STACK (self->stack), make_list (self), "list");
  gtk_stack_add_named (GTK_STACK (self->stack), self->empty, "empty");
  gtk_stack_add_named (GTK_STACK (self->stack), fw_no_manual_new (_("With a rule manual beside the labels, problems show up here while "
                                         "you draw.")), "no-manual");
  gtk_widget_set_vexpand (self->stack, TRUE);
  self->pixels = FW_PIXEL_BAR (fw_pixel_bar_new ());
  gtk_widget_set_margin_start (GTK_WIDGET (self->pixels), 12);
  gtk_widget_set_margin_end (GTK_WIDGET (self->pixels), 12);
  gtk_widget_set_margin_top (GTK_WIDGET (self->pixels), 6);

  self->box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  gtk_box_append (GTK_BOX (self->box), make_header (self));
  gtk_box_append (GTK_BOX (self->box), make_filters (self));
  gtk_box_append (GTK_BOX (self->box), GTK_WIDGET (self->pixels));
  gtk_box_append (GTK_BOX (self->box), self->stack);
  gtk_box_append (GTK_BOX (self->box), make_legend ());
  gtk_widget_set_parent (self->box, GTK_WIDGET (self));
  rebuild (self);
}

/* The media may be found elsewhere, and then somebody else looks at them. */
static void
pixels_cb (FwChecksPanel *self)
{
  fw_pixel_bar_set_runner (self->pixels,
                           self->project ? fw_project_get_pixels (self->project) : NULL);
}

static void
disconnect_project (FwChecksPanel *self)
{
  if (!self->project)
    return;

  g_signal_handlers_disconnect_by_data (self->project, self);
  if (fw_project_get_checks (self->project))
    g_signal_handlers_disconnect_by_data (fw_project_get_checks (self->project), self);
  if (fw_project_get_session (self->project))
    g_signal_handlers_disconnect_by_data (fw_project_get_session (self->project), self);
  if (fw_project_get_questions (self->project))
    g_signal_handlers_disconnect_by_data (fw_project_get_questions (self->project), self);
}

static void
fw_checks_panel_map (GtkWidget *widget)
{
  FwChecksPanel *self = FW_CHECKS_PANEL (widget);

  GTK_WIDGET_CLASS (fw_checks_panel_parent_class)->map (widget);
  if (!self->is_stale)
    return;

  self->is_stale = FALSE;
  self->n_listed = MAX (N_FIRST_ROWS, g_list_model_get_n_items (G_LIST_MODEL (self->rows)));
  rebuild (self);
  if (self->project && fw_project_get_session (self->project))
    {
      show_here (self);
      scroll_to_here (self);
    }
}

static void
fw_checks_panel_dispose (GObject *object)
{
  FwChecksPanel *self = FW_CHECKS_PANEL (object);

  g_clear_handle_id (&self->rebuild_id, g_source_remove);
  g_clear_handle_id (&self->more_id, g_source_remove);
  g_clear_pointer (&self->quiet, fw_quiet_free);
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

  g_hash_table_unref (self->listing.turned);
  g_hash_table_unref (self->listing.grown);
  g_ptr_array_unref (self->bound);

  G_OBJECT_CLASS (fw_checks_panel_parent_class)->finalize (object);
}

static void
fw_checks_panel_class_init (FwChecksPanelClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->dispose = fw_checks_panel_dispose;
  GTK_WIDGET_CLASS (klass)->map = fw_checks_panel_map;
  object_class->finalize = fw_checks_panel_finalize;
  gtk_widget_class_set_layout_manager_type (GTK_WIDGET_CLASS (klass), GTK_TYPE_BIN_LAYOUT);

  signals[SIGNAL_SAY] =
    g_signal_new ("say", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                  G_TYPE_NONE, 2, G_TYPE_STRING, G_TYPE_BOOLEAN);
  signals[SIGNAL_SET_ASIDE] =
    g_signal_new ("set-aside", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                  G_TYPE_NONE, 1, G_TYPE_POINTER);
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
  self->n_listed = N_FIRST_ROWS;
  g_set_object (&self->project, project);
  if (project && fw_project_get_session (project))
    {
      FwSession *session = fw_project_get_session (project);

      g_signal_connect_swapped (project, "notify::manual", G_CALLBACK (schedule_rebuild), self);
      g_signal_connect_swapped (fw_project_get_checks (project), "changed",
                                G_CALLBACK (schedule_rebuild), self);
      g_signal_connect_swapped (project, "notify::pixels", G_CALLBACK (pixels_cb), self);
      g_signal_connect_swapped (fw_project_get_checks (project), "here-changed",
                                G_CALLBACK (schedule_place), self);
      if (fw_project_get_questions (project))
        g_signal_connect_swapped (fw_project_get_questions (project), "changed",
                                  G_CALLBACK (schedule_rebuild), self);
      g_signal_connect_swapped (session, "notify::frame", G_CALLBACK (place_changed_cb), self);
      g_signal_connect_swapped (session, "selection-changed", G_CALLBACK (place_changed_cb), self);
    }
  pixels_cb (self);
  if (is_seen (self) || project == NULL)
    rebuild (self);
  else
    fw_quiet_begin (self->quiet);
}

/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "app/review/review-start.h"

#include <adwaita.h>
#include <glib/gi18n.h>
#include <inttypes.h>

#include "app/review/review-choice.h"
#include "app/review/review-words.h"
#include "app/swatch.h"
#include "core/review-fit.h"
#include "edit/clock.h"

/* What is looked for is gone through one by one; more is another day's work. */
#define MAX_TARGETED 200

struct _FwReviewStart
{
  GtkWidget        parent_instance;

  GtkStack        *stack;
  GtkLabel        *title;
  GtkLabel        *subtitle;
  GtkWidget       *notice;
  GtkLabel        *notice_label;
  GtkWidget       *notice_button;
  AdwPreferencesGroup *draws;
  GtkToggleButton *labels;
  GtkToggleButton *tracks;
  GtkToggleButton *frames;
  GtkCheckButton  *by_time;
  GtkCheckButton  *by_bound;
  GtkCheckButton  *by_plan;
  GtkCheckButton  *on_purpose;
  GtkSpinButton   *minutes;
  GtkSpinButton   *bound;
  GtkDropDown     *plan;
  GtkDropDown     *target;
  GtkWidget       *result;
  GtkLabel        *words;
  GtkGrid         *strata;
  GtkLabel        *own;
  GtkWidget       *begin;
  GtkSpinner      *spinner;
  GtkLabel        *waiting_label;
  AdwStatusPage   *trouble;

  GPtrArray       *draw_rows;   /* (element-type GtkWidget) in @draws */
  gboolean         is_setting;
  gboolean         is_drawing;
  FwReviewChoice   choice;
  FwChoiceResult   outcome;
  gboolean         has_outcome;
  GArray          *chosen;      /* (element-type gsize) (owned) (nullable) on purpose */
  FwSampling      *sampling;    /* (owned) (nullable) while it is counted */
  GCancellable    *cancellable; /* (owned) (nullable) of counting and drawing */
  FwProject       *project;     /* (owned) (nullable) */
  char            *person;      /* (owned) (nullable) */
};

enum
{
  OPEN,
  REPORT,
  REFUSED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (FwReviewStart, fw_review_start, GTK_TYPE_WIDGET)

/* Plans that can be chosen ------------------------------------------------------- */

typedef struct
{
  double   aql;   /* share */
  double   limit; /* share; 0: by the table */
} PlanEntry;

static const PlanEntry plans[] = {
  { 0.01, 0.05 }, { 0.005, 0.02 }, { 0.02, 0.08 }, { 0.05, 0.15 },
  { 0.01, 0.0 },  { 0.015, 0.0 },  { 0.025, 0.0 }, { 0.04, 0.0 },
};

typedef enum
{
  TARGET_PROBLEMS,
  TARGET_ASIDES,
  TARGET_CHANGED,
  TARGET_CATEGORIES /* and what follows: a category each */
} Target;

static FwUnitKind
get_unit (FwReviewStart *self)
{
  return gtk_toggle_button_get_active (self->tracks)   ? FW_UNIT_TRACK
         : gtk_toggle_button_get_active (self->frames) ? FW_UNIT_FRAME
                                                       : FW_UNIT_LABEL;
}

static FwReview *
get_review (FwReviewStart *self)
{
  FwReviewFile *file = self->project != NULL ? fw_project_get_review (self->project) : NULL;

  return file != NULL ? fw_review_file_get_review (file) : NULL;
}

static FwSnapshot *
get_snapshot (FwReviewStart *self)
{
  return fw_session_get_snapshot (fw_project_get_session (self->project));
}

static void
fill_plans (FwReviewStart *self)
{
  g_autoptr(GtkStringList) list = gtk_string_list_new (NULL);
  FwReview *review = get_review (self);
  gboolean is_tightened
    = review != NULL
      && fw_review_choice_get_switching (review).inspection != FW_INSPECTION_NORMAL;

  for (gsize i = 0; i < G_N_ELEMENTS (plans); i++)
    {
      g_autofree char *text
        = plans[i].limit > 0.0
            ? g_strdup_printf (_("%.3g %% passes, %.3g %% does not"), 100.0 * plans[i].aql,
                               100.0 * plans[i].limit)
            : g_strdup_printf (is_tightened ? _("MIL-STD-105E, AQL %.3g, tightened")
                                            : _("MIL-STD-105E, AQL %.3g"),
                               100.0 * plans[i].aql);

      gtk_string_list_append (list, text);
    }
  self->choice.is_tightened = is_tightened;
  gtk_drop_down_set_model (self->plan, G_LIST_MODEL (list));
}

static void
fill_targets (FwReviewStart *self)
{
  g_autoptr(GtkStringList) list = gtk_string_list_new (NULL);
  FwSession *session = fw_project_get_session (self->project);
  FwTaxonomy *taxonomy = fw_session_get_taxonomy (session);
  guint selected = gtk_drop_down_get_selected (self->target);

  gtk_string_list_append (list, _("With a problem"));
  gtk_string_list_append (list, _("With a problem that was set aside"));
  gtk_string_list_append (list, _("Changed since they were judged"));
  for (gsize i = 0; taxonomy != NULL && i < fw_taxonomy_get_n_categories (taxonomy); i++)
    {
      g_autofree char *name
        = fw_session_dup_category_name (session, fw_taxonomy_get_category (taxonomy, i)->id);
      g_autofree char *text = g_strdup_printf (_("Category %s"), name);

      gtk_string_list_append (list, text);
    }
  gtk_drop_down_set_model (self->target, G_LIST_MODEL (list));
  if (selected < g_list_model_get_n_items (G_LIST_MODEL (list)))
    gtk_drop_down_set_selected (self->target, selected);
}

/* What is looked for on purpose ---------------------------------------------------- */

/* The unit that a problem is about, where it is worst. FALSE: about the whole video. */
static gboolean
get_problem_unit (FwReviewStart *self,
                  FwProblem     *problem,
                  FwUnit        *out)
{
  FwSession *session = fw_project_get_session (self->project);
  FwTrackId track = fw_problem_get_track (problem);
  FwFrame frame = fw_problem_get_worst (problem);
  FwUnitKind kind = get_unit (self);
  gboolean is_plain = !fw_session_is_video (session);

  if (frame == FW_FRAME_NONE || (kind != FW_UNIT_FRAME && track == 0))
    return FALSE;
  *out = kind == FW_UNIT_FRAME ? (FwUnit) { FW_UNIT_FRAME, frame, 0, FALSE }
         : kind == FW_UNIT_TRACK && !is_plain
           ? (FwUnit) { FW_UNIT_TRACK, FW_FRAME_NONE, track, FALSE }
           : (FwUnit) { FW_UNIT_LABEL, frame, track, is_plain };

  return TRUE;
}

/* (element-type FwUnit) */
static GArray *
list_problem_units (FwReviewStart *self,
                    GPtrArray     *problems)
{
  GArray *units = g_array_new (FALSE, FALSE, sizeof (FwUnit));
  FwUnit unit;

  for (guint i = 0; problems != NULL && i < problems->len; i++)
    if (get_problem_unit (self, problems->pdata[i], &unit))
      g_array_append_val (units, unit);

  return units;
}

static GArray *
list_changed_units (FwReviewStart *self)
{
  GArray *units = g_array_new (FALSE, FALSE, sizeof (FwUnit));
  g_autoptr(GArray) unfit = fw_review_list_unfit (
    get_review (self), get_snapshot (self), fw_project_get_unit_media (self->project));

  for (guint i = 0; i < unfit->len; i++)
    {
      const FwUnfitUnit *entry = &g_array_index (unfit, FwUnfitUnit, i);
      FwUnit unit;

      if (entry->kind == FW_UNFIT_CHANGED && entry->is_judged
          && fw_unit_parse (entry->unit->unit, &unit, NULL) && unit.kind == get_unit (self))
        g_array_append_val (units, unit);
    }

  return units;
}

static GArray *
find_chosen (FwReviewStart *self)
{
  guint selected = gtk_drop_down_get_selected (self->target);
  FwCheckRunner *checks = fw_project_get_checks (self->project);
  FwTaxonomy *taxonomy = fw_session_get_taxonomy (fw_project_get_session (self->project));
  g_autoptr(GArray) units = NULL;

  if (selected >= TARGET_CATEGORIES)
    return fw_review_choice_of_category (
      self->sampling,
      fw_taxonomy_get_category (taxonomy, selected - TARGET_CATEGORIES)->name, self->person,
      MAX_TARGETED);
  if (selected == TARGET_CHANGED)
    units = list_changed_units (self);
  else
    units = list_problem_units (self, selected == TARGET_PROBLEMS
                                        ? fw_check_runner_get_problems (checks)
                                        : fw_check_runner_get_asides (checks));

  return fw_review_choice_find_hits (self->sampling, units, MAX_TARGETED);
}

/* What it comes to -------------------------------------------------------------------- */

static void
clear_grid (GtkGrid *grid)
{
  GtkWidget *child;

  while ((child = gtk_widget_get_first_child (GTK_WIDGET (grid))) != NULL)
    gtk_grid_remove (grid, child);
}

static GtkWidget *
new_number (const char *text)
{
  GtkWidget *label = gtk_label_new (text);

  gtk_label_set_xalign (GTK_LABEL (label), 1.0f);
  gtk_widget_add_css_class (label, "numeric");
  gtk_widget_add_css_class (label, "dim-label");

  return label;
}

/* How many of a stratum are drawn, in words. */
static char *
dup_drawn (FwReviewStart *self,
           gsize          size,
           gsize          drawn)
{
  if (!self->has_outcome || self->outcome.design == FW_DESIGN_TARGETED)
    return g_strdup ("");
  if (self->outcome.design == FW_DESIGN_STRATIFIED)
    return g_strdup_printf (_("%u drawn"), (guint) drawn);

  return g_strdup_printf (_("about %.0f drawn"), (double) self->outcome.n * (double) size
                                                   / (double) self->sampling->names->len);
}

static void
show_strata (FwReviewStart *self)
{
  gsize n = self->sampling->stratum_names->len;
  g_autofree gsize *counts = fw_sampling_count_strata (self->sampling);
  g_autofree gsize *sizes = g_new0 (gsize, n + 1);
  FwSession *session = fw_project_get_session (self->project);
  FwTaxonomy *taxonomy = fw_session_get_taxonomy (session);

  clear_grid (self->strata);
  if (self->has_outcome && self->outcome.design == FW_DESIGN_STRATIFIED)
    fw_sampling_allocate (self->sampling, self->outcome.n, sizes);
  for (gsize h = 0; h < n; h++)
    {
      const char *stratum = self->sampling->stratum_names->pdata[h];
      const FwCategory *category
        = taxonomy != NULL ? fw_taxonomy_find_by_name (taxonomy, stratum) : NULL;
      g_autofree char *name = fw_session_dup_category_name (session,
                                                            category != NULL ? category->id : 0);
      g_autofree char *count = fw_unit_kind_dup_count (self->sampling->kind, counts[h]);
      g_autofree char *drawn = dup_drawn (self, counts[h], sizes[h]);
      GtkWidget *swatch = fw_swatch_new (12);
      GtkWidget *label = gtk_label_new (name);

      fw_swatch_set_colour (FW_SWATCH (swatch),
                            fw_taxonomy_get_colour (taxonomy,
                                                    category != NULL ? category->id : 0));
      gtk_widget_set_valign (swatch, GTK_ALIGN_CENTER);
      gtk_label_set_xalign (GTK_LABEL (label), 0.0f);
      gtk_widget_set_hexpand (label, TRUE);
      gtk_grid_attach (self->strata, swatch, 0, (int) h, 1, 1);
      gtk_grid_attach (self->strata, label, 1, (int) h, 1, 1);
      gtk_grid_attach (self->strata, new_number (count), 2, (int) h, 1, 1);
      gtk_grid_attach (self->strata, new_number (drawn), 3, (int) h, 1, 1);
    }
  gtk_widget_set_visible (GTK_WIDGET (self->strata), n > 0);
}

/* Units that this person drew: somebody else judges them. */
static gsize
count_own (FwReviewStart *self)
{
  FwTrack *track = NULL;
  gsize n = 0;

  for (guint i = 0; self->sampling->kind != FW_UNIT_FRAME && i < self->sampling->units->len; i++)
    {
      const FwUnit *unit = &g_array_index (self->sampling->units, FwUnit, i);

      if (track == NULL || fw_track_get_id (track) != unit->track)
        track = fw_snapshot_get_track (self->sampling->snapshot, unit->track);
      n += g_strcmp0 (fw_track_get_author (track), self->person) == 0;
    }

  return n;
}

static void
show_own (FwReviewStart *self)
{
  gsize n = count_own (self);
  g_autofree char *count = fw_unit_kind_dup_count (self->sampling->kind, n);
  g_autofree char *text = g_strdup_printf (_("%s are yours, and are left to a colleague."), count);

  gtk_label_set_label (self->own, text);
  gtk_widget_set_visible (GTK_WIDGET (self->own), n > 0);
}

static void
read_choice (FwReviewStart *self)
{
  guint plan = gtk_drop_down_get_selected (self->plan);
  const PlanEntry *entry = &plans[plan < G_N_ELEMENTS (plans) ? plan : 0];

  self->choice.kind = gtk_check_button_get_active (self->by_bound)     ? FW_CHOICE_BOUND
                      : gtk_check_button_get_active (self->by_plan)    ? FW_CHOICE_PLAN
                      : gtk_check_button_get_active (self->on_purpose) ? FW_CHOICE_TARGETED
                                                                       : FW_CHOICE_TIME;
  self->choice.minutes = (guint) gtk_spin_button_get_value_as_int (self->minutes);
  self->choice.pace_s
    = fw_review_choice_get_pace (get_review (self), self->person, get_unit (self));
  self->choice.bound = gtk_spin_button_get_value (self->bound) / 100.0;
  self->choice.aql = entry->aql;
  self->choice.limit = entry->limit;
  self->choice.is_mil_std = entry->limit == 0.0;
  gtk_widget_set_sensitive (GTK_WIDGET (self->minutes), self->choice.kind == FW_CHOICE_TIME);
  gtk_widget_set_sensitive (GTK_WIDGET (self->bound), self->choice.kind == FW_CHOICE_BOUND);
  gtk_widget_set_sensitive (GTK_WIDGET (self->plan), self->choice.kind == FW_CHOICE_PLAN);
  gtk_widget_set_sensitive (GTK_WIDGET (self->target), self->choice.kind == FW_CHOICE_TARGETED);
}

static char *
dup_nothing_words (FwReviewStart *self)
{
  if (self->sampling->names->len == 0)
    return g_strdup (_("There is nothing of this kind in the labels yet."));
  if (self->choice.kind == FW_CHOICE_TARGETED)
    return g_strdup (_("None were found."));

  return g_strdup (_("The batch is too small for this plan: no number of labels tells the two "
                     "shares apart. Choose another one, or look at all."));
}

static gboolean
can_begin (FwReviewStart *self)
{
  FwReviewFile *file = fw_project_get_review (self->project);

  return self->has_outcome && !self->is_drawing && fw_project_get_manual (self->project) != NULL
         && fw_review_file_get_state (file) != FW_REVIEW_FILE_READ_ONLY;
}

static void
update_result (FwReviewStart *self)
{
  g_autofree char *words = NULL;

  if (self->is_setting || self->project == NULL || get_review (self) == NULL)
    return;
  read_choice (self);
  g_clear_pointer (&self->chosen, g_array_unref);
  if (self->sampling == NULL)
    {
      gtk_label_set_label (self->words, _("Counting…"));
      gtk_widget_set_sensitive (self->begin, FALSE);
      return;
    }
  if (self->choice.kind == FW_CHOICE_TARGETED)
    self->chosen = find_chosen (self);
  self->has_outcome
    = fw_review_choice_compute (&self->choice, self->sampling->names->len,
                                self->chosen != NULL ? self->chosen->len : 0, &self->outcome);
  words = self->has_outcome
            ? fw_review_choice_dup_words (&self->choice, &self->outcome, self->sampling->kind,
                                          self->sampling->names->len)
            : dup_nothing_words (self);
  gtk_label_set_label (self->words, words);
  show_strata (self);
  show_own (self);
  gtk_widget_set_sensitive (self->begin, can_begin (self));
}

/* Counting ------------------------------------------------------------------------------ */

static void
surveyed_cb (GObject      *object,
             GAsyncResult *result,
             gpointer      user_data)
{
  g_autoptr(FwReviewStart) self = user_data;
  g_autoptr(GError) error = NULL;
  FwSampling *sampling = fw_review_survey_finish (result, &error);

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;
  if (sampling == NULL)
    {
      gtk_label_set_label (self->words, error->message);
      return;
    }
  g_clear_pointer (&self->sampling, fw_sampling_free);
  self->sampling = sampling;
  update_result (self);
}

static void
cancel (FwReviewStart *self)
{
  if (self->cancellable != NULL)
    g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
}

static void
survey (FwReviewStart *self)
{
  if (self->is_setting || self->project == NULL || self->is_drawing)
    return;
  cancel (self);
  self->cancellable = g_cancellable_new ();
  g_clear_pointer (&self->sampling, fw_sampling_free);
  update_result (self);
  fw_review_survey_async (get_snapshot (self), fw_project_get_unit_media (self->project),
                          get_unit (self), self->cancellable, surveyed_cb, g_object_ref (self));
}

/* Drawing -------------------------------------------------------------------------------- */

static void
drawn_cb (GObject      *object,
          GAsyncResult *result,
          gpointer      user_data)
{
  g_autoptr(FwReviewStart) self = user_data;
  g_autoptr(GError) error = NULL;
  g_auto(FwFrozenDraw) frozen = { 0 };
  gboolean ok = fw_review_draw_finish (result, &frozen, &error);
  FwReviewFile *file = self->project != NULL ? fw_project_get_review (self->project) : NULL;
  gint64 id = 0;

  self->is_drawing = FALSE;
  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED) || file == NULL)
    return;
  ok = ok && fw_review_file_put (file, FW_REVIEW_BATCH, &frozen.batch, &frozen.draw.batch, &error)
       && fw_review_file_put (file, FW_REVIEW_DRAW, &frozen.draw, &id, &error);
  if (ok)
    g_signal_emit (self, signals[OPEN], 0, id);
  else
    {
      g_signal_emit (self, signals[REFUSED], 0, error->message);
      fw_review_start_refresh (self);
    }
}

static void
begin_cb (FwReviewStart *self)
{
  FwManual *manual = fw_project_get_manual (self->project);
  g_autofree char *seed = fw_review_choice_dup_seed ();

  if (self->sampling == NULL || !can_begin (self))
    return;

  FwReviewDrawFacts facts = { .sampling = self->sampling,
                              .result = &self->outcome,
                              .chosen = self->chosen,
                              .seed = seed,
                              .manual = fw_manual_get_name (manual),
                              .version = fw_manual_get_version (manual) };

  cancel (self);
  self->cancellable = g_cancellable_new ();
  self->is_drawing = TRUE;
  /* The drawing thread has it from now on. */
  self->sampling = NULL;
  gtk_widget_set_sensitive (self->begin, FALSE);
  gtk_label_set_label (self->waiting_label, _("Freezing the list and drawing…"));
  gtk_spinner_start (self->spinner);
  gtk_stack_set_visible_child_name (self->stack, "waiting");
  fw_review_draw_async (&facts, self->cancellable, drawn_cb, g_object_ref (self));
}

/* Draws that were begun -------------------------------------------------------------------- */

static void
open_cb (FwReviewStart *self,
         GtkWidget     *button)
{
  gint64 *draw = g_object_get_data (G_OBJECT (button), "draw");

  g_signal_emit (self, signals[OPEN], 0, *draw);
}

static void
report_cb (FwReviewStart *self,
           GtkWidget     *button)
{
  gint64 *draw = g_object_get_data (G_OBJECT (button), "draw");

  g_signal_emit (self, signals[REPORT], 0, *draw);
}

static void
add_button (FwReviewStart *self,
            GtkWidget     *row,
            const char    *label,
            gint64         draw,
            GCallback      clicked)
{
  GtkWidget *button = gtk_button_new_with_label (label);

  gtk_widget_set_valign (button, GTK_ALIGN_CENTER);
  g_object_set_data_full (G_OBJECT (button), "draw", g_memdup2 (&draw, sizeof draw), g_free);
  g_signal_connect_swapped (button, "clicked", clicked, self);
  adw_action_row_add_suffix (ADW_ACTION_ROW (row), button);
}

static void
add_draw (FwReviewStart *self,
          const FwReview *review,
          const FwDraw   *draw)
{
  g_autoptr(GDateTime) now = g_date_time_new_now_utc ();
  g_autoptr(FwReport) report = fw_report_new (review, draw->id, 0.95, now);
  g_autofree char *count
    = fw_unit_kind_dup_count (report->batch->unit, (gsize) draw->n_units);
  g_autofree char *title
    = g_strdup_printf (_("Draw %" PRId64 ": %s, %" PRId64 " judged"), draw->id, count,
                       (gint64) draw->n_units - report->open);
  g_autofree char *design = fw_review_words_design (report);
  g_autofree char *plan = fw_review_words_plan (report);
  g_autofree char *subtitle
    = draw->signed_by != NULL ? g_strdup_printf (_("Signed off by %s. %s"), draw->signed_by,
                                                 plan != NULL ? plan : design)
                              : g_strdup_printf ("%s %s", design, plan != NULL ? plan : "");
  GtkWidget *row = adw_action_row_new ();

  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), title);
  adw_action_row_set_subtitle (ADW_ACTION_ROW (row), subtitle);
  adw_action_row_set_subtitle_lines (ADW_ACTION_ROW (row), 2);
  if (draw->signed_by != NULL)
    add_button (self, row, _("Report"), draw->id, G_CALLBACK (report_cb));
  add_button (self, row, draw->signed_by != NULL ? _("Look") : _("Go On"), draw->id,
              G_CALLBACK (open_cb));
  g_ptr_array_add (self->draw_rows, row);
  adw_preferences_group_add (self->draws, row);
}

static void
list_draws (FwReviewStart *self)
{
  FwReview *review = get_review (self);
  gsize n = fw_review_get_n (review, FW_REVIEW_DRAW);

  for (guint i = 0; i < self->draw_rows->len; i++)
    adw_preferences_group_remove (self->draws, self->draw_rows->pdata[i]);
  g_ptr_array_set_size (self->draw_rows, 0);
  for (gsize i = n; i > 0; i--)
    add_draw (self, review, fw_review_get (review, FW_REVIEW_DRAW, i - 1));
  gtk_widget_set_visible (GTK_WIDGET (self->draws), n > 0);
}

/* What cannot be ------------------------------------------------------------------------------ */

static void
show_notice (FwReviewStart *self)
{
  FwReviewFile *file = fw_project_get_review (self->project);
  gboolean is_read_only = fw_review_file_get_state (file) == FW_REVIEW_FILE_READ_ONLY;
  gboolean has_manual = fw_project_get_manual (self->project) != NULL;

  gtk_label_set_label (self->notice_label,
                       is_read_only
                         ? _("This review is open in another window. Here it can only be looked "
                             "at.")
                         : _("There is no manual yet. A verdict cites its rules, so that the "
                             "annotator can read them."));
  gtk_widget_set_visible (self->notice, is_read_only || !has_manual);
  gtk_widget_set_visible (self->notice_button, !is_read_only);
}

static void
show_trouble (FwReviewStart *self,
              const char    *description)
{
  adw_status_page_set_description (self->trouble, description);
  gtk_stack_set_visible_child_name (self->stack, "trouble");
}

static void
show_waiting (FwReviewStart *self,
              const char    *words)
{
  gtk_label_set_label (self->waiting_label, words);
  gtk_spinner_start (self->spinner);
  gtk_stack_set_visible_child_name (self->stack, "waiting");
}

static void
show_choice (FwReviewStart *self)
{
  g_autofree char *title
    = g_strdup_printf (_("Review %s"), fw_project_get_title (self->project));
  g_autofree char *subtitle = g_strdup_printf (_("You judge as %s."), self->person);

  gtk_spinner_stop (self->spinner);
  gtk_label_set_label (self->title, title);
  gtk_label_set_label (self->subtitle, subtitle);
  gtk_stack_set_visible_child_name (self->stack, "choice");
}

void
fw_review_start_refresh (FwReviewStart *self)
{
  g_return_if_fail (FW_IS_REVIEW_START (self));

  if (self->project == NULL || fw_project_get_session (self->project) == NULL)
    {
      show_trouble (self, _("Open a clip or a folder with labels first."));
      return;
    }
  if (fw_project_get_review_trouble (self->project) != NULL)
    {
      show_trouble (self, fw_project_get_review_trouble (self->project));
      return;
    }
  if (fw_project_get_review (self->project) == NULL)
    {
      show_waiting (self, _("Reading the review…"));
      return;
    }
  if (self->is_drawing)
    return;

  gboolean is_video = fw_session_is_video (fw_project_get_session (self->project));

  self->is_setting = TRUE;
  fill_plans (self);
  fill_targets (self);
  gtk_widget_set_visible (GTK_WIDGET (self->tracks), is_video);
  gtk_button_set_label (GTK_BUTTON (self->frames), is_video ? _("Frames") : _("Pictures"));
  self->is_setting = FALSE;
  show_notice (self);
  list_draws (self);
  show_choice (self);
  survey (self);
}

void
fw_review_start_set_project (FwReviewStart *self,
                             FwProject     *project,
                             const char    *person)
{
  g_return_if_fail (FW_IS_REVIEW_START (self));
  g_return_if_fail (project == NULL || person != NULL);

  if (self->project != NULL)
    g_signal_handlers_disconnect_by_data (self->project, self);
  cancel (self);
  self->is_drawing = FALSE;
  g_clear_pointer (&self->sampling, fw_sampling_free);
  g_clear_pointer (&self->chosen, g_array_unref);
  g_set_object (&self->project, project);
  g_free (self->person);
  self->person = g_strdup (person);
  if (project == NULL)
    return;

  g_signal_connect_swapped (project, "notify::review", G_CALLBACK (fw_review_start_refresh), self);
  g_signal_connect_swapped (project, "notify::manual", G_CALLBACK (fw_review_start_refresh), self);
}

/* The widget ------------------------------------------------------------------------------------ */

static void
fw_review_start_dispose (GObject *object)
{
  FwReviewStart *self = FW_REVIEW_START (object);

  fw_review_start_set_project (self, NULL, NULL);
  gtk_widget_dispose_template (GTK_WIDGET (self), FW_TYPE_REVIEW_START);

  G_OBJECT_CLASS (fw_review_start_parent_class)->dispose (object);
}

static void
fw_review_start_finalize (GObject *object)
{
  FwReviewStart *self = FW_REVIEW_START (object);

  g_ptr_array_unref (self->draw_rows);
  g_free (self->person);

  G_OBJECT_CLASS (fw_review_start_parent_class)->finalize (object);
}

static void
fw_review_start_class_init (FwReviewStartClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = fw_review_start_dispose;
  object_class->finalize = fw_review_start_finalize;

  signals[OPEN] = g_signal_new ("open", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL,
                                NULL, NULL, G_TYPE_NONE, 1, G_TYPE_INT64);
  signals[REPORT] = g_signal_new ("report", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL,
                                  NULL, NULL, G_TYPE_NONE, 1, G_TYPE_INT64);
  signals[REFUSED] = g_signal_new ("refused", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0,
                                   NULL, NULL, NULL, G_TYPE_NONE, 1, G_TYPE_STRING);

  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/org/framewright/Framewright/review-start.ui");
  gtk_widget_class_bind_template_child (widget_class, FwReviewStart, stack);
  gtk_widget_class_bind_template_child (widget_class, FwReviewStart, title);
  gtk_widget_class_bind_template_child (widget_class, FwReviewStart, subtitle);
  gtk_widget_class_bind_template_child (widget_class, FwReviewStart, notice);
  gtk_widget_class_bind_template_child (widget_class, FwReviewStart, notice_label);
  gtk_widget_class_bind_template_child (widget_class, FwReviewStart, notice_button);
  gtk_widget_class_bind_template_child (widget_class, FwReviewStart, draws);
  gtk_widget_class_bind_template_child (widget_class, FwReviewStart, labels);
  gtk_widget_class_bind_template_child (widget_class, FwReviewStart, tracks);
  gtk_widget_class_bind_template_child (widget_class, FwReviewStart, frames);
  gtk_widget_class_bind_template_child (widget_class, FwReviewStart, by_time);
  gtk_widget_class_bind_template_child (widget_class, FwReviewStart, by_bound);
  gtk_widget_class_bind_template_child (widget_class, FwReviewStart, by_plan);
  gtk_widget_class_bind_template_child (widget_class, FwReviewStart, on_purpose);
  gtk_widget_class_bind_template_child (widget_class, FwReviewStart, minutes);
  gtk_widget_class_bind_template_child (widget_class, FwReviewStart, bound);
  gtk_widget_class_bind_template_child (widget_class, FwReviewStart, plan);
  gtk_widget_class_bind_template_child (widget_class, FwReviewStart, target);
  gtk_widget_class_bind_template_child (widget_class, FwReviewStart, result);
  gtk_widget_class_bind_template_child (widget_class, FwReviewStart, words);
  gtk_widget_class_bind_template_child (widget_class, FwReviewStart, strata);
  gtk_widget_class_bind_template_child (widget_class, FwReviewStart, own);
  gtk_widget_class_bind_template_child (widget_class, FwReviewStart, begin);
  gtk_widget_class_bind_template_child (widget_class, FwReviewStart, spinner);
  gtk_widget_class_bind_template_child (widget_class, FwReviewStart, waiting_label);
  gtk_widget_class_bind_template_child (widget_class, FwReviewStart, trouble);
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
}

static void
fw_review_start_init (FwReviewStart *self)
{
  GtkToggleButton *kinds[3];
  GtkCheckButton *ways[4];

  gtk_widget_init_template (GTK_WIDGET (self));
  self->draw_rows = g_ptr_array_new ();
  kinds[0] = self->labels;
  kinds[1] = self->tracks;
  kinds[2] = self->frames;
  ways[0] = self->by_time;
  ways[1] = self->by_bound;
  ways[2] = self->by_plan;
  ways[3] = self->on_purpose;
  for (gsize i = 0; i < G_N_ELEMENTS (kinds); i++)
    g_signal_connect_swapped (kinds[i], "toggled", G_CALLBACK (survey), self);
  for (gsize i = 0; i < G_N_ELEMENTS (ways); i++)
    g_signal_connect_swapped (ways[i], "toggled", G_CALLBACK (update_result), self);
  g_signal_connect_swapped (self->minutes, "value-changed", G_CALLBACK (update_result), self);
  g_signal_connect_swapped (self->bound, "value-changed", G_CALLBACK (update_result), self);
  g_signal_connect_swapped (self->plan, "notify::selected", G_CALLBACK (update_result), self);
  g_signal_connect_swapped (self->target, "notify::selected", G_CALLBACK (update_result), self);
  g_signal_connect_swapped (self->begin, "clicked", G_CALLBACK (begin_cb), self);
}

GtkWidget *
fw_review_start_new (void)
{
  return g_object_new (FW_TYPE_REVIEW_START, NULL);
}

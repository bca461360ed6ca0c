/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "app/review/review-start.h"

#include <adwaita.h>
#include <glib/gi18n.h>

#include "app/key-cap.h"
#include "app/review/batch-stream.h"
#include "app/review/review-draws.h"
#include "app/review/review-strata.h"
#include "app/review/review-targets.h"

struct _FwReviewStart
{
  GtkWidget        parent_instance;

  GtkStack        *stack;
  GtkLabel        *title;
  GtkLabel        *subtitle;
  GtkWidget       *notice;
  GtkLabel        *notice_label;
  GtkWidget       *notice_button;
  FwReviewDraws   *draws;
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
  FwReviewStrata  *strata;
  GtkLabel        *own;
  GtkLabel        *asked;
  GtkWidget       *begin;
  FwKeyCap        *begin_cap;
  GtkSpinner      *spinner;
  GtkLabel        *waiting_label;
  AdwStatusPage   *trouble;

  gboolean         is_setting;
  gboolean         has_chosen;  /* something was chosen here: Enter draws, and does not go on */
  gboolean         is_drawing;
  FwReviewChoice   choice;
  FwChoiceResult   outcome;
  gboolean         has_outcome;
  GArray          *chosen;      /* (element-type gsize) (owned) (nullable) on purpose */
  FwSampling      *sampling;    /* (owned) (nullable) while it is counted */
  GCancellable    *cancellable; /* (owned) (nullable) of counting and drawing */
  GCancellable    *finding;     /* (owned) (nullable) while units are looked for on purpose */
  GCancellable    *streaming;   /* (owned) (nullable) while other reviews are read */
  FwProject       *project;     /* (owned) (nullable) */
  char            *person;      /* (owned) (nullable) */
};

enum
{
  OPEN,
  REPORT,
  REFUSED,
  CHANGED,
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
  guint selected = gtk_drop_down_get_selected (self->plan);
  gboolean is_tightened = self->choice.inspection != FW_INSPECTION_NORMAL;

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
  gtk_drop_down_set_model (self->plan, G_LIST_MODEL (list));
  if (selected < G_N_ELEMENTS (plans))
    gtk_drop_down_set_selected (self->plan, selected);
}

static void
fill_targets (FwReviewStart *self)
{
  g_autoptr(GtkStringList) list = fw_review_targets_new_list (self->project);
  guint selected = gtk_drop_down_get_selected (self->target);

  gtk_drop_down_set_model (self->target, G_LIST_MODEL (list));
  if (selected < g_list_model_get_n_items (G_LIST_MODEL (list)))
    gtk_drop_down_set_selected (self->target, selected);
}

/* What it comes to -------------------------------------------------------------------- */

static void
show_asked (FwReviewStart *self)
{
  gsize n = self->sampling->n_asked;
  g_autofree char *count = fw_unit_kind_dup_count (self->sampling->kind, n);
  g_autofree char *text
    = g_strdup_printf (ngettext ("%s waits for an answer, and is not drawn until then.",
                                 "%s wait for an answer, and are not drawn until then.",
                                 (gulong) n),
                       count);

  gtk_label_set_label (self->asked, text);
  gtk_widget_set_visible (GTK_WIDGET (self->asked), n > 0);
}

static void
show_own (FwReviewStart *self)
{
  gsize n = fw_review_choice_count_own (self->sampling, self->person);
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

  /* What came before decides which plan applies. */
  if (self->choice.kind == FW_CHOICE_PLAN && self->streaming != NULL)
    return FALSE;

  return self->has_outcome && !self->is_drawing && fw_project_get_manual (self->project) != NULL
         && !fw_project_is_media_missing (self->project)
         && fw_review_file_get_state (file) != FW_REVIEW_FILE_READ_ONLY;
}

/* What Enter does: it goes on with what is open, until something is chosen here. */
static gboolean
goes_on (FwReviewStart *self)
{
  return !self->has_chosen && fw_review_draws_get_open (self->draws) != 0;
}

static void
show_default (FwReviewStart *self)
{
  gboolean is_begin = !goes_on (self);

  fw_review_draws_set_default (self->draws, !is_begin);
  fw_key_cap_set_action (self->begin_cap, is_begin ? "win.review-send" : NULL);
  if (is_begin)
    gtk_widget_add_css_class (self->begin, "suggested-action");
  else
    gtk_widget_remove_css_class (self->begin, "suggested-action");
}

static void
stop (GCancellable **running)
{
  if (*running != NULL)
    g_cancellable_cancel (*running);
  g_clear_object (running);
}

static void
say_waiting (FwReviewStart *self,
             const char    *words)
{
  gtk_label_set_label (self->words, words);
  gtk_widget_set_sensitive (self->begin, FALSE);
}

static void
show_result (FwReviewStart *self)
{
  g_autofree char *words = NULL;

  self->has_outcome
    = fw_review_choice_compute (&self->choice, self->sampling->names->len,
                                self->chosen != NULL ? self->chosen->len : 0, &self->outcome);
  words = self->has_outcome
            ? fw_review_choice_dup_words (&self->choice, &self->outcome, self->sampling->kind,
                                          self->sampling->names->len)
            : dup_nothing_words (self);
  gtk_label_set_label (self->words, words);
  fw_review_strata_show (self->strata, self->sampling, self->has_outcome ? &self->outcome : NULL,
                         fw_project_get_session (self->project));
  show_own (self);
  show_asked (self);
  gtk_widget_set_sensitive (self->begin, can_begin (self));
  show_default (self);
  g_signal_emit (self, signals[CHANGED], 0);
}

static void
found_cb (GObject      *object,
          GAsyncResult *result,
          gpointer      user_data)
{
  g_autoptr(FwReviewStart) self = user_data;
  g_autoptr(GError) error = NULL;
  GArray *chosen = fw_review_targets_find_finish (result, &error);

  /* Something else was chosen meanwhile. */
  if (chosen == NULL)
    return;
  g_clear_object (&self->finding);
  g_clear_pointer (&self->chosen, g_array_unref);
  self->chosen = chosen;
  show_result (self);
}

static void
update_result (FwReviewStart *self)
{
  if (self->is_setting || self->project == NULL || get_review (self) == NULL)
    return;
  stop (&self->finding);
  read_choice (self);
  g_clear_pointer (&self->chosen, g_array_unref);
  self->has_outcome = FALSE;
  if (self->sampling == NULL)
    say_waiting (self, _("Counting…"));
  else if (self->choice.kind == FW_CHOICE_TARGETED)
    {
      say_waiting (self, _("Looking for them…"));
      self->finding = g_cancellable_new ();
      fw_review_targets_find_async (self->project, self->sampling, self->person,
                                    gtk_drop_down_get_selected (self->target), self->finding,
                                    found_cb, g_object_ref (self));
    }
  else
    show_result (self);
}

/* What came before ------------------------------------------------------------------------ */

static void
stream_cb (GObject      *object,
           GAsyncResult *result,
           gpointer      user_data)
{
  g_autoptr(FwReviewStart) self = user_data;
  FwSwitching state;

  if (!fw_batch_stream_read_finish (result, &state))
    return;
  g_clear_object (&self->streaming);
  if (state.inspection == self->choice.inspection)
    {
      gtk_widget_set_sensitive (self->begin, can_begin (self));
      g_signal_emit (self, signals[CHANGED], 0);
      return;
    }
  self->choice.inspection = state.inspection;
  self->is_setting = TRUE;
  fill_plans (self);
  self->is_setting = FALSE;
  update_result (self);
}

/* Batches are clips: what the reviews beside this one came to counts, too. */
static void
read_stream (FwReviewStart *self)
{
  FwManual *manual = fw_project_get_manual (self->project);

  stop (&self->streaming);
  self->streaming = g_cancellable_new ();
  fw_batch_stream_read_async (fw_review_file_get_path (fw_project_get_review (self->project)),
                              get_review (self),
                              manual != NULL ? fw_manual_get_name (manual) : NULL,
                              self->streaming, stream_cb, g_object_ref (self));
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
  g_clear_pointer (&self->sampling, fw_sampling_unref);
  self->sampling = sampling;
  update_result (self);
}

static void
survey (FwReviewStart *self)
{
  if (self->is_setting || self->project == NULL || self->is_drawing)
    return;
  stop (&self->cancellable);
  self->cancellable = g_cancellable_new ();
  g_clear_pointer (&self->sampling, fw_sampling_unref);
  update_result (self);

  const char *media = fw_project_get_unit_media (self->project);
  g_autoptr(FwOpenQuestions) asked = fw_open_questions_new (get_review (self), media);
  FwSamplingFacts facts = { .snapshot = get_snapshot (self),
                            .media = media,
                            .kind = get_unit (self),
                            .by_category = TRUE,
                            .asked = asked };

  fw_review_survey_async (&facts, self->cancellable, surveyed_cb, g_object_ref (self));
}

/* The person chose something. */
static void
chosen_cb (FwReviewStart *self)
{
  if (self->is_setting)
    return;
  self->has_chosen = TRUE;
  update_result (self);
}

static void
unit_chosen_cb (FwReviewStart   *self,
                GtkToggleButton *button)
{
  if (self->is_setting || !gtk_toggle_button_get_active (button))
    return;
  self->has_chosen = TRUE;
  survey (self);
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

  /* One that was given up says nothing of the one that may run now. */
  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;
  self->is_drawing = FALSE;
  if (file == NULL)
    return;
  ok = ok && fw_review_file_put (file, FW_REVIEW_BATCH, &frozen.batch, &frozen.draw.batch, &error)
       && fw_review_file_put (file, FW_REVIEW_DRAW, &frozen.draw, &id, &error);
  self->has_chosen = FALSE;
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
  /* What is shown next takes the number away in which somebody may be typing. */
  fw_review_start_focus (self);

  FwReviewDrawFacts facts = { .sampling = self->sampling,
                              .result = &self->outcome,
                              .chosen = self->chosen,
                              .seed = seed,
                              .manual = fw_manual_get_name (manual),
                              .version = fw_manual_get_version (manual) };

  stop (&self->cancellable);
  self->cancellable = g_cancellable_new ();
  self->is_drawing = TRUE;
  gtk_widget_set_sensitive (self->begin, FALSE);
  gtk_label_set_label (self->waiting_label, _("Freezing the list and drawing…"));
  gtk_spinner_start (self->spinner);
  gtk_stack_set_visible_child_name (self->stack, "waiting");
  fw_review_draw_async (&facts, self->cancellable, drawn_cb, g_object_ref (self));
  /* What comes next needs it no more, and counts anew when it comes back here. */
  g_clear_pointer (&self->sampling, fw_sampling_unref);
}

void
fw_review_start_focus (FwReviewStart *self)
{
  GtkCheckButton *ways[] = { self->by_time, self->by_bound, self->by_plan, self->on_purpose };

  g_return_if_fail (FW_IS_REVIEW_START (self));

  for (gsize i = 0; i < G_N_ELEMENTS (ways); i++)
    if (gtk_check_button_get_active (ways[i]))
      gtk_widget_grab_focus (GTK_WIDGET (ways[i]));
}

gboolean
fw_review_start_can_begin (FwReviewStart *self)
{
  g_return_val_if_fail (FW_IS_REVIEW_START (self), FALSE);

  return g_str_equal (gtk_stack_get_visible_child_name (self->stack), "choice")
         && (goes_on (self) || (self->sampling != NULL && can_begin (self)));
}

void
fw_review_start_begin (FwReviewStart *self)
{
  g_return_if_fail (FW_IS_REVIEW_START (self));

  if (!fw_review_start_can_begin (self))
    return;
  if (goes_on (self))
    g_signal_emit (self, signals[OPEN], 0, fw_review_draws_get_open (self->draws));
  else
    begin_cb (self);
}

static void
open_cb (FwReviewStart *self,
         gint64         draw)
{
  g_signal_emit (self, signals[OPEN], 0, draw);
}

static void
report_cb (FwReviewStart *self,
           gint64         draw)
{
  g_signal_emit (self, signals[REPORT], 0, draw);
}

/* What cannot be ------------------------------------------------------------------------------ */

static void
show_notice (FwReviewStart *self)
{
  FwReviewFile *file = fw_project_get_review (self->project);
  gboolean is_read_only = fw_review_file_get_state (file) == FW_REVIEW_FILE_READ_ONLY;
  gboolean is_blind = fw_project_is_media_missing (self->project);
  gboolean has_manual = fw_project_get_manual (self->project) != NULL;

  gtk_label_set_label (self->notice_label,
                       is_read_only
                         ? _("This review is open in another window. Here it can only be looked "
                             "at.")
                       : is_blind
                         ? _("The pictures of these labels are not here, and nobody can judge "
                             "what he does not see.")
                         : _("There is no manual yet. A verdict cites its rules, so that the "
                             "annotator can read them."));
  gtk_button_set_label (GTK_BUTTON (self->notice_button), is_blind ? _("Say Where They Are…")
                                                                   : _("Choose the Manual…"));
  gtk_actionable_set_action_name (GTK_ACTIONABLE (self->notice_button),
                                  is_blind ? "win.locate-media" : "win.choose-manual");
  gtk_widget_set_visible (self->notice, is_read_only || is_blind || !has_manual);
  gtk_widget_set_visible (self->notice_button, !is_read_only);
}

/* The media may have been found. */
static void
notice_cb (FwReviewStart *self)
{
  if (self->project == NULL || get_review (self) == NULL)
    return;
  show_notice (self);
  gtk_widget_set_sensitive (self->begin, self->sampling != NULL && can_begin (self));
}

static void
show_trouble (FwReviewStart *self,
              const char    *title,
              const char    *description)
{
  /* The description is markup. */
  g_autofree char *escaped = g_markup_escape_text (description, -1);

  adw_status_page_set_title (self->trouble, title);
  adw_status_page_set_description (self->trouble, escaped);
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
      show_trouble (self, _("There is nothing to review here"),
                    _("Open a clip or a folder with labels first."));
      return;
    }
  if (fw_project_get_review_trouble (self->project) != NULL)
    {
      g_autofree char *text
        = g_strdup_printf (_("%s\n\nNothing in the file is changed. Put it right, or move it "
                             "away to begin a new review; then open the labels again."),
                           fw_project_get_review_trouble (self->project));

      show_trouble (self, _("The review cannot be read"), text);
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
  fw_review_draws_show (self->draws, get_review (self));
  show_choice (self);
  if (gtk_widget_get_mapped (GTK_WIDGET (self))
      && gtk_widget_get_focus_child (GTK_WIDGET (self)) == NULL)
    fw_review_start_focus (self);
  survey (self);
  read_stream (self);
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
  stop (&self->cancellable);
  stop (&self->finding);
  stop (&self->streaming);
  self->choice.inspection = FW_INSPECTION_NORMAL;
  self->is_drawing = FALSE;
  self->has_chosen = FALSE;
  g_clear_pointer (&self->sampling, fw_sampling_unref);
  g_clear_pointer (&self->chosen, g_array_unref);
  g_set_object (&self->project, project);
  g_free (self->person);
  self->person = g_strdup (person);
  if (project == NULL)
    return;

  g_signal_connect_swapped (project, "notify::review", G_CALLBACK (fw_review_start_refresh), self);
  g_signal_connect_swapped (project, "notify::manual", G_CALLBACK (fw_review_start_refresh), self);
  g_signal_connect_swapped (project, "notify::notice", G_CALLBACK (notice_cb), self);
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
  g_free (FW_REVIEW_START (object)->person);

  G_OBJECT_CLASS (fw_review_start_parent_class)->finalize (object);
}

static void
fw_review_start_class_init (FwReviewStartClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  g_type_ensure (FW_TYPE_KEY_CAP);
  g_type_ensure (FW_TYPE_REVIEW_DRAWS);
  g_type_ensure (FW_TYPE_REVIEW_STRATA);
  object_class->dispose = fw_review_start_dispose;
  object_class->finalize = fw_review_start_finalize;

  signals[OPEN] = g_signal_new ("open", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL,
                                NULL, NULL, G_TYPE_NONE, 1, G_TYPE_INT64);
  signals[REPORT] = g_signal_new ("report", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL,
                                  NULL, NULL, G_TYPE_NONE, 1, G_TYPE_INT64);
  signals[REFUSED] = g_signal_new ("refused", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0,
                                   NULL, NULL, NULL, G_TYPE_NONE, 1, G_TYPE_STRING);

  signals[CHANGED] = g_signal_new ("changed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0,
                                   NULL, NULL, NULL, G_TYPE_NONE, 0);

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
  gtk_widget_class_bind_template_child (widget_class, FwReviewStart, asked);
  gtk_widget_class_bind_template_child (widget_class, FwReviewStart, begin);
  gtk_widget_class_bind_template_child (widget_class, FwReviewStart, begin_cap);
  gtk_widget_class_bind_template_child (widget_class, FwReviewStart, spinner);
  gtk_widget_class_bind_template_child (widget_class, FwReviewStart, waiting_label);
  gtk_widget_class_bind_template_child (widget_class, FwReviewStart, trouble);
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
}

/* What takes Enter, and does with Space the same. */
static gboolean
is_choice (FwReviewStart *self,
           GtkWidget     *widget)
{
  /* Space opens a list; within it the keys are its own. */
  return GTK_IS_CHECK_BUTTON (widget) || GTK_IS_LIST_BOX_ROW (widget)
         || (widget != NULL && gtk_widget_get_ancestor (widget, GTK_TYPE_DROP_DOWN) != NULL
             && gtk_widget_get_ancestor (widget, GTK_TYPE_POPOVER) == NULL)
         || widget == GTK_WIDGET (self->labels) || widget == GTK_WIDGET (self->tracks)
         || widget == GTK_WIDGET (self->frames);
}

/* Enter is for the default button, as in a dialog. */
static gboolean
key_pressed_cb (FwReviewStart   *self,
                guint            keyval,
                guint            keycode,
                GdkModifierType  state)
{
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (self));
  GtkWidget *focus = root != NULL ? gtk_root_get_focus (root) : NULL;

  if ((keyval != GDK_KEY_Return && keyval != GDK_KEY_KP_Enter)
      || (state & gtk_accelerator_get_default_mod_mask ()) != 0
      || !is_choice (self, focus))
    return GDK_EVENT_PROPAGATE;
  fw_review_start_begin (self);

  return GDK_EVENT_STOP;
}

/* Enter in a number is no key of the window's: it is typed. */
static void
connect_typing (FwReviewStart *self,
                GtkSpinButton *button)
{
  GtkEditable *text = gtk_editable_get_delegate (GTK_EDITABLE (button));

  if (GTK_IS_TEXT (text))
    g_signal_connect_swapped (text, "activate", G_CALLBACK (fw_review_start_begin), self);
}

static void
fw_review_start_init (FwReviewStart *self)
{
  GtkEventController *keys = gtk_event_controller_key_new ();
  GtkToggleButton *kinds[3];
  GtkCheckButton *ways[4];

  gtk_widget_init_template (GTK_WIDGET (self));
  kinds[0] = self->labels;
  kinds[1] = self->tracks;
  kinds[2] = self->frames;
  ways[0] = self->by_time;
  ways[1] = self->by_bound;
  ways[2] = self->by_plan;
  ways[3] = self->on_purpose;
  for (gsize i = 0; i < G_N_ELEMENTS (kinds); i++)
    g_signal_connect_swapped (kinds[i], "toggled", G_CALLBACK (unit_chosen_cb), self);
  for (gsize i = 0; i < G_N_ELEMENTS (ways); i++)
    g_signal_connect_swapped (ways[i], "toggled", G_CALLBACK (chosen_cb), self);
  g_signal_connect_swapped (self->minutes, "value-changed", G_CALLBACK (chosen_cb), self);
  g_signal_connect_swapped (self->bound, "value-changed", G_CALLBACK (chosen_cb), self);
  g_signal_connect_swapped (self->plan, "notify::selected", G_CALLBACK (chosen_cb), self);
  g_signal_connect_swapped (self->target, "notify::selected", G_CALLBACK (chosen_cb), self);
  g_signal_connect_swapped (self->draws, "open", G_CALLBACK (open_cb), self);
  g_signal_connect_swapped (self->draws, "report", G_CALLBACK (report_cb), self);
  g_signal_connect_swapped (self->begin, "clicked", G_CALLBACK (begin_cb), self);
  gtk_event_controller_set_propagation_phase (keys, GTK_PHASE_CAPTURE);
  g_signal_connect_swapped (keys, "key-pressed", G_CALLBACK (key_pressed_cb), self);
  gtk_widget_add_controller (GTK_WIDGET (self), keys);
  connect_typing (self, self->minutes);
  connect_typing (self, self->bound);
}

GtkWidget *
fw_review_start_new (void)
{
  return g_object_new (FW_TYPE_REVIEW_START, NULL);
}

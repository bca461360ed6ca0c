/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/review/review-choice.h"

#include "review/estimate.h"

#include <glib/gi18n.h>
#include <math.h>

#define CONFIDENCE 0.95

/* What the interval is told for before anything is known: one in twenty. */
#define EXPECTED 0.05

/* How much less than the bound is thought to be wrong, for the sequential test. */
#define BOUND_TO_AQL 0.2

/* Numbers -------------------------------------------------------------------- */

static gboolean
compute_plan (const FwReviewChoice *choice,
              gsize                 n_units,
              FwChoiceResult       *out)
{
  FwPlanGoal goal = { .lot = (gint64) n_units,
                      .aql = choice->aql,
                      .limit = choice->limit,
                      .alpha = 0.05,
                      .beta = 0.10 };

  if (choice->is_mil_std
        ? !fw_plan_mil_std (goal.lot, choice->aql * 100.0,
                            choice->inspection != FW_INSPECTION_NORMAL, &out->plan)
        : !fw_plan_compute (&goal, &out->plan))
    return FALSE;
  out->n = (gsize) MIN (out->plan.n, goal.lot);
  out->accept = out->plan.accept;
  out->aql = choice->aql;
  /* The table has no second share. */
  out->limit = choice->is_mil_std ? 0.0 : choice->limit;

  return TRUE;
}

gboolean
fw_review_choice_compute (const FwReviewChoice *choice,
                          gsize                 n_units,
                          gsize                 n_chosen,
                          FwChoiceResult       *out)
{
  g_return_val_if_fail (choice != NULL && out != NULL, FALSE);

  *out = (FwChoiceResult) { .design = FW_DESIGN_SIMPLE, .accept = -1 };
  if (n_units == 0)
    return FALSE;

  switch (choice->kind)
    {
    case FW_CHOICE_TIME:
      out->design = FW_DESIGN_STRATIFIED;
      out->n = (gsize) MAX (floor (choice->minutes * 60.0 / MAX (choice->pace_s, 1.0)), 1.0);
      break;
    case FW_CHOICE_BOUND:
      out->n = (gsize) fw_discovery_size ((gint64) n_units, choice->bound, CONFIDENCE);
      out->accept = 0;
      out->aql = choice->bound * BOUND_TO_AQL;
      out->limit = choice->bound;
      break;
    case FW_CHOICE_PLAN:
      if (!compute_plan (choice, n_units, out))
        return FALSE;
      break;
    case FW_CHOICE_TARGETED:
      out->design = FW_DESIGN_TARGETED;
      out->n = n_chosen;
      break;
    default:
      g_assert_not_reached ();
    }
  out->n = MIN (out->n, n_units);
  out->is_all = out->n == n_units;

  return out->n > 0;
}

static int
compare_ms (gconstpointer a,
            gconstpointer b)
{
  gint64 left = *(const gint64 *) a;
  gint64 right = *(const gint64 *) b;

  return (left > right) - (left < right);
}

gint64
fw_review_median_ms (GArray *times)
{
  g_return_val_if_fail (times != NULL, 0);

  g_array_sort (times, compare_ms);

  return times->len > 0 ? g_array_index (times, gint64, times->len / 2) : 0;
}

double
fw_review_choice_get_pace (const FwReview *review,
                           const char     *person,
                           FwUnitKind      unit)
{
  static const double usual[] = { 12.0, 40.0, 25.0 };
  g_autoptr(GArray) times = g_array_new (FALSE, FALSE, sizeof (gint64));

  g_return_val_if_fail (review != NULL && (gsize) unit < G_N_ELEMENTS (usual), usual[0]);

  for (gsize i = 0; i < fw_review_get_n (review, FW_REVIEW_VERDICT); i++)
    {
      const FwVerdict *verdict = fw_review_get (review, FW_REVIEW_VERDICT, i);
      FwUnit judged;

      if (verdict->ms > 0 && g_strcmp0 (verdict->reviewer, person) == 0
          && fw_unit_parse (verdict->unit, &judged, NULL) && judged.kind == unit)
        g_array_append_val (times, verdict->ms);
    }
  /* A handful tells of the first steps, not of the pace. */
  return times->len < 10 ? usual[unit] : MAX (fw_review_median_ms (times) / 1000.0, 1.0);
}

gsize
fw_review_choice_count_own (const FwSampling *sampling,
                            const char       *person)
{
  FwTrack *track = NULL;
  gsize n = 0;

  g_return_val_if_fail (sampling != NULL && sampling->units != NULL, 0);

  for (guint i = 0; sampling->kind != FW_UNIT_FRAME && i < sampling->units->len; i++)
    {
      const FwUnit *unit = &g_array_index (sampling->units, FwUnit, i);

      if (track == NULL || fw_track_get_id (track) != unit->track)
        track = fw_snapshot_get_track (sampling->snapshot, unit->track);
      n += g_strcmp0 (fw_track_get_author (track), person) == 0;
    }

  return n;
}

char *
fw_review_choice_dup_seed (void)
{
  g_autoptr(GDateTime) now = g_date_time_new_now_local ();
  g_autofree char *day = g_date_time_format (now, "%Y-%m-%d");
  g_autofree char *random = g_uuid_string_random ();

  random[8] = '\0';

  return g_strdup_printf ("spot-%s-%s", day, random);
}

/* Words ----------------------------------------------------------------------- */

static char *
dup_time_words (const FwReviewChoice *choice,
                const FwChoiceResult *result,
                const char           *count)
{
  FwInterval range = fw_wilson (EXPECTED * result->n, (double) result->n, CONFIDENCE);
  guint minutes = (guint) ceil (result->n * choice->pace_s / 60.0);

  /* Who looks at all of them needs no interval. */
  if (result->is_all)
    return g_strdup_printf (ngettext ("%s, about %u minute.", "%s, about %u minutes.", minutes),
                            count, minutes);

  return g_strdup_printf (ngettext ("%s, about %u minute. If 1 in 20 is not right, the result will "
                                    "be about %.0f %% to %.0f %%.",
                                    "%s, about %u minutes. If 1 in 20 is not right, the result "
                                    "will be about %.0f %% to %.0f %%.",
                                    minutes),
                          count, minutes, 100.0 * range.low, 100.0 * range.high);
}

/* What the batches before say of this one; NULL: nothing. */
static const char *
get_stream_words (const FwReviewChoice *choice)
{
  if (choice->inspection == FW_INSPECTION_STOPPED)
    return _("Five batches of this project did not pass under the tightened plan: stop here, and "
             "talk about what goes wrong before more is judged.");
  if (choice->inspection == FW_INSPECTION_TIGHTENED && choice->is_mil_std)
    return _("The plan is tightened, because two of at most five batches of this project did not "
             "pass, until five have passed one after the other.");

  return NULL;
}

static char *
dup_plan_words (const FwReviewChoice *choice,
                const FwChoiceResult *result,
                gsize                 n_units,
                const char           *count)
{
  GString *words = g_string_new (NULL);
  const char *stream = get_stream_words (choice);

  g_string_append_printf (words, _("%s. The batch passes with up to %u that are not right."), count,
                          (guint) result->accept);
  if (!isnan (result->plan.pa_limit) && !choice->is_mil_std)
    g_string_append_printf (words,
                            _(" With %.3g %% of them not right it passes in %.0f of 100 cases, "
                              "with %.3g %% in %.0f of 100."),
                            100.0 * choice->aql, 100.0 * result->plan.pa_aql,
                            100.0 * choice->limit, 100.0 * result->plan.pa_limit);
  if (result->n < n_units)
    g_string_append_printf (words,
                            _(" If batches that do not pass are looked through whole, at most "
                              "%.1f %% is left not right on average."),
                            100.0 * fw_plan_outgoing_limit ((gint64) n_units, (gint64) result->n,
                                                            result->accept, NULL));
  if (stream != NULL)
    g_string_append_printf (words, " %s", stream);

  return g_string_free (words, FALSE);
}

char *
fw_review_choice_dup_words (const FwReviewChoice *choice,
                            const FwChoiceResult *result,
                            FwUnitKind            unit,
                            gsize                 n_units)
{
  g_return_val_if_fail (choice != NULL && result != NULL, NULL);

  g_autofree char *count = fw_unit_kind_dup_count (unit, result->n);
  g_autofree char *words = NULL;

  switch (choice->kind)
    {
    case FW_CHOICE_TIME:
      words = dup_time_words (choice, result, count);
      break;
    case FW_CHOICE_BOUND:
      words = g_strdup_printf (_("%s. If all of them are right, at most %.3g %% of the batch is "
                                 "not, with 95 %% confidence."),
                               count, 100.0 * choice->bound);
      break;
    case FW_CHOICE_PLAN:
      words = dup_plan_words (choice, result, n_units, count);
      break;
    case FW_CHOICE_TARGETED:
    default:
      words = g_strdup_printf (_("%s, looked for on purpose: they are kept out of every estimate."),
                               count);
      break;
    }
  if (!result->is_all || choice->kind == FW_CHOICE_TARGETED)
    return g_steal_pointer (&words);

  return g_strdup_printf (_("%s These are all there are."), words);
}

/* Looked for on purpose -------------------------------------------------------- */

static guint
unit_hash (gconstpointer data)
{
  const FwUnit *unit = data;

  return (guint) (unit->track * 31 + unit->frame);
}

static gboolean
unit_equal (gconstpointer a,
            gconstpointer b)
{
  const FwUnit *left = a;
  const FwUnit *right = b;

  return left->kind == right->kind && left->frame == right->frame && left->track == right->track;
}

GArray *
fw_review_choice_find_hits (const FwSampling *sampling,
                            const GArray     *hits,
                            gsize             max)
{
  GArray *chosen = g_array_new (FALSE, FALSE, sizeof (gsize));
  g_autoptr(GHashTable) places = g_hash_table_new (unit_hash, unit_equal);

  g_return_val_if_fail (sampling != NULL && sampling->units != NULL && hits != NULL, chosen);

  for (guint i = 0; i < sampling->units->len; i++)
    g_hash_table_insert (places, &g_array_index (sampling->units, FwUnit, i),
                         GUINT_TO_POINTER (i + 1));
  for (guint i = 0; i < hits->len && chosen->len < max; i++)
    {
      const FwUnit *hit = &g_array_index (hits, FwUnit, i);
      gsize place = GPOINTER_TO_UINT (g_hash_table_lookup (places, hit));

      if (place == 0)
        continue;
      place--;
      g_array_append_val (chosen, place);
      g_hash_table_remove (places, hit);
    }

  return chosen;
}

GArray *
fw_review_choice_find_unjudged (const FwSampling *sampling,
                                const FwReview   *review,
                                gsize             max)
{
  GArray *chosen = g_array_new (FALSE, FALSE, sizeof (gsize));
  g_autoptr(GHashTable) judged = g_hash_table_new (g_str_hash, g_str_equal);

  g_return_val_if_fail (sampling != NULL && review != NULL, chosen);

  for (gsize i = 0; i < fw_review_get_n (review, FW_REVIEW_VERDICT); i++)
    g_hash_table_add (judged,
                      ((const FwVerdict *) fw_review_get (review, FW_REVIEW_VERDICT, i))->unit);
  for (gsize i = 0; i < sampling->names->len && chosen->len < max; i++)
    if (!g_hash_table_contains (judged, sampling->names->pdata[i]))
      g_array_append_val (chosen, i);

  return chosen;
}

GArray *
fw_review_choice_of_category (const FwSampling *sampling,
                              const char       *category,
                              const char       *seed,
                              gsize             max)
{
  GArray *chosen = g_array_new (FALSE, FALSE, sizeof (gsize));
  g_autoptr(GPtrArray) names = g_ptr_array_new ();
  g_autoptr(GArray) places = g_array_new (FALSE, FALSE, sizeof (gsize));

  g_return_val_if_fail (sampling != NULL && category != NULL && seed != NULL, chosen);

  for (gsize i = 0; i < sampling->names->len; i++)
    if (g_strcmp0 (fw_sampling_get_stratum (sampling, i), category) == 0)
      {
        g_ptr_array_add (names, sampling->names->pdata[i]);
        g_array_append_val (places, i);
      }

  FwPool pool = { .seed = seed,
                  .units = (const char *const *) names->pdata,
                  .n_units = names->len };
  g_autoptr(GArray) picks = fw_draw_simple (&pool, max);

  for (guint i = 0; i < picks->len; i++)
    g_array_append_val (chosen,
                        g_array_index (places, gsize, g_array_index (picks, FwPick, i).index));

  return chosen;
}

/* In a thread ------------------------------------------------------------------- */

typedef struct
{
  FwSnapshot      *snapshot; /* (owned) */
  char            *media;    /* (owned) */
  FwUnitKind       kind;
  FwOpenQuestions *asked;    /* (owned) (nullable) */
} Survey;

static void
survey_free (gpointer data)
{
  Survey *survey = data;

  fw_snapshot_unref (survey->snapshot);
  g_clear_pointer (&survey->asked, fw_open_questions_unref);
  g_free (survey->media);
  g_free (survey);
}

static void
survey_in_thread (GTask        *task,
                  gpointer      source,
                  gpointer      data,
                  GCancellable *cancellable)
{
  Survey *survey = data;
  FwSamplingFacts facts = { .snapshot = survey->snapshot,
                            .media = survey->media,
                            .kind = survey->kind,
                            .by_category = TRUE,
                            .asked = survey->asked };
  GError *error = NULL;
  FwSampling *sampling = fw_sampling_new_from_labels (&facts, &error);

  if (sampling != NULL)
    g_task_return_pointer (task, sampling, (GDestroyNotify) fw_sampling_unref);
  else
    g_task_return_error (task, error);
}

void
fw_review_survey_async (const FwSamplingFacts *facts,
                        GCancellable          *cancellable,
                        GAsyncReadyCallback    callback,
                        gpointer               user_data)
{
  g_autoptr(GTask) task = g_task_new (NULL, cancellable, callback, user_data);
  Survey *survey = g_new0 (Survey, 1);

  survey->snapshot = fw_snapshot_ref (facts->snapshot);
  survey->media = g_strdup (facts->media);
  survey->kind = facts->kind;
  survey->asked = facts->asked != NULL ? fw_open_questions_ref (facts->asked) : NULL;
  g_task_set_task_data (task, survey, survey_free);
  g_task_run_in_thread (task, survey_in_thread);
}

FwSampling *
fw_review_survey_finish (GAsyncResult *result,
                         GError      **error)
{
  return g_task_propagate_pointer (G_TASK (result), error);
}

typedef struct
{
  FwSampling    *sampling; /* (owned) */
  FwChoiceResult result;
  GArray        *chosen;   /* (owned) (nullable) */
  char          *seed;     /* (owned) */
  char          *manual;   /* (owned) (nullable) */
  char          *version;  /* (owned) */
} Drawing;

static void
drawing_free (gpointer data)
{
  Drawing *drawing = data;

  fw_sampling_unref (drawing->sampling);
  g_clear_pointer (&drawing->chosen, g_array_unref);
  g_free (drawing->seed);
  g_free (drawing->manual);
  g_free (drawing->version);
  g_free (drawing);
}

static void
frozen_free (gpointer data)
{
  fw_frozen_draw_clear (data);
  g_free (data);
}

static void
draw_in_thread (GTask        *task,
                gpointer      source,
                gpointer      data,
                GCancellable *cancellable)
{
  Drawing *drawing = data;
  const FwChoiceResult *result = &drawing->result;
  g_autoptr(GDateTime) now = g_date_time_new_now_utc ();
  g_autofree char *frozen_at = g_date_time_format_iso8601 (now);
  FwSamplingPlan plan = { .design = result->design,
                          .seed = drawing->seed,
                          .n = drawing->chosen != NULL ? drawing->chosen->len : result->n,
                          .accept = result->accept,
                          .aql = result->aql,
                          .limit = result->limit };
  FwBatch facts = { .manual = drawing->manual,
                    .version = drawing->version,
                    .frozen_at = frozen_at };
  FwFrozenDraw *frozen = g_new0 (FwFrozenDraw, 1);

  if (drawing->chosen != NULL)
    plan.chosen = (const gsize *) (gconstpointer) drawing->chosen->data;

  g_autoptr(GArray) picks = fw_sampling_draw (drawing->sampling, &plan, NULL);

  fw_sampling_freeze (drawing->sampling, &plan, picks, &facts, frozen);
  g_task_return_pointer (task, frozen, frozen_free);
}

void
fw_review_draw_async (const FwReviewDrawFacts *facts,
                      GCancellable            *cancellable,
                      GAsyncReadyCallback      callback,
                      gpointer                 user_data)
{
  g_autoptr(GTask) task = g_task_new (NULL, cancellable, callback, user_data);
  Drawing *drawing = g_new0 (Drawing, 1);

  g_return_if_fail (facts != NULL && facts->sampling != NULL && facts->seed != NULL);

  drawing->sampling = fw_sampling_ref (facts->sampling);
  drawing->result = *facts->result;
  drawing->chosen = facts->chosen != NULL ? g_array_copy ((GArray *) facts->chosen) : NULL;
  drawing->seed = g_strdup (facts->seed);
  drawing->manual = g_strdup (facts->manual);
  drawing->version = g_strdup (facts->version);
  g_task_set_task_data (task, drawing, drawing_free);
  g_task_run_in_thread (task, draw_in_thread);
}

gboolean
fw_review_draw_finish (GAsyncResult *result,
                       FwFrozenDraw *out,
                       GError      **error)
{
  g_return_val_if_fail (out != NULL, FALSE);

  FwFrozenDraw *frozen = g_task_propagate_pointer (G_TASK (result), error);

  if (frozen == NULL)
    return FALSE;
  *out = *frozen;
  g_free (frozen);

  return TRUE;
}

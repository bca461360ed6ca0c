/* SPDX-License-Identifier: GPL-3.0-or-later */

/*
 * Joining two reviews of the same batches: what several people, or one person
 * at two places, said about the same draws.
 */

#include "core/review-said.h"

#include <glib/gi18n.h>
#include <inttypes.h>

typedef struct
{
  FwReviewBuilder *builder;
  const FwReview *other;
  GArray *conflicts;    /* (nullable) */
  GHashTable *draws;    /* (owned) id there -> id here, boxed in pointers to gint64 */
  GHashTable *verdicts; /* (owned) the same */
  GHashTable *by_unit;  /* (owned) "draw\nunit" -> ids of verdicts here */
  GHashTable *disputed; /* (owned) a set of "draw\nunit" that are in @conflicts */
} Merge;

static void
map_id (GHashTable *map, gint64 there, gint64 here)
{
  g_hash_table_insert (map, g_memdup2 (&there, sizeof there), g_memdup2 (&here, sizeof here));
}

/* 0 when it did not come along. */
static gint64
mapped_id (GHashTable *map, gint64 there)
{
  const gint64 *here = g_hash_table_lookup (map, &there);

  return here ? *here : 0;
}

static GHashTable *
map_new (void)
{
  return g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, g_free);
}

static gboolean
merge_batches (Merge *merge, GError **error)
{
  for (gsize i = 0; i < fw_review_get_n (merge->other, FW_REVIEW_BATCH); i++)
    {
      const FwBatch *batch = fw_review_get (merge->other, FW_REVIEW_BATCH, i);
      const FwBatch *same
          = fw_review_find (fw_review_builder_peek (merge->builder), FW_REVIEW_BATCH, batch->id);

      if (same
          && (g_strcmp0 (same->sha256, batch->sha256) != 0
              || g_strcmp0 (same->version, batch->version) != 0))
        {
          g_set_error (error, FW_REVIEW_ERROR, FW_REVIEW_ERROR_REFERENCE,
                       _ ("Batch %" PRId64 " is not the same in both reviews. Reviews of one batch "
                          "can be joined."),
                       batch->id);
          return FALSE;
        }
      if (!same && !fw_review_builder_put (merge->builder, FW_REVIEW_BATCH, batch, error))
        return FALSE;
    }

  return TRUE;
}

static guint
hash_draw (gconstpointer key)
{
  const FwDraw *draw = key;
  guint hash = draw->seed ? g_str_hash (draw->seed) : 0;

  hash = 31 * hash + (guint) draw->batch;
  hash = 31 * hash + (guint) draw->design;
  for (gsize i = 0; i < draw->n_units; i++)
    hash = 31 * hash + g_str_hash (draw->units[i].unit);

  return hash;
}

static gboolean
is_same_draw (gconstpointer key, gconstpointer other)
{
  const FwDraw *a = key, *b = other;

  if (a->batch != b->batch || a->design != b->design || g_strcmp0 (a->seed, b->seed) != 0
      || a->n_units != b->n_units)
    return FALSE;
  for (gsize i = 0; i < a->n_units; i++)
    if (g_strcmp0 (a->units[i].unit, b->units[i].unit) != 0)
      return FALSE;

  return TRUE;
}

/* Of draws that are the same the first one stands for all. */
static void
note_draw (GHashTable *known, const FwDraw *draw)
{
  if (!g_hash_table_contains (known, draw))
    g_hash_table_add (known, (gpointer) draw);
}

/* It was signed off there, and not here or not before: which of two counts does not hang on
 * who joins whom. */
static gboolean
is_signed_later (const FwDraw *own, const FwDraw *other)
{
  int order = fw_moment_compare (own->signed_at, other->signed_at);

  if (!own->signed_by || !other->signed_by)
    return other->signed_by != NULL;

  return order != 0 ? order > 0 : g_strcmp0 (own->signed_by, other->signed_by) > 0;
}

static gboolean
sign_draw (Merge *merge, GHashTable *known, const FwDraw *own, const FwDraw *other, GError **error)
{
  FwDraw draw = *own;
  gint64 id = own->id;

  draw.signed_by = other->signed_by;
  draw.signed_at = other->signed_at;
  /* The record goes when another one takes its place. */
  g_hash_table_remove (known, own);
  if (!fw_review_builder_put (merge->builder, FW_REVIEW_DRAW, &draw, error))
    return FALSE;
  note_draw (known, fw_review_find (fw_review_builder_peek (merge->builder), FW_REVIEW_DRAW, id));

  return TRUE;
}

static gboolean
merge_draw (Merge *merge, GHashTable *known, const FwDraw *there, GError **error)
{
  const FwReview *here = fw_review_builder_peek (merge->builder);
  const FwDraw *own = g_hash_table_lookup (known, there);
  FwDraw draw = *there;

  if (own)
    {
      map_id (merge->draws, there->id, own->id);

      return !is_signed_later (own, there) || sign_draw (merge, known, own, there, error);
    }
  if (fw_review_find (here, FW_REVIEW_DRAW, draw.id))
    draw.id = fw_review_get_next_id (here, FW_REVIEW_DRAW);
  if (!fw_review_builder_put (merge->builder, FW_REVIEW_DRAW, &draw, error))
    return FALSE;
  map_id (merge->draws, there->id, draw.id);
  note_draw (known, fw_review_find (here, FW_REVIEW_DRAW, draw.id));

  return TRUE;
}

static gboolean
merge_draws (Merge *merge, GError **error)
{
  const FwReview *here = fw_review_builder_peek (merge->builder);
  g_autoptr (GHashTable) known = g_hash_table_new (hash_draw, is_same_draw);

  for (gsize i = 0; i < fw_review_get_n (here, FW_REVIEW_DRAW); i++)
    note_draw (known, fw_review_get (here, FW_REVIEW_DRAW, i));
  for (gsize i = 0; i < fw_review_get_n (merge->other, FW_REVIEW_DRAW); i++)
    if (!merge_draw (merge, known, fw_review_get (merge->other, FW_REVIEW_DRAW, i), error))
      return FALSE;

  return TRUE;
}

static char *
make_key (gint64 draw, const char *unit)
{
  return g_strdup_printf ("%" PRId64 "\n%s", draw, unit);
}

static gboolean
is_same_answer (const FwAnswer *a, const FwAnswer *b)
{
  return a->outcome == b->outcome && a->kind == b->kind && g_strcmp0 (a->rule, b->rule) == 0
         && g_strcmp0 (a->rule_rev, b->rule_rev) == 0;
}

/* A file has "" where a record that was just made has nothing. */
static gboolean
is_same_note (const char *a, const char *b)
{
  return g_strcmp0 (a ? a : "", b ? b : "") == 0;
}

static gboolean
is_same_verdict (const FwVerdict *a, const FwVerdict *b)
{
  return g_strcmp0 (a->reviewer, b->reviewer) == 0 && g_strcmp0 (a->at, b->at) == 0
         && g_strcmp0 (a->unit_rev, b->unit_rev) == 0 && is_same_answer (&a->blind, &b->blind)
         && a->has_informed == b->has_informed
         && (!a->has_informed || is_same_answer (&a->informed, &b->informed))
         && is_same_note (a->note, b->note) && g_strcmp0 (a->suggested, b->suggested) == 0;
}

/* Verdicts here by unit; each list ascending. */
static void
index_verdict (Merge *merge, const FwVerdict *verdict)
{
  char *key = make_key (verdict->draw, verdict->unit);
  GArray *ids = g_hash_table_lookup (merge->by_unit, key);

  if (ids)
    {
      g_free (key);
    }
  else
    {
      ids = g_array_new (FALSE, FALSE, sizeof (gint64));
      g_hash_table_insert (merge->by_unit, key, ids);
    }
  g_array_append_val (ids, verdict->id);
}

/* The verdict here that is the same, or 0; conflicts with the others are noted
 * in @out_conflict. */
static gint64
find_same (Merge *merge, const FwVerdict *verdict, gint64 *out_conflict)
{
  const FwReview *here = fw_review_builder_peek (merge->builder);
  g_autofree char *key = make_key (verdict->draw, verdict->unit);
  GArray *ids = g_hash_table_lookup (merge->by_unit, key);

  *out_conflict = 0;
  for (guint i = 0; ids && i < ids->len; i++)
    {
      const FwVerdict *own
          = fw_review_find (here, FW_REVIEW_VERDICT, g_array_index (ids, gint64, i));

      if (is_same_verdict (own, verdict))
        return own->id;
      if (*out_conflict == 0
          && !fw_verdict_agrees (own, verdict))
        *out_conflict = own->id;
    }

  return 0;
}

/* FALSE when the unit is told of already. */
static gboolean
note_disputed (Merge *merge, const FwVerdict *verdict)
{
  return g_hash_table_add (merge->disputed, make_key (verdict->draw, verdict->unit));
}

static gboolean
merge_verdicts (Merge *merge, GError **error)
{
  for (gsize i = 0; i < fw_review_get_n (merge->other, FW_REVIEW_VERDICT); i++)
    {
      FwVerdict verdict = *(const FwVerdict *) fw_review_get (merge->other, FW_REVIEW_VERDICT, i);
      const FwReview *here = fw_review_builder_peek (merge->builder);
      gint64 there = verdict.id;
      gint64 conflict;

      verdict.draw = mapped_id (merge->draws, verdict.draw);

      gint64 same = find_same (merge, &verdict, &conflict);

      if (same != 0)
        {
          map_id (merge->verdicts, there, same);
          continue;
        }
      if (fw_review_find (here, FW_REVIEW_VERDICT, verdict.id))
        verdict.id = fw_review_get_next_id (here, FW_REVIEW_VERDICT);
      if (!fw_review_builder_put (merge->builder, FW_REVIEW_VERDICT, &verdict, error))
        return FALSE;
      map_id (merge->verdicts, there, verdict.id);
      index_verdict (merge, &verdict);
      if (conflict != 0 && merge->conflicts && note_disputed (merge, &verdict))
        {
          FwReviewConflict entry = { conflict, verdict.id };

          g_array_append_val (merge->conflicts, entry);
        }
    }

  return TRUE;
}

/* A ruling that only one of them knows is taken over; of two the first one stands. */
static gboolean
is_ruled_later (const FwAppeal *own, const FwAppeal *other)
{
  if (!own->has_ruling || !other->has_ruling)
    return other->has_ruling;

  int order = fw_moment_compare (own->ruling.at, other->ruling.at);

  return order != 0 ? order > 0 : g_strcmp0 (own->ruling.by, other->ruling.by) > 0;
}

static gboolean
merge_appeals (Merge *merge, GError **error)
{
  for (gsize i = 0; i < fw_review_get_n (merge->other, FW_REVIEW_APPEAL); i++)
    {
      FwAppeal appeal = *(const FwAppeal *) fw_review_get (merge->other, FW_REVIEW_APPEAL, i);
      const FwReview *here = fw_review_builder_peek (merge->builder);

      appeal.verdict = mapped_id (merge->verdicts, appeal.verdict);

      const FwAppeal *own = fw_review_find_appeal (here, appeal.verdict);

      if (own && !is_ruled_later (own, &appeal))
        continue;
      appeal.id = own ? own->id
                  : fw_review_find (here, FW_REVIEW_APPEAL, appeal.id)
                      ? fw_review_get_next_id (here, FW_REVIEW_APPEAL)
                      : appeal.id;
      if (!fw_review_builder_put (merge->builder, FW_REVIEW_APPEAL, &appeal, error))
        return FALSE;
    }

  return TRUE;
}

static guint
hash_text (const char *text)
{
  return text ? g_str_hash (text) : 0;
}

static guint
hash_question (gconstpointer key)
{
  const FwQuestion *question = key;

  return 31 * (31 * hash_text (question->unit) + hash_text (question->rule))
         + hash_text (question->text);
}

static gboolean
is_same_question (gconstpointer key, gconstpointer other)
{
  const FwQuestion *a = key, *b = other;

  return g_strcmp0 (a->unit, b->unit) == 0 && g_strcmp0 (a->rule, b->rule) == 0
         && g_strcmp0 (a->text, b->text) == 0;
}

static gboolean
merge_question (Merge *merge, GHashTable *known, const FwQuestion *there, GError **error)
{
  const FwReview *here = fw_review_builder_peek (merge->builder);
  const FwQuestion *same = g_hash_table_lookup (known, there);
  FwQuestion question = *there;

  if (same && (same->has_answer || !question.has_answer))
    return TRUE;
  if (same)
    question.id = same->id;
  else if (fw_review_find (here, FW_REVIEW_QUESTION, question.id))
    question.id = fw_review_get_next_id (here, FW_REVIEW_QUESTION);
  /* The record goes when the one with its answer takes its place. */
  g_hash_table_remove (known, there);
  if (!fw_review_builder_put (merge->builder, FW_REVIEW_QUESTION, &question, error))
    return FALSE;
  g_hash_table_add (known, (gpointer) fw_review_find (here, FW_REVIEW_QUESTION, question.id));

  return TRUE;
}

static gboolean
merge_questions (Merge *merge, GError **error)
{
  const FwReview *here = fw_review_builder_peek (merge->builder);
  g_autoptr (GHashTable) known = g_hash_table_new (hash_question, is_same_question);

  /* The oldest of equal ones stands for all. */
  for (gsize i = fw_review_get_n (here, FW_REVIEW_QUESTION); i > 0; i--)
    g_hash_table_add (known, (gpointer) fw_review_get (here, FW_REVIEW_QUESTION, i - 1));
  for (gsize i = 0; i < fw_review_get_n (merge->other, FW_REVIEW_QUESTION); i++)
    if (!merge_question (merge, known, fw_review_get (merge->other, FW_REVIEW_QUESTION, i), error))
      return FALSE;

  return TRUE;
}

static int
compare_ids (gconstpointer a, gconstpointer b)
{
  gint64 left = *(const gint64 *) a;
  gint64 right = *(const gint64 *) b;

  return (left > right) - (left < right);
}

/* The verdicts that a regrade excuses, as they are called here; each once. */
static GArray *
list_excused (Merge *merge, const FwRegrade *regrade)
{
  GArray *excused = g_array_new (FALSE, FALSE, sizeof (gint64));
  g_autoptr (GArray) all = g_array_new (FALSE, FALSE, sizeof (gint64));

  for (gsize k = 0; k < regrade->n_excused; k++)
    {
      gint64 id = mapped_id (merge->verdicts, regrade->excused[k]);

      g_array_append_val (all, id);
    }
  g_array_sort (all, compare_ids);
  /* Two verdicts there may be one here. */
  for (guint k = 0; k < all->len; k++)
    if (k == 0 || g_array_index (all, gint64, k) != g_array_index (all, gint64, k - 1))
      g_array_append_val (excused, g_array_index (all, gint64, k));

  return excused;
}

static char *
make_regrade_key (const FwRegrade *regrade)
{
  return g_strdup_printf ("%s\n%s", regrade->to_version ? regrade->to_version : "",
                          regrade->at ? regrade->at : "");
}

static gboolean
merge_regrades (Merge *merge, GError **error)
{
  const FwReview *here = fw_review_builder_peek (merge->builder);
  g_autoptr (GHashTable) known = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);

  for (gsize k = 0; k < fw_review_get_n (here, FW_REVIEW_REGRADE); k++)
    g_hash_table_add (known, make_regrade_key (fw_review_get (here, FW_REVIEW_REGRADE, k)));
  for (gsize i = 0; i < fw_review_get_n (merge->other, FW_REVIEW_REGRADE); i++)
    {
      FwRegrade regrade = *(const FwRegrade *) fw_review_get (merge->other, FW_REVIEW_REGRADE, i);
      g_autoptr (GArray) excused = NULL;

      if (!g_hash_table_add (known, make_regrade_key (&regrade)))
        continue;
      excused = list_excused (merge, &regrade);
      regrade.n_excused = excused->len;
      regrade.excused = (gint64 *) (gpointer) excused->data;
      if (fw_review_find (here, FW_REVIEW_REGRADE, regrade.id))
        regrade.id = fw_review_get_next_id (here, FW_REVIEW_REGRADE);
      if (!fw_review_builder_put (merge->builder, FW_REVIEW_REGRADE, &regrade, error))
        return FALSE;
    }

  return TRUE;
}

FwReview *
fw_review_merge (const FwReview *self, const FwReview *other, GArray *conflicts, GError **error)
{
  g_return_val_if_fail (self != NULL && other != NULL, NULL);

  const FwReviewLabels *labels = fw_review_get_labels (self);
  const FwReviewLabels *others = fw_review_get_labels (other);

  if (labels->document && others->document && !g_str_equal (labels->document, others->document))
    {
      g_set_error (error, FW_REVIEW_ERROR, FW_REVIEW_ERROR_REFERENCE,
                   _ ("The two reviews are about other labels: “%s” and “%s”."), labels->file,
                   others->file);
      return NULL;
    }

  g_autoptr (FwReviewBuilder) builder = fw_review_builder_new (self);
  g_autoptr (GHashTable) draws = map_new ();
  g_autoptr (GHashTable) verdicts = map_new ();
  g_autoptr (GHashTable) by_unit
      = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, (GDestroyNotify) g_array_unref);
  g_autoptr (GHashTable) disputed
      = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  Merge merge = { builder, other, conflicts, draws, verdicts, by_unit, disputed };

  for (gsize i = 0; i < fw_review_get_n (self, FW_REVIEW_VERDICT); i++)
    index_verdict (&merge, fw_review_get (self, FW_REVIEW_VERDICT, i));
  if (!merge_batches (&merge, error) || !merge_draws (&merge, error)
      || !merge_verdicts (&merge, error) || !merge_appeals (&merge, error)
      || !merge_questions (&merge, error) || !merge_regrades (&merge, error))
    return NULL;

  return fw_review_builder_end (g_steal_pointer (&builder));
}

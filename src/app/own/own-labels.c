/* SPDX-License-Identifier: GPL-3.0-or-later */

/*
 * The second round: what labels and manuals say of the units that verdicts are
 * about. Labels may be large, so only those are read whose units somebody will
 * see here.
 */

#include "app/own/own-findings-private.h"

#include "core/object-words.h"
#include "core/track-confirm.h"
#include "core/unit-words.h"
#include "formats/coco-file.h"
#include "formats/gold-file.h"

#include <glib/gi18n.h>

typedef struct
{
  const FwOwnFindings *first;
  FwOwnFindings       *self;
  GHashTable          *manuals; /* (owned) path -> FwManual */
} Round;

static void
unit_free (FwOwnUnit *unit)
{
  g_free (unit->title);
  g_free (unit->category);
  g_free (unit->words);
  g_free (unit->rev);
  g_free (unit->confirmed);
  g_free (unit);
}

/* Names of units that are shown or counted: those of the person's verdicts, of
 * questions, and of appeals that she may rule on. */
static GHashTable *
list_names (const FwOwnFindings *first,
            gsize                work)
{
  const FwReview *review = fw_own_findings_get_work (first, work)->records;
  GHashTable *names = g_hash_table_new (g_str_hash, g_str_equal);

  for (gsize i = 0; i < fw_review_get_n (review, FW_REVIEW_VERDICT); i++)
    {
      const FwVerdict *verdict = fw_review_get (review, FW_REVIEW_VERDICT, i);

      if (g_strcmp0 (verdict->author, first->person) == 0)
        g_hash_table_add (names, verdict->unit);
    }
  for (gsize i = 0; i < fw_review_get_n (review, FW_REVIEW_QUESTION); i++)
    {
      const FwQuestion *question = fw_review_get (review, FW_REVIEW_QUESTION, i);

      if (question->unit != NULL)
        g_hash_table_add (names, question->unit);
    }
  for (guint i = 0; i < first->rulings->len; i++)
    {
      const FwOwnRuling *ruling = &g_array_index (first->rulings, FwOwnRuling, i);

      if (ruling->work == work)
        g_hash_table_add (names, ((const FwVerdict *) fw_review_find (
                                      review, FW_REVIEW_VERDICT, ruling->appeal->verdict))
                                     ->unit);
    }

  return names;
}

/* The version that the unit was last confirmed under; NULL. */
static char *
dup_confirmed (const FwUnit     *unit,
               const FwTrack    *track,
               const FwSnapshot *snapshot)
{
  FwFrame frame = unit->frame != FW_FRAME_NONE ? unit->frame : fw_track_get_span (track).first;
  const char *key = fw_track_find_confirmed (track, frame);
  FwManualStamp *stamp
      = key != NULL ? fw_stamp_list_find (fw_snapshot_get_manuals (snapshot), key, NULL) : NULL;

  return stamp != NULL ? g_strdup (fw_manual_stamp_get_version (stamp)) : NULL;
}

/* NULL for a name that is none, or of an object that is gone and was never known. */
static FwOwnUnit *
make_unit (const char        *name,
           FwSnapshot        *snapshot,
           const FwUnitWords *words)
{
  FwTaxonomy *taxonomy = fw_snapshot_get_taxonomy (snapshot);
  const FwCategory *category;
  FwOwnUnit *made;
  FwTrack *track;
  FwUnit unit;

  if (!fw_unit_parse (name, &unit, NULL))
    return NULL;
  track = unit.track != 0 ? fw_snapshot_get_track (snapshot, unit.track) : NULL;
  made = g_new0 (FwOwnUnit, 1);
  made->rev = fw_unit_dup_rev (&unit, snapshot);
  made->title = fw_unit_words_dup (words, &unit);
  if (track == NULL)
    return made;

  category = fw_taxonomy_find (taxonomy, fw_track_get_category (track));
  made->category = category != NULL ? g_strdup (category->name) : NULL;
  made->words = fw_category_dup_words (taxonomy, fw_track_get_category (track));
  made->confirmed = dup_confirmed (&unit, track, snapshot);

  return made;
}

static GHashTable *
read_units (Round        *round,
            gsize         work,
            GCancellable *cancellable)
{
  const FwOwnWork *order = fw_own_findings_get_work (round->first, work);
  GHashTable *units
      = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, (GDestroyNotify) unit_free);
  g_autoptr(GHashTable) names = list_names (round->first, work);
  g_autoptr(FwUnitWords) words = NULL;
  g_autoptr(FwCocoFile) coco = NULL;
  g_autoptr(GError) error = NULL;
  GHashTableIter iter;
  gpointer name;

  if (g_hash_table_size (names) == 0)
    return units;
  coco = fw_coco_file_load (order->labels, NULL, cancellable, &error);
  if (coco == NULL)
    {
      if (!g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
        g_ptr_array_add (round->self->troubles,
                         g_strdup_printf (_ ("The labels of “%s” cannot be looked at. %s"),
                                          order->title, error->message));
      return units;
    }
  words = fw_unit_words_new (fw_coco_file_get_snapshot (coco));
  g_hash_table_iter_init (&iter, names);
  while (g_hash_table_iter_next (&iter, &name, NULL))
    {
      FwOwnUnit *unit = make_unit (name, fw_coco_file_get_snapshot (coco), words);

      if (unit != NULL)
        g_hash_table_insert (units, g_strdup (name), unit);
    }

  return units;
}

/* Clips of one project have one manual: it is read once. */
static void
read_manual (Round     *round,
             FwOwnWork *work)
{
  g_autoptr(GFile) file = NULL;
  FwManual *manual;

  if (work->manual == NULL)
    return;
  file = g_file_new_for_path (work->manual);
  if (!g_hash_table_contains (round->manuals, work->manual))
    {
      g_autoptr(GError) error = NULL;

      manual = fw_manual_new_from_file (file, &error);
      if (manual == NULL)
        g_ptr_array_add (round->self->troubles,
                         g_strdup_printf (_ ("The manual of “%s” cannot be read. %s"),
                                          work->title, error->message));
      g_hash_table_insert (round->manuals, g_strdup (work->manual), manual);
    }
  manual = g_hash_table_lookup (round->manuals, work->manual);
  work->rules = manual != NULL ? fw_manual_ref (manual) : NULL;
  /* Without them, only the text of the present version can be shown. */
  work->versions = fw_manual_versions_load (file, NULL);
}

static void
look_for_gold (FwOwnWork *work)
{
  g_autofree char *path = fw_gold_file_dup_path (work->labels);

  work->has_gold = g_file_test (path, G_FILE_TEST_EXISTS);
}

static void
unref_manual (gpointer data)
{
  if (data != NULL)
    fw_manual_unref (data);
}

FwOwnFindings *
fw_own_findings_complete (const FwOwnFindings *first,
                          GDateTime           *now,
                          FwOwnProgressFunc    progress,
                          gpointer             user_data,
                          GCancellable        *cancellable)
{
  g_return_val_if_fail (first != NULL && now != NULL, NULL);

  g_autoptr(FwOwnFindings) self = fw_own_findings_alloc (first->person);
  g_autoptr(GHashTable) manuals
      = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, unref_manual);
  Round round = { first, self, manuals };

  for (guint i = 0; i < first->troubles->len; i++)
    g_ptr_array_add (self->troubles, g_strdup (g_ptr_array_index (first->troubles, i)));
  for (guint i = 0; i < first->works->len; i++)
    {
      FwOwnWork *from = fw_own_findings_get_work (first, i);
      FwOwnWork *work = fw_own_work_new (from->path, from->labels, from->manual, from->title);

      work->records = fw_review_ref (from->records);
      g_ptr_array_add (self->works, work);
      if (progress != NULL)
        progress ((double) i / first->works->len, user_data);
      read_manual (&round, work);
      look_for_gold (work);
      g_ptr_array_add (self->units, read_units (&round, i, cancellable));
      if (g_cancellable_is_cancelled (cancellable))
        return NULL;
    }
  fw_own_findings_conclude (self, now);
  self->is_whole = TRUE;

  return g_steal_pointer (&self);
}

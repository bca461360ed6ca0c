/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

/*
 * Reviewed work to make gold of: the street of the sample, or a folder of pictures,
 * in a folder of its own. The program begins with fw_test_init(),
 * for the journals.
 */

#include "app/gold/exam-start.h"
#include "app/gold/exam.h"
#include "app/gold/gold-maker.h"
#include "formats/gold-file.h"
#include "formats/labels-file.h"
#include "support/sample-project.h"

typedef struct
{
  char         *folder;      /* (owned) */
  char         *labels_path; /* (owned) */
  char         *gold_path;   /* (owned) */
  FwSnapshot   *snapshot;    /* (owned) the reviewed labels */
  FwManual     *manual;      /* (owned) */
  const char   *media;
  FwReview     *review;      /* (owned) */
  GDateTime    *now;         /* (owned) */

  /* An attempt that is open. */
  FwLabelsFile *labels;      /* (owned) (nullable) */
  FwExam       *exam;        /* (owned) (nullable) */
  FwExamSheet  *sheet;       /* (owned) (nullable) */
  gboolean      is_done;
} GoldKit;

static inline FwManual *
gold_kit_read_manual (void)
{
  g_autofree char *path = g_build_filename (g_getenv ("FW_SAMPLE_DIR"), "street.manual.md", NULL);
  g_autoptr(GFile) file = g_file_new_for_path (path);
  g_autoptr(GError) error = NULL;
  FwManual *manual = fw_manual_new_from_file (file, &error);

  g_assert_no_error (error);

  return manual;
}

static inline FwSnapshot *
gold_kit_read_street (void)
{
  g_autofree char *path
    = g_build_filename (g_getenv ("FW_SAMPLE_DIR"), "street-clean.coco.json", NULL);
  g_autoptr(GError) error = NULL;
  g_autoptr(FwCocoFile) file = fw_coco_file_load (path, NULL, NULL, &error);

  g_assert_no_error (error);

  return fw_snapshot_ref (fw_coco_file_get_snapshot (file));
}

#define GOLD_KIT_PICTURES 30

/* In each of thirty pictures a car, a pedestrian and a bus. */
static inline FwSnapshot *
gold_kit_make_pictures (FwManual *manual)
{
  FwSnapshotBuilder *builder = fw_snapshot_builder_new ();
  FwTaxonomy *taxonomy = fw_manual_get_taxonomy (manual);
  const char *names[] = { "vehicle.car", "person.pedestrian", "vehicle.bus" };
  FwFrameInfo infos[GOLD_KIT_PICTURES];

  for (int i = 0; i < GOLD_KIT_PICTURES; i++)
    {
      g_autofree char *name = g_strdup_printf ("%02d.png", i);

      infos[i] = (FwFrameInfo) { .name = g_intern_string (name), .width = 640, .height = 360,
                                 .pts = G_MININT64, .timestamp_ms = NAN };
    }

  g_autoptr(FwFrameList) frames = fw_frame_list_new (FALSE, "pictures", 0.0, infos,
                                                     GOLD_KIT_PICTURES);

  fw_snapshot_builder_set_frame_list (builder, frames);
  fw_snapshot_builder_set (builder, (FwSlot) { FW_SLOT_TAXONOMY, 0 }, taxonomy);
  for (int i = 0; i < GOLD_KIT_PICTURES * 3; i++)
    {
      const FwCategory *category = fw_taxonomy_find_by_name (taxonomy, names[i % 3]);
      FwTrackBuilder *track = fw_track_builder_new (i + 1, category->id);
      g_autoptr(FwShape) box = fw_shape_new_box (FW_RECT (i % 3 * 200.0 + i % 7, 40, 60, 90));

      fw_track_builder_set_single (track, TRUE);
      fw_track_builder_set_key (track, i / 3, box);
      fw_track_builder_set_fixed (track, "occlusion", fw_value_text ("none"));
      g_assert_true (fw_snapshot_builder_take_track (builder, fw_track_builder_end (track, NULL)));
    }

  return fw_snapshot_builder_end (builder);
}

static inline void
gold_kit_set_up (GoldKit  *kit,
                 gboolean  is_video)
{
  FwReviewLabels labels = { .file = (char *) "street.coco.json" };

  kit->folder = g_dir_make_tmp ("fw-gold-XXXXXX", NULL);
  kit->media = is_video ? "street" : "labels";

  g_autofree char *name = g_strconcat (kit->media, ".coco.json", NULL);

  kit->labels_path = g_build_filename (kit->folder, name, NULL);
  kit->gold_path = fw_gold_file_dup_path (kit->labels_path);
  kit->manual = gold_kit_read_manual ();
  kit->snapshot = is_video ? gold_kit_read_street () : gold_kit_make_pictures (kit->manual);
  kit->review = fw_review_new (&labels, NULL);
  kit->now = g_date_time_new_now_utc ();
}

static inline void
gold_kit_closed_cb (GObject      *object,
                    GAsyncResult *result,
                    gpointer      user_data)
{
  fw_labels_file_close_finish (FW_LABELS_FILE (object), result, NULL);
  ((GoldKit *) user_data)->is_done = TRUE;
}

static inline gboolean
gold_kit_is_done (gpointer user_data)
{
  return ((GoldKit *) user_data)->is_done;
}

static inline void
gold_kit_wait (GoldKit *kit)
{
  g_assert_true (fw_test_wait (gold_kit_is_done, kit));
  kit->is_done = FALSE;
}

static inline void
gold_kit_leave (GoldKit *kit)
{
  g_clear_pointer (&kit->sheet, fw_exam_sheet_unref);
  g_clear_object (&kit->exam);
  if (kit->labels != NULL)
    {
      fw_labels_file_close_async (kit->labels, NULL, gold_kit_closed_cb, kit);
      gold_kit_wait (kit);
    }
  g_clear_object (&kit->labels);
}

static inline void
gold_kit_tear_down (GoldKit *kit)
{
  gold_kit_leave (kit);
  fw_test_remove_folder (kit->folder);
  g_free (kit->folder);
  g_free (kit->labels_path);
  g_free (kit->gold_path);
  fw_snapshot_unref (kit->snapshot);
  fw_manual_unref (kit->manual);
  fw_review_unref (kit->review);
  g_date_time_unref (kit->now);
}

/* A draw of the units, each with a verdict of @outcome that was given by @version. */
static inline void
gold_kit_judge (GoldKit    *kit,
                GPtrArray  *units,
                FwOutcome   outcome,
                const char *version,
                const char *at)
{
  gint64 id = fw_review_get_next_id (kit->review, FW_REVIEW_BATCH);
  g_autofree FwDrawUnit *drawn = g_new0 (FwDrawUnit, units->len);
  g_autoptr(GPtrArray) revs = g_ptr_array_new_with_free_func (g_free);
  FwBatch batch = { .id = id, .manual = (char *) "street-sample", .version = (char *) version,
                    .n_units = 1000 };
  FwDraw draw = { .id = id, .batch = id, .design = FW_DESIGN_SIMPLE, .seed = (char *) "s",
                  .units = drawn, .n_units = units->len };
  g_autoptr(FwReviewBuilder) builder = fw_review_builder_new (kit->review);
  g_autoptr(GError) error = NULL;

  for (guint i = 0; i < units->len; i++)
    {
      FwUnit unit;
      char *rev;

      fw_unit_parse (units->pdata[i], &unit, NULL);
      rev = fw_unit_dup_rev (&unit, kit->snapshot);
      g_assert_nonnull (rev);
      g_ptr_array_add (revs, rev);
      drawn[i] = (FwDrawUnit) { units->pdata[i], rev, NULL, 0.5 };
    }
  fw_review_builder_put (builder, FW_REVIEW_BATCH, &batch, &error);
  g_assert_no_error (error);
  fw_review_builder_put (builder, FW_REVIEW_DRAW, &draw, &error);
  g_assert_no_error (error);
  for (guint i = 0; i < units->len; i++)
    {
      FwVerdict verdict = {
        .id = fw_review_get_next_id (fw_review_builder_peek (builder), FW_REVIEW_VERDICT),
        .draw = id, .unit = units->pdata[i], .unit_rev = revs->pdata[i],
        .author = (char *) "ines", .reviewer = (char *) "dana", .blind = { .outcome = outcome },
        .manual = (char *) "street-sample", .version = (char *) version, .ms = 1000,
        .at = (char *) at };

      if (outcome == FW_OUTCOME_WRONG)
        {
          verdict.blind.kind = FW_MISTAKE_GEOMETRY;
          verdict.blind.rule = (char *) "ST-004";
          verdict.blind.rule_rev = (char *) "aaaaaaaaaaaa";
          verdict.note = (char *) "too loose";
        }
      fw_review_builder_put (builder, FW_REVIEW_VERDICT, &verdict, &error);
      g_assert_no_error (error);
    }
  fw_review_unref (kit->review);
  kit->review = fw_review_builder_end (g_steal_pointer (&builder));
}

/* @n labels, spread over all of them. */
static inline GPtrArray *
gold_kit_list_labels (GoldKit *kit,
                      guint    offset,
                      guint    n)
{
  g_autoptr(GArray) all = fw_unit_list (kit->snapshot, FW_UNIT_LABEL, NULL);
  GPtrArray *units = g_ptr_array_new_with_free_func (g_free);

  g_assert_cmpuint (n, <=, all->len);
  for (guint i = offset; units->len < n; i += all->len / n)
    g_ptr_array_add (units,
                     fw_unit_dup_name (&g_array_index (all, FwUnit, i % all->len), kit->media));

  return units;
}

static inline FwGoldSource
gold_kit_source (GoldKit *kit)
{
  return (FwGoldSource) { .snapshot = kit->snapshot, .review = kit->review, .manual = kit->manual,
                          .labels_path = kit->labels_path, .document = "uuid",
                          .media = kit->media, .person = "dana" };
}

static inline FwGoldFacts
gold_kit_make (GoldKit *kit,
               guint    items,
               guint    needed)
{
  FwGoldSource source = gold_kit_source (kit);
  g_autoptr(GError) error = NULL;
  g_autoptr(FwGoldSurvey) survey = fw_gold_survey_new (&source, kit->now, &error);
  FwGoldSettings settings;

  g_assert_no_error (error);
  settings = fw_gold_survey_get_facts (survey)->settings;
  settings.items = items;
  settings.needed = needed;
  fw_gold_survey_make (survey, &settings, kit->now, &error);
  g_assert_no_error (error);

  return *fw_gold_survey_get_facts (survey);
}

static inline void
gold_kit_opened_cb (GObject      *object,
                    GAsyncResult *result,
                    gpointer      user_data)
{
  GoldKit *kit = user_data;
  g_autoptr(GError) error = NULL;

  kit->exam = fw_exam_open_finish (result, &error);
  g_assert_no_error (error);
  kit->is_done = TRUE;
}

/* Begins, or goes on, and opens the labels as a window does. */
static inline void
gold_kit_begin (GoldKit       *kit,
                const char    *person,
                FwAttemptMode  mode)
{
  g_autoptr(GError) error = NULL;
  g_autofree char *path
    = fw_exam_begin (kit->gold_path, person, mode, kit->manual, kit->now, &error);

  g_assert_no_error (error);
  gold_kit_leave (kit);
  kit->labels = fw_labels_file_open (path, NULL, NULL, NULL, &error);
  g_assert_no_error (error);
  fw_labels_file_set_autosave (kit->labels, FALSE);
  fw_exam_open_async (path, fw_labels_file_get_document (kit->labels), NULL, gold_kit_opened_cb,
                      kit);
  gold_kit_wait (kit);
  g_assert_nonnull (kit->exam);
}

typedef struct
{
  GoldKit *kit;
  FwSpan   span;
  double   off; /* pixels to the right */
} GoldKitCopy;

static inline gboolean
gold_kit_copy_track (FwTrack  *track,
                     gpointer  user_data)
{
  GoldKitCopy *copy = user_data;
  FwDocument *document = fw_labels_file_get_document (copy->kit->labels);
  FwTrackId id = fw_document_get_next_track_id (document);
  FwTrackBuilder *builder = fw_track_builder_new_from (track);
  FwSpan span = fw_track_get_span (track);

  if (span.last < copy->span.first || span.first > copy->span.last)
    {
      fw_track_builder_free (builder);
      return TRUE;
    }
  fw_track_builder_set_id (builder, id);
  for (gint64 f = MAX (span.first, copy->span.first); f <= MIN (span.last, copy->span.last); f++)
    {
      g_autoptr(FwShape) shape = fw_track_dup_shape_at (track, (FwFrame) f);

      if (shape == NULL)
        continue;

      FwRect box = fw_shape_get_bounds (shape);
      g_autoptr(FwShape) moved
        = fw_shape_new_box (FW_RECT (box.x + copy->off, box.y, box.width, box.height));

      fw_track_builder_set_key (builder, (FwFrame) f, moved);
    }
  fw_track_builder_crop (builder, copy->span);
  fw_document_begin (document, "Draw", copy->span.first);
  {
    /* Nothing is left of a track that is hidden all through the part. */
    g_autoptr(FwTrack) made = fw_track_builder_end (builder, NULL);

    if (made != NULL)
      fw_document_replace_track (document, id, made);
  }
  fw_document_commit (document);

  return TRUE;
}

/* Labels the part as the reviewed labels have it, everything off by @off pixels. */
static inline void
gold_kit_label (GoldKit *kit,
                gsize    part,
                double   off)
{
  gsize n;
  const FwExamPart *parts = fw_exam_get_parts (kit->exam, &n);
  GoldKitCopy copy = { kit, parts[part].frames, off };

  g_assert_cmpuint (part, <, n);
  fw_snapshot_foreach (kit->snapshot, gold_kit_copy_track, &copy);
}

static inline void
gold_kit_compared_cb (GObject      *object,
                      GAsyncResult *result,
                      gpointer      user_data)
{
  GoldKit *kit = user_data;
  g_autoptr(GError) error = NULL;

  g_clear_pointer (&kit->sheet, fw_exam_sheet_unref);
  kit->sheet = fw_exam_compare_finish (FW_EXAM (object), result, &error);
  g_assert_no_error (error);
  kit->is_done = TRUE;
}

static inline void
gold_kit_compare (GoldKit *kit,
                  gssize   part)
{
  fw_exam_compare_async (kit->exam, part, kit->manual, NULL, gold_kit_compared_cb, kit);
  gold_kit_wait (kit);
}

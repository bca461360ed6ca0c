/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

/*
 * A small street to review: a manual of five rules, 40 cars and 10 people in a
 * clip of 60 frames, a review file in a folder of its own, and a sitting. The
 * program begins with fw_test_init(), for the journals.
 */

#include "app/review/review-choice.h"
#include "app/review/review-sitting.h"
#include "../support/test-folder.h"
#include <string.h>

#define KIT_N_CARS   40
#define KIT_N_PEOPLE 10
#define KIT_N_TRACKS (KIT_N_CARS + KIT_N_PEOPLE)

static const char kit_manual[]
  = "---\n"
    "manual: street\n"
    "title: Street\n"
    "version: 3.2.0\n"
    "effective: 2026-11-01\n"
    "owner: nobody\n"
    "language: en\n"
    "categories:\n"
    "  car: box\n"
    "  person: box\n"
    "attributes:\n"
    "  truncated: bool\n"
    "---\n"
    "\n"
    "# Street\n"
    "\n"
    "### SK-001 Everybody\n"
    "\n"
    "- **DO** label everybody.\n"
    "- **DO NOT** label posters.\n"
    "\n"
    "```rule\n"
    "severity: error\n"
    "since: 1.0.0\n"
    "check: human\n"
    "ask: Is everybody labelled?\n"
    "risk: 5\n"
    "```\n"
    "\n"
    "### SK-002 Not too small\n"
    "\n"
    "- **DO** label cars at least 10 pixels high.\n"
    "- **DO NOT** label smaller ones.\n"
    "\n"
    "```rule\n"
    "severity: error\n"
    "since: 1.0.0\n"
    "check: min-size\n"
    "with: { height: 10 }\n"
    "```\n"
    "\n"
    "### SK-003 Tight box\n"
    "\n"
    "- **DO** keep every side within 2 pixels.\n"
    "- **DO NOT** include the shadow.\n"
    "\n"
    "```rule\n"
    "severity: error\n"
    "since: 1.0.0\n"
    "check: human\n"
    "ask: Is the box tight?\n"
    "risk: 3\n"
    "```\n"
    "\n"
    "### SK-004 People stand\n"
    "\n"
    "- **DO** draw people upright.\n"
    "- **DO NOT** draw two at once.\n"
    "\n"
    "```rule\n"
    "severity: warning\n"
    "since: 1.0.0\n"
    "for: [person]\n"
    "check: human\n"
    "ask: Is it one person?\n"
    "risk: 4\n"
    "```\n"
    "\n"
    "### SK-005 Left the picture\n"
    "\n"
    "- **DO** end at the border.\n"
    "- **DO NOT** draw past it.\n"
    "\n"
    "```rule\n"
    "severity: warning\n"
    "since: 1.0.0\n"
    "check: inside-image\n"
    "```\n"
    "\n"
    "### P-0007 under SK-005: Half a tram\n"
    "\n"
    "- Question: Does it go on behind the pole?\n"
    "- Answer: Only where one sees it.\n"
    "\n"
    "```precedent\n"
    "rule: SK-005\n"
    "since: 1.0.0\n"
    "outcome: leave\n"
    "```\n";

typedef struct
{
  char            *folder;   /* (owned) */
  FwManual        *manual;   /* (owned) */
  FwDocument      *document; /* (owned) */
  FwReviewFile    *review;   /* (owned) */
  FwReviewSitting *sitting;  /* (owned) (nullable) */
  gint64           now_us;
} Kit;

static inline FwManual *
kit_new_manual (void)
{
  g_autoptr(GBytes) bytes = g_bytes_new_static (kit_manual, strlen (kit_manual));
  g_autoptr(GError) error = NULL;
  FwManual *manual = fw_manual_new_from_bytes (bytes, &error);

  g_assert_no_error (error);
  g_assert_false (fw_manual_has_errors (manual));

  return manual;
}

/* Cars 1 to 40 by dana, but the first five by nobody known and the next two by
 * tomas; people 41 to 50 by ines. Each lives from frame 0 to 9. */
static inline FwSnapshot *
kit_new_snapshot (FwManual *manual)
{
  FwSnapshotBuilder *builder = fw_snapshot_builder_new ();
  FwFrameInfo infos[60];
  g_autoptr(FwFrameList) frames = NULL;

  for (gsize i = 0; i < G_N_ELEMENTS (infos); i++)
    infos[i] = (FwFrameInfo) { .width = 640, .height = 360 };
  frames = fw_frame_list_new (TRUE, "clip.mp4", 25, infos, G_N_ELEMENTS (infos));
  fw_snapshot_builder_set_frame_list (builder, frames);
  fw_snapshot_builder_set (builder, (FwSlot) { FW_SLOT_TAXONOMY, 0 },
                           fw_manual_get_taxonomy (manual));
  for (int i = 1; i <= KIT_N_TRACKS; i++)
    {
      FwTrackBuilder *track = fw_track_builder_new (i, i <= KIT_N_CARS ? 1 : 2);
      g_autoptr(FwShape) shape = fw_shape_new_box (FW_RECT (i * 5, 20, 50, 40));

      fw_track_builder_set_key (track, 0, shape);
      fw_track_builder_set_key (track, 9, shape);
      if (i > 5)
        fw_track_builder_set_author (track, i <= 7            ? "tomas"
                                            : i <= KIT_N_CARS ? "dana"
                                                              : "ines");
      fw_snapshot_builder_take_track (builder, fw_track_builder_end (track, NULL));
    }

  return fw_snapshot_builder_end (builder);
}

static inline gint64
kit_clock (gpointer user_data)
{
  return ((Kit *) user_data)->now_us;
}

/* Another person sits down at the same files. */
static inline void
kit_sit (Kit        *kit,
         const char *person)
{
  FwSittingFacts facts = { .review = kit->review,
                           .document = kit->document,
                           .media = "clip",
                           .person = person };

  g_clear_object (&kit->sitting);
  kit->sitting = fw_review_sitting_new (&facts);
  fw_review_sitting_set_manual (kit->sitting, kit->manual);
  fw_review_sitting_set_clock (kit->sitting, kit_clock, kit);
}

/* Freezes all units of @kind and draws @n of them; the draw's id. */
static inline gint64
kit_draw (Kit        *kit,
          FwUnitKind  kind,
          FwDesign    design,
          gsize       n,
          gint64      accept)
{
  FwSnapshot *snapshot = fw_document_get_snapshot (kit->document);
  FwSamplingFacts from = { .snapshot = snapshot, .media = "clip", .kind = kind, .by_category = TRUE };
  g_autoptr(FwSampling) sampling = fw_sampling_new_from_labels (&from, NULL);
  FwSamplingPlan plan = { .design = design, .seed = "spot", .n = n, .accept = accept };
  g_autoptr(GArray) picks = fw_sampling_draw (sampling, &plan, NULL);
  FwBatch facts = { .manual = (char *) "street",
                    .version = (char *) "3.2.0",
                    .frozen_at = (char *) "2026-11-22T08:00:00Z" };
  g_auto(FwFrozenDraw) frozen = { 0 };
  g_autoptr(GError) error = NULL;
  gint64 id = 0;

  if (accept >= 0)
    {
      plan.aql = 0.01;
      plan.limit = 0.10;
    }
  fw_sampling_freeze (sampling, &plan, picks, &facts, &frozen);
  fw_review_file_put (kit->review, FW_REVIEW_BATCH, &frozen.batch, &frozen.draw.batch, &error);
  g_assert_no_error (error);
  fw_review_file_put (kit->review, FW_REVIEW_DRAW, &frozen.draw, &id, &error);
  g_assert_no_error (error);

  return id;
}

static inline void
kit_set_up (Kit          *kit,
            gconstpointer data)
{
  FwReviewLabels labels = { (char *) "clip.coco.json", (char *) "uuid", (char *) "abc", NULL };
  g_autoptr(GError) error = NULL;
  g_autofree char *path = NULL;

  kit->folder = g_dir_make_tmp ("fw-sitting-XXXXXX", NULL);
  path = g_build_filename (kit->folder, "clip.review.json", NULL);
  kit->manual = kit_new_manual ();

  g_autoptr(FwSnapshot) snapshot = kit_new_snapshot (kit->manual);

  kit->document = fw_document_new (snapshot);
  kit->review = fw_review_file_open (path, &labels, &error);
  g_assert_no_error (error);
  fw_review_file_set_autosave (kit->review, FALSE);
  kit_sit (kit, "mira");
}

static inline void
kit_tear_down (Kit          *kit,
               gconstpointer data)
{
  if (kit->sitting != NULL)
    g_assert_finalize_object (kit->sitting);
  fw_review_file_close (kit->review, NULL);
  g_assert_finalize_object (kit->review);
  g_assert_finalize_object (kit->document);
  fw_manual_unref (kit->manual);
  fw_test_remove_folder (kit->folder);
  g_free (kit->folder);
}

/* Says and sends a verdict about the unit at hand, whatever it needs. */
static inline void
kit_judge (Kit      *kit,
           FwOutcome outcome,
           FwMistake mistake)
{
  FwReviewSitting *sitting = kit->sitting;
  g_autoptr(GError) error = NULL;

  if (fw_review_sitting_get_stage (sitting) == FW_STAGE_NAMING)
    fw_review_sitting_name (sitting, fw_review_sitting_get_item (sitting)->unit.track
                                         <= KIT_N_CARS
                                       ? 1
                                       : 2);
  fw_review_sitting_choose (sitting, outcome, mistake);
  if (outcome == FW_OUTCOME_WRONG)
    {
      fw_review_sitting_cite (sitting, "SK-003");
      fw_review_sitting_note (sitting, "Two pixels off.");
    }
  if (outcome == FW_OUTCOME_UNCLEAR_RULE)
    fw_review_sitting_note (sitting, "Is a toy a car?");
  if (mistake == FW_MISTAKE_MISSING)
    fw_review_sitting_mark (sitting, &FW_RECT (1, 2, 30, 40));
  fw_review_sitting_send (sitting, &error);
  g_assert_no_error (error);
}

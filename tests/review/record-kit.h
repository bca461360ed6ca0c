/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

/*
 * A review of a hundred labels and ten frames, filled verdict by verdict.
 */

#include "core/review.h"

#define KIT_LABELS 100
#define KIT_FRAMES 10

/* Units `clip/0/t1` to `clip/99/t1` of strata car and bus by turns, and frames
 * `clip/100` to `clip/109`. */
static inline FwReview *
kit_review (FwDesign design)
{
  FwReviewLabels labels = { (char *) "clip.coco.json", NULL, NULL, NULL };
  FwBatch batch = { .id = 1,
                    .manual = (char *) "city",
                    .version = (char *) "3.1.0",
                    .frozen_at = (char *) "2026-11-01T00:00:00Z" };
  g_autoptr (FwReview) empty = fw_review_new (&labels, NULL);
  g_autoptr (FwReviewBuilder) builder = fw_review_builder_new (empty);
  FwDrawUnit units[KIT_LABELS + KIT_FRAMES];
  FwDraw draw = { .id = 1,
                  .batch = 1,
                  .design = design,
                  .seed = (char *) "spot",
                  .units = units,
                  .n_units = G_N_ELEMENTS (units) };

  for (int i = 0; i < KIT_LABELS + KIT_FRAMES; i++)
    units[i] = (FwDrawUnit){ g_strdup_printf (i < KIT_LABELS ? "clip/%d/t1" : "clip/%d", i),
                             (char *) "r",
                             (char *) (i >= KIT_LABELS ? NULL
                                       : i % 2         ? "bus"
                                                       : "car"),
                             0.1 };
  g_assert_true (fw_review_builder_put (builder, FW_REVIEW_BATCH, &batch, NULL));
  g_assert_true (fw_review_builder_put (builder, FW_REVIEW_DRAW, &draw, NULL));
  for (int i = 0; i < KIT_LABELS + KIT_FRAMES; i++)
    g_free (units[i].unit);

  return fw_review_builder_end (g_steal_pointer (&builder));
}

/* Puts a record into *@review; its id. */
static inline gint64
kit_put (FwReview **review, FwReviewPart part, gconstpointer facts)
{
  g_autoptr (GError) error = NULL;
  FwReview *next = fw_review_with (*review, part, facts, &error);

  g_assert_no_error (error);
  fw_review_unref (*review);
  *review = next;

  return fw_review_record_get_id (facts);
}

/* Unit @i of @author is judged by tomas. @kind: FW_MISTAKE_NONE is right. */
static inline gint64
kit_judge (FwReview **review, int i, const char *author, FwMistake kind, const char *rule)
{
  g_autofree char *unit = g_strdup_printf (i < KIT_LABELS ? "clip/%d/t1" : "clip/%d", i);
  FwVerdict verdict = { .id = fw_review_get_next_id (*review, FW_REVIEW_VERDICT),
                        .draw = 1,
                        .unit = unit,
                        .unit_rev = (char *) "r",
                        .author = (char *) author,
                        .reviewer = (char *) "tomas",
                        .manual = (char *) "city",
                        .version = (char *) "3.1.0",
                        .note = (char *) "14 px of road",
                        .has_region = kind == FW_MISTAKE_MISSING,
                        .region = { 1, 2, 3, 4 },
                        .at = (char *) "2026-11-24T10:00:00Z" };

  if (kind != FW_MISTAKE_NONE)
    verdict.blind = (FwAnswer){ FW_OUTCOME_WRONG, kind, (char *) rule, (char *) "rev1" };
  else
    verdict.blind = (FwAnswer){ .outcome = FW_OUTCOME_CORRECT, .rule = (char *) rule };

  return kit_put (review, FW_REVIEW_VERDICT, &verdict);
}

/* An appeal against @verdict, opened on a Tuesday. @ruling: -1 for none, else an
 * FwRulingOutcome, by ines. */
static inline gint64
kit_appeal (FwReview **review, gint64 verdict, const char *by, int ruling)
{
  FwAppeal appeal = { .id = fw_review_get_next_id (*review, FW_REVIEW_APPEAL),
                      .verdict = verdict,
                      .by = (char *) by,
                      .text = (char *) "the wheels are the edge",
                      .opened = (char *) "2026-11-24T12:00:00Z",
                      .due = (char *) "2026-12-01T12:00:00Z",
                      .has_ruling = ruling >= 0 };

  if (ruling >= 0)
    appeal.ruling = (FwRuling){ .by = (char *) "ines",
                                .outcome = (FwRulingOutcome) ruling,
                                .text = (char *) "looked again",
                                .at = (char *) "2026-11-25T12:00:00Z" };

  return kit_put (review, FW_REVIEW_APPEAL, &appeal);
}

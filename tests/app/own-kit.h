/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

/*
 * The sample clip with a review beside it, in a folder of its own.
 */

#include "app/own/own-findings.h"
#include "core/unit-name.h"
#include "formats/coco-file.h"
#include "formats/review-file.h"
#include "../support/test-folder.h"

typedef struct
{
  char         *folder;
  char         *labels;
  char         *manual;
  char         *review;
  FwReviewFile *file;  /* open until own_kit_close() */
  FwCocoFile   *coco;
} OwnKit;

/* Copies a file of the sample into @folder. Returns: (transfer full): its path */
static inline char *
own_kit_copy (const char *folder,
              const char *name)
{
  g_autofree char *from = g_build_filename (g_getenv ("FW_SAMPLE_DIR"), name, NULL);
  char *to = g_build_filename (folder, name, NULL);
  g_autoptr(GFile) source = g_file_new_for_path (from);
  g_autoptr(GFile) target = g_file_new_for_path (to);
  g_autoptr(GError) error = NULL;

  g_file_copy (source, target, G_FILE_COPY_OVERWRITE, NULL, NULL, NULL, &error);
  g_assert_no_error (error);

  return to;
}

static inline char *
own_kit_unit (int i)
{
  FwUnit unit = { FW_UNIT_LABEL, i * 10, 1 + i % 4, FALSE };

  return fw_unit_dup_name (&unit, "street");
}

/* A batch of twenty labels of tracks 1 to 4, frames 0, 10, … 190; drawn whole. */
static inline OwnKit *
own_kit_open (void)
{
  OwnKit *self = g_new0 (OwnKit, 1);
  g_autoptr(GError) error = NULL;
  FwDrawUnit units[20];
  FwBatch batch = { .manual = (char *) "street-sample",
                    .version = (char *) "1.0.0",
                    .frozen_at = (char *) "2026-11-01T00:00:00Z",
                    .n_units = 20 };
  FwDraw draw = { .batch = 1, .seed = (char *) "s", .units = units, .n_units = 20 };

  self->folder = g_dir_make_tmp ("own-XXXXXX", &error);
  g_assert_no_error (error);
  self->labels = own_kit_copy (self->folder, "street.coco.json");
  self->manual = own_kit_copy (self->folder, "street.manual.md");
  self->review = g_build_filename (self->folder, "street.review.json", NULL);
  self->coco = fw_coco_file_load (self->labels, NULL, NULL, &error);
  g_assert_no_error (error);
  self->file = fw_review_file_open (
      self->review, &(FwReviewLabels) { .file = (char *) "street.coco.json" }, &error);
  g_assert_no_error (error);
  for (int i = 0; i < 20; i++)
    units[i] = (FwDrawUnit) { .unit = own_kit_unit (i), .pi = 1.0 };
  g_assert_true (fw_review_file_put (self->file, FW_REVIEW_BATCH, &batch, NULL, NULL));
  g_assert_true (fw_review_file_put (self->file, FW_REVIEW_DRAW, &draw, NULL, NULL));
  for (int i = 0; i < 20; i++)
    g_free (units[i].unit);

  return self;
}

/* A verdict on label @i as it is now; with @rule it is wrong. Returns: its id */
static inline gint64
own_kit_judge_by (OwnKit     *self,
                  const char *reviewer,
                  int         i,
                  const char *author,
                  const char *rule)
{
  g_autofree char *name = own_kit_unit (i);
  g_autofree char *rev = NULL;
  g_autoptr(GError) error = NULL;
  FwVerdict verdict = { .draw = 1,
                        .unit = name,
                        .author = (char *) author,
                        .reviewer = (char *) reviewer,
                        .manual = (char *) "street-sample",
                        .version = (char *) "1.0.0",
                        .note = (char *) "About 14 px of road on both sides.",
                        .at = (char *) "2026-11-24T10:00:00Z" };
  FwUnit unit;
  gint64 id;

  g_assert_true (fw_unit_parse (name, &unit, NULL));
  rev = fw_unit_dup_rev (&unit, fw_coco_file_get_snapshot (self->coco));
  verdict.unit_rev = rev != NULL ? rev : (char *) "gone";
  if (rule != NULL)
    verdict.blind = (FwAnswer) { FW_OUTCOME_WRONG, FW_MISTAKE_GEOMETRY, (char *) rule,
                                 (char *) "oldrev" };
  fw_review_file_put (self->file, FW_REVIEW_VERDICT, &verdict, &id, &error);
  g_assert_no_error (error);

  return id;
}

/* The same, by tomas. */
static inline gint64
own_kit_judge (OwnKit     *self,
               int         i,
               const char *author,
               const char *rule)
{
  return own_kit_judge_by (self, "tomas", i, author, rule);
}

/* Opened on a Tuesday, due on the next. @ruling: -1 or an FwRulingOutcome, by ines. */
static inline void
own_kit_appeal (OwnKit     *self,
                gint64      verdict,
                const char *by,
                int         ruling)
{
  g_autoptr(GError) error = NULL;
  FwAppeal appeal = { .verdict = verdict,
                      .by = (char *) by,
                      .text = (char *) "The wheels are the edge.",
                      .opened = (char *) "2026-11-24T12:00:00Z",
                      .due = (char *) "2026-12-01T12:00:00Z",
                      .has_ruling = ruling >= 0 };

  if (ruling >= 0)
    appeal.ruling = (FwRuling) { .by = (char *) "ines",
                                 .outcome = (FwRulingOutcome) ruling,
                                 .text = (char *) "We looked again." };
  fw_review_file_put (self->file, FW_REVIEW_APPEAL, &appeal, NULL, &error);
  g_assert_no_error (error);
}

/* Writes the review and lets go of it. */
static inline void
own_kit_save (OwnKit *self)
{
  g_autoptr(GError) error = NULL;

  fw_review_file_close (self->file, &error);
  g_assert_no_error (error);
  g_clear_object (&self->file);
}

static inline void
own_kit_free (OwnKit *self)
{
  if (self->file != NULL)
    own_kit_save (self);
  fw_test_remove_folder (self->folder);
  fw_coco_file_unref (self->coco);
  g_free (self->folder);
  g_free (self->labels);
  g_free (self->manual);
  g_free (self->review);
  g_free (self);
}

/* What recent work would name. */
static inline FwOwnWork *
own_kit_work (OwnKit *self)
{
  return fw_own_work_new (self->labels, self->labels, self->manual, "street");
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (OwnKit, own_kit_free)

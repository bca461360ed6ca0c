/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

/*
 * Making gold of reviewed work: what was judged correct and is still as it was
 * judged. No toolkit. Surveying and making read every judged unit and write files,
 * so both run in a thread.
 */

#include <gio/gio.h>

#include "core/review.h"
#include "core/snapshot.h"
#include "review/gold-pool.h"
#include "rules/manual.h"

G_BEGIN_DECLS

/**
 * FwGoldSource:
 *
 * The reviewed work. Borrowed; values are referenced, texts copied.
 */
typedef struct
{
  FwSnapshot *snapshot;
  FwReview   *review;      /* (nullable): nothing was judged */
  FwManual   *manual;      /* (nullable) */
  const char *manual_path; /* (nullable): where older versions of it are found */
  const char *labels_path;
  const char *document;    /* (nullable) UUID of the labels */
  const char *media;       /* as fw_unit_dup_media() gives it */
  const char *person;      /* who makes it */
} FwGoldSource;

/* Why something that was judged correct cannot be gold. */
typedef enum
{
  FW_LEFT_OUT_CHANGED,  /* it is not as it was judged any more */
  FW_LEFT_OUT_DISPUTED, /* another verdict says otherwise */
  FW_LEFT_OUT_ASKED,    /* a question about it waits for an answer */
  FW_LEFT_OUT_VERSION,  /* judged by a version of the manual that is not here */
  FW_LEFT_OUT_FORM      /* the frozen file does not give it back as it is */
} FwLeftOut;

#define FW_N_LEFT_OUT (FW_LEFT_OUT_FORM + 1)

/**
 * FwGoldFacts:
 *
 * What a survey found.
 */
typedef struct
{
  gsize          n_correct; /* units that a verdict calls correct */
  gsize          n_usable;  /* of those can be gold, or are */
  gsize          n_new;     /* of those are not yet */
  gsize          n_left_out[FW_N_LEFT_OUT];
  gboolean       has_gold;  /* there is a gold file already */
  FwGoldSettings settings;  /* its, or the usual ones */
  FwGoldStock    stock;     /* what there is once it is made */
} FwGoldFacts;

typedef struct _FwGoldSurvey FwGoldSurvey;

/* NULL with a sentence when there is a gold file that cannot be read. Blocks.
 * Returns: (transfer full) (nullable) */
FwGoldSurvey      *fw_gold_survey_new       (const FwGoldSource   *source,
                                             GDateTime            *now,
                                             GError              **error) G_GNUC_WARN_UNUSED_RESULT;
void               fw_gold_survey_free      (FwGoldSurvey         *self);
const FwGoldFacts *fw_gold_survey_get_facts (const FwGoldSurvey   *self);
const char        *fw_gold_survey_get_path  (const FwGoldSurvey   *self);
/* Freezes the labels and writes the gold beside them; what is gold already stays
 * as old as it is, unless it was judged anew. The facts tell what came of it.
 * Blocks. */
gboolean           fw_gold_survey_make      (FwGoldSurvey         *self,
                                             const FwGoldSettings *settings,
                                             GDateTime            *now,
                                             GError              **error);

/* Both in a thread. */
void               fw_gold_survey_async     (const FwGoldSource   *source,
                                             GCancellable         *cancellable,
                                             GAsyncReadyCallback   callback,
                                             gpointer              user_data);
/* Returns: (transfer full) (nullable) */
FwGoldSurvey      *fw_gold_survey_finish    (GAsyncResult         *result,
                                             GError              **error) G_GNUC_WARN_UNUSED_RESULT;
/* Takes the survey; the finish function gives it back. */
void               fw_gold_make_async       (FwGoldSurvey         *survey,
                                             const FwGoldSettings *settings,
                                             GCancellable         *cancellable,
                                             GAsyncReadyCallback   callback,
                                             gpointer              user_data);
/* Returns: (transfer full) (nullable) */
FwGoldSurvey      *fw_gold_make_finish      (GAsyncResult         *result,
                                             GError              **error) G_GNUC_WARN_UNUSED_RESULT;

G_DEFINE_AUTOPTR_CLEANUP_FUNC (FwGoldSurvey, fw_gold_survey_free)

G_END_DECLS

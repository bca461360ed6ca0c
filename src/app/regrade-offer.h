/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

/*
 * What a newer published version of a manual does to the verdicts of a review, put
 * together before it is done: which leave the count, which labels are new work.
 * No toolkit.
 */

#include <gio/gio.h>

#include "formats/review-file.h"
#include "review/regrade.h"
#include "rules/manual.h"

G_BEGIN_DECLS

/* Verdicts of one older version. */
typedef struct
{
  char          *from; /* (owned) */
  FwRegradePlan *plan; /* (owned) */
} FwRegradePart;

/**
 * FwRegradeOffer:
 *
 * Immutable, any thread.
 */
typedef struct
{
  char   *manual;     /* (owned) its name */
  char   *version;    /* (owned) the newer one */
  GArray *parts;      /* (owned) (element-type FwRegradePart) oldest first */
  guint   n_excused;
  guint   n_rework;
} FwRegradeOffer;

/* NULL when there is nothing to ask: no verdict under an older version is touched,
 * it was done already, or the manual at @file is not a published version (a draft
 * grades nobody). What each version did on the way counts, also where the next one put
 * it differently. Versions that are not on this computer cannot be compared and
 * are left alone. Blocks. Returns: (transfer full) (nullable) */
FwRegradeOffer *fw_regrade_offer_new  (const FwReview       *review,
                                       FwManual             *manual,
                                       GFile                *file) G_GNUC_WARN_UNUSED_RESULT;
void            fw_regrade_offer_free (FwRegradeOffer       *self);
/* "Manual 4.3.0 changed rules that verdicts cite: 6 verdicts leave the count, and 16
 * labels become new work." Returns: (transfer full) */
char           *fw_regrade_offer_dup_sentence (const FwRegradeOffer *self) G_GNUC_WARN_UNUSED_RESULT;
/* Writes it into the review, one record for each older version. @out_ids (nullable,
 * element-type gint64) gets them, for taking them back. */
gboolean        fw_regrade_offer_apply (const FwRegradeOffer *self,
                                       FwReviewFile         *file,
                                       const char           *person,
                                       GDateTime            *now,
                                       GArray               *out_ids,
                                       GError              **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (FwRegradeOffer, fw_regrade_offer_free)

G_END_DECLS

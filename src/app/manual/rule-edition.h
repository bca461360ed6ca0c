/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "app/manual/manual-blocks.h"
#include "rules/manual-versions.h"

G_BEGIN_DECLS

/**
 * FwRuleEdition:
 *
 * What one version of the manual did to one rule: when, who, why, and its words
 * compared with those before. Plain data, no toolkit; any thread.
 */
typedef struct
{
  char          *version; /* (owned) */
  char          *before;  /* (owned) (nullable) the version that is compared with */
  char          *date;    /* (owned) as the manual writes it; "" when it does not say */
  char          *author;  /* (owned) "" when nobody knows */
  char          *why;     /* (owned) from the manual's own summary of changes; "" */
  FwChangeClass  change;
  GArray        *words[FW_N_SIDES]; /* (element-type FwWordRun) (owned); NULL: nothing to compare */
  char          *more;    /* (owned) what else is different, in words; "" */
} FwRuleEdition;

void       fw_rule_edition_free   (FwRuleEdition *self);

/* The versions that changed the rule called @id, the newest first: those of
 * @diffs (element-type FwManualDiff, the oldest first, nullable), and the one
 * that @manual itself declares when none of them is it. @versions (nullable)
 * knows who published them when.
 * Returns: (transfer full) (element-type FwRuleEdition) */
GPtrArray *fw_rule_editions_new   (FwManual         *manual,
                                   GPtrArray        *diffs,
                                   FwManualVersions *versions,
                                   const char       *id) G_GNUC_WARN_UNUSED_RESULT;

/* What @change did, which is one of @diff,
 * also where only its explanation is different. @versions: (nullable).
 * Returns: (transfer full) */
FwRuleEdition *fw_rule_edition_new (const FwRuleChange *change,
                                   FwManualDiff       *diff,
                                   FwManualVersions   *versions) G_GNUC_WARN_UNUSED_RESULT;
/* What the manual's summary of changes says of a rule, without its id; "".
 * Returns: (transfer full) */
char      *fw_manual_dup_why      (FwManual      *manual,
                                   const char    *id) G_GNUC_WARN_UNUSED_RESULT;

/* One line of a comparison as Pango markup: the old words, what is gone struck
 * out, or with @added the new words, what came in highlighted.
 * Returns: (transfer full) */
char      *fw_word_runs_to_markup (const GArray  *runs,
                                   gboolean       added) G_GNUC_WARN_UNUSED_RESULT;
/* Whether any word came or went. */
gboolean   fw_word_runs_differ    (const GArray  *runs);
/* "asks for more", "new", …: for people. */
const char *fw_change_class_get_words (FwChangeClass change);
/* "Tighten: asks for more": to choose from. */
const char *fw_change_class_get_title (FwChangeClass change);

G_END_DECLS

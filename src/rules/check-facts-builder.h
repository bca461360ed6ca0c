/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "rules/check-facts.h"

G_BEGIN_DECLS

/**
 * FwCheckFactsBuilder:
 *
 * Makes facts, from nothing or from others. What is set is copied and replaces
 * what stood there of its kind.
 */
typedef struct _FwCheckFactsBuilder FwCheckFactsBuilder;

/* @base may be NULL. */
FwCheckFactsBuilder *fw_check_facts_builder_new     (const FwCheckFacts    *base);
void                 fw_check_facts_builder_free    (FwCheckFactsBuilder   *self);
void                 fw_check_facts_builder_set_now (FwCheckFactsBuilder   *self,
                                                     gint64                 now_us);
void                 fw_check_facts_builder_set_seen (FwCheckFactsBuilder  *self,
                                                     FwSpanSet             *seen);
/* Of several entries for one track the last one counts. */
void                 fw_check_facts_builder_set_efforts (FwCheckFactsBuilder *self,
                                                     const FwEffort        *efforts,
                                                     gsize                  n);
void                 fw_check_facts_builder_set_questions (FwCheckFactsBuilder *self,
                                                     const FwOpenQuestion  *questions,
                                                     gsize                  n);
void                 fw_check_facts_builder_set_judged (FwCheckFactsBuilder *self,
                                                     const FwJudgedUnit    *units,
                                                     gsize                  n);
void                 fw_check_facts_builder_set_lists (FwCheckFactsBuilder *self,
                                                     const FwMediaList     *lists,
                                                     gsize                  n);
void                 fw_check_facts_builder_set_others (FwCheckFactsBuilder *self,
                                                     const FwOtherLabels   *others,
                                                     gsize                  n);
void                 fw_check_facts_builder_set_twins (FwCheckFactsBuilder *self,
                                                     const FwTwin          *twins,
                                                     gsize                  n);
/* Takes what @facts (bits of FwFactBit) are in @from, which may be NULL, as they
 * are there: what is missing there is missing then. Shares; not for FW_FACT_SEEN. */
void                 fw_check_facts_builder_copy    (FwCheckFactsBuilder   *self,
                                                     const FwCheckFacts    *from,
                                                     guint                  facts);
/* Adds answers to those that are there; also says that somebody measures. */
void                 fw_check_facts_builder_add_pixels (FwCheckFactsBuilder *self,
                                                     const FwPixelQuestion *questions,
                                                     const FwPixelAnswer   *answers,
                                                     gsize                  n);
/* Takes all answers out; somebody still measures. */
void                 fw_check_facts_builder_clear_pixels (FwCheckFactsBuilder *self);
/* Ends the builder and frees it. Returns: (transfer full) */
FwCheckFacts        *fw_check_facts_builder_end     (FwCheckFactsBuilder   *self) G_GNUC_WARN_UNUSED_RESULT;

G_DEFINE_AUTOPTR_CLEANUP_FUNC (FwCheckFactsBuilder, fw_check_facts_builder_free)

G_END_DECLS

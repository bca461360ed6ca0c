/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

/*
 * Which gold can be asked, of whom, and drawing it. Gold ages: an item retires
 * after 90 days, when a rule that it touches has another revision, is new or is
 * gone, and when more than a fifth of the qualified people label it differently (the
 * gold is wrong then, and somebody has to look). What was shown to a person is
 * burnt for that person. Pure; any thread.
 */

#include "core/gold.h"

G_BEGIN_DECLS

#define FW_GOLD_MAX_DAYS 90
/* A pool should have this many times what one person meets. */
#define FW_GOLD_POOL_FACTOR 3
/* An item is in doubt when more than this share of the qualified people who met it
 * differ; never by fewer people than these, and never by a single one of them. */
#define FW_GOLD_DOUBT_SHARE 0.2
#define FW_GOLD_DOUBT_PEOPLE 3
#define FW_GOLD_DOUBT_DIFFERENT 2

typedef enum
{
  FW_GOLD_IN_FORCE,
  FW_GOLD_CHANGED,    /* the frozen labels do not have it in its revision */
  FW_GOLD_DOUBTED,
  FW_GOLD_OTHER_RULE, /* a rule that it touches is not the one it was judged by */
  FW_GOLD_TOO_OLD
} FwGoldState;

#define FW_N_GOLD_STATES (FW_GOLD_TOO_OLD + 1)

/**
 * FwGoldStock:
 *
 * How much gold there is. @n_free is for one person: in force and not burnt.
 */
typedef struct
{
  gsize n_items;
  gsize n_by[FW_N_GOLD_STATES];
  gsize n_burnt;   /* of those in force, for the person */
  gsize n_free;
  gsize n_missing; /* in force, to three times an exam */
} FwGoldStock;

/**
 * FwGoldPool:
 *
 * Gold with what follows from it at one moment, looked up once. Holds the gold.
 */
typedef struct _FwGoldPool FwGoldPool;

/* @rules are those of the present manual as an edition has them; NULL: no manual,
 * so nothing retires by its rules. @frozen are the labels that attempts are compared
 * with; NULL: they are taken to hold every item. Neither is kept. */
FwGoldPool   *fw_gold_pool_new           (FwGold              *gold,
                                          const FwGoldEdition *rules,
                                          const FwSnapshot    *frozen,
                                          GDateTime           *now) G_GNUC_WARN_UNUSED_RESULT;
void          fw_gold_pool_free          (FwGoldPool          *self);
FwGoldState   fw_gold_pool_get_state     (const FwGoldPool    *self,
                                          const FwGoldItem    *item);
/* Whether the person has passed an exam on this gold. */
gboolean      fw_gold_pool_is_qualified  (const FwGoldPool    *self,
                                          const char          *person);
/* Whether an attempt of the person has shown how it came out. */
gboolean      fw_gold_pool_is_burnt      (const FwGoldPool    *self,
                                          const FwGoldItem    *item,
                                          const char          *person);
/* Qualified people who met the item in an exam, and how many of them differ. */
void          fw_gold_pool_count_doubt   (const FwGoldPool    *self,
                                          const FwGoldItem    *item,
                                          guint               *out_people,
                                          guint               *out_different);
/* Items in doubt that nobody was asked about. Borrowed.
 * Returns: (transfer container) (element-type FwGoldItem) */
GPtrArray    *fw_gold_pool_list_unasked  (const FwGoldPool    *self) G_GNUC_WARN_UNUSED_RESULT;
/* @person: NULL for nobody in particular. */
void          fw_gold_pool_count         (const FwGoldPool    *self,
                                          const char          *person,
                                          FwGoldStock         *out_stock);

/* Draws @n items, or all there are when there are fewer: categories alike as far
 * as the pool allows, an object once in a part before it comes again, and parts
 * that are labelled anyway before new ones; parts that were shown to the person in
 * an earlier attempt come last. By seed and item, so anybody can repeat it. Answers by
 * part and frame; their texts are borrowed from the gold.
 * Returns: (transfer full) (element-type FwGoldAnswer) */
GArray       *fw_gold_pool_draw          (const FwGoldPool    *self,
                                          const char          *person,
                                          const char          *seed,
                                          gsize                n) G_GNUC_WARN_UNUSED_RESULT;
/* What is labelled for an item: of a video the stretch that its frame lies in, by
 * the settings; else its picture. */
FwSpan        fw_gold_get_part           (const FwGold        *gold,
                                          FwFrame              frame);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (FwGoldPool, fw_gold_pool_free)

G_END_DECLS

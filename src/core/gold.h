/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/gold-records.h"

G_BEGIN_DECLS

/**
 * FwGoldOrigin:
 *
 * Which labels are gold. Texts may be NULL.
 */
typedef struct
{
  char    *labels;   /* name of the frozen copy beside the file */
  char    *sha256;   /* of it when it was frozen */
  char    *source;   /* name of the labels that it was frozen from */
  char    *document; /* their UUID */
  gboolean is_video;
  FwFrame  n_frames;
  char    *extra;
} FwGoldOrigin;

/**
 * FwGoldSettings:
 *
 * How an exam is held; see fw_gold_settings_init() for what is usual.
 */
typedef struct
{
  guint  items;        /* that an exam asks */
  guint  needed;       /* right ones to pass */
  guint  clip_frames;  /* of a video, a stretch this long is labelled at a time */
  double tolerance_px; /* how far an outline may be off */
  char  *extra;
} FwGoldSettings;

#define FW_GOLD_ITEMS 40
#define FW_GOLD_NEEDED 36
#define FW_GOLD_CLIP_FRAMES 25
/* Twice what a rule of tight boxes allows (2 px): gold and answer may both be as far
 * off as that, to different sides, and both keep the rule. */
#define FW_GOLD_TOLERANCE_PX 4.0

void fw_gold_settings_init (FwGoldSettings *settings);

/**
 * FwGold:
 *
 * A pool of gold items and everybody's attempts at one moment. Immutable,
 * reference counted, any thread. Changed by way of FwGoldBuilder.
 */
typedef struct _FwGold FwGold;

/* Both are copied, settings within bounds; @extra (nullable) as with records. */
FwGold       *fw_gold_new           (const FwGoldOrigin   *origin,
                                     const FwGoldSettings *settings,
                                     const char           *extra) G_GNUC_WARN_UNUSED_RESULT;
FwGold       *fw_gold_ref           (FwGold               *self);
void          fw_gold_unref         (FwGold               *self);

const FwGoldOrigin *
              fw_gold_get_origin    (const FwGold         *self);
const FwGoldSettings *
              fw_gold_get_settings  (const FwGold         *self);
const char   *fw_gold_get_extra     (const FwGold         *self);

/* Records of a part in the order in which they came; borrowed. Cast to its type. */
gsize         fw_gold_get_n         (const FwGold         *self,
                                     FwGoldPart            part);
gconstpointer fw_gold_get           (const FwGold         *self,
                                     FwGoldPart            part,
                                     gsize                 index);
/* NULL when there is none. O(1). */
const FwGoldEdition *
              fw_gold_find_edition  (const FwGold         *self,
                                     gint64                id);
const FwGoldItem *
              fw_gold_find_item     (const FwGold         *self,
                                     const char           *unit,
                                     const char           *rev);
const FwGoldAttempt *
              fw_gold_find_attempt  (const FwGold         *self,
                                     const char           *person,
                                     gint64                n);
/* The one that is done in a file of this name; NULL. */
const FwGoldAttempt *
              fw_gold_find_labels   (const FwGold         *self,
                                     const char           *labels);
/* The newest of the mode that the person has not handed in; NULL. */
const FwGoldAttempt *
              fw_gold_find_open     (const FwGold         *self,
                                     const char           *person,
                                     FwAttemptMode         mode);
/* One that no edition, and no attempt of the person, has. */
gint64        fw_gold_get_next_edition (const FwGold      *self);
gint64        fw_gold_get_next_attempt (const FwGold      *self,
                                     const char           *person);

/**
 * FwGoldBuilder:
 *
 * Gold that is being changed. A record that is there already (by id, by unit and
 * revision, by person and number) is replaced.
 */
typedef struct _FwGoldBuilder FwGoldBuilder;

FwGoldBuilder *
              fw_gold_builder_new   (const FwGold         *start) G_GNUC_WARN_UNUSED_RESULT;
void          fw_gold_builder_free  (FwGoldBuilder        *self);
void          fw_gold_builder_set_origin   (FwGoldBuilder *self,
                                     const FwGoldOrigin   *origin);
void          fw_gold_builder_set_settings (FwGoldBuilder *self,
                                     const FwGoldSettings *settings);
void          fw_gold_builder_set_extra    (FwGoldBuilder *self,
                                     const char           *extra);
/* FALSE with a sentence when the record does not hold, or names an edition that
 * is not there. */
gboolean      fw_gold_builder_put   (FwGoldBuilder        *self,
                                     FwGoldPart            part,
                                     gconstpointer         facts,
                                     GError              **error);
const FwGold *fw_gold_builder_peek  (FwGoldBuilder        *self);
/* Ends the builder and frees it. Returns: (transfer full) */
FwGold       *fw_gold_builder_end   (FwGoldBuilder        *self) G_GNUC_WARN_UNUSED_RESULT;

G_DEFINE_AUTOPTR_CLEANUP_FUNC (FwGold, fw_gold_unref)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (FwGoldBuilder, fw_gold_builder_free)

G_END_DECLS

/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

/*
 * An object of the other version made one of ours: our number, our category of
 * that name, our group. No toolkit.
 */

#include "core/snapshot.h"

G_BEGIN_DECLS

/**
 * FwTaking:
 *
 * What is the same for all objects of one step. On the stack; the fields are for
 * fw_taking_init() and fw_taking_clear().
 */
typedef struct
{
  FwSnapshot *ours;      /* (owned) */
  FwTaxonomy *their_words; /* (owned) (nullable) */
  FwTaxonomy *words;     /* (owned) (nullable) ours, with the categories that came along */
  GHashTable *groups;    /* (owned) (element-type gint64 gint64) their group to ours */
  gint64      next_group; /* 0: not known yet */
} FwTaking;

/* @groups remembers which group of ours stands for one of theirs, for later steps. */
void        fw_taking_init      (FwTaking   *self,
                                 FwSnapshot *ours,
                                 FwTaxonomy *their_words,
                                 GHashTable *groups);
void        fw_taking_clear     (FwTaking   *self);
/* @theirs with the id @id. @mine (nullable) is what it takes the place of: a group
 * that this has stays. Returns: (transfer full) */
FwTrack    *fw_taking_make      (FwTaking   *self,
                                 FwTrack    *theirs,
                                 FwTrack    *mine,
                                 FwTrackId   id) G_GNUC_WARN_UNUSED_RESULT;
/* Our categories when some came along; else NULL. Borrowed. */
FwTaxonomy *fw_taking_get_words (FwTaking   *self);

/* A table for fw_taking_init(). Returns: (transfer full) */
GHashTable *fw_taking_new_groups (void);
/* The group @theirs stands for @ours. */
void        fw_taking_know_group (GHashTable *groups,
                                 gint64      theirs,
                                 gint64      ours);

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (FwTaking, fw_taking_clear)

G_END_DECLS

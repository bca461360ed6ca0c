/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

/* What document.c (content) and document-step.c (steps, undo) share. */

#include "core/document.h"
#include "core/history.h"
#include "core/span-index.h"

G_BEGIN_DECLS

struct _FwDocument
{
  GObject      parent_instance;

  FwSnapshot  *content;       /* (owned) */
  FwSpanIndex *index;         /* (owned) */
  FwHistory   *history;       /* (owned) */
  FwTrackId    next_track_id;
  guint64      last_revision;
  guint64      saved_revision;
  char        *author;        /* (owned) (nullable) of steps from now on */
  FwManualStamp *manual;      /* (owned) (nullable) that the person works by */

  FwSetAside   in_hand;       /* that the person went to; its rule is NULL: none */

  /* The open step; @step_label is NULL without one. */
  char        *step_label;    /* (owned) (nullable) */
  FwFrame      step_frame;
  guint64      step_revision; /* before it */
  GArray      *step_changes;  /* (owned) (element-type FwSlotChange) `after` is read at commit */
  GHashTable  *step_tracks;   /* (owned) ids of the tracks among them: a step may change them all */
  gboolean     step_repeats;
  gint64       step_within;   /* microseconds */

  /* The newest step while another one may go on from it. */
  FwStep      *repeated;      /* (owned) (nullable) */
  gint64       repeated_at;   /* monotonic */

  /* What was last told to the views. */
  gboolean     told_can_undo;
  gboolean     told_can_redo;
  gboolean     told_dirty;
};

/* Puts a value into a slot, and keeps index and ids right. */
void  fw_document_put          (FwDocument *self,
                                FwSlot      slot,
                                gpointer    value,
                                guint64     revision);
/* Emits ::changed. */
void  fw_document_tell_changed (FwDocument *self,
                                FwStep     *step,
                                gboolean    undone);
/* Notifies of can-undo, can-redo and is-dirty where they changed. */
void  fw_document_tell_states  (FwDocument *self);

G_END_DECLS

/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/snapshot.h"

G_BEGIN_DECLS

/**
 * FwSlotChange:
 *
 * One slot before and after; either may be NULL. Borrowed from its step.
 */
typedef struct
{
  FwSlot   slot;
  gpointer before;
  gpointer after;
} FwSlotChange;

/**
 * FwStep:
 *
 * One undoable step: what a person did, where, and every slot it changed.
 * Immutable, reference counted, safe to share between threads.
 */
typedef struct _FwStep FwStep;

/**
 * FwStepFacts:
 *
 * What a step is besides its changes. Texts are copied.
 */
typedef struct
{
  const char *label;   /* shown after "Undo", translated: "Move box" */
  const char *author;  /* (nullable) who did it */
  FwFrame     frame;   /* on the screen then */
  gint64      time_us; /* wall clock microseconds */
} FwStepFacts;

/* Changes are copied; their values are referenced. */
FwStep             *fw_step_new           (const FwStepFacts  *facts,
                                           const FwSlotChange *changes,
                                           gsize               n_changes);
FwStep             *fw_step_ref           (FwStep             *self);
void                fw_step_unref         (FwStep             *self);
const char         *fw_step_get_label     (const FwStep       *self);
/* Who did it; NULL when nobody said. */
const char         *fw_step_get_author    (const FwStep       *self);
/* The frame on the screen when the step was made; undo goes there. */
FwFrame             fw_step_get_frame     (const FwStep       *self);
gint64              fw_step_get_time      (const FwStep       *self);
const FwSlotChange *fw_step_get_changes   (const FwStep       *self,
                                           gsize              *out_n);
/* Bytes that only this step keeps alive, roughly. */
gsize               fw_step_get_size      (const FwStep       *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (FwStep, fw_step_unref)

G_END_DECLS

/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "core/step.h"

struct _FwStep
{
  gatomicrefcount ref_count;
  char           *label;  /* (owned) */
  char           *author; /* (owned) (nullable) */
  FwFrame         frame;
  gint64          time_us;
  gsize           size;
  gsize           n_changes;
  FwSlotChange    changes[]; /* values (owned) */
};

static gsize
value_size (FwSlot        slot,
            gconstpointer value)
{
  gsize n = 0;

  if (!value)
    return 0;

  switch (slot.kind)
    {
    case FW_SLOT_TRACK:
      return fw_track_get_size (value);
    case FW_SLOT_DELETED:
    case FW_SLOT_EMPTY:
    case FW_SLOT_DONE:
      fw_span_set_get_spans (value, &n);
      return 64 + n * sizeof (FwSpan);
    case FW_SLOT_TAXONOMY:
      return 4096;
    case FW_SLOT_MANUALS:
      /* Lists share their stamps: one version adds one at most. */
      return 64 + fw_stamp_list_get_n (value) * sizeof (gpointer);
    case FW_SLOT_ASIDE:
      fw_aside_list_get_all (value, &n);
      return 64 + n * sizeof (FwSetAside);
    }

  g_assert_not_reached ();
}

FwStep *
fw_step_new (const FwStepFacts  *facts,
             const FwSlotChange *changes,
             gsize               n_changes)
{
  g_return_val_if_fail (facts != NULL && facts->label != NULL, NULL);
  g_return_val_if_fail (changes != NULL || n_changes == 0, NULL);

  FwStep *self = g_malloc0 (sizeof (FwStep) + n_changes * sizeof (FwSlotChange));

  g_atomic_ref_count_init (&self->ref_count);
  self->label = g_strdup (facts->label);
  self->author = g_strdup (facts->author);
  self->frame = facts->frame;
  self->time_us = facts->time_us;
  self->n_changes = n_changes;
  self->size = sizeof (FwStep) + n_changes * sizeof (FwSlotChange);
  for (gsize i = 0; i < n_changes; i++)
    {
      FwSlot slot = changes[i].slot;

      self->changes[i].slot = slot;
      self->changes[i].before = fw_slot_value_ref (slot.kind, changes[i].before);
      self->changes[i].after = fw_slot_value_ref (slot.kind, changes[i].after);
      self->size += value_size (slot, changes[i].before) + value_size (slot, changes[i].after);
    }

  return self;
}

FwStep *
fw_step_ref (FwStep *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  g_atomic_ref_count_inc (&self->ref_count);

  return self;
}

void
fw_step_unref (FwStep *self)
{
  g_return_if_fail (self != NULL);

  if (!g_atomic_ref_count_dec (&self->ref_count))
    return;

  for (gsize i = 0; i < self->n_changes; i++)
    {
      fw_slot_value_unref (self->changes[i].slot.kind, self->changes[i].before);
      fw_slot_value_unref (self->changes[i].slot.kind, self->changes[i].after);
    }
  g_free (self->label);
  g_free (self->author);
  g_free (self);
}

const char *
fw_step_get_label (const FwStep *self)
{
  return self->label;
}

const char *
fw_step_get_author (const FwStep *self)
{
  return self->author;
}

FwFrame
fw_step_get_frame (const FwStep *self)
{
  return self->frame;
}

gint64
fw_step_get_time (const FwStep *self)
{
  return self->time_us;
}

const FwSlotChange *
fw_step_get_changes (const FwStep *self,
                     gsize        *out_n)
{
  g_return_val_if_fail (out_n != NULL, NULL);

  *out_n = self->n_changes;

  return self->changes;
}

gsize
fw_step_get_size (const FwStep *self)
{
  return self->size;
}

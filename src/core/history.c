/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "core/history.h"

typedef struct
{
  FwStep  *step; /* (owned) */
  guint64  before;
  guint64  after;
} Entry;

struct _FwHistory
{
  GQueue done;   /* (element-type Entry) newest at the tail */
  GQueue undone; /* (element-type Entry) next to redo at the tail */
  gsize  size;
  gsize  cap;
};

static void
entry_free (gpointer data)
{
  Entry *entry = data;

  fw_step_unref (entry->step);
  g_free (entry);
}

FwHistory *
fw_history_new (gsize cap_bytes)
{
  FwHistory *self = g_new0 (FwHistory, 1);

  g_queue_init (&self->done);
  g_queue_init (&self->undone);
  self->cap = cap_bytes;

  return self;
}

void
fw_history_free (FwHistory *self)
{
  g_return_if_fail (self != NULL);

  g_queue_clear_full (&self->done, entry_free);
  g_queue_clear_full (&self->undone, entry_free);
  g_free (self);
}

static void
drop (FwHistory *self,
      Entry     *entry)
{
  self->size -= fw_step_get_size (entry->step);
  entry_free (entry);
}

/* The newest step always stays: what was just done can be taken back. */
static void
trim (FwHistory *self)
{
  while (self->size > self->cap && self->done.length > 1)
    drop (self, g_queue_pop_head (&self->done));
  while (self->size > self->cap && self->undone.length > 1)
    drop (self, g_queue_pop_head (&self->undone));
}

void
fw_history_set_cap (FwHistory *self,
                    gsize      cap_bytes)
{
  self->cap = cap_bytes;
  trim (self);
}

void
fw_history_push (FwHistory *self,
                 FwStep    *step,
                 guint64    before,
                 guint64    after)
{
  Entry *entry = g_new0 (Entry, 1);

  while (self->undone.length > 0)
    drop (self, g_queue_pop_tail (&self->undone));

  entry->step = fw_step_ref (step);
  entry->before = before;
  entry->after = after;
  self->size += fw_step_get_size (step);
  g_queue_push_tail (&self->done, entry);
  trim (self);
}

FwStep *
fw_history_peek_undo (FwHistory *self,
                      guint64   *out_revision)
{
  Entry *entry = g_queue_peek_tail (&self->done);

  if (entry && out_revision)
    *out_revision = entry->before;

  return entry ? entry->step : NULL;
}

FwStep *
fw_history_peek_redo (FwHistory *self,
                      guint64   *out_revision)
{
  Entry *entry = g_queue_peek_tail (&self->undone);

  if (entry && out_revision)
    *out_revision = entry->after;

  return entry ? entry->step : NULL;
}

void
fw_history_go_back (FwHistory *self)
{
  g_return_if_fail (self->done.length > 0);

  g_queue_push_tail (&self->undone, g_queue_pop_tail (&self->done));
}

void
fw_history_go_ahead (FwHistory *self)
{
  g_return_if_fail (self->undone.length > 0);

  g_queue_push_tail (&self->done, g_queue_pop_tail (&self->undone));
}

gboolean
fw_history_is_empty (FwHistory *self)
{
  return self->done.length == 0 && self->undone.length == 0;
}

gsize
fw_history_get_size (FwHistory *self)
{
  return self->size;
}

gsize
fw_history_get_n_steps (FwHistory *self)
{
  return (gsize) self->done.length + self->undone.length;
}

static void
rewrite_entry (FwHistory  *self,
               Entry      *entry,
               FwStepFunc  func,
               gpointer    user_data,
               guint64    *revision)
{
  FwStep *step = func (entry->step, user_data);

  self->size -= fw_step_get_size (entry->step);
  self->size += fw_step_get_size (step);
  fw_step_unref (entry->step);
  entry->step = step;
  entry->before = (*revision)++;
  entry->after = *revision;
}

guint64
fw_history_rewrite (FwHistory  *self,
                    FwStepFunc  func,
                    gpointer    user_data,
                    guint64     first)
{
  guint64 revision = first;
  guint64 present;

  for (GList *l = self->done.head; l; l = l->next)
    rewrite_entry (self, l->data, func, user_data, &revision);
  present = revision;
  for (GList *l = self->undone.tail; l; l = l->prev)
    rewrite_entry (self, l->data, func, user_data, &revision);

  return present;
}

void
fw_history_map (FwHistory  *self,
                FwStepFunc  func,
                gpointer    user_data)
{
  GQueue *queues[] = { &self->done, &self->undone };

  for (gsize i = 0; i < G_N_ELEMENTS (queues); i++)
    for (GList *l = queues[i]->head; l; l = l->next)
      {
        Entry *entry = l->data;
        FwStep *old = entry->step;

        self->size -= fw_step_get_size (old);
        entry->step = func (old, user_data);
        self->size += fw_step_get_size (entry->step);
        fw_step_unref (old);
      }
}

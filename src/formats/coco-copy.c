/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "formats/coco-copy.h"

#include <string.h>

static void
put (FwListCopy *self, gsize start, gsize end)
{
  if (end > start)
    fw_json_writer_verbatim (self->writer, self->text->data + start, end - start);
}

static void
flush_run (FwListCopy *self)
{
  put (self, self->run_start, self->run_end);
  self->run_start = self->run_end = 0;
}

void
fw_list_copy_begin (FwListCopy *self,
                    FwJsonWriter *writer,
                    const FwJsonText *text,
                    FwJsonRange list)
{
  *self = (FwListCopy){ .text = text, .writer = writer, .list = list };
  fw_json_writer_verbatim (writer, "[", 1);
}

/* Notes the element; returns where the bytes between it and its neighbour start. */
static FwJsonRange
pass (FwListCopy *self, FwJsonRange element)
{
  FwJsonRange before = { self->n_seen == 0 ? self->list.start + 1 : self->last_end, element.start };

  if (self->n_seen == 0)
    self->lead = element.start;
  else if (self->n_seen == 1)
    self->gap = before;
  self->n_seen++;
  self->last_end = element.end;

  return before;
}

/* The bytes before an element that is written: what stood before it, or, when
 * it is now the first, what stood before the first. */
static void
put_separator (FwListCopy *self, FwJsonRange before)
{
  if (!self->wrote_any)
    before = (FwJsonRange){ self->list.start + 1, self->lead };
  else if (self->n_seen == 1) /* the first, behind one that came before it */
    fw_json_writer_verbatim (self->writer, ",", 1);
  put (self, before.start, before.end);
}

void
fw_list_copy_keep (FwListCopy *self, FwJsonRange element)
{
  FwJsonRange before = pass (self, element);

  if (self->run_end != before.start || self->run_end == 0)
    {
      flush_run (self);
      put_separator (self, before);
      self->run_start = element.start;
    }
  self->run_end = element.end;
  self->wrote_any = TRUE;
}

void
fw_list_copy_drop (FwListCopy *self, FwJsonRange element)
{
  flush_run (self);
  pass (self, element);
}

void
fw_list_copy_replace (FwListCopy *self, FwJsonRange element, GBytes *bytes)
{
  FwJsonRange before = pass (self, element);
  gsize length;
  const char *data = g_bytes_get_data (bytes, &length);

  flush_run (self);
  put_separator (self, before);
  fw_json_writer_verbatim (self->writer, data, length);
  self->wrote_any = TRUE;
}

void
fw_list_copy_insert (FwListCopy *self, FwJsonRange next)
{
  FwJsonRange lead = { self->list.start + 1, self->n_seen == 0 ? next.start : self->lead };

  flush_run (self);

  if (self->wrote_any && self->n_seen > 1)
    {
      put (self, self->gap.start, self->gap.end);
    }
  else if (self->wrote_any && self->n_seen == 1)
    {
      put (self, self->last_end, next.start);
    }
  else
    {
      if (self->wrote_any)
        fw_json_writer_verbatim (self->writer, ",", 1);
      put (self, lead.start, lead.end);
    }
  self->wrote_any = TRUE;
}

void
fw_list_copy_add (FwListCopy *self)
{
  flush_run (self);

  if (!self->wrote_any && self->n_seen > 0)
    {
      put (self, self->list.start + 1, self->lead);
    }
  else if (!self->wrote_any)
    {
      fw_json_writer_verbatim (self->writer, "\n", 1);
    }
  else if (self->n_seen > 1)
    {
      put (self, self->gap.start, self->gap.end);
    }
  else
    {
      fw_json_writer_verbatim (self->writer, ",", 1);
      if (self->n_seen == 1)
        put (self, self->list.start + 1, self->lead);
      else
        fw_json_writer_verbatim (self->writer, "\n", 1);
    }
  self->wrote_any = TRUE;
}

void
fw_list_copy_end (FwListCopy *self)
{
  flush_run (self);

  if (self->n_seen > 0)
    put (self, self->last_end, self->list.end);
  else if (self->wrote_any)
    fw_json_writer_verbatim (self->writer, "\n]", 2);
  else if (self->list.end > 0)
    put (self, self->list.start + 1, self->list.end);
  else
    fw_json_writer_verbatim (self->writer, "]", 1);
}

/* Merging objects. */

typedef struct
{
  FwJsonRange key;
  FwJsonRange value;
  gboolean used;
} Member;

static GArray *
collect (const FwJsonText *text, FwJsonRange object)
{
  GArray *members = g_array_new (FALSE, FALSE, sizeof (Member));
  Member member = { .used = FALSE };
  FwJsonIter iter;

  if (fw_json_iter_init (&iter, text, object, NULL))
    while (fw_json_iter_next (&iter, &member.key, &member.value, NULL))
      g_array_append_val (members, member);

  return members;
}

static Member *
find (const FwJsonText *text, GArray *members, const FwJsonText *other, FwJsonRange key)
{
  gsize length = key.end - key.start;

  for (guint i = 0; i < members->len; i++)
    {
      Member *member = &g_array_index (members, Member, i);

      if (member->key.end - member->key.start == length
          && memcmp (text->data + member->key.start, other->data + key.start, length) == 0)
        return member;
    }

  return NULL;
}

static gboolean
is_among (const FwJsonText *text, FwJsonRange key, const char *const *names)
{
  for (; names && *names; names++)
    if (fw_json_key_is (text, key, *names))
      return TRUE;

  return FALSE;
}

static void
merge_into (FwJsonWriter *writer,
            const FwJsonText *text,
            FwJsonRange raw,
            const FwJsonText *fresh_text,
            FwJsonRange fresh_range,
            const FwMerge *merge)
{
  g_autoptr (GArray) old = collect (text, raw);
  g_autoptr (GArray) fresh = collect (fresh_text, fresh_range);
  FwMerge inner = { .remove = merge->nested_remove, .no_append = merge->nested_no_append };
  gsize last_end = raw.start + 1;
  gboolean wrote_any = FALSE;

  fw_json_writer_verbatim (writer, "{", 1);
  for (guint i = 0; i < old->len; i++)
    {
      Member *member = &g_array_index (old, Member, i);
      Member *other = find (fresh_text, fresh, text, member->key);
      /* What separates it: as it stood, or as the first one stood. */
      gsize gap_start = wrote_any ? last_end : raw.start + 1;
      gsize gap_end = wrote_any ? member->key.start : g_array_index (old, Member, 0).key.start;

      last_end = member->value.end;
      if (!other && is_among (text, member->key, merge->remove))
        continue;
      if (other && is_among (text, member->key, merge->keep))
        {
          other->used = TRUE;
          other = NULL;
        }

      fw_json_writer_verbatim (writer, text->data + gap_start, gap_end - gap_start);
      wrote_any = TRUE;
      if (!other)
        {
          fw_json_writer_verbatim (writer, text->data + member->key.start,
                                   member->value.end - member->key.start);
          continue;
        }

      other->used = TRUE;
      fw_json_writer_verbatim (writer, text->data + member->key.start,
                               member->value.start - member->key.start);
      if (merge->nested && fw_json_key_is (text, member->key, merge->nested)
          && text->data[member->value.start] == '{' && fresh_text->data[other->value.start] == '{')
        merge_into (writer, text, member->value, fresh_text, other->value, &inner);
      else
        fw_json_writer_verbatim (writer, fresh_text->data + other->value.start,
                                 other->value.end - other->value.start);
    }

  for (guint i = 0; i < fresh->len; i++)
    {
      Member *member = &g_array_index (fresh, Member, i);
      Member *first = old->len > 0 ? &g_array_index (old, Member, 0) : NULL;
      Member *second = old->len > 1 ? first + 1 : NULL;

      if (member->used || is_among (fresh_text, member->key, merge->no_append))
        continue;
      if (wrote_any && second)
        fw_json_writer_verbatim (writer, text->data + first->value.end,
                                 second->key.start - first->value.end);
      else if (wrote_any)
        fw_json_writer_verbatim (writer, ",", 1);
      wrote_any = TRUE;
      fw_json_writer_verbatim (writer, fresh_text->data + member->key.start,
                               member->key.end - member->key.start);
      if (first)
        fw_json_writer_verbatim (writer, text->data + first->key.end,
                                 first->value.start - first->key.end);
      else
        fw_json_writer_verbatim (writer, ":", 1);
      fw_json_writer_verbatim (writer, fresh_text->data + member->value.start,
                               member->value.end - member->value.start);
    }

  /* From the last member to the brace, when there was one. */
  if (old->len > 0)
    fw_json_writer_verbatim (writer, text->data + last_end, raw.end - last_end);
  else
    fw_json_writer_verbatim (writer, "}", 1);
}

GBytes *
fw_json_merge (const FwJsonText *text, FwJsonRange raw, GBytes *fresh, const FwMerge *merge)
{
  static const FwMerge nothing = { NULL };
  gsize length;
  const char *data = g_bytes_get_data (fresh, &length);
  g_autoptr (FwJsonText) fresh_text = fw_json_text_new (data, length);
  FwJsonWriter *writer = fw_json_writer_new ();

  merge_into (writer, text, raw, fresh_text, (FwJsonRange){ 0, length }, merge ? merge : &nothing);

  return fw_json_writer_steal (writer);
}

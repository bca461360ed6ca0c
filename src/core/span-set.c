/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "core/span-set.h"

#include <string.h>

struct _FwSpanSet
{
  gatomicrefcount ref_count;
  gint64          count;
  gsize           n_spans;
  FwSpan          spans[];
};

static int
compare_spans (const void *a,
               const void *b)
{
  const FwSpan *left = a;
  const FwSpan *right = b;

  return left->first < right->first ? -1 : left->first > right->first;
}

FwSpanSet *
fw_span_set_new (const FwSpan *spans,
                 gsize         n_spans)
{
  g_autofree FwSpan *sorted = g_memdup2 (spans, n_spans * sizeof (FwSpan));
  gsize n = 0;

  if (n_spans > 0)
    qsort (sorted, n_spans, sizeof (FwSpan), compare_spans);

  for (gsize i = 0; i < n_spans; i++)
    {
      if (sorted[i].last < sorted[i].first)
        continue;
      if (n > 0 && (gint64) sorted[n - 1].last + 1 >= sorted[i].first)
        sorted[n - 1].last = MAX (sorted[n - 1].last, sorted[i].last);
      else
        sorted[n++] = sorted[i];
    }

  if (n == 0)
    return NULL;

  FwSpanSet *self = g_malloc (sizeof (FwSpanSet) + n * sizeof (FwSpan));

  g_atomic_ref_count_init (&self->ref_count);
  self->n_spans = n;
  self->count = 0;
  memcpy (self->spans, sorted, n * sizeof (FwSpan));
  for (gsize i = 0; i < n; i++)
    self->count += fw_span_length (sorted[i]);

  return self;
}

FwSpanSet *
fw_span_set_ref (FwSpanSet *self)
{
  if (self)
    g_atomic_ref_count_inc (&self->ref_count);

  return self;
}

void
fw_span_set_unref (FwSpanSet *self)
{
  if (self && g_atomic_ref_count_dec (&self->ref_count))
    g_free (self);
}

gboolean
fw_span_set_equal (const FwSpanSet *a,
                   const FwSpanSet *b)
{
  if (a == b)
    return TRUE;
  if (!a || !b || a->n_spans != b->n_spans)
    return FALSE;

  return memcmp (a->spans, b->spans, a->n_spans * sizeof (FwSpan)) == 0;
}

/* Number of spans that begin at or before @frame. */
static gsize
count_starts (const FwSpanSet *self,
              FwFrame          frame)
{
  gsize low = 0;
  gsize high = self->n_spans;

  while (low < high)
    {
      gsize middle = low + (high - low) / 2;

      if (self->spans[middle].first <= frame)
        low = middle + 1;
      else
        high = middle;
    }

  return low;
}

gboolean
fw_span_set_contains (const FwSpanSet *self,
                      FwFrame          frame)
{
  if (!self)
    return FALSE;

  gsize n = count_starts (self, frame);

  return n > 0 && self->spans[n - 1].last >= frame;
}

const FwSpan *
fw_span_set_get_spans (const FwSpanSet *self,
                       gsize           *out_n)
{
  g_return_val_if_fail (out_n != NULL, NULL);

  *out_n = self ? self->n_spans : 0;

  return self ? self->spans : NULL;
}

gint64
fw_span_set_get_count (const FwSpanSet *self)
{
  return self ? self->count : 0;
}

gint64
fw_span_set_count_below (const FwSpanSet *self,
                         FwFrame          frame)
{
  gint64 count = 0;

  for (gsize i = 0; self && i < self->n_spans && self->spans[i].first < frame; i++)
    count
        += fw_span_length ((FwSpan){ self->spans[i].first, MIN (self->spans[i].last, frame - 1) });

  return count;
}

FwSpanSet *
fw_span_set_with (const FwSpanSet *self,
                  FwSpan           span,
                  gboolean         present)
{
  g_autoptr(GArray) spans = g_array_new (FALSE, FALSE, sizeof (FwSpan));

  if (span.last < span.first)
    return fw_span_set_ref ((FwSpanSet *) self);

  for (gsize i = 0; self && i < self->n_spans; i++)
    {
      FwSpan old = self->spans[i];

      if (present || old.last < span.first || old.first > span.last)
        {
          g_array_append_val (spans, old);
          continue;
        }
      if (old.first < span.first)
        {
          FwSpan left = { old.first, span.first - 1 };
          g_array_append_val (spans, left);
        }
      if (old.last > span.last)
        {
          FwSpan right = { span.last + 1, old.last };
          g_array_append_val (spans, right);
        }
    }
  if (present)
    g_array_append_val (spans, span);

  return fw_span_set_new ((FwSpan *) (void *) spans->data, spans->len);
}

FwSpanSet *
fw_span_set_union (const FwSpanSet *a,
                   const FwSpanSet *b)
{
  if (!a || !b)
    return fw_span_set_ref ((FwSpanSet *) (a ? a : b));

  g_autoptr(GArray) spans = g_array_new (FALSE, FALSE, sizeof (FwSpan));

  g_array_append_vals (spans, a->spans, (guint) a->n_spans);
  g_array_append_vals (spans, b->spans, (guint) b->n_spans);

  return fw_span_set_new ((FwSpan *) (void *) spans->data, spans->len);
}

FwSpanSet *
fw_span_set_minus (const FwSpanSet *a,
                   const FwSpanSet *b)
{
  g_autoptr(GArray) spans = g_array_new (FALSE, FALSE, sizeof (FwSpan));
  gsize next = 0;

  if (!a || !b)
    return fw_span_set_ref ((FwSpanSet *) a);

  for (gsize i = 0; i < a->n_spans; i++)
    {
      FwSpan rest = a->spans[i];

      while (next < b->n_spans && b->spans[next].last < rest.first)
        next++;
      /* One span of @b may reach over several of @a, so @next stays at it. */
      for (gsize k = next; k < b->n_spans && b->spans[k].first <= rest.last; k++)
        {
          FwSpan left = { rest.first, b->spans[k].first - 1 };

          if (left.first <= left.last)
            g_array_append_val (spans, left);
          rest.first = b->spans[k].last + 1;
        }
      if (rest.first <= rest.last)
        g_array_append_val (spans, rest);
    }

  return fw_span_set_new ((FwSpan *) (void *) spans->data, spans->len);
}

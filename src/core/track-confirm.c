/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "core/track-confirm.h"

#include "core/track-difference.h"
#include "core/track-private.h"

void
fw_track_builder_confirm (FwTrackBuilder *self,
                          FwSpan          span,
                          const char     *manual)
{
  FwConfirmed confirmed = { span, g_intern_string (manual) };

  g_return_if_fail (self != NULL);

  if (span.first > span.last)
    return;
  if (!self->confirmed)
    self->confirmed = g_array_new (FALSE, FALSE, sizeof (FwConfirmed));
  g_array_append_val (self->confirmed, confirmed);
}

/* Ends of what was told, to walk along. */
static int
compare_frames (gconstpointer a,
                gconstpointer b)
{
  gint64 x = *(const gint64 *) a, y = *(const gint64 *) b;

  return (x > y) - (x < y);
}

static gboolean
is_tidy (const GArray *told,
         FwSpan        life)
{
  for (guint i = 0; i < told->len; i++)
    {
      const FwConfirmed *here = &g_array_index (told, FwConfirmed, i);

      if (!here->manual || here->span.first < life.first || here->span.last > life.last)
        return FALSE;
      if (i > 0 && ((here - 1)->span.last >= here->span.first
                    || ((here - 1)->span.last + 1 == here->span.first
                        && (here - 1)->manual == here->manual)))
        return FALSE;
    }

  return TRUE;
}

static void
append_confirmed (GArray     *tidy,
                  FwSpan      span,
                  const char *manual)
{
  FwConfirmed *last = tidy->len > 0 ? &g_array_index (tidy, FwConfirmed, tidy->len - 1) : NULL;
  FwConfirmed fresh = { span, manual };

  if (last && last->manual == manual && last->span.last + 1 == span.first)
    last->span.last = span.last;
  else if (manual)
    g_array_append_val (tidy, fresh);
}

/* Lays @over over the tidy spans of @under. */
static GArray *
lay_over (const GArray *under,
          FwConfirmed   over)
{
  GArray *result = g_array_sized_new (FALSE, FALSE, sizeof (FwConfirmed), under->len + 2);
  gboolean is_laid = FALSE;

  for (guint i = 0; i < under->len; i++)
    {
      FwConfirmed here = g_array_index (under, FwConfirmed, i);

      if (here.span.first < over.span.first)
        append_confirmed (result,
                          (FwSpan) { here.span.first, MIN (here.span.last, over.span.first - 1) },
                          here.manual);
      if (!is_laid && here.span.last >= over.span.first)
        {
          append_confirmed (result, over.span, over.manual);
          is_laid = TRUE;
        }
      if (here.span.last > over.span.last)
        append_confirmed (result,
                          (FwSpan) { MAX (here.span.first, over.span.last + 1), here.span.last },
                          here.manual);
    }
  if (!is_laid)
    append_confirmed (result, over.span, over.manual);

  return result;
}

/* Hostile files list spans in any order and number: those are settled by a
 * sweep over their ends instead of one after the other. */
#define MAX_LAID 64

static GArray *
sweep (const GArray *told,
       FwSpan        life)
{
  g_autoptr(GArray) ends = g_array_new (FALSE, FALSE, sizeof (gint64));
  g_autofree const char **winners = NULL;
  GArray *tidy = g_array_new (FALSE, FALSE, sizeof (FwConfirmed));
  guint n = 0;

  for (guint i = 0; i < told->len; i++)
    {
      FwSpan span = g_array_index (told, FwConfirmed, i).span;
      gint64 first = MAX (span.first, life.first), after = (gint64) MIN (span.last, life.last) + 1;

      g_array_append_val (ends, first);
      g_array_append_val (ends, after);
    }
  g_array_sort (ends, compare_frames);
  for (guint i = 0; i < ends->len; i++)
    if (n == 0 || g_array_index (ends, gint64, n - 1) != g_array_index (ends, gint64, i))
      g_array_index (ends, gint64, n++) = g_array_index (ends, gint64, i);

  /* From the last told to the first: who comes first to a piece keeps it.
   * @next skips pieces that are taken. */
  g_autofree guint *next = g_new (guint, n + 1);

  winners = g_new0 (const char *, n + 1);
  for (guint i = 0; i <= n; i++)
    next[i] = i;
  for (guint t = told->len; t > 0; t--)
    {
      const FwConfirmed *here = &g_array_index (told, FwConfirmed, t - 1);
      guint low = 0, high = n;

      while (low < high)
        {
          guint middle = low + (high - low) / 2;

          if (g_array_index (ends, gint64, middle) < MAX (here->span.first, life.first))
            low = middle + 1;
          else
            high = middle;
        }
      for (guint i = low;
           i + 1 < n && g_array_index (ends, gint64, i) <= MIN (here->span.last, life.last);)
        {
          guint free_piece = i;

          while (next[free_piece] != free_piece)
            free_piece = next[free_piece] = next[next[free_piece]];
          if (free_piece != i)
            {
              i = free_piece;
              continue;
            }
          winners[i] = here->manual;
          next[i] = i + 1;
          i++;
        }
    }

  for (guint i = 0; i + 1 < n; i++)
    append_confirmed (tidy,
                      (FwSpan) { (FwFrame) g_array_index (ends, gint64, i),
                                 (FwFrame) (g_array_index (ends, gint64, i + 1) - 1) },
                      winners[i]);

  return tidy;
}

void
fw_track_builder_tidy_confirmed (FwTrackBuilder *self,
                                 FwSpan          life)
{
  GArray *told = self->confirmed;
  GArray *tidy;

  if (!told || is_tidy (told, life))
    return;

  if (told->len > MAX_LAID)
    tidy = sweep (told, life);
  else
    {
      tidy = g_array_new (FALSE, FALSE, sizeof (FwConfirmed));
      for (guint i = 0; i < told->len; i++)
        {
          FwConfirmed here = g_array_index (told, FwConfirmed, i);

          here.span.first = MAX (here.span.first, life.first);
          here.span.last = MIN (here.span.last, life.last);
          if (here.span.first > here.span.last)
            continue;

          GArray *laid = lay_over (tidy, here);

          g_array_unref (tidy);
          tidy = laid;
        }
    }
  g_array_unref (told);
  self->confirmed = tidy;
}

gboolean
fw_track_confirmed_equal (const FwTrackExtra *a,
                          const FwTrackExtra *b)
{
  if (a->n_confirmed != b->n_confirmed)
    return FALSE;

  for (guint32 i = 0; i < a->n_confirmed; i++)
    if (a->confirmed[i].span.first != b->confirmed[i].span.first
        || a->confirmed[i].span.last != b->confirmed[i].span.last
        || a->confirmed[i].manual != b->confirmed[i].manual)
      return FALSE;

  return TRUE;
}

FwTrack *
fw_track_confirm_span (FwTrack    *track,
                       FwSpan      span,
                       const char *manual)
{
  g_return_val_if_fail (track != NULL, NULL);

  FwTrackBuilder *builder = fw_track_builder_new_from (track);

  fw_track_builder_confirm (builder, span, manual);

  return fw_track_builder_end (builder, NULL);
}

/* What is new is confirmed where it brings nothing along. */
static FwTrack *
confirm_new (FwTrack    *track,
             const char *manual)
{
  FwTrackBuilder *builder;
  gsize n;
  const FwConfirmed *confirmed = fw_track_get_confirmed (track, &n);

  if (!manual)
    return fw_track_ref (track);

  builder = fw_track_builder_new_from (track);
  fw_track_builder_confirm (builder, fw_track_get_span (track), manual);
  for (gsize i = 0; i < n; i++)
    fw_track_builder_confirm (builder, confirmed[i].span, confirmed[i].manual);

  return fw_track_builder_end (builder, NULL);
}

FwTrack *
fw_track_confirm_edit (FwTrack    *before,
                       FwTrack    *after,
                       const char *manual)
{
  g_return_val_if_fail (after != NULL, NULL);

  FwSpan span;
  gsize n;

  if (!before)
    return confirm_new (after, manual);
  if (!fw_track_find_edit (before, after, &span))
    return fw_track_ref (after);

  fw_track_get_confirmed (after, &n);
  if (!manual && n == 0)
    return fw_track_ref (after);

  return fw_track_confirm_span (after, span, manual);
}

const char *
fw_track_find_confirmed (const FwTrack *track,
                         FwFrame        frame)
{
  g_return_val_if_fail (track != NULL, NULL);

  gsize low = 0, high;
  const FwConfirmed *confirmed = fw_track_get_confirmed (track, &high);

  while (low < high)
    {
      gsize middle = low + (high - low) / 2;

      if (frame < confirmed[middle].span.first)
        high = middle;
      else if (frame > confirmed[middle].span.last)
        low = middle + 1;
      else
        return confirmed[middle].manual;
    }

  return NULL;
}

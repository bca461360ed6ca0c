/* SPDX-License-Identifier: GPL-3.0-or-later */

/*
 * Two lists. `packets` is what the scan saw, in decoding order. `provisional`
 * is the same without what never gives a picture, in order of the time stamps.
 * The confirming pass eats `provisional` from its front and fills `confirmed`;
 * frame f is confirmed[f], or beyond that provisional[n_eaten + f - n_confirmed].
 * A packet that the pass skips is thereby dropped in O(1), and all later
 * frames move with it. What moved is told by comparing each packet's frame with
 * the one that was published for it last (take_renumbering).
 *
 * Time stamps that jump back (recordings put one after the other) start a new
 * section: sorting never mixes packets across it. Where time stamps are missing
 * there is no provisional list, and the frames are those confirmed so far.
 */

#include "media/frame-index.h"

/* Without decoding times, a frame counts as settled when so many packets follow. */
#define REORDER_WINDOW 32

typedef enum
{
  FATE_OPEN,      /* still in the provisional list, or never was in it */
  FATE_CONFIRMED,
  FATE_DROPPED    /* passed over: yields no picture */
} Fate;

typedef struct
{
  FwPacketInfo info;
  gint32       place;       /* in `provisional`, or the frame once confirmed; -1 = not listed */
  gint32       published;   /* frame told to the world last; -1 = none */
  guint8       fate;
  guint8       entry_level; /* 0 = good, 1 = with one thread only, 2 = no entry */
} Packet;

typedef struct
{
  guint    packet;
  guint    is_damaged;
  gint64   pts;
  guint64  digest;
  guint16  width;
  guint16  height;
} Confirmed;

struct _FwFrameIndex
{
  gatomicrefcount ref_count;

  /* Protected by @lock. */
  GMutex   lock;
  GArray  *packets;      /* (element-type Packet) (owned) */
  GArray  *provisional;  /* (element-type guint) (owned) ordinals */
  GArray  *confirmed;    /* (element-type Confirmed) (owned) */
  GArray  *gaps;         /* (element-type FwIndexGap) (owned) of failed packets without times */
  guint    n_eaten;
  guint    section;      /* first place in `provisional` that may still be sorted into */
  gint64   last_dts;
  gboolean lacks_times;
  gboolean is_scanned;
  gboolean is_confirmed;
  gboolean has_moved;    /* frames published before have other numbers now */
  guint    n_published;
};

FwFrameIndex *
fw_frame_index_new (void)
{
  FwFrameIndex *self = g_new0 (FwFrameIndex, 1);

  g_atomic_ref_count_init (&self->ref_count);
  g_mutex_init (&self->lock);
  self->packets = g_array_new (FALSE, FALSE, sizeof (Packet));
  self->provisional = g_array_new (FALSE, FALSE, sizeof (guint));
  self->confirmed = g_array_new (FALSE, FALSE, sizeof (Confirmed));
  self->gaps = g_array_new (FALSE, FALSE, sizeof (FwIndexGap));
  self->last_dts = FW_PTS_NONE;

  return self;
}

FwFrameIndex *
fw_frame_index_ref (FwFrameIndex *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  g_atomic_ref_count_inc (&self->ref_count);
  return self;
}

void
fw_frame_index_unref (FwFrameIndex *self)
{
  g_return_if_fail (self != NULL);

  if (!g_atomic_ref_count_dec (&self->ref_count))
    return;

  g_array_unref (self->packets);
  g_array_unref (self->provisional);
  g_array_unref (self->confirmed);
  g_array_unref (self->gaps);
  g_mutex_clear (&self->lock);
  g_free (self);
}

static inline Packet *
packet_at (FwFrameIndex *self,
           guint         ordinal)
{
  return &g_array_index (self->packets, Packet, ordinal);
}

static inline gint64
provisional_pts (FwFrameIndex *self,
                 guint         place)
{
  return packet_at (self, g_array_index (self->provisional, guint, place))->info.pts;
}

/* Scan --------------------------------------------------------------------- */

static void
insert_provisional (FwFrameIndex *self,
                    guint         ordinal)
{
  Packet *packet = packet_at (self, ordinal);
  guint place = self->provisional->len;

  while (place > self->section && provisional_pts (self, place - 1) > packet->info.pts)
    place--;
  g_array_insert_val (self->provisional, place, ordinal);
  for (guint i = place; i < self->provisional->len; i++)
    packet_at (self, g_array_index (self->provisional, guint, i))->place = (gint32) i;
}

void
fw_frame_index_add_packet (FwFrameIndex       *self,
                           const FwPacketInfo *info)
{
  Packet packet = { *info, -1, -1, FATE_OPEN, 0 };

  g_return_if_fail (self != NULL);
  g_return_if_fail (info != NULL);

  g_mutex_lock (&self->lock);
  if (info->dts != FW_PTS_NONE)
    {
      if (self->last_dts != FW_PTS_NONE && info->dts < self->last_dts)
        self->section = self->provisional->len;
      self->last_dts = info->dts;
    }
  g_array_append_val (self->packets, packet);
  if (!(info->flags & (FW_PACKET_DISCARD | FW_PACKET_HIDDEN | FW_PACKET_EMPTY)))
    {
      if (info->pts == FW_PTS_NONE)
        self->lacks_times = TRUE;
      if (!self->lacks_times)
        insert_provisional (self, self->packets->len - 1);
    }
  g_mutex_unlock (&self->lock);
}

void
fw_frame_index_end_scan (FwFrameIndex *self)
{
  g_return_if_fail (self != NULL);

  g_mutex_lock (&self->lock);
  self->is_scanned = TRUE;
  g_mutex_unlock (&self->lock);
}

gboolean
fw_frame_index_is_scanned (FwFrameIndex *self)
{
  g_return_val_if_fail (self != NULL, FALSE);

  g_mutex_lock (&self->lock);
  gboolean result = self->is_scanned;
  g_mutex_unlock (&self->lock);

  return result;
}

guint
fw_frame_index_get_n_packets (FwFrameIndex *self)
{
  g_return_val_if_fail (self != NULL, 0);

  g_mutex_lock (&self->lock);
  guint result = self->packets->len;
  g_mutex_unlock (&self->lock);

  return result;
}

gboolean
fw_frame_index_get_packet (FwFrameIndex *self,
                           guint         ordinal,
                           FwPacketInfo *out_packet)
{
  g_return_val_if_fail (self != NULL, FALSE);

  g_mutex_lock (&self->lock);
  gboolean exists = ordinal < self->packets->len;
  if (exists)
    *out_packet = packet_at (self, ordinal)->info;
  g_mutex_unlock (&self->lock);

  return exists;
}

static gboolean
is_same_packet (const FwPacketInfo *a,
                const FwPacketInfo *b)
{
  if (a->size != b->size)
    return FALSE;
  if (a->pos >= 0 && b->pos >= 0)
    return a->pos == b->pos
           && (a->pts == b->pts || a->dts == b->dts || a->pts == FW_PTS_NONE
               || b->pts == FW_PTS_NONE
               || (a->flags & FW_PACKET_KEY) == (b->flags & FW_PACKET_KEY));

  return a->dts == b->dts && a->pts == b->pts && (a->pts != FW_PTS_NONE || a->dts != FW_PTS_NONE);
}

guint
fw_frame_index_recognize (FwFrameIndex       *self,
                          const FwPacketInfo *packet,
                          guint               near)
{
  guint result = FW_PACKET_NONE;

  g_return_val_if_fail (self != NULL, FW_PACKET_NONE);

  g_mutex_lock (&self->lock);
  guint n_packets = self->packets->len;

  near = MIN (near, n_packets ? n_packets - 1 : 0);
  for (guint distance = 0; distance < n_packets && result == FW_PACKET_NONE; distance++)
    {
      if (distance <= near && is_same_packet (&packet_at (self, near - distance)->info, packet))
        result = near - distance;
      else if (near + distance < n_packets
               && is_same_packet (&packet_at (self, near + distance)->info, packet))
        result = near + distance;
    }
  g_mutex_unlock (&self->lock);

  return result;
}

/* Frames (lock held) ---------------------------------------------------------- */

/* Provisional frames whose number cannot change by packets still to be scanned. */
static guint
count_settled (FwFrameIndex *self)
{
  guint n = self->provisional->len;

  if (self->lacks_times)
    return self->n_eaten;
  if (self->is_scanned)
    return n;
  if (self->last_dts == FW_PTS_NONE)
    return n > REORDER_WINDOW ? n - REORDER_WINDOW : 0;
  while (n > self->section && provisional_pts (self, n - 1) >= self->last_dts)
    n--;

  return n;
}

static guint
count_frames (FwFrameIndex *self)
{
  guint settled = count_settled (self);
  guint open = settled > self->n_eaten && !self->is_confirmed ? settled - self->n_eaten : 0;

  return self->confirmed->len + open;
}

static guint
packet_of_frame (FwFrameIndex *self,
                 guint         frame)
{
  if (frame < self->confirmed->len)
    return g_array_index (self->confirmed, Confirmed, frame).packet;

  return g_array_index (self->provisional, guint, self->n_eaten + frame - self->confirmed->len);
}

static FwFrame
frame_of_packet (FwFrameIndex *self,
                 guint         ordinal)
{
  const Packet *packet = packet_at (self, ordinal);

  if (packet->fate == FATE_CONFIRMED)
    return packet->place;
  if (packet->fate == FATE_DROPPED || packet->place < 0 || self->lacks_times
      || self->is_confirmed || (guint) packet->place < self->n_eaten
      || (guint) packet->place >= count_settled (self))
    return FW_FRAME_NONE;

  return (FwFrame) (self->confirmed->len + (guint) packet->place - self->n_eaten);
}

static gint64
pts_of_frame (FwFrameIndex *self,
              guint         frame)
{
  if (frame < self->confirmed->len)
    return g_array_index (self->confirmed, Confirmed, frame).pts;

  return packet_at (self, packet_of_frame (self, frame))->info.pts;
}

/* Confirming ------------------------------------------------------------------ */

static void
eat_up_to (FwFrameIndex *self,
           guint         end)
{
  for (; self->n_eaten < end; self->n_eaten++)
    {
      Packet *packet
        = packet_at (self, g_array_index (self->provisional, guint, self->n_eaten));

      if (packet->fate != FATE_OPEN)
        continue;
      packet->fate = FATE_DROPPED;
      self->has_moved = TRUE;
    }
}

static void
append_confirmed (FwFrameIndex    *self,
                  const Confirmed *frame)
{
  if (frame->packet < self->packets->len)
    {
      Packet *packet = packet_at (self, frame->packet);

      if (packet->fate == FATE_OPEN && packet->place >= (gint32) self->n_eaten
          && !self->lacks_times)
        {
          eat_up_to (self, (guint) packet->place);
          self->n_eaten++;
        }
      else
        self->has_moved = TRUE;
      packet->fate = FATE_CONFIRMED;
      packet->place = (gint32) self->confirmed->len;
    }
  g_array_append_val (self->confirmed, *frame);
}

gboolean
fw_frame_index_confirm (FwFrameIndex       *self,
                        FwFrame             rank,
                        const FwIndexFrame *what)
{
  gboolean is_same = TRUE;

  g_return_val_if_fail (self != NULL, FALSE);
  g_return_val_if_fail (rank >= 0 && what != NULL, FALSE);

  Confirmed frame = { what->packet, what->is_damaged != FALSE, what->pts, what->digest, what->width,
                      what->height };
  guint packet = what->packet;

  g_mutex_lock (&self->lock);
  g_assert ((guint) rank <= self->confirmed->len);
  if ((guint) rank == self->confirmed->len)
    append_confirmed (self, &frame);
  else
    {
      Confirmed *known = &g_array_index (self->confirmed, Confirmed, rank);

      is_same = known->digest == frame.digest && known->packet == packet;
      if (known->packet != packet && known->packet < self->packets->len
          && packet_at (self, known->packet)->place == rank)
        packet_at (self, known->packet)->fate = FATE_DROPPED;
      if (packet < self->packets->len)
        {
          packet_at (self, packet)->fate = FATE_CONFIRMED;
          packet_at (self, packet)->place = rank;
        }
      *known = frame;
    }
  g_mutex_unlock (&self->lock);

  return is_same;
}

gboolean
fw_frame_index_would_move (FwFrameIndex *self,
                           guint         packet)
{
  g_return_val_if_fail (self != NULL, FALSE);

  g_mutex_lock (&self->lock);
  gboolean would_move
    = !self->lacks_times && self->n_eaten < self->provisional->len
      && (packet >= self->packets->len || packet_at (self, packet)->fate != FATE_OPEN
          || packet_at (self, packet)->place != (gint32) self->n_eaten);
  g_mutex_unlock (&self->lock);

  return would_move;
}

static void
note_failed_packet (FwFrameIndex *self,
                    guint         ordinal)
{
  FwIndexGap gap = { FW_FRAME_NONE, 1, FW_PTS_NONE };

  if (ordinal >= self->packets->len || packet_at (self, ordinal)->fate == FATE_CONFIRMED)
    return;

  for (guint i = ordinal; i-- > 0;)
    if (packet_at (self, i)->fate == FATE_CONFIRMED)
      {
        gap.after = packet_at (self, i)->place;
        break;
      }

  const FwPacketInfo *info = &packet_at (self, ordinal)->info;

  gap.pts = info->pts != FW_PTS_NONE ? info->pts : info->dts;
  if (self->gaps->len > 0)
    {
      FwIndexGap *last = &g_array_index (self->gaps, FwIndexGap, self->gaps->len - 1);

      if (last->after == gap.after)
        {
          last->n_missing++;
          return;
        }
    }
  g_array_append_val (self->gaps, gap);
}

void
fw_frame_index_end_confirm (FwFrameIndex *self,
                            FwFrame       n_frames,
                            GArray       *packets_failed)
{
  g_return_if_fail (self != NULL);

  g_mutex_lock (&self->lock);
  while (self->confirmed->len > (guint) MAX (n_frames, 0))
    {
      guint ordinal = g_array_index (self->confirmed, Confirmed, self->confirmed->len - 1).packet;

      if (ordinal < self->packets->len)
        packet_at (self, ordinal)->fate = FATE_DROPPED;
      g_array_set_size (self->confirmed, self->confirmed->len - 1);
    }
  if (!self->lacks_times)
    eat_up_to (self, self->provisional->len);
  for (guint i = 0; self->lacks_times && packets_failed && i < packets_failed->len; i++)
    note_failed_packet (self, g_array_index (packets_failed, guint, i));
  self->is_confirmed = TRUE;
  g_mutex_unlock (&self->lock);
}

gboolean
fw_frame_index_is_confirmed (FwFrameIndex *self)
{
  g_return_val_if_fail (self != NULL, FALSE);

  g_mutex_lock (&self->lock);
  gboolean result = self->is_confirmed;
  g_mutex_unlock (&self->lock);

  return result;
}

GArray *
fw_frame_index_take_renumbering (FwFrameIndex *self)
{
  GArray *entries = NULL;
  FwRenumbering last = { -1, 0 };

  g_return_val_if_fail (self != NULL, NULL);

  g_mutex_lock (&self->lock);
  guint n_frames = count_frames (self);

  for (guint i = self->has_moved ? 0 : self->n_published; i < n_frames; i++)
    {
      guint ordinal = packet_of_frame (self, i);

      if (ordinal >= self->packets->len)
        continue;

      Packet *packet = packet_at (self, ordinal);
      gint32 shift = packet->published < 0 ? last.shift : (gint32) i - packet->published;

      if (shift != last.shift && packet->published > last.from)
        {
          last = (FwRenumbering) { packet->published, shift };
          if (!entries)
            entries = g_array_new (FALSE, FALSE, sizeof (FwRenumbering));
          g_array_append_val (entries, last);
        }
      packet->published = (gint32) i;
    }
  self->has_moved = FALSE;
  self->n_published = n_frames;
  g_mutex_unlock (&self->lock);

  return entries;
}

static void
add_gap (GArray  *gaps,
         FwFrame  after,
         gint64   pts)
{
  if (gaps->len > 0)
    {
      FwIndexGap *last = &g_array_index (gaps, FwIndexGap, gaps->len - 1);

      if (last->after == after)
        {
          last->n_missing++;
          return;
        }
    }

  FwIndexGap gap = { after, 1, pts };

  g_array_append_val (gaps, gap);
}

GArray *
fw_frame_index_dup_gaps (FwFrameIndex *self)
{
  FwFrame after = FW_FRAME_NONE;

  g_return_val_if_fail (self != NULL, NULL);

  g_mutex_lock (&self->lock);
  GArray *gaps = g_array_copy (self->gaps);

  for (guint i = 0; i < self->n_eaten && !self->lacks_times; i++)
    {
      const Packet *packet = packet_at (self, g_array_index (self->provisional, guint, i));

      if (packet->fate == FATE_CONFIRMED)
        after = packet->place;
      else if (packet->fate == FATE_DROPPED)
        add_gap (gaps, after, packet->info.pts);
    }
  g_mutex_unlock (&self->lock);

  return gaps;
}

/* Reading ---------------------------------------------------------------------- */

FwFrame
fw_frame_index_get_n_frames (FwFrameIndex *self)
{
  g_return_val_if_fail (self != NULL, 0);

  g_mutex_lock (&self->lock);
  FwFrame result = (FwFrame) MIN (count_frames (self), (guint) FW_FRAME_MAX);
  g_mutex_unlock (&self->lock);

  return result;
}

FwFrame
fw_frame_index_get_n_confirmed (FwFrameIndex *self)
{
  g_return_val_if_fail (self != NULL, 0);

  g_mutex_lock (&self->lock);
  FwFrame result = (FwFrame) self->confirmed->len;
  g_mutex_unlock (&self->lock);

  return result;
}

gboolean
fw_frame_index_get_frame (FwFrameIndex *self,
                          FwFrame       frame,
                          FwIndexFrame *out_frame)
{
  g_return_val_if_fail (self != NULL, FALSE);

  g_mutex_lock (&self->lock);
  gboolean exists = frame >= 0 && (guint) frame < count_frames (self);

  if (exists)
    {
      guint ordinal = packet_of_frame (self, (guint) frame);
      const Packet *packet = ordinal < self->packets->len ? packet_at (self, ordinal) : NULL;

      *out_frame = (FwIndexFrame) {
        .packet = ordinal,
        .pts = pts_of_frame (self, (guint) frame),
        .is_key = packet && (packet->info.flags & FW_PACKET_KEY) && packet->entry_level < 2,
        .is_damaged = packet && (packet->info.flags & FW_PACKET_DAMAGED),
      };
      if ((guint) frame < self->confirmed->len)
        {
          const Confirmed *known = &g_array_index (self->confirmed, Confirmed, frame);

          out_frame->is_confirmed = TRUE;
          out_frame->digest = known->digest;
          out_frame->width = known->width;
          out_frame->height = known->height;
          out_frame->is_damaged |= known->is_damaged;
        }
    }
  g_mutex_unlock (&self->lock);

  return exists;
}

FwFrame
fw_frame_index_find_packet (FwFrameIndex *self,
                            guint         packet)
{
  g_return_val_if_fail (self != NULL, FW_FRAME_NONE);

  g_mutex_lock (&self->lock);
  FwFrame frame = packet < self->packets->len ? frame_of_packet (self, packet) : FW_FRAME_NONE;
  g_mutex_unlock (&self->lock);

  return frame;
}

FwFrame
fw_frame_index_find_pts (FwFrameIndex *self,
                         gint64        pts)
{
  g_return_val_if_fail (self != NULL, 0);

  g_mutex_lock (&self->lock);
  guint low = 0;
  guint high = count_frames (self);

  while (high - low > 1)
    {
      guint middle = low + (high - low) / 2;

      if (pts_of_frame (self, middle) <= pts)
        low = middle;
      else
        high = middle;
    }
  g_mutex_unlock (&self->lock);

  return (FwFrame) low;
}

FwFrame
fw_frame_index_find_key (FwFrameIndex *self,
                         FwFrame       frame,
                         int           direction)
{
  FwFrame result = FW_FRAME_NONE;
  gint64 step = direction < 0 ? -1 : 1;

  g_return_val_if_fail (self != NULL, FW_FRAME_NONE);

  g_mutex_lock (&self->lock);
  gint64 n_frames = count_frames (self);

  for (gint64 i = CLAMP (frame, -1, n_frames) + step; i >= 0 && i < n_frames; i += step)
    {
      guint ordinal = packet_of_frame (self, (guint) i);

      if (ordinal >= self->packets->len)
        continue;

      const Packet *packet = packet_at (self, ordinal);

      if ((packet->info.flags & FW_PACKET_KEY) && packet->entry_level < 2)
        {
          result = (FwFrame) i;
          break;
        }
    }
  g_mutex_unlock (&self->lock);

  return result;
}

static int
compare_steps (gconstpointer a,
               gconstpointer b)
{
  gint64 step_a = *(const gint64 *) a, step_b = *(const gint64 *) b;

  return step_a < step_b ? -1 : step_a > step_b;
}

/* A few distances may be whole multiples of the usual one: pictures are missing
 * there. Sorted @steps. */
static void
judge_steps (const GArray *steps,
             FwIndexRate  *rate)
{
  gint64 middle = g_array_index (steps, gint64, steps->len / 2);
  /* Coarse clocks round 33.37 to 33 or 34: two ticks of a fine clock are no
   * difference, one tick of a clock that ticks once per frame is. */
  gint64 tolerance = middle >= 8 ? 2 : 0;
  gint64 sum = 0;
  guint n_usual = 0;
  gboolean is_even = TRUE;

  for (guint i = 0; i < steps->len; i++)
    {
      gint64 step = g_array_index (steps, gint64, i);
      gint64 n_fold = MAX ((step + middle / 2) / middle, 1);

      if (ABS (step - middle) <= tolerance)
        {
          sum += step;
          n_usual++;
        }
      else if (ABS (step - n_fold * middle) > n_fold * tolerance || n_fold < 2)
        is_even = FALSE;
    }

  guint n_holes = steps->len - n_usual;

  rate->is_even = is_even && n_holes <= MAX (steps->len / 50, 1) && n_holes < steps->len;
  rate->step = rate->is_even ? (double) sum / n_usual
                             : (double) (rate->last - rate->first) / steps->len;
}

gboolean
fw_frame_index_measure (FwFrameIndex *self,
                        FwIndexRate  *out_rate)
{
  g_autoptr(GArray) steps = g_array_new (FALSE, FALSE, sizeof (gint64));
  gint64 first = FW_PTS_NONE;
  gint64 previous = FW_PTS_NONE;

  g_return_val_if_fail (self != NULL, FALSE);

  g_mutex_lock (&self->lock);
  guint n_frames = count_frames (self);

  for (guint i = 0; i < n_frames; i++)
    {
      gint64 pts = pts_of_frame (self, i);
      if (pts == FW_PTS_NONE)
        continue;

      gint64 step = previous == FW_PTS_NONE ? 0 : pts - previous;

      if (previous == FW_PTS_NONE)
        first = pts;
      else if (pts > previous)
        g_array_append_val (steps, step);
      previous = pts;
    }
  g_mutex_unlock (&self->lock);

  if (steps->len == 0)
    return FALSE;

  out_rate->first = first;
  out_rate->last = previous;
  g_array_sort (steps, compare_steps);
  judge_steps (steps, out_rate);

  return TRUE;
}

/* Entry points ------------------------------------------------------------------- */

static gboolean
can_enter (FwFrameIndex *self,
           guint         ordinal,
           FwFrame       frame,
           gint64        pts)
{
  const Packet *packet = packet_at (self, ordinal);

  if (!(packet->info.flags & FW_PACKET_KEY) || packet->entry_level > 1)
    return FALSE;

  FwFrame own = frame_of_packet (self, ordinal);

  if (own != FW_FRAME_NONE)
    return own <= frame;

  /* Hidden by an edit list: decoding may begin there all the same. */
  return (packet->info.flags & FW_PACKET_DISCARD) && packet->info.pts != FW_PTS_NONE
         && pts != FW_PTS_NONE && packet->info.pts <= pts;
}

guint
fw_frame_index_find_entry (FwFrameIndex *self,
                           FwFrame       frame,
                           guint         limit,
                           gboolean     *out_one_thread)
{
  guint entry = 0;

  g_return_val_if_fail (self != NULL, 0);

  g_mutex_lock (&self->lock);
  if (frame >= 0 && (guint) frame < count_frames (self))
    {
      guint target = packet_of_frame (self, (guint) frame);
      gint64 pts = pts_of_frame (self, (guint) frame);

      if (target < self->packets->len)
        for (guint i = MIN (target + 1, limit); i-- > 0 && entry == 0;)
          if (can_enter (self, i, frame, pts))
            entry = i;
    }
  *out_one_thread = self->packets->len > entry && packet_at (self, entry)->entry_level > 0;
  g_mutex_unlock (&self->lock);

  return entry;
}

void
fw_frame_index_reject_entry (FwFrameIndex *self,
                             guint         packet,
                             gboolean      was_one_thread)
{
  g_return_if_fail (self != NULL);

  g_mutex_lock (&self->lock);
  if (packet < self->packets->len)
    {
      Packet *entry = packet_at (self, packet);

      /* The beginning of the file stays an entry: with one thread it is the definition. */
      entry->entry_level = was_one_thread && packet > 0 ? 2 : MAX (entry->entry_level, 1);
    }
  g_mutex_unlock (&self->lock);
}

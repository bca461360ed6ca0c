/* SPDX-License-Identifier: GPL-3.0-or-later */

/*
 * The sums. Names are interned, so they are compared by their address. What
 * needs more than adding up stands beside it: sizes in tally-sizes.c, pictures
 * that look the same in tally-alike.c.
 */

#include "fw-config.h"
#include "rules/check-ops.h"
#include "rules/tally-private.h"

#include <string.h>

typedef struct
{
  const char *category;
  const char *attribute;
  FwValue value;
} ValueKey;

/* Labels of a person or a category. */
typedef struct
{
  gint64 labels;
  gint64 frames;  /* with at least one */
  GArray *counts; /* (owned) (element-type guint32) labels per frame */
} FrameSum;

static guint
value_key_hash (gconstpointer key)
{
  const ValueKey *self = key;
  guint hash = g_direct_hash (self->category) * 31u + g_direct_hash (self->attribute);

  if (self->value.type == FW_VALUE_TEXT)
    return hash * 31u + g_direct_hash (self->value.text);

  return hash * 31u + (self->value.type == FW_VALUE_BOOL && self->value.boolean);
}

static gboolean
value_key_equal (gconstpointer a, gconstpointer b)
{
  const ValueKey *left = a, *right = b;

  return left->category == right->category && left->attribute == right->attribute
         && fw_value_equal (left->value, right->value);
}

static FrameSum *
frame_sum_new (void)
{
  FrameSum *sum = g_new0 (FrameSum, 1);

  sum->counts = g_array_new (FALSE, TRUE, sizeof (guint32));

  return sum;
}

static void
frame_sum_free (FrameSum *sum)
{
  g_array_unref (sum->counts);
  g_free (sum);
}

/* The labels of one track, frame by frame. */
static void
frame_sum_add (FrameSum *self, const FwCheckContext *context, const FwTrack *track, int sign)
{
  FwSpan life = fw_track_get_span (track);
  FwTrackCursor cursor;

  life.last = MIN (life.last, FW_TALLY_MAX_FRAMES - 1);
  if (life.first <= life.last && (gsize) life.last >= self->counts->len)
    g_array_set_size (self->counts, (guint) life.last + 1);
  fw_track_cursor_init (&cursor, track);
  for (FwFrame frame = life.first; frame <= life.last; frame++)
    {
      guint32 *count = &g_array_index (self->counts, guint32, frame);
      FwRect box;

      if (!fw_presence_is_visible (fw_track_cursor_move (&cursor, frame, &box))
          || fw_check_context_is_deleted (context, frame))
        continue;
      self->frames -= *count > 0;
      *count += (guint32) sign;
      self->frames += *count > 0;
      self->labels += sign;
    }
}

static void
add_count (GHashTable *table, gpointer key, gint64 by)
{
  gint64 *count = g_hash_table_lookup (table, key);

  if (!count)
    {
      count = g_new0 (gint64, 1);
      g_hash_table_insert (table, key, count);
    }
  *count += by;
}

static gint64
get_count (GHashTable *table, gconstpointer key)
{
  const gint64 *count = g_hash_table_lookup (table, key);

  return count ? *count : 0;
}

static void
add_value (FwTally *self, const char *category, const char *attribute, FwValue value, gint64 by)
{
  ValueKey key = { category, attribute, value };
  gint64 *count = g_hash_table_lookup (self->values, &key);

  if (by == 0 || (value.type != FW_VALUE_TEXT && value.type != FW_VALUE_BOOL))
    return;
  if (!count)
    {
      count = g_new0 (gint64, 1);
      g_hash_table_insert (self->values, g_memdup2 (&key, sizeof key), count);
    }
  *count += by;
}

/* Labels of one track for each value that one attribute has. */
static void
add_attribute (FwTally *self,
               const FwCheckContext *context,
               const FwTrack *track,
               const char *category,
               const char *name,
               int sign)
{
  FwSpan life = fw_track_get_span (track);
  gsize n;
  const FwChange *changes = fw_track_get_changes (track, name, &n);
  FwValue value = fw_track_get_attribute (track, name, life.first);
  FwFrame start = life.first;

  for (gsize i = 0; i < n && changes[i].frame <= life.last; i++)
    {
      FwSpan span = { start, changes[i].frame - 1 };

      if (changes[i].frame <= life.first)
        continue;
      add_value (self, category, name, value,
                 sign * fw_check_context_count_visible (context, track, span));
      value = changes[i].value;
      start = changes[i].frame;
    }
  add_value (self, category, name, value,
             sign * fw_check_context_count_visible (context, track, (FwSpan){ start, life.last }));
}

static void
add_author (FwTally *self, const FwCheckContext *context, const FwTrack *track, int sign)
{
  const char *name = fw_track_get_author (track);
  FrameSum *author = name ? g_hash_table_lookup (self->authors, name) : NULL;

  if (!name)
    return;
  if (!author)
    {
      author = frame_sum_new ();
      g_hash_table_insert (self->authors, (gpointer) name, author);
    }
  frame_sum_add (author, context, track, sign);
}

static void
add_sums (FwTally *self,
          const FwCheckContext *context,
          const FwTrack *track,
          const char *category,
          int sign)
{
  gint64 length = fw_check_context_get_length (context, track);

  self->n_labels += sign * length;
  if (category)
    add_count (self->categories, (gpointer) category, sign * length);
  if (category && (self->wants & FW_TALLY_VALUES))
    for (guint i = 0; i < self->plan->n_attributes; i++)
      if (self->plan->attributes[i].type == FW_ATTRIBUTE_BOOL
          || self->plan->attributes[i].type == FW_ATTRIBUTE_CHOICE)
        add_attribute (self, context, track, category, self->plan->attributes[i].name, sign);
}

static void
add_place (FwTally *self, const FwCheckContext *context, const FwTrack *track, int sign)
{
  const char *category = fw_plan_get_category (self->plan, fw_track_get_category (track))->name;
  FrameSum *sum = category ? g_hash_table_lookup (self->places, category) : NULL;

  if (sum)
    frame_sum_add (sum, context, track, sign);
}

void
fw_tally_add (FwTally *self, const FwCheckContext *context, const FwTrack *track, int sign)
{
  g_return_if_fail (self && context && track);

  if (self->wants & (FW_TALLY_CATEGORIES | FW_TALLY_VALUES))
    add_sums (self, context, track,
              fw_plan_get_category (self->plan, fw_track_get_category (track))->name, sign);
  if (self->wants & FW_TALLY_AUTHORS)
    add_author (self, context, track, sign);
  if (self->wants & FW_TALLY_PLACES)
    add_place (self, context, track, sign);
  if (self->sizes)
    fw_tally_sizes_add (self->sizes, context, track, sign);
  if (self->alike)
    fw_tally_alike_touch (self->alike, fw_track_get_span (track));
}

typedef struct
{
  FwTally *tally;
  const FwCheckContext *context; /* of the other file */
  FwTaxonomy *words;
  gboolean is_copy; /* somebody else's labels of the same medium */
} Other;

static void
add_other_author (Other *other, const FwTrack *track)
{
  const char *name = fw_track_get_author (track);
  FrameSum *sum = g_hash_table_lookup (other->tally->other_authors, name);
  FrameSum *work = g_hash_table_lookup (other->tally->authors, name);
  gint64 before = work ? work->labels : 0, frames = work ? work->frames : 0;

  if (!sum)
    {
      sum = frame_sum_new ();
      g_hash_table_insert (other->tally->other_authors, (gpointer) name, sum);
    }
  add_author (other->tally, other->context, track, 1);
  work = g_hash_table_lookup (other->tally->authors, name);
  sum->labels += work->labels - before;
  sum->frames += work->frames - frames;
}

static gboolean
add_other (FwTrack *track, gpointer user_data)
{
  Other *other = user_data;
  const FwCategory *category
      = other->words ? fw_taxonomy_find (other->words, fw_track_get_category (track)) : NULL;
  FwTally *self = other->tally;

  /* The same things labelled twice are no more examples. */
  if ((self->wants & (FW_TALLY_CATEGORIES | FW_TALLY_VALUES)) && !other->is_copy)
    add_sums (self, other->context, track, category ? g_intern_string (category->name) : NULL, 1);
  if ((self->wants & FW_TALLY_AUTHORS) && fw_track_get_author (track))
    add_other_author (other, track);

  return TRUE;
}

/* Other files: the same sums, and nobody edits them. One about the same medium
 * tells of people only. */
static void
add_others (FwTally *self, const FwCheckContext *context)
{
  gsize n;
  const FwOtherLabels *others = fw_check_facts_get_others (context->facts, &n);

  for (gsize i = 0; i < n; i++)
    {
      FwCheckContext its;
      Other other = { .tally = self, .context = &its };

      fw_check_context_init (&its, self->plan, others[i].snapshot, NULL);
      other.words = fw_snapshot_get_taxonomy (others[i].snapshot);
      other.is_copy = fw_tally_is_same_medium (context->frames,
                                               fw_snapshot_get_frame_list (others[i].snapshot));
      fw_snapshot_foreach (others[i].snapshot, add_other, &other);
      /* Frames of another file are other frames. */
      g_hash_table_remove_all (self->authors);
    }
}

FwTally *
fw_tally_new (const FwCheckContext *context)
{
  g_return_val_if_fail (context != NULL, NULL);

  FwTally *self;

  if (context->plan->tallies == 0)
    return NULL;

  self = g_new0 (FwTally, 1);
  self->plan = context->plan;
  self->wants = context->plan->tallies;
  self->categories = g_hash_table_new_full (NULL, NULL, NULL, g_free);
  self->values = g_hash_table_new_full (value_key_hash, value_key_equal, g_free, g_free);
  self->authors = g_hash_table_new_full (NULL, NULL, NULL, (GDestroyNotify) frame_sum_free);
  self->other_authors = g_hash_table_new_full (NULL, NULL, NULL, (GDestroyNotify) frame_sum_free);
  self->places = g_hash_table_new_full (NULL, NULL, NULL, (GDestroyNotify) frame_sum_free);
  for (guint i = 0; i < self->plan->checks->len; i++)
    {
      const FwCheck *check = fw_plan_get_check (self->plan, i);

      if (check->ops->tallies & FW_TALLY_PLACES)
        g_hash_table_replace (self->places,
                              (gpointer) fw_rule_get_param (check->rule, "category")->text,
                              frame_sum_new ());
    }
  add_others (self, context);
  if (self->wants & FW_TALLY_SIZES)
    self->sizes = fw_tally_sizes_new (context);
  if (self->wants & FW_TALLY_TWO_ALIKE)
    self->alike = fw_tally_alike_new (context);

  return self;
}

void
fw_tally_free (FwTally *self)
{
  if (!self)
    return;

  g_hash_table_unref (self->categories);
  g_hash_table_unref (self->values);
  g_hash_table_unref (self->authors);
  g_hash_table_unref (self->other_authors);
  g_hash_table_unref (self->places);
  g_clear_pointer (&self->sizes, fw_tally_sizes_free);
  g_clear_pointer (&self->alike, fw_tally_alike_free);
  g_free (self);
}

void
fw_tally_look_again (FwTally *self, const FwCheckContext *context)
{
  g_return_if_fail (self && context);

  if (!self->alike)
    return;

  fw_tally_alike_free (self->alike);
  self->alike = fw_tally_alike_new (context);
}

gboolean
fw_tally_has_sizes (const FwTally *self)
{
  return self->sizes != NULL;
}

gint64
fw_tally_count (const FwTally *self, const char *category)
{
  return get_count (self->categories, category);
}

gint64
fw_tally_count_all (const FwTally *self)
{
  return self->n_labels;
}

gint64
fw_tally_count_value (const FwTally *self,
                      const char *category,
                      const char *attribute,
                      FwValue value)
{
  ValueKey key = { category, attribute, value };

  return get_count (self->values, &key);
}

gboolean
fw_tally_is_in_frame (const FwTally *self, const char *category, FwFrame frame)
{
  const FrameSum *sum = g_hash_table_lookup (self->places, category);

  return sum && frame >= 0 && (gsize) frame < sum->counts->len
         && g_array_index (sum->counts, guint32, frame) > 0;
}

static void
gather_authors (GHashTable *table, GArray *sums)
{
  GHashTableIter iter;
  const char *name;
  FrameSum *author;

  g_hash_table_iter_init (&iter, table);
  while (g_hash_table_iter_next (&iter, (gpointer *) &name, (gpointer *) &author))
    {
      FwAuthorSum sum = { name, author->labels, author->frames };
      guint i = 0;

      while (i < sums->len && g_array_index (sums, FwAuthorSum, i).name != name)
        i++;
      if (i == sums->len)
        g_array_append_val (sums, sum);
      else
        {
          g_array_index (sums, FwAuthorSum, i).labels += sum.labels;
          g_array_index (sums, FwAuthorSum, i).frames += sum.frames;
        }
    }
}

static int
compare_authors (gconstpointer a, gconstpointer b)
{
  return strcmp (((const FwAuthorSum *) a)->name, ((const FwAuthorSum *) b)->name);
}

GArray *
fw_tally_list_authors (const FwTally *self)
{
  GArray *sums = g_array_new (FALSE, FALSE, sizeof (FwAuthorSum));
  guint kept = 0;

  gather_authors (self->authors, sums);
  gather_authors (self->other_authors, sums);
  /* Somebody whose last label went away did nothing. */
  for (guint i = 0; i < sums->len; i++)
    if (g_array_index (sums, FwAuthorSum, i).labels > 0)
      g_array_index (sums, FwAuthorSum, kept++) = g_array_index (sums, FwAuthorSum, i);
  g_array_set_size (sums, kept);
  g_array_sort (sums, compare_authors);

  return sums;
}

gboolean
fw_tally_get_drift (const FwTally *self, const char *author, double *out_drift, guint *out_n)
{
  return self->sizes && fw_tally_sizes_get (self->sizes, author, out_drift, out_n);
}

const GArray *
fw_tally_get_alike (FwTally *self, const FwCheckContext *context)
{
  return self->alike ? fw_tally_alike_update (self->alike, context) : NULL;
}

/* SPDX-License-Identifier: GPL-3.0-or-later */

/*
 * Facts stand in parts, each an array with the texts its items point to. A part
 * never changes once it is made, so versions of facts share it.
 */

#include "fw-config.h"
#include "rules/check-facts-builder.h"

#include <string.h>

typedef enum
{
  PART_EFFORTS,
  PART_QUESTIONS,
  PART_JUDGED,
  PART_LISTS,
  PART_OTHERS,
  PART_TWINS,
  PART_ASKED,    /* pixel questions, sorted */
  PART_ANSWERED, /* their answers, in the same order */
  N_PARTS
} PartKind;

typedef struct
{
  gatomicrefcount ref_count;
  PartKind kind;
  GArray *items;       /* (owned) */
  GStringChunk *texts; /* (owned) */
} Part;

struct _FwCheckFacts
{
  gatomicrefcount ref_count;
  guint known; /* bits of FwFactBit */
  gint64 now_us;
  FwSpanSet *seen;      /* (owned) (nullable) */
  Part *parts[N_PARTS]; /* (owned) (nullable) */
};

struct _FwCheckFactsBuilder
{
  FwCheckFacts *facts; /* (owned) nobody else has it yet */
};

static const guint fact_of_part[N_PARTS] = {
  [PART_EFFORTS] = FW_FACT_EFFORTS, [PART_QUESTIONS] = FW_FACT_QUESTIONS,
  [PART_JUDGED] = FW_FACT_JUDGED,   [PART_LISTS] = FW_FACT_LISTS,
  [PART_OTHERS] = FW_FACT_OTHERS,   [PART_TWINS] = FW_FACT_TWINS,
  [PART_ASKED] = FW_FACT_PIXELS,    [PART_ANSWERED] = FW_FACT_PIXELS,
};

static Part *
part_new (PartKind kind, gsize item_size, gsize n_items)
{
  Part *part = g_new0 (Part, 1);

  g_atomic_ref_count_init (&part->ref_count);
  part->kind = kind;
  part->items = g_array_sized_new (FALSE, TRUE, (guint) item_size, (guint) n_items);
  part->texts = g_string_chunk_new (256);

  return part;
}

static Part *
part_ref (Part *part)
{
  g_atomic_ref_count_inc (&part->ref_count);

  return part;
}

static void
part_unref (Part *part)
{
  if (!g_atomic_ref_count_dec (&part->ref_count))
    return;

  if (part->kind == PART_LISTS)
    for (guint i = 0; i < part->items->len; i++)
      g_free ((gpointer) g_array_index (part->items, FwMediaList, i).media);
  if (part->kind == PART_OTHERS)
    for (guint i = 0; i < part->items->len; i++)
      fw_snapshot_unref (g_array_index (part->items, FwOtherLabels, i).snapshot);
  g_array_unref (part->items);
  g_string_chunk_free (part->texts);
  g_free (part);
}

static const char *
keep_text (Part *part, const char *text)
{
  return text ? g_string_chunk_insert_const (part->texts, text) : NULL;
}

static void
put_part (FwCheckFactsBuilder *builder, Part *part)
{
  g_clear_pointer (&builder->facts->parts[part->kind], part_unref);
  builder->facts->parts[part->kind] = part;
  builder->facts->known |= fact_of_part[part->kind];
}

FwCheckFacts *
fw_check_facts_ref (FwCheckFacts *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  g_atomic_ref_count_inc (&self->ref_count);

  return self;
}

void
fw_check_facts_unref (FwCheckFacts *self)
{
  g_return_if_fail (self != NULL);

  if (!g_atomic_ref_count_dec (&self->ref_count))
    return;

  for (guint i = 0; i < N_PARTS; i++)
    g_clear_pointer (&self->parts[i], part_unref);
  g_clear_pointer (&self->seen, fw_span_set_unref);
  g_free (self);
}

guint
fw_check_facts_get_known (const FwCheckFacts *self)
{
  return self ? self->known : 0;
}

guint
fw_check_facts_compare (const FwCheckFacts *a, const FwCheckFacts *b)
{
  guint differs = fw_check_facts_get_known (a) ^ fw_check_facts_get_known (b);

  if (a == b || !a || !b)
    return differs;

  if (a->now_us != b->now_us)
    differs |= FW_FACT_NOW;
  if (a->seen != b->seen && !(a->seen && b->seen && fw_span_set_equal (a->seen, b->seen)))
    differs |= FW_FACT_SEEN;
  for (guint i = 0; i < N_PARTS; i++)
    if (a->parts[i] != b->parts[i])
      differs |= fact_of_part[i];

  return differs;
}

gint64
fw_check_facts_get_now (const FwCheckFacts *self)
{
  return self ? self->now_us : 0;
}

FwSpanSet *
fw_check_facts_get_seen (const FwCheckFacts *self)
{
  return self ? self->seen : NULL;
}

static gconstpointer
get_items (const FwCheckFacts *self, PartKind kind, gsize *out_n)
{
  const Part *part = self ? self->parts[kind] : NULL;

  if (out_n)
    *out_n = part ? part->items->len : 0;

  return part ? part->items->data : NULL;
}

const FwEffort *
fw_check_facts_get_efforts (const FwCheckFacts *self, gsize *out_n)
{
  return get_items (self, PART_EFFORTS, out_n);
}

const FwEffort *
fw_check_facts_find_effort (const FwCheckFacts *self, FwTrackId track)
{
  gsize n, low = 0;
  const FwEffort *efforts = fw_check_facts_get_efforts (self, &n);
  gsize high = n;

  while (low < high)
    {
      gsize middle = low + (high - low) / 2;

      if (efforts[middle].track < track)
        low = middle + 1;
      else
        high = middle;
    }

  return low < n && efforts[low].track == track ? &efforts[low] : NULL;
}

const FwOpenQuestion *
fw_check_facts_get_questions (const FwCheckFacts *self, gsize *out_n)
{
  return get_items (self, PART_QUESTIONS, out_n);
}

const FwJudgedUnit *
fw_check_facts_get_judged (const FwCheckFacts *self, gsize *out_n)
{
  return get_items (self, PART_JUDGED, out_n);
}

const FwMediaList *
fw_check_facts_get_lists (const FwCheckFacts *self, gsize *out_n)
{
  return get_items (self, PART_LISTS, out_n);
}

const FwOtherLabels *
fw_check_facts_get_others (const FwCheckFacts *self, gsize *out_n)
{
  return get_items (self, PART_OTHERS, out_n);
}

const FwTwin *
fw_check_facts_get_twins (const FwCheckFacts *self, gsize *out_n)
{
  return get_items (self, PART_TWINS, out_n);
}

gsize
fw_check_facts_find_twin (const FwCheckFacts *self, FwTrackId own)
{
  gsize n, low = 0;
  const FwTwin *twins = fw_check_facts_get_twins (self, &n);
  gsize high = n;

  while (low < high)
    {
      gsize middle = low + (high - low) / 2;

      if (twins[middle].own < own)
        low = middle + 1;
      else
        high = middle;
    }

  return low;
}

const FwPixelQuestion *
fw_check_facts_get_pixels (const FwCheckFacts *self,
                           const FwPixelAnswer **out_answers,
                           gsize *out_n)
{
  if (out_answers)
    *out_answers = get_items (self, PART_ANSWERED, NULL);

  return get_items (self, PART_ASKED, out_n);
}

const FwPixelAnswer *
fw_check_facts_find_pixel (const FwCheckFacts *self, const FwPixelQuestion *question)
{
  g_return_val_if_fail (question != NULL, NULL);

  gsize n, low = 0;
  const FwPixelQuestion *asked = get_items (self, PART_ASKED, &n);
  const FwPixelAnswer *answered = get_items (self, PART_ANSWERED, NULL);
  gsize high = n;

  while (low < high)
    {
      gsize middle = low + (high - low) / 2;

      if (fw_pixel_question_compare (&asked[middle], question) < 0)
        low = middle + 1;
      else
        high = middle;
    }

  return low < n && fw_pixel_question_compare (&asked[low], question) == 0 ? &answered[low] : NULL;
}

/* Building ------------------------------------------------------------------ */

FwCheckFactsBuilder *
fw_check_facts_builder_new (const FwCheckFacts *base)
{
  FwCheckFactsBuilder *self = g_new0 (FwCheckFactsBuilder, 1);
  FwCheckFacts *facts = g_new0 (FwCheckFacts, 1);

  g_atomic_ref_count_init (&facts->ref_count);
  self->facts = facts;
  if (!base)
    return self;

  facts->known = base->known;
  facts->now_us = base->now_us;
  facts->seen = base->seen ? fw_span_set_ref (base->seen) : NULL;
  for (guint i = 0; i < N_PARTS; i++)
    facts->parts[i] = base->parts[i] ? part_ref (base->parts[i]) : NULL;

  return self;
}

void
fw_check_facts_builder_free (FwCheckFactsBuilder *self)
{
  g_return_if_fail (self != NULL);

  g_clear_pointer (&self->facts, fw_check_facts_unref);
  g_free (self);
}

FwCheckFacts *
fw_check_facts_builder_end (FwCheckFactsBuilder *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  FwCheckFacts *facts = g_steal_pointer (&self->facts);

  g_free (self);

  return facts;
}

void
fw_check_facts_builder_set_now (FwCheckFactsBuilder *self, gint64 now_us)
{
  g_return_if_fail (self != NULL);

  self->facts->now_us = now_us;
  self->facts->known |= FW_FACT_NOW;
}

void
fw_check_facts_builder_set_seen (FwCheckFactsBuilder *self, FwSpanSet *seen)
{
  g_return_if_fail (self != NULL);

  if (seen)
    fw_span_set_ref (seen);
  g_clear_pointer (&self->facts->seen, fw_span_set_unref);
  self->facts->seen = seen;
  self->facts->known |= FW_FACT_SEEN;
}

static int
compare_efforts (gconstpointer a, gconstpointer b)
{
  const FwEffort *left = a, *right = b;

  return left->track < right->track ? -1 : left->track > right->track;
}

void
fw_check_facts_builder_set_efforts (FwCheckFactsBuilder *self, const FwEffort *efforts, gsize n)
{
  g_return_if_fail (self && (efforts || n == 0));

  Part *part = part_new (PART_EFFORTS, sizeof (FwEffort), n);
  guint kept = 0;

  if (n > 0)
    g_array_append_vals (part->items, efforts, (guint) n);
  /* Equal ones keep their order. */
  g_array_sort (part->items, compare_efforts);
  for (guint i = 0; i < part->items->len; i++)
    {
      FwEffort effort = g_array_index (part->items, FwEffort, i);

      if (kept > 0 && g_array_index (part->items, FwEffort, kept - 1).track == effort.track)
        kept--;
      effort.author = keep_text (part, effort.author);
      g_array_index (part->items, FwEffort, kept++) = effort;
    }
  g_array_set_size (part->items, kept);
  put_part (self, part);
}

void
fw_check_facts_builder_set_questions (FwCheckFactsBuilder *self,
                                      const FwOpenQuestion *questions,
                                      gsize n)
{
  g_return_if_fail (self && (questions || n == 0));

  Part *part = part_new (PART_QUESTIONS, sizeof (FwOpenQuestion), n);

  for (gsize i = 0; i < n; i++)
    {
      FwOpenQuestion question = questions[i];

      question.rule = keep_text (part, question.rule);
      question.text = keep_text (part, question.text ? question.text : "");
      g_array_append_val (part->items, question);
    }
  put_part (self, part);
}

void
fw_check_facts_builder_set_judged (FwCheckFactsBuilder *self, const FwJudgedUnit *units, gsize n)
{
  g_return_if_fail (self && (units || n == 0));

  Part *part = part_new (PART_JUDGED, sizeof (FwJudgedUnit), n);

  for (gsize i = 0; i < n; i++)
    {
      FwJudgedUnit unit = units[i];

      unit.category = keep_text (part, unit.category);
      unit.author = keep_text (part, unit.author);
      unit.rule = keep_text (part, unit.rule);
      g_array_append_val (part->items, unit);
    }
  put_part (self, part);
}

void
fw_check_facts_builder_set_lists (FwCheckFactsBuilder *self, const FwMediaList *lists, gsize n)
{
  g_return_if_fail (self && (lists || n == 0));

  Part *part = part_new (PART_LISTS, sizeof (FwMediaList), n);

  for (gsize i = 0; i < n; i++)
    {
      const char **media = g_new0 (const char *, lists[i].n_media + 1);
      FwMediaList list = { keep_text (part, lists[i].name), media, lists[i].n_media };

      for (gsize j = 0; j < list.n_media; j++)
        media[j] = keep_text (part, lists[i].media[j]);
      g_array_append_val (part->items, list);
    }
  put_part (self, part);
}

void
fw_check_facts_builder_set_others (FwCheckFactsBuilder *self, const FwOtherLabels *others, gsize n)
{
  g_return_if_fail (self && (others || n == 0));

  Part *part = part_new (PART_OTHERS, sizeof (FwOtherLabels), n);

  for (gsize i = 0; i < n; i++)
    {
      FwOtherLabels labels
          = { keep_text (part, others[i].name), fw_snapshot_ref (others[i].snapshot) };

      g_array_append_val (part->items, labels);
    }
  put_part (self, part);
}

static int
compare_twins (gconstpointer a, gconstpointer b)
{
  const FwTwin *left = a, *right = b;

  return left->own < right->own ? -1 : left->own > right->own;
}

void
fw_check_facts_builder_set_twins (FwCheckFactsBuilder *self, const FwTwin *twins, gsize n)
{
  g_return_if_fail (self && (twins || n == 0));

  Part *part = part_new (PART_TWINS, sizeof (FwTwin), n);

  if (n > 0)
    g_array_append_vals (part->items, twins, (guint) n);
  g_array_sort (part->items, compare_twins);
  put_part (self, part);
}

void
fw_check_facts_builder_clear_pixels (FwCheckFactsBuilder *self)
{
  g_return_if_fail (self != NULL);

  put_part (self, part_new (PART_ASKED, sizeof (FwPixelQuestion), 0));
  put_part (self, part_new (PART_ANSWERED, sizeof (FwPixelAnswer), 0));
}

void
fw_check_facts_builder_copy (FwCheckFactsBuilder *self, const FwCheckFacts *from, guint facts)
{
  g_return_if_fail (self != NULL);
  g_return_if_fail (!(facts & FW_FACT_SEEN));

  guint known = fw_check_facts_get_known (from) & facts;

  for (guint i = 0; i < N_PARTS; i++)
    if (fact_of_part[i] & facts)
      {
        g_clear_pointer (&self->facts->parts[i], part_unref);
        self->facts->parts[i] = from && from->parts[i] ? part_ref (from->parts[i]) : NULL;
      }
  if (facts & FW_FACT_NOW)
    self->facts->now_us = fw_check_facts_get_now (from);
  self->facts->known = (self->facts->known & ~facts) | known;
}

typedef struct
{
  const FwPixelQuestion *question;
  const FwPixelAnswer *answer;
} Pair;

static int
compare_pairs (gconstpointer a, gconstpointer b)
{
  const Pair *left = a, *right = b;

  return fw_pixel_question_compare (left->question, right->question);
}

void
fw_check_facts_builder_add_pixels (FwCheckFactsBuilder *self,
                                   const FwPixelQuestion *questions,
                                   const FwPixelAnswer *answers,
                                   gsize n)
{
  g_return_if_fail (self && ((questions && answers) || n == 0));

  gsize n_old;
  const FwPixelQuestion *old_asked = get_items (self->facts, PART_ASKED, &n_old);
  const FwPixelAnswer *old_answered = get_items (self->facts, PART_ANSWERED, NULL);
  g_autoptr (GArray) pairs = g_array_sized_new (FALSE, FALSE, sizeof (Pair), (guint) (n_old + n));
  Part *asked = part_new (PART_ASKED, sizeof (FwPixelQuestion), n_old + n);
  Part *answered = part_new (PART_ANSWERED, sizeof (FwPixelAnswer), n_old + n);

  for (gsize i = 0; i < n_old; i++)
    {
      Pair pair = { &old_asked[i], &old_answered[i] };

      g_array_append_val (pairs, pair);
    }
  for (gsize i = 0; i < n; i++)
    {
      Pair pair = { &questions[i], &answers[i] };

      g_array_append_val (pairs, pair);
    }
  /* Stable: of the same question the new answer stands last, and counts. */
  g_array_sort (pairs, compare_pairs);
  for (guint i = 0; i < pairs->len; i++)
    {
      const Pair *pair = &g_array_index (pairs, Pair, i);

      if (i + 1 < pairs->len && compare_pairs (pair, pair + 1) == 0)
        continue;
      g_array_append_val (asked->items, *pair->question);
      g_array_append_val (answered->items, *pair->answer);
    }
  put_part (self, asked);
  put_part (self, answered);
}

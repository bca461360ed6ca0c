/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "review/gold-pool.h"

#include "review/draw.h"

#include <inttypes.h>
#include <string.h>

/* What qualified people made of an item. */
typedef struct
{
  guint n_people;
  guint n_different;
} Doubt;

struct _FwGoldPool
{
  FwGold *gold; /* (owned) */
  gint64 now_us;
  GHashTable *states;    /* (owned) FwGoldItem -> FwGoldState */
  GHashTable *qualified; /* (owned) people, borrowed names */
  GHashTable *burnt;     /* (owned) "person\nunit\nrev" */
  GHashTable *parts;     /* (owned) "person\nfirst": parts that were shown */
  GHashTable *doubts;    /* (owned) FwGoldItem -> Doubt (owned) */
};

/* Time. */

static gint64
to_us (const char *time)
{
  g_autoptr (GDateTime) parsed = time ? g_date_time_new_from_iso8601 (time, NULL) : NULL;

  return parsed ? g_date_time_to_unix (parsed) * G_USEC_PER_SEC : 0;
}

/* Rules. */

static gboolean
is_for (const FwGoldRule *rule, const char *category)
{
  return !rule->categories || !category
         || g_strv_contains ((const char *const *) rule->categories, category);
}

static int
compare_lines (gconstpointer a, gconstpointer b)
{
  return strcmp (*(char *const *) a, *(char *const *) b);
}

/* The rules that something of @category touches, with their revisions. */
static char *
list_rules (const FwGoldEdition *edition, const char *category)
{
  g_autoptr (GPtrArray) lines = g_ptr_array_new_with_free_func (g_free);

  for (gsize i = 0; i < edition->n_rules; i++)
    if (is_for (&edition->rules[i], category))
      g_ptr_array_add (lines,
                       g_strdup_printf ("%s %s", edition->rules[i].rule, edition->rules[i].rev));
  g_ptr_array_sort (lines, compare_lines);
  g_ptr_array_add (lines, NULL);

  return g_strjoinv ("\n", (char **) lines->pdata);
}

/* @known (element-type utf8 -> 1: the same, 2: others) remembers answers: most items
 * are of few categories. */
static gboolean
has_other_rules (const FwGold *gold,
                 const FwGoldEdition *rules,
                 const FwGoldItem *item,
                 GHashTable *known)
{
  g_autofree char *key
      = g_strdup_printf ("%" PRId64 "\n%s", item->edition, item->category ? item->category : "");
  int answer = GPOINTER_TO_INT (g_hash_table_lookup (known, key));

  if (answer == 0)
    {
      g_autofree char *then
          = list_rules (fw_gold_find_edition (gold, item->edition), item->category);
      g_autofree char *now = list_rules (rules, item->category);

      answer = g_str_equal (then, now) ? 1 : 2;
      g_hash_table_insert (known, g_steal_pointer (&key), GINT_TO_POINTER (answer));
    }

  return answer == 2;
}

static gboolean
is_frozen (const FwGoldItem *item, const FwSnapshot *frozen)
{
  g_autofree char *rev = NULL;
  FwUnit unit;

  if (fw_unit_parse (item->unit, &unit, NULL))
    rev = fw_unit_dup_rev (&unit, frozen);

  return g_strcmp0 (rev, item->rev) == 0;
}

/* People. */

static char *
make_burnt_key (const char *person, const char *unit, const char *rev)
{
  return g_strconcat (person, "\n", unit, "\n", rev, NULL);
}

static char *
make_part_key (const char *person, FwFrame first)
{
  return g_strdup_printf ("%s\n%d", person, first);
}

static void
note_attempt (FwGoldPool *self, const FwGoldAttempt *attempt)
{
  if (fw_gold_attempt_is_passed (attempt))
    g_hash_table_add (self->qualified, attempt->person);
  for (gsize i = 0; i < attempt->n_answers; i++)
    {
      const FwGoldAnswer *answer = &attempt->answers[i];

      if (!answer->is_shown)
        continue;
      g_hash_table_add (self->burnt, make_burnt_key (attempt->person, answer->unit, answer->rev));
      g_hash_table_add (self->parts, make_part_key (attempt->person, answer->part.first));
    }
}

/* A person met an item once: what was shown is never asked again. Gold that was
 * judged anew after a doubt begins anew. */
static void
note_doubt (FwGoldPool *self, const FwGoldAttempt *attempt, const FwGoldAnswer *answer)
{
  const FwGoldItem *item = fw_gold_find_item (self->gold, answer->unit, answer->rev);

  if (!item || !answer->is_shown || to_us (attempt->begun_at) < to_us (item->made_at))
    return;

  Doubt *doubt = g_hash_table_lookup (self->doubts, item);

  if (!doubt)
    {
      doubt = g_new0 (Doubt, 1);
      g_hash_table_insert (self->doubts, (gpointer) item, doubt);
    }
  doubt->n_people++;
  doubt->n_different += answer->mistake != FW_MISTAKE_NONE;
}

static gboolean
is_doubted (const FwGoldPool *self, const FwGoldItem *item)
{
  guint n_people;
  guint n_different;

  fw_gold_pool_count_doubt (self, item, &n_people, &n_different);

  return n_people >= FW_GOLD_DOUBT_PEOPLE && n_different >= FW_GOLD_DOUBT_DIFFERENT
         && n_different > FW_GOLD_DOUBT_SHARE * n_people;
}

static void
set_states (FwGoldPool *self, const FwGoldEdition *rules, const FwSnapshot *frozen)
{
  g_autoptr (GHashTable) known = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);

  for (gsize i = 0; i < fw_gold_get_n (self->gold, FW_GOLD_ITEM); i++)
    {
      const FwGoldItem *item = fw_gold_get (self->gold, FW_GOLD_ITEM, i);
      FwGoldState state = FW_GOLD_IN_FORCE;

      if (frozen && !is_frozen (item, frozen))
        state = FW_GOLD_CHANGED;
      else if (is_doubted (self, item))
        state = FW_GOLD_DOUBTED;
      else if (rules && has_other_rules (self->gold, rules, item, known))
        state = FW_GOLD_OTHER_RULE;
      else if (self->now_us - to_us (item->made_at) > FW_GOLD_MAX_DAYS * G_TIME_SPAN_DAY)
        state = FW_GOLD_TOO_OLD;
      g_hash_table_insert (self->states, (gpointer) item, GINT_TO_POINTER (state));
    }
}

FwGoldPool *
fw_gold_pool_new (FwGold *gold,
                  const FwGoldEdition *rules,
                  const FwSnapshot *frozen,
                  GDateTime *now)
{
  g_return_val_if_fail (gold != NULL && now != NULL, NULL);

  FwGoldPool *self = g_new0 (FwGoldPool, 1);

  self->gold = fw_gold_ref (gold);
  self->now_us = g_date_time_to_unix (now) * G_USEC_PER_SEC;
  self->states = g_hash_table_new (NULL, NULL);
  self->qualified = g_hash_table_new (g_str_hash, g_str_equal);
  self->burnt = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  self->parts = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  self->doubts = g_hash_table_new_full (NULL, NULL, NULL, g_free);

  for (gsize i = 0; i < fw_gold_get_n (gold, FW_GOLD_ATTEMPT); i++)
    {
      const FwGoldAttempt *attempt = fw_gold_get (gold, FW_GOLD_ATTEMPT, i);

      note_attempt (self, attempt);
      for (gsize k = 0; fw_gold_attempt_is_passed (attempt) && k < attempt->n_answers; k++)
        note_doubt (self, attempt, &attempt->answers[k]);
    }
  set_states (self, rules, frozen);

  return self;
}

void
fw_gold_pool_free (FwGoldPool *self)
{
  g_return_if_fail (self != NULL);

  g_clear_pointer (&self->states, g_hash_table_unref);
  g_clear_pointer (&self->qualified, g_hash_table_unref);
  g_clear_pointer (&self->burnt, g_hash_table_unref);
  g_clear_pointer (&self->parts, g_hash_table_unref);
  g_clear_pointer (&self->doubts, g_hash_table_unref);
  g_clear_pointer (&self->gold, fw_gold_unref);
  g_free (self);
}

/* Asking. */

void
fw_gold_pool_count_doubt (const FwGoldPool *self,
                          const FwGoldItem *item,
                          guint *out_people,
                          guint *out_different)
{
  g_return_if_fail (self != NULL && item != NULL);
  g_return_if_fail (out_people != NULL && out_different != NULL);

  const Doubt *doubt = g_hash_table_lookup (self->doubts, item);

  *out_people = doubt ? doubt->n_people : 0;
  *out_different = doubt ? doubt->n_different : 0;
}

FwGoldState
fw_gold_pool_get_state (const FwGoldPool *self, const FwGoldItem *item)
{
  g_return_val_if_fail (self != NULL && item != NULL, FW_GOLD_TOO_OLD);

  return (FwGoldState) GPOINTER_TO_INT (g_hash_table_lookup (self->states, item));
}

gboolean
fw_gold_pool_is_qualified (const FwGoldPool *self, const char *person)
{
  g_return_val_if_fail (self != NULL && person != NULL, FALSE);

  return g_hash_table_contains (self->qualified, person);
}

gboolean
fw_gold_pool_is_burnt (const FwGoldPool *self, const FwGoldItem *item, const char *person)
{
  g_return_val_if_fail (self != NULL && item != NULL && person != NULL, FALSE);

  g_autofree char *key = make_burnt_key (person, item->unit, item->rev);

  return g_hash_table_contains (self->burnt, key);
}

GPtrArray *
fw_gold_pool_list_unasked (const FwGoldPool *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  GPtrArray *list = g_ptr_array_new ();

  for (gsize i = 0; i < fw_gold_get_n (self->gold, FW_GOLD_ITEM); i++)
    {
      const FwGoldItem *item = fw_gold_get (self->gold, FW_GOLD_ITEM, i);

      if (is_doubted (self, item) && to_us (item->asked_at) < to_us (item->made_at))
        g_ptr_array_add (list, (gpointer) item);
    }

  return list;
}

void
fw_gold_pool_count (const FwGoldPool *self, const char *person, FwGoldStock *out_stock)
{
  g_return_if_fail (self != NULL && out_stock != NULL);

  gsize wanted = FW_GOLD_POOL_FACTOR * fw_gold_get_settings (self->gold)->items;

  *out_stock = (FwGoldStock){ .n_items = fw_gold_get_n (self->gold, FW_GOLD_ITEM) };
  for (gsize i = 0; i < out_stock->n_items; i++)
    {
      const FwGoldItem *item = fw_gold_get (self->gold, FW_GOLD_ITEM, i);

      FwGoldState state = fw_gold_pool_get_state (self, item);

      out_stock->n_by[state]++;
      out_stock->n_burnt
          += state == FW_GOLD_IN_FORCE && person && fw_gold_pool_is_burnt (self, item, person);
    }

  gsize n_in_force = out_stock->n_by[FW_GOLD_IN_FORCE];

  out_stock->n_free = n_in_force - out_stock->n_burnt;
  out_stock->n_missing = wanted > n_in_force ? wanted - n_in_force : 0;
}

/* Drawing. */

FwSpan
fw_gold_get_part (const FwGold *gold, FwFrame frame)
{
  g_return_val_if_fail (gold != NULL && frame >= 0, ((FwSpan){ 0, 0 }));

  const FwGoldOrigin *origin = fw_gold_get_origin (gold);
  gint64 length = fw_gold_get_settings (gold)->clip_frames;

  if (!origin->is_video)
    return (FwSpan){ frame, frame };

  gint64 first = frame / length * length;
  gint64 last = MIN (first + length - 1, MAX (origin->n_frames - 1, frame));

  return (FwSpan){ (FwFrame) first, (FwFrame) last };
}

typedef struct
{
  const FwGoldItem *item;
  FwSpan part;
  FwTrackId track;   /* 0: a frame */
  guint category;    /* place among those of the draw */
  double u;          /* decides between equals */
  gboolean is_known; /* the part was shown to the person before */
  gboolean is_taken;
} Candidate;

typedef struct
{
  const FwGoldPool *pool;
  const char *person;
  const char *seed;
  GArray *candidates;  /* (element-type Candidate) (owned) */
  GArray *asked;       /* (element-type guint) (owned) how many of each category */
  GArray *left;        /* (element-type guint) (owned) */
  GHashTable *open;    /* (owned) first frames of parts that are labelled */
  GHashTable *objects; /* (owned) "first track" that are asked */
} Drawing;

static void
collect (Drawing *drawing)
{
  const FwGold *gold = drawing->pool->gold;
  g_autoptr (GHashTable) categories = g_hash_table_new (g_str_hash, g_str_equal);

  for (gsize i = 0; i < fw_gold_get_n (gold, FW_GOLD_ITEM); i++)
    {
      const FwGoldItem *item = fw_gold_get (gold, FW_GOLD_ITEM, i);
      const char *category = item->category ? item->category : "";
      g_autofree char *name = g_strconcat (item->unit, "\n", item->rev, NULL);
      Candidate candidate = { .item = item, .part = fw_gold_get_part (gold, item->frame) };
      g_autofree char *part = make_part_key (drawing->person, candidate.part.first);
      gpointer place;
      FwUnit unit;

      if (fw_gold_pool_get_state (drawing->pool, item) != FW_GOLD_IN_FORCE
          || fw_gold_pool_is_burnt (drawing->pool, item, drawing->person))
        continue;
      if (!g_hash_table_lookup_extended (categories, category, NULL, &place))
        {
          guint none = 0;

          place = GUINT_TO_POINTER (drawing->asked->len);
          g_hash_table_insert (categories, (gpointer) category, place);
          g_array_append_val (drawing->asked, none);
          g_array_append_val (drawing->left, none);
        }
      fw_unit_parse (item->unit, &unit, NULL);
      candidate.track = unit.track;
      candidate.category = GPOINTER_TO_UINT (place);
      candidate.u = fw_draw_hash (drawing->seed, name);
      candidate.is_known = g_hash_table_contains (drawing->pool->parts, part);
      g_array_index (drawing->left, guint, candidate.category)++;
      g_array_append_val (drawing->candidates, candidate);
    }
}

static char *
make_object_key (const Candidate *candidate)
{
  return g_strdup_printf ("%d %" G_GINT64_FORMAT, candidate->part.first, (gint64) candidate->track);
}

/* The less the better. A frame is an object of its own. */
static guint
get_cost (const Drawing *drawing, const Candidate *candidate)
{
  g_autofree char *object = make_object_key (candidate);
  gboolean is_open = g_hash_table_contains (drawing->open, GINT_TO_POINTER (candidate->part.first));
  gboolean is_again = g_hash_table_contains (drawing->objects, object);

  return (candidate->is_known ? 4u : 0u) + (is_again ? 2u : 0u) + (is_open ? 0u : 1u);
}

/* The category that was asked least, of those that have any left. */
static gboolean
choose_category (const Drawing *drawing, guint *out_category)
{
  gboolean found = FALSE;

  for (guint i = 0; i < drawing->asked->len; i++)
    if (g_array_index (drawing->left, guint, i) > 0
        && (!found
            || g_array_index (drawing->asked, guint, i)
                   < g_array_index (drawing->asked, guint, *out_category)))
      {
        *out_category = i;
        found = TRUE;
      }

  return found;
}

static Candidate *
choose_candidate (const Drawing *drawing, guint category)
{
  Candidate *best = NULL;
  guint best_cost = 0;

  for (guint i = 0; i < drawing->candidates->len; i++)
    {
      Candidate *candidate = &g_array_index (drawing->candidates, Candidate, i);

      if (candidate->is_taken || candidate->category != category)
        continue;

      guint cost = get_cost (drawing, candidate);

      if (!best || cost < best_cost || (cost == best_cost && candidate->u < best->u))
        {
          best = candidate;
          best_cost = cost;
        }
    }

  return best;
}

static void
take (Drawing *drawing, Candidate *candidate)
{
  candidate->is_taken = TRUE;
  g_array_index (drawing->asked, guint, candidate->category)++;
  g_array_index (drawing->left, guint, candidate->category)--;
  g_hash_table_add (drawing->open, GINT_TO_POINTER (candidate->part.first));
  g_hash_table_add (drawing->objects, make_object_key (candidate));
}

static int
compare_candidates (gconstpointer a, gconstpointer b)
{
  const Candidate *left = a;
  const Candidate *right = b;

  if (left->item->frame != right->item->frame)
    return left->item->frame < right->item->frame ? -1 : 1;

  return strcmp (left->item->unit, right->item->unit);
}

GArray *
fw_gold_pool_draw (const FwGoldPool *self, const char *person, const char *seed, gsize n)
{
  g_return_val_if_fail (self != NULL && person != NULL && seed != NULL, NULL);

  g_autoptr (GArray) candidates = g_array_new (FALSE, FALSE, sizeof (Candidate));
  g_autoptr (GArray) asked = g_array_new (FALSE, FALSE, sizeof (guint));
  g_autoptr (GArray) left = g_array_new (FALSE, FALSE, sizeof (guint));
  g_autoptr (GHashTable) open = g_hash_table_new (NULL, NULL);
  g_autoptr (GHashTable) objects = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  Drawing drawing = { self, person, seed, candidates, asked, left, open, objects };
  GArray *answers = g_array_new (FALSE, FALSE, sizeof (FwGoldAnswer));
  guint category = 0;

  collect (&drawing);
  for (; n > 0 && choose_category (&drawing, &category); n--)
    take (&drawing, choose_candidate (&drawing, category));

  g_array_sort (candidates, compare_candidates);
  for (guint i = 0; i < candidates->len; i++)
    {
      const Candidate *candidate = &g_array_index (candidates, Candidate, i);
      FwGoldAnswer answer = { .unit = candidate->item->unit,
                              .rev = candidate->item->rev,
                              .picture = candidate->item->picture,
                              .part = candidate->part };

      if (candidate->is_taken)
        g_array_append_val (answers, answer);
    }

  return answers;
}

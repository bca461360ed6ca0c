/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/review/review-queue.h"

#include "core/open-questions.h"
#include "core/review-said.h"
#include "review/draw.h"

#include <math.h>
#include <string.h>

/* What was said about a unit of a draw. */
typedef struct
{
  const FwVerdict *mine[2];    /* (nullable) this person's first two verdicts */
  gboolean         is_another; /* a colleague judged it first */
} Said;

typedef struct
{
  const FwReviewQueueFacts *facts;
  const FwDraw             *draw;
  GHashTable               *said;  /* (owned) unit -> Said (owned) */
  FwOpenQuestions          *asked; /* (owned) */
  gboolean                  covers;
  FwReviewQueue            *queue;
} Build;

/* An item and where it comes. */
typedef struct
{
  FwQueueItem item;
  double      place;
} Placed;

void
fw_queue_item_clear (FwQueueItem *item)
{
  g_return_if_fail (item != NULL);

  g_clear_pointer (&item->name, g_free);
  g_clear_pointer (&item->stratum, g_free);
  g_clear_pointer (&item->rev, g_free);
}

static void
clear_item (gpointer data)
{
  fw_queue_item_clear (data);
}

void
fw_review_queue_free (FwReviewQueue *self)
{
  g_return_if_fail (self != NULL);

  g_array_unref (self->items);
  g_ptr_array_unref (self->later);
  g_free (self);
}

FwReviewQueue *
fw_review_queue_new_empty (void)
{
  FwReviewQueue *self = g_new0 (FwReviewQueue, 1);

  self->items = g_array_new (FALSE, FALSE, sizeof (FwQueueItem));
  g_array_set_clear_func (self->items, clear_item);
  self->later = g_ptr_array_new_with_free_func (g_free);

  return self;
}

/* What was said */

static void
note_mine (Said            *entry,
           const FwVerdict *verdict)
{
  if (entry->mine[0] == NULL || fw_verdict_compare (verdict, entry->mine[0]) < 0)
    {
      entry->mine[1] = entry->mine[0];
      entry->mine[0] = verdict;
    }
  else if (entry->mine[1] == NULL || fw_verdict_compare (verdict, entry->mine[1]) < 0)
    entry->mine[1] = verdict;
}

static GHashTable *
index_said (const FwReviewQueueFacts *facts,
            gint64                    draw)
{
  GHashTable *said = g_hash_table_new_full (g_str_hash, g_str_equal, NULL, g_free);
  g_autoptr(GHashTable) all = fw_review_list_said (facts->review, draw);
  gsize n;
  const FwVerdict *const *verdicts = fw_review_get_of_draw (facts->review, draw, &n);

  for (gsize i = 0; i < n; i++)
    {
      const FwVerdict *verdict = verdicts[i];
      Said *entry = g_hash_table_lookup (said, verdict->unit);

      if (entry == NULL)
        {
          const FwSaid *first = g_hash_table_lookup (all, verdict->unit);

          entry = g_new0 (Said, 1);
          entry->is_another = g_strcmp0 (first->counted->reviewer, facts->person) != 0;
          g_hash_table_insert (said, verdict->unit, entry);
        }
      if (g_strcmp0 (verdict->reviewer, facts->person) == 0)
        note_mine (entry, verdict);
    }

  return said;
}

/* The number of one of this person's verdicts; 0: there is none. */
static gint64
get_mine (const Said *said,
          guint       index)
{
  return said != NULL && said->mine[index] != NULL ? said->mine[index]->id : 0;
}

/* Authors */

typedef struct
{
  FwFrame     frame;
  GHashTable *counts; /* (owned) author -> labels */
} Authors;

static gboolean
count_author (FwTrack *track,
              gpointer user_data)
{
  Authors *authors = user_data;
  const char *author = fw_track_get_author (track);

  if (author != NULL && fw_presence_is_visible (fw_track_get_presence (track, authors->frame)))
    {
      guint n = GPOINTER_TO_UINT (g_hash_table_lookup (authors->counts, author));

      g_hash_table_insert (authors->counts, (gpointer) author, GUINT_TO_POINTER (n + 1));
    }

  return TRUE;
}

const char *
fw_unit_get_author (const FwUnit *unit,
                    FwSnapshot   *snapshot)
{
  g_return_val_if_fail (unit != NULL && snapshot != NULL, NULL);

  if (unit->kind != FW_UNIT_FRAME)
    {
      FwTrack *track = fw_snapshot_get_track (snapshot, unit->track);

      return track != NULL ? fw_track_get_author (track) : NULL;
    }

  g_autoptr(GHashTable) counts = g_hash_table_new (g_str_hash, g_str_equal);
  Authors authors = { unit->frame, counts };
  GHashTableIter iter;
  gpointer name, n;
  const char *most = NULL;
  guint n_most = 0;

  fw_snapshot_foreach (snapshot, count_author, &authors);
  g_hash_table_iter_init (&iter, counts);
  while (g_hash_table_iter_next (&iter, &name, &n))
    if (GPOINTER_TO_UINT (n) > n_most
        || (GPOINTER_TO_UINT (n) == n_most && strcmp (name, most) < 0))
      {
        most = name;
        n_most = GPOINTER_TO_UINT (n);
      }

  return most;
}

/* Items */

static const char *
get_seed (const FwDraw *draw)
{
  return draw->seed != NULL ? draw->seed : "";
}

/* A number in [0, 1) that anybody finds again. */
static double
hash_of (const Build *build,
         const char  *what,
         const char  *name)
{
  g_autofree char *text = g_strconcat (what, "/", build->facts->person, "/", name, NULL);

  return fw_draw_hash (get_seed (build->draw), text);
}

/* Half of the units, whoever looks. */
static gboolean
is_covered (const FwDraw *draw,
            const char   *name)
{
  g_autofree char *text = g_strconcat ("cover/", name, NULL);

  return fw_draw_hash (get_seed (draw), text) < 0.5;
}

static FwQueueState
get_verdict_state (const FwReview *review,
                   gint64          verdict)
{
  const FwVerdict *record = fw_review_find (review, FW_REVIEW_VERDICT, verdict);

  switch (fw_verdict_get_answer (record)->outcome)
    {
    case FW_OUTCOME_CORRECT:
      return FW_QUEUE_RIGHT;
    case FW_OUTCOME_WRONG:
      return FW_QUEUE_WRONG;
    case FW_OUTCOME_UNCLEAR_RULE:
    case FW_OUTCOME_NOT_JUDGEABLE:
    case FW_OUTCOME_EXCUSED:
    default:
      return FW_QUEUE_UNDECIDED;
    }
}

/* FALSE when the unit's name is none. @verdict: this person's, or 0. */
static gboolean
init_item (Build            *build,
           const FwDrawUnit *drawn,
           gint64            draw,
           gint64            verdict,
           FwQueueItem      *out)
{
  const FwReviewQueueFacts *facts = build->facts;
  g_autofree char *media = NULL;
  FwUnit unit;

  if (!fw_unit_parse (drawn->unit, &unit, &media))
    return FALSE;

  *out = (FwQueueItem) { .draw = draw,
                         .name = g_strdup (drawn->unit),
                         .unit = unit,
                         .stratum = g_strdup (drawn->stratum),
                         .rev = g_strdup (drawn->rev),
                         .verdict = verdict };
  if (verdict != 0)
    out->state = get_verdict_state (facts->review, verdict);
  else if (!g_str_equal (media, facts->media) || !fw_unit_is_in (&unit, facts->snapshot))
    out->state = FW_QUEUE_GONE;
  else if (fw_open_questions_find (build->asked, &unit) != NULL)
    out->state = FW_QUEUE_ASKED;
  out->is_covered = out->state == FW_QUEUE_OPEN && build->covers && unit.kind != FW_UNIT_FRAME
                    && is_covered (build->draw, drawn->unit);

  return TRUE;
}

static gboolean
is_own (const Build  *build,
        const FwUnit *unit)
{
  const char *author = fw_unit_get_author (unit, build->facts->snapshot);

  return g_strcmp0 (author, build->facts->person) == 0;
}

static int
compare_places (gconstpointer a,
                gconstpointer b)
{
  double left = ((const Placed *) a)->place;
  double right = ((const Placed *) b)->place;

  return (left > right) - (left < right);
}

static void
clear_placed (gpointer data)
{
  clear_item (&((Placed *) data)->item);
}

static GArray *
placed_new (void)
{
  GArray *list = g_array_new (FALSE, FALSE, sizeof (Placed));

  g_array_set_clear_func (list, clear_placed);

  return list;
}

/* Moves the first @n of @from that are not judged yet, and all that are, to @to. */
static guint
take_extras (Build        *build,
             GArray       *from,
             guint         n,
             FwQueueReason reason,
             GArray       *to)
{
  guint taken = 0;

  g_array_sort (from, compare_places);
  for (guint pass = 0; pass < 2; pass++)
    for (guint i = 0; i < from->len; i++)
      {
        Placed *extra = &g_array_index (from, Placed, i);
        gboolean is_judged = extra->item.verdict != 0;

        if (is_judged != (pass == 0) || (pass == 1 && taken >= n)
            || (pass == 1 && extra->item.state != FW_QUEUE_OPEN))
          continue;

        Placed moved = { extra->item, hash_of (build, "place", extra->item.name) };

        moved.item.reason = reason;
        extra->item = (FwQueueItem) { .verdict = -1, .state = FW_QUEUE_GONE };
        g_array_append_val (to, moved);
        taken++;
      }

  return taken;
}

static void
add_drawn (Build  *build,
           GArray *drawn,
           GArray *seconds)
{
  for (gsize i = 0; i < build->draw->n_units; i++)
    {
      const FwDrawUnit *unit = &build->draw->units[i];
      const Said *said = g_hash_table_lookup (build->said, unit->unit);
      gint64 mine = get_mine (said, 0);
      Placed placed = { .place = 0.0 };

      if (!init_item (build, unit, build->draw->id, mine, &placed.item))
        continue;
      if (mine == 0 && is_own (build, &placed.item.unit))
        {
          build->queue->n_own++;
          clear_item (&placed.item);
        }
      else if (said != NULL && said->is_another)
        {
          placed.place = hash_of (build, "second", unit->unit);
          g_array_append_val (seconds, placed);
        }
      else
        g_array_append_val (drawn, placed);
    }
  for (guint i = 0; i < drawn->len; i++)
    g_array_index (drawn, Placed, i).place = (i + 0.5) / drawn->len;
}

/* Older ones of the person's own, from draws that are closed. */
static void
add_older (Build  *build,
           GArray *older)
{
  const FwReview *review = build->facts->review;

  for (gsize d = 0; d < fw_review_get_n (review, FW_REVIEW_DRAW); d++)
    {
      const FwDraw *draw = fw_review_get (review, FW_REVIEW_DRAW, d);

      if (draw->id >= build->draw->id || draw->signed_by == NULL)
        continue;

      g_autoptr(GHashTable) said = index_said (build->facts, draw->id);

      for (gsize i = 0; i < draw->n_units; i++)
        {
          const Said *entry = g_hash_table_lookup (said, draw->units[i].unit);
          Placed placed = { .place = 0.0 };

          if (get_mine (entry, 0) == 0
              || g_hash_table_contains (build->said, draw->units[i].unit)
              || fw_review_find_drawn (review, build->draw->id, draw->units[i].unit) != NULL
              || !init_item (build, &draw->units[i], draw->id, get_mine (entry, 1),
                             &placed.item))
            continue;
          placed.place = hash_of (build, "again", draw->units[i].unit);
          g_array_append_val (older, placed);
        }
    }
}

static gboolean
can_cover (const Build *build)
{
  FwTaxonomy *taxonomy = fw_snapshot_get_taxonomy (build->facts->snapshot);

  return build->draw->design != FW_DESIGN_TARGETED && taxonomy != NULL
         && fw_taxonomy_get_n_categories (taxonomy) > 1;
}

/* What was left out only because it cannot be judged now. */
static void
list_later (Build        *build,
            const GArray *left)
{
  for (guint i = 0; i < left->len; i++)
    {
      const FwQueueItem *item = &g_array_index (left, Placed, i).item;

      if (item->name != NULL && item->state != FW_QUEUE_OPEN)
        g_ptr_array_add (build->queue->later, g_strdup (item->name));
    }
}

static void
fill (Build *build)
{
  g_autoptr(GArray) all = placed_new ();
  g_autoptr(GArray) seconds = placed_new ();
  g_autoptr(GArray) older = placed_new ();
  double share = 1.0 - FW_QUEUE_SHARE_SECOND - FW_QUEUE_SHARE_AGAIN;

  add_drawn (build, all, seconds);

  double n = all->len > 0 ? all->len / share : build->draw->n_units;

  build->queue->n_others
    = seconds->len
      - take_extras (build, seconds, (guint) ceil (FW_QUEUE_SHARE_SECOND * n), FW_QUEUE_SECOND,
                     all);
  list_later (build, seconds);
  if (build->draw->design != FW_DESIGN_TARGETED)
    {
      add_older (build, older);
      take_extras (build, older, (guint) lround (FW_QUEUE_SHARE_AGAIN * n), FW_QUEUE_AGAIN, all);
    }
  g_array_sort (all, compare_places);
  for (guint i = 0; i < all->len; i++)
    {
      g_array_append_val (build->queue->items, g_array_index (all, Placed, i).item);
      g_array_index (all, Placed, i).item = (FwQueueItem) { 0 };
    }
}

FwReviewQueue *
fw_review_queue_new (const FwReviewQueueFacts *facts)
{
  g_return_val_if_fail (facts != NULL && facts->review != NULL && facts->snapshot != NULL, NULL);
  g_return_val_if_fail (facts->media != NULL && facts->person != NULL, NULL);

  FwReviewQueue *self = fw_review_queue_new_empty ();
  g_autoptr(GHashTable) said = index_said (facts, facts->draw);
  g_autoptr(FwOpenQuestions) asked
    = fw_open_questions_new (facts->review, facts->media);
  Build build = { .facts = facts,
                  .draw = fw_review_find (facts->review, FW_REVIEW_DRAW, facts->draw),
                  .said = said,
                  .asked = asked,
                  .queue = self };

  g_return_val_if_fail (build.draw != NULL, self);

  build.covers = can_cover (&build);
  fill (&build);

  return self;
}

gboolean
fw_review_queue_init_look (const FwReviewQueueFacts *facts,
                           const char               *unit,
                           FwQueueItem              *out)
{
  g_return_val_if_fail (facts != NULL && unit != NULL && out != NULL, FALSE);

  const FwDrawUnit *drawn = fw_review_find_drawn (facts->review, facts->draw, unit);
  g_autoptr(FwOpenQuestions) asked = fw_open_questions_new (facts->review, facts->media);
  Build build = { .facts = facts,
                  .draw = fw_review_find (facts->review, FW_REVIEW_DRAW, facts->draw),
                  .asked = asked };

  if (drawn == NULL || !init_item (&build, drawn, facts->draw, 0, out))
    return FALSE;
  if (out->state != FW_QUEUE_GONE)
    out->state = FW_QUEUE_UNDECIDED;

  return TRUE;
}

/* Looking at it */

const FwQueueItem *
fw_review_queue_get (const FwReviewQueue *self,
                     guint                index)
{
  g_return_val_if_fail (self != NULL && index < self->items->len, NULL);

  return &g_array_index (self->items, FwQueueItem, index);
}

int
fw_review_queue_find_open (const FwReviewQueue *self,
                           guint                from)
{
  g_return_val_if_fail (self != NULL, -1);

  for (guint i = 0; i < self->items->len; i++)
    {
      guint index = (from + i) % self->items->len;

      if (fw_review_queue_get (self, index)->state == FW_QUEUE_OPEN)
        return (int) index;
    }

  return -1;
}

int
fw_review_queue_find (const FwReviewQueue *self,
                      gint64               draw,
                      const char          *name)
{
  g_return_val_if_fail (self != NULL && name != NULL, -1);

  for (guint i = 0; i < self->items->len; i++)
    {
      const FwQueueItem *item = fw_review_queue_get (self, i);

      if (item->draw == draw && g_str_equal (item->name, name))
        return (int) i;
    }

  return -1;
}

gboolean
fw_review_queue_is_blind (const FwReviewQueue *self)
{
  g_return_val_if_fail (self != NULL, TRUE);

  for (guint i = 0; i < self->items->len; i++)
    {
      const FwQueueItem *item = fw_review_queue_get (self, i);

      if (item->reason == FW_QUEUE_SECOND && item->verdict == 0)
        return TRUE;
    }

  return FALSE;
}

void
fw_review_queue_count (const FwReviewQueue *self,
                       guint               *out_done,
                       guint               *out_n)
{
  g_return_if_fail (self != NULL && out_done != NULL && out_n != NULL);

  *out_done = *out_n = 0;
  for (guint i = 0; i < self->items->len; i++)
    {
      FwQueueState state = fw_review_queue_get (self, i)->state;

      if (state == FW_QUEUE_GONE || state == FW_QUEUE_ASKED)
        continue;
      ++*out_n;
      *out_done += state != FW_QUEUE_OPEN;
    }
}

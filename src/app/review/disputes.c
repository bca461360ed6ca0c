/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/review/disputes.h"

#include "app/review/review-queue.h"

#include <glib/gi18n.h>
#include <inttypes.h>

static char *
make_key (gint64      draw,
          const char *unit)
{
  return g_strdup_printf ("%" PRId64 "/%s", draw, unit);
}

/* What is not for the reader's eyes --------------------------------------------- */

/* A draw that is still judged asks for units of its own, and for older ones again. */
static void
add_blind (GHashTable            *blind,
           const FwDisputesFacts *facts,
           gint64                 draw)
{
  FwReviewQueueFacts of_draw = { .review = facts->review,
                                 .draw = draw,
                                 .snapshot = facts->snapshot,
                                 .media = facts->media,
                                 .person = facts->person };
  g_autoptr(FwReviewQueue) queue = fw_review_queue_new (&of_draw);

  for (guint i = 0; i < queue->items->len; i++)
    {
      const FwQueueItem *item = fw_review_queue_get (queue, i);

      if (item->verdict == 0)
        g_hash_table_add (blind, make_key (item->draw, item->name));
    }
  for (guint i = 0; i < queue->later->len; i++)
    g_hash_table_add (blind, make_key (draw, queue->later->pdata[i]));
}

static GHashTable *
list_blind (const FwDisputesFacts *facts)
{
  GHashTable *blind = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);

  for (gsize i = 0; i < fw_review_get_n (facts->review, FW_REVIEW_DRAW); i++)
    {
      const FwDraw *draw = fw_review_get (facts->review, FW_REVIEW_DRAW, i);

      if (draw->signed_by == NULL)
        add_blind (blind, facts, draw->id);
    }

  return blind;
}

/* The list ------------------------------------------------------------------------ */

static void
add_keys (GHashTable     *keys,
          const FwReview *review,
          gint64          draw)
{
  g_autoptr(GArray) disputed = fw_review_list_disputed (review, draw);

  for (guint i = 0; i < disputed->len; i++)
    g_hash_table_add (keys, make_key (draw, g_array_index (disputed, FwSaid, i).counted->unit));
}

/* Units that were judged differently before; draws keep their numbers when a file is joined. */
static GHashTable *
list_known (const FwReview *before)
{
  GHashTable *known = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);

  for (gsize i = 0; before != NULL && i < fw_review_get_n (before, FW_REVIEW_DRAW); i++)
    add_keys (known, before, ((const FwDraw *) fw_review_get (before, FW_REVIEW_DRAW, i))->id);

  return known;
}

FwDisputes *
fw_disputes_new (const FwDisputesFacts *facts)
{
  g_return_val_if_fail (facts != NULL && facts->review != NULL && facts->snapshot != NULL, NULL);
  g_return_val_if_fail (facts->media != NULL && facts->person != NULL, NULL);

  FwDisputes *self = g_new0 (FwDisputes, 1);
  g_autoptr(GHashTable) blind = list_blind (facts);
  g_autoptr(GHashTable) known = list_known (facts->before);
  g_autoptr(GHashTable) party = fw_review_list_party (facts->review, facts->person);
  g_autoptr(GArray) old = g_array_new (FALSE, FALSE, sizeof (FwDispute));

  self->review = fw_review_ref (facts->review);
  self->units = g_array_new (FALSE, FALSE, sizeof (FwDispute));
  for (gsize d = fw_review_get_n (facts->review, FW_REVIEW_DRAW); d > 0; d--)
    {
      const FwDraw *draw = fw_review_get (facts->review, FW_REVIEW_DRAW, d - 1);
      g_autoptr(GArray) disputed = fw_review_list_disputed (facts->review, draw->id);

      for (guint i = 0; i < disputed->len; i++)
        {
          FwDispute dispute = { .said = g_array_index (disputed, FwSaid, i) };
          g_autofree char *key = make_key (draw->id, dispute.said.counted->unit);

          if (g_hash_table_contains (blind, key))
            {
              self->n_hidden++;
              continue;
            }
          dispute.has_names = g_hash_table_contains (party, dispute.said.counted->unit);
          self->n_nameless += !dispute.has_names;
          dispute.is_new = facts->before != NULL && !g_hash_table_contains (known, key);
          if (dispute.is_new)
            g_array_append_val (self->units, dispute);
          else
            g_array_append_val (old, dispute);
        }
    }
  self->n_new = self->units->len;
  g_array_append_vals (self->units, old->data, old->len);

  return self;
}

void
fw_disputes_free (FwDisputes *self)
{
  g_return_if_fail (self != NULL);

  g_array_unref (self->units);
  fw_review_unref (self->review);
  g_free (self);
}

const FwDispute *
fw_disputes_get (const FwDisputes *self,
                 guint             index)
{
  g_return_val_if_fail (self != NULL && index < self->units->len, NULL);

  return &g_array_index (self->units, FwDispute, index);
}

/* In a thread ------------------------------------------------------------------------ */

typedef struct
{
  FwReview   *review;   /* (owned) */
  FwReview   *before;   /* (owned) (nullable) */
  FwSnapshot *snapshot; /* (owned) */
  char       *media;    /* (owned) */
  char       *person;   /* (owned) */
} Find;

static void
find_free (gpointer data)
{
  Find *find = data;

  fw_review_unref (find->review);
  g_clear_pointer (&find->before, fw_review_unref);
  fw_snapshot_unref (find->snapshot);
  g_free (find->media);
  g_free (find->person);
  g_free (find);
}

static void
find_thread (GTask        *task,
             gpointer      source,
             gpointer      data,
             GCancellable *cancellable)
{
  const Find *find = data;
  FwDisputesFacts facts
    = { find->review, find->before, find->snapshot, find->media, find->person };

  g_task_return_pointer (task, fw_disputes_new (&facts), (GDestroyNotify) fw_disputes_free);
}

void
fw_disputes_find_async (const FwDisputesFacts *facts,
                        GCancellable          *cancellable,
                        GAsyncReadyCallback    callback,
                        gpointer               user_data)
{
  g_return_if_fail (facts != NULL && facts->review != NULL && facts->snapshot != NULL);

  g_autoptr(GTask) task = g_task_new (NULL, cancellable, callback, user_data);
  Find *find = g_new0 (Find, 1);

  find->review = fw_review_ref (facts->review);
  find->before = facts->before != NULL ? fw_review_ref (facts->before) : NULL;
  find->snapshot = fw_snapshot_ref (facts->snapshot);
  find->media = g_strdup (facts->media);
  find->person = g_strdup (facts->person);
  g_task_set_task_data (task, find, find_free);
  g_task_run_in_thread (task, find_thread);
}

FwDisputes *
fw_disputes_find_finish (GAsyncResult *result,
                         GError      **error)
{
  return g_task_propagate_pointer (G_TASK (result), error);
}

/* Words ------------------------------------------------------------------------------- */

char *
fw_disputes_dup_sentence (const FwDisputes *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  GString *text = g_string_new (NULL);

  if (self->units->len > 0)
    g_string_append_printf (text,
                            ngettext ("%u unit was judged differently. All verdicts are kept; "
                                      "the first one counts.",
                                      "%u units were judged differently. All verdicts are kept; "
                                      "the first one on each counts.",
                                      self->units->len),
                            self->units->len);
  else if (self->n_hidden == 0)
    g_string_append (text, _("No unit was judged differently by two people."));
  if (self->n_nameless > 0)
    g_string_append_printf (text, " %s",
                            _("Who said it is left out where you are none of the two: an appeal "
                              "may come before you, and is decided without names."));
  if (self->n_hidden > 0)
    g_string_append_printf (text,
                            ngettext ("%s%u that you may still have to judge is listed when you "
                                      "have.",
                                      "%s%u that you may still have to judge are listed when you "
                                      "have.",
                                      self->n_hidden),
                            text->len > 0 ? " " : "", self->n_hidden);

  return g_string_free (text, FALSE);
}

char *
fw_verdict_dup_words (const FwVerdict *verdict,
                      FwManual        *manual)
{
  g_return_val_if_fail (verdict != NULL, NULL);

  const FwAnswer *answer = fw_verdict_get_answer (verdict);
  const FwRule *rule = answer->outcome == FW_OUTCOME_WRONG && manual != NULL
                         ? fw_manual_find_rule (manual, answer->rule)
                         : NULL;
  g_autofree char *words = fw_verdict_dup_answer (verdict);

  return rule != NULL ? g_strdup_printf ("%s %s", words, rule->title) : g_steal_pointer (&words);
}

char *
fw_verdict_dup_line (const FwVerdict *verdict,
                     FwManual        *manual,
                     gboolean         is_counted,
                     gboolean         has_names)
{
  g_return_val_if_fail (verdict != NULL, NULL);

  g_autofree char *words = fw_verdict_dup_words (verdict, manual);
  const char *who = has_names    ? verdict->reviewer
                    : is_counted ? _("One")
                                 : _("Another");

  /* Translators: who judged it, and how. */
  return g_strdup_printf (is_counted ? _("%s: %s (counts)") : _("%s: %s"), who, words);
}

char *
fw_disputes_dup_said (const FwReview *review,
                      gint64          draw,
                      const char     *unit,
                      FwManual       *manual,
                      gboolean        has_names)
{
  g_autoptr(GPtrArray) all = fw_review_list_of_unit (review, draw, unit);
  g_autoptr(GString) text = g_string_new (NULL);
  gboolean is_disputed = FALSE;

  for (guint i = 0; i < all->len; i++)
    {
      const FwVerdict *verdict = all->pdata[i];
      g_autofree char *line = fw_verdict_dup_line (verdict, manual, i == 0, has_names);

      is_disputed |= !fw_verdict_agrees (all->pdata[0], verdict);
      if (i > 0)
        g_string_append_c (text, '\n');
      g_string_append (text, line);
      if (verdict->note != NULL && verdict->note[0] != '\0')
        g_string_append_printf (text, _(" – “%s”"), verdict->note);
    }

  return is_disputed ? g_strdup (text->str) : NULL;
}

/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "core/gold-records.h"

#include <glib/gi18n.h>
#include <string.h>

/* Words. */

static const char *const mode_words[] = { "practise", "exam" };
static const char *const part_words[] = { "edition", "item", "attempt" };
static const char *const part_keys[] = { "editions", "items", "attempts" };

G_STATIC_ASSERT (G_N_ELEMENTS (part_words) == FW_N_GOLD_PARTS);

const char *
fw_attempt_mode_to_word (FwAttemptMode mode)
{
  g_return_val_if_fail ((gsize) mode < G_N_ELEMENTS (mode_words), NULL);

  return mode_words[mode];
}

gboolean
fw_attempt_mode_from_word (const char *word, FwAttemptMode *out_mode)
{
  g_return_val_if_fail (out_mode != NULL, FALSE);

  for (gsize i = 0; i < G_N_ELEMENTS (mode_words); i++)
    if (g_strcmp0 (word, mode_words[i]) == 0)
      {
        *out_mode = (FwAttemptMode) i;
        return TRUE;
      }

  return FALSE;
}

const char *
fw_gold_part_to_key (FwGoldPart part)
{
  g_return_val_if_fail ((gsize) part < FW_N_GOLD_PARTS, NULL);

  return part_keys[part];
}

const char *
fw_gold_part_to_word (FwGoldPart part)
{
  g_return_val_if_fail ((gsize) part < FW_N_GOLD_PARTS, NULL);

  return part_words[part];
}

/* Attempts. */

gsize
fw_gold_attempt_count_right (const FwGoldAttempt *attempt)
{
  gsize n = 0;

  g_return_val_if_fail (attempt != NULL, 0);

  for (gsize i = 0; i < attempt->n_answers; i++)
    n += attempt->answers[i].is_shown && attempt->answers[i].mistake == FW_MISTAKE_NONE;

  return n;
}

gsize
fw_gold_attempt_count_shown (const FwGoldAttempt *attempt)
{
  gsize n = 0;

  g_return_val_if_fail (attempt != NULL, 0);

  for (gsize i = 0; i < attempt->n_answers; i++)
    n += attempt->answers[i].is_shown;

  return n;
}

gboolean
fw_gold_attempt_is_passed (const FwGoldAttempt *attempt)
{
  g_return_val_if_fail (attempt != NULL, FALSE);

  return attempt->mode == FW_ATTEMPT_EXAM && attempt->ended_at
         && (gint64) fw_gold_attempt_count_right (attempt) >= attempt->needed;
}

/* Checking. */

static gboolean
refuse (GError **error, const char *sentence)
{
  g_set_error_literal (error, FW_REVIEW_ERROR, FW_REVIEW_ERROR_INCOMPLETE, sentence);

  return FALSE;
}

static gboolean
has_text (const char *text)
{
  return text && *text;
}

static gboolean
is_time (const char *text)
{
  g_autoptr (GDateTime) time = has_text (text) ? g_date_time_new_from_iso8601 (text, NULL) : NULL;

  return time != NULL;
}

static gboolean
is_unit (const char *name)
{
  FwUnit unit;

  return has_text (name) && fw_unit_parse (name, &unit, NULL);
}

/* A name that leads to no other folder. */
static gboolean
is_plain_name (const char *name)
{
  return has_text (name) && !strchr (name, G_DIR_SEPARATOR) && !g_str_equal (name, ".")
         && !g_str_equal (name, "..");
}

static gboolean
check_edition (gconstpointer facts, GError **error)
{
  const FwGoldEdition *edition = facts;

  if (edition->id < 1)
    return refuse (error, _ ("An edition of the gold needs a number."));
  if (!is_time (edition->at))
    return refuse (error, _ ("An edition of the gold says when it was made."));
  for (gsize i = 0; i < edition->n_rules; i++)
    if (!has_text (edition->rules[i].rule) || !has_text (edition->rules[i].rev))
      return refuse (error, _ ("A rule of a gold edition needs its id and its revision."));

  return TRUE;
}

static gboolean
check_item (gconstpointer facts, GError **error)
{
  const FwGoldItem *item = facts;

  if (!is_unit (item->unit) || !has_text (item->rev))
    return refuse (error, _ ("A gold item says which label it is, and in which revision."));
  if (item->frame < 0)
    return refuse (error, _ ("A gold item says in which frame it is asked."));
  if (!is_time (item->made_at))
    return refuse (error, _ ("A gold item says when it became gold."));
  if (item->asked_at && !is_time (item->asked_at))
    return refuse (error, _ ("When a gold item was asked about is no time."));

  return TRUE;
}

static gboolean
check_answer (const FwGoldAnswer *answer, GError **error)
{
  if (!is_unit (answer->unit) || !has_text (answer->rev))
    return refuse (error, _ ("An answer says which gold item it is about."));
  if (answer->part.first < 0 || answer->part.last < answer->part.first)
    return refuse (error, _ ("An answer says in which frames it is given."));

  return TRUE;
}

static gboolean
check_attempt (gconstpointer facts, GError **error)
{
  const FwGoldAttempt *attempt = facts;

  if (!has_text (attempt->person) || attempt->n < 1)
    return refuse (error, _ ("An attempt says whose it is, and which one."));
  if (!is_plain_name (attempt->labels))
    return refuse (error, _ ("An attempt says in which file beside the gold it is done."));
  if (!is_time (attempt->begun_at) || (attempt->ended_at && !is_time (attempt->ended_at)))
    return refuse (error, _ ("An attempt says when it was begun."));
  if (attempt->n_answers < 1)
    return refuse (error, _ ("An attempt without items asks nothing."));
  if (attempt->needed < 0 || (gsize) attempt->needed > attempt->n_answers
      || (attempt->mode == FW_ATTEMPT_EXAM && attempt->needed < 1))
    return refuse (error, _ ("An exam says how many of its items have to be right."));
  for (gsize i = 0; i < attempt->n_answers; i++)
    if (!check_answer (&attempt->answers[i], error))
      return FALSE;

  return TRUE;
}

/* Copying: the texts that a record borrows become its own. */

static void
copy_edition (gpointer record)
{
  FwGoldEdition *edition = record;
  const FwGoldRule *rules = edition->rules;

  edition->manual = g_strdup (edition->manual);
  edition->version = g_strdup (edition->version);
  edition->at = g_strdup (edition->at);
  edition->by = g_strdup (edition->by);
  edition->extra = g_strdup (edition->extra);
  edition->rules = g_new0 (FwGoldRule, edition->n_rules + 1);
  for (gsize i = 0; i < edition->n_rules; i++)
    edition->rules[i] = (FwGoldRule){ g_strdup (rules[i].rule), g_strdup (rules[i].rev),
                                      g_strdupv (rules[i].categories), g_strdup (rules[i].extra) };
}

static void
clear_edition (gpointer data)
{
  FwGoldEdition *edition = data;

  for (gsize i = 0; i < edition->n_rules; i++)
    {
      g_free (edition->rules[i].rule);
      g_free (edition->rules[i].rev);
      g_strfreev (edition->rules[i].categories);
      g_free (edition->rules[i].extra);
    }
  g_free (edition->rules);
  g_free (edition->manual);
  g_free (edition->version);
  g_free (edition->at);
  g_free (edition->by);
  g_free (edition->extra);
}

static void
copy_item (gpointer record)
{
  FwGoldItem *item = record;

  item->unit = g_strdup (item->unit);
  item->rev = g_strdup (item->rev);
  item->picture = g_strdup (item->picture);
  item->category = g_strdup (item->category);
  item->made_at = g_strdup (item->made_at);
  item->asked_at = g_strdup (item->asked_at);
  item->extra = g_strdup (item->extra);
}

static void
clear_item (gpointer data)
{
  FwGoldItem *item = data;

  g_free (item->unit);
  g_free (item->rev);
  g_free (item->picture);
  g_free (item->category);
  g_free (item->made_at);
  g_free (item->asked_at);
  g_free (item->extra);
}

static void
copy_attempt (gpointer record)
{
  FwGoldAttempt *attempt = record;
  const FwGoldAnswer *answers = attempt->answers;

  attempt->person = g_strdup (attempt->person);
  attempt->labels = g_strdup (attempt->labels);
  attempt->seed = g_strdup (attempt->seed);
  attempt->manual = g_strdup (attempt->manual);
  attempt->version = g_strdup (attempt->version);
  attempt->begun_at = g_strdup (attempt->begun_at);
  attempt->ended_at = g_strdup (attempt->ended_at);
  attempt->extra = g_strdup (attempt->extra);
  attempt->answers = g_new0 (FwGoldAnswer, attempt->n_answers);
  for (gsize i = 0; i < attempt->n_answers; i++)
    {
      attempt->answers[i] = answers[i];
      attempt->answers[i].unit = g_strdup (answers[i].unit);
      attempt->answers[i].rev = g_strdup (answers[i].rev);
      attempt->answers[i].picture = g_strdup (answers[i].picture);
      attempt->answers[i].extra = g_strdup (answers[i].extra);
      if (!answers[i].is_shown)
        attempt->answers[i].mistake = FW_MISTAKE_NONE;
    }
}

static void
clear_attempt (gpointer data)
{
  FwGoldAttempt *attempt = data;

  for (gsize i = 0; i < attempt->n_answers; i++)
    {
      g_free (attempt->answers[i].unit);
      g_free (attempt->answers[i].rev);
      g_free (attempt->answers[i].picture);
      g_free (attempt->answers[i].extra);
    }
  g_free (attempt->answers);
  g_free (attempt->person);
  g_free (attempt->labels);
  g_free (attempt->seed);
  g_free (attempt->manual);
  g_free (attempt->version);
  g_free (attempt->begun_at);
  g_free (attempt->ended_at);
  g_free (attempt->extra);
}

/* What each kind of record is made of. */
static const struct
{
  gsize size;
  gboolean (*check) (gconstpointer facts, GError **error);
  void (*copy) (gpointer record);
  GDestroyNotify clear;
} kinds[FW_N_GOLD_PARTS] = {
  [FW_GOLD_EDITION] = { sizeof (FwGoldEdition), check_edition, copy_edition, clear_edition },
  [FW_GOLD_ITEM] = { sizeof (FwGoldItem), check_item, copy_item, clear_item },
  [FW_GOLD_ATTEMPT] = { sizeof (FwGoldAttempt), check_attempt, copy_attempt, clear_attempt },
};

gpointer
fw_gold_record_new (FwGoldPart part, gconstpointer facts, GError **error)
{
  g_return_val_if_fail ((gsize) part < FW_N_GOLD_PARTS && facts != NULL, NULL);

  if (!kinds[part].check (facts, error))
    return NULL;

  gpointer record = g_atomic_rc_box_alloc (kinds[part].size);

  memcpy (record, facts, kinds[part].size);
  kinds[part].copy (record);

  return record;
}

gpointer
fw_gold_record_ref (gpointer record)
{
  g_return_val_if_fail (record != NULL, NULL);

  return g_atomic_rc_box_acquire (record);
}

void
fw_gold_record_unref (FwGoldPart part, gpointer record)
{
  g_return_if_fail ((gsize) part < FW_N_GOLD_PARTS && record != NULL);

  g_atomic_rc_box_release_full (record, kinds[part].clear);
}

/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "core/review-records.h"

#include <glib/gi18n.h>
#include <string.h>

G_DEFINE_QUARK (fw-review-error-quark, fw_review_error)

/* Words. */

static const char *const outcome_words[]
    = { "correct", "wrong", "unclear-rule", "not-judgeable", "wrong-but-excused" };
static const char *const mistake_words[FW_N_MISTAKES]
    = { "",         "missing",  "spurious", "class", "attribute",
        "geometry", "identity", "order",    "other" };
static const char *const design_words[] = { "simple", "stratified", "poisson", "targeted" };
static const char *const ruling_words[] = { "upheld", "overturned", "unclear-rule" };
static const char *const part_words[]
    = { "batch", "draw", "verdict", "appeal", "question", "regrade" };
static const char *const part_keys[]
    = { "batches", "draws", "verdicts", "appeals", "questions", "regrades" };

G_STATIC_ASSERT (G_N_ELEMENTS (outcome_words) == FW_N_OUTCOMES);
G_STATIC_ASSERT (G_N_ELEMENTS (part_words) == FW_N_REVIEW_PARTS);

static gboolean
find_word (const char *const *words, gsize n, const char *word, guint *out_index)
{
  for (gsize i = 0; word && *word && i < n; i++)
    if (g_str_equal (words[i], word))
      {
        *out_index = (guint) i;
        return TRUE;
      }

  return FALSE;
}

#define DEFINE_WORDS(type, name, words) \
  const char *fw_##name##_to_word (type value) \
  { \
    g_return_val_if_fail ((gsize) value < G_N_ELEMENTS (words), NULL); \
    return words[value]; \
  } \
  gboolean fw_##name##_from_word (const char *word, type *out_value) \
  { \
    guint index; \
    g_return_val_if_fail (out_value != NULL, FALSE); \
    if (!find_word (words, G_N_ELEMENTS (words), word, &index)) \
      return FALSE; \
    *out_value = (type) index; \
    return TRUE; \
  }

DEFINE_WORDS (FwOutcome, outcome, outcome_words)
DEFINE_WORDS (FwDesign, design, design_words)
DEFINE_WORDS (FwRulingOutcome, ruling, ruling_words)
DEFINE_WORDS (FwReviewPart, review_part, part_words)

const char *
fw_outcome_to_title (FwOutcome outcome)
{
  static const char *const titles[FW_N_OUTCOMES]
      = { N_ ("Correct"), N_ ("Wrong"), N_ ("The manual does not decide"), N_ ("Picture too bad"),
          N_ ("Excused") };

  g_return_val_if_fail ((gsize) outcome < FW_N_OUTCOMES, NULL);

  return _ (titles[outcome]);
}

const char *
fw_mistake_to_title (FwMistake mistake)
{
  static const char *const titles[FW_N_MISTAKES]
      = { "",
          N_ ("Missed object"),
          N_ ("Should not be labelled"),
          N_ ("Wrong category"),
          N_ ("Wrong attribute"),
          N_ ("Loose or tight shape"),
          N_ ("Wrong identity"),
          N_ ("Wrong order"),
          N_ ("Other") };

  g_return_val_if_fail ((gsize) mistake < FW_N_MISTAKES, NULL);

  /* The translation of nothing is the head of the catalogue. */
  return mistake == FW_MISTAKE_NONE ? "" : _ (titles[mistake]);
}

const char *
fw_mistake_to_word (FwMistake mistake)
{
  g_return_val_if_fail ((gsize) mistake < FW_N_MISTAKES, NULL);

  return mistake_words[mistake];
}

gboolean
fw_mistake_from_word (const char *word, FwMistake *out_mistake)
{
  guint index;

  g_return_val_if_fail (out_mistake != NULL, FALSE);

  if (g_strcmp0 (word, "category") == 0)
    word = mistake_words[FW_MISTAKE_CATEGORY];
  if (!find_word (mistake_words, FW_N_MISTAKES, word, &index))
    return FALSE;
  *out_mistake = (FwMistake) index;

  return TRUE;
}

const char *
fw_review_part_to_key (FwReviewPart part)
{
  g_return_val_if_fail ((gsize) part < FW_N_REVIEW_PARTS, NULL);

  return part_keys[part];
}

/* Checks. */

static gboolean
refuse (GError **error, FwReviewError code, const char *sentence)
{
  g_set_error_literal (error, FW_REVIEW_ERROR, code, sentence);

  return FALSE;
}

static gboolean
says (const char *text)
{
  return text && *text;
}

static gboolean
require (const char *text, const char *sentence, GError **error)
{
  return says (text) || refuse (error, FW_REVIEW_ERROR_INCOMPLETE, sentence);
}

static gboolean
check_answer (const FwVerdict *verdict, const FwAnswer *answer, GError **error)
{
  if (says (answer->precedent) && !says (answer->rule))
    return refuse (error, FW_REVIEW_ERROR_INCOMPLETE,
                   _ ("A precedent is named with the rule that it stands under."));
  if (answer->outcome == FW_OUTCOME_EXCUSED)
    return refuse (error, FW_REVIEW_ERROR_INCOMPLETE,
                   _ ("Nobody excuses by hand; a ruling or a new manual version does."));
  if (answer->outcome != FW_OUTCOME_WRONG)
    return answer->kind == FW_MISTAKE_NONE
           || refuse (error, FW_REVIEW_ERROR_INCOMPLETE,
                      _ ("Only a verdict of “wrong” has a kind of mistake."));

  if (!says (answer->rule))
    return refuse (error, FW_REVIEW_ERROR_INCOMPLETE,
                   _ ("“Wrong” names a rule. Pick one, or choose “The manual does not decide”."));
  if (!says (answer->rule_rev))
    return refuse (error, FW_REVIEW_ERROR_INCOMPLETE,
                   _ ("“Wrong” names the revision of its rule."));
  if (answer->kind == FW_MISTAKE_NONE)
    return refuse (error, FW_REVIEW_ERROR_INCOMPLETE,
                   _ ("“Wrong” says what kind of mistake it is."));
  if (answer->kind == FW_MISTAKE_MISSING && !verdict->has_region)
    return refuse (error, FW_REVIEW_ERROR_INCOMPLETE,
                   _ ("A missed object has a region where it is."));
  if (!says (verdict->note) && !verdict->has_pin && !verdict->has_region
      && !says (verdict->suggested))
    return refuse (error, FW_REVIEW_ERROR_INCOMPLETE,
                   _ ("“Wrong” shows why: a note, a place in the picture or a suggested value."));

  return TRUE;
}

static gboolean
check_verdict (const FwVerdict *verdict, GError **error)
{
  FwUnit unit;

  if (!require (verdict->unit, _ ("A verdict names the unit that was judged."), error)
      || !require (verdict->unit_rev, _ ("A verdict names the revision of its unit."), error)
      || !require (verdict->reviewer, _ ("A verdict names its reviewer."), error)
      || !require (verdict->version, _ ("A verdict names the version of the manual."), error))
    return FALSE;
  if (!fw_unit_parse (verdict->unit, &unit, NULL))
    return refuse (error, FW_REVIEW_ERROR_REFERENCE, _ ("The verdict's unit is no unit's name."));
  if (g_strcmp0 (verdict->author, verdict->reviewer) == 0)
    return refuse (error, FW_REVIEW_ERROR_PERSON,
                   _ ("Nobody judges work of his own. Let somebody else judge it."));
  if (verdict->ms < 0 || (verdict->has_pin && !isfinite (verdict->pin.x + verdict->pin.y))
      || (verdict->has_region
          && !(isfinite (verdict->region.x + verdict->region.y) && verdict->region.width > 0.0
               && verdict->region.height > 0.0 && isfinite (fw_rect_area (verdict->region)))))
    return refuse (error, FW_REVIEW_ERROR_INCOMPLETE,
                   _ ("A place or a time of the verdict is no number that can be."));

  return check_answer (verdict, &verdict->blind, error)
         && (!verdict->has_informed || check_answer (verdict, &verdict->informed, error));
}

static gboolean
check_draw (const FwDraw *draw, GError **error)
{
  g_autoptr (GHashTable) seen = g_hash_table_new (g_str_hash, g_str_equal);

  if (draw->design != FW_DESIGN_TARGETED
      && !require (draw->seed, _ ("A draw has a seed, so that anybody can repeat it."), error))
    return FALSE;
  if (!(draw->plan_aql >= 0.0 && draw->plan_aql < 1.0)
      || !(draw->plan_limit >= 0.0 && draw->plan_limit < 1.0))
    return refuse (error, FW_REVIEW_ERROR_INCOMPLETE,
                   _ ("The shares of a plan lie between 0 and 1."));
  if (says (draw->signed_at) && !says (draw->signed_by))
    return refuse (error, FW_REVIEW_ERROR_INCOMPLETE, _ ("Whoever signs a draw off is named."));
  for (gsize i = 0; i < draw->n_units; i++)
    {
      if (!says (draw->units[i].unit))
        return refuse (error, FW_REVIEW_ERROR_INCOMPLETE, _ ("Each unit of a draw has a name."));
      if (!(draw->units[i].pi > 0.0 && draw->units[i].pi <= 1.0))
        {
          g_set_error (error, FW_REVIEW_ERROR, FW_REVIEW_ERROR_INCOMPLETE,
                       _ ("The unit “%s” was drawn with a probability of %g; it lies above 0 and is "
                          "1 at most."),
                       draw->units[i].unit, draw->units[i].pi);
          return FALSE;
        }
      if (!g_hash_table_add (seen, draw->units[i].unit))
        {
          g_set_error (error, FW_REVIEW_ERROR, FW_REVIEW_ERROR_REFERENCE,
                       _ ("The unit “%s” is in the draw twice."), draw->units[i].unit);
          return FALSE;
        }
    }

  return TRUE;
}

static gboolean
check_appeal (const FwAppeal *appeal, GError **error)
{
  if (!require (appeal->by, _ ("An appeal names who makes it."), error)
      || !require (appeal->text, _ ("An appeal says why."), error))
    return FALSE;
  if (!appeal->has_ruling)
    return TRUE;
  if (g_strcmp0 (appeal->ruling.by, appeal->by) == 0)
    return refuse (error, FW_REVIEW_ERROR_PERSON, _ ("Nobody rules on an appeal of his own."));

  return require (appeal->ruling.by, _ ("A ruling names who makes it."), error);
}

static gboolean
check_question (const FwQuestion *question, GError **error)
{
  if (!require (question->text, _ ("A question asks something."), error))
    return FALSE;

  return !question->has_answer
         || require (question->answer.text, _ ("An answer says something."), error);
}

static gboolean
check_record (FwReviewPart part, gconstpointer facts, GError **error)
{
  if (fw_review_record_get_id (facts) < 1)
    return refuse (error, FW_REVIEW_ERROR_INCOMPLETE, _ ("A record has an id of 1 or more."));

  switch (part)
    {
    case FW_REVIEW_BATCH:
      return require (((const FwBatch *) facts)->version,
                      _ ("A batch names the version of its manual."), error);
    case FW_REVIEW_DRAW:
      return check_draw (facts, error);
    case FW_REVIEW_VERDICT:
      return check_verdict (facts, error);
    case FW_REVIEW_APPEAL:
      return check_appeal (facts, error);
    case FW_REVIEW_QUESTION:
      return check_question (facts, error);
    case FW_REVIEW_REGRADE:
      return require (((const FwRegrade *) facts)->to_version,
                      _ ("A regrade names the version it follows."), error);
    }

  g_assert_not_reached ();
}

/* Making. Where texts stand in each record: one table for copying and freeing. */

typedef struct
{
  gsize       size;
  const gsize offsets[16]; /* ended by 0, where no text stands */
} Layout;

#define AT(type, member) G_STRUCT_OFFSET (type, member)

static const Layout layouts[] = {
  { sizeof (FwBatch),
    { AT (FwBatch, manual), AT (FwBatch, version), AT (FwBatch, frozen_at), AT (FwBatch, sha256),
      AT (FwBatch, extra) } },
  { sizeof (FwDraw),
    { AT (FwDraw, seed), AT (FwDraw, signed_by), AT (FwDraw, signed_at), AT (FwDraw, extra) } },
  { sizeof (FwVerdict),
    { AT (FwVerdict, unit), AT (FwVerdict, unit_rev), AT (FwVerdict, author),
      AT (FwVerdict, reviewer), AT (FwVerdict, blind.rule), AT (FwVerdict, blind.rule_rev),
      AT (FwVerdict, blind.precedent), AT (FwVerdict, informed.rule),
      AT (FwVerdict, informed.rule_rev), AT (FwVerdict, informed.precedent), AT (FwVerdict, manual),
      AT (FwVerdict, version), AT (FwVerdict, note), AT (FwVerdict, suggested), AT (FwVerdict, at),
      AT (FwVerdict, extra) } },
  { sizeof (FwAppeal),
    { AT (FwAppeal, by), AT (FwAppeal, text), AT (FwAppeal, opened), AT (FwAppeal, due),
      AT (FwAppeal, ruling.by), AT (FwAppeal, ruling.text), AT (FwAppeal, ruling.at),
      AT (FwAppeal, ruling.precedent), AT (FwAppeal, extra) } },
  { sizeof (FwQuestion),
    { AT (FwQuestion, unit), AT (FwQuestion, rule), AT (FwQuestion, by), AT (FwQuestion, text),
      AT (FwQuestion, at), AT (FwQuestion, crop), AT (FwQuestion, answer.by),
      AT (FwQuestion, answer.text), AT (FwQuestion, answer.at), AT (FwQuestion, answer.precedent),
      AT (FwQuestion, extra) } },
  { sizeof (FwRegrade),
    { AT (FwRegrade, manual), AT (FwRegrade, from_version), AT (FwRegrade, to_version),
      AT (FwRegrade, at), AT (FwRegrade, by), AT (FwRegrade, extra) } },
};

static void
copy_units (FwDraw *draw)
{
  draw->units = g_memdup2 (draw->units, draw->n_units * sizeof (FwDrawUnit));
  for (gsize i = 0; i < draw->n_units; i++)
    {
      draw->units[i].unit = g_strdup (draw->units[i].unit);
      draw->units[i].rev = g_strdup (draw->units[i].rev);
      draw->units[i].stratum = g_strdup (draw->units[i].stratum);
    }
}

static void
free_units (FwDraw *draw)
{
  for (gsize i = 0; i < draw->n_units; i++)
    {
      g_free (draw->units[i].unit);
      g_free (draw->units[i].rev);
      g_free (draw->units[i].stratum);
    }
  g_free (draw->units);
}

static void
copy_found (FwVerdict *verdict)
{
  verdict->found = g_memdup2 (verdict->found, verdict->n_found * sizeof (FwFoundRule));
  for (gsize i = 0; i < verdict->n_found; i++)
    {
      verdict->found[i].rule = g_strdup (verdict->found[i].rule);
      verdict->found[i].rev = g_strdup (verdict->found[i].rev);
    }
}

static void
free_found (FwVerdict *verdict)
{
  for (gsize i = 0; i < verdict->n_found; i++)
    {
      g_free (verdict->found[i].rule);
      g_free (verdict->found[i].rev);
    }
  g_free (verdict->found);
}

gpointer
fw_review_record_new (FwReviewPart part, gconstpointer facts, GError **error)
{
  g_return_val_if_fail ((gsize) part < FW_N_REVIEW_PARTS && facts != NULL, NULL);

  if (!check_record (part, facts, error))
    return NULL;

  const Layout *layout = &layouts[part];
  guint8 *record = g_atomic_rc_box_alloc (layout->size);

  memcpy (record, facts, layout->size);
  for (gsize i = 0; i < G_N_ELEMENTS (layout->offsets) && layout->offsets[i] != 0; i++)
    {
      char **text = G_STRUCT_MEMBER_P (record, layout->offsets[i]);

      *text = g_strdup (*text);
    }
  if (part == FW_REVIEW_DRAW)
    copy_units ((FwDraw *) (gpointer) record);
  if (part == FW_REVIEW_VERDICT)
    copy_found ((FwVerdict *) (gpointer) record);
  if (part == FW_REVIEW_REGRADE)
    {
      FwRegrade *regrade = (FwRegrade *) (gpointer) record;

      regrade->excused = g_memdup2 (regrade->excused, regrade->n_excused * sizeof (gint64));
      regrade->rework = g_strdupv (regrade->rework);
    }

  return record;
}

gpointer
fw_review_record_ref (gpointer record)
{
  return g_atomic_rc_box_acquire (record);
}

static void
free_texts (const Layout *layout, gpointer record)
{
  for (gsize i = 0; i < G_N_ELEMENTS (layout->offsets) && layout->offsets[i] != 0; i++)
    g_free (*(char **) G_STRUCT_MEMBER_P (record, layout->offsets[i]));
}

static void
clear_batch (gpointer record)
{
  free_texts (&layouts[FW_REVIEW_BATCH], record);
}

static void
clear_draw (gpointer record)
{
  free_units (record);
  free_texts (&layouts[FW_REVIEW_DRAW], record);
}

static void
clear_verdict (gpointer record)
{
  free_found (record);
  free_texts (&layouts[FW_REVIEW_VERDICT], record);
}

static void
clear_appeal (gpointer record)
{
  free_texts (&layouts[FW_REVIEW_APPEAL], record);
}

static void
clear_question (gpointer record)
{
  free_texts (&layouts[FW_REVIEW_QUESTION], record);
}

static void
clear_regrade (gpointer record)
{
  g_free (((FwRegrade *) record)->excused);
  g_strfreev (((FwRegrade *) record)->rework);
  free_texts (&layouts[FW_REVIEW_REGRADE], record);
}

void
fw_review_record_unref (FwReviewPart part, gpointer record)
{
  static const GDestroyNotify clear[] = { clear_batch,  clear_draw,     clear_verdict,
                                          clear_appeal, clear_question, clear_regrade };

  g_return_if_fail ((gsize) part < FW_N_REVIEW_PARTS && record != NULL);

  g_atomic_rc_box_release_full (record, clear[part]);
}

const FwAnswer *
fw_verdict_get_answer (const FwVerdict *verdict)
{
  g_return_val_if_fail (verdict != NULL, NULL);

  return verdict->has_informed ? &verdict->informed : &verdict->blind;
}

static int
compare_lines (gconstpointer a, gconstpointer b)
{
  return strcmp (*(const char *const *) a, *(const char *const *) b);
}

char *
fw_batch_checksum (const char *const *units, const char *const *revs, gsize n)
{
  g_return_val_if_fail (n == 0 || (units != NULL && revs != NULL), NULL);

  g_autoptr (GPtrArray) lines = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GChecksum) checksum = g_checksum_new (G_CHECKSUM_SHA256);

  for (gsize i = 0; i < n; i++)
    g_ptr_array_add (lines, g_strdup_printf ("%s %s\n", units[i], revs[i] ? revs[i] : ""));
  g_ptr_array_sort (lines, compare_lines);
  for (gsize i = 0; i < n; i++)
    g_checksum_update (checksum, g_ptr_array_index (lines, i), -1);

  return g_strdup (g_checksum_get_string (checksum));
}

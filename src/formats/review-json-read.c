/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "formats/review-json.h"

#include "core/error.h"
#include "formats/json-member.h"

#include <glib/gi18n.h>
#include <inttypes.h>
#include <string.h>

#define SCHEMA 1

/* What is read, and what belongs to the record being read. */
typedef struct
{
  GPtrArray *people;  /* (nullable) names by index, borrowed; NULL for what is no name */
  GPtrArray *strings; /* (owned) texts that the record borrows */
} Reader;

/* Members. */

/* Borrowed from the parser, until the record is made. */
static char *
get_text (FwJsonValue object, const char *name)
{
  return (char *) fw_json_member_text (object, name);
}

/* A person is an index into the list of people, or a name. */
static char *
get_person (const Reader *reader, FwJsonValue object, const char *name)
{
  FwJsonValue value;
  gint64 index;

  if (!fw_json_get_member (object, name, &value))
    return NULL;
  if (fw_json_get_type (value) == FW_JSON_TEXT)
    return (char *) fw_json_get_text (value, NULL);
  if (!reader->people || !fw_json_get_integer (value, &index) || index < 0
      || index >= reader->people->len)
    return NULL;

  return g_ptr_array_index (reader->people, index);
}

/* @n numbers of a flat array. */
static gboolean
get_numbers (FwJsonValue object, const char *name, double *out, guint n)
{
  g_autoptr (GArray) numbers = g_array_new (FALSE, FALSE, sizeof (double));
  FwJsonValue value;
  gsize bad;

  if (!fw_json_get_member (object, name, &value) || fw_json_get_type (value) != FW_JSON_ARRAY
      || !fw_json_append_doubles (value, numbers, &bad) || numbers->len != n)
    return FALSE;
  memcpy (out, numbers->data, n * sizeof (double));

  return TRUE;
}

static char *
keep (Reader *reader, char *text)
{
  g_ptr_array_add (reader->strings, text);

  return text;
}

/* A value as JSON text; NULL for null and nothing. */
static char *
get_json (Reader *reader, FwJsonValue object, const char *name)
{
  FwJsonValue value;

  if (!fw_json_get_member (object, name, &value) || fw_json_get_type (value) == FW_JSON_NULL)
    return NULL;

  return keep (reader, fw_json_value_to_text (value));
}

static char *
get_extra (Reader *reader, FwJsonValue object, const char *const *known)
{
  return keep (reader, fw_json_dup_extra (object, known));
}

static gboolean set_sentence (GError **error, const char *format, ...) G_GNUC_PRINTF (2, 3);

static gboolean
set_sentence (GError **error, const char *format, ...)
{
  va_list args;

  va_start (args, format);
  if (error)
    *error = g_error_new_valist (FW_FORMAT_ERROR, FW_FORMAT_ERROR_UNSUPPORTED, format, args);
  va_end (args);

  return FALSE;
}

/* Records. Texts of the facts are borrowed until the record is made. */

static gboolean
read_batch (Reader *reader, FwJsonValue value, FwBatch *batch, GError **error)
{
  static const char *const known[]
      = { "id", "manual", "version", "frozen_at", "unit", "units", "sha256", NULL };
  const char *unit = get_text (value, "unit");

  if (unit && !fw_unit_kind_from_word (unit, &batch->unit))
    return set_sentence (error, _ ("“%s” is no kind of unit"), unit ? unit : "");
  batch->manual = get_text (value, "manual");
  batch->version = get_text (value, "version");
  batch->frozen_at = get_text (value, "frozen_at");
  batch->n_units = fw_json_member_integer (value, "units");
  batch->sha256 = get_text (value, "sha256");
  batch->extra = get_extra (reader, value, known);

  return TRUE;
}

static void
read_units (Reader *reader, FwJsonValue list, FwDraw *draw)
{
  FwJsonWalk walk;
  FwJsonValue value;

  draw->units = g_new0 (FwDrawUnit, fw_json_get_count (list) + 1);
  g_ptr_array_add (reader->strings, draw->units);
  fw_json_walk_init (&walk, list);
  while (fw_json_walk_next (&walk, NULL, &value))
    {
      FwDrawUnit *unit = &draw->units[draw->n_units++];
      FwJsonValue pi;

      if (fw_json_get_type (value) != FW_JSON_OBJECT)
        continue;
      unit->unit = get_text (value, "unit");
      unit->rev = get_text (value, "rev");
      unit->stratum = get_text (value, "stratum");
      unit->pi = fw_json_get_member (value, "pi", &pi) ? fw_json_get_double (pi) : 0.0;
    }
}

static gboolean
read_draw (Reader *reader, FwJsonValue value, FwDraw *draw, GError **error)
{
  static const char *const known[] = { "id", "batch", "design", "seed", "plan", "units", "signed", NULL };
  const char *design = get_text (value, "design");
  FwJsonValue member;

  if (!fw_design_from_word (design, &draw->design))
    return set_sentence (error, _ ("“%s” is no design of a draw"), design ? design : "");
  draw->batch = fw_json_member_integer (value, "batch");
  draw->seed = get_text (value, "seed");
  if (fw_json_member_object (value, "plan", &member))
    {
      draw->plan_n = fw_json_member_integer (member, "n");
      draw->plan_accept = fw_json_member_integer (member, "accept");
      draw->plan_aql = fw_json_member_number (member, "aql");
      draw->plan_limit = fw_json_member_number (member, "limit");
    }
  if (fw_json_member_object (value, "signed", &member))
    {
      draw->signed_by = get_person (reader, member, "by");
      draw->signed_at = get_text (member, "at");
    }
  if (fw_json_get_member (value, "units", &member) && fw_json_get_type (member) == FW_JSON_ARRAY)
    read_units (reader, member, draw);
  draw->extra = get_extra (reader, value, known);

  return TRUE;
}

static gboolean
read_answer (FwJsonValue value, FwAnswer *answer, GError **error)
{
  const char *outcome = get_text (value, "outcome");
  const char *kind = get_text (value, "kind");

  if (!fw_outcome_from_word (outcome, &answer->outcome))
    return set_sentence (error, _ ("“%s” is no outcome"), outcome ? outcome : "");
  if (kind && *kind && !fw_mistake_from_word (kind, &answer->kind))
    return set_sentence (error, _ ("“%s” is no kind of mistake"), kind ? kind : "");
  answer->rule = get_text (value, "rule");
  answer->rule_rev = get_text (value, "rule_rev");
  answer->precedent = get_text (value, "precedent");

  return TRUE;
}

/* What is no rule in it says nothing. */
static void
read_found (Reader *reader, FwJsonValue value, FwVerdict *verdict)
{
  FwJsonValue list;
  FwJsonValue item;
  FwJsonWalk walk;

  if (!fw_json_member_array (value, "found", &list))
    return;
  verdict->found = g_new0 (FwFoundRule, fw_json_get_count (list) + 1);
  g_ptr_array_add (reader->strings, verdict->found);
  fw_json_walk_init (&walk, list);
  while (fw_json_walk_next (&walk, NULL, &item))
    {
      FwFoundRule found = { 0 };

      if (fw_json_get_type (item) != FW_JSON_OBJECT)
        continue;
      found.rule = get_text (item, "rule");
      found.rev = get_text (item, "rev");
      if (found.rule && *found.rule && found.rev)
        verdict->found[verdict->n_found++] = found;
    }
}

static gboolean
read_verdict (Reader *reader, FwJsonValue value, FwVerdict *verdict, GError **error)
{
  static const char *const known[]
      = { "id",     "draw",      "unit",   "unit_rev", "author", "reviewer",
          "blind",  "informed",  "manual", "version",  "note",   "pin",
          "region", "suggested", "ms",     "at",       "found",  NULL };
  FwJsonValue answer;
  double numbers[4];

  if (!fw_json_member_object (value, "blind", &answer))
    return set_sentence (error, _ ("the verdict has no answer"));
  if (!read_answer (answer, &verdict->blind, error))
    return FALSE;
  verdict->has_informed = fw_json_member_object (value, "informed", &answer);
  if (verdict->has_informed && !read_answer (answer, &verdict->informed, error))
    return FALSE;

  read_found (reader, value, verdict);
  verdict->draw = fw_json_member_integer (value, "draw");
  verdict->unit = get_text (value, "unit");
  verdict->unit_rev = get_text (value, "unit_rev");
  verdict->author = get_person (reader, value, "author");
  verdict->reviewer = get_person (reader, value, "reviewer");
  verdict->manual = get_text (value, "manual");
  verdict->version = get_text (value, "version");
  verdict->note = get_text (value, "note");
  verdict->has_pin = get_numbers (value, "pin", numbers, 2);
  if (verdict->has_pin)
    verdict->pin = FW_POINT (numbers[0], numbers[1]);
  verdict->has_region = get_numbers (value, "region", numbers, 4);
  if (verdict->has_region)
    verdict->region = FW_RECT (numbers[0], numbers[1], numbers[2], numbers[3]);
  verdict->suggested = get_json (reader, value, "suggested");
  verdict->ms = fw_json_member_integer (value, "ms");
  verdict->at = get_text (value, "at");
  verdict->extra = get_extra (reader, value, known);

  return TRUE;
}

static gboolean
read_appeal (Reader *reader, FwJsonValue value, FwAppeal *appeal, GError **error)
{
  static const char *const known[]
      = { "id", "verdict", "by", "text", "opened", "due", "ruling", NULL };
  FwJsonValue ruling;

  appeal->verdict = fw_json_member_integer (value, "verdict");
  appeal->by = get_person (reader, value, "by");
  appeal->text = get_text (value, "text");
  appeal->opened = get_text (value, "opened");
  appeal->due = get_text (value, "due");
  appeal->extra = get_extra (reader, value, known);
  appeal->has_ruling = fw_json_member_object (value, "ruling", &ruling);
  if (!appeal->has_ruling)
    return TRUE;

  const char *outcome = get_text (ruling, "outcome");

  if (!fw_ruling_from_word (outcome, &appeal->ruling.outcome))
    return set_sentence (error, _ ("“%s” is no ruling"), outcome ? outcome : "");
  appeal->ruling.by = get_person (reader, ruling, "by");
  appeal->ruling.text = get_text (ruling, "text");
  appeal->ruling.at = get_text (ruling, "at");
  appeal->ruling.precedent = get_text (ruling, "precedent");

  return TRUE;
}

static gboolean
read_question (Reader *reader, FwJsonValue value, FwQuestion *question, GError **error)
{
  static const char *const known[]
      = { "id", "unit", "rule", "by", "text", "at", "crop", "answer", NULL };
  FwJsonValue answer;
  FwJsonValue precedent;

  question->unit = get_text (value, "unit");
  question->rule = get_text (value, "rule");
  question->by = get_person (reader, value, "by");
  question->text = get_text (value, "text");
  question->at = get_text (value, "at");
  question->crop = get_text (value, "crop");
  question->extra = get_extra (reader, value, known);
  question->has_answer = fw_json_member_object (value, "answer", &answer);
  if (!question->has_answer)
    return TRUE;
  question->answer.by = get_person (reader, answer, "by");
  question->answer.text = get_text (answer, "text");
  question->answer.at = get_text (answer, "at");
  question->answer.precedent = get_text (answer, "precedent");
  question->answer.is_precedent = question->answer.precedent
                                  || (fw_json_get_member (answer, "precedent", &precedent)
                                      && fw_json_get_type (precedent) == FW_JSON_BOOL
                                      && fw_json_get_boolean (precedent));

  return TRUE;
}

/* Texts of an array; everything is the reader's. */
static char **
get_texts (Reader *reader, FwJsonValue list)
{
  char **texts = g_new0 (char *, fw_json_get_count (list) + 1);
  gsize n = 0;
  FwJsonWalk walk;
  FwJsonValue item;

  g_ptr_array_add (reader->strings, texts);
  fw_json_walk_init (&walk, list);
  while (fw_json_walk_next (&walk, NULL, &item))
    if (fw_json_get_type (item) == FW_JSON_TEXT)
      {
        texts[n] = g_strdup (fw_json_get_text (item, NULL));
        g_ptr_array_add (reader->strings, texts[n++]);
      }

  return texts;
}

static gboolean
read_regrade (Reader *reader, FwJsonValue value, FwRegrade *regrade, GError **error)
{
  static const char *const known[] = { "id", "manual", "from", "to", "at", "by",
                                       "excused", "rework", NULL };
  FwJsonValue list;
  FwJsonWalk walk;
  FwJsonValue item;

  regrade->manual = get_text (value, "manual");
  regrade->from_version = get_text (value, "from");
  regrade->to_version = get_text (value, "to");
  regrade->at = get_text (value, "at");
  regrade->by = get_person (reader, value, "by");
  regrade->extra = get_extra (reader, value, known);
  if (fw_json_get_member (value, "rework", &list) && fw_json_get_type (list) == FW_JSON_ARRAY)
    regrade->rework = get_texts (reader, list);
  if (!fw_json_get_member (value, "excused", &list) || fw_json_get_type (list) != FW_JSON_ARRAY)
    return TRUE;

  regrade->excused = g_new0 (gint64, fw_json_get_count (list) + 1);
  g_ptr_array_add (reader->strings, regrade->excused);
  fw_json_walk_init (&walk, list);
  while (fw_json_walk_next (&walk, NULL, &item))
    if (!fw_json_get_integer (item, &regrade->excused[regrade->n_excused++]))
      return set_sentence (error, _ ("the regrade excuses what is no id"));

  return TRUE;
}

typedef union
{
  FwBatch batch;
  FwDraw draw;
  FwVerdict verdict;
  FwAppeal appeal;
  FwQuestion question;
  FwRegrade regrade;
  gint64 id; /* every record begins with it */
} Facts;

static gboolean
read_facts (Reader *reader, FwReviewPart part, FwJsonValue value, Facts *facts, GError **error)
{
  facts->id = fw_json_member_integer (value, "id");

  switch (part)
    {
    case FW_REVIEW_BATCH:
      return read_batch (reader, value, &facts->batch, error);
    case FW_REVIEW_DRAW:
      return read_draw (reader, value, &facts->draw, error);
    case FW_REVIEW_VERDICT:
      return read_verdict (reader, value, &facts->verdict, error);
    case FW_REVIEW_APPEAL:
      return read_appeal (reader, value, &facts->appeal, error);
    case FW_REVIEW_QUESTION:
      return read_question (reader, value, &facts->question, error);
    case FW_REVIEW_REGRADE:
      return read_regrade (reader, value, &facts->regrade, error);
    }

  g_assert_not_reached ();
}

static gboolean
put_record (
    Reader *reader, FwReviewBuilder *builder, FwReviewPart part, FwJsonValue value, GError **error)
{
  Facts facts = { 0 };

  if (fw_json_get_type (value) != FW_JSON_OBJECT)
    return set_sentence (error, _ ("it is no object"));

  gboolean ok = read_facts (reader, part, value, &facts, error)
                && fw_review_builder_put (builder, part, &facts, error);

  g_ptr_array_set_size (reader->strings, 0);

  return ok;
}

gboolean
fw_review_read_record (FwReviewBuilder *builder,
                       FwReviewPart part,
                       FwJsonValue value,
                       GError **error)
{
  g_autoptr (GPtrArray) strings = g_ptr_array_new_with_free_func (g_free);
  Reader reader = { .strings = strings };

  g_return_val_if_fail (builder != NULL, FALSE);

  return put_record (&reader, builder, part, value, error);
}

/* The whole file. */

static void
refuse (FwJsonRefused *refused, FwReviewPart part, gsize index, FwJsonValue value, const char *why)
{
  gboolean is_object = fw_json_get_type (value) == FW_JSON_OBJECT;
  const char *unit = is_object ? get_text (value, "unit") : NULL;
  g_autofree char *name
      = g_strdup_printf ("id %" PRId64 "%s%s", is_object ? fw_json_member_integer (value, "id") : 0,
                         unit ? ", " : "", unit ? unit : "");

  fw_json_refused_add (refused, fw_review_part_to_word (part), fw_review_part_to_key (part), index,
                       name, value, why);
}

/* Without its draw no verdict holds. A line for each of them would bury the one that tells
 * what is wrong: they are kept as the others are, and told together. */
static gboolean
is_of_refused_draw (FwReviewBuilder *builder,
                    FwReviewPart part,
                    FwJsonValue value,
                    GHashTable *draws)
{
  gint64 draw = part == FW_REVIEW_VERDICT && fw_json_get_type (value) == FW_JSON_OBJECT
                    ? fw_json_member_integer (value, "draw")
                    : 0;
  gpointer n;

  if (!g_hash_table_lookup_extended (draws, &draw, NULL, &n)
      || fw_review_find (fw_review_builder_peek (builder), FW_REVIEW_DRAW, draw))
    return FALSE;
  g_hash_table_insert (draws, g_memdup2 (&draw, sizeof draw),
                       GUINT_TO_POINTER (GPOINTER_TO_UINT (n) + 1));

  return TRUE;
}

static void
tell_of_draws (GHashTable *draws, FwJsonRefused *refused)
{
  GHashTableIter iter;
  gpointer draw, n;

  g_hash_table_iter_init (&iter, draws);
  while (refused->sentences && g_hash_table_iter_next (&iter, &draw, &n))
    if (n)
      g_ptr_array_add (refused->sentences,
                       g_strdup_printf (ngettext ("%u verdict is left out with draw %" PRId64
                                                  ", to which it belongs.",
                                                  "%u verdicts are left out with draw %" PRId64
                                                  ", to which they belong.",
                                                  GPOINTER_TO_UINT (n)),
                                        GPOINTER_TO_UINT (n), *(const gint64 *) draw));
}

/* @draws (element-type gint64 guint): those that were refused, and how many verdicts with them. */
static void
read_list (Reader *reader,
           FwReviewBuilder *builder,
           FwReviewPart part,
           FwJsonValue root,
           FwJsonRefused *refused,
           GHashTable *draws)
{
  FwJsonValue list;
  FwJsonWalk walk;
  FwJsonValue value;

  if (!fw_json_get_member (root, fw_review_part_to_key (part), &list)
      || fw_json_get_type (list) != FW_JSON_ARRAY)
    return;

  fw_json_walk_init (&walk, list);
  for (gsize index = 0; fw_json_walk_next (&walk, NULL, &value); index++)
    {
      g_autoptr (GError) error = NULL;
      gint64 id = fw_json_get_type (value) == FW_JSON_OBJECT ? fw_json_member_integer (value, "id") : 0;

      if (fw_review_find (fw_review_builder_peek (builder), part, id))
        refuse (refused, part, index, value, _ ("The id is there twice."));
      else if (!put_record (reader, builder, part, value, &error))
        {
          GPtrArray *sentences = refused->sentences;

          if (is_of_refused_draw (builder, part, value, draws))
            refused->sentences = NULL;
          refuse (refused, part, index, value, error->message);
          refused->sentences = sentences;
          if (part == FW_REVIEW_DRAW && id != 0)
            g_hash_table_insert (draws, g_memdup2 (&id, sizeof id), NULL);
        }
    }
}

static FwReview *
new_review (Reader *reader, FwJsonValue root)
{
  static const char *const known[]
      = { "schema",  "labels",    "people",   "batches", "draws", "verdicts",
          "appeals", "questions", "regrades", "refused", NULL };
  static const char *const known_labels[] = { "file", "document", "sha256", NULL };
  FwReviewLabels labels = { 0 };
  FwJsonValue value;

  if (fw_json_member_object (root, "labels", &value))
    labels
        = (FwReviewLabels){ get_text (value, "file"), get_text (value, "document"),
                            get_text (value, "sha256"), get_extra (reader, value, known_labels) };

  g_autoptr (FwReview) review = fw_review_new (&labels, get_extra (reader, root, known));
  g_autoptr (GPtrArray) people = g_ptr_array_new ();

  for (guint i = 0; reader->people && i < reader->people->len; i++)
    if (g_ptr_array_index (reader->people, i))
      g_ptr_array_add (people, g_ptr_array_index (reader->people, i));
  g_ptr_array_add (people, NULL);

  return fw_review_with_people (review, (const char *const *) people->pdata);
}

/* NULL when there are none. */
static GPtrArray *
read_people (FwJsonValue root)
{
  GPtrArray *people;
  FwJsonValue list;
  FwJsonValue value;
  FwJsonWalk walk;

  if (!fw_json_member_array (root, "people", &list))
    return NULL;

  people = g_ptr_array_new ();
  fw_json_walk_init (&walk, list);
  while (fw_json_walk_next (&walk, NULL, &value))
    g_ptr_array_add (people, fw_json_get_type (value) == FW_JSON_TEXT
                                 ? (gpointer) fw_json_get_text (value, NULL)
                                 : NULL);

  return people;
}

FwReview *
fw_review_read (const FwJsonText *text, GPtrArray *sentences, GError **error)
{
  g_autoptr (FwJsonParser) parser = fw_json_parser_new ();
  g_autoptr (GPtrArray) strings = g_ptr_array_new_with_free_func (g_free);
  Reader reader = { .strings = strings };
  FwJsonValue root;

  g_return_val_if_fail (text != NULL, NULL);

  if (!fw_json_parse_whole (parser, text, &root, error)
      || !fw_json_check_schema (root, SCHEMA, _ ("this is no review file: it has no “schema”"),
                                _ ("the review was written by a newer Framewright (schema %s)"),
                                error))
    return NULL;

  FwJsonRefused refused;

  fw_json_refused_init (&refused, root, sentences);

  g_autoptr (GPtrArray) people = read_people (root);

  reader.people = people;

  g_autoptr (FwReview) empty = new_review (&reader, root);
  g_autoptr (FwReviewBuilder) builder = fw_review_builder_new (empty);

  g_autoptr (GHashTable) draws = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, NULL);

  for (int part = 0; part < FW_N_REVIEW_PARTS; part++)
    read_list (&reader, builder, (FwReviewPart) part, root, &refused, draws);
  tell_of_draws (draws, &refused);

  g_autoptr (FwReview) review = fw_review_builder_end (g_steal_pointer (&builder));
  g_autofree char *members = fw_json_refused_end (&refused, fw_review_get_extra (review));

  return members ? fw_review_with_extra (review, members) : g_steal_pointer (&review);
}

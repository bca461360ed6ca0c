/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "formats/gold-json.h"

#include "formats/json-member.h"

#include <glib/gi18n.h>
#include <math.h>

#define SCHEMA 1

/* Writing. */

/* Nothing where there is nothing: most items have no picture and no question. */
static void
write_optional (FwJsonWriter *writer, const char *key, const char *text)
{
  if (text)
    fw_json_writer_member_text (writer, key, text);
}

static void
write_rule (FwJsonWriter *writer, const FwGoldRule *rule)
{
  fw_json_writer_begin_object (writer);
  fw_json_writer_member_text (writer, "rule", rule->rule);
  fw_json_writer_member_text (writer, "rev", rule->rev);
  if (rule->categories)
    {
      fw_json_writer_key (writer, "for");
      fw_json_writer_begin_array (writer);
      for (gsize i = 0; rule->categories[i]; i++)
        fw_json_writer_text (writer, rule->categories[i]);
      fw_json_writer_end_array (writer);
    }
  fw_json_writer_extra (writer, rule->extra);
  fw_json_writer_end_object (writer);
}

static void
write_edition (FwJsonWriter *writer, const FwGoldEdition *edition)
{
  fw_json_writer_member_integer (writer, "id", edition->id);
  fw_json_writer_member_text (writer, "manual", edition->manual);
  fw_json_writer_member_text (writer, "version", edition->version);
  fw_json_writer_member_text (writer, "at", edition->at);
  fw_json_writer_member_text (writer, "by", edition->by);
  fw_json_writer_key (writer, "rules");
  fw_json_writer_begin_array (writer);
  for (gsize i = 0; i < edition->n_rules; i++)
    write_rule (writer, &edition->rules[i]);
  fw_json_writer_end_array (writer);
  fw_json_writer_extra (writer, edition->extra);
}

static void
write_item (FwJsonWriter *writer, const FwGoldItem *item)
{
  fw_json_writer_member_text (writer, "unit", item->unit);
  fw_json_writer_member_text (writer, "rev", item->rev);
  fw_json_writer_member_integer (writer, "frame", item->frame);
  write_optional (writer, "picture", item->picture);
  write_optional (writer, "category", item->category);
  fw_json_writer_member_integer (writer, "edition", item->edition);
  fw_json_writer_member_integer (writer, "verdict", item->verdict);
  fw_json_writer_member_text (writer, "made_at", item->made_at);
  write_optional (writer, "asked_at", item->asked_at);
  fw_json_writer_extra (writer, item->extra);
}

static void
write_said (FwJsonWriter *writer, const FwGoldSaid *said)
{
  write_optional (writer, "place", said->place);
  write_optional (writer, "difference", said->difference);
  if (!said->rule)
    return;
  fw_json_writer_key (writer, "rule");
  fw_json_writer_begin_object (writer);
  fw_json_writer_member_text (writer, "rule", said->rule);
  write_optional (writer, "rev", said->rule_rev);
  write_optional (writer, "title", said->rule_title);
  fw_json_writer_end_object (writer);
}

static void
write_saying (FwJsonWriter *writer, const FwGoldSaying *saying)
{
  if (!isnan (saying->low) && !isnan (saying->high))
    {
      fw_json_writer_key (writer, "interval");
      fw_json_writer_begin_object (writer);
      fw_json_writer_member_number (writer, "level", 0.95);
      fw_json_writer_member_number (writer, "low", saying->low);
      fw_json_writer_member_number (writer, "high", saying->high);
      fw_json_writer_end_object (writer);
    }
  write_optional (writer, "rules_version", saying->version);
}

/* @said (nullable): also for people. */
static void
write_answer (FwJsonWriter *writer, const FwGoldAnswer *answer, const FwGoldSaid *said)
{
  fw_json_writer_begin_object (writer);
  fw_json_writer_member_text (writer, "unit", answer->unit);
  fw_json_writer_member_text (writer, "rev", answer->rev);
  write_optional (writer, "picture", answer->picture);
  fw_json_writer_key (writer, "part");
  fw_json_writer_begin_array (writer);
  fw_json_writer_integer (writer, answer->part.first);
  fw_json_writer_integer (writer, answer->part.last);
  fw_json_writer_end_array (writer);
  fw_json_writer_member_boolean (writer, "shown", answer->is_shown);
  if (answer->is_shown && answer->mistake != FW_MISTAKE_NONE)
    fw_json_writer_member_text (writer, "kind", fw_mistake_to_word (answer->mistake));
  if (said)
    write_said (writer, said);
  fw_json_writer_extra (writer, answer->extra);
  fw_json_writer_end_object (writer);
}

/* @saying (nullable): also for people. */
static void
write_attempt (FwJsonWriter *writer, const FwGoldAttempt *attempt, const FwGoldSaying *saying)
{
  fw_json_writer_member_text (writer, "person", attempt->person);
  fw_json_writer_member_integer (writer, "n", attempt->n);
  fw_json_writer_member_text (writer, "mode", fw_attempt_mode_to_word (attempt->mode));
  fw_json_writer_member_text (writer, "labels", attempt->labels);
  fw_json_writer_member_text (writer, "seed", attempt->seed);
  fw_json_writer_member_integer (writer, "needed", attempt->needed);
  fw_json_writer_member_text (writer, "manual", attempt->manual);
  fw_json_writer_member_text (writer, "version", attempt->version);
  fw_json_writer_member_text (writer, "begun_at", attempt->begun_at);
  fw_json_writer_member_text (writer, "ended_at", attempt->ended_at);
  /* For whoever reads the file: it follows from the answers, and is not read back. */
  if (attempt->ended_at)
    {
      fw_json_writer_member_integer (writer, "right",
                                     (gint64) fw_gold_attempt_count_right (attempt));
      if (attempt->mode == FW_ATTEMPT_EXAM)
        fw_json_writer_member_boolean (writer, "passed", fw_gold_attempt_is_passed (attempt));
    }
  if (saying)
    write_saying (writer, saying);
  fw_json_writer_key (writer, "answers");
  fw_json_writer_begin_array (writer);
  for (gsize i = 0; i < attempt->n_answers; i++)
    write_answer (writer, &attempt->answers[i], saying ? &saying->answers[i] : NULL);
  fw_json_writer_end_array (writer);
  fw_json_writer_extra (writer, attempt->extra);
}

static void
write_record (FwJsonWriter *writer, FwGoldPart part, gconstpointer record)
{
  fw_json_writer_begin_object (writer);
  if (part == FW_GOLD_EDITION)
    write_edition (writer, record);
  else if (part == FW_GOLD_ITEM)
    write_item (writer, record);
  else
    write_attempt (writer, record, NULL);
  fw_json_writer_end_object (writer);
}

static void
write_origin (FwJsonWriter *writer, const FwGoldOrigin *origin)
{
  fw_json_writer_key (writer, "labels");
  fw_json_writer_begin_object (writer);
  fw_json_writer_member_text (writer, "file", origin->labels);
  fw_json_writer_member_text (writer, "sha256", origin->sha256);
  fw_json_writer_member_text (writer, "source", origin->source);
  fw_json_writer_member_text (writer, "document", origin->document);
  fw_json_writer_member_boolean (writer, "video", origin->is_video);
  fw_json_writer_member_integer (writer, "frames", origin->n_frames);
  fw_json_writer_extra (writer, origin->extra);
  fw_json_writer_end_object (writer);
}

static void
write_settings (FwJsonWriter *writer, const FwGoldSettings *settings)
{
  fw_json_writer_key (writer, "exam");
  fw_json_writer_begin_object (writer);
  fw_json_writer_member_integer (writer, "items", settings->items);
  fw_json_writer_member_integer (writer, "needed", settings->needed);
  fw_json_writer_member_integer (writer, "clip_frames", settings->clip_frames);
  fw_json_writer_member_number (writer, "tolerance_px", settings->tolerance_px);
  fw_json_writer_extra (writer, settings->extra);
  fw_json_writer_end_object (writer);
}

void
fw_gold_write (FwJsonWriter *writer, const FwGold *gold)
{
  g_return_if_fail (writer != NULL && gold != NULL);

  fw_json_writer_begin_object (writer);
  fw_json_writer_member_integer (writer, "schema", SCHEMA);
  write_origin (writer, fw_gold_get_origin (gold));
  write_settings (writer, fw_gold_get_settings (gold));
  for (int part = 0; part < FW_N_GOLD_PARTS; part++)
    {
      fw_json_writer_key (writer, fw_gold_part_to_key ((FwGoldPart) part));
      fw_json_writer_begin_array (writer);
      for (gsize i = 0; i < fw_gold_get_n (gold, (FwGoldPart) part); i++)
        {
          fw_json_writer_verbatim (writer, "\n", 1);
          write_record (writer, (FwGoldPart) part, fw_gold_get (gold, (FwGoldPart) part, i));
        }
      fw_json_writer_end_array (writer);
    }
  fw_json_writer_extra (writer, fw_gold_get_extra (gold));
  fw_json_writer_end_object (writer);
  fw_json_writer_verbatim (writer, "\n", 1);
}

GBytes *
fw_gold_attempt_to_json (const FwGold *gold,
                         const FwGoldAttempt *attempt,
                         const FwGoldSaying *saying)
{
  g_return_val_if_fail (gold != NULL && attempt != NULL, NULL);

  FwJsonWriter *writer = fw_json_writer_new ();

  fw_json_writer_begin_object (writer);
  fw_json_writer_member_text (writer, "framewright", attempt->mode == FW_ATTEMPT_EXAM
                                                         ? "exam result"
                                                         : "practice result");
  fw_json_writer_member_integer (writer, "schema", SCHEMA);
  write_origin (writer, fw_gold_get_origin (gold));
  write_settings (writer, fw_gold_get_settings (gold));
  fw_json_writer_key (writer, "attempt");
  fw_json_writer_begin_object (writer);
  write_attempt (writer, attempt, saying);
  fw_json_writer_end_object (writer);
  fw_json_writer_end_object (writer);
  fw_json_writer_verbatim (writer, "\n", 1);

  return fw_json_writer_steal (writer);
}

/* Reading. Texts are borrowed from the parser until the record is made; what is
 * made for it is kept in @owned until then. */

static char *
get_text (FwJsonValue object, const char *name)
{
  return (char *) fw_json_member_text (object, name);
}

static gpointer
keep (GPtrArray *owned, gpointer thing)
{
  if (thing)
    g_ptr_array_add (owned, thing);

  return thing;
}

static char **
read_categories (GPtrArray *owned, FwJsonValue rule)
{
  FwJsonValue list;
  FwJsonValue value;
  FwJsonWalk walk;

  if (!fw_json_member_array (rule, "for", &list))
    return NULL;

  char **categories = g_new0 (char *, fw_json_get_count (list) + 1);
  gsize n = 0;

  fw_json_walk_init (&walk, list);
  while (fw_json_walk_next (&walk, NULL, &value))
    if (fw_json_get_type (value) == FW_JSON_TEXT)
      categories[n++] = (char *) fw_json_get_text (value, NULL);

  return keep (owned, categories);
}

static void
read_edition (GPtrArray *owned, FwJsonValue value, FwGoldEdition *edition)
{
  static const char *const known[] = { "id", "manual", "version", "at", "by", "rules", NULL };
  static const char *const known_rule[] = { "rule", "rev", "for", NULL };
  FwJsonValue list;
  FwJsonValue rule;
  FwJsonWalk walk;

  *edition = (FwGoldEdition){ .id = fw_json_member_integer (value, "id"),
                              .manual = get_text (value, "manual"),
                              .version = get_text (value, "version"),
                              .at = get_text (value, "at"),
                              .by = get_text (value, "by"),
                              .extra = keep (owned, fw_json_dup_extra (value, known)) };
  if (!fw_json_member_array (value, "rules", &list))
    return;
  edition->rules = keep (owned, g_new0 (FwGoldRule, fw_json_get_count (list) + 1));
  fw_json_walk_init (&walk, list);
  while (fw_json_walk_next (&walk, NULL, &rule))
    if (fw_json_get_type (rule) == FW_JSON_OBJECT)
      edition->rules[edition->n_rules++]
          = (FwGoldRule){ get_text (rule, "rule"), get_text (rule, "rev"),
                          read_categories (owned, rule),
                          keep (owned, fw_json_dup_extra (rule, known_rule)) };
}

static void
read_item (GPtrArray *owned, FwJsonValue value, FwGoldItem *item)
{
  static const char *const known[] = { "unit",    "rev",     "frame",   "picture",  "category",
                                       "edition", "verdict", "made_at", "asked_at", NULL };
  gint64 frame = fw_json_member_integer (value, "frame");

  *item = (FwGoldItem){ .unit = get_text (value, "unit"),
                        .rev = get_text (value, "rev"),
                        .frame = frame >= 0 && frame <= G_MAXINT32 ? (FwFrame) frame : -1,
                        .picture = get_text (value, "picture"),
                        .category = get_text (value, "category"),
                        .edition = fw_json_member_integer (value, "edition"),
                        .verdict = fw_json_member_integer (value, "verdict"),
                        .made_at = get_text (value, "made_at"),
                        .asked_at = get_text (value, "asked_at"),
                        .extra = keep (owned, fw_json_dup_extra (value, known)) };
}

/* A part that is none is refused with the record. */
static FwSpan
read_part (FwJsonValue answer)
{
  g_autoptr (GArray) numbers = g_array_new (FALSE, FALSE, sizeof (double));
  FwJsonValue value;
  gsize bad;

  if (!fw_json_member_array (answer, "part", &value)
      || !fw_json_append_doubles (value, numbers, &bad) || numbers->len != 2)
    return (FwSpan){ -1, -1 };

  double first = g_array_index (numbers, double, 0);
  double last = g_array_index (numbers, double, 1);

  if (!(first >= 0.0 && last >= first && last <= G_MAXINT32))
    return (FwSpan){ -1, -1 };

  return (FwSpan){ (FwFrame) first, (FwFrame) last };
}

static gboolean
read_answer (GPtrArray *owned, FwJsonValue value, FwGoldAnswer *answer)
{
  static const char *const known[] = { "unit", "rev", "picture", "part", "shown", "kind", NULL };
  const char *kind = fw_json_member_text (value, "kind");

  *answer = (FwGoldAnswer){ .unit = get_text (value, "unit"),
                            .rev = get_text (value, "rev"),
                            .picture = get_text (value, "picture"),
                            .part = read_part (value),
                            .is_shown = fw_json_member_boolean (value, "shown"),
                            .extra = keep (owned, fw_json_dup_extra (value, known)) };

  return !kind || fw_mistake_from_word (kind, &answer->mistake);
}

static gboolean
refuse (GError **error, const char *sentence)
{
  g_set_error_literal (error, FW_REVIEW_ERROR, FW_REVIEW_ERROR_INCOMPLETE, sentence);

  return FALSE;
}

static gboolean
read_attempt (GPtrArray *owned, FwJsonValue value, FwGoldAttempt *attempt, GError **error)
{
  static const char *const known[]
      = { "person",  "n",        "mode",     "labels", "seed",   "needed",  "manual",
          "version", "begun_at", "ended_at", "right",  "passed", "answers", NULL };
  FwJsonValue list;
  FwJsonValue item;
  FwJsonWalk walk;

  *attempt = (FwGoldAttempt){ .person = get_text (value, "person"),
                              .n = fw_json_member_integer (value, "n"),
                              .labels = get_text (value, "labels"),
                              .seed = get_text (value, "seed"),
                              .needed = fw_json_member_integer (value, "needed"),
                              .manual = get_text (value, "manual"),
                              .version = get_text (value, "version"),
                              .begun_at = get_text (value, "begun_at"),
                              .ended_at = get_text (value, "ended_at"),
                              .extra = keep (owned, fw_json_dup_extra (value, known)) };
  if (!fw_attempt_mode_from_word (fw_json_member_text (value, "mode"), &attempt->mode))
    return refuse (error, _ ("It is neither practice nor an exam."));
  if (!fw_json_member_array (value, "answers", &list))
    return TRUE; /* refused for asking nothing */

  attempt->answers = keep (owned, g_new0 (FwGoldAnswer, fw_json_get_count (list) + 1));
  fw_json_walk_init (&walk, list);
  while (fw_json_walk_next (&walk, NULL, &item))
    if (fw_json_get_type (item) != FW_JSON_OBJECT
        || !read_answer (owned, item, &attempt->answers[attempt->n_answers++]))
      return refuse (error, _ ("One of its answers cannot be read."));

  return TRUE;
}

typedef union
{
  FwGoldEdition edition;
  FwGoldItem item;
  FwGoldAttempt attempt;
} Facts;

static gboolean
is_there (const FwGold *gold, FwGoldPart part, const Facts *facts)
{
  switch (part)
    {
    case FW_GOLD_EDITION:
      return fw_gold_find_edition (gold, facts->edition.id) != NULL;
    case FW_GOLD_ITEM:
      return facts->item.unit && facts->item.rev
             && fw_gold_find_item (gold, facts->item.unit, facts->item.rev);
    case FW_GOLD_ATTEMPT:
      return facts->attempt.person
             && fw_gold_find_attempt (gold, facts->attempt.person, facts->attempt.n);
    }

  g_assert_not_reached ();
}

static gboolean
put_record (FwGoldBuilder *builder, FwGoldPart part, FwJsonValue value, GError **error)
{
  g_autoptr (GPtrArray) owned = g_ptr_array_new_with_free_func (g_free);
  Facts facts;

  if (fw_json_get_type (value) != FW_JSON_OBJECT)
    return refuse (error, _ ("it is no object"));
  if (part == FW_GOLD_EDITION)
    read_edition (owned, value, &facts.edition);
  else if (part == FW_GOLD_ITEM)
    read_item (owned, value, &facts.item);
  else if (!read_attempt (owned, value, &facts.attempt, error))
    return FALSE;
  if (is_there (fw_gold_builder_peek (builder), part, &facts))
    return refuse (error, _ ("It is there twice; the first one counts."));

  return fw_gold_builder_put (builder, part, &facts, error);
}

static void
read_list (FwGoldBuilder *builder, FwGoldPart part, FwJsonValue root, FwJsonRefused *refused)
{
  static const char *const names[] = { "version", "unit", "person" };
  FwJsonValue list;
  FwJsonValue value;
  FwJsonWalk walk;

  if (!fw_json_member_array (root, fw_gold_part_to_key (part), &list))
    return;
  fw_json_walk_init (&walk, list);
  for (gsize index = 0; fw_json_walk_next (&walk, NULL, &value); index++)
    {
      g_autoptr (GError) error = NULL;
      const char *name = fw_json_get_type (value) == FW_JSON_OBJECT
                             ? fw_json_member_text (value, names[part])
                             : NULL;

      if (!put_record (builder, part, value, &error))
        fw_json_refused_add (refused, fw_gold_part_to_word (part), fw_gold_part_to_key (part),
                             index, name ? name : "", value, error->message);
    }
}

static FwGoldOrigin
read_origin (GPtrArray *owned, FwJsonValue root)
{
  static const char *const known[]
      = { "file", "sha256", "source", "document", "video", "frames", NULL };
  FwJsonValue value;

  if (!fw_json_member_object (root, "labels", &value))
    return (FwGoldOrigin){ 0 };

  gint64 frames = fw_json_member_integer (value, "frames");

  return (FwGoldOrigin){ .labels = get_text (value, "file"),
                         .sha256 = get_text (value, "sha256"),
                         .source = get_text (value, "source"),
                         .document = get_text (value, "document"),
                         .is_video = fw_json_member_boolean (value, "video"),
                         .n_frames = (FwFrame) CLAMP (frames, 0, G_MAXINT32),
                         .extra = keep (owned, fw_json_dup_extra (value, known)) };
}

static void
read_count (FwJsonValue object, const char *name, guint *inout)
{
  gint64 number = fw_json_member_integer (object, name);

  if (number > 0)
    *inout = (guint) MIN (number, G_MAXINT32);
}

static FwGoldSettings
read_settings (GPtrArray *owned, FwJsonValue root)
{
  static const char *const known[] = { "items", "needed", "clip_frames", "tolerance_px", NULL };
  FwGoldSettings settings;
  FwJsonValue value;
  FwJsonValue number;

  fw_gold_settings_init (&settings);
  if (!fw_json_member_object (root, "exam", &value))
    return settings;
  settings.extra = keep (owned, fw_json_dup_extra (value, known));
  read_count (value, "items", &settings.items);
  read_count (value, "needed", &settings.needed);
  read_count (value, "clip_frames", &settings.clip_frames);
  if (fw_json_get_member (value, "tolerance_px", &number)
      && (fw_json_get_type (number) == FW_JSON_INT || fw_json_get_type (number) == FW_JSON_DOUBLE))
    settings.tolerance_px = fw_json_get_double (number);

  return settings;
}

FwGold *
fw_gold_read (const FwJsonText *text, GPtrArray *sentences, GError **error)
{
  static const char *const known[]
      = { "schema", "labels", "exam", "editions", "items", "attempts", "refused", NULL };
  g_autoptr (FwJsonParser) parser = fw_json_parser_new ();
  FwJsonRefused refused;
  FwJsonValue root;

  g_return_val_if_fail (text != NULL, NULL);

  if (!fw_json_parse_whole (parser, text, &root, error)
      || !fw_json_check_schema (root, SCHEMA, _ ("this is no gold file: it has no “schema”"),
                                _ ("the gold was written by a newer Framewright (schema %s)"),
                                error))
    return NULL;

  g_autoptr (GPtrArray) owned = g_ptr_array_new_with_free_func (g_free);
  FwGoldOrigin origin = read_origin (owned, root);
  FwGoldSettings settings = read_settings (owned, root);
  g_autofree char *extra = fw_json_dup_extra (root, known);
  g_autoptr (FwGold) empty = fw_gold_new (&origin, &settings, extra);
  g_autoptr (FwGoldBuilder) builder = fw_gold_builder_new (empty);

  fw_json_refused_init (&refused, root, sentences);
  for (int part = 0; part < FW_N_GOLD_PARTS; part++)
    read_list (builder, (FwGoldPart) part, root, &refused);

  g_autofree char *members = fw_json_refused_end (&refused, extra);

  if (members)
    fw_gold_builder_set_extra (builder, members);

  return fw_gold_builder_end (g_steal_pointer (&builder));
}

/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "formats/review-json.h"

#include "formats/json-member.h"

#include <string.h>

#define SCHEMA 1

/* Names of people in the order they first appear; NULL: write names. */
typedef struct
{
  FwJsonWriter *writer;
  GHashTable *people; /* (owned) (nullable) name -> index + 1 */
  GPtrArray *names;   /* (owned) (nullable) borrowed names */
} Writing;

static void
write_text (Writing *writing, const char *key, const char *text)
{
  fw_json_writer_member_text (writing->writer, key, text);
}

static void
write_integer (Writing *writing, const char *key, gint64 number)
{
  fw_json_writer_member_integer (writing->writer, key, number);
}

static void
note_person (Writing *writing, const char *name)
{
  if (!name || g_hash_table_contains (writing->people, name))
    return;
  g_ptr_array_add (writing->names, (gpointer) name);
  g_hash_table_insert (writing->people, (gpointer) name, GUINT_TO_POINTER (writing->names->len));
}

static void
write_person (Writing *writing, const char *key, const char *name)
{
  gpointer place = name && writing->people ? g_hash_table_lookup (writing->people, name) : NULL;

  fw_json_writer_key (writing->writer, key);
  if (place)
    fw_json_writer_integer (writing->writer, GPOINTER_TO_UINT (place) - 1);
  else
    fw_json_writer_text (writing->writer, name);
}

static void
write_numbers (Writing *writing, const char *key, const double *numbers, guint n)
{
  fw_json_writer_key (writing->writer, key);
  if (!numbers)
    {
      fw_json_writer_null (writing->writer);
      return;
    }
  fw_json_writer_begin_array (writing->writer);
  for (guint i = 0; i < n; i++)
    fw_json_writer_double (writing->writer, numbers[i]);
  fw_json_writer_end_array (writing->writer);
}

static void
write_extra (Writing *writing, const char *extra)
{
  fw_json_writer_extra (writing->writer, extra);
}

static void
write_batch (Writing *writing, const FwBatch *batch)
{
  write_text (writing, "manual", batch->manual);
  write_text (writing, "version", batch->version);
  write_text (writing, "frozen_at", batch->frozen_at);
  write_text (writing, "unit", fw_unit_kind_to_word (batch->unit));
  write_integer (writing, "units", batch->n_units);
  write_text (writing, "sha256", batch->sha256);
  write_extra (writing, batch->extra);
}

static void
write_draw (Writing *writing, const FwDraw *draw)
{
  FwJsonWriter *writer = writing->writer;

  write_integer (writing, "batch", draw->batch);
  write_text (writing, "design", fw_design_to_word (draw->design));
  write_text (writing, "seed", draw->seed);
  fw_json_writer_key (writer, "plan");
  if (draw->plan_n > 0)
    {
      fw_json_writer_begin_object (writer);
      write_integer (writing, "n", draw->plan_n);
      write_integer (writing, "accept", draw->plan_accept);
      if (draw->plan_limit > 0.0)
        {
          fw_json_writer_key (writer, "aql");
          fw_json_writer_double (writer, draw->plan_aql);
          fw_json_writer_key (writer, "limit");
          fw_json_writer_double (writer, draw->plan_limit);
        }
      fw_json_writer_end_object (writer);
    }
  else
    fw_json_writer_null (writer);
  fw_json_writer_key (writer, "units");
  fw_json_writer_begin_array (writer);
  for (gsize i = 0; i < draw->n_units; i++)
    {
      fw_json_writer_begin_object (writer);
      write_text (writing, "unit", draw->units[i].unit);
      write_text (writing, "rev", draw->units[i].rev);
      write_text (writing, "stratum", draw->units[i].stratum);
      fw_json_writer_key (writer, "pi");
      fw_json_writer_double (writer, draw->units[i].pi);
      fw_json_writer_end_object (writer);
    }
  fw_json_writer_end_array (writer);
  if (draw->signed_by)
    {
      fw_json_writer_key (writer, "signed");
      fw_json_writer_begin_object (writer);
      write_person (writing, "by", draw->signed_by);
      write_text (writing, "at", draw->signed_at);
      fw_json_writer_end_object (writer);
    }
  write_extra (writing, draw->extra);
}

static void
write_answer (Writing *writing, const char *key, const FwAnswer *answer)
{
  fw_json_writer_key (writing->writer, key);
  if (!answer)
    {
      fw_json_writer_null (writing->writer);
      return;
    }
  fw_json_writer_begin_object (writing->writer);
  write_text (writing, "outcome", fw_outcome_to_word (answer->outcome));
  write_text (writing, "kind",
              answer->kind == FW_MISTAKE_NONE ? NULL : fw_mistake_to_word (answer->kind));
  write_text (writing, "rule", answer->rule);
  write_text (writing, "rule_rev", answer->rule_rev);
  if (answer->precedent)
    write_text (writing, "precedent", answer->precedent);
  fw_json_writer_end_object (writing->writer);
}

static void
write_found (Writing *writing, const FwVerdict *verdict)
{
  if (verdict->n_found == 0)
    return;
  fw_json_writer_key (writing->writer, "found");
  fw_json_writer_begin_array (writing->writer);
  for (gsize i = 0; i < verdict->n_found; i++)
    {
      fw_json_writer_begin_object (writing->writer);
      write_text (writing, "rule", verdict->found[i].rule);
      write_text (writing, "rev", verdict->found[i].rev);
      fw_json_writer_end_object (writing->writer);
    }
  fw_json_writer_end_array (writing->writer);
}

static void
write_verdict (Writing *writing, const FwVerdict *verdict)
{
  const double pin[] = { verdict->pin.x, verdict->pin.y };
  const double region[]
      = { verdict->region.x, verdict->region.y, verdict->region.width, verdict->region.height };

  write_integer (writing, "draw", verdict->draw);
  write_text (writing, "unit", verdict->unit);
  write_text (writing, "unit_rev", verdict->unit_rev);
  write_person (writing, "author", verdict->author);
  write_person (writing, "reviewer", verdict->reviewer);
  write_answer (writing, "blind", &verdict->blind);
  write_answer (writing, "informed", verdict->has_informed ? &verdict->informed : NULL);
  write_found (writing, verdict);
  write_text (writing, "manual", verdict->manual);
  write_text (writing, "version", verdict->version);
  write_text (writing, "note", verdict->note ? verdict->note : "");
  write_numbers (writing, "pin", verdict->has_pin ? pin : NULL, 2);
  if (verdict->has_region)
    write_numbers (writing, "region", region, 4);
  fw_json_writer_key (writing->writer, "suggested");
  if (verdict->suggested)
    fw_json_writer_raw (writing->writer, verdict->suggested, strlen (verdict->suggested));
  else
    fw_json_writer_null (writing->writer);
  write_integer (writing, "ms", verdict->ms);
  write_text (writing, "at", verdict->at);
  write_extra (writing, verdict->extra);
}

static void
write_appeal (Writing *writing, const FwAppeal *appeal)
{
  write_integer (writing, "verdict", appeal->verdict);
  write_person (writing, "by", appeal->by);
  write_text (writing, "text", appeal->text);
  write_text (writing, "opened", appeal->opened);
  write_text (writing, "due", appeal->due);
  fw_json_writer_key (writing->writer, "ruling");
  if (appeal->has_ruling)
    {
      fw_json_writer_begin_object (writing->writer);
      write_person (writing, "by", appeal->ruling.by);
      write_text (writing, "outcome", fw_ruling_to_word (appeal->ruling.outcome));
      write_text (writing, "text", appeal->ruling.text);
      write_text (writing, "at", appeal->ruling.at);
      write_text (writing, "precedent", appeal->ruling.precedent);
      fw_json_writer_end_object (writing->writer);
    }
  else
    fw_json_writer_null (writing->writer);
  write_extra (writing, appeal->extra);
}

static void
write_question (Writing *writing, const FwQuestion *question)
{
  write_text (writing, "unit", question->unit);
  write_text (writing, "rule", question->rule);
  write_person (writing, "by", question->by);
  write_text (writing, "text", question->text);
  write_text (writing, "at", question->at);
  write_text (writing, "crop", question->crop);
  fw_json_writer_key (writing->writer, "answer");
  if (question->has_answer)
    {
      fw_json_writer_begin_object (writing->writer);
      write_person (writing, "by", question->answer.by);
      write_text (writing, "text", question->answer.text);
      write_text (writing, "at", question->answer.at);
      /* Its number where it is known. */
      if (question->answer.is_precedent && question->answer.precedent)
        {
          write_text (writing, "precedent", question->answer.precedent);
        }
      else
        {
          fw_json_writer_key (writing->writer, "precedent");
          fw_json_writer_boolean (writing->writer, question->answer.is_precedent);
        }
      fw_json_writer_end_object (writing->writer);
    }
  else
    fw_json_writer_null (writing->writer);
  write_extra (writing, question->extra);
}

static void
write_regrade (Writing *writing, const FwRegrade *regrade)
{
  write_text (writing, "manual", regrade->manual);
  write_text (writing, "from", regrade->from_version);
  write_text (writing, "to", regrade->to_version);
  write_text (writing, "at", regrade->at);
  write_person (writing, "by", regrade->by);
  fw_json_writer_key (writing->writer, "excused");
  fw_json_writer_begin_array (writing->writer);
  for (gsize i = 0; i < regrade->n_excused; i++)
    fw_json_writer_integer (writing->writer, regrade->excused[i]);
  fw_json_writer_end_array (writing->writer);
  if (regrade->rework && regrade->rework[0])
    {
      fw_json_writer_key (writing->writer, "rework");
      fw_json_writer_begin_array (writing->writer);
      for (gsize i = 0; regrade->rework[i]; i++)
        fw_json_writer_text (writing->writer, regrade->rework[i]);
      fw_json_writer_end_array (writing->writer);
    }
  write_extra (writing, regrade->extra);
}

static void
write_record (Writing *writing, FwReviewPart part, gconstpointer record)
{
  fw_json_writer_begin_object (writing->writer);
  write_integer (writing, "id", fw_review_record_get_id (record));
  switch (part)
    {
    case FW_REVIEW_BATCH:
      write_batch (writing, record);
      break;
    case FW_REVIEW_DRAW:
      write_draw (writing, record);
      break;
    case FW_REVIEW_VERDICT:
      write_verdict (writing, record);
      break;
    case FW_REVIEW_APPEAL:
      write_appeal (writing, record);
      break;
    case FW_REVIEW_QUESTION:
      write_question (writing, record);
      break;
    case FW_REVIEW_REGRADE:
      write_regrade (writing, record);
      break;
    }
  fw_json_writer_end_object (writing->writer);
}

void
fw_review_write_record (FwJsonWriter *writer, FwReviewPart part, gconstpointer record)
{
  Writing writing = { .writer = writer };

  g_return_if_fail (writer != NULL && record != NULL);

  write_record (&writing, part, record);
}

static void
note_people (Writing *writing, const FwReview *review)
{
  const char *const *listed = fw_review_get_people (review);

  for (gsize i = 0; listed[i]; i++)
    note_person (writing, listed[i]);
  for (gsize i = 0; i < fw_review_get_n (review, FW_REVIEW_DRAW); i++)
    note_person (writing, ((const FwDraw *) fw_review_get (review, FW_REVIEW_DRAW, i))->signed_by);
  for (gsize i = 0; i < fw_review_get_n (review, FW_REVIEW_VERDICT); i++)
    {
      const FwVerdict *verdict = fw_review_get (review, FW_REVIEW_VERDICT, i);

      note_person (writing, verdict->author);
      note_person (writing, verdict->reviewer);
    }
  for (gsize i = 0; i < fw_review_get_n (review, FW_REVIEW_APPEAL); i++)
    {
      const FwAppeal *appeal = fw_review_get (review, FW_REVIEW_APPEAL, i);

      note_person (writing, appeal->by);
      note_person (writing, appeal->ruling.by);
    }
  for (gsize i = 0; i < fw_review_get_n (review, FW_REVIEW_QUESTION); i++)
    {
      const FwQuestion *question = fw_review_get (review, FW_REVIEW_QUESTION, i);

      note_person (writing, question->by);
      note_person (writing, question->answer.by);
    }
  for (gsize i = 0; i < fw_review_get_n (review, FW_REVIEW_REGRADE); i++)
    note_person (writing, ((const FwRegrade *) fw_review_get (review, FW_REVIEW_REGRADE, i))->by);
}

static void
write_head (Writing *writing, const FwReview *review)
{
  const FwReviewLabels *labels = fw_review_get_labels (review);

  write_integer (writing, "schema", SCHEMA);
  fw_json_writer_key (writing->writer, "labels");
  fw_json_writer_begin_object (writing->writer);
  write_text (writing, "file", labels->file);
  write_text (writing, "document", labels->document);
  write_text (writing, "sha256", labels->sha256);
  write_extra (writing, labels->extra);
  fw_json_writer_end_object (writing->writer);
  fw_json_writer_key (writing->writer, "people");
  fw_json_writer_begin_array (writing->writer);
  for (guint i = 0; i < writing->names->len; i++)
    fw_json_writer_text (writing->writer, g_ptr_array_index (writing->names, i));
  fw_json_writer_end_array (writing->writer);
}

void
fw_review_write (FwJsonWriter *writer, const FwReview *review)
{
  g_autoptr (GHashTable) people = g_hash_table_new (g_str_hash, g_str_equal);
  g_autoptr (GPtrArray) names = g_ptr_array_new ();
  Writing writing = { writer, people, names };

  g_return_if_fail (writer != NULL && review != NULL);

  note_people (&writing, review);
  fw_json_writer_begin_object (writer);
  write_head (&writing, review);
  for (int part = 0; part < FW_N_REVIEW_PARTS; part++)
    {
      fw_json_writer_key (writer, fw_review_part_to_key ((FwReviewPart) part));
      fw_json_writer_begin_array (writer);
      for (gsize i = 0; i < fw_review_get_n (review, (FwReviewPart) part); i++)
        {
          /* One record per line, for people who compare files. */
          fw_json_writer_verbatim (writer, "\n", 1);
          write_record (&writing, (FwReviewPart) part,
                        fw_review_get (review, (FwReviewPart) part, i));
        }
      fw_json_writer_end_array (writer);
    }
  write_extra (&writing, fw_review_get_extra (review));
  fw_json_writer_end_object (writer);
}

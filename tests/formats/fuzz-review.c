/* SPDX-License-Identifier: GPL-3.0-or-later */

/*
 * A fuzz target for review files, which people edit by hand (fuzz.h tells how it
 * is run). Any bytes give a message with a place, or a review; and a review that
 * was read is the same after it was written and read again.
 */

#include "../support/fuzz.h"

#include "formats/review-json.h"
#include "record-kit.h"

static gpointer
read_review (const FwJsonText  *text,
             GPtrArray         *sentences,
             GError           **error)
{
  return fw_review_read (text, sentences, error);
}

static void
write_review (FwJsonWriter  *writer,
              gconstpointer  review)
{
  fw_review_write (writer, review);
}

static const RecordForm form = { read_review, write_review };

/* Each record by itself, as a journal holds it, is the one it was. */
static void
check_records (const FwReview *review)
{
  g_autoptr(FwReviewBuilder) builder = NULL;
  g_autoptr(FwReview) bare
      = fw_review_new (fw_review_get_labels (review), fw_review_get_extra (review));
  g_autoptr(FwReview) start = fw_review_with_people (bare, fw_review_get_people (review));
  g_autoptr(FwJsonParser) parser = fw_json_parser_new ();

  builder = fw_review_builder_new (start);
  for (int part = 0; part < FW_N_REVIEW_PARTS; part++)
    for (gsize i = 0; i < fw_review_get_n (review, part); i++)
      {
        FwJsonWriter *writer = fw_json_writer_new ();
        g_autoptr(GBytes) bytes = NULL;
        g_autoptr(FwJsonText) text = NULL;
        g_autoptr(GError) error = NULL;
        FwJsonRange range;
        FwJsonValue value;
        gsize size;
        const char *data;

        fw_review_write_record (writer, part, fw_review_get (review, part, i));
        bytes = fw_json_writer_steal (writer);
        data = g_bytes_get_data (bytes, &size);
        text = fw_json_text_new (data, size);
        fw_json_find_value (text, 0, &range, &error);
        g_assert_no_error (error);
        fw_json_parser_parse (parser, text, range, &value, &error);
        g_assert_no_error (error);
        fw_review_read_record (builder, part, value, &error);
        g_assert_no_error (error);
      }

  g_autoptr(FwReview) again = fw_review_builder_end (g_steal_pointer (&builder));
  g_autoptr(GBytes) first = record_kit_write (&form, review);
  g_autoptr(GBytes) second = record_kit_write (&form, again);

  record_kit_assert_same (first, second);
}

int
LLVMFuzzerTestOneInput (const guint8 *data,
                        gsize         size)
{
  gpointer twice = NULL;
  g_autoptr(FwReview) review = record_kit_read_twice (&form, data, size, &twice);
  g_autoptr(FwReview) again = twice;
  g_autoptr(GError) error = NULL;

  if (!review)
    return 0;
  for (int part = 0; part < FW_N_REVIEW_PARTS; part++)
    g_assert_cmpuint (fw_review_get_n (review, part), ==, fw_review_get_n (again, part));
  check_records (review);

  g_autoptr(FwReview) both = fw_review_merge (review, again, NULL, &error);

  g_assert_no_error (error);
  for (int part = 0; part < FW_N_REVIEW_PARTS; part++)
    g_assert_cmpuint (fw_review_get_n (review, part), ==, fw_review_get_n (both, part));

  return 0;
}

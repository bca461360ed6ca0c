/* SPDX-License-Identifier: GPL-3.0-or-later */

/*
 * A fuzz target for gold (fuzz.h tells how it is run). Any bytes give a message,
 * or gold that is the same after it was written and read again.
 */

#include "../support/fuzz.h"

#include "core/error.h"
#include "formats/gold-json.h"

static GBytes *
write_gold (const FwGold *gold)
{
  FwJsonWriter *writer = fw_json_writer_new ();

  fw_gold_write (writer, gold);

  return fw_json_writer_steal (writer);
}

static FwGold *
read_gold (GBytes     *bytes,
           GPtrArray  *sentences,
           GError    **error)
{
  gsize size;
  const char *data = g_bytes_get_data (bytes, &size);
  g_autoptr(FwJsonText) text = fw_json_text_new (data ? data : "", size);

  return fw_gold_read (text, sentences, error);
}

int
LLVMFuzzerTestOneInput (const guint8 *data,
                        gsize         size)
{
  g_autoptr(GBytes) bytes = g_bytes_new (data, size);
  g_autoptr(GPtrArray) refused = g_ptr_array_new_with_free_func (g_free);
  g_autoptr(GError) error = NULL;
  g_autoptr(FwGold) gold = read_gold (bytes, refused, &error);

  if (!gold)
    {
      g_assert_nonnull (error);
      g_assert_true (error->domain == FW_FORMAT_ERROR);
      g_assert_true (g_utf8_validate (error->message, -1, NULL));
      return 0;
    }
  g_assert_no_error (error);
  for (guint i = 0; i < refused->len; i++)
    g_assert_true (g_utf8_validate (g_ptr_array_index (refused, i), -1, NULL));

  g_autoptr(GBytes) first = write_gold (gold);
  g_autoptr(FwGold) again = read_gold (first, NULL, &error);

  g_assert_no_error (error);

  g_autoptr(GBytes) second = write_gold (again);

  g_assert_cmpmem (g_bytes_get_data (first, NULL), g_bytes_get_size (first),
                   g_bytes_get_data (second, NULL), g_bytes_get_size (second));
  for (int part = 0; part < FW_N_GOLD_PARTS; part++)
    g_assert_cmpuint (fw_gold_get_n (gold, part), ==, fw_gold_get_n (again, part));
  for (gsize i = 0; i < fw_gold_get_n (gold, FW_GOLD_ATTEMPT); i++)
    {
      g_autoptr(GBytes) attempt
          = fw_gold_attempt_to_json (gold, fw_gold_get (gold, FW_GOLD_ATTEMPT, i));

      g_assert_cmpuint (g_bytes_get_size (attempt), >, 0);
    }

  return 0;
}

/* SPDX-License-Identifier: GPL-3.0-or-later */

/*
 * A fuzz target for gold (fuzz.h tells how it is run). Any bytes give a message,
 * or gold that is the same after it was written and read again.
 */

#include "../support/fuzz.h"

#include "formats/gold-json.h"
#include "record-kit.h"

static gpointer
read_gold (const FwJsonText  *text,
           GPtrArray         *sentences,
           GError           **error)
{
  return fw_gold_read (text, sentences, error);
}

static void
write_gold (FwJsonWriter  *writer,
            gconstpointer  gold)
{
  fw_gold_write (writer, gold);
}

int
LLVMFuzzerTestOneInput (const guint8 *data,
                        gsize         size)
{
  const RecordForm form = { read_gold, write_gold };
  gpointer twice = NULL;
  g_autoptr(FwGold) gold = record_kit_read_twice (&form, data, size, &twice);
  g_autoptr(FwGold) again = twice;

  if (!gold)
    return 0;
  for (int part = 0; part < FW_N_GOLD_PARTS; part++)
    g_assert_cmpuint (fw_gold_get_n (gold, part), ==, fw_gold_get_n (again, part));
  for (gsize i = 0; i < fw_gold_get_n (gold, FW_GOLD_ATTEMPT); i++)
    {
      g_autoptr(GBytes) attempt
          = fw_gold_attempt_to_json (gold, fw_gold_get (gold, FW_GOLD_ATTEMPT, i), NULL);

      g_assert_cmpuint (g_bytes_get_size (attempt), >, 0);
    }

  return 0;
}

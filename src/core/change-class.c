/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "core/change-class.h"

static const char *const class_words[FW_N_CHANGE_CLASSES] = {
  "", "clarify", "tighten", "loosen", "reverse", "add", "retire"
};

const char *
fw_change_class_to_word (FwChangeClass change)
{
  g_return_val_if_fail (change < FW_N_CHANGE_CLASSES, "");

  return class_words[change];
}

FwChangeClass
fw_change_class_from_word (const char *word)
{
  for (guint i = 1; word && i < FW_N_CHANGE_CLASSES; i++)
    if (g_str_equal (class_words[i], word))
      return i;

  return FW_CHANGE_CLASS_NONE;
}

gboolean
fw_change_class_asks_more (FwChangeClass change)
{
  return change == FW_CHANGE_CLASS_TIGHTEN || change == FW_CHANGE_CLASS_REVERSE
         || change == FW_CHANGE_CLASS_ADD;
}

static gboolean
asks_less (FwChangeClass change)
{
  return change == FW_CHANGE_CLASS_LOOSEN || change == FW_CHANGE_CLASS_REVERSE
         || change == FW_CHANGE_CLASS_RETIRE;
}

FwChangeClass
fw_change_class_join (FwChangeClass earlier, FwChangeClass later)
{
  gboolean is_less = asks_less (earlier) || asks_less (later);
  gboolean is_more = fw_change_class_asks_more (earlier) || fw_change_class_asks_more (later);

  if (earlier == FW_CHANGE_CLASS_NONE || later == FW_CHANGE_CLASS_RETIRE)
    return later;
  if (later == FW_CHANGE_CLASS_NONE)
    return earlier;
  if (is_less)
    return is_more ? FW_CHANGE_CLASS_REVERSE : FW_CHANGE_CLASS_LOOSEN;
  if (is_more)
    return earlier == FW_CHANGE_CLASS_ADD ? FW_CHANGE_CLASS_ADD : FW_CHANGE_CLASS_TIGHTEN;

  return FW_CHANGE_CLASS_CLARIFY;
}

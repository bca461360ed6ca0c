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

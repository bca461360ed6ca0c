/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rules/rule-text.h"

#include <glib/gi18n.h>

char *
fw_rule_dup_text (const FwManual *manual, const char *id, const char *rev)
{
  const FwRule *rule = manual && id ? fw_manual_find_rule (manual, id) : NULL;

  if (!rule)
    return NULL;

  GString *text = g_string_new (rule->title);

  for (gsize i = 0; i < rule->n_sentences; i++)
    g_string_append_printf (text, "\n• %s", rule->sentences[i].text);
  if (rule->rev && rev && !g_str_equal (rule->rev, rev))
    g_string_append_printf (text, "\n%s", _ ("(The verdict was given under another revision.)"));

  return g_string_free (text, FALSE);
}

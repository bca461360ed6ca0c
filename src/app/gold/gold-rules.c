/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/gold/gold-rules.h"

/* What is asked of a whole video or a whole project says nothing about one label. */
static gboolean
touches_labels (const FwRule *rule)
{
  return !rule->is_retired && rule->rev != NULL && rule->scope != FW_SCOPE_VIDEO
         && rule->scope != FW_SCOPE_PROJECT;
}

/* NULL: all of them. Returns: (transfer container) (nullable), names borrowed */
static char **
list_categories (const FwManual *manual,
                 const FwRule   *rule)
{
  FwTaxonomy *taxonomy = fw_manual_get_taxonomy (manual);
  gsize n = fw_taxonomy_get_n_categories (taxonomy);
  gsize n_for = 0;

  if (rule->globs == NULL)
    return NULL;

  char **names = g_new0 (char *, n + 1);

  for (gsize i = 0; i < n; i++)
    {
      const FwCategory *category = fw_taxonomy_get_category (taxonomy, i);

      if (fw_rule_is_for (rule, category->name))
        names[n_for++] = (char *) category->name;
    }

  return names;
}

FwGoldEdition *
fw_gold_edition_new (const FwManual *manual,
                     gint64          id,
                     GDateTime      *now,
                     const char     *by)
{
  g_return_val_if_fail (id >= 1 && now != NULL, NULL);

  gsize n = manual != NULL ? fw_manual_get_n_rules (manual) : 0;
  g_autofree FwGoldRule *rules = g_new0 (FwGoldRule, n + 1);
  g_autofree char *at = g_date_time_format_iso8601 (now);
  FwGoldEdition facts = { .id = id, .at = at, .by = (char *) by, .rules = rules };

  if (manual != NULL)
    {
      facts.manual = (char *) fw_manual_get_name (manual);
      facts.version = (char *) fw_manual_get_version (manual);
    }
  for (gsize i = 0; i < n; i++)
    {
      const FwRule *rule = fw_manual_get_rule (manual, i);

      if (touches_labels (rule))
        rules[facts.n_rules++] = (FwGoldRule) { (char *) rule->id, (char *) rule->rev,
                                                list_categories (manual, rule), NULL };
    }

  FwGoldEdition *edition = fw_gold_record_new (FW_GOLD_EDITION, &facts, NULL);

  for (gsize i = 0; i < facts.n_rules; i++)
    g_free (rules[i].categories);

  return edition;
}

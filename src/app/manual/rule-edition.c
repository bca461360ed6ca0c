/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "app/manual/rule-edition.h"

#include <glib/gi18n.h>
#include <string.h>

void
fw_rule_edition_free (FwRuleEdition *self)
{
  g_free (self->version);
  g_free (self->before);
  g_free (self->date);
  g_free (self->author);
  g_free (self->why);
  g_free (self->more);
  for (int side = 0; side < FW_N_SIDES; side++)
    g_clear_pointer (&self->words[side], g_array_unref);
  g_free (self);
}

const char *
fw_change_class_get_words (FwChangeClass change)
{
  switch (change)
    {
    case FW_CHANGE_CLASS_CLARIFY:
      return _("made clearer");
    case FW_CHANGE_CLASS_TIGHTEN:
      return _("asks for more");
    case FW_CHANGE_CLASS_LOOSEN:
      return _("asks for less");
    case FW_CHANGE_CLASS_REVERSE:
      return _("the other way round");
    case FW_CHANGE_CLASS_ADD:
      return _("new");
    case FW_CHANGE_CLASS_RETIRE:
      return _("retired");
    case FW_CHANGE_CLASS_NONE:
    default:
      return _("changed");
    }
}

const char *
fw_change_class_get_title (FwChangeClass change)
{
  static const char *const titles[FW_N_CHANGE_CLASSES] = {
    [FW_CHANGE_CLASS_NONE] = N_("Not set"),
    [FW_CHANGE_CLASS_CLARIFY] = N_("Clarify: says the same, better"),
    [FW_CHANGE_CLASS_TIGHTEN] = N_("Tighten: asks for more"),
    [FW_CHANGE_CLASS_LOOSEN] = N_("Loosen: asks for less"),
    [FW_CHANGE_CLASS_REVERSE] = N_("Reverse: the other way round"),
    [FW_CHANGE_CLASS_ADD] = N_("Add: a new rule"),
    [FW_CHANGE_CLASS_RETIRE] = N_("Retire: not in force any more"),
  };

  return _(titles[change]);
}

/* Comparing -------------------------------------------------------------------- */

gboolean
fw_word_runs_differ (const GArray *runs)
{
  for (guint i = 0; runs != NULL && i < runs->len; i++)
    if (g_array_index (runs, FwWordRun, i).op != FW_WORDS_SAME)
      return TRUE;
  return FALSE;
}

char *
fw_word_runs_to_markup (const GArray *runs,
                        gboolean      added)
{
  GString *out = g_string_new (NULL);

  for (guint i = 0; runs != NULL && i < runs->len; i++)
    {
      const FwWordRun *run = &g_array_index (runs, FwWordRun, i);
      g_autofree char *text = g_markup_escape_text (run->text, -1);

      if (run->op == (added ? FW_WORDS_REMOVED : FW_WORDS_ADDED))
        continue;
      if (out->len > 0)
        g_string_append_c (out, ' ');
      if (run->op == FW_WORDS_SAME)
        g_string_append (out, text);
      else if (added)
        g_string_append_printf (
          out, "<span background=\"#57e389\" background_alpha=\"40%%\">%s</span>", text);
      else
        g_string_append_printf (out,
                                "<span background=\"#ff7b63\" background_alpha=\"45%%\" "
                                "strikethrough=\"true\">%s</span>",
                                text);
    }
  return g_string_free (out, FALSE);
}

/* "strength; height 10 → 12" */
static char *
list_more (const FwRuleChange *change)
{
  static const struct
  {
    guint       part;
    const char *words;
  } all[] = {
    { FW_RULE_PART_SEVERITY, N_("its strength") },
    { FW_RULE_PART_CATEGORIES, N_("what it is for") },
    { FW_RULE_PART_CONDITION, N_("when it holds") },
    { FW_RULE_PART_KIND, N_("how it is checked") },
    { FW_RULE_PART_PEOPLE, N_("what reviewers are asked") },
  };
  GString *text = g_string_new (NULL);

  for (gsize i = 0; i < G_N_ELEMENTS (all); i++)
    if (change->parts & all[i].part)
      g_string_append_printf (text, "%s%s", text->len > 0 ? "; " : "", _(all[i].words));
  for (guint i = 0; change->parameters != NULL && i < change->parameters->len; i++)
    {
      const FwParamChange *param = &g_array_index (change->parameters, FwParamChange, i);

      g_string_append_printf (text, "%s%s %s → %s", text->len > 0 ? "; " : "", param->name,
                              param->before != NULL ? param->before : "–",
                              param->after != NULL ? param->after : "–");
    }
  return g_string_free (text, FALSE);
}

/* Why ------------------------------------------------------------------------------ */

static char *
find_why (FwManual              *manual,
          const FwManualSection *section,
          const char            *id)
{
  gsize size = 0;
  const char *text = g_bytes_get_data (fw_manual_get_bytes (manual), &size);
  g_autoptr (GStringChunk) strings = g_string_chunk_new (1024);
  g_autoptr (GPtrArray) arrays = g_ptr_array_new_with_free_func (g_free);
  FwBlockReader reader = { .strings = strings, .arrays = arrays };
  char *why = NULL;

  reader.blocks = g_array_new (FALSE, TRUE, sizeof (FwBlock));
  fw_blocks_read (&reader, text + section->start, section->end - section->start);
  for (guint i = 0; i < reader.blocks->len && why == NULL; i++)
    {
      const char *line = g_array_index (reader.blocks, FwBlock, i).text;

      if (strstr (line, id) == NULL)
        continue;
      if (g_str_has_prefix (line, id))
        line += strlen (id);
      why = g_strdup (line + strspn (line, " :"));
    }
  g_array_unref (reader.blocks);
  return why;
}

char *
fw_manual_dup_why (FwManual   *manual,
                   const char *id)
{
  g_return_val_if_fail (manual != NULL, NULL);
  g_return_val_if_fail (id != NULL, NULL);

  gsize n = 0;
  const FwManualSection *sections = fw_manual_get_sections (manual, &n);

  for (gsize i = 0; i < n; i++)
    {
      char *why = g_str_has_prefix (sections[i].title, "What changed")
                    ? find_why (manual, &sections[i], id)
                    : NULL;

      if (why != NULL)
        return why;
    }
  return g_strdup ("");
}

/* Editions ------------------------------------------------------------------------------ */

/* Who and when, as far as anybody wrote it down: the index of published versions,
 * else the manual of that version about itself. */
static void
set_origin (FwRuleEdition    *edition,
            FwManual         *manual,
            FwManualVersions *versions)
{
  const FwPublishedVersion *published =
    versions != NULL ? fw_manual_versions_find (versions, edition->version) : NULL;
  gboolean is_own = g_strcmp0 (fw_manual_get_version (manual), edition->version) == 0;

  edition->date = published != NULL ? g_strndup (published->date, strlen ("2026-11-02"))
                                    : g_strdup (is_own ? fw_manual_get_effective (manual) : "");
  if (published != NULL && published->author[0] != '\0')
    edition->author = g_strdup (published->author);
  else
    edition->author = g_strdup (is_own ? fw_manual_get_owner (manual) : "");
}

static FwRuleEdition *
new_edition (FwManual         *manual,
             FwManualVersions *versions,
             const char       *version,
             const char       *id)
{
  FwRuleEdition *edition = g_new0 (FwRuleEdition, 1);

  edition->version = g_strdup (version);
  set_origin (edition, manual, versions);
  edition->why = fw_manual_dup_why (manual, id);
  edition->more = g_strdup ("");
  return edition;
}

FwRuleEdition *
fw_rule_edition_new (const FwRuleChange *change,
                     FwManualDiff       *diff,
                     FwManualVersions   *versions)
{
  g_return_val_if_fail (change != NULL && diff != NULL, NULL);

  FwManual *after = fw_manual_diff_get_after (diff);
  FwRuleEdition *edition = new_edition (after, versions, fw_manual_get_version (after),
                                        fw_rule_change_get_id (change));

  edition->before = g_strdup (fw_manual_get_version (fw_manual_diff_get_before (diff)));
  edition->change = fw_rule_change_get_class (change);
  for (int side = 0; side < FW_N_SIDES; side++)
    edition->words[side] = fw_rule_change_get_words (change, side == FW_SIDE_DONT);
  g_free (edition->more);
  edition->more = list_more (change);
  return edition;
}

static FwRuleEdition *
compare (FwManualDiff     *diff,
         FwManualVersions *versions,
         const char       *id)
{
  const FwRuleChange *change = fw_manual_diff_find (diff, id);

  if (change == NULL || (change->parts == FW_RULE_PART_PROSE && change->fate == FW_RULE_CHANGED))
    return NULL;
  return fw_rule_edition_new (change, diff, versions);
}

GPtrArray *
fw_rule_editions_new (FwManual         *manual,
                      GPtrArray        *diffs,
                      FwManualVersions *versions,
                      const char       *id)
{
  g_return_val_if_fail (manual != NULL, NULL);
  g_return_val_if_fail (id != NULL, NULL);

  GPtrArray *editions = g_ptr_array_new_with_free_func ((GDestroyNotify) fw_rule_edition_free);
  const FwRule *rule = fw_manual_find_rule (manual, id);

  for (guint i = diffs != NULL ? diffs->len : 0; i > 0; i--)
    {
      FwRuleEdition *edition = compare (diffs->pdata[i - 1], versions, id);

      if (edition != NULL)
        g_ptr_array_add (editions, edition);
    }
  /* The manual says itself that it changed, and nothing here is to compare with. */
  if (rule != NULL && rule->changed != NULL && editions->len == 0)
    {
      FwRuleEdition *edition = new_edition (manual, versions, rule->changed, id);

      edition->change = fw_change_class_from_word (rule->change);
      g_ptr_array_add (editions, edition);
    }
  return editions;
}

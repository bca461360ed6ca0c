/* SPDX-License-Identifier: GPL-3.0-or-later */

/*
 * What is added to a manual: rules, precedents, lines about what changed, and
 * the next version.
 */

#include "fw-config.h"
#include "rules/manual-edit-private.h"

#include "core/error.h"
#include "rules/manual-private.h"

#include <glib/gi18n.h>
#include <stdlib.h>
#include <string.h>

#define MAX_LINE (4 * 1024)

static const char *const front_order[] = { "manual", "title", "version", "effective", "previous",
                                           "owner", "language", NULL };

/* Inserts a section at @at, with one blank line on both sides. */
static GBytes *
insert_section (GBytes      *bytes,
                gsize        at,
                const char  *section,
                GError     **error)
{
  gsize length;
  const char *text = g_bytes_get_data (bytes, &length);
  g_autoptr(GString) out = g_string_new (NULL);
  gsize p = at;
  int n_breaks = 0;

  while (p > 0 && strchr ("\r\n", text[p - 1]) && n_breaks < 2)
    n_breaks += text[--p] == '\n';
  for (int i = n_breaks; i < 2 && at > 0; i++)
    g_string_append_c (out, '\n');
  g_string_append (out, section);
  if (at < length)
    g_string_append_c (out, '\n');

  return fw_edit_splice (bytes, at, at, out->str, error);
}

static gboolean
is_same_letters (const char *a,
                 const char *b)
{
  gsize n = strcspn (a, "-");

  return strcspn (b, "-") == n && strncmp (a, b, n) == 0;
}

/* The next number of the rules that begin with the letters of @neighbour. */
static char *
next_rule_id (const FwManual  *manual,
              const char      *neighbour,
              GError         **error)
{
  gsize n = fw_manual_get_n_rules (manual), letters = strcspn (neighbour, "-");
  int highest = 0;

  for (gsize i = 0; i < n; i++)
    {
      const char *id = fw_manual_get_rule (manual, i)->id;

      if (is_same_letters (id, neighbour))
        highest = MAX (highest, atoi (id + letters + 1));
    }
  if (highest >= 999)
    {
      g_set_error (error, FW_FORMAT_ERROR, FW_FORMAT_ERROR_LIMIT,
                   _("all ids up to %.*s-999 are taken; begin one with other letters in the file"),
                   (int) letters, neighbour);
      return NULL;
    }

  return g_strdup_printf ("%.*s-%03d", (int) letters, neighbour, highest + 1);
}

/* Blank lines may come at the end of a section. */
static gboolean
is_same_body (const char *a,
              const char *b)
{
  gsize n = strlen (a), m = strlen (b);

  while (n > 0 && g_ascii_isspace (a[n - 1]))
    n--;
  while (m > 0 && g_ascii_isspace (b[m - 1]))
    m--;

  return n == m && memcmp (a, b, n) == 0;
}

/* Whether all rules and precedents of @before are in @after, in their order and
 * as they were. */
static gboolean
is_kept (const FwManual *before,
         const FwManual *after)
{
  gsize n = fw_manual_get_n_rules (before), n_after = fw_manual_get_n_rules (after), i = 0;
  gsize n_answers, n_answers_after, k = 0;
  const FwPrecedent *answers = fw_manual_get_precedents (before, &n_answers);
  const FwPrecedent *answers_after = fw_manual_get_precedents (after, &n_answers_after);

  for (gsize j = 0; i < n && j < n_after; j++)
    {
      const FwRule *old = fw_manual_get_rule (before, i), *new = fw_manual_get_rule (after, j);

      if (old->id == new->id && g_str_equal (old->rev, new->rev)
          && is_same_body (old->body, new->body))
        i++;
    }
  for (gsize j = 0; k < n_answers && j < n_answers_after; j++)
    if (answers[k].id == answers_after[j].id
        && is_same_body (answers[k].body, answers_after[j].body))
      k++;

  return i == n && k == n_answers;
}

/* Reads back what came out. NULL with a sentence when it is not the same manual
 * with @n_rules and @n_precedents more. */
static FwManual *
read_added (GBytes          *bytes,
            const FwManual  *before,
            gsize            n_rules,
            gsize            n_precedents,
            GError         **error)
{
  g_autoptr(FwManual) after = fw_manual_new_from_bytes (bytes, error);
  gsize n_before, n_after;

  if (!after)
    return NULL;
  fw_manual_get_precedents (before, &n_before);
  fw_manual_get_precedents (after, &n_after);
  if (n_after == n_before + n_precedents && is_kept (before, after)
      && fw_manual_get_n_rules (after) == fw_manual_get_n_rules (before) + n_rules)
    return g_steal_pointer (&after);

  return NULL;
}

static GBytes *
refuse_addition (GError **error)
{
  if (error && !*error)
    g_set_error (error, FW_FORMAT_ERROR, FW_FORMAT_ERROR_UNSUPPORTED,
                 _ ("this would read otherwise in the manual than it is written here; change it in "
                    "the file with a text editor"));

  return NULL;
}

GBytes *
fw_manual_add_rule (GBytes           *bytes,
                    const FwNewRule  *rule,
                    char            **out_id,
                    GError          **error)
{
  g_return_val_if_fail (bytes && rule && rule->title && rule->ask && out_id, NULL);

  g_autoptr(FwManual) manual = fw_edit_read (bytes, error);
  g_autofree char *title = NULL, *prose = NULL, *ask = NULL, *version = NULL, *section = NULL;
  gsize n = manual ? fw_manual_get_n_rules (manual) : 0, at = g_bytes_get_size (bytes);
  const FwRule *after = NULL;

  if (!manual)
    return NULL;
  if (n > 0)
    after = rule->after ? fw_manual_find_rule (manual, rule->after)
                        : fw_manual_get_rule (manual, n - 1);
  if (rule->after && !after)
    {
      g_set_error (error, FW_FORMAT_ERROR, FW_FORMAT_ERROR_REFERENCE,
                   _("the manual has no rule %s"), rule->after);
      return NULL;
    }
  if (after)
    at = fw_manual_find_section (manual, after->line)->end;

  g_autofree char *id = next_rule_id (manual, after ? after->id : "RU-000", error);
  g_autoptr(FwYaml) ask_node = fw_yaml_new_text (rule->ask);
  g_autoptr(FwYaml) version_node = fw_yaml_new_text (fw_manual_get_version (manual));

  if (!id || !(title = fw_edit_clean_line (rule->title, _("The title"), 4 * FW_RULE_MAX_TITLE,
                                           error))
      || !(prose = fw_edit_clean (rule->prose ? rule->prose : "", _("The text of the rule"),
                                  FW_RULE_MAX_PROSE, error))
      || !fw_edit_check_prose (prose, error) || !(ask = fw_yaml_write (ask_node, FALSE, error))
      || !(version = fw_yaml_write (version_node, FALSE, error)))
    return NULL;

  g_strstrip (prose);
  section = g_strdup_printf ("### %s %s\n\n%s%s```rule\nseverity: warning\nsince: %s\nchange: add\n"
                             "check: human\nask: %s\n```\n",
                             id, title, prose, *prose ? "\n\n" : "", version, ask);

  g_autoptr(GBytes) changed = insert_section (bytes, at, section, error);

  if (!changed)
    return NULL;

  g_autoptr(FwManual) read = read_added (changed, manual, 1, 0, error);
  const FwRule *added = read ? fw_manual_find_rule (read, id) : NULL;

  if (!added || !added->is_human || g_strcmp0 (added->title, title) != 0)
    return refuse_addition (error);
  *out_id = g_steal_pointer (&id);

  return g_steal_pointer (&changed);
}

/* Behind the last precedent of the rule, else the last one of all, else the rule. */
static gsize
precedent_place (const FwManual *manual,
                 const FwRule   *rule)
{
  gsize n;
  const FwPrecedent *precedents = fw_manual_get_precedents (manual, &n);
  int line = n > 0 ? precedents[n - 1].line : rule->line;

  for (gsize i = 0; i < n; i++)
    if (g_str_equal (precedents[i].rule, rule->id))
      line = precedents[i].line;

  return fw_manual_find_section (manual, line)->end;
}

static char *
next_precedent_id (const FwManual *manual)
{
  gsize n;
  const FwPrecedent *precedents = fw_manual_get_precedents (manual, &n);
  guint64 highest = 0;

  for (gsize i = 0; i < n; i++)
    highest = MAX (highest, g_ascii_strtoull (precedents[i].id + 2, NULL, 10));

  return g_strdup_printf ("P-%04" G_GUINT64_FORMAT, MIN (highest, G_MAXUINT32) + 1);
}

static gboolean
has_precedent (const FwManual *manual,
               const char     *id,
               const char     *rule)
{
  gsize n;
  const FwPrecedent *precedents = fw_manual_get_precedents (manual, &n);

  for (gsize i = 0; i < n; i++)
    if (g_str_equal (precedents[i].id, id) && g_str_equal (precedents[i].rule, rule))
      return TRUE;

  return FALSE;
}

/* The ```precedent block; NULL after an error. */
static char *
make_precedent_block (const FwManual        *manual,
                      const FwNewPrecedent  *precedent,
                      GError               **error)
{
  const char *pairs[][2] = { { "rule", precedent->rule },
                             { "since", fw_manual_get_version (manual) },
                             { "outcome", precedent->outcome },
                             { "item", precedent->item } };
  g_autoptr(GString) block = g_string_new ("```precedent\n");

  for (gsize i = 0; i < G_N_ELEMENTS (pairs); i++)
    {
      if (!pairs[i][1] || !*pairs[i][1])
        continue;

      g_autoptr(FwYaml) node = fw_yaml_new_text (pairs[i][1]);
      g_autofree char *text = fw_yaml_write (node, FALSE, error);

      if (!text)
        return NULL;
      g_string_append_printf (block, "%s: %s\n", pairs[i][0], text);
    }
  g_string_append (block, "```\n");

  return g_string_free (g_steal_pointer (&block), FALSE);
}

GBytes *
fw_manual_add_precedent (GBytes                *bytes,
                         const FwNewPrecedent  *precedent,
                         char                 **out_id,
                         GError               **error)
{
  g_return_val_if_fail (bytes && precedent && precedent->rule && precedent->title && out_id, NULL);
  g_return_val_if_fail (precedent->question && precedent->answer && precedent->outcome, NULL);

  g_autoptr(FwManual) manual = fw_edit_read (bytes, error);
  const FwRule *rule = manual ? fw_manual_find_rule (manual, precedent->rule) : NULL;
  g_autofree char *title = NULL, *question = NULL, *answer = NULL, *block = NULL;

  if (manual && !rule)
    g_set_error (error, FW_FORMAT_ERROR, FW_FORMAT_ERROR_REFERENCE,
                 _("the manual has no rule %s"), precedent->rule);
  if (!rule
      || !(title = fw_edit_clean_line (precedent->title, _("The title"), 4 * FW_RULE_MAX_TITLE,
                                       error))
      || !(question = fw_edit_clean_line (precedent->question, _("The question"), MAX_LINE, error))
      || !(answer = fw_edit_clean_line (precedent->answer, _("The answer"), MAX_LINE, error))
      || !(block = make_precedent_block (manual, precedent, error)))
    return NULL;

  g_autofree char *id = next_precedent_id (manual);
  g_autofree char *when
      = precedent->date ? g_strdup_printf (" (%s)", precedent->date) : g_strdup ("");
  g_autofree char *section
      = g_strdup_printf ("### %s under %s: %s\n\n- Question%s: %s\n- Answer: %s\n\n%s", id,
                         rule->id, title, when, question, answer, block);
  g_autoptr(GBytes) changed
      = insert_section (bytes, precedent_place (manual, rule), section, error);

  if (!changed)
    return NULL;

  g_autoptr(FwManual) read = read_added (changed, manual, 0, 1, error);

  if (!read || !has_precedent (read, id, rule->id))
    return refuse_addition (error);
  *out_id = g_steal_pointer (&id);

  return g_steal_pointer (&changed);
}

/* The section about what changed in @version, and where a new one would go. */
static const FwManualSection *
find_changes (const FwManual *manual,
              const char     *version,
              gsize          *out_place)
{
  gsize n;
  const FwManualSection *sections = fw_manual_get_sections (manual, &n);
  g_autofree char *spaced = g_strconcat (" ", version, NULL);

  *out_place = g_bytes_get_size (fw_manual_get_bytes (manual));
  for (gsize i = 0; i < n; i++)
    {
      const FwManualSection *section = &sections[i];

      if (section->level < 2)
        continue;
      *out_place = MIN (*out_place, section->heading);
      if (section->level == 2 && g_str_has_prefix (section->title, "What changed")
          && g_str_has_suffix (section->title, spaced))
        return section;
    }

  return NULL;
}

static GBytes *
insert_change (const FwManual  *manual,
               const char      *version,
               const char      *bullet,
               GError         **error)
{
  gsize place;
  GBytes *bytes = fw_manual_get_bytes (manual);
  const FwManualSection *section = find_changes (manual, version, &place);

  if (!section)
    {
      g_autofree char *whole = g_strdup_printf ("## What changed in %s\n\n%s", version, bullet);

      return insert_section (bytes, place, whole, error);
    }

  const char *text = g_bytes_get_data (bytes, NULL);
  gsize end = section->end;

  while (end > section->start && strchr (" \t\r\n", text[end - 1]))
    end--;

  /* Behind the last line that says something, or a blank line below the heading. */
  const char *newline = memchr (text + end, '\n', section->end - end);
  gboolean is_empty = end == section->start;
  g_autofree char *below = g_strconcat ("\n", bullet, NULL);

  if (is_empty)
    return fw_edit_splice (bytes, end, end, below, error);
  if (!newline)
    return fw_edit_splice (bytes, section->end, section->end, below, error);
  end = newline + 1 - text;

  return fw_edit_splice (bytes, end, end, bullet, error);
}

GBytes *
fw_manual_add_change (GBytes      *bytes,
                      const char  *version,
                      const char  *line,
                      GError     **error)
{
  g_return_val_if_fail (bytes && version && line, NULL);

  g_autoptr(FwManual) manual = fw_edit_read (bytes, error);
  g_autofree char *clean
      = manual ? fw_edit_clean_line (line, _("The line"), MAX_LINE, error) : NULL;
  g_autofree char *bullet = clean ? g_strdup_printf ("- %s\n", clean) : NULL;
  g_autoptr(GBytes) changed = bullet ? insert_change (manual, version, bullet, error) : NULL;
  gsize place;

  if (!changed)
    return NULL;

  g_autoptr(FwManual) read = read_added (changed, manual, 0, 0, error);

  if (!read || !find_changes (read, version, &place))
    return refuse_addition (error);

  return g_steal_pointer (&changed);
}

/* One line of the front matter. */
static GBytes *
set_front (GBytes      *bytes,
           const char  *key,
           const char  *text,
           GError     **error)
{
  g_autoptr(FwManual) manual = fw_edit_read (bytes, error);
  gsize length;
  const char *data = g_bytes_get_data (bytes, &length);

  if (!manual)
    return NULL;
  if (manual->front_end <= manual->front_start)
    {
      g_set_error (error, FW_FORMAT_ERROR, FW_FORMAT_ERROR_REFERENCE,
                   _("the manual has no front matter between two lines of ---"));
      return NULL;
    }

  g_autofree char *front
      = g_strndup (data + manual->front_start, manual->front_end - manual->front_start);
  g_autoptr(FwYaml) value = fw_yaml_new_text (text);
  FwYamlChange change = { .key = key, .value = value };
  FwYamlStyle style = { .order = front_order, .newline = fw_edit_newline (front) };
  g_autofree char *changed = fw_yaml_edit (front, &change, &style, error);
  g_autoptr(GString) out = NULL;

  if (!changed)
    return NULL;

  out = g_string_new_len (data, manual->front_start);
  g_string_append (out, changed);
  g_string_append_len (out, data + manual->front_end, length - manual->front_end);

  return g_string_free_to_bytes (g_steal_pointer (&out));
}

GBytes *
fw_manual_set_version (GBytes      *bytes,
                       const char  *version,
                       const char  *date,
                       GError     **error)
{
  g_return_val_if_fail (bytes && version && date, NULL);

  g_autoptr(FwManual) manual = fw_edit_read (bytes, error);
  g_autoptr(GBytes) result = NULL;

  if (!manual)
    return NULL;
  if (!fw_is_semver (version)
      || (*manual->version && fw_semver_compare (version, manual->version) < 0))
    {
      g_set_error (error, FW_FORMAT_ERROR, FW_FORMAT_ERROR_VERSION,
                   _("'%s' is not a version after %s; versions are three numbers like 3.1.0"),
                   version, manual->version);
      return NULL;
    }

  const char *pairs[][2]
      = { { "version", version }, { "effective", date }, { "previous", manual->version } };
  gboolean is_same = g_str_equal (version, manual->version);

  result = g_bytes_ref (bytes);
  for (gsize i = 0; i < G_N_ELEMENTS (pairs) && result; i++)
    {
      g_autoptr(GBytes) before = g_steal_pointer (&result);

      result = *pairs[i][1] && (!is_same || i == 1)
                   ? set_front (before, pairs[i][0], pairs[i][1], error)
                   : g_bytes_ref (before);
    }

  return g_steal_pointer (&result);
}

char *
fw_manual_next_version (const char    *version,
                        FwChangeClass  change)
{
  g_return_val_if_fail (version != NULL, NULL);

  guint64 parts[3] = { 0 };
  int index = change == FW_CHANGE_CLASS_REVERSE ? 0
            : change == FW_CHANGE_CLASS_CLARIFY || change == FW_CHANGE_CLASS_NONE ? 2 : 1;
  const char *p = version;

  if (!fw_is_semver (version))
    return NULL;
  for (int i = 0; i < 3; i++)
    {
      char *end;

      parts[i] = g_ascii_strtoull (p, &end, 10);
      p = end + (i < 2);
    }
  /* A number this large was cut when it was read. */
  if (parts[0] == G_MAXUINT64 || parts[1] == G_MAXUINT64 || parts[2] == G_MAXUINT64)
    return NULL;

  parts[index]++;
  for (int i = index + 1; i < 3; i++)
    parts[i] = 0;

  return g_strdup_printf ("%" G_GUINT64_FORMAT ".%" G_GUINT64_FORMAT ".%" G_GUINT64_FORMAT,
                          parts[0], parts[1], parts[2]);
}

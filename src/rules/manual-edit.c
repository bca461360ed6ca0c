/* SPDX-License-Identifier: GPL-3.0-or-later */

/*
 * Changes to one rule: its block key by key, its title, and its prose between
 * the first and the last line that differ.
 */

#include "fw-config.h"
#include "rules/manual-edit-private.h"

#include "core/error.h"
#include "rules/manual-private.h"

#include <glib/gi18n.h>
#include <string.h>

typedef struct
{
  char   *key;
  char   *name;  /* (nullable) */
  FwYaml *value; /* (owned) (nullable) */
} KeyChange;

struct _FwRuleEdit
{
  char      *id;
  char      *title;   /* (nullable) */
  char      *prose;   /* (nullable) */
  GPtrArray *changes; /* (element-type KeyChange) (owned) */
};

/* As blocks usually have them. */
static const char *const key_order[] = {
  "severity", "since", "changed", "change", "retired", "scope", "for", "when", "check", "with",
  "expect", "message", "ask", "risk", "fix", NULL
};

static void
key_change_free (gpointer data)
{
  KeyChange *self = data;

  g_free (self->key);
  g_free (self->name);
  fw_yaml_free (self->value);
  g_free (self);
}

FwRuleEdit *
fw_rule_edit_new (const char *id)
{
  g_return_val_if_fail (id != NULL, NULL);

  FwRuleEdit *self = g_new0 (FwRuleEdit, 1);

  self->id = g_strdup (id);
  self->changes = g_ptr_array_new_with_free_func (key_change_free);

  return self;
}

void
fw_rule_edit_free (FwRuleEdit *self)
{
  if (!self)
    return;

  g_free (self->id);
  g_free (self->title);
  g_free (self->prose);
  g_ptr_array_unref (self->changes);
  g_free (self);
}

void
fw_rule_edit_set (FwRuleEdit *self,
                  const char *key,
                  const char *name,
                  FwYaml     *value)
{
  g_return_if_fail (self && key);

  KeyChange *change = g_new0 (KeyChange, 1);

  change->key = g_strdup (key);
  change->name = g_strdup (name);
  change->value = value;
  g_ptr_array_add (self->changes, change);
}

void
fw_rule_edit_set_text (FwRuleEdit *self,
                       const char *key,
                       const char *text)
{
  fw_rule_edit_set (self, key, NULL, text && *text ? fw_yaml_new_text (text) : NULL);
}

void
fw_rule_edit_set_title (FwRuleEdit *self,
                        const char *title)
{
  g_return_if_fail (self && title);

  g_free (self->title);
  self->title = g_strdup (title);
}

void
fw_rule_edit_set_prose (FwRuleEdit *self,
                        const char *prose)
{
  g_return_if_fail (self && prose);

  g_free (self->prose);
  self->prose = g_strdup (prose);
}

/* Without blank lines at its beginning, and without white space at its end. */
static char *
trim_prose (const char *prose)
{
  const char *start = prose;
  char *text;

  for (const char *p = prose; strchr (" \t\n", *p) && *p; p++)
    if (*p == '\n')
      start = p + 1;
  text = g_strdup (start);

  return g_strchomp (text);
}

/* The block's bytes. NULL when there is none. */
static char *
dup_block (const FwManual        *manual,
           const FwManualSection *section)
{
  const char *text = g_bytes_get_data (manual->text, NULL);

  if (!section || section->fence_end == 0)
    return NULL;

  return g_strndup (text + section->block, section->block_end - section->block);
}

FwYaml *
fw_manual_read_block (const FwManual *manual,
                      const char     *rule)
{
  g_return_val_if_fail (manual && rule, NULL);

  const FwRule *found = fw_manual_find_rule (manual, rule);
  g_autofree char *block
      = found ? dup_block (manual, fw_manual_find_section (manual, found->line)) : NULL;
  int line, column;

  return block ? fw_yaml_parse (block, strlen (block), 1, &line, &column, NULL) : NULL;
}

/* The changed block; NULL after an error. */
static char *
edit_block (const FwRuleEdit       *self,
            const FwManual         *manual,
            const FwManualSection  *section,
            GError                **error)
{
  g_autofree char *block = dup_block (manual, section);

  if (!block)
    {
      g_set_error (error, FW_FORMAT_ERROR, FW_FORMAT_ERROR_REFERENCE,
                   _("rule %s has no ```rule block that could be changed"), self->id);
      return NULL;
    }

  FwYamlStyle style = { .order = key_order, .newline = fw_edit_newline (block) };

  for (guint i = 0; i < self->changes->len; i++)
    {
      const KeyChange *key = g_ptr_array_index (self->changes, i);
      FwYamlChange change = { .key = key->key, .name = key->name, .value = key->value };
      char *changed = fw_yaml_edit (block, &change, &style, error);

      if (!changed)
        {
          g_prefix_error (error, "%s: ", key->name ? key->name : key->key);
          return NULL;
        }
      g_free (block);
      block = changed;
    }

  return g_steal_pointer (&block);
}

/* One line of prose as it stands in the file. */
typedef struct
{
  gsize start;
  gsize end; /* with its line end */
} Line;

static gboolean
is_blank_line (const char *text,
               const Line *line)
{
  for (gsize i = line->start; i < line->end; i++)
    if (!strchr (" \t\r\n", text[i]) || !text[i])
      return FALSE;

  return TRUE;
}

/* The lines of the section without its block, in order. Of the blank lines
 * around the block, those above count. */
static GArray *
collect_lines (const char            *text,
               const FwManualSection *section)
{
  GArray *lines = g_array_new (FALSE, FALSE, sizeof (Line));
  gboolean is_behind = FALSE;
  gsize p = section->start;

  while (p < section->end)
    {
      if (section->fence_end > 0 && p == section->fence)
        {
          p = section->fence_end;
          is_behind = lines->len > 0
                      && is_blank_line (text, &g_array_index (lines, Line, lines->len - 1));
          continue;
        }

      const char *end = memchr (text + p, '\n', section->end - p);
      Line line = { p, end ? (gsize) (end + 1 - text) : section->end };

      is_behind = is_behind && is_blank_line (text, &line);
      if (!is_behind)
        g_array_append_val (lines, line);
      p = line.end;
    }

  return lines;
}

char *
fw_manual_dup_prose (const FwManual *manual,
                     const char     *rule)
{
  g_return_val_if_fail (manual && rule, NULL);

  const FwRule *found = fw_manual_find_rule (manual, rule);
  const char *text = g_bytes_get_data (manual->text, NULL);
  g_autoptr(GString) prose = g_string_new (NULL);
  g_autoptr(GArray) lines = NULL;

  if (!found)
    return NULL;

  lines = collect_lines (text, fw_manual_find_section (manual, found->line));
  for (guint i = 0; i < lines->len; i++)
    {
      const Line *line = &g_array_index (lines, Line, i);

      g_string_append_len (prose, text + line->start, line->end - line->start);
    }
  g_string_replace (prose, "\r\n", "\n", 0);

  return trim_prose (prose->str);
}

int
fw_manual_find_prose_line (const FwManual *manual,
                           const char     *rule,
                           int             line)
{
  g_return_val_if_fail (manual && rule, 0);

  const FwRule *found = fw_manual_find_rule (manual, rule);
  const char *text = g_bytes_get_data (fw_manual_get_bytes (manual), NULL);
  const FwManualSection *section
      = found ? fw_manual_find_section (manual, found->line) : NULL;
  g_autoptr(GArray) lines = section ? collect_lines (text, section) : NULL;
  gsize at = section ? section->heading : 0;
  int here = section ? section->line : 0, shown = 0;

  for (guint i = 0; lines && i < lines->len; i++)
    {
      const Line *prose = &g_array_index (lines, Line, i);

      for (; at < prose->start; at++)
        here += text[at] == '\n';
      /* Blank lines at the beginning are not shown. */
      if (shown > 0 || !is_blank_line (text, prose))
        shown++;
      if (here == line)
        return shown;
    }

  return 0;
}

static gboolean
line_says (const char *text,
           const Line *line,
           const char *words)
{
  gsize n = line->end - line->start;

  if (n > 0 && text[line->start + n - 1] == '\n')
    n--;
  if (n > 0 && text[line->start + n - 1] == '\r')
    n--;

  return strlen (words) == n && memcmp (text + line->start, words, n) == 0;
}

/* Lines [first, last) of @lines make room for @words (lines); the block, when
 * it stands among them, stays where it is, behind the new ones. */
static GBytes *
replace_lines (GBytes                 *bytes,
               const FwManualSection  *section,
               const Line             *gone,
               GString                *words,
               GError                **error)
{
  gboolean has_block = section->fence_end > 0 && gone->start < section->fence
                       && gone->end > section->fence;

  if (!has_block)
    return fw_edit_splice (bytes, gone->start, gone->end, words->str, error);

  if (words->len > 0)
    g_string_append_c (words, '\n');

  g_autoptr(GBytes) behind = fw_edit_splice (bytes, section->fence_end, gone->end, "", error);

  return behind ? fw_edit_splice (behind, gone->start, section->fence, words->str, error) : NULL;
}

static GBytes *
edit_prose (const FwRuleEdit       *self,
            GBytes                 *bytes,
            const FwManualSection  *section,
            GError                **error)
{
  const char *text = g_bytes_get_data (bytes, NULL);
  g_autofree char *clean
      = fw_edit_clean (self->prose, _("The text of the rule"), FW_RULE_MAX_PROSE, error);
  g_autofree char *prose = clean ? trim_prose (clean) : NULL;

  if (!prose || !fw_edit_check_prose (prose, error))
    return NULL;

  g_auto(GStrv) words = g_strsplit (prose, "\n", -1);
  guint n_words = *prose ? g_strv_length (words) : 0, head = 0, tail = 0;
  g_autoptr(GArray) lines = collect_lines (text, section);
  guint first = 0, last = lines->len;
  g_autoptr(GString) middle = g_string_new (NULL);

#define LINE(i_) (&g_array_index (lines, Line, i_))
  while (first < last && is_blank_line (text, LINE (first)))
    first++;
  while (last > first && is_blank_line (text, LINE (last - 1)))
    last--;
  while (head < n_words && first < last && line_says (text, LINE (first), words[head]))
    head++, first++;
  while (tail < n_words - head && first < last
         && line_says (text, LINE (last - 1), words[n_words - 1 - tail]))
    tail++, last--;
  if (first == last && head + tail == n_words)
    return g_bytes_ref (bytes);

  for (guint i = head; i < n_words - tail; i++)
    g_string_append_printf (middle, "%s\n", words[i]);

  /* Where nothing goes, lines come behind the one before, or above the block. */
  gsize at = first < lines->len ? LINE (first)->start : section->end;

  if (first == last && first > 0 && head > 0)
    at = LINE (first - 1)->end;
  if (first == last && head == 0 && tail == 0)
    {
      at = section->start;
      g_string_prepend (middle, "\n");
      if (lines->len == 0 || !is_blank_line (text, LINE (0)))
        g_string_append_c (middle, '\n');
    }

  Line gone = { first < last ? LINE (first)->start : at, first < last ? LINE (last - 1)->end : at };
#undef LINE

  return replace_lines (bytes, section, &gone, middle, error);
}

static GBytes *
edit_title (const FwRuleEdit       *self,
            GBytes                 *bytes,
            const FwManualSection  *section,
            GError                **error)
{
  const char *text = g_bytes_get_data (bytes, NULL);
  g_autofree char *title = fw_edit_clean_line (self->title, _("The title"), 4 * FW_RULE_MAX_TITLE,
                                               error);
  const char *id = text + section->heading;
  gsize end = section->start;

  if (!title)
    return NULL;
  if (g_utf8_strlen (title, -1) > FW_RULE_MAX_TITLE)
    {
      g_set_error (error, FW_FORMAT_ERROR, FW_FORMAT_ERROR_LIMIT,
                   _("the title is longer than %d characters; a short one is found more easily"),
                   FW_RULE_MAX_TITLE);
      return NULL;
    }

  id = g_strstr_len (id, section->start - section->heading, self->id);
  g_assert (id != NULL);
  while (end > 0 && strchr (" \t\r\n", text[end - 1]))
    end--;

  gsize start = (gsize) (id - text) + strlen (self->id);
  g_autofree char *spaced = g_strconcat (" ", title, NULL);

  return fw_edit_splice (bytes, start, end, spaced, error);
}

/* Whether nothing but the rule itself is different, and that as it was asked. */
static gboolean
is_as_asked (const FwRuleEdit *self,
             const FwManual   *before,
             const FwManual   *after)
{
  const FwRule *rule = fw_manual_find_rule (after, self->id);
  g_autofree char *title = self->title ? fw_collapse_space (self->title) : NULL;
  gsize n = fw_manual_get_n_rules (before), n_precedents[2], n_sections[2];

  fw_manual_get_precedents (before, &n_precedents[0]);
  fw_manual_get_precedents (after, &n_precedents[1]);
  fw_manual_get_sections (before, &n_sections[0]);
  fw_manual_get_sections (after, &n_sections[1]);
  if (!rule || n != fw_manual_get_n_rules (after) || n_precedents[0] != n_precedents[1]
      || n_sections[0] != n_sections[1] || (title && !g_str_equal (title, rule->title)))
    return FALSE;

  for (gsize i = 0; i < n; i++)
    {
      const FwRule *old = fw_manual_get_rule (before, i), *new = fw_manual_get_rule (after, i);

      if (old->id != new->id || (new != rule && g_strcmp0 (old->body, new->body) != 0)
          || (new != rule && g_strcmp0 (old->rev, new->rev) != 0))
        return FALSE;
    }

  if (self->prose)
    {
      g_autofree char *is = fw_manual_dup_prose (after, self->id);
      g_autofree char *clean = fw_edit_clean (self->prose, "", FW_RULE_MAX_PROSE, NULL);
      g_autofree char *asked = clean ? trim_prose (clean) : NULL;

      return g_strcmp0 (is, asked) == 0;
    }

  return TRUE;
}

/* From the section's end to its start, so that no offset moves. */
static GBytes *
apply_parts (const FwRuleEdit       *self,
             const FwManual         *manual,
             const FwManualSection  *section,
             GError                **error)
{
  g_autoptr(GBytes) bytes = g_bytes_ref (fw_manual_get_bytes (manual));
  FwManualSection place = *section;

  if (self->changes->len > 0)
    {
      g_autofree char *block = edit_block (self, manual, section, error);

      if (!block)
        return NULL;

      /* The block has its line ends already. */
      gsize length;
      const char *text = g_bytes_get_data (bytes, &length);
      g_autoptr(GString) out = g_string_new_len (text, place.block);
      gssize grown = (gssize) strlen (block) - (gssize) (place.block_end - place.block);

      g_string_append (out, block);
      g_string_append_len (out, text + place.block_end, length - place.block_end);
      g_bytes_unref (bytes);
      bytes = g_string_free_to_bytes (g_steal_pointer (&out));
      place.block_end += grown;
      place.fence_end += grown;
      place.end += grown;
    }
  if (self->prose)
    {
      GBytes *changed = edit_prose (self, bytes, &place, error);

      if (!changed)
        return NULL;
      g_bytes_unref (bytes);
      bytes = changed;
    }
  if (self->title)
    return edit_title (self, bytes, &place, error);

  return g_steal_pointer (&bytes);
}

FwManual *
fw_rule_edit_apply_to (const FwRuleEdit  *self,
                       FwManual          *before,
                       GError           **error)
{
  g_return_val_if_fail (self && before, NULL);

  g_autoptr(FwManual) after = NULL;
  g_autoptr(GBytes) changed = NULL;
  const FwRule *rule = fw_manual_find_rule (before, self->id);

  if (!fw_edit_is_text (before, error))
    return NULL;
  if (!rule)
    {
      g_set_error (error, FW_FORMAT_ERROR, FW_FORMAT_ERROR_REFERENCE,
                   _("the manual has no rule %s"), self->id);
      return NULL;
    }

  changed = apply_parts (self, before, fw_manual_find_section (before, rule->line), error);
  if (!changed)
    return NULL;

  after = fw_manual_new_from_bytes (changed, error);
  if (!after)
    return NULL;
  if (!is_as_asked (self, before, after))
    {
      g_set_error (error, FW_FORMAT_ERROR, FW_FORMAT_ERROR_UNSUPPORTED,
                   _("rule %s would read otherwise than it is written here; change it in the "
                     "file with a text editor"), self->id);
      return NULL;
    }

  return g_steal_pointer (&after);
}

GBytes *
fw_rule_edit_apply (const FwRuleEdit  *self,
                    GBytes            *bytes,
                    GError           **error)
{
  g_return_val_if_fail (self && bytes, NULL);

  g_autoptr(FwManual) before = fw_manual_new_from_bytes (bytes, error);
  g_autoptr(FwManual) after = before ? fw_rule_edit_apply_to (self, before, error) : NULL;

  return after ? g_bytes_ref (fw_manual_get_bytes (after)) : NULL;
}

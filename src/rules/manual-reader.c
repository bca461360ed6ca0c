/* SPDX-License-Identifier: GPL-3.0-or-later */

/*
 * The Markdown side of a manual. One pass over the lines finds the front
 * matter, the headings that open a rule or a precedent, bullets, pictures and
 * fenced blocks; everything else is prose that is carried along. YAML goes to
 * manual-front.c and manual-rule.c.
 */

#include "fw-config.h"
#include "rules/manual-private.h"

#include <glib/gi18n.h>
#include <string.h>

typedef enum
{
  FENCE_NONE,
  FENCE_PROSE,
  FENCE_BLOCK, /* ```rule or ```precedent of the open section */
  FENCE_STRAY  /* one of these outside of any section */
} Fence;

typedef struct
{
  FwManual   *manual;
  FwSection  *section;   /* (owned) (nullable) */
  GString    *bullet;    /* (owned) (nullable) the open bullet */
  const char *part;
  gboolean    in_changes;
  Fence       fence;
  char        fence_char;
  gsize       fence_length;
  int         fence_line;
  int         line;
  gsize       line_start; /* bytes from the start of the file */
  gsize       line_end;
} Reader;

static void
section_free (FwSection *section)
{
  g_string_free (section->body, TRUE);
  g_string_free (section->block, TRUE);
  g_ptr_array_unref (section->bullets);
  g_array_unref (section->images);
  g_free (section);
}

/* `AB-012`: two to four capital letters, a hyphen, three digits. */
static gboolean
is_rule_id (const char *word)
{
  gsize letters = strspn (word, "ABCDEFGHIJKLMNOPQRSTUVWXYZ");

  return letters >= 2 && letters <= 4 && word[letters] == '-'
         && strspn (word + letters + 1, "0123456789") == 3 && !word[letters + 4];
}

gboolean
fw_manual_is_precedent_id (const char *word)
{
  g_return_val_if_fail (word != NULL, FALSE);

  return g_str_has_prefix (word, "P-") && strlen (word) >= 6
         && strspn (word + 2, "0123456789") == strlen (word + 2);
}

/* Something meant as an id: letters, a hyphen, digits. */
static gboolean
is_near_id (const char *word)
{
  gsize letters = strcspn (word, "-");

  if (letters == 0 || letters > 6 || !word[letters] || !word[letters + 1])
    return FALSE;
  for (gsize i = 0; i < letters; i++)
    if (!g_ascii_isalpha (word[i]))
      return FALSE;

  return strspn (word + letters + 1, "0123456789") == strlen (word + letters + 1);
}

static void
end_bullet (Reader *self)
{
  if (!self->bullet)
    return;

  g_autofree char *text = fw_collapse_space (self->bullet->str);

  if (self->section)
    g_ptr_array_add (self->section->bullets, g_steal_pointer (&text));
  g_string_free (g_steal_pointer (&self->bullet), TRUE);
}

static void
add_rule (Reader *self)
{
  FwManual *manual = self->manual;
  FwRule *rule = self->section->rule;

  g_ptr_array_add (manual->rules, rule);
  if (g_hash_table_contains (manual->rules_by_id, rule->id))
    {
      const FwRule *first = g_hash_table_lookup (manual->rules_by_id, rule->id);

      fw_manual_say (manual, FW_SEVERITY_ERROR, rule->line, 1,
                     _("rule %s: the id is taken by the rule on line %d; ids are never used twice"),
                     rule->id, first->line);
      rule->is_sound = FALSE;
      return;
    }
  g_hash_table_insert (manual->rules_by_id, (gpointer) rule->id, rule);
}

/* Whether a byte of the block stands for something else, and is a ? now, which
 * has a meaning of its own in there. */
static gboolean
is_guessed (const FwManual  *manual,
            const FwSection *section)
{
  int first = section->block_line, last = first;

  for (const char *p = section->block->str; (p = strchr (p, '\n')); p++)
    last++;
  for (guint i = 0; i < manual->bad_lines->len; i++)
    {
      int line = g_array_index (manual->bad_lines, int, i);

      if (line >= first && line <= last)
        return TRUE;
    }

  return FALSE;
}

static void
end_section (Reader *self)
{
  FwSection *section = self->section;
  FwManual *manual = self->manual;
  g_autoptr(FwYaml) block = NULL;
  g_autoptr(GError) error = NULL;
  const char *what = section && section->rule ? "rule" : "precedent";
  int line, column;

  end_bullet (self);
  if (!section)
    return;

  if (section->n_blocks == 0)
    fw_manual_say (manual, FW_SEVERITY_ERROR, section->line, 1,
                   _("%s %s: no ```%s block follows"), what, section->id, what);
  else
    {
      block = fw_yaml_parse (section->block->str, section->block->len, section->block_line + 1,
                             &line, &column, &error);
      if (!block)
        fw_manual_say (manual, FW_SEVERITY_ERROR, line, column, "%s %s: %s", what, section->id,
                       error->message);
    }

  if (section->rule)
    {
      if (block)
        fw_manual_read_rule (manual, section, block);
      if (section->n_blocks > 1 || is_guessed (manual, section))
        section->rule->is_sound = FALSE;
      fw_manual_read_prose (manual, section);
      add_rule (self);
    }
  else if (block)
    fw_manual_read_precedent (manual, section, block);

  g_clear_pointer (&self->section, section_free);
}

static void
begin_section (Reader     *self,
               const char *id,
               const char *title,
               gboolean    is_rule)
{
  FwManual *manual = self->manual;
  FwSection *section = g_new0 (FwSection, 1);

  section->manual = manual;
  section->id = g_intern_string (id);
  section->line = self->line;
  section->title = fw_manual_keep (manual, title);
  section->body = g_string_new (NULL);
  section->block = g_string_new (NULL);
  section->bullets = g_ptr_array_new_with_free_func (g_free);
  section->images = g_array_new (FALSE, TRUE, sizeof (FwExample));
  if (is_rule)
    {
      section->rule = fw_manual_keep_block (manual, NULL, sizeof (FwRule));
      section->rule->id = section->id;
      section->rule->title = section->title;
      section->rule->part = self->part;
      section->rule->line = self->line;
      section->rule->rev = section->rule->since = "";
      section->rule->risk = 1;
    }
  self->section = section;
}

/* "P-0007 under SD-009: title" */
static void
begin_precedent (Reader     *self,
                 const char *id,
                 const char *rest)
{
  g_autofree char *under = NULL;
  const char *title = rest;

  if (g_str_has_prefix (rest, "under "))
    {
      const char *word = rest + strlen ("under ");
      gsize length = strcspn (word, ": ");

      under = g_strndup (word, length);
      title = word + length;
      while (*title == ':' || *title == ' ')
        title++;
    }

  begin_section (self, id, title, FALSE);
  if (under && is_rule_id (under))
    self->section->under = fw_manual_keep (self->manual, under);
  else
    fw_manual_say (self->manual, FW_SEVERITY_ERROR, self->line, 1,
                   _("precedent %s: the heading is written '### %s under SD-009: title'"), id, id);
}

/* What came so far ends before the line that is being read. */
static void
end_stretch (Reader *self)
{
  GArray *sections = self->manual->sections;

  if (sections->len == 0)
    return;

  FwManualSection *last = &g_array_index (sections, FwManualSection, sections->len - 1);

  last->end = self->line_start;
  if (last->level == 0 && last->start == last->end)
    g_array_set_size (sections, 0);
}

static void
begin_stretch (Reader     *self,
               int         level,
               const char *title)
{
  FwManualSection section = { .level = level, .line = self->line, .heading = self->line_start,
                              .title = fw_manual_keep (self->manual, title),
                              .start = level > 0 ? self->line_end : self->line_start };

  end_stretch (self);
  g_array_append_val (self->manual->sections, section);
}

static void
read_heading (Reader     *self,
              int         level,
              const char *text)
{
  gsize length = strcspn (text, " ");
  g_autofree char *word = g_strndup (text, length);
  const char *rest = text + length + strspn (text + length, " ");

  end_section (self);
  begin_stretch (self, level, text);
  if (level < 3)
    {
      self->part = fw_manual_keep (self->manual, level == 2 ? text : "");
      self->in_changes = g_str_has_prefix (text, "What changed")
                         && (!strpbrk (text, "0123456789")
                             || (*self->manual->version && strstr (text, self->manual->version)));
      if (self->in_changes)
        self->manual->changes_line = self->line;
      return;
    }

  if (is_rule_id (word))
    begin_section (self, word, rest, TRUE);
  else if (fw_manual_is_precedent_id (word))
    begin_precedent (self, word, rest);
  else if (is_near_id (word))
    fw_manual_say (self->manual, FW_SEVERITY_ERROR, self->line, level + 2,
                   _ ("'%s' is not an id; an id is two to four capital letters, a hyphen and three "
                      "digits"),
                   word);
}

int
fw_manual_parse_heading (const char  *line,
                         char       **out_text)
{
  const char *p = line + strspn (line, " ");
  int level = strspn (p, "#");
  gsize length;

  if (p - line > 3 || level < 1 || level > 3 || (p[level] && p[level] != ' ' && p[level] != '\t'))
    return 0;

  g_autofree char *text = g_strstrip (g_strdup (p + level));

  /* "## Title ##" */
  length = strlen (text);
  while (length > 0 && text[length - 1] == '#')
    length--;
  if (length == 0 || text[length - 1] == ' ')
    text[length] = '\0';
  *out_text = g_strdup (g_strstrip (text));

  return level;
}

gsize
fw_manual_opens_fence (const char  *line,
                       char        *out_mark,
                       char       **out_info)
{
  const char *p = line + strspn (line, " ");
  gsize length = *p == '`' ? strspn (p, "`") : *p == '~' ? strspn (p, "~") : 0;

  if (p - line > 3 || length < 3)
    return 0;

  g_autofree char *info = g_strstrip (g_strdup (p + length));

  if (*p == '`' && strchr (info, '`'))
    return 0;
  *out_mark = *p;
  *out_info = g_steal_pointer (&info);

  return length;
}

static FwManualSection *
last_stretch (Reader *self)
{
  GArray *sections = self->manual->sections;

  return &g_array_index (sections, FwManualSection, sections->len - 1);
}

static gboolean
open_fence (Reader     *self,
            const char *line)
{
  g_autofree char *info = NULL;
  char mark = '\0';
  gsize length = fw_manual_opens_fence (line, &mark, &info);
  FwSection *section = self->section;

  if (length == 0)
    return FALSE;

  self->fence_char = mark;
  self->fence_length = length;
  self->fence_line = self->line;
  self->fence = FENCE_PROSE;
  end_bullet (self);

  gboolean is_rule = g_str_equal (info, "rule"), is_precedent = g_str_equal (info, "precedent");

  if (!is_rule && !is_precedent)
    return TRUE;
  if (!section || is_rule != (section->rule != NULL))
    {
      self->fence = FENCE_STRAY;
      fw_manual_say (self->manual, FW_SEVERITY_ERROR, self->line, 1,
                     is_rule
                         ? _ ("a ```rule block needs a heading like '### SD-001 Title' above it")
                         : _ ("a ```precedent block needs a heading like '### P-0001 under SD-001: "
                              "title' above it"));
      return TRUE;
    }

  self->fence = FENCE_BLOCK;
  if (section->n_blocks++ > 0)
    {
      self->fence = FENCE_STRAY;
      fw_manual_say (self->manual, FW_SEVERITY_ERROR, self->line, 1,
                     _("%s has a second block; one ```%s block is possible"), section->id, info);
    }
  else
    {
      section->block_line = self->line;
      last_stretch (self)->fence = self->line_start;
      last_stretch (self)->block = self->line_end;
    }

  return TRUE;
}

gboolean
fw_manual_closes_fence (const char *line,
                        char        mark,
                        gsize       length)
{
  const char *p = line + strspn (line, " ");
  const char marks[2] = { mark, '\0' };
  gsize n = strspn (p, marks);

  return p - line <= 3 && n >= length && !p[n + strspn (p + n, " \t")];
}

/* Pictures in prose, such as a diagram under a rule. */
static void
collect_images (Reader     *self,
                const char *line)
{
  const char *p = line;

  while (self->section && self->section->rule && (p = strstr (p, "![")))
    {
      const char *close = strstr (p, "](");
      const char *end = close ? strchr (close, ')') : NULL;

      if (!end)
        return;

      g_autofree char *text = g_strndup (p + 2, close - p - 2);
      g_autofree char *path = g_strndup (close + 2, end - close - 2);
      FwExample example = { .text = fw_manual_keep (self->manual, text),
                            .image = fw_manual_keep (self->manual, path) };

      g_autofree char *target = fw_manual_read_link (path);

      if (fw_manual_is_inside (target))
        g_array_append_val (self->section->images, example);
      p = end;
    }
}

/* Where pictures are named, for what can be said of them. Those between
 * backticks are about pictures. */
static void
note_images (Reader     *self,
             const char *line)
{
  gboolean is_code = FALSE;
  const char *counted = line;
  int column = 1;

  for (const char *p = line; *p; p++)
    {
      const char *close, *end;

      is_code ^= *p == '`';
      if (is_code || p[0] != '!' || p[1] != '[')
        continue;
      close = strstr (p, "](");
      end = close ? strchr (close, ')') : NULL;
      if (!end)
        return;

      g_autofree char *link = g_strndup (close + 2, end - close - 2);

      column += (int) g_utf8_pointer_to_offset (counted, p);
      counted = p;

      FwImageLink image = { .line = self->line, .column = column,
                            .link = fw_manual_keep (self->manual, link) };

      g_array_append_val (self->manual->images, image);
      p = end;
    }
}

static void
read_prose (Reader     *self,
            const char *line)
{
  const char *p = line + strspn (line, " \t");

  if (strchr ("-*+", *p) && *p && (p[1] == ' ' || p[1] == '\t'))
    {
      end_bullet (self);
      self->bullet = g_string_new (p + 2);
    }
  else if (self->bullet && *p)
    {
      g_string_append_c (self->bullet, ' ');
      g_string_append (self->bullet, p);
    }
  else
    {
      end_bullet (self);
      collect_images (self, line);
    }
}

static void
read_line (Reader     *self,
           const char *line)
{
  g_autofree char *heading = NULL;
  FwSection *section = self->section;
  int level;

  if (self->fence != FENCE_NONE)
    {
      gboolean closes = fw_manual_closes_fence (line, self->fence_char, self->fence_length);

      if (!closes && self->fence == FENCE_BLOCK)
        {
          g_string_append (section->block, line);
          g_string_append_c (section->block, '\n');
        }
      else if (self->fence == FENCE_PROSE && section)
        {
          g_string_append (section->body, line);
          g_string_append_c (section->body, '\n');
        }
      if (closes && self->fence == FENCE_BLOCK)
        {
          last_stretch (self)->block_end = self->line_start;
          last_stretch (self)->fence_end = self->line_end;
        }
      if (closes)
        self->fence = FENCE_NONE;
      return;
    }

  level = fw_manual_parse_heading (line, &heading);
  if (level > 0)
    {
      read_heading (self, level, heading);
      return;
    }
  if (open_fence (self, line))
    {
      if (self->fence == FENCE_PROSE && section)
        {
          g_string_append (section->body, line);
          g_string_append_c (section->body, '\n');
        }
      return;
    }

  note_images (self, line);
  if (self->in_changes)
    {
      g_string_append (self->manual->changes, line);
      g_string_append_c (self->manual->changes, '\n');
    }
  if (section)
    {
      g_string_append (section->body, line);
      g_string_append_c (section->body, '\n');
      read_prose (self, line);
    }
}

static gboolean
is_delimiter (const char *line)
{
  return g_str_has_prefix (line, "---") && !line[3 + strspn (line + 3, " \t")];
}

/* Reads the lines between the first two `---`. Returns the line after them. */
static gsize
read_front (Reader      *self,
            char       **lines,
            const gsize *ends)
{
  g_autoptr(GString) front = g_string_new (NULL);
  g_autoptr(FwYaml) yaml = NULL;
  g_autoptr(GError) error = NULL;
  gsize end = 1;
  int line, column;

  if (!lines[0] || !is_delimiter (lines[0]))
    {
      fw_manual_say (self->manual, FW_SEVERITY_ERROR, 1, 1,
                     _("a manual begins with front matter between two lines of ---"));
      fw_manual_read_front (self->manual, NULL);
      return 0;
    }

  while (lines[end] && !is_delimiter (lines[end]))
    {
      g_string_append (front, lines[end]);
      g_string_append_c (front, '\n');
      end++;
    }
  if (!lines[end])
    {
      fw_manual_say (self->manual, FW_SEVERITY_ERROR, 1, 1,
                     _("the front matter has no second line of ---"));
      fw_manual_read_front (self->manual, NULL);
      return 1;
    }

  self->manual->front_start = ends[0];
  self->manual->front_end = ends[end - 1];
  yaml = fw_yaml_parse (front->str, front->len, 2, &line, &column, &error);
  if (!yaml)
    fw_manual_say (self->manual, FW_SEVERITY_ERROR, line, column, "%s", error->message);
  fw_manual_read_front (self->manual, yaml);

  return end + 1;
}

void
fw_manual_read (FwManual   *self,
                const char *text,
                gsize       length)
{
  Reader reader = { .manual = self, .part = "" };
  gboolean has_mark = length >= 3 && memcmp (text, "\xef\xbb\xbf", 3) == 0;
  gsize n_front;
  g_autofree char *copy = g_strndup (text + (has_mark ? 3 : 0), length - (has_mark ? 3 : 0));
  g_auto(GStrv) lines = g_strsplit (copy, "\n", -1);

  g_autofree gsize *ends = g_new (gsize, g_strv_length (lines) + 1);

  reader.line_end = has_mark ? 3 : 0;
  for (gsize i = 0; lines[i]; i++)
    {
      gsize n = strlen (lines[i]);

      ends[i] = reader.line_end = MIN (reader.line_end + n + 1, length);
      if (n > 0 && lines[i][n - 1] == '\r')
        lines[i][n - 1] = '\0';
    }

  n_front = read_front (&reader, lines, ends);
  reader.line_end = n_front > 0 ? ends[n_front - 1] : has_mark ? 3 : 0;
  for (gsize i = n_front; lines[i]; i++)
    {
      reader.line = i + 1;
      reader.line_start = reader.line_end;
      reader.line_end = ends[i];
      if (self->sections->len == 0 && lines[i][strspn (lines[i], " \t")])
        begin_stretch (&reader, 0, "");
      read_line (&reader, lines[i]);
    }
  reader.line_start = length;
  end_stretch (&reader);
  if (reader.fence != FENCE_NONE)
    fw_manual_say (self, FW_SEVERITY_ERROR, reader.fence_line, 1, _("this block is not closed"));
  end_section (&reader);
}

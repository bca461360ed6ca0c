/* SPDX-License-Identifier: GPL-3.0-or-later */

/*
 * Markdown as people read it. Only what manuals use inside a line: emphasis,
 * code, links and images; everything else is shown as it stands.
 */

#include "fw-config.h"
#include "rules/manual-private.h"

#include <glib/gi18n.h>
#include <string.h>

/* The length of the white space at @p, or 0. Nearly all text is ASCII. */
static gsize
measure_space (const char *p)
{
  if ((guchar) *p < 0x80)
    return *p == ' ' || (*p >= '\t' && *p <= '\r' && *p != '\v');

  return g_unichar_isspace (g_utf8_get_char (p)) ? (gsize) (g_utf8_next_char (p) - p) : 0;
}

char *
fw_collapse_space (const char *text)
{
  char *out = g_malloc (strlen (text) + 1);
  char *end = out;
  gboolean is_gap = FALSE;
  gsize n;

  for (const char *p = text; *p; p += n)
    {
      n = measure_space (p);
      if (n > 0)
        {
          is_gap = TRUE;
          continue;
        }
      if (is_gap && end > out)
        *end++ = ' ';
      is_gap = FALSE;
      n = (gsize) (g_utf8_next_char (p) - p);
      memcpy (end, p, n);
      end += n;
    }
  *end = '\0';

  return out;
}

/* The brackets behind the place that is looked at. Searched once, however many
 * beginnings of links stand before them. */
typedef struct
{
  const char *close; /* the next ], or the end of the text */
  const char *paren; /* the next ) */
} Brackets;

static const char *
find_next (const char **at,
           const char  *from,
           char         c)
{
  if (!*at || (*at < from && **at))
    {
      const char *found = strchr (from, c);

      *at = found ? found : from + strlen (from);
    }

  return *at;
}

/* A link or image that starts at @p: its two parts, and what follows it. */
static gboolean
read_link (Brackets    *brackets,
           const char  *p,
           const char **text,
           gsize       *text_length,
           const char **target,
           gsize       *target_length,
           const char **next)
{
  const char *close = find_next (&brackets->close, p + 1, ']');

  if (!*close || close[1] != '(')
    return FALSE;

  const char *end = find_next (&brackets->paren, close + 2, ')');

  if (!*end)
    return FALSE;

  *text = p + 1;
  *text_length = (gsize) (close - *text);
  *target = close + 2;
  *target_length = (gsize) (end - *target);
  *next = end + 1;

  return TRUE;
}

char *
fw_markdown_to_plain (const char *markdown)
{
  g_autoptr(GString) out = g_string_sized_new (strlen (markdown) + 1);
  const char *p = markdown;
  Brackets brackets = { NULL, NULL };

  while (*p)
    {
      const char *text, *target, *next;
      gsize text_length, target_length;

      if (*p == '\\' && g_ascii_ispunct (p[1]))
        {
          g_string_append_c (out, p[1]);
          p += 2;
        }
      else if (*p == '!' && p[1] == '['
               && read_link (&brackets, p + 1, &text, &text_length, &target, &target_length, &next))
        p = next;
      else if (*p == '['
               && read_link (&brackets, p, &text, &text_length, &target, &target_length, &next))
        {
          g_string_append_len (out, text, text_length);
          p = next;
        }
      else if (*p == '`'
               || (*p == '*' && !(g_ascii_isspace (p[1]) && p > markdown && p[-1] == ' ')))
        p++;
      else
        g_string_append_c (out, *p++);
    }

  return fw_collapse_space (out->str);
}

/* Upper case for the first letter, where there is one. */
static char *
capitalise (const char *text)
{
  char first[8] = { 0 };

  if (!*text)
    return g_strdup ("");
  g_unichar_to_utf8 (g_unichar_toupper (g_utf8_get_char (text)), first);

  return g_strconcat (first, g_utf8_next_char (text), NULL);
}

static void
add_sentence (FwManual   *self,
              GArray     *sentences,
              const char *markdown)
{
  FwSentence sentence = { .is_not = g_str_has_prefix (markdown, "**DO NOT**") };
  g_autofree char *plain = NULL;
  g_autofree char *shown = NULL;

  if (!sentence.is_not && !g_str_has_prefix (markdown, "**DO**"))
    return;

  plain = fw_markdown_to_plain (markdown + strlen (sentence.is_not ? "**DO NOT**" : "**DO**"));
  /* The markers are English in every manual; only an English sentence can be
   * completed with words of ours. */
  if (sentence.is_not && (!*self->language || g_str_has_prefix (self->language, "en")))
    shown = g_strconcat ("Do not ", plain, NULL);
  else
    shown = capitalise (plain);
  sentence.text = fw_manual_keep (self, shown);
  g_array_append_val (sentences, sentence);
}

/* The first picture in a piece of Markdown. */
static char *
find_image (const char *markdown)
{
  const char *p = markdown;
  Brackets brackets = { NULL, NULL };

  while ((p = strstr (p, "![")))
    {
      const char *text, *target, *next;
      gsize text_length, target_length;

      if (read_link (&brackets, p + 1, &text, &text_length, &target, &target_length, &next))
        return g_strndup (target, target_length);
      p += 2;
    }

  return NULL;
}

gboolean
fw_manual_is_inside (const char *path)
{
  g_return_val_if_fail (path != NULL, FALSE);

  g_auto(GStrv) parts = g_strsplit (path, "/", -1);

  if (!*path || *path == '/' || strstr (path, "://") || strchr (path, '\\'))
    return FALSE;

  return !g_strv_contains ((const char *const *) parts, "..");
}

gsize
fw_manual_parse_example (const char *text,
                         gboolean   *out_is_no)
{
  g_return_val_if_fail (text != NULL && out_is_no != NULL, 0);

  static const struct { const char *words; gboolean is_no; } forms[]
      = { { "Example yes", FALSE }, { "Example no", TRUE } };
  const char mark[2] = { *text, '\0' };
  gsize n_marks = *text == '*' || *text == '_' ? strspn (text, mark) : 0;

  for (gsize i = 0; i < G_N_ELEMENTS (forms) && n_marks <= 3; i++)
    {
      const char *p = text + n_marks;
      gsize n_closing;

      if (g_ascii_strncasecmp (p, forms[i].words, strlen (forms[i].words)) != 0)
        continue;
      p += strlen (forms[i].words);
      if (g_ascii_isalnum (*p) || *p == '-' || (guchar) *p >= 0x80)
        continue;

      /* The colon stands before or behind the marks that close, or there is none. */
      p += *p == ':';
      n_closing = n_marks > 0 ? strspn (p, mark) : 0;
      if (n_closing == n_marks)
        p += n_closing;
      *out_is_no = forms[i].is_no;
      return (gsize) (p - text);
    }

  return 0;
}

static void
add_example (FwManual   *self,
             FwSection  *section,
             GArray     *examples,
             const char *markdown)
{
  g_autofree char *image = find_image (markdown);
  g_autofree char *target = image ? fw_manual_read_link (image) : NULL;
  gboolean is_no = FALSE;
  gsize length = fw_manual_parse_example (markdown, &is_no);

  if (length == 0 && !image)
    return;

  const char *rest = markdown + length;

  if (length > 0)
    rest += strspn (rest, ": ");

  g_autofree char *plain = fw_markdown_to_plain (rest);
  g_autofree char *shown = capitalise (plain);

  /* fw_manual_lint_images() says so. */
  if (target && !fw_manual_is_inside (target))
    g_clear_pointer (&image, g_free);
  if (!image && length == 0)
    return;

  FwExample example = { .is_no = is_no, .text = fw_manual_keep (self, shown),
                        .image = fw_manual_keep (self, image) };

  g_array_append_val (examples, example);
}

/* Prose that says DO outside of a bullet: from the marker to the end of the line. */
static void
find_inline_sentences (FwManual   *self,
                       GArray     *sentences,
                       const char *body)
{
  const char *p = body;

  while ((p = strstr (p, "**DO")))
    {
      g_autofree char *line = g_strndup (p, strcspn (p, "\n"));

      add_sentence (self, sentences, line);
      p += strlen (line);
    }
}

void
fw_manual_read_prose (FwManual  *self,
                      FwSection *section)
{
  FwRule *rule = section->rule;
  g_autoptr(GArray) sentences = g_array_new (FALSE, TRUE, sizeof (FwSentence));
  g_autoptr(GArray) examples = g_array_new (FALSE, TRUE, sizeof (FwExample));

  for (guint i = 0; i < section->bullets->len; i++)
    {
      const char *bullet = g_ptr_array_index (section->bullets, i);

      add_sentence (self, sentences, bullet);
      add_example (self, section, examples, bullet);
    }
  if (sentences->len == 0)
    find_inline_sentences (self, sentences, section->body->str);

  g_array_append_vals (examples, section->images->data, section->images->len);
  rule->n_sentences = sentences->len;
  rule->sentences
      = fw_manual_keep_block (self, sentences->data, sentences->len * sizeof (FwSentence));
  rule->n_examples = examples->len;
  rule->examples = fw_manual_keep_block (self, examples->data, examples->len * sizeof (FwExample));
  rule->body = fw_manual_keep (self, section->body->str);

  for (guint i = 0; i < sentences->len && !rule->message; i++)
    if (g_array_index (sentences, FwSentence, i).is_not)
      rule->message = g_array_index (sentences, FwSentence, i).text;
  if (!rule->message && sentences->len > 0)
    rule->message = g_array_index (sentences, FwSentence, 0).text;
  if (!rule->message)
    rule->message = rule->title;

  if (sentences->len == 0)
    fw_manual_say (self, FW_SEVERITY_ERROR, section->line, 1,
                   _("rule %s: no sentence says **DO** or **DO NOT**"), rule->id);
  if (examples->len == 0)
    fw_manual_say (self, FW_SEVERITY_ADVICE, section->line, 1,
                   _("rule %s: no example; 'Example yes' or 'Example no' helps people"), rule->id);
}

/* SPDX-License-Identifier: GPL-3.0-or-later */

/*
 * One walk over the tree that cmark-gfm makes. Nothing recurses: nesting is
 * counted, and what lies deeper than a page can show is shown flat.
 */

#include "app/manual/manual-blocks.h"

#include <cmark-gfm-core-extensions.h>
#include <glib/gi18n.h>
#include <string.h>

#include "rules/manual.h"

/* More than anybody wrote by hand. */
#define MAX_BLOCKS  2000
#define MAX_COLUMNS 16
#define MAX_ROWS    300
#define MAX_TAGS    8

typedef struct
{
  FwBlockReader *reader;
  guint          depth;
  guint          quote;
  guint          n_tags;    /* open emphasis, counted past MAX_TAGS too */
  gboolean       in_link;
  int            in_picture;
  gboolean       capitalise; /* the next letter */

  GString       *markup;    /* (owned) of the open paragraph, heading or cell */
  GString       *text;      /* (owned) */
  GString       *alt;       /* (owned) of the open picture */
  GArray        *pictures;  /* (element-type FwBlock) (owned) of the open paragraph */

  const char    *marker;    /* of the item that begins */
  int            side;      /* of the open paragraph; -1 none */
  gboolean       is_example;
  cmark_node    *skipped;   /* the word DO itself */
  gsize          cut;       /* bytes of the first text that are no text */

  GPtrArray     *cells;     /* (element-type utf8) (owned) */
  GString       *table;     /* (owned) their words */
  guint          n_columns;
  guint          n_rows;
} Walk;

static const char *
keep (Walk       *walk,
      const char *text)
{
  return text != NULL ? g_string_chunk_insert (walk->reader->strings, text) : NULL;
}

/* Words and links ------------------------------------------------------------ */

/* Length of the rule or precedent id that starts at @p; 0 when none does. */
static gsize
match_id (const char *p)
{
  gsize letters = strspn (p, "ABCDEFGHIJKLMNOPQRSTUVWXYZ");
  gsize digits = letters > 0 && p[letters] == '-' ? strspn (p + letters + 1, "0123456789") : 0;

  if (letters == 0 || letters > 4 || digits < 3 || digits > 9
      || g_ascii_isalnum (p[letters + 1 + digits]))
    return 0;
  return letters + 1 + digits;
}

static gboolean
is_known (FwBlockReader *reader,
          const char    *id)
{
  return reader->knows != NULL && reader->knows (id, reader->user_data);
}

static void
append_escaped (GString    *out,
                const char *text,
                gsize       length)
{
  for (const char *p = text; p < text + length; p++)
    switch (*p)
      {
      case '&':
        g_string_append (out, "&amp;");
        break;
      case '<':
        g_string_append (out, "&lt;");
        break;
      case '>':
        g_string_append (out, "&gt;");
        break;
      case '\'':
        g_string_append (out, "&#39;");
        break;
      case '"':
        g_string_append (out, "&quot;");
        break;
      default:
        /* What no font draws and XML does not allow. */
        if ((guchar) *p >= ' ' || *p == '\n' || *p == '\t')
          g_string_append_c (out, *p);
        break;
      }
}

/* @text as markup; ids of the manual become links unless @plain. */
static void
append_words (FwBlockReader *reader,
              GString       *out,
              const char    *text,
              gboolean       plain)
{
  const char *done = text;

  for (const char *p = text; *p != '\0' && !plain; p++)
    {
      gsize length = p == text || !g_ascii_isalnum (p[-1]) ? match_id (p) : 0;

      if (length == 0)
        continue;

      g_autofree char *id = g_strndup (p, length);

      if (!is_known (reader, id))
        continue;
      append_escaped (out, done, (gsize) (p - done));
      g_string_append_printf (out, "<a href=\"#%s\">%s</a>", id, id);
      done = p + length;
      p = done - 1;
    }
  append_escaped (out, done, strlen (done));
}

char *
fw_blocks_markup (FwBlockReader *reader,
                  const char    *text)
{
  g_return_val_if_fail (reader != NULL, NULL);
  g_return_val_if_fail (text != NULL, NULL);

  GString *out = g_string_sized_new (strlen (text) + 32);

  append_words (reader, out, text, FALSE);
  return g_string_free (out, FALSE);
}

/* Where a link leads: `#target` in the manual, an address, or NULL: nowhere we go. */
static char *
dup_target (Walk       *walk,
            const char *url)
{
  static const char *const schemes[] = { "http://", "https://", "mailto:" };

  if (url == NULL)
    return NULL;
  if (url[0] == '#' && url[1] != '\0')
    return g_strdup (url);
  if (is_known (walk->reader, url))
    return g_strconcat ("#", url, NULL);
  for (gsize i = 0; i < G_N_ELEMENTS (schemes); i++)
    if (g_ascii_strncasecmp (url, schemes[i], strlen (schemes[i])) == 0)
      return g_strdup (url);
  return NULL;
}

static void
add_text (Walk       *walk,
          const char *literal,
          gboolean    is_code)
{
  g_autofree char *changed = NULL;

  if (walk->in_picture > 0)
    {
      g_string_append (walk->alt, literal);
      return;
    }
  literal += MIN (walk->cut, strlen (literal));
  walk->cut = 0;
  if (walk->capitalise)
    {
      char first[8] = { 0 };

      literal += strspn (literal, ": ");
      if (*literal == '\0')
        return;
      walk->capitalise = FALSE;
      g_unichar_to_utf8 (is_code ? g_utf8_get_char (literal)
                                 : g_unichar_toupper (g_utf8_get_char (literal)), first);
      changed = g_strconcat (first, g_utf8_next_char (literal), NULL);
      literal = changed;
    }
  g_string_append (walk->text, literal);
  if (is_code)
    g_string_append (walk->markup, "<tt>");
  append_words (walk->reader, walk->markup, literal, walk->in_link);
  if (is_code)
    g_string_append (walk->markup, "</tt>");
}

static void
add_tag (Walk       *walk,
         const char *tag,
         gboolean    entering)
{
  if (walk->in_picture > 0)
    return;
  if (entering && walk->n_tags++ < MAX_TAGS)
    g_string_append_printf (walk->markup, "<%s>", tag);
  else if (!entering && --walk->n_tags < MAX_TAGS)
    g_string_append_printf (walk->markup, "</%s>", tag);
}

static void
add_link (Walk       *walk,
          cmark_node *node,
          gboolean    entering)
{
  g_autofree char *target = entering ? dup_target (walk, cmark_node_get_url (node)) : NULL;

  if (walk->in_picture > 0)
    return;
  if (entering && target != NULL)
    {
      g_string_append (walk->markup, "<a href=\"");
      append_escaped (walk->markup, target, strlen (target));
      g_string_append (walk->markup, "\">");
      walk->in_link = TRUE;
    }
  else if (!entering && walk->in_link)
    {
      g_string_append (walk->markup, "</a>");
      walk->in_link = FALSE;
    }
}

/* What is no escape is a part of the name: 50%.png. */
static char *
dup_path (const char *url)
{
  g_autofree char *path = g_uri_unescape_string (url, "/");

  return path != NULL && g_utf8_validate (path, -1, NULL) ? g_steal_pointer (&path)
                                                          : g_strdup (url);
}

static void
add_picture (Walk       *walk,
             cmark_node *node,
             gboolean    entering)
{
  walk->in_picture += entering ? 1 : -1;
  if (entering && walk->in_picture == 1)
    g_string_truncate (walk->alt, 0);
  if (entering || walk->in_picture > 0)
    return;

  const char *url = cmark_node_get_url (node);
  g_autofree char *path = dup_path (url != NULL ? url : "");
  FwBlock block = { .kind = FW_BLOCK_PICTURE, .depth = walk->depth, .quote = walk->quote,
                    .markup = "", .text = keep (walk, walk->alt->str) };

  if (fw_manual_is_inside (path))
    block.picture = keep (walk, path);
  g_array_append_val (walk->pictures, block);
}

/* Paragraphs ------------------------------------------------------------ */

static void
begin_words (Walk *walk)
{
  g_string_truncate (walk->markup, 0);
  g_string_truncate (walk->text, 0);
  g_array_set_size (walk->pictures, 0);
  walk->n_tags = 0;
  walk->in_link = FALSE;
  walk->side = -1;
  walk->is_example = FALSE;
  walk->capitalise = FALSE;
  walk->cut = 0;
}

/* Whether a bullet begins with Example, plain or with emphasis, of these words or of
 * the whole sentence. */
static void
find_example (Walk       *walk,
              cmark_node *first)
{
  cmark_node *text = first;
  gboolean is_no = FALSE;

  while (cmark_node_get_type (text) == CMARK_NODE_EMPH
         || cmark_node_get_type (text) == CMARK_NODE_STRONG)
    {
      text = cmark_node_first_child (text);
      if (text == NULL)
        return;
    }
  if (cmark_node_get_type (text) != CMARK_NODE_TEXT)
    return;

  const char *literal = cmark_node_get_literal (text);
  gsize length = fw_manual_parse_example (literal, &is_no);

  if (length == 0)
    return;
  walk->side = is_no ? FW_SIDE_DONT : FW_SIDE_DO;
  walk->is_example = TRUE;
  /* Nothing else is emphasised: the mark goes with the words. */
  if (text != first && literal[length] == '\0' && cmark_node_next (text) == NULL)
    walk->skipped = first;
  else
    walk->cut = length;
}

/* Whether the paragraph begins a bullet that says DO, DO NOT or Example. */
static void
find_side (Walk       *walk,
           cmark_node *paragraph)
{
  cmark_node *first = cmark_node_first_child (paragraph);
  cmark_node *item = cmark_node_parent (paragraph);
  const char *literal;

  if (!walk->reader->has_sides || walk->depth != 1 || walk->quote > 0 || first == NULL
      || cmark_node_get_type (item) != CMARK_NODE_ITEM
      || cmark_node_first_child (item) != paragraph)
    return;

  if (cmark_node_get_type (first) == CMARK_NODE_STRONG
      && cmark_node_first_child (first) != NULL
      && cmark_node_get_type (cmark_node_first_child (first)) == CMARK_NODE_TEXT)
    {
      literal = cmark_node_get_literal (cmark_node_first_child (first));
      if (g_strcmp0 (literal, "DO") == 0)
        walk->side = FW_SIDE_DO;
      else if (g_strcmp0 (literal, "DO NOT") == 0)
        walk->side = FW_SIDE_DONT;
      if (walk->side >= 0)
        walk->skipped = first;
    }
  if (walk->side < 0)
    find_example (walk, first);
  walk->capitalise = walk->side >= 0;
}

static void
trim_end (GString *text)
{
  gsize length = text->len;

  while (length > 0 && g_ascii_isspace (text->str[length - 1]))
    length--;
  g_string_truncate (text, length);
}

static void
end_side (Walk *walk)
{
  FwSideItem item = { .markup = keep (walk, walk->markup->str),
                      .text = keep (walk, walk->text->str),
                      .is_example = walk->is_example,
                      .has_picture = walk->pictures->len > 0 };

  if (item.has_picture)
    item.picture = g_array_index (walk->pictures, FwBlock, 0).picture;
  g_array_append_val (walk->reader->sides[walk->side], item);
  for (guint i = 1; i < walk->pictures->len; i++)
    {
      const FwBlock *picture = &g_array_index (walk->pictures, FwBlock, i);
      FwSideItem more = { .markup = picture->text, .text = picture->text,
                          .picture = picture->picture, .has_picture = TRUE, .is_example = TRUE };
      g_autofree char *markup = g_markup_escape_text (picture->text, -1);

      more.markup = keep (walk, markup);
      g_array_append_val (walk->reader->sides[walk->side], more);
    }
  walk->marker = NULL;
}

static void
add_block (Walk    *walk,
           FwBlock *block)
{
  if (walk->reader->blocks->len >= MAX_BLOCKS)
    return;
  block->depth = MIN (walk->depth, FW_BLOCK_MAX_DEPTH);
  block->quote = MIN (walk->quote, FW_BLOCK_MAX_DEPTH);
  block->marker = g_steal_pointer (&walk->marker);
  g_array_append_val (walk->reader->blocks, *block);
}

static void
end_words (Walk        *walk,
           FwBlockKind  kind,
           guint        level)
{
  trim_end (walk->markup);
  trim_end (walk->text);
  g_string_erase (walk->markup, 0, (gssize) strspn (walk->markup->str, " "));
  if (walk->side >= 0)
    {
      end_side (walk);
      return;
    }
  if (walk->text->len > 0)
    {
      FwBlock block = { .kind = kind, .level = level, .markup = keep (walk, walk->markup->str),
                        .text = keep (walk, walk->text->str) };

      add_block (walk, &block);
    }
  for (guint i = 0; i < walk->pictures->len; i++)
    add_block (walk, &g_array_index (walk->pictures, FwBlock, i));
}

static void
add_code (Walk       *walk,
          cmark_node *node)
{
  const char *literal = cmark_node_get_literal (node);
  const char *info = cmark_node_get_type (node) == CMARK_NODE_CODE_BLOCK
                       ? cmark_node_get_fence_info (node)
                       : "";
  g_autoptr (GString) text = g_string_new (literal);
  g_autoptr (GString) markup = g_string_new (NULL);

  /* The rules' own notation is shown as a card of words. */
  if (g_strcmp0 (info, "rule") == 0 || g_strcmp0 (info, "precedent") == 0)
    {
      walk->reader->notation = keep (walk, literal);
      return;
    }
  if (g_str_has_prefix (text->str, "<!--"))
    return;
  trim_end (text);
  append_escaped (markup, text->str, text->len);

  FwBlock block = { .kind = FW_BLOCK_CODE, .markup = keep (walk, markup->str),
                    .text = keep (walk, text->str) };

  add_block (walk, &block);
}

static void
begin_item (Walk       *walk,
            cmark_node *item)
{
  cmark_node *list = cmark_node_parent (item);
  char number[16];
  int place = cmark_node_get_list_start (list);
  int before = GPOINTER_TO_INT (cmark_node_get_user_data (list));

  walk->marker = "•";
  if (cmark_node_get_list_type (list) != CMARK_ORDERED_LIST)
    return;
  /* The list counts its items itself: lists nest. */
  place += before;
  cmark_node_set_user_data (list, GINT_TO_POINTER (before + 1));
  g_snprintf (number, sizeof number, "%d.", place);
  walk->marker = keep (walk, number);
}

/* Tables ------------------------------------------------------------ */

static void
end_table (Walk *walk)
{
  guint n_columns = MIN (walk->n_columns, MAX_COLUMNS);
  guint n_rows = MIN (walk->n_rows, MAX_ROWS);
  const char **cells;

  if (n_columns == 0 || n_rows == 0)
    return;
  cells = g_new0 (const char *, (gsize) n_columns * n_rows);
  for (guint row = 0; row < n_rows; row++)
    for (guint column = 0; column < n_columns; column++)
      {
        guint from = row * walk->n_columns + column;

        cells[row * n_columns + column] = from < walk->cells->len ? walk->cells->pdata[from] : "";
      }
  g_ptr_array_add (walk->reader->arrays, cells);

  FwBlock block = { .kind = FW_BLOCK_TABLE, .n_columns = n_columns, .n_rows = n_rows,
                    .cells = cells, .markup = "", .text = keep (walk, walk->table->str) };

  add_block (walk, &block);
}

/* The nodes of the tables extension know their kind by name only. FALSE: not one of them. */
static gboolean
visit_table (Walk       *walk,
             cmark_node *node,
             gboolean    entering)
{
  const char *name = cmark_node_get_type_string (node);

  if (g_str_equal (name, "table"))
    {
      if (entering)
        {
          g_ptr_array_set_size (walk->cells, 0);
          g_string_truncate (walk->table, 0);
          walk->n_columns = walk->n_rows = 0;
        }
      else
        end_table (walk);
    }
  else if (g_str_equal (name, "table_row") || g_str_equal (name, "table_header"))
    {
      if (!entering && walk->n_rows++ == 0)
        walk->n_columns = walk->cells->len;
    }
  else if (g_str_equal (name, "table_cell"))
    {
      if (entering)
        begin_words (walk);
      else
        {
          trim_end (walk->markup);
          g_string_append_printf (walk->table, "%s ", walk->text->str);
          g_ptr_array_add (walk->cells, (gpointer) keep (walk, walk->markup->str));
        }
    }
  else if (g_str_equal (name, "strikethrough"))
    add_tag (walk, "s", entering);
  else
    return FALSE;
  return TRUE;
}

/* The walk ------------------------------------------------------------ */

static void
visit_inline (Walk       *walk,
              cmark_node *node,
              gboolean    entering)
{
  switch ((int) cmark_node_get_type (node))
    {
    case CMARK_NODE_TEXT:
    case CMARK_NODE_HTML_INLINE:
      add_text (walk, cmark_node_get_literal (node), FALSE);
      break;
    case CMARK_NODE_CODE:
      add_text (walk, cmark_node_get_literal (node), TRUE);
      break;
    case CMARK_NODE_SOFTBREAK:
      add_text (walk, " ", FALSE);
      break;
    case CMARK_NODE_LINEBREAK:
      add_text (walk, "\n", FALSE);
      break;
    case CMARK_NODE_EMPH:
      add_tag (walk, "i", entering);
      break;
    case CMARK_NODE_STRONG:
      add_tag (walk, "b", entering);
      break;
    case CMARK_NODE_LINK:
      add_link (walk, node, entering);
      break;
    case CMARK_NODE_IMAGE:
      add_picture (walk, node, entering);
      break;
    default:
      break;
    }
}

static void
visit (Walk       *walk,
       cmark_node *node,
       gboolean    entering)
{
  FwBlock ruler = { .kind = FW_BLOCK_RULER, .markup = "", .text = "" };

  switch ((int) cmark_node_get_type (node))
    {
    case CMARK_NODE_LIST:
      walk->depth += entering ? 1 : -1;
      break;
    case CMARK_NODE_BLOCK_QUOTE:
      walk->quote += entering ? 1 : -1;
      break;
    case CMARK_NODE_ITEM:
      if (entering)
        begin_item (walk, node);
      else
        walk->marker = NULL;
      break;
    case CMARK_NODE_PARAGRAPH:
      if (entering)
        {
          begin_words (walk);
          find_side (walk, node);
        }
      else
        end_words (walk, FW_BLOCK_TEXT, 0);
      break;
    case CMARK_NODE_HEADING:
      if (entering)
        begin_words (walk);
      else
        end_words (walk, FW_BLOCK_HEADING, (guint) cmark_node_get_heading_level (node));
      break;
    case CMARK_NODE_CODE_BLOCK:
    case CMARK_NODE_HTML_BLOCK:
      add_code (walk, node);
      break;
    case CMARK_NODE_THEMATIC_BREAK:
      add_block (walk, &ruler);
      break;
    default:
      if (!visit_table (walk, node, entering))
        visit_inline (walk, node, entering);
      break;
    }
}

static cmark_node *
parse (const char *text,
       gsize       length)
{
  static gsize registered;
  static const char *const names[] = { "table", "strikethrough" };
  cmark_parser *parser;
  cmark_node *root;

  if (g_once_init_enter (&registered))
    {
      cmark_gfm_core_extensions_ensure_registered ();
      g_once_init_leave (&registered, 1);
    }
  parser = cmark_parser_new (CMARK_OPT_VALIDATE_UTF8);
  for (gsize i = 0; i < G_N_ELEMENTS (names); i++)
    {
      cmark_syntax_extension *extension = cmark_find_syntax_extension (names[i]);

      if (extension != NULL)
        cmark_parser_attach_syntax_extension (parser, extension);
    }
  cmark_parser_feed (parser, text, length);
  root = cmark_parser_finish (parser);
  cmark_parser_free (parser);
  return root;
}

static void
walk_tree (Walk       *walk,
           cmark_node *root)
{
  cmark_iter *iter = cmark_iter_new (root);
  cmark_event_type event;

  while ((event = cmark_iter_next (iter)) != CMARK_EVENT_DONE)
    {
      cmark_node *node = cmark_iter_get_node (iter);

      if (node == walk->skipped)
        cmark_iter_reset (iter, node, CMARK_EVENT_EXIT);
      else
        visit (walk, node, event == CMARK_EVENT_ENTER);
    }
  cmark_iter_free (iter);
}

void
fw_blocks_read (FwBlockReader *reader,
                const char    *text,
                gsize          length)
{
  g_return_if_fail (reader != NULL);
  g_return_if_fail (text != NULL || length == 0);

  Walk walk = { .reader = reader, .side = -1 };
  gboolean is_cut = length > FW_BLOCKS_MAX_TEXT;
  cmark_node *root;

  if (length == 0)
    return;
  if (is_cut)
    length = (gsize) (g_utf8_find_prev_char (text, text + FW_BLOCKS_MAX_TEXT) - text);

  walk.markup = g_string_new (NULL);
  walk.text = g_string_new (NULL);
  walk.alt = g_string_new (NULL);
  walk.pictures = g_array_new (FALSE, TRUE, sizeof (FwBlock));
  walk.cells = g_ptr_array_new ();
  walk.table = g_string_new (NULL);
  root = parse (text, length);
  walk_tree (&walk, root);
  if (is_cut)
    {
      FwBlock block = { .kind = FW_BLOCK_TEXT,
                        .markup = keep (&walk, _ ("This section goes on in the file; it is too "
                                                  "long to be shown whole.")) };

      block.text = block.markup;
      walk.depth = walk.quote = 0;
      add_block (&walk, &block);
    }

  cmark_node_free (root);
  g_string_free (walk.markup, TRUE);
  g_string_free (walk.text, TRUE);
  g_string_free (walk.alt, TRUE);
  g_string_free (walk.table, TRUE);
  g_array_unref (walk.pictures);
  g_ptr_array_unref (walk.cells);
}

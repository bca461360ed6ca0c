/* SPDX-License-Identifier: GPL-3.0-or-later */

/*
 * What follows the manual's own chapters: the messages of its reader, and all
 * kinds of checks from the table that the checker itself goes by.
 */

#include "app/manual/manual-book-private.h"

#include <glib/gi18n.h>
#include <string.h>

/* Past that it is the file that wants work, not the list. */
#define MAX_MESSAGES 300

static const char *
get_severity_words (FwSeverity severity)
{
  /* Translators: how much a message about the manual's text weighs. */
  return severity == FW_SEVERITY_ERROR     ? _("▲ has to change")
         : severity == FW_SEVERITY_WARNING ? _("△ worth a look")
                                           : _("· advice");
}

static void
add_message (FwManualBook          *self,
             FwBlockReader         *reader,
             const FwManualMessage *message)
{
  g_autofree char *words = fw_blocks_markup (reader, message->text);
  g_autofree char *text = g_strdup_printf ("%d:%d %s: %s", message->line, message->column,
                                           get_severity_words (message->severity), message->text);
  g_autofree char *markup =
    g_strdup_printf ("<a href=\"#line:%d\">%d:%d</a>  <b>%s</b>  %s", message->line, message->line,
                     message->column, get_severity_words (message->severity), words);

  fw_book_add_text (self, reader, text, markup);
}

void
fw_book_add_messages (FwManualBook *self)
{
  gsize n = 0;
  const FwManualMessage *messages = fw_manual_get_messages (self->manual, &n);
  FwChapter chapter = { .kind = FW_CHAPTER_MESSAGES, .level = 2, .id = "messages" };
  FwBlockReader reader;
  g_autofree char *title = NULL;

  if (n == 0)
    return;
  title = g_strdup_printf (ngettext ("%u message about the text", "%u messages about the text",
                                     (guint) n),
                           (guint) n);
  chapter.title = fw_book_keep (self, title);
  fw_book_init_reader (self, &reader);
  fw_book_add_text (self, &reader,
                    _ ("What the reader of the file noticed, by line and column. Rules that have "
                       "to change are not checked until they did."),
                    NULL);
  for (gsize i = 0; i < MIN (n, MAX_MESSAGES); i++)
    add_message (self, &reader, &messages[i]);
  if (n > MAX_MESSAGES)
    fw_book_add_text (self, &reader, _("… and more."), NULL);
  fw_book_add_chapter (self, &chapter, &reader);
}

/* Kinds of checks ------------------------------------------------------------ */

static const char *
get_scope_words (FwScope scope)
{
  switch (scope)
    {
    case FW_SCOPE_LABEL:
      return _("Looks at one label.");
    case FW_SCOPE_FRAME:
      return _("Looks at the labels of one frame together.");
    case FW_SCOPE_TRACK:
      return _("Looks at one track through time.");
    case FW_SCOPE_VIDEO:
      return _("Looks at a whole video.");
    default:
      return _("Looks at a whole project.");
    }
}

/* "px, 1 to 1000"; what is not a number says what it is. */
static char *
dup_range (const FwParam *param)
{
  static const char *const types[] = {
    [FW_PARAM_BOOL] = N_("true or false"),
    [FW_PARAM_TEXT] = N_("text"),
    [FW_PARAM_TEXTS] = N_("list of texts"),
    [FW_PARAM_PATTERN] = N_("regular expression"),
    [FW_PARAM_GLOBS] = N_("categories, with *"),
    [FW_PARAM_CATEGORY] = N_("a category"),
    [FW_PARAM_CATEGORIES] = N_("categories"),
    [FW_PARAM_ATTRIBUTE] = N_("an attribute"),
    [FW_PARAM_VALUES] = N_("values of the attribute"),
    [FW_PARAM_PAIRS] = N_("list of pairs [a, b]"),
    [FW_PARAM_FIELDS] = N_("category, or attributes"),
    [FW_PARAM_SETS] = N_("list of sets"),
    [FW_PARAM_EXPRESSION] = N_("a condition"),
    [FW_PARAM_COUNTS] = N_("category: count"),
    [FW_PARAM_RENAMES] = N_("old category: new category"),
    [FW_PARAM_SENSORS] = N_("sensor: list of shapes"),
  };

  if (param->type == FW_PARAM_NUMBER || param->type == FW_PARAM_INTEGER)
    return g_strdup_printf (_("%s, usually %.10g to %.10g"), param->unit != NULL ? param->unit : "",
                            param->low, param->high);
  if (param->type == FW_PARAM_WORD)
    {
      g_auto (GStrv) words = g_strsplit (param->words, "|", -1);

      return g_strjoinv (_(" or "), words);
    }
  if ((gsize) param->type < G_N_ELEMENTS (types) && types[param->type] != NULL)
    return g_strdup (_(types[param->type]));
  return g_strdup ("");
}

static void
add_params (FwManualBook      *self,
            FwBlockReader     *reader,
            const FwCheckKind *kind)
{
  const guint n_columns = 3;
  const char **cells;
  g_autoptr (GString) words = g_string_new (NULL);
  FwBlock block = { .kind = FW_BLOCK_TABLE, .n_columns = n_columns, .n_rows = kind->n_params + 1,
                    .markup = "" };

  if (kind->n_params == 0)
    return;
  cells = g_new0 (const char *, (gsize) n_columns * block.n_rows);
  g_ptr_array_add (self->arrays, cells);
  cells[0] = fw_book_keep (self, _("Parameter"));
  cells[1] = fw_book_keep (self, _("What it takes"));
  cells[2] = fw_book_keep (self, _("When it is not given"));
  for (guint i = 0; i < kind->n_params; i++)
    {
      const FwParam *param = &kind->params[i];
      g_autofree char *range = dup_range (param);
      g_autofree char *name = g_strdup_printf ("<tt>%s</tt>", param->name);
      g_autofree char *escaped = g_markup_escape_text (range, -1);
      const char *missing = param->is_required            ? _("it has to be given")
                            : param->default_value != NULL ? param->default_value
                                                           : "–";

      cells[(i + 1) * n_columns] = fw_book_keep (self, name);
      cells[(i + 1) * n_columns + 1] = fw_book_keep (self, escaped);
      cells[(i + 1) * n_columns + 2] = fw_book_keep (self, missing);
      g_string_append_printf (words, "%s ", param->name);
    }
  block.cells = cells;
  block.text = fw_book_keep (self, words->str);
  g_array_append_val (reader->blocks, block);
}

static void
add_needs (FwManualBook      *self,
           FwBlockReader     *reader,
           const FwCheckKind *kind)
{
  static const struct
  {
    guint       bit;
    const char *words;
  } all[] = {
    { FW_NEEDS_IMAGE_SIZE, N_("the size of the picture") },
    { FW_NEEDS_FPS, N_("the frames per second") },
    { FW_NEEDS_PIXELS, N_("the pictures themselves") },
    { FW_NEEDS_VIDEO, N_("a video") },
    { FW_NEEDS_SEEN, N_("a record of the frames that were on the screen") },
    { FW_NEEDS_PROJECT, N_("more than one file of labels") },
    { FW_NEEDS_EFFORTS, N_("the journal of the work") },
    { FW_NEEDS_QUESTIONS, N_("the file of questions") },
    { FW_NEEDS_VERDICTS, N_("the file of verdicts") },
    { FW_NEEDS_LISTS, N_("lists of media") },
    { FW_NEEDS_FILE, N_("the file of labels") },
    { FW_NEEDS_SENSOR, N_("the name of the sensor in the labels") },
  };
  g_autoptr (GString) text = g_string_new (NULL);

  for (gsize i = 0; i < G_N_ELEMENTS (all); i++)
    if (kind->needs & all[i].bit)
      g_string_append_printf (text, "%s%s", text->len > 0 ? ", " : "", _(all[i].words));
  if (text->len == 0)
    return;

  g_autofree char *sentence = g_strdup_printf (_("Needs %s."), text->str);

  fw_book_add_text (self, reader, sentence, NULL);
}

/* "Used by SD-002, SD-013." */
static void
add_users (FwManualBook      *self,
           FwBlockReader     *reader,
           const FwCheckKind *kind)
{
  g_autoptr (GString) text = g_string_new (NULL);

  for (gsize i = 0; i < fw_manual_get_n_rules (self->manual); i++)
    {
      const FwRule *rule = fw_manual_get_rule (self->manual, i);

      if (rule->kind == kind)
        g_string_append_printf (text, "%s%s", text->len > 0 ? ", " : "", rule->id);
    }
  if (text->len == 0)
    return;

  g_autofree char *sentence = g_strdup_printf (_("Used by %s."), text->str);

  fw_book_add_text (self, reader, sentence, NULL);
}

void
fw_book_add_kinds (FwManualBook *self)
{
  gsize n = 0;
  const FwCheckKind *kinds = fw_check_kinds_get (&n);
  FwChapter part = { .kind = FW_CHAPTER_TEXT, .level = 2, .id = "checks" };
  FwBlockReader reader;

  part.title = fw_book_keep (self, _("Checks of the app"));
  fw_book_init_reader (self, &reader);
  fw_book_add_text (self, &reader,
                    _ ("Every kind of check that a rule can name, with what it can be given."),
                    NULL);
  fw_book_add_chapter (self, &part, &reader);
  for (gsize i = 0; i < n; i++)
    {
      FwChapter chapter = { .kind = FW_CHAPTER_KIND, .level = 3, .id = kinds[i].name,
                            .check = &kinds[i] };

      chapter.title = fw_book_keep (self, _(kinds[i].sentence));
      fw_book_init_reader (self, &reader);
      fw_book_add_text (self, &reader, get_scope_words (kinds[i].scope), NULL);
      add_params (self, &reader, &kinds[i]);
      add_needs (self, &reader, &kinds[i]);
      add_users (self, &reader, &kinds[i]);
      fw_book_add_chapter (self, &chapter, &reader);
    }
}

/* SPDX-License-Identifier: GPL-3.0-or-later */

/*
 * The manual as a value: made by the reader in one go, never changed after.
 * Strings and arrays of rules live in one arena of the manual, so the public
 * structs can be plain data.
 */

#include "fw-config.h"
#include "rules/manual-private.h"

#include "core/error.h"
#include "core/taxonomy-merge.h"

#include <glib/gi18n.h>
#include <string.h>

/* More messages than anybody reads; a hostile file cannot make more. */
#define MAX_MESSAGES 10000
#define MAX_HINTS    100
#define MAX_MESSAGE  500 /* bytes */
/* Lines that are not UTF-8: a file in another encoding has them everywhere. */
#define MAX_BAD      20

static FwManual *
manual_new (GBytes *bytes)
{
  FwManual *self = g_new0 (FwManual, 1);

  g_atomic_ref_count_init (&self->ref_count);
  self->bytes = g_bytes_ref (bytes);
  self->sha256 = g_compute_checksum_for_bytes (G_CHECKSUM_SHA256, bytes);
  self->name = self->title = self->version = self->effective = "";
  self->previous = self->owner = self->language = "";
  self->version_line = self->version_column = 1;
  self->categories = g_array_new (FALSE, TRUE, sizeof (FwCategory));
  self->category_lines = g_array_new (FALSE, TRUE, sizeof (int));
  self->attributes = g_array_new (FALSE, TRUE, sizeof (FwAttribute));
  for (int i = 0; i < 2; i++)
    {
      FwGlobTable *table = i == 0 ? &self->required : &self->allowed;

      table->by_name = g_hash_table_new (NULL, NULL);
      table->globs = g_ptr_array_new ();
    }
  self->category_set = g_hash_table_new (NULL, NULL);
  self->attribute_index = g_hash_table_new (NULL, NULL);
  self->glob_answers = g_hash_table_new (NULL, NULL);
  self->rules = g_ptr_array_new ();
  self->rules_by_id = g_hash_table_new (NULL, NULL);
  self->precedents = g_array_new (FALSE, TRUE, sizeof (FwPrecedent));
  self->sections = g_array_new (FALSE, TRUE, sizeof (FwManualSection));
  self->bad_lines = g_array_new (FALSE, FALSE, sizeof (int));
  self->images = g_array_new (FALSE, TRUE, sizeof (FwImageLink));
  self->messages = g_array_new (FALSE, TRUE, sizeof (FwManualMessage));
  self->unbuilt = g_hash_table_new (NULL, NULL);
  self->changes = g_string_new (NULL);
  self->strings = g_string_chunk_new (4096);
  self->blocks = g_ptr_array_new_with_free_func (g_free);
  self->expressions = g_ptr_array_new_with_free_func ((GDestroyNotify) fw_expression_unref);

  return self;
}

static int
compare_messages (gconstpointer a,
                  gconstpointer b)
{
  const FwManualMessage *left = a, *right = b;

  if (left->line != right->line)
    return left->line < right->line ? -1 : 1;
  if (left->column != right->column)
    return left->column < right->column ? -1 : 1;

  return 0;
}

/* g_array_sort() is not stable; messages of one place stay in the order they came. */
static int
compare_messages_stable (gconstpointer a,
                         gconstpointer b,
                         gpointer      user_data)
{
  const FwManualMessage *messages = user_data;
  guint left = *(const guint *) a, right = *(const guint *) b;
  int order = compare_messages (&messages[left], &messages[right]);

  return order ? order : left < right ? -1 : 1;
}

static void
sort_messages (FwManual *self)
{
  g_autofree guint *order = g_new (guint, self->messages->len + 1);
  GArray *sorted = g_array_new (FALSE, TRUE, sizeof (FwManualMessage));

  for (guint i = 0; i < self->messages->len; i++)
    order[i] = i;
  g_qsort_with_data (order, self->messages->len, sizeof *order, compare_messages_stable,
                     self->messages->data);
  for (guint i = 0; i < self->messages->len; i++)
    g_array_append_val (sorted, g_array_index (self->messages, FwManualMessage, order[i]));
  g_array_unref (self->messages);
  self->messages = sorted;
}

/* Says where the text is not UTF-8, and reads on: one letter of another encoding
 * takes nothing but itself. Places stay as they are, byte by byte. */
static void
read_text (FwManual *self)
{
  gsize length;
  const char *data = g_bytes_get_data (self->bytes, &length);
  g_autofree char *clean = NULL;
  const char *start, *bad;
  int line = 1, said_line = 0;

  if (length == 0 || g_utf8_validate_len (data, length, NULL))
    {
      self->text = g_bytes_ref (self->bytes);
      return;
    }

  clean = g_memdup2 (data, length);
  start = clean;
  for (char *p = clean; !g_utf8_validate_len (p, clean + length - p, &bad);)
    {
      for (; p < bad; p++)
        if (*p == '\n')
          {
            start = p + 1;
            line++;
          }
      *p++ = '?';
      if (line == said_line)
        continue;
      said_line = line;
      g_array_append_val (self->bad_lines, line);
      if (self->bad_lines->len <= MAX_BAD)
        fw_manual_say (self, FW_SEVERITY_ERROR, line, (int) g_utf8_pointer_to_offset (start, p),
                       _("this character is not UTF-8 text and is read as '?'; save the file as "
                         "UTF-8"));
    }
  if (self->bad_lines->len > MAX_BAD)
    fw_manual_say (self, FW_SEVERITY_ERROR, g_array_index (self->bad_lines, int, 0), 1,
                   _("%u lines of this file are not UTF-8 text"), self->bad_lines->len);
  self->text = g_bytes_new_take (g_steal_pointer (&clean), length);
}

/* @file and @previous are nullable. */
static FwManual *
manual_read (GBytes    *bytes,
             GFile     *file,
             FwManual  *previous,
             GError   **error)
{
  gsize length;
  const char *text = g_bytes_get_data (bytes, &length);
  const char *zero;

  if (length > FW_MANUAL_MAX_SIZE)
    {
      g_set_error (error, FW_FORMAT_ERROR, FW_FORMAT_ERROR_LIMIT,
                   _("a manual may have up to %d MiB, and this file is larger"),
                   FW_MANUAL_MAX_SIZE / (1024 * 1024));
      return NULL;
    }
  /* Pictures, archives, text in UTF-16: nothing of it can be read. */
  zero = length > 0 ? memchr (text, '\0', length) : NULL;
  if (zero)
    {
      int line = 1;

      for (const char *p = text; p < zero; p++)
        line += *p == '\n';
      g_set_error (error, FW_FORMAT_ERROR, FW_FORMAT_ERROR_SYNTAX,
                   _("a manual is UTF-8 text, and line %d of this file is not"), line);
      return NULL;
    }

  FwManual *self = manual_new (bytes);

  self->file = file ? g_object_ref (file) : NULL;
  read_text (self);
  text = g_bytes_get_data (self->text, &length);
  fw_manual_read (self, text ? text : "", length);
  fw_manual_lint (self);
  fw_manual_lint_images (self);
  if (previous)
    fw_manual_lint_history (self, previous);
  sort_messages (self);

  return self;
}

FwManual *
fw_manual_new_from_bytes (GBytes  *bytes,
                          GError **error)
{
  return fw_manual_new_with_previous (bytes, NULL, error);
}

FwManual *
fw_manual_new_with_previous (GBytes    *bytes,
                             FwManual  *previous,
                             GError   **error)
{
  g_return_val_if_fail (bytes != NULL, NULL);

  return manual_read (bytes, NULL, previous, error);
}

FwManual *
fw_manual_beside (FwManual *self,
                  FwManual *previous)
{
  g_return_val_if_fail (self != NULL, NULL);

  return manual_read (self->bytes, self->file, previous, NULL);
}

/* What GIO says names the path and its own verb; a person wants to hear what is so. */
static void
explain_unreadable (GFile   *file,
                    GError **error)
{
  g_autoptr(GError) cause = g_steal_pointer (error);
  g_autofree char *name = g_file_get_parse_name (file);

  switch (cause->domain == G_IO_ERROR ? cause->code : -1)
    {
    case G_IO_ERROR_NOT_FOUND:
    case G_IO_ERROR_NOT_DIRECTORY:
      g_set_error (error, G_IO_ERROR, cause->code, _("The manual “%s” is not there."), name);
      break;
    case G_IO_ERROR_PERMISSION_DENIED:
      g_set_error (error, G_IO_ERROR, cause->code,
                   _("The manual “%s” cannot be read: you are not allowed to."), name);
      break;
    case G_IO_ERROR_IS_DIRECTORY:
      g_set_error (error, G_IO_ERROR, cause->code,
                   _("“%s” is a folder. Name the manual itself, a file in it."), name);
      break;
    default:
      g_set_error (error, cause->domain, cause->code, _("The manual “%s” cannot be read: %s"),
                   name, cause->message);
    }
}

FwManual *
fw_manual_new_from_file (GFile   *file,
                         GError **error)
{
  g_return_val_if_fail (G_IS_FILE (file), NULL);

  g_autoptr(GError) cause = NULL;
  g_autoptr(GFileInputStream) stream = g_file_read (file, NULL, &cause);

  if (!stream)
    {
      explain_unreadable (file, &cause);
      g_propagate_error (error, g_steal_pointer (&cause));
      return NULL;
    }

  /* One byte more than is possible, so that a larger file is noticed without
   * reading all of it. */
  g_autoptr(GByteArray) data = g_byte_array_new ();
  gsize wanted = FW_MANUAL_MAX_SIZE + 1, read = 0;

  while (data->len < wanted)
    {
      guint8 buffer[65536];

      if (!g_input_stream_read_all (G_INPUT_STREAM (stream), buffer,
                                    MIN (sizeof buffer, wanted - data->len), &read, NULL, &cause))
        {
          explain_unreadable (file, &cause);
          g_propagate_error (error, g_steal_pointer (&cause));
          return NULL;
        }
      if (read == 0)
        break;
      g_byte_array_append (data, buffer, read);
    }

  g_autoptr(GBytes) bytes = g_byte_array_free_to_bytes (g_steal_pointer (&data));

  return manual_read (bytes, file, NULL, error);
}

FwManual *
fw_manual_ref (FwManual *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  g_atomic_ref_count_inc (&self->ref_count);

  return self;
}

void
fw_manual_unref (FwManual *self)
{
  g_return_if_fail (self != NULL);

  if (!g_atomic_ref_count_dec (&self->ref_count))
    return;

  g_bytes_unref (self->bytes);
  g_bytes_unref (self->text);
  g_free (self->sha256);
  g_array_unref (self->categories);
  g_array_unref (self->category_lines);
  g_array_unref (self->attributes);
  g_hash_table_unref (self->required.by_name);
  g_ptr_array_unref (self->required.globs);
  g_hash_table_unref (self->allowed.by_name);
  g_ptr_array_unref (self->allowed.globs);
  g_hash_table_unref (self->category_set);
  g_hash_table_unref (self->attribute_index);
  g_hash_table_unref (self->glob_answers);
  g_clear_pointer (&self->taxonomy, fw_taxonomy_unref);
  g_free (self->category_names);
  g_free (self->attribute_names);
  g_ptr_array_unref (self->rules);
  g_hash_table_unref (self->rules_by_id);
  g_array_unref (self->precedents);
  g_array_unref (self->sections);
  g_array_unref (self->messages);
  g_array_unref (self->images);
  g_array_unref (self->bad_lines);
  g_clear_object (&self->file);
  g_hash_table_unref (self->unbuilt);
  g_string_free (self->changes, TRUE);
  g_ptr_array_unref (self->expressions);
  g_ptr_array_unref (self->blocks);
  g_string_chunk_free (self->strings);
  g_free (self);
}

const char *
fw_manual_keep (FwManual   *self,
                const char *text)
{
  g_assert (self);

  return text ? g_string_chunk_insert (self->strings, text) : NULL;
}

gpointer
fw_manual_keep_block (FwManual      *self,
                      gconstpointer  data,
                      gsize          size)
{
  gpointer block = g_malloc0 (size + 1);

  if (data && size > 0)
    memcpy (block, data, size);
  g_ptr_array_add (self->blocks, block);

  return block;
}

void
fw_manual_say (FwManual   *self,
               FwSeverity  severity,
               int         line,
               int         column,
               const char *format,
               ...)
{
  va_list args;
  g_autofree char *text = NULL;
  FwManualMessage message
      = { .severity = severity, .line = MAX (line, 1), .column = MAX (column, 1) };

  if (severity == FW_SEVERITY_ERROR)
    self->n_errors++;
  if (self->messages->len >= MAX_MESSAGES)
    return;

  va_start (args, format);
  text = g_strdup_vprintf (format, args);
  va_end (args);

  /* Texts of the file are quoted in messages, however long they are, and messages
   * go to terminals. */
  if (strlen (text) > MAX_MESSAGE)
    {
      g_autofree char *whole = g_steal_pointer (&text);
      const char *end = g_utf8_find_prev_char (whole, whole + MAX_MESSAGE);

      text = g_strdup_printf ("%.*s…", (int) (end - whole), whole);
    }
  for (char *p = text; *p; p++)
    if ((guchar) *p < 0x20 || *p == 0x7f)
      *p = ' ';

  if (self->messages->len == MAX_MESSAGES - 1)
    message.text = _("more messages than can be shown; mend these first");
  else
    message.text = fw_manual_keep (self, text);
  g_array_append_val (self->messages, message);
}

gboolean
fw_manual_spend (FwManual *self,
                 guint64   steps,
                 int       line,
                 int       column)
{
  gboolean was_good = self->work <= FW_MANUAL_MAX_WORK;

  self->work = was_good ? self->work + MIN (steps, FW_MANUAL_MAX_WORK + 1) : self->work;
  if (self->work <= FW_MANUAL_MAX_WORK)
    return TRUE;

  if (was_good)
    fw_manual_say (self, FW_SEVERITY_ERROR, line, column,
                   _("too much to compare: so many categories, attributes and patterns are more "
                     "than one manual may have. From here on rules are shown and not checked"));

  return FALSE;
}

gboolean
fw_manual_is_terse (const FwManual *self)
{
  return self->n_hints >= MAX_HINTS;
}

char *
fw_manual_hint (FwManual          *self,
                const char        *word,
                const char *const *words)
{
  gboolean is_asked = words && !fw_manual_is_terse (self);
  const char *nearest = is_asked ? fw_nearest_word (word, words) : NULL;

  self->n_hints += is_asked;

  return nearest ? g_strdup_printf (_("; did you mean '%s'"), nearest) : g_strdup ("");
}

#define GETTER(field)                                   \
const char *                                            \
fw_manual_get_ ## field (const FwManual *self)          \
{                                                       \
  g_return_val_if_fail (self != NULL, NULL);            \
                                                        \
  return self->field;                                   \
}

GETTER (name)
GETTER (title)
GETTER (version)
GETTER (effective)
GETTER (owner)
GETTER (language)
GETTER (sha256)

GBytes *
fw_manual_get_bytes (const FwManual *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  return self->bytes;
}

gsize
fw_manual_get_n_rules (const FwManual *self)
{
  g_return_val_if_fail (self != NULL, 0);

  return self->rules->len;
}

const FwRule *
fw_manual_get_rule (const FwManual *self,
                    gsize           index)
{
  g_return_val_if_fail (self != NULL, NULL);
  g_return_val_if_fail (index < self->rules->len, NULL);

  return g_ptr_array_index (self->rules, index);
}

const FwRule *
fw_manual_find_rule (const FwManual *self,
                     const char     *id)
{
  g_return_val_if_fail (self && id, NULL);

  GQuark quark = g_quark_try_string (id);

  return quark ? g_hash_table_lookup (self->rules_by_id, g_quark_to_string (quark)) : NULL;
}

const FwPrecedent *
fw_manual_get_precedents (const FwManual *self,
                          gsize          *out_n)
{
  g_return_val_if_fail (self && out_n, NULL);

  *out_n = self->precedents->len;

  return (const FwPrecedent *) (gpointer) self->precedents->data;
}

const FwRule *
fw_manual_find_cited (const FwManual     *self,
                      const char         *id,
                      const FwPrecedent **out_precedent)
{
  g_return_val_if_fail (self && id, NULL);

  const FwPrecedent *found = NULL;
  gsize n;
  const FwPrecedent *all = fw_manual_get_precedents (self, &n);

  for (gsize i = 0; i < n && !found; i++)
    if (g_strcmp0 (all[i].id, id) == 0)
      found = &all[i];
  if (out_precedent)
    *out_precedent = found;

  return fw_manual_find_rule (self, found && found->rule ? found->rule : id);
}

const FwManualSection *
fw_manual_get_sections (const FwManual *self,
                        gsize          *out_n)
{
  g_return_val_if_fail (self != NULL, NULL);
  g_return_val_if_fail (out_n != NULL, NULL);

  *out_n = self->sections->len;

  return (const FwManualSection *) self->sections->data;
}

const FwManualSection *
fw_manual_find_section (const FwManual *self,
                        int             line)
{
  g_return_val_if_fail (self != NULL, NULL);

  for (guint i = 0; i < self->sections->len; i++)
    {
      const FwManualSection *section = &g_array_index (self->sections, FwManualSection, i);

      if (section->level > 0 && section->line == line)
        return section;
    }

  return NULL;
}

const FwManualMessage *
fw_manual_get_messages (const FwManual *self,
                        gsize          *out_n)
{
  g_return_val_if_fail (self && out_n, NULL);

  *out_n = self->messages->len;

  return (const FwManualMessage *) (gpointer) self->messages->data;
}

gboolean
fw_manual_has_errors (const FwManual *self)
{
  g_return_val_if_fail (self != NULL, FALSE);

  return self->n_errors > 0;
}

gboolean
fw_manual_is_text (const FwManual *self)
{
  g_return_val_if_fail (self != NULL, FALSE);

  return self->bad_lines->len == 0;
}

const char *
fw_severity_to_word (FwSeverity severity)
{
  static const char *const words[] = { "error", "warning", "advice" };

  g_return_val_if_fail (severity <= FW_SEVERITY_ADVICE, "");

  return words[severity];
}

char *
fw_manual_format_message (const FwManualMessage *message,
                          const char            *name)
{
  g_return_val_if_fail (message && name, NULL);

  return g_strdup_printf ("%s:%d:%d: %s: %s", name, message->line, message->column,
                          fw_severity_to_word (message->severity), message->text);
}

FwTaxonomy *
fw_manual_get_taxonomy (const FwManual *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  return self->taxonomy;
}

/* What the manual says about the attributes of a category, also of one it does
 * not have: a glob such as "*" speaks about every category. */
static void
permit_cb (FwTaxonomyBuilder *builder,
           const FwCategory  *category,
           gpointer           user_data)
{
  const FwManual *self = user_data;

  g_autofree guint64 *allowed = fw_manual_list_attributes (self, &self->allowed, category->name);
  g_autofree guint64 *required = fw_manual_list_attributes (self, &self->required, category->name);

  for (guint i = 0; (allowed || required) && i < self->attributes->len; i++)
    {
      const char *name = g_array_index (self->attributes, FwAttribute, i).name;
      gboolean is_required = fw_bits_have (required, i);

      if (is_required)
        fw_taxonomy_builder_require (builder, category->id, name);
      if (allowed && (is_required || fw_bits_have (allowed, i)))
        fw_taxonomy_builder_allow (builder, category->id, name);
    }
}

/* The manual's own words, numbered from 1. */
static FwTaxonomy *
make_own_taxonomy (const FwManual *self)
{
  FwTaxonomyBuilder *builder = fw_taxonomy_builder_new ();

  for (guint i = 0; i < self->attributes->len; i++)
    fw_taxonomy_builder_add_attribute (builder, &g_array_index (self->attributes, FwAttribute, i));
  for (guint i = 0; i < self->categories->len; i++)
    {
      FwCategory category = g_array_index (self->categories, FwCategory, i);

      category.id = (FwCategoryId) i + 1;
      fw_taxonomy_builder_add_category (builder, &category);
      permit_cb (builder, &category, (gpointer) self);
    }

  return fw_taxonomy_builder_end (builder);
}

FwTaxonomy *
fw_manual_make_taxonomy (const FwManual *self,
                         FwTaxonomy     *existing)
{
  g_return_val_if_fail (self != NULL, NULL);

  g_autoptr(FwTaxonomy) own = make_own_taxonomy (self);

  return existing ? fw_taxonomy_merge (existing, own, permit_cb, (gpointer) self)
                  : g_steal_pointer (&own);
}

const FwParamValue *
fw_rule_get_param (const FwRule *rule,
                   const char   *name)
{
  g_return_val_if_fail (rule && name, NULL);

  int index = rule->kind ? fw_check_kind_find_param (rule->kind, name) : -1;

  return index >= 0 && rule->params ? &rule->params[index] : NULL;
}

double
fw_rule_get_number (const FwRule *rule,
                    const char   *name,
                    double        fallback)
{
  const FwParamValue *value = fw_rule_get_param (rule, name);

  return value && value->is_set ? value->number : fallback;
}

gboolean
fw_rule_is_for (const FwRule *rule,
                const char   *category)
{
  g_return_val_if_fail (rule != NULL, FALSE);

  if (!rule->globs)
    return TRUE;
  if (!category)
    return FALSE;

  for (gsize i = 0; rule->globs[i]; i++)
    if (fw_glob_matches (rule->globs[i], category))
      return TRUE;

  return FALSE;
}

/* SPDX-License-Identifier: GPL-3.0-or-later */

/*
 * Texts, the element splitter, and access to parsed values.
 *
 * The splitter must be fast, because it passes over every byte of the file
 * twice: outside texts it only looks for quotes and brackets, sixteen bytes at
 * a time where the processor can. It counts brackets without telling [ from {;
 * a file that mixes them up is delimited somehow and then refused by the
 * parser, which checks every value.
 */

#include "formats/json-private.h"

#include "core/error.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gi18n.h>
#include <math.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#ifdef __SSE2__
#include <emmintrin.h>
#endif

#define READ_STEP ((gsize) 8 * 1024 * 1024)

typedef struct
{
  FwJsonText text; /* must be first; data is (owned) */
  gatomicrefcount ref_count;
} TextBox;

static FwJsonText *
text_new_take (char *data, gsize length)
{
  TextBox *box = g_new0 (TextBox, 1);

  box->text.data = data;
  box->text.length = length;
  g_atomic_ref_count_init (&box->ref_count);

  return &box->text;
}

FwJsonText *
fw_json_text_new (const char *data, gsize length)
{
  g_return_val_if_fail (data != NULL || length == 0, NULL);

  char *copy = g_malloc (length + FW_JSON_PADDING);

  if (length > 0)
    memcpy (copy, data, length);
  memset (copy + length, 0, FW_JSON_PADDING);

  return text_new_take (copy, length);
}

static void
set_io_error (GError **error, const char *path, int number)
{
  g_set_error (error, G_IO_ERROR, g_io_error_from_errno (number), _("“%s” cannot be read: %s."),
               path, g_strerror (number));
}

/* Reads @fd to its end; @expected is a first guess of the size. */
static char *
read_all (int fd,
          const char *path,
          gsize expected,
          GCancellable *cancellable,
          gsize *out_length,
          GError **error)
{
  gsize room = expected + 1;
  g_autofree char *data = g_try_malloc (room + FW_JSON_PADDING);
  gsize length = 0;

  while (data)
    {
      if (g_cancellable_set_error_if_cancelled (cancellable, error))
        return NULL;

      if (length == room)
        {
          room = room + room / 2 + 4096;
          char *larger = g_try_realloc (data, room + FW_JSON_PADDING);

          if (!larger)
            break;
          (void) g_steal_pointer (&data);
          data = larger;
        }

      ssize_t n = read (fd, data + length, MIN (room - length, READ_STEP));

      if (n < 0 && errno == EINTR)
        continue;
      if (n < 0)
        {
          set_io_error (error, path, errno);
          return NULL;
        }
      if (n == 0)
        {
          memset (data + length, 0, FW_JSON_PADDING);
          *out_length = length;
          return g_steal_pointer (&data);
        }
      length += n;
    }

  g_set_error (error, FW_FORMAT_ERROR, FW_FORMAT_ERROR_LIMIT,
               _("“%s” is too large for the free memory"), path);
  return NULL;
}

FwJsonText *
fw_json_text_new_from_file (const char *path, GCancellable *cancellable, GError **error)
{
  g_return_val_if_fail (path != NULL, NULL);

  int fd = open (path, O_RDONLY | O_CLOEXEC);

  if (fd < 0)
    {
      set_io_error (error, path, errno);
      return NULL;
    }

  struct stat facts;
  gsize length = 0;
  char *data = NULL;

  if (fstat (fd, &facts) != 0)
    set_io_error (error, path, errno);
  else if (S_ISDIR (facts.st_mode))
    set_io_error (error, path, EISDIR);
  else
    data = read_all (fd, path, S_ISREG (facts.st_mode) ? (gsize) facts.st_size : 0, cancellable,
                     &length, error);

  close (fd);

  return data ? text_new_take (data, length) : NULL;
}

FwJsonText *
fw_json_text_ref (FwJsonText *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  g_atomic_ref_count_inc (&((TextBox *) self)->ref_count);

  return self;
}

void
fw_json_text_unref (FwJsonText *self)
{
  g_return_if_fail (self != NULL);

  TextBox *box = (TextBox *) self;

  if (g_atomic_ref_count_dec (&box->ref_count))
    {
      g_free ((char *) box->text.data);
      g_free (box);
    }
}

void
fw_json_text_locate (const FwJsonText *self, gsize byte, gsize *out_line, gsize *out_column)
{
  g_return_if_fail (self != NULL);

  gsize line = 1;
  gsize column = 1;

  byte = MIN (byte, self->length);
  for (gsize i = 0; i < byte; i++)
    if (self->data[i] == '\n')
      {
        line++;
        column = 1;
      }
    else if ((self->data[i] & 0xc0) != 0x80)
      {
        column++;
      }

  if (out_line)
    *out_line = line;
  if (out_column)
    *out_column = column;
}

void
fw_json_set_error (GError **error, const FwJsonText *text, gsize byte, const char *format, ...)
{
  g_autofree char *message = NULL;
  gsize line;
  va_list args;

  va_start (args, format);
  message = g_strdup_vprintf (format, args);
  va_end (args);
  fw_json_text_locate (text, byte, &line, NULL);
  g_set_error (error, FW_FORMAT_ERROR, FW_FORMAT_ERROR_SYNTAX, _("%s (line %zu, byte %zu)"),
               message, line, byte);
}

static gboolean
is_space (char c)
{
  return c == ' ' || c == '\n' || c == '\r' || c == '\t';
}

static gsize
skip_space (const FwJsonText *text, gsize pos)
{
  /* The padding behind the text is zero, which is no space. */
  while (is_space (text->data[pos]))
    pos++;

  return pos;
}

/* The next quote or bracket of any kind at or after @pos, or the length. */
static inline gsize
find_structure (const FwJsonText *text, gsize pos)
{
#ifdef __SSE2__
  const __m128i quote = _mm_set1_epi8 ('"');
  const __m128i open = _mm_set1_epi8 ('{');
  const __m128i close = _mm_set1_epi8 ('}');
  const __m128i bit = _mm_set1_epi8 (0x20);

  for (; pos < text->length; pos += 16)
    {
      __m128i bytes = _mm_loadu_si128 ((const __m128i *) (text->data + pos));
      __m128i low = _mm_or_si128 (bytes, bit); /* [ and ] become { and } */
      __m128i hits
          = _mm_or_si128 (_mm_cmpeq_epi8 (bytes, quote),
                          _mm_or_si128 (_mm_cmpeq_epi8 (low, open), _mm_cmpeq_epi8 (low, close)));
      int mask = _mm_movemask_epi8 (hits);

      if (mask)
        return MIN (pos + __builtin_ctz (mask), text->length);
    }
#else
  for (; pos < text->length; pos++)
    {
      char c = text->data[pos];

      if (c == '"' || c == '[' || c == ']' || c == '{' || c == '}')
        return pos;
    }
#endif

  return text->length;
}

/* The byte after the text that starts with the quote at @pos; 0 when it does not end. */
static inline gsize
find_text_end (const FwJsonText *text, gsize pos)
{
  for (pos++; pos < text->length; pos++)
    {
#ifdef __SSE2__
      __m128i bytes = _mm_loadu_si128 ((const __m128i *) (text->data + pos));
      __m128i hits = _mm_or_si128 (_mm_cmpeq_epi8 (bytes, _mm_set1_epi8 ('"')),
                                   _mm_cmpeq_epi8 (bytes, _mm_set1_epi8 ('\\')));
      int mask = _mm_movemask_epi8 (hits);

      if (!mask)
        {
          pos += 15;
          continue;
        }
      pos += __builtin_ctz (mask);
      if (pos >= text->length)
        return 0;
#endif
      if (text->data[pos] == '"')
        return pos + 1;
      if (text->data[pos] == '\\')
        pos++;
    }

  return 0;
}

static gboolean
find_container_end (const FwJsonText *text, FwJsonRange *value, GError **error)
{
  gsize depth = 0;
  gsize pos = value->start;

  while ((pos = find_structure (text, pos)) < text->length)
    {
      char c = text->data[pos];

      if (c == '"')
        {
          gsize end = find_text_end (text, pos);

          if (end == 0)
            {
              fw_json_set_error (error, text, pos, _("a text begins here and does not end"));
              return FALSE;
            }
          pos = end;
          continue;
        }

      pos++;
      if (c == '[' || c == '{')
        {
          depth++;
        }
      else if (--depth == 0)
        {
          value->end = pos;
          return TRUE;
        }
    }

  fw_json_set_error (error, text, text->length,
                     _("the file ends too early: a bracket opened in byte %zu is not closed"),
                     value->start);
  return FALSE;
}

gboolean
fw_json_find_value (const FwJsonText *text, gsize start, FwJsonRange *out_value, GError **error)
{
  g_return_val_if_fail (text != NULL && out_value != NULL, FALSE);

  if (start == 0 && text->length >= 3 && memcmp (text->data, "\xef\xbb\xbf", 3) == 0)
    start = 3;

  gsize pos = skip_space (text, start);

  if (pos >= text->length)
    {
      fw_json_set_error (error, text, text->length, _("the file ends where a value is needed"));
      return FALSE;
    }

  char c = text->data[pos];

  out_value->start = pos;
  if (c == '{' || c == '[')
    return find_container_end (text, out_value, error);

  if (c == '"')
    {
      out_value->end = find_text_end (text, pos);
      if (out_value->end != 0)
        return TRUE;
      fw_json_set_error (error, text, pos, _("a text begins here and does not end"));
      return FALSE;
    }

  while (pos < text->length && !is_space (text->data[pos]) && !strchr (",:]}[{\"", text->data[pos]))
    pos++;
  if (pos == out_value->start)
    {
      fw_json_set_error (error, text, pos, _("a value is needed here, not “%c”"),
                         g_ascii_isprint (text->data[pos]) ? text->data[pos] : '?');
      return FALSE;
    }
  out_value->end = pos;

  return TRUE;
}

gboolean
fw_json_iter_init (FwJsonIter *iter, const FwJsonText *text, FwJsonRange value, GError **error)
{
  g_return_val_if_fail (iter != NULL && text != NULL, FALSE);

  char c = value.start < text->length ? text->data[value.start] : 0;

  if (c != '{' && c != '[')
    {
      fw_json_set_error (error, text, value.start, _("an object or a list is needed here"));
      return FALSE;
    }

  *iter = (FwJsonIter){ .text = text, .pos = value.start + 1, .close = c == '{' ? '}' : ']' };

  return TRUE;
}

static gboolean
read_key (FwJsonIter *iter, FwJsonRange *out_key, GError **error)
{
  const FwJsonText *text = iter->text;

  if (iter->pos >= text->length || text->data[iter->pos] != '"')
    {
      fw_json_set_error (error, text, iter->pos,
                         _("the name of a member is needed here, in quotes"));
      return FALSE;
    }
  if (!fw_json_find_value (text, iter->pos, out_key, error))
    return FALSE;

  iter->pos = skip_space (text, out_key->end);
  if (iter->pos >= text->length || text->data[iter->pos] != ':')
    {
      fw_json_set_error (error, text, iter->pos, _("a colon is missing"));
      return FALSE;
    }
  iter->pos++;

  return TRUE;
}

gboolean
fw_json_iter_next (FwJsonIter *iter, FwJsonRange *out_key, FwJsonRange *out_value, GError **error)
{
  g_return_val_if_fail (iter != NULL && out_value != NULL, FALSE);

  const FwJsonText *text = iter->text;
  FwJsonRange key;

  iter->pos = skip_space (text, iter->pos);

  char c = iter->pos < text->length ? text->data[iter->pos] : 0;

  if (c == iter->close)
    return FALSE;

  if (iter->started)
    {
      if (c != ',')
        {
          fw_json_set_error (error, text, iter->pos, _("a comma or “%c” is missing"), iter->close);
          return FALSE;
        }
      iter->pos = skip_space (text, iter->pos + 1);
      iter->index++;
    }
  iter->started = TRUE;

  if (iter->close == '}')
    {
      if (!read_key (iter, &key, error))
        return FALSE;
      if (out_key)
        *out_key = key;
    }

  if (!fw_json_find_value (text, iter->pos, out_value, error))
    return FALSE;
  iter->pos = out_value->end;

  return TRUE;
}

gboolean
fw_json_key_is (const FwJsonText *text, FwJsonRange key, const char *name)
{
  gsize length = key.end - key.start - 2;
  const char *raw = text->data + key.start + 1;

  if (memchr (raw, '\\', length) == NULL)
    return strlen (name) == length && memcmp (raw, name, length) == 0;

  g_autoptr (FwJsonParser) parser = fw_json_parser_new ();
  FwJsonValue value;

  return fw_json_parser_parse (parser, text, key, &value, NULL)
         && g_str_equal (fw_json_get_text (value, NULL), name);
}

/* Values. */

static inline char
tape_type (FwJsonValue value)
{
  return (char) (value.tape[value.index] >> 56);
}

static inline guint64
tape_payload (FwJsonValue value)
{
  return value.tape[value.index] & G_GUINT64_CONSTANT (0x00ffffffffffffff);
}

/* Index of the word after the value. */
static inline gsize
tape_after (FwJsonValue value)
{
  switch (tape_type (value))
    {
    case '{':
    case '[':
      return (guint32) tape_payload (value);

    case 'l':
    case 'u':
    case 'd':
      return value.index + 2;

    default:
      return value.index + 1;
    }
}

FwJsonType
fw_json_get_type (FwJsonValue value)
{
  switch (tape_type (value))
    {
    case '{':
      return FW_JSON_OBJECT;
    case '[':
      return FW_JSON_ARRAY;
    case '"':
      return FW_JSON_TEXT;
    case 'l':
      return FW_JSON_INT;
    case 'u':
    case 'd':
      return FW_JSON_DOUBLE;
    case 't':
    case 'f':
      return FW_JSON_BOOL;
    default:
      return FW_JSON_NULL;
    }
}

gboolean
fw_json_get_boolean (FwJsonValue value)
{
  return tape_type (value) == 't';
}

static inline gboolean
tape_number (FwJsonValue value, double *out_number)
{
  guint64 word = value.tape[value.index + 1];

  switch (tape_type (value))
    {
    case 'd':
      memcpy (out_number, &word, sizeof word);
      return TRUE;

    case 'l':
      *out_number = (double) (gint64) word;
      return TRUE;

    case 'u':
      *out_number = (double) word;
      return TRUE;

    default:
      return FALSE;
    }
}

double
fw_json_get_double (FwJsonValue value)
{
  double number;

  return tape_number (value, &number) ? number : 0.0;
}

gboolean
fw_json_get_integer (FwJsonValue value, gint64 *out_integer)
{
  double number;

  if (tape_type (value) == 'l')
    {
      *out_integer = (gint64) value.tape[value.index + 1];
      return TRUE;
    }
  if (tape_type (value) != 'd' || !tape_number (value, &number))
    return FALSE;
  if (!(fabs (number) <= 9007199254740992.0) || number != floor (number))
    return FALSE;

  *out_integer = (gint64) number;

  return TRUE;
}

const char *
fw_json_get_text (FwJsonValue value, gsize *out_length)
{
  if (tape_type (value) != '"')
    {
      if (out_length)
        *out_length = 0;
      return "";
    }

  const guint8 *at = value.strings + tape_payload (value);
  guint32 length;
  char *text = (char *) at + sizeof length;

  memcpy (&length, at, sizeof length);

  /* C strings end at a NUL; the strings belong to our parser, so it may go. */
  for (char *nul = memchr (text, 0, length); nul; nul = memchr (nul, 0, text + length - nul))
    *nul = ' ';

  if (out_length)
    *out_length = length;

  return text;
}

gsize
fw_json_get_count (FwJsonValue value)
{
  gsize count = (tape_payload (value) >> 32) & FW_TAPE_COUNT_MAX;
  FwJsonWalk walk;
  FwJsonValue ignored;

  if (tape_type (value) != '{' && tape_type (value) != '[')
    return 0;
  if (count < FW_TAPE_COUNT_MAX)
    return count;

  count = 0;
  fw_json_walk_init (&walk, value);
  while (fw_json_walk_next (&walk, NULL, &ignored))
    count++;

  return count;
}

gboolean
fw_json_append_doubles (FwJsonValue value, GArray *out, gsize *out_bad)
{
  g_return_val_if_fail (tape_type (value) == '[', FALSE);

  gsize end = tape_after (value) - 1;
  gsize start = out->len;
  gsize n = 0;

  /* Numbers take two words each: this many there can be at most. */
  g_array_set_size (out, start + (end - value.index) / 2);

  double *numbers = &g_array_index (out, double, start);

  for (value.index++; value.index < end; value.index += 2, n++)
    if (!tape_number (value, &numbers[n]))
      {
        *out_bad = n;
        g_array_set_size (out, start);
        return FALSE;
      }

  g_array_set_size (out, start + n);

  return TRUE;
}

gboolean
fw_json_get_member (FwJsonValue object, const char *name, FwJsonValue *out_value)
{
  FwJsonWalk walk;
  FwJsonValue value;
  const char *key;
  gboolean found = FALSE;

  if (tape_type (object) != '{')
    return FALSE;

  fw_json_walk_init (&walk, object);
  while (fw_json_walk_next (&walk, &key, &value))
    if (g_str_equal (key, name))
      {
        *out_value = value;
        found = TRUE;
      }

  return found;
}

void
fw_json_walk_init (FwJsonWalk *walk, FwJsonValue container)
{
  walk->at = container;
  walk->is_object = tape_type (container) == '{';
  if (walk->is_object || tape_type (container) == '[')
    {
      walk->end = tape_after (container) - 1;
      walk->at.index++;
    }
  else
    {
      walk->end = walk->at.index;
    }
}

gboolean
fw_json_walk_next (FwJsonWalk *walk, const char **out_key, FwJsonValue *out_value)
{
  if (walk->at.index >= walk->end)
    return FALSE;

  if (walk->is_object)
    {
      if (out_key)
        *out_key = fw_json_get_text (walk->at, NULL);
      walk->at.index++;
    }
  *out_value = walk->at;
  walk->at.index = tape_after (walk->at);

  return TRUE;
}

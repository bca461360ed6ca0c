/* SPDX-License-Identifier: GPL-3.0-or-later */

/*
 * FwJsonWriter: a buffer of fixed size in front of a file, or a growing one in
 * memory. Where a comma is due is one bit per nesting level.
 */

#include "formats/json-private.h"

#include <errno.h>
#include <glib/gi18n.h>
#include <math.h>
#include <string.h>
#include <unistd.h>

#define FLUSH_AT ((gsize) 256 * 1024)

struct _FwJsonWriter
{
  GByteArray *buffer;  /* (owned) */
  int fd;              /* -1: into memory */
  GChecksum *checksum; /* (nullable) */
  gsize flushed;
  guint depth;
  gboolean after_key;
  gboolean has_items[FW_JSON_MAX_DEPTH + 8]; /* at each level: a comma is due */
  GError *error;                             /* (owned) the first one */
};

FwJsonWriter *
fw_json_writer_new (void)
{
  FwJsonWriter *self = g_new0 (FwJsonWriter, 1);

  self->buffer = g_byte_array_new ();
  self->fd = -1;

  return self;
}

FwJsonWriter *
fw_json_writer_new_fd (int fd, GChecksum *checksum)
{
  g_return_val_if_fail (fd >= 0, NULL);

  FwJsonWriter *self = fw_json_writer_new ();

  self->fd = fd;
  self->checksum = checksum;

  return self;
}

void
fw_json_writer_free (FwJsonWriter *self)
{
  g_return_if_fail (self != NULL);

  g_byte_array_unref (self->buffer);
  g_clear_error (&self->error);
  g_free (self);
}

static void
write_out (FwJsonWriter *self, const guint8 *bytes, gsize length)
{
  if (self->checksum)
    g_checksum_update (self->checksum, bytes, length);
  self->flushed += length;

  while (length > 0 && !self->error)
    {
      ssize_t n = write (self->fd, bytes, MIN (length, (gsize) 1 << 30));

      if (n < 0 && errno == EINTR)
        continue;
      if (n < 0)
        {
          int number = errno;

          g_set_error_literal (&self->error, G_IO_ERROR, g_io_error_from_errno (number),
                               g_strerror (number));
          return;
        }
      bytes += n;
      length -= n;
    }
}

static void
flush (FwJsonWriter *self)
{
  if (self->fd < 0)
    return;

  write_out (self, self->buffer->data, self->buffer->len);
  g_byte_array_set_size (self->buffer, 0);
}

static inline void
append (FwJsonWriter *self, const char *bytes, gsize length)
{
  if (self->fd >= 0 && self->buffer->len + length > FLUSH_AT)
    {
      flush (self);
      if (length > FLUSH_AT)
        {
          write_out (self, (const guint8 *) bytes, length);
          return;
        }
    }

  g_byte_array_append (self->buffer, (const guint8 *) bytes, length);
}

gboolean
fw_json_writer_end (FwJsonWriter *self, GError **error)
{
  g_return_val_if_fail (self != NULL, FALSE);

  flush (self);
  if (!self->error)
    return TRUE;

  g_propagate_error (error, g_error_copy (self->error));

  return FALSE;
}

GBytes *
fw_json_writer_steal (FwJsonWriter *self)
{
  g_return_val_if_fail (self != NULL && self->fd < 0, NULL);

  GBytes *bytes = g_byte_array_free_to_bytes (g_steal_pointer (&self->buffer));

  g_clear_error (&self->error);
  g_free (self);

  return bytes;
}

gsize
fw_json_writer_get_size (FwJsonWriter *self)
{
  return self->flushed + self->buffer->len;
}

/* What stands before a value: a comma unless it is the first or follows its key. */
static inline void
begin_value (FwJsonWriter *self)
{
  if (self->after_key)
    self->after_key = FALSE;
  else if (self->has_items[self->depth])
    append (self, ",", 1);

  self->has_items[self->depth] = TRUE;
}

static void
begin_container (FwJsonWriter *self, const char *open)
{
  g_return_if_fail (self->depth + 1 < G_N_ELEMENTS (self->has_items));

  begin_value (self);
  append (self, open, 1);
  self->has_items[++self->depth] = FALSE;
}

static void
end_container (FwJsonWriter *self, const char *close)
{
  g_return_if_fail (self->depth > 0);

  self->depth--;
  append (self, close, 1);
}

void
fw_json_writer_begin_object (FwJsonWriter *self)
{
  begin_container (self, "{");
}

void
fw_json_writer_end_object (FwJsonWriter *self)
{
  end_container (self, "}");
}

void
fw_json_writer_begin_array (FwJsonWriter *self)
{
  begin_container (self, "[");
}

void
fw_json_writer_end_array (FwJsonWriter *self)
{
  end_container (self, "]");
}

static void
append_text (FwJsonWriter *self, const char *text)
{
  const char *start = text;
  g_autofree char *valid = NULL;

  if (!g_utf8_validate (text, -1, NULL))
    start = text = valid = g_utf8_make_valid (text, -1);

  append (self, "\"", 1);
  for (; *text; text++)
    {
      guchar c = (guchar) *text;
      char escape[8];

      if (c >= 0x20 && c != '"' && c != '\\')
        continue;

      append (self, start, text - start);
      if (c == '"' || c == '\\')
        g_snprintf (escape, sizeof escape, "\\%c", c);
      else if (c == '\n')
        g_strlcpy (escape, "\\n", sizeof escape);
      else if (c == '\t')
        g_strlcpy (escape, "\\t", sizeof escape);
      else if (c == '\r')
        g_strlcpy (escape, "\\r", sizeof escape);
      else
        g_snprintf (escape, sizeof escape, "\\u%04x", c);
      append (self, escape, strlen (escape));
      start = text + 1;
    }
  append (self, start, text - start);
  append (self, "\"", 1);
}

void
fw_json_writer_key (FwJsonWriter *self, const char *key)
{
  g_return_if_fail (!self->after_key);

  begin_value (self);
  append_text (self, key);
  append (self, ":", 1);
  self->after_key = TRUE;
}

void
fw_json_writer_null (FwJsonWriter *self)
{
  fw_json_writer_raw (self, "null", 4);
}

void
fw_json_writer_boolean (FwJsonWriter *self, gboolean value)
{
  if (value)
    fw_json_writer_raw (self, "true", 4);
  else
    fw_json_writer_raw (self, "false", 5);
}

void
fw_json_writer_integer (FwJsonWriter *self, gint64 value)
{
  char digits[24];

  fw_json_writer_raw (self, digits, g_snprintf (digits, sizeof digits, "%" G_GINT64_FORMAT, value));
}

static void
write_number (FwJsonWriter *self, double value, gboolean with_point)
{
  char digits[40];
  gsize length;

  if (isnan (value))
    {
      fw_json_writer_raw (self, "NaN", 3);
      return;
    }
  if (isinf (value))
    {
      const char *word = value > 0 ? "Infinity" : "-Infinity";

      fw_json_writer_raw (self, word, strlen (word));
      return;
    }

  length = fw_simd_format (value, digits);
  if (with_point && !memchr (digits, '.', length) && !memchr (digits, 'e', length))
    {
      digits[length++] = '.';
      digits[length++] = '0';
    }
  fw_json_writer_raw (self, digits, length);
}

void
fw_json_writer_double (FwJsonWriter *self, double value)
{
  write_number (self, value, TRUE);
}

void
fw_json_writer_number (FwJsonWriter *self, double value)
{
  /* An integer -0 would lose its sign in other readers. */
  write_number (self, value, value == 0.0 && signbit (value));
}

void
fw_json_writer_text (FwJsonWriter *self, const char *text)
{
  if (!text)
    {
      fw_json_writer_null (self);
      return;
    }

  begin_value (self);
  append_text (self, text);
}

void
fw_json_writer_raw (FwJsonWriter *self, const char *json, gsize length)
{
  begin_value (self);
  append (self, json, length);
}

void
fw_json_writer_verbatim (FwJsonWriter *self, const char *bytes, gsize length)
{
  append (self, bytes, length);
}

void
fw_json_writer_value (FwJsonWriter *self, FwJsonValue value)
{
  FwJsonWalk walk;
  FwJsonValue item;
  const char *key;
  gint64 integer;

  switch (fw_json_get_type (value))
    {
    case FW_JSON_NULL:
      fw_json_writer_null (self);
      return;

    case FW_JSON_BOOL:
      fw_json_writer_boolean (self, fw_json_get_boolean (value));
      return;

    case FW_JSON_INT:
      fw_json_get_integer (value, &integer);
      fw_json_writer_integer (self, integer);
      return;

    case FW_JSON_DOUBLE:
      fw_json_writer_double (self, fw_json_get_double (value));
      return;

    case FW_JSON_TEXT:
      fw_json_writer_text (self, fw_json_get_text (value, NULL));
      return;

    case FW_JSON_ARRAY:
      fw_json_writer_begin_array (self);
      fw_json_walk_init (&walk, value);
      while (fw_json_walk_next (&walk, NULL, &item))
        fw_json_writer_value (self, item);
      fw_json_writer_end_array (self);
      return;

    case FW_JSON_OBJECT:
      fw_json_writer_begin_object (self);
      fw_json_walk_init (&walk, value);
      while (fw_json_walk_next (&walk, &key, &item))
        {
          fw_json_writer_key (self, key);
          fw_json_writer_value (self, item);
        }
      fw_json_writer_end_object (self);
      return;
    }

  g_assert_not_reached ();
}

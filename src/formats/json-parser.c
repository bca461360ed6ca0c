/* SPDX-License-Identifier: GPL-3.0-or-later */

/*
 * FwJsonParser: simdjson first, and for what it refuses a recursive descent
 * parser that writes the same tape. The second one exists for two reasons: it
 * takes what Python's json module writes and takes (NaN, Infinity, lone
 * surrogates, numbers beyond a double), and when a text really is not JSON it
 * knows the byte and can say what is missing. It also validates without a
 * tape, for values that are only carried.
 */

#include "formats/json-private.h"

#include "core/error.h"

#include <errno.h>
#include <glib/gi18n.h>
#include <math.h>
#include <string.h>

struct _FwJsonParser
{
  FwSimdParser *simd;  /* (owned) */
  GArray *tape;        /* (element-type guint64) (owned) of the tolerant parser */
  GByteArray *strings; /* (owned) of the tolerant parser */
};

typedef struct
{
  const FwJsonText *text;
  gsize pos;
  gsize end;
  guint depth;
  GArray *tape; /* NULL: only validate */
  GByteArray *strings;
  GError **error;
} Slow;

FwJsonParser *
fw_json_parser_new (void)
{
  FwJsonParser *self = g_new0 (FwJsonParser, 1);

  self->simd = fw_simd_parser_new ();

  return self;
}

void
fw_json_parser_free (FwJsonParser *self)
{
  g_return_if_fail (self != NULL);

  fw_simd_parser_free (self->simd);
  g_clear_pointer (&self->tape, g_array_unref);
  g_clear_pointer (&self->strings, g_byte_array_unref);
  g_free (self);
}

static gsize
put (Slow *slow, char type, guint64 payload)
{
  if (!slow->tape)
    return 0;

  guint64 word = (guint64) (guchar) type << 56 | payload;

  g_array_append_val (slow->tape, word);

  return slow->tape->len - 1;
}

static void
put_bits (Slow *slow, const void *bits)
{
  if (slow->tape)
    g_array_append_vals (slow->tape, bits, 1);
}

static void
pass_space (Slow *slow)
{
  while (slow->pos < slow->end && memchr (" \t\r\n", slow->text->data[slow->pos], 4))
    slow->pos++;
}

static char
peek (Slow *slow)
{
  return slow->pos < slow->end ? slow->text->data[slow->pos] : 0;
}

static gboolean
fail (Slow *slow, const char *what)
{
  if (slow->pos >= slow->end)
    what = _("the value ends too early");
  fw_json_set_error (slow->error, slow->text, slow->pos, "%s", what);

  return FALSE;
}

static gboolean
take_word (Slow *slow, const char *word)
{
  gsize length = strlen (word);

  if (slow->end - slow->pos < length || memcmp (slow->text->data + slow->pos, word, length) != 0)
    return FALSE;
  slow->pos += length;

  return TRUE;
}

static gsize
take_digits (Slow *slow)
{
  gsize n = 0;

  while (g_ascii_isdigit (peek (slow)))
    {
      slow->pos++;
      n++;
    }

  return n;
}

static gboolean
put_double (Slow *slow, double number)
{
  put (slow, 'd', 0);
  put_bits (slow, &number);

  return TRUE;
}

static gboolean
parse_number (Slow *slow)
{
  gsize start = slow->pos;
  gboolean is_negative = take_word (slow, "-");
  gboolean is_whole = TRUE;

  if (take_word (slow, "Infinity"))
    return put_double (slow, is_negative ? -HUGE_VAL : HUGE_VAL);

  char first = peek (slow);
  gsize n = take_digits (slow);

  if (n == 0)
    return fail (slow, _("a number is needed after the minus sign"));
  if (first == '0' && n > 1)
    {
      slow->pos = start;
      return fail (slow, _("a number does not begin with 0"));
    }

  if (take_word (slow, "."))
    {
      is_whole = FALSE;
      if (take_digits (slow) == 0)
        return fail (slow, _("a digit is needed after the decimal point"));
    }
  if (peek (slow) == 'e' || peek (slow) == 'E')
    {
      is_whole = FALSE;
      slow->pos++;
      if (peek (slow) == '+' || peek (slow) == '-')
        slow->pos++;
      if (take_digits (slow) == 0)
        return fail (slow, _("a digit is needed in the exponent"));
    }

  if (!slow->tape)
    return TRUE;

  /* Copied, because what follows the number is not under our control. */
  g_autofree char *digits = g_strndup (slow->text->data + start, slow->pos - start);

  if (is_whole)
    {
      errno = 0;
      gint64 integer = g_ascii_strtoll (digits, NULL, 10);

      if (errno == 0)
        {
          put (slow, 'l', 0);
          put_bits (slow, &integer);
          return TRUE;
        }
    }

  return put_double (slow, g_ascii_strtod (digits, NULL));
}

static gboolean
parse_hex (Slow *slow, guint32 *out_unit)
{
  guint32 unit = 0;

  for (guint i = 0; i < 4; i++)
    {
      int digit = g_ascii_xdigit_value (peek (slow));

      if (digit < 0)
        return fail (slow, _("four hexadecimal digits are needed after \\u"));
      unit = unit << 4 | (guint32) digit;
      slow->pos++;
    }
  *out_unit = unit;

  return TRUE;
}

static gboolean
parse_unicode_escape (Slow *slow)
{
  guint32 unit;
  guint32 low;
  char utf8[6];

  if (!parse_hex (slow, &unit))
    return FALSE;

  if (unit >= 0xd800 && unit < 0xdc00 && slow->end - slow->pos >= 6
      && memcmp (slow->text->data + slow->pos, "\\u", 2) == 0)
    {
      gsize back = slow->pos;

      slow->pos += 2;
      if (!parse_hex (slow, &low))
        return FALSE;
      if (low >= 0xdc00 && low < 0xe000)
        unit = 0x10000 + ((unit - 0xd800) << 10) + (low - 0xdc00);
      else
        slow->pos = back;
    }

  /* Half a pair is no character. */
  if (unit >= 0xd800 && unit < 0xe000)
    unit = 0xfffd;
  if (slow->strings)
    g_byte_array_append (slow->strings, (guint8 *) utf8, g_unichar_to_utf8 (unit, utf8));

  return TRUE;
}

static gboolean
parse_escape (Slow *slow)
{
  static const char from[] = "\"\\/bfnrt";
  static const char to[] = "\"\\/\b\f\n\r\t";
  char c = peek (slow);
  const char *at = c ? strchr (from, c) : NULL;

  if (at)
    {
      slow->pos++;
      if (slow->strings)
        g_byte_array_append (slow->strings, (const guint8 *) &to[at - from], 1);
      return TRUE;
    }
  if (c == 'u')
    {
      slow->pos++;
      return parse_unicode_escape (slow);
    }

  return fail (slow, _("this character needs no backslash, or another one before it"));
}

static gboolean
parse_text (Slow *slow)
{
  gsize offset = slow->strings ? slow->strings->len : 0;
  guint32 length = 0;

  put (slow, '"', offset);
  if (slow->strings)
    g_byte_array_append (slow->strings, (guint8 *) &length, sizeof length);

  slow->pos++;
  while (peek (slow) != '"')
    {
      gsize start = slow->pos;

      if (slow->pos >= slow->end)
        return fail (slow, "");
      if (peek (slow) == '\\')
        {
          slow->pos++;
          if (!parse_escape (slow))
            return FALSE;
          continue;
        }

      while (slow->pos < slow->end && (guchar) peek (slow) >= 0x20 && peek (slow) != '"'
             && peek (slow) != '\\')
        slow->pos++;
      if (slow->pos == start)
        return fail (slow, _("a line break or control character stands inside a text"));

      const char *bad;

      if (!g_utf8_validate_len (slow->text->data + start, slow->pos - start, &bad))
        {
          slow->pos = bad - slow->text->data;
          return fail (slow, _("this text is not UTF-8"));
        }
      if (slow->strings)
        g_byte_array_append (slow->strings, (const guint8 *) slow->text->data + start,
                             slow->pos - start);
    }
  slow->pos++;

  if (slow->strings)
    {
      length = slow->strings->len - offset - sizeof length;
      memcpy (slow->strings->data + offset, &length, sizeof length);
      g_byte_array_append (slow->strings, (const guint8 *) "", 1);
    }

  return TRUE;
}

static gboolean parse_value (Slow *slow);

static gboolean
parse_member_name (Slow *slow)
{
  pass_space (slow);
  if (peek (slow) != '"')
    return fail (slow, _("the name of a member is needed here, in quotes"));
  if (!parse_text (slow))
    return FALSE;
  pass_space (slow);
  if (!take_word (slow, ":"))
    return fail (slow, _("a colon is missing"));

  return TRUE;
}

static gboolean
parse_container (Slow *slow, char open, char close)
{
  gsize start = put (slow, open, 0);
  guint64 count = 0;

  if (++slow->depth > FW_JSON_MAX_DEPTH)
    return fail (slow, _("lists and objects are nested too deep"));

  slow->pos++;
  pass_space (slow);
  while (peek (slow) != close)
    {
      if (count > 0)
        {
          if (!take_word (slow, ","))
            return fail (slow, close == ']' ? _("a comma or “]” is missing")
                                            : _("a comma or “}” is missing"));
        }
      if (open == '{' && !parse_member_name (slow))
        return FALSE;
      if (!parse_value (slow))
        return FALSE;
      count++;
      pass_space (slow);
    }
  slow->pos++;
  slow->depth--;

  if (slow->tape)
    {
      put (slow, close, start);
      g_array_index (slow->tape, guint64, start)
          |= MIN (count, FW_TAPE_COUNT_MAX) << 32 | (guint32) slow->tape->len;
    }

  return TRUE;
}

static gboolean
parse_value (Slow *slow)
{
  pass_space (slow);

  char c = peek (slow);

  if (c == '{')
    return parse_container (slow, '{', '}');
  if (c == '[')
    return parse_container (slow, '[', ']');
  if (c == '"')
    return parse_text (slow);
  if (c == '-' || g_ascii_isdigit (c))
    return parse_number (slow);

  if (take_word (slow, "true"))
    put (slow, 't', 0);
  else if (take_word (slow, "false"))
    put (slow, 'f', 0);
  else if (take_word (slow, "null"))
    put (slow, 'n', 0);
  else if (take_word (slow, "NaN"))
    put_double (slow, NAN);
  else if (take_word (slow, "Infinity"))
    put_double (slow, HUGE_VAL);
  else
    return fail (slow, _("a value is needed here"));

  return TRUE;
}

static gboolean
parse_all (Slow *slow)
{
  if (!parse_value (slow))
    return FALSE;
  pass_space (slow);
  if (slow->pos < slow->end)
    return fail (slow, _("something follows the end of the value"));

  return TRUE;
}

gboolean
fw_json_parser_parse_slowly (FwJsonParser *self,
                             const FwJsonText *text,
                             FwJsonRange range,
                             FwJsonValue *out_value,
                             GError **error)
{
  g_return_val_if_fail (self != NULL && text != NULL && out_value != NULL, FALSE);

  if (!self->tape)
    {
      self->tape = g_array_new (FALSE, FALSE, sizeof (guint64));
      self->strings = g_byte_array_new ();
    }
  g_array_set_size (self->tape, 0);
  g_byte_array_set_size (self->strings, 0);

  /* Offsets on the tape have 32 bits. */
  if (range.end - range.start > G_MAXUINT32 / 4)
    {
      g_set_error (error, FW_FORMAT_ERROR, FW_FORMAT_ERROR_LIMIT,
                   _("one value in byte %zu is larger than a gigabyte"), range.start);
      return FALSE;
    }

  Slow slow = {
    .text = text,
    .pos = range.start,
    .end = range.end,
    .tape = self->tape,
    .strings = self->strings,
    .error = error,
  };

  if (!parse_all (&slow))
    return FALSE;

  *out_value = (FwJsonValue){
    .tape = (const guint64 *) (gpointer) self->tape->data,
    .strings = self->strings->data,
  };

  return TRUE;
}

gboolean
fw_json_parser_parse (FwJsonParser *self,
                      const FwJsonText *text,
                      FwJsonRange range,
                      FwJsonValue *out_value,
                      GError **error)
{
  g_return_val_if_fail (self != NULL && text != NULL && out_value != NULL, FALSE);
  g_return_val_if_fail (range.start <= range.end && range.end <= text->length, FALSE);

  if (!fw_simd_parser_parse (self->simd, text->data + range.start, range.end - range.start,
                             &out_value->tape, &out_value->strings))
    return fw_json_parser_parse_slowly (self, text, range, out_value, error);

  out_value->index = 1; /* behind the root word */

  return TRUE;
}

gboolean
fw_json_validate (const FwJsonText *text, FwJsonRange value, GError **error)
{
  g_return_val_if_fail (text != NULL, FALSE);

  Slow slow = { .text = text, .pos = value.start, .end = value.end, .error = error };

  return parse_all (&slow);
}

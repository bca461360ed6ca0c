/* SPDX-License-Identifier: GPL-3.0-or-later */

/*
 * The only C++ of the program: simdjson's DOM parser and the standard
 * library's shortest number formatting, each behind a C function. Nothing may
 * throw across that border, so every entry catches.
 */

#include <glib.h>

#include <charconv>
#include <cmath>
#include <new>

#include <simdjson.h>

#include "formats/json-private.h"

static_assert (FW_JSON_PADDING >= simdjson::SIMDJSON_PADDING, "texts need simdjson's padding");

struct _FwSimdParser
{
  simdjson::dom::parser parser;
};

extern "C" FwSimdParser *
fw_simd_parser_new (void)
{
  FwSimdParser *self = new (std::nothrow) FwSimdParser ();

  if (!self)
    g_error ("no memory for a JSON parser");

  return self;
}

extern "C" void
fw_simd_parser_free (FwSimdParser *self)
{
  delete self;
}

extern "C" gboolean
fw_simd_parser_parse (FwSimdParser   *self,
                      const char     *data,
                      gsize           length,
                      const guint64 **out_tape,
                      const guint8  **out_strings)
{
  try
    {
      /* Words of the tape are 64 bits, its offsets 32: refuse early what
       * cannot fit. */
      if (length == 0 || length > 0xffffffffu / 2)
        return FALSE;

      if (self->parser.max_depth () != FW_JSON_MAX_DEPTH
          && self->parser.allocate (MAX (length, (gsize) 4096), FW_JSON_MAX_DEPTH))
        return FALSE;

      auto result = self->parser.parse (reinterpret_cast<const uint8_t *> (data), length, false);

      if (result.error () != simdjson::SUCCESS)
        return FALSE;

      static_assert (sizeof (guint64) == sizeof (uint64_t), "tape words");
      *out_tape = reinterpret_cast<const guint64 *> (self->parser.doc.tape.get ());
      *out_strings = self->parser.doc.string_buf.get ();

      return TRUE;
    }
  catch (...)
    {
      return FALSE;
    }
}

extern "C" gsize
fw_simd_format (double value,
                char  *buffer)
{
  double size = std::fabs (value);
  bool plain = size == 0.0 || (size >= 1e-5 && size < 1e16);
  auto format = plain ? std::chars_format::fixed : std::chars_format::scientific;
  auto result = std::to_chars (buffer, buffer + 32, value, format);

  return result.ptr - buffer;
}

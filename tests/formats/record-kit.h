/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

/*
 * What fuzz targets of files of records share: any bytes give a message that can be
 * shown, or something that is the same after it was written and read again.
 */

#include "core/error.h"
#include "formats/json.h"

typedef struct
{
  gpointer (*read)  (const FwJsonText *text, GPtrArray *sentences, GError **error);
  void     (*write) (FwJsonWriter *writer, gconstpointer thing);
} RecordForm;

static inline GBytes *
record_kit_write (const RecordForm *form,
                  gconstpointer     thing)
{
  FwJsonWriter *writer = fw_json_writer_new ();

  form->write (writer, thing);

  return fw_json_writer_steal (writer);
}

static inline gpointer
record_kit_read (const RecordForm  *form,
                 GBytes            *bytes,
                 GPtrArray         *sentences,
                 GError           **error)
{
  gsize size;
  const char *data = g_bytes_get_data (bytes, &size);
  g_autoptr(FwJsonText) text = fw_json_text_new (data ? data : "", size);

  return form->read (text, sentences, error);
}

static inline void
record_kit_assert_same (GBytes *first,
                        GBytes *second)
{
  g_assert_cmpmem (g_bytes_get_data (first, NULL), g_bytes_get_size (first),
                   g_bytes_get_data (second, NULL), g_bytes_get_size (second));
}

/* What @data says, and in @out_again the same once more from what was written of it.
 * NULL when it is refused. Returns: (transfer full) (nullable), both */
static inline gpointer
record_kit_read_twice (const RecordForm *form,
                       const guint8     *data,
                       gsize             size,
                       gpointer         *out_again)
{
  g_autoptr(GBytes) bytes = g_bytes_new (data, size);
  g_autoptr(GPtrArray) refused = g_ptr_array_new_with_free_func (g_free);
  g_autoptr(GError) error = NULL;
  gpointer thing = record_kit_read (form, bytes, refused, &error);

  if (!thing)
    {
      g_assert_nonnull (error);
      g_assert_true (error->domain == FW_FORMAT_ERROR);
      g_assert_true (g_utf8_validate (error->message, -1, NULL));
      return NULL;
    }
  g_assert_no_error (error);
  for (guint i = 0; i < refused->len; i++)
    g_assert_true (g_utf8_validate (g_ptr_array_index (refused, i), -1, NULL));

  g_autoptr(GBytes) first = record_kit_write (form, thing);

  *out_again = record_kit_read (form, first, NULL, &error);
  g_assert_no_error (error);

  g_autoptr(GBytes) second = record_kit_write (form, *out_again);

  record_kit_assert_same (first, second);

  return thing;
}

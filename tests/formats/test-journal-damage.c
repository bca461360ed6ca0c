/* SPDX-License-Identifier: GPL-3.0-or-later */

/*
 * Journals whose records are whole, checksums and all, and say nonsense: of a
 * bad disk, a bad program or a bad person. Labels open all the same, with at
 * least what the file holds, and can be worked on and saved.
 */

#include "coco-kit.h"

#include "core/journal.h"
#include "core/renumber.h"
#include "formats/labels-file.h"
#include "support/test-folder.h"
#include "support/test-home.h"
#include "support/wait.h"

#define HEAD 5 /* the magic */

static char *folder;
static char *path;
static char *journal_path;
static FwFrameList *frames;
static FwTaxonomy *taxonomy;
static GBytes *file_bytes;
static GPtrArray *records; /* (element-type GBytes) payloads of a real session */

static FwLabelsFile *
open_labels (void)
{
  g_autoptr (GError) error = NULL;
  FwLabelsFile *labels = fw_labels_file_open (path, frames, taxonomy, NULL, &error);

  g_assert_no_error (error);
  fw_labels_file_set_autosave (labels, FALSE);

  return labels;
}

static void
finish_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  GAsyncResult **out = data;

  *out = g_object_ref (result);
}

static gboolean
is_finished (gpointer data)
{
  return *(GAsyncResult **) data != NULL;
}

static void
save (FwLabelsFile *labels)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;

  fw_labels_file_save_async (labels, TRUE, NULL, finish_cb, &result);
  g_assert_true (fw_test_wait (is_finished, &result));
  fw_labels_file_save_finish (labels, result, &error);
  g_assert_no_error (error);
}

static void
leave (FwLabelsFile *labels)
{
  while (g_main_context_iteration (NULL, FALSE))
    ;
  g_assert_finalize_object (labels);
}

static void
edit (FwLabelsFile *labels, GRand *rand)
{
  FwDocument *document = fw_labels_file_get_document (labels);
  FwTrackId id = fw_document_take_track_id (document);
  g_autoptr (FwTrack) track = kit_random_track (rand, id, 30, FALSE);
  FwSpanSet *marks = fw_span_set_new ((FwSpan[]){ { 3, 5 }, { 9, 12 } }, 2);

  fw_document_begin (document, "Draw", 2);
  fw_document_replace_track (document, id, track);
  fw_document_replace (document, (FwSlot){ FW_SLOT_DONE, 0 }, marks);
  g_assert_true (fw_document_commit (document));
  fw_span_set_unref (marks);
}

static gboolean
collect_record (const guint8 *payload, gsize length, gpointer data)
{
  g_ptr_array_add (data, g_bytes_new (payload, length));

  return TRUE;
}

/* A session with every kind of record, before and after its save. */
static void
make_session (void)
{
  g_autoptr (GRand) rand = g_rand_new_with_seed (2);
  FwLabelsFile *labels = open_labels ();
  FwDocument *document = fw_labels_file_get_document (labels);
  FwRenumbering entry = { 9, -1 };
  g_autoptr (GError) error = NULL;
  char *text;
  gsize length;

  for (int round = 0; round < 2; round++)
    {
      edit (labels, rand);
      edit (labels, rand);
      edit (labels, rand);
      fw_document_undo (document);
      fw_document_undo (document);
      fw_document_redo (document);
      fw_document_note_seen (document, 4 + round);
      if (round == 0)
        save (labels);
      fw_labels_file_renumber (labels, &entry, 1);
      edit (labels, rand);
    }
  leave (labels);

  g_file_get_contents (path, &text, &length, &error);
  g_assert_no_error (error);
  file_bytes = g_bytes_new_take (text, length);
  records = g_ptr_array_new_with_free_func ((GDestroyNotify) g_bytes_unref);
  g_assert_true (fw_journal_read (journal_path, collect_record, records, NULL, NULL, &error));
  g_assert_cmpuint (records->len, >, 15);
}

static void
put_u32 (GByteArray *out, guint32 value)
{
  guint32 little = GUINT32_TO_LE (value);

  g_byte_array_append (out, (const guint8 *) &little, sizeof little);
}

static GByteArray *
make_journal (GPtrArray *payloads)
{
  GByteArray *out = g_byte_array_new ();

  g_byte_array_append (out, (const guint8 *) "FWJ1\n", HEAD);
  for (guint i = 0; i < payloads->len; i++)
    {
      gsize length;
      const guint8 *bytes = g_bytes_get_data (g_ptr_array_index (payloads, i), &length);

      put_u32 (out, (guint32) length);
      put_u32 (out, fw_crc32 (bytes, length));
      g_byte_array_append (out, bytes, (guint) length);
    }

  return out;
}

/* Opens, works, saves, opens again. */
static void
try_journal (GByteArray *journal)
{
  g_autoptr (GRand) rand = g_rand_new_with_seed (3);
  g_autoptr (GError) error = NULL;
  g_autofree char *now = NULL;
  FwLabelsFile *labels;
  FwDocument *document;
  gsize length, wanted, n_tracks;
  const char *text = g_bytes_get_data (file_bytes, &wanted);

  g_file_set_contents (path, text, (gssize) wanted, &error);
  g_assert_no_error (error);
  g_file_set_contents (journal_path, (const char *) journal->data, journal->len, &error);
  g_assert_no_error (error);

  labels = open_labels ();
  document = fw_labels_file_get_document (labels);
  g_assert_true (g_file_get_contents (path, &now, &length, NULL));
  g_assert_cmpmem (now, length, text, wanted);
  while (fw_document_undo (document))
    ;
  while (fw_document_redo (document))
    ;
  edit (labels, rand);
  n_tracks = fw_snapshot_get_n_tracks (fw_document_get_snapshot (document));
  save (labels);
  leave (labels);

  labels = open_labels ();
  document = fw_labels_file_get_document (labels);
  g_assert_null (fw_labels_file_get_recovery (labels));
  g_assert_cmpuint (fw_snapshot_get_n_tracks (fw_document_get_snapshot (document)), ==, n_tracks);
  leave (labels);
}

static GPtrArray *
copy_records (void)
{
  GPtrArray *copy = g_ptr_array_new_with_free_func ((GDestroyNotify) g_bytes_unref);

  for (guint i = 0; i < records->len; i++)
    g_ptr_array_add (copy, g_bytes_ref (g_ptr_array_index (records, i)));

  return copy;
}

static void
set_payload (GPtrArray *payloads, guint index, GString *text)
{
  g_bytes_unref (g_ptr_array_index (payloads, index));
  g_ptr_array_index (payloads, index) = g_string_free_to_bytes (text);
}

static GString *
get_payload (GPtrArray *payloads, guint index)
{
  gsize length;
  const char *text = g_bytes_get_data (g_ptr_array_index (payloads, index), &length);

  return g_string_new_len (text, (gssize) length);
}

/* Another number in place of one. */
static void
change_number (GRand *rand, GString *text)
{
  static const char *const numbers[]
      = { "9223372036854775807", "-9223372036854775808", "2147483647", "4294967296", "-1", "0",
          "1e308", "NaN", "1e999", "0.5", "29", "null", "[]", "10000000" };
  gsize at = (gsize) g_rand_int_range (rand, 0, (gint32) text->len);
  gsize end;

  for (gsize i = 0; i < text->len && !g_ascii_isdigit (text->str[at]); i++)
    at = (at + 1) % text->len;
  for (end = at; end < text->len && (g_ascii_isdigit (text->str[end]) || text->str[end] == '.');)
    end++;
  g_string_erase (text, (gssize) at, (gssize) (end - at));
  g_string_insert (text, (gssize) at,
                   numbers[g_rand_int_range (rand, 0, G_N_ELEMENTS (numbers))]);
}

static GPtrArray *
mutate (GRand *rand)
{
  GPtrArray *payloads = copy_records ();
  int n = g_rand_int_range (rand, 1, 4);

  for (int i = 0; i < n; i++)
    {
      guint index = (guint) g_rand_int_range (rand, 0, (gint32) payloads->len);
      guint other = (guint) g_rand_int_range (rand, 0, (gint32) payloads->len);
      GString *text = get_payload (payloads, index);

      switch (g_rand_int_range (rand, 0, 6))
        {
        case 0:
          text->str[g_rand_int_range (rand, 0, (gint32) text->len)]
              ^= (char) (1 << g_rand_int_range (rand, 0, 8));
          break;

        case 1:
          g_string_truncate (text, (gsize) g_rand_int_range (rand, 0, (gint32) text->len));
          break;

        case 2: /* twice */
          g_ptr_array_insert (payloads, (int) other,
                              g_bytes_ref (g_ptr_array_index (payloads, index)));
          g_string_free (text, TRUE);
          continue;

        case 3: /* not at all */
          if (payloads->len > 1)
            g_ptr_array_remove_index (payloads, index);
          g_string_free (text, TRUE);
          continue;

        default:
          change_number (rand, text);
          break;
        }
      if (text->len == 0)
        g_string_append_c (text, ' ');
      set_payload (payloads, index, text);
    }

  return payloads;
}

/* Test that journals with changed, cut, doubled and missing records open. */
static void
test_mutations (void)
{
  g_autoptr (GRand) rand = g_rand_new_with_seed (31);

  for (int round = 0; round < 250; round++)
    {
      g_autoptr (GPtrArray) payloads = mutate (rand);
      g_autoptr (GByteArray) journal = make_journal (payloads);

      if (round % 10 == 0)
        g_byte_array_set_size (journal,
                               (guint) g_rand_int_range (rand, HEAD, (gint32) journal->len));
      g_test_message ("round %d", round);
      try_journal (journal);
    }
}

/* Test single records that are well-formed and absurd. */
static void
test_absurd (void)
{
  static const char *const absurd[] = {
    "{\"do\":\"step\",\"label\":\"x\",\"frame\":0,\"next\":9223372036854775807,\"changes\":[]}",
    "{\"do\":\"step\",\"label\":\"x\",\"frame\":0,\"next\":-9223372036854775808,\"changes\":[]}",
    "{\"do\":\"step\",\"label\":\"x\",\"frame\":0,\"next\":5,\"changes\":[{\"slot\":\"track\","
    "\"id\":9223372036854775807,\"before\":null,\"after\":{\"shape\":\"box\",\"category\":1,"
    "\"keys\":[[0,[1,2,3,4]]]}}]}",
    "{\"do\":\"step\",\"label\":\"x\",\"frame\":0,\"next\":5,\"changes\":[{\"slot\":\"moon\","
    "\"id\":1,\"before\":null,\"after\":null}]}",
    "{\"do\":\"step\",\"label\":\"x\",\"frame\":0,\"next\":5,\"changes\":[{\"slot\":\"done\","
    "\"id\":9,\"before\":null,\"after\":[[9,2],[-3,2147483647]]}]}",
    "{\"do\":\"step\",\"label\":\"x\",\"frame\":0,\"next\":5,\"changes\":[{\"slot\":\"track\","
    "\"id\":1,\"before\":null,\"after\":{\"shape\":\"box\",\"category\":1,"
    "\"keys\":[[0,[NaN,2,3,4]]]}}]}",
    "{\"do\":\"renumber\",\"entries\":[[5,-30]]}",
    "{\"do\":\"renumber\",\"entries\":[[4,20],[5,-5],[10,-10]]}",
    "{\"do\":\"renumber\",\"entries\":[[9,-1],[3,2],[1,10]]}",
    "{\"do\":\"renumber\",\"entries\":[[0,10000000]]}",
    "{\"do\":\"renumber\",\"entries\":[[0,1000000]]}",
    "{\"do\":\"renumber\",\"entries\":[[2147483647,2147483647]]}",
    "{\"do\":\"seen\",\"spans\":[[0,2147483647]]}",
    "{\"do\":\"saved\",\"sha256\":\"-\",\"behind\":9223372036854775807}",
    "{\"do\":\"undo\",\"at\":9223372036854775807}",
    "[]",
    "",
  };

  for (gsize i = 0; i < G_N_ELEMENTS (absurd); i++)
    for (guint place = 1; place < 5; place++)
      {
        g_autoptr (GPtrArray) payloads = copy_records ();
        g_autoptr (GByteArray) journal = NULL;

        g_ptr_array_insert (payloads, (int) (records->len * place / 4),
                            g_bytes_new_static (absurd[i], strlen (absurd[i])));
        journal = make_journal (payloads);
        g_test_message ("%s at %u", absurd[i], place);
        try_journal (journal);
      }
}

int
main (int argc, char *argv[])
{
  int result;

  fw_test_init (&argc, &argv);
  folder = fw_test_make_folder ();
  path = g_build_filename (folder, "clip.coco.json", NULL);
  journal_path = fw_journal_path_for (path);
  frames = kit_video_frames (30);
  taxonomy = kit_taxonomy ();
  make_session ();
  g_test_add_func ("/journal-damage/mutations", test_mutations);
  g_test_add_func ("/journal-damage/absurd", test_absurd);
  result = g_test_run ();

  fw_test_remove_folder (folder);
  g_bytes_unref (file_bytes);
  g_ptr_array_unref (records);
  fw_frame_list_unref (frames);
  fw_taxonomy_unref (taxonomy);
  g_free (journal_path);
  g_free (path);
  g_free (folder);

  return result;
}

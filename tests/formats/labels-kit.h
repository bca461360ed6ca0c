/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

/*
 * A clip of 30 frames whose labels are opened, changed, saved, and dropped as a
 * crash would. Saving by itself is off.
 */

#include "coco-kit.h"

#include "core/journal.h"
#include "formats/labels-file.h"
#include "support/test-home.h"
#include "support/wait.h"

#include <glib/gstdio.h>

typedef struct
{
  char *folder;         /* (owned) */
  char *path;           /* (owned) */
  FwFrameList *frames;  /* (owned) */
  FwTaxonomy *taxonomy; /* (owned) */
} Labels;

static inline void
set_up (Labels *fixture, gconstpointer data)
{
  fixture->folder = g_dir_make_tmp ("fw-labels-XXXXXX", NULL);
  fixture->path = g_build_filename (fixture->folder, "clip.coco.json", NULL);
  fixture->frames = kit_video_frames (30);
  fixture->taxonomy = kit_taxonomy ();
}

static inline void
tear_down (Labels *fixture, gconstpointer data)
{
  g_autofree char *journal = fw_journal_path_for (fixture->path);
  g_autoptr (GDir) dir = g_dir_open (fixture->folder, 0, NULL);
  const char *name;

  while (dir && (name = g_dir_read_name (dir)))
    {
      g_autofree char *path = g_build_filename (fixture->folder, name, NULL);

      g_unlink (path);
    }
  g_rmdir (fixture->folder);
  g_unlink (journal);
  g_free (fixture->folder);
  g_free (fixture->path);
  fw_frame_list_unref (fixture->frames);
  fw_taxonomy_unref (fixture->taxonomy);
}

static inline FwLabelsFile *
open_labels (Labels *fixture)
{
  g_autoptr (GError) error = NULL;
  FwLabelsFile *labels
      = fw_labels_file_open (fixture->path, fixture->frames, fixture->taxonomy, NULL, &error);

  g_assert_no_error (error);
  fw_labels_file_set_autosave (labels, FALSE);

  return labels;
}

static inline FwTrackId
draw (FwLabelsFile *labels, double x)
{
  FwDocument *document = fw_labels_file_get_document (labels);
  FwTrackId id = fw_document_take_track_id (document);
  FwTrackBuilder *builder = fw_track_builder_new (id, 1);
  g_autoptr (FwShape) first = fw_shape_new_box (FW_RECT (x, 20, 30, 40));
  g_autoptr (FwShape) last = fw_shape_new_box (FW_RECT (x + 10, 20, 30, 40));

  fw_track_builder_set_key (builder, 2, first);
  fw_track_builder_set_key (builder, 7, last);

  g_autoptr (FwTrack) track = kit_end (builder);

  fw_document_begin (document, "Draw box", 2);
  fw_document_replace_track (document, id, track);
  g_assert_true (fw_document_commit (document));

  return id;
}

typedef struct
{
  gboolean done;
  gboolean ok;
  GError *error;
} Result;

static inline void
save_cb (GObject *source, GAsyncResult *async, gpointer data)
{
  Result *result = data;

  result->ok = fw_labels_file_save_finish (FW_LABELS_FILE (source), async, &result->error);
  result->done = TRUE;
}

static inline void
save_as_cb (GObject *source, GAsyncResult *async, gpointer data)
{
  Result *result = data;

  result->ok = fw_labels_file_save_as_finish (FW_LABELS_FILE (source), async, &result->error);
  result->done = TRUE;
}

static inline void
close_cb (GObject *source, GAsyncResult *async, gpointer data)
{
  Result *result = data;

  result->ok = fw_labels_file_close_finish (FW_LABELS_FILE (source), async, &result->error);
  result->done = TRUE;
}

static inline gboolean
is_done (gpointer data)
{
  return ((Result *) data)->done;
}

static inline Result
save (FwLabelsFile *labels, gboolean overwrite)
{
  Result result = { FALSE };

  fw_labels_file_save_async (labels, overwrite, NULL, save_cb, &result);
  g_assert_true (fw_test_wait (is_done, &result));

  return result;
}

static inline Result
close_labels (FwLabelsFile *labels)
{
  Result result = { FALSE };

  fw_labels_file_close_async (labels, NULL, close_cb, &result);
  g_assert_true (fw_test_wait (is_done, &result));

  return result;
}

/* What a crash leaves: the journal is on disk, nothing else happens. */
static inline void
crash (FwLabelsFile *labels)
{
  while (g_main_context_iteration (NULL, FALSE))
    ;
  g_assert_finalize_object (labels);
}

static inline guint
count_tracks (FwLabelsFile *labels)
{
  return (guint) fw_snapshot_get_n_tracks (
      fw_document_get_snapshot (fw_labels_file_get_document (labels)));
}

/* A record of a kind that does not exist yet, and a step behind it. */
static inline void
append_future (const char *journal_path)
{
  g_autoptr (GBytes) header = g_bytes_new_static ("", 0);
  g_autoptr (GBytes) future = g_bytes_new_static ("{\"do\":\"dance\"}", 14);
  g_autoptr (GError) error = NULL;
  g_autoptr (FwJournal) journal = fw_journal_open (journal_path, header, &error);

  g_assert_no_error (error);
  fw_journal_append (journal, future);
  g_assert_true (fw_journal_flush (journal, NULL));
}

/* Opens with the frames as a source counts them before (@confirmed FALSE) or
 * after its pass has found that packet 4 yields no picture. */
static inline FwLabelsFile *
open_counted (Labels *fixture, gboolean confirmed)
{
  static const FwRenumbering entry = { 5, -1 };
  g_autoptr (FwFrameList) counted = fw_renumber_frame_list (fixture->frames, &entry, confirmed ? 1 : 0);
  g_autoptr (GError) error = NULL;
  FwLabelsFile *labels
      = fw_labels_file_open (fixture->path, counted, fixture->taxonomy, NULL, &error);

  g_assert_no_error (error);
  fw_labels_file_set_autosave (labels, FALSE);

  return labels;
}

static inline FwFrame
get_last (FwLabelsFile *labels, FwTrackId id)
{
  return fw_track_get_span (fw_document_get_track (fw_labels_file_get_document (labels), id)).last;
}

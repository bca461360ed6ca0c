/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

/*
 * Keeps a document and its file on disk together: opens, journals every
 * step, saves in the background, recovers after a crash. Main thread only;
 * reading and writing happen in worker threads. No toolkit.
 */

#include <gio/gio.h>

#include "core/document.h"
#include "formats/coco-file.h"

G_BEGIN_DECLS

/**
 * FwLabelsState:
 *
 * Where the work is.
 */
typedef enum
{
  FW_LABELS_CLEAN,     /* the file holds everything */
  FW_LABELS_JOURNALED, /* the journal holds more than the file */
  FW_LABELS_SAVING,    /* the file is being written; the journal holds everything */
  FW_LABELS_FAILED,    /* the file could not be written; the journal holds everything */
  FW_LABELS_READ_ONLY  /* another window has these labels open; nothing is kept */
} FwLabelsState;

#define FW_TYPE_LABELS_FILE (fw_labels_file_get_type ())
G_DECLARE_FINAL_TYPE (FwLabelsFile, fw_labels_file, FW, LABELS_FILE, GObject)

/**
 * FwLabelsFile:
 *
 * Properties (read-only, notify): state (FwLabelsState as int), status (string:
 * one sentence for the header bar, the same as fw_labels_file_dup_status()),
 * last-saved (int64, wall clock microseconds, 0 = not in this session),
 * n-aside (uint, see fw_labels_file_get_n_aside()).
 * ::save-failed (labels, const char *sentence): once per new failure.
 */

/* Opens labels in a worker thread. When there is no file at @path and @frames
 * is given, an empty document for these media with @taxonomy is made; work
 * that a journal holds is put back in both cases. When the file exists, @frames
 * (nullable) is reconciled with it and @taxonomy does not matter: what a manual
 * says of the file's categories is fw_manual_make_taxonomy()'s to lay over them.
 * Cancelling works until the callback runs. */
void          fw_labels_file_open_async  (const char          *path,
                                          FwFrameList         *frames,
                                          FwTaxonomy          *taxonomy,
                                          GCancellable        *cancellable,
                                          FwProgressFunc       progress,
                                          gpointer             progress_data,
                                          GAsyncReadyCallback  callback,
                                          gpointer             user_data);
/* Returns: (transfer full) */
FwLabelsFile *fw_labels_file_open_finish (GAsyncResult        *result,
                                          GError             **error) G_GNUC_WARN_UNUSED_RESULT;
/* The same, blocking. */
FwLabelsFile *fw_labels_file_open        (const char          *path,
                                          FwFrameList         *frames,
                                          FwTaxonomy          *taxonomy,
                                          GCancellable        *cancellable,
                                          GError             **error) G_GNUC_WARN_UNUSED_RESULT;

FwDocument   *fw_labels_file_get_document (FwLabelsFile       *self);
FwCocoFile   *fw_labels_file_get_coco    (FwLabelsFile        *self);
const char   *fw_labels_file_get_path    (FwLabelsFile        *self);
FwLabelsState fw_labels_file_get_state   (FwLabelsFile        *self);
gint64        fw_labels_file_get_last_saved (FwLabelsFile     *self);
/* "All changes are in the file · 14:32", "The last 3 changes are in the journal only", … */
char         *fw_labels_file_dup_status  (FwLabelsFile        *self) G_GNUC_WARN_UNUSED_RESULT;
/* What to tell once after opening: "We kept everything up to 14:32:07." and the
 * like; NULL when there is nothing to say. */
const char   *fw_labels_file_get_recovery (FwLabelsFile       *self);
/* FALSE when the journal cannot be kept: then the work is safe only in the file,
 * and fw_labels_file_get_recovery() says why. */
gboolean      fw_labels_file_has_journal (FwLabelsFile        *self);
/* Whether the last try to write the journal went well: then it holds all that is
 * not in the file. */
gboolean      fw_labels_file_is_journaled (FwLabelsFile       *self);
/* Steps that came back from the journal and are not in the file. */
guint         fw_labels_file_get_n_recovered (FwLabelsFile    *self);

/* Work of earlier sessions that was set aside, because another program changed
 * the file, and is not in the file. How many changes; 0 = nothing to offer. */
guint         fw_labels_file_get_n_aside (FwLabelsFile        *self);
/* What to tell about it: "Another program changed these labels. 3 changes of
 * yours are not in the file."; NULL when there is none. @out_places (nullable)
 * gets the paths it is kept at, one on a line. Returns: (transfer full) (nullable) */
char         *fw_labels_file_dup_aside   (FwLabelsFile  *self,
                                          char         **out_places) G_GNUC_WARN_UNUSED_RESULT;
/* Reads it in a thread and puts it on top of the document as one undoable step;
 * after that it is kept under another name and no longer offered. Nothing is
 * changed on errors, which are sentences. */
void          fw_labels_file_put_back_async (FwLabelsFile     *self,
                                          GCancellable        *cancellable,
                                          GAsyncReadyCallback  callback,
                                          gpointer             user_data);
/* Returns: (transfer full) (nullable): what to tell, NULL on errors */
char         *fw_labels_file_put_back_finish (FwLabelsFile    *self,
                                          GAsyncResult        *result,
                                          GError             **error) G_GNUC_WARN_UNUSED_RESULT;
/* What the labels would be with it on top, for a look: nothing is changed, and it
 * is offered on. Returns: (transfer full) (nullable) */
void          fw_labels_file_preview_aside_async (FwLabelsFile *self,
                                          GCancellable        *cancellable,
                                          GAsyncReadyCallback  callback,
                                          gpointer             user_data);
FwSnapshot   *fw_labels_file_preview_aside_finish (FwLabelsFile *self,
                                          GAsyncResult        *result,
                                          GError             **error) G_GNUC_WARN_UNUSED_RESULT;
/* Keeps it on disk without offering it again. */
gboolean      fw_labels_file_forget_aside (FwLabelsFile       *self,
                                          GError             **error);

/* (element-type FwNote): reading, reconciling. Borrowed. */
GPtrArray    *fw_labels_file_get_notes   (FwLabelsFile        *self);
/* Why the last save did not work; NULL when it did. */
const GError *fw_labels_file_get_error   (FwLabelsFile        *self);

/* Media facts arrived or changed (indexing went on): reconciles them into the
 * document. FALSE with a sentence when they do not go together. */
gboolean      fw_labels_file_set_frames  (FwLabelsFile        *self,
                                          FwFrameList         *frames,
                                          GError             **error);
/* The same when counting is over: frames past the end of the video that carry no
 * work go, too. Before, they stay: they may be there and not be counted yet. */
gboolean      fw_labels_file_confirm_frames (FwLabelsFile     *self,
                                          FwFrameList         *frames,
                                          GError             **error);
/* The confirming pass moved frames: renumbers the document and journals it. */
void          fw_labels_file_renumber    (FwLabelsFile        *self,
                                          const FwRenumbering *entries,
                                          gsize                n_entries);
/* What a new file says of its video beside the frames: without the time base,
 * seconds per tick, a pts means nothing to others. @codec is nullable. */
void          fw_labels_file_set_media_facts (FwLabelsFile    *self,
                                          int                  time_base_num,
                                          int                  time_base_den,
                                          const char          *codec);
/* Which video file these are made on, for the next save. */
void          fw_labels_file_set_media_identity (FwLabelsFile *self,
                                          const FwMediaIdentity *identity);
const FwMediaIdentity *
              fw_labels_file_get_media_identity (FwLabelsFile *self);
/* FALSE stops background saving (a test, a preference); the journal goes on. */
void          fw_labels_file_set_autosave (FwLabelsFile       *self,
                                          gboolean             autosave);

/* Writes the file now. When another program changed it since, fails with
 * G_IO_ERROR_WRONG_ETAG and a sentence unless @overwrite. */
void          fw_labels_file_save_async  (FwLabelsFile        *self,
                                          gboolean             overwrite,
                                          GCancellable        *cancellable,
                                          GAsyncReadyCallback  callback,
                                          gpointer             user_data);
gboolean      fw_labels_file_save_finish (FwLabelsFile        *self,
                                          GAsyncResult        *result,
                                          GError             **error);
/* Writes to another place and goes on there; history and journal move along. */
void          fw_labels_file_save_as_async (FwLabelsFile      *self,
                                          const char          *path,
                                          GCancellable        *cancellable,
                                          GAsyncReadyCallback  callback,
                                          gpointer             user_data);
gboolean      fw_labels_file_save_as_finish (FwLabelsFile     *self,
                                          GAsyncResult        *result,
                                          GError             **error);
/* Writes the labels as they are now to another file, in any form, and stays with
 * this one. Refused where its own file stands. Finishing gives what is to be known of
 * what was written. Returns: (transfer full) (element-type FwNote) (nullable) */
void          fw_labels_file_export_async (FwLabelsFile       *self,
                                          const char          *path,
                                          FwCocoFlavour        flavour,
                                          GCancellable        *cancellable,
                                          GAsyncReadyCallback  callback,
                                          gpointer             user_data);
GPtrArray    *fw_labels_file_export_finish (FwLabelsFile      *self,
                                          GAsyncResult        *result,
                                          GError             **error) G_GNUC_WARN_UNUSED_RESULT;
/* Saves what is not saved, syncs and closes the journal. Also when saving does
 * not work the journal is closed in order, and the error says so: the work is
 * offered again at the next start. */
void          fw_labels_file_close_async (FwLabelsFile        *self,
                                          GCancellable        *cancellable,
                                          GAsyncReadyCallback  callback,
                                          gpointer             user_data);
gboolean      fw_labels_file_close_finish (FwLabelsFile       *self,
                                          GAsyncResult        *result,
                                          GError             **error);

G_END_DECLS

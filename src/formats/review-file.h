/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

/*
 * Keeps a review and `NAME.review.json` together, with the care that labels
 * get: every verdict is in a journal within a second, the file is written in the
 * background (beside it, synced, renamed), and after a crash everything comes
 * back. When the file is broken or gone, the journal has the last good state;
 * when another program changed it, both are joined by unit. Main thread, but for
 * FwReviewLoad.
 */

#include <gio/gio.h>

#include "core/review.h"

G_BEGIN_DECLS

/**
 * FwReviewLoad:
 *
 * A review read from disk, and what there is to tell about it.
 */
typedef struct
{
  FwReview  *review;      /* (owned) */
  char      *path;        /* (owned) absolute */
  char      *sha256;      /* (owned) of the file; "" when there was none */
  GPtrArray *notes;       /* (element-type utf8) (owned) what was left out, recovered, joined */
  GArray    *conflicts;   /* (element-type FwReviewConflict) (owned) when two were joined */
  guint      n_recovered; /* changes that came from the journal and are not in the file */
  gboolean   is_broken;   /* the file is no review; it stays as it is until fw_review_file_save() */
} FwReviewLoad;

/* Reads @path and its journal. Where there is neither, a review of @labels
 * (nullable) begins. An error only when nothing can be had: no file and no
 * @labels, or a file that is no review and no journal that has its last state;
 * the message has file, line and byte. Blocks; any thread.
 * Returns: (transfer full) (nullable) */
FwReviewLoad *fw_review_load_new      (const char           *path,
                                       const FwReviewLabels *labels,
                                       GError              **error) G_GNUC_WARN_UNUSED_RESULT;
void          fw_review_load_free     (FwReviewLoad         *self);

typedef enum
{
  FW_REVIEW_FILE_CLEAN,     /* the file holds everything */
  FW_REVIEW_FILE_JOURNALED, /* the journal holds more */
  FW_REVIEW_FILE_SAVING,
  FW_REVIEW_FILE_FAILED,    /* the file could not be written; the journal holds everything */
  FW_REVIEW_FILE_READ_ONLY  /* another window has it open; nothing is kept */
} FwReviewFileState;

#define FW_TYPE_REVIEW_FILE (fw_review_file_get_type ())
G_DECLARE_FINAL_TYPE (FwReviewFile, fw_review_file, FW, REVIEW_FILE, GObject)

/**
 * FwReviewFile:
 *
 * ::changed when there is another review; notify::state.
 */

/* Goes on with what was loaded. Takes @load. */
FwReviewFile *fw_review_file_new      (FwReviewLoad         *load) G_GNUC_WARN_UNUSED_RESULT;
/* Both at once, blocking. */
FwReviewFile *fw_review_file_open     (const char           *path,
                                       const FwReviewLabels *labels,
                                       GError              **error) G_GNUC_WARN_UNUSED_RESULT;
/* Reading in a thread. */
void          fw_review_file_open_async  (const char           *path,
                                       const FwReviewLabels *labels,
                                       GCancellable         *cancellable,
                                       GAsyncReadyCallback   callback,
                                       gpointer              user_data);
FwReviewFile *fw_review_file_open_finish (GAsyncResult      *result,
                                       GError              **error) G_GNUC_WARN_UNUSED_RESULT;

/* The present review; borrowed. */
FwReview     *fw_review_file_get_review (FwReviewFile       *self);
const char   *fw_review_file_get_path (FwReviewFile         *self);
FwReviewFileState
              fw_review_file_get_state (FwReviewFile        *self);
/* What was told when it was loaded. */
const FwReviewLoad *
              fw_review_file_get_load (FwReviewFile         *self);
/* Why the last save did not work; NULL when it did. */
const GError *fw_review_file_get_error (FwReviewFile        *self);

/* Adds or replaces a record (an id of 0 gets the next one; @out_id is nullable).
 * Refused as fw_review_with() says, and when the file is read-only. */
gboolean      fw_review_file_put      (FwReviewFile         *self,
                                       FwReviewPart          part,
                                       gconstpointer         facts,
                                       gint64               *out_id,
                                       GError              **error);
/* Takes a record back, with what stands on it. */
void          fw_review_file_remove   (FwReviewFile         *self,
                                       FwReviewPart          part,
                                       gint64                id);
/* Asks, unless the same question is open; see fw_review_ask(). */
gboolean      fw_review_file_ask      (FwReviewFile         *self,
                                       const FwQuestion     *facts,
                                       gint64               *out_id,
                                       GError              **error);
/* Joins another review file into this one. @conflicts as fw_review_merge(). */
gboolean      fw_review_file_join     (FwReviewFile         *self,
                                       const FwReview       *other,
                                       GArray               *conflicts,
                                       GError              **error);

/* FALSE stops saving in the background; the journal goes on. */
void          fw_review_file_set_autosave (FwReviewFile     *self,
                                       gboolean              autosave);
/* Writes now. What another program wrote meanwhile is joined first, and where
 * that cannot be, the save fails with G_IO_ERROR_WRONG_ETAG and a sentence. */
void          fw_review_file_save_async  (FwReviewFile      *self,
                                       GCancellable         *cancellable,
                                       GAsyncReadyCallback   callback,
                                       gpointer              user_data);
gboolean      fw_review_file_save_finish (FwReviewFile      *self,
                                       GAsyncResult         *result,
                                       GError              **error);
/* The same, blocking; for commands and for the end. */
gboolean      fw_review_file_save     (FwReviewFile         *self,
                                       GError              **error);
/* Saves what is not saved and closes the journal; also when saving does not work. */
gboolean      fw_review_file_close    (FwReviewFile         *self,
                                       GError              **error);

/* Where the review of labels is: `NAME.review.json` beside `NAME.coco.json`, and
 * beside `NAME.json`. Returns: (transfer full) */
char         *fw_review_file_dup_path_for (const char       *labels) G_GNUC_WARN_UNUSED_RESULT;
/* The journal of a review, beside those of labels. Returns: (transfer full) */
char         *fw_review_file_get_journal_path (const char   *path) G_GNUC_WARN_UNUSED_RESULT;

G_DEFINE_AUTOPTR_CLEANUP_FUNC (FwReviewLoad, fw_review_load_free)

G_END_DECLS

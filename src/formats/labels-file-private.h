/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

/*
 * What labels-file.c (saving) and labels-open.c (opening) share.
 */

#include "core/journal.h"
#include "formats/journal-recovery.h"
#include "formats/labels-aside.h"
#include "formats/labels-file.h"

G_BEGIN_DECLS

/* What stood at the path when we read or wrote it last. */
typedef struct
{
  gboolean exists;
  guint64  device;
  guint64  inode;
  gint64   size;
  gint64   mtime_ns;
  char     sha256[65]; /* "" when there was no file */
} FwDiskState;

struct _FwLabelsFile
{
  GObject        parent_instance;

  char          *path;         /* (owned) absolute */
  FwCocoFile    *coco;         /* (owned) */
  FwDocument    *document;     /* (owned) */
  FwJournal     *journal;      /* (owned) (nullable) */
  char          *journal_path; /* (owned) (nullable) */
  FwDiskState    disk;
  GPtrArray     *notes;        /* (element-type FwNote) (owned) */
  char          *recovery;     /* (owned) (nullable) */
  guint          n_recovered;
  GPtrArray     *aside;        /* (element-type FwAside) (owned) the oldest first */
  char          *aside_labels_path; /* (owned) of the labels they follow */
  gboolean       is_aside_new; /* the newest was moved aside by this opening */
  gboolean       is_putting_back;
  gboolean       has_frames;   /* the media told what frames there are */

  FwLabelsState  state;
  GError        *error;        /* (owned) (nullable) of the last save */
  gint64         last_saved;
  FwStep        *next_redo;    /* (owned) (nullable) what a redo would do */
  FwSpanSet     *journaled_seen; /* (owned) (nullable) */

  /* Actions of the document since it was opened. */
  gsize          n_actions;
  gsize          n_saving_actions; /* when the save that runs began */
  gsize          n_saved_actions;  /* that are in the file */

  gboolean       autosave;
  gboolean       is_urgent;    /* the journal does not work */
  gboolean       is_renumbered; /* since the save that runs began */
  GBytes        *alignment;    /* (owned) (nullable) renumbering that comes before the next record */
  gboolean       is_closed;
  guint          save_timer;
  gint64         last_save_start; /* monotonic; 0 = never */
  GTask         *save;         /* (owned) (nullable) that runs */
  GPtrArray     *waiting;      /* (element-type GTask) (owned) for the save that runs */
  GPtrArray     *queued;       /* (element-type GTask) (owned) for one after it */
  gboolean       queued_overwrite;
};

void      fw_disk_state_read    (FwDiskState       *state,
                                 const char        *path);
gboolean  fw_disk_state_equal   (const FwDiskState *a,
                                 const FwDiskState *b);
/* SHA-256 of the file's content as hex digits; NULL when it cannot be read. */
char     *fw_disk_checksum      (const char        *path,
                                 GCancellable      *cancellable);

void      fw_labels_file_take_journal    (FwLabelsFile *self,
                                          FwJournal    *journal,
                                          char         *journal_path);
/* Compacts a journal that grew beyond its limit. Any thread, while nobody appends. */
void      fw_labels_file_compact_journal (FwJournal    *journal,
                                          const char   *journal_path,
                                          const char   *labels_path,
                                          const char   *sha256);
/* Gives the document the numbers that @frames (a video, as its source counts it
 * now) have for the frames the file names: they differ when the file was
 * written after the confirming pass found missing pictures, and this session's
 * pass is still to come. No change of the work: not saved for its own sake. */
void      fw_labels_file_align           (FwLabelsFile *self,
                                          FwFrameList  *frames);
/* n-aside may have changed. */
void      fw_labels_file_notify_aside    (FwLabelsFile *self);
/* Starts to follow the document. */
void      fw_labels_file_begin           (FwLabelsFile *self);

G_END_DECLS

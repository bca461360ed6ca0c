/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

/*
 * What the files of FwLabelsFile share: labels-file.c (the object), labels-open.c,
 * labels-journal.c (following the document), labels-media.c (frames), labels-save.c
 * (saving, closing), labels-save-as.c (saving elsewhere), labels-aside.c (work of earlier sessions).
 */

#include "core/journal.h"
#include "formats/journal-recovery.h"
#include "formats/labels-aside.h"
#include "formats/labels-file.h"
#include "formats/safe-file.h"

G_BEGIN_DECLS

/* A longer journal is compacted. */
#define FW_LABELS_JOURNAL_LIMIT ((gint64) 64 * 1024 * 1024)

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

/* One writing of the file, for a worker. */
typedef struct
{
  FwCocoFile        *coco;      /* (owned) */
  FwSnapshot        *snapshot;  /* (owned) */
  FwCocoWriteOptions options;   /* (owned) */
  char              *path;      /* (owned) */
  FwJournal         *journal;   /* (owned) (nullable) that is told what is about to be put in place */
  FwDiskState        disk;      /* as we know it */
  GBytes            *wrote;     /* (owned) out: the record that says so */
  FwDiskState        put;       /* out: as we put it there, whatever others did since */
  gboolean           overwrite;
  char              *sha256;    /* (owned) out */
} FwSaveJob;

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
  gboolean       is_oriented;  /* looked at with the media's frames before */
  FwMediaIdentity identity;    /* of the video at hand, once it is known */
  char          *metadata;     /* (owned) (nullable) JSON object for videos[].metadata */
  GPtrArray     *turns;        /* (element-type FwTurn) (owned) from the file and the journal, which are
                                * as they were made, to the document. Replaced, never changed. */

  FwLabelsState  state;
  GError        *error;        /* (owned) (nullable) of the last save */
  gint64         last_saved;
  FwStep        *next_redo;    /* (owned) (nullable) what a redo would do */
  FwSpanSet     *journaled_seen; /* (owned) (nullable) that the journal or the file knows */
  FwSpanSet     *journaled_shown; /* (owned) (nullable) */
  GTask         *compaction;   /* (owned) (nullable) that runs */
  gint64         journal_limit; /* bytes; FW_LABELS_JOURNAL_LIMIT but in tests */
  gint64         compact_at;   /* bytes of the journal from which on it is tried */

  /* Actions of the document since it was opened. */
  gsize          n_actions;
  gsize          n_saving_actions; /* when the save that runs began */
  gsize          n_saved_actions;  /* that are in the file */

  gboolean       autosave;
  gboolean       is_urgent;    /* the journal does not work */
  gboolean       is_renumbered; /* since the save that runs began */
  GPtrArray     *alignment;    /* (element-type GBytes) (owned) renumberings that come before the next
                                * record: other numbers alone are no work */
  gboolean       is_closed;
  guint          save_timer;
  gint64         last_save_start; /* monotonic; 0 = never */
  GTask         *save;         /* (owned) (nullable) that runs */
  GPtrArray     *waiting;      /* (element-type GTask) (owned) for the save that runs */
  GPtrArray     *queued;       /* (element-type GTask) (owned) for one after it */
  gboolean       queued_overwrite;
  GTask         *moving;       /* (owned) (nullable) saving elsewhere, which runs or waits for a save */
  GPtrArray     *moving_tail;  /* (element-type GBytes) (owned) (nullable) what the journal was told
                                * while it is copied to another place */
};

void      fw_disk_state_read    (FwDiskState       *state,
                                 const char        *path);
/* The same of an open file. */
void      fw_disk_state_read_fd (FwDiskState       *state,
                                 int                fd);
gboolean  fw_disk_state_equal   (const FwDiskState *a,
                                 const FwDiskState *b);

/* labels-file.c: */

void      fw_labels_file_settle_state    (FwLabelsFile *self);
/* The file holds everything now: at this time, wall clock microseconds. */
void      fw_labels_file_set_last_saved  (FwLabelsFile *self,
                                          gint64        time_us);
void      fw_labels_file_tell_failure    (FwLabelsFile *self,
                                          const char   *sentence);
/* n-aside may have changed. */
void      fw_labels_file_notify_aside    (FwLabelsFile *self);

/* labels-journal.c: */

/* @journal_path is taken. */
void      fw_labels_file_take_journal    (FwLabelsFile *self,
                                          FwJournal    *journal,
                                          char         *journal_path);
/* Starts to follow the document. @counted (nullable): the frames that the journal's
 * numbers begin with, where no file tells. */
void      fw_labels_file_begin           (FwLabelsFile *self,
                                          FwFrameList  *counted);
/* The document's frames got other numbers, which the journal has to know before
 * anything that is told in them. */
void      fw_labels_file_note_alignment  (FwLabelsFile        *self,
                                          const FwRenumbering *entries,
                                          gsize                n_entries);
void      fw_labels_file_append          (FwLabelsFile *self,
                                          GBytes       *record);
/* The journal learns that frames are numbered as in this session only when
 * something in it depends on that. */
void      fw_labels_file_append_alignment (FwLabelsFile *self);
/* What was on the screen since the last time. */
void      fw_labels_file_append_seen     (FwLabelsFile *self);
/* The document was given other numbers: what can be redone and what was seen are
 * other values now. */
void      fw_labels_file_note_renumbered (FwLabelsFile *self);
/* Compacts a journal that grew beyond its limit. Any thread; appending goes on. */
void      fw_labels_file_compact_journal (FwJournal    *journal,
                                          const char   *labels_path,
                                          const char   *sha256);

/* labels-save.c: */

void      fw_labels_file_schedule_save   (FwLabelsFile *self);
/* Writes in place, as a person who knows what he replaces; @task is told and taken. */
void      fw_labels_file_replace         (FwLabelsFile *self,
                                          GTask        *task);
/* Saves that were asked for meanwhile, and the one that the clock wants. */
void      fw_labels_file_go_on_saving    (FwLabelsFile *self);
/* The work as it is now, to be written to @path. */
FwSaveJob *fw_save_job_new               (FwLabelsFile *self,
                                          const char   *path) G_GNUC_WARN_UNUSED_RESULT;
void      fw_save_job_free               (FwSaveJob    *job);

/* labels-media.c: */

/* Brings the document to pictures as @frames says that they are shown. */
void      fw_labels_file_orient          (FwLabelsFile *self,
                                          FwFrameList  *frames);

/* Gives the document the numbers that @frames (a video, as its source counts it
 * now) have for the frames the file names: they differ when the file was
 * written after the confirming pass found missing pictures, and this session's
 * pass is still to come. No change of the work: not saved for its own sake. */
void      fw_labels_file_align           (FwLabelsFile *self,
                                          FwFrameList  *frames);

G_END_DECLS

/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

/*
 * The time log: how long a person worked, day by day. It is hers: it stays on this
 * computer, in the state folder, and goes where she exports it to.
 *
 *   $XDG_STATE_HOME/framewright/time/PERSON/2026-11-27.jsonl
 *
 * PERSON is the name, escaped as in an address. A day's file is lines of JSON that
 * are only ever appended, so that a crash costs the line that was being written and
 * nothing else; a line that cannot be read is left out and counted. Days are those
 * of the clock on the wall.
 *
 *   {"at":"2026-11-27T16:40:12Z","work_s":60.0,"labelling_s":42.5,"reading_s":12.0,
 *    "document":"UUID","title":"street","objects":1,"labels":5,"categories":["car"]}
 *   {"at":"2026-11-27T18:00:00Z","correction_s":-900.0,"reason":"a call"}
 *
 * `work_s` is what counts as work; `labelling_s` of it is for speed. A correction
 * changes no line: it stands beside them, and is told as one. Blocks; any thread,
 * and more than one program at a time.
 */

#include <gio/gio.h>

G_BEGIN_DECLS

/**
 * FwTimeEntry:
 *
 * A stretch of work, some minutes at most, and what came of it.
 */
typedef struct
{
  gint64             at_us;      /* its end, wall clock */
  double             work_s;
  double             labelling_s;
  double             reading_s;
  const char        *document;   /* id of the labels; NULL: none was open */
  const char        *title;      /* of the work; NULL: none */
  guint              objects;    /* new ones */
  guint              labels;     /* set by hand: keyframes and single shapes */
  const char *const *categories; /* (nullable) NULL-terminated: what they were of */
} FwTimeEntry;

/* What was done on one document in one day. */
typedef struct
{
  char      *document;   /* (owned) "" when none was open */
  char      *title;      /* (owned) "" when there is none */
  double     work_s;
  double     labelling_s;
  guint      objects;
  guint      labels;
  GPtrArray *categories; /* (owned) (element-type utf8) each once */
} FwTimeWork;

typedef struct
{
  char  *at;      /* (owned) ISO 8601 */
  double seconds; /* added, or taken away */
  char  *reason;  /* (owned) "" when none was given */
} FwTimeCorrection;

/**
 * FwTimeDay:
 *
 * One day, summed up.
 */
typedef struct
{
  char    day[11];     /* 2026-11-27 */
  double  work_s;      /* as it was measured */
  double  labelling_s;
  double  reading_s;
  double  correction_s;
  guint   objects;
  guint   labels;
  guint   n_unread;    /* lines that could not be read */
  GArray *works;       /* (element-type FwTimeWork) (owned) in the order they were begun */
  GArray *corrections; /* (element-type FwTimeCorrection) (owned) */
} FwTimeDay;

/* What counts: as measured, corrected, and not below 0. */
double     fw_time_day_get_total (const FwTimeDay   *day);

/* Days must look like 2026-11-27; FALSE for what is none. */
gboolean   fw_time_day_is_valid  (const char        *day);

/* Where a person's days are. Returns: (transfer full) */
char      *fw_time_log_dup_folder (const char       *person) G_GNUC_WARN_UNUSED_RESULT;
/* Appends to the day that @entry's end lies in, and syncs. */
gboolean   fw_time_log_append    (const char        *person,
                                  const FwTimeEntry *entry,
                                  GError           **error);
/* Adds @seconds (negative: takes away) to @day; @reason is nullable. */
gboolean   fw_time_log_correct   (const char        *person,
                                  const char        *day,
                                  double             seconds,
                                  const char        *reason,
                                  gint64             at_us,
                                  GError           **error);
/* Days from @first to @last that have anything, ascending; NULL: no bound. An
 * empty list for somebody without any; an error when a day cannot be read at all.
 * Returns: (transfer full) (element-type FwTimeDay) (nullable) */
GArray    *fw_time_log_read      (const char        *person,
                                  const char        *first,
                                  const char        *last,
                                  GError           **error) G_GNUC_WARN_UNUSED_RESULT;

/* For other programs: one line a day; everything. Returns: (transfer full) */
char      *fw_time_log_to_csv    (GArray            *days) G_GNUC_WARN_UNUSED_RESULT;
GBytes    *fw_time_log_to_json   (GArray            *days,
                                  const char        *person) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS

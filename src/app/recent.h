/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

/*
 * The list of recent work: a key file in the state folder, newest first, and a
 * cover picture for each in the cache folder. No toolkit.
 */

#include <gio/gio.h>

G_BEGIN_DECLS

#define FW_RECENT_MAX 60

#define FW_TYPE_RECENT (fw_recent_get_type ())
G_DECLARE_FINAL_TYPE (FwRecent, fw_recent, FW, RECENT, GObject)

/**
 * FwRecent:
 *
 * One piece of work. Immutable; a change replaces the item in the list.
 */
const char *fw_recent_get_path      (FwRecent *self); /* main path: media, else labels */
const char *fw_recent_get_labels    (FwRecent *self); /* NULL: the usual place */
const char *fw_recent_get_manual    (FwRecent *self); /* NULL: the usual place */
const char *fw_recent_get_title     (FwRecent *self);
gboolean    fw_recent_is_video      (FwRecent *self);
gint64      fw_recent_get_n_frames  (FwRecent *self);
/* Where the person was when it was left, from 0. */
gint64      fw_recent_get_frame     (FwRecent *self);
/* Share of frames that are done, labelled or marked empty, 0 to 1. */
double      fw_recent_get_done      (FwRecent *self);
gint64      fw_recent_get_n_problems (FwRecent *self);
gint64      fw_recent_get_time      (FwRecent *self); /* wall clock, seconds */

/**
 * FwRecentOffers:
 *
 * What can be done with a piece of work besides opening it.
 */
typedef enum
{
  FW_OFFER_REVIEW    = 1 << 0, /* there are labels: to be judged, */
  FW_OFFER_COMPARE   = 1 << 1, /* and to be laid beside others */
  FW_OFFER_MAKE_GOLD = 1 << 2, /* something was judged */
  FW_OFFER_ATTEMPT   = 1 << 3, /* there is gold: to practise on, and for an exam */
  FW_OFFER_EXPORT    = 1 << 4  /* there are labels: to be copied for other programs */
} FwRecentOffers;

/* By the files that stand there now. Blocks; any thread. */
FwRecentOffers fw_recent_find_offers (FwRecent *self);
/* Where the cover picture (PNG) is or will be. */
const char *fw_recent_get_cover     (FwRecent *self);

/**
 * FwRecentFacts:
 *
 * What to remember.
 */
typedef struct
{
  const char *path;
  const char *labels;
  const char *manual;
  const char *title;
  gboolean    is_video;
  gint64      n_frames;
  gint64      frame;
  double      done;
  gint64      n_problems;
} FwRecentFacts;

/* The list, newest first (item type FwRecent); one per program, read once. Borrowed. */
GListModel *fw_recent_get_list      (void);
/* What is remembered of a main path. Returns: (transfer full) (nullable) */
FwRecent   *fw_recent_find          (const char *path) G_GNUC_WARN_UNUSED_RESULT;
/* Puts it first, or renews it. Written in the background. */
void        fw_recent_remember      (const FwRecentFacts *facts);
/* Forgets; never touches the work. Returns what was forgotten, for Undo: (transfer full) (nullable) */
FwRecent   *fw_recent_forget        (const char *path) G_GNUC_WARN_UNUSED_RESULT;
/* Puts a forgotten one back. */
void        fw_recent_restore       (FwRecent *item);
/* The cover's path for a main path, also before it is remembered.
 * Returns: (transfer full) */
char       *fw_recent_dup_cover_path (const char *path) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS

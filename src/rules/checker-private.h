/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

/*
 * The checker's store and what its files share.
 */

#include "rules/check-class.h"

G_BEGIN_DECLS

struct _FwChecker
{
  FwManual      *manual;    /* (owned) */
  char          *only;      /* (owned) (nullable) */
  gsize          cap;
  gboolean       counts_in_pictures; /* as FwCheckContext has it */

  FwCheckFacts  *facts;     /* (owned) (nullable) */
  FwTally       *tally;     /* (owned) (nullable) */
  guint          known_facts; /* bits of FwFactBit that were there in the full run */
  guint          new_facts; /* bits of FwFactBit that differ from what the findings rest on */
  FwSnapshot    *snapshot;  /* (owned) (nullable) of the last run or update */
  FwPlan        *plan;      /* (owned) (nullable) */
  FwSpanIndex   *spans;     /* (owned) (nullable) */
  FwCheckContext context;
  FwClassBook   *classes;   /* (owned) (nullable) */
  FwTrackScan   *scan;      /* (owned) */
  GHashTable    *store;     /* (owned) FwTrackId -> GArray of FwRun, sorted */
  GArray        *counts;    /* (element-type guint32) (owned) labels per frame */
  GArray        *weights;   /* (element-type gint64) (owned) by check: FwVideoFacts */
  gint64        *n_by_rule; /* (owned) */
  gsize          n_runs;
  gboolean       is_capped;
  gboolean       is_good;   /* the store fits @snapshot */
};


/* checker-store.c */
GHashTable *fw_store_new          (void);
GArray     *fw_runs_new           (void);
int         fw_run_compare        (gconstpointer    a,
                                   gconstpointer    b);
/* Whether runs of this finding are built from frames and join where they touch. */
gboolean    fw_run_joins          (const FwPlan    *plan,
                                   const FwRun     *run);
/* Sorts, and joins runs of one finding that overlap or touch. */
void        fw_runs_tidy          (const FwPlan    *plan,
                                   GArray          *runs);
/* What is known of a track; borrowed, NULL when nothing. */
GArray     *fw_checker_get_runs   (const FwChecker *self,
                                   FwTrackId        track);
/* Puts tidy @runs in the place of what was known. Takes @runs. */
void        fw_checker_take_runs  (FwChecker       *self,
                                   FwTrackId        track,
                                   GArray          *runs);
/* Adds a copy of @runs to what is known. */
void        fw_checker_add_runs   (FwChecker       *self,
                                   FwTrackId        track,
                                   const GArray    *runs);

/**
 * FwPairSink:
 *
 * Gathers the hits of pair checks, frame by frame, into runs per track.
 */
typedef struct
{
  FwChecker  *checker;
  GHashTable *open;    /* (owned) FwPairKey -> FwRun, the newest run of each pair */
  GHashTable *done;    /* (owned) FwTrackId -> GArray of FwRun */
  gsize       n_done;
} FwPairSink;

void        fw_pair_sink_init     (FwPairSink      *sink,
                                   FwChecker       *checker);
void        fw_pair_sink_clear    (FwPairSink      *sink);
/* Runs the pair checks over @span and ends all runs. @tracks are sorted by
 * first frame. FALSE when cancelled. */
gboolean    fw_pair_sink_run      (FwPairSink      *sink,
                                   GPtrArray       *tracks,
                                   FwSpan           span,
                                   GCancellable    *cancellable);

/* checker-find.c, and in checker.c what orders tracks and bounds spans */
/* The slice of a span that is walked: a hostile file can name any frame. */
FwSpan      fw_checker_clamp      (FwSpan           span);
void        fw_checker_count_labels (FwChecker     *self,
                                   const FwTrack   *track,
                                   int              sign);
/* What WALK kinds say of @track in the frames of @window. */
void        fw_checker_find_walks (FwChecker       *self,
                                   const FwTrack   *track,
                                   FwSpan           window,
                                   GArray          *found);
/* The frames in which WALK kinds may say something else after a change in @window. */
FwSpan      fw_checker_widen      (FwChecker       *self,
                                   const FwTrack   *track,
                                   FwSpan           window);
/* What CROSS kinds say of @track in the frames of @window. */
void        fw_checker_find_crossings (FwChecker   *self,
                                   const FwTrack   *track,
                                   FwSpan           window,
                                   GArray          *found);
/* Whether a kind of the family asks about the pixels of the track. */
gboolean    fw_checker_asks_about (FwChecker       *self,
                                   const FwTrack   *track,
                                   FwFamily         family);
/* Adds what VIDEO kinds weigh the track with, or takes it away; whether it is anything. */
gboolean    fw_checker_weigh      (FwChecker       *self,
                                   const FwTrack   *track,
                                   int              sign);
/* What TRACK kinds say of @track. */
void        fw_checker_find_whole (FwChecker       *self,
                                   const FwTrack   *track,
                                   GArray          *found);
/* Links of @track to the tracks that it may go on from. */
void        fw_checker_find_links (FwChecker       *self,
                                   FwTrack         *track,
                                   GArray          *found);
/* The VIDEO findings and the PAIR findings of frames as such, tidy. */
GArray     *fw_checker_find_video (FwChecker       *self);
/* All findings of no object, with the PROJECT findings made anew; those that
 * rest on facts alone only when @with_facts. */
GArray     *fw_checker_find_project (FwChecker     *self,
                                   gboolean         with_facts);
int         fw_track_compare_starts (gconstpointer  a,
                                   gconstpointer    b);

G_END_DECLS

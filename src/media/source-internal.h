/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

/*
 * What source.c (object and questions), source-worker.c (requests and the two
 * threads) and source-teller.c (signals) share. Nobody else includes it.
 */

#include "media/converter.h"
#include "media/frame-cache.h"
#include "media/source-private.h"

G_BEGIN_DECLS

typedef struct
{
  FwFrameRequest  what;
  gboolean        wants_raw;
  GTask          *task;        /* (owned) NULL for a blocking one */
  GCancellable   *cancellable; /* (owned) (nullable) */
  gboolean        is_stale;    /* a newer one came. Protected by the lock */
  gboolean        is_done;     /* blocking ones. Protected by the lock */
  FwRawFrame     *raw;         /* (owned) */
  FwPicture      *picture;     /* (owned) */
  GError         *error;       /* (owned) */
} Request;

typedef struct
{
  void   (*func) (gpointer data);
  gpointer data;
  gboolean is_done;
} MainCall;

typedef struct
{
  FwFrame    frame;
  FwFrame    shown;
  FwPicture *picture; /* (owned) */
} Preview;

typedef struct
{
  /* Set once in fw_source_start(); then read-only. */
  char            *path;         /* (owned) (nullable) */
  char            *name;         /* (owned) */
  FwSourceOptions  options;
  GMainContext    *main_context; /* (owned) */
  GSource         *teller;       /* (owned) */
  GCancellable    *stopping;     /* (owned) */
  gboolean         can_wait_for_main;
  GThread         *decode_thread;  /* (owned) */
  GThread         *convert_thread; /* (owned) */

  /* Decoding thread only. */
  FwConverter     *preview_converter; /* (owned) */

  GMutex           lock;
  GCond            changed;      /* anything below changed */

  /* Protected by @lock. */
  FwFrameCache    *cache;        /* (owned) */
  Request         *newest;       /* (owned) asynchronous, not begun */
  GQueue           blocking;     /* (element-type Request) (unowned) not begun */
  Request         *decoding;     /* being decoded */
  GQueue           converting;   /* (element-type Request) (owned) decoded, to be converted */
  FwFrameRequest   focus;        /* where the person is */
  FwFrame          unreachable;  /* decoding ahead to it failed; not tried again */
  MainCall        *main_call;    /* waits to be run */
  GQueue           previews;     /* (element-type Preview) (owned) */
  FwSourceState    state;
  double           index_share;
  double           confirm_share;
  GPtrArray       *warnings;     /* (element-type utf8) (owned) */
  GArray          *changed_pictures; /* (element-type FwFrame) (owned) */
  gboolean         frames_changed;
  gboolean         is_stopping;
  guint            n_waiting;    /* requests that a person waits for */

  /* Main thread only: what views were told. */
  FwFrame          told_n_frames;
  FwFrame          told_n_confirmed;
  FwSourceState    told_state;
  double           told_index_share;
  double           told_confirm_share;
  guint            told_n_warnings;
} FwSourcePrivate;


FwSourcePrivate *fw_source_priv             (FwSource             *self);

/* source-worker.c */
Request         *fw_request_new             (const FwFrameRequest *what,
                                             GCancellable         *cancellable);
void             fw_request_free            (gpointer              data);
void             fw_source_finish_locked    (FwSource             *self,
                                             Request              *request);
void             fw_source_set_focus_locked (FwSource             *self,
                                             const FwFrameRequest *request);
/* Whatever was asked for asynchronously before will finish as cancelled. */
void             fw_source_supersede_locked (FwSource             *self);
gpointer         fw_source_decode_thread    (gpointer              data);
gpointer         fw_source_convert_thread   (gpointer              data);

/* source-teller.c */
void             fw_source_install_signals  (GObjectClass         *klass);
gboolean         fw_source_tell_cb          (gpointer              data);
void             fw_source_get_property     (GObject              *object,
                                             guint                 id,
                                             GValue               *value,
                                             GParamSpec           *pspec);
void             fw_source_preview_free     (gpointer              data);

G_END_DECLS

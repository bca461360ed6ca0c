/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "media/frame-index.h"
#include "media/raw-frame-private.h"
#include "media/source.h"

G_BEGIN_DECLS

struct _FwDecoder;

/**
 * FwSourceClass:
 *
 * What a kind of medium adds to FwSource. FwSource runs two threads: one
 * decodes (`decode` is only ever called there) and one converts. A kind may
 * run more of its own; it stops them in `stop`.
 */
struct _FwSourceClass
{
  GObjectClass parent_class;

  /* Decoding thread. Decodes @frame; hands it and whatever comes out on the
   * way to fw_source_store(). Looks at fw_source_should_stop() between
   * pictures and then fails with G_IO_ERROR_CANCELLED. Returns a reference. */
  FwRawFrame   *(*decode)        (FwSource       *self,
                                  FwFrame         frame,
                                  GError        **error);
  /* The same in the file's own pixel format where `decode` gives another; may be NULL. */
  FwRawFrame   *(*decode_native) (FwSource       *self,
                                  FwFrame         frame,
                                  GError        **error);
  /* The frame to show first while @frame is on its way; FW_FRAME_NONE = none. */
  FwFrame       (*find_preview)  (FwSource       *self,
                                  FwFrame         frame);

  /* Any thread, lock not held. */
  void          (*get_facts)     (FwSource       *self,
                                  FwSourceFacts  *out_facts);
  FwFrame       (*get_n_frames)  (FwSource       *self);
  FwFrame       (*get_n_confirmed) (FwSource     *self);
  gboolean      (*get_frame)     (FwSource       *self,
                                  FwFrame         frame,
                                  FwSourceFrame  *out_frame);
  FwFrame       (*find_time)     (FwSource       *self,
                                  double          timestamp_ms);
  FwFrame       (*find_keyframe) (FwSource       *self,
                                  FwFrame         frame,
                                  int             direction);
  GArray       *(*dup_gaps)      (FwSource       *self);

  /* Main thread, before signals are emitted: what moved since the last call,
   * or NULL. (element-type FwRenumbering) */
  GArray       *(*take_renumbering) (FwSource    *self);
  /* Ends and joins the kind's own threads; fw_source_is_stopping() is TRUE. */
  void          (*stop)          (FwSource       *self);
};

/* Fills @self after g_object_new() and starts its threads. @main_context: where
 * requests return and signals are emitted, and where a main loop runs; NULL =
 * the caller's thread default, and nobody waits for it. */
void     fw_source_start          (FwSource             *self,
                                   const char           *path,
                                   const FwSourceOptions *options,
                                   GMainContext         *main_context);
/* Before fw_source_start(): what is cancelled when the source goes. */
void     fw_source_set_cancellable (FwSource            *self,
                                   GCancellable         *stopping);
/* Emits signals from now on; before, what happens is kept. In the main context. */
void     fw_source_begin_telling  (FwSource             *self);

/* The kinds. Each takes over the thing it is made of. Any thread. */
FwSource *fw_video_source_new     (const char           *path,
                                   struct _FwDecoder    *decoder,
                                   GCancellable         *stopping,
                                   const FwSourceOptions *options,
                                   GMainContext         *main_context);
FwSource *fw_image_source_new     (const char           *folder,
                                   GPtrArray            *paths,
                                   FwMediaKind           kind,
                                   const FwSourceOptions *options,
                                   GMainContext         *main_context);

/* Any thread of the source. */
const FwSourceOptions *fw_source_get_options (FwSource  *self);
/* Cancelled when the source goes. Borrowed. */
GCancellable *fw_source_get_cancellable (FwSource       *self);
gboolean fw_source_is_stopping    (FwSource             *self);
/* TRUE when the decoding that is under way is no longer wanted. */
gboolean fw_source_should_stop    (FwSource             *self);
/* TRUE when only the picture that is asked for matters, not those before it. */
gboolean fw_source_may_skip       (FwSource             *self);
/* Guards what both the main thread and the kind's threads touch. */
void     fw_source_lock           (FwSource             *self);
void     fw_source_unlock         (FwSource             *self);
/* With the lock held. */
void     fw_source_store_locked   (FwSource             *self,
                                   FwFrame               frame,
                                   FwRawFrame           *raw);
gboolean fw_source_wants_locked   (FwSource             *self,
                                   FwFrame               frame);
/* Borrowed; NULL when it is not in the cache. */
FwRawFrame *fw_source_peek_raw_locked (FwSource         *self,
                                   FwFrame               frame);
/* Frames at and after @from moved or were something else. */
void     fw_source_forget_from_locked (FwSource         *self,
                                   FwFrame               from);
/* Waits (decoding thread, lock held) until something changes. */
void     fw_source_wait_locked    (FwSource             *self);
/* Sets the state and the two shares, wakes whoever waits, and tells views
 * soon. Negative shares stay as they are. Lock not held. */
void     fw_source_set_progress   (FwSource             *self,
                                   FwSourceState         state,
                                   double                index_share,
                                   double                confirm_share);
/* Sizes or times became known. */
void     fw_source_mark_frames_changed (FwSource        *self);
/* A sentence for a banner; said once. Takes @sentence. */
void     fw_source_take_warning   (FwSource             *self,
                                   char                 *sentence);
/* The picture that @frame had before was not the exact one. */
void     fw_source_mark_picture_changed (FwSource       *self,
                                   FwFrame               frame);
/* Runs @func in the main thread and waits for it, so that frames move only
 * between two events there; at once when no main loop runs. FALSE when the
 * source is being stopped. */
gboolean fw_source_run_in_main    (FwSource             *self,
                                   void                (*func) (gpointer data),
                                   gpointer              data);
/* While a person waits for a picture, low-priority work does not go on. */
void     fw_source_yield          (FwSource             *self);
/* Makes the calling thread one that only takes what others leave. */
void     fw_media_lower_priority  (void);
/* Whether the calling thread lets others finish before it takes a processor: a
 * thread that works ahead must not hold up the window that has just woken it. */
void     fw_media_set_patient     (gboolean              is_patient);

G_END_DECLS

/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

#include "core/document.h"
#include "core/frame-list.h"
#include "core/types.h"
#include "media/media-error.h"
#include "media/picture.h"
#include "media/raw-frame.h"

G_BEGIN_DECLS

/**
 * FwMediaKind:
 *
 * What was opened, decided by content and never by the name.
 */
typedef enum
{
  FW_MEDIA_KIND_VIDEO,
  FW_MEDIA_KIND_IMAGE,  /* one picture file */
  FW_MEDIA_KIND_IMAGES  /* a folder, or a list of picture files */
} FwMediaKind;

/**
 * FwSourceState:
 *
 * How far the frame numbers are known. It only ever moves forward.
 *
 * - SCANNING: the packets (or the picture files' headers) are being read;
 *   the number of frames grows.
 * - CONFIRMING: every frame has a provisional number; a decoding pass in the
 *   background confirms them one after the other.
 * - CONFIRMED: frame numbers are exact and stay.
 */
typedef enum
{
  FW_SOURCE_STATE_SCANNING,
  FW_SOURCE_STATE_CONFIRMING,
  FW_SOURCE_STATE_CONFIRMED
} FwSourceState;

/**
 * FwSourceOptions:
 *
 * How to open. All zero (or NULL) means the defaults.
 */
typedef struct
{
  gsize    cache_bytes; /* memory for decoded frames; 0 = a quarter of free memory, at most 2 GiB */
  guint    n_threads;   /* decoder threads; 0 = one per core, at most 8 */
  gboolean no_confirm;  /* only the scan: for previews, where frame numbers do not matter */
  gboolean no_ahead;    /* decode only what is asked for */
} FwSourceOptions;

/**
 * FwSourceFacts:
 *
 * What is known of the medium as a whole. Strings are interned.
 */
typedef struct
{
  FwMediaKind kind;
  guint       width;           /* display size: after rotation; of the first frame */
  guint       height;
  double      fps;             /* frames per second on average; 0 when it means nothing */
  gboolean    vfr;             /* the frames are not evenly spaced */
  double      duration_ms;     /* from the first frame to the end of the last; 0 for images */
  gint        time_base_num;   /* one tick of a pts, in seconds */
  gint        time_base_den;
  int         rotation;        /* degrees clockwise that were applied: 0, 90, 180, 270 */
  gboolean    mirrored;        /* mirrored left to right before the rotation */
  const char *container;       /* "mov", "matroska", … */
  const char *codec;           /* "h264", "png", …; "mixed" for pictures that differ */
  const char *pixel_format;    /* "yuv420p", …, before conversion; "mixed" */
} FwSourceFacts;

/**
 * FwSourceFrame:
 *
 * What is known of one frame.
 */
typedef struct
{
  const char *name;         /* picture file, relative to the folder; NULL in a video. Borrowed */
  const char *path;         /* the picture file; NULL in a video. Borrowed */
  guint       width;        /* display size; 0 while unknown or when it cannot be read */
  guint       height;
  gint64      pts;          /* in ticks of the time base; G_MININT64 when unknown */
  double      timestamp_ms; /* NaN when unknown; 0 is the container's zero, not the first frame */
  FwOrientation orientation; /* that is applied */
  gboolean    is_keyframe;  /* can be decoded without the frames before it */
  gboolean    is_confirmed; /* its number is exact */
  gboolean    is_damaged;   /* decoded, but with errors; or cannot be decoded at all (pictures) */
} FwSourceFrame;

/**
 * FwSourceGap:
 *
 * Pictures that the file promises and that cannot be decoded. They have no
 * frame numbers.
 */
typedef struct
{
  FwFrame after;        /* the frame before the hole; FW_FRAME_NONE = before the first frame */
  guint   n_missing;
  double  timestamp_ms; /* of the first missing one; NaN when unknown */
} FwSourceGap;

/**
 * FwFrameRequest:
 *
 * Which picture, and how it will be used.
 */
typedef struct
{
  FwFrame  frame;
  guint    max_width;  /* convert to fit this size; 0 = full size. Never enlarges */
  guint    max_height;
  int      direction;  /* which way the person is going: -1, 0 (jump), +1 */
  gboolean scrub;      /* show the nearest key picture through ::preview first */
} FwFrameRequest;

#define FW_TYPE_SOURCE (fw_source_get_type ())
G_DECLARE_DERIVABLE_TYPE (FwSource, fw_source, FW, SOURCE, GObject)

/**
 * FwSource:
 *
 * One medium: a video, a picture, or a folder or list of pictures. It answers
 * with exact frames from any direction.
 *
 * Main thread only, except where a function says otherwise; results and
 * signals arrive in the main context that was the thread default when the
 * source was opened. All decoding is done by threads of the source. Dropping
 * the last reference stops them; requests still pending finish as cancelled.
 *
 * Properties (read-only, with notify): n-frames (int), n-confirmed (int),
 * index-progress and confirm-progress (double, 0 to 1), state (FwSourceState).
 * Notifications are gathered: at most some ten per second.
 *
 * ::warning (const char *sentence): something a banner should say.
 * ::renumbered (const FwRenumbering *entries, gsize n_entries): frames moved;
 *   hand the entries to fw_document_renumber().
 * ::picture-changed (int frame): the picture given for this frame was decoded
 *   before the confirming pass and is not the exact one; ask again.
 * ::preview (int frame, int shown, FwPicture *picture): a scrub request for
 *   @frame can show the picture of @shown at once; the exact one follows.
 * ::frames-changed (): sizes or times of frames became known; only while
 *   scanning and confirming.
 */
/* Opening ------------------------------------------------------------------ */

/* A video file, a picture file or a folder of pictures (natural order,
 * sub-folders left out). Finishes when the first frame can be asked for. */
void      fw_source_open_async      (GFile                 *file,
                                     const FwSourceOptions *options,
                                     GCancellable          *cancellable,
                                     GAsyncReadyCallback    callback,
                                     gpointer               user_data);
/* Picture files in this order. One that is missing or broken stays a frame
 * and answers with an error. Names are relative to @folder (may be NULL).
 * @paths: (element-type filename) */
void      fw_source_open_list_async (GPtrArray             *paths,
                                     const char            *folder,
                                     const FwSourceOptions *options,
                                     GCancellable          *cancellable,
                                     GAsyncReadyCallback    callback,
                                     gpointer               user_data);
/* Finishes both. */
FwSource *fw_source_open_finish     (GAsyncResult          *result,
                                     GError               **error);
/* Blocking twins, any thread. */
FwSource *fw_source_open_sync       (const char            *path,
                                     const FwSourceOptions *options,
                                     GCancellable          *cancellable,
                                     GError               **error);
FwSource *fw_source_open_list_sync  (GPtrArray             *paths,
                                     const char            *folder,
                                     const FwSourceOptions *options,
                                     GCancellable          *cancellable,
                                     GError               **error);

/* Facts (any thread) --------------------------------------------------------- */

/* The file or folder; NULL for a list without a folder. */
const char    *fw_source_get_path        (FwSource      *self);
/* The last part of the path, as a person reads it. */
const char    *fw_source_get_name        (FwSource      *self);
void           fw_source_get_facts       (FwSource      *self,
                                          FwSourceFacts *out_facts);
FwSourceState  fw_source_get_state       (FwSource      *self);
/* Frames that have a number, provisional or confirmed. */
FwFrame        fw_source_get_n_frames    (FwSource      *self);
FwFrame        fw_source_get_n_confirmed (FwSource      *self);
/* FALSE when there is no such frame (yet). */
gboolean       fw_source_get_frame       (FwSource      *self,
                                          FwFrame        frame,
                                          FwSourceFrame *out_frame);
/* The frame shown at a time: the last one that starts at or before it. */
FwFrame        fw_source_find_time       (FwSource      *self,
                                          double         timestamp_ms);
/* The next keyframe after, or the last one before @frame; FW_FRAME_NONE if there is none. */
FwFrame        fw_source_find_keyframe   (FwSource      *self,
                                          FwFrame        frame,
                                          int            direction);
/* What the labels need to know of the frames, as far as known now. */
FwFrameList   *fw_source_dup_frame_list  (FwSource      *self) G_GNUC_WARN_UNUSED_RESULT;
/* Sentences for a person, oldest first. (element-type utf8) */
GPtrArray     *fw_source_dup_warnings    (FwSource      *self) G_GNUC_WARN_UNUSED_RESULT;
/* (element-type FwSourceGap), by frame. */
GArray        *fw_source_dup_gaps        (FwSource      *self) G_GNUC_WARN_UNUSED_RESULT;

/* Pictures ------------------------------------------------------------------- */

/* Newest request wins: one that is still pending finishes with
 * G_IO_ERROR_CANCELLED. Also tells the source where the person is, so that the
 * frames around it are decoded and converted ahead. */
void       fw_source_request_frame_async  (FwSource             *self,
                                           const FwFrameRequest *request,
                                           GCancellable         *cancellable,
                                           GAsyncReadyCallback   callback,
                                           gpointer              user_data);
FwPicture *fw_source_request_frame_finish (FwSource             *self,
                                           GAsyncResult         *result,
                                           GError              **error);
/* The picture if it is ready, a new reference; else NULL, at once and without
 * side effects on other requests. Counts as moving there. */
FwPicture *fw_source_peek_picture         (FwSource             *self,
                                           const FwFrameRequest *request);
/* How many decoded frames stand ready directly before and after @frame. */
void       fw_source_get_ready_span       (FwSource             *self,
                                           FwFrame               frame,
                                           FwSpan               *out_span);
/* Changes the budget of a living source (a setting). */
void       fw_source_set_cache_bytes      (FwSource             *self,
                                           gsize                 bytes);

/* Blocking, any thread but not the one that runs the source's main context
 * while requests are pending ------------------------------------------------- */

/* Waits until the state is CONFIRMED. @progress may be NULL. */
typedef void (*FwSourceProgressFunc) (double   share,
                                      gpointer user_data);

gboolean    fw_source_confirm_sync     (FwSource              *self,
                                        FwSourceProgressFunc   progress,
                                        gpointer               user_data,
                                        GCancellable          *cancellable,
                                        GError               **error);
FwPicture  *fw_source_get_picture_sync (FwSource              *self,
                                        FwFrame                frame,
                                        guint                  max_width,
                                        guint                  max_height,
                                        GCancellable          *cancellable,
                                        GError               **error);
/* The decoded picture in its own pixel format, before rotation. */
FwRawFrame *fw_source_decode_raw       (FwSource              *self,
                                        FwFrame                frame,
                                        GCancellable          *cancellable,
                                        GError               **error);

/* The budget used when options say 0. */
gsize       fw_source_default_cache_bytes (void);

G_END_DECLS

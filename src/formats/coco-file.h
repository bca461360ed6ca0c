/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

/*
 * A COCO labels file: what was read from it, and how to write it again.
 *
 * Loading gives an FwSnapshot for the document and keeps the bytes of the
 * file. Writing takes any later snapshot and lays it over those bytes: what
 * was not edited is copied as it was read, with its formatting, its order and
 * every key we do not know; what was edited is changed inside its object; what
 * is new goes last, but for pictures of a folder, whose order numbers them.
 */

#include <gio/gio.h>

#include "core/snapshot.h"
#include "core/turn.h"
#include "core/work.h"

G_BEGIN_DECLS

/**
 * FwCocoFlavour:
 *
 * The form in which a file is written.
 */
typedef enum
{
  FW_COCO_KEEP,  /* the form the file has: plain files stay plain */
  FW_COCO_PLAIN, /* one annotation per shape, nothing about tracks */
  FW_COCO_VIDEO, /* tracks: CocoVID and TAO keys, private object */
  FW_COCO_CVAT   /* the video form as CVAT imports it: `attributes.rotation`,
                    fixed attributes repeated in each annotation */
} FwCocoFlavour;

/**
 * FwNote:
 *
 * One line of what a person should know about a file that was read or written.
 */
typedef enum
{
  FW_NOTE_CARRIED,  /* not understood or not editable; written back unchanged */
  FW_NOTE_GUESSED,  /* the file did not say; this is what was assumed */
  FW_NOTE_REPAIRED, /* taken differently from what the file says */
  FW_NOTE_LOST      /* not in the file that was written */
} FwNoteKind;

typedef struct
{
  FwNoteKind kind;
  char      *text;  /* a translated sentence, with the first places named */
  gsize      count; /* how often it happened */
} FwNote;

/* `carried`, `guessed`, `repaired`, `lost`; translated. */
const char  *fw_note_kind_to_word (FwNoteKind kind);

/**
 * FwCocoFile:
 *
 * Reference counted. May be read and written from any thread; finding ids
 * and writing may happen at the same time.
 */
typedef struct _FwCocoFile FwCocoFile;

/* Called in the thread that writes, when all bytes are written and have not been
 * put in place yet. @fd is the file that will stand there. @gone (nullable): what these bytes hold no more, undo can bring
 * back, and was not told before; for fw_coco_file_take_gone() when they are read again. */
typedef void (*FwCocoWrittenFunc) (int fd, const char *sha256, GBytes *gone, gpointer user_data);

/**
 * FwMediaIdentity:
 *
 * Which file of a video labels were made on. All 0: unknown.
 */
typedef struct
{
  gint64 bytes;
  char   sha256[65];
} FwMediaIdentity;

/**
 * FwCocoLoadOptions:
 *
 * All members may be 0.
 */
typedef struct
{
  gboolean       media_is_video; /* pictures called frame_000012.png are then frames of it */
  FwProgressFunc progress;
  gpointer       progress_data;
} FwCocoLoadOptions;

/* Reads a file. FW_FORMAT_ERROR messages name line, byte and object; a
 * results file (a bare array) is FW_FORMAT_ERROR_UNSUPPORTED, one of a newer
 * schema FW_FORMAT_ERROR_VERSION. @options is nullable. Blocks.
 * Returns: (transfer full) (nullable) */
FwCocoFile  *fw_coco_file_load        (const char              *path,
                                       const FwCocoLoadOptions *options,
                                       GCancellable            *cancellable,
                                       GError                 **error) G_GNUC_WARN_UNUSED_RESULT;
/* The same from memory. */
FwCocoFile  *fw_coco_file_load_bytes  (const char              *data,
                                       gsize                    length,
                                       const FwCocoLoadOptions *options,
                                       GCancellable            *cancellable,
                                       GError                 **error) G_GNUC_WARN_UNUSED_RESULT;
/* The labels of media that have no file yet: no tracks, the taxonomy's
 * categories. @frames says whether it will be a video document. */
FwCocoFile  *fw_coco_file_new         (FwFrameList             *frames,
                                       FwTaxonomy              *taxonomy) G_GNUC_WARN_UNUSED_RESULT;
FwCocoFile  *fw_coco_file_ref         (FwCocoFile              *self);
void         fw_coco_file_unref       (FwCocoFile              *self);

/* What was read. Borrowed. */
FwSnapshot  *fw_coco_file_get_snapshot (FwCocoFile             *self);
gboolean     fw_coco_file_is_video    (FwCocoFile              *self);
/* SHA-256 of the bytes that were read, 64 hex digits; "" for a new file. */
const char  *fw_coco_file_get_sha256  (FwCocoFile              *self);
/* The UUID that the labels keep through every save; NULL when the file says none
 * (it is given one when it is first written in full). Borrowed. */
const char  *fw_coco_file_get_document_id (FwCocoFile           *self);
/* What the private object says of the video, if it does. */
const FwMediaIdentity *
             fw_coco_file_get_media_identity (FwCocoFile       *self);
gsize        fw_coco_file_get_length  (FwCocoFile              *self);
/* (element-type FwNote): what was repaired, guessed or carried while reading. Borrowed. */
GPtrArray   *fw_coco_file_get_notes   (FwCocoFile              *self);
/* The document's track ids start here; for fw_document_reserve_track_ids(). */
FwTrackId    fw_coco_file_get_next_track_id (FwCocoFile        *self);
/* The annotation that stands, or stood at the last save, for a track in a
 * frame; 0 when there is none. */
gint64       fw_coco_file_find_annotation (FwCocoFile          *self,
                                       FwTrackId                track,
                                       FwFrame                  frame);
/* A second annotation of a track in a frame, which became the object @own. */
typedef struct
{
  FwTrackId own;
  FwTrackId track;
  FwFrame   frame;
} FwCocoTwin;

/* As the file was read. (element-type FwCocoTwin) */
GArray      *fw_coco_file_list_twins (FwCocoFile               *self) G_GNUC_WARN_UNUSED_RESULT;
/* What left the file in earlier sessions and may come back to it: its annotations
 * are then what they were. Before anything is written. What is damaged is passed over. */
void         fw_coco_file_take_gone   (FwCocoFile              *self,
                                       GBytes                  *gone);
/* Names of the manuals that the private object lists, newest last;
 * NULL-terminated, maybe empty. Borrowed. */
const char *const *
             fw_coco_file_get_manuals (FwCocoFile              *self);

/* The document's frame list, given what the media really are: of a video its
 * frames; of a folder the pictures in the file's order with new ones last.
 * Pictures that the file has and the folder has not stay. @present (nullable)
 * is the list so far (default: the one that was read). Notes go to @notes
 * (nullable, element-type FwNote). NULL with FW_FORMAT_ERROR_REFERENCE when the
 * labels cannot belong to these media.
 * Returns: (transfer full) (nullable) */
FwFrameList *fw_coco_file_reconcile   (FwCocoFile              *self,
                                       FwFrameList             *present,
                                       FwFrameList             *media,
                                       GPtrArray               *notes,
                                       GError                 **error) G_GNUC_WARN_UNUSED_RESULT;
/* When the sizes that the file has for its pictures fit them as they are stored
 * and not as they are shown, its labels were made on the stored ones: what
 * brings them to @media, for fw_document_turn(). Frames of @known (element-type
 * FwTurn, nullable) are left out. Notes as above.
 * Returns: (transfer full) (nullable) */
FwTurn      *fw_coco_file_orient      (FwCocoFile              *self,
                                       FwFrameList             *media,
                                       GPtrArray               *known,
                                       GPtrArray               *notes) G_GNUC_WARN_UNUSED_RESULT;
/* Looks for a media name of the labels: their folder, `images/`, `../images/`.
 * Returns: (transfer full) (nullable) */
char        *fw_coco_find_media       (const char              *labels_path,
                                       const char              *name) G_GNUC_WARN_UNUSED_RESULT;

/**
 * FwCocoWriteOptions:
 *
 * All members may be 0.
 */
typedef struct
{
  FwCocoFlavour  flavour;
  FwTrackId      next_track;  /* ids below were given; 0 = find out */
  gboolean       all_images;  /* an image entry for every frame of the list; else only those
                                 the file has and those that labels need */
  GPtrArray     *turns;       /* (element-type FwTurn) (nullable): what the labels went through since
                                 they were read; the file is written as it was made */
  const char    *codec_json;  /* videos[].metadata of a new video as a JSON object, or NULL */
  FwMediaIdentity identity;   /* of the video; unknown = what was read stays */
  FwProgressFunc progress;
  gpointer       progress_data;
  GPtrArray     *notes;       /* (element-type FwNote) (nullable): what is lost */
  FwCocoWrittenFunc written;  /* (nullable) fw_coco_file_save() only */
  gpointer       written_data;
  GBytes       **gone;        /* (nullable) fw_coco_file_write(): what @written is told */
} FwCocoWriteOptions;

/* Writes @snapshot to @fd. @out_sha256 (nullable) gets 64 hex digits. Blocks. */
gboolean     fw_coco_file_write       (FwCocoFile              *self,
                                       FwSnapshot              *snapshot,
                                       const FwCocoWriteOptions *options,
                                       int                      fd,
                                       char                   **out_sha256,
                                       GCancellable            *cancellable,
                                       GError                 **error);
/* Writes to a temporary file in the same folder, syncs it, renames it to
 * @path, syncs the folder. What stood at @path stays when anything goes
 * wrong. Blocks. */
gboolean     fw_coco_file_save        (FwCocoFile              *self,
                                       FwSnapshot              *snapshot,
                                       const FwCocoWriteOptions *options,
                                       const char              *path,
                                       char                   **out_sha256,
                                       GCancellable            *cancellable,
                                       GError                 **error);

void         fw_note_free             (FwNote                  *note);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (FwCocoFile, fw_coco_file_unref)

G_END_DECLS

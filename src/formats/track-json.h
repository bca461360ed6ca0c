/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

/*
 * Tracks, values, sets of frames and taxonomies as JSON: the one place that
 * knows this form. The private object of a labels file and the journal's
 * records share it.
 *
 * A keyframe is [frame, geometry], by the track's `shape`:
 *   box          x, y, width, height
 *   rotated-box  cx, cy, width, height, degrees clockwise
 *   ellipse      cx, cy, rx, ry, degrees clockwise
 *   polygon, polyline  [vertex, x, y] of each, ring after ring
 *   points, skeleton   [name or null, x, y, visibility as in COCO] of each; a
 *                skeleton with a box of its own, or a number of points that
 *                its file states falsely, {"box":[x,y,w,h],"stated":n,"points":[…]}
 *   mask         {"size":[height,width],"counts":[…]}
 */

#include "core/snapshot.h"
#include "formats/json.h"

G_BEGIN_DECLS

/* A video of ten hours at 250 frames per second. Bounds what a file can make
 * us allocate and go through. */
#define FW_TRACK_JSON_MAX_FRAMES 9000000

/**
 * FwTrackJsonMode:
 *
 * How much of a track is written.
 */
typedef enum
{
  FW_TRACK_JSON_FULL,    /* everything: the journal, tracks without annotations */
  FW_TRACK_JSON_PRIVATE, /* what `tracks` and `annotations` of the file do not say */
  FW_TRACK_JSON_SHAPE,   /* for an object of a plain file: geometry and marks */
  FW_TRACK_JSON_MARKS    /* the same without geometry: who, group, source, flags */
} FwTrackJsonMode;

/* Writes the members of a track into the object that is open, `id` first.
 * @by: index of the author in `people`, or -1 (FULL writes the name instead). */
void     fw_track_json_write       (FwJsonWriter      *writer,
                                    const FwTrack     *track,
                                    FwTrackJsonMode    mode,
                                    int                by);
/* Reads the members of an object into a builder; "keys" may be missing when
 * the builder has its keyframes from elsewhere. @people (nullable,
 * element-type char*) resolves `by`. Unknown members are passed over.
 * FW_FORMAT_ERROR on members of the wrong form. */
gboolean fw_track_json_read        (FwJsonValue        object,
                                    FwTrackBuilder    *builder,
                                    GPtrArray         *people,
                                    GError           **error);
/* Whether @name is a member that fw_track_json_write() may write. */
gboolean fw_track_json_is_member   (const char        *name);

void     fw_value_json_write       (FwJsonWriter      *writer,
                                    FwValue            value);
FwValue  fw_value_json_read        (FwJsonValue        value);

void     fw_span_set_json_write    (FwJsonWriter      *writer,
                                    const FwSpanSet   *set);
gboolean fw_span_set_json_read     (FwJsonValue        value,
                                    FwSpanSet        **out_set,
                                    GError           **error);

void     fw_taxonomy_json_write    (FwJsonWriter      *writer,
                                    const FwTaxonomy  *taxonomy);
FwTaxonomy *
         fw_taxonomy_json_read     (FwJsonValue        value,
                                    GError           **error) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS

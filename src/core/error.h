/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * FW_EDIT_ERROR:
 *
 * Why an editing operation was refused. The message is a sentence for a
 * person and names the frames and objects in the way.
 */
#define FW_EDIT_ERROR (fw_edit_error_quark ())

typedef enum
{
  FW_EDIT_ERROR_NOT_THERE,     /* the object does not exist or is not in the frame */
  FW_EDIT_ERROR_LAST_KEYFRAME, /* a track needs one keyframe */
  FW_EDIT_ERROR_OVERLAP,       /* both objects are visible in the same frame */
  FW_EDIT_ERROR_KIND,          /* shapes or categories that do not go together */
  FW_EDIT_ERROR_RANGE          /* the frame lies where the operation means nothing */
} FwEditError;

GQuark fw_edit_error_quark (void);

/**
 * FW_FORMAT_ERROR:
 *
 * Why bytes on disk could not be read. The message names the place (line or
 * byte) and the object. Used by `formats`, `rules` and the journal.
 */
#define FW_FORMAT_ERROR (fw_format_error_quark ())

typedef enum
{
  FW_FORMAT_ERROR_SYNTAX,      /* not the format it says it is */
  FW_FORMAT_ERROR_VERSION,     /* written by a newer program */
  FW_FORMAT_ERROR_REFERENCE,   /* names something that is not there */
  FW_FORMAT_ERROR_UNSUPPORTED, /* well formed, but not what is wanted here */
  FW_FORMAT_ERROR_LIMIT        /* larger than the stated limit */
} FwFormatError;

GQuark fw_format_error_quark (void);

G_END_DECLS

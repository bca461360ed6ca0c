/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "media/source-private.h"

G_BEGIN_DECLS

/**
 * FwVideoSource:
 *
 * A video as FwSource; made by fw_source_open_async() and its twins.
 */
#define FW_TYPE_VIDEO_SOURCE (fw_video_source_get_type ())
G_DECLARE_FINAL_TYPE (FwVideoSource, fw_video_source, FW, VIDEO_SOURCE, FwSource)

G_END_DECLS

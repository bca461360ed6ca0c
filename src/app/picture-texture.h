/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gdk/gdk.h>

#include "media/picture.h"

G_BEGIN_DECLS

/* The picture as the toolkit shows it, without a copy of its pixels. */
GdkTexture *fw_picture_to_texture (FwPicture *picture) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS

/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "media/media-error.h"

G_DEFINE_QUARK (fw-media-error-quark, fw_media_error)

/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib-object.h>

G_BEGIN_DECLS

GType fw_source_state_get_type (void);
#define FW_TYPE_SOURCE_STATE (fw_source_state_get_type ())

G_END_DECLS

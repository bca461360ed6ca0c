/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Templates, style and icons are in a static library, from which a linker
 * takes only what somebody asks for: this asks. Before the first widget. */
void fw_resources_register (void);

G_END_DECLS

/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

/* The preferences: a window of pages over the settings, effective at once. */
GtkWidget *fw_preferences_new (void);

G_END_DECLS

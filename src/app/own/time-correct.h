/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "formats/time-log.h"

G_BEGIN_DECLS

/* @sentence for a toast. */
typedef void (*FwTimeCorrectFunc) (const char *sentence, gpointer user_data);

/* Asks for the hours of a day as they really were, and why. What is sent is added
 * to the log as a correction; what was measured stays. @name: of the day, for the
 * title. @day: nullable, nothing was measured. @func is called when it is on disk;
 * @user_data is referenced (a GObject) until the window is gone. */
void fw_time_correct_present (GtkWindow        *parent,
                              const char       *person,
                              const char       *date,
                              const char       *name,
                              const FwTimeDay  *day,
                              FwTimeCorrectFunc func,
                              gpointer          user_data);

G_END_DECLS

/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/* Looks for the description of the settings: where it is installed, else in
 * the build tree that the program runs from. FALSE with a sentence that says
 * what to do when it is in neither. Call once, before fw_settings_new(). */
gboolean   fw_settings_prepare (GError **error);

/* The settings of this program; cheap, every part of the window has its own.
 * Returns: (transfer full) */
GSettings *fw_settings_new     (void) G_GNUC_WARN_UNUSED_RESULT;

/* The real name of the account's owner, else the account's. Borrowed. */
const char *fw_settings_get_account_name (void);
/* The name that is written into labels: the one a person chose, else that of
 * the account. Returns: (transfer full) */
char      *fw_settings_dup_person (GSettings *settings) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS

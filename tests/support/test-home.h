/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Programs that keep something in a person's folders: journals, settings, samples, what was
 * opened last. */

/* First in main(): g_test_init() with an empty home folder of this run, which is gone at
 * exit. What the person who runs the tests has is neither read nor written. */
void        fw_test_init     (int *argc, char ***argv);
/* The home folder. Borrowed. */
const char *fw_test_get_home (void);
/* Writes a file there; @name may have folders. */
void        fw_test_write_home (const char *name, const char *text);

G_END_DECLS

/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define FW_TYPE_KIND_CHOOSER (fw_kind_chooser_get_type ())
G_DECLARE_FINAL_TYPE (FwKindChooser, fw_kind_chooser, FW, KIND_CHOOSER, GtkWidget)

/**
 * FwKindChooser:
 *
 * A button that says which kind of check a rule has, and opens the list of all
 * of them with a search: by name, by what it looks at, by its sentence.
 *
 * ::chosen (const char *name): the word of the manual, `human` for people.
 */
GtkWidget *fw_kind_chooser_new (void);
/* Shows @name, whether there is such a kind or not. */
void       fw_kind_chooser_set (FwKindChooser *self,
                                const char    *name);

G_END_DECLS

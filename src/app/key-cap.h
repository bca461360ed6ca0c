/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define FW_TYPE_KEY_CAP (fw_key_cap_get_type ())
G_DECLARE_FINAL_TYPE (FwKeyCap, fw_key_cap, FW, KEY_CAP, GtkWidget)

/**
 * FwKeyCap:
 *
 * The key that does what a control does, printed on the control. Follows the
 * shortcut table and hides itself when the person switched key caps off or the
 * action has no key. Screen readers pass over it: the control says its own key.
 *
 * Properties: action (string: detailed action name), text (string: shown
 * instead, such as "1–9"), css (string: a class instead of `fw-key`).
 */
GtkWidget *fw_key_cap_new        (const char *action);
GtkWidget *fw_key_cap_new_text   (const char *text);
void       fw_key_cap_set_action (FwKeyCap   *self,
                                  const char *action);

G_END_DECLS

/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "core/gold.h"

G_BEGIN_DECLS

#define FW_TYPE_GOLD_FORM (fw_gold_form_get_type ())
G_DECLARE_FINAL_TYPE (FwGoldForm, fw_gold_form, FW, GOLD_FORM, GtkWidget)

/**
 * FwGoldForm:
 *
 * How exams on gold are held: how many items, how many right ones, how far an
 * outline may be off; and what that means for whoever takes one. Other numbers of
 * items keep the share of right ones.
 */
/* @n_items: that can be asked. */
GtkWidget *fw_gold_form_new (const FwGoldSettings *settings,
                             gsize                 n_items);
void       fw_gold_form_get (FwGoldForm           *self,
                             FwGoldSettings       *out_settings);

G_END_DECLS

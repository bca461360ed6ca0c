/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/* Puts @items into the store, telling only the part that differs, so that a list
 * on the screen keeps its place and its focus. (element-type GObject) */
void fw_list_splice (GListStore *store,
                     GPtrArray  *items,
                     GEqualFunc  equal);

G_END_DECLS

/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "app/list-splice.h"

void
fw_list_splice (GListStore *store,
                GPtrArray  *items,
                GEqualFunc  equal)
{
  g_return_if_fail (G_IS_LIST_STORE (store));
  g_return_if_fail (items != NULL && equal != NULL);

  GListModel *old = G_LIST_MODEL (store);
  guint n_old = g_list_model_get_n_items (old);
  guint same_start = 0;
  guint same_end = 0;

  while (same_start < MIN (n_old, items->len))
    {
      g_autoptr(GObject) item = g_list_model_get_item (old, same_start);

      if (!equal (item, items->pdata[same_start]))
        break;
      same_start++;
    }
  while (same_end < MIN (n_old, items->len) - same_start)
    {
      g_autoptr(GObject) item = g_list_model_get_item (old, n_old - 1 - same_end);

      if (!equal (item, items->pdata[items->len - 1 - same_end]))
        break;
      same_end++;
    }

  if (n_old - same_start - same_end > 0 || items->len - same_start - same_end > 0)
    g_list_store_splice (store, same_start, n_old - same_start - same_end,
                         items->pdata + same_start, items->len - same_start - same_end);
}

/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/own/own-works.h"

#include "app/recent.h"

GPtrArray *
fw_own_works_list (void)
{
  GListModel *recent = fw_recent_get_list ();
  GPtrArray *works = g_ptr_array_new_with_free_func ((GDestroyNotify) fw_own_work_unref);

  for (guint i = 0; i < g_list_model_get_n_items (recent); i++)
    {
      g_autoptr(FwRecent) item = g_list_model_get_item (recent, i);

      if (fw_recent_get_labels (item) != NULL)
        g_ptr_array_add (works, fw_own_work_new (fw_recent_get_path (item),
                                                 fw_recent_get_labels (item),
                                                 fw_recent_get_manual (item),
                                                 fw_recent_get_title (item)));
    }

  return works;
}

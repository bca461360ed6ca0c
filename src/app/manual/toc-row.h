/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "app/manual/manual-book.h"

G_BEGIN_DECLS

typedef enum
{
  FW_TOC_PART     = 1 << 0, /* opens a part */
  FW_TOC_OPEN     = 1 << 1, /* the part that is read */
  FW_TOC_CHANGED  = 1 << 2, /* since it was read last; of a part: something in it */
  FW_TOC_ABOUT    = 1 << 3, /* speaks about the selected object */
  FW_TOC_BOOKMARK = 1 << 4,
  FW_TOC_RETIRED  = 1 << 5
} FwTocFlags;

#define FW_TYPE_TOC_ROW (fw_toc_row_get_type ())
G_DECLARE_FINAL_TYPE (FwTocRow, fw_toc_row, FW, TOC_ROW, GObject)

/* One line of the contents; what the list holds. */
FwTocRow   *fw_toc_row_new         (guint            chapter,
                                    const char      *id,
                                    const char      *title,
                                    FwTocFlags       flags);
guint       fw_toc_row_get_chapter (FwTocRow        *self);
/* Same chapter and same look. */
gboolean    fw_toc_row_equal       (FwTocRow        *a,
                                    FwTocRow        *b);

#define FW_TYPE_TOC_ROW_VIEW (fw_toc_row_view_get_type ())
G_DECLARE_FINAL_TYPE (FwTocRowView, fw_toc_row_view, FW, TOC_ROW_VIEW, GtkWidget)

/* Its widget. */
GtkWidget  *fw_toc_row_view_new     (void);
void        fw_toc_row_view_set_row (FwTocRowView   *self,
                                     FwTocRow       *row);
/* The line in words, for who cannot see it. Returns: (transfer full) */
char       *fw_toc_row_dup_label    (FwTocRow       *self) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS

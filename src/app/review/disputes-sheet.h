/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "app/review/disputes.h"
#include "edit/session.h"

G_BEGIN_DECLS

/* The person wants to see a unit; the sheet is closed already. */
typedef void (*FwDisputeOpen) (gint64      draw,
                               const char *unit,
                               gpointer    user_data);

typedef struct
{
  FwDisputes   *disputes;  /* taken */
  const char   *came;      /* (nullable) a sentence to begin with */
  FwSession    *session;   /* names of objects */
  FwManual     *manual;    /* (nullable) titles of rules */
  const char   *media;     /* as fw_unit_dup_media() gives it */
  FwDisputeOpen open;
  gpointer      user_data;
  GDestroyNotify destroy;  /* (nullable) of @user_data, with the sheet */
} FwDisputesSheet;

/**
 * fw_disputes_sheet_present:
 *
 * Shows what people judged differently as a list: the unit, and who said what, with
 * rules. A row opens its unit. @sheet is read before this returns. Main thread.
 *
 * Returns: the window; borrowed by GTK
 */
GtkWindow *fw_disputes_sheet_present (GtkWindow             *parent,
                                      const FwDisputesSheet *sheet);

G_END_DECLS

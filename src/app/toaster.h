/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

/**
 * FwToast:
 *
 * What a toast says, and maybe offers.
 */
typedef struct
{
  const char *sentence; /* plain text */
  const char *button;   /* nullable */
  const char *action;   /* of the button; nullable */
  GVariant   *target;   /* of the action; floating is fine; nullable */
  guint       seconds;  /* how long it stays */
} FwToast;

#define FW_TYPE_TOASTER (fw_toaster_get_type ())
G_DECLARE_FINAL_TYPE (FwToaster, fw_toaster, FW, TOASTER, GObject)

/**
 * FwToaster:
 *
 * Shows one toast at a time in an overlay, always the newest. @overlay is
 * borrowed and has to live as long.
 */
FwToaster  *fw_toaster_new         (AdwToastOverlay *overlay) G_GNUC_WARN_UNUSED_RESULT;
void        fw_toaster_show        (FwToaster       *self,
                                    const FwToast   *toast);
/* What was offered cannot be had any more. A toast without a button stays. */
void        fw_toaster_drop_offer  (FwToaster       *self);
/* What is said belongs to a page that is left: it goes as soon as it can. */
void        fw_toaster_drop        (FwToaster       *self);
/* What is said now; NULL when nothing is. Borrowed until it changes. */
const char *fw_toaster_get_sentence (FwToaster      *self);

G_END_DECLS

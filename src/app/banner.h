/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define FW_TYPE_BANNER (fw_banner_get_type ())
G_DECLARE_FINAL_TYPE (FwBanner, fw_banner, FW, BANNER, GtkWidget)

/* The highest one is shown, the others wait. */
typedef enum
{
  FW_BANNER_SAVE_FAILED, /* red */
  FW_BANNER_READ_ONLY,   /* grey */
  FW_BANNER_ASIDE,       /* yellow: earlier work that is not in the file */
  FW_BANNER_MANUAL,      /* yellow: a newer manual, with rules that changed */
  FW_BANNER_REGRADE,     /* yellow: verdicts of before a newer manual */
  FW_BANNER_WARNING,     /* yellow: the media, the manual */
  FW_BANNER_INFO,        /* grey */
  FW_N_BANNERS
} FwBannerKind;

/**
 * FwBanner:
 *
 * One line above the picture that says what is so and offers what to do about
 * it. ::activated (FwBannerKind) when the button is pressed, ::more-activated
 * (FwBannerKind) when a second one is, ::dismissed
 * (FwBannerKind) when the person closed it, or pressed Dismiss where that is
 * one of two answers.
 */
GtkWidget *fw_banner_new   (void);
/* NULL @sentence takes it away. @button is nullable. A sentence that was closed
 * stays closed until another one comes. */
void       fw_banner_set   (FwBanner     *self,
                            FwBannerKind  kind,
                            const char   *sentence,
                            const char   *button);
/* What more there is to tell, as a tooltip; NULL for nothing. */
void       fw_banner_set_details (FwBanner     *self,
                                  FwBannerKind  kind,
                                  const char   *details);
/* A second button before the first one; NULL for none. */
void       fw_banner_set_more (FwBanner     *self,
                               FwBannerKind  kind,
                               const char   *button);
void       fw_banner_clear (FwBanner     *self);

G_END_DECLS

/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

/*
 * Short texts as coverage masks, made once and kept: names on chips and lanes,
 * frame numbers. Blending a mask costs a fraction of laying the text out.
 */

#include <gtk/gtk.h>

#include "app/canvas/raster.h"

G_BEGIN_DECLS

typedef enum
{
  FW_TEXT_CHIP,       /* 12 px bold at the usual font size */
  FW_TEXT_BOLD,       /* 13 px bold */
  FW_TEXT_PLAIN,      /* 13 px */
  FW_TEXT_SMALL,      /* 12 px, digits of equal width */
  FW_TEXT_SMALL_BOLD
} FwTextStyle;

#define FW_N_TEXT_STYLES (FW_TEXT_SMALL_BOLD + 1)

/**
 * FwTextMask:
 *
 * A text's logical box in device pixels. Borrowed from the cache until its
 * next use of fw_text_cache_get() by someone else: copy nothing, draw at once.
 */
typedef struct
{
  int     width;
  int     height;
  gsize   stride;
  guint8 *coverage; /* (owned) */
} FwTextMask;

typedef struct _FwTextCache FwTextCache;

/* @scale is device pixels per logical pixel. */
FwTextCache      *fw_text_cache_new  (PangoContext *context,
                                      double        scale);
void              fw_text_cache_free (FwTextCache  *self);
double            fw_text_cache_get_scale (FwTextCache *self);
/* Height of a line of the usual text in logical pixels over what it is with
 * the usual font; 2 when the person uses text twice as large. */
double            fw_text_cache_get_growth (FwTextCache *self);
/* At most @max_width device pixels wide, with an ellipsis; 0 for no limit. */
const FwTextMask *fw_text_cache_get  (FwTextCache  *self,
                                      const char   *text,
                                      FwTextStyle   style,
                                      int           max_width);
/* Draws @mask with its middle height at @middle_y and its left edge at @x. */
void              fw_text_mask_draw  (const FwTextMask *mask,
                                      FwRaster         *raster,
                                      double            x,
                                      double            middle_y,
                                      guint32           colour);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (FwTextCache, fw_text_cache_free)

G_END_DECLS

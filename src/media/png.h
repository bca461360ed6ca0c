/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

#include "media/orientation.h"

G_BEGIN_DECLS

/**
 * FwPng:
 *
 * A PNG file as RGB: every colour type, bit depth and interlacing; 16 bits are
 * scaled to 8, transparency lies on white, gamma is left alone.
 */
typedef struct
{
  guint         width;
  guint         height;
  gsize         stride;
  guint8       *pixels;      /* (owned) g_malloc()ed */
  FwOrientation orientation; /* from an eXIf block; not applied */
  gboolean      is_cut_off;  /* the file ends early: the rest is white */
} FwPng;

void     fw_png_clear (FwPng         *self);
/* The bytes of a file. A file that breaks off gives what can be read. */
gboolean fw_png_read  (const guint8  *data,
                       gsize          length,
                       FwPng         *out,
                       GError       **error);
/* Writes RGB rows to a file descriptor. */
gboolean fw_png_write (int            fd,
                       const guint8  *pixels,
                       guint          width,
                       guint          height,
                       gsize          stride,
                       GError       **error);

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (FwPng, fw_png_clear)

G_END_DECLS

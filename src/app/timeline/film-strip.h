/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "edit/session.h"
#include "media/source.h"

G_BEGIN_DECLS

#define FW_TYPE_FILM_STRIP (fw_film_strip_get_type ())
G_DECLARE_FINAL_TYPE (FwFilmStrip, fw_film_strip, FW, FILM_STRIP, GtkWidget)

typedef enum
{
  FW_FILM_STRIP_ALL,
  FW_FILM_STRIP_TO_DO,
  FW_FILM_STRIP_PROBLEMS
} FwFilmStripFilter;

/**
 * FwFilmStrip:
 *
 * The pictures of a folder in a row: 96 x 72 thumbnails, each with a tick
 * when it is done, the number of its problems, and its number below. The
 * current picture has the accent colour. A click or the arrow keys move the
 * session there.
 *
 * Properties: session, source (both nullable), filter (FwFilmStripFilter).
 *
 * ::counts-changed (): fw_film_strip_count() may say something else.
 */
GtkWidget  *fw_film_strip_new          (void);
void        fw_film_strip_set_session  (FwFilmStrip       *self,
                                        FwSession         *session);
void        fw_film_strip_set_source   (FwFilmStrip       *self,
                                        FwSource          *source);
void        fw_film_strip_set_filter   (FwFilmStrip       *self,
                                        FwFilmStripFilter  filter);
/* How many pictures the filter lets through. */
guint       fw_film_strip_count        (FwFilmStrip       *self,
                                        FwFilmStripFilter  filter);

G_END_DECLS

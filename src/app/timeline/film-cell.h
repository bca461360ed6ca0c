/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define FW_TYPE_FILM_CELL (fw_film_cell_get_type ())
G_DECLARE_FINAL_TYPE (FwFilmCell, fw_film_cell, FW, FILM_CELL, GtkWidget)

#define FW_FILM_THUMB_WIDTH  96
#define FW_FILM_THUMB_HEIGHT 72

/**
 * FwFilmCellState:
 *
 * What a cell says about its picture.
 */
typedef struct
{
  int      number; /* as people count: from 1 */
  gboolean is_current;
  gboolean is_done;
  guint    n_problems;
  gboolean is_asked;  /* something in it waits for an answer */
  gboolean is_task;   /* to be labelled, where not all pictures are */
  gboolean is_beside; /* not to be labelled, where others are */
} FwFilmCellState;

/**
 * FwFilmCell:
 *
 * One picture of the film strip: thumbnail, number, a tick or the number of its
 * problems, and whether a question waits. The current one stands on the accent colour.
 * Where only some are to be labelled, those have a bar above, and the others are in the
 * shade.
 */
GtkWidget *fw_film_cell_new         (void);
void       fw_film_cell_set_state   (FwFilmCell            *self,
                                     const FwFilmCellState *state);
/* NULL while there is none: a plain ground is shown. */
void       fw_film_cell_set_texture (FwFilmCell            *self,
                                     GdkTexture            *texture);

G_END_DECLS

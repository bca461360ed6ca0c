/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "app/review/review-pictures.h"

G_BEGIN_DECLS

#define FW_TYPE_REVIEW_FILM (fw_review_film_get_type ())
G_DECLARE_FINAL_TYPE (FwReviewFilm, fw_review_film, FW, REVIEW_FILM, GtkWidget)

/**
 * FwReviewFilm:
 *
 * The frames beside the one that is judged: seven neighbours of a label or a
 * frame, or a contact sheet of a track: close to the object, with the attributes that
 * change under each picture. Keyframes are marked. A press goes there. It shows whole
 * cells from the first on; two buttons show earlier and later ones.
 *
 * ::go (int frame): a frame was chosen.
 * ::loop (): the play button was pressed.
 */
GtkWidget *fw_review_film_new          (void);
/* NULL: no pictures, the frames stay without. */
void       fw_review_film_set_pictures (FwReviewFilm     *self,
                                        FwReviewPictures *pictures);

/* What is shown. Borrowed. */
typedef struct
{
  const FwUnit *unit;
  FwSnapshot   *snapshot;
  gboolean      is_outlined; /* the label is drawn into the pictures */
  gboolean      is_covered;  /* its colour does not tell the category */
  gboolean      is_veiled;   /* the pictures are fetched, and not shown yet */
} FwFilmFacts;

/* NULL: nothing. */
void       fw_review_film_show         (FwReviewFilm      *self,
                                        const FwFilmFacts *facts);
/* The frame on the canvas. */
void       fw_review_film_set_frame    (FwReviewFilm      *self,
                                        FwFrame            frame);
/* First and last frame that is shown; FALSE with fewer than two. */
gboolean   fw_review_film_get_span     (FwReviewFilm      *self,
                                        FwSpan            *out_span);
void       fw_review_film_set_playing  (FwReviewFilm      *self,
                                        gboolean           is_playing);
/* Little height: smaller pictures. */
void       fw_review_film_set_compact  (FwReviewFilm      *self,
                                        gboolean           is_compact);

G_END_DECLS

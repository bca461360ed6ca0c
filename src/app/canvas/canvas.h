/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "edit/session.h"
#include "media/source.h"

G_BEGIN_DECLS

#define FW_TYPE_CANVAS (fw_canvas_get_type ())
G_DECLARE_FINAL_TYPE (FwCanvas, fw_canvas, FW, CANVAS, GtkWidget)

/**
 * FwCanvas:
 *
 * The picture with its labels. Shows the session's current frame, asks the
 * source for pictures, draws the session's scene over them, and turns pointer
 * and keys into calls of the session's tool. Everything it knows about editing
 * is in edit/; it can be thrown away and made anew at any time.
 *
 * Properties:
 *  session     FwSession, nullable; read-write. Chips, hints and read-only are
 *              the session's.
 *  source      FwSource, nullable; read-write
 *  zoom        double: device pixels per picture pixel, 1 is 100 %; read-only
 *  zoom-text   "63 %"; read-only
 *  status      what a screen reader hears: "Frame 412 of 1 800, 10 objects,
 *              Car 12 selected"; changes at most twice a second; read-only
 *  is-exact    the picture shown is that of the session's frame; read-only
 *  damage      why the current frame cannot be shown, NULL when it can; read-only
 *  crosshair   whether guides follow the pointer while drawing; TRUE
 *  brightness, contrast   -1 to 1, 0 is unchanged; gamma 0.2 to 5, 1 is unchanged;
 *              only what is looked at, never written to a file
 *
 * Signals:
 *  context-menu (double x, double y, gint64 track): the secondary button or
 *    the Menu key, in widget coordinates; track 0 is empty ground. The object
 *    is selected already.
 *  view-changed (): another part of the picture is in view
 *  refused (char *sentence): a wheel or key could not do what it asked for; the
 *    tools' own refusals are the session's signal
 *
 * Keys that the tool understands are used while the canvas has the focus. A
 * window that has shortcuts for the same keys asks fw_canvas_handle_key()
 * first.
 */
GtkWidget  *fw_canvas_new              (void);

void        fw_canvas_set_session      (FwCanvas   *self,
                                        FwSession  *session);
FwSession  *fw_canvas_get_session      (FwCanvas   *self);
void        fw_canvas_set_source       (FwCanvas   *self,
                                        FwSource   *source);
FwSource   *fw_canvas_get_source       (FwCanvas   *self);

double      fw_canvas_get_zoom         (FwCanvas   *self);
void        fw_canvas_zoom_in          (FwCanvas   *self);
void        fw_canvas_zoom_out         (FwCanvas   *self);
void        fw_canvas_zoom_fit         (FwCanvas   *self);
void        fw_canvas_zoom_original    (FwCanvas   *self);
/* Zooms to the selection so that it fills about half of the view; a second
 * call goes back to where the view was. */
void        fw_canvas_zoom_to_selection (FwCanvas  *self);
/* The same to any part of the picture; what is remembered to go back to stays. */
void        fw_canvas_zoom_to          (FwCanvas   *self,
                                        FwRect      picture);
/* Whether the view is at an object or a part, and has somewhere to go back to. */
gboolean    fw_canvas_is_zoomed_to     (FwCanvas   *self);
void        fw_canvas_zoom_back        (FwCanvas   *self);
/* Shows a part of the picture such that it fills @share of the view, of small
 * parts with more around them, and the whole picture where that would make it
 * smaller than fitted. Stays so when picture or view get another size,
 * until somebody zooms or moves it. */
void        fw_canvas_zoom_to_area     (FwCanvas   *self,
                                        FwRect      area,
                                        double      share);
/* The part of the picture that is in view; FALSE before there is one. */
gboolean    fw_canvas_get_visible      (FwCanvas   *self,
                                        FwRect     *out_visible);
/* Where a part of the picture lies: logical pixels from the widget's top left. */
FwRect      fw_canvas_place            (FwCanvas   *self,
                                        FwRect      picture);

void        fw_canvas_set_adjustments  (FwCanvas   *self,
                                        double      brightness,
                                        double      contrast,
                                        double      gamma);
gboolean    fw_canvas_is_exact         (FwCanvas   *self);
/* The picture on the screen, which may be smaller than the frame. Borrowed; NULL. */
FwPicture  *fw_canvas_get_picture      (FwCanvas   *self);

/* Pictures that somebody else has fetched ahead are taken before the source is
 * asked: @peek gives that of a frame at its full size, or NULL. Returns: (transfer
 * full) */
typedef FwPicture *(*FwCanvasPeek)     (FwFrame     frame,
                                        gpointer    user_data);
void        fw_canvas_set_peek         (FwCanvas    *self,
                                        FwCanvasPeek peek,
                                        gpointer     user_data);
const char *fw_canvas_get_zoom_text    (FwCanvas   *self);
const char *fw_canvas_get_status       (FwCanvas   *self);
const char *fw_canvas_get_damage       (FwCanvas   *self);

/* Shows the pictures of @leader instead of asking a source, with its adjustments,
 * at its zoom and place: moving one view moves the other. The sessions of both
 * are to be in the same frame. One canvas at a time; NULL ends it. */
void        fw_canvas_follow           (FwCanvas   *self,
                                        FwCanvas   *leader);

/* TRUE when the tool, or going through the objects with Tab, used the key. */
gboolean    fw_canvas_handle_key       (FwCanvas        *self,
                                        guint            keyval,
                                        GdkModifierType  state);
/* While a person drags along the timeline: the nearest decoded picture may
 * stand in for the exact one, which comes when it ends. */
void        fw_canvas_set_scrubbing    (FwCanvas   *self,
                                        gboolean    is_scrubbing);

/* Rectangles of the canvas, in its coordinates, that pills and cards lie over:
 * names of objects keep away from them. */
void        fw_canvas_set_covered      (FwCanvas     *self,
                                        const FwRect *rects,
                                        gsize         n_rects);

/* Where a track's outline lies in widget coordinates, for call-outs; FALSE
 * when it is not on the screen. */
gboolean    fw_canvas_get_track_area   (FwCanvas     *self,
                                        FwTrackId     id,
                                        GdkRectangle *out_area);

G_END_DECLS

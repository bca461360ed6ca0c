/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "app/manual/manual-pictures.h"
#include "app/manual/manual-shelf.h"

G_BEGIN_DECLS

/**
 * FwChapterStrip:
 *
 * Chapters of a book one below the other, of which only those near the view
 * exist as widgets. Where one is, is an anchor: the chapter at the top of the
 * view and where its top stands, in pixels of the view, 0 or above. Chapters
 * below and above it are laid out from there, so that what turns out higher or
 * lower than guessed moves nothing that is read. Items are counted from 0.
 */
typedef struct _FwChapterStrip FwChapterStrip;

/* Chapters become children of @page (borrowed), which owns the strip. */
FwChapterStrip *fw_chapter_strip_new         (GtkWidget            *page,
                                              FwManualPictures     *pictures) G_GNUC_WARN_UNUSED_RESULT;
/* With all its widgets. */
void            fw_chapter_strip_free        (FwChapterStrip       *self);
/* (nullable): where chapters come from, before any is added. */
void            fw_chapter_strip_set_shelf   (FwChapterStrip       *self,
                                              FwManualShelf        *shelf);
void            fw_chapter_strip_clear       (FwChapterStrip       *self);
/* @chapter is the one at @index of the book. */
void            fw_chapter_strip_add         (FwChapterStrip       *self,
                                              guint                 index,
                                              const FwChapter      *chapter);

guint           fw_chapter_strip_get_n       (const FwChapterStrip *self);
/* The index in the book. */
guint           fw_chapter_strip_get_chapter (const FwChapterStrip *self,
                                              guint                 item);
/* NULL: it is not made. */
GtkWidget      *fw_chapter_strip_get_widget  (const FwChapterStrip *self,
                                              guint                 item);
/* The item of a chapter, else the one before where it would stand. */
guint           fw_chapter_strip_find        (const FwChapterStrip *self,
                                              guint                 chapter);

/* The place */
guint           fw_chapter_strip_get_anchor  (const FwChapterStrip *self);
int             fw_chapter_strip_get_offset  (const FwChapterStrip *self);
/* Makes what is on the screen there. */
void            fw_chapter_strip_go          (FwChapterStrip       *self,
                                              guint                 item,
                                              int                   offset);
/* By so many pixels, down or up. */
void            fw_chapter_strip_scroll      (FwChapterStrip       *self,
                                              int                   delta);
/* To so many pixels from the beginning, as far as heights are known. */
void            fw_chapter_strip_jump        (FwChapterStrip       *self,
                                              double                value);
/* The chapter that is read: a little below the top, but at the very beginning.
 * -1 without any. */
int             fw_chapter_strip_find_current (FwChapterStrip      *self);
/* The height of all; @out_value gets how much of it is above the view. */
double          fw_chapter_strip_get_total   (const FwChapterStrip *self,
                                              double               *out_value);

/* Layout */
/* The view has this size now. Gives each chapter on the screen its place; FALSE
 * when some of them are not made: nothing may be made while sizes are given out. */
gboolean        fw_chapter_strip_allocate    (FwChapterStrip       *self,
                                              int                   width,
                                              int                   height);
void            fw_chapter_strip_make_visible (FwChapterStrip      *self);
/* When there is nothing else to do: makes what is a screen away, one at a time,
 * and takes apart what is far away. */
void            fw_chapter_strip_queue_ahead (FwChapterStrip       *self);

G_END_DECLS

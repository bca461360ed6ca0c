/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

/*
 * Shared by the files of FwManualPanel: manual-panel.c (reading and going to
 * places), manual-panel-search.c (searching), manual-panel-parts.c (what it is made
 * of), manual-panel-desk.c (what the owner of the manual does here).
 */

#include "app/manual/manual-pictures.h"
#include "app/panels/manual-panel.h"

G_BEGIN_DECLS

struct _FwManualPanel
{
  GtkWidget         parent_instance;

  GtkStack         *places;      /* read | desk */
  GtkWidget        *box;         /* what is read */
  GtkWidget        *desk;        /* what the owner of the manual works at */
  GtkWidget        *draft;       /* a change that waits */
  GtkWidget        *search;
  GtkWidget        *search_cap;
  GtkWidget        *badge;
  GtkWidget        *mark_read;
  GtkWidget        *review;      /* while only changes are shown */
  GtkWidget        *narrow_bar;
  GtkWidget        *narrow_label;
  GtkWidget        *narrow_popover;
  GtkWidget        *toc_holder;
  GtkWidget        *toc;
  GtkWidget        *narrow_toc;
  GtkWidget        *stack;       /* page | results | loading | no-manual */
  GtkWidget        *page;
  GtkWidget        *results;

  FwManualPictures *pictures;    /* (owned) */
  FwManualShelf    *shelf;       /* (owned) (nullable) */
  GArray           *history;     /* (element-type guint) (owned) chapters one came from */
  char             *pending;     /* (owned) (nullable) where to go when the book is there */
  char             *edited;      /* (owned) (nullable) the rule that is edited here */
  gboolean          is_about;    /* only rules about the selected object */
  gboolean          is_review;   /* only rules that changed */
  gboolean          is_walking;  /* in it, through labels */
  guint             search_timer;
  guint             layout_idle;
  int               width;
  gboolean          is_tight;
};

/* manual-panel.c */
/* NULL: nothing to read. */
FwManualBook *fw_manual_panel_get_book    (FwManualPanel         *self);
/* The text, not the hits. */
void       fw_manual_panel_show_page      (FwManualPanel         *self);
/* To a chapter of the book, remembering where one came from. */
void       fw_manual_panel_go             (FwManualPanel         *self,
                                           guint                  chapter);
void       fw_manual_panel_current_cb     (FwManualPanel         *self);
/* ::desk-changed. */
void       fw_manual_panel_tell_desk      (FwManualPanel         *self);

/* manual-panel-search.c */
void       fw_manual_panel_search_cb      (FwManualPanel         *self);
gboolean   fw_manual_panel_search_key_cb  (GtkEventControllerKey *key,
                                           guint                  keyval,
                                           guint                  keycode,
                                           GdkModifierType        state,
                                           FwManualPanel         *self);
/* Searches for what is in the entry, without waiting for more. */
void       fw_manual_panel_search_again   (FwManualPanel         *self);
/* FALSE: nothing was searched for. */
gboolean   fw_manual_panel_clear_search   (FwManualPanel         *self);
void       fw_manual_panel_update_search_cap (FwManualPanel      *self);

/* manual-panel-parts.c */
GtkWidget *fw_manual_panel_new_head       (FwManualPanel         *self);
GtkWidget *fw_manual_panel_new_narrow_bar (FwManualPanel         *self);
GtkWidget *fw_manual_panel_new_body       (FwManualPanel         *self);

/* manual-panel-desk.c */
void       fw_manual_panel_install_desk   (GtkWidgetClass        *klass);
/* The desk, and the bar about a change that waits, which goes into the box. */
void       fw_manual_panel_make_desk      (FwManualPanel         *self);
void       fw_manual_panel_set_desk       (FwManualPanel         *self);
/* What the owner can do, as a menu. Returns: (transfer full) */
GMenuModel *fw_manual_panel_new_menu     (void);

G_END_DECLS

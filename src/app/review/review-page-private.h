/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

/*
 * FwReviewPage as its own files see it: review-page.c (its life, the head of the
 * queue, the sitting), review-page-verbs.c (what keys ask for), review-page-room.c
 * (who gets how much room), review-page-look.c (the picture of the unit at hand,
 * playing), review-page-files.c (what does not fit, joining, signing off, the report),
 * review-page-disputes.c (what was judged differently).
 */

#include <adwaita.h>

#include "app/canvas/canvas.h"
#include "app/command-search.h"
#include "app/questions/ask-card.h"
#include "app/review/review-facts.h"
#include "app/review/review-film.h"
#include "app/review/review-inset.h"
#include "app/review/review-list.h"
#include "app/review/review-page.h"
#include "app/review/review-pictures.h"
#include "app/review/review-start.h"
#include "app/review/verdict-bar.h"
#include "edit/clock.h"

G_BEGIN_DECLS

struct _FwReviewPage
{
  GtkWidget         parent_instance;

  GtkWidget        *box;
  GtkWidget        *header;
  AdwWindowTitle   *title;
  GtkWidget        *undo;
  GtkToggleButton  *queue_button;
  GtkToggleButton  *facts_button;
  GtkMenuButton    *menu;
  FwCommandSearch  *search;
  GtkWidget        *sign_off;
  GtkWidget        *pace_pill;
  GtkLabel         *pace;
  GtkRevealer      *unfit_revealer;
  GtkLabel         *unfit_label;
  GtkMenuButton    *unfit_list;
  GtkWidget        *unfit_close;
  GtkStack         *stack;
  FwReviewStart    *start;
  GtkWidget        *queue;
  GtkLabel         *done;
  GtkLabel         *total;
  GtkProgressBar   *progress;
  GtkLabel         *design;
  FwReviewList     *list;
  GtkLabel         *status;
  FwCanvas         *canvas;
  GtkLabel         *frame_pill;    /* which one is seen: a track goes through many */
  GtkLabel         *zoom;
  GtkWidget        *hide_pill;
  GtkLabel         *hide;
  GtkLabel         *hint;
  FwReviewInset    *inset;
  FwAskCard        *ask;
  GtkWidget        *writing;
  GtkProgressBar   *writing_bar;
  FwReviewFilm     *film;
  FwVerdictBar     *verdict;
  FwReviewFacts    *facts;

  FwProject        *project;  /* (owned) (nullable) */
  FwManualShelf    *shelf;    /* (owned) (nullable) */
  char             *person;   /* (owned) (nullable) before the first entering */
  FwReviewSitting  *sitting;  /* (owned) (nullable) */
  FwSession        *session;  /* (owned) (nullable) of its own */
  FwReviewPictures *pictures; /* (owned) (nullable) without media */
  FwSource         *source;   /* (owned) (nullable) that @pictures are from */
  gboolean          is_entered;

  /* review-page-look.c */
  FwUnit            unit;          /* that is shown */
  FwFrame           first;         /* in which it is judged */
  gboolean          has_unit;
  gboolean          is_label_shown;
  gboolean          waits_for_picture;
  gboolean          is_whole_frame;
  guint             reveal_timer;
  gint64            hide_us;       /* when the key to hide was last down; 0: it is up */
  FwPlayer          player;
  guint             tick;

  /* How the parts share the room. */
  int               width;
  int               height;
  guint             layout_idle;
  gboolean          has_layout;
  gboolean          is_narrow;
  gboolean          is_setting;

  /* review-page-files.c */
  GCancellable     *fitting;       /* (owned) (nullable) while it is looked what fits */
  GCancellable     *writing_report; /* (owned) (nullable) */

  /* review-page-disputes.c */
  GCancellable     *finding_disputes; /* (owned) (nullable) */
};

/* review-page.c */
void     fw_review_page_say           (FwReviewPage *self,
                                       const char   *sentence);
void     fw_review_page_tell_changed  (FwReviewPage *self);
/* A draw is at hand and shown. */
gboolean fw_review_page_is_at_desk    (FwReviewPage *self);
void     fw_review_page_update_head   (FwReviewPage *self);
/* Where one chooses what to review, and where one does. */
void     fw_review_page_show_start    (FwReviewPage *self);
void     fw_review_page_show_desk     (FwReviewPage *self);

/* To a unit of any draw: in the list, or to be looked at when it is not the person's. */
void     fw_review_page_open_unit     (FwReviewPage *self,
                                       gint64        draw,
                                       const char   *unit);

/* review-page-disputes.c */
/* Lists, a moment later, what was judged differently. @before (nullable): what was known
 * before a file was joined, which @came (nullable) says: then a sentence is all if there
 * is nothing new. */
void     fw_review_page_find_disputes (FwReviewPage *self,
                                       FwReview     *before,
                                       const char   *came);
void     fw_review_page_show_disputes (FwReviewPage *self);

/* review-page-verbs.c */
void     fw_review_page_focus_picture (FwReviewPage *self);

/* review-page-room.c */
void     fw_review_page_connect_room  (FwReviewPage *self);
/* GtkWidgetClass */
void     fw_review_page_size_allocate (GtkWidget    *widget,
                                       int           width,
                                       int           height,
                                       int           baseline);
void     fw_review_page_measure       (GtkWidget     *widget,
                                       GtkOrientation orientation,
                                       int            for_size,
                                       int           *minimum,
                                       int           *natural,
                                       int           *minimum_baseline,
                                       int           *natural_baseline);

/* review-page-look.c */
void     fw_review_page_connect_look  (FwReviewPage *self);
/* The session and its picture begin; they end. */
void     fw_review_page_take_look     (FwReviewPage *self);
void     fw_review_page_drop_look     (FwReviewPage *self);
/* The unit at hand is another one, or another thing is known about it. */
void     fw_review_page_show_unit     (FwReviewPage *self);
void     fw_review_page_follow_draft  (FwReviewPage *self);
void     fw_review_page_show_label    (FwReviewPage *self,
                                       gboolean      is_shown);
void     fw_review_page_press_hide    (FwReviewPage *self);
void     fw_review_page_toggle_loop   (FwReviewPage *self);
void     fw_review_page_stop          (FwReviewPage *self);
void     fw_review_page_step          (FwReviewPage *self,
                                       int           n);
void     fw_review_page_toggle_context (FwReviewPage *self);
/* Shows the same part again: there is another room for it. */
void     fw_review_page_zoom          (FwReviewPage *self);

/* review-page-files.c */
void     fw_review_page_connect_files (FwReviewPage *self);
/* Looks, in a thread, what of the review is not as it was drawn, and shows it. */
void     fw_review_page_find_unfit    (FwReviewPage *self);
void     fw_review_page_drop_files    (FwReviewPage *self);
void     fw_review_page_join          (FwReviewPage *self);
void     fw_review_page_ask_sign_off  (FwReviewPage *self);
/* Opens the report of a draw; of one that is not signed off it is written anew. */
void     fw_review_page_open_report   (FwReviewPage *self,
                                       gint64        draw);

G_END_DECLS

/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

/* FwEditorPage as its own files see it: who is in it, and what they call of each other. */

#include <adwaita.h>

#include "app/callout.h"
#include "app/compare/compare-bar.h"
#include "app/compare/compare-panel.h"
#include "app/editor-page.h"
#include "app/later.h"
#include "app/quiet.h"
#include "app/leaving-bar.h"
#include "app/next-shape.h"
#include "app/panels/checks-panel.h"
#include "app/panels/manual-panel.h"
#include "app/panels/objects-panel.h"
#include "app/panels/review-panel.h"
#include "app/picture-bar.h"
#include "app/questions/ask-card.h"
#include "app/questions/news-card.h"
#include "app/quick-card.h"
#include "app/timeline/film-strip.h"
#include "app/tool-rail.h"

G_BEGIN_DECLS

struct _FwEditorPage
{
  GtkWidget         parent_instance;

  GtkWidget        *box;
  FwBanner         *banner;
  GtkWidget        *habits;
  FwSidebar        *sidebar;
  GtkPaned         *paned;
  gboolean          is_handle_pressed; /* the last press was on the handle of @paned */
  FwToolRail       *rail;
  FwCompareBar     *compare_bar;
  FwCompareView    *compare_view; /* holds the canvas */
  FwCanvas         *canvas;
  GtkProgressBar   *seeking;
  FwNextShape      *next_shape;
  GtkWidget        *zoom_pill;
  GtkLabel         *zoom_label;
  GtkBox           *hint_pill;
  FwQuickCard      *quick;
  FwCallout        *callout;
  FwLeavingBar     *leaving;
  FwAskCard        *ask;
  FwNewsCard       *news;
  GtkWidget        *damage_card;
  GtkLabel         *damage_label;
  GtkWidget        *progress_card;
  GtkLabel         *progress_label;
  GtkProgressBar   *progress_bar;
  GtkWidget        *bottom;
  GtkStack         *transports;
  FwTransport      *transport;
  FwPictureBar     *picture_bar;
  GtkStack         *times;
  FwTimeline       *timeline;
  FwFilmStrip      *film_strip;
  GtkWidget        *side;
  AdwViewSwitcher  *switcher;
  AdwViewStack     *views;
  AdwViewStackPage *checks_page;
  FwObjectsPanel   *objects;
  FwLater          *checks;    /* a FwChecksPanel */
  FwLater          *manual;    /* a FwManualPanel */
  FwLater          *questions; /* a FwReviewPanel */
  AdwViewStackPage *compare_page;
  FwLater          *compare_panel; /* a FwComparePanel */
  GtkLabel         *status;

  FwProject        *project;  /* (owned) (nullable) */
  FwSession        *session;  /* (owned) (nullable) */
  FwSource         *source;   /* (owned) (nullable) */
  GSettings        *settings; /* (owned) */
  FwQuiet          *quiet;    /* (owned) makes parts ahead */
  FwManualShelf    *shelf;    /* (owned) (nullable) the manual as it is read */
  GtkWindow        *manual_window; /* (nullable) the manual in a window of its own */

  /* Where the manual was opened from; Escape goes back there. */
  char             *before_view;  /* (owned) (nullable) */
  gboolean          was_open;     /* the sidebar */
  GtkWidget        *before_focus; /* weak (nullable) */

  /* While two versions are compared. */
  FwCompareModel   *compare;  /* (owned) (nullable) */
  gboolean          is_reading_compare;
  char             *before_compare; /* (owned) (nullable) the sidebar's page */
  gboolean          was_open_before_compare;
  gboolean          is_blink_down;
  gboolean          is_blink_held; /* and not just pressed */
  guint             blink_release;
  FwCompareMode     mode_before_blink;
  FwCompareSide     shown_before_blink;

  int               width;
  int               height;
  guint             layout_idle;
  guint             covered_idle;
  int               switcher_width; /* it wants with names beside signs */
  double            switcher_scale; /* of the text it was measured with; 0: not yet */
  gboolean          is_compact;
  gboolean          keeps_picture; /* the sidebar stands beside it in any window */
  gboolean          is_narrow;
  gboolean          is_transport_packed;
  gboolean          has_layout;
  gboolean          is_quick_wanted; /* A was pressed */
  gboolean          is_picture_only;
  guint             seeking_timer;
  guint             seeking_pulse;
  guint             status_timer;
};

/* editor-page.c */
gboolean fw_editor_page_has_video    (FwEditorPage *self);
void     fw_editor_page_say          (FwEditorPage *self,
                                      const char   *sentence);
void     fw_editor_page_rule_said    (FwEditorPage *self,
                                      const char   *sentence,
                                      gboolean      can_undo);
void     fw_editor_page_tell_narrow  (FwEditorPage *self,
                                      gboolean      narrow);

/* The same with an offer to undo. */
void     fw_editor_page_say_undoable (FwEditorPage *self,
                                      const char   *sentence);
/* Passes on what a part says. */
void     fw_editor_page_said         (FwEditorPage *self,
                                      const char   *sentence,
                                      gboolean      can_undo);
void     fw_editor_page_tell_compare (FwEditorPage *self);
/* Escape on a picture, and Tab where people want it to move the focus. */
void     fw_editor_page_listen_to_keys (FwEditorPage *self,
                                      FwCanvas     *canvas);
void     fw_editor_page_tell_asked   (FwEditorPage *self,
                                      gint64        id,
                                      gboolean      was_open);
void     fw_editor_page_tell_set_aside (FwEditorPage *self,
                                      gint64        id);
void     fw_editor_page_tell_answered (FwEditorPage *self,
                                      gint64        id,
                                      const char   *precedent);

/* editor-page-layout.c: how the parts share the room. */
void     fw_editor_page_place_bottom (FwEditorPage *self);
/* How much larger the text is than the 11 points that the sizes are made for; 1.0 or more. */
double   fw_editor_page_get_text_scale (FwEditorPage *self);
/* In an idle callback: cards and folding follow the size, the picture and the selection. */
void     fw_editor_page_queue_layout (FwEditorPage *self);
void     fw_editor_page_size_allocate (GtkWidget    *widget,
                                      int           width,
                                      int           height,
                                      int           baseline);
void     fw_editor_page_measure      (GtkWidget      *widget,
                                      GtkOrientation  orientation,
                                      int             for_size,
                                      int            *minimum,
                                      int            *natural,
                                      int            *minimum_baseline,
                                      int            *natural_baseline);
void     fw_editor_page_connect_layout (FwEditorPage *self);
/* A rule is edited in the sidebar, or not any more. */
void     fw_editor_page_follow_desk  (FwEditorPage *self);

/* editor-page-manual.c: the manual's place in the editor. */
FwManualPanel *fw_editor_page_get_manual_panel (FwEditorPage *self);
void     fw_editor_page_take_manual  (FwEditorPage *self);
void     fw_editor_page_drop_manual  (FwEditorPage *self);
gboolean fw_editor_page_is_manual_shown (FwEditorPage *self);
/* Remembers where the manual was opened from. */
void     fw_editor_page_enter_manual (FwEditorPage *self);
/* Back to the view, the width and the focus before the manual. */
void     fw_editor_page_leave_manual (FwEditorPage *self);
void     fw_editor_page_connect_manual (FwEditorPage *self);

/* editor-page-questions.c: asking, beside the picture. */
FwReviewPanel *fw_editor_page_get_review_panel (FwEditorPage *self);
/* The panels that have been made follow the project; NULL: nothing is open. */
void     fw_editor_page_tell_panels  (FwEditorPage *self,
                                      FwProject    *project);
void     fw_editor_page_connect_questions (FwEditorPage *self);
gboolean fw_editor_page_is_review_shown (FwEditorPage *self);

/* editor-page-compare.c: two versions of the labels. */
void     fw_editor_page_connect_compare (FwEditorPage *self);

/* editor-page-cards.c: what lies over the picture. */
void     fw_editor_page_update_cards (FwEditorPage *self);
/* The selected object lies in the right half of the picture (the left one where
 * people write to the left). */
gboolean fw_editor_page_is_object_at_end (FwEditorPage *self);
/* In an idle callback: names of objects keep away from what lies over the picture. */
void     fw_editor_page_queue_covered (FwEditorPage *self);
void     fw_editor_page_update_hint  (FwEditorPage *self);
/* The bar that says a frame is on its way, and the card that says it is damaged. */
void     fw_editor_page_update_exact (FwEditorPage *self);
void     fw_editor_page_hide_seeking (FwEditorPage *self);
void     fw_editor_page_connect_cards (FwEditorPage *self);

G_END_DECLS

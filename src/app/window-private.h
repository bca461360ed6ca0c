/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "app/check-pill.h"
#include "app/command-search.h"
#include "app/editor-page.h"
#include "app/gold/exam-bar.h"
#include "app/gold/exam-page.h"
#include "app/home-page.h"
#include "app/later.h"
#include "app/regrade-offer.h"
#include "app/review/review-page.h"
#include "app/shortcuts.h"
#include "app/toaster.h"
#include "app/tour/tour-bar.h"
#include "app/window.h"
#include "edit/commands.h"

G_BEGIN_DECLS

/* Other labels that are being read to be compared; see window-compare.c. */
typedef struct _FwWindowReading FwWindowReading;

struct _FwWindow
{
  AdwApplicationWindow parent_instance;

  AdwToastOverlay  *toasts;
  GtkStack         *pages;
  gboolean          search_waits; /* for commands, until the page stands */
  AdwStatusPage    *drop_sign; /* over all pages, while files are dragged over the window */
  FwLater          *home;      /* a FwHomePage */
  GtkWidget        *header;
  AdwWindowTitle   *title;
  FwCheckPill      *pill;
  FwCommandSearch  *command_search;
  GtkWidget        *ask_button;
  GtkToggleButton  *sidebar_button;
  GtkMenuButton    *menu_button;
  GtkWidget        *undo;
  GtkWidget        *redo;
  FwExamBar        *exam_bar;
  FwTourBar        *tour_bar;
  FwEditorPage     *editor;
  FwReviewPage     *review; /* (nullable) from the first review on */
  FwLater          *exam_page; /* a FwExamPage */

  GSettings        *settings; /* (owned) */
  FwProject        *project;  /* (owned) (nullable) open, or being opened */
  FwSession        *session;  /* (owned) (nullable) of the open project */
  GCancellable     *opening;  /* (owned) (nullable) while a project is being opened */
  guint             progress_timer;
  guint             remember_timer;
  FwFrame           resume_frame; /* where the person stopped, while its frame is not known; 0 */
  FwToaster        *toaster;   /* (owned) shows in @toasts */
  FwRegradeOffer   *regrade;   /* (owned) (nullable) what a newer manual does to verdicts */
  FwRecent         *forgotten; /* (owned) (nullable) what a toast offers to put back */

  /* "Done" that waits for the check. */
  guint             done_timer;
  FwFrame           done_frame; /* that "done" was last asked for */

  FwTour           *tour;      /* (owned) (nullable) */
  FwWindowReading  *reading;   /* (owned) (nullable) */
  /* Practice or an exam; see window-exam.c. */
  FwExam           *exam;         /* (owned) (nullable) */
  GCancellable     *finding_exam; /* (owned) (nullable) while it is read which one it is */
  gboolean          is_comparing; /* with the gold */

  /* While closing. */
  gboolean          is_closing;      /* the project is being saved and closed */
  gboolean          may_close;       /* nothing holds the window any more */
  gboolean          close_window;    /* afterwards the window goes */
  FwProjectFiles    next;            /* (owned strings) afterwards this is opened */
  char             *place;           /* (owned) (nullable) to go to in what is opened next */
  FwProjectFiles    back;            /* (owned strings) what made room for it, if it cannot be opened */
  char             *back_place;      /* (owned) (nullable) the frame in there */
};

extern const FwShortcutHost fw_window_shortcut_host;

/* window-actions.c */
void fw_window_install_actions (FwWindow *self);
/* window-files.c; called by the above. */
void fw_window_install_file_actions (FwWindow *self);
/* Where the person works: the folder of what is open, else of what was open last.
 * Returns: (transfer full) (nullable) */
GFile *fw_window_dup_folder    (FwWindow *self) G_GNUC_WARN_UNUSED_RESULT;
/* The same when it can be written to; else NULL. Returns: (transfer full) (nullable) */
GFile *fw_window_dup_save_folder (FwWindow *self) G_GNUC_WARN_UNUSED_RESULT;
/* What a person chose to write to, with @ending unless it has one. NULL, and said, when that
 * is another file that is there: the chooser did not ask about it. Returns: (transfer full) */
char  *fw_window_dup_json_path (FwWindow   *self,
                                const char *path,
                                const char *ending) G_GNUC_WARN_UNUSED_RESULT;
/* window-compare.c; called by the above. */
void fw_window_install_compare_actions (FwWindow *self);
/* Reads other labels of the same media, and shows where they differ. */
void fw_window_compare         (FwWindow   *self,
                                const char *path);
/* The same with earlier work that is not in the file. */
void fw_window_compare_aside   (FwWindow   *self);
/* Frames got other numbers, so that what is compared does not lie on them any more:
 * begins anew if there is a comparison. */
void fw_window_compare_again   (FwWindow   *self);
/* Ends it, also while something is being read. */
void fw_window_stop_comparing  (FwWindow   *self);
/* Whether an action of the comparison can be done now; FALSE when @action is none
 * of them. */
gboolean fw_window_can_compare (FwWindow   *self,
                                const char *action,
                                gboolean   *out_can);
/* window-checks.c; called by the above. */
void fw_window_install_check_actions (FwWindow *self);
/* window-questions.c; called by the above. */
void fw_window_install_question_actions (FwWindow *self);
/* Says that a question was asked, or had been already. */
void fw_window_asked           (FwWindow *self,
                                gint64    id,
                                gboolean  was_open);
/* At the first problem ever, says what can be done about one. */
void fw_window_tell_first_problem (FwWindow *self);
/* The checks found something else; the session is elsewhere. */
void fw_window_checks_changed  (FwWindow *self);
void fw_window_update_leaving  (FwWindow *self);
/* window-manual.c; called by the above. */
void fw_window_install_manual_actions (FwWindow *self);
/* What came of saving a rule; with Undo. */
void fw_window_rule_said       (FwWindow   *self,
                                const char *sentence,
                                gboolean    can_undo);
/* Another manual for what is open; says so when it cannot be used. */
void fw_window_load_manual     (FwWindow   *self,
                                const char *path);
/* window-review.c; called by the above. */
void fw_window_install_review_actions (FwWindow *self);
gboolean fw_window_is_in_review (FwWindow *self);
/* What is judged when somebody goes there; NULL for nothing. */
void fw_window_follow_review   (FwWindow  *self,
                                FwProject *project);
void fw_window_show_review     (FwWindow *self);
/* Back to the editor. */
void fw_window_leave_review    (FwWindow *self);
/* Whether it is for the reviewer's page to say that an action can be done; then
 * @out_can is what it says. */
gboolean fw_window_can_review  (FwWindow   *self,
                                const char *action,
                                gboolean   *out_can);
/* Which actions can be done now. */
void fw_window_update_actions  (FwWindow *self);
GMenuModel *fw_window_new_menu (void);

/* Runs a verb of the session and shows what it has to say. */
void fw_window_run_verb        (FwWindow  *self,
                                FwCommand *command,
                                int        argument);

/* window-gold.c; called by the above. */
void fw_window_install_gold_actions (FwWindow *self);
/* Whether an action of gold can be done now; FALSE when @name is none of them. */
gboolean fw_window_can_do_gold (FwWindow   *self,
                                const char *name,
                                gboolean   *out_can);
/* Borrowed (nullable). */
const char *fw_window_get_labels_path (FwWindow *self);

/* window-exam-start.c; called by the above. */
void fw_window_install_exam_start_actions (FwWindow *self);
/* Looks what gold there is for the person, asks, and opens what it is done in.
 * @gold_path: (transfer full) */
void fw_window_begin_exam      (FwWindow      *self,
                                char          *gold_path,
                                FwAttemptMode  mode);

/* The same for work that is not open, "practise" or "exam"; by the manual that is
 * named, or found beside the gold. */
void fw_window_begin_exam_on   (FwWindow             *self,
                                const FwProjectFiles *files,
                                const char           *mode);

/* window-exam.c; called by the above. */
void fw_window_install_exam_actions (FwWindow *self);
/* Whether what is open are labels of practice or an exam: then follows it. */
void fw_window_follow_exam     (FwWindow *self);
void fw_window_leave_exam      (FwWindow *self);
/* The result of one is on the screen. */
gboolean fw_window_is_in_exam  (FwWindow *self);
/* The exam was handed in: its labels can be looked at. */
gboolean fw_window_is_exam_over (FwWindow *self);
/* Why these labels are not laid beside others; NULL: they can be. */
const char *fw_window_get_compare_refusal (FwWindow *self);

/* window-export.c; called by fw_window_install_actions(). */
void fw_window_install_export_actions (FwWindow *self);

/* window-tour.c; called by fw_window_install_actions(), after those of checks. */
void fw_window_install_tour_actions (FwWindow *self);
/* Ends it, if there is one. */
void fw_window_end_tour        (FwWindow *self);

/* window-drop.c */
void fw_window_install_drop    (FwWindow *self);

/* window-regrade.c; called by fw_window_install_actions(). */
void fw_window_install_regrade_actions (FwWindow *self);
/* Looks, in a thread, for verdicts that the manual in force touches; the banner says
 * what it finds. */
void fw_window_find_regrade    (FwWindow *self);
void fw_window_regrade         (FwWindow *self);

/* window-places.c */
/* Goes to the place that the work was opened for, once. */
void fw_window_go_to_place     (FwWindow *self);

/* window-project.c */
void fw_window_close_project   (FwWindow *self,
                                gboolean  close_window);
/* window-remember.c: what the list of recent work keeps of the project, now or a little later. */
void fw_window_remember        (FwWindow *self);
void fw_window_remember_later  (FwWindow *self);
/* Goes to the frame where the person stopped, as soon as it is there. */
void fw_window_resume          (FwWindow *self);
/* The media are a file from which no picture can be got. */
gboolean fw_window_has_no_picture (FwWindow *self);
/* Labels that change from now on carry the person's name. */
void fw_window_sign            (FwWindow *self);

G_END_DECLS

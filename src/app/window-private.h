/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "app/check-pill.h"
#include "app/command-search.h"
#include "app/editor-page.h"
#include "app/home-page.h"
#include "app/shortcuts.h"
#include "app/window.h"

G_BEGIN_DECLS

struct _FwWindow
{
  AdwApplicationWindow parent_instance;

  AdwToastOverlay  *toasts;
  GtkStack         *pages;
  FwHomePage       *home;
  GtkWidget        *header;
  AdwWindowTitle   *title;
  FwCheckPill      *pill;
  FwCommandSearch  *command_search;
  GtkToggleButton  *sidebar_button;
  GtkMenuButton    *menu_button;
  GtkWidget        *undo;
  GtkWidget        *redo;
  FwEditorPage     *editor;

  GSettings        *settings; /* (owned) */
  FwProject        *project;  /* (owned) (nullable) open, or being opened */
  FwSession        *session;  /* (owned) (nullable) of the open project */
  GCancellable     *opening;  /* (owned) (nullable) while a project is being opened */
  guint             progress_timer;
  guint             remember_timer;
  AdwToast         *toast; /* (owned) (nullable) the one on the screen */

  /* While closing. */
  gboolean          is_closing;      /* the project is being saved and closed */
  gboolean          may_close;       /* nothing holds the window any more */
  gboolean          close_window;    /* afterwards the window goes */
  FwProjectFiles    next;            /* (owned strings) afterwards this is opened */
};

extern const FwShortcutHost fw_window_shortcut_host;

/* window.c: shows @toast in place of the one on the screen. */
void fw_window_take_toast      (FwWindow *self,
                                AdwToast *toast);

/* window-actions.c */
void fw_window_install_actions (FwWindow *self);
/* window-files.c; called by the above. */
void fw_window_install_file_actions (FwWindow *self);
/* Which actions can be done now. */
void fw_window_update_actions  (FwWindow *self);
GMenuModel *fw_window_new_menu (void);

/* window-project.c */
void fw_window_close_project   (FwWindow *self,
                                gboolean  close_window);
void fw_window_remember        (FwWindow *self);
/* Labels that change from now on carry the person's name. */
void fw_window_sign            (FwWindow *self);

G_END_DECLS

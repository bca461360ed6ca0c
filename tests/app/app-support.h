/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

/*
 * What every test with windows needs: settings, resources, an application that
 * talks to nobody, and a look at the whole tree of widgets.
 */

#include <adwaita.h>

/* Prepares GTK and the program's own things, in a home folder of this run. TRUE when there
 * is a display; else the test ends as skipped. First in main(). */
gboolean        test_app_init        (int *argc, char ***argv);
/* The addresses that the program had opened elsewhere (a report, a folder), a line each.
 * Returns: (transfer full) */
char           *test_app_dup_opened  (void);
/* A registered application without a bus; one per program, borrowed. */
GtkApplication *test_app_get         (void);
/* Lets what is due happen, without waiting. */
void            test_app_settle      (void);
/* Calls @func for @widget and everything inside. */
typedef void  (*TestWidgetFunc)      (GtkWidget *widget, gpointer user_data);
void            test_app_walk        (GtkWidget *widget, TestWidgetFunc func, gpointer user_data);
/* What a label or a button says; NULL for other widgets. */
const char     *test_app_get_text    (GtkWidget *widget);
/* The first widget on the screen, in @root, of @type and with @text (nullable) in what
 * it says: a label, a button. NULL when there is none. */
GtkWidget      *test_app_find        (GtkWidget *root, GType type, const char *text);
/* The same as soon as it is there; fails when it does not come. */
GtkWidget      *test_app_wait_for    (GtkWidget *root, GType type, const char *text);
/* Presses Tab from where the focus is until it is on a widget of @type that says @text
 * (nullable); fails when it stays where it is, or does not get there in @most presses. */
GtkWidget      *test_app_tab_to      (GtkWidget *window, GType type, const char *text, guint most);
/* Destroys the window and checks that nobody holds it any more. */
void            test_app_close       (GtkWindow *window);
/* Shows the window and checks that everything in it that can be focused has a
 * name; that are @at_least so many. */
void            test_app_sweep_names (GtkWidget *window, guint at_least);

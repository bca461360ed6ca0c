/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

/*
 * Everything that newer GTK and libadwaita do with other calls than GTK 4.8
 * and libadwaita 1.2: file dialogs, questions, the about window. The only file
 * with version checks.
 */

#include <adwaita.h>

G_BEGIN_DECLS

typedef enum
{
  FW_CHOOSE_VIDEO,
  FW_CHOOSE_FOLDER,
  FW_CHOOSE_MANUAL,
  FW_CHOOSE_LABELS,
  FW_CHOOSE_REVIEW,
  FW_CHOOSE_GOLD,
  FW_CHOOSE_SAVE,
  FW_CHOOSE_EXPORT /* a file for other programs */
} FwChoose;

/* @file is NULL when the person changed her mind. */
typedef void (*FwChooseFunc) (GFile *file, gpointer user_data);

/* @folder (nullable) is where to start (NULL: Documents when saving), @name
 * (nullable) what to propose when saving. @func is called once, @destroy after it. */
void fw_compat_choose (GtkWindow      *parent,
                       FwChoose        choose,
                       GFile          *folder,
                       const char     *name,
                       FwChooseFunc    func,
                       gpointer        user_data,
                       GDestroyNotify  destroy);

typedef struct
{
  const char *id;
  const char *label;
  gboolean    is_suggested;
  gboolean    is_destructive;
} FwResponse;

/* @answer is the id of an FwResponse; closing gives that of the first one. */
typedef void (*FwAskFunc) (const char *answer, gpointer user_data);

/* Returns the dialog, borrowed until @func is called; for the next function. */
GObject *fw_compat_ask (GtkWindow        *parent,
                        const char       *heading,
                        const char       *body,
                        const FwResponse *answers,
                        gsize             n_answers,
                        FwAskFunc         func,
                        gpointer          user_data,
                        GDestroyNotify    destroy);

/* Puts @child below the words of a question that still waits. */
void fw_compat_ask_add (GObject   *dialog,
                        GtkWidget *child);

/* Other words in a question that still waits; @refused (nullable) is an answer
 * that cannot be given any more. */
void fw_compat_ask_update (GObject    *dialog,
                           const char *body,
                           const char *refused);

void fw_compat_about  (GtkWindow      *parent);

/* Opens the folder that holds @file in the file manager. */
void fw_compat_show_in_files (GtkWindow *parent,
                              GFile     *file);

/* Opens @file with the program that is for it: a page in the browser. */
void fw_compat_open_file (GtkWindow *parent,
                          GFile     *file);

/* Lets @label be read aloud when it changes, where the toolkit can. */
void fw_compat_announce (GtkWidget  *widget,
                         const char *message);

G_END_DECLS

/* SPDX-License-Identifier: GPL-3.0-or-later */

/*
 * Where the dialogs for files begin: at the place they are given, and what is saved
 * without one in Documents, never where the program happened to be started.
 */

#include "app-support.h"

#include "app/compat.h"
#include "support/test-folder.h"
#include "support/wait.h"

#include <glib/gstdio.h>

static guint n_answers;

static void
chosen_cb (GFile   *file,
           gpointer user_data)
{
  g_assert_null (file);
  n_answers++;
}

static gboolean
is_answered (gpointer user_data)
{
  return n_answers > 0;
}

G_GNUC_BEGIN_IGNORE_DEPRECATIONS

static GtkWindow *
find_chooser (void)
{
  GListModel *windows = gtk_window_get_toplevels ();

  for (guint i = 0; i < g_list_model_get_n_items (windows); i++)
    {
      g_autoptr(GtkWindow) window = g_list_model_get_item (windows, i);

      if (GTK_IS_FILE_CHOOSER (window) && gtk_widget_get_mapped (GTK_WIDGET (window)))
        return window;
    }

  return NULL;
}

/* The folder is read in the background. */
static gboolean
has_folder (gpointer user_data)
{
  GtkWindow *chooser = find_chooser ();
  g_autoptr(GFile) folder
    = chooser != NULL ? gtk_file_chooser_get_current_folder (GTK_FILE_CHOOSER (chooser)) : NULL;

  return folder != NULL && g_file_equal (folder, user_data);
}

static void
expect_start (FwChoose choose,
              GFile   *folder,
              GFile   *expected)
{
  n_answers = 0;
  fw_compat_choose (NULL, choose, folder, "street.json", chosen_cb, NULL, NULL);
  g_assert_true (fw_test_wait (has_folder, expected));
  gtk_dialog_response (GTK_DIALOG (find_chooser ()), GTK_RESPONSE_CANCEL);
  g_assert_true (fw_test_wait (is_answered, NULL));
}

G_GNUC_END_IGNORE_DEPRECATIONS

static GFile *
get_documents (void)
{
  const char *path = g_get_user_special_dir (G_USER_DIRECTORY_DOCUMENTS);

  return g_file_new_for_path (path != NULL && g_file_test (path, G_FILE_TEST_IS_DIR)
                                ? path
                                : g_get_home_dir ());
}

/* Test that what is saved starts where it belongs, else in Documents. */
static void
test_save (void)
{
  g_autofree char *path = fw_test_make_folder ();
  g_autoptr(GFile) folder = g_file_new_for_path (path);
  g_autoptr(GFile) documents = get_documents ();
  g_autofree char *here = g_get_current_dir ();
  g_autoptr(GFile) started = g_file_new_for_path (here);

  /* Else nothing is shown by it. */
  g_assert_false (g_file_equal (started, documents));
  expect_start (FW_CHOOSE_EXPORT, NULL, documents);
  expect_start (FW_CHOOSE_SAVE, NULL, documents);
  expect_start (FW_CHOOSE_EXPORT, folder, folder);
  expect_start (FW_CHOOSE_SAVE, folder, folder);
  fw_test_remove_folder (path);
}

/* Test that what is joined or chosen is looked for where the work is. */
static void
test_open (void)
{
  g_autofree char *path = fw_test_make_folder ();
  g_autoptr(GFile) folder = g_file_new_for_path (path);

  expect_start (FW_CHOOSE_REVIEW, folder, folder);
  expect_start (FW_CHOOSE_MANUAL, folder, folder);
  fw_test_remove_folder (path);
}

int
main (int   argc,
      char *argv[])
{
  if (!test_app_init (&argc, &argv))
    return g_test_run ();

  g_test_add_func ("/chooser/save", test_save);
  g_test_add_func ("/chooser/open", test_open);

  return g_test_run ();
}

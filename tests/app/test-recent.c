/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/recent.h"
#include "support/test-folder.h"
#include "support/test-home.h"
#include "support/wait.h"

#include <string.h>

static void
remember (const char *path,
          double      done)
{
  g_autofree char *title = g_path_get_basename (path);

  fw_recent_remember (&(FwRecentFacts){
      .path = path, .title = title, .is_video = TRUE, .n_frames = 120, .frame = 41, .done = done });
}

static char *
list_titles (void)
{
  GListModel *list = fw_recent_get_list ();
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < g_list_model_get_n_items (list); i++)
    {
      g_autoptr(FwRecent) item = g_list_model_get_item (list, i);

      g_string_append_printf (text, "%s%s", i > 0 ? " " : "", fw_recent_get_title (item));
    }

  return g_string_free (text, FALSE);
}

static void
assert_titles (const char *expected)
{
  g_autofree char *titles = list_titles ();

  g_assert_cmpstr (titles, ==, expected);
}

/* Test that the newest comes first, once only, and that forgetting can be taken back. */
static void
test_order (void)
{
  assert_titles ("");
  remember ("/clips/a.mp4", 0.1);
  remember ("/clips/b.mp4", 0.2);
  assert_titles ("b.mp4 a.mp4");
  remember ("/clips/a.mp4", 0.5);
  assert_titles ("a.mp4 b.mp4");

  g_autoptr(FwRecent) first = g_list_model_get_item (fw_recent_get_list (), 0);

  g_assert_cmpfloat (fw_recent_get_done (first), ==, 0.5);
  g_assert_cmpint (fw_recent_get_n_frames (first), ==, 120);
  g_assert_cmpint (fw_recent_get_frame (first), ==, 41);

  g_autoptr(FwRecent) second = fw_recent_find ("/clips/b.mp4");

  g_assert_cmpstr (fw_recent_get_title (second), ==, "b.mp4");
  g_assert_null (fw_recent_find ("/clips/c.mp4"));

  g_autoptr(FwRecent) forgotten = fw_recent_forget ("/clips/a.mp4");

  assert_titles ("b.mp4");
  g_assert_null (fw_recent_forget ("/clips/a.mp4"));
  fw_recent_restore (forgotten);
  g_assert_cmpuint (g_list_model_get_n_items (fw_recent_get_list ()), ==, 2);
  fw_recent_restore (forgotten);
  g_assert_cmpuint (g_list_model_get_n_items (fw_recent_get_list ()), ==, 2);
}

/* Test that the list does not grow without end. */
static void
test_limit (void)
{
  for (int i = 0; i < FW_RECENT_MAX + 10; i++)
    {
      g_autofree char *path = g_strdup_printf ("/clips/%d.mp4", i);

      remember (path, 0);
    }
  g_assert_cmpuint (g_list_model_get_n_items (fw_recent_get_list ()), ==, FW_RECENT_MAX);
}

static gboolean
is_on_disk (gpointer user_data)
{
  g_autofree char *path
      = g_build_filename (g_get_user_state_dir (), "framewright", "recent.ini", NULL);
  g_autofree char *text = NULL;

  return g_file_get_contents (path, &text, NULL, NULL) && strstr (text, user_data) != NULL;
}

/* Test that what is remembered last lands on disk, however fast things are remembered. */
static void
test_saved (void)
{
  for (int i = 0; i < 20; i++)
    remember ("/clips/fast.mp4", i / 40.0);
  remember ("/clips/last.mp4", 1.0);
  g_assert_true (fw_test_wait (is_on_disk, (gpointer) "/clips/last.mp4"));
}

/* Test that the next start finds the list, and that lines somebody broke are passed over. */
static void
test_read (void)
{
  if (!g_test_subprocess ())
    {
      g_test_trap_subprocess (NULL, 0, G_TEST_SUBPROCESS_INHERIT_STDERR);
      g_test_trap_assert_passed ();
      return;
    }

  g_autofree char *folder = g_build_filename (g_get_user_state_dir (), "framewright", NULL);
  g_autofree char *path = g_build_filename (folder, "recent.ini", NULL);

  g_mkdir_with_parents (folder, 0700);
  g_assert_true (g_file_set_contents (path,
                                      "[a]\npath=/clips/old.mp4\ntime=5\ndone=7\nframe=41\n"
                                      "[b]\ntitle=no path\n"
                                      "[c]\npath=relative.mp4\n"
                                      "[d]\npath=/clips/new.mp4\ntitle=New\ntime=9\nframes=-4\nframe=-4\n",
                                      -1, NULL));
  assert_titles ("New old.mp4");

  g_autoptr(FwRecent) new = g_list_model_get_item (fw_recent_get_list (), 0);
  g_autoptr(FwRecent) item = g_list_model_get_item (fw_recent_get_list (), 1);

  g_assert_cmpint (fw_recent_get_frame (new), ==, 0);
  g_assert_cmpint (fw_recent_get_frame (item), ==, 41);
  g_assert_cmpfloat (fw_recent_get_done (item), ==, 1.0);
}

/* Takes the path. */
static void
put_file (char *path)
{
  g_autofree char *owned = path;

  g_assert_true (g_file_set_contents (owned, "{}", -1, NULL));
}

/* Test that what is offered besides opening follows what stands beside the work. */
static void
test_offers (void)
{
  g_autofree char *folder = g_dir_make_tmp ("fw-recent-XXXXXX", NULL);
  g_autofree char *media = g_build_filename (folder, "clip.mp4", NULL);
  g_autofree char *labels = g_build_filename (folder, "clip.coco.json", NULL);
  const int usual = FW_OFFER_REVIEW | FW_OFFER_COMPARE | FW_OFFER_EXPORT;

  fw_recent_remember (&(FwRecentFacts) { .path = media, .labels = labels, .title = "clip" });

  g_autoptr(FwRecent) item = g_list_model_get_item (fw_recent_get_list (), 0);

  g_assert_cmpint (fw_recent_find_offers (item), ==, 0);
  put_file (g_strdup (labels));
  g_assert_cmpint (fw_recent_find_offers (item), ==, usual);
  put_file (g_build_filename (folder, "clip.review.json", NULL));
  g_assert_cmpint (fw_recent_find_offers (item), ==,
                   usual | FW_OFFER_MAKE_GOLD);
  put_file (g_build_filename (folder, "clip.gold.json", NULL));
  g_assert_cmpint (fw_recent_find_offers (item), ==,
                   usual | FW_OFFER_MAKE_GOLD | FW_OFFER_ATTEMPT);

  /* Labels nobody named are in their usual place, which opening finds. */
  remember ("/clips/nowhere.mp4", 0.5);

  g_autoptr(FwRecent) plain = g_list_model_get_item (fw_recent_get_list (), 0);

  g_assert_cmpint (fw_recent_find_offers (plain), ==, 0);
  fw_test_remove_folder (folder);
}

int
main (int   argc,
      char *argv[])
{
  fw_test_init (&argc, &argv);

  g_test_add_func ("/recent/order", test_order);
  g_test_add_func ("/recent/limit", test_limit);
  g_test_add_func ("/recent/saved", test_saved);
  g_test_add_func ("/recent/read", test_read);
  g_test_add_func ("/recent/offers", test_offers);

  return g_test_run ();
}

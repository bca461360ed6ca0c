/* SPDX-License-Identifier: GPL-3.0-or-later */

/*
 * Pictures of a manual lie in its folder, whatever a link says and wherever
 * links on disk lead.
 */

#include "core/error.h"
#include "rules/manual-image.h"
#include "rules/media-list.h"
#include "support/test-folder.h"
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

static void
make_file (const char *folder,
           const char *name)
{
  g_autofree char *path = g_build_filename (folder, name, NULL);

  g_assert_true (g_file_set_contents (path, "png", -1, NULL));
}

static void
make_link (const char *folder,
           const char *target,
           const char *name)
{
  g_autofree char *path = g_build_filename (folder, name, NULL);

  g_assert_cmpint (symlink (target, path), ==, 0);
}

/* Test which links lead to a picture, and that the others say why not. */
static void
test_links (void)
{
  static const struct { const char *link; const char *found; const char *says; } cases[] = {
    { "a.png", "a.png", NULL },
    { "img/b c.png", NULL, "is not there" },
    { "<img/b c.png>", "img/b c.png", NULL },
    { "img/b%20c.png", "img/b c.png", NULL },
    { "  ./img/./b%20c.png", "img/b c.png", NULL },
    { "a.png \"A title\"", "a.png", NULL },
    { "inside.png", "a.png", NULL },
    { "missing.png", NULL, "is not there" },
    { "../secret.png", NULL, "does not lie beside" },
    { "img/../../secret.png", NULL, "does not lie beside" },
    { "%2e%2e/secret.png", NULL, "does not lie beside" },
    { "..%2fsecret.png", NULL, "is not there" },
    { "50%.png", "50%.png", NULL },
    { "50%25.png", "50%.png", NULL },
    { "/etc/passwd", NULL, "does not lie beside" },
    { "file:///etc/passwd", NULL, "does not lie beside" },
    { "https://example.org/a.png", NULL, "does not lie beside" },
    { "a.png%00.txt", NULL, "is not there" },
    { "..\\secret.png", NULL, "does not lie beside" },
    { "%ff.png", NULL, "is not there" },
    { "", NULL, "does not lie beside" },
    { "outside.png", NULL, "leads out" },
    { "way/secret.png", NULL, "leads out" },
    { "loop.png", NULL, "is not there" },
    { "img", NULL, "no picture file" },
    { "pipe", NULL, "no picture file" },
  };
  g_autofree char *base = g_dir_make_tmp ("fw-image-XXXXXX", NULL);
  g_autofree char *folder = g_build_filename (base, "manual", NULL);
  g_autofree char *beside = g_build_filename (base, "manual-2", NULL);
  g_autofree char *img = g_build_filename (folder, "img", NULL);
  g_autofree char *pipe_path = g_build_filename (folder, "pipe", NULL);
  g_autofree char *path = g_build_filename (folder, "x.manual.md", NULL);
  g_autofree char *real = NULL;
  g_autoptr(GFile) manual = g_file_new_for_path (path);

  g_mkdir_with_parents (img, 0755);
  g_mkdir_with_parents (beside, 0755);
  real = realpath (folder, NULL);
  make_file (base, "secret.png");
  make_file (beside, "secret.png");
  make_file (folder, "a.png");
  make_file (folder, "50%.png");
  make_file (img, "b c.png");
  make_link (folder, "a.png", "inside.png");
  make_link (folder, "../secret.png", "outside.png");
  make_link (folder, "../manual-2", "way"); /* its name begins as the folder's does */
  make_link (folder, "loop.png", "loop.png");
  g_assert_cmpint (mkfifo (pipe_path, 0600), ==, 0);

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr(GError) error = NULL;
      g_autofree char *found = fw_manual_find_image (manual, cases[i].link, &error);
      g_autofree char *expected
          = cases[i].found ? g_build_filename (real, cases[i].found, NULL) : NULL;

      g_test_message ("%s", cases[i].link);
      g_assert_cmpstr (found, ==, expected);
      if (cases[i].found)
        continue;
      g_assert_error (error, FW_FORMAT_ERROR, FW_FORMAT_ERROR_REFERENCE);
      g_assert_nonnull (strstr (error->message, cases[i].says));
    }
  fw_test_remove_folder (base);
}

/* Test that lists of media, which a manual names too, lie in its folder. */
static void
test_lists (void)
{
  static const char text[]
      = "---\nmanual: m\nversion: 1.0.0\ncategories: { a: box }\n---\n\n### AA-001 T\n\n- **DO** x."
        "\n\n```rule\nseverity: error\nsince: 1.0.0\ncheck: split-leak\nwith: { lists: [in.txt, "
        "../out.txt, link.txt, gone.txt, pipe, /etc/hosts, in.txt] }\n```\n";
  g_autofree char *base = g_dir_make_tmp ("fw-image-XXXXXX", NULL);
  g_autofree char *folder = g_build_filename (base, "manual", NULL);
  g_autofree char *pipe_path = g_build_filename (folder, "pipe", NULL);
  g_autoptr(GBytes) bytes = g_bytes_new_static (text, sizeof text - 1);
  g_autoptr(FwManual) manual = fw_manual_new_from_bytes (bytes, NULL);
  g_autoptr(GPtrArray) lists = NULL;

  g_mkdir_with_parents (folder, 0755);
  make_file (folder, "in.txt");
  make_file (base, "out.txt");
  make_link (folder, "../out.txt", "link.txt");
  g_assert_cmpint (mkfifo (pipe_path, 0600), ==, 0);
  lists = fw_media_lists_read (manual, folder);
  g_assert_cmpuint (lists->len, ==, 1);
  g_assert_cmpstr (((FwMediaListFile *) g_ptr_array_index (lists, 0))->name, ==, "in.txt");
  fw_test_remove_folder (base);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/manual-image/links", test_links);
  g_test_add_func ("/manual-image/lists", test_lists);

  return g_test_run ();
}

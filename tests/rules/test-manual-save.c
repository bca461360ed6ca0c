/* SPDX-License-Identifier: GPL-3.0-or-later */

/*
 * A manual goes back to its file unless somebody was there before, and what is
 * made ready to be published can be published.
 */

#include "rules-kit.h"

#include "rules/manual-save.h"
#include "support/test-folder.h"

#include <glib/gstdio.h>
#include <unistd.h>

#define FRONT(version_) \
  "---\nmanual: kit\nversion: " version_ "\ncategories: { car: box }\n---\n\n" \
  "## What changed in 1.0.0\n\n- All.\n\n## Rules\n\n"
#define RULE(id_, block_) \
  "### " id_ " Title\n\n- **DO** this.\n\n```rule\nseverity: error\nsince: 1.0.0\n" block_ "```\n\n"
#define SIZE(height_) "check: min-size\nwith: { height: " height_ " }  # pixels\n"

typedef struct
{
  char  *folder;
  char  *path;
  GFile *file;
} Fixture;

static void
set_up (Fixture      *self,
        gconstpointer data)
{
  self->folder = fw_test_make_folder ();
  self->path = g_build_filename (self->folder, "kit.manual.md", NULL);
  self->file = g_file_new_for_path (self->path);
}

static void
tear_down (Fixture      *self,
           gconstpointer data)
{
  fw_test_remove_folder (self->folder);
  g_object_unref (self->file);
  g_free (self->folder);
  g_free (self->path);
}

static FwManual *
write_and_read (Fixture    *self,
                const char *text)
{
  g_autoptr(GError) error = NULL;

  g_assert_true (g_file_set_contents (self->path, text, -1, NULL));

  FwManual *manual = fw_manual_new_from_file (self->file, &error);

  g_assert_no_error (error);

  return manual;
}

/* Test that what somebody else wrote is not lost, and that mode and link stay. */
static void
test_save (Fixture      *self,
           gconstpointer data)
{
  g_autoptr(GError) error = NULL;
  g_autoptr(FwManual) manual = write_and_read (self, FRONT ("1.0.0") RULE ("KT-001", SIZE ("10")));
  g_autoptr(GBytes) mine = g_bytes_new ("mine", 4);
  g_autofree char *link_path = g_build_filename (self->folder, "link.md", NULL);
  g_autoptr(GFile) link_file = g_file_new_for_path (link_path);
  g_autofree char *text = NULL;
  g_autofree char *kept = NULL;
  GStatBuf info;

  g_assert_cmpint (g_chmod (self->path, 0640), ==, 0);
  g_assert_cmpint (symlink ("kit.manual.md", link_path), ==, 0);
  g_assert_true (fw_manual_save (link_file, mine, fw_manual_get_sha256 (manual), &error));
  g_assert_no_error (error);
  g_assert_true (g_file_get_contents (self->path, &text, NULL, NULL));
  g_assert_cmpstr (text, ==, "mine");
  g_assert_true (g_file_test (link_path, G_FILE_TEST_IS_SYMLINK));
  g_assert_cmpint (g_stat (self->path, &info), ==, 0);
  g_assert_cmpint (info.st_mode & 0777, ==, 0640);

  g_assert_true (g_file_set_contents (self->path, "theirs", -1, NULL));
  g_assert_false (fw_manual_save (self->file, mine, fw_manual_get_sha256 (manual), &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_WRONG_ETAG);
  g_assert_true (g_file_get_contents (self->path, &kept, NULL, NULL));
  g_assert_cmpstr (kept, ==, "theirs");

  g_clear_error (&error);
  g_unlink (self->path);
  g_assert_false (fw_manual_save (self->file, mine, fw_manual_get_sha256 (manual), &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_WRONG_ETAG);
}

/* Test that a change, a new rule and a retirement are announced and published. */
static void
test_prepare (Fixture      *self,
              gconstpointer data)
{
  g_autoptr(GError) error = NULL;
  g_autoptr(FwManual) before = write_and_read (
    self, FRONT ("1.0.0") RULE ("KT-001", SIZE ("10")) RULE ("KT-002", SIZE ("5"))
            RULE ("KT-003", SIZE ("6")) RULE ("KT-004", SIZE ("7")));
  g_autoptr(FwManualVersions) first = fw_manual_publish (self->file, NULL, &error);

  g_assert_no_error (error);

  g_autoptr(FwManual) draft = write_and_read (
    self, FRONT ("1.0.0") RULE ("KT-001", SIZE ("12")) RULE ("KT-002", SIZE ("4"))
            RULE ("KT-003", "retired: 1.0.0\nchange: retire\n" SIZE ("6"))
              RULE ("KT-004", SIZE ("7")) RULE ("KT-005", SIZE ("8")));
  const FwReleaseChange chosen[] = { { "KT-002", FW_CHANGE_CLASS_REVERSE, NULL },
                                     { "KT-001", FW_CHANGE_CLASS_NONE, "Far cars are out." } };
  FwRelease release = { .version = "2.0.0", .date = "2026-11-27", .line = "Sizes.",
                        .changes = chosen, .n_changes = G_N_ELEMENTS (chosen) };
  g_autoptr(GBytes) bytes = fw_manual_prepare (draft, before, &release, &error);

  g_assert_no_error (error);

  gsize length;
  const char *data_bytes = g_bytes_get_data (bytes, &length);
  g_autofree char *is = g_strndup (data_bytes, length);

  g_assert_cmpstr (
    is, ==,
    "---\nmanual: kit\nversion: 2.0.0\neffective: 2026-11-27\nprevious: 1.0.0\n"
    "categories: { car: box }\n---\n\n"
    "## What changed in 2.0.0\n\n- Sizes.\n- `KT-001` **tighten**: Far cars are out.\n"
    "- `KT-002` **reverse**: Title\n- `KT-003` **retire**: Title\n- `KT-005` **add**: Title\n\n"
    "## What changed in 1.0.0\n\n- All.\n\n## Rules\n\n"
    RULE ("KT-001", "changed: 2.0.0\nchange: tighten\n" SIZE ("12"))
    RULE ("KT-002", "changed: 2.0.0\nchange: reverse\n" SIZE ("4"))
    RULE ("KT-003", "retired: 2.0.0\nchange: retire\n" SIZE ("6"))
    RULE ("KT-004", SIZE ("7"))
    "### KT-005 Title\n\n- **DO** this.\n\n```rule\nseverity: error\nsince: 2.0.0\nchange: add\n"
    SIZE ("8") "```\n\n");

  g_assert_true (fw_manual_save (self->file, bytes, fw_manual_get_sha256 (draft), &error));

  g_autoptr(FwManualVersions) second = fw_manual_publish (self->file, "dana", &error);

  g_assert_no_error (error);
  g_assert_cmpuint (fw_manual_versions_get (second, 1)->n_changes, ==, 4);
}

/* Test that a version which the owner began by hand keeps her words, and is published as it is. */
static void
test_prepare_own (Fixture      *self,
                  gconstpointer data)
{
  g_autoptr(GError) error = NULL;
  g_autoptr(FwManual) before
      = write_and_read (self, FRONT ("1.0.0") RULE ("KT-001", SIZE ("10")) RULE ("KT-002", SIZE ("5")));
  FwRelease first = { .version = "1.0.0", .date = "2026-11-27" };
  g_autoptr(GBytes) same = fw_manual_prepare (before, NULL, &first, &error);

  g_assert_no_error (error);
  g_assert_nonnull (strstr (g_bytes_get_data (same, NULL),
                            "version: 1.0.0\neffective: 2026-11-27\ncategories"));

  g_autoptr(FwManualVersions) versions = fw_manual_publish (self->file, NULL, &error);

  g_assert_no_error (error);

  g_autoptr(FwManual) draft = write_and_read (
    self, "---\nmanual: kit\nversion: 1.1.0\nprevious: 1.0.0\ncategories: { car: box }\n---\n\n"
          "## What changed in 1.1.0\n\n- KT-001: my own words.\n\n## Rules\n\n"
          RULE ("KT-001", "changed: 1.1.0\nchange: clarify\n" SIZE ("12")) RULE ("KT-002", SIZE ("4")));
  FwRelease release = { .version = "1.1.0", .date = "2026-11-28" };
  g_autoptr(GBytes) bytes = fw_manual_prepare (draft, before, &release, &error);

  g_assert_no_error (error);

  gsize length;
  const char *data_bytes = g_bytes_get_data (bytes, &length);
  g_autofree char *is = g_strndup (data_bytes, length);

  g_assert_cmpstr (
    is, ==,
    "---\nmanual: kit\nversion: 1.1.0\neffective: 2026-11-28\nprevious: 1.0.0\n"
    "categories: { car: box }\n---\n\n"
    "## What changed in 1.1.0\n\n- KT-001: my own words.\n- `KT-002` **loosen**: Title\n\n"
    "## Rules\n\n"
    RULE ("KT-001", "changed: 1.1.0\nchange: clarify\n" SIZE ("12"))
    RULE ("KT-002", "changed: 1.1.0\nchange: loosen\n" SIZE ("4")));
}

/* Test that a published version is not written, whoever it is and whatever its mode,
 * and that the sentence says what to do; the manual itself may be. */
static void
test_published (Fixture      *self,
                gconstpointer data)
{
  static const char text[] = FRONT ("1.0.0") RULE ("KT-001", SIZE ("10"));
  g_autoptr(GFile) version = NULL;
  g_autoptr(FwManualVersions) versions = NULL;
  g_autoptr(GBytes) bytes = g_bytes_new_static (text, sizeof text - 1);
  g_autofree char *sha256 = g_compute_checksum_for_bytes (G_CHECKSUM_SHA256, bytes);
  g_autofree char *path
      = g_build_filename (self->folder, "kit.versions", "1.0.0.manual.md", NULL);
  g_autofree char *lock = NULL;
  g_autoptr(GError) error = NULL;

  g_assert_true (g_file_set_contents (self->path, text, -1, NULL));
  versions = fw_manual_publish (self->file, "dana", &error);
  g_assert_no_error (error);
  g_assert_cmpint (g_chmod (path, 0644), ==, 0);
  lock = fw_manual_dup_lock (path);
  g_assert_nonnull (strstr (lock, "published version"));
  version = g_file_new_for_path (path);
  g_assert_false (fw_manual_save (version, bytes, sha256, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_READ_ONLY);
  g_assert_null (fw_manual_dup_lock (self->path));
  g_assert_null (fw_manual_dup_lock (NULL));
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add ("/manual-save/save", Fixture, NULL, set_up, test_save, tear_down);
  g_test_add ("/manual-save/published", Fixture, NULL, set_up, test_published, tear_down);
  g_test_add ("/manual-save/prepare", Fixture, NULL, set_up, test_prepare, tear_down);
  g_test_add ("/manual-save/prepare-own", Fixture, NULL, set_up, test_prepare_own, tear_down);

  return g_test_run ();
}

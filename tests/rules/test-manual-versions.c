/* SPDX-License-Identifier: GPL-3.0-or-later */

/*
 * Published versions: what is written, what is refused, what is noticed when
 * files change behind the index, and what the linter says beside the version
 * before. FW_UPDATE_GOLDEN=1 writes the golden files anew.
 */

#include "rules-kit.h"

#include "core/error.h"
#include "rules/manual-versions.h"
#include "support/test-folder.h"

#include <glib/gstdio.h>

typedef struct
{
  char  *folder; /* (owned) */
  char  *path;   /* (owned) of the manual */
  GFile *file;   /* (owned) */
} Fixture;

static void
set_up (Fixture      *self,
        gconstpointer data)
{
  self->folder = g_dir_make_tmp ("fw-versions-XXXXXX", NULL);
  self->path = g_build_filename (self->folder, "kit.manual.md", NULL);
  self->file = g_file_new_for_path (self->path);
}

static void
tear_down (Fixture      *self,
           gconstpointer data)
{
  fw_test_remove_folder (self->folder);
  g_free (self->folder);
  g_free (self->path);
  g_object_unref (self->file);
}

static char *
make_text (const char *version,
           const char *rules)
{
  return g_strdup_printf ("---\nmanual: kit\nversion: %s\ncategories: { car: box }\n---\n\n"
                          "## What changed in %s\n\n- KT-001, KT-002, KT-003\n\n## Rules\n\n%s",
                          version, version, rules);
}

static void
write_manual (Fixture    *self,
              const char *version,
              const char *block)
{
  g_autofree char *rule = kit_rule ("KT-001", block);
  g_autofree char *text = make_text (version, rule);

  g_assert_true (g_file_set_contents (self->path, text, -1, NULL));
}

static char *
version_path (Fixture    *self,
              const char *name)
{
  return g_build_filename (self->folder, "kit.versions", name, NULL);
}

#define SIZE(height_) "check: min-size\nwith: { height: " height_ " }"

/* Test that versions are written, listed, read back, and found. */
static void
test_publish (Fixture      *self,
              gconstpointer data)
{
  g_autoptr(GError) error = NULL;
  g_autoptr(FwManualVersions) none = fw_manual_versions_load (self->file, &error);
  g_autofree char *first_path = version_path (self, "1.0.0.manual.md");
  g_autofree char *text = NULL;
  g_autofree char *published = NULL;
  GStatBuf info;

  g_assert_no_error (error);
  g_assert_cmpuint (fw_manual_versions_get_n (none), ==, 0);
  g_assert_null (fw_manual_versions_find_before (none, ""));

  write_manual (self, "1.0.0", SIZE ("10"));
  g_file_get_contents (self->path, &text, NULL, NULL);
  g_autoptr(FwManualVersions) one = fw_manual_publish (self->file, "dana \"d\"", &error);
  g_assert_no_error (error);
  g_assert_cmpuint (fw_manual_versions_get_n (one), ==, 1);
  g_assert_true (g_file_get_contents (first_path, &published, NULL, NULL));
  g_assert_cmpstr (published, ==, text);
  g_assert_cmpint (g_stat (first_path, &info), ==, 0);
  g_assert_cmpint (info.st_mode & 0777, ==, 0444);

  write_manual (self, "1.1.0", SIZE ("12") "\nchanged: 1.1.0\nchange: tighten");
  g_autoptr(FwManualVersions) two = fw_manual_publish (self->file, NULL, &error);
  g_assert_no_error (error);
  write_manual (self, "1.1.1", SIZE ("12") "\nchanged: 1.1.0\nchange: tighten");
  g_autoptr(FwManualVersions) three = fw_manual_publish (self->file, "tomas", &error);
  g_assert_no_error (error);

  g_autoptr(FwManualVersions) read = fw_manual_versions_load (self->file, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (fw_manual_versions_get_n (read), ==, 3);
  g_assert_cmpstr (fw_manual_versions_get (read, 0)->author, ==, "dana \"d\"");
  g_assert_cmpstr (fw_manual_versions_get (read, 1)->author, ==, "");
  g_assert_cmpuint (fw_manual_versions_get (read, 0)->n_changes, ==, 0);
  g_assert_cmpuint (fw_manual_versions_get (read, 1)->n_changes, ==, 1);
  g_assert_cmpstr (fw_manual_versions_get (read, 1)->changes[0].rule, ==, "KT-001");
  g_assert_cmpint (fw_manual_versions_get (read, 1)->changes[0].change, ==,
                   FW_CHANGE_CLASS_TIGHTEN);
  g_assert_cmpuint (fw_manual_versions_get (read, 2)->n_changes, ==, 0);
  g_assert_cmpstr (fw_manual_versions_find_before (read, "")->version, ==, "1.1.1");
  g_assert_cmpstr (fw_manual_versions_find_before (read, "1.1.1")->version, ==, "1.1.0");
  g_assert_null (fw_manual_versions_find_before (read, "1.0.0"));
  g_assert_null (fw_manual_versions_find (read, "2.0.0"));
  g_assert_cmpuint (strlen (fw_manual_versions_get (read, 0)->date), ==, 20);

  for (guint i = 0; i < 3; i++)
    {
      g_autoptr(FwManual) manual
          = fw_manual_versions_read (read, fw_manual_versions_get (read, i), &error);

      g_assert_no_error (error);
      g_assert_cmpstr (fw_manual_get_version (manual), ==,
                       fw_manual_versions_get (read, i)->version);
    }

  g_autoptr(GPtrArray) sound = fw_manual_versions_verify (read);
  g_assert_cmpuint (sound->len, ==, 0);
}

/* Test what cannot be published, and that nothing is left then. */
static void
test_refused (Fixture      *self,
              gconstpointer data)
{
  static const struct { const char *version; const char *block; const char *says; } cases[] = {
    { "1.0.0", "check: min-sise", "min-sise" },
    { "1.0.0", SIZE ("10"), NULL },
    { "1.0.0", SIZE ("11"), "not higher" },
    { "0.9.0", SIZE ("10"), "is not higher than 1.0.0" },
    { "1.1.0", SIZE ("11"), "Rule KT-001 changed" },
    { "1.1.0-rc.1", SIZE ("11") "\nchanged: 1.1.0-rc.1\nchange: tighten", NULL },
    { "1.1.0", SIZE ("11") "\nchanged: 1.1.0\nchange: tighten\nrisk: 9", "risk" },
    { "1.1.0", SIZE ("11") "\nchanged: 1.1.0\nchange: tighten", NULL },
  };
  g_autofree char *folder = g_build_filename (self->folder, "kit.versions", NULL);
  guint n_published = 0;

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr(GError) error = NULL;
      g_autoptr(FwManualVersions) versions = NULL;
      g_autoptr(FwManualVersions) after = NULL;

      g_test_message ("%zu", i);
      write_manual (self, cases[i].version, cases[i].block);
      versions = fw_manual_publish (self->file, NULL, &error);
      after = fw_manual_versions_load (self->file, NULL);
      if (cases[i].says)
        {
          g_assert_error (error, FW_FORMAT_ERROR, FW_FORMAT_ERROR_UNSUPPORTED);
          if (!strstr (error->message, cases[i].says))
            g_error ("%s", error->message);
        }
      else
        {
          g_assert_no_error (error);
          n_published++;
        }
      g_assert_cmpuint (fw_manual_versions_get_n (after), ==, n_published);
      g_assert_cmpint (g_file_test (folder, G_FILE_TEST_EXISTS), ==, n_published > 0);
    }

  /* A rule that goes without being retired. */
  g_autofree char *two = kit_rule ("KT-002", "check: no-gap");
  g_autofree char *text = make_text ("1.2.0", two);
  g_autoptr(GError) error = NULL;

  g_file_set_contents (self->path, text, -1, NULL);
  g_assert_null (fw_manual_publish (self->file, NULL, &error));
  g_assert_nonnull (strstr (error->message, "Rule KT-001 is gone"));
}

/* Test that files that changed or vanished behind the index are told of. */
static void
test_tampered (Fixture      *self,
               gconstpointer data)
{
  g_autofree char *first = version_path (self, "1.0.0.manual.md");
  g_autofree char *index = version_path (self, "index.json");
  g_autoptr(FwManualVersions) versions = NULL;
  g_autoptr(GPtrArray) sentences = NULL;
  g_autoptr(GError) error = NULL;

  write_manual (self, "1.0.0", SIZE ("10"));
  versions = fw_manual_publish (self->file, NULL, NULL);
  g_chmod (first, 0644);
  g_file_set_contents (first, "something else", -1, NULL);
  sentences = fw_manual_versions_verify (versions);
  g_assert_cmpuint (sentences->len, ==, 1);
  g_assert_nonnull (strstr (sentences->pdata[0], "is not what was published"));

  g_remove (first);
  g_assert_null (fw_manual_versions_read (versions, fw_manual_versions_get (versions, 0), &error));
  g_assert_error (error, FW_FORMAT_ERROR, FW_FORMAT_ERROR_REFERENCE);
  g_assert_nonnull (strstr (error->message, "is gone"));
  g_clear_error (&error);

  /* Nothing new stands on what cannot be read, and nobody's file is written over. */
  write_manual (self, "2.0.0", SIZE ("10"));
  g_assert_null (fw_manual_publish (self->file, NULL, &error));
  g_assert_error (error, FW_FORMAT_ERROR, FW_FORMAT_ERROR_REFERENCE);
  g_clear_error (&error);
  g_remove (index);
  g_file_set_contents (first, "mine", -1, NULL);
  write_manual (self, "1.0.0", SIZE ("10"));
  g_assert_null (fw_manual_publish (self->file, NULL, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_EXISTS);
  g_clear_error (&error);

  /* A publishing that was cut off before the index goes on. */
  g_autofree char *text = NULL;
  gsize length;

  g_file_get_contents (self->path, &text, &length, NULL);
  g_file_set_contents (first, text, length, NULL);
  g_autoptr(FwManualVersions) again = fw_manual_publish (self->file, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (fw_manual_versions_get_n (again), ==, 1);
}

#define SHA "0000000000000000000000000000000000000000000000000000000000000000"

/* Test that an index is read as JSON, and what is none is refused with its place. */
static void
test_index (void)
{
  static const struct { const char *json; int n; const char *says;
  } cases[] = {
    { "{\"versions\":[]}", 0, NULL },
    { "{\n\t\"versions\": [\n\t\t{\"version\": \"1.0.0\", \"sha256\": \"" SHA "\"},\n"
      "{\"version\":\"0.9.0\",\"sha256\":\"" SHA "\",\"author\":\"\\u00e9\",\"later\":[1]}]}",
      2, NULL },
    { "", -1, "index.json:1:1" },
    { "{}", -1, "no list of versions" },
    { "{\"versions\":[{\"version\":\"../../x\",\"sha256\":\"" SHA "\"}]}", -1, "index.json:1:14" },
    { "{\"versions\":[{\"version\":\"1.0.0-a/b\",\"sha256\":\"" SHA "\"}]}", -1, "like 3.1.0" },
    { "{\"versions\":[{\"version\":\"1.0.0\",\"sha256\":\"xyz\"}]}", -1, "SHA-256" },
    { "{\"versions\":[{\"version\":\"1.0.0\",\"sha256\":\"" SHA "\"},{\"version\":\"1.0.0\","
      "\"sha256\":\"" SHA "\"}]}",
      -1, "twice" },
    { "{\"versions\":[{\"version\":\"1.0.0\",\"sha256\":\"" SHA
      "\",\"changes\":{\"A\":\"worse\"}}]}",
      -1, "not a word" },
    { "{\"versions\":[{\"version\":\"1.0.0\",\"sha256\":\"" SHA "\",\"changes\":[]}]}", -1,
      "a map" },
    { "\xff\xfe", -1, "not a list" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr(GError) error = NULL;
      g_autoptr(FwManualVersions) versions
          = fw_manual_versions_parse (cases[i].json, strlen (cases[i].json), &error);

      g_test_message ("%zu", i);
      if (cases[i].n >= 0)
        {
          g_assert_no_error (error);
          g_assert_cmpuint (fw_manual_versions_get_n (versions), ==, cases[i].n);
        }
      else
        {
          g_assert_nonnull (error);
          if (!strstr (error->message, cases[i].says))
            g_error ("%s", error->message);
        }
    }
}

/* Test the order of versions. */
static void
test_order (void)
{
  static const char *const ascending[] = {
    "0.9.9", "1.0.0-alpha", "1.0.0-alpha.1", "1.0.0-alpha.beta", "1.0.0-beta.2", "1.0.0-beta.11",
    "1.0.0-rc.1", "1.0.0", "1.0.1", "1.2.0", "1.10.0", "2.0.0"
  };
  g_autoptr(GString) json = g_string_new ("{\"versions\":[");
  g_autoptr(FwManualVersions) versions = NULL;

  for (gsize i = G_N_ELEMENTS (ascending); i > 0; i--)
    g_string_append_printf (json, "%s{\"version\":\"%s\",\"sha256\":\"" SHA "\"}",
                            i < G_N_ELEMENTS (ascending) ? "," : "", ascending[i - 1]);
  g_string_append (json, "]}");
  versions = fw_manual_versions_parse (json->str, json->len, NULL);
  for (gsize i = 0; i < G_N_ELEMENTS (ascending); i++)
    g_assert_cmpstr (fw_manual_versions_get (versions, i)->version, ==, ascending[i]);
}

/* Test what the linter says beside the version before, against golden files. */
static void
test_history (void)
{
  g_autofree char *folder = g_test_build_filename (G_TEST_DIST, "data", "rules", "history", NULL);
  g_autofree char *old_path = g_build_filename (folder, "old.manual.md", NULL);
  g_autoptr(GFile) old_file = g_file_new_for_path (old_path);
  g_autoptr(GError) error = NULL;
  g_autoptr(FwManual) old = fw_manual_new_from_file (old_file, &error);
  static const char *const names[]
      = { "same-version", "next-version", "lower-version", "announced" };

  g_assert_no_error (error);
  g_assert_false (fw_manual_has_errors (old));
  for (gsize i = 0; i < G_N_ELEMENTS (names); i++)
    {
      g_autofree char *path = g_strdup_printf ("%s/%s.manual.md", folder, names[i]);
      g_autofree char *golden = g_strdup_printf ("%s/%s.expected", folder, names[i]);
      g_autofree char *base = g_path_get_basename (path);
      g_autofree char *expected = NULL;
      g_autofree char *text = NULL;
      g_autoptr(GString) found = g_string_new (NULL);
      gsize length, n;

      g_assert_true (g_file_get_contents (path, &text, &length, NULL));
      g_autoptr(GBytes) bytes = g_bytes_new (text, length);
      g_autoptr(FwManual) manual = fw_manual_new_with_previous (bytes, old, &error);
      const FwManualMessage *messages = fw_manual_get_messages (manual, &n);

      for (gsize m = 0; m < n; m++)
        {
          g_autofree char *line = fw_manual_format_message (&messages[m], base);

          if (messages[m].severity != FW_SEVERITY_ADVICE)
            g_string_append_printf (found, "%s\n", line);
        }
      if (g_getenv ("FW_UPDATE_GOLDEN"))
        g_file_set_contents (golden, found->str, -1, NULL);
      g_assert_true (g_file_get_contents (golden, &expected, NULL, NULL));
      g_assert_cmpstr (found->str, ==, expected);
    }
}

/* Test that a manual with versions beside it is linted against the right one. */
static void
test_with_history (Fixture      *self,
                   gconstpointer data)
{
  static const struct { const char *version; const char *block; gboolean has_errors; } cases[] = {
    { "1.0.0", SIZE ("10") "\nrisk: 1", FALSE },
    { "1.0.0", "severity2: x\n" SIZE ("10"), TRUE },
    { "0.9.0", SIZE ("10"), TRUE }, /* nothing is published before it; since is later */
    { "1.1.0", SIZE ("12"), FALSE },
  };

  write_manual (self, "1.0.0", SIZE ("10"));
  g_autoptr(FwManualVersions) versions = fw_manual_publish (self->file, NULL, NULL);
  g_assert_nonnull (versions);
  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr(FwManual) manual = NULL;

      write_manual (self, cases[i].version, cases[i].block);
      manual = fw_manual_new_with_history (self->file, NULL);
      g_assert_cmpint (fw_manual_has_errors (manual), ==, cases[i].has_errors);
    }
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
#define ADD(path, func)                                                                            \
  g_test_add ("/manual-versions/" path, Fixture, NULL, set_up, func, tear_down)
  ADD ("publish", test_publish);
  ADD ("refused", test_refused);
  ADD ("tampered", test_tampered);
  ADD ("with-history", test_with_history);
  g_test_add_func ("/manual-versions/index", test_index);
  g_test_add_func ("/manual-versions/order", test_order);
  g_test_add_func ("/manual-versions/history", test_history);

  return g_test_run ();
}

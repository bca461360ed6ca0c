/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "formats/time-log.h"
#include "support/test-home.h"

#include <string.h>

/* 2026-11-27T12:00:00Z */
#define NOON ((gint64) 1795780800 * G_USEC_PER_SEC)

static void
append (const char *person, gint64 at_us, double work_s, const char *document, guint labels)
{
  static const char *const categories[] = { "car", "bus", NULL };
  g_autoptr (GError) error = NULL;
  FwTimeEntry entry = { .at_us = at_us,
                        .work_s = work_s,
                        .labelling_s = work_s / 2,
                        .reading_s = work_s / 4,
                        .document = document,
                        .title = document ? "street" : NULL,
                        .objects = labels / 2,
                        .labels = labels,
                        .categories = document ? categories : NULL };

  fw_time_log_append (person, &entry, &error);
  g_assert_no_error (error);
}

static GArray *
read_all (const char *person)
{
  g_autoptr (GError) error = NULL;
  GArray *days = fw_time_log_read (person, NULL, NULL, &error);

  g_assert_no_error (error);

  return days;
}

static const FwTimeDay *
get (GArray *days, guint index)
{
  g_assert_cmpuint (index, <, days->len);

  return &g_array_index (days, FwTimeDay, index);
}

/* Test that days are summed up, by document and over all, and bounded when asked. */
static void
test_days (void)
{
  append ("dana", NOON, 60, "one", 4);
  append ("dana", NOON + 60 * G_USEC_PER_SEC, 30, NULL, 0);
  append ("dana", NOON + 90 * G_USEC_PER_SEC, 30, "one", 2);
  append ("dana", NOON + (gint64) 24 * 3600 * G_USEC_PER_SEC, 10, "two", 1);
  append ("dana", NOON - (gint64) 24 * 3600 * G_USEC_PER_SEC, 20, "two", 1);
  append ("eva", NOON, 999, "one", 9);

  g_autoptr (GArray) days = read_all ("dana");
  const FwTimeDay *day = get (days, 1);
  const FwTimeWork *work = &g_array_index (day->works, FwTimeWork, 0);

  g_assert_cmpuint (days->len, ==, 3);
  g_assert_cmpstr (get (days, 0)->day, ==, "2026-11-26");
  g_assert_cmpstr (day->day, ==, "2026-11-27");
  g_assert_cmpfloat (fw_time_day_get_total (day), ==, 120.0);
  g_assert_cmpfloat (day->labelling_s, ==, 60.0);
  g_assert_cmpfloat (day->reading_s, ==, 30.0);
  g_assert_cmpuint (day->labels, ==, 6);
  g_assert_cmpuint (day->works->len, ==, 2);
  g_assert_cmpstr (work->document, ==, "one");
  g_assert_cmpfloat (work->labelling_s, ==, 45.0);
  g_assert_cmpuint (work->categories->len, ==, 2);

  g_autoptr (GArray) some = fw_time_log_read ("dana", "2026-11-27", "2026-11-27", NULL);
  g_autoptr (GArray) none = read_all ("nobody");

  g_assert_cmpuint (some->len, ==, 1);
  g_assert_cmpuint (none->len, ==, 0);
}

/* Test that a correction stands beside what was measured, and that no day falls below 0. */
static void
test_corrections (void)
{
  g_autoptr (GError) error = NULL;

  append ("finn", NOON, 600, "one", 4);
  g_assert_true (
      fw_time_log_correct ("finn", "2026-11-27", -120, "a \"call\", long", NOON, &error));
  g_assert_true (fw_time_log_correct ("finn", "2026-11-25", 3600, NULL, NOON, &error));
  g_assert_no_error (error);

  g_autoptr (GArray) days = read_all ("finn");
  const FwTimeDay *day = get (days, 1);

  g_assert_cmpfloat (day->work_s, ==, 600.0);
  g_assert_cmpfloat (fw_time_day_get_total (day), ==, 480.0);
  g_assert_cmpuint (day->corrections->len, ==, 1);
  g_assert_cmpstr (g_array_index (day->corrections, FwTimeCorrection, 0).reason, ==,
                   "a \"call\", long");
  g_assert_cmpfloat (fw_time_day_get_total (get (days, 0)), ==, 3600.0);

  g_autofree char *csv = fw_time_log_to_csv (days);
  g_autoptr (GBytes) json = fw_time_log_to_json (days, "finn");
  g_autofree char *text = g_strndup (g_bytes_get_data (json, NULL), g_bytes_get_size (json));

  g_assert_cmpstr (csv, ==,
                   "day,total_s,measured_s,correction_s,labelling_s,reading_s,objects,labels,"
                   "reasons\r\n"
                   "2026-11-25,3600.0,0.0,3600.0,0.0,0.0,0,0,\"\"\r\n"
                   "2026-11-27,480.0,600.0,-120.0,300.0,150.0,2,4,\"a \"\"call\"\", long\"\r\n");
  g_assert_nonnull (strstr (text, "\"person\":\"finn\""));
  g_assert_nonnull (strstr (text, "\"seconds\":-120.0"));

  g_assert_true (fw_time_log_correct ("finn", "2026-11-27", -9000, NULL, NOON, NULL));

  g_autoptr (GArray) low = read_all ("finn");

  g_assert_cmpfloat (fw_time_day_get_total (get (low, 1)), ==, 0.0);
}

static char *
dup_path (const char *person)
{
  g_autofree char *folder = fw_time_log_dup_folder (person);

  return g_build_filename (folder, "2026-11-27.jsonl", NULL);
}

/* Test that wherever a crash cuts the last line, what stood before is there, the
 * rest is counted, and the next line is not lost behind it. */
static void
test_crash (void)
{
  g_autofree char *path = dup_path ("gita");
  g_autofree char *whole = NULL;
  gsize first;
  gsize length;

  append ("gita", NOON, 60, "one", 4);
  g_assert_true (g_file_get_contents (path, &whole, &first, NULL));
  g_clear_pointer (&whole, g_free);
  append ("gita", NOON, 30, "one", 2);
  g_assert_true (g_file_get_contents (path, &whole, &length, NULL));

  for (gsize cut = first; cut < length; cut++)
    {
      g_assert_true (g_file_set_contents (path, whole, (gssize) cut, NULL));

      g_autoptr (GArray) torn = read_all ("gita");

      /* Without its line break the line is whole all the same. */
      g_assert_cmpfloat (get (torn, 0)->work_s, ==, cut == length - 1 ? 90.0 : 60.0);
      g_assert_cmpuint (get (torn, 0)->n_unread, ==, cut > first && cut < length - 1);

      append ("gita", NOON, 15, "one", 1);

      g_autoptr (GArray) after = read_all ("gita");

      g_assert_cmpfloat (get (after, 0)->work_s, ==, get (torn, 0)->work_s + 15.0);
    }
}

/* Test that what somebody put into a file makes no day longer than a day, and
 * breaks nothing. */
static void
test_strange_lines (void)
{
  static const char lines[]
      = "null\n[]\n\n{}\n{\"work_s\":-5}\n{\"work_s\":1e300}\n{\"work_s\":\"x\",\"labels\":-3}\n"
        "{\"correction_s\":NaN}\n{\"categories\":[1,null,\"car\"],\"document\":7}\n\xff\n{\"work_s\":1";
  g_autofree char *folder = fw_time_log_dup_folder ("strange");
  g_autofree char *path = dup_path ("strange");
  g_autofree char *other = g_build_filename (folder, "2026-13-01.jsonl", NULL);

  g_assert_cmpint (g_mkdir_with_parents (folder, 0700), ==, 0);
  g_assert_true (g_file_set_contents (path, lines, sizeof lines - 1, NULL));
  g_assert_true (g_file_set_contents (other, "{\"work_s\":1}\n", -1, NULL));

  g_autoptr (GArray) days = read_all ("strange");

  g_assert_cmpuint (days->len, ==, 1);
  g_assert_cmpfloat (fw_time_day_get_total (get (days, 0)), ==, 86400.0);
  g_assert_cmpuint (get (days, 0)->n_unread, ==, 4);
}

/* Test that no name leads out of the folder or is too long for a file. */
static void
test_names (void)
{
  g_autofree char *root = g_build_filename (g_get_user_state_dir (), "framewright", "time", NULL);
  g_autofree char *longest = g_strnfill (5000, 'x');
  const char *const names[] = { ".", "..", "a/../../b", "Tomás R.", " ", longest, "\xff\xfe" };

  for (gsize i = 0; i < G_N_ELEMENTS (names); i++)
    {
      g_autofree char *folder = fw_time_log_dup_folder (names[i]);
      g_autofree char *parent = g_path_get_dirname (folder);
      g_autofree char *name = g_path_get_basename (folder);

      g_assert_cmpstr (parent, ==, root);
      g_assert_cmpuint (strlen (name), <, 200);
      g_assert_false (g_str_equal (name, ".") || g_str_equal (name, ".."));
      append (names[i], NOON, 10, NULL, 0);

      g_autoptr (GArray) days = read_all (names[i]);

      g_assert_cmpfloat (get (days, 0)->work_s, ==, 10.0);
    }

  g_assert_true (fw_time_day_is_valid ("2026-02-28"));
  g_assert_false (fw_time_day_is_valid ("2026-02-29"));
  g_assert_false (fw_time_day_is_valid ("2026-2-28x"));
  g_assert_false (fw_time_day_is_valid (NULL));
}

int
main (int argc, char *argv[])
{
  g_setenv ("TZ", "UTC", TRUE);
  fw_test_init (&argc, &argv);

  g_test_add_func ("/time-log/days", test_days);
  g_test_add_func ("/time-log/corrections", test_corrections);
  g_test_add_func ("/time-log/crash", test_crash);
  g_test_add_func ("/time-log/strange-lines", test_strange_lines);
  g_test_add_func ("/time-log/names", test_names);

  return g_test_run ();
}

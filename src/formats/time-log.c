/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "formats/time-log.h"

#include "formats/json.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gi18n.h>
#include <math.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#define ENDING ".jsonl"
/* Longer names are shortened to their checksum: a file name has 255 bytes. */
#define LONGEST_NAME 120
/* A day of one line a second, and more than anybody writes. */
#define LARGEST_DAY (64 * 1024 * 1024)

/* Places. */

char *
fw_time_log_dup_folder (const char *person)
{
  g_return_val_if_fail (person != NULL && *person != '\0', NULL);

  g_autofree char *valid = g_utf8_make_valid (person, -1);
  g_autofree char *escaped = g_uri_escape_string (valid, " ", TRUE);
  g_autoptr (GString) name = g_string_new (escaped);

  /* No name leads out of the folder. */
  g_string_replace (name, ".", "%2E", 0);
  if (name->len > LONGEST_NAME)
    {
      g_autofree char *sum = g_compute_checksum_for_string (G_CHECKSUM_SHA256, person, -1);

      g_string_assign (name, sum);
    }

  return g_build_filename (g_get_user_state_dir (), "framewright", "time", name->str, NULL);
}

gboolean
fw_time_day_is_valid (const char *day)
{
  int year;
  int month;
  int number;
  char rest;

  return day && strlen (day) == 10
         && sscanf (day, "%4d-%2d-%2d%c", &year, &month, &number, &rest) == 3 && year > 0
         && g_date_valid_dmy ((GDateDay) CLAMP (number, 0, 255), (GDateMonth) CLAMP (month, 0, 13),
                              (GDateYear) year);
}

static gboolean
set_errno (GError **error, const char *path)
{
  int number = errno;

  g_set_error (error, G_IO_ERROR, g_io_error_from_errno (number),
               _ ("The time log “%s” cannot be written: %s"), path, g_strerror (number));

  return FALSE;
}

/* Writing. */

static gboolean
write_all (int fd, const char *bytes, gsize length)
{
  while (length > 0)
    {
      gssize n = write (fd, bytes, length);

      if (n < 0 && errno != EINTR)
        return FALSE;
      if (n > 0)
        {
          bytes += n;
          length -= (gsize) n;
        }
    }

  return TRUE;
}

/* Whether the last byte of the file is the end of a line; what a crash cut off is
 * left as a line of its own. */
static gboolean
is_at_line (int fd)
{
  struct stat facts;
  char last = '\n';

  return fstat (fd, &facts) == 0
         && (facts.st_size == 0 || (pread (fd, &last, 1, facts.st_size - 1) == 1 && last == '\n'));
}

/* @line is JSON without its line break. */
static gboolean
append_line (const char *person, const char *day, GBytes *line, GError **error)
{
  g_autofree char *folder = fw_time_log_dup_folder (person);
  g_autofree char *name = g_strconcat (day, ENDING, NULL);
  g_autofree char *path = g_build_filename (folder, name, NULL);
  g_autoptr (GString) text = g_string_new (NULL);
  gsize length;
  const char *bytes = g_bytes_get_data (line, &length);

  if (g_mkdir_with_parents (folder, 0700) != 0)
    return set_errno (error, folder);

  int fd = open (path, O_RDWR | O_APPEND | O_CREAT | O_CLOEXEC, 0600);

  if (fd < 0)
    return set_errno (error, path);
  if (!is_at_line (fd))
    g_string_append_c (text, '\n');
  g_string_append_len (text, bytes, (gssize) length);
  g_string_append_c (text, '\n');

  gboolean ok = write_all (fd, text->str, text->len) && fsync (fd) == 0;

  if (!ok)
    set_errno (error, path);
  close (fd);

  return ok;
}

static void
write_time (FwJsonWriter *writer, gint64 at_us)
{
  g_autoptr (GDateTime) time = g_date_time_new_from_unix_utc (at_us / G_USEC_PER_SEC);
  g_autofree char *text = time ? g_date_time_format_iso8601 (time) : NULL;

  fw_json_writer_key (writer, "at");
  fw_json_writer_text (writer, text);
}

static void
write_seconds (FwJsonWriter *writer, const char *key, double seconds)
{
  fw_json_writer_key (writer, key);
  fw_json_writer_double (writer, round (10.0 * seconds) / 10.0);
}

static void
write_text (FwJsonWriter *writer, const char *key, const char *text)
{
  fw_json_writer_key (writer, key);
  fw_json_writer_text (writer, text);
}

static void
write_count (FwJsonWriter *writer, const char *key, gint64 count)
{
  fw_json_writer_key (writer, key);
  fw_json_writer_integer (writer, count);
}

static void
write_categories (FwJsonWriter *writer, const char *const *categories, gsize n)
{
  fw_json_writer_key (writer, "categories");
  fw_json_writer_begin_array (writer);
  for (gsize i = 0; i < n; i++)
    fw_json_writer_text (writer, categories[i]);
  fw_json_writer_end_array (writer);
}

gboolean
fw_time_log_append (const char *person, const FwTimeEntry *entry, GError **error)
{
  g_return_val_if_fail (person != NULL && *person != '\0' && entry != NULL, FALSE);

  g_autoptr (GDateTime) here = g_date_time_new_from_unix_local (entry->at_us / G_USEC_PER_SEC);
  g_autofree char *day = here ? g_date_time_format (here, "%Y-%m-%d") : NULL;
  FwJsonWriter *writer = fw_json_writer_new ();

  g_return_val_if_fail (day != NULL, FALSE);

  fw_json_writer_begin_object (writer);
  write_time (writer, entry->at_us);
  write_seconds (writer, "work_s", entry->work_s);
  write_seconds (writer, "labelling_s", entry->labelling_s);
  write_seconds (writer, "reading_s", entry->reading_s);
  if (entry->document)
    write_text (writer, "document", entry->document);
  if (entry->title)
    write_text (writer, "title", entry->title);
  write_count (writer, "objects", entry->objects);
  write_count (writer, "labels", entry->labels);
  if (entry->categories)
    write_categories (writer, entry->categories, g_strv_length ((char **) entry->categories));
  fw_json_writer_end_object (writer);

  g_autoptr (GBytes) line = fw_json_writer_steal (writer);

  return append_line (person, day, line, error);
}

gboolean
fw_time_log_correct (const char *person,
                     const char *day,
                     double seconds,
                     const char *reason,
                     gint64 at_us,
                     GError **error)
{
  g_return_val_if_fail (person != NULL && *person != '\0', FALSE);
  g_return_val_if_fail (fw_time_day_is_valid (day) && isfinite (seconds), FALSE);

  FwJsonWriter *writer = fw_json_writer_new ();

  fw_json_writer_begin_object (writer);
  write_time (writer, at_us);
  write_seconds (writer, "correction_s", seconds);
  if (reason && *reason)
    write_text (writer, "reason", reason);
  fw_json_writer_end_object (writer);

  g_autoptr (GBytes) line = fw_json_writer_steal (writer);

  return append_line (person, day, line, error);
}

/* Reading. */

static void
clear_work (gpointer data)
{
  FwTimeWork *work = data;

  g_free (work->document);
  g_free (work->title);
  g_ptr_array_unref (work->categories);
}

static void
clear_correction (gpointer data)
{
  g_free (((FwTimeCorrection *) data)->at);
  g_free (((FwTimeCorrection *) data)->reason);
}

static void
clear_day (gpointer data)
{
  g_array_unref (((FwTimeDay *) data)->works);
  g_array_unref (((FwTimeDay *) data)->corrections);
}

double
fw_time_day_get_total (const FwTimeDay *day)
{
  g_return_val_if_fail (day != NULL, 0.0);

  return MAX (day->work_s + day->correction_s, 0.0);
}

/* A number that a day can have: anything else counts as 0. */
static double
get_seconds (FwJsonValue line, const char *key)
{
  FwJsonValue value;
  double seconds = fw_json_get_member (line, key, &value) ? fw_json_get_double (value) : 0.0;

  return isfinite (seconds) && seconds >= 0.0 ? MIN (seconds, 86400.0) : 0.0;
}

static guint
get_count (FwJsonValue line, const char *key)
{
  FwJsonValue value;
  gint64 count;

  return fw_json_get_member (line, key, &value) && fw_json_get_integer (value, &count)
             ? (guint) CLAMP (count, 0, 1000000)
             : 0;
}

static char *
dup_text (FwJsonValue line, const char *key)
{
  FwJsonValue value;

  return g_strdup (fw_json_get_member (line, key, &value)
                           && fw_json_get_type (value) == FW_JSON_TEXT
                       ? fw_json_get_text (value, NULL)
                       : "");
}

static FwTimeWork *
ensure_work (FwTimeDay *day, FwJsonValue line)
{
  g_autofree char *document = dup_text (line, "document");
  g_autofree char *title = dup_text (line, "title");

  for (guint i = 0; i < day->works->len; i++)
    {
      FwTimeWork *work = &g_array_index (day->works, FwTimeWork, i);

      if (g_str_equal (work->document, document) && g_str_equal (work->title, title))
        return work;
    }

  FwTimeWork work = { .document = g_steal_pointer (&document),
                      .title = g_steal_pointer (&title),
                      .categories = g_ptr_array_new_with_free_func (g_free) };

  g_array_append_val (day->works, work);

  return &g_array_index (day->works, FwTimeWork, day->works->len - 1);
}

static void
add_categories (FwTimeWork *work, FwJsonValue line)
{
  FwJsonValue list;
  FwJsonValue name;
  FwJsonWalk walk;

  if (!fw_json_get_member (line, "categories", &list) || fw_json_get_type (list) != FW_JSON_ARRAY)
    return;
  fw_json_walk_init (&walk, list);
  while (fw_json_walk_next (&walk, NULL, &name))
    if (fw_json_get_type (name) == FW_JSON_TEXT
        && !g_ptr_array_find_with_equal_func (work->categories, fw_json_get_text (name, NULL),
                                              g_str_equal, NULL))
      g_ptr_array_add (work->categories, g_strdup (fw_json_get_text (name, NULL)));
}

static void
add_line (FwTimeDay *day, FwJsonValue line)
{
  FwJsonValue value;

  if (fw_json_get_member (line, "correction_s", &value))
    {
      double seconds = fw_json_get_double (value);
      FwTimeCorrection correction
          = { dup_text (line, "at"), isfinite (seconds) ? CLAMP (seconds, -86400.0, 86400.0) : 0.0,
              dup_text (line, "reason") };

      day->correction_s += correction.seconds;
      g_array_append_val (day->corrections, correction);
      return;
    }

  FwTimeWork *work = ensure_work (day, line);
  double work_s = get_seconds (line, "work_s");
  double labelling_s = get_seconds (line, "labelling_s");
  guint objects = get_count (line, "objects");
  guint labels = get_count (line, "labels");

  day->work_s += work_s;
  day->labelling_s += labelling_s;
  day->reading_s += get_seconds (line, "reading_s");
  day->objects += objects;
  day->labels += labels;
  work->work_s += work_s;
  work->labelling_s += labelling_s;
  work->objects += objects;
  work->labels += labels;
  add_categories (work, line);
}

static FwTimeDay
read_day (const char *name, const char *bytes, gsize length)
{
  FwTimeDay day = { .works = g_array_new (FALSE, FALSE, sizeof (FwTimeWork)),
                    .corrections = g_array_new (FALSE, FALSE, sizeof (FwTimeCorrection)) };
  g_autoptr (FwJsonText) text = fw_json_text_new (bytes, length);
  g_autoptr (FwJsonParser) parser = fw_json_parser_new ();

  g_strlcpy (day.day, name, sizeof day.day);
  g_array_set_clear_func (day.works, clear_work);
  g_array_set_clear_func (day.corrections, clear_correction);
  for (gsize start = 0; start < length;)
    {
      const char *end = memchr (text->data + start, '\n', length - start);
      FwJsonRange range = { start, end ? (gsize) (end - text->data) : length };
      FwJsonValue line;

      start = range.end + 1;
      if (range.end == range.start)
        continue;
      if (fw_json_parser_parse (parser, text, range, &line, NULL)
          && fw_json_get_type (line) == FW_JSON_OBJECT)
        add_line (&day, line);
      else
        day.n_unread++;
    }

  return day;
}

static int
compare_days (gconstpointer a, gconstpointer b)
{
  return strcmp (((const FwTimeDay *) a)->day, ((const FwTimeDay *) b)->day);
}

static gboolean
add_day (GArray *days, const char *folder, const char *name, GError **error)
{
  g_autofree char *path = g_build_filename (folder, name, NULL);
  g_autofree char *bytes = NULL;
  struct stat facts;
  gsize length;

  if (stat (path, &facts) == 0 && (!S_ISREG (facts.st_mode) || facts.st_size > LARGEST_DAY))
    {
      g_set_error (error, G_IO_ERROR, G_IO_ERROR_INVALID_DATA,
                   _ ("The time log “%s” is no log of one day. Move it away to see the others."),
                   path);
      return FALSE;
    }
  if (!g_file_get_contents (path, &bytes, &length, error))
    return FALSE;

  g_autofree char *day_name = g_strndup (name, 10);
  FwTimeDay day = read_day (day_name, bytes, length);

  g_array_append_val (days, day);

  return TRUE;
}

GArray *
fw_time_log_read (const char *person, const char *first, const char *last, GError **error)
{
  g_return_val_if_fail (person != NULL && *person != '\0', NULL);

  g_autoptr (GArray) days = g_array_new (FALSE, FALSE, sizeof (FwTimeDay));
  g_autofree char *folder = fw_time_log_dup_folder (person);
  g_autoptr (GError) missing = NULL;
  g_autoptr (GDir) dir = g_dir_open (folder, 0, &missing);
  const char *name;

  g_array_set_clear_func (days, clear_day);
  if (!dir)
    {
      if (g_error_matches (missing, G_FILE_ERROR, G_FILE_ERROR_NOENT))
        return g_steal_pointer (&days);
      g_propagate_error (error, g_steal_pointer (&missing));
      return NULL;
    }
  while ((name = g_dir_read_name (dir)))
    {
      g_autofree char *day = g_strndup (name, 10);

      if (!fw_time_day_is_valid (day) || !g_str_equal (name + 10, ENDING)
          || (first && strcmp (day, first) < 0) || (last && strcmp (day, last) > 0))
        continue;
      if (!add_day (days, folder, name, error))
        return NULL;
    }
  g_array_sort (days, compare_days);

  return g_steal_pointer (&days);
}

/* Export. */

static void
append_field (GString *csv, const char *text)
{
  g_string_append_c (csv, '"');
  /* A table program takes these for the start of a formula. */
  if (strchr ("=+-@\t", *text) && *text)
    g_string_append_c (csv, '\'');
  for (const char *at = text; *at; at++)
    {
      if (*at == '"')
        g_string_append_c (csv, '"');
      g_string_append_c (csv, *at == '\n' || *at == '\r' ? ' ' : *at);
    }
  g_string_append_c (csv, '"');
}

static void
append_number (GString *csv, double seconds)
{
  char digits[G_ASCII_DTOSTR_BUF_SIZE];

  g_string_append_c (csv, ',');
  g_string_append (csv, g_ascii_formatd (digits, sizeof digits, "%.1f", seconds));
}

char *
fw_time_log_to_csv (GArray *days)
{
  GString *csv = g_string_new ("day,total_s,measured_s,correction_s,labelling_s,reading_s,objects,"
                               "labels,reasons\r\n");

  g_return_val_if_fail (days != NULL, NULL);

  for (guint i = 0; i < days->len; i++)
    {
      const FwTimeDay *day = &g_array_index (days, FwTimeDay, i);
      g_autoptr (GString) reasons = g_string_new (NULL);

      for (guint k = 0; k < day->corrections->len; k++)
        {
          const char *reason = g_array_index (day->corrections, FwTimeCorrection, k).reason;

          if (*reason)
            g_string_append_printf (reasons, "%s%s", reasons->len > 0 ? "; " : "", reason);
        }
      g_string_append (csv, day->day);
      append_number (csv, fw_time_day_get_total (day));
      append_number (csv, day->work_s);
      append_number (csv, day->correction_s);
      append_number (csv, day->labelling_s);
      append_number (csv, day->reading_s);
      g_string_append_printf (csv, ",%u,%u,", day->objects, day->labels);
      append_field (csv, reasons->str);
      g_string_append (csv, "\r\n");
    }

  return g_string_free (csv, FALSE);
}

static void
write_work (FwJsonWriter *writer, const FwTimeWork *work)
{
  fw_json_writer_begin_object (writer);
  write_text (writer, "document", *work->document ? work->document : NULL);
  write_text (writer, "title", *work->title ? work->title : NULL);
  write_seconds (writer, "work_s", work->work_s);
  write_seconds (writer, "labelling_s", work->labelling_s);
  write_count (writer, "objects", work->objects);
  write_count (writer, "labels", work->labels);
  write_categories (writer, (const char *const *) work->categories->pdata, work->categories->len);
  fw_json_writer_end_object (writer);
}

static void
write_day (FwJsonWriter *writer, const FwTimeDay *day)
{
  fw_json_writer_begin_object (writer);
  write_text (writer, "day", day->day);
  write_seconds (writer, "total_s", fw_time_day_get_total (day));
  write_seconds (writer, "measured_s", day->work_s);
  write_seconds (writer, "labelling_s", day->labelling_s);
  write_seconds (writer, "reading_s", day->reading_s);
  write_count (writer, "objects", day->objects);
  write_count (writer, "labels", day->labels);
  write_count (writer, "unread_lines", day->n_unread);
  fw_json_writer_key (writer, "corrections");
  fw_json_writer_begin_array (writer);
  for (guint i = 0; i < day->corrections->len; i++)
    {
      const FwTimeCorrection *correction
          = &g_array_index (day->corrections, FwTimeCorrection, i);

      fw_json_writer_begin_object (writer);
      write_text (writer, "at", correction->at);
      write_seconds (writer, "seconds", correction->seconds);
      write_text (writer, "reason", correction->reason);
      fw_json_writer_end_object (writer);
    }
  fw_json_writer_end_array (writer);
  fw_json_writer_key (writer, "works");
  fw_json_writer_begin_array (writer);
  for (guint i = 0; i < day->works->len; i++)
    write_work (writer, &g_array_index (day->works, FwTimeWork, i));
  fw_json_writer_end_array (writer);
  fw_json_writer_end_object (writer);
}

GBytes *
fw_time_log_to_json (GArray *days, const char *person)
{
  FwJsonWriter *writer = fw_json_writer_new ();

  g_return_val_if_fail (days != NULL && person != NULL, NULL);

  fw_json_writer_begin_object (writer);
  write_text (writer, "person", person);
  fw_json_writer_key (writer, "days");
  fw_json_writer_begin_array (writer);
  for (guint i = 0; i < days->len; i++)
    write_day (writer, &g_array_index (days, FwTimeDay, i));
  fw_json_writer_end_array (writer);
  fw_json_writer_end_object (writer);

  return fw_json_writer_steal (writer);
}

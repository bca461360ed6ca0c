/* SPDX-License-Identifier: GPL-3.0-or-later */

/*
 * Kinds about the project around the labels: questions that wait, categories
 * and people that nobody judged, media in two lists, pictures that are there
 * twice.
 */

#include "fw-config.h"
#include "rules/check-ops.h"

#include "rules/check-text.h"
#include "rules/manual-private.h"

#include <glib/gi18n.h>
#include <math.h>
#include <string.h>

#define DAY_US   (24 * 3600 * G_TIME_SPAN_SECOND)
#define MONTH_US (30.4375 * DAY_US)

/* Findings of one rule that are told; the rest would not be read. */
#define MAX_TOLD 10000

/* Questions that wait. */

static FwTrackId
topic_of_number (gint64 number)
{
  return -1 - (number & (G_MAXINT64 >> 1));
}

static double
get_age (const FwCheckContext *context, const FwOpenQuestion *question)
{
  return (double) (fw_check_facts_get_now (context->facts) - question->asked_us) / DAY_US;
}

static void
sum_questions (const FwCheckContext *context, const FwCheck *check, GArray *runs)
{
  gsize n;
  const FwOpenQuestion *questions = fw_check_facts_get_questions (context->facts, &n);

  for (gsize i = 0; i < MIN (n, MAX_TOLD); i++)
    if (get_age (context, &questions[i]) > check->limits[0])
      {
        FwRun run = { .check = check->place,
                      .first = questions[i].frame,
                      .last = questions[i].frame,
                      .other = topic_of_number (questions[i].id) };

        g_array_append_val (runs, run);
      }
}

static char *
tell_question (const FwCheckContext *context, const FwCheck *check, const FwTrack *track, FwRun run)
{
  gsize n;
  const FwOpenQuestion *questions = fw_check_facts_get_questions (context->facts, &n);

  for (gsize i = 0; i < n; i++)
    {
      int days = (int) floor (get_age (context, &questions[i]));

      if (topic_of_number (questions[i].id) != run.other)
        continue;
      return questions[i].rule
                 ? g_strdup_printf (ngettext ("A question about %s waits for %d day: “%s”",
                                              "A question about %s waits for %d days: “%s”", days),
                                    questions[i].rule, days, questions[i].text)
                 : g_strdup_printf (ngettext ("A question waits for %d day: “%s”",
                                              "A question waits for %d days: “%s”", days),
                                    days, questions[i].text);
    }

  return g_strdup ("");
}

/* Review coverage. */

typedef enum
{
  SUBJECT_CATEGORY,
  SUBJECT_PERSON,
  SUBJECT_RULE,
  N_SUBJECTS
} Subject;

typedef struct
{
  Subject what;
  const char *name;
  const FwRule *rule; /* SUBJECT_RULE */
} Covered;

static FwTrackId
topic_of_covered (const Covered *covered)
{
  g_autofree char *text = g_strdup_printf ("%d\n%s", covered->what, covered->name);

  return fw_topic_of (text);
}

/* Whether a verdict says something about it. A verdict about a label looks at
 * all rules for its category that people answer. */
static gboolean
covers (const FwJudgedUnit *unit, const Covered *covered)
{
  switch (covered->what)
    {
    case SUBJECT_CATEGORY:
      return g_strcmp0 (unit->category, covered->name) == 0;
    case SUBJECT_PERSON:
      return g_strcmp0 (unit->author, covered->name) == 0;
    default:
      return g_strcmp0 (unit->rule, covered->name) == 0
             || (unit->category && fw_rule_is_for (covered->rule, unit->category));
    }
}

static guint
count_judged (const FwCheckContext *context, const FwCheck *check, const Covered *covered)
{
  gsize n;
  const FwJudgedUnit *units = fw_check_facts_get_judged (context->facts, &n);
  gint64 since = fw_check_facts_get_now (context->facts) - (gint64) (check->limits[1] * MONTH_US);
  guint count = 0;

  for (gsize i = 0; i < n; i++)
    count += units[i].judged_us >= since && covers (&units[i], covered);

  return count;
}

/* All that has to be judged: categories and people with labels, rules that
 * people answer. (element-type Covered) */
static GArray *
list_covered (const FwCheckContext *context, const FwCheck *check)
{
  GArray *list = g_array_new (FALSE, FALSE, sizeof (Covered));
  FwManual *manual = context->plan->manual;
  g_autoptr (GArray) people = fw_tally_list_authors (context->tally);

  for (guint i = 0; i < manual->categories->len; i++)
    {
      const char *name = g_array_index (manual->categories, FwCategory, i).name;
      Covered covered = { SUBJECT_CATEGORY, name, NULL };

      if (fw_rule_is_for (check->rule, name) && fw_tally_count (context->tally, name) > 0)
        g_array_append_val (list, covered);
    }
  for (guint i = 0; i < people->len; i++)
    {
      Covered covered = { SUBJECT_PERSON, g_array_index (people, FwAuthorSum, i).name, NULL };

      g_array_append_val (list, covered);
    }
  for (guint i = 0; i < manual->rules->len; i++)
    {
      const FwRule *rule = g_ptr_array_index (manual->rules, i);
      Covered covered = { SUBJECT_RULE, rule->id, rule };

      if (rule->is_human && !rule->is_retired)
        g_array_append_val (list, covered);
    }

  return list;
}

static void
sum_coverage (const FwCheckContext *context, const FwCheck *check, GArray *runs)
{
  g_autoptr (GArray) list = list_covered (context, check);

  for (guint i = 0; i < list->len; i++)
    {
      const Covered *covered = &g_array_index (list, Covered, i);
      FwRun run = { .check = check->place, .first = FW_FRAME_NONE, .last = FW_FRAME_NONE };

      if (count_judged (context, check, covered) >= check->limits[0])
        continue;
      run.other = topic_of_covered (covered);
      g_array_append_val (runs, run);
    }
}

static char *
tell_coverage (const FwCheckContext *context, const FwCheck *check, const FwTrack *track, FwRun run)
{
  static const char *const formats[N_SUBJECTS] = {
    N_ ("“%s”: %u judged in %s; at least %.0f are wanted."),
    N_ ("Labels of %s: %u judged in %s; at least %.0f are wanted."),
    N_ ("Rule %s: %u judged in %s; at least %.0f are wanted."),
  };
  g_autoptr (GArray) list = list_covered (context, check);
  int months = (int) check->limits[1];
  g_autofree char *time
      = g_strdup_printf (ngettext ("the last month", "the last %d months", months), months);

  for (guint i = 0; i < list->len; i++)
    {
      const Covered *covered = &g_array_index (list, Covered, i);

      if (topic_of_covered (covered) != run.other)
        continue;
#pragma GCC diagnostic push
#pragma GCC diagnostic ignored "-Wformat-nonliteral"
      return g_strdup_printf (_ (formats[covered->what]), covered->name,
                              count_judged (context, check, covered), time, check->limits[0]);
#pragma GCC diagnostic pop
    }

  return g_strdup ("");
}

/* Split leaks. */

/* Lists may be written on other systems and from other folders. */
static char *
tidy_path (const char *path)
{
  g_autofree char *tidy = g_strdelimit (g_strdup (path), "\\", '/');
  const char *start = tidy;

  while (g_str_has_prefix (start, "./"))
    start += 2;

  return g_strdup (start);
}

static gboolean
is_list_wanted (const FwCheck *check, const FwMediaList *list)
{
  const FwParamValue *wanted = fw_check_get_given (check, "lists");

  for (gsize i = 0; wanted && i < wanted->n_texts; i++)
    if (g_str_equal (wanted->texts[i], list->name))
      return TRUE;

  return !wanted;
}

/* Calls @func for each medium that stands in two lists, with both. */
typedef gboolean (*LeakFunc) (const char *medium,
                              const char *first,
                              const char *second,
                              gpointer user_data);

static void
find_leaks (const FwCheckContext *context, const FwCheck *check, LeakFunc func, gpointer user_data)
{
  g_autoptr (GHashTable) seen = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  gsize n;
  const FwMediaList *lists = fw_check_facts_get_lists (context->facts, &n);

  for (gsize i = 0; i < n; i++)
    for (gsize j = 0; is_list_wanted (check, &lists[i]) && j < lists[i].n_media; j++)
      {
        char *medium = tidy_path (lists[i].media[j]);
        const char *first = g_hash_table_lookup (seen, medium);

        if (first && first != lists[i].name && !func (medium, first, lists[i].name, user_data))
          {
            g_free (medium);
            return;
          }
        if (first)
          g_free (medium);
        else
          g_hash_table_insert (seen, medium, (gpointer) lists[i].name);
      }
}

typedef struct
{
  const FwCheck *check;
  GArray *runs;
  GHashTable *told; /* topics */
  FwRun run;        /* that is described */
  char *text;       /* what is said of it */
} Leaks;

/* In three lists it is still one medium. */
static gboolean
add_leak (const char *medium, const char *first, const char *second, gpointer user_data)
{
  Leaks *leaks = user_data;
  FwRun run = { .check = leaks->check->place,
                .first = FW_FRAME_NONE,
                .last = FW_FRAME_NONE,
                .other = fw_topic_of (medium) };

  if (g_hash_table_add (leaks->told, g_memdup2 (&run.other, sizeof run.other)))
    g_array_append_val (leaks->runs, run);

  return g_hash_table_size (leaks->told) < MAX_TOLD;
}

static void
sum_leaks (const FwCheckContext *context, const FwCheck *check, GArray *runs)
{
  Leaks leaks = { .check = check, .runs = runs };

  leaks.told = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, NULL);
  find_leaks (context, check, add_leak, &leaks);
  g_hash_table_unref (leaks.told);
}

static gboolean
tell_one_leak (const char *medium, const char *first, const char *second, gpointer user_data)
{
  Leaks *leaks = user_data;

  if (fw_topic_of (medium) != leaks->run.other)
    return TRUE;

  leaks->text = g_strdup_printf (_ ("%s stands in “%s” and in “%s”."), medium, first, second);

  return FALSE;
}

static char *
tell_leak (const FwCheckContext *context, const FwCheck *check, const FwTrack *track, FwRun run)
{
  Leaks leaks = { .check = check, .run = run };

  find_leaks (context, check, tell_one_leak, &leaks);

  return leaks.text ? leaks.text : g_strdup ("");
}

/* Pictures that are there twice. */

/* In a video each picture looks like the one before. */
static gboolean
is_video (const FwCheckContext *context)
{
  return context->frames && fw_frame_list_is_video (context->frames);
}

static const char *
mute_alike (const FwCheckContext *context, const FwCheck *check)
{
  return is_video (context) ? _ ("no data: pictures of a folder are compared, not those of a video")
                            : NULL;
}

static void
ask_prints (const FwCheckContext *context, const FwCheck *check, GArray *questions)
{
  FwPixelQuestion question = { .kind = FW_PIXEL_HASH, .other = FW_FRAME_NONE };

  for (question.frame = 0; !is_video (context) && question.frame < context->n_frames;
       question.frame++)
    if (!fw_check_context_is_deleted (context, question.frame))
      g_array_append_val (questions, question);
}

static void
sum_alike (const FwCheckContext *context, const FwCheck *check, GArray *runs)
{
  const GArray *pairs = fw_tally_get_alike (context->tally, context);

  for (guint i = 0; pairs && !is_video (context) && i < pairs->len; i++)
    {
      const FwAlike *alike = &g_array_index (pairs, FwAlike, i);
      FwRun run = { .check = check->place,
                    .first = alike->second,
                    .last = alike->second,
                    .other = topic_of_number (alike->first) };

      if (alike->bits <= check->limits[0] && alike->agreement < check->limits[1])
        g_array_append_val (runs, run);
    }
}

static const char *
get_picture_name (const FwCheckContext *context, FwFrame frame)
{
  const char *name = context->frames ? fw_frame_list_get (context->frames, frame).name : NULL;

  return name ? name : "?";
}

static char *
tell_alike (const FwCheckContext *context, const FwCheck *check, const FwTrack *track, FwRun run)
{
  const GArray *pairs = fw_tally_get_alike (context->tally, context);

  for (guint i = 0; pairs && i < pairs->len; i++)
    {
      const FwAlike *alike = &g_array_index (pairs, FwAlike, i);

      if (alike->second != run.first || topic_of_number (alike->first) != run.other)
        continue;

      g_autofree char *value = fw_text_percent (alike->agreement, check->limits[1]);
      g_autofree char *limit = fw_text_limit (100.0 * check->limits[1]);

      return g_strdup_printf (_ ("The same picture as %s, and %s %% of the labels of both agree; "
                                 "at "
                                 "least %s %% are wanted."),
                              get_picture_name (context, alike->first), value, limit);
    }

  return g_strdup ("");
}

const FwCheckOps fw_kinds_of_projects[] = {
  { .kind = "duplicate-media",
    .family = FW_FAMILY_PROJECT,
    .limits = { "distance", "min-agreement" },
    .tallies = FW_TALLY_TWO_ALIKE,
    .ask_all = ask_prints,
    .sum = sum_alike,
    .mute = mute_alike,
    .tell = tell_alike },
  { .kind = "open-question-age",
    .family = FW_FAMILY_PROJECT,
    .limits = { "days" },
    .is_of_facts = TRUE,
    .sum = sum_questions,
    .tell = tell_question },
  { .kind = "review-coverage",
    .family = FW_FAMILY_PROJECT,
    .limits = { "units", "months" },
    .tallies = FW_TALLY_CATEGORIES | FW_TALLY_AUTHORS,
    .sum = sum_coverage,
    .tell = tell_coverage },
  { .kind = "split-leak",
    .family = FW_FAMILY_PROJECT,
    .is_of_facts = TRUE,
    .sum = sum_leaks,
    .tell = tell_leak },
  { NULL },
};

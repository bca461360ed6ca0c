/* SPDX-License-Identifier: GPL-3.0-or-later */

/*
 * Kinds about how one person's work stands beside the others': labels per
 * frame, sizes of the same objects, and time per step. They ask a question, they
 * give no verdict.
 */

#include "fw-config.h"
#include "rules/check-ops.h"

#include "rules/check-text.h"
#include "rules/poisson.h"

#include <glib/gi18n.h>
#include <inttypes.h>
#include <math.h>

/* One in a thousand on each side: 99.8 % of people who work alike are inside. */
#define TAIL 0.001

static void
add_person (GArray *runs, const FwCheck *check, const char *name)
{
  FwRun run = { .check = check->place,
                .first = FW_FRAME_NONE,
                .last = FW_FRAME_NONE,
                .other = fw_topic_of (name) };

  g_array_append_val (runs, run);
}

/* The person a finding is about; NULL when nobody is there any more. */
static const FwAuthorSum *
find_person (GArray *people, FwRun run)
{
  for (guint i = 0; i < people->len; i++)
    if (fw_topic_of (g_array_index (people, FwAuthorSum, i).name) == run.other)
      return &g_array_index (people, FwAuthorSum, i);

  return NULL;
}

/* Labels per frame. */

static FwAuthorSum
sum_people (GArray *people)
{
  FwAuthorSum all = { NULL, 0, 0 };

  for (guint i = 0; i < people->len; i++)
    {
      all.labels += g_array_index (people, FwAuthorSum, i).labels;
      all.frames += g_array_index (people, FwAuthorSum, i).frames;
    }

  return all;
}

static gboolean
is_outside_funnel (const FwAuthorSum *person, const FwAuthorSum *team)
{
  double expected = (double) person->frames * (double) team->labels / (double) team->frames;

  return fw_poisson_at_most ((double) person->labels, expected) < TAIL
         || fw_poisson_at_least ((double) person->labels, expected) < TAIL;
}

static void
sum_labels_per_frame (const FwCheckContext *context, const FwCheck *check, GArray *runs)
{
  g_autoptr (GArray) people = fw_tally_list_authors (context->tally);
  FwAuthorSum team = sum_people (people);

  for (guint i = 0; i < people->len && people->len > 1; i++)
    {
      const FwAuthorSum *person = &g_array_index (people, FwAuthorSum, i);

      if (person->frames >= check->limits[0] && is_outside_funnel (person, &team))
        add_person (runs, check, person->name);
    }
}

static char *
tell_labels_per_frame (const FwCheckContext *context,
                       const FwCheck *check,
                       const FwTrack *track,
                       FwRun run)
{
  g_autoptr (GArray) people = fw_tally_list_authors (context->tally);
  FwAuthorSum team = sum_people (people);
  const FwAuthorSum *person = find_person (people, run);

  if (!person)
    return g_strdup ("");

  g_autofree char *mine = fw_text_number ((double) person->labels / (double) person->frames, 0.0);
  g_autofree char *theirs = fw_text_number ((double) team.labels / (double) team.frames, 0.0);

  return g_strdup_printf (_ ("%s has %s labels per frame over %" PRId64 " frames; with everybody's "
                             "%s this is more than chance explains (99.8 %%)."),
                          person->name, mine, person->frames, theirs);
}

static const char *
mute_labels_per_frame (const FwCheckContext *context, const FwCheck *check)
{
  g_autoptr (GArray) people = fw_tally_list_authors (context->tally);

  return people->len > 1 ? NULL : _ ("no data: labels of at least two people are compared");
}

/* Size drift. */

static void
sum_drifts (const FwCheckContext *context, const FwCheck *check, GArray *runs)
{
  g_autoptr (GArray) people = fw_tally_list_authors (context->tally);

  for (guint i = 0; i < people->len; i++)
    {
      const char *name = g_array_index (people, FwAuthorSum, i).name;
      double drift;
      guint n;

      if (fw_tally_get_drift (context->tally, name, &drift, &n) && fabs (drift) > check->limits[0])
        add_person (runs, check, name);
    }
}

static char *
tell_drift (const FwCheckContext *context, const FwCheck *check, const FwTrack *track, FwRun run)
{
  g_autoptr (GArray) people = fw_tally_list_authors (context->tally);
  const FwAuthorSum *person = find_person (people, run);
  double drift;
  guint n;

  if (!person || !fw_tally_get_drift (context->tally, person->name, &drift, &n))
    return g_strdup ("");

  g_autofree char *value = fw_text_percent (fabs (expm1 (drift)), expm1 (check->limits[0]));
  g_autofree char *limit = fw_text_number (100.0 * expm1 (check->limits[0]), 0.0);

  if (drift > 0.0)
    return g_strdup_printf (ngettext ("%s draws %s %% larger than others, by %u object that both "
                                      "drew; %s %% is usual.",
                                      "%s draws %s %% larger than others, by %u objects that both "
                                      "drew; %s %% is usual.",
                                      n),
                            person->name, value, n, limit);
  return g_strdup_printf (ngettext ("%s draws %s %% smaller than others, by %u object that both "
                                    "drew; %s %% is usual.",
                                    "%s draws %s %% smaller than others, by %u objects that both "
                                    "drew; %s %% is usual.",
                                    n),
                          person->name, value, n, limit);
}

static const char *
mute_drift (const FwCheckContext *context, const FwCheck *check)
{
  return fw_tally_has_sizes (context->tally)
             ? NULL
             : _ ("no data: nobody else's labels of the same pictures are here");
}

/* Speed. */

/* Steps of the person that were faster than a hand; 0 of somebody else. */
typedef struct
{
  const char *name; /* NULL: unknown */
  guint n_fast;
  double seconds; /* of those */
} Speed;

static Speed *
find_speed (GArray *speeds, const char *name)
{
  Speed fresh = { .name = name };

  for (guint i = 0; i < speeds->len; i++)
    if (g_strcmp0 (g_array_index (speeds, Speed, i).name, name) == 0)
      return &g_array_index (speeds, Speed, i);
  g_array_append_val (speeds, fresh);

  return &g_array_index (speeds, Speed, speeds->len - 1);
}

static GArray *
list_speeds (const FwCheckContext *context, const FwCheck *check)
{
  GArray *speeds = g_array_new (FALSE, FALSE, sizeof (Speed));
  gsize n;
  const FwEffort *efforts = fw_check_facts_get_efforts (context->facts, &n);

  for (gsize i = 0; i < n; i++)
    if (efforts[i].n_steps > 0 && efforts[i].seconds / efforts[i].n_steps < check->limits[0])
      {
        Speed *speed = find_speed (speeds, efforts[i].author);

        speed->n_fast += efforts[i].n_steps;
        speed->seconds += efforts[i].seconds;
      }

  return speeds;
}

static void
sum_speeds (const FwCheckContext *context, const FwCheck *check, GArray *runs)
{
  g_autoptr (GArray) speeds = list_speeds (context, check);

  for (guint i = 0; i < speeds->len; i++)
    if (g_array_index (speeds, Speed, i).n_fast > check->limits[1])
      add_person (runs, check, g_array_index (speeds, Speed, i).name);
}

static char *
tell_speed (const FwCheckContext *context, const FwCheck *check, const FwTrack *track, FwRun run)
{
  g_autoptr (GArray) speeds = list_speeds (context, check);

  for (guint i = 0; i < speeds->len; i++)
    {
      const Speed *speed = &g_array_index (speeds, Speed, i);

      if (fw_topic_of (speed->name) != run.other)
        continue;

      g_autofree char *value = fw_text_number (speed->seconds / speed->n_fast, check->limits[0]);
      g_autofree char *limit = fw_text_limit (check->limits[0]);

      return g_strdup_printf (
          ngettext ("%u label of %s took %s s; below %s s it is worth asking how.",
                    "%u labels of %s took %s s each; below %s s it is worth asking how.",
                    speed->n_fast),
          speed->n_fast, speed->name ? speed->name : _ ("somebody"), value, limit);
    }

  return g_strdup ("");
}

const FwCheckOps fw_kinds_of_people[] = {
  { .kind = "labels-per-frame",
    .family = FW_FAMILY_PROJECT,
    .limits = { "min-frames" },
    .tallies = FW_TALLY_AUTHORS,
    .sum = sum_labels_per_frame,
    .mute = mute_labels_per_frame,
    .tell = tell_labels_per_frame },
  { .kind = "size-drift",
    .family = FW_FAMILY_PROJECT,
    .limits = { "log-ratio" },
    .tallies = FW_TALLY_AUTHORS | FW_TALLY_SIZES,
    .sum = sum_drifts,
    .mute = mute_drift,
    .tell = tell_drift },
  { .kind = "speed-implausible",
    .family = FW_FAMILY_PROJECT,
    .limits = { "seconds", "labels" },
    .is_of_facts = TRUE,
    .sum = sum_speeds,
    .tell = tell_speed },
  { NULL },
};

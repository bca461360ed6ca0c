/* SPDX-License-Identifier: GPL-3.0-or-later */

/*
 * Kinds that count: labels of a frame, objects of a video, members of a group.
 */

#include "fw-config.h"
#include "rules/check-ops.h"

#include "rules/check-text.h"

#include <glib/gi18n.h>
#include <math.h>

static gboolean
is_out_of_bounds (const FwCheck *check, double n)
{
  /* A limit that is not set is NaN. */
  return n < check->limits[0] || n > check->limits[1];
}

static void
read_count (FwPlan *plan, FwCheck *check)
{
  if (g_str_equal (fw_check_get_given (check, "per")->text, "video"))
    check->family = FW_FAMILY_VIDEO;
  else
    plan->visits_empty = TRUE;
}

static guint
count_subjects (const FwFrameLabels *labels, const FwCheck *check)
{
  guint n = 0;

  for (guint i = 0; i < labels->n_entries; i++)
    n += fw_entry_is_subject (&labels->entries[i], check);

  return n;
}

static void
look_at_count (FwPairScan *scan, const FwFrameLabels *labels, const FwCheck *check)
{
  if (is_out_of_bounds (check, count_subjects (labels, check)))
    fw_pair_scan_emit (scan, NULL, NULL, check);
}

/* An object counts when it is there at all and `when` holds where it begins. */
static gint64
weigh_object (const FwCheckContext *context, const FwCheck *check, const FwTrack *track)
{
  const FwCategoryPlan *category
      = fw_plan_get_category (context->plan, fw_track_get_category (track));

  return fw_rule_is_for (check->rule, category->name)
         && fw_check_context_get_length (context, track) > 0
         && fw_check_when_at (context, check, track, fw_track_get_span (track).first);
}

static void
survey_count (const FwCheckContext *context,
              const FwCheck *check,
              const FwVideoFacts *facts,
              GArray *runs)
{
  if (is_out_of_bounds (check, facts->weights[check->place]))
    fw_check_add_place (runs, check, FW_FRAME_NONE, FW_FRAME_NONE);
}

static gboolean
add_weight (FwTrack *track, gpointer user_data)
{
  gpointer *pair = user_data;

  *(gint64 *) pair[2] += weigh_object (pair[0], pair[1], track);

  return TRUE;
}

static char *
describe_count (const FwCheck *check, gint64 n)
{
  gboolean is_few = n < check->limits[0];
  double limit = check->limits[is_few ? 0 : 1];

  if (check->family == FW_FAMILY_VIDEO)
    return g_strdup_printf (is_few ? _ ("The video has %d of this kind; at least %.0f are wanted.")
                                   : _ ("The video has %d of this kind; at most %.0f are wanted."),
                            (int) n, limit);

  return g_strdup_printf (is_few ? _ ("The frame has %d of this kind; at least %.0f are wanted.")
                                 : _ ("The frame has %d of this kind; at most %.0f are wanted."),
                          (int) n, limit);
}

static char *
tell_count (const FwCheckContext *context, const FwCheck *check, const FwTrack *track, FwRun run)
{
  gint64 n = 0;
  gpointer all[] = { (gpointer) context, (gpointer) check, &n };

  if (check->family == FW_FAMILY_VIDEO)
    fw_snapshot_foreach (context->snapshot, add_weight, all);
  else
    {
      FwFrameLabels labels;
      FwPairScan *scan = fw_pair_scan_new_at (context, check->group, run.first, &labels);

      n = count_subjects (&labels, check);
      fw_pair_scan_free (scan);
    }

  return describe_count (check, n);
}

/* Which entry of the map counts the category; -1 when none does. */
static int
find_quota (const FwCheck *check, const char *category)
{
  const FwParamValue *counts = fw_check_get_given (check, "");

  for (gsize i = 0; category && i < counts->n_texts; i++)
    if (fw_globs_name (&(FwParamValue){ .is_set = TRUE, .text = counts->texts[i] }, category))
      return i;

  return -1;
}

static gboolean
is_counted (const FwCheck *check, const char *category)
{
  return find_quota (check, category) >= 0;
}

/* A member of a group. Those of one @kind are counted together. */
typedef struct
{
  gint64 group;
  int kind;
  const FwEntry *entry;
} Member;

static int
compare_members (gconstpointer a, gconstpointer b)
{
  const Member *left = a, *right = b;

  if (left->group != right->group)
    return left->group < right->group ? -1 : 1;
  if (left->kind != right->kind)
    return left->kind < right->kind ? -1 : 1;

  return left->entry->id < right->entry->id ? -1 : left->entry->id > right->entry->id;
}

/* Subjects that belong to a group, those that are counted together in a row,
 * by id. Their kind is the quota, or the number of their value. */
static GArray *
list_members (const FwFrameLabels *labels, const FwCheck *check)
{
  GArray *members = g_array_new (FALSE, FALSE, sizeof (Member));
  g_autoptr (GHashTable) values = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);

  for (guint i = 0; i < labels->n_entries; i++)
    {
      const FwEntry *entry = &labels->entries[i];
      Member member = { fw_track_get_group (entry->label.track), 0, entry };

      if (member.group == 0 || !fw_entry_is_subject (entry, check))
        continue;
      if (check->attribute < 0)
        member.kind = find_quota (check, entry->label.category->name);
      else
        {
          char *text = fw_value_to_text (entry->label.attributes[check->attribute]);

          member.kind = GPOINTER_TO_INT (g_hash_table_lookup (values, text));
          if (member.kind == 0)
            member.kind = g_hash_table_size (values) + 1;
          g_hash_table_insert (values, text, GINT_TO_POINTER (member.kind));
        }
      g_array_append_val (members, member);
    }
  g_array_sort (members, compare_members);

  return members;
}

/* The end of the row that begins at @start. */
static guint
find_end (const GArray *members, guint start)
{
  Member first = g_array_index (members, Member, start);
  guint end = start + 1;

  while (end < members->len && g_array_index (members, Member, end).group == first.group
         && g_array_index (members, Member, end).kind == first.kind)
    end++;

  return end;
}

static void
narrow_counted (const FwLabel *label,
                const FwCheck *check,
                gboolean      *is_subject,
                gboolean      *is_partner)
{
  *is_partner = FALSE;
  *is_subject &= fw_track_get_group (label->track) != 0;
}

/* Tells of the newest member of each group that has too many. */
static void
look_at_groups (FwPairScan *scan, const FwFrameLabels *labels, const FwCheck *check)
{
  const FwParamValue *counts = fw_check_get_given (check, "");
  g_autoptr (GArray) members = list_members (labels, check);

  for (guint i = 0, end; i < members->len; i = end)
    {
      end = find_end (members, i);
      if (end - i > counts->numbers[g_array_index (members, Member, i).kind])
        fw_pair_scan_emit (scan, g_array_index (members, Member, end - 1).entry, NULL, check);
    }
}

static char *
tell_group (const FwCheckContext *context, const FwCheck *check, const FwTrack *track, FwRun run)
{
  const FwParamValue *counts = fw_check_get_given (check, "");
  FwFrameLabels labels;
  FwPairScan *scan = fw_pair_scan_new_at (context, check->group, run.first, &labels);
  g_autoptr (GArray) members = list_members (&labels, check);
  char *reason = NULL;

  for (guint i = 0, end; i < members->len; i = end)
    {
      Member newest;

      end = find_end (members, i);
      newest = g_array_index (members, Member, end - 1);
      if (newest.entry->label.track == track)
        reason = g_strdup_printf (_ ("Its group has %u of “%s”; at most %.0f are wanted."), end - i,
                                  counts->texts[newest.kind], counts->numbers[newest.kind]);
    }
  fw_pair_scan_free (scan);

  return reason ? reason : g_strdup ("");
}

/* Only what belongs to a group and has a value that may not be there twice. */
static void
narrow_unique (const FwLabel *label,
               const FwCheck *check,
               gboolean      *is_subject,
               gboolean      *is_partner)
{
  FwValue value = label->attributes[check->attribute];

  *is_partner = FALSE;
  *is_subject &= fw_track_get_group (label->track) != 0 && value.type != FW_VALUE_NULL
                 && !fw_check_lists (check, value);
}

/* Of those that have the same value, each newer one is told, with the oldest. */
static void
look_for_twins (FwPairScan *scan, const FwFrameLabels *labels, const FwCheck *check)
{
  g_autoptr (GArray) members = list_members (labels, check);

  for (guint i = 0, end; i < members->len; i = end)
    {
      end = find_end (members, i);
      for (guint j = i + 1; j < end; j++)
        fw_pair_scan_emit (scan, g_array_index (members, Member, j).entry,
                           g_array_index (members, Member, i).entry, check);
    }
}

static char *
tell_twin (const FwCheckContext *context, const FwCheck *check, const FwTrack *track, FwRun run)
{
  const char *name = context->plan->attributes[check->attribute].name;
  g_autofree char *other = fw_text_object (context, run.other);
  g_autofree char *value = fw_value_to_text (fw_track_get_attribute (track, name, run.first));

  return g_strdup_printf (_ ("“%s” is %s, as it is for %s of the same group."), name, value, other);
}

const FwCheckOps fw_kinds_of_counts[] = {
  { .kind = "count-bounds",
    .family = FW_FAMILY_PAIR,
    .limits = { "min", "max" },
    .read = read_count,
    .look = look_at_count,
    .looks_at_empty = TRUE,
    .weigh = weigh_object,
    .survey = survey_count,
    .tell = tell_count },
  { .kind = "group-count",
    .family = FW_FAMILY_PAIR,
    .is_subject = is_counted,
    .narrow = narrow_counted,
    .look = look_at_groups,
    .tell = tell_group },
  { .kind = "group-unique",
    .family = FW_FAMILY_PAIR,
    .values = "except",
    .narrow = narrow_unique,
    .look = look_for_twins,
    .tell = tell_twin },
  { NULL },
};

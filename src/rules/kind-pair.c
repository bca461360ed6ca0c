/* SPDX-License-Identifier: GPL-3.0-or-later */

/*
 * Kinds about two labels of one frame: one on another, in another, beside
 * another.
 */

#include "fw-config.h"
#include "rules/check-ops.h"

#include "rules/check-text.h"

#include <glib/gi18n.h>
#include <math.h>

static double
inside_share (const FwPair *pair)
{
  return pair->subject_area > 0.0 ? pair->common / pair->subject_area : 0.0;
}

static double
union_share (const FwPair *pair)
{
  return pair->common / (pair->subject_area + pair->partner_area - pair->common);
}

static FwPairAnswer
compare_duplicate (const FwPair  *pair,
                   const FwCheck *check)
{
  gboolean is_same = pair->subject->label.category == pair->partner->label.category;

  /* Nothing over nothing is NaN, and that is above no limit. */
  return is_same == (check->limits[1] != 0.0) && union_share (pair) > check->limits[0]
           ? FW_PAIR_FIRES : FW_PAIR_NOTHING;
}

static char *
tell_duplicate (const FwCheckContext *context,
                const FwCheck        *check,
                const FwTrack        *track,
                FwRun                 run)
{
  g_autofree char *name = fw_text_object (context, run.other);
  g_autofree char *value = fw_text_percent (
    fw_check_find_worst_pair (context, check, track, run, union_share), check->limits[0]);
  g_autofree char *limit = fw_text_limit (100.0 * check->limits[0]);

  if (check->limits[1] != 0.0)
    return g_strdup_printf (_("Covers the same spot as %s by %s %%; from %s %% on they "
                              "count as one object."),
                            name, value, limit);

  return g_strdup_printf (_("Covers the same spot as %s, of another category, by %s %%; "
                            "at most %s %% are wanted."),
                          name, value, limit);
}

static FwPairAnswer
compare_wanted (const FwPair  *pair,
                const FwCheck *check)
{
  return inside_share (pair) >= check->limits[0] ? FW_PAIR_FOUND : FW_PAIR_NOTHING;
}

static FwPairAnswer
compare_unwanted (const FwPair  *pair,
                  const FwCheck *check)
{
  return inside_share (pair) > check->limits[0] ? FW_PAIR_FIRES : FW_PAIR_NOTHING;
}

static char *
tell_inside (const FwCheckContext *context,
             const FwCheck        *check,
             const FwTrack        *track,
             FwRun                 run)
{
  g_autofree char *name = fw_text_object (context, run.other);
  g_autofree char *value = fw_text_percent (
    fw_check_find_worst_pair (context, check, track, run, inside_share), check->limits[0]);
  g_autofree char *limit = fw_text_limit (100.0 * check->limits[0]);

  return g_strdup_printf (_("%s %% of it lies inside %s; at most %s %% are wanted."), value, name,
                          limit);
}

/* A region is not one of the objects that may not lie in it. */
static gboolean
is_no_region (const FwCheck *check,
              const char    *category)
{
  return !fw_globs_name (fw_rule_get_param (check->rule, "region"), category);
}

static char *
tell_ignored (const FwCheckContext *context,
              const FwCheck        *check,
              const FwTrack        *track,
              FwRun                 run)
{
  g_autofree char *name = fw_text_object (context, run.other);
  g_autofree char *value = fw_text_percent (
    fw_check_find_worst_pair (context, check, track, run, inside_share), check->limits[0]);
  g_autofree char *limit = fw_text_limit (100.0 * check->limits[0]);

  return g_strdup_printf (_("%s %% of it lies in the region %s, which is left out; at most %s "
                            "%% are wanted."),
                          value, name, limit);
}

static gboolean
finds_near (const FwFrameLabels *labels,
            const FwEntry       *subject,
            const FwCheck       *check)
{
  FwRect box = subject->label.box;
  double reach = check->limits[1] * hypot (box.width, box.height);
  FwPoint centre = fw_rect_centre (box);

  if (isnan (reach))
    return FALSE;
  for (guint i = 0; i < labels->n_entries; i++)
    {
      const FwEntry *other = &labels->entries[i];

      if (other != subject && fw_entry_is_partner (other, check)
          && fw_point_distance (centre, fw_rect_centre (other->label.box)) <= reach)
        return TRUE;
    }

  return FALSE;
}

/* Best share of the label that lies inside one of the frame's other labels
 * which the check accepts as parent or partner. */
static double
find_best_partner (const FwLabel *label,
                   const FwCheck *check,
                   FwTrackId     *out_best)
{
  const FwCheckContext *context = label->context;
  g_autoptr(GArray) ids = g_array_new (FALSE, FALSE, sizeof (FwTrackId));
  g_autofree FwValue *values = g_new0 (FwValue, context->plan->n_attributes + 1);
  double best = 0.0;

  *out_best = 0;
  fw_span_index_query (context->spans, label->frame, ids);
  for (guint i = 0; i < ids->len; i++)
    {
      FwTrackId id = g_array_index (ids, FwTrackId, i);
      FwTrack *track = fw_snapshot_get_track (context->snapshot, id);
      g_autoptr(FwShape) shape = NULL;
      FwLabel other;
      double area, other_area, common;

      if (!track || track == label->track
          || !fw_check_context_get_label (context, track, label->frame, values, &shape, &other)
          || !(other.category->partner[check->group] >> check->bit & 1))
        continue;
      common = fw_labels_overlap (label, &other, &area, &other_area);
      if (area > 0.0 && common / area > best)
        {
          best = common / area;
          *out_best = id;
        }
    }

  return best;
}

/* What the subject of a kind that wants something has at most, at the run's start. */
static double
measure_lonely (const FwCheckContext *context,
                const FwCheck        *check,
                const FwTrack        *track,
                FwFrame               frame,
                FwTrackId            *out_best)
{
  g_autofree FwValue *values = g_new0 (FwValue, context->plan->n_attributes + 1);
  g_autoptr(FwShape) shape = NULL;
  FwLabel label;

  *out_best = 0;
  if (!fw_check_context_get_label (context, track, frame, values, &shape, &label))
    return 0.0;

  return find_best_partner (&label, check, out_best);
}

static char *
tell_parentless (const FwCheckContext *context,
                 const FwCheck        *check,
                 const FwTrack        *track,
                 FwRun                 run)
{
  FwTrackId best_id;
  double best = measure_lonely (context, check, track, run.first, &best_id);
  g_autofree char *name = best_id ? fw_text_object (context, best_id) : NULL;
  g_autofree char *value = fw_text_percent (best, check->limits[0]);
  g_autofree char *limit = fw_text_limit (100.0 * check->limits[0]);
  const FwParamValue *globs = fw_rule_get_param (check->rule, "parent");
  g_autofree char *wanted = g_strjoinv (", ", (char **) globs->texts);

  if (best_id)
    return g_strdup_printf (_("%s %% of it lies inside %s; at least %s %% are wanted."), value,
                            name, limit);

  return g_strdup_printf (_("Lies inside none of: %s."), wanted);
}

static char *
tell_partnerless (const FwCheckContext *context,
                  const FwCheck        *check,
                  const FwTrack        *track,
                  FwRun                 run)
{
  FwTrackId best_id;
  double best = measure_lonely (context, check, track, run.first, &best_id);
  g_autofree char *name = best_id ? fw_text_object (context, best_id) : NULL;
  g_autofree char *value = fw_text_percent (best, check->limits[0]);
  g_autofree char *limit = fw_text_limit (100.0 * check->limits[0]);
  const FwParamValue *globs = fw_rule_get_param (check->rule, "partner");
  g_autofree char *wanted = g_strjoinv (", ", (char **) globs->texts);

  if (best_id)
    return g_strdup_printf (_("%s %% of it overlaps %s; at least %s %% are wanted."), value, name,
                            limit);

  return g_strdup_printf (_("Stands alone; wanted beside it: %s."), wanted);
}

const FwCheckOps fw_kinds_of_pairs[] = {
  { .kind = "duplicate",
    .family = FW_FAMILY_PAIR,
    .limits = { "iou", "same-category" },
    .is_mutual = TRUE,
    .compare = compare_duplicate,
    .tell = tell_duplicate },
  { .kind = "inside-parent",
    .family = FW_FAMILY_PAIR,
    .limits = { "min-inside" },
    .partners = "parent",
    .wants_found = TRUE,
    .compare = compare_wanted,
    .tell = tell_parentless },
  { .kind = "not-inside",
    .family = FW_FAMILY_PAIR,
    .limits = { "max-inside" },
    .partners = "parent",
    .compare = compare_unwanted,
    .tell = tell_inside },
  { .kind = "needs-partner",
    .family = FW_FAMILY_PAIR,
    .limits = { "min-overlap", "max-distance" },
    .partners = "partner",
    .wants_found = TRUE,
    .compare = compare_wanted,
    .finds = finds_near,
    .tell = tell_partnerless },
  { .kind = "ignore-region",
    .family = FW_FAMILY_PAIR,
    .limits = { "max-inside" },
    .partners = "region",
    .is_subject = is_no_region,
    .compare = compare_unwanted,
    .tell = tell_ignored },
  { NULL },
};

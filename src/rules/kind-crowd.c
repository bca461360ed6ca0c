/* SPDX-License-Identifier: GPL-3.0-or-later */

/*
 * Kinds about many labels of one frame: what hides what, and crowds.
 */

#include "fw-config.h"
#include "rules/check-ops.h"

#include "rules/check-text.h"

#include <glib/gi18n.h>

/* Only what is called visible can be called so by mistake. */
static void
narrow_occlusion (const FwLabel *label,
                  const FwCheck *check,
                  gboolean      *is_subject,
                  gboolean      *is_partner)
{
  *is_subject &= fw_check_lists (check, label->attributes[check->attribute]);
}

/* Nearer is what stands lower in the picture. */
static FwPairAnswer
compare_occlusion (const FwPair  *pair,
                   const FwCheck *check)
{
  FwRect subject = pair->subject->label.box, partner = pair->partner->label.box;

  return partner.y + partner.height > subject.y + subject.height ? FW_PAIR_KEPT
                                                                 : FW_PAIR_NOTHING;
}

static gboolean
is_occluded (const FwEntry        *subject,
             const FwEntry *const *covers,
             guint                 n_covers,
             const FwCheck        *check,
             const FwEntry       **out_other)
{
  FwRect parts[FW_MAX_KEPT];
  double sum = 0.0;

  if (subject->area <= 0.0)
    return FALSE;
  for (guint i = 0; i < n_covers; i++)
    {
      parts[i] = fw_rect_intersection (subject->label.box, covers[i]->label.box);
      sum += fw_rect_area (parts[i]);
    }

  /* Parts may overlap: their sum is what the union has at most. */
  return sum / subject->area > check->limits[0]
         && fw_covered_share (subject->label.box, parts, n_covers) > check->limits[0];
}

static char *
tell_occluded (const FwCheckContext *context,
               const FwCheck        *check,
               const FwTrack        *track,
               FwRun                 run)
{
  const char *name = context->plan->attributes[check->attribute].name;
  g_autofree char *limit = fw_text_limit (100.0 * check->limits[0]);
  g_autofree char *said = fw_value_to_text (fw_track_get_attribute (track, name, run.first));

  return g_strdup_printf (_("“%s” is %s, and nearer objects hide more than %s %% of it."), name,
                          said, limit);
}

/* A crowd box is the one side, single objects are the other. */
static void
narrow_crowd (const FwLabel *label,
              const FwCheck *check,
              gboolean      *is_subject,
              gboolean      *is_partner)
{
  FwValue value = label->attributes[check->attribute];
  gboolean is_crowd = value.type == FW_VALUE_BOOL && value.boolean;

  *is_subject &= !is_crowd;
  *is_partner &= is_crowd;
}

static double
inside_share (const FwPair *pair)
{
  return pair->subject_area > 0.0 ? pair->common / pair->subject_area : 0.0;
}

static FwPairAnswer
compare_crowd (const FwPair  *pair,
               const FwCheck *check)
{
  return inside_share (pair) > check->limits[1] ? FW_PAIR_FIRES : FW_PAIR_NOTHING;
}

static void
look_for_crowd (FwPairScan          *scan,
                const FwFrameLabels *labels,
                const FwCheck       *check)
{
  guint n = 0;

  for (guint i = 0; i < labels->n_entries; i++)
    {
      if (fw_entry_is_partner (&labels->entries[i], check))
        return;
      n += fw_entry_is_subject (&labels->entries[i], check);
    }
  if (n > check->limits[0])
    fw_pair_scan_emit (scan, NULL, NULL, check);
}

static char *
tell_crowd (const FwCheckContext *context,
            const FwCheck        *check,
            const FwTrack        *track,
            FwRun                 run)
{
  if (!track)
    return g_strdup_printf (_("More than %.0f single ones and no crowd box."), check->limits[0]);

  g_autofree char *name = fw_text_object (context, run.other);
  g_autofree char *value = fw_text_percent (
    fw_check_find_worst_pair (context, check, track, run, inside_share), check->limits[1]);
  g_autofree char *limit = fw_text_limit (100.0 * check->limits[1]);

  return g_strdup_printf (_("%s %% of it lies inside the crowd box %s; at most %s %% are "
                            "wanted."),
                          value, name, limit);
}

const FwCheckOps fw_kinds_of_crowds[] = {
  { .kind = "occlusion-consistent",
    .family = FW_FAMILY_PAIR,
    .limits = { "max-covered" },
    .values = "visible",
    .narrow = narrow_occlusion,
    .compare = compare_occlusion,
    .judge = is_occluded,
    .tell = tell_occluded },
  { .kind = "crowd",
    .family = FW_FAMILY_PAIR,
    .limits = { "max-individuals", "max-overlap" },
    .narrow = narrow_crowd,
    .compare = compare_crowd,
    .look = look_for_crowd,
    .tell = tell_crowd },
  { NULL },
};

/* SPDX-License-Identifier: GPL-3.0-or-later */

/*
 * Kinds about surfaces that share a picture: which is drawn above which, what
 * remains visible, and what nobody claims. What is drawn later lies above: the
 * larger z_order, and of the same one the newer object.
 */

#include "fw-config.h"
#include "rules/check-ops.h"

#include "rules/check-columns.h"
#include "rules/check-text.h"

#include <glib/gi18n.h>
#include <math.h>
#include <stdlib.h>

/* Boxes up to this many are measured exactly, which takes the square of it. */
#define MAX_EXACT 64

/* Square pixels that come from rounding and are no overlap. */
#define NO_OVERLAP 1e-6

static gboolean
is_above (const FwEntry *a, const FwEntry *b)
{
  int left = fw_track_get_z_order (a->label.track, a->label.frame);
  int right = fw_track_get_z_order (b->label.track, b->label.frame);

  return left != right ? left > right : a->id > b->id;
}

static gboolean
is_surface (const FwEntry *entry)
{
  FwShapeKind kind = fw_track_get_kind (entry->label.track);

  return kind == FW_SHAPE_POLYGON || kind == FW_SHAPE_MASK;
}

/* The share of the smaller one that both claim. */
static double
shared_part (const FwPair *pair)
{
  double smaller = MIN (pair->subject_area, pair->partner_area);

  return pair->common > NO_OVERLAP && smaller > 0.0 ? pair->common / smaller : 0.0;
}

static FwPairAnswer
compare_pixels (const FwPair *pair, const FwCheck *check)
{
  return is_surface (pair->subject) && is_surface (pair->partner)
                 && shared_part (pair) > check->limits[0]
             ? FW_PAIR_FIRES
             : FW_PAIR_NOTHING;
}

static char *
tell_pixels (const FwCheckContext *context, const FwCheck *check, const FwTrack *track, FwRun run)
{
  g_autofree char *name = fw_text_object (context, run.other);
  g_autofree char *value
      = fw_text_percent (fw_check_find_worst_pair (context, check, track, run, shared_part),
                         check->limits[0]);
  g_autofree char *limit = fw_text_limit (100.0 * check->limits[0]);

  return g_strdup_printf (_ ("Claims the same pixels as %s: %s %% of the smaller one; at most %s "
                             "%% "
                             "are wanted."),
                          name, value, limit);
}

static FwPairAnswer
compare_cover (const FwPair *pair, const FwCheck *check)
{
  return pair->common > 0.0 && is_above (pair->partner, pair->subject) ? FW_PAIR_KEPT
                                                                       : FW_PAIR_NOTHING;
}

static gboolean
is_box (const FwEntry *entry)
{
  return fw_track_get_kind (entry->label.track) == FW_SHAPE_BOX;
}

/* The share of @subject that @covers hide; NaN when it cannot be said. */
static double
hidden_share (const FwEntry *subject, const FwEntry *const *covers, guint n_covers)
{
  FwRect parts[FW_MAX_KEPT];
  gboolean are_boxes = is_box (subject);

  for (guint i = 0; i < n_covers; i++)
    {
      parts[i] = fw_rect_intersection (subject->label.box, covers[i]->label.box);
      are_boxes &= is_box (covers[i]);
    }
  if (are_boxes)
    return fw_covered_share (subject->label.box, parts, n_covers);

  g_autoptr (FwColumns) own = fw_columns_new (subject->label.box);
  g_autoptr (FwColumns) others = fw_columns_new (subject->label.box);

  fw_columns_add (own, &subject->label);
  for (guint i = 0; i < n_covers; i++)
    fw_columns_add (others, &covers[i]->label);

  return fw_columns_measure (own, others) / fw_columns_measure (own, NULL);
}

static gboolean
is_covered (const FwEntry *subject,
            const FwEntry *const *covers,
            guint n_covers,
            const FwCheck *check,
            const FwEntry **out_other)
{
  return hidden_share (subject, covers, n_covers) > 1.0 - check->limits[0];
}

static int
compare_entries (gconstpointer a, gconstpointer b)
{
  const FwEntry *left = *(const FwEntry *const *) a, *right = *(const FwEntry *const *) b;

  return left->id < right->id ? -1 : left->id > right->id;
}

static char *
tell_covered (const FwCheckContext *context, const FwCheck *check, const FwTrack *track, FwRun run)
{
  g_autoptr (GPtrArray) covers = g_ptr_array_new ();
  g_autofree char *limit = fw_text_limit (100.0 * check->limits[0]);
  g_autofree char *value = NULL;
  const FwEntry *subject = NULL;
  FwFrameLabels labels;
  FwPairScan *scan = fw_pair_scan_new_at (context, check->group, run.first, &labels);
  double share = 0.0;

  for (guint i = 0; i < labels.n_entries; i++)
    if (labels.entries[i].label.track == track)
      subject = &labels.entries[i];
  for (guint i = 0; subject && i < labels.n_entries; i++)
    if (fw_entry_is_partner (&labels.entries[i], check) && is_above (&labels.entries[i], subject)
        && fw_rect_area (fw_rect_intersection (labels.entries[i].label.box, subject->label.box)))
      g_ptr_array_add (covers, (gpointer) &labels.entries[i]);
  g_ptr_array_sort (covers, compare_entries);
  if (subject)
    share = 1.0
            - hidden_share (subject, (const FwEntry *const *) covers->pdata,
                            MIN (covers->len, FW_MAX_KEPT));
  fw_pair_scan_free (scan);
  value = fw_text_percent (MAX (share, 0.0), check->limits[0]);

  return g_strdup_printf (_ ("%s %% of it is not covered by what is drawn above; at least %s %% "
                             "are "
                             "wanted."),
                          value, limit);
}

static void
narrow_layer (const FwLabel *label,
              const FwCheck *check,
              gboolean *is_subject,
              gboolean *is_partner)
{
  *is_subject &= fw_check_lists (check, label->attributes[check->attribute]);
}

/* Place of the label's layer in the manual's order, lowest first. */
static gsize
get_layer (const FwEntry *entry, const FwCheck *check)
{
  gsize i = 0;

  while (i < check->n_values
         && !fw_value_equal (check->values[i], entry->label.attributes[check->attribute]))
    i++;

  return i;
}

static FwPairAnswer
compare_layers (const FwPair *pair, const FwCheck *check)
{
  gsize subject = get_layer (pair->subject, check), partner = get_layer (pair->partner, check);

  return pair->common > NO_OVERLAP && subject != partner
                 && (subject > partner) != is_above (pair->subject, pair->partner)
             ? FW_PAIR_FIRES
             : FW_PAIR_NOTHING;
}

static char *
tell_layers (const FwCheckContext *context, const FwCheck *check, const FwTrack *track, FwRun run)
{
  const FwTrack *other = fw_snapshot_get_track (context->snapshot, run.other);
  const char *attribute = context->plan->attributes[check->attribute].name;
  g_autofree char *name = fw_text_object (context, run.other);
  g_autofree char *own = fw_value_to_text (fw_track_get_attribute (track, attribute, run.first));
  g_autofree char *others = NULL;
  int z, other_z;

  if (!other)
    return g_strdup ("");

  others = fw_value_to_text (fw_track_get_attribute (other, attribute, run.first));
  z = fw_track_get_z_order (track, run.first);
  other_z = fw_track_get_z_order (other, run.first);
  if (z > other_z || (z == other_z && fw_track_get_id (track) > run.other))
    return g_strdup_printf (_ ("Drawn above %s, and “%s” says the reverse: %s here, %s there."),
                            name, attribute, own, others);

  return g_strdup_printf (_ ("Drawn below %s, and “%s” says the reverse: %s here, %s there."), name,
                          attribute, own, others);
}

static void
read_coverage (FwPlan *plan, FwCheck *check)
{
  plan->visits_empty = TRUE;
}

/* The share of the picture that labels of the check cover; NaN when it cannot be said. */
static double
labelled_share (const FwFrameLabels *labels, const FwCheck *check)
{
  FwRect picture = { 0 }, parts[MAX_EXACT];
  gboolean are_boxes = TRUE;
  guint n = 0;

  fw_check_context_get_image (labels->context, labels->frame, &picture.width, &picture.height);
  if (picture.width <= 0.0 || picture.height <= 0.0)
    return NAN;

  for (guint i = 0; i < labels->n_entries && are_boxes; i++)
    {
      if (!fw_entry_is_subject (&labels->entries[i], check))
        continue;
      are_boxes = is_box (&labels->entries[i]) && n < MAX_EXACT;
      if (are_boxes)
        parts[n++] = fw_rect_intersection (labels->entries[i].label.box, picture);
    }
  if (are_boxes)
    return fw_covered_share (picture, parts, n);

  g_autoptr (FwColumns) columns = fw_columns_new (picture);

  for (guint i = 0; i < labels->n_entries; i++)
    if (fw_entry_is_subject (&labels->entries[i], check))
      fw_columns_add (columns, &labels->entries[i].label);

  return fw_columns_measure (columns, NULL) / fw_rect_area (picture);
}

static void
look_at_coverage (FwPairScan *scan, const FwFrameLabels *labels, const FwCheck *check)
{
  if (labelled_share (labels, check) < 1.0 - check->limits[0])
    fw_pair_scan_emit (scan, NULL, NULL, check);
}

static char *
tell_coverage (const FwCheckContext *context, const FwCheck *check, const FwTrack *track, FwRun run)
{
  FwFrameLabels labels;
  FwPairScan *scan = fw_pair_scan_new_at (context, check->group, run.first, &labels);
  g_autofree char *value
      = fw_text_percent (1.0 - labelled_share (&labels, check), check->limits[0]);
  g_autofree char *limit = fw_text_limit (100.0 * check->limits[0]);

  fw_pair_scan_free (scan);

  return g_strdup_printf (_ ("%s %% of the picture has no label; at most %s %% are wanted."), value,
                          limit);
}

const FwCheckOps fw_kinds_of_surfaces[] = {
  { .kind = "exclusive-pixels",
    .family = FW_FAMILY_PAIR,
    .limits = { "max-overlap" },
    .is_mutual = TRUE,
    .compare = compare_pixels,
    .tell = tell_pixels },
  { .kind = "covered",
    .family = FW_FAMILY_PAIR,
    .limits = { "min-visible" },
    .any_partner = TRUE,
    .compare = compare_cover,
    .judge = is_covered,
    .tell = tell_covered },
  { .kind = "z-order",
    .family = FW_FAMILY_PAIR,
    .values = "order",
    .is_mutual = TRUE,
    .narrow = narrow_layer,
    .compare = compare_layers,
    .tell = tell_layers },
  { .kind = "coverage",
    .family = FW_FAMILY_PAIR,
    .limits = { "max-unlabelled" },
    .read = read_coverage,
    .look = look_at_coverage,
    .looks_at_empty = TRUE,
    .tell = tell_coverage },
  { NULL },
};

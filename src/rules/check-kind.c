/* SPDX-License-Identifier: GPL-3.0-or-later */

/*
 * The catalogue as data. A kind is one line here plus, when it is built, its
 * entry in the list of a kind-*.c file; nothing else in the program lists
 * kinds or their parameters.
 *
 * Sane ranges are wide: outside them a threshold is more likely a slip of the
 * finger than a wish, and the linter asks.
 */

#include "fw-config.h"
#include "rules/check-kind.h"

#include <glib/gi18n.h>
#include <string.h>

#define NUMBER(name_, unit_, default_, low_, high_) \
  { .name = (name_), .type = FW_PARAM_NUMBER, .unit = (unit_), .default_value = (default_), \
    .low = (low_), .high = (high_) }
#define INTEGER(name_, unit_, default_, low_, high_) \
  { .name = (name_), .type = FW_PARAM_INTEGER, .unit = (unit_), .default_value = (default_), \
    .low = (low_), .high = (high_) }
#define OF(type_, name_) \
  { .name = (name_), .type = FW_PARAM_ ## type_ }
#define REQUIRED(type_, name_) \
  { .name = (name_), .type = FW_PARAM_ ## type_, .is_required = TRUE }
#define WORD(name_, words_, default_) \
  { .name = (name_), .type = FW_PARAM_WORD, .words = (words_), .default_value = (default_) }
#define BOOL(name_, default_) \
  { .name = (name_), .type = FW_PARAM_BOOL, .default_value = (default_) }

#define HUGE_PX 100000.0
#define NO_LIMIT 1e9

static const FwParam positive_size[] = { NUMBER ("min", "px", "1", 0, 1000) };
static const FwParam inside_image[] = { NUMBER ("tolerance", "px", "0", 0, 1000) };
static const FwParam min_size[] = {
  NUMBER ("width", "px", NULL, 1, 10000),
  NUMBER ("height", "px", NULL, 1, 10000),
  NUMBER ("short", "px", NULL, 1, 10000),
  NUMBER ("area", "px2", NULL, 1, 1e8),
};
static const FwParam max_size[] = {
  NUMBER ("area-share", "share", "0.95", 0.001, 1),
  NUMBER ("width-share", "share", NULL, 0.001, 1),
};
static const FwParam aspect_range[] = {
  NUMBER ("min", "ratio", NULL, 0.001, 1000),
  NUMBER ("max", "ratio", NULL, 0.001, 1000),
};
static const FwParam outlier[] = {
  NUMBER ("z", "deviations", "4", 1, 20),
  INTEGER ("min-samples", "labels", "30", 2, 1e6),
};
static const FwParam vertex_count[] = {
  INTEGER ("min", "vertices", "3", 3, 10000),
  INTEGER ("max", "vertices", "500", 3, 100000),
};
static const FwParam short_edge[] = { NUMBER ("edge", "px", "0.5", 0, 100) };
static const FwParam spike[] = {
  NUMBER ("angle", "degrees", "8", 0, 90),
  NUMBER ("edge", "px", "4", 0, 1000),
};
static const FwParam max_parts[] = {
  INTEGER ("parts", "parts", "6", 1, 10000),
  NUMBER ("min-part-area", "px2", "25", 0, 1e7),
};
static const FwParam compactness[] = { NUMBER ("min", "ratio", "0.02", 0, 1) };
static const FwParam box_matches_mask[] = { NUMBER ("tolerance", "px", "1", 0, 1000) };
static const FwParam area_matches[] = { NUMBER ("tolerance", "share", "0.05", 0, 1) };
static const FwParam rotation_range[] = {
  NUMBER ("min", "degrees", NULL, -360, 360),
  NUMBER ("max", "degrees", NULL, -360, 360),
};
static const FwParam border_attribute[] = {
  REQUIRED (ATTRIBUTE, "attribute"),
  NUMBER ("margin", "px", "1", 0, 1000),
};
static const FwParam keypoint_in_box[] = { NUMBER ("grow", "diagonals", "0.1", 0, 10) };
static const FwParam limb_ratio[] = {
  NUMBER ("ratio", "ratio", "2.0", 1, 100),
  REQUIRED (PAIRS, "limbs"),
};
static const FwParam left_right_order[] = {
  REQUIRED (PAIRS, "pairs"),
  INTEGER ("min-points", "points", "3", 1, 1000),
};
static const FwParam forbidden_category[] = { OF (CATEGORIES, "categories") };
static const FwParam retired_category[] = { REQUIRED (RENAMES, "rename") };
static const FwParam attribute_pattern[] = {
  REQUIRED (ATTRIBUTE, "attribute"),
  OF (PATTERN, "pattern"),
  INTEGER ("max-length", "letters", "40", 1, 100000),
};
static const FwParam exclusive_values[] = { REQUIRED (SETS, "sets") };
static const FwParam implies[] = {
  REQUIRED (EXPRESSION, "if"),
  REQUIRED (EXPRESSION, "then"),
};
static const FwParam untouched_default[] = { NUMBER ("seconds", "s", "0.5", 0, 60) };

static const FwParam duplicate[] = {
  NUMBER ("iou", "share", "0.85", 0.05, 1),
  BOOL ("same-category", "true"),
};
static const FwParam inside_parent[] = {
  REQUIRED (GLOBS, "parent"),
  NUMBER ("min-inside", "share", "0.95", 0.01, 1),
};
static const FwParam not_inside[] = {
  REQUIRED (GLOBS, "parent"),
  NUMBER ("max-inside", "share", "0.95", 0, 1),
};
static const FwParam needs_partner[] = {
  REQUIRED (GLOBS, "partner"),
  NUMBER ("min-overlap", "share", NULL, 0, 1),
  NUMBER ("max-distance", "diagonals", NULL, 0, 100),
};
static const FwParam count_bounds[] = {
  INTEGER ("min", "labels", NULL, 0, 1e6),
  INTEGER ("max", "labels", NULL, 0, 1e6),
  WORD ("per", "frame|video", "frame"),
};
static const FwParam exclusive_pixels[] = { NUMBER ("max-overlap", "share", "0.02", 0, 1) };
static const FwParam covered[] = { NUMBER ("min-visible", "share", "0.05", 0, 1) };
static const FwParam z_order[] = {
  REQUIRED (ATTRIBUTE, "attribute"),
  REQUIRED (VALUES, "order"),
};
static const FwParam occlusion_consistent[] = {
  REQUIRED (ATTRIBUTE, "attribute"),
  REQUIRED (VALUES, "visible"),
  NUMBER ("max-covered", "share", "0.3", 0, 1),
};
static const FwParam crowd[] = {
  REQUIRED (ATTRIBUTE, "attribute"),
  INTEGER ("max-individuals", "labels", "10", 1, 10000),
  NUMBER ("max-overlap", "share", "0.5", 0, 1),
};
static const FwParam ignore_region[] = {
  REQUIRED (CATEGORY, "region"),
  NUMBER ("max-inside", "share", "0.8", 0, 1),
};
static const FwParam order_left_right[] = {
  REQUIRED (ATTRIBUTE, "attribute"),
  REQUIRED (VALUES, "order"),
};
static const FwParam horizon[] = {
  REQUIRED (CATEGORY, "category"),
  NUMBER ("tolerance", "share", "0.1", 0, 1),
};
static const FwParam perspective[] = {
  NUMBER ("z", "deviations", "4", 1, 20),
  INTEGER ("min-samples", "labels", "8", 3, 10000),
};
static const FwParam relative_size[] = {
  REQUIRED (GLOBS, "parent"),
  NUMBER ("min", "share", NULL, 0, 100),
  NUMBER ("max", "share", NULL, 0, 100),
  NUMBER ("min-height", "share", NULL, 0, 100),
  NUMBER ("max-height", "share", NULL, 0, 100),
};
static const FwParam group_count[] = {
  { .name = "", .type = FW_PARAM_COUNTS, .unit = "labels",
    .low = 0, .high = 1e6, .is_required = TRUE },
};
static const FwParam group_unique[] = {
  REQUIRED (ATTRIBUTE, "attribute"),
  OF (VALUES, "except"),
};
static const FwParam adjacency_gap[] = { NUMBER ("gap", "px", "2", 0, 100) };
static const FwParam coverage[] = { NUMBER ("max-unlabelled", "share", "0.01", 0, 1) };
static const FwParam geometry_per_sensor[] = {
  { .name = "", .type = FW_PARAM_SENSORS, .is_required = TRUE },
};

static const FwParam no_gap[] = { INTEGER ("max-gap", "frames", "0", 0, 1e6) };
static const FwParam broken_track[] = {
  INTEGER ("max-gap", "frames", "90", 1, 1e5),
  NUMBER ("iou", "share", "0.3", 0.01, 1),
};
static const FwParam start_end[] = { NUMBER ("margin", "share", "0.05", 0, 0.5) };
static const FwParam first_last_visible[] = {
  REQUIRED (ATTRIBUTE, "attribute"),
  REQUIRED (VALUES, "hidden"),
};
static const FwParam min_length[] = { INTEGER ("frames", "frames", "3", 1, 1e6) };
static const FwParam max_step[] = {
  NUMBER ("diagonals", "diagonals", "0.75", 0.001, 100),
  NUMBER ("pixels", "px", NULL, 0.1, HUGE_PX),
  WORD ("per", "frame|second", "frame"),
};
static const FwParam acceleration[] = { NUMBER ("diagonals", "diagonals", "0.5", 0.001, 100) };
static const FwParam jitter[] = {
  INTEGER ("frames", "frames", "10", 3, 10000),
  INTEGER ("sign-changes", "changes", "6", 1, 10000),
  NUMBER ("net", "diagonals", "0.25", 0, 100),
};
static const FwParam max_size_change[] = {
  NUMBER ("ratio", "ratio", "1.25", 1, 100),
  WORD ("per", "frame|second", "frame"),
};
static const FwParam aspect_jump[] = { NUMBER ("log-ratio", "ln", "0.2", 0.001, 10) };
static const FwParam keyframe_spacing[] = { INTEGER ("max", "frames", "30", 1, 1e5) };
static const FwParam redundant_keyframe[] = { NUMBER ("iou-loss", "share", "0.02", 0, 1) };
static const FwParam interpolation_check[] = {
  NUMBER ("min-iou", "share", "0.6", 0, 1),
  INTEGER ("min-gap", "frames", "20", 1, 1e5),
};
static const FwParam constant[] = { REQUIRED (FIELDS, "fields") };
static const FwParam transitions[] = {
  OF (PAIRS, "allowed"),
  OF (PAIRS, "forbidden"),
  REQUIRED (ATTRIBUTE, "attribute"),
};
static const FwParam id_switch[] = { NUMBER ("margin", "cost", "0.3", 0, 2) };
static const FwParam inconsistent_id[] = { NUMBER ("iou", "share", "0.7", 0.05, 1) };
static const FwParam frozen_box[] = {
  INTEGER ("frames", "frames", "15", 1, 1e5),
  NUMBER ("background-shift", "px", "5", 0, HUGE_PX),
};
static const FwParam hidden_span[] = {
  REQUIRED (ATTRIBUTE, "attribute"),
  REQUIRED (VALUES, "hidden"),
  INTEGER ("max", "frames", "150", 1, 1e6),
};
static const FwParam shot_cut[] = { NUMBER ("distance", "histogram", "0.4", 0, 2) };

static const FwParam frames_seen[] = { NUMBER ("share", "share", "1.0", 0, 1) };
static const FwParam must_cover[] = { REQUIRED (CATEGORY, "category") };
static const FwParam class_count[] = { INTEGER ("min", "labels", "1", 1, NO_LIMIT) };
static const FwParam imbalance[] = { NUMBER ("ratio", "ratio", "50", 1, NO_LIMIT) };
static const FwParam share_bounds[] = {
  NUMBER ("min", "share", NULL, 0, 1),
  NUMBER ("max", "share", NULL, 0, 1),
};
static const FwParam labels_per_frame[] = { INTEGER ("min-frames", "frames", "30", 1, 1e6) };
static const FwParam size_drift[] = { NUMBER ("log-ratio", "ln", "0.05", 0.001, 10) };
static const FwParam duplicate_media[] = {
  WORD ("hash", "dhash64", "dhash64"),
  INTEGER ("distance", "bits", "4", 0, 64),
  NUMBER ("min-agreement", "share", "0.9", 0, 1),
};
static const FwParam speed_implausible[] = {
  NUMBER ("seconds", "s", "0.2", 0, 3600),
  INTEGER ("labels", "labels", "20", 1, 1e6),
};
static const FwParam open_question_age[] = { INTEGER ("days", "days", "3", 0, 3650) };
static const FwParam review_coverage[] = {
  INTEGER ("units", "units", "30", 1, 1e6),
  INTEGER ("months", "months", "1", 1, 120),
};
static const FwParam split_leak[] = { OF (TEXTS, "lists") };

#define BIT(fix_) (1u << FW_FIX_ ## fix_)
#define DELETE BIT (DELETE)
#define PARAMS(array_) .params = (array_), .n_params = G_N_ELEMENTS (array_)

/* Every rule about labels may offer to delete; the columns name what else. */
#define KIND(name_, scope_, sentence_, ...) \
  { .name = (name_), .scope = FW_SCOPE_ ## scope_, .sentence = (sentence_), __VA_ARGS__ }
#define FIXES(bits_) .fixes = (bits_)
#define NEEDS(what_) .needs = FW_NEEDS_ ## what_

static const FwCheckKind kinds[] = {
  /* One label. */
  KIND ("finite-coords", LABEL, N_("A coordinate is not a number."), FIXES (DELETE)),
  KIND ("positive-size", LABEL, N_("A shape is narrower or lower than the smallest size."),
        FIXES (DELETE), PARAMS (positive_size)),
  KIND ("inside-image", LABEL, N_("A shape reaches past the border of the picture."),
        FIXES (BIT (CLIP) | DELETE), NEEDS (IMAGE_SIZE), PARAMS (inside_image)),
  KIND ("min-size", LABEL, N_("A shape is smaller than wanted."),
        FIXES (DELETE), PARAMS (min_size), .one_of = 4),
  KIND ("max-size", LABEL, N_("A shape fills more of the picture than wanted."),
        FIXES (DELETE), NEEDS (IMAGE_SIZE), PARAMS (max_size)),
  KIND ("aspect-range", LABEL, N_("Width divided by height is outside the range."),
        FIXES (DELETE), PARAMS (aspect_range), .one_of = 2),
  KIND ("area-outlier", LABEL, N_("The size is far from the usual size of its category."),
        FIXES (DELETE), PARAMS (outlier)),
  KIND ("aspect-outlier", LABEL, N_("The proportions are far from the usual ones of its category."),
        FIXES (DELETE), PARAMS (outlier)),
  KIND ("polygon-simple", LABEL, N_("Two edges of an outline cross."), FIXES (DELETE)),
  KIND ("vertex-count", LABEL, N_("An outline has too few or too many points."),
        FIXES (DELETE), PARAMS (vertex_count)),
  KIND ("short-edge", LABEL, N_("An edge of an outline is very short, or two points coincide."),
        FIXES (DELETE), PARAMS (short_edge)),
  KIND ("spike", LABEL, N_("An outline has a needle-like corner."), FIXES (DELETE), PARAMS (spike)),
  KIND ("ring-valid", LABEL, N_("A hole lies outside its outline, or outlines cross."),
        FIXES (DELETE)),
  KIND ("max-parts", LABEL, N_("An object has too many parts, or a part is a speck."),
        FIXES (BIT (DROP_SMALL_PARTS) | DELETE), PARAMS (max_parts)),
  KIND ("compactness", LABEL, N_("An outline is a sliver."), FIXES (DELETE), PARAMS (compactness)),
  KIND ("box-matches-mask", LABEL, N_("The box does not fit the mask."),
        FIXES (DELETE), PARAMS (box_matches_mask)),
  KIND ("area-matches", LABEL, N_("The area in the file is not the area of the shape."),
        FIXES (DELETE), PARAMS (area_matches)),
  KIND ("rle-valid", LABEL, N_("The runs of a mask do not fill its picture."), FIXES (DELETE)),
  KIND ("rotation-range", LABEL, N_("The angle is outside the range."),
        FIXES (DELETE), PARAMS (rotation_range), .one_of = 2),
  KIND ("border-attribute", LABEL,
        N_("A shape touches the border of the picture and the attribute does not say so, "
           "or the reverse."),
        FIXES (BIT (SET_ATTRIBUTE) | DELETE), NEEDS (IMAGE_SIZE), PARAMS (border_attribute)),
  KIND ("keypoint-in-box", LABEL, N_("A visible point lies outside its box."),
        FIXES (DELETE), PARAMS (keypoint_in_box)),
  KIND ("keypoint-flags", LABEL,
        N_("Visibility flags and coordinates of points contradict each other."),
        FIXES (DELETE)),
  KIND ("limb-ratio", LABEL, N_("The lengths of limbs do not fit each other."),
        FIXES (DELETE), PARAMS (limb_ratio)),
  KIND ("left-right-order", LABEL, N_("Left and right points look exchanged."),
        FIXES (DELETE), PARAMS (left_right_order)),
  KIND ("known-category", LABEL, N_("The category is not in the manual."), FIXES (DELETE)),
  KIND ("forbidden-category", LABEL, N_("The category is one that is not labelled."),
        FIXES (DELETE), PARAMS (forbidden_category)),
  KIND ("geometry-kind", LABEL, N_("The category is drawn with another kind of shape."),
        FIXES (DELETE)),
  KIND ("retired-category", LABEL, N_("The category was retired and has a successor."),
        FIXES (BIT (RENAME) | DELETE), PARAMS (retired_category)),
  KIND ("required-attributes", LABEL, N_("An attribute that is needed is not set."),
        FIXES (DELETE)),
  KIND ("attribute-domain", LABEL, N_("An attribute has a value the manual does not have."),
        FIXES (BIT (CLEAR_ATTRIBUTE) | DELETE)),
  KIND ("attribute-pattern", LABEL, N_("A text does not have the wanted form."),
        FIXES (BIT (CLEAR_ATTRIBUTE) | DELETE), PARAMS (attribute_pattern)),
  KIND ("exclusive-values", LABEL, N_("Attributes are set that exclude each other."),
        FIXES (DELETE), PARAMS (exclusive_values)),
  KIND ("implies", LABEL, N_("When one thing holds another has to hold, and does not."),
        FIXES (BIT (SET_ATTRIBUTE) | BIT (CLEAR_ATTRIBUTE) | DELETE), PARAMS (implies)),
  KIND ("untouched-default", LABEL, N_("Attributes look as if nobody had looked at them."),
        FIXES (DELETE), NEEDS (EFFORTS), PARAMS (untouched_default)),
  KIND ("expr", LABEL, N_("A condition of the manual does not hold."),
        FIXES (BIT (SET_ATTRIBUTE) | BIT (CLEAR_ATTRIBUTE) | DELETE)),

  /* One frame. */
  KIND ("duplicate", FRAME, N_("Two labels lie on the same object."),
        FIXES (BIT (DELETE_NEWER) | DELETE), PARAMS (duplicate)),
  KIND ("inside-parent", FRAME, N_("A part does not lie inside the object it belongs to."),
        FIXES (DELETE), PARAMS (inside_parent)),
  KIND ("not-inside", FRAME, N_("An object lies inside one that it may not lie in."),
        FIXES (DELETE), PARAMS (not_inside)),
  KIND ("needs-partner", FRAME, N_("An object stands without the one that belongs to it."),
        FIXES (DELETE), PARAMS (needs_partner)),
  KIND ("count-bounds", FRAME, N_("There are too few or too many objects."),
        PARAMS (count_bounds), .one_of = 2),
  KIND ("exclusive-pixels", FRAME, N_("Two objects claim the same pixels."),
        FIXES (DELETE), PARAMS (exclusive_pixels)),
  KIND ("covered", FRAME, N_("Others cover nearly the whole object."),
        FIXES (DELETE), PARAMS (covered)),
  KIND ("z-order", FRAME, N_("The order of layers and the order of drawing contradict each other."),
        PARAMS (z_order)),
  KIND ("occlusion-consistent", FRAME, N_("An object is called visible, and nearer ones cover it."),
        PARAMS (occlusion_consistent)),
  KIND ("crowd", FRAME, N_("Many single objects without a crowd box, or single ones inside it."),
        FIXES (DELETE), PARAMS (crowd)),
  KIND ("ignore-region", FRAME, N_("A label lies in a region that is left out."),
        FIXES (DELETE), PARAMS (ignore_region)),
  KIND ("empty-frame-confirmed", FRAME,
        N_("A frame has no labels, and nobody said that there is nothing.")),
  KIND ("order-left-right", FRAME, N_("The order from left to right does not fit the attribute."),
        PARAMS (order_left_right)),
  KIND ("horizon", FRAME, N_("An object floats above the horizon."),
        FIXES (DELETE), NEEDS (IMAGE_SIZE), PARAMS (horizon)),
  KIND ("perspective", FRAME, N_("The size does not fit the place in the picture."),
        PARAMS (perspective)),
  KIND ("relative-size", FRAME, N_("A part does not have the usual size for its object."),
        PARAMS (relative_size)),
  KIND ("group-count", FRAME, N_("A group has too many objects of a category."),
        PARAMS (group_count)),
  KIND ("group-unique", FRAME, N_("Two objects of a group have the same value."),
        PARAMS (group_unique)),
  KIND ("adjacency-gap", FRAME, N_("A thin gap lies between two surfaces."),
        PARAMS (adjacency_gap)),
  KIND ("coverage", FRAME, N_("Pixels are left without a label."),
        NEEDS (IMAGE_SIZE), PARAMS (coverage)),
  KIND ("geometry-per-sensor", FRAME, N_("The sensor is labelled with other shapes."),
        NEEDS (SENSOR), PARAMS (geometry_per_sensor)),

  /* One track. */
  KIND ("no-gap", TRACK, N_("An object is missing in frames between its first and its last."),
        PARAMS (no_gap)),
  KIND ("broken-track", TRACK, N_("An object ends and another one goes on in its place."),
        PARAMS (broken_track)),
  KIND ("start-end", TRACK, N_("An object appears or ends in the middle of the picture."),
        NEEDS (PIXELS), PARAMS (start_end)),
  KIND ("first-last-visible", TRACK, N_("An object is hidden in its first or last frame."),
        PARAMS (first_last_visible)),
  KIND ("min-length", TRACK, N_("An object lives for very few frames."),
        FIXES (DELETE), PARAMS (min_length)),
  KIND ("max-step", TRACK, N_("An object jumps from one frame to the next."),
        PARAMS (max_step)),
  KIND ("acceleration", TRACK, N_("The movement changes abruptly."), PARAMS (acceleration)),
  KIND ("jitter", TRACK, N_("An object trembles."), PARAMS (jitter)),
  KIND ("max-size-change", TRACK, N_("The size jumps from one frame to the next."),
        PARAMS (max_size_change)),
  KIND ("aspect-jump", TRACK, N_("The proportions jump from one frame to the next."),
        PARAMS (aspect_jump)),
  KIND ("keyframe-spacing", TRACK, N_("Keyframes are far apart."),
        PARAMS (keyframe_spacing)),
  KIND ("redundant-keyframe", TRACK, N_("A keyframe changes nothing."),
        PARAMS (redundant_keyframe)),
  KIND ("interpolation-check", TRACK, N_("Between keyframes the box leaves the object."),
        NEEDS (PIXELS), PARAMS (interpolation_check)),
  KIND ("constant", TRACK, N_("Something changes that stays the same for a whole track."),
        PARAMS (constant)),
  KIND ("transitions", TRACK, N_("A value follows another one that it cannot follow."),
        PARAMS (transitions), .one_of = 2),
  KIND ("one-per-frame", TRACK, N_("A track has two shapes in one frame."), NEEDS (FILE)),
  KIND ("id-switch", TRACK, N_("Two tracks look exchanged from a frame on."), PARAMS (id_switch)),
  KIND ("inconsistent-id", TRACK, N_("The same object has another id in the next frame."),
        PARAMS (inconsistent_id)),
  KIND ("frozen-box", TRACK, N_("A box stands still while the picture moves."),
        NEEDS (PIXELS), PARAMS (frozen_box)),
  KIND ("hidden-span", TRACK, N_("An object is hidden for very long."), PARAMS (hidden_span)),
  KIND ("shot-cut", TRACK, N_("A track goes on across a cut."), NEEDS (PIXELS), PARAMS (shot_cut)),

  /* The video and the project. */
  KIND ("frames-seen", VIDEO, N_("Frames were never on the screen."),
        NEEDS (SEEN), PARAMS (frames_seen)),
  KIND ("must-cover", VIDEO, N_("A category is missing where it has to be."), PARAMS (must_cover)),
  KIND ("class-count", PROJECT, N_("A category has few examples."),
        PARAMS (class_count)),
  KIND ("imbalance", PROJECT, N_("One category is far more frequent than another."),
        PARAMS (imbalance)),
  KIND ("share-bounds", PROJECT, N_("A category is rarer or more frequent than expected."),
        PARAMS (share_bounds), .one_of = 2),
  KIND ("labels-per-frame", PROJECT, N_("Somebody draws far more or fewer labels than the others."),
        PARAMS (labels_per_frame)),
  KIND ("size-drift", PROJECT, N_("Somebody draws larger or smaller than the others."),
        NEEDS (PROJECT), PARAMS (size_drift)),
  KIND ("duplicate-media", PROJECT, N_("The same picture is labelled differently."),
        NEEDS (PIXELS), PARAMS (duplicate_media)),
  KIND ("speed-implausible", PROJECT, N_("Labels were made faster than a hand can."),
        NEEDS (EFFORTS), PARAMS (speed_implausible)),
  KIND ("open-question-age", PROJECT, N_("A question waits for its answer."),
        NEEDS (QUESTIONS), PARAMS (open_question_age)),
  KIND ("review-coverage", PROJECT, N_("Too few judged labels to say anything."),
        NEEDS (VERDICTS), PARAMS (review_coverage)),
  KIND ("split-leak", PROJECT, N_("A video is in more than one list."),
        NEEDS (LISTS), PARAMS (split_leak)),
};

static const char *const scope_words[FW_N_SCOPES] = {
  "label", "frame", "track", "video", "project"
};
static const char *const fix_words[FW_N_FIXES] = {
  NULL, "clip", "set-attribute", "clear-attribute", "drop-small-parts", "rename", "delete",
  "delete-newer"
};

const char *
fw_scope_to_word (FwScope scope)
{
  g_return_val_if_fail (scope < FW_N_SCOPES, "");

  return scope_words[scope];
}

gboolean
fw_scope_from_word (const char *word,
                    FwScope    *out_scope)
{
  g_return_val_if_fail (word && out_scope, FALSE);

  for (guint i = 0; i < FW_N_SCOPES; i++)
    if (g_str_equal (word, scope_words[i]))
      {
        *out_scope = i;
        return TRUE;
      }

  return FALSE;
}

const char *
fw_fix_to_word (FwFix fix)
{
  g_return_val_if_fail (fix < FW_N_FIXES, NULL);

  return fix_words[fix];
}

gboolean
fw_fix_from_word (const char *word,
                  FwFix      *out_fix)
{
  g_return_val_if_fail (word && out_fix, FALSE);

  for (guint i = 1; i < FW_N_FIXES; i++)
    if (g_str_equal (word, fix_words[i]))
      {
        *out_fix = i;
        return TRUE;
      }

  return FALSE;
}

gboolean
fw_fix_is_safe (FwFix fix)
{
  return fix != FW_FIX_NONE && fix != FW_FIX_DELETE && fix != FW_FIX_DELETE_NEWER;
}

const FwCheckKind *
fw_check_kinds_get (gsize *out_n)
{
  if (out_n)
    *out_n = G_N_ELEMENTS (kinds);

  return kinds;
}

const FwCheckKind *
fw_check_kind_find (const char *name)
{
  g_return_val_if_fail (name != NULL, NULL);

  for (gsize i = 0; i < G_N_ELEMENTS (kinds); i++)
    if (g_str_equal (kinds[i].name, name))
      return &kinds[i];

  return NULL;
}

int
fw_check_kind_find_param (const FwCheckKind *kind,
                          const char        *name)
{
  g_return_val_if_fail (kind && name, -1);

  for (guint i = 0; i < kind->n_params; i++)
    if (g_str_equal (kind->params[i].name, name))
      return i;

  return -1;
}

/* Edits (change, add, drop, exchange of neighbours) from @a to @b, or @limit + 1. */
static guint
edit_distance (const char *a,
               const char *b,
               guint       limit)
{
  gsize n = strlen (a), m = strlen (b);
  guint rows[3][64];

  if (n >= 64 || m >= 64 || (n > m ? n - m : m - n) > limit)
    return limit + 1;

  for (gsize j = 0; j <= m; j++)
    rows[0][j] = j;
  for (gsize i = 1; i <= n; i++)
    {
      guint *row = rows[i % 3], *above = rows[(i - 1) % 3], *above2 = rows[(i + 1) % 3];

      row[0] = i;
      for (gsize j = 1; j <= m; j++)
        {
          row[j] = MIN (MIN (above[j], row[j - 1]) + 1, above[j - 1] + (a[i - 1] != b[j - 1]));
          if (i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1])
            row[j] = MIN (row[j], above2[j - 2] + 1);
        }
    }

  return rows[n % 3][m];
}

const char *
fw_nearest_word (const char        *word,
                 const char *const *words)
{
  g_return_val_if_fail (word && words, NULL);

  /* A third of the letters may differ; more is another word. */
  guint limit = MAX (1, strlen (word) / 3);
  const char *best = NULL;

  for (gsize i = 0; words[i]; i++)
    {
      guint distance = edit_distance (word, words[i], limit);

      if (distance <= limit)
        {
          best = words[i];
          if (distance == 0)
            break;
          limit = distance - 1;
        }
    }

  return best;
}

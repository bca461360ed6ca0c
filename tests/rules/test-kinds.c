/* SPDX-License-Identifier: GPL-3.0-or-later */

/*
 * Every kind that is built: passing, failing, and exactly at the threshold of
 * its formula. A case is a rule and a handful of objects in a picture of
 * 1000 x 500; what counts is how often the rule fires.
 */

#include "rules-kit.h"

#include <math.h>

/* Categories of the kit. */
enum { CAR = 1, TRUCK, BICYCLE, WHEEL, PEDESTRIAN, RIDER, REGION, GARMENT, FLIPPERS, UNKNOWN };

#define MAX_OBJECTS 5

typedef struct
{
  int         category;
  double      box[4];
  const char
      *attribute; /* "name=value" pairs, separated by spaces; true, false and numbers typed */
} Object;

typedef struct
{
  const char *name;
  const char *rule;
  Object      objects[MAX_OBJECTS];
  gint64      count;
  const char *says; /* in the first reason; NULL = anything */
} Case;

static FwValue
parse_value (const char *text)
{
  if (g_str_equal (text, "true") || g_str_equal (text, "false"))
    return fw_value_boolean (*text == 't');
  if (g_ascii_isdigit (*text))
    return fw_value_number (g_ascii_strtod (text, NULL));

  return fw_value_text (text);
}

static void
set_attributes (FwTrackBuilder *builder,
                const char     *attributes)
{
  g_auto(GStrv) pairs = g_strsplit (attributes ? attributes : "", " ", -1);

  for (gsize i = 0; pairs[i]; i++)
    {
      g_auto(GStrv) pair = g_strsplit (pairs[i], "=", 2);

      if (pair[0] && pair[1])
        fw_track_builder_set_fixed (builder, pair[0], parse_value (pair[1]));
    }
}

/* Puts a track in and gives the problems of a full run back. */
static GPtrArray *
check_document (FwManual   *manual,
                FwDocument *document,
                gint64     *out_count)
{
  FwChecker *checker = fw_checker_new (manual);
  GPtrArray *problems;

  g_assert_true (
      fw_checker_run (checker, fw_document_get_snapshot (document), NULL, NULL, NULL, NULL));
  problems = fw_checker_list (checker, 0);
  *out_count = fw_checker_count (checker, FW_SEVERITY_ERROR);
  fw_checker_free (checker);

  return problems;
}

static void
expect (FwManual   *manual,
        FwDocument *document,
        gint64      expected,
        const char *says)
{
  gint64 count;
  g_autoptr(GPtrArray) problems = check_document (manual, document, &count);
  g_autofree char *text = kit_list_text (problems);

  g_test_message ("%s", text);
  g_assert_cmpint (count, ==, expected);
  if (expected > 0)
    g_assert_cmpstr (fw_problem_get_reason (g_ptr_array_index (problems, 0)), !=, "");
  if (says && expected > 0
      && !strstr (fw_problem_get_reason (g_ptr_array_index (problems, 0)), says))
    g_error ("“%s” does not say “%s”", fw_problem_get_reason (g_ptr_array_index (problems, 0)),
             says);
}

static void
run_case (const Case *test)
{
  g_autoptr(FwManual) manual = kit_manual_of (test->rule);
  FwDocument *document = kit_document (manual, 3);

  g_test_message ("%s", test->name);
  for (gsize i = 0; i < MAX_OBJECTS && test->objects[i].category; i++)
    {
      const Object *object = &test->objects[i];
      FwTrackBuilder *builder = fw_track_builder_new (i + 1, object->category);
      g_autoptr(FwTrack) track = NULL;

      kit_key (builder, 0, object->box[0], object->box[1], object->box[2], object->box[3]);
      fw_track_builder_set_single (builder, TRUE);
      set_attributes (builder, object->attribute);
      track = kit_end (builder);
      kit_put (document, i + 1, track);
    }
  expect (manual, document, test->count, test->says);
  g_object_unref (document);
}

static const Case label_cases[] = {
  { "finite", "check: finite-coords", { { CAR, { 10, 10, 20, 20 } } }, 0, NULL },
  { "not finite", "check: finite-coords", { { CAR, { NAN, 10, 20, 20 } } }, 1, "not a number" },
  { "infinite", "check: finite-coords", { { CAR, { 0, 10, INFINITY, 20 } } }, 1, NULL },
  { "at 1 px", "check: positive-size", { { CAR, { 10, 10, 1, 1 } } }, 0, NULL },
  { "below 1 px", "check: positive-size", { { CAR, { 10, 10, 0.99, 20 } } }, 1, "0.99" },
  { "negative", "check: positive-size", { { CAR, { 10, 10, 20, -5 } } }, 1, NULL },
  { "up to the border", "check: inside-image", { { CAR, { 0, 0, 1000, 500 } } }, 0, NULL },
  { "past the right",
    "check: inside-image",
    { { CAR, { 0, 0, 1000.5, 500 } } },
    1,
    "0.5 px past the border of the picture (right)" },
  { "past two sides",
    "check: inside-image",
    { { CAR, { -3, -8, 50, 50 } } },
    1,
    "8 px past the border of the picture (left, top)" },
  { "tolerated",
    "check: inside-image\nwith: { tolerance: 5 }",
    { { CAR, { -5, 0, 50, 505 } } },
    0,
    NULL },
  { "past the tolerance",
    "check: inside-image\nwith: { tolerance: 5 }",
    { { CAR, { -5.01, 0, 50, 50 } } },
    1,
    NULL },
  { "high enough", "check: min-size\nwith: { height: 10 }", { { CAR, { 0, 0, 1, 10 } } }, 0, NULL },
  { "too low",
    "check: min-size\nwith: { height: 10 }",
    { { CAR, { 0, 0, 50, 9.999 } } },
    1,
    "9.999 px high; at least 10 px" },
  { "too narrow",
    "check: min-size\nwith: { width: 12 }",
    { { CAR, { 0, 0, 8, 50 } } },
    1,
    "8 px wide" },
  { "short side",
    "check: min-size\nwith: { short: 12 }",
    { { CAR, { 0, 0, 80, 11 } } },
    1,
    "short side" },
  { "area at limit",
    "check: min-size\nwith: { area: 100 }",
    { { CAR, { 0, 0, 10, 10 } } },
    0,
    NULL },
  { "area below",
    "check: min-size\nwith: { area: 100 }",
    { { CAR, { 0, 0, 9, 10 } } },
    1,
    "90 square" },
  { "fills 95 %", "check: max-size", { { CAR, { 0, 0, 950, 500 } } }, 0, NULL },
  { "fills more", "check: max-size", { { CAR, { 0, 0, 951, 500 } } }, 1, "95.1 %" },
  { "wide",
    "check: max-size\nwith: { width-share: 0.5 }",
    { { CAR, { 0, 0, 501, 10 } } },
    1,
    "width" },
  { "aspect at both ends",
    "check: aspect-range\nwith: { min: 0.5, max: 2 }",
    { { CAR, { 0, 0, 50, 100 } }, { CAR, { 0, 0, 200, 100 } } },
    0,
    NULL },
  { "too wide",
    "check: aspect-range\nwith: { min: 0.5, max: 2 }",
    { { CAR, { 0, 0, 201, 100 } } },
    1,
    "2.01 times" },
  { "too tall",
    "check: aspect-range\nwith: { min: 0.5 }",
    { { CAR, { 0, 0, 49, 100 } } },
    1,
    "0.49 times" },
  { "not for it",
    "for: [human.pedestrian]\ncheck: aspect-range\nwith: { max: 1 }",
    { { CAR, { 0, 0, 300, 10 } } },
    0,
    NULL },
  { "guarded",
    "when: attr.truncated != true\ncheck: aspect-range\nwith: { max: 1 }",
    { { CAR, { 0, 0, 300, 10 }, "truncated=true" }, { CAR, { 0, 0, 300, 10 } } },
    1,
    NULL },
  { "touches, said",
    "check: border-attribute\nwith: { attribute: truncated }",
    { { CAR, { 1, 10, 50, 50 }, "truncated=true" },
      { CAR, { 10, 10, 50, 50 }, "truncated=false" },
      { CAR, { 10, 10, 50, 50 } } },
    0,
    NULL },
  { "touches, not said",
    "check: border-attribute\nwith: { attribute: truncated }",
    { { CAR, { 949, 10, 50, 50 } }, { CAR, { 10, 449, 50, 50 }, "truncated=false" } },
    2,
    "is not set" },
  { "said, does not touch",
    "check: border-attribute\nwith: { attribute: truncated }",
    { { CAR, { 1.01, 10, 50, 50 }, "truncated=true" } },
    1,
    "does not touch" },
  { "margin",
    "check: border-attribute\nwith: { attribute: truncated, margin: 5 }",
    { { CAR, { 5, 10, 50, 50 } }, { CAR, { 5.5, 10, 50, 50 } } },
    1,
    NULL },
  { "known", "check: known-category", { { CAR, { 0, 0, 9, 9 } } }, 0, NULL },
  { "unknown",
    "check: known-category",
    { { UNKNOWN, { 0, 0, 9, 9 } }, { 99, { 0, 0, 9, 9 } } },
    2,
    "spaceship" },
  { "forbidden by list",
    "check: forbidden-category\nwith: { categories: [flippers] }",
    { { CAR, { 0, 0, 9, 9 } }, { FLIPPERS, { 0, 0, 9, 9 } } },
    1,
    "flippers" },
  { "forbidden by for",
    "for: [flippers]\ncheck: forbidden-category",
    { { CAR, { 0, 0, 9, 9 } }, { FLIPPERS, { 0, 0, 9, 9 } } },
    1,
    NULL },
  { "drawn right",
    "check: geometry-kind",
    { { CAR, { 0, 0, 9, 9 } }, { REGION, { 0, 0, 9, 9 } }, { UNKNOWN, { 0, 0, 9, 9 } } },
    0,
    NULL },
  { "drawn as a box",
    "check: geometry-kind",
    { { GARMENT, { 0, 0, 9, 9 } } },
    1,
    "Drawn as box; this category is drawn as polygon" },
  { "all set",
    "check: required-attributes",
    { { PEDESTRIAN, { 0, 0, 9, 9 }, "occlusion=none truncated=false" }, { CAR, { 0, 0, 9, 9 } } },
    0,
    NULL },
  { "two missing are one problem",
    "check: required-attributes",
    { { PEDESTRIAN, { 0, 0, 9, 9 } } },
    1,
    "occlusion, truncated" },
  { "one missing",
    "check: required-attributes",
    { { RIDER, { 0, 0, 9, 9 }, "occlusion=none" } },
    1,
    "Not set yet: truncated" },
  { "in the domain",
    "check: attribute-domain",
    { { CAR, { 0, 0, 9, 9 }, "occlusion=full truncated=true speed=3 note=x" } },
    0,
    NULL },
  { "another value",
    "check: attribute-domain",
    { { CAR, { 0, 0, 9, 9 }, "occlusion=most" } },
    1,
    "most" },
  { "another type",
    "check: attribute-domain",
    { { CAR, { 0, 0, 9, 9 }, "truncated=yes" } },
    1,
    NULL },
  { "not in the manual",
    "check: attribute-domain",
    { { CAR, { 0, 0, 9, 9 }, "shoe-size=43" } },
    1,
    "shoe-size" },
  { "not for the category",
    "check: attribute-domain",
    { { GARMENT, { 0, 0, 9, 9 }, "speed=43" } },
    1,
    "not an attribute of this category" },
  { "implied",
    "check: implies\nwith: { if: attr.speed > 10, then: attr.truncated == true }",
    { { CAR, { 0, 0, 9, 9 }, "speed=11 truncated=true" },
      { CAR, { 0, 0, 9, 9 }, "speed=10" },
      { CAR, { 0, 0, 9, 9 } } },
    0,
    NULL },
  { "not implied",
    "check: implies\nwith: { if: attr.speed > 10, then: attr.truncated == true }",
    { { CAR, { 0, 0, 9, 9 }, "speed=11" } },
    1,
    NULL },
  { "holds", "check: expr\nexpect: w >= 10 or h >= 10", { { CAR, { 0, 0, 10, 1 } } }, 0, NULL },
  { "does not hold",
    "check: expr\nexpect: w >= 10 or h >= 10",
    { { CAR, { 0, 0, 9, 9 } } },
    1,
    "w >= 10" },
};

static const Case pair_cases[] = {
  /* Two 100 x 100 boxes shifted by s: IoU = (100 - s) / (100 + s). */
  { "IoU at the limit",
    "check: duplicate\nwith: { iou: 0.6 }",
    { { CAR, { 0, 0, 100, 100 } }, { CAR, { 25, 0, 100, 100 } } },
    0,
    NULL },
  { "IoU above",
    "check: duplicate\nwith: { iou: 0.59 }",
    { { CAR, { 0, 0, 100, 100 } }, { CAR, { 25, 0, 100, 100 } } },
    1,
    "60 %" },
  { "default 0.85",
    "check: duplicate",
    { { CAR, { 0, 0, 100, 100 } }, { CAR, { 9, 0, 100, 100 } } },
    0,
    NULL },
  { "other category",
    "check: duplicate",
    { { CAR, { 0, 0, 100, 100 } }, { TRUCK, { 0, 0, 100, 100 } } },
    0,
    NULL },
  { "two categories",
    "check: duplicate\nwith: { iou: 0.8, same-category: false }",
    { { CAR, { 0, 0, 100, 100 } }, { TRUCK, { 0, 0, 100, 100 } }, { CAR, { 0, 0, 100, 100 } } },
    2,
    "another category" },
  { "three on one spot",
    "check: duplicate",
    { { CAR, { 0, 0, 9, 9 } }, { CAR, { 0, 0, 9, 9 } }, { CAR, { 0, 0, 9, 9 } } },
    3,
    NULL },
  { "one not selected",
    "for: [vehicle.car]\nwhen: attr.truncated != true\ncheck: duplicate",
    { { CAR, { 0, 0, 9, 9 }, "truncated=true" }, { CAR, { 0, 0, 9, 9 } } },
    0,
    NULL },
  { "95 % inside",
    "for: [part.wheel]\ncheck: inside-parent\nwith: { parent: [\"vehicle.*\"] }",
    { { WHEEL, { 95, 10, 100, 10 } }, { CAR, { 0, 0, 190, 100 } } },
    0,
    NULL },
  { "94 % inside",
    "for: [part.wheel]\ncheck: inside-parent\nwith: { parent: [\"vehicle.*\"] }",
    { { WHEEL, { 96, 10, 100, 10 } }, { CAR, { 0, 0, 190, 100 } } },
    1,
    "94 % of it lies inside car 2; at least 95 %" },
  { "no parent",
    "for: [part.wheel]\ncheck: inside-parent\nwith: { parent: [\"vehicle.*\"] }",
    { { WHEEL, { 96, 10, 100, 10 } }, { PEDESTRIAN, { 0, 0, 500, 500 } } },
    1,
    "none of: vehicle.*" },
  { "second parent will do",
    "for: [part.wheel]\ncheck: inside-parent\nwith: { parent: [\"vehicle.*\"] }",
    { { CAR, { 0, 0, 100, 100 } }, { WHEEL, { 90, 10, 20, 10 } }, { TRUCK, { 80, 0, 100, 100 } } },
    0,
    NULL },
  { "10 % overlap",
    "for: [human.rider]\ncheck: needs-partner\nwith: { partner: vehicle.bicycle }",
    { { RIDER, { 0, 0, 100, 100 } }, { BICYCLE, { 90, 0, 50, 100 } } },
    0,
    NULL },
  { "9 % overlap",
    "for: [human.rider]\ncheck: needs-partner\nwith: { partner: vehicle.bicycle }",
    { { RIDER, { 0, 0, 100, 100 } }, { BICYCLE, { 91, 0, 50, 100 } } },
    1,
    "9 % of it overlaps bicycle 2" },
  { "alone",
    "for: [human.rider]\ncheck: needs-partner\nwith: { partner: vehicle.bicycle }",
    { { RIDER, { 0, 0, 100, 100 } }, { CAR, { 0, 0, 100, 100 } } },
    1,
    "Stands alone" },
  /* 30 x 40 has a diagonal of 50. */
  { "near enough",
    "for: [human.rider]\ncheck: needs-partner\nwith: { partner: vehicle.bicycle, max-distance: 2 }",
    { { RIDER, { 0, 0, 30, 40 } }, { BICYCLE, { 100, 0, 30, 40 } } },
    0,
    NULL },
  { "too far",
    "for: [human.rider]\ncheck: needs-partner\nwith: { partner: vehicle.bicycle, max-distance: 2 }",
    { { RIDER, { 0, 0, 30, 40 } }, { BICYCLE, { 100.1, 0, 30, 40 } } },
    1,
    NULL },
  { "half inside is allowed",
    "for: [human.pedestrian]\ncheck: not-inside\nwith: { parent: [vehicle.car], max-inside: 0.5 }",
    { { PEDESTRIAN, { 50, 0, 100, 10 } }, { CAR, { 0, 0, 100, 100 } } },
    0,
    NULL },
  { "more than half",
    "for: [human.pedestrian]\ncheck: not-inside\nwith: { parent: [vehicle.car], max-inside: 0.5 }",
    { { PEDESTRIAN, { 49, 0, 100, 10 } }, { CAR, { 0, 0, 100, 100 } } },
    1,
    "51 % of it lies inside car 2" },
  { "in the region",
    "check: ignore-region\nwith: { region: region.ignore, max-inside: 0.8 }",
    { { CAR, { 0, 0, 100, 100 } }, { REGION, { 0, 0, 81, 100 } }, { REGION, { 0, 0, 80, 100 } } },
    1,
    "81 %" },
  { "occluded and said so",
    "check: occlusion-consistent\nwith: { attribute: occlusion, visible: [none], max-covered: 0.3 "
    "}",
    { { CAR, { 0, 0, 100, 100 }, "occlusion=heavy" },
      { CAR, { 0, 60, 100, 100 }, "occlusion=none" } },
    0,
    NULL },
  { "30 % covered",
    "check: occlusion-consistent\nwith: { attribute: occlusion, visible: [none], max-covered: 0.3 "
    "}",
    { { CAR, { 0, 0, 100, 100 }, "occlusion=none" }, { CAR, { 0, 70, 100, 100 } } },
    0,
    NULL },
  { "31 % covered",
    "check: occlusion-consistent\nwith: { attribute: occlusion, visible: [none], max-covered: 0.3 "
    "}",
    { { CAR, { 0, 0, 100, 100 }, "occlusion=none" }, { CAR, { 0, 69, 100, 100 } } },
    1,
    "more than 30 %" },
  { "covered twice counts once",
    "check: occlusion-consistent\nwith: { attribute: occlusion, visible: [none], max-covered: 0.3 "
    "}",
    { { CAR, { 0, 0, 100, 100 }, "occlusion=none" },
      { CAR, { 0, 80, 100, 100 } },
      { CAR, { 0, 80, 100, 90 } } },
    0,
    NULL },
  { "farther ones do not hide",
    "check: occlusion-consistent\nwith: { attribute: occlusion, visible: [none], max-covered: 0.3 "
    "}",
    { { CAR, { 0, 50, 100, 100 }, "occlusion=none" }, { CAR, { 0, 0, 100, 140 } } },
    0,
    NULL },
  { "three are no crowd",
    "for: [human.pedestrian]\ncheck: crowd\nwith: { attribute: crowd, max-individuals: 3 }",
    { { PEDESTRIAN, { 0, 0, 9, 9 } },
      { PEDESTRIAN, { 20, 0, 9, 9 } },
      { PEDESTRIAN, { 40, 0, 9, 9 } } },
    0,
    NULL },
  { "four are",
    "for: [human.pedestrian]\ncheck: crowd\nwith: { attribute: crowd, max-individuals: 3 }",
    { { PEDESTRIAN, { 0, 0, 9, 9 } },
      { PEDESTRIAN, { 20, 0, 9, 9 } },
      { PEDESTRIAN, { 40, 0, 9, 9 } },
      { PEDESTRIAN, { 60, 0, 9, 9 } } },
    1,
    "no crowd box" },
  { "inside the crowd box",
    "for: [human.pedestrian]\ncheck: crowd\nwith: { attribute: crowd, max-individuals: 1 }",
    { { PEDESTRIAN, { 0, 0, 100, 10 } },
      { PEDESTRIAN, { 49, 0, 900, 90 }, "crowd=true" },
      { PEDESTRIAN, { 0, 50, 98, 10 } } },
    1,
    "51 %" },
};

/* Test that label kinds fire beyond their threshold and not at it. */
static void
test_label_kinds (void)
{
  for (gsize i = 0; i < G_N_ELEMENTS (label_cases); i++)
    run_case (&label_cases[i]);
}

/* Test that kinds that compare labels of a frame fire beyond their threshold. */
static void
test_pair_kinds (void)
{
  for (gsize i = 0; i < G_N_ELEMENTS (pair_cases); i++)
    run_case (&pair_cases[i]);
}

/* A track of boxes: keyframes as { frame, x, y, w, h }, ended by frame -1. */
typedef struct
{
  const char *name;
  const char *rule;
  double      keys[6][5];
  FwSpan      gap;      /* last < first: none */
  const char *changes;  /* "colour@3=red colour@9=green" */
  gint64      count;
  FwSpan      span;     /* of the first problem */
  const char *says;
} TrackCase;

#define END { -1 }
#define NO_GAP { 0, -1 }

static const TrackCase track_cases[] = {
  { "no gap",
    "check: no-gap",
    { { 0, 0, 0, 9, 9 }, { 9, 0, 0, 9, 9 }, END },
    NO_GAP,
    NULL,
    0,
    { 0, 0 },
    NULL },
  { "gap",
    "check: no-gap",
    { { 0, 0, 0, 9, 9 }, { 19, 0, 0, 9, 9 }, END },
    { 5, 9 },
    NULL,
    1,
    { 5, 9 },
    "5 frames (5 to 9)" },
  { "gap allowed",
    "check: no-gap\nwith: { max-gap: 5 }",
    { { 0, 0, 0, 9, 9 }, { 19, 0, 0, 9, 9 }, END },
    { 5, 9 },
    NULL,
    0,
    { 0, 0 },
    NULL },
  { "long enough",
    "check: min-length",
    { { 4, 0, 0, 9, 9 }, { 6, 0, 0, 9, 9 }, END },
    NO_GAP,
    NULL,
    0,
    { 0, 0 },
    NULL },
  { "too short",
    "check: min-length",
    { { 4, 0, 0, 9, 9 }, { 5, 0, 0, 9, 9 }, END },
    NO_GAP,
    NULL,
    1,
    { 4, 5 },
    "2 frames; at least 3" },
  { "gap does not count",
    "check: min-length\nwith: { frames: 8 }",
    { { 0, 0, 0, 9, 9 }, { 9, 0, 0, 9, 9 }, END },
    { 3, 5 },
    NULL,
    1,
    { 0, 9 },
    "7 frames" },
  { "30 apart",
    "check: keyframe-spacing",
    { { 0, 0, 0, 9, 9 }, { 30, 0, 0, 9, 9 }, END },
    NO_GAP,
    NULL,
    0,
    { 0, 0 },
    NULL },
  { "31 apart",
    "check: keyframe-spacing",
    { { 0, 0, 0, 9, 9 }, { 31, 0, 0, 9, 9 }, END },
    NO_GAP,
    NULL,
    1,
    { 0, 31 },
    "31 frames" },
  { "two places",
    "check: keyframe-spacing\nwith: { max: 5 }",
    { { 0, 0, 0, 9, 9 }, { 6, 0, 0, 9, 9 }, { 12, 0, 0, 9, 9 }, { 17, 0, 0, 9, 9 }, END },
    NO_GAP,
    NULL,
    2,
    { 0, 6 },
    NULL },
  { "across a gap",
    "check: keyframe-spacing\nwith: { max: 8 }",
    { { 0, 0, 0, 9, 9 }, { 19, 0, 0, 9, 9 }, END },
    { 1, 18 },
    NULL,
    0,
    { 0, 0 },
    NULL },
  /* 30 x 40 has a diagonal of 50: 0.75 of it is 37.5. */
  { "step at the limit",
    "check: max-step",
    { { 0, 0, 0, 30, 40 }, { 4, 150, 0, 30, 40 }, END },
    NO_GAP,
    NULL,
    0,
    { 0, 0 },
    NULL },
  { "steps are one run",
    "check: max-step",
    { { 0, 0, 0, 30, 40 }, { 4, 151, 0, 30, 40 }, END },
    NO_GAP,
    NULL,
    1,
    { 1, 4 },
    "0.76 diagonals from frame 0 to 1; at most 0.75 are" },
  { "one jump",
    "check: max-step",
    { { 0, 0, 0, 30, 40 }, { 5, 5, 0, 30, 40 }, { 6, 65, 25, 30, 40 }, { 9, 65, 25, 30, 40 }, END },
    NO_GAP,
    NULL,
    1,
    { 6, 6 },
    "1.3 diagonals from frame 5 to 6" },
  { "jump over a gap",
    "check: max-step",
    { { 0, 0, 0, 30, 40 }, { 2, 0, 0, 30, 40 }, { 5, 300, 0, 30, 40 }, END },
    { 3, 4 },
    NULL,
    0,
    { 0, 0 },
    NULL },
  { "in pixels",
    "check: max-step\nwith: { pixels: 10 }",
    { { 0, 0, 0, 30, 40 }, { 1, 11, 0, 30, 40 }, END },
    NO_GAP,
    NULL,
    1,
    { 1, 1 },
    "11 px" },
  { "per second",
    "check: max-step\nwith: { pixels: 300, per: second }",
    { { 0, 0, 0, 30, 40 }, { 1, 10.5, 0, 30, 40 }, END },
    NO_GAP,
    NULL,
    1,
    { 1, 1 },
    NULL },
  { "slow per second",
    "check: max-step\nwith: { pixels: 300, per: second }",
    { { 0, 0, 0, 30, 40 }, { 1, 9.5, 0, 30, 40 }, END },
    NO_GAP,
    NULL,
    0,
    { 0, 0 },
    NULL },
  { "d of the earlier frame",
    "check: max-step\nwith: { diagonals: 1 }",
    { { 0, 0, 0, 3, 4 }, { 1, 5.5, 0, 300, 400 }, END },
    NO_GAP,
    NULL,
    1,
    { 1, 1 },
    NULL },
  { "grows by a quarter",
    "check: max-size-change",
    { { 0, 0, 0, 80, 80 }, { 1, 0, 0, 100, 80 }, END },
    NO_GAP,
    NULL,
    0,
    { 0, 0 },
    NULL },
  { "grows by 30 %",
    "check: max-size-change",
    { { 0, 0, 0, 80, 80 }, { 1, 0, 0, 104, 80 }, END },
    NO_GAP,
    NULL,
    1,
    { 1, 1 },
    "Width jumps 30 % between frames 0 and 1" },
  { "shrinks",
    "check: max-size-change",
    { { 0, 0, 0, 80, 80 }, { 1, 0, 0, 80, 60 }, END },
    NO_GAP,
    NULL,
    1,
    { 1, 1 },
    "Height jumps 25 %" },
  { "guard in either frame",
    "when: attr.truncated != true\ncheck: max-size-change",
    { { 0, 0, 0, 80, 80 }, { 1, 0, 0, 104, 80 }, END },
    NO_GAP,
    "truncated@0=true truncated@1=false",
    0,
    { 0, 0 },
    NULL },
  { "constant",
    "check: constant\nwith: { fields: [category, colour] }",
    { { 0, 0, 0, 9, 9 }, { 9, 0, 0, 9, 9 }, END },
    NO_GAP,
    "colour@0=red note@4=x",
    0,
    { 0, 0 },
    NULL },
  { "changes twice",
    "check: constant\nwith: { fields: [category, colour] }",
    { { 0, 0, 0, 9, 9 }, { 9, 0, 0, 9, 9 }, END },
    NO_GAP,
    "colour@0=red colour@4=green colour@6=red",
    2,
    { 4, 4 },
    "“colour” changes from red to green" },
  { "allowed transition",
    "check: transitions\nwith: { attribute: colour, allowed: [[red, yellow], [yellow, green]] }",
    { { 0, 0, 0, 9, 9 }, { 9, 0, 0, 9, 9 }, END },
    NO_GAP,
    "colour@0=red colour@4=yellow colour@6=green",
    0,
    { 0, 0 },
    NULL },
  { "other transition",
    "check: transitions\nwith: { attribute: colour, allowed: [[red, yellow], [yellow, green]] }",
    { { 0, 0, 0, 9, 9 }, { 9, 0, 0, 9, 9 }, END },
    NO_GAP,
    "colour@0=red colour@4=green",
    1,
    { 4, 4 },
    "“colour” goes from red to green" },
  { "forbidden transition",
    "check: transitions\nwith: { attribute: colour, forbidden: [[red, green]] }",
    { { 0, 0, 0, 9, 9 }, { 9, 0, 0, 9, 9 }, END },
    NO_GAP,
    "colour@0=green colour@4=red colour@6=green",
    1,
    { 6, 6 },
    NULL },
  /* One problem per annotation, interpolated ones included. */
  { "label kinds count frames",
    "check: min-size\nwith: { height: 20 }",
    { { 0, 0, 0, 20, 10 }, { 10, 0, 0, 20, 30 }, END },
    NO_GAP,
    NULL,
    5,
    { 0, 4 },
    "10 px high" },
  { "changing attribute",
    "check: expr\nexpect: attr.truncated == true",
    { { 0, 0, 0, 9, 9 }, { 9, 0, 0, 9, 9 }, END },
    NO_GAP,
    "truncated@0=true truncated@3=false truncated@8=true",
    5,
    { 3, 7 },
    NULL },
  { "gaps are no labels",
    "check: expr\nexpect: attr.truncated == true",
    { { 0, 0, 0, 9, 9 }, { 9, 0, 0, 9, 9 }, END },
    { 2, 6 },
    NULL,
    5,
    { 0, 1 },
    NULL },
  { "track length",
    "check: expr\nexpect: track.length > 9",
    { { 0, 0, 0, 9, 9 }, { 9, 0, 0, 9, 9 }, END },
    NO_GAP,
    NULL,
    0,
    { 0, 0 },
    NULL },
  { "frames without labels",
    "check: empty-frame-confirmed",
    { { 0, 0, 0, 9, 9 }, { 37, 0, 0, 9, 9 }, END },
    { 3, 3 },
    NULL,
    2,
    { 3, 3 },
    "1 frame without labels" },
};

static void
set_changes (FwTrackBuilder *builder,
             const char     *changes)
{
  g_auto(GStrv) list = g_strsplit (changes ? changes : "", " ", -1);

  for (gsize i = 0; list[i] && *list[i]; i++)
    {
      g_auto(GStrv) parts = g_strsplit_set (list[i], "@=", 3);

      fw_track_builder_set_change (builder, parts[0], atoi (parts[1]), parse_value (parts[2]));
    }
}

/* Test that track kinds fire once per place, beyond their threshold. */
static void
test_track_kinds (void)
{
  for (gsize i = 0; i < G_N_ELEMENTS (track_cases); i++)
    {
      const TrackCase *test = &track_cases[i];
      g_autoptr(FwManual) manual = kit_manual_of (test->rule);
      FwDocument *document = kit_document (manual, 40);
      FwTrackBuilder *builder = fw_track_builder_new (7, CAR);
      g_autoptr(FwTrack) track = NULL;
      g_autoptr(GPtrArray) problems = NULL;
      gint64 count;

      g_test_message ("%s", test->name);
      for (gsize k = 0; test->keys[k][0] >= 0; k++)
        kit_key (builder, test->keys[k][0], test->keys[k][1], test->keys[k][2], test->keys[k][3],
                 test->keys[k][4]);
      if (test->gap.first <= test->gap.last)
        fw_track_builder_add_outside (builder, test->gap);
      set_changes (builder, test->changes);
      track = kit_end (builder);
      kit_put (document, 7, track);
      expect (manual, document, test->count, test->says);
      problems = check_document (manual, document, &count);
      if (test->count > 0)
        {
          FwSpan span = fw_problem_get_span (g_ptr_array_index (problems, 0));

          g_assert_cmpint (span.first, ==, test->span.first);
          g_assert_cmpint (span.last, ==, test->span.last);
        }
      g_object_unref (document);
    }
}

static void
put_polygon (FwDocument     *document,
             FwTrackId       id,
             FwCategoryId    category,
             const FwVertex *vertices,
             gsize           n)
{
  FwTrackBuilder *builder = fw_track_builder_new (id, category);
  g_autoptr(FwShape) shape = fw_shape_new_polygon (vertices, n);
  g_autoptr(FwTrack) track = NULL;

  fw_track_builder_set_key (builder, 0, shape);
  fw_track_builder_set_single (builder, TRUE);
  track = kit_end (builder);
  kit_put (document, id, track);
}

static const FwVertex square[] = { { 0, 0, 0 }, { 100, 0, 0 }, { 100, 100, 0 }, { 0, 100, 0 } };
static const FwVertex bow_tie[] = { { 0, 0, 0 }, { 100, 100, 0 }, { 100, 0, 0 }, { 0, 100, 0 } };
static const FwVertex upper[] = { { 0, 0, 0 }, { 100, 0, 0 }, { 0, 100, 0 } };
static const FwVertex lower[] = { { 100, 100, 0 }, { 100, 0, 0 }, { 0, 100, 0 } };

/* Test that outlines are judged by their true shape, not by the box around them. */
static void
test_polygons (void)
{
  static const struct
  {
    const char     *rule;
    const FwVertex *a;
    gsize           n_a;
    const FwVertex *b;
    gsize           n_b;
    gint64          count;
  } cases[] = {
    { "check: polygon-simple", square, 4, NULL, 0, 0 },
    { "check: polygon-simple", bow_tie, 4, NULL, 0, 1 },
    { "check: vertex-count\nwith: { min: 4, max: 4 }", square, 4, NULL, 0, 0 },
    { "check: vertex-count\nwith: { min: 5 }", square, 4, NULL, 0, 1 },
    { "check: vertex-count\nwith: { min: 3, max: 3 }", square, 4, NULL, 0, 1 },
    { "check: min-size\nwith: { area: 5000 }", upper, 3, NULL, 0, 0 },
    { "check: min-size\nwith: { area: 5001 }", upper, 3, NULL, 0, 1 },
    { "check: max-parts\nwith: { parts: 1, min-part-area: 5000 }", upper, 3, NULL, 0, 0 },
    { "check: max-parts\nwith: { parts: 1, min-part-area: 5001 }", upper, 3, NULL, 0, 1 },
    { "check: expr\nexpect: vertices == 4 and parts == 1 and area == 10000", square, 4, NULL, 0,
      0 },
    /* Two halves of a square: their boxes are the same, they do not overlap. */
    { "check: duplicate\nwith: { iou: 0.1 }", upper, 3, lower, 3, 0 },
    { "check: duplicate\nwith: { iou: 0.49 }", upper, 3, square, 4, 1 },
    { "check: duplicate\nwith: { iou: 0.51 }", upper, 3, square, 4, 0 },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr(FwManual) manual = kit_manual_of (cases[i].rule);
      FwDocument *document = kit_document (manual, 2);

      g_test_message ("case %zu: %s", i, cases[i].rule);
      put_polygon (document, 1, GARMENT, cases[i].a, cases[i].n_a);
      if (cases[i].b)
        put_polygon (document, 2, GARMENT, cases[i].b, cases[i].n_b);
      expect (manual, document, cases[i].count, NULL);
      g_object_unref (document);
    }
}

/* Test that a pair is one problem per run of frames, on the newer label. */
static void
test_pair_runs (void)
{
  g_autoptr(FwManual) manual = kit_manual_of ("check: duplicate\nwith: { iou: 0.5 }");
  FwDocument *document = kit_document (manual, 40);
  g_autoptr(GPtrArray) problems = NULL;
  gint64 count;

  for (FwTrackId id = 3; id <= 5; id += 2)
    {
      FwTrackBuilder *builder = fw_track_builder_new (id, CAR);
      g_autoptr(FwTrack) track = NULL;

      kit_key (builder, 0, 0, 0, 100, 100);
      kit_key (builder, 10, 0, 0, 100, 100);
      kit_key (builder, 15, id == 3 ? 0 : 300, 0, 100, 100);
      kit_key (builder, 20, 0, 0, 100, 100);
      kit_key (builder, 22, 0, 0, 100, 100);
      track = kit_end (builder);
      kit_put (document, id, track);
    }
  problems = check_document (manual, document, &count);
  g_assert_cmpint (count, ==, 2);
  g_assert_cmpint (fw_problem_get_track (g_ptr_array_index (problems, 0)), ==, 5);
  g_assert_cmpint (fw_problem_get_other (g_ptr_array_index (problems, 0)), ==, 3);
  g_assert_cmpint (fw_problem_get_span (g_ptr_array_index (problems, 0)).first, ==, 0);
  g_assert_cmpint (fw_problem_get_span (g_ptr_array_index (problems, 0)).last, ==, 10);
  g_assert_cmpint (fw_problem_get_span (g_ptr_array_index (problems, 1)).last, ==, 22);
  g_object_unref (document);
}

/* Test that a crowded frame, which goes through the grid, gives what comparing
 * every pair gives. */
static void
test_grid (void)
{
  g_autoptr(FwManual) manual = kit_manual_of ("check: duplicate\nwith: { iou: 0.3 }");
  g_autoptr(GRand) rand = g_rand_new_with_seed (5);
  const guint n = 400;
  FwRect boxes[400];
  gint64 expected = 0;
  FwSnapshotBuilder *builder = fw_snapshot_builder_new ();
  g_autoptr(FwTaxonomy) taxonomy = kit_taxonomy (manual);
  g_autoptr(FwSnapshot) snapshot = NULL;
  g_autoptr(FwChecker) checker = fw_checker_new (manual);

  for (guint i = 0; i < n; i++)
    {
      FwTrackBuilder *track = fw_track_builder_new (i + 1, CAR);

      boxes[i] = FW_RECT (g_rand_double_range (rand, 0, 900), g_rand_double_range (rand, 0, 400),
                          g_rand_double_range (rand, 5, i % 50 == 0 ? 900 : 60),
                          g_rand_double_range (rand, 5, 60));
      kit_key (track, 0, boxes[i].x, boxes[i].y, boxes[i].width, boxes[i].height);
      fw_track_builder_set_single (track, TRUE);
      fw_snapshot_builder_take_track (builder, kit_end (track));
      for (guint j = 0; j < i; j++)
        expected += fw_rect_iou (boxes[i], boxes[j]) > 0.3;
    }
  fw_snapshot_builder_set (builder, (FwSlot) { FW_SLOT_TAXONOMY, 0 }, taxonomy);
  snapshot = fw_snapshot_builder_end (builder);
  g_assert_true (fw_checker_run (checker, snapshot, NULL, NULL, NULL, NULL));
  g_assert_cmpint (expected, >, 20);
  g_assert_cmpint (fw_checker_count (checker, FW_SEVERITY_ERROR), ==, expected);
}

/* Test that an object which goes on under another id is found, and one that does not is not. */
static void
test_broken_track (void)
{
  static const struct { FwFrame start; double x; FwCategoryId category; gint64 count; } cases[] = {
    { 15, 140, CAR, 1 },   /* where it was going */
    { 15, 90, CAR, 0 },    /* where it was when it ended */
    { 15, 140, TRUCK, 0 }, /* another category */
    { 20, 190, CAR, 1 },   /* at the largest distance */
    { 21, 200, CAR, 0 },   /* one frame more */
    { 9, 90, CAR, 0 },     /* before the end */
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (FwManual) manual
          = kit_manual_of ("check: broken-track\nwith: { max-gap: 11, iou: 0.3 }");
      FwDocument *document = kit_document (manual, 40);
      FwTrackBuilder *first = fw_track_builder_new (1, CAR);
      FwTrackBuilder *second = fw_track_builder_new (2, cases[i].category);
      g_autoptr(FwTrack) a = NULL;
      g_autoptr(FwTrack) b = NULL;

      g_test_message ("case %zu", i);
      kit_key (first, 0, 0, 0, 30, 40);
      kit_key (first, 9, 90, 0, 30, 40);
      kit_key (second, cases[i].start, cases[i].x, 0, 30, 40);
      kit_key (second, cases[i].start + 5, cases[i].x, 0, 30, 40);
      a = kit_end (first);
      b = kit_end (second);
      kit_put (document, 1, a);
      kit_put (document, 2, b);
      expect (manual, document, cases[i].count, "after the end of car 1");
      g_object_unref (document);
    }
}

/* Test that labels in deleted frames are not checked. */
static void
test_deleted_frames (void)
{
  g_autoptr(FwManual) manual = kit_manual_of ("check: min-size\nwith: { height: 20 }");
  FwDocument *document = kit_document (manual, 40);
  FwTrackBuilder *builder = fw_track_builder_new (1, CAR);
  g_autoptr(FwTrack) track = NULL;
  g_autoptr(FwSpanSet) deleted = fw_span_set_new (&(FwSpan) { 2, 4 }, 1);

  kit_key (builder, 0, 0, 0, 9, 9);
  kit_key (builder, 9, 0, 0, 9, 9);
  track = kit_end (builder);
  kit_put (document, 1, track);
  expect (manual, document, 10, NULL);
  fw_document_begin (document, "Delete", 0);
  fw_document_replace (document, (FwSlot) { FW_SLOT_DELETED, 0 }, deleted);
  fw_document_commit (document);
  expect (manual, document, 7, NULL);
  g_object_unref (document);
}

/* Test that a rule without its data says so instead of passing or failing. */
static void
test_silence (void)
{
  g_autofree char *a = kit_rule ("KT-001", "check: inside-image");
  g_autofree char *b = kit_rule ("KT-002", "check: frames-seen");
  g_autofree char *c = kit_rule ("KT-003", "check: coverage");
  g_autofree char *d = kit_rule ("KT-004", "check: max-step\nwith: { pixels: 5, per: second }");
  g_autofree char *e = kit_rule ("KT-005", "check: human\nask: Is it so?");
  g_autofree char *f = kit_rule ("KT-006", "check: min-size\nwith: { width: 5 }");
  g_autofree char *rules = g_strconcat (a, b, c, d, e, f, NULL);
  g_autoptr(FwManual) manual = kit_manual (rules);
  FwSnapshotBuilder *builder = fw_snapshot_builder_new ();
  g_autoptr(FwSnapshot) snapshot = fw_snapshot_builder_end (builder);
  g_autoptr(FwChecker) checker = fw_checker_new (manual);
  static const char *const expected[]
      = { "no data", "no data", "not built yet", "no data", "people", NULL };

  g_assert_true (fw_checker_run (checker, snapshot, NULL, NULL, NULL, NULL));
  for (gsize i = 0; i < fw_manual_get_n_rules (manual); i++)
    {
      const char *silence = fw_checker_get_silence (checker, fw_manual_get_rule (manual, i));

      g_assert_true (expected[i] ? silence && strstr (silence, expected[i]) : !silence);
    }
}

/* Test that the share of frames on the screen is judged. */
static void
test_frames_seen (void)
{
  g_autoptr(FwManual) manual = kit_manual_of ("check: frames-seen\nwith: { share: 0.5 }");
  FwDocument *document = kit_document (manual, 10);

  expect (manual, document, 0, NULL);
  for (FwFrame frame = 0; frame < 4; frame++)
    fw_document_note_seen (document, frame);
  expect (manual, document, 1, "40 % of the frames");
  fw_document_note_seen (document, 9);
  expect (manual, document, 0, NULL);
  g_object_unref (document);
}

/* Test that past the cap findings are not kept, and the checker says so. */
static void
test_cap (void)
{
  g_autoptr (FwManual) manual
      = kit_manual_of ("check: expr\nexpect: w > 20 or frame / 2 == 1 or attr.truncated == true");
  FwDocument *document = kit_document (manual, 40);
  g_autoptr(FwChecker) checker = fw_checker_new (manual);
  g_autoptr(GPtrArray) list = NULL;

  for (FwTrackId id = 1; id <= 10; id++)
    {
      FwTrackBuilder *builder = fw_track_builder_new (id, CAR);
      g_autoptr(FwTrack) track = NULL;

      kit_key (builder, id, 0, 0, 9, 9);
      track = kit_end (builder);
      kit_put (document, id, track);
    }
  fw_checker_set_cap (checker, 4);
  g_assert_true (
      fw_checker_run (checker, fw_document_get_snapshot (document), NULL, NULL, NULL, NULL));
  g_assert_true (fw_checker_is_capped (checker));
  list = fw_checker_list (checker, 0);
  g_assert_cmpuint (list->len, ==, 4);
  g_object_unref (document);
}

/* Test that a run that is cancelled says so, and the next update checks everything. */
static void
test_cancel (void)
{
  g_autoptr(FwManual) manual = kit_manual_of ("check: min-size\nwith: { height: 20 }");
  FwDocument *document = kit_document (manual, 40);
  g_autoptr(FwChecker) checker = fw_checker_new (manual);
  g_autoptr(GCancellable) cancellable = g_cancellable_new ();
  g_autoptr(GError) error = NULL;
  g_autoptr(FwCheckerDelta) delta = NULL;
  g_autoptr(FwTrack) track = NULL;
  FwTrackBuilder *builder = fw_track_builder_new (1, CAR);

  kit_key (builder, 0, 0, 0, 9, 9);
  track = kit_end (builder);
  kit_put (document, 1, track);
  g_cancellable_cancel (cancellable);
  g_assert_false (fw_checker_run (checker, fw_document_get_snapshot (document), cancellable, NULL,
                                  NULL, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  delta = fw_checker_update (checker, fw_document_get_snapshot (document), NULL, 0, NULL, NULL);
  g_assert_cmpuint (delta->opened->len, ==, 1);
  g_object_unref (document);
}

/* Test that a track over all possible frames does not hang the checker or fill
 * the memory. */
static void
test_endless_track (void)
{
  g_autoptr(FwManual) manual = kit_manual_of ("check: no-gap");
  FwSnapshotBuilder *labels = fw_snapshot_builder_new ();
  FwTrackBuilder *builder = fw_track_builder_new (1, CAR);
  g_autoptr(FwTaxonomy) taxonomy = kit_taxonomy (manual);
  g_autoptr(FwSnapshot) snapshot = NULL;
  g_autoptr(FwChecker) checker = fw_checker_new (manual);

  kit_key (builder, 0, 0, 0, 9, 9);
  kit_key (builder, FW_FRAME_MAX - 1, 0, 0, 9, 9);
  fw_snapshot_builder_take_track (labels, kit_end (builder));
  fw_snapshot_builder_set (labels, (FwSlot) { FW_SLOT_TAXONOMY, 0 }, taxonomy);
  snapshot = fw_snapshot_builder_end (labels);
  g_assert_true (fw_checker_run (checker, snapshot, NULL, NULL, NULL, NULL));
  g_assert_cmpint (fw_checker_count (checker, FW_SEVERITY_ERROR), ==, 0);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/kinds/label", test_label_kinds);
  g_test_add_func ("/kinds/pair", test_pair_kinds);
  g_test_add_func ("/kinds/track", test_track_kinds);
  g_test_add_func ("/kinds/polygons", test_polygons);
  g_test_add_func ("/kinds/pair-runs", test_pair_runs);
  g_test_add_func ("/kinds/grid", test_grid);
  g_test_add_func ("/kinds/broken-track", test_broken_track);
  g_test_add_func ("/kinds/deleted-frames", test_deleted_frames);
  g_test_add_func ("/kinds/silence", test_silence);
  g_test_add_func ("/kinds/frames-seen", test_frames_seen);
  g_test_add_func ("/kinds/cap", test_cap);
  g_test_add_func ("/kinds/cancel", test_cancel);
  g_test_add_func ("/kinds/endless-track", test_endless_track);

  return g_test_run ();
}

/* SPDX-License-Identifier: GPL-3.0-or-later */

/*
 * Kinds about the labels of one frame: passing, failing, and exactly at the
 * threshold.
 */

#include "kind-kit.h"
#include "kinds-kit.h"

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

static const Case count_cases[] = {
  { "one is wanted",
    "for: [vehicle.car]\ncheck: count-bounds\nwith: { min: 1, max: 1 }",
    { { CAR, { 0, 0, 9, 9 } }, { TRUCK, { 0, 0, 9, 9 } } },
    0,
    NULL },
  { "none",
    "for: [vehicle.car]\ncheck: count-bounds\nwith: { min: 1 }",
    { { TRUCK, { 0, 0, 9, 9 } } },
    1,
    "has 0 of this kind; at least 1" },
  { "none in an empty frame", "check: count-bounds\nwith: { min: 1 }", { { 0 } }, 1, NULL },
  { "too many",
    "for: [vehicle.car]\ncheck: count-bounds\nwith: { max: 1 }",
    { { CAR, { 0, 0, 9, 9 } }, { CAR, { 50, 0, 9, 9 } } },
    1,
    "has 2 of this kind; at most 1" },
  { "only those that count",
    "for: [vehicle.car]\nwhen: attr.truncated != true\ncheck: count-bounds\nwith: { max: 1 }",
    { { CAR, { 0, 0, 9, 9 } }, { CAR, { 50, 0, 9, 9 }, "truncated=true" } },
    0,
    NULL },
  { "in the video",
    "for: [vehicle.car]\ncheck: count-bounds\nwith: { min: 2, max: 2, per: video }",
    { { CAR, { 0, 0, 9, 9 } }, { CAR, { 50, 0, 9, 9 } } },
    0,
    NULL },
  { "too few in the video",
    "for: [vehicle.car]\ncheck: count-bounds\nwith: { min: 3, per: video }",
    { { CAR, { 0, 0, 9, 9 } }, { CAR, { 50, 0, 9, 9 } } },
    1,
    "The video has 2 of this kind" },
  { "a pair of shoes",
    "check: group-count\nwith: { \"vehicle.*\": 2 }",
    { { CAR, { 0, 0, 9, 9 }, NULL, NULL, 7 },
      { TRUCK, { 20, 0, 9, 9 }, NULL, NULL, 7 },
      { CAR, { 40, 0, 9, 9 }, NULL, NULL, 8 },
      { CAR, { 60, 0, 9, 9 } },
      { WHEEL, { 80, 0, 9, 9 }, NULL, NULL, 7 } },
    0,
    NULL },
  { "three shoes",
    "check: group-count\nwith: { \"vehicle.*\": 2 }",
    { { CAR, { 0, 0, 9, 9 }, NULL, NULL, 7 },
      { TRUCK, { 20, 0, 9, 9 }, NULL, NULL, 7 },
      { CAR, { 40, 0, 9, 9 }, NULL, NULL, 7 } },
    1,
    "has 3 of “vehicle.*”; at most 2" },
  { "left and right",
    "check: group-unique\nwith: { attribute: colour, except: [unknown] }",
    { { CAR, { 0, 0, 9, 9 }, "colour=red", NULL, 7 },
      { CAR, { 20, 0, 9, 9 }, "colour=green", NULL, 7 },
      { CAR, { 40, 0, 9, 9 }, "colour=red", NULL, 8 },
      { CAR, { 60, 0, 9, 9 }, "colour=red" },
      { CAR, { 80, 0, 9, 9 }, "colour=unknown", NULL, 7 },
      { CAR, { 99, 0, 9, 9 }, "colour=unknown", NULL, 7 } },
    0,
    NULL },
  { "three lefts",
    "check: group-unique\nwith: { attribute: colour }",
    { { CAR, { 0, 0, 9, 9 }, "colour=red", NULL, 7 },
      { CAR, { 20, 0, 9, 9 }, "colour=red", NULL, 7 },
      { CAR, { 40, 0, 9, 9 }, "colour=red", NULL, 7 } },
    2,
    "“colour” is red, as it is for car 1" },
};

#define SHAPE(text_)                                                                               \
  {                                                                                                \
    GARMENT, { 0 }, NULL, text_                                                                    \
  }
#define SQUARE "0,0 100,0 100,100 0,100"

static const Case surface_cases[] = {
  { "2 % of the same pixels",
    "check: exclusive-pixels",
    { SHAPE (SQUARE), SHAPE ("98,0 300,0 300,100 98,100") },
    0,
    NULL },
  { "3 % of the same pixels",
    "check: exclusive-pixels",
    { SHAPE (SQUARE), SHAPE ("97,0 300,0 300,100 97,100") },
    1,
    "same pixels as garment 1: 3 % of the smaller one; at most 2 %" },
  { "touching at a limit of nothing",
    "check: exclusive-pixels\nwith: { max-overlap: 0 }",
    { SHAPE (SQUARE), SHAPE ("100,0 300,0 300,100 100,100"), SHAPE ("0,100 77,100 33,333") },
    0,
    NULL },
  { "boxes may overlap",
    "check: exclusive-pixels",
    { { CAR, { 0, 0, 50, 50 } }, { CAR, { 10, 0, 50, 50 } } },
    0,
    NULL },
  /* A mask of 10 x 10 in which the left 5 columns are set, and 2 columns of it. */
  { "masks",
    "check: exclusive-pixels\nwith: { max-overlap: 0.4 }",
    { SHAPE ("mask 10x10 0 50 50"), SHAPE ("mask 10x10 30 50 20") },
    0,
    NULL },
  { "masks beyond",
    "check: exclusive-pixels\nwith: { max-overlap: 0.39 }",
    { SHAPE ("mask 10x10 0 50 50"), SHAPE ("mask 10x10 30 50 20") },
    1,
    "40 %" },
  { "mask and outline",
    "check: exclusive-pixels\nwith: { max-overlap: 0.4 }",
    { SHAPE ("mask 10x10 0 50 50"), SHAPE ("3,0 8,0 8,10 3,10") },
    0,
    NULL },
  { "mask and outline beyond",
    "check: exclusive-pixels\nwith: { max-overlap: 0.39 }",
    { SHAPE ("mask 10x10 0 50 50"), SHAPE ("3,0 8,0 8,10 3,10") },
    1,
    NULL },
  { "5 % visible",
    "check: covered",
    { { CAR, { 0, 0, 100, 100 } }, { CAR, { 5, 0, 100, 100 } } },
    0,
    NULL },
  { "4 % visible",
    "check: covered",
    { { CAR, { 0, 0, 100, 100 } }, { CAR, { 4, 0, 100, 100 } } },
    1,
    "4 % of it is not covered" },
  { "two covers",
    "for: [vehicle.car]\ncheck: covered",
    { { CAR, { 0, 0, 100, 100 } }, { TRUCK, { 0, 0, 60, 100 } }, { TRUCK, { 50, 0, 47, 100 } } },
    1,
    "3 %" },
  { "drawn above what would cover it",
    "for: [vehicle.car]\ncheck: covered",
    { { CAR, { 0, 0, 100, 100 }, NULL, NULL, 0, 2 },
      { TRUCK, { 0, 0, 100, 100 }, NULL, NULL, 0, 1 } },
    0,
    NULL },
  { "outlines, by their true shape",
    "check: covered\nwith: { min-visible: 0.49 }",
    { SHAPE (SQUARE), SHAPE ("0,0 100,0 0,100") },
    0,
    NULL },
  { "outlines, more",
    "check: covered\nwith: { min-visible: 0.51 }",
    { SHAPE (SQUARE), SHAPE ("0,0 100,0 0,100") },
    1,
    "50 %" },
  { "layers in order",
    "check: z-order\nwith: { attribute: occlusion, order: [none, partial, heavy] }",
    { { CAR, { 0, 0, 50, 50 }, "occlusion=none" },
      { CAR, { 10, 0, 50, 50 }, "occlusion=heavy" },
      { CAR, { 20, 0, 50, 50 }, "occlusion=full" },
      { CAR, { 500, 0, 50, 50 }, "occlusion=none" } },
    0,
    NULL },
  { "layers turned round",
    "check: z-order\nwith: { attribute: occlusion, order: [none, partial, heavy] }",
    { { CAR, { 0, 0, 50, 50 }, "occlusion=heavy" }, { CAR, { 10, 0, 50, 50 }, "occlusion=none" } },
    1,
    "Drawn above car 1, and “occlusion” says the reverse: none here, heavy there" },
  { "layers put right by z_order",
    "check: z-order\nwith: { attribute: occlusion, order: [none, partial, heavy] }",
    { { CAR, { 0, 0, 50, 50 }, "occlusion=heavy", NULL, 0, 1 },
      { CAR, { 10, 0, 50, 50 }, "occlusion=none" } },
    0,
    NULL },
  { "layers that only touch",
    "check: z-order\nwith: { attribute: occlusion, order: [none, partial, heavy] }",
    { { CAR, { 0, 0, 50, 50 }, "occlusion=heavy" }, { CAR, { 50, 0, 50, 50 }, "occlusion=none" } },
    0,
    NULL },
  { "1 % without a label", "check: coverage", { { CAR, { 0, 0, 990, 500 } } }, 0, NULL },
  { "more without a label",
    "check: coverage",
    { { CAR, { 0, 0, 989, 500 } } },
    1,
    "1.1 % of the picture has no label; at most 1 %" },
  { "nothing labelled", "check: coverage", { { 0 } }, 1, "100 %" },
  { "outlines that fill it",
    "check: coverage\nwith: { max-unlabelled: 0 }",
    { SHAPE ("0,0 1000,0 1000,500 400,500"), SHAPE ("0,0 0,500 400,500") },
    0,
    NULL },
  { "outlines that leave a hole",
    "check: coverage",
    { SHAPE ("0,0 1000,0 1000,500 0,500 / -100,100 200,100 200,200 100,200") },
    1,
    "2 %" },
};

static const Case near_cases[] = {
  { "touching",
    "check: adjacency-gap",
    { SHAPE (SQUARE), SHAPE ("100,0 200,0 200,100 100,100") },
    0,
    NULL },
  { "overlapping",
    "check: adjacency-gap",
    { SHAPE (SQUARE), SHAPE ("50,0 200,0 200,100") },
    0,
    NULL },
  { "gap at the limit",
    "check: adjacency-gap",
    { SHAPE (SQUARE), SHAPE ("102,0 200,0 200,100 102,100") },
    0,
    NULL },
  { "gap below",
    "check: adjacency-gap",
    { SHAPE (SQUARE), SHAPE ("101.5,0 200,0 200,100 101.5,100") },
    1,
    "gap of 1.5 px" },
  { "gap between a slope and a corner",
    "check: adjacency-gap",
    { SHAPE ("0,0 100,0 0,100"), SHAPE ("51,51 100,51 100,100") },
    1,
    "gap of 1.4 px" },
  { "inside a hole",
    "check: adjacency-gap",
    { SHAPE ("0,0 90,0 90,90 0,90 / -10,10 20,10 20,20 10,20"), SHAPE ("11,11 19,11 19,19 11,19") },
    1,
    "gap of 1 px" },
  { "masks",
    "check: adjacency-gap",
    { SHAPE ("mask 10x10 0 50 50"), SHAPE ("mask 10x10 60 40") },
    1,
    "gap of 1 px" },
  { "masks that touch",
    "check: adjacency-gap",
    { SHAPE ("mask 10x10 0 50 50"), SHAPE ("mask 10x10 50 50") },
    0,
    NULL },
  /* Every box doubles its height each 100 px; spread is what hands differ by. */
  { "in perspective",
    "check: perspective\nwith: { min-samples: 4 }",
    { { CAR, { 0, 90, 9, 10 } },
      { CAR, { 20, 180, 9, 20 } },
      { CAR, { 40, 260, 9, 40 } },
      { CAR, { 60, 320, 9, 80 } } },
    0,
    NULL },
  { "far too large",
    "check: perspective\nwith: { min-samples: 4 }",
    { { CAR, { 0, 90, 9, 10 } },
      { CAR, { 20, 180, 9, 20 } },
      { CAR, { 40, 260, 9, 40 } },
      { CAR, { 60, 320, 9, 80 } },
      { CAR, { 80, 100, 9, 100 } } },
    1,
    "100 px high; by the others in this frame about 20 px" },
  { "too few to say",
    "check: perspective\nwith: { min-samples: 6 }",
    { { CAR, { 0, 90, 9, 10 } },
      { CAR, { 20, 180, 9, 20 } },
      { CAR, { 40, 260, 9, 40 } },
      { CAR, { 60, 320, 9, 80 } },
      { CAR, { 80, 100, 9, 100 } } },
    0,
    NULL },
  { "share at both ends",
    "for: [part.wheel]\ncheck: relative-size\nwith: { parent: [vehicle.car], min: 0.2, max: 0.5 }",
    { { CAR, { 0, 0, 100, 50 } }, { WHEEL, { 0, 0, 20, 20 } }, { WHEEL, { 50, 0, 50, 20 } } },
    0,
    NULL },
  { "too narrow",
    "for: [part.wheel]\ncheck: relative-size\nwith: { parent: [vehicle.car], min: 0.2, max: 0.5 }",
    { { CAR, { 0, 0, 100, 50 } }, { WHEEL, { 0, 0, 19, 20 } } },
    1,
    "19 % of the width of car 1; at least 20 %" },
  { "too high",
    "for: [part.wheel]\ncheck: relative-size\nwith: { parent: [vehicle.car], max-height: 0.7 }",
    { { CAR, { 0, 0, 100, 50 } }, { WHEEL, { 0, 0, 19, 36 } } },
    1,
    "72 % of the height of car 1; at most 70 %" },
  { "the parent it lies in",
    "for: [part.wheel]\ncheck: relative-size\nwith: { parent: [vehicle.car], min: 0.2 }",
    { { CAR, { 0, 0, 200, 50 } }, { CAR, { 195, 0, 100, 50 } }, { WHEEL, { 190, 0, 30, 20 } } },
    0,
    NULL },
  { "no parent",
    "for: [part.wheel]\ncheck: relative-size\nwith: { parent: [vehicle.car], min: 0.2 }",
    { { CAR, { 0, 0, 200, 50 } }, { WHEEL, { 500, 0, 1, 20 } } },
    0,
    NULL },
};

/* Test that kinds that count fire beyond their bounds and not at them. */
static void
test_count_kinds (void)
{
  for (gsize i = 0; i < G_N_ELEMENTS (count_cases); i++)
    run_case (&count_cases[i]);
}

/* Test that kinds about surfaces measure what is really covered. */
static void
test_surface_kinds (void)
{
  for (gsize i = 0; i < G_N_ELEMENTS (surface_cases); i++)
    run_case (&surface_cases[i]);
}

/* Test that kinds about neighbours fire beyond their threshold. */
static void
test_near_kinds (void)
{
  for (gsize i = 0; i < G_N_ELEMENTS (near_cases); i++)
    run_case (&near_cases[i]);
}

/* Test that kinds that compare labels of a frame fire beyond their threshold. */
static void
test_pair_kinds (void)
{
  for (gsize i = 0; i < G_N_ELEMENTS (pair_cases); i++)
    run_case (&pair_cases[i]);
}

/* Test that a pair is one problem per run of frames, on the newer label. */
static void
test_pair_runs (void)
{
  g_autoptr (FwManual) manual = kit_manual_of ("check: duplicate\nwith: { iou: 0.5 }");
  FwDocument *document = kit_document (manual, 40);
  g_autoptr (GPtrArray) problems = NULL;
  gint64 count;

  for (FwTrackId id = 3; id <= 5; id += 2)
    {
      FwTrackBuilder *builder = fw_track_builder_new (id, CAR);
      g_autoptr (FwTrack) track = NULL;

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
  g_autoptr (FwManual) manual = kit_manual_of ("check: duplicate\nwith: { iou: 0.3 }");
  g_autoptr (GRand) rand = g_rand_new_with_seed (5);
  const guint n = 400;
  FwRect boxes[400];
  gint64 expected = 0;
  FwSnapshotBuilder *builder = fw_snapshot_builder_new ();
  g_autoptr (FwTaxonomy) taxonomy = kit_taxonomy (manual);
  g_autoptr (FwSnapshot) snapshot = NULL;
  g_autoptr (FwChecker) checker = fw_checker_new (manual);

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
  fw_snapshot_builder_set (builder, (FwSlot){ FW_SLOT_TAXONOMY, 0 }, taxonomy);
  snapshot = fw_snapshot_builder_end (builder);
  g_assert_true (fw_checker_run (checker, snapshot, NULL, NULL, NULL, NULL));
  g_assert_cmpint (expected, >, 20);
  g_assert_cmpint (fw_checker_count (checker, FW_SEVERITY_ERROR), ==, expected);
}

/* Test that sentences about pictures call objects as people count them when they are
 * told so, and by their id else; ids of videos stay. */
static void
test_numbers (void)
{
  static const struct
  {
    gboolean    counts_in_pictures;
    gboolean    is_video;
    const char *says;
  } tests[] = { { TRUE, FALSE, "car 2" }, { FALSE, FALSE, "car 12" }, { TRUE, TRUE, "car 12" } };
  g_autoptr (FwManual) manual = kit_manual_of ("check: duplicate");

  for (gsize i = 0; i < G_N_ELEMENTS (tests); i++)
    {
      FwFrameInfo infos[3] = { { .width = 1000, .height = 500, .name = "a.png" },
                               { .width = 1000, .height = 500, .name = "b.png" },
                               { .width = 1000, .height = 500, .name = "c.png" } };
      g_autoptr (FwFrameList) frames
        = fw_frame_list_new (tests[i].is_video, "media", 25, infos, G_N_ELEMENTS (infos));
      g_autoptr (FwTaxonomy) words = kit_taxonomy (manual);
      g_autoptr (FwChecker) checker = fw_checker_new (manual);
      g_autoptr (GPtrArray) problems = NULL;
      g_autoptr (FwSnapshot) snapshot = NULL;
      FwSnapshotBuilder *labels = fw_snapshot_builder_new ();

      fw_snapshot_builder_set (labels, (FwSlot) { FW_SLOT_TAXONOMY, 0 }, words);
      fw_snapshot_builder_set_frame_list (labels, frames);
      fw_snapshot_builder_take_track (labels, kit_track (manual, 10, "car 0:0,0,90,90"));
      fw_snapshot_builder_take_track (labels, kit_track (manual, 11, "car 1:300,0,90,90"));
      fw_snapshot_builder_take_track (labels, kit_track (manual, 12, "car 1:0,0,90,90"));
      fw_snapshot_builder_take_track (labels, kit_track (manual, 13, "car 1:0,0,90,90"));
      snapshot = fw_snapshot_builder_end (labels);
      fw_checker_set_counts_in_pictures (checker, tests[i].counts_in_pictures);
      g_assert_true (fw_checker_run (checker, snapshot, NULL, NULL, NULL, NULL));
      problems = fw_checker_list (checker, 0);
      kit_expect (problems, 1, tests[i].says);
    }
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/kinds-frame/cases", test_pair_kinds);
  g_test_add_func ("/kinds-frame/counts", test_count_kinds);
  g_test_add_func ("/kinds-frame/surfaces", test_surface_kinds);
  g_test_add_func ("/kinds-frame/neighbours", test_near_kinds);
  g_test_add_func ("/kinds-frame/runs", test_pair_runs);
  g_test_add_func ("/kinds-frame/grid", test_grid);
  g_test_add_func ("/kinds-frame/numbers", test_numbers);

  return g_test_run ();
}

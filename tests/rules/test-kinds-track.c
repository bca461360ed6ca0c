/* SPDX-License-Identifier: GPL-3.0-or-later */

/*
 * Kinds about a whole track: passing, failing, and exactly at the threshold.
 */

#include "kinds-kit.h"

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

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/kinds-track/cases", test_track_kinds);
  g_test_add_func ("/kinds-track/broken-track", test_broken_track);

  return g_test_run ();
}

/* SPDX-License-Identifier: GPL-3.0-or-later */

/*
 * Kinds about one label: passing, failing, and exactly at the threshold.
 */

#include "kinds-kit.h"

#include "rules/check-facts-builder.h"

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

#define OUTLINE(text_)                                                                             \
  {                                                                                                \
    GARMENT, { 0 }, NULL, text_                                                                    \
  }

static const Case outline_cases[] = {
  { "edge at the limit",
    "check: short-edge\nwith: { edge: 5 }",
    { OUTLINE ("0,0 100,0 100,100 95,100") },
    0,
    NULL },
  { "edge below",
    "check: short-edge\nwith: { edge: 5 }",
    { OUTLINE ("0,0 100,0 100,100 95.1,100") },
    1,
    "4.9 px long; at least 5" },
  { "the closing edge too",
    "check: short-edge\nwith: { edge: 5 }",
    { OUTLINE ("0,0 100,0 100,100 0,4") },
    1,
    "4 px" },
  { "points coincide",
    "check: short-edge\nwith: { edge: 0 }",
    { OUTLINE ("0,0 100,0 100,0 100,100") },
    1,
    "coincide at 100, 0" },
  { "boxes have no edges to speak of",
    "check: short-edge\nwith: { edge: 5 }",
    { { CAR, { 0, 0, 2, 2 } } },
    0,
    NULL },
  /* The corner at 0, 0 between the x axis and a slope: 45 degrees, and just less. */
  { "corner at the limit",
    "check: spike\nwith: { angle: 45, edge: 4 }",
    { OUTLINE ("0,0 100,0 100,50 100,100") },
    0,
    NULL },
  { "corner below",
    "check: spike\nwith: { angle: 45, edge: 4 }",
    { OUTLINE ("0,0 100,0 100,50 100,99.9") },
    1,
    "44.97 degrees; at least 45" },
  { "edge of a spike at the limit",
    "check: spike\nwith: { angle: 30, edge: 5 }",
    { OUTLINE ("0,0 100,0 100,100 50,100 50,95 49,100 0,100") },
    0,
    NULL },
  { "edge of a spike beyond",
    "check: spike\nwith: { angle: 30, edge: 4.9 }",
    { OUTLINE ("0,0 100,0 100,100 50,100 50,95 49,100 0,100") },
    1,
    "50, 95" },
  { "square",
    "check: compactness\nwith: { min: 0.785 }",
    { OUTLINE ("0,0 9,0 9,9 0,9") },
    0,
    NULL },
  { "square, above pi / 4",
    "check: compactness\nwith: { min: 0.7854 }",
    { OUTLINE ("0,0 9,0 9,9 0,9") },
    1,
    "compactness" },
  { "100 x 2",
    "check: compactness\nwith: { min: 0.060 }",
    { OUTLINE ("0,0 100,0 100,2 0,2") },
    0,
    NULL },
  { "100 x 2, above",
    "check: compactness\nwith: { min: 0.061 }",
    { OUTLINE ("0,0 100,0 100,2 0,2") },
    1,
    "0.06" },
  { "a box is an outline as well",
    "check: compactness\nwith: { min: 0.061 }",
    { { CAR, { 0, 0, 100, 2 } }, { CAR, { 0, 0, 0, 0 } } },
    1,
    NULL },
  { "two parts and a hole",
    "check: ring-valid",
    { OUTLINE ("0,0 90,0 90,90 0,90 / -10,10 20,10 20,20 10,20 / 200,0 300,0 300,90") },
    0,
    NULL },
  { "parts that share an edge",
    "check: ring-valid",
    { OUTLINE ("0,0 90,0 90,90 0,90 / 90,0 180,0 180,90 90,90") },
    0,
    NULL },
  { "an island in a hole",
    "check: ring-valid",
    { OUTLINE ("0,0 90,0 90,90 0,90 / -10,10 80,10 80,80 10,80 / 20,20 30,20 30,30 20,30") },
    0,
    NULL },
  { "hole outside",
    "check: ring-valid",
    { OUTLINE ("0,0 90,0 90,90 0,90 / -100,10 120,10 120,20 100,20") },
    1,
    "hole lies outside" },
  { "hole across the border",
    "check: ring-valid",
    { OUTLINE ("0,0 90,0 90,90 0,90 / -80,10 120,10 120,20 80,20") },
    1,
    "cross" },
  { "part in a part",
    "check: ring-valid",
    { OUTLINE ("0,0 90,0 90,90 0,90 / 10,10 20,10 20,20 10,20") },
    1,
    "in another part" },
  { "no area",
    "check: ring-valid",
    { OUTLINE ("0,0 90,0 90,90 0,90 / 200,0 300,0 250,0") },
    1,
    "encloses no area" },
  { "angle at both ends",
    "check: rotation-range\nwith: { min: -30, max: 45 }",
    { { CAR, { 0 }, NULL, "rotated 50,50 20,10 330" },
      { CAR, { 0 }, NULL, "rotated 50,50 20,10 45" },
      { CAR, { 0, 0, 9, 9 } } },
    0,
    NULL },
  { "angle above",
    "check: rotation-range\nwith: { min: -30, max: 45 }",
    { { CAR, { 0 }, NULL, "rotated 50,50 20,10 45.5" } },
    1,
    "45.5 degrees; at most 45" },
  { "angle below",
    "check: rotation-range\nwith: { min: -30, max: 45 }",
    { { CAR, { 0 }, NULL, "rotated 50,50 20,10 329" } },
    1,
    NULL },
};

/* Test that kinds about outlines and angles fire beyond their threshold and not at it. */
static void
test_outline_kinds (void)
{
  for (gsize i = 0; i < G_N_ELEMENTS (outline_cases); i++)
    run_case (&outline_cases[i]);
}

static const Case word_cases[] = {
  { "not retired",
    "check: retired-category\nwith: { rename: { spaceship: vehicle.car } }",
    { { CAR, { 0, 0, 9, 9 } } },
    0,
    NULL },
  { "retired",
    "check: retired-category\nwith: { rename: { spaceship: vehicle.car } }",
    { { UNKNOWN, { 0, 0, 9, 9 } } },
    1,
    "“spaceship” was retired; “vehicle.car” took its place" },
  { "text of 5 letters",
    "check: attribute-pattern\nwith: { attribute: note, max-length: 5 }",
    { { CAR, { 0, 0, 9, 9 }, "note=Größe" }, { CAR, { 0, 0, 9, 9 } } },
    0,
    NULL },
  { "text of 6 letters",
    "check: attribute-pattern\nwith: { attribute: note, max-length: 5 }",
    { { CAR, { 0, 0, 9, 9 }, "note=Größen" } },
    1,
    "6 letters; at most 5" },
  { "has the form",
    "check: attribute-pattern\nwith: { attribute: note, pattern: \"^[A-Z]{2}-[0-9]+$\" }",
    { { CAR, { 0, 0, 9, 9 }, "note=AB-12" } },
    0,
    NULL },
  { "has another form",
    "check: attribute-pattern\nwith: { attribute: note, pattern: \"^[A-Z]{2}-[0-9]+$\" }",
    { { CAR, { 0, 0, 9, 9 }, "note=ab-12" } },
    1,
    "“ab-12”, which does not have the form" },
  { "one of a set",
    "check: exclusive-values\nwith: { sets: [[truncated, occlusion=full, crowd]] }",
    { { CAR, { 0, 0, 9, 9 }, "truncated=true occlusion=heavy crowd=false" },
      { CAR, { 0, 0, 9, 9 }, "occlusion=full" } },
    0,
    NULL },
  { "two of a set",
    "check: exclusive-values\nwith: { sets: [[truncated, occlusion=full, crowd]] }",
    { { CAR, { 0, 0, 9, 9 }, "truncated=true occlusion=full" } },
    1,
    "exclude each other: truncated = true, occlusion = full" },
  { "one of each of two sets",
    "check: exclusive-values\nwith: { sets: [[truncated, crowd], [speed, note]] }",
    { { CAR, { 0, 0, 9, 9 }, "truncated=true note=x" } },
    0,
    NULL },
  { "two of the second set",
    "check: exclusive-values\nwith: { sets: [[truncated, crowd], [speed, note]] }",
    { { CAR, { 0, 0, 9, 9 }, "truncated=true speed=5 note=x" } },
    1,
    "speed = 5, note = x" },
};

/* Test that kinds about words and values fire. */
static void
test_word_kinds (void)
{
  for (gsize i = 0; i < G_N_ELEMENTS (word_cases); i++)
    run_case (&word_cases[i]);
}

/* Test that a pattern that would run for ever, on a text made for it, is given
 * up in bounded time and told as such. */
static void
test_hostile_pattern (void)
{
  static const char *const patterns[] = { "(*LIMIT_MATCH=4000000000)^(a+)+$",
                                          "^(a+)+$",
                                          "^(a|a)*$",
                                          "^(a|aa)+$",
                                          "(?:(?:(?:a?){9}){9}){9}b",
                                          "^(.*a)*(.*a)*(.*a)*$" };
  g_autofree char *text = g_strnfill (2000, 'a');
  g_autofree char *pair = g_strconcat ("note=", text, "!", NULL);

  for (gsize i = 0; i < G_N_ELEMENTS (patterns); i++)
    {
      g_autofree char *rule = g_strdup_printf ("check: attribute-pattern\nwith: { attribute: note, "
                                               "max-length: 5000, pattern: \"%s\" }",
                                               patterns[i]);
      g_autoptr (FwManual) manual = kit_manual_of (rule);
      FwDocument *document = kit_document (manual, 1);
      Object object = { CAR, { 0, 0, 9, 9 }, pair };

      g_test_message ("%s", patterns[i]);
      put_object (document, 1, &object);
      expect (manual, document, 1, i == 0 ? "takes too long" : NULL);
      g_object_unref (document);
    }
}

/* Test that quick work without optional attributes is told, and that without
 * knowing how long it took nothing is. */
static void
test_untouched (void)
{
  static const struct
  {
    double seconds;
    const char *attributes;
    gint64 count;
  } cases[] = {
    { -1.0, NULL, 0 },                                   /* not known */
    { 0.5, NULL, 0 },                                    /* at the limit */
    { 0.49, NULL, 1 },     { 0.1, "occlusion=none", 1 }, /* a required one is no choice */
    { 0.1, "speed=3", 0 },
  };
  g_autoptr (FwManual) manual = kit_manual_of ("check: untouched-default");

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      FwDocument *document = kit_document (manual, 1);
      g_autoptr (FwChecker) checker = fw_checker_new (manual);
      FwCheckFactsBuilder *builder = fw_check_facts_builder_new (NULL);
      g_autoptr (FwCheckFacts) facts = NULL;
      FwEffort effort = { .track = 1, .seconds = cases[i].seconds, .n_steps = 1 };
      Object object = { PEDESTRIAN, { 0, 0, 9, 9 }, cases[i].attributes };

      g_test_message ("case %zu", i);
      if (cases[i].seconds >= 0.0)
        fw_check_facts_builder_set_efforts (builder, &effort, 1);
      facts = fw_check_facts_builder_end (builder);
      put_object (document, 1, &object);
      fw_checker_set_facts (checker, facts);
      g_assert_true (
          fw_checker_run (checker, fw_document_get_snapshot (document), NULL, NULL, NULL, NULL));
      g_assert_cmpint (fw_checker_count (checker, FW_SEVERITY_ERROR), ==, cases[i].count);
      g_assert_cmpint (fw_checker_get_silence (checker, fw_manual_get_rule (manual, 0)) != NULL, ==,
                       cases[i].seconds < 0.0);
      g_object_unref (document);
    }
}

/* 31 cars around a size of e^7 and an aspect of 1, with a median deviation of
 * 100 steps of 1/1024 in ln, and one that is @beyond away. */
static gint64
count_outliers (const char *rule,
                gboolean    is_aspect,
                double      beyond)
{
  g_autoptr(FwManual) manual = kit_manual_of (rule);
  FwDocument *document = kit_document (manual, 1);
  gint64 count;
  g_autoptr(GPtrArray) problems = NULL;

  for (int i = 0; i < 32; i++)
    {
      double ln = i < 10 ? -100 / 1024.0 : i < 21 ? 0.0 : i < 31 ? 100 / 1024.0 : beyond;
      double width = exp ((is_aspect ? 3.0 : 7.0) + ln), height = is_aspect ? exp (3.0) : width;
      Object object = { CAR, { 0, 0, width, height } };
      Object other = { TRUCK, { 0, 0, 1, 900 } };

      put_object (document, i + 1, &object);
      /* Another category is another world. */
      put_object (document, i + 100, &other);
    }
  problems = check_document (manual, document, &count);
  for (guint i = 0; i < problems->len; i++)
    {
      g_test_message ("%s", fw_problem_get_reason (g_ptr_array_index (problems, i)));
      g_assert_cmpint (fw_problem_get_track (g_ptr_array_index (problems, i)), ==, 32);
      g_assert_nonnull (strstr (fw_problem_get_reason (g_ptr_array_index (problems, i)), "usual"));
    }
  g_object_unref (document);

  return count;
}

/* Test that what is far from the median of its category, in median deviations, is told. */
static void
test_outliers (void)
{
  const double limit = 4.0 * 1.4826 * 100.0 / 1024.0, hair = 1e-9;
  static const struct { const char *rule; const char *late; gboolean is_aspect; } kinds[] = {
    { "check: area-outlier", "check: area-outlier\nwith: { min-samples: 33 }", FALSE },
    { "check: aspect-outlier", "check: aspect-outlier\nwith: { min-samples: 33 }", TRUE },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (kinds); i++)
    {
      gboolean is_aspect = kinds[i].is_aspect;

      g_assert_cmpint (count_outliers (kinds[i].rule, is_aspect, limit - hair), ==, 0);
      g_assert_cmpint (count_outliers (kinds[i].rule, is_aspect, limit + hair), ==, 1);
      g_assert_cmpint (count_outliers (kinds[i].rule, is_aspect, -limit + hair), ==, 0);
      g_assert_cmpint (count_outliers (kinds[i].rule, is_aspect, -limit - hair), ==, 1);
      g_assert_cmpint (count_outliers (kinds[i].late, is_aspect, limit + hair), ==, 0);
    }
}

/* Test that label kinds fire beyond their threshold and not at it. */
static void
test_label_kinds (void)
{
  for (gsize i = 0; i < G_N_ELEMENTS (label_cases); i++)
    run_case (&label_cases[i]);
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
    const char *rule;
    const FwVertex *a;
    gsize n_a;
    const FwVertex *b;
    gsize n_b;
    gint64 count;
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
      g_autoptr (FwManual) manual = kit_manual_of (cases[i].rule);
      FwDocument *document = kit_document (manual, 2);

      g_test_message ("case %zu: %s", i, cases[i].rule);
      put_polygon (document, 1, GARMENT, cases[i].a, cases[i].n_a);
      if (cases[i].b)
        put_polygon (document, 2, GARMENT, cases[i].b, cases[i].n_b);
      expect (manual, document, cases[i].count, NULL);
      g_object_unref (document);
    }
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/kinds-label/cases", test_label_kinds);
  g_test_add_func ("/kinds-label/polygons", test_polygons);
  g_test_add_func ("/kinds-label/outlines", test_outline_kinds);
  g_test_add_func ("/kinds-label/words", test_word_kinds);
  g_test_add_func ("/kinds-label/hostile-pattern", test_hostile_pattern);
  g_test_add_func ("/kinds-label/untouched", test_untouched);
  g_test_add_func ("/kinds-label/outliers", test_outliers);

  return g_test_run ();
}

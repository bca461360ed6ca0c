/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "core/taxonomy-merge.h"
#include "core/value.h"

#include <math.h>

static FwTaxonomy *
make (gboolean with_rules)
{
  static const char *const occlusion[] = { "none", "partial", "full", NULL };
  FwTaxonomyBuilder *builder = fw_taxonomy_builder_new ();

  fw_taxonomy_builder_add_category (builder, &(FwCategory){ .id = 3,
                                                            .name = "car",
                                                            .kinds = 1 << FW_SHAPE_BOX });
  fw_taxonomy_builder_add_category (builder, &(FwCategory){ .id = 1,
                                                            .name = "bus",
                                                            .supercategory = "vehicle" });
  fw_taxonomy_builder_add_attribute (builder, &(FwAttribute) {
    .name = "occlusion", .type = FW_ATTRIBUTE_CHOICE, .values = occlusion, .n_values = 3 });
  fw_taxonomy_builder_add_attribute (builder,
                                     &(FwAttribute){ .name = "parked", .type = FW_ATTRIBUTE_BOOL });
  if (with_rules)
    {
      fw_taxonomy_builder_allow (builder, 1, "parked");
      fw_taxonomy_builder_require (builder, 1, "parked");
    }

  return fw_taxonomy_builder_end (builder);
}

/* Test that categories keep their order and are found by id and by name. */
static void
test_categories (void)
{
  g_autoptr(FwTaxonomy) taxonomy = make (FALSE);

  g_assert_cmpuint (fw_taxonomy_get_n_categories (taxonomy), ==, 2);
  g_assert_cmpstr (fw_taxonomy_get_category (taxonomy, 0)->name, ==, "car");
  g_assert_cmpint (fw_taxonomy_find_by_name (taxonomy, "bus")->id, ==, 1);
  g_assert_cmpstr (fw_taxonomy_find (taxonomy, 3)->name, ==, "car");
  g_assert_cmpstr (fw_taxonomy_find (taxonomy, 3)->supercategory, ==, "");
  g_assert_null (fw_taxonomy_find (taxonomy, 2));
  g_assert_null (fw_taxonomy_find_by_name (taxonomy, "tram"));
  g_assert_cmpint (fw_taxonomy_get_index (taxonomy, 1), ==, 1);
  g_assert_cmpint (fw_taxonomy_get_index (taxonomy, 9), ==, -1);
}

/* Test that a category or attribute that comes again replaces the earlier one in its place. */
static void
test_replace (void)
{
  FwTaxonomyBuilder *builder = fw_taxonomy_builder_new ();
  g_autoptr(FwTaxonomy) taxonomy = NULL;

  fw_taxonomy_builder_add_category (builder, &(FwCategory) { .id = 1, .name = "car" });
  fw_taxonomy_builder_add_category (builder, &(FwCategory) { .id = 2, .name = "bus" });
  fw_taxonomy_builder_add_category (builder, &(FwCategory) { .id = 1, .name = "cab" });
  fw_taxonomy_builder_add_category (builder,
                                    &(FwCategory){ .id = 7, .name = "bus", .in_manual = TRUE });
  fw_taxonomy_builder_add_attribute (builder,
                                     &(FwAttribute){ .name = "a", .type = FW_ATTRIBUTE_BOOL });
  fw_taxonomy_builder_add_attribute (builder,
                                     &(FwAttribute){ .name = "a", .type = FW_ATTRIBUTE_TEXT });
  taxonomy = fw_taxonomy_builder_end (builder);

  g_assert_cmpuint (fw_taxonomy_get_n_categories (taxonomy), ==, 2);
  g_assert_cmpstr (fw_taxonomy_get_category (taxonomy, 0)->name, ==, "cab");
  g_assert_null (fw_taxonomy_find_by_name (taxonomy, "car"));
  g_assert_cmpint (fw_taxonomy_get_category (taxonomy, 1)->id, ==, 7);
  g_assert_null (fw_taxonomy_find (taxonomy, 2));
  g_assert_cmpuint (fw_taxonomy_get_n_attributes (taxonomy), ==, 1);
  g_assert_cmpint (fw_taxonomy_find_attribute (taxonomy, "a")->type, ==, FW_ATTRIBUTE_TEXT);
}

/* Test that a category without a list of its own allows every attribute, and one with a list only
 * those. */
static void
test_allowed (void)
{
  g_autoptr(FwTaxonomy) taxonomy = make (TRUE);
  const FwAttribute *parked = fw_taxonomy_find_attribute (taxonomy, "parked");
  const FwAttribute *occlusion = fw_taxonomy_find_attribute (taxonomy, "occlusion");

  g_assert_true (fw_taxonomy_is_allowed (taxonomy, 3, occlusion));
  g_assert_false (fw_taxonomy_is_allowed (taxonomy, 1, occlusion));
  g_assert_true (fw_taxonomy_is_allowed (taxonomy, 1, parked));
  g_assert_true (fw_taxonomy_is_required (taxonomy, 1, parked));
  g_assert_false (fw_taxonomy_is_required (taxonomy, 3, parked));
}

/* Test that a value is accepted by type and domain, and null always. */
static void
test_accepts (void)
{
  g_autoptr(FwTaxonomy) taxonomy = make (FALSE);
  const FwAttribute *occlusion = fw_taxonomy_find_attribute (taxonomy, "occlusion");
  const FwAttribute *parked = fw_taxonomy_find_attribute (taxonomy, "parked");

  g_assert_true (fw_attribute_accepts (occlusion, fw_value_text ("partial")));
  g_assert_false (fw_attribute_accepts (occlusion, fw_value_text ("Partial")));
  g_assert_false (fw_attribute_accepts (occlusion, fw_value_boolean (TRUE)));
  g_assert_true (fw_attribute_accepts (occlusion, fw_value_null ()));
  g_assert_true (fw_attribute_accepts (parked, fw_value_boolean (FALSE)));
  g_assert_false (fw_attribute_accepts (parked, fw_value_number (1)));
}

/* Test that equality sees every field. */
static void
test_equal (void)
{
  g_autoptr(FwTaxonomy) a = make (FALSE);
  g_autoptr(FwTaxonomy) b = make (FALSE);
  g_autoptr(FwTaxonomy) c = make (TRUE);

  g_assert_true (fw_taxonomy_equal (a, b));
  g_assert_false (fw_taxonomy_equal (a, c));
  g_assert_false (fw_taxonomy_equal (c, a));
}

/* Test that values print the way a person writes them, and that numbers read back equal. */
static void
test_value_text (void)
{
  static const struct { double number; const char *text; } cases[] = {
    { 0, "0" }, { 12.5, "12.5" }, { -3, "-3" }, { 0.1, "0.1" }, { 1e300, "1e+300" },
    { 1.0 / 3.0, "0.3333333333333333" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *text = fw_value_to_text (fw_value_number (cases[i].number));

      g_assert_cmpstr (text, ==, cases[i].text);
      g_assert_true (g_ascii_strtod (text, NULL) == cases[i].number);
    }

  g_autofree char *text = fw_value_to_text (fw_value_text ("a b"));
  g_autofree char *yes = fw_value_to_text (fw_value_boolean (7));

  g_assert_cmpstr (text, ==, "a b");
  g_assert_cmpstr (yes, ==, "true");
}

/* Test that values are equal by type and content, and have a total order, NaN last. */
static void
test_value_order (void)
{
  FwValue values[] = {
    fw_value_null (),     fw_value_boolean (FALSE), fw_value_boolean (TRUE),
    fw_value_number (-1), fw_value_number (2),      fw_value_number (NAN),
    fw_value_text ("a"),  fw_value_text ("b"),      fw_value_json ("[1]"),
  };

  for (gsize i = 0; i < G_N_ELEMENTS (values); i++)
    for (gsize j = 0; j < G_N_ELEMENTS (values); j++)
      {
        g_assert_cmpint (fw_value_equal (values[i], values[j]), ==, i == j);
        g_assert_cmpint (fw_value_compare (values[i], values[j]), ==, (i > j) - (i < j));
      }
}

/* Test that a category keeps its points, and limbs between points that there are. */
static void
test_keypoints (void)
{
  static const char *const names[] = { "nose", "left_eye", "right_eye" };
  static const FwLimb limbs[] = { { 0, 1 }, { 0, 3 }, { 0, 2 } };
  FwCategory person = { .id = 1, .name = "person", .keypoints = names, .n_keypoints = 3,
                        .limbs = limbs, .n_limbs = 3 };
  FwTaxonomyBuilder *builder = fw_taxonomy_builder_new ();
  FwTaxonomyBuilder *bare = fw_taxonomy_builder_new ();
  g_autoptr (FwTaxonomy) taxonomy = NULL;
  g_autoptr (FwTaxonomy) same = NULL;
  g_autoptr (FwTaxonomy) other = NULL;
  const FwCategory *kept;

  fw_taxonomy_builder_add_category (builder, &person);
  taxonomy = fw_taxonomy_builder_end (builder);
  kept = fw_taxonomy_find (taxonomy, 1);
  g_assert_cmpuint (kept->n_keypoints, ==, 3);
  g_assert_cmpstr (kept->keypoints[2], ==, "right_eye");
  g_assert_cmpuint (kept->n_limbs, ==, 2);
  g_assert_cmpuint (kept->limbs[1].to, ==, 2);

  /* A category that is added again from another taxonomy is copied whole. */
  builder = fw_taxonomy_builder_new ();
  fw_taxonomy_builder_add_category (builder, &person);
  fw_taxonomy_builder_add_category (builder, kept);
  same = fw_taxonomy_builder_end (builder);
  g_assert_true (fw_taxonomy_equal (taxonomy, same));

  fw_taxonomy_builder_add_category (bare, &(FwCategory){ .id = 1, .name = "person" });
  other = fw_taxonomy_builder_end (bare);
  g_assert_false (fw_taxonomy_equal (taxonomy, other));
}

static FwTaxonomy *
make_words (const FwCategory *categories, gsize n, const char *const *attributes)
{
  FwTaxonomyBuilder *builder = fw_taxonomy_builder_new ();

  for (; *attributes; attributes++)
    {
      FwAttribute attribute = { .name = *attributes, .type = FW_ATTRIBUTE_BOOL };

      fw_taxonomy_builder_add_attribute (builder, &attribute);
    }
  for (gsize i = 0; i < n; i++)
    fw_taxonomy_builder_add_category (builder, &categories[i]);
  /* The last category has the last attribute only, the first none. */
  fw_taxonomy_builder_allow (builder, categories[0].id, "");
  fw_taxonomy_builder_allow (builder, categories[n - 1].id, attributes[-1]);
  fw_taxonomy_builder_require (builder, categories[n - 1].id, attributes[-1]);

  return fw_taxonomy_builder_end (builder);
}

static gboolean
allows (FwTaxonomy *words, const char *category, const char *attribute)
{
  return fw_taxonomy_is_allowed (words, fw_taxonomy_find_by_name (words, category)->id,
                                 fw_taxonomy_find_attribute (words, attribute));
}

static void
permit_night (FwTaxonomyBuilder *builder, const FwCategory *category, gpointer user_data)
{
  fw_taxonomy_builder_allow (builder, category->id, "night");
}

/* Test that merged words keep the labels' ids and order, take what the other
 * knows of them, and lose nothing that only one of them says. */
static void
test_merge (void)
{
  static const FwCategory ours[] = { { .id = 7, .name = "cart" }, { .id = 3, .name = "car" } };
  static const FwCategory theirs[] = {
    { .id = 1, .name = "bus", .kinds = 1 },
    { .id = 2, .name = "car", .supercategory = "vehicle", .kinds = 2 },
  };
  g_autoptr(FwTaxonomy) labels
    = make_words (ours, 2, (const char *const[]) { "wet", "old", NULL });
  g_autoptr(FwTaxonomy) known
    = make_words (theirs, 2, (const char *const[]) { "night", "old", NULL });
  g_autoptr(FwTaxonomy) both = fw_taxonomy_merge (labels, known, NULL, NULL);
  g_autoptr(FwTaxonomy) again = fw_taxonomy_merge (both, known, NULL, NULL);
  g_autoptr(FwTaxonomy) nightly = fw_taxonomy_merge (labels, known, permit_night, NULL);
  const FwCategory *car = fw_taxonomy_find_by_name (both, "car");

  g_assert_cmpuint (fw_taxonomy_get_n_categories (both), ==, 3);
  g_assert_cmpstr (fw_taxonomy_get_category (both, 0)->name, ==, "cart");
  g_assert_cmpint (fw_taxonomy_get_category (both, 0)->id, ==, 7);
  g_assert_false (fw_taxonomy_get_category (both, 0)->in_manual);
  g_assert_cmpint (car->id, ==, 3);
  g_assert_cmpstr (car->supercategory, ==, "vehicle");
  g_assert_cmpuint (car->kinds, ==, 2);
  g_assert_true (car->in_manual);
  g_assert_cmpint (fw_taxonomy_find_by_name (both, "bus")->id, ==, 8);

  g_assert_cmpuint (fw_taxonomy_get_n_attributes (both), ==, 3);
  g_assert_cmpstr (fw_taxonomy_get_attribute (both, 0)->name, ==, "night");
  g_assert_true (allows (both, "car", "old"));
  g_assert_false (allows (both, "car", "night"));
  g_assert_true (fw_taxonomy_is_required (both, 3, fw_taxonomy_find_attribute (both, "old")));
  g_assert_false (allows (both, "bus", "night"));
  g_assert_false (allows (both, "cart", "wet"));
  g_assert_true (fw_taxonomy_equal (both, again));

  g_assert_true (allows (nightly, "car", "night"));
  g_assert_true (allows (nightly, "cart", "night"));
  g_assert_false (allows (nightly, "car", "old"));
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/taxonomy/categories", test_categories);
  g_test_add_func ("/taxonomy/replace", test_replace);
  g_test_add_func ("/taxonomy/allowed", test_allowed);
  g_test_add_func ("/taxonomy/accepts", test_accepts);
  g_test_add_func ("/taxonomy/equal", test_equal);
  g_test_add_func ("/taxonomy/merge", test_merge);
  g_test_add_func ("/value/text", test_value_text);
  g_test_add_func ("/value/order", test_value_order);
  g_test_add_func ("/taxonomy/keypoints", test_keypoints);

  return g_test_run ();
}

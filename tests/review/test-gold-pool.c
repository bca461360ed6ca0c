/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "review/gold-pool.h"

#include "review/labels-kit.h"

#define MADE  "2026-09-01T10:00:00Z"
#define LATER "2026-09-02T10:00:00Z"

typedef struct
{
  const char *rule;
  const char *rev;
  const char *categories[3];
} Rule;

static FwGoldEdition
make_edition (const Rule *rules, gsize n, FwGoldRule *out_rules)
{
  for (gsize i = 0; i < n; i++)
    out_rules[i] = (FwGoldRule){ (char *) rules[i].rule, (char *) rules[i].rev,
                                 rules[i].categories[0] ? (char **) rules[i].categories : NULL };

  return (FwGoldEdition){ .id = 1, .at = (char *) MADE, .rules = out_rules, .n_rules = n };
}

static const Rule rules[] = { { "R-1", "aa", { NULL } },
                              { "R-2", "bb", { "car", NULL } },
                              { "R-3", "cc", { "bus", NULL } } };

static FwGoldBuilder *
begin_gold (gboolean is_video, FwFrame n_frames, guint items)
{
  FwGoldOrigin origin = { .is_video = is_video, .n_frames = n_frames };
  FwGoldSettings settings;
  FwGoldRule copies[G_N_ELEMENTS (rules)];
  FwGoldEdition edition = make_edition (rules, G_N_ELEMENTS (rules), copies);

  fw_gold_settings_init (&settings);
  settings.items = items;

  g_autoptr (FwGold) empty = fw_gold_new (&origin, &settings, NULL);
  FwGoldBuilder *builder = fw_gold_builder_new (empty);

  g_assert_true (fw_gold_builder_put (builder, FW_GOLD_EDITION, &edition, NULL));

  return builder;
}

static void
add_item (FwGoldBuilder *builder, const char *unit, FwFrame frame, const char *category)
{
  FwGoldItem item = { .unit = (char *) unit,
                      .rev = (char *) "r",
                      .frame = frame,
                      .category = (char *) category,
                      .edition = 1,
                      .made_at = (char *) MADE };

  g_assert_true (fw_gold_builder_put (builder, FW_GOLD_ITEM, &item, NULL));
}

/* An attempt on the units, of which those after the first @n_right differ. */
static void
add_attempt (FwGoldBuilder *builder,
             const char *person,
             const char *const *units,
             guint n_right,
             guint needed,
             const char *begun_at)
{
  FwGoldAnswer answers[16] = { { NULL } };
  FwGoldAttempt attempt = { .person = (char *) person,
                            .mode = needed > 0 ? FW_ATTEMPT_EXAM : FW_ATTEMPT_PRACTISE,
                            .labels = (char *) "labels",
                            .needed = needed,
                            .begun_at = (char *) begun_at,
                            .ended_at = (char *) begun_at,
                            .answers = answers };

  for (; units[attempt.n_answers]; attempt.n_answers++)
    answers[attempt.n_answers]
        = (FwGoldAnswer){ .unit = (char *) units[attempt.n_answers],
                          .rev = (char *) "r",
                          .is_shown = TRUE,
                          .mistake
                          = attempt.n_answers < n_right ? FW_MISTAKE_NONE : FW_MISTAKE_GEOMETRY };
  attempt.n = fw_gold_get_next_attempt (fw_gold_builder_peek (builder), person);
  g_assert_true (fw_gold_builder_put (builder, FW_GOLD_ATTEMPT, &attempt, NULL));
}

static FwGoldPool *
make_pool (FwGold *gold, const FwGoldEdition *present, const char *now)
{
  g_autoptr (GDateTime) time = g_date_time_new_from_iso8601 (now, NULL);

  return fw_gold_pool_new (gold, present, NULL, time);
}

/* Test that gold retires by its age and by the rules that it touches. */
static void
test_retire (void)
{
  static const struct
  {
    const char *what;
    const char *now;
    Rule present[3];
    gsize n_present;
    FwGoldState car, bus, frame;
  } cases[] = {
    { "as it was",
      "2026-09-02T00:00:00Z",
      { { "R-1", "aa", { NULL } }, { "R-2", "bb", { "car" } }, { "R-3", "cc", { "bus" } } },
      3,
      FW_GOLD_IN_FORCE,
      FW_GOLD_IN_FORCE,
      FW_GOLD_IN_FORCE },
    { "in another order",
      "2026-09-02T00:00:00Z",
      { { "R-3", "cc", { "bus" } }, { "R-1", "aa", { NULL } }, { "R-2", "bb", { "car" } } },
      3,
      FW_GOLD_IN_FORCE,
      FW_GOLD_IN_FORCE,
      FW_GOLD_IN_FORCE },
    { "on the ninetieth day",
      "2026-11-30T09:00:00Z",
      { { "R-1", "aa", { NULL } }, { "R-2", "bb", { "car" } }, { "R-3", "cc", { "bus" } } },
      3,
      FW_GOLD_IN_FORCE,
      FW_GOLD_IN_FORCE,
      FW_GOLD_IN_FORCE },
    { "after it",
      "2026-11-30T11:00:00Z",
      { { "R-1", "aa", { NULL } }, { "R-2", "bb", { "car" } }, { "R-3", "cc", { "bus" } } },
      3,
      FW_GOLD_TOO_OLD,
      FW_GOLD_TOO_OLD,
      FW_GOLD_TOO_OLD },
    { "a rule for cars is another one",
      "2026-09-02T00:00:00Z",
      { { "R-1", "aa", { NULL } }, { "R-2", "b2", { "car" } }, { "R-3", "cc", { "bus" } } },
      3,
      FW_GOLD_OTHER_RULE,
      FW_GOLD_IN_FORCE,
      FW_GOLD_OTHER_RULE },
    { "the rule for all is another one",
      "2026-09-02T00:00:00Z",
      { { "R-1", "a2", { NULL } }, { "R-2", "bb", { "car" } }, { "R-3", "cc", { "bus" } } },
      3,
      FW_GOLD_OTHER_RULE,
      FW_GOLD_OTHER_RULE,
      FW_GOLD_OTHER_RULE },
    { "a rule for buses is gone",
      "2026-09-02T00:00:00Z",
      { { "R-1", "aa", { NULL } }, { "R-2", "bb", { "car" } } },
      2,
      FW_GOLD_IN_FORCE,
      FW_GOLD_OTHER_RULE,
      FW_GOLD_OTHER_RULE },
    { "a rule is for buses now, too",
      "2026-09-02T00:00:00Z",
      { { "R-1", "aa", { NULL } }, { "R-2", "bb", { "car", "bus" } }, { "R-3", "cc", { "bus" } } },
      3,
      FW_GOLD_IN_FORCE,
      FW_GOLD_OTHER_RULE,
      FW_GOLD_IN_FORCE },
  };
  FwGoldBuilder *builder = begin_gold (TRUE, 100, 40);

  add_item (builder, "clip/1/t1", 1, "car");
  add_item (builder, "clip/1/t2", 1, "bus");
  add_item (builder, "clip/1", 1, NULL);

  g_autoptr (FwGold) gold = fw_gold_builder_end (builder);

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      FwGoldRule copies[3];
      FwGoldEdition present = make_edition (cases[i].present, cases[i].n_present, copies);
      g_autoptr (FwGoldPool) pool = make_pool (gold, &present, cases[i].now);
      const FwGoldState expected[] = { cases[i].car, cases[i].bus, cases[i].frame };

      g_test_message ("%s", cases[i].what);
      for (gsize k = 0; k < 3; k++)
        g_assert_cmpint (fw_gold_pool_get_state (pool, fw_gold_get (gold, FW_GOLD_ITEM, k)), ==,
                         expected[k]);
    }

  /* Without a manual nobody can tell. */
  g_autoptr (FwGoldPool) pool = make_pool (gold, NULL, "2026-09-02T00:00:00Z");

  g_assert_cmpint (fw_gold_pool_get_state (pool, fw_gold_get (gold, FW_GOLD_ITEM, 0)), ==,
                   FW_GOLD_IN_FORCE);
}

static const Object frozen_labels[] = { { 1, "car", 0, 9, { 0, 0, 100, 100 }, NULL },
                                        { 2, "bus", 0, 9, { 0, 0, 100, 100 }, NULL } };

/* Test that an item is asked only as long as the frozen labels have it as it was
 * judged. */
static void
test_frozen (void)
{
  static const char *const units[] = { "clip/4/t1", "clip/t2", "clip/3", "clip/4/t9" };
  g_autoptr (FwSnapshot) frozen = make_labels (frozen_labels, 2, TRUE, NULL);
  g_autoptr (FwSnapshot) other = make_labels (frozen_labels, 1, TRUE, NULL);
  g_autoptr (GDateTime) now = g_date_time_new_from_iso8601 (LATER, NULL);
  FwGoldBuilder *builder = begin_gold (TRUE, 10, 40);
  FwGoldStock stock;

  for (gsize i = 0; i < G_N_ELEMENTS (units); i++)
    {
      FwUnit unit;

      fw_unit_parse (units[i], &unit, NULL);

      g_autofree char *rev = fw_unit_dup_rev (&unit, frozen);
      FwGoldItem item = { .unit = (char *) units[i],
                          .rev = rev ? rev : (char *) "r",
                          .frame = 4,
                          .edition = 1,
                          .made_at = (char *) MADE };

      g_assert_true (fw_gold_builder_put (builder, FW_GOLD_ITEM, &item, NULL));
    }

  g_autoptr (FwGold) gold = fw_gold_builder_end (builder);
  g_autoptr (FwGoldPool) pool = fw_gold_pool_new (gold, NULL, frozen, now);
  g_autoptr (FwGoldPool) later = fw_gold_pool_new (gold, NULL, other, now);

  fw_gold_pool_count (pool, NULL, &stock);
  g_assert_cmpuint (stock.n_by[FW_GOLD_IN_FORCE], ==, 3);
  g_assert_cmpuint (stock.n_by[FW_GOLD_CHANGED], ==, 1);
  fw_gold_pool_count (later, NULL, &stock);
  g_assert_cmpuint (stock.n_by[FW_GOLD_IN_FORCE], ==, 1);
  g_assert_cmpuint (stock.n_by[FW_GOLD_CHANGED], ==, 3);

  g_autoptr (GArray) answers = fw_gold_pool_draw (later, "dana", "s", 10);

  g_assert_cmpuint (answers->len, ==, 1);
  g_assert_cmpstr (g_array_index (answers, FwGoldAnswer, 0).unit, ==, "clip/4/t1");
}

/* Test that gold is in doubt when more than a fifth of the qualified people differ,
 * but not by two people, and not by one slip. */
static void
test_doubt (void)
{
  static const struct
  {
    guint n_right;     /* qualified people who agree */
    guint n_different; /* qualified people who differ */
    guint n_failed;    /* people who differ and did not pass */
    gboolean is_doubted;
  } cases[] = {
    { 3, 0, 0, FALSE }, { 2, 1, 0, FALSE }, { 1, 1, 0, FALSE },
    { 0, 2, 0, FALSE }, { 1, 2, 0, TRUE },  { 8, 2, 0, FALSE },
    { 7, 2, 0, TRUE },  { 3, 0, 5, FALSE }, { 2, 1, 5, FALSE },
  };
  static const char *const agrees[] = { "clip/2/t2", "clip/1/t1", NULL };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      FwGoldBuilder *builder = begin_gold (TRUE, 100, 40);
      guint n = cases[i].n_right + cases[i].n_different + cases[i].n_failed;

      add_item (builder, "clip/1/t1", 1, "car");
      add_item (builder, "clip/2/t2", 2, "car");
      for (guint k = 0; k < n; k++)
        {
          g_autofree char *person = g_strdup_printf ("p%u", k);
          gboolean differs = k >= cases[i].n_right;
          gboolean passes = k < cases[i].n_right + cases[i].n_different;

          add_attempt (builder, person, agrees, differs ? 1 : 2, passes ? 1 : 2, LATER);
        }

      g_autoptr (FwGold) gold = fw_gold_builder_end (builder);
      g_autoptr (FwGoldPool) pool = make_pool (gold, NULL, LATER);
      g_autoptr (GPtrArray) unasked = fw_gold_pool_list_unasked (pool);
      const FwGoldItem *item = fw_gold_find_item (gold, "clip/1/t1", "r");
      guint people;
      guint different;

      g_test_message ("%u agree, %u differ, %u did not pass", cases[i].n_right,
                      cases[i].n_different, cases[i].n_failed);
      fw_gold_pool_count_doubt (pool, item, &people, &different);
      g_assert_cmpuint (people, ==, cases[i].n_right + cases[i].n_different);
      g_assert_cmpuint (different, ==, cases[i].n_different);
      g_assert_cmpint (fw_gold_pool_get_state (pool, item) == FW_GOLD_DOUBTED, ==,
                       cases[i].is_doubted);
      g_assert_cmpuint (unasked->len, ==, cases[i].is_doubted ? 1 : 0);
    }
}

/* Test that a doubt is asked about once, and that gold that was judged anew after it
 * begins anew. */
static void
test_asked (void)
{
  static const char *const units[] = { "clip/1/t1", NULL };
  static const char *const people[] = { "a", "b", "c" };
  FwGoldBuilder *builder = begin_gold (TRUE, 100, 40);

  add_item (builder, "clip/1/t1", 1, "car");
  for (gsize i = 0; i < 3; i++)
    {
      FwGoldAnswer answers[2]
          = { { .unit = (char *) units[0],
                .rev = (char *) "r",
                .is_shown = TRUE,
                .mistake = FW_MISTAKE_CATEGORY },
              { .unit = (char *) "clip/9/t9", .rev = (char *) "r", .is_shown = TRUE } };
      FwGoldAttempt attempt = { .person = (char *) people[i],
                                .n = 1,
                                .mode = FW_ATTEMPT_EXAM,
                                .labels = (char *) "l",
                                .needed = 1,
                                .begun_at = (char *) LATER,
                                .ended_at = (char *) LATER,
                                .answers = answers,
                                .n_answers = 2 };

      g_assert_true (fw_gold_builder_put (builder, FW_GOLD_ATTEMPT, &attempt, NULL));
    }

  g_autoptr (FwGold) first = fw_gold_builder_end (builder);
  FwGoldItem item = *(const FwGoldItem *) fw_gold_get (first, FW_GOLD_ITEM, 0);

  item.asked_at = (char *) LATER;
  builder = fw_gold_builder_new (first);
  fw_gold_builder_put (builder, FW_GOLD_ITEM, &item, NULL);

  g_autoptr (FwGold) asked = fw_gold_builder_end (builder);
  g_autoptr (FwGoldPool) pool = make_pool (asked, NULL, LATER);
  g_autoptr (GPtrArray) unasked = fw_gold_pool_list_unasked (pool);

  g_assert_cmpuint (unasked->len, ==, 0);
  g_assert_cmpint (fw_gold_pool_get_state (pool, fw_gold_get (asked, FW_GOLD_ITEM, 0)), ==,
                   FW_GOLD_DOUBTED);

  item.made_at = (char *) "2026-09-03T10:00:00Z";
  builder = fw_gold_builder_new (asked);
  fw_gold_builder_put (builder, FW_GOLD_ITEM, &item, NULL);

  g_autoptr (FwGold) renewed = fw_gold_builder_end (builder);
  g_autoptr (FwGoldPool) later = make_pool (renewed, NULL, "2026-09-04T10:00:00Z");

  g_assert_cmpint (fw_gold_pool_get_state (later, fw_gold_get (renewed, FW_GOLD_ITEM, 0)), ==,
                   FW_GOLD_IN_FORCE);
}

/* Test that the stock is counted for everybody and for one person. */
static void
test_stock (void)
{
  static const char *const seen[] = { "clip/0/t1", "clip/1/t1", NULL };
  FwGoldBuilder *builder = begin_gold (TRUE, 100, 2);
  FwGoldStock stock;

  for (FwFrame i = 0; i < 5; i++)
    {
      g_autofree char *unit = g_strdup_printf ("clip/%d/t1", i);

      add_item (builder, unit, i, i < 3 ? "car" : "bus");
    }
  add_attempt (builder, "dana", seen, 1, 2, LATER);
  add_attempt (builder, "tomas", seen, 2, 0, LATER);
  add_attempt (builder, "rosa", seen, 2, 2, LATER);

  g_autoptr (FwGold) gold = fw_gold_builder_end (builder);
  const Rule other[]
      = { { "R-1", "aa", { NULL } }, { "R-2", "bb", { "car" } }, { "R-3", "c2", { "bus" } } };
  FwGoldRule copies[3];
  FwGoldEdition present = make_edition (other, 3, copies);
  g_autoptr (FwGoldPool) pool = make_pool (gold, &present, LATER);

  fw_gold_pool_count (pool, NULL, &stock);
  g_assert_cmpuint (stock.n_items, ==, 5);
  g_assert_cmpuint (stock.n_by[FW_GOLD_IN_FORCE], ==, 3);
  g_assert_cmpuint (stock.n_by[FW_GOLD_OTHER_RULE], ==, 2);
  g_assert_cmpuint (stock.n_free, ==, 3);
  g_assert_cmpuint (stock.n_missing, ==, 3);
  fw_gold_pool_count (pool, "dana", &stock);
  g_assert_cmpuint (stock.n_burnt, ==, 2);
  g_assert_cmpuint (stock.n_free, ==, 1);
  g_assert_false (fw_gold_pool_is_qualified (pool, "dana"));
  g_assert_false (fw_gold_pool_is_qualified (pool, "tomas"));
  g_assert_true (fw_gold_pool_is_qualified (pool, "rosa"));
  g_assert_false (fw_gold_pool_is_burnt (pool, fw_gold_get (gold, FW_GOLD_ITEM, 0), "ines"));
}

/* Test that a video is asked in stretches and a folder in pictures. */
static void
test_parts (void)
{
  g_autoptr (FwGold) video = fw_gold_builder_end (begin_gold (TRUE, 60, 40));
  g_autoptr (FwGold) folder = fw_gold_builder_end (begin_gold (FALSE, 60, 40));
  static const struct
  {
    FwFrame frame, first, last;
  } cases[] = { { 0, 0, 24 }, { 24, 0, 24 }, { 25, 25, 49 }, { 59, 50, 59 }, { 70, 50, 70 } };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      FwSpan part = fw_gold_get_part (video, cases[i].frame);

      g_assert_cmpint (part.first, ==, cases[i].first);
      g_assert_cmpint (part.last, ==, cases[i].last);
      part = fw_gold_get_part (folder, cases[i].frame);
      g_assert_cmpint (part.first, ==, cases[i].frame);
      g_assert_cmpint (part.last, ==, cases[i].frame);
    }
}

static GHashTable *
count_by_category (const FwGold *gold, GArray *answers)
{
  GHashTable *counts = g_hash_table_new (g_str_hash, g_str_equal);

  for (guint i = 0; i < answers->len; i++)
    {
      const FwGoldAnswer *answer = &g_array_index (answers, FwGoldAnswer, i);
      const FwGoldItem *item = fw_gold_find_item (gold, answer->unit, answer->rev);

      g_hash_table_insert (counts, item->category,
                           GUINT_TO_POINTER (
                               1
                               + GPOINTER_TO_UINT (g_hash_table_lookup (counts, item->category))));
    }

  return counts;
}

/* Test that categories are asked alike, that an object is not asked twice in a
 * stretch while there are others, and that few stretches are needed. */
static void
test_draw_spread (void)
{
  FwGoldBuilder *builder = begin_gold (TRUE, 200, 40);

  /* Ten cars in each of two hundred frames; two buses in the first hundred. */
  for (FwFrame frame = 0; frame < 200; frame += 3)
    for (int track = 1; track <= 10; track++)
      {
        g_autofree char *unit = g_strdup_printf ("clip/%d/t%d", frame, track);
        g_autofree char *bus = g_strdup_printf ("clip/%d/t%d", frame, 10 + track);

        add_item (builder, unit, frame, "car");
        if (frame < 100 && track <= 2)
          add_item (builder, bus, frame, "bus");
      }

  g_autoptr (FwGold) gold = fw_gold_builder_end (builder);
  g_autoptr (FwGoldPool) pool = make_pool (gold, NULL, LATER);
  g_autoptr (GArray) answers = fw_gold_pool_draw (pool, "dana", "monday", 16);
  g_autoptr (GHashTable) counts = count_by_category (gold, answers);
  g_autoptr (GHashTable) objects = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  g_autoptr (GHashTable) parts = g_hash_table_new (NULL, NULL);

  g_assert_cmpuint (answers->len, ==, 16);
  g_assert_cmpuint (GPOINTER_TO_UINT (g_hash_table_lookup (counts, "car")), ==, 8);
  g_assert_cmpuint (GPOINTER_TO_UINT (g_hash_table_lookup (counts, "bus")), ==, 8);
  for (guint i = 0; i < answers->len; i++)
    {
      const FwGoldAnswer *answer = &g_array_index (answers, FwGoldAnswer, i);
      FwUnit unit;

      fw_unit_parse (answer->unit, &unit, NULL);
      g_assert_true (fw_span_contains (answer->part, unit.frame));
      g_hash_table_add (parts, GINT_TO_POINTER (answer->part.first));
      g_assert_true (g_hash_table_add (objects, g_strdup_printf ("%d %d", answer->part.first,
                                                                 (int) unit.track)));
      if (i > 0)
        g_assert_cmpint (answer[-1].part.first, <=, answer->part.first);
    }
  /* Eight buses, two in each stretch. */
  g_assert_cmpuint (g_hash_table_size (parts), ==, 4);
}

/* Test that a draw can be repeated, that seed and person make another one, that
 * burnt and unusable gold is never drawn, and that the next one takes other items
 * and other stretches until there are none. */
static void
test_draw_again (void)
{
  FwGoldBuilder *builder = begin_gold (TRUE, 100, 40);
  g_autoptr (GHashTable) met = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  g_autoptr (GHashTable) parts = g_hash_table_new (NULL, NULL);

  for (FwFrame frame = 0; frame < 100; frame++)
    {
      g_autofree char *unit = g_strdup_printf ("clip/%d/t%d", frame, frame % 7 + 1);

      add_item (builder, unit, frame, frame % 3 ? "car" : "bus");
    }

  g_autoptr (FwGold) gold = fw_gold_builder_end (builder);
  g_autoptr (FwGoldPool) first = make_pool (gold, NULL, LATER);
  g_autoptr (GArray) once = fw_gold_pool_draw (first, "dana", "s", 8);
  g_autoptr (GArray) twice = fw_gold_pool_draw (first, "dana", "s", 8);
  g_autoptr (GArray) other = fw_gold_pool_draw (first, "dana", "t", 8);
  gboolean differs = FALSE;

  for (guint i = 0; i < 8; i++)
    {
      g_assert_cmpstr (g_array_index (once, FwGoldAnswer, i).unit, ==,
                       g_array_index (twice, FwGoldAnswer, i).unit);
      differs |= !g_str_equal (g_array_index (once, FwGoldAnswer, i).unit,
                               g_array_index (other, FwGoldAnswer, i).unit);
    }
  g_assert_true (differs);

  for (int round = 0; round < 13; round++)
    {
      g_autoptr (FwGoldPool) pool = make_pool (gold, NULL, LATER);
      g_autofree char *seed = g_strdup_printf ("seed %d", round);
      g_autoptr (GArray) answers = fw_gold_pool_draw (pool, "dana", seed, 8);
      const char *units[9] = { NULL };
      gboolean is_new = FALSE;

      g_assert_cmpuint (answers->len, ==, round < 12 ? 8 : 4);
      for (guint i = 0; i < answers->len; i++)
        {
          const FwGoldAnswer *answer = &g_array_index (answers, FwGoldAnswer, i);

          units[i] = answer->unit;
          g_assert_true (g_hash_table_add (met, g_strdup (answer->unit)));
          is_new |= g_hash_table_add (parts, GINT_TO_POINTER (answer->part.first));
        }
      /* Four stretches in all: as long as there are new ones, they come first. */
      if (round == 1)
        g_assert_true (is_new || g_hash_table_size (parts) == 4);

      FwGoldBuilder *next = fw_gold_builder_new (gold);

      add_attempt (next, "dana", units, answers->len, 0, LATER);
      fw_gold_unref (gold);
      gold = fw_gold_builder_end (next);
    }

  g_autoptr (FwGoldPool) last = make_pool (gold, NULL, LATER);
  g_autoptr (GArray) none = fw_gold_pool_draw (last, "dana", "s", 8);
  g_autoptr (GArray) tomas = fw_gold_pool_draw (last, "tomas", "s", 8);

  g_assert_cmpuint (none->len, ==, 0);
  g_assert_cmpuint (tomas->len, ==, 8);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/gold-pool/retire", test_retire);
  g_test_add_func ("/gold-pool/frozen", test_frozen);
  g_test_add_func ("/gold-pool/doubt", test_doubt);
  g_test_add_func ("/gold-pool/asked", test_asked);
  g_test_add_func ("/gold-pool/stock", test_stock);
  g_test_add_func ("/gold-pool/parts", test_parts);
  g_test_add_func ("/gold-pool/draw/spread", test_draw_spread);
  g_test_add_func ("/gold-pool/draw/again", test_draw_again);

  return g_test_run ();
}

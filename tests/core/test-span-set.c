/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "core/span-set.h"

/* "0-3 7" -> a set; the last number of a bare entry is its first too. */
static FwSpanSet *
parse (const char *text)
{
  g_auto(GStrv) words = g_strsplit (text, " ", -1);
  g_autoptr(GArray) spans = g_array_new (FALSE, FALSE, sizeof (FwSpan));

  for (gsize i = 0; words[i]; i++)
    {
      char *end;
      FwSpan span;

      if (!*words[i])
        continue;
      span.first = (FwFrame) g_ascii_strtoll (words[i], &end, 10);
      span.last = *end == '-' ? (FwFrame) g_ascii_strtoll (end + 1, NULL, 10) : span.first;
      g_array_append_val (spans, span);
    }

  return fw_span_set_new ((FwSpan *) (void *) spans->data, spans->len);
}

static char *
print (const FwSpanSet *set)
{
  GString *text = g_string_new (NULL);
  gsize n;
  const FwSpan *spans = fw_span_set_get_spans (set, &n);

  for (gsize i = 0; i < n; i++)
    {
      if (i > 0)
        g_string_append_c (text, ' ');
      g_string_append_printf (text, "%d", spans[i].first);
      if (spans[i].last != spans[i].first)
        g_string_append_printf (text, "-%d", spans[i].last);
    }

  return g_string_free (text, FALSE);
}

/* Test that spans are sorted, joined when they touch, and empty ones left out. */
static void
test_new (void)
{
  static const struct { const char *in; const char *out; gint64 count; } cases[] = {
    { "", "", 0 },
    { "5", "5", 1 },
    { "5-9 0-3", "0-3 5-9", 9 },
    { "0-3 4", "0-4", 5 },
    { "0-9 2-4", "0-9", 10 },
    { "4-9 0-5", "0-9", 10 },
    { "7-6 1", "1", 1 },
    { "3 3 3", "3", 1 },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr(FwSpanSet) set = parse (cases[i].in);
      g_autofree char *out = print (set);

      g_test_message ("case %zu: %s", i, cases[i].in);
      g_assert_cmpstr (out, ==, cases[i].out);
      g_assert_cmpint (fw_span_set_get_count (set), ==, cases[i].count);
    }
}

/* Test that adding and removing frames splits and joins spans. */
static void
test_with (void)
{
  static const struct
  {
    const char *in;
    FwSpan span;
    gboolean present;
    const char *out;
  } cases[] = {
    { "", { 3, 5 }, TRUE, "3-5" },
    { "", { 3, 5 }, FALSE, "" },
    { "0-9", { 3, 5 }, FALSE, "0-2 6-9" },
    { "0-9", { 0, 9 }, FALSE, "" },
    { "0-9", { 0, 0 }, FALSE, "1-9" },
    { "0-2 6-9", { 3, 5 }, TRUE, "0-9" },
    { "0-2 6-9", { 2, 6 }, FALSE, "0-1 7-9" },
    { "5", { 6, 5 }, TRUE, "5" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr(FwSpanSet) before = parse (cases[i].in);
      g_autoptr(FwSpanSet) after = fw_span_set_with (before, cases[i].span, cases[i].present);
      g_autofree char *out = print (after);

      g_test_message ("case %zu: %s", i, cases[i].in);
      g_assert_cmpstr (out, ==, cases[i].out);
    }
}

/* Test that membership and the count below agree with a plain array of flags,
 * over random changes. */
static void
test_random (void)
{
  gboolean flags[100] = { FALSE };
  g_autoptr(GRand) rand = g_rand_new_with_seed (1);
  FwSpanSet *set = NULL;

  for (int round = 0; round < 500; round++)
    {
      FwFrame first = g_rand_int_range (rand, 0, 100);
      FwFrame length = g_rand_int_range (rand, -1, 12);
      FwSpan span = { first, MIN (99, first + length) };
      gboolean present = g_rand_boolean (rand);
      FwSpanSet *next;
      gint64 below = 0;

      for (FwFrame f = span.first; f <= span.last; f++)
        flags[f] = present;
      next = fw_span_set_with (set, span, present);
      fw_span_set_unref (set);
      set = next;

      for (FwFrame f = 0; f < 100; f++)
        {
          g_assert_cmpint (fw_span_set_contains (set, f), ==, flags[f]);
          g_assert_cmpint (fw_span_set_count_below (set, f), ==, below);
          below += flags[f];
        }
      g_assert_cmpint (fw_span_set_get_count (set), ==, below);
      g_assert_true ((below == 0) == (set == NULL));
    }

  fw_span_set_unref (set);
}

/* Test union and difference against one flag per frame. */
static void
test_algebra (void)
{
  g_autoptr(GRand) rand = g_rand_new_with_seed (7);

  for (guint round = 0; round < 500; round++)
    {
      FwSpan spans[2][6];
      FwSpanSet *set[2];

      for (guint s = 0; s < 2; s++)
        {
          gsize n = (gsize) g_rand_int_range (rand, 0, 6);

          for (gsize i = 0; i < n; i++)
            {
              spans[s][i].first = g_rand_int_range (rand, 0, 40);
              spans[s][i].last = spans[s][i].first + g_rand_int_range (rand, 0, 10);
            }
          set[s] = fw_span_set_new (spans[s], n);
        }

      g_autoptr(FwSpanSet) both = fw_span_set_union (set[0], set[1]);
      g_autoptr(FwSpanSet) rest = fw_span_set_minus (set[0], set[1]);

      for (FwFrame f = 0; f < 60; f++)
        {
          gboolean a = fw_span_set_contains (set[0], f);
          gboolean b = fw_span_set_contains (set[1], f);

          g_assert_cmpint (fw_span_set_contains (both, f), ==, a || b);
          g_assert_cmpint (fw_span_set_contains (rest, f), ==, a && !b);
        }
      g_assert_true ((fw_span_set_get_count (rest) == 0) == (rest == NULL));
      fw_span_set_unref (set[0]);
      fw_span_set_unref (set[1]);
    }
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/span-set/new", test_new);
  g_test_add_func ("/span-set/with", test_with);
  g_test_add_func ("/span-set/random", test_random);
  g_test_add_func ("/span-set/algebra", test_algebra);

  return g_test_run ();
}

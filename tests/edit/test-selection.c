/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The set of selected objects: its order, its primary, and what counts as a change. */

#include "edit/selection.h"

static char *
to_text (FwSelection *selection)
{
  GString *text = g_string_new (NULL);

  for (gsize i = 0; i < fw_selection_get_n (selection); i++)
    g_string_append_printf (text, "%s%" G_GINT64_FORMAT, i == 0 ? "" : " ",
                            fw_selection_get (selection, i));
  return g_string_free (text, FALSE);
}

/* Test that each operation leaves the right set, in order, and says whether it
 * changed anything. */
static void
test_table (void)
{
  static const struct
  {
    char op;
    FwTrackId id;
    gboolean changed;
    const char *after;
  } cases[] = {
    { 'a', 3, TRUE, "3" },    { 'a', 1, TRUE, "3 1" },   { 'a', 1, FALSE, "3 1" },
    { 'a', 3, TRUE, "1 3" },  { 't', 2, TRUE, "1 3 2" }, { 't', 3, TRUE, "1 2" },
    { 'r', 9, FALSE, "1 2" }, { 'r', 2, TRUE, "1" },     { 'c', 0, TRUE, "" },
    { 'c', 0, FALSE, "" },
  };
  g_autoptr (FwSelection) selection = fw_selection_new ();

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *text = NULL;
      gboolean changed = FALSE;

      switch (cases[i].op)
        {
        case 'a':
          changed = fw_selection_add (selection, cases[i].id);
          break;
        case 't':
          changed = fw_selection_toggle (selection, cases[i].id);
          break;
        case 'r':
          changed = fw_selection_remove (selection, cases[i].id);
          break;
        default:
          changed = fw_selection_clear (selection);
          break;
        }
      text = to_text (selection);
      g_test_message ("case %zu: %s", i, text);
      g_assert_cmpint (changed, ==, cases[i].changed);
      g_assert_cmpstr (text, ==, cases[i].after);
    }
}

/* Test that setting drops repeats and notices equality, also with its own array. */
static void
test_set (void)
{
  static const FwTrackId ids[] = { 5, 7, 5, 6 };
  g_autoptr (FwSelection) selection = fw_selection_new ();
  g_autoptr (FwSelection) copy = NULL;
  g_autofree char *text = NULL;

  g_assert_true (fw_selection_set (selection, ids, G_N_ELEMENTS (ids)));
  g_assert_false (fw_selection_set (selection, ids, G_N_ELEMENTS (ids)));
  text = to_text (selection);
  g_assert_cmpstr (text, ==, "5 7 6");
  g_assert_cmpint (fw_selection_get_primary (selection), ==, 6);

  copy = fw_selection_copy (selection);
  g_assert_true (fw_selection_equal (copy, selection));
  g_assert_true (fw_selection_set (selection, fw_selection_get_ids (selection, NULL), 2));
  g_assert_false (fw_selection_equal (copy, selection));
  g_assert_false (fw_selection_contains (selection, 6));
  g_assert_true (fw_selection_contains (selection, 7));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/selection/table", test_table);
  g_test_add_func ("/selection/set", test_set);
  return g_test_run ();
}

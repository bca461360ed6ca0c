/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "app-support.h"

#include "app/settings.h"
#include "app/shortcuts.h"
#include "app/window.h"

/* Test that every action in the table exists, and takes the target it is given. */
static void
test_actions_exist (void)
{
  GtkApplication *application = test_app_get ();
  GtkWidget *window = fw_window_new (application);
  gsize n = 0;
  const FwShortcut *table = fw_shortcuts_get_table (&n);

  for (gsize i = 0; i < n; i++)
    {
      g_autofree char *name = NULL;
      g_autoptr (GVariant) target = NULL;
      g_autoptr (GError) error = NULL;
      const GVariantType *type = NULL;

      g_test_message ("case %zu: %s", i, table[i].action);
      g_action_parse_detailed_name (table[i].action, &name, &target, &error);
      g_assert_no_error (error);

      gboolean is_app = g_str_has_prefix (name, "app.");
      GActionGroup *group = is_app ? G_ACTION_GROUP (application) : G_ACTION_GROUP (window);

      g_assert_true (is_app || g_str_has_prefix (name, "win."));
      g_assert_true (g_action_group_query_action (group, name + 4, NULL, &type, NULL, NULL, NULL));
      g_assert_true ((type == NULL) == (target == NULL));
      g_assert_true (target == NULL || g_variant_is_of_type (target, type));
    }
  test_app_close (GTK_WINDOW (window));
}

/* Test that every action stands once in the table. */
static void
test_actions_once (void)
{
  g_autoptr (GHashTable) seen = g_hash_table_new (g_str_hash, g_str_equal);
  gsize n = 0;
  const FwShortcut *table = fw_shortcuts_get_table (&n);

  for (gsize i = 0; i < n; i++)
    {
      g_test_message ("case %zu: %s", i, table[i].action);
      g_assert_true (g_hash_table_add (seen, (gpointer) table[i].action));
    }
}

/* Test that under no preset one key means two things, and every key can be read. */
static void
test_accels_once (void)
{
  gsize n = 0;
  const FwShortcut *table = fw_shortcuts_get_table (&n);

  for (int preset = 0; preset < FW_N_PRESETS; preset++)
    {
      g_autoptr (GHashTable) seen = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
      g_autoptr (GHashTable) at_home
        = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
      g_autoptr (GHashTable) comparing
        = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
      g_autoptr (GHashTable) in_review
        = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
      g_autoptr (GHashTable) in_exam
        = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);

      for (gsize i = 0; i < n; i++)
        {
          const char *accels = fw_shortcut_get_preset_accels (&table[i], preset);
          g_auto (GStrv) each = g_strsplit (accels, " ", -1);

          for (gsize k = 0; accels[0] != '\0' && each[k] != NULL; k++)
            {
              guint keyval = 0;
              GdkModifierType modifiers = 0;

              g_test_message ("preset %d: %s for %s", preset, each[k], table[i].action);
              g_assert_true (gtk_accelerator_parse (each[k], &keyval, &modifiers));
              /* Pages are never on the screen together, and what is for comparing comes
               * before the rest of the editor. */
              if (table[i].keys == FW_KEYS_COMPARE || table[i].keys == FW_KEYS_ANYWHERE)
                g_assert_true (
                  g_hash_table_add (comparing, gtk_accelerator_name (keyval, modifiers)));
              if (table[i].keys != FW_KEYS_HOME && table[i].keys != FW_KEYS_COMPARE
                  && table[i].keys != FW_KEYS_REVIEW && table[i].keys != FW_KEYS_EXAM)
                g_assert_true (g_hash_table_add (seen, gtk_accelerator_name (keyval, modifiers)));
              if (table[i].keys == FW_KEYS_HOME || table[i].keys == FW_KEYS_ANYWHERE)
                g_assert_true (
                  g_hash_table_add (at_home, gtk_accelerator_name (keyval, modifiers)));
              if (table[i].keys == FW_KEYS_EXAM || table[i].keys == FW_KEYS_ANYWHERE)
                g_assert_true (
                  g_hash_table_add (in_exam, gtk_accelerator_name (keyval, modifiers)));
              if (table[i].keys == FW_KEYS_REVIEW || table[i].keys == FW_KEYS_ANYWHERE)
                g_assert_true (
                  g_hash_table_add (in_review, gtk_accelerator_name (keyval, modifiers)));
            }
        }
    }
}

/* Test that keys the desktop needs are left alone. */
static void
test_accels_reserved (void)
{
  gsize n = 0;
  const FwShortcut *table = fw_shortcuts_get_table (&n);

  for (int preset = 0; preset < FW_N_PRESETS; preset++)
    for (gsize i = 0; i < n; i++)
      {
        g_auto (GStrv) each =
          g_strsplit (fw_shortcut_get_preset_accels (&table[i], preset), " ", -1);

        g_test_message ("preset %d: %s", preset, table[i].action);
        for (gsize k = 0; each[k] != NULL; k++)
          g_assert_false (fw_accel_is_reserved (each[k]));
      }
}

/* Test which keys cannot be given to an action. */
static void
test_reserved (void)
{
  static const struct
  {
    const char *accel;
    gboolean    is_reserved;
  } cases[] = {
    { "F10", TRUE },           { "<Shift>F10", TRUE }, { "Menu", TRUE },      { "<Alt>F4", TRUE },
    { "<Super>a", TRUE },      { "<Control><Alt>t", TRUE }, { "F4", FALSE }, { "<Alt>t", FALSE },
    { "<Control>t", FALSE },   { "f", FALSE },         { "<Control><Shift>period", FALSE },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_test_message ("case %zu: %s", i, cases[i].accel);
      g_assert_cmpint (fw_accel_is_reserved (cases[i].accel), ==, cases[i].is_reserved);
    }
}

/* Test that a digit of the first page and one of the editor leave each other alone, and that a
 * key that works anywhere is taken from both. */
static void
test_places (void)
{
  FwShortcuts *shortcuts = fw_shortcuts_get_default ();
  const char *const one[] = { "1", NULL };

  g_assert_null (fw_shortcuts_find_accel (shortcuts, "win.recent-1", "1"));
  g_assert_null (fw_shortcuts_find_accel (shortcuts, "win.category-1", "1"));
  g_assert_cmpstr (fw_shortcuts_find_accel (shortcuts, "win.recent-2", "1")->action, ==,
                   "win.recent-1");
  g_assert_cmpstr (fw_shortcuts_find_accel (shortcuts, "win.next-frame", "1")->action, ==,
                   "win.category-1");

  /* A key of the comparison leaves the same key of the editor alone. */
  g_assert_null (fw_shortcuts_find_accel (shortcuts, "win.compare-keep", "a"));
  g_assert_null (fw_shortcuts_find_accel (shortcuts, "win.attributes", "a"));
  g_assert_cmpstr (fw_shortcuts_find_accel (shortcuts, "win.compare-next", "a")->action, ==,
                   "win.compare-keep");

  fw_shortcuts_set_accels (shortcuts, "win.save", one);
  g_assert_null (fw_shortcuts_get_accels (shortcuts, "win.category-1")[0]);
  g_assert_null (fw_shortcuts_get_accels (shortcuts, "win.recent-1")[0]);
  fw_shortcuts_set_accels (shortcuts, "win.save", NULL);
  fw_shortcuts_set_accels (shortcuts, "win.category-1", NULL);
  fw_shortcuts_set_accels (shortcuts, "win.recent-1", NULL);
  g_assert_cmpstr (fw_shortcuts_get_accels (shortcuts, "win.recent-1")[0], ==, "1");
}

/* Test that every title is there, begins like a title, and reaches translators. */
static void
test_titles (void)
{
  g_autofree char *path = g_test_build_filename (G_TEST_DIST, "..", "po", "POTFILES.in", NULL);
  g_autofree char *files = NULL;
  g_autoptr (GError) error = NULL;
  gsize n = 0;
  const FwShortcut *table = fw_shortcuts_get_table (&n);

  g_file_get_contents (path, &files, NULL, &error);
  g_assert_no_error (error);
  g_assert_nonnull (strstr (files, "src/app/shortcut-table.c"));
  for (gsize i = 0; i < n; i++)
    {
      g_test_message ("case %zu: %s", i, table[i].action);
      g_assert_cmpstr (table[i].title, !=, "");
      g_assert_cmpstr (table[i].group, !=, "");
      g_assert_false (g_ascii_islower (table[i].title[0]));
      g_assert_cmpstr (fw_shortcut_get_title (&table[i]), !=, "");
    }
}

/* Test what stands on key caps. */
static void
test_caps (void)
{
  static const struct
  {
    const char *accel;
    const char *cap;
  } cases[] = {
    { "f", "F" },
    { "<Shift>1", "⇧1" },
    { "<Control>period", "Ctrl ." },
    { "<Control><Shift>z", "Ctrl ⇧Z" },
    { "<Alt>Right", "Alt →" },
    { "space", "Space" },
    { "<Control>Return", "Ctrl ⏎" },
    { "F9", "F9" },
    { "slash", "/" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *cap = fw_accel_dup_cap (cases[i].accel);

      g_test_message ("case %zu: %s", i, cases[i].accel);
      g_assert_cmpstr (cap, ==, cases[i].cap);
    }
}

/* Test that a changed key is taken from whoever had it, and given back. */
static void
test_change (void)
{
  FwShortcuts *shortcuts = fw_shortcuts_get_default ();
  const char *const f[] = { "f", NULL };

  fw_shortcuts_set_accels (shortcuts, "win.mark-empty", f);
  g_assert_true (fw_shortcuts_is_changed (shortcuts, "win.mark-empty"));
  g_assert_cmpstr (fw_shortcuts_find_accel (shortcuts, NULL, "f")->action, ==, "win.mark-empty");
  g_assert_null (fw_shortcuts_get_accels (shortcuts, "win.next-frame")[0]);

  /* Back to the usual key: whoever has it by now gives it up. */
  fw_shortcuts_set_accels (shortcuts, "win.next-frame", NULL);
  g_assert_cmpstr (fw_shortcuts_find_accel (shortcuts, NULL, "f")->action, ==, "win.next-frame");
  g_assert_null (fw_shortcuts_get_accels (shortcuts, "win.mark-empty")[0]);
  fw_shortcuts_set_accels (shortcuts, "win.mark-empty", NULL);
  g_assert_false (fw_shortcuts_is_changed (shortcuts, "win.mark-empty"));
  g_assert_cmpstr (fw_shortcuts_find_accel (shortcuts, NULL, "f")->action, ==, "win.next-frame");
}

/* Test that another preset is in effect at once. */
static void
test_preset (void)
{
  FwShortcuts *shortcuts = fw_shortcuts_get_default ();
  g_autoptr (GSettings) settings = fw_settings_new ();

  g_settings_set_enum (settings, "preset", FW_PRESET_LABELME);
  g_assert_cmpstr (fw_shortcuts_find_accel (shortcuts, NULL, "d")->action, ==, "win.next-frame");
  g_assert_cmpstr (fw_shortcuts_find_accel (shortcuts, NULL, "a")->action, ==, "win.previous-frame");
  g_assert_cmpstr (fw_shortcuts_find_accel (shortcuts, NULL, "w")->action, ==, "win.tool::box");
  g_settings_reset (settings, "preset");
  g_assert_cmpstr (fw_shortcuts_find_accel (shortcuts, NULL, "d")->action, ==, "win.previous-frame");
}

/* Test that sentences say the keys that are in effect, and leave other braces alone. */
static void
test_sentence (void)
{
  static const struct
  {
    FwPreset    preset;
    const char *sentence;
    const char *said;
  } cases[] = {
    { FW_PRESET_FRAMEWRIGHT, "Press {toggle-keyframe} if it is there.", "Press W if it is there." },
    { FW_PRESET_CVAT, "Press {toggle-keyframe} if it is there.", "Press K if it is there." },
    { FW_PRESET_LABELME, "Press {tool::box}, then {next-frame}.", "Press W, then D." },
    { FW_PRESET_FRAMEWRIGHT, "{swap-tails}", "“Swap two tracks from here on”" },
    { FW_PRESET_FRAMEWRIGHT, "{a} {b {undo}", "{a} {b Ctrl Z" },
    { FW_PRESET_FRAMEWRIGHT, "“{}” ü {", "“{}” ü {" },
  };
  FwShortcuts *shortcuts = fw_shortcuts_get_default ();
  g_autoptr (GSettings) settings = fw_settings_new ();

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *said = NULL;

      g_test_message ("case %zu", i);
      g_settings_set_enum (settings, "preset", (int) cases[i].preset);
      said = fw_shortcuts_dup_sentence (shortcuts, cases[i].sentence);
      g_assert_cmpstr (said, ==, cases[i].said);
    }

  g_settings_set_enum (settings, "preset", FW_PRESET_LABELME);

  g_autofree char *next = fw_shortcuts_dup_current_cap (shortcuts, "F");
  g_autofree char *other = fw_shortcuts_dup_current_cap (shortcuts, "Ctrl+Enter");

  g_assert_cmpstr (next, ==, "D");
  g_assert_cmpstr (other, ==, "Ctrl+Enter");
  g_settings_reset (settings, "preset");
}

/* Test that a pressed key is read as its accel: digits by place, symbols without Shift. */
static void
test_pressed (void)
{
  static const struct
  {
    guint           keyval;
    guint           keycode;
    GdkModifierType state;
    const char     *accel;
  } cases[] = {
    { GDK_KEY_exclam, 10, GDK_SHIFT_MASK, "<Shift>1" },
    { GDK_KEY_agrave, 19, 0, "0" },
    { GDK_KEY_R, 27, GDK_SHIFT_MASK, "<Shift>r" },
    { GDK_KEY_question, 61, GDK_SHIFT_MASK | GDK_CONTROL_MASK, "<Control>question" },
    { GDK_KEY_ISO_Left_Tab, 23, GDK_SHIFT_MASK, "<Shift>Tab" },
    { GDK_KEY_Shift_L, 50, 0, NULL },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *accel =
        fw_accel_dup_pressed (cases[i].keyval, cases[i].keycode, cases[i].state);

      g_test_message ("case %zu", i);
      g_assert_cmpstr (accel, ==, cases[i].accel);
    }
}

int
main (int    argc,
      char **argv)
{
  if (!test_app_init (&argc, &argv))
    return 0;

  g_test_add_func ("/shortcuts/table/actions-exist", test_actions_exist);
  g_test_add_func ("/shortcuts/table/actions-once", test_actions_once);
  g_test_add_func ("/shortcuts/table/accels-once", test_accels_once);
  g_test_add_func ("/shortcuts/table/accels-reserved", test_accels_reserved);
  g_test_add_func ("/shortcuts/table/titles", test_titles);
  g_test_add_func ("/shortcuts/reserved", test_reserved);
  g_test_add_func ("/shortcuts/places", test_places);
  g_test_add_func ("/shortcuts/caps", test_caps);
  g_test_add_func ("/shortcuts/change", test_change);
  g_test_add_func ("/shortcuts/preset", test_preset);
  g_test_add_func ("/shortcuts/pressed", test_pressed);
  g_test_add_func ("/shortcuts/sentence", test_sentence);
  return g_test_run ();
}

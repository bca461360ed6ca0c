/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Tooltips that are asked for when the pointer rests. */

#include "app-support.h"

#include "app/late-tooltip.h"

/* What GTK does when the pointer rests on @widget. */
static gboolean
query (GtkWidget *widget)
{
  g_autoptr(GtkTooltip) tooltip = g_object_new (GTK_TYPE_TOOLTIP, NULL);
  gboolean is_shown = FALSE;

  g_signal_emit_by_name (widget, "query-tooltip", 1, 1, FALSE, tooltip, &is_shown);

  return is_shown;
}

/* Test that the newest text is shown, none when it was taken away, and that GTK's own
 * tooltip, which would ask the display, is not used. */
static void
test_text (void)
{
  GtkWidget *label = g_object_ref_sink (gtk_label_new ("Car 12"));

  g_assert_null (fw_late_tooltip_get (label));
  fw_late_tooltip_set (label, "right");
  fw_late_tooltip_set (label, "not right");
  g_assert_cmpstr (fw_late_tooltip_get (label), ==, "not right");
  g_assert_true (gtk_widget_get_has_tooltip (label));
  g_assert_null (gtk_widget_get_tooltip_text (label));
  g_assert_true (query (label));
  fw_late_tooltip_set (label, NULL);
  g_assert_null (fw_late_tooltip_get (label));
  g_assert_false (query (label));
  g_assert_finalize_object (label);
}

/* Test that a tooltip of a ui file is shown until another one is set, and again when that is
 * taken away. */
static void
test_ui_file (void)
{
  GtkWidget *label = g_object_ref_sink (g_object_new (GTK_TYPE_LABEL, "tooltip-text", "Play", NULL));

  g_assert_cmpstr (fw_late_tooltip_get (label), ==, "Play");
  fw_late_tooltip_set (label, "Play (Space)");
  g_assert_cmpstr (fw_late_tooltip_get (label), ==, "Play (Space)");
  g_assert_true (query (label));
  fw_late_tooltip_set (label, NULL);
  g_assert_cmpstr (fw_late_tooltip_get (label), ==, "Play");
  g_assert_finalize_object (label);
}

int
main (int   argc,
      char *argv[])
{
  if (!test_app_init (&argc, &argv))
    return 0;

  g_test_add_func ("/late-tooltip/text", test_text);
  g_test_add_func ("/late-tooltip/ui-file", test_ui_file);

  return g_test_run ();
}

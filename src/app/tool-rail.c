/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "app/tool-rail.h"

#include <glib/gi18n.h>

#include "app/key-cap.h"
#include "app/late-tooltip.h"
#include "app/shortcuts.h"

struct _FwToolRail
{
  GtkWidget      parent_instance;

  GtkWidget     *box;
  GtkMenuButton *adjust;
  GtkRange      *brightness;
  GtkRange      *contrast;
  GtkRange      *gamma;
};

enum
{
  ADJUSTED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (FwToolRail, fw_tool_rail, GTK_TYPE_WIDGET)

static const struct
{
  const char *icon;
  const char *action;
  const char *name;
  const char *how;
  gboolean    line_before;
} tools[] = {
  { "fw-select-symbolic", "win.tool::select", N_("Select"), N_("click, or drag a corner"), FALSE },
  { "fw-box-symbolic", "win.tool::box", N_("Box"), N_("drag, or click two corners"), TRUE },
  { "fw-polygon-symbolic", "win.tool::polygon", N_("Polygon"),
    N_("click the points, Enter closes"), FALSE },
  { "fw-polyline-symbolic", "win.tool::polyline", N_("Polyline"),
    N_("click the points, Ctrl+Enter ends"), FALSE },
  { "fw-points-symbolic", "win.tool::keypoints", N_("Key points"),
    N_("click the points in their order, Enter ends"), FALSE },
  { "fw-rotated-box-symbolic", "win.tool::rotated-box", N_("Rotated box"),
    N_("click two corners of one side, then the width"), FALSE },
  { "fw-pan-symbolic", "win.tool::pan", N_("Pan"), N_("drag the picture"), TRUE },
};

static GtkWidget *
new_face (const char *icon,
          const char *action)
{
  GtkWidget *overlay = gtk_overlay_new ();
  GtkWidget *cap = g_object_new (FW_TYPE_KEY_CAP, "action", action, "css", "fw-rail-key", NULL);

  gtk_overlay_set_child (GTK_OVERLAY (overlay), gtk_image_new_from_icon_name (icon));
  gtk_widget_set_halign (cap, GTK_ALIGN_END);
  gtk_widget_set_valign (cap, GTK_ALIGN_END);
  gtk_overlay_add_overlay (GTK_OVERLAY (overlay), cap);
  return overlay;
}

static GtkWidget *
new_separator (void)
{
  return gtk_separator_new (GTK_ORIENTATION_HORIZONTAL);
}

static void
set_tooltip (GtkWidget  *widget,
             const char *name,
             const char *action,
             const char *how)
{
  g_autofree char *cap = fw_shortcuts_dup_cap (fw_shortcuts_get_default (), action);
  g_autofree char *text = cap != NULL ? g_strdup_printf ("%s (%s) – %s", name, cap, how)
                                      : g_strdup_printf ("%s – %s", name, how);

  fw_late_tooltip_set (widget, text);
  gtk_accessible_update_property (GTK_ACCESSIBLE (widget), GTK_ACCESSIBLE_PROPERTY_LABEL, name,
                                  GTK_ACCESSIBLE_PROPERTY_DESCRIPTION, how, -1);
}

static void
adjusted_cb (FwToolRail *self)
{
  g_signal_emit (self, signals[ADJUSTED], 0, gtk_range_get_value (self->brightness),
                 gtk_range_get_value (self->contrast), gtk_range_get_value (self->gamma));
}

static void
reset_cb (FwToolRail *self)
{
  gtk_range_set_value (self->brightness, 0.0);
  gtk_range_set_value (self->contrast, 0.0);
  gtk_range_set_value (self->gamma, 1.0);
}

static GtkRange *
add_scale (FwToolRail *self,
           GtkWidget  *grid,
           int         row,
           const char *name,
           double      low,
           double      high,
           double      value)
{
  GtkWidget *label = gtk_label_new (name);
  GtkWidget *scale = gtk_scale_new_with_range (GTK_ORIENTATION_HORIZONTAL, low, high, 0.05);

  gtk_label_set_xalign (GTK_LABEL (label), 0.0f);
  gtk_widget_set_size_request (scale, 190, -1);
  gtk_range_set_value (GTK_RANGE (scale), value);
  gtk_scale_add_mark (GTK_SCALE (scale), value, GTK_POS_BOTTOM, NULL);
  gtk_accessible_update_property (GTK_ACCESSIBLE (scale), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
  gtk_grid_attach (GTK_GRID (grid), label, 0, row, 1, 1);
  gtk_grid_attach (GTK_GRID (grid), scale, 1, row, 1, 1);
  g_signal_connect_swapped (scale, "value-changed", G_CALLBACK (adjusted_cb), self);
  return GTK_RANGE (scale);
}

static GtkWidget *
new_adjustments (FwToolRail *self)
{
  GtkWidget *popover = gtk_popover_new ();
  GtkWidget *grid = gtk_grid_new ();
  GtkWidget *note = gtk_label_new (_("Changes only how you see the picture."));
  GtkWidget *reset = gtk_button_new_with_label (_("Reset"));

  gtk_grid_set_column_spacing (GTK_GRID (grid), 12);
  gtk_grid_set_row_spacing (GTK_GRID (grid), 4);
  self->brightness = add_scale (self, grid, 0, _("Brightness"), -1.0, 1.0, 0.0);
  self->contrast = add_scale (self, grid, 1, _("Contrast"), -1.0, 1.0, 0.0);
  self->gamma = add_scale (self, grid, 2, _("Gamma"), 0.2, 5.0, 1.0);
  gtk_widget_add_css_class (note, "dim-label");
  gtk_widget_add_css_class (note, "fw-small");
  gtk_grid_attach (GTK_GRID (grid), note, 0, 3, 2, 1);
  gtk_widget_set_halign (reset, GTK_ALIGN_END);
  gtk_grid_attach (GTK_GRID (grid), reset, 0, 4, 2, 1);
  g_signal_connect_swapped (reset, "clicked", G_CALLBACK (reset_cb), self);
  gtk_popover_set_child (GTK_POPOVER (popover), grid);
  gtk_popover_set_position (GTK_POPOVER (popover), GTK_POS_RIGHT);
  return popover;
}

static void
update_tooltips (FwToolRail *self)
{
  for (GtkWidget *child = gtk_widget_get_first_child (self->box); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    {
      int index = GPOINTER_TO_INT (g_object_get_data (G_OBJECT (child), "tool"));

      if (index > 0)
        set_tooltip (child, _(tools[index - 1].name), tools[index - 1].action,
                     _(tools[index - 1].how));
    }
}

static void
fw_tool_rail_dispose (GObject *object)
{
  g_clear_pointer (&FW_TOOL_RAIL (object)->box, gtk_widget_unparent);

  G_OBJECT_CLASS (fw_tool_rail_parent_class)->dispose (object);
}

static void
fw_tool_rail_class_init (FwToolRailClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = fw_tool_rail_dispose;
  gtk_widget_class_set_layout_manager_type (GTK_WIDGET_CLASS (klass), GTK_TYPE_BIN_LAYOUT);

  signals[ADJUSTED] = g_signal_new ("adjusted", FW_TYPE_TOOL_RAIL, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                    NULL, G_TYPE_NONE, 3, G_TYPE_DOUBLE, G_TYPE_DOUBLE,
                                    G_TYPE_DOUBLE);
}

static void
fw_tool_rail_init (FwToolRail *self)
{
  GtkWidget *space = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  GtkWidget *fit = gtk_button_new ();

  self->box = g_object_new (GTK_TYPE_BOX, "orientation", GTK_ORIENTATION_VERTICAL,
                            "accessible-role", GTK_ACCESSIBLE_ROLE_TOOLBAR, NULL);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->box), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _("Tools"), -1);
  gtk_widget_add_css_class (self->box, "fw-rail");
  gtk_widget_set_parent (self->box, GTK_WIDGET (self));

  for (gsize i = 0; i < G_N_ELEMENTS (tools); i++)
    {
      GtkWidget *button = gtk_toggle_button_new ();

      if (tools[i].line_before)
        gtk_box_append (GTK_BOX (self->box), new_separator ());
      gtk_button_set_child (GTK_BUTTON (button), new_face (tools[i].icon, tools[i].action));
      gtk_actionable_set_detailed_action_name (GTK_ACTIONABLE (button), tools[i].action);
      gtk_widget_add_css_class (button, "flat");
      g_object_set_data (G_OBJECT (button), "tool", GINT_TO_POINTER (i + 1));
      gtk_box_append (GTK_BOX (self->box), button);
    }

  gtk_widget_set_vexpand (space, TRUE);
  gtk_box_append (GTK_BOX (self->box), space);

  gtk_button_set_child (GTK_BUTTON (fit), gtk_image_new_from_icon_name ("fw-fit-symbolic"));
  gtk_actionable_set_action_name (GTK_ACTIONABLE (fit), "win.zoom-fit");
  gtk_widget_add_css_class (fit, "flat");
  set_tooltip (fit, _("Fit"), "win.zoom-fit", _("shows the whole picture"));
  gtk_box_append (GTK_BOX (self->box), fit);

  self->adjust = GTK_MENU_BUTTON (gtk_menu_button_new ());
  gtk_menu_button_set_icon_name (self->adjust, "fw-adjust-symbolic");
  gtk_menu_button_set_popover (self->adjust, new_adjustments (self));
  gtk_menu_button_set_has_frame (self->adjust, FALSE);
  set_tooltip (GTK_WIDGET (self->adjust), _("Picture"), "win.adjust-picture",
               _("brightness, contrast and gamma of the view"));
  gtk_box_append (GTK_BOX (self->box), GTK_WIDGET (self->adjust));

  update_tooltips (self);
  g_signal_connect_object (fw_shortcuts_get_default (), "changed", G_CALLBACK (update_tooltips),
                           self, G_CONNECT_SWAPPED);
}

GtkWidget *
fw_tool_rail_new (void)
{
  return g_object_new (FW_TYPE_TOOL_RAIL, NULL);
}

void
fw_tool_rail_adjust (FwToolRail *self)
{
  g_return_if_fail (FW_IS_TOOL_RAIL (self));

  gtk_menu_button_popup (self->adjust);
}

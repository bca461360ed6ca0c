/* SPDX-License-Identifier: GPL-3.0-or-later */

/*
 * The scene as text: one item a line, every field that decides what is drawn,
 * in an order that does not change. Golden files compare it.
 */

#include "fw-config.h"

#include "edit/scene.h"

static const char *const kinds[]
    = { "shape",    "mask",      "chip",    "handle",  "rotor", "vertex",
        "midpoint", "crosshair", "readout", "tooltip", "guide", "band",
        "points" };

static const char *const roles[] = { "", "keyframe", "interpolated", "ghost", "draft" };

static const char *const flag_names[]
    = { "occluded", "selected", "hovered", "locked", "active", "problem", "problem-elsewhere",
        "hint",     "single",   "preview", "open",   "box",    "double",  "picked",
        "lines",    "round",   "asked" };

/* Two digits are enough to see a mistake and few enough to read. */
static void
append_number (GString *text, double value)
{
  char buffer[G_ASCII_DTOSTR_BUF_SIZE];
  double rounded = round (value * 100.0) / 100.0;

  g_string_append (text, g_ascii_formatd (buffer, sizeof buffer, "%g", rounded + 0.0));
}

static void
append_item (GString *text, const FwSceneItem *item)
{
  gsize ring = 0;
  gsize left = item->n_rings > 0 ? item->sizes[0] : item->n_points;

  g_string_append_printf (text, "  %s", kinds[item->kind]);
  if (item->role != FW_ROLE_NONE)
    g_string_append_printf (text, " %s", roles[item->role]);
  if (item->id != 0)
    g_string_append_printf (text, " id=%" G_GINT64_FORMAT, item->id);
  if (item->colour != 0)
    g_string_append_printf (text, " #%06x", item->colour);
  for (gsize i = 0; i < item->n_points; i++)
    {
      if (left == 0 && ring + 1 < item->n_rings)
        {
          left = item->sizes[++ring];
          g_string_append (text, " |");
        }
      left--;
      g_string_append_c (text, ' ');
      append_number (text, item->points[i].x);
      g_string_append_c (text, ',');
      append_number (text, item->points[i].y);
    }
  if (item->text != NULL)
    g_string_append_printf (text, " \"%s\"", item->text);
  if (item->detail != NULL)
    g_string_append_printf (text, " \"%s\"", item->detail);
  for (gsize i = 0; i < G_N_ELEMENTS (flag_names); i++)
    if ((guint) item->flags & (1u << i))
      g_string_append_printf (text, " %s", flag_names[i]);
  g_string_append_c (text, '\n');
}

static void
append_list (GString *text, const char *title, const FwSceneItem *items, gsize n)
{
  g_string_append_printf (text, "%s\n", title);
  for (gsize i = 0; i < n; i++)
    append_item (text, &items[i]);
}

char *
fw_scene_to_text (FwScene *self)
{
  GString *text;
  gsize n;
  const FwSceneItem *items;

  g_return_val_if_fail (self != NULL, NULL);

  text = g_string_new (NULL);
  items = fw_scene_get_idle (self, &n);
  append_list (text, fw_scene_is_dimmed (self) ? "idle dimmed" : "idle", items, n);
  items = fw_scene_get_idle_chips (self, &n);
  append_list (text, "chips", items, n);
  items = fw_scene_get_active (self, &n);
  append_list (text, "active", items, n);
  return g_string_free (text, FALSE);
}

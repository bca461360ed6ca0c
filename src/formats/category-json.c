/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "formats/category-json.h"

static gboolean
read_names (FwJsonValue list, GPtrArray *names)
{
  FwJsonWalk walk;
  FwJsonValue item;

  if (fw_json_get_type (list) != FW_JSON_ARRAY
      || fw_json_get_count (list) > FW_CATEGORY_MAX_KEYPOINTS)
    return FALSE;

  fw_json_walk_init (&walk, list);
  while (fw_json_walk_next (&walk, NULL, &item))
    {
      if (fw_json_get_type (item) != FW_JSON_TEXT)
        return FALSE;
      g_ptr_array_add (names, (gpointer) fw_json_get_text (item, NULL));
    }

  return TRUE;
}

/* One limb, which counts from 1; others are left out. */
static void
read_limb (FwJsonValue pair, gsize n_names, GArray *limbs)
{
  FwJsonWalk walk;
  FwJsonValue item;
  gint64 ends[2] = { 0, 0 };
  FwLimb limb;

  if (fw_json_get_type (pair) != FW_JSON_ARRAY || fw_json_get_count (pair) != 2)
    return;

  fw_json_walk_init (&walk, pair);
  for (guint i = 0; i < 2; i++)
    if (!fw_json_walk_next (&walk, NULL, &item) || !fw_json_get_integer (item, &ends[i])
        || ends[i] < 1 || ends[i] > (gint64) n_names)
      return;

  limb = (FwLimb){ (guint16) (ends[0] - 1), (guint16) (ends[1] - 1) };
  g_array_append_val (limbs, limb);
}

void
fw_category_points_init (FwCategoryPoints *self, FwJsonValue category)
{
  FwJsonValue list, pair;
  FwJsonWalk walk;

  *self = (FwCategoryPoints){ NULL };
  if (fw_json_get_type (category) != FW_JSON_OBJECT
      || !fw_json_get_member (category, "keypoints", &list))
    return;

  self->names = g_ptr_array_new ();
  if (!read_names (list, self->names))
    {
      g_clear_pointer (&self->names, g_ptr_array_unref);
      return;
    }

  self->limbs = g_array_new (FALSE, FALSE, sizeof (FwLimb));
  if (!fw_json_get_member (category, "skeleton", &list) || fw_json_get_type (list) != FW_JSON_ARRAY)
    return;

  fw_json_walk_init (&walk, list);
  while (fw_json_walk_next (&walk, NULL, &pair))
    read_limb (pair, self->names->len, self->limbs);
}

void
fw_category_points_set (const FwCategoryPoints *self, FwCategory *category)
{
  if (!self->names)
    return;

  category->keypoints = (const char *const *) self->names->pdata;
  category->n_keypoints = self->names->len;
  category->limbs = (const FwLimb *) (gpointer) self->limbs->data;
  category->n_limbs = self->limbs->len;
}

void
fw_category_points_clear (FwCategoryPoints *self)
{
  g_clear_pointer (&self->names, g_ptr_array_unref);
  g_clear_pointer (&self->limbs, g_array_unref);
}

void
fw_category_keypoints_write (FwJsonWriter *writer, const FwCategory *category)
{
  fw_json_writer_begin_array (writer);
  for (gsize i = 0; i < category->n_keypoints; i++)
    fw_json_writer_text (writer, category->keypoints[i]);
  fw_json_writer_end_array (writer);
}

void
fw_category_limbs_write (FwJsonWriter *writer, const FwCategory *category)
{
  fw_json_writer_begin_array (writer);
  for (gsize i = 0; i < category->n_limbs; i++)
    {
      fw_json_writer_begin_array (writer);
      fw_json_writer_integer (writer, category->limbs[i].from + 1);
      fw_json_writer_integer (writer, category->limbs[i].to + 1);
      fw_json_writer_end_array (writer);
    }
  fw_json_writer_end_array (writer);
}

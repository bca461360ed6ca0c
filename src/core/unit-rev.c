/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "core/unit-rev.h"

#include "core/canonical-json.h"
#include "core/shape-kinds.h"

#include <string.h>

static void
append_numbers (GString      *json,
                const double *numbers,
                gsize         n)
{
  g_string_append_c (json, '[');
  for (gsize i = 0; i < n; i++)
    {
      if (i > 0)
        g_string_append_c (json, ',');
      fw_json_append_number (json, numbers[i]);
    }
  g_string_append_c (json, ']');
}

static void
append_rings (GString       *json,
              const FwShape *shape)
{
  g_string_append_c (json, '[');
  for (gsize i = 0; i < fw_shape_get_n_rings (shape); i++)
    {
      FwRing ring = fw_shape_get_ring (shape, i);
      g_autofree double *numbers = g_new (double, 2 * ring.n_vertices + 1);

      for (gsize j = 0; j < ring.n_vertices; j++)
        {
          numbers[2 * j] = ring.vertices[j].x;
          numbers[2 * j + 1] = ring.vertices[j].y;
        }
      g_string_append (json, i > 0 ? "," : "");
      g_string_append (json, ring.is_hole ? "{\"hole\":" : "");
      append_numbers (json, numbers, 2 * ring.n_vertices);
      g_string_append (json, ring.is_hole ? "}" : "");
    }
  g_string_append_c (json, ']');
}

static void
append_mask (GString       *json,
             const FwShape *shape)
{
  gsize n;
  guint width, height;
  const guint32 *runs = fw_shape_get_mask_runs (shape, &n, &width, &height);

  g_string_append_printf (json, "[%u,%u", width, height);
  for (gsize i = 0; i < n; i++)
    g_string_append_printf (json, ",%u", runs[i]);
  g_string_append_c (json, ']');
}

/* Name, x, y and visibility of each point; the box of its own comes last. */
static void
append_points (GString       *json,
               const FwShape *shape)
{
  gsize n;
  const FwKeypoint *points = fw_shape_get_points (shape, &n);
  FwRect box;

  g_string_append_c (json, '[');
  for (gsize i = 0; i < n; i++)
    {
      const double numbers[3] = { points[i].x, points[i].y, points[i].visibility };

      g_string_append (json, i > 0 ? ",[" : "[");
      fw_json_append_string (json, points[i].name != NULL ? points[i].name : "");
      g_string_append_c (json, ',');
      append_numbers (json, numbers, G_N_ELEMENTS (numbers));
      g_string_append_c (json, ']');
    }

  if (fw_shape_get_own_box (shape, &box))
    {
      const double numbers[4] = { box.x, box.y, box.width, box.height };

      g_string_append (json, n > 0 ? "," : "");
      append_numbers (json, numbers, G_N_ELEMENTS (numbers));
    }
  g_string_append_c (json, ']');
}

static void
append_shape (GString       *json,
              const FwShape *shape)
{
  FwShapeKind kind = fw_shape_get_kind (shape);

  g_string_append_printf (json, "{\"%s\":", fw_shape_kind_to_word (kind));
  if (kind == FW_SHAPE_ROTATED_BOX || kind == FW_SHAPE_ELLIPSE)
    {
      FwPoint centre;
      double numbers[5];

      fw_shape_get_rotated_box (shape, &centre, &numbers[2], &numbers[3], &numbers[4]);
      numbers[0] = centre.x;
      numbers[1] = centre.y;
      if (kind == FW_SHAPE_ELLIPSE)
        {
          numbers[2] /= 2.0;
          numbers[3] /= 2.0;
        }
      append_numbers (json, numbers, G_N_ELEMENTS (numbers));
    }
  else if (kind == FW_SHAPE_MASK)
    append_mask (json, shape);
  else if (kind == FW_SHAPE_POINTS || kind == FW_SHAPE_SKELETON)
    append_points (json, shape);
  else if (fw_shape_get_n_rings (shape) > 0)
    append_rings (json, shape);
  else
    {
      FwRect box = fw_shape_get_bounds (shape);
      const double numbers[4] = { box.x, box.y, box.width, box.height };

      append_numbers (json, numbers, G_N_ELEMENTS (numbers));
    }
  g_string_append_c (json, '}');
}

static int
compare_names (gconstpointer a,
               gconstpointer b)
{
  return strcmp (*(const char *const *) a, *(const char *const *) b);
}

/* Names of all attributes that the track has anywhere, sorted. */
static GPtrArray *
list_names (const FwTrack *track)
{
  GPtrArray *names = g_ptr_array_new ();
  static const char *const built_in[] = { FW_CHANGE_OCCLUDED, FW_CHANGE_Z_ORDER };
  gsize n;

  for (gsize i = 0; i < fw_track_get_n_fixed (track); i++)
    g_ptr_array_add (names, (gpointer) fw_track_get_fixed (track, i, NULL));
  for (gsize i = 0; i < fw_track_get_n_changing (track); i++)
    g_ptr_array_add (names, (gpointer) fw_track_get_changing (track, i));
  for (gsize i = 0; i < G_N_ELEMENTS (built_in); i++)
    {
      fw_track_get_changes (track, built_in[i], &n);
      if (n > 0)
        g_ptr_array_add (names, (gpointer) built_in[i]);
    }
  g_ptr_array_sort (names, compare_names);

  /* A fixed attribute hides a changing one of the same name. */
  for (guint i = names->len; i > 1; i--)
    if (g_str_equal (names->pdata[i - 1], names->pdata[i - 2]))
      g_ptr_array_remove_index (names, i - 1);

  return names;
}

/* Values that say nothing: null, and what a built-in attribute is without being set. */
static gboolean
is_nothing (const char *name,
            FwValue     value)
{
  if (value.type == FW_VALUE_NULL)
    return TRUE;
  if (g_str_equal (name, FW_CHANGE_OCCLUDED))
    return value.type == FW_VALUE_BOOL && !value.boolean;

  return g_str_equal (name, FW_CHANGE_Z_ORDER) && value.type == FW_VALUE_NUMBER
         && value.number == 0.0;
}

static void
append_attributes (GString       *json,
                   const FwTrack *track,
                   GPtrArray     *names,
                   FwFrame        frame)
{
  gboolean is_first = TRUE;

  g_string_append_c (json, '{');
  for (guint i = 0; i < names->len; i++)
    {
      FwValue value = fw_track_get_attribute (track, names->pdata[i], frame);

      if (is_nothing (names->pdata[i], value))
        continue;
      g_string_append (json, is_first ? "" : ",");
      is_first = FALSE;
      fw_json_append_string (json, names->pdata[i]);
      g_string_append_c (json, ':');
      fw_json_append_value (json, value);
    }
  g_string_append_c (json, '}');
}

static void
append_category (GString          *json,
                 const FwTrack    *track,
                 const FwTaxonomy *taxonomy)
{
  const FwCategory *category
      = taxonomy ? fw_taxonomy_find (taxonomy, fw_track_get_category (track)) : NULL;

  fw_json_append_string (json, category ? category->name : "");
}

/* FALSE when the track is no label there. */
static gboolean
append_label (GString          *json,
              const FwTrack    *track,
              const FwTaxonomy *taxonomy,
              FwFrame           frame)
{
  if (!fw_presence_is_visible (fw_track_get_presence (track, frame)))
    return FALSE;

  g_autoptr(FwShape) shape = fw_track_dup_shape_at (track, frame);
  g_autoptr(GPtrArray) names = list_names (track);

  g_string_append (json, "{\"attributes\":");
  append_attributes (json, track, names, frame);
  g_string_append (json, ",\"category\":");
  append_category (json, track, taxonomy);
  g_string_append (json, ",\"shape\":");
  append_shape (json, shape);
  g_string_append_c (json, '}');

  return TRUE;
}

char *
fw_unit_rev_label (const FwTrack    *track,
                   const FwTaxonomy *taxonomy,
                   FwFrame           frame)
{
  g_return_val_if_fail (track != NULL, NULL);

  g_autoptr(GString) json = g_string_new (NULL);

  return append_label (json, track, taxonomy, frame) ? fw_json_make_rev (json) : NULL;
}

/* Whether a changing attribute has a value anywhere in @span: a file that says
 * "not occluded" in every frame says no more than one that is silent. */
static gboolean
says_something (const FwTrack *track,
                const char    *name,
                FwSpan         span)
{
  gsize n;
  const FwChange *changes = fw_track_get_changes (track, name, &n);

  if (n == 0)
    return FALSE;
  if (!is_nothing (name, fw_track_get_attribute (track, name, span.first)))
    return TRUE;

  for (gsize i = 0; i < n; i++)
    if (changes[i].frame > span.first && changes[i].frame <= span.last
        && !is_nothing (name, changes[i].value))
      return TRUE;

  return FALSE;
}

/* {"occlusion":[[12,"none"],[15,"full"]]}: the value at the start of @span, then the changes. */
static void
append_changes (GString       *json,
                const FwTrack *track,
                GPtrArray     *names,
                FwSpan         span)
{
  gboolean is_first = TRUE;

  g_string_append_c (json, '{');
  for (guint i = 0; i < names->len; i++)
    {
      const char *name = names->pdata[i];
      gsize n;
      const FwChange *changes = fw_track_get_changes (track, name, &n);

      if (!says_something (track, name, span))
        continue;
      g_string_append (json, is_first ? "" : ",");
      is_first = FALSE;
      fw_json_append_string (json, name);
      g_string_append_printf (json, ":[[%d,", span.first);
      fw_json_append_value (json, fw_track_get_attribute (track, name, span.first));
      g_string_append_c (json, ']');
      for (gsize j = 0; j < n; j++)
        if (changes[j].frame > span.first && changes[j].frame <= span.last)
          {
            g_string_append_printf (json, ",[%d,", changes[j].frame);
            fw_json_append_value (json, changes[j].value);
            g_string_append_c (json, ']');
          }
      g_string_append_c (json, ']');
    }
  g_string_append_c (json, '}');
}

static void
append_fixed (GString       *json,
              const FwTrack *track)
{
  g_string_append_c (json, '{');
  for (gsize i = 0; i < fw_track_get_n_fixed (track); i++)
    {
      FwValue value;
      const char *name = fw_track_get_fixed (track, i, &value);

      g_string_append (json, i > 0 ? "," : "");
      fw_json_append_string (json, name);
      g_string_append_c (json, ':');
      fw_json_append_value (json, value);
    }
  g_string_append_c (json, '}');
}

static void
append_keys (GString       *json,
             const FwTrack *track,
             FwSpan         span)
{
  gssize first = MAX (fw_track_find_keyframe (track, span.first), 0);
  gsize n = fw_track_get_n_keyframes (track);

  g_string_append_c (json, '[');
  for (gsize i = first; i < n; i++)
    {
      FwKeyframe key = fw_track_get_keyframe (track, i);

      g_string_append_printf (json, "%s[%d,", i > (gsize) first ? "," : "", key.frame);
      append_shape (json, key.shape);
      g_string_append_c (json, ']');
      /* The one after the span says where the shapes in it go. */
      if (key.frame >= span.last)
        break;
    }
  g_string_append_c (json, ']');
}

static void
append_outside (GString       *json,
                const FwTrack *track,
                FwSpan         span)
{
  gboolean is_first = TRUE;
  gsize n;
  const FwSpan *outside = fw_track_get_outside (track, &n);

  g_string_append_c (json, '[');
  for (gsize i = 0; i < n; i++)
    if (outside[i].last >= span.first && outside[i].first <= span.last)
      {
        g_string_append_printf (json, "%s[%d,%d]", is_first ? "" : ",",
                                MAX (outside[i].first, span.first),
                                MIN (outside[i].last, span.last));
        is_first = FALSE;
      }
  g_string_append_c (json, ']');
}

char *
fw_unit_rev_span (const FwTrack    *track,
                  const FwTaxonomy *taxonomy,
                  FwSpan            span)
{
  g_return_val_if_fail (track != NULL, NULL);

  FwSpan life = fw_track_get_span (track);
  FwSpan part = { MAX (span.first, life.first), MIN (span.last, life.last) };

  if (span.first == span.last)
    return fw_unit_rev_label (track, taxonomy, span.first);
  if (part.first > part.last)
    return NULL;

  g_autoptr(GString) json = g_string_new ("{\"category\":");
  g_autoptr(GPtrArray) names = list_names (track);

  append_category (json, track, taxonomy);
  g_string_append (json, ",\"changes\":");
  append_changes (json, track, names, part);
  g_string_append (json, ",\"fixed\":");
  append_fixed (json, track);
  g_string_append (json, ",\"keys\":");
  append_keys (json, track, part);
  g_string_append (json, ",\"outside\":");
  append_outside (json, track, part);
  g_string_append_printf (json, ",\"span\":[%d,%d]}", part.first, part.last);

  return fw_json_make_rev (json);
}

char *
fw_unit_rev_track (const FwTrack    *track,
                   const FwTaxonomy *taxonomy)
{
  g_return_val_if_fail (track != NULL, NULL);

  return fw_unit_rev_span (track, taxonomy, fw_track_get_span (track));
}

typedef struct
{
  GString    *json;
  FwTaxonomy *taxonomy;
  FwFrame     frame;
} FrameLabels;

static gboolean
append_frame_label (FwTrack *track,
                    gpointer user_data)
{
  FrameLabels *labels = user_data;
  gsize length = labels->json->len;

  g_string_append (labels->json, length > 1 ? "," : "");
  if (!append_label (labels->json, track, labels->taxonomy, labels->frame))
    g_string_truncate (labels->json, length);

  return TRUE;
}

char *
fw_unit_rev_frame (const FwSnapshot *snapshot,
                   FwFrame           frame)
{
  g_return_val_if_fail (snapshot != NULL, NULL);

  g_autoptr(GString) json = g_string_new ("[");
  FrameLabels labels = { json, fw_snapshot_get_taxonomy (snapshot), frame };

  fw_snapshot_foreach (snapshot, append_frame_label, &labels);
  g_string_append_c (json, ']');

  return fw_json_make_rev (json);
}

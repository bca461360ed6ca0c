/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

/*
 * Tracks as text, for tables, and the promises of FwTrack as a check.
 *
 * A track is written as words: `12=x,y,w,h` is a box at a keyframe,
 * `12~cx,cy,w,h,degrees` a rotated box, `12:x,y;x,y;...` a polygon of one ring
 * (`5/x,y` gives a vertex the id 5; `|` begins a further ring, `!` a hole),
 * `12_x,y;x,y` a polyline written alike, `12^cx,cy,rx,ry,degrees` an ellipse,
 * `12*nose/x,y,v;x,y,v` points, of which some have names, `12#...` a skeleton,
 * `out:20-29` a gap, `name@12=value` an attribute keyframe, `name=value` a
 * fixed attribute, `order:1,2,5` a ring order, `edge:12,5,0.4` an entry of a
 * vertex that lies on an edge.
 */

#include "core/interpolate.h"
#include "core/shape-kinds.h"
#include "core/track-edit.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static inline FwValue
kit_value (const char *text)
{
  char *end;
  double number = g_ascii_strtod (text, &end);

  if (g_str_equal (text, "null"))
    return fw_value_null ();

  if (g_str_equal (text, "true") || g_str_equal (text, "false"))
    return fw_value_boolean (text[0] == 't');

  return *end == '\0' ? fw_value_number (number) : fw_value_text (text);
}

static inline gsize
kit_numbers (const char *text,
             double     *numbers,
             gsize       n_max)
{
  g_auto (GStrv) words = g_strsplit (text, ",", -1);
  gsize n = 0;

  for (; words[n] != NULL && n < n_max; n++)
    numbers[n] = g_ascii_strtod (words[n], NULL);

  return n;
}

static inline FwShape *
kit_rings (const char *text,
           gboolean    is_open)
{
  g_auto (GStrv) parts = g_strsplit_set (text, "|!", -1);
  g_autoptr (GPtrArray) vertices = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GArray) rings = g_array_new (FALSE, FALSE, sizeof (FwRing));
  const char *at = text;

  for (gsize i = 0; parts[i] != NULL; i++)
    {
      g_auto (GStrv) words = g_strsplit (parts[i], ";", -1);
      gsize n = g_strv_length (words);
      FwVertex *ring = g_new0 (FwVertex, n);
      FwRing entry = { ring, n, i > 0 && at[-1] == '!', is_open };

      for (gsize k = 0; k < n; k++)
        {
          const char *slash = strchr (words[k], '/');
          double xy[2] = { 0, 0 };

          kit_numbers (slash != NULL ? slash + 1 : words[k], xy, 2);
          ring[k] = (FwVertex) { xy[0], xy[1], slash != NULL ? strtoul (words[k], NULL, 10) : 0 };
        }

      g_ptr_array_add (vertices, ring);
      g_array_append_val (rings, entry);
      at += strlen (parts[i]) + 1;
    }

  return fw_shape_new_rings ((const FwRing *) (gpointer) rings->data, rings->len);
}

static inline FwShape *
kit_polygon (const char *text)
{
  return kit_rings (text, FALSE);
}

static inline FwShape *
kit_line (const char *text)
{
  return kit_rings (text, TRUE);
}

/* `nose/10,20,2;eye/11,20,1`; the same with @is_skeleton. */
static inline FwShape *
kit_points (const char *text,
            gboolean    is_skeleton)
{
  g_auto (GStrv) words = g_strsplit (text, ";", -1);
  gsize n = g_strv_length (words);
  g_autofree FwKeypoint *points = g_new0 (FwKeypoint, n + 1);

  for (gsize i = 0; i < n; i++)
    {
      char *slash = strchr (words[i], '/');
      double v[3] = { 0 };

      kit_numbers (slash != NULL ? slash + 1 : words[i], v, 3);
      if (slash != NULL)
        *slash = '\0';
      points[i] = (FwKeypoint) { v[0], v[1], slash != NULL ? words[i] : NULL, v[2] };
    }

  return is_skeleton ? fw_shape_new_skeleton (points, n, NULL) : fw_shape_new_points (points, n);
}

static inline void
kit_add_word (FwTrackBuilder *builder,
              const char     *word)
{
  double v[5] = { 0 };
  FwFrame frame = strtol (word, NULL, 10);
  const char *rest = word + strspn (word, "0123456789");
  g_autoptr (FwShape) shape = NULL;
  int first, last;

  if (sscanf (word, "out:%d-%d", &first, &last) == 2)
    {
      fw_track_builder_add_outside (builder, (FwSpan) { first, last });
    }
  else if (g_str_has_prefix (word, "order:"))
    {
      double numbers[64];
      guint32 ids[64];
      gsize n = kit_numbers (word + 6, numbers, 64);

      for (gsize i = 0; i < n; i++)
        ids[i] = numbers[i];
      fw_track_builder_add_ring_order (builder, ids, n, FALSE);
    }
  else if (g_str_has_prefix (word, "edge:"))
    {
      kit_numbers (word + 5, v, 3);
      fw_track_builder_add_on_edge (builder, (FwOnEdge) { v[0], v[1], v[2] });
    }
  else if (rest > word)
    {
      if (*rest == ':')
        shape = kit_polygon (rest + 1);
      else if (*rest == '_')
        shape = kit_line (rest + 1);
      else if (*rest == '*' || *rest == '#')
        shape = kit_points (rest + 1, *rest == '#');
      else
        kit_numbers (rest + 1, v, 5);

      if (*rest == '=')
        shape = fw_shape_new_box (FW_RECT (v[0], v[1], v[2], v[3]));
      else if (*rest == '~')
        shape = fw_shape_new_rotated_box (v[0], v[1], v[2], v[3], v[4]);
      else if (*rest == '^')
        shape = fw_shape_new_ellipse (v[0], v[1], v[2], v[3], v[4]);

      g_assert_nonnull (shape);
      fw_track_builder_set_key (builder, frame, shape);
    }
  else
    {
      g_auto (GStrv) sides = g_strsplit (word, "=", 2);
      char *at = strchr (sides[0], '@');

      g_assert_nonnull (sides[1]);
      if (at != NULL)
        {
          *at = '\0';
          fw_track_builder_set_change (builder, sides[0], atoi (at + 1), kit_value (sides[1]));
        }
      else
        {
          fw_track_builder_set_fixed (builder, sides[0], kit_value (sides[1]));
        }
    }
}

static inline FwTrack *
kit_try (FwTrackId    id,
         const char  *text,
         GError     **error)
{
  FwTrackBuilder *builder = fw_track_builder_new (id, 1);
  g_auto (GStrv) words = g_strsplit (text, " ", -1);

  for (gsize i = 0; words[i] != NULL; i++)
    {
      if (words[i][0] != '\0')
        kit_add_word (builder, words[i]);
    }

  return fw_track_builder_end (builder, error);
}

static inline FwTrack *
kit_track (FwTrackId   id,
           const char *text)
{
  g_autoptr (GError) error = NULL;
  FwTrack *track = kit_try (id, text, &error);

  g_assert_no_error (error);
  return track;
}

/* Keyframes and gaps, such as `0 19 x20-29 30`. */
static inline char *
kit_timing (const FwTrack *track)
{
  GString *text = g_string_new (NULL);
  gsize n_outside;
  const FwSpan *outside = fw_track_get_outside (track, &n_outside);
  gsize o = 0;

  for (gsize i = 0; i < fw_track_get_n_keyframes (track); i++)
    {
      FwFrame frame = fw_track_get_keyframe (track, i).frame;

      for (; o < n_outside && outside[o].first < frame; o++)
        g_string_append_printf (text, " x%d-%d", outside[o].first, outside[o].last);

      g_string_append_printf (text, " %d", frame);
    }

  g_string_erase (text, 0, 1);
  return g_string_free (text, FALSE);
}

static inline char *
kit_changes (const FwTrack *track,
             const char    *name)
{
  GString *text = g_string_new (NULL);
  gsize n;
  const FwChange *changes = fw_track_get_changes (track, name, &n);

  for (gsize i = 0; i < n; i++)
    {
      g_autofree char *value = fw_value_to_text (changes[i].value);

      g_string_append_printf (text, "%s%d=%s", i > 0 ? " " : "", changes[i].frame, value);
    }

  return g_string_free (text, FALSE);
}

/* Points as `nose/10,20,2;11,20,1`. */
static inline char *
kit_points_text (const FwShape *shape)
{
  GString *text = g_string_new (NULL);
  gsize n;
  const FwKeypoint *points = fw_shape_get_points (shape, &n);

  for (gsize i = 0; i < n; i++)
    g_string_append_printf (text, "%s%s%s%g,%g,%d", i > 0 ? ";" : "",
                            points[i].name != NULL ? points[i].name : "",
                            points[i].name != NULL ? "/" : "", points[i].x, points[i].y,
                            points[i].visibility);

  return g_string_free (text, FALSE);
}

/* A polygon's rings as `1/0,0;2/10,0`. */
static inline char *
kit_outline (const FwShape *shape)
{
  GString *text = g_string_new (NULL);

  for (gsize r = 0; r < fw_shape_get_n_rings (shape); r++)
    {
      FwRing ring = fw_shape_get_ring (shape, r);

      if (r > 0)
        g_string_append_c (text, ring.is_hole ? '!' : '|');

      for (gsize i = 0; i < ring.n_vertices; i++)
        g_string_append_printf (text, "%s%u/%g,%g", i > 0 ? ";" : "", ring.vertices[i].id,
                                ring.vertices[i].x, ring.vertices[i].y);
    }

  return g_string_free (text, FALSE);
}

static inline char *
kit_outline_at (const FwTrack *track,
                FwFrame        frame)
{
  g_autoptr (FwShape) shape = fw_track_dup_shape_at (track, frame);

  return shape != NULL ? kit_outline (shape) : g_strdup ("none");
}

static inline void
kit_assert_close (double a,
                  double b,
                  double tolerance)
{
  if (!(fabs (a - b) <= tolerance) && !(isnan (a) && isnan (b)))
    g_error ("%.17g is not within %g of %.17g", a, tolerance, b);
}

/* Same geometry, vertex by vertex where there are vertices; ids do not count. */
static inline void
kit_assert_shapes_close (const FwShape *a,
                         const FwShape *b,
                         double         tolerance)
{
  FwRect x = fw_shape_get_bounds (a);
  FwRect y = fw_shape_get_bounds (b);

  g_assert_cmpint (fw_shape_get_kind (a), ==, fw_shape_get_kind (b));
  kit_assert_close (x.x, y.x, tolerance);
  kit_assert_close (x.y, y.y, tolerance);
  kit_assert_close (x.width, y.width, tolerance);
  kit_assert_close (x.height, y.height, tolerance);
  kit_assert_close (fw_shape_get_area (a), fw_shape_get_area (b),
                    tolerance * (1 + fw_shape_get_area (a)));
}

/* Both tracks look the same in the frames from @first to @last. */
static inline void
kit_assert_same_view (const FwTrack *a,
                      const FwTrack *b,
                      FwFrame        first,
                      FwFrame        last,
                      double         tolerance)
{
  for (FwFrame frame = first; frame <= last; frame++)
    {
      gboolean visible_a = fw_presence_is_visible (fw_track_get_presence (a, frame));
      gboolean visible_b = fw_presence_is_visible (fw_track_get_presence (b, frame));
      g_autoptr (FwShape) shape_a = NULL;
      g_autoptr (FwShape) shape_b = NULL;

      g_assert_cmpint (visible_a, ==, visible_b);
      if (!visible_a)
        continue;

      shape_a = fw_track_dup_shape_at (a, frame);
      shape_b = fw_track_dup_shape_at (b, frame);
      kit_assert_shapes_close (shape_a, shape_b, tolerance);
      g_assert_cmpint (fw_track_is_occluded (a, frame), ==, fw_track_is_occluded (b, frame));
      g_assert_cmpint (fw_track_get_z_order (a, frame), ==, fw_track_get_z_order (b, frame));
    }
}

/* Place of each id in the track's ring orders, counted through; 0 when unknown. */
static inline GHashTable *
kit_places (const FwTrack *track)
{
  GHashTable *places = g_hash_table_new (NULL, NULL);
  guint place = 0;

  for (gsize r = 0; r < fw_track_get_n_rings (track); r++)
    {
      gsize n;
      const guint32 *order = fw_track_get_ring_order (track, r, &n, NULL);

      g_assert_cmpuint (n, >, 0);
      for (gsize i = 0; i < n; i++)
        {
          g_assert_cmpuint (order[i], >, 0);
          g_assert_true (g_hash_table_insert (places, GUINT_TO_POINTER (order[i]),
                                              GUINT_TO_POINTER (++place)));
        }
    }

  return places;
}

static inline guint
kit_place (GHashTable *places,
           guint32     id)
{
  return GPOINTER_TO_UINT (g_hash_table_lookup (places, GUINT_TO_POINTER (id)));
}

static inline gboolean
kit_has_vertex (const FwShape *shape,
                guint32        id)
{
  for (gsize r = 0; r < fw_shape_get_n_rings (shape); r++)
    {
      FwRing ring = fw_shape_get_ring (shape, r);

      for (gsize i = 0; i < ring.n_vertices; i++)
        {
          if (ring.vertices[i].id == id)
            return TRUE;
        }
    }

  return FALSE;
}

static inline void
kit_check_identity (const FwTrack *track)
{
  g_autoptr (GHashTable) places = kit_places (track);
  g_autoptr (GHashTable) used = g_hash_table_new (NULL, NULL);
  gsize n_on_edge;
  const FwOnEdge *on_edge = fw_track_get_on_edge (track, &n_on_edge);

  for (gsize k = 0; k < fw_track_get_n_keyframes (track); k++)
    {
      FwShape *shape = fw_track_get_keyframe (track, k).shape;
      g_autoptr (GHashTable) here = g_hash_table_new (NULL, NULL);
      guint ring_before = 0;

      for (gsize r = 0; r < fw_shape_get_n_rings (shape); r++)
        {
          FwRing ring = fw_shape_get_ring (shape, r);
          guint turns = 0;

          for (gsize i = 0; i < ring.n_vertices; i++)
            {
              guint32 id = ring.vertices[i].id;
              guint32 next = ring.vertices[(i + 1) % ring.n_vertices].id;

              g_assert_cmpuint (kit_place (places, id), >, 0);
              g_assert_true (g_hash_table_add (here, GUINT_TO_POINTER (id)));
              g_hash_table_add (used, GUINT_TO_POINTER (id));
              turns += kit_place (places, next) <= kit_place (places, id);

              /* A line is listed from its first place to its last. */
              if (ring.is_open && i + 1 < ring.n_vertices)
                g_assert_cmpuint (turns, ==, 0);
            }

          /* A part of the order, in its order, and rings by their order too. */
          g_assert_cmpuint (turns, ==, 1);
          g_assert_cmpuint (kit_place (places, ring.vertices[0].id), >, ring_before);
          ring_before = MIN (ring_before, kit_place (places, ring.vertices[0].id));
        }
    }

  g_assert_cmpuint (g_hash_table_size (used), ==, g_hash_table_size (places));
  g_assert_false (g_hash_table_contains (used,
                                         GUINT_TO_POINTER (fw_track_get_next_vertex (track))));

  for (gsize i = 0; i < n_on_edge; i++)
    {
      gssize key = fw_track_find_keyframe (track, on_edge[i].frame);
      FwKeyframe keyframe = fw_track_get_keyframe (track, key);

      g_assert_cmpint (keyframe.frame, ==, on_edge[i].frame);
      g_assert_false (kit_has_vertex (keyframe.shape, on_edge[i].id));
      g_assert_cmpuint (kit_place (places, on_edge[i].id), >, 0);
      g_assert_true (on_edge[i].ratio >= 0.0 && on_edge[i].ratio <= 1.0);

      if (i > 0 && on_edge[i - 1].frame == on_edge[i].frame)
        g_assert_cmpuint (kit_place (places, on_edge[i - 1].id), <,
                          kit_place (places, on_edge[i].id));
      else if (i > 0)
        g_assert_cmpint (on_edge[i - 1].frame, <, on_edge[i].frame);
    }
}

static inline void
kit_check_changes (const FwTrack *track,
                   const char    *name)
{
  gsize n;
  const FwChange *changes = fw_track_get_changes (track, name, &n);

  for (gsize i = 1; i < n; i++)
    {
      g_assert_cmpint (changes[i - 1].frame, <, changes[i].frame);
      g_assert_false (fw_value_equal (changes[i - 1].value, changes[i].value));
    }
}

/* Walks the track with a cursor and compares with every other way to ask. */
static inline void
kit_check_frames (const FwTrack *track,
                  FwFrame        first,
                  FwFrame        last)
{
  FwTrackCursor cursor;
  gint64 n_visible = 0;

  fw_track_cursor_init (&cursor, track);

  for (FwFrame frame = first; frame <= last; frame++)
    {
      FwRect bounds = FW_RECT (0, 0, 0, 0);
      FwRect asked = FW_RECT (0, 0, 0, 0);
      FwPresence presence = fw_track_cursor_move (&cursor, frame, &bounds);
      g_autoptr (FwShape) shape = fw_track_dup_shape_at (track, frame);

      g_assert_cmpint (presence, ==, fw_track_get_presence (track, frame));
      n_visible += fw_presence_is_visible (presence);
      g_assert_cmpint (fw_track_get_bounds_at (track, frame, &asked), ==, shape != NULL);

      if (presence == FW_PRESENCE_NONE || presence == FW_PRESENCE_OUTSIDE)
        {
          g_assert_null (shape);
          continue;
        }

      g_assert_nonnull (shape);
      g_assert_cmpint (fw_shape_get_kind (shape), ==, fw_track_get_kind (track));
      if (fw_shape_is_finite (shape))
        {
          g_assert_true (fw_rect_equal (bounds, asked));
          g_assert_true (fw_rect_equal (bounds, fw_shape_get_bounds (shape)));
        }

      if (presence == FW_PRESENCE_KEYFRAME)
        {
          gssize key = fw_track_find_keyframe (track, frame);

          g_assert_true (shape == fw_track_get_keyframe (track, key).shape);
        }
    }

  if (first <= fw_track_get_span (track).first && last >= fw_track_get_span (track).last)
    g_assert_cmpint (n_visible, ==, fw_track_get_n_visible (track));
}

/* Everything that FwTrack promises. */
static inline void
kit_check (const FwTrack *track)
{
  gsize n_keys = fw_track_get_n_keyframes (track);
  FwSpan span = fw_track_get_span (track);
  gsize n_outside;
  const FwSpan *outside = fw_track_get_outside (track, &n_outside);
  FwFrame last = MIN (span.last, span.first + 400);

  g_assert_cmpuint (n_keys, >, 0);
  g_assert_cmpint (span.first, ==, fw_track_get_keyframe (track, 0).frame);
  g_assert_cmpint (span.last, ==, fw_track_get_keyframe (track, n_keys - 1).frame);
  g_assert_nonnull (fw_track_get_source (track));
  if (fw_track_is_single (track))
    g_assert_cmpuint (n_keys, ==, 1);

  for (gsize i = 0; i < n_keys; i++)
    {
      FwKeyframe key = fw_track_get_keyframe (track, i);

      g_assert_cmpint (fw_shape_get_kind (key.shape), ==, fw_track_get_kind (track));
      g_assert_cmpint (fw_track_find_keyframe (track, key.frame), ==, i);
      if (i > 0)
        g_assert_cmpint (fw_track_get_keyframe (track, i - 1).frame, <, key.frame);
    }

  for (gsize i = 0; i < n_outside; i++)
    {
      g_assert_cmpint (outside[i].first, <=, outside[i].last);
      g_assert_true (fw_track_has_keyframe (track, outside[i].first - 1));
      g_assert_true (fw_track_has_keyframe (track, outside[i].last + 1));
      g_assert_cmpint (fw_track_find_keyframe (track, outside[i].first), ==,
                       fw_track_find_keyframe (track, outside[i].last));
      if (i > 0)
        g_assert_cmpint (outside[i - 1].last + 1, <, outside[i].first);
    }

  for (gsize i = 0; i < fw_track_get_n_changing (track); i++)
    kit_check_changes (track, fw_track_get_changing (track, i));
  kit_check_changes (track, FW_CHANGE_OCCLUDED);
  kit_check_changes (track, FW_CHANGE_Z_ORDER);

  if (fw_track_get_kind (track) == FW_SHAPE_POLYGON
      || fw_track_get_kind (track) == FW_SHAPE_POLYLINE)
    kit_check_identity (track);
  else
    g_assert_cmpuint (fw_track_get_n_rings (track), ==, 0);

  kit_check_frames (track, MAX (span.first - 2, 0), last + 2);
}

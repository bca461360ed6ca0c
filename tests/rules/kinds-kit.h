/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

/*
 * Cases of the kinds: a rule and a handful of objects in a picture of
 * 1000 x 500; what counts is how often the rule fires.
 */

#include "rules-kit.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>

/* Categories of the kit. */
enum { CAR = 1, TRUCK, BICYCLE, WHEEL, PEDESTRIAN, RIDER, REGION, GARMENT, FLIPPERS, UNKNOWN };

#define MAX_OBJECTS 12

typedef struct
{
  int         category;
  double      box[4];
  const char *attribute; /* "name=value" pairs, separated by spaces; true, false, numbers typed */
  const char *outline;   /* instead of the box: "0,0 9,0 9,9 / -2,2 4,2 4,4", a minus for a hole;
                          * "rotated 50,50 20,10 30"; "mask 10x10 3 5 92" */
  gint64      group;
  int         z_order;
} Object;

typedef struct
{
  const char *name;
  const char *rule;
  Object      objects[MAX_OBJECTS];
  gint64      count;
  const char *says; /* in the first reason; NULL = anything */
} Case;

static inline FwValue
parse_value (const char *text)
{
  if (g_str_equal (text, "true") || g_str_equal (text, "false"))
    return fw_value_boolean (*text == 't');
  if (g_ascii_isdigit (*text))
    return fw_value_number (g_ascii_strtod (text, NULL));

  return fw_value_text (text);
}

static inline void
set_attributes (FwTrackBuilder *builder,
                const char     *attributes)
{
  g_auto(GStrv) pairs = g_strsplit (attributes ? attributes : "", " ", -1);

  for (gsize i = 0; pairs[i]; i++)
    {
      g_auto(GStrv) pair = g_strsplit (pairs[i], "=", 2);

      if (pair[0] && pair[1])
        fw_track_builder_set_fixed (builder, pair[0], parse_value (pair[1]));
    }
}

/* Puts a track in and gives the problems of a full run back. */
static inline GPtrArray *
check_document (FwManual   *manual,
                FwDocument *document,
                gint64     *out_count)
{
  FwChecker *checker = fw_checker_new (manual);
  GPtrArray *problems;

  g_assert_true (
      fw_checker_run (checker, fw_document_get_snapshot (document), NULL, NULL, NULL, NULL));
  problems = fw_checker_list (checker, 0);
  *out_count = fw_checker_count (checker, FW_SEVERITY_ERROR);
  fw_checker_free (checker);

  return problems;
}

static inline void
expect (FwManual   *manual,
        FwDocument *document,
        gint64      expected,
        const char *says)
{
  gint64 count;
  g_autoptr(GPtrArray) problems = check_document (manual, document, &count);
  g_autofree char *text = kit_list_text (problems);

  g_test_message ("%s", text);
  g_assert_cmpint (count, ==, expected);
  if (expected > 0)
    g_assert_cmpstr (fw_problem_get_reason (g_ptr_array_index (problems, 0)), !=, "");
  if (says && expected > 0
      && !strstr (fw_problem_get_reason (g_ptr_array_index (problems, 0)), says))
    g_error ("“%s” does not say “%s”", fw_problem_get_reason (g_ptr_array_index (problems, 0)),
             says);
}

/* One ring: its vertices in an array that the caller frees. */
static inline FwRing
parse_ring (const char *text)
{
  FwRing ring = { .is_hole = *text == '-' };
  g_auto(GStrv) corners = g_strsplit (text + (*text == '-'), " ", -1);
  FwVertex *vertices = g_new0 (FwVertex, g_strv_length (corners) + 1);

  for (gsize i = 0; corners[i]; i++)
    if (sscanf (corners[i], "%lf,%lf", &vertices[ring.n_vertices].x, &vertices[ring.n_vertices].y)
        == 2)
      ring.n_vertices++;
  ring.vertices = vertices;

  return ring;
}

static inline FwShape *
parse_outline (const char *text)
{
  double x, y, width, height, degrees;
  guint columns, rows;
  g_autoptr(GArray) runs = g_array_new (FALSE, FALSE, sizeof (guint32));
  g_autoptr(GArray) rings = g_array_new (FALSE, FALSE, sizeof (FwRing));
  g_auto(GStrv) parts = g_strsplit (text, " / ", -1);
  FwShape *shape;

  if (sscanf (text, "rotated %lf,%lf %lf,%lf %lf", &x, &y, &width, &height, &degrees) == 5)
    return fw_shape_new_rotated_box (x, y, width, height, degrees);
  if (sscanf (text, "mask %ux%u", &columns, &rows) == 2)
    {
      g_auto(GStrv) words = g_strsplit (text, " ", -1);

      for (gsize i = 2; words[i]; i++)
        {
          guint32 run = atoi (words[i]);

          g_array_append_val (runs, run);
        }
      return fw_shape_new_mask (columns, rows, (const guint32 *) (gpointer) runs->data, runs->len);
    }

  for (gsize i = 0; parts[i]; i++)
    {
      FwRing ring = parse_ring (parts[i]);

      g_array_append_val (rings, ring);
    }
  shape = fw_shape_new_rings ((const FwRing *) (gpointer) rings->data, rings->len);
  for (guint i = 0; i < rings->len; i++)
    g_free ((gpointer) g_array_index (rings, FwRing, i).vertices);

  return shape;
}

/* Puts the object into frame 0 as one of a single picture. */
static inline void
put_object (FwDocument   *document,
            FwTrackId     id,
            const Object *object)
{
  FwTrackBuilder *builder = fw_track_builder_new (id, object->category);
  g_autoptr(FwShape) shape = NULL;
  g_autoptr(FwTrack) track = NULL;

  shape = object->outline
          ? parse_outline (object->outline)
          : fw_shape_new_box (FW_RECT (object->box[0], object->box[1], object->box[2],
                                       object->box[3]));
  fw_track_builder_set_key (builder, 0, shape);
  fw_track_builder_set_single (builder, TRUE);
  fw_track_builder_set_group (builder, object->group);
  if (object->z_order)
    fw_track_builder_set_change (builder, FW_CHANGE_Z_ORDER, 0, fw_value_number (object->z_order));
  set_attributes (builder, object->attribute);
  track = kit_end (builder);
  kit_put (document, id, track);
}

static inline void
run_case (const Case *test)
{
  g_autoptr(FwManual) manual = kit_manual_of (test->rule);
  FwDocument *document = kit_document (manual, 1);

  g_test_message ("%s", test->name);
  for (gsize i = 0; i < MAX_OBJECTS && test->objects[i].category; i++)
    put_object (document, i + 1, &test->objects[i]);
  expect (manual, document, test->count, test->says);
  g_object_unref (document);
}

static inline void
put_polygon (FwDocument     *document,
             FwTrackId       id,
             FwCategoryId    category,
             const FwVertex *vertices,
             gsize           n)
{
  FwTrackBuilder *builder = fw_track_builder_new (id, category);
  g_autoptr(FwShape) shape = fw_shape_new_polygon (vertices, n);
  g_autoptr(FwTrack) track = NULL;

  fw_track_builder_set_key (builder, 0, shape);
  fw_track_builder_set_single (builder, TRUE);
  track = kit_end (builder);
  kit_put (document, id, track);
}

/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "track-kit.h"

#include "core/error.h"

/*
 * Random sequences of editing operations. Whatever was done, every promise of
 * FwTrack holds, refusals say why, and an operation changes nothing where it
 * has no business.
 */

#define LAST_FRAME 60
#define N_TRACKS 4

typedef struct
{
  GRand      *rand;
  FwShapeKind kind;
  FwTrack    *tracks[N_TRACKS]; /* (owned) */
  FwTrackId   next_id;
  guint       n_done;
} Fixture;

static FwShape *
random_shape (Fixture *self)
{
  GRand *rand = self->rand;
  double x = g_rand_int_range (rand, 0, 200);
  double y = g_rand_int_range (rand, 0, 200);
  double size = g_rand_int_range (rand, 5, 60);
  FwVertex vertices[9] = { { 0 } };
  FwRing rings[2] = { { vertices, 0, FALSE }, { vertices + 6, 3, TRUE } };
  gsize n = g_rand_int_range (rand, 3, 7);
  gboolean backwards = g_rand_boolean (rand);

  if (self->kind == FW_SHAPE_BOX)
    return fw_shape_new_box (FW_RECT (x, y, size, size / 2));

  if (self->kind == FW_SHAPE_ROTATED_BOX)
    return fw_shape_new_rotated_box (x, y, size, size / 2, g_rand_int_range (rand, 0, 24) * 15);

  for (gsize i = 0; i < n; i++)
    {
      double angle = 2 * G_PI * (backwards ? n - i : i) / n;

      vertices[i] = (FwVertex) { x + size * cos (angle), y + size * sin (angle), 0 };
    }

  for (gsize i = 6; i < 9; i++)
    vertices[i] = (FwVertex) { x + 2 * (i % 2), y + 2 * (i % 3), 0 };

  rings[0].n_vertices = n;
  return fw_shape_new_rings (rings, g_rand_int_range (rand, 0, 4) == 0 ? 2 : 1);
}

static FwTrack *
random_track (Fixture *self)
{
  FwTrackBuilder *builder = fw_track_builder_new (self->next_id++, 1);
  int n = g_rand_int_range (self->rand, 1, 6);

  for (int i = 0; i < n; i++)
    {
      g_autoptr (FwShape) shape = random_shape (self);

      fw_track_builder_set_key (builder, g_rand_int_range (self->rand, 0, LAST_FRAME), shape);
    }

  return fw_track_builder_end (builder, NULL);
}

static void
replace (Fixture *self,
         gsize    index,
         FwTrack *track)
{
  kit_check (track);
  fw_track_unref (self->tracks[index]);
  self->tracks[index] = track;
  self->n_done++;
}

/* A refusal has a sentence; a result keeps the object's identity. */
static void
settle (Fixture *self,
        gsize    index,
        FwTrack *after,
        GError  *error)
{
  if (after == NULL)
    {
      g_assert_nonnull (error);
      g_assert_true (error->domain == FW_EDIT_ERROR);
      g_assert_true (g_str_has_suffix (error->message, "."));
      return;
    }

  g_assert_no_error (error);
  g_assert_cmpint (fw_track_get_id (after), ==, fw_track_get_id (self->tracks[index]));
  replace (self, index, after);
}

static void
edit_vertices (Fixture *self,
               gsize    index,
               FwFrame  frame)
{
  FwTrack *track = self->tracks[index];
  g_autoptr (FwShape) shape = fw_track_dup_shape_at (track, frame);
  g_autoptr (GError) error = NULL;
  FwTrack *after;
  gsize r, i;
  FwRing ring;

  if (shape == NULL || fw_shape_get_n_rings (shape) == 0)
    return;

  r = g_rand_int_range (self->rand, 0, fw_shape_get_n_rings (shape));
  ring = fw_shape_get_ring (shape, r);
  i = g_rand_int_range (self->rand, 0, ring.n_vertices);

  switch (g_rand_int_range (self->rand, 0, 3))
    {
    case 0:
      after = fw_track_edit_insert_vertex (track, frame, r, i, g_rand_double (self->rand),
                                           FW_POINT (g_rand_double (self->rand) * 100,
                                                     g_rand_double (self->rand) * 100),
                                           NULL, &error);
      break;

    case 1:
      after = fw_track_edit_delete_vertex (track, frame, ring.vertices[i].id, &error);
      break;

    default:
      after = fw_track_edit_move_vertex (track, frame, ring.vertices[i].id,
                                         FW_POINT (g_rand_double (self->rand) * 100, 7), &error);
      break;
    }

  settle (self, index, after, error);
}

/* The two tracks look together as the two before did. */
static void
check_same_union (FwTrack *a,
                  FwTrack *b,
                  FwTrack *c)
{
  for (FwFrame frame = 0; frame <= LAST_FRAME + 30; frame++)
    {
      gboolean in_a = fw_presence_is_visible (fw_track_get_presence (a, frame));
      gboolean in_b = fw_presence_is_visible (fw_track_get_presence (b, frame));
      gboolean in_c = fw_presence_is_visible (fw_track_get_presence (c, frame));

      g_assert_false (in_b && in_c);
      g_assert_cmpint (in_a, ==, in_b || in_c);
      if (in_a)
        kit_assert_same_view (a, in_b ? b : c, frame, frame, 1e-6);
    }
}

static void
edit_two (Fixture *self,
          gsize    index,
          FwFrame  frame)
{
  gsize other = (index + 1) % N_TRACKS;
  FwTrack *a = self->tracks[index];
  FwTrack *b = self->tracks[other];
  FwTrack *x = NULL;
  FwTrack *y = NULL;
  g_autoptr (GError) error = NULL;

  switch (g_rand_int_range (self->rand, 0, 3))
    {
    case 0:
      x = fw_track_edit_merge (a, b, &error);
      if (x == NULL)
        {
          g_assert_true (error->domain == FW_EDIT_ERROR);
          return;
        }

      check_same_union (x, a, b);
      g_assert_cmpint (fw_track_get_id (x), ==,
                       fw_track_get_id (fw_track_get_span (a).first < fw_track_get_span (b).first
                                          ? a
                                          : b));
      replace (self, index, x);
      replace (self, other, random_track (self));
      break;

    case 1:
      if (!fw_track_edit_split (a, frame, self->next_id, &x, &y, &error))
        {
          g_assert_error (error, FW_EDIT_ERROR, FW_EDIT_ERROR_RANGE);
          return;
        }

      self->next_id++;
      check_same_union (a, x, y);
      replace (self, index, x);
      replace (self, other, y);
      break;

    default:
      if (!fw_track_edit_swap_tails (a, b, frame, &x, &y, &error))
        {
          g_assert_error (error, FW_EDIT_ERROR, FW_EDIT_ERROR_RANGE);
          return;
        }

      if (frame > 0)
        {
          kit_assert_same_view (a, x, 0, frame - 1, 1e-6);
          kit_assert_same_view (b, y, 0, frame - 1, 1e-6);
        }
      kit_assert_same_view (a, y, frame, LAST_FRAME + 30, 1e-6);
      kit_assert_same_view (b, x, frame, LAST_FRAME + 30, 1e-6);
      replace (self, index, x);
      replace (self, other, y);
      break;
    }
}

static void
edit_one (Fixture *self,
          gsize    index,
          FwFrame  frame)
{
  FwTrack *track = self->tracks[index];
  FwFrame to = g_rand_int_range (self->rand, 0, LAST_FRAME);
  g_autoptr (FwShape) shape = random_shape (self);
  g_autoptr (GError) error = NULL;
  static const char *const names[] = { "occluded", "state", "z_order" };
  FwValue values[] = { fw_value_boolean (g_rand_boolean (self->rand)),
                       g_rand_boolean (self->rand) ? fw_value_text ("x") : fw_value_null (),
                       fw_value_number (g_rand_int_range (self->rand, 0, 3)) };
  gsize a = g_rand_int_range (self->rand, 0, 3);
  FwTrack *after = NULL;

  switch (g_rand_int_range (self->rand, 0, 9))
    {
    case 0:
      after = fw_track_edit_shape (track, frame, shape, &error);
      break;
    case 1:
      after = fw_track_edit_add_keyframe (track, frame, &error);
      if (after != NULL && fw_presence_is_visible (fw_track_get_presence (track, frame)))
        kit_assert_same_view (track, after, 0, LAST_FRAME + 30, 1e-6);
      break;
    case 2:
      if (g_rand_boolean (self->rand))
        frame = fw_track_get_keyframe (
                  track, g_rand_int_range (self->rand, 0, fw_track_get_n_keyframes (track)))
                  .frame;
      after = fw_track_edit_remove_keyframe (track, frame, &error);
      break;
    case 3:
      frame = fw_track_get_keyframe (
                track, g_rand_int_range (self->rand, 0, fw_track_get_n_keyframes (track)))
                .frame;
      after = fw_track_edit_move_keyframe (track, frame, to, &error);
      break;
    case 4:
      after = fw_track_edit_leave (track, frame, &error);
      if (after != NULL)
        {
          g_assert_false (fw_presence_is_visible (fw_track_get_presence (after, frame)));
          if (frame <= fw_track_get_span (track).last)
            kit_assert_same_view (track, after, 0, frame - 1, 1e-6);
        }
      break;
    case 5:
      after = fw_track_edit_come_back (track, frame, &error);
      if (after != NULL)
        kit_assert_same_view (track, after, 0, frame - 1, 1e-6);
      break;
    case 6:
      after = fw_track_edit_set_span (track, (FwSpan) { MIN (frame, to), MAX (frame, to) }, &error);
      break;
    case 7:
      after = fw_track_edit_propagate (track, frame, g_rand_int_range (self->rand, -5, 6),
                                       LAST_FRAME, &error);
      break;
    default:
      after = fw_track_edit_attribute (track, names[a], frame, values[a], FALSE);
      for (FwFrame f = fw_track_get_span (track).first; f < frame; f++)
        {
          if (a != 1 && frame <= fw_track_get_span (track).last)
            g_assert_true (fw_track_is_occluded (track, f) == fw_track_is_occluded (after, f)
                           && fw_track_get_z_order (track, f) == fw_track_get_z_order (after, f));
        }
      break;
    }

  settle (self, index, after, error);
}

/* Test that random histories keep every promise, for one kind of shape. */
static void
test_history (gconstpointer data)
{
  Fixture fixture = { g_rand_new_with_seed (100 + GPOINTER_TO_INT (data)),
                      GPOINTER_TO_INT (data), { NULL }, 1, 0 };

  for (int round = 0; round < 12; round++)
    {
      for (gsize i = 0; i < N_TRACKS; i++)
        {
          g_clear_pointer (&fixture.tracks[i], fw_track_unref);
          fixture.tracks[i] = random_track (&fixture);
          kit_check (fixture.tracks[i]);
        }

      for (int step = 0; step < 150; step++)
        {
          gsize index = g_rand_int_range (fixture.rand, 0, N_TRACKS);
          FwFrame frame = g_rand_int_range (fixture.rand, 0, LAST_FRAME);
          int what = g_rand_int_range (fixture.rand, 0, 10);

          if (what < 2)
            edit_two (&fixture, index, frame);
          else if (what < 6 && fixture.kind == FW_SHAPE_POLYGON)
            edit_vertices (&fixture, index, frame);
          else
            edit_one (&fixture, index, frame);
        }
    }

  /* Most of it was done, not refused. */
  g_assert_cmpuint (fixture.n_done, >, 700);

  for (gsize i = 0; i < N_TRACKS; i++)
    fw_track_unref (fixture.tracks[i]);
  g_rand_free (fixture.rand);
}

/* Test that whatever a damaged file says about identity, the builder makes a sound track. */
static void
test_damaged_identity (void)
{
  g_autoptr (GRand) rand = g_rand_new_with_seed (77);

  for (int round = 0; round < 2000; round++)
    {
      FwTrackBuilder *builder = fw_track_builder_new (1, 1);
      g_autoptr (FwTrack) track = NULL;
      g_autoptr (FwTrack) again = NULL;
      int n_keys = g_rand_int_range (rand, 1, 6);

      for (int o = g_rand_int_range (rand, 0, 3); o > 0; o--)
        {
          guint32 ids[12];
          gsize n = g_rand_int_range (rand, 0, 12);

          for (gsize i = 0; i < n; i++)
            ids[i] = g_rand_int_range (rand, 0, 12);
          fw_track_builder_add_ring_order (builder, ids, n, g_rand_boolean (rand));
        }

      for (int e = g_rand_int_range (rand, 0, 8); e > 0; e--)
        fw_track_builder_add_on_edge (builder, (FwOnEdge) { g_rand_int_range (rand, 0, 6),
                                                            g_rand_int_range (rand, 0, 12),
                                                            g_rand_double_range (rand, -1, 2) });

      for (int k = 0; k < n_keys; k++)
        {
          FwVertex vertices[16];
          FwRing rings[3];
          gsize n_rings = g_rand_int_range (rand, 0, 4);
          g_autoptr (FwShape) shape = NULL;

          for (gsize i = 0; i < G_N_ELEMENTS (vertices); i++)
            vertices[i] = (FwVertex) { g_rand_int_range (rand, 0, 9), g_rand_int_range (rand, 0, 9),
                                       g_rand_int_range (rand, 0, 12) };

          for (gsize r = 0; r < n_rings; r++)
            rings[r] = (FwRing) { vertices + 5 * r, g_rand_int_range (rand, 0, 6),
                                  g_rand_boolean (rand) };

          shape = fw_shape_new_rings (rings, n_rings);
          fw_track_builder_set_key (builder, g_rand_int_range (rand, 0, 6), shape);
        }

      track = fw_track_builder_end (builder, NULL);
      kit_check (track);
      again = fw_track_builder_end (fw_track_builder_new_from (track), NULL);
      g_assert_true (fw_track_equal (track, again));
    }
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_data_func ("/track-history/boxes", GINT_TO_POINTER (FW_SHAPE_BOX), test_history);
  g_test_add_data_func ("/track-history/rotated-boxes", GINT_TO_POINTER (FW_SHAPE_ROTATED_BOX),
                        test_history);
  g_test_add_data_func ("/track-history/polygons", GINT_TO_POINTER (FW_SHAPE_POLYGON),
                        test_history);
  g_test_add_func ("/track-history/damaged-identity", test_damaged_identity);

  return g_test_run ();
}

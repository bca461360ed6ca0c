/* SPDX-License-Identifier: GPL-3.0-or-later */

/*
 * The things that stand and move in the street. Vehicles and houses are made
 * of flat faces in metres; people, the cyclist and trees are cut-outs that
 * face the camera. Faces that point away are left out, so a convex body needs
 * no sorting.
 */

#include "figures.h"

#define GLASS  RGB (0x35434f)
#define TYRE   RGB (0x1f2124)
#define DARK   RGB (0x2b2d31)
#define SKIN   RGB (0xd9a27c)

static Colour
shade (Colour colour,
       double factor)
{
  return (Colour) { CLAMP (colour.red * factor, 0, 1), CLAMP (colour.green * factor, 0, 1),
                    CLAMP (colour.blue * factor, 0, 1) };
}

/* A rectangle that faces us. */
static void
face_front (Painter *painter,
            double   x1,
            double   x2,
            double   y1,
            double   y2,
            double   z,
            Colour   colour)
{
  const Vec corners[] = { { x1, y1, z }, { x2, y1, z }, { x2, y2, z }, { x1, y2, z } };

  painter_face (painter, corners, G_N_ELEMENTS (corners), colour);
}

/* A rectangle that faces the middle of the road. */
static void
face_side (Painter *painter,
           double   x,
           double   z1,
           double   z2,
           double   y1,
           double   y2,
           Colour   colour)
{
  const Vec corners[] = { { x, y1, z1 }, { x, y1, z2 }, { x, y2, z2 }, { x, y2, z1 } };

  painter_face (painter, corners, G_N_ELEMENTS (corners), colour);
}

static void
face_top (Painter *painter,
          double   x1,
          double   x2,
          double   z1,
          double   z2,
          double   y,
          Colour   colour)
{
  const Vec corners[] = { { x1, y, z1 }, { x2, y, z1 }, { x2, y, z2 }, { x1, y, z2 } };

  painter_face (painter, corners, G_N_ELEMENTS (corners), colour);
}

static void
wheel (Painter *painter,
       double   x,
       double   z,
       double   radius,
       Colour   colour)
{
  Vec rim[16];

  for (guint i = 0; i < G_N_ELEMENTS (rim); i++)
    {
      double angle = 2 * G_PI * i / G_N_ELEMENTS (rim);

      rim[i] = VEC (x, 0.32 + radius * sin (angle), z + radius * cos (angle));
    }
  painter_face (painter, rim, G_N_ELEMENTS (rim), colour);
}

static void
wheels_and_shadow (Painter *painter,
                   double   x1,
                   double   x2,
                   double   side_x,
                   double   z,
                   double   length)
{
  const Vec shadow[] = { { x1 - 0.15, 0, z - 0.2 }, { x2 + 0.15, 0, z - 0.2 },
                         { x2 + 0.15, 0, z + length + 0.2 }, { x1 - 0.15, 0, z + length + 0.2 } };
  static const double places[] = { 0.18, 0.8 };

  painter_stain (painter, shadow, G_N_ELEMENTS (shadow), RGB (0x101418), 0.45);
  face_front (painter, x1 + 0.05, x1 + 0.3, 0, 0.4, z + 0.15, TYRE);
  face_front (painter, x2 - 0.3, x2 - 0.05, 0, 0.4, z + 0.15, TYRE);
  for (guint i = 0; i < G_N_ELEMENTS (places); i++)
    {
      wheel (painter, side_x, z + places[i] * length, 0.32, TYRE);
      wheel (painter, side_x, z + places[i] * length, 0.17, RGB (0x9aa0a6));
    }
}

static void
lamps (Painter       *painter,
       const Vehicle *vehicle,
       double         x1,
       double         x2,
       double         y,
       double         height)
{
  Colour lamp = vehicle->faces_us ? RGB (0xfff3c9)
                : vehicle->braking ? RGB (0xff2a1f)
                                   : RGB (0x8c1f1d);
  double z = vehicle->near_z;

  face_front (painter, x1 + 0.08, x1 + 0.42, y, y + height, z, lamp);
  face_front (painter, x2 - 0.42, x2 - 0.08, y, y + height, z, lamp);
  if (vehicle->braking && !vehicle->faces_us)
    {
      painter_glow (painter, VEC (x1 + 0.25, y + height / 2, z), 0.42, RGB (0xff3b28));
      painter_glow (painter, VEC (x2 - 0.25, y + height / 2, z), 0.42, RGB (0xff3b28));
    }
}

static void
paint_car (Painter       *painter,
           const Vehicle *vehicle)
{
  const double length = 4.3, belt = 0.92, roof = 1.46;
  double x1 = vehicle->x - 0.88, x2 = vehicle->x + 0.88;
  double z1 = vehicle->near_z, z2 = z1 + length;
  gboolean left_seen = vehicle->x > 0;
  double side = left_seen ? x1 : x2;
  double in = left_seen ? 0.14 : -0.14;
  double cabin1 = z1 + (vehicle->faces_us ? 1.15 : 0.5);
  double cabin2 = z2 - (vehicle->faces_us ? 0.5 : 1.15);
  double roof1 = cabin1 + (vehicle->faces_us ? 0.85 : 0.55);
  double roof2 = cabin2 - (vehicle->faces_us ? 0.55 : 0.85);
  Colour paint = vehicle->colour;
  const Vec cabin_side[] = { { side + in * 0.3, belt, cabin1 }, { side + in * 0.3, belt, cabin2 },
                             { side + in, roof, roof2 }, { side + in, roof, roof1 } };
  const Vec glass_side[] = { { side + in * 0.4, belt + 0.05, cabin1 + 0.22 },
                             { side + in * 0.4, belt + 0.05, cabin2 - 0.22 },
                             { side + in * 0.95, roof - 0.08, roof2 - 0.05 },
                             { side + in * 0.95, roof - 0.08, roof1 + 0.05 } };
  const Vec screen[] = { { x1 + 0.05, belt, cabin1 }, { x2 - 0.05, belt, cabin1 },
                         { x2 - 0.2, roof, roof1 }, { x1 + 0.2, roof, roof1 } };
  const Vec glass[] = { { x1 + 0.16, belt + 0.06, cabin1 + 0.04 },
                        { x2 - 0.16, belt + 0.06, cabin1 + 0.04 },
                        { x2 - 0.29, roof - 0.09, roof1 - 0.04 },
                        { x1 + 0.29, roof - 0.09, roof1 - 0.04 } };

  wheels_and_shadow (painter, x1, x2, side, z1, length);
  face_top (painter, x1, x2, z1, z2, belt, shade (paint, 1.12));
  face_side (painter, side, z1, z2, 0.42, belt, shade (paint, 0.72));
  face_side (painter, side, z1, z2, 0.24, 0.42, shade (paint, 0.5));
  wheel (painter, side, z1 + 0.18 * length, 0.32, TYRE);
  wheel (painter, side, z1 + 0.18 * length, 0.17, RGB (0x9aa0a6));
  wheel (painter, side, z1 + 0.8 * length, 0.32, TYRE);
  wheel (painter, side, z1 + 0.8 * length, 0.17, RGB (0x9aa0a6));
  painter_face (painter, cabin_side, G_N_ELEMENTS (cabin_side), shade (paint, 0.8));
  painter_face (painter, glass_side, G_N_ELEMENTS (glass_side), GLASS);
  face_side (painter, side + in * 0.6, (cabin1 + cabin2) / 2 - 0.04, (cabin1 + cabin2) / 2 + 0.04,
             belt, roof - 0.02, shade (paint, 0.8));
  painter_face (painter, screen, G_N_ELEMENTS (screen), paint);
  painter_face (painter, glass, G_N_ELEMENTS (glass), shade (GLASS, 1.25));
  face_front (painter, x1, x2, 0.4, belt, z1, paint);
  face_front (painter, x1, x2, 0.24, 0.42, z1, shade (paint, 0.55));
  face_front (painter, vehicle->x - 0.26, vehicle->x + 0.26, 0.46, 0.58, z1, RGB (0xe9e9e0));
  if (vehicle->faces_us)
    face_front (painter, vehicle->x - 0.4, vehicle->x + 0.4, 0.62, 0.76, z1, DARK);
  lamps (painter, vehicle, x1, x2, 0.62, 0.17);
}

/* A van or a bus: one tall body with windows. */
static void
paint_tall (Painter       *painter,
            const Vehicle *vehicle)
{
  gboolean bus = vehicle->body == BODY_BUS;
  double half = bus ? 1.22 : 0.98;
  double length = bus ? 9.5 : 5.2;
  double roof = bus ? 2.95 : 2.25;
  double sill = bus ? 1.15 : 1.2;
  double x1 = vehicle->x - half, x2 = vehicle->x + half;
  double z1 = vehicle->near_z, z2 = z1 + length;
  gboolean left_seen = vehicle->x > 0;
  double side = left_seen ? x1 : x2;
  double slope = bus ? 0.0 : 0.65;
  Colour paint = vehicle->colour;
  const Vec body[] = { { side, 0.3, z1 },
                       { side, 0.3, z2 },
                       { side, roof, z2 },
                       { side, roof, z1 + slope },
                       { side, sill, z1 } };
  const Vec screen[]
      = { { x1, sill, z1 }, { x2, sill, z1 }, { x2, roof, z1 + slope }, { x1, roof, z1 + slope } };
  const Vec glass[] = { { x1 + 0.12, sill + 0.06, z1 + slope * 0.06 },
                        { x2 - 0.12, sill + 0.06, z1 + slope * 0.06 },
                        { x2 - 0.14, roof - 0.3, z1 + slope * 0.72 },
                        { x1 + 0.14, roof - 0.3, z1 + slope * 0.72 } };

  wheels_and_shadow (painter, x1, x2, side, z1, length);
  painter_face (painter, body, G_N_ELEMENTS (body), shade (paint, 0.78));
  face_side (painter, side, z1, z2, 0.3, 0.5, shade (paint, 0.5));
  wheel (painter, side, z1 + 0.18 * length, 0.36, TYRE);
  wheel (painter, side, z1 + 0.18 * length, 0.18, RGB (0x9aa0a6));
  wheel (painter, side, z1 + 0.8 * length, 0.36, TYRE);
  wheel (painter, side, z1 + 0.8 * length, 0.18, RGB (0x9aa0a6));

  if (bus)
    for (int i = 0; i < 6; i++)
      face_side (painter, side, z1 + 0.5 + i * 1.48, z1 + 1.78 + i * 1.48, sill + 0.1, roof - 0.6,
                 GLASS);
  else
    {
      const Vec window[] = { { side, sill + 0.04, z1 + 0.45 },
                             { side, sill + 0.04, z1 + 1.5 },
                             { side, roof - 0.3, z1 + 1.5 },
                             { side, roof - 0.3, z1 + slope + 0.3 } };

      painter_face (painter, window, G_N_ELEMENTS (window), GLASS);
      face_side (painter, side, z1 + 1.75, z2 - 0.3, 0.75, 0.85, RGB (0x4f86b8));
    }

  face_front (painter, x1, x2, 0.3, sill, z1, paint);
  painter_face (painter, screen, G_N_ELEMENTS (screen), paint);
  painter_face (painter, glass, G_N_ELEMENTS (glass), shade (GLASS, 1.3));
  face_front (painter, x1, x2, 0.3, 0.5, z1, shade (paint, 0.55));
  face_front (painter, vehicle->x - 0.26, vehicle->x + 0.26, 0.52, 0.64, z1, RGB (0xe9e9e0));
  if (bus)
    face_front (painter, vehicle->x - 0.75, vehicle->x + 0.75, roof - 0.26, roof - 0.08, z1,
                RGB (0xffb33a));
  else
    face_front (painter, vehicle->x - 0.5, vehicle->x + 0.5, 0.8, 0.98, z1, DARK);
  lamps (painter, vehicle, x1, x2, 0.72, 0.2);
}

void
paint_vehicle (Painter       *painter,
               const Vehicle *vehicle)
{
  if (vehicle->body == BODY_CAR)
    paint_car (painter, vehicle);
  else
    paint_tall (painter, vehicle);
}

static void
shadow_at (Painter *painter,
           Vec      foot,
           double   radius)
{
  Vec rim[12];

  for (guint i = 0; i < G_N_ELEMENTS (rim); i++)
    {
      double angle = 2 * G_PI * i / G_N_ELEMENTS (rim);

      rim[i] = VEC (foot.x + radius * cos (angle), foot.y, foot.z + radius * sin (angle));
    }
  painter_stain (painter, rim, G_N_ELEMENTS (rim), RGB (0x101418), 0.35);
}

static void
limb (Painter *painter,
      cairo_t *cr,
      double   x1,
      double   y1,
      double   x2,
      double   y2,
      double   width,
      Colour   colour)
{
  cairo_move_to (cr, x1, y1);
  cairo_line_to (cr, x2, y2);
  painter_stroke (painter, width, colour);
}

static void
disc (Painter *painter,
      cairo_t *cr,
      double   x,
      double   y,
      double   radius,
      Colour   colour)
{
  cairo_new_path (cr);
  cairo_arc (cr, x, y, radius, 0, 2 * G_PI);
  painter_fill (painter, colour);
}

void
paint_person (Painter      *painter,
              const Person *person)
{
  double k = person->height / 1.75;
  double swing = sin (person->stride);
  double reach = person->facing == 0 ? 0.07 : 0.3;
  cairo_t *cr;

  shadow_at (painter, person->foot, 0.32);
  if (!painter_push_cutout (painter, person->foot, &cr))
    return;

  cairo_scale (cr, k, k);
  /* The far arm and leg first. */
  limb (painter, cr, 0.02, 1.36, 0.05 - swing * reach * 0.7, 0.86, 0.11,
        shade (person->coat, 0.75));
  limb (painter, cr, 0.06, 0.86, 0.08 - swing * reach, 0.08 + MAX (-swing, 0) * 0.08, 0.16,
        shade (person->trousers, 0.8));
  limb (painter, cr, -0.06, 0.86, -0.06 + swing * reach, 0.08 + MAX (swing, 0) * 0.08, 0.16,
        person->trousers);
  cairo_new_path (cr);
  cairo_move_to (cr, -0.19, 0.78);
  cairo_line_to (cr, 0.19, 0.78);
  cairo_line_to (cr, 0.22, 1.4);
  cairo_curve_to (cr, 0.2, 1.5, -0.2, 1.5, -0.22, 1.4);
  cairo_close_path (cr);
  painter_fill (painter, person->coat);
  limb (painter, cr, -0.16, 1.36, -0.18 + swing * reach * 0.8, 0.9, 0.11,
        shade (person->coat, 0.88));
  limb (painter, cr, 0, 1.44, 0, 1.52, 0.1, SKIN);
  disc (painter, cr, 0, 1.62, 0.13, SKIN);
  cairo_new_path (cr);
  cairo_arc (cr, -0.02 * person->facing, 1.645, 0.135, 0.05 * G_PI, 0.95 * G_PI);
  cairo_close_path (cr);
  painter_fill (painter, person->hair);
  painter_pop (painter);
}

void
paint_cyclist (Painter *painter,
               Vec      foot,
               double   pedal)
{
  double push = 0.14 * sin (pedal);
  cairo_t *cr;

  shadow_at (painter, foot, 0.38);
  if (!painter_push_cutout (painter, foot, &cr))
    return;

  /* Back wheel, edge on, with the mudguard and a red lamp. */
  limb (painter, cr, 0, 0.04, 0, 0.66, 0.08, TYRE);
  limb (painter, cr, -0.3, 1.02, 0.3, 1.02, 0.05, DARK);
  limb (painter, cr, -0.11, 0.94, -0.15, 0.26 + push, 0.15, RGB (0x31425c));
  limb (painter, cr, 0.11, 0.94, 0.15, 0.26 - push, 0.15, RGB (0x31425c));
  limb (painter, cr, 0, 0.66, 0, 0.86, 0.06, DARK);
  disc (painter, cr, 0, 0.7, 0.045, RGB (0xff3326));
  limb (painter, cr, -0.19, 1.38, -0.3, 1.04, 0.11, RGB (0xd96d1c));
  limb (painter, cr, 0.19, 1.38, 0.3, 1.04, 0.11, RGB (0xd96d1c));
  cairo_new_path (cr);
  cairo_move_to (cr, -0.17, 0.86);
  cairo_line_to (cr, 0.17, 0.86);
  cairo_line_to (cr, 0.24, 1.38);
  cairo_curve_to (cr, 0.2, 1.5, -0.2, 1.5, -0.24, 1.38);
  cairo_close_path (cr);
  painter_fill (painter, RGB (0xf2822b));
  limb (painter, cr, -0.2, 1.12, 0.2, 1.12, 0.06, RGB (0xe8eadf));
  limb (painter, cr, 0, 1.45, 0, 1.52, 0.1, SKIN);
  disc (painter, cr, 0, 1.6, 0.125, SKIN);
  cairo_new_path (cr);
  cairo_arc (cr, 0, 1.62, 0.15, 0, G_PI);
  cairo_close_path (cr);
  painter_fill (painter, RGB (0x2f9e8f));
  painter_pop (painter);
}

void
paint_light_head (Painter *painter,
                  Vec      bottom,
                  int      lit)
{
  static const guint32 lamps_lit[] = { 0xff3b30, 0xffc02e, 0x3ddc74 };
  static const guint32 lamps_dark[] = { 0x4a1c1a, 0x4a3d18, 0x17402a };

  face_front (painter, bottom.x - 0.24, bottom.x + 0.24, bottom.y, bottom.y + 1.26, bottom.z,
              RGB (0x202327));
  for (int i = 0; i < 3; i++)
    {
      double y = bottom.y + 1.05 - i * 0.42;
      Colour colour = i == lit ? RGB (lamps_lit[i]) : RGB (lamps_dark[i]);
      Vec rim[16];

      for (guint k = 0; k < G_N_ELEMENTS (rim); k++)
        {
          double angle = 2 * G_PI * k / G_N_ELEMENTS (rim);

          rim[k] = VEC (bottom.x + 0.16 * cos (angle), y + 0.16 * sin (angle), bottom.z);
        }
      painter_face (painter, rim, G_N_ELEMENTS (rim), colour);
      if (i == lit)
        painter_glow (painter, VEC (bottom.x, y, bottom.z), 0.55, colour);
    }
}

void
paint_light_mast (Painter *painter,
                  Vec      foot,
                  double   arm_to_x,
                  double   arm_y)
{
  face_front (painter, foot.x - 0.09, foot.x + 0.09, 0, arm_y + 0.1, foot.z, RGB (0x575b61));
  face_front (painter, MIN (arm_to_x, foot.x), MAX (arm_to_x, foot.x), arm_y - 0.06, arm_y + 0.06,
              foot.z, RGB (0x575b61));
}

void
paint_tree (Painter *painter,
            Vec      foot,
            double   size,
            guint    kind)
{
  static const guint32 greens[] = { 0x5c7d4f, 0x6b8c58, 0x4f7048 };
  Colour leaf = RGB (greens[kind % G_N_ELEMENTS (greens)]);
  cairo_t *cr;

  shadow_at (painter, foot, 1.1 * size);
  if (!painter_push_cutout (painter, foot, &cr))
    return;

  cairo_scale (cr, size, size);
  limb (painter, cr, 0, 0, 0, 2.2, 0.26, RGB (0x5d4a3a));
  disc (painter, cr, -0.75, 2.9, 0.95, shade (leaf, 0.86));
  disc (painter, cr, 0.8, 3.0, 0.9, shade (leaf, 0.92));
  disc (painter, cr, 0.05, 3.7, 1.15, leaf);
  disc (painter, cr, -0.3, 3.85, 0.6, shade (leaf, 1.14));
  painter_pop (painter);
}

void
paint_house (Painter *painter,
             int      side,
             double   x,
             double   z1,
             double   z2,
             double   height,
             guint    kind)
{
  static const guint32 walls[] = { 0xa98467, 0xb9a48a, 0x8d8f95, 0x9c6a55, 0xc2b6a3, 0x7f8a93 };
  static const guint32 blinds[] = { 0xa5413c, 0x3f6f8f, 0xc99a3b, 0x4d7a5a };
  Colour wall = RGB (walls[kind % G_N_ELEMENTS (walls)]);
  Colour blind = RGB (blinds[kind % G_N_ELEMENTS (blinds)]);
  double at = side * x;
  int columns = MAX ((int) ((z2 - z1) / 3.2), 1);
  int floors = MAX ((int) ((height - 4.2) / 3.1), 1);
  double pitch = (z2 - z1) / columns;

  /* The end that faces us, seen above a lower neighbour, and then the front. */
  face_front (painter, MIN (at, at + side * 14), MAX (at, at + side * 14), 0, height, z1,
              shade (wall, 0.72));
  face_side (painter, at, z1, z2, 0, height, wall);
  face_side (painter, at, z1, z2, height - 0.5, height, shade (wall, 0.85));
  face_side (painter, at, z1, z2, 3.55, 3.8, shade (wall, 0.8));

  for (int column = 0; column < columns; column++)
    {
      double from = z1 + column * pitch + 0.3 * pitch, to = from + 0.42 * pitch;

      for (int floor = 0; floor < floors; floor++)
        {
          double y = 4.5 + floor * 3.1;
          gboolean bright = (column * 7 + floor * 3 + (int) kind) % 5 == 0;

          face_side (painter, at, from - 0.12, to + 0.12, y - 0.12, y + 1.72, shade (wall, 1.12));
          face_side (painter, at, from, to, y, y + 1.6, bright ? RGB (0xb9c9d6) : RGB (0x56708a));
        }
      face_side (painter, at, from - 0.4, to + 0.4, 0.6, 2.7, RGB (0x3e4c58));
    }

  if (kind % 2 == 0)
    {
      double out = at - side * 0.9;
      const Vec canvas[] = {
        { at, 3.4, z1 + 0.5 }, { at, 3.4, z2 - 0.5 }, { out, 2.8, z2 - 0.5 }, { out, 2.8, z1 + 0.5 }
      };

      painter_face (painter, canvas, G_N_ELEMENTS (canvas), blind);
      face_side (painter, out, z1 + 0.5, z2 - 0.5, 2.55, 2.8, shade (blind, 0.8));
    }
}

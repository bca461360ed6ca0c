/* SPDX-License-Identifier: GPL-3.0-or-later */

/*
 * Four seconds of a street, seen from a car: the lights turn red, the car
 * ahead brakes and we stop behind it. A bus leaves on the left, a white van
 * comes towards us and hides a person on the pavement, somebody crosses ahead,
 * a cyclist keeps to the right. Everything is a function of the frame number,
 * in metres and seconds; nothing is random.
 */

#include "street.h"

#include "figures.h"

/* The road: our lane is around x = 0, oncoming traffic keeps to the left. */
#define KERB_LEFT   -5.4
#define KERB_RIGHT   4.7
#define LANE_LEFT   -3.5
#define HOUSES       9.2
#define ZEBRA_NEAR  34.0
#define ZEBRA_FAR   37.5
#define FAR_END     160.0

#define YELLOW_FROM 24
#define RED_FROM    48
#define BRAKE_FROM  22

static const struct
{
  const char *category;
  const char *colour;
} objects[STREET_N_OBJECTS] = {
  [STREET_CAR_AHEAD]       = { "vehicle.car",       "grey" },
  [STREET_CAR_PARKED_NEAR] = { "vehicle.car",       "blue" },
  [STREET_CAR_PARKED_FAR]  = { "vehicle.car",       "red" },
  [STREET_BUS]             = { "vehicle.bus",       "yellow" },
  [STREET_VAN]             = { "vehicle.van",       "white" },
  [STREET_CYCLIST]         = { "person.cyclist",    NULL },
  [STREET_PERSON_LEFT]     = { "person.pedestrian", NULL },
  [STREET_PERSON_CROSSING] = { "person.pedestrian", NULL },
  [STREET_PERSON_RIGHT]    = { "person.pedestrian", NULL },
  [STREET_LIGHT]           = { "light.traffic",     NULL },
  [STREET_CAR_ONCOMING]    = { "vehicle.car",       "green" },
};

const char *
street_object_get_category (StreetObject object)
{
  return objects[object].category;
}

const char *
street_object_get_colour (StreetObject object)
{
  return objects[object].colour;
}

/* How far something has come that drives at @speed, brakes evenly from
 * @brake_from seconds on, and stands @stop_after seconds later. */
static double
drive_and_stop (double t,
                double speed,
                double brake_from,
                double stop_after)
{
  double braking = CLAMP (t - brake_from, 0, stop_after);

  return speed * (MIN (t, brake_from) + braking - braking * braking / (2 * stop_after));
}

static double
camera_z (double t)
{
  return drive_and_stop (t, 7.2, 0.9, 2.5);
}

static double
car_ahead_z (double t)
{
  return 10.5 + drive_and_stop (t, 7.8, (double) BRAKE_FROM / STREET_FPS, 2.5);
}

StreetState
street_object_get_state (StreetObject object,
                         int          frame)
{
  gboolean braking = frame >= BRAKE_FROM;
  gboolean standing = frame >= BRAKE_FROM + (int) (2.5 * STREET_FPS);

  switch (object)
    {
    case STREET_CAR_AHEAD:
      return (StreetState) { standing ? "stopped" : "moving", braking ? "on" : "off", NULL };
    case STREET_CAR_PARKED_NEAR:
    case STREET_CAR_PARKED_FAR:
      return (StreetState) { "parked", "off", NULL };
    case STREET_BUS:
    case STREET_VAN:
    case STREET_CAR_ONCOMING:
      return (StreetState) { "moving", NULL, NULL };
    case STREET_LIGHT:
      return (StreetState){ NULL, NULL,
                            frame < YELLOW_FROM ? "green"
                            : frame < RED_FROM  ? "yellow"
                                                : "red" };
    case STREET_CYCLIST:
    case STREET_PERSON_LEFT:
    case STREET_PERSON_CROSSING:
    case STREET_PERSON_RIGHT:
    case STREET_N_OBJECTS:
    default:
      return (StreetState) { NULL, NULL, NULL };
    }
}

static void
ground (Painter *painter,
        double   x1,
        double   x2,
        double   z1,
        double   z2,
        guint32  colour)
{
  static const double depths[] = { 400, 90, 60, 40, 28, 19, 12, 7, 4 };

  /* In strips, the nearer over the farther, so that the haze thins out towards us. */
  for (guint i = 0; i < G_N_ELEMENTS (depths); i++)
    {
      double far = MIN (z2, z2 + depths[i] - painter_get_depth (painter, z2));
      const Vec corners[] = { { x1, 0, z1 }, { x2, 0, z1 }, { x2, 0, far }, { x1, 0, far } };

      if (far > z1 && (i == 0 || far < z2))
        painter_face (painter, corners, G_N_ELEMENTS (corners), RGB (colour));
    }
}

static void
paint_clouds (Painter *painter)
{
  static const struct
  {
    double x, y, width, height;
  } clouds[] = { { 250, 34, 60, 7 },
                 { 292, 41, 46, 6 },
                 { 372, 22, 54, 6 },
                 { 336, 66, 40, 4 },
                 { 420, 52, 34, 4 } };
  cairo_t *cr = cairo_create (painter_get_surface (painter));

  cairo_set_source_rgba (cr, 1, 1, 1, 0.5);
  for (guint i = 0; i < G_N_ELEMENTS (clouds); i++)
    {
      cairo_save (cr);
      cairo_translate (cr, clouds[i].x, clouds[i].y);
      cairo_scale (cr, clouds[i].width, clouds[i].height);
      cairo_arc (cr, 0, 0, 1, 0, 2 * G_PI);
      cairo_restore (cr);
      cairo_fill (cr);
    }
  cairo_destroy (cr);
}

static void
paint_ground (Painter *painter)
{
  ground (painter, -60, 60, -5, FAR_END + 60, 0x8f9088);
  ground (painter, KERB_LEFT, KERB_RIGHT, -5, FAR_END, 0x565962);
  ground (painter, -60, 60, ZEBRA_FAR + 4, ZEBRA_FAR + 12, 0x565962);
  ground (painter, KERB_LEFT - 0.22, KERB_LEFT, -5, ZEBRA_FAR + 2, 0xb4b3ab);
  ground (painter, KERB_RIGHT, KERB_RIGHT + 0.22, -5, ZEBRA_FAR + 2, 0xb4b3ab);
  ground (painter, -1.86, -1.76, -5, ZEBRA_NEAR - 2, 0xd8c77e);
  ground (painter, -1.64, -1.54, -5, ZEBRA_NEAR - 2, 0xd8c77e);
  for (double z = -4; z < ZEBRA_NEAR - 4; z += 5)
    ground (painter, 1.72, 1.86, z, z + 2.2, 0xdcdcd4);
  ground (painter, -1.5, KERB_RIGHT - 0.2, ZEBRA_NEAR - 1.7, ZEBRA_NEAR - 1.3, 0xe6e6de);
  for (double x = KERB_LEFT + 0.5; x < KERB_RIGHT - 0.4; x += 1.0)
    ground (painter, x, x + 0.5, ZEBRA_NEAR, ZEBRA_FAR, 0xe6e6de);
}

static void
paint_houses (Painter *painter)
{
  static const struct
  {
    double from, to, left, right;
  } rows[] = {
    { 104, 150, 13, 16 }, { 90, 104, 16, 12 }, { 76, 90, 12, 17 },
    { 62, 76, 17, 13 },   { 50, 62, 13, 15 },  { 29, 41, 15, 12 },
    { 17, 29, 11, 17 },   { 5, 17, 16, 13 },   { -8, 5, 14, 16 },
  };

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      paint_house (painter, -1, HOUSES, rows[i].from, rows[i].to, rows[i].left, i);
      paint_house (painter, 1, HOUSES, rows[i].from, rows[i].to, rows[i].right, i + 3);
    }
}

typedef void (*PaintFunc) (Painter *painter,
                           int      frame);

static void
paint_car_ahead (Painter *painter,
                 int      frame)
{
  double t = (double) frame / STREET_FPS;

  paint_vehicle (painter, &(Vehicle){ BODY_CAR, 0.1, car_ahead_z (t), FALSE, frame >= BRAKE_FROM,
                                      RGB (0xa9b6bd) });
}

static void
paint_parked_near (Painter *painter,
                   int      frame)
{
  paint_vehicle (painter, &(Vehicle) { BODY_CAR, 3.65, 8.4, FALSE, FALSE, RGB (0x3d6d97) });
}

static void
paint_parked_far (Painter *painter,
                  int      frame)
{
  paint_vehicle (painter, &(Vehicle) { BODY_CAR, 3.65, 13.9, FALSE, FALSE, RGB (0xb04a42) });
}

static double
bus_z (double t)
{
  return 13.5 - 6.0 * t;
}

static void
paint_bus (Painter *painter,
           int      frame)
{
  double t = (double) frame / STREET_FPS;

  paint_vehicle (painter,
                 &(Vehicle){ BODY_BUS, LANE_LEFT - 0.1, bus_z (t), TRUE, FALSE, RGB (0xd9a63f) });
}

static double
van_z (double t)
{
  return 52.0 - 10.0 * t;
}

static void
paint_van (Painter *painter,
           int      frame)
{
  double t = (double) frame / STREET_FPS;

  paint_vehicle (painter,
                 &(Vehicle){ BODY_VAN, LANE_LEFT, van_z (t), TRUE, FALSE, RGB (0xe6e4de) });
}

static double
oncoming_z (double t)
{
  return 96.0 - 9.5 * t;
}

static void
paint_oncoming (Painter *painter,
                int      frame)
{
  double t = (double) frame / STREET_FPS;

  paint_vehicle (painter,
                 &(Vehicle){ BODY_CAR, LANE_LEFT, oncoming_z (t), TRUE, FALSE, RGB (0x4f7a5c) });
}

static double
cyclist_z (double t)
{
  return 13.0 + 4.4 * t;
}

static void
paint_rider (Painter *painter,
             int      frame)
{
  double t = (double) frame / STREET_FPS;

  paint_cyclist (painter, VEC (2.15 + 0.12 * sin (1.7 * t), 0, cyclist_z (t)), 6.0 * t);
}

static void
paint_person_left (Painter *painter,
                   int      frame)
{
  double t = (double) frame / STREET_FPS;

  paint_person (painter, &(Person) { VEC (-6.5, 0, 31.0 + 0.9 * t), 1.72, 5.5 * t, 0,
                                     RGB (0xb8452f), RGB (0x36393f), RGB (0x3b2a20) });
}

static void
paint_person_crossing (Painter *painter,
                       int      frame)
{
  double t = (double) frame / STREET_FPS;

  paint_person (painter, &(Person){ VEC (5.7 - 1.95 * MAX (t - 0.2, 0), 0, ZEBRA_NEAR + 1.6), 1.78,
                                    7.0 * MAX (t - 0.2, 0), -1, RGB (0x4a8f86), RGB (0x2c3547),
                                    RGB (0x1e1a18) });
}

static double
person_right_z (double t)
{
  return 30.6 - 1.4 * t;
}

static void
paint_person_right (Painter *painter,
                    int      frame)
{
  double t = (double) frame / STREET_FPS;

  paint_person (painter, &(Person) { VEC (6.05, 0, person_right_z (t)), 1.68, 6.5 * t, 0,
                                     RGB (0x6d5a8c), RGB (0x3a3f49), RGB (0x8a5a2b) });
}

static void
paint_light (Painter *painter,
             int      frame)
{
  paint_light_head (painter, VEC (2.5, 4.15, ZEBRA_FAR + 2.0),
                    frame < YELLOW_FROM ? 2
                    : frame < RED_FROM  ? 1
                                        : 0);
}

static void
paint_mast (Painter *painter,
            int      frame)
{
  paint_light_mast (painter, VEC (KERB_RIGHT + 0.5, 0, ZEBRA_FAR + 2.1), 2.2, 5.55);
}

/* Everything that stands or moves, with its distance, so that the nearer hides the farther. */
typedef struct
{
  double    z;
  int       object; /* -1 for scenery */
  PaintFunc paint;  /* NULL for a tree */
  Vec       foot;
  double    size;
} Thing;

static int
compare_things (gconstpointer a,
                gconstpointer b)
{
  const Thing *left = a, *right = b;

  return left->z > right->z ? -1 : left->z < right->z ? 1 : left->object - right->object;
}

static gsize
list_things (double t,
             Thing  things[64])
{
  const Thing moving[] = {
    { car_ahead_z (t), STREET_CAR_AHEAD, paint_car_ahead, VEC (0, 0, 0), 0 },
    { 8.4, STREET_CAR_PARKED_NEAR, paint_parked_near, VEC (0, 0, 0), 0 },
    { 13.9, STREET_CAR_PARKED_FAR, paint_parked_far, VEC (0, 0, 0), 0 },
    { bus_z (t), STREET_BUS, paint_bus, VEC (0, 0, 0), 0 },
    { van_z (t), STREET_VAN, paint_van, VEC (0, 0, 0), 0 },
    { oncoming_z (t), STREET_CAR_ONCOMING, paint_oncoming, VEC (0, 0, 0), 0 },
    { cyclist_z (t), STREET_CYCLIST, paint_rider, VEC (0, 0, 0), 0 },
    { 31.0 + 0.9 * t, STREET_PERSON_LEFT, paint_person_left, VEC (0, 0, 0), 0 },
    { ZEBRA_NEAR + 1.6, STREET_PERSON_CROSSING, paint_person_crossing, VEC (0, 0, 0), 0 },
    { person_right_z (t), STREET_PERSON_RIGHT, paint_person_right, VEC (0, 0, 0), 0 },
    { ZEBRA_FAR + 2.0, STREET_LIGHT, paint_light, VEC (0, 0, 0), 0 },
    { ZEBRA_FAR + 2.1, -1, paint_mast, VEC (0, 0, 0), 0 },
  };
  static const Vec trees[] = {
    { -7.6, 0, 20 }, { -7.6, 0, 40 },  { -7.4, 0, 56 }, { -7.4, 0, 70 },
    { -7.4, 0, 84 }, { -7.4, 0, 100 }, { 7.4, 0, 29 },  { 7.2, 0, 53 },
    { 7.2, 0, 66 },  { 7.2, 0, 80 },   { 7.2, 0, 97 },
  };
  gsize n = 0;

  for (guint i = 0; i < G_N_ELEMENTS (moving); i++)
    things[n++] = moving[i];
  for (guint i = 0; i < G_N_ELEMENTS (trees); i++)
    things[n++] = (Thing) { trees[i].z, -1, NULL, trees[i], 0.92 + 0.11 * (i % 3) };
  qsort (things, n, sizeof (Thing), compare_things);

  return n;
}

void
street_paint (Painter *painter,
              int      frame,
              Seen     seen[STREET_N_OBJECTS])
{
  double t = (double) frame / STREET_FPS;
  Thing things[64];
  gsize n = list_things (t, things);

  for (guint i = 0; i < STREET_N_OBJECTS; i++)
    seen[i] = (Seen) { 0 };

  painter_begin_frame (painter, camera_z (t));
  paint_clouds (painter);
  paint_ground (painter);
  paint_houses (painter);
  for (gsize i = 0; i < n; i++)
    {
      const Thing *thing = &things[i];

      if (thing->object >= 0)
        painter_begin_object (painter, (guint) thing->object);
      if (thing->paint)
        thing->paint (painter, frame);
      else
        paint_tree (painter, thing->foot, thing->size, (guint) (thing->foot.z / 7));
      if (thing->object >= 0)
        painter_end_object (painter, &seen[thing->object]);
    }
  painter_end_frame (painter, seen, STREET_N_OBJECTS);
}

/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "painter.h"

G_BEGIN_DECLS

typedef enum
{
  BODY_CAR,
  BODY_VAN,
  BODY_BUS
} Body;

/**
 * Vehicle:
 *
 * @near_z is the end that we see, its front when @faces_us, else its rear.
 */
typedef struct
{
  Body     body;
  double   x;      /* of its middle */
  double   near_z;
  gboolean faces_us;
  gboolean braking;
  Colour   colour;
} Vehicle;

typedef struct
{
  Vec    foot;
  double height;
  double stride; /* phase of the step, in radians */
  double facing; /* -1 walks to the left, 1 to the right, 0 to or from us */
  Colour coat;
  Colour trousers;
  Colour hair;
} Person;

void paint_vehicle       (Painter       *painter,
                          const Vehicle *vehicle);
void paint_person        (Painter       *painter,
                          const Person  *person);
/* A rider on a bicycle, seen from behind. */
void paint_cyclist       (Painter       *painter,
                          Vec            foot,
                          double         pedal);
/* The box with three lamps; @lit is 0 for red, 1 for yellow, 2 for green. */
void paint_light_head    (Painter       *painter,
                          Vec            bottom,
                          int            lit);

void paint_light_mast    (Painter       *painter,
                          Vec            foot,
                          double         arm_to_x,
                          double         arm_y);
void paint_tree          (Painter       *painter,
                          Vec            foot,
                          double         size,
                          guint          kind);
/* One house on the left (@side -1) or right (1) of the street. */
void paint_house         (Painter       *painter,
                          int            side,
                          double         x,
                          double         z1,
                          double         z2,
                          double         height,
                          guint          kind);

G_END_DECLS

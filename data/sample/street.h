/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "painter.h"

G_BEGIN_DECLS

#define STREET_FRAMES 120
#define STREET_FPS    30

/* The objects of the scene, in the order of their track ids (1 is the first). */
typedef enum
{
  STREET_CAR_AHEAD,
  STREET_CAR_PARKED_NEAR,
  STREET_CAR_PARKED_FAR,
  STREET_BUS,
  STREET_VAN,
  STREET_CYCLIST,
  STREET_PERSON_LEFT,     /* hidden by the van for a while */
  STREET_PERSON_CROSSING, /* walks past behind the car ahead */
  STREET_PERSON_RIGHT,    /* walks towards us and out of the picture */
  STREET_LIGHT,
  STREET_CAR_ONCOMING,
  STREET_N_OBJECTS
} StreetObject;

/**
 * StreetState:
 *
 * What is true of the objects at one moment apart from where they are.
 */
typedef struct
{
  const char *movement;     /* vehicles: moving, stopped or parked; else NULL */
  const char *brake_lights; /* vehicles seen from behind: off or on; else NULL */
  const char *light;        /* the traffic light: green, yellow or red; else NULL */
} StreetState;

const char  *street_object_get_category (StreetObject  object);
/* The fixed attribute `colour`; NULL where none is kept. */
const char  *street_object_get_colour   (StreetObject  object);
StreetState  street_object_get_state    (StreetObject  object,
                                         int           frame);

/* Paints the frame and tells what is seen of each object. */
void         street_paint               (Painter      *painter,
                                         int           frame,
                                         Seen          seen[STREET_N_OBJECTS]);

G_END_DECLS

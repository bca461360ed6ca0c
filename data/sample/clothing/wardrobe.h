/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <cairo.h>

#include "core/geometry.h"

G_BEGIN_DECLS

#define ROOM_WIDTH  480
#define ROOM_HEIGHT 640

#define MAX_POINTS 32
#define MAX_PARTS  3

typedef struct
{
  FwPoint points[MAX_POINTS];
  guint   n;
} Outline;

/**
 * Garment:
 *
 * One label: what is seen of a garment, in pixels of the picture, and what is
 * true of it.
 */
typedef struct
{
  const char *category;
  Outline     parts[MAX_PARTS];
  guint       n_parts;
  char       *attributes; /* (owned) members of a JSON object */
  guint       group;      /* the person; 0 = nobody wears it */
  int         layer;      /* drawing order */
} Garment;

/* The garments a person can be dressed in; bits. */
typedef enum
{
  WEARS_TEE         = 1 << 0,
  WEARS_OPEN_JACKET = 1 << 1, /* over the tee, which shows between its halves */
  WEARS_COAT        = 1 << 2, /* closed */
  WEARS_DRESS       = 1 << 3,
  WEARS_TROUSERS    = 1 << 4,
  WEARS_SHORTS      = 1 << 5,
  WEARS_SKIRT       = 1 << 6,
  WEARS_LEGGINGS    = 1 << 7,
  WEARS_TIGHTS      = 1 << 8, /* not labelled */
  WEARS_SHOES       = 1 << 9,
  WEARS_FLIPPERS    = 1 << 10, /* not labelled */
  WEARS_HAT         = 1 << 11,
  WEARS_GLASSES     = 1 << 12,
  WEARS_BAG         = 1 << 13,
  WEARS_ARMOR       = 1 << 14, /* a breastplate over the tee; not labelled */
  WEARS_COSTUME     = 1 << 15  /* a pirate's coat */
} Wears;

/**
 * Person:
 *
 * Somebody who stands upright. @x and @floor are where the feet are, @height
 * the way from there to the top of the head, in pixels.
 */
typedef struct
{
  double   x;
  double   floor;
  double   height;
  guint    wears;
  guint    colours;     /* picks the colours of the garments */
  gboolean from_behind;
  gboolean is_mirrored; /* a reflection: left and right are swapped */
} Person;

/**
 * Scene:
 *
 * A picture while it is painted: the painter's context and the labels so far.
 */
typedef struct
{
  cairo_t *cr;       /* (owned) */
  GArray  *garments; /* (element-type Garment) (owned) */
  guint    n_people;
} Scene;

Scene   *scene_new           (guint           width,
                              guint           height);
void     scene_free          (Scene          *self);
gboolean scene_save          (Scene          *self,
                              const char     *path);

/* A room with a wall and a floor that begins at @floor. */
void     scene_paint_room    (Scene          *self,
                              guint           kind,
                              double          floor);
/* A mirror that leans on the wall. */
void     scene_paint_mirror  (Scene          *self,
                              FwRect          frame);
/* A poster of a dress: not to be labelled. */
void     scene_paint_poster  (Scene          *self,
                              FwRect          frame);
/* Paints somebody and adds what is to be labelled. Garments that the manual
 * leaves out are painted only. */
void     scene_add_person    (Scene          *self,
                              const Person   *person);
/* A garment on a hanger of @height pixels whose hook is at (@x, @top). */
void     scene_add_hanging   (Scene          *self,
                              Wears           what,
                              FwPoint         hook,
                              double          height,
                              guint           colours);
/* The outline of what a person would wear there, for labels that should not
 * be: nothing is painted. */
Garment  person_get_garment  (const Person   *person,
                              Wears           what,
                              guint           part);

void     garment_clear       (Garment        *self);
Garment  garment_copy        (const Garment  *self);
/* Adds or replaces a member, such as `"sleeve"`; NULL takes it out. */
void     garment_set         (Garment        *self,
                              const char     *name,
                              const char     *value);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Scene, scene_free)

G_END_DECLS

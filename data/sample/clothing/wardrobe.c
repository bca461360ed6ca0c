/* SPDX-License-Identifier: GPL-3.0-or-later */

/*
 * People and their clothes as flat cut-outs. Every garment is an outline in a
 * body's own measure: x to the right of its middle, y up from the floor, the
 * whole person 1 high. What is painted and what is labelled is the same
 * outline, so the labels are exact; where one garment covers another the lower
 * one is outlined only as far as it shows.
 */

#include "wardrobe.h"

#include <math.h>
#include <string.h>

typedef struct
{
  double red;
  double green;
  double blue;
} Colour;

#define RGB(hex_) { (((hex_) >> 16) & 0xff) / 255.0, (((hex_) >> 8) & 0xff) / 255.0, \
                    ((hex_) & 0xff) / 255.0 }

static const Colour skin_colours[] = { RGB (0xe0ac7e), RGB (0x8d5b3c), RGB (0xf1c9a5), RGB (0xb97d52) };
static const Colour hair_colours[] = { RGB (0x33231a), RGB (0x14100e), RGB (0xb98a4b), RGB (0x5a3a26) };
static const Colour cloth_colours[] = { RGB (0x3d6f5c), RGB (0x4a568f), RGB (0xa8434a), RGB (0xd9b44a),
                                        RGB (0x7a4f86), RGB (0x2f3540), RGB (0xd8d3c8), RGB (0x3f87a6) };
static const Colour wall_colours[] = { RGB (0xcfc4b4), RGB (0xb9c6cc), RGB (0xd6c8c4), RGB (0xc4ccb9) };
static const Colour metal = RGB (0x9aa1a9);
static const Colour sheer = RGB (0x6d5a55);
static const Colour rubber = RGB (0xe8b500);

/* Half an outline, from the middle at the top round the right side to the
 * middle at the bottom; the other half is its mirror image. */
typedef struct
{
  guint  n;
  double points[16][2];
} Half;

static const Half tee = { 8, { { 0, .828 }, { .04, .85 }, { .108, .825 }, { .168, .70 }, { .128, .672 },
                               { .106, .72 }, { .106, .53 }, { 0, .525 } } };
static const Half coat = { 10, { { 0, .835 }, { .04, .85 }, { .116, .825 }, { .178, .66 }, { .192, .50 },
                                 { .150, .495 }, { .132, .63 }, { .109, .70 }, { .125, .40 }, { 0, .395 } } };
static const Half dress = { 9, { { 0, .80 }, { .05, .845 }, { .092, .83 }, { .098, .72 }, { .082, .60 },
                                 { .115, .48 }, { .172, .27 }, { .09, .26 }, { 0, .258 } } };
static const Half hat = { 6, { { 0, 1.04 }, { .052, 1.03 }, { .07, .972 }, { .115, .962 }, { .112, .945 },
                               { 0, .95 } } };
static const Half glasses = { 5, { { 0, .936 }, { .052, .938 }, { .055, .915 }, { .02, .908 }, { 0, .922 } } };
static const Half breastplate = { 6, { { 0, .80 }, { .075, .80 }, { .098, .74 }, { .09, .62 }, { .06, .565 },
                                       { 0, .55 } } };
/* The right half of a jacket that stands open; its inner edge is the tee's. */
static const Half open_jacket = { 10, { { .04, .85 }, { .116, .825 }, { .178, .66 }, { .192, .50 },
                                        { .150, .495 }, { .132, .63 }, { .109, .70 }, { .108, .527 },
                                        { .0426, .527 }, { .03, .70 } } };
static const Half shoe = { 6, { { .034, .062 }, { .088, .062 }, { .104, .034 }, { .106, .004 }, { .034, .0 },
                                { .028, .03 } } };
static const Half flipper = { 5, { { .04, .062 }, { .085, .062 }, { .17, -.01 }, { .13, -.05 }, { .05, -.005 } } };
static const Half bag = { 6, { { .165, .47 }, { .215, .485 }, { .262, .47 }, { .272, .35 }, { .212, .338 },
                               { .155, .35 } } };

/* Where garments of the lower body begin, below what hangs over them. */
static double
get_waist (guint wears)
{
  return wears & (WEARS_COAT | WEARS_COSTUME) ? .397 : .527;
}

static Half
make_legs (double top,
           double ankle,
           double width)
{
  double hip = .106;

  return (Half) { 9,
                  { { 0, top }, { hip * .6, top }, { hip, top }, { width + .035, (top + ankle) / 2 },
                    { width + .022, ankle }, { .042, ankle }, { .03, (top + ankle) / 2 },
                    { .012, MIN (.40, top - .05) }, { 0, MIN (.42, top - .03) } } };
}

static Half
make_skirt (double top)
{
  return (Half) { 6,
                  { { 0, top }, { .106, top }, { .126, (top + .31) / 2 }, { .152, .31 }, { .08, .30 },
                    { 0, .298 } } };
}

/* The part of the tee that shows in an open jacket. */
static Half
make_strip (void)
{
  return (Half) { 5, { { 0, .828 }, { .04, .85 }, { .03, .70 }, { .0426, .527 }, { 0, .525 } } };
}

static FwPoint
place (const Person *person,
       double        x,
       double        y)
{
  return FW_POINT (person->x + x * person->height, person->floor - y * person->height);
}

static void
close_half (const Person *person,
            const Half   *half,
            Outline      *out)
{
  out->n = 0;
  for (guint i = 0; i < half->n; i++)
    out->points[out->n++] = place (person, half->points[i][0], half->points[i][1]);
  for (guint i = half->n; i-- > 0;)
    if (half->points[i][0] != 0)
      out->points[out->n++] = place (person, -half->points[i][0], half->points[i][1]);
}

/* @side is 1 for the right of the picture, -1 for its left. */
static void
place_side (const Person *person,
            const Half   *half,
            int           side,
            Outline      *out)
{
  out->n = half->n;
  for (guint i = 0; i < half->n; i++)
    out->points[i] = place (person, side * half->points[i][0], half->points[i][1]);
}

/* Painting ------------------------------------------------------------------------ */

static void
set_colour (cairo_t *cr,
            Colour   colour,
            double   shade)
{
  cairo_set_source_rgb (cr, colour.red * shade, colour.green * shade, colour.blue * shade);
}

static void
trace (cairo_t       *cr,
       const Outline *outline)
{
  cairo_new_path (cr);
  for (guint i = 0; i < outline->n; i++)
    cairo_line_to (cr, outline->points[i].x, outline->points[i].y);
  cairo_close_path (cr);
}

static void
paint_outline (cairo_t       *cr,
               const Outline *outline,
               Colour         colour)
{
  trace (cr, outline);
  set_colour (cr, colour, 1);
  cairo_fill_preserve (cr);
  set_colour (cr, colour, .75);
  cairo_set_line_width (cr, 1);
  cairo_stroke (cr);
}

static void
paint_polygon (cairo_t      *cr,
               const Person *person,
               const Half   *half,
               Colour        colour)
{
  Outline outline;

  close_half (person, half, &outline);
  paint_outline (cr, &outline, colour);
}

static void
paint_disc (cairo_t *cr,
            FwPoint  centre,
            double   rx,
            double   ry,
            Colour   colour)
{
  cairo_save (cr);
  cairo_translate (cr, centre.x, centre.y);
  cairo_scale (cr, rx, ry);
  cairo_new_path (cr);
  cairo_arc (cr, 0, 0, 1, 0, 2 * G_PI);
  cairo_restore (cr);
  set_colour (cr, colour, 1);
  cairo_fill (cr);
}

static void
paint_body (Scene        *scene,
            const Person *person)
{
  static const Half legs = { 7, { { 0, .50 }, { .088, .50 }, { .082, .28 }, { .068, .05 }, { .042, .05 },
                                  { .03, .28 }, { 0, .43 } } };
  static const Half torso = { 10, { { 0, .88 }, { .028, .88 }, { .03, .845 }, { .105, .82 }, { .165, .66 },
                                    { .178, .46 }, { .15, .455 }, { .128, .64 }, { .098, .70 },
                                    { .095, .48 } } };
  Colour skin = skin_colours[person->colours % G_N_ELEMENTS (skin_colours)];
  Colour hair = hair_colours[person->colours / 2 % G_N_ELEMENTS (hair_colours)];
  double unit = person->height;

  paint_polygon (scene->cr, person, &legs, skin);
  paint_polygon (scene->cr, person, &torso, skin);
  paint_disc (scene->cr, place (person, 0, .935), .062 * unit, .07 * unit,
              person->from_behind ? hair : skin);
  if (person->from_behind)
    {
      paint_disc (scene->cr, place (person, 0, .90), .058 * unit, .062 * unit, hair);
      return;
    }

  cairo_new_path (scene->cr);
  cairo_arc_negative (scene->cr, place (person, 0, .94).x, place (person, 0, .94).y, .066 * unit, 0, G_PI);
  cairo_close_path (scene->cr);
  set_colour (scene->cr, hair, 1);
  cairo_fill (scene->cr);
  for (int side = -1; side <= 1; side += 2)
    paint_disc (scene->cr, place (person, side * .024, .922), .007 * unit, .006 * unit, hair);
}

/* Garments ------------------------------------------------------------------------- */

void
garment_clear (Garment *self)
{
  g_clear_pointer (&self->attributes, g_free);
}

Garment
garment_copy (const Garment *self)
{
  Garment copy = *self;

  copy.attributes = g_strdup (self->attributes);

  return copy;
}

void
garment_set (Garment    *self,
             const char *name,
             const char *value)
{
  g_auto(GStrv) members = g_strsplit (self->attributes ? self->attributes : "", ",", -1);
  g_autoptr(GString) out = g_string_new (NULL);
  g_autofree char *start = g_strdup_printf ("\"%s\":", name);

  for (guint i = 0; members[i]; i++)
    if (*members[i] && !g_str_has_prefix (members[i], start))
      g_string_append_printf (out, "%s%s", out->len ? "," : "", members[i]);
  if (value)
    g_string_append_printf (out, "%s%s%s", out->len ? "," : "", start, value);

  g_free (self->attributes);
  self->attributes = g_strdup (out->str);
}

static const char *
get_category (Wears what)
{
  switch (what)
    {
    case WEARS_TEE: return "top";
    case WEARS_OPEN_JACKET:
    case WEARS_COAT: return "outerwear";
    case WEARS_DRESS: return "dress";
    case WEARS_TROUSERS: return "trousers";
    case WEARS_SHORTS: return "shorts";
    case WEARS_SKIRT: return "skirt";
    case WEARS_LEGGINGS: return "leggings";
    case WEARS_TIGHTS: return "tights";
    case WEARS_SHOES: return "shoes";
    case WEARS_FLIPPERS: return "flippers";
    case WEARS_HAT: return "hat";
    case WEARS_GLASSES: return "glasses";
    case WEARS_BAG: return "bag";
    case WEARS_ARMOR: return "armor";
    case WEARS_COSTUME: return "costume";
    }

  g_assert_not_reached ();
}

static Half
get_half (const Person *person,
          Wears         what)
{
  double waist = get_waist (person->wears);

  switch (what)
    {
    case WEARS_TEE: return person->wears & WEARS_OPEN_JACKET ? make_strip () : tee;
    case WEARS_OPEN_JACKET: return open_jacket;
    case WEARS_COAT:
    case WEARS_COSTUME: return coat;
    case WEARS_DRESS: return dress;
    case WEARS_TROUSERS: return make_legs (waist, .064, .066);
    case WEARS_SHORTS: return make_legs (waist, .31, .085);
    case WEARS_SKIRT: return make_skirt (waist);
    case WEARS_LEGGINGS:
    case WEARS_TIGHTS: return make_legs (MIN (waist, person->wears & WEARS_SKIRT ? .298 : 1.0), .064, .048);
    case WEARS_SHOES: return shoe;
    case WEARS_FLIPPERS: return flipper;
    case WEARS_HAT: return hat;
    case WEARS_GLASSES: return glasses;
    case WEARS_BAG: return bag;
    case WEARS_ARMOR: return breastplate;
    }

  g_assert_not_reached ();
}

/* Tights under a skirt: the legs only. */
static void
place_tights (const Person *person,
              Garment      *garment)
{
  static const Half leg = { 4, { { .03, .298 }, { .082, .298 }, { .07, .064 }, { .042, .064 } } };

  garment->n_parts = 2;
  place_side (person, &leg, 1, &garment->parts[0]);
  place_side (person, &leg, -1, &garment->parts[1]);
}

static gboolean
is_sided (Wears what)
{
  return what == WEARS_SHOES || what == WEARS_FLIPPERS;
}

static void
describe (const Person *person,
          Wears         what,
          guint         part,
          Garment      *garment)
{
  gboolean is_worn_left = (part == 0) != (person->from_behind || person->is_mirrored);

  garment->attributes = g_strdup ("\"worn\":\"worn\",\"occlusion\":\"slight\"");
  garment_set (garment, "view", person->from_behind ? "\"back\"" : "\"front\"");
  if (person->is_mirrored)
    garment_set (garment, "reflection", "true");
  if (what == WEARS_TEE)
    garment_set (garment, "sleeve", person->wears & WEARS_OPEN_JACKET ? "\"unknown\"" : "\"short\"");
  if (what == WEARS_DRESS)
    garment_set (garment, "sleeve", "\"none\"");
  if (what & (WEARS_OPEN_JACKET | WEARS_COAT | WEARS_COSTUME))
    garment_set (garment, "sleeve", "\"long\"");
  if (what == WEARS_TEE && person->wears & WEARS_OPEN_JACKET)
    {
      garment_set (garment, "layer", "\"inner\"");
      garment_set (garment, "occlusion", "\"medium\"");
    }
  if (what == WEARS_OPEN_JACKET)
    garment_set (garment, "layer", "\"outer\"");
  if (what == WEARS_SHOES)
    garment_set (garment, "pair-side", is_worn_left ? "\"left\"" : "\"right\"");
  garment->layer = what == WEARS_OPEN_JACKET ? 1 : 0;
}

Garment
person_get_garment (const Person *person,
                    Wears         what,
                    guint         part)
{
  Garment garment = { .category = get_category (what), .n_parts = 1 };
  Half half = get_half (person, what);

  if (what == WEARS_OPEN_JACKET)
    {
      garment.n_parts = 2;
      place_side (person, &half, 1, &garment.parts[0]);
      place_side (person, &half, -1, &garment.parts[1]);
    }
  else if (what == WEARS_TIGHTS && person->wears & WEARS_SKIRT)
    place_tights (person, &garment);
  else if (is_sided (what))
    place_side (person, &half, part == 0 ? 1 : -1, &garment.parts[0]);
  else if (what == WEARS_BAG)
    place_side (person, &half, 1, &garment.parts[0]);
  else
    close_half (person, &half, &garment.parts[0]);
  describe (person, what, part, &garment);

  return garment;
}

static Colour
pick_colour (const Person *person,
             Wears         what,
             guint         rank)
{
  switch (what)
    {
    case WEARS_ARMOR: return metal;
    case WEARS_TIGHTS: return sheer;
    case WEARS_FLIPPERS: return rubber;
    default: return cloth_colours[(person->colours * 3 + rank * 5) % G_N_ELEMENTS (cloth_colours)];
    }
}

static gboolean
is_labelled (Wears what)
{
  return !(what & (WEARS_TIGHTS | WEARS_FLIPPERS | WEARS_ARMOR));
}

void
scene_add_person (Scene        *self,
                  const Person *person)
{
  /* From the skin outwards. */
  static const Wears order[] = { WEARS_TIGHTS, WEARS_LEGGINGS, WEARS_SHOES, WEARS_FLIPPERS, WEARS_TROUSERS,
                                 WEARS_SHORTS, WEARS_SKIRT, WEARS_DRESS, WEARS_TEE, WEARS_ARMOR,
                                 WEARS_OPEN_JACKET, WEARS_COAT, WEARS_COSTUME, WEARS_BAG, WEARS_GLASSES,
                                 WEARS_HAT };

  self->n_people++;
  paint_body (self, person);
  for (guint i = 0; i < G_N_ELEMENTS (order); i++)
    for (guint part = 0; part < (is_sided (order[i]) ? 2u : 1u); part++)
      {
        if (!(person->wears & order[i]))
          continue;

        Garment garment = person_get_garment (person, order[i], part);

        /* A coat seen from behind is the jacket that is open in the mirror. */
        guint rank = order[i] == WEARS_COAT ? i - 1 : i;

        for (guint j = 0; j < garment.n_parts; j++)
          paint_outline (self->cr, &garment.parts[j], pick_colour (person, order[i], rank));
        garment.group = self->n_people;
        if (is_labelled (order[i]))
          g_array_append_val (self->garments, garment);
        else
          garment_clear (&garment);
      }
}

void
scene_add_hanging (Scene   *self,
                   Wears    what,
                   FwPoint  hook,
                   double   height,
                   guint    colours)
{
  Person nobody = { hook.x, hook.y + height * .93, height, what, colours, FALSE, FALSE };
  Garment garment = person_get_garment (&nobody, what, 0);

  cairo_set_line_width (self->cr, 3);
  cairo_set_source_rgb (self->cr, .35, .33, .30);
  cairo_move_to (self->cr, hook.x, hook.y - 8);
  cairo_line_to (self->cr, hook.x, hook.y + height * .1);
  cairo_stroke (self->cr);
  paint_outline (self->cr, &garment.parts[0], pick_colour (&nobody, what, 1));
  garment_set (&garment, "worn", "\"hanging\"");
  garment_set (&garment, "view", "\"unworn\"");
  g_array_append_val (self->garments, garment);
}

/* The room ---------------------------------------------------------------------------- */

static void
clear_garment_cb (gpointer data)
{
  garment_clear (data);
}

Scene *
scene_new (guint width,
           guint height)
{
  Scene *self = g_new0 (Scene, 1);
  cairo_surface_t *surface
    = cairo_image_surface_create (CAIRO_FORMAT_RGB24, (int) width, (int) height);

  self->cr = cairo_create (surface);
  cairo_surface_destroy (surface);
  self->garments = g_array_new (FALSE, FALSE, sizeof (Garment));
  g_array_set_clear_func (self->garments, clear_garment_cb);

  return self;
}

void
scene_free (Scene *self)
{
  cairo_destroy (self->cr);
  g_array_unref (self->garments);
  g_free (self);
}

gboolean
scene_save (Scene      *self,
            const char *path)
{
  return cairo_surface_write_to_png (cairo_get_target (self->cr), path) == CAIRO_STATUS_SUCCESS;
}

static void
paint_rect (cairo_t *cr,
            FwRect   rect,
            Colour   colour,
            double   shade)
{
  cairo_rectangle (cr, rect.x, rect.y, rect.width, rect.height);
  set_colour (cr, colour, shade);
  cairo_fill (cr);
}

void
scene_paint_room (Scene  *self,
                  guint   kind,
                  double  floor)
{
  static const Colour boards = RGB (0x9a7554);
  Colour wall = wall_colours[kind % G_N_ELEMENTS (wall_colours)];

  paint_rect (self->cr, FW_RECT (0, 0, ROOM_WIDTH, ROOM_HEIGHT), wall, 1);
  paint_rect (self->cr, FW_RECT (0, floor, ROOM_WIDTH, ROOM_HEIGHT - floor), boards, 1);
  paint_rect (self->cr, FW_RECT (0, floor - 9, ROOM_WIDTH, 9), wall, 1.12);
  cairo_set_line_width (self->cr, 1.5);
  set_colour (self->cr, boards, .85);
  for (int i = -6; i <= 6; i++)
    {
      cairo_move_to (self->cr, ROOM_WIDTH / 2.0 + i * 46, floor);
      cairo_line_to (self->cr, ROOM_WIDTH / 2.0 + i * 120, ROOM_HEIGHT);
      cairo_stroke (self->cr);
    }
}

void
scene_paint_mirror (Scene  *self,
                    FwRect  frame)
{
  static const Colour wood = RGB (0x5b4030);
  static const Colour glass = RGB (0xb4c5c9);

  paint_rect (self->cr, frame, wood, 1);
  paint_rect (self->cr, FW_RECT (frame.x + 9, frame.y + 9, frame.width - 18, frame.height - 18), glass, 1);
  cairo_move_to (self->cr, frame.x + 9, frame.y + 9);
  cairo_line_to (self->cr, frame.x + frame.width * .45, frame.y + 9);
  cairo_line_to (self->cr, frame.x + 9, frame.y + frame.height * .4);
  cairo_close_path (self->cr);
  cairo_set_source_rgba (self->cr, 1, 1, 1, .18);
  cairo_fill (self->cr);
}

void
scene_paint_poster (Scene  *self,
                    FwRect  frame)
{
  static const Colour ink = RGB (0x2b2622);
  static const Colour paper = RGB (0xf0e9da);
  Person drawn = { frame.x + frame.width / 2, frame.y + frame.height * 1.06, frame.height * 1.12,
                   WEARS_DRESS, 2, FALSE, FALSE };
  Outline outline;

  paint_rect (self->cr, frame, ink, 1);
  paint_rect (self->cr, FW_RECT (frame.x + 4, frame.y + 4, frame.width - 8, frame.height - 8), paper, 1);
  close_half (&drawn, &dress, &outline);
  paint_outline (self->cr, &outline, cloth_colours[2]);
}

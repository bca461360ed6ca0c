/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "driving.h"

static const char *const categories[] = {
  "vehicle.car",     "vehicle.truck",   "vehicle.bus",      "vehicle.motorcycle", "vehicle.bicycle",
  "vehicle.trailer", "part.wheel",      "human.pedestrian", "human.rider",        "animal",
  "sign.traffic",    "light.traffic",   "region.ignore",    NULL,
};

static const TruthForm form = {
  .clip = "city",
  .document = "0b5d1c52-66e0-4f0e-8d3b-5c6f5f0a9e21",
  .manual = "city-driving-2d",
  .version = "3.1.0",
  .categories = categories,
  .attributes = { "occlusion", "truncated", NULL, "lights", "colour", "crowd", "parked", "reflection" },
};

/* The bonnet of our own car: the lowest rows of every frame. */
#define BONNET FW_RECT (170, 348, 300, 12)

static void
fill (TruthTrack     *track,
      TruthAttribute  attribute,
      const char     *value)
{
  for (int i = 0; i < STREET_FRAMES; i++)
    track->attributes[attribute][i] = value;
}

static gboolean
is_human (const TruthTrack *track)
{
  return g_str_has_prefix (track->category, "human.");
}

static const char *
translate_category (const char *street)
{
  static const char *const pairs[][2] = {
    { "vehicle.van", "vehicle.car" },
    { "person.pedestrian", "human.pedestrian" },
    { "person.cyclist", "human.rider" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (pairs); i++)
    if (g_str_equal (street, pairs[i][0]))
      return pairs[i][1];

  return street;
}

/* A box in every frame between the first and the last sight; where nothing of
 * it was to be seen it is marked full. */
static void
close_gaps (TruthTrack *track)
{
  int last = -1;

  for (int frame = 0; frame < STREET_FRAMES; frame++)
    {
      if (!track->labelled[frame])
        continue;
      for (int i = last + 1; last >= 0 && i < frame; i++)
        {
          track->labelled[i] = TRUE;
          track->attributes[TRUTH_OCCLUSION][i] = "\"full\"";
        }
      last = frame;
    }
  truth_interpolate (track);
  for (int frame = 0; frame < STREET_FRAMES; frame++)
    track->attributes[TRUTH_TRUNCATED][frame]
      = truth_touches_border (track->box[frame]) ? "true" : "false";
}

/* What a nearer box covers is not "none", whatever its outline leaves free. */
static void
mark_covered (Truth *self,
              guint  index)
{
  TruthTrack *track = &self->tracks[index];

  for (int frame = 0; frame < STREET_FRAMES; frame++)
    for (guint i = 0; track->labelled[frame] && i < self->n_tracks; i++)
      {
        const TruthTrack *other = &self->tracks[i];
        FwRect box = track->box[frame], by = other->box[frame];
        FwRect both = fw_rect_intersection (box, by);

        if (i == index || !other->labelled[frame] || by.y + by.height <= box.y + box.height
            || g_str_equal (other->category, "region.ignore"))
          continue;
        if (both.width * both.height > .25 * box.width * box.height
            && g_strcmp0 (track->attributes[TRUTH_OCCLUSION][frame], "\"none\"") == 0)
          track->attributes[TRUTH_OCCLUSION][frame] = "\"partial\"";
      }
}

static void
add_bicycle (Truth *self)
{
  TruthTrack *bicycle = truth_add_track (self);

  *bicycle = self->tracks[STREET_CYCLIST];
  bicycle->category = "vehicle.bicycle";
  for (int i = 0; i < STREET_FRAMES; i++)
    {
      bicycle->box[i].y += bicycle->box[i].height * .45;
      /* Half a pixel lower than the rider: it is the nearer of the two. */
      bicycle->box[i].height = bicycle->box[i].height * .55 + .5;
    }
  fill (bicycle, TRUTH_CROWD, NULL);
}

static void
add_bonnet (Truth *self)
{
  TruthTrack *bonnet = truth_add_track (self);

  bonnet->category = "region.ignore";
  for (int i = 0; i < STREET_FRAMES; i++)
    bonnet->labelled[i] = TRUE;
  for (int i = 0; i < STREET_FRAMES; i += STREET_FRAMES - 1)
    truth_set_key (bonnet, i, BONNET);
  truth_interpolate (bonnet);
}

Truth *
driving_truth_new (const Seen (*seen)[STREET_N_OBJECTS])
{
  Truth *self = truth_new (seen);

  self->form = &form;
  for (guint i = 0; i < self->n_tracks; i++)
    {
      TruthTrack *track = &self->tracks[i];

      track->category = translate_category (track->category);
      if (is_human (track))
        fill (track, TRUTH_CROWD, "false");
      for (int frame = 0; frame < STREET_FRAMES; frame++)
        {
          const char *braking = track->attributes[TRUTH_BRAKE_LIGHTS][frame];
          const char *movement = track->attributes[TRUTH_MOVEMENT][frame];

          track->attributes[TRUTH_BRAKE_LIGHTS][frame]
            = !braking ? NULL : g_str_equal (braking, "\"on\"") ? "\"brake\"" : "\"off\"";
          track->attributes[TRUTH_PARKED][frame]
            = !movement ? NULL : g_str_equal (movement, "\"parked\"") ? "true" : "false";
        }
      close_gaps (track);
    }
  fill (&self->tracks[STREET_LIGHT], TRUTH_OCCLUSION, NULL);
  fill (&self->tracks[STREET_LIGHT], TRUTH_TRUNCATED, NULL);
  add_bicycle (self);
  for (guint i = 0; i < self->n_tracks; i++)
    mark_covered (self, i);
  add_bonnet (self);

  return self;
}

/* Mistakes ----------------------------------------------------------------------------- */

/* A box that stands still from @first to @last. */
static TruthTrack *
add_box (Truth      *self,
         const char *category,
         FwRect      box,
         int         first,
         int         last)
{
  TruthTrack *track = truth_add_track (self);

  track->category = category;
  for (int i = first; i <= last; i++)
    track->labelled[i] = TRUE;
  truth_set_key (track, first, box);
  truth_set_key (track, last, box);
  truth_interpolate (track);
  if (g_str_has_prefix (category, "vehicle.") || is_human (track))
    {
      fill (track, TRUTH_OCCLUSION, "\"none\"");
      fill (track, TRUTH_TRUNCATED, "false");
    }
  if (is_human (track))
    fill (track, TRUTH_CROWD, "false");

  return track;
}

/* The same box as that of another track at one moment. */
static FwRect
box_at (const Truth *self,
        guint        track,
        int          frame)
{
  g_assert (self->tracks[track].labelled[frame]);

  return self->tracks[track].box[frame];
}

static void
forget_keys (TruthTrack *track,
             int         first,
             int         last)
{
  for (int i = first + 1; i < last; i++)
    track->is_key[i] = FALSE;
  truth_set_key (track, first, track->box[first]);
  truth_set_key (track, last, track->box[last]);
  truth_interpolate (track);
}

static void
add_label_mistakes (Truth *self)
{
  FwRect bus = box_at (self, STREET_BUS, 10);
  FwRect car = box_at (self, STREET_CAR_AHEAD, 70);

  /* SD-002: 8 pixels high. */
  add_box (self, "vehicle.car", FW_RECT (318, 176, 13, 8), 2, 12);
  /* SD-005: mirrored in a shop window. */
  fill (add_box (self, "vehicle.bus", FW_RECT (20, 150, 60, 40), 30, 36), TRUTH_REFLECTION, "true");
  /* SD-006: our own bonnet. */
  fill (add_box (self, "vehicle.car", FW_RECT (180, 348.5, 250, 11), 50, 55), TRUTH_TRUNCATED, "true");
  /* SD-007: the driver of the bus. */
  add_box (self, "human.pedestrian", FW_RECT (bus.x + bus.width * .6, bus.y + bus.height * .25, 9, 18), 10, 10);
  /* SD-008: one person drawn inside a crowd. */
  fill (add_box (self, "human.pedestrian", FW_RECT (500, 190, 80, 30), 60, 64), TRUTH_CROWD, "true");
  add_box (self, "human.pedestrian", FW_RECT (520, 192, 12, 27), 60, 64);
  /* SD-012 and SD-013: over the border, and not marked. */
  fill (add_box (self, "vehicle.car", FW_RECT (600, 200, 52, 40), 80, 84), TRUTH_TRUNCATED, "false");
  /* SD-014, SD-015: shapes that nobody has. */
  add_box (self, "human.pedestrian", FW_RECT (40, 240, 60, 30), 90, 94);
  add_box (self, "vehicle.car", FW_RECT (120, 230, 20, 60), 90, 94);
  /* SD-016, SD-017: the car ahead twice, and as a truck. */
  add_box (self, "vehicle.car", car, 70, 70);
  add_box (self, "vehicle.truck", FW_RECT (car.x, car.y + 1, car.width, car.height), 71, 72);
  /* SD-018: a wheel in the road. */
  add_box (self, "part.wheel", FW_RECT (car.x - 12, car.y + car.height - 14, 14, 16), 74, 78);
  /* SD-019: hidden behind the car ahead and called free. */
  fill (add_box (self, "vehicle.car", FW_RECT (car.x + 5, car.y + 4, car.width - 10, car.height - 12), 86, 86),
        TRUTH_OCCLUSION, "\"none\"");
}

static void
add_track_mistakes (Truth *self)
{
  TruthTrack *tracks;
  TruthTrack *track;

  /* SD-009: the bicycle is forgotten after a while. */
  track = &self->tracks[STREET_N_OBJECTS];
  for (int i = 70; i < STREET_FRAMES; i++)
    track->labelled[i] = FALSE;
  truth_set_key (track, 69, track->box[69]);
  for (int i = 70; i < STREET_FRAMES; i++)
    track->is_key[i] = FALSE;
  /* SD-020: lost for five frames, and a new track. */
  add_box (self, "animal", FW_RECT (60, 280, 30, 20), 20, 30);
  add_box (self, "animal", FW_RECT (60, 280, 30, 20), 36, 46);
  /* SD-021: a keyframe that slipped. */
  track = add_box (self, "animal", FW_RECT (400, 300, 20, 14), 100, 110);
  truth_set_key (track, 104, FW_RECT (400, 300, 20, 14));
  truth_set_key (track, 105, FW_RECT (440, 300, 20, 14));
  truth_set_key (track, 106, FW_RECT (440, 300, 20, 14));
  truth_set_key (track, 110, FW_RECT (440, 300, 20, 14));
  truth_interpolate (track);
  /* SD-022: grows by a half at once. */
  track = add_box (self, "vehicle.car", FW_RECT (500, 260, 60, 40), 100, 110);
  truth_set_key (track, 105, FW_RECT (500, 260, 60, 40));
  truth_set_key (track, 106, FW_RECT (500, 260, 90, 40));
  truth_set_key (track, 110, FW_RECT (500, 260, 90, 40));
  truth_interpolate (track);

  tracks = self->tracks;
  /* SD-023: forty frames without a keyframe. */
  forget_keys (&tracks[STREET_CAR_AHEAD], 5, 46);
  /* SD-024: a hole. */
  track = add_box (self, "animal", FW_RECT (150, 300, 30, 20), 60, 80);
  for (int i = 66; i <= 69; i++)
    track->labelled[i] = FALSE;
  truth_set_key (track, 65, FW_RECT (150, 300, 30, 20));
  truth_set_key (track, 70, FW_RECT (150, 300, 30, 20));
  /* SD-025: parked, and driving away. */
  tracks = self->tracks;
  for (int i = 40; i < STREET_FRAMES; i++)
    tracks[STREET_BUS].attributes[TRUTH_PARKED][i] = "true";
  /* SD-026: from red to green. */
  for (int i = STREET_FRAMES - 4; i < STREET_FRAMES; i++)
    tracks[STREET_LIGHT].attributes[TRUTH_LIGHT_COLOUR][i] = "\"green\"";
}

/* SD-027, SD-028: the last frames have no labels, and were never looked at. */
static void
stop_early (Truth *self)
{
  int last = STREET_FRAMES - 3;

  for (guint i = 0; i < self->n_tracks; i++)
    {
      TruthTrack *track = &self->tracks[i];

      for (int frame = last + 1; frame < STREET_FRAMES; frame++)
        track->labelled[frame] = track->is_key[frame] = FALSE;
      if (track->labelled[last])
        truth_set_key (track, last, track->box[last]);
    }
  self->seen_last = last;
}

void
driving_add_mistakes (Truth *self)
{
  add_label_mistakes (self);
  add_track_mistakes (self);
  stop_early (self);
}

/* Pictures of the manual ------------------------------------------------------------------ */

typedef struct
{
  const char  *name;
  int          frame;
  StreetObject object;
  FwRect       change; /* added to its box: x, y, width, height */
  gboolean     is_yes;
} Example;

static const Example examples[] = {
  { "SD-001-yes", 4, STREET_VAN, { 0, 0, 0, 0 }, TRUE },
  { "SD-001-no", 4, STREET_CAR_ONCOMING, { 30, -30, 10, 10 }, FALSE },
  { "SD-009-yes", 20, STREET_CYCLIST, { 0, 0, 0, 0 }, TRUE },
  { "SD-011-yes", 40, STREET_CAR_AHEAD, { 0, 0, 0, 0 }, TRUE },
  { "SD-011-no", 40, STREET_CAR_AHEAD, { -14, -8, 26, 18 }, FALSE },
  { "SD-013-yes", 5, STREET_CAR_PARKED_NEAR, { 0, 0, 0, 0 }, TRUE },
  { "SD-019-yes", 0, STREET_CAR_PARKED_FAR, { 0, 0, 0, 0 }, TRUE },
};

#define EXAMPLE_WIDTH  320
#define EXAMPLE_HEIGHT 220

static gboolean
make_example (const Example *example,
              const char    *path)
{
  g_autoptr(Painter) painter = painter_new ();
  Seen seen[STREET_N_OBJECTS];
  cairo_surface_t *out = cairo_image_surface_create (CAIRO_FORMAT_RGB24, EXAMPLE_WIDTH, EXAMPLE_HEIGHT);
  cairo_t *cr = cairo_create (out);

  street_paint (painter, example->frame, seen);

  FwRect box = seen[example->object].box;

  box = FW_RECT (box.x + example->change.x, box.y + example->change.y, box.width + example->change.width,
                 box.height + example->change.height);

  /* The box fills half of the picture at most. */
  double scale = CLAMP (MIN (EXAMPLE_WIDTH / 2 / box.width, EXAMPLE_HEIGHT / 2 / box.height), .6, 4);
  double left = box.x + box.width / 2 - EXAMPLE_WIDTH / 2 / scale;
  double top = box.y + box.height / 2 - EXAMPLE_HEIGHT / 2 / scale;

  left = CLAMP (left, 0, MAX (PICTURE_WIDTH - EXAMPLE_WIDTH / scale, 0));
  top = CLAMP (top, 0, MAX (PICTURE_HEIGHT - EXAMPLE_HEIGHT / scale, 0));
  cairo_scale (cr, scale, scale);
  cairo_translate (cr, -left, -top);
  cairo_set_source_surface (cr, painter_get_surface (painter), 0, 0);
  cairo_paint (cr);
  cairo_rectangle (cr, box.x, box.y, box.width, box.height);
  cairo_set_line_width (cr, 5 / scale);
  cairo_set_source_rgba (cr, 0, 0, 0, .6);
  cairo_stroke_preserve (cr);
  cairo_set_line_width (cr, 3 / scale);
  if (!example->is_yes)
    cairo_set_dash (cr, (double[]) { 8 / scale, 4 / scale }, 2, 0);
  cairo_set_source_rgb (cr, example->is_yes ? .32 : 1, example->is_yes ? .71 : .35, example->is_yes ? .96 : .27);
  cairo_stroke (cr);
  cairo_destroy (cr);

  gboolean is_written = cairo_surface_write_to_png (out, path) == CAIRO_STATUS_SUCCESS;

  cairo_surface_destroy (out);

  return is_written;
}

gboolean
driving_make_examples (const char *folder,
                       GError    **error)
{
  for (gsize i = 0; i < G_N_ELEMENTS (examples); i++)
    {
      g_autofree char *name = g_strdup_printf ("%s.png", examples[i].name);
      g_autofree char *path = g_build_filename (folder, name, NULL);

      if (!make_example (&examples[i], path))
        {
          g_set_error (error, g_quark_from_static_string ("make-scene"), 0, "%s cannot be written", path);
          return FALSE;
        }
    }

  return TRUE;
}

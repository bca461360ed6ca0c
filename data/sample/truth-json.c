/* SPDX-License-Identifier: GPL-3.0-or-later */

/*
 * The label file, written here without the program's own writer, so that the
 * two can be held against each other.
 */

#include "truth.h"

static guint
category_id (const TruthForm *form,
             const char      *name)
{
  guint id = 1;

  while (!g_str_equal (form->categories[id - 1], name))
    id++;

  return id;
}

/* The shortest form that reads back as the same number. */
static void
add_number (GString *out,
            double   value)
{
  char text[G_ASCII_DTOSTR_BUF_SIZE];
  int digits = 15;

  do
    {
      char format[8];

      g_snprintf (format, sizeof format, "%%.%dg", digits);
      g_ascii_formatd (text, sizeof text, format, value);
    }
  while (g_ascii_strtod (text, NULL) != value && ++digits <= 17);
  g_string_append (out, text);
}

static void
add_box (GString *out,
         FwRect   box)
{
  g_string_append_c (out, '[');
  add_number (out, box.x);
  g_string_append_c (out, ',');
  add_number (out, box.y);
  g_string_append_c (out, ',');
  add_number (out, box.width);
  g_string_append_c (out, ',');
  add_number (out, box.height);
  g_string_append_c (out, ']');
}

/* A comma before every element but the first. */
static void
separate (GString  *out,
          gboolean *first)
{
  if (!*first)
    g_string_append (out, ",");
  *first = FALSE;
}

static gboolean
is_occluded (const TruthTrack *track,
             int               frame)
{
  const char *value = track->attributes[TRUTH_OCCLUSION][frame];

  return value && !g_str_equal (value, "\"none\"");
}

static void
add_head (GString          *out,
          const TruthForm  *form,
          const TruthMedia *media)
{
  g_string_append (out,
                   "{\"info\":{\"description\":\"A street, made by the scene generator of "
                   "Framewright\","
                   "\"version\":\"1.0\",\"year\":2026,\"contributor\":\"Framewright\",\"url\":\"\","
                   "\"date_created\":\"2026-11-22T00:00:00Z\"},\n"
                   "\"licenses\":[{\"id\":1,\"name\":\"GPL-3.0-or-later\","
                   "\"url\":\"https://www.gnu.org/licenses/gpl-3.0.html\"}],\n");
  g_string_append_printf (out,
                          "\"videos\":[{\"id\":1,\"name\":\"%s\",\"file_name\":\"%s.mp4\","
                          "\"width\":%d,"
                          "\"height\":%d,\"length\":%d,\"fps\":%d,\"neg_category_ids\":[],"
                          "\"not_exhaustive_category_ids\":[],\"metadata\":{\"time_base\":\"1/%d\","
                          "\"codec\":\"%s\",\"sha256\":\"%s\"}}],\n\"images\":[\n",
                          form->clip, form->clip, PICTURE_WIDTH, PICTURE_HEIGHT, STREET_FRAMES, STREET_FPS,
                          media->ticks_per_second, media->codec, media->sha256);
  for (int frame = 0; frame < STREET_FRAMES; frame++)
    {
      g_string_append_printf (
          out,
          "{\"id\":%d,\"video_id\":1,\"file_name\":\"%s/frame_%06d.png\",\"width\":%d,"
          "\"height\":%d,\"license\":1,\"frame_id\":%d,\"frame_index\":%d,\"pts\":%d,"
          "\"timestamp_ms\":",
          frame + 1, form->clip, frame, PICTURE_WIDTH, PICTURE_HEIGHT, frame, frame,
          frame * media->ticks_per_frame);
      add_number (out, frame * 1000.0 / STREET_FPS);
      g_string_append (out, frame + 1 < STREET_FRAMES ? "},\n" : "}],\n");
    }
}

static void
add_categories (GString         *out,
                const TruthForm *form)
{
  g_string_append (out, "\"categories\":[");
  for (guint i = 0; form->categories[i]; i++)
    {
      const char *name = form->categories[i];
      const char *dot = strchr (name, '.');

      g_string_append_printf (out, "%s{\"id\":%u,\"name\":\"%s\",\"supercategory\":\"%.*s\"}",
                              i > 0 ? "," : "", i + 1, name, dot ? (int) (dot - name) : 0, name);
    }
  g_string_append (out, "],\n");
}

static void
add_tracks (GString     *out,
            const Truth *self)
{
  g_string_append (out, "\"tracks\":[\n");
  for (guint i = 0; i < self->n_tracks; i++)
    {
      const TruthTrack *track = &self->tracks[i];

      g_string_append_printf (out, "{\"id\":%u,\"category_id\":%u,\"video_id\":1,\"attributes\":{",
                              i + 1, category_id (self->form, track->category));
      if (track->colour && self->form->colour)
        g_string_append_printf (out, "\"%s\":\"%s\"", self->form->colour, track->colour);
      g_string_append (out, i + 1 < self->n_tracks ? "}},\n" : "}}],\n");
    }
}

/* A box that lies inside keeps its numbers to the last digit. */
static FwRect
clip_box (FwRect box)
{
  const FwRect picture = FW_RECT (0, 0, PICTURE_WIDTH, PICTURE_HEIGHT);

  if (box.x >= 0 && box.y >= 0 && box.x + box.width <= PICTURE_WIDTH
      && box.y + box.height <= PICTURE_HEIGHT)
    return box;

  return fw_rect_intersection (box, picture);
}

static void
add_annotation (GString          *out,
                const TruthForm  *form,
                const TruthTrack *track,
                guint             track_id,
                guint             id,
                int               frame)
{
  FwRect box = clip_box (track->box[frame]);

  g_string_append_printf (out,
                          "{\"id\":%u,\"image_id\":%d,\"video_id\":1,\"category_id\":%u,"
                          "\"track_id\":%u,"
                          "\"instance_id\":%u,\"bbox\":",
                          id, frame + 1, category_id (form, track->category), track_id, track_id);
  add_box (out, box);
  g_string_append (out, ",\"area\":");
  add_number (out, box.width * box.height);
  g_string_append_printf (out,
                          ",\"segmentation\":[],\"iscrowd\":0,\"attributes\":{\"track_id\":%u,"
                          "\"keyframe\":%s,"
                          "\"occluded\":%s,\"outside\":false,\"z_order\":0",
                          track_id, track->is_key[frame] ? "true" : "false",
                          is_occluded (track, frame) ? "true" : "false");
  for (guint i = 0; i < TRUTH_N_ATTRIBUTES; i++)
    if (form->attributes[i] && track->attributes[i][frame])
      g_string_append_printf (out, ",\"%s\":%s", form->attributes[i],
                              track->attributes[i][frame]);
  if (track->colour && form->colour)
    g_string_append_printf (out, ",\"%s\":\"%s\"", form->colour, track->colour);
  g_string_append (out, "}}");
}

/* Returns the first id that is free. */
static guint
add_annotations (GString     *out,
                 const Truth *self)
{
  guint id = 1;

  g_string_append (out, "\"annotations\":[\n");
  for (int frame = 0; frame < STREET_FRAMES; frame++)
    for (guint i = 0; i < self->n_tracks; i++)
      if (self->tracks[i].labelled[frame])
        {
          if (id > 1)
            g_string_append (out, ",\n");
          add_annotation (out, self->form, &self->tracks[i], i + 1, id++, frame);
        }
  g_string_append (out, "],\n");

  return id;
}

static void
add_outside (GString          *out,
             const TruthTrack *track)
{
  gboolean first = TRUE;
  int seen_last = -1;

  g_string_append (out, "\"outside\":[");
  for (int frame = 0; frame < STREET_FRAMES; frame++)
    if (track->labelled[frame])
      {
        if (seen_last >= 0 && frame - seen_last > 1)
          {
            separate (out, &first);
            g_string_append_printf (out, "[%d,%d]", seen_last + 1, frame - 1);
          }
        seen_last = frame;
      }
  g_string_append_c (out, ']');
}

/* Attribute keyframes: where the value is not what it was before. */
static void
add_changes (GString           *out,
             const TruthTrack  *track,
             const char *const *values)
{
  gboolean first = TRUE;
  const char *held = NULL;

  /* Unset at the start is a keyframe too: a value holds to the right only. */
  g_string_append_c (out, '[');
  for (int frame = 0; frame < STREET_FRAMES; frame++)
    if (track->labelled[frame] && (first || g_strcmp0 (held, values[frame]) != 0))
      {
        held = values[frame];
        separate (out, &first);
        g_string_append_printf (out, "[%d,%s]", frame, held ? held : "null");
      }
  g_string_append_c (out, ']');
}

static gboolean
has_value (const TruthTrack  *track,
           const char *const *values)
{
  for (int frame = 0; frame < STREET_FRAMES; frame++)
    if (track->labelled[frame] && values[frame])
      return TRUE;

  return FALSE;
}

static void
add_private_track (GString          *out,
                   const TruthForm  *form,
                   const TruthTrack *track,
                   guint             id)
{
  const char *occluded[STREET_FRAMES];
  int first_frame = 0, last_frame = STREET_FRAMES - 1;
  gboolean first = TRUE;

  while (!track->labelled[first_frame])
    first_frame++;
  while (!track->labelled[last_frame])
    last_frame--;
  for (int frame = 0; frame < STREET_FRAMES; frame++)
    occluded[frame] = is_occluded (track, frame) ? "true" : "false";

  g_string_append_printf (out, "{\"id\":%u,\"shape\":\"box\",\"by\":0,\"confirmed\":[[%d,%d,0]],",
                          id, first_frame, last_frame);
  add_outside (out, track);
  g_string_append (out, ",\"keys\":[");
  for (int frame = 0; frame < STREET_FRAMES; frame++)
    if (track->labelled[frame] && track->is_key[frame])
      {
        separate (out, &first);
        g_string_append_printf (out, "[%d,", frame);
        add_box (out, track->box[frame]);
        g_string_append_c (out, ']');
      }
  g_string_append (out, "],\"changes\":{\"occluded\":");
  add_changes (out, track, occluded);
  g_string_append_printf (out, ",\"z_order\":[[%d,0]],\"attributes\":{", first_frame);
  first = TRUE;
  for (guint i = 0; i < TRUTH_N_ATTRIBUTES; i++)
    if (form->attributes[i] && has_value (track, track->attributes[i]))
      {
        separate (out, &first);
        g_string_append_printf (out, "\"%s\":", form->attributes[i]);
        add_changes (out, track, track->attributes[i]);
      }
  g_string_append (out, "}}}");
}

char *
truth_to_json (const Truth      *self,
               const TruthMedia *media)
{
  GString *out = g_string_new (NULL);
  guint next_annotation;

  add_head (out, self->form, media);
  add_categories (out, self->form);
  add_tracks (out, self);
  next_annotation = add_annotations (out, self);
  g_string_append_printf (
      out,
      "\"x_framewright\":{\"schema\":1,\"document\":\"%s\","
      "\"next\":{\"image\":%d,\"track\":%u,\"annotation\":%u},\"people\":[\"sample\"],\n"
      "\"manuals\":[{\"manual\":\"%s\",\"version\":\"%s\",\"sha256\":\"%s\"}],\n"
      "\"media\":[{\"video_id\":1,\"sha256\":\"%s\",\"bytes\":%" G_GSIZE_FORMAT
      ",\"frames\":%d,\"deleted\":[],\"empty\":[],\"done\":[],\"seen\":[[0,%d]]}],\n"
      "\"tracks\":[\n",
      self->form->document, STREET_FRAMES + 1, self->n_tracks + 1, next_annotation,
      self->form->manual, self->form->version, media->manual_sha256, media->sha256, media->bytes,
      STREET_FRAMES, self->seen_last);
  for (guint i = 0; i < self->n_tracks; i++)
    {
      if (i > 0)
        g_string_append (out, ",\n");
      add_private_track (out, self->form, &self->tracks[i], i + 1);
    }
  g_string_append (out, "]}}\n");

  return g_string_free (out, FALSE);
}

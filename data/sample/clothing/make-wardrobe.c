/* SPDX-License-Identifier: GPL-3.0-or-later */

/*
 * Makes the clothing sample:
 *
 *   make-wardrobe pictures FOLDER
 *     NN.png              people and their clothes
 *     labels.coco.json    their labels, with every mistake that the manual's
 *                         machine rules know
 *     clean.coco.json     the same without them: the ground truth
 *   make-wardrobe examples FOLDER
 *     CL-….png            the pictures of clothing.manual.md
 */

#include "wardrobe.h"

#include <gio/gio.h>
#include <math.h>
#include <string.h>

#define N_PICTURES 14

static const char *const categories[] = { "top", "outerwear", "trousers", "shorts", "skirt", "dress",
                                          "leggings", "socks", "shoes", "hat", "scarf", "gloves", "belt",
                                          "bag", "glasses", "jewellery", "costume", "other-clothing",
                                          "flippers", "tights", "armor" };

/* Pictures --------------------------------------------------------------------------- */

#define STREET_LOOK (WEARS_OPEN_JACKET | WEARS_TEE | WEARS_TROUSERS | WEARS_SHOES)
#define SUMMER_LOOK (WEARS_TEE | WEARS_SHORTS | WEARS_SHOES)

static const Person selfie = { 345, 690, 620, WEARS_COAT | WEARS_TROUSERS, 0, TRUE, FALSE };
static const Person reflection = { 140, 510, 400, STREET_LOOK, 0, FALSE, TRUE };
static const Person walker = { 130, 600, 520, SUMMER_LOOK | WEARS_HAT, 1, FALSE, FALSE };
static const Person friend = { 345, 605, 540, WEARS_DRESS | WEARS_SHOES | WEARS_GLASSES, 2, FALSE, FALSE };
static const Person diver = { 240, 590, 500, SUMMER_LOOK & ~WEARS_SHOES, 3, FALSE, FALSE };
static const Person knight = { 240, 600, 530, WEARS_TEE | WEARS_TROUSERS | WEARS_SHOES | WEARS_ARMOR, 4,
                               FALSE, FALSE };
static const Person pirate = { 240, 600, 530, WEARS_COSTUME | WEARS_TROUSERS | WEARS_SHOES | WEARS_HAT, 5,
                               FALSE, FALSE };
static const Person dancer = { 240, 600, 530, WEARS_TEE | WEARS_SKIRT | WEARS_TIGHTS | WEARS_SHOES, 6, FALSE,
                               FALSE };
static const Person runner = { 250, 600, 530, WEARS_TEE | WEARS_LEGGINGS | WEARS_SHOES, 7, FALSE, FALSE };
static const Person shopper = { 200, 600, 530, WEARS_COAT | WEARS_TROUSERS | WEARS_SHOES | WEARS_BAG, 8,
                                FALSE, FALSE };
static const Person twin = { 150, 600, 500, SUMMER_LOOK | WEARS_GLASSES, 9, FALSE, FALSE };
static const Person other_twin = { 335, 600, 500, WEARS_TEE | WEARS_TROUSERS | WEARS_SHOES, 10, FALSE, FALSE };
static const Person passer_by = { 60, 425, 45, SUMMER_LOOK, 11, FALSE, FALSE };
static const Person close_up = { 250, 1010, 960, WEARS_COAT | WEARS_GLASSES | WEARS_HAT, 12, FALSE, FALSE };

/* Somebody far away is painted and not labelled. */
static void
add_far_person (Scene        *scene,
                const Person *person)
{
  guint n = scene->garments->len;

  scene_add_person (scene, person);
  g_array_set_size (scene->garments, n);
  scene->n_people--;
}

static Scene *
paint_picture (guint number)
{
  Scene *scene = scene_new (ROOM_WIDTH, ROOM_HEIGHT);

  /* The last picture is the second one once more. */
  if (number == N_PICTURES - 1)
    number = 1;
  scene_paint_room (scene, number, 430 + number % 3 * 20);
  switch (number)
    {
    case 0:
      scene_paint_poster (scene, FW_RECT (20, 60, 60, 84));
      scene_paint_mirror (scene, FW_RECT (34, 70, 212, 462));
      scene_add_person (scene, &reflection);
      scene_add_person (scene, &selfie);
      break;
    case 1:
      scene_add_person (scene, &walker);
      scene_add_person (scene, &friend);
      break;
    case 2:
      scene_add_hanging (scene, WEARS_DRESS, FW_POINT (90, 90), 420, 1);
      scene_add_hanging (scene, WEARS_COAT, FW_POINT (240, 90), 400, 4);
      scene_add_hanging (scene, WEARS_TEE, FW_POINT (390, 90), 400, 6);
      break;
    case 3:
      {
        Person in_fins = diver;

        in_fins.wears |= WEARS_FLIPPERS;
        scene_add_person (scene, &in_fins);
      }
      break;
    case 4: scene_add_person (scene, &knight); break;
    case 5: scene_add_person (scene, &pirate); break;
    case 6: scene_add_person (scene, &dancer); break;
    case 7: scene_add_person (scene, &runner); break;
    case 8:
      add_far_person (scene, &passer_by);
      scene_add_person (scene, &shopper);
      break;
    case 9:
      scene_add_person (scene, &twin);
      scene_add_person (scene, &other_twin);
      break;
    case 10: scene_add_person (scene, &close_up); break;
    default:
      {
        Person somebody = { 240, 600, 520, STREET_LOOK | (number % 2 ? WEARS_HAT : WEARS_BAG),
                            number + 2, FALSE, FALSE };

        scene_add_person (scene, &somebody);
      }
    }

  return scene;
}

/* Outlines end at the border of the picture. */
static void
clip_outline (Outline *outline)
{
  Outline in, out = *outline;
  struct { double a, b, c; } sides[] = { { 1, 0, 0 }, { -1, 0, ROOM_WIDTH }, { 0, 1, 0 },
                                         { 0, -1, ROOM_HEIGHT } };

  for (gsize i = 0; i < G_N_ELEMENTS (sides); i++)
    {
      in = out;
      out.n = 0;
      for (guint j = 0; j < in.n; j++)
        {
          FwPoint from = in.points[j], to = in.points[(j + 1) % in.n];
          double before = sides[i].a * from.x + sides[i].b * from.y + sides[i].c;
          double after = sides[i].a * to.x + sides[i].b * to.y + sides[i].c;
          double t = before / (before - after);

          if (before >= 0)
            out.points[out.n++] = from;
          if ((before >= 0) != (after >= 0))
            out.points[out.n++] = FW_POINT (from.x + t * (to.x - from.x), from.y + t * (to.y - from.y));
          g_assert (out.n < MAX_POINTS - 1);
        }
    }
  *outline = out;
}

static void
clip_garments (GArray *garments)
{
  for (guint i = garments->len; i-- > 0;)
    {
      Garment *garment = &g_array_index (garments, Garment, i);

      for (guint j = garment->n_parts; j-- > 0;)
        {
          clip_outline (&garment->parts[j]);
          if (garment->parts[j].n < 3)
            garment->parts[j] = garment->parts[--garment->n_parts];
        }
      if (garment->n_parts == 0)
        g_array_remove_index (garments, i);
    }
}

/* Mistakes ----------------------------------------------------------------------------- */

static Garment *
find (GArray     *garments,
      const char *category,
      guint       nth)
{
  for (guint i = 0; i < garments->len; i++)
    {
      Garment *garment = &g_array_index (garments, Garment, i);

      if (g_str_equal (garment->category, category) && nth-- == 0)
        return garment;
    }

  g_error ("no %s here", category);
}

static void
add (GArray  *garments,
     Garment  garment,
     guint    group)
{
  garment.group = group;
  g_array_append_val (garments, garment);
}

static void
add_copy (GArray     *garments,
          const char *of,
          const char *as)
{
  Garment copy = garment_copy (find (garments, of, 0));

  copy.category = as;
  g_array_append_val (garments, copy);
}

static Outline
make_outline (FwRect box)
{
  return (Outline) { { FW_POINT (box.x, box.y), FW_POINT (box.x + box.width, box.y),
                       FW_POINT (box.x + box.width, box.y + box.height),
                       FW_POINT (box.x, box.y + box.height) },
                     4 };
}

static Garment
make_box (const char *category,
          FwRect      box)
{
  return (Garment) { .category = category,
                     .parts = { make_outline (box) },
                     .n_parts = 1,
                     .attributes = g_strdup ("\"worn\":\"worn\",\"occlusion\":\"slight\"") };
}

static Garment
with_sleeve (Garment garment)
{
  garment_set (&garment, "sleeve", "\"short\"");

  return garment;
}

/* Each line is what one rule is there to find. */
static void
add_mistakes (GArray **pictures)
{
  Person in_fins = diver;
  Garment *garment;

  in_fins.wears |= WEARS_FLIPPERS;

  /* CL-001, CL-003, CL-005: what is no clothing. */
  add (pictures[3], person_get_garment (&in_fins, WEARS_FLIPPERS, 0), 1);
  add (pictures[6], person_get_garment (&dancer, WEARS_TIGHTS, 0), 1);
  add (pictures[4], person_get_garment (&knight, WEARS_ARMOR, 0), 1);
  /* CL-002: two shoes in one label. */
  garment = find (pictures[8], "shoes", 0);
  garment->parts[1] = find (pictures[8], "shoes", 1)->parts[0];
  garment->n_parts = 2;
  garment_set (garment, "pair-side", "\"both\"");
  /* CL-004: leggings that are trousers as well. */
  add_copy (pictures[7], "leggings", "trousers");
  /* CL-007: on a hanger, seen from the front. */
  garment_set (find (pictures[2], "dress", 0), "view", "\"front\"");
  /* CL-013, CL-020: too small. */
  add (pictures[8], make_box ("glasses", FW_RECT (194, 100, 9, 5)), 1);
  add (pictures[8], with_sleeve (make_box ("top", FW_RECT (53, 388, 15, 18))), 2);
  /* CL-016: an outline that crosses itself. */
  garment = find (pictures[11], "trousers", 0);
  {
    FwPoint swapped = garment->parts[0].points[2];

    garment->parts[0].points[2] = garment->parts[0].points[6];
    garment->parts[0].points[6] = swapped;
  }
  /* CL-017: four points for a garment. */
  garment = find (pictures[9], "trousers", 0);
  garment->parts[0] = make_outline (FW_RECT (285, 345, 100, 220));
  /* CL-018: a speck. */
  garment = find (pictures[5], "costume", 0);
  garment->parts[1] = make_outline (FW_RECT (60, 300, 3, 3));
  garment->n_parts = 2;
  /* CL-019, CL-026: the tee as if the jacket were not there, and in front of it. */
  {
    Person bare = { 240, 600, 520, WEARS_TEE, 14, FALSE, FALSE };
    Garment whole = person_get_garment (&bare, WEARS_TEE, 0);

    garment = find (pictures[12], "top", 0);
    garment->parts[0] = whole.parts[0];
    garment->layer = 2;
    garment_clear (&whole);
  }
  /* CL-021: beyond the border. */
  garment = find (pictures[10], "outerwear", 0);
  for (guint i = 0; i < garment->parts[0].n; i++)
    if (garment->parts[0].points[i].y > ROOM_HEIGHT - 20)
      garment->parts[0].points[i].y += 25;
  /* CL-022, CL-023, CL-024: attributes. */
  garment_set (find (pictures[7], "top", 0), "worn", NULL);
  garment_set (find (pictures[6], "skirt", 0), "sleeve", "\"long\"");
  garment_set (find (pictures[9], "top", 0), "occlusion", "\"heavy\"");
  /* CL-025: a dress and a skirt of the same cloth. */
  add (pictures[1], with_sleeve (person_get_garment (&(Person) { 345, 605, 540, WEARS_SKIRT, 2, FALSE, FALSE },
                                                     WEARS_SKIRT, 0)), 2);
  garment_set (&g_array_index (pictures[1], Garment, pictures[1]->len - 1), "sleeve", NULL);
  /* CL-027, CL-028: three shoes, two of them left. */
  garment = find (pictures[9], "shoes", 0);
  {
    Garment third = garment_copy (garment);

    for (guint i = 0; i < third.parts[0].n; i++)
      third.parts[0].points[i].x += 70;
    g_array_append_val (pictures[9], third);
  }
  /* CL-029: more text than was ever printed on a coat. */
  garment_set (find (pictures[8], "outerwear", 0), "brand-text",
               "\"THE ONE AND ONLY GENUINE OUTDOOR COAT COMPANY OF NOWHERE\"");
  /* CL-030: costumes everywhere. */
  find (pictures[11], "outerwear", 0)->category = "costume";
  find (pictures[10], "outerwear", 0)->category = "costume";
  find (pictures[2], "outerwear", 0)->category = "costume";
  /* CL-031: the same picture, labelled otherwise. */
  g_array_set_size (pictures[N_PICTURES - 1], 2);
}

/* Labels as COCO: written without the program's own writer, so that each checks the other. */

static guint
category_id (const char *name)
{
  for (guint i = 0; i < G_N_ELEMENTS (categories); i++)
    if (g_str_equal (categories[i], name))
      return i + 1;

  g_error ("no category is called %s", name);
}

static void
add_number (GString *out,
            double   value)
{
  char text[G_ASCII_DTOSTR_BUF_SIZE];

  /* Sixteenths of a pixel: exact, and the same on every machine. */
  g_string_append (out, g_ascii_dtostr (text, sizeof text, round (value * 16) / 16));
}

static double
outline_area (const Outline *outline)
{
  double twice = 0;

  for (guint i = 0; i < outline->n; i++)
    {
      FwPoint a = outline->points[i], b = outline->points[(i + 1) % outline->n];

      twice += a.x * b.y - b.x * a.y;
    }

  return fabs (twice) / 2;
}

static void
add_annotation (GString       *out,
                const Garment *garment,
                guint          image,
                guint          id)
{
  double left = INFINITY, top = INFINITY, right = -INFINITY, bottom = -INFINITY, area = 0;

  g_string_append_printf (out, "{\"id\":%u,\"image_id\":%u,\"category_id\":%u,\"segmentation\":[", id, image,
                          category_id (garment->category));
  for (guint i = 0; i < garment->n_parts; i++)
    {
      g_string_append (out, i ? ",[" : "[");
      for (guint j = 0; j < garment->parts[i].n; j++)
        {
          FwPoint point = garment->parts[i].points[j];

          g_string_append (out, j ? "," : "");
          add_number (out, point.x);
          g_string_append_c (out, ',');
          add_number (out, point.y);
          left = MIN (left, point.x);
          top = MIN (top, point.y);
          right = MAX (right, point.x);
          bottom = MAX (bottom, point.y);
        }
      g_string_append_c (out, ']');
      area += outline_area (&garment->parts[i]);
    }
  g_string_append (out, "],\"bbox\":[");
  add_number (out, left);
  g_string_append_c (out, ',');
  add_number (out, top);
  g_string_append_c (out, ',');
  add_number (out, round (right * 16) / 16 - round (left * 16) / 16);
  g_string_append_c (out, ',');
  add_number (out, round (bottom * 16) / 16 - round (top * 16) / 16);
  g_string_append (out, "],\"area\":");
  add_number (out, area);
  g_string_append_printf (out, ",\"iscrowd\":0,\"attributes\":{%s,\"group_id\":%u,\"z_order\":%d}}",
                          garment->attributes, garment->group, garment->layer);
}

static gboolean
write_labels (const char *path,
              GArray    **pictures,
              GError    **error)
{
  g_autoptr(GString) out = g_string_new ("{\"info\":{\"description\":\"Clothing sample\",\"version\":\"1.0\","
                                         "\"year\":2026,\"date_created\":\"2026-11-16T00:00:00Z\"},\n"
                                         "\"licenses\":[{\"id\":1,\"name\":\"GPL-3.0-or-later\",\"url\":\"\"}],"
                                         "\n\"images\":[\n");
  guint id = 0;

  for (guint i = 0; i < N_PICTURES; i++)
    g_string_append_printf (out, "%s{\"id\":%u,\"file_name\":\"%02u.png\",\"width\":%d,\"height\":%d,"
                            "\"license\":1}", i ? ",\n" : "", i + 1, i + 1, ROOM_WIDTH, ROOM_HEIGHT);
  g_string_append (out, "],\n\"categories\":[\n");
  for (guint i = 0; i < G_N_ELEMENTS (categories); i++)
    g_string_append_printf (out, "%s{\"id\":%u,\"name\":\"%s\",\"supercategory\":\"\"}", i ? ",\n" : "", i + 1,
                            categories[i]);
  g_string_append (out, "],\n\"annotations\":[\n");
  for (guint i = 0; i < N_PICTURES; i++)
    for (guint j = 0; j < pictures[i]->len; j++)
      {
        g_string_append (out, id ? ",\n" : "");
        add_annotation (out, &g_array_index (pictures[i], Garment, j), i + 1, ++id);
      }
  g_string_append (out, "]}\n");

  return g_file_set_contents (path, out->str, (gssize) out->len, error);
}

/* Pictures of the manual ------------------------------------------------------------------ */

typedef struct
{
  const char *rule;
  Person      person;
  Wears       outlined;
  double      left;    /* of what is shown, in the measure of a ROOM_WIDTH picture */
  double      top;
  double      width;
  gboolean    is_yes;
  double      slip;    /* the outline is drawn that much too large */
} Example;

#define AT(wears_, colours_) { 240, 600, 530, (wears_), (colours_), FALSE, FALSE }

static const Example examples[] = {
  { "CL-001", AT (SUMMER_LOOK, 3), WEARS_SHOES, 150, 480, 180, TRUE, 1 },
  { "CL-001", AT (WEARS_TEE | WEARS_SHORTS | WEARS_FLIPPERS, 3), WEARS_FLIPPERS, 140, 490, 200, FALSE, 1 },
  { "CL-003", AT (WEARS_TEE | WEARS_LEGGINGS | WEARS_SHOES, 7), WEARS_LEGGINGS, 110, 300, 260, TRUE, 1 },
  { "CL-003", AT (WEARS_TEE | WEARS_SKIRT | WEARS_TIGHTS | WEARS_SHOES, 6), WEARS_TIGHTS, 110, 380, 260, FALSE, 1 },
  { "CL-005", AT (WEARS_COSTUME | WEARS_TROUSERS | WEARS_HAT, 5), WEARS_COSTUME, 80, 30, 320, TRUE, 1 },
  { "CL-005", AT (WEARS_TEE | WEARS_TROUSERS | WEARS_ARMOR, 4), WEARS_ARMOR, 100, 70, 280, FALSE, 1 },
  { "CL-015", AT (WEARS_TEE | WEARS_TROUSERS, 9), WEARS_TEE, 90, 80, 300, TRUE, 1 },
  { "CL-015", AT (WEARS_TEE | WEARS_TROUSERS, 9), WEARS_TEE, 90, 80, 300, FALSE, 1.12 },
  { "CL-019", AT (STREET_LOOK, 0), WEARS_OPEN_JACKET, 90, 80, 300, TRUE, 1 },
  { "CL-019", AT (STREET_LOOK, 0), WEARS_COAT, 90, 80, 300, FALSE, 1 },
  { "CL-025", AT (WEARS_DRESS | WEARS_SHOES, 2), WEARS_DRESS, 70, 80, 340, TRUE, 1 },
  { "CL-025", AT (WEARS_DRESS | WEARS_SHOES, 2), WEARS_SKIRT, 70, 80, 340, FALSE, 1 },
};

#define EXAMPLE_WIDTH  320
#define EXAMPLE_HEIGHT 240

static void
paint_example (Scene         *scene,
               const Example *example)
{
  double scale = EXAMPLE_WIDTH / example->width;

  cairo_scale (scene->cr, scale, scale);
  cairo_translate (scene->cr, -example->left, -example->top);
  scene_paint_room (scene, 1, 470);
  scene_add_person (scene, &example->person);
  for (guint part = 0; part < (example->outlined & (WEARS_SHOES | WEARS_FLIPPERS) ? 2u : 1u); part++)
    {
      Garment garment = person_get_garment (&example->person, example->outlined, part);

      for (guint i = 0; i < garment.n_parts; i++)
        {
          cairo_new_path (scene->cr);
          for (guint j = 0; j < garment.parts[i].n; j++)
            {
              FwPoint point = garment.parts[i].points[j];

              cairo_line_to (scene->cr, 240 + (point.x - 240) * example->slip,
                             260 + (point.y - 260) * example->slip);
            }
          cairo_close_path (scene->cr);
          cairo_set_source_rgba (scene->cr, example->is_yes ? .32 : 1, example->is_yes ? .71 : .35,
                                 example->is_yes ? .96 : .27, .28);
          cairo_fill_preserve (scene->cr);
          cairo_set_line_width (scene->cr, 3 / scale);
          if (!example->is_yes)
            cairo_set_dash (scene->cr, (double[]) { 7 / scale, 4 / scale }, 2, 0);
          cairo_set_source_rgb (scene->cr, example->is_yes ? .1 : .85, example->is_yes ? .45 : .1,
                                example->is_yes ? .8 : .1);
          cairo_stroke (scene->cr);
          cairo_set_dash (scene->cr, NULL, 0, 0);
        }
      garment_clear (&garment);
    }
}

static gboolean
make_examples (const char *folder,
               GError    **error)
{
  for (gsize i = 0; i < G_N_ELEMENTS (examples); i++)
    {
      g_autoptr(Scene) scene = scene_new (EXAMPLE_WIDTH, EXAMPLE_HEIGHT);
      g_autofree char *name
        = g_strdup_printf ("%s-%s.png", examples[i].rule, examples[i].is_yes ? "yes" : "no");
      g_autofree char *path = g_build_filename (folder, name, NULL);

      paint_example (scene, &examples[i]);
      if (!scene_save (scene, path))
        {
          g_set_error (error, G_IO_ERROR, G_IO_ERROR_FAILED, "%s cannot be written", path);
          return FALSE;
        }
    }

  return TRUE;
}

static gboolean
make_pictures (const char *folder,
               GError    **error)
{
  g_autofree char *clean = g_build_filename (folder, "clean.coco.json", NULL);
  g_autofree char *labels = g_build_filename (folder, "labels.coco.json", NULL);
  GArray *pictures[N_PICTURES] = { NULL };
  gboolean is_done = TRUE;

  for (guint i = 0; i < N_PICTURES; i++)
    {
      g_autoptr(Scene) scene = paint_picture (i);
      g_autofree char *name = g_strdup_printf ("%02u.png", i + 1);
      g_autofree char *path = g_build_filename (folder, name, NULL);

      clip_garments (scene->garments);
      pictures[i] = g_array_ref (scene->garments);
      is_done = is_done && scene_save (scene, path);
    }
  if (!is_done)
    g_set_error (error, G_IO_ERROR, G_IO_ERROR_FAILED, "the pictures cannot be written to %s", folder);
  is_done = is_done && write_labels (clean, pictures, error);
  add_mistakes (pictures);
  is_done = is_done && write_labels (labels, pictures, error);
  for (guint i = 0; i < N_PICTURES; i++)
    g_array_unref (pictures[i]);

  return is_done;
}

int
main (int   argc,
      char *argv[])
{
  g_autoptr(GError) error = NULL;

  if (argc != 3)
    {
      g_printerr ("make-wardrobe pictures|examples FOLDER\n");
      return 2;
    }
  if (g_str_equal (argv[1], "examples") ? make_examples (argv[2], &error)
                                        : make_pictures (argv[2], &error))
    return 0;

  g_printerr ("make-wardrobe: %s\n", error->message);

  return 1;
}

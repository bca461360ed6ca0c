/* SPDX-License-Identifier: GPL-3.0-or-later */

/*
 * The checker as a whole: what an update finds is what a full run finds, after
 * every one of many random edits; deltas add up; counting and caps.
 */

#include "rules-kit.h"

#include "rules/check-facts-builder.h"

#include <math.h>

#define N_FRAMES 60

/* Limits that random labels meet and miss. */
static const char *const blocks[] = {
  "check: finite-coords",
  "check: positive-size\nwith: { min: 12 }",
  "check: inside-image\nfix: clip",
  "check: min-size\nwith: { height: 40, area: 2500 }\nfix: delete",
  "check: max-size\nwith: { area-share: 0.08, width-share: 0.3 }",
  "check: aspect-range\nwith: { min: 0.5, max: 2 }\nwhen: attr.truncated != true and h > 20",
  "check: polygon-simple",
  "check: vertex-count\nwith: { min: 5, max: 6 }",
  "check: max-parts\nwith: { parts: 1, min-part-area: 400 }",
  "check: border-attribute\nwith: { attribute: truncated }\nfix: set-attribute",
  "check: known-category",
  "check: forbidden-category\nwith: { categories: [flippers] }",
  "check: geometry-kind",
  "check: required-attributes",
  "check: attribute-domain",
  "check: implies\nwith: { if: attr.truncated == true, then: attr.occlusion != null }",
  "check: expr\nexpect: attr.speed == null or attr.speed < 50 or w > 60",
  "check: expr\nexpect: track.length > 4 or frame < 30",
  "check: duplicate\nwith: { iou: 0.3 }\nfix: delete-newer",
  "check: duplicate\nwith: { iou: 0.3, same-category: false }\nwhen: attr.truncated != true",
  "for: part.wheel\ncheck: inside-parent\nwith: { parent: [\"vehicle.*\"], min-inside: 0.5 }",
  "for: human.pedestrian\ncheck: not-inside\nwith: { parent: [\"vehicle.*\"], max-inside: 0.3 }",
  "for: human.rider\ncheck: needs-partner\nwith: { partner: vehicle.bicycle, min-overlap: 0.1 }",
  "for: human.rider\ncheck: needs-partner\nwith: { partner: vehicle.bicycle, max-distance: 1 "
  "}\nwhen: x > 100",
  "for: [\"vehicle.*\", \"human.*\"]\ncheck: occlusion-consistent\nwith: { attribute: occlusion, "
  "visible: [none], max-covered: 0.1 }",
  "for: human.pedestrian\ncheck: crowd\nwith: { attribute: crowd, max-individuals: 2, "
  "max-overlap: 0.2 }",
  "for: [\"vehicle.*\", \"human.*\"]\ncheck: ignore-region\nwith: { region: region.ignore, "
  "max-inside: 0.2 }",
  "check: max-step\nwith: { diagonals: 0.2 }",
  "check: max-step\nwith: { pixels: 200, per: second }\nwhen: attr.occlusion != \"full\"",
  "check: max-size-change\nwith: { ratio: 1.05 }\nwhen: w > 50",
  "check: no-gap",
  "check: min-length\nwith: { frames: 6 }",
  "check: keyframe-spacing\nwith: { max: 8 }",
  "check: constant\nwith: { fields: [category, colour, occlusion] }",
  "check: transitions\nwith: { attribute: colour, forbidden: [[red, green], [green, red], "
  "[yellow, red]] }",
  "check: broken-track\nwith: { max-gap: 40, iou: 0.02 }",
  "check: empty-frame-confirmed",
  "check: frames-seen\nwith: { share: 0.5 }",
  "check: acceleration\nwith: { diagonals: 0.1 }",
  "check: acceleration\nwith: { diagonals: 0.05 }\nwhen: attr.truncated != true and h > 20",
  "check: jitter\nwith: { frames: 12, sign-changes: 1, net: 5 }",
  "check: jitter\nwith: { frames: 7, sign-changes: 1, net: 8 }\nwhen: attr.speed != 7",
  "check: aspect-jump\nwith: { log-ratio: 0.05 }",
  "check: redundant-keyframe\nwith: { iou-loss: 0.9 }",
  "check: first-last-visible\nwith: { attribute: occlusion, hidden: [full, partial] }",
  "check: hidden-span\nwith: { attribute: occlusion, hidden: [full, partial], max: 5 }",
  "check: one-per-frame",
  "check: id-switch\nwith: { margin: 0.05 }",
  "check: inconsistent-id\nwith: { iou: 0.1 }",
  "check: start-end\nwith: { margin: 0.01 }",
  "check: interpolation-check\nwith: { min-iou: 0.6, min-gap: 4 }",
  "check: frozen-box\nwith: { frames: 2, background-shift: 5 }",
  "check: shot-cut",
  "check: must-cover\nwith: { category: vehicle.car }",
  "check: class-count\nwith: { min: 20 }",
  "check: imbalance\nwith: { ratio: 3 }",
  "check: share-bounds\nwith: { min: 0.05, max: 0.2 }",
  "check: labels-per-frame\nwith: { min-frames: 5 }",
  "check: size-drift",
  "check: speed-implausible\nwith: { labels: 3 }",
  "check: open-question-age",
  "check: review-coverage\nwith: { units: 2 }",
  "check: split-leak",
  "check: area-outlier\nwith: { z: 1.5, min-samples: 20 }",
  "check: aspect-outlier\nwith: { z: 2, min-samples: 10 }\nwhen: attr.truncated != true and x > 20",
  "check: short-edge\nwith: { edge: 20 }",
  "check: spike\nwith: { angle: 40 }",
  "check: compactness\nwith: { min: 0.6 }",
  "check: ring-valid",
  "check: rotation-range\nwith: { min: -40, max: 40 }",
  "check: retired-category\nwith: { rename: { spaceship: vehicle.car } }\nfix: rename",
  "check: attribute-pattern\nwith: { attribute: plate, pattern: \"^y\" }\nfix: clear-attribute",
  "check: exclusive-values\nwith: { sets: [[truncated, crowd], [plate=yes, occlusion=full]] }",
  "for: [vehicle.car]\ncheck: count-bounds\nwith: { min: 1, max: 1 }\nwhen: x > 100",
  "for: [\"vehicle.*\"]\ncheck: count-bounds\nwith: { max: 3, per: video }\nwhen: w > 40",
  "check: group-count\nwith: { \"vehicle.*\": 1, \"human.*\": 1 }",
  "check: group-unique\nwith: { attribute: occlusion, except: [full] }",
  "check: exclusive-pixels\nwith: { max-overlap: 0.1 }",
  "check: covered\nwith: { min-visible: 0.6 }\nfix: delete",
  "check: z-order\nwith: { attribute: occlusion, order: [full, partial, none] }",
  "check: adjacency-gap\nwith: { gap: 30 }",
  "check: coverage\nwith: { max-unlabelled: 0.9 }",
  "check: perspective\nwith: { z: 1, min-samples: 4 }",
  "for: [\"part.*\", \"human.*\"]\ncheck: relative-size\nwith: { parent: [\"vehicle.*\"], "
  "min: 0.5, max-height: 1 }",
};

/* A value for a parameter that has to be given, as the manual writes it. */
static const char *
sample_value (const FwCheckKind *kind,
              const FwParam     *param)
{
  gboolean has_values = FALSE;

  for (guint i = 0; i < kind->n_params; i++)
    has_values |= kind->params[i].type == FW_PARAM_VALUES || kind->params[i].type == FW_PARAM_PAIRS;

  switch (param->type)
    {
    case FW_PARAM_ATTRIBUTE:
      return has_values ? "occlusion" : g_str_equal (kind->name, "attribute-pattern") ? "note"
                                                                                      : "crowd";
    case FW_PARAM_VALUES:
      return "[none, partial]";
    case FW_PARAM_PAIRS:
      return "[[none, full], [partial, none]]";
    case FW_PARAM_GLOBS:
      return "[\"vehicle.*\"]";
    case FW_PARAM_CATEGORY:
    case FW_PARAM_CATEGORIES:
      return "region.ignore";
    case FW_PARAM_FIELDS:
      return "[category, colour]";
    case FW_PARAM_SETS:
      return "[[truncated, crowd, occlusion=full]]";
    case FW_PARAM_EXPRESSION:
      return "attr.truncated == true";
    case FW_PARAM_RENAMES:
      return "{ spaceship: vehicle.car, flippers: garment }";
    case FW_PARAM_COUNTS:
      return "{ \"vehicle.*\": 1 }";
    case FW_PARAM_SENSORS:
      return "{ front: box }";
    default:
      return "1";
    }
}

/* A rule of @kind with its defaults and whatever it cannot do without. */
static char *
make_block (const FwCheckKind *kind)
{
  GString *block = g_string_new (NULL);
  g_autoptr(GString) with = g_string_new (NULL);

  g_string_append_printf (block, "check: %s\n", kind->name);
  if (g_str_equal (kind->name, "expr"))
    g_string_append (block, "expect: w > 30\n");
  for (guint i = 0; i < kind->n_params; i++)
    {
      const FwParam *param = &kind->params[i];

      if (!*param->name)
        g_string_append_printf (block, "with: %s\n", sample_value (kind, param));
      else if (param->is_required || i < MIN (kind->one_of, 1))
        g_string_append_printf (with, "%s%s: %s", with->len > 0 ? ", " : "", param->name,
                                sample_value (kind, param));
    }
  if (with->len > 0)
    g_string_append_printf (block, "with: { %s }\n", with->str);

  return g_string_free (block, FALSE);
}

/* A manual that uses every built kind twice: by limits that random labels meet
 * and miss, and as the table of kinds says, so that a new kind is in here by itself. */
static FwManual *
make_full_manual (gsize *out_n_tuned)
{
  g_autoptr(GString) rules = g_string_new (NULL);
  gsize n_kinds, n_rules = G_N_ELEMENTS (blocks);
  const FwCheckKind *kinds = fw_check_kinds_get (&n_kinds);

  for (gsize i = 0; i < G_N_ELEMENTS (blocks); i++)
    {
      g_autofree char *id = g_strdup_printf ("KT-%03zu", i + 1);
      g_autofree char *rule = kit_rule (id, blocks[i]);

      g_string_append (rules, rule);
    }

  *out_n_tuned = n_rules;
  for (gsize i = 0; i < n_kinds; i++)
    {
      g_autofree char *block = NULL;
      g_autofree char *id = NULL;
      g_autofree char *rule = NULL;

      if (!fw_check_kind_is_built (&kinds[i]))
        continue;
      block = make_block (&kinds[i]);
      id = g_strdup_printf ("KT-%03zu", ++n_rules);
      rule = kit_rule (id, block);
      g_string_append (rules, rule);
    }

  return kit_manual (rules->str);
}

static double
random_coordinate (GRand *rand,
                   double low,
                   double high)
{
  return g_rand_int_range (rand, 0, 300) == 0 ? NAN : floor (g_rand_double_range (rand, low, high));
}

typedef enum
{
  PLAIN_BOX,
  TURNED_BOX,
  ONE_RING,
  TWO_RINGS,
  MASK,
  N_LOOKS
} Look;

static FwShape *
random_mask (GRand *rand)
{
  guint32 first = g_rand_int_range (rand, 0, 2000);
  guint32 runs[] = { first, g_rand_int_range (rand, 1, 900), g_rand_int_range (rand, 1, 99), 400 };

  return fw_shape_new_mask (100, 50, runs, G_N_ELEMENTS (runs));
}

static FwShape *
random_shape (GRand *rand,
              Look   look)
{
  double x = random_coordinate (rand, -40, 400), y = random_coordinate (rand, -40, 200);
  double w = random_coordinate (rand, 5, 200), h = random_coordinate (rand, 5, 150);
  FwVertex vertices[11];
  gsize n = g_rand_int_range (rand, 4, 8);
  FwRing rings[] = { { vertices, n, FALSE }, { &vertices[n], 3, g_rand_boolean (rand) } };
  double shift = g_rand_boolean (rand) ? 0.0 : 300.0;

  if (look == PLAIN_BOX)
    return fw_shape_new_box (FW_RECT (x, y, w, h));
  if (look == TURNED_BOX)
    return fw_shape_new_rotated_box (x, y, w, h, g_rand_int_range (rand, 0, 360));
  if (look == MASK)
    return random_mask (rand);
  for (gsize i = 0; i < n; i++)
    vertices[i] = (FwVertex) { x + w * cos (i * 6.2831 / n), y + h * sin (i * 6.2831 / n), 0 };
  if (g_rand_int_range (rand, 0, 3) == 0)
    vertices[1].x = vertices[3].x - 10;
  for (gsize i = 0; i < 3; i++)
    vertices[n + i] = (FwVertex) { x + shift + 9 * cos (i * 2.0), y + 9 * sin (i * 2.0), 0 };

  return fw_shape_new_rings (rings, look == TWO_RINGS ? 2 : 1);
}

static gboolean
is_outline (Look look)
{
  return look == ONE_RING || look == TWO_RINGS || look == MASK;
}

static Look
look_of (FwTrack *track)
{
  switch (fw_track_get_kind (track))
    {
    case FW_SHAPE_POLYGON:
      return fw_track_get_n_rings (track) > 1 ? TWO_RINGS : ONE_RING;
    case FW_SHAPE_MASK:
      return MASK;
    case FW_SHAPE_ROTATED_BOX:
      return TURNED_BOX;
    default:
      return PLAIN_BOX;
    }
}

static FwCategoryId
random_category (GRand   *rand,
                 gboolean is_polygon)
{
  return is_polygon ? g_rand_int_range (rand, 6, 11) : g_rand_int_range (rand, 1, 8);
}

static void
random_attribute (GRand          *rand,
                  FwTrackBuilder *builder,
                  FwFrame         frame)
{
  static const char *const occlusions[] = { "none", "partial", "full", "wrong" };
  static const char *const colours[] = { "red", "yellow", "green" };

  switch (g_rand_int_range (rand, 0, 10))
    {
    case 7:
      fw_track_builder_set_change (builder, FW_CHANGE_Z_ORDER, frame,
                                   fw_value_number (g_rand_int_range (rand, -2, 3)));
      break;
    case 0:
      fw_track_builder_set_change (builder, "occlusion", frame,
                                   fw_value_text (occlusions[g_rand_int_range (rand, 0, 4)]));
      break;
    case 1:
      fw_track_builder_set_change (builder, "truncated", frame,
                                   fw_value_boolean (g_rand_boolean (rand)));
      break;
    case 2:
      fw_track_builder_set_change (builder, "speed", frame,
                                   fw_value_number (g_rand_int_range (rand, 0, 100)));
      break;
    case 3:
    case 8:
    case 9:
      fw_track_builder_set_change (builder, "colour", frame,
                                   fw_value_text (colours[g_rand_int_range (rand, 0, 3)]));
      break;
    case 4:
      fw_track_builder_set_change (builder, "crowd", frame,
                                   fw_value_boolean (g_rand_boolean (rand)));
      break;
    case 5:
      fw_track_builder_set_fixed (builder, "plate",
                                  fw_value_text (g_rand_boolean (rand) ? "yes" : "maybe"));
      break;
    default:
      fw_track_builder_set_change (builder, "truncated", frame, fw_value_null ());
      break;
    }
}

static void
random_author (GRand          *rand,
               FwTrackBuilder *builder)
{
  static const char *const people[] = { "dana", "tomas", "ines", NULL };

  fw_track_builder_set_author (builder, people[g_rand_int_range (rand, 0, 4)]);
}

static FwTrack *
random_track (GRand    *rand,
              FwTrackId id)
{
  Look look = g_rand_boolean (rand) ? PLAIN_BOX : (Look) g_rand_int_range (rand, 0, N_LOOKS);
  FwTrackBuilder *builder = fw_track_builder_new (id, random_category (rand, is_outline (look)));
  int n_keys = g_rand_int_range (rand, 1, 5);
  gboolean is_single = n_keys == 1 && g_rand_boolean (rand);

  for (int i = 0; i < n_keys; i++)
    {
      g_autoptr(FwShape) shape = random_shape (rand, look);

      fw_track_builder_set_key (builder, g_rand_int_range (rand, 0, N_FRAMES), shape);
    }
  fw_track_builder_set_single (builder, is_single);
  random_author (rand, builder);
  fw_track_builder_set_group (builder, g_rand_int_range (rand, 0, 3));
  if (!is_single && g_rand_int_range (rand, 0, 3) == 0)
    {
      FwFrame first = g_rand_int_range (rand, 0, N_FRAMES);

      fw_track_builder_add_outside (builder,
                                    (FwSpan){ first, first + g_rand_int_range (rand, 0, 6) });
    }
  for (int i = g_rand_int_range (rand, 0, 5); i > 0; i--)
    random_attribute (rand, builder, g_rand_int_range (rand, 0, N_FRAMES));

  return kit_end (builder);
}

/* Changes one aspect of a track. */
static FwTrack *
edit_track (GRand   *rand,
            FwTrack *track)
{
  FwTrackBuilder *builder = fw_track_builder_new_from (track);
  g_autoptr(FwShape) shape = random_shape (rand, look_of (track));
  FwFrame frame = g_rand_int_range (rand, 0, N_FRAMES);
  gsize n = fw_track_get_n_keyframes (track);

  switch (fw_track_is_single (track) ? 4 + g_rand_int_range (rand, 0, 2)
                                     : g_rand_int_range (rand, 0, 11))
    {
    case 0:
      fw_track_builder_set_key (builder, frame, shape);
      break;
    case 1:
      fw_track_builder_set_key (builder,
                                fw_track_get_keyframe (track, g_rand_int_range (rand, 0, n)).frame,
                                shape);
      break;
    case 2:
      if (n > 1)
        fw_track_builder_remove_key (builder,
                                     fw_track_get_keyframe (track, g_rand_int_range (rand, 0, n))
                                         .frame);
      break;
    case 3:
      fw_track_builder_add_outside (builder, (FwSpan) { frame, frame + 3 });
      break;
    case 4:
      fw_track_builder_set_category (builder, random_category (rand, is_outline (look_of (track))));
      break;
    case 5:
      random_attribute (rand, builder,
                        fw_track_is_single (track) ? fw_track_get_span (track).first : frame);
      break;
    case 7:
      random_author (rand, builder);
      break;
    case 8:
      /* The same shape again, a few frames on. */
      fw_track_builder_set_key (builder,
                                MIN (fw_track_get_span (track).last + 4, N_FRAMES - 1),
                                fw_track_get_keyframe (track, n - 1).shape);
      break;
    case 9:
      fw_track_builder_set_group (builder, g_rand_int_range (rand, 0, 3));
      break;
    case 6:
      fw_track_builder_remove_outside (builder, (FwSpan) { 0, N_FRAMES });
      break;
    default:
      fw_track_builder_clear_changes (builder, "occlusion");
      break;
    }

  return kit_end (builder);
}

static void
random_edit (GRand      *rand,
             FwDocument *document)
{
  FwSnapshot *snapshot = fw_document_get_snapshot (document);
  FwTrackId id = g_rand_int_range (rand, 1, 14);
  FwTrack *track = fw_snapshot_get_track (snapshot, id);
  int what = g_rand_int_range (rand, 0, 20);
  g_autoptr(FwTrack) fresh = NULL;

  fw_document_begin (document, "Edit", 0);
  if (what == 0 && track)
    fw_document_replace_track (document, id, NULL);
  else if (what == 1)
    {
      FwFrame first = g_rand_int_range (rand, 0, N_FRAMES);
      FwSpan span = { first, first + 2 };
      FwSlotKind kind = g_rand_boolean (rand) ? FW_SLOT_EMPTY : FW_SLOT_DELETED;
      g_autoptr (FwSpanSet) set = fw_span_set_with (fw_snapshot_get_frames_with (snapshot, kind),
                                                    span, g_rand_int_range (rand, 0, 3) > 0);

      fw_document_replace (document, (FwSlot) { kind, 0 }, set);
    }
  else
    {
      fresh = track && what > 4 ? edit_track (rand, track) : random_track (rand, id);
      fw_document_replace_track (document, id, fresh);
      if (what == 19)
        {
          g_autoptr(FwTrack) second = random_track (rand, 14);

          fw_document_replace_track (document, 14, second);
        }
    }
  fw_document_commit (document);
  if (what == 2)
    fw_document_undo (document);
  if (what == 3)
    fw_document_note_seen (document, g_rand_int_range (rand, 0, N_FRAMES));
}

static gboolean
problems_are_equal (gconstpointer a,
                    gconstpointer b)
{
  return fw_problem_same (a, b);
}

/* A view that holds problems only by what deltas tell. */
static void
apply_delta (GHashTable           *view,
             const FwCheckerDelta *delta)
{
  for (guint i = 0; i < delta->closed->len; i++)
    g_assert_true (g_hash_table_remove (view, g_ptr_array_index (delta->closed, i)));
  for (guint i = 0; i < delta->changed->len; i++)
    {
      FwProblem *problem = g_ptr_array_index (delta->changed, i);

      g_assert_true (g_hash_table_contains (view, problem));
      g_hash_table_replace (view, fw_problem_ref (problem), problem);
    }
  for (guint i = 0; i < delta->opened->len; i++)
    {
      FwProblem *problem = g_ptr_array_index (delta->opened, i);

      g_assert_false (g_hash_table_contains (view, problem));
      g_hash_table_insert (view, fw_problem_ref (problem), problem);
    }
}

static int
compare_problems (gconstpointer a,
                  gconstpointer b)
{
  return fw_problem_compare (*(FwProblem *const *) a, *(FwProblem *const *) b);
}

static char *
view_text (GHashTable *view)
{
  g_autoptr(GPtrArray) list = g_ptr_array_new ();
  GHashTableIter iter;
  gpointer problem;

  g_hash_table_iter_init (&iter, view);
  while (g_hash_table_iter_next (&iter, &problem, NULL))
    g_ptr_array_add (list, problem);
  g_ptr_array_sort (list, compare_problems);

  return kit_list_text (list);
}

static char *
full_text (FwManual   *manual,
           FwSnapshot *snapshot,
           FwCheckFacts *facts,
           gint64     *out_count)
{
  FwChecker *checker = fw_checker_new (manual);
  g_autoptr(GPtrArray) list = NULL;

  fw_checker_set_facts (checker, facts);

  g_assert_true (fw_checker_run (checker, snapshot, NULL, NULL, NULL, NULL));
  list = fw_checker_list (checker, 0);
  *out_count = fw_checker_count (checker, FW_SEVERITY_ERROR);
  fw_checker_free (checker);

  return kit_list_text (list);
}

/* Answers some of the open questions; the same question gets the same answer. */
static FwCheckFacts *
answer_some (GRand        *rand,
             FwChecker    *checker,
             FwCheckFacts *facts)
{
  FwCheckFactsBuilder *builder = fw_check_facts_builder_new (facts);
  g_autoptr(GArray) questions = fw_checker_list_pixel_questions (checker, NULL);
  g_autoptr(GArray) asked = g_array_new (FALSE, FALSE, sizeof (FwPixelQuestion));
  g_autoptr(GArray) answers = g_array_new (FALSE, FALSE, sizeof (FwPixelAnswer));

  for (guint i = 0; i < questions->len; i++)
    {
      FwPixelQuestion question = g_array_index (questions, FwPixelQuestion, i);
      int draw = g_rand_int_range (rand, 0, 8);
      FwPixelAnswer answer = { .is_known = draw > 0, .value = draw / 7.0, .least = draw / 7.0,
                               .found = question.place,
                               .shift = { draw * 3, 0 } };

      if (g_rand_boolean (rand))
        continue;
      answer.found.x += draw * 4;
      g_array_append_val (asked, question);
      g_array_append_val (answers, answer);
    }
  fw_check_facts_builder_add_pixels (builder, (FwPixelQuestion *) (gpointer) asked->data,
                                     (FwPixelAnswer *) (gpointer) answers->data, asked->len);

  return fw_check_facts_builder_end (builder);
}

/* What the labels do not say, some of it about objects that exist. */
static FwCheckFacts *
random_facts (GRand    *rand,
              FwManual *manual)
{
  FwCheckFactsBuilder *builder = fw_check_facts_builder_new (NULL);
  const FwEffort efforts[] = { { 2, "dana", g_rand_double (rand), 9 }, { 3, NULL, 20, 8 } };
  const FwOpenQuestion questions[] = { { 1, "KT-001", "Why?", 2, 7, 0 }, { 2, NULL, "", 0, -1, 0 } };
  const FwJudgedUnit units[] = { { "vehicle.car", "dana", NULL, G_TIME_SPAN_DAY * 9 },
                                 { "vehicle.car", NULL, "KT-004", G_TIME_SPAN_DAY * 9 } };
  const char *const train[] = { "a.mp4", "b.mp4" }, *const test[] = { "./b.mp4", "c.mp4" };
  const FwMediaList lists[] = { { "train.txt", train, 2 }, { "test.txt", test, 2 } };
  const FwTwin twins[] = { { 3, 2, 20 }, { 5, 4, g_rand_int_range (rand, 0, N_FRAMES) } };
  FwDocument *other = kit_document (manual, N_FRAMES);
  FwOtherLabels others = { .name = "other.coco.json" };

  for (FwTrackId id = 1; id < 20; id++)
    {
      g_autoptr(FwTrack) track = random_track (rand, id);

      kit_put (other, id, track);
    }
  others.snapshot = fw_document_get_snapshot (other);
  fw_check_facts_builder_set_now (builder, G_TIME_SPAN_DAY * 10);
  fw_check_facts_builder_set_efforts (builder, efforts, 2);
  fw_check_facts_builder_set_questions (builder, questions, 2);
  fw_check_facts_builder_set_judged (builder, units, 2);
  fw_check_facts_builder_set_lists (builder, lists, 2);
  fw_check_facts_builder_set_twins (builder, twins, 2);
  fw_check_facts_builder_set_others (builder, &others, 1);
  fw_check_facts_builder_add_pixels (builder, NULL, NULL, 0);
  g_object_unref (other);

  return fw_check_facts_builder_end (builder);
}

/* One history of random edits from a seed. */
static void
run_history (FwManual *manual,
             guint32   seed,
             guint     n_edits,
             GHashTable *rules_seen)
{
  g_autoptr(GRand) rand = g_rand_new_with_seed (seed);
  FwDocument *document = kit_document (manual, N_FRAMES);
  FwChecker *checker = fw_checker_new (manual);
  g_autoptr (GHashTable) view
      = g_hash_table_new_full ((GHashFunc) fw_problem_hash, problems_are_equal,
                               (GDestroyNotify) fw_problem_unref, NULL);
  g_autoptr(FwCheckerDelta) first = NULL;
  g_autoptr(FwCheckFacts) facts = random_facts (rand, manual);

  fw_checker_set_facts (checker, facts);
  first = fw_checker_update (checker, fw_document_get_snapshot (document), NULL, 0, NULL, NULL);
  apply_delta (view, first);
  for (guint i = 0; i < n_edits; i++)
    {
      g_autofree char *expected = NULL;
      g_autofree char *listed = NULL;
      g_autofree char *viewed = NULL;
      g_autoptr(GPtrArray) list = NULL;
      g_autoptr(FwCheckerDelta) delta = NULL;
      gint64 count;

      random_edit (rand, document);
      if (g_rand_int_range (rand, 0, 4) == 0)
        {
          FwCheckFacts *more = answer_some (rand, checker, facts);

          fw_check_facts_unref (facts);
          facts = more;
          fw_checker_set_facts (checker, facts);
        }
      delta = fw_checker_update (checker, fw_document_get_snapshot (document), NULL, 0, NULL, NULL);
      apply_delta (view, delta);
      expected = full_text (manual, fw_document_get_snapshot (document), facts, &count);
      list = fw_checker_list (checker, 0);
      for (guint p = 0; p < list->len; p++)
        g_hash_table_add (rules_seen,
                          (gpointer) fw_problem_get_rule (g_ptr_array_index (list, p))->id);
      listed = kit_list_text (list);
      viewed = view_text (view);
      if (!g_str_equal (listed, expected) || !g_str_equal (viewed, expected))
        g_test_message ("seed %u, edit %u", seed, i);
      g_assert_cmpstr (listed, ==, expected);
      g_assert_cmpstr (viewed, ==, expected);
      g_assert_cmpint (fw_checker_count (checker, FW_SEVERITY_ERROR), ==, count);
    }

  fw_checker_free (checker);
  g_object_unref (document);
}

/* The first of the tuned rules that was not seen; NULL when all were. */
static const char *
find_unseen (FwManual   *manual,
             gsize       n_tuned,
             GHashTable *rules_seen)
{
  for (gsize i = 0; i < n_tuned; i++)
    if (!g_hash_table_contains (rules_seen, fw_manual_get_rule (manual, i)->id))
      return fw_manual_get_rule (manual, i)->id;

  return NULL;
}

/* Test that after every random edit the kept findings, and those a view adds up
 * from deltas, are what a fresh full run finds. */
static void
test_incremental_equals_full (void)
{
  gsize n_tuned;
  g_autoptr(FwManual) manual = make_full_manual (&n_tuned);
  g_autoptr(GHashTable) rules_seen = g_hash_table_new (g_str_hash, g_str_equal);
  guint n_histories = g_test_slow () ? 400 : 8, n_most = MAX (n_histories, 40);

  /* A property over rules that never fire would prove nothing. */
  for (guint seed = 1;
       seed <= n_histories || (seed <= n_most && find_unseen (manual, n_tuned, rules_seen)); seed++)
    run_history (manual, seed, 50, rules_seen);
  g_assert_cmpstr (find_unseen (manual, n_tuned, rules_seen), ==, NULL);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/checker/incremental-equals-full", test_incremental_equals_full);

  return g_test_run ();
}

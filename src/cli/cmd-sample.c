/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cli/sample-review.h"

#include "review/draw.h"

#include <glib/gi18n.h>
#include <inttypes.h>
#include <string.h>

/* What is drawn from: names, and the stratum of each. */
typedef struct
{
  GPtrArray *names;         /* (element-type utf8) (owned) */
  GArray *strata;           /* (element-type guint) (owned) one per name; empty = no strata */
  GPtrArray *stratum_names; /* (element-type utf8) (owned) */
  FwCocoFile *file;         /* (owned) (nullable) where they come from */
  GArray *list;             /* (element-type FwUnit) (owned) (nullable) one per name */
} Units;

static void
units_clear (Units *units)
{
  g_clear_pointer (&units->names, g_ptr_array_unref);
  g_clear_pointer (&units->strata, g_array_unref);
  g_clear_pointer (&units->stratum_names, g_ptr_array_unref);
  g_clear_pointer (&units->list, g_array_unref);
  g_clear_pointer (&units->file, fw_coco_file_unref);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Units, units_clear)

static void
units_init (Units *units)
{
  units->names = g_ptr_array_new_with_free_func (g_free);
  units->strata = g_array_new (FALSE, FALSE, sizeof (guint));
  units->stratum_names = g_ptr_array_new_with_free_func (g_free);
}

/* One name per line; the place of a name that is there twice is its line. */
static gboolean
read_unit_file (Units *units, const char *path, FwExit *out_exit)
{
  g_autofree char *text = NULL;
  g_autoptr (GHashTable) lines = g_hash_table_new (g_str_hash, g_str_equal);
  GError *error = NULL;
  gsize length;

  if (!g_file_get_contents (g_str_equal (path, "-") ? "/dev/stdin" : path, &text, &length, &error))
    {
      *out_exit = fw_command_fail_error (FW_EXIT_INPUT, error);
      return FALSE;
    }

  guint64 line = 1;

  for (char *at = text; at < text + length; line++)
    {
      char *end = memchr (at, '\n', (gsize) (text + length - at));
      gsize n = end ? (gsize) (end - at) : (gsize) (text + length - at);

      if (n > 0 && at[n - 1] == '\r')
        n--;
      if (!g_utf8_validate_len (at, n, NULL))
        {
          *out_exit = fw_command_fail (FW_EXIT_INPUT, _ ("%s: line %" PRIu64 " is no UTF-8 text"),
                                       path, line);
          return FALSE;
        }
      if (n > 0)
        {
          char *name = g_strndup (at, n);
          gpointer before = g_hash_table_lookup (lines, name);

          g_ptr_array_add (units->names, name);
          if (before)
            {
              *out_exit = fw_command_fail (FW_EXIT_INPUT,
                                           _ ("%s: line %" PRIu64 ": “%s” stands in line %" PRIu64
                                              " already; each unit may be listed once"),
                                           path, line, name, (guint64) GPOINTER_TO_SIZE (before));
              return FALSE;
            }
          g_hash_table_insert (lines, name, GSIZE_TO_POINTER (line));
        }
      if (!end)
        break;
      at = end + 1;
    }

  return TRUE;
}

static const char *
get_category (FwSnapshot *snapshot, const FwUnit *unit)
{
  FwTrack *track = fw_snapshot_get_track (snapshot, unit->track);
  const FwCategory *category
      = fw_taxonomy_find (fw_snapshot_get_taxonomy (snapshot), fw_track_get_category (track));

  return category ? category->name : "";
}

static guint
ensure_stratum (Units *units, GHashTable *index, const char *name)
{
  gpointer place = g_hash_table_lookup (index, name);

  if (!place)
    {
      g_ptr_array_add (units->stratum_names, g_strdup (name));
      place = GUINT_TO_POINTER (units->stratum_names->len);
      g_hash_table_insert (index, g_strdup (name), place);
    }

  return GPOINTER_TO_UINT (place) - 1;
}

static gboolean
read_labels (
    Units *units, const char *path, FwUnitKind kind, gboolean by_category, FwExit *out_exit)
{
  g_autoptr (GHashTable) index = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  GError *error = NULL;

  units->file = fw_command_load_labels (path, out_exit);
  if (!units->file)
    return FALSE;

  FwSnapshot *snapshot = fw_coco_file_get_snapshot (units->file);
  g_autofree char *media = fw_unit_dup_media (fw_snapshot_get_frame_list (snapshot), path);
  GArray *list = units->list = fw_unit_list (snapshot, kind, &error);

  if (!list)
    {
      g_prefix_error (&error, "%s: ", path);
      *out_exit = fw_command_fail_error (FW_EXIT_INPUT, error);
      return FALSE;
    }
  for (guint i = 0; i < list->len; i++)
    {
      const FwUnit *unit = &g_array_index (list, FwUnit, i);

      g_ptr_array_add (units->names, fw_unit_dup_name (unit, media));
      if (by_category)
        {
          guint stratum = ensure_stratum (units, index, get_category (snapshot, unit));

          g_array_append_val (units->strata, stratum);
        }
    }

  return TRUE;
}

/* The draw; says on standard error when a stratum is thinner than it should be. */
static GArray *
draw (const Units *units, const char *seed, gsize n)
{
  gsize n_strata = units->stratum_names->len;
  FwPool pool = { .seed = seed,
                  .units = (const char *const *) units->names->pdata,
                  .n_units = units->names->len,
                  .strata = (const guint *) (gconstpointer) units->strata->data,
                  .n_strata = n_strata };

  if (n_strata == 0)
    return fw_draw_simple (&pool, n);

  g_autofree FwStratumPlan *plans = g_new0 (FwStratumPlan, n_strata);
  g_autofree gsize *sizes = g_new0 (gsize, n_strata);

  for (guint i = 0; i < units->strata->len; i++)
    plans[g_array_index (units->strata, guint, i)].size++;
  for (gsize h = 0; h < n_strata; h++)
    plans[h].weight = (double) plans[h].size;
  if (fw_allocate (plans, n_strata, n, FW_STRATUM_FLOOR, sizes) < FW_STRATUM_FLOOR)
    g_printerr (_ ("%" PRIu64 " units are too few for %d of each of %" PRIu64
                   " categories; some have fewer\n"),
                (guint64) n, FW_STRATUM_FLOOR, (guint64) n_strata);

  return fw_draw_stratified (&pool, sizes);
}

static const char *
get_stratum (const Units *units, gsize index)
{
  return units->strata->len == 0 ? NULL
                                 : g_ptr_array_index (units->stratum_names,
                                                      g_array_index (units->strata, guint, index));
}

static void
print_picks (const Units *units, GArray *picks, const char *seed, gboolean as_json)
{
  FwJsonWriter *writer = as_json ? fw_json_writer_new () : NULL;

  if (as_json)
    {
      fw_json_writer_begin_object (writer);
      fw_command_json_text (writer, "seed", seed);
      fw_json_writer_key (writer, "units");
      fw_json_writer_begin_array (writer);
    }
  for (guint i = 0; i < picks->len; i++)
    {
      const FwPick *pick = &g_array_index (picks, FwPick, i);
      const char *name = g_ptr_array_index (units->names, pick->index);

      if (!as_json)
        {
          g_print ("%s\n", name);
          continue;
        }
      fw_json_writer_begin_object (writer);
      fw_command_json_text (writer, "unit", name);
      fw_command_json_text (writer, "stratum", get_stratum (units, pick->index));
      fw_command_json_number (writer, "pi", pick->pi);
      fw_command_json_number (writer, "u", pick->u);
      fw_json_writer_end_object (writer);
    }
  if (!as_json)
    return;
  fw_json_writer_end_array (writer);
  fw_json_writer_end_object (writer);
  fw_command_print_json (writer);
}

/* What was asked for. */
typedef struct
{
  char *unit_file; /* (owned) */
  gint64 n;
  char *seed;   /* (owned) */
  char *strata; /* (owned) */
  char *unit;   /* (owned) */
  gboolean as_json;
  char *review;  /* (owned) */
  char *manual;  /* (owned) */
  char *version; /* (owned) */
  gint64 accept; /* -1: no plan */
} Request;

static void
request_clear (Request *request)
{
  g_free (request->unit_file);
  g_free (request->seed);
  g_free (request->strata);
  g_free (request->unit);
  g_free (request->review);
  g_free (request->manual);
  g_free (request->version);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Request, request_clear)

/* NULL when it makes sense; else what does not. */
static const char *
find_contradiction (const Request *request, int argc, FwUnitKind *out_kind)
{
  *out_kind = FW_UNIT_LABEL;
  if ((argc != 2) == (request->unit_file == NULL) || argc > 2)
    return _ ("sample needs one file of labels, or --units FILE");
  if (request->n < 1)
    return _ ("sample needs --n N, how many units to draw, at least 1");
  if (!request->seed)
    return _ ("sample needs --seed SEED, so that anybody can repeat the draw");
  if (!g_utf8_validate (request->seed, -1, NULL))
    return _ ("the seed is no UTF-8 text");
  if (request->unit && !fw_unit_kind_from_word (request->unit, out_kind))
    return _ ("--unit is label, track or frame");
  if (request->strata && !g_str_equal (request->strata, "category"))
    return _ ("--strata is category");
  if (request->unit_file && (request->strata || request->unit))
    return _ ("a list of names does not tell category and kind; leave --strata and --unit out");
  if (request->strata && *out_kind == FW_UNIT_FRAME)
    return _ ("frames have no category; leave --strata out");
  if (request->review && request->unit_file)
    return _ ("a review needs the labels; leave --units out");
  if (request->review && !request->version)
    return _ ("--review needs --version VERSION, that of the manual");

  return NULL;
}

static FwExit
keep_in_review (const Units *units,
                const Request *request,
                GArray *picks,
                FwUnitKind kind,
                const char *labels_path)
{
  g_autofree FwDrawUnit *drawn = g_new0 (FwDrawUnit, picks->len + 1);
  g_autofree gsize *indices = g_new0 (gsize, picks->len + 1);
  FwSampleReview sample = { .path = request->review,
                            .labels_path = labels_path,
                            .snapshot = fw_coco_file_get_snapshot (units->file),
                            .sha256 = fw_coco_file_get_sha256 (units->file),
                            .document = fw_coco_file_get_document_id (units->file),
                            .manual = request->manual,
                            .version = request->version,
                            .kind = kind,
                            .units = units->list,
                            .names = units->names,
                            .seed = request->seed,
                            .drawn = drawn,
                            .indices = indices,
                            .n_drawn = picks->len,
                            .design = request->strata ? FW_DESIGN_STRATIFIED : FW_DESIGN_SIMPLE,
                            .plan_accept = request->accept };

  for (guint i = 0; i < picks->len; i++)
    {
      const FwPick *pick = &g_array_index (picks, FwPick, i);

      indices[i] = pick->index;
      drawn[i] = (FwDrawUnit){ .unit = g_ptr_array_index (units->names, pick->index),
                               .stratum = (char *) get_stratum (units, pick->index),
                               .pi = pick->pi };
    }

  FwExit exit = fw_sample_review_add (&sample);

  for (guint i = 0; i < picks->len; i++)
    g_free (drawn[i].rev);

  return exit;
}

FwExit
fw_cmd_sample (int argc, char **argv)
{
  g_auto (Request) request = { .accept = -1 };
  const GOptionEntry entries[] = {
    { "units", 0, 0, G_OPTION_ARG_FILENAME, &request.unit_file,
      N_ ("Draw from these names, one per line"), N_ ("FILE") },
    { "n", 0, 0, G_OPTION_ARG_INT64, &request.n, N_ ("How many units to draw"), N_ ("N") },
    { "seed", 0, 0, G_OPTION_ARG_STRING, &request.seed, N_ ("The key that gives the order"),
      N_ ("SEED") },
    { "strata", 0, 0, G_OPTION_ARG_STRING, &request.strata, N_ ("category: some of each category"),
      N_ ("STRATA") },
    { "unit", 0, 0, G_OPTION_ARG_STRING, &request.unit, N_ ("label (the default), track or frame"),
      N_ ("KIND") },
    { "review", 0, 0, G_OPTION_ARG_FILENAME, &request.review,
      N_ ("Freeze the batch and keep the draw in this review file"), N_ ("REVIEW") },
    { "manual", 0, 0, G_OPTION_ARG_STRING, &request.manual, N_ ("With --review: the manual"),
      N_ ("MANUAL") },
    { "version", 0, 0, G_OPTION_ARG_STRING, &request.version, N_ ("With --review: its version"),
      N_ ("VERSION") },
    { "accept", 0, 0, G_OPTION_ARG_INT64, &request.accept,
      N_ ("With --review: how many wrong ones pass"), N_ ("C") },
    { "json", 0, 0, G_OPTION_ARG_NONE, &request.as_json, N_ ("Print one JSON document"), NULL },
    { NULL },
  };
  g_auto (Units) units = { NULL };
  FwUnitKind kind;
  FwExit exit;

  if (!fw_command_parse (fw_command_find ("sample"), entries, &argc, &argv, &exit))
    return exit;

  const char *contradiction = find_contradiction (&request, argc, &kind);

  if (contradiction)
    return fw_command_fail (FW_EXIT_USAGE, "%s", contradiction);

  units_init (&units);
  if (request.unit_file ? !read_unit_file (&units, request.unit_file, &exit)
                        : !read_labels (&units, argv[1], kind, request.strata != NULL, &exit))
    return exit;

  g_autoptr (GArray) picks = draw (&units, request.seed, (gsize) request.n);

  exit = request.review ? keep_in_review (&units, &request, picks, kind, argv[1]) : FW_EXIT_CLEAN;
  if (exit != FW_EXIT_CLEAN)
    return exit;
  print_picks (&units, picks, request.seed, request.as_json);
  if (!request.as_json)
    g_printerr (ngettext ("%u of %u unit, seed “%s”\n", "%u of %u units, seed “%s”\n",
                          units.names->len),
                picks->len, units.names->len, request.seed);

  return FW_EXIT_CLEAN;
}

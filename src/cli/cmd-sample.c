/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cli/sample-review.h"

#include "review/sampling.h"

#include <glib/gi18n.h>
#include <inttypes.h>
#include <string.h>

/* What is drawn from, and the file it comes from. */
typedef struct
{
  FwSampling *sampling; /* (owned) */
  FwCocoFile *file;     /* (owned) (nullable) */
} Units;

static void
units_clear (Units *units)
{
  g_clear_pointer (&units->sampling, fw_sampling_unref);
  g_clear_pointer (&units->file, fw_coco_file_unref);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Units, units_clear)

/* One name per line; the place of a name that is there twice is its line. */
static gboolean
read_unit_file (Units *units, const char *path, FwExit *out_exit)
{
  g_autofree char *text = NULL;
  g_autoptr (GPtrArray) names = g_ptr_array_new_with_free_func (g_free);
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

          g_ptr_array_add (names, name);
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
  units->sampling = fw_sampling_new_from_names (names);

  return TRUE;
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
  char *as_of;   /* (owned) */
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
  g_free (request->as_of);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Request, request_clear)

static gboolean
read_labels (
    Units *units, const char *path, const Request *request, FwUnitKind kind, FwExit *out_exit)
{
  GError *error = NULL;

  units->file = fw_command_load_labels (path, out_exit);
  if (!units->file)
    return FALSE;

  FwSnapshot *snapshot = fw_coco_file_get_snapshot (units->file);
  g_autofree char *media = fw_unit_dup_media (fw_snapshot_get_frame_list (snapshot), path);
  g_autoptr (FwOpenQuestions) asked
      = fw_sample_review_load_asked (request->review, path, media, request->as_of, out_exit);

  if (!asked)
    return FALSE;

  FwSamplingFacts facts = { .snapshot = snapshot,
                            .media = media,
                            .kind = kind,
                            .by_category = request->strata != NULL,
                            .asked = asked };

  units->sampling = fw_sampling_new_from_labels (&facts, &error);
  if (units->sampling)
    {
      gulong n = (gulong) units->sampling->n_asked;

      if (n > 0)
        g_printerr (ngettext ("%lu unit waits for an answer and is left out\n",
                              "%lu units wait for an answer and are left out\n", n),
                    n);
      return TRUE;
    }
  g_prefix_error (&error, "%s: ", path);
  *out_exit = fw_command_fail_error (FW_EXIT_INPUT, error);

  return FALSE;
}

/* The draw; says on standard error when a stratum is thinner than it should be. */
static GArray *
draw (const FwSampling *sampling, const FwSamplingPlan *plan)
{
  gsize floor;
  GArray *picks = fw_sampling_draw (sampling, plan, &floor);

  if (floor < FW_STRATUM_FLOOR)
    g_printerr (_ ("%" PRIu64 " units are too few for %d of each of %u categories; some have "
                   "fewer\n"),
                (guint64) plan->n, FW_STRATUM_FLOOR, sampling->stratum_names->len);

  return picks;
}

static void
print_picks (const FwSampling *sampling, GArray *picks, const char *seed, gboolean as_json)
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
      const char *name = g_ptr_array_index (sampling->names, pick->index);

      if (!as_json)
        {
          g_print ("%s\n", name);
          continue;
        }
      fw_json_writer_begin_object (writer);
      fw_command_json_text (writer, "unit", name);
      fw_command_json_text (writer, "stratum", fw_sampling_get_stratum (sampling, pick->index));
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

static gboolean
is_time (const char *text)
{
  g_autoptr (GTimeZone) utc = g_time_zone_new_utc ();
  g_autoptr (GDateTime) time = g_date_time_new_from_iso8601 (text, utc);

  return time != NULL;
}

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
  if (request->as_of && !is_time (request->as_of))
    return _ ("--as-of is a time such as 2026-11-22T10:00:00Z");
  if (request->review && !request->version)
    return _ ("--review needs --version VERSION, that of the manual");

  return NULL;
}

static FwExit
keep_in_review (const Units *units,
                const Request *request,
                const FwSamplingPlan *plan,
                GArray *picks,
                const char *labels_path)
{
  g_autoptr (GDateTime) now = g_date_time_new_now_utc ();
  g_autofree char *frozen_at = g_date_time_format_iso8601 (now);
  g_autofree char *basename = g_path_get_basename (labels_path);
  FwReviewLabels labels = { basename, (char *) fw_coco_file_get_document_id (units->file),
                            (char *) fw_coco_file_get_sha256 (units->file), NULL };
  FwBatch facts
      = { .manual = request->manual, .version = request->version, .frozen_at = frozen_at };
  g_auto (FwFrozenDraw) frozen = { 0 };

  fw_sampling_freeze (units->sampling, plan, picks, &facts, &frozen);

  return fw_sample_review_add (request->review, &labels, &frozen);
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
      N_ ("With --review: how many that are not right still pass"), N_ ("C") },
    { "as-of", 0, 0, G_OPTION_ARG_STRING, &request.as_of,
      N_ ("Leave out what was asked and not answered at this time"), N_ ("TIME") },
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

  if (request.unit_file ? !read_unit_file (&units, request.unit_file, &exit)
                        : !read_labels (&units, argv[1], &request, kind, &exit))
    return exit;

  FwSamplingPlan plan = { .design = request.strata ? FW_DESIGN_STRATIFIED : FW_DESIGN_SIMPLE,
                          .seed = request.seed,
                          .n = (gsize) request.n,
                          .accept = request.accept };
  g_autoptr (GArray) picks = draw (units.sampling, &plan);

  exit = request.review ? keep_in_review (&units, &request, &plan, picks, argv[1]) : FW_EXIT_CLEAN;
  if (exit != FW_EXIT_CLEAN)
    return exit;
  print_picks (units.sampling, picks, request.seed, request.as_json);

  guint n = units.sampling->names->len;

  if (!request.as_json)
    g_printerr (ngettext ("%u of %u unit, seed “%s”\n", "%u of %u units, seed “%s”\n", n),
                picks->len, n, request.seed);

  return FW_EXIT_CLEAN;
}

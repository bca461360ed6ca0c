/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

/*
 * Small manuals and small documents for the tests of the rules.
 */

#include "core/document.h"
#include "rules/checker.h"

#include <string.h>

/* The front matter of the kit at @version, plus @rules. */
static inline FwManual *
kit_manual_at (const char *version,
               const char *rules)
{
  g_autofree char *text = g_strconcat (
    "---\nmanual: kit\ntitle: Kit\nversion: ", version, "\n"
    "categories:\n"
    "  vehicle.car: box\n  vehicle.truck: box\n  vehicle.bicycle: box\n"
    "  part.wheel: box\n  human.pedestrian: box\n  human.rider: box\n"
    "  region.ignore: [box, polygon]\n  garment: polygon\n  flippers: polygon\n"
    "attributes:\n"
    "  occlusion: [none, partial, heavy, full]\n  truncated: bool\n  crowd: bool\n"
    "  reflection: bool\n  speed: number\n  note: text\n  plate: [yes, no]\n"
    "  colour: [red, yellow, green, unknown]\n"
    "fixed-attributes: [plate]\n"
    "attributes-for:\n  garment: [note, occlusion]\n"
    "required-attributes:\n  \"human.*\": [occlusion, truncated]\n"
    "---\n\n", rules, NULL);
  g_autoptr(GBytes) bytes = g_bytes_new (text, strlen (text));
  g_autoptr(GError) error = NULL;
  FwManual *manual = fw_manual_new_from_bytes (bytes, &error);
  gsize n;
  const FwManualMessage *messages;

  g_assert_no_error (error);
  messages = fw_manual_get_messages (manual, &n);
  for (gsize i = 0; i < n; i++)
    if (messages[i].severity == FW_SEVERITY_ERROR)
      g_error ("%d:%d: %s", messages[i].line, messages[i].column, messages[i].text);

  return manual;
}

static inline FwManual *
kit_manual (const char *rules)
{
  return kit_manual_at ("1.0.0", rules);
}

/* One rule as a section; @id like "KT-001". */
static inline char *
kit_rule (const char *id,
          const char *block)
{
  return g_strdup_printf ("### %s Title\n\n- **DO** this.\n- **DO NOT** do that.\n\n"
                          "```rule\nseverity: error\nsince: 1.0.0\n%s\n```\n\n", id, block);
}

static inline FwManual *
kit_manual_of (const char *block)
{
  g_autofree char *rule = kit_rule ("KT-001", block);

  return kit_manual (rule);
}

#define KIT_CATEGORIES 10

/* Categories 1 to 9 are the kit's in its order; 10 is one the manual does not know. */
static inline FwTaxonomy *
kit_taxonomy (FwManual *manual)
{
  FwTaxonomyBuilder *builder = fw_taxonomy_builder_new ();
  g_autoptr(FwTaxonomy) labels = NULL;
  FwTaxonomy *words = fw_manual_get_taxonomy (manual);
  FwCategory unknown = { .id = 10, .name = "spaceship", .supercategory = "" };

  for (gsize i = 0; i < fw_taxonomy_get_n_categories (words); i++)
    fw_taxonomy_builder_add_category (builder, fw_taxonomy_get_category (words, i));
  fw_taxonomy_builder_add_category (builder, &unknown);
  labels = fw_taxonomy_builder_end (builder);

  return fw_manual_make_taxonomy (manual, labels);
}

static inline FwFrameList *
kit_frames (gsize n,
            guint width,
            guint height)
{
  g_autofree FwFrameInfo *infos = g_new0 (FwFrameInfo, n + 1);

  for (gsize i = 0; i < n; i++)
    infos[i] = (FwFrameInfo) { .width = width, .height = height, .pts = (gint64) i };

  return fw_frame_list_new (TRUE, "clip.mp4", 30.0, infos, n);
}

/* A document over @n_frames of 1000 x 500 without labels. */
static inline FwDocument *
kit_document (FwManual *manual,
              gsize     n_frames)
{
  FwSnapshotBuilder *builder = fw_snapshot_builder_new ();
  g_autoptr(FwTaxonomy) taxonomy = kit_taxonomy (manual);
  g_autoptr(FwFrameList) frames = kit_frames (n_frames, 1000, 500);
  g_autoptr(FwSnapshot) snapshot = NULL;

  fw_snapshot_builder_set (builder, (FwSlot) { FW_SLOT_TAXONOMY, 0 }, taxonomy);
  fw_snapshot_builder_set_frame_list (builder, frames);
  snapshot = fw_snapshot_builder_end (builder);

  return fw_document_new (snapshot);
}

static inline void
kit_key (FwTrackBuilder *builder,
         FwFrame         frame,
         double          x,
         double          y,
         double          width,
         double          height)
{
  g_autoptr(FwShape) shape = fw_shape_new_box (FW_RECT (x, y, width, height));

  fw_track_builder_set_key (builder, frame, shape);
}

static inline FwTrack *
kit_end (FwTrackBuilder *builder)
{
  g_autoptr(GError) error = NULL;
  FwTrack *track = fw_track_builder_end (builder, &error);

  g_assert_no_error (error);

  return track;
}

/* Puts the track into the document as one step. */
static inline void
kit_put (FwDocument *document,
         FwTrackId   id,
         FwTrack    *track)
{
  fw_document_begin (document, "Edit", 0);
  fw_document_replace_track (document, id, track);
  fw_document_commit (document);
}

static inline char *
kit_problem_text (FwProblem *problem)
{
  FwSpan span = fw_problem_get_span (problem);

  return g_strdup_printf ("%s track=%" G_GINT64_FORMAT " other=%" G_GINT64_FORMAT
                          " frames=%d-%d n=%" G_GINT64_FORMAT " worst=%d fix=%s | %s | %s",
                          fw_problem_get_rule (problem)->id, fw_problem_get_track (problem),
                          fw_problem_get_other (problem), span.first, span.last,
                          fw_problem_get_count (problem), fw_problem_get_worst (problem),
                          fw_problem_get_fix (problem)
                              ? fw_fix_to_word (fw_problem_get_fix (problem))
                              : "-",
                          fw_problem_get_reason (problem),
                          fw_problem_get_fix_text (problem) ? fw_problem_get_fix_text (problem)
                                                            : "-");
}

static inline char *
kit_list_text (GPtrArray *problems)
{
  g_autoptr(GString) text = g_string_new (NULL);

  for (guint i = 0; i < problems->len; i++)
    {
      g_autofree char *line = kit_problem_text (g_ptr_array_index (problems, i));

      g_string_append_printf (text, "%s\n", line);
    }

  return g_strdup (text->str);
}

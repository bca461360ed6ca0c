/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

/*
 * Objects as text, for tables of cases:
 *
 *   "CATEGORY [by=PERSON] [gap=FIRST-LAST] FRAME:X,Y,W,H … [NAME@FRAME=VALUE] …"
 *
 * such as "car by=dana 0:10,10,30,40 9:40,10,30,40 occlusion@3=full". The
 * category is a part of one of the kit's names. Objects are 1, 2, … in order.
 */

#include "rules-kit.h"

#include "rules/check-facts-builder.h"

#include <stdio.h>

#define KIT_MAX_OBJECTS 6

static inline FwValue
kit_value (const char *text)
{
  if (g_str_equal (text, "true") || g_str_equal (text, "false"))
    return fw_value_boolean (*text == 't');
  if (g_ascii_isdigit (*text))
    return fw_value_number (g_ascii_strtod (text, NULL));

  return fw_value_text (text);
}

static inline FwCategoryId
kit_category (FwManual   *manual,
              const char *part)
{
  FwTaxonomy *words = fw_manual_get_taxonomy (manual);

  for (gsize i = 0; i < fw_taxonomy_get_n_categories (words); i++)
    if (strstr (fw_taxonomy_get_category (words, i)->name, part))
      return fw_taxonomy_get_category (words, i)->id;
  g_error ("no category has “%s” in its name", part);
}

static inline void
kit_word (FwTrackBuilder *builder,
          const char     *word)
{
  const char *equals = strchr (word, '='), *at = strchr (word, '@');
  double x, y, width, height;
  int first, last;

  if (g_str_has_prefix (word, "by="))
    fw_track_builder_set_author (builder, equals + 1);
  else if (sscanf (word, "gap=%d-%d", &first, &last) == 2)
    fw_track_builder_add_outside (builder, (FwSpan) { first, last });
  else if (g_str_equal (word, "single"))
    fw_track_builder_set_single (builder, TRUE);
  else if (equals && at)
    {
      g_autofree char *name = g_strndup (word, (gsize) (at - word));

      fw_track_builder_set_change (builder, name, atoi (at + 1), kit_value (equals + 1));
    }
  else if (sscanf (word, "%d:%lf,%lf,%lf,%lf", &first, &x, &y, &width, &height) == 5)
    kit_key (builder, first, x, y, width, height);
  else
    g_error ("cannot read “%s”", word);
}

static inline FwTrack *
kit_track (FwManual   *manual,
           FwTrackId   id,
           const char *text)
{
  g_auto(GStrv) words = g_strsplit (text, " ", -1);
  FwTrackBuilder *builder = fw_track_builder_new (id, kit_category (manual, words[0]));

  for (gsize i = 1; words[i]; i++)
    kit_word (builder, words[i]);

  return kit_end (builder);
}

static inline void
kit_put_text (FwDocument *document,
              FwManual   *manual,
              FwTrackId   id,
              const char *text)
{
  g_autoptr(FwTrack) track = kit_track (manual, id, text);

  kit_put (document, id, track);
}

/* The problems of a full run. */
static inline GPtrArray *
kit_check (FwManual     *manual,
           FwSnapshot   *snapshot,
           FwCheckFacts *facts)
{
  g_autoptr(FwChecker) checker = fw_checker_new (manual);
  GPtrArray *list;

  fw_checker_set_facts (checker, facts);
  g_assert_true (fw_checker_run (checker, snapshot, NULL, NULL, NULL, NULL));
  list = fw_checker_list (checker, 0);
  g_assert_cmpint (fw_checker_count (checker, FW_SEVERITY_ERROR), ==, list->len);

  return list;
}

/* @says (nullable) stands in the first problem's reason. */
static inline void
kit_expect (GPtrArray  *problems,
            gint64      n,
            const char *says)
{
  g_autofree char *text = kit_list_text (problems);

  g_test_message ("%s", text);
  g_assert_cmpint (problems->len, ==, n);
  if (n > 0)
    g_assert_cmpstr (fw_problem_get_reason (g_ptr_array_index (problems, 0)), !=, "");
  if (n > 0 && says && !strstr (fw_problem_get_reason (g_ptr_array_index (problems, 0)), says))
    g_error ("“%s” does not say “%s”", fw_problem_get_reason (g_ptr_array_index (problems, 0)),
             says);
}

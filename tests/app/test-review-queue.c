/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "sitting-kit.h"
#include "support/test-home.h"

#include <math.h>

static FwReviewQueue *
make_queue (Kit        *kit,
            gint64      draw,
            const char *person)
{
  FwReviewQueueFacts facts = { .review = fw_review_file_get_review (kit->review),
                               .draw = draw,
                               .snapshot = fw_document_get_snapshot (kit->document),
                               .media = "clip",
                               .person = person };

  return fw_review_queue_new (&facts);
}

static guint
count_reason (const FwReviewQueue *queue,
              FwQueueReason        reason)
{
  guint n = 0;

  for (guint i = 0; i < queue->items->len; i++)
    n += fw_review_queue_get (queue, i)->reason == reason;

  return n;
}

static void
judge_as (Kit        *kit,
          const char *person,
          gint64      draw,
          guint       n)
{
  kit_sit (kit, person);
  fw_review_sitting_open_draw (kit->sitting, draw);
  for (guint i = 0; i < n; i++)
    kit_judge (kit, FW_OUTCOME_CORRECT, FW_MISTAKE_NONE);
}

/* Test that the units come in the draw's order, without those of one's own. */
static void
test_order (Kit          *kit,
            gconstpointer data)
{
  gint64 id = kit_draw (kit, FW_UNIT_TRACK, FW_DESIGN_SIMPLE, KIT_N_TRACKS, -1);
  const FwDraw *draw
    = fw_review_find (fw_review_file_get_review (kit->review), FW_REVIEW_DRAW, id);
  g_autoptr(FwReviewQueue) queue = make_queue (kit, id, "tomas");
  g_autoptr(FwReviewQueue) again = make_queue (kit, id, "tomas");
  guint at = 0;

  g_assert_cmpuint (queue->items->len, ==, KIT_N_TRACKS - 2);
  g_assert_cmpuint (queue->n_own, ==, 2);
  for (gsize i = 0; i < draw->n_units; i++)
    {
      FwUnit unit;

      fw_unit_parse (draw->units[i].unit, &unit, NULL);
      if (unit.track == 6 || unit.track == 7)
        continue;
      g_assert_cmpstr (fw_review_queue_get (queue, at)->name, ==, draw->units[i].unit);
      g_assert_cmpint (fw_review_queue_get (queue, at)->is_covered, ==,
                       fw_review_queue_get (again, at)->is_covered);
      at++;
    }
}

/* Test that the category of about half of the units is covered, and of none where
 * everybody knows what was looked for. */
static void
test_covered (Kit          *kit,
              gconstpointer data)
{
  gint64 id = kit_draw (kit, FW_UNIT_LABEL, FW_DESIGN_SIMPLE, 400, -1);
  g_autoptr(FwReviewQueue) queue = make_queue (kit, id, "mira");
  g_autoptr(FwReviewQueue) others = make_queue (kit, id, "otto");
  guint n = 0;

  for (guint i = 0; i < queue->items->len; i++)
    {
      n += fw_review_queue_get (queue, i)->is_covered;
      g_assert_cmpint (fw_review_queue_get (queue, i)->is_covered, ==,
                       fw_review_queue_get (others, i)->is_covered);
    }
  g_assert_cmpuint (n, >, 160);
  g_assert_cmpuint (n, <, 240);

  gint64 frames = kit_draw (kit, FW_UNIT_FRAME, FW_DESIGN_SIMPLE, 20, -1);
  g_autoptr(FwReviewQueue) of_frames = make_queue (kit, frames, "mira");

  for (guint i = 0; i < of_frames->items->len; i++)
    g_assert_false (fw_review_queue_get (of_frames, i)->is_covered);
}

/* Test that one in ten is what a colleague judged, the same ones tomorrow. */
static void
test_second (Kit          *kit,
             gconstpointer data)
{
  gint64 id = kit_draw (kit, FW_UNIT_TRACK, FW_DESIGN_SIMPLE, KIT_N_TRACKS, -1);

  judge_as (kit, "mira", id, 20);

  g_autoptr(FwReviewQueue) queue = make_queue (kit, id, "otto");

  g_assert_cmpuint (count_reason (queue, FW_QUEUE_DRAWN), ==, 30);
  g_assert_cmpuint (count_reason (queue, FW_QUEUE_SECOND), ==, 4);
  g_assert_cmpuint (queue->n_others, ==, 16);
  g_assert_true (fw_review_queue_is_blind (queue));

  /* They stay while otto works, and are his when he judged them. */
  judge_as (kit, "otto", id, 34);

  g_autoptr(FwReviewQueue) after = make_queue (kit, id, "otto");

  g_assert_cmpuint (after->items->len, ==, queue->items->len);
  for (guint i = 0; i < queue->items->len; i++)
    {
      g_assert_cmpstr (fw_review_queue_get (queue, i)->name, ==,
                       fw_review_queue_get (after, i)->name);
      g_assert_cmpint (fw_review_queue_get (after, i)->state, ==, FW_QUEUE_RIGHT);
    }
  g_assert_cmpint (fw_review_queue_find_open (after, 0), ==, -1);
  g_assert_false (fw_review_queue_is_blind (after));

  /* mira's own list does not grow by what otto judged after her. */
  g_autoptr(FwReviewQueue) first = make_queue (kit, id, "mira");

  g_assert_cmpuint (count_reason (first, FW_QUEUE_DRAWN), ==, 20);
  g_assert_cmpuint (count_reason (first, FW_QUEUE_SECOND), ==, 3);
}

static void
say_at (Kit        *kit,
        gint64      draw,
        const char *unit,
        const char *reviewer,
        const char *at)
{
  FwVerdict verdict = { .draw = draw,
                        .unit = (char *) unit,
                        .unit_rev = (char *) "r",
                        .reviewer = (char *) reviewer,
                        .manual = (char *) "street",
                        .version = (char *) "3.2.0",
                        .at = (char *) at };
  g_autoptr(GError) error = NULL;

  fw_review_file_put (kit->review, FW_REVIEW_VERDICT, &verdict, NULL, &error);
  g_assert_no_error (error);
}

/* Test that who judged first is known by the moment and not by the place in the file: after
 * a join, what a colleague judged earlier is a second opinion here; and of two of one's own
 * the first one is the verdict, the other the one from again. */
static void
test_first (Kit          *kit,
            gconstpointer data)
{
  gint64 id = kit_draw (kit, FW_UNIT_TRACK, FW_DESIGN_SIMPLE, KIT_N_TRACKS, -1);
  const FwReview *review = fw_review_file_get_review (kit->review);
  g_autofree char *unit
    = g_strdup (((const FwDraw *) fw_review_find (review, FW_REVIEW_DRAW, id))->units[0].unit);

  say_at (kit, id, unit, "mira", "2026-11-24T12:00:00Z");
  say_at (kit, id, unit, "otto", "2026-11-24T10:00:00Z");
  say_at (kit, id, unit, "mira", "2026-11-24T11:00:00Z");

  g_autoptr(FwReviewQueue) hers = make_queue (kit, id, "mira");
  g_autoptr(FwReviewQueue) his = make_queue (kit, id, "otto");
  const FwQueueItem *item = fw_review_queue_get (hers, fw_review_queue_find (hers, id, unit));

  g_assert_cmpint (item->reason, ==, FW_QUEUE_SECOND);
  g_assert_cmpint (item->verdict, ==, 3);
  item = fw_review_queue_get (his, fw_review_queue_find (his, id, unit));
  g_assert_cmpint (item->reason, ==, FW_QUEUE_DRAWN);
  g_assert_cmpint (item->verdict, ==, 2);
}

/* Test that a few of one's own come again, from draws that are closed. */
static void
test_again (Kit          *kit,
            gconstpointer data)
{
  gint64 first = kit_draw (kit, FW_UNIT_LABEL, FW_DESIGN_SIMPLE, 40, -1);

  judge_as (kit, "mira", first, 40);

  gint64 second = kit_draw (kit, FW_UNIT_TRACK, FW_DESIGN_SIMPLE, KIT_N_TRACKS, -1);
  g_autoptr(FwReviewQueue) before = make_queue (kit, second, "mira");

  g_assert_cmpuint (count_reason (before, FW_QUEUE_AGAIN), ==, 0);
  g_assert_true (fw_review_sitting_sign_off (kit->sitting, NULL));

  g_autoptr(FwReviewQueue) queue = make_queue (kit, second, "mira");

  g_assert_cmpuint (count_reason (queue, FW_QUEUE_AGAIN), ==, 2);
  judge_as (kit, "mira", second, KIT_N_TRACKS + 2);

  g_autoptr(FwReviewQueue) after = make_queue (kit, second, "mira");
  guint done, n;

  fw_review_queue_count (after, &done, &n);
  g_assert_cmpuint (done, ==, KIT_N_TRACKS + 2);
  g_assert_cmpuint (n, ==, done);
  g_assert_cmpuint (fw_review_get_n (fw_review_file_get_review (kit->review),
                                     FW_REVIEW_VERDICT),
                    ==, 40 + KIT_N_TRACKS + 2);
}

/* Test that what is asked about waits, and what is gone is told. */
static void
test_waiting (Kit          *kit,
              gconstpointer data)
{
  gint64 id = kit_draw (kit, FW_UNIT_LABEL, FW_DESIGN_SIMPLE, 500, -1);
  FwQuestion about_label = { .unit = (char *) "clip/3/t1", .by = (char *) "dana",
                             .text = (char *) "Is this one?" };
  FwQuestion about_track = { .unit = (char *) "clip/t2", .by = (char *) "dana",
                             .text = (char *) "And this?" };

  g_assert_true (fw_review_file_ask (kit->review, &about_label, NULL, NULL));
  g_assert_true (fw_review_file_ask (kit->review, &about_track, NULL, NULL));
  fw_document_begin (kit->document, "Delete", 0);
  fw_document_replace_track (kit->document, 3, NULL);
  fw_document_commit (kit->document);

  g_autoptr(FwReviewQueue) queue = make_queue (kit, id, "mira");
  guint n_asked = 0;
  guint n_gone = 0;
  guint done, n;

  for (guint i = 0; i < queue->items->len; i++)
    {
      const FwQueueItem *item = fw_review_queue_get (queue, i);

      n_asked += item->state == FW_QUEUE_ASKED;
      n_gone += item->state == FW_QUEUE_GONE;
      if (item->state == FW_QUEUE_GONE)
        g_assert_cmpint (item->unit.track, ==, 3);
    }
  g_assert_cmpuint (n_asked, ==, 20);
  g_assert_cmpuint (n_gone, ==, 10);
  fw_review_queue_count (queue, &done, &n);
  g_assert_cmpuint (done, ==, 0);
  g_assert_cmpuint (n, ==, 500 - 30);
}

/* Test who drew what: of a frame, who drew most of it. */
static void
test_authors (Kit          *kit,
              gconstpointer data)
{
  FwSnapshot *snapshot = fw_document_get_snapshot (kit->document);
  const FwUnit units[] = { { FW_UNIT_LABEL, 3, 1, FALSE },
                           { FW_UNIT_TRACK, FW_FRAME_NONE, 6, FALSE },
                           { FW_UNIT_FRAME, 3, 0, FALSE },
                           { FW_UNIT_FRAME, 30, 0, FALSE },
                           { FW_UNIT_TRACK, FW_FRAME_NONE, 999, FALSE } };
  const char *const authors[] = { NULL, "tomas", "dana", NULL, NULL };

  for (gsize i = 0; i < G_N_ELEMENTS (units); i++)
    g_assert_cmpstr (fw_unit_get_author (&units[i], snapshot), ==, authors[i]);
}

/* Rules */

static char *
list_ids (GPtrArray *rules)
{
  GString *ids = g_string_new (NULL);

  for (guint i = 0; i < rules->len; i++)
    g_string_append_printf (ids, "%s%s", i > 0 ? " " : "",
                            ((const FwRule *) rules->pdata[i])->id + 3);
  g_ptr_array_unref (rules);

  return g_string_free (ids, FALSE);
}

/* Test that the likely rules come first: those in use, then those that fit. */
static void
test_rules (Kit          *kit,
            gconstpointer data)
{
  static const struct
  {
    const char *category;
    FwMistake   mistake;
    const char *ids;
  } cases[] = {
    { "car", FW_MISTAKE_NONE, "003 001 002 005" },
    { "person", FW_MISTAKE_GEOMETRY, "003 004 002 005 001" },
    { "car", FW_MISTAKE_MISSING, "001 003 002 005" },
    { NULL, FW_MISTAKE_GEOMETRY, "003 004 002 005 001" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      FwRuleQuery query = { .manual = kit->manual,
                            .unit = FW_UNIT_LABEL,
                            .category = cases[i].category,
                            .mistake = cases[i].mistake };
      g_autofree char *ids = list_ids (fw_review_rules_suggest (&query, 0));

      g_test_message ("case %zu", i);
      g_assert_cmpstr (ids, ==, cases[i].ids);
    }

  /* SK-005 was cited for a shape once, SK-002 twice for something else. */
  gint64 draw = kit_draw (kit, FW_UNIT_TRACK, FW_DESIGN_SIMPLE, KIT_N_TRACKS, -1);

  fw_review_sitting_open_draw (kit->sitting, draw);
  for (int i = 0; i < 3; i++)
    {
      FwVerdict verdict = { .draw = draw,
                            .unit = fw_review_queue_get (
                                      fw_review_sitting_get_queue (kit->sitting), (guint) i)
                                      ->name,
                            .unit_rev = (char *) "r",
                            .reviewer = (char *) "otto",
                            .blind = { FW_OUTCOME_WRONG,
                                       i == 0 ? FW_MISTAKE_GEOMETRY : FW_MISTAKE_OTHER,
                                       (char *) (i == 0 ? "SK-005" : "SK-002"), (char *) "r" },
                            .version = (char *) "3.2.0",
                            .note = (char *) "n" };

      g_assert_true (fw_review_file_put (kit->review, FW_REVIEW_VERDICT, &verdict, NULL, NULL));
    }

  FwRuleQuery query = { .manual = kit->manual,
                        .review = fw_review_file_get_review (kit->review),
                        .unit = FW_UNIT_LABEL,
                        .category = "car",
                        .mistake = FW_MISTAKE_GEOMETRY };
  g_autofree char *of_shape = list_ids (fw_review_rules_suggest (&query, 3));

  g_assert_cmpstr (of_shape, ==, "005 002 003");
  query.mistake = FW_MISTAKE_OTHER;

  g_autofree char *of_other = list_ids (fw_review_rules_suggest (&query, 2));

  g_assert_cmpstr (of_other, ==, "002 005");
}

/* Test the search: every word counts, and what begins with it comes first. */
static void
test_search (Kit          *kit,
             gconstpointer data)
{
  static const struct
  {
    const char *text;
    const char *ids;
  } cases[] = {
    { "box", "003" },     { "BOX tight", "003" }, { "sk-004", "004" }, { "people", "004" },
    { "draw", "004 005" }, { "nonsense", "" },    { "label not", "001 002" },
    { "P-0007", "005" },  { "pole tram", "005" },
  };
  FwRuleQuery query = { .manual = kit->manual, .unit = FW_UNIT_LABEL, .category = "person" };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *ids = list_ids (fw_review_rules_search (&query, cases[i].text, 0));

      g_test_message ("“%s”", cases[i].text);
      g_assert_cmpstr (ids, ==, cases[i].ids);
    }

  g_autofree char *all = list_ids (fw_review_rules_search (&query, " ", 0));

  g_assert_cmpuint (strlen (all), ==, strlen ("001 002 003 004 005"));
}

/* "SK-005 P-0007/SK-005". */
static char *
list_cited (GArray *cited)
{
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < cited->len; i++)
    {
      const FwCitation *citation = &g_array_index (cited, FwCitation, i);

      g_string_append_printf (text, "%s%s%s%s", i > 0 ? " " : "",
                              citation->precedent != NULL ? citation->precedent->id : "",
                              citation->precedent != NULL ? "/" : "", citation->rule->id);
    }
  g_array_unref (cited);
  return g_string_free (text, FALSE);
}

/* Test that a precedent can be cited where its words are found: before its rule when only it
 * has them, and never more than asked for. */
static void
test_search_cited (Kit          *kit,
                   gconstpointer data)
{
  static const struct
  {
    const char *text;
    guint       max;
    const char *cited;
  } cases[] = {
    { "P-0007", 0, "P-0007/SK-005 SK-005" }, { "half tram", 0, "P-0007/SK-005 SK-005" },
    { "pole picture", 0, "SK-005" },         { "tight", 0, "SK-003" },
    { "P-0007", 1, "P-0007/SK-005" },        { "nonsense", 0, "" },
    { "  ", 2, "SK-003 SK-004" },
  };
  FwRuleQuery query = { .manual = kit->manual, .unit = FW_UNIT_LABEL };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *cited
        = list_cited (fw_review_rules_search_cited (&query, cases[i].text, cases[i].max));

      g_test_message ("“%s”", cases[i].text);
      g_assert_cmpstr (cited, ==, cases[i].cited);
    }
}

/* Test which question is asked of what. */
static void
test_ask (Kit          *kit,
          gconstpointer data)
{
  static const struct
  {
    FwUnitKind  unit;
    const char *category;
    const char *id;
  } cases[] = { { FW_UNIT_LABEL, "car", "SK-003" },
                { FW_UNIT_LABEL, "person", "SK-004" },
                { FW_UNIT_FRAME, NULL, "SK-001" } };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      FwRuleQuery query = { .manual = kit->manual,
                            .unit = cases[i].unit,
                            .category = cases[i].category };

      g_assert_cmpstr (fw_review_rules_ask (&query)->id, ==, cases[i].id);
    }

  FwRuleQuery none = { .unit = FW_UNIT_LABEL };

  g_assert_null (fw_review_rules_ask (&none));
}

/* Choosing */

/* Test what each choice comes to. */
static void
test_choice (void)
{
  static const struct
  {
    FwReviewChoice choice;
    gsize          n_units;
    gsize          n;
    gint64         accept;
    FwDesign       design;
  } cases[] = {
    { { .kind = FW_CHOICE_TIME, .minutes = 10, .pace_s = 12 }, 1200, 50, -1, FW_DESIGN_STRATIFIED },
    { { .kind = FW_CHOICE_TIME, .minutes = 10, .pace_s = 12 }, 7, 7, -1, FW_DESIGN_STRATIFIED },
    { { .kind = FW_CHOICE_BOUND, .bound = 0.01 }, 2000, 265, 0, FW_DESIGN_SIMPLE },
    { { .kind = FW_CHOICE_PLAN, .aql = 0.01, .limit = 0.05 }, 1200, 128, 3, FW_DESIGN_SIMPLE },
    { { .kind = FW_CHOICE_PLAN, .aql = 0.01, .is_mil_std = TRUE }, 1000, 80, 2, FW_DESIGN_SIMPLE },
    { { .kind = FW_CHOICE_PLAN, .aql = 0.01, .is_mil_std = TRUE,
        .inspection = FW_INSPECTION_TIGHTENED },
      1000, 80, 1, FW_DESIGN_SIMPLE },
    { { .kind = FW_CHOICE_TARGETED }, 1000, 12, -1, FW_DESIGN_TARGETED },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      FwChoiceResult result;

      g_test_message ("case %zu", i);
      g_assert_true (fw_review_choice_compute (&cases[i].choice, cases[i].n_units, 12, &result));
      g_assert_cmpuint (result.n, ==, cases[i].n);
      g_assert_cmpint (result.accept, ==, cases[i].accept);
      g_assert_cmpint (result.design, ==, cases[i].design);

      g_autofree char *words = fw_review_choice_dup_words (&cases[i].choice, &result,
                                                           FW_UNIT_LABEL, cases[i].n_units);

      g_test_message ("%s", words);
      g_assert_nonnull (strstr (words, result.n == 1 ? "label" : "labels"));
    }

  /* What follows from the plan, and from the batches before. */
  static const struct
  {
    gboolean     is_mil_std;
    FwInspection inspection;
    const char  *part;
    const char  *none;
  } words_cases[] = {
    { FALSE, FW_INSPECTION_NORMAL, "looked through whole, at most 1.4 % is left not right on average",
      "tightened" },
    { FALSE, FW_INSPECTION_TIGHTENED, "looked through whole", "tightened" },
    { TRUE, FW_INSPECTION_TIGHTENED, "The plan is tightened, because two of at most five", "stop" },
    { TRUE, FW_INSPECTION_STOPPED, "stop here, and talk about what goes wrong", "because" },
    { FALSE, FW_INSPECTION_STOPPED, "stop here, and talk about what goes wrong", "because" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (words_cases); i++)
    {
      FwReviewChoice choice = { .kind = FW_CHOICE_PLAN,
                                .aql = 0.01,
                                .limit = words_cases[i].is_mil_std ? 0.0 : 0.05,
                                .is_mil_std = words_cases[i].is_mil_std,
                                .inspection = words_cases[i].inspection };
      FwChoiceResult made;

      g_assert_true (fw_review_choice_compute (&choice, 1200, 0, &made));

      g_autofree char *words = fw_review_choice_dup_words (&choice, &made, FW_UNIT_LABEL, 1200);

      g_test_message ("%s", words);
      g_assert_nonnull (strstr (words, words_cases[i].part));
      g_assert_null (strstr (words, words_cases[i].none));
    }

  FwReviewChoice plan = { .kind = FW_CHOICE_PLAN, .aql = 0.01, .limit = 0.05 };
  FwReviewChoice targeted = { .kind = FW_CHOICE_TARGETED };
  FwChoiceResult result;

  g_assert_false (fw_review_choice_compute (&plan, 0, 0, &result));
  g_assert_false (fw_review_choice_compute (&targeted, 100, 0, &result));
}

/* Test that what is looked for is found once each, in the order it was found. */
static void
test_hits (Kit          *kit,
           gconstpointer data)
{
  FwSamplingFacts facts = { .snapshot = fw_document_get_snapshot (kit->document),
                            .media = "clip",
                            .kind = FW_UNIT_LABEL,
                            .by_category = TRUE };
  g_autoptr(FwSampling) sampling = fw_sampling_new_from_labels (&facts, NULL);
  const FwUnit hits[] = { { FW_UNIT_LABEL, 4, 9, FALSE },
                          { FW_UNIT_LABEL, 40, 9, FALSE },
                          { FW_UNIT_LABEL, 2, 1, FALSE },
                          { FW_UNIT_LABEL, 4, 9, FALSE } };
  g_autoptr(GArray) list = g_array_new (FALSE, FALSE, sizeof (FwUnit));

  g_array_append_vals (list, hits, G_N_ELEMENTS (hits));

  g_autoptr(GArray) chosen = fw_review_choice_find_hits (sampling, list, 10);

  g_assert_cmpuint (chosen->len, ==, 2);
  g_assert_cmpstr (sampling->names->pdata[g_array_index (chosen, gsize, 0)], ==, "clip/4/t9");
  g_assert_cmpstr (sampling->names->pdata[g_array_index (chosen, gsize, 1)], ==, "clip/2/t1");

  g_autoptr(GArray) people = fw_review_choice_of_category (sampling, "person", "s", 30);

  g_assert_cmpuint (people->len, ==, 30);
  for (guint i = 0; i < people->len; i++)
    g_assert_cmpstr (fw_sampling_get_stratum (sampling, g_array_index (people, gsize, i)), ==,
                     "person");
}

/* Test that a batch that did not pass can be looked through: what nobody judged, in the order of
 * the labels, and less of it each time. */
static void
test_unjudged (Kit          *kit,
               gconstpointer data)
{
  FwSamplingFacts facts = { .snapshot = fw_document_get_snapshot (kit->document),
                            .media = "clip",
                            .kind = FW_UNIT_LABEL };
  g_autoptr(FwSampling) sampling = fw_sampling_new_from_labels (&facts, NULL);
  guint n = sampling->names->len;

  fw_review_sitting_open_draw (kit->sitting,
                               kit_draw (kit, FW_UNIT_LABEL, FW_DESIGN_SIMPLE, 5, 0));
  for (guint i = 0; i < 3; i++)
    kit_judge (kit, i == 0 ? FW_OUTCOME_WRONG : FW_OUTCOME_CORRECT,
               i == 0 ? FW_MISTAKE_GEOMETRY : FW_MISTAKE_NONE);

  FwReview *review = fw_review_file_get_review (kit->review);
  g_autoptr(GArray) all = fw_review_choice_find_unjudged (sampling, review, n);
  g_autoptr(GArray) few = fw_review_choice_find_unjudged (sampling, review, 10);

  g_assert_cmpuint (all->len, ==, n - 3);
  g_assert_cmpuint (few->len, ==, 10);
  for (guint i = 0; i < all->len; i++)
    {
      gsize place = g_array_index (all, gsize, i);

      if (i > 0)
        g_assert_cmpuint (place, >, g_array_index (all, gsize, i - 1));
      for (gsize k = 0; k < fw_review_get_n (review, FW_REVIEW_VERDICT); k++)
        g_assert_cmpstr (sampling->names->pdata[place], !=,
                         ((const FwVerdict *) fw_review_get (review, FW_REVIEW_VERDICT, k))->unit);
    }
}

#define ADD(path, func)                                                                           \
  g_test_add ("/review-queue/" path, Kit, NULL, kit_set_up, func, kit_tear_down)

int
main (int   argc,
      char *argv[])
{
  fw_test_init (&argc, &argv);

  ADD ("order", test_order);
  ADD ("covered", test_covered);
  ADD ("second", test_second);
  ADD ("first", test_first);
  ADD ("again", test_again);
  ADD ("waiting", test_waiting);
  ADD ("authors", test_authors);
  ADD ("rules", test_rules);
  ADD ("search", test_search);
  ADD ("search-cited", test_search_cited);
  ADD ("ask", test_ask);
  ADD ("hits", test_hits);
  ADD ("unjudged", test_unjudged);
  g_test_add_func ("/review-queue/choice", test_choice);

  return g_test_run ();
}

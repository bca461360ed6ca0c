/* SPDX-License-Identifier: GPL-3.0-or-later */

/*
 * Asking, taking back, answering, and making an answer law, on the sample clip;
 * what is found while somebody writes; and the words. No display.
 */

#include "project-kit.h"

#include "app/manual/manual-shelf.h"
#include "app/questions/question-words.h"
#include "app/questions/similar-answers.h"
#include "app/settings.h"
#include "core/error.h"
#include "support/test-home.h"
#include "support/test-video.h"

#include <string.h>

typedef struct
{
  ProjectKit  kit;    /* first: its functions take the fixture */
  char       *number; /* (owned) (nullable) of the last precedent */
} Fixture;

static gboolean
is_ready (gpointer user_data)
{
  Fixture *fixture = user_data;

  return fw_project_get_review (fixture->kit.project) != NULL;
}

static FwQuestionBoard *
get_board (Fixture *fixture)
{
  return fw_project_get_questions (fixture->kit.project);
}

static void
sign (Fixture    *fixture,
      const char *person)
{
  fw_session_set_author (fw_project_get_session (fixture->kit.project), person);
}

static void
open_project (Fixture *fixture)
{
  kit_try_open (&fixture->kit, "street.mp4", NULL, NULL);
  g_assert_no_error (fixture->kit.error);
  g_assert_true (fw_test_wait (is_ready, fixture));
  sign (fixture, "dana");
}

static void
set_up (Fixture       *fixture,
        gconstpointer  data)
{
  static const char *const names[][2] = { { "street.mp4", "street.mp4" },
                                          { "street-clean.coco.json", "street.coco.json" },
                                          { "street.manual.md", "street.manual.md" } };

  /* Not before the test has folders of its own. */
  g_assert_true (fw_settings_prepare (NULL));

  kit_set_up (&fixture->kit);
  for (gsize i = 0; i < G_N_ELEMENTS (names); i++)
    kit_copy_sample (&fixture->kit, names[i][0], names[i][1]);
  open_project (fixture);
}

static void
tear_down (Fixture       *fixture,
           gconstpointer  data)
{
  kit_tear_down (&fixture->kit);
  g_free (fixture->number);
}

static gint64
ask (Fixture    *fixture,
     FwFrame     frame,
     FwTrackId   track,
     const char *rule,
     const char *text)
{
  FwSnapshot *snapshot = fw_session_get_snapshot (fw_project_get_session (fixture->kit.project));
  FwQuestionDraft draft = { .has_unit = TRUE, .rule = rule, .text = text };
  g_autoptr(GError) error = NULL;
  gboolean was_open;
  gint64 id;

  draft.unit = fw_unit_for_label (snapshot, frame, track);
  g_assert_true (fw_question_board_ask (get_board (fixture), &draft, &id, &was_open, &error));
  g_assert_no_error (error);

  return id;
}

static gboolean
has_crop (gpointer user_data)
{
  return g_file_test (user_data, G_FILE_TEST_EXISTS);
}

static gboolean
has_no_crop (gpointer user_data)
{
  return !g_file_test (user_data, G_FILE_TEST_EXISTS);
}

/* Test that a question holds its object back, has its picture, and is there tomorrow. */
static void
test_ask (Fixture       *fixture,
          gconstpointer  data)
{
  gint64 id = ask (fixture, 7, 1, "ST-001", "  Does the mirror belong to it? \n");
  const FwQuestion *question = fw_question_board_find (get_board (fixture), id);
  FwSession *session = fw_project_get_session (fixture->kit.project);
  g_autofree char *path = fw_question_board_dup_crop_path (get_board (fixture), question);

  g_assert_cmpstr (question->text, ==, "Does the mirror belong to it?");
  g_assert_cmpstr (question->unit, ==, "street/7/t1");
  g_assert_cmpstr (question->rule, ==, "ST-001");
  g_assert_cmpstr (question->by, ==, "dana");
  g_assert_true (fw_question_board_is_mine (get_board (fixture), question));
  g_assert_nonnull (
    fw_open_questions_find_name (fw_question_board_get_open (get_board (fixture)), "street/50/t1"));
  g_assert_true (fw_session_get_questions (session)
                 == fw_question_board_get_open (get_board (fixture)));
  g_assert_true (fw_session_find_object (session, 1)->flags & FW_OBJECT_ASKED);
  g_assert_false (fw_session_find_object (session, 2)->flags & FW_OBJECT_ASKED);
  g_assert_true (fw_test_wait (has_crop, path));

  kit_close (&fixture->kit);
  open_project (fixture);
  question = fw_question_board_find (get_board (fixture), id);
  g_assert_cmpstr (question->text, ==, "Does the mirror belong to it?");
  sign (fixture, "tomas");
  g_assert_false (fw_question_board_is_mine (get_board (fixture), question));
}

/* Test that what is open already is found and not asked twice. */
static void
test_merge (Fixture       *fixture,
            gconstpointer  data)
{
  FwQuestionDraft draft = { .rule = "ST-001", .text = "Is it?" };
  gboolean was_open = TRUE;
  gint64 first, second;

  g_assert_true (fw_question_board_ask (get_board (fixture), &draft, &first, &was_open, NULL));
  g_assert_false (was_open);
  sign (fixture, "tomas");
  draft.text = "Is it? ";
  g_assert_true (fw_question_board_ask (get_board (fixture), &draft, &second, &was_open, NULL));
  g_assert_true (was_open);
  g_assert_cmpint (first, ==, second);
}

/* Test what is refused, and that the sentence helps. */
static void
test_refused (Fixture       *fixture,
              gconstpointer  data)
{
  g_autofree char *long_text = g_strnfill (5000, 'x');
  struct
  {
    const char *person;
    const char *text;
    const char *says;
  } cases[] = {
    { "dana", "", "what you want to know" },
    { "dana", " \n ", "what you want to know" },
    { "dana", long_text, "fewer words" },
    { NULL, "Is it?", "your name" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      FwQuestionDraft draft = { .text = cases[i].text };
      g_autoptr(GError) error = NULL;
      gboolean was_open;
      gint64 id;

      sign (fixture, cases[i].person);
      g_assert_false (fw_question_board_ask (get_board (fixture), &draft, &id, &was_open, &error));
      g_assert_nonnull (strstr (error->message, cases[i].says));
    }
}

/* Test that who asks and leaves at once leaves the picture, too. */
static void
test_leave (Fixture       *fixture,
            gconstpointer  data)
{
  gint64 id = ask (fixture, 40, 1, NULL, "Is it?");
  g_autofree char *path = fw_question_board_dup_crop_path (
    get_board (fixture), fw_question_board_find (get_board (fixture), id));

  g_assert_true (has_no_crop (path));
  kit_close (&fixture->kit);
  g_assert_true (has_crop (path));
}

/* Test that one takes back one's own question, as long as nobody answered. */
static void
test_take_back (Fixture       *fixture,
                gconstpointer  data)
{
  FwQuestionBoard *board = get_board (fixture);
  gint64 id = ask (fixture, 7, 1, NULL, "Is it?");
  g_autofree char *path
      = fw_question_board_dup_crop_path (board, fw_question_board_find (board, id));
  g_autoptr(GError) error = NULL;

  g_assert_true (fw_test_wait (has_crop, path));
  sign (fixture, "tomas");
  g_assert_false (fw_question_board_take_back (board, id, &error));
  g_clear_error (&error);
  g_assert_true (fw_question_board_answer (board, id, "It is.", &error));
  g_assert_no_error (error);
  sign (fixture, "dana");
  g_assert_false (fw_question_board_take_back (board, id, &error));
  g_clear_error (&error);

  g_assert_true (fw_question_board_reopen (board, id, NULL));
  g_assert_true (fw_question_board_take_back (board, id, NULL));
  g_assert_null (fw_question_board_find (board, id));
  g_assert_cmpuint (fw_open_questions_get_n (fw_question_board_get_open (board)), ==, 0);
  g_assert_true (fw_test_wait (has_no_crop, path));
}

/* Test that an answer lets the object go, and that it can be taken back. */
static void
test_answer (Fixture       *fixture,
             gconstpointer  data)
{
  FwQuestionBoard *board = get_board (fixture);
  gint64 id = ask (fixture, 7, 1, "ST-001", "Is it?");
  const FwQuestion *question;

  sign (fixture, "tomas");
  g_assert_false (fw_question_board_answer (board, id, " ", NULL));
  g_assert_true (fw_question_board_answer (board, id, " It is. ", NULL));
  question = fw_question_board_find (board, id);
  g_assert_true (question->has_answer);
  g_assert_cmpstr (question->answer.text, ==, "It is.");
  g_assert_cmpstr (question->answer.by, ==, "tomas");
  g_assert_cmpstr (question->by, ==, "dana");
  g_assert_false (question->answer.is_precedent);
  g_assert_null (
    fw_open_questions_find_name (fw_question_board_get_open (board), "street/7/t1"));

  g_assert_true (fw_question_board_reopen (board, id, NULL));
  g_assert_nonnull (
    fw_open_questions_find_name (fw_question_board_get_open (board), "street/7/t1"));
}

static void
decided_cb (GObject      *object,
            GAsyncResult *result,
            gpointer      user_data)
{
  Fixture *fixture = user_data;

  g_clear_pointer (&fixture->number, g_free);
  g_clear_error (&fixture->kit.error);
  fixture->number
      = fw_question_board_decide_finish (FW_QUESTION_BOARD (object), result, &fixture->kit.error);
  fixture->kit.is_done = TRUE;
}

static void
undecided_cb (GObject      *object,
              GAsyncResult *result,
              gpointer      user_data)
{
  Fixture *fixture = user_data;

  g_clear_error (&fixture->kit.error);
  fw_question_board_undecide_finish (FW_QUESTION_BOARD (object), result, &fixture->kit.error);
  fixture->kit.is_done = TRUE;
}

static gsize
count_precedents (FwManual *manual)
{
  gsize n;

  fw_manual_get_precedents (manual, &n);

  return n;
}

static gboolean
has_one_precedent (gpointer user_data)
{
  return count_precedents (fw_project_get_manual (((Fixture *) user_data)->kit.project)) == 1;
}

static gboolean
has_no_precedent (gpointer user_data)
{
  return count_precedents (fw_project_get_manual (((Fixture *) user_data)->kit.project)) == 0;
}

static char *
read_manual (Fixture *fixture)
{
  char *text;

  g_assert_true (g_file_get_contents (fw_project_get_manual_path (fixture->kit.project), &text, NULL,
                                      NULL));
  return text;
}

/* Test that an answer becomes a precedent of the manual, and that nothing of it stays when it is
 * taken back. */
static void
test_decide (Fixture       *fixture,
             gconstpointer  data)
{
  const FwPrecedentDraft draft = { "ST-001", "car on\na trailer", "label" };
  FwQuestionBoard *board = get_board (fixture);
  g_autofree char *before = read_manual (fixture);
  g_autofree char *after = NULL;
  gint64 id = ask (fixture, 7, 1, "ST-001", "A car on a trailer:\nlabel it?");
  const FwPrecedent *precedent;
  const FwQuestion *question;
  gsize n;

  sign (fixture, "tomas");
  fw_question_board_decide_async (board, id, "Yes, as a car.", &draft, decided_cb, fixture);
  kit_wait (&fixture->kit);
  g_assert_no_error (fixture->kit.error);
  g_assert_cmpstr (fixture->number, ==, "P-0001");
  question = fw_question_board_find (board, id);
  g_assert_true (question->answer.is_precedent);
  g_assert_cmpstr (question->answer.precedent, ==, "P-0001");
  g_assert_true (fw_test_wait (has_one_precedent, fixture));
  precedent = fw_manual_get_precedents (fw_project_get_manual (fixture->kit.project), &n);
  g_assert_cmpstr (precedent->rule, ==, "ST-001");
  g_assert_cmpstr (precedent->title, ==, "car on a trailer");
  g_assert_cmpstr (precedent->outcome, ==, "label");
  g_assert_cmpstr (precedent->item, ==, "street/7/t1");

  fw_question_board_undecide_async (board, id, undecided_cb, fixture);
  kit_wait (&fixture->kit);
  g_assert_no_error (fixture->kit.error);
  g_assert_false (fw_question_board_find (board, id)->has_answer);
  after = read_manual (fixture);
  g_assert_cmpstr (after, ==, before);
  g_assert_true (fw_test_wait (has_no_precedent, fixture));

  /* Once is enough. */
  fw_question_board_undecide_async (board, id, undecided_cb, fixture);
  kit_wait (&fixture->kit);
  g_assert_error (fixture->kit.error, FW_EDIT_ERROR, FW_EDIT_ERROR_RANGE);
}

/* Test that a decision adds to what somebody else wrote, and does not undo it. */
static void
test_decide_beside (Fixture       *fixture,
                    gconstpointer  data)
{
  const FwPrecedentDraft draft = { "ST-001", "car on a trailer", "label" };
  g_autofree char *path = g_strdup (fw_project_get_manual_path (fixture->kit.project));
  FwQuestionBoard *board = get_board (fixture);
  gint64 id = ask (fixture, 7, 1, "ST-001", "A car on a trailer?");
  g_autofree char *before = read_manual (fixture);
  g_autofree char *other = g_strconcat (before, "\n## Written elsewhere\n\nWords.\n", NULL);
  g_autofree char *more = NULL;
  g_autofree char *after = NULL;

  g_assert_true (g_file_set_contents (path, other, -1, NULL));
  fw_question_board_decide_async (board, id, "Yes.", &draft, decided_cb, fixture);
  kit_wait (&fixture->kit);
  g_assert_no_error (fixture->kit.error);
  after = read_manual (fixture);
  g_assert_nonnull (strstr (after, "Written elsewhere"));
  g_assert_nonnull (strstr (after, "P-0001 under ST-001: car on a trailer"));

  more = g_strconcat (after, "\nMore words.\n", NULL);
  g_assert_true (g_file_set_contents (path, more, -1, NULL));
  fw_question_board_undecide_async (board, id, undecided_cb, fixture);
  kit_wait (&fixture->kit);
  g_assert_error (fixture->kit.error, G_IO_ERROR, G_IO_ERROR_WRONG_ETAG);
  g_assert_true (fw_question_board_find (board, id)->has_answer);
}

/* Test that a question stays open when the manual cannot take the answer. */
static void
test_decide_refused (Fixture       *fixture,
                     gconstpointer  data)
{
  static const struct
  {
    FwPrecedentDraft draft;
    const char      *answer;
    const char      *says;
  } cases[] = {
    { { NULL, "title", "label" }, "Yes.", "choose the rule" },
    { { "ST-999", "title", "label" }, "Yes.", "no rule ST-999" },
    { { "ST-001", "", "label" }, "Yes.", "a title" },
    { { "ST-001", "title", "" }, "Yes.", "in a word" },
    { { "ST-001", "title", "label" }, "", "the answer" },
  };
  FwQuestionBoard *board = get_board (fixture);
  gint64 id = ask (fixture, 7, 1, "ST-001", "Is it?");

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      fw_question_board_decide_async (board, id, cases[i].answer, &cases[i].draft, decided_cb,
                                      fixture);
      kit_wait (&fixture->kit);
      g_test_message ("case %" G_GSIZE_FORMAT ": %s", i, fixture->kit.error->message);
      g_assert_nonnull (strstr (fixture->kit.error->message, cases[i].says));
      g_assert_null (fixture->number);
      g_assert_false (fw_question_board_find (board, id)->has_answer);
    }
  g_clear_error (&fixture->kit.error);
}

/* What is read of it ------------------------------------------------------------- */

static gboolean
find_person_cb (FwTrack *track,
                gpointer user_data)
{
  FwTrackId *found = ((gpointer *) user_data)[0];
  FwSession *session = ((gpointer *) user_data)[1];
  const FwCategory *category
      = fw_taxonomy_find (fw_session_get_taxonomy (session), fw_track_get_category (track));

  if (g_str_has_prefix (category->name, "person."))
    *found = fw_track_get_id (track);

  return *found == 0;
}

static FwTrackId
find_person (FwSession *session)
{
  FwTrackId found = 0;
  gpointer data[] = { &found, session };

  fw_snapshot_foreach (fw_session_get_snapshot (session), find_person_cb, data);

  return found;
}

static gboolean
has_index (gpointer shelf)
{
  return fw_manual_shelf_get_index (shelf) != NULL;
}

static gboolean
has_news (gpointer shelf)
{
  return fw_manual_shelf_get_news (shelf) != NULL;
}

/* Test that whoever labels the category hears of a precedent, until it is seen; and that old
 * ones are no news. */
static void
test_news (Fixture       *fixture,
           gconstpointer  data)
{
  const FwPrecedentDraft person = { "ST-010", "a doll", "leave" };
  const FwPrecedentDraft everything = { "ST-001", "a toy", "leave" };
  FwQuestionBoard *board = get_board (fixture);
  FwSession *session = fw_project_get_session (fixture->kit.project);
  FwManualShelf *shelf = fw_manual_shelf_new (fixture->kit.project);
  gint64 id = ask (fixture, 7, 1, "ST-010", "A doll?");
  gint64 end = g_get_monotonic_time () + FW_TEST_PATIENCE_MS * 1000;

  g_assert_true (fw_test_wait (has_index, shelf));
  fw_session_select (session, 1);
  fw_question_board_decide_async (board, id, "No person.", &person, decided_cb, fixture);
  kit_wait (&fixture->kit);
  g_assert_no_error (fixture->kit.error);
  id = ask (fixture, 7, 1, "ST-001", "A toy?");
  g_assert_null (fw_manual_shelf_get_news (shelf));
  fw_question_board_decide_async (board, id, "No traffic.", &everything, decided_cb, fixture);
  kit_wait (&fixture->kit);
  g_assert_true (fw_test_wait (has_news, shelf));
  g_assert_cmpstr (fw_manual_shelf_get_news (shelf)->id, ==, "P-0002");
  fw_manual_shelf_learn (shelf, "P-0002");
  g_assert_null (fw_manual_shelf_get_news (shelf));

  /* It stays seen, once it is written; and what nobody has seen stays news. */
  do
    {
      g_clear_object (&shelf);
      shelf = fw_manual_shelf_new (fixture->kit.project);
      g_assert_true (fw_test_wait (has_index, shelf));
    }
  while (fw_manual_shelf_get_news (shelf) && g_get_monotonic_time () < end);
  g_assert_null (fw_manual_shelf_get_news (shelf));
  fw_session_select (session, find_person (session));
  g_assert_true (fw_test_wait (has_news, shelf));
  g_assert_cmpstr (fw_manual_shelf_get_news (shelf)->id, ==, "P-0001");
  g_object_unref (shelf);
}

/* Test that an answer stands under its rule, and is found by its words. */
static void
test_read (Fixture       *fixture,
           gconstpointer  data)
{
  FwQuestionBoard *board = get_board (fixture);
  FwManualShelf *shelf = fw_manual_shelf_new (fixture->kit.project);
  gint64 id = ask (fixture, 7, 1, "ST-001", "A horse on a trailer?");
  g_autoptr(GPtrArray) before = fw_manual_shelf_list_answers (shelf, "ST-001");
  g_autoptr(GPtrArray) after = NULL, others = NULL, hits = NULL, none = NULL;
  const FwHit *hit;

  g_assert_cmpuint (before->len, ==, 0);
  g_assert_true (fw_question_board_answer (board, id, "It is cargo.", NULL));
  ask (fixture, 7, 1, "ST-001", "A horse alone?");
  after = fw_manual_shelf_list_answers (shelf, "ST-001");
  others = fw_manual_shelf_list_answers (shelf, "ST-002");
  g_assert_cmpuint (after->len, ==, 1);
  g_assert_cmpuint (others->len, ==, 0);

  g_assert_true (fw_test_wait (has_index, shelf));
  hits = fw_manual_index_search_answers (fw_manual_shelf_get_index (shelf),
                                         fw_question_board_get_review (board), "cargo hors", 9);
  none = fw_manual_index_search_answers (fw_manual_shelf_get_index (shelf),
                                         fw_question_board_get_review (board), "alone", 9);
  g_assert_cmpuint (hits->len, ==, 1);
  g_assert_cmpuint (none->len, ==, 0);
  hit = hits->pdata[0];
  g_assert_cmpstr (hit->id, ==, "ST-001");
  g_assert_cmpstr (hit->title, ==, "A <b>hors</b>e on a trailer?");
  g_assert_cmpstr (hit->excerpt, ==, "It is <b>cargo</b>.");
  g_object_unref (shelf);
}

/* Test what a question is about by itself: what is selected. */
static void
test_unit_here (Fixture       *fixture,
                gconstpointer  data)
{
  FwSession *session = fw_project_get_session (fixture->kit.project);
  FwTrack *track = fw_snapshot_get_track (fw_session_get_snapshot (session), 2);
  FwFrame beyond = fw_track_get_span (track).last + 1;
  FwUnit unit;

  fw_session_set_frame (session, 5);
  unit = fw_question_board_get_unit_here (get_board (fixture));
  g_assert_cmpint (unit.kind, ==, FW_UNIT_FRAME);
  g_assert_cmpint (unit.frame, ==, 5);

  fw_session_select (session, 2);
  unit = fw_question_board_get_unit_here (get_board (fixture));
  g_assert_cmpint (unit.kind, ==, FW_UNIT_LABEL);
  g_assert_cmpint (unit.track, ==, 2);

  fw_session_set_frame (session, beyond);
  unit = fw_question_board_get_unit_here (get_board (fixture));
  g_assert_cmpint (unit.kind, ==, FW_UNIT_TRACK);
  g_assert_cmpint (unit.track, ==, 2);
}

/* Test the words for what is asked about. */
static void
test_where (Fixture       *fixture,
            gconstpointer  data)
{
  static const char *const cases[][2] = {
    { NULL, "The manual" },
    { "street/7", "Frame 7" },
    { "street/7/t1", "Car 1, frame 7" },
    { "street/t1", "Car 1" },
    { "street/7/t999", "An object that was deleted, frame 7" },
    { "other/7/t1", "other/7/t1" },
  };
  FwSession *session = fw_project_get_session (fixture->kit.project);

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *where = fw_question_dup_where (session, "street", cases[i][0]);

      g_assert_cmpstr (where, ==, cases[i][1]);
    }
}

/* Test that times are told as far away as they are. */
static void
test_when (void)
{
  g_autoptr(GTimeZone) here = g_time_zone_new_local ();
  g_autoptr(GDateTime) now = g_date_time_new (here, 2026, 11, 27, 10, 0, 0);
  struct
  {
    int         days;
    const char *text;
  } cases[] = { { 0, "today, 09:12" }, { -1, "yesterday, 09:12" }, { -3, "24 November" },
                { -400, "23 October 2025" } };
  g_autofree char *none = fw_question_dup_when (NULL, now);
  g_autofree char *nonsense = fw_question_dup_when ("t", now);

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr(GDateTime) morning = g_date_time_new (here, 2026, 11, 27, 9, 12, 0);
      g_autoptr(GDateTime) then = g_date_time_add_days (morning, cases[i].days);
      g_autofree char *at = g_date_time_format_iso8601 (then);
      g_autofree char *text = fw_question_dup_when (at, now);

      g_assert_cmpstr (text, ==, cases[i].text);
    }
  g_assert_cmpstr (none, ==, "");
  g_assert_cmpstr (nonsense, ==, "");
}

/* What others asked -------------------------------------------------------------- */

static const char manual_text[] =
  "---\nmanual: test\ntitle: Test\nversion: 1.0.0\ncategories:\n  car: box\n  bus: box\n---\n\n"
  "### TT-001 Cars\n\n- **DO** label cars.\n\n"
  "```rule\nseverity: error\nsince: 1.0.0\nfor: car\ncheck: human\nask: Is it a car?\n```\n\n"
  "### TT-002 Everything\n\n- **DO** label it.\n\n"
  "```rule\nseverity: error\nsince: 1.0.0\ncheck: human\nask: Is it right?\n```\n\n"
  "### P-0001 under TT-001: a car on a trailer\n\n"
  "- Question (2026-10-02): a car that stands on a trailer?\n"
  "- Answer: **DO** label `car` and trailer,\n  each for itself.\n\n"
  "```precedent\nrule: TT-001\nsince: 1.0.0\noutcome: label\n```\n\n"
  "### P-0002 under TT-002: a reflection\n\n"
  "Reflections in glass are never labelled.\n\n"
  "```precedent\nrule: TT-002\nsince: 1.0.0\noutcome: none\n```\n";

static FwReview *
make_review (void)
{
  const FwReviewLabels labels = { .file = (char *) "a.coco.json" };
  const FwQuestion questions[] = {
    { .id = 1, .rule = (char *) "TT-002", .text = (char *) "Is a tram a bus?" },
    { .id = 2, .rule = (char *) "TT-001", .text = (char *) "Trailers with nothing on them?",
      .has_answer = TRUE, .answer = { .text = (char *) "No." } },
    { .id = 3, .rule = (char *) "TT-001", .text = (char *) "A car that stands on a trailer?",
      .has_answer = TRUE, .answer = { .text = (char *) "x", .is_precedent = TRUE,
                                      .precedent = (char *) "P-0001" } },
    { .id = 4, .text = (char *) "What about trams in the depot?" },
  };
  FwReview *review = fw_review_new (&labels, NULL);

  for (gsize i = 0; i < G_N_ELEMENTS (questions); i++)
    {
      g_autoptr(FwReview) before = review;

      review = fw_review_with (before, FW_REVIEW_QUESTION, &questions[i], NULL);
      g_assert_nonnull (review);
    }

  return review;
}

/* Test the order: the same rule, then words, then the category. */
static void
test_similar (void)
{
  static const struct
  {
    const char *rule;
    const char *category;
    const char *text;
    const char *found; /* numbers of precedents and questions */
  } cases[] = {
    { NULL, NULL, NULL, "" },
    { NULL, NULL, "is it a", "" },
    { NULL, NULL, "Trailer", "P-0001 2" },
    { NULL, NULL, "tram", "4 1" },
    { NULL, NULL, "a tram in its depot?", "4 1" },
    { NULL, NULL, "réflections", "P-0002" },
    { NULL, "car", NULL, "P-0001 2" },
    { NULL, "bus", NULL, "" },
    { "TT-001", NULL, NULL, "P-0001 2" },
    { "TT-001", NULL, "car", "P-0001 2" },
    { "TT-002", "car", "trailer", "P-0002 1 P-0001 2" },
  };
  g_autoptr(GBytes) bytes = g_bytes_new_static (manual_text, strlen (manual_text));
  g_autoptr(FwManual) manual = fw_manual_new_from_bytes (bytes, NULL);
  g_autoptr(FwReview) review = make_review ();

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      const FwSimilarQuery query = { manual, review, cases[i].rule, cases[i].category,
                                     cases[i].text, 0 };
      g_autoptr(GPtrArray) found = fw_similar_find (&query, 9);
      g_autoptr(GString) names = g_string_new (NULL);

      for (guint k = 0; k < found->len; k++)
        {
          const FwSimilar *similar = found->pdata[k];

          g_string_append_printf (names, "%s", k > 0 ? " " : "");
          if (similar->precedent)
            g_string_append (names, similar->precedent->id);
          else
            g_string_append_printf (names, "%d", (int) similar->question->id);
        }
      g_test_message ("case %" G_GSIZE_FORMAT, i);
      g_assert_cmpstr (names->str, ==, cases[i].found);
    }
}

/* Test that there is no end to what can be missing. */
static void
test_similar_nothing (void)
{
  const FwSimilarQuery query = { .rule = "TT-001", .category = "car", .text = "car" };
  g_autoptr(GPtrArray) found = fw_similar_find (&query, 3);

  g_assert_cmpuint (found->len, ==, 0);
}

/* Test that an answer is read in one line, however it is written. */
static void
test_precedent_answer (void)
{
  static const struct
  {
    const char *body;
    const char *answer;
  } cases[] = {
    { "- Question (2026-10-02): is it?\n- Answer: **DO** label `car` and trailer,\n  each.\n",
      "DO label car and trailer, each." },
    { "- Frage: was?\n- Antwort: so.\n\nMehr dazu.", "so." },
    { "Just words.\n\nAnd more.", "Just words." },
    { "- Only this: that", "Only this: that" },
    { "", "" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      const FwPrecedent precedent = { .body = cases[i].body };
      g_autofree char *answer = fw_precedent_dup_answer (&precedent);

      g_assert_cmpstr (answer, ==, cases[i].answer);
    }
}

int
main (int   argc,
      char *argv[])
{
  static const struct
  {
    const char *path;
    void      (*func) (Fixture *, gconstpointer);
  } tests[] = {
    { "/questions/ask", test_ask },
    { "/questions/merge", test_merge },
    { "/questions/refused", test_refused },
    { "/questions/take-back", test_take_back },
    { "/questions/answer", test_answer },
    { "/questions/decide", test_decide },
    { "/questions/decide-beside", test_decide_beside },
    { "/questions/decide-refused", test_decide_refused },
    { "/questions/leave", test_leave },
    { "/questions/news", test_news },
    { "/questions/read", test_read },
    { "/questions/unit-here", test_unit_here },
    { "/questions/where", test_where },
  };

  fw_test_init (&argc, &argv);
  for (gsize i = 0; i < G_N_ELEMENTS (tests); i++)
    g_test_add (tests[i].path, Fixture, NULL, set_up, tests[i].func, tear_down);
  g_test_add_func ("/questions/when", test_when);
  g_test_add_func ("/questions/similar", test_similar);
  g_test_add_func ("/questions/similar-nothing", test_similar_nothing);
  g_test_add_func ("/questions/precedent-answer", test_precedent_answer);

  return g_test_run ();
}

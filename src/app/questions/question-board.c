/* SPDX-License-Identifier: GPL-3.0-or-later */

/*
 * A record is put first and its picture follows: the question is what must not be
 * lost. Answers that become law are in question-decide.c.
 */

#include "app/questions/question-board-private.h"

#include <glib/gi18n.h>
#include <glib/gstdio.h>
#include <string.h>

#include "app/project.h"
#include "core/error.h"

#define REVIEW_ENDING ".review.json"
/* Longer ones are another document. */
#define MAX_TEXT 4000

enum
{
  CHANGED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (FwQuestionBoard, fw_question_board, G_TYPE_OBJECT)

gboolean
fw_question_refuse (GError     **error,
                    const char  *sentence)
{
  g_set_error_literal (error, FW_EDIT_ERROR, FW_EDIT_ERROR_RANGE, sentence);

  return FALSE;
}

static FwSession *
get_session (FwQuestionBoard *self)
{
  return self->project ? fw_project_get_session (self->project) : NULL;
}

static const char *
get_media (FwQuestionBoard *self)
{
  const char *media = self->project ? fw_project_get_unit_media (self->project) : NULL;

  return media ? media : "";
}

/* What is there ---------------------------------------------------------------- */

static void
update (FwQuestionBoard *self)
{
  FwSession *session = get_session (self);

  g_clear_pointer (&self->open, fw_open_questions_unref);
  self->open = fw_open_questions_new (fw_question_board_get_review (self), get_media (self));
  if (session)
    fw_session_set_questions (session, self->open);
  g_signal_emit (self, signals[CHANGED], 0);
}

void
fw_question_board_set_file (FwQuestionBoard *self,
                            FwReviewFile    *file)
{
  g_return_if_fail (FW_IS_QUESTION_BOARD (self));

  if (self->file)
    g_signal_handlers_disconnect_by_data (self->file, self);
  g_set_object (&self->file, file);
  if (file)
    g_signal_connect_swapped (file, "changed", G_CALLBACK (update), self);
  update (self);
}

FwReview *
fw_question_board_get_review (FwQuestionBoard *self)
{
  g_return_val_if_fail (FW_IS_QUESTION_BOARD (self), NULL);

  return self->file ? fw_review_file_get_review (self->file) : NULL;
}

FwOpenQuestions *
fw_question_board_get_open (FwQuestionBoard *self)
{
  g_return_val_if_fail (FW_IS_QUESTION_BOARD (self), NULL);

  return self->open;
}

const FwQuestion *
fw_question_board_find (FwQuestionBoard *self,
                        gint64           id)
{
  g_return_val_if_fail (FW_IS_QUESTION_BOARD (self), NULL);

  return self->file ? fw_review_find (fw_review_file_get_review (self->file), FW_REVIEW_QUESTION,
                                      id)
                    : NULL;
}

const char *
fw_question_board_get_person (FwQuestionBoard *self)
{
  g_return_val_if_fail (FW_IS_QUESTION_BOARD (self), NULL);

  FwSession *session = get_session (self);
  const char *person
      = session ? fw_document_get_author (fw_session_get_document (session)) : NULL;

  return person && person[0] != '\0' ? person : NULL;
}

gboolean
fw_question_board_is_mine (FwQuestionBoard  *self,
                           const FwQuestion *question)
{
  g_return_val_if_fail (FW_IS_QUESTION_BOARD (self) && question, FALSE);

  return question->by && g_strcmp0 (question->by, fw_question_board_get_person (self)) == 0;
}

FwUnit
fw_question_board_get_unit_here (FwQuestionBoard *self)
{
  FwUnit unit = { FW_UNIT_FRAME, 0, 0, FALSE };

  g_return_val_if_fail (FW_IS_QUESTION_BOARD (self), unit);

  FwSession *session = get_session (self);
  FwTrackId primary = session ? fw_session_get_primary (session) : 0;
  const FwObject *object = primary ? fw_session_find_object (session, primary) : NULL;
  FwTrack *track;

  if (!session)
    return unit;
  unit.frame = fw_session_get_frame (session);
  track = fw_snapshot_get_track (fw_session_get_snapshot (session), primary);
  if (!track)
    return unit;
  /* What is not a label here has a place in other frames; an object of another
   * picture is not before her eyes. */
  if (!object || !fw_presence_is_visible (object->presence))
    return fw_track_is_single (track)
             ? unit
             : (FwUnit) { FW_UNIT_TRACK, FW_FRAME_NONE, primary, FALSE };

  return fw_unit_for_label (fw_session_get_snapshot (session), unit.frame, primary);
}

/* Pictures --------------------------------------------------------------------- */

/* "NAME.questions", beside the review. */
static char *
dup_folder_name (FwQuestionBoard *self)
{
  g_autofree char *name = g_path_get_basename (fw_review_file_get_path (self->file));

  if (g_str_has_suffix (name, REVIEW_ENDING))
    name[strlen (name) - strlen (REVIEW_ENDING)] = '\0';

  return g_strconcat (name, ".questions", NULL);
}

char *
fw_question_board_dup_crop_path (FwQuestionBoard  *self,
                                 const FwQuestion *question)
{
  g_return_val_if_fail (FW_IS_QUESTION_BOARD (self) && question, NULL);

  g_autofree char *folder = NULL;

  /* A file that somebody sent may name anything; below its folder is ours. */
  if (!question->crop || !self->file || !fw_manual_is_inside (question->crop))
    return NULL;
  folder = g_path_get_dirname (fw_review_file_get_path (self->file));

  return g_build_filename (folder, question->crop, NULL);
}

/* A name that no question has, and no file that one left behind. */
static char *
dup_free_crop (FwQuestionBoard *self,
               gint64           id)
{
  g_autofree char *folder = dup_folder_name (self);
  g_autofree char *beside = g_path_get_dirname (fw_review_file_get_path (self->file));

  for (guint i = 1; i < 1000; i++)
    {
      g_autofree char *name = i == 1 ? g_strdup_printf ("%" G_GINT64_FORMAT ".png", id)
                                     : g_strdup_printf ("%" G_GINT64_FORMAT "-%u.png", id, i);
      g_autofree char *path = g_build_filename (beside, folder, name, NULL);

      if (!g_file_test (path, G_FILE_TEST_EXISTS))
        return g_strconcat (folder, "/", name, NULL);
    }

  return NULL;
}

typedef struct
{
  FwQuestionBoard *board; /* (owned) */
  gint64           id;
  char            *crop;  /* (owned) */
} Writing;

static void
writing_free (Writing *writing)
{
  g_object_unref (writing->board);
  g_free (writing->crop);
  g_free (writing);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Writing, writing_free)

/* Without its picture the question stands all the same. */
static void
written_cb (GObject      *object,
            GAsyncResult *result,
            gpointer      user_data)
{
  g_autoptr(Writing) writing = user_data;
  g_autoptr(GError) error = NULL;
  g_autoptr(FwPicture) picture
      = fw_crop_queue_ask_finish (FW_CROP_QUEUE (object), result, &error);
  const FwQuestion *question = fw_question_board_find (writing->board, writing->id);
  FwQuestion plain;

  if (picture)
    {
      /* Whoever shows the question looks for its picture again. */
      if (question)
        g_signal_emit (writing->board, signals[CHANGED], 0);
      return;
    }
  g_info ("question %" G_GINT64_FORMAT " goes without a picture: %s", writing->id, error->message);
  if (!question || g_strcmp0 (question->crop, writing->crop) != 0)
    return;
  plain = *question;
  plain.crop = NULL;
  fw_review_file_put (writing->board->file, FW_REVIEW_QUESTION, &plain, NULL, NULL);
}

static void
write_crop (FwQuestionBoard *self,
            gint64           id,
            const FwUnit    *unit,
            const char      *crop)
{
  FwSession *session = get_session (self);
  g_autofree char *folder = g_path_get_dirname (fw_review_file_get_path (self->file));
  g_autofree char *path = g_build_filename (folder, crop, NULL);
  const FwCropOrder order = { .unit = *unit,
                              .frame = FW_FRAME_NONE,
                              .aspect = 4.0 / 3.0,
                              .is_outlined = TRUE };
  Writing *writing = g_new0 (Writing, 1);

  writing->board = g_object_ref (self);
  writing->id = id;
  writing->crop = g_strdup (crop);
  fw_crop_queue_ask_async (fw_project_get_crops (self->project), &order,
                           fw_session_get_snapshot (session), path, NULL, written_cb, writing);
}

static void
remove_thread (GTask        *task,
               gpointer      source_object,
               gpointer      task_data,
               GCancellable *cancellable)
{
  const char *path = task_data;
  g_autofree char *folder = g_path_get_dirname (path);

  g_unlink (path);
  /* Only when it is empty. */
  g_rmdir (folder);
  g_task_return_boolean (task, TRUE);
}

static void
remove_crop (FwQuestionBoard  *self,
             const FwQuestion *question)
{
  char *path = fw_question_board_dup_crop_path (self, question);
  g_autofree char *folder = dup_folder_name (self);
  g_autofree char *prefix = g_strconcat (folder, "/", NULL);
  g_autoptr(GTask) task = NULL;

  if (!path || !g_str_has_prefix (question->crop, prefix))
    {
      g_free (path);
      return;
    }
  task = g_task_new (NULL, NULL, NULL, NULL);
  g_task_set_task_data (task, path, g_free);
  g_task_run_in_thread (task, remove_thread);
}

/* Asking ----------------------------------------------------------------------- */

static char *
dup_now (void)
{
  g_autoptr(GDateTime) now = g_date_time_new_now_local ();

  return g_date_time_format_iso8601 (now);
}

char *
fw_question_clean_text (const char  *text,
                        const char  *when_empty,
                        GError     **error)
{
  g_autofree char *clean = g_strstrip (g_utf8_make_valid (text ? text : "", -1));

  if (clean[0] == '\0')
    fw_question_refuse (error, when_empty);
  else if (g_utf8_strlen (clean, -1) > MAX_TEXT)
    fw_question_refuse (error, _("This is too long to be read. Please say it in fewer words."));
  else
    return g_steal_pointer (&clean);

  return NULL;
}

gboolean
fw_question_board_check_ready (FwQuestionBoard  *self,
                               GError          **error)
{
  const char *trouble = self->project ? fw_project_get_review_trouble (self->project) : NULL;

  if (!self->file)
    return fw_question_refuse (error, trouble ? trouble : _("The questions are being read. Try again in a moment."));
  if (!fw_question_board_get_person (self))
    return fw_question_refuse (error, _("Please say your name first."));

  return TRUE;
}

void
fw_question_board_set_closed (FwQuestionBoard *self,
                              const char      *why)
{
  g_return_if_fail (FW_IS_QUESTION_BOARD (self));

  g_free (self->closed);
  self->closed = g_strdup (why);
}

const char *
fw_question_board_get_closed (FwQuestionBoard *self)
{
  g_return_val_if_fail (FW_IS_QUESTION_BOARD (self), NULL);

  return self->closed;
}

gboolean
fw_question_board_ask (FwQuestionBoard        *self,
                       const FwQuestionDraft  *draft,
                       gint64                 *out_id,
                       gboolean               *out_was_open,
                       GError                **error)
{
  g_return_val_if_fail (FW_IS_QUESTION_BOARD (self), FALSE);
  g_return_val_if_fail (draft && out_id && out_was_open, FALSE);

  g_autofree char *text = NULL, *unit = NULL, *crop = NULL, *at = NULL;
  FwReview *before = fw_question_board_get_review (self);
  FwQuestion question;
  gint64 next;

  if (self->closed)
    return fw_question_refuse (error, self->closed);
  if (!fw_question_board_check_ready (self, error)
      || !(text = fw_question_clean_text (draft->text, _("Please write what you want to know."), error)))
    return FALSE;

  next = fw_review_get_next_id (before, FW_REVIEW_QUESTION);
  at = dup_now ();
  if (draft->has_unit)
    {
      unit = fw_unit_dup_name (&draft->unit, get_media (self));
      crop = fw_project_get_crops (self->project) ? dup_free_crop (self, next) : NULL;
    }
  question = (FwQuestion) { .unit = unit,
                            .rule = (char *) draft->rule,
                            .by = (char *) fw_question_board_get_person (self),
                            .text = text,
                            .at = at,
                            .crop = crop };
  *out_was_open = FALSE;
  if (!fw_review_file_ask (self->file, &question, out_id, error))
    return FALSE;

  *out_was_open = *out_id != next;
  if (crop && !*out_was_open)
    write_crop (self, *out_id, &draft->unit, crop);

  return TRUE;
}

gboolean
fw_question_board_take_back (FwQuestionBoard  *self,
                             gint64            id,
                             GError          **error)
{
  g_return_val_if_fail (FW_IS_QUESTION_BOARD (self), FALSE);

  const FwQuestion *question = fw_question_board_find (self, id);

  if (!question)
    return fw_question_refuse (error, _("This question is not there any more."));
  if (question->has_answer)
    return fw_question_refuse (error, _("Somebody answered meanwhile, so the question stays for the others."));
  if (!fw_question_board_is_mine (self, question))
    return fw_question_refuse (error, _("Only who asked takes a question back. You can answer it."));
  if (fw_review_file_get_state (self->file) == FW_REVIEW_FILE_READ_ONLY)
    return fw_question_refuse (error, _("Another window has these labels open. Take it back there."));

  g_ptr_array_add (self->taken_back, fw_review_record_ref ((gpointer) question));
  remove_crop (self, question);
  fw_review_file_remove (self->file, FW_REVIEW_QUESTION, id);

  return TRUE;
}

gboolean
fw_question_board_restore (FwQuestionBoard *self,
                           gint64           id)
{
  g_return_val_if_fail (FW_IS_QUESTION_BOARD (self), FALSE);

  const FwQuestion *found = NULL;
  g_autofree char *media = NULL, *crop = NULL;
  FwQuestion question;
  FwUnit unit;
  guint place;

  for (place = self->taken_back->len; place > 0 && !found; place--)
    if (((FwQuestion *) self->taken_back->pdata[place - 1])->id == id)
      found = self->taken_back->pdata[place - 1];
  if (!found || !self->file || fw_question_board_find (self, id))
    return FALSE;

  question = *found;
  crop = question.crop ? dup_free_crop (self, id) : NULL;
  question.crop = crop;
  if (!fw_review_file_put (self->file, FW_REVIEW_QUESTION, &question, NULL, NULL))
    return FALSE;
  if (crop && fw_unit_parse (question.unit, &unit, &media))
    write_crop (self, id, &unit, crop);
  g_ptr_array_remove_index (self->taken_back, place);

  return TRUE;
}

/* Answering -------------------------------------------------------------------- */

gboolean
fw_question_board_put_answer (FwQuestionBoard  *self,
                              gint64            id,
                              const char       *text,
                              const char       *precedent,
                              GError          **error)
{
  const FwQuestion *found = fw_question_board_find (self, id);
  g_autofree char *at = dup_now ();
  FwQuestion question;

  if (!found)
    return fw_question_refuse (error, _("This question is not there any more."));

  question = *found;
  question.has_answer = text != NULL;
  question.answer = (FwReply) { 0 };
  if (text)
    question.answer = (FwReply) { (char *) fw_question_board_get_person (self), (char *) text, at,
                                  precedent != NULL, (char *) precedent };

  return fw_review_file_put (self->file, FW_REVIEW_QUESTION, &question, NULL, error);
}

gboolean
fw_question_board_answer (FwQuestionBoard  *self,
                          gint64            id,
                          const char       *text,
                          GError          **error)
{
  g_return_val_if_fail (FW_IS_QUESTION_BOARD (self), FALSE);

  g_autofree char *clean = NULL;

  return fw_question_board_check_ready (self, error)
         && (clean = fw_question_clean_text (text, _("Please write the answer."), error))
         && fw_question_board_put_answer (self, id, clean, NULL, error);
}

gboolean
fw_question_board_reopen (FwQuestionBoard  *self,
                          gint64            id,
                          GError          **error)
{
  g_return_val_if_fail (FW_IS_QUESTION_BOARD (self), FALSE);

  return fw_question_board_check_ready (self, error) && fw_question_board_put_answer (self, id, NULL, NULL, error);
}

/* Object ----------------------------------------------------------------------- */

static void
fw_question_board_dispose (GObject *object)
{
  FwQuestionBoard *self = FW_QUESTION_BOARD (object);

  if (self->file)
    g_signal_handlers_disconnect_by_data (self->file, self);
  g_clear_object (&self->file);
  if (self->project)
    g_object_remove_weak_pointer (G_OBJECT (self->project), (gpointer *) &self->project);
  self->project = NULL;

  G_OBJECT_CLASS (fw_question_board_parent_class)->dispose (object);
}

static void
fw_question_board_finalize (GObject *object)
{
  FwQuestionBoard *self = FW_QUESTION_BOARD (object);

  fw_question_board_forget_decision (self);
  fw_open_questions_unref (self->open);
  g_free (self->closed);
  g_ptr_array_unref (self->taken_back);

  G_OBJECT_CLASS (fw_question_board_parent_class)->finalize (object);
}

static void
fw_question_board_class_init (FwQuestionBoardClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->dispose = fw_question_board_dispose;
  object_class->finalize = fw_question_board_finalize;

  signals[CHANGED] = g_signal_new ("changed", FW_TYPE_QUESTION_BOARD, G_SIGNAL_RUN_LAST, 0, NULL,
                                   NULL, NULL, G_TYPE_NONE, 0);
}

static void
free_question (gpointer question)
{
  fw_review_record_unref (FW_REVIEW_QUESTION, question);
}

static void
fw_question_board_init (FwQuestionBoard *self)
{
  self->taken_back = g_ptr_array_new_with_free_func (free_question);
  self->open = fw_open_questions_new (NULL, "");
}

FwQuestionBoard *
fw_question_board_new (FwProject *project)
{
  g_return_val_if_fail (FW_IS_PROJECT (project), NULL);

  FwQuestionBoard *self = g_object_new (FW_TYPE_QUESTION_BOARD, NULL);

  self->project = project;
  g_object_add_weak_pointer (G_OBJECT (project), (gpointer *) &self->project);

  return self;
}

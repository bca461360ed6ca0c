/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/gold/exam.h"

#include <glib/gi18n.h>

#include "app/gold/gold-rules.h"
#include "formats/gold-file.h"

struct _FwExam
{
  GObject     parent_instance;

  char       *gold_path;  /* (owned) */
  char       *person;     /* (owned) */
  gint64      n;
  FwGold     *gold;       /* (owned) */
  FwDocument *document;   /* (owned) */
  GArray     *parts;      /* (element-type FwExamPart) (owned) */
  guint       idle;       /* counts what is done */
};

enum
{
  SIGNAL_CHANGED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (FwExam, fw_exam, G_TYPE_OBJECT)

/* Parts -------------------------------------------------------------------------- */

/* Pictures are the same by name: a folder may have got others since. */
static FwSpan
to_own_frames (FwExam             *self,
               const FwGoldAnswer *answer)
{
  FwFrameList *frames = fw_snapshot_get_frame_list (fw_document_get_snapshot (self->document));
  FwFrame frame = answer->picture != NULL && frames != NULL
                    ? fw_frame_list_find (frames, answer->picture)
                    : FW_FRAME_NONE;

  return frame != FW_FRAME_NONE ? (FwSpan) { frame, frame } : answer->part;
}

static int
compare_parts (gconstpointer a,
               gconstpointer b)
{
  const FwExamPart *left = a;
  const FwExamPart *right = b;

  return (left->frames.first > right->frames.first) - (left->frames.first < right->frames.first);
}

static gssize
find_part (FwExam *self,
           FwSpan  frames)
{
  for (guint i = 0; i < self->parts->len; i++)
    if (g_array_index (self->parts, FwExamPart, i).frames.first == frames.first)
      return i;

  return -1;
}

static void
list_parts (FwExam *self)
{
  const FwGoldAttempt *attempt = fw_exam_get_attempt (self);

  g_array_set_size (self->parts, 0);
  for (gsize i = 0; i < attempt->n_answers; i++)
    {
      FwSpan frames = to_own_frames (self, &attempt->answers[i]);
      FwExamPart part = { .frames = frames, .is_shown = TRUE };
      gssize place = find_part (self, frames);

      if (place < 0)
        {
          g_array_append_val (self->parts, part);
          place = self->parts->len - 1;
        }

      FwExamPart *known = &g_array_index (self->parts, FwExamPart, place);

      known->n_items++;
      known->is_shown &= attempt->answers[i].is_shown;
    }
  g_array_sort (self->parts, compare_parts);
}

/* Progress ------------------------------------------------------------------------ */

typedef struct
{
  FwSpan  span;
  GArray *is_done; /* (element-type gboolean) by frame of @span */
} Marking;

static gboolean
mark_track (FwTrack  *track,
            gpointer  data)
{
  Marking *marking = data;
  FwSpan span = fw_track_get_span (track);
  FwTrackCursor cursor;
  FwRect bounds;

  fw_track_cursor_init (&cursor, track);
  for (gint64 f = MAX (span.first, marking->span.first);
       f <= MIN (span.last, marking->span.last); f++)
    if (fw_presence_is_visible (fw_track_cursor_move (&cursor, (FwFrame) f, &bounds)))
      g_array_index (marking->is_done, gboolean, f - marking->span.first) = TRUE;

  return TRUE;
}

/* Which frames of a part hold a label, or are marked as empty or finished. */
static GArray *
mark_part (FwExam *self,
           FwSpan  span)
{
  FwSnapshot *snapshot = fw_document_get_snapshot (self->document);
  GArray *is_done = g_array_new (FALSE, TRUE, sizeof (gboolean));
  const FwSlotKind marks[] = { FW_SLOT_EMPTY, FW_SLOT_DONE };
  Marking marking = { span, is_done };

  g_array_set_size (is_done, (guint) fw_span_length (span));
  fw_snapshot_foreach (snapshot, mark_track, &marking);
  for (gsize i = 0; i < G_N_ELEMENTS (marks); i++)
    for (gint64 f = span.first; f <= span.last; f++)
      if (fw_span_set_contains (fw_snapshot_get_frames_with (snapshot, marks[i]), (FwFrame) f))
        g_array_index (is_done, gboolean, f - span.first) = TRUE;

  return is_done;
}

static void
count_done (FwExam *self)
{
  for (guint i = 0; i < self->parts->len; i++)
    {
      FwExamPart *part = &g_array_index (self->parts, FwExamPart, i);
      g_autoptr(GArray) is_done = mark_part (self, part->frames);

      part->n_frames_done = 0;
      for (guint k = 0; k < is_done->len; k++)
        part->n_frames_done += g_array_index (is_done, gboolean, k);
    }
}

static gboolean
idle_cb (gpointer user_data)
{
  FwExam *self = user_data;

  self->idle = 0;
  count_done (self);
  g_signal_emit (self, signals[SIGNAL_CHANGED], 0);

  return G_SOURCE_REMOVE;
}

static void
document_changed_cb (FwExam *self)
{
  if (self->idle == 0)
    self->idle = g_idle_add (idle_cb, self);
}

/* The object ------------------------------------------------------------------------- */

static void
fw_exam_dispose (GObject *object)
{
  FwExam *self = FW_EXAM (object);

  g_clear_handle_id (&self->idle, g_source_remove);
  if (self->document != NULL)
    g_signal_handlers_disconnect_by_data (self->document, self);
  g_clear_object (&self->document);

  G_OBJECT_CLASS (fw_exam_parent_class)->dispose (object);
}

static void
fw_exam_finalize (GObject *object)
{
  FwExam *self = FW_EXAM (object);

  g_free (self->gold_path);
  g_free (self->person);
  g_clear_pointer (&self->gold, fw_gold_unref);
  g_clear_pointer (&self->parts, g_array_unref);

  G_OBJECT_CLASS (fw_exam_parent_class)->finalize (object);
}

static void
fw_exam_class_init (FwExamClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = fw_exam_dispose;
  G_OBJECT_CLASS (klass)->finalize = fw_exam_finalize;
  signals[SIGNAL_CHANGED] = g_signal_new ("changed", FW_TYPE_EXAM, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                          NULL, G_TYPE_NONE, 0);
}

static void
fw_exam_init (FwExam *self)
{
  self->parts = g_array_new (FALSE, TRUE, sizeof (FwExamPart));
}

/* Opening -------------------------------------------------------------------------- */

typedef struct
{
  char       *labels_path; /* (owned) */
  FwDocument *document;    /* (owned) untouched in the thread */
  FwGold     *gold;        /* (owned) (nullable) what the thread found */
} Opening;

static void
opening_free (gpointer data)
{
  Opening *opening = data;

  g_free (opening->labels_path);
  g_clear_object (&opening->document);
  g_clear_pointer (&opening->gold, fw_gold_unref);
  g_free (opening);
}

static void
open_in_thread (GTask        *task,
                gpointer      source,
                gpointer      data,
                GCancellable *cancellable)
{
  Opening *opening = data;
  g_autofree char *path = fw_gold_file_dup_path (opening->labels_path);
  GError *error = NULL;

  opening->gold = fw_gold_file_load (path, NULL, &error);
  if (opening->gold != NULL)
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, error);
}

void
fw_exam_open_async (const char          *labels_path,
                    FwDocument          *document,
                    GCancellable        *cancellable,
                    GAsyncReadyCallback  callback,
                    gpointer             user_data)
{
  g_return_if_fail (labels_path != NULL && FW_IS_DOCUMENT (document));

  g_autoptr(GTask) task = g_task_new (NULL, cancellable, callback, user_data);
  Opening *opening = g_new0 (Opening, 1);

  opening->labels_path = g_strdup (labels_path);
  opening->document = g_object_ref (document);
  g_task_set_task_data (task, opening, opening_free);
  if (fw_gold_file_is_attempt (labels_path))
    g_task_run_in_thread (task, open_in_thread);
  else
    g_task_return_boolean (task, FALSE);
}

FwExam *
fw_exam_open_finish (GAsyncResult  *result,
                     GError       **error)
{
  Opening *opening = g_task_get_task_data (G_TASK (result));

  if (!g_task_propagate_boolean (G_TASK (result), error))
    return NULL;

  g_autofree char *name = g_path_get_basename (opening->labels_path);
  const FwGoldAttempt *attempt = fw_gold_find_labels (opening->gold, name);

  if (attempt == NULL)
    {
      g_set_error (error, FW_REVIEW_ERROR, FW_REVIEW_ERROR_REFERENCE,
                   _("These labels are called as those of an exam are, but the gold beside them "
                     "does not know them. They can be worked on as any others."));
      return NULL;
    }

  FwExam *self = g_object_new (FW_TYPE_EXAM, NULL);

  self->gold_path = fw_gold_file_dup_path (opening->labels_path);
  self->person = g_strdup (attempt->person);
  self->n = attempt->n;
  self->gold = fw_gold_ref (opening->gold);
  self->document = g_object_ref (opening->document);
  g_signal_connect_swapped (self->document, "changed", G_CALLBACK (document_changed_cb), self);
  list_parts (self);
  count_done (self);

  return self;
}

/* Asking ------------------------------------------------------------------------------ */

const char *
fw_exam_get_gold_path (FwExam *self)
{
  g_return_val_if_fail (FW_IS_EXAM (self), NULL);

  return self->gold_path;
}

FwGold *
fw_exam_get_gold (FwExam *self)
{
  g_return_val_if_fail (FW_IS_EXAM (self), NULL);

  return self->gold;
}

const FwGoldAttempt *
fw_exam_get_attempt (FwExam *self)
{
  g_return_val_if_fail (FW_IS_EXAM (self), NULL);

  return fw_gold_find_attempt (self->gold, self->person, self->n);
}

gboolean
fw_exam_is_video (FwExam *self)
{
  g_return_val_if_fail (FW_IS_EXAM (self), FALSE);

  return fw_gold_get_origin (self->gold)->is_video;
}

const FwExamPart *
fw_exam_get_parts (FwExam *self,
                   gsize  *out_n)
{
  g_return_val_if_fail (FW_IS_EXAM (self) && out_n != NULL, NULL);

  *out_n = self->parts->len;

  return (const FwExamPart *) (gconstpointer) self->parts->data;
}

FwSpanSet *
fw_exam_dup_task (FwExam *self)
{
  g_return_val_if_fail (FW_IS_EXAM (self), NULL);

  g_autoptr(GArray) spans = g_array_new (FALSE, FALSE, sizeof (FwSpan));

  for (guint i = 0; i < self->parts->len; i++)
    g_array_append_val (spans, g_array_index (self->parts, FwExamPart, i).frames);

  return fw_span_set_new ((const FwSpan *) (gconstpointer) spans->data, spans->len);
}

gssize
fw_exam_find_part (FwExam  *self,
                   FwFrame  frame)
{
  g_return_val_if_fail (FW_IS_EXAM (self), -1);

  for (guint i = 0; i < self->parts->len; i++)
    if (fw_span_contains (g_array_index (self->parts, FwExamPart, i).frames, frame))
      return i;

  return -1;
}

gsize
fw_exam_get_n_frames (FwExam *self)
{
  g_return_val_if_fail (FW_IS_EXAM (self), 0);

  gsize n = 0;

  for (guint i = 0; i < self->parts->len; i++)
    n += (gsize) fw_span_length (g_array_index (self->parts, FwExamPart, i).frames);

  return n;
}

gsize
fw_exam_get_n_done (FwExam *self)
{
  g_return_val_if_fail (FW_IS_EXAM (self), 0);

  gsize n = 0;

  for (guint i = 0; i < self->parts->len; i++)
    n += g_array_index (self->parts, FwExamPart, i).n_frames_done;

  return n;
}

/* All frames that are asked, ascending; those that are to be labelled have @is_todo. */
typedef struct
{
  FwFrame  frame;
  gboolean is_todo;
  gboolean is_first; /* of its part */
} Stop;

static GArray *
list_stops (FwExam *self)
{
  GArray *stops = g_array_new (FALSE, FALSE, sizeof (Stop));

  for (guint i = 0; i < self->parts->len; i++)
    {
      const FwExamPart *part = &g_array_index (self->parts, FwExamPart, i);
      g_autoptr(GArray) is_done = mark_part (self, part->frames);

      for (guint k = 0; k < is_done->len; k++)
        {
          Stop stop = { part->frames.first + (FwFrame) k,
                        !g_array_index (is_done, gboolean, k) && !part->is_shown, k == 0 };

          g_array_append_val (stops, stop);
        }
    }

  return stops;
}

FwFrame
fw_exam_find_next (FwExam  *self,
                   FwFrame  frame,
                   int      direction)
{
  g_return_val_if_fail (FW_IS_EXAM (self) && direction != 0, frame);

  g_autoptr(GArray) stops = list_stops (self);
  FwFrame start = frame;
  gint64 best = G_MAXINT64;

  /* The nearest in the direction; round the ends is farther than anything before them. */
  for (int pass = 0; pass < 2 && best == G_MAXINT64; pass++)
    for (guint i = 0; i < stops->len; i++)
      {
        const Stop *stop = &g_array_index (stops, Stop, i);
        gint64 away = direction > 0 ? (gint64) stop->frame - frame : (gint64) frame - stop->frame;

        if (!(pass == 0 ? stop->is_todo : stop->is_first) || away == 0)
          continue;
        if (away < 0)
          away += (gint64) G_MAXINT32 + 1;
        if (away < best)
          {
            best = away;
            start = stop->frame;
          }
      }

  return start;
}

/* Comparing ---------------------------------------------------------------------------- */

typedef struct
{
  FwExamWork     work;  /* with owned texts */
  FwGoldEdition *rules; /* (owned) (nullable) */
} Job;

static void
job_free (gpointer data)
{
  Job *job = data;

  g_free ((char *) job->work.gold_path);
  g_free ((char *) job->work.person);
  fw_snapshot_unref (job->work.own);
  if (job->rules != NULL)
    fw_gold_edition_unref (job->rules);
  g_free (job);
}

static void
compare_in_thread (GTask        *task,
                   gpointer      source,
                   gpointer      data,
                   GCancellable *cancellable)
{
  Job *job = data;
  g_autoptr(GDateTime) now = g_date_time_new_now_utc ();
  GError *error = NULL;
  FwExamSheet *sheet = fw_exam_sheet_new (&job->work, now, &error);

  if (sheet != NULL)
    g_task_return_pointer (task, sheet, (GDestroyNotify) fw_exam_sheet_unref);
  else
    g_task_return_error (task, error);
}

/* The part as the gold counts its frames. */
static FwSpan
to_gold_frames (FwExam *self,
                gssize  part)
{
  const FwGoldAttempt *attempt = fw_exam_get_attempt (self);

  for (gsize i = 0; part >= 0 && i < attempt->n_answers; i++)
    if (find_part (self, to_own_frames (self, &attempt->answers[i])) == part)
      return attempt->answers[i].part;

  return (FwSpan) { FW_FRAME_NONE, FW_FRAME_NONE };
}

static void
run (FwExam              *self,
     gssize               part,
     gboolean             keeps,
     FwManual            *manual,
     GCancellable        *cancellable,
     GAsyncReadyCallback  callback,
     gpointer             user_data)
{
  g_autoptr(GTask) task = g_task_new (self, cancellable, callback, user_data);
  g_autoptr(GDateTime) now = g_date_time_new_now_utc ();
  Job *job = g_new0 (Job, 1);

  job->rules = manual != NULL ? fw_gold_edition_new (manual, 1, now, NULL) : NULL;
  job->work = (FwExamWork) { .gold_path = g_strdup (self->gold_path),
                             .person = g_strdup (self->person),
                             .n = self->n,
                             .own = fw_snapshot_ref (fw_document_get_snapshot (self->document)),
                             .rules = job->rules,
                             .part = to_gold_frames (self, part),
                             .keeps = keeps };
  g_task_set_task_data (task, job, job_free);
  g_task_run_in_thread (task, compare_in_thread);
}

void
fw_exam_compare_async (FwExam              *self,
                       gssize               part,
                       FwManual            *manual,
                       GCancellable        *cancellable,
                       GAsyncReadyCallback  callback,
                       gpointer             user_data)
{
  g_return_if_fail (FW_IS_EXAM (self));
  g_return_if_fail (part == FW_EXAM_ALL || (part >= 0 && part < (gssize) self->parts->len));

  run (self, part, TRUE, manual, cancellable, callback, user_data);
}

void
fw_exam_review_async (FwExam              *self,
                      FwManual            *manual,
                      GCancellable        *cancellable,
                      GAsyncReadyCallback  callback,
                      gpointer             user_data)
{
  g_return_if_fail (FW_IS_EXAM (self));

  run (self, FW_EXAM_ALL, FALSE, manual, cancellable, callback, user_data);
}

FwExamSheet *
fw_exam_compare_finish (FwExam        *self,
                        GAsyncResult  *result,
                        GError       **error)
{
  g_return_val_if_fail (FW_IS_EXAM (self), NULL);

  FwExamSheet *sheet = g_task_propagate_pointer (G_TASK (result), error);

  if (sheet == NULL)
    return NULL;
  fw_gold_unref (self->gold);
  self->gold = fw_gold_ref (sheet->gold);
  list_parts (self);
  count_done (self);
  g_signal_emit (self, signals[SIGNAL_CHANGED], 0);

  return sheet;
}

/* SPDX-License-Identifier: GPL-3.0-or-later */

/*
 * Going somewhere, and marking frames. Deleted frames are passed over; where
 * there is nowhere to go a sentence says so. Searches look at what they need:
 * runs of frames with labels are passed in one leap, keyframes are found by
 * bisection.
 */

#include "fw-config.h"

#include "edit/clock.h"
#include "edit/commands-private.h"

#include <glib/gi18n.h>

static FwSpanSet *
get_frames_with (FwSession *session, FwSlotKind mark)
{
  return fw_snapshot_get_frames_with (fw_session_get_snapshot (session), mark);
}

/* @frame itself or the next one on in @direction that is not deleted;
 * FW_FRAME_NONE when there is none. */
static FwFrame
pass_deleted (FwSession *session, FwFrame frame, int direction)
{
  FwSpanSet *deleted = get_frames_with (session, FW_SLOT_DELETED);
  gsize n_spans = 0;
  const FwSpan *spans = deleted == NULL ? NULL : fw_span_set_get_spans (deleted, &n_spans);

  for (gsize i = 0; i < n_spans; i++)
    if (fw_span_contains (spans[i], frame))
      {
        frame = direction > 0 ? spans[i].last + 1 : spans[i].first - 1;
        break;
      }
  return frame >= 0 && frame < session->n_frames ? frame : FW_FRAME_NONE;
}

static gboolean
go (FwSession *session, FwFrame frame)
{
  fw_session_set_frame (session, frame);
  return TRUE;
}

void
fw_commands_leave_deleted (FwSession *session)
{
  FwFrame frame = pass_deleted (session, session->frame, 1);

  if (frame == FW_FRAME_NONE)
    frame = pass_deleted (session, session->frame, -1);
  if (frame != FW_FRAME_NONE && frame != session->frame)
    go (session, frame);
}

static gboolean
refuse_end (FwSession *session, int direction, GError **error)
{
  if (direction > 0 && session->is_counting)
    return fw_commands_refuse (error, FW_EDIT_ERROR_RANGE,
                               _("The frames are still being counted. This is the last one so far."));
  if (fw_session_is_video (session))
    return fw_commands_refuse (error, FW_EDIT_ERROR_RANGE,
                               direction > 0 ? _("This is the last frame.")
                                             : _("This is the first frame."));
  return fw_commands_refuse (error, FW_EDIT_ERROR_RANGE,
                             direction > 0 ? _("This is the last picture.")
                                           : _("This is the first picture."));
}

gboolean
fw_command_go_frame (FwSession *session, int argument, char **out_say, GError **error)
{
  FwFrame frame;

  g_return_val_if_fail (FW_IS_SESSION (session), FALSE);
  g_return_val_if_fail (argument == 1 || argument == -1, FALSE);

  frame = pass_deleted (session, session->frame + argument, argument);
  return frame == FW_FRAME_NONE ? refuse_end (session, argument, error) : go (session, frame);
}

gboolean
fw_command_go_step (FwSession *session, int argument, char **out_say, GError **error)
{
  gint64 wanted;
  FwFrame frame;

  g_return_val_if_fail (FW_IS_SESSION (session), FALSE);
  g_return_val_if_fail (argument == 1 || argument == -1, FALSE);

  wanted = (gint64) session->frame + (gint64) argument * session->step_size;
  frame = pass_deleted (session, (FwFrame) CLAMP (wanted, 0, session->n_frames - 1), argument);
  /* Beyond the end: as far as it goes. */
  if (frame == FW_FRAME_NONE)
    frame = pass_deleted (session, argument > 0 ? session->n_frames - 1 : 0, -argument);
  if (frame == FW_FRAME_NONE || frame == session->frame
      || (frame - session->frame > 0) != (argument > 0))
    return refuse_end (session, argument, error);
  return go (session, frame);
}

gboolean
fw_command_go_end (FwSession *session, int argument, char **out_say, GError **error)
{
  FwFrame frame;

  g_return_val_if_fail (FW_IS_SESSION (session), FALSE);
  g_return_val_if_fail (argument == 1 || argument == -1, FALSE);

  frame = pass_deleted (session, argument > 0 ? session->n_frames - 1 : 0, -argument);
  return go (session, frame == FW_FRAME_NONE ? session->frame : frame);
}

/* The nearest keyframe of @track beyond @frame; FW_FRAME_NONE when there is none. */
static FwFrame
next_keyframe (FwTrack *track, FwFrame frame, int direction)
{
  gsize n = fw_track_get_n_keyframes (track);
  gssize at = fw_track_find_keyframe (track, frame);

  if (direction > 0)
    return at + 1 < (gssize) n ? fw_track_get_keyframe (track, (gsize) (at + 1)).frame
                               : FW_FRAME_NONE;
  if (at >= 0 && fw_track_get_keyframe (track, (gsize) at).frame == frame)
    at--;
  return at >= 0 ? fw_track_get_keyframe (track, (gsize) at).frame : FW_FRAME_NONE;
}

typedef struct
{
  FwFrame from;
  int direction;
  FwFrame best;
} Nearest;

static void
offer (Nearest *nearest, FwFrame frame)
{
  if (frame == FW_FRAME_NONE)
    return;
  if (nearest->best == FW_FRAME_NONE
      || (nearest->direction > 0 ? frame < nearest->best : frame > nearest->best))
    nearest->best = frame;
}

static gboolean
offer_keyframe (FwTrack *track, gpointer user_data)
{
  Nearest *nearest = user_data;

  offer (nearest, next_keyframe (track, nearest->from, nearest->direction));
  return TRUE;
}

gboolean
fw_command_go_keyframe (FwSession *session, int argument, char **out_say, GError **error)
{
  Nearest nearest;
  gsize n;
  const FwTrackId *ids;

  g_return_val_if_fail (FW_IS_SESSION (session), FALSE);
  g_return_val_if_fail (argument == 1 || argument == -1, FALSE);

  nearest = (Nearest) { session->frame, argument, FW_FRAME_NONE };
  ids = fw_session_get_selection (session, &n);
  do
    {
      nearest.best = FW_FRAME_NONE;
      if (n == 0)
        fw_snapshot_foreach (fw_session_get_snapshot (session), offer_keyframe, &nearest);
      for (gsize i = 0; i < n; i++)
        offer_keyframe (fw_document_get_track (session->document, ids[i]), &nearest);
      nearest.from = nearest.best;
    }
  while (nearest.best != FW_FRAME_NONE
         && pass_deleted (session, nearest.best, argument) != nearest.best);

  if (nearest.best != FW_FRAME_NONE)
    return go (session, nearest.best);
  return fw_commands_refuse (error, FW_EDIT_ERROR_RANGE,
                             argument > 0 ? _("No keyframe follows.")
                                          : _("No keyframe comes before."));
}

gboolean
fw_command_go_track_end (FwSession *session, int argument, char **out_say, GError **error)
{
  FwTrack *track;
  FwSpan span;
  FwFrame frame;

  g_return_val_if_fail (FW_IS_SESSION (session), FALSE);
  g_return_val_if_fail (argument == 1 || argument == -1, FALSE);

  track = fw_document_get_track (session->document, fw_session_get_primary (session));
  if (track == NULL)
    return fw_commands_refuse (error, FW_EDIT_ERROR_NOT_THERE, _("Select an object first."));

  span = fw_track_get_span (track);
  frame = pass_deleted (session, argument > 0 ? span.last : span.first, -argument);
  return go (session, frame == FW_FRAME_NONE ? session->frame : frame);
}

/* The end, in @direction, of the run of visible frames of @track around @frame. */
static FwFrame
run_end (FwTrack *track, FwFrame frame, int direction)
{
  FwSpan span = fw_track_get_span (track);
  gsize n_gaps;
  const FwSpan *gaps = fw_track_get_outside (track, &n_gaps);

  for (gsize i = 0; i < n_gaps; i++)
    {
      if (gaps[i].last < frame)
        span.first = gaps[i].last + 1;
      else if (gaps[i].first > frame)
        {
          span.last = gaps[i].first - 1;
          break;
        }
    }
  return direction > 0 ? span.last : span.first;
}

/* The farthest frame up to which labels are seen without a break from @frame
 * on; FW_FRAME_NONE when there is none in @frame. */
static FwFrame
labelled_until (FwSession *session, FwFrame frame, int direction)
{
  g_autoptr (GPtrArray) tracks = fw_document_list_frame (session->document, frame, FALSE);
  FwFrame end = FW_FRAME_NONE;

  for (guint i = 0; i < tracks->len; i++)
    {
      FwTrack *track = tracks->pdata[i];
      FwFrame run;

      if (!fw_presence_is_visible (fw_track_get_presence (track, frame)))
        continue;
      run = run_end (track, frame, direction);
      if (end == FW_FRAME_NONE || (direction > 0 ? run > end : run < end))
        end = run;
    }
  return end;
}

gboolean
fw_command_go_unlabelled (FwSession *session, int argument, char **out_say, GError **error)
{
  FwSpanSet *empty;
  FwFrame frame;

  g_return_val_if_fail (FW_IS_SESSION (session), FALSE);
  g_return_val_if_fail (argument == 1 || argument == -1, FALSE);

  empty = get_frames_with (session, FW_SLOT_EMPTY);
  frame = pass_deleted (session, session->frame + argument, argument);
  while (frame != FW_FRAME_NONE)
    {
      FwFrame end = labelled_until (session, frame, argument);

      if (end == FW_FRAME_NONE && !(empty != NULL && fw_span_set_contains (empty, frame)))
        return go (session, frame);
      frame = pass_deleted (session, (end == FW_FRAME_NONE ? frame : end) + argument, argument);
    }
  if (fw_session_is_video (session))
    return fw_commands_refuse (error, FW_EDIT_ERROR_RANGE,
                               argument > 0 ? _("Every frame from here on has labels.")
                                            : _("Every frame up to here has labels."));
  return fw_commands_refuse (error, FW_EDIT_ERROR_RANGE,
                             argument > 0 ? _("Every picture from here on has labels.")
                                          : _("Every picture up to here has labels."));
}

/* Order in which findings are visited: by frame, then by object. */
static int
compare_places (FwFrame frame_a, FwTrackId a, FwFrame frame_b, FwTrackId b)
{
  if (frame_a != frame_b)
    return frame_a < frame_b ? -1 : 1;
  return a < b ? -1 : a > b;
}

static const FwMark *
next_mark (FwSession *session, int direction, FwMarkLevel level)
{
  gsize n;
  const FwMark *marks = fw_session_get_marks (session, &n);
  FwTrackId here = fw_session_get_primary (session);
  const FwMark *best = NULL;

  for (gsize i = 0; i < n; i++)
    {
      const FwMark *mark = &marks[i];

      if (mark->severity != level
          || direction * compare_places (mark->span.first, mark->track, session->frame, here) <= 0
          || pass_deleted (session, mark->span.first, 1) != mark->span.first)
        continue;
      if (best == NULL
          || direction
                     * compare_places (mark->span.first, mark->track, best->span.first, best->track)
                 < 0)
        best = mark;
    }
  return best;
}

gboolean
fw_command_go_problem (FwSession *session, int argument, char **out_say, GError **error)
{
  const FwMark *mark;
  FwTrackId id;
  FwFrame frame;

  g_return_val_if_fail (FW_IS_SESSION (session), FALSE);
  g_return_val_if_fail (argument == 1 || argument == -1, FALSE);

  mark = next_mark (session, argument, FW_MARK_PROBLEM);
  if (mark == NULL)
    mark = next_mark (session, argument, FW_MARK_HINT);
  if (mark == NULL)
    return fw_commands_refuse (error, FW_EDIT_ERROR_RANGE,
                               argument > 0 ? _("No problem from here on.")
                                            : _("No problem up to here."));

  id = mark->track;
  frame = mark->span.first;
  fw_session_freeze (session);
  go (session, frame);
  if (id != 0)
    fw_session_select (session, id);
  fw_session_thaw (session);
  return TRUE;
}

gboolean
fw_command_go_to (FwSession *session, int argument, char **out_say, GError **error)
{
  FwFrameList *frames;
  FwFrame frame, there;

  g_return_val_if_fail (FW_IS_SESSION (session), FALSE);

  frames = fw_session_get_frame_list (session);
  frame = fw_clock_from_people (frames, argument);
  there = pass_deleted (session, frame, 1);
  if (there == frame)
    return go (session, frame);
  return fw_commands_refuse (error, FW_EDIT_ERROR_RANGE,
                             fw_session_is_video (session) ? _("Frame %d was deleted.")
                                                           : _("Picture %d was deleted."),
                             argument);
}

gboolean
fw_command_step_size (FwSession *session, int argument, char **out_say, GError **error)
{
  static const int sizes[] = { 1, 2, 5, 10, 20, 25, 30, 50, 100, 200, 500, 1000 };
  int size;

  g_return_val_if_fail (FW_IS_SESSION (session), FALSE);
  g_return_val_if_fail (argument == 1 || argument == -1, FALSE);

  size = session->step_size;
  if (argument > 0)
    {
      for (gsize i = 0; i < G_N_ELEMENTS (sizes) && size == session->step_size; i++)
        if (sizes[i] > size)
          size = sizes[i];
    }
  else
    {
      for (gsize i = G_N_ELEMENTS (sizes); i > 0 && size == session->step_size; i--)
        if (sizes[i - 1] < size)
          size = sizes[i - 1];
    }
  fw_session_set_step_size (session, size);
  return TRUE;
}

/* Marking frames */

void
fw_commands_write_frames (FwSession *session, const char *label, FwSlotKind kind, FwSpanSet *frames)
{
  fw_session_freeze (session);
  fw_document_begin (session->document, label, session->frame);
  fw_document_replace (session->document, (FwSlot) { kind, 0 }, frames);
  fw_document_commit (session->document);
  fw_session_thaw (session);
}

/* Labels in the current frame; ghosts and objects that are outside do not count. */
static int
count_labels (FwSession *session)
{
  g_autoptr (GPtrArray) tracks = fw_document_list_frame (session->document, session->frame, FALSE);
  int n = 0;

  for (guint i = 0; i < tracks->len; i++)
    n += fw_presence_is_visible (fw_track_get_presence (tracks->pdata[i], session->frame));
  return n;
}

gboolean
fw_command_toggle_empty (FwSession *session, int argument, char **out_say, GError **error)
{
  FwSpanSet *empty;
  g_autoptr (FwSpanSet) after = NULL;
  gboolean is_marked;
  int n_labels;

  g_return_val_if_fail (FW_IS_SESSION (session), FALSE);

  if (!fw_session_check_writable (session, error))
    return FALSE;
  empty = get_frames_with (session, FW_SLOT_EMPTY);
  is_marked = empty != NULL && fw_span_set_contains (empty, session->frame);
  n_labels = count_labels (session);
  if (!is_marked && n_labels > 0)
    return fw_commands_refuse (
        error, FW_EDIT_ERROR_RANGE,
        fw_session_is_video (session)
            ? ngettext ("There is %d label in this frame, so it is not empty.",
                        "There are %d labels in this frame, so it is not empty.", (gulong) n_labels)
            : ngettext ("There is %d label in this picture, so it is not empty.",
                        "There are %d labels in this picture, so it is not empty.",
                        (gulong) n_labels),
        n_labels);

  after = fw_span_set_with (empty, (FwSpan) { session->frame, session->frame }, !is_marked);
  fw_commands_write_frames (session, is_marked ? _("Not marked empty") : _("Nothing here"),
                            FW_SLOT_EMPTY, after);
  return fw_commands_say (out_say, g_strdup (is_marked ? _("Not marked as empty any more")
                                                       : _("Marked: nothing here")));
}

gboolean
fw_command_delete_frame (FwSession *session, int argument, char **out_say, GError **error)
{
  g_autoptr (FwSpanSet) after = NULL;
  FwFrame gone, next;
  gboolean is_video;

  g_return_val_if_fail (FW_IS_SESSION (session), FALSE);

  if (!fw_session_check_writable (session, error))
    return FALSE;
  gone = session->frame;
  is_video = fw_session_is_video (session);
  next = pass_deleted (session, gone + 1, 1);
  if (next == FW_FRAME_NONE)
    next = pass_deleted (session, gone - 1, -1);
  if (next == FW_FRAME_NONE)
    return fw_commands_refuse (error, FW_EDIT_ERROR_RANGE,
                               is_video ? _("This is the only frame left.")
                                        : _("This is the only picture left."));

  after = fw_span_set_with (get_frames_with (session, FW_SLOT_DELETED), (FwSpan) { gone, gone },
                            TRUE);
  fw_session_freeze (session);
  fw_commands_write_frames (session, is_video ? _("Delete frame") : _("Delete picture"),
                            FW_SLOT_DELETED, after);
  go (session, next);
  fw_session_thaw (session);
  return fw_commands_say (out_say,
                          g_strdup_printf (is_video
                                               ? _("Frame %d deleted. Its labels are kept.")
                                               : _("Picture %d deleted. Its labels are kept."),
                                           fw_clock_to_people (fw_session_get_frame_list (session),
                                                               gone)));
}

gboolean
fw_command_restore_frame (FwSession *session, int argument, char **out_say, GError **error)
{
  FwSpanSet *deleted;
  g_autoptr (FwSpanSet) after = NULL;
  gsize n_spans = 0;
  const FwSpan *spans;
  gint64 n_back = 0;
  FwFrame first = FW_FRAME_NONE;

  g_return_val_if_fail (FW_IS_SESSION (session), FALSE);

  if (!fw_session_check_writable (session, error))
    return FALSE;
  deleted = get_frames_with (session, FW_SLOT_DELETED);
  spans = deleted == NULL ? NULL : fw_span_set_get_spans (deleted, &n_spans);
  after = deleted == NULL ? NULL : fw_span_set_ref (deleted);
  for (gsize i = 0; i < n_spans; i++)
    {
      FwSpanSet *rest;

      if (spans[i].first > session->frame + 1 || spans[i].last < session->frame - 1)
        continue;
      rest = fw_span_set_with (after, spans[i], FALSE);
      g_clear_pointer (&after, fw_span_set_unref);
      after = rest;
      n_back += fw_span_length (spans[i]);
      if (first == FW_FRAME_NONE)
        first = spans[i].first;
    }
  if (n_back == 0)
    return fw_commands_refuse (error, FW_EDIT_ERROR_RANGE,
                               fw_session_is_video (session)
                                   ? _("No deleted frame lies next to this one.")
                                   : _("No deleted picture lies next to this one."));

  fw_session_freeze (session);
  fw_commands_write_frames (session,
                            fw_session_is_video (session) ? _("Restore frames")
                                                          : _("Restore pictures"),
                            FW_SLOT_DELETED, after);
  go (session, first);
  fw_session_thaw (session);
  return TRUE;
}

/* Problems in the current frame. */
static int
count_problems (FwSession *session)
{
  gsize n;
  const FwMark *marks = fw_session_get_marks (session, &n);
  int count = 0;

  for (gsize i = 0; i < n; i++)
    count
        += marks[i].severity == FW_MARK_PROBLEM && fw_span_contains (marks[i].span, session->frame);
  return count;
}

/* The next frame that is not done, from the one after this on, round the end. */
static FwFrame
next_to_do (FwSession *session, FwSpanSet *done)
{
  FwFrame frame = session->frame;

  for (FwFrame i = 0; i < session->n_frames; i++)
    {
      FwFrame next = pass_deleted (session, frame + 1, 1);

      frame = next == FW_FRAME_NONE ? pass_deleted (session, 0, 1) : next;
      if (frame == FW_FRAME_NONE)
        return FW_FRAME_NONE;
      if (!fw_span_set_contains (done, frame))
        return frame;
    }
  return FW_FRAME_NONE;
}

static gboolean
done (FwSession *session, FwAsideList *asides, char **out_say, GError **error)
{
  g_autoptr (FwSpanSet) after = NULL;
  g_autofree char *say = NULL;
  gboolean is_video;
  FwFrame next;
  int n_problems, number;

  if (!fw_session_check_writable (session, error))
    return FALSE;
  is_video = fw_session_is_video (session);
  n_problems = count_problems (session);
  number = fw_clock_to_people (fw_session_get_frame_list (session), session->frame);
  after = fw_span_set_with (get_frames_with (session, FW_SLOT_DONE),
                           (FwSpan) { is_video ? 0 : session->frame, session->frame }, TRUE);
  next = next_to_do (session, after);

  if (next == FW_FRAME_NONE)
    say = g_strdup (is_video ? _("All frames are done") : _("All pictures are done"));
  else if (n_problems > 0)
    say = g_strdup_printf (
        /* Translators: how many problems, and the number of the picture or frame */
        is_video ? ngettext ("%d problem left in frame %d", "%d problems left in frame %d",
                             (gulong) n_problems)
                 : ngettext ("%d problem left on picture %d", "%d problems left on picture %d",
                             (gulong) n_problems),
        n_problems, number);

  fw_session_freeze (session);
  fw_document_begin (session->document, _("Done"), session->frame);
  fw_document_replace (session->document, (FwSlot) { FW_SLOT_DONE, 0 }, after);
  fw_document_replace (session->document, (FwSlot) { FW_SLOT_ASIDE, 0 }, asides);
  fw_document_commit (session->document);
  if (next != FW_FRAME_NONE)
    go (session, next);
  fw_session_thaw (session);
  return fw_commands_say (out_say, g_steal_pointer (&say));
}

gboolean
fw_command_done_next (FwSession *session, int argument, char **out_say, GError **error)
{
  g_return_val_if_fail (FW_IS_SESSION (session), FALSE);

  return done (session, fw_snapshot_get_asides (fw_session_get_snapshot (session)), out_say, error);
}

gboolean
fw_commands_done (FwSession *session, FwAsideList *asides, char **out_say, GError **error)
{
  g_return_val_if_fail (FW_IS_SESSION (session), FALSE);

  return done (session, asides, out_say, error);
}

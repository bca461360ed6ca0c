/* SPDX-License-Identifier: GPL-3.0-or-later */

/*
 * What the list of recent work keeps of a window's project, and going on where
 * the person stopped: nobody finds frame 1412 again by hand each morning.
 */

#include "app/window-private.h"

#include "app/recent.h"
#include "formats/gold-file.h"

#define REMEMBER_MS 5000

static gboolean
add_visible_spans (FwTrack *track,
                   gpointer user_data)
{
  FwSpan span = fw_track_get_span (track);

  g_array_append_val ((GArray *) user_data, span);
  return TRUE;
}

/* Share of the frames that hold a label, or that a person marked empty or done. */
static double
get_done_share (FwWindow *self)
{
  FwSnapshot *snapshot = fw_session_get_snapshot (self->session);
  FwFrame n = fw_session_get_n_frames (self->session);
  g_autoptr (GArray) spans = g_array_new (FALSE, FALSE, sizeof (FwSpan));
  const FwSlotKind marks[] = { FW_SLOT_EMPTY, FW_SLOT_DONE };

  fw_snapshot_foreach (snapshot, add_visible_spans, spans);
  for (gsize i = 0; i < G_N_ELEMENTS (marks); i++)
    {
      gsize n_spans = 0;
      const FwSpan *marked =
        fw_span_set_get_spans (fw_snapshot_get_frames_with (snapshot, marks[i]), &n_spans);

      if (n_spans > 0)
        g_array_append_vals (spans, marked, (guint) n_spans);
    }

  g_autoptr (FwSpanSet) done = fw_span_set_new ((const FwSpan *) spans->data, spans->len);

  return n > 0 ? MIN ((double) fw_span_set_get_count (done) / n, 1.0) : 0.0;
}

static gboolean
is_attempt (FwLabelsFile *labels)
{
  return labels != NULL && fw_gold_file_is_attempt (fw_labels_file_get_path (labels));
}

void
fw_window_remember (FwWindow *self)
{
  if (self->project == NULL || self->session == NULL)
    return;

  FwLabelsFile *labels = fw_project_get_labels (self->project);

  /* An exam is gone on with from the gold; the clip's own work is what comes back. */
  if (is_attempt (labels))
    return;

  FwRecentFacts facts = {
    .path = fw_project_get_main_path (self->project),
    .labels = labels != NULL ? fw_labels_file_get_path (labels) : NULL,
    .manual = fw_project_get_manual_path (self->project),
    .title = fw_project_get_title (self->project),
    .is_video = fw_session_is_video (self->session),
    .n_frames = fw_session_get_n_frames (self->session),
    .frame = self->resume_frame != 0 ? self->resume_frame : fw_session_get_frame (self->session),
    .done = get_done_share (self),
    .n_problems = fw_check_runner_get_n_problems (fw_project_get_checks (self->project)),
  };

  fw_recent_remember (&facts);
}

static gboolean
remember_cb (gpointer user_data)
{
  FwWindow *self = user_data;

  self->remember_timer = 0;
  fw_window_remember (self);
  return G_SOURCE_REMOVE;
}

void
fw_window_remember_later (FwWindow *self)
{
  if (self->remember_timer == 0)
    self->remember_timer = g_timeout_add (REMEMBER_MS, remember_cb, self);
}

/* The person goes somewhere herself. */
static void
moved_cb (FwWindow *self)
{
  self->resume_frame = 0;
}

/* The place is known before all frames are, while the index of a long clip is read. */
static void
resume_cb (FwWindow *self)
{
  FwFrame frame = self->resume_frame;

  if (frame == 0 || frame >= fw_session_get_n_frames (self->session))
    return;

  self->resume_frame = 0;
  fw_session_set_frame (self->session, frame);
}

void
fw_window_resume (FwWindow *self)
{
  g_return_if_fail (FW_IS_WINDOW (self));

  FwLabelsFile *labels = fw_project_get_labels (self->project);
  g_autoptr (FwRecent) item = fw_recent_find (fw_project_get_main_path (self->project));

  /* An attempt begins where it asks something, and has a place of its own. */
  if (item == NULL || is_attempt (labels))
    return;

  self->resume_frame = (FwFrame) MIN (fw_recent_get_frame (item), FW_FRAME_MAX);
  g_signal_connect_swapped (self->session, "notify::n-frames", G_CALLBACK (resume_cb), self);
  g_signal_connect_swapped (self->session, "notify::frame", G_CALLBACK (moved_cb), self);
  resume_cb (self);
}

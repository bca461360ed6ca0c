/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "app/tour/tour.h"

#include <glib/gi18n.h>

#include "core/track-runs.h"

struct _FwTour
{
  GObject     parent_instance;

  FwSession  *session; /* (owned) */
  FwTourStep  step;
  gsize       n_marks; /* when they were last heard of */
};

enum
{
  SIGNAL_CHANGED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (FwTour, fw_tour, G_TYPE_OBJECT)

static const char *const words[FW_N_TOUR_STEPS] = {
  [FW_TOUR_FRAMES] = N_("{next-frame} goes to the next frame and {previous-frame} back, "
                        "{step-forward} and {step-back} ten at once. Go to another frame."),
  [FW_TOUR_DRAW] = N_("{tool::box}, then drag: a box. Draw one around something that has none. "
                      "For now a tree will do."),
  [FW_TOUR_FOLLOW] = N_("{step-forward}: ten frames on. The dotted box is a proposal. Drag it to "
                        "where the thing is now; the frames between follow."),
  [FW_TOUR_END] = N_("{step-forward} again. If it has not moved, {toggle-keyframe} says that it is "
                     "still here; if it is gone, {toggle-outside} ends it. Try one of them."),
  [FW_TOUR_ATTRIBUTE] = N_("{attribute-1} gives the first attribute of what is selected its next "
                           "value. All of them are in Objects ({show-objects})."),
  [FW_TOUR_PROBLEM] = N_("The pill at the top counts what the manual does not agree with. "
                         "{next-problem} goes to the next problem."),
  [FW_TOUR_RULE] = N_("{why} opens the rule that it is about."),
  [FW_TOUR_FIX] = N_("{fix} does what the rule asks, where that is safe; else {next-problem} goes "
                     "on to one where it is. Solve one problem."),
  [FW_TOUR_UNDO] = N_("{undo} takes it back: step by step, as far as you like, tomorrow as well. "
                      "Take something back."),
  [FW_TOUR_OVER] = N_("That was the tour. Your work is saved as you go. {command-search} finds "
                      "everything else by its name."),
};

static void
go_on (FwTour     *self,
       FwTourStep  done)
{
  if (self->step != done || done == FW_TOUR_OVER)
    return;

  self->step++;
  g_signal_emit (self, signals[SIGNAL_CHANGED], 0);
}

/* Whether the two versions of a track differ in an attribute: what is gone with the
 * frames of a track that was cut is none. */
static gboolean
has_other_attributes (FwTrack *before,
                      FwTrack *after)
{
  g_autoptr(GArray) runs = fw_track_list_runs (before, after);

  for (guint i = 0; i < runs->len; i++)
    if (g_array_index (runs, FwTrackRun, i).kind == FW_RUN_ATTRIBUTE)
      return TRUE;

  return FALSE;
}

static void
follow_track (FwTour  *self,
              FwTrack *before,
              FwTrack *after)
{
  if (after == NULL)
    return;

  /* One step in the document is one thing that a person did, so it ends one step here. */
  switch (self->step)
    {
    case FW_TOUR_DRAW:
      if (before == NULL)
        go_on (self, FW_TOUR_DRAW);
      break;
    case FW_TOUR_FOLLOW:
      if (before != NULL && fw_track_get_n_keyframes (after) > fw_track_get_n_keyframes (before))
        go_on (self, FW_TOUR_FOLLOW);
      break;
    case FW_TOUR_END:
      if (before != NULL && !fw_track_same_keyframes (before, after))
        go_on (self, FW_TOUR_END);
      break;
    case FW_TOUR_ATTRIBUTE:
      if (before != NULL && has_other_attributes (before, after))
        go_on (self, FW_TOUR_ATTRIBUTE);
      break;
    default:
      break;
    }
}

static void
document_cb (FwTour   *self,
             FwStep   *step,
             gboolean  undone)
{
  FwTourStep begun = self->step;
  gsize n;
  const FwSlotChange *changes = fw_step_get_changes (step, &n);

  if (undone)
    {
      go_on (self, FW_TOUR_UNDO);
      return;
    }
  for (gsize i = 0; i < n && self->step == begun; i++)
    if (changes[i].slot.kind == FW_SLOT_TRACK)
      follow_track (self, changes[i].before, changes[i].after);
}

/* She stands before one when its object is selected where it is, or when it is about
 * the whole frame. */
static void
place_cb (FwTour *self)
{
  FwFrame frame = fw_session_get_frame (self->session);
  gsize n;
  const FwMark *marks = fw_session_get_marks (self->session, &n);

  if (self->step != FW_TOUR_PROBLEM)
    return;
  for (gsize i = 0; i < n; i++)
    if (frame >= marks[i].span.first && frame <= marks[i].span.last
        && (marks[i].track == 0 || fw_session_is_selected (self->session, marks[i].track)))
      {
        go_on (self, FW_TOUR_PROBLEM);
        return;
      }
}

static void
frame_cb (FwTour *self)
{
  go_on (self, FW_TOUR_FRAMES);
  place_cb (self);
}

static void
marks_cb (FwTour *self)
{
  gsize n;

  fw_session_get_marks (self->session, &n);
  if (n < self->n_marks)
    go_on (self, FW_TOUR_FIX);
  self->n_marks = n;
}

FwTourStep
fw_tour_get_step (FwTour *self)
{
  g_return_val_if_fail (FW_IS_TOUR (self), FW_TOUR_OVER);

  return self->step;
}

const char *
fw_tour_get_words (FwTour *self)
{
  g_return_val_if_fail (FW_IS_TOUR (self), NULL);

  return _(words[self->step]);
}

void
fw_tour_skip (FwTour *self)
{
  g_return_if_fail (FW_IS_TOUR (self));

  go_on (self, self->step);
}

void
fw_tour_rule_read (FwTour *self)
{
  g_return_if_fail (FW_IS_TOUR (self));

  go_on (self, FW_TOUR_RULE);
}

static void
fw_tour_finalize (GObject *object)
{
  FwTour *self = FW_TOUR (object);

  g_clear_object (&self->session);

  G_OBJECT_CLASS (fw_tour_parent_class)->finalize (object);
}

static void
fw_tour_class_init (FwTourClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = fw_tour_finalize;
  signals[SIGNAL_CHANGED] = g_signal_new ("changed", FW_TYPE_TOUR, G_SIGNAL_RUN_LAST, 0, NULL,
                                          NULL, NULL, G_TYPE_NONE, 0);
}

static void
fw_tour_init (FwTour *self)
{
}

FwTour *
fw_tour_new (FwSession *session)
{
  g_return_val_if_fail (FW_IS_SESSION (session), NULL);

  FwTour *self = g_object_new (FW_TYPE_TOUR, NULL);

  self->session = g_object_ref (session);
  fw_session_get_marks (session, &self->n_marks);
  g_signal_connect_object (session, "notify::frame", G_CALLBACK (frame_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (session, "selection-changed", G_CALLBACK (place_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (session, "marks-changed", G_CALLBACK (marks_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (fw_session_get_document (session), "changed", G_CALLBACK (document_cb),
                           self, G_CONNECT_SWAPPED);

  return self;
}

/* SPDX-License-Identifier: GPL-3.0-or-later */

/*
 * Which picture is on the screen. The session says which frame the person
 * wants; the source has its picture at once or sends it later. Until it is
 * here the last picture stays, labels are hidden (the session does that when
 * displayed-frame differs from frame), and after a while a thin bar shows that
 * something is under way.
 *
 * Pictures are asked for at full, half or quarter size, whichever is the
 * smallest that is not coarser than the screen, so that zooming does not ask
 * again and again.
 */

#include "app/canvas/canvas-private.h"

#define SEEK_PATIENCE_MS 150
#define SMALLEST_LEVEL   0.25

typedef struct
{
  GWeakRef canvas;
  FwFrame  frame;
  double   level;
} Request;

static void
request_free (Request *request)
{
  g_weak_ref_clear (&request->canvas);
  g_free (request);
}

static double
choose_level (FwCanvas *self)
{
  double zoom = fw_viewport_get_zoom (&self->viewport);
  double level = 1.0;

  if (self->viewport.image_width <= 0.0)
    return 1.0;
  while (level > SMALLEST_LEVEL && zoom <= level / 2.0)
    level /= 2.0;

  return level;
}

/* The size the picture has at full size; what the medium says of the frame. */
static void
get_frame_size (FwCanvas        *self,
                FwFrame          frame,
                const FwPicture *picture,
                double          *out_width,
                double          *out_height)
{
  FwCanvas *asking = self->leader != NULL ? self->leader : self;
  FwSource *source = asking->source;
  FwSourceFrame facts;

  if (fw_source_get_frame (source, frame, &facts) && facts.width > 0 && facts.height > 0)
    {
      *out_width = facts.width;
      *out_height = facts.height;
    }
  else if (picture != NULL)
    {
      *out_width = fw_picture_get_width (picture) / asking->wanted_level;
      *out_height = fw_picture_get_height (picture) / asking->wanted_level;
    }
  else
    {
      FwSourceFacts all;

      fw_source_get_facts (source, &all);
      *out_width = all.width;
      *out_height = all.height;
    }
}

static void
stop_waiting (FwCanvas *self)
{
  g_clear_handle_id (&self->seek_id, g_source_remove);
  if (self->is_seeking)
    {
      self->is_seeking = FALSE;
      gtk_widget_queue_draw (GTK_WIDGET (self));
    }
}

static void
show_picture (FwCanvas  *self,
              FwFrame    frame,
              FwPicture *picture,
              double     level,
              char      *damage)
{
  g_autofree char *old_damage = g_steal_pointer (&self->damage);
  double width, height;

  g_assert (picture != NULL || damage != NULL);

  get_frame_size (self, frame, picture, &width, &height);
  if (self->picture != picture)
    {
      g_clear_pointer (&self->picture, fw_picture_unref);
      self->picture = picture != NULL ? fw_picture_ref (picture) : NULL;
    }
  self->picture_frame = frame;
  self->picture_level = level;
  self->damage = damage;

  if (width > 0.0 && height > 0.0
      && (width != self->viewport.image_width || height != self->viewport.image_height))
    {
      fw_canvas_set_image_size (self, width, height);
      /* Fitted or not is the leader's matter. */
      fw_canvas_adopt_viewport (self);
      fw_canvas_viewport_changed (self);
    }

  if (self->session != NULL)
    fw_session_set_displayed_frame (self->session, frame);
  gtk_widget_queue_draw (GTK_WIDGET (self));
  if (g_strcmp0 (old_damage, damage) != 0)
    fw_canvas_notify_damage (self);
  fw_canvas_notify_exact (self);
  fw_canvas_tell_status (self);
  if (self->follower != NULL)
    fw_canvas_frames_take (self->follower);
}

static void
request_done_cb (GObject      *object,
                 GAsyncResult *result,
                 gpointer      user_data)
{
  Request *request = user_data;
  g_autoptr(FwCanvas) self = g_weak_ref_get (&request->canvas);
  g_autoptr(GError) error = NULL;
  g_autoptr(FwPicture) picture = NULL;
  FwFrame frame = request->frame;
  double level = request->level;

  picture = fw_source_request_frame_finish (FW_SOURCE (object), result, &error);
  request_free (request);

  /* A newer wish has taken over, or the canvas has another source. */
  if (self == NULL || self->source != FW_SOURCE (object) || self->wanted != frame
      || self->wanted_level != level)
    return;

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    {
      /* Somebody else asked the source for another frame. Ours is still wanted,
       * unless we cancelled it ourselves. */
      if (!g_cancellable_is_cancelled (self->cancellable))
        {
          self->wanted = FW_FRAME_NONE;
          fw_canvas_frames_update (self);
        }
      return;
    }

  self->wanted = FW_FRAME_NONE;
  g_clear_object (&self->cancellable);
  stop_waiting (self);
  show_picture (self, frame, picture, level,
                picture == NULL ? g_strdup (error->message) : NULL);

  /* The zoom may have changed meanwhile. */
  fw_canvas_frames_update (self);
}

static gboolean
seek_takes_long_cb (gpointer user_data)
{
  FwCanvas *self = user_data;

  self->seek_id = 0;
  self->is_seeking = TRUE;
  gtk_widget_queue_draw (GTK_WIDGET (self));

  return G_SOURCE_REMOVE;
}

static int
guess_direction (FwCanvas *self,
                 FwFrame   frame)
{
  gint64 delta = (gint64) frame - self->last_frame;

  if (self->session == NULL || self->last_frame == FW_FRAME_NONE
      || ABS (delta) > fw_session_get_step_size (self->session))
    return 0;

  return (delta > 0) - (delta < 0);
}

static void
ask_source (FwCanvas             *self,
            const FwFrameRequest *asked,
            double                level)
{
  Request *request = g_new0 (Request, 1);

  if (self->cancellable != NULL)
    g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);

  self->wanted = asked->frame;
  self->wanted_level = level;
  self->cancellable = g_cancellable_new ();

  g_weak_ref_init (&request->canvas, self);
  request->frame = asked->frame;
  request->level = level;
  fw_source_request_frame_async (self->source, asked, self->cancellable, request_done_cb, request);

  if (self->seek_id == 0 && !self->is_seeking)
    self->seek_id = g_timeout_add (SEEK_PATIENCE_MS, seek_takes_long_cb, self);
}

/* The media are not there: labels can be looked at on empty ground. */
static void
show_labels_alone (FwCanvas *self)
{
  FwFrame frame = fw_session_get_frame (self->session);
  FwRect area = fw_session_get_picture (self->session);

  if (area.width > 0.0 && area.height > 0.0
      && (area.width != self->viewport.image_width || area.height != self->viewport.image_height))
    {
      fw_canvas_set_image_size (self, area.width, area.height);
      fw_canvas_viewport_changed (self);
    }
  fw_session_set_displayed_frame (self->session, frame);
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

void
fw_canvas_frames_take (FwCanvas *self)
{
  FwCanvas *leader = self->leader;
  gboolean is_told = self->session == NULL
                     || fw_session_get_displayed_frame (self->session) == leader->picture_frame;

  if (leader->source == NULL && self->session != NULL)
    show_labels_alone (self);
  else if (leader->picture_frame != FW_FRAME_NONE
           && (leader->picture != NULL || leader->damage != NULL)
           && (self->picture != leader->picture || self->picture_frame != leader->picture_frame
               || self->picture_level != leader->picture_level || !is_told
               || g_strcmp0 (self->damage, leader->damage) != 0))
    show_picture (self, leader->picture_frame, leader->picture, leader->picture_level,
                  g_strdup (leader->damage));
}

void
fw_canvas_frames_update (FwCanvas *self)
{
  g_autoptr(FwPicture) picture = NULL;
  FwFrameRequest request = { 0 };
  double level;
  gboolean is_here;

  if (self->leader != NULL)
    {
      fw_canvas_frames_take (self);
      return;
    }
  if (self->source == NULL)
    {
      if (self->session != NULL)
        show_labels_alone (self);
      return;
    }

  /* While the labels are still being read the first picture is shown all the same. */
  request.frame = self->session != NULL ? fw_session_get_frame (self->session) : 0;
  level = choose_level (self);
  is_here = self->picture_frame == request.frame
            && (self->session == NULL
                || fw_session_get_displayed_frame (self->session) == request.frame);
  if (is_here && (self->damage != NULL || self->picture_level == level))
    return;
  if (self->wanted == request.frame && self->wanted_level == level)
    return;

  if (level < 1.0)
    {
      request.max_width = (guint) ceil (self->viewport.image_width * level);
      request.max_height = (guint) ceil (self->viewport.image_height * level);
    }
  request.direction = guess_direction (self, request.frame);
  request.scrub = self->is_scrubbing;

  if (self->peek != NULL)
    picture = self->peek (request.frame, self->peek_data);
  if (picture == NULL)
    picture = fw_source_peek_picture (self->source, &request);
  if (picture == NULL)
    {
      ask_source (self, &request, level);
      return;
    }

  if (self->cancellable != NULL)
    g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  self->wanted = FW_FRAME_NONE;
  self->wanted_level = level;
  stop_waiting (self);
  show_picture (self, request.frame, picture, level, NULL);
}

static void
frame_changed_cb (FwCanvas *self)
{
  fw_canvas_input_cancel (self);
  fw_canvas_frames_update (self);
  self->last_frame = fw_session_get_frame (self->session);
  fw_canvas_notify_exact (self);
}

/* What was shown was not the exact picture, or it changed on the disk. */
static void
picture_changed_cb (FwCanvas *self,
                    int       frame)
{
  if (frame != self->picture_frame)
    return;

  self->picture_level = 0.0;
  self->wanted = FW_FRAME_NONE;
  if (self->damage != NULL)
    {
      g_clear_pointer (&self->damage, g_free);
      fw_canvas_notify_damage (self);
    }
  fw_canvas_frames_update (self);
}

/* A key picture near the frame that is being looked for: shown without labels. */
static void
preview_cb (FwCanvas  *self,
            int        frame,
            int        shown,
            FwPicture *picture)
{
  if (frame == self->wanted && picture != NULL)
    show_picture (self, shown, picture, self->wanted_level, NULL);
}

static void
renumbered_cb (FwCanvas *self)
{
  self->wanted = FW_FRAME_NONE;
  self->picture_frame = FW_FRAME_NONE;
  fw_canvas_frames_update (self);
}

void
fw_canvas_frames_init (FwCanvas *self)
{
  g_signal_group_connect_swapped (self->session_signals, "notify::frame",
                                  G_CALLBACK (frame_changed_cb), self);

  self->source_signals = g_signal_group_new (FW_TYPE_SOURCE);
  g_signal_group_connect_swapped (self->source_signals, "picture-changed",
                                  G_CALLBACK (picture_changed_cb), self);
  g_signal_group_connect_swapped (self->source_signals, "preview", G_CALLBACK (preview_cb), self);
  g_signal_group_connect_data (self->source_signals, "renumbered", G_CALLBACK (renumbered_cb),
                               self, NULL, G_CONNECT_SWAPPED | G_CONNECT_AFTER);
}

void
fw_canvas_frames_clear (FwCanvas *self)
{
  if (self->cancellable != NULL)
    g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  stop_waiting (self);
  self->wanted = FW_FRAME_NONE;
  self->picture_frame = FW_FRAME_NONE;
  self->last_frame = FW_FRAME_NONE;
  g_clear_pointer (&self->picture, fw_picture_unref);
  if (self->damage != NULL)
    {
      g_clear_pointer (&self->damage, g_free);
      fw_canvas_notify_damage (self);
    }
}

FwPicture *
fw_canvas_get_picture (FwCanvas *self)
{
  g_return_val_if_fail (FW_IS_CANVAS (self), NULL);

  return self->picture;
}

void
fw_canvas_set_peek (FwCanvas    *self,
                    FwCanvasPeek peek,
                    gpointer     user_data)
{
  g_return_if_fail (FW_IS_CANVAS (self));

  self->peek = peek;
  self->peek_data = user_data;
}

void
fw_canvas_set_scrubbing (FwCanvas *self,
                         gboolean  is_scrubbing)
{
  g_return_if_fail (FW_IS_CANVAS (self));

  self->is_scrubbing = is_scrubbing;
  /* The exact frame on release. */
  if (!is_scrubbing)
    {
      self->wanted = FW_FRAME_NONE;
      fw_canvas_frames_update (self);
    }
}

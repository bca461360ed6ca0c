/* SPDX-License-Identifier: GPL-3.0-or-later */

/*
 * The picture of the unit at hand. The clean picture comes first and the label a
 * moment later: whoever sees the outline at once sees what it claims. Then the
 * object fills about half of the view, and keys hide it, play the frames around
 * it, and go to the whole frame and back.
 */

#include "app/review/review-page-private.h"

#include <glib/gi18n.h>

#include "app/compat.h"
#include "app/review/review-frames.h"
#include "edit/judging.h"

#define CLEAN_MS     700 /* of the picture alone */
#define OBJECT_SHARE 0.5
#define N_AHEAD      3
/* A key that stays down comes again faster than this. */
#define REPEAT_US    700000

static gboolean
is_waiting (FwReviewPage *self)
{
  return self->waits_for_picture || self->reveal_timer != 0;
}

/* The label ------------------------------------------------------------------- */

static void
show_film (FwReviewPage *self)
{
  FwFilmFacts facts = { .unit = &self->unit,
                        .snapshot = fw_session_get_snapshot (self->session),
                        .is_outlined = self->is_label_shown || is_waiting (self),
                        .is_covered = !fw_review_sitting_shows_category (self->sitting),
                        .is_veiled = is_waiting (self) };

  fw_review_film_show (self->film, self->has_unit ? &facts : NULL);
  fw_review_film_set_frame (self->film, fw_session_get_frame (self->session));
}

static void
apply_look (FwReviewPage *self)
{
  FwLook look = { .is_judging = TRUE,
                  .shows = !self->has_unit || !self->is_label_shown ? FW_SHOWS_NOTHING
                           : self->unit.kind == FW_UNIT_FRAME       ? FW_SHOWS_ALL
                                                                    : FW_SHOWS_ONE,
                  .only = self->unit.track,
                  .is_covered = !fw_review_sitting_shows_category (self->sitting) };
  gboolean are_many = self->has_unit && self->unit.kind == FW_UNIT_FRAME;
  const char *words = self->is_label_shown ? (are_many ? _("hide labels") : _("hide label"))
                                           : (are_many ? _("show labels") : _("show label"));

  fw_session_set_look (self->session, &look);
  gtk_label_set_label (self->hide, words);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->hide_pill), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  words, -1);
  show_film (self);
}

static void
stop_waiting (FwReviewPage *self)
{
  self->waits_for_picture = FALSE;
  g_clear_handle_id (&self->reveal_timer, g_source_remove);
}

void
fw_review_page_show_label (FwReviewPage *self,
                           gboolean      is_shown)
{
  stop_waiting (self);
  self->is_label_shown = is_shown;
  if (self->session != NULL)
    apply_look (self);
}

static gboolean
reveal_cb (gpointer user_data)
{
  FwReviewPage *self = user_data;

  self->reveal_timer = 0;
  fw_review_page_show_label (self, TRUE);

  return G_SOURCE_REMOVE;
}

/* The label comes a moment after the picture did. */
static void
begin_waiting (FwReviewPage *self)
{
  self->waits_for_picture = self->source != NULL && !fw_canvas_is_exact (self->canvas);
  if (!self->waits_for_picture)
    self->reveal_timer = g_timeout_add (CLEAN_MS, reveal_cb, self);
}

static void
exact_cb (FwReviewPage *self)
{
  if (!self->waits_for_picture || !fw_canvas_is_exact (self->canvas))
    return;
  self->waits_for_picture = FALSE;
  self->reveal_timer = g_timeout_add (CLEAN_MS, reveal_cb, self);
}

/* The other way round; but the clean picture has its moment, whoever is in a hurry. */
static void
toggle_label (FwReviewPage *self)
{
  if (self->session != NULL && !is_waiting (self))
    fw_review_page_show_label (self, !self->is_label_shown);
}

/* A press is the other way round from now on; who keeps the key down sees it only
 * as long, which is how two pictures are compared. */
void
fw_review_page_press_hide (FwReviewPage *self)
{
  gint64 now = g_get_monotonic_time ();
  gboolean is_repeated = self->hide_us != 0 && now - self->hide_us < REPEAT_US;

  if (is_waiting (self))
    return;
  self->hide_us = now;
  if (!is_repeated)
    toggle_label (self);
}

void
fw_review_page_released (FwReviewPage *self,
                         gboolean      was_held)
{
  g_return_if_fail (FW_IS_REVIEW_PAGE (self));

  gboolean was_hiding = self->hide_us != 0;

  self->hide_us = 0;
  if (was_held && was_hiding)
    toggle_label (self);
}

/* Where to look -------------------------------------------------------------------- */

/* Of the object that is judged, in the frame on the canvas. */
static gboolean
get_bounds (FwReviewPage *self,
            FwRect       *out_bounds)
{
  FwTrack *track = self->has_unit && self->unit.kind != FW_UNIT_FRAME
                     ? fw_snapshot_get_track (fw_session_get_snapshot (self->session),
                                              self->unit.track)
                     : NULL;

  return track != NULL
         && fw_track_get_bounds_at (track, fw_session_get_frame (self->session), out_bounds);
}

/* With the label or without: its edges are what is looked at. */
static void
clear_the_way (FwReviewPage *self)
{
  FwRect bounds;

  fw_review_inset_set_avoid (self->inset, get_bounds (self, &bounds) ? &bounds : NULL);
}

void
fw_review_page_zoom (FwReviewPage *self)
{
  FwRect bounds;

  clear_the_way (self);
  if (!self->is_whole_frame && get_bounds (self, &bounds))
    fw_canvas_zoom_to_area (self->canvas, bounds, OBJECT_SHARE);
  else
    fw_canvas_zoom_fit (self->canvas);
}

void
fw_review_page_toggle_context (FwReviewPage *self)
{
  self->is_whole_frame = !self->is_whole_frame;
  fw_review_page_zoom (self);
}

static void
zoom_text_cb (FwReviewPage *self)
{
  g_autofree char *text = g_strdup_printf (_("%s zoom"), fw_canvas_get_zoom_text (self->canvas));

  gtk_label_set_label (self->zoom, text);
}

static void
fetch_ahead (FwReviewPage *self)
{
  FwUnit units[N_AHEAD];
  FwFrame frames[N_AHEAD + 1];
  FwSnapshot *snapshot = fw_session_get_snapshot (self->session);
  guint n_units = fw_review_sitting_list_next (self->sitting, units, N_AHEAD);
  guint n = 0;

  if (self->pictures == NULL)
    return;
  if (self->first != FW_FRAME_NONE)
    frames[n++] = self->first;
  for (guint i = 0; i < n_units; i++)
    {
      FwFrame frame = fw_review_frames_get_first (&units[i], snapshot);

      if (frame != FW_FRAME_NONE)
        frames[n++] = frame;
    }
  fw_review_pictures_want (self->pictures, snapshot, frames, n);
}

static FwPicture *
peek_cb (FwFrame  frame,
         gpointer user_data)
{
  FwReviewPage *self = user_data;

  return self->pictures != NULL ? fw_review_pictures_peek (self->pictures, frame) : NULL;
}

/* Playing ----------------------------------------------------------------------------- */

void
fw_review_page_stop (FwReviewPage *self)
{
  if (self->tick == 0)
    return;
  gtk_widget_remove_tick_callback (GTK_WIDGET (self), self->tick);
  self->tick = 0;
  fw_player_stop (&self->player);
  fw_review_film_set_playing (self->film, FALSE);
}

static void
play_from (FwReviewPage *self,
           FwFrame       frame)
{
  fw_session_set_frame (self->session, frame);
  fw_player_start (&self->player, fw_session_get_frame_list (self->session), frame, 1.0, 1,
                   g_get_monotonic_time ());
}

static gboolean
tick_cb (GtkWidget     *widget,
         GdkFrameClock *clock,
         gpointer       user_data)
{
  FwReviewPage *self = FW_REVIEW_PAGE (widget);
  FwSpan span;

  if (self->session == NULL || !fw_review_film_get_span (self->film, &span))
    {
      fw_review_page_stop (self);
      return G_SOURCE_REMOVE;
    }

  FwSpanSet *deleted
    = fw_snapshot_get_frames_with (fw_session_get_snapshot (self->session), FW_SLOT_DELETED);
  FwDue due = fw_player_get_due (&self->player, fw_session_get_frame_list (self->session), deleted,
                                 g_get_monotonic_time ());

  if (due.at_end || due.frame > span.last)
    play_from (self, span.first);
  else if (due.frame != FW_FRAME_NONE && due.frame != fw_session_get_frame (self->session))
    fw_session_set_frame (self->session, due.frame);

  return G_SOURCE_CONTINUE;
}

static void
shown_cb (FwReviewPage *self)
{
  FwFrame shown = fw_session_get_displayed_frame (self->session);

  if (self->tick != 0 && shown != FW_FRAME_NONE)
    fw_player_note_shown (&self->player, fw_session_get_frame_list (self->session), shown,
                          g_get_monotonic_time ());
}

void
fw_review_page_toggle_loop (FwReviewPage *self)
{
  FwSpan span;

  if (self->tick != 0)
    {
      fw_review_page_stop (self);
      fw_session_set_frame (self->session, self->first);
      return;
    }
  if (!fw_review_film_get_span (self->film, &span))
    return;
  fw_review_page_show_label (self, self->is_label_shown || is_waiting (self));
  play_from (self, span.first);
  self->tick = gtk_widget_add_tick_callback (GTK_WIDGET (self), tick_cb, NULL, NULL);
  fw_review_film_set_playing (self->film, TRUE);
}

/* A track is looked at where it is; a label's neighbours from where the label is. */
static void
go_to (FwReviewPage *self,
       FwFrame       frame)
{
  fw_review_page_stop (self);
  fw_session_set_frame (self->session, frame);
  if (self->unit.kind == FW_UNIT_TRACK || fw_session_get_frame (self->session) == self->first)
    fw_review_page_zoom (self);
}

void
fw_review_page_step (FwReviewPage *self,
                     int           n)
{
  go_to (self, fw_session_get_frame (self->session) + n);
}

static void
film_go_cb (FwReviewPage *self,
            int           frame)
{
  if (self->session != NULL && self->has_unit)
    go_to (self, frame);
}

static void
film_loop_cb (FwReviewPage *self)
{
  if (self->session != NULL && self->has_unit)
    fw_review_page_toggle_loop (self);
}

/* What is pointed out ------------------------------------------------------------------- */

/* Pins and regions are places in the frame that is judged. */
static void
show_marks (FwReviewPage *self)
{
  const FwVerdictDraft *draft = fw_review_sitting_get_draft (self->sitting);
  gboolean is_here = self->has_unit && fw_session_get_frame (self->session) == self->first;

  fw_session_set_pin (self->session, is_here && draft->has_pin ? &draft->pin : NULL);
  fw_session_set_region (self->session, is_here && draft->has_region ? &draft->region : NULL);
}

void
fw_review_page_follow_draft (FwReviewPage *self)
{
  const FwVerdictDraft *draft = fw_review_sitting_get_draft (self->sitting);
  FwSittingStage stage = fw_review_sitting_get_stage (self->sitting);
  gboolean wants_region = draft->has_answer && draft->outcome == FW_OUTCOME_WRONG
                          && draft->mistake == FW_MISTAKE_MISSING && stage != FW_STAGE_CLOSED;

  if (wants_region && !fw_session_get_wants_region (self->session) && !draft->has_region)
    {
      /* What is missing is not where the label is. */
      self->is_whole_frame = TRUE;
      fw_session_set_frame (self->session, self->first);
      fw_review_page_zoom (self);
    }
  fw_session_set_wants_region (self->session, wants_region);
  gtk_label_set_label (self->hint, _("Draw a box around what is missing"));
  gtk_widget_set_visible (GTK_WIDGET (self->hint), wants_region && !draft->has_region);
  show_marks (self);
}

static void
pointed_out_cb (FwReviewPage *self)
{
  FwPoint pin;
  FwRect region;

  if (!self->has_unit)
    return;
  if (fw_session_get_frame (self->session) != self->first)
    {
      show_marks (self);
      fw_review_page_say (self, _("The place has to be in the frame that is judged."));
      return;
    }
  if (fw_session_get_wants_region (self->session))
    fw_review_sitting_mark (self->sitting,
                            fw_session_get_region (self->session, &region) ? &region : NULL);
  else
    fw_review_sitting_pin (self->sitting,
                           fw_session_get_pin (self->session, &pin) ? &pin : NULL);
}

/* "Frame 404", "Picture 38" */
static char *
dup_frame_words (FwReviewPage *self,
                 FwFrame       frame)
{
  FwFrameList *frames = fw_session_get_frame_list (self->session);
  g_autofree char *number = fw_clock_format_count (fw_clock_to_people (frames, frame));

  return g_strdup_printf (fw_session_is_video (self->session) ? _("Frame %s") : _("Picture %s"),
                          number);
}

static void
frame_cb (FwReviewPage *self)
{
  FwFrame frame = fw_session_get_frame (self->session);
  g_autofree char *words = dup_frame_words (self, frame);

  gtk_label_set_label (self->frame_pill, words);
  fw_review_film_set_frame (self->film, frame);
  fw_review_facts_set_frame (self->facts, frame);
  clear_the_way (self);
  show_marks (self);
}

/* A unit --------------------------------------------------------------------------------- */

static char *
dup_description (FwReviewPage *self)
{
  FwFrameList *frames = fw_session_get_frame_list (self->session);
  g_autofree char *number = fw_clock_format_count (fw_clock_to_people (frames, self->first));

  if (self->unit.kind == FW_UNIT_FRAME)
    return dup_frame_words (self, self->first);

  g_autofree char *name = fw_review_sitting_shows_category (self->sitting)
                            ? fw_session_dup_uncovered_name (self->session, self->unit.track)
                            : fw_session_dup_covered_name (self->session, self->unit.track);

  /* Translators: an object, and the number of the frame in which it is judged. */
  return g_strdup_printf (fw_session_is_video (self->session) ? _("%s, frame %s")
                                                              : _("%s, picture %s"),
                          name, number);
}

static void
begin_unit (FwReviewPage      *self,
            const FwQueueItem *item)
{
  FwSittingStage stage = fw_review_sitting_get_stage (self->sitting);

  self->unit = item->unit;
  self->has_unit = TRUE;
  self->first = fw_review_frames_get_first (&item->unit, fw_session_get_snapshot (self->session));
  if (self->first == FW_FRAME_NONE)
    self->first = item->unit.frame != FW_FRAME_NONE ? item->unit.frame : 0;
  self->is_whole_frame = item->unit.kind == FW_UNIT_FRAME;
  self->is_label_shown = FALSE;
  fw_session_set_frame (self->session, self->first);
  fetch_ahead (self);
  fw_review_page_zoom (self);
  if (stage == FW_STAGE_JUDGING || stage == FW_STAGE_NAMING)
    begin_waiting (self);
  else
    self->is_label_shown = TRUE;

  g_autofree char *description = dup_description (self);

  fw_compat_announce (GTK_WIDGET (self), description);
}

void
fw_review_page_show_unit (FwReviewPage *self)
{
  const FwQueueItem *item = fw_review_sitting_get_item (self->sitting);
  gboolean is_same = item != NULL && self->has_unit && item->unit.kind == self->unit.kind
                     && item->unit.frame == self->unit.frame
                     && item->unit.track == self->unit.track;

  if (!is_same)
    {
      fw_review_page_stop (self);
      stop_waiting (self);
      self->has_unit = FALSE;
      if (item != NULL)
        begin_unit (self, item);
    }
  apply_look (self);
  frame_cb (self);
}

/* Beginning and end ------------------------------------------------------------------------- */

void
fw_review_page_take_look (FwReviewPage *self)
{
  FwSource *source = fw_project_get_source (self->project);
  FwDocument *document = fw_session_get_document (fw_project_get_session (self->project));

  if (self->session == NULL)
    {
      FwLook look = { .is_judging = TRUE, .shows = FW_SHOWS_NOTHING };

      self->session = fw_session_new (document);
      fw_session_set_look (self->session, &look);
      fw_session_set_tool_kind (self->session, FW_TOOL_JUDGE);
      fw_session_set_chips (self->session, FW_CHIPS_ALL);
      g_signal_connect_swapped (self->session, "pointed-out", G_CALLBACK (pointed_out_cb), self);
      g_signal_connect_swapped (self->session, "notify::frame", G_CALLBACK (frame_cb), self);
      g_signal_connect_swapped (self->session, "notify::displayed-frame", G_CALLBACK (shown_cb),
                                self);
      fw_canvas_set_session (self->canvas, self->session);
    }
  if (self->source == source)
    return;
  g_set_object (&self->source, source);
  g_clear_object (&self->pictures);
  if (source != NULL)
    self->pictures = fw_review_pictures_new (source);
  fw_review_film_set_pictures (self->film, self->pictures);
  fw_canvas_set_source (self->canvas, source);
}

void
fw_review_page_drop_look (FwReviewPage *self)
{
  fw_review_page_stop (self);
  stop_waiting (self);
  self->has_unit = FALSE;
  fw_review_film_show (self->film, NULL);
  fw_review_film_set_pictures (self->film, NULL);
  fw_canvas_set_session (self->canvas, NULL);
  fw_canvas_set_source (self->canvas, NULL);
  if (self->session != NULL)
    g_signal_handlers_disconnect_by_data (self->session, self);
  g_clear_object (&self->session);
  g_clear_object (&self->pictures);
  g_clear_object (&self->source);
}

void
fw_review_page_connect_look (FwReviewPage *self)
{
  fw_review_inset_set_canvas (self->inset, self->canvas);
  fw_canvas_set_peek (self->canvas, peek_cb, self);
  g_signal_connect_swapped (self->canvas, "notify::is-exact", G_CALLBACK (exact_cb), self);
  g_signal_connect_swapped (self->canvas, "notify::zoom-text", G_CALLBACK (zoom_text_cb), self);
  g_signal_connect_swapped (self->hide_pill, "clicked", G_CALLBACK (toggle_label), self);
  g_signal_connect_swapped (self->film, "go", G_CALLBACK (film_go_cb), self);
  g_signal_connect_swapped (self->film, "loop", G_CALLBACK (film_loop_cb), self);
}

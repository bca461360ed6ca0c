/* SPDX-License-Identifier: GPL-3.0-or-later */

/*
 * The object: what it holds and tells, and following its media, whose frames
 * are counted, confirmed and sometimes moved while the person works.
 */

#include "app/project-private.h"

#include "app/review-writer.h"

#include <glib/gi18n.h>

/* Sentences about the media in one banner. */
#define MAX_WARNINGS 3

typedef struct
{
  FwNoticeLevel level;
  const char   *topic; /* static; a newer notice of a topic replaces the older */
  char         *text;  /* (owned) */
} Notice;

enum
{
  PROP_0,
  PROP_MANUAL,
  PROP_REVIEW,
  PROP_NOTICE,
  PROP_PIXELS,
  N_PROPS
};

enum
{
  SIGNAL_SOURCE_OPENED,
  N_SIGNALS
};

static GParamSpec *properties[N_PROPS];
static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (FwProject, fw_project, G_TYPE_OBJECT)

/* Notices */

static void
notice_free (gpointer data)
{
  Notice *notice = data;

  g_free (notice->text);
  g_free (notice);
}

/* The notice to show: the highest level, the newest of those. */
static Notice *
find_notice (FwProject *self)
{
  Notice *best = NULL;

  for (guint i = 0; i < self->notices->len; i++)
    {
      Notice *notice = self->notices->pdata[i];

      if (!best || notice->level >= best->level)
        best = notice;
    }

  return best;
}

/* NULL as text takes the topic's notice away. */
void
fw_project_set_notice (FwProject     *self,
                       const char    *topic,
                       FwNoticeLevel  level,
                       const char    *text)
{
  Notice *notice = NULL;

  for (guint i = 0; i < self->notices->len && !notice; i++)
    if (g_str_equal (((Notice *) self->notices->pdata[i])->topic, topic))
      notice = self->notices->pdata[i];

  if (notice && text && g_str_equal (notice->text, text))
    return;
  if (notice)
    g_ptr_array_remove (self->notices, notice);
  else if (!text)
    return;

  if (text)
    {
      notice = g_new0 (Notice, 1);
      notice->level = level;
      notice->topic = topic;
      notice->text = g_strdup (text);
      g_ptr_array_add (self->notices, notice);
    }
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_NOTICE]);
}

const char *
fw_project_get_notice (FwProject     *self,
                       FwNoticeLevel *out_level)
{
  g_return_val_if_fail (FW_IS_PROJECT (self), NULL);

  Notice *notice = find_notice (self);

  if (out_level)
    *out_level = notice ? notice->level : FW_NOTICE_NONE;

  return notice ? notice->text : NULL;
}

const char *
fw_project_get_notice_details (FwProject *self)
{
  g_return_val_if_fail (FW_IS_PROJECT (self), NULL);

  Notice *notice = find_notice (self);

  return notice && notice->level == FW_NOTICE_ASIDE ? self->aside_places : NULL;
}

void
fw_project_dismiss_notice (FwProject *self)
{
  g_return_if_fail (FW_IS_PROJECT (self));

  Notice *notice = find_notice (self);

  if (!notice || notice->level == FW_NOTICE_FAILED)
    return;
  if (notice->level == FW_NOTICE_ASIDE)
    {
      g_autoptr(GError) error = NULL;

      /* That takes the notice away, by the number that changes. */
      if (!fw_labels_file_forget_aside (self->labels, &error) && error)
        fw_project_set_notice (self, notice->topic, FW_NOTICE_ASIDE, error->message);
      return;
    }

  if (g_str_equal (notice->topic, FW_PROJECT_TOPIC_IDENTITY))
    fw_project_accept_media (self);
  g_ptr_array_remove (self->notices, notice);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_NOTICE]);
}

/* Media */

static void
tell_warnings (FwProject *self)
{
  g_autoptr(GPtrArray) warnings = fw_source_dup_warnings (self->source);

  if (warnings->len == 0)
    return;

  /* All of them while a person can still read them, newest first. */
  g_autoptr(GString) text = g_string_new (NULL);
  guint n_shown = MIN (warnings->len, MAX_WARNINGS);

  for (guint i = 0; i < n_shown; i++)
    g_string_append_printf (text, "%s%s", i > 0 ? " " : "",
                            (const char *) warnings->pdata[warnings->len - 1 - i]);
  if (warnings->len > n_shown)
    g_string_append_printf (text,
                            ngettext (" (and %u more like this)", " (and %u more like this)",
                                      warnings->len - n_shown),
                            warnings->len - n_shown);
  fw_project_set_notice (self, "media", FW_NOTICE_WARNING, text->str);
}

/* Tells the labels what frames there are, as far as known. */
void
fw_project_pass_on_frames (FwProject *self)
{
  g_autoptr(FwFrameList) frames = NULL;
  g_autoptr(GError) error = NULL;
  gboolean is_final;

  if (!self->source || !self->labels)
    return;

  /* Asked first: what is certain by then is in the list. */
  self->passed_on = fw_source_get_state (self->source);
  frames = fw_source_dup_frame_list (self->source);
  is_final = self->passed_on == FW_SOURCE_STATE_CONFIRMED;
  if (self->session)
    fw_session_set_counting (self->session, self->passed_on == FW_SOURCE_STATE_SCANNING);
  if (is_final)
    fw_project_identify_media (self);
  if (is_final ? fw_labels_file_confirm_frames (self->labels, frames, &error)
               : fw_labels_file_set_frames (self->labels, frames, &error))
    fw_project_set_notice (self, "frames", FW_NOTICE_NONE, NULL);
  else
    fw_project_set_notice (self, "frames", FW_NOTICE_WARNING, error->message);
}

static gboolean
frames_timeout_cb (gpointer user_data)
{
  FwProject *self = user_data;

  self->frames_id = 0;
  fw_project_pass_on_frames (self);

  return G_SOURCE_REMOVE;
}

void
fw_project_frames_grew (FwProject *self)
{
  /* Counting goes on by the thousand; twice a second is enough for everyone. */
  if (self->frames_id == 0 && self->labels)
    self->frames_id = g_timeout_add (500, frames_timeout_cb, self);
}

gboolean
fw_project_has_counted (FwProject *self,
                        gboolean   exactly,
                        double    *out_share)
{
  g_return_val_if_fail (FW_IS_PROJECT (self), TRUE);

  FwSourceState wanted = exactly ? FW_SOURCE_STATE_CONFIRMED : FW_SOURCE_STATE_CONFIRMING;
  double share = 1.0;

  if (out_share)
    *out_share = share;
  if (!self->source)
    return TRUE;

  g_object_get (self->source, exactly ? "confirm-progress" : "index-progress", &share, NULL);
  if (out_share)
    *out_share = share;

  /* The source is ahead of what it has told, and that of what the labels have heard. */
  return self->passed_on >= wanted && self->frames_id == 0;
}

static void
source_renumbered_cb (FwProject           *self,
                      const FwRenumbering *entries,
                      gsize                n_entries)
{
  if (self->labels)
    fw_labels_file_renumber (self->labels, entries, n_entries);
  fw_project_pass_on_frames (self);
}

void
fw_project_take_source (FwProject *self,
                        FwSource  *source)
{
  if (self->source)
    {
      g_signal_handlers_disconnect_by_data (self->source, self);
      g_object_unref (self->source);
    }
  self->source = source;
  self->passed_on = FW_SOURCE_STATE_SCANNING;
  g_clear_object (&self->crops);
  self->crops = fw_crop_queue_new (source);
  g_signal_connect_object (source, "notify::n-frames", G_CALLBACK (fw_project_frames_grew), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (source, "notify::state", G_CALLBACK (fw_project_frames_grew), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (source, "frames-changed", G_CALLBACK (fw_project_frames_grew), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (source, "renumbered", G_CALLBACK (source_renumbered_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (source, "warning", G_CALLBACK (tell_warnings), self, G_CONNECT_SWAPPED);
  tell_warnings (self);
  fw_project_look_at_pictures (self);
}

void
fw_project_tell_source (FwProject *self)
{
  g_signal_emit (self, signals[SIGNAL_SOURCE_OPENED], 0);
}

void
fw_project_notify_manual (FwProject *self)
{
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_MANUAL]);
}

void
fw_project_notify_review (FwProject *self)
{
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_REVIEW]);
}

void
fw_project_notify_pixels (FwProject *self)
{
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_PIXELS]);
}

static void
closed_cb (GObject      *object,
           GAsyncResult *result,
           gpointer      user_data)
{
  g_autoptr(GTask) task = user_data;
  GError *error = NULL;

  if (fw_labels_file_close_finish (FW_LABELS_FILE (object), result, &error))
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, error);
}

static void
review_closed_cb (GObject      *object,
                  GAsyncResult *result,
                  gpointer      user_data)
{
  FwProject *self = FW_PROJECT (object);
  g_autoptr(GTask) task = user_data;
  g_autoptr(GError) error = NULL;

  /* What did not get into the file is in its journal, and comes back with it. */
  if (!fw_project_close_review_finish (self, result, &error))
    g_info ("the review was closed without a save: %s", error->message);
  if (self->labels)
    fw_labels_file_close_async (self->labels, g_task_get_cancellable (task), closed_cb,
                                g_object_ref (task));
  else
    g_task_return_boolean (task, TRUE);
}

static void
crops_closed_cb (GObject      *object,
                 GAsyncResult *result,
                 gpointer      user_data)
{
  g_autoptr(GTask) task = user_data;

  fw_crop_queue_close_finish (FW_CROP_QUEUE (object), result, NULL);
  fw_project_close_review_async (g_task_get_source_object (task), review_closed_cb,
                                 g_object_ref (task));
}

void
fw_project_close_async (FwProject           *self,
                        GCancellable        *cancellable,
                        GAsyncReadyCallback  callback,
                        gpointer             user_data)
{
  g_return_if_fail (FW_IS_PROJECT (self));

  /* A step that came after the file was let go of would be lost. */
  if (self->checks)
    fw_check_runner_drop_fix (self->checks);

  GTask *task = g_task_new (self, cancellable, callback, user_data);

  /* A question that goes without its picture is put into the review's file. */
  if (self->crops)
    fw_crop_queue_close_async (self->crops, crops_closed_cb, task);
  else
    fw_project_close_review_async (self, review_closed_cb, task);
}

gboolean
fw_project_close_finish (FwProject     *self,
                         GAsyncResult  *result,
                         GError       **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}

/* Parts */

FwSource *
fw_project_get_source (FwProject *self)
{
  g_return_val_if_fail (FW_IS_PROJECT (self), NULL);

  return self->source;
}

FwLabelsFile *
fw_project_get_labels (FwProject *self)
{
  g_return_val_if_fail (FW_IS_PROJECT (self), NULL);

  return self->labels;
}

FwSession *
fw_project_get_session (FwProject *self)
{
  g_return_val_if_fail (FW_IS_PROJECT (self), NULL);

  return self->session;
}

FwCheckRunner *
fw_project_get_checks (FwProject *self)
{
  g_return_val_if_fail (FW_IS_PROJECT (self), NULL);

  return self->checks;
}

FwPixelRunner *
fw_project_get_pixels (FwProject *self)
{
  g_return_val_if_fail (FW_IS_PROJECT (self), NULL);

  return self->pixels;
}

FwQuestionBoard *
fw_project_get_questions (FwProject *self)
{
  g_return_val_if_fail (FW_IS_PROJECT (self), NULL);

  return self->questions;
}

FwCropQueue *
fw_project_get_crops (FwProject *self)
{
  g_return_val_if_fail (FW_IS_PROJECT (self), NULL);

  return self->crops;
}

FwManual *
fw_project_get_manual (FwProject *self)
{
  g_return_val_if_fail (FW_IS_PROJECT (self), NULL);

  return self->manual;
}

const char *
fw_project_get_manual_path (FwProject *self)
{
  g_return_val_if_fail (FW_IS_PROJECT (self), NULL);

  return self->manual_path;
}

const char *
fw_project_get_title (FwProject *self)
{
  g_return_val_if_fail (FW_IS_PROJECT (self), NULL);

  return self->title;
}

const char *
fw_project_get_main_path (FwProject *self)
{
  g_return_val_if_fail (FW_IS_PROJECT (self), NULL);

  return self->media_path ? self->media_path : self->labels_path;
}

gboolean
fw_project_is_media_missing (FwProject *self)
{
  g_return_val_if_fail (FW_IS_PROJECT (self), FALSE);

  return self->media_missing;
}

static void
fw_project_dispose (GObject *object)
{
  FwProject *self = FW_PROJECT (object);

  g_cancellable_cancel (self->cancellable);
  if (self->source)
    fw_project_stop_waiting (self);
  g_clear_handle_id (&self->frames_id, g_source_remove);
  g_clear_object (&self->monitor);
  g_clear_handle_id (&self->refresh_id, g_source_remove);
  g_clear_object (&self->pixels);
  g_clear_object (&self->crops);
  g_clear_object (&self->checks);
  g_clear_object (&self->questions);
  g_clear_object (&self->session);
  if (self->review != NULL)
    fw_review_writer_note_closed (self->review);
  g_clear_object (&self->review);
  g_clear_object (&self->labels);
  g_clear_object (&self->source);

  G_OBJECT_CLASS (fw_project_parent_class)->dispose (object);
}

static void
fw_project_finalize (GObject *object)
{
  FwProject *self = FW_PROJECT (object);

  g_clear_pointer (&self->manual, fw_manual_unref);
  g_clear_pointer (&self->others, g_ptr_array_unref);
  g_clear_pointer (&self->media_path, g_free);
  g_clear_pointer (&self->labels_path, g_free);
  g_clear_pointer (&self->manual_path, g_free);
  g_clear_pointer (&self->title, g_free);
  g_clear_pointer (&self->review_trouble, g_free);
  g_clear_pointer (&self->unit_media, g_free);
  g_clear_pointer (&self->notices, g_ptr_array_unref);
  g_clear_pointer (&self->aside_places, g_free);
  g_clear_object (&self->cancellable);

  G_OBJECT_CLASS (fw_project_parent_class)->finalize (object);
}

static void
fw_project_get_property (GObject    *object,
                         guint       prop_id,
                         GValue     *value,
                         GParamSpec *pspec)
{
  FwProject *self = FW_PROJECT (object);

  switch (prop_id)
    {
    case PROP_MANUAL:
      g_value_set_pointer (value, self->manual);
      break;
    case PROP_REVIEW:
      g_value_set_object (value, self->review);
      break;
    case PROP_NOTICE:
      g_value_set_string (value, fw_project_get_notice (self, NULL));
      break;
    case PROP_PIXELS:
      g_value_set_object (value, self->pixels);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
fw_project_class_init (FwProjectClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GParamFlags flags = G_PARAM_READABLE | G_PARAM_STATIC_STRINGS;

  object_class->dispose = fw_project_dispose;
  object_class->finalize = fw_project_finalize;
  object_class->get_property = fw_project_get_property;

  properties[PROP_MANUAL] = g_param_spec_pointer ("manual", NULL, NULL, flags);
  properties[PROP_REVIEW]
      = g_param_spec_object ("review", NULL, NULL, FW_TYPE_REVIEW_FILE, flags);
  properties[PROP_NOTICE] = g_param_spec_string ("notice", NULL, NULL, NULL, flags);
  properties[PROP_PIXELS]
      = g_param_spec_object ("pixels", NULL, NULL, FW_TYPE_PIXEL_RUNNER, flags);
  g_object_class_install_properties (object_class, N_PROPS, properties);

  signals[SIGNAL_SOURCE_OPENED]
      = g_signal_new ("source-opened", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                      NULL, G_TYPE_NONE, 0);
}

static void
fw_project_init (FwProject *self)
{
  self->cancellable = g_cancellable_new ();
  self->notices = g_ptr_array_new_with_free_func (notice_free);
}

FwProject *
fw_project_new (void)
{
  return g_object_new (FW_TYPE_PROJECT, NULL);
}

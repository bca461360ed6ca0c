/* SPDX-License-Identifier: GPL-3.0-or-later */

/*
 * Telling views what happened in the threads of a source: see source.c. The
 * threads set what changed and arm one GSource in the main context; here it
 * compares with what was told before and emits, at most ten times a second.
 */

#include "media/media-enums.h"
#include "media/source-internal.h"

#define NOTIFY_INTERVAL_US (100 * G_TIME_SPAN_MILLISECOND)

enum
{
  PROP_N_FRAMES = 1,
  PROP_N_CONFIRMED,
  PROP_INDEX_PROGRESS,
  PROP_CONFIRM_PROGRESS,
  PROP_STATE,
  N_PROPS
};

enum
{
  SIGNAL_WARNING,
  SIGNAL_RENUMBERED,
  SIGNAL_PICTURE_CHANGED,
  SIGNAL_PREVIEW,
  SIGNAL_FRAMES_CHANGED,
  N_SIGNALS
};

static GParamSpec *properties[N_PROPS];
static guint signals[N_SIGNALS];

/* Telling ---------------------------------------------------------------------------- */

static void
arm_teller_locked (FwSource *self,
                   gboolean  at_once)
{
  FwSourcePrivate *priv = fw_source_priv (self);

  if (!priv->teller || priv->is_stopping)
    return;
  if (at_once)
    g_source_set_ready_time (priv->teller, 0);
  else if (g_source_get_ready_time (priv->teller) < 0)
    g_source_set_ready_time (priv->teller, g_get_monotonic_time () + NOTIFY_INTERVAL_US);
}

void
fw_source_set_progress (FwSource      *self,
                        FwSourceState  state,
                        double         index_share,
                        double         confirm_share)
{
  FwSourcePrivate *priv = fw_source_priv (self);

  g_mutex_lock (&priv->lock);
  gboolean at_once = state != priv->state;
  priv->state = MAX (state, priv->state);
  if (index_share >= 0.0)
    priv->index_share = MAX (priv->index_share, MIN (index_share, 1.0));
  if (confirm_share >= 0.0)
    priv->confirm_share = MAX (priv->confirm_share, MIN (confirm_share, 1.0));
  g_cond_broadcast (&priv->changed);
  arm_teller_locked (self, at_once);
  g_mutex_unlock (&priv->lock);
}

void
fw_source_mark_frames_changed (FwSource *self)
{
  FwSourcePrivate *priv = fw_source_priv (self);

  g_mutex_lock (&priv->lock);
  priv->frames_changed = TRUE;
  arm_teller_locked (self, FALSE);
  g_mutex_unlock (&priv->lock);
}

void
fw_source_take_warning (FwSource *self,
                        char     *sentence)
{
  FwSourcePrivate *priv = fw_source_priv (self);

  g_mutex_lock (&priv->lock);
  if (g_ptr_array_find_with_equal_func (priv->warnings, sentence, g_str_equal, NULL))
    g_free (sentence);
  else
    g_ptr_array_add (priv->warnings, sentence);
  arm_teller_locked (self, FALSE);
  g_mutex_unlock (&priv->lock);
}

void
fw_source_mark_picture_changed (FwSource *self,
                                FwFrame   frame)
{
  FwSourcePrivate *priv = fw_source_priv (self);

  g_mutex_lock (&priv->lock);
  fw_frame_cache_remove (priv->cache, frame);
  g_array_append_val (priv->changed_pictures, frame);
  arm_teller_locked (self, FALSE);
  g_mutex_unlock (&priv->lock);
}

gboolean
fw_source_run_in_main (FwSource *self,
                       void    (*func) (gpointer data),
                       gpointer  data)
{
  FwSourcePrivate *priv = fw_source_priv (self);
  MainCall call = { func, data, FALSE };

  if (!priv->can_wait_for_main)
    {
      func (data);
      return TRUE;
    }

  g_mutex_lock (&priv->lock);
  priv->main_call = &call;
  arm_teller_locked (self, TRUE);
  while (!call.is_done && !priv->is_stopping)
    g_cond_wait (&priv->changed, &priv->lock);
  priv->main_call = NULL;
  g_mutex_unlock (&priv->lock);

  return call.is_done;
}

void
fw_source_yield (FwSource *self)
{
  FwSourcePrivate *priv = fw_source_priv (self);

  g_mutex_lock (&priv->lock);
  while (priv->n_waiting > 0 && !priv->is_stopping)
    g_cond_wait (&priv->changed, &priv->lock);
  g_mutex_unlock (&priv->lock);
}

static void
tell_previews (FwSource *self)
{
  FwSourcePrivate *priv = fw_source_priv (self);

  for (;;)
    {
      g_mutex_lock (&priv->lock);
      Preview *preview = g_queue_pop_head (&priv->previews);
      g_mutex_unlock (&priv->lock);

      if (!preview)
        return;
      g_signal_emit (self, signals[SIGNAL_PREVIEW], 0, (int) preview->frame, (int) preview->shown,
                     preview->picture);
      fw_source_preview_free (preview);
    }
}

static void
tell_renumbering (FwSource *self)
{
  g_autoptr(GArray) entries = NULL;

  if (FW_SOURCE_GET_CLASS (self)->take_renumbering)
    entries = FW_SOURCE_GET_CLASS (self)->take_renumbering (self);
  if (entries)
    g_signal_emit (self, signals[SIGNAL_RENUMBERED], 0, entries->data, (gulong) entries->len);
}

static void
tell_moves (FwSource *self)
{
  FwSourcePrivate *priv = fw_source_priv (self);

  /* What the numbers are now is what views know; the call may move them. */
  tell_renumbering (self);

  g_mutex_lock (&priv->lock);
  MainCall *call = priv->main_call && !priv->main_call->is_done ? priv->main_call : NULL;
  g_mutex_unlock (&priv->lock);
  if (!call)
    return;

  call->func (call->data);
  g_mutex_lock (&priv->lock);
  call->is_done = TRUE;
  g_cond_broadcast (&priv->changed);
  g_mutex_unlock (&priv->lock);
  tell_renumbering (self);
}

static void
tell_warnings (FwSource *self)
{
  FwSourcePrivate *priv = fw_source_priv (self);
  g_autoptr(GPtrArray) warnings = fw_source_dup_warnings (self);

  while (priv->told_n_warnings < warnings->len)
    g_signal_emit (self, signals[SIGNAL_WARNING], 0,
                   (const char *) warnings->pdata[priv->told_n_warnings++]);
}

static void
tell_properties (FwSource *self)
{
  FwSourcePrivate *priv = fw_source_priv (self);
  FwFrame n_frames = fw_source_get_n_frames (self);
  FwFrame n_confirmed = fw_source_get_n_confirmed (self);

  g_mutex_lock (&priv->lock);
  FwSourceState state = priv->state;
  double index_share = priv->index_share;
  double confirm_share = priv->confirm_share;
  g_mutex_unlock (&priv->lock);

  gboolean changed[N_PROPS] = {
    [PROP_N_FRAMES] = n_frames != priv->told_n_frames,
    [PROP_N_CONFIRMED] = n_confirmed != priv->told_n_confirmed,
    [PROP_INDEX_PROGRESS] = index_share != priv->told_index_share,
    [PROP_CONFIRM_PROGRESS] = confirm_share != priv->told_confirm_share,
    [PROP_STATE] = state != priv->told_state,
  };

  priv->told_n_frames = n_frames;
  priv->told_n_confirmed = n_confirmed;
  priv->told_state = state;
  priv->told_index_share = index_share;
  priv->told_confirm_share = confirm_share;
  for (guint i = 1; i < N_PROPS; i++)
    if (changed[i])
      g_object_notify_by_pspec (G_OBJECT (self), properties[i]);
}

gboolean
fw_source_tell_cb (gpointer data)
{
  g_autoptr(FwSource) self = g_object_ref (data);
  FwSourcePrivate *priv = fw_source_priv (self);
  g_autoptr(GArray) pictures = NULL;

  g_source_set_ready_time (priv->teller, -1);
  tell_previews (self);
  tell_moves (self);

  g_mutex_lock (&priv->lock);
  gboolean frames_changed = priv->frames_changed;
  priv->frames_changed = FALSE;
  pictures = g_steal_pointer (&priv->changed_pictures);
  priv->changed_pictures = g_array_new (FALSE, FALSE, sizeof (FwFrame));
  g_mutex_unlock (&priv->lock);

  tell_warnings (self);
  if (frames_changed)
    g_signal_emit (self, signals[SIGNAL_FRAMES_CHANGED], 0);
  tell_properties (self);
  for (guint i = 0; i < pictures->len; i++)
    g_signal_emit (self, signals[SIGNAL_PICTURE_CHANGED], 0,
                   (int) g_array_index (pictures, FwFrame, i));

  return G_SOURCE_CONTINUE;
}

void
fw_source_get_property (GObject    *object,
                        guint       id,
                        GValue     *value,
                        GParamSpec *pspec)
{
  FwSourcePrivate *priv = fw_source_priv (FW_SOURCE (object));

  switch (id)
    {
    case PROP_N_FRAMES:
      g_value_set_int (value, fw_source_get_n_frames (FW_SOURCE (object)));
      break;
    case PROP_N_CONFIRMED:
      g_value_set_int (value, fw_source_get_n_confirmed (FW_SOURCE (object)));
      break;
    case PROP_INDEX_PROGRESS:
      g_value_set_double (value, priv->told_index_share);
      break;
    case PROP_CONFIRM_PROGRESS:
      g_value_set_double (value, priv->told_confirm_share);
      break;
    case PROP_STATE:
      g_value_set_enum (value, fw_source_get_state (FW_SOURCE (object)));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

void
fw_source_install_signals (GObjectClass *klass)
{
  const GParamFlags flags = G_PARAM_READABLE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS;

  properties[PROP_N_FRAMES] = g_param_spec_int ("n-frames", NULL, NULL, 0, G_MAXINT, 0, flags);
  properties[PROP_N_CONFIRMED]
    = g_param_spec_int ("n-confirmed", NULL, NULL, 0, G_MAXINT, 0, flags);
  properties[PROP_INDEX_PROGRESS]
    = g_param_spec_double ("index-progress", NULL, NULL, 0.0, 1.0, 0.0, flags);
  properties[PROP_CONFIRM_PROGRESS]
    = g_param_spec_double ("confirm-progress", NULL, NULL, 0.0, 1.0, 0.0, flags);
  properties[PROP_STATE] = g_param_spec_enum ("state", NULL, NULL, fw_source_state_get_type (),
                                              FW_SOURCE_STATE_SCANNING, flags);
  g_object_class_install_properties (klass, N_PROPS, properties);

  signals[SIGNAL_WARNING] = g_signal_new ("warning", FW_TYPE_SOURCE, G_SIGNAL_RUN_LAST, 0, NULL,
                                          NULL, NULL, G_TYPE_NONE, 1, G_TYPE_STRING);
  signals[SIGNAL_RENUMBERED]
    = g_signal_new ("renumbered", FW_TYPE_SOURCE, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                    G_TYPE_NONE, 2, G_TYPE_POINTER, G_TYPE_ULONG);
  signals[SIGNAL_PICTURE_CHANGED]
    = g_signal_new ("picture-changed", FW_TYPE_SOURCE, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                    G_TYPE_NONE, 1, G_TYPE_INT);
  signals[SIGNAL_PREVIEW]
    = g_signal_new ("preview", FW_TYPE_SOURCE, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE,
                    3, G_TYPE_INT, G_TYPE_INT, G_TYPE_POINTER);
  signals[SIGNAL_FRAMES_CHANGED]
    = g_signal_new ("frames-changed", FW_TYPE_SOURCE, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                    G_TYPE_NONE, 0);
}


/* SPDX-License-Identifier: GPL-3.0-or-later */

/*
 * The life of a document on disk.
 *
 * Every step goes to the journal at once (core/journal makes it safe within a
 * second). The file is written from a snapshot in a worker thread: small files
 * a second after the hand rests, large ones at most once a minute, and on
 * close. While it is written the person goes on; the record of the save says
 * how many actions came after the state that was saved, so that a later start
 * finds the exact place. A save that does not work changes nothing but the
 * state: the document stays dirty and the journal holds the work.
 */

#include "formats/labels-file-private.h"

#include <glib/gi18n.h>

G_DEFINE_TYPE (FwLabelsFile, fw_labels_file, G_TYPE_OBJECT)

enum
{
  PROP_STATE = 1,
  PROP_STATUS,
  PROP_LAST_SAVED,
  PROP_N_ASIDE,
  N_PROPS
};

static GParamSpec *props[N_PROPS];
static guint save_failed_signal;

/* State. */

static void
set_state (FwLabelsFile *self, FwLabelsState state)
{
  gboolean changed = self->state != state;

  self->state = state;
  if (changed)
    g_object_notify_by_pspec (G_OBJECT (self), props[PROP_STATE]);
  /* The sentence counts changes, so it is new each time. */
  g_object_notify_by_pspec (G_OBJECT (self), props[PROP_STATUS]);
}

void
fw_labels_file_settle_state (FwLabelsFile *self)
{
  if (self->state == FW_LABELS_READ_ONLY)
    return;

  if (self->save)
    set_state (self, FW_LABELS_SAVING);
  else if (self->error && fw_document_is_dirty (self->document))
    set_state (self, FW_LABELS_FAILED);
  else
    set_state (self, fw_document_is_dirty (self->document) ? FW_LABELS_JOURNALED : FW_LABELS_CLEAN);
}

static char *
clock_text (gint64 time_us, const char *format)
{
  g_autoptr (GDateTime) time = g_date_time_new_from_unix_local (time_us / G_USEC_PER_SEC);

  return time ? g_date_time_format (time, format) : g_strdup ("?");
}

char *
fw_labels_file_dup_status (FwLabelsFile *self)
{
  g_return_val_if_fail (FW_IS_LABELS_FILE (self), NULL);

  g_autofree char *when = self->last_saved ? clock_text (self->last_saved, "%H:%M") : NULL;
  gsize n = self->n_actions - self->n_saved_actions;

  switch (self->state)
    {
    case FW_LABELS_CLEAN:
      return when ? g_strdup_printf (_("All changes are in the file · %s"), when)
                  : g_strdup (self->disk.exists ? _("All changes are in the file")
                                                : _("Nothing to save yet"));

    case FW_LABELS_JOURNALED:
      if (!self->journal)
        return g_strdup (_("Not saved yet, and there is no journal"));
      if (!fw_labels_file_is_journaled (self))
        return g_strdup (_("Not saved yet, and the journal cannot be written"));
      if (n == 0)
        return g_strdup (_("In the journal, not yet in the file"));
      return g_strdup_printf (
          ngettext ("The last change is in the journal, not yet in the file",
                    "The last %zu changes are in the journal, not yet in the file", n),
          n);

    case FW_LABELS_SAVING:
      return g_strdup (_("Saving…"));

    case FW_LABELS_FAILED:
      return fw_labels_file_is_journaled (self)
                 ? g_strdup (_("Not saved. Your work is kept in the journal"))
                 : g_strdup (_("Not saved. Your work is kept in memory only"));

    case FW_LABELS_READ_ONLY:
      return g_strdup (_("Open in another window: changes are not kept"));
    }

  g_assert_not_reached ();
}

/* Asking. */

FwDocument *
fw_labels_file_get_document (FwLabelsFile *self)
{
  g_return_val_if_fail (FW_IS_LABELS_FILE (self), NULL);

  return self->document;
}

FwCocoFile *
fw_labels_file_get_coco (FwLabelsFile *self)
{
  g_return_val_if_fail (FW_IS_LABELS_FILE (self), NULL);

  return self->coco;
}

const char *
fw_labels_file_get_path (FwLabelsFile *self)
{
  g_return_val_if_fail (FW_IS_LABELS_FILE (self), NULL);

  return self->path;
}

FwLabelsState
fw_labels_file_get_state (FwLabelsFile *self)
{
  g_return_val_if_fail (FW_IS_LABELS_FILE (self), FW_LABELS_FAILED);

  return self->state;
}

gint64
fw_labels_file_get_last_saved (FwLabelsFile *self)
{
  g_return_val_if_fail (FW_IS_LABELS_FILE (self), 0);

  return self->last_saved;
}

gboolean
fw_labels_file_has_journal (FwLabelsFile *self)
{
  g_return_val_if_fail (FW_IS_LABELS_FILE (self), FALSE);

  return self->journal != NULL;
}

gboolean
fw_labels_file_is_journaled (FwLabelsFile *self)
{
  g_return_val_if_fail (FW_IS_LABELS_FILE (self), FALSE);

  g_autoptr (GError) error = self->journal ? fw_journal_dup_error (self->journal) : NULL;

  return self->journal && !error;
}

const char *
fw_labels_file_get_recovery (FwLabelsFile *self)
{
  g_return_val_if_fail (FW_IS_LABELS_FILE (self), NULL);

  return self->recovery;
}

guint
fw_labels_file_get_n_recovered (FwLabelsFile *self)
{
  g_return_val_if_fail (FW_IS_LABELS_FILE (self), 0);

  return self->n_recovered;
}

GPtrArray *
fw_labels_file_get_notes (FwLabelsFile *self)
{
  g_return_val_if_fail (FW_IS_LABELS_FILE (self), NULL);

  return self->notes;
}

const GError *
fw_labels_file_get_error (FwLabelsFile *self)
{
  g_return_val_if_fail (FW_IS_LABELS_FILE (self), NULL);

  return self->error;
}

/* The object. */

void
fw_labels_file_set_last_saved (FwLabelsFile *self, gint64 time_us)
{
  self->last_saved = time_us;
  g_object_notify_by_pspec (G_OBJECT (self), props[PROP_LAST_SAVED]);
}

void
fw_labels_file_tell_failure (FwLabelsFile *self, const char *sentence)
{
  g_signal_emit (self, save_failed_signal, 0, sentence);
}

void
fw_labels_file_notify_aside (FwLabelsFile *self)
{
  g_object_notify_by_pspec (G_OBJECT (self), props[PROP_N_ASIDE]);
}

static void
fw_labels_file_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  FwLabelsFile *self = FW_LABELS_FILE (object);

  switch (id)
    {
    case PROP_STATE:
      g_value_set_int (value, self->state);
      break;

    case PROP_STATUS:
      g_value_take_string (value, fw_labels_file_dup_status (self));
      break;

    case PROP_LAST_SAVED:
      g_value_set_int64 (value, self->last_saved);
      break;

    case PROP_N_ASIDE:
      g_value_set_uint (value, fw_labels_file_get_n_aside (self));
      break;

    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
fw_labels_file_dispose (GObject *object)
{
  FwLabelsFile *self = FW_LABELS_FILE (object);

  g_clear_handle_id (&self->save_timer, g_source_remove);
  if (self->journal)
    {
      g_signal_handlers_disconnect_by_data (self->journal, self);
      fw_journal_close (self->journal);
    }
  g_clear_object (&self->journal);
  g_clear_object (&self->document);

  G_OBJECT_CLASS (fw_labels_file_parent_class)->dispose (object);
}

static void
fw_labels_file_finalize (GObject *object)
{
  FwLabelsFile *self = FW_LABELS_FILE (object);

  g_clear_pointer (&self->coco, fw_coco_file_unref);
  g_ptr_array_unref (self->alignment);
  g_clear_pointer (&self->next_redo, fw_step_unref);
  g_clear_pointer (&self->journaled_seen, fw_span_set_unref);
  g_clear_pointer (&self->journaled_shown, fw_span_set_unref);
  g_clear_pointer (&self->notes, g_ptr_array_unref);
  g_clear_pointer (&self->waiting, g_ptr_array_unref);
  g_clear_pointer (&self->queued, g_ptr_array_unref);
  g_clear_error (&self->error);
  g_free (self->path);
  g_free (self->journal_path);
  g_free (self->recovery);
  g_free (self->metadata);
  g_ptr_array_unref (self->aside);
  g_ptr_array_unref (self->turns);
  g_free (self->aside_labels_path);

  G_OBJECT_CLASS (fw_labels_file_parent_class)->finalize (object);
}

static void
fw_labels_file_class_init (FwLabelsFileClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GParamFlags flags = G_PARAM_READABLE | G_PARAM_STATIC_STRINGS | G_PARAM_EXPLICIT_NOTIFY;

  object_class->get_property = fw_labels_file_get_property;
  object_class->dispose = fw_labels_file_dispose;
  object_class->finalize = fw_labels_file_finalize;

  props[PROP_STATE] = g_param_spec_int ("state", NULL, NULL, 0, FW_LABELS_READ_ONLY, 0, flags);
  props[PROP_STATUS] = g_param_spec_string ("status", NULL, NULL, NULL, flags);
  props[PROP_LAST_SAVED] = g_param_spec_int64 ("last-saved", NULL, NULL, 0, G_MAXINT64, 0, flags);
  props[PROP_N_ASIDE] = g_param_spec_uint ("n-aside", NULL, NULL, 0, G_MAXUINT, 0, flags);
  g_object_class_install_properties (object_class, N_PROPS, props);

  save_failed_signal = g_signal_new ("save-failed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0,
                                     NULL, NULL, NULL, G_TYPE_NONE, 1, G_TYPE_STRING);
}

static void
fw_labels_file_init (FwLabelsFile *self)
{
  self->autosave = TRUE;
  self->journal_limit = self->compact_at = FW_LABELS_JOURNAL_LIMIT;
  self->turns = g_ptr_array_new_with_free_func ((GDestroyNotify) fw_turn_unref);
  self->aside = g_ptr_array_new_with_free_func ((GDestroyNotify) fw_aside_free);
  self->alignment = g_ptr_array_new_with_free_func ((GDestroyNotify) g_bytes_unref);
  self->waiting = g_ptr_array_new_with_free_func (g_object_unref);
  self->queued = g_ptr_array_new_with_free_func (g_object_unref);
}

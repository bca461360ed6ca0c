/* SPDX-License-Identifier: GPL-3.0-or-later */

/*
 * Entries wait in a queue and are written one after the other by one task at a
 * time, so that the main thread never waits for a disk, and an entry that could
 * not be written is not lost to the next one.
 */

#include "app/time-keeper.h"

#include "formats/time-log.h"

/* A crash costs this much of the log at most. */
#define LINE_US ((gint64) 60 * G_USEC_PER_SEC)
/* What cannot be written is kept for a working day of lines. */
#define MOST_WAITING 600

typedef struct
{
  char       *person;     /* (owned) */
  char       *document;   /* (owned) (nullable) */
  char       *title;      /* (owned) (nullable) */
  FwTimeEntry facts;      /* without its texts */
  GPtrArray  *categories; /* (owned) (element-type utf8) NULL-terminated */
  gboolean    is_written; /* protected by the keeper's lock */
} Entry;

struct _FwTimeKeeper
{
  GObject      parent_instance;

  FwClockFunc  clock;      /* (nullable) */
  gpointer     clock_data;
  FwWorkClock  work;
  gint64       since_us;   /* when gathering began; 0: nothing was */

  char        *person;     /* (owned) (nullable) */
  char        *document;   /* (owned) (nullable) */
  char        *title;      /* (owned) (nullable) */
  /* May be below 0 for a moment: what is undone was counted in a line before. */
  int          objects;
  int          labels;
  GHashTable  *categories; /* (owned) of names */

  GMutex       lock;       /* held while a line is written */
  GQueue       waiting;    /* (element-type Entry) (owned) oldest first */
  gboolean     is_writing;
  gboolean     has_failed;
};

enum
{
  SIGNAL_WRITTEN,
  SIGNAL_FAILED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (FwTimeKeeper, fw_time_keeper, G_TYPE_OBJECT)

static void
entry_free (Entry *entry)
{
  g_free (entry->person);
  g_free (entry->document);
  g_free (entry->title);
  g_ptr_array_unref (entry->categories);
  g_free (entry);
}

static gint64
get_now (FwTimeKeeper *self)
{
  return self->clock != NULL ? self->clock (self->clock_data) : g_get_real_time ();
}

/* Gathering */

static GPtrArray *
take_categories (FwTimeKeeper *self)
{
  GPtrArray *names = g_ptr_array_new_with_free_func (g_free);
  GHashTableIter iter;
  gpointer name;

  g_hash_table_iter_init (&iter, self->categories);
  while (g_hash_table_iter_next (&iter, &name, NULL))
    {
      g_ptr_array_add (names, name);
      g_hash_table_iter_steal (&iter);
    }
  g_ptr_array_add (names, NULL);

  return names;
}

/* Puts what has gathered into the queue. */
static void
gather (FwTimeKeeper *self)
{
  FwWorkTime time = fw_work_clock_take (&self->work);
  Entry *entry;

  self->since_us = 0;
  if (self->person == NULL || (time.work_us <= 0 && self->labels <= 0 && self->objects <= 0))
    return;

  entry = g_new0 (Entry, 1);
  entry->person = g_strdup (self->person);
  entry->document = g_strdup (self->document);
  entry->title = g_strdup (self->title);
  entry->categories = take_categories (self);
  entry->facts.at_us = get_now (self);
  entry->facts.work_s = (double) time.work_us / G_USEC_PER_SEC;
  entry->facts.labelling_s = (double) time.active_us / G_USEC_PER_SEC;
  entry->facts.reading_s = (double) time.reading_us / G_USEC_PER_SEC;
  entry->facts.objects = (guint) MAX (self->objects, 0);
  entry->facts.labels = (guint) MAX (self->labels, 0);
  self->objects = MIN (self->objects, 0);
  self->labels = MIN (self->labels, 0);
  if (g_queue_get_length (&self->waiting) < MOST_WAITING)
    g_queue_push_tail (&self->waiting, entry);
  else
    entry_free (entry);
}

static void
set_work (FwTimeKeeper *self,
          const char   *document,
          const char   *title)
{
  if (g_strcmp0 (self->document, document) == 0 && g_strcmp0 (self->title, title) == 0)
    return;

  gather (self);
  self->objects = 0;
  self->labels = 0;
  g_hash_table_remove_all (self->categories);
  g_free (self->document);
  g_free (self->title);
  self->document = g_strdup (document);
  self->title = g_strdup (title);
}

void
fw_time_keeper_input (FwTimeKeeper *self,
                      FwWorkKind    kind,
                      const char   *document,
                      const char   *title)
{
  g_return_if_fail (FW_IS_TIME_KEEPER (self));

  gint64 now_us = get_now (self);

  /* The way to another clip is still work on the one before. */
  fw_work_clock_input (&self->work, now_us, kind);
  set_work (self, document, title);
  if (self->since_us == 0 || now_us < self->since_us)
    self->since_us = now_us;
  if (now_us - self->since_us >= LINE_US)
    fw_time_keeper_write (self);
}

void
fw_time_keeper_count (FwTimeKeeper *self,
                      FwStep       *step,
                      gboolean      undone,
                      FwTaxonomy   *taxonomy)
{
  g_return_if_fail (FW_IS_TIME_KEEPER (self));
  g_return_if_fail (step != NULL);

  int sign = undone ? -1 : 1;
  gsize n;
  const FwSlotChange *changes = fw_step_get_changes (step, &n);

  for (gsize i = 0; i < n; i++)
    {
      const FwTrack *before = changes[i].before;
      const FwTrack *after = changes[i].after;
      const FwCategory *category;
      gssize added;

      if (changes[i].slot.kind != FW_SLOT_TRACK || after == NULL)
        continue;
      added = (gssize) fw_track_get_n_keyframes (after)
              - (before != NULL ? (gssize) fw_track_get_n_keyframes (before) : 0);
      self->objects += before == NULL ? sign : 0;
      /* A keyframe that was moved was set again. */
      self->labels += sign * (int) MAX (added, 1);
      category = taxonomy != NULL
                     ? fw_taxonomy_find (taxonomy, fw_track_get_category (after))
                     : NULL;
      if (category != NULL && !undone)
        g_hash_table_add (self->categories, g_strdup (category->name));
    }
}

void
fw_time_keeper_set_person (FwTimeKeeper *self,
                           const char   *person)
{
  g_return_if_fail (FW_IS_TIME_KEEPER (self));

  if (g_strcmp0 (self->person, person) == 0)
    return;
  gather (self);
  g_free (self->person);
  self->person = person != NULL && *person != '\0' ? g_strdup (person) : NULL;
}

/* Writing */

/* Writes once, whoever comes first: the thread, or who waits for the end. */
static gboolean
write_entry (FwTimeKeeper  *self,
             Entry         *entry,
             GError       **error)
{
  g_autoptr(GMutexLocker) locker = g_mutex_locker_new (&self->lock);
  FwTimeEntry facts = entry->facts;

  facts.document = entry->document;
  facts.title = entry->title;
  facts.categories = (const char *const *) entry->categories->pdata;
  if (!entry->is_written)
    entry->is_written = fw_time_log_append (entry->person, &facts, error);

  return entry->is_written;
}

static void
write_thread (GTask        *task,
              gpointer      source_object,
              gpointer      task_data,
              GCancellable *cancellable)
{
  GError *error = NULL;

  if (write_entry (FW_TIME_KEEPER (source_object), task_data, &error))
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, error);
}

static void write_next (FwTimeKeeper *self);

static void
tell_failed (FwTimeKeeper *self,
             const GError *error)
{
  if (!self->has_failed)
    g_signal_emit (self, signals[SIGNAL_FAILED], 0, error->message);
  self->has_failed = TRUE;
}

static void
written_cb (GObject      *object,
            GAsyncResult *result,
            gpointer      user_data)
{
  FwTimeKeeper *self = FW_TIME_KEEPER (object);
  g_autoptr(GError) error = NULL;

  self->is_writing = FALSE;
  if (!g_task_propagate_boolean (G_TASK (result), &error))
    {
      tell_failed (self, error);
      return;
    }
  self->has_failed = FALSE;
  entry_free (g_queue_pop_head (&self->waiting));
  g_signal_emit (self, signals[SIGNAL_WRITTEN], 0);
  write_next (self);
}

/* The entry stays at the head of the queue until it is on disk. */
static void
write_next (FwTimeKeeper *self)
{
  if (self->is_writing || g_queue_is_empty (&self->waiting))
    return;

  g_autoptr(GTask) task = g_task_new (self, NULL, written_cb, NULL);

  self->is_writing = TRUE;
  g_task_set_task_data (task, g_queue_peek_head (&self->waiting), NULL);
  g_task_run_in_thread (task, write_thread);
}

void
fw_time_keeper_write (FwTimeKeeper *self)
{
  g_return_if_fail (FW_IS_TIME_KEEPER (self));

  gather (self);
  write_next (self);
}

gboolean
fw_time_keeper_flush (FwTimeKeeper  *self,
                      GError       **error)
{
  g_return_val_if_fail (FW_IS_TIME_KEEPER (self), FALSE);

  Entry *busy = self->is_writing ? g_queue_peek_head (&self->waiting) : NULL;

  gather (self);
  for (GList *link = self->waiting.head; link != NULL;)
    {
      GList *next = link->next;

      if (!write_entry (self, link->data, error))
        return FALSE;
      /* That one the task still has. */
      if (link->data != busy)
        {
          entry_free (link->data);
          g_queue_delete_link (&self->waiting, link);
        }
      link = next;
    }

  return TRUE;
}

/* The object */

static void
fw_time_keeper_finalize (GObject *object)
{
  FwTimeKeeper *self = FW_TIME_KEEPER (object);

  g_queue_clear_full (&self->waiting, (GDestroyNotify) entry_free);
  g_mutex_clear (&self->lock);
  g_clear_pointer (&self->categories, g_hash_table_unref);
  g_free (self->person);
  g_free (self->document);
  g_free (self->title);

  G_OBJECT_CLASS (fw_time_keeper_parent_class)->finalize (object);
}

static void
fw_time_keeper_class_init (FwTimeKeeperClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = fw_time_keeper_finalize;

  signals[SIGNAL_WRITTEN] = g_signal_new ("written", FW_TYPE_TIME_KEEPER, G_SIGNAL_RUN_LAST, 0,
                                          NULL, NULL, NULL, G_TYPE_NONE, 0);
  signals[SIGNAL_FAILED] = g_signal_new ("failed", FW_TYPE_TIME_KEEPER, G_SIGNAL_RUN_LAST, 0,
                                         NULL, NULL, NULL, G_TYPE_NONE, 1, G_TYPE_STRING);
}

static void
fw_time_keeper_init (FwTimeKeeper *self)
{
  g_mutex_init (&self->lock);
  g_queue_init (&self->waiting);
  self->categories = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
}

FwTimeKeeper *
fw_time_keeper_new (FwClockFunc clock,
                    gpointer    user_data)
{
  FwTimeKeeper *self = g_object_new (FW_TYPE_TIME_KEEPER, NULL);

  self->clock = clock;
  self->clock_data = user_data;

  return self;
}

FwTimeKeeper *
fw_time_keeper_get_default (void)
{
  static FwTimeKeeper *keeper; /* (owned) for the life of the program */

  if (keeper == NULL)
    keeper = fw_time_keeper_new (NULL, NULL);

  return keeper;
}

/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "app/manual/manual-shelf.h"

#include <string.h>

#include "app/questions/question-list.h"
#include "app/settings.h"

/* Older versions that are compared; who wants more looks at them with framectl. */
#define MAX_VERSIONS 8

struct _FwManualShelf
{
  GObject          parent_instance;

  FwProject       *project;     /* (owned) */
  FwRuleDesk      *desk;        /* (owned) */
  GSettings       *settings;    /* (owned) */
  GCancellable    *cancellable; /* (owned) (nullable) of the book that is being made */
  FwManualBook    *book;        /* (owned) (nullable) */
  FwManualIndex   *index;       /* (owned) (nullable) */
  FwManualReading *reading;     /* (owned) (nullable) */
  GPtrArray       *diffs;       /* (owned) (nullable) (element-type FwManualDiff) */
  FwManualVersions *versions;   /* (owned) (nullable) published before */
  GArray          *affected;    /* (owned) (nullable) (element-type FwLookAgain) */
  gboolean         is_finding;  /* what is affected */
  gboolean         find_again;  /* and once more when that is known */
  FwCheckPrecision *precision;  /* (owned) */
  GHashTable      *learned;     /* (owned) a set of precedents seen in this session */
  const char      *about;       /* interned */
  FwCategoryId     about_id;
};

enum
{
  BOOK_CHANGED,
  READ_CHANGED,
  ABOUT_CHANGED,
  AFFECTED_CHANGED,
  HISTORY_CHANGED,
  ANSWERS_CHANGED,
  PRECISION_CHANGED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (FwManualShelf, fw_manual_shelf, G_TYPE_OBJECT)

/* Making a book ------------------------------------------------------------ */

typedef struct
{
  FwManual        *manual;  /* (owned) */
  char            *person;  /* (owned) */
  FwManualBook    *book;    /* (owned) (nullable) */
  FwManualIndex   *index;   /* (owned) (nullable) */
  FwManualReading *reading; /* (owned) (nullable) */
} Work;

static void
work_free (Work *work)
{
  fw_manual_unref (work->manual);
  g_free (work->person);
  g_clear_pointer (&work->book, fw_manual_book_unref);
  g_clear_pointer (&work->index, fw_manual_index_unref);
  g_clear_pointer (&work->reading, fw_manual_reading_free);
  g_free (work);
}

static void
make_thread (GTask        *task,
             gpointer      source_object,
             gpointer      task_data,
             GCancellable *cancellable)
{
  Work *work = task_data;

  work->book = fw_manual_book_new (work->manual);
  work->index = fw_manual_index_new (work->book);
  work->reading = fw_manual_reading_load (work->manual, work->person);
  g_task_return_boolean (task, TRUE);
}

static void
drop_book (FwManualShelf *self)
{
  g_clear_pointer (&self->book, fw_manual_book_unref);
  g_clear_pointer (&self->index, fw_manual_index_unref);
  g_clear_pointer (&self->reading, fw_manual_reading_free);
  g_clear_pointer (&self->diffs, g_ptr_array_unref);
  g_clear_pointer (&self->affected, g_array_unref);
  g_clear_pointer (&self->versions, fw_manual_versions_unref);
  /* What is being looked for belongs to the manual that goes. */
  self->find_again = self->is_finding;
}

/* Older versions come after the book: the words in force do not wait for them. */

typedef struct
{
  FwManual         *manual;   /* (owned) in force */
  char             *path;     /* (owned) (nullable) of its file */
  GBytes           *read;     /* (owned) (nullable) the text that was read last */
  GPtrArray        *diffs;    /* (owned) (element-type FwManualDiff) */
  FwManualVersions *versions; /* (owned) (nullable) */
} History;

static void
history_free (History *history)
{
  fw_manual_unref (history->manual);
  g_free (history->path);
  g_clear_pointer (&history->read, g_bytes_unref);
  g_clear_pointer (&history->diffs, g_ptr_array_unref);
  g_clear_pointer (&history->versions, fw_manual_versions_unref);
  g_free (history);
}

static void
add_diff (History  *history,
          FwManual *before,
          FwManual *after)
{
  if (!g_str_equal (fw_manual_get_sha256 (before), fw_manual_get_sha256 (after)))
    g_ptr_array_add (history->diffs, fw_manual_diff_new (before, after));
}

/* The newest published versions, each compared with the next and the last with
 * what is in force. A version that cannot be read is left out. */
static void
compare_published (History *history)
{
  gsize n = fw_manual_versions_get_n (history->versions);
  g_autoptr (FwManual) before = NULL;

  for (gsize i = n > MAX_VERSIONS ? n - MAX_VERSIONS : 0; i < n; i++)
    {
      g_autoptr (FwManual) version = fw_manual_versions_read (
        history->versions, fw_manual_versions_get (history->versions, i), NULL);

      if (version == NULL)
        continue;
      if (before != NULL)
        add_diff (history, before, version);
      g_clear_pointer (&before, fw_manual_unref);
      before = g_steal_pointer (&version);
    }
  if (before != NULL)
    add_diff (history, before, history->manual);
}

static void
history_thread (GTask        *task,
                gpointer      source_object,
                gpointer      task_data,
                GCancellable *cancellable)
{
  History *history = task_data;
  g_autoptr (GFile) file = history->path != NULL ? g_file_new_for_path (history->path) : NULL;
  g_autoptr (FwManual) read =
    history->read != NULL ? fw_manual_new_from_bytes (history->read, NULL) : NULL;

  if (file != NULL)
    history->versions = fw_manual_versions_load (file, NULL);
  if (history->versions != NULL)
    compare_published (history);
  /* Where nothing was published the person's own last reading is what there is. */
  if (history->diffs->len == 0 && read != NULL)
    add_diff (history, read, history->manual);
  g_task_return_boolean (task, TRUE);
}

static void
history_cb (GObject      *object,
            GAsyncResult *result,
            gpointer      user_data)
{
  FwManualShelf *self = FW_MANUAL_SHELF (object);
  History *history = g_task_get_task_data (G_TASK (result));

  if (!g_task_propagate_boolean (G_TASK (result), NULL) || self->book == NULL
      || fw_manual_book_get_manual (self->book) != history->manual)
    return;
  g_clear_pointer (&self->diffs, g_ptr_array_unref);
  g_clear_pointer (&self->versions, fw_manual_versions_unref);
  self->diffs = g_steal_pointer (&history->diffs);
  self->versions = g_steal_pointer (&history->versions);
  g_signal_emit (self, signals[HISTORY_CHANGED], 0);
}

static void
find_history (FwManualShelf *self)
{
  GBytes *read = fw_manual_reading_get_text (self->reading);
  History *history = g_new0 (History, 1);
  g_autoptr (GTask) task = g_task_new (self, NULL, history_cb, NULL);

  history->manual = fw_manual_ref (fw_manual_book_get_manual (self->book));
  history->path = g_strdup (fw_project_get_manual_path (self->project));
  history->read = read != NULL ? g_bytes_ref (read) : NULL;
  history->diffs = g_ptr_array_new_with_free_func ((GDestroyNotify) fw_manual_diff_unref);
  g_task_set_task_data (task, history, (GDestroyNotify) history_free);
  g_task_run_in_thread (task, history_thread);
}

/* What was seen while the book was being made. */
static void
pass_on_learned (FwManualShelf *self)
{
  GHashTableIter iter;
  gpointer number;
  gboolean is_news = FALSE;

  g_hash_table_iter_init (&iter, self->learned);
  while (g_hash_table_iter_next (&iter, &number, NULL))
    if (!fw_manual_reading_knows (self->reading, number))
      {
        fw_manual_reading_learn (self->reading, number);
        is_news = TRUE;
      }
  if (is_news)
    fw_manual_reading_save_async (self->reading, NULL, NULL);
}

/* What this person wrote herself she has read. */
static void
mark_own (FwManualShelf *self,
          FwManual      *manual)
{
  const char *id = fw_rule_desk_get_own (self->desk, manual);
  const FwRule *rule = id != NULL ? fw_manual_find_rule (manual, id) : NULL;

  if (rule == NULL || !fw_manual_reading_is_changed (self->reading, rule))
    return;
  fw_manual_reading_mark_rule (self->reading, manual, rule);
  fw_manual_reading_save_async (self->reading, NULL, NULL);
}

static void
made_cb (GObject      *object,
         GAsyncResult *result,
         gpointer      user_data)
{
  FwManualShelf *self = FW_MANUAL_SHELF (object);
  Work *work = g_task_get_task_data (G_TASK (result));

  /* Another manual came meanwhile, or nobody reads any more. */
  if (!g_task_propagate_boolean (G_TASK (result), NULL))
    return;
  g_clear_object (&self->cancellable);
  drop_book (self);
  self->book = g_steal_pointer (&work->book);
  self->index = g_steal_pointer (&work->index);
  self->reading = g_steal_pointer (&work->reading);
  fw_manual_reading_catch_up (self->reading, work->manual);
  pass_on_learned (self);
  mark_own (self, work->manual);
  g_signal_emit (self, signals[BOOK_CHANGED], 0);
  find_history (self);
}

static void
stop_making (FwManualShelf *self)
{
  if (self->cancellable != NULL)
    g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
}

static void
manual_cb (FwManualShelf *self)
{
  FwManual *manual = fw_project_get_manual (self->project);
  Work *work;

  stop_making (self);
  if (manual == NULL)
    {
      drop_book (self);
      g_signal_emit (self, signals[BOOK_CHANGED], 0);
      return;
    }
  self->cancellable = g_cancellable_new ();
  work = g_new0 (Work, 1);
  work->manual = fw_manual_ref (manual);
  work->person = fw_settings_dup_person (self->settings);

  g_autoptr (GTask) task = g_task_new (self, self->cancellable, made_cb, NULL);

  g_task_set_task_data (task, work, (GDestroyNotify) work_free);
  g_task_run_in_thread (task, make_thread);
}

/* What a change concerns ----------------------------------------------------------- */

static gboolean
collect_cb (FwTrack *track,
            gpointer user_data)
{
  gpointer *pair = user_data;
  const FwCategory *category = fw_taxonomy_find (pair[0], fw_track_get_category (track));

  if (category != NULL)
    g_hash_table_add (pair[1], (gpointer) category->name);
  return TRUE;
}

typedef struct
{
  FwManual   *manual;   /* (owned) */
  FwSnapshot *snapshot; /* (owned) */
} Question;

static void
question_free (Question *question)
{
  fw_manual_unref (question->manual);
  fw_snapshot_unref (question->snapshot);
  g_free (question);
}

static void
affected_thread (GTask        *task,
                 gpointer      source_object,
                 gpointer      task_data,
                 GCancellable *cancellable)
{
  Question *question = task_data;

  g_task_return_pointer (task, fw_look_again_find (question->manual, question->snapshot),
                         (GDestroyNotify) g_array_unref);
}

static void
affected_cb (GObject      *object,
             GAsyncResult *result,
             gpointer      user_data)
{
  FwManualShelf *self = FW_MANUAL_SHELF (object);
  GArray *affected = g_task_propagate_pointer (G_TASK (result), NULL);

  g_clear_pointer (&self->affected, g_array_unref);
  self->affected = affected;
  self->is_finding = FALSE;
  if (self->find_again && self->project != NULL)
    fw_manual_shelf_find_affected (self);
  else
    g_signal_emit (self, signals[AFFECTED_CHANGED], 0);
}

void
fw_manual_shelf_find_affected (FwManualShelf *self)
{
  g_return_if_fail (FW_IS_MANUAL_SHELF (self));

  FwManual *manual = fw_project_get_manual (self->project);
  Question *question;

  /* While one looks, labels may change again and again: what counts is the end. */
  self->find_again = self->is_finding;
  if (manual == NULL || self->is_finding)
    return;
  self->is_finding = TRUE;
  question = g_new0 (Question, 1);
  question->manual = fw_manual_ref (manual);
  question->snapshot =
    fw_snapshot_ref (fw_session_get_snapshot (fw_project_get_session (self->project)));

  g_autoptr (GTask) task = g_task_new (self, NULL, affected_cb, NULL);

  g_task_set_task_data (task, question, (GDestroyNotify) question_free);
  g_task_run_in_thread (task, affected_thread);
}

GArray *
fw_manual_shelf_get_affected (FwManualShelf *self)
{
  g_return_val_if_fail (FW_IS_MANUAL_SHELF (self), NULL);

  return self->affected;
}

/* The selected object ------------------------------------------------------------ */

static void
about_cb (FwManualShelf *self)
{
  FwSession *session = fw_project_get_session (self->project);
  FwTrackId id = fw_session_get_primary (session);
  FwTrack *track = id != 0 ? fw_snapshot_get_track (fw_session_get_snapshot (session), id) : NULL;
  FwTaxonomy *taxonomy = fw_session_get_taxonomy (session);
  FwCategoryId category_id = track != NULL ? fw_track_get_category (track) : 0;
  const FwCategory *category =
    track != NULL && taxonomy != NULL ? fw_taxonomy_find (taxonomy, category_id) : NULL;
  const char *about = category != NULL ? category->name : NULL;

  if (g_strcmp0 (about, self->about) == 0)
    return;
  self->about = g_intern_string (about);
  self->about_id = category_id;
  g_signal_emit (self, signals[ABOUT_CHANGED], 0);
}

/* Object ------------------------------------------------------------ */

static void
fw_manual_shelf_dispose (GObject *object)
{
  FwManualShelf *self = FW_MANUAL_SHELF (object);

  stop_making (self);
  drop_book (self);
  if (self->desk != NULL)
    fw_rule_desk_stop_trial (self->desk);
  g_clear_object (&self->desk);
  /* A count that runs holds it, and it knows the project only as long as we do. */
  if (self->precision != NULL)
    g_object_run_dispose (G_OBJECT (self->precision));
  g_clear_object (&self->precision);
  g_clear_object (&self->settings);
  g_clear_object (&self->project);

  G_OBJECT_CLASS (fw_manual_shelf_parent_class)->dispose (object);
}

static guint
new_signal (const char *name)
{
  return g_signal_new (name, FW_TYPE_MANUAL_SHELF, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                       G_TYPE_NONE, 0);
}

static void
fw_manual_shelf_finalize (GObject *object)
{
  g_hash_table_unref (FW_MANUAL_SHELF (object)->learned);

  G_OBJECT_CLASS (fw_manual_shelf_parent_class)->finalize (object);
}

static void
answers_cb (FwManualShelf *self)
{
  g_signal_emit (self, signals[ANSWERS_CHANGED], 0);
}

static void
fw_manual_shelf_class_init (FwManualShelfClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = fw_manual_shelf_dispose;
  G_OBJECT_CLASS (klass)->finalize = fw_manual_shelf_finalize;

  signals[BOOK_CHANGED] = new_signal ("book-changed");
  signals[READ_CHANGED] = new_signal ("read-changed");
  signals[ABOUT_CHANGED] = new_signal ("about-changed");
  signals[HISTORY_CHANGED] = new_signal ("history-changed");
  signals[AFFECTED_CHANGED] = new_signal ("affected-changed");
  signals[ANSWERS_CHANGED] = new_signal ("answers-changed");
  signals[PRECISION_CHANGED] = new_signal ("precision-changed");
}

static void
fw_manual_shelf_init (FwManualShelf *self)
{
  self->settings = fw_settings_new ();
  self->learned = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
}

static void
precision_cb (FwManualShelf *self)
{
  g_signal_emit (self, signals[PRECISION_CHANGED], 0);
}

FwPrecisionTable *
fw_manual_shelf_get_precision (FwManualShelf *self)
{
  g_return_val_if_fail (FW_IS_MANUAL_SHELF (self), NULL);

  return fw_check_precision_get_table (self->precision);
}

FwManualShelf *
fw_manual_shelf_new (FwProject *project)
{
  g_return_val_if_fail (FW_IS_PROJECT (project), NULL);
  g_return_val_if_fail (fw_project_get_session (project) != NULL, NULL);

  FwManualShelf *self = g_object_new (FW_TYPE_MANUAL_SHELF, NULL);

  self->project = g_object_ref (project);
  self->desk = fw_rule_desk_new (project);
  g_signal_connect_object (project, "notify::manual", G_CALLBACK (manual_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (fw_project_get_session (project), "selection-changed",
                           G_CALLBACK (about_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (fw_project_get_session (project), "objects-changed",
                           G_CALLBACK (about_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (fw_project_get_questions (project), "changed", G_CALLBACK (answers_cb),
                           self, G_CONNECT_SWAPPED);
  self->precision = fw_check_precision_new (project);
  g_signal_connect_object (self->precision, "changed", G_CALLBACK (precision_cb), self,
                           G_CONNECT_SWAPPED);
  manual_cb (self);
  about_cb (self);
  return self;
}

FwProject *
fw_manual_shelf_get_project (FwManualShelf *self)
{
  g_return_val_if_fail (FW_IS_MANUAL_SHELF (self), NULL);

  return self->project;
}

FwRuleDesk *
fw_manual_shelf_get_desk (FwManualShelf *self)
{
  g_return_val_if_fail (FW_IS_MANUAL_SHELF (self), NULL);

  return self->desk;
}

FwManualBook *
fw_manual_shelf_get_book (FwManualShelf *self)
{
  g_return_val_if_fail (FW_IS_MANUAL_SHELF (self), NULL);

  return self->book;
}

gboolean
fw_manual_shelf_is_loading (FwManualShelf *self)
{
  g_return_val_if_fail (FW_IS_MANUAL_SHELF (self), FALSE);

  return self->cancellable != NULL;
}

FwManualIndex *
fw_manual_shelf_get_index (FwManualShelf *self)
{
  g_return_val_if_fail (FW_IS_MANUAL_SHELF (self), NULL);

  return self->index;
}

gboolean
fw_manual_shelf_is_changed (FwManualShelf *self,
                            const FwRule  *rule)
{
  g_return_val_if_fail (FW_IS_MANUAL_SHELF (self), FALSE);

  return self->reading != NULL && rule != NULL
         && fw_manual_reading_is_changed (self->reading, rule);
}

guint
fw_manual_shelf_count_changed (FwManualShelf *self)
{
  g_return_val_if_fail (FW_IS_MANUAL_SHELF (self), 0);

  if (self->book == NULL)
    return 0;
  return fw_manual_reading_count_changed (self->reading, fw_manual_book_get_manual (self->book));
}

/* Categories that objects have. (element-type interned utf8) */
static GHashTable *
collect_categories (FwManualShelf *self)
{
  FwSession *session = fw_project_get_session (self->project);
  FwTaxonomy *taxonomy = fw_session_get_taxonomy (session);
  GHashTable *used = g_hash_table_new (NULL, NULL);
  gpointer pair[] = { taxonomy, used };

  if (taxonomy != NULL)
    fw_snapshot_foreach (fw_session_get_snapshot (session), collect_cb, pair);
  return used;
}

guint
fw_manual_shelf_count_used_changed (FwManualShelf *self)
{
  g_return_val_if_fail (FW_IS_MANUAL_SHELF (self), 0);

  g_autoptr (GHashTable) used = NULL;
  FwManual *manual;
  guint n = 0;

  if (self->book == NULL)
    return 0;
  used = collect_categories (self);
  manual = fw_manual_book_get_manual (self->book);
  for (gsize i = 0; i < fw_manual_get_n_rules (manual); i++)
    {
      const FwRule *rule = fw_manual_get_rule (manual, i);
      GHashTableIter iter;
      gpointer category;
      gboolean is_used = FALSE;

      if (!fw_manual_reading_is_changed (self->reading, rule))
        continue;
      g_hash_table_iter_init (&iter, used);
      while (!is_used && g_hash_table_iter_next (&iter, &category, NULL))
        is_used = fw_rule_is_for (rule, category);
      n += is_used ? 1 : 0;
    }
  return n;
}

const char *
fw_manual_shelf_get_read_version (FwManualShelf *self)
{
  g_return_val_if_fail (FW_IS_MANUAL_SHELF (self), NULL);

  return self->reading != NULL ? fw_manual_reading_get_version (self->reading) : "";
}

static void
keep_reading (FwManualShelf *self)
{
  fw_manual_reading_save_async (self->reading, NULL, NULL);
  g_signal_emit (self, signals[READ_CHANGED], 0);
}

void
fw_manual_shelf_mark_read (FwManualShelf *self)
{
  g_return_if_fail (FW_IS_MANUAL_SHELF (self));

  if (self->book == NULL)
    return;
  fw_manual_reading_mark_read (self->reading, fw_manual_book_get_manual (self->book));
  keep_reading (self);
}

void
fw_manual_shelf_mark_rule (FwManualShelf *self,
                           const FwRule  *rule)
{
  g_return_if_fail (FW_IS_MANUAL_SHELF (self));
  g_return_if_fail (rule != NULL);

  if (self->book == NULL)
    return;
  fw_manual_reading_mark_rule (self->reading, fw_manual_book_get_manual (self->book), rule);
  keep_reading (self);
}

GPtrArray *
fw_manual_shelf_list_answers (FwManualShelf *self,
                              const char    *rule)
{
  g_return_val_if_fail (FW_IS_MANUAL_SHELF (self), NULL);
  g_return_val_if_fail (rule != NULL, NULL);

  FwQuestionBoard *board = fw_project_get_questions (self->project);
  GPtrArray *list = fw_questions_list (fw_question_board_get_review (board),
                                       FW_QUESTIONS_ANSWERED, NULL, NULL);

  for (guint i = list->len; i-- > 0;)
    {
      const FwQuestion *question = list->pdata[i];

      if (question->answer.is_precedent || g_strcmp0 (question->rule, rule) != 0)
        g_ptr_array_remove_index (list, i);
    }
  return list;
}

const FwPrecedent *
fw_manual_shelf_get_news (FwManualShelf *self)
{
  g_return_val_if_fail (FW_IS_MANUAL_SHELF (self), NULL);

  FwManual *manual = self->book != NULL ? fw_manual_book_get_manual (self->book) : NULL;
  gsize n = 0;
  const FwPrecedent *all = manual != NULL ? fw_manual_get_precedents (manual, &n) : NULL;

  const FwPrecedent *newest = NULL;

  if (self->about == NULL || self->reading == NULL)
    return NULL;

  /* Numbers only grow; in the file they stand by their rules. */
  for (gsize i = 0; i < n; i++)
    {
      const FwRule *rule = all[i].rule != NULL ? fw_manual_find_rule (manual, all[i].rule) : NULL;

      if (rule != NULL && fw_rule_is_for (rule, self->about)
          && !fw_manual_reading_knows (self->reading, all[i].id)
          && (newest == NULL || strcmp (all[i].id, newest->id) > 0))
        newest = &all[i];
    }
  return newest;
}

void
fw_manual_shelf_learn (FwManualShelf *self,
                       const char    *precedent)
{
  g_return_if_fail (FW_IS_MANUAL_SHELF (self));
  g_return_if_fail (precedent != NULL);

  g_hash_table_add (self->learned, g_strdup (precedent));
  if (self->reading == NULL)
    return;
  fw_manual_reading_learn (self->reading, precedent);
  keep_reading (self);
}

GPtrArray *
fw_manual_shelf_get_diffs (FwManualShelf *self)
{
  g_return_val_if_fail (FW_IS_MANUAL_SHELF (self), NULL);

  return self->diffs;
}

FwManualVersions *
fw_manual_shelf_get_versions (FwManualShelf *self)
{
  g_return_val_if_fail (FW_IS_MANUAL_SHELF (self), NULL);

  return self->versions;
}

gboolean
fw_manual_shelf_has_bookmark (FwManualShelf *self,
                              const char    *place)
{
  g_return_val_if_fail (FW_IS_MANUAL_SHELF (self), FALSE);

  return self->reading != NULL && fw_manual_reading_has_bookmark (self->reading, place);
}

void
fw_manual_shelf_set_bookmark (FwManualShelf *self,
                              const char    *place,
                              gboolean       on)
{
  g_return_if_fail (FW_IS_MANUAL_SHELF (self));
  g_return_if_fail (place != NULL);

  if (self->reading == NULL || fw_manual_reading_has_bookmark (self->reading, place) == on)
    return;
  fw_manual_reading_set_bookmark (self->reading, place, on);
  keep_reading (self);
}

const char *
fw_manual_shelf_get_about (FwManualShelf *self)
{
  g_return_val_if_fail (FW_IS_MANUAL_SHELF (self), NULL);

  return self->about;
}

char *
fw_manual_shelf_dup_about_name (FwManualShelf *self)
{
  g_return_val_if_fail (FW_IS_MANUAL_SHELF (self), NULL);

  if (self->about == NULL)
    return NULL;
  return fw_session_dup_category_name (fw_project_get_session (self->project), self->about_id);
}

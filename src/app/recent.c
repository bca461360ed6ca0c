/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/recent.h"

#include "formats/gold-file.h"
#include "formats/review-file.h"

#include <string.h>

struct _FwRecent
{
  GObject  parent_instance;

  char    *path;       /* (owned) */
  char    *labels;     /* (owned) (nullable) */
  char    *manual;     /* (owned) (nullable) */
  char    *title;      /* (owned) */
  char    *cover;      /* (owned) */
  gboolean is_video;
  gint64   n_frames;
  gint64   frame;
  gint64   n_problems;
  double   done;
  gint64   time;
};

G_DEFINE_FINAL_TYPE (FwRecent, fw_recent, G_TYPE_OBJECT)

static GListStore *store; /* main thread; made at the first question */
static gboolean is_saving;
static gboolean save_again;

static void
fw_recent_finalize (GObject *object)
{
  FwRecent *self = FW_RECENT (object);

  g_free (self->path);
  g_free (self->labels);
  g_free (self->manual);
  g_free (self->title);
  g_free (self->cover);

  G_OBJECT_CLASS (fw_recent_parent_class)->finalize (object);
}

static void
fw_recent_class_init (FwRecentClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = fw_recent_finalize;
}

static void
fw_recent_init (FwRecent *self)
{
}

static char *
get_file_path (void)
{
  return g_build_filename (g_get_user_state_dir (), "framewright", "recent.ini", NULL);
}

/* The path as a name: what group of the key file and which cover belong to it. */
static char *
dup_key (const char *path)
{
  char *sum = g_compute_checksum_for_string (G_CHECKSUM_SHA256, path, -1);

  sum[32] = '\0';

  return sum;
}

char *
fw_recent_dup_cover_path (const char *path)
{
  g_return_val_if_fail (path != NULL, NULL);

  g_autofree char *key = dup_key (path);
  g_autofree char *name = g_strconcat (key, ".png", NULL);

  return g_build_filename (g_get_user_cache_dir (), "framewright", "covers", name, NULL);
}

static FwRecent *
read_item (GKeyFile   *file,
           const char *group)
{
  g_autofree char *path = g_key_file_get_string (file, group, "path", NULL);
  FwRecent *self;

  if (!path || !g_path_is_absolute (path))
    return NULL;

  self = g_object_new (FW_TYPE_RECENT, NULL);
  self->cover = fw_recent_dup_cover_path (path);
  self->path = g_steal_pointer (&path);
  self->labels = g_key_file_get_string (file, group, "labels", NULL);
  self->manual = g_key_file_get_string (file, group, "manual", NULL);
  self->title = g_key_file_get_string (file, group, "title", NULL);
  if (!self->title)
    self->title = g_path_get_basename (self->path);
  self->is_video = g_key_file_get_boolean (file, group, "video", NULL);
  self->n_frames = MAX (0, g_key_file_get_int64 (file, group, "frames", NULL));
  self->frame = MAX (0, g_key_file_get_int64 (file, group, "frame", NULL));
  self->n_problems = MAX (0, g_key_file_get_int64 (file, group, "problems", NULL));
  self->done = CLAMP (g_key_file_get_double (file, group, "done", NULL), 0.0, 1.0);
  self->time = g_key_file_get_int64 (file, group, "time", NULL);

  return self;
}

static int
compare_times (gconstpointer a,
               gconstpointer b,
               gpointer      user_data)
{
  const FwRecent *left = a;
  const FwRecent *right = b;

  return left->time > right->time ? -1 : left->time < right->time;
}

static void
load (void)
{
  g_autoptr(GKeyFile) file = g_key_file_new ();
  g_autofree char *path = get_file_path ();
  g_auto(GStrv) groups = NULL;

  store = g_list_store_new (FW_TYPE_RECENT);
  /* No list yet, or one that somebody broke: start a new one. Only a convenience is lost. */
  if (!g_key_file_load_from_file (file, path, G_KEY_FILE_NONE, NULL))
    return;

  groups = g_key_file_get_groups (file, NULL);
  for (gsize i = 0; groups[i] && i < FW_RECENT_MAX; i++)
    {
      g_autoptr(FwRecent) item = read_item (file, groups[i]);

      if (item)
        g_list_store_append (store, item);
    }
  g_list_store_sort (store, compare_times, NULL);
}

GListModel *
fw_recent_get_list (void)
{
  if (!store)
    load ();

  return G_LIST_MODEL (store);
}

static void
set_optional (GKeyFile   *file,
              const char *group,
              const char *key,
              const char *value)
{
  if (value)
    g_key_file_set_string (file, group, key, value);
}

static void save (void);

static void
saved_cb (GObject      *object,
          GAsyncResult *result,
          gpointer      user_data)
{
  g_autoptr(GError) error = NULL;

  if (!g_file_replace_contents_finish (G_FILE (object), result, NULL, &error))
    g_message ("The list of recent work could not be kept: %s", error->message);

  is_saving = FALSE;
  if (save_again)
    save ();
}

/* One write at a time, so that an older list never lands on a newer one. */
static void
save (void)
{
  g_autoptr(GKeyFile) file = g_key_file_new ();
  g_autofree char *path = get_file_path ();
  g_autofree char *folder = g_path_get_dirname (path);
  g_autoptr(GFile) target = g_file_new_for_path (path);
  g_autoptr(GBytes) bytes = NULL;
  gsize length;
  char *text;

  save_again = is_saving;
  if (is_saving)
    return;

  is_saving = TRUE;
  for (guint i = 0; i < g_list_model_get_n_items (G_LIST_MODEL (store)); i++)
    {
      g_autoptr(FwRecent) item = g_list_model_get_item (G_LIST_MODEL (store), i);
      g_autofree char *group = dup_key (item->path);

      g_key_file_set_string (file, group, "path", item->path);
      set_optional (file, group, "labels", item->labels);
      set_optional (file, group, "manual", item->manual);
      g_key_file_set_string (file, group, "title", item->title);
      g_key_file_set_boolean (file, group, "video", item->is_video);
      g_key_file_set_int64 (file, group, "frames", item->n_frames);
      g_key_file_set_int64 (file, group, "frame", item->frame);
      g_key_file_set_int64 (file, group, "problems", item->n_problems);
      g_key_file_set_double (file, group, "done", item->done);
      g_key_file_set_int64 (file, group, "time", item->time);
    }

  text = g_key_file_to_data (file, &length, NULL);
  bytes = g_bytes_new_take (text, length);
  g_mkdir_with_parents (folder, 0700);
  g_file_replace_contents_bytes_async (target, bytes, NULL, FALSE, G_FILE_CREATE_PRIVATE, NULL,
                                       saved_cb, NULL);
}

static gboolean
find (const char *path,
      guint      *out_position)
{
  for (guint i = 0; i < g_list_model_get_n_items (fw_recent_get_list ()); i++)
    {
      g_autoptr(FwRecent) item = g_list_model_get_item (G_LIST_MODEL (store), i);

      if (g_str_equal (item->path, path))
        {
          *out_position = i;
          return TRUE;
        }
    }

  return FALSE;
}

FwRecent *
fw_recent_find (const char *path)
{
  g_return_val_if_fail (path != NULL, NULL);

  guint position;

  return find (path, &position) ? g_list_model_get_item (G_LIST_MODEL (store), position) : NULL;
}

void
fw_recent_remember (const FwRecentFacts *facts)
{
  g_return_if_fail (facts != NULL && facts->path != NULL && facts->title != NULL);

  g_autoptr(FwRecent) item = g_object_new (FW_TYPE_RECENT, NULL);
  guint position;

  item->path = g_strdup (facts->path);
  item->labels = g_strdup (facts->labels);
  item->manual = g_strdup (facts->manual);
  item->title = g_strdup (facts->title);
  item->cover = fw_recent_dup_cover_path (facts->path);
  item->is_video = facts->is_video;
  item->n_frames = facts->n_frames;
  item->frame = MAX (0, facts->frame);
  item->n_problems = facts->n_problems;
  item->done = CLAMP (facts->done, 0.0, 1.0);
  item->time = g_get_real_time () / G_USEC_PER_SEC;

  if (find (facts->path, &position))
    g_list_store_remove (store, position);
  g_list_store_insert (store, 0, item);
  while (g_list_model_get_n_items (G_LIST_MODEL (store)) > FW_RECENT_MAX)
    g_list_store_remove (store, FW_RECENT_MAX);
  save ();
}

FwRecent *
fw_recent_forget (const char *path)
{
  g_return_val_if_fail (path != NULL, NULL);

  guint position;
  FwRecent *item;

  if (!find (path, &position))
    return NULL;

  item = g_list_model_get_item (G_LIST_MODEL (store), position);
  g_list_store_remove (store, position);
  save ();

  return item;
}

void
fw_recent_restore (FwRecent *item)
{
  g_return_if_fail (FW_IS_RECENT (item));

  guint position;

  if (find (item->path, &position))
    return;

  g_list_store_insert_sorted (store, item, compare_times, NULL);
  save ();
}

const char *
fw_recent_get_path (FwRecent *self)
{
  return self->path;
}

const char *
fw_recent_get_labels (FwRecent *self)
{
  return self->labels;
}

const char *
fw_recent_get_manual (FwRecent *self)
{
  return self->manual;
}

const char *
fw_recent_get_title (FwRecent *self)
{
  return self->title;
}

gboolean
fw_recent_is_video (FwRecent *self)
{
  return self->is_video;
}

gint64
fw_recent_get_n_frames (FwRecent *self)
{
  return self->n_frames;
}

gint64
fw_recent_get_frame (FwRecent *self)
{
  return self->frame;
}

double
fw_recent_get_done (FwRecent *self)
{
  return self->done;
}

gint64
fw_recent_get_n_problems (FwRecent *self)
{
  return self->n_problems;
}

gint64
fw_recent_get_time (FwRecent *self)
{
  return self->time;
}

static gboolean
is_there (char *path) /* takes it */
{
  g_autofree char *owned = path;

  return g_file_test (owned, G_FILE_TEST_EXISTS);
}

FwRecentOffers
fw_recent_find_offers (FwRecent *self)
{
  g_return_val_if_fail (FW_IS_RECENT (self), 0);

  FwRecentOffers offers = 0;

  if (self->labels == NULL || !g_file_test (self->labels, G_FILE_TEST_EXISTS))
    return 0;
  offers |= FW_OFFER_REVIEW | FW_OFFER_COMPARE | FW_OFFER_EXPORT;
  if (is_there (fw_review_file_dup_path_for (self->labels)))
    offers |= FW_OFFER_MAKE_GOLD;
  if (is_there (fw_gold_file_dup_path (self->labels)))
    offers |= FW_OFFER_ATTEMPT;

  return offers;
}

const char *
fw_recent_get_cover (FwRecent *self)
{
  return self->cover;
}

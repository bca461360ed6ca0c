/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/review/batch-stream.h"

#include "core/review-said.h"
#include "formats/review-json.h"
#include "review/report.h"

#include <string.h>

#define ENDING ".review.json"

/* How one batch came out. */
typedef struct
{
  const char *at;        /* borrowed from the review */
  gboolean    is_passed;
} Inspection;

static int
compare_inspections (gconstpointer a,
                     gconstpointer b)
{
  return fw_moment_compare (((const Inspection *) a)->at, ((const Inspection *) b)->at);
}

/* A draw that may hold nothing wrong against a limit shows a bound; one of the table has none. */
static gboolean
is_acceptance (const FwDraw *draw)
{
  return draw->signed_by != NULL && draw->plan_n > 0
         && !(draw->plan_accept == 0 && draw->plan_limit > 0.0);
}

static void
add_inspections (GArray         *list,
                 const FwReview *review,
                 const char     *manual)
{
  gboolean is_again = FALSE;

  for (gsize i = 0; i < fw_review_get_n (review, FW_REVIEW_DRAW); i++)
    {
      const FwDraw *draw = fw_review_get (review, FW_REVIEW_DRAW, i);
      const FwBatch *batch = fw_review_find (review, FW_REVIEW_BATCH, draw->batch);

      if (!is_acceptance (draw) || batch == NULL
          || (manual != NULL && g_strcmp0 (batch->manual, manual) != 0))
        continue;

      g_autoptr(FwReport) report = fw_report_new (review, draw->id, 0.95, NULL);
      Inspection inspection = { draw->signed_at, report->plan == FW_PLAN_ACCEPTED };

      if (report->plan != FW_PLAN_ACCEPTED && report->plan != FW_PLAN_REJECTED)
        continue;
      if (!is_again)
        g_array_append_val (list, inspection);
      is_again = !inspection.is_passed;
    }
}

FwSwitching
fw_batch_stream_compute (GPtrArray  *reviews,
                         const char *manual)
{
  FwSwitching state = { 0 };

  g_return_val_if_fail (reviews != NULL, state);

  g_autoptr(GArray) list = g_array_new (FALSE, FALSE, sizeof (Inspection));

  for (guint i = 0; i < reviews->len; i++)
    add_inspections (list, reviews->pdata[i], manual);
  g_array_sort (list, compare_inspections);
  for (guint i = 0; i < list->len; i++)
    state = fw_switching_next (state, g_array_index (list, Inspection, i).is_passed);

  return state;
}

/* In a thread */

typedef struct
{
  char     *path;   /* (owned) */
  FwReview *review; /* (owned) */
  char     *manual; /* (owned) (nullable) */
} Order;

static void
order_free (gpointer data)
{
  Order *order = data;

  g_free (order->path);
  fw_review_unref (order->review);
  g_free (order->manual);
  g_free (order);
}

/* Names of the other review files. NULL: too much. */
static GPtrArray *
list_files (const char   *own,
            GCancellable *cancellable)
{
  g_autofree char *folder = g_path_get_dirname (own);
  g_autofree char *name = g_path_get_basename (own);
  g_autoptr(GFile) parent = g_file_new_for_path (folder);
  g_autoptr(GFileEnumerator) files = g_file_enumerate_children (
    parent, G_FILE_ATTRIBUTE_STANDARD_NAME "," G_FILE_ATTRIBUTE_STANDARD_TYPE ","
    G_FILE_ATTRIBUTE_STANDARD_SIZE, G_FILE_QUERY_INFO_NONE, cancellable, NULL);
  g_autoptr(GPtrArray) list = g_ptr_array_new_with_free_func (g_free);
  goffset n_bytes = 0;
  GFileInfo *info;

  while (files != NULL && g_file_enumerator_iterate (files, &info, NULL, cancellable, NULL)
         && info != NULL)
    {
      const char *other = g_file_info_get_name (info);

      if (!g_str_has_suffix (other, ENDING) || g_str_equal (other, name)
          || g_file_info_get_file_type (info) != G_FILE_TYPE_REGULAR)
        continue;
      n_bytes += g_file_info_get_size (info);
      if (n_bytes > FW_BATCH_STREAM_MAX_BYTES || list->len == FW_BATCH_STREAM_MAX_FILES)
        return NULL;
      g_ptr_array_add (list, g_build_filename (folder, other, NULL));
    }

  return g_steal_pointer (&list);
}

static void
read_thread (GTask        *task,
             gpointer      source,
             gpointer      data,
             GCancellable *cancellable)
{
  const Order *order = data;
  g_autoptr(GPtrArray) paths = list_files (order->path, cancellable);
  g_autoptr(GPtrArray) reviews
    = g_ptr_array_new_with_free_func ((GDestroyNotify) fw_review_unref);
  FwSwitching *state;

  g_ptr_array_add (reviews, fw_review_ref (order->review));
  for (guint i = 0; paths != NULL && i < paths->len && !g_cancellable_is_cancelled (cancellable);
       i++)
    {
      g_autoptr(GError) error = NULL;
      g_autoptr(FwJsonText) text
        = fw_json_text_new_from_file (paths->pdata[i], cancellable, &error);
      FwReview *review = text != NULL ? fw_review_read (text, NULL, &error) : NULL;

      if (review != NULL)
        g_ptr_array_add (reviews, review);
      else
        g_info ("not in the stream of batches: %s: %s", (char *) paths->pdata[i], error->message);
    }
  state = g_new (FwSwitching, 1);
  *state = fw_batch_stream_compute (reviews, order->manual);
  g_task_return_pointer (task, state, g_free);
}

void
fw_batch_stream_read_async (const char          *path,
                            FwReview            *review,
                            const char          *manual,
                            GCancellable        *cancellable,
                            GAsyncReadyCallback  callback,
                            gpointer             user_data)
{
  g_autoptr(GTask) task = g_task_new (NULL, cancellable, callback, user_data);
  Order *order;

  g_return_if_fail (path != NULL && review != NULL);

  order = g_new0 (Order, 1);
  order->path = g_strdup (path);
  order->review = fw_review_ref (review);
  order->manual = g_strdup (manual);
  g_task_set_task_data (task, order, order_free);
  g_task_run_in_thread (task, read_thread);
}

gboolean
fw_batch_stream_read_finish (GAsyncResult *result,
                             FwSwitching  *out_state)
{
  g_return_val_if_fail (out_state != NULL, FALSE);

  g_autofree FwSwitching *state = g_task_propagate_pointer (G_TASK (result), NULL);

  if (state != NULL)
    *out_state = *state;

  return state != NULL;
}

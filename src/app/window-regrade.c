/* SPDX-License-Identifier: GPL-3.0-or-later */

/*
 * A newer version of the manual and the verdicts that were given before it: said in
 * a banner with what would happen, done with one press, taken back from the toast.
 * Whoever closes the banner is asked again when the work is opened the next time:
 * a verdict that the manual no longer holds must not stay by oversight.
 */

#include "app/window-private.h"

#include <glib/gi18n.h>

#include "app/regrade-offer.h"
#include "app/settings.h"

typedef struct
{
  FwReview *review; /* (owned) */
  FwManual *manual; /* (owned) */
  GFile    *file;   /* (owned) */
  GWeakRef  window;
} Search;

static void
search_free (gpointer data)
{
  Search *search = data;

  fw_review_unref (search->review);
  fw_manual_unref (search->manual);
  g_object_unref (search->file);
  g_weak_ref_clear (&search->window);
  g_free (search);
}

static void
search_thread (GTask        *task,
               gpointer      source_object,
               gpointer      task_data,
               GCancellable *cancellable)
{
  const Search *search = task_data;

  g_task_return_pointer (task,
                         fw_regrade_offer_new (search->review, search->manual, search->file),
                         (GDestroyNotify) fw_regrade_offer_free);
}

static void
show (FwWindow *self)
{
  FwBanner *banner = fw_editor_page_get_banner (self->editor);
  g_autofree char *sentence
    = self->regrade != NULL ? fw_regrade_offer_dup_sentence (self->regrade) : NULL;

  fw_banner_set (banner, FW_BANNER_REGRADE, sentence, sentence != NULL ? _("Re-grade") : NULL);
}

static void
found_cb (GObject      *object,
          GAsyncResult *result,
          gpointer      user_data)
{
  Search *search = g_task_get_task_data (G_TASK (result));
  g_autoptr (FwWindow) self = g_weak_ref_get (&search->window);
  FwRegradeOffer *offer = g_task_propagate_pointer (G_TASK (result), NULL);
  FwReviewFile *file
    = self != NULL && self->project != NULL ? fw_project_get_review (self->project) : NULL;

  /* Something else is open by now, or the review went on: there is another search. */
  if (file == NULL || fw_review_file_get_review (file) != search->review
      || fw_project_get_manual (self->project) != search->manual)
    {
      g_clear_pointer (&offer, fw_regrade_offer_free);
      return;
    }
  g_clear_pointer (&self->regrade, fw_regrade_offer_free);
  self->regrade = offer;
  show (self);
}

void
fw_window_find_regrade (FwWindow *self)
{
  FwReviewFile *file = self->project != NULL ? fw_project_get_review (self->project) : NULL;
  FwManual *manual = self->project != NULL ? fw_project_get_manual (self->project) : NULL;
  g_autoptr (GTask) task = NULL;
  Search *search;

  g_clear_pointer (&self->regrade, fw_regrade_offer_free);
  show (self);
  if (file == NULL || manual == NULL
      || fw_review_file_get_state (file) == FW_REVIEW_FILE_READ_ONLY
      || fw_review_get_n (fw_review_file_get_review (file), FW_REVIEW_VERDICT) == 0)
    return;

  search = g_new0 (Search, 1);
  search->review = fw_review_ref (fw_review_file_get_review (file));
  search->manual = fw_manual_ref (manual);
  search->file = g_file_new_for_path (fw_project_get_manual_path (self->project));
  g_weak_ref_init (&search->window, self);
  task = g_task_new (NULL, NULL, found_cb, NULL);
  g_task_set_task_data (task, search, search_free);
  g_task_run_in_thread (task, search_thread);
}

void
fw_window_regrade (FwWindow *self)
{
  FwReviewFile *file = self->project != NULL ? fw_project_get_review (self->project) : NULL;
  g_autoptr (FwRegradeOffer) offer = g_steal_pointer (&self->regrade);
  g_autoptr (GArray) ids = g_array_new (FALSE, FALSE, sizeof (gint64));
  g_autoptr (GDateTime) now = g_date_time_new_now_local ();
  g_autofree char *person = fw_settings_dup_person (self->settings);
  g_autoptr (GError) error = NULL;

  show (self);
  if (file == NULL || offer == NULL)
    return;
  if (!fw_regrade_offer_apply (offer, file, person, now, ids, &error))
    {
      fw_window_say (self, error->message, FALSE);
      return;
    }
  fw_toaster_show (self->toaster,
                   &(FwToast) {
                     .sentence = _("Re-graded. Both scores are on the page “My Work”."),
                     .button = _("Undo"),
                     .action = "win.undo-regrade",
                     .target = g_variant_new_fixed_array (G_VARIANT_TYPE_INT64, ids->data, ids->len,
                                                          sizeof (gint64)),
                     .seconds = 8 });
}

static void
undo_action (GSimpleAction *action,
             GVariant      *parameter,
             gpointer       user_data)
{
  FwWindow *self = user_data;
  FwReviewFile *file = self->project != NULL ? fw_project_get_review (self->project) : NULL;
  gsize n = 0;
  const gint64 *ids = g_variant_get_fixed_array (parameter, &n, sizeof (gint64));

  for (gsize i = 0; file != NULL && i < n; i++)
    fw_review_file_remove (file, FW_REVIEW_REGRADE, ids[i]);
  if (file != NULL)
    fw_window_find_regrade (self);
}

static const GActionEntry entries[] = {
  { .name = "undo-regrade", .activate = undo_action, .parameter_type = "ax" },
};

void
fw_window_install_regrade_actions (FwWindow *self)
{
  g_action_map_add_action_entries (G_ACTION_MAP (self), entries, G_N_ELEMENTS (entries), self);
}

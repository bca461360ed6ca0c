/* SPDX-License-Identifier: GPL-3.0-or-later */

/*
 * What was judged differently: found in a thread, shown as a list, and from there to
 * the unit.
 */

#include "app/review/review-page-private.h"

#include "app/review/disputes-sheet.h"

typedef struct
{
  FwReviewPage *page;    /* (owned) */
  FwProject    *project; /* (owned) that was open */
  char         *came;    /* (owned) (nullable) what joining a file brought */
} Finding;

static void
finding_free (Finding *finding)
{
  g_object_unref (finding->page);
  g_object_unref (finding->project);
  g_free (finding->came);
  g_free (finding);
}

static void
open_cb (gint64      draw,
         const char *unit,
         gpointer    user_data)
{
  FwReviewPage *self = user_data;

  if (self->is_entered && self->project != NULL)
    fw_review_page_open_unit (self, draw, unit);
}

static void
found_cb (GObject      *source,
          GAsyncResult *result,
          gpointer      user_data)
{
  Finding *finding = user_data;
  FwReviewPage *self = finding->page;
  g_autoptr(FwDisputes) disputes = fw_disputes_find_finish (result, NULL);

  /* Something else is open by now, or nobody reviews any more. */
  if (disputes == NULL || self->project != finding->project || !self->is_entered)
    {
      finding_free (finding);
      return;
    }
  g_clear_object (&self->finding_disputes);
  if (finding->came != NULL && disputes->n_new == 0)
    {
      fw_review_page_say (self, finding->came);
    }
  else
    {
      GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (self));
      FwDisputesSheet sheet = { .disputes = g_steal_pointer (&disputes),
                                .came = finding->came,
                                .session = fw_project_get_session (self->project),
                                .manual = fw_project_get_manual (self->project),
                                .media = fw_project_get_unit_media (self->project),
                                .open = open_cb,
                                .user_data = g_object_ref (self),
                                .destroy = g_object_unref };

      fw_disputes_sheet_present (GTK_IS_WINDOW (root) ? GTK_WINDOW (root) : NULL, &sheet);
    }
  finding_free (finding);
}

void
fw_review_page_find_disputes (FwReviewPage *self,
                              FwReview     *before,
                              const char   *came)
{
  FwReviewFile *file = fw_project_get_review (self->project);
  FwSession *session = fw_project_get_session (self->project);

  if (file == NULL || session == NULL)
    return;

  Finding *finding = g_new0 (Finding, 1);
  FwDisputesFacts facts = { .review = fw_review_file_get_review (file),
                            .before = before,
                            .snapshot = fw_session_get_snapshot (session),
                            .media = fw_project_get_unit_media (self->project),
                            .person = self->person };

  finding->page = g_object_ref (self);
  finding->project = g_object_ref (self->project);
  finding->came = g_strdup (came);
  if (self->finding_disputes != NULL)
    g_cancellable_cancel (self->finding_disputes);
  g_clear_object (&self->finding_disputes);
  self->finding_disputes = g_cancellable_new ();
  fw_disputes_find_async (&facts, self->finding_disputes, found_cb, finding);
}

void
fw_review_page_show_disputes (FwReviewPage *self)
{
  fw_review_page_find_disputes (self, NULL, NULL);
}

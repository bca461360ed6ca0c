/* SPDX-License-Identifier: GPL-3.0-or-later */

/*
 * The review file and others: what of it does not fit the labels, joining that of
 * a colleague, signing off, and the report beside it.
 */

#include "app/review/review-page-private.h"

#include <glib/gi18n.h>
#include <inttypes.h>

#include "app/compat.h"
#include "app/review/review-report.h"
#include "core/review-fit.h"

/* A list is read, not searched: more lines are a number. */
#define MAX_LINES 200

static GtkWindow *
get_window (FwReviewPage *self)
{
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (self));

  return GTK_IS_WINDOW (root) ? GTK_WINDOW (root) : NULL;
}

/* What does not fit ------------------------------------------------------------ */

typedef struct
{
  FwReview   *review;   /* (owned) */
  FwSnapshot *snapshot; /* (owned) */
  char       *media;    /* (owned) */
  GPtrArray  *lines;    /* (element-type utf8) (owned) what is told */
  guint       n_units;  /* that are not as they were drawn */
  gboolean    is_other; /* made for other labels, which the first line says */
} Fitting;

static void
fitting_free (gpointer data)
{
  Fitting *fitting = data;

  fw_review_unref (fitting->review);
  fw_snapshot_unref (fitting->snapshot);
  g_free (fitting->media);
  g_ptr_array_unref (fitting->lines);
  g_free (fitting);
}

/* Whoever signed a draw off expects that its labels are put right afterwards. */
static gboolean
is_expected (const FwUnfitUnit *unfit)
{
  return unfit->kind == FW_UNFIT_CHANGED && unfit->draw->signed_by != NULL;
}

static void
find_unfit_thread (GTask        *task,
                   gpointer      source,
                   gpointer      task_data,
                   GCancellable *cancellable)
{
  Fitting *fitting = task_data;
  g_autoptr(GArray) unfit
    = fw_review_list_unfit (fitting->review, fitting->snapshot, fitting->media);
  g_autoptr(FwUnitWords) words
    = unfit->len > 0 ? fw_unit_words_new (fitting->snapshot) : NULL;

  for (guint i = 0; i < unfit->len; i++)
    {
      const FwUnfitUnit *unit = &g_array_index (unfit, FwUnfitUnit, i);

      if (is_expected (unit))
        continue;
      if (fitting->n_units++ < MAX_LINES)
        g_ptr_array_add (fitting->lines, fw_unfit_unit_to_text (unit, words));
    }
  g_task_return_boolean (task, TRUE);
}

static char *
dup_unfit_sentence (const Fitting *fitting,
                    guint          n_notes)
{
  if (fitting->is_other)
    return g_strdup (fitting->lines->pdata[0]);
  if (fitting->n_units > 0)
    return g_strdup_printf (
      ngettext ("%u drawn unit is not in the labels as it was drawn. Verdicts stay as they are; "
                "the rest goes on.",
                "%u drawn units are not in the labels as they were drawn. Verdicts stay as they "
                "are; the rest goes on.",
                fitting->n_units),
      fitting->n_units);
  if (n_notes == 1)
    return g_strdup (fitting->lines->pdata[0]);

  return g_strdup_printf (ngettext ("There is %u thing to know about this review file.",
                                    "There are %u things to know about this review file.",
                                    n_notes),
                          n_notes);
}

static GtkWidget *
new_line_list (const Fitting *fitting)
{
  GtkWidget *popover = gtk_popover_new ();
  GtkWidget *scrolled = gtk_scrolled_window_new ();
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 4);

  for (guint i = 0; i < fitting->lines->len; i++)
    {
      GtkWidget *label = gtk_label_new (fitting->lines->pdata[i]);

      gtk_label_set_xalign (GTK_LABEL (label), 0.0f);
      gtk_label_set_wrap (GTK_LABEL (label), TRUE);
      gtk_label_set_max_width_chars (GTK_LABEL (label), 60);
      gtk_label_set_selectable (GTK_LABEL (label), TRUE);
      /* What takes the focus is selected as a whole. */
      gtk_widget_set_focusable (label, FALSE);
      gtk_box_append (GTK_BOX (box), label);
    }
  if (fitting->n_units > MAX_LINES)
    {
      g_autofree char *more = g_strdup_printf (_("And %u more."), fitting->n_units - MAX_LINES);

      gtk_box_append (GTK_BOX (box), gtk_label_new (more));
    }
  gtk_widget_set_margin_top (box, 6);
  gtk_widget_set_margin_bottom (box, 6);
  gtk_widget_set_margin_start (box, 6);
  gtk_widget_set_margin_end (box, 6);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scrolled), box);
  gtk_scrolled_window_set_propagate_natural_width (GTK_SCROLLED_WINDOW (scrolled), TRUE);
  gtk_scrolled_window_set_propagate_natural_height (GTK_SCROLLED_WINDOW (scrolled), TRUE);
  gtk_scrolled_window_set_max_content_height (GTK_SCROLLED_WINDOW (scrolled), 360);
  gtk_popover_set_child (GTK_POPOVER (popover), scrolled);

  return popover;
}

static void
found_unfit_cb (GObject      *source,
                GAsyncResult *result,
                gpointer      user_data)
{
  g_autoptr(FwReviewPage) self = user_data;
  const Fitting *fitting = g_task_get_task_data (G_TASK (result));
  guint n_notes = fitting->lines->len - MIN (fitting->n_units, MAX_LINES);

  if (!g_task_propagate_boolean (G_TASK (result), NULL))
    return;
  g_clear_object (&self->fitting);
  if (fitting->lines->len > 0)
    {
      g_autofree char *sentence = dup_unfit_sentence (fitting, n_notes);

      gtk_label_set_label (self->unfit_label, sentence);
      gtk_menu_button_set_popover (self->unfit_list, new_line_list (fitting));
      gtk_widget_set_visible (GTK_WIDGET (self->unfit_list), fitting->n_units + n_notes > 1
                                                               || fitting->n_units > 0);
    }
  gtk_revealer_set_reveal_child (self->unfit_revealer, fitting->lines->len > 0);
}

void
fw_review_page_find_unfit (FwReviewPage *self)
{
  FwReviewFile *file = fw_project_get_review (self->project);
  FwSession *session = fw_project_get_session (self->project);

  if (self->fitting != NULL)
    g_cancellable_cancel (self->fitting);
  g_clear_object (&self->fitting);
  if (file == NULL || session == NULL)
    return;

  const FwReviewLoad *load = fw_review_file_get_load (file);
  Fitting *fitting = g_new0 (Fitting, 1);
  FwCocoFile *coco = fw_labels_file_get_coco (fw_project_get_labels (self->project));
  FwReviewLabels labels = { .document = (char *) fw_coco_file_get_document_id (coco) };
  g_autoptr(GTask) task = NULL;

  fitting->review = fw_review_ref (fw_review_file_get_review (file));
  fitting->snapshot = fw_snapshot_ref (fw_session_get_snapshot (session));
  fitting->media = g_strdup (fw_project_get_unit_media (self->project));
  fitting->lines = g_ptr_array_new_with_free_func (g_free);
  fitting->is_other = fw_review_is_of_other (fitting->review, &labels);
  if (fitting->is_other)
    g_ptr_array_add (fitting->lines,
                     g_strdup (_("This review was made for other labels. What it says stays as it "
                                 "is, and may be about something else.")));
  for (guint i = 0; load != NULL && i < load->notes->len; i++)
    g_ptr_array_add (fitting->lines, g_strdup (load->notes->pdata[i]));

  self->fitting = g_cancellable_new ();
  task = g_task_new (self, self->fitting, found_unfit_cb, g_object_ref (self));
  g_task_set_task_data (task, fitting, fitting_free);
  g_task_run_in_thread (task, find_unfit_thread);
}

static void
unfit_close_cb (FwReviewPage *self)
{
  gtk_revealer_set_reveal_child (self->unfit_revealer, FALSE);
}

/* Joining --------------------------------------------------------------------------- */

static void
load_thread (GTask        *task,
             gpointer      source,
             gpointer      task_data,
             GCancellable *cancellable)
{
  GError *error = NULL;
  FwReviewLoad *load = fw_review_load_new (task_data, NULL, &error);

  if (load == NULL)
    g_task_return_error (task, error);
  else
    g_task_return_pointer (task, load, (GDestroyNotify) fw_review_load_free);
}

static void
loaded_cb (GObject      *source,
           GAsyncResult *result,
           gpointer      user_data)
{
  FwReviewPage *self = FW_REVIEW_PAGE (source);
  g_autoptr(FwProject) project = user_data;
  g_autoptr(GError) error = NULL;
  g_autoptr(FwReviewLoad) load = g_task_propagate_pointer (G_TASK (result), &error);

  /* Something else is open by now. */
  if (self->project != project || fw_project_get_review (project) == NULL)
    return;
  if (load == NULL)
    {
      fw_review_page_say (self, error->message);
      return;
    }

  FwReviewFile *file = fw_project_get_review (project);
  g_autoptr(FwReview) before = fw_review_ref (fw_review_file_get_review (file));

  if (!fw_review_file_join (file, load->review, NULL, &error))
    {
      fw_review_page_say (self, error->message);
      return;
    }

  guint n = (guint) (fw_review_get_n (fw_review_file_get_review (file), FW_REVIEW_VERDICT)
                     - fw_review_get_n (before, FW_REVIEW_VERDICT));
  g_autofree char *sentence
    = g_strdup_printf (ngettext ("%u verdict came with it.", "%u verdicts came with it.", n), n);

  fw_review_start_refresh (self->start);
  fw_review_page_find_unfit (self);
  fw_review_page_tell_changed (self);
  fw_review_page_find_disputes (self, before, sentence);
}

static void
join_chosen_cb (GFile   *file,
                gpointer user_data)
{
  FwReviewPage *self = user_data;

  if (file == NULL || self->project == NULL)
    return;

  g_autoptr(GTask) task = g_task_new (self, NULL, loaded_cb, g_object_ref (self->project));

  g_task_set_task_data (task, g_file_get_path (file), g_free);
  g_task_run_in_thread (task, load_thread);
}

void
fw_review_page_join (FwReviewPage *self)
{
  g_autoptr(GFile) file
    = g_file_new_for_path (fw_review_file_get_path (fw_project_get_review (self->project)));
  g_autoptr(GFile) folder = g_file_get_parent (file);

  fw_compat_choose (get_window (self), FW_CHOOSE_REVIEW, folder, NULL, join_chosen_cb,
                    g_object_ref (self), g_object_unref);
}

/* The report ------------------------------------------------------------------------------ */

static void
open_file (FwReviewPage *self,
           const char   *path)
{
  g_autoptr(GFile) file = g_file_new_for_path (path);
  g_autofree char *name = g_path_get_basename (path);
  g_autofree char *sentence
    = g_strdup_printf (_("The report is %s, beside the review."), name);

  fw_compat_open_file (get_window (self), file);
  fw_review_page_say (self, sentence);
}

static void
progress_cb (double   share,
             gpointer user_data)
{
  FwReviewPage *self = user_data;

  if (self->writing_report != NULL)
    gtk_progress_bar_set_fraction (self->writing_bar, share);
}

static void
written_cb (GObject      *source,
            GAsyncResult *result,
            gpointer      user_data)
{
  g_autoptr(FwReviewPage) self = user_data;
  g_autoptr(GError) error = NULL;
  g_autofree char *path = fw_review_report_write_finish (result, &error);

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;
  g_clear_object (&self->writing_report);
  gtk_widget_set_visible (self->writing, FALSE);
  fw_review_page_tell_changed (self);
  if (path == NULL)
    fw_review_page_say (self, error->message);
  else
    open_file (self, path);
}

static void
write_report (FwReviewPage *self,
              gint64        draw)
{
  FwReviewFile *file = fw_project_get_review (self->project);
  FwReportFacts facts
    = { .review = fw_review_file_get_review (file),
        .review_path = fw_review_file_get_path (file),
        .draw = draw,
        .snapshot = fw_session_get_snapshot (fw_project_get_session (self->project)),
        .manual = fw_project_get_manual (self->project),
        .source = fw_project_get_source (self->project) };

  self->writing_report = g_cancellable_new ();
  gtk_progress_bar_set_fraction (self->writing_bar, 0.0);
  gtk_widget_set_visible (self->writing, TRUE);
  fw_review_page_tell_changed (self);
  fw_review_report_write_async (&facts, self->writing_report, progress_cb, written_cb,
                                g_object_ref (self));
}

void
fw_review_page_open_report (FwReviewPage *self,
                            gint64        draw)
{
  FwReviewFile *file = self->project != NULL ? fw_project_get_review (self->project) : NULL;
  const FwDraw *facts
    = file != NULL ? fw_review_find (fw_review_file_get_review (file), FW_REVIEW_DRAW, draw)
                   : NULL;

  if (facts == NULL || self->writing_report != NULL)
    return;

  g_autofree char *path = fw_review_report_dup_path (fw_review_file_get_path (file), draw);

  /* What was signed off is what it was. */
  if (facts->signed_by != NULL && g_file_test (path, G_FILE_TEST_EXISTS))
    open_file (self, path);
  else
    write_report (self, draw);
}

/* Signing off -------------------------------------------------------------------------------- */

static void
sign_off_cb (const char *answer,
             gpointer    user_data)
{
  FwReviewPage *self = user_data;
  g_autoptr(GError) error = NULL;

  if (!g_str_equal (answer, "sign") || !fw_review_page_is_at_desk (self))
    return;

  gint64 draw = fw_review_sitting_get_draw (self->sitting)->id;

  if (!fw_review_sitting_sign_off (self->sitting, &error))
    {
      fw_review_page_say (self, error->message);
      return;
    }
  fw_review_page_tell_changed (self);
  write_report (self, draw);
}

void
fw_review_page_ask_sign_off (FwReviewPage *self)
{
  const FwResponse answers[] = { { "cancel", _("Go On Judging"), FALSE, FALSE },
                                 { "sign", _("Sign Off"), TRUE, FALSE } };
  const FwReport *report = fw_review_sitting_get_report (self->sitting);
  guint n_units = (guint) report->draw->n_units;
  guint n_open = (guint) report->open;
  g_autofree char *done = g_strdup_printf (ngettext ("%u of %u unit is judged.",
                                                     "%u of %u units are judged.", n_units),
                                           n_units - n_open, n_units);
  g_autofree char *open
    = n_open > 0 ? g_strdup_printf (ngettext (" %u stays open, and the report says so.",
                                              " %u stay open, and the report says so.", n_open),
                                    n_open)
                 : g_strdup ("");
  g_autofree char *body
    = g_strdup_printf (_("%s%s\n\nVerdicts of this draw cannot be changed afterwards. The report "
                         "is written beside the review, for the annotator too."),
                       done, open);

  fw_compat_ask (get_window (self), _("Sign off this draw?"), body, answers,
                 G_N_ELEMENTS (answers), sign_off_cb, g_object_ref (self), g_object_unref);
}

/* Beginning and end --------------------------------------------------------------------------- */

void
fw_review_page_drop_files (FwReviewPage *self)
{
  if (self->fitting != NULL)
    g_cancellable_cancel (self->fitting);
  if (self->writing_report != NULL)
    g_cancellable_cancel (self->writing_report);
  if (self->finding_disputes != NULL)
    g_cancellable_cancel (self->finding_disputes);
  g_clear_object (&self->fitting);
  g_clear_object (&self->writing_report);
  g_clear_object (&self->finding_disputes);
  gtk_revealer_set_reveal_child (self->unfit_revealer, FALSE);
  gtk_widget_set_visible (self->writing, FALSE);
}

void
fw_review_page_connect_files (FwReviewPage *self)
{
  g_signal_connect_swapped (self->unfit_close, "clicked", G_CALLBACK (unfit_close_cb), self);
  g_signal_connect_swapped (self->start, "report", G_CALLBACK (fw_review_page_open_report), self);
}

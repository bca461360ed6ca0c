/* SPDX-License-Identifier: GPL-3.0-or-later */

/*
 * The reviewer's page: its life, the head of the queue, and the sitting. What keys
 * ask for is in review-page-verbs.c, the room in review-page-room.c, the picture in
 * review-page-look.c, files are in review-page-files.c.
 */

#include "app/late-tooltip.h"
#include "app/review/review-page-private.h"

#include <glib/gi18n.h>
#include <inttypes.h>

#include "app/compat.h"
#include "app/review/review-words.h"

enum
{
  SAY,
  ASKED,
  CHANGED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (FwReviewPage, fw_review_page, GTK_TYPE_WIDGET)

void
fw_review_page_say (FwReviewPage *self,
                    const char   *sentence)
{
  g_signal_emit (self, signals[SAY], 0, sentence);
}

void
fw_review_page_tell_changed (FwReviewPage *self)
{
  g_signal_emit (self, signals[CHANGED], 0);
}

gboolean
fw_review_page_is_at_desk (FwReviewPage *self)
{
  return self->sitting != NULL && fw_review_sitting_get_draw (self->sitting) != NULL
         && g_strcmp0 (gtk_stack_get_visible_child_name (self->stack), "desk") == 0;
}

/* The head of the queue -------------------------------------------------------- */

static const char *
get_kept_words (FwReviewFile *file)
{
  switch (fw_review_file_get_state (file))
    {
    case FW_REVIEW_FILE_FAILED:
      return _("the review file cannot be written; the journal keeps everything");
    case FW_REVIEW_FILE_READ_ONLY:
      return _("open in another window, nothing is kept");
    case FW_REVIEW_FILE_CLEAN:
    case FW_REVIEW_FILE_JOURNALED:
    case FW_REVIEW_FILE_SAVING:
    default:
      return _("verdicts saved");
    }
}

static void
update_title (FwReviewPage *self)
{
  FwReviewFile *file = self->project != NULL ? fw_project_get_review (self->project) : NULL;
  const char *name = self->project != NULL ? fw_project_get_title (self->project) : NULL;
  const FwDraw *draw
    = fw_review_page_is_at_desk (self) ? fw_review_sitting_get_draw (self->sitting) : NULL;
  g_autofree char *title
    = name != NULL ? g_strdup_printf (_("Reviewing %s"), name) : g_strdup (_("Reviewing"));
  g_autofree char *subtitle = NULL;

  if (draw != NULL && draw->signed_by != NULL)
    /* Translators: the number of a draw, and who signed it off. */
    subtitle = g_strdup_printf (_("Draw %" PRId64 " · signed off by %s"), draw->id,
                                draw->signed_by);
  else if (draw != NULL)
    /* Translators: the number of a draw, and how its verdicts are kept. */
    subtitle = g_strdup_printf (_("Draw %" PRId64 " · %s"), draw->id, get_kept_words (file));
  adw_window_title_set_title (self->title, title);
  adw_window_title_set_subtitle (self->title, subtitle != NULL ? subtitle : "");
}

/* Who else has a part in the draw. */
static char *
dup_status (const FwReviewQueue *queue)
{
  GString *status = g_string_new (NULL);

  if (queue->n_own > 0)
    g_string_append_printf (status,
                            ngettext ("%u was drawn by you and is left to a colleague.",
                                      "%u were drawn by you and are left to a colleague.",
                                      queue->n_own),
                            queue->n_own);
  if (queue->n_others > 0)
    g_string_append_printf (status,
                            ngettext ("%s%u is judged by a colleague.",
                                      "%s%u are judged by colleagues.", queue->n_others),
                            status->len > 0 ? " " : "", queue->n_others);

  return g_string_free (status, FALSE);
}

static void
update_sign_off (FwReviewPage *self,
                 gboolean      is_done)
{
  const FwDraw *draw = fw_review_sitting_get_draw (self->sitting);
  gboolean is_signed = draw != NULL && draw->signed_by != NULL;

  const char *action = is_signed ? "win.review-report" : "win.review-sign-off";

  if (g_strcmp0 (gtk_actionable_get_action_name (GTK_ACTIONABLE (self->sign_off)), action) != 0)
    {
      gtk_actionable_set_action_name (GTK_ACTIONABLE (self->sign_off), action);
      gtk_button_set_label (GTK_BUTTON (self->sign_off),
                            is_signed ? _("Report") : _("Sign Off…"));
      fw_late_tooltip_set (self->sign_off,
                           is_signed ? _("Open the report of this draw")
                                     : _("Close this draw and write its report"));
    }
  if (is_done && !is_signed)
    gtk_widget_add_css_class (self->sign_off, "suggested-action");
  else
    gtk_widget_remove_css_class (self->sign_off, "suggested-action");
}

void
fw_review_page_update_head (FwReviewPage *self)
{
  gboolean is_at_desk = fw_review_page_is_at_desk (self);

  update_title (self);
  gtk_widget_set_visible (self->sign_off, is_at_desk);
  gtk_widget_set_visible (self->undo, is_at_desk);
  gtk_widget_set_visible (GTK_WIDGET (self->queue_button), is_at_desk && self->is_narrow);
  gtk_widget_set_visible (GTK_WIDGET (self->facts_button), is_at_desk && self->is_narrow);
  gtk_widget_set_visible (self->pace_pill, FALSE);
  if (!is_at_desk)
    return;

  const FwReviewQueue *queue = fw_review_sitting_get_queue (self->sitting);
  gint64 pace_ms;
  const FwReport *report = fw_review_sitting_get_figures (self->sitting, &pace_ms);
  guint n_done, n;

  fw_review_queue_count (queue, &n_done, &n);

  g_autofree char *done = g_strdup_printf ("%u", n_done);
  g_autofree char *total = g_strdup_printf (_("of %u reviewed"), n);
  g_autofree char *design = report != NULL ? fw_review_words_design (report) : g_strdup ("");
  g_autofree char *status = dup_status (queue);
  g_autofree char *pace = report != NULL ? fw_review_words_pace (report, pace_ms) : NULL;

  gtk_label_set_label (self->done, done);
  gtk_label_set_label (self->total, total);
  gtk_progress_bar_set_fraction (self->progress, n > 0 ? (double) n_done / n : 0.0);
  gtk_label_set_label (self->design, design);
  gtk_label_set_label (self->status, status);
  gtk_widget_set_visible (GTK_WIDGET (self->status), status[0] != '\0');
  gtk_label_set_label (self->pace, pace != NULL ? pace : "");
  gtk_widget_set_visible (self->pace_pill, pace != NULL);
  update_sign_off (self, n_done == n);
}

/* The sitting ------------------------------------------------------------------------- */

/* What the machine found about a unit, whoever may see it. */
static GPtrArray *
find_problems (const FwUnit *unit,
               gpointer      user_data)
{
  FwReviewPage *self = user_data;
  GPtrArray *all = fw_check_runner_get_problems (fw_project_get_checks (self->project));
  GPtrArray *found = g_ptr_array_new_with_free_func ((GDestroyNotify) fw_problem_unref);

  for (guint i = 0; i < all->len; i++)
    {
      FwProblem *problem = all->pdata[i];
      gboolean is_object = unit->kind == FW_UNIT_FRAME
                           || fw_problem_get_track (problem) == unit->track;
      gboolean is_frame = unit->kind == FW_UNIT_TRACK
                          || fw_span_contains (fw_problem_get_span (problem), unit->frame);

      if (is_object && is_frame)
        g_ptr_array_add (found, fw_problem_ref (problem));
    }

  return found;
}

static void
drop_sitting (FwReviewPage *self)
{
  fw_review_list_set_sitting (self->list, NULL, NULL);
  fw_verdict_bar_set_sitting (self->verdict, NULL, NULL);
  fw_review_facts_set_sitting (self->facts, NULL, NULL);
  if (self->sitting != NULL)
    {
      g_signal_handlers_disconnect_by_data (fw_review_sitting_get_file (self->sitting), self);
      g_signal_handlers_disconnect_by_data (self->sitting, self);
    }
  g_clear_object (&self->sitting);
}

static void
unit_changed_cb (FwReviewPage *self)
{
  fw_review_page_show_unit (self);
  fw_review_page_tell_changed (self);
}

/* How many are done is known at once, what it says about the rest a moment later. */
static void
item_changed_cb (FwReviewPage *self)
{
  fw_review_page_update_head (self);
}

static void
figures_changed_cb (FwReviewPage *self)
{
  fw_review_page_update_head (self);
  fw_review_page_tell_changed (self);
}

static void
make_sitting (FwReviewPage *self,
              FwReviewFile *file)
{
  FwSittingFacts facts = { .review = file,
                           .document = fw_session_get_document (self->session),
                           .media = fw_project_get_unit_media (self->project),
                           .person = self->person };

  self->sitting = fw_review_sitting_new (&facts);
  fw_review_sitting_set_problems (self->sitting, find_problems, self);
  fw_review_sitting_set_manual (self->sitting, fw_project_get_manual (self->project));
  fw_review_list_set_sitting (self->list, self->sitting, self->session);
  fw_verdict_bar_set_sitting (self->verdict, self->sitting, self->session);
  fw_review_facts_set_sitting (self->facts, self->sitting, self->shelf);
  g_signal_connect_swapped (self->sitting, "unit-changed", G_CALLBACK (unit_changed_cb), self);
  g_signal_connect_swapped (self->sitting, "draft-changed",
                            G_CALLBACK (fw_review_page_follow_draft), self);
  g_signal_connect_swapped (self->sitting, "item-changed", G_CALLBACK (item_changed_cb), self);
  g_signal_connect_swapped (self->sitting, "figures-changed", G_CALLBACK (figures_changed_cb),
                            self);
  g_signal_connect_swapped (file, "notify::state", G_CALLBACK (update_title), self);
}

/* The sitting of this person over this file; what is at hand stays at hand. */
static gboolean
ensure_sitting (FwReviewPage *self)
{
  FwReviewFile *file = fw_project_get_review (self->project);

  if (file == NULL || fw_project_get_session (self->project) == NULL)
    return FALSE;
  fw_review_page_take_look (self);
  if (self->sitting != NULL && fw_review_sitting_get_file (self->sitting) == file
      && g_str_equal (fw_review_sitting_get_person (self->sitting), self->person))
    return TRUE;
  drop_sitting (self);
  self->has_unit = FALSE;
  make_sitting (self, file);

  return TRUE;
}

void
fw_review_page_show_start (FwReviewPage *self)
{
  fw_review_page_stop (self);
  gtk_stack_set_visible_child_name (self->stack, "start");
  fw_review_start_refresh (self->start);
  fw_review_page_update_head (self);
  fw_review_page_tell_changed (self);
  fw_review_start_focus (self->start);
}

void
fw_review_page_show_desk (FwReviewPage *self)
{
  gtk_stack_set_visible_child_name (self->stack, "desk");
  fw_review_page_update_head (self);
  fw_review_page_tell_changed (self);
  fw_review_page_focus_picture (self);
}

/* FALSE when that was refused, which was said. */
static gboolean
open_draw (FwReviewPage *self,
           gint64        draw)
{
  const FwDraw *facts
    = fw_review_find (fw_review_file_get_review (fw_project_get_review (self->project)),
                      FW_REVIEW_DRAW, draw);

  /* What was signed off can be read without its pictures. */
  if (facts != NULL && facts->signed_by == NULL && fw_project_is_media_missing (self->project))
    {
      fw_review_page_say (self, _("The pictures of these labels are not here. Say where they are, "
                                  "and go on."));
      return FALSE;
    }
  if (!ensure_sitting (self))
    return FALSE;
  self->has_unit = FALSE;
  gtk_stack_set_visible_child_name (self->stack, "desk");
  fw_review_sitting_open_draw (self->sitting, draw);
  fw_review_page_show_desk (self);

  return TRUE;
}

static void
open_draw_cb (FwReviewPage *self,
              gint64        draw)
{
  open_draw (self, draw);
}

void
fw_review_page_open_unit (FwReviewPage *self,
                          gint64        draw,
                          const char   *unit)
{
  gboolean is_open = fw_review_page_is_at_desk (self)
                     && fw_review_sitting_get_draw (self->sitting)->id == draw;

  if (!is_open && !open_draw (self, draw))
    return;
  if (!fw_review_sitting_go_to_unit (self->sitting, unit))
    fw_review_page_say (self, _("This is not among the drawn ones any more."));
  fw_review_page_focus_picture (self);
}

gboolean
fw_review_page_is_choosing (FwReviewPage *self)
{
  g_return_val_if_fail (FW_IS_REVIEW_PAGE (self), FALSE);

  return self->is_entered
         && g_strcmp0 (gtk_stack_get_visible_child_name (self->stack), "start") == 0;
}

static void
refused_cb (FwReviewPage *self,
            const char   *sentence)
{
  fw_review_page_say (self, sentence);
}

static void
manual_cb (FwReviewPage *self)
{
  if (self->sitting != NULL)
    fw_review_sitting_set_manual (self->sitting, fw_project_get_manual (self->project));
}

static void
review_cb (FwReviewPage *self)
{
  if (self->is_entered)
    fw_review_page_find_unfit (self);
}

static void
asked_cb (FwReviewPage *self,
          gint64        id,
          gboolean      was_open)
{
  g_signal_emit (self, signals[ASKED], 0, id, was_open);
  if (fw_review_page_is_at_desk (self)
      && fw_review_sitting_get_stage (self->sitting) == FW_STAGE_ASKED)
    fw_review_sitting_go_next (self->sitting);
}

/* Public ---------------------------------------------------------------------------------- */

void
fw_review_page_enter (FwReviewPage *self,
                      const char   *person)
{
  g_return_if_fail (FW_IS_REVIEW_PAGE (self));
  g_return_if_fail (person != NULL && person[0] != '\0');

  gboolean is_other = g_strcmp0 (self->person, person) != 0;

  if (self->project == NULL)
    return;
  self->is_entered = TRUE;
  g_free (self->person);
  self->person = g_strdup (person);
  fw_review_start_set_project (self->start, self->project, person);
  fw_review_page_find_unfit (self);
  if (!is_other && fw_review_page_is_at_desk (self) && ensure_sitting (self))
    {
      fw_review_sitting_refresh (self->sitting);
      fw_review_page_tell_changed (self);
      fw_review_page_focus_picture (self);
    }
  else
    fw_review_page_show_start (self);
}

void
fw_review_page_leave (FwReviewPage *self)
{
  g_return_if_fail (FW_IS_REVIEW_PAGE (self));

  fw_review_page_stop (self);
  if (self->is_entered && self->sitting != NULL)
    fw_review_sitting_note_input (self->sitting);
  self->is_entered = FALSE;
  fw_review_page_tell_changed (self);
}

void
fw_review_page_set_project (FwReviewPage  *self,
                            FwProject     *project,
                            FwManualShelf *shelf)
{
  g_return_if_fail (FW_IS_REVIEW_PAGE (self));

  if (self->project == project && self->shelf == shelf)
    return;
  if (self->project != NULL)
    g_signal_handlers_disconnect_by_data (self->project, self);
  fw_ask_card_set_project (self->ask, NULL);
  drop_sitting (self);
  fw_review_page_drop_look (self);
  fw_review_page_drop_files (self);
  fw_review_start_set_project (self->start, NULL, NULL);
  gtk_stack_set_visible_child_name (self->stack, "start");
  self->is_entered = FALSE;
  g_set_object (&self->project, project);
  g_set_object (&self->shelf, shelf);
  if (project == NULL)
    return;

  fw_ask_card_set_project (self->ask, project);
  g_signal_connect_swapped (project, "notify::manual", G_CALLBACK (manual_cb), self);
  g_signal_connect_swapped (project, "notify::review", G_CALLBACK (review_cb), self);
}

FwCommandSearch *
fw_review_page_get_search (FwReviewPage *self)
{
  g_return_val_if_fail (FW_IS_REVIEW_PAGE (self), NULL);

  return self->search;
}

/* The widget ------------------------------------------------------------------------------- */

static void
fw_review_page_dispose (GObject *object)
{
  FwReviewPage *self = FW_REVIEW_PAGE (object);

  g_clear_handle_id (&self->layout_idle, g_source_remove);
  if (self->stack != NULL)
    fw_review_page_set_project (self, NULL, NULL);
  gtk_widget_dispose_template (GTK_WIDGET (self), FW_TYPE_REVIEW_PAGE);
  g_clear_pointer (&self->person, g_free);

  G_OBJECT_CLASS (fw_review_page_parent_class)->dispose (object);
}

static void
bind_children (GtkWidgetClass *widget_class)
{
  gtk_widget_class_bind_template_child (widget_class, FwReviewPage, box);
  gtk_widget_class_bind_template_child (widget_class, FwReviewPage, header);
  gtk_widget_class_bind_template_child (widget_class, FwReviewPage, title);
  gtk_widget_class_bind_template_child (widget_class, FwReviewPage, undo);
  gtk_widget_class_bind_template_child (widget_class, FwReviewPage, queue_button);
  gtk_widget_class_bind_template_child (widget_class, FwReviewPage, facts_button);
  gtk_widget_class_bind_template_child (widget_class, FwReviewPage, menu);
  gtk_widget_class_bind_template_child (widget_class, FwReviewPage, search);
  gtk_widget_class_bind_template_child (widget_class, FwReviewPage, sign_off);
  gtk_widget_class_bind_template_child (widget_class, FwReviewPage, pace_pill);
  gtk_widget_class_bind_template_child (widget_class, FwReviewPage, pace);
  gtk_widget_class_bind_template_child (widget_class, FwReviewPage, unfit_revealer);
  gtk_widget_class_bind_template_child (widget_class, FwReviewPage, unfit_label);
  gtk_widget_class_bind_template_child (widget_class, FwReviewPage, unfit_list);
  gtk_widget_class_bind_template_child (widget_class, FwReviewPage, unfit_close);
  gtk_widget_class_bind_template_child (widget_class, FwReviewPage, stack);
  gtk_widget_class_bind_template_child (widget_class, FwReviewPage, start);
  gtk_widget_class_bind_template_child (widget_class, FwReviewPage, queue);
  gtk_widget_class_bind_template_child (widget_class, FwReviewPage, done);
  gtk_widget_class_bind_template_child (widget_class, FwReviewPage, total);
  gtk_widget_class_bind_template_child (widget_class, FwReviewPage, progress);
  gtk_widget_class_bind_template_child (widget_class, FwReviewPage, design);
  gtk_widget_class_bind_template_child (widget_class, FwReviewPage, list);
  gtk_widget_class_bind_template_child (widget_class, FwReviewPage, status);
  gtk_widget_class_bind_template_child (widget_class, FwReviewPage, canvas);
  gtk_widget_class_bind_template_child (widget_class, FwReviewPage, frame_pill);
  gtk_widget_class_bind_template_child (widget_class, FwReviewPage, zoom);
  gtk_widget_class_bind_template_child (widget_class, FwReviewPage, hide_pill);
  gtk_widget_class_bind_template_child (widget_class, FwReviewPage, hide);
  gtk_widget_class_bind_template_child (widget_class, FwReviewPage, hint);
  gtk_widget_class_bind_template_child (widget_class, FwReviewPage, inset);
  gtk_widget_class_bind_template_child (widget_class, FwReviewPage, ask);
  gtk_widget_class_bind_template_child (widget_class, FwReviewPage, writing);
  gtk_widget_class_bind_template_child (widget_class, FwReviewPage, writing_bar);
  gtk_widget_class_bind_template_child (widget_class, FwReviewPage, film);
  gtk_widget_class_bind_template_child (widget_class, FwReviewPage, verdict);
  gtk_widget_class_bind_template_child (widget_class, FwReviewPage, facts);
}

static void
fw_review_page_class_init (FwReviewPageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  g_type_ensure (FW_TYPE_ASK_CARD);
  g_type_ensure (FW_TYPE_CANVAS);
  g_type_ensure (FW_TYPE_COMMAND_SEARCH);
  g_type_ensure (FW_TYPE_REVIEW_FACTS);
  g_type_ensure (FW_TYPE_REVIEW_FILM);
  g_type_ensure (FW_TYPE_REVIEW_INSET);
  g_type_ensure (FW_TYPE_REVIEW_LIST);
  g_type_ensure (FW_TYPE_REVIEW_START);
  g_type_ensure (FW_TYPE_VERDICT_BAR);
  G_OBJECT_CLASS (klass)->dispose = fw_review_page_dispose;
  widget_class->measure = fw_review_page_measure;
  widget_class->size_allocate = fw_review_page_size_allocate;

  signals[SAY] = g_signal_new ("say", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                               NULL, G_TYPE_NONE, 1, G_TYPE_STRING);
  signals[ASKED] = g_signal_new ("asked", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL,
                                 NULL, NULL, G_TYPE_NONE, 2, G_TYPE_INT64, G_TYPE_BOOLEAN);
  signals[CHANGED] = g_signal_new ("changed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0,
                                   NULL, NULL, NULL, G_TYPE_NONE, 0);

  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/org/framewright/Framewright/review-page.ui");
  bind_children (widget_class);
}

static gboolean
input_cb (FwReviewPage *self)
{
  if (self->is_entered && self->sitting != NULL)
    fw_review_sitting_note_input (self->sitting);

  return GDK_EVENT_PROPAGATE;
}

/* Typing, scrolling and pointing count as looking at the unit. */
static void
watch_input (FwReviewPage *self)
{
  GtkEventController *keys = gtk_event_controller_key_new ();
  GtkEventController *motion = gtk_event_controller_motion_new ();

  gtk_event_controller_set_propagation_phase (keys, GTK_PHASE_CAPTURE);
  gtk_event_controller_set_propagation_phase (motion, GTK_PHASE_CAPTURE);
  g_signal_connect_swapped (keys, "key-pressed", G_CALLBACK (input_cb), self);
  g_signal_connect_swapped (motion, "motion", G_CALLBACK (input_cb), self);
  gtk_widget_add_controller (GTK_WIDGET (self), keys);
  gtk_widget_add_controller (GTK_WIDGET (self), motion);
}

static void
fw_review_page_init (FwReviewPage *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  fw_command_search_set_page (self->search, FW_KEYS_REVIEW);
  fw_command_search_set_collapsed (self->search, TRUE);
  watch_input (self);
  fw_review_page_connect_look (self);
  fw_review_page_connect_files (self);
  fw_review_page_connect_room (self);
  g_signal_connect_swapped (self->start, "open", G_CALLBACK (open_draw_cb), self);
  g_signal_connect_swapped (self->start, "refused", G_CALLBACK (refused_cb), self);
  g_signal_connect_swapped (self->start, "changed", G_CALLBACK (fw_review_page_tell_changed), self);
  g_signal_connect_swapped (self->verdict, "left", G_CALLBACK (fw_review_page_focus_picture), self);
  g_signal_connect_swapped (self->ask, "sent", G_CALLBACK (asked_cb), self);
  g_signal_connect_swapped (self->ask, "closed", G_CALLBACK (fw_review_page_focus_picture), self);
  fw_review_page_update_head (self);
}

GtkWidget *
fw_review_page_new (void)
{
  return g_object_new (FW_TYPE_REVIEW_PAGE, NULL);
}

/* SPDX-License-Identifier: GPL-3.0-or-later */

/*
 * The reviewer's page: its life, what keys ask of it, the head of the queue, and
 * how its parts share the room. The picture is in review-page-look.c, files are
 * in review-page-files.c.
 */

#include "app/review/review-page-private.h"

#include <glib/gi18n.h>
#include <inttypes.h>
#include <string.h>

#include "app/compat.h"
#include "app/review/review-words.h"
#include "app/text-scale.h"

/* Sizes with usual text. */
#define COMPACT_WIDTH  1440
#define NARROW_WIDTH   1180 /* columns lie folded beside the picture */
#define COMPACT_HEIGHT 900
#define QUEUE_WIDTH    296
#define FACTS_WIDTH    324
#define SMALL_WIDTH    250 /* of both, in a compact window */

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

static void
focus_picture (FwReviewPage *self)
{
  gtk_widget_grab_focus (GTK_WIDGET (self->canvas));
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

  gtk_actionable_set_action_name (GTK_ACTIONABLE (self->sign_off),
                                  is_signed ? "win.review-report" : "win.review-sign-off");
  gtk_button_set_label (GTK_BUTTON (self->sign_off), is_signed ? _("Report") : _("Sign Off…"));
  gtk_widget_set_tooltip_text (self->sign_off,
                               is_signed ? _("Open the report of this draw")
                                         : _("Close this draw and write its report"));
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
  const FwReport *report = fw_review_sitting_get_report (self->sitting);
  guint n_done, n;

  fw_review_queue_count (queue, &n_done, &n);

  g_autofree char *done = g_strdup_printf ("%u", n_done);
  g_autofree char *total = g_strdup_printf (_("of %u reviewed"), n);
  g_autofree char *design = fw_review_words_design (report);
  g_autofree char *status = dup_status (queue);
  g_autofree char *pace = fw_review_words_pace (self->sitting);

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

/* The room ----------------------------------------------------------------------- */

/* In a narrow window at most one column lies beside the picture. */
static void
place_columns (FwReviewPage *self)
{
  gtk_widget_set_visible (self->queue,
                          !self->is_narrow || gtk_toggle_button_get_active (self->queue_button));
  gtk_widget_set_visible (GTK_WIDGET (self->facts),
                          !self->is_narrow || gtk_toggle_button_get_active (self->facts_button));
}

static void
column_toggled_cb (FwReviewPage    *self,
                   GtkToggleButton *button)
{
  GtkToggleButton *other = button == self->queue_button ? self->facts_button : self->queue_button;

  if (gtk_toggle_button_get_active (button))
    gtk_toggle_button_set_active (other, FALSE);
  place_columns (self);
}

static gboolean
layout_idle_cb (gpointer user_data)
{
  FwReviewPage *self = user_data;
  double scale = fw_text_scale (GTK_WIDGET (self));
  gboolean is_compact = self->width < COMPACT_WIDTH * scale;
  gboolean is_low = self->height < COMPACT_HEIGHT * scale;

  self->layout_idle = 0;
  self->is_narrow = self->width < NARROW_WIDTH * scale;
  gtk_widget_set_size_request (self->queue,
                               (int) ((is_compact ? SMALL_WIDTH : QUEUE_WIDTH) * scale), -1);
  gtk_widget_set_size_request (GTK_WIDGET (self->facts),
                               (int) ((is_compact ? SMALL_WIDTH : FACTS_WIDTH) * scale), -1);
  fw_review_film_set_compact (self->film, is_low);
  fw_verdict_bar_set_compact (self->verdict, is_low);
  place_columns (self);
  fw_review_page_update_head (self);

  return G_SOURCE_REMOVE;
}

static void
fw_review_page_size_allocate (GtkWidget *widget,
                              int        width,
                              int        height,
                              int        baseline)
{
  FwReviewPage *self = FW_REVIEW_PAGE (widget);

  gtk_widget_size_allocate (self->box, &(GtkAllocation) { 0, 0, width, height }, baseline);
  if (width == self->width && height == self->height)
    return;
  self->width = width;
  self->height = height;
  if (self->layout_idle == 0)
    self->layout_idle = g_idle_add_full (GDK_PRIORITY_REDRAW - 5, layout_idle_cb, self, NULL);
}

static void
fw_review_page_measure (GtkWidget      *widget,
                        GtkOrientation  orientation,
                        int             for_size,
                        int            *minimum,
                        int            *natural,
                        int            *minimum_baseline,
                        int            *natural_baseline)
{
  gtk_widget_measure (FW_REVIEW_PAGE (widget)->box, orientation, for_size, minimum, natural,
                      minimum_baseline, natural_baseline);
}

void
fw_review_page_cycle_panes (FwReviewPage *self,
                            int           direction)
{
  GtkWidget *panes[] = { self->header, self->queue, GTK_WIDGET (self->canvas),
                         GTK_WIDGET (self->film), GTK_WIDGET (self->verdict),
                         GTK_WIDGET (self->facts) };
  int n = G_N_ELEMENTS (panes);
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (self));
  GtkWidget *focus = root != NULL ? gtk_root_get_focus (root) : NULL;
  int now = 0;

  g_return_if_fail (FW_IS_REVIEW_PAGE (self));

  for (int i = 0; i < n; i++)
    if (focus != NULL && (focus == panes[i] || gtk_widget_is_ancestor (focus, panes[i])))
      now = i;
  for (int k = 1; k <= n; k++)
    {
      GtkWidget *pane = panes[((now + k * direction) % n + n) % n];

      if (!gtk_widget_get_mapped (pane))
        continue;
      if (gtk_widget_get_focusable (pane) ? gtk_widget_grab_focus (pane)
                                          : gtk_widget_child_focus (pane, GTK_DIR_TAB_FORWARD))
        {
          if (GTK_IS_WINDOW (root))
            gtk_window_set_focus_visible (GTK_WINDOW (root), TRUE);
          return;
        }
    }
}

/* What keys ask for ----------------------------------------------------------------- */

static void
send (FwReviewPage *self)
{
  g_autoptr(GError) error = NULL;

  if (!fw_review_sitting_send (self->sitting, &error))
    {
      if (g_error_matches (error, FW_REVIEW_ERROR, FW_REVIEW_ERROR_INCOMPLETE)
          && fw_review_sitting_find_lack (self->sitting, NULL) != FW_LACK_NOTHING)
        fw_verdict_bar_show_lack (self->verdict);
      else
        fw_review_page_say (self, error->message);
      return;
    }
  focus_picture (self);
  if (fw_review_queue_find_open (fw_review_sitting_get_queue (self->sitting), 0) < 0
      && fw_review_sitting_get_stage (self->sitting) != FW_STAGE_REVEALED)
    fw_review_page_say (self, _("All of this draw is judged. {review-sign-off} signs it off."));
}

static void
next (FwReviewPage *self)
{
  if (!fw_review_sitting_go_next (self->sitting))
    fw_review_page_say (self, _("There is no other open one."));
}

static void
previous (FwReviewPage *self)
{
  if (!fw_review_sitting_go_previous (self->sitting))
    fw_review_page_say (self, _("This is the first one."));
}

static void
undo (FwReviewPage *self)
{
  g_autoptr(GError) error = NULL;

  if (fw_review_sitting_undo (self->sitting, &error))
    fw_review_page_say (self, _("The last verdict is taken back."));
  else
    fw_review_page_say (self, error->message);
  focus_picture (self);
}

static void
focus_rule (FwReviewPage *self)
{
  fw_verdict_bar_focus_rule (self->verdict);
}

static void
focus_note (FwReviewPage *self)
{
  fw_verdict_bar_focus_note (self->verdict);
}

static void
go_forward (FwReviewPage *self)
{
  fw_review_page_step (self, 1);
}

static void
go_back (FwReviewPage *self)
{
  fw_review_page_step (self, -1);
}

static void
zoom_in (FwReviewPage *self)
{
  fw_canvas_zoom_in (self->canvas);
}

static void
zoom_out (FwReviewPage *self)
{
  fw_canvas_zoom_out (self->canvas);
}

static void
ask (FwReviewPage *self)
{
  const FwQueueItem *item = fw_review_sitting_get_item (self->sitting);
  const FwVerdictDraft *draft = fw_review_sitting_get_draft (self->sitting);
  FwAskSubject subject = { .has_unit = TRUE, .unit = item->unit, .rule = draft->rule };

  fw_ask_card_open (self->ask, &subject);
}

static void
toggle_facts (FwReviewPage *self)
{
  if (self->is_narrow)
    gtk_toggle_button_set_active (self->facts_button,
                                  !gtk_toggle_button_get_active (self->facts_button));
}

static void
open_report (FwReviewPage *self)
{
  fw_review_page_open_report (self, fw_review_sitting_get_draw (self->sitting)->id);
}

static void show_start (FwReviewPage *self);

static const struct
{
  const char *name;
  void      (*run) (FwReviewPage *self);
  gboolean    needs_unit;
} verbs[] = {
  { "send", send, TRUE },
  { "next", next, TRUE },
  { "previous", previous, TRUE },
  { "rule", focus_rule, TRUE },
  { "note", focus_note, TRUE },
  { "hide", fw_review_page_press_hide, TRUE },
  { "loop", fw_review_page_toggle_loop, TRUE },
  { "next-frame", go_forward, TRUE },
  { "previous-frame", go_back, TRUE },
  { "context", fw_review_page_toggle_context, TRUE },
  { "zoom-in", zoom_in, TRUE },
  { "zoom-out", zoom_out, TRUE },
  { "ask", ask, TRUE },
  { "undo", undo, FALSE },
  { "facts", toggle_facts, FALSE },
  { "sign-off", fw_review_page_ask_sign_off, FALSE },
  { "report", open_report, FALSE },
  { "choose", show_start, FALSE },
  { "join", fw_review_page_join, FALSE },
};

static int
find_verb (const char *name)
{
  for (guint i = 0; i < G_N_ELEMENTS (verbs); i++)
    if (g_str_equal (verbs[i].name, name))
      return (int) i;

  return -1;
}

/* The digit of `verdict-3`; -1. */
static int
get_digit (const char *verb)
{
  return g_str_has_prefix (verb, "verdict-") ? (int) g_ascii_digit_value (verb[8]) : -1;
}

gboolean
fw_review_page_can (FwReviewPage *self,
                    const char   *verb)
{
  g_return_val_if_fail (FW_IS_REVIEW_PAGE (self), FALSE);

  int index = find_verb (verb);

  if (!self->is_entered || self->project == NULL)
    return FALSE;
  if (g_str_equal (verb, "join"))
    return fw_project_get_review (self->project) != NULL
           && fw_review_file_get_state (fw_project_get_review (self->project))
                != FW_REVIEW_FILE_READ_ONLY;
  if (!fw_review_page_is_at_desk (self))
    return FALSE;
  if (g_str_equal (verb, "undo"))
    return fw_review_sitting_can_undo (self->sitting);
  if (g_str_equal (verb, "sign-off"))
    return fw_review_sitting_get_draw (self->sitting)->signed_by == NULL;
  if (g_str_equal (verb, "report"))
    return self->writing_report == NULL;
  if (get_digit (verb) >= 0 || (index >= 0 && verbs[index].needs_unit))
    return self->has_unit;

  return index >= 0;
}

void
fw_review_page_run (FwReviewPage *self,
                    const char   *verb)
{
  g_return_if_fail (FW_IS_REVIEW_PAGE (self));

  if (!fw_review_page_can (self, verb))
    return;
  if (self->sitting != NULL)
    fw_review_sitting_note_input (self->sitting);
  if (get_digit (verb) < 0)
    {
      verbs[find_verb (verb)].run (self);
      return;
    }
  /* Whoever decides has looked. */
  if (!self->is_label_shown)
    fw_review_page_show_label (self, TRUE);
  fw_verdict_bar_press (self->verdict, (guint) get_digit (verb));
}

gboolean
fw_review_page_escape (FwReviewPage *self)
{
  g_return_val_if_fail (FW_IS_REVIEW_PAGE (self), FALSE);

  if (fw_ask_card_is_open (self->ask))
    {
      fw_ask_card_close (self->ask);
      return TRUE;
    }
  if (self->tick != 0)
    {
      fw_review_page_toggle_loop (self);
      return TRUE;
    }
  if (fw_review_page_is_at_desk (self) && !gtk_widget_has_focus (GTK_WIDGET (self->canvas)))
    {
      focus_picture (self);
      return TRUE;
    }

  return FALSE;
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

static void
show_start (FwReviewPage *self)
{
  fw_review_page_stop (self);
  gtk_stack_set_visible_child_name (self->stack, "start");
  fw_review_start_refresh (self->start);
  fw_review_page_update_head (self);
  fw_review_page_tell_changed (self);
  gtk_widget_child_focus (GTK_WIDGET (self->start), GTK_DIR_TAB_FORWARD);
}

static void
open_draw_cb (FwReviewPage *self,
              gint64        draw)
{
  if (!ensure_sitting (self))
    return;
  self->has_unit = FALSE;
  gtk_stack_set_visible_child_name (self->stack, "desk");
  fw_review_sitting_open_draw (self->sitting, draw);
  fw_review_page_update_head (self);
  fw_review_page_tell_changed (self);
  focus_picture (self);
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
      focus_picture (self);
    }
  else
    show_start (self);
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
  watch_input (self);
  fw_review_page_connect_look (self);
  fw_review_page_connect_files (self);
  g_signal_connect_swapped (self->start, "open", G_CALLBACK (open_draw_cb), self);
  g_signal_connect_swapped (self->start, "refused", G_CALLBACK (refused_cb), self);
  g_signal_connect_swapped (self->verdict, "left", G_CALLBACK (focus_picture), self);
  g_signal_connect_swapped (self->ask, "sent", G_CALLBACK (asked_cb), self);
  g_signal_connect_swapped (self->ask, "closed", G_CALLBACK (focus_picture), self);
  g_signal_connect_swapped (self->queue_button, "toggled", G_CALLBACK (column_toggled_cb), self);
  g_signal_connect_swapped (self->facts_button, "toggled", G_CALLBACK (column_toggled_cb), self);
  fw_review_page_update_head (self);
}

GtkWidget *
fw_review_page_new (void)
{
  return g_object_new (FW_TYPE_REVIEW_PAGE, NULL);
}

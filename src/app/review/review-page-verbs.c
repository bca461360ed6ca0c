/* SPDX-License-Identifier: GPL-3.0-or-later */

/*
 * What keys and menus ask of the reviewer's page.
 */

#include "app/review/review-page-private.h"

#include <glib/gi18n.h>

void
fw_review_page_focus_picture (FwReviewPage *self)
{
  gtk_widget_grab_focus (GTK_WIDGET (self->canvas));
}

static void
send (FwReviewPage *self)
{
  g_autoptr(GError) error = NULL;

  if (fw_review_page_is_choosing (self))
    {
      fw_review_start_begin (self->start);
      return;
    }

  /* The next unit may make the field insensitive in which somebody types, and a text
   * that loses the focus so complains. */
  fw_review_page_focus_picture (self);
  if (!fw_review_sitting_send (self->sitting, &error))
    {
      if (g_error_matches (error, FW_REVIEW_ERROR, FW_REVIEW_ERROR_INCOMPLETE)
          && fw_review_sitting_find_lack (self->sitting, NULL) != FW_LACK_NOTHING)
        fw_verdict_bar_show_lack (self->verdict);
      else
        fw_review_page_say (self, error->message);
      return;
    }
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

  fw_review_page_focus_picture (self);
  if (fw_review_sitting_undo (self->sitting, &error))
    fw_review_page_say (self, _("The last verdict is taken back."));
  else
    fw_review_page_say (self, error->message);
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
  { "choose", fw_review_page_show_start, FALSE },
  { "join", fw_review_page_join, FALSE },
  { "disputes", fw_review_page_show_disputes, FALSE },
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
  if (g_str_equal (verb, "disputes"))
    return fw_project_get_review (self->project) != NULL;
  if (g_str_equal (verb, "send") && fw_review_page_is_choosing (self))
    return fw_review_start_can_begin (self->start);
  if (!fw_review_page_is_at_desk (self))
    return FALSE;
  if (g_str_equal (verb, "undo"))
    return fw_review_sitting_can_undo (self->sitting);
  if (g_str_equal (verb, "sign-off"))
    return fw_review_sitting_get_draw (self->sitting)->signed_by == NULL;
  /* The report tells what everybody said. */
  if (g_str_equal (verb, "report"))
    return self->writing_report == NULL
           && (fw_review_sitting_get_draw (self->sitting)->signed_by != NULL
               || !fw_review_queue_is_blind (fw_review_sitting_get_queue (self->sitting)));
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
      fw_review_page_focus_picture (self);
      return TRUE;
    }
  if (fw_review_page_is_choosing (self) && self->sitting != NULL
      && fw_review_sitting_get_draw (self->sitting) != NULL)
    {
      fw_review_page_show_desk (self);
      return TRUE;
    }

  return FALSE;
}


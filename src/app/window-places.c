/* SPDX-License-Identifier: GPL-3.0-or-later */

/*
 * Work that is opened for the sake of one place in it: a label that came back, a
 * rule of its manual; or of one thing that can be done with it.
 */

#include "app/window-private.h"

#include <glib/gi18n.h>

#define UNIT_PLACE "unit:"
#define RULE_PLACE "rule:"
#define DO_PLACE   "do:"
#define QUESTION_PLACE "question:"

void
fw_window_open_at (FwWindow             *self,
                   const FwProjectFiles *files,
                   const char           *place)
{
  g_return_if_fail (FW_IS_WINDOW (self));

  /* The work itself would show what is asked. */
  if (g_str_equal (place, DO_PLACE "practise") || g_str_equal (place, DO_PLACE "exam"))
    {
      fw_window_begin_exam_on (self, files, place + strlen (DO_PLACE));
      return;
    }
  /* What stands in line already goes with its place. */
  fw_window_open (self, files);
  g_free (self->place);
  self->place = g_strdup (place);
}

/* What is judged already comes a moment after the labels. */
static gboolean
waits_for_review (FwWindow *self)
{
  return self->place != NULL
         && (g_str_has_prefix (self->place, DO_PLACE)
             || g_str_has_prefix (self->place, QUESTION_PLACE))
         && fw_project_get_review (self->project) == NULL
         && fw_project_get_review_trouble (self->project) == NULL;
}

/* The picture that it is about, and the question beside it. */
static void
show_question (FwWindow *self,
               gint64    id)
{
  fw_editor_page_go_to_question (self->editor, id);
  if (!fw_editor_page_show_question (self->editor, id))
    fw_window_say (self, _ ("This question is not there any more."), FALSE);
}

void
fw_window_go_to_place (FwWindow *self)
{
  if (self->session != NULL && waits_for_review (self))
    return;

  g_autofree char *place = g_steal_pointer (&self->place);
  char *why = place != NULL ? strchr (place, '\n') : NULL;

  if (place == NULL || self->session == NULL)
    return;
  if (why != NULL)
    *why++ = '\0';
  if (g_str_has_prefix (place, DO_PLACE))
    {
      g_autofree char *action = g_strconcat ("win.", place + strlen (DO_PLACE), NULL);

      gtk_widget_activate_action (GTK_WIDGET (self), action, NULL);
      return;
    }
  if (g_str_has_prefix (place, QUESTION_PLACE))
    {
      show_question (self, g_ascii_strtoll (place + strlen (QUESTION_PLACE), NULL, 10));
      return;
    }
  if (g_str_has_prefix (place, RULE_PLACE))
    {
      fw_editor_page_open_manual (self->editor, place + strlen (RULE_PLACE));
      return;
    }
  if (!g_str_has_prefix (place, UNIT_PLACE))
    return;
  if (!fw_editor_page_go_to_unit (self->editor, place + strlen (UNIT_PLACE)))
    fw_window_say (self, _ ("That label is not here any more."), FALSE);
  else if (why != NULL)
    fw_toaster_show (self->toaster, &(FwToast) { .sentence = why, .seconds = 15 });
}

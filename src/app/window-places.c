/* SPDX-License-Identifier: GPL-3.0-or-later */

/*
 * Work that is opened for the sake of one place in it: a label that came back, a
 * rule of its manual.
 */

#include "app/window-private.h"

#include <glib/gi18n.h>

#define UNIT_PLACE "unit:"
#define RULE_PLACE "rule:"

void
fw_window_open_at (FwWindow             *self,
                   const FwProjectFiles *files,
                   const char           *place)
{
  g_return_if_fail (FW_IS_WINDOW (self));

  /* What stands in line already goes with its place. */
  fw_window_open (self, files);
  g_free (self->place);
  self->place = g_strdup (place);
}

void
fw_window_go_to_place (FwWindow *self)
{
  g_autofree char *place = g_steal_pointer (&self->place);
  char *why = place != NULL ? strchr (place, '\n') : NULL;

  if (place == NULL || self->session == NULL)
    return;
  if (why != NULL)
    *why++ = '\0';
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

/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/compare/compare-words.h"

#include "edit/clock.h"

#include <glib/gi18n.h>

/* "brake-lights" as people say it: "Brake lights". */
static char *
dup_attribute_name (const char *name)
{
  if (g_str_equal (name, FW_CHANGE_OCCLUDED))
    return g_strdup (_("Occluded"));

  GString *words = g_string_new (NULL);
  const char *at = g_utf8_next_char (name);

  if (*name == '\0')
    return g_string_free (words, FALSE);
  g_string_append_unichar (words, g_unichar_toupper (g_utf8_get_char (name)));
  for (; *at; at = g_utf8_next_char (at))
    g_string_append_unichar (words, *at == '_' || *at == '-' ? ' ' : g_utf8_get_char (at));

  return g_string_free (words, FALSE);
}

static char *
dup_value (FwValue value)
{
  if (value.type == FW_VALUE_NULL)
    return g_strdup (C_("attribute", "not set"));
  if (value.type == FW_VALUE_BOOL)
    return g_strdup (value.boolean ? C_("attribute", "yes") : C_("attribute", "no"));

  return fw_value_to_text (value);
}

static char *
dup_two (const char *what,
         FwValue     before,
         FwValue     after)
{
  g_autofree char *left = dup_value (before);
  g_autofree char *right = dup_value (after);

  /* Translators: "Truncated: no in A, yes in B" */
  return g_strdup_printf (_("%s: %s in A, %s in B"), what, left, right);
}

static char *
dup_shape_words (double distance)
{
  /* Less than what anybody can draw. */
  if (distance < 0.1)
    return g_strdup (_("Shape, less than 0.1 px"));
  if (!isfinite (distance))
    return g_strdup (_("Shape"));

  return distance < 10.0 ? g_strdup_printf (_("Shape, up to %.1f px"), distance)
                         : g_strdup_printf (_("Shape, up to %.0f px"), distance);
}

char *
fw_difference_dup_words (const FwDifference *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  const FwTrackRun *run = &self->run;
  g_autofree char *name = NULL;

  switch (self->kind)
    {
    case FW_DIFFERENCE_WHOLE:
    case FW_DIFFERENCE_THERE:
    case FW_DIFFERENCE_MARK:
      return g_strdup (run->before.boolean ? _("Only in A") : _("Only in B"));
    case FW_DIFFERENCE_CATEGORY:
      return dup_two (_("Category"), run->before, run->after);
    case FW_DIFFERENCE_SHAPE:
      return dup_shape_words (run->distance);
    case FW_DIFFERENCE_ATTRIBUTE:
      name = dup_attribute_name (run->name);
      return dup_two (name, run->before, run->after);
    case FW_DIFFERENCE_KEYFRAMES:
      if (run->before.number == run->after.number)
        return g_strdup (_("Keyframes in other frames, the same shapes"));
      return g_strdup_printf (_("Keyframes: %.0f in A, %.0f in B, the same shapes"),
                              run->before.number, run->after.number);
    case FW_DIFFERENCE_NAME:
      return dup_two (_("Name"), run->before, run->after);
    case FW_DIFFERENCE_ORDER:
      return g_strdup (_("Order of drawing"));
    default:
      g_assert_not_reached ();
    }
}

char *
fw_difference_dup_frames (const FwDifference *self,
                          FwSession          *session)
{
  g_return_val_if_fail (self && FW_IS_SESSION (session), NULL);

  FwFrameList *frames = fw_session_get_frame_list (session);
  int first = fw_clock_to_people (frames, self->run.span.first);
  int last = fw_clock_to_people (frames, self->run.span.last);

  if (!fw_session_is_video (session))
    return first == last ? g_strdup_printf (_("picture %d"), first)
                         : g_strdup_printf (_("pictures %d–%d"), first, last);

  return first == last ? g_strdup_printf (_("frame %d"), first)
                       : g_strdup_printf (_("frames %d–%d"), first, last);
}

char *
fw_compare_object_dup_summary (const FwCompareObject *object,
                               FwSession             *session)
{
  g_return_val_if_fail (object != NULL, NULL);

  guint n = object->differences->len;

  if (n == 0)
    return g_strdup (_("The same in both now"));

  const FwDifference *first = &g_array_index (object->differences, FwDifference, 0);
  g_autofree char *words = fw_difference_dup_words (first);
  g_autofree char *frames = fw_difference_dup_frames (first, session);

  if (n == 1)
    return g_strdup_printf ("%s · %s", words, frames);

  /* Translators: what differs, where, and how much more there is */
  return g_strdup_printf (ngettext ("%s · %s · %u more", "%s · %s · %u more", n - 1), words, frames,
                          n - 1);
}

const char *
fw_choice_to_words (FwChoice choice)
{
  switch (choice)
    {
    case FW_CHOICE_MINE:
      return _("A kept");
    case FW_CHOICE_THEIRS:
      return _("B taken");
    case FW_CHOICE_BOTH:
      return _("Both");
    default:
      return "";
    }
}

const char *
fw_difference_kind_to_title (FwDifferenceKind kind)
{
  static const char *const titles[FW_N_DIFFERENCE_KINDS] = {
    [FW_DIFFERENCE_WHOLE] = N_("Only in one"),
    [FW_DIFFERENCE_CATEGORY] = N_("Category"),
    [FW_DIFFERENCE_THERE] = N_("In view"),
    [FW_DIFFERENCE_SHAPE] = N_("Shape"),
    [FW_DIFFERENCE_ATTRIBUTE] = N_("Attributes"),
    [FW_DIFFERENCE_KEYFRAMES] = N_("Keyframes"),
    [FW_DIFFERENCE_NAME] = N_("Name"),
    [FW_DIFFERENCE_ORDER] = N_("Order of drawing"),
    [FW_DIFFERENCE_MARK] = N_("Marks of frames"),
  };

  g_return_val_if_fail (kind < FW_N_DIFFERENCE_KINDS, NULL);

  return _(titles[kind]);
}

char *
fw_compare_dup_share (double share)
{
  return isnan (share) ? g_strdup ("–") : g_strdup_printf (_("%.1f %%"), share * 100.0);
}

char *
fw_compare_dup_index (double value)
{
  return isnan (value) ? g_strdup ("–") : g_strdup_printf ("%.2f", value);
}

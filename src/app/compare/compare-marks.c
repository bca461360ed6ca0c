/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/compare/compare-marks.h"

#include <glib/gi18n.h>

static FwSpanSet *
intersect (const FwSpanSet *a,
           const FwSpanSet *b)
{
  g_autoptr(FwSpanSet) rest = fw_span_set_minus (a, b);

  return fw_span_set_minus (a, rest);
}

static void
add_side (GArray          *differences,
          const FwSpanSet *one,
          const FwSpanSet *other,
          const FwSpanSet *common,
          gboolean         is_a)
{
  g_autoptr(FwSpanSet) only = fw_span_set_minus (one, other);
  g_autoptr(FwSpanSet) counted = intersect (only, common);
  gsize n = 0;
  const FwSpan *spans = counted ? fw_span_set_get_spans (counted, &n) : NULL;

  for (gsize i = 0; i < n; i++)
    {
      FwDifference difference = {
        FW_DIFFERENCE_MARK,
        { .span = spans[i], .before = fw_value_boolean (is_a), .after = fw_value_boolean (!is_a),
          .farthest = spans[i].first }
      };

      g_array_append_val (differences, difference);
    }
}

static int
compare_firsts (gconstpointer a,
                gconstpointer b)
{
  FwFrame left = ((const FwDifference *) a)->run.span.first;
  FwFrame right = ((const FwDifference *) b)->run.span.first;

  return (left > right) - (left < right);
}

GArray *
fw_marks_list_differences (const FwSpanSet *a,
                           const FwSpanSet *b,
                           const FwSpanSet *common)
{
  GArray *differences = g_array_new (FALSE, FALSE, sizeof (FwDifference));

  add_side (differences, a, b, common, TRUE);
  add_side (differences, b, a, common, FALSE);
  g_array_sort (differences, compare_firsts);

  return differences;
}

FwSpanSet *
fw_marks_take (const FwSpanSet *ours,
               const FwSpanSet *theirs,
               const FwSpanSet *common)
{
  g_autoptr(FwSpanSet) kept = fw_span_set_minus (ours, common);
  g_autoptr(FwSpanSet) taken = intersect (theirs, common);

  return fw_span_set_union (kept, taken);
}

const char *
fw_mark_to_title (FwSlotKind kind,
                  gboolean   is_video)
{
  switch (kind)
    {
    case FW_SLOT_DELETED:
      return is_video ? _("Deleted frames") : _("Deleted pictures");
    case FW_SLOT_EMPTY:
      return is_video ? _("Frames with nothing in them") : _("Pictures with nothing in them");
    default:
      return is_video ? _("Frames that are done") : _("Pictures that are done");
    }
}

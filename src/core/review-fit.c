/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "core/review-fit.h"

#include <glib/gi18n.h>

/* FALSE when the unit fits. */
static gboolean
find_unfit (const FwDrawUnit *drawn,
            const FwSnapshot *snapshot,
            const char *media,
            FwUnfitKind *out_kind)
{
  g_autofree char *own = NULL;
  FwUnit unit;

  if (!fw_unit_parse (drawn->unit, &unit, &own) || !g_str_equal (own, media))
    {
      *out_kind = FW_UNFIT_FOREIGN;
      return TRUE;
    }

  g_autofree char *rev = fw_unit_dup_rev (&unit, snapshot);

  *out_kind = rev ? FW_UNFIT_CHANGED : FW_UNFIT_MISSING;

  return !rev || (drawn->rev && !g_str_equal (rev, drawn->rev));
}

/* Units of a draw that have a verdict. */
static GHashTable *
list_judged (const FwReview *review, gint64 draw)
{
  GHashTable *judged = g_hash_table_new (g_str_hash, g_str_equal);
  gsize n;
  const FwVerdict *const *verdicts = fw_review_get_of_draw (review, draw, &n);

  for (gsize i = 0; i < n; i++)
    g_hash_table_add (judged, verdicts[i]->unit);

  return judged;
}

GArray *
fw_review_list_unfit (const FwReview *review, const FwSnapshot *snapshot, const char *media)
{
  GArray *list = g_array_new (FALSE, FALSE, sizeof (FwUnfitUnit));

  g_return_val_if_fail (review != NULL && snapshot != NULL && media != NULL, list);

  for (gsize d = 0; d < fw_review_get_n (review, FW_REVIEW_DRAW); d++)
    {
      const FwDraw *draw = fw_review_get (review, FW_REVIEW_DRAW, d);
      g_autoptr (GHashTable) judged = list_judged (review, draw->id);

      for (gsize i = 0; i < draw->n_units; i++)
        {
          FwUnfitUnit unfit = { .draw = draw, .unit = &draw->units[i] };

          if (!find_unfit (unfit.unit, snapshot, media, &unfit.kind))
            continue;
          unfit.is_judged = g_hash_table_contains (judged, unfit.unit->unit);
          g_array_append_val (list, unfit);
        }
    }

  return list;
}

gboolean
fw_review_is_of_other (const FwReview *review, const FwReviewLabels *labels)
{
  g_return_val_if_fail (review != NULL && labels != NULL, FALSE);

  const char *own = fw_review_get_labels (review)->document;

  return own && labels->document && !g_str_equal (own, labels->document);
}

char *
fw_unfit_unit_to_text (const FwUnfitUnit *unfit, const FwUnitWords *words)
{
  g_return_val_if_fail (unfit != NULL, NULL);

  FwUnit unit;
  gboolean has_words
      = words && unfit->kind != FW_UNFIT_FOREIGN && fw_unit_parse (unfit->unit->unit, &unit, NULL);
  g_autofree char *what
      = has_words ? fw_unit_words_dup (words, &unit) : g_strdup (unfit->unit->unit);

  switch (unfit->kind)
    {
    case FW_UNFIT_MISSING:
      return g_strdup_printf (_ ("%s: not in the labels any more"), what);
    case FW_UNFIT_CHANGED:
      return g_strdup_printf (unfit->is_judged ? _ ("%s: changed since it was judged")
                                               : _ ("%s: changed since it was drawn"),
                              what);
    case FW_UNFIT_FOREIGN:
      return g_strdup_printf (_ ("%s: of other media"), what);
    }

  g_assert_not_reached ();
}

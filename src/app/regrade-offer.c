/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/regrade-offer.h"

#include "rules/manual-versions.h"

#include <glib/gi18n.h>

static void
clear_part (gpointer data)
{
  FwRegradePart *part = data;

  g_free (part->from);
  fw_regrade_plan_free (part->plan);
}

void
fw_regrade_offer_free (FwRegradeOffer *self)
{
  g_return_if_fail (self != NULL);

  g_array_unref (self->parts);
  g_free (self->manual);
  g_free (self->version);
  g_free (self);
}

/* Whether verdicts of the manual's @version are there. */
static gboolean
is_cited (const FwReview *review,
          const char     *manual,
          const char     *version)
{
  for (gsize i = 0; i < fw_review_get_n (review, FW_REVIEW_VERDICT); i++)
    {
      const FwVerdict *verdict = fw_review_get (review, FW_REVIEW_VERDICT, i);

      if (g_strcmp0 (verdict->version, version) == 0
          && (verdict->manual == NULL || g_str_equal (verdict->manual, manual)))
        return TRUE;
    }

  return FALSE;
}

static gboolean
is_done (const FwReview *review,
         const char     *from,
         const char     *to)
{
  for (gsize i = 0; i < fw_review_get_n (review, FW_REVIEW_REGRADE); i++)
    {
      const FwRegrade *regrade = fw_review_get (review, FW_REVIEW_REGRADE, i);

      if (g_strcmp0 (regrade->from_version, from) == 0
          && g_strcmp0 (regrade->to_version, to) == 0)
        return TRUE;
    }

  return FALSE;
}

static FwChangeClass
get_class (const FwRuleChange *change)
{
  /* What nobody can be graded under any more is no longer asked. */
  return change->fate == FW_RULE_RETIRED || change->fate == FW_RULE_REMOVED
             ? FW_CHANGE_CLASS_RETIRE
             : fw_rule_change_get_class (change);
}

static void
add_part (FwRegradeOffer *self,
          const FwReview *review,
          FwManual       *before,
          FwManual       *after)
{
  g_autoptr(FwManualDiff) diff = fw_manual_diff_new (before, after);
  gsize n = fw_manual_diff_get_n (diff);
  g_autofree FwRegradeRule *rules = g_new0 (FwRegradeRule, n + 1);
  FwRegradePart part = { .from = g_strdup (fw_manual_get_version (before)) };

  for (gsize i = 0; i < n; i++)
    {
      const FwRuleChange *change = fw_manual_diff_get (diff, i);

      rules[i] = (FwRegradeRule) { fw_rule_change_get_id (change), get_class (change),
                                   change->after != NULL ? change->after->rev : NULL };
    }
  part.plan = fw_regrade_plan_new (review, part.from, rules, n);
  if (part.plan->excused->len == 0 && part.plan->rework->len == 0)
    {
      clear_part (&part);
      return;
    }
  self->n_excused += part.plan->excused->len;
  self->n_rework += part.plan->rework->len;
  g_array_append_val (self->parts, part);
}

FwRegradeOffer *
fw_regrade_offer_new (const FwReview *review,
                      FwManual       *manual,
                      GFile          *file)
{
  g_return_val_if_fail (review != NULL && manual != NULL && G_IS_FILE (file), NULL);

  g_autoptr(FwManualVersions) versions = fw_manual_versions_load (file, NULL);
  const FwPublishedVersion *now
      = versions != NULL ? fw_manual_versions_find (versions, fw_manual_get_version (manual))
                         : NULL;
  g_autoptr(FwRegradeOffer) self = NULL;

  if (now == NULL || g_strcmp0 (now->sha256, fw_manual_get_sha256 (manual)) != 0)
    return NULL;

  self = g_new0 (FwRegradeOffer, 1);
  self->manual = g_strdup (fw_manual_get_name (manual));
  self->version = g_strdup (now->version);
  self->parts = g_array_new (FALSE, FALSE, sizeof (FwRegradePart));
  g_array_set_clear_func (self->parts, clear_part);
  for (gsize i = 0; fw_manual_versions_get (versions, i) != now; i++)
    {
      const FwPublishedVersion *older = fw_manual_versions_get (versions, i);
      g_autoptr(FwManual) before = NULL;

      if (!is_cited (review, self->manual, older->version)
          || is_done (review, older->version, self->version))
        continue;
      before = fw_manual_versions_read (versions, older, NULL);
      if (before != NULL)
        add_part (self, review, before, manual);
    }

  return self->parts->len > 0 ? g_steal_pointer (&self) : NULL;
}

char *
fw_regrade_offer_dup_sentence (const FwRegradeOffer *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  g_autofree char *leave
      = g_strdup_printf (ngettext ("%d verdict leaves the count", "%d verdicts leave the count",
                                   self->n_excused),
                         (int) self->n_excused);
  g_autofree char *work = g_strdup_printf (
      ngettext ("%d label becomes new work", "%d labels become new work", self->n_rework),
      (int) self->n_rework);

  if (self->n_rework == 0)
    return g_strdup_printf (_ ("Manual %s changed rules that verdicts cite: %s."), self->version,
                            leave);
  if (self->n_excused == 0)
    return g_strdup_printf (_ ("Manual %s changed rules that verdicts cite: %s."), self->version,
                            work);

  /* Translators: a version, and what becomes of verdicts and of labels. */
  return g_strdup_printf (_ ("Manual %s changed rules that verdicts cite: %s, and %s."),
                          self->version, leave, work);
}

gboolean
fw_regrade_offer_apply (const FwRegradeOffer  *self,
                        FwReviewFile          *file,
                        const char            *person,
                        GDateTime             *now,
                        GArray                *out_ids,
                        GError               **error)
{
  g_return_val_if_fail (self != NULL && FW_IS_REVIEW_FILE (file) && now != NULL, FALSE);

  g_autoptr(GDateTime) utc = g_date_time_to_utc (now);
  g_autofree char *at = g_date_time_format_iso8601 (utc);

  for (guint i = 0; i < self->parts->len; i++)
    {
      const FwRegradePart *part = &g_array_index (self->parts, FwRegradePart, i);
      g_autoptr(GPtrArray) rework = g_ptr_array_new ();
      FwRegrade facts = { .manual = self->manual,
                          .from_version = part->from,
                          .to_version = self->version,
                          .at = at,
                          .by = (char *) person,
                          .excused = (gint64 *) (gpointer) part->plan->excused->data,
                          .n_excused = part->plan->excused->len };
      gint64 id;

      for (guint k = 0; k < part->plan->rework->len; k++)
        g_ptr_array_add (rework, g_ptr_array_index (part->plan->rework, k));
      g_ptr_array_add (rework, NULL);
      facts.rework = (char **) rework->pdata;
      if (!fw_review_file_put (file, FW_REVIEW_REGRADE, &facts, &id, error))
        return FALSE;
      if (out_ids != NULL)
        g_array_append_val (out_ids, id);
    }

  return TRUE;
}

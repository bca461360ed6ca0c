/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/regrade-offer.h"

#include "core/change-class.h"
#include "rules/manual-diff.h"
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

static FwChangeClass
get_class (const FwRuleChange *change)
{
  /* What nobody can be graded under any more is no longer asked. */
  return change->fate == FW_RULE_RETIRED || change->fate == FW_RULE_REMOVED
             ? FW_CHANGE_CLASS_RETIRE
             : fw_rule_change_get_class (change);
}

/* What the versions from one on did to rules, step by step: who only compares the ends
 * sees a rule that was made clearer last, and misses that it was loosened before. */
typedef struct
{
  FwManual  *manual; /* borrowed: as it is now */
  gsize      n;      /* versions before it */
  GPtrArray *since;  /* (owned) (element-type GHashTable) (nullable elements) of each version:
                      * rule -> FwChangeClass up to now; NULL: it is not on this computer */
} Changes;

static void
clear_table (gpointer table)
{
  if (table != NULL)
    g_hash_table_unref (table);
}

static GHashTable *
copy_table (GHashTable *from)
{
  GHashTable *table = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  GHashTableIter iter;
  gpointer rule;
  gpointer change;

  g_hash_table_iter_init (&iter, from);
  while (g_hash_table_iter_next (&iter, &rule, &change))
    g_hash_table_insert (table, g_strdup (rule), change);

  return table;
}

/* Adds one more step, before those that @table knows. */
static void
add_step (GHashTable *table,
          FwManual   *before,
          FwManual   *after)
{
  g_autoptr(FwManualDiff) diff = fw_manual_diff_new (before, after);

  for (gsize i = 0; i < fw_manual_diff_get_n (diff); i++)
    {
      const FwRuleChange *change = fw_manual_diff_get (diff, i);
      const char *rule = fw_rule_change_get_id (change);
      FwChangeClass later = GPOINTER_TO_UINT (g_hash_table_lookup (table, rule));

      g_hash_table_insert (
          table, g_strdup (rule),
          GUINT_TO_POINTER (fw_change_class_join (get_class (change), later)));
    }
}

/* From the @first of @versions up to that before the @n-th, which is @manual. */
static void
read_changes (Changes          *self,
              FwManualVersions *versions,
              FwManual         *manual,
              gsize             first,
              gsize             n)
{
  g_autoptr(GHashTable) known = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  g_autoptr(FwManual) after = fw_manual_ref (manual);

  *self = (Changes) { manual, n, g_ptr_array_new_with_free_func (clear_table) };
  g_ptr_array_set_size (self->since, (int) n + 1);
  self->since->pdata[n] = copy_table (known);
  for (gsize i = n; i > first; i--)
    {
      FwManual *before
          = fw_manual_versions_read (versions, fw_manual_versions_get (versions, i - 1), NULL);

      if (before == NULL)
        continue;
      add_step (known, before, after);
      self->since->pdata[i - 1] = copy_table (known);
      fw_manual_unref (after);
      after = before;
    }
}

/* What becomes of verdicts of the version @from when rules changed as they did since the
 * @place-th. */
static FwRegradePlan *
make_plan (const Changes  *self,
           const FwReview *review,
           const char     *from,
           gsize           place)
{
  GHashTable *table = self->since->pdata[place];
  g_autofree FwRegradeRule *rules = g_new0 (FwRegradeRule, g_hash_table_size (table) + 1);
  GHashTableIter iter;
  gpointer id;
  gpointer change;
  gsize n = 0;

  g_hash_table_iter_init (&iter, table);
  while (g_hash_table_iter_next (&iter, &id, &change))
    {
      const FwRule *now = fw_manual_find_rule (self->manual, id);

      rules[n++] = (FwRegradeRule) { id, GPOINTER_TO_UINT (change),
                                     now != NULL ? now->rev : NULL };
    }

  return fw_regrade_plan_new (review, from, rules, n);
}

/* The units that regrades of verdicts of the version @from made new work, in @all up to
 * any version and in @here up to this one; and the newest place they went up to. */
static gsize
list_rework (const Changes    *self,
             FwManualVersions *versions,
             const FwReview   *review,
             gsize             place,
             GHashTable       *all,
             GHashTable       *here)
{
  const char *from = fw_manual_versions_get (versions, place)->version;
  gsize done = place;

  for (gsize i = 0; i < fw_review_get_n (review, FW_REVIEW_REGRADE); i++)
    {
      const FwRegrade *regrade = fw_review_get (review, FW_REVIEW_REGRADE, i);
      gboolean is_here
          = g_strcmp0 (regrade->to_version, fw_manual_get_version (self->manual)) == 0;

      if (g_strcmp0 (regrade->from_version, from) != 0)
        continue;
      for (gsize k = 0; regrade->rework != NULL && regrade->rework[k] != NULL; k++)
        {
          g_hash_table_add (all, regrade->rework[k]);
          if (is_here)
            g_hash_table_add (here, regrade->rework[k]);
        }
      for (gsize k = done + 1; k <= self->n; k++)
        if (g_strcmp0 (fw_manual_versions_get (versions, k)->version, regrade->to_version) == 0
            && self->since->pdata[k] != NULL)
          done = k;
    }

  return done;
}

/* What was made new work stays so, and is none twice. */
static void
leave_known_out (FwRegradePlan *plan,
                 GHashTable    *known)
{
  g_autoptr(GPtrArray) all = g_steal_pointer (&plan->rework);

  plan->rework = g_ptr_array_new_with_free_func (g_free);
  for (guint i = 0; i < all->len; i++)
    if (!g_hash_table_contains (known, all->pdata[i]))
      g_ptr_array_add (plan->rework, g_strdup (all->pdata[i]));
}

static void
add_part (FwRegradeOffer   *self,
          const Changes    *changes,
          FwManualVersions *versions,
          const FwReview   *review,
          gsize             place)
{
  g_autoptr(GHashTable) all = g_hash_table_new (g_str_hash, g_str_equal);
  g_autoptr(GHashTable) here = g_hash_table_new (g_str_hash, g_str_equal);
  FwRegradePart part
      = { .from = g_strdup (fw_manual_versions_get (versions, place)->version) };
  gsize done = list_rework (changes, versions, review, place, all, here);

  /* Verdicts that came after a regrade were not in it. */
  part.plan = make_plan (changes, review, part.from, place);
  leave_known_out (part.plan, all);
  if (done > place)
    {
      g_autoptr(FwRegradePlan) later = make_plan (changes, review, part.from, done);

      leave_known_out (later, here);
      for (guint i = 0; i < part.plan->rework->len; i++)
        g_hash_table_add (here, part.plan->rework->pdata[i]);
      for (guint i = 0; i < later->rework->len; i++)
        if (!g_hash_table_contains (here, later->rework->pdata[i]))
          g_ptr_array_add (part.plan->rework, g_strdup (later->rework->pdata[i]));
    }
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
  g_autoptr(GArray) cited = g_array_new (FALSE, FALSE, sizeof (gsize));
  Changes changes;
  gsize n = 0;

  if (now == NULL || g_strcmp0 (now->sha256, fw_manual_get_sha256 (manual)) != 0)
    return NULL;

  self = g_new0 (FwRegradeOffer, 1);
  self->manual = g_strdup (fw_manual_get_name (manual));
  self->version = g_strdup (now->version);
  self->parts = g_array_new (FALSE, FALSE, sizeof (FwRegradePart));
  g_array_set_clear_func (self->parts, clear_part);
  for (; fw_manual_versions_get (versions, n) != now; n++)
    if (is_cited (review, self->manual, fw_manual_versions_get (versions, n)->version))
      g_array_append_val (cited, n);
  if (cited->len == 0)
    return NULL;

  read_changes (&changes, versions, manual, g_array_index (cited, gsize, 0), n);
  for (guint i = 0; i < cited->len; i++)
    if (changes.since->pdata[g_array_index (cited, gsize, i)] != NULL)
      add_part (self, &changes, versions, review, g_array_index (cited, gsize, i));
  g_ptr_array_unref (changes.since);

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

/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "review/report.h"

#include "core/canonical-json.h"
#include "review/significance.h"

#include <inttypes.h>

/* Members are appended with their comma in front, but for the first. */

static void
add_key (GString *json, const char *key)
{
  char last = json->len > 0 ? json->str[json->len - 1] : '{';

  if (last != '{' && last != '[')
    g_string_append_c (json, ',');
  fw_json_append_string (json, key);
  g_string_append_c (json, ':');
}

static void
add_text (GString *json, const char *key, const char *text)
{
  add_key (json, key);
  if (text)
    fw_json_append_string (json, text);
  else
    g_string_append (json, "null");
}

static void
add_integer (GString *json, const char *key, gint64 number)
{
  add_key (json, key);
  g_string_append_printf (json, "%" PRId64, number);
}

static void
add_number (GString *json, const char *key, double number)
{
  add_key (json, key);
  fw_json_append_number (json, number);
}

static void
add_range (GString *json, const char *key, FwInterval range)
{
  add_key (json, key);
  g_string_append_c (json, '[');
  fw_json_append_number (json, range.low);
  g_string_append_c (json, ',');
  fw_json_append_number (json, range.high);
  g_string_append_c (json, ']');
}

static void
add_groups (GString *json, const char *key, GArray *groups)
{
  add_key (json, key);
  g_string_append_c (json, '[');
  for (guint i = 0; i < groups->len; i++)
    {
      const FwReportGroup *group = &g_array_index (groups, FwReportGroup, i);

      g_string_append (json, i > 0 ? ",{" : "{");
      add_text (json, "name", group->name);
      if (group->size > 0)
        add_integer (json, "size", group->size);
      add_integer (json, "drawn", group->drawn);
      add_integer (json, "judged", group->judged);
      add_integer (json, "wrong", group->wrong);
      add_range (json, "wilson", group->interval);
      g_string_append_c (json, '}');
    }
  g_string_append_c (json, ']');
}

static void
add_confusion (GString *json, const FwReport *self)
{
  add_key (json, "confusion");
  g_string_append_c (json, '{');
  add_key (json, "kinds");
  g_string_append_c (json, '[');
  for (guint i = 0; i < self->kinds->len; i++)
    {
      if (i > 0)
        g_string_append_c (json, ',');
      fw_json_append_string (json, g_ptr_array_index (self->kinds, i));
    }
  g_string_append_c (json, ']');
  add_key (json, "table");
  g_string_append_c (json, '[');
  for (guint i = 0; i < self->kinds->len; i++)
    {
      g_string_append (json, i > 0 ? ",[" : "[");
      for (guint j = 0; j < self->kinds->len; j++)
        g_string_append_printf (json, "%s%" PRId64, j > 0 ? "," : "",
                                self->confusion[i * self->kinds->len + j]);
      g_string_append_c (json, ']');
    }
  g_string_append (json, "]}");
}

static void
add_head (GString *json, const FwReport *self)
{
  add_text (json, "labels", fw_review_get_labels (self->review)->file);
  add_text (json, "manual", self->batch->manual);
  add_text (json, "version", self->batch->version);
  add_key (json, "batch");
  g_string_append_c (json, '{');
  add_integer (json, "id", self->batch->id);
  add_text (json, "unit", fw_unit_kind_to_word (self->batch->unit));
  add_integer (json, "units", self->batch->n_units);
  add_text (json, "frozen_at", self->batch->frozen_at);
  add_text (json, "sha256", self->batch->sha256);
  g_string_append_c (json, '}');
  add_integer (json, "draw", self->draw->id);
  add_text (json, "design", fw_design_to_word (self->draw->design));
  add_text (json, "seed", self->draw->seed);
  add_integer (json, "drawn", (gint64) self->draw->n_units);
  add_text (json, "signed_by", self->draw->signed_by);
  add_text (json, "signed_at", self->draw->signed_at);
}

static void
add_counts (GString *json, const FwReport *self)
{
  add_key (json, "outcomes");
  g_string_append_c (json, '{');
  for (int i = 0; i < FW_N_OUTCOMES; i++)
    add_integer (json, fw_outcome_to_word ((FwOutcome) i), self->counts[i]);
  add_integer (json, "open", self->open);
  g_string_append_c (json, '}');

  add_key (json, "mistakes");
  g_string_append_c (json, '{');
  for (int i = 1; i < FW_N_MISTAKES; i++)
    if (self->mistakes[i] > 0)
      add_integer (json, fw_mistake_to_word ((FwMistake) i), self->mistakes[i]);
  g_string_append_c (json, '}');
}

static void
add_estimate (GString *json, const FwReport *self)
{
  add_key (json, "estimate");
  if (self->draw->design == FW_DESIGN_TARGETED)
    {
      g_string_append (json, "null");
      return;
    }
  g_string_append_c (json, '{');
  add_number (json, "confidence", self->confidence);
  add_number (json, "rate", self->estimate.rate);
  add_number (json, "se", self->estimate.se);
  add_range (json, "interval", self->estimate.interval);
  add_number (json, "total", self->estimate.total);
  add_number (json, "covered", self->estimate.covered);
  if (self->draw->design == FW_DESIGN_SIMPLE)
    {
      add_range (json, "clopper_pearson", self->exact);
      add_key (json, "hypergeometric");
      g_string_append_printf (json, "[%" PRId64 ",%" PRId64 "]", self->lot.low, self->lot.high);
    }
  if (self->clusters.n_objects > 0)
    {
      add_key (json, "clusters");
      g_string_append_c (json, '{');
      add_integer (json, "objects", self->clusters.n_objects);
      add_number (json, "rho", self->clusters.rho);
      add_number (json, "design_effect", self->clusters.effect);
      add_range (json, "interval", self->clusters.interval);
      g_string_append_c (json, '}');
    }
  g_string_append_c (json, '}');
}

static void
add_agreement (GString *json, const char *key, gint64 units, const FwAgreement *agreement)
{
  add_key (json, key);
  g_string_append_c (json, '{');
  add_integer (json, "units", units);
  add_number (json, "observed", agreement->observed);
  add_number (json, "kappa", agreement->kappa);
  add_number (json, "ac1", agreement->ac1);
  g_string_append_c (json, '}');
}

static void
add_opinion (GString *json, const char *key, const FwVerdict *verdict)
{
  const FwAnswer *answer = fw_verdict_get_answer (verdict);

  add_key (json, key);
  g_string_append_c (json, '{');
  add_integer (json, "verdict", verdict->id);
  add_text (json, "reviewer", verdict->reviewer);
  add_text (json, "outcome", fw_outcome_to_word (answer->outcome));
  if (answer->outcome == FW_OUTCOME_WRONG)
    {
      add_text (json, "kind", fw_mistake_to_word (answer->kind));
      add_text (json, "rule", answer->rule);
      if (answer->precedent)
        add_text (json, "precedent", answer->precedent);
    }
  g_string_append_c (json, '}');
}

static void
add_disputed (GString *json, const FwReport *self)
{
  add_key (json, "judged_differently");
  g_string_append_c (json, '[');
  for (guint i = 0; i < self->disputed->len; i++)
    {
      const FwSaid *said = &g_array_index (self->disputed, FwSaid, i);

      g_string_append (json, i > 0 ? ",{" : "{");
      add_text (json, "unit", said->counted->unit);
      add_opinion (json, "counted", said->counted);
      add_opinion (json, "other", said->other);
      g_string_append_c (json, '}');
    }
  g_string_append_c (json, ']');
}

static void
add_people (GString *json, const FwReport *self)
{
  gint64 n_again;
  FwAgreement again = fw_report_compare_again (self, &n_again);

  add_key (json, "anchoring");
  g_string_append_c (json, '{');
  add_integer (json, "towards", self->towards);
  add_integer (json, "away", self->away);
  add_number (json, "p", fw_mcnemar_exact (self->towards, self->away));
  g_string_append_c (json, '}');
  add_agreement (json, "second_reviewer", self->n_second, &self->second);
  add_integer (json, "judged_by_two", self->n_two);
  add_disputed (json, self);
  add_agreement (json, "same_reviewer", n_again, &again);
  add_integer (json, "median_ms", self->median_ms);
}

/* Another verdict on the unit was first. */
static gboolean
is_counted (const FwReport *self, const FwVerdict *verdict)
{
  const FwSaid *said = g_hash_table_lookup (self->said, verdict->unit);

  return said->counted == verdict;
}

static void
add_wrong (GString *json, const FwReport *self)
{
  add_key (json, "wrong");
  g_string_append_c (json, '[');
  for (guint i = 0; i < self->wrong->len; i++)
    {
      const FwVerdict *verdict = g_ptr_array_index (self->wrong, i);
      const FwAnswer *answer = fw_verdict_get_answer (verdict);

      g_string_append (json, i > 0 ? ",{" : "{");
      add_integer (json, "verdict", verdict->id);
      add_text (json, "unit", verdict->unit);
      add_text (json, "kind", fw_mistake_to_word (answer->kind));
      add_text (json, "rule", answer->rule);
      add_text (json, "rule_rev", answer->rule_rev);
      if (answer->precedent)
        add_text (json, "precedent", answer->precedent);
      add_text (json, "version", verdict->version);
      add_text (json, "note", verdict->note);
      add_text (json, "counts_as",
                fw_outcome_to_word (fw_report_get_outcome (self, verdict)));
      add_key (json, "counted");
      g_string_append (json, is_counted (self, verdict) ? "true" : "false");
      g_string_append_c (json, '}');
    }
  g_string_append_c (json, ']');
}

char *
fw_report_to_json (const FwReport *self)
{
  static const char *const plans[] = { NULL, "open", "accepted", "rejected" };
  GString *json = g_string_new ("{");

  g_return_val_if_fail (self != NULL, NULL);

  add_head (json, self);
  add_counts (json, self);
  add_estimate (json, self);
  add_text (json, "plan", plans[self->plan]);
  if (self->plan != FW_PLAN_NONE)
    {
      add_integer (json, "plan_n", self->draw->plan_n);
      add_integer (json, "plan_accept", self->draw->plan_accept);
    }
  add_groups (json, "strata", self->strata);
  add_groups (json, "rules", self->rules);
  add_confusion (json, self);
  add_people (json, self);
  add_wrong (json, self);
  g_string_append_c (json, '}');

  return g_string_free (json, FALSE);
}

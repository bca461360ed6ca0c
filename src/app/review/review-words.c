/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/review/review-words.h"

#include <glib/gi18n.h>
#include <inttypes.h>
#include <math.h>

static gint64
count_judged (const FwReport *report)
{
  return report->counts[FW_OUTCOME_CORRECT] + report->counts[FW_OUTCOME_WRONG];
}

static gboolean
has_rate (const FwReport *report)
{
  return report->draw->design != FW_DESIGN_TARGETED
         && count_judged (report) >= FW_SITTING_MIN_VERDICTS && !isnan (report->estimate.rate);
}

char *
fw_review_words_rate (const FwReport *report)
{
  g_return_val_if_fail (report != NULL, NULL);

  /* Translators: a share in percent */
  return has_rate (report) ? g_strdup_printf (_("%.1f %%"), 100.0 * report->estimate.rate) : NULL;
}

char *
fw_review_words_interval (const FwReport *report)
{
  g_return_val_if_fail (report != NULL, NULL);

  gint64 missing = FW_SITTING_MIN_VERDICTS - count_judged (report);

  if (report->draw->design == FW_DESIGN_TARGETED)
    return g_strdup (_("Looked for on purpose: they say nothing about the others."));
  if (has_rate (report))
    return g_strdup_printf (_("95 %% interval %.1f – %.1f %%"),
                            100.0 * report->estimate.interval.low,
                            100.0 * report->estimate.interval.high);
  if (missing <= 0)
    return g_strdup (_("Nothing can be said yet."));

  return g_strdup_printf (ngettext ("Shown after %" PRId64 " more verdict.",
                                    "Shown after %" PRId64 " more verdicts.", (gulong) missing),
                          missing);
}

static const char *
get_method (FwDesign design)
{
  switch (design)
    {
    case FW_DESIGN_STRATIFIED:
      return _("Of some categories more were picked than of others, so each is weighted by how much "
               "there is of it. The interval joins those of the categories (Wilson).");
    case FW_DESIGN_POISSON:
      return _("Each unit is weighted by how likely it was picked (Hájek).");
    case FW_DESIGN_TARGETED:
      return _("Units that were looked for on purpose are kept out of every estimate.");
    case FW_DESIGN_SIMPLE:
    default:
      return _("All were equally likely to be picked, so the share found is the estimate. The "
               "interval is Wilson’s.");
    }
}

char *
fw_review_words_method (const FwReport *report)
{
  g_return_val_if_fail (report != NULL, NULL);

  const char *method = get_method (report->draw->design);
  const FwReportClusters *clusters = &report->clusters;

  if (!has_rate (report) || clusters->n_objects == 0)
    return g_strdup (method);

  /* Translators: the first %s is how the estimate was made. */
  return g_strdup_printf (ngettext ("%s It holds for this batch. The labels are of %" PRId64
                                    " object, and in other work expect %.1f – %.1f %%.",
                                    "%s It holds for this batch. The labels are of %" PRId64
                                    " objects, and those of one object are often alike: in other "
                                    "work expect %.1f – %.1f %%.",
                                    (gulong) clusters->n_objects),
                          method, clusters->n_objects, 100.0 * clusters->interval.low,
                          100.0 * clusters->interval.high);
}

char *
fw_review_words_design (const FwReport *report)
{
  g_return_val_if_fail (report != NULL, NULL);

  switch (report->draw->design)
    {
    case FW_DESIGN_STRATIFIED:
      return g_strdup (_("Picked at random within each category, so rare ones are seen too."));
    case FW_DESIGN_POISSON:
      return g_strdup (_("Picked at random, some more likely than others."));
    case FW_DESIGN_TARGETED:
      return g_strdup (_("Looked for on purpose; kept out of every estimate."));
    case FW_DESIGN_SIMPLE:
    default:
      return g_strdup (_("Picked at random, all equally likely."));
    }
}

char *
fw_review_words_plan (const FwReport *report)
{
  g_return_val_if_fail (report != NULL, NULL);

  gint64 wrong = report->counts[FW_OUTCOME_WRONG];

  if (report->plan == FW_PLAN_NONE)
    return NULL;
  if (report->plan == FW_PLAN_ACCEPTED)
    return g_strdup_printf (_("%" PRId64 " found. The batch passes."), wrong);
  if (report->plan == FW_PLAN_REJECTED)
    return g_strdup_printf (_("%" PRId64 " found. The batch does not pass: it would with up to "
                              "%" PRId64 "."),
                            wrong, report->draw->plan_accept);

  return g_strdup_printf (_("%" PRId64 " found. The batch passes with up to %" PRId64 "."), wrong,
                          report->draw->plan_accept);
}

char *
fw_review_words_outlook (const FwReport *report)
{
  g_return_val_if_fail (report != NULL, NULL);

  gint64 left = report->draw->plan_n - count_judged (report);
  gint64 allowed = report->draw->plan_accept - report->counts[FW_OUTCOME_WRONG];

  if (report->plan == FW_PLAN_NONE)
    return NULL;
  if (report->plan == FW_PLAN_ACCEPTED)
    return g_strdup (_("All of the plan is judged."));
  if (report->plan == FW_PLAN_REJECTED)
    return g_strdup (_("It is to be looked through whole. You can sign off now, and go through what "
                       "is “Not judged yet”."));
  /* What could not be judged counts for nobody, and is missing in the plan. */
  if (report->open < left)
    return g_strdup_printf (ngettext ("%" PRId64 " verdict is missing that nothing is left for: "
                                      "the plan cannot be decided.",
                                      "%" PRId64 " verdicts are missing that nothing is left for: "
                                      "the plan cannot be decided.",
                                      (gulong) (left - report->open)),
                            left - report->open);
  if (allowed >= left)
    return g_strdup_printf (ngettext ("%" PRId64 " left. It will pass whatever comes.",
                                      "%" PRId64 " left. It will pass whatever comes.",
                                      (gulong) left),
                            left);
  if (allowed == 0)
    return g_strdup_printf (ngettext ("%" PRId64 " left. It will pass if it is right.",
                                      "%" PRId64 " left. It will pass if all of them are right.",
                                      (gulong) left),
                            left);

  return g_strdup_printf (ngettext ("%" PRId64 " left. It will pass if at most %" PRId64
                                    " of them is not right.",
                                    "%" PRId64 " left. It will pass if at most %" PRId64
                                    " of them are not right.",
                                    (gulong) allowed),
                          left, allowed);
}

char *
fw_review_words_advice (const FwReport *report)
{
  FwSequentialAnswer answer;

  if (report->plan == FW_PLAN_ACCEPTED || report->plan == FW_PLAN_REJECTED
      || !fw_report_get_advice (report, &answer) || answer == FW_SEQUENTIAL_GO_ON)
    return NULL;

  return g_strdup_printf (answer == FW_SEQUENTIAL_ACCEPT
                            ? _("You could stop here: so far it looks like %.3g %% rather than "
                                "%.3g %% (sequential test).")
                            : _("You could stop here: so far it looks like more than %.3g %%, "
                                "rather %.3g %% (sequential test)."),
                          100.0 * report->draw->plan_aql, 100.0 * report->draw->plan_limit);
}

char *
fw_review_words_pace (const FwReport *report,
                      gint64          ms)
{
  if (ms <= 0)
    return NULL;

  gint64 seconds = MAX ((ms + 500) / 1000, 1);

  switch (report->batch->unit)
    {
    case FW_UNIT_TRACK:
      return g_strdup_printf (_("%" PRId64 " s per track"), seconds);
    case FW_UNIT_FRAME:
      return g_strdup_printf (_("%" PRId64 " s per frame"), seconds);
    case FW_UNIT_LABEL:
    default:
      return g_strdup_printf (_("%" PRId64 " s per label"), seconds);
    }
}

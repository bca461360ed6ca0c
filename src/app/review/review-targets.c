/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "app/review/review-targets.h"

#include <glib/gi18n.h>

#include "app/fixes.h"
#include "app/review/review-choice.h"
#include "core/review-fit.h"

typedef enum
{
  TARGET_PROBLEMS,
  TARGET_ASIDES,
  TARGET_CHANGED,
  TARGET_CATEGORIES /* and what follows: a category each */
} Target;

GtkStringList *
fw_review_targets_new_list (FwProject *project)
{
  GtkStringList *list = gtk_string_list_new (NULL);

  g_return_val_if_fail (FW_IS_PROJECT (project), list);

  FwSession *session = fw_project_get_session (project);
  FwTaxonomy *taxonomy = fw_session_get_taxonomy (session);

  gtk_string_list_append (list, _("With a problem"));
  gtk_string_list_append (list, _("With a problem that was set aside"));
  gtk_string_list_append (list, _("Changed since they were judged"));
  for (gsize i = 0; taxonomy != NULL && i < fw_taxonomy_get_n_categories (taxonomy); i++)
    {
      g_autofree char *name
        = fw_session_dup_category_name (session, fw_taxonomy_get_category (taxonomy, i)->id);
      g_autofree char *text = g_strdup_printf (_("Category %s"), name);

      gtk_string_list_append (list, text);
    }

  return list;
}

/* (element-type FwUnit) */
static GArray *
list_problem_units (FwProject  *project,
                    GPtrArray  *problems,
                    FwUnitKind  kind)
{
  GArray *units = g_array_new (FALSE, FALSE, sizeof (FwUnit));
  FwUnit unit;

  for (guint i = 0; problems != NULL && i < problems->len; i++)
    if (fw_fixes_get_worst_unit (project, problems->pdata[i], kind, &unit))
      g_array_append_val (units, unit);

  return units;
}

static GArray *
list_changed_units (FwProject  *project,
                    FwUnitKind  kind)
{
  GArray *units = g_array_new (FALSE, FALSE, sizeof (FwUnit));
  FwSnapshot *snapshot = fw_session_get_snapshot (fw_project_get_session (project));
  g_autoptr(GArray) unfit
    = fw_review_list_unfit (fw_review_file_get_review (fw_project_get_review (project)), snapshot,
                            fw_project_get_unit_media (project));

  for (guint i = 0; i < unfit->len; i++)
    {
      const FwUnfitUnit *entry = &g_array_index (unfit, FwUnfitUnit, i);
      FwUnit unit;

      if (entry->kind == FW_UNFIT_CHANGED && entry->is_judged
          && fw_unit_parse (entry->unit->unit, &unit, NULL) && unit.kind == kind)
        g_array_append_val (units, unit);
    }

  return units;
}

GArray *
fw_review_targets_find (FwProject        *project,
                        const FwSampling *sampling,
                        const char       *person,
                        guint             target)
{
  g_return_val_if_fail (FW_IS_PROJECT (project), NULL);
  g_return_val_if_fail (sampling != NULL && person != NULL, NULL);

  FwTaxonomy *taxonomy = fw_session_get_taxonomy (fw_project_get_session (project));
  FwCheckRunner *checks = fw_project_get_checks (project);
  g_autoptr(GArray) units = NULL;

  if (target >= TARGET_CATEGORIES)
    return fw_review_choice_of_category (
      sampling, fw_taxonomy_get_category (taxonomy, target - TARGET_CATEGORIES)->name, person,
      FW_REVIEW_TARGETS_MAX);
  if (target == TARGET_CHANGED)
    units = list_changed_units (project, sampling->kind);
  else
    units = list_problem_units (project,
                                target == TARGET_PROBLEMS ? fw_check_runner_get_problems (checks)
                                                          : fw_check_runner_get_asides (checks),
                                sampling->kind);

  return fw_review_choice_find_hits (sampling, units, FW_REVIEW_TARGETS_MAX);
}

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
  TARGET_UNJUDGED,
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
  gtk_string_list_append (list, _("Not judged yet"));
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

/* In a thread ------------------------------------------------------------------- */

/* What is looked for, and in what: values that a thread may hold. */
typedef struct
{
  FwSampling *sampling; /* (owned) */
  Target      target;
  GArray     *hits;     /* (element-type FwUnit) (owned) (nullable) known already */
  char       *category; /* (owned) (nullable) else all of this one */
  char       *seed;     /* (owned) and their order */
  FwReview   *review;   /* (owned) else what changed since it was judged in this */
  FwSnapshot *snapshot; /* (owned) */
  char       *media;    /* (owned) */
} Search;

static void
search_free (gpointer data)
{
  Search *search = data;

  fw_sampling_unref (search->sampling);
  g_clear_pointer (&search->hits, g_array_unref);
  g_free (search->category);
  g_free (search->seed);
  fw_review_unref (search->review);
  fw_snapshot_unref (search->snapshot);
  g_free (search->media);
  g_free (search);
}

static GArray *
list_changed_units (const Search *search)
{
  GArray *units = g_array_new (FALSE, FALSE, sizeof (FwUnit));
  g_autoptr(GArray) unfit
    = fw_review_list_unfit (search->review, search->snapshot, search->media);

  for (guint i = 0; i < unfit->len; i++)
    {
      const FwUnfitUnit *entry = &g_array_index (unfit, FwUnfitUnit, i);
      FwUnit unit;

      if (entry->kind == FW_UNFIT_CHANGED && entry->is_judged
          && fw_unit_parse (entry->unit->unit, &unit, NULL)
          && unit.kind == search->sampling->kind)
        g_array_append_val (units, unit);
    }

  return units;
}

static void
search_thread (GTask        *task,
               gpointer      source,
               gpointer      data,
               GCancellable *cancellable)
{
  Search *search = data;
  GArray *places;

  if (search->category != NULL)
    places = fw_review_choice_of_category (search->sampling, search->category, search->seed,
                                           FW_REVIEW_TARGETS_MAX);
  else if (search->target == TARGET_UNJUDGED)
    places = fw_review_choice_find_unjudged (search->sampling, search->review,
                                             FW_REVIEW_TARGETS_MAX);
  else
    {
      if (search->hits == NULL)
        search->hits = list_changed_units (search);
      places = fw_review_choice_find_hits (search->sampling, search->hits, FW_REVIEW_TARGETS_MAX);
    }
  g_task_return_pointer (task, places, (GDestroyNotify) g_array_unref);
}

void
fw_review_targets_find_async (FwProject           *project,
                              FwSampling          *sampling,
                              const char          *person,
                              guint                target,
                              GCancellable        *cancellable,
                              GAsyncReadyCallback  callback,
                              gpointer             user_data)
{
  g_return_if_fail (FW_IS_PROJECT (project));
  g_return_if_fail (sampling != NULL && person != NULL);

  FwSession *session = fw_project_get_session (project);
  FwTaxonomy *taxonomy = fw_session_get_taxonomy (session);
  FwCheckRunner *checks = fw_project_get_checks (project);
  g_autoptr(GTask) task = g_task_new (NULL, cancellable, callback, user_data);
  Search *search = g_new0 (Search, 1);

  search->target = (Target) MIN (target, TARGET_CATEGORIES);
  search->sampling = fw_sampling_ref (sampling);
  search->seed = g_strdup (person);
  search->review = fw_review_ref (fw_review_file_get_review (fw_project_get_review (project)));
  search->snapshot = fw_snapshot_ref (fw_session_get_snapshot (session));
  search->media = g_strdup (fw_project_get_unit_media (project));
  if (target >= TARGET_CATEGORIES)
    search->category
      = g_strdup (fw_taxonomy_get_category (taxonomy, target - TARGET_CATEGORIES)->name);
  else if (target == TARGET_PROBLEMS || target == TARGET_ASIDES)
    search->hits = list_problem_units (project,
                                       target == TARGET_PROBLEMS
                                         ? fw_check_runner_get_problems (checks)
                                         : fw_check_runner_get_asides (checks),
                                       sampling->kind);
  g_task_set_task_data (task, search, search_free);
  g_task_run_in_thread (task, search_thread);
}

GArray *
fw_review_targets_find_finish (GAsyncResult  *result,
                               GError       **error)
{
  return g_task_propagate_pointer (G_TASK (result), error);
}

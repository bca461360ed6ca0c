/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/panels/check-rows.h"

#include "app/asides.h"

/* Nobody reads more of one rule one by one without asking for them, and the list
 * view makes up to 200 rows at once, of 3 ms each. */
#define N_SHOWN 25
#define N_MORE  75

struct _FwCheckRow
{
  GObject          parent_instance;

  FwManual        *manual; /* (owned) of the rule */
  FwCheckRowFacts  facts;  /* problem and text are owned */
};

G_DEFINE_FINAL_TYPE (FwCheckRow, fw_check_row, G_TYPE_OBJECT)

static void
fw_check_row_finalize (GObject *object)
{
  FwCheckRow *self = FW_CHECK_ROW (object);

  g_clear_pointer (&self->facts.problem, fw_problem_unref);
  g_free ((char *) self->facts.text);
  fw_manual_unref (self->manual);

  G_OBJECT_CLASS (fw_check_row_parent_class)->finalize (object);
}

static void
fw_check_row_class_init (FwCheckRowClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = fw_check_row_finalize;
}

static void
fw_check_row_init (FwCheckRow *self)
{
}

FwCheckRow *
fw_check_row_new (FwManual              *manual,
                  const FwCheckRowFacts *facts)
{
  g_return_val_if_fail (manual && facts, NULL);

  FwCheckRow *self = g_object_new (FW_TYPE_CHECK_ROW, NULL);

  self->manual = fw_manual_ref (manual);
  self->facts = *facts;
  self->facts.text = g_strdup (facts->text);
  if (facts->problem)
    fw_problem_ref (facts->problem);

  return self;
}

const FwCheckRowFacts *
fw_check_row_get_facts (FwCheckRow *self)
{
  g_return_val_if_fail (FW_IS_CHECK_ROW (self), NULL);

  return &self->facts;
}

gboolean
fw_check_row_equal (FwCheckRow *a,
                    FwCheckRow *b)
{
  g_return_val_if_fail (FW_IS_CHECK_ROW (a) && FW_IS_CHECK_ROW (b), FALSE);

  const FwCheckRowFacts *left = &a->facts, *right = &b->facts;

  if (left->kind != right->kind || left->rule != right->rule || left->count != right->count
      || left->can_grow != right->can_grow || left->is_closed != right->is_closed
      || left->is_last != right->is_last || g_strcmp0 (left->text, right->text) != 0)
    return FALSE;

  return left->problem == right->problem
         || (left->problem && right->problem && fw_problem_equal (left->problem, right->problem));
}

/* The listing */

static const char *
get_key (const FwRule *rule)
{
  return rule ? rule->id : g_intern_static_string ("");
}

static gboolean
is_turned (const FwCheckListing *listing,
           const FwRule         *rule)
{
  return g_hash_table_contains (listing->turned, get_key (rule));
}

void
fw_check_rows_turn (FwCheckListing *listing,
                    const FwRule   *rule)
{
  g_return_if_fail (listing != NULL);

  if (!g_hash_table_remove (listing->turned, get_key (rule)))
    g_hash_table_add (listing->turned, (gpointer) get_key (rule));
}

void
fw_check_rows_grow (FwCheckListing *listing,
                    const FwRule   *rule)
{
  g_return_if_fail (listing && rule);

  gsize n = GPOINTER_TO_SIZE (g_hash_table_lookup (listing->grown, get_key (rule)));

  g_hash_table_insert (listing->grown, (gpointer) get_key (rule), GSIZE_TO_POINTER (n + N_MORE));
}

static guint
count_shown (const FwCheckListing *listing,
             const FwRule         *rule,
             guint                 n)
{
  gsize grown = GPOINTER_TO_SIZE (g_hash_table_lookup (listing->grown, get_key (rule)));

  return (guint) MIN (n, N_SHOWN + grown);
}

/* What a card is made of. */
typedef struct
{
  FwProject            *project;
  const FwCheckListing *listing;
  GPtrArray            *rows;
  FwManual             *manual;
} Maker;

static void
add (Maker           *maker,
     FwCheckRowFacts  facts)
{
  g_ptr_array_add (maker->rows, fw_check_row_new (maker->manual, &facts));
}

static void
add_place (Maker        *maker,
           const FwRule *rule,
           FwProblem    *problem)
{
  FwCheckRunner *checks = fw_project_get_checks (maker->project);
  gboolean is_aside = maker->listing->filter == FW_CHECK_FILTER_ASIDE;
  const FwSetAside *aside = is_aside ? fw_check_runner_find_aside (checks, problem) : NULL;
  const FwSetAside *left = aside ? NULL : fw_check_runner_find_left (checks, problem);
  g_autofree char *why = aside || left ? fw_asides_dup_words (maker->project, aside ? aside : left)
                                          : NULL;

  add (maker, (FwCheckRowFacts) { .kind = aside ? FW_CHECK_ROW_ASIDE : FW_CHECK_ROW_INSTANCE,
                                  .rule = rule, .problem = problem, .text = why });
}

/* The card of one rule: problems @first to @last - 1 of the list. */
static void
add_card (Maker     *maker,
          GPtrArray *problems,
          guint      first,
          guint      last)
{
  const FwRule *rule = fw_problem_get_rule (problems->pdata[first]);
  FwCheckRunner *checks = fw_project_get_checks (maker->project);
  gboolean is_closed = is_turned (maker->listing, rule);
  guint n_shown = count_shown (maker->listing, rule, last - first);
  gint64 count = last - first;
  gint64 n_safe = 0;
  gboolean is_more = FALSE;

  maker->manual = fw_problem_get_manual (problems->pdata[first]);
  if (maker->listing->filter == FW_CHECK_FILTER_ALL)
    count = MAX (count, fw_check_runner_count_rule (checks, rule));

  add (maker, (FwCheckRowFacts) { .kind = FW_CHECK_ROW_HEAD, .rule = rule, .count = count,
                                  .is_closed = is_closed, .is_last = is_closed });
  if (is_closed)
    return;

  add (maker, (FwCheckRowFacts) { .kind = FW_CHECK_ROW_SENTENCE, .rule = rule });
  for (guint i = first; i < first + n_shown; i++)
    add_place (maker, rule, problems->pdata[i]);
  if (count > n_shown)
    add (maker, (FwCheckRowFacts) { .kind = FW_CHECK_ROW_MORE, .rule = rule,
                                    .count = count - n_shown,
                                    .can_grow = last - first > n_shown });
  /* Fixing all of a rule is offered where all of it is listed. */
  if (maker->listing->filter == FW_CHECK_FILTER_ALL)
    n_safe = fw_check_runner_count_safe (checks, rule, &is_more);
  add (maker, (FwCheckRowFacts) { .kind = FW_CHECK_ROW_FOOT, .rule = rule, .is_last = TRUE,
                                  .count = n_safe, .can_grow = is_more });
}

/* The cards of problems, or those of hints. @problems come sorted by rule: a
 * card ends where the rule changes. */
static void
add_cards (Maker     *maker,
           GPtrArray *problems,
           gboolean   of_problems)
{
  guint first = 0;

  for (guint i = 1; i <= problems->len; i++)
    {
      const FwRule *rule = fw_problem_get_rule (problems->pdata[first]);

      if (i < problems->len && fw_problem_get_rule (problems->pdata[i]) == rule)
        continue;
      if ((rule->severity == FW_SEVERITY_ERROR) == of_problems)
        add_card (maker, problems, first, i);
      first = i;
    }
}

/* Rules that give no answer here, and why; closed until somebody wants to know. */
static void
add_silent_card (Maker *maker)
{
  FwCheckRunner *checks = fw_project_get_checks (maker->project);
  FwManual *manual = fw_project_get_manual (maker->project);
  gboolean is_closed = !is_turned (maker->listing, NULL);
  g_autoptr(GPtrArray) silent = g_ptr_array_new ();

  for (gsize i = 0; i < fw_manual_get_n_rules (manual); i++)
    {
      const FwRule *rule = fw_manual_get_rule (manual, i);

      if (fw_check_runner_get_silence (checks, rule))
        g_ptr_array_add (silent, (gpointer) rule);
    }
  if (silent->len == 0)
    return;

  maker->manual = manual;
  add (maker, (FwCheckRowFacts) { .kind = FW_CHECK_ROW_HEAD, .count = silent->len,
                                  .is_closed = is_closed, .is_last = is_closed });
  for (guint i = 0; !is_closed && i < silent->len; i++)
    add (maker, (FwCheckRowFacts) { .kind = FW_CHECK_ROW_SILENT, .rule = silent->pdata[i],
                                    .text = fw_check_runner_get_silence (checks,
                                                                         silent->pdata[i]),
                                    .is_last = i + 1 == silent->len });
}

GPtrArray *
fw_check_rows_make (FwProject            *project,
                    const FwCheckListing *listing)
{
  g_return_val_if_fail (listing != NULL, NULL);

  Maker maker = { project, listing, g_ptr_array_new_with_free_func (g_object_unref), NULL };
  FwCheckRunner *checks = project ? fw_project_get_checks (project) : NULL;
  g_autoptr(GPtrArray) problems = NULL;

  if (!checks || !fw_project_get_manual (project))
    return maker.rows;

  if (listing->filter == FW_CHECK_FILTER_ASIDE)
    problems = g_ptr_array_ref (fw_check_runner_get_asides (checks));
  else if (listing->filter == FW_CHECK_FILTER_ALL)
    problems = g_ptr_array_ref (fw_check_runner_get_problems (checks));
  else
    problems = g_ptr_array_ref (fw_check_runner_get_here (checks));

  if (problems->len > 0)
    {
      add_cards (&maker, problems, TRUE);
      add_cards (&maker, problems, FALSE);
    }
  if (listing->filter == FW_CHECK_FILTER_ALL)
    add_silent_card (&maker);

  return maker.rows;
}

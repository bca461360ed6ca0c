/* SPDX-License-Identifier: GPL-3.0-or-later */

/*
 * Both lists come sorted by rule, objects and frame, so each rule's findings
 * about the same objects are compared in one walk.
 */

#include "fw-config.h"
#include "rules/finding-diff.h"

#include <string.h>

/* Findings of one side about the same objects, ascending. */
typedef struct
{
  const FwFinding *items;
  guint            n;
} Group;

typedef struct
{
  FwFindingDiffFunc func;
  gpointer          user_data;
} Teller;

static int
compare_groups (const FwFinding *a,
                const FwFinding *b)
{
  int order = a->rule->id == b->rule->id ? 0 : strcmp (a->rule->id, b->rule->id);

  if (order != 0)
    return order;
  if (a->track != b->track)
    return a->track < b->track ? -1 : 1;

  return a->other < b->other ? -1 : a->other > b->other;
}

static int
compare_findings (gconstpointer a,
                  gconstpointer b)
{
  const FwFinding *left = a, *right = b;
  int order = compare_groups (left, right);

  return order ? order : left->span.first < right->span.first ? -1
                         : left->span.first > right->span.first;
}

static void
collect (const FwFinding *finding,
         gpointer         user_data)
{
  g_array_append_val ((GArray *) user_data, *finding);
}

GArray *
fw_findings_collect (FwChecker *checker)
{
  g_return_val_if_fail (checker != NULL, NULL);

  GArray *findings = g_array_new (FALSE, FALSE, sizeof (FwFinding));

  fw_checker_foreach_finding (checker, collect, findings);
  g_array_sort (findings, compare_findings);

  return findings;
}

void
fw_finding_counts_add (FwFindingCounts *self,
                       const FwFinding *part,
                       FwFindingFate    fate)
{
  g_return_if_fail (self && part);

  self->places[fate]++;
  self->problems[fate] += part->per_frame ? fw_span_length (part->span) : 1;
}

gboolean
fw_finding_counts_has_change (const FwFindingCounts *self)
{
  g_return_val_if_fail (self != NULL, FALSE);

  return self->places[FW_FINDING_OPENED] > 0 || self->places[FW_FINDING_CLOSED] > 0;
}

static Group
group_at (const GArray *findings,
          guint         from)
{
  Group group = { NULL, 0 };

  if (from >= findings->len)
    return group;

  group.items = &g_array_index (findings, FwFinding, from);
  for (group.n = 1; from + group.n < findings->len; group.n++)
    if (compare_groups (group.items, group.items + group.n) != 0)
      break;

  return group;
}

static void
tell (const Teller    *teller,
      const FwFinding *finding,
      FwSpan           span,
      FwFindingFate    fate)
{
  FwFinding part = *finding;

  part.span = span;
  if (span.first <= span.last)
    teller->func (&part, fate, teller->user_data);
}

/* The frames of @group that @other does not have, and when @with_same those that
 * it has, too. */
static void
tell_frames (const Teller  *teller,
             Group          group,
             Group          other,
             FwFindingFate  fate,
             gboolean       with_same)
{
  guint j = 0;

  for (guint i = 0; i < group.n; i++)
    {
      FwSpan left = group.items[i].span;

      while (j < other.n && other.items[j].span.last < left.first)
        j++;
      for (guint k = j; k < other.n && other.items[k].span.first <= left.last; k++)
        {
          FwSpan same = other.items[k].span;

          tell (teller, &group.items[i], (FwSpan) { left.first, same.first - 1 }, fate);
          if (with_same)
            tell (teller, &group.items[i],
                  (FwSpan) { MAX (left.first, same.first), MIN (left.last, same.last) },
                  FW_FINDING_STAYED);
          left.first = MAX (left.first, same.last + 1);
        }
      tell (teller, &group.items[i], left, fate);
    }
}

/* Places that have no match on the other side, and those that have; each matches
 * one that it touches. */
static void
tell_places (const Teller *teller,
             Group         before,
             Group         after)
{
  guint i = 0, j = 0;

  while (i < before.n || j < after.n)
    {
      const FwFinding *old = i < before.n ? &before.items[i] : NULL;
      const FwFinding *new = j < after.n ? &after.items[j] : NULL;

      if (old && new && MAX (old->span.first, new->span.first)
                        <= MIN (old->span.last, new->span.last))
        {
          tell (teller, new, new->span, FW_FINDING_STAYED);
          i++;
          j++;
        }
      else if (!new || (old && old->span.last < new->span.last))
        {
          tell (teller, old, old->span, FW_FINDING_CLOSED);
          i++;
        }
      else
        {
          tell (teller, new, new->span, FW_FINDING_OPENED);
          j++;
        }
    }
}

static void
tell_all (const Teller  *teller,
          Group          group,
          FwFindingFate  fate)
{
  for (guint i = 0; i < group.n; i++)
    tell (teller, &group.items[i], group.items[i].span, fate);
}

void
fw_findings_compare (const GArray      *before,
                     const GArray      *after,
                     FwFindingDiffFunc  func,
                     gpointer           user_data)
{
  g_return_if_fail (before && after && func);

  Teller teller = { func, user_data };
  guint i = 0, j = 0;

  while (i < before->len || j < after->len)
    {
      Group old = group_at (before, i), new = group_at (after, j);
      int order = old.n == 0 ? 1 : new.n == 0 ? -1 : compare_groups (old.items, new.items);

      if (order == 0 && old.items->per_frame && new.items->per_frame)
        {
          tell_frames (&teller, old, new, FW_FINDING_CLOSED, FALSE);
          tell_frames (&teller, new, old, FW_FINDING_OPENED, TRUE);
        }
      else if (order == 0 && old.items->per_frame == new.items->per_frame)
        tell_places (&teller, old, new);
      else
        {
          /* Or another kind of check under the same id: nothing is the same. */
          tell_all (&teller, order <= 0 ? old : (Group) { NULL, 0 }, FW_FINDING_CLOSED);
          tell_all (&teller, order >= 0 ? new : (Group) { NULL, 0 }, FW_FINDING_OPENED);
        }
      i += order <= 0 ? old.n : 0;
      j += order >= 0 ? new.n : 0;
    }
}

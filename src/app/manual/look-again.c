/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "app/manual/look-again.h"

#include "rules/manual-consequence.h"

typedef struct
{
  FwLookAgain place; /* without its list of rules */
  guint       order; /* of the rule */
} Found;

int
fw_look_again_compare (const FwLookAgain *a,
                       const FwLookAgain *b)
{
  if (a->span.first != b->span.first)
    return a->span.first < b->span.first ? -1 : 1;
  return (a->track > b->track) - (a->track < b->track);
}

static int
compare_found (gconstpointer a,
               gconstpointer b)
{
  const Found *left = a;
  const Found *right = b;
  int order = fw_look_again_compare (&left->place, &right->place);

  return order != 0 ? order : (left->order > right->order) - (left->order < right->order);
}

static void
clear_place (gpointer data)
{
  g_free (((FwLookAgain *) data)->rules);
}

static void
add_affected (GArray              *found,
              const FwConsequence *rule,
              guint                order)
{
  for (guint i = 0; i < rule->affected->len; i++)
    {
      const FwAffected *affected = &g_array_index (rule->affected, FwAffected, i);
      Found one = { { affected->track, affected->span, rule->id, NULL }, order };

      g_array_append_val (found, one);
    }
}

GArray *
fw_look_again_find (FwManual   *manual,
                    FwSnapshot *snapshot)
{
  g_return_val_if_fail (manual != NULL && snapshot != NULL, NULL);

  g_autoptr (GArray) rules = fw_manual_find_consequences (manual, snapshot);
  g_autoptr (GArray) found = g_array_new (FALSE, FALSE, sizeof (Found));
  GArray *places = g_array_new (FALSE, FALSE, sizeof (FwLookAgain));

  g_array_set_clear_func (places, clear_place);
  for (guint i = 0; i < rules->len; i++)
    {
      const FwConsequence *rule = &g_array_index (rules, FwConsequence, i);

      if (rule->needs_eyes)
        add_affected (found, rule, i);
    }
  g_array_sort (found, compare_found);
  for (guint i = 0; i < found->len; i++)
    {
      FwLookAgain place = g_array_index (found, Found, i).place;
      FwLookAgain *last =
        places->len > 0 ? &g_array_index (places, FwLookAgain, places->len - 1) : NULL;

      if (last != NULL && fw_look_again_compare (last, &place) == 0)
        {
          char *more = g_strdup_printf ("%s, %s", last->rules, place.rule);

          g_free (last->rules);
          last->rules = more;
          continue;
        }
      place.rules = g_strdup (place.rule);
      g_array_append_val (places, place);
    }
  return places;
}

/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "fw-config.h"
#include "rules/problem-aside.h"

#include "core/unit-rev.h"

/* An entry, and whether it still holds, found out when it is asked for. */
typedef struct
{
  const FwSetAside *aside;
  int               holds; /* -1: not looked at yet */
} Entry;

struct _FwAsideFilter
{
  FwSnapshot *snapshot; /* (owned) */
  GHashTable *entries;  /* (owned) hash of rule and object -> GArray of Entry */
};

/* The revision of what a finding is about. */
static char *
make_unit_rev (FwSnapshot *snapshot,
               FwTrackId   track_id,
               FwSpan      span)
{
  FwTrack *track = track_id > 0 ? fw_snapshot_get_track (snapshot, track_id) : NULL;
  char *rev = NULL;

  if (track && span.first >= 0)
    rev = fw_unit_rev_span (track, fw_snapshot_get_taxonomy (snapshot), span);
  else if (track)
    rev = fw_unit_rev_track (track, fw_snapshot_get_taxonomy (snapshot));
  else if (track_id == 0 && span.first >= 0)
    rev = fw_unit_rev_frame (snapshot, span.first);

  return rev ? rev : g_strdup ("");
}

FwSetAside
fw_problem_make_aside (const FwProblem *problem,
                       FwSnapshot      *snapshot)
{
  const FwRule *rule = fw_problem_get_rule (problem);
  g_autofree char *rev = make_unit_rev (snapshot, fw_problem_get_track (problem),
                                        fw_problem_get_span (problem));

  return (FwSetAside) {
    .rule = rule->id,
    .rev = g_intern_string (rule->rev),
    .track = fw_problem_get_track (problem),
    .other = fw_problem_get_other (problem),
    .span = fw_problem_get_span (problem),
    .unit_rev = g_intern_string (rev),
    .text = "",
    .at = "",
  };
}

static gpointer
make_key (const char *rule,
          FwTrackId   track)
{
  return GSIZE_TO_POINTER (g_str_hash (rule) ^ ((gsize) track * 0x9e3779b97f4a7c15u));
}

FwAsideFilter *
fw_aside_filter_new (FwSnapshot *snapshot)
{
  g_return_val_if_fail (snapshot != NULL, NULL);

  FwAsideFilter *self = g_new0 (FwAsideFilter, 1);
  gsize n;
  const FwSetAside *asides = fw_aside_list_get_all (fw_snapshot_get_asides (snapshot), &n);

  self->snapshot = fw_snapshot_ref (snapshot);
  self->entries = g_hash_table_new_full (NULL, NULL, NULL, (GDestroyNotify) g_array_unref);
  for (gsize i = 0; i < n; i++)
    {
      gpointer key = make_key (asides[i].rule, asides[i].track);
      GArray *same = g_hash_table_lookup (self->entries, key);
      Entry entry = { &asides[i], -1 };

      if (!same)
        {
          same = g_array_new (FALSE, FALSE, sizeof (Entry));
          g_hash_table_insert (self->entries, key, same);
        }
      g_array_append_val (same, entry);
    }

  return self;
}

void
fw_aside_filter_free (FwAsideFilter *self)
{
  if (!self)
    return;

  g_hash_table_unref (self->entries);
  fw_snapshot_unref (self->snapshot);
  g_free (self);
}

static gboolean
still_holds (FwAsideFilter *self,
             Entry         *entry)
{
  if (entry->holds < 0)
    {
      g_autofree char *rev
          = make_unit_rev (self->snapshot, entry->aside->track, entry->aside->span);

      entry->holds = g_str_equal (rev, entry->aside->unit_rev);
    }

  return entry->holds;
}

const FwSetAside *
fw_aside_filter_find_at (FwAsideFilter   *self,
                         const FwFinding *finding)
{
  g_return_val_if_fail (self && finding, NULL);

  const FwRule *rule = finding->rule;
  GArray *same = g_hash_table_lookup (self->entries, make_key (rule->id, finding->track));

  for (guint i = 0; same && i < same->len; i++)
    {
      Entry *entry = &g_array_index (same, Entry, i);
      const FwSetAside *aside = entry->aside;

      if (fw_aside_reason_hides (aside->reason) && aside->track == finding->track
          && aside->other == finding->other && aside->span.first <= finding->span.first
          && finding->span.last <= aside->span.last && g_str_equal (aside->rule, rule->id)
          && g_str_equal (aside->rev, rule->rev) && still_holds (self, entry))
        return aside;
    }

  return NULL;
}

const FwSetAside *
fw_aside_filter_find (FwAsideFilter   *self,
                      const FwProblem *problem)
{
  g_return_val_if_fail (self && problem, NULL);

  const FwFinding finding = { .rule = fw_problem_get_rule (problem),
                              .track = fw_problem_get_track (problem),
                              .other = fw_problem_get_other (problem),
                              .span = fw_problem_get_span (problem) };

  return fw_aside_filter_find_at (self, &finding);
}

const FwSetAside *
fw_aside_filter_find_left (FwAsideFilter   *self,
                           const FwProblem *problem)
{
  g_return_val_if_fail (self && problem, NULL);

  const FwRule *rule = fw_problem_get_rule (problem);
  FwSpan span = fw_problem_get_span (problem);
  GArray *same = g_hash_table_lookup (self->entries, make_key (rule->id, 0));

  for (guint i = same ? same->len : 0; i > 0; i--)
    {
      const FwSetAside *aside = g_array_index (same, Entry, i - 1).aside;

      /* What is about the whole video was handed on with any of its frames. */
      if (aside->reason == FW_ASIDE_LEFT_OPEN && g_str_equal (aside->rule, rule->id)
          && g_str_equal (aside->rev, rule->rev)
          && (span.first == FW_FRAME_NONE
              || (aside->span.first <= span.last && span.first <= aside->span.last)))
        return aside;
    }

  return NULL;
}

GArray *
fw_manual_list_checked (FwManual *manual)
{
  g_return_val_if_fail (manual != NULL, NULL);

  GArray *checked = g_array_new (FALSE, FALSE, sizeof (FwCheckedRule));

  for (gsize i = 0; i < fw_manual_get_n_rules (manual); i++)
    {
      const FwRule *rule = fw_manual_get_rule (manual, i);

      if (!rule->kind || !rule->is_sound || rule->is_retired)
        continue;

      const FwCheckedRule its = { rule->id, rule->rev, rule->kind->name };

      g_array_append_val (checked, its);
    }

  return checked;
}

struct _FwOpenFindings
{
  GHashTable *places; /* (owned) hash of rule and object -> GArray of Place */
};

typedef struct
{
  const char *rule;
  FwTrackId   track;
  FwSpan      span;
} Place;

FwOpenFindings *
fw_open_findings_new (GPtrArray *problems)
{
  g_return_val_if_fail (problems != NULL, NULL);

  FwOpenFindings *self = g_new0 (FwOpenFindings, 1);

  self->places = g_hash_table_new_full (NULL, NULL, NULL, (GDestroyNotify) g_array_unref);
  for (guint i = 0; i < problems->len; i++)
    {
      FwProblem *problem = g_ptr_array_index (problems, i);
      const Place place = { fw_problem_get_rule (problem)->id, fw_problem_get_track (problem),
                            fw_problem_get_span (problem) };
      gpointer key = make_key (place.rule, place.track);
      GArray *same = g_hash_table_lookup (self->places, key);

      if (!same)
        {
          same = g_array_new (FALSE, FALSE, sizeof (Place));
          g_hash_table_insert (self->places, key, same);
        }
      g_array_append_val (same, place);
    }

  return self;
}

void
fw_open_findings_free (FwOpenFindings *self)
{
  if (!self)
    return;

  g_hash_table_unref (self->places);
  g_free (self);
}

gboolean
fw_open_findings_has (const FwOpenFindings *self,
                      const FwSetAside     *entry)
{
  g_return_val_if_fail (self && entry, FALSE);

  GArray *same = g_hash_table_lookup (self->places, make_key (entry->rule, entry->track));

  for (guint i = 0; same && i < same->len; i++)
    {
      const Place *place = &g_array_index (same, Place, i);

      if (place->track == entry->track && g_str_equal (place->rule, entry->rule)
          && place->span.first <= entry->span.last && entry->span.first <= place->span.last)
        return TRUE;
    }

  return FALSE;
}

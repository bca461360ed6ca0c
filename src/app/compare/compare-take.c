/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/compare/compare-take.h"

void
fw_taking_init (FwTaking   *self,
                FwSnapshot *ours,
                FwTaxonomy *their_words,
                GHashTable *groups)
{
  FwTaxonomy *words = fw_snapshot_get_taxonomy (ours);

  *self = (FwTaking) {
    .ours = fw_snapshot_ref (ours),
    .their_words = their_words ? fw_taxonomy_ref (their_words) : NULL,
    .words = words ? fw_taxonomy_ref (words) : NULL,
    .groups = g_hash_table_ref (groups),
  };
}

void
fw_taking_clear (FwTaking *self)
{
  g_clear_pointer (&self->words, fw_taxonomy_unref);
  g_clear_pointer (&self->their_words, fw_taxonomy_unref);
  g_clear_pointer (&self->ours, fw_snapshot_unref);
  g_clear_pointer (&self->groups, g_hash_table_unref);
}

FwTaxonomy *
fw_taking_get_words (FwTaking *self)
{
  return self->words != fw_snapshot_get_taxonomy (self->ours) ? self->words : NULL;
}

/* Categories */

/* The id that it has there, unless another one of ours has that. */
static FwCategoryId
choose_free_id (FwTaking     *self,
                FwCategoryId  wanted)
{
  FwCategoryId id = wanted;

  while (self->words && fw_taxonomy_find (self->words, id))
    id++;

  return id;
}

static FwCategoryId
find_category (FwTaking     *self,
               FwCategoryId  theirs)
{
  const FwCategory *category = self->their_words ? fw_taxonomy_find (self->their_words, theirs)
                                                 : NULL;
  const FwCategory *known
    = category && self->words ? fw_taxonomy_find_by_name (self->words, category->name) : NULL;

  if (known)
    return known->id;
  if (!category)
    return theirs;

  FwTaxonomyBuilder *builder = fw_taxonomy_builder_new_from (self->words);
  FwCategory fresh = *category;

  fresh.id = choose_free_id (self, category->id);
  fw_taxonomy_builder_add_category (builder, &fresh);
  g_clear_pointer (&self->words, fw_taxonomy_unref);
  self->words = fw_taxonomy_builder_end (builder);

  return fresh.id;
}

/* Groups */

GHashTable *
fw_taking_new_groups (void)
{
  return g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, g_free);
}

void
fw_taking_know_group (GHashTable *groups,
                      gint64      theirs,
                      gint64      ours)
{
  g_return_if_fail (groups != NULL);

  if (theirs != 0 && ours != 0)
    g_hash_table_insert (groups, g_memdup2 (&theirs, sizeof theirs),
                         g_memdup2 (&ours, sizeof ours));
}

static gboolean
find_last_group (FwTrack  *track,
                 gpointer  user_data)
{
  gint64 *last = user_data;

  *last = MAX (*last, fw_track_get_group (track));

  return TRUE;
}

/* A group is who belongs together, not a number: theirs gets one of ours. */
static gint64
find_group (FwTaking *self,
            gint64    theirs)
{
  const gint64 *known = g_hash_table_lookup (self->groups, &theirs);

  if (theirs == 0 || known)
    return known ? *known : 0;

  if (self->next_group == 0)
    {
      GHashTableIter iter;
      gpointer used;

      fw_snapshot_foreach (self->ours, find_last_group, &self->next_group);
      g_hash_table_iter_init (&iter, self->groups);
      while (g_hash_table_iter_next (&iter, NULL, &used))
        self->next_group = MAX (self->next_group, *(const gint64 *) used);
    }
  if (self->next_group < G_MAXINT64)
    self->next_group++;
  fw_taking_know_group (self->groups, theirs, self->next_group);

  return self->next_group;
}

FwTrack *
fw_taking_make (FwTaking  *self,
                FwTrack   *theirs,
                FwTrack   *mine,
                FwTrackId  id)
{
  g_return_val_if_fail (self && theirs, NULL);

  FwTrackBuilder *builder = fw_track_builder_new_from (theirs);
  gint64 group = mine ? fw_track_get_group (mine) : 0;

  fw_track_builder_set_id (builder, id);
  fw_track_builder_set_category (builder, find_category (self, fw_track_get_category (theirs)));
  fw_track_builder_set_group (builder,
                              group != 0 ? group : find_group (self, fw_track_get_group (theirs)));

  FwTrack *track = fw_track_builder_end (builder, NULL);

  /* A sound track stays sound under another number. */
  g_assert (track != NULL);

  return track;
}

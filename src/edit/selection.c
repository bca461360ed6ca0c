/* SPDX-License-Identifier: GPL-3.0-or-later */

/*
 * An array of ids in selection order. Selections are small (a person made
 * them), but "select all" may hold 10,000, so a set of hashes answers
 * contains().
 */

#include "edit/selection.h"

#include <string.h>

struct _FwSelection
{
  GArray *ids;        /* (element-type FwTrackId) (owned) */
  GHashTable *places; /* (element-type FwTrackId) (owned) set of pointers to own copies */
};

FwSelection *
fw_selection_new (void)
{
  FwSelection *self = g_new0 (FwSelection, 1);

  self->ids = g_array_new (FALSE, FALSE, sizeof (FwTrackId));
  self->places = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, NULL);
  return self;
}

FwSelection *
fw_selection_copy (const FwSelection *self)
{
  FwSelection *copy;

  g_return_val_if_fail (self != NULL, NULL);

  copy = fw_selection_new ();
  fw_selection_set (copy, (const FwTrackId *) (gpointer) self->ids->data, self->ids->len);
  return copy;
}

void
fw_selection_free (FwSelection *self)
{
  g_return_if_fail (self != NULL);

  g_array_unref (self->ids);
  g_hash_table_unref (self->places);
  g_free (self);
}

gboolean
fw_selection_equal (const FwSelection *a, const FwSelection *b)
{
  g_return_val_if_fail (a != NULL && b != NULL, FALSE);

  return a->ids->len == b->ids->len
         && (a->ids->len == 0
             || memcmp (a->ids->data, b->ids->data, a->ids->len * sizeof (FwTrackId)) == 0);
}

gsize
fw_selection_get_n (const FwSelection *self)
{
  g_return_val_if_fail (self != NULL, 0);

  return self->ids->len;
}

FwTrackId
fw_selection_get (const FwSelection *self, gsize index)
{
  g_return_val_if_fail (self != NULL, 0);
  g_return_val_if_fail (index < self->ids->len, 0);

  return g_array_index (self->ids, FwTrackId, index);
}

const FwTrackId *
fw_selection_get_ids (const FwSelection *self, gsize *out_n)
{
  g_return_val_if_fail (self != NULL, NULL);

  if (out_n != NULL)
    *out_n = self->ids->len;
  return (const FwTrackId *) (gpointer) self->ids->data;
}

FwTrackId
fw_selection_get_primary (const FwSelection *self)
{
  g_return_val_if_fail (self != NULL, 0);

  return self->ids->len == 0 ? 0 : g_array_index (self->ids, FwTrackId, self->ids->len - 1);
}

gboolean
fw_selection_contains (const FwSelection *self, FwTrackId id)
{
  g_return_val_if_fail (self != NULL, FALSE);

  return g_hash_table_contains (self->places, &id);
}

gboolean
fw_selection_clear (FwSelection *self)
{
  g_return_val_if_fail (self != NULL, FALSE);

  if (self->ids->len == 0)
    return FALSE;

  g_array_set_size (self->ids, 0);
  g_hash_table_remove_all (self->places);
  return TRUE;
}

static void
remove_from_array (FwSelection *self, FwTrackId id)
{
  for (guint i = 0; i < self->ids->len; i++)
    {
      if (g_array_index (self->ids, FwTrackId, i) != id)
        continue;
      g_array_remove_index (self->ids, i);
      return;
    }
}

gboolean
fw_selection_add (FwSelection *self, FwTrackId id)
{
  g_return_val_if_fail (self != NULL, FALSE);
  g_return_val_if_fail (id != 0, FALSE);

  if (fw_selection_get_primary (self) == id)
    return FALSE;

  if (!g_hash_table_add (self->places, g_memdup2 (&id, sizeof id)))
    remove_from_array (self, id);
  g_array_append_val (self->ids, id);
  return TRUE;
}

gboolean
fw_selection_remove (FwSelection *self, FwTrackId id)
{
  g_return_val_if_fail (self != NULL, FALSE);

  if (!g_hash_table_remove (self->places, &id))
    return FALSE;

  remove_from_array (self, id);
  return TRUE;
}

gboolean
fw_selection_toggle (FwSelection *self, FwTrackId id)
{
  g_return_val_if_fail (self != NULL, FALSE);

  return fw_selection_remove (self, id) || fw_selection_add (self, id);
}

gboolean
fw_selection_set (FwSelection *self, const FwTrackId *ids, gsize n_ids)
{
  g_autoptr (GArray) before = NULL;

  g_return_val_if_fail (self != NULL, FALSE);
  g_return_val_if_fail (n_ids == 0 || ids != NULL, FALSE);

  before = g_array_copy (self->ids);
  /* @ids may be our own array. */
  if (n_ids > 0 && ids == (const FwTrackId *) (gpointer) self->ids->data)
    {
      gboolean shrinks = n_ids < self->ids->len;

      while (self->ids->len > n_ids)
        fw_selection_remove (self, g_array_index (self->ids, FwTrackId, self->ids->len - 1));
      return shrinks;
    }

  fw_selection_clear (self);
  for (gsize i = 0; i < n_ids; i++)
    if (ids[i] != 0 && g_hash_table_add (self->places, g_memdup2 (&ids[i], sizeof ids[i])))
      g_array_append_val (self->ids, ids[i]);

  return before->len != self->ids->len
         || (before->len > 0
             && memcmp (before->data, self->ids->data, before->len * sizeof (FwTrackId)) != 0);
}

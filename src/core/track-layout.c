/* SPDX-License-Identifier: GPL-3.0-or-later */

/*
 * A repaired builder's content in one allocation.
 *
 * First the size of every part is known, then one block is taken and filled.
 * Keyframes follow the header; the rest exists only when there is something to
 * say, because most objects of a folder of pictures are a single bare box.
 */

#include "core/track-private.h"

#include "core/shape-private.h"

#include <stdlib.h>
#include <string.h>

typedef struct
{
  gsize extra, fixed, changing, changes, on_edge, confirmed, outside, rings, order, places, name;
  gsize size;
  gsize n_changes, n_order;
} Layout;

static int
compare_names (gconstpointer a,
               gconstpointer b)
{
  const char *x = *(const char *const *) a;
  const char *y = *(const char *const *) b;

  return strcmp (x, y);
}

static gboolean
is_built_in (const char *name)
{
  return strcmp (name, FW_CHANGE_OCCLUDED) == 0 || strcmp (name, FW_CHANGE_Z_ORDER) == 0;
}

/* Tidies all attribute keyframes. Returns: (transfer full) (nullable): names of
 * those that have any, sorted, the built-in ones last. */
static GPtrArray *
collect_changing (FwTrackBuilder *self,
                  guint32        *out_n_user,
                  gsize          *out_n_changes)
{
  GPtrArray *names;
  GHashTableIter iter;
  gpointer name, changes;

  *out_n_changes = 0;
  *out_n_user = 0;

  if (self->changes == NULL)
    return NULL;

  names = g_ptr_array_new ();
  g_hash_table_iter_init (&iter, self->changes);
  while (g_hash_table_iter_next (&iter, &name, &changes))
    {
      fw_track_changes_tidy (changes);
      *out_n_changes += ((GArray *) changes)->len;

      if (((GArray *) changes)->len > 0 && !is_built_in (name))
        g_ptr_array_add (names, name);
    }

  g_ptr_array_sort (names, compare_names);
  *out_n_user = names->len;

  for (int i = 0; i < 2; i++)
    {
      const char *built_in = g_intern_static_string (i == 0 ? FW_CHANGE_OCCLUDED
                                                            : FW_CHANGE_Z_ORDER);
      GArray *found = g_hash_table_lookup (self->changes, built_in);

      if (found != NULL && found->len > 0)
        g_ptr_array_add (names, (gpointer) built_in);
    }

  return names;
}

static int
compare_places (gconstpointer a,
                gconstpointer b)
{
  guint32 x = ((const FwVertexPlace *) a)->id;
  guint32 y = ((const FwVertexPlace *) b)->id;

  return (x > y) - (x < y);
}

/* Rings, order, and the table of places, which is only needed between keyframes. */
static void
lay_out_rings (FwTrackBuilder *self,
               FwTrackExtra   *extra,
               FwTrackRing    *rings,
               guint32        *order,
               FwVertexPlace  *places)
{
  guint32 place = 0;
  guint32 largest = 0;

  for (guint32 i = 0; i < extra->n_rings; i++)
    {
      GArray *ids = g_ptr_array_index (self->orders, i);

      rings[i] = (FwTrackRing) { place, ids->len, g_array_index (self->holes, gboolean, i) };

      for (guint j = 0; j < ids->len; j++, place++)
        {
          order[place] = g_array_index (ids, guint32, j);
          largest = MAX (largest, order[place]);
          if (extra->n_places > 0)
            places[place] = (FwVertexPlace) { order[place], i, place };
        }
    }

  if (extra->n_places > 0)
    qsort (places, extra->n_places, sizeof *places, compare_places);

  extra->next_vertex = largest + 1;
  if (largest == G_MAXUINT32)
    {
      g_autofree guint32 *sorted = g_memdup2 (order, place * sizeof *order);

      /* The lowest one that is free. */
      qsort (sorted, place, sizeof *sorted, compare_places);
      extra->next_vertex = 1;
      for (guint32 i = 0; i < place && sorted[i] <= extra->next_vertex; i++)
        {
          if (sorted[i] == extra->next_vertex)
            extra->next_vertex++;
        }
    }
}

static void
lay_out_attributes (FwTrackBuilder *self,
                    GPtrArray      *names,
                    FwFixed        *fixed,
                    FwChanging     *changing,
                    FwChange       *changes)
{
  if (self->fixed->len > 0)
    memcpy (fixed, self->fixed->data, self->fixed->len * sizeof *fixed);

  for (guint i = 0; names != NULL && i < names->len; i++)
    {
      GArray *from = g_hash_table_lookup (self->changes, names->pdata[i]);

      memcpy (changes, from->data, from->len * sizeof *changes);
      changing[i] = (FwChanging) { names->pdata[i], changes, from->len };
      changes += from->len;
    }
}

static void
lay_out_extra (FwTrackBuilder *self,
               FwTrack        *track,
               const Layout   *layout,
               GPtrArray      *names,
               FwTrackExtra   *extra)
{
  char *base = (char *) track;

#define AT(type, field) ((type *) (gpointer) (base + layout->field))
  lay_out_attributes (self, names, AT (FwFixed, fixed), AT (FwChanging, changing),
                      AT (FwChange, changes));

  if (extra->n_outside > 0)
    memcpy (AT (FwSpan, outside), self->outside->data, extra->n_outside * sizeof (FwSpan));

  if (extra->n_on_edge > 0)
    memcpy (AT (FwOnEdge, on_edge), self->on_edge->data, extra->n_on_edge * sizeof (FwOnEdge));

  if (extra->n_confirmed > 0)
    memcpy (AT (FwConfirmed, confirmed), self->confirmed->data,
            extra->n_confirmed * sizeof (FwConfirmed));

  if (self->name != NULL)
    strcpy (AT (char, name), self->name);

  lay_out_rings (self, extra, AT (FwTrackRing, rings), AT (guint32, order),
                 AT (FwVertexPlace, places));

  extra->name = self->name != NULL ? AT (char, name) : NULL;
  extra->fixed = AT (FwFixed, fixed);
  extra->changing = AT (FwChanging, changing);
  extra->outside = AT (FwSpan, outside);
  extra->rings = AT (FwTrackRing, rings);
  extra->order = AT (guint32, order);
  extra->on_edge = AT (FwOnEdge, on_edge);
  extra->places = AT (FwVertexPlace, places);
  extra->confirmed = AT (FwConfirmed, confirmed);
#undef AT
}

FwTrack *
fw_track_builder_assemble (FwTrackBuilder *self)
{
  FwTrackExtra extra = { .group = self->group, .n_outside = self->outside->len,
                         .n_fixed = self->fixed->len, .next_vertex = 1 };
  g_autoptr (GPtrArray) names = NULL;
  Layout layout = { 0 };
  gsize n_changes;
  gsize size;
  FwTrack *track;

  names = collect_changing (self, &extra.n_user_changing, &n_changes);
  extra.n_changing = names != NULL ? names->len : 0;
  extra.n_rings = self->orders != NULL ? self->orders->len : 0;
  extra.n_on_edge = self->on_edge != NULL ? self->on_edge->len : 0;
  extra.n_confirmed = self->confirmed != NULL ? self->confirmed->len : 0;

  for (guint32 i = 0; i < extra.n_rings; i++)
    layout.n_order += ((GArray *) g_ptr_array_index (self->orders, i))->len;
  if (self->keys->len > 1)
    extra.n_places = layout.n_order;

  /* What needs 8 bytes of alignment goes first. */
  size = sizeof (FwTrack) + self->keys->len * sizeof (FwKeyframe);
  if (self->name != NULL || self->group != 0 || extra.n_outside > 0 || extra.n_fixed > 0
      || extra.n_changing > 0 || extra.n_rings > 0 || extra.n_confirmed > 0)
    {
#define PLACE(field, bytes) \
  layout.field = size; \
  size += (bytes);

      PLACE (extra, sizeof (FwTrackExtra))
      PLACE (fixed, extra.n_fixed * sizeof (FwFixed))
      PLACE (changing, extra.n_changing * sizeof (FwChanging))
      PLACE (changes, n_changes * sizeof (FwChange))
      PLACE (on_edge, extra.n_on_edge * sizeof (FwOnEdge))
      PLACE (confirmed, extra.n_confirmed * sizeof (FwConfirmed))
      PLACE (outside, extra.n_outside * sizeof (FwSpan))
      PLACE (rings, extra.n_rings * sizeof (FwTrackRing))
      PLACE (order, layout.n_order * sizeof (guint32))
      PLACE (places, extra.n_places * sizeof (FwVertexPlace))
      PLACE (name, self->name != NULL ? strlen (self->name) + 1 : 0)
#undef PLACE
    }

  track = g_malloc (size);
  g_atomic_ref_count_init (&track->ref_count);
  track->n_keys = self->keys->len;
  track->id = self->id;
  track->category = self->category;
  track->source = self->source;
  track->author = self->author;
  track->extra = NULL;
  track->size = MIN (size, G_MAXUINT32);
  track->kind = g_array_index (self->keys, FwKeyframe, 0).shape->kind;
  track->is_single = self->single;

  for (guint i = 0; i < self->keys->len; i++)
    {
      track->keys[i] = g_array_index (self->keys, FwKeyframe, i);
      fw_shape_ref (track->keys[i].shape);
    }

  if (layout.extra != 0)
    {
      FwTrackExtra *placed = (FwTrackExtra *) (gpointer) ((char *) track + layout.extra);

      lay_out_extra (self, track, &layout, names, &extra);
      *placed = extra;
      track->extra = placed;
    }

  return track;
}

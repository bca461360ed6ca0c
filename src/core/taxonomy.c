/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "core/taxonomy.h"

#include <string.h>

struct _FwTaxonomy
{
  gatomicrefcount ref_count;
  GArray         *categories; /* (owned) (element-type FwCategory) */
  GArray         *attributes; /* (owned) (element-type FwAttribute) */
  GHashTable     *by_id;      /* (owned) FwCategoryId * -> index + 1 */
  GHashTable     *by_name;    /* (owned) interned name -> index + 1 */
  GHashTable     *allowed;    /* (owned) FwCategoryId * -> GPtrArray of interned names */
  GHashTable     *required;   /* (owned) the same */
};

struct _FwTaxonomyBuilder
{
  FwTaxonomy *taxonomy; /* (owned) */
};

static void
clear_attribute (gpointer data)
{
  FwAttribute *attribute = data;

  g_free ((gpointer) attribute->values);
}

static void
clear_category (gpointer data)
{
  FwCategory *category = data;

  g_free ((gpointer) category->keypoints);
  g_free ((gpointer) category->limbs);
}

FwTaxonomyBuilder *
fw_taxonomy_builder_new (void)
{
  FwTaxonomyBuilder *self = g_new0 (FwTaxonomyBuilder, 1);
  FwTaxonomy *taxonomy = g_new0 (FwTaxonomy, 1);

  g_atomic_ref_count_init (&taxonomy->ref_count);
  taxonomy->categories = g_array_new (FALSE, TRUE, sizeof (FwCategory));
  g_array_set_clear_func (taxonomy->categories, clear_category);
  taxonomy->attributes = g_array_new (FALSE, TRUE, sizeof (FwAttribute));
  g_array_set_clear_func (taxonomy->attributes, clear_attribute);
  taxonomy->by_id = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, NULL);
  taxonomy->by_name = g_hash_table_new (NULL, NULL);
  taxonomy->allowed = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free,
                                             (GDestroyNotify) g_ptr_array_unref);
  taxonomy->required = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free,
                                              (GDestroyNotify) g_ptr_array_unref);
  self->taxonomy = taxonomy;

  return self;
}

void
fw_taxonomy_builder_free (FwTaxonomyBuilder *self)
{
  g_return_if_fail (self != NULL);

  g_clear_pointer (&self->taxonomy, fw_taxonomy_unref);
  g_free (self);
}

FwTaxonomy *
fw_taxonomy_ref (FwTaxonomy *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  g_atomic_ref_count_inc (&self->ref_count);

  return self;
}

void
fw_taxonomy_unref (FwTaxonomy *self)
{
  g_return_if_fail (self != NULL);

  if (!g_atomic_ref_count_dec (&self->ref_count))
    return;

  g_array_unref (self->categories);
  g_array_unref (self->attributes);
  g_hash_table_unref (self->by_id);
  g_hash_table_unref (self->by_name);
  g_hash_table_unref (self->allowed);
  g_hash_table_unref (self->required);
  g_free (self);
}

static gboolean
attribute_equal (const FwAttribute *a,
                 const FwAttribute *b)
{
  if (a->name != b->name || a->type != b->type || a->n_values != b->n_values
      || a->is_fixed != b->is_fixed)
    return FALSE;

  for (gsize i = 0; i < a->n_values; i++)
    if (a->values[i] != b->values[i])
      return FALSE;

  return TRUE;
}

gboolean
fw_category_points_equal (const FwCategory *a,
                          const FwCategory *b)
{
  if (a->n_keypoints != b->n_keypoints || a->n_limbs != b->n_limbs)
    return FALSE;

  for (gsize i = 0; i < a->n_keypoints; i++)
    if (a->keypoints[i] != b->keypoints[i])
      return FALSE;
  for (gsize i = 0; i < a->n_limbs; i++)
    if (a->limbs[i].from != b->limbs[i].from || a->limbs[i].to != b->limbs[i].to)
      return FALSE;

  return TRUE;
}

static gboolean
name_lists_equal (GHashTable *a,
                  GHashTable *b)
{
  GHashTableIter iter;
  gpointer key;
  gpointer value;

  if (g_hash_table_size (a) != g_hash_table_size (b))
    return FALSE;

  g_hash_table_iter_init (&iter, a);
  while (g_hash_table_iter_next (&iter, &key, &value))
    {
      GPtrArray *left = value;
      GPtrArray *right = g_hash_table_lookup (b, key);

      if (!right || left->len != right->len)
        return FALSE;
      for (guint i = 0; i < left->len; i++)
        if (!g_ptr_array_find (right, left->pdata[i], NULL))
          return FALSE;
    }

  return TRUE;
}

gboolean
fw_taxonomy_equal (const FwTaxonomy *a,
                   const FwTaxonomy *b)
{
  if (a == b)
    return TRUE;
  if (a->categories->len != b->categories->len || a->attributes->len != b->attributes->len)
    return FALSE;

  for (guint i = 0; i < a->categories->len; i++)
    {
      const FwCategory *left = &g_array_index (a->categories, FwCategory, i);
      const FwCategory *right = &g_array_index (b->categories, FwCategory, i);

      if (left->id != right->id || left->name != right->name
          || left->supercategory != right->supercategory || left->kinds != right->kinds
          || left->in_manual != right->in_manual || !fw_category_points_equal (left, right))
        return FALSE;
    }
  for (guint i = 0; i < a->attributes->len; i++)
    if (!attribute_equal (&g_array_index (a->attributes, FwAttribute, i),
                          &g_array_index (b->attributes, FwAttribute, i)))
      return FALSE;

  return name_lists_equal (a->allowed, b->allowed) && name_lists_equal (a->required, b->required);
}

gsize
fw_taxonomy_get_n_categories (const FwTaxonomy *self)
{
  return self->categories->len;
}

const FwCategory *
fw_taxonomy_get_category (const FwTaxonomy *self,
                          gsize             index)
{
  g_return_val_if_fail (index < self->categories->len, NULL);

  return &g_array_index (self->categories, FwCategory, index);
}

gssize
fw_taxonomy_get_index (const FwTaxonomy *self,
                       FwCategoryId      id)
{
  return (gssize) GPOINTER_TO_SIZE (g_hash_table_lookup (self->by_id, &id)) - 1;
}

const FwCategory *
fw_taxonomy_find (const FwTaxonomy *self,
                  FwCategoryId      id)
{
  gssize index = fw_taxonomy_get_index (self, id);

  return index >= 0 ? &g_array_index (self->categories, FwCategory, index) : NULL;
}

const FwCategory *
fw_taxonomy_find_by_name (const FwTaxonomy *self,
                          const char       *name)
{
  gsize place = GPOINTER_TO_SIZE (g_hash_table_lookup (self->by_name, g_intern_string (name)));

  return place > 0 ? &g_array_index (self->categories, FwCategory, place - 1) : NULL;
}

gsize
fw_taxonomy_get_n_attributes (const FwTaxonomy *self)
{
  return self->attributes->len;
}

const FwAttribute *
fw_taxonomy_get_attribute (const FwTaxonomy *self,
                           gsize             index)
{
  g_return_val_if_fail (index < self->attributes->len, NULL);

  return &g_array_index (self->attributes, FwAttribute, index);
}

const FwAttribute *
fw_taxonomy_find_attribute (const FwTaxonomy *self,
                            const char       *name)
{
  /* A manual has a handful of attributes: a walk beats a table. */
  for (guint i = 0; i < self->attributes->len; i++)
    {
      const FwAttribute *attribute = &g_array_index (self->attributes, FwAttribute, i);

      if (g_str_equal (attribute->name, name))
        return attribute;
    }

  return NULL;
}

gboolean
fw_taxonomy_is_allowed (const FwTaxonomy  *self,
                        FwCategoryId       category,
                        const FwAttribute *attribute)
{
  GPtrArray *names = g_hash_table_lookup (self->allowed, &category);

  return !names || g_ptr_array_find (names, attribute->name, NULL);
}

gboolean
fw_taxonomy_is_required (const FwTaxonomy  *self,
                         FwCategoryId       category,
                         const FwAttribute *attribute)
{
  GPtrArray *names = g_hash_table_lookup (self->required, &category);

  return names && g_ptr_array_find (names, attribute->name, NULL);
}

gboolean
fw_attribute_accepts (const FwAttribute *attribute,
                      FwValue            value)
{
  if (value.type == FW_VALUE_NULL)
    return TRUE;

  switch (attribute->type)
    {
    case FW_ATTRIBUTE_BOOL:
      return value.type == FW_VALUE_BOOL;
    case FW_ATTRIBUTE_NUMBER:
      return value.type == FW_VALUE_NUMBER;
    case FW_ATTRIBUTE_TEXT:
      return value.type == FW_VALUE_TEXT;
    case FW_ATTRIBUTE_CHOICE:
      if (value.type != FW_VALUE_TEXT)
        return FALSE;
      for (gsize i = 0; i < attribute->n_values; i++)
        if (attribute->values[i] == value.text)
          return TRUE;
      return FALSE;
    }

  g_assert_not_reached ();
}

/* Limbs between points that are not there are left out. */
static void
copy_points (const FwCategory *category,
             FwCategory       *copy)
{
  const char **names = NULL;
  FwLimb *limbs = NULL;

  copy->n_keypoints = MIN (category->n_keypoints, FW_CATEGORY_MAX_KEYPOINTS);
  copy->n_limbs = 0;

  if (copy->n_keypoints > 0)
    names = g_new (const char *, copy->n_keypoints);
  if (category->n_limbs > 0)
    limbs = g_new (FwLimb, category->n_limbs);

  for (gsize i = 0; i < copy->n_keypoints; i++)
    names[i] = g_intern_string (category->keypoints[i]);
  for (gsize i = 0; i < category->n_limbs; i++)
    if (category->limbs[i].from < copy->n_keypoints && category->limbs[i].to < copy->n_keypoints)
      limbs[copy->n_limbs++] = category->limbs[i];

  copy->keypoints = names;
  copy->limbs = limbs;
}

void
fw_taxonomy_builder_add_category (FwTaxonomyBuilder *self,
                                  const FwCategory  *category)
{
  FwTaxonomy *taxonomy = self->taxonomy;
  FwCategory copy = *category;
  gsize place;

  g_return_if_fail (category->name != NULL);

  copy.name = g_intern_string (category->name);
  copy.supercategory = g_intern_string (category->supercategory ? category->supercategory : "");
  copy_points (category, &copy);

  place = GPOINTER_TO_SIZE (g_hash_table_lookup (taxonomy->by_id, &copy.id));
  if (place == 0)
    place = GPOINTER_TO_SIZE (g_hash_table_lookup (taxonomy->by_name, copy.name));

  if (place > 0)
    {
      FwCategory *old = &g_array_index (taxonomy->categories, FwCategory, place - 1);

      g_hash_table_remove (taxonomy->by_id, &old->id);
      g_hash_table_remove (taxonomy->by_name, old->name);
      clear_category (old);
      *old = copy;
    }
  else
    {
      g_array_append_val (taxonomy->categories, copy);
      place = taxonomy->categories->len;
    }

  g_hash_table_insert (taxonomy->by_id, g_memdup2 (&copy.id, sizeof copy.id),
                       GSIZE_TO_POINTER (place));
  g_hash_table_insert (taxonomy->by_name, (gpointer) copy.name, GSIZE_TO_POINTER (place));
}

void
fw_taxonomy_builder_add_attribute (FwTaxonomyBuilder *self,
                                   const FwAttribute *attribute)
{
  FwAttribute copy = *attribute;

  g_return_if_fail (attribute->name != NULL);

  copy.name = g_intern_string (attribute->name);
  copy.values = NULL;
  if (attribute->n_values > 0)
    {
      const char **values = g_new0 (const char *, attribute->n_values + 1);

      for (gsize i = 0; i < attribute->n_values; i++)
        values[i] = g_intern_string (attribute->values[i]);
      copy.values = values;
    }

  for (guint i = 0; i < self->taxonomy->attributes->len; i++)
    {
      FwAttribute *old = &g_array_index (self->taxonomy->attributes, FwAttribute, i);

      if (old->name == copy.name)
        {
          clear_attribute (old);
          *old = copy;
          return;
        }
    }

  g_array_append_val (self->taxonomy->attributes, copy);
}

static void
add_name (GHashTable   *table,
          FwCategoryId  category,
          const char   *attribute)
{
  GPtrArray *names = g_hash_table_lookup (table, &category);
  gpointer name = (gpointer) g_intern_string (attribute);

  if (!names)
    {
      names = g_ptr_array_new ();
      g_hash_table_insert (table, g_memdup2 (&category, sizeof category), names);
    }
  if (!g_ptr_array_find (names, name, NULL))
    g_ptr_array_add (names, name);
}

void
fw_taxonomy_builder_allow (FwTaxonomyBuilder *self,
                           FwCategoryId       category,
                           const char        *attribute)
{
  add_name (self->taxonomy->allowed, category, attribute);
}

void
fw_taxonomy_builder_require (FwTaxonomyBuilder *self,
                             FwCategoryId       category,
                             const char        *attribute)
{
  add_name (self->taxonomy->required, category, attribute);
}

static void
copy_names (GHashTable *from,
            GHashTable *to)
{
  GHashTableIter iter;
  gpointer category, names;

  g_hash_table_iter_init (&iter, from);
  while (g_hash_table_iter_next (&iter, &category, &names))
    g_hash_table_insert (to, g_memdup2 (category, sizeof (FwCategoryId)),
                         g_ptr_array_copy (names, NULL, NULL));
}

FwTaxonomyBuilder *
fw_taxonomy_builder_new_from (const FwTaxonomy *taxonomy)
{
  FwTaxonomyBuilder *self = fw_taxonomy_builder_new ();

  if (!taxonomy)
    return self;

  for (guint i = 0; i < taxonomy->categories->len; i++)
    fw_taxonomy_builder_add_category (self, fw_taxonomy_get_category (taxonomy, i));
  for (guint i = 0; i < taxonomy->attributes->len; i++)
    fw_taxonomy_builder_add_attribute (self, fw_taxonomy_get_attribute (taxonomy, i));
  copy_names (taxonomy->allowed, self->taxonomy->allowed);
  copy_names (taxonomy->required, self->taxonomy->required);

  return self;
}

FwTaxonomy *
fw_taxonomy_builder_end (FwTaxonomyBuilder *self)
{
  FwTaxonomy *taxonomy = g_steal_pointer (&self->taxonomy);

  fw_taxonomy_builder_free (self);

  return taxonomy;
}

guint32
fw_palette_get (gsize index)
{
  /* A maximin choice in Oklab over normal, protan, deutan and tritan vision:
   * neighbours in the list stay apart for everyone, up to about ten. */
  static const guint32 palette[FW_PALETTE_LENGTH] = {
    0x52b5f4, 0xf0f72a, 0xf25914, 0x64fae8, 0xf2b67e, 0xb97aaa, 0x6ba26a,
    0xa071fc, 0xfd93a7, 0xb9ae40, 0xcbeba3, 0x70d5ed, 0xd05ccf, 0x9edb2e,
    0xd78cd4, 0xe27a8f, 0x8d90ff, 0xf8de73, 0xa49245, 0x47aec6,
  };

  return palette[index % G_N_ELEMENTS (palette)];
}

guint32
fw_taxonomy_get_colour (const FwTaxonomy *self,
                        FwCategoryId      id)
{
  gssize index = self ? fw_taxonomy_get_index (self, id) : -1;

  return index < 0 ? 0xc0bfbc : fw_palette_get ((gsize) index);
}

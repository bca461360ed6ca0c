/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "core/taxonomy-merge.h"

typedef struct
{
  FwTaxonomy           *labels;
  FwTaxonomy           *known;
  FwTaxonomyBuilder    *builder;
  FwTaxonomyPermitFunc  permit;
  gpointer              user_data;
} Merge;

static void
add_attributes (Merge *merge)
{
  FwTaxonomy *sources[] = { merge->known, merge->labels };

  for (gsize s = 0; s < G_N_ELEMENTS (sources); s++)
    for (gsize i = 0; i < fw_taxonomy_get_n_attributes (sources[s]); i++)
      {
        const FwAttribute *attribute = fw_taxonomy_get_attribute (sources[s], i);

        if (s == 0 || !fw_taxonomy_find_attribute (merge->known, attribute->name))
          fw_taxonomy_builder_add_attribute (merge->builder, attribute);
      }
}

/* What @from said of its category @id goes to the category @to. */
static void
copy_permissions (Merge        *merge,
                  FwTaxonomy   *from,
                  FwCategoryId  id,
                  FwCategoryId  to)
{
  gsize n = fw_taxonomy_get_n_attributes (from);
  gsize n_allowed = 0;

  for (gsize i = 0; i < n; i++)
    n_allowed += fw_taxonomy_is_allowed (from, id, fw_taxonomy_get_attribute (from, i));

  /* A category of which nothing is said allows everything. */
  if (n_allowed == 0 && n > 0)
    fw_taxonomy_builder_allow (merge->builder, to, "");
  for (gsize i = 0; i < n; i++)
    {
      const FwAttribute *attribute = fw_taxonomy_get_attribute (from, i);

      if (n_allowed < n && fw_taxonomy_is_allowed (from, id, attribute))
        fw_taxonomy_builder_allow (merge->builder, to, attribute->name);
      if (fw_taxonomy_is_required (from, id, attribute))
        fw_taxonomy_builder_require (merge->builder, to, attribute->name);
    }
}

static void
permit (Merge            *merge,
        const FwCategory *category,
        const FwCategory *known)
{
  if (merge->permit)
    merge->permit (merge->builder, category, merge->user_data);
  else if (known)
    copy_permissions (merge, merge->known, known->id, category->id);
  if (!known)
    copy_permissions (merge, merge->labels, category->id, category->id);
}

/* The smallest free id above every id in use, or, at the end of the numbers,
 * the smallest free one. */
static FwCategoryId
take_category_id (Merge        *merge,
                  FwCategoryId *next)
{
  while (fw_taxonomy_find (merge->labels, *next))
    (*next)++;

  return (*next)++;
}

FwTaxonomy *
fw_taxonomy_merge (FwTaxonomy           *labels,
                   FwTaxonomy           *known,
                   FwTaxonomyPermitFunc  permit_func,
                   gpointer              user_data)
{
  g_return_val_if_fail (labels != NULL && known != NULL, NULL);

  Merge merge = { labels, known, fw_taxonomy_builder_new (), permit_func, user_data };
  gsize n_known = fw_taxonomy_get_n_categories (known);
  FwCategoryId last = 0, next;

  add_attributes (&merge);
  for (gsize i = 0; i < fw_taxonomy_get_n_categories (labels); i++)
    {
      FwCategory category = *fw_taxonomy_get_category (labels, i);
      const FwCategory *same = fw_taxonomy_find_by_name (known, category.name);

      category.in_manual = same != NULL;
      category.kinds = same ? same->kinds : 0;
      if (same && (!category.supercategory || *category.supercategory == '\0'))
        category.supercategory = same->supercategory;
      last = MAX (last, category.id);
      fw_taxonomy_builder_add_category (merge.builder, &category);
      permit (&merge, &category, same);
    }

  next = last < G_MAXINT64 - 1 - (FwCategoryId) n_known ? last + 1 : 1;
  for (gsize i = 0; i < n_known; i++)
    {
      const FwCategory *same = fw_taxonomy_get_category (known, i);
      FwCategory category = *same;

      if (fw_taxonomy_find_by_name (labels, category.name))
        continue;
      category.id = take_category_id (&merge, &next);
      category.in_manual = TRUE;
      fw_taxonomy_builder_add_category (merge.builder, &category);
      permit (&merge, &category, same);
    }

  return fw_taxonomy_builder_end (merge.builder);
}

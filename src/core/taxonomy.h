/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/shape.h"
#include "core/types.h"
#include "core/value.h"

G_BEGIN_DECLS

/* A line between two points of a category, as indices into its keypoints. */
typedef struct
{
  guint16 from;
  guint16 to;
} FwLimb;

/**
 * FwCategory:
 *
 * One word objects can be called, borrowed from its taxonomy. Strings are
 * interned. The points of its skeletons come from the labels file; a manual has
 * no words for them.
 */
typedef struct
{
  FwCategoryId id;
  const char  *name;
  const char  *supercategory; /* "" when there is none */
  guint        kinds;         /* bits 1 << FwShapeKind that the manual allows; 0 = any */
  gboolean     in_manual;     /* FALSE: only the labels file knows it */

  const char *const *keypoints; /* names of its points, interned; (nullable) */
  gsize              n_keypoints;
  const FwLimb      *limbs;     /* (nullable) */
  gsize              n_limbs;
} FwCategory;

/* More points than any skeleton in use has; bounds what a file can make us hold. */
#define FW_CATEGORY_MAX_KEYPOINTS 1024

typedef enum
{
  FW_ATTRIBUTE_BOOL,
  FW_ATTRIBUTE_CHOICE,
  FW_ATTRIBUTE_NUMBER,
  FW_ATTRIBUTE_TEXT
} FwAttributeType;

typedef struct
{
  const char         *name;     /* interned */
  FwAttributeType     type;
  const char *const  *values;   /* of a choice, interned, NULL-terminated; else NULL */
  gsize               n_values;
  gboolean            is_fixed; /* one value per track; else it may change per frame */
} FwAttribute;

/**
 * FwTaxonomy:
 *
 * Categories in display order and the attributes they may carry. Immutable,
 * reference counted, safe to share between threads.
 */
typedef struct _FwTaxonomy        FwTaxonomy;
typedef struct _FwTaxonomyBuilder FwTaxonomyBuilder;

FwTaxonomy        *fw_taxonomy_ref              (FwTaxonomy        *self);
void               fw_taxonomy_unref            (FwTaxonomy        *self);
gboolean           fw_taxonomy_equal            (const FwTaxonomy  *a,
                                                 const FwTaxonomy  *b);

gsize              fw_taxonomy_get_n_categories (const FwTaxonomy  *self);
const FwCategory  *fw_taxonomy_get_category     (const FwTaxonomy  *self,
                                                 gsize              index);
/* NULL when there is none. O(1). */
const FwCategory  *fw_taxonomy_find             (const FwTaxonomy  *self,
                                                 FwCategoryId       id);
const FwCategory  *fw_taxonomy_find_by_name     (const FwTaxonomy  *self,
                                                 const char        *name);
/* Place of the category in display order, which gives its colour; -1 unknown. */
gssize             fw_taxonomy_get_index        (const FwTaxonomy  *self,
                                                 FwCategoryId       id);

gsize              fw_taxonomy_get_n_attributes (const FwTaxonomy  *self);
const FwAttribute *fw_taxonomy_get_attribute    (const FwTaxonomy  *self,
                                                 gsize              index);
const FwAttribute *fw_taxonomy_find_attribute   (const FwTaxonomy  *self,
                                                 const char        *name);
/* Whether objects of the category may carry / must carry the attribute. */
gboolean           fw_taxonomy_is_allowed       (const FwTaxonomy  *self,
                                                 FwCategoryId       category,
                                                 const FwAttribute *attribute);
gboolean           fw_taxonomy_is_required      (const FwTaxonomy  *self,
                                                 FwCategoryId       category,
                                                 const FwAttribute *attribute);
/* Whether two categories have the same points and limbs. */
gboolean           fw_category_points_equal     (const FwCategory  *a,
                                                 const FwCategory  *b);
/* Whether the value fits the attribute's type and domain; null always does. */
gboolean           fw_attribute_accepts         (const FwAttribute *attribute,
                                                 FwValue            value);

FwTaxonomyBuilder *fw_taxonomy_builder_new      (void);
/* A copy to be changed. NULL @taxonomy: nothing in it. */
FwTaxonomyBuilder *fw_taxonomy_builder_new_from (const FwTaxonomy  *taxonomy);
void               fw_taxonomy_builder_free     (FwTaxonomyBuilder *self);
/* Strings and lists are copied. Adding an id or a name again replaces the earlier one in place. */
void               fw_taxonomy_builder_add_category  (FwTaxonomyBuilder *self,
                                                 const FwCategory  *category);
/* @attribute's strings and values are copied. */
void               fw_taxonomy_builder_add_attribute (FwTaxonomyBuilder *self,
                                                 const FwAttribute *attribute);
/* Without any call for a category, it allows every attribute and requires none. */
void               fw_taxonomy_builder_allow    (FwTaxonomyBuilder *self,
                                                 FwCategoryId       category,
                                                 const char        *attribute);
void               fw_taxonomy_builder_require  (FwTaxonomyBuilder *self,
                                                 FwCategoryId       category,
                                                 const char        *attribute);
/* Ends the builder and frees it. Returns: (transfer full) */
FwTaxonomy        *fw_taxonomy_builder_end      (FwTaxonomyBuilder *self) G_GNUC_WARN_UNUSED_RESULT;

/* Colour number @index of the fixed palette as 0xRRGGBB; repeats after 20. */
guint32            fw_palette_get               (gsize              index);
#define FW_PALETTE_LENGTH 20
/* The category's colour; grey for one that @self (nullable) does not know. */
guint32            fw_taxonomy_get_colour       (const FwTaxonomy  *self,
                                                 FwCategoryId       id);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (FwTaxonomy, fw_taxonomy_unref)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (FwTaxonomyBuilder, fw_taxonomy_builder_free)

G_END_DECLS

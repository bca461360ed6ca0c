/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/compare/compare-rows.h"

/* Nobody reads more of one object one by one. */
#define N_SHOWN 100

struct _FwCompareRow
{
  GObject           parent_instance;

  FwCompareRowFacts facts; /* differences are owned */
};

G_DEFINE_FINAL_TYPE (FwCompareRow, fw_compare_row, G_TYPE_OBJECT)

static void
fw_compare_row_finalize (GObject *object)
{
  FwCompareRow *self = FW_COMPARE_ROW (object);

  g_array_unref (self->facts.differences);

  G_OBJECT_CLASS (fw_compare_row_parent_class)->finalize (object);
}

static void
fw_compare_row_class_init (FwCompareRowClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = fw_compare_row_finalize;
}

static void
fw_compare_row_init (FwCompareRow *self)
{
}

const FwCompareRowFacts *
fw_compare_row_get_facts (FwCompareRow *self)
{
  g_return_val_if_fail (FW_IS_COMPARE_ROW (self), NULL);

  return &self->facts;
}

gboolean
fw_compare_row_equal (FwCompareRow *a,
                      FwCompareRow *b)
{
  g_return_val_if_fail (FW_IS_COMPARE_ROW (a) && FW_IS_COMPARE_ROW (b), FALSE);

  const FwCompareRowFacts *left = &a->facts, *right = &b->facts;

  /* Each look at an object makes another array. */
  return left->kind == right->kind && left->object == right->object
         && left->difference == right->difference && left->choice == right->choice
         && left->differences == right->differences && left->is_current == right->is_current;
}

static void
add (GPtrArray         *rows,
     FwCompareRowFacts  facts)
{
  FwCompareRow *row = g_object_new (FW_TYPE_COMPARE_ROW, NULL);

  row->facts = facts;
  g_array_ref (facts.differences);
  g_ptr_array_add (rows, row);
}

static gboolean
is_listed (const FwCompareObject  *object,
           const FwCompareListing *listing)
{
  gboolean is_open = fw_compare_object_is_open (object);

  if (listing->filter == FW_COMPARE_FILTER_OPEN && !is_open)
    return FALSE;
  if (listing->filter == FW_COMPARE_FILTER_DECIDED && is_open)
    return FALSE;

  return listing->kinds == 0 || object->differences->len == 0
         || (fw_differences_get_kinds (object->differences) & listing->kinds) != 0;
}

GArray *
fw_compare_rows_list (FwCompareModel         *model,
                      const FwCompareListing *listing)
{
  g_return_val_if_fail (FW_IS_COMPARE_MODEL (model) && listing, NULL);

  GArray *list = g_array_new (FALSE, FALSE, sizeof (guint));

  for (guint i = 0; i < fw_compare_model_get_n_objects (model); i++)
    if (is_listed (fw_compare_model_get_object (model, i), listing))
      g_array_append_val (list, i);

  return list;
}

static void
add_differences (GPtrArray             *rows,
                 const FwCompareObject *object,
                 guint                  index,
                 guint                  current)
{
  guint n = object->differences->len;

  for (guint k = 0; k < MIN (n, N_SHOWN); k++)
    add (rows, (FwCompareRowFacts) { FW_COMPARE_ROW_DIFFERENCE, index, k, object->choice,
                                     object->differences, k == current });
  if (n > N_SHOWN)
    add (rows, (FwCompareRowFacts) { FW_COMPARE_ROW_MORE, index, n - N_SHOWN, object->choice,
                                     object->differences, FALSE });
}

GPtrArray *
fw_compare_rows_make (FwCompareModel         *model,
                      const FwCompareListing *listing)
{
  g_return_val_if_fail (FW_IS_COMPARE_MODEL (model) && listing, NULL);

  GPtrArray *rows = g_ptr_array_new_with_free_func (g_object_unref);
  g_autoptr(GArray) list = fw_compare_rows_list (model, listing);
  guint difference;
  gssize current = fw_compare_model_get_current (model, &difference);

  for (guint i = 0; i < list->len; i++)
    {
      guint index = g_array_index (list, guint, i);
      const FwCompareObject *object = fw_compare_model_get_object (model, index);
      gboolean is_current = (gssize) index == current;

      add (rows, (FwCompareRowFacts) { FW_COMPARE_ROW_OBJECT, index, 0, object->choice,
                                       object->differences, is_current });
      if (is_current && object->differences->len > 1)
        add_differences (rows, object, index, difference);
    }

  return rows;
}

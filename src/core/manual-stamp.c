/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "core/manual-stamp.h"

#include <stdlib.h>
#include <string.h>

struct _FwManualStamp
{
  gatomicrefcount ref_count;
  const char     *name;    /* interned */
  const char     *version; /* interned */
  const char     *sha256;  /* interned */
  const char     *key;     /* interned */
  gsize           n_revs;
  FwRuleRev       revs[];  /* ascending by rule */
};

struct _FwStampList
{
  gatomicrefcount ref_count;
  gsize           n;
  FwManualStamp  *stamps[]; /* (owned) */
};

static int
compare_revs (gconstpointer a,
              gconstpointer b,
              gpointer      user_data)
{
  return strcmp (((const FwRuleRev *) a)->rule, ((const FwRuleRev *) b)->rule);
}

FwManualStamp *
fw_manual_stamp_new (const char      *name,
                     const char      *version,
                     const char      *sha256,
                     const FwRuleRev *revs,
                     gsize            n_revs)
{
  g_return_val_if_fail (name && version && sha256, NULL);
  g_return_val_if_fail (revs || n_revs == 0, NULL);

  FwManualStamp *self = g_malloc0 (sizeof *self + n_revs * sizeof (FwRuleRev));
  g_autofree char *label = g_strdup_printf ("%s %s", name, version);
  gsize n = 0;

  g_atomic_ref_count_init (&self->ref_count);
  self->name = g_intern_string (name);
  self->version = g_intern_string (version);
  self->sha256 = g_intern_string (sha256);
  self->key = *sha256 ? self->sha256 : g_intern_string (label);
  for (gsize i = 0; i < n_revs; i++)
    self->revs[i] = (FwRuleRev) { g_intern_string (revs[i].rule), g_intern_string (revs[i].rev) };
  if (n_revs > 1)
    g_qsort_with_data (self->revs, n_revs, sizeof (FwRuleRev), compare_revs, NULL);
  for (gsize i = 0; i < n_revs; i++)
    {
      n -= n > 0 && self->revs[n - 1].rule == self->revs[i].rule;
      self->revs[n++] = self->revs[i];
    }
  self->n_revs = n;

  return self;
}

FwManualStamp *
fw_manual_stamp_ref (FwManualStamp *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  g_atomic_ref_count_inc (&self->ref_count);

  return self;
}

void
fw_manual_stamp_unref (FwManualStamp *self)
{
  g_return_if_fail (self != NULL);

  if (g_atomic_ref_count_dec (&self->ref_count))
    g_free (self);
}

gboolean
fw_manual_stamp_same_rules (const FwManualStamp *a,
                            const FwManualStamp *b)
{
  g_return_val_if_fail (a && b, FALSE);

  if (a == b)
    return TRUE;

  return a->name == b->name && a->version == b->version && a->n_revs == b->n_revs
         && (a->n_revs == 0 || memcmp (a->revs, b->revs, a->n_revs * sizeof (FwRuleRev)) == 0);
}

gboolean
fw_manual_stamp_equal (const FwManualStamp *a,
                       const FwManualStamp *b)
{
  return fw_manual_stamp_same_rules (a, b) && a->sha256 == b->sha256;
}

#define GETTER(field)                                    \
const char *                                             \
fw_manual_stamp_get_ ## field (const FwManualStamp *self) \
{                                                        \
  g_return_val_if_fail (self != NULL, NULL);             \
                                                         \
  return self->field;                                    \
}

GETTER (name)
GETTER (version)
GETTER (sha256)
GETTER (key)

const FwRuleRev *
fw_manual_stamp_get_revs (const FwManualStamp *self,
                          gsize               *out_n)
{
  g_return_val_if_fail (self && out_n, NULL);

  *out_n = self->n_revs;

  return self->revs;
}

const char *
fw_manual_stamp_find_rev (const FwManualStamp *self,
                          const char          *rule)
{
  g_return_val_if_fail (self && rule, NULL);

  gsize low = 0, high = self->n_revs;

  while (low < high)
    {
      gsize middle = low + (high - low) / 2;
      int order = strcmp (self->revs[middle].rule, rule);

      if (order == 0)
        return self->revs[middle].rev;
      if (order < 0)
        low = middle + 1;
      else
        high = middle;
    }

  return NULL;
}

/* The list */

FwStampList *
fw_stamp_list_new (FwManualStamp *const *stamps,
                   gsize                 n_stamps)
{
  g_return_val_if_fail (stamps || n_stamps == 0, NULL);

  if (n_stamps == 0)
    return NULL;

  FwStampList *self = g_malloc (sizeof *self + n_stamps * sizeof (FwManualStamp *));

  g_atomic_ref_count_init (&self->ref_count);
  self->n = n_stamps;
  for (gsize i = 0; i < n_stamps; i++)
    self->stamps[i] = fw_manual_stamp_ref (stamps[i]);

  return self;
}

FwStampList *
fw_stamp_list_ref (FwStampList *self)
{
  if (self)
    g_atomic_ref_count_inc (&self->ref_count);

  return self;
}

void
fw_stamp_list_unref (FwStampList *self)
{
  if (!self || !g_atomic_ref_count_dec (&self->ref_count))
    return;

  for (gsize i = 0; i < self->n; i++)
    fw_manual_stamp_unref (self->stamps[i]);
  g_free (self);
}

gboolean
fw_stamp_list_equal (const FwStampList *a,
                     const FwStampList *b)
{
  if (a == b)
    return TRUE;
  if (fw_stamp_list_get_n (a) != fw_stamp_list_get_n (b))
    return FALSE;

  for (gsize i = 0; i < fw_stamp_list_get_n (a); i++)
    if (!fw_manual_stamp_equal (a->stamps[i], b->stamps[i]))
      return FALSE;

  return TRUE;
}

gsize
fw_stamp_list_get_n (const FwStampList *self)
{
  return self ? self->n : 0;
}

FwManualStamp *
fw_stamp_list_get (const FwStampList *self,
                   gsize              index)
{
  g_return_val_if_fail (self && index < self->n, NULL);

  return self->stamps[index];
}

FwManualStamp *
fw_stamp_list_find (const FwStampList *self,
                    const char        *key,
                    gsize             *out_index)
{
  g_return_val_if_fail (key != NULL, NULL);

  for (gsize i = 0; self && i < self->n; i++)
    if (self->stamps[i]->key == key || g_str_equal (self->stamps[i]->key, key))
      {
        if (out_index)
          *out_index = i;
        return self->stamps[i];
      }

  return NULL;
}

FwManualStamp *
fw_stamp_list_find_same (const FwStampList   *self,
                         const FwManualStamp *stamp)
{
  g_return_val_if_fail (stamp != NULL, NULL);

  for (gsize i = 0; self && i < self->n; i++)
    if (fw_manual_stamp_same_rules (self->stamps[i], stamp))
      return self->stamps[i];

  return NULL;
}

FwStampList *
fw_stamp_list_with (const FwStampList *self,
                    FwManualStamp     *stamp)
{
  g_return_val_if_fail (stamp != NULL, NULL);

  gsize n = fw_stamp_list_get_n (self), place = n;
  const FwManualStamp *known = fw_stamp_list_find (self, stamp->key, &place);
  g_autofree FwManualStamp **stamps = g_new (FwManualStamp *, n + 1);

  for (gsize i = 0; i < n; i++)
    stamps[i] = self->stamps[i];
  if (!known || (known->n_revs == 0 && stamp->n_revs > 0))
    stamps[place] = stamp;

  return fw_stamp_list_new (stamps, known ? n : n + 1);
}

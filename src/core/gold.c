/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "core/gold.h"

#include <glib/gi18n.h>
#include <inttypes.h>
#include <math.h>

#define MAX_ITEMS        10000
#define MAX_CLIP_FRAMES  100000
#define MAX_TOLERANCE_PX 1000.0

/* Lists are shared by nobody: gold is small and changes a few times a day, so
 * another one is a list of pointers. */
struct _FwGold
{
  gatomicrefcount ref_count;
  FwGoldOrigin origin;
  FwGoldSettings settings;
  char *extra;                         /* (owned) (nullable) */
  GPtrArray *records[FW_N_GOLD_PARTS]; /* (owned) each referenced */
  GHashTable *places[FW_N_GOLD_PARTS]; /* (owned) key -> place + 1 */
};

struct _FwGoldBuilder
{
  FwGold *gold; /* (owned) nobody else has it */
};

void
fw_gold_settings_init (FwGoldSettings *settings)
{
  g_return_if_fail (settings != NULL);

  *settings = (FwGoldSettings){ FW_GOLD_ITEMS, FW_GOLD_NEEDED, FW_GOLD_CLIP_FRAMES,
                                FW_GOLD_TOLERANCE_PX, NULL };
}

/* Keys. */

static char *
make_key (FwGoldPart part, gconstpointer record)
{
  const FwGoldItem *item = record;
  const FwGoldAttempt *attempt = record;

  switch (part)
    {
    case FW_GOLD_EDITION:
      return g_strdup_printf ("%" PRId64, ((const FwGoldEdition *) record)->id);
    case FW_GOLD_ITEM:
      return g_strconcat (item->unit, "\n", item->rev, NULL);
    case FW_GOLD_ATTEMPT:
      return g_strdup_printf ("%" PRId64 "\n%s", attempt->n, attempt->person);
    default:
      g_assert_not_reached ();
    }
}

static gconstpointer
find_key (const FwGold *self, FwGoldPart part, const char *key)
{
  guint place = GPOINTER_TO_UINT (g_hash_table_lookup (self->places[part], key));

  return place > 0 ? g_ptr_array_index (self->records[part], place - 1) : NULL;
}

/* Takes the record. */
static void
put (FwGold *self, FwGoldPart part, gpointer record)
{
  g_autofree char *key = make_key (part, record);
  GPtrArray *records = self->records[part];
  guint place = GPOINTER_TO_UINT (g_hash_table_lookup (self->places[part], key));

  if (place > 0)
    {
      fw_gold_record_unref (part, records->pdata[place - 1]);
      records->pdata[place - 1] = record;
      return;
    }
  g_ptr_array_add (records, record);
  g_hash_table_insert (self->places[part], g_steal_pointer (&key), GUINT_TO_POINTER (records->len));
}

/* The object. */

static void
clear_origin (FwGoldOrigin *origin)
{
  g_free (origin->labels);
  g_free (origin->sha256);
  g_free (origin->source);
  g_free (origin->document);
  g_free (origin->extra);
}

static FwGoldOrigin
copy_origin (const FwGoldOrigin *origin)
{
  return (FwGoldOrigin){ .labels = g_strdup (origin->labels),
                         .sha256 = g_strdup (origin->sha256),
                         .source = g_strdup (origin->source),
                         .document = g_strdup (origin->document),
                         .is_video = origin->is_video,
                         .n_frames = MAX (origin->n_frames, 0),
                         .extra = g_strdup (origin->extra) };
}

static FwGoldSettings
copy_settings (const FwGoldSettings *settings)
{
  FwGoldSettings bounded = *settings;

  bounded.items = CLAMP (settings->items, 1, MAX_ITEMS);
  bounded.needed = CLAMP (settings->needed, 1, bounded.items);
  bounded.clip_frames = CLAMP (settings->clip_frames, 1, MAX_CLIP_FRAMES);
  bounded.tolerance_px = isfinite (settings->tolerance_px)
                             ? CLAMP (settings->tolerance_px, 0.0, MAX_TOLERANCE_PX)
                             : FW_GOLD_TOLERANCE_PX;
  bounded.extra = g_strdup (settings->extra);

  return bounded;
}

FwGold *
fw_gold_new (const FwGoldOrigin *origin, const FwGoldSettings *settings, const char *extra)
{
  g_return_val_if_fail (origin != NULL && settings != NULL, NULL);

  FwGold *self = g_new0 (FwGold, 1);

  g_atomic_ref_count_init (&self->ref_count);
  self->origin = copy_origin (origin);
  self->settings = copy_settings (settings);
  self->extra = g_strdup (extra);
  for (int part = 0; part < FW_N_GOLD_PARTS; part++)
    {
      self->records[part] = g_ptr_array_new ();
      self->places[part] = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
    }

  return self;
}

FwGold *
fw_gold_ref (FwGold *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  g_atomic_ref_count_inc (&self->ref_count);

  return self;
}

void
fw_gold_unref (FwGold *self)
{
  g_return_if_fail (self != NULL);

  if (!g_atomic_ref_count_dec (&self->ref_count))
    return;

  for (int part = 0; part < FW_N_GOLD_PARTS; part++)
    {
      for (guint i = 0; i < self->records[part]->len; i++)
        fw_gold_record_unref ((FwGoldPart) part, self->records[part]->pdata[i]);
      g_ptr_array_unref (self->records[part]);
      g_hash_table_unref (self->places[part]);
    }
  clear_origin (&self->origin);
  g_free (self->settings.extra);
  g_free (self->extra);
  g_free (self);
}

const FwGoldOrigin *
fw_gold_get_origin (const FwGold *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  return &self->origin;
}

const FwGoldSettings *
fw_gold_get_settings (const FwGold *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  return &self->settings;
}

const char *
fw_gold_get_extra (const FwGold *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  return self->extra;
}

gsize
fw_gold_get_n (const FwGold *self, FwGoldPart part)
{
  g_return_val_if_fail (self != NULL && (gsize) part < FW_N_GOLD_PARTS, 0);

  return self->records[part]->len;
}

gconstpointer
fw_gold_get (const FwGold *self, FwGoldPart part, gsize index)
{
  g_return_val_if_fail (self != NULL && (gsize) part < FW_N_GOLD_PARTS, NULL);
  g_return_val_if_fail (index < self->records[part]->len, NULL);

  return self->records[part]->pdata[index];
}

/* Finding. */

const FwGoldEdition *
fw_gold_find_edition (const FwGold *self, gint64 id)
{
  FwGoldEdition edition = { .id = id };
  g_autofree char *key = make_key (FW_GOLD_EDITION, &edition);

  g_return_val_if_fail (self != NULL, NULL);

  return find_key (self, FW_GOLD_EDITION, key);
}

const FwGoldItem *
fw_gold_find_item (const FwGold *self, const char *unit, const char *rev)
{
  g_return_val_if_fail (self != NULL && unit != NULL && rev != NULL, NULL);

  FwGoldItem item = { .unit = (char *) unit, .rev = (char *) rev };
  g_autofree char *key = make_key (FW_GOLD_ITEM, &item);

  return find_key (self, FW_GOLD_ITEM, key);
}

const FwGoldAttempt *
fw_gold_find_attempt (const FwGold *self, const char *person, gint64 n)
{
  g_return_val_if_fail (self != NULL && person != NULL, NULL);

  FwGoldAttempt attempt = { .person = (char *) person, .n = n };
  g_autofree char *key = make_key (FW_GOLD_ATTEMPT, &attempt);

  return find_key (self, FW_GOLD_ATTEMPT, key);
}

const FwGoldAttempt *
fw_gold_find_labels (const FwGold *self, const char *labels)
{
  g_return_val_if_fail (self != NULL && labels != NULL, NULL);

  GPtrArray *attempts = self->records[FW_GOLD_ATTEMPT];

  for (guint i = attempts->len; i > 0; i--)
    {
      const FwGoldAttempt *attempt = g_ptr_array_index (attempts, i - 1);

      if (g_str_equal (attempt->labels, labels))
        return attempt;
    }

  return NULL;
}

const FwGoldAttempt *
fw_gold_find_open (const FwGold *self, const char *person, FwAttemptMode mode)
{
  g_return_val_if_fail (self != NULL && person != NULL, NULL);

  GPtrArray *attempts = self->records[FW_GOLD_ATTEMPT];
  const FwGoldAttempt *newest = NULL;

  for (guint i = 0; i < attempts->len; i++)
    {
      const FwGoldAttempt *attempt = g_ptr_array_index (attempts, i);

      if (attempt->mode == mode && !attempt->ended_at && g_str_equal (attempt->person, person)
          && (!newest || attempt->n > newest->n))
        newest = attempt;
    }

  return newest;
}

gint64
fw_gold_get_next_edition (const FwGold *self)
{
  g_return_val_if_fail (self != NULL, 1);

  GPtrArray *editions = self->records[FW_GOLD_EDITION];
  gint64 last = 0;

  for (guint i = 0; i < editions->len; i++)
    last = MAX (last, ((const FwGoldEdition *) g_ptr_array_index (editions, i))->id);

  return last + 1;
}

gint64
fw_gold_get_next_attempt (const FwGold *self, const char *person)
{
  g_return_val_if_fail (self != NULL && person != NULL, 1);

  GPtrArray *attempts = self->records[FW_GOLD_ATTEMPT];
  gint64 last = 0;

  for (guint i = 0; i < attempts->len; i++)
    {
      const FwGoldAttempt *attempt = g_ptr_array_index (attempts, i);

      if (g_str_equal (attempt->person, person))
        last = MAX (last, attempt->n);
    }

  return last + 1;
}

/* Builder. */

FwGoldBuilder *
fw_gold_builder_new (const FwGold *start)
{
  g_return_val_if_fail (start != NULL, NULL);

  FwGoldBuilder *self = g_new0 (FwGoldBuilder, 1);

  self->gold = fw_gold_new (&start->origin, &start->settings, start->extra);
  for (int part = 0; part < FW_N_GOLD_PARTS; part++)
    for (guint i = 0; i < start->records[part]->len; i++)
      put (self->gold, (FwGoldPart) part, fw_gold_record_ref (start->records[part]->pdata[i]));

  return self;
}

void
fw_gold_builder_free (FwGoldBuilder *self)
{
  g_return_if_fail (self != NULL);

  g_clear_pointer (&self->gold, fw_gold_unref);
  g_free (self);
}

void
fw_gold_builder_set_origin (FwGoldBuilder *self, const FwGoldOrigin *origin)
{
  g_return_if_fail (self != NULL && origin != NULL);

  FwGoldOrigin old = self->gold->origin;

  self->gold->origin = copy_origin (origin);
  clear_origin (&old);
}

void
fw_gold_builder_set_settings (FwGoldBuilder *self, const FwGoldSettings *settings)
{
  g_return_if_fail (self != NULL && settings != NULL);

  char *old = self->gold->settings.extra;

  self->gold->settings = copy_settings (settings);
  g_free (old);
}

void
fw_gold_builder_set_extra (FwGoldBuilder *self, const char *extra)
{
  g_return_if_fail (self != NULL);

  char *copy = g_strdup (extra);

  g_free (self->gold->extra);
  self->gold->extra = copy;
}

gboolean
fw_gold_builder_put (FwGoldBuilder *self, FwGoldPart part, gconstpointer facts, GError **error)
{
  g_return_val_if_fail (self != NULL && facts != NULL, FALSE);

  gpointer record = fw_gold_record_new (part, facts, error);

  if (!record)
    return FALSE;
  if (part == FW_GOLD_ITEM
      && !fw_gold_find_edition (self->gold, ((const FwGoldItem *) record)->edition))
    {
      g_set_error (error, FW_REVIEW_ERROR, FW_REVIEW_ERROR_REFERENCE,
                   _ ("There is no edition %" PRId64 " of the gold."),
                   ((const FwGoldItem *) record)->edition);
      fw_gold_record_unref (part, record);
      return FALSE;
    }
  put (self->gold, part, record);

  return TRUE;
}

const FwGold *
fw_gold_builder_peek (FwGoldBuilder *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  return self->gold;
}

FwGold *
fw_gold_builder_end (FwGoldBuilder *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  FwGold *gold = g_steal_pointer (&self->gold);

  fw_gold_builder_free (self);

  return gold;
}

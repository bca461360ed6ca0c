/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "core/object-words.h"

#include <glib/gi18n.h>
#include <string.h>

/* A word of the manual as a person reads it: `traffic_light`, "Traffic light". */
static char *
humanize (const char *word)
{
  g_autofree char *spaced = g_strdelimit (g_strdup (word), "_-", ' ');
  char first[8] = { 0 };

  if (*spaced == '\0')
    return g_strdup (word);

  g_unichar_to_utf8 (g_unichar_toupper (g_utf8_get_char (spaced)), first);
  return g_strconcat (first, g_utf8_next_char (spaced), NULL);
}

/* What stands after the last dot of a name that has parts, `car` of
 * `vehicle.car`; NULL for a name without. */
static const char *
get_last_part (const char *name)
{
  const char *dot = strrchr (name, '.');

  return dot != NULL && dot != name && dot[1] != '\0' ? dot + 1 : NULL;
}

static gboolean
is_last_part_taken (FwTaxonomy *taxonomy, const FwCategory *category, const char *part)
{
  gsize n = fw_taxonomy_get_n_categories (taxonomy);

  for (gsize i = 0; i < n; i++)
    {
      const FwCategory *other = fw_taxonomy_get_category (taxonomy, i);
      const char *last = get_last_part (other->name);

      if (other != category && g_str_equal (last != NULL ? last : other->name, part))
        return TRUE;
    }
  return FALSE;
}

char *
fw_category_dup_words (FwTaxonomy *taxonomy, FwCategoryId id)
{
  const FwCategory *category = taxonomy == NULL ? NULL : fw_taxonomy_find (taxonomy, id);
  const char *part = category == NULL ? NULL : get_last_part (category->name);

  if (category == NULL)
    return g_strdup (_("Object"));
  if (part == NULL)
    return humanize (category->name);
  if (!is_last_part_taken (taxonomy, category, part))
    return humanize (part);

  g_autofree char *before = g_strndup (category->name, (gsize) (part - 1 - category->name));
  const char *nearest = get_last_part (before);
  g_autofree char *both = g_strconcat (part, " ", nearest != NULL ? nearest : before, NULL);

  return humanize (both);
}

char *
fw_category_name_dup_words (FwTaxonomy *taxonomy, const char *name)
{
  g_return_val_if_fail (name != NULL, NULL);

  const FwCategory *category = taxonomy ? fw_taxonomy_find_by_name (taxonomy, name) : NULL;

  return category ? fw_category_dup_words (taxonomy, category->id) : g_strdup (name);
}

char *
fw_object_dup_words (const FwTrack *track, FwTaxonomy *taxonomy, gint64 number)
{
  g_return_val_if_fail (track != NULL, NULL);

  if (fw_track_get_name (track) != NULL)
    return g_strdup (fw_track_get_name (track));

  g_autofree char *category = fw_category_dup_words (taxonomy, fw_track_get_category (track));

  return g_strdup_printf ("%s %" G_GINT64_FORMAT, category, number);
}

/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/review/label-facts.h"

#include <glib/gi18n.h>

#include "app/panels/attribute-field.h"
#include "core/track-confirm.h"
#include "edit/clock.h"
#include "core/object-words.h"

static void
clear_fact (gpointer data)
{
  FwLabelFact *fact = data;

  g_free (fact->name);
  g_free (fact->value);
}

/* Both are taken. */
static void
add (GArray *facts,
     char   *name,
     char   *value)
{
  FwLabelFact fact = { name, value };

  g_array_append_val (facts, fact);
}

static void
add_category (GArray          *facts,
              FwReviewSitting *sitting,
              FwTrack         *track,
              FwTaxonomy      *taxonomy)
{
  add (facts, g_strdup (_("Category")),
       fw_review_sitting_shows_category (sitting)
         ? fw_category_dup_words (taxonomy, fw_track_get_category (track))
         : g_strdup (_("Covered until you say it")));
}

/* The attributes that the category may have; those that are not set are told, too,
 * because what is missing is a mistake as well. */
static void
add_attributes (GArray     *facts,
                FwTrack    *track,
                FwTaxonomy *taxonomy,
                FwFrame     frame)
{
  FwCategoryId category = fw_track_get_category (track);

  for (gsize i = 0; taxonomy != NULL && i < fw_taxonomy_get_n_attributes (taxonomy); i++)
    {
      const FwAttribute *attribute = fw_taxonomy_get_attribute (taxonomy, i);
      FwValue value = fw_track_get_attribute (track, attribute->name, frame);

      if (!fw_taxonomy_is_allowed (taxonomy, category, attribute) && value.type == FW_VALUE_NULL)
        continue;
      add (facts, fw_word_dup_title (attribute->name),
           value.type == FW_VALUE_NULL ? g_strdup (_("Not set")) : fw_value_dup_title (value));
    }
  if (fw_track_is_occluded (track, frame))
    add (facts, g_strdup (_("Occluded")), g_strdup (_("Yes")));
}

static void
add_keyframe (GArray  *facts,
              FwTrack *track,
              FwFrame  frame)
{
  FwPresence presence = fw_track_get_presence (track, frame);
  const char *value = presence == FW_PRESENCE_KEYFRAME       ? _("Yes")
                      : presence == FW_PRESENCE_INTERPOLATED ? _("No, between two")
                      : presence == FW_PRESENCE_OUTSIDE      ? _("Outside here")
                                                             : _("Not here");

  if (!fw_track_is_single (track))
    add (facts, g_strdup (_("Keyframe")), g_strdup (value));
}

static void
add_size (GArray  *facts,
          FwTrack *track,
          FwFrame  frame)
{
  FwRect bounds;

  if (fw_presence_is_visible (fw_track_get_presence (track, frame))
      && fw_track_get_bounds_at (track, frame, &bounds))
    add (facts, g_strdup (_("Size")),
         g_strdup_printf (_("%.0f × %.0f px"), bounds.width, bounds.height));
}

static void
add_manual (GArray           *facts,
            const FwSnapshot *snapshot,
            FwTrack          *track,
            FwFrame           frame)
{
  const char *key = fw_track_find_confirmed (track, frame);
  FwStampList *stamps = fw_snapshot_get_manuals (snapshot);
  FwManualStamp *stamp = key != NULL ? fw_stamp_list_find (stamps, key, NULL) : NULL;

  add (facts, g_strdup (_("Made under")),
       stamp != NULL ? g_strdup_printf (_("Manual v%s"), fw_manual_stamp_get_version (stamp))
                     : g_strdup (_("Nobody said")));
}

static void
add_track (GArray           *facts,
           const FwSnapshot *snapshot,
           FwTrack          *track)
{
  FwFrameList *frames = fw_snapshot_get_frame_list (snapshot);
  FwSpan span = fw_track_get_span (track);

  add (facts, g_strdup (_("Frames")),
       g_strdup_printf (_("%d to %d"), fw_clock_to_people (frames, span.first),
                        fw_clock_to_people (frames, span.last)));
  add (facts, g_strdup (_("Keyframes")),
       g_strdup_printf ("%u", (guint) fw_track_get_n_keyframes (track)));
}

typedef struct
{
  FwFrame frame;
  guint   n;
} Count;

static gboolean
count_label (FwTrack *track,
             gpointer user_data)
{
  Count *count = user_data;

  count->n += fw_presence_is_visible (fw_track_get_presence (track, count->frame));

  return TRUE;
}

static void
add_frame (GArray           *facts,
           const FwSnapshot *snapshot,
           FwFrame           frame)
{
  Count count = { frame, 0 };

  fw_snapshot_foreach (snapshot, count_label, &count);
  add (facts, g_strdup (_("Labels")), g_strdup_printf ("%u", count.n));
}

static void
add_author (GArray          *facts,
            FwReviewSitting *sitting)
{
  const FwVerdict *verdict = fw_review_sitting_get_verdict (sitting);
  gboolean shows = fw_review_sitting_shows_author (sitting);
  gboolean is_looking = fw_review_sitting_get_stage (sitting) == FW_STAGE_LOOKING;
  const char *author
    = verdict != NULL ? verdict->author
                      : fw_unit_get_author (&fw_review_sitting_get_item (sitting)->unit,
                                            fw_review_sitting_get_snapshot (sitting));

  add (facts, g_strdup (_("Annotator")),
       g_strdup (!shows && is_looking ? _("Hidden: you may have to rule")
                 : !shows             ? _("Hidden until you decide")
                 : author != NULL     ? author
                                      : _("Nobody said")));
}

GArray *
fw_label_facts_list (FwReviewSitting *sitting,
                     FwFrame          frame)
{
  GArray *facts = g_array_new (FALSE, FALSE, sizeof (FwLabelFact));
  const FwQueueItem *item = fw_review_sitting_get_item (sitting);
  FwSnapshot *snapshot = fw_review_sitting_get_snapshot (sitting);
  FwTaxonomy *taxonomy = fw_snapshot_get_taxonomy (snapshot);
  FwTrack *track = item != NULL && item->unit.kind != FW_UNIT_FRAME
                     ? fw_snapshot_get_track (snapshot, item->unit.track)
                     : NULL;

  g_array_set_clear_func (facts, clear_fact);
  if (item == NULL || item->state == FW_QUEUE_GONE)
    return facts;

  if (item->unit.kind == FW_UNIT_FRAME)
    add_frame (facts, snapshot, item->unit.frame);
  if (track != NULL)
    {
      add_category (facts, sitting, track, taxonomy);
      /* Attributes would tell a covered category. */
      if (fw_review_sitting_shows_category (sitting))
        add_attributes (facts, track, taxonomy, frame);
      if (item->unit.kind == FW_UNIT_TRACK && !item->unit.is_plain)
        add_track (facts, snapshot, track);
      add_keyframe (facts, track, frame);
      add_size (facts, track, frame);
      add_manual (facts, snapshot, track, frame);
    }
  if (fw_review_sitting_is_changed (sitting))
    add (facts, g_strdup (_("Since the draw")), g_strdup (_("Changed; this is how it is now")));
  add_author (facts, sitting);

  return facts;
}

/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "review/gold-exam.h"

#include "core/shape-distance.h"
#include "review/assignment.h"
#include "review/label-table.h"

#include <math.h>

#define MATCH_IOU 0.5
/* Down to here something of the same category is badly drawn, not missing. */
#define BAD_IOU 0.1
/* Of the frames of a track, so many may differ. */
#define TRACK_SLACK 0.1

/* Which objects lie on each other in a part. */
typedef struct
{
  FwSpan part;
  GHashTable *own; /* (owned) id of the gold's table + 1 -> id of the person's + 1 */
} Identity;

typedef struct
{
  const FwGoldComparison *facts;
  FwLabelTable *gold;    /* (owned) */
  FwLabelTable *own;     /* (owned) */
  gssize *partner;       /* (owned) box of the gold -> box of the person, or -1 */
  gssize *owner;         /* (owned) the other way round */
  GArray *identities;    /* (element-type Identity) (owned) */
  GHashTable *asked;     /* (owned) units of the answers */
  gboolean has_occluded; /* the gold says of anything whether it is occluded */
} Exam;

static void
clear_identity (gpointer data)
{
  g_hash_table_unref (((Identity *) data)->own);
}

static void
clear_result (gpointer data)
{
  g_array_unref (((FwGoldResult *) data)->attributes);
}

/* Labels of a frame. */

static gsize
get_n_frames (const Exam *exam)
{
  return exam->gold->n_frames;
}

/* The gold's own number of a frame is the common one, see review/label-table.h. */
static gboolean
has_frame (const Exam *exam, FwFrame frame)
{
  return frame >= 0 && (gsize) frame < get_n_frames (exam);
}

static gssize
find_box (const FwLabelTable *table, gsize frame, FwTrackId id)
{
  for (gsize k = table->starts[frame]; k < table->starts[frame + 1]; k++)
    if (fw_track_get_id (g_ptr_array_index (table->tracks, table->boxes[k].id)) == id)
      return (gssize) k;

  return -1;
}

static const FwTrack *
get_track (const FwLabelTable *table, gssize box)
{
  return g_ptr_array_index (table->tracks, table->boxes[box].id);
}

static const char *
get_category (const FwLabelTable *table, gssize box)
{
  return table->categories[table->boxes[box].id];
}

/* Pairing. */

/* What is left over in a frame: the best overlaps of the same category first. */
static void
pair_badly_drawn (Exam *exam, gsize frame)
{
  const FwLabelTable *gold = exam->gold;
  const FwLabelTable *own = exam->own;

  while (TRUE)
    {
      double best = BAD_IOU;
      gssize best_a = -1;
      gssize best_b = -1;

      for (gsize a = gold->starts[frame]; a < gold->starts[frame + 1]; a++)
        for (gsize b = own->starts[frame]; exam->partner[a] < 0 && b < own->starts[frame + 1]; b++)
          {
            double iou
                = exam->owner[b] < 0
                          && get_category (gold, (gssize) a) == get_category (own, (gssize) b)
                      ? fw_rect_iou (gold->boxes[a].box, own->boxes[b].box)
                      : 0.0;

            if (iou > best)
              {
                best = iou;
                best_a = (gssize) a;
                best_b = (gssize) b;
              }
          }
      if (best_a < 0)
        return;
      exam->partner[best_a] = best_b;
      exam->owner[best_b] = best_a;
    }
}

static void
pair_labels (Exam *exam)
{
  g_autoptr (GArray) pairs = fw_label_table_match (exam->gold, exam->own, MATCH_IOU, TRUE, NULL, NULL);

  exam->partner = g_new (gssize, exam->gold->n_boxes + 1);
  exam->owner = g_new (gssize, exam->own->n_boxes + 1);
  for (gsize k = 0; k < exam->gold->n_boxes; k++)
    exam->partner[k] = -1;
  for (gsize k = 0; k < exam->own->n_boxes; k++)
    exam->owner[k] = -1;
  for (guint i = 0; i < pairs->len; i++)
    {
      const FwLabelPair *pair = &g_array_index (pairs, FwLabelPair, i);

      if (pair->a < 0 || pair->b < 0)
        continue;
      exam->partner[pair->a] = pair->b;
      exam->owner[pair->b] = pair->a;
    }
}

/* Identity: who lies on whom most of the time, in each part by itself, because
 * between two parts nobody labels. */

static void
add_weight (GHashTable *weights, const Exam *exam, gsize a)
{
  gssize b = exam->partner[a];
  guint64 key = (guint64) exam->gold->boxes[a].id << 32 | (b >= 0 ? exam->own->boxes[b].id : 0);
  double *weight = b >= 0 ? g_hash_table_lookup (weights, &key) : NULL;

  if (b < 0)
    return;
  if (!weight)
    {
      weight = g_new0 (double, 1);
      g_hash_table_insert (weights, g_memdup2 (&key, sizeof key), weight);
    }
  *weight += 1.0;
}

static int
compare_pairs (gconstpointer a, gconstpointer b)
{
  const FwPair *left = a;
  const FwPair *right = b;

  if (left->row != right->row)
    return left->row < right->row ? -1 : 1;

  return left->column < right->column ? -1 : left->column > right->column;
}

static void
assign_identity (Exam *exam, Identity *identity)
{
  g_autoptr (GHashTable) weights
      = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, g_free);
  g_autoptr (GArray) pairs = g_array_new (FALSE, FALSE, sizeof (FwPair));
  GHashTableIter iter;
  gpointer key;
  gpointer weight;

  for (gint64 f = identity->part.first; f <= identity->part.last; f++)
    if (has_frame (exam, (FwFrame) f))
      for (gsize a = exam->gold->starts[f]; a < exam->gold->starts[f + 1]; a++)
        add_weight (weights, exam, a);

  g_hash_table_iter_init (&iter, weights);
  while (g_hash_table_iter_next (&iter, &key, &weight))
    {
      guint64 both = *(guint64 *) key;
      FwPair pair = { (guint32) (both >> 32), (guint32) both, *(double *) weight };

      g_array_append_val (pairs, pair);
    }
  /* The hash table has no order, and of two equal sums the first is chosen. */
  g_array_sort (pairs, compare_pairs);

  g_autofree gboolean *chosen = g_new0 (gboolean, pairs->len + 1);

  fw_assignment_match ((const FwPair *) (gconstpointer) pairs->data, pairs->len,
                       exam->gold->tracks->len, exam->own->tracks->len, chosen);
  for (guint i = 0; i < pairs->len; i++)
    if (chosen[i])
      {
        const FwPair *pair = &g_array_index (pairs, FwPair, i);

        g_hash_table_insert (identity->own, GUINT_TO_POINTER (pair->row + 1),
                             GUINT_TO_POINTER (pair->column + 1));
      }
}

static const Identity *
find_identity (Exam *exam, FwSpan part)
{
  for (guint i = 0; i < exam->identities->len; i++)
    {
      const Identity *identity = &g_array_index (exam->identities, Identity, i);

      if (identity->part.first == part.first && identity->part.last == part.last)
        return identity;
    }

  return NULL;
}

static void
prepare_part (Exam *exam, FwSpan part)
{
  Identity identity = { part, NULL };

  if (find_identity (exam, part))
    return;
  for (gint64 f = part.first; f <= part.last; f++)
    if (has_frame (exam, (FwFrame) f))
      pair_badly_drawn (exam, (gsize) f);
  identity.own = g_hash_table_new (NULL, NULL);
  assign_identity (exam, &identity);
  g_array_append_val (exam->identities, identity);
}

/* The person's object that stands for one of the gold in a part; -1. */
static gint64
get_assigned (Exam *exam, FwSpan part, guint32 gold)
{
  const Identity *identity = find_identity (exam, part);

  return (gint64) GPOINTER_TO_UINT (
             g_hash_table_lookup (identity->own, GUINT_TO_POINTER (gold + 1)))
         - 1;
}

/* Attributes. */

static void
compare_value (GArray *attributes, const char *name, FwValue gold, FwValue own)
{
  /* What the gold leaves open was not judged. */
  if (gold.type == FW_VALUE_NULL || fw_value_equal (gold, own))
    return;

  FwGoldAttribute attribute = { g_intern_string (name), gold, own };

  g_array_append_val (attributes, attribute);
}

static void
compare_attributes (const Exam *exam, gssize a, gssize b, gsize frame, GArray *attributes)
{
  const FwTrack *gold = get_track (exam->gold, a);
  const FwTrack *own = get_track (exam->own, b);
  FwFrame gold_frame = exam->gold->frames[frame];
  FwFrame own_frame = exam->own->frames[frame];

  for (gsize i = 0; i < fw_track_get_n_fixed (gold); i++)
    {
      FwValue value;
      const char *name = fw_track_get_fixed (gold, i, &value);

      compare_value (attributes, name, value, fw_track_get_attribute (own, name, own_frame));
    }
  for (gsize i = 0; i < fw_track_get_n_changing (gold); i++)
    {
      const char *name = fw_track_get_changing (gold, i);

      compare_value (attributes, name, fw_track_get_attribute (gold, name, gold_frame),
                     fw_track_get_attribute (own, name, own_frame));
    }
  if (exam->has_occluded)
    compare_value (attributes, FW_CHANGE_OCCLUDED,
                   fw_value_boolean (fw_track_is_occluded (gold, gold_frame)),
                   fw_value_boolean (fw_track_is_occluded (own, own_frame)));
}

/* Results. */

static double
measure (const Exam *exam, gssize a, gssize b, gsize frame)
{
  g_autoptr (FwShape) gold
      = fw_track_dup_shape_at (get_track (exam->gold, a), exam->gold->frames[frame]);
  g_autoptr (FwShape) own
      = fw_track_dup_shape_at (get_track (exam->own, b), exam->own->frames[frame]);

  return gold && own ? fw_shape_distance (gold, own) : NAN;
}

static gboolean
is_off (const Exam *exam, double px)
{
  /* Half a thousandth: what numbers lose on their way through a file. */
  return !(px <= exam->facts->tolerance_px + 0.0005);
}

static void
set_place (FwGoldResult *result, const Exam *exam, gsize frame)
{
  result->frame = exam->gold->frames[frame];
  result->own_frame = exam->own->frames[frame];
}

static void
set_sides (FwGoldResult *result, const Exam *exam, gssize a, gssize b)
{
  if (a >= 0)
    {
      result->gold = fw_track_get_id (get_track (exam->gold, a));
      result->category = get_category (exam->gold, a);
    }
  if (b >= 0)
    {
      result->own = fw_track_get_id (get_track (exam->own, b));
      result->own_category = get_category (exam->own, b);
    }
}

/* What counts as first when several things differ. */
static void
choose_mistake (FwGoldResult *result)
{
  static const FwMistake order[]
      = { FW_MISTAKE_MISSING,  FW_MISTAKE_SPURIOUS, FW_MISTAKE_CATEGORY,
          FW_MISTAKE_IDENTITY, FW_MISTAKE_GEOMETRY, FW_MISTAKE_ATTRIBUTE };

  result->mistake = FW_MISTAKE_NONE;
  for (gsize i = 0; i < G_N_ELEMENTS (order) && result->mistake == FW_MISTAKE_NONE; i++)
    if (result->mistakes & 1u << order[i])
      result->mistake = order[i];
}

/* What differs of a label that has a partner. */
static guint
compare_pair (Exam *exam, FwSpan part, gssize a, gsize frame, double *out_px, GArray *attributes)
{
  gssize b = exam->partner[a];
  gint64 assigned = get_assigned (exam, part, exam->gold->boxes[a].id);
  guint mistakes = 0;

  *out_px = measure (exam, a, b, frame);
  compare_attributes (exam, a, b, frame, attributes);
  if (get_category (exam->gold, a) != get_category (exam->own, b))
    mistakes |= 1u << FW_MISTAKE_CATEGORY;
  if (assigned != exam->own->boxes[b].id)
    mistakes |= 1u << FW_MISTAKE_IDENTITY;
  if (is_off (exam, *out_px))
    mistakes |= 1u << FW_MISTAKE_GEOMETRY;
  /* Another category has other attributes. */
  if (attributes->len > 0 && !(mistakes & 1u << FW_MISTAKE_CATEGORY))
    mistakes |= 1u << FW_MISTAKE_ATTRIBUTE;

  return mistakes;
}

static gboolean
compare_label (Exam *exam, const FwGoldAnswer *answer, const FwUnit *unit, FwGoldResult *result)
{
  gssize a = has_frame (exam, unit->frame) ? find_box (exam->gold, (gsize) unit->frame, unit->track)
                                           : -1;

  if (a < 0)
    return FALSE;
  set_place (result, exam, (gsize) unit->frame);
  set_sides (result, exam, a, exam->partner[a]);
  result->mistakes = exam->partner[a] < 0
                         ? 1u << FW_MISTAKE_MISSING
                         : compare_pair (exam, answer->part, a, (gsize) unit->frame, &result->px,
                                         result->attributes);

  return TRUE;
}

/* Tracks. */

typedef struct
{
  guint n;           /* frames in which the gold is in view */
  guint n_own_alone; /* frames in which only the person's is */
  guint n_by[FW_N_MISTAKES];
  gsize frame[FW_N_MISTAKES]; /* where it shows best */
  gsize first;                /* frame of the gold */
  double px;                  /* the farthest */
} TrackCount;

static void
count_frame (Exam *exam, FwSpan part, gssize a, gsize frame, TrackCount *count)
{
  g_autoptr (GArray) attributes = g_array_new (FALSE, FALSE, sizeof (FwGoldAttribute));
  double px = NAN;
  guint mistakes = exam->partner[a] < 0 ? 1u << FW_MISTAKE_MISSING
                                        : compare_pair (exam, part, a, frame, &px, attributes);

  if (count->n++ == 0)
    count->first = frame;
  for (int mistake = 0; mistake < FW_N_MISTAKES; mistake++)
    {
      if (!(mistakes & 1u << mistake))
        continue;
      /* The frame that is farthest off shows geometry best, the first one the rest. */
      if (count->n_by[mistake]++ == 0 || (mistake == FW_MISTAKE_GEOMETRY && px > count->px))
        count->frame[mistake] = frame;
    }
  if (px > count->px || isnan (count->px))
    count->px = px;
}

static void
count_track (Exam *exam, FwSpan part, FwTrackId id, TrackCount *count)
{
  gint64 assigned = -1;

  for (gint64 f = part.first; f <= part.last; f++)
    {
      gssize a = has_frame (exam, (FwFrame) f) ? find_box (exam->gold, (gsize) f, id) : -1;

      if (a < 0)
        continue;
      assigned = get_assigned (exam, part, exam->gold->boxes[a].id);
      count_frame (exam, part, a, (gsize) f, count);
    }
  for (gint64 f = part.first; f <= part.last && assigned >= 0; f++)
    {
      FwTrackId own = fw_track_get_id (g_ptr_array_index (exam->own->tracks, assigned));
      gssize b = has_frame (exam, (FwFrame) f) ? find_box (exam->own, (gsize) f, own) : -1;

      if (b < 0 || exam->owner[b] >= 0 || find_box (exam->gold, (gsize) f, id) >= 0)
        continue;
      if (count->n_own_alone++ == 0)
        count->frame[FW_MISTAKE_SPURIOUS] = (gsize) f;
    }
}

static gboolean
compare_track (Exam *exam, const FwGoldAnswer *answer, const FwUnit *unit, FwGoldResult *result)
{
  TrackCount count = { .px = NAN };

  count_track (exam, answer->part, unit->track, &count);
  if (count.n == 0)
    return FALSE;

  count.n_by[FW_MISTAKE_SPURIOUS] = count.n_own_alone;
  for (int mistake = 0; mistake < FW_N_MISTAKES; mistake++)
    if (count.n_by[mistake] > TRACK_SLACK * count.n)
      result->mistakes |= 1u << mistake;
  choose_mistake (result);

  gsize frame = result->mistake != FW_MISTAKE_NONE ? count.frame[result->mistake] : count.first;
  gssize a = find_box (exam->gold, frame, unit->track);

  set_place (result, exam, frame);
  result->n_frames = count.n;
  result->n_different = count.n_by[result->mistake];
  result->px = count.px;
  if (a >= 0)
    {
      set_sides (result, exam, a, exam->partner[a]);
      if (exam->partner[a] >= 0)
        compare_attributes (exam, a, exam->partner[a], frame, result->attributes);
    }
  else
    {
      guint32 gold = exam->gold->boxes[find_box (exam->gold, count.first, unit->track)].id;
      const FwTrack *own
          = g_ptr_array_index (exam->own->tracks, get_assigned (exam, answer->part, gold));

      set_sides (result, exam, -1, find_box (exam->own, frame, fw_track_get_id (own)));
    }

  return TRUE;
}

/* Frames. */

/* Whether another item of the attempt asks for this label. */
static gboolean
is_asked (const Exam *exam, gssize a, gsize frame)
{
  FwTrackId id = fw_track_get_id (get_track (exam->gold, a));
  g_autofree char *label = g_strdup_printf ("%d %" G_GINT64_FORMAT, exam->gold->frames[frame], id);
  g_autofree char *track = g_strdup_printf ("- %" G_GINT64_FORMAT, id);

  return g_hash_table_contains (exam->asked, label) || g_hash_table_contains (exam->asked, track);
}

static gboolean
compare_frame (Exam *exam, const FwUnit *unit, FwGoldResult *result)
{
  if (!has_frame (exam, unit->frame) || exam->gold->frames[unit->frame] == FW_FRAME_NONE)
    return FALSE;

  gsize frame = (gsize) unit->frame;

  set_place (result, exam, frame);
  for (gsize a = exam->gold->starts[frame]; a < exam->gold->starts[frame + 1]; a++)
    if (exam->partner[a] < 0 && !is_asked (exam, (gssize) a, frame))
      {
        result->mistakes |= 1u << FW_MISTAKE_MISSING;
        set_sides (result, exam, (gssize) a, -1);
        return TRUE;
      }
  for (gsize b = exam->own->starts[frame]; b < exam->own->starts[frame + 1]; b++)
    if (exam->owner[b] < 0)
      {
        result->mistakes |= 1u << FW_MISTAKE_SPURIOUS;
        set_sides (result, exam, -1, (gssize) b);
        return TRUE;
      }

  return TRUE;
}

/* All of it. */

static gboolean
compare_answer (Exam *exam, gsize index, FwGoldResult *result)
{
  const FwGoldAnswer *answer = &exam->facts->answers[index];
  gboolean is_there = FALSE;
  FwUnit unit;

  *result = (FwGoldResult){ .answer = index,
                            .frame = FW_FRAME_NONE,
                            .own_frame = FW_FRAME_NONE,
                            .category = g_intern_static_string (""),
                            .own_category = g_intern_static_string (""),
                            .px = NAN,
                            .attributes = g_array_new (FALSE, FALSE, sizeof (FwGoldAttribute)) };
  if (fw_unit_parse (answer->unit, &unit, NULL))
    is_there = unit.kind == FW_UNIT_LABEL   ? compare_label (exam, answer, &unit, result)
               : unit.kind == FW_UNIT_TRACK ? compare_track (exam, answer, &unit, result)
                                            : compare_frame (exam, &unit, result);
  /* The person took its frame out: what the gold has there is not labelled. */
  if (!is_there && fw_unit_parse (answer->unit, &unit, NULL)
      && fw_unit_is_in (&unit, exam->facts->gold))
    {
      is_there = TRUE;
      result->mistakes = 1u << FW_MISTAKE_MISSING;
      result->frame = unit.kind == FW_UNIT_TRACK ? answer->part.first : unit.frame;
      result->gold = unit.track;
    }
  choose_mistake (result);
  if (!is_there)
    clear_result (result);

  return is_there;
}

static void
note_asked (Exam *exam, const FwGoldAnswer *answer)
{
  FwUnit unit;

  if (!fw_unit_parse (answer->unit, &unit, NULL))
    return;
  if (unit.kind == FW_UNIT_LABEL)
    g_hash_table_add (exam->asked,
                      g_strdup_printf ("%d %" G_GINT64_FORMAT, unit.frame, unit.track));
  else if (unit.kind == FW_UNIT_TRACK)
    g_hash_table_add (exam->asked, g_strdup_printf ("- %" G_GINT64_FORMAT, unit.track));
}

static gboolean
note_occluded (FwTrack *track, gpointer data)
{
  gsize n;
  const FwChange *changes = fw_track_get_changes (track, FW_CHANGE_OCCLUDED, &n);
  gboolean *has = data;

  for (gsize i = 0; i < n; i++)
    *has |= changes[i].value.type == FW_VALUE_BOOL && changes[i].value.boolean;

  return !*has;
}

static void
exam_clear (Exam *exam)
{
  g_clear_pointer (&exam->gold, fw_label_table_free);
  g_clear_pointer (&exam->own, fw_label_table_free);
  g_clear_pointer (&exam->identities, g_array_unref);
  g_clear_pointer (&exam->asked, g_hash_table_unref);
  g_free (exam->partner);
  g_free (exam->owner);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Exam, exam_clear)

GArray *
fw_gold_exam_compare (const FwGoldComparison *facts, GError **error)
{
  g_auto (Exam) exam = { .facts = facts };

  g_return_val_if_fail (facts != NULL && facts->gold != NULL && facts->own != NULL, NULL);

  if (!fw_label_table_new_pair (facts->gold, facts->own, &exam.gold, &exam.own, error))
    return NULL;

  GArray *results = g_array_new (FALSE, FALSE, sizeof (FwGoldResult));

  g_array_set_clear_func (results, clear_result);
  exam.identities = g_array_new (FALSE, FALSE, sizeof (Identity));
  g_array_set_clear_func (exam.identities, clear_identity);
  exam.asked = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  fw_snapshot_foreach (facts->gold, note_occluded, &exam.has_occluded);
  pair_labels (&exam);
  for (gsize i = 0; i < facts->n_answers; i++)
    {
      note_asked (&exam, &facts->answers[i]);
      prepare_part (&exam, facts->answers[i].part);
    }
  for (gsize i = 0; i < facts->n_answers; i++)
    {
      FwGoldResult result;

      if (compare_answer (&exam, i, &result))
        g_array_append_val (results, result);
    }

  return results;
}

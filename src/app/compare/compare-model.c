/* SPDX-License-Identifier: GPL-3.0-or-later */

/*
 * Items stand in one list for good; those that differ, or did so once, are
 * listed in the order in which a person walks through them. What was decided is
 * not kept as a word alone but beside the track that the decision made: when
 * undo brings another track, the decision is gone by itself, and redo brings it
 * back.
 */

#include "app/compare/compare-model-private.h"

#include "app/compare/compare-take.h"

#include <glib/gi18n.h>

enum
{
  CHANGED,
  MOVED,
  FIGURES_CHANGED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (FwCompareModel, fw_compare_model, G_TYPE_OBJECT)

void
fw_compare_model_tell_changed (FwCompareModel *self)
{
  fw_compare_model_update_echoes (self);
  g_signal_emit (self, signals[CHANGED], 0);
}

void
fw_compare_model_tell_moved (FwCompareModel *self)
{
  fw_compare_model_update_echoes (self);
  g_signal_emit (self, signals[MOVED], 0);
}

void
fw_compare_model_tell_figures (FwCompareModel *self)
{
  g_signal_emit (self, signals[FIGURES_CHANGED], 0);
}

/* Items */

void
fw_compare_item_free (gpointer data)
{
  FwCompareItem *item = data;

  g_clear_pointer (&item->object.a, fw_track_unref);
  g_clear_pointer (&item->object.b, fw_track_unref);
  g_clear_pointer (&item->object.differences, g_array_unref);
  g_clear_pointer (&item->mine, fw_track_unref);
  g_clear_pointer (&item->taken, fw_track_unref);
  g_clear_pointer (&item->my_marks, fw_span_set_unref);
  g_clear_pointer (&item->taken_marks, fw_span_set_unref);
  g_free (item->name);
  g_free (item);
}

void
fw_compare_set_track (FwTrack **place,
                      FwTrack  *track)
{
  if (track)
    fw_track_ref (track);
  if (*place)
    fw_track_unref (*place);
  *place = track;
}

void
fw_compare_set_marks (FwSpanSet **place,
                      FwSpanSet  *marks)
{
  FwSpanSet *before = *place;

  *place = marks ? fw_span_set_ref (marks) : NULL;
  g_clear_pointer (&before, fw_span_set_unref);
}

const FwSpanSet *
fw_compare_model_get_common (FwCompareModel *self)
{
  return self->other->fit->common;
}

FwSpanSet *
fw_compare_model_get_marks (FwCompareModel *self,
                            FwCompareSide   side,
                            FwSlotKind      kind)
{
  return fw_snapshot_get_frames_with (fw_session_get_snapshot (self->sessions[side]), kind);
}

FwDocument *
fw_compare_model_get_document (FwCompareModel *self)
{
  return fw_session_get_document (self->sessions[FW_COMPARE_A]);
}

void
fw_compare_know_id (GHashTable    *table,
                    FwTrackId      id,
                    FwCompareItem *item)
{
  g_hash_table_insert (table, g_memdup2 (&id, sizeof id), item);
}

static GArray *
list_differences (FwCompareModel *self,
                  FwCompareItem  *item)
{
  FwSlotKind mark = item->object.mark;

  if (mark != FW_SLOT_TRACK)
    return fw_marks_list_differences (fw_compare_model_get_marks (self, FW_COMPARE_A, mark),
                                      fw_compare_model_get_marks (self, FW_COMPARE_B, mark),
                                      fw_compare_model_get_common (self));

  return fw_differences_list (item->object.a, item->object.b,
                              fw_session_get_taxonomy (self->sessions[FW_COMPARE_A]),
                              fw_session_get_taxonomy (self->sessions[FW_COMPARE_B]));
}

static int
compare_places (gconstpointer a,
                gconstpointer b)
{
  const FwCompareItem *left = *(const FwCompareItem *const *) a;
  const FwCompareItem *right = *(const FwCompareItem *const *) b;
  FwTrackId left_id = left->object.a_id ? left->object.a_id : G_MAXINT64;
  FwTrackId right_id = right->object.a_id ? right->object.a_id : G_MAXINT64;

  if (left->place != right->place)
    return left->place < right->place ? -1 : 1;
  if (left_id != right_id)
    return left_id < right_id ? -1 : 1;

  /* Marks, or both only in B. */
  if (left->object.mark != right->object.mark)
    return left->object.mark < right->object.mark ? -1 : 1;
  left_id = left->object.b ? fw_track_get_id (left->object.b) : 0;
  right_id = right->object.b ? fw_track_get_id (right->object.b) : 0;

  return (left_id > right_id) - (left_id < right_id);
}

/* Objects stay where a person has seen them; new ones come in at their place. */
void
fw_compare_model_sort (FwCompareModel *self)
{
  g_ptr_array_sort (self->listed, compare_places);
  for (guint i = 0; i < self->listed->len; i++)
    ((FwCompareItem *) self->listed->pdata[i])->index = i;
}

static gboolean
list_item (FwCompareModel *self,
           FwCompareItem  *item)
{
  if (item->is_listed || item->object.differences->len == 0)
    return FALSE;

  item->is_listed = TRUE;
  item->place = g_array_index (item->object.differences, FwDifference, 0).run.span.first;
  for (guint i = 1; i < item->object.differences->len; i++)
    item->place
      = MIN (item->place,
             g_array_index (item->object.differences, FwDifference, i).run.span.first);
  g_ptr_array_add (self->listed, item);

  return TRUE;
}

/* What the marks that are there say was decided. */
static void
settle_marks (FwCompareModel *self,
              FwCompareItem  *item)
{
  FwSpanSet *marks = fw_compare_model_get_marks (self, FW_COMPARE_A, item->object.mark);

  if (item->has_taken && fw_span_set_equal (marks, item->taken_marks))
    item->object.choice = FW_CHOICE_THEIRS;
  else
    item->object.choice = item->is_kept ? FW_CHOICE_MINE : FW_CHOICE_NONE;
  if (item->object.choice != FW_CHOICE_THEIRS)
    fw_compare_set_marks (&item->my_marks, marks);
}

/* What the tracks that are there say was decided. */
static void
settle (FwCompareModel *self,
        FwCompareItem  *item)
{
  if (item->object.mark != FW_SLOT_TRACK)
    {
      settle_marks (self, item);
      return;
    }

  FwDocument *document = fw_compare_model_get_document (self);
  gboolean has_extra = item->extra_id != 0 && fw_document_get_track (document, item->extra_id);

  if (has_extra)
    item->object.choice = FW_CHOICE_BOTH;
  else if (item->has_taken && item->object.a == item->taken)
    item->object.choice = FW_CHOICE_THEIRS;
  else
    item->object.choice = item->is_kept ? FW_CHOICE_MINE : FW_CHOICE_NONE;
  if (item->object.choice != FW_CHOICE_THEIRS)
    fw_compare_set_track (&item->mine, item->object.a);
}

/* TRUE when the list has to be sorted again. */
gboolean
fw_compare_model_renew (FwCompareModel *self,
                        FwCompareItem  *item)
{
  g_clear_pointer (&item->object.differences, g_array_unref);
  item->object.differences = list_differences (self, item);
  settle (self, item);
  if (self->current == item)
    self->difference = MIN (self->difference, MAX (item->object.differences->len, 1) - 1);
  if (!item->is_listed || item->object.a || item->object.b || item->object.mark != FW_SLOT_TRACK
      || item->object.choice != FW_CHOICE_NONE)
    return list_item (self, item);

  /* Neither has it any more, and nobody decided that. */
  g_ptr_array_remove (self->listed, item);
  item->is_listed = FALSE;
  if (self->current == item)
    self->current = NULL;

  return TRUE;
}

static FwCompareItem *
add_item (FwCompareModel *self,
          FwTrack        *a,
          FwTrack        *b)
{
  FwCompareItem *item = g_new0 (FwCompareItem, 1);

  fw_compare_set_track (&item->object.a, a);
  fw_compare_set_track (&item->object.b, b);
  fw_compare_set_track (&item->mine, a);
  g_ptr_array_add (self->items, item);
  if (a)
    {
      item->object.a_id = fw_track_get_id (a);
      fw_compare_know_id (self->by_id[FW_COMPARE_A], item->object.a_id, item);
    }
  if (b)
    fw_compare_know_id (self->by_id[FW_COMPARE_B], fw_track_get_id (b), item);

  return item;
}

static void
add_marks (FwCompareModel *self)
{
  for (FwSlotKind mark = FW_FIRST_MARK; mark <= FW_LAST_MARK; mark++)
    {
      FwCompareItem *item = g_new0 (FwCompareItem, 1);

      item->object.mark = mark;
      self->marks[mark] = item;
      g_ptr_array_add (self->items, item);
      fw_compare_model_renew (self, item);
    }
}

/* Following the document */

/* TRUE when the list has to be sorted again. */
static gboolean
follow_track (FwCompareModel *self,
              FwTrackId       id)
{
  FwTrack *track = fw_document_get_track (fw_compare_model_get_document (self), id);
  FwCompareItem *item = g_hash_table_lookup (self->by_extra, &id);

  if (item)
    {
      settle (self, item);
      return FALSE;
    }

  item = g_hash_table_lookup (self->by_id[FW_COMPARE_A], &id);
  /* What lies in frames that do not count is nobody's difference. */
  if (!item && (!track || fw_snapshot_get_track (self->base, id)))
    return FALSE;
  if (!item)
    return fw_compare_model_renew (self, add_item (self, track, NULL));
  if (item->object.a == track)
    return FALSE;
  fw_compare_set_track (&item->object.a, track);

  return fw_compare_model_renew (self, item);
}

static void
document_changed_cb (FwCompareModel *self,
                     FwStep         *step)
{
  gsize n;
  const FwSlotChange *changes = fw_step_get_changes (step, &n);
  gboolean is_new = FALSE;

  if (!self->base || self->is_choosing)
    return;

  for (gsize i = 0; i < n; i++)
    if (changes[i].slot.kind == FW_SLOT_TRACK)
      is_new |= follow_track (self, changes[i].slot.id);
    else if (changes[i].slot.kind >= FW_FIRST_MARK && changes[i].slot.kind <= FW_LAST_MARK)
      is_new |= fw_compare_model_renew (self, self->marks[changes[i].slot.kind]);
  if (is_new)
    fw_compare_model_sort (self);
  fw_compare_model_schedule_figures (self);
  fw_compare_model_tell_changed (self);
}

static gboolean
follow_each (FwTrack  *track,
             gpointer  user_data)
{
  follow_track (user_data, fw_track_get_id (track));

  return TRUE;
}

/* Whatever happened meanwhile. */
static void
follow_all (FwCompareModel *self)
{
  guint n = self->items->len;

  for (guint i = 0; i < n; i++)
    {
      FwCompareItem *item = self->items->pdata[i];

      if (item->object.a_id != 0)
        follow_track (self, item->object.a_id);
      else if (item->object.mark != FW_SLOT_TRACK)
        fw_compare_model_renew (self, item);
    }
  fw_snapshot_foreach (fw_session_get_snapshot (self->sessions[FW_COMPARE_A]), follow_each, self);
  fw_compare_model_sort (self);
}

static void
frames_changed_cb (FwCompareModel *self)
{
  FwFrameList *frames = fw_session_get_frame_list (self->sessions[FW_COMPARE_A]);

  fw_document_set_frame_list (fw_session_get_document (self->sessions[FW_COMPARE_B]), frames);
  if (!self->base)
    return;
  follow_all (self);
  fw_compare_model_schedule_figures (self);
  fw_compare_model_tell_changed (self);
}

/* Object */

static void
fw_compare_model_dispose (GObject *object)
{
  FwCompareModel *self = FW_COMPARE_MODEL (object);

  self->is_over = TRUE;
  fw_compare_model_stop_figures (self);
  self->current = NULL;
  if (self->sessions[FW_COMPARE_A])
    fw_compare_model_update_echoes (self);
  for (FwCompareSide side = 0; side < FW_N_COMPARE_SIDES; side++)
    if (self->sessions[side])
      {
        g_signal_handlers_disconnect_by_data (self->sessions[side], self);
        g_signal_handlers_disconnect_by_data (fw_session_get_document (self->sessions[side]),
                                              self);
      }

  G_OBJECT_CLASS (fw_compare_model_parent_class)->dispose (object);
}

static void
fw_compare_model_finalize (GObject *object)
{
  FwCompareModel *self = FW_COMPARE_MODEL (object);

  for (FwCompareSide side = 0; side < FW_N_COMPARE_SIDES; side++)
    {
      g_clear_object (&self->sessions[side]);
      g_clear_pointer (&self->by_id[side], g_hash_table_unref);
    }
  g_clear_pointer (&self->by_extra, g_hash_table_unref);
  g_clear_pointer (&self->listed, g_ptr_array_unref);
  g_clear_pointer (&self->items, g_ptr_array_unref);
  g_clear_pointer (&self->groups, g_hash_table_unref);
  g_clear_pointer (&self->base, fw_snapshot_unref);
  g_clear_pointer (&self->figures, fw_compare_figures_free);
  g_clear_pointer (&self->other, fw_compare_version_unref);
  g_free (self->title);

  G_OBJECT_CLASS (fw_compare_model_parent_class)->finalize (object);
}

static void
fw_compare_model_class_init (FwCompareModelClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GType type = G_TYPE_FROM_CLASS (klass);

  object_class->dispose = fw_compare_model_dispose;
  object_class->finalize = fw_compare_model_finalize;

  signals[CHANGED] = g_signal_new ("changed", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                   G_TYPE_NONE, 0);
  signals[MOVED] = g_signal_new ("moved", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                 G_TYPE_NONE, 0);
  signals[FIGURES_CHANGED] = g_signal_new ("figures-changed", type, G_SIGNAL_RUN_LAST, 0, NULL,
                                           NULL, NULL, G_TYPE_NONE, 0);
}

void
fw_compare_model_take_items (FwCompareModel *self,
                             GPtrArray      *found,
                             FwSnapshot     *base)
{
  self->current = NULL;
  self->difference = 0;
  g_ptr_array_set_size (self->listed, 0);
  g_ptr_array_set_size (self->items, 0);
  for (FwCompareSide side = 0; side < FW_N_COMPARE_SIDES; side++)
    g_hash_table_remove_all (self->by_id[side]);
  g_hash_table_remove_all (self->by_extra);

  for (guint i = 0; i < found->len; i++)
    {
      const FwCompareItem *result = found->pdata[i];
      FwCompareItem *item = add_item (self, result->object.a, result->object.b);

      item->object.differences = g_array_ref (result->object.differences);
      list_item (self, item);
      if (result->object.a && result->object.b)
        fw_taking_know_group (self->groups, fw_track_get_group (result->object.b),
                              fw_track_get_group (result->object.a));
    }

  add_marks (self);
  g_clear_pointer (&self->base, fw_snapshot_unref);
  self->base = fw_snapshot_ref (base);
  /* The person went on drawing meanwhile. */
  follow_all (self);
}

static void
fw_compare_model_init (FwCompareModel *self)
{
  self->items = g_ptr_array_new_with_free_func (fw_compare_item_free);
  self->listed = g_ptr_array_new ();
  for (FwCompareSide side = 0; side < FW_N_COMPARE_SIDES; side++)
    self->by_id[side] = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, NULL);
  self->by_extra = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, NULL);
  self->groups = fw_taking_new_groups ();
  self->counted = -1.0;
}

FwCompareModel *
fw_compare_model_new (FwSession        *session,
                      FwCompareVersion *other)
{
  g_return_val_if_fail (FW_IS_SESSION (session), NULL);
  g_return_val_if_fail (other && other->labels, NULL);

  FwCompareModel *self = g_object_new (FW_TYPE_COMPARE_MODEL, NULL);
  g_autoptr(FwDocument) theirs = fw_document_new (other->labels);
  FwSession *second = fw_session_new (theirs);

  self->other = fw_compare_version_ref (other);
  self->sessions[FW_COMPARE_A] = g_object_ref (session);
  self->sessions[FW_COMPARE_B] = second;
  self->title = fw_compare_dup_title (
    fw_frame_list_get_name (fw_session_get_frame_list (session)),
    fw_session_get_snapshot (session));
  fw_session_set_read_only (second, TRUE);
  g_object_bind_property (session, "frame", second, "frame",
                          G_BINDING_SYNC_CREATE | G_BINDING_BIDIRECTIONAL);
  g_object_bind_property (session, "chips", second, "chips", G_BINDING_SYNC_CREATE);
  g_signal_connect_swapped (fw_session_get_document (session), "changed",
                            G_CALLBACK (document_changed_cb), self);
  g_signal_connect_swapped (fw_session_get_document (session), "frames-changed",
                            G_CALLBACK (frames_changed_cb), self);
  fw_compare_model_follow_selection (self);

  return self;
}

/* Asking */

FwSession *
fw_compare_model_get_session (FwCompareModel *self,
                              FwCompareSide   side)
{
  g_return_val_if_fail (FW_IS_COMPARE_MODEL (self) && side < FW_N_COMPARE_SIDES, NULL);

  return self->sessions[side];
}

const char *
fw_compare_model_get_title (FwCompareModel *self,
                            FwCompareSide   side)
{
  g_return_val_if_fail (FW_IS_COMPARE_MODEL (self), NULL);

  return side == FW_COMPARE_A ? self->title : self->other->title;
}

void
fw_compare_model_set_title (FwCompareModel *self,
                            const char     *ours)
{
  g_return_if_fail (FW_IS_COMPARE_MODEL (self) && ours);

  g_free (self->title);
  self->title = g_strdup (ours);
}

FwCompareVersion *
fw_compare_model_get_version (FwCompareModel *self)
{
  g_return_val_if_fail (FW_IS_COMPARE_MODEL (self), NULL);

  return self->other;
}

FwCompareItem *
fw_compare_model_get_item (FwCompareModel *self,
                           guint           index)
{
  return index < self->listed->len ? self->listed->pdata[index] : NULL;
}

guint
fw_compare_model_get_n_objects (FwCompareModel *self)
{
  g_return_val_if_fail (FW_IS_COMPARE_MODEL (self), 0);

  return self->listed->len;
}

const FwCompareObject *
fw_compare_model_get_object (FwCompareModel *self,
                             guint           index)
{
  g_return_val_if_fail (FW_IS_COMPARE_MODEL (self), NULL);

  FwCompareItem *item = fw_compare_model_get_item (self, index);

  return item ? &item->object : NULL;
}

gboolean
fw_compare_object_is_open (const FwCompareObject *object)
{
  g_return_val_if_fail (object != NULL, FALSE);

  return object->choice == FW_CHOICE_NONE && object->differences->len > 0;
}

guint
fw_compare_model_count_open (FwCompareModel *self)
{
  g_return_val_if_fail (FW_IS_COMPARE_MODEL (self), 0);

  guint n = 0;

  for (guint i = 0; i < self->listed->len; i++)
    n += fw_compare_object_is_open (&fw_compare_model_get_item (self, i)->object);

  return n;
}

guint
fw_compare_model_count_same (FwCompareModel *self)
{
  g_return_val_if_fail (FW_IS_COMPARE_MODEL (self), 0);

  guint n = 0;

  for (guint i = 0; i < self->items->len; i++)
    {
      const FwCompareItem *item = self->items->pdata[i];

      n += !item->is_listed && item->object.a && item->object.b;
    }

  return n;
}

gssize
fw_compare_model_find (FwCompareModel *self,
                       FwCompareSide   side,
                       FwTrackId       id)
{
  g_return_val_if_fail (FW_IS_COMPARE_MODEL (self) && side < FW_N_COMPARE_SIDES, -1);

  const FwCompareItem *item = g_hash_table_lookup (self->by_id[side], &id);

  return item && item->is_listed ? (gssize) item->index : -1;
}

char *
fw_compare_model_dup_item_name (FwCompareModel      *self,
                                const FwCompareItem *item)
{
  if (item->object.mark != FW_SLOT_TRACK)
    return g_strdup (fw_mark_to_title (item->object.mark,
                                       fw_session_is_video (self->sessions[FW_COMPARE_A])));
  if (item->object.a)
    return fw_session_dup_object_name (self->sessions[FW_COMPARE_A], item->object.a_id);
  if (item->object.b)
    return fw_session_dup_object_name (self->sessions[FW_COMPARE_B],
                                       fw_track_get_id (item->object.b));

  return g_strdup (item->name ? item->name : _("Object"));
}

char *
fw_compare_model_dup_name (FwCompareModel *self,
                           guint           index)
{
  g_return_val_if_fail (FW_IS_COMPARE_MODEL (self), NULL);

  const FwCompareItem *item = fw_compare_model_get_item (self, index);

  return item ? fw_compare_model_dup_item_name (self, item) : NULL;
}


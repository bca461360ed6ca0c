/* SPDX-License-Identifier: GPL-3.0-or-later */

/*
 * Deciding is one step of the open document: whatever an earlier decision made
 * is taken back in it, and what the new one says is put in its place.
 */

#include "app/compare/compare-model-private.h"

#include "app/compare/compare-take.h"
#include "edit/commands.h"

#include <glib/gi18n.h>

/* What the words come to where only one of them has the object. */
static FwChoice
simplify (const FwCompareItem *item,
          FwChoice             choice)
{
  if (choice != FW_CHOICE_BOTH)
    return choice;
  /* A frame is done, or it is not. */
  if (item->object.mark != FW_SLOT_TRACK)
    return FW_CHOICE_THEIRS;
  if (!item->object.b)
    return FW_CHOICE_MINE;

  return item->mine ? FW_CHOICE_BOTH : FW_CHOICE_THEIRS;
}

gboolean
fw_compare_model_has_mine (FwCompareModel *self,
                           guint           index)
{
  g_return_val_if_fail (FW_IS_COMPARE_MODEL (self), FALSE);

  const FwCompareItem *item = fw_compare_model_get_item (self, index);

  return item && (item->mine || item->object.mark != FW_SLOT_TRACK);
}

gboolean
fw_compare_model_can_choose (FwCompareModel *self,
                             guint           index,
                             FwChoice        choice)
{
  g_return_val_if_fail (FW_IS_COMPARE_MODEL (self), FALSE);

  const FwCompareItem *item = fw_compare_model_get_item (self, index);

  return item && simplify (item, choice) == choice;
}

/* A step in the making. */
typedef struct
{
  FwTaking   taking;
  GArray    *changes; /* (element-type FwObjectChange), owns the tracks */
  GArray    *marks;   /* (element-type FwMarkChange), owns the sets */
  GPtrArray *items;   /* (element-type FwCompareItem) that it decides */
} Deciding;

static void
clear_change (gpointer data)
{
  FwObjectChange *change = data;

  g_clear_pointer (&change->after, fw_track_unref);
}

/* Takes @after. */
static void
add_change (Deciding  *deciding,
            FwTrackId  id,
            FwTrack   *after)
{
  FwObjectChange change = { id, after };

  g_array_append_val (deciding->changes, change);
}

static void
clear_mark (gpointer data)
{
  FwMarkChange *change = data;

  g_clear_pointer (&change->after, fw_span_set_unref);
}

static void
decide_marks (FwCompareModel *self,
              Deciding       *deciding,
              FwCompareItem  *item,
              FwChoice        choice)
{
  FwSlotKind kind = item->object.mark;
  FwMarkChange change = {
    kind,
    choice == FW_CHOICE_THEIRS
      ? fw_marks_take (fw_compare_model_get_marks (self, FW_COMPARE_A, kind),
                       fw_compare_model_get_marks (self, FW_COMPARE_B, kind),
                       fw_compare_model_get_common (self))
      : item->my_marks ? fw_span_set_ref (item->my_marks) : NULL,
  };

  g_array_append_val (deciding->marks, change);
}

static void
decide_item (FwCompareModel *self,
             Deciding       *deciding,
             FwCompareItem  *item,
             FwChoice        choice)
{
  FwDocument *document = fw_compare_model_get_document (self);
  FwCompareObject *object = &item->object;
  FwTrack *mine = item->mine, *theirs = object->b;
  gboolean has_extra = item->extra_id != 0 && fw_document_get_track (document, item->extra_id);

  if (object->mark != FW_SLOT_TRACK)
    {
      if (choice == FW_CHOICE_THEIRS || object->choice == FW_CHOICE_THEIRS)
        decide_marks (self, deciding, item, choice);
      return;
    }

  /* Nobody can ask for the name of what is gone. */
  if (choice == FW_CHOICE_THEIRS && !theirs && object->a)
    {
      g_free (item->name);
      item->name = fw_compare_model_dup_item_name (self, item);
    }
  if (choice == FW_CHOICE_THEIRS && theirs && object->a_id == 0)
    {
      object->a_id = fw_document_take_track_id (document);
      fw_compare_know_id (self->by_id[FW_COMPARE_A], object->a_id, item);
    }
  if (choice == FW_CHOICE_THEIRS && (theirs || object->a))
    add_change (deciding, object->a_id,
                theirs ? fw_taking_make (&deciding->taking, theirs, mine, object->a_id) : NULL);
  else if (choice != FW_CHOICE_THEIRS && object->a != mine)
    add_change (deciding, object->a_id, mine ? fw_track_ref (mine) : NULL);

  if (has_extra && choice != FW_CHOICE_BOTH)
    add_change (deciding, item->extra_id, NULL);
  else if (!has_extra && choice == FW_CHOICE_BOTH)
    {
      item->extra_id = fw_document_take_track_id (document);
      fw_compare_know_id (self->by_extra, item->extra_id, item);
      add_change (deciding, item->extra_id,
                  fw_taking_make (&deciding->taking, theirs, NULL, item->extra_id));
    }
}

static gboolean
is_marks (const Deciding *deciding)
{
  return deciding->items->len == 1
         && ((const FwCompareItem *) deciding->items->pdata[0])->object.mark != FW_SLOT_TRACK;
}

/* After the step: what the document made of it. */
static gboolean
note_decision (FwCompareModel *self,
               FwCompareItem  *item,
               FwChoice        choice)
{
  FwDocument *document = fw_compare_model_get_document (self);
  FwTrackId id = item->object.a_id;
  FwTrack *track = id ? fw_document_get_track (document, id) : NULL;

  fw_compare_set_track (&item->object.a, track);
  item->is_kept = choice == FW_CHOICE_MINE;
  if (choice == FW_CHOICE_THEIRS)
    {
      item->has_taken = TRUE;
      fw_compare_set_track (&item->taken, track);
      if (item->object.mark != FW_SLOT_TRACK)
        fw_compare_set_marks (&item->taken_marks, fw_compare_model_get_marks (
                                                    self, FW_COMPARE_A, item->object.mark));
    }

  return fw_compare_model_renew (self, item);
}

static char *
dup_step_label (FwCompareModel *self,
                Deciding       *deciding,
                FwChoice        choice)
{
  guint n = deciding->items->len;
  g_autofree char *name
    = n == 1 ? fw_compare_model_dup_item_name (self, deciding->items->pdata[0]) : NULL;

  if (is_marks (deciding))
    return choice == FW_CHOICE_MINE
             ? g_strdup (_("Put marks of frames back"))
             : g_strdup_printf (_("Take marks of frames of %s"), self->other->name);
  /* Translators: %s is "Car 12", then the name of a file */
  if (n == 1)
    return choice == FW_CHOICE_MINE
             ? g_strdup_printf (_("Put %s back"), name)
             : g_strdup_printf (_("Take %s of %s"), name, self->other->name);
  if (choice == FW_CHOICE_MINE)
    return g_strdup_printf (ngettext ("Put %u object back", "Put %u objects back", n), n);

  return g_strdup_printf (ngettext ("Take %u object of %s", "Take %u objects of %s", n), n,
                          self->other->name);
}

static char *
dup_said (FwCompareModel *self,
          Deciding       *deciding,
          FwChoice        choice)
{
  guint n = deciding->items->len;
  g_autofree char *name
    = n == 1 ? fw_compare_model_dup_item_name (self, deciding->items->pdata[0]) : NULL;

  if (is_marks (deciding))
    return g_strdup (choice == FW_CHOICE_MINE ? _("These marks are yours again")
                                              : _("These marks are as in B now"));
  if (choice == FW_CHOICE_MINE)
    return n == 1 ? g_strdup_printf (_("%s is yours again"), name)
                  : g_strdup_printf (ngettext ("%u object is yours again",
                                               "%u objects are yours again", n), n);
  if (choice == FW_CHOICE_BOTH)
    return n == 1 ? g_strdup_printf (_("%s of B is beside yours"), name)
                  : g_strdup_printf (ngettext ("%u object of B is beside yours",
                                               "%u objects of B are beside yours", n), n);

  if (n == 1 && !((const FwCompareItem *) deciding->items->pdata[0])->object.b)
    return g_strdup_printf (_("%s is gone, as in B"), name);

  return n == 1 ? g_strdup_printf (_("%s is as in B now"), name)
                : g_strdup_printf (ngettext ("%u object is as in B now",
                                             "%u objects are as in B now", n), n);
}

static gboolean
write_decisions (FwCompareModel  *self,
                 Deciding        *deciding,
                 FwChoice         choice,
                 GError         **error)
{
  g_autofree char *label = dup_step_label (self, deciding, choice);
  gboolean done;

  if (deciding->changes->len == 0 && deciding->marks->len == 0)
    return TRUE;

  self->is_choosing = TRUE;
  done = fw_session_replace_objects (self->sessions[FW_COMPARE_A], label,
                                     fw_taking_get_words (&deciding->taking),
                                     (const FwObjectChange *) (gpointer) deciding->changes->data,
                                     deciding->changes->len,
                                     (const FwMarkChange *) (gpointer) deciding->marks->data,
                                     deciding->marks->len, error);
  self->is_choosing = FALSE;

  return done;
}

gboolean
fw_compare_model_choose (FwCompareModel  *self,
                         const guint     *indices,
                         gsize            n_indices,
                         FwChoice         choice,
                         char           **out_say,
                         GError         **error)
{
  g_return_val_if_fail (FW_IS_COMPARE_MODEL (self), FALSE);
  g_return_val_if_fail (choice != FW_CHOICE_NONE, FALSE);

  g_autoptr(GArray) changes = g_array_new (FALSE, FALSE, sizeof (FwObjectChange));
  g_autoptr(GArray) marks = g_array_new (FALSE, FALSE, sizeof (FwMarkChange));
  g_autoptr(GPtrArray) items = g_ptr_array_new ();
  Deciding deciding = { .changes = changes, .marks = marks, .items = items };
  gboolean is_new = FALSE, done, is_step;

  g_array_set_clear_func (changes, clear_change);
  g_array_set_clear_func (marks, clear_mark);
  if (out_say)
    *out_say = NULL;
  fw_taking_init (&deciding.taking, fw_session_get_snapshot (self->sessions[FW_COMPARE_A]),
                  fw_session_get_taxonomy (self->sessions[FW_COMPARE_B]), self->groups);
  for (gsize i = 0; i < n_indices; i++)
    {
      FwCompareItem *item = fw_compare_model_get_item (self, indices[i]);

      if (!item || item->object.choice == simplify (item, choice))
        continue;
      g_ptr_array_add (items, item);
      decide_item (self, &deciding, item, simplify (item, choice));
    }

  if (items->len == 1)
    choice = simplify (items->pdata[0], choice);
  done = write_decisions (self, &deciding, choice, error);
  for (guint i = 0; done && i < items->len; i++)
    is_new |= note_decision (self, items->pdata[i], simplify (items->pdata[i], choice));
  /* Labels that come in take "nothing here" away. */
  for (FwSlotKind mark = FW_FIRST_MARK; done && mark <= FW_LAST_MARK; mark++)
    is_new |= fw_compare_model_renew (self, self->marks[mark]);
  if (is_new)
    fw_compare_model_sort (self);
  is_step = changes->len > 0 || marks->len > 0;
  if (done && is_step && out_say)
    *out_say = dup_said (self, &deciding, choice);
  fw_taking_clear (&deciding.taking);
  if (!done)
    return FALSE;

  if (is_step)
    fw_compare_model_schedule_figures (self);
  if (self->current && items->len > 0)
    fw_compare_model_select (self, self->current);
  fw_compare_model_tell_changed (self);

  return TRUE;
}

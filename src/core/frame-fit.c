/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "core/frame-fit.h"

#include <glib/gi18n.h>

FwFrameFit *
fw_frame_fit_ref (FwFrameFit *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  g_atomic_ref_count_inc (&self->ref_count);

  return self;
}

void
fw_frame_fit_unref (FwFrameFit *self)
{
  g_return_if_fail (self != NULL);

  if (!g_atomic_ref_count_dec (&self->ref_count))
    return;

  g_free (self->sentence);
  g_clear_pointer (&self->common, fw_span_set_unref);
  g_array_unref (self->moves);
  g_free (self->ours);
  g_free (self);
}

/* The worst counts; what is so adds up. Takes the sentence. */
static void
tell (FwFrameFit *self,
      FwFitKind   kind,
      char       *sentence)
{
  g_autofree char *before = g_steal_pointer (&self->sentence);
  g_autofree char *more = sentence;

  /* What cannot be compared at all needs no more reasons. */
  if (self->kind == FW_FIT_NONE)
    self->sentence = g_steal_pointer (&before);
  else if (before && kind != FW_FIT_NONE)
    self->sentence = g_strdup_printf ("%s %s", before, more);
  else
    self->sentence = g_steal_pointer (&more);
  self->kind = MAX (self->kind, kind);
}

/* Sizes that nobody says fit; so does the size of the picture as it is stored. */
static gboolean
same_size (const FwFrameInfo *ours,
           const FwFrameInfo *theirs)
{
  if (ours->width == 0 || ours->height == 0 || theirs->width == 0 || theirs->height == 0)
    return TRUE;
  if (ours->width == theirs->width && ours->height == theirs->height)
    return TRUE;

  return (ours->orientation.transpose || theirs->orientation.transpose)
         && ours->width == theirs->height && ours->height == theirs->width;
}

/* Videos. */

static gboolean
same_name (const char *a,
           const char *b)
{
  g_autofree char *left = g_path_get_basename (a ? a : "");
  g_autofree char *right = g_path_get_basename (b ? b : "");

  return !a || !b || *a == '\0' || *b == '\0' || g_str_equal (left, right);
}

static void
fit_video (FwFrameFit  *self,
           FwFrameList *ours,
           FwFrameList *theirs)
{
  FwFrameInfo a = fw_frame_list_get (ours, 0), b = fw_frame_list_get (theirs, 0);
  const char *name = fw_frame_list_get_name (theirs);
  FwFrame last_ours = (FwFrame) self->n_ours - 1, last_theirs = (FwFrame) self->n_theirs - 1;
  FwSpan span = { 0, last_ours };

  g_array_unref (self->moves);
  self->moves = fw_renumber_between (theirs, ours);
  if (!same_size (&a, &b))
    tell (self, FW_FIT_NONE,
          g_strdup_printf (_("The other labels were made on frames of %u × %u pixels, and these "
                             "are %u × %u. Labels of one do not lie right on the other."),
                           b.width, b.height, a.width, a.height));
  if (!same_name (fw_frame_list_get_name (ours), name))
    tell (self, FW_FIT_SOME,
          g_strdup_printf (_("The other labels name the video “%s”, and this is “%s”."), name,
                           fw_frame_list_get_name (ours)));
  if (fw_renumber_frame (last_theirs, (const FwRenumbering *) (gpointer) self->moves->data,
                         self->moves->len) > last_ours)
    tell (self, FW_FIT_SOME,
          g_strdup_printf (_("The other labels go on to frame %d, and this video ends with frame "
                             "%d. What is up to there can be compared."),
                           last_theirs, last_ours));
  self->n_common = self->n_ours;
  self->common = fw_span_set_new (&span, 1);
}

/* Pictures. */

static GHashTable *
index_basenames (FwFrameList *list)
{
  GHashTable *table = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);

  for (gsize i = 0; i < fw_frame_list_get_length (list); i++)
    {
      const char *name = fw_frame_list_get (list, (FwFrame) i).name;
      char *base = name ? g_path_get_basename (name) : NULL;
      gpointer before = base ? g_hash_table_lookup (table, base) : NULL;

      /* Two of one name in different folders are nobody's. */
      if (base)
        g_hash_table_insert (table, base, GINT_TO_POINTER (before ? -1 : (int) i + 1));
    }

  return table;
}

static FwFrame
find_picture (FwFrameList *ours,
              GHashTable  *basenames,
              const char  *name)
{
  FwFrame frame = name ? fw_frame_list_find (ours, name) : FW_FRAME_NONE;
  g_autofree char *base = name ? g_path_get_basename (name) : NULL;
  int place = base ? GPOINTER_TO_INT (g_hash_table_lookup (basenames, base)) : 0;

  if (frame != FW_FRAME_NONE || place <= 0)
    return frame;

  return place - 1;
}

static void
tell_pictures (FwFrameFit *self,
               gsize       n_other_size)
{
  gsize n_ours = self->n_ours - self->n_common - n_other_size;
  gsize n_theirs = self->n_theirs - self->n_common - n_other_size;
  g_autoptr(GString) text = g_string_new (NULL);

  g_string_append_printf (text,
                          ngettext ("%zu picture is in both.", "%zu pictures are in both.",
                                    self->n_common),
                          self->n_common);
  if (n_ours > 0)
    g_string_append_printf (text, ngettext (" %zu is only here.", " %zu are only here.", n_ours),
                            n_ours);
  if (n_theirs > 0)
    g_string_append_printf (text,
                            ngettext (" %zu is only in the other labels.",
                                      " %zu are only in the other labels.", n_theirs),
                            n_theirs);
  if (n_other_size > 0)
    g_string_append_printf (text,
                            ngettext (" %zu has another size there.",
                                      " %zu have another size there.", n_other_size),
                            n_other_size);
  g_string_append_c (text, ' ');
  g_string_append (text, _("What is in both can be compared."));
  tell (self, FW_FIT_SOME, g_strdup (text->str));
}

static void
fit_pictures (FwFrameFit  *self,
              FwFrameList *ours,
              FwFrameList *theirs)
{
  g_autoptr(GHashTable) basenames = index_basenames (ours);
  g_autofree gboolean *taken = g_new0 (gboolean, self->n_ours + 1);
  g_autoptr(GArray) spans = g_array_new (FALSE, FALSE, sizeof (FwSpan));
  gsize n_other_size = 0;

  self->ours = g_new (FwFrame, self->n_theirs + 1);
  for (gsize i = 0; i < self->n_theirs; i++)
    {
      FwFrameInfo info = fw_frame_list_get (theirs, (FwFrame) i);
      FwFrame frame = find_picture (ours, basenames, info.name);
      FwFrameInfo mine = fw_frame_list_get (ours, MAX (frame, 0));
      FwSpan span = { frame, frame };

      self->ours[i] = FW_FRAME_NONE;
      if (frame == FW_FRAME_NONE || taken[frame])
        continue;
      taken[frame] = TRUE;
      if (!same_size (&mine, &info))
        {
          n_other_size++;
          continue;
        }
      self->ours[i] = frame;
      self->n_common++;
      g_array_append_val (spans, span);
    }
  self->common = fw_span_set_new ((const FwSpan *) (gpointer) spans->data, spans->len);

  if (self->n_common == 0)
    tell (self, FW_FIT_NONE,
          n_other_size > 0
            ? g_strdup (_("All pictures have another size in the other labels. Labels of one do "
                          "not lie right on the other."))
            : g_strdup (_("None of the pictures of the other labels is in this folder.")));
  else if (self->n_common < MAX (self->n_ours, self->n_theirs))
    tell_pictures (self, n_other_size);
}

FwFrameFit *
fw_frame_fit_new (FwFrameList *ours,
                  FwFrameList *theirs)
{
  g_return_val_if_fail (ours && theirs, NULL);

  FwFrameFit *self = g_new0 (FwFrameFit, 1);

  g_atomic_ref_count_init (&self->ref_count);
  self->moves = g_array_new (FALSE, FALSE, sizeof (FwRenumbering));
  self->is_video = fw_frame_list_is_video (ours);
  self->n_ours = fw_frame_list_get_length (ours);
  self->n_theirs = fw_frame_list_get_length (theirs);

  if (self->n_theirs == 0)
    tell (self, FW_FIT_NONE, g_strdup (_("The other labels name no frame and no picture.")));
  else if (self->is_video != fw_frame_list_is_video (theirs))
    tell (self, FW_FIT_NONE,
          self->is_video ? g_strdup (_("The other labels are for pictures, and this is a video."))
                         : g_strdup (_("The other labels are for a video, and these are "
                                       "pictures.")));
  else if (self->is_video)
    fit_video (self, ours, theirs);
  else
    fit_pictures (self, ours, theirs);

  return self;
}

/* Moving. */

static FwFrame
move_frame (const FwFrameFit *self,
            FwFrame           theirs)
{
  if (!self->is_video)
    return theirs >= 0 && (gsize) theirs < self->n_theirs && self->ours ? self->ours[theirs]
                                                                        : FW_FRAME_NONE;

  return fw_renumber_frame (theirs, (const FwRenumbering *) (gpointer) self->moves->data,
                            self->moves->len);
}

FwFrame
fw_frame_fit_move (const FwFrameFit *self,
                   FwFrame           theirs)
{
  g_return_val_if_fail (self != NULL, FW_FRAME_NONE);

  FwFrame frame = self->kind == FW_FIT_NONE ? FW_FRAME_NONE : move_frame (self, theirs);

  return frame >= 0 && (gsize) frame < self->n_ours ? frame : FW_FRAME_NONE;
}

/* What lies behind our last frame goes; what was interpolated to there stays where it was. */
static void
crop (FwTrackBuilder *builder,
      FwTrack        *track,
      FwSpan          ours)
{
  FwSpan span = fw_track_get_span (track);

  if (span.last > ours.last && !fw_track_is_single (track)
      && fw_presence_is_visible (fw_track_get_presence (track, ours.last)))
    {
      g_autoptr(FwShape) shape = fw_track_dup_shape_at (track, ours.last);

      fw_track_builder_set_key (builder, ours.last, shape);
    }
  fw_track_builder_crop (builder, ours);
}

FwTrack *
fw_frame_fit_track (const FwFrameFit *self,
                    FwTrack          *theirs)
{
  g_return_val_if_fail (self && theirs, NULL);

  FwSpan span = fw_track_get_span (theirs);
  FwFrame first = self->kind == FW_FIT_NONE ? FW_FRAME_NONE : move_frame (self, span.first);
  FwSpan ours = { 0, (FwFrame) self->n_ours - 1 };
  FwRenumbering shift = { 0, first - span.first };
  g_autoptr(FwTrack) moved = NULL;

  /* An object of pictures is in one of them. */
  if (first == FW_FRAME_NONE || first > ours.last
      || (!self->is_video && span.first != span.last))
    return NULL;

  if (self->is_video ? self->moves->len == 0 : shift.shift == 0)
    moved = fw_track_ref (theirs);
  else if (self->is_video)
    moved = fw_renumber_track (theirs, (const FwRenumbering *) (gpointer) self->moves->data,
                               self->moves->len);
  else
    moved = fw_renumber_track (theirs, &shift, 1);

  FwTrackBuilder *builder = fw_track_builder_new_from (moved);

  if (fw_track_get_span (moved).last > ours.last)
    crop (builder, moved, ours);
  fw_track_builder_confirm (builder, fw_track_get_span (moved), NULL);

  return fw_track_builder_end (builder, NULL);
}

FwSpanSet *
fw_frame_fit_span_set (const FwFrameFit *self,
                       const FwSpanSet  *theirs)
{
  g_return_val_if_fail (self != NULL, NULL);

  g_autoptr(GArray) moved = g_array_new (FALSE, FALSE, sizeof (FwSpan));
  gsize n;
  const FwSpan *spans = fw_span_set_get_spans (theirs, &n);

  for (gsize i = 0; i < n; i++)
    for (FwFrame f = spans[i].first; f <= spans[i].last && (gsize) f < self->n_theirs; f++)
      {
        FwFrame frame = fw_frame_fit_move (self, f);

        if (frame != FW_FRAME_NONE)
          g_array_append_val (moved, ((FwSpan) { frame, frame }));
      }

  return fw_span_set_new ((const FwSpan *) (gpointer) moved->data, moved->len);
}

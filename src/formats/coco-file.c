/* SPDX-License-Identifier: GPL-3.0-or-later */

/*
 * The object: what is known of a file, ids that were given, and the media it
 * belongs to. Reading stands in coco-reader.c and coco-tracks.c, writing in
 * coco-writer.c.
 */

#include "formats/coco-private.h"

#include "core/error.h"

#include <glib/gi18n.h>
#include <stdlib.h>
#include <string.h>

#define MAX_PLACES       5
#define ROOM_FOR_OBJECTS (1 << 20)

/* An id that was given to a track's annotation in a frame when it was written. */
typedef struct
{
  FwTrackId track;
  FwFrame frame;
  gint64 id;
} Given;

static guint
given_hash (gconstpointer data)
{
  const Given *given = data;

  return (guint) given->track * 0x9e3779b1u ^ (guint) (given->track >> 32)
         ^ (guint) given->frame * 0x85ebca6bu;
}

static gboolean
given_equal (gconstpointer a, gconstpointer b)
{
  const Given *x = a;
  const Given *y = b;

  return x->track == y->track && x->frame == y->frame;
}

static void
clear_video (gpointer data)
{
  FwCocoVideo *video = data;

  g_free (video->name);
  g_free (video->file_name);
  g_free (video->sensor);
}

static char *
now_as_text (void)
{
  const char *epoch = g_getenv ("SOURCE_DATE_EPOCH");
  gint64 seconds = epoch ? g_ascii_strtoll (epoch, NULL, 10) : g_get_real_time () / G_USEC_PER_SEC;
  g_autoptr (GDateTime) now = g_date_time_new_from_unix_utc (seconds);

  return now ? g_date_time_format (now, "%Y-%m-%dT%H:%M:%SZ") : g_strdup ("1970-01-01T00:00:00Z");
}

FwCocoFile *
fw_coco_file_alloc (void)
{
  FwCocoFile *self = g_new0 (FwCocoFile, 1);

  g_atomic_ref_count_init (&self->ref_count);
  g_mutex_init (&self->lock);
  self->sha256 = g_strdup ("");
  self->members = g_array_new (FALSE, FALSE, sizeof (FwCocoMember));
  self->private_members = g_array_new (FALSE, FALSE, sizeof (FwCocoMember));
  self->annotations = g_array_new (FALSE, FALSE, sizeof (FwCocoAnnotation));
  self->by_track = g_array_new (FALSE, FALSE, sizeof (guint32));
  self->images = g_array_new (FALSE, FALSE, sizeof (FwCocoImage));
  self->image_of_frame = g_hash_table_new (NULL, NULL);
  self->categories = g_array_new (FALSE, FALSE, sizeof (FwCocoCategory));
  self->videos = g_array_new (FALSE, TRUE, sizeof (FwCocoVideo));
  g_array_set_clear_func (self->videos, clear_video);
  self->track_elements = g_array_new (FALSE, FALSE, sizeof (FwCocoElement));
  self->private_elements = g_array_new (FALSE, FALSE, sizeof (FwCocoElement));
  self->tracks = g_hash_table_new_full (g_int64_hash, g_int64_equal, NULL, g_free);
  self->kept = fw_coco_kept_table_new ();
  self->told = fw_coco_kept_table_new ();
  self->people = g_ptr_array_new_with_free_func (g_free);
  self->manuals = g_ptr_array_new_with_free_func (g_free);
  self->notes = fw_notes_new ();
  self->created = now_as_text ();
  self->given_annotations = g_hash_table_new_full (given_hash, given_equal, g_free, NULL);
  self->given_images = g_hash_table_new (NULL, NULL);
  self->next_track = 1;
  self->next_image = 1;
  self->next_annotation = 1;

  return self;
}

FwCocoFile *
fw_coco_file_new (FwFrameList *frames, FwTaxonomy *taxonomy)
{
  g_return_val_if_fail (frames != NULL, NULL);

  FwCocoFile *self = fw_coco_file_alloc ();
  FwSnapshotBuilder *builder = fw_snapshot_builder_new ();
  FwTaxonomy *empty = taxonomy ? NULL : fw_taxonomy_builder_end (fw_taxonomy_builder_new ());

  self->is_video = fw_frame_list_is_video (frames);
  self->document_id = g_uuid_string_random ();
  g_ptr_array_add (self->manuals, NULL);
  fw_snapshot_builder_set (builder, (FwSlot){ FW_SLOT_TAXONOMY, 0 }, taxonomy ? taxonomy : empty);
  fw_snapshot_builder_set_frame_list (builder, frames);
  self->snapshot = fw_snapshot_builder_end (builder);
  g_clear_pointer (&empty, fw_taxonomy_unref);

  return self;
}

FwCocoFile *
fw_coco_file_ref (FwCocoFile *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  g_atomic_ref_count_inc (&self->ref_count);

  return self;
}

void
fw_coco_file_unref (FwCocoFile *self)
{
  g_return_if_fail (self != NULL);

  if (!g_atomic_ref_count_dec (&self->ref_count))
    return;

  g_clear_pointer (&self->text, fw_json_text_unref);
  g_clear_pointer (&self->snapshot, fw_snapshot_unref);
  g_free (self->sha256);
  g_array_unref (self->members);
  g_array_unref (self->private_members);
  g_array_unref (self->annotations);
  g_array_unref (self->by_track);
  g_array_unref (self->images);
  g_hash_table_unref (self->image_of_frame);
  g_array_unref (self->categories);
  g_array_unref (self->videos);
  g_array_unref (self->track_elements);
  g_array_unref (self->private_elements);
  g_hash_table_unref (self->tracks);
  g_hash_table_unref (self->kept);
  g_hash_table_unref (self->told);
  g_ptr_array_unref (self->people);
  g_ptr_array_unref (self->manuals);
  g_ptr_array_unref (self->notes);
  g_free (self->document_id);
  g_free (self->created);
  g_hash_table_unref (self->given_annotations);
  g_hash_table_unref (self->given_images);
  g_mutex_clear (&self->lock);
  g_free (self);
}

FwSnapshot *
fw_coco_file_get_snapshot (FwCocoFile *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  return self->snapshot;
}

gboolean
fw_coco_file_is_video (FwCocoFile *self)
{
  g_return_val_if_fail (self != NULL, FALSE);

  return self->is_video;
}

const char *
fw_coco_file_get_sha256 (FwCocoFile *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  return self->sha256;
}

const char *
fw_coco_file_get_document_id (FwCocoFile *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  return self->is_id_new ? NULL : self->document_id;
}

const FwMediaIdentity *
fw_coco_file_get_media_identity (FwCocoFile *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  return &self->identity;
}

gsize
fw_coco_file_get_length (FwCocoFile *self)
{
  g_return_val_if_fail (self != NULL, 0);

  return self->text ? self->text->length : 0;
}

GPtrArray *
fw_coco_file_get_notes (FwCocoFile *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  return self->notes;
}

FwTrackId
fw_coco_file_get_next_track_id (FwCocoFile *self)
{
  g_return_val_if_fail (self != NULL, 1);

  return self->next_track;
}

const char *const *
fw_coco_file_get_manuals (FwCocoFile *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  return (const char *const *) self->manuals->pdata;
}

/* Ids. */

/* The first annotation at or after this place in the order of tracks and frames. */
static const FwCocoAnnotation *
search (FwCocoFile *self, FwTrackId track, FwFrame frame)
{
  const FwCocoAnnotation *annotations
      = (const FwCocoAnnotation *) (gpointer) self->annotations->data;
  const guint32 *order = (const guint32 *) (gpointer) self->by_track->data;
  gsize low = 0;
  gsize high = self->by_track->len;

  while (low < high)
    {
      gsize middle = low + (high - low) / 2;
      const FwCocoAnnotation *at = &annotations[order[middle]];

      if (at->track < track || (at->track == track && at->frame < frame))
        low = middle + 1;
      else
        high = middle;
    }

  return low < self->by_track->len ? &annotations[order[low]] : NULL;
}

const FwCocoAnnotation *
fw_coco_file_lookup (FwCocoFile *self, FwTrackId track, FwFrame frame)
{
  const FwCocoAnnotation *found = search (self, track, frame);

  return found && found->track == track && found->frame == frame ? found : NULL;
}

gboolean
fw_coco_file_has_annotations (FwCocoFile *self, FwTrackId track)
{
  const FwCocoAnnotation *found = search (self, track, 0);

  return found && found->track == track;
}

GArray *
fw_coco_file_list_twins (FwCocoFile *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  GArray *twins = g_array_new (FALSE, FALSE, sizeof (FwCocoTwin));

  for (guint i = 0; self->is_video && i < self->annotations->len; i++)
    {
      const FwCocoAnnotation *annotation = &g_array_index (self->annotations, FwCocoAnnotation, i);
      const FwCocoTrack *known = g_hash_table_lookup (self->tracks, &annotation->track);
      FwCocoTwin twin = { annotation->track, 0, annotation->frame };

      /* What does not fit into its track gets another number than the file's. */
      if (!known || known->file_id == known->id
          || !fw_coco_file_lookup (self, known->file_id, annotation->frame))
        continue;
      twin.track = known->file_id;
      g_array_append_val (twins, twin);
    }

  return twins;
}

gint64
fw_coco_file_find_annotation (FwCocoFile *self, FwTrackId track, FwFrame frame)
{
  g_return_val_if_fail (self != NULL, 0);

  const FwCocoAnnotation *read = fw_coco_file_lookup (self, track, frame);
  Given key = { track, frame, 0 };

  if (read)
    return read->id;

  g_mutex_lock (&self->lock);
  const Given *given = g_hash_table_lookup (self->given_annotations, &key);
  gint64 id = given ? given->id : 0;
  g_mutex_unlock (&self->lock);

  return id == 0 && !self->is_video ? track : id;
}

gint64
fw_coco_file_give_annotation (FwCocoFile *self, FwTrackId track, FwFrame frame, gboolean is_single)
{
  Given key = { track, frame, 0 };

  /* In a plain document an object is its annotation. */
  if (!self->is_video && is_single)
    return track;

  g_mutex_lock (&self->lock);
  /* Objects linked across pictures: their further annotations stay clear of
   * the numbers that objects get until the file is read again. */
  if (!self->is_video)
    self->next_annotation = MAX (self->next_annotation, self->last_annotation + ROOM_FOR_OBJECTS);
  Given *given = g_hash_table_lookup (self->given_annotations, &key);
  if (!given)
    {
      given = g_memdup2 (&key, sizeof key);
      given->id = self->next_annotation++;
      g_hash_table_add (self->given_annotations, given);
    }
  gint64 id = given->id;
  g_mutex_unlock (&self->lock);

  return id;
}

gint64
fw_coco_file_give_image (FwCocoFile *self, FwFrame frame)
{
  g_mutex_lock (&self->lock);
  gint64 id = (gint64) GPOINTER_TO_SIZE (
      g_hash_table_lookup (self->given_images, GINT_TO_POINTER (frame)));
  if (id == 0)
    {
      id = self->next_image++;
      g_hash_table_insert (self->given_images, GINT_TO_POINTER (frame), GSIZE_TO_POINTER (id));
    }
  g_mutex_unlock (&self->lock);

  return id;
}

void
fw_coco_file_set_given (FwCocoFile *self, FwTrackId track, FwFrame frame, gint64 id)
{
  Given given = { track, frame, id };

  if (track == 0)
    g_hash_table_insert (self->given_images, GINT_TO_POINTER (frame), GSIZE_TO_POINTER (id));
  else
    g_hash_table_add (self->given_annotations, g_memdup2 (&given, sizeof given));
}

FwJsonRange
fw_coco_member (const FwJsonText *text, GArray *members, const char *name)
{
  for (guint i = 0; i < members->len; i++)
    {
      FwCocoMember *member = &g_array_index (members, FwCocoMember, i);

      if (fw_json_key_is (text, member->key, name))
        return member->value;
    }

  return (FwJsonRange){ 0, 0 };
}

/* Notes. */

typedef struct
{
  FwNote note; /* must be first; text is (owned) */
  GString *places;
  guint n_places;
} Note;

void
fw_note_free (FwNote *note)
{
  g_return_if_fail (note != NULL);

  Note *self = (Note *) note;

  if (self->places)
    g_string_free (self->places, TRUE);
  g_free (note->text);
  g_free (note);
}

GPtrArray *
fw_notes_new (void)
{
  return g_ptr_array_new_with_free_func ((GDestroyNotify) fw_note_free);
}

void
fw_notes_add (
    GPtrArray *notes, FwNoteKind kind, const char *sentence, const char *place_format, ...)
{
  Note *self = NULL;

  if (!notes)
    return;

  for (guint i = 0; i < notes->len && !self; i++)
    {
      Note *other = g_ptr_array_index (notes, i);

      if (other->places && g_str_equal (other->note.text, sentence))
        self = other;
    }
  if (!self)
    {
      self = g_new0 (Note, 1);
      self->note.kind = kind;
      self->note.text = g_strdup (sentence);
      self->places = g_string_new (NULL);
      g_ptr_array_add (notes, self);
    }

  self->note.count++;
  if (place_format && self->n_places < MAX_PLACES)
    {
      va_list args;

      if (self->n_places++ > 0)
        g_string_append (self->places, ", ");
      va_start (args, place_format);
      g_string_append_vprintf (self->places, place_format, args);
      va_end (args);
    }
}

void
fw_notes_take_copy (GPtrArray *notes, const FwNote *note)
{
  Note *copy = g_new0 (Note, 1);

  copy->note = *note;
  copy->note.text = g_strdup (note->text);
  g_ptr_array_add (notes, copy);
}

void
fw_notes_finish (GPtrArray *notes)
{
  for (guint i = 0; i < notes->len; i++)
    {
      Note *self = g_ptr_array_index (notes, i);

      if (!self->places)
        continue;
      if (self->n_places > 0)
        {
          g_autofree char *sentence = self->note.text;

          self->note.text = g_strdup_printf ("%s: %s%s", sentence, self->places->str,
                                             self->note.count > self->n_places ? ", …" : "");
        }
      g_string_free (g_steal_pointer (&self->places), TRUE);
    }
}

const char *
fw_note_kind_to_word (FwNoteKind kind)
{
  static const char *const words[]
      = { N_("carried"), N_("guessed"), N_("repaired"), N_("lost") };

  g_return_val_if_fail (kind < G_N_ELEMENTS (words), NULL);

  return _ (words[kind]);
}

/* Media. */

static FwPoint
stored_size (const FwFrameInfo *media)
{
  return media->orientation.transpose ? FW_POINT (media->height, media->width)
                                      : FW_POINT (media->width, media->height);
}

/* A size of the labels that is that of the stored picture, and not of the shown one. */
static gboolean
is_size_as_stored (guint width, guint height, const FwFrameInfo *media)
{
  FwPoint stored = stored_size (media);

  return width > 0 && width == stored.x && height == stored.y
         && (width != media->width || height != media->height);
}

/* The frames of a video, when the labels were made for it. */
static FwFrameList *
reconcile_video (
    FwCocoFile *self, FwFrameList *present, FwFrameList *media, GPtrArray *notes, GError **error)
{
  gsize n_media = fw_frame_list_get_length (media);
  gsize n_labels = fw_frame_list_get_length (present);
  FwFrameInfo first = fw_frame_list_get (present, 0);
  FwFrameInfo stored = fw_frame_list_get (media, 0);

  if (!fw_frame_list_is_video (present) && n_labels > 0)
    {
      g_set_error (error, FW_FORMAT_ERROR, FW_FORMAT_ERROR_REFERENCE,
                   ngettext ("These labels are for %zu picture, and this is a video. "
                             "Open the folder with the pictures instead.",
                             "These labels are for %zu pictures, and this is a video. "
                             "Open the folder with the pictures instead.",
                             n_labels),
                   n_labels);
      return NULL;
    }

  if (first.width > 0 && stored.width > 0 && !is_size_as_stored (first.width, first.height, &stored)
      && (first.width != stored.width || first.height != stored.height))
    fw_notes_add (notes, FW_NOTE_REPAIRED, _("The labels were made for another picture size"),
                  "%ux%u, %ux%u", first.width, first.height, stored.width, stored.height);
  if (n_labels > n_media && self->text)
    fw_notes_add (notes, FW_NOTE_REPAIRED, _("The labels know more frames than the video has"),
                  "%" G_GSIZE_FORMAT " > %" G_GSIZE_FORMAT, n_labels, n_media);
  if (n_labels <= n_media && !first.sensor)
    return fw_frame_list_ref (media);

  /* Labels on frames that the media lost stay reachable. What took the pictures
   * only the labels know. */
  n_labels = MAX (n_labels, n_media);

  g_autoptr (GArray) infos = g_array_sized_new (FALSE, FALSE, sizeof (FwFrameInfo), n_labels);

  for (gsize i = 0; i < n_labels; i++)
    {
      FwFrameInfo info
          = i < n_media ? fw_frame_list_get (media, i) : fw_frame_list_get (present, i);

      info.sensor = fw_frame_list_get (present, i).sensor;
      g_array_append_val (infos, info);
    }

  return fw_frame_list_new (TRUE, fw_frame_list_get_name (media), fw_frame_list_get_fps (media),
                            (const FwFrameInfo *) (gpointer) infos->data, infos->len);
}

/* The picture of the folder that a name in the labels means: the same name, or
 * else the same last part of the path. */
static FwFrame
find_picture (FwFrameList *media, GHashTable *by_basename, const char *name)
{
  FwFrame frame = fw_frame_list_find (media, name);
  g_autofree char *basename = g_path_get_basename (name);

  if (frame != FW_FRAME_NONE)
    return frame;

  return GPOINTER_TO_INT (g_hash_table_lookup (by_basename, basename)) - 1;
}

static void
index_basenames (FwFrameList *media, GHashTable *by_basename)
{
  for (gsize i = 0; i < fw_frame_list_get_length (media); i++)
    {
      FwFrameInfo info = fw_frame_list_get (media, (FwFrame) i);
      char *basename = g_path_get_basename (info.name ? info.name : "");

      g_hash_table_insert (by_basename, basename, GINT_TO_POINTER ((int) i + 1));
    }
}

static FwFrameList *
reconcile_pictures (
    FwCocoFile *self, FwFrameList *present, FwFrameList *media, GPtrArray *notes, GError **error)
{
  gsize n_present = fw_frame_list_get_length (present);
  gsize n_media = fw_frame_list_get_length (media);
  g_autoptr (GArray) infos = g_array_new (FALSE, FALSE, sizeof (FwFrameInfo));
  g_autofree gboolean *used = g_new0 (gboolean, n_media + 1);
  g_autoptr (GHashTable) by_basename
      = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);

  if (fw_frame_list_is_video (present) && n_present > 0)
    {
      g_set_error (error, FW_FORMAT_ERROR, FW_FORMAT_ERROR_REFERENCE,
                   _("These labels are for the video “%s”, and this is a folder of pictures. Open "
                      "the video instead."),
                   fw_frame_list_get_name (present));
      return NULL;
    }

  index_basenames (media, by_basename);

  for (gsize i = 0; i < n_present; i++)
    {
      FwFrameInfo info = fw_frame_list_get (present, i);
      FwFrame found = info.name ? find_picture (media, by_basename, info.name) : FW_FRAME_NONE;

      if (found == FW_FRAME_NONE)
        {
          fw_notes_add (notes, FW_NOTE_CARRIED,
                        _("Pictures of the labels that are not in the folder"), "%s",
                        info.name ? info.name : "?");
        }
      else
        {
          FwFrameInfo real = fw_frame_list_get (media, found);

          used[found] = TRUE;
          if (info.width > 0 && real.width > 0
              && !is_size_as_stored (info.width, info.height, &real)
              && (info.width != real.width || info.height != real.height))
            fw_notes_add (notes, FW_NOTE_REPAIRED,
                          _("Pictures of another size than the labels say"), "%s (%ux%u, %ux%u)",
                          info.name, info.width, info.height, real.width, real.height);
          info.orientation = real.orientation;
          if (real.width > 0)
            {
              info.width = real.width;
              info.height = real.height;
            }
        }
      g_array_append_val (infos, info);
    }

  for (gsize i = 0; i < n_media; i++)
    if (!used[i])
      {
        FwFrameInfo info = fw_frame_list_get (media, i);

        g_array_append_val (infos, info);
      }

  return fw_frame_list_new (FALSE, fw_frame_list_get_name (media), 0.0,
                            (const FwFrameInfo *) (gpointer) infos->data, infos->len);
}

FwFrameList *
fw_coco_file_reconcile (
    FwCocoFile *self, FwFrameList *present, FwFrameList *media, GPtrArray *notes, GError **error)
{
  g_return_val_if_fail (self != NULL && media != NULL, NULL);

  FwFrameList *list = present ? present : fw_snapshot_get_frame_list (self->snapshot);
  FwFrameList *result = fw_frame_list_is_video (media)
                            ? reconcile_video (self, list, media, notes, error)
                            : reconcile_pictures (self, list, media, notes, error);

  if (notes)
    fw_notes_finish (notes);

  return result;
}

static gboolean
is_turned_already (GPtrArray *known, FwFrame frame)
{
  for (guint i = 0; known && i < known->len; i++)
    if (fw_turn_has (g_ptr_array_index (known, i), frame))
      return TRUE;

  return FALSE;
}

/* Decides for one picture, or for all frames of a video. */
static void
orient_one (FwCocoFile *self, FwTurn *turn, const FwCocoImage *image, FwFrameInfo media,
            GPtrArray *notes)
{
  FwPoint stored = stored_size (&media);
  gboolean is_video = fw_frame_list_is_video (fw_snapshot_get_frame_list (self->snapshot));
  FwFrame frame = is_video ? FW_FRAME_NONE : image->frame;
  g_autofree char *name
      = media.name ? g_strdup (media.name) : g_strdup_printf ("%ux%u", image->width, image->height);

  if (fw_orientation_is_upright (media.orientation) || media.width == 0)
    return;
  if (is_size_as_stored (image->width, image->height, &media))
    {
      fw_turn_add (turn, frame, media.orientation, (guint) stored.x, (guint) stored.y);
      fw_notes_add (notes, FW_NOTE_REPAIRED,
                    _ ("Labels that were made on the picture as it is stored are shown, and kept in "
                       "the file, turned like it"),
                    "%s", name);
    }
  else if (stored.x == image->width && stored.y == image->height
           && self->private_members->len == 0)
    {
      fw_notes_add (notes, FW_NOTE_GUESSED,
                    _ ("The picture is turned when it is shown, and its size does not tell whether "
                       "the labels were made before or after; they were taken as they are"),
                    "%s", name);
    }
}

FwTurn *
fw_coco_file_orient (FwCocoFile *self, FwFrameList *media, GPtrArray *known, GPtrArray *notes)
{
  g_return_val_if_fail (self != NULL && media != NULL, NULL);

  g_autoptr (FwTurn) turn = fw_turn_new ();
  g_autoptr (GHashTable) by_basename
      = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  FwFrameList *frames = fw_snapshot_get_frame_list (self->snapshot);
  gboolean is_video = fw_frame_list_is_video (frames);

  if (is_video != fw_frame_list_is_video (media))
    return NULL;

  index_basenames (media, by_basename);
  for (guint i = 0; i < self->images->len; i++)
    {
      const FwCocoImage *image = &g_array_index (self->images, FwCocoImage, i);
      const char *name
          = image->frame != FW_FRAME_NONE ? fw_frame_list_get (frames, image->frame).name : NULL;
      FwFrame found = is_video ? 0 : name ? find_picture (media, by_basename, name) : FW_FRAME_NONE;

      if (image->frame == FW_FRAME_NONE || image->width == 0 || found == FW_FRAME_NONE
          || is_turned_already (known, image->frame))
        continue;
      orient_one (self, turn, image, fw_frame_list_get (media, found), notes);
      if (is_video)
        break;
    }
  if (notes)
    fw_notes_finish (notes);

  return fw_turn_get_n (turn) > 0 ? g_steal_pointer (&turn) : NULL;
}

char *
fw_coco_find_media (const char *labels_path, const char *name)
{
  g_return_val_if_fail (labels_path != NULL && name != NULL, NULL);

  static const char *const places[] = { ".", "images", "../images" };
  g_autofree char *folder = g_path_get_dirname (labels_path);
  g_autofree char *basename = g_path_get_basename (name);
  const char *names[] = { name, basename };

  /* A name in somebody's file does not lead out of the places that we look in. */
  for (gsize n = g_path_is_absolute (name) || strstr (name, "..") ? 1 : 0; n < G_N_ELEMENTS (names);
       n++)
    for (gsize i = 0; i < G_N_ELEMENTS (places); i++)
      {
        g_autofree char *path = g_build_filename (folder, places[i], names[n], NULL);
        char *canonical;

        if (*names[n] == 0 || !g_file_test (path, G_FILE_TEST_EXISTS))
          continue;
        canonical = g_canonicalize_filename (path, NULL);
        return canonical;
      }

  return NULL;
}

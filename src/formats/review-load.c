/* SPDX-License-Identifier: GPL-3.0-or-later */

/*
 * Reading a review file together with its journal. The journal holds a whole
 * review (a header, then each record) and every change since, so it can stand
 * in for a file that is broken or gone.
 */

#include "formats/review-private.h"

#include "core/error.h"
#include "formats/json-member.h"
#include "formats/safe-file.h"

#include <glib/gi18n.h>
#include <string.h>

void
fw_review_load_free (FwReviewLoad *self)
{
  g_return_if_fail (self != NULL);

  g_clear_pointer (&self->review, fw_review_unref);
  g_free (self->path);
  g_free (self->sha256);
  g_clear_pointer (&self->notes, g_ptr_array_unref);
  g_clear_pointer (&self->conflicts, g_array_unref);
  g_free (self);
}

char *
fw_review_file_get_journal_path (const char *path)
{
  return fw_journal_path_for (path);
}

char *
fw_review_file_dup_path_for (const char *labels)
{
  g_return_val_if_fail (labels != NULL, NULL);

  const char *const endings[] = { ".coco.json", ".json", "" };
  gsize i = 0;

  while (!g_str_has_suffix (labels, endings[i]))
    i++;

  g_autofree char *stem = g_strndup (labels, strlen (labels) - strlen (endings[i]));

  return g_strconcat (stem, ".review.json", NULL);
}

/* Writing journals. */

static GBytes *
end_record (FwJsonWriter *writer)
{
  fw_json_writer_end_object (writer);

  return fw_json_writer_steal (writer);
}

static FwJsonWriter *
begin_record (const char *verb)
{
  FwJsonWriter *writer = fw_json_writer_new ();

  fw_json_writer_begin_object (writer);
  fw_json_writer_key (writer, "do");
  fw_json_writer_text (writer, verb);

  return writer;
}

GBytes *
fw_review_journal_put (FwReviewPart part, gconstpointer record)
{
  FwJsonWriter *writer = begin_record ("put");

  fw_json_writer_key (writer, "part");
  fw_json_writer_text (writer, fw_review_part_to_word (part));
  fw_json_writer_key (writer, "record");
  fw_review_write_record (writer, part, record);

  return end_record (writer);
}

GBytes *
fw_review_journal_remove (FwReviewPart part, gint64 id)
{
  FwJsonWriter *writer = begin_record ("remove");

  fw_json_writer_key (writer, "part");
  fw_json_writer_text (writer, fw_review_part_to_word (part));
  fw_json_writer_key (writer, "id");
  fw_json_writer_integer (writer, id);

  return end_record (writer);
}

GBytes *
fw_review_journal_saved (const char *sha256, guint behind)
{
  FwJsonWriter *writer = begin_record ("saved");

  fw_json_writer_key (writer, "sha256");
  fw_json_writer_text (writer, sha256);
  fw_json_writer_key (writer, "behind");
  fw_json_writer_integer (writer, behind);

  return end_record (writer);
}

GBytes *
fw_review_journal_header (const FwReview *review)
{
  g_autoptr (FwReview) bare
      = fw_review_new (fw_review_get_labels (review), fw_review_get_extra (review));
  g_autoptr (FwReview) empty = fw_review_with_people (bare, fw_review_get_people (review));
  FwJsonWriter *writer = fw_json_writer_new ();

  fw_json_writer_begin_object (writer);
  fw_json_writer_key (writer, "framewright-review");
  fw_json_writer_integer (writer, 1);
  fw_json_writer_key (writer, "review");
  fw_review_write (writer, empty);

  return end_record (writer);
}

GPtrArray *
fw_review_journal_records (const FwReview *review, const char *sha256, guint behind)
{
  GPtrArray *records = g_ptr_array_new_with_free_func ((GDestroyNotify) g_bytes_unref);

  g_ptr_array_add (records, fw_review_journal_header (review));
  for (int part = 0; part < FW_N_REVIEW_PARTS; part++)
    for (gsize i = 0; i < fw_review_get_n (review, (FwReviewPart) part); i++)
      g_ptr_array_add (records,
                       fw_review_journal_put ((FwReviewPart) part,
                                              fw_review_get (review, (FwReviewPart) part, i)));
  if (*sha256)
    g_ptr_array_add (records, fw_review_journal_saved (sha256, behind));

  return records;
}

/* Reading journals. */

typedef struct
{
  FwJsonParser *parser;     /* (owned) */
  FwReviewBuilder *builder; /* (owned) (nullable) before the header */
  char *sha256;             /* (owned) (nullable) of the file at the last save */
  guint unsaved;            /* changes after it */
  gboolean is_sound;
} Replay;

static void
replay_clear (Replay *replay)
{
  g_clear_pointer (&replay->parser, fw_json_parser_free);
  g_clear_pointer (&replay->builder, fw_review_builder_free);
  g_free (replay->sha256);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Replay, replay_clear)

static gboolean
replay_header (Replay *replay, FwJsonValue value)
{
  FwJsonValue inner;

  if (!fw_json_get_member (value, "framewright-review", &inner)
      || !fw_json_get_member (value, "review", &inner))
    return FALSE;

  g_autofree char *plain = fw_json_value_to_text (inner);
  g_autoptr (FwJsonText) text = fw_json_text_new (plain, strlen (plain));
  g_autoptr (FwReview) review = fw_review_read (text, NULL, NULL);

  if (review)
    replay->builder = fw_review_builder_new (review);

  return review != NULL;
}

static gboolean
replay_save (Replay *replay, FwJsonValue value)
{
  FwJsonValue member;
  gint64 behind = 0;

  if (fw_json_get_member (value, "behind", &member))
    fw_json_get_integer (member, &behind);
  g_free (replay->sha256);
  replay->sha256 = g_strdup (fw_json_member_text (value, "sha256"));
  replay->unsaved = (guint) CLAMP (behind, 0, G_MAXINT);

  return replay->sha256 != NULL;
}

static gboolean
replay_change (Replay *replay, FwJsonValue value)
{
  const char *verb = fw_json_member_text (value, "do");
  const char *word = fw_json_member_text (value, "part");
  FwReviewPart part;
  FwJsonValue member;
  gint64 number = 0;

  if (g_strcmp0 (verb, "saved") == 0)
    return replay_save (replay, value);
  if (!word || !fw_review_part_from_word (word, &part))
    return FALSE;

  replay->unsaved++;
  if (g_strcmp0 (verb, "put") == 0)
    /* A second ruling on an appeal was once taken; the first one stands, and what follows counts. */
    return fw_json_get_member (value, "record", &member)
           && (fw_review_read_record (replay->builder, part, member, NULL)
               || part == FW_REVIEW_APPEAL);
  if (g_strcmp0 (verb, "remove") != 0 || !fw_json_get_member (value, "id", &member)
      || !fw_json_get_integer (member, &number))
    return FALSE;

  g_autoptr (FwReview) review
      = fw_review_without (fw_review_builder_peek (replay->builder), part, number);

  fw_review_builder_free (replay->builder);
  replay->builder = fw_review_builder_new (review);

  return TRUE;
}

static gboolean
parse_record (Replay *replay, const FwJsonText *text, FwJsonValue *out_value)
{
  FwJsonRange range;

  return fw_json_find_value (text, 0, &range, NULL)
         && fw_json_parser_parse (replay->parser, text, range, out_value, NULL)
         && fw_json_get_type (*out_value) == FW_JSON_OBJECT;
}

/* Stops at the first record that does not fit: what came before is a whole state. */
static gboolean
replay_record (const guint8 *payload, gsize length, gpointer data)
{
  Replay *replay = data;
  g_autoptr (FwJsonText) text = fw_json_text_new ((const char *) payload, length);
  FwJsonValue value;

  replay->is_sound
      = parse_record (replay, text, &value)
        && (replay->builder ? replay_change (replay, value) : replay_header (replay, value));

  return replay->is_sound;
}

/* The review that the journal holds; NULL when there is none. */
static FwReview *
read_journal (const char *path, Replay *replay, GPtrArray *notes)
{
  g_autofree char *journal_path = fw_review_file_get_journal_path (path);
  gboolean is_torn = FALSE;

  replay->parser = fw_json_parser_new ();
  replay->is_sound = TRUE;
  if (!fw_journal_read (journal_path, replay_record, replay, NULL, &is_torn, NULL)
      || !replay->builder)
    return NULL;
  if (!replay->is_sound)
    g_ptr_array_add (notes, g_strdup (_ ("The end of the journal cannot be read. Everything "
                                         "before it is here.")));

  return fw_review_ref ((FwReview *) fw_review_builder_peek (replay->builder));
}

/* Joining the two. */

static const char SAVED_HEAD[] = "{\"do\":\"saved\"";

/* A save is looked into, everything else only counted. */
static gboolean
glance_at_record (const guint8 *payload, gsize length, gpointer data)
{
  Replay *glance = data;
  FwJsonValue value;

  glance->unsaved++;
  if (length > strlen (SAVED_HEAD) && memcmp (payload, SAVED_HEAD, strlen (SAVED_HEAD)) == 0)
    {
      g_autoptr (FwJsonText) text = fw_json_text_new ((const char *) payload, length);

      glance->is_sound = parse_record (glance, text, &value) && replay_save (glance, value);
    }

  return glance->is_sound;
}

/* Whether the journal ends with the save of the very file that was read: what it
 * holds need not be replayed then, which would take as long as the file itself. */
static gboolean
has_all_of_journal (FwReviewLoad *self)
{
  g_autofree char *journal_path = fw_review_file_get_journal_path (self->path);
  g_auto (Replay) glance = { .parser = fw_json_parser_new (), .is_sound = TRUE };

  return fw_journal_read (journal_path, glance_at_record, &glance, NULL, NULL, NULL)
         && glance.is_sound && glance.unsaved == 0
         && g_strcmp0 (glance.sha256, self->sha256) == 0;
}

static void
note_refused (GPtrArray *notes, GPtrArray *refused)
{
  if (refused->len == 0)
    return;
  g_ptr_array_add (notes, g_strdup (_ ("Not everything in the file holds. What does not is left "
                                       "out, and kept in the file.")));
  for (guint i = 0; i < refused->len; i++)
    g_ptr_array_add (notes, g_strdup (g_ptr_array_index (refused, i)));
}

/* The file, or NULL: missing, or with @error what is wrong with it. */
static FwReview *
read_file (FwReviewLoad *self, GError **error)
{
  g_autoptr (GPtrArray) refused = g_ptr_array_new_with_free_func (g_free);

  if (!g_file_test (self->path, G_FILE_TEST_EXISTS))
    return NULL;

  g_autoptr (FwJsonText) text = fw_json_text_new_from_file (self->path, NULL, error);

  if (!text)
    return NULL;
  g_free (self->sha256);
  self->sha256
      = g_compute_checksum_for_data (G_CHECKSUM_SHA256, (const guchar *) text->data, text->length);

  FwReview *review = fw_review_read (text, refused, error);

  if (!review)
    g_prefix_error (error, "%s: ", self->path);
  note_refused (self->notes, refused);

  return review;
}

static void
note_recovered (FwReviewLoad *self, guint n)
{
  self->n_recovered = n;
  if (n > 0)
    g_ptr_array_add (self->notes,
                     g_strdup_printf (ngettext ("%u change that was not in the file is back.",
                                                "%u changes that were not in the file are back.",
                                                n),
                                      n));
}

/* "2 draws, 41 verdicts, 1 question": of what a person would miss. */
static char *
dup_contents (const FwReview *review)
{
  gulong draws = (gulong) fw_review_get_n (review, FW_REVIEW_DRAW);
  gulong verdicts = (gulong) fw_review_get_n (review, FW_REVIEW_VERDICT);
  gulong questions = (gulong) fw_review_get_n (review, FW_REVIEW_QUESTION);
  g_autofree char *a = g_strdup_printf (ngettext ("%lu draw", "%lu draws", draws), draws);
  g_autofree char *b
      = g_strdup_printf (ngettext ("%lu verdict", "%lu verdicts", verdicts), verdicts);
  g_autofree char *c
      = g_strdup_printf (ngettext ("%lu question", "%lu questions", questions), questions);

  return g_strjoin (", ", a, b, c, NULL);
}

/* Nobody can tell a file that was lost from one that somebody deleted. So it comes
 * back, and whoever meant it is told from where, and how to be rid of it. */
static void
note_gone (FwReviewLoad *self, const FwReview *journal)
{
  g_autofree char *journal_path = fw_review_file_get_journal_path (self->path);
  g_autofree char *name = g_path_get_basename (self->path);
  g_autofree char *contents = dup_contents (journal);

  g_ptr_array_add (self->notes,
                   g_strdup_printf (_ ("“%s” is gone. Its last state came back from the journal on "
                                       "this computer: %s. If you deleted it on purpose, delete it "
                                       "again while it is open nowhere, together with “%s”."),
                                    name, contents, journal_path));
}

/* The file is there and sound, and so is the journal. */
static FwReview *
join_with_journal (FwReviewLoad *self, FwReview *file, FwReview *journal, const Replay *replay)
{
  g_autoptr (GError) error = NULL;

  if (g_strcmp0 (replay->sha256, self->sha256) == 0)
    {
      note_recovered (self, replay->unsaved);
      return fw_review_ref (replay->unsaved > 0 ? journal : file);
    }
  if (replay->unsaved == 0)
    return fw_review_ref (file);

  FwReview *both = fw_review_merge (file, journal, self->conflicts, &error);

  if (!both)
    {
      g_ptr_array_add (self->notes,
                       g_strdup_printf (_ ("Another program changed the review, and what was not "
                                           "in the file yet does not go with it: %s"),
                                        error->message));
      return fw_review_ref (file);
    }
  note_recovered (self, replay->unsaved);
  g_ptr_array_add (self->notes, g_strdup (_ ("Another program changed the review. Both were "
                                             "joined by unit.")));

  return both;
}

FwReviewLoad *
fw_review_load_new (const char *path, const FwReviewLabels *labels, GError **error)
{
  g_return_val_if_fail (path != NULL, NULL);

  g_autoptr (FwReviewLoad) self = g_new0 (FwReviewLoad, 1);
  g_autoptr (GError) file_error = NULL;
  g_auto (Replay) replay = { NULL };
  g_autoptr (FwReview) journal = NULL;

  self->path = g_canonicalize_filename (path, NULL);
  self->sha256 = g_strdup ("");
  self->notes = g_ptr_array_new_with_free_func (g_free);
  self->conflicts = g_array_new (FALSE, FALSE, sizeof (FwReviewConflict));

  g_autoptr (FwReview) file = read_file (self, &file_error);

  if (!file || !has_all_of_journal (self))
    journal = read_journal (self->path, &replay, self->notes);

  /* A newer program's file is not broken; what we know of it is older. */
  if (file_error
      && (!journal || g_error_matches (file_error, FW_FORMAT_ERROR, FW_FORMAT_ERROR_VERSION)))
    {
      g_propagate_error (error, g_steal_pointer (&file_error));
      return NULL;
    }
  if (file && journal)
    self->review = join_with_journal (self, file, journal, &replay);
  else if (file)
    self->review = g_steal_pointer (&file);
  else if (journal && (replay.unsaved > 0 || replay.sha256 || file_error))
    {
      self->is_broken = file_error != NULL;
      if (file_error)
        g_ptr_array_add (self->notes, g_strdup_printf (_ ("The file is broken (%s). What you see is "
                                                          "its last good state."),
                                                       file_error->message));
      else if (replay.sha256)
        note_gone (self, journal);
      note_recovered (self, replay.unsaved);
      /* What came back is not in a file, even if nothing was new in it. */
      self->n_recovered = MAX (replay.unsaved, 1);
      self->review = g_steal_pointer (&journal);
    }
  else if (labels)
    self->review = fw_review_new (labels, NULL);
  else
    {
      g_set_error (error, G_IO_ERROR, G_IO_ERROR_NOT_FOUND, _ ("“%s” is not there."), self->path);
      return NULL;
    }

  return g_steal_pointer (&self);
}

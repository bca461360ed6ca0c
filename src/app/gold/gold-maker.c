/* SPDX-License-Identifier: GPL-3.0-or-later */

/*
 * A unit becomes gold when every verdict on it as it is now says `correct`. The
 * rules that it touches are those of the manual's version that it was judged by:
 * where a rule has changed since, the item is there and retired, and says why.
 */

#include "app/gold/gold-maker.h"

#include <glib/gi18n.h>
#include <string.h>

#include "app/gold/gold-rules.h"
#include "core/open-questions.h"
#include "core/review-said.h"
#include "formats/coco-file.h"
#include "formats/gold-file.h"
#include "rules/manual-versions.h"

/* What may become gold. Texts are borrowed from review and snapshot. */
typedef struct
{
  const char *name;
  char       *rev; /* (owned) */
  FwUnit      unit;
  FwFrame     frame;
  const char *picture;
  const char *category;
  const FwVerdict *verdict; /* the newest that says so */
  guint       version;  /* place among @versions */
  gboolean    is_left_out;
} Candidate;

/* A version that verdicts were given by. */
typedef struct
{
  const char *version; /* borrowed; "" when the verdict does not say */
  FwManual   *manual;  /* (owned) (nullable) */
  gboolean    is_here;
} Version;

struct _FwGoldSurvey
{
  FwSnapshot  *snapshot;    /* (owned) */
  FwReview    *review;      /* (owned) (nullable) */
  FwManual    *manual;      /* (owned) (nullable) */
  char        *manual_path; /* (owned) (nullable) */
  char        *labels_path; /* (owned) */
  char        *document;    /* (owned) (nullable) */
  char        *media;       /* (owned) */
  char        *person;      /* (owned) */

  char        *path;        /* (owned) of the gold */
  GArray      *candidates;  /* (element-type Candidate) (owned) */
  GArray      *versions;    /* (element-type Version) (owned) */
  FwGoldFacts  facts;
};

static void
clear_candidate (gpointer data)
{
  g_free (((Candidate *) data)->rev);
}

static void
clear_version (gpointer data)
{
  g_clear_pointer (&((Version *) data)->manual, fw_manual_unref);
}

void
fw_gold_survey_free (FwGoldSurvey *self)
{
  g_return_if_fail (self != NULL);

  g_clear_pointer (&self->candidates, g_array_unref);
  g_clear_pointer (&self->versions, g_array_unref);
  g_clear_pointer (&self->snapshot, fw_snapshot_unref);
  g_clear_pointer (&self->review, fw_review_unref);
  g_clear_pointer (&self->manual, fw_manual_unref);
  g_free (self->manual_path);
  g_free (self->labels_path);
  g_free (self->document);
  g_free (self->media);
  g_free (self->person);
  g_free (self->path);
  g_free (self);
}

const FwGoldFacts *
fw_gold_survey_get_facts (const FwGoldSurvey *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  return &self->facts;
}

const char *
fw_gold_survey_get_path (const FwGoldSurvey *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  return self->path;
}

/* Units ------------------------------------------------------------------------ */

static const char *
get_category (const FwSnapshot *snapshot,
              FwTrackId         id)
{
  FwTrack *track = fw_snapshot_get_track (snapshot, id);
  FwTaxonomy *taxonomy = fw_snapshot_get_taxonomy (snapshot);
  const FwCategory *category
    = track != NULL && taxonomy != NULL
        ? fw_taxonomy_find (taxonomy, fw_track_get_category (track))
        : NULL;

  return category != NULL ? category->name : NULL;
}

/* The frame in which a track is in view that is nearest to its middle. */
static FwFrame
find_middle (const FwTrack *track)
{
  FwSpan span = fw_track_get_span (track);
  gint64 middle = span.first + (fw_span_length (span) - 1) / 2;

  for (gint64 off = 0; off <= fw_span_length (span); off++)
    for (int side = 0; side < 2; side++)
      {
        gint64 frame = side == 0 ? middle - off : middle + off;

        if (frame >= span.first && frame <= span.last
            && fw_presence_is_visible (fw_track_get_presence (track, (FwFrame) frame)))
          return (FwFrame) frame;
      }

  return span.first;
}

/* FALSE when it is not of these labels, or not in them any more. */
static gboolean
describe_unit (const FwGoldSurvey *self,
               const char         *name,
               Candidate          *out)
{
  g_autofree char *media = NULL;
  FwFrameList *frames = fw_snapshot_get_frame_list (self->snapshot);

  *out = (Candidate) { .name = name };
  if (!fw_unit_parse (name, &out->unit, &media) || g_strcmp0 (media, self->media) != 0
      || !fw_unit_is_in (&out->unit, self->snapshot))
    return FALSE;

  out->rev = fw_unit_dup_rev (&out->unit, self->snapshot);
  out->frame = out->unit.kind == FW_UNIT_TRACK
                 ? find_middle (fw_snapshot_get_track (self->snapshot, out->unit.track))
                 : out->unit.frame;
  if (out->unit.kind != FW_UNIT_FRAME)
    out->category = get_category (self->snapshot, out->unit.track);
  if (frames != NULL && !fw_frame_list_is_video (frames))
    out->picture = fw_frame_list_get (frames, out->frame).name;

  return out->rev != NULL;
}

static guint
find_version (FwGoldSurvey    *self,
              const FwVerdict *verdict)
{
  Version version = { .version = verdict->version != NULL ? verdict->version : "" };

  for (guint i = 0; i < self->versions->len; i++)
    if (g_str_equal (g_array_index (self->versions, Version, i).version, version.version))
      return i;
  g_array_append_val (self->versions, version);

  return self->versions->len - 1;
}

/* What verdicts say of one unit. */
typedef struct
{
  const FwVerdict *newest;    /* that calls it correct as it is now (nullable) */
  gboolean         is_called; /* correct, in some revision */
  gboolean         is_disputed;
} Opinion;

static void
note_verdict (FwGoldSurvey    *self,
              const FwVerdict *verdict,
              GDateTime       *now,
              const char      *rev,
              Opinion         *opinion)
{
  FwOutcome outcome = fw_review_get_outcome (self->review, verdict, now);
  gboolean is_now = g_strcmp0 (verdict->unit_rev, rev) == 0;

  if (outcome == FW_OUTCOME_CORRECT)
    opinion->is_called = TRUE;
  if (is_now && outcome != FW_OUTCOME_CORRECT)
    opinion->is_disputed = TRUE;
  if (is_now && outcome == FW_OUTCOME_CORRECT
      && (opinion->newest == NULL || fw_verdict_compare (verdict, opinion->newest) > 0))
    opinion->newest = verdict;
}

static void
add_candidate (FwGoldSurvey          *self,
               const FwOpenQuestions *open,
               const char            *name,
               GPtrArray             *verdicts,
               GDateTime             *now)
{
  Candidate candidate;
  Opinion opinion = { NULL };
  gboolean is_there = describe_unit (self, name, &candidate);

  for (guint i = 0; i < verdicts->len; i++)
    note_verdict (self, verdicts->pdata[i], now, candidate.rev, &opinion);
  self->facts.n_correct += opinion.is_called;
  if (!opinion.is_called)
    ;
  else if (!is_there || opinion.newest == NULL)
    self->facts.n_left_out[FW_LEFT_OUT_CHANGED]++;
  else if (opinion.is_disputed)
    self->facts.n_left_out[FW_LEFT_OUT_DISPUTED]++;
  else if (fw_open_questions_find (open, &candidate.unit) != NULL)
    self->facts.n_left_out[FW_LEFT_OUT_ASKED]++;
  else
    {
      candidate.verdict = opinion.newest;
      candidate.version = find_version (self, opinion.newest);
      g_array_append_val (self->candidates, candidate);
      return;
    }
  clear_candidate (&candidate);
}

/* Verdicts by unit, in the order in which units were judged first. */
static void
collect (FwGoldSurvey *self,
         GDateTime    *now)
{
  g_autoptr(FwOpenQuestions) open = fw_open_questions_new (self->review, self->media);
  g_autoptr(GHashTable) by_unit
    = g_hash_table_new_full (g_str_hash, g_str_equal, NULL, (GDestroyNotify) g_ptr_array_unref);
  g_autoptr(GPtrArray) names = g_ptr_array_new ();
  gsize n = self->review != NULL ? fw_review_get_n (self->review, FW_REVIEW_VERDICT) : 0;

  for (gsize i = 0; i < n; i++)
    {
      const FwVerdict *verdict = fw_review_get (self->review, FW_REVIEW_VERDICT, i);
      GPtrArray *list = g_hash_table_lookup (by_unit, verdict->unit);

      if (list == NULL)
        {
          list = g_ptr_array_new ();
          g_hash_table_insert (by_unit, verdict->unit, list);
          g_ptr_array_add (names, verdict->unit);
        }
      g_ptr_array_add (list, (gpointer) verdict);
    }
  for (guint i = 0; i < names->len; i++)
    add_candidate (self, open, names->pdata[i], g_hash_table_lookup (by_unit, names->pdata[i]),
                   now);
}

/* Manuals ------------------------------------------------------------------------- */

static void
read_version (FwGoldSurvey           *self,
              const FwManualVersions *published,
              Version                *version)
{
  const FwPublishedVersion *found
    = published != NULL ? fw_manual_versions_find (published, version->version) : NULL;

  /* Who judged without saying by what judged by what is here. */
  if (version->version[0] == '\0' || self->manual == NULL
      || g_str_equal (version->version, fw_manual_get_version (self->manual)))
    {
      version->manual = self->manual != NULL ? fw_manual_ref (self->manual) : NULL;
      version->is_here = TRUE;
      return;
    }
  version->manual = found != NULL ? fw_manual_versions_read (published, found, NULL) : NULL;
  version->is_here = version->manual != NULL;
}

static void
leave_out (FwGoldSurvey *self,
           Candidate    *candidate,
           FwLeftOut     why)
{
  candidate->is_left_out = TRUE;
  self->facts.n_left_out[why]++;
}

static void
read_versions (FwGoldSurvey *self)
{
  g_autoptr(GFile) file
    = self->manual_path != NULL ? g_file_new_for_path (self->manual_path) : NULL;
  g_autoptr(FwManualVersions) published = file != NULL ? fw_manual_versions_load (file, NULL) : NULL;

  for (guint i = 0; i < self->versions->len; i++)
    read_version (self, published, &g_array_index (self->versions, Version, i));
  for (guint i = 0; i < self->candidates->len; i++)
    {
      Candidate *candidate = &g_array_index (self->candidates, Candidate, i);

      if (!g_array_index (self->versions, Version, candidate->version).is_here)
        leave_out (self, candidate, FW_LEFT_OUT_VERSION);
    }
}

/* Gold ------------------------------------------------------------------------------ */

static FwGoldOrigin
make_origin (const FwGoldSurvey *self,
             const char         *frozen,
             const char         *sha256,
             const char         *source)
{
  FwFrameList *frames = fw_snapshot_get_frame_list (self->snapshot);

  return (FwGoldOrigin) { .labels = (char *) frozen,
                          .sha256 = (char *) sha256,
                          .source = (char *) source,
                          .document = self->document,
                          .is_video = frames != NULL && fw_frame_list_is_video (frames),
                          .n_frames = frames != NULL
                                        ? (FwFrame) fw_frame_list_get_length (frames) : 0 };
}

typedef struct
{
  FwGoldSurvey         *survey;
  GDateTime            *now;
  const FwGoldOrigin   *origin;
  const FwGoldSettings *settings;
  gint64               *editions; /* (array) by version; 0: not there yet */
} Making;

/* The edition of a version: the newest if it says the same, else a new one. */
static gboolean
ensure_edition (Making         *making,
                FwGoldBuilder  *builder,
                guint           version,
                GError        **error)
{
  const FwGold *gold = fw_gold_builder_peek (builder);
  gint64 id = fw_gold_get_next_edition (gold);
  g_autoptr(FwGoldEdition) edition
    = fw_gold_edition_new (g_array_index (making->survey->versions, Version, version).manual, id,
                           making->now, making->survey->person);

  if (making->editions[version] != 0)
    return TRUE;
  making->editions[version] = id;

  return fw_gold_builder_put (builder, FW_GOLD_EDITION, edition, error);
}

static gint64
compare_times (const char *a,
               const char *b)
{
  g_autoptr(GDateTime) left = a != NULL ? g_date_time_new_from_iso8601 (a, NULL) : NULL;
  g_autoptr(GDateTime) right = b != NULL ? g_date_time_new_from_iso8601 (b, NULL) : NULL;

  return left != NULL && right != NULL ? g_date_time_difference (left, right) : 0;
}

/* Gold that nobody judged since it was made stays as old as it is. */
static gboolean
is_known (const FwGold    *gold,
          const Candidate *candidate)
{
  const FwGoldItem *item = fw_gold_find_item (gold, candidate->name, candidate->rev);

  return item != NULL && compare_times (candidate->verdict->at, item->made_at) <= 0;
}

/* Origin and settings, with what other programs said there. */
static gboolean
keep_members (FwGoldBuilder  *builder,
              const Making   *making,
              GError        **error)
{
  const FwGold *gold = fw_gold_builder_peek (builder);
  FwGoldOrigin origin = *making->origin;
  const FwGoldOrigin *old = fw_gold_get_origin (gold);

  if (old->document != NULL && origin.document != NULL
      && !g_str_equal (old->document, origin.document))
    {
      g_set_error (error, FW_REVIEW_ERROR, FW_REVIEW_ERROR_REFERENCE,
                   _("There is gold of other labels in %s already. Move it elsewhere first."),
                   making->survey->path);
      return FALSE;
    }
  origin.extra = old->extra;
  fw_gold_builder_set_origin (builder, &origin);
  if (making->settings != NULL)
    {
      FwGoldSettings settings = *making->settings;

      settings.extra = fw_gold_get_settings (gold)->extra;
      fw_gold_builder_set_settings (builder, &settings);
    }

  return TRUE;
}

static gboolean
put_items (FwGoldBuilder  *builder,
           gpointer        user_data,
           GError        **error)
{
  Making *making = user_data;
  FwGoldSurvey *self = making->survey;
  g_autofree char *made_at = g_date_time_format_iso8601 (making->now);

  if (!keep_members (builder, making, error))
    return FALSE;
  memset (making->editions, 0, sizeof (gint64) * self->versions->len);
  for (guint i = 0; i < self->candidates->len; i++)
    {
      const Candidate *candidate = &g_array_index (self->candidates, Candidate, i);

      if (candidate->is_left_out || is_known (fw_gold_builder_peek (builder), candidate))
        continue;
      if (!ensure_edition (making, builder, candidate->version, error))
        return FALSE;

      FwGoldItem item = { .unit = (char *) candidate->name,
                          .rev = candidate->rev,
                          .frame = candidate->frame,
                          .picture = (char *) candidate->picture,
                          .category = (char *) candidate->category,
                          .edition = making->editions[candidate->version],
                          .verdict = candidate->verdict->id,
                          .made_at = made_at };

      if (!fw_gold_builder_put (builder, FW_GOLD_ITEM, &item, error))
        return FALSE;
    }

  return TRUE;
}

/* What there is in @gold, and what of it is new beside @before (nullable). */
static void
count (FwGoldSurvey *self,
       const FwGold *before,
       FwGold       *gold,
       GDateTime    *now)
{
  g_autoptr(FwGoldEdition) rules
    = self->manual != NULL ? fw_gold_edition_new (self->manual, 1, now, NULL) : NULL;
  g_autoptr(FwGoldPool) pool = fw_gold_pool_new (gold, rules, self->snapshot, now);

  fw_gold_pool_count (pool, NULL, &self->facts.stock);
  self->facts.settings = *fw_gold_get_settings (gold);
  self->facts.settings.extra = NULL;
  self->facts.n_usable = self->facts.n_new = 0;
  for (guint i = 0; i < self->candidates->len; i++)
    {
      const Candidate *candidate = &g_array_index (self->candidates, Candidate, i);

      self->facts.n_usable += !candidate->is_left_out;
      self->facts.n_new += !candidate->is_left_out
                           && (before == NULL || !is_known (before, candidate));
    }
}

FwGoldSurvey *
fw_gold_survey_new (const FwGoldSource  *source,
                    GDateTime           *now,
                    GError             **error)
{
  g_return_val_if_fail (source != NULL && source->snapshot != NULL && now != NULL, NULL);
  g_return_val_if_fail (source->labels_path != NULL && source->media != NULL, NULL);

  g_autoptr(FwGoldSurvey) self = g_new0 (FwGoldSurvey, 1);
  g_autoptr(GError) missing = NULL;

  self->snapshot = fw_snapshot_ref (source->snapshot);
  self->review = source->review != NULL ? fw_review_ref (source->review) : NULL;
  self->manual = source->manual != NULL ? fw_manual_ref (source->manual) : NULL;
  self->manual_path = g_strdup (source->manual_path);
  self->labels_path = g_strdup (source->labels_path);
  self->document = g_strdup (source->document);
  self->media = g_strdup (source->media);
  self->person = g_strdup (source->person);
  self->path = fw_gold_file_dup_path (source->labels_path);
  self->candidates = g_array_new (FALSE, FALSE, sizeof (Candidate));
  g_array_set_clear_func (self->candidates, clear_candidate);
  self->versions = g_array_new (FALSE, FALSE, sizeof (Version));
  g_array_set_clear_func (self->versions, clear_version);

  collect (self, now);
  read_versions (self);

  g_autoptr(FwGold) before = fw_gold_file_load (self->path, NULL, &missing);

  if (before == NULL && !g_error_matches (missing, G_IO_ERROR, G_IO_ERROR_NOT_FOUND))
    {
      g_propagate_error (error, g_steal_pointer (&missing));
      return NULL;
    }
  self->facts.has_gold = before != NULL;

  FwGoldOrigin origin = make_origin (self, NULL, NULL, NULL);
  FwGoldSettings settings;
  g_autofree gint64 *editions = g_new0 (gint64, self->versions->len + 1);
  Making making = { self, now, &origin, NULL, editions };

  fw_gold_settings_init (&settings);

  g_autoptr(FwGold) empty = before != NULL ? NULL : fw_gold_new (&origin, &settings, NULL);
  g_autoptr(FwGoldBuilder) builder = fw_gold_builder_new (before != NULL ? before : empty);

  if (!put_items (builder, &making, error))
    return NULL;

  g_autoptr(FwGold) after = fw_gold_builder_end (g_steal_pointer (&builder));

  count (self, before, after, now);

  return g_steal_pointer (&self);
}

/* Freezing ----------------------------------------------------------------------------- */

/* A file of its own, in which nothing else stands, so that what was judged upright
 * is kept upright; what it does not give back as it was is left out. */
static gboolean
freeze (FwGoldSurvey  *self,
        const char    *path,
        char         **out_sha256,
        GError       **error)
{
  FwFrameList *frames = fw_snapshot_get_frame_list (self->snapshot);
  g_autoptr(FwCocoFile) file
    = fw_coco_file_new (frames, fw_snapshot_get_taxonomy (self->snapshot));
  FwCocoWriteOptions options = { .all_images = !fw_frame_list_is_video (frames) };

  if (!fw_coco_file_save (file, self->snapshot, &options, path, out_sha256, NULL, error))
    return FALSE;

  g_autoptr(FwCocoFile) again = fw_coco_file_load (path, NULL, NULL, error);

  if (again == NULL)
    return FALSE;
  for (guint i = 0; i < self->candidates->len; i++)
    {
      Candidate *candidate = &g_array_index (self->candidates, Candidate, i);
      g_autofree char *rev
        = fw_unit_dup_rev (&candidate->unit, fw_coco_file_get_snapshot (again));

      if (!candidate->is_left_out && g_strcmp0 (rev, candidate->rev) != 0)
        leave_out (self, candidate, FW_LEFT_OUT_FORM);
    }

  return TRUE;
}

gboolean
fw_gold_survey_make (FwGoldSurvey          *self,
                     const FwGoldSettings  *settings,
                     GDateTime             *now,
                     GError               **error)
{
  g_return_val_if_fail (self != NULL && settings != NULL && now != NULL, FALSE);

  FwGoldOrigin nothing = { 0 };
  g_autoptr(FwGold) none = fw_gold_new (&nothing, settings, NULL);
  g_autofree char *frozen = fw_gold_file_dup_labels_path (self->path, none);
  g_autofree char *frozen_name = g_path_get_basename (frozen);
  g_autofree char *source_name = g_path_get_basename (self->labels_path);
  g_autofree char *sha256 = NULL;
  g_autofree gint64 *editions = g_new0 (gint64, self->versions->len + 1);

  if (!freeze (self, frozen, &sha256, error))
    return FALSE;

  FwGoldOrigin origin = make_origin (self, frozen_name, sha256, source_name);
  Making making = { self, now, &origin, settings, editions };
  g_autoptr(FwGold) start = fw_gold_new (&origin, settings, NULL);
  g_autoptr(FwGold) before = fw_gold_file_load (self->path, NULL, NULL);
  g_autoptr(FwGold) after = fw_gold_file_change (self->path, start, put_items, &making, error);

  if (after == NULL)
    return FALSE;
  count (self, before, after, now);

  return TRUE;
}

/* In a thread --------------------------------------------------------------------------- */

typedef struct
{
  FwGoldSource   source;   /* (owned) */
  FwGoldSurvey  *survey;   /* (owned) (nullable) */
  FwGoldSettings settings;
} Job;

static void
job_free (gpointer data)
{
  Job *job = data;

  g_clear_pointer (&job->source.snapshot, fw_snapshot_unref);
  g_clear_pointer (&job->source.review, fw_review_unref);
  g_clear_pointer (&job->source.manual, fw_manual_unref);
  g_free ((char *) job->source.manual_path);
  g_free ((char *) job->source.labels_path);
  g_free ((char *) job->source.document);
  g_free ((char *) job->source.media);
  g_free ((char *) job->source.person);
  g_clear_pointer (&job->survey, fw_gold_survey_free);
  g_free (job);
}

static void
survey_in_thread (GTask        *task,
                  gpointer      source,
                  gpointer      data,
                  GCancellable *cancellable)
{
  Job *job = data;
  g_autoptr(GDateTime) now = g_date_time_new_now_utc ();
  GError *error = NULL;
  FwGoldSurvey *survey = fw_gold_survey_new (&job->source, now, &error);

  if (survey != NULL)
    g_task_return_pointer (task, survey, (GDestroyNotify) fw_gold_survey_free);
  else
    g_task_return_error (task, error);
}

void
fw_gold_survey_async (const FwGoldSource  *source,
                      GCancellable        *cancellable,
                      GAsyncReadyCallback  callback,
                      gpointer             user_data)
{
  g_return_if_fail (source != NULL && source->snapshot != NULL);

  g_autoptr(GTask) task = g_task_new (NULL, cancellable, callback, user_data);
  Job *job = g_new0 (Job, 1);

  job->source = (FwGoldSource) {
    .snapshot = fw_snapshot_ref (source->snapshot),
    .review = source->review != NULL ? fw_review_ref (source->review) : NULL,
    .manual = source->manual != NULL ? fw_manual_ref (source->manual) : NULL,
    .manual_path = g_strdup (source->manual_path),
    .labels_path = g_strdup (source->labels_path),
    .document = g_strdup (source->document),
    .media = g_strdup (source->media),
    .person = g_strdup (source->person),
  };
  g_task_set_task_data (task, job, job_free);
  g_task_run_in_thread (task, survey_in_thread);
}

FwGoldSurvey *
fw_gold_survey_finish (GAsyncResult  *result,
                       GError       **error)
{
  return g_task_propagate_pointer (G_TASK (result), error);
}

static void
make_in_thread (GTask        *task,
                gpointer      source,
                gpointer      data,
                GCancellable *cancellable)
{
  Job *job = data;
  g_autoptr(GDateTime) now = g_date_time_new_now_utc ();
  GError *error = NULL;

  if (fw_gold_survey_make (job->survey, &job->settings, now, &error))
    g_task_return_pointer (task, g_steal_pointer (&job->survey),
                           (GDestroyNotify) fw_gold_survey_free);
  else
    g_task_return_error (task, error);
}

void
fw_gold_make_async (FwGoldSurvey         *survey,
                    const FwGoldSettings *settings,
                    GCancellable         *cancellable,
                    GAsyncReadyCallback   callback,
                    gpointer              user_data)
{
  g_return_if_fail (survey != NULL && settings != NULL);

  g_autoptr(GTask) task = g_task_new (NULL, cancellable, callback, user_data);
  Job *job = g_new0 (Job, 1);

  job->survey = survey;
  job->settings = *settings;
  job->settings.extra = NULL;
  g_task_set_task_data (task, job, job_free);
  g_task_run_in_thread (task, make_in_thread);
}

FwGoldSurvey *
fw_gold_make_finish (GAsyncResult  *result,
                     GError       **error)
{
  return g_task_propagate_pointer (G_TASK (result), error);
}

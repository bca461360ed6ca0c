/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "core/review.h"

#include "core/review-index.h"
#include "core/review-said.h"

#include <glib/gi18n.h>
#include <inttypes.h>
#include <string.h>

/* The records of one part, by ascending id. Shared between reviews, so changed
 * only while a single one has it. */
typedef struct
{
  gatomicrefcount ref_count;
  FwReviewPart part;
  GPtrArray *records; /* (owned) each referenced */
  GPtrArray *drawn;   /* draws only: (element-type GHashTable) (owned) unit -> FwDrawUnit */
  GHashTable *against; /* appeals only: (owned) verdict -> its FwAppeal, both in @records */
  FwDrawIndex *of_draws; /* verdicts only: (owned) (nullable) made when somebody asks; atomic */
} List;

struct _FwReview
{
  gatomicrefcount ref_count;
  FwReviewLabels labels;
  char *extra;                    /* (owned) (nullable) */
  char **people;                  /* (owned) NULL-terminated */
  List *lists[FW_N_REVIEW_PARTS]; /* (owned) */
};

struct _FwReviewBuilder
{
  FwReview *review; /* (owned) nobody else has it */
};

/* Lists. */

static List *
list_new (FwReviewPart part)
{
  List *list = g_new0 (List, 1);

  g_atomic_ref_count_init (&list->ref_count);
  list->part = part;
  list->records = g_ptr_array_new ();
  if (part == FW_REVIEW_DRAW)
    list->drawn = g_ptr_array_new_with_free_func ((GDestroyNotify) g_hash_table_unref);
  if (part == FW_REVIEW_APPEAL)
    list->against = g_hash_table_new (g_int64_hash, g_int64_equal);

  return list;
}

static List *
list_ref (List *list)
{
  g_atomic_ref_count_inc (&list->ref_count);

  return list;
}

static void
list_unref (List *list)
{
  if (!g_atomic_ref_count_dec (&list->ref_count))
    return;

  for (guint i = 0; i < list->records->len; i++)
    fw_review_record_unref (list->part, g_ptr_array_index (list->records, i));
  g_ptr_array_unref (list->records);
  g_clear_pointer (&list->drawn, g_ptr_array_unref);
  g_clear_pointer (&list->against, g_hash_table_unref);
  g_clear_pointer (&list->of_draws, fw_draw_index_free);
  g_free (list);
}

static void
note_appeal (List *list, const FwAppeal *appeal)
{
  g_hash_table_insert (list->against, (gpointer) &appeal->verdict, (gpointer) appeal);
}

static List *
list_copy (const List *list)
{
  List *copy = list_new (list->part);

  g_ptr_array_set_size (copy->records, (int) list->records->len);
  for (guint i = 0; i < list->records->len; i++)
    copy->records->pdata[i] = fw_review_record_ref (g_ptr_array_index (list->records, i));
  for (guint i = 0; list->drawn && i < list->drawn->len; i++)
    g_ptr_array_add (copy->drawn, g_hash_table_ref (g_ptr_array_index (list->drawn, i)));
  for (guint i = 0; list->against && i < list->records->len; i++)
    note_appeal (copy, g_ptr_array_index (list->records, i));

  return copy;
}

/* Place of the first record whose id is not below @id. */
static guint
list_find (const List *list, gint64 id)
{
  guint low = 0;
  guint high = list->records->len;

  while (low < high)
    {
      guint middle = low + (high - low) / 2;

      if (fw_review_record_get_id (g_ptr_array_index (list->records, middle)) < id)
        low = middle + 1;
      else
        high = middle;
    }

  return low;
}

static gboolean
list_has (const List *list, guint place, gint64 id)
{
  return place < list->records->len
         && fw_review_record_get_id (g_ptr_array_index (list->records, place)) == id;
}

static GHashTable *
index_units (const FwDraw *draw)
{
  GHashTable *index = g_hash_table_new (g_str_hash, g_str_equal);

  for (gsize i = 0; i < draw->n_units; i++)
    g_hash_table_insert (index, draw->units[i].unit, &draw->units[i]);

  return index;
}

static void
list_remove (List *list, guint place)
{
  gpointer record = g_ptr_array_remove_index (list->records, place);

  if (list->drawn)
    g_ptr_array_remove_index (list->drawn, place);
  if (list->against)
    g_hash_table_remove (list->against, &((const FwAppeal *) record)->verdict);
  g_clear_pointer (&list->of_draws, fw_draw_index_free);
  fw_review_record_unref (list->part, record);
}

/* Takes the record. */
static void
list_put (List *list, gpointer record)
{
  gint64 id = fw_review_record_get_id (record);
  guint place = list_find (list, id);

  if (list_has (list, place, id))
    list_remove (list, place);
  g_ptr_array_insert (list->records, (int) place, record);
  if (list->drawn)
    g_ptr_array_insert (list->drawn, (int) place, index_units (record));
  if (list->against)
    note_appeal (list, record);
  g_clear_pointer (&list->of_draws, fw_draw_index_free);
}

/* The review. */

FwReview *
fw_review_new (const FwReviewLabels *labels, const char *extra)
{
  FwReview *self = g_new0 (FwReview, 1);

  g_return_val_if_fail (labels != NULL, NULL);

  g_atomic_ref_count_init (&self->ref_count);
  self->labels = (FwReviewLabels){ g_strdup (labels->file), g_strdup (labels->document),
                                   g_strdup (labels->sha256), g_strdup (labels->extra) };
  self->extra = g_strdup (extra);
  self->people = g_new0 (char *, 1);
  for (int part = 0; part < FW_N_REVIEW_PARTS; part++)
    self->lists[part] = list_new ((FwReviewPart) part);

  return self;
}

FwReview *
fw_review_ref (FwReview *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  g_atomic_ref_count_inc (&self->ref_count);

  return self;
}

void
fw_review_unref (FwReview *self)
{
  g_return_if_fail (self != NULL);

  if (!g_atomic_ref_count_dec (&self->ref_count))
    return;

  for (int part = 0; part < FW_N_REVIEW_PARTS; part++)
    list_unref (self->lists[part]);
  g_free (self->labels.file);
  g_free (self->labels.document);
  g_free (self->labels.sha256);
  g_free (self->labels.extra);
  g_free (self->extra);
  g_strfreev (self->people);
  g_free (self);
}

static FwReview *
copy_review (const FwReview *self)
{
  FwReview *copy = fw_review_new (&self->labels, self->extra);

  g_strfreev (copy->people);
  copy->people = g_strdupv (self->people);

  for (int part = 0; part < FW_N_REVIEW_PARTS; part++)
    {
      list_unref (copy->lists[part]);
      copy->lists[part] = list_ref (self->lists[part]);
    }

  return copy;
}

/* The list, for changing it. */
static List *
own_list (FwReview *self, FwReviewPart part)
{
  if (!g_atomic_ref_count_compare (&self->lists[part]->ref_count, 1))
    {
      List *copy = list_copy (self->lists[part]);

      list_unref (self->lists[part]);
      self->lists[part] = copy;
    }

  return self->lists[part];
}

const FwReviewLabels *
fw_review_get_labels (const FwReview *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  return &self->labels;
}

const char *
fw_review_get_extra (const FwReview *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  return self->extra;
}

gsize
fw_review_get_n (const FwReview *self, FwReviewPart part)
{
  g_return_val_if_fail (self != NULL && (gsize) part < FW_N_REVIEW_PARTS, 0);

  return self->lists[part]->records->len;
}

gconstpointer
fw_review_get (const FwReview *self, FwReviewPart part, gsize index)
{
  g_return_val_if_fail (index < fw_review_get_n (self, part), NULL);

  return g_ptr_array_index (self->lists[part]->records, index);
}

gconstpointer
fw_review_find (const FwReview *self, FwReviewPart part, gint64 id)
{
  g_return_val_if_fail (self != NULL && (gsize) part < FW_N_REVIEW_PARTS, NULL);

  const List *list = self->lists[part];
  guint place = list_find (list, id);

  return list_has (list, place, id) ? g_ptr_array_index (list->records, place) : NULL;
}

gint64
fw_review_get_next_id (const FwReview *self, FwReviewPart part)
{
  gsize n = fw_review_get_n (self, part);

  return n > 0 ? fw_review_record_get_id (fw_review_get (self, part, n - 1)) + 1 : 1;
}

const FwDrawUnit *
fw_review_find_drawn (const FwReview *self, gint64 draw, const char *unit)
{
  g_return_val_if_fail (self != NULL && unit != NULL, NULL);

  const List *list = self->lists[FW_REVIEW_DRAW];
  guint place = list_find (list, draw);

  return list_has (list, place, draw)
             ? g_hash_table_lookup (g_ptr_array_index (list->drawn, place), unit)
             : NULL;
}

const FwAppeal *
fw_review_find_appeal (const FwReview *self, gint64 verdict)
{
  g_return_val_if_fail (self != NULL, NULL);

  return g_hash_table_lookup (self->lists[FW_REVIEW_APPEAL]->against, &verdict);
}

const FwVerdict *const *
fw_review_get_of_draw (const FwReview *self, gint64 draw, gsize *out_n)
{
  g_return_val_if_fail (self != NULL && out_n != NULL, NULL);

  List *list = self->lists[FW_REVIEW_VERDICT];
  FwDrawIndex *index = g_atomic_pointer_get (&list->of_draws);

  if (!index)
    {
      FwDrawIndex *made = fw_draw_index_new (list->records);

      /* Another thread may have been faster. */
      if (g_atomic_pointer_compare_and_exchange (&list->of_draws, NULL, made))
        index = made;
      else
        {
          fw_draw_index_free (made);
          index = g_atomic_pointer_get (&list->of_draws);
        }
    }

  return fw_draw_index_get (index, draw, out_n);
}

static int
compare_ids (gconstpointer a, gconstpointer b)
{
  gint64 left = *(const gint64 *) a;
  gint64 right = *(const gint64 *) b;

  return (left > right) - (left < right);
}

const FwRegrade *
fw_review_find_regrade (const FwReview *self, gint64 verdict)
{
  for (gsize i = 0; i < fw_review_get_n (self, FW_REVIEW_REGRADE); i++)
    {
      const FwRegrade *regrade = fw_review_get (self, FW_REVIEW_REGRADE, i);

      if (regrade->n_excused > 0
          && bsearch (&verdict, regrade->excused, regrade->n_excused, sizeof (gint64), compare_ids))
        return regrade;
    }

  return NULL;
}

static GDateTime *
parse_moment (const char *at)
{
  g_autoptr (GTimeZone) utc = g_time_zone_new_utc ();

  return at ? g_date_time_new_from_iso8601 (at, utc) : NULL;
}

FwAppealState
fw_appeal_get_state (const FwAppeal *appeal, GDateTime *now)
{
  g_return_val_if_fail (appeal != NULL, FW_APPEAL_OPEN);

  g_autoptr (GDateTime) end = parse_moment (appeal->due);
  g_autoptr (GDateTime) ruled = appeal->has_ruling ? parse_moment (appeal->ruling.at) : NULL;

  if (!appeal->has_ruling)
    return end && now && g_date_time_compare (now, end) > 0 ? FW_APPEAL_SILENT : FW_APPEAL_OPEN;

  switch (appeal->ruling.outcome)
    {
    case FW_RULING_UPHELD:
      /* The silence before it has decided already. */
      return end && ruled && g_date_time_compare (ruled, end) > 0 ? FW_APPEAL_SILENT
                                                                  : FW_APPEAL_UPHELD;
    case FW_RULING_OVERTURNED:
      return FW_APPEAL_OVERTURNED;
    case FW_RULING_UNCLEAR_RULE:
      return FW_APPEAL_UNCLEAR_RULE;
    }

  g_assert_not_reached ();
}

FwOutcome
fw_review_get_outcome (const FwReview *self, const FwVerdict *verdict, GDateTime *now)
{
  g_return_val_if_fail (self != NULL && verdict != NULL, FW_OUTCOME_NOT_JUDGEABLE);

  FwOutcome outcome = fw_verdict_get_answer (verdict)->outcome;

  if (outcome != FW_OUTCOME_WRONG)
    return outcome;
  if (fw_review_find_regrade (self, verdict->id))
    return FW_OUTCOME_EXCUSED;

  const FwAppeal *appeal = fw_review_find_appeal (self, verdict->id);

  if (!appeal)
    return outcome;

  switch (fw_appeal_get_state (appeal, now))
    {
    case FW_APPEAL_OPEN:
    case FW_APPEAL_UPHELD:
      return FW_OUTCOME_WRONG;
    case FW_APPEAL_OVERTURNED:
    case FW_APPEAL_SILENT:
      return FW_OUTCOME_EXCUSED;
    case FW_APPEAL_UNCLEAR_RULE:
      return FW_OUTCOME_UNCLEAR_RULE;
    }

  g_assert_not_reached ();
}

/* What needs the other records. */

static gboolean
refuse_reference (GError **error, const char *sentence)
{
  g_set_error_literal (error, FW_REVIEW_ERROR, FW_REVIEW_ERROR_REFERENCE, sentence);

  return FALSE;
}

static gboolean
refuse_person (GError **error, const char *sentence)
{
  g_set_error_literal (error, FW_REVIEW_ERROR, FW_REVIEW_ERROR_PERSON, sentence);

  return FALSE;
}

static gboolean
check_verdict (const FwReview *self, const FwVerdict *verdict, GError **error)
{
  if (!fw_review_find (self, FW_REVIEW_DRAW, verdict->draw))
    return refuse_reference (error, _ ("The verdict belongs to a draw that is not there."));
  if (fw_review_find_drawn (self, verdict->draw, verdict->unit))
    return TRUE;
  g_set_error (error, FW_REVIEW_ERROR, FW_REVIEW_ERROR_REFERENCE,
               _ ("The unit “%s” was not drawn, so a verdict on it would spoil the estimate."),
               verdict->unit);

  return FALSE;
}

/* A ruling stands; only one that was made no later takes its place, when two files are
 * joined that each have one. */
static gboolean
keeps_ruling (const FwAppeal *before, const FwAppeal *appeal)
{
  return !before || !before->has_ruling
         || (appeal->has_ruling
             && fw_moment_compare (appeal->ruling.at, before->ruling.at) <= 0);
}

static gboolean
check_appeal (const FwReview *self, const FwAppeal *appeal, GError **error)
{
  const FwVerdict *verdict = fw_review_find (self, FW_REVIEW_VERDICT, appeal->verdict);
  const FwAppeal *other = fw_review_find_appeal (self, appeal->verdict);

  if (!verdict)
    return refuse_reference (error, _ ("The appeal is against a verdict that is not there."));
  if (other && other->id != appeal->id)
    return refuse_reference (error, _ ("There is an appeal against this verdict already."));
  if (fw_verdict_get_answer (verdict)->outcome != FW_OUTCOME_WRONG)
    return refuse_reference (error, _ ("Only a verdict of “wrong” can be appealed."));
  if (verdict->author && g_strcmp0 (appeal->by, verdict->author) != 0)
    return refuse_person (error, _ ("Only who drew the label can appeal."));
  if (g_strcmp0 (appeal->by, verdict->reviewer) == 0)
    return refuse_person (error, _ ("A reviewer does not appeal his own verdict; he changes it."));
  if (appeal->has_ruling
      && (g_strcmp0 (appeal->ruling.by, verdict->reviewer) == 0
          || g_strcmp0 (appeal->ruling.by, verdict->author) == 0))
    return refuse_person (error, _ ("Somebody else than author and reviewer rules on an appeal."));
  if (!keeps_ruling (fw_review_find (self, FW_REVIEW_APPEAL, appeal->id), appeal))
    return refuse_reference (error,
                             _ ("Somebody ruled on this appeal already, and that ruling stands."));

  return TRUE;
}

static gboolean
check_regrade (const FwReview *self, const FwRegrade *regrade, GError **error)
{
  for (gsize i = 0; i < regrade->n_excused; i++)
    {
      if (!fw_review_find (self, FW_REVIEW_VERDICT, regrade->excused[i]))
        return refuse_reference (error, _ ("The regrade excuses a verdict that is not there."));
      if (i > 0 && regrade->excused[i - 1] >= regrade->excused[i])
        return refuse_reference (error, _ ("The regrade lists its verdicts out of order."));
    }

  return TRUE;
}

static gboolean
check_with_others (const FwReview *self, FwReviewPart part, gconstpointer facts, GError **error)
{
  switch (part)
    {
    case FW_REVIEW_BATCH:
    case FW_REVIEW_QUESTION:
      return TRUE;
    case FW_REVIEW_DRAW:
      return fw_review_find (self, FW_REVIEW_BATCH, ((const FwDraw *) facts)->batch)
             || refuse_reference (error, _ ("The draw belongs to a batch that is not there."));
    case FW_REVIEW_VERDICT:
      return check_verdict (self, facts, error);
    case FW_REVIEW_APPEAL:
      return check_appeal (self, facts, error);
    case FW_REVIEW_REGRADE:
      return check_regrade (self, facts, error);
    }

  g_assert_not_reached ();
}

FwReviewBuilder *
fw_review_builder_new (const FwReview *start)
{
  FwReviewBuilder *self = g_new (FwReviewBuilder, 1);

  g_return_val_if_fail (start != NULL, NULL);
  self->review = copy_review (start);

  return self;
}

void
fw_review_builder_free (FwReviewBuilder *self)
{
  g_return_if_fail (self != NULL);

  fw_review_unref (self->review);
  g_free (self);
}

gboolean
fw_review_builder_put (FwReviewBuilder *self,
                       FwReviewPart part,
                       gconstpointer facts,
                       GError **error)
{
  g_return_val_if_fail (self != NULL && (gsize) part < FW_N_REVIEW_PARTS && facts, FALSE);

  /* First by itself: then every text that others are compared with is there. */
  gpointer record = fw_review_record_new (part, facts, error);

  if (!record)
    return FALSE;
  if (!check_with_others (self->review, part, record, error))
    {
      fw_review_record_unref (part, record);
      return FALSE;
    }
  list_put (own_list (self->review, part), record);

  return TRUE;
}

const FwReview *
fw_review_builder_peek (FwReviewBuilder *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  return self->review;
}

FwReview *
fw_review_builder_end (FwReviewBuilder *self)
{
  FwReview *review = g_steal_pointer (&self->review);

  g_free (self);

  return review;
}

FwReview *
fw_review_with (const FwReview *self, FwReviewPart part, gconstpointer facts, GError **error)
{
  g_return_val_if_fail (self != NULL, NULL);

  g_autoptr (FwReviewBuilder) builder = fw_review_builder_new (self);

  if (!fw_review_builder_put (builder, part, facts, error))
    return NULL;

  return fw_review_builder_end (g_steal_pointer (&builder));
}

const char *const *
fw_review_get_people (const FwReview *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  return (const char *const *) self->people;
}

FwReview *
fw_review_with_people (const FwReview *self, const char *const *people)
{
  g_return_val_if_fail (self != NULL && people != NULL, NULL);

  FwReview *next = copy_review (self);

  g_strfreev (next->people);
  next->people = g_strdupv ((char **) people);

  return next;
}

FwReview *
fw_review_with_extra (const FwReview *self, const char *extra)
{
  g_return_val_if_fail (self != NULL, NULL);

  FwReview *next = copy_review (self);

  g_free (next->extra);
  next->extra = g_strdup (extra);

  return next;
}

/* Whether a record stands on the one that goes. */
static gboolean
stands_on (FwReviewPart part, gconstpointer record, FwReviewPart gone, gint64 id)
{
  if (part == FW_REVIEW_DRAW && gone == FW_REVIEW_BATCH)
    return ((const FwDraw *) record)->batch == id;
  if (part == FW_REVIEW_VERDICT && gone == FW_REVIEW_DRAW)
    return ((const FwVerdict *) record)->draw == id;
  if (part == FW_REVIEW_APPEAL && gone == FW_REVIEW_VERDICT)
    return ((const FwAppeal *) record)->verdict == id;

  return FALSE;
}

/* A regrade that excused the verdict no longer does. */
static void
forget_excused (FwReview *self, gint64 verdict)
{
  for (gsize i = 0; i < fw_review_get_n (self, FW_REVIEW_REGRADE); i++)
    {
      FwRegrade facts = *(const FwRegrade *) fw_review_get (self, FW_REVIEW_REGRADE, i);
      g_autofree gint64 *left = g_new (gint64, facts.n_excused + 1);
      gsize n = 0;

      for (gsize k = 0; k < facts.n_excused; k++)
        if (facts.excused[k] != verdict)
          left[n++] = facts.excused[k];
      if (n == facts.n_excused)
        continue;
      facts.excused = left;
      facts.n_excused = n;
      list_put (own_list (self, FW_REVIEW_REGRADE),
                fw_review_record_new (FW_REVIEW_REGRADE, &facts, NULL));
    }
}

static void
remove_record (FwReview *self, FwReviewPart part, gint64 id)
{
  List *list = own_list (self, part);
  guint place = list_find (list, id);

  if (!list_has (list, place, id))
    return;
  list_remove (list, place);
  if (part == FW_REVIEW_VERDICT)
    forget_excused (self, id);

  for (int above = part + 1; above < FW_N_REVIEW_PARTS; above++)
    for (gsize i = fw_review_get_n (self, (FwReviewPart) above); i > 0; i--)
      {
        gconstpointer record = fw_review_get (self, (FwReviewPart) above, i - 1);

        if (stands_on ((FwReviewPart) above, record, part, id))
          remove_record (self, (FwReviewPart) above, fw_review_record_get_id (record));
      }
}

FwReview *
fw_review_without (const FwReview *self, FwReviewPart part, gint64 id)
{
  g_return_val_if_fail (self != NULL && (gsize) part < FW_N_REVIEW_PARTS, NULL);

  FwReview *next = copy_review (self);

  remove_record (next, part, id);

  return next;
}

FwReview *
fw_review_ask (const FwReview *self, const FwQuestion *facts, gint64 *out_id, GError **error)
{
  g_return_val_if_fail (self != NULL && facts != NULL && out_id != NULL, NULL);

  for (gsize i = 0; i < fw_review_get_n (self, FW_REVIEW_QUESTION); i++)
    {
      const FwQuestion *open = fw_review_get (self, FW_REVIEW_QUESTION, i);

      if (open->has_answer || g_strcmp0 (open->unit, facts->unit) != 0
          || g_strcmp0 (open->rule, facts->rule) != 0 || g_strcmp0 (open->text, facts->text) != 0)
        continue;
      *out_id = open->id;
      return copy_review (self);
    }

  FwQuestion question = *facts;

  question.id = *out_id = fw_review_get_next_id (self, FW_REVIEW_QUESTION);

  return fw_review_with (self, FW_REVIEW_QUESTION, &question, error);
}

/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "core/aside-list.h"

struct _FwAsideList
{
  gatomicrefcount ref_count;
  gsize           n;
  FwSetAside         asides[];
};

static const char *const reason_words[FW_N_ASIDE_REASONS] = { "not-true-here", "asked", "other",
                                                                  "left-open", "worked-at" };

const char *
fw_aside_reason_to_word (FwAsideReason reason)
{
  g_return_val_if_fail (reason < FW_N_ASIDE_REASONS, "");

  return reason_words[reason];
}

gboolean
fw_aside_reason_from_word (const char    *word,
                           FwAsideReason *out_reason)
{
  g_return_val_if_fail (out_reason != NULL, FALSE);

  for (guint i = 0; word && i < FW_N_ASIDE_REASONS; i++)
    if (g_str_equal (word, reason_words[i]))
      {
        *out_reason = i;
        return TRUE;
      }

  return FALSE;
}

gboolean
fw_aside_reason_hides (FwAsideReason reason)
{
  return reason < FW_N_ASIDE_CHOICES;
}

/* About the same finding. */
static gboolean
same_place (const FwSetAside *a,
            const FwSetAside *b)
{
  return g_strcmp0 (a->rule, b->rule) == 0 && a->track == b->track && a->other == b->other
         && a->span.first == b->span.first && a->span.last == b->span.last;
}

gboolean
fw_set_aside_equal (const FwSetAside *a,
                const FwSetAside *b)
{
  g_return_val_if_fail (a && b, FALSE);

  return same_place (a, b) && a->reason == b->reason && g_strcmp0 (a->rev, b->rev) == 0
         && g_strcmp0 (a->unit_rev, b->unit_rev) == 0 && g_strcmp0 (a->text, b->text) == 0
         && g_strcmp0 (a->by, b->by) == 0 && g_strcmp0 (a->at, b->at) == 0
         && a->question == b->question;
}

FwAsideList *
fw_aside_list_new (const FwSetAside *asides,
                   gsize          n_asides)
{
  g_return_val_if_fail (asides || n_asides == 0, NULL);

  if (n_asides == 0)
    return NULL;

  FwAsideList *self = g_malloc (sizeof *self + n_asides * sizeof (FwSetAside));

  g_atomic_ref_count_init (&self->ref_count);
  self->n = n_asides;
  for (gsize i = 0; i < n_asides; i++)
    {
      FwSetAside *aside = &self->asides[i];

      *aside = asides[i];
      aside->rule = g_intern_string (aside->rule ? aside->rule : "");
      aside->rev = g_intern_string (aside->rev ? aside->rev : "");
      aside->unit_rev = g_intern_string (aside->unit_rev ? aside->unit_rev : "");
      aside->text = g_intern_string (aside->text ? aside->text : "");
      aside->by = g_intern_string (aside->by);
      aside->at = g_intern_string (aside->at ? aside->at : "");
    }

  return self;
}

FwAsideList *
fw_aside_list_ref (FwAsideList *self)
{
  if (self)
    g_atomic_ref_count_inc (&self->ref_count);

  return self;
}

void
fw_aside_list_unref (FwAsideList *self)
{
  if (self && g_atomic_ref_count_dec (&self->ref_count))
    g_free (self);
}

gboolean
fw_aside_list_equal (const FwAsideList *a,
                     const FwAsideList *b)
{
  if (a == b)
    return TRUE;
  if (!a || !b || a->n != b->n)
    return FALSE;

  for (gsize i = 0; i < a->n; i++)
    if (!fw_set_aside_equal (&a->asides[i], &b->asides[i]))
      return FALSE;

  return TRUE;
}

const FwSetAside *
fw_aside_list_get_all (const FwAsideList *self,
                       gsize             *out_n)
{
  g_return_val_if_fail (out_n != NULL, NULL);

  *out_n = self ? self->n : 0;

  return self ? self->asides : NULL;
}

/* What is said of a finding takes the place of what was said; what was left open is
 * about frames, and says nothing of work at what is in them. */
static gboolean
replaces (const FwSetAside *after,
          const FwSetAside *before)
{
  gboolean is_work = after->reason == FW_ASIDE_WORKED_AT || before->reason == FW_ASIDE_WORKED_AT;
  gboolean is_left = after->reason == FW_ASIDE_LEFT_OPEN || before->reason == FW_ASIDE_LEFT_OPEN;

  return same_place (after, before) && !(is_work && is_left);
}

static gboolean
is_same_work (const FwSetAside *a,
              const FwSetAside *b)
{
  return a->reason == FW_ASIDE_WORKED_AT && b->reason == FW_ASIDE_WORKED_AT
         && g_strcmp0 (a->rule, b->rule) == 0 && g_strcmp0 (a->rev, b->rev) == 0;
}

/* Takes the oldest away when there are too many of the kind that the last one is. */
static void
bound_work (GArray *all)
{
  const FwSetAside *last = &g_array_index (all, FwSetAside, all->len - 1);
  guint n = 0;
  guint oldest = 0;

  for (guint i = all->len; i > 0; i--)
    if (is_same_work (&g_array_index (all, FwSetAside, i - 1), last))
      {
        n++;
        oldest = i - 1;
      }
  if (n > FW_MAX_WORKED_AT)
    g_array_remove_index (all, oldest);
}

FwAsideList *
fw_aside_list_with (const FwAsideList *self,
                    const FwSetAside     *aside)
{
  g_return_val_if_fail (aside != NULL, NULL);

  g_autoptr(GArray) all = g_array_new (FALSE, FALSE, sizeof (FwSetAside));

  for (gsize i = 0; self && i < self->n; i++)
    if (!replaces (aside, &self->asides[i]))
      g_array_append_val (all, self->asides[i]);
  g_array_append_vals (all, aside, 1);
  bound_work (all);

  return fw_aside_list_new ((const FwSetAside *) (gpointer) all->data, all->len);
}

FwAsideList *
fw_aside_list_without (const FwAsideList *self,
                       gsize              index)
{
  g_return_val_if_fail (self && index < self->n, NULL);

  g_autoptr(GArray) rest = g_array_new (FALSE, FALSE, sizeof (FwSetAside));

  g_array_append_vals (rest, self->asides, self->n);
  g_array_remove_index (rest, index);

  return fw_aside_list_new ((const FwSetAside *) (gpointer) rest->data, rest->len);
}

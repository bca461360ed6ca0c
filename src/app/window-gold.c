/* SPDX-License-Identifier: GPL-3.0-or-later */

/*
 * Making gold of reviewed work, as far as the window has a part in it: what would
 * become gold is looked at in a thread, and a person decides. Beginning practice and
 * exams is in window-exam-start.c, what goes on then in window-exam.c.
 */

#include "app/window-private.h"

#include <glib/gi18n.h>

#include "app/compat.h"
#include "app/gold/gold-form.h"
#include "app/gold/gold-maker.h"
#include "app/gold/gold-words.h"
#include "app/settings.h"
#include "formats/gold-file.h"

const char *
fw_window_get_labels_path (FwWindow *self)
{
  FwLabelsFile *labels = self->project != NULL ? fw_project_get_labels (self->project) : NULL;

  return labels != NULL ? fw_labels_file_get_path (labels) : NULL;
}

/* A survey whose question waits. */
typedef struct
{
  FwWindow     *window; /* (owned) */
  FwGoldSurvey *survey; /* (owned) (nullable) */
  FwGoldForm   *form;   /* (owned) */
} Making;

static void
making_free (gpointer data)
{
  Making *making = data;

  g_object_unref (making->window);
  g_clear_pointer (&making->survey, fw_gold_survey_free);
  g_object_unref (making->form);
  g_free (making);
}

static void
made_cb (GObject      *source,
         GAsyncResult *result,
         gpointer      user_data)
{
  g_autoptr(FwWindow) self = user_data;
  g_autoptr(GError) error = NULL;
  g_autoptr(FwGoldSurvey) survey = fw_gold_make_finish (result, &error);
  g_autofree char *said
    = survey != NULL ? fw_gold_words_made (fw_gold_survey_get_facts (survey)) : NULL;

  fw_window_say (self, said != NULL ? said : error->message, FALSE);
}

static void
make_answer_cb (const char *answer,
                gpointer    user_data)
{
  Making *making = user_data;
  FwGoldSettings settings;

  if (!g_str_equal (answer, "make"))
    return;
  fw_gold_form_get (making->form, &settings);
  fw_gold_make_async (g_steal_pointer (&making->survey), &settings, NULL, made_cb,
                      g_object_ref (making->window));
}

static void
surveyed_cb (GObject      *source,
             GAsyncResult *result,
             gpointer      user_data)
{
  g_autoptr(FwWindow) self = user_data;
  g_autoptr(GError) error = NULL;
  g_autoptr(FwGoldSurvey) survey = fw_gold_survey_finish (result, &error);

  if (survey == NULL)
    {
      fw_window_say (self, error->message, FALSE);
      return;
    }

  const FwGoldFacts *facts = fw_gold_survey_get_facts (survey);
  g_autofree char *refusal = fw_gold_words_refusal (facts);

  if (refusal != NULL)
    {
      const FwResponse close[] = { { "close", _("Close"), TRUE, FALSE } };

      fw_compat_ask (GTK_WINDOW (self), _("No gold can be made of this yet"), refusal, close, 1,
                     make_answer_cb, NULL, NULL);
      return;
    }

  const FwResponse answers[] = { { "not-now", _("Not Now"), FALSE, FALSE },
                                 { "make", _("Make Gold Clip"), TRUE, FALSE } };
  g_autofree char *words = fw_gold_words_survey (facts);
  GtkWidget *form = fw_gold_form_new (&facts->settings, facts->stock.n_by[FW_GOLD_IN_FORCE]);
  Making *making = g_new0 (Making, 1);
  GObject *dialog;

  making->window = g_object_ref (self);
  making->form = g_object_ref_sink (FW_GOLD_FORM (form));
  making->survey = g_steal_pointer (&survey);
  dialog = fw_compat_ask (GTK_WINDOW (self), _("Make a gold clip of this work?"), words, answers,
                          G_N_ELEMENTS (answers), make_answer_cb, making, making_free);
  fw_compat_ask_add (dialog, form);
}

static void
make_gold_action (GSimpleAction *action,
                  GVariant      *parameter,
                  gpointer       user_data)
{
  FwWindow *self = user_data;
  g_autofree char *person = fw_settings_dup_person (self->settings);
  FwReviewFile *review = fw_project_get_review (self->project);

  if (review == NULL && fw_project_get_review_trouble (self->project) != NULL)
    {
      fw_window_say (self, fw_project_get_review_trouble (self->project), FALSE);
      return;
    }

  FwGoldSource source = {
    .snapshot = fw_session_get_snapshot (self->session),
    .review = review != NULL ? fw_review_file_get_review (review) : NULL,
    .manual = fw_project_get_manual (self->project),
    .manual_path = fw_project_get_manual_path (self->project),
    .labels_path = fw_window_get_labels_path (self),
    .document
    = fw_coco_file_get_document_id (fw_labels_file_get_coco (fw_project_get_labels (self->project))),
    .media = fw_project_get_unit_media (self->project),
    .person = person,
  };

  fw_gold_survey_async (&source, NULL, surveyed_cb, g_object_ref (self));
}

static const GActionEntry entries[] = {
  { .name = "make-gold", .activate = make_gold_action },
};

gboolean
fw_window_can_do_gold (FwWindow   *self,
                       const char *name,
                       gboolean   *out_can)
{
  gboolean is_open = self->session != NULL && !self->is_closing;
  const char *labels = fw_window_get_labels_path (self);

  if (g_str_equal (name, "make-gold"))
    *out_can = is_open && labels != NULL && !fw_gold_file_is_attempt (labels);
  else if (g_str_equal (name, "practise") || g_str_equal (name, "exam"))
    *out_can = !self->is_closing && self->opening == NULL;
  else if (g_str_has_prefix (name, "exam-"))
    *out_can = is_open && self->exam != NULL && !self->is_comparing;
  else
    return FALSE;

  return TRUE;
}

void
fw_window_install_gold_actions (FwWindow *self)
{
  g_action_map_add_action_entries (G_ACTION_MAP (self), entries, G_N_ELEMENTS (entries), self);
  fw_window_install_exam_start_actions (self);
  fw_window_install_exam_actions (self);
}

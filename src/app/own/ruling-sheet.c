/* SPDX-License-Identifier: GPL-3.0-or-later */

/*
 * The manual is written first and the ruling then: a ruling that says it is a
 * precedent has one.
 */

#include "app/own/ruling-sheet.h"

#include "app/own/own-words.h"
#include "app/own/returned-row.h"
#include "app/own/rule-texts.h"
#include "app/own/sheet.h"
#include "app/questions/question-words.h"
#include "app/review-writer.h"
#include "formats/review-file.h"
#include "rules/manual-save.h"

#include <glib/gi18n.h>

#define N_OUTCOMES 3

typedef struct
{
  FwSheet          sheet;
  FwOwnFindings   *findings; /* (owned) */
  FwOwnRuling      ruling;
  const FwVerdict *verdict;  /* of the findings */
  GtkCheckButton  *outcomes[N_OUTCOMES]; /* by FwRulingOutcome */
  GtkTextBuffer   *text;
  GtkCheckButton  *is_precedent; /* NULL without a manual, and so are the next three */
  GtkWidget       *precedent;    /* what it asks for; shown when it is one */
  GtkTextBuffer   *question;
  GtkEditable     *title;
  guint            n_frames;     /* since the title was to have the focus */
  char            *at;       /* (owned) (nullable) when it was decided: the same in both files */
  char            *number;   /* (owned) (nullable) of the precedent that was written */
  FwRulingFunc     func;
  GObject         *user_data; /* (owned) */
} Ruling;

static void
ruling_free (gpointer data)
{
  Ruling *ruling = data;

  fw_own_findings_unref (ruling->findings);
  g_object_unref (ruling->user_data);
  g_free (ruling->at);
  g_free (ruling->number);
  g_free (ruling);
}

static int
get_outcome (Ruling *ruling)
{
  for (int i = 0; i < N_OUTCOMES; i++)
    if (gtk_check_button_get_active (ruling->outcomes[i]))
      return i;

  return -1;
}

static gboolean
is_precedent (Ruling *ruling)
{
  return ruling->is_precedent != NULL && gtk_check_button_get_active (ruling->is_precedent);
}

/* The first thing without which it cannot be decided, from the top down; NULL. */
static const char *
find_missing (Ruling *ruling)
{
  g_autofree char *text = fw_sheet_dup_text (ruling->text);
  g_autofree char *question = NULL;
  g_autofree char *title = NULL;

  if (get_outcome (ruling) < 0)
    return _ ("Please choose what holds");
  if (*text == '\0')
    return _ ("Please say why");
  if (!is_precedent (ruling))
    return NULL;
  question = fw_sheet_dup_text (ruling->question);
  if (*question == '\0')
    return _ ("The precedent has no question yet");
  title = g_strstrip (g_strdup (gtk_editable_get_text (ruling->title)));

  return *title == '\0' ? _ ("The precedent has no title yet") : NULL;
}

static void
changed_cb (Ruling *ruling)
{
  fw_sheet_set_missing (&ruling->sheet, find_missing (ruling));
}

/* What takes the focus is scrolled to where it is by then: in the frame after the one
 * that lays it out. */
static gboolean
focus_tick_cb (GtkWidget     *title,
               GdkFrameClock *clock,
               gpointer       user_data)
{
  Ruling *ruling = user_data;

  if (ruling->n_frames++ == 0)
    return G_SOURCE_CONTINUE;
  gtk_widget_grab_focus (title);

  return G_SOURCE_REMOVE;
}

static void
precedent_toggled_cb (Ruling *ruling)
{
  gtk_widget_set_visible (ruling->precedent, is_precedent (ruling));
  changed_cb (ruling);
  if (!is_precedent (ruling))
    return;
  ruling->n_frames = 0;
  gtk_widget_add_tick_callback (GTK_WIDGET (ruling->title), focus_tick_cb, ruling, NULL);
}

/* Sending */

static void
sent_cb (GObject      *object,
         GAsyncResult *result,
         gpointer      user_data)
{
  g_autoptr(GtkWindow) window = user_data;
  Ruling *ruling = g_object_get_data (G_OBJECT (window), "sheet");
  g_autoptr(GError) error = NULL;
  g_autofree char *sentence = NULL;

  if (!fw_review_writer_put_finish (result, &error))
    {
      fw_sheet_fail (&ruling->sheet, error->message);
      return;
    }
  if (ruling->number != NULL)
    sentence = g_strdup_printf (_ ("Decided. %s is in the manual now."), ruling->number);
  ruling->func (sentence != NULL ? sentence : _ ("Decided. Thank you."), ruling->user_data);
  gtk_window_close (window);
}

static void
send_ruling (Ruling *ruling)
{
  g_autofree char *text = fw_sheet_dup_text (ruling->text);
  FwAppeal facts = *ruling->ruling.appeal;
  gconstpointer record = &facts;

  facts.has_ruling = TRUE;
  facts.ruling = (FwRuling) { .by = ruling->findings->person,
                              .outcome = (FwRulingOutcome) get_outcome (ruling),
                              .text = text,
                              .at = ruling->at,
                              .precedent = ruling->number };
  fw_review_writer_put_async (fw_own_findings_get_work (ruling->findings, ruling->ruling.work)->review,
                              FW_REVIEW_APPEAL, &record, 1, sent_cb,
                              g_object_ref (ruling->sheet.window));
}

typedef struct
{
  char          *review;    /* (owned) */
  gint64         appeal;    /* of that review */
  char          *path;      /* (owned) */
  FwNewPrecedent precedent; /* (owned strings) */
  char          *number;    /* (owned) (nullable) result */
} Precedent;

static void
precedent_free (gpointer data)
{
  Precedent *self = data;

  g_free (self->review);
  g_free (self->path);
  g_free ((char *) self->precedent.rule);
  g_free ((char *) self->precedent.title);
  g_free ((char *) self->precedent.question);
  g_free ((char *) self->precedent.answer);
  g_free ((char *) self->precedent.item);
  g_free ((char *) self->precedent.date);
  g_free (self->number);
  g_free (self);
}

/* Whether nobody ruled since the page was read: the manual would keep a precedent that
 * no ruling has. */
static gboolean
check_open (const Precedent  *self,
            GError          **error)
{
  g_autoptr(FwReviewLoad) load = fw_review_load_new (self->review, NULL, error);
  const FwAppeal *appeal
      = load != NULL ? fw_review_find (load->review, FW_REVIEW_APPEAL, self->appeal) : NULL;

  if (load == NULL)
    return FALSE;
  if (appeal != NULL && !appeal->has_ruling)
    return TRUE;
  g_set_error_literal (error, FW_REVIEW_ERROR, FW_REVIEW_ERROR_REFERENCE,
                       appeal != NULL
                           ? _ ("Somebody ruled on this appeal already, and that ruling stands.")
                           : _ ("This appeal is not there any more."));

  return FALSE;
}

static void
precedent_thread (GTask        *task,
                  gpointer      source_object,
                  gpointer      task_data,
                  GCancellable *cancellable)
{
  Precedent *self = task_data;
  g_autoptr(GFile) file = g_file_new_for_path (self->path);
  GError *error = NULL;

  if (check_open (self, &error)
      && fw_manual_save_precedent (file, &self->precedent, &self->number, NULL, NULL, &error))
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, error);
}

static void
precedent_cb (GObject      *object,
              GAsyncResult *result,
              gpointer      user_data)
{
  Ruling *ruling = g_object_get_data (object, "sheet");
  Precedent *written = g_task_get_task_data (G_TASK (result));
  g_autoptr(GError) error = NULL;

  if (!g_task_propagate_boolean (G_TASK (result), &error))
    {
      fw_sheet_fail (&ruling->sheet, error->message);
      return;
    }
  ruling->number = g_steal_pointer (&written->number);
  send_ruling (ruling);
}

static void
write_precedent (Ruling *ruling)
{
  static const char *const words[N_OUTCOMES] = { "change", "keep", "undecided" };
  g_autoptr(GTask) task = g_task_new (ruling->sheet.window, NULL, precedent_cb, NULL);
  g_autofree char *text = fw_sheet_dup_text (ruling->text);
  g_autofree char *question = fw_sheet_dup_text (ruling->question);
  Precedent *precedent = g_new0 (Precedent, 1);

  precedent->review
      = g_strdup (fw_own_findings_get_work (ruling->findings, ruling->ruling.work)->review);
  precedent->appeal = ruling->ruling.appeal->id;
  precedent->path
      = g_strdup (fw_own_findings_get_work (ruling->findings, ruling->ruling.work)->manual);
  precedent->precedent = (FwNewPrecedent) {
    .rule = g_strdup (fw_verdict_get_answer (ruling->verdict)->rule),
    .title = fw_text_dup_line (gtk_editable_get_text (ruling->title)),
    .question = fw_text_dup_line (question),
    .answer = fw_text_dup_line (text),
    .outcome = words[get_outcome (ruling)],
    .item = g_strdup (ruling->verdict->unit),
    .date = g_strndup (ruling->at, 10),
  };
  g_task_set_task_data (task, precedent, precedent_free);
  g_task_run_in_thread (task, precedent_thread);
}

static void
send_cb (Ruling *ruling)
{
  g_autoptr(GDateTime) now = g_date_time_new_now_utc ();

  fw_sheet_wait (&ruling->sheet);
  /* The window may have been open for days. */
  if (fw_appeal_get_state (ruling->ruling.appeal, now) == FW_APPEAL_SILENT)
    {
      fw_sheet_fail (&ruling->sheet,
                     _ ("The time for an answer is over, so the label stays as it is."));
      return;
    }
  if (ruling->number == NULL)
    {
      g_free (ruling->at);
      ruling->at = g_date_time_format_iso8601 (now);
    }
  /* Written already, and then the review could not be: once is enough. */
  if (is_precedent (ruling) && ruling->number == NULL)
    write_precedent (ruling);
  else
    send_ruling (ruling);
}

/* The window */

static void
add_statements (Ruling *ruling)
{
  const FwVerdict *verdict = ruling->verdict;
  const char *note = verdict->note != NULL && *verdict->note != '\0'
                         ? verdict->note
                         : fw_mistake_to_title (fw_verdict_get_answer (verdict)->kind);
  const char *texts[] = { note, ruling->ruling.appeal->text };
  /* The same for everybody who looks, and no hint at who drew. */
  gboolean is_turned = g_str_hash (verdict->unit) % 2 == 1;

  for (int i = 0; i < 2; i++)
    {
      g_autofree char *quoted = g_strdup_printf ("“%s”", texts[is_turned ? 1 - i : i]);
      GtkWidget *card = gtk_box_new (GTK_ORIENTATION_VERTICAL, 3);
      GtkWidget *who = gtk_label_new (i == 0 ? _ ("One sees it like this") : _ ("Another like this"));
      GtkWidget *what = gtk_label_new (quoted);

      gtk_label_set_xalign (GTK_LABEL (who), 0.0f);
      gtk_label_set_xalign (GTK_LABEL (what), 0.0f);
      gtk_label_set_wrap (GTK_LABEL (what), TRUE);
      gtk_label_set_wrap_mode (GTK_LABEL (what), PANGO_WRAP_WORD_CHAR);
      gtk_widget_add_css_class (who, "fw-stat-title");
      gtk_widget_add_css_class (card, "fw-own-card");
      gtk_box_append (GTK_BOX (card), who);
      gtk_box_append (GTK_BOX (card), what);
      gtk_box_append (ruling->sheet.content, card);
    }
}

/* What was said to be wrong stands beside the rule: which of the two said it, it does
 * not tell. */
static void
add_rule (Ruling    *ruling,
          FwOwnWork *work)
{
  const FwAnswer *answer = fw_verdict_get_answer (ruling->verdict);
  g_autofree char *dispute
      = g_strdup_printf (_ ("In dispute: %s"), fw_mistake_to_title (answer->kind));

  fw_sheet_add_heading (&ruling->sheet, _ ("The rule"));
  fw_sheet_add_text (&ruling->sheet, dispute, NULL);
  if (answer->precedent != NULL)
    {
      /* Translators: the number of a precedent, "P-0007". */
      g_autofree char *precedent = g_strdup_printf (_ ("Precedent cited: %s"), answer->precedent);

      fw_sheet_add_text (&ruling->sheet, precedent, NULL);
    }
  gtk_box_append (ruling->sheet.content,
                  fw_rule_texts_new (work, answer->rule, ruling->verdict->version));
}

static void
add_outcomes (Ruling *ruling)
{
  /* In the order in which one thinks; the places are those of FwRulingOutcome. */
  const struct
  {
    FwRulingOutcome outcome;
    const char     *text;
  } choices[N_OUTCOMES] = {
    { FW_RULING_OVERTURNED, _ ("The label can stay as it is") },
    { FW_RULING_UPHELD, _ ("The label has to change") },
    { FW_RULING_UNCLEAR_RULE, _ ("The manual does not decide: it counts for nobody") },
  };
  GtkCheckButton *first = NULL;

  fw_sheet_add_heading (&ruling->sheet, _ ("What holds"));
  for (gsize i = 0; i < G_N_ELEMENTS (choices); i++)
    {
      GtkCheckButton *button = GTK_CHECK_BUTTON (gtk_check_button_new_with_label (choices[i].text));

      if (first != NULL)
        gtk_check_button_set_group (button, first);
      else
        first = button;
      ruling->outcomes[choices[i].outcome] = button;
      gtk_box_append (ruling->sheet.content, GTK_WIDGET (button));
      g_signal_connect_swapped (button, "toggled", G_CALLBACK (changed_cb), ruling);
    }
}

/* What the precedent is asked about, for a start: what the reviewer's verdict says and
 * the rule it names, in nobody's words. */
static char *
dup_question (Ruling *ruling)
{
  const FwAnswer *answer = fw_verdict_get_answer (ruling->verdict);
  const FwOwnUnit *unit = fw_own_findings_find_unit (ruling->findings, ruling->ruling.work,
                                                     ruling->verdict->unit);
  g_autofree char *rule
      = fw_own_findings_dup_rule (ruling->findings, ruling->ruling.work, answer->rule);
  const char *kind = fw_mistake_to_title (answer->kind);

  /* Translators: "Car: is this “Loose or tight shape” under ST-004 Tight boxes?" */
  return unit != NULL && unit->words != NULL
             ? g_strdup_printf (_ ("%s: is this “%s” under %s?"), unit->words, kind, rule)
             : g_strdup_printf (_ ("Is this “%s” under %s?"), kind, rule);
}

static void
add_precedent (Ruling *ruling)
{
  FwSheet part = ruling->sheet;
  GtkWidget *check;
  GtkWidget *title;
  g_autofree char *question = NULL;

  if (fw_own_findings_get_work (ruling->findings, ruling->ruling.work)->rules == NULL)
    return;
  check = gtk_check_button_new_with_label (_ ("Write it into the manual as a precedent"));
  title = gtk_entry_new ();
  gtk_entry_set_placeholder_text (GTK_ENTRY (title), _ ("“Mirrors belong to the car”"));
  gtk_entry_set_max_length (GTK_ENTRY (title), 200);
  gtk_accessible_update_property (GTK_ACCESSIBLE (title), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _ ("Title of the precedent"), -1);
  ruling->is_precedent = GTK_CHECK_BUTTON (check);
  ruling->precedent = gtk_box_new (GTK_ORIENTATION_VERTICAL, 9);
  ruling->title = GTK_EDITABLE (title);
  gtk_widget_set_visible (ruling->precedent, FALSE);
  gtk_box_append (ruling->sheet.content, check);
  gtk_box_append (ruling->sheet.content, ruling->precedent);

  part.content = GTK_BOX (ruling->precedent);
  question = dup_question (ruling);
  fw_sheet_add_heading (&part, _ ("The question it answers"));
  ruling->question = fw_sheet_add_field (&part, _ ("The question it answers"),
                                         _ ("What would somebody ask who labels this?"));
  gtk_text_buffer_set_text (ruling->question, question, -1);
  fw_sheet_add_text (&part, _ ("The manual shows this, and why you decided as you did, to everybody. "
                               "What the two said stays here."),
                     "fw-stat-caption");
  fw_sheet_add_heading (&part, _ ("Its title"));
  gtk_box_append (part.content, title);
  g_signal_connect_swapped (check, "toggled", G_CALLBACK (precedent_toggled_cb), ruling);
  g_signal_connect_swapped (ruling->question, "changed", G_CALLBACK (changed_cb), ruling);
  g_signal_connect_swapped (title, "changed", G_CALLBACK (changed_cb), ruling);
}

void
fw_ruling_present (GtkWindow     *parent,
                   FwOwnFindings *findings,
                   guint          index,
                   FwWorkCrops   *crops,
                   FwRulingFunc   func,
                   gpointer       user_data)
{
  g_return_if_fail (findings != NULL && index < findings->rulings->len);

  Ruling *ruling = g_new0 (Ruling, 1);
  FwOwnWork *work;
  g_autoptr(GDateTime) now = g_date_time_new_now_local ();
  g_autofree char *title = NULL;
  g_autofree char *day = NULL;
  g_autofree char *until = NULL;

  ruling->findings = fw_own_findings_ref (findings);
  ruling->ruling = g_array_index (findings->rulings, FwOwnRuling, index);
  work = fw_own_findings_get_work (findings, ruling->ruling.work);
  ruling->verdict
      = fw_review_find (work->records, FW_REVIEW_VERDICT, ruling->ruling.appeal->verdict);
  ruling->func = func;
  ruling->user_data = g_object_ref (user_data);
  ruling->sheet = fw_sheet_new (parent, _ ("Decide an Appeal"), _ ("_Decide"),
                                G_CALLBACK (send_cb), ruling, ruling_free);

  title = fw_own_findings_dup_title (findings, ruling->ruling.work, ruling->verdict->unit);
  day = fw_own_words_deadline (ruling->ruling.appeal->due, now);
  until = g_strdup_printf (_ ("Answer by %s. Without one the label stays as it is."), day);
  fw_sheet_add_text (&ruling->sheet, title, "title-4");
  gtk_box_append (ruling->sheet.content,
                  fw_unit_picture_new (crops, work, ruling->verdict->unit, 420, 280));
  /* Who fixed it meanwhile has not made the verdict wrong, and who sees it fixed would
   * think so. */
  if (fw_own_findings_is_changed (findings, ruling->ruling.work, ruling->verdict))
    fw_sheet_add_text (&ruling->sheet,
                       _ ("The label was changed after it was judged. The picture shows it as it "
                          "is now, which is not what this is about."),
                       "fw-waiting");
  add_statements (ruling);
  add_rule (ruling, work);
  add_outcomes (ruling);
  fw_sheet_add_heading (&ruling->sheet, _ ("Why"));
  ruling->text = fw_sheet_add_field (&ruling->sheet, _ ("Why"), _ ("What would you tell a colleague?"));
  add_precedent (ruling);
  fw_sheet_add_text (&ruling->sheet, until, "fw-stat-caption");
  g_signal_connect_swapped (ruling->text, "changed", G_CALLBACK (changed_cb), ruling);
  changed_cb (ruling);
  gtk_window_present (ruling->sheet.window);
}

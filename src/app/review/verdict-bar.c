/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "app/review/verdict-bar.h"

#include <glib/gi18n.h>
#include <string.h>

#include "app/category-popover.h"
#include "app/compat.h"
#include "app/key-cap.h"
#include "app/late-tooltip.h"
#include "app/review/cite-field.h"
#include "app/review/disputes.h"
#include "app/review/verdict-detail.h"
#include "core/open-questions.h"
#include "core/unit-words.h"

#define N_BUTTONS 9
#define N_CHIPS   3
#define N_NAMES   9 /* the tenth key says that nobody can tell, as ever */

struct _FwVerdictBar
{
  GtkWidget        parent_instance;

  GtkBox          *box;
  GtkWidget       *head;
  GtkLabel        *question;
  GtkLabel        *hint;
  GtkStack        *answers;
  GtkBox          *verdicts;
  GtkBox          *names;
  GtkMenuButton   *more_names;
  GtkLabel        *words;
  GtkBox          *rows;
  GtkWidget       *rule_row;
  GtkWidget       *rule_title;
  FwCiteField     *rule;
  GtkBox          *chips;
  GtkWidget       *note_row;
  GtkWidget       *note_title;
  FwVerdictDetail *detail;
  GtkEntry        *note;
  GtkWidget       *send;
  GtkLabel        *send_label;
  GtkLabel        *lack;

  GtkWidget       *buttons[N_BUTTONS]; /* 1 to 8, then 0 */
  GtkWidget       *chip_buttons[N_CHIPS];
  GtkWidget       *name_buttons[N_NAMES];
  GtkWidget       *names_popover;
  gboolean         is_setting;
  gboolean         is_lack_shown;
  gboolean         is_compact;

  FwReviewSitting *sitting; /* (owned) (nullable) */
  FwSession       *session; /* (owned) (nullable) */
};

enum
{
  LEFT,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (FwVerdictBar, fw_verdict_bar, GTK_TYPE_WIDGET)

static const FwVerdictKey *
get_key (guint index)
{
  gsize n;

  return &fw_verdict_keys_get (&n)[index];
}

/* What one presses ------------------------------------------------------------- */

/* The button of a draft's answer; -1. */
static int
find_button (const FwVerdictDraft *draft)
{
  if (!draft->has_answer)
    return -1;
  if (draft->outcome == FW_OUTCOME_NOT_JUDGEABLE || draft->outcome == FW_OUTCOME_UNCLEAR_RULE)
    return N_BUTTONS - 1;
  for (int i = 0; i < N_BUTTONS - 1; i++)
    if (get_key ((guint) i)->outcome == draft->outcome
        && get_key ((guint) i)->mistake
             == (draft->mistake == FW_MISTAKE_ORDER ? FW_MISTAKE_OTHER : draft->mistake))
      return i;

  return -1;
}

static void
choose (FwVerdictBar *self,
        guint         index)
{
  const FwVerdictKey *key = get_key (index);

  if (self->sitting != NULL && fw_review_sitting_can_choose (self->sitting, key))
    fw_review_sitting_choose (self->sitting, key->outcome, key->mistake);
}

static void
choose_name (FwVerdictBar *self,
             guint         index)
{
  FwTaxonomy *taxonomy = fw_session_get_taxonomy (self->session);

  if (taxonomy != NULL && index < fw_taxonomy_get_n_categories (taxonomy))
    fw_review_sitting_name (self->sitting, fw_taxonomy_get_category (taxonomy, index)->id);
}

void
fw_verdict_bar_press (FwVerdictBar *self,
                      guint         digit)
{
  g_return_if_fail (FW_IS_VERDICT_BAR (self));
  g_return_if_fail (digit <= 9);

  if (self->sitting == NULL)
    return;
  if (fw_review_sitting_get_stage (self->sitting) == FW_STAGE_NAMING)
    {
      if (digit == 0)
        fw_review_sitting_name_unknown (self->sitting);
      else
        choose_name (self, digit - 1);
      return;
    }

  const FwVerdictDraft *draft = fw_review_sitting_get_draft (self->sitting);
  guint index = digit == 0 ? N_BUTTONS - 1 : digit - 1;

  if (digit == 9)
    return;
  if (digit == 8 && draft->has_answer && draft->mistake == FW_MISTAKE_OTHER)
    fw_review_sitting_choose (self->sitting, FW_OUTCOME_WRONG, FW_MISTAKE_ORDER);
  else if (digit == 0 && draft->has_answer && draft->outcome == FW_OUTCOME_NOT_JUDGEABLE)
    fw_review_sitting_choose (self->sitting, FW_OUTCOME_UNCLEAR_RULE, FW_MISTAKE_NONE);
  else
    choose (self, index);
}

static void
toggled_cb (FwVerdictBar *self,
            GtkWidget    *button)
{
  if (self->is_setting || !gtk_toggle_button_get_active (GTK_TOGGLE_BUTTON (button)))
    return;
  choose (self, GPOINTER_TO_UINT (g_object_get_data (G_OBJECT (button), "index")));
}

static void
name_clicked_cb (FwVerdictBar *self,
                 GtkWidget    *button)
{
  choose_name (self, GPOINTER_TO_UINT (g_object_get_data (G_OBJECT (button), "index")));
}

static void
name_chosen_cb (FwVerdictBar *self,
                gint64        category)
{
  if (self->sitting != NULL)
    fw_review_sitting_name (self->sitting, category);
}

static void
chip_toggled_cb (FwVerdictBar *self,
                 GtkWidget    *button)
{
  const char *rule = g_object_get_data (G_OBJECT (button), "rule");

  if (self->is_setting || self->sitting == NULL)
    return;
  fw_review_sitting_cite (self->sitting,
                          gtk_toggle_button_get_active (GTK_TOGGLE_BUTTON (button)) ? rule : NULL);
}

static void
rule_chosen_cb (FwVerdictBar *self,
                const char   *id)
{
  if (self->sitting != NULL)
    fw_review_sitting_cite (self->sitting, id);
}

static void
note_changed_cb (FwVerdictBar *self)
{
  if (!self->is_setting && self->sitting != NULL)
    fw_review_sitting_note (self->sitting, gtk_editable_get_text (GTK_EDITABLE (self->note)));
}

static void
note_activate_cb (FwVerdictBar *self)
{
  gtk_widget_activate_action (GTK_WIDGET (self), "win.review-send", NULL);
}

static void
leave (FwVerdictBar *self)
{
  g_signal_emit (self, signals[LEFT], 0);
}

static gboolean
note_key_cb (FwVerdictBar   *self,
             guint           keyval,
             guint           keycode,
             GdkModifierType state)
{
  if (keyval != GDK_KEY_Escape)
    return GDK_EVENT_PROPAGATE;
  leave (self);

  return GDK_EVENT_STOP;
}

/* What is shown ------------------------------------------------------------------ */

static FwRuleQuery
make_query (FwVerdictBar *self)
{
  const FwQueueItem *item = fw_review_sitting_get_item (self->sitting);
  const FwVerdictDraft *draft = fw_review_sitting_get_draft (self->sitting);

  return (FwRuleQuery) {
    .manual = fw_review_sitting_get_manual (self->sitting),
    .review = fw_review_file_get_review (fw_review_sitting_get_file (self->sitting)),
    .unit = item != NULL ? item->unit.kind : FW_UNIT_LABEL,
    .category = fw_review_sitting_get_category (self->sitting),
    .mistake = draft->has_answer ? draft->mistake : FW_MISTAKE_NONE,
  };
}

static void
update_chips (FwVerdictBar         *self,
              const FwVerdictDraft *draft,
              const FwRuleQuery    *query)
{
  g_autoptr(GPtrArray) rules = fw_review_rules_suggest (query, N_CHIPS);

  for (guint i = 0; i < N_CHIPS; i++)
    {
      GtkWidget *button = self->chip_buttons[i];
      const FwRule *rule = i < rules->len ? rules->pdata[i] : NULL;

      gtk_widget_set_visible (button, rule != NULL);
      if (rule == NULL)
        continue;

      g_autofree char *text = g_strdup_printf (_("%s %s"), rule->id, rule->title);
      GtkWidget *label = gtk_button_get_child (GTK_BUTTON (button));

      gtk_label_set_label (GTK_LABEL (label), text);
      fw_late_tooltip_set (button, text);
      g_object_set_data (G_OBJECT (button), "rule", (gpointer) rule->id);
      gtk_toggle_button_set_active (GTK_TOGGLE_BUTTON (button),
                                    g_strcmp0 (draft->rule, rule->id) == 0);
    }
}

/* Whether the answer cites a rule. */
static gboolean
cites (const FwVerdictDraft *draft)
{
  return draft->has_answer
         && (draft->outcome == FW_OUTCOME_WRONG || draft->outcome == FW_OUTCOME_UNCLEAR_RULE);
}

static void
update_send (FwVerdictBar         *self,
             const FwVerdictDraft *draft)
{
  FwSittingStage stage = fw_review_sitting_get_stage (self->sitting);
  const FwVerdict *verdict = fw_review_sitting_get_verdict (self->sitting);
  const char *sentence = NULL;
  FwVerdictLack lack = fw_review_sitting_find_lack (self->sitting, &sentence);
  gboolean is_same = FALSE;

  if (verdict != NULL)
    {
      const FwAnswer *answer = fw_verdict_get_answer (verdict);

      is_same = answer->outcome == draft->outcome && answer->kind == draft->mistake
                && g_strcmp0 (answer->rule, cites (draft) ? draft->rule : NULL) == 0
                && g_strcmp0 (answer->precedent, cites (draft) ? draft->precedent : NULL) == 0
                && g_strcmp0 (verdict->note != NULL ? verdict->note : "", draft->note) == 0;
    }
  gtk_label_set_label (self->send_label, stage == FW_STAGE_REVEALED || stage == FW_STAGE_JUDGED
                                           ? (is_same ? _("Keep Verdict") : _("Change Verdict"))
                                           : _("Send Verdict"));
  if (lack == FW_LACK_NOTHING)
    self->is_lack_shown = FALSE;
  gtk_label_set_label (self->lack, sentence != NULL ? sentence : "");
  gtk_widget_set_visible (GTK_WIDGET (self->lack), self->is_lack_shown && sentence != NULL);
}

static void
update_draft (FwVerdictBar *self)
{
  const FwVerdictDraft *draft = fw_review_sitting_get_draft (self->sitting);
  FwManual *manual = fw_review_sitting_get_manual (self->sitting);
  FwRuleQuery query = make_query (self);
  int chosen = find_button (draft);
  const char *id = draft->precedent != NULL ? draft->precedent : draft->rule;
  FwCitation cited = { NULL, NULL };

  if (id != NULL && manual != NULL)
    cited.rule = fw_manual_find_cited (manual, id, &cited.precedent);

  self->is_setting = TRUE;
  for (int i = 0; i < N_BUTTONS; i++)
    gtk_toggle_button_set_active (GTK_TOGGLE_BUTTON (self->buttons[i]), i == chosen);
  if (!g_str_equal (gtk_editable_get_text (GTK_EDITABLE (self->note)), draft->note))
    gtk_editable_set_text (GTK_EDITABLE (self->note), draft->note);
  update_chips (self, draft, &query);
  self->is_setting = FALSE;

  fw_cite_field_set_query (self->rule, &query);
  fw_cite_field_set_cited (self->rule, &cited);
  gtk_widget_set_sensitive (self->rule_row, cites (draft));
  fw_verdict_detail_update (self->detail);
  /* They stand at the same place. */
  gtk_widget_set_visible (GTK_WIDGET (self->hint),
                          !gtk_widget_get_visible (GTK_WIDGET (self->detail)));
  update_send (self, draft);
}

static char *
dup_question (FwVerdictBar *self)
{
  const FwQueueItem *item = fw_review_sitting_get_item (self->sitting);

  switch (fw_review_sitting_get_stage (self->sitting))
    {
    case FW_STAGE_NOTHING:
      return g_strdup (_("Nothing is left for you here."));
    case FW_STAGE_NAMING:
      return g_strdup (_("What do you see?"));
    case FW_STAGE_REVEALED:
      return g_strdup (_("The program found something here. Do you keep your verdict?"));
    case FW_STAGE_ASKED:
      return g_strdup (_("This waits for an answer, and is not judged until then."));
    case FW_STAGE_LOOKING:
      return g_strdup (_("Colleagues judged this differently."));
    case FW_STAGE_GONE:
      return g_strdup (_("The labels do not have this any more."));
    case FW_STAGE_JUDGING:
    case FW_STAGE_JUDGED:
    case FW_STAGE_CLOSED:
    default:
      return g_strdup (item == NULL                        ? ""
                       : item->unit.kind == FW_UNIT_FRAME  ? _("Is anything missing in this frame?")
                       : item->unit.kind == FW_UNIT_TRACK  ? _("Is this track right?")
                                                           : _("Is this label right?"));
    }
}

static char *
dup_hint (FwVerdictBar *self)
{
  const FwDraw *draw = fw_review_sitting_get_draw (self->sitting);

  switch (fw_review_sitting_get_stage (self->sitting))
    {
    case FW_STAGE_NAMING:
      return g_strdup (_("The label’s category is covered until you say it"));
    case FW_STAGE_JUDGING:
      return g_strdup (_("You and the annotator see each other’s names after you decide"));
    case FW_STAGE_REVEALED:
      return g_strdup (_("Both answers are kept"));
    case FW_STAGE_JUDGED:
      return g_strdup (_("Judged; it can be changed until you sign off"));
    case FW_STAGE_CLOSED:
      return g_strdup_printf (_("Signed off by %s"), draw->signed_by);
    case FW_STAGE_LOOKING:
      return g_strdup (_("You only look: it is not among yours"));
    case FW_STAGE_NOTHING:
    case FW_STAGE_ASKED:
    case FW_STAGE_GONE:
    default:
      return g_strdup ("");
    }
}

static char *
dup_gone_words (FwVerdictBar      *self,
                const FwQueueItem *item)
{
  g_autofree char *object = fw_session_dup_covered_name (self->session, item->unit.track);
  g_autofree char *words
    = fw_unit_join_words (&item->unit, fw_session_is_video (self->session), object);

  return g_strdup_printf (_("%s was drawn, and has been deleted since. It counts neither as "
                            "right nor as not right."),
                          words);
}

/* What the question asks, in place of the buttons. */
static char *
dup_words (FwVerdictBar *self)
{
  const FwQueueItem *item = fw_review_sitting_get_item (self->sitting);
  FwReview *review = fw_review_file_get_review (fw_review_sitting_get_file (self->sitting));
  g_autoptr(FwOpenQuestions) asked
    = fw_open_questions_new (review, fw_review_sitting_get_media (self->sitting));
  const FwQuestion *question = item != NULL ? fw_open_questions_find (asked, &item->unit) : NULL;

  switch (fw_review_sitting_get_stage (self->sitting))
    {
    case FW_STAGE_ASKED:
      return g_strdup_printf (_("“%s”"), question != NULL ? question->text : "");
    case FW_STAGE_LOOKING:
      return fw_disputes_dup_said (review, item->draw, item->name,
                                   fw_review_sitting_get_manual (self->sitting),
                                   fw_review_sitting_shows_author (self->sitting));
    case FW_STAGE_GONE:
      return dup_gone_words (self, item);
    case FW_STAGE_NOTHING:
      return g_strdup (_("All of these were drawn by you, or judged by a colleague."));
    case FW_STAGE_NAMING:
    case FW_STAGE_JUDGING:
    case FW_STAGE_REVEALED:
    case FW_STAGE_JUDGED:
    case FW_STAGE_CLOSED:
    default:
      return NULL;
    }
}

static void
update_names (FwVerdictBar *self)
{
  FwTaxonomy *taxonomy = fw_session_get_taxonomy (self->session);
  gsize n = taxonomy != NULL ? fw_taxonomy_get_n_categories (taxonomy) : 0;

  for (guint i = 0; i < N_NAMES; i++)
    {
      gtk_widget_set_visible (self->name_buttons[i], i < n);
      if (i >= n)
        continue;

      FwCategoryId id = fw_taxonomy_get_category (taxonomy, i)->id;
      g_autofree char *name = fw_session_dup_category_name (self->session, id);

      gtk_label_set_label (
        GTK_LABEL (g_object_get_data (G_OBJECT (self->name_buttons[i]), "label")), name);
      fw_late_tooltip_set (self->name_buttons[i], name);
      gtk_accessible_update_property (GTK_ACCESSIBLE (self->name_buttons[i]),
                                      GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
    }
  gtk_widget_set_visible (GTK_WIDGET (self->more_names), n > N_NAMES);
}

static void
update_unit (FwVerdictBar *self)
{
  FwSittingStage stage = fw_review_sitting_get_stage (self->sitting);
  g_autofree char *question = dup_question (self);
  g_autofree char *hint = dup_hint (self);
  g_autofree char *words = dup_words (self);
  gboolean can_say = stage == FW_STAGE_JUDGING || stage == FW_STAGE_REVEALED
                     || stage == FW_STAGE_JUDGED;

  self->is_lack_shown = FALSE;
  gtk_label_set_label (self->question, question);
  gtk_label_set_label (self->hint, hint);
  fw_late_tooltip_set (GTK_WIDGET (self->hint), hint);
  gtk_label_set_label (self->words, words != NULL ? words : "");
  gtk_stack_set_visible_child_name (self->answers, words != NULL             ? "words"
                                                   : stage == FW_STAGE_NAMING ? "naming"
                                                                              : "verdicts");
  if (stage == FW_STAGE_NAMING)
    update_names (self);
  for (guint i = 0; i < N_BUTTONS; i++)
    gtk_widget_set_sensitive (self->buttons[i],
                              can_say && fw_review_sitting_can_choose (self->sitting,
                                                                       get_key (i)));
  gtk_widget_set_sensitive (GTK_WIDGET (self->rows), can_say);
  if (stage == FW_STAGE_REVEALED)
    gtk_widget_add_css_class (self->head, "revealed");
  else
    gtk_widget_remove_css_class (self->head, "revealed");
}

/* Public ----------------------------------------------------------------------------- */

void
fw_verdict_bar_focus_rule (FwVerdictBar *self)
{
  g_return_if_fail (FW_IS_VERDICT_BAR (self));

  if (self->sitting == NULL)
    return;
  if (fw_review_sitting_get_stage (self->sitting) == FW_STAGE_NAMING)
    gtk_menu_button_popup (self->more_names);
  else if (gtk_widget_is_sensitive (GTK_WIDGET (self->rule)))
    fw_cite_field_focus (self->rule);
}

void
fw_verdict_bar_focus_note (FwVerdictBar *self)
{
  g_return_if_fail (FW_IS_VERDICT_BAR (self));

  gtk_widget_grab_focus (GTK_WIDGET (self->note));
}

void
fw_verdict_bar_show_lack (FwVerdictBar *self)
{
  const char *sentence;

  g_return_if_fail (FW_IS_VERDICT_BAR (self));

  if (self->sitting == NULL)
    return;

  FwVerdictLack lack = fw_review_sitting_find_lack (self->sitting, &sentence);

  if (lack == FW_LACK_NOTHING)
    return;
  self->is_lack_shown = TRUE;
  update_send (self, fw_review_sitting_get_draft (self->sitting));
  fw_compat_announce (GTK_WIDGET (self), sentence);
  if (lack == FW_LACK_RULE)
    fw_cite_field_focus (self->rule);
  else if (lack == FW_LACK_REASON || lack == FW_LACK_QUESTION)
    fw_verdict_bar_focus_note (self);
}

void
fw_verdict_bar_set_compact (FwVerdictBar *self,
                            gboolean      is_compact)
{
  g_return_if_fail (FW_IS_VERDICT_BAR (self));

  if (self->is_compact == is_compact)
    return;
  self->is_compact = is_compact;
  gtk_orientable_set_orientation (GTK_ORIENTABLE (self->rows), is_compact
                                                                 ? GTK_ORIENTATION_HORIZONTAL
                                                                 : GTK_ORIENTATION_VERTICAL);
  gtk_widget_set_hexpand (self->note_row, is_compact);
  gtk_widget_set_visible (GTK_WIDGET (self->chips), !is_compact);
  gtk_widget_set_visible (self->rule_title, !is_compact);
  gtk_widget_set_visible (self->note_title, !is_compact);
  if (is_compact)
    gtk_widget_add_css_class (GTK_WIDGET (self->box), "compact");
  else
    gtk_widget_remove_css_class (GTK_WIDGET (self->box), "compact");
}

void
fw_verdict_bar_set_sitting (FwVerdictBar    *self,
                            FwReviewSitting *sitting,
                            FwSession       *session)
{
  g_return_if_fail (FW_IS_VERDICT_BAR (self));
  g_return_if_fail ((sitting == NULL) == (session == NULL));

  if (self->sitting != NULL)
    g_signal_handlers_disconnect_by_data (self->sitting, self);
  g_set_object (&self->sitting, sitting);
  g_set_object (&self->session, session);
  fw_verdict_detail_set_sitting (self->detail, sitting, session);
  fw_category_popover_set_session (FW_CATEGORY_POPOVER (self->names_popover), session);
  if (sitting == NULL)
    return;

  g_signal_connect_swapped (sitting, "unit-changed", G_CALLBACK (update_unit), self);
  g_signal_connect_swapped (sitting, "draft-changed", G_CALLBACK (update_draft), self);
  update_unit (self);
  update_draft (self);
}

/* The widget --------------------------------------------------------------------------- */

/* A key cap above a label of up to two lines. */
static GtkWidget *
new_button_child (const char *action,
                  const char *text,
                  GtkWidget **out_label)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 4);
  GtkWidget *cap = fw_key_cap_new (action);
  GtkWidget *label = gtk_label_new (text);

  gtk_widget_set_halign (cap, GTK_ALIGN_CENTER);
  gtk_widget_set_valign (box, GTK_ALIGN_CENTER);
  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  /* Ten categories stand in one row: a long word breaks before the page grows out of the screen. */
  gtk_label_set_wrap_mode (GTK_LABEL (label), PANGO_WRAP_WORD_CHAR);
  gtk_label_set_lines (GTK_LABEL (label), 2);
  gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_END);
  gtk_label_set_justify (GTK_LABEL (label), GTK_JUSTIFY_CENTER);
  gtk_label_set_width_chars (GTK_LABEL (label), 4);
  gtk_label_set_max_width_chars (GTK_LABEL (label), 12);
  gtk_box_append (GTK_BOX (box), cap);
  gtk_box_append (GTK_BOX (box), label);
  if (out_label != NULL)
    *out_label = label;

  return box;
}

static void
add_verdict_button (FwVerdictBar *self,
                    guint         index)
{
  const FwVerdictKey *key = get_key (index);
  const char *title = index == N_BUTTONS - 1 ? _("Can’t tell") : _(key->title);
  g_autofree char *action = g_strdup_printf ("win.review-verdict-%u", key->digit);
  GtkWidget *button = gtk_toggle_button_new ();

  gtk_button_set_child (GTK_BUTTON (button), new_button_child (action, title, NULL));
  gtk_widget_set_focus_on_click (button, FALSE);
  fw_late_tooltip_set (button, title);
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, title,
                                  -1);
  gtk_widget_add_css_class (button, "fw-verdict");
  g_object_set_data (G_OBJECT (button), "index", GUINT_TO_POINTER (index));
  g_signal_connect_swapped (button, "toggled", G_CALLBACK (toggled_cb), self);
  if (index > 0)
    gtk_toggle_button_set_group (GTK_TOGGLE_BUTTON (button),
                                 GTK_TOGGLE_BUTTON (self->buttons[0]));
  self->buttons[index] = button;
  gtk_box_append (self->verdicts, button);
}

static void
add_name_button (FwVerdictBar *self,
                 guint         index)
{
  g_autofree char *action = g_strdup_printf ("win.review-verdict-%u", index + 1);
  GtkWidget *button = gtk_button_new ();
  GtkWidget *label;

  gtk_button_set_child (GTK_BUTTON (button), new_button_child (action, NULL, &label));
  gtk_widget_set_focus_on_click (button, FALSE);
  gtk_widget_add_css_class (button, "fw-verdict");
  g_object_set_data (G_OBJECT (button), "index", GUINT_TO_POINTER (index));
  g_object_set_data (G_OBJECT (button), "label", label);
  g_signal_connect_swapped (button, "clicked", G_CALLBACK (name_clicked_cb), self);
  self->name_buttons[index] = button;
  gtk_box_append (self->names, button);
}

static void
unknown_clicked_cb (FwVerdictBar *self)
{
  fw_verdict_bar_press (self, 0);
}

static void
add_unknown_button (FwVerdictBar *self)
{
  const char *title = _("Can’t tell");
  GtkWidget *button = gtk_button_new ();

  gtk_button_set_child (GTK_BUTTON (button), new_button_child ("win.review-verdict-0", title, NULL));
  gtk_widget_set_focus_on_click (button, FALSE);
  gtk_widget_add_css_class (button, "fw-verdict");
  fw_late_tooltip_set (button, _("The picture is too bad to see what it is"));
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, title,
                                  -1);
  g_signal_connect_swapped (button, "clicked", G_CALLBACK (unknown_clicked_cb), self);
  gtk_box_append (self->names, button);
}

static void
add_chip (FwVerdictBar *self,
          guint         index)
{
  GtkWidget *button = gtk_toggle_button_new ();
  GtkWidget *label = gtk_label_new (NULL);

  gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_END);
  gtk_label_set_max_width_chars (GTK_LABEL (label), 22);
  gtk_button_set_child (GTK_BUTTON (button), label);
  gtk_widget_set_focus_on_click (button, FALSE);
  gtk_widget_add_css_class (button, "fw-rule-chip");
  gtk_widget_set_visible (button, FALSE);
  g_signal_connect_swapped (button, "toggled", G_CALLBACK (chip_toggled_cb), self);
  self->chip_buttons[index] = button;
  gtk_box_append (self->chips, button);
}

static void
fw_verdict_bar_dispose (GObject *object)
{
  FwVerdictBar *self = FW_VERDICT_BAR (object);

  if (self->sitting != NULL)
    g_signal_handlers_disconnect_by_data (self->sitting, self);
  g_clear_object (&self->sitting);
  g_clear_object (&self->session);
  gtk_widget_dispose_template (GTK_WIDGET (self), FW_TYPE_VERDICT_BAR);

  G_OBJECT_CLASS (fw_verdict_bar_parent_class)->dispose (object);
}

static void
fw_verdict_bar_class_init (FwVerdictBarClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  g_type_ensure (FW_TYPE_KEY_CAP);
  g_type_ensure (FW_TYPE_CITE_FIELD);
  g_type_ensure (FW_TYPE_VERDICT_DETAIL);
  G_OBJECT_CLASS (klass)->dispose = fw_verdict_bar_dispose;

  signals[LEFT] = g_signal_new ("left", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL,
                                NULL, NULL, G_TYPE_NONE, 0);

  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/org/framewright/Framewright/verdict-bar.ui");
  gtk_widget_class_bind_template_child (widget_class, FwVerdictBar, box);
  gtk_widget_class_bind_template_child (widget_class, FwVerdictBar, head);
  gtk_widget_class_bind_template_child (widget_class, FwVerdictBar, question);
  gtk_widget_class_bind_template_child (widget_class, FwVerdictBar, hint);
  gtk_widget_class_bind_template_child (widget_class, FwVerdictBar, answers);
  gtk_widget_class_bind_template_child (widget_class, FwVerdictBar, verdicts);
  gtk_widget_class_bind_template_child (widget_class, FwVerdictBar, names);
  gtk_widget_class_bind_template_child (widget_class, FwVerdictBar, more_names);
  gtk_widget_class_bind_template_child (widget_class, FwVerdictBar, words);
  gtk_widget_class_bind_template_child (widget_class, FwVerdictBar, rows);
  gtk_widget_class_bind_template_child (widget_class, FwVerdictBar, rule_row);
  gtk_widget_class_bind_template_child (widget_class, FwVerdictBar, rule_title);
  gtk_widget_class_bind_template_child (widget_class, FwVerdictBar, rule);
  gtk_widget_class_bind_template_child (widget_class, FwVerdictBar, chips);
  gtk_widget_class_bind_template_child (widget_class, FwVerdictBar, note_row);
  gtk_widget_class_bind_template_child (widget_class, FwVerdictBar, note_title);
  gtk_widget_class_bind_template_child (widget_class, FwVerdictBar, detail);
  gtk_widget_class_bind_template_child (widget_class, FwVerdictBar, note);
  gtk_widget_class_bind_template_child (widget_class, FwVerdictBar, send);
  gtk_widget_class_bind_template_child (widget_class, FwVerdictBar, send_label);
  gtk_widget_class_bind_template_child (widget_class, FwVerdictBar, lack);
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
}

static void
fw_verdict_bar_init (FwVerdictBar *self)
{
  GtkEventController *keys = gtk_event_controller_key_new ();

  gtk_widget_init_template (GTK_WIDGET (self));
  for (guint i = 0; i < N_BUTTONS; i++)
    add_verdict_button (self, i);
  for (guint i = 0; i < N_NAMES; i++)
    add_name_button (self, i);
  add_unknown_button (self);
  for (guint i = 0; i < N_CHIPS; i++)
    add_chip (self, i);
  self->names_popover = fw_category_popover_new ();
  gtk_menu_button_set_popover (self->more_names, self->names_popover);
  gtk_menu_button_set_direction (self->more_names, GTK_ARROW_UP);

  g_signal_connect_swapped (self->names_popover, "chosen", G_CALLBACK (name_chosen_cb), self);
  g_signal_connect_swapped (self->rule, "chosen", G_CALLBACK (rule_chosen_cb), self);
  g_signal_connect_swapped (self->rule, "left", G_CALLBACK (leave), self);
  g_signal_connect_swapped (self->note, "changed", G_CALLBACK (note_changed_cb), self);
  g_signal_connect_swapped (self->note, "activate", G_CALLBACK (note_activate_cb), self);
  gtk_event_controller_set_propagation_phase (keys, GTK_PHASE_CAPTURE);
  g_signal_connect_swapped (keys, "key-pressed", G_CALLBACK (note_key_cb), self);
  gtk_widget_add_controller (GTK_WIDGET (self->note), keys);
}

GtkWidget *
fw_verdict_bar_new (void)
{
  return g_object_new (FW_TYPE_VERDICT_BAR, NULL);
}

/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "app/review/review-facts.h"

#include <adwaita.h>
#include <glib/gi18n.h>
#include <inttypes.h>

#include "app/late-tooltip.h"
#include "app/manual/do-dont.h"
#include "app/review/disputes.h"
#include "app/review/label-facts.h"
#include "app/review/rate-bar.h"
#include "app/review/review-words.h"
#include "rules/problem.h"

/* More pips than this are a bar code. */
#define MAX_PIPS  12
#define MAX_FOUND 5

struct _FwReviewFacts
{
  GtkWidget         parent_instance;

  GtkWidget        *scrolled;
  GtkWidget        *found_card;
  GtkLabel         *found_title;
  GtkLabel         *found;
  GtkWidget        *said_card;
  GtkLabel         *said;
  GtkWidget        *rate_card;
  GtkLabel         *rate;
  GtkLabel         *interval;
  FwRateBar        *bar;
  GtkWidget        *plan_card;
  GtkLabel         *plan_title;
  GtkWidget        *plan_info;
  GtkBox           *pips;
  GtkLabel         *plan;
  GtkLabel         *outlook;
  GtkLabel         *advice;
  GtkWidget        *label_card;
  GtkLabel         *label_title;
  GtkBox           *facts;
  GtkWidget        *rule_card;
  GtkLabel         *rule_title;
  GtkWidget        *rule_open;
  GtkLabel         *ask;
  AdwBin           *sides;
  GtkLabel         *precedents;

  FwManualPictures *pictures; /* (owned) of the manual */
  char             *shown_rule; /* (owned) (nullable) whose card is there */
  FwFrame           frame;
  FwReviewSitting  *sitting;  /* (owned) (nullable) */
  FwManualShelf    *shelf;    /* (owned) (nullable) */
};

G_DEFINE_FINAL_TYPE (FwReviewFacts, fw_review_facts, GTK_TYPE_WIDGET)

/* Estimate and plan ------------------------------------------------------------ */

static void
set_label (GtkLabel   *label,
           const char *text)
{
  gtk_label_set_label (label, text != NULL ? text : "");
  gtk_widget_set_visible (GTK_WIDGET (label), text != NULL);
}

static void
update_rate (FwReviewFacts  *self,
             const FwReport *report)
{
  g_autofree char *rate = fw_review_words_rate (report);
  g_autofree char *interval = fw_review_words_interval (report);
  g_autofree char *method = fw_review_words_method (report);
  FwRate shown = { .rate = rate != NULL ? report->estimate.rate : NAN,
                   .interval = report->estimate.interval,
                   .limit = report->draw->plan_n > 0
                              ? (double) report->draw->plan_accept / report->draw->plan_n
                              : 0.0 };

  set_label (self->rate, rate);
  set_label (self->interval, interval);
  fw_late_tooltip_set (self->rate_card, method);
  gtk_widget_set_visible (GTK_WIDGET (self->bar), report->draw->design != FW_DESIGN_TARGETED);
  fw_rate_bar_set (self->bar, &shown);
}

static void
clear_box (GtkBox *box)
{
  GtkWidget *child;

  while ((child = gtk_widget_get_first_child (GTK_WIDGET (box))) != NULL)
    gtk_box_remove (box, child);
}

static void
update_pips (FwReviewFacts  *self,
             const FwReport *report)
{
  gint64 n = report->draw->plan_accept;

  clear_box (self->pips);
  gtk_widget_set_visible (GTK_WIDGET (self->pips), n > 0 && n <= MAX_PIPS);
  for (gint64 i = 0; n <= MAX_PIPS && i < n; i++)
    {
      GtkWidget *pip = gtk_separator_new (GTK_ORIENTATION_HORIZONTAL);

      gtk_widget_add_css_class (pip, "fw-pip");
      if (i < report->counts[FW_OUTCOME_WRONG])
        gtk_widget_add_css_class (pip, "full");
      gtk_box_append (self->pips, pip);
    }
}

static char *
dup_plan_info (const FwReport *report)
{
  if (!(report->draw->plan_limit > 0.0))
    return g_strdup (_("By the table of MIL-STD-105E, level II, or made by hand."));

  return g_strdup_printf (_("Made so that a batch with %.3g %% passes nearly always, and one with "
                            "%.3g %% hardly ever."),
                          100.0 * report->draw->plan_aql, 100.0 * report->draw->plan_limit);
}

static void
update_plan (FwReviewFacts  *self,
             const FwReport *report)
{
  g_autofree char *title
    /* Lines break between the two, and nowhere else. */
    = g_strdup_printf (_("Acceptance plan n\302\240=\302\240%" PRId64
                         ", c\302\240=\302\240%" PRId64),
                       report->draw->plan_n, report->draw->plan_accept);
  g_autofree char *plan = fw_review_words_plan (report);
  g_autofree char *outlook = fw_review_words_outlook (report);
  g_autofree char *advice = fw_review_words_advice (report);
  g_autofree char *info = dup_plan_info (report);

  gtk_widget_set_visible (self->plan_card, report->plan != FW_PLAN_NONE);
  gtk_label_set_label (self->plan_title, title);
  fw_late_tooltip_set (self->plan_info, info);
  set_label (self->plan, plan);
  set_label (self->outlook, outlook);
  set_label (self->advice, advice);
  update_pips (self, report);
}

static void
update_figures (FwReviewFacts *self)
{
  const FwReport *report = fw_review_sitting_get_figures (self->sitting, NULL);

  gtk_widget_set_visible (self->rate_card, report != NULL);
  gtk_widget_set_visible (self->plan_card, report != NULL);
  if (report == NULL)
    return;
  update_rate (self, report);
  update_plan (self, report);
}

/* The unit ---------------------------------------------------------------------- */

static void
update_label (FwReviewFacts *self)
{
  const FwQueueItem *item = fw_review_sitting_get_item (self->sitting);
  g_autoptr(GArray) facts = fw_label_facts_list (self->sitting, self->frame);

  clear_box (self->facts);
  gtk_widget_set_visible (self->label_card, facts->len > 0);
  gtk_label_set_label (self->label_title, item == NULL || item->unit.kind == FW_UNIT_LABEL
                                            ? _("The label")
                                          : item->unit.kind == FW_UNIT_TRACK ? _("The track")
                                                                             : _("The frame"));
  for (guint i = 0; i < facts->len; i++)
    {
      const FwLabelFact *fact = &g_array_index (facts, FwLabelFact, i);
      GtkWidget *name = gtk_label_new (fact->name);
      GtkWidget *value = gtk_label_new (fact->value);
      GtkWidget *line = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 9);

      gtk_label_set_xalign (GTK_LABEL (name), 0.0f);
      gtk_label_set_yalign (GTK_LABEL (name), 0.0f);
      gtk_label_set_ellipsize (GTK_LABEL (name), PANGO_ELLIPSIZE_END);
      gtk_label_set_width_chars (GTK_LABEL (name), 12);
      gtk_label_set_max_width_chars (GTK_LABEL (name), 12);
      fw_late_tooltip_set (name, fact->name);
      gtk_label_set_xalign (GTK_LABEL (value), 0.0f);
      gtk_label_set_wrap (GTK_LABEL (value), TRUE);
      gtk_label_set_wrap_mode (GTK_LABEL (value), PANGO_WRAP_WORD_CHAR);
      gtk_widget_set_hexpand (value, TRUE);
      gtk_widget_add_css_class (name, "dim-label");
      /* Not a grid: that asks for the height of a wider column than it gets. */
      gtk_box_append (GTK_BOX (line), name);
      gtk_box_append (GTK_BOX (line), value);
      gtk_box_append (self->facts, line);
    }
}

/* What the program found, once it may be known. */
static void
update_found (FwReviewFacts *self)
{
  FwSittingStage stage = fw_review_sitting_get_stage (self->sitting);
  GPtrArray *problems = fw_review_sitting_get_problems (self->sitting);
  g_autoptr(GString) text = g_string_new (NULL);
  guint n = problems != NULL ? problems->len : 0;

  for (guint i = 0; i < MIN (n, MAX_FOUND); i++)
    {
      FwProblem *problem = problems->pdata[i];
      const FwRule *rule = fw_problem_get_rule (problem);

      /* Translators: rule, its title, and what was measured */
      g_string_append_printf (text, _("%s%s %s: %s"), i > 0 ? "\n" : "", rule->id, rule->title,
                              fw_problem_get_reason (problem));
    }
  if (n > MAX_FOUND)
    g_string_append_printf (text, ngettext ("\nand %u more", "\nand %u more", n - MAX_FOUND),
                            n - MAX_FOUND);
  gtk_label_set_label (self->found_title,
                       n > 0 ? _("The program found") : _("The program found nothing here."));
  set_label (self->found, n > 0 ? text->str : NULL);
  gtk_widget_set_visible (self->found_card,
                          stage == FW_STAGE_REVEALED
                            || (stage == FW_STAGE_JUDGED && problems != NULL));
}

/* What others said of what one judged, when it was something else. */
static void
update_said (FwReviewFacts *self)
{
  FwSittingStage stage = fw_review_sitting_get_stage (self->sitting);
  const FwQueueItem *item = fw_review_sitting_get_item (self->sitting);
  FwReviewFile *file = fw_review_sitting_get_file (self->sitting);
  gboolean may_tell = item != NULL && item->verdict != 0
                      && (stage == FW_STAGE_JUDGED || stage == FW_STAGE_CLOSED);
  g_autofree char *said
    = may_tell ? fw_disputes_dup_said (fw_review_file_get_review (file), item->draw, item->name,
                                       fw_review_sitting_get_manual (self->sitting), TRUE)
               : NULL;

  gtk_label_set_label (self->said, said != NULL ? said : "");
  gtk_widget_set_visible (self->said_card, said != NULL);
}

/* The rule ------------------------------------------------------------------------ */

/* What is cited, else what was found once it may be known, else what is asked of such
 * units. */
static const FwRule *
find_rule (FwReviewFacts *self)
{
  const FwVerdictDraft *draft = fw_review_sitting_get_draft (self->sitting);
  const FwQueueItem *item = fw_review_sitting_get_item (self->sitting);
  FwManual *manual = fw_review_sitting_get_manual (self->sitting);
  gboolean is_shown = fw_review_sitting_shows_category (self->sitting);
  FwRuleQuery query = { .manual = manual,
                        .unit = item != NULL ? item->unit.kind : FW_UNIT_LABEL,
                        .category = is_shown
                                      ? fw_review_sitting_get_category (self->sitting)
                                      : NULL };

  if (manual == NULL || item == NULL)
    return NULL;
  if (draft->rule != NULL && fw_manual_find_rule (manual, draft->rule) != NULL)
    return fw_manual_find_rule (manual, draft->rule);
  if (fw_review_sitting_get_stage (self->sitting) == FW_STAGE_REVEALED)
    {
      const GPtrArray *found = fw_review_sitting_get_problems (self->sitting);
      const FwRule *rule = found != NULL && found->len > 0
                             ? fw_manual_find_rule (
                               manual, fw_problem_get_rule (found->pdata[0])->id)
                             : NULL;

      if (rule != NULL)
        return rule;
    }

  return fw_review_rules_ask (&query);
}

static void
show_sides (FwReviewFacts *self,
            const FwRule  *rule)
{
  FwManualBook *book = self->shelf != NULL ? fw_manual_shelf_get_book (self->shelf) : NULL;
  int place = book != NULL ? fw_manual_book_find (book, rule->id) : -1;
  gsize n = 0;
  const FwChapter *chapter
    = place >= 0 ? &fw_manual_book_get_chapters (book, &n)[place] : NULL;
  g_autofree char *count
    = chapter != NULL && chapter->n_precedents > 0
        ? g_strdup_printf (ngettext ("%u answered question under this rule",
                                     "%u answered questions under this rule",
                                     (guint) chapter->n_precedents),
                           (guint) chapter->n_precedents)
        : NULL;

  adw_bin_set_child (self->sides,
                     chapter != NULL && chapter->n_sides[0] + chapter->n_sides[1] > 0
                       ? fw_do_dont_new (chapter, self->pictures)
                       : NULL);
  set_label (self->precedents, count);
}

static void
update_rule (FwReviewFacts *self)
{
  const FwRule *rule = find_rule (self);
  const char *id = rule != NULL ? rule->id : NULL;

  gtk_widget_set_visible (self->rule_card, rule != NULL);
  if (g_strcmp0 (id, self->shown_rule) == 0)
    return;
  g_free (self->shown_rule);
  self->shown_rule = g_strdup (id);
  if (rule == NULL)
    {
      adw_bin_set_child (self->sides, NULL);
      return;
    }

  g_autofree char *title = g_strdup_printf (_("%s %s"), rule->id, rule->title);

  gtk_label_set_label (self->rule_title, title);
  set_label (self->ask, rule->ask);
  gtk_actionable_set_action_target (GTK_ACTIONABLE (self->rule_open), "s", rule->id);
  show_sides (self, rule);
}

static void
book_changed_cb (FwReviewFacts *self)
{
  const char *path = fw_project_get_manual_path (fw_manual_shelf_get_project (self->shelf));
  g_autofree char *folder = path != NULL ? g_path_get_dirname (path) : NULL;

  fw_manual_pictures_set_folder (self->pictures, folder);
  g_clear_pointer (&self->shown_rule, g_free);
  update_rule (self);
}

static void
unit_changed_cb (FwReviewFacts *self)
{
  update_label (self);
  update_found (self);
  update_said (self);
  update_rule (self);
  gtk_adjustment_set_value (
    gtk_scrolled_window_get_vadjustment (GTK_SCROLLED_WINDOW (self->scrolled)), 0.0);
}

static void
draft_changed_cb (FwReviewFacts *self)
{
  update_rule (self);
}

/* Public ------------------------------------------------------------------------------ */

void
fw_review_facts_set_frame (FwReviewFacts *self,
                           FwFrame        frame)
{
  g_return_if_fail (FW_IS_REVIEW_FACTS (self));

  if (self->frame == frame)
    return;
  self->frame = frame;
  if (self->sitting != NULL)
    update_label (self);
}

void
fw_review_facts_set_sitting (FwReviewFacts   *self,
                             FwReviewSitting *sitting,
                             FwManualShelf   *shelf)
{
  g_return_if_fail (FW_IS_REVIEW_FACTS (self));

  if (self->sitting != NULL)
    g_signal_handlers_disconnect_by_data (self->sitting, self);
  if (self->shelf != NULL)
    g_signal_handlers_disconnect_by_data (self->shelf, self);
  g_set_object (&self->sitting, sitting);
  g_set_object (&self->shelf, shelf);
  g_clear_pointer (&self->shown_rule, g_free);
  if (sitting == NULL)
    return;

  g_signal_connect_swapped (sitting, "figures-changed", G_CALLBACK (update_figures), self);
  g_signal_connect_swapped (sitting, "unit-changed", G_CALLBACK (unit_changed_cb), self);
  g_signal_connect_swapped (sitting, "draft-changed", G_CALLBACK (draft_changed_cb), self);
  if (shelf != NULL)
    {
      g_signal_connect_swapped (shelf, "book-changed", G_CALLBACK (book_changed_cb), self);
      book_changed_cb (self);
    }
  update_figures (self);
  unit_changed_cb (self);
}

/* As wide as it is asked to be, whatever its words would like: else the picture beside it
 * would change its size from unit to unit. */
static void
fw_review_facts_measure (GtkWidget      *widget,
                         GtkOrientation  orientation,
                         int             for_size,
                         int            *minimum,
                         int            *natural,
                         int            *minimum_baseline,
                         int            *natural_baseline)
{
  gtk_widget_measure (FW_REVIEW_FACTS (widget)->scrolled, orientation, for_size, minimum, natural,
                      NULL, NULL);
  if (orientation == GTK_ORIENTATION_HORIZONTAL)
    *natural = *minimum;
  *minimum_baseline = *natural_baseline = -1;
}

static void
fw_review_facts_size_allocate (GtkWidget *widget,
                               int        width,
                               int        height,
                               int        baseline)
{
  gtk_widget_size_allocate (FW_REVIEW_FACTS (widget)->scrolled,
                            &(GtkAllocation) { 0, 0, width, height }, baseline);
}

static void
fw_review_facts_dispose (GObject *object)
{
  FwReviewFacts *self = FW_REVIEW_FACTS (object);

  if (self->scrolled != NULL)
    fw_review_facts_set_sitting (self, NULL, NULL);
  gtk_widget_dispose_template (GTK_WIDGET (self), FW_TYPE_REVIEW_FACTS);
  g_clear_object (&self->pictures);
  g_clear_pointer (&self->shown_rule, g_free);

  G_OBJECT_CLASS (fw_review_facts_parent_class)->dispose (object);
}

static void
fw_review_facts_class_init (FwReviewFactsClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  g_type_ensure (FW_TYPE_RATE_BAR);
  G_OBJECT_CLASS (klass)->dispose = fw_review_facts_dispose;
  widget_class->measure = fw_review_facts_measure;
  widget_class->size_allocate = fw_review_facts_size_allocate;
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/org/framewright/Framewright/review-facts.ui");
  gtk_widget_class_bind_template_child (widget_class, FwReviewFacts, scrolled);
  gtk_widget_class_bind_template_child (widget_class, FwReviewFacts, found_card);
  gtk_widget_class_bind_template_child (widget_class, FwReviewFacts, found_title);
  gtk_widget_class_bind_template_child (widget_class, FwReviewFacts, found);
  gtk_widget_class_bind_template_child (widget_class, FwReviewFacts, said_card);
  gtk_widget_class_bind_template_child (widget_class, FwReviewFacts, said);
  gtk_widget_class_bind_template_child (widget_class, FwReviewFacts, rate_card);
  gtk_widget_class_bind_template_child (widget_class, FwReviewFacts, rate);
  gtk_widget_class_bind_template_child (widget_class, FwReviewFacts, interval);
  gtk_widget_class_bind_template_child (widget_class, FwReviewFacts, bar);
  gtk_widget_class_bind_template_child (widget_class, FwReviewFacts, plan_card);
  gtk_widget_class_bind_template_child (widget_class, FwReviewFacts, plan_title);
  gtk_widget_class_bind_template_child (widget_class, FwReviewFacts, plan_info);
  gtk_widget_class_bind_template_child (widget_class, FwReviewFacts, pips);
  gtk_widget_class_bind_template_child (widget_class, FwReviewFacts, plan);
  gtk_widget_class_bind_template_child (widget_class, FwReviewFacts, outlook);
  gtk_widget_class_bind_template_child (widget_class, FwReviewFacts, advice);
  gtk_widget_class_bind_template_child (widget_class, FwReviewFacts, label_card);
  gtk_widget_class_bind_template_child (widget_class, FwReviewFacts, label_title);
  gtk_widget_class_bind_template_child (widget_class, FwReviewFacts, facts);
  gtk_widget_class_bind_template_child (widget_class, FwReviewFacts, rule_card);
  gtk_widget_class_bind_template_child (widget_class, FwReviewFacts, rule_title);
  gtk_widget_class_bind_template_child (widget_class, FwReviewFacts, rule_open);
  gtk_widget_class_bind_template_child (widget_class, FwReviewFacts, ask);
  gtk_widget_class_bind_template_child (widget_class, FwReviewFacts, sides);
  gtk_widget_class_bind_template_child (widget_class, FwReviewFacts, precedents);
}

static void
fw_review_facts_init (FwReviewFacts *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  self->pictures = fw_manual_pictures_new ();
  self->frame = FW_FRAME_NONE;
}

GtkWidget *
fw_review_facts_new (void)
{
  return g_object_new (FW_TYPE_REVIEW_FACTS, NULL);
}

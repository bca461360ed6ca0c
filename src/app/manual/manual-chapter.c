/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "app/manual/manual-chapter.h"

#include <glib/gi18n.h>
#include <string.h>

#include "app/late-tooltip.h"
#include "app/manual/chapter-parts.h"
#include "app/manual/do-dont.h"
#include "app/manual/rule-history.h"
#include "app/manual/wrap-text.h"
#include "app/questions/question-words.h"
#include "app/shortcuts.h"

#define FLASH_MS    1600
#define MAX_ANSWERS 3

struct _FwManualChapter
{
  GtkWidget         parent_instance;

  GtkWidget        *box;
  GtkWidget        *changed;  /* (nullable) of a rule */
  GtkWidget        *about;    /* (nullable) */
  GtkWidget        *bookmark; /* (nullable) */
  GtkWidget        *read;     /* (nullable) */
  GtkWidget        *history;  /* (nullable) */
  gpointer          diffs;    /* what it was made from; only compared */
  gboolean          has_history;
  GtkWidget        *precision; /* (nullable) how often what the check finds is accepted */
  GtkWidget        *proposal;  /* (nullable) */
  GtkWidget        *answers;  /* (nullable) */
  GPtrArray        *questions; /* (owned) (nullable) (element-type FwQuestion) that it shows */
  FwManualShelf    *shelf;    /* (owned) */
  FwManualBook     *book;     /* (owned) keeps @chapter */
  FwManualPictures *pictures; /* (owned) */
  const FwChapter  *chapter;
  guint             flash;
  gboolean          is_updating;
};

G_DEFINE_FINAL_TYPE (FwManualChapter, fw_manual_chapter, GTK_TYPE_WIDGET)

static void
append (FwManualChapter *self,
        GtkWidget       *child)
{
  gtk_box_append (GTK_BOX (self->box), child);
}

static const FwChapter *
get_chapter (FwManualChapter *self,
             guint            index)
{
  gsize n = 0;
  const FwChapter *chapters = fw_manual_book_get_chapters (self->book, &n);

  g_assert (index < n);
  return &chapters[index];
}

/* Head of a rule ------------------------------------------------------------ */

static GtkWidget *
new_pill (const char *css)
{
  GtkWidget *pill = gtk_label_new (NULL);

  gtk_widget_add_css_class (pill, "fw-pill");
  gtk_widget_add_css_class (pill, "small");
  gtk_widget_add_css_class (pill, css);
  gtk_widget_set_valign (pill, GTK_ALIGN_CENTER);
  gtk_widget_set_visible (pill, FALSE);
  return pill;
}

static void
bookmark_cb (FwManualChapter *self)
{
  gboolean on = gtk_toggle_button_get_active (GTK_TOGGLE_BUTTON (self->bookmark));

  if (!self->is_updating)
    fw_manual_shelf_set_bookmark (self->shelf, self->chapter->id, on);
}

static void
read_cb (FwManualChapter *self)
{
  fw_manual_shelf_mark_rule (self->shelf, self->chapter->rule);
}

static GtkWidget *
new_bookmark (FwManualChapter *self)
{
  self->bookmark = gtk_toggle_button_new ();
  gtk_button_set_icon_name (GTK_BUTTON (self->bookmark), "user-bookmarks-symbolic");
  fw_late_tooltip_set (self->bookmark, _("Bookmark"));
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->bookmark), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _("Bookmark"), -1);
  gtk_widget_add_css_class (self->bookmark, "flat");
  gtk_widget_set_valign (self->bookmark, GTK_ALIGN_CENTER);
  g_signal_connect_swapped (self->bookmark, "toggled", G_CALLBACK (bookmark_cb), self);
  return self->bookmark;
}

static GtkWidget *
new_ask_button (FwManualChapter *self)
{
  GtkWidget *button = gtk_button_new_with_label (_("Ask"));
  g_autofree char *label = g_strdup_printf (_("Ask about rule %s"), self->chapter->id);

  gtk_actionable_set_action_target (GTK_ACTIONABLE (button), "s", self->chapter->id);
  gtk_actionable_set_action_name (GTK_ACTIONABLE (button), "manual.ask");
  fw_late_tooltip_set (button, _("Ask the owner of the manual about this rule"));
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, label,
                                  -1);
  gtk_widget_set_valign (button, GTK_ALIGN_CENTER);
  return button;
}

static GtkWidget *
new_edit_button (FwManualChapter *self)
{
  GtkWidget *button = gtk_button_new_from_icon_name ("document-edit-symbolic");
  g_autofree char *tooltip =
    fw_shortcuts_dup_tooltip (fw_shortcuts_get_default (), _("Edit this rule"), "win.edit-rule");
  g_autofree char *label = g_strdup_printf (_("Edit rule %s"), self->chapter->id);

  gtk_actionable_set_action_target (GTK_ACTIONABLE (button), "s", self->chapter->id);
  gtk_actionable_set_action_name (GTK_ACTIONABLE (button), "manual.edit");
  fw_late_tooltip_set (button, tooltip);
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, label,
                                  -1);
  gtk_widget_add_css_class (button, "flat");
  gtk_widget_set_valign (button, GTK_ALIGN_CENTER);
  return button;
}

static void
add_rule_head (FwManualChapter *self)
{
  const FwChapter *part = get_chapter (self, self->chapter->part);
  GtkWidget *row = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 8);
  g_autofree char *title = g_strdup_printf ("%s  %s", self->chapter->id, self->chapter->title);
  GtkWidget *heading = fw_new_heading (title, 3, "fw-rule-title");

  if (part != self->chapter)
    {
      GtkWidget *where = gtk_label_new (part->title);

      gtk_label_set_xalign (GTK_LABEL (where), 0.0f);
      gtk_label_set_ellipsize (GTK_LABEL (where), PANGO_ELLIPSIZE_END);
      gtk_widget_add_css_class (where, "fw-where");
      append (self, where);
    }
  self->changed = new_pill ("changed");
  self->about = new_pill ("about");
  gtk_widget_set_hexpand (heading, TRUE);
  gtk_widget_set_valign (heading, GTK_ALIGN_CENTER);
  gtk_box_append (GTK_BOX (row), heading);
  gtk_box_append (GTK_BOX (row), self->changed);
  gtk_box_append (GTK_BOX (row), self->about);
  gtk_box_append (GTK_BOX (row), new_ask_button (self));
  gtk_box_append (GTK_BOX (row), new_edit_button (self));
  gtk_box_append (GTK_BOX (row), new_bookmark (self));
  append (self, row);
}

/* What stands under a rule ------------------------------------------------------- */

/* The sentence the app or a person goes by, and the way to the kind of check. */
static GtkWidget *
new_check_strip (const FwChapter *chapter)
{
  gboolean by_app = chapter->check_words != NULL && chapter->rule->is_sound;
  const char *words = by_app ? chapter->check_words : chapter->rule->ask;
  GtkWidget *strip = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 8);
  GtkWidget *label;
  g_autofree char *text = NULL;

  if (words == NULL)
    return NULL;
  text = g_strdup_printf (by_app ? _("Checked by the app: %s") : _("Checked by people: %s"), words);
  label = fw_wrap_text_new_plain (text);
  gtk_widget_set_hexpand (label, TRUE);
  gtk_widget_set_valign (label, GTK_ALIGN_CENTER);
  gtk_box_append (GTK_BOX (strip),
                  gtk_image_new_from_icon_name (by_app ? "emblem-system-symbolic"
                                                       : "avatar-default-symbolic"));
  gtk_box_append (GTK_BOX (strip), label);
  if (by_app)
    gtk_box_append (GTK_BOX (strip), fw_new_link_button (_("Show check"), "manual.open",
                                                         chapter->rule->kind->name));
  gtk_widget_add_css_class (strip, "fw-check-strip");
  return strip;
}

static void
attach_fact (GtkWidget  *grid,
             int         row,
             const char *name,
             GtkWidget  *value)
{
  GtkWidget *label = gtk_label_new (name);

  gtk_label_set_xalign (GTK_LABEL (label), 0.0f);
  gtk_label_set_yalign (GTK_LABEL (label), 0.0f);
  gtk_widget_add_css_class (label, "dim-label");
  gtk_widget_set_hexpand (value, TRUE);
  gtk_grid_attach (GTK_GRID (grid), label, 0, row, 1, 1);
  gtk_grid_attach (GTK_GRID (grid), value, 1, row, 1, 1);
}

static gboolean
is_checked (const FwRule *rule)
{
  return rule->kind != NULL && rule->is_sound && !rule->is_retired;
}

static GtkWidget *
new_facts (FwManualChapter *self)
{
  const FwChapter *chapter = self->chapter;
  GtkWidget *grid = gtk_grid_new ();

  for (gsize i = 0; i < chapter->n_facts; i++)
    attach_fact (grid, (int) i, chapter->facts[i].name,
                 fw_new_markup_label (chapter->facts[i].markup));
  if (is_checked (chapter->rule))
    {
      self->precision = gtk_label_new (NULL);
      gtk_label_set_wrap (GTK_LABEL (self->precision), TRUE);
      gtk_label_set_xalign (GTK_LABEL (self->precision), 0.0f);
      attach_fact (grid, (int) chapter->n_facts, _("Accepted"), self->precision);
    }
  gtk_grid_set_column_spacing (GTK_GRID (grid), 12);
  gtk_grid_set_row_spacing (GTK_GRID (grid), 2);
  gtk_widget_add_css_class (grid, "fw-facts");
  return grid;
}

/* What the rule's owner should look at, and where. Takes @button. */
static GtkWidget *
new_hint_strip (const char *text,
                GtkWidget  *button)
{
  GtkWidget *strip = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 8);
  GtkWidget *label = fw_wrap_text_new_plain (text);

  gtk_widget_set_hexpand (label, TRUE);
  gtk_widget_set_valign (label, GTK_ALIGN_CENTER);
  gtk_box_append (GTK_BOX (strip), gtk_image_new_from_icon_name ("fw-hint-symbolic"));
  gtk_box_append (GTK_BOX (strip), label);
  gtk_box_append (GTK_BOX (strip), button);
  gtk_widget_add_css_class (strip, "fw-check-strip");

  return strip;
}

/* What people make of the problems that the check finds, and what follows for the owner. */
static void
update_precision (FwManualChapter *self)
{
  FwPrecisionTable *table;
  const FwPrecision *figures;
  g_autofree char *words = NULL;
  g_autofree char *proposal = NULL;
  GtkWidget *child;

  if (self->precision == NULL)
    return;
  table = fw_manual_shelf_get_precision (self->shelf);
  figures = table != NULL ? fw_precision_table_find_rule (table, self->chapter->id) : NULL;
  words = figures != NULL ? fw_check_precision_dup_words (figures) : g_strdup ("…");
  gtk_label_set_text (GTK_LABEL (self->precision), words);

  if (table != NULL)
    proposal = fw_check_precision_dup_proposal (table, self->chapter->rule);
  child = gtk_widget_get_first_child (self->proposal);
  if (child != NULL)
    gtk_box_remove (GTK_BOX (self->proposal), child);
  gtk_widget_set_visible (self->proposal, proposal != NULL);
  if (proposal == NULL)
    return;

  gboolean is_error = self->chapter->rule->severity == FW_SEVERITY_ERROR;
  GtkWidget *button = fw_new_link_button (is_error ? _("Make it a hint…") : _("Make it advice…"),
                                          "manual.demote", self->chapter->id);

  fw_late_tooltip_set (button, _("Opens the rule with a lower severity; nothing is saved yet"));
  gtk_box_append (GTK_BOX (self->proposal), new_hint_strip (proposal, button));
}

/* "What changed", where anything did. Older versions come later than the chapter. */
static void
update_history (FwManualChapter *self)
{
  GPtrArray *diffs = fw_manual_shelf_get_diffs (self->shelf);
  g_autoptr (GPtrArray) editions = NULL;
  GtkWidget *child = gtk_widget_get_first_child (self->history);

  if (self->has_history && diffs == self->diffs)
    return;
  self->has_history = TRUE;
  self->diffs = diffs;
  if (child != NULL)
    gtk_box_remove (GTK_BOX (self->history), child);
  editions = fw_rule_editions_new (fw_manual_book_get_manual (self->book), diffs,
                                   fw_manual_shelf_get_versions (self->shelf), self->chapter->id);
  gtk_widget_set_visible (self->history, editions->len > 0);
  if (editions->len > 0)
    gtk_box_append (GTK_BOX (self->history), fw_rule_history_new (editions));
}

/* And while it is news, the way to say "read". */
static void
add_history (FwManualChapter *self)
{
  self->history = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  append (self, self->history);
  self->read = gtk_button_new_with_label (_("I have read this change"));
  gtk_widget_set_halign (self->read, GTK_ALIGN_START);
  gtk_widget_set_visible (self->read, FALSE);
  g_signal_connect_swapped (self->read, "clicked", G_CALLBACK (read_cb), self);
  append (self, self->read);
}

/* The answer without the word before it; of several blocks the last one. */
static const char *
get_answer (const FwChapter *chapter)
{
  for (gsize i = chapter->n_blocks; i > 0; i--)
    {
      const FwBlock *block = &chapter->blocks[i - 1];

      if (block->kind != FW_BLOCK_TEXT)
        continue;
      if (g_str_has_prefix (block->markup, "Answer: "))
        return block->markup + strlen ("Answer: ");
      return block->markup;
    }
  return "";
}

static void
unref_question (gpointer question)
{
  fw_review_record_unref (FW_REVIEW_QUESTION, question);
}

static GtkWidget *
new_answer_row (const char *title,
                const char *markup,
                const char *foot)
{
  GtkWidget *row = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 8);
  GtkWidget *words = gtk_box_new (GTK_ORIENTATION_VERTICAL, 2);
  GtkWidget *icon = gtk_image_new_from_icon_name ("fw-question-symbolic");
  g_autofree char *bold = g_markup_printf_escaped ("<b>%s</b>", title);
  GtkWidget *end = fw_new_markup_label (foot);

  gtk_widget_add_css_class (end, "fw-where");
  gtk_box_append (GTK_BOX (words), fw_new_markup_label (bold));
  gtk_box_append (GTK_BOX (words), fw_new_markup_label (markup));
  gtk_box_append (GTK_BOX (words), end);
  gtk_widget_set_valign (icon, GTK_ALIGN_START);
  gtk_widget_add_css_class (icon, "fw-accent");
  gtk_widget_set_hexpand (words, TRUE);
  gtk_box_append (GTK_BOX (row), icon);
  gtk_box_append (GTK_BOX (row), words);
  return row;
}

static GtkWidget *
new_precedent (const FwChapter *chapter)
{
  g_autofree char *since =
    g_markup_printf_escaped (_("Binding since v%s · <a href=\"#%s\">%s</a>"),
                             chapter->precedent->since != NULL ? chapter->precedent->since : "?",
                             chapter->id, chapter->id);

  return new_answer_row (chapter->title, get_answer (chapter), since);
}

static GtkWidget *
new_question (const FwQuestion *question)
{
  g_autofree char *answer = g_markup_escape_text (question->answer.text, -1);
  g_autofree char *when = fw_question_dup_when (question->answer.at, NULL);
  g_autofree char *foot = when[0] != '\0'
                            ? g_markup_printf_escaped (_("Answered %s, about these labels"), when)
                            : g_strdup (_("Answered, about these labels"));

  return new_answer_row (question->text, answer, foot);
}

static void
all_answers_cb (GtkWidget *button,
                GtkWidget *card)
{
  for (GtkWidget *child = gtk_widget_get_first_child (card); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    gtk_widget_set_visible (child, TRUE);
  gtk_widget_set_visible (button, FALSE);
}

/* Many answers are a sign that the rule does not say enough. */
static GtkWidget *
new_fold_strip (const FwChapter *chapter)
{
  guint n = (guint) chapter->n_precedents;
  g_autofree char *text = g_strdup_printf (
    ngettext ("%u answer hangs under this rule. Its owner should fold it into the text.",
              "%u answers hang under this rule. Its owner should fold them into the text.", n), n);

  return new_hint_strip (text, fw_new_link_button (_("Edit the rule"), "manual.edit", chapter->id));
}

static GtkWidget *
new_answers (FwManualChapter *self,
             GPtrArray       *questions)
{
  const FwChapter *chapter = self->chapter;
  guint n = (guint) chapter->n_precedents + questions->len;
  GtkWidget *card = gtk_box_new (GTK_ORIENTATION_VERTICAL, 9);
  GtkWidget *head = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 8);
  GtkWidget *title = fw_new_heading (_("Answered questions"), 4, "fw-card-head");

  gtk_widget_set_hexpand (title, TRUE);
  gtk_box_append (GTK_BOX (head), title);
  gtk_box_append (GTK_BOX (card), head);
  if (chapter->n_precedents >= FW_PRECEDENTS_TO_FOLD)
    gtk_box_append (GTK_BOX (card), new_fold_strip (chapter));
  for (guint i = 0; i < n; i++)
    {
      GtkWidget *answer =
        i < chapter->n_precedents
          ? new_precedent (get_chapter (self, chapter->precedents[i]))
          : new_question (questions->pdata[i - chapter->n_precedents]);

      gtk_widget_set_visible (answer, i < MAX_ANSWERS);
      gtk_box_append (GTK_BOX (card), answer);
    }
  if (n > MAX_ANSWERS)
    {
      g_autofree char *text = g_strdup_printf (_("All %u"), n);
      GtkWidget *all = fw_new_link_button (text, NULL, NULL);

      g_signal_connect (all, "clicked", G_CALLBACK (all_answers_cb), card);
      gtk_box_append (GTK_BOX (head), all);
    }
  gtk_widget_add_css_class (card, "fw-manual-card");
  return card;
}

/* Questions are answered while the rule is read. */
static void
update_answers (FwManualChapter *self)
{
  g_autoptr (GPtrArray) questions = fw_manual_shelf_list_answers (self->shelf, self->chapter->id);
  GtkWidget *child;

  if (self->questions != NULL && questions->len == self->questions->len
      && (questions->len == 0
          || memcmp (questions->pdata, self->questions->pdata,
                     questions->len * sizeof (gpointer)) == 0))
    return;
  child = gtk_widget_get_first_child (self->answers);
  if (child != NULL)
    gtk_box_remove (GTK_BOX (self->answers), child);
  g_clear_pointer (&self->questions, g_ptr_array_unref);
  self->questions = g_ptr_array_new_with_free_func (unref_question);
  for (guint i = 0; i < questions->len; i++)
    g_ptr_array_add (self->questions, fw_review_record_ref (questions->pdata[i]));
  gtk_widget_set_visible (self->answers, self->chapter->n_precedents + questions->len > 0);
  if (self->chapter->n_precedents + questions->len > 0)
    gtk_box_append (GTK_BOX (self->answers), new_answers (self, questions));
}

/* Kinds of chapters ------------------------------------------------------------ */

static void
add_blocks (FwManualChapter *self)
{
  for (gsize i = 0; i < self->chapter->n_blocks; i++)
    append (self, fw_new_block (&self->chapter->blocks[i], self->pictures));
}

static void
add_rule (FwManualChapter *self)
{
  const FwChapter *chapter = self->chapter;
  GtkWidget *strip = new_check_strip (chapter);

  add_rule_head (self);
  add_blocks (self);
  if (chapter->n_sides[FW_SIDE_DO] + chapter->n_sides[FW_SIDE_DONT] > 0)
    append (self, fw_do_dont_new (chapter, self->pictures));
  if (strip != NULL)
    append (self, strip);
  if (chapter->n_facts > 0 || is_checked (chapter->rule))
    append (self, new_facts (self));
  self->proposal = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  append (self, self->proposal);
  add_history (self);
  self->answers = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  append (self, self->answers);
}

static void
add_precedent (FwManualChapter *self)
{
  const FwPrecedent *precedent = self->chapter->precedent;
  g_autofree char *title = g_strdup_printf ("%s  %s", self->chapter->id, self->chapter->title);
  g_autofree char *where =
    g_markup_printf_escaped (_("Answered under <a href=\"#%s\">%s</a> · binding since v%s"),
                             precedent->rule != NULL ? precedent->rule : "",
                             precedent->rule != NULL ? precedent->rule : "",
                             precedent->since != NULL ? precedent->since : "?");
  GtkWidget *label = fw_new_markup_label (where);

  gtk_widget_add_css_class (label, "fw-where");
  append (self, fw_new_heading (title, 3, "fw-rule-title"));
  append (self, label);
  add_blocks (self);
}

static void
add_kind (FwManualChapter *self)
{
  GtkWidget *name = fw_new_heading (self->chapter->id, 3, "fw-rule-title");

  gtk_widget_add_css_class (name, "monospace");
  append (self, name);
  append (self, fw_wrap_text_new_plain (self->chapter->title));
  add_blocks (self);
}

static void
add_text (FwManualChapter *self)
{
  int level = self->chapter->level;

  if (self->chapter->title[0] != '\0')
    append (self, fw_new_heading (self->chapter->title, level,
                                  level == 1   ? "fw-book-title"
                                  : level == 2 ? "fw-part-title"
                                               : "fw-rule-title"));
  add_blocks (self);
}

static void
fill (FwManualChapter *self)
{
  switch (self->chapter->kind)
    {
    case FW_CHAPTER_RULE:
      add_rule (self);
      break;
    case FW_CHAPTER_PRECEDENT:
      add_precedent (self);
      break;
    case FW_CHAPTER_KIND:
      add_kind (self);
      break;
    case FW_CHAPTER_TEXT:
    case FW_CHAPTER_MESSAGES:
    default:
      add_text (self);
      break;
    }
  fw_shortcuts_name_keys (fw_shortcuts_get_default (), self->box);
}

/* Marks ------------------------------------------------------------ */

static void
update_pill (GtkWidget  *pill,
             gboolean    visible,
             const char *text)
{
  gtk_widget_set_visible (pill, visible);
  gtk_label_set_label (GTK_LABEL (pill), visible ? text : "");
}

void
fw_manual_chapter_update (FwManualChapter *self)
{
  g_return_if_fail (FW_IS_MANUAL_CHAPTER (self));

  const FwRule *rule = self->chapter->rule;
  const char *about = fw_manual_shelf_get_about (self->shelf);
  g_autofree char *changed = NULL;
  g_autofree char *about_text = NULL;

  if (rule == NULL)
    return;

  if (rule->changed != NULL)
    changed = g_strdup_printf (_("Changed in v%s"), rule->changed);
  else if (rule->since != NULL && rule->since[0] != '\0')
    changed = g_strdup_printf (_("New in v%s"), rule->since);
  else
    changed = g_strdup (_("Changed"));
  update_history (self);
  update_answers (self);
  update_precision (self);
  gtk_widget_set_visible (self->read, fw_manual_shelf_is_changed (self->shelf, rule));
  update_pill (self->changed, fw_manual_shelf_is_changed (self->shelf, rule), changed);

  if (fw_rule_speaks_about (rule, about))
    {
      g_autofree char *name = fw_manual_shelf_dup_about_name (self->shelf);

      about_text = g_strdup_printf (_("About %s"), name);
    }
  update_pill (self->about, about_text != NULL, about_text);
  if (about_text != NULL)
    gtk_widget_add_css_class (GTK_WIDGET (self), "about");
  else
    gtk_widget_remove_css_class (GTK_WIDGET (self), "about");

  self->is_updating = TRUE;
  gtk_toggle_button_set_active (GTK_TOGGLE_BUTTON (self->bookmark),
                                fw_manual_shelf_has_bookmark (self->shelf, self->chapter->id));
  self->is_updating = FALSE;
}

static gboolean
flash_cb (gpointer user_data)
{
  FwManualChapter *self = user_data;

  self->flash = 0;
  gtk_widget_remove_css_class (GTK_WIDGET (self), "here");
  return G_SOURCE_REMOVE;
}

void
fw_manual_chapter_flash (FwManualChapter *self)
{
  g_return_if_fail (FW_IS_MANUAL_CHAPTER (self));

  g_clear_handle_id (&self->flash, g_source_remove);
  gtk_widget_add_css_class (GTK_WIDGET (self), "here");
  self->flash = g_timeout_add (FLASH_MS, flash_cb, self);
}

/* Object ------------------------------------------------------------ */

static void
fw_manual_chapter_dispose (GObject *object)
{
  FwManualChapter *self = FW_MANUAL_CHAPTER (object);

  g_clear_handle_id (&self->flash, g_source_remove);
  g_clear_pointer (&self->box, gtk_widget_unparent);
  g_clear_object (&self->shelf);
  g_clear_object (&self->pictures);
  g_clear_pointer (&self->book, fw_manual_book_unref);
  g_clear_pointer (&self->questions, g_ptr_array_unref);

  G_OBJECT_CLASS (fw_manual_chapter_parent_class)->dispose (object);
}

static void
fw_manual_chapter_class_init (FwManualChapterClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = fw_manual_chapter_dispose;
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_GROUP);
  gtk_widget_class_set_css_name (widget_class, "chapter");
}

static void
fw_manual_chapter_init (FwManualChapter *self)
{
  self->box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 10);
  gtk_widget_set_valign (self->box, GTK_ALIGN_START);
  gtk_widget_set_parent (self->box, GTK_WIDGET (self));
}

GtkWidget *
fw_manual_chapter_new (FwManualShelf    *shelf,
                       FwManualPictures *pictures,
                       guint             index)
{
  g_return_val_if_fail (FW_IS_MANUAL_SHELF (shelf), NULL);
  g_return_val_if_fail (fw_manual_shelf_get_book (shelf) != NULL, NULL);

  FwManualChapter *self = g_object_new (FW_TYPE_MANUAL_CHAPTER, NULL);
  g_autofree char *label = NULL;

  self->shelf = g_object_ref (shelf);
  self->pictures = g_object_ref (pictures);
  self->book = fw_manual_book_ref (fw_manual_shelf_get_book (shelf));
  self->chapter = get_chapter (self, index);
  label = g_strdup_printf ("%s %s", self->chapter->id, self->chapter->title);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  g_strstrip (label), -1);
  fill (self);
  fw_manual_chapter_update (self);
  return GTK_WIDGET (self);
}

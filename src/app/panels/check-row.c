/* SPDX-License-Identifier: GPL-3.0-or-later */

/*
 * A rule's card is several rows of one list, so that a thousand findings cost
 * no more than those on the screen; the look of a card comes from the classes
 * of its first and last row. One widget shows all kinds of rows, because the
 * list hands its widgets round; it makes what a kind needs when it is first
 * needed, because a list has two hundred of them.
 */

#include "app/panels/check-row.h"

#include "app/fixes.h"
#include "app/late-tooltip.h"
#include "edit/clock.h"

#include <glib/gi18n.h>

struct _FwCheckRowView
{
  GtkWidget   parent_instance;

  FwCheckRow *row;        /* (owned) (nullable) */

  GtkWidget  *box;        /* (owned) by the widget tree, as all of the following */

  GtkWidget  *head;       /* as the other three, NULL until needed */
  GtkWidget  *icon;
  GtkWidget  *title;
  GtkWidget  *id;
  GtkWidget  *count;
  GtkWidget  *arrow;

  GtkWidget  *sentence;
  GtkWidget  *badge;
  GtkWidget  *words;

  GtkWidget  *instance;
  GtkWidget  *line;       /* object, frames, buttons */
  GtkWidget  *swatch;
  GtkWidget  *name;
  GtkWidget  *frames;
  GtkWidget  *go;
  GtkWidget  *fix;
  GtkWidget  *reason;
  GtkWidget  *more;       /* what the fix does, or why it was set aside */
  GtkWidget  *aside;      /* sets aside, or takes back */
  GtkWidget  *grow;

  GtkWidget  *foot;
  GtkWidget  *why;
  GtkWidget  *ask;
  GtkWidget  *edit;
  GtkWidget  *fix_all;
};

enum
{
  SIGNAL_ACT,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (FwCheckRowView, fw_check_row_view, GTK_TYPE_WIDGET)

static void
clicked_cb (GtkWidget      *button,
            FwCheckRowView *self)
{
  guint verb = GPOINTER_TO_UINT (g_object_get_data (G_OBJECT (button), "verb"));

  if (verb == FW_CHECK_ROW_SET_ASIDE
      && fw_check_row_get_facts (self->row)->kind == FW_CHECK_ROW_ASIDE)
    verb = FW_CHECK_ROW_TAKE_BACK;
  g_signal_emit (self, signals[SIGNAL_ACT], 0, verb, self->row);
}

static GtkWidget *
make_button (FwCheckRowView *self,
             const char     *label,
             FwCheckRowVerb  verb)
{
  GtkWidget *button = gtk_button_new_with_label (label);

  g_object_set_data (G_OBJECT (button), "verb", GUINT_TO_POINTER (verb));
  gtk_widget_set_valign (button, GTK_ALIGN_CENTER);
  g_signal_connect (button, "clicked", G_CALLBACK (clicked_cb), self);

  return button;
}

static GtkWidget *
make_label (const char        *class_name,
            gboolean           wraps,
            PangoEllipsizeMode ellipsize)
{
  GtkWidget *label = gtk_label_new (NULL);

  gtk_label_set_xalign (GTK_LABEL (label), 0.0f);
  gtk_label_set_ellipsize (GTK_LABEL (label), ellipsize);
  if (wraps)
    {
      gtk_label_set_wrap (GTK_LABEL (label), TRUE);
      gtk_label_set_wrap_mode (GTK_LABEL (label), PANGO_WRAP_WORD_CHAR);
      gtk_label_set_natural_wrap_mode (GTK_LABEL (label), GTK_NATURAL_WRAP_NONE);
    }
  if (class_name)
    gtk_widget_add_css_class (label, class_name);

  return label;
}

static GtkWidget *
make_head (FwCheckRowView *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 7);

  self->icon = gtk_image_new ();
  self->title = make_label ("fw-panel-title", TRUE, PANGO_ELLIPSIZE_END);
  gtk_label_set_lines (GTK_LABEL (self->title), 3);
  gtk_widget_set_hexpand (self->title, TRUE);
  self->id = make_label ("dim-label", FALSE, PANGO_ELLIPSIZE_NONE);
  gtk_widget_add_css_class (self->id, "fw-small");
  self->count = make_label ("fw-count", FALSE, PANGO_ELLIPSIZE_NONE);
  gtk_widget_add_css_class (self->count, "quiet");
  gtk_widget_add_css_class (self->count, "numeric");
  gtk_widget_set_valign (self->count, GTK_ALIGN_CENTER);
  self->arrow = gtk_image_new ();
  gtk_box_append (GTK_BOX (box), self->icon);
  gtk_box_append (GTK_BOX (box), self->title);
  gtk_box_append (GTK_BOX (box), self->id);
  gtk_box_append (GTK_BOX (box), self->count);
  gtk_box_append (GTK_BOX (box), self->arrow);

  return box;
}

static GtkWidget *
make_sentence (FwCheckRowView *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 8);

  self->badge = make_label (NULL, FALSE, PANGO_ELLIPSIZE_NONE);
  gtk_widget_set_valign (self->badge, GTK_ALIGN_START);
  self->words = make_label (NULL, TRUE, PANGO_ELLIPSIZE_NONE);
  gtk_widget_set_hexpand (self->words, TRUE);
  gtk_box_append (GTK_BOX (box), self->badge);
  gtk_box_append (GTK_BOX (box), self->words);

  return box;
}

static GtkWidget *
make_line (FwCheckRowView *self)
{
  GtkWidget *line = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 7);

  self->swatch = gtk_label_new ("■");
  self->name = make_label ("fw-name", FALSE, PANGO_ELLIPSIZE_END);
  self->frames = make_label ("dim-label", FALSE, PANGO_ELLIPSIZE_NONE);
  gtk_widget_add_css_class (self->frames, "fw-small");
  gtk_widget_add_css_class (self->frames, "numeric");
  gtk_widget_set_hexpand (self->frames, TRUE);
  self->go = make_button (self, C_("to a frame", "Go"), FW_CHECK_ROW_GO);
  self->fix = make_button (self, _("Fix"), FW_CHECK_ROW_FIX);
  gtk_widget_add_css_class (self->fix, "suggested-action");
  gtk_box_append (GTK_BOX (line), self->swatch);
  gtk_box_append (GTK_BOX (line), self->name);
  gtk_box_append (GTK_BOX (line), self->frames);
  gtk_box_append (GTK_BOX (line), self->go);
  gtk_box_append (GTK_BOX (line), self->fix);

  return line;
}

static GtkWidget *
make_instance (FwCheckRowView *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 3);
  GtkWidget *rest = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 8);
  GtkWidget *words = gtk_box_new (GTK_ORIENTATION_VERTICAL, 3);

  self->line = make_line (self);
  self->reason = make_label (NULL, TRUE, PANGO_ELLIPSIZE_NONE);
  self->more = make_label ("dim-label", TRUE, PANGO_ELLIPSIZE_NONE);
  gtk_widget_add_css_class (self->more, "fw-small");
  gtk_widget_set_hexpand (words, TRUE);
  gtk_box_append (GTK_BOX (words), self->reason);
  gtk_box_append (GTK_BOX (words), self->more);
  self->aside = make_button (self, "", FW_CHECK_ROW_SET_ASIDE);
  gtk_widget_set_valign (self->aside, GTK_ALIGN_END);
  gtk_widget_add_css_class (self->aside, "fw-link");
  gtk_box_append (GTK_BOX (rest), words);
  gtk_box_append (GTK_BOX (rest), self->aside);

  self->grow = make_button (self, _("List More"), FW_CHECK_ROW_GROW);
  gtk_widget_set_halign (self->grow, GTK_ALIGN_START);
  gtk_widget_add_css_class (self->grow, "fw-link");

  gtk_box_append (GTK_BOX (box), self->line);
  gtk_box_append (GTK_BOX (box), rest);
  gtk_box_append (GTK_BOX (box), self->grow);

  return box;
}

/* An icon and a word that look like a link. */
static GtkWidget *
make_link (const char *icon,
           const char *word)
{
  GtkWidget *face = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
  GtkWidget *button = gtk_button_new ();

  gtk_box_append (GTK_BOX (face), gtk_image_new_from_icon_name (icon));
  gtk_box_append (GTK_BOX (face), gtk_label_new (word));
  gtk_button_set_child (GTK_BUTTON (button), face);
  gtk_widget_set_valign (button, GTK_ALIGN_CENTER);
  gtk_widget_add_css_class (button, "fw-link");
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, word, -1);

  return button;
}

static GtkWidget *
make_foot (FwCheckRowView *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 9);

  self->why = make_link ("fw-manual-symbolic", _("Why?"));
  self->ask = make_link ("fw-question-symbolic", _("Ask a question"));
  gtk_actionable_set_action_target (GTK_ACTIONABLE (self->why), "s", "");
  gtk_actionable_set_action_name (GTK_ACTIONABLE (self->why), "win.show-rule");
  fw_late_tooltip_set (self->why, _("Open the rule in the manual"));
  gtk_actionable_set_action_target (GTK_ACTIONABLE (self->ask), "s", "");
  gtk_actionable_set_action_name (GTK_ACTIONABLE (self->ask), "win.ask-rule");
  fw_late_tooltip_set (self->ask, _("Ask the owner of the manual"));
  self->edit = gtk_button_new_from_icon_name ("document-edit-symbolic");
  gtk_actionable_set_action_target (GTK_ACTIONABLE (self->edit), "s", "");
  gtk_actionable_set_action_name (GTK_ACTIONABLE (self->edit), "win.edit-rule-of");
  gtk_widget_add_css_class (self->edit, "fw-link");
  fw_late_tooltip_set (self->edit, _("Edit the rule"));
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->edit), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _("Edit the rule"), -1);
  self->fix_all = make_button (self, "", FW_CHECK_ROW_FIX_ALL);
  gtk_widget_set_hexpand (self->fix_all, TRUE);
  gtk_widget_set_halign (self->fix_all, GTK_ALIGN_END);
  fw_late_tooltip_set (self->fix_all, _("Does every fix of this rule that cannot take "
                                        "anything away, as one step"));
  gtk_box_append (GTK_BOX (box), self->why);
  gtk_box_append (GTK_BOX (box), self->ask);
  gtk_box_append (GTK_BOX (box), self->edit);
  gtk_box_append (GTK_BOX (box), self->fix_all);

  return box;
}

static void
fw_check_row_view_init (FwCheckRowView *self)
{
  self->box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  gtk_widget_add_css_class (self->box, "fw-check-row");
  gtk_widget_set_parent (self->box, GTK_WIDGET (self));
}

/* Shows the part or hides it. */
static void
use_part (FwCheckRowView  *self,
          GtkWidget      **part,
          GtkWidget       *(*make) (FwCheckRowView *self),
          gboolean         is_used)
{
  if (is_used && !*part)
    {
      *part = make (self);
      gtk_box_append (GTK_BOX (self->box), *part);
    }
  if (*part)
    gtk_widget_set_visible (*part, is_used);
}

static void
fw_check_row_view_dispose (GObject *object)
{
  FwCheckRowView *self = FW_CHECK_ROW_VIEW (object);

  g_clear_pointer (&self->box, gtk_widget_unparent);
  g_clear_object (&self->row);

  G_OBJECT_CLASS (fw_check_row_view_parent_class)->dispose (object);
}

static void
fw_check_row_view_class_init (FwCheckRowViewClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = fw_check_row_view_dispose;
  gtk_widget_class_set_layout_manager_type (GTK_WIDGET_CLASS (klass), GTK_TYPE_BIN_LAYOUT);

  signals[SIGNAL_ACT] = g_signal_new ("act", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL,
                                      NULL, NULL, G_TYPE_NONE, 2, G_TYPE_UINT, FW_TYPE_CHECK_ROW);
}

GtkWidget *
fw_check_row_view_new (void)
{
  return g_object_new (FW_TYPE_CHECK_ROW_VIEW, NULL);
}

/* What a row says */

static void
set_class (GtkWidget  *widget,
           const char *name,
           gboolean    on)
{
  if (on)
    gtk_widget_add_css_class (widget, name);
  else
    gtk_widget_remove_css_class (widget, name);
}

static void
set_accessible_label (FwCheckRowView *self,
                      const char     *text)
{
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, text, -1);
}

static void
show_head (FwCheckRowView        *self,
           const FwCheckRowFacts *facts)
{
  const FwRule *rule = facts->rule;
  gboolean is_problem = rule && rule->severity == FW_SEVERITY_ERROR;
  const char *title = rule ? rule->title : _("Not checked");
  g_autofree char *id = rule ? g_strdup_printf (_("Rule %s"), rule->id) : g_strdup ("");
  g_autofree char *count = fw_clock_format_count (facts->count);
  g_autofree char *label = NULL;

  gtk_image_set_from_icon_name (GTK_IMAGE (self->icon),
                                is_problem ? "fw-problem-symbolic" : "fw-hint-symbolic");
  set_class (self->icon, "fw-problem", is_problem);
  set_class (self->icon, "fw-hint", !is_problem && rule);
  gtk_label_set_label (GTK_LABEL (self->title), title);
  fw_late_tooltip_set (self->title, rule ? title : NULL);
  gtk_label_set_label (GTK_LABEL (self->id), id);
  gtk_widget_set_visible (self->id, rule != NULL);
  gtk_label_set_label (GTK_LABEL (self->count), count);
  gtk_image_set_from_icon_name (GTK_IMAGE (self->arrow),
                                facts->is_closed ? "pan-end-symbolic" : "pan-down-symbolic");

  label = g_strdup_printf ("%s %s, %s, %s", id, title, count,
                           facts->is_closed ? _("closed") : _("open"));
  set_accessible_label (self, label);
}

/* What the rule says: what not to do if it says that, else what to do. */
static const FwSentence *
choose_sentence (const FwRule *rule)
{
  for (gsize i = 0; i < rule->n_sentences; i++)
    if (rule->sentences[i].is_not)
      return &rule->sentences[i];

  return rule->n_sentences > 0 ? &rule->sentences[0] : NULL;
}

static void
show_sentence (FwCheckRowView        *self,
               const FwCheckRowFacts *facts)
{
  const FwSentence *sentence = choose_sentence (facts->rule);
  const char *text = sentence ? sentence->text : facts->rule->message;

  gtk_widget_set_visible (self->badge, sentence != NULL);
  gtk_label_set_label (GTK_LABEL (self->badge),
                       sentence && sentence->is_not ? _ ("DO NOT") : _ ("DO"));
  set_class (self->badge, "fw-dont", sentence && sentence->is_not);
  set_class (self->badge, "fw-do", sentence && !sentence->is_not);
  gtk_label_set_label (GTK_LABEL (self->words), text);
  set_accessible_label (self, text);
}

static void
show_instance (FwCheckRowView        *self,
               const FwCheckRowFacts *facts,
               FwSession             *session)
{
  FwProblem *problem = facts->problem;
  FwTrackId id = fw_problem_get_track (problem);
  FwTrack *track = id ? fw_document_get_track (fw_session_get_document (session), id) : NULL;
  gboolean is_aside = facts->kind == FW_CHECK_ROW_ASIDE;
  gboolean has_fix = !is_aside && fw_problem_get_fix (problem) != FW_FIX_NONE;
  const char *fix_text = fw_problem_get_fix_text (problem);
  gboolean has_both = has_fix && facts->text;
  g_autofree char *more = has_both ? g_strdup_printf ("%s\n%s", fix_text, facts->text)
                                   : g_strdup (has_fix ? fix_text : facts->text);
  g_autofree char *name = track ? fw_session_dup_object_name (session, id) : NULL;
  g_autofree char *frames = fw_fixes_dup_frames (session, fw_problem_get_span (problem));
  g_autofree char *label = NULL;

  gtk_widget_set_visible (self->line, TRUE);
  gtk_widget_set_visible (self->swatch, track != NULL);
  gtk_widget_set_visible (self->name, track != NULL);
  gtk_widget_set_visible (self->go, fw_problem_get_span (problem).first != FW_FRAME_NONE
                                      || track != NULL);
  gtk_widget_set_visible (self->fix, has_fix);
  gtk_widget_set_visible (self->aside, TRUE);
  gtk_button_set_label (GTK_BUTTON (self->aside), is_aside ? _("Take back") : _("Set aside…"));
  gtk_widget_set_visible (self->grow, FALSE);
  if (track)
    {
      guint32 colour = fw_session_get_colour (session, fw_track_get_category (track));
      g_autofree char *markup
          = g_strdup_printf ("<span foreground=\"#%06x\">■</span>", colour & 0xffffff);

      gtk_label_set_markup (GTK_LABEL (self->swatch), markup);
      gtk_label_set_label (GTK_LABEL (self->name), name);
    }
  gtk_label_set_label (GTK_LABEL (self->frames), frames);
  gtk_label_set_label (GTK_LABEL (self->reason), fw_problem_get_reason (problem));
  gtk_label_set_label (GTK_LABEL (self->more), more ? more : "");
  gtk_widget_set_visible (self->more, more != NULL);
  fw_late_tooltip_set (self->fix, fix_text);

  label = g_strdup_printf ("%s, %s: %s %s", name ? name : "", frames,
                           fw_problem_get_reason (problem), more ? more : "");
  set_accessible_label (self, label);
}

/* A line of text without an object: "and more", or a rule without an answer. */
static void
show_text (FwCheckRowView        *self,
           const FwCheckRowFacts *facts)
{
  gboolean is_rule = facts->kind == FW_CHECK_ROW_SILENT;
  g_autofree char *count = fw_clock_format_count (facts->count);
  g_autofree char *more = g_strdup_printf (
      ngettext ("…and %s more place", "…and %s more places", (gulong) facts->count), count);
  const char *text = is_rule ? facts->text : more;

  gtk_widget_set_visible (self->line, is_rule);
  gtk_widget_set_visible (self->swatch, FALSE);
  gtk_widget_set_visible (self->name, is_rule);
  gtk_widget_set_visible (self->go, FALSE);
  gtk_widget_set_visible (self->fix, FALSE);
  gtk_widget_set_visible (self->aside, FALSE);
  gtk_widget_set_visible (self->grow, facts->can_grow);
  gtk_label_set_label (GTK_LABEL (self->name), is_rule ? facts->rule->title : "");
  gtk_label_set_label (GTK_LABEL (self->frames), is_rule ? facts->rule->id : "");
  gtk_label_set_label (GTK_LABEL (self->reason), text);
  gtk_widget_set_visible (self->more, FALSE);
  set_accessible_label (self, text);
}

static void
show_foot (FwCheckRowView        *self,
           const FwCheckRowFacts *facts)
{
  g_autofree char *label = fw_fixes_dup_offer (facts->count, facts->can_grow);

  gtk_actionable_set_action_target (GTK_ACTIONABLE (self->why), "s", facts->rule->id);
  gtk_actionable_set_action_target (GTK_ACTIONABLE (self->ask), "s", facts->rule->id);
  gtk_actionable_set_action_target (GTK_ACTIONABLE (self->edit), "s", facts->rule->id);
  gtk_button_set_label (GTK_BUTTON (self->fix_all), label);
  /* One is done where it stands. */
  gtk_widget_set_visible (self->fix_all, facts->count > 1 || facts->can_grow);
  set_accessible_label (self, facts->rule->title);
}

void
fw_check_row_view_set_row (FwCheckRowView *self,
                           FwCheckRow     *row,
                           FwSession      *session)
{
  g_return_if_fail (FW_IS_CHECK_ROW_VIEW (self));

  g_set_object (&self->row, row);
  if (!row)
    return;

  const FwCheckRowFacts *facts = fw_check_row_get_facts (row);
  gboolean is_head = facts->kind == FW_CHECK_ROW_HEAD;
  gboolean is_sentence = facts->kind == FW_CHECK_ROW_SENTENCE;
  gboolean is_foot = facts->kind == FW_CHECK_ROW_FOOT;
  gboolean is_line = !is_head && !is_sentence && !is_foot;

  use_part (self, &self->head, make_head, is_head);
  use_part (self, &self->sentence, make_sentence, is_sentence);
  use_part (self, &self->instance, make_instance, is_line);
  use_part (self, &self->foot, make_foot, is_foot);
  set_class (self->box, "head", is_head);
  set_class (self->box, "closed", facts->is_closed);
  set_class (self->box, "instance", is_line || is_foot);
  set_class (self->box, "last", facts->is_last);

  if (is_head)
    show_head (self, facts);
  else if (is_sentence)
    show_sentence (self, facts);
  else if (is_foot)
    show_foot (self, facts);
  else if (facts->problem)
    show_instance (self, facts, session);
  else
    show_text (self, facts);
  fw_check_row_view_update_here (self, session);
}

void
fw_check_row_view_update_here (FwCheckRowView *self,
                               FwSession      *session)
{
  g_return_if_fail (FW_IS_CHECK_ROW_VIEW (self));

  FwProblem *problem = self->row ? fw_check_row_get_facts (self->row)->problem : NULL;

  set_class (self->box, "here",
             problem && session && fw_session_is_selected (session, fw_problem_get_track (problem))
             && fw_span_contains (fw_problem_get_span (problem), fw_session_get_frame (session)));
}

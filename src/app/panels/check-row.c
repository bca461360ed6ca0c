/* SPDX-License-Identifier: GPL-3.0-or-later */

/*
 * A rule's card is several rows of one list, so that a thousand findings cost
 * no more than those on the screen; the look of a card comes from the classes
 * of its first and last row. One widget shows all kinds of rows, because the
 * list hands its widgets round.
 */

#include "app/panels/check-row.h"

#include <glib/gi18n.h>

struct _FwCheckRow
{
  GObject         parent_instance;

  FwCheckRowKind  kind;
  FwManual       *manual;  /* (owned) */
  const FwRule   *rule;    /* of @manual; NULL: the head of the rules without an answer */
  FwProblem      *problem; /* (owned) (nullable) */
  gint64          count;
  char           *text;    /* (owned) (nullable) */
  gboolean        is_closed;
  gboolean        is_last;
};

G_DEFINE_FINAL_TYPE (FwCheckRow, fw_check_row, G_TYPE_OBJECT)

static void
fw_check_row_finalize (GObject *object)
{
  FwCheckRow *self = FW_CHECK_ROW (object);

  g_clear_pointer (&self->problem, fw_problem_unref);
  g_clear_pointer (&self->manual, fw_manual_unref);
  g_free (self->text);

  G_OBJECT_CLASS (fw_check_row_parent_class)->finalize (object);
}

static void
fw_check_row_class_init (FwCheckRowClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = fw_check_row_finalize;
}

static void
fw_check_row_init (FwCheckRow *self)
{
}

FwCheckRow *
fw_check_row_new (FwCheckRowKind  kind,
                  FwManual       *manual,
                  const FwRule   *rule,
                  FwProblem      *problem,
                  gint64          count,
                  const char     *text,
                  gboolean        is_closed,
                  gboolean        is_last)
{
  FwCheckRow *self = g_object_new (FW_TYPE_CHECK_ROW, NULL);

  self->kind = kind;
  self->manual = fw_manual_ref (manual);
  self->rule = rule;
  self->problem = problem ? fw_problem_ref (problem) : NULL;
  self->count = count;
  self->text = g_strdup (text);
  self->is_closed = is_closed;
  self->is_last = is_last;

  return self;
}

FwCheckRowKind
fw_check_row_get_kind (FwCheckRow *self)
{
  return self->kind;
}

const FwRule *
fw_check_row_get_rule (FwCheckRow *self)
{
  return self->rule;
}

FwProblem *
fw_check_row_get_problem (FwCheckRow *self)
{
  return self->problem;
}

gboolean
fw_check_row_equal (FwCheckRow *a,
                    FwCheckRow *b)
{
  if (a->kind != b->kind || a->rule != b->rule || a->count != b->count
      || a->is_closed != b->is_closed || a->is_last != b->is_last
      || g_strcmp0 (a->text, b->text) != 0)
    return FALSE;

  return a->problem == b->problem
         || (a->problem && b->problem && fw_problem_equal (a->problem, b->problem));
}

/* The view */

struct _FwCheckRowView
{
  GtkWidget   parent_instance;

  FwCheckRow *row;        /* (owned) (nullable) */

  GtkWidget  *box;        /* (owned) by the widget tree, as all of the following */

  GtkWidget  *head;
  GtkWidget  *icon;
  GtkWidget  *title;
  GtkWidget  *id;
  GtkWidget  *count;
  GtkWidget  *arrow;

  GtkWidget  *sentence;
  GtkWidget  *badge;
  GtkWidget  *words;
  GtkWidget  *why;

  GtkWidget  *instance;
  GtkWidget  *swatch;
  GtkWidget  *name;
  GtkWidget  *frames;
  GtkWidget  *go;
  GtkWidget  *fix;
  GtkWidget  *reason;
  GtkWidget  *fix_text;
  GtkWidget  *aside;      /* sets aside, or takes back */
};

enum
{
  SIGNAL_GO,
  SIGNAL_FIX,
  SIGNAL_SET_ASIDE,
  SIGNAL_TAKE_BACK,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (FwCheckRowView, fw_check_row_view, GTK_TYPE_WIDGET)

static void
go_clicked_cb (FwCheckRowView *self)
{
  if (self->row && self->row->problem)
    g_signal_emit (self, signals[SIGNAL_GO], 0, self->row->problem);
}

static void
fix_clicked_cb (FwCheckRowView *self)
{
  if (self->row && self->row->problem)
    g_signal_emit (self, signals[SIGNAL_FIX], 0, self->row->problem);
}

static void
aside_clicked_cb (FwCheckRowView *self)
{
  if (self->row && self->row->problem)
    g_signal_emit (self,
                   signals[self->row->kind == FW_CHECK_ROW_ASIDE ? SIGNAL_TAKE_BACK
                                                                 : SIGNAL_SET_ASIDE],
                   0, self->row->problem);
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
  self->title = make_label ("heading", FALSE, PANGO_ELLIPSIZE_END);
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
  self->why = gtk_button_new_with_label (_("Why?"));
  gtk_actionable_set_action_target (GTK_ACTIONABLE (self->why), "s", "");
  gtk_actionable_set_action_name (GTK_ACTIONABLE (self->why), "win.show-rule");
  gtk_widget_set_valign (self->why, GTK_ALIGN_START);
  gtk_widget_add_css_class (self->why, "fw-link");
  gtk_box_append (GTK_BOX (box), self->badge);
  gtk_box_append (GTK_BOX (box), self->words);
  gtk_box_append (GTK_BOX (box), self->why);

  return box;
}

static GtkWidget *
make_instance (FwCheckRowView *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 3);
  GtkWidget *line = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 7);

  self->swatch = gtk_label_new ("■");
  self->name = make_label (NULL, FALSE, PANGO_ELLIPSIZE_END);
  self->frames = make_label ("dim-label", FALSE, PANGO_ELLIPSIZE_NONE);
  gtk_widget_add_css_class (self->frames, "fw-small");
  gtk_widget_add_css_class (self->frames, "numeric");
  gtk_widget_set_hexpand (self->frames, TRUE);
  self->go = gtk_button_new_with_label (C_("to a frame", "Go"));
  self->fix = gtk_button_new_with_label (_("Fix"));
  gtk_widget_add_css_class (self->fix, "suggested-action");
  gtk_box_append (GTK_BOX (line), self->swatch);
  gtk_box_append (GTK_BOX (line), self->name);
  gtk_box_append (GTK_BOX (line), self->frames);
  gtk_box_append (GTK_BOX (line), self->go);
  gtk_box_append (GTK_BOX (line), self->fix);
  g_signal_connect_swapped (self->go, "clicked", G_CALLBACK (go_clicked_cb), self);
  g_signal_connect_swapped (self->fix, "clicked", G_CALLBACK (fix_clicked_cb), self);

  self->reason = make_label (NULL, TRUE, PANGO_ELLIPSIZE_NONE);
  self->fix_text = make_label ("dim-label", TRUE, PANGO_ELLIPSIZE_NONE);
  gtk_widget_add_css_class (self->fix_text, "fw-small");
  gtk_box_append (GTK_BOX (box), line);
  gtk_box_append (GTK_BOX (box), self->reason);
  gtk_box_append (GTK_BOX (box), self->fix_text);

  self->aside = gtk_button_new ();
  gtk_widget_set_halign (self->aside, GTK_ALIGN_START);
  gtk_widget_add_css_class (self->aside, "fw-link");
  gtk_box_append (GTK_BOX (box), self->aside);
  g_signal_connect_swapped (self->aside, "clicked", G_CALLBACK (aside_clicked_cb), self);

  return box;
}

static void
fw_check_row_view_init (FwCheckRowView *self)
{
  self->box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  self->head = make_head (self);
  self->sentence = make_sentence (self);
  self->instance = make_instance (self);
  gtk_widget_add_css_class (self->box, "fw-check-row");
  gtk_box_append (GTK_BOX (self->box), self->head);
  gtk_box_append (GTK_BOX (self->box), self->sentence);
  gtk_box_append (GTK_BOX (self->box), self->instance);
  gtk_widget_set_parent (self->box, GTK_WIDGET (self));
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

  signals[SIGNAL_GO] = g_signal_new ("go", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL,
                                     NULL, NULL, G_TYPE_NONE, 1, G_TYPE_POINTER);
  signals[SIGNAL_FIX] = g_signal_new ("fix", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL,
                                      NULL, NULL, G_TYPE_NONE, 1, G_TYPE_POINTER);
  signals[SIGNAL_SET_ASIDE]
      = g_signal_new ("set-aside", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                      NULL, G_TYPE_NONE, 1, G_TYPE_POINTER);
  signals[SIGNAL_TAKE_BACK]
      = g_signal_new ("take-back", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                      NULL, G_TYPE_NONE, 1, G_TYPE_POINTER);
}

GtkWidget *
fw_check_row_view_new (void)
{
  return g_object_new (FW_TYPE_CHECK_ROW_VIEW, NULL);
}

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
set_label (GtkWidget  *row,
           const char *text)
{
  gtk_accessible_update_property (GTK_ACCESSIBLE (row), GTK_ACCESSIBLE_PROPERTY_LABEL, text, -1);
}

static void
show_head (FwCheckRowView *self)
{
  FwCheckRow *row = self->row;
  gboolean is_problem = row->rule && row->rule->severity == FW_SEVERITY_ERROR;
  g_autofree char *count = g_strdup_printf ("%" G_GINT64_FORMAT, row->count);
  g_autofree char *label = NULL;

  gtk_image_set_from_icon_name (GTK_IMAGE (self->icon),
                                is_problem ? "fw-problem-symbolic" : "fw-hint-symbolic");
  set_class (self->icon, "fw-problem", is_problem);
  set_class (self->icon, "fw-hint", !is_problem && row->rule);
  gtk_label_set_label (GTK_LABEL (self->title), row->rule ? row->rule->title : _("Not checked"));
  gtk_widget_set_tooltip_text (self->title, row->rule ? row->rule->title : NULL);
  gtk_label_set_label (GTK_LABEL (self->id), row->rule ? row->rule->id : "");
  gtk_label_set_label (GTK_LABEL (self->count), count);
  gtk_image_set_from_icon_name (GTK_IMAGE (self->arrow),
                                row->is_closed ? "pan-end-symbolic" : "pan-down-symbolic");
  set_class (self->box, "closed", row->is_closed);

  label = g_strdup_printf ("%s %s, %s, %s", row->rule ? row->rule->id : "",
                           row->rule ? row->rule->title : _("Not checked"), count,
                           row->is_closed ? _("closed") : _("open"));
  set_label (GTK_WIDGET (self), label);
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
show_sentence (FwCheckRowView *self)
{
  const FwSentence *sentence = choose_sentence (self->row->rule);
  const char *text = sentence ? sentence->text : self->row->rule->message;

  gtk_widget_set_visible (self->badge, sentence != NULL);
  gtk_label_set_label (GTK_LABEL (self->badge),
                       sentence && sentence->is_not ? _ ("DO NOT") : _ ("DO"));
  set_class (self->badge, "fw-dont", sentence && sentence->is_not);
  set_class (self->badge, "fw-do", sentence && !sentence->is_not);
  gtk_label_set_label (GTK_LABEL (self->words), text);
  set_label (GTK_WIDGET (self), text);

  gtk_actionable_set_action_target (GTK_ACTIONABLE (self->why), "s", self->row->rule->id);
  gtk_widget_set_tooltip_text (self->why, _("Open the rule in the manual"));
}

static char *
make_frames_text (FwSession *session,
                  FwSpan     span)
{
  /* People count pictures of a folder from 1 and frames of a video from 0. */
  int first = fw_session_is_video (session) ? 0 : 1;

  if (span.first == FW_FRAME_NONE)
    return g_strdup (_("whole clip"));
  if (span.first == span.last)
    return g_strdup_printf ("%d", span.first + first);

  return g_strdup_printf ("%d–%d", span.first + first, span.last + first);
}

static void
show_instance (FwCheckRowView *self,
               FwSession      *session)
{
  FwProblem *problem = self->row->problem;
  FwTrackId id = fw_problem_get_track (problem);
  FwTrack *track = id ? fw_document_get_track (fw_session_get_document (session), id) : NULL;
  gboolean is_aside = self->row->kind == FW_CHECK_ROW_ASIDE;
  const char *fix_text = is_aside ? self->row->text : fw_problem_get_fix_text (problem);
  g_autofree char *name = track ? fw_session_dup_object_name (session, id) : NULL;
  g_autofree char *frames = make_frames_text (session, fw_problem_get_span (problem));
  g_autofree char *label = NULL;

  gtk_widget_set_visible (self->swatch, track != NULL);
  gtk_widget_set_visible (self->name, track != NULL);
  gtk_widget_set_visible (self->go, TRUE);
  gtk_widget_set_visible (self->fix, !is_aside && fw_problem_get_fix (problem) != FW_FIX_NONE);
  gtk_widget_set_visible (self->aside, TRUE);
  gtk_button_set_label (GTK_BUTTON (self->aside), is_aside ? _("Take back") : _("Set aside…"));
  gtk_widget_set_visible (self->fix_text, fix_text != NULL);
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
  gtk_label_set_label (GTK_LABEL (self->fix_text), fix_text ? fix_text : "");
  gtk_widget_set_tooltip_text (self->fix, fix_text);

  label = g_strdup_printf ("%s, %s: %s", name ? name : "", frames, fw_problem_get_reason (problem));
  set_label (GTK_WIDGET (self), label);
}

/* A line of text without an object: "and more", or a rule without an answer. */
static void
show_text (FwCheckRowView *self)
{
  gboolean is_rule = self->row->kind == FW_CHECK_ROW_SILENT;

  gtk_widget_set_visible (self->swatch, FALSE);
  gtk_widget_set_visible (self->name, is_rule);
  gtk_widget_set_visible (self->go, FALSE);
  gtk_widget_set_visible (self->fix, FALSE);
  gtk_widget_set_visible (self->fix_text, FALSE);
  gtk_widget_set_visible (self->aside, FALSE);
  gtk_label_set_label (GTK_LABEL (self->name), is_rule ? self->row->rule->title : "");
  gtk_label_set_label (GTK_LABEL (self->frames), is_rule ? self->row->rule->id : "");
  gtk_label_set_label (GTK_LABEL (self->reason), self->row->text);
  set_label (GTK_WIDGET (self), self->row->text);
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

  gtk_widget_set_visible (self->head, row->kind == FW_CHECK_ROW_HEAD);
  gtk_widget_set_visible (self->sentence, row->kind == FW_CHECK_ROW_SENTENCE);
  gtk_widget_set_visible (self->instance, row->kind >= FW_CHECK_ROW_INSTANCE);
  set_class (self->box, "head", row->kind == FW_CHECK_ROW_HEAD);
  set_class (self->box, "closed", FALSE);
  set_class (self->box, "instance", row->kind >= FW_CHECK_ROW_INSTANCE);
  set_class (self->box, "last", row->is_last);
  gtk_widget_set_visible (gtk_widget_get_first_child (self->instance),
                          row->kind != FW_CHECK_ROW_MORE);

  switch (row->kind)
    {
    case FW_CHECK_ROW_HEAD:
      show_head (self);
      break;
    case FW_CHECK_ROW_SENTENCE:
      show_sentence (self);
      break;
    case FW_CHECK_ROW_INSTANCE:
    case FW_CHECK_ROW_ASIDE:
      show_instance (self, session);
      break;
    case FW_CHECK_ROW_MORE:
    case FW_CHECK_ROW_SILENT:
      show_text (self);
      break;
    }
  fw_check_row_view_update_here (self, session);
}

void
fw_check_row_view_update_here (FwCheckRowView *self,
                               FwSession      *session)
{
  g_return_if_fail (FW_IS_CHECK_ROW_VIEW (self));

  FwProblem *problem = self->row ? self->row->problem : NULL;

  set_class (self->box, "here",
             problem && session && fw_session_is_selected (session, fw_problem_get_track (problem))
             && fw_span_contains (fw_problem_get_span (problem), fw_session_get_frame (session)));
}

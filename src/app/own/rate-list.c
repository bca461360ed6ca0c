/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/own/rate-list.h"

#include "app/late-tooltip.h"
#include "app/own/own-words.h"
#include "edit/clock.h"

#include <adwaita.h>
#include <glib/gi18n.h>
#include <math.h>

#define BAR_WIDTH 150
/* So many lines; the rest is behind "Show All". */
#define MOST_LINES 8

typedef enum
{
  VIEW_FIGURES,
  VIEW_RULES,
  VIEW_CATEGORIES,
  N_VIEWS
} View;

struct _FwRateList
{
  GtkWidget      parent_instance;

  GtkWidget     *box;
  GtkWidget     *grid;     /* the lines */
  GtkWidget     *empty;
  GtkWidget     *note;     /* what the bars are */
  GtkWidget     *more;
  GtkWidget     *views[N_VIEWS];
  FwOwnFindings *findings; /* (owned) (nullable) */
  gboolean       shows_all;
};

G_DEFINE_FINAL_TYPE (FwRateList, fw_rate_list, GTK_TYPE_WIDGET)

/* A share with everything behind it; by value. */
typedef struct
{
  FwInterval  interval;
  double      share;
  FwTeamRange team;
  double      most; /* the end of the scale */
} Bar;

static void
fill (cairo_t    *cr,
      const char *dark,
      const char *light,
      double      alpha)
{
  GdkRGBA colour = { 0 };

  gdk_rgba_parse (&colour,
                  adw_style_manager_get_dark (adw_style_manager_get_default ()) ? dark : light);
  colour.alpha = (float) alpha;
  gdk_cairo_set_source_rgba (cr, &colour);
}

static void
draw_bar (GtkDrawingArea *area,
          cairo_t        *cr,
          int             width,
          int             height,
          gpointer        user_data)
{
  const Bar *bar = user_data;
  double scale = (width - 6.0) / bar->most;
  double middle = height / 2.0;
  gboolean is_rtl = gtk_widget_get_direction (GTK_WIDGET (area)) == GTK_TEXT_DIR_RTL;

  if (is_rtl)
    {
      cairo_translate (cr, width, 0.0);
      cairo_scale (cr, -1.0, 1.0);
    }
  cairo_translate (cr, 3.0, 0.0);
  fill (cr, "white", "black", 0.14);
  cairo_rectangle (cr, 0.0, middle - 0.5, width - 6.0, 1.0);
  cairo_fill (cr);
  if (!isnan (bar->team.median))
    {
      fill (cr, "white", "black", 0.16);
      cairo_rectangle (cr, bar->team.low * scale, middle - 7.0,
                       MAX ((bar->team.high - bar->team.low) * scale, 1.0), 14.0);
      cairo_fill (cr);
      fill (cr, "white", "black", 0.7);
      cairo_rectangle (cr, bar->team.median * scale - 1.0, middle - 7.0, 2.0, 14.0);
      cairo_fill (cr);
    }
  fill (cr, "#62a0ea", "#1a5fb4", 0.55);
  cairo_rectangle (cr, bar->interval.low * scale, middle - 2.0,
                   MAX ((MIN (bar->interval.high, bar->most) - bar->interval.low) * scale, 1.0),
                   4.0);
  cairo_fill (cr);
  fill (cr, "#62a0ea", "#1a5fb4", 1.0);
  cairo_arc (cr, bar->share * scale, middle, 4.0, 0.0, 2.0 * G_PI);
  cairo_fill (cr);
}

/* Lines */

/* One line of a view; borrowed. */
typedef struct
{
  const char *name;
  const char *rule; /* its id; NULL for what is none */
  FwGrade     grade;
  FwInterval  interval;
  FwTeamRange team;
} Line;

static const char *
find_words (const FwOwnFindings *findings,
            const char          *category)
{
  for (guint i = 0; i < findings->units->len; i++)
    {
      GHashTableIter iter;
      gpointer value;

      g_hash_table_iter_init (&iter, g_ptr_array_index (findings->units, i));
      while (g_hash_table_iter_next (&iter, NULL, &value))
        if (g_strcmp0 (((FwOwnUnit *) value)->category, category) == 0)
          return ((FwOwnUnit *) value)->words;
    }

  return category;
}

static char *
dup_rule_words (const FwOwnFindings *findings,
                const char          *rule)
{
  for (guint i = 0; i < findings->works->len; i++)
    {
      FwManual *rules = fw_own_findings_get_work (findings, i)->rules;

      if (rules != NULL && fw_manual_find_rule (rules, rule) != NULL)
        return fw_own_findings_dup_rule (findings, i, rule);
    }

  return g_strdup (rule);
}

static guint
count_lines (const FwOwnFindings *findings,
             View                 view)
{
  return view == VIEW_FIGURES ? FW_N_FIGURES
         : view == VIEW_RULES ? findings->record->rules->len
                              : findings->record->categories->len;
}

/* @out_name is (transfer full). */
static Line
get_line (const FwOwnFindings  *findings,
          View                  view,
          guint                 index,
          char                **out_name)
{
  if (view == VIEW_FIGURES)
    {
      const FwFigure *figure = &findings->record->figures[index];
      FwGrade grade = { figure->judged, figure->judged - figure->right };

      *out_name = g_strdup (fw_figure_kind_to_title ((FwFigureKind) index));

      return (Line) { *out_name, NULL, grade,
                      { 1.0 - figure->interval.high, 1.0 - figure->interval.low },
                      { 0, NAN, NAN, NAN } };
    }

  const FwRecordLine *line
      = &g_array_index (view == VIEW_RULES ? findings->record->rules
                                           : findings->record->categories,
                        FwRecordLine, index);

  *out_name = view == VIEW_RULES ? dup_rule_words (findings, line->name)
                                 : g_strdup (find_words (findings, line->name));

  return (Line) { *out_name, view == VIEW_RULES ? line->name : NULL, line->grade, line->interval,
                  line->team };
}

static GtkWidget *
make_label (const char *text,
            float       xalign,
            const char *css)
{
  GtkWidget *label = gtk_label_new (text);

  gtk_label_set_xalign (GTK_LABEL (label), xalign);
  gtk_widget_add_css_class (label, css);

  return label;
}

static char *
dup_team (const FwTeamRange *team)
{
  g_autofree char *median = fw_share_dup_text (team->median);
  g_autofree char *low = fw_share_dup_text (team->low);
  g_autofree char *high = fw_share_dup_text (team->high);

  return g_strdup_printf (_ ("Team of %d: median %s, from %s to %s."), (int) team->n_people, median,
                          low, high);
}

/* How often verdicts under the rule did not stand, of everybody; NULL when no appeal
 * was decided. */
static char *
dup_overturns (const FwOwnFindings *findings,
               const char          *rule)
{
  for (guint i = 0; i < findings->rules->len; i++)
    {
      const FwOverturns *overturns = &g_array_index (findings->rules, FwOverturns, i);

      if (!g_str_equal (overturns->name, rule) || overturns->decided == 0)
        continue;

      g_autofree char *low = fw_share_dup_text (overturns->interval.low);
      g_autofree char *high = fw_share_dup_text (overturns->interval.high);

      return g_strdup_printf (
          ngettext ("%d of %d decided appeal under this rule was overturned: %s to %s.",
                    "%d of %d decided appeals under this rule were overturned: %s to %s.",
                    (gulong) overturns->decided),
          (int) overturns->overturned, (int) overturns->decided, low, high);
    }

  return NULL;
}

static void
add_line (FwRateList *self,
          const Line *line,
          int         row,
          double      most)
{
  double share = line->grade.judged > 0
                     ? (double) line->grade.wrong / (double) line->grade.judged
                     : 0.0;
  g_autofree char *text = fw_share_dup_text (share);
  g_autofree char *wrong = fw_clock_format_count (line->grade.wrong);
  g_autofree char *judged = fw_clock_format_count (line->grade.judged);
  /* Translators: two numbers. */
  g_autofree char *counts = g_strdup_printf (_ ("%s of %s"), wrong, judged);
  g_autofree char *sentence = fw_grade_dup_sentence (line->grade, NAN);
  g_autofree char *team = isnan (line->team.median) ? NULL : dup_team (&line->team);
  g_autofree char *overturns
      = line->rule != NULL ? dup_overturns (self->findings, line->rule) : NULL;
  g_autofree char *tooltip
      = g_strconcat (sentence, team != NULL ? "\n" : "", team != NULL ? team : "",
                     overturns != NULL ? "\n" : "", overturns != NULL ? overturns : "", NULL);
  GtkWidget *name = make_label (line->name, 0.0f, "fw-rate-name");
  GtkWidget *bar = gtk_drawing_area_new ();
  Bar facts = { line->interval, share, line->team, most };

  gtk_label_set_ellipsize (GTK_LABEL (name), PANGO_ELLIPSIZE_END);
  gtk_widget_set_hexpand (name, TRUE);
  fw_late_tooltip_set (name, line->name);
  gtk_drawing_area_set_content_width (GTK_DRAWING_AREA (bar), BAR_WIDTH);
  gtk_drawing_area_set_content_height (GTK_DRAWING_AREA (bar), 22);
  gtk_drawing_area_set_draw_func (GTK_DRAWING_AREA (bar), draw_bar,
                                  g_memdup2 (&facts, sizeof facts), g_free);
  fw_late_tooltip_set (bar, tooltip);
  gtk_widget_set_valign (bar, GTK_ALIGN_CENTER);
  gtk_accessible_update_property (GTK_ACCESSIBLE (bar), GTK_ACCESSIBLE_PROPERTY_LABEL, tooltip,
                                  -1);
  gtk_grid_attach (GTK_GRID (self->grid), name, 0, row, 1, 1);
  gtk_grid_attach (GTK_GRID (self->grid), make_label (counts, 1.0f, "numeric"), 1, row, 1, 1);
  gtk_grid_attach (GTK_GRID (self->grid), bar, 2, row, 1, 1);
  gtk_grid_attach (GTK_GRID (self->grid), make_label (text, 1.0f, "numeric"), 3, row, 1, 1);
}

static View
get_view (FwRateList *self)
{
  for (int view = 0; view < N_VIEWS; view++)
    if (gtk_toggle_button_get_active (GTK_TOGGLE_BUTTON (self->views[view])))
      return (View) view;

  return VIEW_FIGURES;
}

/* The scale ends where the widest of the shown intervals does, at least at 10 %. */
static double
find_most (const FwOwnFindings *findings,
           View                 view,
           guint                n)
{
  double most = 0.1;

  for (guint i = 0; i < n; i++)
    {
      g_autofree char *name = NULL;
      Line line = get_line (findings, view, i, &name);

      if (line.grade.judged > 0)
        most = MAX (most, line.interval.high);
      if (!isnan (line.team.high))
        most = MAX (most, line.team.high);
    }

  return MIN (most, 1.0);
}

static gboolean
has_team (const FwOwnFindings *findings)
{
  for (guint i = 0; i < findings->record->rules->len; i++)
    if (!isnan (g_array_index (findings->record->rules, FwRecordLine, i).team.median))
      return TRUE;

  return !isnan (findings->record->team.median);
}

static void
update (FwRateList *self)
{
  View view = get_view (self);
  guint n = 0;
  guint shown;
  double most;
  GtkWidget *child;

  while ((child = gtk_widget_get_first_child (self->grid)) != NULL)
    gtk_grid_remove (GTK_GRID (self->grid), child);
  if (self->findings != NULL && self->findings->record->grade.judged > 0)
    n = count_lines (self->findings, view);
  gtk_widget_set_visible (self->empty, n == 0);
  gtk_widget_set_visible (self->note, n > 0);
  gtk_label_set_label (GTK_LABEL (self->empty),
                       view == VIEW_RULES && self->findings != NULL
                               && self->findings->record->grade.judged > 0
                           ? _ ("No label came back under any rule.")
                           : _ ("Nothing was judged yet."));
  shown = self->shows_all ? n : MIN (n, MOST_LINES);
  gtk_widget_set_visible (self->more, n > MOST_LINES);
  gtk_button_set_label (GTK_BUTTON (self->more), self->shows_all ? _ ("Show Less") : _ ("Show All"));
  if (n == 0)
    return;

  g_autofree char *others
      = view == VIEW_FIGURES ? fw_own_words_others (self->findings) : NULL;
  g_autofree char *figures
      = g_strconcat (_ ("Share that came back, with its 95\302\240% interval."),
                     others != NULL ? " " : "", others, NULL);

  gtk_label_set_label (
      GTK_LABEL (self->note),
      view == VIEW_FIGURES ? figures
      : has_team (self->findings)
          ? _ ("Share that came back. Bar: its 95\302\240% interval. Grey: the team's range, with its "
               "median. Nobody is named or ranked.")
          : _ ("Share that came back, with its 95\302\240% interval. A team is shown from four people "
               "on."));
  most = find_most (self->findings, view, shown);
  for (guint i = 0; i < shown; i++)
    {
      g_autofree char *name = NULL;
      Line line = get_line (self->findings, view, i, &name);

      add_line (self, &line, (int) i, most);
    }
}

static void
view_cb (FwRateList      *self,
         GtkToggleButton *button)
{
  if (!gtk_toggle_button_get_active (button))
    return;
  self->shows_all = FALSE;
  update (self);
}

static void
more_cb (FwRateList *self)
{
  self->shows_all = !self->shows_all;
  update (self);
}

void
fw_rate_list_set (FwRateList          *self,
                  const FwOwnFindings *findings)
{
  g_return_if_fail (FW_IS_RATE_LIST (self));

  g_clear_pointer (&self->findings, fw_own_findings_unref);
  if (findings != NULL)
    self->findings = fw_own_findings_ref ((FwOwnFindings *) findings);
  update (self);
}

static GtkWidget *
make_views (FwRateList *self)
{
  const char *const titles[N_VIEWS] = { _ ("Five Figures"), _ ("Rules"), _ ("Categories") };
  GtkWidget *views = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 0);

  gtk_widget_add_css_class (views, "fw-seg");
  for (int i = 0; i < N_VIEWS; i++)
    {
      self->views[i] = gtk_toggle_button_new_with_label (titles[i]);
      if (i > 0)
        gtk_toggle_button_set_group (GTK_TOGGLE_BUTTON (self->views[i]),
                                     GTK_TOGGLE_BUTTON (self->views[0]));
      gtk_box_append (GTK_BOX (views), self->views[i]);
    }
  gtk_toggle_button_set_active (GTK_TOGGLE_BUTTON (self->views[VIEW_FIGURES]), TRUE);
  for (int i = 0; i < N_VIEWS; i++)
    g_signal_connect_swapped (self->views[i], "toggled", G_CALLBACK (view_cb), self);

  return views;
}

static void
fw_rate_list_init (FwRateList *self)
{
  GtkWidget *head = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 12);
  GtkWidget *title = make_label (_ ("What came back"), 0.0f, "heading");

  gtk_widget_set_hexpand (title, TRUE);
  gtk_box_append (GTK_BOX (head), title);
  gtk_box_append (GTK_BOX (head), make_views (self));
  self->grid = gtk_grid_new ();
  gtk_grid_set_column_spacing (GTK_GRID (self->grid), 12);
  gtk_grid_set_row_spacing (GTK_GRID (self->grid), 4);
  self->empty = make_label (NULL, 0.0f, "dim-label");
  self->note = make_label (NULL, 0.0f, "fw-stat-caption");
  gtk_label_set_wrap (GTK_LABEL (self->note), TRUE);
  self->more = gtk_button_new ();
  gtk_widget_add_css_class (self->more, "flat");
  gtk_widget_set_halign (self->more, GTK_ALIGN_START);
  g_signal_connect_swapped (self->more, "clicked", G_CALLBACK (more_cb), self);

  self->box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 9);
  gtk_box_append (GTK_BOX (self->box), head);
  gtk_box_append (GTK_BOX (self->box), self->empty);
  gtk_box_append (GTK_BOX (self->box), self->grid);
  gtk_box_append (GTK_BOX (self->box), self->more);
  gtk_box_append (GTK_BOX (self->box), self->note);
  gtk_widget_set_parent (self->box, GTK_WIDGET (self));
  gtk_widget_add_css_class (GTK_WIDGET (self), "fw-own-card");
  update (self);
}

static void
fw_rate_list_dispose (GObject *object)
{
  FwRateList *self = FW_RATE_LIST (object);

  g_clear_pointer (&self->box, gtk_widget_unparent);
  g_clear_pointer (&self->findings, fw_own_findings_unref);

  G_OBJECT_CLASS (fw_rate_list_parent_class)->dispose (object);
}

static void
fw_rate_list_class_init (FwRateListClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = fw_rate_list_dispose;
  gtk_widget_class_set_layout_manager_type (GTK_WIDGET_CLASS (klass), GTK_TYPE_BIN_LAYOUT);
}

GtkWidget *
fw_rate_list_new (void)
{
  return g_object_new (FW_TYPE_RATE_LIST, NULL);
}

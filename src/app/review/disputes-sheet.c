/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/review/disputes-sheet.h"

#include <adwaita.h>
#include <glib/gi18n.h>
#include <inttypes.h>

#include "app/closing-key.h"
#include "app/questions/question-words.h"
#include "app/swatch.h"

#define WIDTH  640
#define HEIGHT 560

/* A row of the list is its place among the disputes. */
#define FW_TYPE_DISPUTE_ROW (fw_dispute_row_get_type ())
G_DECLARE_FINAL_TYPE (FwDisputeRow, fw_dispute_row, FW, DISPUTE_ROW, GObject)

struct _FwDisputeRow
{
  GObject parent_instance;

  guint   index;
};

G_DEFINE_FINAL_TYPE (FwDisputeRow, fw_dispute_row, G_TYPE_OBJECT)

static void
fw_dispute_row_class_init (FwDisputeRowClass *klass)
{
}

static void
fw_dispute_row_init (FwDisputeRow *self)
{
}

typedef struct
{
  GtkWindow     *window;   /* borrowed: it frees this */
  FwDisputes    *disputes; /* (owned) */
  FwSession     *session;  /* (owned) */
  FwManual      *manual;   /* (owned) (nullable) */
  char          *media;    /* (owned) */
  FwDisputeOpen  open;
  gpointer       user_data;
  GDestroyNotify destroy;  /* (nullable) */
} Sheet;

static void
sheet_free (gpointer data)
{
  Sheet *sheet = data;

  fw_disputes_free (sheet->disputes);
  g_object_unref (sheet->session);
  g_clear_pointer (&sheet->manual, fw_manual_unref);
  if (sheet->destroy != NULL)
    sheet->destroy (sheet->user_data);
  g_free (sheet->media);
  g_free (sheet);
}

/* Rows ------------------------------------------------------------------------- */

typedef struct
{
  GtkWidget *swatch;
  GtkWidget *title;
  GtkWidget *is_new;
  GtkWidget *draw;
  GtkWidget *one;
  GtkWidget *two;
} Row;

static guint32
get_colour (Sheet      *sheet,
            const char *unit)
{
  FwSnapshot *snapshot = fw_session_get_snapshot (sheet->session);
  FwUnit parsed;
  FwTrack *track = fw_unit_parse (unit, &parsed, NULL) && parsed.kind != FW_UNIT_FRAME
                     ? fw_snapshot_get_track (snapshot, parsed.track)
                     : NULL;
  FwTaxonomy *taxonomy = fw_session_get_taxonomy (sheet->session);

  return track != NULL && taxonomy != NULL
           ? fw_taxonomy_get_colour (taxonomy, fw_track_get_category (track))
           : 0x9a9996;
}

static void
setup_cb (Sheet       *sheet,
          GtkListItem *list_item)
{
  Row *row = g_new0 (Row, 1);
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 12);
  GtkWidget *text = gtk_box_new (GTK_ORIENTATION_VERTICAL, 3);
  GtkWidget *head = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 9);
  GtkWidget *lines[2];

  row->swatch = fw_swatch_new (12);
  gtk_widget_set_valign (row->swatch, GTK_ALIGN_CENTER);
  row->title = gtk_label_new (NULL);
  gtk_label_set_xalign (GTK_LABEL (row->title), 0.0f);
  gtk_label_set_ellipsize (GTK_LABEL (row->title), PANGO_ELLIPSIZE_END);
  gtk_widget_add_css_class (row->title, "fw-head-title");
  row->is_new = gtk_label_new (_("new"));
  gtk_widget_add_css_class (row->is_new, "fw-pill");
  gtk_widget_add_css_class (row->is_new, "small");
  gtk_widget_add_css_class (row->is_new, "about");
  row->draw = gtk_label_new (NULL);
  gtk_widget_add_css_class (row->draw, "dim-label");
  gtk_widget_add_css_class (row->draw, "fw-small");
  gtk_widget_set_hexpand (row->draw, TRUE);
  gtk_widget_set_halign (row->draw, GTK_ALIGN_END);
  gtk_box_append (GTK_BOX (head), row->title);
  gtk_box_append (GTK_BOX (head), row->is_new);
  gtk_box_append (GTK_BOX (head), row->draw);
  gtk_box_append (GTK_BOX (text), head);
  for (guint i = 0; i < G_N_ELEMENTS (lines); i++)
    {
      lines[i] = gtk_label_new (NULL);
      gtk_label_set_xalign (GTK_LABEL (lines[i]), 0.0f);
      gtk_label_set_wrap (GTK_LABEL (lines[i]), TRUE);
      gtk_label_set_wrap_mode (GTK_LABEL (lines[i]), PANGO_WRAP_WORD_CHAR);
      gtk_box_append (GTK_BOX (text), lines[i]);
    }
  row->one = lines[0];
  row->two = lines[1];
  gtk_widget_set_hexpand (text, TRUE);
  gtk_widget_add_css_class (box, "fw-dispute-row");
  gtk_box_append (GTK_BOX (box), row->swatch);
  gtk_box_append (GTK_BOX (box), text);
  gtk_box_append (GTK_BOX (box), gtk_image_new_from_icon_name ("go-next-symbolic"));
  g_object_set_data_full (G_OBJECT (box), "row", row, g_free);
  gtk_list_item_set_child (list_item, box);
}

static void
bind_cb (Sheet       *sheet,
         GtkListItem *list_item)
{
  GtkWidget *box = gtk_list_item_get_child (list_item);
  Row *row = g_object_get_data (G_OBJECT (box), "row");
  const FwDispute *dispute
    = fw_disputes_get (sheet->disputes,
                       FW_DISPUTE_ROW (gtk_list_item_get_item (list_item))->index);
  const FwVerdict *counted = dispute->said.counted;
  const FwVerdict *other = dispute->said.other;
  g_autofree char *title = fw_question_dup_where (sheet->session, sheet->media, counted->unit);
  g_autofree char *draw = g_strdup_printf (_("Draw %" PRId64), counted->draw);
  g_autofree char *one
    = fw_verdict_dup_line (counted, sheet->manual, TRUE, dispute->has_names);
  g_autofree char *two = fw_verdict_dup_line (other, sheet->manual, FALSE, dispute->has_names);
  g_autofree char *spoken = g_strdup_printf ("%s, %s, %s, %s", title, draw, one, two);

  gtk_label_set_label (GTK_LABEL (row->title), title);
  gtk_label_set_label (GTK_LABEL (row->draw), draw);
  gtk_label_set_label (GTK_LABEL (row->one), one);
  gtk_label_set_label (GTK_LABEL (row->two), two);
  gtk_widget_set_visible (row->is_new, dispute->is_new);
  fw_swatch_set_colour (FW_SWATCH (row->swatch), get_colour (sheet, counted->unit));
  gtk_accessible_update_property (GTK_ACCESSIBLE (box), GTK_ACCESSIBLE_PROPERTY_LABEL, spoken, -1);
}

static void
activate_cb (Sheet *sheet,
             guint  position)
{
  const FwVerdict *counted = fw_disputes_get (sheet->disputes, position)->said.counted;
  g_autofree char *unit = g_strdup (counted->unit);
  gint64 draw = counted->draw;
  FwDisputeOpen open = sheet->open;
  gpointer user_data = sheet->user_data;
  GDestroyNotify destroy = sheet->destroy;

  /* The main window has the focus when it shows the unit. */
  sheet->destroy = NULL;
  gtk_window_destroy (sheet->window);
  open (draw, unit, user_data);
  if (destroy != NULL)
    destroy (user_data);
}

/* The window --------------------------------------------------------------------- */

static GtkWidget *
new_list (Sheet      *sheet,
          GtkWidget **out_view)
{
  g_autoptr(GListStore) rows = g_list_store_new (FW_TYPE_DISPUTE_ROW);
  g_autoptr(GPtrArray) all = g_ptr_array_new_with_free_func (g_object_unref);
  GtkListItemFactory *factory = gtk_signal_list_item_factory_new ();
  GtkWidget *scrolled = gtk_scrolled_window_new ();
  GtkWidget *view;

  for (guint i = 0; i < sheet->disputes->units->len; i++)
    {
      FwDisputeRow *row = g_object_new (FW_TYPE_DISPUTE_ROW, NULL);

      row->index = i;
      g_ptr_array_add (all, row);
    }
  g_list_store_splice (rows, 0, 0, all->pdata, all->len);
  g_signal_connect_swapped (factory, "setup", G_CALLBACK (setup_cb), sheet);
  g_signal_connect_swapped (factory, "bind", G_CALLBACK (bind_cb), sheet);
  view = gtk_list_view_new (
    GTK_SELECTION_MODEL (gtk_single_selection_new (G_LIST_MODEL (g_steal_pointer (&rows)))),
    factory);
  gtk_list_view_set_single_click_activate (GTK_LIST_VIEW (view), TRUE);
  gtk_widget_add_css_class (view, "fw-disputes");
  gtk_accessible_update_property (GTK_ACCESSIBLE (view), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _("What was judged differently"), -1);
  g_signal_connect_swapped (view, "activate", G_CALLBACK (activate_cb), sheet);
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (scrolled), GTK_POLICY_NEVER,
                                  GTK_POLICY_AUTOMATIC);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scrolled), view);
  gtk_widget_set_vexpand (scrolled, TRUE);
  *out_view = view;

  return scrolled;
}

static GtkWidget *
new_body (Sheet      *sheet,
          const char *came)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  g_autofree char *sentence = fw_disputes_dup_sentence (sheet->disputes);
  g_autofree char *words
    = came != NULL ? g_strdup_printf ("%s %s", came, sentence) : g_strdup (sentence);
  GtkWidget *label = gtk_label_new (words);

  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_label_set_xalign (GTK_LABEL (label), 0.0f);
  gtk_widget_add_css_class (label, "fw-disputes-head");
  gtk_box_append (GTK_BOX (box), label);

  return box;
}

GtkWindow *
fw_disputes_sheet_present (GtkWindow             *parent,
                           const FwDisputesSheet *facts)
{
  g_return_val_if_fail (facts != NULL && facts->disputes != NULL && facts->session != NULL, NULL);
  g_return_val_if_fail (facts->media != NULL && facts->open != NULL, NULL);

  Sheet *sheet = g_new0 (Sheet, 1);
  gboolean is_empty = facts->disputes->units->len == 0;
  GtkWidget *window = g_object_new (ADW_TYPE_WINDOW, "transient-for", parent, "modal", TRUE,
                                    "title", _("Judged Differently"), "default-width", WIDTH,
                                    "default-height", is_empty ? -1 : HEIGHT, NULL);
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  GtkWidget *body;
  GtkWidget *view = NULL;

  sheet->window = GTK_WINDOW (window);
  sheet->disputes = facts->disputes;
  sheet->session = g_object_ref (facts->session);
  sheet->manual = facts->manual != NULL ? fw_manual_ref (facts->manual) : NULL;
  sheet->media = g_strdup (facts->media);
  sheet->open = facts->open;
  sheet->user_data = facts->user_data;
  sheet->destroy = facts->destroy;
  g_object_set_data_full (G_OBJECT (window), "sheet", sheet, sheet_free);

  fw_closing_key_add (sheet->window, GTK_PHASE_CAPTURE);

  body = new_body (sheet, facts->came);
  if (!is_empty)
    gtk_box_append (GTK_BOX (body), new_list (sheet, &view));
  gtk_box_append (GTK_BOX (box), adw_header_bar_new ());
  gtk_box_append (GTK_BOX (box), body);
  adw_window_set_content (ADW_WINDOW (window), box);
  gtk_window_present (GTK_WINDOW (window));
  /* Its first row, so that Enter opens it; the list itself would only take keys. */
  if (view != NULL)
    gtk_widget_grab_focus (view);

  return GTK_WINDOW (window);
}

/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "app/desk/trial-list.h"

#include <glib/gi18n.h>

#include "app/fixes.h"
#include "app/late-tooltip.h"
#include "app/swatch.h"

/* Two places are seen in any window. */
#define MIN_HEIGHT 100

/* One place, as a list model wants it. */

#define FW_TYPE_TRIAL_PLACE (fw_trial_place_get_type ())
G_DECLARE_FINAL_TYPE (FwTrialPlace, fw_trial_place, FW, TRIAL_PLACE, GObject)

struct _FwTrialPlace
{
  GObject    parent_instance;

  FwProblem *problem;   /* (owned) */
  gboolean   is_opened; /* else closed */
};

G_DEFINE_FINAL_TYPE (FwTrialPlace, fw_trial_place, G_TYPE_OBJECT)

static void
fw_trial_place_finalize (GObject *object)
{
  fw_problem_unref (FW_TRIAL_PLACE (object)->problem);

  G_OBJECT_CLASS (fw_trial_place_parent_class)->finalize (object);
}

static void
fw_trial_place_class_init (FwTrialPlaceClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = fw_trial_place_finalize;
}

static void
fw_trial_place_init (FwTrialPlace *self)
{
}

/* The list ----------------------------------------------------------------------- */

struct _FwTrialList
{
  GtkWidget    parent_instance;

  GtkWidget   *scroller;
  GtkWidget   *list;
  GListStore  *places;  /* (owned) */
  FwProject   *project; /* (owned) (nullable) */
};

G_DEFINE_FINAL_TYPE (FwTrialList, fw_trial_list, GTK_TYPE_WIDGET)

/* What a row is made of. */
typedef struct
{
  GtkWidget *sign;
  GtkWidget *swatch;
  GtkWidget *name;
  GtkWidget *frames;
  GtkWidget *reason;
  GtkWidget *go;
} Row;

static void
go_cb (GtkWidget   *button,
       GtkListItem *item)
{
  FwTrialList *self = g_object_get_data (G_OBJECT (button), "list");
  FwTrialPlace *place = gtk_list_item_get_item (item);

  if (self->project != NULL && place != NULL)
    fw_fixes_go (self->project, place->problem);
}

static GtkWidget *
new_label (const char *css)
{
  GtkWidget *label = gtk_label_new (NULL);

  gtk_label_set_xalign (GTK_LABEL (label), 0.0f);
  gtk_widget_set_valign (label, GTK_ALIGN_CENTER);
  if (css != NULL)
    gtk_widget_add_css_class (label, css);
  return label;
}

static void
setup_cb (GtkSignalListItemFactory *factory,
          GtkListItem              *item,
          FwTrialList              *self)
{
  Row *row = g_new0 (Row, 1);
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 1);
  GtkWidget *line = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 7);

  row->sign = new_label ("fw-sign");
  row->swatch = fw_swatch_new (12);
  row->name = new_label ("fw-head-title");
  row->frames = new_label ("fw-small");
  row->reason = new_label ("fw-small");
  row->go = gtk_button_new_with_label (C_("to a frame", "Go"));
  gtk_label_set_ellipsize (GTK_LABEL (row->name), PANGO_ELLIPSIZE_END);
  gtk_label_set_wrap (GTK_LABEL (row->reason), TRUE);
  gtk_widget_set_hexpand (row->frames, TRUE);
  gtk_widget_add_css_class (row->frames, "dim-label");
  gtk_widget_add_css_class (row->frames, "numeric");
  g_object_set_data (G_OBJECT (row->go), "list", self);
  g_signal_connect (row->go, "clicked", G_CALLBACK (go_cb), item);
  gtk_box_append (GTK_BOX (line), row->sign);
  gtk_box_append (GTK_BOX (line), row->swatch);
  gtk_box_append (GTK_BOX (line), row->name);
  gtk_box_append (GTK_BOX (line), row->frames);
  gtk_box_append (GTK_BOX (line), row->go);
  gtk_box_append (GTK_BOX (box), line);
  gtk_box_append (GTK_BOX (box), row->reason);
  gtk_widget_add_css_class (box, "fw-trial-row");
  g_object_set_data_full (G_OBJECT (box), "row", row, g_free);
  gtk_list_item_set_child (item, box);
}

static void
show_object (FwTrialList *self,
             Row         *row,
             FwTrackId    id,
             char       **out_name)
{
  FwSession *session = fw_project_get_session (self->project);
  FwTrack *track = id != 0 ? fw_snapshot_get_track (fw_session_get_snapshot (session), id) : NULL;

  gtk_widget_set_visible (row->swatch, track != NULL);
  gtk_widget_set_visible (row->name, track != NULL);
  if (track == NULL)
    return;
  *out_name = fw_session_dup_object_name (session, id);
  fw_swatch_set_colour (FW_SWATCH (row->swatch),
                        fw_session_get_colour (session, fw_track_get_category (track)));
  gtk_label_set_label (GTK_LABEL (row->name), *out_name);
}

static void
bind_cb (GtkSignalListItemFactory *factory,
         GtkListItem              *item,
         FwTrialList              *self)
{
  GtkWidget *box = gtk_list_item_get_child (item);
  Row *row = g_object_get_data (G_OBJECT (box), "row");
  FwTrialPlace *place = gtk_list_item_get_item (item);
  FwProblem *problem = place->problem;
  g_autofree char *frames =
    fw_fixes_dup_frames (fw_project_get_session (self->project), fw_problem_get_span (problem));
  const char *does = place->is_opened ? _("would open") : _("would close");
  g_autofree char *name = NULL;
  g_autofree char *words = NULL;
  g_autofree char *go = NULL;

  show_object (self, row, fw_problem_get_track (problem), &name);
  gtk_label_set_label (GTK_LABEL (row->sign), place->is_opened ? "+" : "−");
  gtk_widget_remove_css_class (row->sign, place->is_opened ? "closed" : "opened");
  gtk_widget_add_css_class (row->sign, place->is_opened ? "opened" : "closed");
  fw_late_tooltip_set (row->sign, does);
  gtk_label_set_label (GTK_LABEL (row->frames), frames);
  gtk_label_set_label (GTK_LABEL (row->reason), fw_problem_get_reason (problem));
  words = g_strdup_printf ("%s: %s %s, %s", does, name != NULL ? name : "", frames,
                           fw_problem_get_reason (problem));
  go = g_strdup_printf (_("Go to %s %s"), name != NULL ? name : "", frames);
  /* The row around it is what has the focus. */
  gtk_accessible_update_property (GTK_ACCESSIBLE (gtk_widget_get_parent (box)),
                                  GTK_ACCESSIBLE_PROPERTY_LABEL, words, -1);
  gtk_accessible_update_property (GTK_ACCESSIBLE (row->go), GTK_ACCESSIBLE_PROPERTY_LABEL, go, -1);
  fw_late_tooltip_set (row->go, _("Go to the frame and select the object"));
}

static void
activate_cb (FwTrialList *self,
             guint        position)
{
  g_autoptr (FwTrialPlace) place = g_list_model_get_item (G_LIST_MODEL (self->places), position);

  if (self->project != NULL && place != NULL)
    fw_fixes_go (self->project, place->problem);
}

static void
add_places (GPtrArray *places,
            GPtrArray *problems,
            gboolean   is_opened)
{
  for (guint i = 0; i < problems->len; i++)
    {
      FwTrialPlace *place = g_object_new (FW_TYPE_TRIAL_PLACE, NULL);

      place->problem = fw_problem_ref (problems->pdata[i]);
      place->is_opened = is_opened;
      g_ptr_array_add (places, place);
    }
}

void
fw_trial_list_set (FwTrialList       *self,
                   FwProject         *project,
                   const FwRuleTrial *trial)
{
  g_return_if_fail (FW_IS_TRIAL_LIST (self));

  g_autoptr (GPtrArray) places = g_ptr_array_new_with_free_func (g_object_unref);

  g_set_object (&self->project, project);
  if (trial != NULL)
    {
      add_places (places, trial->opened, TRUE);
      add_places (places, trial->closed, FALSE);
    }
  g_list_store_splice (self->places, 0, g_list_model_get_n_items (G_LIST_MODEL (self->places)),
                       places->pdata, places->len);
}

guint
fw_trial_list_get_n (FwTrialList *self)
{
  g_return_val_if_fail (FW_IS_TRIAL_LIST (self), 0);

  return g_list_model_get_n_items (G_LIST_MODEL (self->places));
}

void
fw_trial_list_set_room (FwTrialList *self,
                        int          height)
{
  g_return_if_fail (FW_IS_TRIAL_LIST (self));

  gtk_scrolled_window_set_max_content_height (GTK_SCROLLED_WINDOW (self->scroller),
                                              MAX (height, MIN_HEIGHT));
}

/* Object ------------------------------------------------------------------------- */

static void
fw_trial_list_dispose (GObject *object)
{
  FwTrialList *self = FW_TRIAL_LIST (object);
  GtkWidget *child;

  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self))) != NULL)
    gtk_widget_unparent (child);
  g_clear_object (&self->places);
  g_clear_object (&self->project);

  G_OBJECT_CLASS (fw_trial_list_parent_class)->dispose (object);
}

static void
fw_trial_list_class_init (FwTrialListClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = fw_trial_list_dispose;
  gtk_widget_class_set_layout_manager_type (GTK_WIDGET_CLASS (klass), GTK_TYPE_BIN_LAYOUT);
}

static void
fw_trial_list_init (FwTrialList *self)
{
  GtkListItemFactory *factory = gtk_signal_list_item_factory_new ();
  GtkWidget *scroller = gtk_scrolled_window_new ();
  GtkSelectionModel *selection;

  self->places = g_list_store_new (FW_TYPE_TRIAL_PLACE);
  g_signal_connect (factory, "setup", G_CALLBACK (setup_cb), self);
  g_signal_connect (factory, "bind", G_CALLBACK (bind_cb), self);
  selection = GTK_SELECTION_MODEL (
    gtk_no_selection_new (G_LIST_MODEL (g_object_ref (self->places))));
  self->list = gtk_list_view_new (selection, factory);
  gtk_widget_add_css_class (self->list, "fw-trial");
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->list), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _("What the change would open and close"), -1);
  g_signal_connect_swapped (self->list, "activate", G_CALLBACK (activate_cb), self);
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (scroller), GTK_POLICY_NEVER,
                                  GTK_POLICY_AUTOMATIC);
  gtk_scrolled_window_set_propagate_natural_height (GTK_SCROLLED_WINDOW (scroller), TRUE);
  gtk_scrolled_window_set_max_content_height (GTK_SCROLLED_WINDOW (scroller), 230);
  self->scroller = scroller;
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scroller), self->list);
  gtk_widget_set_parent (scroller, GTK_WIDGET (self));
}

GtkWidget *
fw_trial_list_new (void)
{
  return g_object_new (FW_TYPE_TRIAL_LIST, NULL);
}

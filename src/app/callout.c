/* SPDX-License-Identifier: GPL-3.0-or-later */

/*
 * A child of the overlay over the canvas, moved with its margins. A pop-over
 * would be a window of its own: it would take part in focus and grabs, and
 * follow a drag a frame late.
 */

#include "app/callout.h"

#include <glib/gi18n.h>

#include "app/fixes.h"
#include "app/key-cap.h"
#include "app/late-tooltip.h"
#include "app/panels/rule-link.h"

#define GAP_PX 34 /* below the object, under its size read-out */
#define EDGE_PX 8

struct _FwCallout
{
  GtkWidget   parent_instance;

  GtkWidget  *box;
  GtkLabel   *reason;
  GtkWidget  *icon;
  GtkWidget  *fix;
  FwRuleLink *link;

  FwProject  *project; /* (owned) (nullable) */
  FwCanvas   *canvas;  /* (owned) (nullable) */
  FwProblem  *shown;   /* (owned) (nullable) */
  FwProblem  *closed;  /* (owned) (nullable) the person put this one away */
  GHashTable *advised; /* (owned) a set of rules' ids (interned): advice that was shown */
  gboolean    is_wanted;
  guint       idle;
};

enum
{
  SAY,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (FwCallout, fw_callout, GTK_TYPE_WIDGET)

static FwSession *
get_session (FwCallout *self)
{
  return self->project != NULL ? fw_project_get_session (self->project) : NULL;
}

/* The finding of the primary object that touches this very frame. */
static FwProblem *
find_problem (FwCallout *self)
{
  FwSession *session = get_session (self);
  FwProblem *problem = fw_fixes_find_current (self->project);

  if (problem == NULL || fw_session_get_primary (session) == 0
      || fw_problem_get_track (problem) != fw_session_get_primary (session)
      || !fw_span_contains (fw_problem_get_span (problem), fw_session_get_frame (session)))
    return NULL;
  return problem;
}

static gboolean
place (FwCallout *self)
{
  GdkRectangle area;
  int width = 0;
  int height = 0;
  int room_x = gtk_widget_get_width (GTK_WIDGET (self->canvas));
  int room_y = gtk_widget_get_height (GTK_WIDGET (self->canvas));

  if (!fw_canvas_get_track_area (self->canvas, fw_session_get_primary (get_session (self)), &area))
    return FALSE;
  gtk_widget_measure (self->box, GTK_ORIENTATION_HORIZONTAL, -1, NULL, &width, NULL, NULL);
  gtk_widget_measure (self->box, GTK_ORIENTATION_VERTICAL, width, NULL, &height, NULL, NULL);

  int x = CLAMP (area.x + area.width / 2 - width / 2, EDGE_PX,
                 MAX (room_x - width - EDGE_PX, EDGE_PX));
  int y = area.y + area.height + GAP_PX;

  /* Below, else above; where neither has room the chip and the sidebar say it. */
  if (y + height + EDGE_PX > room_y)
    y = area.y - GAP_PX - height;
  if (y < EDGE_PX)
    return FALSE;
  gtk_widget_set_margin_start (GTK_WIDGET (self), x);
  gtk_widget_set_margin_top (GTK_WIDGET (self), y);
  return TRUE;
}

/* Advice comes up once for each rule; then it is in the list with the others. */
static gboolean
was_advised (FwCallout *self,
             FwProblem *problem)
{
  const FwRule *rule = fw_problem_get_rule (problem);
  gboolean is_up = gtk_widget_get_visible (GTK_WIDGET (self)) && self->shown != NULL
                   && fw_problem_same (problem, self->shown);

  return rule->severity == FW_SEVERITY_ADVICE && !is_up
         && g_hash_table_contains (self->advised, rule->id);
}

static gboolean
update_idle (gpointer user_data)
{
  FwCallout *self = user_data;
  FwSession *session = get_session (self);
  FwProblem *problem = session != NULL && self->is_wanted && !fw_session_is_drawing (session)
                         ? find_problem (self)
                         : NULL;
  gsize n_previews = 0;

  self->idle = 0;
  if (session != NULL)
    fw_session_get_previews (session, &n_previews);
  if (problem != NULL
      && ((self->closed != NULL && fw_problem_same (problem, self->closed))
          || was_advised (self, problem)))
    problem = NULL;
  if (problem == NULL || n_previews > 0 || !fw_session_get_labels_shown (session) || !place (self))
    {
      gtk_widget_set_visible (GTK_WIDGET (self), FALSE);
      return G_SOURCE_REMOVE;
    }

  if (problem != self->shown)
    {
      const FwRule *rule = fw_problem_get_rule (problem);
      gboolean must = rule->severity == FW_SEVERITY_ERROR;

      g_clear_pointer (&self->shown, fw_problem_unref);
      self->shown = fw_problem_ref (problem);
      gtk_label_set_label (self->reason, fw_problem_get_reason (problem));
      gtk_image_set_from_icon_name (GTK_IMAGE (self->icon),
                                    must ? "fw-problem-symbolic" : "fw-hint-symbolic");
      gtk_widget_remove_css_class (self->icon, must ? "fw-hint" : "fw-problem");
      gtk_widget_add_css_class (self->icon, must ? "fw-problem" : "fw-hint");
      gtk_widget_set_visible (self->fix, fw_problem_get_fix (problem) != FW_FIX_NONE);
      fw_late_tooltip_set (self->fix, fw_problem_get_fix_text (problem));
      fw_rule_link_set (self->link, rule);
      if (rule->severity == FW_SEVERITY_ADVICE)
        g_hash_table_add (self->advised, (gpointer) rule->id);
      place (self);
    }
  gtk_widget_set_visible (GTK_WIDGET (self), TRUE);
  return G_SOURCE_REMOVE;
}

static void
update (FwCallout *self)
{
  if (self->idle == 0)
    self->idle = g_idle_add_full (GDK_PRIORITY_REDRAW + 2, update_idle, self, NULL);
}

static void
fix_cb (FwCallout *self)
{
  g_autofree char *sentence = NULL;
  g_autoptr (GError) error = NULL;

  if (self->shown == NULL)
    return;

  gboolean done = fw_fixes_apply (self->project, self->shown, &sentence, &error);

  g_signal_emit (self, signals[SAY], 0, done ? sentence : error->message, done);
}

static void
close_cb (FwCallout *self)
{
  g_clear_pointer (&self->closed, fw_problem_unref);
  self->closed = self->shown != NULL ? fw_problem_ref (self->shown) : NULL;
  gtk_widget_activate_action (GTK_WIDGET (self), "win.focus-canvas", NULL);
  update (self);
}

static void
fw_callout_dispose (GObject *object)
{
  FwCallout *self = FW_CALLOUT (object);

  if (self->box != NULL)
    fw_callout_set_project (self, NULL, NULL);
  g_clear_handle_id (&self->idle, g_source_remove);
  g_clear_pointer (&self->box, gtk_widget_unparent);

  G_OBJECT_CLASS (fw_callout_parent_class)->dispose (object);
}

static void
fw_callout_finalize (GObject *object)
{
  g_hash_table_unref (FW_CALLOUT (object)->advised);

  G_OBJECT_CLASS (fw_callout_parent_class)->finalize (object);
}

static void
fw_callout_class_init (FwCalloutClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = fw_callout_dispose;
  G_OBJECT_CLASS (klass)->finalize = fw_callout_finalize;
  gtk_widget_class_set_layout_manager_type (GTK_WIDGET_CLASS (klass), GTK_TYPE_BIN_LAYOUT);
  gtk_widget_class_set_accessible_role (GTK_WIDGET_CLASS (klass), GTK_ACCESSIBLE_ROLE_GROUP);

  signals[SAY] = g_signal_new ("say", FW_TYPE_CALLOUT, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                               G_TYPE_NONE, 2, G_TYPE_STRING, G_TYPE_BOOLEAN);
}

static void
fw_callout_init (FwCallout *self)
{
  GtkWidget *head = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 8);
  GtkWidget *buttons = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 8);
  GtkWidget *fix_face = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
  GtkWidget *aside = gtk_button_new_with_label (_("Set Aside…"));
  GtkWidget *ask = gtk_button_new_from_icon_name ("fw-question-symbolic");
  GtkWidget *close = gtk_button_new_from_icon_name ("window-close-symbolic");

  self->is_wanted = TRUE;
  self->advised = g_hash_table_new (NULL, NULL);
  self->box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 8);
  gtk_widget_add_css_class (self->box, "fw-callout");
  gtk_widget_set_parent (self->box, GTK_WIDGET (self));
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _("Problem here"), -1);

  self->icon = gtk_image_new ();
  gtk_widget_set_valign (self->icon, GTK_ALIGN_START);
  self->reason = GTK_LABEL (gtk_label_new (NULL));
  gtk_label_set_wrap (self->reason, TRUE);
  gtk_label_set_xalign (self->reason, 0.0f);
  gtk_label_set_width_chars (self->reason, 24);
  gtk_label_set_max_width_chars (self->reason, 34);
  gtk_widget_set_hexpand (GTK_WIDGET (self->reason), TRUE);
  gtk_widget_add_css_class (GTK_WIDGET (self->reason), "fw-head-title");
  gtk_widget_add_css_class (close, "flat");
  gtk_widget_set_valign (close, GTK_ALIGN_START);
  fw_late_tooltip_set (close, _("Put away"));
  gtk_accessible_update_property (GTK_ACCESSIBLE (close), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _("Put away"), -1);
  gtk_box_append (GTK_BOX (head), self->icon);
  gtk_box_append (GTK_BOX (head), GTK_WIDGET (self->reason));
  gtk_box_append (GTK_BOX (head), close);

  gtk_box_append (GTK_BOX (fix_face), gtk_label_new (_("Fix")));
  gtk_box_append (GTK_BOX (fix_face), fw_key_cap_new ("win.fix"));
  self->fix = gtk_button_new ();
  gtk_button_set_child (GTK_BUTTON (self->fix), fix_face);
  gtk_widget_add_css_class (self->fix, "suggested-action");
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->fix), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _("Fix"), -1);
  gtk_actionable_set_action_name (GTK_ACTIONABLE (aside), "win.set-aside");
  self->link = FW_RULE_LINK (fw_rule_link_new ());
  gtk_box_append (GTK_BOX (buttons), self->fix);
  gtk_box_append (GTK_BOX (buttons), GTK_WIDGET (self->link));
  gtk_box_append (GTK_BOX (buttons), aside);
  gtk_actionable_set_action_name (GTK_ACTIONABLE (ask), "win.ask");
  fw_late_tooltip_set (ask, _("Ask a question about this"));
  gtk_accessible_update_property (GTK_ACCESSIBLE (ask), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _("Ask a question about this"), -1);
  gtk_box_append (GTK_BOX (buttons), ask);

  gtk_box_append (GTK_BOX (self->box), head);
  gtk_box_append (GTK_BOX (self->box), buttons);
  g_signal_connect_swapped (self->fix, "clicked", G_CALLBACK (fix_cb), self);
  g_signal_connect_swapped (close, "clicked", G_CALLBACK (close_cb), self);
}

GtkWidget *
fw_callout_new (void)
{
  return g_object_new (FW_TYPE_CALLOUT, NULL);
}

void
fw_callout_set_project (FwCallout *self,
                        FwProject *project,
                        FwCanvas  *canvas)
{
  g_return_if_fail (FW_IS_CALLOUT (self));

  if (get_session (self) != NULL)
    g_signal_handlers_disconnect_by_data (get_session (self), self);
  if (self->project != NULL && fw_project_get_checks (self->project) != NULL)
    g_signal_handlers_disconnect_by_data (fw_project_get_checks (self->project), self);
  if (self->canvas != NULL)
    g_signal_handlers_disconnect_by_data (self->canvas, self);
  g_clear_pointer (&self->shown, fw_problem_unref);
  g_clear_pointer (&self->closed, fw_problem_unref);
  g_hash_table_remove_all (self->advised);
  g_set_object (&self->project, project);
  g_set_object (&self->canvas, canvas);
  if (get_session (self) == NULL || canvas == NULL)
    return;

  g_signal_connect_swapped (get_session (self), "scene-changed", G_CALLBACK (update), self);
  g_signal_connect_swapped (get_session (self), "selection-changed", G_CALLBACK (update), self);
  g_signal_connect_swapped (get_session (self), "notify::labels-shown", G_CALLBACK (update), self);
  g_signal_connect_swapped (fw_project_get_checks (project), "changed", G_CALLBACK (update), self);
  g_signal_connect_swapped (fw_project_get_checks (project), "here-changed", G_CALLBACK (update),
                            self);
  g_signal_connect_swapped (canvas, "notify::zoom", G_CALLBACK (update), self);
  update (self);
}

void
fw_callout_set_wanted (FwCallout *self,
                       gboolean   wanted)
{
  g_return_if_fail (FW_IS_CALLOUT (self));

  self->is_wanted = wanted;
  update (self);
}

/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "app/next-shape.h"

#include <glib/gi18n.h>

#include "app/category-popover.h"
#include "app/focus-return.h"
#include "app/key-cap.h"
#include "app/late-tooltip.h"
#include "app/shortcuts.h"
#include "app/swatch.h"
#include "edit/commands.h"

struct _FwNextShape
{
  GtkWidget      parent_instance;

  FwSession     *session; /* (owned) (nullable) */
  GtkWidget     *box;
  GtkWidget     *title;
  GtkMenuButton *button;
  GtkWidget     *popover;
  FwSwatch      *swatch;
  GtkLabel      *name;
  gboolean       is_by_key;        /* the popover is about to open by the key, */
  gboolean       is_for_selection; /* and so for what is selected, if anything is */
};

G_DEFINE_FINAL_TYPE (FwNextShape, fw_next_shape, GTK_TYPE_WIDGET)

static void
update (FwNextShape *self)
{
  FwCategoryId id = self->session != NULL ? fw_session_get_next_category (self->session) : 0;
  g_autofree char *name = id != 0 ? fw_session_dup_category_name (self->session, id)
                                  : g_strdup (_("Choose a category"));
  g_autofree char *label = g_strdup_printf (_("Next shape: %s"), name);

  gtk_label_set_label (self->name, name);
  gtk_widget_set_visible (GTK_WIDGET (self->swatch), id != 0);
  if (id != 0)
    fw_swatch_set_colour (self->swatch, fw_session_get_colour (self->session, id));
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->button), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  label, -1);
}

static void
update_tooltip (FwNextShape *self)
{
  g_autofree char *text = fw_shortcuts_dup_sentence (
    fw_shortcuts_get_default (),
    _("Category of the next shape. {draw-again} draws again with the last tool."));

  fw_late_tooltip_set (GTK_WIDGET (self->button), text);
}

static void
chosen_cb (FwNextShape *self,
           gint64       category)
{
  g_autoptr (GError) error = NULL;

  /* What is chosen with the pointer for the next shape leaves the selected one alone. */
  if (!self->is_for_selection)
    fw_session_set_next_category (self->session, category);
  else if (!fw_session_set_category (self->session, category, &error))
    gtk_widget_activate_action (GTK_WIDGET (self), "win.say", "s", error->message);
}

static void
named_cb (FwNextShape *self,
          const char  *name)
{
  g_autoptr (GError) error = NULL;

  if (!self->is_for_selection)
    fw_session_select (self->session, 0);
  if (!fw_session_set_category_name (self->session, name, &error))
    gtk_widget_activate_action (GTK_WIDGET (self), "win.say", "s", error->message);
}

/* The key means the selected object, as the digits do; the popover says which. */
static void
shown_cb (FwNextShape *self)
{
  FwTrackId id = fw_session_get_primary (self->session);
  g_autofree char *what = NULL;

  self->is_for_selection = self->is_by_key && id != 0;
  self->is_by_key = FALSE;
  if (self->is_for_selection)
    {
      g_autofree char *name = fw_session_dup_object_name (self->session, id);

      /* Translators: %s is an object such as "Car 12" */
      what = g_strdup_printf (_("Category of %s"), name);
    }
  fw_category_popover_set_what (FW_CATEGORY_POPOVER (self->popover),
                                what != NULL ? what : _("Category of the next shape"));
}

static void
fw_next_shape_dispose (GObject *object)
{
  FwNextShape *self = FW_NEXT_SHAPE (object);

  fw_next_shape_set_session (self, NULL);
  g_clear_pointer (&self->box, gtk_widget_unparent);

  G_OBJECT_CLASS (fw_next_shape_parent_class)->dispose (object);
}

static void
fw_next_shape_class_init (FwNextShapeClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = fw_next_shape_dispose;
  gtk_widget_class_set_layout_manager_type (GTK_WIDGET_CLASS (klass), GTK_TYPE_BIN_LAYOUT);
}

static void
fw_next_shape_init (FwNextShape *self)
{
  GtkWidget *content = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 7);
  GtkWidget *cap = fw_key_cap_new ("win.draw-again");

  self->box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 7);
  gtk_widget_set_parent (self->box, GTK_WIDGET (self));
  self->title = gtk_label_new (_("Next shape"));
  gtk_label_set_xalign (GTK_LABEL (self->title), 0.0f);
  gtk_box_append (GTK_BOX (self->box), self->title);

  self->swatch = FW_SWATCH (fw_swatch_new (12));
  self->name = GTK_LABEL (gtk_label_new (NULL));
  gtk_label_set_ellipsize (self->name, PANGO_ELLIPSIZE_END);
  gtk_label_set_xalign (self->name, 0.0f);
  gtk_widget_set_hexpand (GTK_WIDGET (self->name), TRUE);
  gtk_widget_add_css_class (GTK_WIDGET (self->name), "fw-head-title");
  gtk_box_append (GTK_BOX (content), GTK_WIDGET (self->swatch));
  gtk_box_append (GTK_BOX (content), GTK_WIDGET (self->name));
  gtk_box_append (GTK_BOX (content), cap);

  self->popover = fw_category_popover_new ();
  self->button = GTK_MENU_BUTTON (gtk_menu_button_new ());
  gtk_menu_button_set_child (self->button, content);
  fw_choice_button_fill (self->button);
  gtk_menu_button_set_popover (self->button, self->popover);
  gtk_box_append (GTK_BOX (self->box), GTK_WIDGET (self->button));

  g_signal_connect_object (fw_shortcuts_get_default (), "changed", G_CALLBACK (update_tooltip),
                           self, G_CONNECT_SWAPPED);
  update_tooltip (self);
  g_signal_connect_swapped (self->popover, "show", G_CALLBACK (shown_cb), self);
  g_signal_connect_swapped (self->popover, "chosen", G_CALLBACK (chosen_cb), self);
  g_signal_connect_swapped (self->popover, "named", G_CALLBACK (named_cb), self);
  fw_next_shape_set_margin (self, 0);
  update (self);
}

GtkWidget *
fw_next_shape_new (void)
{
  return g_object_new (FW_TYPE_NEXT_SHAPE, NULL);
}

void
fw_next_shape_set_session (FwNextShape *self,
                           FwSession   *session)
{
  g_return_if_fail (FW_IS_NEXT_SHAPE (self));

  if (self->session == session)
    return;
  if (self->session != NULL)
    g_signal_handlers_disconnect_by_data (self->session, self);
  g_set_object (&self->session, session);
  if (self->box == NULL)
    return;
  fw_category_popover_set_session (FW_CATEGORY_POPOVER (self->popover), session);
  if (session != NULL)
    {
      g_signal_connect_swapped (session, "notify::next-category", G_CALLBACK (update), self);
      update (self);
    }
}

void
fw_next_shape_set_margin (FwNextShape *self,
                          int          width)
{
  g_return_if_fail (FW_IS_NEXT_SHAPE (self));

  gboolean card = width >= 120;
  GtkOrientable *box = GTK_ORIENTABLE (self->box);

  gtk_orientable_set_orientation (box, card ? GTK_ORIENTATION_VERTICAL
                                            : GTK_ORIENTATION_HORIZONTAL);
  gtk_widget_set_size_request (self->box, card ? MIN (width - 24, 200) : -1, -1);
  if (card)
    {
      gtk_widget_remove_css_class (self->box, "fw-osd");
      gtk_widget_add_css_class (GTK_WIDGET (self->button), "fw-margin-card");
    }
  else
    {
      gtk_widget_add_css_class (self->box, "fw-osd");
      gtk_widget_remove_css_class (GTK_WIDGET (self->button), "fw-margin-card");
    }
  gtk_menu_button_set_has_frame (self->button, FALSE);
}

void
fw_next_shape_choose (FwNextShape *self)
{
  g_return_if_fail (FW_IS_NEXT_SHAPE (self));

  self->is_by_key = TRUE;
  fw_focus_return_after (GTK_POPOVER (self->popover));
  gtk_menu_button_popup (self->button);
  self->is_by_key = FALSE; /* also when it was open already */
}

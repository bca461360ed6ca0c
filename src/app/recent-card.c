/* SPDX-License-Identifier: GPL-3.0-or-later */

/*
 * The cover is read from the cache, or made from the media by the thumbnailer
 * and then kept. Until it is there the card shows a film sign on grey.
 */

#include "app/recent-card.h"

#include <glib/gi18n.h>
#include <inttypes.h>
#include <string.h>

#include "app/late-tooltip.h"
#include "app/picture-texture.h"

/* Sixteen to nine at the usual width of a card. */
#define COVER_HEIGHT 172

#define COVER_SIZE 640

#define PREFIX "card."

struct _FwRecentCard
{
  GtkWidget      parent_instance;

  FwThumbnailer *thumbnailer; /* (owned) */
  FwRecent      *item;        /* (owned) (nullable) */
  GCancellable  *cancellable; /* (owned) (nullable) of the cover that is on its way */

  GtkWidget     *box;
  GtkWidget     *picture;
  GtkWidget     *sign;
  GtkWidget     *pill;
  GtkWidget     *title;
  GtkWidget     *text;
  GtkWidget     *progress;
  GtkWidget     *percent;
  GtkWidget     *more; /* opens the menu */
  GtkWidget     *menu;
};

enum
{
  SIGNAL_ACT,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (FwRecentCard, fw_recent_card, GTK_TYPE_WIDGET)

static void
show_cover (FwRecentCard *self,
            GdkPaintable *paintable)
{
  gtk_picture_set_paintable (GTK_PICTURE (self->picture), paintable);
  gtk_widget_set_visible (self->sign, paintable == NULL);
}

/* Covers are kept in a thread; a cover that cannot be kept is made again next time. */
static void
keep_cover_thread (GTask        *task,
                   gpointer      source_object,
                   gpointer      task_data,
                   GCancellable *cancellable)
{
  FwPicture *picture = task_data;
  const char *path = g_object_get_data (G_OBJECT (task), "path");
  g_autofree char *folder = g_path_get_dirname (path);
  g_autoptr(GError) error = NULL;

  g_mkdir_with_parents (folder, 0700);
  if (!fw_picture_save_png (picture, path, &error))
    g_debug ("%s", error->message);
  g_task_return_boolean (task, TRUE);
}

static void
keep_cover (FwPicture  *picture,
            const char *path)
{
  g_autoptr(GTask) task = g_task_new (NULL, NULL, NULL, NULL);

  g_task_set_task_data (task, fw_picture_ref (picture), (GDestroyNotify) fw_picture_unref);
  g_object_set_data_full (G_OBJECT (task), "path", g_strdup (path), g_free);
  g_task_run_in_thread (task, keep_cover_thread);
}

static void
made_cb (GObject      *object,
         GAsyncResult *result,
         gpointer      user_data)
{
  g_autoptr(FwRecentCard) self = user_data;
  g_autoptr(GError) error = NULL;
  g_autoptr (FwPicture) picture
      = fw_thumbnailer_request_finish (FW_THUMBNAILER (object), result, &error);

  /* Media that moved away have no picture; the card says so with its sign. */
  if (!picture || !self->item)
    return;

  g_autoptr (GdkTexture) texture = fw_picture_to_texture (picture);

  show_cover (self, GDK_PAINTABLE (texture));
  keep_cover (picture, fw_recent_get_cover (self->item));
}

static void
load_thread (GTask        *task,
             gpointer      source_object,
             gpointer      task_data,
             GCancellable *cancellable)
{
  GError *error = NULL;
  GdkTexture *texture = gdk_texture_new_from_filename (task_data, &error);

  if (texture)
    g_task_return_pointer (task, texture, g_object_unref);
  else
    g_task_return_error (task, error);
}

static void
loaded_cb (GObject      *object,
           GAsyncResult *result,
           gpointer      user_data)
{
  FwRecentCard *self = FW_RECENT_CARD (object);
  g_autoptr(GError) error = NULL;
  g_autoptr(GdkTexture) texture = g_task_propagate_pointer (G_TASK (result), &error);

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;

  if (texture)
    show_cover (self, GDK_PAINTABLE (texture));
  else if (self->item)
    fw_thumbnailer_request_async (self->thumbnailer, fw_recent_get_path (self->item), NAN,
                                  COVER_SIZE, self->cancellable, made_cb, g_object_ref (self));
}

static void
load_cover (FwRecentCard *self)
{
  g_autoptr(GTask) task = NULL;

  show_cover (self, NULL);
  self->cancellable = g_cancellable_new ();
  task = g_task_new (self, self->cancellable, loaded_cb, NULL);
  g_task_set_task_data (task, g_strdup (fw_recent_get_cover (self->item)), g_free);
  g_task_run_in_thread (task, load_thread);
}

/* "5 min ago", "yesterday", "12 Nov". */
static char *
make_time_text (gint64 seconds)
{
  g_autoptr(GDateTime) now = g_date_time_new_now_local ();
  g_autoptr(GDateTime) then = g_date_time_new_from_unix_local (seconds);
  GTimeSpan span;

  if (!then)
    return g_strdup ("");

  span = g_date_time_difference (now, then);
  if (span < G_TIME_SPAN_MINUTE)
    return g_strdup (_("just now"));
  if (span < G_TIME_SPAN_HOUR)
    return g_strdup_printf (_("%d min ago"), (int) (span / G_TIME_SPAN_MINUTE));
  if (g_date_time_get_day_of_year (now) == g_date_time_get_day_of_year (then)
      && span < G_TIME_SPAN_DAY)
    return g_date_time_format (then, "%H:%M");
  if (span < 6 * G_TIME_SPAN_DAY)
    return g_date_time_format (then, "%A");

  return g_date_time_format (then, g_date_time_get_year (now) == g_date_time_get_year (then)
                                       ? "%-d %b"
                                       : "%x");
}

static void
show_texts (FwRecentCard *self)
{
  FwRecent *item = self->item;
  gint64 n_frames = fw_recent_get_n_frames (item);
  gint64 n_problems = fw_recent_get_n_problems (item);
  g_autofree char *time = make_time_text (fw_recent_get_time (item));
  g_autofree char *count = NULL;
  g_autofree char *text = NULL;
  g_autofree char *percent
      = g_strdup_printf (_ ("%d %%"), (int) (fw_recent_get_done (item) * 100.0));
  g_autofree char *pill = g_strdup_printf (ngettext ("%" PRId64 " problem", "%" PRId64 " problems",
                                                     (gulong) n_problems),
                                           n_problems);
  g_autofree char *label = NULL;

  if (fw_recent_is_video (item))
    count = g_strdup_printf (ngettext ("%" PRId64 " frame", "%" PRId64 " frames",
                                       (gulong) n_frames),
                             n_frames);
  else
    count = g_strdup_printf (ngettext ("%" PRId64 " picture", "%" PRId64 " pictures",
                                       (gulong) n_frames),
                             n_frames);
  text = g_strdup_printf ("%s · %s", count, time);
  label = g_strdup_printf ("%s, %s, %s", fw_recent_get_title (item), text, percent);

  gtk_label_set_label (GTK_LABEL (self->title), fw_recent_get_title (item));
  gtk_label_set_label (GTK_LABEL (self->text), text);
  gtk_label_set_label (GTK_LABEL (self->percent), percent);
  gtk_label_set_label (GTK_LABEL (self->pill), pill);
  gtk_widget_set_visible (self->pill, n_problems > 0);
  gtk_progress_bar_set_fraction (GTK_PROGRESS_BAR (self->progress), fw_recent_get_done (item));
  if (fw_recent_get_done (item) >= 1.0)
    gtk_widget_add_css_class (self->progress, "done");
  else
    gtk_widget_remove_css_class (self->progress, "done");
  fw_late_tooltip_set (GTK_WIDGET (self), fw_recent_get_path (item));
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, label, -1);
}

void
fw_recent_card_set_item (FwRecentCard *self,
                         FwRecent     *item)
{
  g_return_if_fail (FW_IS_RECENT_CARD (self));

  if (self->cancellable)
    g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  g_set_object (&self->item, item);
  if (!item)
    return;

  show_texts (self);
  load_cover (self);
}

FwRecent *
fw_recent_card_get_item (FwRecentCard *self)
{
  g_return_val_if_fail (FW_IS_RECENT_CARD (self), NULL);

  return self->item;
}

/* The menu */

static void
act_action (GtkWidget  *widget,
            const char *name,
            GVariant   *parameter)
{
  g_signal_emit (widget, signals[SIGNAL_ACT], 0, name + strlen (PREFIX));
}

static void
append_section (GMenu *menu,
                GMenu *section)
{
  if (g_menu_model_get_n_items (G_MENU_MODEL (section)) > 0)
    g_menu_append_section (menu, NULL, G_MENU_MODEL (section));
}

static GMenuModel *
make_menu (FwRecentOffers offers)
{
  GMenu *menu = g_menu_new ();
  g_autoptr(GMenu) work = g_menu_new ();
  g_autoptr(GMenu) gold = g_menu_new ();
  g_autoptr(GMenu) list = g_menu_new ();

  g_menu_append (work, _("_Open"), "card.open");
  if (offers & FW_OFFER_REVIEW)
    g_menu_append (work, _("_Review These Labels…"), "card.review");
  if (offers & FW_OFFER_COMPARE)
    g_menu_append (work, _("_Compare With…"), "card.compare");
  if (offers & FW_OFFER_EXPORT)
    g_menu_append (work, _("_Export…"), "card.export");
  if (offers & FW_OFFER_MAKE_GOLD)
    g_menu_append (gold, _("Make a _Gold Clip…"), "card.make-gold");
  if (offers & FW_OFFER_ATTEMPT)
    {
      g_menu_append (gold, _("_Practise on Gold…"), "card.practise");
      g_menu_append (gold, _("_Take the Exam…"), "card.exam");
    }
  g_menu_append (list, _("_Show in Files"), "card.show-in-files");
  g_menu_append (list, _("_Forget"), "card.forget");
  append_section (menu, work);
  append_section (menu, gold);
  append_section (menu, list);

  return G_MENU_MODEL (menu);
}

/* What stands beside the work may be on a slow disk. */
static void
look_thread (GTask        *task,
             gpointer      source_object,
             gpointer      task_data,
             GCancellable *cancellable)
{
  g_task_return_int (task, fw_recent_find_offers (task_data));
}

static void
looked_cb (GObject      *object,
           GAsyncResult *result,
           gpointer      user_data)
{
  FwRecentCard *self = FW_RECENT_CARD (object);
  gssize offers = g_task_propagate_int (G_TASK (result), NULL);

  /* Another piece of work, or none. */
  if (offers < 0 || self->item != g_task_get_task_data (G_TASK (result)) || self->menu == NULL)
    return;

  g_autoptr(GMenuModel) model = make_menu ((FwRecentOffers) offers);

  gtk_popover_menu_set_menu_model (GTK_POPOVER_MENU (self->menu), model);
  gtk_popover_popup (GTK_POPOVER (self->menu));
}

static void
popup_menu (FwRecentCard       *self,
            const GdkRectangle *at)
{
  g_autoptr(GTask) task = NULL;

  if (self->item == NULL)
    return;
  gtk_popover_set_pointing_to (GTK_POPOVER (self->menu), at);
  task = g_task_new (self, self->cancellable, looked_cb, NULL);
  g_task_set_task_data (task, g_object_ref (self->item), g_object_unref);
  g_task_run_in_thread (task, look_thread);
}

void
fw_recent_card_popup_menu (FwRecentCard *self)
{
  graphene_rect_t bounds;

  g_return_if_fail (FW_IS_RECENT_CARD (self));

  if (gtk_widget_compute_bounds (self->more, GTK_WIDGET (self), &bounds))
    popup_menu (self, &(GdkRectangle) { (int) bounds.origin.x, (int) bounds.origin.y,
                                        (int) bounds.size.width, (int) bounds.size.height });
}

static GtkWidget *
make_cover (FwRecentCard *self)
{
  GtkWidget *overlay = gtk_overlay_new ();

  self->picture = gtk_picture_new ();
  gtk_picture_set_can_shrink (GTK_PICTURE (self->picture), TRUE);
  gtk_picture_set_content_fit (GTK_PICTURE (self->picture), GTK_CONTENT_FIT_COVER);
  gtk_widget_set_size_request (self->picture, -1, COVER_HEIGHT);
  gtk_widget_set_overflow (self->picture, GTK_OVERFLOW_HIDDEN);
  self->sign = gtk_image_new_from_icon_name ("video-x-generic-symbolic");
  gtk_image_set_pixel_size (GTK_IMAGE (self->sign), 40);
  gtk_widget_set_halign (self->sign, GTK_ALIGN_CENTER);
  gtk_widget_set_valign (self->sign, GTK_ALIGN_CENTER);
  gtk_widget_set_opacity (self->sign, 0.4);
  self->pill = gtk_label_new (NULL);
  gtk_widget_add_css_class (self->pill, "fw-osd");
  gtk_widget_add_css_class (self->pill, "fw-small");
  gtk_widget_set_halign (self->pill, GTK_ALIGN_START);
  gtk_widget_set_valign (self->pill, GTK_ALIGN_START);
  gtk_widget_set_margin_start (self->pill, 7);
  gtk_widget_set_margin_top (self->pill, 7);

  gtk_overlay_set_child (GTK_OVERLAY (overlay), self->picture);
  gtk_overlay_add_overlay (GTK_OVERLAY (overlay), self->sign);
  gtk_overlay_add_overlay (GTK_OVERLAY (overlay), self->pill);

  return overlay;
}

static GtkWidget *
make_body (FwRecentCard *self)
{
  GtkWidget *body = gtk_box_new (GTK_ORIENTATION_VERTICAL, 3);
  GtkWidget *head = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
  GtkWidget *line = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 9);

  self->title = gtk_label_new (NULL);
  self->text = gtk_label_new (NULL);
  self->percent = gtk_label_new (NULL);
  self->progress = gtk_progress_bar_new ();
  gtk_label_set_xalign (GTK_LABEL (self->title), 0.0f);
  gtk_label_set_xalign (GTK_LABEL (self->text), 0.0f);
  gtk_label_set_ellipsize (GTK_LABEL (self->title), PANGO_ELLIPSIZE_END);
  gtk_label_set_ellipsize (GTK_LABEL (self->text), PANGO_ELLIPSIZE_END);
  gtk_widget_add_css_class (self->title, "fw-card-title");
  gtk_widget_add_css_class (self->text, "fw-card-text");
  gtk_widget_add_css_class (self->percent, "fw-card-text");
  gtk_widget_add_css_class (self->percent, "numeric");
  gtk_widget_set_hexpand (self->progress, TRUE);
  gtk_widget_set_valign (self->progress, GTK_ALIGN_CENTER);
  gtk_box_append (GTK_BOX (line), self->progress);
  gtk_box_append (GTK_BOX (line), self->percent);
  gtk_widget_set_hexpand (self->title, TRUE);
  self->more = gtk_button_new_from_icon_name ("view-more-symbolic");
  gtk_widget_add_css_class (self->more, "flat");
  gtk_widget_add_css_class (self->more, "circular");
  gtk_widget_add_css_class (self->more, "fw-card-more");
  fw_late_tooltip_set (self->more, _("What can be done with it"));
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->more), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _("What can be done with it"), -1);
  g_signal_connect_swapped (self->more, "clicked", G_CALLBACK (fw_recent_card_popup_menu), self);
  gtk_box_append (GTK_BOX (head), self->title);
  gtk_box_append (GTK_BOX (head), self->more);
  gtk_box_append (GTK_BOX (body), head);
  gtk_box_append (GTK_BOX (body), self->text);
  gtk_box_append (GTK_BOX (body), line);
  gtk_widget_add_css_class (body, "fw-card-body");

  return body;
}

static void
pressed_cb (FwRecentCard *self,
            int           n_press,
            double        x,
            double        y)
{
  popup_menu (self, &(GdkRectangle){ (int) x, (int) y, 1, 1 });
}

static void
fw_recent_card_init (FwRecentCard *self)
{
  GtkGesture *click = gtk_gesture_click_new ();

  self->box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  gtk_widget_add_css_class (self->box, "fw-card");
  gtk_widget_set_overflow (self->box, GTK_OVERFLOW_HIDDEN);
  gtk_box_append (GTK_BOX (self->box), make_cover (self));
  gtk_box_append (GTK_BOX (self->box), make_body (self));
  gtk_widget_set_parent (self->box, GTK_WIDGET (self));
  self->menu = gtk_popover_menu_new_from_model (NULL);
  gtk_popover_set_has_arrow (GTK_POPOVER (self->menu), FALSE);
  gtk_widget_set_parent (self->menu, GTK_WIDGET (self));

  gtk_gesture_single_set_button (GTK_GESTURE_SINGLE (click), GDK_BUTTON_SECONDARY);
  g_signal_connect_swapped (click, "pressed", G_CALLBACK (pressed_cb), self);
  gtk_widget_add_controller (GTK_WIDGET (self), GTK_EVENT_CONTROLLER (click));
}

static void
fw_recent_card_dispose (GObject *object)
{
  FwRecentCard *self = FW_RECENT_CARD (object);

  if (self->cancellable)
    g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  g_clear_pointer (&self->menu, gtk_widget_unparent);
  g_clear_pointer (&self->box, gtk_widget_unparent);
  g_clear_object (&self->item);
  g_clear_object (&self->thumbnailer);

  G_OBJECT_CLASS (fw_recent_card_parent_class)->dispose (object);
}

static void
fw_recent_card_class_init (FwRecentCardClass *klass)
{
  static const char *const acts[]
      = { PREFIX "open",     PREFIX "review", PREFIX "compare", PREFIX "export",
          PREFIX "make-gold", PREFIX "practise", PREFIX "exam", PREFIX "show-in-files",
          PREFIX "forget" };
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = fw_recent_card_dispose;
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
  for (gsize i = 0; i < G_N_ELEMENTS (acts); i++)
    gtk_widget_class_install_action (widget_class, acts[i], NULL, act_action);

  signals[SIGNAL_ACT] = g_signal_new ("act", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL,
                                      NULL, NULL, G_TYPE_NONE, 1, G_TYPE_STRING);
}

GtkWidget *
fw_recent_card_new (FwThumbnailer *thumbnailer)
{
  FwRecentCard *self = g_object_new (FW_TYPE_RECENT_CARD, NULL);

  self->thumbnailer = g_object_ref (thumbnailer);

  return GTK_WIDGET (self);
}

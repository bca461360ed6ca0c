/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "app/manual/manual-picture.h"

#include "core/error.h"

#include <glib/gi18n.h>

/* Before the picture tells its shape: three to two. */
#define WAITING_ASPECT 0.66
#define MIN_WIDTH      48
#define TILE_HEIGHT    84

struct _FwManualPicture
{
  GtkWidget         parent_instance;

  FwManualPictures *pictures;    /* (owned) */
  char             *path;        /* (owned) (nullable) */
  int               max_height;
  gboolean          fills;
  GdkTexture       *texture;     /* (owned) (nullable) */
  guint             size;        /* of @texture or of the one that is asked for */
  GCancellable     *cancellable; /* (owned) (nullable) */
  GtkWidget        *tile;        /* (nullable) instead of a picture */
};

G_DEFINE_FINAL_TYPE (FwManualPicture, fw_manual_picture, GTK_TYPE_WIDGET)

static void
show_tile (FwManualPicture *self,
           const char      *words)
{
  GtkWidget *icon = gtk_image_new_from_icon_name ("image-missing-symbolic");
  GtkWidget *label = gtk_label_new (words);

  if (self->tile != NULL)
    return;
  self->tile = gtk_box_new (GTK_ORIENTATION_VERTICAL, 6);
  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_label_set_wrap_mode (GTK_LABEL (label), PANGO_WRAP_WORD_CHAR);
  gtk_label_set_justify (GTK_LABEL (label), GTK_JUSTIFY_CENTER);
  gtk_widget_add_css_class (label, "fw-small");
  gtk_widget_add_css_class (self->tile, "fw-manual-tile");
  gtk_box_append (GTK_BOX (self->tile), icon);
  gtk_box_append (GTK_BOX (self->tile), label);
  gtk_widget_set_valign (icon, GTK_ALIGN_END);
  gtk_widget_set_vexpand (icon, TRUE);
  gtk_widget_set_valign (label, GTK_ALIGN_START);
  gtk_widget_set_vexpand (label, TRUE);
  gtk_widget_set_parent (self->tile, GTK_WIDGET (self));
}

static void
read_cb (GObject      *object,
         GAsyncResult *result,
         gpointer      user_data)
{
  g_autoptr (FwManualPicture) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GdkTexture) texture =
    fw_manual_pictures_read_finish (FW_MANUAL_PICTURES (object), result, &error);

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;
  g_clear_object (&self->cancellable);
  if (texture != NULL)
    {
      g_set_object (&self->texture, texture);
      gtk_widget_queue_resize (GTK_WIDGET (self));
      return;
    }

  /* What the rules say of the file is a sentence; what a decoder says is none. */
  g_autofree char *words =
    error->domain == FW_FORMAT_ERROR
      ? g_strdup (error->message)
      : g_strdup_printf (_("The picture “%s” cannot be shown."), self->path);

  if (self->texture == NULL)
    show_tile (self, words);
}

/* The smallest of three sizes that is no less than what the screen needs. */
static void
want_picture (FwManualPicture *self,
              int              width)
{
  double aspect = self->texture != NULL
                    ? (double) gdk_texture_get_height (self->texture)
                        / gdk_texture_get_width (self->texture)
                    : WAITING_ASPECT;
  double side = width * gtk_widget_get_scale_factor (GTK_WIDGET (self)) * MAX (aspect, 1.0);
  guint size = side <= 320.0 ? 320 : side <= 640.0 ? 640 : 1024;
  GdkTexture *ready;

  if (self->path == NULL || self->tile != NULL || size <= self->size)
    return;
  self->size = size;
  ready = fw_manual_pictures_peek (self->pictures, self->path, size);
  if (ready != NULL)
    {
      g_set_object (&self->texture, ready);
      return;
    }
  if (self->cancellable != NULL)
    g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  self->cancellable = g_cancellable_new ();
  fw_manual_pictures_read_async (self->pictures, self->path, size, self->cancellable, read_cb,
                                 g_object_ref (self));
}

/* The size it is drawn in, in a width of @room. */
static void
get_size (FwManualPicture *self,
          int              room,
          int             *out_width,
          int             *out_height)
{
  int scale = gtk_widget_get_scale_factor (GTK_WIDGET (self));
  double width = gdk_texture_get_width (self->texture);
  double height = gdk_texture_get_height (self->texture);
  /* A picture that was made smaller for the screen may grow back. */
  double most = self->fills || MAX (width, height) >= self->size ? room : width / scale;
  double shown = MIN (room, most);

  if (shown * height / width > self->max_height)
    shown = self->max_height * width / height;
  *out_width = MAX ((int) (shown + 0.5), 1);
  *out_height = MAX ((int) (shown * height / width + 0.5), 1);
}

static GtkSizeRequestMode
fw_manual_picture_get_request_mode (GtkWidget *widget)
{
  return GTK_SIZE_REQUEST_HEIGHT_FOR_WIDTH;
}

static void
fw_manual_picture_measure (GtkWidget      *widget,
                           GtkOrientation  orientation,
                           int             for_size,
                           int            *minimum,
                           int            *natural,
                           int            *minimum_baseline,
                           int            *natural_baseline)
{
  FwManualPicture *self = FW_MANUAL_PICTURE (widget);
  int width = 0;
  int height = 0;

  if (orientation == GTK_ORIENTATION_HORIZONTAL)
    {
      *minimum = MIN_WIDTH;
      *natural = self->texture != NULL ? gdk_texture_get_width (self->texture) : 320;
      *natural = MAX (*natural, MIN_WIDTH);
      if (self->tile != NULL)
        gtk_widget_measure (self->tile, orientation, -1, minimum, natural, NULL, NULL);
      return;
    }
  if (self->tile != NULL)
    {
      gtk_widget_measure (self->tile, orientation, for_size, &height, NULL, NULL, NULL);
      height = MAX (height, TILE_HEIGHT);
    }
  else if (self->texture != NULL)
    get_size (self, for_size > 0 ? for_size : 320, &width, &height);
  else
    height = MIN ((int) ((for_size > 0 ? for_size : 320) * WAITING_ASPECT), self->max_height);
  *minimum = *natural = height;
}

static void
fw_manual_picture_size_allocate (GtkWidget *widget,
                                 int        width,
                                 int        height,
                                 int        baseline)
{
  FwManualPicture *self = FW_MANUAL_PICTURE (widget);

  if (self->tile != NULL)
    gtk_widget_size_allocate (self->tile, &(GtkAllocation) { 0, 0, width, height }, -1);
  want_picture (self, width);
}

static void
fw_manual_picture_snapshot (GtkWidget   *widget,
                            GtkSnapshot *snapshot)
{
  FwManualPicture *self = FW_MANUAL_PICTURE (widget);
  int room = gtk_widget_get_width (widget);
  int width = 0;
  int height = 0;

  if (self->tile != NULL)
    {
      gtk_widget_snapshot_child (widget, self->tile, snapshot);
      return;
    }
  if (self->texture == NULL)
    {
      GdkRGBA grey = { 0.5f, 0.5f, 0.5f, 0.15f };

      gtk_snapshot_append_color (snapshot, &grey,
                                 &GRAPHENE_RECT_INIT (0, 0, (float) room,
                                                      (float) gtk_widget_get_height (widget)));
      return;
    }
  get_size (self, room, &width, &height);

  int x = 0;

  if (self->fills)
    x = (room - width) / 2;
  else if (gtk_widget_get_direction (widget) == GTK_TEXT_DIR_RTL)
    x = room - width;

  gtk_snapshot_append_texture (snapshot, self->texture,
                               &GRAPHENE_RECT_INIT ((float) x, 0, (float) width, (float) height));
}

static void
fw_manual_picture_dispose (GObject *object)
{
  FwManualPicture *self = FW_MANUAL_PICTURE (object);

  if (self->cancellable != NULL)
    g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  g_clear_pointer (&self->tile, gtk_widget_unparent);
  g_clear_object (&self->texture);
  g_clear_object (&self->pictures);
  g_clear_pointer (&self->path, g_free);

  G_OBJECT_CLASS (fw_manual_picture_parent_class)->dispose (object);
}

static void
fw_manual_picture_class_init (FwManualPictureClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = fw_manual_picture_dispose;
  widget_class->get_request_mode = fw_manual_picture_get_request_mode;
  widget_class->measure = fw_manual_picture_measure;
  widget_class->size_allocate = fw_manual_picture_size_allocate;
  widget_class->snapshot = fw_manual_picture_snapshot;
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_IMG);
  gtk_widget_class_set_css_name (widget_class, "picture");
}

static void
fw_manual_picture_init (FwManualPicture *self)
{
  gtk_widget_set_overflow (GTK_WIDGET (self), GTK_OVERFLOW_HIDDEN);
}

GtkWidget *
fw_manual_picture_new (FwManualPictures *pictures,
                       const char       *path,
                       const char       *text,
                       int               max_height,
                       gboolean          fills)
{
  g_return_val_if_fail (FW_IS_MANUAL_PICTURES (pictures), NULL);

  FwManualPicture *self = g_object_new (FW_TYPE_MANUAL_PICTURE, NULL);
  const char *label = text != NULL && text[0] != '\0' ? text : path != NULL ? path : _("Picture");

  self->pictures = g_object_ref (pictures);
  self->path = g_strdup (path);
  self->max_height = max_height;
  self->fills = fills;
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, label, -1);
  if (path == NULL)
    show_tile (self, _("This picture does not lie beside the manual and is not shown."));
  return GTK_WIDGET (self);
}

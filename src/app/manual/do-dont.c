/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "app/manual/do-dont.h"

#include <glib/gi18n.h>

#include "app/manual/chapter-parts.h"
#include "app/manual/manual-picture.h"
#include "app/text-scale.h"

#define STACKED_WIDTH 520
#define GAP           12
#define MAX_PICTURE   280

struct _FwDoDont
{
  GtkWidget  parent_instance;

  GtkWidget *cards[FW_N_SIDES]; /* (nullable) */
};

G_DEFINE_FINAL_TYPE (FwDoDont, fw_do_dont, GTK_TYPE_WIDGET)

/* Layout ------------------------------------------------------------ */

static gboolean
is_pair (FwDoDont *self)
{
  return self->cards[0] != NULL && self->cards[1] != NULL;
}

/* Large text stands one below the other earlier. */
static int
get_stacked_width (FwDoDont *self)
{
  return (int) (STACKED_WIDTH * fw_text_scale (GTK_WIDGET (self)));
}

static int
get_card_width (FwDoDont *self,
                int       width)
{
  return is_pair (self) && width >= get_stacked_width (self) ? (width - GAP) / 2 : width;
}

static GtkSizeRequestMode
fw_do_dont_get_request_mode (GtkWidget *widget)
{
  return GTK_SIZE_REQUEST_HEIGHT_FOR_WIDTH;
}

static void
fw_do_dont_measure (GtkWidget      *widget,
                    GtkOrientation  orientation,
                    int             for_size,
                    int            *minimum,
                    int            *natural,
                    int            *minimum_baseline,
                    int            *natural_baseline)
{
  FwDoDont *self = FW_DO_DONT (widget);
  gboolean beside = is_pair (self) && for_size >= get_stacked_width (self);

  *minimum = *natural = 0;
  for (int i = 0; i < FW_N_SIDES; i++)
    {
      int least = 0;
      int usual = 0;

      if (self->cards[i] == NULL)
        continue;
      if (orientation == GTK_ORIENTATION_HORIZONTAL)
        {
          gtk_widget_measure (self->cards[i], orientation, -1, &least, &usual, NULL, NULL);
          *minimum = MAX (*minimum, least);
          *natural = MAX (*natural, usual);
          continue;
        }
      gtk_widget_measure (self->cards[i], orientation,
                          for_size < 0 ? -1 : get_card_width (self, for_size), &least, NULL, NULL,
                          NULL);
      *minimum = beside ? MAX (*minimum, least) : *minimum + least + (*minimum > 0 ? GAP : 0);
      *natural = *minimum;
    }
  if (orientation == GTK_ORIENTATION_HORIZONTAL && is_pair (self))
    *natural = 2 * *natural + GAP;
}

static void
fw_do_dont_size_allocate (GtkWidget *widget,
                          int        width,
                          int        height,
                          int        baseline)
{
  FwDoDont *self = FW_DO_DONT (widget);
  gboolean beside = is_pair (self) && width >= get_stacked_width (self);
  gboolean rtl = gtk_widget_get_direction (widget) == GTK_TEXT_DIR_RTL;
  int card = get_card_width (self, width);
  int y = 0;

  for (int i = 0; i < FW_N_SIDES; i++)
    {
      int least = height;
      gboolean second = beside && (i == 1) != rtl;

      if (self->cards[i] == NULL)
        continue;
      if (!beside)
        gtk_widget_measure (self->cards[i], GTK_ORIENTATION_VERTICAL, card, &least, NULL, NULL,
                            NULL);
      gtk_widget_size_allocate (
        self->cards[i], &(GtkAllocation) { second ? width - card : 0, y, card, least }, -1);
      if (!beside)
        y += least + GAP;
    }
}

/* Content ------------------------------------------------------------ */

static GtkWidget *
new_head (int side)
{
  GtkWidget *head = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
  GtkWidget *icon =
    gtk_image_new_from_icon_name (side == FW_SIDE_DO ? "fw-check-symbolic" : "fw-cross-symbolic");
  GtkWidget *word = gtk_label_new (side == FW_SIDE_DO ? _("DO") : _("DO NOT"));

  gtk_box_append (GTK_BOX (head), icon);
  gtk_box_append (GTK_BOX (head), word);
  gtk_widget_add_css_class (head, "fw-side-word");
  return head;
}

static GtkWidget *
new_card (const FwChapter  *chapter,
          int               side,
          FwManualPictures *pictures)
{
  GtkWidget *card = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  GtkWidget *words = gtk_box_new (GTK_ORIENTATION_VERTICAL, 6);
  const FwSideItem *items = chapter->sides[side];

  gtk_widget_add_css_class (card, "fw-side-card");
  gtk_widget_add_css_class (card, side == FW_SIDE_DO ? "do" : "dont");
  gtk_widget_add_css_class (words, "fw-side-words");
  gtk_box_append (GTK_BOX (words), new_head (side));
  for (gsize i = 0; i < chapter->n_sides[side]; i++)
    {
      GtkWidget *label;

      if (items[i].has_picture)
        gtk_box_append (GTK_BOX (card), fw_manual_picture_new (pictures, items[i].picture,
                                                               items[i].text, MAX_PICTURE, TRUE));
      if (items[i].markup == NULL || items[i].markup[0] == '\0')
        continue;
      if (items[i].is_example)
        {
          g_autofree char *markup = g_strdup_printf (_("For example: %s"), items[i].markup);

          label = fw_new_markup_label (markup);
          gtk_widget_add_css_class (label, "fw-example");
        }
      else
        label = fw_new_markup_label (items[i].markup);
      gtk_box_append (GTK_BOX (words), label);
    }
  gtk_box_append (GTK_BOX (card), words);
  gtk_widget_set_overflow (card, GTK_OVERFLOW_HIDDEN);
  return card;
}

static void
fw_do_dont_dispose (GObject *object)
{
  FwDoDont *self = FW_DO_DONT (object);

  for (int i = 0; i < FW_N_SIDES; i++)
    g_clear_pointer (&self->cards[i], gtk_widget_unparent);

  G_OBJECT_CLASS (fw_do_dont_parent_class)->dispose (object);
}

static void
fw_do_dont_class_init (FwDoDontClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = fw_do_dont_dispose;
  widget_class->get_request_mode = fw_do_dont_get_request_mode;
  widget_class->measure = fw_do_dont_measure;
  widget_class->size_allocate = fw_do_dont_size_allocate;
}

static void
fw_do_dont_init (FwDoDont *self)
{
}

GtkWidget *
fw_do_dont_new (const FwChapter  *chapter,
                FwManualPictures *pictures)
{
  g_return_val_if_fail (chapter != NULL, NULL);

  FwDoDont *self = g_object_new (FW_TYPE_DO_DONT, NULL);

  for (int i = 0; i < FW_N_SIDES; i++)
    if (chapter->n_sides[i] > 0)
      {
        self->cards[i] = new_card (chapter, i, pictures);
        gtk_widget_set_parent (self->cards[i], GTK_WIDGET (self));
      }
  return GTK_WIDGET (self);
}

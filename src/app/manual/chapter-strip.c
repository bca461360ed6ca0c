/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "app/manual/chapter-strip.h"

#include "app/manual/manual-chapter.h"

#define MARGIN       20
#define MAX_WIDTH    860
#define GUESS_HEIGHT 900 /* of the view, before it has one */

typedef struct
{
  guint      chapter;
  int        height;      /* measured, else guessed */
  gboolean   is_measured; /* for the present width */
  GtkWidget *widget;      /* NULL: not made */
} Item;

struct _FwChapterStrip
{
  GtkWidget        *page;     /* borrowed: it owns this */
  FwManualPictures *pictures; /* (owned) */
  FwManualShelf    *shelf;    /* (owned) (nullable) */
  GArray           *items;    /* (element-type Item) (owned) */
  int               width;    /* of the view */
  int               height;
  guint             anchor;   /* index into @items */
  int               offset;   /* of the anchor's top */
  guint             ahead;    /* idle */
};

static Item *
get_item (const FwChapterStrip *self,
          guint                 index)
{
  return &g_array_index (self->items, Item, index);
}

/* Heights ------------------------------------------------------------ */

static int
get_content_width (FwChapterStrip *self)
{
  return CLAMP (self->width - 2 * MARGIN, 40, MAX_WIDTH);
}

/* What a chapter may need; good enough for a scroll bar. */
static int
guess_height (const FwChapter *chapter)
{
  int height = chapter->kind == FW_CHAPTER_RULE ? 230 : 70;

  for (gsize i = 0; i < chapter->n_blocks; i++)
    height += chapter->blocks[i].kind == FW_BLOCK_TABLE ? (int) chapter->blocks[i].n_rows * 30 : 44;
  for (int side = 0; side < FW_N_SIDES; side++)
    for (gsize i = 0; i < chapter->n_sides[side]; i++)
      height += chapter->sides[side][i].has_picture ? 120 : 20;
  return height;
}

static int
get_height (FwChapterStrip *self,
            guint         index)
{
  Item *item = get_item (self, index);

  if (item->widget != NULL && !item->is_measured && self->width > 0)
    {
      gtk_widget_measure (item->widget, GTK_ORIENTATION_VERTICAL, get_content_width (self),
                          &item->height, NULL, NULL, NULL);
      item->is_measured = TRUE;
    }
  return item->height;
}

/* Making and taking apart ------------------------------------------------------------ */

static void
make (FwChapterStrip *self,
      guint         index)
{
  Item *item = get_item (self, index);
  GtkWidget *before = NULL;

  if (item->widget != NULL)
    return;
  item->widget = fw_manual_chapter_new (self->shelf, self->pictures, item->chapter);
  item->is_measured = FALSE;
  /* Tab goes through them in the order of the book. */
  for (guint i = index; i > 0 && before == NULL; i--)
    before = get_item (self, i - 1)->widget;
  gtk_widget_insert_after (item->widget, self->page, before);
}

static void
take_apart (FwChapterStrip *self,
            guint         index)
{
  Item *item = get_item (self, index);

  g_clear_pointer (&item->widget, gtk_widget_unparent);
}

/* The first and the last item whose place touches @above pixels over the view to
 * @below under it, by heights as they are known now. */
static void
find_range (FwChapterStrip *self,
            int           above,
            int           below,
            guint        *out_first,
            guint        *out_last)
{
  int height = self->height > 0 ? self->height : GUESS_HEIGHT;
  int y = self->offset;
  guint first = self->anchor;
  guint last = self->anchor;

  while (first > 0 && y > -above)
    y -= get_height (self, --first);
  y = self->offset + get_height (self, last);
  while (last + 1 < self->items->len && y < height + below)
    y += get_height (self, ++last);
  *out_first = first;
  *out_last = last;
}

/* What is on the screen has to be there. */
void
fw_chapter_strip_make_visible (FwChapterStrip *self)
{
  g_return_if_fail (self != NULL);

  int height = self->height > 0 ? self->height : GUESS_HEIGHT;
  int y = self->offset;

  if (self->items->len == 0)
    return;
  for (guint i = self->anchor; i < self->items->len && y < height; i++)
    {
      make (self, i);
      y += get_height (self, i);
    }
  y = self->offset;
  for (guint i = self->anchor; i > 0 && y > 0; i--)
    {
      make (self, i - 1);
      y -= get_height (self, i - 1);
    }
}

/* One more chapter near the screen, or one less that is far away. */
static gboolean
ahead_cb (gpointer user_data)
{
  FwChapterStrip *self = user_data;
  guint first = 0;
  guint last = 0;
  GtkRoot *root = gtk_widget_get_root (self->page);
  GtkWidget *focus = root != NULL ? gtk_root_get_focus (root) : NULL;

  if (self->items->len > 0)
    {
      find_range (self, self->height, self->height, &first, &last);
      /* Downwards first: that is where people read on. */
      for (guint i = self->anchor; i <= last; i++)
        if (get_item (self, i)->widget == NULL)
          {
            make (self, i);
            return G_SOURCE_CONTINUE;
          }
      for (guint i = self->anchor; i > first; i--)
        if (get_item (self, i - 1)->widget == NULL)
          {
            make (self, i - 1);
            return G_SOURCE_CONTINUE;
          }
      find_range (self, 3 * self->height, 3 * self->height, &first, &last);
      for (guint i = 0; i < self->items->len; i++)
        {
          GtkWidget *widget = get_item (self, i)->widget;

          if (widget != NULL && (i < first || i > last)
              && (focus == NULL || !gtk_widget_is_ancestor (focus, widget)))
            take_apart (self, i);
        }
    }
  self->ahead = 0;
  return G_SOURCE_REMOVE;
}

void
fw_chapter_strip_queue_ahead (FwChapterStrip *self)
{
  g_return_if_fail (self != NULL);

  if (self->ahead == 0 && self->items->len > 0)
    self->ahead = g_idle_add_full (G_PRIORITY_LOW, ahead_cb, self, NULL);
}

/* The place ------------------------------------------------------------ */

/* The anchor is the chapter that holds the top of the view. */
static void
settle (FwChapterStrip *self)
{
  while (self->offset > 0 && self->anchor > 0)
    self->offset -= get_height (self, --self->anchor);
  while (self->anchor + 1 < self->items->len
         && self->offset + get_height (self, self->anchor) <= 0)
    self->offset += get_height (self, self->anchor++);
  if (self->anchor == 0 && self->offset > 0)
    self->offset = 0;
}

/* Past the end there is nothing to see. */
static void
clamp_end (FwChapterStrip *self)
{
  int y = self->offset;

  for (guint i = self->anchor; i < self->items->len && y < self->height; i++)
    y += get_height (self, i);
  if (y < self->height)
    {
      self->offset += self->height - y;
      settle (self);
    }
}

guint
fw_chapter_strip_get_anchor (const FwChapterStrip *self)
{
  g_return_val_if_fail (self != NULL, 0);

  return self->anchor;
}

int
fw_chapter_strip_get_offset (const FwChapterStrip *self)
{
  g_return_val_if_fail (self != NULL, 0);

  return self->offset;
}

void
fw_chapter_strip_go (FwChapterStrip *self,
                     guint           item,
                     int             offset)
{
  g_return_if_fail (self != NULL);

  self->anchor = item;
  self->offset = offset;
  fw_chapter_strip_make_visible (self);
}

/* What comes into view may be higher than was guessed. */
static void
settle_visible (FwChapterStrip *self)
{
  settle (self);
  fw_chapter_strip_make_visible (self);
  settle (self);
}

void
fw_chapter_strip_scroll (FwChapterStrip *self,
                         int             delta)
{
  g_return_if_fail (self != NULL);

  self->offset -= delta;
  settle_visible (self);
}

void
fw_chapter_strip_jump (FwChapterStrip *self,
                       double          value)
{
  g_return_if_fail (self != NULL);

  double y = 0.0;
  guint i = 0;

  while (i + 1 < self->items->len && y + get_item (self, i)->height <= value)
    y += get_item (self, i++)->height;
  self->anchor = i;
  self->offset = (int) (y - value);
  settle_visible (self);
}

int
fw_chapter_strip_find_current (FwChapterStrip *self)
{
  g_return_val_if_fail (self != NULL, -1);

  int y = self->offset;
  int eye = self->anchor == 0 && self->offset == 0 ? 0 : MIN (self->height / 5, 120);

  if (self->items->len == 0)
    return -1;
  for (guint i = self->anchor; i < self->items->len; i++)
    {
      y += get_height (self, i);
      if (y > eye)
        return (int) get_item (self, i)->chapter;
    }
  return (int) get_item (self, self->items->len - 1)->chapter;
}

double
fw_chapter_strip_get_total (const FwChapterStrip *self,
                            double               *out_value)
{
  g_return_val_if_fail (self != NULL && out_value != NULL, 0.0);

  double total = 0.0;

  *out_value = -self->offset;
  for (guint i = 0; i < self->items->len; i++)
    {
      if (i == self->anchor)
        *out_value += total;
      total += get_item (self, i)->height;
    }
  return total;
}

/* Layout ------------------------------------------------------------ */

static void
place_children (FwChapterStrip *self)
{
  int width = get_content_width (self);
  int x = MAX ((self->width - width) / 2, MIN (MARGIN, self->width));
  int y = self->offset;
  guint first = 0;
  guint last = 0;

  find_range (self, 0, 0, &first, &last);
  for (guint i = self->anchor; i > first; i--)
    y -= get_height (self, i - 1);
  for (guint i = 0; i < self->items->len; i++)
    {
      Item *item = get_item (self, i);
      gboolean visible = i >= first && i <= last;

      if (item->widget != NULL)
        {
          gtk_widget_set_child_visible (item->widget, visible);
          if (visible)
            gtk_widget_size_allocate (item->widget,
                                      &(GtkAllocation) { x, y, width, item->height }, -1);
        }
      if (visible)
        y += item->height;
    }
}

/* Whether a chapter that belongs on the screen is not made. */
static gboolean
has_hole (FwChapterStrip *self)
{
  guint first = 0;
  guint last = 0;

  find_range (self, 0, 0, &first, &last);
  for (guint i = first; i <= last; i++)
    if (get_item (self, i)->widget == NULL)
      return TRUE;
  return FALSE;
}

gboolean
fw_chapter_strip_allocate (FwChapterStrip *self,
                           int             width,
                           int             height)
{
  g_return_val_if_fail (self != NULL, TRUE);

  self->width = width;
  self->height = height;
  /* Whoever asked for this allocation may have changed its height. */
  for (guint i = 0; i < self->items->len; i++)
    if (get_item (self, i)->widget != NULL)
      get_item (self, i)->is_measured = FALSE;
  if (self->items->len == 0)
    return TRUE;
  settle (self);
  clamp_end (self);
  place_children (self);
  return !has_hole (self);
}

/* The strip ------------------------------------------------------------ */

void
fw_chapter_strip_clear (FwChapterStrip *self)
{
  g_return_if_fail (self != NULL);

  g_clear_handle_id (&self->ahead, g_source_remove);
  for (guint i = 0; i < self->items->len; i++)
    take_apart (self, i);
  g_array_set_size (self->items, 0);
  self->anchor = 0;
  self->offset = 0;
}

void
fw_chapter_strip_add (FwChapterStrip  *self,
                      guint            index,
                      const FwChapter *chapter)
{
  g_return_if_fail (self != NULL && chapter != NULL);

  Item item = { .chapter = index, .height = guess_height (chapter) };

  g_array_append_val (self->items, item);
}

guint
fw_chapter_strip_get_n (const FwChapterStrip *self)
{
  g_return_val_if_fail (self != NULL, 0);

  return self->items->len;
}

guint
fw_chapter_strip_get_chapter (const FwChapterStrip *self,
                              guint                 item)
{
  g_return_val_if_fail (self != NULL && item < self->items->len, 0);

  return get_item (self, item)->chapter;
}

GtkWidget *
fw_chapter_strip_get_widget (const FwChapterStrip *self,
                             guint                 item)
{
  g_return_val_if_fail (self != NULL && item < self->items->len, NULL);

  return get_item (self, item)->widget;
}

guint
fw_chapter_strip_find (const FwChapterStrip *self,
                       guint                 chapter)
{
  g_return_val_if_fail (self != NULL, 0);

  guint found = 0;

  for (guint i = 0; i < self->items->len && get_item (self, i)->chapter <= chapter; i++)
    found = i;
  return found;
}

void
fw_chapter_strip_set_shelf (FwChapterStrip *self,
                            FwManualShelf  *shelf)
{
  g_return_if_fail (self != NULL);

  g_set_object (&self->shelf, shelf);
}

FwChapterStrip *
fw_chapter_strip_new (GtkWidget        *page,
                      FwManualPictures *pictures)
{
  g_return_val_if_fail (GTK_IS_WIDGET (page), NULL);
  g_return_val_if_fail (FW_IS_MANUAL_PICTURES (pictures), NULL);

  FwChapterStrip *self = g_new0 (FwChapterStrip, 1);

  self->page = page;
  self->pictures = g_object_ref (pictures);
  self->items = g_array_new (FALSE, TRUE, sizeof (Item));
  return self;
}

void
fw_chapter_strip_free (FwChapterStrip *self)
{
  if (self == NULL)
    return;
  fw_chapter_strip_clear (self);
  g_array_unref (self->items);
  g_clear_object (&self->shelf);
  g_object_unref (self->pictures);
  g_free (self);
}

/* SPDX-License-Identifier: GPL-3.0-or-later */

/*
 * Scrolling by an anchor: the chapter at the top of the view and where its top
 * stands (in pixels of the view, 0 or above). Chapters below and above it are
 * laid out from there. Those on the screen are made at once when one scrolls to
 * them; those up to a screen away are made one at a time when there is nothing
 * else to do; those further away are taken apart again. Heights of chapters
 * that do not exist are guessed, and only the scroll bar notices.
 */

#include "app/manual/manual-page.h"

#include <glib/gi18n.h>

#include "app/manual/manual-chapter.h"

#define MARGIN        20
#define MAX_WIDTH     860
#define STEP          56
#define REST_MS       300
#define GUESS_WIDTH   560
#define GUESS_HEIGHT  900 /* of the view, before it has one */

typedef struct
{
  guint      chapter;
  int        height;      /* measured, else guessed */
  gboolean   is_measured; /* for the present width */
  GtkWidget *widget;      /* NULL: not made */
} Item;

struct _FwManualPage
{
  GtkWidget         parent_instance;

  FwManualPictures *pictures;   /* (owned) */
  FwManualShelf    *shelf;      /* (owned) (nullable) */
  FwManualBook     *book;       /* (owned) (nullable) the one that is shown */
  GArray           *items;      /* (element-type Item) (owned) */
  const char       *about;      /* interned (nullable) */
  gboolean          changed_only;

  GtkAdjustment    *hadjustment; /* (owned) */
  GtkAdjustment    *vadjustment; /* (owned) */
  int               width;      /* of the view */
  int               height;
  guint             anchor;     /* index into @items */
  int               offset;     /* of the anchor's top */
  double            value;      /* of the adjustment, as we set it */
  gboolean          is_setting;
  int               current;
  int               wanted;     /* where one went; until one scrolls. -1 */
  guint             ahead;      /* idle */
  guint             rest;       /* timeout while one scrolls */
  GtkRoot          *root;       /* (nullable) whose focus is followed */
};

enum
{
  PROP_0,
  PROP_CURRENT,
  N_PROPS,
  PROP_HADJUSTMENT,
  PROP_VADJUSTMENT,
  PROP_HSCROLL_POLICY,
  PROP_VSCROLL_POLICY
};

static GParamSpec *properties[N_PROPS];

G_DEFINE_FINAL_TYPE_WITH_CODE (FwManualPage, fw_manual_page, GTK_TYPE_WIDGET,
                               G_IMPLEMENT_INTERFACE (GTK_TYPE_SCROLLABLE, NULL))

static Item *
get_item (FwManualPage *self,
          guint         index)
{
  return &g_array_index (self->items, Item, index);
}

/* Heights ------------------------------------------------------------ */

static int
get_content_width (FwManualPage *self)
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
get_height (FwManualPage *self,
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
make (FwManualPage *self,
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
  gtk_widget_insert_after (item->widget, GTK_WIDGET (self), before);
}

static void
take_apart (FwManualPage *self,
            guint         index)
{
  Item *item = get_item (self, index);

  g_clear_pointer (&item->widget, gtk_widget_unparent);
}

/* The first and the last item whose place touches @above pixels over the view to
 * @below under it, by heights as they are known now. */
static void
find_range (FwManualPage *self,
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
static void
make_visible (FwManualPage *self)
{
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
  FwManualPage *self = user_data;
  guint first = 0;
  guint last = 0;
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (self));
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

static void
queue_ahead (FwManualPage *self)
{
  if (self->ahead == 0 && self->items->len > 0)
    self->ahead = g_idle_add_full (G_PRIORITY_LOW, ahead_cb, self, NULL);
}

/* The place ------------------------------------------------------------ */

/* The anchor is the chapter that holds the top of the view. */
static void
settle (FwManualPage *self)
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
clamp_end (FwManualPage *self)
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

/* Who reads reads a little below the top; not so at the very beginning. */
static int
find_current (FwManualPage *self)
{
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

static void
update_current (FwManualPage *self)
{
  int current = self->wanted >= 0 ? self->wanted : find_current (self);

  if (current == self->current)
    return;
  self->current = current;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_CURRENT]);
}

static gboolean
tell_current_cb (gpointer user_data)
{
  update_current (FW_MANUAL_PAGE (user_data));
  return G_SOURCE_REMOVE;
}

static void
configure_adjustment (FwManualPage *self)
{
  double total = 0.0;
  double value = -self->offset;

  for (guint i = 0; i < self->items->len; i++)
    {
      if (i == self->anchor)
        value += total;
      total += get_item (self, i)->height;
    }
  total = MAX (total, self->height);
  value = CLAMP (value, 0.0, total - self->height);
  /* A wheel or a finger that is still turning counts from where it began: a
   * guess that turned out otherwise is put right when it rests. */
  if (self->rest != 0 && value > self->height && value < total - 2 * self->height)
    value = CLAMP (self->value, 1.0, total - self->height - 1.0);
  self->value = value;
  self->is_setting = TRUE;
  gtk_adjustment_configure (self->vadjustment, value, 0.0, total, STEP, self->height * 0.9,
                            self->height);
  self->is_setting = FALSE;
}

/* A far jump is by the sum of all heights, a near one by what was moved. */
static void
move_to (FwManualPage *self,
         double        value)
{
  double delta = value - self->value;

  if (ABS (delta) > 4.0 * self->height)
    {
      double y = 0.0;
      guint i = 0;

      while (i + 1 < self->items->len && y + get_item (self, i)->height <= value)
        y += get_item (self, i++)->height;
      self->anchor = i;
      self->offset = (int) (y - value);
    }
  else
    self->offset -= (int) delta;
  self->value += ABS (delta) > 4.0 * self->height ? delta : (int) delta;
  settle (self);
  make_visible (self);
  settle (self);
}

static gboolean
rest_cb (gpointer user_data)
{
  FwManualPage *self = user_data;

  self->rest = 0;
  gtk_widget_queue_allocate (GTK_WIDGET (self));
  return G_SOURCE_REMOVE;
}

static void
value_cb (FwManualPage *self)
{
  if (self->is_setting || self->items->len == 0)
    return;
  self->wanted = -1;
  g_clear_handle_id (&self->rest, g_source_remove);
  self->rest = g_timeout_add (REST_MS, rest_cb, self);
  move_to (self, gtk_adjustment_get_value (self->vadjustment));
  update_current (self);
  queue_ahead (self);
  gtk_widget_queue_allocate (GTK_WIDGET (self));
}

/* Layout ------------------------------------------------------------ */

static void
place_children (FwManualPage *self)
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
has_hole (FwManualPage *self)
{
  guint first = 0;
  guint last = 0;

  find_range (self, 0, 0, &first, &last);
  for (guint i = first; i <= last; i++)
    if (get_item (self, i)->widget == NULL)
      return TRUE;
  return FALSE;
}

static gboolean
fill_cb (gpointer user_data)
{
  FwManualPage *self = user_data;

  make_visible (self);
  gtk_widget_queue_allocate (GTK_WIDGET (self));
  return G_SOURCE_REMOVE;
}

static void
fw_manual_page_size_allocate (GtkWidget *widget,
                              int        width,
                              int        height,
                              int        baseline)
{
  FwManualPage *self = FW_MANUAL_PAGE (widget);

  self->width = width;
  self->height = height;
  /* Whoever asked for this allocation may have changed its height. */
  for (guint i = 0; i < self->items->len; i++)
    if (get_item (self, i)->widget != NULL)
      get_item (self, i)->is_measured = FALSE;
  if (self->items->len > 0)
    {
      settle (self);
      clamp_end (self);
      place_children (self);
      /* Nothing may be made while sizes are being given out. */
      if (has_hole (self))
        g_idle_add_full (GDK_PRIORITY_REDRAW - 5, fill_cb, g_object_ref (self), g_object_unref);
      g_idle_add_full (G_PRIORITY_DEFAULT_IDLE, tell_current_cb, g_object_ref (self),
                       g_object_unref);
      queue_ahead (self);
    }
  configure_adjustment (self);
  gtk_adjustment_configure (self->hadjustment, 0.0, 0.0, width, 1.0, width, width);
}

static void
fw_manual_page_measure (GtkWidget      *widget,
                        GtkOrientation  orientation,
                        int             for_size,
                        int            *minimum,
                        int            *natural,
                        int            *minimum_baseline,
                        int            *natural_baseline)
{
  *minimum = 100;
  *natural = orientation == GTK_ORIENTATION_HORIZONTAL ? GUESS_WIDTH : GUESS_HEIGHT;
}

/* Keys and focus ------------------------------------------------------------ */

static gboolean
scroll_key_cb (GtkWidget *widget,
               GVariant  *args,
               gpointer   user_data)
{
  FwManualPage *self = FW_MANUAL_PAGE (widget);
  GtkAdjustment *adjustment = self->vadjustment;
  int pages = 0;
  int steps = 0;

  g_variant_get (args, "(ii)", &pages, &steps);
  gtk_adjustment_set_value (adjustment, gtk_adjustment_get_value (adjustment)
                                          + pages * gtk_adjustment_get_page_increment (adjustment)
                                          + steps * STEP);
  return TRUE;
}

static gboolean
end_key_cb (GtkWidget *widget,
            GVariant  *args,
            gpointer   user_data)
{
  FwManualPage *self = FW_MANUAL_PAGE (widget);

  if (self->items->len > 0)
    fw_manual_page_go (self, get_item (self, g_variant_get_boolean (args) ? self->items->len - 1
                                                                          : 0)->chapter, FALSE);
  return TRUE;
}

/* What gets the focus comes into view. */
static void
focus_cb (FwManualPage *self)
{
  GtkWidget *focus = self->root != NULL ? gtk_root_get_focus (self->root) : NULL;
  graphene_rect_t bounds;

  if (focus == NULL || focus == GTK_WIDGET (self)
      || !gtk_widget_is_ancestor (focus, GTK_WIDGET (self))
      || !gtk_widget_compute_bounds (focus, GTK_WIDGET (self), &bounds))
    return;

  double value = gtk_adjustment_get_value (self->vadjustment);

  if (bounds.origin.y < 0)
    gtk_adjustment_set_value (self->vadjustment, value + bounds.origin.y - STEP);
  else if (bounds.origin.y + bounds.size.height > self->height)
    gtk_adjustment_set_value (self->vadjustment,
                              value + bounds.origin.y + bounds.size.height - self->height + STEP);
}

static void
fw_manual_page_root (GtkWidget *widget)
{
  FwManualPage *self = FW_MANUAL_PAGE (widget);

  GTK_WIDGET_CLASS (fw_manual_page_parent_class)->root (widget);
  self->root = gtk_widget_get_root (widget);
  g_signal_connect_swapped (self->root, "notify::focus-widget", G_CALLBACK (focus_cb), self);
}

static void
fw_manual_page_unroot (GtkWidget *widget)
{
  FwManualPage *self = FW_MANUAL_PAGE (widget);

  if (self->root != NULL)
    g_signal_handlers_disconnect_by_data (self->root, self);
  self->root = NULL;
  GTK_WIDGET_CLASS (fw_manual_page_parent_class)->unroot (widget);
}

/* Content ------------------------------------------------------------ */

static void
drop_items (FwManualPage *self)
{
  g_clear_handle_id (&self->ahead, g_source_remove);
  for (guint i = 0; i < self->items->len; i++)
    take_apart (self, i);
  g_array_set_size (self->items, 0);
}

static gboolean
is_wanted (FwManualPage *self,
           const FwRule *rule)
{
  if (self->changed_only && !fw_manual_shelf_is_changed (self->shelf, rule))
    return FALSE;
  return self->about == NULL || (rule != NULL && fw_rule_speaks_about (rule, self->about));
}

static void
add_items (FwManualPage *self)
{
  gsize n = 0;
  const FwChapter *chapters = fw_manual_book_get_chapters (self->book, &n);

  for (gsize i = 0; i < n; i++)
    {
      Item item = { .chapter = (guint) i, .height = guess_height (&chapters[i]) };

      if (is_wanted (self, chapters[i].rule))
        g_array_append_val (self->items, item);
    }
}

/* The item of @chapter, else the one before where it would stand. */
static guint
find_item (FwManualPage *self,
           guint         chapter)
{
  guint found = 0;

  for (guint i = 0; i < self->items->len && get_item (self, i)->chapter <= chapter; i++)
    found = i;
  return found;
}

/* Where the chapter of another edition is in this one: by its id, else its title. */
static int
find_again (FwManualPage    *self,
            const FwChapter *old)
{
  gsize n = 0;
  const FwChapter *chapters = fw_manual_book_get_chapters (self->book, &n);

  for (gsize i = 0; i < n; i++)
    if (chapters[i].kind == old->kind && g_str_equal (chapters[i].id, old->id)
        && (old->id[0] != '\0' || g_str_equal (chapters[i].title, old->title)))
      return (int) i;
  return -1;
}

static void
rebuild (FwManualPage *self,
         int           chapter,
         int           offset)
{
  drop_items (self);
  if (self->book != NULL)
    add_items (self);
  self->anchor = chapter >= 0 ? find_item (self, (guint) chapter) : 0;
  self->offset = chapter >= 0 ? offset : 0;
  self->wanted = -1;
  make_visible (self);
  update_current (self);
  gtk_widget_queue_resize (GTK_WIDGET (self));
}

void
fw_manual_page_set_shelf (FwManualPage  *self,
                          FwManualShelf *shelf)
{
  g_return_if_fail (FW_IS_MANUAL_PAGE (self));

  FwManualBook *book = shelf != NULL ? fw_manual_shelf_get_book (shelf) : NULL;
  g_autoptr (FwManualBook) old = g_steal_pointer (&self->book);
  const FwChapter *chapters = NULL;
  int chapter = -1;
  int wanted = -1;
  gsize n = 0;

  g_set_object (&self->shelf, shelf);
  self->book = book != NULL ? fw_manual_book_ref (book) : NULL;
  if (old != NULL && book != NULL && self->items->len > 0)
    {
      chapters = fw_manual_book_get_chapters (old, &n);
      chapter = find_again (self, &chapters[get_item (self, self->anchor)->chapter]);
      /* A new edition is not scrolling: one is still where one went. */
      if (self->wanted >= 0)
        wanted = find_again (self, &chapters[self->wanted]);
    }
  rebuild (self, chapter, self->offset);
  self->wanted = wanted;
  update_current (self);
}

void
fw_manual_page_set_about (FwManualPage *self,
                          const char   *category)
{
  g_return_if_fail (FW_IS_MANUAL_PAGE (self));

  int chapter = self->current;

  if (self->about == category)
    return;
  self->about = category;
  rebuild (self, chapter, 0);
}

void
fw_manual_page_set_changed_only (FwManualPage *self,
                                 gboolean      changed_only)
{
  g_return_if_fail (FW_IS_MANUAL_PAGE (self));

  int chapter = self->current;

  if (!changed_only && !self->changed_only)
    return;
  self->changed_only = changed_only;
  rebuild (self, changed_only ? -1 : chapter, 0);
}

void
fw_manual_page_go (FwManualPage *self,
                   guint         chapter,
                   gboolean      flash)
{
  g_return_if_fail (FW_IS_MANUAL_PAGE (self));

  guint item;

  if (self->items->len == 0)
    return;
  item = find_item (self, chapter);
  self->anchor = item;
  self->offset = 0;
  self->wanted = (int) get_item (self, item)->chapter;
  make_visible (self);
  if (flash)
    fw_manual_chapter_flash (FW_MANUAL_CHAPTER (get_item (self, item)->widget));
  update_current (self);
  queue_ahead (self);
  gtk_widget_queue_allocate (GTK_WIDGET (self));
}

int
fw_manual_page_get_current (FwManualPage *self)
{
  g_return_val_if_fail (FW_IS_MANUAL_PAGE (self), -1);

  return self->current;
}

void
fw_manual_page_update_marks (FwManualPage *self)
{
  g_return_if_fail (FW_IS_MANUAL_PAGE (self));

  for (guint i = 0; i < self->items->len; i++)
    if (get_item (self, i)->widget != NULL)
      fw_manual_chapter_update (FW_MANUAL_CHAPTER (get_item (self, i)->widget));
}

guint
fw_manual_page_get_n_made (FwManualPage *self)
{
  g_return_val_if_fail (FW_IS_MANUAL_PAGE (self), 0);

  guint n = 0;

  for (guint i = 0; i < self->items->len; i++)
    n += get_item (self, i)->widget != NULL ? 1 : 0;
  return n;
}

/* Object ------------------------------------------------------------ */

static void
set_adjustment (FwManualPage   *self,
                GtkAdjustment **place,
                GtkAdjustment  *adjustment)
{
  if (adjustment == NULL)
    adjustment = gtk_adjustment_new (0.0, 0.0, 0.0, 0.0, 0.0, 0.0);
  g_object_ref_sink (adjustment);
  if (*place != NULL)
    g_signal_handlers_disconnect_by_data (*place, self);
  g_clear_object (place);
  *place = adjustment;
  if (place == &self->vadjustment)
    {
      g_signal_connect_swapped (adjustment, "value-changed", G_CALLBACK (value_cb), self);
      configure_adjustment (self);
    }
}

static void
fw_manual_page_get_property (GObject    *object,
                             guint       id,
                             GValue     *value,
                             GParamSpec *pspec)
{
  FwManualPage *self = FW_MANUAL_PAGE (object);

  switch (id)
    {
    case PROP_CURRENT:
      g_value_set_int (value, self->current);
      break;
    case PROP_HADJUSTMENT:
      g_value_set_object (value, self->hadjustment);
      break;
    case PROP_VADJUSTMENT:
      g_value_set_object (value, self->vadjustment);
      break;
    case PROP_HSCROLL_POLICY:
    case PROP_VSCROLL_POLICY:
      g_value_set_enum (value, GTK_SCROLL_MINIMUM);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
fw_manual_page_set_property (GObject      *object,
                             guint         id,
                             const GValue *value,
                             GParamSpec   *pspec)
{
  FwManualPage *self = FW_MANUAL_PAGE (object);

  switch (id)
    {
    case PROP_HADJUSTMENT:
      set_adjustment (self, &self->hadjustment, g_value_get_object (value));
      break;
    case PROP_VADJUSTMENT:
      set_adjustment (self, &self->vadjustment, g_value_get_object (value));
      break;
    case PROP_HSCROLL_POLICY:
    case PROP_VSCROLL_POLICY:
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
fw_manual_page_dispose (GObject *object)
{
  FwManualPage *self = FW_MANUAL_PAGE (object);

  g_clear_handle_id (&self->rest, g_source_remove);
  if (self->items != NULL)
    drop_items (self);
  if (self->vadjustment != NULL)
    g_signal_handlers_disconnect_by_data (self->vadjustment, self);
  g_clear_object (&self->hadjustment);
  g_clear_object (&self->vadjustment);
  g_clear_object (&self->shelf);
  g_clear_object (&self->pictures);
  g_clear_pointer (&self->book, fw_manual_book_unref);
  g_clear_pointer (&self->items, g_array_unref);

  G_OBJECT_CLASS (fw_manual_page_parent_class)->dispose (object);
}

static void
add_scroll_key (GtkWidgetClass  *klass,
                guint            keyval,
                GdkModifierType  modifiers,
                int              pages,
                int              steps)
{
  gtk_widget_class_add_binding (klass, keyval, modifiers, scroll_key_cb, "(ii)", pages, steps);
}

static void
fw_manual_page_class_init (FwManualPageClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->get_property = fw_manual_page_get_property;
  object_class->set_property = fw_manual_page_set_property;
  object_class->dispose = fw_manual_page_dispose;
  widget_class->measure = fw_manual_page_measure;
  widget_class->size_allocate = fw_manual_page_size_allocate;
  widget_class->root = fw_manual_page_root;
  widget_class->unroot = fw_manual_page_unroot;
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_GROUP);
  gtk_widget_class_set_css_name (widget_class, "manualpage");

  properties[PROP_CURRENT] = g_param_spec_int ("current", NULL, NULL, -1, G_MAXINT, -1,
                                               G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, properties);
  g_object_class_override_property (object_class, PROP_HADJUSTMENT, "hadjustment");
  g_object_class_override_property (object_class, PROP_VADJUSTMENT, "vadjustment");
  g_object_class_override_property (object_class, PROP_HSCROLL_POLICY, "hscroll-policy");
  g_object_class_override_property (object_class, PROP_VSCROLL_POLICY, "vscroll-policy");

  add_scroll_key (widget_class, GDK_KEY_Down, 0, 0, 1);
  add_scroll_key (widget_class, GDK_KEY_Up, 0, 0, -1);
  add_scroll_key (widget_class, GDK_KEY_Page_Down, 0, 1, 0);
  add_scroll_key (widget_class, GDK_KEY_Page_Up, 0, -1, 0);
  add_scroll_key (widget_class, GDK_KEY_space, 0, 1, 0);
  add_scroll_key (widget_class, GDK_KEY_space, GDK_SHIFT_MASK, -1, 0);
  gtk_widget_class_add_binding (widget_class, GDK_KEY_Home, 0, end_key_cb, "b", FALSE);
  gtk_widget_class_add_binding (widget_class, GDK_KEY_End, 0, end_key_cb, "b", TRUE);
}

static void
fw_manual_page_init (FwManualPage *self)
{
  self->items = g_array_new (FALSE, TRUE, sizeof (Item));
  self->current = -1;
  self->wanted = -1;
  gtk_widget_set_focusable (GTK_WIDGET (self), TRUE);
  gtk_widget_set_overflow (GTK_WIDGET (self), GTK_OVERFLOW_HIDDEN);
  gtk_widget_add_css_class (GTK_WIDGET (self), "fw-focus-frame");
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _("Text of the manual"), -1);
  set_adjustment (self, &self->hadjustment, NULL);
  set_adjustment (self, &self->vadjustment, NULL);
}

GtkWidget *
fw_manual_page_new (FwManualPictures *pictures)
{
  g_return_val_if_fail (FW_IS_MANUAL_PICTURES (pictures), NULL);

  FwManualPage *self = g_object_new (FW_TYPE_MANUAL_PAGE, NULL);

  self->pictures = g_object_ref (pictures);
  return GTK_WIDGET (self);
}

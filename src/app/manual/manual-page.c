/* SPDX-License-Identifier: GPL-3.0-or-later */

/*
 * A strip of chapters in a scrolled window: what the scroll bar, keys, the focus
 * and another edition of the book mean to it. Only the scroll bar notices that
 * heights of chapters which do not exist are guessed.
 */

#include "app/manual/manual-page.h"

#include <glib/gi18n.h>

#include "app/manual/chapter-strip.h"
#include "app/manual/manual-chapter.h"

#define STEP          56
#define REST_MS       300
#define GUESS_WIDTH   560
#define GUESS_HEIGHT  900 /* of the view, before it has one */

struct _FwManualPage
{
  GtkWidget         parent_instance;

  FwChapterStrip   *strip;      /* (owned) (nullable) while it is alive */
  FwManualShelf    *shelf;      /* (owned) (nullable) */
  FwManualBook     *book;       /* (owned) (nullable) the one that is shown */
  const char       *about;      /* interned (nullable) */
  gboolean          changed_only;

  GtkAdjustment    *hadjustment; /* (owned) */
  GtkAdjustment    *vadjustment; /* (owned) */
  int               height;     /* of the view */
  double            value;      /* of the adjustment, as we set it */
  gboolean          is_setting;
  int               current;
  int               wanted;     /* where one went; until one scrolls. -1 */
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

static void
update_current (FwManualPage *self)
{
  int current = self->wanted >= 0 ? self->wanted : fw_chapter_strip_find_current (self->strip);

  if (current == self->current)
    return;
  self->current = current;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_CURRENT]);
}

static gboolean
tell_current_cb (gpointer user_data)
{
  if (FW_MANUAL_PAGE (user_data)->strip != NULL)
    update_current (FW_MANUAL_PAGE (user_data));
  return G_SOURCE_REMOVE;
}

static void
configure_adjustment (FwManualPage *self)
{
  double value = 0.0;
  double total =
    self->strip != NULL ? fw_chapter_strip_get_total (self->strip, &value) : 0.0;

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
      fw_chapter_strip_jump (self->strip, value);
      self->value = value;
    }
  else
    {
      fw_chapter_strip_scroll (self->strip, (int) delta);
      self->value += (int) delta;
    }
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
  if (self->is_setting || fw_chapter_strip_get_n (self->strip) == 0)
    return;
  self->wanted = -1;
  g_clear_handle_id (&self->rest, g_source_remove);
  self->rest = g_timeout_add (REST_MS, rest_cb, self);
  move_to (self, gtk_adjustment_get_value (self->vadjustment));
  update_current (self);
  fw_chapter_strip_queue_ahead (self->strip);
  gtk_widget_queue_allocate (GTK_WIDGET (self));
}

/* Layout ------------------------------------------------------------ */

static gboolean
fill_cb (gpointer user_data)
{
  FwManualPage *self = user_data;

  if (self->strip != NULL)
    fw_chapter_strip_make_visible (self->strip);
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

  self->height = height;
  /* Nothing may be made while sizes are being given out. */
  if (!fw_chapter_strip_allocate (self->strip, width, height))
    g_idle_add_full (GDK_PRIORITY_REDRAW - 5, fill_cb, g_object_ref (self), g_object_unref);
  if (fw_chapter_strip_get_n (self->strip) > 0)
    {
      g_idle_add_full (G_PRIORITY_DEFAULT_IDLE, tell_current_cb, g_object_ref (self),
                       g_object_unref);
      fw_chapter_strip_queue_ahead (self->strip);
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

  guint n = fw_chapter_strip_get_n (self->strip);

  if (n > 0)
    fw_manual_page_go (self, fw_chapter_strip_get_chapter (self->strip,
                                                           g_variant_get_boolean (args) ? n - 1
                                                                                        : 0),
                       FALSE);
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
    if (is_wanted (self, chapters[i].rule))
      fw_chapter_strip_add (self->strip, (guint) i, &chapters[i]);
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
  fw_chapter_strip_clear (self->strip);
  if (self->book != NULL)
    add_items (self);
  self->wanted = -1;
  if (chapter >= 0)
    fw_chapter_strip_go (self->strip, fw_chapter_strip_find (self->strip, (guint) chapter), offset);
  else
    fw_chapter_strip_go (self->strip, 0, 0);
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
  fw_chapter_strip_set_shelf (self->strip, shelf);
  self->book = book != NULL ? fw_manual_book_ref (book) : NULL;
  if (old != NULL && book != NULL && fw_chapter_strip_get_n (self->strip) > 0)
    {
      chapters = fw_manual_book_get_chapters (old, &n);
      chapter = find_again (
        self, &chapters[fw_chapter_strip_get_chapter (
                self->strip, fw_chapter_strip_get_anchor (self->strip))]);
      /* A new edition is not scrolling: one is still where one went. */
      if (self->wanted >= 0)
        wanted = find_again (self, &chapters[self->wanted]);
    }
  rebuild (self, chapter, fw_chapter_strip_get_offset (self->strip));
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

  if (fw_chapter_strip_get_n (self->strip) == 0)
    return;
  item = fw_chapter_strip_find (self->strip, chapter);
  self->wanted = (int) fw_chapter_strip_get_chapter (self->strip, item);
  fw_chapter_strip_go (self->strip, item, 0);
  if (flash)
    fw_manual_chapter_flash (FW_MANUAL_CHAPTER (fw_chapter_strip_get_widget (self->strip, item)));
  update_current (self);
  fw_chapter_strip_queue_ahead (self->strip);
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

  for (guint i = 0; i < fw_chapter_strip_get_n (self->strip); i++)
    {
      GtkWidget *chapter = fw_chapter_strip_get_widget (self->strip, i);

      if (chapter != NULL)
        fw_manual_chapter_update (FW_MANUAL_CHAPTER (chapter));
    }
}

guint
fw_manual_page_get_n_made (FwManualPage *self)
{
  g_return_val_if_fail (FW_IS_MANUAL_PAGE (self), 0);

  guint n = 0;

  for (guint i = 0; i < fw_chapter_strip_get_n (self->strip); i++)
    n += fw_chapter_strip_get_widget (self->strip, i) != NULL ? 1 : 0;
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
  g_clear_pointer (&self->strip, fw_chapter_strip_free);
  if (self->vadjustment != NULL)
    g_signal_handlers_disconnect_by_data (self->vadjustment, self);
  g_clear_object (&self->hadjustment);
  g_clear_object (&self->vadjustment);
  g_clear_object (&self->shelf);
  g_clear_pointer (&self->book, fw_manual_book_unref);

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

  self->strip = fw_chapter_strip_new (GTK_WIDGET (self), pictures);
  return GTK_WIDGET (self);
}

/* SPDX-License-Identifier: GPL-3.0-or-later */

/*
 * A flat list with head rows in it, because GTK 4.8 has no sections. A row is
 * an entry: a head with its counts, or one unit by its place in the queue.
 */

#include "app/review/review-list.h"

#include <glib/gi18n.h>
#include <string.h>

#include "app/late-tooltip.h"
#include "app/swatch.h"
#include "edit/clock.h"

/* Entries -------------------------------------------------------------------- */

#define FW_TYPE_REVIEW_ENTRY (fw_review_entry_get_type ())
G_DECLARE_FINAL_TYPE (FwReviewEntry, fw_review_entry, FW, REVIEW_ENTRY, GObject)

struct _FwReviewEntry
{
  GObject        parent_instance;

  int            place;   /* in the queue; -1: a head */
  char          *title;   /* (owned) of a head */
  FwReviewEntry *head;    /* borrowed: of a unit, the head it stands under */
  int            rank;    /* of a head: by which heads are sorted */
  guint          n_done;
  guint          n;
};

enum
{
  ENTRY_CHANGED,
  N_ENTRY_SIGNALS
};

static guint entry_signals[N_ENTRY_SIGNALS];

G_DEFINE_FINAL_TYPE (FwReviewEntry, fw_review_entry, G_TYPE_OBJECT)

static void
fw_review_entry_finalize (GObject *object)
{
  g_free (FW_REVIEW_ENTRY (object)->title);

  G_OBJECT_CLASS (fw_review_entry_parent_class)->finalize (object);
}

static void
fw_review_entry_class_init (FwReviewEntryClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = fw_review_entry_finalize;
  entry_signals[ENTRY_CHANGED]
    = g_signal_new ("changed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                    G_TYPE_NONE, 0);
}

static void
fw_review_entry_init (FwReviewEntry *self)
{
  self->place = -1;
}

/* The list ------------------------------------------------------------------- */

struct _FwReviewList
{
  GtkWidget           parent_instance;

  GtkWidget          *scrolled;
  GtkWidget          *view;
  GListStore         *store;     /* (owned) (element-type FwReviewEntry) */
  GtkSingleSelection *selection; /* (owned) */
  GPtrArray          *units;     /* (element-type FwReviewEntry) (owned) by place */
  GHashTable         *heads;     /* (owned) stratum -> FwReviewEntry, borrowed */
  guint               follow_tick;
  guint               n_ticks;
  guint               head_tick;    /* the head is scrolled to after the row below it */
  guint               n_head_ticks;
  gboolean            is_following; /* the sitting moves the selection, not the person */

  FwReviewSitting    *sitting;   /* (owned) (nullable) */
  FwSession          *session;   /* (owned) (nullable) */
};

G_DEFINE_FINAL_TYPE (FwReviewList, fw_review_list, GTK_TYPE_WIDGET)

/* What a row under no stratum of its own stands under. */
#define COVERED "\001"

static const FwQueueItem *
get_item (FwReviewList        *self,
          const FwReviewEntry *entry)
{
  return fw_review_queue_get (fw_review_sitting_get_queue (self->sitting), (guint) entry->place);
}

static const char *
get_stratum (const FwQueueItem *item)
{
  return item->is_covered ? COVERED : item->stratum != NULL ? item->stratum : "";
}

/* Heads by the order of categories, the covered ones first. */
static int
get_rank (FwReviewList *self,
          const char   *stratum)
{
  FwTaxonomy *taxonomy = fw_session_get_taxonomy (self->session);
  const FwCategory *category
    = taxonomy != NULL ? fw_taxonomy_find_by_name (taxonomy, stratum) : NULL;

  if (g_str_equal (stratum, COVERED))
    return -1;

  return category != NULL ? (int) fw_taxonomy_get_index (taxonomy, category->id) : G_MAXINT;
}

static char *
dup_title (FwReviewList      *self,
           const FwQueueItem *item,
           const char        *stratum)
{
  FwTaxonomy *taxonomy = fw_session_get_taxonomy (self->session);
  const FwCategory *category
    = taxonomy != NULL ? fw_taxonomy_find_by_name (taxonomy, stratum) : NULL;

  if (g_str_equal (stratum, COVERED))
    return g_strdup (_("Category covered"));
  if (category != NULL)
    return fw_session_dup_category_name (self->session, category->id);
  if (item->unit.kind == FW_UNIT_FRAME)
    return g_strdup (_("Frames"));

  return g_strdup (stratum[0] != '\0' ? stratum : _("All"));
}

static int
compare_entries (gconstpointer a,
                 gconstpointer b)
{
  const FwReviewEntry *left = *(FwReviewEntry *const *) a;
  const FwReviewEntry *right = *(FwReviewEntry *const *) b;
  const FwReviewEntry *left_head = left->place < 0 ? left : left->head;
  const FwReviewEntry *right_head = right->place < 0 ? right : right->head;

  if (left_head == right_head)
    return left->place - right->place;
  if (left_head->rank != right_head->rank)
    return left_head->rank < right_head->rank ? -1 : 1;

  return strcmp (left_head->title, right_head->title);
}

/* The head of the item's stratum. Returns: borrowed; a new one (transfer full) when
 * there was none, which @out_is_new tells. */
static FwReviewEntry *
find_head (FwReviewList      *self,
           const FwQueueItem *item,
           gboolean          *out_is_new)
{
  const char *stratum = get_stratum (item);
  FwReviewEntry *head = g_hash_table_lookup (self->heads, stratum);

  *out_is_new = head == NULL;
  if (head != NULL)
    return head;

  head = g_object_new (FW_TYPE_REVIEW_ENTRY, NULL);
  head->title = dup_title (self, item, stratum);
  head->rank = get_rank (self, stratum);
  g_hash_table_insert (self->heads, g_strdup (stratum), head);

  return head;
}

/* The same, put into the list where it belongs. */
static FwReviewEntry *
ensure_head (FwReviewList      *self,
             const FwQueueItem *item)
{
  guint n = g_list_model_get_n_items (G_LIST_MODEL (self->store));
  guint at = 0;
  gboolean is_new;
  FwReviewEntry *head = find_head (self, item, &is_new);

  if (!is_new)
    return head;
  for (; at < n; at++)
    {
      g_autoptr(FwReviewEntry) entry = g_list_model_get_item (G_LIST_MODEL (self->store), at);

      if (compare_entries (&head, &entry) < 0)
        break;
    }
  g_list_store_insert (self->store, at, head);
  g_object_unref (head);

  return head;
}

static gboolean
is_done (const FwQueueItem *item)
{
  return item->state == FW_QUEUE_RIGHT || item->state == FW_QUEUE_WRONG
         || item->state == FW_QUEUE_UNDECIDED;
}

/* The list is sorted, and no two entries are equal: found by halves. */
static guint
find_position (FwReviewList  *self,
               FwReviewEntry *entry)
{
  guint low = 0;
  guint high = g_list_model_get_n_items (G_LIST_MODEL (self->store));

  while (low < high)
    {
      guint middle = low + (high - low) / 2;
      g_autoptr(FwReviewEntry) other
        = g_list_model_get_item (G_LIST_MODEL (self->store), middle);

      if (other == entry)
        return middle;
      if (compare_entries (&other, &entry) < 0)
        low = middle + 1;
      else
        high = middle;
    }

  return GTK_INVALID_LIST_POSITION;
}

/* The place behind the last unit of @head that comes before @place in the queue. */
static guint
find_gap (FwReviewList  *self,
          FwReviewEntry *head,
          int            place)
{
  guint n = g_list_model_get_n_items (G_LIST_MODEL (self->store));
  guint at = find_position (self, head) + 1;

  for (; at < n; at++)
    {
      g_autoptr(FwReviewEntry) entry = g_list_model_get_item (G_LIST_MODEL (self->store), at);

      if (entry->place < 0 || entry->place > place)
        break;
    }

  return at;
}

static void
count_head (FwReviewList  *self,
            FwReviewEntry *head)
{
  head->n_done = head->n = 0;
  for (guint i = 0; i < self->units->len; i++)
    {
      FwReviewEntry *entry = self->units->pdata[i];

      if (entry->head != head)
        continue;
      head->n++;
      head->n_done += is_done (get_item (self, entry));
    }
  g_signal_emit (head, entry_signals[ENTRY_CHANGED], 0);
}

static void
drop_empty_head (FwReviewList  *self,
                 FwReviewEntry *head,
                 const char    *stratum)
{
  guint position = find_position (self, head);

  if (head->n > 0 || position == GTK_INVALID_LIST_POSITION)
    return;
  g_list_store_remove (self->store, position);
  g_hash_table_remove (self->heads, stratum);
}

/* Follows the sitting ---------------------------------------------------------- */

/* Position of the head right above the row at hand; GTK_INVALID_LIST_POSITION. */
static guint
find_head_above (FwReviewList *self)
{
  guint position = gtk_single_selection_get_selected (self->selection);

  if (position == GTK_INVALID_LIST_POSITION || position == 0)
    return GTK_INVALID_LIST_POSITION;

  g_autoptr(FwReviewEntry) above
    = g_list_model_get_item (G_LIST_MODEL (self->store), position - 1);

  return above->place < 0 ? position - 1 : GTK_INVALID_LIST_POSITION;
}

/* A list scrolls as little as it has to, which leaves the head out of a row that it scrolled
 * up to; of two scrolls before it was laid out the second alone would count. */
static gboolean
head_tick_cb (GtkWidget     *widget,
              GdkFrameClock *clock,
              gpointer       user_data)
{
  FwReviewList *self = FW_REVIEW_LIST (widget);

  if (self->n_head_ticks++ == 0)
    return G_SOURCE_CONTINUE;
  self->head_tick = 0;

  guint position = find_head_above (self);

  if (position != GTK_INVALID_LIST_POSITION)
    gtk_widget_activate_action (self->view, "list.scroll-to-item", "u", position);

  return G_SOURCE_REMOVE;
}

static void
follow_place (FwReviewList *self)
{
  int place = fw_review_sitting_get_place (self->sitting);
  guint position = place >= 0 && (guint) place < self->units->len
                     ? find_position (self, self->units->pdata[place])
                     : GTK_INVALID_LIST_POSITION;

  self->is_following = TRUE;
  gtk_single_selection_set_selected (self->selection, position);
  self->is_following = FALSE;
  if (position != GTK_INVALID_LIST_POSITION)
    gtk_widget_activate_action (self->view, "list.scroll-to-item", "u", position);
  self->n_head_ticks = 0;
  if (self->head_tick == 0 && find_head_above (self) != GTK_INVALID_LIST_POSITION)
    self->head_tick = gtk_widget_add_tick_callback (GTK_WIDGET (self), head_tick_cb, NULL, NULL);
}

/* A list that has no room yet cannot scroll: it does in the frame after the one in which
 * it was given some. */
static gboolean
follow_tick_cb (GtkWidget     *widget,
                GdkFrameClock *clock,
                gpointer       user_data)
{
  FwReviewList *self = FW_REVIEW_LIST (widget);

  if (self->n_ticks++ == 0)
    return G_SOURCE_CONTINUE;
  self->follow_tick = 0;
  if (self->sitting != NULL)
    follow_place (self);

  return G_SOURCE_REMOVE;
}

static void
mapped_cb (FwReviewList *self)
{
  self->n_ticks = 0;
  if (self->follow_tick == 0)
    self->follow_tick
      = gtk_widget_add_tick_callback (GTK_WIDGET (self), follow_tick_cb, NULL, NULL);
}

static void
item_changed_cb (FwReviewList *self,
                 guint         place)
{
  FwReviewEntry *entry = self->units->pdata[place];
  const FwQueueItem *item = get_item (self, entry);
  FwReviewEntry *before = entry->head;
  FwReviewEntry *head = ensure_head (self, item);

  if (head != before)
    {
      g_autoptr(FwReviewEntry) kept = g_object_ref (entry);

      self->is_following = TRUE;
      g_list_store_remove (self->store, find_position (self, entry));
      entry->head = head;
      g_list_store_insert (self->store, find_gap (self, head, entry->place), entry);
      self->is_following = FALSE;
      count_head (self, before);
      drop_empty_head (self, before, COVERED);
    }
  count_head (self, head);
  g_signal_emit (entry, entry_signals[ENTRY_CHANGED], 0);
  follow_place (self);
}

/* Everything anew, in one change for the view. */
static void
queue_changed_cb (FwReviewList *self)
{
  FwReviewQueue *queue = fw_review_sitting_get_queue (self->sitting);
  g_autoptr(GPtrArray) all = g_ptr_array_new_with_free_func (g_object_unref);

  g_hash_table_remove_all (self->heads);
  g_ptr_array_set_size (self->units, 0);
  for (guint i = 0; i < queue->items->len; i++)
    {
      const FwQueueItem *item = fw_review_queue_get (queue, i);
      FwReviewEntry *entry = g_object_new (FW_TYPE_REVIEW_ENTRY, NULL);
      gboolean is_new;

      entry->place = (int) i;
      entry->head = find_head (self, item, &is_new);
      entry->head->n++;
      entry->head->n_done += is_done (item);
      if (is_new)
        g_ptr_array_add (all, entry->head);
      g_ptr_array_add (self->units, entry);
      g_ptr_array_add (all, g_object_ref (entry));
    }
  g_ptr_array_sort (all, compare_entries);
  self->is_following = TRUE;
  g_list_store_splice (self->store, 0, g_list_model_get_n_items (G_LIST_MODEL (self->store)),
                       all->pdata, all->len);
  self->is_following = FALSE;
}

static void
unit_changed_cb (FwReviewList *self)
{
  follow_place (self);
}

static void
selected_cb (FwReviewList *self)
{
  FwReviewEntry *entry = gtk_single_selection_get_selected_item (self->selection);

  if (self->is_following || self->sitting == NULL || entry == NULL || entry->place < 0)
    return;
  fw_review_sitting_go (self->sitting, (guint) entry->place);
}

/* Rows ---------------------------------------------------------------------------- */

typedef struct
{
  GtkWidget *swatch;
  GtkWidget *name;
  GtkWidget *detail;
  GtkWidget *state;
  gulong     changed_id;
} Row;

static const char *
get_state_icon (FwQueueState state)
{
  switch (state)
    {
    case FW_QUEUE_RIGHT:
      return "fw-check-symbolic";
    case FW_QUEUE_WRONG:
      return "fw-cross-symbolic";
    case FW_QUEUE_UNDECIDED:
    case FW_QUEUE_ASKED:
      return "fw-question-symbolic";
    case FW_QUEUE_GONE:
      return "edit-delete-symbolic";
    case FW_QUEUE_OPEN:
    default:
      return "fw-open-symbolic";
    }
}

static const char *
get_state_words (FwQueueState state)
{
  switch (state)
    {
    case FW_QUEUE_RIGHT:
      return _("right");
    case FW_QUEUE_WRONG:
      return _("not right");
    case FW_QUEUE_UNDECIDED:
      return _("not decided");
    case FW_QUEUE_ASKED:
      return _("waits for an answer");
    case FW_QUEUE_GONE:
      return _("not in the labels any more");
    case FW_QUEUE_OPEN:
    default:
      return _("open");
    }
}

static char *
dup_detail (FwReviewList      *self,
            const FwQueueItem *item)
{
  FwFrameList *frames = fw_session_get_frame_list (self->session);

  if (item->unit.kind == FW_UNIT_TRACK)
    return g_strdup (_("track"));

  g_autofree char *number = fw_clock_format_count (fw_clock_to_people (frames, item->unit.frame));

  return g_strdup_printf (fw_session_is_video (self->session) ? _("frame %s") : _("picture %s"),
                          number);
}

static char *
dup_name (FwReviewList      *self,
          const FwQueueItem *item)
{
  FwFrameList *frames = fw_session_get_frame_list (self->session);

  if (item->unit.kind == FW_UNIT_FRAME)
    {
      g_autofree char *number
        = fw_clock_format_count (fw_clock_to_people (frames, item->unit.frame));

      return g_strdup_printf (
        fw_session_is_video (self->session) ? _("Frame %s") : _("Picture %s"), number);
    }
  /* Each row covers its own; the session covers all while the one at hand is covered. */
  return item->is_covered ? fw_session_dup_covered_name (self->session, item->unit.track)
                          : fw_session_dup_uncovered_name (self->session, item->unit.track);
}

static guint32
get_colour (FwReviewList      *self,
            const FwQueueItem *item)
{
  FwTrack *track = fw_snapshot_get_track (fw_session_get_snapshot (self->session),
                                          item->unit.track);

  return item->is_covered || track == NULL
           ? 0x9a9996
           : fw_taxonomy_get_colour (fw_session_get_taxonomy (self->session),
                                     fw_track_get_category (track));
}

static void
set_class (GtkWidget  *widget,
           const char *name,
           gboolean    has_it)
{
  if (has_it)
    gtk_widget_add_css_class (widget, name);
  else
    gtk_widget_remove_css_class (widget, name);
}

static void
fill_texts (Row        *row,
            const char *name,
            const char *detail)
{
  guint n = (guint) g_utf8_strlen (detail, -1);

  gtk_inscription_set_text (GTK_INSCRIPTION (row->name), name);
  gtk_inscription_set_text (GTK_INSCRIPTION (row->detail), detail);
  gtk_inscription_set_min_chars (GTK_INSCRIPTION (row->detail), n);
  gtk_inscription_set_nat_chars (GTK_INSCRIPTION (row->detail), n);
}

static void
fill_head (Row                 *row,
           const FwReviewEntry *head)
{
  g_autofree char *count = g_strdup_printf (_("%u of %u"), head->n_done, head->n);

  fill_texts (row, head->title, count);
}

static void
fill_unit (FwReviewList        *self,
           Row                 *row,
           const FwReviewEntry *entry)
{
  const FwQueueItem *item = get_item (self, entry);
  g_autofree char *name = dup_name (self, item);
  g_autofree char *detail = item->unit.kind == FW_UNIT_FRAME ? g_strdup ("")
                                                             : dup_detail (self, item);

  fill_texts (row, name, detail);
  fw_swatch_set_colour (FW_SWATCH (row->swatch), get_colour (self, item));
  gtk_image_set_from_icon_name (GTK_IMAGE (row->state), get_state_icon (item->state));
  fw_late_tooltip_set (row->state, get_state_words (item->state));
  set_class (row->state, "success", item->state == FW_QUEUE_RIGHT);
  set_class (row->state, "fw-problem", item->state == FW_QUEUE_WRONG);
  set_class (row->state, "dim-label", item->state == FW_QUEUE_OPEN || item->state == FW_QUEUE_GONE);
}

static void
fill_row (FwReviewList *self,
          GtkListItem  *list_item)
{
  FwReviewEntry *entry = gtk_list_item_get_item (list_item);
  GtkWidget *box = gtk_list_item_get_child (list_item);
  Row *row = g_object_get_data (G_OBJECT (box), "row");
  gboolean is_head = entry->place < 0;
  gboolean is_frame = !is_head && get_item (self, entry)->unit.kind == FW_UNIT_FRAME;

  gtk_list_item_set_selectable (list_item, !is_head);
  gtk_list_item_set_activatable (list_item, !is_head);
  gtk_widget_set_visible (row->swatch, !is_head && !is_frame);
  gtk_widget_set_visible (row->state, !is_head);
  set_class (box, "head", is_head);
  if (is_head)
    fill_head (row, entry);
  else
    fill_unit (self, row, entry);
}

/* A row's words for who hears them; 4.8 has no label on list items themselves. */
static void
tell_row (FwReviewList *self,
          GtkListItem  *list_item)
{
  FwReviewEntry *entry = gtk_list_item_get_item (list_item);
  GtkWidget *box = gtk_list_item_get_child (list_item);
  g_autofree char *label = NULL;

  if (entry->place < 0)
    label = g_strdup_printf (_("%s, %u of %u judged"), entry->title, entry->n_done, entry->n);
  else
    {
      const FwQueueItem *item = get_item (self, entry);
      g_autofree char *name = dup_name (self, item);
      g_autofree char *detail = dup_detail (self, item);

      label = item->unit.kind == FW_UNIT_FRAME
                ? g_strdup_printf ("%s, %s", name, get_state_words (item->state))
                : g_strdup_printf ("%s, %s, %s", name, detail, get_state_words (item->state));
    }
  gtk_accessible_update_property (GTK_ACCESSIBLE (box), GTK_ACCESSIBLE_PROPERTY_LABEL, label, -1);
}

static void
entry_changed_cb (GtkListItem *list_item)
{
  FwReviewList *self
    = FW_REVIEW_LIST (g_object_get_data (G_OBJECT (gtk_list_item_get_child (list_item)), "list"));

  fill_row (self, list_item);
  tell_row (self, list_item);
}

static void
setup_cb (FwReviewList *self,
          GtkListItem  *list_item)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 8);
  Row *row = g_new0 (Row, 1);

  /* The view keeps 200 rows, and goes from stratum to stratum with every unit: labels would
   * shape all their texts each time, where these ask for room by their number of letters. */
  row->swatch = fw_swatch_new (12);
  row->name = gtk_inscription_new (NULL);
  row->detail = gtk_inscription_new (NULL);
  row->state = gtk_image_new ();
  gtk_widget_set_valign (row->swatch, GTK_ALIGN_CENTER);
  gtk_inscription_set_text_overflow (GTK_INSCRIPTION (row->name),
                                     GTK_INSCRIPTION_OVERFLOW_ELLIPSIZE_END);
  gtk_inscription_set_text_overflow (GTK_INSCRIPTION (row->detail),
                                     GTK_INSCRIPTION_OVERFLOW_ELLIPSIZE_END);
  gtk_inscription_set_xalign (GTK_INSCRIPTION (row->detail), 1.0f);
  gtk_widget_set_hexpand (row->name, TRUE);
  gtk_widget_add_css_class (row->detail, "dim-label");
  gtk_widget_add_css_class (row->detail, "fw-small");
  gtk_widget_add_css_class (row->detail, "numeric");
  gtk_widget_add_css_class (box, "fw-queue-row");
  gtk_box_append (GTK_BOX (box), row->swatch);
  gtk_box_append (GTK_BOX (box), row->name);
  gtk_box_append (GTK_BOX (box), row->detail);
  gtk_box_append (GTK_BOX (box), row->state);
  g_object_set_data_full (G_OBJECT (box), "row", row, g_free);
  g_object_set_data (G_OBJECT (box), "list", self);
  gtk_list_item_set_child (list_item, box);
}

static void
bind_cb (FwReviewList *self,
         GtkListItem  *list_item)
{
  FwReviewEntry *entry = gtk_list_item_get_item (list_item);
  Row *row = g_object_get_data (G_OBJECT (gtk_list_item_get_child (list_item)), "row");

  row->changed_id = g_signal_connect_swapped (entry, "changed", G_CALLBACK (entry_changed_cb),
                                              list_item);
  entry_changed_cb (list_item);
}

static void
unbind_cb (FwReviewList *self,
           GtkListItem  *list_item)
{
  FwReviewEntry *entry = gtk_list_item_get_item (list_item);
  Row *row = g_object_get_data (G_OBJECT (gtk_list_item_get_child (list_item)), "row");

  g_clear_signal_handler (&row->changed_id, entry);
}

/* The widget ------------------------------------------------------------------------ */

void
fw_review_list_set_sitting (FwReviewList    *self,
                            FwReviewSitting *sitting,
                            FwSession       *session)
{
  g_return_if_fail (FW_IS_REVIEW_LIST (self));
  g_return_if_fail ((sitting == NULL) == (session == NULL));

  if (self->sitting != NULL)
    g_signal_handlers_disconnect_by_data (self->sitting, self);
  self->is_following = TRUE;
  g_ptr_array_set_size (self->units, 0);
  g_hash_table_remove_all (self->heads);
  g_list_store_remove_all (self->store);
  self->is_following = FALSE;
  g_set_object (&self->sitting, sitting);
  g_set_object (&self->session, session);
  if (sitting == NULL)
    return;

  g_signal_connect_swapped (sitting, "queue-changed", G_CALLBACK (queue_changed_cb), self);
  g_signal_connect_swapped (sitting, "item-changed", G_CALLBACK (item_changed_cb), self);
  g_signal_connect_swapped (sitting, "unit-changed", G_CALLBACK (unit_changed_cb), self);
  queue_changed_cb (self);
  follow_place (self);
}

static void
fw_review_list_dispose (GObject *object)
{
  FwReviewList *self = FW_REVIEW_LIST (object);

  if (self->follow_tick != 0)
    gtk_widget_remove_tick_callback (GTK_WIDGET (self), self->follow_tick);
  self->follow_tick = 0;
  if (self->head_tick != 0)
    gtk_widget_remove_tick_callback (GTK_WIDGET (self), self->head_tick);
  self->head_tick = 0;
  if (self->store != NULL)
    fw_review_list_set_sitting (self, NULL, NULL);
  g_clear_pointer (&self->scrolled, gtk_widget_unparent);
  g_clear_object (&self->selection);
  g_clear_object (&self->store);

  G_OBJECT_CLASS (fw_review_list_parent_class)->dispose (object);
}

static void
fw_review_list_finalize (GObject *object)
{
  FwReviewList *self = FW_REVIEW_LIST (object);

  g_ptr_array_unref (self->units);
  g_hash_table_unref (self->heads);

  G_OBJECT_CLASS (fw_review_list_parent_class)->finalize (object);
}

static void
fw_review_list_class_init (FwReviewListClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->dispose = fw_review_list_dispose;
  object_class->finalize = fw_review_list_finalize;
  gtk_widget_class_set_layout_manager_type (GTK_WIDGET_CLASS (klass), GTK_TYPE_BIN_LAYOUT);
}

static void
fw_review_list_init (FwReviewList *self)
{
  GtkListItemFactory *factory = gtk_signal_list_item_factory_new ();

  self->units = g_ptr_array_new_with_free_func (g_object_unref);
  self->heads = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  self->store = g_list_store_new (FW_TYPE_REVIEW_ENTRY);
  self->selection = gtk_single_selection_new (G_LIST_MODEL (g_object_ref (self->store)));
  gtk_single_selection_set_autoselect (self->selection, FALSE);
  gtk_single_selection_set_can_unselect (self->selection, TRUE);
  g_signal_connect_swapped (self->selection, "notify::selected", G_CALLBACK (selected_cb), self);
  g_signal_connect_swapped (factory, "setup", G_CALLBACK (setup_cb), self);
  g_signal_connect_swapped (factory, "bind", G_CALLBACK (bind_cb), self);
  g_signal_connect_swapped (factory, "unbind", G_CALLBACK (unbind_cb), self);

  self->view = gtk_list_view_new (GTK_SELECTION_MODEL (g_object_ref (self->selection)), factory);
  gtk_widget_add_css_class (self->view, "fw-queue");
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->view), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _("What is reviewed"), -1);
  self->scrolled = gtk_scrolled_window_new ();
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (self->scrolled), GTK_POLICY_NEVER,
                                  GTK_POLICY_AUTOMATIC);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (self->scrolled), self->view);
  gtk_widget_set_parent (self->scrolled, GTK_WIDGET (self));
  g_signal_connect_swapped (self->view, "map", G_CALLBACK (mapped_cb), self);
}

GtkWidget *
fw_review_list_new (void)
{
  return g_object_new (FW_TYPE_REVIEW_LIST, NULL);
}

/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/own/returned-row.h"

#include "app/late-tooltip.h"
#include "app/own/own-parts.h"
#include "app/own/own-words.h"
#include "app/own/rule-texts.h"
#include "app/picture-texture.h"

#include <glib/gi18n.h>

#define PICTURE_WIDTH  96
#define PICTURE_HEIGHT 64
#define NAME_CHARS     26
#define RULE_WIDTH     460

struct _FwReturnedRow
{
  GtkWidget      parent_instance;

  GtkWidget     *box;
  FwOwnFindings *findings; /* (owned) */
  guint          index;
};

enum
{
  SIGNAL_OPEN,
  SIGNAL_APPEAL,
  SIGNAL_PRECEDENT,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (FwReturnedRow, fw_returned_row, GTK_TYPE_WIDGET)

/* Pictures */

static void
cropped_cb (GObject      *object,
            GAsyncResult *result,
            gpointer      user_data)
{
  g_autoptr(GtkWidget) holder = user_data;
  g_autoptr(GError) error = NULL;
  g_autoptr(FwPicture) picture
      = fw_work_crops_ask_finish (FW_WORK_CROPS (object), result, &error);

  if (picture != NULL)
    {
      g_autoptr(GdkTexture) texture = fw_picture_to_texture (picture);
      GtkWidget *shown = gtk_picture_new_for_paintable (GDK_PAINTABLE (texture));

      gtk_picture_set_content_fit (GTK_PICTURE (shown), GTK_CONTENT_FIT_COVER);
      gtk_overlay_add_overlay (GTK_OVERLAY (holder), shown);
    }
  else if (!g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    {
      fw_late_tooltip_set (holder, error->message);
    }
}

static void
cancel_cb (gpointer data)
{
  g_cancellable_cancel (data);
  g_object_unref (data);
}

GtkWidget *
fw_unit_picture_new (FwWorkCrops *crops,
                     FwOwnWork   *work,
                     const char  *unit,
                     int          width,
                     int          height)
{
  /* What is laid over has no say in the size. */
  GtkWidget *holder = gtk_overlay_new ();
  GtkWidget *sign = gtk_image_new_from_icon_name ("image-x-generic-symbolic");
  GCancellable *cancellable = g_cancellable_new ();

  gtk_widget_add_css_class (sign, "dim-label");
  gtk_widget_set_size_request (sign, width, height);
  gtk_overlay_set_child (GTK_OVERLAY (holder), sign);
  gtk_widget_set_halign (holder, GTK_ALIGN_START);
  gtk_widget_set_valign (holder, GTK_ALIGN_CENTER);
  gtk_widget_set_overflow (holder, GTK_OVERFLOW_HIDDEN);
  gtk_widget_add_css_class (holder, "fw-unit-picture");
  /* Nobody waits for the picture of a row that is gone. */
  g_object_set_data_full (G_OBJECT (holder), "cancellable", cancellable, cancel_cb);
  if (crops != NULL)
    fw_work_crops_ask_async (crops, work, unit, (guint) MAX (width, height) * 2, cancellable,
                             cropped_cb, g_object_ref (holder));

  return holder;
}

GtkWidget *
fw_chip_new (const char *text,
             const char *css)
{
  GtkWidget *chip = gtk_label_new (text);

  gtk_label_set_ellipsize (GTK_LABEL (chip), PANGO_ELLIPSIZE_END);
  fw_late_tooltip_set (chip, text);
  gtk_widget_set_valign (chip, GTK_ALIGN_CENTER);
  gtk_widget_add_css_class (chip, "fw-chip");
  if (css != NULL)
    gtk_widget_add_css_class (chip, css);

  return chip;
}

/* Texts */

static const FwReturned *
get_returned (FwReturnedRow *self)
{
  return &g_array_index (self->findings->record->returned, FwReturned, self->index);
}

/* The rule as it was in force, and as it is now: read when somebody asks. */
static void
create_rule_cb (GtkMenuButton *button,
                gpointer       user_data)
{
  FwReturnedRow *self = user_data;
  const FwReturned *returned = get_returned (self);
  GtkWidget *popover = gtk_popover_new ();
  GtkWidget *texts
      = fw_rule_texts_new (fw_own_findings_get_work (self->findings, returned->review),
                           fw_verdict_get_answer (returned->verdict)->rule,
                           returned->verdict->version);

  gtk_widget_set_size_request (texts, RULE_WIDTH, -1);
  gtk_popover_set_child (GTK_POPOVER (popover), texts);
  gtk_menu_button_set_popover (button, popover);
}

static GtkWidget *
make_rule (FwReturnedRow *self,
           const char    *rule)
{
  GtkWidget *button = gtk_menu_button_new ();
  GtkWidget *chip = fw_chip_new (rule, NULL);

  gtk_menu_button_set_child (GTK_MENU_BUTTON (button), chip);
  gtk_menu_button_set_create_popup_func (GTK_MENU_BUTTON (button), create_rule_cb, self, NULL);
  gtk_widget_set_valign (button, GTK_ALIGN_CENTER);
  gtk_widget_add_css_class (button, "fw-chip-button");
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, rule,
                                  -1);

  return button;
}

static GtkWidget *
make_head (FwReturnedRow *self)
{
  const FwReturned *returned = get_returned (self);
  const FwAnswer *answer = fw_verdict_get_answer (returned->verdict);
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
  g_autofree char *title = fw_own_findings_dup_title (self->findings, returned->review,
                                                      returned->verdict->unit);
  g_autofree char *rule
      = fw_own_findings_dup_rule (self->findings, returned->review, answer->rule);
  g_autofree char *version = g_strdup_printf (_ ("v%s"), returned->verdict->version);
  GtkWidget *name = gtk_label_new (title);

  /* What it is comes before the words of the rule, which have a tooltip. */
  if (g_utf8_strlen (title, -1) > NAME_CHARS)
    gtk_label_set_ellipsize (GTK_LABEL (name), PANGO_ELLIPSIZE_END);
  gtk_label_set_xalign (GTK_LABEL (name), 0.0f);
  fw_late_tooltip_set (name, returned->verdict->unit);
  gtk_widget_add_css_class (name, "fw-head-title");
  gtk_box_append (GTK_BOX (box), name);
  gtk_box_append (GTK_BOX (box), make_rule (self, rule));
  if (answer->precedent != NULL)
    gtk_box_append (GTK_BOX (box), fw_chip_new (answer->precedent, NULL));
  gtk_box_append (GTK_BOX (box), fw_chip_new (version, NULL));

  return box;
}

static void
precedent_cb (FwReturnedRow *self)
{
  g_signal_emit (self, signals[SIGNAL_PRECEDENT], 0);
}

/* What the ruling became, if it became anything. */
static void
add_precedent (FwReturnedRow *self,
               GtkWidget     *box)
{
  const char *number = fw_own_findings_find_precedent (self->findings, get_returned (self));
  g_autofree char *name = NULL;
  GtkWidget *button;

  if (number == NULL)
    return;
  /* Translators: the number of a precedent, "P-0007". */
  name = g_strdup_printf (_ ("%s in the manual now"), number);
  button = gtk_button_new ();
  gtk_button_set_child (GTK_BUTTON (button), fw_chip_new (name, NULL));
  gtk_widget_set_halign (button, GTK_ALIGN_START);
  gtk_widget_add_css_class (button, "fw-chip-button");
  gtk_widget_add_css_class (button, "flat");
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, name,
                                  -1);
  g_signal_connect_swapped (button, "clicked", G_CALLBACK (precedent_cb), self);
  gtk_box_append (GTK_BOX (box), button);
}

/* What was said: by the reviewer, and after an appeal. */
static void
add_words (FwReturnedRow *self,
           GtkWidget     *box,
           GDateTime     *now)
{
  const FwReturned *returned = get_returned (self);
  const FwVerdict *verdict = returned->verdict;
  g_autofree char *reviewed = fw_own_words_reviewed (returned, now);
  g_autofree char *quoted
      = verdict->note != NULL && *verdict->note != '\0'
            ? g_strdup_printf ("“%s”", verdict->note)
            : g_strdup (fw_mistake_to_title (fw_verdict_get_answer (verdict)->kind));

  fw_own_add_label (box, quoted, NULL);
  if (returned->appeal != NULL && returned->appeal->text != NULL
      && *returned->appeal->text != '\0')
    {
      g_autofree char *appealed
          = g_strdup_printf (_ ("You wrote: “%s”"), returned->appeal->text);

      fw_own_add_label (box, appealed, NULL);
    }
  if (returned->appeal != NULL && returned->appeal->has_ruling
      && returned->appeal->ruling.text != NULL && *returned->appeal->ruling.text != '\0')
    {
      gboolean is_kept = fw_appeal_get_state (returned->appeal, now) == FW_APPEAL_UPHELD;
      g_autofree char *ruling
          = g_strdup_printf (is_kept ? _ ("We looked again and kept it: “%s”")
                                     : _ ("We looked again: “%s”"),
                             returned->appeal->ruling.text);

      fw_own_add_label (box, ruling, NULL);
    }
  add_precedent (self, box);
  fw_own_add_label (box, reviewed, "fw-stat-caption");
}

/* What can be done */

static void
open_cb (FwReturnedRow *self)
{
  g_signal_emit (self, signals[SIGNAL_OPEN], 0);
}

static void
appeal_cb (FwReturnedRow *self)
{
  g_signal_emit (self, signals[SIGNAL_APPEAL], 0);
}

static const char *
get_state_css (FwReturnedState state)
{
  switch (state)
    {
    case FW_RETURNED_FIXED:
    case FW_RETURNED_ACCEPTED:
    case FW_RETURNED_SILENT:
    case FW_RETURNED_REGRADED:
      return "good";
    case FW_RETURNED_APPEALED:
    case FW_RETURNED_ASKED:
      return "waiting";
    default:
      return "quiet";
    }
}

static void
add_buttons (FwReturnedRow *self,
             GDateTime     *now)
{
  const FwReturned *returned = get_returned (self);
  FwReturnedState state = fw_own_findings_get_state (self->findings, returned, now);
  g_autofree char *said = fw_own_words_state (self->findings, returned, now);
  g_autofree char *until = NULL;
  GtkWidget *open = gtk_button_new_with_label (_ ("Open"));

  if (said != NULL)
    {
      GtkWidget *pill = gtk_label_new (said);

      gtk_label_set_wrap (GTK_LABEL (pill), TRUE);
      gtk_label_set_width_chars (GTK_LABEL (pill), (int) MIN (g_utf8_strlen (said, -1), 24));
      gtk_label_set_max_width_chars (GTK_LABEL (pill), 30);
      gtk_label_set_justify (GTK_LABEL (pill), GTK_JUSTIFY_CENTER);
      gtk_widget_set_valign (pill, GTK_ALIGN_CENTER);
      gtk_widget_add_css_class (pill, "fw-state");
      gtk_widget_add_css_class (pill, get_state_css (state));
      gtk_box_append (GTK_BOX (self->box), pill);
    }
  gtk_widget_set_valign (open, GTK_ALIGN_CENTER);
  fw_late_tooltip_set (open, _ ("Go to this label"));
  g_signal_connect_swapped (open, "clicked", G_CALLBACK (open_cb), self);
  gtk_box_append (GTK_BOX (self->box), open);

  if (fw_own_findings_can_appeal (self->findings, returned, now, &until))
    {
      GtkWidget *appeal = gtk_button_new_with_label (_ ("Appeal…"));
      g_autofree char *day = fw_own_words_deadline (until, now);
      g_autofree char *tooltip
          = *day != '\0' ? g_strdup_printf (_ ("Possible until %s. Somebody else looks at it."), day)
                         : g_strdup (_ ("Somebody else looks at it."));

      gtk_widget_set_valign (appeal, GTK_ALIGN_CENTER);
      fw_late_tooltip_set (appeal, tooltip);
      g_signal_connect_swapped (appeal, "clicked", G_CALLBACK (appeal_cb), self);
      gtk_box_append (GTK_BOX (self->box), appeal);
    }
}

guint
fw_returned_row_get_index (FwReturnedRow *self)
{
  g_return_val_if_fail (FW_IS_RETURNED_ROW (self), 0);

  return self->index;
}

static void
fw_returned_row_init (FwReturnedRow *self)
{
  self->box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 12);
  gtk_widget_set_parent (self->box, GTK_WIDGET (self));
  gtk_widget_add_css_class (GTK_WIDGET (self), "fw-returned");
}

static void
fw_returned_row_dispose (GObject *object)
{
  FwReturnedRow *self = FW_RETURNED_ROW (object);

  g_clear_pointer (&self->box, gtk_widget_unparent);
  g_clear_pointer (&self->findings, fw_own_findings_unref);

  G_OBJECT_CLASS (fw_returned_row_parent_class)->dispose (object);
}

static void
fw_returned_row_class_init (FwReturnedRowClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = fw_returned_row_dispose;
  gtk_widget_class_set_layout_manager_type (GTK_WIDGET_CLASS (klass), GTK_TYPE_BIN_LAYOUT);
  signals[SIGNAL_OPEN] = g_signal_new ("open", FW_TYPE_RETURNED_ROW, G_SIGNAL_RUN_LAST, 0, NULL,
                                       NULL, NULL, G_TYPE_NONE, 0);
  signals[SIGNAL_APPEAL] = g_signal_new ("appeal", FW_TYPE_RETURNED_ROW, G_SIGNAL_RUN_LAST, 0,
                                         NULL, NULL, NULL, G_TYPE_NONE, 0);
  signals[SIGNAL_PRECEDENT] = g_signal_new ("precedent", FW_TYPE_RETURNED_ROW, G_SIGNAL_RUN_LAST,
                                            0, NULL, NULL, NULL, G_TYPE_NONE, 0);
}

GtkWidget *
fw_returned_row_new (FwOwnFindings *findings,
                     guint          index,
                     FwWorkCrops   *crops,
                     GDateTime     *now)
{
  g_return_val_if_fail (findings != NULL && index < findings->record->returned->len, NULL);
  g_return_val_if_fail (now != NULL, NULL);

  FwReturnedRow *self = g_object_new (FW_TYPE_RETURNED_ROW, NULL);
  GtkWidget *words = gtk_box_new (GTK_ORIENTATION_VERTICAL, 2);
  const FwReturned *returned;

  self->findings = fw_own_findings_ref (findings);
  self->index = index;
  returned = get_returned (self);
  gtk_widget_set_hexpand (words, TRUE);
  gtk_widget_set_valign (words, GTK_ALIGN_CENTER);
  gtk_box_append (GTK_BOX (words), make_head (self));
  add_words (self, words, now);
  gtk_box_append (GTK_BOX (self->box),
                  fw_unit_picture_new (crops,
                                       fw_own_findings_get_work (findings, returned->review),
                                       returned->verdict->unit, PICTURE_WIDTH, PICTURE_HEIGHT));
  gtk_box_append (GTK_BOX (self->box), words);
  add_buttons (self, now);

  return GTK_WIDGET (self);
}

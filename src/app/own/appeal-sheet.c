/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/own/appeal-sheet.h"

#include "app/own/own-words.h"
#include "app/own/returned-row.h"
#include "app/own/rule-texts.h"
#include "app/own/sheet.h"
#include "app/review-writer.h"
#include "review/deadline.h"

#include <glib/gi18n.h>

typedef struct
{
  FwSheet         sheet;
  FwOwnFindings  *findings; /* (owned) */
  guint           index;
  GArray         *others;   /* (owned) (element-type guint) */
  GtkTextBuffer  *text;
  GtkCheckButton *bundle;   /* NULL when there are no others */
  FwAppealFunc    func;
  GObject        *user_data; /* (owned) */
} Appeal;

static void
appeal_free (gpointer data)
{
  Appeal *appeal = data;

  fw_own_findings_unref (appeal->findings);
  g_array_unref (appeal->others);
  g_object_unref (appeal->user_data);
  g_free (appeal);
}

static const FwReturned *
get_returned (const FwOwnFindings *findings,
              guint                index)
{
  return &g_array_index (findings->record->returned, FwReturned, index);
}

GArray *
fw_appeal_list_others (const FwOwnFindings *findings,
                       guint                index,
                       GDateTime           *now)
{
  g_return_val_if_fail (findings != NULL && index < findings->record->returned->len, NULL);

  GArray *others = g_array_new (FALSE, FALSE, sizeof (guint));
  const FwReturned *self = get_returned (findings, index);
  const char *rule = fw_verdict_get_answer (self->verdict)->rule;

  for (guint i = 0; i < findings->record->returned->len; i++)
    {
      const FwReturned *other = get_returned (findings, i);

      if (i != index && other->review == self->review
          && g_str_equal (fw_verdict_get_answer (other->verdict)->rule, rule)
          && fw_own_findings_can_appeal (findings, other, now, NULL))
        g_array_append_val (others, i);
    }

  return others;
}

/* Sending */

static void
sent_cb (GObject      *object,
         GAsyncResult *result,
         gpointer      user_data)
{
  g_autoptr(GtkWindow) window = user_data;
  Appeal *appeal = g_object_get_data (G_OBJECT (window), "sheet");
  g_autoptr(GError) error = NULL;

  if (!fw_review_writer_put_finish (result, &error))
    {
      fw_sheet_fail (&appeal->sheet, error->message);
      return;
    }
  appeal->func (_ ("Appeal sent. Somebody else looks at it."), appeal->user_data);
  gtk_window_close (window);
}

static void
send_cb (Appeal *appeal)
{
  const FwReturned *returned = get_returned (appeal->findings, appeal->index);
  gboolean is_bundle = appeal->bundle != NULL && gtk_check_button_get_active (appeal->bundle);
  guint n = 1 + (is_bundle ? appeal->others->len : 0);
  g_autoptr(GDateTime) now = g_date_time_new_now_utc ();
  g_autofree char *opened = g_date_time_format_iso8601 (now);
  g_autofree char *due = fw_deadline_for_ruling (opened);
  g_autofree char *text = fw_sheet_dup_text (appeal->text);
  g_autofree FwAppeal *facts = g_new0 (FwAppeal, n);
  g_autofree gconstpointer *records = g_new0 (gconstpointer, n);

  for (guint i = 0; i < n; i++)
    {
      guint index = i == 0 ? appeal->index : g_array_index (appeal->others, guint, i - 1);

      facts[i] = (FwAppeal) { .verdict = get_returned (appeal->findings, index)->verdict->id,
                              .by = appeal->findings->person,
                              .text = text,
                              .opened = opened,
                              .due = due };
      records[i] = &facts[i];
    }
  fw_sheet_wait (&appeal->sheet);
  fw_review_writer_put_async (
      fw_own_findings_get_work (appeal->findings, returned->review)->review, FW_REVIEW_APPEAL,
      records, n, sent_cb, g_object_ref (appeal->sheet.window));
}

static void
changed_cb (Appeal *appeal)
{
  g_autofree char *text = fw_sheet_dup_text (appeal->text);

  fw_sheet_set_missing (&appeal->sheet, *text != '\0' ? NULL : _ ("Your answer is missing"));
}

/* The window */

static void
add_label (Appeal      *appeal,
           FwWorkCrops *crops,
           GDateTime   *now)
{
  const FwReturned *returned = get_returned (appeal->findings, appeal->index);
  FwOwnWork *work = fw_own_findings_get_work (appeal->findings, returned->review);
  GtkWidget *line = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 12);
  GtkWidget *words = gtk_box_new (GTK_ORIENTATION_VERTICAL, 4);
  g_autofree char *title = fw_own_findings_dup_title (appeal->findings, returned->review,
                                                      returned->verdict->unit);
  g_autofree char *rule = fw_own_findings_dup_rule (
      appeal->findings, returned->review, fw_verdict_get_answer (returned->verdict)->rule);
  g_autofree char *reviewed = fw_own_words_reviewed (returned, now);
  g_autofree char *quoted
      = returned->verdict->note != NULL && *returned->verdict->note != '\0'
            ? g_strdup_printf ("“%s”", returned->verdict->note)
            : g_strdup (fw_mistake_to_title (fw_verdict_get_answer (returned->verdict)->kind));
  const char *const texts[] = { title, rule, quoted, reviewed };
  const char *const css[] = { "fw-head-title", NULL, NULL, "fw-stat-caption" };

  gtk_box_append (GTK_BOX (line),
                  fw_unit_picture_new (crops, work, returned->verdict->unit, 240, 160));
  for (gsize i = 0; i < G_N_ELEMENTS (texts); i++)
    {
      GtkWidget *label = gtk_label_new (texts[i]);

      gtk_label_set_wrap (GTK_LABEL (label), TRUE);
      gtk_label_set_wrap_mode (GTK_LABEL (label), PANGO_WRAP_WORD_CHAR);
      gtk_label_set_xalign (GTK_LABEL (label), 0.0f);
      if (css[i] != NULL)
        gtk_widget_add_css_class (label, css[i]);
      gtk_box_append (GTK_BOX (words), label);
    }
  gtk_widget_set_valign (words, GTK_ALIGN_CENTER);
  gtk_widget_set_hexpand (words, TRUE);
  gtk_box_append (GTK_BOX (line), words);
  gtk_box_append (appeal->sheet.content, line);
}

static void
add_bundle (Appeal *appeal)
{
  if (appeal->others->len == 0)
    return;

  g_autofree char *text = g_strdup_printf (
      ngettext ("Also for %d other label that came back under this rule",
                "Also for %d other labels that came back under this rule", appeal->others->len),
      (int) appeal->others->len);
  GtkWidget *check = gtk_check_button_new_with_label (text);

  gtk_box_append (appeal->sheet.content, check);
  appeal->bundle = GTK_CHECK_BUTTON (check);
}

static void
add_deadline (Appeal    *appeal,
              GDateTime *now)
{
  g_autoptr(GDateTime) utc = g_date_time_to_utc (now);
  g_autofree char *opened = g_date_time_format_iso8601 (utc);
  g_autofree char *due = fw_deadline_for_ruling (opened);
  g_autofree char *day = fw_own_words_deadline (due, now);
  g_autofree char *text = g_strdup_printf (
      _ ("Somebody who neither drew nor reviewed it answers by %s, without knowing who said "
         "what. Without an answer by then it does not count."),
      day);

  fw_sheet_add_text (&appeal->sheet, text, "fw-stat-caption");
}

void
fw_appeal_present (GtkWindow     *parent,
                   FwOwnFindings *findings,
                   guint          index,
                   FwWorkCrops   *crops,
                   FwAppealFunc   func,
                   gpointer       user_data)
{
  g_return_if_fail (findings != NULL && index < findings->record->returned->len);

  Appeal *appeal = g_new0 (Appeal, 1);
  g_autoptr(GDateTime) now = g_date_time_new_now_local ();
  const FwReturned *returned = get_returned (findings, index);

  appeal->findings = fw_own_findings_ref (findings);
  appeal->index = index;
  appeal->others = fw_appeal_list_others (findings, index, now);
  appeal->func = func;
  appeal->user_data = g_object_ref (user_data);
  appeal->sheet = fw_sheet_new (parent, _ ("Appeal"), _ ("_Send"), G_CALLBACK (send_cb), appeal,
                                appeal_free);
  add_label (appeal, crops, now);
  fw_sheet_add_heading (&appeal->sheet, _ ("The rule"));
  gtk_box_append (appeal->sheet.content,
                  fw_rule_texts_new (fw_own_findings_get_work (findings, returned->review),
                                     fw_verdict_get_answer (returned->verdict)->rule,
                                     returned->verdict->version));
  fw_sheet_add_heading (&appeal->sheet, _ ("Your answer"));
  appeal->text = fw_sheet_add_field (&appeal->sheet, _ ("Your answer"),
                                     _ ("What do you see in the picture?"));
  add_bundle (appeal);
  add_deadline (appeal, now);
  g_signal_connect_swapped (appeal->text, "changed", G_CALLBACK (changed_cb), appeal);
  changed_cb (appeal);
  gtk_window_present (appeal->sheet.window);
  gtk_widget_child_focus (GTK_WIDGET (appeal->sheet.content), GTK_DIR_TAB_FORWARD);
}

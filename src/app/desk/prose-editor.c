/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "app/desk/prose-editor.h"

#include <adwaita.h>
#include <glib/gi18n.h>
#include <string.h>

#include "app/desk/desk-parts.h"
#include "app/late-tooltip.h"

/* Longer texts are not coloured with every key. */
#define MAX_COLOURED (64 * 1024)

struct _FwProseEditor
{
  GtkWidget      parent_instance;

  GtkWidget     *box;
  GtkTextView   *view;
  GtkTextBuffer *buffer;
  GtkWidget     *notes;

  FwRuleDesk    *desk; /* (owned) */
  guint          colour_idle;
  gboolean       is_updating;
};

G_DEFINE_FINAL_TYPE (FwProseEditor, fw_prose_editor, GTK_TYPE_WIDGET)

/* Colours ------------------------------------------------------------------------ */

static void
apply_tag (FwProseEditor *self,
           const char    *tag,
           int            line,
           gsize          start,
           gsize          end)
{
  GtkTextIter from, to;

  gtk_text_buffer_get_iter_at_line_index (self->buffer, &from, line, (int) start);
  gtk_text_buffer_get_iter_at_line_index (self->buffer, &to, line, (int) end);
  gtk_text_buffer_apply_tag_by_name (self->buffer, tag, &from, &to);
}

/* Words between pairs of asterisks; in a bullet the first are what it is. */
static void
colour_bold (FwProseEditor *self,
             const char    *text,
             int            line)
{
  for (const char *start = strstr (text, "**"); start != NULL;)
    {
      const char *end = strstr (start + 2, "**");
      gsize length;

      if (end == NULL)
        return;
      length = (gsize) (end + 2 - start);
      if (g_str_has_prefix (start, "**DO NOT**") || g_str_has_prefix (start, "**DON'T**"))
        apply_tag (self, "dont", line, (gsize) (start - text), (gsize) (start - text) + length);
      else if (g_str_has_prefix (start, "**DO**"))
        apply_tag (self, "do", line, (gsize) (start - text), (gsize) (start - text) + length);
      else
        apply_tag (self, "bold", line, (gsize) (start - text), (gsize) (start - text) + length);
      start = strstr (end + 2, "**");
    }
}

static void
colour_example (FwProseEditor *self,
                const char    *text,
                int            line)
{
  gsize indent = strspn (text, " ");
  gboolean is_no;

  if (text[indent] == '\0' || strchr ("-*+", text[indent]) == NULL || text[indent + 1] != ' ')
    return;
  indent++;
  indent += strspn (text + indent, " ");

  gsize length = fw_manual_parse_example (text + indent, &is_no);

  if (length > 0)
    apply_tag (self, "example", line, indent, indent + length);
}

static gboolean
colour_cb (gpointer user_data)
{
  FwProseEditor *self = user_data;
  static const char *const tags[] = { "do", "dont", "bold", "example" };
  GtkTextIter start, end;
  g_autofree char *text = NULL;
  g_auto (GStrv) lines = NULL;

  self->colour_idle = 0;
  gtk_text_buffer_get_bounds (self->buffer, &start, &end);
  text = gtk_text_buffer_get_text (self->buffer, &start, &end, TRUE);
  for (gsize i = 0; i < G_N_ELEMENTS (tags); i++)
    gtk_text_buffer_remove_tag_by_name (self->buffer, tags[i], &start, &end);
  if (strlen (text) > MAX_COLOURED)
    return G_SOURCE_REMOVE;
  lines = g_strsplit (text, "\n", -1);
  for (int i = 0; lines[i] != NULL; i++)
    {
      colour_bold (self, lines[i], i);
      colour_example (self, lines[i], i);
    }
  return G_SOURCE_REMOVE;
}

/* Light and dark have each their own. */
static void
set_tag_colours (FwProseEditor *self)
{
  static const struct
  {
    const char *tag;
    const char *dark;
    const char *light;
  } colours[] = {
    { "do", "#8ff0a4", "#1b7a34" }, { "dont", "#ff938c", "#c01c28" },
    { "example", "#b0b0b0", "#5e5c64" },
  };
  gboolean is_dark = adw_style_manager_get_dark (adw_style_manager_get_default ());
  GtkTextTagTable *table = gtk_text_buffer_get_tag_table (self->buffer);

  for (gsize i = 0; i < G_N_ELEMENTS (colours); i++)
    g_object_set (gtk_text_tag_table_lookup (table, colours[i].tag), "foreground",
                  is_dark ? colours[i].dark : colours[i].light, NULL);
}

static void
make_tags (FwProseEditor *self)
{
  static const char *const tags[] = { "do", "dont", "bold", "example" };

  for (gsize i = 0; i < G_N_ELEMENTS (tags); i++)
    gtk_text_buffer_create_tag (self->buffer, tags[i], "weight",
                                i < 3 ? PANGO_WEIGHT_BOLD : PANGO_WEIGHT_NORMAL, NULL);
  gtk_text_buffer_create_tag (self->buffer, "problem", "paragraph-background-rgba",
                              &(GdkRGBA) { 1.0f, .35f, .27f, .20f }, NULL);
  gtk_text_buffer_create_tag (self->buffer, "hint", "paragraph-background-rgba",
                              &(GdkRGBA) { .97f, .89f, .36f, .14f }, NULL);
  set_tag_colours (self);
  g_signal_connect_object (adw_style_manager_get_default (), "notify::dark",
                           G_CALLBACK (set_tag_colours), self, G_CONNECT_SWAPPED);
}

/* Notes -------------------------------------------------------------------------- */

static void
mark_line (FwProseEditor *self,
           int            line,
           gboolean       is_error)
{
  GtkTextIter start, end;

  if (line < 1 || line > gtk_text_buffer_get_line_count (self->buffer))
    return;
  gtk_text_buffer_get_iter_at_line (self->buffer, &start, line - 1);
  end = start;
  gtk_text_iter_forward_line (&end);
  gtk_text_buffer_apply_tag_by_name (self->buffer, is_error ? "problem" : "hint", &start, &end);
}

static void
go_to_line_cb (GtkWidget     *button,
               FwProseEditor *self)
{
  int line = GPOINTER_TO_INT (g_object_get_data (G_OBJECT (button), "line"));
  GtkTextIter iter;

  gtk_text_buffer_get_iter_at_line (self->buffer, &iter, MAX (line, 1) - 1);
  gtk_text_buffer_place_cursor (self->buffer, &iter);
  gtk_text_view_scroll_to_iter (self->view, &iter, 0.1, FALSE, 0.0, 0.0);
  gtk_widget_grab_focus (GTK_WIDGET (self->view));
}

static void
add_note (FwProseEditor    *self,
          const FwRuleNote *note)
{
  gboolean is_error = note->severity == FW_SEVERITY_ERROR;
  GtkWidget *button = gtk_button_new ();
  g_autofree char *text =
    note->line > 0 ? g_strdup_printf (_("Line %d: %s"), note->line, note->text)
                   : g_strdup (note->text);

  gtk_button_set_child (GTK_BUTTON (button), fw_new_note_words (text, is_error));
  fw_late_tooltip_set (button, _("Go to the line"));
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, text, -1);
  gtk_widget_add_css_class (button, "flat");
  gtk_widget_add_css_class (button, "fw-note");
  gtk_widget_add_css_class (button, is_error ? "problem" : "hint");
  g_object_set_data (G_OBJECT (button), "line", GINT_TO_POINTER (note->line));
  g_signal_connect (button, "clicked", G_CALLBACK (go_to_line_cb), self);
  gtk_box_append (GTK_BOX (self->notes), button);
}

static void
update_notes (FwProseEditor *self)
{
  FwRuleNotes *notes = fw_rule_desk_get_notes (self->desk);
  GtkTextIter start, end;
  GtkWidget *child;

  while ((child = gtk_widget_get_first_child (self->notes)) != NULL)
    gtk_box_remove (GTK_BOX (self->notes), child);
  gtk_text_buffer_get_bounds (self->buffer, &start, &end);
  gtk_text_buffer_remove_tag_by_name (self->buffer, "problem", &start, &end);
  gtk_text_buffer_remove_tag_by_name (self->buffer, "hint", &start, &end);
  for (guint i = 0; notes != NULL && i < notes->notes->len; i++)
    {
      const FwRuleNote *note = &g_array_index (notes->notes, FwRuleNote, i);

      if (g_strcmp0 (note->key, FW_FORM_PROSE) != 0)
        continue;
      mark_line (self, note->line, note->severity == FW_SEVERITY_ERROR);
      add_note (self, note);
    }
  gtk_widget_set_visible (self->notes, gtk_widget_get_first_child (self->notes) != NULL);
}

/* Text --------------------------------------------------------------------------- */

static char *
dup_text (FwProseEditor *self)
{
  GtkTextIter start, end;

  gtk_text_buffer_get_bounds (self->buffer, &start, &end);
  return gtk_text_buffer_get_text (self->buffer, &start, &end, TRUE);
}

static void
queue_colours (FwProseEditor *self)
{
  if (self->colour_idle == 0)
    self->colour_idle = g_idle_add (colour_cb, self);
}

static void
changed_cb (FwProseEditor *self)
{
  g_autofree char *text = dup_text (self);

  queue_colours (self);
  if (!self->is_updating && fw_rule_desk_get_form (self->desk) != NULL)
    fw_rule_desk_set (self->desk, FW_FORM_PROSE, NULL, text);
}

static void
update_text (FwProseEditor *self)
{
  FwRuleForm *form = fw_rule_desk_get_form (self->desk);
  g_autofree char *text = dup_text (self);
  const char *says = form != NULL ? fw_rule_form_get (form, FW_FORM_PROSE, NULL) : "";

  if (g_str_equal (text, says))
    return;
  self->is_updating = TRUE;
  /* What was loaded is no step to take back. */
  gtk_text_buffer_begin_irreversible_action (self->buffer);
  gtk_text_buffer_set_text (self->buffer, says, -1);
  gtk_text_buffer_end_irreversible_action (self->buffer);
  self->is_updating = FALSE;
}

/* A line of its own below the one with the cursor, or in its place when that is blank. */
static void
insert_cb (GtkWidget     *button,
           FwProseEditor *self)
{
  const char *words = g_object_get_data (G_OBJECT (button), "words");
  GtkTextIter iter;

  gtk_text_buffer_begin_user_action (self->buffer);
  gtk_text_buffer_get_iter_at_mark (self->buffer, &iter,
                                    gtk_text_buffer_get_insert (self->buffer));
  if (!gtk_text_iter_ends_line (&iter))
    gtk_text_iter_forward_to_line_end (&iter);
  if (gtk_text_iter_get_line_offset (&iter) > 0)
    gtk_text_buffer_insert (self->buffer, &iter, "\n", 1);
  gtk_text_buffer_insert (self->buffer, &iter, words, -1);
  gtk_text_buffer_place_cursor (self->buffer, &iter);
  gtk_text_buffer_end_user_action (self->buffer);
  gtk_text_view_scroll_mark_onscreen (self->view, gtk_text_buffer_get_insert (self->buffer));
  gtk_widget_grab_focus (GTK_WIDGET (self->view));
}

/* Parts -------------------------------------------------------------------------- */

static GtkWidget *
new_buttons (FwProseEditor *self)
{
  static const struct
  {
    const char *label;
    const char *words;
    const char *css;
    const char *tooltip;
  } all[] = {
    { N_("DO"), "- **DO** ", "fw-do", N_("Add a sentence that says what to do") },
    { N_("DO NOT"), "- **DO NOT** ", "fw-dont", N_("Add a sentence that says what not to do") },
    { N_("Example yes"), "- Example yes: ", NULL, N_("Add an example of how it should be") },
    { N_("Example no"), "- Example no: ", NULL, N_("Add an example of how it should not be") },
  };
  GtkWidget *box = gtk_flow_box_new ();

  gtk_flow_box_set_selection_mode (GTK_FLOW_BOX (box), GTK_SELECTION_NONE);
  gtk_flow_box_set_column_spacing (GTK_FLOW_BOX (box), 4);
  gtk_flow_box_set_row_spacing (GTK_FLOW_BOX (box), 4);
  gtk_flow_box_set_max_children_per_line (GTK_FLOW_BOX (box), 4);
  gtk_widget_add_css_class (box, "fw-prose-buttons");
  for (gsize i = 0; i < G_N_ELEMENTS (all); i++)
    {
      GtkWidget *button = gtk_button_new_with_label (_(all[i].label));

      if (all[i].css != NULL)
        gtk_widget_add_css_class (button, all[i].css);
      fw_late_tooltip_set (button, _(all[i].tooltip));
      g_object_set_data (G_OBJECT (button), "words", (gpointer) all[i].words);
      g_signal_connect (button, "clicked", G_CALLBACK (insert_cb), self);
      gtk_flow_box_insert (GTK_FLOW_BOX (box), button, -1);
      gtk_widget_set_focusable (gtk_widget_get_parent (button), FALSE);
    }
  return box;
}

static GtkWidget *
new_view (FwProseEditor *self)
{
  GtkWidget *scroller = gtk_scrolled_window_new ();

  self->view = GTK_TEXT_VIEW (gtk_text_view_new ());
  self->buffer = gtk_text_view_get_buffer (self->view);
  gtk_text_view_set_wrap_mode (self->view, GTK_WRAP_WORD_CHAR);
  gtk_text_view_set_accepts_tab (self->view, FALSE);
  gtk_text_view_set_left_margin (self->view, 9);
  gtk_text_view_set_right_margin (self->view, 9);
  gtk_text_view_set_top_margin (self->view, 8);
  gtk_text_view_set_bottom_margin (self->view, 8);
  gtk_text_view_set_pixels_below_lines (self->view, 3);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->view), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _("Text of the rule"), -1);
  make_tags (self);
  g_signal_connect_swapped (self->buffer, "changed", G_CALLBACK (changed_cb), self);
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (scroller), GTK_POLICY_NEVER,
                                  GTK_POLICY_AUTOMATIC);
  gtk_scrolled_window_set_min_content_height (GTK_SCROLLED_WINDOW (scroller), 120);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scroller), GTK_WIDGET (self->view));
  gtk_widget_set_vexpand (scroller, TRUE);
  gtk_widget_add_css_class (scroller, "fw-prose");
  return scroller;
}

/* Object ------------------------------------------------------------------------- */

static gboolean
fw_prose_editor_grab_focus (GtkWidget *widget)
{
  return gtk_widget_grab_focus (GTK_WIDGET (FW_PROSE_EDITOR (widget)->view));
}

static void
fw_prose_editor_dispose (GObject *object)
{
  FwProseEditor *self = FW_PROSE_EDITOR (object);

  g_clear_handle_id (&self->colour_idle, g_source_remove);
  if (self->desk != NULL)
    g_signal_handlers_disconnect_by_data (self->desk, self);
  g_clear_pointer (&self->box, gtk_widget_unparent);
  g_clear_object (&self->desk);

  G_OBJECT_CLASS (fw_prose_editor_parent_class)->dispose (object);
}

static void
fw_prose_editor_class_init (FwProseEditorClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = fw_prose_editor_dispose;
  GTK_WIDGET_CLASS (klass)->grab_focus = fw_prose_editor_grab_focus;
  gtk_widget_class_set_layout_manager_type (GTK_WIDGET_CLASS (klass), GTK_TYPE_BIN_LAYOUT);
}

static void
fw_prose_editor_init (FwProseEditor *self)
{
  GtkWidget *title = gtk_label_new (_("Text"));

  self->box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 6);
  gtk_label_set_xalign (GTK_LABEL (title), 0.0f);
  gtk_widget_add_css_class (title, "fw-field-title");
  self->notes = gtk_box_new (GTK_ORIENTATION_VERTICAL, 4);
  gtk_box_append (GTK_BOX (self->box), title);
  gtk_box_append (GTK_BOX (self->box), new_buttons (self));
  gtk_box_append (GTK_BOX (self->box), new_view (self));
  gtk_box_append (GTK_BOX (self->box), self->notes);
  gtk_widget_set_parent (self->box, GTK_WIDGET (self));
}

GtkWidget *
fw_prose_editor_new (FwRuleDesk *desk)
{
  g_return_val_if_fail (FW_IS_RULE_DESK (desk), NULL);

  FwProseEditor *self = g_object_new (FW_TYPE_PROSE_EDITOR, NULL);

  self->desk = g_object_ref (desk);
  g_signal_connect_swapped (desk, "form-changed", G_CALLBACK (update_text), self);
  g_signal_connect_swapped (desk, "checked", G_CALLBACK (update_notes), self);
  update_text (self);
  update_notes (self);
  return GTK_WIDGET (self);
}

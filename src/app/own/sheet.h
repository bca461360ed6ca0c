/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

/**
 * FwSheet:
 *
 * A small modal window that asks for something and sends it: a title, a scroll of
 * content, a line of trouble, Cancel and one more button. Escape closes, Ctrl+Enter
 * sends. Borrowed by GTK once it is presented; closing it frees @data.
 */
typedef struct
{
  GtkWindow  *window;  /* the sheet */
  GtkBox     *content; /* fill this */
  GtkWidget  *send;    /* insensitive until there is something to send */
  GtkWidget  *cancel;  /* the button that closes */
  GtkWidget  *missing; /* a label beside the button that says what it waits for */
  GtkWidget  *trouble; /* a label that says why it could not be sent */
} FwSheet;

/* @send: what the button says. @func is called with @data when it is pressed; it
 * closes the window itself, or calls fw_sheet_fail(). @destroy (nullable) frees
 * @data. Not presented yet. */
FwSheet fw_sheet_new  (GtkWindow      *parent,
                       const char     *title,
                       const char     *send,
                       GCallback       func,
                       gpointer        data,
                       GDestroyNotify  destroy);
/* The button waits for something: @sentence, beside it, says for what. NULL: it can
 * be pressed. */
void    fw_sheet_set_missing (const FwSheet *sheet,
                       const char     *sentence);
/* While it is being sent nothing can be pressed. */
void    fw_sheet_wait (const FwSheet  *sheet);
/* It was not sent, and this is why; everything stays as it was. */
void    fw_sheet_fail (const FwSheet  *sheet,
                       const char     *sentence);

/* Parts of the content. A heading above something; text that wraps; a field for a
 * few sentences, whose buffer is given. */
GtkWidget *fw_sheet_add_heading (const FwSheet  *sheet,
                                 const char     *text);
GtkWidget *fw_sheet_add_text    (const FwSheet  *sheet,
                                 const char     *text,
                                 const char     *css);
GtkTextBuffer *
           fw_sheet_add_field   (const FwSheet  *sheet,
                                 const char     *label,
                                 const char     *placeholder);
/* What stands in a buffer, without white space around. Returns: (transfer full) */
char      *fw_sheet_dup_text    (GtkTextBuffer  *buffer) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS

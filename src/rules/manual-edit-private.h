/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

/*
 * What changing and adding share: the text of a manual being cut and pasted,
 * and what may stand in it.
 */

#include "rules/manual-edit.h"

G_BEGIN_DECLS

/* FALSE with a sentence: @manual has bytes that would not stay what they are. */
gboolean    fw_edit_is_text       (const FwManual *manual,
                                   GError     **error);
/* The manual in @bytes; NULL with a sentence when it is none, or has bytes that
 * would not stay what they are. */
FwManual   *fw_edit_read          (GBytes      *bytes,
                                   GError     **error);
/* "\r\n" when the first line of @text ends so, else "\n". */
const char *fw_edit_newline       (const char  *text);
/* @text with lines that end in \n; NULL with a sentence when it is no text, too
 * long, or has control characters. @what begins the sentence. */
char       *fw_edit_clean         (const char  *text,
                                   const char  *what,
                                   gsize        limit,
                                   GError     **error);
/* The same for one line: white space collapsed, not empty. */
char       *fw_edit_clean_line    (const char  *text,
                                   const char  *what,
                                   gsize        limit,
                                   GError     **error);
/* Whether Markdown may stand inside of a section: no heading that begins
 * another one, no ```rule, nothing that is opened and not closed. */
gboolean    fw_edit_check_prose   (const char  *prose,
                                   GError     **error);
/* @bytes with [start, end) replaced; line ends in @text, which are \n, as the
 * manual has them. Fails when the result is larger than a manual may be. */
GBytes     *fw_edit_splice        (GBytes      *bytes,
                                   gsize        start,
                                   gsize        end,
                                   const char  *text,
                                   GError     **error);

G_END_DECLS

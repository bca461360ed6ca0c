/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * FwChangeClass:
 *
 * What a new version does to a rule, which decides what happens to labels and
 * verdicts: see the table of change classes in the manual's specification.
 */
typedef enum
{
  FW_CHANGE_CLASS_NONE,    /* nothing was said */
  FW_CHANGE_CLASS_CLARIFY, /* says the same, better */
  FW_CHANGE_CLASS_TIGHTEN, /* asks for more */
  FW_CHANGE_CLASS_LOOSEN,  /* asks for less */
  FW_CHANGE_CLASS_REVERSE, /* what was right is not, and the other way round */
  FW_CHANGE_CLASS_ADD,
  FW_CHANGE_CLASS_RETIRE
} FwChangeClass;

#define FW_N_CHANGE_CLASSES (FW_CHANGE_CLASS_RETIRE + 1)

/* The manual's word, such as `tighten`; "" for NONE. */
const char   *fw_change_class_to_word   (FwChangeClass change);
/* NONE for NULL and for a word that is none. */
FwChangeClass fw_change_class_from_word (const char   *word);
/* Whether labels that were right may not be so any more: tighten, reverse, add. */
gboolean      fw_change_class_asks_more (FwChangeClass change);
/* What two changes one after the other came to, for somebody who was judged before both:
 * what either of them gave up is given up, and what either asks is asked. */
FwChangeClass fw_change_class_join      (FwChangeClass earlier,
                                         FwChangeClass later);

G_END_DECLS

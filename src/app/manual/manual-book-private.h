/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

/*
 * Shared by the files that make an FwManualBook: manual-book.c (the manual's
 * own chapters, and finding them), rule-facts.c (the card of a rule),
 * manual-appendix.c (messages and kinds of checks).
 */

#include "app/manual/manual-book.h"

G_BEGIN_DECLS

struct _FwManualBook
{
  gatomicrefcount ref_count;
  FwManual       *manual;   /* (owned) */
  GArray         *chapters; /* (element-type FwChapter) (owned) */
  GHashTable     *targets;  /* (owned) name of a place -> its chapter + 1 */
  GHashTable     *precedent_ids; /* (owned) a set, borrowed from the manual */
  guint           n_words;

  /* What the chapters point to. */
  GStringChunk   *strings;  /* (owned) */
  GPtrArray      *arrays;   /* (element-type gpointer) (owned) */
};

/* Strings and arrays of the book. */
const char *fw_book_keep        (FwManualBook  *self,
                                 const char    *text);
/* An array of its own from @array, which is freed; NULL when it is empty. */
gpointer    fw_book_take_array  (FwManualBook  *self,
                                 GArray        *array,
                                 gsize         *out_n);
/* A reader whose links know this book's manual. Its arrays are fresh; taking
 * them is up to the caller. */
void        fw_book_init_reader (FwManualBook  *self,
                                 FwBlockReader *reader);
/* Adds a block of words: @markup (nullable) is made from @text when NULL. */
void        fw_book_add_text    (FwManualBook  *self,
                                 FwBlockReader *reader,
                                 const char    *text,
                                 const char    *markup);
/* Appends a chapter and names it; takes the reader's arrays. */
guint       fw_book_add_chapter (FwManualBook  *self,
                                 FwChapter     *chapter,
                                 FwBlockReader *reader);

/* rule-facts.c: @notation is the text of the rule's block. */
void        fw_book_add_facts   (FwManualBook  *self,
                                 FwChapter     *chapter,
                                 const char    *notation);

/* manual-appendix.c */
void        fw_book_add_messages (FwManualBook *self);
void        fw_book_add_kinds    (FwManualBook *self);

G_END_DECLS

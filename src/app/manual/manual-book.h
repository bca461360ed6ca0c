/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "app/manual/manual-blocks.h"
#include "rules/manual.h"

G_BEGIN_DECLS

typedef enum
{
  FW_CHAPTER_TEXT,
  FW_CHAPTER_RULE,
  FW_CHAPTER_PRECEDENT,
  FW_CHAPTER_MESSAGES, /* what the reader of the file had to say */
  FW_CHAPTER_KIND      /* one kind of check, from the one table of them */
} FwChapterKind;

/* One line of a rule's card: "For" and "vehicle.*, human.*". @markup is Pango markup. */
typedef struct
{
  const char *name;
  const char *markup;
} FwFact;

/**
 * FwChapter:
 *
 * What is read in one piece: the text below one heading. Borrowed from its
 * book.
 */
typedef struct
{
  FwChapterKind      kind;
  int                level;     /* 1 and 2 open a part; 3 stands in one */
  const char        *id;        /* "SD-004", "P-0007", the name of a kind; "" for text */
  const char        *title;     /* without the id */
  guint              part;      /* the chapter that opens its part; itself when it does */
  int                line;      /* in the file, from 1; 0 when it is not from there */
  const FwRule      *rule;      /* NULL but for rules */
  const FwPrecedent *precedent; /* NULL but for precedents */
  const FwCheckKind *check;     /* NULL but for kinds */
  const FwBlock     *blocks;
  gsize              n_blocks;
  const FwSideItem  *sides[FW_N_SIDES]; /* of a rule */
  gsize              n_sides[FW_N_SIDES];
  const FwFact      *facts;     /* what stands in the block of a rule, in words */
  gsize              n_facts;
  const char        *check_words; /* what the app checks for a rule; NULL: only people can tell */
  const guint       *precedents; /* of a rule: chapters of the answers under it */
  gsize              n_precedents;
} FwChapter;

/**
 * FwManualBook:
 *
 * A manual made ready to be read: its chapters in order, then what its reader
 * had to say, then a reference of all kinds of checks. Immutable, reference
 * counted, safe to share between threads. No toolkit. Making one takes
 * milliseconds for a manual of 300 rules; do it in a thread.
 */
typedef struct _FwManualBook FwManualBook;

FwManualBook    *fw_manual_book_new         (FwManual     *manual) G_GNUC_WARN_UNUSED_RESULT;
FwManualBook    *fw_manual_book_ref         (FwManualBook *self);
void             fw_manual_book_unref       (FwManualBook *self);

FwManual        *fw_manual_book_get_manual  (FwManualBook *self);
/* Never empty. */
const FwChapter *fw_manual_book_get_chapters (FwManualBook *self,
                                             gsize        *out_n);
/* How many printed pages it would fill, at 300 words each. */
guint            fw_manual_book_get_n_pages (FwManualBook *self);
/* The chapter that `SD-004`, `#SD-004`, `min-size`, `#line:76` or the name of a
 * heading in small letters with hyphens means; -1 when there is none. */
int              fw_manual_book_find        (FwManualBook *self,
                                             const char   *target);
/* Whether the rule speaks about the category by name: in `for`, or in what its
 * check is given. A rule for everything speaks about nothing in particular. */
gboolean         fw_rule_speaks_about       (const FwRule *rule,
                                             const char   *category);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (FwManualBook, fw_manual_book_unref)

G_END_DECLS

/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/*
 * Markdown of a manual as a flat list of blocks: what a page is made of, as
 * plain data. No toolkit; any thread. cmark-gfm is here and nowhere else.
 */

typedef enum
{
  FW_BLOCK_TEXT,
  FW_BLOCK_HEADING, /* inside of a section: level 4 and deeper */
  FW_BLOCK_CODE,
  FW_BLOCK_TABLE,
  FW_BLOCK_PICTURE,
  FW_BLOCK_RULER
} FwBlockKind;

/**
 * FwBlock:
 *
 * Strings belong to the chunk that the reader was given. @markup is Pango
 * markup, @text the same words without it. Links in it point to `#target`
 * inside of the manual, or to http, https and mailto addresses; nothing else
 * is made a link.
 */
typedef struct
{
  FwBlockKind        kind;
  guint              level;   /* of a heading */
  guint              depth;   /* how many lists it stands in, at most FW_BLOCK_MAX_DEPTH */
  guint              quote;   /* how many quotations, likewise */
  const char        *marker;  /* "•" or "3." before the first block of a list item; else NULL */
  const char        *markup;
  const char        *text;    /* of a picture: what stands in its brackets */
  const char        *picture; /* path below the manual's folder; NULL: it may not be shown */
  guint              n_columns;
  guint              n_rows;  /* with the head */
  const char *const *cells;   /* markup, row after row */
} FwBlock;

#define FW_BLOCK_MAX_DEPTH 6

/* One line of a rule's DO or DO NOT, or an example of it. */
typedef struct
{
  const char *markup;
  const char *text;
  const char *picture;    /* as in FwBlock; NULL when there is none */
  gboolean    has_picture; /* there is one, even if it may not be shown */
  gboolean    is_example;
} FwSideItem;

typedef enum
{
  FW_SIDE_DO,
  FW_SIDE_DONT
} FwSide;

#define FW_N_SIDES 2

/* Whether @id is something that words of the manual may link to. */
typedef gboolean (*FwBlockKnows) (const char *id, gpointer user_data);

typedef struct
{
  GStringChunk *strings;   /* (owned) where all strings go; the caller's */
  GPtrArray    *arrays;    /* (element-type gpointer) (owned) arrays of cells; the caller's */
  FwBlockKnows  knows;
  gpointer      user_data;
  gboolean      has_sides; /* DO, DO NOT and example bullets go into @sides */
  GArray       *blocks;    /* (element-type FwBlock) appended to */
  GArray       *sides[FW_N_SIDES]; /* (element-type FwSideItem) appended to */
  const char   *notation;  /* out: what stands in the last ```rule or ```precedent; else NULL */
} FwBlockReader;

/* Longer text is cut: what Markdown can ask of its reader grows faster than it. */
#define FW_BLOCKS_MAX_TEXT (64 * 1024)

/* Reads the Markdown below one heading. Blocks of the rules' own notation
 * (```rule, ```precedent) and HTML comments are left out. */
void  fw_blocks_read   (FwBlockReader *reader,
                        const char    *text,
                        gsize          length);
/* @text as markup, with the rules it names as links. Returns: (transfer full) */
char *fw_blocks_markup (FwBlockReader *reader,
                        const char    *text) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS

/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

/*
 * Laying changes over JSON as it was read: what stays is copied with the white
 * space around it, what changes is changed in its place, what is new goes last
 * and looks like its neighbours.
 */

#include "formats/json.h"

G_BEGIN_DECLS

/**
 * FwListCopy:
 *
 * Copies a list from a text to a writer, element by element in the order of
 * the text. On the stack. Neighbours that stay are copied in one piece.
 */
typedef struct
{
  const FwJsonText *text;
  FwJsonWriter     *writer;
  FwJsonRange       list;      /* end 0: there is none, a new one is written */
  gsize             lead;      /* start of the first element */
  FwJsonRange       gap;       /* between the first two elements */
  gsize             last_end;  /* of the element seen last */
  gsize             run_start; /* copied up to here */
  gsize             run_end;   /* what from run_start to here is copied next */
  gsize             n_seen;
  gboolean          wrote_any;
} FwListCopy;

void fw_list_copy_begin   (FwListCopy       *self,
                           FwJsonWriter     *writer,
                           const FwJsonText *text,
                           FwJsonRange       list);
/* The element as it is. */
void fw_list_copy_keep    (FwListCopy       *self,
                           FwJsonRange       element);
void fw_list_copy_drop    (FwListCopy       *self,
                           FwJsonRange       element);
/* Other bytes in its place. */
void fw_list_copy_replace (FwListCopy       *self,
                           FwJsonRange       element,
                           GBytes           *bytes);
/* Begins a new element before @next, which is the next of the text to be
 * passed; the caller writes its bytes. */
void fw_list_copy_insert  (FwListCopy       *self,
                           FwJsonRange       next);
/* Begins a new element behind the others; the caller writes its bytes. Only
 * after all elements of the text were passed. */
void fw_list_copy_add     (FwListCopy       *self);
void fw_list_copy_end     (FwListCopy       *self);

/**
 * FwMerge:
 *
 * What to do to an object.
 */
typedef struct
{
  const char *const *remove;    /* (nullable) members that go */
  const char *const *keep;      /* (nullable) members that stay as they are where they are */
  const char *const *no_append; /* (nullable) members that are set only where they are already */
  const char        *nested;    /* (nullable) a member that is merged rather than replaced */
  const char *const *nested_remove;
  const char *const *nested_no_append;
} FwMerge;

/* The object @raw with the members of the object @fresh set in it. Both must be sound JSON.
 * Returns: (transfer full) */
GBytes *fw_json_merge     (const FwJsonText *text,
                           FwJsonRange       raw,
                           GBytes           *fresh,
                           const FwMerge    *merge) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS

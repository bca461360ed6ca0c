/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * FwManualStamp:
 *
 * Which manual labels were confirmed under: its name, version and text, and the
 * revision of each of its rules. Immutable, reference counted, safe to share
 * between threads.
 */
typedef struct _FwManualStamp FwManualStamp;

typedef struct
{
  const char *rule; /* interned */
  const char *rev;  /* interned */
} FwRuleRev;

/* A rule that a machine checks, as a manual has it, and by which kind of check. */
typedef struct
{
  const char *rule;
  const char *rev;
  const char *kind;
} FwCheckedRule;

/* @revs in any order; of two for one rule the last one counts. */
FwManualStamp   *fw_manual_stamp_new         (const char          *name,
                                              const char          *version,
                                              const char          *sha256,
                                              const FwRuleRev     *revs,
                                              gsize                n_revs);
FwManualStamp   *fw_manual_stamp_ref         (FwManualStamp       *self);
void             fw_manual_stamp_unref       (FwManualStamp       *self);
/* Everything is the same, the text too. */
gboolean         fw_manual_stamp_equal       (const FwManualStamp *a,
                                              const FwManualStamp *b);
/* Name, version and rules are the same: what is confirmed under one is
 * confirmed under the other, whatever else the text says. */
gboolean         fw_manual_stamp_same_rules  (const FwManualStamp *a,
                                              const FwManualStamp *b);
const char      *fw_manual_stamp_get_name    (const FwManualStamp *self);
const char      *fw_manual_stamp_get_version (const FwManualStamp *self);
/* Of the manual's bytes; "" when it is not known. */
const char      *fw_manual_stamp_get_sha256  (const FwManualStamp *self);
/* What tracks call it by: interned; the SHA-256, or name and version without one. */
const char      *fw_manual_stamp_get_key     (const FwManualStamp *self);
/* Ascending by rule. */
const FwRuleRev *fw_manual_stamp_get_revs    (const FwManualStamp *self,
                                              gsize               *out_n);
/* Revision of a rule; NULL when the manual has none of that id. O(log n). */
const char      *fw_manual_stamp_find_rev    (const FwManualStamp *self,
                                              const char          *rule);

/**
 * FwStampList:
 *
 * The manuals that labels were confirmed under, in the order they came. The
 * value of a document's slot. Immutable, reference counted; NULL is the empty
 * list everywhere.
 */
typedef struct _FwStampList FwStampList;

/* Stamps are referenced. NULL for none. */
FwStampList     *fw_stamp_list_new           (FwManualStamp *const *stamps,
                                              gsize                n_stamps);
FwStampList     *fw_stamp_list_ref           (FwStampList         *self);
void             fw_stamp_list_unref         (FwStampList         *self);
gboolean         fw_stamp_list_equal         (const FwStampList   *a,
                                              const FwStampList   *b);
gsize            fw_stamp_list_get_n         (const FwStampList   *self);
FwManualStamp   *fw_stamp_list_get           (const FwStampList   *self,
                                              gsize                index);
/* The stamp with that key, or NULL; @out_index (nullable) is its place. */
FwManualStamp   *fw_stamp_list_find          (const FwStampList   *self,
                                              const char          *key,
                                              gsize               *out_index);
/* A stamp with the same rules that is there already, or NULL. */
FwManualStamp   *fw_stamp_list_find_same     (const FwStampList   *self,
                                              const FwManualStamp *stamp);
/* The list with @stamp at its end; in the place of the one with its key where
 * that knows no rules and @stamp does, because a key stands for one text. Any
 * other one with its key stays as it is. Returns: (transfer full) */
FwStampList     *fw_stamp_list_with          (const FwStampList   *self,
                                              FwManualStamp       *stamp) G_GNUC_WARN_UNUSED_RESULT;

G_DEFINE_AUTOPTR_CLEANUP_FUNC (FwManualStamp, fw_manual_stamp_unref)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (FwStampList, fw_stamp_list_unref)

G_END_DECLS

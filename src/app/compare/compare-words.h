/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

/*
 * What is different, in words for people. No toolkit. Everything returned is
 * (transfer full).
 */

#include "app/compare/compare-model.h"

G_BEGIN_DECLS

/* "Shape, up to 14 px": what it is, without where. */
char *fw_difference_dup_words  (const FwDifference    *self) G_GNUC_WARN_UNUSED_RESULT;
/* "frames 10–24", "picture 3": as people count. */
char *fw_difference_dup_frames (const FwDifference    *self,
                                FwSession             *session) G_GNUC_WARN_UNUSED_RESULT;
/* "Shape, up to 14 px · frames 10–24 · 2 more": an object in one line. */
char *fw_compare_object_dup_summary (const FwCompareObject *object,
                                FwSession             *session) G_GNUC_WARN_UNUSED_RESULT;
/* "A kept", "B taken", "both"; what a decided object is now. */
const char *fw_choice_to_words (FwChoice               choice);
/* The kind as the list filters by it: "Shape". */
const char *fw_difference_kind_to_title (FwDifferenceKind kind);

/* "97.1 %", "0.93"; "–" for what is not defined. */
char *fw_compare_dup_share     (double                 share) G_GNUC_WARN_UNUSED_RESULT;
char *fw_compare_dup_index     (double                 value) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS

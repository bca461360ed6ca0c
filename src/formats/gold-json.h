/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

/*
 * Gold as JSON, see formats/gold-file.h. What a file has beyond what we know is
 * carried; a record that does not hold is left out, told, and kept in the file
 * under `refused`. Any thread.
 */

#include "core/gold.h"
#include "formats/json.h"

G_BEGIN_DECLS

/* @refused (nullable, element-type utf8) gets a sentence per record that was left
 * out. FW_FORMAT_ERROR with line and byte when it is not JSON, not gold, or of a
 * newer schema. Returns: (transfer full) (nullable) */
FwGold *fw_gold_read          (const FwJsonText    *text,
                               GPtrArray           *refused,
                               GError             **error) G_GNUC_WARN_UNUSED_RESULT;
void    fw_gold_write         (FwJsonWriter        *writer,
                               const FwGold        *gold);
/* One attempt for its person to take along: with how many were right, and whether
 * it was passed. Returns: (transfer full) */
GBytes *fw_gold_attempt_to_json (const FwGold        *gold,
                                 const FwGoldAttempt *attempt) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS

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

/* What is said of an answer, for people. All nullable. */
typedef struct
{
  const char *place;      /* "Car, frame 40" */
  const char *difference; /* what differs, one sentence a line */
  const char *rule;       /* that it is about, as the manual has it now */
  const char *rule_rev;
  const char *rule_title;
} FwGoldSaid;

/* What the screen says of an attempt. */
typedef struct
{
  const FwGoldSaid *answers; /* (array), one for each of the attempt's */
  const char *version;       /* of the manual that the rules are from (nullable) */
  double low;                /* 95 % interval of the share that is as the gold has it; NaN: not */
  double high;               /* told */
} FwGoldSaying;

/* One attempt for its person to take along: what it is, with how many were right,
 * whether it was passed, and what the screen says (@saying, nullable). It is a file
 * of its own, not read back; gold files are as they were.
 *
 *   {"framewright":"exam result","schema":1,"labels":{…},"exam":{…},
 *    "attempt":{"person":"tomas",…,"right":38,"passed":true,
 *               "interval":{"level":0.95,"low":0.835,"high":0.986},
 *               "rules_version":"3.1.0",
 *               "answers":[{"unit":"clip/404/t21",…,"shown":true,"kind":"geometry",
 *                           "place":"Car, frame 404","difference":"The outline is 7 px off; …",
 *                           "rule":{"rule":"SD-011","rev":"9c41…","title":"Tight boxes"}}]}}
 *
 * Returns: (transfer full) */
GBytes *fw_gold_attempt_to_json (const FwGold        *gold,
                                 const FwGoldAttempt *attempt,
                                 const FwGoldSaying  *saying) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS

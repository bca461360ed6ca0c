/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

/*
 * `NAME.gold.json`: gold items and everybody's attempts, beside `NAME.gold.coco.json`,
 * the frozen labels that they are compared with.
 *
 *   {"schema":1,
 *    "labels":{"file":"clip.gold.coco.json","sha256":"…","source":"clip.coco.json",
 *              "document":"UUID","video":true,"frames":1800},
 *    "exam":{"items":40,"needed":36,"clip_frames":25,"tolerance_px":4},
 *    "editions":[{"id":1,"manual":"…","version":"3.1.0","at":"…","by":"dana",
 *                 "rules":[{"rule":"SD-011","rev":"9c41…","for":["vehicle.car"]}]}],
 *    "items":[{"unit":"clip/404/t21","rev":"77fa…","frame":404,"category":"vehicle.car",
 *              "edition":1,"verdict":12,"made_at":"…"}],
 *    "attempts":[{"person":"tomas","n":1,"mode":"exam","labels":"clip.exam-tomas-1.coco.json",
 *                 "seed":"…","needed":36,"manual":"…","version":"…","begun_at":"…",
 *                 "ended_at":"…","right":38,"passed":true,
 *                 "answers":[{"unit":"clip/404/t21","rev":"77fa…","part":[400,424],
 *                             "shown":true,"kind":"geometry"}]}]}
 *
 * It changes a few times a day and belongs to several people, so it has no journal:
 * each change reads it, is made, and puts a whole file in its place, under a lock.
 * Blocks; any thread.
 */

#include "core/gold.h"

G_BEGIN_DECLS

/* `NAME.gold.json` beside `NAME.coco.json`, `NAME.json`, and beside the labels of
 * an attempt. Returns: (transfer full) */
char    *fw_gold_file_dup_path        (const char     *labels_path) G_GNUC_WARN_UNUSED_RESULT;
/* The file beside the gold that an attempt is done in. Returns: (transfer full) */
char    *fw_gold_file_dup_attempt_name (const char    *gold_path,
                                       FwAttemptMode   mode,
                                       const char     *person,
                                       gint64          n) G_GNUC_WARN_UNUSED_RESULT;
/* What to call the file that tells how it came out: `NAME.exam-PERSON-N.result.json`,
 * which is no name of labels. Returns: (transfer full) */
char    *fw_gold_file_dup_result_name (const FwGoldAttempt *attempt) G_GNUC_WARN_UNUSED_RESULT;
/* Whether labels of this name are those of an attempt. */
gboolean fw_gold_file_is_attempt      (const char     *labels_path);
/* Whether labels of this name are frozen ones, that attempts are compared with. */
gboolean fw_gold_file_is_frozen       (const char     *labels_path);
/* The frozen labels, wherever the gold file is now. Returns: (transfer full) */
char    *fw_gold_file_dup_labels_path (const char     *gold_path,
                                       const FwGold   *gold) G_GNUC_WARN_UNUSED_RESULT;
/* Reads it. @notes (nullable, element-type utf8) gets what was left out. The error
 * names file, line and byte. Returns: (transfer full) (nullable) */
FwGold  *fw_gold_file_load            (const char     *path,
                                       GPtrArray      *notes,
                                       GError        **error) G_GNUC_WARN_UNUSED_RESULT;

/* Changes what is in the file. FALSE with a sentence leaves it as it was. */
typedef gboolean (*FwGoldChange) (FwGoldBuilder *builder, gpointer user_data, GError **error);

/* Reads the file, lets @change work on it and writes it. Where there is none,
 * @start (nullable) is what it begins with. A file that cannot be read stays as it
 * is. Returns: (transfer full) (nullable): what is in it now */
FwGold  *fw_gold_file_change          (const char     *path,
                                       const FwGold   *start,
                                       FwGoldChange    change,
                                       gpointer        user_data,
                                       GError        **error) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS

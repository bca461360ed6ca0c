/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "app/own/own-findings.h"

G_BEGIN_DECLS

/* Everything that reviews on this computer say about the person, as one JSON
 * document that is hers to take along:
 *
 *   {"schema":1,"person":"dana","exported_at":"…",
 *    "summary":{"judged":80,"wrong":5,"interval":[…],"before_regrades":{…},
 *               "figures":[…],"rules":[…],"categories":[…],"weeks":[…],"team":…},
 *    "works":[{"title":"street","labels":"street.coco.json","document":"…",
 *              "verdicts":[…],"appeals":[…],"regrades":[…],"questions":[…],
 *              "verdicts_given":[…],"rulings_given":[…]}],
 *    "time":{"person":"dana","days":[…]}}
 *
 * Records have the form of the review file, with people by name. @days (nullable,
 * element-type FwTimeDay): the time log. Any thread. Returns: (transfer full) */
GBytes *fw_own_export_to_json (const FwOwnFindings *findings,
                               GArray              *days,
                               GDateTime           *now) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS

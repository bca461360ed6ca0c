/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "formats/coco-file.h"
#include "rules/check-facts.h"
#include "rules/manual.h"

G_BEGIN_DECLS

/* What the checks want to know and the labels at @path do not say, as far as it
 * is on this computer: the journal, the file itself, the review beside it,
 * the lists of media that the manual names, the time. Pixels are not looked at. */
FwCheckFacts *fw_check_gather (const char *path,
                               FwCocoFile *labels,
                               FwManual   *manual,
                               const char *manual_path) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS

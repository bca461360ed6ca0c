/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/gold.h"
#include "rules/manual.h"

G_BEGIN_DECLS

/* The rules of a manual as an edition of gold has them: those that say something
 * about a label, a track or a frame, with their revisions and the categories that
 * they are for. @manual NULL: an edition without rules. @by is nullable.
 * Returns: (transfer full): for fw_gold_record_unref() */
FwGoldEdition *fw_gold_edition_new (const FwManual *manual,
                                    gint64          id,
                                    GDateTime      *now,
                                    const char     *by) G_GNUC_WARN_UNUSED_RESULT;

static inline void
fw_gold_edition_unref (FwGoldEdition *edition)
{
  fw_gold_record_unref (FW_GOLD_EDITION, edition);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (FwGoldEdition, fw_gold_edition_unref)

G_END_DECLS

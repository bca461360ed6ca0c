/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "rules/manual.h"

G_BEGIN_DECLS

/* A rule as plain text for whoever reads a verdict: its title, then its sentences as
 * a list. Where the manual has another revision than @rev by now, the text says so.
 * @manual, @id and @rev are nullable. Returns: (transfer full) (nullable): NULL when
 * the manual has no such rule */
char *fw_rule_dup_text (const FwManual *manual,
                        const char     *id,
                        const char     *rev) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS

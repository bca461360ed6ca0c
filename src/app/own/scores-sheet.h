/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "app/own/own-findings.h"

G_BEGIN_DECLS

/* Shows how the person's labels were graded before new versions of a manual took
 * verdicts back, how they are now, and which change of which rule makes the
 * difference. */
void fw_scores_present (GtkWindow     *parent,
                        FwOwnFindings *findings);

G_END_DECLS

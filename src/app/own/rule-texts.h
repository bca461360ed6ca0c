/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "app/own/own-findings.h"

G_BEGIN_DECLS

/* The text of a rule twice: as it was in @version, under which a label was graded,
 * and as it is now; once where both are the same. Read in a thread. */
GtkWidget *fw_rule_texts_new (FwOwnWork  *work,
                              const char *rule,
                              const char *version);

G_END_DECLS

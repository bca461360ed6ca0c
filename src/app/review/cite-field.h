/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "app/review/review-rules.h"

G_BEGIN_DECLS

#define FW_TYPE_CITE_FIELD (fw_cite_field_get_type ())
G_DECLARE_FINAL_TYPE (FwCiteField, fw_cite_field, FW, CITE_FIELD, GtkWidget)

/**
 * FwCiteField:
 *
 * Which rule is cited: by typing, with the likely ones first. Enter takes the
 * chosen one, Escape leaves everything as it was.
 *
 * ::chosen (const char *id): of a rule, or the number of a precedent.
 * ::left (): Enter or Escape; the focus goes elsewhere.
 */
GtkWidget *fw_cite_field_new       (void);
/* What to search in; copied, but for what it points to. @query->category is
 * interned. Its review has to live as long, or be set anew. */
void       fw_cite_field_set_query (FwCiteField       *self,
                                    const FwRuleQuery *query);
/* What is cited now; a NULL rule: nothing. */
void       fw_cite_field_set_cited (FwCiteField       *self,
                                    const FwCitation  *citation);
void       fw_cite_field_focus     (FwCiteField       *self);

G_END_DECLS

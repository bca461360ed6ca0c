/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "../truth.h"

G_BEGIN_DECLS

/* The truth of the street as driving.manual.md wants it labelled: riders and
 * bicycles apart, no holes, hidden spans marked, the bonnet an ignore region. */
Truth *driving_truth_new    (const Seen (*seen)[STREET_N_OBJECTS]);

/* Puts in one mistake for every rule of the manual that is checked by machine. */
void   driving_add_mistakes (Truth       *self);

/* Draws the pictures of the manual into @folder. */
gboolean driving_make_examples (const char *folder,
                                GError    **error);

G_END_DECLS

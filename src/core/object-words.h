/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

/*
 * What categories and objects are called for people. Pure; any thread.
 */

#include "core/taxonomy.h"
#include "core/track.h"

G_BEGIN_DECLS

/* "Traffic light" for `traffic_light`, "Car" for `vehicle.car`; where another
 * category ends alike, "Traffic sign" for `sign.traffic`. "Object" for a category
 * that @taxonomy (nullable) does not have. Returns: (transfer full) */
char *fw_category_dup_words (FwTaxonomy    *taxonomy,
                             FwCategoryId   id) G_GNUC_WARN_UNUSED_RESULT;
/* The same for the name of one; @name itself when @taxonomy (nullable) does not have it.
 * Returns: (transfer full) */
char *fw_category_name_dup_words (FwTaxonomy *taxonomy,
                             const char    *name) G_GNUC_WARN_UNUSED_RESULT;
/* "Car 12"; a name that somebody gave wins. @number is what it is called by: in a
 * video its id, in a picture its place there. Returns: (transfer full) */
char *fw_object_dup_words   (const FwTrack *track,
                             FwTaxonomy    *taxonomy,
                             gint64         number) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS

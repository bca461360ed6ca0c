/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/taxonomy.h"

G_BEGIN_DECLS

/* Says what a category allows and requires, under the id it gets. */
typedef void (*FwTaxonomyPermitFunc) (FwTaxonomyBuilder *builder, const FwCategory *category,
                                      gpointer user_data);

/* The words of labels with those of somebody who knows more of them: a manual,
 * or labels that are put back.
 *
 * Categories are the same when their names are: they keep the labels' id and
 * order; new ones follow with free ids. Attributes come from @known, those that
 * only the labels have follow. What a category allows is said by @permit
 * (nullable), which is asked for every category; without it by @known. Where
 * @known does not have the category, what the labels said of it stays as well.
 * Returns: (transfer full) */
FwTaxonomy *fw_taxonomy_merge (FwTaxonomy           *labels,
                               FwTaxonomy           *known,
                               FwTaxonomyPermitFunc  permit,
                               gpointer              user_data) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS

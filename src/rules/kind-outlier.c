/* SPDX-License-Identifier: GPL-3.0-or-later */

/*
 * Kinds that compare one label with all others of its category.
 */

#include "fw-config.h"
#include "rules/check-ops.h"

#include "rules/check-class.h"
#include "rules/check-text.h"

#include <glib/gi18n.h>
#include <math.h>

/* ln of the side of the square with the area of the bounds. */
static double
get_size (const FwLabel *label)
{
  return log (label->box.width * label->box.height) / 2.0;
}

/* NaN for a box without size, as it should be. */
static double
get_aspect (const FwLabel *label)
{
  return log (label->box.width / label->box.height);
}

static gboolean
outlier_fires (const FwLabel *label,
               const FwCheck *check)
{
  FwUsual usual = fw_class_book_get (label->context->classes, check, label->category);
  double value = check->ops->value (label);

  return isfinite (value) && (value < usual.low || value > usual.high);
}

static char *
describe_outlier (const FwLabel *label,
                  const FwCheck *check,
                  const char    *format)
{
  FwUsual usual = fw_class_book_get (label->context->classes, check, label->category);
  double value = exp (check->ops->value (label));
  double low = fw_usual_round (usual.low, TRUE), high = fw_usual_round (usual.high, FALSE);
  g_autofree char *from = fw_text_limit (low);
  g_autofree char *to = fw_text_limit (high);
  g_autofree char *own = fw_text_number (value, value < low ? low : high);

#pragma GCC diagnostic push
#pragma GCC diagnostic ignored "-Wformat-nonliteral"
  return g_strdup_printf (format, own, from, to);
#pragma GCC diagnostic pop
}

static char *
describe_size (const FwLabel *label,
               const FwCheck *check)
{
  return describe_outlier (label, check,
                           _("As large as a square of %s px; usual for its category are about %s "
                             "to %s px."));
}

static char *
describe_aspect (const FwLabel *label,
                 const FwCheck *check)
{
  return describe_outlier (label, check,
                           _("Width is %s times the height; usual for its category are about %s "
                             "to %s times."));
}

const FwCheckOps fw_kinds_of_outliers[] = {
  { .kind = "area-outlier",
    .family = FW_FAMILY_CLASS,
    .limits = { "z", "min-samples" },
    .value = get_size,
    .fires = outlier_fires,
    .describe = describe_size },
  { .kind = "aspect-outlier",
    .family = FW_FAMILY_CLASS,
    .limits = { "z", "min-samples" },
    .value = get_aspect,
    .fires = outlier_fires,
    .describe = describe_aspect },
  { NULL },
};

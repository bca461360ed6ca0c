/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "core/work.h"

static double
get_to (const FwWork *self)
{
  return self->from == 0.0 && self->to == 0.0 ? 1.0 : self->to;
}

FwWork
fw_work_part (const FwWork *whole,
              double        from,
              double        to)
{
  if (!whole)
    return (FwWork) { .from = from, .to = to };

  FwWork part = *whole;
  double length = get_to (whole) - whole->from;

  part.from = whole->from + from * length;
  part.to = whole->from + to * length;

  return part;
}

gboolean
fw_work_go_on (const FwWork  *self,
               double         share,
               GError       **error)
{
  if (!self)
    return TRUE;
  if (g_cancellable_set_error_if_cancelled (self->cancellable, error))
    return FALSE;
  if (self->progress)
    self->progress (self->from + share * (get_to (self) - self->from), self->user_data);

  return TRUE;
}

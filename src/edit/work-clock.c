/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "edit/work-clock.h"

void
fw_work_clock_input (FwWorkClock *self,
                     gint64       now_us,
                     FwWorkKind   kind)
{
  g_return_if_fail (self != NULL && now_us > 0);

  gint64 gap = self->last_us > 0 ? now_us - self->last_us : 0;

  if (gap > 0 && gap <= FW_WORK_STOP_US)
    {
      self->time.work_us += gap;
      if (self->kind == FW_WORK_READING)
        self->time.reading_us += gap;
      else
        self->time.active_us += MIN (gap, FW_SPEED_STOP_US);
    }
  self->last_us = now_us;
  self->kind = kind;
}

FwWorkTime
fw_work_clock_take (FwWorkClock *self)
{
  g_return_val_if_fail (self != NULL, ((FwWorkTime) { 0 }));

  FwWorkTime time = self->time;

  self->time = (FwWorkTime) { 0 };

  return time;
}

void
fw_work_clock_stop (FwWorkClock *self)
{
  g_return_if_fail (self != NULL);

  self->last_us = 0;
}

/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "fw-config.h"

#include "edit/judging.h"

#include "edit/session-private.h"

void
fw_session_set_look (FwSession *self, const FwLook *look)
{
  g_return_if_fail (FW_IS_SESSION (self));
  g_return_if_fail (look != NULL);

  const FwLook *old = &self->look;

  if (old->is_judging == look->is_judging && old->shows == look->shows && old->only == look->only
      && old->is_covered == look->is_covered)
    return;

  fw_session_freeze (self);
  self->look = *look;
  fw_session_drop_objects (self);
  fw_session_pend (self, FW_PENDING_OBJECTS | FW_PENDING_IDLE);
  fw_session_thaw (self);
}

FwLook
fw_session_get_look (FwSession *self)
{
  g_return_val_if_fail (FW_IS_SESSION (self), (FwLook){ 0 });

  return self->look;
}

/* Only the active part of the scene has them. */
static void
tell_active (FwSession *self)
{
  fw_session_freeze (self);
  fw_session_pend (self, FW_PENDING_ACTIVE | FW_PENDING_HINTS);
  fw_session_thaw (self);
}

void
fw_session_set_pin (FwSession *self, const FwPoint *pin)
{
  g_return_if_fail (FW_IS_SESSION (self));

  self->has_pin = pin != NULL;
  if (pin != NULL)
    self->pin = *pin;
  tell_active (self);
}

gboolean
fw_session_get_pin (FwSession *self, FwPoint *out_pin)
{
  g_return_val_if_fail (FW_IS_SESSION (self) && out_pin != NULL, FALSE);

  *out_pin = self->pin;

  return self->has_pin;
}

void
fw_session_set_region (FwSession *self, const FwRect *region)
{
  g_return_if_fail (FW_IS_SESSION (self));

  self->has_region = region != NULL;
  if (region != NULL)
    self->region = *region;
  tell_active (self);
}

gboolean
fw_session_get_region (FwSession *self, FwRect *out_region)
{
  g_return_val_if_fail (FW_IS_SESSION (self) && out_region != NULL, FALSE);

  *out_region = self->region;

  return self->has_region;
}

void
fw_session_set_wants_region (FwSession *self, gboolean wants_region)
{
  g_return_if_fail (FW_IS_SESSION (self));

  if (self->wants_region == wants_region)
    return;
  self->wants_region = wants_region;
  tell_active (self);
}

gboolean
fw_session_get_wants_region (FwSession *self)
{
  g_return_val_if_fail (FW_IS_SESSION (self), FALSE);

  return self->wants_region;
}

/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "app/resources.h"

#include <gio/gio.h>

#include "fw-resources.h"

void
fw_resources_register (void)
{
  g_resources_register (fw_ui_get_resource ());
}

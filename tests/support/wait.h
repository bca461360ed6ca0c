/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

/*
 * Waiting for something that comes through the main context, with an end: a
 * test that waits for ever says nothing about what went wrong.
 */

#include <glib.h>

#define FW_TEST_PATIENCE_MS 60000

typedef gboolean (*FwTestCondition) (gpointer user_data);

static inline gboolean
fw_test_wait_timeout_cb (gpointer user_data)
{
  *(gboolean *) user_data = TRUE;

  return G_SOURCE_REMOVE;
}

/* Runs the default main context until @condition holds. FALSE after the patience ran out. */
static inline gboolean
fw_test_wait (FwTestCondition condition,
              gpointer        user_data)
{
  gboolean is_over = FALSE;
  guint id = g_timeout_add (FW_TEST_PATIENCE_MS, fw_test_wait_timeout_cb, &is_over);

  while (!condition (user_data) && !is_over)
    g_main_context_iteration (NULL, TRUE);
  if (!is_over)
    g_source_remove (id);

  return condition (user_data);
}

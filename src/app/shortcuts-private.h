/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

/*
 * Shared by shortcuts.c (which keys stand for what) and shortcut-controller.c
 * (keys that are pressed in a window).
 */

#include "app/shortcuts.h"

G_BEGIN_DECLS

/* One key of one row of the table. */
typedef struct
{
  const FwShortcut *row;
  guint             keyval;
  GdkModifierType   modifiers;
  gboolean          on_way_up;
} FwBinding;

struct _FwShortcuts
{
  GObject     parent_instance;

  GSettings  *settings; /* (owned) */
  GHashTable *accels;   /* (element-type utf8 GStrv) (owned) action to its keys */
  GArray     *bindings; /* (element-type FwBinding) (owned) */
  gboolean    single_keys;
};

/* Whether @event presses it, @exactly or as GDK thinks that it was meant. */
gboolean fw_binding_matches   (const FwBinding  *binding,
                               GdkEvent         *event,
                               gboolean          exactly);
/* The page of the window; the picture and what is compared are in the editor. */
FwKeys   fw_shortcut_get_page (const FwShortcut *row);

G_END_DECLS

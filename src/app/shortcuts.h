/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/**
 * FwKeys:
 *
 * Where a shortcut works. Single keys never act while text is being typed.
 */
typedef enum
{
  FW_KEYS_ANYWHERE, /* on every page, also while typing */
  FW_KEYS_EDITOR,   /* in the editor, not while typing */
  FW_KEYS_CANVAS,   /* only while the picture or the timeline has the focus */
  FW_KEYS_HOME,     /* on the first page, not while typing */
  FW_KEYS_COMPARE,  /* in the editor while two versions are compared: comes before what
                       the same key does there otherwise */
  FW_KEYS_REVIEW,   /* on the reviewer's page, not while typing */
  FW_KEYS_EXAM      /* on the page of an exam's result, not while typing */
} FwKeys;

/**
 * FwShortcut:
 *
 * One row of the table from which everything about keys is made: what a key
 * does, the key caps, the page with all shortcuts, and the command search.
 * Digits are matched by the place of the key, everything else by its symbol.
 */
typedef struct
{
  const char *group;  /* heading, untranslated */
  const char *action; /* detailed action name: `win.undo`, `win.tool::box` */
  const char *accels; /* separated by spaces, in the notation of gtk_accelerator_parse() */
  const char *title;  /* untranslated */
  FwKeys      keys;
} FwShortcut;

typedef enum
{
  FW_PRESET_FRAMEWRIGHT,
  FW_PRESET_CVAT,
  FW_PRESET_LABELME
} FwPreset;

#define FW_N_PRESETS (FW_PRESET_LABELME + 1)

const FwShortcut *fw_shortcuts_get_table  (gsize            *out_n);
/* The accels of @row under @preset, before anything a person changed. */
const char       *fw_shortcut_get_preset_accels (const FwShortcut *row,
                                                 FwPreset          preset);
/* The translated title and heading; a title without mnemonics. */
const char       *fw_shortcut_get_title   (const FwShortcut *row);
const char       *fw_shortcut_get_group   (const FwShortcut *row);

#define FW_TYPE_SHORTCUTS (fw_shortcuts_get_type ())
G_DECLARE_FINAL_TYPE (FwShortcuts, fw_shortcuts, FW, SHORTCUTS, GObject)

/**
 * FwShortcuts:
 *
 * The table as it is in effect: preset and changes from the settings. One per
 * program. Emits ::changed when either changes.
 */
FwShortcuts        *fw_shortcuts_get_default (void);

/* NULL-terminated; empty when the action has no key. Borrowed until ::changed. */
const char *const  *fw_shortcuts_get_accels  (FwShortcuts        *self,
                                              const char         *action);
/* NULL @accels goes back to the preset. An accel that another row has is
 * taken from it. */
void                fw_shortcuts_set_accels  (FwShortcuts        *self,
                                              const char         *action,
                                              const char *const  *accels);
gboolean            fw_shortcuts_is_changed  (FwShortcuts        *self,
                                              const char         *action);
/* The row that has @accel, or NULL. With @action (nullable): the other row that
 * would lose it to this one. A key stands once only on each page. */
const FwShortcut   *fw_shortcuts_find_accel  (FwShortcuts        *self,
                                              const char         *action,
                                              const char         *accel);
/* Whether two rows can be meant by the same key press. */
gboolean            fw_shortcut_overlaps     (const FwShortcut   *a,
                                              const FwShortcut   *b);
/* What stands on a key cap: "⇧1", "Ctrl ."; NULL without a key.
 * Returns: (transfer full) (nullable) */
char               *fw_shortcuts_dup_cap     (FwShortcuts        *self,
                                              const char         *action) G_GNUC_WARN_UNUSED_RESULT;
char               *fw_accel_dup_cap         (const char         *accel) G_GNUC_WARN_UNUSED_RESULT;
/* "Next frame (F)". Returns: (transfer full) */
char               *fw_shortcuts_dup_tooltip (FwShortcuts        *self,
                                              const char         *name,
                                              const char         *action) G_GNUC_WARN_UNUSED_RESULT;
/* Puts keys where a sentence names actions of the window in braces: "Press
 * {toggle-keyframe} if it is still there." Sentences of the layers that know no
 * keys come like that too. Returns: (transfer full) */
char               *fw_shortcuts_dup_sentence (FwShortcuts       *self,
                                              const char         *sentence) G_GNUC_WARN_UNUSED_RESULT;
/* What stands on a key cap that the usual keys would call @cap: the key that does the
 * same now. Returns: (transfer full) */
char               *fw_shortcuts_dup_current_cap (FwShortcuts    *self,
                                              const char         *cap) G_GNUC_WARN_UNUSED_RESULT;
/* Appends an item that shows the key of @action at this moment. */
void                fw_shortcuts_append_item (FwShortcuts        *self,
                                              GMenu              *menu,
                                              const char         *label,
                                              const char         *action);
/* Adds the key to the tooltip of every widget in @root that has an action of
 * the table and a tooltip of its own; keeps it right when keys change. */
void                fw_shortcuts_name_keys   (FwShortcuts        *self,
                                              GtkWidget          *root);
/* The accel that a key press means, in the same notation; NULL for a modifier
 * alone. For the page where keys are changed. Returns: (transfer full) */
char               *fw_shortcuts_dup_pressed (FwShortcuts        *self,
                                              GdkEvent           *event) G_GNUC_WARN_UNUSED_RESULT;
/* The same without asking what keys there are. Returns: (transfer full) (nullable) */
char               *fw_accel_dup_pressed     (guint               keyval,
                                              guint               keycode,
                                              GdkModifierType     state) G_GNUC_WARN_UNUSED_RESULT;
/* Whether the desktop needs the key for itself: it cannot be given to an action. */
gboolean            fw_accel_is_reserved     (const char         *accel);

/**
 * FwShortcutHost:
 *
 * What a window tells so that keys find their way: which of its widgets owns
 * the actions of a group (`win`, `canvas`), which page is on the screen (EDITOR,
 * HOME or REVIEW), whether the picture or the timeline has the focus, and whether
 * two versions are being compared (nullable: never). @released (nullable) hears that
 * a key was let go, and whether it was held rather than pressed, for actions that
 * last as long as it is held: nobody else in the window hears it of a key that acted.
 */
typedef struct
{
  GtkWidget *(*get_owner)  (GtkWidget *window, const char *group);
  FwKeys     (*get_page)   (GtkWidget *window);
  gboolean   (*on_canvas)  (GtkWidget *window);
  gboolean   (*is_comparing) (GtkWidget *window);
  void       (*released)   (GtkWidget *window, gboolean was_held);
} FwShortcutHost;

/* Lets keys pressed in @window act. */
void                fw_shortcuts_attach      (FwShortcuts          *self,
                                              GtkWidget            *window,
                                              const FwShortcutHost *host);
/* Lets keys that act on the way up act at @inside already, before what stands between it and
 * its window: an overlay of toasts takes Escape for itself. The window is attached, too. */
void                fw_shortcuts_attach_inside (FwShortcuts          *self,
                                                GtkWidget            *inside,
                                                const FwShortcutHost *host);
/* Does what @action says, if it can be done now. */
gboolean            fw_shortcuts_activate    (GtkWidget            *window,
                                              const FwShortcutHost *host,
                                              const char           *action);

G_END_DECLS

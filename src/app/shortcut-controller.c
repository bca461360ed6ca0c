/* SPDX-License-Identifier: GPL-3.0-or-later */

/*
 * Keys to actions. GTK's own accelerators would match digits by symbol (wrong
 * on AZERTY), know nothing of "not while typing", and let Space click a focused
 * button; so windows get two key controllers instead. Most keys act on the way
 * down, before any widget sees them. Keys that widgets and tools themselves
 * know (arrows, Tab, Escape, Delete, Space...) act on the way up, when nobody
 * wanted them.
 */

#include "app/shortcuts-private.h"

/* A key that is down for longer is held. By the display's clock: a busy machine that hears late of
 * the release must not make a press of it. */
#define HOLD_MS 350
/* One that stays down comes again and again, first after most of a second; some servers send a
 * release before each repetition. */
#define REPEAT_MS      1000
#define REPEAT_GAP_MS  60

typedef struct
{
  FwShortcuts          *shortcuts;
  const FwShortcutHost *host;
  gboolean              on_way_up;
  guint                 key_code; /* the last key that was heard of */
  gboolean              is_down;
  guint32               down_ms;  /* since when it was down, in the display's time */
  guint32               heard_ms; /* when its last press, repetition or release came */
} Controller;

static gboolean
is_typing (GtkWidget *focus)
{
  if (focus == NULL)
    return FALSE;
  return GTK_IS_TEXT (focus) || GTK_IS_TEXT_VIEW (focus) || GTK_IS_EDITABLE (focus);
}

static gboolean
works_here (FwShortcuts          *self,
            const FwBinding        *binding,
            GtkWidget            *window,
            const FwShortcutHost *host,
            gboolean              typing)
{
  const FwShortcut *row = binding->row;
  GdkModifierType chord = GDK_CONTROL_MASK | GDK_ALT_MASK | GDK_SUPER_MASK;

  if (row->keys == FW_KEYS_ANYWHERE)
    return TRUE;
  if (typing || host->get_page (window) != fw_shortcut_get_page (row))
    return FALSE;
  if (row->keys == FW_KEYS_CANVAS && !host->on_canvas (window))
    return FALSE;
  if (row->keys == FW_KEYS_COMPARE
      && (host->is_comparing == NULL || !host->is_comparing (window)))
    return FALSE;
  /* Who dictates or has a tremor switches single letters off; keys without a letter stay. */
  if (!self->single_keys && (binding->modifiers & chord) == 0
      && gdk_keyval_to_unicode (binding->keyval) > 32 && !binding->on_way_up)
    return FALSE;
  return TRUE;
}

static const FwShortcut *
find_row (Controller *controller,
          GdkEvent   *event,
          GtkWidget  *window,
          gboolean    typing)
{
  FwShortcuts *self = controller->shortcuts;
  const FwShortcut *found = NULL;

  for (int exactly = 1; exactly >= 0 && found == NULL; exactly--)
    for (guint i = 0; i < self->bindings->len; i++)
      {
        const FwBinding *binding = &g_array_index (self->bindings, FwBinding, i);

        if (binding->on_way_up != controller->on_way_up
            || !fw_binding_matches (binding, event, exactly)
            || !works_here (self, binding, window, controller->host, typing))
          continue;
        if (found == NULL || binding->row->keys == FW_KEYS_COMPARE)
          found = binding->row;
      }
  return found;
}

gboolean
fw_shortcuts_activate (GtkWidget            *window,
                       const FwShortcutHost *host,
                       const char           *action)
{
  g_autofree char *name = NULL;
  g_autoptr (GVariant) target = NULL;

  if (!g_action_parse_detailed_name (action, &name, &target, NULL))
    return FALSE;

  const char *dot = strchr (name, '.');
  g_autofree char *group = dot != NULL ? g_strndup (name, (gsize) (dot - name)) : g_strdup ("");
  GtkWidget *owner = host->get_owner (window, group);

  return owner != NULL && gtk_widget_activate_action_variant (owner, name, target);
}

/* An action that is off lets its key through: Space on a row chooses it where
 * there is nothing to play. */
static gboolean
is_off (GtkWidget  *window,
        const char *action)
{
  g_autofree char *name = NULL;
  g_autoptr (GVariant) target = NULL;

  return g_str_has_prefix (action, "win.") && G_IS_ACTION_GROUP (window)
         && g_action_parse_detailed_name (action + strlen ("win."), &name, &target, NULL)
         && g_action_group_has_action (G_ACTION_GROUP (window), name)
         && !g_action_group_get_action_enabled (G_ACTION_GROUP (window), name);
}

static void
note_press (Controller *controller,
            guint       keycode,
            guint32     now_ms)
{
  guint32 gap_ms = controller->is_down ? REPEAT_MS : REPEAT_GAP_MS;

  if (keycode != controller->key_code || now_ms - controller->heard_ms > gap_ms)
    controller->down_ms = now_ms;
  controller->key_code = keycode;
  controller->is_down = TRUE;
  controller->heard_ms = now_ms;
}

static GtkWidget *
get_window (GtkEventControllerKey *key)
{
  GtkWidget *widget = gtk_event_controller_get_widget (GTK_EVENT_CONTROLLER (key));

  return GTK_WIDGET (gtk_widget_get_root (widget));
}

static gboolean
key_pressed_cb (GtkEventControllerKey *key,
                guint                  keyval,
                guint                  keycode,
                GdkModifierType        state,
                gpointer               user_data)
{
  Controller *controller = user_data;
  GtkWidget *window = get_window (key);
  GdkEvent *event = gtk_event_controller_get_current_event (GTK_EVENT_CONTROLLER (key));
  GtkWidget *focus = gtk_root_get_focus (GTK_ROOT (window));

  note_press (controller, keycode, gdk_event_get_time (event));

  /* Menus and pop-overs have their own keys. */
  if (focus != NULL && gtk_widget_get_ancestor (focus, GTK_TYPE_POPOVER) != NULL)
    return GDK_EVENT_PROPAGATE;

  const FwShortcut *row = find_row (controller, event, window, is_typing (focus));

  if (row == NULL || is_off (window, row->action))
    return GDK_EVENT_PROPAGATE;
  return fw_shortcuts_activate (window, controller->host, row->action) ? GDK_EVENT_STOP
                                                                      : GDK_EVENT_PROPAGATE;
}

static void
key_released_cb (GtkEventControllerKey *key,
                 guint                  keyval,
                 guint                  keycode,
                 GdkModifierType        state,
                 gpointer               user_data)
{
  Controller *controller = user_data;
  guint32 now_ms = gtk_event_controller_get_current_event_time (GTK_EVENT_CONTROLLER (key));
  gboolean was_held = keycode == controller->key_code && now_ms - controller->down_ms > HOLD_MS;

  controller->is_down = FALSE;
  controller->heard_ms = now_ms;
  if (controller->host->released != NULL)
    controller->host->released (get_window (key), was_held);
}

static void
controller_free (gpointer  data,
                 GClosure *closure)
{
  g_free (data);
}

static void
add_controller (FwShortcuts          *self,
                GtkWidget            *widget,
                const FwShortcutHost *host,
                gboolean              on_way_up)
{
  GtkEventController *key = gtk_event_controller_key_new ();
  Controller *controller = g_new0 (Controller, 1);

  controller->shortcuts = self;
  controller->host = host;
  controller->on_way_up = on_way_up;
  gtk_event_controller_set_propagation_phase (key, on_way_up ? GTK_PHASE_BUBBLE
                                                             : GTK_PHASE_CAPTURE);
  g_signal_connect_data (key, "key-pressed", G_CALLBACK (key_pressed_cb), controller,
                         controller_free, 0);
  if (!on_way_up)
    g_signal_connect (key, "key-released", G_CALLBACK (key_released_cb), controller);
  gtk_widget_add_controller (widget, key);
}

void
fw_shortcuts_attach (FwShortcuts          *self,
                     GtkWidget            *window,
                     const FwShortcutHost *host)
{
  g_return_if_fail (FW_IS_SHORTCUTS (self));
  g_return_if_fail (GTK_IS_ROOT (window));

  add_controller (self, window, host, FALSE);
  add_controller (self, window, host, TRUE);
}

void
fw_shortcuts_attach_inside (FwShortcuts          *self,
                            GtkWidget            *inside,
                            const FwShortcutHost *host)
{
  g_return_if_fail (FW_IS_SHORTCUTS (self));
  g_return_if_fail (GTK_IS_WIDGET (inside));

  add_controller (self, inside, host, TRUE);
}

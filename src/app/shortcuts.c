/* SPDX-License-Identifier: GPL-3.0-or-later */

/*
 * Which keys stand for which actions: the table, what the person changed, their
 * names, and whether a key that was pressed is one of them.
 */

#include "app/shortcuts-private.h"

#include <glib/gi18n.h>

#include "app/late-tooltip.h"
#include "app/settings.h"

#define MODIFIERS                                                                                 \
  (GDK_SHIFT_MASK | GDK_CONTROL_MASK | GDK_ALT_MASK | GDK_SUPER_MASK | GDK_META_MASK)

enum
{
  CHANGED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (FwShortcuts, fw_shortcuts, G_TYPE_OBJECT)

/* Keys that widgets or the tool may want for themselves. */
static gboolean
acts_on_way_up (guint keyval)
{
  switch (keyval)
    {
    case GDK_KEY_Left:
    case GDK_KEY_Right:
    case GDK_KEY_Up:
    case GDK_KEY_Down:
    case GDK_KEY_Home:
    case GDK_KEY_End:
    case GDK_KEY_Tab:
    case GDK_KEY_Escape:
    case GDK_KEY_BackSpace:
    case GDK_KEY_Delete:
    case GDK_KEY_KP_Delete:
    case GDK_KEY_Insert:
    case GDK_KEY_space:
    case GDK_KEY_Return:
    case GDK_KEY_KP_Enter:
      return TRUE;
    default:
      return FALSE;
    }
}

static gboolean
is_digit (guint keyval)
{
  return keyval >= GDK_KEY_0 && keyval <= GDK_KEY_9;
}

/* The digit printed (or that would be printed) on the key at this place. */
static guint
get_digit_at (guint keycode)
{
  GdkDisplay *display = gdk_display_get_default ();
  const char *backend = display != NULL ? G_OBJECT_TYPE_NAME (display) : "";
  guint keyval = 0;

  /* Evdev codes, shifted by 8 as X does: the row above the letters is 10 to 19. */
  if (g_str_has_prefix (backend, "GdkX11") || g_str_has_prefix (backend, "GdkWayland"))
    {
      if (keycode < 10 || keycode > 19)
        return 0;
      return keycode == 19 ? GDK_KEY_0 : GDK_KEY_1 + (keycode - 10);
    }
  if (display != NULL
      && gdk_display_translate_key (display, keycode, 0, 0, &keyval, NULL, NULL, NULL)
      && is_digit (keyval))
    return keyval;
  return 0;
}

static GStrv
split_accels (const char *accels)
{
  return accels[0] != '\0' ? g_strsplit (accels, " ", -1) : g_new0 (char *, 1);
}

static GStrv
dup_preset_accels (FwShortcuts      *self,
                   const FwShortcut *row)
{
  FwPreset preset = g_settings_get_enum (self->settings, "preset");

  return row != NULL ? split_accels (fw_shortcut_get_preset_accels (row, preset))
                     : g_new0 (char *, 1);
}

static GStrv
dup_accels (FwShortcuts      *self,
            const FwShortcut *row,
            GVariant         *changes)
{
  GStrv changed = NULL;

  if (g_variant_lookup (changes, row->action, "^as", &changed))
    return changed;

  return dup_preset_accels (self, row);
}

static void
read_settings (FwShortcuts *self)
{
  g_autoptr (GVariant) changes = g_settings_get_value (self->settings, "shortcut-changes");
  gsize n = 0;
  const FwShortcut *table = fw_shortcuts_get_table (&n);

  self->single_keys = g_settings_get_boolean (self->settings, "single-keys");
  g_hash_table_remove_all (self->accels);
  g_array_set_size (self->bindings, 0);

  for (gsize i = 0; i < n; i++)
    {
      GStrv accels = dup_accels (self, &table[i], changes);

      for (gsize k = 0; accels[k] != NULL; k++)
        {
          FwBinding binding = { .row = &table[i] };

          if (!gtk_accelerator_parse (accels[k], &binding.keyval, &binding.modifiers))
            continue;
          binding.on_way_up = acts_on_way_up (binding.keyval)
                              && (binding.modifiers & GDK_ALT_MASK) == 0;
          g_array_append_val (self->bindings, binding);
        }
      g_hash_table_insert (self->accels, g_strdup (table[i].action), accels);
    }
  g_signal_emit (self, signals[CHANGED], 0);
}

static void
fw_shortcuts_finalize (GObject *object)
{
  FwShortcuts *self = FW_SHORTCUTS (object);

  g_clear_object (&self->settings);
  g_clear_pointer (&self->accels, g_hash_table_unref);
  g_clear_pointer (&self->bindings, g_array_unref);

  G_OBJECT_CLASS (fw_shortcuts_parent_class)->finalize (object);
}

static void
fw_shortcuts_class_init (FwShortcutsClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = fw_shortcuts_finalize;

  signals[CHANGED] = g_signal_new ("changed", FW_TYPE_SHORTCUTS, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                   NULL, G_TYPE_NONE, 0);
}

static void
fw_shortcuts_init (FwShortcuts *self)
{
  self->settings = fw_settings_new ();
  self->accels = g_hash_table_new_full (g_str_hash, g_str_equal, g_free,
                                        (GDestroyNotify) g_strfreev);
  self->bindings = g_array_new (FALSE, FALSE, sizeof (FwBinding));
  read_settings (self);

  const char *keys[] = { "preset", "shortcut-changes", "single-keys" };

  for (gsize i = 0; i < G_N_ELEMENTS (keys); i++)
    {
      g_autofree char *signal = g_strconcat ("changed::", keys[i], NULL);

      g_signal_connect_swapped (self->settings, signal, G_CALLBACK (read_settings), self);
    }
}

FwShortcuts *
fw_shortcuts_get_default (void)
{
  static FwShortcuts *shortcuts; /* lives as long as the program */

  if (shortcuts == NULL)
    shortcuts = g_object_new (FW_TYPE_SHORTCUTS, NULL);
  return shortcuts;
}

const char *const *
fw_shortcuts_get_accels (FwShortcuts *self,
                         const char  *action)
{
  static const char *const none[] = { NULL };

  g_return_val_if_fail (FW_IS_SHORTCUTS (self), none);

  const char *const *accels = g_hash_table_lookup (self->accels, action);

  return accels != NULL ? accels : none;
}

gboolean
fw_shortcuts_is_changed (FwShortcuts *self,
                         const char  *action)
{
  g_return_val_if_fail (FW_IS_SHORTCUTS (self), FALSE);

  g_autoptr (GVariant) changes = g_settings_get_value (self->settings, "shortcut-changes");
  g_auto (GStrv) accels = NULL;

  return g_variant_lookup (changes, action, "^as", &accels);
}

FwKeys
fw_shortcut_get_page (const FwShortcut *row)
{
  return row->keys == FW_KEYS_CANVAS || row->keys == FW_KEYS_COMPARE ? FW_KEYS_EDITOR : row->keys;
}

gboolean
fw_shortcut_overlaps (const FwShortcut *a,
                      const FwShortcut *b)
{
  if (a->keys == FW_KEYS_ANYWHERE || b->keys == FW_KEYS_ANYWHERE)
    return TRUE;
  /* While versions are compared, their keys come first and the others wait. */
  return fw_shortcut_get_page (a) == fw_shortcut_get_page (b)
         && (a->keys == FW_KEYS_COMPARE) == (b->keys == FW_KEYS_COMPARE);
}

static const FwShortcut *
find_action (const char *action)
{
  gsize n = 0;
  const FwShortcut *table = fw_shortcuts_get_table (&n);

  for (gsize i = 0; i < n; i++)
    if (g_strcmp0 (table[i].action, action) == 0)
      return &table[i];
  return NULL;
}

/* Whether @binding is @accel, and stands in the way of @taker (nullable) having it. */
static gboolean
is_in_the_way (const FwBinding  *binding,
               const char       *accel,
               const FwShortcut *taker)
{
  guint keyval = 0;
  GdkModifierType modifiers = 0;

  return gtk_accelerator_parse (accel, &keyval, &modifiers) && binding->keyval == keyval
         && binding->modifiers == modifiers
         && (taker == NULL
             || (binding->row != taker && fw_shortcut_overlaps (binding->row, taker)));
}

const FwShortcut *
fw_shortcuts_find_accel (FwShortcuts *self,
                         const char  *action,
                         const char  *accel)
{
  const FwShortcut *taker = find_action (action);

  g_return_val_if_fail (FW_IS_SHORTCUTS (self), NULL);

  for (guint i = 0; i < self->bindings->len; i++)
    {
      const FwBinding *binding = &g_array_index (self->bindings, FwBinding, i);

      if (is_in_the_way (binding, accel, taker))
        return binding->row;
    }
  return NULL;
}

static void
put_change (GVariantDict      *dict,
            const char        *action,
            const char *const *accels)
{
  g_variant_dict_insert_value (dict, action, g_variant_new_strv (accels, -1));
}

static GVariant *
dict_to_changes (GVariantDict *dict)
{
  g_autoptr (GVariant) loose = g_variant_ref_sink (g_variant_dict_end (dict));
  GVariantBuilder builder;
  GVariantIter iter;
  const char *action;
  GVariant *value;

  g_variant_builder_init (&builder, G_VARIANT_TYPE ("a{sas}"));
  g_variant_iter_init (&iter, loose);
  while (g_variant_iter_loop (&iter, "{&sv}", &action, &value))
    g_variant_builder_add (&builder, "{s@as}", action, value);
  return g_variant_builder_end (&builder);
}

/* The keys of @row that stay when @taker gets @wanted; NULL when that is all of them. */
static GStrv
dup_left_over (FwShortcuts       *self,
               const FwShortcut  *row,
               const FwShortcut  *taker,
               const char *const *wanted)
{
  g_autoptr (GStrvBuilder) left = g_strv_builder_new ();
  gboolean lost = FALSE;

  for (guint i = 0; i < self->bindings->len; i++)
    {
      const FwBinding *binding = &g_array_index (self->bindings, FwBinding, i);
      gboolean taken = FALSE;

      if (binding->row != row)
        continue;
      for (gsize k = 0; wanted[k] != NULL; k++)
        taken = taken || is_in_the_way (binding, wanted[k], taker);
      lost = lost || taken;
      if (!taken)
        {
          g_autofree char *name = gtk_accelerator_name (binding->keyval, binding->modifiers);

          g_strv_builder_add (left, name);
        }
    }
  return lost ? g_strv_builder_end (left) : NULL;
}

static void
take_from_others (FwShortcuts       *self,
                  GVariantDict      *changes,
                  const char        *action,
                  const char *const *wanted)
{
  const FwShortcut *taker = find_action (action);
  gsize n = 0;
  const FwShortcut *table = fw_shortcuts_get_table (&n);

  for (gsize i = 0; i < n; i++)
    {
      g_auto (GStrv) left = dup_left_over (self, &table[i], taker, wanted);

      if (left != NULL)
        put_change (changes, table[i].action, (const char *const *) left);
    }
}

void
fw_shortcuts_set_accels (FwShortcuts       *self,
                         const char        *action,
                         const char *const *accels)
{
  g_return_if_fail (FW_IS_SHORTCUTS (self));

  g_autoptr (GVariant) changes = g_settings_get_value (self->settings, "shortcut-changes");
  g_auto (GVariantDict) dict = G_VARIANT_DICT_INIT (NULL);
  GVariantIter iter;
  const char *name;
  GVariant *value;

  g_variant_iter_init (&iter, changes);
  while (g_variant_iter_loop (&iter, "{&s@as}", &name, &value))
    g_variant_dict_insert_value (&dict, name, value);

  if (accels == NULL)
    g_variant_dict_remove (&dict, action);
  else
    put_change (&dict, action, accels);

  /* Back to the preset means that its keys are wanted again. */
  g_auto (GStrv) wanted
    = accels != NULL ? g_strdupv ((char **) accels)
                     : dup_preset_accels (self, find_action (action));

  take_from_others (self, &dict, action, (const char *const *) wanted);
  g_settings_set_value (self->settings, "shortcut-changes", dict_to_changes (&dict));
}

static char *
dup_key_name (guint keyval)
{
  switch (keyval)
    {
    case GDK_KEY_space:
      return g_strdup (_("Space"));
    case GDK_KEY_Return:
    case GDK_KEY_KP_Enter:
      return g_strdup ("⏎");
    case GDK_KEY_Escape:
      return g_strdup (_("Esc"));
    case GDK_KEY_BackSpace:
      return g_strdup ("⌫");
    case GDK_KEY_Delete:
    case GDK_KEY_KP_Delete:
      return g_strdup (_("Del"));
    case GDK_KEY_Tab:
      return g_strdup (_("Tab"));
    case GDK_KEY_Left:
      return g_strdup ("←");
    case GDK_KEY_Right:
      return g_strdup ("→");
    case GDK_KEY_Up:
      return g_strdup ("↑");
    case GDK_KEY_Down:
      return g_strdup ("↓");
    case GDK_KEY_Home:
      return g_strdup (_("Home"));
    case GDK_KEY_End:
      return g_strdup (_("End"));
    default:
      break;
    }

  gunichar c = gdk_keyval_to_unicode (gdk_keyval_to_upper (keyval));

  if (c != 0 && g_unichar_isgraph (c))
    {
      char text[7] = { 0 };

      g_unichar_to_utf8 (c, text);
      return g_strdup (text);
    }
  return g_strdup (gdk_keyval_name (keyval));
}

char *
fw_accel_dup_cap (const char *accel)
{
  guint keyval = 0;
  GdkModifierType modifiers = 0;

  if (!gtk_accelerator_parse (accel, &keyval, &modifiers))
    return NULL;

  g_autofree char *key = dup_key_name (keyval);
  GString *cap = g_string_new (NULL);

  if (modifiers & GDK_CONTROL_MASK)
    g_string_append_printf (cap, "%s ", _("Ctrl"));
  if (modifiers & GDK_ALT_MASK)
    g_string_append_printf (cap, "%s ", _("Alt"));
  if (modifiers & GDK_SHIFT_MASK)
    g_string_append (cap, "⇧");
  g_string_append (cap, key);
  return g_string_free (cap, FALSE);
}

char *
fw_shortcuts_dup_cap (FwShortcuts *self,
                      const char  *action)
{
  const char *const *accels = fw_shortcuts_get_accels (self, action);

  return accels[0] != NULL ? fw_accel_dup_cap (accels[0]) : NULL;
}

char *
fw_shortcuts_dup_tooltip (FwShortcuts *self,
                          const char  *name,
                          const char  *action)
{
  g_autofree char *cap = fw_shortcuts_dup_cap (self, action);

  return cap != NULL ? g_strdup_printf ("%s (%s)", name, cap) : g_strdup (name);
}

void
fw_shortcuts_append_item (FwShortcuts *self,
                          GMenu       *menu,
                          const char  *label,
                          const char  *action)
{
  g_return_if_fail (FW_IS_SHORTCUTS (self));
  g_return_if_fail (G_IS_MENU (menu));

  g_autoptr(GMenuItem) item = g_menu_item_new (label, action);
  const char *const *accels = fw_shortcuts_get_accels (self, action);

  if (accels[0] != NULL)
    g_menu_item_set_attribute (item, "accel", "s", accels[0]);
  g_menu_append_item (menu, item);
}

char *
fw_shortcuts_dup_sentence (FwShortcuts *self,
                           const char  *sentence)
{
  GString *text = g_string_new (NULL);

  g_return_val_if_fail (FW_IS_SHORTCUTS (self), NULL);

  for (const char *at = sentence; *at != '\0';)
    {
      const char *end = *at == '{' ? strchr (at, '}') : NULL;
      g_autofree char *action
        = end != NULL ? g_strdup_printf ("win.%.*s", (int) (end - at - 1), at + 1) : NULL;

      /* Names that people give may have braces too. */
      if (action == NULL || find_action (action) == NULL)
        {
          g_string_append_c (text, *at++);
          continue;
        }

      g_autofree char *cap = fw_shortcuts_dup_cap (self, action);

      g_string_append_printf (text, cap != NULL ? "%s" : "“%s”",
                              cap != NULL ? cap : fw_shortcut_get_title (find_action (action)));
      at = end + 1;
    }
  return g_string_free (text, FALSE);
}

char *
fw_shortcuts_dup_current_cap (FwShortcuts *self,
                              const char  *cap)
{
  gsize n = 0;
  const FwShortcut *table = fw_shortcuts_get_table (&n);

  g_return_val_if_fail (FW_IS_SHORTCUTS (self), NULL);

  for (gsize i = 0; i < n; i++)
    {
      g_auto (GStrv) usual
        = split_accels (fw_shortcut_get_preset_accels (&table[i], FW_PRESET_FRAMEWRIGHT));
      g_autofree char *usual_cap = usual[0] != NULL ? fw_accel_dup_cap (usual[0]) : NULL;
      g_autofree char *now = NULL;

      if (g_strcmp0 (usual_cap, cap) != 0 || table[i].keys == FW_KEYS_HOME
          || table[i].keys == FW_KEYS_COMPARE || table[i].keys == FW_KEYS_REVIEW
          || table[i].keys == FW_KEYS_EXAM)
        continue;
      now = fw_shortcuts_dup_cap (self, table[i].action);
      return now != NULL ? g_steal_pointer (&now) : g_strdup (cap);
    }
  return g_strdup (cap);
}

static char *
dup_detailed_action (GtkActionable *actionable)
{
  const char *name = gtk_actionable_get_action_name (actionable);
  GVariant *target = gtk_actionable_get_action_target_value (actionable);

  return name != NULL ? g_action_print_detailed_name (name, target) : NULL;
}

void
fw_shortcuts_name_keys (FwShortcuts *self,
                        GtkWidget   *root)
{
  g_autofree char *action = GTK_IS_ACTIONABLE (root) ? dup_detailed_action (GTK_ACTIONABLE (root))
                                                     : NULL;
  const char *tooltip = fw_late_tooltip_get (root);

  if (action != NULL && tooltip != NULL && g_hash_table_contains (self->accels, action))
    {
      /* The words alone are kept, for the next time. */
      const char *words = g_object_get_data (G_OBJECT (root), "tooltip-words");

      if (words == NULL)
        {
          g_object_set_data_full (G_OBJECT (root), "tooltip-words", g_strdup (tooltip), g_free);
          words = g_object_get_data (G_OBJECT (root), "tooltip-words");
        }

      g_autofree char *text = fw_shortcuts_dup_tooltip (self, words, action);

      fw_late_tooltip_set (root, text);
    }
  for (GtkWidget *child = gtk_widget_get_first_child (root); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    fw_shortcuts_name_keys (self, child);
}

char *
fw_accel_dup_pressed (guint           keyval,
                      guint           keycode,
                      GdkModifierType state)
{
  GdkModifierType modifiers = state & MODIFIERS;
  guint digit = get_digit_at (keycode);

  if (keyval >= GDK_KEY_Shift_L && keyval <= GDK_KEY_Hyper_R)
    return NULL;
  if (keyval == GDK_KEY_ISO_Left_Tab)
    keyval = GDK_KEY_Tab;
  if (digit != 0)
    return gtk_accelerator_name (digit, modifiers);
  /* Shift is part of a symbol such as "?", and a modifier of a letter. */
  if (gdk_keyval_to_lower (keyval) == gdk_keyval_to_upper (keyval)
      && gdk_keyval_to_unicode (keyval) != 0 && keyval != GDK_KEY_space && keyval != GDK_KEY_Tab
      && keyval != GDK_KEY_Return && keyval != GDK_KEY_BackSpace && keyval != GDK_KEY_Delete)
    modifiers &= ~GDK_SHIFT_MASK;
  return gtk_accelerator_name (gdk_keyval_to_lower (keyval), modifiers);
}

/* Whether this key types @keyval when Shift is up: with Ctrl+Shift+. the event says ">". */
static gboolean
is_key_of (GdkEvent *event,
           guint     keyval)
{
  guint plain = 0;

  return gdk_display_translate_key (gdk_event_get_display (event),
                                    gdk_key_event_get_keycode (event), 0,
                                    (int) gdk_key_event_get_layout (event), &plain, NULL, NULL,
                                    NULL)
         && plain == keyval;
}

gboolean
fw_binding_matches (const FwBinding *binding,
                    GdkEvent        *event,
                    gboolean         exactly)
{
  GdkModifierType state = gdk_event_get_modifier_state (event) & MODIFIERS;

  if (is_digit (binding->keyval))
    return exactly && state == binding->modifiers
           && get_digit_at (gdk_key_event_get_keycode (event)) == binding->keyval;

  /* Shift+Tab arrives as a key of its own. */
  if (binding->keyval == GDK_KEY_Tab && gdk_key_event_get_keyval (event) == GDK_KEY_ISO_Left_Tab)
    return exactly && (state | GDK_SHIFT_MASK) == (binding->modifiers | GDK_SHIFT_MASK)
           && (binding->modifiers & GDK_SHIFT_MASK) != 0;

  GdkKeyMatch match = gdk_key_event_matches (event, binding->keyval, binding->modifiers);

  if (match != GDK_KEY_MATCH_EXACT && (binding->modifiers & GDK_SHIFT_MASK) != 0
      && state == binding->modifiers && is_key_of (event, binding->keyval))
    match = GDK_KEY_MATCH_EXACT;

  return exactly ? match == GDK_KEY_MATCH_EXACT : match == GDK_KEY_MATCH_PARTIAL;
}

char *
fw_shortcuts_dup_pressed (FwShortcuts *self,
                          GdkEvent    *event)
{
  g_return_val_if_fail (FW_IS_SHORTCUTS (self), NULL);

  /* A key that is taken is called as it was: Ctrl+Shift+. may also be called Ctrl+>. */
  for (guint i = 0; i < self->bindings->len; i++)
    {
      const FwBinding *binding = &g_array_index (self->bindings, FwBinding, i);

      if (fw_binding_matches (binding, event, TRUE))
        return gtk_accelerator_name (binding->keyval, binding->modifiers);
    }
  return fw_accel_dup_pressed (gdk_key_event_get_keyval (event), gdk_key_event_get_keycode (event),
                               gdk_event_get_modifier_state (event));
}

gboolean
fw_accel_is_reserved (const char *accel)
{
  const GdkModifierType desktop = GDK_SUPER_MASK | GDK_META_MASK | GDK_HYPER_MASK;
  const GdkModifierType console = GDK_CONTROL_MASK | GDK_ALT_MASK;
  guint keyval = 0;
  GdkModifierType modifiers = 0;

  if (!gtk_accelerator_parse (accel, &keyval, &modifiers))
    return FALSE;
  return keyval == GDK_KEY_F10 || keyval == GDK_KEY_Menu || (modifiers & desktop) != 0
         || (modifiers & console) == console
         || (keyval == GDK_KEY_F4 && (modifiers & GDK_ALT_MASK) != 0);
}

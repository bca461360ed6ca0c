/* SPDX-License-Identifier: GPL-3.0-or-later */

/*
 * framewright MEDIA [--labels FILE] [--manual FILE]
 *
 * Options travel with the files to the first instance, so everything is done
 * in ::command-line, which runs there.
 */

#include "app/application.h"

#include <glib/gi18n.h>

#include "app/compat.h"
#include "app/preferences.h"
#include "app/settings.h"
#include "app/shortcuts-window.h"
#include "app/time-watch.h"
#include "app/window.h"
#include "fw-config.h"

struct _FwApplication
{
  AdwApplication parent_instance;

  GtkWindow     *preferences; /* weak */
  GtkWindow     *shortcuts;   /* weak */
  GSettings     *settings;    /* (owned) from startup on */
};

G_DEFINE_FINAL_TYPE (FwApplication, fw_application, ADW_TYPE_APPLICATION)

static const GOptionEntry options[] = {
  { "labels", 'l', 0, G_OPTION_ARG_FILENAME, NULL,
    N_("Labels of the media; else NAME.coco.json beside a video, labels.coco.json in a folder"),
    N_("FILE") },
  { "manual", 'm', 0, G_OPTION_ARG_FILENAME, NULL,
    N_("Rule manual; else the one the labels name, or the only *.manual.md beside them"),
    N_("FILE") },
  { "new-window", 'n', 0, G_OPTION_ARG_NONE, NULL, N_("Open a new window"), NULL },
  { "version", 'v', 0, G_OPTION_ARG_NONE, NULL, N_("Print the version and end"), NULL },
  { G_OPTION_REMAINING, 0, 0, G_OPTION_ARG_FILENAME_ARRAY, NULL, NULL, N_("MEDIA…") },
  { NULL },
};

/* Windows ------------------------------------------------------------------------ */

/* The active window when nothing is open in it, else a new one. */
static FwWindow *
take_free_window (FwApplication *self,
                  gboolean       always_new)
{
  GtkWindow *active = gtk_application_get_active_window (GTK_APPLICATION (self));

  if (!always_new && FW_IS_WINDOW (active) && fw_window_is_free (FW_WINDOW (active)))
    return FW_WINDOW (active);
  return FW_WINDOW (fw_window_new (GTK_APPLICATION (self)));
}

static char *
dup_absolute (GApplicationCommandLine *line,
              const char              *path)
{
  g_autoptr (GFile) file = g_application_command_line_create_file_for_arg (line, path);
  char *absolute = g_file_get_path (file);

  return absolute != NULL ? absolute : g_strdup (path);
}

static int
fw_application_command_line (GApplication            *application,
                             GApplicationCommandLine *line)
{
  FwApplication *self = FW_APPLICATION (application);
  GVariantDict *dict = g_application_command_line_get_options_dict (line);
  g_autofree const char **media = NULL;
  g_autofree char *labels = NULL;
  g_autofree char *manual = NULL;
  const char *path = NULL;
  gboolean always_new = FALSE;

  g_variant_dict_lookup (dict, "new-window", "b", &always_new);
  g_variant_dict_lookup (dict, G_OPTION_REMAINING, "^a&ay", &media);
  if (g_variant_dict_lookup (dict, "labels", "^&ay", &path))
    labels = dup_absolute (line, path);
  if (g_variant_dict_lookup (dict, "manual", "^&ay", &path))
    manual = dup_absolute (line, path);

  if (media == NULL || media[0] == NULL)
    {
      FwWindow *window;

      if (labels != NULL || manual != NULL)
        {
          g_application_command_line_printerr (
            line, "%s\n", _("Say which video or folder the labels or the manual are for."));
          if (gtk_application_get_active_window (GTK_APPLICATION (self)) == NULL)
            return 2;
        }
      window = take_free_window (self, always_new);
      gtk_window_present (GTK_WINDOW (window));
      return 0;
    }

  for (gsize i = 0; media[i] != NULL; i++)
    {
      g_autofree char *absolute = dup_absolute (line, media[i]);
      FwWindow *window = take_free_window (self, always_new || i > 0);

      fw_window_open (window, &(FwProjectFiles) { absolute, i == 0 ? labels : NULL,
                                                  i == 0 ? manual : NULL });
      gtk_window_present (GTK_WINDOW (window));
    }
  return 0;
}

static int
fw_application_handle_local_options (GApplication *application,
                                     GVariantDict *dict)
{
  if (g_variant_dict_contains (dict, "version"))
    {
      g_print ("framewright %s\n", FW_VERSION);
      return 0;
    }
  return -1;
}

/* Actions ------------------------------------------------------------------------------ */

static void
new_window_action (GSimpleAction *action,
                   GVariant      *parameter,
                   gpointer       user_data)
{
  gtk_window_present (GTK_WINDOW (fw_window_new (GTK_APPLICATION (user_data))));
}

/* One more window of this kind: above the active one, and gone with it. */
static void
present_above (FwApplication *self,
               GtkWindow     *window)
{
  GtkWindow *parent = gtk_application_get_active_window (GTK_APPLICATION (self));

  if (parent != window && FW_IS_WINDOW (parent))
    {
      gtk_window_set_transient_for (window, parent);
      gtk_window_set_destroy_with_parent (window, TRUE);
    }
  /* Its buttons may have actions of the application. */
  gtk_window_set_application (window, GTK_APPLICATION (self));
  gtk_window_present (window);
}

static void
preferences_action (GSimpleAction *action,
                    GVariant      *parameter,
                    gpointer       user_data)
{
  FwApplication *self = user_data;

  if (self->preferences == NULL)
    g_set_weak_pointer (&self->preferences, GTK_WINDOW (fw_preferences_new ()));
  present_above (self, self->preferences);
}

static void
shortcuts_action (GSimpleAction *action,
                  GVariant      *parameter,
                  gpointer       user_data)
{
  FwApplication *self = user_data;

  if (self->shortcuts == NULL)
    g_set_weak_pointer (&self->shortcuts, GTK_WINDOW (fw_shortcuts_window_new ()));
  present_above (self, self->shortcuts);
}

static void
about_action (GSimpleAction *action,
              GVariant      *parameter,
              gpointer       user_data)
{
  fw_compat_about (gtk_application_get_active_window (GTK_APPLICATION (user_data)));
}

/* Every window closes in its own time: it may have something to save. The
 * program ends with the last of them. */
static void
quit_action (GSimpleAction *action,
             GVariant      *parameter,
             gpointer       user_data)
{
  g_autoptr (GList) windows =
    g_list_copy (gtk_application_get_windows (GTK_APPLICATION (user_data)));

  for (GList *l = windows; l != NULL; l = l->next)
    gtk_window_close (l->data);
}

static const GActionEntry entries[] = {
  { .name = "new-window", .activate = new_window_action },
  { .name = "preferences", .activate = preferences_action },
  { .name = "shortcuts", .activate = shortcuts_action },
  { .name = "about", .activate = about_action },
  { .name = "quit", .activate = quit_action },
};

/* The time log -------------------------------------------------------------------------- */

static void
person_cb (FwApplication *self)
{
  g_autofree char *person = fw_settings_dup_person (self->settings);

  fw_time_keeper_set_person (fw_time_keeper_get_default (), person);
}

static void
time_failed_cb (FwApplication *self,
                const char    *sentence)
{
  GtkWindow *active = gtk_application_get_active_window (GTK_APPLICATION (self));

  if (FW_IS_WINDOW (active))
    fw_window_say (FW_WINDOW (active), sentence, FALSE);
}

static void
keep_time (FwApplication *self)
{
  FwTimeKeeper *keeper = fw_time_keeper_get_default ();

  self->settings = fw_settings_new ();
  g_signal_connect_swapped (self->settings, "changed::person-name", G_CALLBACK (person_cb), self);
  g_signal_connect_object (keeper, "failed", G_CALLBACK (time_failed_cb), self,
                           G_CONNECT_SWAPPED);
  person_cb (self);
  fw_time_watch_start (keeper);
}

static void
fw_application_shutdown (GApplication *application)
{
  g_autoptr (GError) error = NULL;

  if (!fw_time_keeper_flush (fw_time_keeper_get_default (), &error))
    g_message ("%s", error->message);

  G_APPLICATION_CLASS (fw_application_parent_class)->shutdown (application);
}

static void
fw_application_startup (GApplication *application)
{
  G_APPLICATION_CLASS (fw_application_parent_class)->startup (application);

  keep_time (FW_APPLICATION (application));

  adw_style_manager_set_color_scheme (adw_style_manager_get_default (),
                                      ADW_COLOR_SCHEME_PREFER_DARK);
  g_action_map_add_action_entries (G_ACTION_MAP (application), entries, G_N_ELEMENTS (entries),
                                   application);
}

static void
fw_application_activate (GApplication *application)
{
  gtk_window_present (GTK_WINDOW (take_free_window (FW_APPLICATION (application), FALSE)));
}

static void
fw_application_finalize (GObject *object)
{
  FwApplication *self = FW_APPLICATION (object);

  g_clear_weak_pointer (&self->preferences);
  g_clear_weak_pointer (&self->shortcuts);
  g_clear_object (&self->settings);

  G_OBJECT_CLASS (fw_application_parent_class)->finalize (object);
}

static void
fw_application_class_init (FwApplicationClass *klass)
{
  GApplicationClass *application_class = G_APPLICATION_CLASS (klass);

  G_OBJECT_CLASS (klass)->finalize = fw_application_finalize;
  application_class->startup = fw_application_startup;
  application_class->shutdown = fw_application_shutdown;
  application_class->activate = fw_application_activate;
  application_class->command_line = fw_application_command_line;
  application_class->handle_local_options = fw_application_handle_local_options;
}

static void
fw_application_init (FwApplication *self)
{
  g_application_add_main_option_entries (G_APPLICATION (self), options);
  g_application_set_option_context_parameter_string (G_APPLICATION (self), _("[MEDIA…]"));
  g_application_set_option_context_summary (
    G_APPLICATION (self),
    _("Opens a video, a folder of pictures or a COCO file for labelling."));
}

FwApplication *
fw_application_new (void)
{
  return g_object_new (FW_TYPE_APPLICATION, "application-id", FW_APP_ID, "flags",
                       G_APPLICATION_HANDLES_COMMAND_LINE, "resource-base-path",
                       "/org/framewright/Framewright", NULL);
}

/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "app-support.h"

#include "app/application.h"
#include "app/resources.h"
#include "app/settings.h"

gboolean
test_app_init (int    *argc,
               char ***argv)
{
  g_autoptr (GError) error = NULL;

  g_test_init (argc, argv, NULL);
  if (!gtk_init_check ())
    {
      g_print ("1..0 # SKIP there is no display\n");
      return FALSE;
    }
  adw_init ();
  if (!fw_settings_prepare (&error))
    g_error ("%s", error->message);
  fw_resources_register ();
  return TRUE;
}

GtkApplication *
test_app_get (void)
{
  static GApplication *application; /* as long as the program */
  g_autoptr (GError) error = NULL;

  if (application == NULL)
    {
      application = G_APPLICATION (fw_application_new ());
      g_application_set_flags (application, G_APPLICATION_NON_UNIQUE);
      if (!g_application_register (application, NULL, &error))
        g_error ("%s", error->message);
    }
  return GTK_APPLICATION (application);
}

void
test_app_settle (void)
{
  /* Idle callbacks may add idle callbacks, but not for ever. */
  for (int i = 0; i < 1000 && g_main_context_iteration (NULL, FALSE); i++)
    ;
}

void
test_app_walk (GtkWidget      *widget,
               TestWidgetFunc  func,
               gpointer        user_data)
{
  func (widget, user_data);
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    test_app_walk (child, func, user_data);
}

void
test_app_close (GtkWindow *window)
{
  gpointer alive = window;

  g_object_add_weak_pointer (G_OBJECT (window), &alive);
  gtk_window_destroy (window);
  test_app_settle ();
  g_assert_null (alive);
}

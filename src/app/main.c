/* SPDX-License-Identifier: GPL-3.0-or-later */

#include <glib/gi18n.h>
#include <locale.h>

#include "app/application.h"
#include "app/resources.h"
#include "app/settings.h"
#include "fw-config.h"

/* Help and version need no display; everything else does. */
static gboolean
wants_window (int    argc,
              char **argv)
{
  for (int i = 1; i < argc; i++)
    if (g_str_has_prefix (argv[i], "--help") || g_str_equal (argv[i], "-h")
        || g_str_equal (argv[i], "-?") || g_str_equal (argv[i], "--version")
        || g_str_equal (argv[i], "-v"))
      return FALSE;
  return TRUE;
}

int
main (int    argc,
      char **argv)
{
  g_autoptr (GError) error = NULL;

  setlocale (LC_ALL, "");
  bindtextdomain (GETTEXT_PACKAGE, FW_LOCALE_DIR);
  bind_textdomain_codeset (GETTEXT_PACKAGE, "UTF-8");
  textdomain (GETTEXT_PACKAGE);

  if (wants_window (argc, argv))
    {
      if (!gtk_init_check ())
        {
          g_printerr ("%s\n", _("There is no display here, so the window cannot open. "
                                "Use framectl for work without one."));
          return 1;
        }
      if (!fw_settings_prepare (&error))
        {
          g_printerr ("%s\n", error->message);
          return 1;
        }
      fw_resources_register ();
    }

  g_autoptr (FwApplication) application = fw_application_new ();

  return g_application_run (G_APPLICATION (application), argc, argv);
}

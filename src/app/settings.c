/* SPDX-License-Identifier: GPL-3.0-or-later */

/*
 * GSettings ends the program when a schema is missing, which is no way to
 * treat a person who just built it: so the schema is looked up by hand, first
 * where it is installed, then in `data` of the build tree the program lies in.
 */

#include "app/settings.h"

#include <glib/gi18n.h>

#include "fw-config.h"

static GSettingsSchema *schema; /* (owned) for the life of the program */

/* BUILD/src/app/framewright and BUILD/tests/app/test-* both find BUILD/data. */
static GSettingsSchema *
lookup_in_build_tree (void)
{
  g_autofree char *program = g_file_read_link ("/proc/self/exe", NULL);

  if (program == NULL)
    return NULL;

  g_autofree char *app = g_path_get_dirname (program);
  g_autofree char *data = g_build_filename (app, "..", "..", "data", NULL);
  g_autofree char *compiled = g_build_filename (data, "gschemas.compiled", NULL);

  if (!g_file_test (compiled, G_FILE_TEST_IS_REGULAR))
    return NULL;

  g_autoptr (GSettingsSchemaSource) source =
    g_settings_schema_source_new_from_directory (data, g_settings_schema_source_get_default (),
                                                 TRUE, NULL);

  return source != NULL ? g_settings_schema_source_lookup (source, FW_APP_ID, FALSE) : NULL;
}

gboolean
fw_settings_prepare (GError **error)
{
  if (schema != NULL)
    return TRUE;

  GSettingsSchemaSource *source = g_settings_schema_source_get_default ();

  /* The build tree goes first: an older installed version must not shadow it. */
  schema = lookup_in_build_tree ();
  if (schema == NULL && source != NULL)
    schema = g_settings_schema_source_lookup (source, FW_APP_ID, TRUE);
  if (schema != NULL)
    return TRUE;

  g_set_error (error, G_IO_ERROR, G_IO_ERROR_NOT_FOUND,
               _("The description of the settings (%s.gschema.xml) is not installed. Install "
                 "Framewright again, or start it from its build folder."),
               FW_APP_ID);
  return FALSE;
}

GSettings *
fw_settings_new (void)
{
  g_return_val_if_fail (schema != NULL, NULL);

  return g_settings_new_full (schema, NULL, NULL);
}

const char *
fw_settings_get_account_name (void)
{
  const char *name = g_get_real_name ();

  /* What GLib says when the account has no name. */
  return g_str_equal (name, "Unknown") || *name == '\0' ? g_get_user_name () : name;
}

char *
fw_settings_dup_person (GSettings *settings)
{
  g_autofree char *name = g_settings_get_string (settings, "person-name");

  g_strstrip (name);
  return name[0] != '\0' ? g_steal_pointer (&name) : g_strdup (fw_settings_get_account_name ());
}

/* SPDX-License-Identifier: GPL-3.0-or-later */

/*
 * A copy of the labels for other programs: in which form, where, and what is not
 * in it. The work stays where it is.
 */

#include "app/window-private.h"

#include <glib/gi18n.h>
#include <string.h>

#include "app/compat.h"

typedef struct
{
  const char    *answer;
  FwCocoFlavour  flavour;
  const char    *ending; /* of the name that is proposed */
} Form;

/* Not .coco.json: copies are not labels of the project, which checks would compare with these;
 * and choosers let a person replace all up to the last dot. */
static const Form forms[] = {
  { "video", FW_COCO_VIDEO, "-tracks.json" },
  { "plain", FW_COCO_PLAIN, "-plain.json" },
  { "cvat", FW_COCO_CVAT, "-cvat.json" },
};

typedef struct
{
  FwWindow   *window; /* (owned) */
  const Form *form;
  char       *path;   /* (owned) (nullable) */
} Exporting;

static void
exporting_free (gpointer data)
{
  Exporting *exporting = data;

  g_object_unref (exporting->window);
  g_free (exporting->path);
  g_free (exporting);
}

static void
exported_cb (GObject      *source,
             GAsyncResult *result,
             gpointer      user_data)
{
  Exporting *exporting = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) notes
    = fw_labels_file_export_finish (FW_LABELS_FILE (source), result, &error);
  g_autofree char *name = g_path_get_basename (exporting->path);
  g_autoptr (GString) said = g_string_new (NULL);

  if (notes == NULL)
    {
      fw_window_say (exporting->window, error->message, FALSE);
      exporting_free (exporting);
      return;
    }

  g_string_printf (said, _("Exported as %s."), name);
  for (guint i = 0; i < notes->len; i++)
    {
      const FwNote *note = notes->pdata[i];

      if (note->kind == FW_NOTE_LOST)
        g_string_append_printf (said, " %s", note->text);
    }
  fw_window_say (exporting->window, said->str, FALSE);
  exporting_free (exporting);
}

static void
chosen (GFile   *file,
        gpointer user_data)
{
  const Exporting *asked = user_data;
  FwWindow *self = asked->window;
  g_autofree char *path = file != NULL ? g_file_get_path (file) : NULL;
  Exporting *exporting;

  if (file != NULL && path == NULL)
    fw_window_say (self, _("Only files on this computer can be written. Choose a folder here."),
                   FALSE);
  g_autofree char *whole = path != NULL ? fw_window_dup_json_path (self, path, ".json") : NULL;

  if (whole == NULL || self->session == NULL)
    return;

  exporting = g_new0 (Exporting, 1);
  exporting->window = g_object_ref (self);
  exporting->form = asked->form;
  exporting->path = g_steal_pointer (&whole);
  fw_labels_file_export_async (fw_project_get_labels (self->project), exporting->path,
                               asked->form->flavour, NULL, exported_cb, exporting);
}

/* "street-plain.json" beside "street.coco.json" */
static char *
propose_name (FwWindow   *self,
              const char *ending)
{
  g_autofree char *name = g_path_get_basename (
    fw_labels_file_get_path (fw_project_get_labels (self->project)));
  char *dot = strstr (name, ".coco.json");

  if (dot == NULL)
    dot = strrchr (name, '.');
  if (dot != NULL && dot != name)
    *dot = '\0';
  return g_strconcat (name, ending, NULL);
}

static void
form_cb (const char *answer,
         gpointer    user_data)
{
  FwWindow *self = user_data;
  g_autoptr (GFile) folder = fw_window_dup_save_folder (self);

  for (gsize i = 0; i < G_N_ELEMENTS (forms); i++)
    if (g_str_equal (forms[i].answer, answer) && self->session != NULL)
      {
        Exporting *asked = g_new0 (Exporting, 1);
        g_autofree char *name = propose_name (self, forms[i].ending);

        asked->window = g_object_ref (self);
        asked->form = &forms[i];
        fw_compat_choose (GTK_WINDOW (self), FW_CHOOSE_EXPORT, folder, name, chosen, asked,
                          exporting_free);
      }
}

static void
export_action (GSimpleAction *action,
               GVariant      *parameter,
               gpointer       user_data)
{
  FwWindow *self = user_data;
  const FwResponse answers[] = {
    { "no", _("Cancel"), FALSE, FALSE },
    { "cvat", _("For CVAT"), FALSE, FALSE },
    { "plain", _("Plain COCO"), FALSE, FALSE },
    { "video", _("COCO With Tracks"), TRUE, FALSE },
  };

  fw_compat_ask (GTK_WINDOW (self), _("Export these labels?"),
                 _("With tracks: everything, as programs for video read it (CocoVID, TAO).\n"
                   "Plain: each shape by itself, for every program that reads COCO.\n"
                   "For CVAT: tracks and turned boxes as CVAT imports them.\n\n"
                   "Your work stays in its own file."),
                 answers, G_N_ELEMENTS (answers), form_cb, g_object_ref (self), g_object_unref);
}

static const GActionEntry entries[] = {
  { .name = "export", .activate = export_action },
};

void
fw_window_install_export_actions (FwWindow *self)
{
  g_action_map_add_action_entries (G_ACTION_MAP (self), entries, G_N_ELEMENTS (entries), self);
}

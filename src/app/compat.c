/* SPDX-License-Identifier: GPL-3.0-or-later */

/*
 * One implementation per generation of the toolkit, chosen when compiling.
 * The whole program is held to the API of GTK 4.8 by GDK_VERSION_MAX_ALLOWED;
 * this file steps outside on purpose, so it silences those warnings.
 */

#include "app/compat.h"

#include <glib/gi18n.h>

#include "fw-config.h"

G_GNUC_BEGIN_IGNORE_DEPRECATIONS

typedef struct
{
  GObject       *dialog; /* (owned) */
  FwChooseFunc   choose_func;
  FwAskFunc      ask_func;
  char          *first; /* (owned) the answer that closing gives */
  gpointer       user_data;
  GDestroyNotify destroy;
} Call;

static void
call_free (Call *call)
{
  if (call->destroy != NULL)
    call->destroy (call->user_data);
  g_clear_object (&call->dialog);
  g_free (call->first);
  g_free (call);
}

static const char *
get_title (FwChoose choose)
{
  switch (choose)
    {
    case FW_CHOOSE_VIDEO:
      return _("Open Video");
    case FW_CHOOSE_FOLDER:
      return _("Open Image Folder");
    case FW_CHOOSE_MANUAL:
      return _("Choose the Manual");
    case FW_CHOOSE_LABELS:
      return _("Continue a COCO File");
    case FW_CHOOSE_REVIEW:
      return _("Join Another Review File");
    case FW_CHOOSE_GOLD:
      return _("Choose the Gold");
    case FW_CHOOSE_SAVE:
      return _("Save the Labels Elsewhere");
    case FW_CHOOSE_EXPORT:
      return _("Export");
    default:
      g_assert_not_reached ();
    }
}

static GtkFileFilter *
new_filter (FwChoose choose)
{
  GtkFileFilter *filter = gtk_file_filter_new ();

  switch (choose)
    {
    case FW_CHOOSE_VIDEO:
      gtk_file_filter_set_name (filter, _("Videos and pictures"));
      gtk_file_filter_add_mime_type (filter, "video/*");
      gtk_file_filter_add_mime_type (filter, "image/*");
      break;
    case FW_CHOOSE_MANUAL:
      gtk_file_filter_set_name (filter, _("Manuals (*.manual.md)"));
      gtk_file_filter_add_pattern (filter, "*.manual.md");
      break;
    case FW_CHOOSE_REVIEW:
      gtk_file_filter_set_name (filter, _("Reviews (*.review.json)"));
      gtk_file_filter_add_pattern (filter, "*.review.json");
      break;
    case FW_CHOOSE_LABELS:
    case FW_CHOOSE_SAVE:
      gtk_file_filter_set_name (filter, _("COCO labels (*.json)"));
      gtk_file_filter_add_pattern (filter, "*.json");
      break;
    case FW_CHOOSE_GOLD:
      gtk_file_filter_set_name (filter, _("Gold (*.gold.json)"));
      gtk_file_filter_add_pattern (filter, "*.gold.json");
      break;
    default:
      gtk_file_filter_set_name (filter, _("All files"));
      gtk_file_filter_add_pattern (filter, "*");
      break;
    }
  return filter;
}

static gboolean
is_save (FwChoose choose)
{
  return choose == FW_CHOOSE_SAVE || choose == FW_CHOOSE_EXPORT;
}

/* Where people look for what they saved, and not where the program was started. */
static GFile *
dup_documents (void)
{
  const char *path = g_get_user_special_dir (G_USER_DIRECTORY_DOCUMENTS);

  return g_file_new_for_path (path != NULL && g_file_test (path, G_FILE_TEST_IS_DIR)
                                ? path
                                : g_get_home_dir ());
}

#if GTK_CHECK_VERSION (4, 10, 0)

static void
chosen_cb (GObject      *source,
           GAsyncResult *result,
           gpointer      user_data)
{
  Call *call = user_data;
  GtkFileDialog *dialog = GTK_FILE_DIALOG (source);
  g_autoptr (GFile) file = NULL;

  /* Each finish function only unpacks the same task; the dialog knows the kind by its data. */
  switch (GPOINTER_TO_INT (g_object_get_data (source, "choose")))
    {
    case FW_CHOOSE_FOLDER:
      file = gtk_file_dialog_select_folder_finish (dialog, result, NULL);
      break;
    case FW_CHOOSE_SAVE:
    case FW_CHOOSE_EXPORT:
      file = gtk_file_dialog_save_finish (dialog, result, NULL);
      break;
    default:
      file = gtk_file_dialog_open_finish (dialog, result, NULL);
      break;
    }
  call->choose_func (file, call->user_data);
  call_free (call);
}

static void
run_chooser (GtkWindow  *parent,
             FwChoose    choose,
             GFile      *folder,
             const char *name,
             Call       *call)
{
  GtkFileDialog *dialog = gtk_file_dialog_new ();
  g_autoptr (GtkFileFilter) filter = new_filter (choose);

  call->dialog = G_OBJECT (dialog);
  g_object_set_data (G_OBJECT (dialog), "choose", GINT_TO_POINTER (choose));
  gtk_file_dialog_set_title (dialog, get_title (choose));
  gtk_file_dialog_set_default_filter (dialog, filter);
  if (folder != NULL)
    gtk_file_dialog_set_initial_folder (dialog, folder);
  if (name != NULL && is_save (choose))
    gtk_file_dialog_set_initial_name (dialog, name);

  if (choose == FW_CHOOSE_FOLDER)
    gtk_file_dialog_select_folder (dialog, parent, NULL, chosen_cb, call);
  else if (is_save (choose))
    gtk_file_dialog_save (dialog, parent, NULL, chosen_cb, call);
  else
    gtk_file_dialog_open (dialog, parent, NULL, chosen_cb, call);
}

#else

static void
response_cb (GtkNativeDialog *dialog,
             int              response,
             gpointer         user_data)
{
  Call *call = user_data;
  g_autoptr (GFile) file = NULL;

  if (response == GTK_RESPONSE_ACCEPT)
    file = gtk_file_chooser_get_file (GTK_FILE_CHOOSER (dialog));
  gtk_native_dialog_hide (dialog);
  call->choose_func (file, call->user_data);
  call_free (call);
}

static void
run_chooser (GtkWindow  *parent,
             FwChoose    choose,
             GFile      *folder,
             const char *name,
             Call       *call)
{
  GtkFileChooserAction action = choose == FW_CHOOSE_FOLDER ? GTK_FILE_CHOOSER_ACTION_SELECT_FOLDER
                                : is_save (choose)         ? GTK_FILE_CHOOSER_ACTION_SAVE
                                                           : GTK_FILE_CHOOSER_ACTION_OPEN;
  GtkFileChooserNative *dialog = gtk_file_chooser_native_new (get_title (choose), parent, action,
                                                              NULL, NULL);

  call->dialog = G_OBJECT (dialog);
  gtk_native_dialog_set_modal (GTK_NATIVE_DIALOG (dialog), TRUE);
  if (choose != FW_CHOOSE_FOLDER)
    {
      g_autoptr (GtkFileFilter) filter = new_filter (choose);

      gtk_file_chooser_add_filter (GTK_FILE_CHOOSER (dialog), filter);
    }
  if (folder != NULL)
    gtk_file_chooser_set_current_folder (GTK_FILE_CHOOSER (dialog), folder, NULL);
  if (name != NULL && is_save (choose))
    gtk_file_chooser_set_current_name (GTK_FILE_CHOOSER (dialog), name);
  g_signal_connect (dialog, "response", G_CALLBACK (response_cb), call);
  gtk_native_dialog_show (GTK_NATIVE_DIALOG (dialog));
}

#endif

void
fw_compat_choose (GtkWindow     *parent,
                  FwChoose       choose,
                  GFile         *folder,
                  const char    *name,
                  FwChooseFunc   func,
                  gpointer       user_data,
                  GDestroyNotify destroy)
{
  g_return_if_fail (func != NULL);

  Call *call = g_new0 (Call, 1);
  g_autoptr (GFile) own = folder == NULL && is_save (choose) ? dup_documents () : NULL;

  call->choose_func = func;
  call->user_data = user_data;
  call->destroy = destroy;
  run_chooser (parent, choose, folder != NULL ? folder : own, name, call);
}

static void
answer_cb (GObject    *dialog,
           const char *answer,
           gpointer    user_data)
{
  Call *call = user_data;

  call->ask_func (g_strcmp0 (answer, "close") == 0 ? call->first : answer, call->user_data);
}

static void
call_closure_free (gpointer  data,
                   GClosure *closure)
{
  call_free (data);
}

GObject *
fw_compat_ask (GtkWindow        *parent,
               const char       *heading,
               const char       *body,
               const FwResponse *answers,
               gsize             n_answers,
               FwAskFunc         func,
               gpointer          user_data,
               GDestroyNotify    destroy)
{
  g_return_val_if_fail (n_answers > 0 && func != NULL, NULL);

  Call *call = g_new0 (Call, 1);

  call->ask_func = func;
  call->user_data = user_data;
  call->destroy = destroy;
  call->first = g_strdup (answers[0].id);

#if ADW_CHECK_VERSION (1, 5, 0)
  AdwAlertDialog *dialog = ADW_ALERT_DIALOG (adw_alert_dialog_new (heading, body));
#define add_response            adw_alert_dialog_add_response
#define set_response_appearance adw_alert_dialog_set_response_appearance
#define set_default_response    adw_alert_dialog_set_default_response
#define set_close_response      adw_alert_dialog_set_close_response
#else
  AdwMessageDialog *dialog = ADW_MESSAGE_DIALOG (adw_message_dialog_new (parent, heading, body));
#define add_response            adw_message_dialog_add_response
#define set_response_appearance adw_message_dialog_set_response_appearance
#define set_default_response    adw_message_dialog_set_default_response
#define set_close_response      adw_message_dialog_set_close_response
#endif

  for (gsize i = 0; i < n_answers; i++)
    {
      add_response (dialog, answers[i].id, answers[i].label);
      if (answers[i].is_suggested)
        {
          set_response_appearance (dialog, answers[i].id, ADW_RESPONSE_SUGGESTED);
          set_default_response (dialog, answers[i].id);
        }
      if (answers[i].is_destructive)
        set_response_appearance (dialog, answers[i].id, ADW_RESPONSE_DESTRUCTIVE);
    }
  set_close_response (dialog, answers[0].id);
  g_signal_connect_data (dialog, "response", G_CALLBACK (answer_cb), call, call_closure_free, 0);

#if ADW_CHECK_VERSION (1, 5, 0)
  adw_dialog_present (ADW_DIALOG (dialog), GTK_WIDGET (parent));
#else
  gtk_window_present (GTK_WINDOW (dialog));
#endif
  return G_OBJECT (dialog);
}

void
fw_compat_ask_add (GObject   *dialog,
                   GtkWidget *child)
{
#if ADW_CHECK_VERSION (1, 5, 0)
  adw_alert_dialog_set_extra_child (ADW_ALERT_DIALOG (dialog), child);
#else
  adw_message_dialog_set_extra_child (ADW_MESSAGE_DIALOG (dialog), child);
#endif
}

void
fw_compat_ask_update (GObject    *dialog,
                      const char *body,
                      const char *refused)
{
#if ADW_CHECK_VERSION (1, 5, 0)
  adw_alert_dialog_set_body (ADW_ALERT_DIALOG (dialog), body);
  if (refused != NULL)
    adw_alert_dialog_set_response_enabled (ADW_ALERT_DIALOG (dialog), refused, FALSE);
#else
  adw_message_dialog_set_body (ADW_MESSAGE_DIALOG (dialog), body);
  if (refused != NULL)
    adw_message_dialog_set_response_enabled (ADW_MESSAGE_DIALOG (dialog), refused, FALSE);
#endif
}

void
fw_compat_about (GtkWindow *parent)
{
#if ADW_CHECK_VERSION (1, 5, 0)
  adw_show_about_dialog (GTK_WIDGET (parent),
#else
  adw_show_about_window (parent,
#endif
                         "application-name", "Framewright",
                         "application-icon", FW_APP_ID,
                         "version", FW_VERSION,
                         "comments",
                         _("Label video frames and pictures, checked by your own manual."),
                         "license-type", GTK_LICENSE_GPL_3_0,
                         NULL);
}

void
fw_compat_show_in_files (GtkWindow *parent,
                         GFile     *file)
{
#if GTK_CHECK_VERSION (4, 10, 0)
  g_autoptr (GtkFileLauncher) launcher = gtk_file_launcher_new (file);

  gtk_file_launcher_open_containing_folder (launcher, parent, NULL, NULL, NULL);
#else
  g_autoptr (GFile) folder = g_file_get_parent (file);
  g_autofree char *uri = g_file_get_uri (folder != NULL ? folder : file);

  gtk_show_uri (parent, uri, GDK_CURRENT_TIME);
#endif
}

void
fw_compat_open_file (GtkWindow *parent,
                     GFile     *file)
{
#if GTK_CHECK_VERSION (4, 10, 0)
  g_autoptr (GtkFileLauncher) launcher = gtk_file_launcher_new (file);

  gtk_file_launcher_launch (launcher, parent, NULL, NULL, NULL);
#else
  g_autofree char *uri = g_file_get_uri (file);

  gtk_show_uri (parent, uri, GDK_CURRENT_TIME);
#endif
}

void
fw_compat_announce (GtkWidget  *widget,
                    const char *message)
{
#if GTK_CHECK_VERSION (4, 14, 0)
  gtk_accessible_announce (GTK_ACCESSIBLE (widget), message,
                           GTK_ACCESSIBLE_ANNOUNCEMENT_PRIORITY_MEDIUM);
#endif
}

G_GNUC_END_IGNORE_DEPRECATIONS

/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

/*
 * What the panels of the sidebar that list something have in common: the head,
 * the choice of what is listed, the list, and the keys under it.
 */

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* A title over a dim line; what is appended stands behind them. */
GtkWidget *fw_panel_new_head    (GtkWidget        **out_title,
                                 GtkWidget        **out_subtitle);
/* The space to the edges of the panel and to what stands above. */
void       fw_panel_set_margins (GtkWidget         *part);

/* Buttons of which one is pressed, at first @chosen. They have no words yet. @toggled
 * is called with @self as its first argument, for each that changes. */
GtkWidget *fw_panel_new_choice  (GtkWidget        **out_buttons,
                                 guint              n_buttons,
                                 guint              chosen,
                                 GCallback          toggled,
                                 gpointer           self);
/* "Decided 12" */
void       fw_panel_name_choice (GtkWidget         *button,
                                 const char        *word,
                                 gint64             n);
/* Which one is pressed; @n_buttons in the moment between two. */
guint      fw_panel_get_choice  (GtkWidget *const  *buttons,
                                 guint              n_buttons);

/* Each is called with the panel as its first argument, as the factory and the
 * list view have them. */
typedef struct
{
  GCallback setup;
  GCallback bind;
  GCallback unbind;
  GCallback activate;
} FwPanelListFuncs;

/* Rows in a scroll: a click activates, nothing stays selected. @css and @name
 * are the list's. */
GtkWidget *fw_panel_new_list    (GListModel        *rows,
                                 const FwPanelListFuncs *funcs,
                                 const char        *css,
                                 const char        *name,
                                 gpointer           self,
                                 GtkWidget        **out_list);

/* A key, by its action, and what it does here. */
typedef struct
{
  const char *action;
  const char *words; /* to be translated */
} FwPanelKey;

/* Goes onto more lines where there is no room; a key that is not there, or not to
 * be printed, takes its words along. */
GtkWidget *fw_panel_new_legend  (const FwPanelKey  *keys,
                                 guint              n_keys);

G_END_DECLS

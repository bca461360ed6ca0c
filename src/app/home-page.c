/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "app/home-page.h"

#include "app/habit-bar.h"
#include "app/late-tooltip.h"
#include "app/own/own-page.h"
#include "app/own/questions-page.h"
#include "app/shortcuts.h"
#include "app/welcome-page.h"

#include <adwaita.h>
#include <glib/gi18n.h>

struct _FwHomePage
{
  GtkWidget      parent_instance;

  GtkWidget     *box;
  AdwViewStack  *views;
  GtkWidget     *switcher;
  FwWelcomePage *welcome;
  FwOwnPage     *own;
  FwQuestionsPage *questions;
};

enum
{
  SIGNAL_OPEN,
  SIGNAL_OPEN_AT,
  SIGNAL_ACT,
  SIGNAL_SAY,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (FwHomePage, fw_home_page, GTK_TYPE_WIDGET)

/* What the views want */

static void
welcome_open_cb (FwHomePage *self,
                 const char *path,
                 const char *labels,
                 const char *manual)
{
  g_signal_emit (self, signals[SIGNAL_OPEN], 0, path, labels, manual);
}

static void
welcome_act_cb (FwHomePage *self,
                FwRecent   *item,
                const char *what)
{
  g_signal_emit (self, signals[SIGNAL_ACT], 0, item, what);
}

static void
welcome_say_cb (FwHomePage *self,
                const char *sentence,
                FwRecent   *forgotten)
{
  g_signal_emit (self, signals[SIGNAL_SAY], 0, sentence, forgotten);
}

static void
own_open_cb (FwHomePage *self,
             const char *path,
             const char *labels,
             const char *manual,
             const char *place)
{
  g_signal_emit (self, signals[SIGNAL_OPEN_AT], 0, path, labels, manual, place);
}

static void
own_say_cb (FwHomePage *self,
            const char *sentence)
{
  g_signal_emit (self, signals[SIGNAL_SAY], 0, sentence, NULL);
}

/* The badge counts what waits for the person. */
static void
own_waiting_cb (FwHomePage *self)
{
  AdwViewStackPage *page = adw_view_stack_get_page (self->views, GTK_WIDGET (self->own));
  guint n = fw_own_page_get_n_waiting (self->own);

  adw_view_stack_page_set_badge_number (page, n);
  adw_view_stack_page_set_needs_attention (page, n > 0);
}

void
fw_home_page_open_recent (FwHomePage *self,
                          guint       number)
{
  g_return_if_fail (FW_IS_HOME_PAGE (self));

  /* The numbers stand on its cards. */
  if (g_strcmp0 (adw_view_stack_get_visible_child_name (self->views), "welcome") == 0)
    fw_welcome_page_open_recent (self->welcome, number);
}

void
fw_home_page_show_view (FwHomePage *self,
                        const char *view)
{
  g_return_if_fail (FW_IS_HOME_PAGE (self));
  g_return_if_fail (view != NULL);

  adw_view_stack_set_visible_child_name (self->views, view);
}

/* The page */

/* The key of each view, where the pointer rests on its button. */
static void
name_keys (FwHomePage *self)
{
  const char *const views[][2] = {
    { N_ ("Recent work"), "win.show-recent" },
    { N_ ("My work"), "win.show-my-work" },
    { N_ ("Questions about recent work"), "win.show-questions" },
  };
  GtkWidget *button = gtk_widget_get_first_child (self->switcher);

  for (gsize i = 0; i < G_N_ELEMENTS (views) && button != NULL; i++)
    {
      g_autofree char *tooltip
          = fw_shortcuts_dup_tooltip (fw_shortcuts_get_default (), _ (views[i][0]), views[i][1]);

      fw_late_tooltip_set (button, tooltip);
      button = gtk_widget_get_next_sibling (button);
    }
}

static GtkWidget *
make_switcher (FwHomePage *self)
{
  GtkWidget *switcher = adw_view_switcher_new ();

  adw_view_switcher_set_stack (ADW_VIEW_SWITCHER (switcher), self->views);
  adw_view_switcher_set_policy (ADW_VIEW_SWITCHER (switcher), ADW_VIEW_SWITCHER_POLICY_WIDE);
  self->switcher = switcher;
  name_keys (self);
  g_signal_connect_object (fw_shortcuts_get_default (), "changed", G_CALLBACK (name_keys), self,
                           G_CONNECT_SWAPPED);

  return switcher;
}

static GtkWidget *
make_header (FwHomePage *self)
{
  GtkWidget *header = adw_header_bar_new ();
  GtkWidget *menu = gtk_menu_button_new ();
  g_autoptr(GMenu) model = g_menu_new ();
  g_autoptr(GMenu) samples = g_menu_new ();

  g_menu_append (samples, _("_Street Clip"), "win.open-sample");
  g_menu_append (samples, _("City _Driving Manual"), "win.open-sample-driving");
  g_menu_append (samples, _("_Clothing Manual"), "win.open-sample-clothing");
  g_menu_append (model, _("_New Window"), "app.new-window");
  g_menu_append_submenu (model, _("_Samples"), G_MENU_MODEL (samples));
  g_menu_append (model, _("Take the _Tour"), "win.tour");
  g_menu_append (model, _("_Keyboard Shortcuts"), "app.shortcuts");
  g_menu_append (model, _("_Preferences"), "app.preferences");
  g_menu_append (model, _("_About Framewright"), "app.about");
  gtk_menu_button_set_menu_model (GTK_MENU_BUTTON (menu), G_MENU_MODEL (model));
  gtk_menu_button_set_icon_name (GTK_MENU_BUTTON (menu), "open-menu-symbolic");
  gtk_menu_button_set_primary (GTK_MENU_BUTTON (menu), TRUE);
  fw_late_tooltip_set (menu, _("Menu"));
  gtk_accessible_update_property (GTK_ACCESSIBLE (menu), GTK_ACCESSIBLE_PROPERTY_LABEL, _ ("Menu"),
                                  -1);
  gtk_widget_add_css_class (header, "flat");
  adw_header_bar_set_title_widget (ADW_HEADER_BAR (header), make_switcher (self));
  adw_header_bar_pack_end (ADW_HEADER_BAR (header), menu);

  return header;
}

/* No layout manager: a page that scrolls asks for no height by its width. */
static void
fw_home_page_measure (GtkWidget      *widget,
                      GtkOrientation  orientation,
                      int             for_size,
                      int            *minimum,
                      int            *natural,
                      int            *minimum_baseline,
                      int            *natural_baseline)
{
  gtk_widget_measure (FW_HOME_PAGE (widget)->box, orientation, for_size, minimum, natural, NULL,
                      NULL);
}

static void
fw_home_page_size_allocate (GtkWidget *widget,
                            int        width,
                            int        height,
                            int        baseline)
{
  gtk_widget_size_allocate (FW_HOME_PAGE (widget)->box, &(GtkAllocation) { 0, 0, width, height },
                            baseline);
}

static void
fw_home_page_init (FwHomePage *self)
{
  AdwViewStackPage *page;

  self->views = ADW_VIEW_STACK (adw_view_stack_new ());
  self->welcome = FW_WELCOME_PAGE (fw_welcome_page_new ());
  self->own = FW_OWN_PAGE (fw_own_page_new ());
  self->questions = FW_QUESTIONS_PAGE (fw_questions_page_new ());
  page = adw_view_stack_add_titled (self->views, GTK_WIDGET (self->welcome), "welcome",
                                    _("Recent"));
  adw_view_stack_page_set_icon_name (page, "view-grid-symbolic");
  page = adw_view_stack_add_titled (self->views, GTK_WIDGET (self->own), "my-work",
                                    _("My Work"));
  adw_view_stack_page_set_icon_name (page, "avatar-default-symbolic");
  page = adw_view_stack_add_titled (self->views, GTK_WIDGET (self->questions), "questions",
                                    _("Questions"));
  adw_view_stack_page_set_icon_name (page, "fw-question-symbolic");
  gtk_widget_set_vexpand (GTK_WIDGET (self->views), TRUE);

  self->box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  gtk_box_append (GTK_BOX (self->box), make_header (self));
  gtk_box_append (GTK_BOX (self->box), fw_habit_bar_new ());
  gtk_box_append (GTK_BOX (self->box), GTK_WIDGET (self->views));
  gtk_widget_set_parent (self->box, GTK_WIDGET (self));

  g_signal_connect_swapped (self->welcome, "open", G_CALLBACK (welcome_open_cb), self);
  g_signal_connect_swapped (self->welcome, "act", G_CALLBACK (welcome_act_cb), self);
  g_signal_connect_swapped (self->welcome, "say", G_CALLBACK (welcome_say_cb), self);
  g_signal_connect_swapped (self->own, "open-at", G_CALLBACK (own_open_cb), self);
  g_signal_connect_swapped (self->questions, "open-at", G_CALLBACK (own_open_cb), self);
  g_signal_connect_swapped (self->own, "say", G_CALLBACK (own_say_cb), self);
  g_signal_connect_swapped (self->own, "waiting-changed", G_CALLBACK (own_waiting_cb), self);
}

static void
fw_home_page_dispose (GObject *object)
{
  FwHomePage *self = FW_HOME_PAGE (object);

  if (self->own != NULL)
    g_signal_handlers_disconnect_by_data (self->own, self);
  self->own = NULL;
  g_signal_handlers_disconnect_by_data (fw_shortcuts_get_default (), self);
  g_clear_pointer (&self->box, gtk_widget_unparent);

  G_OBJECT_CLASS (fw_home_page_parent_class)->dispose (object);
}

static void
fw_home_page_class_init (FwHomePageClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = fw_home_page_dispose;
  GTK_WIDGET_CLASS (klass)->measure = fw_home_page_measure;
  GTK_WIDGET_CLASS (klass)->size_allocate = fw_home_page_size_allocate;

  signals[SIGNAL_OPEN] =
    g_signal_new ("open", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                  G_TYPE_NONE, 3, G_TYPE_STRING, G_TYPE_STRING, G_TYPE_STRING);
  signals[SIGNAL_OPEN_AT] =
    g_signal_new ("open-at", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                  G_TYPE_NONE, 4, G_TYPE_STRING, G_TYPE_STRING, G_TYPE_STRING, G_TYPE_STRING);
  signals[SIGNAL_ACT] =
    g_signal_new ("act", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                  G_TYPE_NONE, 2, FW_TYPE_RECENT, G_TYPE_STRING);
  signals[SIGNAL_SAY] =
    g_signal_new ("say", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                  G_TYPE_NONE, 2, G_TYPE_STRING, FW_TYPE_RECENT);
}

GtkWidget *
fw_home_page_new (void)
{
  return g_object_new (FW_TYPE_HOME_PAGE, NULL);
}

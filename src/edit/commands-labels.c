/* SPDX-License-Identifier: GPL-3.0-or-later */

/*
 * Categories, attributes, names and numbers of the selected objects: what the
 * digits and the inspector change.
 */

#include "fw-config.h"

#include "core/track-edit.h"
#include "edit/commands-private.h"

#include <glib/gi18n.h>

/* Categories */

typedef struct
{
  FwTaxonomy *taxonomy;
  FwCategoryId category;
} Recategorize;

static gboolean
keep_attribute (const char *name, FwValue value, gpointer user_data)
{
  const Recategorize *data = user_data;
  const FwAttribute *attribute = fw_taxonomy_find_attribute (data->taxonomy, name);

  /* What the manual does not know came from elsewhere and is carried. */
  return attribute == NULL
         || (fw_taxonomy_is_allowed (data->taxonomy, data->category, attribute)
             && fw_attribute_accepts (attribute, value));
}

static FwTrack *
change_category (FwSession *session, FwTrack *track, gpointer user_data, GError **error)
{
  Recategorize *data = user_data;

  return fw_track_edit_category (track, data->category, keep_attribute, data);
}

gboolean
fw_session_set_category (FwSession *session, FwCategoryId category, GError **error)
{
  Recategorize data;
  gboolean done = TRUE;

  g_return_val_if_fail (FW_IS_SESSION (session), FALSE);

  data = (Recategorize) { fw_session_get_taxonomy (session), category };
  if (data.taxonomy == NULL || fw_taxonomy_find (data.taxonomy, category) == NULL)
    return fw_commands_refuse (error, FW_EDIT_ERROR_KIND,
                               _("That category is not in the list any more."));

  fw_session_freeze (session);
  if (fw_selection_get_n (session->selection) > 0)
    done = fw_commands_change_selected (session, _("Change category"), change_category, &data,
                                        error);
  if (done)
    fw_session_set_next_category (session, category);
  fw_session_thaw (session);
  return done;
}

gboolean
fw_command_category (FwSession *session, int argument, char **out_say, GError **error)
{
  FwTaxonomy *taxonomy;
  gsize n;

  g_return_val_if_fail (FW_IS_SESSION (session), FALSE);

  taxonomy = fw_session_get_taxonomy (session);
  n = taxonomy == NULL ? 0 : fw_taxonomy_get_n_categories (taxonomy);
  if (argument < 0 || (gsize) argument >= n)
    return fw_commands_refuse (error, FW_EDIT_ERROR_RANGE,
                               n == 0 ? _("There are no categories yet. Press / and type one.")
                                      : ngettext ("There is only %d category.",
                                                  "There are only %d categories.", n),
                               (int) n);
  return fw_session_set_category (session,
                                  fw_taxonomy_get_category (taxonomy, (gsize) argument)->id, error);
}

/* A new category for the selection and the next shape, as one step. */
static gboolean
add_and_set (FwSession *session, const char *word, GError **error)
{
  g_autofree FwTrackId *ids = NULL;
  Recategorize data;
  gsize n;

  ids = g_memdup2 (fw_session_get_selection (session, &n),
                   fw_selection_get_n (session->selection) * sizeof (FwTrackId));
  for (gsize i = 0; i < n; i++)
    if (fw_session_check_track (session, ids[i], error) == NULL)
      return FALSE;

  fw_session_freeze (session);
  fw_document_begin (session->document, _("Add category"), session->frame);
  data.category = fw_session_add_category (session, word);
  data.taxonomy = fw_session_get_taxonomy (session);
  for (gsize i = 0; i < n; i++)
    {
      FwTrack *track = fw_document_get_track (session->document, ids[i]);
      g_autoptr (FwTrack) after
          = fw_track_edit_category (track, data.category, keep_attribute, &data);

      fw_document_replace_track (session->document, ids[i], after);
    }
  fw_document_commit (session->document);
  fw_session_set_next_category (session, data.category);
  fw_session_thaw (session);
  return TRUE;
}

gboolean
fw_session_set_category_name (FwSession *session, const char *name, GError **error)
{
  FwTaxonomy *taxonomy;
  const FwCategory *known = NULL;
  g_autofree char *word = NULL;

  g_return_val_if_fail (FW_IS_SESSION (session), FALSE);
  g_return_val_if_fail (name != NULL, FALSE);

  if (!fw_session_check_writable (session, error))
    return FALSE;
  word = g_strstrip (g_strdup (name));
  if (*word == '\0')
    return fw_commands_refuse (error, FW_EDIT_ERROR_KIND, _("Type the name of a category."));

  taxonomy = fw_session_get_taxonomy (session);
  if (taxonomy != NULL)
    known = fw_taxonomy_find_by_name (taxonomy, word);
  if (known != NULL)
    return fw_session_set_category (session, known->id, error);

  return add_and_set (session, word, error);
}

/* Attributes */

GPtrArray *
fw_session_list_attributes (FwSession *session)
{
  GPtrArray *list = g_ptr_array_new ();
  FwTaxonomy *taxonomy;
  FwTrack *track;
  gsize n;

  g_return_val_if_fail (FW_IS_SESSION (session), list);

  taxonomy = fw_session_get_taxonomy (session);
  track = fw_document_get_track (session->document, fw_session_get_primary (session));
  if (taxonomy == NULL || track == NULL)
    return list;

  n = fw_taxonomy_get_n_attributes (taxonomy);
  for (gsize i = 0; i < n; i++)
    {
      const FwAttribute *attribute = fw_taxonomy_get_attribute (taxonomy, i);

      if (fw_taxonomy_is_allowed (taxonomy, fw_track_get_category (track), attribute))
        g_ptr_array_add (list, (gpointer) attribute);
    }
  return list;
}

typedef struct
{
  FwTaxonomy *taxonomy;
  const FwAttribute *attribute;
  const char *name;
  FwValue value;
} SetAttribute;

static FwTrack *
change_attribute (FwSession *session, FwTrack *track, gpointer user_data, GError **error)
{
  const SetAttribute *data = user_data;
  gboolean is_fixed = data->attribute != NULL ? data->attribute->is_fixed : FALSE;
  FwPresence presence = fw_track_get_presence (track, session->frame);
  g_autofree char *name = NULL;

  /* Among several objects, those whose category has no such attribute stay. */
  if (data->attribute != NULL
      && !fw_taxonomy_is_allowed (data->taxonomy, fw_track_get_category (track), data->attribute))
    return fw_track_ref (track);

  if (is_fixed || fw_track_is_single (track) || fw_presence_is_visible (presence))
    return fw_track_edit_attribute (track, data->name, session->frame, data->value, is_fixed);

  name = fw_session_dup_object_name (session, fw_track_get_id (track));
  fw_commands_refuse (error, FW_EDIT_ERROR_RANGE,
                      presence == FW_PRESENCE_GHOST
                          /* Translators: %s is an object such as "Car 12" */
                          ? _("%s is only proposed here. Press {toggle-keyframe} if it is still "
                              "there.")
                          : _("%s is not in this frame."),
                      name);
  return NULL;
}

gboolean
fw_session_set_attribute (FwSession *session, const char *name, FwValue value, GError **error)
{
  SetAttribute data = { NULL, NULL, name, value };

  g_return_val_if_fail (FW_IS_SESSION (session), FALSE);
  g_return_val_if_fail (name != NULL, FALSE);

  data.taxonomy = fw_session_get_taxonomy (session);
  if (data.taxonomy != NULL)
    data.attribute = fw_taxonomy_find_attribute (data.taxonomy, name);
  if (data.attribute != NULL && !fw_attribute_accepts (data.attribute, value))
    {
      g_autofree char *text = fw_value_to_text (value);

      return fw_commands_refuse (error, FW_EDIT_ERROR_KIND,
                                 /* Translators: a value, then an attribute */
                                 _("“%s” is not a value of “%s”."), text, name);
    }
  return fw_commands_change_selected (session, _("Change attribute"), change_attribute, &data,
                                      error);
}

gboolean
fw_session_get_attribute (FwSession *session, const char *name, FwValue *out_value)
{
  gsize n;
  const FwTrackId *ids;
  FwValue common = fw_value_null ();

  g_return_val_if_fail (FW_IS_SESSION (session), FALSE);
  g_return_val_if_fail (name != NULL && out_value != NULL, FALSE);

  ids = fw_session_get_selection (session, &n);
  for (gsize i = 0; i < n; i++)
    {
      FwTrack *track = fw_document_get_track (session->document, ids[i]);
      FwValue value = fw_track_get_attribute (track, name, session->frame);

      if (i == 0)
        common = value;
      else if (!fw_value_equal (common, value))
        return FALSE;
    }
  *out_value = common;
  return n > 0;
}

/* The value after @value (before it with @direction < 0); the first or last
 * one when it has none. FALSE when values of this type cannot be counted. */
static gboolean
next_value (const FwAttribute *attribute, FwValue value, int direction, FwValue *out_next)
{
  gssize place = -1;
  gssize n = (gssize) attribute->n_values;

  switch (attribute->type)
    {
    case FW_ATTRIBUTE_BOOL:
      *out_next = fw_value_boolean (value.type != FW_VALUE_BOOL || !value.boolean);
      return TRUE;
    case FW_ATTRIBUTE_CHOICE:
      if (n == 0)
        return FALSE;
      for (gssize i = 0; i < n; i++)
        if (value.type == FW_VALUE_TEXT && g_str_equal (attribute->values[i], value.text))
          place = i;
      if (place < 0)
        place = direction > 0 ? 0 : n - 1;
      else
        place = (place + (direction > 0 ? 1 : n - 1)) % n;
      *out_next = fw_value_text (attribute->values[place]);
      return TRUE;
    case FW_ATTRIBUTE_NUMBER:
    case FW_ATTRIBUTE_TEXT:
      break;
    }
  return FALSE;
}

gboolean
fw_command_attribute (FwSession *session, int argument, char **out_say, GError **error)
{
  g_autoptr (GPtrArray) list = NULL;
  const FwAttribute *attribute;
  FwTrack *primary;
  FwValue value;

  g_return_val_if_fail (FW_IS_SESSION (session), FALSE);
  g_return_val_if_fail (argument != 0, FALSE);

  if (!fw_commands_need_selected (session, 1, error))
    return FALSE;
  list = fw_session_list_attributes (session);
  if ((guint) ABS (argument) > list->len)
    {
      g_autofree char *name
          = fw_session_dup_object_name (session, fw_session_get_primary (session));

      return fw_commands_refuse (error, FW_EDIT_ERROR_RANGE,
                                 /* Translators: %s is an object such as "Car 12" */
                                 ngettext ("%s has only %d attribute.",
                                           "%s has only %d attributes.", list->len),
                                 name, (int) list->len);
    }

  attribute = list->pdata[ABS (argument) - 1];
  primary = fw_document_get_track (session->document, fw_session_get_primary (session));
  value = fw_track_get_attribute (primary, attribute->name, session->frame);
  if (!next_value (attribute, value, argument, &value))
    return fw_commands_refuse (error, FW_EDIT_ERROR_KIND,
                               /* Translators: %s is the name of an attribute */
                               _("“%s” is typed in; use the panel."), attribute->name);
  return fw_session_set_attribute (session, attribute->name, value, error);
}

/* Names and numbers */

static FwTrack *
change_name (FwSession *session, FwTrack *track, gpointer user_data, GError **error)
{
  const char *name = user_data;
  FwTrackBuilder *builder = fw_track_builder_new_from (track);

  fw_track_builder_set_name (builder, name == NULL || *name == '\0' ? NULL : name);
  return fw_track_builder_end (builder, error);
}

gboolean
fw_session_set_name (FwSession *session, const char *name, GError **error)
{
  g_return_val_if_fail (FW_IS_SESSION (session), FALSE);

  if (!fw_commands_need_selected (session, 1, error))
    return FALSE;
  return fw_commands_change_track (session, fw_session_get_primary (session), _("Rename"),
                                   change_name, (gpointer) name, error);
}

/* @shape in @bounds; what has an angle keeps it, and they are its sides. */
static FwShape *
fit_shape (FwShape *shape, FwRect bounds)
{
  FwPoint centre = FW_POINT (bounds.x + bounds.width / 2.0, bounds.y + bounds.height / 2.0);
  double degrees;

  switch (fw_shape_get_kind (shape))
    {
    case FW_SHAPE_ROTATED_BOX:
      fw_shape_get_rotated_box (shape, NULL, NULL, NULL, &degrees);
      return fw_shape_new_rotated_box (centre.x, centre.y, bounds.width, bounds.height, degrees);
    case FW_SHAPE_ELLIPSE:
      fw_shape_get_rotated_box (shape, NULL, NULL, NULL, &degrees);
      return fw_shape_new_ellipse (centre.x, centre.y, bounds.width / 2.0, bounds.height / 2.0,
                                   degrees);
    default:
      return fw_shape_fit (shape, bounds);
    }
}

static FwTrack *
change_bounds (FwSession *session, FwTrack *track, gpointer user_data, GError **error)
{
  const FwRect *bounds = user_data;
  g_autoptr (FwShape) shape = fw_commands_need_shape (session, track, error);
  g_autoptr (FwShape) fitted = shape == NULL ? NULL : fit_shape (shape, *bounds);

  return fitted == NULL ? NULL : fw_track_edit_shape (track, session->frame, fitted, error);
}

gboolean
fw_session_set_bounds (FwSession *session, FwRect bounds, GError **error)
{
  gboolean done;

  g_return_val_if_fail (FW_IS_SESSION (session), FALSE);

  if (!fw_commands_need_selected (session, 1, error))
    return FALSE;
  if (!isfinite (bounds.x) || !isfinite (bounds.y) || !(bounds.width > 0.0)
      || !(bounds.height > 0.0) || !isfinite (bounds.width) || !isfinite (bounds.height))
    return fw_commands_refuse (error, FW_EDIT_ERROR_RANGE,
                               _("Width and height must be more than 0."));
  fw_session_set_repeats (session, TRUE);
  done = fw_commands_change_track (session, fw_session_get_primary (session), _("Set size"),
                                   change_bounds, &bounds, error);
  fw_session_set_repeats (session, FALSE);
  return done;
}

static FwTrack *
change_degrees (FwSession *session, FwTrack *track, gpointer user_data, GError **error)
{
  const double *degrees = user_data;
  g_autoptr (FwShape) shape = fw_commands_need_shape (session, track, error);
  g_autoptr (FwShape) turned = NULL;
  FwPoint centre;
  double width, height, before;

  if (shape == NULL)
    return NULL;
  if (fw_shape_get_kind (shape) != FW_SHAPE_ROTATED_BOX
      && fw_shape_get_kind (shape) != FW_SHAPE_ELLIPSE)
    {
      fw_commands_refuse (error, FW_EDIT_ERROR_KIND,
                          _("Only a rotated box or an ellipse has an angle."));
      return NULL;
    }
  fw_shape_get_rotated_box (shape, &centre, &width, &height, &before);
  turned = fw_shape_get_kind (shape) == FW_SHAPE_ELLIPSE
               ? fw_shape_new_ellipse (centre.x, centre.y, width / 2.0, height / 2.0, *degrees)
               : fw_shape_new_rotated_box (centre.x, centre.y, width, height, *degrees);
  return fw_track_edit_shape (track, session->frame, turned, error);
}

gboolean
fw_session_set_degrees (FwSession *session, double degrees, GError **error)
{
  gboolean done;

  g_return_val_if_fail (FW_IS_SESSION (session), FALSE);
  g_return_val_if_fail (isfinite (degrees), FALSE);

  if (!fw_commands_need_selected (session, 1, error))
    return FALSE;
  fw_session_set_repeats (session, TRUE);
  done = fw_commands_change_track (session, fw_session_get_primary (session), _("Rotate"),
                                   change_degrees, &degrees, error);
  fw_session_set_repeats (session, FALSE);
  return done;
}

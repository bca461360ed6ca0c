/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "rules/check-kind.h"
#include "rules/yaml-edit.h"

G_BEGIN_DECLS

/*
 * Values of a rule's block as a person writes them into one line of a form:
 *
 *   LINE    any text
 *   LIST    vehicle.car, vehicle.*
 *   PAIRS   red > green, green > yellow
 *   SETS    parked + reflection, occlusion=full + lights=brake
 *   MAP     shoe: 2, glove: 2
 *   LISTS   front: box + polygon, thermal: box
 *
 * Words that hold one of these signs stand in "quotes". Where the manual says
 * something that has no such form, the line is restricted YAML in brackets.
 * No toolkit; any thread.
 */
typedef enum
{
  FW_FORM_LINE,
  FW_FORM_LIST,
  FW_FORM_PAIRS,
  FW_FORM_SETS,
  FW_FORM_MAP,
  FW_FORM_LISTS
} FwFormShape;

FwFormShape  fw_form_shape_of      (FwParamType   type);
/* "" for NULL. Returns: (transfer full) */
char        *fw_form_text_new      (FwFormShape   shape,
                                    const FwYaml *value) G_GNUC_WARN_UNUSED_RESULT;
/* NULL without an error for a blank text; NULL with FW_FORMAT_ERROR and a
 * sentence for one that cannot be read in this shape.
 * Returns: (transfer full) (nullable) */
FwYaml      *fw_form_text_read     (FwFormShape   shape,
                                    const char   *text,
                                    GError      **error) G_GNUC_WARN_UNUSED_RESULT;
/* The words of a LIST as they stand, for menus that add and take away; what
 * cannot be read gives none. Returns: (transfer full) (element-type utf8) */
GPtrArray   *fw_form_text_list     (const char   *text) G_GNUC_WARN_UNUSED_RESULT;
/* A LIST with @word added at its end, or taken out where it is there already.
 * Returns: (transfer full) */
char        *fw_form_text_toggle   (const char   *text,
                                    const char   *word) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS

/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "rules/restricted-yaml.h"

G_BEGIN_DECLS

/*
 * Restricted YAML the other way: values made by a program, and one key of a
 * text set or removed so that every byte that says something else stays.
 */

/* Values. @text is copied; what is added is taken over. */
FwYaml   *fw_yaml_new_text  (const char    *text) G_GNUC_WARN_UNUSED_RESULT;
FwYaml   *fw_yaml_new_list  (void) G_GNUC_WARN_UNUSED_RESULT;
FwYaml   *fw_yaml_new_map   (void) G_GNUC_WARN_UNUSED_RESULT;
void      fw_yaml_add_item  (FwYaml        *list,
                             FwYaml        *item);
/* @key must not be there yet. */
void      fw_yaml_add_entry (FwYaml        *map,
                             const char    *key,
                             FwYaml        *value);
FwYaml   *fw_yaml_copy      (const FwYaml  *self) G_GNUC_WARN_UNUSED_RESULT;
/* Whether both say the same, however they are written. Either may be NULL. */
gboolean  fw_yaml_equal     (const FwYaml  *a,
                             const FwYaml  *b);

/* Longest text that is written, in bytes. */
#define FW_YAML_MAX_TEXT (16 * 1024)

/* @value on one line, with quotes only where they are needed; @in_flow: inside
 * of brackets. NULL with FW_FORMAT_ERROR for what restricted YAML cannot say:
 * control characters, texts that are too long.
 * Returns: (transfer full) */
char     *fw_yaml_write     (const FwYaml  *value,
                             gboolean       in_flow,
                             GError       **error) G_GNUC_WARN_UNUSED_RESULT;

/* What is to be different in a text whose outermost node is a map. */
typedef struct
{
  const char   *key;
  const char   *name;      /* nullable: of an entry of the map that @key has */
  const FwYaml *value;     /* NULL: remove */
} FwYamlChange;

/* How new lines are made. */
typedef struct
{
  const char *const *order;   /* keys of the outermost map as they usually stand */
  const char        *newline; /* "\n" or "\r\n" */
} FwYamlStyle;

/* Makes one change. Where @text says it already, it stays as it is, byte for
 * byte. Only lines of the key are touched: comments, order and blank lines
 * elsewhere stay. What comes out reads as what was asked, or NULL is returned
 * with FW_FORMAT_ERROR.
 * Returns: (transfer full) */
char     *fw_yaml_edit      (const char         *text,
                             const FwYamlChange *change,
                             const FwYamlStyle  *style,
                             GError            **error) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS

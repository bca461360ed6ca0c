/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/*
 * The restricted YAML of manuals: maps, lists and scalars, and every scalar is
 * text, so `off`, `no` and `3.10` stay what they are. Anchors, aliases, tags,
 * directives and several documents are refused.
 */

typedef enum
{
  FW_YAML_SCALAR,
  FW_YAML_LIST,
  FW_YAML_MAP
} FwYamlKind;

typedef struct _FwYaml FwYaml;

struct _FwYaml
{
  FwYamlKind  kind;
  int         line;      /* from 1, in the file */
  int         column;    /* from 1, in characters */
  gsize       start;     /* of the value, in characters of the parsed text; */
  gsize       end;       /* behind it; white space of a block may still be in it */
  gboolean    is_flow;   /* lists and maps: written with brackets or braces */
  int quote; /* scalars: characters before the text: 1 for quotes; -1: a block or several lines */
  char       *text;      /* (owned) of a scalar; else NULL */
  GPtrArray  *keys;      /* (owned) (element-type FwYaml) of a map: scalars, unique */
  GPtrArray  *items;     /* (owned) (element-type FwYaml) of a list or map */
};

/* One document. Lines are counted from @first_line. On failure NULL with
 * FW_FORMAT_ERROR and the place; an empty document is a failure.
 * Returns: (transfer full) (nullable) */
FwYaml       *fw_yaml_parse  (const char    *text,
                              gsize          length,
                              int            first_line,
                              int           *out_line,
                              int           *out_column,
                              GError       **error) G_GNUC_WARN_UNUSED_RESULT;
void          fw_yaml_free   (FwYaml        *self);
/* The value of @key in a map, or NULL. */
FwYaml       *fw_yaml_get    (const FwYaml  *self,
                              const char    *key);
/* Appends JSON with sorted keys, no spaces and every scalar as text. Keys of
 * the outermost map that are in @without (nullable) are left out. */
void          fw_yaml_append_json (const FwYaml      *self,
                              const char *const *without,
                              GString           *json);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (FwYaml, fw_yaml_free)

G_END_DECLS

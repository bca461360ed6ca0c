/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/geometry.h"
#include "core/taxonomy.h"
#include "core/value.h"

G_BEGIN_DECLS

/**
 * FwExpression:
 *
 * A condition of the manual, such as `attr.truncated != true and h >= 10`,
 * compiled to a short program without loops or calls: at most
 * %FW_EXPRESSION_MAX_INSTRUCTIONS instructions and
 * %FW_EXPRESSION_MAX_DEPTH levels. Immutable, reference counted, safe to
 * share between threads. Evaluation never allocates and never fails.
 *
 * Null: `null == null` is true, every order comparison with null is false,
 * arithmetic with null and division by zero give null, and where a yes or no
 * is wanted null counts as no.
 */
typedef struct _FwExpression FwExpression;

#define FW_EXPRESSION_MAX_INSTRUCTIONS 128
#define FW_EXPRESSION_MAX_DEPTH        32

/* The numbers an expression can name, in the order of FwExpressionInput. */
typedef enum
{
  FW_NUMBER_X,
  FW_NUMBER_Y,
  FW_NUMBER_W,
  FW_NUMBER_H,
  FW_NUMBER_AREA,
  FW_NUMBER_ASPECT,
  FW_NUMBER_IMAGE_W,
  FW_NUMBER_IMAGE_H,
  FW_NUMBER_FRAME,
  FW_NUMBER_VERTICES,
  FW_NUMBER_PARTS,
  FW_NUMBER_TRACK_LENGTH
} FwNumberName;

#define FW_N_NUMBER_NAMES (FW_NUMBER_TRACK_LENGTH + 1)

/**
 * FwExpressionSchema:
 *
 * The names that may occur: what the manual's front matter declares.
 * @attributes and @categories (interned) outlive the parse only.
 */
typedef struct
{
  const FwAttribute *attributes;
  gsize              n_attributes;
  const char *const *categories;
  gsize              n_categories;
  gboolean           is_terse; /* no guesses at what was meant, which cost more than all else */
} FwExpressionSchema;

/**
 * FwExpressionInput:
 *
 * One label. NaN among the numbers is null. @attributes is indexed like the
 * schema's attributes; a place the expression does not use may be anything.
 */
typedef struct
{
  const char    *category; /* interned; NULL is null */
  double         numbers[FW_N_NUMBER_NAMES];
  const FwValue *attributes;
} FwExpressionInput;

/* Compiles @text. The value must be true or false. On failure NULL with
 * FW_FORMAT_ERROR and a sentence; @out_offset (nullable) gets the place in
 * characters from the start of @text.
 * Returns: (transfer full) (nullable) */
FwExpression *fw_expression_new (const char *text,
                                 const FwExpressionSchema *schema,
                                 gsize *out_offset,
                                 GError **error) G_GNUC_WARN_UNUSED_RESULT;
FwExpression *fw_expression_ref            (FwExpression              *self);
void          fw_expression_unref          (FwExpression              *self);
const char   *fw_expression_get_text       (const FwExpression        *self);
gsize         fw_expression_get_n_instructions (const FwExpression    *self);

gboolean      fw_expression_is_true        (const FwExpression        *self,
                                            const FwExpressionInput   *input);

/* Bits 1 << FwNumberName of the numbers it reads. */
guint         fw_expression_get_numbers    (const FwExpression        *self);
/* Ascending schema indices of the attributes it reads. */
const guint  *fw_expression_get_attributes (const FwExpression        *self,
                                            gsize                     *out_n);
/* Whether the whole expression is `attr.NAME == literal`; for fixes that know
 * what to set. The literal may be null. */
gboolean      fw_expression_is_assignment  (const FwExpression        *self,
                                            guint                     *out_attribute,
                                            FwValue                   *out_value);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (FwExpression, fw_expression_unref)

G_END_DECLS

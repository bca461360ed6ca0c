/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "core/error.h"

G_DEFINE_QUARK (fw-edit-error-quark, fw_edit_error)
G_DEFINE_QUARK (fw-format-error-quark, fw_format_error)

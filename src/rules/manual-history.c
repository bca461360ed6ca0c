/* SPDX-License-Identifier: GPL-3.0-or-later */

/*
 * What only shows beside the version before: rules that vanished, ids that
 * belong to somebody else now, and changes that nobody announced.
 */

#include "fw-config.h"
#include "rules/manual-diff.h"
#include "rules/manual-private.h"

#include <glib/gi18n.h>

static void
lint_version (FwManual *self,
              FwManual *previous)
{
  int order = fw_semver_compare (self->version, previous->version);

  if (!*self->version || !*previous->version)
    return;
  if (order < 0)
    fw_manual_say (self, FW_SEVERITY_ERROR, self->version_line, self->version_column,
                   _("version %s is older than %s, which came before it"), self->version,
                   previous->version);
  else if (order == 0)
    fw_manual_say (self, FW_SEVERITY_WARNING, self->version_line, self->version_column,
                   _("version %s has another text already; take a higher one"), self->version);
  else if (*self->previous && !g_str_equal (self->previous, previous->version))
    fw_manual_say (self, FW_SEVERITY_WARNING, self->version_line, self->version_column,
                   _("'previous' says %s, but %s came before this version"), self->previous,
                   previous->version);
}

/* @previous has the rule, and this manual does not. */
static void
lint_deleted (FwManual     *self,
              const FwRule *before)
{
  if (before->is_retired)
    fw_manual_say (self, FW_SEVERITY_WARNING, self->version_line, self->version_column,
                   _ ("rule %s: is retired and was deleted; keep its section, so that nobody uses "
                      "the id again"),
                   before->id);
  else
    fw_manual_say (self, FW_SEVERITY_ERROR, self->version_line, self->version_column,
                   _("rule %s: was deleted; keep it, with 'retired: %s' and 'change: retire'"),
                   before->id, self->version);
}

static void
lint_reused (FwManual     *self,
             const FwRule *before,
             const FwRule *after)
{
  if (before->is_retired && !after->is_retired)
    fw_manual_say (self, FW_SEVERITY_ERROR, after->line, 1,
                   _("rule %s: the id belongs to a rule that is retired; ids are never used twice"),
                   after->id);
  else if (*before->since && *after->since && !g_str_equal (before->since, after->since))
    fw_manual_say (self, FW_SEVERITY_ERROR, after->line, 1,
                   _ ("rule %s: the id belongs to a rule since %s; ids are never used twice, and "
                      "'since' never changes"),
                   after->id, before->since);
}

static void
lint_changed (FwManual           *self,
              FwManual           *previous,
              const FwRuleChange *change)
{
  const FwRule *before = change->before, *after = change->after;
  gboolean is_raised = after->severity < before->severity;
  gboolean is_bumped = fw_semver_compare (self->version, previous->version) > 0;

  if (is_raised && !is_bumped)
    fw_manual_say (self, FW_SEVERITY_ERROR, after->line, 1,
                   _("rule %s: the severity was raised from %s to %s without a higher version"),
                   after->id, fw_severity_to_word (before->severity),
                   fw_severity_to_word (after->severity));
  else if (is_raised && change->declared == FW_CHANGE_CLASS_NONE)
    fw_manual_say (self, FW_SEVERITY_ERROR, after->line, 1,
                   _ ("rule %s: the severity was raised from %s to %s; 'changed: %s' has to say "
                      "so"),
                   after->id, fw_severity_to_word (before->severity),
                   fw_severity_to_word (after->severity), self->version);
  else if (!g_str_equal (before->rev, after->rev) && change->declared == FW_CHANGE_CLASS_NONE)
    fw_manual_say (self, FW_SEVERITY_WARNING, after->line, 1,
                   _ ("rule %s: is not what it was in %s; 'changed: %s' and 'change' have to say "
                      "how (it looks like '%s')"),
                   after->id, previous->version, self->version,
                   fw_change_class_to_word (change->found));
  else if ((change->declared == FW_CHANGE_CLASS_CLARIFY
            || change->declared == FW_CHANGE_CLASS_LOOSEN)
           && fw_change_class_asks_more (change->found))
    fw_manual_say (self, FW_SEVERITY_WARNING, after->line, 1,
                   _("rule %s: says '%s', but something in it is stricter than in %s"), after->id,
                   fw_change_class_to_word (change->declared), previous->version);
}

void
fw_manual_lint_history (FwManual *self,
                        FwManual *previous)
{
  g_autoptr(FwManualDiff) diff = NULL;

  if (g_str_equal (self->sha256, previous->sha256))
    return;

  lint_version (self, previous);
  for (guint i = 0; i < previous->rules->len; i++)
    {
      const FwRule *before = g_ptr_array_index (previous->rules, i);
      const FwRule *after = fw_manual_find_rule (self, before->id);

      if (fw_manual_find_rule (previous, before->id) != before)
        continue;
      if (after)
        lint_reused (self, before, after);
      else
        lint_deleted (self, before);
    }

  diff = fw_manual_diff_new (previous, self);
  for (gsize i = 0; i < fw_manual_diff_get_n (diff); i++)
    if (fw_manual_diff_get (diff, i)->fate == FW_RULE_CHANGED)
      lint_changed (self, previous, fw_manual_diff_get (diff, i));
}

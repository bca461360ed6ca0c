/* SPDX-License-Identifier: GPL-3.0-or-later */

/*
 * The form follows the table of kinds: what a parameter is, its unit, default
 * and sane range are said there and nowhere else.
 */

#include "app/desk/rule-spec.h"

#include <glib/gi18n.h>
#include <string.h>

#include "app/manual/rule-edition.h"

static void
clear_choice (gpointer data)
{
  FwFieldChoice *choice = data;

  g_free (choice->value);
  g_free (choice->title);
}

static void
spec_free (gpointer data)
{
  FwFieldSpec *spec = data;

  g_free (spec->title);
  g_free (spec->help);
  g_free (spec->placeholder);
  g_free (spec->unit);
  g_array_unref (spec->choices);
  g_free (spec);
}

static FwFieldSpec *
spec_new (const char *key,
          const char *name,
          FwFieldLook look)
{
  FwFieldSpec *spec = g_new0 (FwFieldSpec, 1);

  spec->key = g_intern_string (key);
  spec->name = g_intern_string (name);
  spec->look = look;
  spec->help = g_strdup ("");
  spec->placeholder = g_strdup ("");
  spec->unit = g_strdup ("");
  spec->choices = g_array_new (FALSE, FALSE, sizeof (FwFieldChoice));
  g_array_set_clear_func (spec->choices, clear_choice);
  return spec;
}

static void
set_text (char      **text,
          const char *to)
{
  g_free (*text);
  *text = g_strdup (to);
}

static void
add_choice (FwFieldSpec *spec,
            const char  *value,
            const char  *title)
{
  FwFieldChoice choice = { g_strdup (value), g_strdup (title) };

  g_array_append_val (spec->choices, choice);
}

/* What the form says is among the choices, even when it can be none. */
static void
add_present (FwFieldSpec      *spec,
             const FwRuleForm *form)
{
  const char *texts[] = { fw_rule_form_get (form, spec->key, spec->name),
                          fw_rule_form_get_saved (form, spec->key, spec->name) };

  for (gsize i = 0; i < G_N_ELEMENTS (texts); i++)
    {
      gboolean is_there = FALSE;

      for (guint k = 0; k < spec->choices->len; k++)
        is_there |= g_str_equal (g_array_index (spec->choices, FwFieldChoice, k).value, texts[i]);
      if (!is_there)
        add_choice (spec, texts[i], texts[i][0] != '\0' ? texts[i] : _("Not set"));
    }
}

/* "max-inside" as "Max inside". */
static char *
dup_title (const char *word)
{
  g_autofree char *text = g_strdelimit (g_strdup (word), "_-", ' ');
  g_autofree char *first = g_utf8_substring (text, 0, MIN (1, g_utf8_strlen (text, -1)));
  g_autofree char *upper = g_utf8_strup (first, -1);

  return g_strconcat (upper, text + strlen (first), NULL);
}

/* Keys of the block ---------------------------------------------------------------- */

typedef struct
{
  const char *key;
  FwFieldLook look;
  const char *title;
  const char *help;
} Key;

static const Key keys_before[] = {
  { "severity", FW_LOOK_CHOICE, N_("Severity"), "" },
  { "for", FW_LOOK_WORDS, N_("For"), N_("Categories; blank: all. “vehicle.*” means all that begin so.") },
  { "when", FW_LOOK_CODE, N_("When"),
    N_("Only where this holds, such as attr.occlusion == \"none\" and w > 20") },
  { "check", FW_LOOK_KIND, N_("Check"), "" },
};

static const Key keys_behind[] = {
  { "ask", FW_LOOK_LINE, N_("Ask"), N_("A question for reviewers; yes means that all is well.") },
  { "risk", FW_LOOK_CHOICE, N_("Risk"), "" },
  { "message", FW_LOOK_LINE, N_("Message"),
    N_("What annotators read; blank: the first DO NOT sentence.") },
  { "fix", FW_LOOK_CHOICE, N_("Fix"), "" },
};

static const Key keys_history[] = {
  { "since", FW_LOOK_LINE, N_("Since"), N_("The version that brought the rule.") },
  { "changed", FW_LOOK_LINE, N_("Changed"), N_("Publishing sets this and the next for you.") },
  { "change", FW_LOOK_CHOICE, N_("Change"), "" },
  { "retired", FW_LOOK_LINE, N_("Retired"),
    N_("The version that took it out of force. Rules are retired and not deleted.") },
};

static void
add_severities (FwFieldSpec *spec)
{
  add_choice (spec, "error", _("Error: a problem, or a reason for it"));
  add_choice (spec, "warning", _("Warning: a hint, shown and counted"));
  add_choice (spec, "advice", _("Advice: a hint, shown once"));
}

static void
add_risks (FwFieldSpec *spec)
{
  static const char *const titles[] = {
    N_("1: little harm (default)"), "2", "3", "4", N_("5: much harm, looked at often"),
  };

  add_choice (spec, "", _("Not set: 1"));
  for (int i = 0; i < 5; i++)
    {
      char value[] = { (char) ('1' + i), '\0' };

      add_choice (spec, value, titles[i][1] != '\0' ? _(titles[i]) : titles[i]);
    }
}

static void
add_fixes (FwFieldSpec       *spec,
           const FwCheckKind *kind)
{
  static const char *const titles[FW_N_FIXES] = {
    [FW_FIX_CLIP] = N_("Clip: cut the shape at the border"),
    [FW_FIX_SET_ATTRIBUTE] = N_("Set attribute: to what the rule wants"),
    [FW_FIX_CLEAR_ATTRIBUTE] = N_("Clear attribute"),
    [FW_FIX_DROP_SMALL_PARTS] = N_("Drop small parts"),
    [FW_FIX_RENAME] = N_("Rename: to the new category"),
    [FW_FIX_DELETE] = N_("Delete: one at a time"),
    [FW_FIX_DELETE_NEWER] = N_("Delete newer: one at a time"),
  };

  add_choice (spec, "", _("None"));
  for (FwFix fix = FW_FIX_CLIP; kind != NULL && fix < FW_N_FIXES; fix++)
    if (kind->fixes & (1u << fix))
      add_choice (spec, fw_fix_to_word (fix), _(titles[fix]));
}

static void
add_change_classes (FwFieldSpec *spec)
{
  for (FwChangeClass change = 0; change < FW_N_CHANGE_CLASSES; change++)
    add_choice (spec, fw_change_class_to_word (change), fw_change_class_get_title (change));
}

static void
add_key (GPtrArray        *specs,
         const FwRuleForm *form,
         const Key        *key,
         gboolean          is_history)
{
  FwFieldSpec *spec = spec_new (key->key, NULL, key->look);

  spec->title = g_strdup (_(key->title));
  set_text (&spec->help, key->help[0] != '\0' ? _(key->help) : "");
  spec->is_history = is_history;
  if (g_str_equal (key->key, "severity"))
    add_severities (spec);
  else if (g_str_equal (key->key, "risk"))
    add_risks (spec);
  else if (g_str_equal (key->key, "fix"))
    add_fixes (spec, fw_rule_form_get_kind (form));
  else if (g_str_equal (key->key, "change"))
    add_change_classes (spec);
  if (key->look == FW_LOOK_CHOICE)
    add_present (spec, form);
  if (g_str_equal (key->key, "for"))
    set_text (&spec->placeholder, _("all categories"));
  g_ptr_array_add (specs, spec);
}

static void
add_keys (GPtrArray        *specs,
          const FwRuleForm *form,
          const Key        *keys,
          gsize             n)
{
  for (gsize i = 0; i < n; i++)
    {
      gboolean is_fix = g_str_equal (keys[i].key, "fix");

      /* People have no fix. */
      if (!is_fix || !fw_rule_form_is_human (form)
          || fw_rule_form_get (form, "fix", NULL)[0] != '\0')
        add_key (specs, form, &keys[i], keys == keys_history);
    }
}

/* What people look at may be a label, a frame, …; a kind says so itself. */
static void
add_scope (GPtrArray        *specs,
           const FwRuleForm *form)
{
  static const char *const titles[FW_N_SCOPES] = {
    [FW_SCOPE_LABEL] = N_("One label"), [FW_SCOPE_FRAME] = N_("One frame"),
    [FW_SCOPE_TRACK] = N_("One track"), [FW_SCOPE_VIDEO] = N_("The whole video"),
    [FW_SCOPE_PROJECT] = N_("The whole project"),
  };
  FwFieldSpec *spec;

  if (!fw_rule_form_is_human (form) && fw_rule_form_get (form, "scope", NULL)[0] == '\0')
    return;
  spec = spec_new ("scope", NULL, FW_LOOK_CHOICE);
  spec->title = g_strdup (_("Looks at"));
  add_choice (spec, "", _("Not set: one label"));
  for (FwScope scope = 0; scope < FW_N_SCOPES; scope++)
    add_choice (spec, fw_scope_to_word (scope), _(titles[scope]));
  add_present (spec, form);
  g_ptr_array_add (specs, spec);
}

/* Parameters ------------------------------------------------------------------------ */

static FwFieldLook
get_look (const FwParam *param)
{
  switch (param->type)
    {
    case FW_PARAM_NUMBER:
    case FW_PARAM_INTEGER:
      return FW_LOOK_NUMBER;
    case FW_PARAM_BOOL:
    case FW_PARAM_WORD:
    case FW_PARAM_ATTRIBUTE:
    case FW_PARAM_CATEGORY:
      return FW_LOOK_CHOICE;
    case FW_PARAM_GLOBS:
    case FW_PARAM_CATEGORIES:
    case FW_PARAM_VALUES:
    case FW_PARAM_FIELDS:
      return FW_LOOK_WORDS;
    case FW_PARAM_PATTERN:
    case FW_PARAM_EXPRESSION:
      return FW_LOOK_CODE;
    case FW_PARAM_TEXT:
    case FW_PARAM_TEXTS:
    case FW_PARAM_PAIRS:
    case FW_PARAM_SETS:
    case FW_PARAM_COUNTS:
    case FW_PARAM_RENAMES:
    case FW_PARAM_SENSORS:
    default:
      return FW_LOOK_LINE;
    }
}

/* "whole number, usually 1 to 500 px; needed" */
static char *
dup_param_help (const FwParam *param)
{
  GString *help = g_string_new (NULL);
  const char *form = NULL;

  gboolean is_number = param->type == FW_PARAM_NUMBER || param->type == FW_PARAM_INTEGER;

  /* A share says so in its unit. */
  if (is_number && !(g_strcmp0 (param->unit, "share") == 0 && param->low == 0.0
                     && param->high == 1.0))
    g_string_append_printf (help, _("Usually %.10g to %.10g"), param->low, param->high);
  else if (param->type == FW_PARAM_PAIRS)
    form = _("Written as: red > green, green > yellow");
  else if (param->type == FW_PARAM_SETS)
    form = _("Written as: parked + moving, occlusion=full + colour=red");
  else if (param->type == FW_PARAM_COUNTS)
    form = _("Written as: shoe: 2, glove: 2");
  else if (param->type == FW_PARAM_RENAMES)
    form = _("Written as: old.name: new.name");
  else if (param->type == FW_PARAM_SENSORS)
    form = _("Written as: front: box + polygon, thermal: box");
  else if (param->type == FW_PARAM_PATTERN)
    form = _("A regular expression, such as ^[A-Z]{2}-[0-9]+$");
  if (form != NULL)
    g_string_append (help, form);
  if (param->is_required)
    g_string_append_printf (help, "%s%s", help->len > 0 ? ". " : "", _("Needed."));
  return g_string_free (help, FALSE);
}

static void
add_param_choices (FwFieldSpec      *spec,
                   const FwRuleForm *form,
                   const FwParam    *param)
{
  FwTaxonomy *taxonomy = fw_manual_get_taxonomy (fw_rule_form_get_manual (form));
  g_auto (GStrv) words = param->words != NULL ? g_strsplit (param->words, "|", -1) : NULL;

  if (!param->is_required)
    {
      g_autofree char *title = param->default_value != NULL
                                 ? g_strdup_printf (_("Not set: %s"), param->default_value)
                                 : g_strdup (_("Not set"));

      add_choice (spec, "", title);
    }
  for (guint i = 0; words != NULL && words[i] != NULL; i++)
    add_choice (spec, words[i], words[i]);
  if (param->type == FW_PARAM_BOOL)
    {
      add_choice (spec, "true", _("Yes"));
      add_choice (spec, "false", _("No"));
    }
  for (gsize i = 0; param->type == FW_PARAM_ATTRIBUTE && i < fw_taxonomy_get_n_attributes (taxonomy);
       i++)
    {
      const char *name = fw_taxonomy_get_attribute (taxonomy, i)->name;

      add_choice (spec, name, name);
    }
  for (gsize i = 0; param->type == FW_PARAM_CATEGORY && i < fw_taxonomy_get_n_categories (taxonomy);
       i++)
    {
      const char *name = fw_taxonomy_get_category (taxonomy, i)->name;

      add_choice (spec, name, name);
    }
  add_present (spec, form);
}

static const char *
get_unit_words (const char *unit)
{
  static const struct
  {
    const char *unit;
    const char *words;
  } all[] = {
    { "px2", N_("px²") },
    { "s", N_("seconds") },
    { "share", N_("0 to 1") },
    { "ratio", N_("times") },
  };

  for (gsize i = 0; unit != NULL && i < G_N_ELEMENTS (all); i++)
    if (g_str_equal (all[i].unit, unit))
      return _(all[i].words);
  return unit != NULL ? unit : "";
}

static void
add_param (GPtrArray        *specs,
           const FwRuleForm *form,
           const FwParam    *param)
{
  FwFieldSpec *spec = spec_new ("with", param->name, get_look (param));

  spec->title = param->name[0] != '\0' ? dup_title (param->name) : g_strdup (_("With"));
  g_free (spec->help);
  spec->help = dup_param_help (param);
  set_text (&spec->placeholder, param->default_value != NULL ? param->default_value : "");
  set_text (&spec->unit, get_unit_words (param->unit));
  if (spec->look == FW_LOOK_CHOICE)
    add_param_choices (spec, form, param);
  g_ptr_array_add (specs, spec);
}

/* What the kind does not know stands there, so that it can be taken away. */
static void
add_strays (GPtrArray        *specs,
            const FwRuleForm *form)
{
  g_autoptr (GPtrArray) names = fw_rule_form_list_strays (form);

  for (guint i = 0; i < names->len; i++)
    {
      const char *name = names->pdata[i];
      FwFieldSpec *spec = spec_new ("with", name, FW_LOOK_LINE);

      spec->title = name[0] != '\0' ? dup_title (name) : g_strdup (_("With"));
      set_text (&spec->help, _("This check knows nothing of the kind; make it blank to remove it."));
      g_ptr_array_add (specs, spec);
    }
}

static void
add_params (GPtrArray        *specs,
            const FwRuleForm *form)
{
  const FwCheckKind *kind = fw_rule_form_get_kind (form);
  gboolean is_expr = kind != NULL && g_str_equal (kind->name, "expr");

  for (guint i = 0; kind != NULL && i < kind->n_params; i++)
    add_param (specs, form, &kind->params[i]);
  add_strays (specs, form);
  if (is_expr || fw_rule_form_get_saved (form, "expect", NULL)[0] != '\0')
    {
      FwFieldSpec *spec = spec_new ("expect", NULL, FW_LOOK_CODE);

      spec->title = g_strdup (_("Expect"));
      set_text (&spec->help, _("Has to hold; where it does not, the rule is broken."));
      g_ptr_array_add (specs, spec);
    }
}

GPtrArray *
fw_rule_specs_new (const FwRuleForm *form)
{
  g_return_val_if_fail (form != NULL, NULL);

  GPtrArray *specs = g_ptr_array_new_with_free_func (spec_free);
  FwFieldSpec *title = spec_new (FW_FORM_TITLE, NULL, FW_LOOK_LINE);

  title->title = g_strdup (_("Title"));
  set_text (&title->placeholder, _("What the rule is about, in a few words"));
  g_ptr_array_add (specs, title);
  if (!fw_rule_form_has_block (form))
    return specs;
  add_keys (specs, form, keys_before, G_N_ELEMENTS (keys_before));
  add_params (specs, form);
  add_scope (specs, form);
  add_keys (specs, form, keys_behind, G_N_ELEMENTS (keys_behind));
  add_keys (specs, form, keys_history, G_N_ELEMENTS (keys_history));
  return specs;
}

/* Words ------------------------------------------------------------------------------ */

static void
add_categories (GPtrArray  *words,
                FwTaxonomy *taxonomy,
                gboolean    with_groups)
{
  g_autoptr (GHashTable) groups = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  gsize n = fw_taxonomy_get_n_categories (taxonomy);

  for (gsize i = 0; i < n; i++)
    {
      const char *name = fw_taxonomy_get_category (taxonomy, i)->name;
      const char *dot = strchr (name, '.');
      g_autofree char *group =
        dot != NULL ? g_strdup_printf ("%.*s.*", (int) (dot - name), name) : NULL;

      if (with_groups && group != NULL && g_hash_table_add (groups, g_strdup (group)))
        g_ptr_array_add (words, g_strdup (group));
      g_ptr_array_add (words, g_strdup (name));
    }
}

static void
add_values (GPtrArray        *words,
            const FwRuleForm *form,
            FwTaxonomy       *taxonomy)
{
  const FwAttribute *attribute =
    fw_taxonomy_find_attribute (taxonomy, fw_rule_form_get (form, "with", "attribute"));

  for (gsize i = 0; attribute != NULL && i < attribute->n_values; i++)
    g_ptr_array_add (words, g_strdup (attribute->values[i]));
  if (attribute != NULL && attribute->type == FW_ATTRIBUTE_BOOL)
    {
      g_ptr_array_add (words, g_strdup ("true"));
      g_ptr_array_add (words, g_strdup ("false"));
    }
}

GPtrArray *
fw_rule_words_list (const FwRuleForm *form,
                    const char       *key,
                    const char       *name)
{
  g_return_val_if_fail (form != NULL && key != NULL, NULL);

  FwTaxonomy *taxonomy = fw_manual_get_taxonomy (fw_rule_form_get_manual (form));
  const FwCheckKind *kind = fw_rule_form_get_kind (form);
  int index = kind != NULL && name != NULL ? fw_check_kind_find_param (kind, name) : -1;
  GPtrArray *words = g_ptr_array_new_with_free_func (g_free);
  FwParamType type = index >= 0 ? kind->params[index].type : FW_PARAM_GLOBS;

  if (index < 0 && !g_str_equal (key, "for"))
    return words;
  if (type == FW_PARAM_GLOBS || type == FW_PARAM_CATEGORIES)
    add_categories (words, taxonomy, type == FW_PARAM_GLOBS);
  else if (type == FW_PARAM_VALUES)
    add_values (words, form, taxonomy);
  else if (type == FW_PARAM_FIELDS)
    {
      g_ptr_array_add (words, g_strdup ("category"));
      for (gsize i = 0; i < fw_taxonomy_get_n_attributes (taxonomy); i++)
        g_ptr_array_add (words, g_strdup (fw_taxonomy_get_attribute (taxonomy, i)->name));
    }
  return words;
}

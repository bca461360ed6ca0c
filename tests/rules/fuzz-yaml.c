/* SPDX-License-Identifier: GPL-3.0-or-later */

/*
 * A fuzz target for YAML blocks and for edits of manuals (fuzz.h tells how it is
 * run). The bytes are a block, or a manual when they begin with ---, and behind
 * lines of ===== the change: first a key, a name and a value, each on a line of
 * its own (the value may go on); then prose; then a title.
 *
 * What is read is written and read again the same. An edit that is made says
 * what was asked, is the same when it is made twice, and leaves every byte that
 * belongs to something else.
 */

#include "../support/fuzz.h"

#include "rules/manual-edit.h"

typedef struct
{
  char   *key;
  char   *name;  /* NULL: none */
  FwYaml *value; /* NULL: remove */
  char   *prose;
  char   *title;
} Change;

static void
change_clear (Change *self)
{
  g_free (self->key);
  g_free (self->name);
  fw_yaml_free (self->value);
  g_free (self->prose);
  g_free (self->title);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Change, change_clear)

static void
read_change (const guint8 *data,
             gsize         size,
             Change       *out)
{
  g_autofree char *raw = fuzz_dup_part (data, size, 1);
  g_autofree char *text = g_utf8_make_valid (raw, -1);
  g_auto(GStrv) lines = g_strsplit (text, "\n", 3);
  guint n = g_strv_length (lines);
  int line, column;

  out->key = g_strdup (n > 0 && *lines[0] ? lines[0] : "severity");
  out->name = n > 1 && *lines[1] ? g_strdup (lines[1]) : NULL;
  if (n > 2)
    out->value = fw_yaml_parse (lines[2], strlen (lines[2]), 1, &line, &column, NULL);
  out->prose = fuzz_dup_part (data, size, 2);
  out->title = fuzz_dup_part (data, size, 3);
}

/* Bytes [0, start) and [end, length) of @before are the ends of @after. */
static void
assert_kept (const char *before,
             gsize       length,
             gsize       start,
             gsize       end,
             const char *after,
             gsize       length_after)
{
  gsize tail = length - end;

  g_assert_cmpuint (start, <=, end);
  g_assert_cmpuint (end, <=, length);
  g_assert_cmpuint (start + tail, <=, length_after);
  g_assert_cmpmem (before, start, after, start);
  g_assert_cmpmem (before + end, tail, after + length_after - tail, tail);
}

/* @after is @before and something more at one place. */
static void
assert_inserted (const char *before,
                 gsize       length,
                 const char *after,
                 gsize       length_after)
{
  gsize head = 0, tail = 0;

  g_assert_cmpuint (length_after, >=, length);
  while (head < length && before[head] == after[head])
    head++;
  while (tail < length && before[length - 1 - tail] == after[length_after - 1 - tail])
    tail++;
  g_assert_cmpuint (head + tail, >=, length);
}

static void
assert_bytes_inserted (GBytes *before,
                       GBytes *after)
{
  assert_inserted (g_bytes_get_data (before, NULL), g_bytes_get_size (before),
                   g_bytes_get_data (after, NULL), g_bytes_get_size (after));
}

/* Blocks. */

static guint
get_depth (const FwYaml *node)
{
  guint depth = 0;

  for (guint i = 0; node->items && i < node->items->len; i++)
    depth = MAX (depth, get_depth (node->items->pdata[i]));

  return depth + 1;
}

static void
check_written (const FwYaml *root)
{
  /* It goes one level deeper than it was. */
  if (get_depth (root) >= 8)
    return;

  for (int in_flow = 0; in_flow < 2; in_flow++)
    {
      g_autofree char *written = fw_yaml_write (root, in_flow, NULL);
      g_autofree char *text = NULL;
      g_autoptr(FwYaml) again = NULL;
      int line, column;

      if (!written)
        continue;
      g_assert_null (strchr (written, '\n'));
      text = in_flow ? g_strdup_printf ("[%s]", written) : g_strdup_printf ("k: %s\n", written);
      again = fw_yaml_parse (text, strlen (text), 1, &line, &column, NULL);
      g_assert_nonnull (again);
      g_assert_true (fw_yaml_equal (g_ptr_array_index (again->items, 0), root));
    }
}

/* From where to where an edit of the entry at @index may change something:
 * whole lines, or up to the entries beside it. */
static void
find_span (const char   *text,
           const FwYaml *map,
           guint         index,
           gsize        *out_start,
           gsize        *out_end)
{
#define BYTE(characters_) ((gsize) (g_utf8_offset_to_pointer (text, characters_) - text))
  const FwYaml *key = map->keys->pdata[index], *value = map->items->pdata[index];
  gsize start = BYTE (key->start), end = BYTE (MAX (value->end, key->end));

  while (start > 0 && text[start - 1] != '\n')
    start--;
  while (end > start && g_ascii_isspace (text[end - 1]))
    end--;
  while (text[end] && text[end] != '\n')
    end++;
  end += text[end] == '\n';
  if (map->is_flow && index > 0)
    start = MIN (start, BYTE (((FwYaml *) map->items->pdata[index - 1])->start));
  if (map->is_flow && index + 1 < map->keys->len)
    end = MAX (end, BYTE (((FwYaml *) map->keys->pdata[index + 1])->start));
  *out_start = start;
  *out_end = end;
#undef BYTE
}

static int
find_key (const FwYaml *map,
          const char   *key)
{
  for (guint i = 0; i < map->keys->len; i++)
    if (g_str_equal (((FwYaml *) map->keys->pdata[i])->text, key))
      return i;

  return -1;
}

static const FwYaml *
get_value (const FwYaml *root,
           const Change *change)
{
  const FwYaml *value = fw_yaml_get (root, change->key);

  return value && change->name ? fw_yaml_get (value, change->name) : value;
}

static void
assert_rest_is_equal (const FwYaml *before,
                      const FwYaml *after,
                      const Change *change)
{
  for (guint i = 0; i < before->keys->len; i++)
    {
      const FwYaml *key = before->keys->pdata[i];

      if (!g_str_equal (key->text, change->key))
        g_assert_true (fw_yaml_equal (before->items->pdata[i], fw_yaml_get (after, key->text)));
    }
  for (guint i = 0; i < after->keys->len; i++)
    {
      const FwYaml *key = after->keys->pdata[i];

      g_assert_true (g_str_equal (key->text, change->key) || fw_yaml_get (before, key->text));
    }
}

static void
check_edit (const char   *text,
            const FwYaml *before,
            const Change *change)
{
  static const char *const order[] = { "severity", "since", "for", "check", "with", "ask", NULL };
  FwYamlChange wanted = { .key = change->key, .name = change->name, .value = change->value };
  FwYamlStyle style = { .order = order, .newline = strstr (text, "\r\n") ? "\r\n" : "\n" };
  g_autoptr(GError) error = NULL;
  g_autofree char *edited = fw_yaml_edit (text, &wanted, &style, &error);
  g_autofree char *twice = NULL;
  g_autoptr(FwYaml) after = NULL;
  int line, column, index;
  const FwYaml *map = before;
  gsize start, end;

  if (!edited)
    {
      g_assert_nonnull (error);
      return;
    }
  after = fw_yaml_parse (edited, strlen (edited), 1, &line, &column, &error);
  g_assert_no_error (error);
  g_assert_true (fw_yaml_equal (get_value (after, change), change->value));
  assert_rest_is_equal (before, after, change);
  twice = fw_yaml_edit (edited, &wanted, &style, NULL);
  g_assert_cmpstr (twice, ==, edited);

  index = find_key (map, change->key);
  if (index < 0)
    {
      assert_inserted (text, strlen (text), edited, strlen (edited));
      return;
    }
  find_span (text, map, index, &start, &end);
  assert_kept (text, strlen (text), start, end, edited, strlen (edited));
  map = map->items->pdata[index];
  if (!change->name || map->kind != FW_YAML_MAP || map->keys->len == 0
      || (map->keys->len == 1 && !change->value))
    return;

  index = find_key (map, change->name);
  if (index < 0)
    {
      assert_inserted (text, strlen (text), edited, strlen (edited));
      return;
    }
  find_span (text, map, index, &start, &end);
  assert_kept (text, strlen (text), start, end, edited, strlen (edited));
}

static void
take_block (const char   *text,
            gsize         length,
            const Change *change)
{
  int line = 0, column = 0;
  g_autoptr(GError) error = NULL;
  g_autoptr(FwYaml) root = fw_yaml_parse (text, length, 7, &line, &column, &error);

  g_assert_cmpint (line, >=, 7);
  g_assert_cmpint (column, >=, 1);
  if (!root)
    {
      g_assert_nonnull (error);
      return;
    }
  g_assert_no_error (error);
  check_written (root);
  if (root->kind == FW_YAML_MAP && strlen (text) == length)
    check_edit (text, root, change);
}

/* Manuals. */

static const FwManualSection *
find_section (FwManual     *manual,
              const FwRule *rule)
{
  return fw_manual_find_section (manual, rule->line);
}

static void
check_rule_edit (FwManual     *before,
                 const FwRule *rule,
                 const Change *change,
                 guint         what)
{
  g_autoptr(FwRuleEdit) edit = fw_rule_edit_new (rule->id);
  g_autoptr(GError) error = NULL;
  g_autoptr(GBytes) edited = NULL;
  g_autoptr(GBytes) twice = NULL;
  g_autoptr(FwManual) after = NULL;
  GBytes *bytes = fw_manual_get_bytes (before);
  const FwManualSection *section = find_section (before, rule);
  gsize start = section->heading, end = section->end;

  if (what & 1)
    fw_rule_edit_set (edit, change->key, change->name,
                      change->value ? fw_yaml_copy (change->value) : NULL);
  if (what & 2)
    fw_rule_edit_set_prose (edit, change->prose);
  if (what & 4)
    fw_rule_edit_set_title (edit, change->title);
  edited = fw_rule_edit_apply (edit, bytes, &error);
  if (!edited)
    {
      g_assert_nonnull (error);
      g_assert_true (g_utf8_validate (error->message, -1, NULL));
      return;
    }
  if (what == 1)
    {
      start = section->block;
      end = section->block_end;
    }
  assert_kept (g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes), start, end,
               g_bytes_get_data (edited, NULL), g_bytes_get_size (edited));
  after = fw_manual_new_from_bytes (edited, &error);
  g_assert_no_error (error);
  g_assert_nonnull (fw_manual_find_rule (after, rule->id));
  if (what & 1)
    {
      g_autoptr(FwYaml) block = fw_manual_read_block (after, rule->id);

      g_assert_nonnull (block);
      g_assert_true (fw_yaml_equal (get_value (block, change), change->value));
    }
  twice = fw_rule_edit_apply (edit, edited, &error);
  g_assert_no_error (error);
  g_assert_true (g_bytes_equal (twice, edited));
}

static void
check_added (FwManual     *before,
             const FwRule *rule,
             const Change *change)
{
  GBytes *bytes = fw_manual_get_bytes (before);
  FwNewRule new_rule = { .title = change->title, .after = rule ? rule->id : NULL,
                         .ask = change->key, .prose = change->prose };
  FwNewPrecedent new_precedent
      = { .rule = rule ? rule->id : "XX-001", .title = change->title, .question = change->title,
          .answer = change->key, .outcome = change->key, .item = change->name };
  g_autofree char *id = NULL;
  g_autofree char *precedent_id = NULL;
  g_autoptr(GBytes) with_rule = fw_manual_add_rule (bytes, &new_rule, &id, NULL);
  g_autoptr(GBytes) with_precedent
      = fw_manual_add_precedent (bytes, &new_precedent, &precedent_id, NULL);
  g_autoptr(GBytes) with_change
      = fw_manual_add_change (bytes, fw_manual_get_version (before), change->title, NULL);
  g_autoptr(GBytes) with_version = fw_manual_set_version (bytes, "9.9.9", "2026-11-02", NULL);

  g_assert_true (!with_rule == !id);
  g_assert_true (!with_precedent == !precedent_id);
  if (with_rule)
    {
      g_autoptr(FwManual) after = fw_manual_new_from_bytes (with_rule, NULL);

      assert_bytes_inserted (bytes, with_rule);
      g_assert_null (fw_manual_find_rule (before, id));
      g_assert_nonnull (fw_manual_find_rule (after, id));
      g_assert_true (fw_manual_find_rule (after, id)->is_human);
    }
  if (with_precedent)
    assert_bytes_inserted (bytes, with_precedent);
  if (with_change)
    assert_bytes_inserted (bytes, with_change);
  if (with_version)
    {
      g_autoptr(FwManual) after = fw_manual_new_from_bytes (with_version, NULL);

      g_assert_cmpstr (fw_manual_get_version (after), ==, "9.9.9");
      g_assert_cmpuint (fw_manual_get_n_rules (after), ==, fw_manual_get_n_rules (before));
    }
}

static void
take_manual (const char   *text,
             gsize         length,
             const Change *change)
{
  g_autoptr(GBytes) bytes = g_bytes_new (text, length);
  g_autoptr(FwManual) manual = fw_manual_new_from_bytes (bytes, NULL);
  gsize n = manual ? fw_manual_get_n_rules (manual) : 0;

  if (!manual)
    return;
  for (gsize i = 0; i < MIN (n, 3); i++)
    {
      const FwRule *rule = fw_manual_get_rule (manual, i);

      if (fw_manual_find_rule (manual, rule->id) != rule)
        continue;
      check_rule_edit (manual, rule, change, 1);
      check_rule_edit (manual, rule, change, 2);
      check_rule_edit (manual, rule, change, 4);
      check_rule_edit (manual, rule, change, 7);
    }
  check_added (manual, n > 0 ? fw_manual_get_rule (manual, 0) : NULL, change);
}

int
LLVMFuzzerTestOneInput (const guint8 *data,
                        gsize         size)
{
  g_autofree char *text = fuzz_dup_part (data, size, 0);
  g_auto(Change) change = { NULL };

  read_change (data, size, &change);
  if (g_str_has_prefix (text, "---"))
    take_manual (text, strlen (text), &change);
  else
    take_block (text, strlen (text), &change);

  /* With the zero bytes, too. */
  if (memchr (size > 0 ? (const char *) data : "", '\0', size))
    take_block ((const char *) data, size, &change);

  return 0;
}

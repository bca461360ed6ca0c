/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "formats/manual-json.h"

#include "formats/track-json.h"

static const char *
member_text (FwJsonValue object, const char *name, const char *fallback)
{
  FwJsonValue value;

  return fw_json_get_member (object, name, &value) && fw_json_get_type (value) == FW_JSON_TEXT
             ? fw_json_get_text (value, NULL)
             : fallback;
}

static gint64
member_integer (FwJsonValue object, const char *name, gint64 fallback)
{
  FwJsonValue value;
  gint64 integer;

  return fw_json_get_member (object, name, &value) && fw_json_get_integer (value, &integer)
             ? integer
             : fallback;
}

static void
write_text (FwJsonWriter *writer, const char *key, const char *text)
{
  fw_json_writer_key (writer, key);
  fw_json_writer_text (writer, text);
}

static void
write_integer (FwJsonWriter *writer, const char *key, gint64 integer)
{
  fw_json_writer_key (writer, key);
  fw_json_writer_integer (writer, integer);
}

/* Manuals. */

void
fw_manual_stamp_json_write (FwJsonWriter *writer, const FwManualStamp *stamp)
{
  gsize n;
  const FwRuleRev *revs = fw_manual_stamp_get_revs (stamp, &n);

  fw_json_writer_begin_object (writer);
  write_text (writer, "manual", fw_manual_stamp_get_name (stamp));
  write_text (writer, "version", fw_manual_stamp_get_version (stamp));
  write_text (writer, "sha256", fw_manual_stamp_get_sha256 (stamp));
  fw_json_writer_key (writer, "revs");
  fw_json_writer_begin_object (writer);
  for (gsize i = 0; i < n; i++)
    write_text (writer, revs[i].rule, revs[i].rev);
  fw_json_writer_end_object (writer);
  fw_json_writer_end_object (writer);
}

FwManualStamp *
fw_manual_stamp_json_read (FwJsonValue value)
{
  g_autoptr (GArray) revs = g_array_new (FALSE, FALSE, sizeof (FwRuleRev));
  FwJsonValue list, item;
  FwJsonWalk walk;
  const char *rule;

  if (fw_json_get_member (value, "revs", &list) && fw_json_get_type (list) == FW_JSON_OBJECT)
    {
      fw_json_walk_init (&walk, list);
      while (fw_json_walk_next (&walk, &rule, &item))
        if (fw_json_get_type (item) == FW_JSON_TEXT)
          {
            /* The parser's texts may move on with the walk. */
            FwRuleRev rev = { g_intern_string (rule),
                              g_intern_string (fw_json_get_text (item, NULL)) };

            g_array_append_val (revs, rev);
          }
    }

  return fw_manual_stamp_new (member_text (value, "manual", ""), member_text (value, "version", ""),
                              member_text (value, "sha256", ""),
                              (const FwRuleRev *) (gpointer) revs->data, revs->len);
}

void
fw_stamp_list_json_write (FwJsonWriter *writer, const FwStampList *list)
{
  fw_json_writer_begin_array (writer);
  for (gsize i = 0; i < fw_stamp_list_get_n (list); i++)
    fw_manual_stamp_json_write (writer, fw_stamp_list_get (list, i));
  fw_json_writer_end_array (writer);
}

FwStampList *
fw_stamp_list_json_read (FwJsonValue value)
{
  g_autoptr (GPtrArray) stamps
      = g_ptr_array_new_with_free_func ((GDestroyNotify) fw_manual_stamp_unref);
  FwJsonValue item;
  FwJsonWalk walk;

  if (fw_json_get_type (value) != FW_JSON_ARRAY)
    return NULL;

  fw_json_walk_init (&walk, value);
  while (fw_json_walk_next (&walk, NULL, &item))
    g_ptr_array_add (stamps, fw_manual_stamp_json_read (item));

  return fw_stamp_list_new ((FwManualStamp *const *) stamps->pdata, stamps->len);
}

/* Confirmed frames. */

void
fw_confirmed_json_write (FwJsonWriter *writer, const FwTrack *track, const FwStampList *manuals)
{
  gsize n;
  const FwConfirmed *confirmed = fw_track_get_confirmed (track, &n);
  gboolean is_open = FALSE;

  for (gsize i = 0; i < n; i++)
    {
      gsize index = 0;

      if (manuals && !fw_stamp_list_find (manuals, confirmed[i].manual, &index))
        continue;
      if (!is_open)
        {
          fw_json_writer_key (writer, "confirmed");
          fw_json_writer_begin_array (writer);
          is_open = TRUE;
        }
      fw_json_writer_begin_array (writer);
      fw_json_writer_integer (writer, confirmed[i].span.first);
      fw_json_writer_integer (writer, confirmed[i].span.last);
      if (manuals)
        fw_json_writer_integer (writer, (gint64) index);
      else
        fw_json_writer_text (writer, confirmed[i].manual);
      fw_json_writer_end_array (writer);
    }
  if (is_open)
    fw_json_writer_end_array (writer);
}

/* [first, last, manual] */
static void
read_confirmed (FwJsonValue item, FwTrackBuilder *builder, const FwStampList *manuals)
{
  FwJsonValue cells[3];
  FwJsonWalk walk;
  gint64 first, last, index;
  const char *key = NULL;

  if (fw_json_get_type (item) != FW_JSON_ARRAY || fw_json_get_count (item) != 3)
    return;
  fw_json_walk_init (&walk, item);
  for (gsize i = 0; i < G_N_ELEMENTS (cells); i++)
    fw_json_walk_next (&walk, NULL, &cells[i]);
  if (!fw_json_get_integer (cells[0], &first) || !fw_json_get_integer (cells[1], &last)
      || first < 0 || last < first || last >= FW_TRACK_JSON_MAX_FRAMES)
    return;

  if (!manuals && fw_json_get_type (cells[2]) == FW_JSON_TEXT)
    key = fw_json_get_text (cells[2], NULL);
  else if (fw_json_get_integer (cells[2], &index) && index >= 0
           && (gsize) index < fw_stamp_list_get_n (manuals))
    key = fw_manual_stamp_get_key (fw_stamp_list_get (manuals, (gsize) index));
  if (key)
    fw_track_builder_confirm (builder, (FwSpan){ (FwFrame) first, (FwFrame) last }, key);
}

void
fw_confirmed_json_read (FwJsonValue object, FwTrackBuilder *builder, const FwStampList *manuals)
{
  FwJsonValue list, item;
  FwJsonWalk walk;

  if (!fw_json_get_member (object, "confirmed", &list) || fw_json_get_type (list) != FW_JSON_ARRAY)
    return;

  fw_json_walk_init (&walk, list);
  while (fw_json_walk_next (&walk, NULL, &item))
    read_confirmed (item, builder, manuals);
}

/* Set aside. */

void
fw_set_aside_json_write (FwJsonWriter *writer, const FwSetAside *aside, int by)
{
  fw_json_writer_begin_object (writer);
  write_text (writer, "rule", aside->rule);
  write_text (writer, "rev", aside->rev);
  if (aside->track > 0)
    write_integer (writer, "track", aside->track);
  if (aside->other > 0)
    write_integer (writer, "other", aside->other);
  if (aside->span.first >= 0)
    {
      write_integer (writer, "first", aside->span.first);
      write_integer (writer, "last", aside->span.last);
    }
  write_text (writer, "unit_rev", aside->unit_rev);
  write_text (writer, "reason", fw_aside_reason_to_word (aside->reason));
  write_text (writer, "text", aside->text);
  if (by >= 0)
    write_integer (writer, "by", by);
  else if (aside->by)
    write_text (writer, "by", aside->by);
  write_text (writer, "at", aside->at);
  if (aside->question > 0)
    write_integer (writer, "question", aside->question);
  fw_json_writer_end_object (writer);
}

gboolean
fw_set_aside_json_read (FwJsonValue value, GPtrArray *people, FwSetAside *out_aside)
{
  gint64 first = member_integer (value, "first", FW_FRAME_NONE);
  gint64 last = member_integer (value, "last", first);
  gint64 by = member_integer (value, "by", -1);

  *out_aside = (FwSetAside){
    .rule = member_text (value, "rule", ""),
    .rev = member_text (value, "rev", ""),
    .track = MAX (member_integer (value, "track", 0), 0),
    .other = MAX (member_integer (value, "other", 0), 0),
    .span = { FW_FRAME_NONE, FW_FRAME_NONE },
    .unit_rev = member_text (value, "unit_rev", ""),
    .text = member_text (value, "text", ""),
    .by = member_text (value, "by", NULL),
    .at = member_text (value, "at", ""),
    .question = MAX (member_integer (value, "question", 0), 0),
  };
  if (first >= 0 && last >= first && last < FW_TRACK_JSON_MAX_FRAMES)
    out_aside->span = (FwSpan){ (FwFrame) first, (FwFrame) last };
  if (people && by >= 0 && by < people->len)
    out_aside->by = g_ptr_array_index (people, by);

  return *out_aside->rule
         && fw_aside_reason_from_word (member_text (value, "reason", NULL), &out_aside->reason);
}

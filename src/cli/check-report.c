/* SPDX-License-Identifier: GPL-3.0-or-later */

/*
 * Text for people gives one line per object and run of frames; JSON gives one
 * problem per annotation, as the manual counts.
 */

#include "cli/check-report.h"

#include <glib/gi18n.h>
#include <inttypes.h>

const char *
fw_check_report_find_silence (FwCheckReport *self,
                              const FwRule  *rule)
{
  return rule->is_human || rule->is_retired ? NULL : fw_checker_get_silence (self->checker, rule);
}

char *
fw_check_report_name_object (FwCheckReport *self,
                             FwTrackId      id)
{
  FwSnapshot *snapshot = fw_coco_file_get_snapshot (self->labels);
  FwTrack *track = fw_snapshot_get_track (snapshot, id);
  const FwCategory *category = track ? fw_taxonomy_find (fw_snapshot_get_taxonomy (snapshot),
                                                         fw_track_get_category (track)) : NULL;

  if (track && fw_track_get_name (track))
    return g_strdup (fw_track_get_name (track));

  return g_strdup_printf ("%s %" G_GINT64_FORMAT, category ? category->name : _("object"), id);
}

char *
fw_check_report_name_place (FwCheckReport *self,
                            FwSpan         span)
{
  FwFrameList *frames = fw_snapshot_get_frame_list (fw_coco_file_get_snapshot (self->labels));

  if (span.first < 0)
    return g_strdup (_("whole video"));
  if (frames && !fw_frame_list_is_video (frames) && span.first == span.last
      && fw_frame_list_get (frames, span.first).name)
    return g_strdup (fw_frame_list_get (frames, span.first).name);
  if (span.first == span.last)
    return g_strdup_printf (_("frame %d"), span.first);

  return g_strdup_printf (_("frames %d to %d"), span.first, span.last);
}

gint64
fw_check_report_find_annotation (FwCheckReport   *self,
                                 const FwProblem *problem)
{
  FwTrackId track = fw_problem_get_track (problem);
  FwSpan span = fw_problem_get_span (problem);

  return track > 0 && span.first >= 0
             ? fw_coco_file_find_annotation (self->labels, track, span.first)
             : 0;
}

gboolean
fw_check_report_is_aside (const FwSetAside *said)
{
  return said && fw_aside_reason_hides (said->reason);
}

char *
fw_check_report_dup_said (const FwSetAside *said)
{
  gboolean has_text = said && *said->text;

  if (!said)
    return g_strdup ("");
  if (fw_check_report_is_aside (said))
    return has_text ? g_strdup_printf (_(" (set aside: %s)"), said->text)
                    : g_strdup (_(" (set aside)"));

  return has_text ? g_strdup_printf (_(" (left open: %s)"), said->text)
                  : g_strdup (_(" (left open)"));
}

const FwSetAside *
fw_check_report_count (FwCheckReport *self,
                       FwProblem     *problem)
{
  const FwSetAside *said = fw_aside_filter_find (self->filter, problem);
  gint64 n = fw_problem_get_count (problem);

  if (said)
    {
      self->n_aside += n;
      return said;
    }
  if (fw_problem_get_rule (problem)->severity == FW_SEVERITY_ERROR)
    self->n_errors += n;
  else
    self->n_hints += n;
  said = fw_aside_filter_find_left (self->filter, problem);
  self->n_left += said ? n : 0;

  return said;
}

/* JSON */

/* Numbers below 1 stand for "there is none", except for frames. */
static void
write_id (FwJsonWriter *writer,
          const char   *key,
          gint64        id,
          gboolean      is_there)
{
  fw_json_writer_key (writer, key);
  if (is_there)
    fw_json_writer_integer (writer, id);
  else
    fw_json_writer_null (writer);
}

/* What a person said about the problem, and when. */
static void
write_said (FwJsonWriter     *writer,
            const FwSetAside *said)
{
  fw_json_writer_key (writer, fw_check_report_is_aside (said) ? "aside" : "left_open");
  fw_json_writer_begin_object (writer);
  fw_command_json_text (writer, "reason", fw_aside_reason_to_word (said->reason));
  fw_command_json_text (writer, "text", said->text);
  fw_command_json_text (writer, "by", said->by);
  fw_command_json_text (writer, "at", *said->at ? said->at : NULL);
  fw_json_writer_end_object (writer);
}

static void
write_problem (FwCheckReport    *self,
               FwProblem        *problem,
               const FwSetAside *said)
{
  FwJsonWriter *writer = self->writer;
  const FwRule *rule = fw_problem_get_rule (problem);
  FwTrackId track = fw_problem_get_track (problem), other = fw_problem_get_other (problem);
  FwSpan span = fw_problem_get_span (problem);
  gint64 annotation = fw_check_report_find_annotation (self, problem);

  fw_json_writer_begin_object (writer);
  fw_command_json_text (writer, "rule", rule->id);
  fw_command_json_text (writer, "rev", rule->rev);
  fw_command_json_text (writer, "severity", fw_severity_to_word (rule->severity));
  fw_command_json_text (writer, "kind", rule->kind->name);
  /* Objects of a plain file have no track; there the annotation says it all. */
  write_id (writer, "track_id", track, track > 0 && self->is_video);
  write_id (writer, "other", other, other > 0);
  write_id (writer, "annotation_id", annotation, annotation > 0);
  write_id (writer, "frame_index", span.first, span.first >= 0);
  write_id (writer, "frame_last", span.last, span.last >= 0);
  fw_command_json_text (writer, "reason", fw_problem_get_reason (problem));
  fw_command_json_text (writer, "fix",
                        fw_problem_get_fix (problem) != FW_FIX_NONE
                            ? fw_fix_to_word (fw_problem_get_fix (problem)) : NULL);
  if (said)
    write_said (writer, said);
  fw_json_writer_end_object (writer);
}

static gboolean
write_or_keep (FwProblem *problem,
               gpointer   user_data)
{
  FwCheckReport *self = user_data;
  const FwSetAside *said = fw_check_report_count (self, problem);

  if (fw_check_report_is_aside (said))
    g_ptr_array_add (self->aside, fw_problem_ref (problem));
  else
    write_problem (self, problem, said);

  return TRUE;
}

void
fw_check_report_json (FwCheckReport *self)
{
  FwManual *manual = fw_checker_get_manual (self->checker);

  fw_json_writer_begin_object (self->writer);
  fw_command_json_text (self->writer, "manual", fw_manual_get_name (manual));
  fw_command_json_text (self->writer, "version", fw_manual_get_version (manual));
  fw_json_writer_key (self->writer, "problems");
  fw_json_writer_begin_array (self->writer);
  fw_checker_foreach (self->checker, write_or_keep, self);
  fw_json_writer_end_array (self->writer);
  if (self->aside->len > 0)
    {
      fw_json_writer_key (self->writer, "set_aside");
      fw_json_writer_begin_array (self->writer);
      for (guint i = 0; i < self->aside->len; i++)
        write_problem (self, self->aside->pdata[i],
                       fw_aside_filter_find (self->filter, self->aside->pdata[i]));
      fw_json_writer_end_array (self->writer);
    }
  fw_json_writer_end_object (self->writer);
}

/* Text */

static char *
dup_number (gint64 n)
{
  return g_strdup_printf ("%" PRId64, n);
}

static void
print_problem (FwCheckReport    *self,
               FwProblem        *problem,
               const FwSetAside *said)
{
  const FwRule *rule = fw_problem_get_rule (problem);
  g_autofree char *place = fw_check_report_name_place (self, fw_problem_get_span (problem));
  g_autofree char *object = fw_problem_get_track (problem) > 0
                            ? fw_check_report_name_object (self, fw_problem_get_track (problem))
                            : NULL;
  g_autofree char *words = fw_check_report_dup_said (said);

  g_print ("%s  %s  %s%s%s  %s%s\n", rule->id,
           rule->severity == FW_SEVERITY_ERROR ? _ ("problem") : _ ("hint"), place,
           object ? ", " : "", object ? object : "", fw_problem_get_reason (problem), words);
}

void
fw_check_report_text (FwCheckReport *self)
{
  g_autoptr(GPtrArray) problems = fw_checker_list (self->checker, 0);

  for (guint i = 0; i < problems->len; i++)
    {
      const FwSetAside *said = fw_check_report_count (self, problems->pdata[i]);

      if (!fw_check_report_is_aside (said))
        print_problem (self, problems->pdata[i], said);
    }

  g_autofree char *errors = dup_number (self->n_errors);
  g_autofree char *hints = dup_number (self->n_hints);
  g_autofree char *aside = dup_number (self->n_aside);
  g_autofree char *left = dup_number (self->n_left);

  g_print (ngettext ("%s problem", "%s problems", (gulong) self->n_errors), errors);
  g_print (ngettext (", %s hint", ", %s hints", (gulong) self->n_hints), hints);
  if (self->n_aside > 0)
    g_print (_(", %s set aside"), aside);
  if (self->n_left > 0)
    g_print (_(", %s left open with a reason"), left);
  g_print ("\n");
}

/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

/*
 * What `framectl check` found, in the forms that other programs read. Problems
 * that a person set aside are told as such and count as no problem; those that
 * she left open when she handed on count, and her reason is told with them.
 */

#include "cli/command-io.h"
#include "rules/checker.h"
#include "rules/problem-aside.h"

G_BEGIN_DECLS

typedef struct
{
  FwCocoFile    *labels;
  FwChecker     *checker;
  FwAsideFilter *filter;      /* (owned) */
  const char    *labels_path; /* as it was given */
  const char    *manual_path;
  gboolean       is_video;
  FwJsonWriter  *writer;      /* while something is written */
  GPtrArray     *aside;       /* (owned) (element-type FwProblem) set aside, when they come last */
  gint64         n_errors;    /* problems that nobody set aside, counted while they are printed */
  gint64         n_hints;
  gint64         n_aside;
  gint64         n_left;      /* problems and hints that were left open with a reason */
} FwCheckReport;

void     fw_check_report_text  (FwCheckReport *self);
void     fw_check_report_json  (FwCheckReport *self);
/* Why a rule of a machine gives no answer, "no data: ..."; NULL when it does, and for
 * rules that people judge or that are retired. Borrowed from the checker. */
const char *
         fw_check_report_find_silence (FwCheckReport *self,
                                       const FwRule  *rule);
/* SARIF 2.1.0: one result per problem, what was set aside as suppressed, what was
 * left open as a suppression under review, which suppresses nothing; the manual's
 * mistakes and rules without an answer as notifications. */
void     fw_check_report_sarif (FwCheckReport *self);
/* JUnit: a test case per rule; human rules and those without an answer are skipped. */
void     fw_check_report_junit (FwCheckReport *self);

/* "car 12", as a person finds it in the list of objects. */
char    *fw_check_report_name_object (FwCheckReport *self,
                                      FwTrackId      id) G_GNUC_WARN_UNUSED_RESULT;
/* "frame 12", "frames 12 to 15", or the picture's name. */
char    *fw_check_report_name_place  (FwCheckReport *self,
                                      FwSpan         span) G_GNUC_WARN_UNUSED_RESULT;
/* The annotation that a problem is about; 0 when there is none. */
gint64   fw_check_report_find_annotation (FwCheckReport   *self,
                                      const FwProblem *problem);
/* Counts the problem; the entry in which a person said something about it: that
 * set it aside, or left it open (FW_ASIDE_LEFT_OPEN). NULL: nobody did. */
const FwSetAside *
         fw_check_report_count (FwCheckReport *self,
                                FwProblem     *problem);
/* Whether such an entry (nullable) takes the problem out of what counts. */
gboolean fw_check_report_is_aside (const FwSetAside *said);
/* " (left open: cut by the pole)", " (set aside: a toy)"; "" for NULL. */
char    *fw_check_report_dup_said (const FwSetAside *said) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS

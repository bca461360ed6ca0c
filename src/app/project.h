/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

#include "app/check-runner.h"
#include "app/crop-queue.h"
#include "app/pixel-runner.h"
#include "app/questions/question-board.h"
#include "edit/session.h"
#include "formats/labels-file.h"
#include "formats/review-file.h"
#include "media/source.h"
#include "rules/manual.h"

G_BEGIN_DECLS

#define FW_TYPE_PROJECT (fw_project_get_type ())
G_DECLARE_FINAL_TYPE (FwProject, fw_project, FW, PROJECT, GObject)

/**
 * FwProject:
 *
 * Media, labels and manual that belong together, opened and kept in step: the
 * window's one object besides its widgets. No toolkit in here. Main thread;
 * everything slow happens in threads of media, formats and rules.
 *
 * Properties (read-only, notify): manual (pointer to FwManual, nullable),
 * review (FwReviewFile, nullable), notice (the banner to show, see
 * fw_project_get_notice()), pixels (who looks at the pictures; another one when
 * the media are found elsewhere).
 * ::source-opened (): only while opening: the first picture can be shown, see
 *   fw_project_get_source(); the labels follow.
 */

/**
 * FwProjectFiles:
 *
 * What to open; NULL members are found by the rules of the README: beside
 * `clip.mp4` stands `clip.coco.json`, in a folder `labels.coco.json`, beside
 * the labels the manual they name or the only `*.manual.md`.
 */
typedef struct
{
  const char *media;  /* video, picture or folder; may also be a label file */
  const char *labels;
  const char *manual;
} FwProjectFiles;

#define FW_PROJECT_MANUAL_ENDING ".manual.md"

typedef enum
{
  FW_NOTICE_NONE,
  FW_NOTICE_INFO,    /* something to know; can be closed */
  FW_NOTICE_WARNING, /* media damaged, manual with mistakes */
  FW_NOTICE_ASIDE,   /* earlier work is not in the file: stays until it is put back or dismissed */
  FW_NOTICE_FAILED,  /* the work is not in the file: stays */
} FwNoticeLevel;

/* A project that is about to be opened; it can be shown from ::source-opened on. */
FwProject     *fw_project_new            (void);
/* Opens. @cache_bytes as in FwSourceOptions. Once per project. */
void           fw_project_open_async     (FwProject            *self,
                                          const FwProjectFiles *files,
                                          gsize                 cache_bytes,
                                          GCancellable         *cancellable,
                                          GAsyncReadyCallback   callback,
                                          gpointer              user_data);
gboolean       fw_project_open_finish    (FwProject            *self,
                                          GAsyncResult         *result,
                                          GError              **error);
/* Saves what is not saved and lets go of the files. On failure the work is in
 * the journal and the error says so; the project can be used on. */
void           fw_project_close_async    (FwProject            *self,
                                          GCancellable         *cancellable,
                                          GAsyncReadyCallback   callback,
                                          gpointer              user_data);
gboolean       fw_project_close_finish   (FwProject            *self,
                                          GAsyncResult         *result,
                                          GError              **error);

/* NULL when the media are not there: labels can be looked at all the same. */
FwSource      *fw_project_get_source     (FwProject            *self);
/* Whether the labels know how many frames the media have; @exactly: also that none
 * of them will get another number. @out_share (nullable): how far that is. */
gboolean       fw_project_has_counted    (FwProject            *self,
                                          gboolean              exactly,
                                          double               *out_share);
/* The rest is NULL until opened. */
FwLabelsFile  *fw_project_get_labels     (FwProject            *self);
FwSession     *fw_project_get_session    (FwProject            *self);
FwCheckRunner *fw_project_get_checks     (FwProject            *self);
/* NULL without media. */
FwPixelRunner *fw_project_get_pixels     (FwProject            *self);
/* Pictures of what is asked about and judged. NULL without media. */
FwCropQueue   *fw_project_get_crops      (FwProject            *self);
FwManual      *fw_project_get_manual     (FwProject            *self);
const char    *fw_project_get_manual_path (FwProject           *self);
/* Asking and answering; NULL until opened. */
FwQuestionBoard *fw_project_get_questions (FwProject          *self);
/* Questions, verdicts and appeals about these labels, from `NAME.review.json`
 * beside them; nothing is written before there is something to keep. NULL until
 * it was read (soon after opening), and when what stands there cannot be read:
 * fw_project_get_review_trouble() says why then. */
FwReviewFile  *fw_project_get_review      (FwProject           *self);
const char    *fw_project_get_review_trouble (FwProject        *self);
/* What stands before the first slash of unit names (core/unit-name.h). Borrowed;
 * NULL until opened. */
const char    *fw_project_get_unit_media  (FwProject           *self);
/* "street": the media's name without its ending. */
const char    *fw_project_get_title      (FwProject            *self);
/* The path to open again from the recent list: media if there, else the labels. */
const char    *fw_project_get_main_path  (FwProject            *self);

/* The manual in the folder of @path: the one called @name (nullable) if there is
 * one, else the only one. Returns: (transfer full) (nullable) */
char          *fw_project_find_manual     (const char           *path,
                                           const char           *name) G_GNUC_WARN_UNUSED_RESULT;
/* Another manual for these labels. Reloads also happen by themselves when the
 * file changes. On failure the old one stays. */
void           fw_project_load_manual_async  (FwProject           *self,
                                              const char          *path,
                                              GCancellable        *cancellable,
                                              GAsyncReadyCallback  callback,
                                              gpointer             user_data);
gboolean       fw_project_load_manual_finish (FwProject           *self,
                                              GAsyncResult        *result,
                                              GError             **error);
/* The manual's file was just written with what @manual was read from: puts it in
 * force, without reading the file again. */
void           fw_project_set_manual     (FwProject            *self,
                                          FwManual             *manual);
/* Where the media are, told by a person after they were not found. */
void           fw_project_locate_media_async  (FwProject          *self,
                                               const char         *path,
                                               GCancellable       *cancellable,
                                               GAsyncReadyCallback callback,
                                               gpointer            user_data);
gboolean       fw_project_locate_media_finish (FwProject          *self,
                                               GAsyncResult       *result,
                                               GError            **error);

/* The most important thing to tell in a banner now: at most one, the highest
 * level first. Borrowed until notify::notice. */
const char    *fw_project_get_notice     (FwProject            *self,
                                          FwNoticeLevel        *out_level);
/* More about it, for a tooltip: where the work is kept. Borrowed; NULL when
 * there is no more to tell. */
const char    *fw_project_get_notice_details (FwProject        *self);
/* The person has read it. Earlier work is not offered again; notices of level
 * FAILED stay while they hold. */
void           fw_project_dismiss_notice (FwProject            *self);
/* Whether the media were named by the labels but not found. */
gboolean       fw_project_is_media_missing (FwProject          *self);

G_END_DECLS

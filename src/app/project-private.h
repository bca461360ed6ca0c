/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

/*
 * Shared by the files of FwProject: project.c (the object, what it tells, and
 * following its media), project-open.c (finding and opening what belongs
 * together), project-manual.c (reading and rereading the manual),
 * project-facts.c (what checks are told), project-review.c (the review beside
 * the labels).
 */

#include "app/project.h"

G_BEGIN_DECLS

struct _FwProject
{
  GObject        parent_instance;

  FwSource      *source;       /* (owned) (nullable) */
  FwLabelsFile  *labels;       /* (owned) (nullable) */
  FwSession     *session;      /* (owned) (nullable) */
  FwCheckRunner *checks;       /* (owned) (nullable) */
  FwPixelRunner *pixels;       /* (owned) (nullable) */
  FwCropQueue   *crops;        /* (owned) (nullable) */
  guint          refresh_id;   /* timeout that gathers facts again */
  gboolean       is_worked_on; /* since facts were gathered */
  guint          n_gathering;  /* gatherings under way */
  gboolean       is_review_newer; /* than what was gathered */
  GPtrArray     *others;       /* (owned) (nullable) (element-type FwOtherFile) */
  FwManual      *manual;       /* (owned) (nullable) */

  FwReviewFile  *review;       /* (owned) (nullable) */
  FwQuestionBoard *questions;  /* (owned) (nullable) */
  char          *review_trouble; /* (owned) (nullable) why there is none */
  char          *unit_media;   /* (owned) (nullable) */

  char          *media_path;   /* (owned) (nullable) */
  char          *labels_path;  /* (owned) (nullable) */
  char          *manual_path;  /* (owned) (nullable) */
  char          *title;        /* (owned) (nullable) */
  gsize          cache_bytes;
  gboolean       media_missing;
  gboolean       is_identified; /* the video was compared with what the labels say of it */

  GFileMonitor  *monitor;      /* (owned) (nullable) of the manual */
  GCancellable  *cancellable;  /* (owned) of everything that outlives opening */
  guint          frames_id;    /* timeout that passes on grown frame lists */
  FwSourceState  passed_on;    /* what the source was when the labels heard of its frames last */

  /* Opening. */
  gulong         state_id;     /* waits for the scan */
  guint          patience_id;
  void         (*after_scan) (GTask *task);

  GPtrArray     *notices;      /* (owned) (element-type Notice) */
  char          *aside_places; /* (owned) (nullable) where earlier work is kept */
};

/* Files */
#define FW_PROJECT_LABELS_ENDING ".coco.json"

/* project.c */

/* One notice for each @topic (a static string); NULL as text takes it away. */
void             fw_project_set_notice      (FwProject     *self,
                                             const char    *topic,
                                             FwNoticeLevel  level,
                                             const char    *text);
/* Follows @source from now on; takes it. */
void             fw_project_take_source     (FwProject     *self,
                                             FwSource      *source);
/* ::source-opened. */
void             fw_project_tell_source     (FwProject     *self);
/* Tells the labels what frames there are, as far as known. */
void             fw_project_pass_on_frames  (FwProject     *self);
/* The same soon, for news that come by the thousand. */
void             fw_project_frames_grew     (FwProject     *self);
void             fw_project_notify_manual   (FwProject     *self);
void             fw_project_notify_review   (FwProject     *self);
void             fw_project_notify_pixels   (FwProject     *self);

/* project-open.c */

/* Opening no longer waits for the scan. */
void             fw_project_stop_waiting    (FwProject     *self);

/* project-facts.c */

/* Begins to gather what checks want to know, once labels and checks are there. */
void             fw_project_start_facts     (FwProject     *self);
/* The same again, for another manual. */
void             fw_project_gather_facts    (FwProject     *self);
/* The same of the review alone. */
void             fw_project_gather_review   (FwProject     *self);
/* Looks at the pictures of the source at hand from now on. */
void             fw_project_look_at_pictures (FwProject    *self);

/* project-identity.c */

#define FW_PROJECT_TOPIC_IDENTITY "identity"

/* Compares the video with the one that the labels speak of, and learns what it
 * is; once, when its frames are counted. */
void             fw_project_identify_media  (FwProject     *self);
/* The person has seen that it is another file: labels are made on this one now. */
void             fw_project_accept_media    (FwProject     *self);

/* project-review.c */

/* Reads the review beside the labels, once these are there. */
void             fw_project_open_review     (FwProject     *self);
/* Saves and closes the review; done at once where there is none. */
void             fw_project_close_review_async  (FwProject           *self,
                                                 GAsyncReadyCallback  callback,
                                                 gpointer             user_data);
gboolean         fw_project_close_review_finish (FwProject           *self,
                                                 GAsyncResult        *result,
                                                 GError             **error);

/* project-manual.c */

/* Reads in a thread; finish with g_task_propagate_pointer(). */
void             fw_project_read_manual_async (FwProject           *self,
                                               const char          *path,
                                               GCancellable        *cancellable,
                                               GAsyncReadyCallback  callback,
                                               gpointer             user_data);
/* Puts a manual that was read from manual_path in force, and watches the file. Takes it. */
void             fw_project_take_manual     (FwProject     *self,
                                             FwManual      *manual);
/* The document's categories and attributes under the manual in force. */
void             fw_project_apply_taxonomy  (FwProject     *self);

G_END_DECLS

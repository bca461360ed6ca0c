/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib-object.h>

#include "edit/session.h"

G_BEGIN_DECLS

/* What a person does in the tour, in this order. */
typedef enum
{
  FW_TOUR_FRAMES,
  FW_TOUR_DRAW,
  FW_TOUR_FOLLOW,
  FW_TOUR_END,
  FW_TOUR_ATTRIBUTE,
  FW_TOUR_PROBLEM,
  FW_TOUR_RULE,
  FW_TOUR_FIX,
  FW_TOUR_UNDO,
  FW_TOUR_OVER, /* all of it is done or skipped; the last words */
  FW_N_TOUR_STEPS
} FwTourStep;

#define FW_TYPE_TOUR (fw_tour_get_type ())
G_DECLARE_FINAL_TYPE (FwTour, fw_tour, FW, TOUR, GObject)

/**
 * FwTour:
 *
 * Five minutes in which a person does each thing once, by hand, on the labels of
 * a session. A step is over when what it asks for was done, whatever way was
 * taken: it looks at the session and its document, not at keys. It holds nobody
 * up and changes nothing. Main thread only; knows no toolkit.
 *
 * ::changed (): another step.
 */
FwTour     *fw_tour_new       (FwSession  *session);
FwTourStep  fw_tour_get_step  (FwTour     *self);
/* What to do now. Keys stand as `{action}`, for fw_shortcuts_dup_sentence(). Static. */
const char *fw_tour_get_words (FwTour     *self);
/* On without doing it; nothing at FW_TOUR_OVER. */
void        fw_tour_skip      (FwTour     *self);
/* A rule was opened, which the session does not know. */
void        fw_tour_rule_read (FwTour     *self);

G_END_DECLS

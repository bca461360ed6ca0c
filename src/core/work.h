/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

/*
 * Something long in a thread: who is told how far it is, and who may end it.
 */

#include <gio/gio.h>

G_BEGIN_DECLS

/* @share from 0 to 1; called in the thread that works. */
typedef void (*FwProgressFunc) (double   share,
                                gpointer user_data);

/**
 * FwWork:
 *
 * A whole, or a part of one. NULL is work that nobody watches and nobody ends.
 */
typedef struct
{
  FwProgressFunc  progress;    /* (nullable) */
  gpointer        user_data;
  GCancellable   *cancellable; /* (nullable) borrowed */
  double          from;        /* of the whole, where this part begins; 0 */
  double          to;          /* and where it ends; 0 and 0: it is the whole */
} FwWork;

/* The part of @whole from @from to @to, which are shares of it. */
FwWork   fw_work_part  (const FwWork  *whole,
                        double         from,
                        double         to);
/* @share of it is done. FALSE with G_IO_ERROR_CANCELLED when no more is wanted. */
gboolean fw_work_go_on (const FwWork  *self,
                        double         share,
                        GError       **error);

G_END_DECLS

/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

/*
 * Whether a difference is more than chance, and figures about people that are
 * fair to small numbers. Nothing here ranks anybody. Pure; any thread.
 */

#include <glib.h>

G_BEGIN_DECLS

/* Fisher's exact test, two-sided: the probability of a table at least as
 * unlikely when both people have the same rate. */
double fw_fisher_exact      (gint64        wrong_a,
                             gint64        judged_a,
                             gint64        wrong_b,
                             gint64        judged_b);
/* McNemar's exact test, two-sided, of @one_way answers that changed one way and
 * @other_way the other: whether a first sight of the machine's problems pulls. */
double fw_mcnemar_exact     (gint64        one_way,
                             gint64        other_way);
/* Funnel limit: with the team at @rate, the number of wrong ones among @judged
 * that is not exceeded with probability @level (0.975, 0.999). More than this
 * is a signal, not a proof. */
gint64 fw_funnel_limit      (double        rate,
                             gint64        judged,
                             double        level);

/* Two reviewers found @n1 and @n2 mistakes, @both of them together: how many
 * there are (D. Chapman 1951), and the share of the known ones that the first found. */
double fw_chapman_total     (gint64        n1,
                             gint64        n2,
                             gint64        both);
double fw_found_share       (gint64        n1,
                             gint64        n2,
                             gint64        both);

/* exp (median ln (actual / expected)): 1.2 is a fifth slower than is usual for
 * that content. Pairs without a positive time do not count; NaN when none does. */
double fw_speed_ratio       (const double *actual,
                             const double *expected,
                             gsize         n);

/* Probability to pass an exam that takes @needed right answers of @n, when the
 * person's true share of right ones is @accuracy. */
double fw_exam_pass         (gint64        needed,
                             gint64        n,
                             double        accuracy);

G_END_DECLS

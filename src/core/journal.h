/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

/*
 * The journal file: a header and an append-only run of records. What a record
 * means is the caller's business (formats/journal-codec); here bytes become
 * safe on disk.
 *
 *   "FWJ1\n"                                    magic
 *   record*                                     the first one is the header
 *   record = u32 length | u32 CRC-32 | payload  little endian; CRC over payload
 *
 * fw_journal_rewrite() makes a new file beside the old one and renames it. What is
 * appended meanwhile follows the new records; a crash at any moment leaves either
 * the old file or the new one, whole.
 *
 * Reading stops at the first record that is short or whose CRC differs: that
 * is where a crash cut the file, and everything before it is whole.
 */

#include <gio/gio.h>

G_BEGIN_DECLS

/* One step may touch every object of a large file, with all that they were and are. */
#define FW_JOURNAL_MAX_RECORD (1024u * 1024 * 1024)

#define FW_TYPE_JOURNAL (fw_journal_get_type ())
G_DECLARE_FINAL_TYPE (FwJournal, fw_journal, FW, JOURNAL, GObject)

/* Called for each whole record in order; the bytes are borrowed. FALSE stops. */
typedef gboolean (*FwJournalFunc) (const guint8 *payload, gsize length, gpointer user_data);

/* Reads a journal without opening it for writing. @out_good (nullable) gets
 * the length of the sound part in bytes, @out_torn (nullable) whether
 * something followed it. Missing file: G_IO_ERROR_NOT_FOUND. Blocks. */
gboolean    fw_journal_read       (const char     *path,
                                   FwJournalFunc   func,
                                   gpointer        user_data,
                                   gint64         *out_good,
                                   gboolean       *out_torn,
                                   GError        **error);

/* Opens for appending, creates with @header as first record when missing or
 * empty, cuts a torn tail off. Holds a lock on the file: a second open of the
 * same path, also by another process, fails with G_IO_ERROR_BUSY. Blocks. */
FwJournal  *fw_journal_open       (const char     *path,
                                   GBytes         *header,
                                   GError        **error);
/* Closes and syncs. */
void        fw_journal_close      (FwJournal      *self);

/* Queues a record; a writer thread writes it at once and syncs when the queue
 * is empty, at the latest one second after. A larger record than
 * FW_JOURNAL_MAX_RECORD ends the journal: what follows makes no sense without it, so
 * nothing more is written, and the failure stays. Any thread, before it is closed. */
void        fw_journal_append     (FwJournal      *self,
                                   GBytes         *payload);
/* Waits until everything appended is synced. Any thread. */
gboolean    fw_journal_flush      (FwJournal      *self,
                                   GError        **error);
/* Bytes in the file, with what is queued. */
gint64      fw_journal_get_size   (FwJournal      *self);
/* Gives the records (element-type GBytes, the header first) that are to stand in
 * place of the first @out_upto bytes of the journal at @path, as fw_journal_read()
 * measured them; -1 = in place of all that is written. NULL without an error:
 * there is nothing to do. Called in the thread that rewrites; records may be
 * appended meanwhile. Returns: (transfer full) (nullable) */
typedef GPtrArray *(*FwJournalRecordsFunc) (const char *path, gint64 *out_upto,
                                            gpointer user_data, GError **error);
/* Writes a new journal in place of the old one: temporary file, sync, what was
 * appended since @func read, rename. One at a time. Blocks; any thread, while the
 * main thread appends. */
gboolean    fw_journal_rewrite    (FwJournal            *self,
                                   FwJournalRecordsFunc  func,
                                   gpointer              user_data,
                                   GError              **error);
/* What went wrong with the last try to write, or NULL. ::failed is emitted in
 * the context the journal was opened in, once per new failure; what failed is
 * tried again every second and with every append.
 * Returns: (transfer full) (nullable) */
GError     *fw_journal_dup_error  (FwJournal      *self) G_GNUC_WARN_UNUSED_RESULT;

/* CRC-32 (IEEE 802.3, reflected, as zlib and PNG). */
guint32     fw_crc32              (const guint8   *data,
                                   gsize           length);

/* $XDG_STATE_HOME/framewright/journal/<SHA-256 of the absolute path, 32 hex>.fwj;
 * makes the folder. Returns: (transfer full) */
char       *fw_journal_path_for   (const char     *labels_path);

G_END_DECLS

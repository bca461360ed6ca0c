/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "media/frame-memory.h"

#include <libavutil/buffer.h>
#include <string.h>

#define N_BUFFERS 64

/* Sizes of small, middle and huge pictures; the last has a mapping of its own. */
static const gsize sizes[] = { 1, 4097, 3 << 20, 20 << 20 };

static int
compare_starts (gconstpointer a,
                gconstpointer b)
{
  const AVBufferRef *left = *(AVBufferRef *const *) a, *right = *(AVBufferRef *const *) b;

  return left->data < right->data ? -1 : left->data > right->data;
}

/* Test that buffers are aligned, zeroed, writable to the end and never overlap. */
static void
test_cut (void)
{
  for (gsize i = 0; i < G_N_ELEMENTS (sizes); i++)
    {
      g_autoptr(FwFrameMemory) memory = fw_frame_memory_new ();
      AVBufferRef *buffers[N_BUFFERS];
      gsize n = sizes[i] > (1 << 20) ? 16 : N_BUFFERS;

      g_test_message ("%" G_GSIZE_FORMAT " bytes", sizes[i]);
      for (gsize j = 0; j < n; j++)
        {
          buffers[j] = fw_frame_memory_get (memory, sizes[i]);
          g_assert_nonnull (buffers[j]);
          g_assert_cmpuint (GPOINTER_TO_SIZE (buffers[j]->data) % FW_FRAME_ALIGNMENT, ==, 0);
          g_assert_cmpuint (buffers[j]->size, >=, sizes[i]);
          g_assert_cmpuint (buffers[j]->data[0], ==, 0);
          g_assert_cmpuint (buffers[j]->data[sizes[i] - 1], ==, 0);
          memset (buffers[j]->data, (int) j + 1, sizes[i]);
        }
      for (gsize j = 0; j < n; j++)
        g_assert_cmpuint (buffers[j]->data[sizes[i] - 1], ==, j + 1);

      qsort (buffers, n, sizeof buffers[0], compare_starts);
      for (gsize j = 1; j < n; j++)
        g_assert_true (buffers[j - 1]->data + sizes[i] <= buffers[j]->data);
      for (gsize j = 0; j < n; j++)
        av_buffer_unref (&buffers[j]);
    }
}

/* Test that a buffer given back is the next one to be given out. */
static void
test_reuse (void)
{
  g_autoptr(FwFrameMemory) memory = fw_frame_memory_new ();
  AVBufferRef *buffer = fw_frame_memory_get (memory, 1000);
  guint8 *data = buffer->data;

  av_buffer_unref (&buffer);
  buffer = fw_frame_memory_get (memory, 1000);
  g_assert_true (buffer->data == data);
  av_buffer_unref (&buffer);
}

/* Test that pictures outlive a change of size and the memory itself. */
static void
test_outlive (void)
{
  FwFrameMemory *memory = fw_frame_memory_new ();
  AVBufferRef *small = fw_frame_memory_get (memory, 1000);
  AVBufferRef *large = fw_frame_memory_get (memory, 100000);
  AVBufferRef *again = fw_frame_memory_get (memory, 1000);

  fw_frame_memory_free (memory);
  memset (small->data, 1, 1000);
  memset (large->data, 2, 100000);
  memset (again->data, 3, 1000);
  g_assert_cmpuint (small->data[999], ==, 1);
  g_assert_cmpuint (large->data[99999], ==, 2);
  av_buffer_unref (&small);
  av_buffer_unref (&large);
  av_buffer_unref (&again);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/frame-memory/cut", test_cut);
  g_test_add_func ("/frame-memory/reuse", test_reuse);
  g_test_add_func ("/frame-memory/outlive", test_outlive);

  return g_test_run ();
}

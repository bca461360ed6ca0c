/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>
#include <string.h>

G_BEGIN_DECLS

/*
 * What fuzz targets share. A target is a program of its own whose one function
 * takes any bytes. With -DFW_LIBFUZZER it is linked with libFuzzer, which has a
 * main() and makes bytes for as long as one likes:
 *
 *   clang -g -O1 -fsanitize=fuzzer,address,undefined -fno-sanitize-recover=undefined \
 *     -DFW_LIBFUZZER -D_GNU_SOURCE -I src -I BUILD TARGET.c src/LAYER/[a-z]*.c src/core/[a-z]*.c \
 *     $(pkg-config --cflags --libs gio-2.0 gio-unix-2.0 yaml-0.1) -lm -o TARGET
 *   G_SLICE=always-malloc G_DEBUG=fatal-criticals ./TARGET -max_len=8192 \
 *     -dict=tests/data/LAYER/TARGET.dict CORPUS tests/data/LAYER/TARGET
 *
 * Without it main() is here, and runs the files that are named and all files of
 * the folders that are named, once: the way to look at a finding, and the test
 * that keeps the corpus in tests/data sound. A finding goes there under a name
 * that tells what it was. `./TARGET -merge=1 tests/data/LAYER/TARGET CORPUS` adds
 * what reaches further.
 */

int LLVMFuzzerTestOneInput (const guint8 *data, gsize size);

/* The text behind the @index-th line that is =====, up to the next such line;
 * "" when there is none. Ends with a zero byte, and holds none.
 * Returns: (transfer full) */
static inline char *
fuzz_dup_part (const guint8 *data,
               gsize         size,
               guint         index)
{
  static const char mark[] = "\n=====\n";
  g_autofree char *text = g_strndup (size > 0 ? (const char *) data : "", size);
  char *start = text, *end;

  for (guint i = 0; i < index && start; i++)
    {
      start = strstr (start, mark);
      start = start ? start + strlen (mark) : NULL;
    }
  if (!start)
    return g_strdup ("");
  end = strstr (start, mark);

  return g_strndup (start, end ? (gsize) (end - start) : strlen (start));
}

#ifndef FW_LIBFUZZER

static inline guint
fuzz_replay (const char *path)
{
  g_autoptr(GError) error = NULL;
  guint n = 0;

  if (g_file_test (path, G_FILE_TEST_IS_DIR))
    {
      g_autoptr(GDir) folder = g_dir_open (path, 0, &error);

      g_assert_no_error (error);
      for (const char *name; (name = g_dir_read_name (folder));)
        {
          g_autofree char *inner = g_build_filename (path, name, NULL);

          n += fuzz_replay (inner);
        }
      return n;
    }

  g_autofree char *data = NULL;
  gsize size;

  g_file_get_contents (path, &data, &size, &error);
  g_assert_no_error (error);
  /* A copy without the zero byte, so that reading behind the end is noticed. */
  g_autofree guint8 *bytes = g_memdup2 (data, size);

  /* The one that was begun is the one that did it. */
  g_printerr ("%s\n", path);
  LLVMFuzzerTestOneInput (bytes, size);

  return 1;
}

int
main (int   argc,
      char *argv[])
{
  guint n = 0;

  for (int i = 1; i < argc; i++)
    n += fuzz_replay (argv[i]);
  g_assert_cmpuint (n, >, 0);

  return 0;
}

#endif

G_END_DECLS

/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "media/frame-cache.h"
#include "media/raw-frame-private.h"

#define SIDE 100

static FwRawFrame *
make_raw (void)
{
  FwRawFacts facts = { .pts = 0 };

  return fw_raw_frame_new_rgb (SIDE, SIDE, SIDE * 3, g_malloc0 (SIDE * SIDE * 3), &facts);
}

static void
put (FwFrameCache *cache,
     FwFrame       frame)
{
  g_autoptr(FwRawFrame) raw = make_raw ();

  fw_frame_cache_put (cache, frame, raw);
}

/* Test that the budget holds and that what lies farthest from the focus goes first. */
static void
test_budget (void)
{
  g_autoptr(FwRawFrame) raw = make_raw ();
  gsize frame_size = fw_raw_frame_get_size (raw);
  g_autoptr(FwFrameCache) cache = fw_frame_cache_new (frame_size * 5);

  fw_frame_cache_set_focus (cache, 10);
  for (FwFrame i = 0; i < 20; i++)
    {
      put (cache, i);
      g_assert_cmpuint (fw_frame_cache_get_size (cache), <=, frame_size * 5);
    }

  FwSpan span = fw_frame_cache_get_span (cache, 10);

  g_assert_cmpint (span.first, ==, 8);
  g_assert_cmpint (span.last, ==, 12);
  g_assert_cmpuint (fw_frame_cache_get_frame_size (cache), ==, frame_size);

  fw_frame_cache_set_focus (cache, 12);
  fw_frame_cache_set_budget (cache, frame_size * 2);
  span = fw_frame_cache_get_span (cache, 12);
  g_assert_cmpint (span.first, ==, 11);
  g_assert_cmpint (span.last, ==, 12);
}

/* Test that one frame always fits, however small the budget. */
static void
test_at_least_one (void)
{
  g_autoptr(FwFrameCache) cache = fw_frame_cache_new (1);

  fw_frame_cache_set_focus (cache, 3);
  put (cache, 3);
  g_assert_true (fw_frame_cache_contains (cache, 3));
  put (cache, 4);
  g_assert_true (fw_frame_cache_contains (cache, 3));
  g_assert_false (fw_frame_cache_contains (cache, 4));
}

/* Test that a converted picture counts, fits only its size, and goes with its frame. */
static void
test_pictures (void)
{
  g_autoptr(FwFrameCache) cache = fw_frame_cache_new (10 << 20);
  g_autoptr(FwPicture) picture
    = fw_picture_new (10, 10, 30, g_bytes_new_take (g_malloc0 (300), 300));

  fw_frame_cache_put_picture (cache, 5, picture, 10, 0);
  g_assert_null (fw_frame_cache_get_picture (cache, 5, 10, 0));

  put (cache, 5);
  gsize before = fw_frame_cache_get_size (cache);
  fw_frame_cache_put_picture (cache, 5, picture, 10, 0);
  g_assert_true (fw_frame_cache_get_picture (cache, 5, 10, 0) == picture);
  g_assert_null (fw_frame_cache_get_picture (cache, 5, 0, 0));
  g_assert_cmpuint (fw_frame_cache_get_size (cache), ==, before + fw_picture_get_size (picture));

  fw_frame_cache_trim_pictures (cache, (FwSpan) { 0, 4 });
  g_assert_null (fw_frame_cache_get_picture (cache, 5, 10, 0));
  g_assert_cmpuint (fw_frame_cache_get_size (cache), ==, before);

  fw_frame_cache_remove_from (cache, 5);
  g_assert_cmpuint (fw_frame_cache_get_size (cache), ==, 0);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/frame-cache/budget", test_budget);
  g_test_add_func ("/frame-cache/at-least-one", test_at_least_one);
  g_test_add_func ("/frame-cache/pictures", test_pictures);

  return g_test_run ();
}

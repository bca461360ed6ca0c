/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "core/labels-fit.h"

#include "track-kit.h"

/* Frames of 640 x 480, as "a.jpg b.jpg:320x200" or, of a video, by their number. */
static FwFrameList *
make_list (const char *video,
           int         n_frames,
           const char *pictures)
{
  g_auto(GStrv) words = g_strsplit (pictures ? pictures : "", " ", -1);
  g_autoptr(GArray) infos = g_array_new (FALSE, TRUE, sizeof (FwFrameInfo));

  for (int i = 0; video ? i < n_frames : words[i] != NULL; i++)
    {
      FwFrameInfo info = { .width = 640, .height = 480, .pts = G_MININT64 };

      if (!video)
        {
          g_auto(GStrv) parts = g_strsplit (words[i], ":", 2);

          info.name = g_intern_string (parts[0]);
          if (parts[1])
            g_assert_cmpint (sscanf (parts[1], "%ux%u", &info.width, &info.height), ==, 2);
        }
      g_array_append_val (infos, info);
    }

  return fw_frame_list_new (video != NULL, video, 30.0,
                            (const FwFrameInfo *) (gpointer) infos->data, infos->len);
}

/* Test what is said when somebody else's labels are not for the same media. */
static void
test_fit (void)
{
  static const struct
  {
    const char *ours, *theirs; /* a video and its length, or pictures */
    FwFitKind   kind;
    gsize       n_common;
    const char *words;         /* in the sentence; NULL: there is none */
  } cases[] = {
    { "clip.mp4 10", "clip.mp4 10", FW_FIT_ALL, 10, NULL },
    { "clip.mp4 10", "there/clip.mp4 10", FW_FIT_ALL, 10, NULL },
    { "clip.mp4 10", " 4", FW_FIT_ALL, 10, NULL },
    { "clip.mp4 10", "clip.mp4 12", FW_FIT_SOME, 10, "frame 11" },
    { "clip.mp4 10", "night.mp4 10", FW_FIT_SOME, 10, "night.mp4" },
    { "clip.mp4 10", "a.jpg b.jpg", FW_FIT_NONE, 0, "for pictures" },
    { "a.jpg b.jpg", "clip.mp4 10", FW_FIT_NONE, 0, "for a video" },
    { "a.jpg b.jpg", "", FW_FIT_NONE, 0, "no frame" },
    { "a.jpg b.jpg", "b.jpg a.jpg", FW_FIT_ALL, 2, NULL },
    { "a.jpg b.jpg", "old/b.jpg old/a.jpg", FW_FIT_ALL, 2, NULL },
    { "a.jpg b.jpg c.jpg", "b.jpg d.jpg", FW_FIT_SOME, 1, "1 picture is in both. 2 are only here" },
    { "a.jpg b.jpg", "a.jpg b.jpg:20x30", FW_FIT_SOME, 1, "1 has another size" },
    { "a.jpg", "a.jpg:20x30", FW_FIT_NONE, 0, "another size" },
    { "a.jpg", "b.jpg", FW_FIT_NONE, 0, "None of the pictures" },
    /* Which of two of that name nobody can tell. */
    { "x/a.jpg y/a.jpg", "a.jpg", FW_FIT_NONE, 0, "None of the pictures" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      FwFrameList *lists[2];
      const char *texts[2] = { cases[i].ours, cases[i].theirs };

      for (int k = 0; k < 2; k++)
        {
          g_auto(GStrv) words = g_strsplit (texts[k], " ", 2);
          gboolean is_video = words[0] && words[1] && g_ascii_isdigit (words[1][0]);

          lists[k] = is_video ? make_list (words[0], atoi (words[1]), NULL)
                              : make_list (NULL, 0, *texts[k] ? texts[k] : NULL);
        }

      g_autoptr(FwFrameFit) fit = fw_frame_fit_new (lists[0], lists[1]);

      g_test_message ("case %zu: %s, %s: %s", i, texts[0], texts[1], fit->sentence);
      g_assert_cmpint (fit->kind, ==, cases[i].kind);
      g_assert_cmpuint (fit->n_common, ==, cases[i].n_common);
      if (cases[i].words)
        g_assert_nonnull (strstr (fit->sentence, cases[i].words));
      else
        g_assert_null (fit->sentence);
      fw_frame_list_unref (lists[0]);
      fw_frame_list_unref (lists[1]);
    }
}

/* Test that a video of another size cannot be compared, and a turned one can. */
static void
test_sizes (void)
{
  FwFrameInfo ours = { .width = 480, .height = 640, .orientation = { .transpose = TRUE } };
  FwFrameInfo theirs = { .width = 640, .height = 480 };
  FwFrameInfo other = { .width = 320, .height = 240 };
  g_autoptr(FwFrameList) a = fw_frame_list_new (TRUE, "a.mp4", 0, &ours, 1);
  g_autoptr(FwFrameList) b = fw_frame_list_new (TRUE, "a.mp4", 0, &theirs, 1);
  g_autoptr(FwFrameList) c = fw_frame_list_new (TRUE, "a.mp4", 0, &other, 1);
  g_autoptr(FwFrameFit) turned = fw_frame_fit_new (a, b);
  g_autoptr(FwFrameFit) small = fw_frame_fit_new (a, c);

  g_assert_cmpint (turned->kind, ==, FW_FIT_ALL);
  g_assert_cmpint (small->kind, ==, FW_FIT_NONE);
  g_assert_nonnull (strstr (small->sentence, "320 × 240"));
}

/* Test that frames of a video are the same by their time stamps. */
static void
test_time_stamps (void)
{
  FwFrameInfo ours[5], theirs[4];

  for (int i = 0; i < 5; i++)
    ours[i] = (FwFrameInfo) { .width = 8, .height = 8, .pts = 10 * i };
  for (int i = 0; i < 4; i++)
    theirs[i] = (FwFrameInfo) { .width = 8, .height = 8, .pts = 10 * (i + 1) };

  g_autoptr(FwFrameList) a = fw_frame_list_new (TRUE, "a.mp4", 0, ours, 5);
  g_autoptr(FwFrameList) b = fw_frame_list_new (TRUE, "a.mp4", 0, theirs, 4);
  g_autoptr(FwFrameFit) fit = fw_frame_fit_new (a, b);
  g_autoptr(FwTrack) track = kit_track (3, "0=0,0,2,2 3=3,0,2,2");
  g_autoptr(FwTrack) moved = fw_frame_fit_track (fit, track);
  g_autofree char *timing = kit_timing (moved);

  g_assert_cmpint (fit->kind, ==, FW_FIT_ALL);
  g_assert_cmpint (fw_frame_fit_move (fit, 0), ==, 1);
  g_assert_cmpint (fw_frame_fit_move (fit, 4), ==, FW_FRAME_NONE);
  g_assert_cmpstr (timing, ==, "1 4");
}

static FwSnapshot *
make_labels (FwFrameList *frames,
             const char  *categories,
             GPtrArray   *tracks)
{
  FwSnapshotBuilder *builder = fw_snapshot_builder_new ();
  FwTaxonomyBuilder *words = fw_taxonomy_builder_new ();
  g_auto(GStrv) names = g_strsplit (categories, " ", -1);

  for (int i = 0; names[i]; i++)
    fw_taxonomy_builder_add_category (words, &(FwCategory) { .id = i + 1, .name = names[i] });

  g_autoptr(FwTaxonomy) taxonomy = fw_taxonomy_builder_end (words);

  fw_snapshot_builder_set_frame_list (builder, frames);
  fw_snapshot_builder_set (builder, (FwSlot) { FW_SLOT_TAXONOMY, 0 }, taxonomy);
  for (guint i = 0; i < tracks->len; i++)
    g_assert_true (fw_snapshot_builder_take_track (builder, fw_track_ref (tracks->pdata[i])));

  return fw_snapshot_builder_end (builder);
}

static FwTrack *
make_object (FwTrackId    id,
             FwCategoryId category,
             const char  *text,
             gboolean     is_single)
{
  g_autoptr(FwTrack) plain = kit_track (id, text);
  FwTrackBuilder *builder = fw_track_builder_new_from (plain);

  fw_track_builder_set_category (builder, category);
  fw_track_builder_set_single (builder, is_single);
  fw_track_builder_confirm (builder, fw_track_get_span (plain), "their manual");

  return fw_track_builder_end (builder, NULL);
}

/* Test that somebody else's pictures and words become ours. */
static void
test_pictures (void)
{
  g_autoptr(FwFrameList) a = make_list (NULL, 0, "a.jpg b.jpg c.jpg");
  g_autoptr(FwFrameList) b = make_list (NULL, 0, "c.jpg x.jpg a.jpg");
  g_autoptr(FwFrameFit) fit = fw_frame_fit_new (a, b);
  g_autoptr(GPtrArray) none = g_ptr_array_new ();
  g_autoptr(GPtrArray) tracks
    = g_ptr_array_new_with_free_func ((GDestroyNotify) fw_track_unref);

  g_ptr_array_add (tracks, make_object (1, 1, "0=0,0,9,9", TRUE)); /* a bus in c.jpg */
  g_ptr_array_add (tracks, make_object (2, 2, "1=0,0,9,9", TRUE)); /* in x.jpg */
  g_ptr_array_add (tracks, make_object (3, 3, "2=0,0,9,9", TRUE)); /* a van in a.jpg */

  g_autoptr(FwSnapshot) ours = make_labels (a, "car bus", none);
  g_autoptr(FwSnapshot) theirs = make_labels (b, "bus car van", tracks);
  g_autoptr(FwSnapshot) fitted = fw_labels_fit (theirs, ours, fit);
  FwTaxonomy *words = fw_snapshot_get_taxonomy (fitted);
  FwTrack *bus = fw_snapshot_get_track (fitted, 1), *van = fw_snapshot_get_track (fitted, 3);
  gsize n;

  g_assert_cmpuint (fw_snapshot_get_n_tracks (fitted), ==, 2);
  g_assert_cmpint (fw_track_get_span (bus).first, ==, 2);
  g_assert_cmpint (fw_track_get_span (van).first, ==, 0);
  g_assert_true (fw_track_is_single (van));
  g_assert_cmpuint (fw_taxonomy_get_n_categories (words), ==, 3);
  g_assert_cmpstr (fw_taxonomy_find (words, fw_track_get_category (bus))->name, ==, "bus");
  g_assert_cmpint (fw_track_get_category (bus), ==, 2);
  g_assert_cmpstr (fw_taxonomy_find (words, fw_track_get_category (van))->name, ==, "van");
  g_assert_cmpint (fw_track_get_category (van), ==, 3);
  /* b.jpg is not in theirs. */
  g_assert_true (fw_span_set_contains (fw_snapshot_get (fitted, (FwSlot) { FW_SLOT_DELETED, 0 }), 1));
  /* Their manual is not ours. */
  fw_track_get_confirmed (bus, &n);
  g_assert_cmpuint (n, ==, 0);
}

/* Test that what lies behind our last frame goes, and nothing before it moves. */
static void
test_longer (void)
{
  g_autoptr(FwFrameList) a = make_list ("clip.mp4", 6, NULL);
  g_autoptr(FwFrameList) b = make_list ("clip.mp4", 12, NULL);
  g_autoptr(FwFrameFit) fit = fw_frame_fit_new (a, b);
  g_autoptr(FwTrack) across = kit_track (1, "0=0,0,9,9 10=10,0,9,9 wet@8=true");
  g_autoptr(FwTrack) behind = kit_track (2, "7=0,0,9,9 10=10,0,9,9");
  g_autoptr(FwTrack) moved = fw_frame_fit_track (fit, across);
  g_autoptr(FwTrack) gone = fw_frame_fit_track (fit, behind);
  g_autofree char *timing = kit_timing (moved);
  FwRect bounds;

  g_assert_null (gone);
  g_assert_cmpstr (timing, ==, "0 5");
  g_assert_true (fw_track_get_bounds_at (moved, 3, &bounds));
  g_assert_cmpfloat (bounds.x, ==, 3.0);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/frame-fit/table", test_fit);
  g_test_add_func ("/frame-fit/sizes", test_sizes);
  g_test_add_func ("/frame-fit/time-stamps", test_time_stamps);
  g_test_add_func ("/frame-fit/longer", test_longer);
  g_test_add_func ("/labels-fit/pictures", test_pictures);

  return g_test_run ();
}

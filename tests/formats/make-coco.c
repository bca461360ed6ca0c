/* SPDX-License-Identifier: GPL-3.0-or-later */

/*
 * Writes random documents, in every form of file, into the folder that is its
 * argument: food for check-coco.py, which looks at them as other programs'
 * loaders do.
 */

#include "coco-kit.h"

int
main (int argc, char *argv[])
{
  static const struct
  {
    const char *name;
    FwCocoFlavour flavour;
    gboolean is_video;
  } kinds[] = {
    { "video", FW_COCO_KEEP, TRUE },
    { "plain", FW_COCO_KEEP, FALSE },
    { "video-as-plain", FW_COCO_PLAIN, TRUE },
    { "plain-as-video", FW_COCO_VIDEO, FALSE },
    { "cvat", FW_COCO_CVAT, TRUE },
  };
  g_autoptr (GRand) rand = g_rand_new_with_seed (77);

  g_assert_cmpint (argc, ==, 2);
  for (gsize i = 0; i < G_N_ELEMENTS (kinds); i++)
    for (int n = 0; n < 5; n++)
      {
        g_autoptr (FwSnapshot) document = kit_random_document (rand, kinds[i].is_video, 30, 8);
        g_autoptr (FwCocoFile) file = fw_coco_file_new (fw_snapshot_get_frame_list (document),
                                                        fw_snapshot_get_taxonomy (document));
        FwCocoWriteOptions options = { .flavour = kinds[i].flavour };
        g_autofree char *name = g_strdup_printf ("%s-%d.json", kinds[i].name, n);
        g_autofree char *path = g_build_filename (argv[1], name, NULL);
        g_autoptr (GError) error = NULL;

        fw_coco_file_save (file, document, &options, path, NULL, NULL, &error);
        g_assert_no_error (error);
      }

  return 0;
}

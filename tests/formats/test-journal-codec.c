/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "coco-kit.h"

#include "core/error.h"
#include "formats/journal-codec.h"

static FwRecord *
decode (GBytes *bytes)
{
  g_autoptr (GError) error = NULL;
  gsize length;
  const guint8 *data = g_bytes_get_data (bytes, &length);
  FwRecord *record = fw_record_decode (data, length, &error);

  g_assert_no_error (error);

  return record;
}

/* Test that random steps read back as they were, before and after of every slot. */
static void
test_steps (void)
{
  g_autoptr (GRand) rand = g_rand_new_with_seed (21);

  for (int round = 0; round < 300; round++)
    {
      g_autoptr (FwTrack) before
          = kit_random_confirmed (rand, kit_random_track (rand, 7, 50, FALSE));
      g_autoptr (FwTrack) after = kit_random_track (rand, 7, 50, g_rand_boolean (rand));
      g_autoptr (FwTaxonomy) words = kit_taxonomy ();
      g_autoptr (FwStampList) stamps = kit_stamps ();
      g_autoptr (FwAsideList) asides = kit_random_asides (rand);
      FwSpanSet *set = fw_span_set_new ((FwSpan[]){ { 1, 2 }, { 9, 9 } }, 2);
      FwSlotChange changes[] = {
        { { FW_SLOT_TRACK, 7 }, g_rand_boolean (rand) ? before : NULL, after },
        { { FW_SLOT_TRACK, 8 }, NULL, NULL },
        { { FW_SLOT_DELETED, 0 }, NULL, set },
        { { FW_SLOT_DONE, 0 }, set, NULL },
        { { FW_SLOT_TAXONOMY, 0 }, words, NULL },
        { { FW_SLOT_MANUALS, 0 }, NULL, stamps },
        { { FW_SLOT_ASIDE, 0 }, asides, NULL },
      };
      FwStepFacts facts = { .label = "Move “box”\n",
                            .author = round % 3 ? "Dana “D” Okafor" : NULL,
                            .frame = 12,
                            .time_us = 1234567 };
      g_autoptr (FwStep) step
          = fw_step_new (&facts, changes, G_N_ELEMENTS (changes));
      g_autoptr (GBytes) bytes = fw_record_encode_step (step, 99);
      g_autoptr (FwRecord) record = decode (bytes);
      gsize n;
      const FwSlotChange *got = fw_step_get_changes (record->step, &n);

      g_assert_cmpint (record->kind, ==, FW_RECORD_STEP);
      g_assert_cmpint (record->next, ==, 99);
      g_assert_cmpstr (fw_step_get_label (record->step), ==, "Move “box”\n");
      g_assert_cmpstr (fw_step_get_author (record->step), ==, facts.author);
      g_assert_cmpint (fw_step_get_frame (record->step), ==, 12);
      g_assert_cmpint (fw_step_get_time (record->step), ==, 1234567);
      g_assert_cmpuint (n, ==, G_N_ELEMENTS (changes));
      for (gsize i = 0; i < n; i++)
        {
          FwSlotKind kind = changes[i].slot.kind;

          g_test_message ("round %d, change %" G_GSIZE_FORMAT, round, i);
          g_assert_cmpint (got[i].slot.kind, ==, kind);
          g_assert_cmpint (got[i].slot.id, ==, changes[i].slot.id);
          g_assert_true (fw_slot_value_equal (kind, got[i].before, changes[i].before));
          g_assert_true (fw_slot_value_equal (kind, got[i].after, changes[i].after));
        }
      fw_span_set_unref (set);
    }
}

/* Test a taxonomy with everything that a manual can say. */
static void
test_taxonomy (void)
{
  static const char *const values[] = { "none", "some", NULL };
  FwTaxonomyBuilder *builder = fw_taxonomy_builder_new ();
  FwCategory car = { 3, "car", "vehicle", 1u << FW_SHAPE_BOX, TRUE };
  FwCategory sky = { 5, "sky", NULL, 0, FALSE };
  FwAttribute occlusion = { "occlusion", FW_ATTRIBUTE_CHOICE, values, 2, FALSE };
  FwAttribute speed = { "speed", FW_ATTRIBUTE_NUMBER, NULL, 0, TRUE };

  fw_taxonomy_builder_add_attribute (builder, &occlusion);
  fw_taxonomy_builder_add_attribute (builder, &speed);
  fw_taxonomy_builder_add_category (builder, &car);
  fw_taxonomy_builder_add_category (builder, &sky);
  fw_taxonomy_builder_allow (builder, 3, "occlusion");
  fw_taxonomy_builder_require (builder, 3, "occlusion");
  fw_taxonomy_builder_allow (builder, 5, "");

  g_autoptr (FwTaxonomy) words = fw_taxonomy_builder_end (builder);
  FwSlotChange change = { { FW_SLOT_TAXONOMY, 0 }, NULL, words };
  FwStepFacts facts = { .label = "Use manual", .time_us = 1 };
  g_autoptr (FwStep) step = fw_step_new (&facts, &change, 1);
  g_autoptr (GBytes) bytes = fw_record_encode_step (step, 1);
  g_autoptr (FwRecord) record = decode (bytes);
  gsize n;

  g_assert_true (fw_taxonomy_equal (fw_step_get_changes (record->step, &n)[0].after, words));
}

/* Test the small records. */
static void
test_marks (void)
{
  g_autoptr (GBytes) header = fw_record_encode_header ("/tmp/ä.coco.json", "", 5);
  g_autoptr (GBytes) saved = fw_record_encode_saved ("abc", 7, 3, 6);
  g_autoptr (GBytes) undo = fw_record_encode_undo ("Dana", 8);
  FwRenumbering entries[] = { { 5, -1 }, { 9, -2 } };
  g_autoptr (GBytes) renumber = fw_record_encode_renumber (entries, 2, 9);
  g_autoptr (FwRecord) a = decode (header);
  g_autoptr (FwRecord) b = decode (saved);
  g_autoptr (FwRecord) c = decode (undo);
  g_autoptr (FwRecord) d = decode (renumber);

  g_assert_cmpint (a->kind, ==, FW_RECORD_HEADER);
  g_assert_cmpstr (a->path, ==, "/tmp/ä.coco.json");
  g_assert_cmpstr (a->sha256, ==, "");
  g_assert_cmpint (b->kind, ==, FW_RECORD_SAVED);
  g_assert_cmpuint (b->revision, ==, 7);
  g_assert_cmpuint (b->behind, ==, 3);
  g_assert_cmpint (c->kind, ==, FW_RECORD_UNDO);
  g_assert_cmpint (c->time_us, ==, 8);
  g_assert_cmpstr (c->author, ==, "Dana");
  g_assert_cmpint (d->kind, ==, FW_RECORD_RENUMBER);
  g_assert_cmpuint (d->entries->len, ==, 2);
  g_assert_cmpint (d->time_us, ==, 9);
  g_assert_cmpint (g_array_index (d->entries, FwRenumbering, 1).shift, ==, -2);

  FwSpanSet *near = fw_span_set_new ((FwSpan[]){ { 1, 2 }, { 9, 9 } }, 2);
  FwSpanSet *far = fw_span_set_new ((FwSpan[]){ { 3, 4 } }, 1);
  g_autoptr (GBytes) seen = fw_record_encode_seen (near, far, 10);
  g_autoptr (FwRecord) e = decode (seen);

  g_assert_cmpint (e->kind, ==, FW_RECORD_SEEN);
  g_assert_cmpint (e->time_us, ==, 10);
  g_assert_true (fw_span_set_equal (e->seen, near));
  g_assert_true (fw_span_set_equal (e->shown, far));
  fw_span_set_unref (near);
  fw_span_set_unref (far);
}

/* Test that records from before there were names and sizes of pictures are read. */
static void
test_old (void)
{
  static const char step[] = "{\"do\":\"step\",\"at\":7,\"label\":\"Move\",\"changes\":[]}";
  static const char seen[] = "{\"do\":\"seen\",\"spans\":[[0,3]]}";
  g_autoptr (GBytes) first = g_bytes_new_static (step, strlen (step));
  g_autoptr (GBytes) second = g_bytes_new_static (seen, strlen (seen));
  g_autoptr (FwRecord) a = decode (first);
  g_autoptr (FwRecord) b = decode (second);

  g_assert_null (fw_step_get_author (a->step));
  g_assert_cmpint (fw_span_set_get_count (b->seen), ==, 4);
  g_assert_null (b->shown);
}

/* Test that records of others are refused with a sentence. */
static void
test_refused (void)
{
  static const struct
  {
    const char *text;
    const char *message;
  } cases[] = {
    { "{\"framewright\":2}", "the journal is not of a version that this program knows" },
    { "{\"framewright\":1}", "the journal's header has no path or no checksum" },
    { "{\"do\":\"dance\"}", "the journal holds a record of an unknown kind" },
    { "{\"do\":\"step\"}", "a step of the journal has no label or no changes" },
    { "{\"do\":\"step\",\"label\":\"x\",\"changes\":[{\"slot\":\"moon\"}]}",
      "a step of the journal changes something unknown" },
    { "{\"do\":\"step\",\"label\":\"x\",\"changes\":[{\"slot\":\"track\",\"id\":1,\"after\":{"
      "\"shape\":\"box\",\"keys\":[[-1,[1,2,3,4]]]}}]}",
      "a frame is not a whole number from 0 on" },
    { "{\"do\":\"step\",\"label\":\"x\",\"changes\":[{\"slot\":\"track\",\"id\":1,\"after\":{"
      "\"shape\":\"polygon\",\"rings\":"
      "[{\"order\":[1,2]}],\"keys\":[[0,[[1,0,0],[2,0,0],[3,0,0]]]]}}]}",
      "vertex 3 is in none of the rings" },
    { "{\"do\":\"seen\",\"spans\":[[1]]}", "a span of frames is not a list of two numbers" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GError) error = NULL;

      g_assert_null (
          fw_record_decode ((const guint8 *) cases[i].text, strlen (cases[i].text), &error));
      g_assert_cmpstr (error->message, ==, cases[i].message);
    }
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/journal-codec/steps", test_steps);
  g_test_add_func ("/journal-codec/taxonomy", test_taxonomy);
  g_test_add_func ("/journal-codec/marks", test_marks);
  g_test_add_func ("/journal-codec/old", test_old);
  g_test_add_func ("/journal-codec/refused", test_refused);

  return g_test_run ();
}

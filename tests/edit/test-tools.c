/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Tools as event tables: what a hand does, and what the document holds after. */

#include "edit-kit.h"

typedef struct
{
  const char *name;
  const char *before;
  const char *script;
  const char *after;
} Case;

/* Runs each case on a fresh video of 100 frames, then undoes everything: the
 * document must be as it was. */
static void
run_cases (gboolean is_video, const Case *cases, gsize n)
{
  for (gsize i = 0; i < n; i++)
    {
      g_autoptr (FwSession) session = kit_session (is_video, 100, cases[i].before);
      g_autofree char *start = kit_dump (session);

      g_test_message ("case %zu: %s", i, cases[i].name);
      kit_run (session, cases[i].script);
      kit_assert (session, cases[i].after);
      fw_tool_cancel (fw_session_get_tool (session));
      while (fw_document_can_undo (fw_session_get_document (session)))
        kit_run (session, "undo");
      kit_assert (session, start);
    }
}

/* Test that boxes are drawn by dragging, by two clicks and by keys, that
 * Escape leaves nothing, and that undo takes back points while drawing. */
static void
test_box (void)
{
  static const Case cases[] = {
    { "drag", "", "tool=box p10,20 m40,50 r50,60", "1 car 0:10,20,40,40\n" },
    { "any direction", "", "tool=box p50,60 m20,30 r10,20", "1 car 0:10,20,40,40\n" },
    { "two clicks", "", "tool=box p10,20 r10,20 m30,30 p50,60 r50,60", "1 car 0:10,20,40,40\n" },
    { "escape half-way", "", "tool=box p10,20 m40,50 kEscape r50,60", "" },
    { "escape after a click", "", "tool=box p10,20 r10,20 m40,50 kEscape p50,60 kEscape", "" },
    { "undo while drawing takes the corner back", "1 car 0:1,1,5,5\n",
      "tool=box p10,20 r10,20 undo p100,100 m150,150 r150,150",
      "1 car 0:1,1,5,5\n2 car 0:100,100,50,50\n" },
    { "undo after", "", "tool=box p10,20 m40,50 r50,60 undo", "" },
    { "redo after", "", "tool=box p10,20 m40,50 r50,60 undo redo", "1 car 0:10,20,40,40\n" },
    { "next category", "", "next=2 tool=box p10,20 m40,50 r50,60", "1 pedestrian 0:10,20,40,40\n" },
    { "clamped to the picture", "", "tool=box p-50,-50 m100,100 r900,900",
      "1 car 0:0,0,640,480\n" },
    { "snaps to the border", "", "tool=box p100,100 m200,200 r637,475",
      "1 car 0:100,100,540,380\n" },
    { "Alt does not snap", "", "tool=box p100,100 m200,200 A+r637,475",
      "1 car 0:100,100,537,375\n" },
    { "snapping shrinks with zoom", "", "scale=4 tool=box p100,100 m200,200 r637,470",
      "1 car 0:100,100,537,370\n" },
    { "keys: arrows and Enter", "",
      "tool=box m100,100 kEnter C+kRight S+kDown S+kDown kRight kEnter",
      "1 car 0:100,100,51,20\n" },
    { "keys without a pointer start in the middle", "", "tool=box kEnter C+kRight C+kDown kEnter",
      "1 car 0:320,240,50,50\n" },
    { "a click that trembles is no drag", "", "tool=box p10,20 r11,21 p60,70 r60,70",
      "1 car 0:10,20,50,50\n" },
    { "no area, no box", "", "tool=box p10,20 r10,20 p10,60 r10,60 kEscape", "" },
    { "small is legal", "", "scale=16 tool=box p10,20 m11,22 r12,24", "1 car 0:10,20,2,4\n" },
    { "N draws again", "", "tool=box p10,20 m40,50 r50,60 draw-again p100,100 m130,130 r140,140",
      "1 car 0:10,20,40,40\n2 car 0:100,100,40,40\n" },
    { "a later frame", "", "frame=7 tool=box p10,20 m40,50 r50,60", "1 car 7:10,20,40,40\n" },
    { "another frame gives the drawing up", "", "tool=box p10,20 r10,20 frame=7 p50,60 kEscape",
      "" },
  };

  run_cases (TRUE, cases, G_N_ELEMENTS (cases));
}

/* Test that a rotated box is a side and a height, by drag and click or three clicks. */
static void
test_rotated_box (void)
{
  static const Case cases[] = {
    { "drag and click", "",
      "tool=rotated-box p100,100 m150,100 r200,100 m150,140 p150,140 r150,140",
      "1 car 0:R(150,120,100,40,0)\n" },
    { "three clicks", "", "tool=rotated-box p100,100 r100,100 p100,200 r100,200 p60,150 r60,150",
      "1 car 0:R(80,150,100,40,90)\n" },
    { "above the side", "", "tool=rotated-box p100,100 m150,100 r200,100 m150,60 p150,60 r150,60",
      "1 car 0:R(150,80,100,40,0)\n" },
    { "escape", "", "tool=rotated-box p100,100 m150,100 r200,100 kEscape", "" },
    { "undo goes back one point", "",
      "tool=rotated-box p100,100 m150,100 r200,100 undo p300,100 r300,100 p200,150 r200,150",
      "1 car 0:R(200,125,200,50,0)\n" },
    { "a new point ends what redo could bring back", "",
      "tool=rotated-box p100,100 r100,100 p200,100 r200,100 undo p300,100 r300,100 redo undo "
      "p400,100 r400,100 p200,150 r200,150",
      "1 car 0:R(250,125,300,50,0)\n" },
    { "no height, no box", "",
      "tool=rotated-box p100,100 m150,100 r200,100 p150,100 r150,100 kEscape", "" },
  };

  run_cases (TRUE, cases, G_N_ELEMENTS (cases));
}

/* Test that polygons are closed in five ways, that points can be taken back
 * and done again, and that holes and parts go into the selected polygon. */
static void
test_polygon (void)
{
#define SQUARE "1 jacket 0:P(100,100 200,100 200,200 100,200)\n"
  static const Case cases[] = {
    { "click on the first point", "",
      "tool=polygon p10,10 r10,10 p60,10 r60,10 p60,60 r60,60 m14,12 p14,12 r14,12",
      "1 car 0:P(10,10 60,10 60,60)\n" },
    { "double click", "", "tool=polygon p10,10 r10,10 p60,10 r60,10 p60,60 r60,60 d60,60",
      "1 car 0:P(10,10 60,10 60,60)\n" },
    { "Enter on the last point", "", "tool=polygon m10,10 kEnter m60,10 kEnter m60,60 kEnter kEnter",
      "1 car 0:P(10,10 60,10 60,60)\n" },
    { "on one line", "", "tool=polygon p10,10 r10,10 p60,60 r60,60 p90,90 r90,90 C+kEnter kEscape",
      "" },
    { "Ctrl+Enter", "", "tool=polygon p10,10 r10,10 p60,10 r60,10 p60,60 r60,60 C+kEnter",
      "1 car 0:P(10,10 60,10 60,60)\n" },
    { "keys: Enter on the first point", "",
      "tool=polygon m100,100 kEnter C+kRight kEnter C+kDown kEnter C+kLeft kEnter C+kUp kEnter",
      "1 car 0:P(100,100 150,100 150,150 100,150)\n" },
    { "two points do not close", "", "tool=polygon p10,10 r10,10 p60,10 r60,10 C+kEnter kEscape",
      "" },
    { "Backspace takes back", "",
      "tool=polygon p10,10 r10,10 p60,10 r60,10 p90,90 r90,90 kBackspace p60,60 r60,60 C+kEnter",
      "1 car 0:P(10,10 60,10 60,60)\n" },
    { "undo takes points, not objects", "1 car 0:1,1,5,5\n",
      "tool=polygon p10,10 r10,10 p60,10 r60,10 undo undo", "1 car 0:1,1,5,5\n" },
    { "undo and redo of points", "",
      "tool=polygon p10,10 r10,10 p60,10 r60,10 p60,60 r60,60 undo undo redo redo C+kEnter",
      "1 car 0:P(10,10 60,10 60,60)\n" },
    { "escape", "", "tool=polygon p10,10 r10,10 p60,10 r60,10 p60,60 r60,60 kEscape", "" },
    { "snaps to a neighbour's vertex and edge", "1 car 0:100,100,50,50\n",
      "tool=polygon p97,98 r97,98 p147,96 r147,96 p120,60 r120,60 C+kEnter",
      "1 car 0:100,100,50,50\n2 car 0:P(100,100 150,100 120,60)\n" },
    { "Alt does not snap", "1 car 0:100,100,50,50\n",
      "tool=polygon A+p97,98 r97,98 A+p147,96 r147,96 p120,60 r120,60 C+kEnter",
      "1 car 0:100,100,50,50\n2 car 0:P(97,98 147,96 120,60)\n" },
    { "Shift follows a neighbour", "1 car 0:P(100,100 150,90 200,100 200,200 100,200)\n",
      "tool=polygon p100,100 r100,100 S+p200,100 r200,100 p150,30 r150,30 C+kEnter",
      "1 car 0:P(100,100 150,90 200,100 200,200 100,200)\n"
      "2 car 0:P(100,100 150,90 200,100 150,30)\n" },
    { "undo takes back a followed outline at once",
      "1 car 0:P(100,100 150,90 200,100 200,200 100,200)\n",
      "tool=polygon p100,100 r100,100 S+p200,100 r200,100 undo p50,30 r50,30 p80,60 r80,60 "
      "C+kEnter",
      "1 car 0:P(100,100 150,90 200,100 200,200 100,200)\n"
      "2 car 0:P(100,100 50,30 80,60)\n" },
    { "a hole", SQUARE,
      "select=1 tool=hole p120,120 r120,120 p150,120 r150,120 p150,150 r150,150 C+kEnter",
      "1 jacket 0:P(100,100 200,100 200,200 100,200 |-120,120 150,120 150,150)\n" },
    { "a hole outside is refused", SQUARE,
      "select=1 tool=hole p320,120 r320,120 p350,120 r350,120 p350,150 r350,150 C+kEnter", SQUARE },
    { "a hole across the outline is refused", SQUARE,
      "select=1 tool=hole p120,120 r120,120 p350,120 r350,120 p350,150 r350,150 C+kEnter", SQUARE },
    { "a hole needs a polygon", "1 car 0:1,1,5,5\n", "select=1 tool=hole", "1 car 0:1,1,5,5\n" },
    { "a part", SQUARE,
      "select=1 tool=part p320,120 r320,120 p350,120 r350,120 p350,150 r350,150 C+kEnter",
      "1 jacket 0:P(100,100 200,100 200,200 100,200 |320,120 350,120 350,150)\n" },
  };

  run_cases (FALSE, cases, G_N_ELEMENTS (cases));
}

/* Test that objects are moved and resized, one step per drag, as keyframes. */
static void
test_move (void)
{
#define CAR "1 car 0:100,100,80,60 10:200,100,80,60\n"
  static const Case cases[] = {
    { "move", "1 car 0:100,100,80,60\n", "p140,130 m160,140 r170,150", "1 car 0:130,120,80,60\n" },
    { "a click moves nothing", "1 car 0:100,100,80,60\n", "p140,130 r141,131",
      "1 car 0:100,100,80,60\n" },
    { "between keyframes it makes one", CAR, "frame=5 p190,130 m190,150 r190,150",
      "1 car 0:100,100,80,60 5:150,120,80,60 10:200,100,80,60\n" },
    { "a ghost that is grabbed extends the track", CAR, "frame=15 p240,130 m260,130 r260,130",
      "1 car 0:100,100,80,60 10:200,100,80,60 15:220,100,80,60\n" },
    { "escape while moving", CAR, "p140,130 m160,140 kEscape r170,150", CAR },
    { "out of the picture by dragging", "1 car 0:100,100,80,60\n", "p140,130 m20,130 r10,130",
      "1 car 0:-30,100,80,60\n" },
    { "snaps to the border", "1 car 0:100,100,80,60\n", "p140,130 m40,130 r44,130",
      "1 car 0:0,100,80,60\n" },
    { "Alt does not snap", "1 car 0:100,100,80,60\n", "p140,130 m40,130 A+r44,130",
      "1 car 0:4,100,80,60\n" },
    { "corner", "1 car 0:100,100,80,60\n", "select=1 p180,160 m200,180 r210,190",
      "1 car 0:100,100,110,90\n" },
    { "side", "1 car 0:100,100,80,60\n", "select=1 p100,130 m90,200 r90,300",
      "1 car 0:90,100,90,60\n" },
    { "a corner pulled past the other", "1 car 0:100,100,80,60\n",
      "select=1 p180,160 m90,90 r60,70", "1 car 0:60,70,40,30\n" },
    { "Shift keeps the ratio", "1 car 0:100,100,80,60\n", "select=1 p180,160 m200,180 S+r260,170",
      "1 car 0:100,100,160,120\n" },
    { "resize grabs beside the corner", "1 car 0:100,100,80,60\n",
      "select=1 p184,165 m194,175 r194,175", "1 car 0:100,100,90,70\n" },
    { "several at once", "1 car 0:100,100,80,60\n2 car 0:300,100,80,60\n",
      "select=1,2 p140,130 m150,140 r160,150", "1 car 0:120,120,80,60\n2 car 0:320,120,80,60\n" },
    { "arrows", "1 car 0:100,100,80,60\n", "select=1 kRight kRight S+kDown",
      "1 car 0:102,110,80,60\n" },
    { "Ctrl and arrows: right and bottom side", "1 car 0:100,100,80,60\n",
      "select=1 C+kRight C+kDown C+kDown", "1 car 0:100,100,81,62\n" },
    { "Ctrl, Shift and arrows: left and top side", "1 car 0:100,100,80,60\n",
      "select=1 C+S+kLeft C+S+kDown", "1 car 0:99,101,81,59\n" },
    { "locked objects stay", "1 car 0:100,100,80,60\n",
      "select=1 toggle-locked p140,130 m160,140 r170,150", "1 car 0:100,100,80,60\n" },
    { "rotated box: side in its own axes", "1 car 0:R(200,200,100,40,90)\n",
      "select=1 p200,250 m200,260 r200,270", "1 car 0:R(200,210,120,40,90)\n" },
    { "rotor in steps", "1 car 0:R(200,200,100,40,0)\n", "select=1 p200,156 m240,160 S+r244,200",
      "1 car 0:R(200,200,100,40,90)\n" },
  };

  run_cases (TRUE, cases, G_N_ELEMENTS (cases));
}

/* Test that points of a polygon are moved, added and removed, by hand and by key. */
static void
test_vertices (void)
{
  static const Case cases[] = {
    { "drag a point", SQUARE, "select=1 p200,100 m220,80 r230,70",
      "1 jacket 0:P(100,100 230,70 200,200 100,200)\n" },
    { "drag a mid-point", SQUARE, "select=1 p150,100 m150,80 r150,70",
      "1 jacket 0:P(100,100 150,70 200,100 200,200 100,200)\n" },
    { "click a mid-point", SQUARE, "select=1 p150,100 r150,100",
      "1 jacket 0:P(100,100 150,100 200,100 200,200 100,200)\n" },
    { "click, then Delete", SQUARE, "select=1 p200,100 r200,100 kDelete",
      "1 jacket 0:P(100,100 200,200 100,200)\n" },
    { "three points stay", "1 jacket 0:P(100,100 200,100 200,200)\n",
      "select=1 p200,100 r200,100 kDelete", "1 jacket 0:P(100,100 200,100 200,200)\n" },
    { "keys: Enter, Tab, arrows", SQUARE, "select=1 kEnter kTab kRight S+kDown",
      "1 jacket 0:P(100,100 201,110 200,200 100,200)\n" },
    { "keys: Shift+Tab goes round", SQUARE, "select=1 kEnter S+kTab kLeft",
      "1 jacket 0:P(100,100 200,100 200,200 99,200)\n" },
    { "keys: Insert", SQUARE, "select=1 kEnter kInsert kUp",
      "1 jacket 0:P(100,100 150,99 200,100 200,200 100,200)\n" },
    { "escape gives the point back", SQUARE, "select=1 kEnter kEscape kRight",
      "1 jacket 0:P(101,100 201,100 201,200 101,200)\n" },
    { "drag the inside moves it all", SQUARE, "select=1 p150,160 m160,160 r170,160",
      "1 jacket 0:P(120,100 220,100 220,200 120,200)\n" },
    { "escape while dragging", SQUARE, "select=1 p200,100 m220,80 kEscape r230,70", SQUARE },
  };

  run_cases (FALSE, cases, G_N_ELEMENTS (cases));
}

static void
assert_selection (FwSession *session, const char *expected)
{
  GString *text = g_string_new (NULL);
  gsize n;
  const FwTrackId *ids = fw_session_get_selection (session, &n);
  g_autofree char *result = NULL;

  for (gsize i = 0; i < n; i++)
    g_string_append_printf (text, "%s%" G_GINT64_FORMAT, i > 0 ? "," : "", ids[i]);
  result = g_string_free (text, FALSE);
  g_assert_cmpstr (result, ==, expected);
}

/* Test that a press picks the smallest object, clicks cycle, Shift adds, the
 * band takes what it touches, and hidden or locked objects cannot be hit. */
static void
test_pick (void)
{
  static const struct
  {
    const char *name;
    const char *script;
    const char *selection;
  } cases[] = {
    { "smallest", "p130,130 r130,130", "2" },
    { "largest where it is alone", "p290,290 r290,290", "1" },
    { "click again cycles", "p130,130 r130,130 p130,130 r130,130", "1" },
    { "and comes back", "p130,130 r130,130 p130,130 r130,130 p130,130 r130,130", "2" },
    { "Shift adds", "p130,130 r130,130 S+p420,120 r420,120", "2,3" },
    { "Shift takes away", "select=2,3 S+p420,120 r420,120", "2" },
    { "empty ground", "select=2 p600,400 r600,400", "" },
    { "Shift on empty ground keeps", "select=2 S+p600,400 r600,400", "2" },
    { "band", "S+p390,90 m500,200 r500,200", "3" },
    { "band adds", "select=2 S+p390,90 m500,200 r500,200", "2,3" },
    { "band over everything", "S+p630,470 m10,10 r1,1", "1,2,3" },
    { "escape while banding", "S+p390,90 m500,200 kEscape r500,200", "" },
    { "a drag takes the smallest at once", "p130,130 m140,140 r150,150", "2" },
    { "hidden", "select=2 toggle-hidden p130,130 r130,130", "1" },
    { "locked", "select=2 toggle-locked p130,130 r130,130", "1" },
    { "Tab", "kTab kTab", "2" },
    { "Shift+Tab", "S+kTab", "3" },
    { "escape empties the selection", "select=2 kEscape", "" },
    { "undo selects what it touched", "select=2 p130,130 m140,140 r150,150 select=3 undo", "2" },
    { "a new shape is selected", "tool=box p500,300 m520,320 r540,340", "4" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (FwSession) session
          = kit_session (TRUE, 100,
                         "1 car 0:50,50,250,250\n2 car 0:100,100,80,60\n3 car 0:400,100,50,50\n");

      g_test_message ("case %zu: %s", i, cases[i].name);
      kit_run (session, cases[i].script);
      assert_selection (session, cases[i].selection);
    }
}

/* Test that a tiny object can be hit beside it, and that the result says what
 * the canvas has to do. */
static void
test_results (void)
{
  g_autoptr (FwSession) session = kit_session (TRUE, 10, "1 car 0:100,100,2,2\n");
  FwTool *tool = fw_session_get_tool (session);
  FwToolEvent event = { FW_POINT (105, 104), 1.0, 0, 1 };

  g_assert_cmpint (fw_tool_pick (session, FW_POINT (105, 104), 1.0), ==, 1);
  g_assert_cmpint (fw_tool_pick (session, FW_POINT (105, 104), 8.0), ==, 0);
  g_assert_cmpint (fw_tool_press (tool, &event), ==, FW_TOOL_USED);
  fw_tool_release (tool, &event);
  event.n_press = 2;
  g_assert_cmpint (fw_tool_press (tool, &event), ==, FW_TOOL_ZOOMS);

  event = (FwToolEvent) { FW_POINT (400, 400), 1.0, 0, 1 };
  g_assert_cmpint (fw_tool_press (tool, &event), ==, FW_TOOL_PANS);
  fw_tool_cancel (tool);
  g_assert_cmpint (fw_session_get_primary (session), ==, 1);
  event.modifiers = FW_TOOL_SHIFT;
  g_assert_cmpint (fw_tool_press (tool, &event), ==, FW_TOOL_USED);
  fw_tool_cancel (tool);

  fw_session_select (session, 0);
  g_assert_cmpint (fw_tool_key (tool, FW_TOOL_KEY_LEFT, 0, 1.0), ==, FW_TOOL_IGNORED);
  g_assert_cmpint (fw_tool_key (tool, FW_TOOL_KEY_ESCAPE, 0, 1.0), ==, FW_TOOL_IGNORED);
  g_assert_cmpint (fw_tool_key (tool, FW_TOOL_KEY_DELETE, 0, 1.0), ==, FW_TOOL_IGNORED);
}

/* Test that the pointer's shape says what a press would do. */
static void
test_cursors (void)
{
  static const struct
  {
    const char *script;
    const char *cursor;
  } cases[] = {
    { "m500,400", "default" },
    { "m140,130", "move" },
    { "select=1 m100,100", "nw-resize" },
    { "select=1 m180,130", "e-resize" },
    { "select=1 m140,160", "s-resize" },
    { "tool=box m10,10", "crosshair" },
    { "tool=pan m10,10", "grab" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (FwSession) session = kit_session (TRUE, 10, "1 car 0:100,100,80,60\n");

      kit_run (session, cases[i].script);
      g_assert_cmpstr (fw_tool_get_cursor (fw_session_get_tool (session)), ==, cases[i].cursor);
    }
}

/* Test that nothing can be changed while another picture is on the screen, or
 * in work that is open for reading; and that an event that is no number is harmless. */
static void
test_gates (void)
{
  g_autoptr (FwSession) session = kit_session (TRUE, 10, "1 car 0:100,100,80,60 9:100,100,80,60\n");
  g_autofree char *before = kit_dump (session);

  fw_session_set_frame (session, 5);
  kit_run (session, "p140,130 m160,140 r170,150");
  kit_run (session, "tool=box p10,10 m50,50 r50,50");
  kit_assert (session, before);

  kit_run (session, "tool=select");
  fw_session_set_read_only (session, TRUE);
  kit_show (session, 5);
  kit_run (session, "p140,130 m160,140 r170,150 tool=box p10,10 m50,50 r50,50 delete kRight");
  kit_assert (session, before);
  g_assert_cmpint (fw_session_get_primary (session), ==, 1);
  g_assert_cmpstr (kit_refusal (session), ==,
                   "This work is open for reading only. Make a copy to edit it.");

  fw_session_set_read_only (session, FALSE);
  kit_run (session, "pnan,10 minf,3 r1e308,1e308");
  kit_assert (session, before);
}

/* Test that a shape in a picture of a folder belongs to that picture alone. */
static void
test_pictures (void)
{
  static const Case cases[] = {
    { "draw", "", "frame=3 tool=box p10,20 m40,50 r50,60", "1 car 3:10,20,40,40\n" },
    { "no ghost in the next one", "1 car 3:10,20,40,40\n", "frame=4 p30,40 m60,60 r60,60",
      "1 car 3:10,20,40,40\n" },
    { "move in its own", "1 car 3:10,20,40,40\n", "frame=3 p30,40 m60,60 r60,60",
      "1 car 3:40,40,40,40\n" },
  };

  run_cases (FALSE, cases, G_N_ELEMENTS (cases));
}

/* Test that the first box in work without any category makes one. */
static void
test_no_category (void)
{
  FwSnapshotBuilder *builder = fw_snapshot_builder_new ();
  const FwFrameInfo info = { NULL, 640, 480 };
  g_autoptr (FwFrameList) frames = fw_frame_list_new (TRUE, "clip", 25.0, &info, 1);
  g_autoptr (FwSnapshot) snapshot = NULL;
  g_autoptr (FwDocument) document = NULL;
  g_autoptr (FwSession) session = NULL;

  fw_snapshot_builder_set_frame_list (builder, frames);
  snapshot = fw_snapshot_builder_end (builder);
  document = fw_document_new (snapshot);
  session = fw_session_new (document);
  fw_session_set_displayed_frame (session, 0);
  g_assert_cmpint (fw_session_get_next_category (session), ==, 0);

  kit_run (session, "tool=box p10,20 m40,50 r50,60");
  kit_assert (session, "1 object 0:10,20,40,40\n");
  g_assert_cmpint (fw_session_get_next_category (session), !=, 0);
  kit_run (session, "undo");
  kit_assert (session, "");
  g_assert_false (fw_document_can_undo (document));
}

/* Test that lines are drawn and ended in three ways, that their points move,
 * come and go, and that both ends can be drawn on. */
static void
test_polyline (void)
{
#define LINE "1 car 0:L(100,100 200,100 200,200)\n"
  static const Case cases[] = {
    { "double click", "", "tool=polyline p10,10 r10,10 p60,10 r60,10 p60,60 r60,60 d60,60",
      "1 car 0:L(10,10 60,10 60,60)\n" },
    { "click on the last point", "", "tool=polyline p10,10 r10,10 p60,10 r60,10 p62,12 r62,12",
      "1 car 0:L(10,10 60,10)\n" },
    { "Ctrl+Enter", "", "tool=polyline p10,10 r10,10 p60,10 r60,10 C+kEnter",
      "1 car 0:L(10,10 60,10)\n" },
    { "the first point does not close", "",
      "tool=polyline p10,10 r10,10 p60,10 r60,10 p60,60 r60,60 p10,10 r10,10 C+kEnter",
      "1 car 0:L(10,10 60,10 60,60 10,10)\n" },
    { "one point is no line", "", "tool=polyline p10,10 r10,10 C+kEnter kEscape", "" },
    { "Backspace takes back", "",
      "tool=polyline p10,10 r10,10 p60,10 r60,10 p90,90 r90,90 kBackspace C+kEnter",
      "1 car 0:L(10,10 60,10)\n" },
    { "N draws again", "",
      "tool=polyline p10,10 r10,10 p60,10 r60,10 C+kEnter draw-again p10,50 r10,50 p60,50 r60,50 "
      "C+kEnter",
      "1 car 0:L(10,10 60,10)\n2 car 0:L(10,50 60,50)\n" },
    { "move on the line", LINE, "p150,100 m160,120 r170,130",
      "1 car 0:L(120,130 220,130 220,230)\n" },
    { "what it surrounds is not hit", LINE, "p150,150 m160,160 r170,170", LINE },
    { "no edge leads back", LINE, "select=1 p150,150 m160,160 r170,170", LINE },
    { "drag a point", LINE, "select=1 p200,200 m210,220 r220,230",
      "1 car 0:L(100,100 200,100 220,230)\n" },
    { "add a point", LINE, "select=1 p200,150 m230,150 r240,150",
      "1 car 0:L(100,100 200,100 240,150 200,200)\n" },
    { "keys: delete, insert, go on behind the end", LINE,
      "select=1 kEnter kTab kTab kInsert kTab kDelete",
      "1 car 0:L(200,100 200,200 200,250)\n" },
    { "two points stay", "1 car 0:L(100,100 200,100)\n", "select=1 kEnter kDelete",
      "1 car 0:L(100,100 200,100)\n" },
  };

  run_cases (TRUE, cases, G_N_ELEMENTS (cases));
}

/* Test that points are set in the order of the names, hidden, left out, taken
 * back; and moved, hidden and taken out afterwards. */
static void
test_keypoints (void)
{
#define WALKER "1 pedestrian 0:S(100,100,2 80,150,2 0,0,0)\n"
  static const Case cases[] = {
    { "all names end it", "",
      "next=2 tool=keypoints p100,100 r100,100 p80,150 r80,150 p120,150 r120,150",
      "1 pedestrian 0:S(100,100,2 80,150,2 120,150,2)\n" },
    { "Enter ends, the rest is not there", "",
      "next=2 tool=keypoints p100,100 r100,100 p80,150 r80,150 kEnter", WALKER },
    { "Q hides the next one", "",
      "next=2 tool=keypoints p100,100 r100,100 toggle-occluded p80,150 r80,150 p120,150 r120,150",
      "1 pedestrian 0:S(100,100,2 80,150,1 120,150,2)\n" },
    { "Q twice does not", "",
      "next=2 tool=keypoints toggle-occluded toggle-occluded p100,100 r100,100 kEnter",
      "1 pedestrian 0:S(100,100,2 0,0,0 0,0,0)\n" },
    { "X leaves one out", "",
      "next=2 tool=keypoints toggle-outside p80,150 r80,150 p120,150 r120,150",
      "1 pedestrian 0:S(0,0,0 80,150,2 120,150,2)\n" },
    { "all left out is nothing", "",
      "next=2 tool=keypoints toggle-outside toggle-outside toggle-outside toggle-outside kEnter "
      "kEscape",
      "" },
    { "Backspace takes back", "",
      "next=2 tool=keypoints p100,100 r100,100 p1,1 r1,1 kBackspace p80,150 r80,150 kEnter",
      WALKER },
    { "undo and redo of points", "",
      "next=2 tool=keypoints p100,100 r100,100 p80,150 r80,150 undo redo kEnter", WALKER },
    { "escape", "", "next=2 tool=keypoints p100,100 r100,100 kEscape kEscape", "" },
    { "keys", "", "next=2 tool=keypoints m100,100 kInsert C+kDown kInsert kEnter",
      "1 pedestrian 0:S(100,100,2 100,150,2 0,0,0)\n" },
    { "a double click sets one", "",
      "next=2 tool=keypoints p100,100 r100,100 d100,100 d80,150 kEnter", WALKER },
    { "points without names", "", "tool=keypoints p10,10 r10,10 p20,20 r20,20 kEnter",
      "1 car 0:K(10,10,2 20,20,2)\n" },
    { "move by a limb", WALKER, "p90,125 m100,125 r110,125",
      "1 pedestrian 0:S(120,100,2 100,150,2 0,0,0)\n" },
    { "move by a point", WALKER, "p80,150 m85,150 r90,150",
      "1 pedestrian 0:S(110,100,2 90,150,2 0,0,0)\n" },
    { "drag a point", WALKER, "select=1 p80,150 m85,150 r90,160",
      "1 pedestrian 0:S(100,100,2 90,160,2 0,0,0)\n" },
    { "arrows move the chosen point", WALKER, "select=1 kEnter kTab kRight S+kDown",
      "1 pedestrian 0:S(100,100,2 81,160,2 0,0,0)\n" },
    { "Tab passes over what is not there", WALKER, "select=1 kEnter kTab kTab kRight",
      "1 pedestrian 0:S(101,100,2 80,150,2 0,0,0)\n" },
    { "Q hides the chosen point", WALKER, "select=1 kEnter toggle-occluded",
      "1 pedestrian 0:S(100,100,1 80,150,2 0,0,0)\n" },
    { "Q of the object without one", WALKER, "select=1 toggle-occluded",
      "1 pedestrian 0:S(100,100,2 80,150,2 0,0,0) occluded:0=true\n" },
    { "Delete takes the chosen point out", WALKER, "select=1 kEnter kDelete",
      "1 pedestrian 0:S(0,0,0 80,150,2 0,0,0)\n" },
    { "Insert sets the missing one at the pointer", WALKER, "select=1 m120,150 kInsert kLeft",
      "1 pedestrian 0:S(100,100,2 80,150,2 119,150,2)\n" },
    { "Insert goes on behind the chosen one", "1 pedestrian 0:S(0,0,0 80,150,2 0,0,0)\n",
      "select=1 kEnter m120,150 kInsert", "1 pedestrian 0:S(0,0,0 80,150,2 120,150,2)\n" },
    { "Insert with all points there", "1 pedestrian 0:S(9,9,2 80,150,2 5,5,2)\n",
      "select=1 m120,150 kInsert", "1 pedestrian 0:S(9,9,2 80,150,2 5,5,2)\n" },
    { "the last one stays", WALKER, "select=1 kEnter kDelete kDelete",
      "1 pedestrian 0:S(0,0,0 80,150,2 0,0,0)\n" },
    { "a keyframe where it is moved", WALKER,
      "toggle-keyframe frame=9 select=1 p80,150 m85,150 r90,150",
      "1 pedestrian 0:S(100,100,2 80,150,2 0,0,0) 9:S(100,100,2 90,150,2 0,0,0)\n" },
  };

  run_cases (TRUE, cases, G_N_ELEMENTS (cases));
}

/* Test that ellipses are moved, resized and turned like rotated boxes. */
static void
test_ellipse (void)
{
#define ROUND "1 car 0:E(200,200,60,40,0)\n"
  static const Case cases[] = {
    { "move", ROUND, "p200,200 m210,200 r220,210", "1 car 0:E(220,210,60,40,0)\n" },
    { "the corner of its box is not it", ROUND, "p143,163 m150,170 r160,170", ROUND },
    { "resize", ROUND, "select=1 p260,200 m270,200 r300,200", "1 car 0:E(220,200,80,40,0)\n" },
    { "turn", ROUND, "select=1 p200,136 m240,136 r264,200", "1 car 0:E(200,200,60,40,90)\n" },
    { "edges by keys", ROUND, "select=1 C+kRight", "1 car 0:E(200.5,200,60.5,40,0)\n" },
  };

  run_cases (TRUE, cases, G_N_ELEMENTS (cases));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/tools/box", test_box);
  g_test_add_func ("/tools/rotated-box", test_rotated_box);
  g_test_add_func ("/tools/polygon", test_polygon);
  g_test_add_func ("/tools/polyline", test_polyline);
  g_test_add_func ("/tools/keypoints", test_keypoints);
  g_test_add_func ("/tools/ellipse", test_ellipse);
  g_test_add_func ("/tools/move", test_move);
  g_test_add_func ("/tools/vertices", test_vertices);
  g_test_add_func ("/tools/pick", test_pick);
  g_test_add_func ("/tools/results", test_results);
  g_test_add_func ("/tools/cursors", test_cursors);
  g_test_add_func ("/tools/gates", test_gates);
  g_test_add_func ("/tools/pictures", test_pictures);
  g_test_add_func ("/tools/no-category", test_no_category);
  return g_test_run ();
}

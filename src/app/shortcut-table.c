/* SPDX-License-Identifier: GPL-3.0-or-later */

/*
 * The one table of keys, and what the other two presets do differently. A test
 * holds it to its word: every action exists, no key stands twice in the same
 * place, every title has a translation mark.
 */

#include "app/shortcuts.h"

#include <glib/gi18n.h>

#define ANYWHERE FW_KEYS_ANYWHERE
#define EDITOR   FW_KEYS_EDITOR
#define CANVAS   FW_KEYS_CANVAS
#define HOME     FW_KEYS_HOME
#define COMPARE  FW_KEYS_COMPARE
#define REVIEW   FW_KEYS_REVIEW
#define EXAM     FW_KEYS_EXAM

static const FwShortcut table[] = {
  { N_("Frames"), "win.next-frame", "f", N_("Next frame"), EDITOR },
  { N_("Frames"), "win.previous-frame", "d", N_("Previous frame"), EDITOR },
  { N_("Frames"), "win.step-forward", "v", N_("Forward by the step"), EDITOR },
  { N_("Frames"), "win.step-back", "c", N_("Back by the step"), EDITOR },
  { N_("Frames"), "win.next-keyframe", "r", N_("Next keyframe of the selection"), EDITOR },
  { N_("Frames"), "win.previous-keyframe", "e", N_("Previous keyframe of the selection"), EDITOR },
  { N_("Frames"), "win.next-problem", "<Shift>r", N_("Next problem"), EDITOR },
  { N_("Frames"), "win.previous-problem", "<Shift>e", N_("Previous problem"), EDITOR },
  { N_("Frames"), "win.track-end", "<Shift>f", N_("End of the selected track"), EDITOR },
  { N_("Frames"), "win.track-start", "<Shift>d", N_("Start of the selected track"), EDITOR },
  { N_("Frames"), "win.next-unlabelled", "<Shift>v", N_("Next frame without labels"), EDITOR },
  { N_("Frames"), "win.previous-unlabelled", "<Shift>c",
    N_("Previous frame without labels"), EDITOR },
  { N_("Frames"), "win.mark-empty", "<Shift>n", N_("Nothing to label here"), EDITOR },
  { N_("Frames"), "win.first-frame", "Home", N_("First frame"), CANVAS },
  { N_("Frames"), "win.last-frame", "End", N_("Last frame"), CANVAS },
  { N_("Frames"), "win.go-to-frame", "<Control>g", N_("Go to a frame number"), ANYWHERE },
  { N_("Frames"), "win.play", "space", N_("Play"), CANVAS },
  { N_("Frames"), "win.play-backwards", "<Shift>space", N_("Play backwards"), CANVAS },
  { N_("Frames"), "win.bigger-step", "<Alt>Right", N_("Bigger step"), EDITOR },
  { N_("Frames"), "win.smaller-step", "<Alt>Left", N_("Smaller step"), EDITOR },
  { N_("Frames"), "win.faster", "<Alt>Up", N_("Play faster"), EDITOR },
  { N_("Frames"), "win.slower", "<Alt>Down", N_("Play slower"), EDITOR },
  { N_("Frames"), "win.delete-frame", "", N_("Leave this frame out"), EDITOR },
  { N_("Frames"), "win.restore-frame", "", N_("Bring left-out frames back"), EDITOR },

  { N_("Tools"), "win.tool::select", "s", N_("Select"), EDITOR },
  { N_("Tools"), "win.tool::box", "b", N_("Box"), EDITOR },
  { N_("Tools"), "win.tool::rotated-box", "<Shift>b", N_("Rotated box"), EDITOR },
  { N_("Tools"), "win.tool::polygon", "p", N_("Polygon"), EDITOR },
  { N_("Tools"), "win.tool::polygon-hole", "<Shift>p", N_("Cut a hole into the polygon"), EDITOR },
  { N_("Tools"), "win.tool::polygon-part", "<Control>p", N_("Add a part to the polygon"), EDITOR },
  { N_("Tools"), "win.tool::polyline", "l", N_("Polyline"), EDITOR },
  { N_("Tools"), "win.tool::keypoints", "k", N_("Key points"), EDITOR },
  { N_("Tools"), "win.tool::pan", "g", N_("Pan"), EDITOR },
  { N_("Tools"), "win.draw-again", "n", N_("Draw again with the last tool"), EDITOR },
  { N_("Tools"), "win.escape", "Escape", N_("Give up, then back to Select"), EDITOR },

  { N_("Objects"), "win.next-object", "Tab", N_("Next object in the frame"), CANVAS },
  { N_("Objects"), "win.previous-object", "<Shift>Tab",
    N_("Previous object in the frame"), CANVAS },
  { N_("Objects"), "win.select-all", "<Control>a", N_("Select everything in the frame"), EDITOR },
  { N_("Objects"), "win.category-1", "1", N_("Category 1"), EDITOR },
  { N_("Objects"), "win.category-2", "2", N_("Category 2"), EDITOR },
  { N_("Objects"), "win.category-3", "3", N_("Category 3"), EDITOR },
  { N_("Objects"), "win.category-4", "4", N_("Category 4"), EDITOR },
  { N_("Objects"), "win.category-5", "5", N_("Category 5"), EDITOR },
  { N_("Objects"), "win.category-6", "6", N_("Category 6"), EDITOR },
  { N_("Objects"), "win.category-7", "7", N_("Category 7"), EDITOR },
  { N_("Objects"), "win.category-8", "8", N_("Category 8"), EDITOR },
  { N_("Objects"), "win.category-9", "9", N_("Category 9"), EDITOR },
  { N_("Objects"), "win.category-10", "0", N_("Category 10"), EDITOR },
  { N_("Objects"), "win.choose-category", "slash", N_("Category by typing"), EDITOR },
  { N_("Objects"), "win.attribute-1", "<Shift>1", N_("Attribute 1: next value"), EDITOR },
  { N_("Objects"), "win.attribute-2", "<Shift>2", N_("Attribute 2: next value"), EDITOR },
  { N_("Objects"), "win.attribute-3", "<Shift>3", N_("Attribute 3: next value"), EDITOR },
  { N_("Objects"), "win.attribute-4", "<Shift>4", N_("Attribute 4: next value"), EDITOR },
  { N_("Objects"), "win.attribute-5", "<Shift>5", N_("Attribute 5: next value"), EDITOR },
  { N_("Objects"), "win.attribute-6", "<Shift>6", N_("Attribute 6: next value"), EDITOR },
  { N_("Objects"), "win.attribute-7", "<Shift>7", N_("Attribute 7: next value"), EDITOR },
  { N_("Objects"), "win.attribute-8", "<Shift>8", N_("Attribute 8: next value"), EDITOR },
  { N_("Objects"), "win.attribute-9", "<Shift>9", N_("Attribute 9: next value"), EDITOR },
  { N_("Objects"), "win.attribute-back-1", "<Control><Shift>1",
    N_("Attribute 1: previous value"), EDITOR },
  { N_("Objects"), "win.attribute-back-2", "<Control><Shift>2",
    N_("Attribute 2: previous value"), EDITOR },
  { N_("Objects"), "win.attribute-back-3", "<Control><Shift>3",
    N_("Attribute 3: previous value"), EDITOR },
  { N_("Objects"), "win.attribute-back-4", "<Control><Shift>4",
    N_("Attribute 4: previous value"), EDITOR },
  { N_("Objects"), "win.attribute-back-5", "<Control><Shift>5",
    N_("Attribute 5: previous value"), EDITOR },
  { N_("Objects"), "win.attribute-back-6", "<Control><Shift>6",
    N_("Attribute 6: previous value"), EDITOR },
  { N_("Objects"), "win.attribute-back-7", "<Control><Shift>7",
    N_("Attribute 7: previous value"), EDITOR },
  { N_("Objects"), "win.attribute-back-8", "<Control><Shift>8",
    N_("Attribute 8: previous value"), EDITOR },
  { N_("Objects"), "win.attribute-back-9", "<Control><Shift>9",
    N_("Attribute 9: previous value"), EDITOR },
  { N_("Objects"), "win.attributes", "a", N_("All attributes beside the picture"), EDITOR },
  { N_("Objects"), "win.toggle-keyframe", "w",
    N_("Keyframe on or off; on a ghost: still here"), EDITOR },
  { N_("Objects"), "win.toggle-occluded", "q", N_("Occluded; of a key point: hidden"), EDITOR },
  { N_("Objects"), "win.toggle-outside", "x",
    N_("Outside: gone from the picture; leave a key point out"), EDITOR },
  { N_("Objects"), "win.toggle-hidden", "h", N_("Hide or show"), EDITOR },
  { N_("Objects"), "win.show-all", "<Control>h", N_("Show everything that is hidden"), EDITOR },
  { N_("Objects"), "win.cycle-chips", "<Shift>h",
    N_("Names on the picture: all, selected, none"), EDITOR },
  { N_("Objects"), "win.toggle-locked", "<Control>l", N_("Lock or unlock"), EDITOR },
  { N_("Objects"), "win.zoom-to-object", "z", N_("Zoom to the object and back"), EDITOR },
  { N_("Objects"), "win.send-back", "comma", N_("Send back"), EDITOR },
  { N_("Objects"), "win.bring-forward", "period", N_("Bring forward"), EDITOR },

  { N_("Editing"), "win.undo", "<Control>z", N_("Undo"), EDITOR },
  { N_("Editing"), "win.redo", "<Control><Shift>z <Control>y", N_("Redo"), EDITOR },
  { N_("Editing"), "win.copy", "<Control>c", N_("Copy"), EDITOR },
  { N_("Editing"), "win.paste", "<Control>v", N_("Paste in place"), EDITOR },
  { N_("Editing"), "win.duplicate", "<Control>d", N_("Duplicate"), EDITOR },
  { N_("Editing"), "win.propagate", "<Control>b", N_("Copy to following frames…"), EDITOR },
  { N_("Editing"), "win.merge", "m", N_("Merge two tracks"), EDITOR },
  { N_("Editing"), "win.split", "<Shift>m", N_("Split the track here"), EDITOR },
  { N_("Editing"), "win.swap-tails", "", N_("Swap two tracks from here on"), EDITOR },
  { N_("Editing"), "win.remove-keyframe", "BackSpace", N_("Remove this keyframe"), EDITOR },
  { N_("Editing"), "win.delete", "Delete KP_Delete", N_("Delete the object or the point"), EDITOR },
  { N_("Editing"), "win.nudge-left", "Left", N_("Move 1 pixel left"), CANVAS },
  { N_("Editing"), "win.nudge-right", "Right", N_("Move 1 pixel right"), CANVAS },
  { N_("Editing"), "win.nudge-up", "Up", N_("Move 1 pixel up"), CANVAS },
  { N_("Editing"), "win.nudge-down", "Down", N_("Move 1 pixel down"), CANVAS },
  { N_("Editing"), "win.nudge-left-10", "<Shift>Left", N_("Move 10 pixels left"), CANVAS },
  { N_("Editing"), "win.nudge-right-10", "<Shift>Right", N_("Move 10 pixels right"), CANVAS },
  { N_("Editing"), "win.nudge-up-10", "<Shift>Up", N_("Move 10 pixels up"), CANVAS },
  { N_("Editing"), "win.nudge-down-10", "<Shift>Down", N_("Move 10 pixels down"), CANVAS },
  { N_("Editing"), "win.end-edge-left", "<Control>Left", N_("Right edge 1 pixel left"), CANVAS },
  { N_("Editing"), "win.end-edge-right", "<Control>Right", N_("Right edge 1 pixel right"), CANVAS },
  { N_("Editing"), "win.end-edge-up", "<Control>Up", N_("Bottom edge 1 pixel up"), CANVAS },
  { N_("Editing"), "win.end-edge-down", "<Control>Down", N_("Bottom edge 1 pixel down"), CANVAS },
  { N_("Editing"), "win.start-edge-left", "<Control><Shift>Left",
    N_("Left edge 1 pixel left"), CANVAS },
  { N_("Editing"), "win.start-edge-right", "<Control><Shift>Right",
    N_("Left edge 1 pixel right"), CANVAS },
  { N_("Editing"), "win.start-edge-up", "<Control><Shift>Up", N_("Top edge 1 pixel up"), CANVAS },
  { N_("Editing"), "win.start-edge-down", "<Control><Shift>Down",
    N_("Top edge 1 pixel down"), CANVAS },

  { N_("Rules"), "win.why", "y", N_("Why: open the rule"), EDITOR },
  { N_("Rules"), "win.ask", "u", N_("Ask a question about this"), EDITOR },
  { N_("Rules"), "win.set-aside", "<Shift>y", N_("Set this problem aside"), EDITOR },
  { N_("Rules"), "win.next-change", "<Alt>Page_Down",
    N_("Next change in the manual"), ANYWHERE },
  { N_("Rules"), "win.look-again", "<Alt>j",
    N_("Next label to look at again under the newer manual"), ANYWHERE },
  { N_("Rules"), "win.still-right", "<Alt>k",
    N_("Still right under the newer manual"), ANYWHERE },
  { N_("Rules"), "win.edit-rule", "<Control><Shift>e", N_("Edit the rule"), ANYWHERE },
  { N_("Rules"), "win.try-rule", "<Control>t",
    N_("Try the rule that is edited over the labels"), ANYWHERE },
  { N_("Rules"), "win.new-rule", "", N_("New rule in the manual"), ANYWHERE },
  { N_("Rules"), "win.compare-versions", "", N_("Compare versions of the manual"), ANYWHERE },
  { N_("Rules"), "win.publish-manual", "", N_("Publish the manual…"), ANYWHERE },
  { N_("Rules"), "win.fix", "<Control>period", N_("Fix this problem"), EDITOR },
  { N_("Rules"), "win.fix-all", "<Control><Shift>period",
    N_("Fix everything that is safe to fix"), EDITOR },
  { N_("Rules"), "win.pause-pixels", "<Alt>p",
    N_("Looking at pictures for the checks: pause or go on"), EDITOR },
  { N_("Rules"), "win.done-next", "<Control>Return <Control>KP_Enter", N_("Done, next"), EDITOR },

  { N_("Review"), "win.review", "<Control><Shift>r", N_("Review these labels"), EDITOR },
  { N_("Review"), "win.review-verdict-1", "1 KP_1", N_("Verdict: correct"), REVIEW },
  { N_("Review"), "win.review-verdict-2", "2 KP_2", N_("Verdict: wrong category"), REVIEW },
  { N_("Review"), "win.review-verdict-3", "3 KP_3", N_("Verdict: loose or tight shape"), REVIEW },
  { N_("Review"), "win.review-verdict-4", "4 KP_4", N_("Verdict: wrong attribute"), REVIEW },
  { N_("Review"), "win.review-verdict-5", "5 KP_5",
    N_("Verdict: should not be labelled"), REVIEW },
  { N_("Review"), "win.review-verdict-6", "6 KP_6", N_("Verdict: missed object"), REVIEW },
  { N_("Review"), "win.review-verdict-7", "7 KP_7", N_("Verdict: wrong identity"), REVIEW },
  { N_("Review"), "win.review-verdict-8", "8 KP_8", N_("Verdict: other"), REVIEW },
  { N_("Review"), "win.review-verdict-9", "9 KP_9",
    N_("Category 9, where it is covered"), REVIEW },
  { N_("Review"), "win.review-verdict-0", "0 KP_0", N_("Verdict: cannot tell"), REVIEW },
  { N_("Review"), "win.review-rule", "slash", N_("Which rule, by typing"), REVIEW },
  { N_("Review"), "win.review-note", "n", N_("A note"), REVIEW },
  { N_("Review"), "win.review-send", "Return KP_Enter", N_("Send the verdict"), REVIEW },
  { N_("Review"), "win.review-undo", "<Control>z", N_("Take the last verdict back"), REVIEW },
  { N_("Review"), "win.review-next", "j", N_("Next one that is open"), REVIEW },
  { N_("Review"), "win.review-previous", "<Shift>j", N_("The one before"), REVIEW },
  { N_("Review"), "win.review-hide", "h", N_("Hide or show the label; hold to blink"), REVIEW },
  { N_("Review"), "win.review-loop", "space", N_("Play the frames around it"), REVIEW },
  { N_("Review"), "win.review-next-frame", "f Right", N_("Next frame"), REVIEW },
  { N_("Review"), "win.review-previous-frame", "d Left", N_("Previous frame"), REVIEW },
  { N_("Review"), "win.review-context", "z", N_("The whole frame and back"), REVIEW },
  { N_("Review"), "win.review-zoom-in", "<Control>plus <Control>equal <Control>KP_Add",
    N_("Zoom in"), REVIEW },
  { N_("Review"), "win.review-zoom-out", "<Control>minus <Control>KP_Subtract",
    N_("Zoom out"), REVIEW },
  { N_("Review"), "win.review-ask", "u", N_("Ask a question about this"), REVIEW },
  { N_("Review"), "win.review-sign-off", "<Control><Shift>Return",
    N_("Sign off and write the report"), REVIEW },
  { N_("Review"), "win.review-report", "", N_("Open the report"), REVIEW },
  { N_("Review"), "win.review-choose", "", N_("Choose what to review"), REVIEW },
  { N_("Review"), "win.review-join", "", N_("Join another review file…"), REVIEW },
  { N_("Review"), "win.review-disputes", "", N_("What was judged differently…"), REVIEW },
  { N_("Review"), "win.review-escape", "Escape", N_("Give up, then back to the picture"), REVIEW },
  { N_("Review"), "win.review-back", "<Alt>Left", N_("Back to the labels"), REVIEW },

  { N_("Gold"), "win.make-gold", "", N_("Make a gold clip of reviewed work…"), EDITOR },
  { N_("Gold"), "win.practise", "", N_("Practise on gold…"), ANYWHERE },
  { N_("Gold"), "win.exam", "", N_("Take the exam…"), ANYWHERE },
  { N_("Gold"), "win.exam-next", "j", N_("On to what practice or exam asks"), EDITOR },
  { N_("Gold"), "win.exam-previous", "<Shift>j", N_("Back to what practice or exam asks"), EDITOR },
  { N_("Gold"), "win.exam-finish", "<Alt>Return <Alt>KP_Enter",
    N_("Check, hand in, or show the result"), EDITOR },
  { N_("Gold"), "win.exam-back", "Escape <Alt>Left", N_("From the result to the labels"), EXAM },

  { N_("Zoom"), "win.zoom-fit", "<Control>0", N_("Fit the picture"), EDITOR },
  { N_("Zoom"), "win.zoom-original", "<Alt>0", N_("100 %"), EDITOR },
  { N_("Zoom"), "win.zoom-in", "<Control>plus <Control>equal <Control>KP_Add",
    N_("Zoom in"), EDITOR },
  { N_("Zoom"), "win.zoom-out", "<Control>minus <Control>KP_Subtract", N_("Zoom out"), EDITOR },
  { N_("Zoom"), "win.timeline-zoom-in", "<Alt>plus <Alt>equal <Alt>KP_Add",
    N_("Timeline: fewer frames"), EDITOR },
  { N_("Zoom"), "win.timeline-zoom-out", "<Alt>minus <Alt>KP_Subtract",
    N_("Timeline: more frames"), EDITOR },

  { N_("Window"), "win.show-objects", "<Alt>1", N_("Objects"), ANYWHERE },
  { N_("Window"), "win.show-checks", "<Alt>2", N_("Checks"), ANYWHERE },
  { N_("Window"), "win.show-manual", "<Alt>3", N_("Manual"), ANYWHERE },
  { N_("Window"), "win.show-review", "<Alt>4", N_("Review"), ANYWHERE },
  { N_("Window"), "win.manual-window", "<Control><Shift>m",
    N_("Manual in a window of its own"), ANYWHERE },
  { N_("Window"), "win.sidebar", "F9", N_("Sidebar"), ANYWHERE },
  { N_("Window"), "win.timeline-lanes", "", N_("Lanes of the timeline"), EDITOR },
  { N_("Window"), "win.next-pane", "F6", N_("Next pane"), ANYWHERE },
  { N_("Window"), "win.previous-pane", "<Shift>F6", N_("Previous pane"), ANYWHERE },
  { N_("Window"), "win.fullscreen", "F11", N_("Full screen"), ANYWHERE },
  { N_("Window"), "win.picture-only", "<Shift>F11", N_("Picture only"), ANYWHERE },
  { N_("Window"), "win.search-objects", "<Control>f", N_("Search in the current pane"), ANYWHERE },
  { N_("Window"), "win.command-search", "<Control>k", N_("Do anything"), ANYWHERE },
  { N_("Window"), "win.adjust-picture", "", N_("Brightness and contrast of the view"), EDITOR },
  { N_("Window"), "app.shortcuts", "<Control>question", N_("All shortcuts"), ANYWHERE },
  { N_("Window"), "win.tour", "F1", N_("Take the tour; during the tour: skip a step"), ANYWHERE },
  { N_("Window"), "win.tour-end", "", N_("End the tour"), EDITOR },

  { N_("Files"), "win.open-video", "<Control>o", N_("Open a video…"), ANYWHERE },
  { N_("Files"), "win.open-folder", "<Control><Shift>o", N_("Open an image folder…"), ANYWHERE },
  { N_("Files"), "win.open-labels", "", N_("Continue a COCO file…"), ANYWHERE },
  { N_("Files"), "win.open-sample", "", N_("Try the sample clip"), ANYWHERE },
  { N_("Files"), "win.open-sample-driving", "", N_("Try the city driving manual"), ANYWHERE },
  { N_("Files"), "win.open-sample-clothing", "", N_("Try the clothing manual"), ANYWHERE },
  { N_("Files"), "win.show-recent", "<Control>1", N_("Recent work"), HOME },
  { N_("Files"), "win.show-my-work", "<Control>2", N_("My work"), HOME },
  { N_("Files"), "win.show-questions", "<Control>3", N_("Questions about recent work"), HOME },
  { N_("Files"), "win.recent-1", "1", N_("Open recent work 1"), HOME },
  { N_("Files"), "win.recent-2", "2", N_("Open recent work 2"), HOME },
  { N_("Files"), "win.recent-3", "3", N_("Open recent work 3"), HOME },
  { N_("Files"), "win.recent-4", "4", N_("Open recent work 4"), HOME },
  { N_("Files"), "win.recent-5", "5", N_("Open recent work 5"), HOME },
  { N_("Files"), "win.recent-6", "6", N_("Open recent work 6"), HOME },
  { N_("Files"), "win.recent-7", "7", N_("Open recent work 7"), HOME },
  { N_("Files"), "win.choose-manual", "", N_("Choose the manual…"), EDITOR },
  { N_("Files"), "win.save", "<Control>s", N_("Save now; while a rule is edited: the rule"), ANYWHERE },
  { N_("Files"), "win.save-elsewhere", "<Control><Shift>s", N_("Save elsewhere…"), EDITOR },
  { N_("Files"), "win.export", "<Control>e", N_("Export for other programs…"), EDITOR },
  { N_("Files"), "win.home", "", N_("Back to recent work"), EDITOR },
  { N_("Files"), "win.close", "<Control>w", N_("Close the window"), ANYWHERE },
  { N_("Files"), "app.new-window", "<Control><Shift>n", N_("New window"), ANYWHERE },
  { N_("Files"), "app.preferences", "<Control>comma", N_("Preferences"), ANYWHERE },
  { N_("Files"), "app.about", "", N_("About Framewright"), ANYWHERE },
  { N_("Files"), "app.quit", "<Control>q", N_("Quit"), ANYWHERE },

  { N_("Comparing"), "win.compare", "", N_("Compare with another version…"), EDITOR },
  { N_("Comparing"), "win.compare-next", "j", N_("Next difference"), COMPARE },
  { N_("Comparing"), "win.compare-previous", "<Shift>j", N_("Previous difference"), COMPARE },
  { N_("Comparing"), "win.compare-keep", "a", N_("Keep A"), COMPARE },
  { N_("Comparing"), "win.compare-take", "b", N_("Take B"), COMPARE },
  { N_("Comparing"), "win.compare-both", "<Shift>b", N_("Keep A and take B beside it"), COMPARE },
  { N_("Comparing"), "win.compare-blink", "t", N_("Show the other version; hold it for a look"),
    COMPARE },
  { N_("Comparing"), "win.compare-mode", "<Shift>t", N_("Side by side, or one over the other"),
    COMPARE },
  { N_("Comparing"), "win.compare-list", "l", N_("List of differences"), COMPARE },
  { N_("Comparing"), "win.compare-leave", "", N_("End the comparison"), COMPARE },
};

/* What another program's habits change. "" takes the key away. */
typedef struct
{
  const char *action;
  const char *accels;
} Change;

/* As in CVAT's own source; chords and keys for things we do not have are left out. */
static const Change cvat[] = {
  { "win.toggle-keyframe", "k w" },
  { "win.tool::keypoints", "<Shift>k" },
  { "win.tool::polyline", "<Shift>l" },
  { "win.toggle-outside", "o x" },
  { "win.toggle-locked", "l <Control>l" },
  { "win.go-to-frame", "grave <Control>g" },
  { "win.split", "<Alt>m <Shift>m" },
  { "win.category-1", "<Control>1 1" },
  { "win.category-2", "<Control>2 2" },
  { "win.category-3", "<Control>3 3" },
  { "win.category-4", "<Control>4 4" },
  { "win.category-5", "<Control>5 5" },
  { "win.category-6", "<Control>6 6" },
  { "win.category-7", "<Control>7 7" },
  { "win.category-8", "<Control>8 8" },
  { "win.category-9", "<Control>9 9" },
  { "win.category-10", "<Control>0 0" },
  { "win.zoom-fit", "<Control><Shift>0" },
};

/* labelme and LabelImg: A and D walk, W draws a box. */
static const Change labelme[] = {
  { "win.next-frame", "d f" },
  { "win.previous-frame", "a" },
  { "win.tool::box", "w <Control>r b" },
  { "win.tool::polygon", "<Control>n p" },
  { "win.tool::select", "<Control>j s" },
  { "win.attributes", "<Shift>a" },
  { "win.toggle-keyframe", "k" },
  { "win.tool::keypoints", "<Shift>k" },
  { "win.choose-category", "<Control>e slash" },
  { "win.export", "" },
  { "win.open-folder", "<Control>u <Control><Shift>o" },
  { "win.zoom-fit", "<Control><Shift>f <Control><Shift>0" },
  { "win.zoom-original", "<Control>0 <Alt>0" },
};

const FwShortcut *
fw_shortcuts_get_table (gsize *out_n)
{
  *out_n = G_N_ELEMENTS (table);
  return table;
}

static const char *
find_change (const Change *changes,
             gsize         n_changes,
             const char   *action)
{
  for (gsize i = 0; i < n_changes; i++)
    if (g_str_equal (changes[i].action, action))
      return changes[i].accels;
  return NULL;
}

const char *
fw_shortcut_get_preset_accels (const FwShortcut *row,
                               FwPreset          preset)
{
  const char *accels = NULL;

  if (preset == FW_PRESET_CVAT)
    accels = find_change (cvat, G_N_ELEMENTS (cvat), row->action);
  else if (preset == FW_PRESET_LABELME)
    accels = find_change (labelme, G_N_ELEMENTS (labelme), row->action);
  return accels != NULL ? accels : row->accels;
}

const char *
fw_shortcut_get_title (const FwShortcut *row)
{
  return _(row->title);
}

const char *
fw_shortcut_get_group (const FwShortcut *row)
{
  return _(row->group);
}

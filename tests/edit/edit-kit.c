/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "edit-kit.h"

#include "core/shape-kinds.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static double
read_number (const char **at)
{
  char *end;
  double value = g_ascii_strtod (*at, &end);

  if (end == *at)
    g_error ("number expected at “%s”", *at);
  *at = end;
  if (**at == ',' || **at == ' ')
    (*at)++;
  return value;
}

static const char *const kit_names[] = { "head", "left_hand", "right_hand" };

/* Triples; those of a skeleton have the names of the pedestrian. */
static FwShape *
read_points (const char *at, gboolean is_skeleton)
{
  FwKeypoint points[8];
  gsize n = 0;

  for (; *at != ')'; n++)
    {
      double x = read_number (&at);
      double y = read_number (&at);

      points[n] = (FwKeypoint) { x, y, is_skeleton ? kit_names[n] : NULL,
                                 (guint8) read_number (&at) };
    }
  return is_skeleton ? fw_shape_new_skeleton (points, n, NULL) : fw_shape_new_points (points, n);
}

static FwShape *
read_polygon (const char *at, gboolean is_open)
{
  g_autoptr (GArray) vertices = g_array_new (FALSE, FALSE, sizeof (FwVertex));
  FwRing rings[8] = { 0 };
  gsize starts[8] = { 0 };
  gsize n_rings = 1;

  while (*at != ')')
    {
      FwVertex vertex = { 0 };

      if (*at == '|')
        {
          at++;
          starts[n_rings] = vertices->len;
          rings[n_rings].is_hole = *at == '-';
          at += *at == '-';
          n_rings++;
        }
      vertex.x = read_number (&at);
      vertex.y = read_number (&at);
      g_array_append_val (vertices, vertex);
    }
  for (gsize i = 0; i < n_rings; i++)
    {
      gsize end = i + 1 < n_rings ? starts[i + 1] : vertices->len;

      rings[i].vertices = &g_array_index (vertices, FwVertex, starts[i]);
      rings[i].n_vertices = end - starts[i];
      rings[i].is_open = is_open;
    }
  return fw_shape_new_rings (rings, n_rings);
}

static FwShape *
read_shape (const char *text)
{
  double v[5] = { 0 };
  gboolean rotated = *text == 'R' || *text == 'E';
  gboolean round = *text == 'E';

  if (*text == 'P' || *text == 'L')
    return read_polygon (text + 2, *text == 'L');
  if (*text == 'S' || *text == 'K')
    return read_points (text + 2, *text == 'S');
  text += rotated ? 2 : 0;
  for (int i = 0; i < (rotated ? 5 : 4); i++)
    v[i] = read_number (&text);
  if (round)
    return fw_shape_new_ellipse (v[0], v[1], v[2], v[3], v[4]);
  return rotated ? fw_shape_new_rotated_box (v[0], v[1], v[2], v[3], v[4])
                 : fw_shape_new_box (FW_RECT (v[0], v[1], v[2], v[3]));
}

static FwValue
read_value (const char *text)
{
  if (g_str_equal (text, "true") || g_str_equal (text, "false"))
    return fw_value_boolean (*text == 't');
  if (g_ascii_isdigit (*text) || *text == '-')
    return fw_value_number (g_ascii_strtod (text, NULL));
  return fw_value_text (text);
}

/* Spaces inside of parentheses do not part words. */
static GPtrArray *
split_words (const char *line)
{
  GPtrArray *words = g_ptr_array_new_with_free_func (g_free);
  int depth = 0;
  const char *start = line;

  for (const char *c = line;; c++)
    {
      depth += (*c == '(') - (*c == ')');
      if (*c != '\0' && (*c != ' ' || depth > 0))
        continue;
      if (c > start)
        g_ptr_array_add (words, g_strndup (start, (gsize) (c - start)));
      if (*c == '\0')
        return words;
      start = c + 1;
    }
}

static void
read_word (FwTrackBuilder *builder, const char *word)
{
  const char *colon = strchr (word, ':');
  const char *equals = strchr (word, '=');
  int first, last;

  if (sscanf (word, "!%d-%d", &first, &last) == 2)
    fw_track_builder_add_outside (builder, (FwSpan) { first, last });
  else if (g_ascii_isdigit (*word))
    {
      g_autoptr (FwShape) shape = read_shape (colon + 1);

      fw_track_builder_set_key (builder, atoi (word), shape);
    }
  else if (colon != NULL && equals != NULL)
    {
      g_autofree char *name = g_strndup (word, (gsize) (colon - word));

      fw_track_builder_set_change (builder, name, atoi (colon + 1), read_value (equals + 1));
    }
  else
    {
      g_autofree char *name = g_strndup (word, (gsize) (equals - word));

      fw_track_builder_set_fixed (builder, name, read_value (equals + 1));
    }
}

static FwTrack *
read_track (const char *line, FwTaxonomy *taxonomy, gboolean is_video)
{
  g_autoptr (GPtrArray) words = split_words (line);
  const FwCategory *category = fw_taxonomy_find_by_name (taxonomy, words->pdata[1]);
  FwTrackBuilder *builder
      = fw_track_builder_new (g_ascii_strtoll (words->pdata[0], NULL, 10), category->id);
  g_autoptr (GError) error = NULL;
  FwTrack *track;

  fw_track_builder_set_single (builder, !is_video);
  fw_track_builder_set_source (builder, "manual");
  for (guint i = 2; i < words->len; i++)
    read_word (builder, words->pdata[i]);
  track = fw_track_builder_end (builder, &error);
  g_assert_no_error (error);
  return track;
}

static FwTaxonomy *
make_taxonomy (void)
{
  static const char *const names[] = { "car", "pedestrian", "traffic_light", "jacket" };
  static const char *const movements[] = { "parked", "stopped", "moving", NULL };
  static const char *const colours[] = { "red", "green", NULL };
  const FwAttribute attributes[] = {
    { "movement", FW_ATTRIBUTE_CHOICE, movements, 3, FALSE },
    { "brake", FW_ATTRIBUTE_BOOL, NULL, 0, FALSE },
    { "colour", FW_ATTRIBUTE_CHOICE, colours, 2, TRUE },
    { "speed", FW_ATTRIBUTE_NUMBER, NULL, 0, FALSE },
  };
  FwTaxonomyBuilder *builder = fw_taxonomy_builder_new ();

  for (gsize i = 0; i < G_N_ELEMENTS (attributes); i++)
    fw_taxonomy_builder_add_attribute (builder, &attributes[i]);
  for (gsize i = 0; i < G_N_ELEMENTS (names); i++)
    {
      static const FwLimb limbs[] = { { 0, 1 }, { 0, 2 } };
      gboolean walks = i == 1;
      const FwCategory category = { .id = (FwCategoryId) i + 1,
                                    .name = names[i],
                                    .supercategory = "",
                                    .in_manual = TRUE,
                                    .keypoints = kit_names,
                                    .n_keypoints = walks ? 3 : 0,
                                    .limbs = limbs,
                                    .n_limbs = walks ? 2 : 0 };

      fw_taxonomy_builder_add_category (builder, &category);
    }
  /* A pedestrian moves, and nothing else can be said of it; a jacket is coloured. */
  fw_taxonomy_builder_allow (builder, 2, "movement");
  fw_taxonomy_builder_allow (builder, 4, "colour");
  return fw_taxonomy_builder_end (builder);
}

/* `done 0-2` or `empty 7`; FALSE when the line is no mark of frames. */
static gboolean
read_mark (const char *line, FwSpanSet **marks)
{
  static const struct
  {
    const char *word;
    FwSlotKind kind;
  } words[] = { { "deleted ", FW_SLOT_DELETED }, { "empty ", FW_SLOT_EMPTY }, { "done ", FW_SLOT_DONE } };

  for (gsize i = 0; i < G_N_ELEMENTS (words); i++)
    if (g_str_has_prefix (line, words[i].word))
      {
        g_autoptr (FwSpanSet) before = marks[words[i].kind];
        FwSpan span;

        if (sscanf (line + strlen (words[i].word), "%d-%d", &span.first, &span.last) < 2)
          span.last = span.first;
        marks[words[i].kind] = fw_span_set_with (before, span, TRUE);
        return TRUE;
      }
  return FALSE;
}

FwDocument *
kit_document (gboolean is_video, int n_frames, const char *tracks)
{
  FwSnapshotBuilder *builder = fw_snapshot_builder_new ();
  g_autofree FwFrameInfo *infos = g_new0 (FwFrameInfo, (gsize) n_frames);
  g_autoptr (GPtrArray) names = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (FwFrameList) frames = NULL;
  g_autoptr (FwTaxonomy) taxonomy = make_taxonomy ();
  g_autoptr (FwSnapshot) snapshot = NULL;
  g_auto (GStrv) lines = g_strsplit (tracks, "\n", -1);
  FwSpanSet *marks[FW_N_SLOT_KINDS] = { NULL };

  for (int i = 0; i < n_frames; i++)
    {
      g_ptr_array_add (names, g_strdup_printf ("%d.png", i));
      infos[i] = (FwFrameInfo) { is_video ? NULL : names->pdata[i], 640, 480, i, i * 40.0 };
    }
  frames = fw_frame_list_new (is_video, "clip", is_video ? 25.0 : 0.0, infos, (gsize) n_frames);
  fw_snapshot_builder_set_frame_list (builder, frames);
  fw_snapshot_builder_set (builder, (FwSlot) { FW_SLOT_TAXONOMY, 0 }, taxonomy);
  for (char **line = lines; *line != NULL; line++)
    if (**line != '\0' && !read_mark (*line, marks))
      g_assert_true (
          fw_snapshot_builder_take_track (builder, read_track (*line, taxonomy, is_video)));
  for (FwSlotKind kind = FW_SLOT_DELETED; kind <= FW_SLOT_DONE; kind++)
    {
      fw_snapshot_builder_set (builder, (FwSlot) { kind, 0 }, marks[kind]);
      g_clear_pointer (&marks[kind], fw_span_set_unref);
    }
  snapshot = fw_snapshot_builder_end (builder);
  return fw_document_new (snapshot);
}

static void
refused_cb (FwSession *session, const char *sentence, gpointer user_data)
{
  g_object_set_data_full (G_OBJECT (session), "kit-refusal", g_strdup (sentence), g_free);
}

FwSession *
kit_session (gboolean is_video, int n_frames, const char *tracks)
{
  g_autoptr (FwDocument) document = kit_document (is_video, n_frames, tracks);
  FwSession *session = fw_session_new (document);

  g_signal_connect (session, "refused", G_CALLBACK (refused_cb), NULL);
  fw_session_set_displayed_frame (session, 0);
  return session;
}

void
kit_show (FwSession *session, FwFrame frame)
{
  fw_session_set_frame (session, frame);
  fw_session_set_displayed_frame (session, fw_session_get_frame (session));
}

void
kit_ask (FwSession *session, const char *const *units)
{
  const FwReviewLabels labels = { .file = (char *) "clip.coco.json" };
  g_autoptr (FwReview) review = fw_review_new (&labels, NULL);
  g_autoptr (FwOpenQuestions) open = NULL;

  for (gsize i = 0; units[i] != NULL; i++)
    {
      FwQuestion question
          = { .id = (gint64) i + 1, .unit = (char *) units[i], .text = (char *) "Is it?" };
      g_autoptr (FwReview) before = g_steal_pointer (&review);

      review = fw_review_with (before, FW_REVIEW_QUESTION, &question, NULL);
      g_assert_nonnull (review);
    }
  open = fw_open_questions_new (review, "clip");
  fw_session_set_questions (session, open);
}

const char *
kit_refusal (FwSession *session)
{
  const char *text = g_object_get_data (G_OBJECT (session), "kit-refusal");

  return text == NULL ? "" : text;
}

const char *
kit_said (FwSession *session)
{
  const char *text = g_object_get_data (G_OBJECT (session), "kit-said");

  return text == NULL ? "" : text;
}

/* Scripts */

static const struct
{
  const char *name;
  FwCommand *command;
} commands[] = {
  { "undo", fw_command_undo },
  { "redo", fw_command_redo },
  { "delete", fw_command_delete },
  { "duplicate", fw_command_duplicate },
  { "copy", fw_command_copy },
  { "paste", fw_command_paste },
  { "propagate", fw_command_propagate },
  { "category", fw_command_category },
  { "attribute", fw_command_attribute },
  { "merge", fw_command_merge },
  { "split", fw_command_split },
  { "swap-tails", fw_command_swap_tails },
  { "z-order", fw_command_z_order },
  { "toggle-keyframe", fw_command_toggle_keyframe },
  { "remove-keyframe", fw_command_remove_keyframe },
  { "toggle-outside", fw_command_toggle_outside },
  { "toggle-occluded", fw_command_toggle_occluded },
  { "delete-vertex", fw_command_delete_vertex },
  { "toggle-empty", fw_command_toggle_empty },
  { "delete-frame", fw_command_delete_frame },
  { "restore-frame", fw_command_restore_frame },
  { "done-next", fw_command_done_next },
  { "toggle-hidden", fw_command_toggle_hidden },
  { "toggle-locked", fw_command_toggle_locked },
  { "show-all", fw_command_show_all },
  { "cycle-chips", fw_command_cycle_chips },
  { "select-all", fw_command_select_all },
  { "select-next", fw_command_select_next },
  { "draw-again", fw_command_draw_again },
  { "go-frame", fw_command_go_frame },
  { "go-step", fw_command_go_step },
  { "go-end", fw_command_go_end },
  { "go-keyframe", fw_command_go_keyframe },
  { "go-track-end", fw_command_go_track_end },
  { "go-unlabelled", fw_command_go_unlabelled },
  { "go-problem", fw_command_go_problem },
  { "go-to", fw_command_go_to },
  { "step-size", fw_command_step_size },
};

static const struct
{
  const char *name;
  FwToolKey key;
} keys[] = {
  { "Left", FW_TOOL_KEY_LEFT },     { "Right", FW_TOOL_KEY_RIGHT },
  { "Up", FW_TOOL_KEY_UP },         { "Down", FW_TOOL_KEY_DOWN },
  { "Enter", FW_TOOL_KEY_ENTER },   { "Escape", FW_TOOL_KEY_ESCAPE },
  { "Delete", FW_TOOL_KEY_DELETE }, { "Backspace", FW_TOOL_KEY_BACKSPACE },
  { "Insert", FW_TOOL_KEY_INSERT }, { "Tab", FW_TOOL_KEY_TAB },
};

static const char *const tools[]
    = { "select", "box", "rotated-box", "polygon", "hole", "part", "polyline", "keypoints", "pan" };

static double
get_scale (FwSession *session)
{
  double *scale = g_object_get_data (G_OBJECT (session), "kit-scale");

  return scale == NULL ? 1.0 : *scale;
}

static gboolean
run_setting (FwSession *session, const char *word)
{
  const char *value = strchr (word, '=');

  if (g_str_has_prefix (word, "frame="))
    kit_show (session, atoi (value + 1));
  else if (g_str_has_prefix (word, "scale="))
    {
      double scale = g_ascii_strtod (value + 1, NULL);

      g_object_set_data_full (G_OBJECT (session), "kit-scale", g_memdup2 (&scale, sizeof scale),
                              g_free);
    }
  else if (g_str_has_prefix (word, "next="))
    fw_session_set_next_category (session, atoi (value + 1));
  else if (g_str_has_prefix (word, "select="))
    {
      g_auto (GStrv) ids = g_strsplit (value + 1, ",", -1);

      fw_session_select (session, 0);
      for (char **id = ids; *id != NULL; id++)
        if (**id != '\0' && **id != '0')
          fw_session_toggle_selected (session, g_ascii_strtoll (*id, NULL, 10));
    }
  else if (g_str_has_prefix (word, "tool="))
    {
      g_autoptr (GError) error = NULL;

      for (int i = 0; i < (int) G_N_ELEMENTS (tools); i++)
        if (g_str_equal (tools[i], value + 1) && !fw_command_tool (session, i, NULL, &error))
          refused_cb (session, error->message, NULL);
    }
  else
    return FALSE;
  return TRUE;
}

static gboolean
run_command (FwSession *session, const char *word)
{
  const char *equals = strchr (word, '=');
  g_autofree char *name
      = equals == NULL ? g_strdup (word) : g_strndup (word, (gsize) (equals - word));

  for (gsize i = 0; i < G_N_ELEMENTS (commands); i++)
    {
      g_autoptr (GError) error = NULL;
      char *say = NULL;

      if (!g_str_equal (commands[i].name, name))
        continue;
      if (!commands[i].command (session, equals == NULL ? 1 : atoi (equals + 1), &say, &error))
        {
          g_assert_nonnull (error);
          refused_cb (session, error->message, NULL);
        }
      g_object_set_data_full (G_OBJECT (session), "kit-said", say, g_free);
      kit_show (session, fw_session_get_frame (session));
      return TRUE;
    }
  return FALSE;
}

static void
run_event (FwSession *session, char kind, const char *rest, FwToolModifiers modifiers)
{
  FwToolEvent event = { .scale = get_scale (session), .modifiers = modifiers, .n_press = 1 };
  FwTool *tool = fw_session_get_tool (session);

  if (kind == 'k')
    {
      for (gsize i = 0; i < G_N_ELEMENTS (keys); i++)
        if (g_str_equal (keys[i].name, rest))
          fw_tool_key (tool, keys[i].key, modifiers, event.scale);
      return;
    }

  event.point.x = read_number (&rest);
  event.point.y = read_number (&rest);
  switch (kind)
    {
    case 'p':
      fw_tool_press (tool, &event);
      break;
    case 'm':
      fw_tool_motion (tool, &event);
      break;
    case 'r':
      fw_tool_release (tool, &event);
      break;
    case 'd':
      event.n_press = 2;
      fw_tool_press (tool, &event);
      fw_tool_release (fw_session_get_tool (session), &event);
      break;
    default:
      g_error ("unknown event “%c%s”", kind, rest);
    }
}

void
kit_run (FwSession *session, const char *script)
{
  g_auto (GStrv) words = g_strsplit (script, " ", -1);

  for (char **w = words; *w != NULL; w++)
    {
      const char *word = *w;
      FwToolModifiers modifiers = 0;

      if (*word == '\0' || run_setting (session, word) || run_command (session, word))
        continue;
      for (; word[0] != '\0' && word[1] == '+'; word += 2)
        modifiers |= word[0] == 'S'   ? FW_TOOL_SHIFT
                     : word[0] == 'C' ? FW_TOOL_CONTROL
                                      : FW_TOOL_ALT;
      run_event (session, *word, word + 1, modifiers);
    }
}

/* Dumps */

static void
put_number (GString *text, double value)
{
  char buffer[G_ASCII_DTOSTR_BUF_SIZE];

  g_string_append (text, g_ascii_formatd (buffer, sizeof buffer, "%.7g",
                                          round (value * 1000.0) / 1000.0 + 0.0));
}

static void
put_numbers (GString *text, const double *values, int n)
{
  for (int i = 0; i < n; i++)
    {
      if (i > 0)
        g_string_append_c (text, ',');
      put_number (text, values[i]);
    }
}

static void
put_shape (GString *text, FwShape *shape)
{
  FwRect bounds = fw_shape_get_bounds (shape);
  double v[5] = { bounds.x, bounds.y, bounds.width, bounds.height, 0.0 };
  FwPoint centre;
  const FwKeypoint *points;
  gsize n_points;

  if (fw_shape_get_kind (shape) == FW_SHAPE_BOX)
    {
      put_numbers (text, v, 4);
      return;
    }
  if (fw_shape_get_kind (shape) == FW_SHAPE_ROTATED_BOX
      || fw_shape_get_kind (shape) == FW_SHAPE_ELLIPSE)
    {
      gboolean round = fw_shape_get_kind (shape) == FW_SHAPE_ELLIPSE;

      fw_shape_get_rotated_box (shape, &centre, &v[2], &v[3], &v[4]);
      v[0] = centre.x;
      v[1] = centre.y;
      v[2] /= round ? 2.0 : 1.0;
      v[3] /= round ? 2.0 : 1.0;
      g_string_append (text, round ? "E(" : "R(");
      put_numbers (text, v, 5);
      g_string_append_c (text, ')');
      return;
    }
  points = fw_shape_get_points (shape, &n_points);
  if (n_points > 0)
    {
      g_string_append (text, fw_shape_get_kind (shape) == FW_SHAPE_SKELETON ? "S(" : "K(");
      for (gsize i = 0; i < n_points; i++)
        {
          v[0] = points[i].x;
          v[1] = points[i].y;
          v[2] = points[i].visibility;
          g_string_append (text, i > 0 ? " " : "");
          put_numbers (text, v, 3);
        }
      g_string_append_c (text, ')');
      return;
    }
  g_string_append (text, fw_shape_get_kind (shape) == FW_SHAPE_POLYLINE ? "L(" : "P(");
  for (gsize i = 0; i < fw_shape_get_n_rings (shape); i++)
    {
      FwRing ring = fw_shape_get_ring (shape, i);

      if (i > 0)
        g_string_append (text, ring.is_hole ? " |-" : " |");
      for (gsize j = 0; j < ring.n_vertices; j++)
        {
          v[0] = ring.vertices[j].x;
          v[1] = ring.vertices[j].y;
          if (j > 0)
            g_string_append_c (text, ' ');
          put_numbers (text, v, 2);
        }
    }
  g_string_append_c (text, ')');
}

static void
put_changes (GString *text, FwTrack *track, const char *name)
{
  gsize n;
  const FwChange *changes = fw_track_get_changes (track, name, &n);

  for (gsize i = 0; i < n; i++)
    {
      g_autofree char *value = fw_value_to_text (changes[i].value);

      g_string_append_printf (text, " %s:%d=%s", name, changes[i].frame, value);
    }
}

typedef struct
{
  FwSession *session;
  GString *text;
} Dump;

static gboolean
put_track (FwTrack *track, gpointer user_data)
{
  Dump *dump = user_data;
  FwTaxonomy *taxonomy = fw_session_get_taxonomy (dump->session);
  const FwCategory *category = fw_taxonomy_find (taxonomy, fw_track_get_category (track));
  gsize n_gaps;
  const FwSpan *gaps = fw_track_get_outside (track, &n_gaps);

  g_string_append_printf (dump->text, "%" G_GINT64_FORMAT " %s", fw_track_get_id (track),
                          category->name);
  for (gsize i = 0; i < fw_track_get_n_keyframes (track); i++)
    {
      FwKeyframe key = fw_track_get_keyframe (track, i);

      g_string_append_printf (dump->text, " %d:", key.frame);
      put_shape (dump->text, key.shape);
    }
  for (gsize i = 0; i < n_gaps; i++)
    g_string_append_printf (dump->text, " !%d-%d", gaps[i].first, gaps[i].last);
  put_changes (dump->text, track, FW_CHANGE_OCCLUDED);
  put_changes (dump->text, track, FW_CHANGE_Z_ORDER);
  for (gsize i = 0; i < fw_track_get_n_changing (track); i++)
    put_changes (dump->text, track, fw_track_get_changing (track, i));
  for (gsize i = 0; i < fw_track_get_n_fixed (track); i++)
    {
      FwValue value;
      const char *name = fw_track_get_fixed (track, i, &value);
      g_autofree char *value_text = fw_value_to_text (value);

      g_string_append_printf (dump->text, " %s=%s", name, value_text);
    }
  g_string_append_c (dump->text, '\n');
  return TRUE;
}

static void
put_marks (Dump *dump, FwSlotKind kind, const char *name)
{
  FwSpanSet *set = fw_snapshot_get_frames_with (fw_session_get_snapshot (dump->session), kind);
  gsize n = 0;
  const FwSpan *spans = set == NULL ? NULL : fw_span_set_get_spans (set, &n);

  for (gsize i = 0; i < n; i++)
    g_string_append_printf (dump->text, spans[i].first == spans[i].last ? "%s %d\n" : "%s %d-%d\n",
                            name, spans[i].first, spans[i].last);
}

char *
kit_dump (FwSession *session)
{
  Dump dump = { session, g_string_new (NULL) };

  fw_snapshot_foreach (fw_session_get_snapshot (session), put_track, &dump);
  put_marks (&dump, FW_SLOT_DELETED, "deleted");
  put_marks (&dump, FW_SLOT_EMPTY, "empty");
  put_marks (&dump, FW_SLOT_DONE, "done");
  return g_string_free (dump.text, FALSE);
}

void
kit_assert (FwSession *session, const char *expected)
{
  g_autofree char *text = kit_dump (session);

  g_assert_cmpstr (text, ==, expected);
}

void
kit_assert_golden (const char *name, const char *text)
{
  g_autofree char *path = g_build_filename (g_getenv ("G_TEST_SRCDIR"), "data", "edit", name, NULL);
  g_autofree char *expected = NULL;
  g_autoptr (GError) error = NULL;

  if (g_getenv ("FW_UPDATE_GOLDEN") != NULL)
    {
      g_file_set_contents (path, text, -1, &error);
      g_assert_no_error (error);
      return;
    }
  g_file_get_contents (path, &expected, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (text, ==, expected);
}

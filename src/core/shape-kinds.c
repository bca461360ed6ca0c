/* SPDX-License-Identifier: GPL-3.0-or-later */

/*
 * Points, skeletons and ellipses.
 *
 * An ellipse lies in memory as the rotated box around it. Points and skeletons
 * are the same list; a skeleton may have a box of its own besides.
 */

#include "core/shape-kinds.h"

#include "core/shape-private.h"

#include <string.h>

static gboolean
same_number (double a,
             double b)
{
  return a == b || (isnan (a) && isnan (b));
}

static gboolean
same_rect (FwRect a,
           FwRect b)
{
  return same_number (a.x, b.x) && same_number (a.y, b.y) && same_number (a.width, b.width)
         && same_number (a.height, b.height);
}

FwPointsShape *
fw_points_alloc (FwShapeKind kind,
                 gsize       n)
{
  FwPointsShape *self
    = (FwPointsShape *) fw_shape_alloc (kind, sizeof (FwPointsShape) + n * sizeof (FwKeypoint));

  self->box = FW_RECT (0, 0, 0, 0);
  self->has_box = FALSE;
  self->stated = -1;
  self->n = n;

  return self;
}

FwShape *
fw_points_finish (FwPointsShape *self)
{
  double x1 = INFINITY, y1 = INFINITY, x2 = -INFINITY, y2 = -INFINITY;
  gboolean finite = TRUE;
  gboolean any = FALSE;

  if (self->has_box)
    {
      self->parent.bounds = self->box;
      return &self->parent;
    }

  for (guint32 i = 0; i < self->n; i++)
    {
      const FwKeypoint *p = &self->points[i];

      if (p->visibility == FW_KEYPOINT_ABSENT)
        continue;

      any = TRUE;
      finite = finite && isfinite (p->x) && isfinite (p->y);
      x1 = MIN (x1, p->x);
      y1 = MIN (y1, p->y);
      x2 = MAX (x2, p->x);
      y2 = MAX (y2, p->y);
    }

  if (!any)
    self->parent.bounds = FW_RECT (0, 0, 0, 0);
  else if (finite)
    self->parent.bounds = FW_RECT (x1, y1, x2 - x1, y2 - y1);
  else
    self->parent.bounds = FW_RECT (NAN, NAN, NAN, NAN);

  return &self->parent;
}

static FwPointsShape *
points_new (FwShapeKind       kind,
            const FwKeypoint *points,
            gsize             n_points)
{
  FwPointsShape *self = fw_points_alloc (kind, n_points);

  for (gsize i = 0; i < n_points; i++)
    {
      self->points[i] = points[i];
      self->points[i].name = g_intern_string (points[i].name);
    }

  return self;
}

FwShape *
fw_shape_new_points (const FwKeypoint *points,
                     gsize             n_points)
{
  g_return_val_if_fail (points != NULL || n_points == 0, NULL);
  g_return_val_if_fail (n_points <= FW_KEYPOINTS_MAX, NULL);

  return fw_points_finish (points_new (FW_SHAPE_POINTS, points, n_points));
}

FwShape *
fw_shape_new_skeleton (const FwKeypoint *points,
                       gsize             n_points,
                       const FwRect     *box)
{
  FwPointsShape *self;

  g_return_val_if_fail (points != NULL || n_points == 0, NULL);
  g_return_val_if_fail (n_points <= FW_KEYPOINTS_MAX, NULL);

  self = points_new (FW_SHAPE_SKELETON, points, n_points);
  if (box != NULL)
    {
      self->box = *box;
      self->has_box = TRUE;
    }

  return fw_points_finish (self);
}

const FwKeypoint *
fw_shape_get_points (const FwShape *self,
                     gsize         *out_n)
{
  const FwPointsShape *points = (const FwPointsShape *) self;

  g_return_val_if_fail (self != NULL && out_n != NULL, NULL);

  *out_n = fw_kind_has_points (self->kind) ? points->n : 0;

  return *out_n > 0 ? points->points : NULL;
}

gsize
fw_shape_count_points (const FwShape *self)
{
  gsize n;
  const FwKeypoint *points = fw_shape_get_points (self, &n);
  gsize count = 0;

  for (gsize i = 0; i < n; i++)
    count += points[i].visibility != FW_KEYPOINT_ABSENT;

  return count;
}

FwPointsShape *
fw_points_copy (const FwPointsShape *self)
{
  FwPointsShape *copy = fw_points_alloc (self->parent.kind, self->n);

  copy->box = self->box;
  copy->has_box = self->has_box;
  if (self->n > 0)
    memcpy (copy->points, self->points, self->n * sizeof (FwKeypoint));

  return copy;
}

int
fw_shape_get_stated_points (const FwShape *self)
{
  g_return_val_if_fail (self != NULL, -1);

  return fw_kind_has_points (self->kind) ? ((const FwPointsShape *) self)->stated : -1;
}

FwShape *
fw_shape_with_stated_points (const FwShape *self,
                             guint          stated)
{
  FwPointsShape *copy;

  g_return_val_if_fail (self != NULL && fw_kind_has_points (self->kind), NULL);

  copy = fw_points_copy ((const FwPointsShape *) self);
  if (stated != fw_shape_count_points (self))
    copy->stated = MIN (stated, (guint) G_MAXINT32);

  return fw_points_finish (copy);
}

gboolean
fw_shape_get_own_box (const FwShape *self,
                      FwRect        *out_box)
{
  const FwPointsShape *points = (const FwPointsShape *) self;

  g_return_val_if_fail (self != NULL && out_box != NULL, FALSE);

  if (self->kind != FW_SHAPE_SKELETON || !points->has_box)
    return FALSE;

  *out_box = points->box;

  return TRUE;
}

FwShape *
fw_shape_set_point (const FwShape       *self,
                    gsize                index,
                    FwPoint              place,
                    FwKeypointVisibility visibility)
{
  FwPointsShape *copy;

  g_return_val_if_fail (self != NULL && fw_kind_has_points (self->kind), NULL);
  g_return_val_if_fail (index < ((const FwPointsShape *) self)->n, NULL);

  copy = fw_points_copy ((const FwPointsShape *) self);
  copy->points[index].x = place.x;
  copy->points[index].y = place.y;
  copy->points[index].visibility = visibility;

  return fw_points_finish (copy);
}

FwShape *
fw_shape_set_own_box (const FwShape *self,
                      FwRect         box)
{
  FwPointsShape *copy;

  g_return_val_if_fail (self != NULL && self->kind == FW_SHAPE_SKELETON, NULL);

  copy = fw_points_copy ((const FwPointsShape *) self);
  copy->box = box;
  copy->has_box = TRUE;

  return fw_points_finish (copy);
}

gssize
fw_shape_find_point (const FwShape *self,
                     const char    *name)
{
  gsize n;
  const FwKeypoint *points = fw_shape_get_points (self, &n);

  for (gsize i = 0; i < n; i++)
    {
      if (g_strcmp0 (points[i].name, name) == 0)
        return i;
    }

  return -1;
}

gboolean
fw_points_equal (const FwPointsShape *a,
                 const FwPointsShape *b)
{
  if (a->n != b->n || a->has_box != b->has_box || a->stated != b->stated)
    return FALSE;

  if (a->has_box && !same_rect (a->box, b->box))
    return FALSE;

  for (guint32 i = 0; i < a->n; i++)
    {
      const FwKeypoint *p = &a->points[i];
      const FwKeypoint *q = &b->points[i];

      if (p->name != q->name || p->visibility != q->visibility || !same_number (p->x, q->x)
          || !same_number (p->y, q->y))
        return FALSE;
    }

  return TRUE;
}

gboolean
fw_points_contain (const FwPointsShape *self,
                   FwPoint              point)
{
  for (guint32 i = 0; i < self->n; i++)
    {
      const FwKeypoint *p = &self->points[i];

      if (p->visibility != FW_KEYPOINT_ABSENT && p->x == point.x && p->y == point.y)
        return TRUE;
    }

  return self->has_box && fw_rect_contains (self->box, point);
}

gboolean
fw_points_are_finite (const FwPointsShape *self)
{
  for (guint32 i = 0; i < self->n; i++)
    {
      if (!isfinite (self->points[i].x) || !isfinite (self->points[i].y))
        return FALSE;
    }

  return !self->has_box
         || (isfinite (self->box.x) && isfinite (self->box.y) && isfinite (self->box.width)
             && isfinite (self->box.height));
}

FwShape *
fw_points_clip (const FwPointsShape *self,
                FwRect               clip)
{
  FwPointsShape *copy = fw_points_copy (self);

  copy->box = fw_rect_intersection (self->box, clip);

  for (guint32 i = 0; i < copy->n; i++)
    {
      FwKeypoint *p = &copy->points[i];

      if (!fw_rect_contains (clip, FW_POINT (p->x, p->y)))
        *p = (FwKeypoint) { 0.0, 0.0, p->name, FW_KEYPOINT_ABSENT };
    }

  if (fw_shape_count_points (fw_points_finish (copy)) > 0)
    return &copy->parent;

  fw_shape_unref (&copy->parent);

  return NULL;
}

/* For each point of @a its partner in @b, by name; points without a name, and
 * those that share one, in their order. */
typedef struct
{
  const FwPointsShape *points;
  GHashTable          *next_of; /* (owned) (nullable) name → index of its next point + 1 */
  guint32             *chain;   /* (owned) (nullable) the same, behind each point */
} Partners;

static void
partners_index (Partners *self)
{
  self->next_of = g_hash_table_new (NULL, NULL);
  self->chain = g_new0 (guint32, self->points->n);

  for (guint32 i = self->points->n; i-- > 0;)
    {
      gpointer name = (gpointer) self->points->points[i].name;

      self->chain[i] = GPOINTER_TO_UINT (g_hash_table_lookup (self->next_of, name));
      g_hash_table_insert (self->next_of, name, GUINT_TO_POINTER (i + 1));
    }
}

static const FwKeypoint *
partners_take (Partners   *self,
               const char *name)
{
  guint32 index = GPOINTER_TO_UINT (g_hash_table_lookup (self->next_of, name));

  if (index == 0)
    return NULL;

  g_hash_table_insert (self->next_of, (gpointer) name, GUINT_TO_POINTER (self->chain[index - 1]));

  return &self->points->points[index - 1];
}

static void
partners_clear (Partners *self)
{
  g_clear_pointer (&self->next_of, g_hash_table_unref);
  g_clear_pointer (&self->chain, g_free);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Partners, partners_clear)

static gboolean
same_names (const FwPointsShape *a,
            const FwPointsShape *b)
{
  if (a->n != b->n)
    return FALSE;

  for (guint32 i = 0; i < a->n; i++)
    {
      if (a->points[i].name != b->points[i].name)
        return FALSE;
    }

  return TRUE;
}

FwShape *
fw_points_interpolate (const FwPointsShape *a,
                       const FwPointsShape *b,
                       double               t)
{
  g_auto (Partners) partners = { b, NULL, NULL };
  FwPointsShape *self = fw_points_copy (a);
  gboolean by_index = same_names (a, b);

  if (!by_index)
    partners_index (&partners);

  for (guint32 i = 0; i < self->n; i++)
    {
      FwKeypoint *p = &self->points[i];
      const FwKeypoint *q = by_index ? &b->points[i] : partners_take (&partners, p->name);

      /* What one keyframe does not have is held from the left. */
      if (q == NULL || p->visibility == FW_KEYPOINT_ABSENT || q->visibility == FW_KEYPOINT_ABSENT)
        continue;

      p->x = fw_lerp (p->x, q->x, t);
      p->y = fw_lerp (p->y, q->y, t);
    }

  if (a->has_box && b->has_box)
    self->box = FW_RECT (fw_lerp (a->box.x, b->box.x, t), fw_lerp (a->box.y, b->box.y, t),
                         fw_lerp (a->box.width, b->box.width, t),
                         fw_lerp (a->box.height, b->box.height, t));

  return fw_points_finish (self);
}

/* Ellipses. */

FwRect
fw_ellipse_bounds (const FwRotatedBoxShape *self)
{
  double radians = self->degrees * (G_PI / 180.0);
  double c = cos (radians);
  double s = sin (radians);
  double rx = self->width / 2.0;
  double ry = self->height / 2.0;
  double half_width, half_height;

  /* Exact where it can be: a quarter turn exchanges the axes. */
  if (fmod (self->degrees, 90.0) == 0.0)
    {
      gboolean upright = fmod (self->degrees, 180.0) == 0.0;

      half_width = upright ? fabs (rx) : fabs (ry);
      half_height = upright ? fabs (ry) : fabs (rx);
    }
  else
    {
      half_width = hypot (rx * c, ry * s);
      half_height = hypot (rx * s, ry * c);
    }

  return FW_RECT (self->cx - half_width, self->cy - half_height, 2.0 * half_width,
                  2.0 * half_height);
}

FwShape *
fw_shape_new_ellipse (double cx,
                      double cy,
                      double rx,
                      double ry,
                      double degrees)
{
  FwShape *shape = fw_shape_alloc (FW_SHAPE_ELLIPSE, sizeof (FwRotatedBoxShape));
  FwRotatedBoxShape *self = (FwRotatedBoxShape *) shape;

  self->cx = cx;
  self->cy = cy;
  self->width = 2.0 * rx;
  self->height = 2.0 * ry;
  self->degrees = fw_angle_normalise (degrees);
  shape->bounds = fw_ellipse_bounds (self);

  return shape;
}

gboolean
fw_ellipse_contains (const FwRotatedBoxShape *self,
                     FwPoint                  point)
{
  FwPoint local[4];
  double u, v;

  /* The point, turned back around the centre: the corners of an empty box. */
  fw_rotated_corners (0, 0, -2.0 * (point.x - self->cx), -2.0 * (point.y - self->cy),
                      -self->degrees, local);
  u = 2.0 * local[0].x / self->width;
  v = 2.0 * local[0].y / self->height;

  return u * u + v * v <= 1.0;
}

/* Half axes a, b turned by θ have bounds with W² / 4 = a² cos² θ + b² sin² θ and
 * H² / 4 = a² sin² θ + b² cos² θ. As for rotated boxes, the sum is always
 * determined and the difference leans on the old one near 45 degrees. */
FwShape *
fw_ellipse_fit (const FwRotatedBoxShape *self,
                FwRect                   bounds)
{
  const double lean = fmod (self->degrees, 90.0) == 0.0 ? 0.0 : 1e-6;
  double turn = cos (2.0 * self->degrees * (G_PI / 180.0)); /* cos² - sin² */
  double sum = (bounds.width * bounds.width + bounds.height * bounds.height) / 4.0;
  double old_sum = (self->width * self->width + self->height * self->height) / 4.0;
  double old_difference = (self->width * self->width - self->height * self->height) / 4.0;
  double difference;
  FwPoint centre = fw_rect_centre (bounds);

  old_difference = old_sum > 0.0 ? old_difference * (sum / old_sum) : 0.0;
  difference = (turn * (bounds.width * bounds.width - bounds.height * bounds.height) / 4.0
                + lean * old_difference)
               / (turn * turn + lean);
  difference = CLAMP (difference, -sum, sum);

  return fw_shape_new_ellipse (centre.x, centre.y, sqrt ((sum + difference) / 2.0),
                               sqrt ((sum - difference) / 2.0), self->degrees);
}

void
fw_ellipse_get_outline (const FwShape *self,
                        FwPoint        points[FW_ELLIPSE_POINTS])
{
  const FwRotatedBoxShape *ellipse = (const FwRotatedBoxShape *) self;
  double c, s;

  g_return_if_fail (self != NULL && self->kind == FW_SHAPE_ELLIPSE);

  c = cos (ellipse->degrees * (G_PI / 180.0));
  s = sin (ellipse->degrees * (G_PI / 180.0));

  for (guint i = 0; i < FW_ELLIPSE_POINTS; i++)
    {
      double angle = 2.0 * G_PI * i / FW_ELLIPSE_POINTS;
      double u = ellipse->width / 2.0 * cos (angle);
      double v = ellipse->height / 2.0 * sin (angle);

      points[i] = FW_POINT (ellipse->cx + u * c - v * s, ellipse->cy + u * s + v * c);
    }
}

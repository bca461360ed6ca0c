/* SPDX-License-Identifier: GPL-3.0-or-later */

/*
 * Three tables and a matrix: code value to light, light of BT.2020 to light of
 * BT.709, light to sRGB. Light is in units of reference white. What is below
 * KNEE stays as it is; above, an exponential takes over with the same slope and
 * comes to white only at infinity. Each channel goes its own way, so that very
 * bright colours turn towards white, as they do on film.
 *
 * The curve: ITU-R BT.2100, table 4. The matrix: ITU-R BT.2087.
 */

#include "media/tone-map.h"

#include <math.h>

#define WHITE   203.0  /* cd/m2 */
#define PQ_PEAK 10000.0
#define KNEE    0.6
#define BRIGHTEST 4.0  /* whites; from here on everything is white */
#define N_LIGHT 16384  /* steps up to BRIGHTEST: finer than a step of sRGB even near black */

struct _FwToneMap
{
  float  to_light[256];
  guint8 to_srgb[N_LIGHT];
};

static double
pq_to_light (double code)
{
  const double m1 = 2610.0 / 16384.0, m2 = 2523.0 / 4096.0 * 128.0;
  const double c1 = 3424.0 / 4096.0, c2 = 2413.0 / 4096.0 * 32.0, c3 = 2392.0 / 4096.0 * 32.0;
  double root = pow (code, 1.0 / m2);

  return PQ_PEAK * pow (MAX (root - c1, 0.0) / (c2 - c3 * root), 1.0 / m1) / WHITE;
}

static double
light_to_srgb (double light)
{
  double kept = light <= KNEE
                  ? light
                  : KNEE + (1.0 - KNEE) * (1.0 - exp (-(light - KNEE) / (1.0 - KNEE)));

  return kept <= 0.0031308 ? 12.92 * kept : 1.055 * pow (kept, 1.0 / 2.4) - 0.055;
}

static FwToneMap *
make (void)
{
  FwToneMap *self = g_new0 (FwToneMap, 1);

  for (int i = 0; i < 256; i++)
    self->to_light[i] = (float) pq_to_light (i / 255.0);
  for (int i = 0; i < N_LIGHT; i++)
    self->to_srgb[i]
      = (guint8) (255.0 * light_to_srgb ((i + 0.5) * BRIGHTEST / N_LIGHT) + 0.5);
  /* The middle of the first step is not black. */
  self->to_srgb[0] = 0;

  return self;
}

const FwToneMap *
fw_tone_map_get (void)
{
  static gsize map;

  if (g_once_init_enter (&map))
    g_once_init_leave (&map, (gsize) make ());

  return (const FwToneMap *) map;
}

static inline guint8
to_srgb (const FwToneMap *self,
         float            light)
{
  const float scale = N_LIGHT / (float) BRIGHTEST;
  int step = (int) (light * scale);

  return self->to_srgb[CLAMP (step, 0, N_LIGHT - 1)];
}

void
fw_tone_map_apply (const FwToneMap *self,
                   guint8          *data,
                   guint            width,
                   guint            height,
                   gsize            stride)
{
  g_return_if_fail (self != NULL);
  g_return_if_fail (data != NULL);

  for (guint y = 0; y < height; y++)
    {
      guint8 *pixel = data + y * stride;

      for (guint x = 0; x < width; x++, pixel += 3)
        {
          float r = self->to_light[pixel[0]];
          float g = self->to_light[pixel[1]];
          float b = self->to_light[pixel[2]];

          pixel[0] = to_srgb (self, 1.6605f * r - 0.5876f * g - 0.0728f * b);
          pixel[1] = to_srgb (self, -0.1246f * r + 1.1329f * g - 0.0083f * b);
          pixel[2] = to_srgb (self, -0.0182f * r - 0.1006f * g + 1.1187f * b);
        }
    }
}

#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""A manual as long as those that people work with: 43 pages, 300 rules, 200 pictures. The same bytes every time.

  make-manual.py FOLDER [RULES [PICTURES]]

writes FOLDER/long.manual.md and FOLDER/long/*.png. Every kind of check that needs only numbers occurs, a quarter of the
rules are for people, and two in three have a picture; the linter finds no error in it.
"""
import pathlib
import random
import struct
import sys
import zlib

THINGS = ['car', 'van', 'bus', 'truck', 'tram', 'trailer', 'bicycle', 'motorcycle', 'scooter', 'rider', 'pedestrian', 'child',
          'wheelchair', 'animal', 'cone', 'barrier', 'sign', 'light', 'pole', 'mirror']
GROUPS = {'vehicle': THINGS[:9], 'human': THINGS[9:13], 'object': THINGS[13:]}
PARTS = ['What to label', 'What to leave out', 'Size and distance', 'Edges and corners', 'Hidden and cut', 'Reflections and pictures',
         'Groups and crowds', 'Movement', 'Time', 'Attributes', 'Night and weather', 'Doubt']
PLACES = ['at the kerb', 'behind a fence', 'in a shop window', 'on a trailer', 'under a bridge', 'beside a parked van',
          'in heavy rain', 'in low sun', 'on a poster', 'across the junction', 'in the far lane', 'between two buses']
REASONS = ['a car that stops for it needs to know where it ends', 'two people have drawn it in two ways before',
           'the model learns the edge and not the middle', 'what moves together is one object',
           'a hidden half is still a half of the same thing', 'nobody can tell the two apart from thirty metres']


def categories():
    return [f'{group}.{thing}' for group, things in GROUPS.items() for thing in things]


def block(rand, number, category):
    """The lines of a rule block, from a table of kinds with a parameter that differs from rule to rule."""
    group = category.split('.')[0]
    table = [
        lambda: ['check: human', f'ask: Is this {category.split(".")[1]} drawn as the rule says?'],
        lambda: ['check: min-size', f'with: {{ height: {8 + number % 9} }}', 'fix: delete'],
        lambda: ['check: inside-image', f'with: {{ tolerance: {number % 3} }}', 'fix: clip'],
        lambda: ['check: human', f'ask: Is nothing of the {category.split(".")[1]} left out?'],
        lambda: ['check: max-step', f'with: {{ diagonals: 0.{50 + number % 40} }}'],
        lambda: ['check: duplicate', f'with: {{ iou: 0.{80 + number % 15} }}'],
        lambda: ['check: border-attribute', 'with: { attribute: truncated, margin: 1 }', 'fix: set-attribute'],
        lambda: ['check: expr', f'when: h >= {10 + number % 20}', 'expect: attr.occlusion != "full" or attr.truncated == true'],
        lambda: ['check: max-size-change', f'with: {{ ratio: 1.{20 + number % 30} }}'],
        lambda: ['check: keyframe-spacing', f'with: {{ max: {20 + number % 40} }}'],
        lambda: ['check: aspect-range', f'with: {{ min: 0.{1 + number % 4}, max: {4 + number % 3} }}'],
        lambda: ['check: min-length', f'with: {{ frames: {2 + number % 4} }}'],
    ]
    lines = [f'severity: {("error", "warning", "warning", "advice")[number % 4]}', f'since: {1 + number % 3}.0.0']
    if number % 7 == 0:
        lines += ['changed: 4.0.0', f'change: {("clarify", "tighten", "loosen", "reverse")[number // 7 % 4]}']
    lines.append(f'for: ["{group}.*"]' if rand.random() < 0.2 else f'for: [{category}]')
    lines += table[number % len(table)]()
    lines.append(f'risk: {1 + number % 5}')
    return lines


def rule(rand, number, name, picture):
    category = name.split('.')[1]
    places = rand.sample(PLACES, 4)
    lines = [f'### LM-{number:03d} {category.capitalize()} {places[0]}', '',
             f'- **DO** draw a {category} {places[0]} when at least {10 + number % 50} % of it can be seen, and follow its edge '
             f'within {1 + number % 4} pixels.',
             f'- **DO NOT** draw a {category} {places[1]}, and **do not** guess what lies behind it.',
             f'- Example yes: a {category} {places[2]}, cut by the border.' + (f' ![{category}](long/{picture:03d}.png)' if picture else ''),
             f'- Example no: the shadow of a {category} {places[3]}.', '']
    lines += [f'Because {rand.choice(REASONS)}. A {category} that is only half there is drawn as far as it is seen; what is *beside* '
              f'it has its own rule (LM-{1 + number % 299:03d}), and `occlusion` says how much is missing.', '']
    if number % 11 == 0:
        lines += ['| seen | label | occlusion |', '| --- | --- | --- |', '| all | yes | none |', '| half | yes | heavy |',
                  '| nothing | no | |', '']
    return lines


def manual(rules, pictures):
    rand = random.Random(43)
    names = categories()
    chosen = set(rand.sample(range(1, rules + 1), min(pictures, rules)))
    lines = ['---', 'manual: long-manual', 'title: A manual of forty-three pages', 'version: 4.0.0', 'effective: 2026-11-02',
             'previous: 3.2.0', 'owner: manual@framewright.example', 'language: en', 'categories:']
    lines += [f'  {name}: [box, polygon]' for name in names]
    lines += ['attributes:', '  occlusion: [none, partial, heavy, full]', '  truncated: bool', '  moving: bool', 'required-attributes:',
              '  "vehicle.*": [occlusion, truncated]', '---', '', '# The long manual', '',
              'As long as the manuals that people are graded by. It is made by a program and says little that is true.', '',
              '## What changed in 4.0.0', '']
    lines += [f'- LM-{number:03d}: {("clarified", "tightened", "loosened", "reversed")[number // 7 % 4]}.'
              for number in range(7, rules + 1, 7)]
    picture = 0
    for number in range(1, rules + 1):
        if (number - 1) % (rules // len(PARTS) or 1) == 0 and (number - 1) // (rules // len(PARTS) or 1) < len(PARTS):
            part = (number - 1) // (rules // len(PARTS) or 1)
            lines += ['', f'## {chr(ord("A") + part)}. {PARTS[part]}', '']
        name = names[number % len(names)]
        if number in chosen:
            picture += 1
        lines += rule(rand, number, name, picture if number in chosen else 0)
        lines += ['```rule'] + block(rand, number, name) + ['```', '']
        if number % 30 == 0:
            lines += [f'### P-{number // 30:04d} under LM-{number:03d}: a borderline case', '',
                      'Question: and when it stands on its head? Answer: the same.', '',
                      '```precedent', f'rule: LM-{number:03d}', 'since: 3.2.0', 'outcome: correct', '```', '']
    return '\n'.join(lines) + '\n'


def png(number):
    """320 x 200: a sky, a road, and a box that stands somewhere else in every picture."""
    rand = random.Random(number)
    width, height = 320, 200
    horizon, x, y, w, h = rand.randrange(60, 120), rand.randrange(20, 220), rand.randrange(90, 130), rand.randrange(30, 80), rand.randrange(20, 60)
    colour = bytes(rand.randrange(60, 256) for _ in range(3))
    rows = []
    for row in range(height):
        line = bytearray((bytes((150 - row // 3, 190 - row // 4, 230)) if row < horizon else bytes((90, 90, 95))) * width)
        if y <= row < y + h:
            line[3 * x:3 * (x + w)] = colour * w
        rows.append(b'\0' + bytes(line))

    def chunk(kind, data):
        return struct.pack('>I', len(data)) + kind + data + struct.pack('>I', zlib.crc32(kind + data))

    return (b'\x89PNG\r\n\x1a\n' + chunk(b'IHDR', struct.pack('>IIBBBBB', width, height, 8, 2, 0, 0, 0))
            + chunk(b'IDAT', zlib.compress(b''.join(rows), 6)) + chunk(b'IEND', b''))


def main():
    folder = pathlib.Path(sys.argv[1])
    rules = int(sys.argv[2]) if len(sys.argv) > 2 else 300
    pictures = int(sys.argv[3]) if len(sys.argv) > 3 else 200
    (folder / 'long').mkdir(parents=True, exist_ok=True)
    for number in range(1, pictures + 1):
        (folder / 'long' / f'{number:03d}.png').write_bytes(png(number))
    (folder / 'long.manual.md').write_text(manual(rules, pictures), encoding='utf-8')


if __name__ == '__main__':
    main()

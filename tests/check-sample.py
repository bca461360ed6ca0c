#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""The sample is made the same every time, and its labels are what the format and the manual say.

  check-sample.py MAKE_SCENE SAMPLE_FOLDER FRAMECTL

TAP, one line per claim. The labels are looked at here without the program's own reader; then framectl
has to find exactly the mistakes that were put in, and none in the clean file.
"""
import collections
import json
import pathlib
import subprocess
import sys
import tempfile

WIDTH, HEIGHT, FRAMES = 640, 360, 120
# rule -> what the generator did; see truth_add_mistakes () in data/sample/truth.c
MISTAKES = {'ST-005', 'ST-006', 'ST-007', 'ST-008', 'ST-011', 'ST-013'}


def load(sample, name):
    return json.loads((sample / name).read_text(encoding='utf-8'))


def same_bytes(make_scene, sample):
    with tempfile.TemporaryDirectory() as folder:
        subprocess.run([make_scene, 'street', folder, str(sample / 'street.manual.md')], check=True)
        for name in ('street.mp4', 'street.coco.json', 'street-clean.coco.json'):
            assert (pathlib.Path(folder) / name).read_bytes() == (sample / name).read_bytes(), name
    assert 50_000 < (sample / 'street.mp4').stat().st_size < 600_000


def structure(labels):
    assert [image['frame_id'] for image in labels['images']] == list(range(FRAMES))
    assert [image['frame_index'] for image in labels['images']] == list(range(FRAMES))
    tracks = {track['id']: track for track in labels['tracks']}
    assert sorted(tracks) == list(range(1, len(tracks) + 1))
    ids = [annotation['id'] for annotation in labels['annotations']]
    assert len(set(ids)) == len(ids) and max(ids) < labels['x_framewright']['next']['annotation']
    per_track = collections.defaultdict(list)
    for annotation in labels['annotations']:
        assert annotation['track_id'] == annotation['instance_id'] == annotation['attributes']['track_id']
        assert annotation['category_id'] == tracks[annotation['track_id']]['category_id']
        x, y, w, h = annotation['bbox']
        assert w > 0 and h > 0 and x >= 0 and y >= 0 and x + w <= WIDTH + 1e-9 and y + h <= HEIGHT + 1e-9, annotation
        assert annotation['area'] == w * h and annotation['attributes']['outside'] is False
        per_track[annotation['track_id']].append(annotation)
    assert set(per_track) == set(tracks)
    for annotations in per_track.values():
        for annotation in annotations[:1] + annotations[-1:]:
            assert annotation['attributes']['keyframe'] is True, 'a track begins and ends with keyframes'
    for track in labels['x_framewright']['tracks']:
        compare_private(track, per_track[track['id']])


def compare_private(track, annotations):
    """Frames between keyframes are the straight line; gaps and attribute changes are the same in both places."""
    keys = dict((frame, box) for frame, box in track['keys'])
    frames = [annotation['image_id'] - 1 for annotation in annotations]
    for annotation, frame in zip(annotations, frames):
        assert annotation['attributes']['keyframe'] == (frame in keys)
        left, right = max(k for k in keys if k <= frame), min(k for k in keys if k >= frame)
        t = 0 if left == right else (frame - left) / (right - left)
        x, y, w, h = [(1 - t) * a + t * b for a, b in zip(keys[left], keys[right])]
        x1, y1, x2, y2 = max(x, 0), max(y, 0), min(x + w, WIDTH), min(y + h, HEIGHT)
        assert all(abs(a - b) < 1e-9 for a, b in zip(annotation['bbox'], [x1, y1, x2 - x1, y2 - y1])), (track, frame)
        for name, changes in track['changes']['attributes'].items():
            held = [value for first, value in changes if first <= frame][-1:]
            assert annotation['attributes'].get(name) == (held[0] if held else None), (track['id'], frame, name)
    outside = {frame for first, last in track['outside'] for frame in range(first, last + 1)}
    assert set(frames) | outside == set(range(frames[0], frames[-1] + 1)) and not set(frames) & outside


def story(labels):
    """What the scene promises: who is hidden, who is cut off, what the light does."""
    tracks = {track['id']: track for track in labels['x_framewright']['tracks']}
    names = {category['id']: category['name'] for category in labels['categories']}
    categories = {track['id']: names[track['category_id']] for track in labels['tracks']}
    assert collections.Counter(categories.values()) == {
        'vehicle.car': 4, 'vehicle.bus': 1, 'vehicle.van': 1, 'person.cyclist': 1, 'person.pedestrian': 3,
        'light.traffic': 1}
    assert len(tracks[7]['outside']) == 1, 'the van hides a person who comes back'
    assert [value for _, value in tracks[10]['changes']['attributes']['light-colour']] == ['green', 'yellow', 'red']
    assert [value for _, value in tracks[1]['changes']['attributes']['brake-lights']] == ['off', 'on']
    assert [value for _, value in tracks[4]['changes']['attributes']['truncated']] == [False, True], 'the bus leaves'


def problems(framectl, sample, name):
    run = subprocess.run([framectl, 'check', str(sample / name), '--manual', str(sample / 'street.manual.md'),
                          '--format', 'json'], capture_output=True, text=True)
    assert run.returncode in (0, 1), run.stderr
    found = json.loads(run.stdout)['problems']
    assert (run.returncode == 1) == any(problem['severity'] == 'error' for problem in found), run.stderr
    return found


def clean(framectl, sample):
    lint = subprocess.run([framectl, 'manual', 'lint', str(sample / 'street.manual.md')], capture_output=True, text=True)
    assert lint.returncode == 0 and ': error:' not in lint.stdout and ': warning:' not in lint.stdout, lint.stdout
    found = problems(framectl, sample, 'street-clean.coco.json')
    assert found == [], found


def mistakes(framectl, sample):
    found = problems(framectl, sample, 'street.coco.json')
    assert {problem['rule'] for problem in found} == MISTAKES, found


def frames(framectl, sample):
    run = subprocess.run([framectl, 'info', '--json', str(sample / 'street.mp4')], capture_output=True, text=True)
    assert run.returncode == 0, run.stderr
    info = json.loads(run.stdout)[0]
    assert (info['frames'], info['width'], info['height']) == (FRAMES, WIDTH, HEIGHT), info


def main():
    make_scene, sample, framectl = sys.argv[1], pathlib.Path(sys.argv[2]), sys.argv[3]
    claims = [
        ('made again, it is the same', lambda: same_bytes(make_scene, sample)),
        ('the clean labels keep to the format', lambda: structure(load(sample, 'street-clean.coco.json'))),
        ('the labels with mistakes keep to the format', lambda: structure(load(sample, 'street.coco.json'))),
        ('the labels tell the story of the scene', lambda: story(load(sample, 'street-clean.coco.json'))),
        ('the clip has its frames', lambda: frames(framectl, sample)),
        ('the clean labels have no problem', lambda: clean(framectl, sample)),
        ('every mistake is found, and nothing else', lambda: mistakes(framectl, sample)),
    ]
    failed = False
    print(f'1..{len(claims)}')
    for number, (name, check) in enumerate(claims, 1):
        try:
            check()
            print(f'ok {number} - {name}')
        except Exception as problem:  # whatever it is, the claim does not hold
            failed = True
            text = str(problem)[:2000].replace('\n', '\n# ')
            print(f'# {type(problem).__name__}: {text}')
            print(f'not ok {number} - {name}')
    return 1 if failed else 0


if __name__ == '__main__':
    sys.exit(main())

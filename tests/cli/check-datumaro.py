#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Our checks beside the reports of datumaro's validator, as TAP.

  check-datumaro.py FRAMECTL

For each case of $FW_SHARED_DIR/data/oracles/datumaro_validator the labels are
written as COCO, the declared attributes as a manual, and for the kinds that
mean the same the pictures with a finding have to be the same pictures. A
finding of datumaro is one per property, of ours one per label. Where datumaro
measures by mean and standard deviation we use median and deviation, and its
distributions are no rules of ours: those are not compared.
"""
import json
import os
import pathlib
import subprocess
import sys
import tempfile

SAME = {  # anomaly: rule
    'UndefinedLabel': 'DV-001',
    'NegativeLength': 'DV-002',
    'UndefinedAttribute': 'DV-003',
    'MissingAttribute': 'DV-004',
    'MissingAnnotation': 'DV-005',
}
RULES = [('DV-001', 'known-category'), ('DV-002', 'positive-size'), ('DV-003', 'attribute-domain'),
         ('DV-004', 'required-attributes'), ('DV-005', 'empty-frame-confirmed')]


def attribute(name):
    """Some names are reserved in our files."""
    return f'a-{name}'


def make_manual(labels, annotations):
    types = {}
    for annotation in annotations:
        for name, value in annotation['attributes'].items():
            kind = 'bool' if isinstance(value, bool) else 'number' if isinstance(value, (int, float)) else 'text'
            types[name] = kind if types.get(name, kind) == kind else 'mixed'
    declared = {name for label in labels for name in label['attributes']}
    assert 'mixed' not in (types.get(name) for name in declared), types
    lines = ['---', 'manual: dv', 'title: DV', 'version: 1.0.0', 'categories:']
    lines += [f'  {label["name"]}: box' for label in labels]
    if declared:
        lines += ['attributes:'] + [f'  {attribute(n)}: {types.get(n, "text")}' for n in sorted(declared)]
        for key in ('attributes-for', 'required-attributes'):
            lines += [f'{key}:'] + [f'  {label["name"]}: [{", ".join(map(attribute, label["attributes"]))}]'
                                    for label in labels if label['attributes'] or key == 'attributes-for']
    lines += ['---', '']
    for rule, kind in RULES:
        lines += [f'### {rule} {kind}', '', '- **DO** so.', '', '```rule', 'severity: error', 'since: 1.0.0',
                  f'check: {kind}', '```', '']
    return '\n'.join(lines)


def make_labels(labels, items):
    images, annotations = [], []
    for number, item in enumerate(items, 1):
        images.append({'id': number, 'file_name': f'{item["id"]}.png', 'width': 1000, 'height': 1000})
        for a in item['annotations']:
            annotations.append({'id': len(annotations) + 1, 'image_id': number, 'category_id': a['label'] + 1,
                                'bbox': a['bbox'], 'area': a['bbox'][2] * a['bbox'][3],
                                'attributes': {attribute(n): v for n, v in a['attributes'].items()}})
    used = sorted({a['category_id'] for a in annotations} | set(range(1, len(labels) + 1)))
    names = {i + 1: label['name'] for i, label in enumerate(labels)}
    return {'images': images, 'annotations': annotations,
            'categories': [{'id': i, 'name': names.get(i, f'undefined-{i}')} for i in used]}


def find_ours(framectl, folder, labels, items):
    annotations = [a for item in items for a in item['annotations']]
    (folder / 'x.manual.md').write_text(make_manual(labels, annotations), encoding='utf-8')
    (folder / 'x.coco.json').write_text(json.dumps(make_labels(labels, items)), encoding='utf-8')
    run = subprocess.run([framectl, 'check', folder / 'x.coco.json', '--manual', folder / 'x.manual.md', '--json'],
                         stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, timeout=60)
    assert run.returncode in (0, 1), run.stderr
    found = {rule: set() for rule in SAME.values()}
    for problem in json.loads(run.stdout)['problems']:
        for frame in range(problem['frame_index'], problem['frame_last'] + 1):
            found[problem['rule']].add(items[frame]['id'])
    return found


def main():
    shared = os.environ.get('FW_SHARED_DIR', '')
    cases = sorted(pathlib.Path(shared, 'data/oracles/datumaro_validator/cases').glob('*.json')) if shared else []
    if not cases:
        print('1..0 # SKIP no cases of the validator')
        return
    n = 0
    for path in cases:
        case = json.loads(path.read_text(encoding='utf-8'))
        labels, items = case['dataset']['labels'], case['dataset']['items']
        if not labels or any(v != v or v in (float('inf'), float('-inf')) for item in items
                             for a in item['annotations'] for v in a['bbox']):
            continue
        n += 1
        with tempfile.TemporaryDirectory() as folder:
            ours = find_ours(sys.argv[1], pathlib.Path(folder), labels, items)
        wrong = []
        for anomaly, rule in SAME.items():
            theirs = {r['item_id'] for r in case['expected']['validation_reports'] if r['anomaly_type'] == anomaly}
            if theirs != ours[rule]:
                wrong.append(f'{anomaly}: only there {sorted(theirs - ours[rule])}, only here {sorted(ours[rule] - theirs)}')
        print(f'{"not ok" if wrong else "ok"} {n} {case["id"]}')
        for line in wrong:
            print(f'# {line}')
    print(f'1..{n}')


if __name__ == '__main__':
    main()

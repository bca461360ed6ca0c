#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""The reports of `framectl check` for other programs, as TAP.

  check-reports.py FRAMECTL DATA

SARIF: each object has the properties that SARIF 2.1.0 requires, none that it
does not know, each of its type, and indices lead where they say. JUnit: the
counts are those of the cases.
"""
import json
import pathlib
import re
import subprocess
import sys
import tempfile
import xml.etree.ElementTree as ElementTree

LEVELS = {'none', 'note', 'warning', 'error'}

# name: (required, {property: form}). A form is a type, a set of words, the name of
# another object, or a list with the form of its items. What we never write is left out.
OBJECTS = {
    'log': (['version', 'runs'], {'$schema': 'uri', 'version': {'2.1.0'}, 'runs': ['run']}),
    'run': (['tool'], {'tool': 'tool', 'invocations': ['invocation'], 'results': ['result'],
                       'columnKind': {'utf16CodeUnits', 'unicodeCodePoints'}, 'properties': dict}),
    'tool': (['driver'], {'driver': 'component'}),
    'component': (['name'], {'name': str, 'version': str, 'rules': ['descriptor']}),
    'descriptor': (['id'], {'id': str, 'shortDescription': 'text', 'fullDescription': 'text', 'help': 'text',
                            'defaultConfiguration': 'configuration', 'properties': dict}),
    'configuration': ([], {'enabled': bool, 'level': LEVELS}),
    'text': (['text'], {'text': str}),
    'invocation': (['executionSuccessful'], {'executionSuccessful': bool,
                                             'toolConfigurationNotifications': ['notification'],
                                             'toolExecutionNotifications': ['notification']}),
    'notification': (['message'], {'message': 'text', 'level': LEVELS, 'locations': ['location'],
                                   'associatedRule': 'reference'}),
    'reference': (['index'], {'id': str, 'index': 'index'}),
    'result': (['message'], {'ruleId': str, 'ruleIndex': 'index', 'level': LEVELS, 'message': 'text',
                             'locations': ['location'], 'suppressions': ['suppression'], 'properties': dict}),
    'location': ([], {'physicalLocation': 'physical', 'logicalLocations': ['logical']}),
    'physical': (['artifactLocation'], {'artifactLocation': 'artifact', 'region': 'region'}),
    'artifact': ([], {'uri': 'reference-uri'}),
    'region': ([], {'startLine': 'from-one', 'startColumn': 'from-one'}),
    'logical': ([], {'name': str}),
    'suppression': (['kind'], {'kind': {'inSource', 'external'}, 'justification': str,
                               'status': {'accepted', 'underReview', 'rejected'}}),
}
LEAST = {'index': 0, 'from-one': 1}
URI = re.compile(r"^[A-Za-z0-9._~:/?#\[\]@!$&'()*+,;=%-]+$")


def is_uri(value, absolute):
    return (isinstance(value, str) and URI.match(value) is not None
            and re.search('%(?![0-9A-F]{2})', value) is None
            and (re.match('^[a-z]+://', value) is not None if absolute else not value.startswith('/')))


def find_faults(value, form, where):
    if isinstance(form, list):
        if not isinstance(value, list):
            return [f'{where} is no list']
        return [fault for i, item in enumerate(value) for fault in find_faults(item, form[0], f'{where}[{i}]')]
    if isinstance(form, set):
        return [] if value in form else [f'{where} is {value!r}']
    if form in ('uri', 'reference-uri'):
        return [] if is_uri(value, form == 'uri') else [f'{where} is no URI: {value!r}']
    if form in LEAST:
        ok = isinstance(value, int) and not isinstance(value, bool) and value >= LEAST[form]
        return [] if ok else [f'{where} is {value!r}']
    if isinstance(form, type):
        return [] if isinstance(value, form) else [f'{where} is {value!r}']
    if not isinstance(value, dict):
        return [f'{where} is no object']
    required, known = OBJECTS[form]
    faults = [f'{where} has no {name}' for name in required if name not in value]
    for name, member in value.items():
        faults += (find_faults(member, known[name], f'{where}.{name}') if name in known
                   else [f'{where} has a {name}'])
    return faults


def find_wrong_indices(log):
    run = log['runs'][0]
    ids = [rule['id'] for rule in run['tool']['driver']['rules']]
    faults = [] if len(set(ids)) == len(ids) else ['two rules of one id']
    pairs = [(r['ruleIndex'], r['ruleId']) for r in run['results']]
    for kind in ('toolConfigurationNotifications', 'toolExecutionNotifications'):
        pairs += [(n['associatedRule']['index'], n['associatedRule']['id'])
                  for n in run['invocations'][0][kind] if 'associatedRule' in n]
    return faults + [f'rule {i} is not {name}' for i, name in pairs if i >= len(ids) or ids[i] != name]


def check(framectl, labels, manual, form):
    done = subprocess.run([framectl, 'check', str(labels), '--manual', str(manual), '--format', form],
                          capture_output=True, check=False)
    return done.returncode, done.stdout.decode()


def sarif(framectl, labels, manual, code):
    """What is wrong with the report, and the report."""
    exit_code, text = check(framectl, labels, manual, 'sarif')
    log = json.loads(text)
    faults = find_faults(log, 'log', 'log') or find_wrong_indices(log)
    return faults + ([] if exit_code == code else [f'exit {exit_code}']), log['runs'][0]


def junit(framectl, labels, manual):
    root = ElementTree.fromstring(check(framectl, labels, manual, 'junit')[1])
    faults = [] if root.tag == 'testsuites' else [f'root is {root.tag}']
    for suite in root:
        cases = suite.findall('testcase')
        for name, n in (('tests', len(cases)), ('failures', len(suite.findall('testcase/failure'))),
                        ('skipped', len(suite.findall('testcase/skipped'))), ('errors', 0)):
            if suite.get(name) != str(n):
                faults.append(f'{name} is {suite.get(name)}, not {n}')
        faults += ['a case without a name' for case in cases if not case.get('name') or not case.get('classname')]
    return faults


def main():
    framectl, data = sys.argv[1], pathlib.Path(sys.argv[2])
    labels, manual = data / 'clip.coco.json', data / 'old.manual.md'
    results = []

    faults, run = sarif(framectl, labels, manual, 1)
    results.append(('sarif', faults + ([] if run['results'] else ['no results'])))
    results.append(('junit', junit(framectl, labels, manual)))
    with tempfile.TemporaryDirectory() as folder:
        odd = pathlib.Path(folder) / 'straße 1.coco.json'
        odd.write_bytes(labels.read_bytes())
        faults, run = sarif(framectl, odd, manual, 1)
        uri = run['results'][0]['locations'][0]['physicalLocation']['artifactLocation']['uri']
        results.append(('sarif of an odd name', faults + ([] if uri.startswith('file:///') else [uri])))

        broken = pathlib.Path(folder) / 'broken.manual.md'
        broken.write_text(manual.read_text().replace('check: ', 'check: no-such-', 1))
        faults, run = sarif(framectl, labels, broken, 3)
        said = run['invocations'][0]
        if said['executionSuccessful'] or not said['toolConfigurationNotifications']:
            faults.append('the mistake of the manual is not told')
        results.append(('sarif of a manual with a mistake', faults))
        results.append(('junit of a manual with a mistake', junit(framectl, labels, broken)))

    print(f'1..{len(results)}')
    for i, (name, faults) in enumerate(results, 1):
        for fault in faults[:20]:
            print(f'# {fault}')
        print(f'{"not ok" if faults else "ok"} {i} {name}')
    return any(faults for _, faults in results)


sys.exit(main())

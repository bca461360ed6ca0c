#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Counts what `meson test` did in one or more build folders and prints the one line that counts.

  summary.py BUILD...      exits 1 when something failed or nothing ran

Single cases come from testlog.junit.xml. A program that crashed, timed out or could not start
without a failed case of its own counts as one failure, which testlog.json knows.
"""
import json
import pathlib
import sys
import xml.etree.ElementTree as ElementTree

GOOD = {'OK', 'EXPECTEDFAIL'}


def count(build):
    logs = pathlib.Path(build) / 'meson-logs'
    passed = failed = skipped = 0
    failed_programs = set()
    for suite in ElementTree.parse(logs / 'testlog.junit.xml').getroot().iter('testsuite'):
        for case in suite.iter('testcase'):
            if case.find('failure') is not None or case.find('error') is not None:
                failed += 1
                failed_programs.update({suite.get('name'), case.get('name')})
            elif case.find('skipped') is not None:
                skipped += 1
            else:
                passed += 1
    for line in (logs / 'testlog.json').read_text(encoding='utf-8').splitlines():
        test = json.loads(line)
        if test['result'] in GOOD or test['result'] == 'SKIP':
            continue
        if not any(program and program.endswith(test['name']) for program in failed_programs):
            failed += 1
    return passed, failed, skipped


def main():
    total = [0, 0, 0]
    for build in sys.argv[1:]:
        try:
            total = [a + b for a, b in zip(total, count(build))]
        except (OSError, ElementTree.ParseError, ValueError) as problem:
            print(f'{build}: no test results ({problem})', file=sys.stderr)
            total[1] += 1
    print(f'{total[0]} passed, {total[1]} failed, {total[2]} skipped')
    return 1 if total[1] or not total[0] else 0


if __name__ == '__main__':
    sys.exit(main())

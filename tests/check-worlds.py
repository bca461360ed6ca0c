#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""The two worlds show every rule of their manuals that is checked by machine: failing in the labels with
mistakes, passing in the clean ones; and the manuals are written as the linter wants them.

  check-worlds.py FRAMECTL MANUAL LABELS CLEAN

TAP, one line per claim. Rules that need the pixels answer "no data" here; the application's tests see them.
"""
import json
import pathlib
import re
import subprocess
import sys

NEED_PIXELS = {'duplicate-media'}


def machine_rules(manual):
    """Rule id -> check, read here without the program's own reader."""
    rules = {}
    for section in re.split(r'^### ', manual.read_text(encoding='utf-8'), flags=re.MULTILINE)[1:]:
        found = re.search(r'```rule\n.*?^check: (\S+)$', section, flags=re.MULTILINE | re.DOTALL)
        if found and found.group(1) not in NEED_PIXELS | {'human'}:
            rules[section.split()[0]] = found.group(1)
    return rules


def check(framectl, manual, labels):
    done = subprocess.run([framectl, 'check', labels, '--manual', manual, '--format', 'json'],
                          stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
    assert done.returncode in (0, 1), done.stderr
    silent = set(re.findall(r'^([A-Z]{2,4}-\d{3}) ', done.stderr, flags=re.MULTILINE))
    return json.loads(done.stdout)['problems'], silent


def main():
    framectl, manual, labels, clean = sys.argv[1], *map(pathlib.Path, sys.argv[2:])
    rules = machine_rules(manual)
    wanted, silent = check(framectl, manual, labels)
    left, _ = check(framectl, manual, clean)
    lint = subprocess.run([framectl, 'manual', 'lint', manual], stdout=subprocess.PIPE,
                          stderr=subprocess.STDOUT, text=True)
    claims = [
        ('the linter has nothing to say', lint.returncode == 0 and not lint.stdout, lint.stdout),
        ('there are rules', len(rules) > 20, len(rules)),
        ('every rule answers', not silent & set(rules), silent & set(rules)),
        ('every rule finds its mistake', {p['rule'] for p in wanted} == set(rules),
         {p['rule'] for p in wanted} ^ set(rules)),
        ('nothing is found in the clean labels', not left,
         [(p['rule'], p['frame_index'], p['reason']) for p in left]),
    ]
    print(f'1..{len(claims)}')
    for number, (claim, is_so, facts) in enumerate(claims, 1):
        print(f'{"ok" if is_so else "not ok"} {number} - {claim}' + ('' if is_so else f': {facts}'))
    return 0 if all(claim[1] for claim in claims) else 1


if __name__ == '__main__':
    sys.exit(main())

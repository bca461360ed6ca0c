#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""The size budgets of README.md. Reports what is over one, for reviewers; fails only without the SPDX line.

  check-budget.py ROOT
"""
import pathlib
import re
import sys

FILE_SOFT, FILE_HARD = 600, 1000
FUNCTION_SOFT = 60
COLUMNS = 100
HEADER_SOFT = 25
TABLE_FUNCTIONS = re.compile(r'(class_init|^main)$')


def functions(lines):
    """Name, first line and length of each function: GNU style puts name and braces at column 0."""
    name, start = None, None
    for number, line in enumerate(lines, 1):
        found = re.match(r'([A-Za-z_]\w*) \(', line)
        if found:
            name = found.group(1)
        elif line == '{':
            start = number
        elif line == '}' and name and start:
            yield name, start, number - start - 1
            name = start = None


def main():
    root = pathlib.Path(sys.argv[1])
    failed = False
    for path in sorted(p for folder in ('src', 'data', 'tests') for p in (root / folder).rglob('*')):
        if path.suffix not in {'.c', '.h', '.cc'}:
            continue
        name = path.relative_to(root)
        lines = path.read_text(encoding='utf-8').split('\n')
        if lines and not lines[0].startswith('/* SPDX-License-Identifier: GPL-3.0-or-later'):
            failed = True
            print(f'{name}:1: the first line has to be the SPDX line')
        if len(lines) > FILE_SOFT and path.suffix != '.h':
            print(f'{name}: {len(lines)} lines (soft {FILE_SOFT}, hard {FILE_HARD})')
        for number, line in enumerate(lines, 1):
            if len(line) > COLUMNS:
                print(f'{name}:{number}: {len(line)} columns (at most {COLUMNS})')
        if path.suffix == '.c':
            for function, number, length in functions(lines):
                if length > FUNCTION_SOFT and not TABLE_FUNCTIONS.search(function):
                    print(f'{name}:{number}: {function} () has {length} lines (soft {FUNCTION_SOFT})')
        if path.suffix == '.h' and name.parts[0] == 'src':
            count = sum(1 for line in lines if re.match(r'(?:G_\w+ )?[A-Za-z_].*[ *](?:fw_\w+)\s*\(', line))
            if count > HEADER_SOFT:
                print(f'{name}: {count} public functions (soft {HEADER_SOFT})')
    return 1 if failed else 0


if __name__ == '__main__':
    sys.exit(main())

#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Every file with words for people is in po/POTFILES.in, every entry exists, all in order; and every
sentence reaches the translators whole: xgettext cuts a string at G_GSIZE_FORMAT and its like, so write
%zu for gsize and %" PRId64 " (inttypes.h) for gint64.

  check-potfiles.py ROOT            check
  check-potfiles.py ROOT --update   rewrite po/POTFILES.in
"""
import pathlib
import re
import sys

MARKED = {
    '.c': re.compile(r'\b(?:_|N_|C_|NC_|ngettext|g_dngettext)\s*\(\s*"|\bN_\s*\('),
    '.h': re.compile(r'\bN_\s*\(\s*"'),
    '.ui': re.compile(r'translatable="(?:yes|true|1)"'),
}

CUT = re.compile(r'(?:\b_|\bN_|\bngettext)\s*\(\s*(?:"(?:[^"\\]|\\.)*"|\s|,|PRI\w+)*G_G\w+_(?:FORMAT|MODIFIER)')


def cut_sentences(root):
    for path in sorted((root / 'src').rglob('*.c')):
        text = path.read_text(encoding='utf-8')
        for match in CUT.finditer(text):
            line = text.count('\n', 0, match.start()) + 1
            yield f'{path.relative_to(root)}:{line}: xgettext cuts this sentence at the format macro'


def marked_files(root):
    found = [path.relative_to(root).as_posix()
             for folder in ('src', 'ui') for path in (root / folder).rglob('*')
             if path.suffix in MARKED and MARKED[path.suffix].search(path.read_text(encoding='utf-8'))]
    found += [path.relative_to(root).as_posix() for pattern in ('*.desktop.in', '*.metainfo.xml.in', '*.gschema.xml')
              for path in (root / 'data').glob(pattern)]
    return sorted(found)


def main():
    root = pathlib.Path(sys.argv[1]).resolve()
    listing = root / 'po' / 'POTFILES.in'
    wanted = marked_files(root)
    if sys.argv[2:] == ['--update']:
        listing.write_text(''.join(f'{name}\n' for name in wanted), encoding='utf-8')
        return 0
    lines = listing.read_text(encoding='utf-8').split('\n')
    listed = [line for line in lines if line and not line.startswith('#')]
    for name in sorted(set(wanted) - set(listed)):
        print(f'po/POTFILES.in: {name} has words for people and is missing')
    for name in sorted(set(listed) - set(wanted)):
        print(f'po/POTFILES.in: {name} ' + ('has no words for people' if (root / name).exists() else 'does not exist'))
    cut = list(cut_sentences(root))
    print('\n'.join(cut))
    return 0 if listed == wanted and not cut else 1


if __name__ == '__main__':
    sys.exit(main())

#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""The layer rules of src/README.md: who may include whom, and which library only where.

  check-layers.py ROOT          check ROOT/src
  check-layers.py --self-test   check that each kind of offence is found
"""
import pathlib
import re
import sys
import tempfile

LIBRARIES = {'media', 'formats', 'rules', 'review', 'edit'}
MAY_SEE = {'core': set(), **{name: {'core'} for name in LIBRARIES},
           'cli': {'core'} | LIBRARIES - {'edit'}, 'app': {'core'} | LIBRARIES}
ONLY_IN = {r'gtk/|gdk/|gsk/|adwaita|gdk-pixbuf/|pango/|graphene': {'app'}, r'libav|libsw|png\.h': {'media'},
           r'yaml\.h': {'rules'}, r'simdjson': {'formats'}, r'cairo': {'app'}, r'cmark': {'app'}}
GENERATED = {'fw-config.h', 'fw-resources.h'}
INCLUDE = re.compile(r'^\s*#\s*include\s*([<"])([^>"]+)[>"]', re.MULTILINE)


def offences(source):
    for path in sorted(source.rglob('*')):
        if path.suffix not in {'.c', '.h', '.cc'}:
            continue
        layer = path.relative_to(source).parts[0]
        text = path.read_text(encoding='utf-8')
        for match in INCLUDE.finditer(text):
            quote, name = match.groups()
            where = f'{path.relative_to(source.parent)}:{text.count(chr(10), 0, match.start(2)) + 1}'
            target = name.split('/')[0]
            if layer not in MAY_SEE:
                yield f'{where}: src/{layer} is no layer; add it to the rules first'
            elif quote == '"' and target != layer and target in MAY_SEE and target not in MAY_SEE[layer]:
                yield f'{where}: {layer} may not see {target} ({name})'
            elif quote == '"' and '/' not in name and name not in GENERATED:
                yield f'{where}: write the include from src/ on: "{layer}/…/{name}"'
            for pattern, layers in ONLY_IN.items():
                if quote == '<' and re.match(pattern, name) and layer not in layers:
                    yield f'{where}: <{name}> belongs to {" and ".join(sorted(layers))}'


def self_test():
    cases = [('core/a.c', '#include "media/source.h"', 1), ('media/a.h', '#include "formats/json.h"', 1),
             ('cli/a.c', '#include "edit/session.h"', 1), ('edit/a.c', '#include <gtk/gtk.h>', 1),
             ('app/a.c', '#include <libavutil/log.h>', 1), ('rules/a.c', '#  include "core/track.h"', 0),
             ('review/a.c', '#include "formats/json.h"', 1), ('formats/a.c', '#include "review/draw.h"', 1),
             ('app/panels/a.c', '#include "edit/session.h"\n#include <gtk/gtk.h>', 0), ('app/a.c', '#include "a.h"', 1),
             ('app/a.c', '#include "cli/command.h"', 1), ('store/a.c', '#include "core/track.h"', 1)]
    for name, text, count in cases:
        with tempfile.TemporaryDirectory() as folder:
            path = pathlib.Path(folder) / 'src' / name
            path.parent.mkdir(parents=True)
            path.write_text(text + '\n', encoding='utf-8')
            found = list(offences(pathlib.Path(folder) / 'src'))
            assert len(found) == count, (name, text, found)


if __name__ == '__main__':
    if sys.argv[1:] == ['--self-test']:
        self_test()
        sys.exit(0)
    found = list(offences(pathlib.Path(sys.argv[1]) / 'src'))
    print('\n'.join(found))
    sys.exit(1 if found else 0)

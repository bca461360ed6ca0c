#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""How long from starting the program to the first picture of the sample clip on the screen.

  bench-start.py FRAMEWRIGHT BARE_WINDOW SAMPLE_FOLDER

Needs a display. The program says in its debug messages when it has painted the first picture; the
time runs from before the process is made. The first start of all fills the system's caches and is
told apart. What an empty window of the same toolkit takes is measured between the starts, because
machines differ. One line of JSON per figure.
"""
import json
import os
import pathlib
import shutil
import statistics
import subprocess
import sys
import tempfile
import time

STARTS = 7
TARGET_MS = 500


def start_once(command, mark, env):
    begin = time.monotonic()
    process = subprocess.Popen(command, env=env, stdout=subprocess.PIPE,
                               stderr=subprocess.STDOUT, text=True)
    try:
        for line in process.stdout:
            if mark in line:
                return (time.monotonic() - begin) * 1000.0
        raise SystemExit('%s ended without saying that %s' % (command[0], mark))
    finally:
        process.kill()
        process.wait()


def main():
    program, bare, sample = sys.argv[1], sys.argv[2], pathlib.Path(sys.argv[3])
    with tempfile.TemporaryDirectory() as home:
        for name in ('street.mp4', 'street.coco.json', 'street.manual.md'):
            shutil.copy(sample / name, home)
        env = dict(os.environ, HOME=home, XDG_RUNTIME_DIR=home, XDG_STATE_HOME=home,
                   XDG_CACHE_HOME=home, XDG_CONFIG_HOME=home, XDG_DATA_HOME=home,
                   G_MESSAGES_DEBUG='framewright', G_DEBUG='')
        clip = str(pathlib.Path(home) / 'street.mp4')
        ours = [program, clip], 'the first picture is on the screen', env
        theirs = [bare], 'the bare window is on the screen', env
        first = start_once(*ours)
        times, bare_times = [], []
        for _ in range(STARTS):
            bare_times.append(start_once(*theirs))
            times.append(start_once(*ours))
    print(json.dumps({'figure': 'start to first picture, first start', 'ms': round(first, 1)}))
    print(json.dumps({'figure': 'start to first picture, median of %d' % STARTS,
                      'ms': round(statistics.median(times), 1), 'worst': round(max(times), 1),
                      'target': TARGET_MS, 'met': statistics.median(times) <= TARGET_MS}))
    print(json.dumps({'figure': 'start of a bare window, median of %d' % STARTS,
                      'ms': round(statistics.median(bare_times), 1)}))
    print(json.dumps({'figure': 'start to first picture over bare window',
                      'times': round(statistics.median(times) / statistics.median(bare_times), 2)}))


main()

#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Drives the real program as a person would: X server, pointer, keys, and the files it leaves.

  journey.py FRAMEWRIGHT SAMPLE_FOLDER

First run: opens the sample clip, draws a box with the mouse, steps ten frames, moves it, steps ten
more, confirms the end, sets attributes, makes a problem appear, applies its fix, saves; then the
file is compared field by field. Second run: asks a question, sets a problem aside, hands frames on
with a problem left open, draws again and is killed with SIGKILL in the middle of a drag. Third run: all of it
has to be there again, and undo has to reach behind the crash. Then it copies to following frames, fixes everything, and cannot close while the folder is gone.

What the window says is read through AT-SPI, as a screen reader does; nothing in the program is there
for this test. Waiting is polling with a deadline, never sleeping for luck. Pictures of the screen
after each step are left in $JOURNEY_ARTIFACTS (default: journey/ beside the test log).
"""
import json
import os
import pathlib
import re
import shutil
import signal
import subprocess
import sys
import tempfile
import time

DEADLINE = float(os.environ.get('JOURNEY_DEADLINE', '60'))
WIDTH, HEIGHT = 640, 360


def reexec_with_gi():
    """The program's python may be one without GObject introspection; Debian's has it."""
    try:
        import gi  # noqa: F401
    except ImportError:
        if os.path.realpath(sys.executable) == os.path.realpath('/usr/bin/python3') or not os.path.exists('/usr/bin/python3'):
            skip_all('python3-gi is not installed')
        os.execv('/usr/bin/python3', ['/usr/bin/python3', *sys.argv])


def skip_all(reason):
    print(f'1..0 # SKIP {reason}')
    sys.exit(0)


class Failed(Exception):
    pass


def wait_for(what, probe, deadline=None):
    """Polls until @probe gives something true, and gives it back."""
    end = time.monotonic() + (deadline or DEADLINE)
    while True:
        found = probe()
        if found:
            return found
        if time.monotonic() > end:
            raise Failed(f'waited in vain for {what}')
        time.sleep(0.02)


class Screen:
    """A fresh X server, its pointer and its keys."""

    def __init__(self, artifacts):
        self.artifacts = artifacts
        self.n_pictures = 0
        read_end, write_end = os.pipe()
        self.server = subprocess.Popen(
            ['Xvfb', '-displayfd', str(write_end), '-screen', '0', '1720x1100x24', '-nolisten', 'tcp', '-noreset'],
            pass_fds=[write_end], stderr=subprocess.DEVNULL)
        os.close(write_end)
        with os.fdopen(read_end) as pipe:
            number = pipe.readline().strip()
        if not number:
            raise Failed('the X server does not start')
        os.environ['DISPLAY'] = f':{number}'

    def close(self):
        self.server.terminate()
        self.server.wait()

    def do(self, *command):
        return subprocess.run(['xdotool', *map(str, command)], check=True, capture_output=True, text=True).stdout

    def key(self, *keys):
        for key in keys:
            self.do('key', '--clearmodifiers', key)

    def picture(self, name):
        self.n_pictures += 1
        path = self.artifacts / f'{self.n_pictures:02d}-{name}.png'
        subprocess.run(['import', '-silent', '-window', 'root', str(path)], check=False)


class Program:
    """One run of the workbench, seen from outside."""

    def __init__(self, screen, binary, arguments, log):
        self.screen = screen
        self.log = open(log, 'ab')
        environment = dict(os.environ, GDK_BACKEND='x11', GSK_RENDERER='cairo', LC_ALL='C.UTF-8', NO_AT_BRIDGE='0')
        environment.pop('GTK_A11Y', None)
        self.process = subprocess.Popen([binary, *map(str, arguments)], stdout=self.log, stderr=self.log,
                                        env=environment)
        self.window = wait_for('the window', self.find_window)
        self.frame = wait_for('the window on the accessibility bus', self.find_frame)
        self.canvas_area = None

    def running(self):
        if self.process.poll() is not None:
            raise Failed(f'the program has ended with {self.process.returncode}')
        return True

    def find_window(self):
        self.running()
        found = subprocess.run(['xdotool', 'search', '--onlyvisible', '--pid', str(self.process.pid)],
                               capture_output=True, text=True)
        sizes = []
        for window in found.stdout.split():
            shell = subprocess.run(['xdotool', 'getwindowgeometry', '--shell', window], capture_output=True, text=True)
            size = dict(line.split('=') for line in shell.stdout.split() if '=' in line)
            if int(size.get('WIDTH', 0)) > 400:
                sizes.append((int(size['WIDTH']), int(size['HEIGHT']), int(size['X']), int(size['Y'])))
        return max(sizes, default=None)

    def find_frame(self):
        self.running()
        try:
            desktop = self.atspi().get_desktop(0)
            for i in range(desktop.get_child_count()):
                app = desktop.get_child_at_index(i)
                if app and app.get_process_id() == self.process.pid and app.get_child_count():
                    return app.get_child_at_index(0)
        except Exception:  # the tree changes while it is read; the caller polls
            pass
        return None

    @staticmethod
    def atspi():
        import gi
        gi.require_version('Atspi', '2.0')
        from gi.repository import Atspi
        return Atspi

    def walk(self, node=None):
        node = node or self.frame
        yield node
        for i in range(node.get_child_count()):
            child = node.get_child_at_index(i)
            if child:
                yield from self.walk(child)

    def names(self):
        """What every visible widget is called. (GTK 4.8 does not tell which of them are showing.)"""
        Atspi = self.atspi()
        found = []
        try:
            for node in self.walk():
                if node.get_state_set().contains(Atspi.StateType.VISIBLE):
                    if node.get_name():
                        found.append(node.get_name())
        except Exception:  # the tree changes while it is read; the caller polls
            return []
        return found

    def says(self, pattern):
        self.running()
        return next((name for name in self.names() if re.search(pattern, name)), None)

    def wait_says(self, pattern):
        try:
            return wait_for(f'“{pattern}” on the screen', lambda: self.says(pattern))
        except Failed as problem:
            raise Failed(f'{problem}; there is {self.names()}') from None

    def says_anywhere(self, text):
        """The same in any window of the program: questions stand in windows of their own."""
        self.running()
        try:
            return any(node.get_name() == text for node in self.walk(self.frame.get_parent()))
        except Exception:  # the tree changes while it is read; the caller polls
            return False

    def wait_anywhere(self, text):
        return wait_for(f'“{text}” in any window', lambda: self.says_anywhere(text))

    def find_canvas(self):
        """The canvas: the picture that says which frame it shows."""
        self.running()
        Atspi = self.atspi()
        try:
            for node in self.walk():
                if re.match(r'Frame \d+ of \d+', node.get_name() or ''):
                    if node.get_role() in (Atspi.Role.IMAGE, Atspi.Role.CANVAS, Atspi.Role.DRAWING_AREA):
                        return node
        except Exception:
            return None
        return None

    def at(self, x, y):
        """Where a point of the picture is on the screen, while the picture is fitted into the canvas."""
        if self.canvas_area is None:
            Atspi = self.atspi()
            node = wait_for('the canvas', self.find_canvas)
            area = wait_for('the size of the canvas', lambda: (lambda e: e if e.width > 100 else None)(
                node.get_extents(Atspi.CoordType.WINDOW)))
            # Without a compositor the X window has a border, which the accessibility tree leaves out.
            whole = self.frame.get_extents(Atspi.CoordType.WINDOW)
            border_x, border_y = (self.window[0] - whole.width) / 2, (self.window[1] - whole.height) / 2
            self.canvas_area = (self.window[2] + border_x + area.x, self.window[3] + border_y + area.y,
                                area.width, area.height)
        left, top, width, height = self.canvas_area
        scale = self.scale()
        return (left + (width - WIDTH * scale) / 2 + x * scale, top + (height - HEIGHT * scale) / 2 + y * scale)

    def scale(self):
        return min(self.canvas_area[2] / WIDTH, self.canvas_area[3] / HEIGHT)

    def move_to(self, x, y):
        px, py = self.at(x, y)
        self.screen.do('mousemove', round(px), round(py))

    def drag(self, x1, y1, x2, y2, release=True):
        """With the left button, in steps, as a hand does; one command, or a busy machine makes it minutes."""
        commands = ['mousemove', *map(round, self.at(x1, y1)), 'mousedown', 1]
        for i in range(1, 9):
            commands += ['mousemove', *map(round, self.at(x1 + (x2 - x1) * i / 8, y1 + (y2 - y1) * i / 8)), 'sleep', 0.02]
        if release:
            commands += ['mouseup', 1]
        self.screen.do(*commands)

    def wait_frame(self, number):
        wait_for(f'frame {number}', lambda: (lambda c: c and re.match(rf'Frame {number} of', c.get_name()))(
            self.find_canvas()))

    def quit(self):
        self.screen.key('ctrl+q')
        try:
            code = self.process.wait(DEADLINE)
        except subprocess.TimeoutExpired:
            raise Failed('the program does not quit on Ctrl+Q')
        if code != 0:
            raise Failed(f'the program ended with {code}')

    def kill(self):
        self.process.send_signal(signal.SIGKILL)
        self.process.wait()

    def end(self):
        if self.process.poll() is None:
            self.process.kill()
            self.process.wait()
        self.log.close()


def load(work):
    try:
        return json.loads((work / 'street.coco.json').read_text(encoding='utf-8'))
    except (OSError, ValueError):
        return None  # between two writes: the caller polls


def load_questions(work):
    try:
        return json.loads((work / 'street.review.json').read_text(encoding='utf-8'))['questions']
    except (OSError, ValueError, KeyError):
        return []


def track_ids(labels):
    return {track['id'] for track in labels['tracks']} if labels else set()


def expect(condition, what):
    if not condition:
        raise Failed(what)


def near(a, b, tolerance):
    return all(abs(p - q) <= tolerance for p, q in zip(a, b))


class Journey:
    def __init__(self, binary, sample, work, artifacts):
        self.binary = binary
        self.work = work
        self.artifacts = artifacts
        for name in ('street.mp4', 'street.manual.md'):
            shutil.copy(sample / name, work / name)
        shutil.copy(sample / 'street-clean.coco.json', work / 'street.coco.json')
        self.before = load(work)
        self.screen = Screen(artifacts)
        self.program = None
        self.new_id = self.before['x_framewright']['next']['track']

    def new_program(self, arguments):
        return Program(self.screen, self.binary, arguments, self.artifacts / 'program.log')

    def start(self, frame=0):
        self.program = self.new_program([self.work / 'street.mp4'])
        self.program.wait_says('No problems')
        self.program.wait_frame(frame)
        # Keys go to the window under the pointer, where there is no window manager.
        self.program.move_to(WIDTH / 2, HEIGHT / 2)

    # First run

    def open_sample(self):
        self.start()
        self.program.wait_says('street')

    def draw_box(self):
        self.screen.key('v', 'v')
        self.program.wait_frame(20)
        self.screen.key('b')
        self.program.drag(250, 280, 330, 330)
        self.program.wait_says(r'\d+ problems?')

    def step_and_move(self):
        self.screen.key('v')
        self.program.wait_frame(30)
        self.program.drag(290, 305, 330, 305)

    def step_and_confirm(self):
        self.screen.key('v')
        self.program.wait_frame(40)
        self.screen.key('w')

    def set_attributes(self):
        self.screen.key('shift+d')
        self.program.wait_frame(20)
        self.screen.key('shift+1', 'shift+3')
        self.program.wait_says('No problems')

    def make_problem(self):
        """A box in the middle of the picture is not truncated: rule ST-006 says so."""
        self.screen.key('shift+2')
        wait_for('a problem with “truncated” in the middle of the picture',
                 lambda: self.program.says(r'\d+ problems?$'))

    def fix_problem(self):
        self.screen.key('ctrl+period')
        self.program.wait_says('No problems')

    def save(self):
        self.screen.key('ctrl+s')
        wait_for('the new track in the file', lambda: self.new_id in track_ids(load(self.work)))
        self.program.quit()

    def compare(self):
        after = load(self.work)
        for key in ('info', 'licenses', 'videos', 'images', 'categories'):
            expect(after[key] == self.before[key], f'{key} was not edited and is another now')
        n_old = len(self.before['annotations'])
        expect(after['annotations'][:n_old] == self.before['annotations'], 'annotations that were not edited changed')
        expect(after['tracks'][:-1] == self.before['tracks'], 'tracks that were not edited changed')
        track = after['tracks'][-1]
        expect((track['id'], track['category_id'], track['video_id']) == (self.new_id, 1, 1), f'the track: {track}')
        self.compare_annotations(after['annotations'][n_old:])
        self.compare_private(after)

    def compare_annotations(self, new):
        expect([a['image_id'] for a in new] == list(range(21, 42)), f'frames: {[a["image_id"] for a in new]}')
        first = self.before['x_framewright']['next']['annotation']
        ids = [a['id'] for a in new]
        expect(len(set(ids)) == 21 and min(ids) >= first, f'ids: {ids}')
        boxes = {a['image_id'] - 1: a['bbox'] for a in new}
        slack = 2.5 / self.program.scale() + 0.5
        expect(near(boxes[20], [250, 280, 80, 50], slack), f'drawn: {boxes[20]}')
        expect(near(boxes[30], [boxes[20][0] + 40, *boxes[20][1:]], slack), f'moved: {boxes[30]}')
        expect(near(boxes[30][2:], boxes[20][2:], 1e-9), f'moving changed the size: {boxes[30]}')
        expect(boxes[40] == boxes[30], f'confirmed: {boxes[40]}')
        for frame in range(21, 30):
            t = (frame - 20) / 10
            middle = [(1 - t) * a + t * b for a, b in zip(boxes[20], boxes[30])]
            expect(near(boxes[frame], middle, 1e-6), f'frame {frame}: {boxes[frame]} is not between the keyframes')
        for annotation in new:
            frame = annotation['image_id'] - 1
            attributes = annotation['attributes']
            x, y, w, h = annotation['bbox']
            expect(annotation['track_id'] == annotation['instance_id'] == self.new_id, f'frame {frame}: ids')
            expect(annotation['category_id'] == 1 and annotation['video_id'] == 1, f'frame {frame}: category')
            expect(annotation['segmentation'] == [] and annotation['iscrowd'] == 0, f'frame {frame}: segmentation')
            expect(abs(annotation['area'] - w * h) < 1e-6, f'frame {frame}: area {annotation["area"]}')
            wanted = {'track_id': self.new_id, 'keyframe': frame in (20, 30, 40), 'occluded': False, 'outside': False,
                      'occlusion': 'none', 'movement': 'moving', 'truncated': False}
            for name, value in wanted.items():
                expect(attributes.get(name) == value, f'frame {frame}: {name} is {attributes.get(name)}, not {value}')

    def compare_private(self, after):
        private = after['x_framewright']
        expect(private['next']['track'] == self.new_id + 1, f'next track: {private["next"]}')
        old = self.before['x_framewright']['tracks']
        expect(private['tracks'][:len(old)] == old, 'private tracks that were not edited changed')
        track = private['tracks'][-1]
        expect(track['id'] == self.new_id and track['shape'] == 'box', f'private: {track}')
        expect([key[0] for key in track['keys']] == [20, 30, 40], f'keys: {track["keys"]}')
        expect(not track.get('outside'), f'outside: {track.get("outside")}')

    # Second run

    def journal_size(self):
        folder = pathlib.Path(os.environ['XDG_STATE_HOME']) / 'framewright' / 'journal'
        return sum(path.stat().st_size for path in folder.glob('*.fwj'))

    QUESTION = 'Does a bus on a trailer count'

    def ask(self):
        """By key, words, Enter, and on with the work: the hands never leave the keyboard. The work
        is open where it was left."""
        self.start(20)
        self.screen.key('Home', 'v')
        self.program.wait_frame(10)
        size = self.journal_size()
        self.screen.key('u')
        self.program.wait_says('Ask about Frame 10')
        self.screen.do('type', '--delay', 20, self.QUESTION)
        self.screen.key('Return')
        # What it says about it is a toast, which a slow screen reader may miss.
        wait_for('the question in its journal', lambda: self.journal_size() > size)
        wait_for('its picture', lambda: list(self.work.glob('street.questions/*.png')))
        # Keys are for the picture again.
        self.screen.key('f', 'd')
        self.program.wait_frame(10)

    def set_aside(self):
        """By key, with the first reason: the problem is gone from the list and stays in the journal."""
        self.screen.key('v')
        self.program.wait_frame(20)
        self.program.move_to(290, 305)
        self.screen.do('click', 1)
        self.make_problem()
        size = self.journal_size()
        self.screen.key('shift+y')
        self.program.wait_says('Set aside at .*')
        self.screen.key('Return')
        self.program.wait_says('No problems')
        wait_for('the reason in the journal', lambda: self.journal_size() > size)

    WHY = 'cut by the pole in front'

    def hand_on(self):
        """Another object than the one it was set aside for; “done” asks, and goes on when it has a reason."""
        self.screen.key('shift+3')
        self.program.wait_says('^1 problem$')
        size = self.journal_size()
        self.screen.key('ctrl+Return')
        self.program.wait_says('1 problem stays open up to frame 20')
        self.screen.do('type', '--delay', 20, self.WHY)
        self.screen.key('Return')
        self.program.wait_frame(21)
        wait_for('it in the journal', lambda: self.journal_size() > size)

    def draw_and_kill(self):
        self.screen.key('Home', 'v')
        self.program.wait_frame(10)
        size = self.journal_size()
        self.screen.key('b')
        self.program.drag(430, 270, 500, 320)
        wait_for('the edit in the journal', lambda: self.journal_size() > size, 10)
        self.program.drag(465, 295, 480, 300, release=False)
        self.program.kill()
        self.screen.do('mouseup', 1)
        expect(self.new_id + 1 not in track_ids(load(self.work)), 'the file was written before the kill: no proof')

    # Third run

    def recover(self):
        self.program = self.new_program([self.work / 'street.mp4'])
        self.program.wait_says(r'\d+ problems?')
        wait_for('the canvas', self.program.find_canvas)
        self.program.move_to(WIDTH / 2, HEIGHT / 2)
        self.screen.key('ctrl+s')
        wait_for('the work of the killed run', lambda: self.new_id + 1 in track_ids(load(self.work)))
        labels = load(self.work)
        keys = [track['keys'] for track in labels['x_framewright']['tracks'] if track['id'] == self.new_id + 1][0]
        expect([key[0] for key in keys] == [10], f'keys: {keys}')
        expect(near(keys[0][1], [430, 270, 70, 50], 2.5 / self.program.scale() + 0.5), f'recovered: {keys}')
        expect(self.new_id in track_ids(labels), 'the work of the first run is gone')

    def recover_reasons(self):
        """Both, and the frames that were done, as they were said in the run that was killed."""
        private = load(self.work)['x_framewright']
        said = [(item['rule'], item['reason'], item['text'], item.get('track'), item['first'], item['last'])
                for item in private.get('aside', [])]
        expect([line[:4] for line in said] == [('ST-006', 'not-true-here', '', self.new_id),
                                               ('ST-006', 'left-open', self.WHY, None)], f'aside: {said}')
        expect(said[1][4:] == (20, 20), f'left open: {said}')
        done = [media.get('done') for media in private['media']]
        expect(done == [[[0, 20]]], f'done: {done}')

    def recover_question(self):
        """The one that was asked, and the one that setting aside came to."""
        questions = wait_for('the questions in their file', lambda: load_questions(self.work))
        expect([(q['unit'].split('/t')[0], q['text'].split('\n')[0], q['answer']) for q in questions]
               == [('street/10', self.QUESTION, None), ('street/20', 'Not true here.', None)], f'questions: {questions}')
        crop = (self.work / questions[0]['crop']).read_bytes()
        expect(crop.startswith(b'\x89PNG'), 'the picture of the question is no picture')

    def undo_behind_crash(self):
        self.screen.key('ctrl+z', 'ctrl+s')
        wait_for('undo of what the killed run did', lambda: self.new_id in track_ids(load(self.work))
                 and self.new_id + 1 not in track_ids(load(self.work)))
        self.screen.key('ctrl+shift+z', 'ctrl+s')
        wait_for('redo of it', lambda: self.new_id + 1 in track_ids(load(self.work)))

    def propagate(self):
        """Enter in the dialog copies: nobody has to reach for the mouse."""
        self.screen.key('Home', 'v')
        self.program.wait_frame(10)
        self.program.move_to(465, 295)
        self.screen.do('click', 1)
        self.screen.key('ctrl+b')
        self.program.wait_anywhere('How many')
        self.screen.key('Return')
        # The toast is gone before a slow program has told its whole tree; the file stays.
        wait_for('the copies in the file', lambda: self.frames_of(self.new_id + 1) == list(range(10, 21)))

    def frames_of(self, track_id):
        """The keyframes of a track in the file."""
        return [key[0] for track in load(self.work)['x_framewright']['tracks'] if track['id'] == track_id
                for key in track['keys']]

    def fix_all(self):
        """Ctrl+Shift+. as a US keyboard sends it: the symbol is then “>”."""
        for _ in range(2):
            self.screen.key('shift+2')
            try:
                wait_for('one problem more', lambda: self.program.says(r'3 problems$'), DEADLINE / 4)
                break
            except Failed:
                continue
        self.screen.key('ctrl+shift+period')
        self.program.wait_says(r'^1 problem$')

    def close_unsaved(self):
        """Work that cannot be saved holds the window until somebody decides."""
        hidden = self.work.with_name('moved-away')
        wait_for('everything in the file', lambda: self.program.says('All changes are in the file'))
        self.work.rename(hidden)
        self.screen.key('q', 'ctrl+w')
        self.program.wait_anywhere('The labels could not be saved')
        self.program.running()
        self.screen.key('Escape')
        hidden.rename(self.work)
        wait_for('the question to go', lambda: not self.program.says_anywhere('The labels could not be saved'))
        self.screen.key('ctrl+w')
        try:
            self.program.process.wait(DEADLINE)
        except subprocess.TimeoutExpired:
            raise Failed('the window does not close')
        frames = self.frames_of(self.new_id + 1)
        expect(20 in frames, f'keys: {frames}')

    STEPS = [
        ('open the sample clip', open_sample), ('draw a box', draw_box), ('step ten frames and move it', step_and_move),
        ('step ten more and confirm the end', step_and_confirm), ('set attributes', set_attributes),
        ('make a problem appear', make_problem), ('apply its fix', fix_problem), ('save and quit', save),
        ('the file says exactly that', compare), ('ask a question', ask), ('set a problem aside by key', set_aside),
        ('hand on with a reason', hand_on), ('draw again and be killed', draw_and_kill), ('the work is back', recover),
        ('the reasons are back', recover_reasons), ('the question is back', recover_question), ('undo reaches behind the crash', undo_behind_crash),
        ('copy to following frames by Enter', propagate), ('fix everything with a US keyboard', fix_all),
        ('what cannot be saved holds the window', close_unsaved),
    ]

    def go(self):
        """One TAP line per step; after the first failure the others cannot be done."""
        failed = False
        print(f'1..{len(self.STEPS)}', flush=True)
        for number, (name, step) in enumerate(self.STEPS, 1):
            if failed:
                print(f'not ok {number} - {name} # not reached', flush=True)
                continue
            try:
                step(self)
                print(f'ok {number} - {name}', flush=True)
            except Exception as problem:  # whatever it is, it is a failed step and not a crash of the test
                failed = True
                print(f'# {type(problem).__name__}: {problem}')
                print(f'not ok {number} - {name}', flush=True)
            self.screen.picture(re.sub(r'\W+', '-', name))
        if failed:
            log = (self.artifacts / 'program.log').read_text(errors='replace')
            print(''.join(f'# {line}\n' for line in log.splitlines()[-60:]))
        if self.program:
            self.program.end()
        self.screen.close()
        return 1 if failed else 0


def main(kind):
    for tool in ('Xvfb', 'xdotool', 'import', 'dbus-run-session'):
        if not shutil.which(tool):
            skip_all(f'{tool} is not installed')
    reexec_with_gi()
    binary, sample = os.path.abspath(sys.argv[1]), pathlib.Path(sys.argv[2])

    if os.environ.get('JOURNEY_INSIDE') != '1':
        # A bus of its own, outside of a fresh X server, or the accessibility tree stays empty.
        environment = {name: value for name, value in os.environ.items()
                       if name not in ('DISPLAY', 'WAYLAND_DISPLAY', 'DBUS_SESSION_BUS_ADDRESS', 'AT_SPI_BUS_ADDRESS')}
        environment['JOURNEY_INSIDE'] = '1'
        # The bus and what it starts talk on standard output too; TAP goes its own way.
        # The accessibility bus stands in the runtime folder, and another session's takes its place and removes it.
        with os.fdopen(os.dup(1), 'w') as out, tempfile.TemporaryDirectory(prefix='fw-runtime-') as runtime:
            environment['XDG_RUNTIME_DIR'] = runtime
            environment['JOURNEY_OUT'] = str(out.fileno())
            sys.exit(subprocess.run(['dbus-run-session', '--', sys.executable, *sys.argv], env=environment,
                                    pass_fds=[out.fileno()], stdout=subprocess.DEVNULL,
                                    stderr=subprocess.DEVNULL).returncode)
    os.dup2(int(os.environ['JOURNEY_OUT']), 1)
    os.set_inheritable(1, False)

    artifacts = pathlib.Path(os.environ.get('JOURNEY_ARTIFACTS', 'journey')).resolve()
    shutil.rmtree(artifacts, ignore_errors=True)
    artifacts.mkdir(parents=True)
    with tempfile.TemporaryDirectory(prefix='fw-journey-') as folder:
        home = pathlib.Path(folder)
        for name, part in (('HOME', 'home'), ('XDG_CONFIG_HOME', 'config'), ('XDG_DATA_HOME', 'data'),
                           ('XDG_CACHE_HOME', 'cache'), ('XDG_STATE_HOME', 'state'), ('XDG_RUNTIME_DIR', 'runtime')):
            (home / part).mkdir(mode=0o700)
            os.environ[name] = str(home / part)
        work = home / 'work'
        work.mkdir()
        try:
            sys.exit(kind(binary, sample, work, artifacts).go())
        except Failed as problem:
            print(f'Bail out! {problem}')
            sys.exit(1)


if __name__ == '__main__':
    main(Journey)

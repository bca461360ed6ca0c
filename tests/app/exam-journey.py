#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Drives the real program through a qualification, as journey.py does through labelling.

  exam-journey.py FRAMEWRIGHT SAMPLE_FOLDER FRAMECTL

The sample's labels are reviewed by framectl; in the window gold is made of them, an exam of six items is
begun, nobody can be asked and nothing compared, a box is drawn, it is handed in, and every difference is
on the screen; then the gold file is compared with what was said. The second run begins at the recent
work: its menu offers the exam, which asks other items.
"""
import json
import re
import shutil
import subprocess
import sys

from journey import HEIGHT, WIDTH, Journey, expect, main, wait_for

N_JUDGED = 30
N_ITEMS = 6


class ExamJourney(Journey):
    def __init__(self, binary, sample, work, artifacts):
        super().__init__(binary, sample, work, artifacts)
        self.framectl = sys.argv[3]
        self.gold_path = work / 'street.gold.json'

    def load_gold(self):
        try:
            return json.loads(self.gold_path.read_text(encoding='utf-8'))
        except (OSError, ValueError):
            return None

    def run_framectl(self, *arguments):
        return subprocess.run([self.framectl, *map(str, arguments)], check=True, capture_output=True, text=True).stdout

    def do_anything(self, words):
        """The command search: every action has a name there."""
        self.screen.key('ctrl+k')
        wait_for('the focus in the command search', self.is_typing)
        self.screen.do('type', words)
        self.screen.key('Return')
        wait_for('the command search to close', lambda: not self.is_typing())

    def is_typing(self):
        """Whether the keys go into a text."""
        atspi = self.program.atspi()
        self.program.running()
        try:
            return any(node.get_state_set().contains(atspi.StateType.FOCUSED)
                       and node.get_role() in (atspi.Role.TEXT, atspi.Role.ENTRY) for node in self.program.walk())
        except Exception:  # the tree changes while it is read; the caller polls
            return False

    # What was done before

    def review(self):
        review = self.work / 'street.review.json'
        drawn = json.loads(self.run_framectl('sample', self.work / 'street.coco.json', '--n', N_JUDGED, '--seed', 'exam',
                                             '--review', review, '--manual', 'street-sample', '--version', '1.0.0',
                                             '--json'))
        for unit in drawn['units']:
            self.run_framectl('verdicts', 'add', review, '--unit', unit['unit'], '--outcome', 'correct', '--reviewer', 'dana',
                              '--author', 'ines', '--manual', 'street-sample', '--version', '1.0.0', '--ms', 900)
        expect(len(json.loads(review.read_text())['verdicts']) == N_JUDGED, 'not every unit has its verdict')

    # First run

    def make_gold(self):
        self.start()
        self.do_anything('make a gold clip')
        self.program.wait_anywhere('Make a gold clip of this work?')
        # The form comes first: how many items, how many right ones.
        self.program.wait_anywhere('Items that an exam asks')
        self.focus_spin('Items that an exam asks')
        self.screen.key('ctrl+a')
        self.screen.do('type', str(N_ITEMS))
        self.screen.key('Return')
        self.press('Make Gold Clip')
        gold = wait_for('the gold file', self.load_gold)
        expect(len(gold['items']) == N_JUDGED, f'{len(gold["items"])} items instead of {N_JUDGED}')
        expect(gold['exam']['items'] == N_ITEMS, f'an exam asks {gold["exam"]["items"]}')

    def find_anywhere(self, name, role=None):
        self.program.running()
        try:
            for node in self.program.walk(self.program.frame.get_parent()):
                if node.get_name() == name and role in (None, node.get_role()):
                    return node
        except Exception:  # the tree changes while it is read; the caller polls
            return None
        return None

    def focus_spin(self, name):
        role = self.program.atspi().Role.SPIN_BUTTON
        node = wait_for(f'“{name}”', lambda: self.find_anywhere(name, role))
        wait_for(f'the focus on “{name}”', lambda: self.tab_to(node))

    def find_button(self, name):
        """In dialogs only the label within says what a button does."""
        role = self.program.atspi().Role.PUSH_BUTTON
        try:
            node = self.find_anywhere(name)
            while node and node.get_role() != role:
                node = node.get_parent()
            return node
        except Exception:  # the tree changes while it is read; the caller polls
            return None

    def press(self, name):
        node = wait_for(f'“{name}”', lambda: self.find_button(name))
        wait_for(f'the focus on “{name}”', lambda: self.tab_to(node))
        self.screen.key('space')

    def tab_to(self, node):
        """One step with the Tab key, unless the focus is there, or within."""
        focused = self.program.atspi().StateType.FOCUSED
        try:
            if any(inner.get_state_set().contains(focused) for inner in self.program.walk(node)):
                return True
        except Exception:  # the tree changes while it is read; the caller polls
            return False
        self.screen.key('Tab')
        return False

    def begin(self):
        self.do_anything('take the exam')
        self.program.wait_anywhere('Take the exam?')
        self.press('Begin the Exam')
        wait_for('what is asked', self.find_asked)
        labels = [path.name for path in self.work.glob('*.exam-*.coco.json')]
        expect(len(labels) == 1, f'labels of attempts: {labels}')
        self.attempt = self.work / labels[0]
        expect(json.loads(self.attempt.read_text())['annotations'] == [], 'the exam does not begin empty')

    def ask_nobody(self):
        """Both say why in a toast, which a slow screen reader misses; nothing opens, and the next key is for the picture."""
        self.program.canvas_area = None
        self.program.move_to(WIDTH / 2, HEIGHT / 2)
        self.screen.key('u')
        self.do_anything('compare with another')
        # It begins at the first frame that is asked, which is another one every time.
        frame = int(re.match(r'Frame (\d+)', wait_for('the canvas', self.program.find_canvas).get_name())[1])
        self.screen.key('f')
        self.program.wait_frame(frame + 1)
        self.screen.key('d')
        self.program.wait_frame(frame)
        expect(not self.program.says('Ask about Frame'), 'somebody can be asked')
        self.screen.key('j', 'shift+j')
        wait_for('a frame that is asked', self.find_asked)

    def find_asked(self):
        return self.program.says(r'Label everything in frames \d+ to \d+')

    def draw(self):
        self.screen.key('b')
        self.program.drag(250, 280, 330, 330)
        self.program.wait_says(r'^1 of \d+ frames')

    def hand_in(self):
        self.screen.key('alt+Return')
        self.program.wait_anywhere('Hand in the exam?')
        self.press('Hand In')
        self.program.wait_says('0 of 6: not enough this time')
        self.program.wait_says('The gold has a label here')
        self.program.wait_says('ST-001')
        attempt = wait_for('the attempt in the file', lambda: (lambda gold: gold and gold['attempts'][0].get('ended_at')
                                                             and gold['attempts'][0])(self.load_gold()))
        expect(attempt['right'] == 0 and attempt['passed'] is False, f'it came out as {attempt}')
        expect([answer['shown'] for answer in attempt['answers']] == [True] * N_ITEMS, 'not everything was shown')
        self.first = {answer['unit'] for answer in attempt['answers']}

    def load_labels(self):
        try:
            return json.loads(self.attempt.read_text(encoding='utf-8'))['annotations']
        except (OSError, ValueError):
            return None

    def go_back(self):
        self.screen.key('Escape')
        self.program.wait_says('Handed in: 0 of 6')
        # The file follows when the hand rests.
        before = wait_for('the label in the file', self.load_labels)
        self.screen.key('b')
        self.program.drag(100, 100, 160, 160)
        self.screen.key('ctrl+s')
        self.screen.key('alt+Return')
        self.program.wait_says('0 of 6: not enough this time')
        self.program.quit()
        expect(self.load_labels() == before, 'what was handed in can be changed')

    # Second run

    def try_again(self):
        self.program.end()
        self.program = self.new_program([])
        self.program.wait_says('Recent work')
        self.press('What can be done with it')
        wait_for('the menu of the card', lambda: self.find_anywhere('Take the Exam…'))
        self.screen.key('t')
        self.program.wait_anywhere('Take the exam?')
        self.press('Begin the Exam')
        wait_for('what is asked', self.find_asked)
        attempts = self.load_gold()['attempts']
        expect(len(attempts) == 2, f'{len(attempts)} attempts')
        second = {answer['unit'] for answer in attempts[1]['answers']}
        expect(len(second) == N_ITEMS and not second & self.first, 'the second exam asks what was shown')
        self.program.quit()

    STEPS = [
        ('the labels were reviewed', review), ('make gold of them', make_gold), ('begin an exam', begin),
        ('nobody is asked, nothing compared', ask_nobody), ('label something', draw), ('hand in and see why', hand_in),
        ('what was handed in stays', go_back), ('another exam from the card of recent work', try_again),
    ]


if __name__ == '__main__':
    if len(sys.argv) < 4 or not shutil.which(sys.argv[3]):
        sys.exit('usage: exam-journey.py FRAMEWRIGHT SAMPLE_FOLDER FRAMECTL')
    main(ExamJourney)

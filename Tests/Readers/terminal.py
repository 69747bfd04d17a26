"""Runs a program on a terminal, as a person would see it, and tells what was drawn.

Usage: python3 terminal.py COLUMNS FILE ACTION PROGRAM ARGUMENT...

When the program has made FILE and has been watched for a second, ACTION happens: `release` takes
FILE away, `narrow` halves the terminal before that, `interrupt` types Ctrl-C, `terminate` sends
SIGTERM. Writes one JSON document.
"""

import fcntl
import json
import os
import pty
import re
import select
import signal
import struct
import sys
import termios
import time
import unicodedata

CONTROL = re.compile(r"\x1b\[([?0-9;]*)([A-Za-z])")


class Screen:
    """A terminal that knows no more than lines, wrapping and erasing to the end of a line."""

    def __init__(self, columns):
        self.columns = columns
        self.lines = [""]
        self.column = 0
        self.wrapped = []
        self.strange = []
        self.drawings = []

    def take(self, text, now):
        while text:
            control = CONTROL.match(text)
            if control:
                text = text[control.end():]
                self.obey(control.group(1), control.group(2), now)
            else:
                self.put(text[0])
                text = text[1:]

    def obey(self, parameters, name, now):
        if (parameters, name) == ("", "K"):
            self.lines[-1] = cut(self.lines[-1], self.column)
            if self.lines[-1]:
                self.drawings.append({"at": now, "text": self.lines[-1], "columns": self.columns})
        else:
            self.strange.append(parameters + name)

    def put(self, character):
        if character == "\r":
            self.column = 0
        elif character == "\n":
            self.lines.append("")
            self.column = 0
        else:
            if self.column + width(character) > self.columns:
                self.wrapped.append(self.lines[-1])
                self.lines.append("")
                self.column = 0
            before = cut(self.lines[-1], self.column)
            after = cut_before(self.lines[-1], self.column + width(character))
            self.lines[-1] = before + character + after
            self.column += width(character)


def width(text):
    return sum(2 if unicodedata.east_asian_width(one) in "WF" else 1 for one in text)


def cut(text, columns):
    while width(text) > columns:
        text = text[:-1]
    return text


def cut_before(text, columns):
    while text and columns > 0:
        columns -= width(text[0])
        text = text[1:]
    return text


def set_width(terminal, columns):
    fcntl.ioctl(terminal, termios.TIOCSWINSZ, struct.pack("HHHH", 24, columns, 0, 0))


def act(action, screen, process, terminal, path):
    if action == "interrupt":
        os.write(terminal, b"\x03")
    elif action == "terminate":
        os.kill(process, signal.SIGTERM)
    elif action == "narrow":
        screen.columns //= 2
        set_width(terminal, screen.columns)
        return "release"
    else:
        os.unlink(path)
    return None


def watch(screen, process, terminal, path, action):
    start = time.monotonic()
    due, rest = None, b""
    while True:
        now = time.monotonic()
        if action and due is None and os.path.exists(path):
            due = now + 1
        if due is not None and now >= due:
            action = act(action, screen, process, terminal, path)
            due = now + 1 if action else None
        if not select.select([terminal], [], [], 0.01)[0]:
            continue
        try:
            data = os.read(terminal, 65536)
        except OSError:  # EIO: nobody has the other end open any more.
            return
        if not data:
            return
        rest += data
        # A character that is not whole yet stays for the next time.
        text = rest.decode("utf-8", errors="ignore")
        rest = rest[len(text.encode()):]
        screen.take(text, now - start)


def main():
    columns, path, action = int(sys.argv[1]), sys.argv[2], sys.argv[3]
    process, terminal = pty.fork()
    if process == 0:
        # Until the parent has set the width, the program must not ask for it.
        time.sleep(0.1)
        os.execv(sys.argv[4], sys.argv[4:])
    set_width(terminal, columns)
    screen = Screen(columns)
    watch(screen, process, terminal, path, action)
    status = os.waitstatus_to_exitcode(os.waitpid(process, 0)[1])
    json.dump(
        {
            "status": status,
            "screen": [line for line in screen.lines if line],
            "column": screen.column,
            "drawings": screen.drawings,
            "wrapped": screen.wrapped,
            "strange": screen.strange,
        },
        sys.stdout,
    )


if __name__ == "__main__":
    main()

"""One call of the program: what was asked, in whose words to answer, and how an answer is printed."""

import json
import sys
import unicodedata
from argparse import Namespace
from dataclasses import dataclass
from pathlib import Path

from p2i_desktop.clock import Clock
from p2i_desktop.i18n import Texts
from p2i_desktop.settings import Settings

DONE, PROBLEMS, USAGE, SURROUNDINGS = 0, 1, 2, 3


class Failure(Exception):  # noqa: N818 - not always an error: also "nothing to undo"
    """The call ends here with one or two plain sentences on standard error and an exit code."""

    def __init__(self, sentence: str, code: int = USAGE) -> None:
        super().__init__(sentence)
        self.sentence = sentence
        self.code = code


@dataclass(frozen=True)
class Call:
    """What a command works with."""

    args: Namespace
    texts: Texts
    settings: Settings
    clock: Clock

    @property
    def file(self) -> Path:
        """The .p2i file that the command is about."""
        return Path(self.args.file)

    def say(self, line: str) -> None:
        """Prints a line for people, without signs that would steer their terminal."""
        print(plain(line))

    def tell(self, value: object) -> None:
        """Prints plain values as JSON for programs."""
        print(json.dumps(value, ensure_ascii=False, indent=2, allow_nan=False))

    def answer(self, value: object, *lines: str) -> None:
        """Prints the value when `--json` was asked for, else the lines."""
        if self.args.json:
            self.tell(value)
        else:
            for line in lines:
                self.say(line)


def plain(text: str) -> str:
    """Text as it may go to a terminal: every control and direction sign but the line break shown as a dot."""
    return "".join("·" if unicodedata.category(c) in ("Cc", "Cf", "Cs") and c not in "\n\u00ad" else c for c in text)


def complain(sentence: str) -> None:
    """Prints a sentence on standard error."""
    print(plain(sentence), file=sys.stderr)

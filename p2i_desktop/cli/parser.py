"""Argparse in the language of the user: one sentence for a wrong call, headings and kinds of value in their words."""

import argparse
import re
from datetime import date, timedelta
from functools import partial
from typing import Any, NoReturn

from p2i_desktop.cli.call import Failure
from p2i_desktop.i18n import Texts

_LONGEST_NUMBER = 12  # digits; more is not a number of anything we count
_SHOWN = 40  # letters of a wrong value that are repeated in the answer


class Parser(argparse.ArgumentParser):
    """Argparse that answers a wrong call with one sentence instead of the whole usage."""

    def __init__(self, *, texts: Texts, **more: Any) -> None:
        self._texts = texts
        super().__init__(add_help=False, allow_abbrev=False, formatter_class=partial(_Help, texts=texts), **more)
        self.add_argument("-h", "--help", action="help", help=texts._("show this help"))

    def error(self, message: str) -> NoReturn:
        hint = self._texts._("Help: {command}").format(command=f"{self.prog} --help")
        raise Failure(f"{said(message, self._texts)} {hint}")


class _Help(argparse.HelpFormatter):
    """The help page with our headings."""

    def __init__(self, prog: str, *, texts: Texts) -> None:
        super().__init__(prog)
        self._texts = texts

    def add_usage(self, usage: str | None, actions: Any, groups: Any, prefix: str | None = None) -> None:
        super().add_usage(usage, actions, groups, self._texts._("usage: ") if prefix is None else prefix)

    def start_section(self, heading: str | None) -> None:
        texts = self._texts
        ours = {"positional arguments": texts._("What it needs"), "options": texts._("Options")}
        super().start_section(ours.get(heading or "", heading))


def said(message: str, texts: Texts) -> str:
    """What argparse answers in English as one sentence in the language of `texts`."""
    values = _found(message)
    match values:
        case ("missing", names):
            return texts._("Missing: {list}.").format(list=names)
        case ("unknown", names):
            return texts._("{words} is not known here.").format(words=names)
        case ("valueless", option):
            return texts._("{option} needs a value.").format(option=option)
        case ("flag", option):
            return texts._("{option} takes no value.").format(option=option)
        case ("choice", option, value, choices):
            return texts._("{option}: {value} cannot stand here, only {list}.").format(
                option=option, value=value, list=choices
            )
        case ("own", option, words):
            return texts._("{option}: {words}").format(option=option, words=_ended(words))
    return _ended(message[:1].upper() + message[1:])


_FORMS = (
    ("missing", r"the following arguments are required: (.*)"),
    ("unknown", r"unrecognized arguments: (.*)"),
    ("valueless", r"argument (\S+): expected one argument"),
    ("flag", r"argument (\S+): ignored explicit argument .*"),
    ("choice", r"argument (\S+): invalid choice: (.*?) \((?:choose from|choices:) (.*)\)"),
    ("own", r"argument (\S+): (.*)"),
)


def _found(message: str) -> tuple[str, ...]:
    """Which of argparse's answers this is, and what stands in it."""
    for name, form in _FORMS:
        found = re.fullmatch(form, message, re.DOTALL)
        if found is not None:
            if name == "choice":
                option, value, choices = found.groups()
                return name, option, value[:_SHOWN], choices.replace("'", "")
            return name, *found.groups()
    return ()


def _ended(words: str) -> str:
    return words.rstrip(".") + "."


def day(texts: Texts, text: str) -> date:
    """An ISO date; ArgumentTypeError for an impossible one."""
    try:
        return date.fromisoformat(text)
    except ValueError:
        words = texts._("{value} is not a date (year-month-day, like 2026-11-24)")
        raise _wrong(words, text) from None


def day_or_days(texts: Texts, text: str) -> date | timedelta:
    """An ISO date, or `+3`: so many days later."""
    if re.fullmatch(r"\+[0-9]{1,4}", text):
        return timedelta(days=int(text[1:]))
    return day(texts, text)


def whole(texts: Texts, text: str) -> int:
    """A whole number of at least 0."""
    if not re.fullmatch(r"[0-9]+", text) or len(text) > _LONGEST_NUMBER:
        raise _wrong(texts._("{value} is not a number that can stand here"), text)
    return int(text)


def year(texts: Texts, text: str) -> int:
    """A year of four digits."""
    if not re.fullmatch(r"(19|20|21)[0-9]{2}", text):
        raise _wrong(texts._("{value} is not a year"), text)
    return int(text)


def _wrong(words: str, text: str) -> argparse.ArgumentTypeError:
    return argparse.ArgumentTypeError(words.replace("{value}", repr(text[:_SHOWN])))

"""From the typed line to an exit code: every failure becomes one or two sentences, never a traceback."""

import contextlib
import io
import os
import sys
from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import UTC, date, datetime, time

from p2i_desktop import paths, settings
from p2i_desktop.cli import crash
from p2i_desktop.cli.arguments import parse
from p2i_desktop.cli.call import DONE, SURROUNDINGS, Call, Failure, complain
from p2i_desktop.clock import Clock, FixedClock
from p2i_desktop.i18n import Texts, languages, system_language, texts_for
from p2i_desktop.settings import Settings


def main(argv: Sequence[str] | None = None) -> int:
    """Runs one call; the exit code: 0 done, 1 problems found, 2 wrong usage, 3 the surroundings."""
    _speak_utf8()
    words = list(sys.argv[1:] if argv is None else argv)
    stored, _ = settings.load(paths.config_folder())
    texts = texts_for(_language(words, stored))
    try:
        return _run(words, texts, stored)
    except Failure as failure:
        complain(failure.sentence)
        return failure.code
    except SystemExit as end:  # argparse, after it printed a help text
        return end.code if isinstance(end.code, int) else DONE
    except KeyboardInterrupt:
        complain(texts._("Stopped. What was saved before is safe."))
        return SURROUNDINGS
    except BrokenPipeError:
        # The reader of a pipe went away (`| head`): there is nobody left to tell.
        with contextlib.suppress(OSError):
            os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return DONE
    except Exception as error:
        return _failed(error, texts)


def _run(words: list[str], texts: Texts, stored: Settings) -> int:
    args = parse(words, texts)
    # Sentences that a service writes are in the language of the answer too.
    call = Call(args, texts, replace(stored, language=texts.language), _clock(args.today))
    code = _command(args.command)(call)
    sys.stdout.flush()
    return code


def _command(name: str) -> Callable[[Call], int]:
    """The function of a command, each loaded with its own needs only."""
    match name:
        case "log":
            from p2i_desktop.cli.advice import log as command
        case "undo":
            from p2i_desktop.cli.writing import undo as command
        case "import":
            from p2i_desktop.cli.taking_in import take_in as command
        case "export":
            from p2i_desktop.cli.writing import export as command
        case "figures":
            from p2i_desktop.cli.reading import figures as command
        case "search":
            from p2i_desktop.cli.reading import search as command
        case "history":
            from p2i_desktop.cli.reading import history as command
        case "check":
            from p2i_desktop.cli.reading import check as command
        case "demo":
            from p2i_desktop.cli.making import demo as command
        case "report":
            from p2i_desktop.cli.making import report as command
        case "screenshots":
            from p2i_desktop.cli.window import screenshots as command
        case "self-check":
            from p2i_desktop.cli.self_check import self_check as command
        case _:
            from p2i_desktop.cli.window import start as command
    return command


def _failed(error: Exception, texts: Texts) -> int:
    """Sorts an error into facts of the surroundings and faults of ours."""
    from p2i_desktop.cli.sentences import sentence_of

    known = sentence_of(error, texts)
    if known is not None:
        sentence, code = known
        complain(sentence)
        return code
    note = crash.write_note(error, paths.data_folder())
    complain(texts._("This is our fault, not yours; what was saved before is safe."))
    if note is not None:
        complain(texts._("What happened stands in {path} (no names, no contents).").format(path=note))
    return SURROUNDINGS


def _language(words: list[str], stored: Settings) -> str:
    """The language of the answer: asked for, set, or the system's; read before the line is parsed."""
    for i, word in enumerate(words):
        value = word.partition("=")[2] if word.startswith("--language=") else ""
        if word == "--language" and i + 1 < len(words):
            value = words[i + 1]
        if value in languages():
            return value
    return stored.language or system_language()


def _clock(today: date | None) -> Clock:
    if today is not None:
        return FixedClock(datetime.combine(today, time(12), UTC))
    return Clock()


def _speak_utf8() -> None:
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(encoding="utf-8", errors="backslashreplace")

"""One walk through all rooms in one language, theme and size, with all checks; kept for the tests that ask."""

import re
from collections import defaultdict
from collections.abc import Iterator
from contextlib import nullcontext
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Any

from babel import Locale
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QMenu, QWidget

from p2i_desktop.domain.record import fields_of
from p2i_desktop.gui.commands import CommandAction
from p2i_desktop.gui.main_window import MainWindow
from p2i_desktop.gui.mnemonics import letter_of
from p2i_desktop.i18n import texts_for
from p2i_desktop.paths import shipped
from p2i_desktop.settings import Settings
from tests.ux import checks, ink, keyboard
from tests.ux.checks import Finding
from tests.ux.pseudo import pseudo_language
from tests.ux.rooms import Rooms, Stage, rooms

PSEUDO = "pseudo"
CHECKS = (
    "fits", "names", "clip", "elision", "targets", "heights", "locale", "pseudo", "letters", "tab", "actions", "pixels",
    "focus_visible",
)  # fmt: skip
_OWN_WINDOWS = (
    "case_file",
    "case_closing",
    "case_move",
    "case_files",
    "case_links",
    "quick_log",
    "quick_log_more",
    "consultation",
    "line_entry",
    "procurement_file",
    "procurement_step",
    "case_procurements",
    "preview",
    "preview_names",
    "workshop_facts",
    "workshop_agenda",
)


@dataclass(frozen=True)
class Combination:
    """What a window is opened with; `ink` says whether its pixels are looked at."""

    language: str
    theme: str = "light"
    text_size: int = 100
    width: int = 1280
    height: int = 720
    ink: bool = False

    def __str__(self) -> str:
        return f"{self.language}-{self.theme}-{self.text_size}-{self.width}x{self.height}"


@dataclass
class Survey:
    """Findings of each check, each with its stage, and the font sizes of each stage."""

    findings: dict[str, list[tuple[str, Finding]]] = field(default_factory=lambda: defaultdict(list))
    sizes: dict[str, dict[str, float]] = field(default_factory=dict)
    questions: list[str] = field(default_factory=list)


def make_survey(demo: Path, folder: Path, wanted: Combination) -> Survey:
    """Opens a window and walks through it."""
    survey = Survey()
    language = "en" if wanted.language == PSEUDO else wanted.language
    settings = Settings(language=language, theme=wanted.theme, text_size=wanted.text_size, staff="A1")
    with (
        pseudo_language() if wanted.language == PSEUDO else nullcontext(),
        rooms(demo, folder, settings, (wanted.width, wanted.height)) as opened,
    ):
        data = _data_words(opened) if wanted.language == PSEUDO else set()
        for stage in opened.stages():
            survey.sizes[stage.name] = checks.sizes(stage.root)
            for finding in _look(opened, stage, wanted, data):
                survey.findings[finding.check].append((stage.name, finding))
        survey.questions = [question.title for question in opened.doors.questions]
    return survey


def _look(opened: Rooms, stage: Stage, wanted: Combination, data: set[str]) -> Iterator[Finding]:
    root = stage.root
    yield from checks.fits(stage.window, (wanted.width, wanted.height))
    yield from checks.names(root)
    yield from checks.clip(root)
    yield from checks.targets(root)
    yield from checks.rows_of_one_height(root)
    yield from checks.badly_worded(root)
    if wanted.width >= 1280 and wanted.text_size == 100 and wanted.language != PSEUDO:
        yield from checks.elision(root)
    if wanted.language == PSEUDO:
        yield from checks.unmarked(root, data)
    elif wanted.language != "en":
        yield from checks.untranslated(root, english_sources(wanted.language))
    own_window = root.isWindow() and root is not opened.window
    yield from keyboard.letters(root, () if own_window or root is opened.window else _bar_letters(opened.window))
    yield from _actions(opened, stage)
    yield from keyboard.tab(stage.window, root, stage.start)
    if wanted.ink:
        yield from ink.pixels(root)
        yield from ink.focus_visible(stage.window, root, checks.focusable(root))


def _actions(opened: Rooms, stage: Stage) -> Iterator[Finding]:
    window = opened.window
    if stage.name in _OWN_WINDOWS:
        own = [action for action in stage.window.actions() if isinstance(action, CommandAction)]
        yield from keyboard.actions(own, set(own), ())
    elif stage.window is window and not stage.name.startswith("palette"):
        bar = window.menuBar()
        in_menus = {action for menu in bar.findChildren(QMenu) for action in menu.actions()}
        live = [action for action in _actions_of(window) if action.isVisible()]
        yield from keyboard.actions(live, in_menus, _standard_on(stage.name))
        yield from keyboard.menu_letters(bar)


# Keys that only some pages have: what makes records, and what has a paper. There they must be, elsewhere they do nothing.
_SOMEWHERE = {
    "Ctrl+N": frozenset(
        {
            "cases",
            "organisations",
            "contacts",
            "buddies",
            "buddies_both",
            "buddies_members",
            "buddies_centres",
            "workshops",
            "workshops_calendar",
            "workshops_agenda",
        }
    ),
    "Ctrl+P": frozenset(
        {
            "cases",
            "consultations",
            "organisations",
            "contacts",
            "buddies",
            "buddies_both",
            "buddies_members",
            "buddies_centres",
            "buddies_steering",
            "reports",
            "workshops",
            "workshops_calendar",
            "workshops_agenda",
        }
    ),
}


def _standard_on(stage: str) -> list[str]:
    return [key for key in keyboard.STANDARD if stage in _SOMEWHERE.get(key, (stage,))]


def _actions_of(window: MainWindow) -> list[QAction]:
    page = window.stack.current()
    widgets: list[QWidget] = [window] if page is None else [window, page]
    return [action for widget in widgets for action in widget.actions()]


def _bar_letters(window: MainWindow) -> list[str]:
    return [
        letter for action in window.menuBar().actions() if action.isVisible() and (letter := letter_of(action.text()))
    ]


# -- words ----------------------------------------------------------------------------------------------------------------
@cache
def english_sources(language: str) -> set[str]:
    """The English texts that a catalogue words otherwise, without marks of mnemonics."""
    from babel.messages.pofile import read_po

    with shipped("resources", "i18n", f"{language}.po").open("rb") as stream:
        catalogue = read_po(stream, locale=language)
    found: set[str] = set()
    for message in catalogue:
        pairs = (
            [(message.id, message.string)]
            if isinstance(message.id, str)
            else list(zip(message.id, message.string, strict=False))
        )
        for source, text in pairs:
            bare = str(source).replace("&", "")
            if text and not message.context and bare != str(text).replace("&", "") and len(bare) > 1:
                found.add(bare)
    german = {str(m.string).replace("&", "") for m in catalogue if isinstance(m.string, str)}
    return found - german


def _data_words(opened: Rooms) -> set[str]:
    """All words of the records, and of the calendars, countries and languages that babel knows."""
    words: set[str] = set(
        _plain_words("P2I Desktop Ctrl Shift Alt Return Esc Del Space PgUp PgDown Tab F kB MB EUR h min PRC EVT")
    )
    words |= set(
        _plain_words("PageUp PageDown Backspace Home End Left Right Up Down Plus Minus PySide Apache xlsx pdf p2i")
    )
    for record in opened.ask(_all_records):
        for spec in fields_of(type(record)):
            words |= set(_plain_words(_flat(getattr(record, spec.name))))
    english = Locale.parse(texts_for("en").locale)
    for code in ("en", "de"):
        locale = Locale.parse(texts_for(code).locale)
        for table in (locale.territories, locale.languages, locale.currencies):
            words |= set(_plain_words(" ".join(str(name) for pair in table.items() for name in pair)))
    for width in ("wide", "abbreviated"):
        words |= set(_plain_words(" ".join(english.months["stand-alone"][width].values())))
        words |= set(_plain_words(" ".join(english.months["format"][width].values())))
        words |= set(_plain_words(" ".join(english.days["format"][width].values())))
    return words


def _all_records(office: Any) -> list[Any]:
    from p2i_desktop.domain.records import RECORD_TYPES

    return [record for kind in RECORD_TYPES for record in office.store.find(kind)]


def _flat(value: object) -> str:
    if isinstance(value, tuple | list | frozenset | set):
        return " ".join(_flat(part) for part in value)
    return str(value)


def _plain_words(text: str) -> list[str]:
    return [word.casefold() for word in re.findall(r"[^\W\d_]{1,}", text)]


# -- what is excused --------------------------------------------------------------------------------------------------------
EXCUSES: tuple[tuple[str, str, str], ...] = (
    (
        "elision",
        r"ListTable ''/note:",
        "a note is a text of any length; the column shows how it begins",
    ),
    (
        "focus_visible",
        r"^palette\w* .*palette_filter",
        "the only stop of the palette: the palette itself is what appears",
    ),
    ("tab", r"^palette\w* ", "the palette is walked with Up and Down; Tab goes to the entries by its own rule"),
    ("clip", r"cell/\w+: value '\[!!!", "a value of 45 letters; forms make room for 31, a German label has 30"),
    (
        "clip",
        r"^cases_phases.*longest word too wide: '\[!!!",
        "the head of a column: the word itself is a third longer",
    ),
    (
        "pseudo",
        r"^feedback_answers .*answers_dialog/(ElidedLabel|column_)",
        "headings and answers of a list, and questions",
    ),
    ("pseudo", r"^import_(columns|check) .*import_(heading_|example_|row:)", "headings and contents of a list"),
    ("clip", r"lies on .*HitList", "the hits of a field lie over what stands around it, as a menu does"),
    ("pseudo", r"cell/(cpv|nuts)", "the label of a code stands in the language of the record"),
    ("pseudo", r"catalogue: '/", "the path of a folder"),
    ("pseudo", r"(participants|attendance)_list: .*'[A-Z]{2}[0-9]'", "codes of rows"),
    ("pseudo", r"cell/timezone", "time zones bear the names of their register"),
    ("pseudo", r"about_version:", "names and numbers of versions"),
    ("pseudo", r"ListTable ''.*'.{80}'", "a note of a record, cut in the middle of a word"),
    ("pseudo", r"page_view|^preview(_names)? .*: preview_window:", "a report is in the language of the centre"),
    ("pseudo", r"behind'", "marked with a context, which the source catalogue does not hold"),
)


def open_findings(survey: Survey, check: str) -> list[str]:
    """The findings of a check that no excuse covers."""
    return [
        f"[{stage}] {finding}"
        for stage, finding in survey.findings[check]
        if not any(name == check and re.search(pattern, f"{stage} {finding}") for name, pattern, _ in EXCUSES)
    ]

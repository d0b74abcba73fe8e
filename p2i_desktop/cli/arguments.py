"""What may be typed: commands, their options, and one sentence for everything that is not understood."""

import argparse
from collections.abc import Sequence
from functools import partial

from p2i_desktop.cli.call import Failure
from p2i_desktop.cli.parser import Parser, day, day_or_days, whole, year
from p2i_desktop.i18n import Texts, languages

COMMANDS = (
    "demo", "log", "figures", "report", "search", "import", "export", "history", "undo", "check", "screenshots", "self-check",
)  # fmt: skip
FORMS = ("pdf", "xlsx")
IMPORTS = ("code-lists", "participants")
THEMES = ("light", "dark", "contrast")


def member(text: str) -> str:
    """A member of a closed list, however it is written."""
    return text.strip().lower().replace("-", "_")


def parse(argv: Sequence[str], texts: Texts) -> argparse.Namespace:
    """The call as a namespace with `command` ("" = the window); Failure for what is not understood."""
    before, rest = _leading(argv)
    if rest and rest[0] in COMMANDS:
        return _commands(texts).parse_args([rest[0], *before, *rest[1:]])
    words = [part for part in rest if not part.startswith("-")]
    if words and not words[0].endswith(".p2i") and not _looks_like_a_file(words[0]):
        raise Failure(
            texts._("There is no command {word}. The commands are: {list}.").format(
                word=words[0], list=", ".join(COMMANDS)
            )
        )
    return _window(texts).parse_args(argv)


def _leading(argv: Sequence[str]) -> tuple[list[str], list[str]]:
    """The options that every command knows, where they stand before its name, and what follows them."""
    at = 0
    while at < len(argv) and argv[at].startswith("-"):
        takes_value = argv[at] in ("--language", "--today")
        at += 2 if takes_value else 1
    return list(argv[:at]), list(argv[at:])


def _looks_like_a_file(text: str) -> bool:
    return any(sign in text for sign in "/\\.")


def _window(texts: Texts) -> Parser:
    parser = Parser(
        prog="p2i-desktop", texts=texts,
        description=texts._("The casebook of a competence centre for innovation procurement."),
        epilog=texts._("Commands: {list}. Each has a help of its own: p2i-desktop log --help").format(
            list=", ".join(COMMANDS)
        ),
    )  # fmt: skip
    parser.add_argument("file", nargs="?", default="", metavar="FILE.p2i", help=texts._("the file to open"))
    parser.add_argument("--version", action="store_true", help=texts._("print the version"))
    _common(parser, texts)
    parser.set_defaults(command="")
    return parser


def _common(parser: argparse.ArgumentParser, texts: Texts) -> None:
    parser.add_argument("--language", choices=languages(), default="", help=texts._("language of the answer"))
    parser.add_argument("--json", action="store_true", help=texts._("answer for programs"))
    parser.add_argument("--today", type=partial(day, texts), help=texts._("work as if it were this day"))


def _commands(texts: Texts) -> Parser:
    parser = Parser(prog="p2i-desktop", texts=texts)
    subs = parser.add_subparsers(dest="command", required=True)

    def add(name: str, text: str, *, file: bool = True) -> argparse.ArgumentParser:
        sub: argparse.ArgumentParser = subs.add_parser(name, texts=texts, help=text, description=text)
        if file:
            sub.add_argument("file", metavar="FILE", help=texts._("the .p2i file"))
        _common(sub, texts)
        return sub

    _demo(add("demo", texts._("make a demo centre with its annual report"), file=False), texts)
    _log(add("log", texts._("log a consultation")), texts)
    figures = add("figures", texts._("print the indicators of a year"))
    figures.add_argument("--year", type=partial(year, texts), required=True)
    figures.add_argument("--until", type=partial(day, texts), help=texts._("count only up to this day"))
    figures.add_argument(
        "--explain", metavar="CODE", default="", help=texts._("definition and records of one indicator")
    )
    _report(add("report", texts._("make a report"), file=False), texts)
    search = add("search", texts._("find what the search box finds"))
    search.add_argument("text")
    search.add_argument("--limit", type=partial(whole, texts), default=50)
    _import(add("import", texts._("take in code lists, or participants of a workshop")), texts)
    export = add("export", texts._("write everything in open form, or meetings of support plans as a calendar"))
    export.add_argument("out", metavar="OUT.(xlsx|json|ics)")
    export.add_argument(
        "--plan", metavar="KEY", default="", help=texts._("calendar of one plan: AT-PT-2018, or its id")
    )
    export.add_argument(
        "--workshop", metavar="NUMBER", default="", help=texts._("calendar of one workshop: W-2026-09, or its id")
    )
    export.add_argument(
        "--milestones", action="store_true", help=texts._("milestones of the plans in the calendar too")
    )
    history = add("history", texts._("print the changes of one record"))
    history.add_argument("id")
    add("undo", texts._("take the last step back"))
    whole_file = add("check", texts._("check that the file is whole"))
    whole_file.add_argument(
        "--certificate", metavar="NUMBER", help=texts._("check a certificate by its number instead")
    )
    _screenshots(add("screenshots", texts._("picture every screen")), texts)
    check = add("self-check", texts._("check that the program is whole"), file=False)
    check.add_argument("--imports", action="store_true", help=texts._("print the modules that are loaded"))
    return parser


def _demo(sub: argparse.ArgumentParser, texts: Texts) -> None:
    sub.add_argument("dest", metavar="DEST.p2i")
    sub.add_argument(
        "--scale", type=partial(whole, texts), default=400, metavar="N", help=texts._("how many consultations")
    )
    sub.add_argument(
        "--seed", type=partial(whole, texts), default=1, metavar="S", help=texts._("another seed, other data")
    )
    sub.add_argument("--open", action="store_true", help=texts._("open the demo centre afterwards"))


def _log(sub: argparse.ArgumentParser, texts: Texts) -> None:
    from p2i_desktop.domain.advice import Channel, Topic  # with the records: the window starts without

    sub.add_argument("--organisation", required=True, metavar="NAME")
    sub.add_argument("--contact", default="", metavar="NAME")
    sub.add_argument("--case", default="", metavar="REF", help=texts._("number of the case; - for none"))
    sub.add_argument("--channel", type=member, choices=[str(one) for one in Channel])
    sub.add_argument("--topic", type=member, choices=[str(one) for one in Topic], action="append", default=[])
    for name in ("minutes", "preparation", "travel"):
        sub.add_argument(f"--{name}", type=partial(whole, texts), metavar="N")
    sub.add_argument("--date", type=partial(day, texts), metavar="D")
    sub.add_argument(
        "--follow-up", type=partial(day_or_days, texts), metavar="D", help=texts._("a day, or +3 for three days later")
    )
    sub.add_argument("--advisor", default="", metavar="INITIALS")
    sub.add_argument("--note", required=True, metavar="TEXT", help=texts._("- reads standard input"))


def _import(sub: argparse.ArgumentParser, texts: Texts) -> None:
    from p2i_desktop.domain.parties import LegalBasis

    sub.add_argument("source", metavar="SOURCE", help=texts._("a file or a folder"))
    sub.add_argument("--as", dest="kind", choices=IMPORTS, required=True, help=texts._("what is taken in"))
    sub.add_argument("--dry-run", action="store_true", help=texts._("only count what would change"))
    sub.add_argument("--workshop", metavar="NUMBER", default="", help=texts._("number or id of the workshop"))
    sub.add_argument("--mapping", metavar="M.toml", default="", help=texts._("what the columns of the list mean"))
    sub.add_argument(
        "--rejected", metavar="OUT.(xlsx|csv)", default="", help=texts._("where wrong rows go, with the reason")
    )
    sub.add_argument(
        "--new-contacts", metavar="BASIS", type=member, choices=[str(one) for one in LegalBasis], default="",
        help=texts._("unknown people become contacts, kept on this legal basis: {list}").format(
            list=", ".join(LegalBasis)
        ),
    )  # fmt: skip


def _report(sub: argparse.ArgumentParser, texts: Texts) -> None:
    sub.add_argument(
        "id", metavar="list|pack|ID", help=texts._("the report to make, list, or pack: the papers of a workshop")
    )
    sub.add_argument("file", metavar="FILE", nargs="?", default="")
    sub.add_argument("--out", metavar="PATH", default="")
    sub.add_argument("--year", type=partial(year, texts))
    sub.add_argument(
        "--key",
        metavar="ID",
        default="",
        help=texts._("number or id of the case or workshop, key of the plan or meeting"),
    )
    sub.add_argument("--anonymise", action="store_true", help=texts._("persons and organisations without their names"))
    sub.add_argument("--without-annexes", action="store_true", help=texts._("the plan without minutes and evaluation"))
    sub.add_argument("--names", action="store_true", help=texts._("the record of a workshop with the names of people"))
    sub.add_argument(
        "--columns", metavar="A,B", default="", help=texts._("columns of the participants: name,organisation,country")
    )
    sub.add_argument(
        "--parts", metavar="LIST", default="", help=texts._("what goes into the pack, with commas between")
    )
    sub.add_argument("--recipient", metavar="TEXT", default="", help=texts._("to whom the pack is handed"))
    sub.add_argument("--form", choices=FORMS, default="")


def _screenshots(sub: argparse.ArgumentParser, texts: Texts) -> None:
    sub.add_argument("--out", metavar="DIR", required=True)
    sub.add_argument("--page", metavar="ID", action="append", default=[])
    sub.add_argument("--theme", choices=THEMES, default="light")
    sub.add_argument("--scale", type=int, choices=(1, 2), default=1)
    sub.add_argument("--text", type=int, choices=(100, 110, 125, 150, 175, 200), default=100)

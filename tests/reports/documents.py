"""Documents for the tests of paper: one that uses every block, one that is long, one that means harm."""

import io
from datetime import UTC, date, datetime
from decimal import Decimal

from PIL import Image, ImageDraw

from p2i_desktop.reports.document import (
    Block,
    BulletList,
    Change,
    Chart,
    Column,
    Contents,
    Cover,
    Document,
    Facts,
    Figure,
    Funding,
    Furniture,
    Group,
    Heading,
    KeyFigure,
    KeyFigures,
    Landscape,
    Link,
    Note,
    PageBreak,
    Picture,
    Row,
    Series,
    State,
    Table,
    Text,
    Value,
)
from p2i_desktop.reports.handouts import FreeAnswer, Scale

MADE = datetime(2027, 1, 12, 9, 14, 30, tzinfo=UTC)
MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
GERMAN = (
    "Die Kompetenzstelle berät öffentliche Auftraggeber bei der innovationsfördernden Beschaffung. Im Berichtsjahr wurden "
    "412 Beratungen geführt, davon 171 Stunden im unmittelbaren Kontakt; die Nachfrage aus dem Gesundheitswesen und aus den "
    "Gemeinden ist erneut gestiegen. Die Donaudampfschifffahrtsgesellschaft steht hier nur ihrer Länge wegen."
)
GREEK = (
    "Το Κέντρο Ικανοτήτων υποστηρίζει τους δημόσιους αγοραστές στις δημόσιες συμβάσεις καινοτομίας: συμβουλές, "
    "διαβουλεύσεις με την αγορά και αξιολόγηση προσφορών."
)
ESTONIAN = "Kompetentsikeskus nõustab avaliku sektori hankijaid innovatsioonihangete ettevalmistamisel ja läbiviimisel; käesolev aruanne võtab aasta kokku."
PORTUGUESE = (
    "O centro de competências apoia as entidades adjudicantes na contratação pública de inovação: aconselhamento, "
    "consultas ao mercado e avaliação das propostas."
)


def picture() -> bytes:
    """A small logo with a see-through ground."""
    image = Image.new("RGBA", (420, 120), (255, 255, 255, 0))
    draw = ImageDraw.Draw(image)
    draw.rounded_rectangle((4, 4, 112, 112), 24, fill=(29, 78, 216, 255))
    draw.rectangle((140, 30, 410, 52), fill=(27, 36, 48, 255))
    draw.rectangle((140, 70, 330, 86), fill=(80, 92, 107, 255))
    out = io.BytesIO()
    image.save(out, "PNG")
    return out.getvalue()


def figure(code: str, value: int | Decimal, printed: str, **more: str) -> Figure:
    """An indicator's value of 2026."""
    return Figure(
        code, 1, "2026", value, "number", printed, ("k1", "k2"), note=more.get("note", ""), link=more.get("link", "")
    )


def key_figures_table() -> Table:
    """The table that the report is about."""
    columns = (
        Column("Indicator", header=True),
        Column("Unit", quiet=True),
        Column("2024", "number", quiet=True),
        Column("2025", "number"),
        Column("2026", "number"),
        Column("Change", "change"),
        Column("Target", "number"),
        Column("Reached", "number"),
        Column("State", "state"),
        Column("Def."),
    )

    def row(name: str, unit: str, before: str, last: str, now: Figure, *rest: object) -> Row:
        change, target, reached, state = rest
        assert isinstance(change, Change)
        assert isinstance(state, State)
        return (
            name,
            unit,
            Value(None, before),
            Value(None, last),
            now,
            change,
            Value(None, str(target)),
            Value(None, str(reached)),
            state,
            Link(now.code, "definitions"),
        )

    rows: tuple[Row | Group, ...] = (
        Group("Outputs"),
        row("Consultations (reportable)", "number", "301", "349", figure("ADV-01", 412, "412", note="1", link="advice"), Change(Decimal("0.181"), "+18.1 %", "up"), "450", "91.6 %", State("missed", "bad")),
        row("Cases opened", "number", "38", "43", figure("ADV-07", 47, "47"), Change(Decimal("0.093"), "+9.3 %", "up"), "50", "94.0 %", State("missed", "bad")),
        row("Hours of direct contact", "hours", "140.2", "161.0", figure("ADV-04", Decimal("171.3"), "171.3"), Change(Decimal("0.064"), "+6.4 %", "up"), "–", "–", State("no target")),
        Group("Outcomes"),
        row("Cases helped", "share", "–", "58.0 %", figure("ADV-12", Decimal("0.61"), "61.0 %", note="2"), Change(Decimal("0.03"), "+3.0 pp", "up"), "60.0 %", "101.7 %", State("reached", "good")),
        Group("Impact"),
        row("Value of contracts awarded after advice", "M EUR", "71.2", "88.1", figure("PRC-03", Decimal("84.6"), "≥ 84.6", note="3"), Change(Decimal("-0.04"), "−4.0 %", "down"), "90.0", "94.0 %", State("missed", "bad")),
    )  # fmt: skip
    return Table(
        columns,
        rows,
        caption="Key figures 2026 (1 January to 31 December)",
        number="Table 1",
        notes=(
            Note("1", "Evidence in annex B.1."),
            Note("2", "61.0–68.0 %: 7 of 100 closed cases without outcome."),
            Note("3", "At least: 3 awards without value."),
        ),
    )


def register(count: int) -> Table:
    """A long list with texts of several lengths."""
    topics = (
        "Market consultation",
        "Innovation partnership",
        "Functional specification",
        "PCP",
        "Intellectual property",
    )
    rows = tuple(
        (
            f"AT-2026-{n:04d}",
            Value(date(2026, n % 12 + 1, n % 28 + 1), f"{n % 28 + 1:02d}.{n % 12 + 1:02d}.2026"),
            ("Demo Hospital", "Demo Utility", "Demostadt Stadtwerke Beteiligungsgesellschaft", "Δήμος Παράδειγμα")[n % 4],
            topics[n % 5],
            Value(n % 90, f"{n % 90 // 60}:{n % 60:02d}"),
            "Question on the notice and the award criteria" + (", with a longer note that needs a second line" if n % 7 == 0 else ""),
        )
        for n in range(count)
    )  # fmt: skip
    columns = (
        Column("Number", header=True),
        Column("Date", "date"),
        Column("Organisation"),
        Column("Topic"),
        Column("Hours", "number"),
        Column("Subject"),
    )
    total = ("Total", "", "", "", Value(count, f"{count}"), "")
    return Table(columns, rows, caption="Consultations of the year", number="Table 4", total=total)


def charts() -> tuple[Block, ...]:
    """Both kinds of chart, with and without a second series."""
    this = (28, 31, 44, 38, 35, 41, 12, 9, 47, 52, 49, 26)
    last = (22, 30, 36, 31, 30, 33, 15, 11, 40, 43, 38, 20)
    topics = ("Market consultation", "Functional specification", "Innovation partnership", "Intellectual property", "Life-cycle costing and award criteria in long procedures", "State aid")  # fmt: skip
    shares = (88, 71, 54, 31, 24, 9)
    return (
        Chart("columns", "Consultations per month", MONTHS, (
            Series("2026", this, tuple(map(str, this))),
            Series("2025", last, tuple(map(str, last)), "hatch"),
        ), "Columns: consultations per month in 2026 and 2025; the most in October 2026 with 52. Numbers stand over the columns.", "Figure 1"),
        Chart("ranked", "Topics of the consultations", topics, (Series("2026", shares, tuple(map(str, shares))),), "Bars, ranked: market consultation 88, functional specification 71, innovation partnership 54.", "Figure 2", notes=(Note("1", "A consultation may have several topics."),)),
        Chart("columns", "Opened and closed", ("2024", "2025", "2026"), (Series("opened", (38, 43, None), ("38", "43", "–")),), "Three columns.", "Figure 3", unit="cases"),
        Chart("ranked", "Sectors", ("Health", "Water"), (
            Series("2026", (20, 4), ("20", "4")), Series("2025", (10, 8), ("10", "8"), "outline"),
        ), "Two bars each for health and water.", "Figure 4"),
    )  # fmt: skip


def everything(language: str = "en", rows: int = 60) -> Document:
    """Every block there is, in four languages and two scripts."""
    wide = Table(
        tuple(Column(f"Auftragsbekanntmachung {n}", "number") for n in range(9)),
        tuple(tuple(Value(n * m, f"{n * m},000.00") for n in range(9)) for m in range(5)),
        caption="Too wide for a page that stands upright",
        number="Table 5",
    )
    blocks: tuple[Block, ...] = (
        Cover(
            "Annual report 2026",
            "Advice on innovation procurement, 1 January to 31 December 2026",
            "Demo Competence Centre for Innovation Procurement",
            ("for the Demo Ministry of the Economy", "12 January 2027 · version 1.0", "advice@demo.example"),
            ("Co-funded by a demonstration programme. The views are those of the authors alone.",),
            "Emblem of the European Union",
        ),
        Contents("Contents", 3),
        Facts((("Publisher", "Demo Competence Centre"), ("Cut-off date", Value(date(2026, 12, 31), "31.12.2026")), ("Licence", "Creative Commons Attribution 4.0 International; pictures as named beside them and only with the consent of those who are shown"))),
        Heading(1, "Summary", new_page=True),
        Text("Advice reached more buyers than in any year before. Four in five came back.", "lead"),
        KeyFigures((
            KeyFigure("Consultations", figure("ADV-01", 412, "412", note="1", link="advice"), Change(Decimal("0.181"), "+18.1 %", "up"), "91.6 % of 450"),
            KeyFigure("Cases helped", figure("ADV-12", Decimal("0.61"), "61.0 %"), Change(Decimal("0.03"), "+3.0 pp", "up"), "target 60.0 %"),
            KeyFigure("Awarded value, M EUR", figure("PRC-03", Decimal("84.6"), "≥ 84.6"), Change(Decimal("-0.04"), "−4.0 %", "down"), "3 awards without value"),
        )),
        Text(GERMAN * 2 + "\n" + GERMAN, language="de", lead="Nachfrage."),
        Text(GREEK * 2, language="el"),
        Text(ESTONIAN * 2, language="et"),
        Text(PORTUGUESE * 2, language="pt"),
        Text("We would not have dared it alone.", "quote"),
        Text("Head of procurement, Demo Hospital", "small"),
        Heading(2, "What changed"),
        BulletList(("More talks with hospitals: 88 instead of 60.", GERMAN, "Two new advisors since March.")),
        BulletList(("First the need,", "then the market,", "last the notice."), numbered=True),
        Note("1", "Talks that count by the rules of annex A."),
        Heading(1, "Key figures", new_page=True),
        key_figures_table(),
        Heading(1, "Advice", "advice", new_page=True),
        Heading(2, "Consultations per month"),
        *charts(),
        Heading(3, "A picture", language="en"),
        Picture(picture(), "A blue square beside two dark bars.", 60, "The logo of the demo centre", "Figure 5"),
        Picture(b"not a picture", "What could not be read", 60),
        Heading(2, "Register"),
        register(rows),
        Heading(2, "Nothing here"),
        Table((Column("Call"), Column("Told", "number")), (), "Calls promoted", "Table 3", empty="No calls in this year."),
        Heading(2, "Wide"),
        wide,
        Landscape((Heading(2, "Sideways"), Text(ESTONIAN, "strong"), register(8))),
        PageBreak(),
        Heading(1, "Definitions", "definitions"),
        Text("A consultation counts when it is substantive and specific."),
        Scale("Statement", ("The topics are useful.", GERMAN), ("not at all", "fully")),
        FreeAnswer("What was best?", 3),
        Funding(("Co-funded by a demonstration programme.",), "Emblem of the European Union"),
    )  # fmt: skip
    return Document(
        "annual",
        "Annual report 2026",
        "2026-01-01 to 2026-12-31",
        language,
        "Demo Competence Centre",
        "P2I Desktop 0.1.0",
        MADE,
        blocks,
        ("annual", "3fa9c1d207be44a1"),
        Furniture(
            "Demo Competence Centre · Annual report 2026 · draft",
            "page {page} of {pages}",
            "P2I Desktop 0.1.0 · 12.01.2027 09:14 · data to 31.12.2026 · 3fa9c1d207be44a1 · 18231 9b1c44d0e2aa71f3",
            "(continued)",
            picture(),
        ),
    )

"""What the demo centre's procurements, templates and clients say, in the languages of the demo."""

from dataclasses import dataclass

from p2i_desktop.domain.advice import Instrument, Topic
from p2i_desktop.services.demo_texts import DemoTexts, texts_of

Step = tuple[
    str, int | None
]  # title, days from the opening (negative: before the target); None = a line of the checklist


@dataclass(frozen=True)
class Template:
    """A case template: name, title of the case, topics, instrument, skeleton of the need, lines."""

    name: str
    title: str
    topics: frozenset[Topic]
    instrument: Instrument
    note: str
    steps: tuple[Step, ...]


@dataclass(frozen=True)
class MarketTexts:
    """The texts of one language; `{need}` and `{place}` are filled in."""

    consultation: str
    notice: str
    suppliers: tuple[str, ...]
    findings: tuple[str, ...]
    results: tuple[str, ...]
    impacts: tuple[str, ...]
    comments: tuple[str, ...]
    same_need: str
    given_up: str
    templates: tuple[Template, ...]


_T = Topic
EN = MarketTexts(
    consultation="Market consultation: {need}",
    notice="{need}: notice",
    suppliers=("Demo Sensors {place} Ltd", "Demo Data Works {place} Ltd", "Demo Materials {place} Ltd", "Demo Mobility {place} Ltd",
        "Demo Energy Systems {place} Ltd", "Demo Health Tech {place} Ltd"),
    findings=("Seven suppliers answered; two are ready for a pilot.", "The market asks for functional requirements and a longer deadline.",
        "No product on the market fits fully; development of about a year is needed."),
    results=("Trial operation on one site; acceptance test passed.", "Delivery in two stages; the first one is in use.",
        "Development contract with a break clause after each stage."),
    impacts=("Handling time fell by a third in the first half-year.", "Operating costs are expected to fall by about a tenth."),
    comments=("The checklist saved us weeks.", "Quick answers and useful contacts.", "We would have liked more help with the contract.",
        "Good to have somebody to call."),
    same_need="The same need; the two offices exchange their notes.",
    given_up="The budget was cut.",
    templates=(
        Template("PCP from the need to the award", "PCP: ", frozenset({_T.NEEDS_ASSESSMENT, _T.MARKET_CONSULTATION, _T.IPR}), Instrument.PCP,
            "Need:\nWho is affected, how often, at what cost:\nWhat was tried:\nWhat must be better, measured how:\n",
            (("Talk about the need with the users", 7), ("Search for prior art and patents", 21), ("Plan the open market consultation", 35),
                ("Business case with the board", 60), ("Draft of the PCP contract (IPR, phases, risks)", 90),
                ("Send the tender documents for review", -30), ("Publish the notice", -7),
                ("Benefits are shared, not exclusive (exemption for R&D services)", None), ("At least two providers in every phase", None),
                ("Prices for each phase agreed before phase 1", None), ("Access to results and licences settled", None))),
        Template("Market consultation", "Market consultation: ", frozenset({_T.MARKET_CONSULTATION, _T.FUNCTIONAL_SPECIFICATION}), Instrument.UNDECIDED,
            "What we want to know from the market:\nWhom we ask:\nWhen the answers are needed:\n",
            (("Draft of the questions", 7), ("Notice of the consultation", 14), ("Remind suppliers", 28), ("Report on the answers", 49),
                ("The same information for all who take part", None), ("Answers are published without business secrets", None))),
        Template("Innovation partnership", "Innovation partnership: ", frozenset({_T.PROCEDURE_CHOICE, _T.CONTRACT_MANAGEMENT, _T.LEGAL}),
            Instrument.INNOVATION_PARTNERSHIP, "Why no product on the market is enough:\nStages and targets:\nWhen we may stop:\n",
            (("Note on the choice of the procedure", 14), ("Targets and payments of each stage", 40), ("Check the maximum costs", -21),
                ("Minimum requirements are stated in the notice", None), ("The right to end after each stage is in the contract", None))),
    ),
)  # fmt: skip

DE = MarketTexts(
    consultation="Marktkonsultation: {need}",
    notice="{need}: Bekanntmachung",
    suppliers=("Demo Sensorik {place} GmbH", "Demo Datenwerk {place} GmbH", "Demo Werkstoffe {place} GmbH", "Demo Mobilität {place} GmbH",
        "Demo Energiesysteme {place} GmbH", "Demo Medizintechnik {place} GmbH"),
    findings=("Sieben Firmen antworteten; zwei sind bereit für einen Pilotversuch.",
        "Der Markt wünscht funktionale Anforderungen und eine längere Frist.",
        "Kein Produkt passt ganz; etwa ein Jahr Entwicklung ist nötig."),
    results=("Probebetrieb an einem Standort; Abnahme bestanden.", "Lieferung in zwei Stufen; die erste ist in Betrieb.",
        "Entwicklungsvertrag mit Ausstieg nach jeder Stufe."),
    impacts=("Die Bearbeitungszeit sank im ersten Halbjahr um ein Drittel.", "Die Betriebskosten dürften um etwa ein Zehntel sinken."),
    comments=("Die Checkliste hat uns Wochen erspart.", "Rasche Antworten und nützliche Kontakte.",
        "Beim Vertrag hätten wir mehr Hilfe gebraucht.", "Gut, dass man jemanden anrufen kann."),
    same_need="Gleicher Bedarf; die beiden Stellen tauschen ihre Unterlagen aus.",
    given_up="Das Budget wurde gestrichen.",
    templates=(
        Template("PCP vom Bedarf bis zum Zuschlag", "PCP: ", frozenset({_T.NEEDS_ASSESSMENT, _T.MARKET_CONSULTATION, _T.IPR}), Instrument.PCP,
            "Bedarf:\nWer ist betroffen, wie oft, mit welchen Kosten:\nWas wurde versucht:\nWas muss besser werden, woran gemessen:\n",
            (("Gespräch über den Bedarf mit den Nutzenden", 7), ("Stand der Technik und Patente suchen", 21), ("Offene Marktkonsultation planen", 35),
                ("Business Case mit der Leitung", 60), ("Entwurf des PCP-Vertrags (IPR, Phasen, Risiken)", 90),
                ("Ausschreibungsunterlagen zur Durchsicht senden", -30), ("Bekanntmachung veröffentlichen", -7),
                ("Nutzen wird geteilt, nicht ausschließlich (Ausnahme für F&E-Dienstleistungen)", None), ("In jeder Phase mindestens zwei Anbieter", None),
                ("Preise aller Phasen vor Phase 1 vereinbart", None), ("Zugang zu Ergebnissen und Lizenzen geregelt", None))),
        Template("Marktkonsultation", "Marktkonsultation: ", frozenset({_T.MARKET_CONSULTATION, _T.FUNCTIONAL_SPECIFICATION}), Instrument.UNDECIDED,
            "Was wir vom Markt wissen wollen:\nWen wir fragen:\nBis wann die Antworten gebraucht werden:\n",
            (("Fragen entwerfen", 7), ("Bekanntmachung der Konsultation", 14), ("Firmen erinnern", 28), ("Bericht über die Antworten", 49),
                ("Gleiche Information für alle Teilnehmenden", None), ("Antworten ohne Geschäftsgeheimnisse veröffentlichen", None))),
        Template("Innovationspartnerschaft", "Innovationspartnerschaft: ", frozenset({_T.PROCEDURE_CHOICE, _T.CONTRACT_MANAGEMENT, _T.LEGAL}),
            Instrument.INNOVATION_PARTNERSHIP, "Warum kein Produkt am Markt genügt:\nStufen und Ziele:\nWann wir aussteigen dürfen:\n",
            (("Vermerk zur Wahl des Verfahrens", 14), ("Ziele und Zahlungen je Stufe", 40), ("Höchstkosten prüfen", -21),
                ("Mindestanforderungen stehen in der Bekanntmachung", None), ("Recht zum Ausstieg nach jeder Stufe steht im Vertrag", None))),
    ),
)  # fmt: skip


def market_texts(texts: DemoTexts) -> MarketTexts:
    """The texts in the language of the others."""
    return DE if texts is texts_of("de") else EN

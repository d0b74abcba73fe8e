"""What the demo centre's workshops are called and say, in the languages of the demo."""

from dataclasses import dataclass

from p2i_desktop.services.demo_texts import EN as ENGLISH
from p2i_desktop.services.demo_texts import DemoTexts


@dataclass(frozen=True)
class WorkshopTexts:
    """The texts of one language; titles and agendas stand in the order of the plot, `{n}` and `{place}` are filled in."""

    titles: tuple[str, ...]
    agendas: tuple[tuple[str, ...], ...]
    venue: str
    day: str
    guest: str
    speaker: str
    moderator: str
    group: str
    questions: tuple[str, ...]  # the last one is answered in words
    comments: tuple[str, ...]
    protocol: str
    lessons: str
    materials: str
    cancelled: str
    sheet: str
    purpose: str


EN = WorkshopTexts(
    titles=(
        "Innovation procurement in practice", "Webinar: How to ask the market", "Peer session: services of a competence centre",
        "Money for innovative solutions", "Roadshow: innovation in small municipalities", "Learning lab: functional specifications",
        "Study visit: how a buddy centre advises", "Expert meeting: measuring the impact of advice", "Demo day of innovation procurement",
    ),
    agendas=(
        ("Welcome", "From need to market", "Choosing the procedure", "Exercise in groups", "What we take home"),
        ("Welcome and how this works", "Questions that the market can answer", "Questions and answers"),
        ("Round of introductions", "One service of each centre", "What can be taken over", "Next steps"),
        ("Welcome", "National grants", "European calls", "Talks with the funders"),
        ("Welcome by the mayor", "Three examples from the region", "Market of ideas"),
        ("What the solution must be able to do", "Writing a first draft", "Reading each other's drafts", "Criteria that fit", "Final round"),
        ("The centre and its mandate", "A case from the first call to the contract", "Tools and templates", "Talk about next year"),
        ("Three ways to measure", "Discussion", "Points for an opinion paper"),
        ("Opening", "Keynote", "Buyers meet suppliers", "Award of the best idea", "Closing"),
    ),
    venue="Demo Hall {place}", day="Day {n}", guest="Demo Guest-{n}", speaker="Demo Speaker-{n}", moderator="Demo Moderator",
    group="Demo class of a university", questions=(
        "The topics fit my work", "The speakers explained well", "There was room for questions", "Place and organisation were good",
        "I can use what I learnt", "What should be different next time?",
    ),
    comments=("More time for exercises.", "More examples from small offices.", "A list of further reading would help.", "Nothing, keep it so."),
    protocol="Demo minutes: the group asked for a template of a market consultation; the centre sends it within two weeks.",
    lessons="Exercises in small groups work better than long talks. Examples should come from offices of the same size.",
    materials="Slides and the template of a specification.",
    cancelled="Too few registrations", sheet="Sign-in sheet", purpose="Proof of attendance",
)  # fmt: skip
DE = WorkshopTexts(
    titles=(
        "Innovationsbeschaffung in der Praxis", "Webinar: So fragt man den Markt", "Peer-Treffen: Leistungen eines Kompetenzzentrums",
        "Geld für innovative Lösungen", "Roadshow: Innovation in kleinen Gemeinden", "Lernlabor: funktionale Leistungsbeschreibung",
        "Studienbesuch: So berät ein Buddy-Zentrum", "Fachgespräch: Wirkung von Beratung messen", "Demo-Tag der Innovationsbeschaffung",
    ),
    agendas=(
        ("Begrüßung", "Vom Bedarf zum Markt", "Die Wahl des Verfahrens", "Übung in Gruppen", "Was wir mitnehmen"),
        ("Begrüßung und Ablauf", "Fragen, die der Markt beantworten kann", "Fragen und Antworten"),
        ("Vorstellungsrunde", "Eine Leistung jedes Zentrums", "Was sich übernehmen lässt", "Nächste Schritte"),
        ("Begrüßung", "Nationale Förderungen", "Europäische Ausschreibungen", "Gespräche mit den Förderstellen"),
        ("Begrüßung durch die Gemeinde", "Drei Beispiele aus der Region", "Markt der Ideen"),
        ("Was die Lösung können muss", "Ein erster Entwurf", "Entwürfe gegenseitig lesen", "Passende Kriterien", "Schlussrunde"),
        ("Das Zentrum und sein Auftrag", "Ein Fall vom ersten Anruf bis zum Vertrag", "Werkzeuge und Vorlagen", "Gespräch über das nächste Jahr"),
        ("Drei Wege zu messen", "Diskussion", "Punkte für ein Positionspapier"),
        ("Eröffnung", "Hauptvortrag", "Beschaffung trifft Angebot", "Preis für die beste Idee", "Abschluss"),
    ),
    venue="Demo-Saal {place}", day="Tag {n}", guest="Demo Gast-{n}", speaker="Demo Vortrag-{n}", moderator="Demo Moderation",
    group="Demo-Klasse einer Hochschule", questions=(
        "Die Themen passen zu meiner Arbeit", "Die Vortragenden haben gut erklärt", "Es gab Raum für Fragen", "Ort und Organisation waren gut",
        "Ich kann das Gelernte brauchen", "Was soll beim nächsten Mal anders sein?",
    ),
    comments=("Mehr Zeit für Übungen.", "Mehr Beispiele aus kleinen Stellen.", "Eine Leseliste wäre hilfreich.", "Nichts, bitte so bleiben."),
    protocol="Demo-Protokoll: Die Gruppe wünscht eine Vorlage für eine Marktkonsultation; das Zentrum schickt sie binnen zwei Wochen.",
    lessons="Übungen in kleinen Gruppen wirken besser als lange Vorträge. Beispiele sollten aus gleich großen Stellen kommen.",
    materials="Folien und die Vorlage einer Leistungsbeschreibung.",
    cancelled="Zu wenige Anmeldungen", sheet="Anwesenheitsliste", purpose="Nachweis der Teilnahme",
)  # fmt: skip

# People from abroad are written in their own language and writing: (name with {n}, language).
GUESTS_ABROAD: tuple[tuple[str, str], ...] = (
    ("Demo Συμμετέχουσα-{n}", "el"), ("Demo Osaleja-{n}", "et"), ("Demo Participante-{n}", "pt"), ("Demo Partecipante-{n}", "it"),
    ("Demo Asistente-{n}", "es"), ("Demo Teilnehmerin-{n}", "de"), ("Demo Deelnemer-{n}", "nl"), ("Demo Deltagare-{n}", "sv"),
    ("Demo O'Guest-{n}", "en"),
)  # fmt: skip


def workshop_texts(texts: DemoTexts) -> WorkshopTexts:
    """The workshop texts in the language of the demo's other texts."""
    return EN if texts is ENGLISH else DE

"""What people of the demo centre talk about, in the languages of the demo: needs, notes, answers, names of roles."""

from dataclasses import dataclass

from p2i_desktop.domain.advice import Sector


@dataclass(frozen=True)
class DemoTexts:
    """The texts of one language; `{need}`, `{org}`, `{n}`, `{topic}` are filled in."""

    centre: str
    centre_short: str
    programme: str
    funder: str
    advisor: str
    manager: str
    roles: tuple[str, ...]
    places: tuple[str, ...]
    offices: tuple[tuple[str, str, Sector], ...]  # name with {place}, organisation kind, sector
    needs: dict[Sector, tuple[str, ...]]
    subjects: tuple[str, ...]
    questions: tuple[str, ...]
    answers: tuple[str, ...]
    advices: tuple[str, ...]
    failed: tuple[str, ...]
    reviews: tuple[str, ...]
    closings: tuple[str, ...]
    enquiries: tuple[str, ...]
    actions: tuple[str, ...]
    need_texts: tuple[str, ...]
    results: dict[str, tuple[str, ...]]  # by closing reason; "" = any other
    reasons_back: tuple[str, ...]
    count_out: tuple[str, ...]
    person_source: str
    dropped: str


# Offices abroad keep the names of their own language, whatever language the demo speaks: (name, country, NUTS, language).
ABROAD: tuple[tuple[str, str, str, str], ...] = (
    ("Demo Δήμος Παραδείγματος", "GR", "EL303", "el"),
    ("Demo Νοσοκομείο Παραδείγματος", "GR", "EL522", "el"),
    ("Demo Näidisvald", "EE", "EE001", "et"),
    ("Demo Näidishaigla", "EE", "EE008", "et"),
    ("Demo Município de Exemplo", "PT", "PT11A", "pt"),
    ("Demo Hospital de Exemplo", "PT", "PT16D", "pt"),
    ("Demo Comune di Esempio", "IT", "ITH10", "it"),
    ("Demo Ayuntamiento de Ejemplo", "ES", "ES300", "es"),
    ("Demo Stadt Beispielheim", "DE", "DE212", "de"),
    ("Demo Gemeente Voorbeeld", "NL", "NL310", "nl"),
    ("Demo Exempelstads kommun", "SE", "SE110", "sv"),
)

_S = Sector
EN = DemoTexts(
    centre="Demo Competence Centre for Innovation Procurement",
    centre_short="Demo Centre",
    programme="Demo mandate: advice to public buyers",
    funder="Demo Ministry",
    advisor="Advisor",
    manager="Centre Manager",
    roles=(
        "Procurement Officer", "Head of Procurement", "Project Manager", "Innovation Officer", "Legal Officer", "Technical Lead",
        "Finance Officer", "IT Coordinator",
    ),
    places=(
        "Musterstadt", "Beispielhausen", "Demodorf", "Probeberg", "Sampleton", "Musterau", "Beispieltal", "Demofeld", "Probesee",
        "Testkirchen", "Mockbridge", "Samplebrook", "Musterbach", "Beispielwald", "Demoheim", "Exampleford", "Probing", "Muster am See",
        "Placeholm", "Fictionvale",
    ),
    offices=(
        ("Demo Hospital {place}", "public_buyer", _S.HEALTH_SOCIAL), ("Demo Clinic Group {place}", "public_buyer", _S.HEALTH_SOCIAL),
        ("Demo Care Home {place}", "public_buyer", _S.HEALTH_SOCIAL), ("Demo Rescue Service {place}", "public_buyer", _S.SECURITY_DEFENCE),
        ("Demo Transport Authority {place}", "public_buyer", _S.PUBLIC_TRANSPORT), ("Demo Tramways {place}", "public_buyer", _S.PUBLIC_TRANSPORT),
        ("Demo City of {place}", "public_buyer", _S.GENERAL_ADMINISTRATION), ("Demo Region {place}", "public_buyer", _S.GENERAL_ADMINISTRATION),
        ("Demo Municipality of {place}", "public_buyer", _S.GENERAL_ADMINISTRATION), ("Demo Housing Agency {place}", "public_buyer", _S.CONSTRUCTION_HOUSING),
        ("Demo Building Department {place}", "public_buyer", _S.CONSTRUCTION_HOUSING), ("Demo Utility {place}", "public_buyer", _S.ENERGY),
        ("Demo District Heating {place}", "public_buyer", _S.ENERGY), ("Demo Waste Authority {place}", "public_buyer", _S.ENVIRONMENT),
        ("Demo Park Authority {place}", "public_buyer", _S.ENVIRONMENT), ("Demo Water Board {place}", "public_buyer", _S.WATER),
        ("Demo Fire Brigade {place}", "public_buyer", _S.SECURITY_DEFENCE), ("Demo University {place}", "public_buyer", _S.EDUCATION_CULTURE),
        ("Demo School District {place}", "public_buyer", _S.EDUCATION_CULTURE), ("Demo Museum {place}", "public_buyer", _S.EDUCATION_CULTURE),
        ("Demo Purchasing Agency {place}", "central_purchasing_body", _S.GENERAL_ADMINISTRATION), ("Demo Ministry of {place} Affairs", "ministry_policy", _S.OTHER),
        ("Demo Solutions {place} Ltd", "supplier", _S.OTHER), ("Demo Robotics {place} Ltd", "supplier", _S.OTHER),
        ("Demo Research Institute {place}", "research", _S.OTHER), ("Demo Innovation Cluster {place}", "intermediary", _S.OTHER),
    ),
    needs={
        _S.HEALTH_SOCIAL: ("Telemonitoring for chronic patients", "Hospital bed logistics without paper", "Antimicrobial surfaces for wards",
            "Robot support in sterile supply", "Early warning of sepsis", "Quiet wards at night"),
        _S.PUBLIC_TRANSPORT: ("Zero-emission buses on steep routes", "Passenger counting without cameras", "Predictive maintenance of trams",
            "On-demand transport in rural areas", "Accessible stops"),
        _S.GENERAL_ADMINISTRATION: ("Automated sorting of citizens' letters", "Digital twin of public buildings", "Plain-language permits",
            "Chat assistant for the service desk", "Document management across offices"),
        _S.CONSTRUCTION_HOUSING: ("Low-carbon concrete for bridges", "Serial renovation of housing blocks", "Reusable partition walls",
            "Drone inspection of facades", "Circular demolition"),
        _S.ENERGY: ("Seasonal heat storage", "Load management for public charging", "Leak detection in district heating", "Solar roofs for depots",
            "Energy monitoring of 200 buildings"),
        _S.ENVIRONMENT: ("Sensors for fill levels of containers", "Recycling of street sweepings", "Heat protection in public squares",
            "Tree monitoring from the air"),
        _S.WATER: ("Removal of micropollutants", "Detection of losses in the water network", "Flood forecast for small streams", "Phosphorus recovery"),
        _S.SECURITY_DEFENCE: ("Location of rescue teams indoors", "Light protective clothing", "Emergency call with live video", "Training in virtual reality"),
        _S.POSTAL: ("Parcel boxes shared by all carriers", "Delivery bikes for hills"),
        _S.EDUCATION_CULTURE: ("Air quality in classrooms", "Accessible museum guide", "Digital examination rooms", "Lending library for tools"),
        _S.OTHER: ("Search for public pilot customers", "Partners for a field trial", "First reference customer"),
    },
    subjects=("{topic}: first questions", "{topic}", "Next steps: {need}", "Call about {need}", "{topic} for {need}", "Open points after the meeting",
        "Schedule and responsibilities", "Question about {topic}", "Review of the draft", "Preparation of the workshop with the market"),
    questions=(
        "Asks how to begin with {need}. No specification yet, budget planned for next year.",
        "Wants to know which suppliers exist for {need}; a market search found three, none fits fully.",
        "Unsure whether {need} is research or a regular purchase.",
        "The technical team asks for a functional description of {need} instead of a product list.",
        "Management wants a business case for {need} before the summer.",
        "Two neighbouring offices have the same need and would buy together.",
        "The legal office asks how variants can be compared fairly.",
        "Asks which funding is open for {need} and what the deadline is.",
        "The draft criteria weigh the price with 80 percent; looks for alternatives.",
        "Asks who owns the results of the development and what a licence would cost.",
        "The first market consultation brought seven answers, two from start-ups.",
        "Wants to see how other offices did it; asks for a contact.",
    ),
    answers=(
        "Explained the steps from need to contract and sent the checklist.", "Agreed to describe the problem on two pages and to talk again in a fortnight.",
        "Recommended an open market consultation with a short questionnaire.", "Went through the draft line by line; comments follow by e-mail.",
        "Named two comparable cases and offered to make the contact.", "Suggested life-cycle costs as a criterion and sent a calculation sheet.",
        "Discussed risks and who bears them; the legal office joins next time.", "Will check the call for proposals and report back.",
    ),
    advices=("Separate need and solution; describe the effect that is to be reached.", "Give the market six weeks and publish the questions with the answers.",
        "Plan the conformance test before the award.", "Leave the rights with the supplier and ask for a free licence for public bodies.",
        "Write down the reasons for the procedure now; the file will need them."),
    failed=("Nobody reached, message left.", "Called twice, no answer.", "Voice mail; will call back."),
    reviews=("Read the tender documents (chapters 1 to 4) and returned comments.", "Read the specification; twelve remarks.",
        "Reviewed the award criteria and the calculation sheet."),
    closings=("Closing talk: what helped, what was missing.", "Thanked for the cooperation; results may be shown as an example."),
    enquiries=("Asks what an innovation partnership is.", "Asks for the dates of the next training.", "Looks for the guide on market consultations.",
        "Supplier asks how to reach public buyers.", "Student asks for figures on innovation procurement.", "Asks whether the centre advises small municipalities.",
        "Asks who is responsible for questions on funding."),
    actions=("Send template", "Call back", "Send comments on the draft", "Name a comparable case", "Prepare the market consultation", "Check funding",
        "Invite to the next workshop", "Ask for the decision of the board", "Send calculation sheet", "Review the specification"),
    need_texts=("The office needs {need}. Today's products cover a part of it; costs and risks are not known.",
        "{need}: the present way takes too long and binds staff. A new solution is to be in use within three years.",
        "Complaints have risen; the board asks for {need}. A pilot on one site is possible."),
    results={
        "contract_awarded": ("Contract awarded after a procedure with four tenders; the solution is in trial operation.", "Award to a consortium with one start-up."),
        "tender_published": ("Tender published with functional specification; the office goes on alone.",),
        "pilot": ("Pilot on one site with two suppliers; decision on roll-out next year.",),
        "market_consultation_only": ("Market consultation held; report published, no tender for now.",),
        "no_budget": ("The budget was cut; the file stays as a basis for next year.",),
        "client_silent": ("No answer for months in spite of three reminders.",),
        "": ("The office chose another way; our notes were handed over.", "Question answered; no procurement follows for now."),
    },
    reasons_back=("New requirements after the talks with the market.", "The board asked for a second look at the need."),
    count_out=("Double of an entry of the same day", "Internal test entry", "Forwarded at once"),
    person_source="contacted the centre",
    dropped="No longer needed",
)  # fmt: skip

DE = DemoTexts(
    centre="Demo-Kompetenzzentrum für innovative Beschaffung",
    centre_short="Demo-Zentrum",
    programme="Demo-Auftrag: Beratung öffentlicher Auftraggeber:innen",
    funder="Demo-Ministerium",
    advisor="Berater:in",
    manager="Zentrumsleitung",
    roles=(
        "Einkaufsreferat", "Leitung Einkauf", "Projektleitung", "Innovationsbüro", "Rechtsreferat", "Technische Leitung", "Finanzreferat",
        "IT-Koordination",
    ),
    places=(
        "Musterstadt", "Beispielhausen", "Demodorf", "Probeberg", "Musterau", "Beispieltal", "Demofeld", "Probesee", "Testkirchen", "Musterbach",
        "Beispielwald", "Demoheim", "Probing", "Muster am See", "Neumuster", "Oberbeispiel", "Unterbeispiel", "Demobrunn", "Sankt Muster", "Probenried",
    ),
    offices=(
        ("Demo Landeskrankenhaus {place}", "public_buyer", _S.HEALTH_SOCIAL), ("Demo Klinikverbund {place}", "public_buyer", _S.HEALTH_SOCIAL),
        ("Demo Pflegezentrum {place}", "public_buyer", _S.HEALTH_SOCIAL), ("Demo Rettungsdienst {place}", "public_buyer", _S.SECURITY_DEFENCE),
        ("Demo Verkehrsverbund {place}", "public_buyer", _S.PUBLIC_TRANSPORT), ("Demo Straßenbahn {place}", "public_buyer", _S.PUBLIC_TRANSPORT),
        ("Demo Stadt {place}", "public_buyer", _S.GENERAL_ADMINISTRATION), ("Demo Bezirk {place}", "public_buyer", _S.GENERAL_ADMINISTRATION),
        ("Demo Gemeinde {place}", "public_buyer", _S.GENERAL_ADMINISTRATION), ("Demo Wohnbau {place}", "public_buyer", _S.CONSTRUCTION_HOUSING),
        ("Demo Bauamt {place}", "public_buyer", _S.CONSTRUCTION_HOUSING), ("Demo Stadtwerke {place}", "public_buyer", _S.ENERGY),
        ("Demo Fernwärme {place}", "public_buyer", _S.ENERGY), ("Demo Abfallverband {place}", "public_buyer", _S.ENVIRONMENT),
        ("Demo Gartenamt {place}", "public_buyer", _S.ENVIRONMENT), ("Demo Wasserverband {place}", "public_buyer", _S.WATER),
        ("Demo Feuerwehr {place}", "public_buyer", _S.SECURITY_DEFENCE), ("Demo Universität {place}", "public_buyer", _S.EDUCATION_CULTURE),
        ("Demo Bildungsdirektion {place}", "public_buyer", _S.EDUCATION_CULTURE), ("Demo Museum {place}", "public_buyer", _S.EDUCATION_CULTURE),
        ("Demo Einkaufsagentur {place}", "central_purchasing_body", _S.GENERAL_ADMINISTRATION), ("Demo Ministerium für {place}", "ministry_policy", _S.OTHER),
        ("Beispiel Lösungen {place} GmbH", "supplier", _S.OTHER), ("Muster Robotik {place} GmbH", "supplier", _S.OTHER),
        ("Demo Forschungsinstitut {place}", "research", _S.OTHER), ("Demo Innovationscluster {place}", "intermediary", _S.OTHER),
    ),
    needs={
        _S.HEALTH_SOCIAL: ("Telemonitoring für chronisch Kranke", "Bettenlogistik ohne Papier", "Antimikrobielle Oberflächen für Stationen",
            "Robotik in der Sterilgutversorgung", "Frühwarnung vor Sepsis", "Leise Stationen in der Nacht"),
        _S.PUBLIC_TRANSPORT: ("Emissionsfreie Busse auf Bergstrecken", "Fahrgastzählung ohne Kameras", "Vorausschauende Wartung der Straßenbahnen",
            "Rufbusse im ländlichen Raum", "Barrierefreie Haltestellen"),
        _S.GENERAL_ADMINISTRATION: ("Automatisches Sortieren des Posteingangs", "Digitaler Zwilling öffentlicher Gebäude", "Bescheide in einfacher Sprache",
            "Chat-Assistenz für die Servicestelle", "Dokumentenverwaltung über Ämter hinweg"),
        _S.CONSTRUCTION_HOUSING: ("CO2-armer Beton für Brücken", "Serielle Sanierung von Wohnblöcken", "Wiederverwendbare Trennwände",
            "Drohnenprüfung von Fassaden", "Kreislauffähiger Rückbau"),
        _S.ENERGY: ("Saisonale Wärmespeicher", "Lastmanagement für öffentliches Laden", "Lecksuche im Fernwärmenetz", "Solardächer für Depots",
            "Energiemonitoring für 200 Gebäude"),
        _S.ENVIRONMENT: ("Sensoren für Füllstände von Containern", "Verwertung von Kehricht", "Hitzeschutz auf öffentlichen Plätzen", "Baummonitoring aus der Luft"),
        _S.WATER: ("Entfernen von Mikroschadstoffen", "Erkennen von Verlusten im Wassernetz", "Hochwasserprognose für kleine Bäche", "Phosphorrückgewinnung"),
        _S.SECURITY_DEFENCE: ("Ortung von Einsatzkräften in Gebäuden", "Leichte Schutzkleidung", "Notruf mit Livebild", "Training in virtueller Realität"),
        _S.POSTAL: ("Paketboxen für alle Zustelldienste", "Lastenräder für Steigungen"),
        _S.EDUCATION_CULTURE: ("Luftqualität in Klassenzimmern", "Barrierefreier Museumsguide", "Digitale Prüfungsräume", "Leihladen für Werkzeug"),
        _S.OTHER: ("Suche nach öffentlichen Pilotkund:innen", "Partner:innen für einen Feldversuch", "Erste Referenz im öffentlichen Bereich"),
    },
    subjects=("{topic}: erste Fragen", "{topic}", "Nächste Schritte: {need}", "Telefonat zu {need}", "{topic} für {need}", "Offene Punkte nach dem Termin",
        "Zeitplan und Zuständigkeiten", "Frage zu {topic}", "Durchsicht des Entwurfs", "Vorbereitung des Termins mit dem Markt"),
    questions=(
        "Fragt, wie man mit dem Vorhaben „{need}“ beginnt. Noch keine Leistungsbeschreibung, Budget für nächstes Jahr geplant.",
        "Möchte wissen, wer „{need}“ anbietet; die Marktsuche ergab drei Angebote, keines passt ganz.",
        "Unsicher, ob „{need}“ Forschung oder Regelbeschaffung ist.",
        "Die Technik bittet um eine funktionale Beschreibung von „{need}“ statt einer Produktliste.",
        "Die Leitung will vor dem Sommer eine Wirtschaftlichkeitsrechnung zu „{need}“.",
        "Zwei Nachbarämter haben denselben Bedarf und würden gemeinsam beschaffen.",
        "Das Rechtsreferat fragt, wie sich Varianten fair vergleichen lassen.",
        "Fragt, welche Förderung für „{need}“ offen ist und bis wann.",
        "Der Entwurf gewichtet den Preis mit 80 Prozent; sucht Alternativen.",
        "Fragt, wem die Ergebnisse der Entwicklung gehören und was eine Lizenz kosten würde.",
        "Die erste Markterkundung brachte sieben Antworten, zwei davon von Start-ups.",
        "Möchte sehen, wie es andere gemacht haben; bittet um einen Kontakt.",
    ),
    answers=(
        "Die Schritte vom Bedarf bis zum Vertrag erklärt und die Checkliste geschickt.", "Vereinbart: Problem auf zwei Seiten beschreiben, in zwei Wochen wieder sprechen.",
        "Eine offene Markterkundung mit kurzem Fragebogen empfohlen.", "Den Entwurf Zeile für Zeile durchgegangen; Anmerkungen folgen per E-Mail.",
        "Zwei vergleichbare Fälle genannt und angeboten, den Kontakt herzustellen.", "Lebenszykluskosten als Kriterium vorgeschlagen und ein Rechenblatt geschickt.",
        "Risiken besprochen und wer sie trägt; das Rechtsreferat ist beim nächsten Mal dabei.", "Prüft die Ausschreibung und meldet sich wieder.",
    ),
    advices=("Bedarf und Lösung trennen; die gewünschte Wirkung beschreiben.", "Dem Markt sechs Wochen Zeit geben und Fragen samt Antworten veröffentlichen.",
        "Den Konformitätstest vor dem Zuschlag einplanen.", "Die Rechte bei den Anbieter:innen lassen und eine freie Lizenz für öffentliche Stellen verlangen.",
        "Die Gründe für das Verfahren jetzt festhalten; der Akt wird sie brauchen."),
    failed=("Niemand erreicht, Nachricht hinterlassen.", "Zweimal angerufen, keine Antwort.", "Mobilbox; neuer Versuch folgt."),
    reviews=("Ausschreibungsunterlagen (Kapitel 1 bis 4) gelesen und Anmerkungen zurückgeschickt.", "Leistungsbeschreibung gelesen; zwölf Anmerkungen.",
        "Zuschlagskriterien und Rechenblatt durchgesehen."),
    closings=("Abschlussgespräch: was geholfen hat, was gefehlt hat.", "Dank für die Zusammenarbeit; die Ergebnisse dürfen als Beispiel gezeigt werden."),
    enquiries=("Fragt, was eine Innovationspartnerschaft ist.", "Fragt nach den Terminen der nächsten Schulung.", "Sucht den Leitfaden zur Markterkundung.",
        "Unternehmen fragt, wie es öffentliche Auftraggeber:innen erreicht.", "Frage aus dem Studium nach Zahlen zur innovativen Beschaffung.",
        "Fragt, ob das Zentrum auch kleine Gemeinden berät.", "Fragt, wer für Förderungen zuständig ist."),
    actions=("Vorlage schicken", "Zurückrufen", "Anmerkungen zum Entwurf schicken", "Vergleichbaren Fall nennen", "Markterkundung vorbereiten", "Förderung prüfen",
        "Zum nächsten Workshop einladen", "Nach der Entscheidung der Leitung fragen", "Rechenblatt schicken", "Leistungsbeschreibung durchsehen"),
    need_texts=("Gebraucht wird: {need}. Heutige Produkte decken einen Teil ab; Kosten und Risiken sind nicht bekannt.",
        "{need}: Der jetzige Weg dauert zu lange und bindet Personal. Eine neue Lösung soll in drei Jahren im Einsatz sein.",
        "Die Beschwerden nehmen zu; die Leitung wünscht {need}. Ein Pilot an einem Standort ist möglich."),
    results={
        "contract_awarded": ("Auftrag nach einem Verfahren mit vier Angeboten vergeben; die Lösung ist im Probebetrieb.", "Zuschlag an ein Konsortium mit einem Start-up."),
        "tender_published": ("Ausschreibung mit funktionaler Beschreibung veröffentlicht; die Stelle arbeitet allein weiter.",),
        "pilot": ("Pilot an einem Standort mit zwei Anbieter:innen; Entscheidung über den Ausbau im nächsten Jahr.",),
        "market_consultation_only": ("Markterkundung abgehalten; Bericht veröffentlicht, vorerst keine Ausschreibung.",),
        "no_budget": ("Das Budget wurde gekürzt; der Akt bleibt als Grundlage für nächstes Jahr.",),
        "client_silent": ("Trotz dreier Erinnerungen seit Monaten keine Antwort.",),
        "": ("Die Stelle hat einen anderen Weg gewählt; unsere Unterlagen wurden übergeben.", "Frage beantwortet; vorerst folgt keine Beschaffung."),
    },
    reasons_back=("Neue Anforderungen nach den Gesprächen mit dem Markt.", "Die Leitung wünscht einen zweiten Blick auf den Bedarf."),
    count_out=("Doppelt zu einem Eintrag desselben Tages", "Interner Testeintrag", "Sofort weitergeleitet"),
    person_source="hat das Zentrum kontaktiert",
    dropped="Nicht mehr nötig",
)  # fmt: skip


def texts_of(language: str) -> DemoTexts:
    """The demo's texts of a language; English where there are none of it."""
    return DE if language == "de" else EN

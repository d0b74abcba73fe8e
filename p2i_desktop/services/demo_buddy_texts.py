"""What the demo centre's buddy plans say, in the languages of the demo; the plan of the Greek pair is written in Greek."""

from dataclasses import dataclass

from p2i_desktop.services.demo_texts import DemoTexts, texts_of


@dataclass(frozen=True)
class BuddyTexts:
    """The texts of one language; `{new}` and `{year}` are filled in. Milestones and measures stand in the order of the plot."""

    programme: str
    template: str
    centre: str
    coordinator: str
    title: str
    starting_point: str
    summary: str
    needs: tuple[str, ...]
    objectives: tuple[tuple[str, str, str, str], ...]  # text, indicator, target, reached
    milestones: tuple[str, ...]
    outputs: tuple[str, ...]
    protocol: str
    risks: tuple[tuple[str, str], ...]
    transferability: str
    lessons: str
    useful: tuple[str, str]  # mentor, new centre
    open_points: str
    next_year: str
    evidence: tuple[str, ...]
    talks: tuple[str, ...]
    follow_up: str
    function: str


EN = BuddyTexts(
    programme="Demo network of competence centres",
    template="Demo template: first year of a new centre",
    centre="Demo centre {place}",
    coordinator="Demo coordinator {code} 1",
    title="Support plan {new} {year}",
    starting_point="The ministry has decided to set up a centre; two people are named, a budget for the first year is promised.",
    summary="From the mandate to the first advised buyer within the year, with two visits and monthly calls.",
    needs=("The reason for the centre is written down only in part.", "Three hosts are possible; none has agreed yet.",
        "Which buyers are advised, and which not, is open.", "Money is promised for one year; a second post is wanted.",
        "Ministries and big buyers are known, suppliers are not.", "Cities and hospitals first; utilities later.",
        "No service exists; a helpdesk and a training are wanted."),
    objectives=(("The centre has a mandate and a host.", "Act signed", "by spring", "signed"),
        ("A minimum set of three services is offered.", "Services live", "3", "3"),
        ("Five buyers were advised together.", "Buyers advised", "5", "6")),
    milestones=("Reason and ambition on two pages", "Mandate signed", "Host chosen, rooms and address", "Budget of the first two years",
        "Two advisors at work", "Stakeholders mapped and met", "Minimum set of three services", "First buyer advised together", "Public launch"),
    outputs=("Work plan and list of contacts.", "List of needs with priorities.", "Draft of the mandate discussed with the ministry.",
        "The helpdesk and its forms were shown; forms handed over.", "Two days in the mentor's office; one call answered together.",
        "Both sides agree on what was reached."),
    protocol="Agenda\n1. Where we stand\n2. What is late and why\n3. Next steps\n\nDecided\nThe new centre sends the draft within two weeks; the mentor comments within one.",
    risks=(("The signature of the mandate is late.", "The mentor's ministry writes to the partner ministry."),
        ("The second post is not approved.", "Start with fewer services."), ("The host changes after the elections.", "Rooms on a short lease.")),
    transferability="Forms and training can be taken over as they are; the legal texts need a lawyer of the country.",
    lessons="Start with one service and one sector. A visit in the first quarter saves three calls later.",
    useful=("Preparing the visit made us tidy up our own forms.", "The forms, and that somebody answered within a day."),
    open_points="A second training; access to the national tender portal.",
    next_year="A joint market consultation.",
    evidence=("Signed act in the files.", "Contract of the host.", "Minutes of the launch."),
    talks=("Call on the draft mandate", "Questions on the helpdesk forms", "Dates of the visit"),
    follow_up="Send the list of services with prices",
    function="Coordinator",
)  # fmt: skip

DE = BuddyTexts(
    programme="Demo-Netzwerk der Kompetenzzentren",
    template="Demo-Vorlage: erstes Jahr eines neuen Zentrums",
    centre="Demo-Zentrum {place}",
    coordinator="Demo-Koordination {code} 1",
    title="Unterstützungsplan {new} {year}",
    starting_point="Das Ministerium hat den Aufbau eines Zentrums beschlossen; zwei Personen sind benannt, das Budget für das erste Jahr ist zugesagt.",
    summary="Vom Auftrag bis zur ersten beratenen Beschaffungsstelle in einem Jahr, mit zwei Besuchen und monatlichen Gesprächen.",
    needs=("Der Grund für das Zentrum ist erst teilweise festgehalten.", "Drei Träger kommen in Frage; keiner hat zugesagt.",
        "Offen ist, wer beraten wird und wer nicht.", "Geld ist für ein Jahr zugesagt; eine zweite Stelle ist gewünscht.",
        "Ministerien und große Auftraggeber sind bekannt, Anbieter nicht.", "Zuerst Städte und Krankenhäuser, später Versorger.",
        "Noch keine Leistung; Auskunft und Schulung sind gewünscht."),
    objectives=(("Das Zentrum hat einen Auftrag und einen Träger.", "Unterzeichneter Auftrag", "bis zum Frühjahr", "unterzeichnet"),
        ("Ein Mindestangebot von drei Leistungen besteht.", "Leistungen in Betrieb", "3", "3"),
        ("Fünf Beschaffungsstellen wurden gemeinsam beraten.", "Beratene Stellen", "5", "6")),
    milestones=("Grund und Anspruch auf zwei Seiten", "Auftrag unterzeichnet", "Träger gewählt, Räume und Adresse", "Budget der ersten zwei Jahre",
        "Zwei Beratende im Dienst", "Beteiligte erfasst und getroffen", "Mindestangebot von drei Leistungen", "Erste Stelle gemeinsam beraten", "Öffentlicher Start"),
    outputs=("Arbeitsplan und Kontaktliste.", "Liste der Bedarfe mit Prioritäten.", "Entwurf des Auftrags mit dem Ministerium besprochen.",
        "Auskunft und Formulare wurden gezeigt; Formulare übergeben.", "Zwei Tage im Büro des Mentors; ein Anruf gemeinsam beantwortet.",
        "Beide Seiten sind sich einig, was erreicht wurde."),
    protocol="Tagesordnung\n1. Wo wir stehen\n2. Was verspätet ist und warum\n3. Nächste Schritte\n\nBeschlossen\nDas neue Zentrum sendet den Entwurf in zwei Wochen; der Mentor antwortet in einer.",
    risks=(("Der Auftrag wird verspätet unterzeichnet.", "Das Ministerium des Mentors schreibt an das Partnerministerium."),
        ("Die zweite Stelle wird nicht bewilligt.", "Mit weniger Leistungen beginnen."), ("Der Träger wechselt nach den Wahlen.", "Räume mit kurzer Mietdauer.")),
    transferability="Formulare und Schulung sind unverändert übertragbar; die Rechtstexte brauchen eine juristische Prüfung im Land.",
    lessons="Mit einer Leistung und einem Bereich beginnen. Ein Besuch im ersten Quartal erspart drei spätere Gespräche.",
    useful=("Die Vorbereitung des Besuchs brachte Ordnung in unsere Formulare.", "Die Formulare, und dass binnen eines Tages jemand antwortete."),
    open_points="Eine zweite Schulung; Zugang zum nationalen Vergabeportal.",
    next_year="Eine gemeinsame Marktkonsultation.",
    evidence=("Unterzeichneter Akt liegt vor.", "Vertrag mit dem Träger.", "Niederschrift über den Start."),
    talks=("Gespräch über den Entwurf des Auftrags", "Fragen zu den Formularen der Auskunft", "Termine des Besuchs"),
    follow_up="Liste der Leistungen mit Preisen senden",
    function="Koordination",
)  # fmt: skip

EL = BuddyTexts(
    programme="",
    template="",
    centre="Κέντρο δοκιμής {place}",
    coordinator="Συντονισμός δοκιμής {code} 1",
    title="Σχέδιο υποστήριξης {new} {year}",
    starting_point="Το υπουργείο αποφάσισε τη σύσταση κέντρου· έχουν οριστεί δύο άτομα και υπάρχει υπόσχεση προϋπολογισμού για το πρώτο έτος.",
    summary="Από την εντολή έως τον πρώτο φορέα που λαμβάνει συμβουλές μέσα στο έτος, με δύο επισκέψεις και μηνιαίες κλήσεις.",
    needs=("Ο λόγος ύπαρξης του κέντρου έχει καταγραφεί μόνο εν μέρει.", "Τρεις φορείς φιλοξενίας είναι δυνατοί· κανείς δεν έχει συμφωνήσει.",
        "Δεν έχει οριστεί ποιοι φορείς λαμβάνουν συμβουλές.", "Πόροι για ένα έτος· ζητείται δεύτερη θέση.",
        "Γνωστά τα υπουργεία, άγνωστοι οι προμηθευτές.", "Πρώτα δήμοι και νοσοκομεία, αργότερα οι φορείς κοινής ωφελείας.",
        "Δεν υπάρχει υπηρεσία· ζητούνται γραφείο υποστήριξης και εκπαίδευση."),
    objectives=(("Το κέντρο έχει εντολή και φορέα.", "Υπογεγραμμένη πράξη", "έως την άνοιξη", "υπογράφηκε"),
        ("Προσφέρονται τρεις βασικές υπηρεσίες.", "Ενεργές υπηρεσίες", "3", "2"),
        ("Πέντε φορείς έλαβαν κοινές συμβουλές.", "Φορείς", "5", "3")),
    milestones=("Λόγος και φιλοδοξία σε δύο σελίδες", "Υπογραφή της εντολής",
        "Επιλογή του φορέα φιλοξενίας, των χώρων και της διεύθυνσης του κέντρου, με σύμφωνη γνώμη του υπουργείου και της εποπτεύουσας αρχής δημοσίων συμβάσεων",
        "Προϋπολογισμός των δύο πρώτων ετών", "Δύο σύμβουλοι στη θέση τους", "Χαρτογράφηση των ενδιαφερόμενων μερών",
        "Τρεις βασικές υπηρεσίες", "Πρώτος φορέας με κοινές συμβουλές", "Δημόσια παρουσίαση"),
    outputs=("Σχέδιο εργασίας και κατάλογος επαφών.", "Κατάλογος αναγκών με προτεραιότητες.", "Συζήτηση του σχεδίου εντολής με το υπουργείο.",
        "Παρουσίαση του γραφείου υποστήριξης· παράδοση εντύπων.", "Δύο ημέρες στο γραφείο του μέντορα.", "Συμφωνία για όσα επιτεύχθηκαν."),
    protocol="Ημερήσια διάταξη\n1. Πού βρισκόμαστε\n2. Τι καθυστερεί και γιατί\n3. Επόμενα βήματα",
    risks=(("Καθυστερεί η υπογραφή της εντολής.", "Επιστολή προς το υπουργείο."), ("Δεν εγκρίνεται η δεύτερη θέση.", "Έναρξη με λιγότερες υπηρεσίες."),
        ("Αλλαγή του φορέα μετά τις εκλογές.", "Χώροι με βραχεία μίσθωση.")),
    transferability="Τα έντυπα μεταφέρονται όπως είναι· τα νομικά κείμενα χρειάζονται έλεγχο.",
    lessons="Έναρξη με μία υπηρεσία και έναν τομέα.",
    useful=("Η προετοιμασία της επίσκεψης.", "Τα έντυπα και η γρήγορη απάντηση."),
    open_points="Δεύτερη εκπαίδευση.",
    next_year="Κοινή διαβούλευση με την αγορά.",
    evidence=("Υπογεγραμμένη πράξη στον φάκελο.", "Σύμβαση του φορέα.", "Πρακτικά."),
    talks=("Κλήση για το σχέδιο της εντολής", "Ερωτήσεις για τα έντυπα", "Ημερομηνίες της επίσκεψης"),
    follow_up="Αποστολή του καταλόγου υπηρεσιών",
    function="Συντονισμός",
)  # fmt: skip


def buddy_texts(texts: DemoTexts) -> BuddyTexts:
    """The texts in the language of the others."""
    return DE if texts is texts_of("de") else EN

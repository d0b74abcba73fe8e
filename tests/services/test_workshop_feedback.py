"""Feedback on workshops: forms one by one, totals, what is counted, and lists taken in of which nothing is lost."""

from decimal import Decimal
from pathlib import Path

import pytest

from p2i_desktop.domain.workshop_ratings import Ratings, ratings
from p2i_desktop.domain.workshops import EventType
from p2i_desktop.services.errors import Missing, Refused, Unreadable
from p2i_desktop.services.office import Office
from p2i_desktop.services.taking_in_answers import mapped
from p2i_desktop.services.workshop_feedback import Form


@pytest.fixture
def workshop(office: Office) -> str:
    """A workshop in English without questions of its own."""
    day = office.clock.today()
    return office.workshops.new("Demo event", EventType.TRAINING, day, languages=frozenset({"en"})).workshop_id


def told(office: Office, workshop_id: str, asked: int = 10) -> Ratings:
    file = office.workshops.file(workshop_id)
    return ratings(file.questions, file.feedback, file.answers, asked)


def scores(office: Office, workshop_id: str, *given: int, comment: str = "") -> Form:
    """A form with scores for the first questions."""
    asked = office.workshop_feedback.questions(workshop_id)
    return Form(dict(zip((one.id for one in asked), given, strict=False)), comment)


def test_the_first_form_brings_the_standard_questions_and_one_undo_takes_both(office: Office, workshop: str) -> None:
    office.workshop_feedback.save(workshop, scores(office, workshop, 5, 4, 4))
    found = told(office, workshop)
    assert [one.question.text for one in found.questions][:1] == ["The event met my expectations."]
    assert (found.forms, found.mean, found.rate, found.comparable) == (1, Decimal("4.33"), 10, False)
    office.steps.undo()
    file = office.workshops.file(workshop)
    assert (file.questions, file.feedback) == ([], [])
    office.workshop_feedback.save(workshop, scores(office, workshop, 3))  # the same questions, out of the bin
    assert told(office, workshop).questions[0].counts == (0, 0, 1, 0, 0)


def test_means_spread_and_totals(office: Office, workshop: str) -> None:
    for given in ((5, 1), (4, 1), (4, 2), (1,)):
        office.workshop_feedback.save(workshop, scores(office, workshop, *given))
    office.workshop_feedback.save_total(workshop, 6, Decimal("4.5"), "Counted by the host")
    found = told(office, workshop, asked=20)
    first, second = found.questions[:2]
    assert (first.mean, first.counts, first.share(4)) == (Decimal("3.50"), (1, 0, 0, 2, 1), 50)
    assert (second.answers, second.mean) == (3, Decimal("1.33"))
    assert (found.forms, found.rate, found.rated, found.comments) == (10, 50, 10, ("Counted by the host",))
    assert found.mean == Decimal("3.65")  # (3 + 2.5 + 3 + 1 + 6 x 4.5) / 10
    assert found.comparable


def test_a_form_is_changed_and_removed_with_its_answers(office: Office, workshop: str) -> None:
    made = office.workshop_feedback.save(workshop, scores(office, workshop, 2, 2))
    asked = office.workshop_feedback.questions(workshop)
    office.workshop_feedback.save(workshop, Form({asked[0].id: 4, asked[1].id: None}, "Later", made.feedback_id))
    found = told(office, workshop)
    assert (found.forms, found.mean, found.questions[1].answers) == (1, Decimal(4), 0)
    office.workshop_feedback.remove([made.feedback_id])
    assert told(office, workshop).forms == 0
    office.steps.undo()
    assert told(office, workshop).comments == ("Later",)


def test_what_is_refused(office: Office, workshop: str) -> None:
    asked = office.workshop_feedback.questions(workshop)
    for form in (Form({}), Form({asked[0].id: None, asked[5].id: " "}, "  "), Form({asked[0].id: 6})):
        with pytest.raises(Refused):
            office.workshop_feedback.save(workshop, form)
    office.workshop_feedback.save(workshop, scores(office, workshop, 5))
    stored = office.workshop_feedback.questions(workshop)
    with pytest.raises(Refused):  # it has an answer
        office.workshop_feedback.save_questions(workshop, stored[1:])
    office.workshop_feedback.save_questions(workshop, [stored[0], stored[2]])
    assert [one.id for one in office.workshop_feedback.questions(workshop)] == [stored[0].id, stored[2].id]


LIST = """Timestamp;E-mail;The event met my expectations.;2. The topics are useful for my work.;Useful "tip";Comment
2026-11-18 13:00;a@demo.example;5;4 - agree;Yes;Καλημέρα
2026-11-18 13:01;b@demo.example;4;3;;
2026-11-18 13:01;b@demo.example;4;3;;
;;;;;
2026-11-18 13:05;c@demo.example;excellent;5;;
2026-11-18 13:06;d@demo.example;;;"=1+1";O'Hara's note
"""


def test_a_list_is_shown_before_it_is_taken_in_and_taken_in_once(office: Office, workshop: str, tmp_path: Path) -> None:
    path = tmp_path / "answers.csv"
    path.write_text(LIST, encoding="cp1253")
    path.write_bytes(LIST.encode("utf-8"))
    office.workshop_feedback.save(workshop, scores(office, workshop, 4, 3))  # typed in by hand before
    look = office.taking_in_answers.look(workshop, path)
    asked = office.workshop_feedback.questions(workshop)
    assert look.goes == ("", "", asked[0].id, asked[1].id, "", "comment")
    assert (len(look.forms), look.known, look.blank) == (3 - 1 + 1, 1, 1)
    assert [(one.line, one.column, one.reason) for one in look.rejected] == [
        (6, "The event met my expectations.", "no_score")
    ]
    office.taking_in_answers.take(workshop, look)
    found = told(office, workshop)
    assert (found.forms, found.questions[0].counts) == (4, (0, 0, 0, 2, 1))
    assert set(found.comments) == {"Καλημέρα", "O'Hara's note"}
    again = office.taking_in_answers.look(workshop, path)
    assert (len(again.forms), again.known) == (0, 4)
    both = office.taking_in_answers.look(workshop, path, again=True)
    assert (len(both.forms), both.known) == (4, 0)
    office.steps.undo()
    assert told(office, workshop).forms == 1


def test_headings_become_the_questions_of_a_workshop_that_has_none(
    office: Office, workshop: str, tmp_path: Path
) -> None:
    path = tmp_path / "survey.csv"
    path.write_text("ID,Pace,What did you miss?\n1,3,Breaks\n2,5,\n3,4,Coffee\n", encoding="utf-8")
    look = office.taking_in_answers.look(workshop, path)
    assert look.goes == ("", "new_score", "new_words")
    office.taking_in_answers.take(workshop, look)
    found = told(office, workshop)
    assert [(one.question.text, one.question.in_words) for one in found.questions] == [
        ("Pace", False), ("What did you miss?", True),
    ]  # fmt: skip
    assert (found.questions[0].mean, set(found.questions[1].words)) == (Decimal(4), {"Breaks", "Coffee"})
    assert office.taking_in_answers.look(workshop, path).known == 3


def test_columns_go_where_somebody_sends_them(office: Office, workshop: str, tmp_path: Path) -> None:
    path = tmp_path / "survey.csv"
    path.write_text("Frage 2;Rating;Remarks;Note\n4;5.0;Fine;more\n3;2,0;;\n6;1;;\n4;7;;\nx\n;;;\n", encoding="utf-8")
    asked = office.workshop_feedback.questions(workshop)
    office.workshop_feedback.save_questions(workshop, asked[:3])
    look = office.taking_in_answers.look(workshop, path)
    assert look.goes == (asked[1].id, "", "comment", "")
    assert len(look.rejected) == 2  # a 6, and a row that is too short
    goes = mapped(look, 1, asked[0].id)
    look = office.taking_in_answers.look(workshop, path, goes)
    assert (len(look.forms), [one.line for one in look.rejected]) == (2, [4, 5, 6])
    moved = mapped(look, 3, asked[0].id)
    assert moved == (asked[1].id, "", "comment", asked[0].id)  # a question has one column
    both = office.taking_in_answers.look(workshop, path, mapped(look, 3, "comment"))
    assert [form.comment for form in both.forms] == ["Fine\nmore", ""]
    new = office.taking_in_answers.look(workshop, path, ("", "new_score", "", "new_words"))
    office.taking_in_answers.take(workshop, new)
    found = [one.text for one in office.workshop_feedback.questions(workshop)]
    assert found == [*(one.text for one in asked[:3]), "Rating", "Note"]


@pytest.mark.parametrize(
    ("cell", "score"),
    [
        ("4", 4), ("4.0", 4), ("4,00", 4), ("4 - agree", 4), ("5 fully", 5), ("3/5", 3), ("0", None), ("6", None),
        ("45", None), ("4.5", None), ("four", None), ("", None), ("٤", None), ("-4", None),
    ],
)  # fmt: skip
def test_a_score_as_lists_hold_it(cell: str, score: int | None, office: Office, workshop: str, tmp_path: Path) -> None:
    path = tmp_path / "one.csv"
    path.write_text(f"Frage 1;Comment\n{cell};x\n", encoding="utf-8")
    look = office.taking_in_answers.look(workshop, path)
    given = [one for form in look.forms for one in form.said.values()]
    assert given == ([score] if score else [])
    assert bool(look.rejected) == (score is None and cell != "")


def test_a_file_without_headings_or_rows(office: Office, workshop: str, tmp_path: Path) -> None:
    path = tmp_path / "bare.csv"
    path.write_text("5;4\n3;2\n", encoding="utf-8")
    look = office.taking_in_answers.look(workshop, path)
    assert (len(look.forms), look.goes) == (0, ("", ""))
    asked = office.workshop_feedback.questions(workshop)
    look = office.taking_in_answers.look(workshop, path, (asked[0].id, asked[1].id))
    assert len(look.forms) == 2
    empty = tmp_path / "empty.csv"
    empty.write_text("", encoding="utf-8")
    with pytest.raises(Unreadable):
        office.taking_in_answers.look(workshop, empty)
    with pytest.raises(Missing):
        office.workshop_feedback.save(workshop, Form({"nobody": 3}))

"""What somebody does at random with workshops, their people, attendance, feedback and certificates; rules may refuse."""

import random
from dataclasses import replace
from datetime import date, time, timedelta
from decimal import Decimal

from p2i_desktop.domain.advice import Confidentiality, Topic
from p2i_desktop.domain.parties import Contact, Organisation
from p2i_desktop.domain.record import About, Record
from p2i_desktop.domain.workshops import (
    AgendaItem,
    AttendanceMode,
    AttendanceStatus,
    EventFormat,
    EventStatus,
    EventType,
    FeedbackQuestion,
    ParticipantRole,
    Participation,
    ParticipationStatus,
    Workshop,
    WorkshopSession,
)
from p2i_desktop.services.office import Office
from p2i_desktop.services.participants import Newcomer
from p2i_desktop.services.workshop_feedback import Form

ROWS = (WorkshopSession, AgendaItem, Participation, FeedbackQuestion)


class WorkshopWorker:
    """One person with a source of chance; to be mixed into the worker of all verbs."""

    office: Office
    chance: random.Random

    def workshop(self) -> Workshop:
        """A workshop; more often than not one of the latest, so that things pile up."""
        found = self.office.store.find(Workshop)
        return self.chance.choice(found[-4:] if self.chance.random() < 0.7 else found)

    def row_of(self, kind: type[Record], workshop: Workshop) -> Record:
        return self.chance.choice(self.office.store.find(kind, workshop=workshop.id))

    def someone(self) -> Participation:
        found = self.row_of(Participation, self.workshop())
        assert isinstance(found, Participation)
        return found

    def session(self) -> WorkshopSession:
        found = self.row_of(WorkshopSession, self.workshop())
        assert isinstance(found, WorkshopSession)
        return found

    def names(self) -> Newcomer:
        """Somebody known or only written down."""
        contacts = self.office.store.find(Contact)
        if contacts and self.chance.random() < 0.5:
            return Newcomer(contact=self.chance.choice(contacts).id)
        return Newcomer(
            name=f"Muster {self.chance.randrange(30)}", organisation_name=self.chance.choice(["", "Demo Town"])
        )

    # -- workshops -----------------------------------------------------------------------------------------------------
    def do_workshop(self) -> object:
        day = self.office.work.today() + timedelta(days=self.chance.randrange(-200, 30))
        return self.office.workshops.new(
            f"Workshop {self.chance.randrange(9)}", self.chance.choice(list(EventType)), day,
            format=self.chance.choice(list(EventFormat)), starts_at=time(9), ends_at=time(12), status=EventStatus.PLANNED,
        )  # fmt: skip

    def do_copy_workshop(self) -> object:
        return self.office.workshops.copy(self.workshop().id, self.office.work.today() - timedelta(days=3))

    def do_save_workshop(self) -> object:
        workshop = self.workshop()
        first = (workshop.starts_on or date(2026, 1, 1)) + timedelta(days=self.chance.choice([0, 0, 1, -7]))
        organisers = [one.id for one in self.office.store.find(Organisation)][:3]
        changed = replace(
            workshop, title=f"Title {self.chance.randrange(5)}", starts_on=first,
            ends_on=max(first, workshop.ends_on or first), format=self.chance.choice(list(EventFormat)), protocol="Said.",
            topics=frozenset(self.chance.sample(list(Topic), 2)), organisers=frozenset(organisers),
        )  # fmt: skip
        return self.office.workshops.save(changed)

    def do_restrict_workshop(self) -> object:
        wanted = self.chance.choice(list(Confidentiality))
        return self.office.workshops.save(replace(self.workshop(), confidentiality=wanted))

    def do_move_workshop(self) -> object:
        status = self.chance.choice(list(EventStatus))
        return self.office.workshops.move_to(self.workshop().id, status, reason="law")

    def do_bin_workshop(self) -> object:
        return self.office.workshops.bin(self.workshop().id)

    def do_workshop_row(self) -> object:
        workshop = self.workshop()
        day = workshop.starts_on
        row: Record = self.chance.choice(
            [
                WorkshopSession(workshop=workshop.id, title="More", starts_on=day, ends_on=day, starts_at=time(13)),
                AgendaItem(workshop=workshop.id, title="Talk", minutes=self.chance.randrange(60), starts=time(9)),
                FeedbackQuestion(workshop=workshop.id, text="Useful?", in_words=self.chance.random() < 0.3),
                Participation(workshop=workshop.id, group_name="Class", group_size=self.chance.randrange(1, 30)),
            ]
        )
        return self.office.workshops.save_row(row)

    def do_remove_workshop_row(self) -> object:
        return self.office.workshops.remove_row(self.row_of(self.chance.choice(ROWS), self.workshop()))

    def do_order_workshop_row(self) -> object:
        kind, workshop = self.chance.choice((AgendaItem, FeedbackQuestion)), self.workshop()
        row, other = self.row_of(kind, workshop), self.row_of(kind, workshop)
        return self.office.workshops.reorder(row, self.chance.choice([other.id, None]))

    # -- people --------------------------------------------------------------------------------------------------------
    def do_participant(self) -> object:
        return self.office.participants.add(self.workshop().id, self.names())

    def do_walk_in(self) -> object:
        session = self.session()
        return self.office.participants.walk_in(session.workshop or "", session.id, self.names())

    def do_participant_status(self) -> object:
        return self.office.participants.set_status([self.someone().id], self.chance.choice(list(ParticipationStatus)))

    def do_participant_role(self) -> object:
        return self.office.participants.set_role([self.someone().id], self.chance.choice(list(ParticipantRole)))

    def do_remove_participants(self) -> object:
        return self.office.participants.remove([self.someone().id])

    # -- attendance ----------------------------------------------------------------------------------------------------
    def do_mark(self) -> object:
        session, status = self.session(), self.chance.choice(list(AttendanceStatus))
        people = self.office.store.find(Participation, workshop=session.workshop)
        ids = [one.id for one in self.chance.sample(people, min(3, len(people)))]
        return self.office.attendance.mark(session.id, ids, status, minutes=self.chance.choice([None, 30]))

    def do_mark_rest(self) -> object:
        return self.office.attendance.mark_rest(self.session().id, AttendanceStatus.PRESENT)

    def do_clear_marks(self) -> object:
        session = self.session()
        people = self.office.store.find(Participation, workshop=session.workshop)
        return self.office.attendance.clear(session.id, [one.id for one in people[:2]])

    def do_mark_mode(self) -> object:
        session = self.session()
        people = self.office.store.find(Participation, workshop=session.workshop)
        mode = self.chance.choice(list(AttendanceMode))
        return self.office.attendance.set_mode(session.id, [one.id for one in people[:2]], mode)

    def do_count_heads(self) -> object:
        heads = self.chance.choice([None, 40])
        return self.office.attendance.count_heads(self.workshop().id, heads, None)

    # -- afterwards ----------------------------------------------------------------------------------------------------
    def do_form(self) -> object:
        workshop = self.workshop()
        asked = self.office.workshop_feedback.questions(workshop.id)
        said = {one.id: "Good" if one.in_words else self.chance.randrange(1, 6) for one in asked}
        return self.office.workshop_feedback.save(workshop.id, Form(said, "Thanks"))

    def do_total(self) -> object:
        return self.office.workshop_feedback.save_total(
            self.workshop().id, self.chance.randrange(1, 5), Decimal("4.25")
        )

    def do_certificates(self) -> object:
        return self.office.certificates.issue(self.workshop().id)

    def do_correct_certificate(self) -> object:
        return self.office.certificates.correct(self.someone().id)

    def do_workshop_action(self) -> object:
        action = self.office.actions.blank(About("workshop", self.workshop().id))
        return self.office.actions.save(replace(action, title="Send slides", due_on=self.office.work.today()))

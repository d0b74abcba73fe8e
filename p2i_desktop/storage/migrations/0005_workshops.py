"""Workshops with sessions, agenda, participation, attendance, feedback by question; what was handed out."""

from alembic import op

revision = "0005"
down_revision = "0004"

# As they were when this schema was made: a migration never imports today's tables.
STATEMENTS = (
    "ALTER TABLE consultation ADD COLUMN workshop TEXT REFERENCES workshop (id) DEFERRABLE INITIALLY DEFERRED",
    "ALTER TABLE support_measure ADD COLUMN workshop TEXT REFERENCES workshop (id) DEFERRABLE INITIALLY DEFERRED",
    'CREATE TABLE disclosure ( n INTEGER NOT NULL, id TEXT NOT NULL, centre_id TEXT NOT NULL, revision INTEGER NOT NULL, deleted_at TEXT, about_type TEXT, about_id TEXT, "on" TEXT CHECK ("on" IS date("on", \'+0 days\')), "by" TEXT, what TEXT NOT NULL, records INTEGER NOT NULL, recipient TEXT NOT NULL, purpose TEXT NOT NULL, PRIMARY KEY (n), UNIQUE (id), FOREIGN KEY("by") REFERENCES staff_member (id) DEFERRABLE INITIALLY DEFERRED ) STRICT',
    'CREATE INDEX disclosure_about ON disclosure (about_id, "on") WHERE deleted_at IS NULL',
    'CREATE TABLE workshop ( n INTEGER NOT NULL, id TEXT NOT NULL, centre_id TEXT NOT NULL, revision INTEGER NOT NULL, deleted_at TEXT, number TEXT NOT NULL, provisional_number TEXT NOT NULL, type TEXT NOT NULL, title TEXT NOT NULL, title_en TEXT NOT NULL, language TEXT NOT NULL, format TEXT NOT NULL, status TEXT NOT NULL, origin TEXT NOT NULL, starts_on TEXT CHECK ("starts_on" IS date("starts_on", \'+0 days\')), starts_at TEXT CHECK ("starts_at" GLOB \'[0-2][0-9]:[0-5][0-9]:[0-5][0-9]*\'), ends_on TEXT CHECK ("ends_on" IS date("ends_on", \'+0 days\')), ends_at TEXT CHECK ("ends_at" GLOB \'[0-2][0-9]:[0-5][0-9]:[0-5][0-9]*\'), timezone TEXT NOT NULL, venue TEXT NOT NULL, city TEXT NOT NULL, country TEXT NOT NULL, link TEXT NOT NULL, capacity INTEGER, invited INTEGER, registration_until TEXT CHECK ("registration_until" IS date("registration_until", \'+0 days\')), fee INTEGER, fee_currency TEXT, cost INTEGER, cost_currency TEXT, materials TEXT NOT NULL, protocol TEXT NOT NULL, lessons TEXT NOT NULL, headcount_on_site INTEGER, headcount_online INTEGER, attendance_threshold INTEGER NOT NULL, "plan" TEXT, published_on TEXT CHECK ("published_on" IS date("published_on", \'+0 days\')), url TEXT NOT NULL, source TEXT NOT NULL, programme TEXT, confidentiality TEXT NOT NULL, PRIMARY KEY (n), UNIQUE (id), FOREIGN KEY("plan") REFERENCES support_plan (id) DEFERRABLE INITIALLY DEFERRED, FOREIGN KEY(programme) REFERENCES programme (id) DEFERRABLE INITIALLY DEFERRED ) STRICT',
    "CREATE INDEX workshop_number ON workshop (number) WHERE deleted_at IS NULL",
    "CREATE INDEX workshop_restricted ON workshop (id) WHERE confidentiality = 'restricted'",
    "CREATE INDEX workshop_starts ON workshop (starts_on) WHERE deleted_at IS NULL",
    "CREATE TABLE agenda_item ( n INTEGER NOT NULL, id TEXT NOT NULL, centre_id TEXT NOT NULL, revision INTEGER NOT NULL, deleted_at TEXT, workshop TEXT, position TEXT NOT NULL, day INTEGER NOT NULL, starts TEXT CHECK (\"starts\" GLOB '[0-2][0-9]:[0-5][0-9]:[0-5][0-9]*'), minutes INTEGER NOT NULL, title TEXT NOT NULL, speaker TEXT NOT NULL, PRIMARY KEY (n), UNIQUE (id), FOREIGN KEY(workshop) REFERENCES workshop (id) DEFERRABLE INITIALLY DEFERRED ) STRICT",
    "CREATE INDEX agenda_item_workshop ON agenda_item (workshop, position) WHERE deleted_at IS NULL",
    'CREATE INDEX consultation_workshop ON consultation (workshop, "on") WHERE deleted_at IS NULL AND workshop IS NOT NULL',
    'CREATE TABLE feedback_question ( n INTEGER NOT NULL, id TEXT NOT NULL, centre_id TEXT NOT NULL, revision INTEGER NOT NULL, deleted_at TEXT, workshop TEXT, position TEXT NOT NULL, text TEXT NOT NULL, in_words INTEGER NOT NULL CHECK ("in_words" IN (0, 1)), PRIMARY KEY (n), UNIQUE (id), FOREIGN KEY(workshop) REFERENCES workshop (id) DEFERRABLE INITIALLY DEFERRED ) STRICT',
    "CREATE INDEX feedback_question_workshop ON feedback_question (workshop, position) WHERE deleted_at IS NULL",
    'CREATE TABLE participation ( n INTEGER NOT NULL, id TEXT NOT NULL, centre_id TEXT NOT NULL, revision INTEGER NOT NULL, deleted_at TEXT, workshop TEXT, contact TEXT, name_as_written TEXT NOT NULL, email_as_written TEXT NOT NULL, group_name TEXT NOT NULL, group_size INTEGER NOT NULL, organisation TEXT, organisation_as_written TEXT NOT NULL, language TEXT NOT NULL, role TEXT NOT NULL, status TEXT NOT NULL, registered_on TEXT CHECK ("registered_on" IS date("registered_on", \'+0 days\')), mode TEXT NOT NULL, certificate_code TEXT NOT NULL, certificate_on TEXT CHECK ("certificate_on" IS date("certificate_on", \'+0 days\')), replaced_code TEXT NOT NULL, PRIMARY KEY (n), UNIQUE (id), FOREIGN KEY(workshop) REFERENCES workshop (id) DEFERRABLE INITIALLY DEFERRED, FOREIGN KEY(contact) REFERENCES contact (id) DEFERRABLE INITIALLY DEFERRED, FOREIGN KEY(organisation) REFERENCES organisation (id) DEFERRABLE INITIALLY DEFERRED ) STRICT',
    "CREATE INDEX participation_certificate ON participation (certificate_code) WHERE deleted_at IS NULL AND certificate_code <> ''",
    "CREATE INDEX participation_contact ON participation (contact, workshop) WHERE deleted_at IS NULL",
    "CREATE INDEX participation_organisation ON participation (organisation, workshop) WHERE deleted_at IS NULL",
    "CREATE INDEX participation_workshop ON participation (workshop, status) WHERE deleted_at IS NULL",
    "CREATE TABLE workshop__co_organisers ( id TEXT NOT NULL, centre_id TEXT NOT NULL, revision INTEGER NOT NULL, deleted_at TEXT, owner TEXT NOT NULL, value TEXT NOT NULL, PRIMARY KEY (id), FOREIGN KEY(owner) REFERENCES workshop (id) DEFERRABLE INITIALLY DEFERRED, FOREIGN KEY(value) REFERENCES organisation (id) DEFERRABLE INITIALLY DEFERRED ) STRICT",
    "CREATE INDEX workshop__co_organisers__by_owner ON workshop__co_organisers (owner, value) WHERE deleted_at IS NULL",
    "CREATE TABLE workshop__languages ( id TEXT NOT NULL, centre_id TEXT NOT NULL, revision INTEGER NOT NULL, deleted_at TEXT, owner TEXT NOT NULL, value TEXT NOT NULL, PRIMARY KEY (id), FOREIGN KEY(owner) REFERENCES workshop (id) DEFERRABLE INITIALLY DEFERRED ) STRICT",
    "CREATE INDEX workshop__languages__by_owner ON workshop__languages (owner, value) WHERE deleted_at IS NULL",
    "CREATE TABLE workshop__organisers ( id TEXT NOT NULL, centre_id TEXT NOT NULL, revision INTEGER NOT NULL, deleted_at TEXT, owner TEXT NOT NULL, value TEXT NOT NULL, PRIMARY KEY (id), FOREIGN KEY(owner) REFERENCES workshop (id) DEFERRABLE INITIALLY DEFERRED, FOREIGN KEY(value) REFERENCES organisation (id) DEFERRABLE INITIALLY DEFERRED ) STRICT",
    "CREATE INDEX workshop__organisers__by_owner ON workshop__organisers (owner, value) WHERE deleted_at IS NULL",
    "CREATE INDEX workshop__organisers__by_value ON workshop__organisers (value, owner) WHERE deleted_at IS NULL",
    "CREATE TABLE workshop__tags ( id TEXT NOT NULL, centre_id TEXT NOT NULL, revision INTEGER NOT NULL, deleted_at TEXT, owner TEXT NOT NULL, value TEXT NOT NULL, PRIMARY KEY (id), FOREIGN KEY(owner) REFERENCES workshop (id) DEFERRABLE INITIALLY DEFERRED ) STRICT",
    "CREATE INDEX workshop__tags__by_owner ON workshop__tags (owner, value) WHERE deleted_at IS NULL",
    "CREATE TABLE workshop__target_groups ( id TEXT NOT NULL, centre_id TEXT NOT NULL, revision INTEGER NOT NULL, deleted_at TEXT, owner TEXT NOT NULL, value TEXT NOT NULL, PRIMARY KEY (id), FOREIGN KEY(owner) REFERENCES workshop (id) DEFERRABLE INITIALLY DEFERRED ) STRICT",
    "CREATE INDEX workshop__target_groups__by_owner ON workshop__target_groups (owner, value) WHERE deleted_at IS NULL",
    "CREATE TABLE workshop__topics ( id TEXT NOT NULL, centre_id TEXT NOT NULL, revision INTEGER NOT NULL, deleted_at TEXT, owner TEXT NOT NULL, value TEXT NOT NULL, PRIMARY KEY (id), FOREIGN KEY(owner) REFERENCES workshop (id) DEFERRABLE INITIALLY DEFERRED ) STRICT",
    "CREATE INDEX workshop__topics__by_owner ON workshop__topics (owner, value) WHERE deleted_at IS NULL",
    "CREATE INDEX workshop__topics__by_value ON workshop__topics (value, owner) WHERE deleted_at IS NULL",
    'CREATE TABLE workshop_session ( n INTEGER NOT NULL, id TEXT NOT NULL, centre_id TEXT NOT NULL, revision INTEGER NOT NULL, deleted_at TEXT, workshop TEXT, title TEXT NOT NULL, starts_on TEXT CHECK ("starts_on" IS date("starts_on", \'+0 days\')), starts_at TEXT CHECK ("starts_at" GLOB \'[0-2][0-9]:[0-5][0-9]:[0-5][0-9]*\'), ends_on TEXT CHECK ("ends_on" IS date("ends_on", \'+0 days\')), ends_at TEXT CHECK ("ends_at" GLOB \'[0-2][0-9]:[0-5][0-9]:[0-5][0-9]*\'), room TEXT NOT NULL, PRIMARY KEY (n), UNIQUE (id), FOREIGN KEY(workshop) REFERENCES workshop (id) DEFERRABLE INITIALLY DEFERRED ) STRICT',
    "CREATE INDEX workshop_session_workshop ON workshop_session (workshop, starts_on) WHERE deleted_at IS NULL",
    "CREATE TABLE attendance ( n INTEGER NOT NULL, id TEXT NOT NULL, centre_id TEXT NOT NULL, revision INTEGER NOT NULL, deleted_at TEXT, session TEXT, participation TEXT, status TEXT NOT NULL, mode TEXT NOT NULL, minutes INTEGER, PRIMARY KEY (n), UNIQUE (id), FOREIGN KEY(session) REFERENCES workshop_session (id) DEFERRABLE INITIALLY DEFERRED, FOREIGN KEY(participation) REFERENCES participation (id) DEFERRABLE INITIALLY DEFERRED ) STRICT",
    "CREATE INDEX attendance_participation ON attendance (participation, session) WHERE deleted_at IS NULL",
    "CREATE INDEX attendance_session ON attendance (session, participation) WHERE deleted_at IS NULL",
    "CREATE TABLE feedback_answer ( n INTEGER NOT NULL, id TEXT NOT NULL, centre_id TEXT NOT NULL, revision INTEGER NOT NULL, deleted_at TEXT, feedback TEXT, question TEXT, score INTEGER, words TEXT NOT NULL, PRIMARY KEY (n), UNIQUE (id), FOREIGN KEY(feedback) REFERENCES feedback (id) DEFERRABLE INITIALLY DEFERRED, FOREIGN KEY(question) REFERENCES feedback_question (id) DEFERRABLE INITIALLY DEFERRED ) STRICT",
    "CREATE INDEX feedback_answer_feedback ON feedback_answer (feedback, question) WHERE deleted_at IS NULL",
    "CREATE INDEX feedback_answer_question ON feedback_answer (question, score) WHERE deleted_at IS NULL",
)


def upgrade() -> None:
    """Makes the tables and indexes of workshops, and the two new columns."""
    for statement in STATEMENTS:
        op.get_bind().exec_driver_sql(statement)

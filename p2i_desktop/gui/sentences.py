"""Errors of the environment and of the rules as sentences: what happened, what is safe, what to do."""

from p2i_desktop.i18n import N_, Texts

_CONFLICT = N_("Somebody changed this record while you were working. Both versions are kept in the history.")
_GONE = N_("This record is not in the file any more. It may lie in the bin.")
_UNDO = N_("This step cannot be undone: what it changed was changed again later. Nothing was lost.")
_READ = N_("{name} could not be read: {reason}. Nothing was changed.")
_FOLDER = N_("The file could not be written: {reason}. Nothing was lost. Choose another folder in the settings.")


def sentence(error: Exception, texts: Texts) -> str | None:
    """The words for an error that the user can do something about; None for our own bugs."""
    from p2i_desktop.services.errors import Conflict, Environment, Missing, Refused, Undoable, Unreadable

    match error:
        case Environment():
            text = texts.keyed("error", error.kind)
            for name, value in error.values.items():
                text = text.replace("{" + name + "}", str(value))
            return text.replace("{path}", error.path.name if error.path else "")
        case Unreadable():
            text = texts.keyed("error_in", error.kind)
            for name, value in error.values.items():
                text = text.replace("{" + name + "}", value)
            return text
        case Refused():
            # A record and its move may be refused for the same reason: it is said once.
            return " ".join(dict.fromkeys(texts.message(problem) for problem in error.problems))
        case Conflict():
            return texts._(_CONFLICT)
        case Undoable():
            return texts._(_UNDO)
        case Missing():
            return texts._(_GONE)
        case OSError():
            return texts._(_FOLDER).replace("{reason}", error.strerror or type(error).__name__)
    return None


def not_read(error: Exception, name: str, texts: Texts) -> str | None:
    """As `sentence`, for a file that was chosen to be read."""
    if isinstance(error, OSError):
        reason = error.strerror or type(error).__name__
        return texts._(_READ).replace("{reason}", reason).replace("{name}", name)
    return sentence(error, texts)

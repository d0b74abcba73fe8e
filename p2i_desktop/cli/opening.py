"""The file that a command takes something into."""

from p2i_desktop.cli.call import Call
from p2i_desktop.services.office import Office, look_at, open_office


def office_for(call: Call) -> Office:
    """The file for work, or only to look at when nothing is to be written."""
    opener = look_at if call.args.dry_run else open_office
    return opener(call.file, clock=call.clock, settings=call.settings)

"""The program ends as it should: its process says so."""

import os
import subprocess
import sys
from datetime import date
from pathlib import Path

from p2i_desktop.services.demo import make_demo

RUN = """
import sys
from pathlib import Path
from PySide6.QtCore import QTimer
from p2i_desktop.gui import app
from p2i_desktop.gui.main_window import MainWindow

def look():
    for window in qt.topLevelWidgets():
        if isinstance(window, MainWindow) and window.has_file() and not window.bench.desk.waiting:
            window.close()

qt = app.application()
timer = QTimer()
timer.timeout.connect(look)
timer.start(50)
sys.exit(app.run(Path(sys.argv[1])))
"""


def test_a_window_that_showed_a_file_ends_its_process_cleanly(tmp_path: Path) -> None:
    """Icons painted by Python that outlived their painters ended it in a crash of Qt, after everything was saved."""
    path = tmp_path / "a.p2i"
    make_demo(path, today=date(2026, 11, 24), scale=20)
    own = os.environ | {"P2I_HOME": str(tmp_path / "home"), "QT_QPA_PLATFORM": "offscreen"}
    done = subprocess.run(
        [sys.executable, "-c", RUN, str(path)], env=own, timeout=120, check=False, capture_output=True, text=True
    )
    assert done.returncode == 0, done.stderr

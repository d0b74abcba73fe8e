"""What this program is: version and build to read out to a helper, libraries and licences."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QDialogButtonBox, QLabel, QPlainTextEdit, QVBoxLayout, QWidget

from p2i_desktop.gui.screen import Bench
from p2i_desktop.services import about


class AboutDialog(QDialog):
    """Not modal: it may stay open beside the window. All of it can be copied."""

    def __init__(self, bench: Bench, parent: QWidget) -> None:
        super().__init__(parent)
        texts, look = bench.texts, bench.look
        self.setWindowTitle(texts._("About P2I Desktop"))
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        title = QLabel("P2I Desktop", self)
        title.setProperty("font_role", "h1")
        said = QLabel(
            texts._("The casebook of a competence centre for innovation procurement. It never uses a network."), self
        )
        self.line = QLabel(about.in_one_line(), self)
        self.line.setObjectName("about_version")
        self.line.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        for label in (said, self.line):
            label.setTextFormat(Qt.TextFormat.PlainText)
            label.setWordWrap(True)
        heading = QLabel(texts._("&Versions and licences"), self)
        self.text = QPlainTextEdit(self)
        self.text.setObjectName("about_licences")
        self.text.setReadOnly(True)
        self.text.setTabChangesFocus(True)
        lines = "\n".join(f"{name} {number}" for name, number in about.versions().items())
        self.text.setPlainText(f"{lines}\n\n{about.licences()}")
        heading.setBuddy(self.text)
        buttons = QDialogButtonBox(self)
        buttons.addButton(texts._("Close"), QDialogButtonBox.ButtonRole.RejectRole).clicked.connect(self.close)
        column = QVBoxLayout(self)
        side = look.px(16)
        column.setContentsMargins(side, side, side, side)
        column.setSpacing(look.px(12))
        for widget in (title, said, self.line, heading, self.text, buttons):
            column.addWidget(widget)
        self.resize(look.px(680), look.px(560))
        self.text.setFocus()

"""What goes into the pack of a workshop, in which language, for whom, where to; and what is to be known before."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QCheckBox,
    QFrame,
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QListWidget,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from p2i_desktop.gui.fields.choice_box import ChoiceBox
from p2i_desktop.gui.look.marks import ElidedLabel
from p2i_desktop.gui.paper import report_folder
from p2i_desktop.gui.screen import Bench
from p2i_desktop.i18n import languages

if TYPE_CHECKING:
    from p2i_desktop.services.workshop_pack import PackOffer, PackWish, Part

_MOST_LINES = 6  # of the list of those without a certificate that are in sight
_ACROSS = 2  # parts side by side
_LETTERS = 200  # of the recipient


class PackChoices(QWidget):
    """A check box for each part; below, what the certificates need, whom the names go to, and the folder."""

    changed = Signal()

    def __init__(self, bench: Bench, parent: QWidget) -> None:
        super().__init__(parent)
        self._bench = bench
        self._offer: PackOffer | None = None
        texts = bench.texts
        self.parts: dict[Part, QCheckBox] = {}
        self.named = QCheckBox(texts._("Names of persons in the file names of their certificates"), self)
        self.named.setObjectName("pack_named_files")
        self.certified = self._text("", "body", "text2")
        self.without = QListWidget(self)
        self.without.setObjectName("pack_without")
        self.without.setWordWrap(True)
        self.without.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.language, self.recipient = ChoiceBox(self), QLineEdit(self)
        self.language.setObjectName("pack_language")
        self.language.set_choices([(code, texts.language_name(code)) for code in languages()])
        self.recipient.setObjectName("pack_recipient")
        self.recipient.setMaxLength(_LETTERS)
        self.recipient.setPlaceholderText(texts._("Participants, organiser, funder …"))
        self.grounds, self.exists = self._text("", "body", "text2"), self._text("", "body", "info")
        self.folder = ElidedLabel(self)
        self.change = QPushButton(texts._("Change folder…"), self)
        self.change.setObjectName("pack_folder")
        self.change.setProperty("icon_name", "folder-open")
        self.change.setAutoDefault(False)
        self.change.clicked.connect(self._choose_folder)
        self._column = QVBoxLayout(self)
        self._boxes = QGridLayout()
        self._arrange()

    def _text(self, words: str, role: str, tone: str = "") -> QLabel:
        label = QLabel(words, self)
        label.setTextFormat(Qt.TextFormat.PlainText)
        label.setProperty("font_role", role)
        label.setProperty("tone", tone)
        label.setWordWrap(True)
        return label

    def _label(self, words: str, buddy: QWidget) -> QLabel:
        label = self._text(words, "label")
        label.setBuddy(buddy)
        return label

    def _arrange(self) -> None:
        px, texts, column = self._bench.look.px, self._bench.texts, self._column
        column.setContentsMargins(0, px(8), 0, 0)
        column.setSpacing(px(4))
        self._boxes.setHorizontalSpacing(px(12))
        self._boxes.setVerticalSpacing(px(2))
        column.addWidget(self._text(texts._("What goes in"), "h2"))
        column.addLayout(self._boxes)
        column.addWidget(self.certified)
        column.addWidget(self.without)
        column.addWidget(self.named)
        column.addSpacing(px(8))
        fields = QHBoxLayout()
        fields.setSpacing(px(12))
        for words, field, stretch in (
            (texts._("&Language of the papers"), self.language, 1), (texts._("&Handed to"), self.recipient, 2),
        ):  # fmt: skip
            one = QVBoxLayout()
            one.setSpacing(px(4))
            one.addWidget(self._label(words, field))
            one.addWidget(field)
            fields.addLayout(one, stretch)
        column.addLayout(fields)
        column.addSpacing(px(8))
        column.addWidget(self._card(self._text(texts._("Persons on these papers"), "strong"), self.grounds))
        column.addSpacing(px(8))
        column.addWidget(self._text(texts._("Saved in"), "label"))
        place = QHBoxLayout()
        place.setSpacing(px(8))
        place.addWidget(self.folder, 1)
        place.addWidget(self.change)
        column.addLayout(place)
        column.addWidget(self.exists)

    def _card(self, *parts: QWidget) -> QFrame:
        px = self._bench.look.px
        card = QFrame(self)
        card.setProperty("kind", "card")
        column = QVBoxLayout(card)
        column.setContentsMargins(px(16), px(12), px(16), px(12))
        column.setSpacing(px(4))
        for part in parts:
            column.addWidget(part)
        return card

    # -- what can be chosen --------------------------------------------------------------------------------------------
    def show_offer(self, found: PackOffer) -> None:
        """The parts with what is proposed, and what is to be known."""
        from p2i_desktop.services.workshop_pack import PART_NAMES, Part

        texts = self._bench.texts
        first = self._offer is None
        self._offer = found
        for part in Part:
            if part not in self.parts:
                box = QCheckBox(texts._(PART_NAMES[part]), self)
                box.setObjectName(f"pack_{part.value}")
                box.toggled.connect(self._toggled)
                self.parts[part] = box
                self._boxes.addWidget(box, *divmod(len(self.parts) - 1, _ACROSS))
            self.parts[part].setEnabled(part in found.possible)
            if first:
                self.parts[part].setChecked(part in found.proposed)
        if first:
            self.language.set_value(found.language)
            self._order()
        self._show_without(found)
        self._show_folder()
        self._toggled()

    def _order(self) -> None:
        """Tab goes down the dialog."""
        chain = [*self.parts.values(), self.without, self.named, self.language, self.recipient, self.change]
        for before, after in pairwise(chain):
            QWidget.setTabOrder(before, after)

    def _show_without(self, found: PackOffer) -> None:
        from p2i_desktop.services.certificates import why_words

        texts = self._bench.texts
        who = found.certificates
        self.without.clear()
        for left in who.left_out:
            name = left.row.name or texts._("without a name")
            self.without.addItem(f"{name}: {why_words(found.file, left, texts)}")
        known = len(who.certified) - len(who.drawn)
        told = [
            texts.ngettext(
                "{n} person gets a certificate, in their own language",
                "{n} persons get a certificate, each in their own language",
                len(who.certified),
            )
        ]
        if known:
            told.append(texts.ngettext("{n} number is kept", "{n} numbers are kept", known))
        if who.left_out:
            told.append(texts.ngettext("{n} gets none:", "{n} get none:", len(who.left_out)))
        self.certified.setText(" · ".join(told))
        title = texts._("Without a certificate")
        self.without.setAccessibleName(title)
        rows = min(_MOST_LINES, len(who.left_out))
        line = max(self.without.sizeHintForRow(0), self.without.fontMetrics().height())
        self.without.setFixedHeight(rows * line + 2 * self.without.frameWidth() + self._bench.look.px(4))

    def _toggled(self) -> None:
        from p2i_desktop.services.workshop_pack import Part

        found = self._offer
        if found is None:
            return
        chosen = self._chosen()
        certificates = Part.CERTIFICATES in chosen
        self.named.setVisible(certificates)
        missed = found.file.presence.marked and not found.certificates.certified
        self.without.setVisible(bool(found.certificates.left_out) and (certificates or missed))
        self.certified.setVisible(certificates or missed)
        self._show_grounds(found, chosen)
        self.changed.emit()

    def _show_grounds(self, found: PackOffer, chosen: frozenset[Part]) -> None:
        """Purpose of each chosen paper with names, on which legal basis, and that it is written down."""
        texts = self._bench.texts
        told = [
            texts._("{paper}: {purpose}").format(paper=name, purpose=purpose)
            for part, name, purpose in found.purposes
            if part in chosen
        ]
        if told:
            told.append(texts._("Legal basis: {basis}").format(basis=found.basis))
            if found.file.keep_until is not None:
                told.append(texts._("Kept until {date}").format(date=texts.date(found.file.keep_until)))
            told.append(texts._("What is handed out is noted with day, number of persons and recipient."))
        else:
            told.append(texts._("What is chosen names nobody."))
        self.grounds.setText("\n".join(told))

    def _show_folder(self) -> None:
        if self._offer is None:
            return
        texts = self._bench.texts
        target = report_folder(self._bench) / self._offer.folder
        self.folder.setText(str(target))
        there = target.is_dir()
        self.exists.setVisible(there)
        self.exists.setText(
            texts._("This folder is there already: the new files are added to it, nothing in it is replaced.")
            if there
            else ""
        )

    def _choose_folder(self) -> None:
        title = self._bench.texts._("Folder of reports")
        folder = self._bench.doors.folder(self, title, report_folder(self._bench))
        if folder is not None:
            self._bench.update(report_folder=str(folder))
            self._show_folder()

    # -- what is chosen ------------------------------------------------------------------------------------------------
    def _chosen(self) -> frozenset[Part]:
        return frozenset(part for part, box in self.parts.items() if box.isChecked() and box.isEnabled())

    def wish(self, workshop_id: str) -> PackWish:
        """What is wanted."""
        from p2i_desktop.services.workshop_pack import PackWish

        return PackWish(
            workshop_id, self._chosen(), str(self.language.value() or ""), self.recipient.text().strip(),
            self.named.isChecked(),
        )  # fmt: skip

    def take_focus(self) -> None:
        """Into the first box that is chosen."""
        boxes = list(self.parts.values())
        target = next((box for box in boxes if box.isChecked()), boxes[0] if boxes else self.change)
        target.setFocus(Qt.FocusReason.OtherFocusReason)

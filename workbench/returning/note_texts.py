"""The texts of notes: those that were changed, with the fields that still show what they showed."""

from collections.abc import Iterator
from difflib import SequenceMatcher

from workbench.commands.adjustments import NOTE
from workbench.commands.notes import NOTE_ON_ALL
from workbench.domain.ids import AdjustmentId
from workbench.domain.subjects import PROJECT, AdjustmentSubject, Subject
from workbench.exporting import notes_sheet
from workbench.notes.reading import NoteReader
from workbench.phrases import phrase, say
from workbench.presentation.notes import note_as_parts
from workbench.returning.cell_values import plain, text_of
from workbench.returning.collected import Collected
from workbench.returning.own_map import MappedRow, MappedSheet
from workbench.wording.names import name_of_difference
from workbench.workbooks import Sheet, column_letter

ON_ALL = phrase("The reconciliation")


class NoteTextReader:
    """Reads the sheet of notes. ``rows``: where each difference is now, "" for the reconciliation."""

    def __init__(self, collected: Collected, mapped: MappedSheet, sheet: Sheet, *, is_values_only: bool) -> None:
        self._collected = collected
        self._mapped = mapped
        self._sheet = sheet
        self._is_values_only = is_values_only
        self.rows = {AdjustmentId(row.key): now for row in mapped.rows if (now := self._row_now(row)) is not None}

    def _row_now(self, row: MappedRow) -> int | None:
        """Return the row that is headed by the name of the difference; else the one that holds its text."""
        name = self._name(row.key)
        named = [cell.row for cell in self._sheet.cells if text_of(cell) == name and cell.column <= notes_sheet.NOTE]
        if row.row in named or not named:
            at = self._sheet.at.get((row.row, notes_sheet.NAME))
            return row.row if named or (at is not None and self._is_unnamed(text_of(at))) else None
        return named[0]

    def _is_unnamed(self, text: str) -> bool:
        """True if no other difference has this name: it was renamed here since."""
        return all(self._name(row.key) != text for row in self._mapped.rows)

    def _name(self, key: str) -> str:
        if not key:
            return say(ON_ALL, self._collected.words)
        known = self._collected.project.adjustment_by_id.get(AdjustmentId(key))
        return name_of_difference(known, self._collected.words) if known else key

    def read(self) -> None:
        """Propose the notes that say something else."""
        for row in self._mapped.rows:
            now = self.rows.get(AdjustmentId(row.key))
            if now is None:
                continue
            column = next(iter(row.values), notes_sheet.NOTE)
            cell = self._sheet.at.get((now, column))
            shown, text = plain(row.values.get(column)), text_of(cell)
            is_calculated = row.formulas and (self._is_values_only or (cell is not None and cell.formula is not None))
            if shown == text or is_calculated:
                continue
            self._propose(row.key, shown, text, f"{self._sheet.name}!{column_letter(column)}{now}")

    def _propose(self, key: str, shown: str, text: str, place: str) -> None:
        project = self._collected.project
        subject: Subject = AdjustmentSubject(AdjustmentId(key)) if key else PROJECT
        known = project.adjustment_by_id.get(AdjustmentId(key))
        present = known.note if known else project.note if not key else ""
        pieces = list(self._pieces(present))
        old = present if plain("".join(said for _, said in pieces)) == shown else shown
        new = with_fields(pieces, text) if old is present else text
        self._collected.take_alteration(subject, NOTE if key else NOTE_ON_ALL, old, new, place)

    def _pieces(self, note: str) -> Iterator[tuple[str, str]]:
        """Yield each piece of a note as typed and as shown; only fields differ."""
        read = NoteReader(self._collected.results.with_all_on()).read_fields(note, self._collected.words)
        for part in note_as_parts(read):
            if isinstance(part, str):
                yield part, part
            else:
                yield part.piece.text, part.text


def with_fields(pieces: list[tuple[str, str]], text: str) -> str:
    """Return ``text`` with each field in place of the words that it showed, where these were left as they were."""
    shown = "".join(said for _, said in pieces)
    fields, place = dict[int, tuple[int, str]](), 0
    for typed, said in pieces:
        if typed != said:
            fields[place] = (place + len(said), typed)
        place += len(said)
    result: list[str] = []
    for kind, first, last, other_first, other_last in SequenceMatcher(None, shown, text, autojunk=False).get_opcodes():
        if kind != "equal":
            result.append(text[other_first:other_last])
            continue
        at = first
        while at < last:
            end, typed = fields.get(at, (at + 1, shown[at]))
            is_whole = end <= last
            result.append(typed if is_whole else shown[at])
            at = end if is_whole else at + 1
    return "".join(result)

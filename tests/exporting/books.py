"""The books whose exports are judged: the five samples, and a Chinese issuer's."""

from collections.abc import Iterator
from pathlib import Path

from tests.exporting.chinese_book import chinese_book
from workbench.exporting.workbook import write_review_workbook
from workbench.importing import import_workbooks
from workbench.phrases import ENGLISH, Words
from workbench.resources import sample
from workbench.session import Session
from workbench.workbooks import begin_reading


def books(folder: Path) -> Iterator[Path]:
    yield from sorted(sample().parent.glob("*.xlsx"))
    yield chinese_book(folder)


def session_of(path: Path) -> Session:
    return Session(import_workbooks([begin_reading(path)]))


def exported(session: Session, folder: Path, name: str = "review.xlsx", words: Words = ENGLISH) -> Path:
    path = folder / name
    write_review_workbook(path, session.results, words)
    return path

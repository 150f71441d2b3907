"""The look of a page of the help: Qt's reading of Markdown has sizes, but neither room nor colors."""

from collections.abc import Iterator

from PySide6.QtCore import Qt, QUrl
from PySide6.QtGui import (
    QBrush,
    QColor,
    QFont,
    QImage,
    QTextBlock,
    QTextBlockFormat,
    QTextCharFormat,
    QTextCursor,
    QTextDocument,
    QTextFrame,
    QTextFrameFormat,
    QTextImageFormat,
    QTextLength,
    QTextListFormat,
    QTextTable,
    QTextTableFormat,
)

from workbench.ui.help.pages import help_folder
from workbench.ui.toolkit.theme import Colours

SIZES = {1: 1.75, 2: 1.3, 3: 1.08}
"""The letters of headings, by level, beside those of the text."""
ROOM_ABOVE = {1: 0, 2: 22, 3: 14}
ROOM_BELOW = {1: 10, 2: 6, 3: 4}
LINE_HEIGHT, LINE_HEIGHT_IN_TABLES, LINE_HEIGHT_OF_HEADINGS = 132.0, 118.0, 112.0
"""In percent of the letters."""
BETWEEN_PARAGRAPHS, BETWEEN_ITEMS = 9, 4
CELL_PADDING = 5
INDENT = 22
PROPORTIONAL = int(QTextBlockFormat.LineHeightTypes.ProportionalHeight.value)
SINGLE = int(QTextBlockFormat.LineHeightTypes.SingleHeight.value)


def style(document: QTextDocument, font: QFont, colours: Colours) -> None:
    """Give a document that was read from Markdown the look of the window."""
    document.setIndentWidth(INDENT)
    for block in list(_blocks(document)):
        _style_block(block, font, colours)
        _style_pieces(block, font, colours)
    for table in _tables(document.rootFrame()):
        _style_table(table, colours)


def set_margins(document: QTextDocument, left: int, right: int, above: int, below: int) -> None:
    """Set the room around the text."""
    frame = document.rootFrame().frameFormat()
    frame.setLeftMargin(left)
    frame.setRightMargin(right)
    frame.setTopMargin(above)
    frame.setBottomMargin(below)
    document.rootFrame().setFrameFormat(frame)


def fit_pictures(document: QTextDocument, widest: int, density: float) -> None:
    """Make no picture wider than this many pixels; each is drawn in its size, as Qt would not scale it smoothly.

    ``density``: device pixels for each of these.
    """
    for block in list(_blocks(document)):
        for cursor, letters in list(_pieces(block)):
            if letters.isImageFormat():
                picture = letters.toImageFormat()
                _fit(picture, document, widest, density)
                cursor.setCharFormat(picture)
                shape = block.blockFormat()
                shape.setLineHeight(0, SINGLE)  # else there would be room below for a third of the picture
                cursor.setBlockFormat(shape)


def _blocks(document: QTextDocument) -> Iterator[QTextBlock]:
    block = document.begin()
    while block.isValid():
        yield block
        block = block.next()


def _style_block(block: QTextBlock, font: QFont, colours: Colours) -> None:
    cursor = QTextCursor(block)
    shape, level = block.blockFormat(), block.blockFormat().headingLevel()
    shape.setLineHeight(LINE_HEIGHT_OF_HEADINGS if level else LINE_HEIGHT, PROPORTIONAL)
    if level:
        shape.setTopMargin(ROOM_ABOVE.get(level, 10))
        shape.setBottomMargin(ROOM_BELOW.get(level, 4))
        letters = QTextCharFormat()
        letters.setFontPointSize(font.pointSizeF() * SIZES.get(level, 1.0))
        letters.setFontWeight(QFont.Weight.DemiBold)
        letters.setForeground(QColor(colours.text))
        cursor.movePosition(QTextCursor.MoveOperation.EndOfBlock, QTextCursor.MoveMode.KeepAnchor)
        cursor.setCharFormat(letters)
    elif cursor.currentTable() is not None:
        shape.setLineHeight(LINE_HEIGHT_IN_TABLES, PROPORTIONAL)
        shape.setTopMargin(0)
        shape.setBottomMargin(0)
        shape.setAlignment(Qt.AlignmentFlag.AlignLeft)
    else:
        shape.setTopMargin(0)
        shape.setBottomMargin(BETWEEN_ITEMS if block.textList() else BETWEEN_PARAGRAPHS)
    QTextCursor(block).setBlockFormat(shape)
    if (items := block.textList()) and items.format().style() is QTextListFormat.Style.ListCircle:
        bullets = items.format()
        bullets.setStyle(QTextListFormat.Style.ListDisc)
        items.setFormat(bullets)


def _pieces(block: QTextBlock) -> Iterator[tuple[QTextCursor, QTextCharFormat]]:
    """Yield each run of letters of one format, selected, with that format."""
    walk = block.begin()
    while not walk.atEnd():
        piece = walk.fragment()
        cursor = QTextCursor(block)
        cursor.setPosition(piece.position())
        cursor.setPosition(piece.position() + piece.length(), QTextCursor.MoveMode.KeepAnchor)
        yield cursor, piece.charFormat()
        walk += 1


def _style_pieces(block: QTextBlock, font: QFont, colours: Colours) -> None:
    """Color links and frame keys."""
    for cursor, letters in list(_pieces(block)):
        if letters.isAnchor():
            look = QTextCharFormat()
            look.setForeground(QColor(colours.accent))
            look.setFontUnderline(True)
            cursor.mergeCharFormat(look)
        elif letters.fontFixedPitch():
            look = QTextCharFormat(letters)
            look.setFontFixedPitch(False)
            look.setFontFamilies([font.family()])
            look.setBackground(QColor(colours.raised))
            cursor.setCharFormat(look)


def _fit(picture: QTextImageFormat, document: QTextDocument, widest: int, density: float) -> None:
    image = QImage(str(help_folder() / picture.name()))
    if image.isNull():
        return
    width = min(image.width(), widest)
    drawn = image.scaledToWidth(round(width * density), Qt.TransformationMode.SmoothTransformation)
    drawn.setDevicePixelRatio(density)
    document.addResource(QTextDocument.ResourceType.ImageResource.value, QUrl(picture.name()), drawn)
    picture.setWidth(width)
    picture.setHeight(image.height() * width / image.width())


def _tables(frame: QTextFrame) -> Iterator[QTextTable]:
    for child in frame.childFrames():
        if isinstance(child, QTextTable):
            yield child
        else:
            yield from _tables(child)


def _style_table(table: QTextTable, colours: Colours) -> None:
    shape = QTextTableFormat(table.format().toTableFormat())
    shape.setBorder(1)
    shape.setBorderCollapse(True)
    shape.setBorderStyle(QTextFrameFormat.BorderStyle.BorderStyle_Solid)
    shape.setBorderBrush(QBrush(QColor(colours.rule)))
    shape.setCellPadding(CELL_PADDING)
    shape.setCellSpacing(0)
    shape.setWidth(QTextLength(QTextLength.Type.PercentageLength, 100))
    shape.setTopMargin(4)
    shape.setBottomMargin(14)
    table.setFormat(shape)
    for column in range(table.columns()):
        cell = table.cellAt(0, column)
        look = cell.format()
        look.setBackground(QColor(colours.window))
        cell.setFormat(look)

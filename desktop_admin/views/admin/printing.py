"""A notice on paper, to hand over: a heading, the text as it was sent, room for a signature."""

from PySide6.QtGui import QTextCursor, QTextDocument
from PySide6.QtPrintSupport import QPrintDialog, QPrinter
from PySide6.QtWidgets import QDialog, QWidget


def notice_document(name: str, kind: str, text: str) -> QTextDocument:
    """The sheet; plain text only, so that nothing in a notice is ever taken for markup."""
    document = QTextDocument()
    cursor = QTextCursor(document)
    heading = cursor.charFormat()
    heading.setFontPointSize(16)
    body = cursor.charFormat()
    body.setFontPointSize(12)
    cursor.insertText(f"审核结果通知（{kind}）\n\n", heading)
    cursor.insertText(
        f"{name}：\n\n{text}\n\n\n签收人：____________________　　日期：____________________", body
    )
    return document


def print_notice(parent: QWidget, name: str, kind: str, text: str) -> bool:
    """Ask for a printer and print. False when the person thought better of it."""
    printer = QPrinter(QPrinter.PrinterMode.HighResolution)
    dialog = QPrintDialog(printer, parent)
    if dialog.exec() != QDialog.DialogCode.Accepted:
        return False
    notice_document(name, kind, text).print_(printer)
    return True

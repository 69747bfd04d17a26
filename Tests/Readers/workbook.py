"""Reads a workbook with openpyxl, as somebody else's program would, and tells what it holds.

Usage: python3 workbook.py FILE; writes one JSON document. Numbers are told as Excel shows them,
with 15 significant digits.
"""

import json
import sys
import zipfile

import openpyxl


def cell(found):
    if found.value is None:
        return None
    is_number = isinstance(found.value, (int, float)) and not isinstance(found.value, bool)
    return {
        "kind": found.data_type,
        "text": "%.15g" % found.value if is_number else str(found.value),
        "format": found.number_format,
        "indent": int(found.alignment.indent),
        "isBold": bool(found.font.bold),
        "fill": found.fill.fgColor.rgb if found.fill.fill_type else "",
    }


def sheet(found, source):
    return {
        "minds": [] if b'numberStoredAsText="1"' in source else ["numbers stored as text"],
        "heights": [
            found.row_dimensions[row + 1].height or 15 for row in range(found.max_row)
        ],
        "name": found.title,
        "freeze": found.freeze_panes or "",
        "filter": found.auto_filter.ref or "",
        "repeats": found.print_title_rows or "",
        "orientation": found.page_setup.orientation or "",
        "fitsWidth": found.page_setup.fitToWidth or 1,
        "fitsHeight": 1 if found.page_setup.fitToHeight is None else found.page_setup.fitToHeight,
        "fits": bool(found.sheet_properties.pageSetUpPr and found.sheet_properties.pageSetUpPr.fitToPage),
        "printArea": "".join(found.print_area or ""),
        "footer": found.oddFooter.center.text or "",
        "widths": [
            found.column_dimensions[openpyxl.utils.get_column_letter(column + 1)].width
            for column in range(found.max_column)
        ],
        "isProtected": bool(found.protection.sheet),
        "unlocked": [
            one.coordinate
            for row in found.iter_rows()
            for one in row
            if not one.protection.locked
        ],
        "rows": [[cell(one) for one in row] for row in found.iter_rows()],
    }


def main():
    book = openpyxl.load_workbook(sys.argv[1])
    properties = book.properties
    with zipfile.ZipFile(sys.argv[1]) as parts:
        sources = [
            parts.read("xl/worksheets/sheet%d.xml" % (number + 1))
            for number in range(len(book.worksheets))
        ]
    json.dump(
        {
            "created": properties.created.isoformat() if properties.created else "",
            "title": properties.title or "",
            "sheets": [sheet(one, source) for one, source in zip(book.worksheets, sources)],
        },
        sys.stdout,
    )


if __name__ == "__main__":
    main()

"""Reads a page strictly, as XML, and tells what it holds.

Usage: python3 page.py FILE; writes one JSON document. Fails where the page is not well-formed, has
a script, a style beside its own sheet, or anything that leads out of it.
"""

import base64
import hashlib
import json
import re
import sys
import xml.etree.ElementTree as tree


def text(element):
    return "".join(element.itertext()).strip()


def table(found):
    return {
        "caption": text(found.find("caption")) if found.find("caption") is not None else "",
        "kind": found.get("class", ""),
        "rows": [
            [{"text": text(cell), "tone": cell.get("class", "")} for cell in row.iter() if cell.tag in ("th", "td")]
            for row in found.iter("tr")
        ],
    }


def section(found):
    return {
        "id": found.get("id"),
        "title": text(found.find("h2")),
        "text": text(found),
        "tables": [table(one) for one in found.iter("table")],
        "cards": [text(one) for one in found.iter("article")],
        "drawings": [text(one.find("title")) for one in found.iter("svg") if one.get("role") == "img"],
    }


def policy(page):
    for meta in page.iter("meta"):
        if meta.get("http-equiv") == "Content-Security-Policy":
            return meta.get("content")
    raise SystemExit("no policy")


def check(page):
    styles = list(page.iter("style"))
    digest = base64.b64encode(hashlib.sha256(styles[0].text.encode()).digest()).decode()
    expected = "default-src 'none'; style-src 'sha256-%s'; base-uri 'none'; form-action 'none'" % digest
    if len(styles) != 1 or policy(page) != expected:
        raise SystemExit("the policy is %s, not %s" % (policy(page), expected))
    if re.search(r"url\(|@import|expression", styles[0].text):
        raise SystemExit("the style sheet leads out of the page")
    identifiers = [one.get("id") for one in page.iter() if one.get("id")]
    if len(identifiers) != len(set(identifiers)):
        raise SystemExit("an id occurs twice")
    for element in page.iter():
        if element.tag in ("script", "iframe", "object", "embed", "img", "link", "form", "base", "image", "use"):
            raise SystemExit("holds <%s>" % element.tag)
        for name, value in element.attrib.items():
            if name.startswith("on") or name in ("style", "src", "srcset", "action", "{http://www.w3.org/1999/xlink}href"):
                raise SystemExit("holds %s=" % name)
            if name == "href" and value[1:] not in identifiers:
                raise SystemExit("leads to %s" % value)
        if element.tag == "svg" and element.get("role") == "img" and not text(element.find("title")):
            raise SystemExit("a drawing says nothing")
        if element.tag == "svg" and element.get("role") != "img" and element.get("aria-hidden") != "true":
            raise SystemExit("a drawing is neither heard nor hidden")


def main():
    with open(sys.argv[1], encoding="utf-8") as file:
        source = file.read()
    if not source.startswith("<!DOCTYPE html>\n"):
        raise SystemExit("no document type")
    page = tree.fromstring(source)
    check(page)
    json.dump(
        {
            "language": page.get("lang"),
            "title": text(page.find("head/title")),
            "byteCount": len(source.encode()),
            "text": text(page.find("body")),
            "sections": [section(one) for one in page.iter("section")],
        },
        sys.stdout,
    )


if __name__ == "__main__":
    main()

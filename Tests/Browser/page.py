"""Opens pages in Chromium and fails where one of them does not hold what a reader needs.

Usage: page.py FILE.html...; beside each it leaves pictures at both widths and the printed page.
Axe may find nothing serious or critical, the page may not be wider than its window, the browser may
have nothing to say (a violated policy is said), and no word may lie beyond the edge of a sheet.
"""

import re
import subprocess
import sys

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import sync_playwright

WIDTHS = (390, 1280, 1440)
GRAVE = ("serious", "critical")


def open_page(browser, file, width, **options):
    context = browser.new_context(viewport={"width": width, "height": 900}, **options)
    page = context.new_page()
    said = []
    page.on("console", lambda message: said.append(message.text))
    page.on("request", lambda request: said.append(request.url) if request.url != f"file://{file}" else None)
    page.goto(f"file://{file}")
    return page, said


def judged(page):
    """What axe finds, everything unfolded."""
    page.evaluate("document.querySelectorAll('details').forEach(one => one.open = true)")
    found = Axe().run(page).response["violations"]
    return [
        f"axe: {one['impact']} {one['id']}: {one['nodes'][0]['html'][:120]}"
        for one in found
        if one["impact"] in GRAVE
    ]


def clipped(sheets):
    """Words of a printed page that lie beyond its edge."""
    boxes = subprocess.run(["pdftotext", "-bbox", sheets, "-"], capture_output=True, text=True, check=True).stdout
    width, words, beyond = 0.0, 0, []
    for line in boxes.splitlines():
        if sheet := re.search(r'<page width="([\d.]+)"', line):
            width = float(sheet[1])
        elif word := re.search(r'<word xMin="([-\d.]+)" .*xMax="([\d.]+)".*>(.*)</word>', line):
            words += 1
            if float(word[1]) < 0 or float(word[2]) > width:
                beyond.append(f"print: {word[3]} is cut")
    return beyond if words > 500 else ["print: hardly any words"]


def findings(browser, file):
    found = []
    for width in WIDTHS:
        page, said = open_page(browser, file, width)
        found += [f"{width}: {text}" for text in said]
        actual = page.evaluate("document.documentElement.scrollWidth")
        if actual > width:
            found.append(f"{width}: the page is {actual} wide")
        page.screenshot(path=file.replace(".html", f"-{width}.png"), full_page=True)
        if width == WIDTHS[-1]:
            sheets = file.replace(".html", ".pdf")
            page.pdf(path=sheets, prefer_css_page_size=True)
            found += clipped(sheets)
        page.context.close()
        # The judge is a script, which the page's own policy does not let in.
        page, _ = open_page(browser, file, width, bypass_csp=True)
        found += [f"{width}: {text}" for text in judged(page)]
        page.context.close()
    return found


def main():
    grave = 0
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path="/usr/bin/chromium", args=["--no-sandbox"])
        for file in sys.argv[1:]:
            found = findings(browser, file)
            grave += len(found)
            print(f"{file}: {len(found)} findings")
            for text in found:
                print(f"  {text}")
        browser.close()
    sys.exit(1 if grave else 0)


if __name__ == "__main__":
    main()

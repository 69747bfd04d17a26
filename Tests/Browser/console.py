"""Walks through the console in Chromium and fails where a page does not hold what a reader needs.

Usage: console.py look|act ADDRESS USER FOLDER, the password in BROWSER_PASSWORD; pictures go to
FOLDER. It looks at what is there, a run that goes on among it, or files what needs a watch besides.
Axe may find nothing serious or critical, no page may be wider than its window or ask for anything
elsewhere, the browser may have nothing to say (a violated policy is said), what is filed must be
seen, and a run must be followed to its end.
"""

import os
import sys

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import expect, sync_playwright

WIDTHS = (390, 1280)
GRAVE = ("serious", "critical")
WORDS = {
    "zh": {"login": "登录", "file": "提交答复", "ask": "申请重算", "accepted": "已认可",
           "done": "无变化", "running": "运行中", "follows": "随运行更新",
           "broken": "正在重新连接", "ended": "不再更新"},
    "en": {"login": "Log in", "file": "File the answer", "ask": "Ask for the year",
           "accepted": "accepted", "done": "up to date", "running": "running",
           "follows": "follows the run", "broken": "trying again", "ended": "does not follow any more"},
}


class Walk:
    def __init__(self, browser, address, folder, language, width, strict):
        self.address, self.folder, self.language, self.width = address, folder, language, width
        # The judge is a script, which the console's own policy does not let in.
        self.strict = strict
        self.context = browser.new_context(
            viewport={"width": width, "height": 900}, bypass_csp=not strict,
            locale="zh-CN" if language == "zh" else "en-GB",
        )
        self.page = self.context.new_page()
        self.page.set_default_timeout(20_000)
        self.found = []
        # What the browser may have to say now: it tells of every answer that is an error.
        self.expected = None
        self.words = WORDS[language]
        self.page.on("console", lambda message: self.say(message.text))
        self.page.on("pageerror", lambda error: self.say(str(error)))
        self.page.on("request", self.check_request)

    def say(self, text):
        if self.expected and self.expected in text:
            return
        self.found.append(f"{self.language} {self.width} {self.page.url}: {text}")

    def check_request(self, request):
        if not request.url.startswith(self.address):
            self.say(f"asks for {request.url}")

    def go(self, path):
        self.page.goto(self.address + path)

    def look(self, name):
        """Pictures the page, and lets axe judge it."""
        if self.strict:
            actual = self.page.evaluate("document.documentElement.scrollWidth")
            if actual > self.width:
                self.say(f"is {actual} wide")
            picture = f"{self.folder}/console-{name}-{self.language}-{self.width}.png"
            self.page.screenshot(path=picture, full_page=True)
        else:
            for one in Axe().run(self.page).response["violations"]:
                if one["impact"] in GRAVE:
                    self.say(f"axe: {one['impact']} {one['id']}: {one['nodes'][0]['html'][:160]}")

    def log_in(self, user, password):
        self.go("login")
        self.look("login")
        self.page.fill("#f-user", user)
        self.page.fill("#f-password", password)
        self.page.get_by_role("button", name=self.words["login"]).click()
        expect(self.page.locator(".who .user")).to_have_text(user)

    def browse(self):
        """From the years down to the lines, each step a click."""
        self.go("")
        self.look("years")
        self.page.locator("table.years tbody a").nth(0).click()
        while not self.page.locator("table.tree tbody tr").count():
            self.page.go_back()
            self.page.locator("table.years tbody th a").nth(1).click()
        self.look("year")
        self.page.locator("table.tree tbody th a").nth(0).click()
        self.look("cell")
        for _ in range(9):
            below = self.page.locator("table.parts tbody th a")
            if not below.count():
                break
            below.nth(0).click()
            expect(self.page.locator(".verdict")).to_be_visible()
            if self.page.locator(".verdict.bad").count():
                self.say("the parts do not add up")
        self.look("leaf")
        self.page.locator("main p > a").last.click()
        expect(self.page.locator(".verdict")).to_be_visible()
        if self.page.locator(".verdict.bad").count():
            self.say("the lines do not add up")
        self.look("lines")

    def anomalies(self):
        self.go("anomalies?severity=error")
        self.look("anomalies")
        self.page.locator(".anomalies .head a").nth(0).click()
        self.look("anomaly")

    def follow(self):
        """A run at work, whose stream breaks and comes back, and is then refused."""
        self.go("runs")
        running = self.page.locator("table.runs tbody tr", has_text=self.words["running"])
        running.locator("th a").first.click()
        link = self.page.locator("#run-link")
        expect(link).to_contain_text(self.words["follows"])
        self.look("running")
        if not self.strict:
            return
        self.expected = "ERR_"
        self.page.route("**/events", lambda route: route.abort())
        self.page.reload()
        expect(link).to_contain_text(self.words["broken"])
        self.look("broken")
        self.page.unroute("**/events")
        expect(link).to_contain_text(self.words["follows"], timeout=30_000)
        self.expected = "EventSource"
        self.page.route("**/events", lambda route: route.fulfill(status=200, body="gone"))
        self.page.reload()
        expect(link).to_contain_text(self.words["ended"])
        self.page.unroute("**/events")
        self.expected = None

    def errors(self):
        """What is not there, and what may not be done."""
        self.expected = "404"
        self.go("nothing")
        self.look("missing")
        self.go("anomalies?page=999")
        self.look("past-the-end")
        self.expected = None

    def answer(self):
        self.page.fill("#f-text", "已核实,情况属实 / looked into, and true")
        self.page.get_by_role("button", name=self.words["file"]).click()
        expect(self.page.locator(".standing")).to_contain_text(self.words["accepted"])
        self.look("answered")

    def ask(self):
        """Asks for a year, and follows the run that serves it to its end."""
        self.go("runs")
        before = self.page.locator("table.runs tbody tr").count()
        self.page.fill("#f-reason", "浏览器试验 / tried in a browser")
        self.page.get_by_role("button", name=self.words["ask"]).click()
        for _ in range(200):
            self.go("runs")
            if self.page.locator("table.runs tbody tr").count() > before:
                break
            self.page.wait_for_timeout(50)
        self.page.locator("table.runs tbody th a").nth(0).click()
        followed = self.page.locator("script").count() > 0
        # The page loads itself anew when the run has ended.
        expect(self.page.locator("#run-state")).to_have_text(self.words["done"], timeout=120_000)
        if not followed:
            self.say("the run was over before it could be followed")
        self.look("run")
        self.go("runs")
        self.look("runs")


def looks(browser, *place):
    """Every page in both languages, at both widths, once for its policy and once for axe."""
    for language in WORDS:
        for width in WIDTHS:
            for strict in (True, False):
                walk = Walk(browser, *place, language, width, strict)
                yield walk
                walk.browse()
                walk.anomalies()
                walk.follow()
                walk.errors()
                walk.go("runs")
                walk.look("runs")


def acts(browser, *place):
    """What is filed, in both languages."""
    for language in WORDS:
        walk = Walk(browser, *place, language, WIDTHS[-1], True)
        yield walk
        walk.anomalies()
        walk.answer()
        walk.ask()


def main():
    task, address, user, folder = sys.argv[1:]
    password = os.environ["BROWSER_PASSWORD"]
    walks = []
    with sync_playwright() as playwright:
        chromium = playwright.chromium
        browser = chromium.launch(executable_path="/usr/bin/chromium", args=["--no-sandbox"])
        for walk in {"look": looks, "act": acts}[task](browser, address, folder):
            walk.log_in(user, password)
            walks.append(walk)
        browser.close()
    found = [one for walk in walks for one in walk.found]
    for one in found:
        print(one, file=sys.stderr)
    print(f"console.py {task}: {f'{len(found)} findings' if found else 'no finding'}")
    sys.exit(1 if found else 0)


main()

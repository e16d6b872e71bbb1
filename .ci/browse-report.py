"""What a person does with an HTML report, done in a headless browser. Called by browse-report."""

import json
import pathlib
import sys
import time

from playwright.sync_api import sync_playwright

chromium, work = sys.argv[1], pathlib.Path(sys.argv[2])
LOAD_SECONDS = 2.0
SIZE_LIMIT = 15_000_000


def open_report(browser, path):
    page = browser.new_page(viewport={"width": 1440, "height": 900})
    problems = []
    page.on("pageerror", lambda error: problems.append(str(error)))
    page.on("console", lambda message: problems.append(message.text) if message.type in ("error", "warning") else None)
    page.on("request", lambda request: None if request.url.startswith("file:") else problems.append(request.url))
    started = time.monotonic()
    page.goto(path.as_uri())
    page.wait_for_selector("html[data-ready]", timeout=30_000)
    page.click('nav a[href="#findings"]')
    page.wait_for_selector("#row-0, .empty")
    return page, time.monotonic() - started, problems


def browse(browser, name):
    records = [json.loads(line) for line in (work / f"{name}.ndjson").read_text().splitlines()]
    page, _, problems = open_report(browser, work / f"{name}.html")
    assert page.get_attribute("#grid", "aria-rowcount") == str(len(records) + 1)

    # Filter by verdict, and search for a subject.
    fails = sum(record["verdict"] == "fail" for record in records)
    page.select_option("select[name=verdict]", "fail")
    assert page.get_attribute("#grid", "aria-rowcount") == str(fails + 1)
    page.select_option("select[name=verdict]", "")

    # Every record comes out as it went in.
    for record in records[:: max(1, len(records) // 40)]:
        page.fill("input[name=query]", record["id"])
        page.wait_for_timeout(200)  # the search waits until typing rests
        page.wait_for_selector('#grid[aria-rowcount="2"]')
        page.locator(".viewport").focus()
        page.keyboard.press("Enter")
        text = page.inner_text("dialog")
        lang = page.get_attribute("html", "lang")
        assert record["id"] in text and record["digest"] in text, record["id"]
        flat = " ".join(text.split())
        assert " ".join(record["message"][lang].split()) in flat, (record["message"][lang], flat)
        for observation in record["observed"]:
            source = observation["source"]
            assert observation["name"] in text
            if source:
                assert f"{source['file']}:{source['line']}" in text
                assert " ".join(source["raw"].split()) in flat, source["raw"]
                assert not source.get("pointer") or source["pointer"] in text, source["pointer"]
        for step in record["trace"]:
            assert " ".join(step["expression"].split()) in flat, step["expression"]
        page.keyboard.press("Escape")
        assert not page.locator("dialog").is_visible()
    page.fill("input[name=query]", "")
    page.wait_for_selector(f'#grid[aria-rowcount="{len(records) + 1}"]')

    # The keyboard alone: down, open, next, close.
    page.locator(".viewport").focus()
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    assert page.inner_text(".record-bar .soft").startswith("2 /")
    page.keyboard.press("ArrowRight")
    assert page.inner_text(".record-bar .soft").startswith("3 /")
    page.keyboard.press("Escape")
    page.keyboard.press("End")
    assert page.locator(f"#row-{len(records) - 1}").count() == 1

    for lang, word in (("vi", "Phát hiện"), ("en", "Findings")):
        page.click(f".choice button[lang={lang}]")
        assert page.get_attribute("html", "lang") == lang
        assert word in page.inner_text("nav")
    for theme in ("dark", "light"):
        page.click(f".choice button[value={theme}]")
        assert page.get_attribute("html", "data-theme") == theme
    for view in ("overview", "collect", "waivers", "sources"):
        page.click(f'nav a[href="#{view}"]')
        page.wait_for_selector(f"section#{view}", state="visible")
    page.pdf(path=str(work / f"{name}.pdf"), prefer_css_page_size=True)
    assert (work / f"{name}.pdf").stat().st_size > 20_000
    assert not problems, problems
    page.close()
    print(f"{name}: {len(records)} findings, {(work / f'{name}.html').stat().st_size} bytes")


def browse_without_script(browser, name):
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto((work / f"{name}.html").as_uri())
    assert page.locator("main.static tbody tr").count() > 5
    context.close()


def browse_many(browser):
    path = work / "many.html"
    size = path.stat().st_size
    times = []
    for _ in range(3):
        page, seconds, problems = open_report(browser, path)
        times.append(seconds)
        count = int(page.get_attribute("#grid", "aria-rowcount")) - 1
        started = time.monotonic()
        page.select_option("select[name=verdict]", "fail")
        filtering = time.monotonic() - started
        assert not problems, problems
        page.close()
    best = min(times)
    print(f"many: {count} findings, {size} bytes, opens in {best:.2f} s, filters in {filtering:.2f} s")
    assert size * 100_000 < SIZE_LIMIT * count, "more than 150 bytes for a finding"
    assert best * 100_000 < LOAD_SECONDS * max(count, 100_000), f"opens in {best:.2f} s"


with sync_playwright() as playwright:
    browser = playwright.chromium.launch(executable_path=chromium, args=["--no-sandbox"])
    for fixture in ("ninh-binh", "cam-pha"):
        browse(browser, fixture)
        browse_without_script(browser, fixture)
    browse_many(browser)
    browser.close()

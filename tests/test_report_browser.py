"""The review page in a real browser: what a person does on it, and what comes out."""

import os
import shutil
import tomllib
from dataclasses import replace

import pytest

from slavonym import Config, Explanation, Normalizer
from slavonym.report import Reviewed, page
from slavonym.surface import comparable

playwright_api = pytest.importorskip("playwright.sync_api", reason="playwright is not installed")
CHROMIUM = next(
    filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None
)
pytestmark = pytest.mark.skipif(not CHROMIUM, reason="no Chromium on this machine")

NORMALIZER = Normalizer()
STORY = (
    "\ufeffIn Ukraine 🚌🇺🇦, governor Oleg Synegoubov left kyiv.\r\n"
    "Then “Chassiv Yar”; </script> & Zaporijjia, and Zaporijjia again.\r"
    "\tOdessa, Texas. At the border with Ukraine stood Andreï Goutsoul.\u2028Bilytchi 𝔵.\n"
)
NOTE = "From kyiv, in Ukraine, to Zaporijjia.\n"
SHOWN = [
    "Oleh Syniehubov",
    "Kyiv",
    "Chasiv Yar",
    "Zaporizhzhia",
    "Zaporizhzhia",
    "Odessa",
    "Andriy Hutsul",
    "Bilytchi",
    "Kyiv",
    "Zaporizhzhia",
]


@pytest.fixture(scope="module")
def browser():
    with playwright_api.sync_playwright() as driver:
        arguments = ["--no-sandbox"] if hasattr(os, "geteuid") and os.geteuid() == 0 else []
        browser = driver.chromium.launch(executable_path=CHROMIUM, args=arguments)
        yield browser
        browser.close()


@pytest.fixture(scope="module")
def address(tmp_path_factory):
    texts = [("wire/story.txt", STORY), ("note.txt", NOTE)]
    file = tmp_path_factory.mktemp("report") / "review.html"
    document = page([Reviewed(n, t, NORMALIZER.explain(t)) for n, t in texts], NORMALIZER)
    file.write_bytes(document.encode())
    return file.as_uri()


@pytest.fixture
def visit(browser, address):
    """Open the page; in the end it must have asked the network for nothing, and have no error."""
    contexts, told = [], []

    def visit(where=address, **options):
        context = browser.new_context(viewport={"width": 1280, "height": 900}, **options)
        contexts.append(context)
        visited = context.new_page()
        visited.on("console", lambda message: told.append(message.text))
        visited.on("pageerror", lambda error: told.append(str(error)))
        visited.on("request", lambda request: told.append(request.url))
        visited.goto(where)
        return visited

    yield visit
    for context in contexts:
        context.close()
    assert [each for each in told if not each.startswith(("file:", "blob:"))] == []


@pytest.fixture
def opened(visit):
    return visit()


def saved(opened, press):
    with opened.expect_download() as waiting:
        press()
    return waiting.value.suggested_filename, waiting.value.path().read_bytes()


def corrected(opened, number=0):
    return saved(opened, lambda: opened.locator(".save").nth(number).click())


def exclusions(opened):
    return saved(opened, lambda: opened.locator("#exclusions").click())


def marks(opened):
    """What stands at each mark, None where it is no longer marked."""
    return opened.locator(".prose .mark").evaluate_all(
        "links => links.map(link => link.classList.contains('off') ? null : link.innerText)"
    )


def choose(opened, number, button):
    """Click on a mark, then on a button of its card."""
    opened.locator(".prose .mark").nth(number).click()
    opened.locator(f".card[open] .{button}").click()


def slide(opened, percent):
    opened.locator("#least").fill(str(percent))


def text(story, *instead):
    """A text as it is normalized, but for some of its changes."""
    written = NORMALIZER.normalize(story)
    for new, old in instead:
        assert new in written
        written = written.replace(new, old)
    return written


# What comes out


def test_the_corrected_text_is_what_normalize_returns_byte_for_byte(opened):
    assert corrected(opened) == ("story.txt", NORMALIZER.normalize(STORY).encode())
    assert corrected(opened, 1) == ("note.txt", NORMALIZER.normalize(NOTE).encode())


def test_a_rejected_change_is_not_made(opened):
    assert marks(opened) == SHOWN
    choose(opened, 2, "reject")
    assert marks(opened)[2].startswith("Chassiv Yar")
    assert corrected(opened)[1] == text(STORY, ("Chasiv Yar", "Chassiv Yar")).encode()
    assert corrected(opened, 1)[1] == NORMALIZER.normalize(NOTE).encode()


def test_what_was_left_alone_can_be_accepted(opened):
    choose(opened, 5, "accept")
    choose(opened, 7, "accept")
    assert marks(opened)[5].startswith("Odesa")
    assert marks(opened)[7].startswith("Bilychi")
    expected = text(STORY, ("Odessa", "Odesa"), ("Bilytchi", "Bilychi"))
    assert corrected(opened)[1] == expected.encode()


def test_a_decision_can_be_taken_back(opened):
    choose(opened, 2, "reject")
    opened.locator(".card[open] .reject").click()
    assert marks(opened) == SHOWN
    assert corrected(opened)[1] == NORMALIZER.normalize(STORY).encode()


def test_a_form_can_be_rejected_wherever_it_stands(opened):
    choose(opened, 3, "all")
    assert opened.locator("#made-count").inner_text() == "5 of 8 changes, 3 decided"
    assert "Zaporizhzhia" not in corrected(opened)[1].decode()
    assert corrected(opened, 1)[1] == text(NOTE, ("Zaporizhzhia", "Zaporijjia")).encode()


def test_the_exclusions_are_a_config_that_keeps_the_rejected_forms(opened, tmp_path):
    assert opened.locator("#exclusions").is_disabled()
    choose(opened, 2, "reject")
    choose(opened, 3, "reject")
    choose(opened, 8, "reject")
    name, content = exclusions(opened)
    assert name == "exclusions.toml"
    assert tomllib.loads(content.decode())["tables"]["exclude"] == [
        "Chassiv Yar",
        "Zaporijjia",
        "kyiv",
    ]
    file = tmp_path / name
    file.write_bytes(content)
    again = Normalizer(Config.from_toml(file)).normalize(STORY)
    assert "Chassiv Yar" in again
    assert "Zaporizhzhia" not in again
    assert "Oleh Syniehubov" in again


@pytest.mark.parametrize("form", ['"Quo"te', "Back\\slash", "A\x00B\x7fC\x80", "É\u2028😀", "#'[]"])
def test_the_exclusions_are_valid_toml_whatever_the_form(visit, tmp_path, form):
    # No name is spelled so, but a rule of one's own may propose anything.
    (kyiv,) = NORMALIZER.explain("kyiv, Ukraine").matches
    odd = replace(kyiv, start=0, end=len(form), surface=form, out_start=0, out_end=4)
    file = tmp_path / "odd.html"
    file.write_text(page([Reviewed("odd", form, Explanation("Kyiv", (odd,)))], NORMALIZER), "utf-8")
    opened = visit(file.as_uri())
    choose(opened, 0, "reject")
    assert tomllib.loads(exclusions(opened)[1].decode())["tables"]["exclude"] == [comparable(form)]
    assert corrected(opened) == ("odd", form.encode())


def test_it_warns_before_decisions_are_lost(opened):
    choose(opened, 2, "reject")
    with opened.expect_event("dialog") as waiting:
        opened.close(run_before_unload=True)
    assert waiting.value.type == "beforeunload"
    waiting.value.dismiss()
    corrected(opened)
    with opened.expect_event("close"):
        opened.close(run_before_unload=True)


# The slider


def test_the_slider_takes_back_what_is_less_sure(opened):
    slide(opened, 95)
    assert marks(opened) == [*SHOWN[:6], None, *SHOWN[7:]]
    assert not opened.locator("#card-1-7").is_visible()
    expected = text(STORY, ("Andriy Hutsul", "Andreï Goutsoul"))
    assert corrected(opened)[1] == expected.encode()
    assert opened.locator("#threshold").inner_text() == "95 %"
    slide(opened, 100)
    assert corrected(opened)[1] == STORY.encode()


def test_a_decision_counts_more_than_the_slider(opened):
    choose(opened, 6, "accept")
    slide(opened, 100)
    expected = STORY.replace("Andreï Goutsoul", "Andriy Hutsul")
    assert corrected(opened)[1] == expected.encode()


def test_what_was_left_alone_can_be_hidden(opened):
    opened.locator("#show-left").uncheck()
    assert marks(opened) == [*SHOWN[:5], None, SHOWN[6], None, *SHOWN[8:]]


def test_both_forms_can_be_shown(opened):
    opened.locator("#show-both").check()
    assert marks(opened)[0] == "Oleg Synegoubov → Oleh Syniehubov"
    assert marks(opened)[5] == "Odessa"


# Hover, click and keys


def test_hovering_shows_before_and_after(opened):
    opened.locator(".prose .mark").nth(2).hover()
    tip = opened.locator("#tip")
    assert tip.is_visible()
    assert tip.inner_text().startswith("Chassiv Yar → Chasiv Yar, 9")
    opened.keyboard.press("Escape")
    assert not tip.is_visible()
    opened.locator(".prose .mark").nth(5).hover()
    assert "Left alone: in Texas" in tip.inner_text()


def test_a_click_shows_why(opened):
    opened.locator(".prose .mark").nth(2).click()
    card = opened.locator(".card[open]")
    assert card.count() == 1
    assert card.is_visible()
    for part in (
        "Часів Яр",
        "Letter by letter",
        "Evidence",
        "log-odds together",
        "line 2, column 7",
    ):
        assert part in card.inner_text()
    assert card.locator(".letters ruby").count() == len("Ch-a-ss-i-v- -Ya-r".split("-"))
    widths = card.locator(".evidence rect").evaluate_all(
        "bars => bars.map(bar => bar.getBoundingClientRect().width)"
    )
    assert max(widths) > 20
    opened.locator(".prose .mark").nth(2).click()
    assert opened.locator(".card[open]").count() == 0


def current(opened):
    return opened.evaluate(
        "[...document.querySelectorAll('.prose .mark')].findIndex(m => m.classList.contains('current'))"
    )


def test_the_keys_lead_through_the_page(opened):
    visited = []
    for key in "jjkjaruukjjjjjjjjjjj":
        opened.keyboard.press(key)
        visited.append(current(opened))
    assert visited[:4] == [0, 1, 0, 1]
    assert visited[4:6] == [2, 3]  # accepting and rejecting go on
    assert visited[-1] == len(SHOWN) - 1
    assert opened.evaluate("document.activeElement.classList.contains('mark')")
    assert opened.locator(".prose .mark.decided").count() == 2
    assert marks(opened)[2].startswith("Chassiv Yar")
    assert "last name" in opened.locator("#said").inner_text()
    opened.keyboard.press("Escape")
    assert current(opened) == -1


def test_keys_take_back_and_reject_everywhere(opened):
    for key in ("j", "j", "j", "j", "Shift+R"):
        opened.keyboard.press(key)
    assert opened.locator(".prose .mark.decided").count() == 3
    opened.keyboard.press("k")
    opened.keyboard.press("u")
    assert opened.locator(".prose .mark.decided").count() == 2
    opened.keyboard.press("b")
    assert opened.locator("#show-both").is_checked()
    opened.keyboard.press("l")
    assert not opened.locator("#show-left").is_checked()


def test_keys_skip_what_is_hidden_and_can_be_switched_off(opened):
    slide(opened, 95)
    opened.locator("#show-left").uncheck()
    visited = []
    for _ in range(7):
        opened.keyboard.press("j")
        visited.append(current(opened))
    assert visited == [0, 1, 2, 3, 4, 8, 9]
    opened.keyboard.press("?")
    assert opened.locator("dialog").is_visible()
    opened.locator("#keys-on").uncheck()
    opened.keyboard.press("Escape")
    opened.keyboard.press("k")
    assert current(opened) == 9


def test_everything_can_be_reached_with_the_tab_key(opened):
    reached = set()
    for _ in range(60):
        opened.keyboard.press("Tab")
        reached.add(
            opened.evaluate("document.activeElement.id || document.activeElement.className")
        )
    assert {"least", "show-both", "show-left", "previous", "next", "help", "mark-1-1"} <= reached


# How it looks


CONTRAST = """() => {
  const parse = (text) => {
    const [r, g, b, a = 1] = text.match(/[\\d.]+/g).map(Number);
    return [r, g, b, a];
  };
  const over = (top, under) => top.slice(0, 3).map((c, i) => c * top[3] + under[i] * (1 - top[3]));
  const ground = (element) => {
    const layers = [];
    for (let at = element; at; at = at.parentElement) {
      layers.push(parse(getComputedStyle(at).backgroundColor));
      if (layers.at(-1)[3] === 1) break;
    }
    return layers.reduceRight((under, top) => over(top, under), [255, 255, 255]);
  };
  const light = (rgb) => {
    const [r, g, b] = rgb.map((c) => c / 255).map((c) => (c <= 0.04045 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4));
    return 0.2126 * r + 0.7152 * g + 0.0722 * b;
  };
  const found = [];
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  while (walker.nextNode()) {
    const element = walker.currentNode.parentElement;
    if (!walker.currentNode.data.trim() || !element.checkVisibility()) continue;
    if (element.closest(".unseen, :disabled")) continue;
    const under = ground(element);
    const ink = over(parse(getComputedStyle(element).color), under);
    const [a, b] = [light(ink), light(under)].sort((x, y) => y - x);
    found.push([(a + 0.05) / (b + 0.05), walker.currentNode.data.trim().slice(0, 40)]);
  }
  return found.sort((x, y) => x[0] - y[0]);
}"""


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_all_text_has_a_contrast_of_4_5_at_least(visit, scheme):
    opened = visit(color_scheme=scheme)
    opened.locator("#show-both").check()
    choose(opened, 0, "accept")
    choose(opened, 2, "reject")
    choose(opened, 5, "accept")
    opened.locator(".prose .mark").nth(6).hover()
    measured = opened.evaluate(CONTRAST)
    assert len(measured) > 100
    assert measured[0][0] >= 4.5, measured[:5]


def test_dark_mode_is_dark(visit):
    grounds = {
        scheme: visit(color_scheme=scheme).evaluate(
            "getComputedStyle(document.body).backgroundColor.match(/\\d+/g).map(Number)"
        )
        for scheme in ("light", "dark")
    }
    assert min(grounds["light"]) > 230
    assert max(grounds["dark"]) < 40


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_accessibility_has_no_known_fault(browser, address, scheme):
    axe = pytest.importorskip("axe_playwright_python.sync_playwright", reason="no axe")
    # The checker is a script of its own, which the page would not let run.
    context = browser.new_context(color_scheme=scheme, bypass_csp=True)
    opened = context.new_page()
    opened.goto(address)
    choose(opened, 2, "reject")
    report = axe.Axe().run(opened)
    context.close()
    assert [found["id"] for found in report.response["violations"]] == []


def test_it_is_readable_without_javascript(visit):
    opened = visit(java_script_enabled=False)
    shown = opened.locator("body").inner_text()
    for part in (
        "Chassiv Yar → Chasiv Yar",
        "Часів Яр",
        "several words that fit",
        "Left alone: in Texas",
    ):
        assert part in shown
    assert "Without JavaScript this page is for reading" in shown
    assert not opened.locator("#least, .accept, .save").first.is_visible()


def test_on_paper_there_are_both_forms_and_no_controls(opened):
    choose(opened, 2, "reject")
    opened.emulate_media(media="print")
    opened.evaluate("dispatchEvent(new Event('beforeprint'))")
    shown = opened.locator("body").inner_text()
    for part in ("Oleg Synegoubov → Oleh Syniehubov", "Left alone: in Texas", "Часів Яр"):
        assert part in shown
    assert not opened.locator(".tools").is_visible()
    assert not opened.locator(".decide").first.is_visible()
    opened.evaluate("dispatchEvent(new Event('afterprint'))")
    assert opened.locator(".card[open]").count() == 1


@pytest.mark.parametrize("width", [1280, 800, 360])
def test_it_fits_the_window(opened, width):
    opened.set_viewport_size({"width": width, "height": 800})
    opened.locator(".prose .mark").nth(6).click()
    assert opened.evaluate("document.documentElement.scrollWidth") <= width
    opened.wait_for_timeout(500)  # it scrolls smoothly
    for part in (".prose .mark.current", ".card[open] .accept"):
        assert opened.locator(part).evaluate(IN_SIGHT), part


IN_SIGHT = """element => {
  const box = element.getClientRects()[0];
  const found = document.elementFromPoint(box.x + box.width / 2, box.y + box.height / 2);
  return found !== null && element.contains(found);
}"""


def test_the_text_shown_is_the_text(opened):
    shown = opened.locator(".prose").first.evaluate(
        """prose => {
          const copy = prose.cloneNode(true);
          copy.querySelectorAll("ins, .arrow").forEach(element => element.remove());
          return copy.textContent;
        }"""
    )
    assert shown == STORY.replace("\r\n", "\n").replace("\r", "\n")  # as HTML reads line ends

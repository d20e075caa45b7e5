"""The house styles in docs/styles: what each makes of one text, and that each says only what differs."""

import tomllib
from pathlib import Path

import pytest

from slavonym import Config, Normalizer

STYLES = Path(__file__).resolve().parents[1] / "docs" / "styles"

TEXT = (
    "Ukraine’s president, Volodymyr Zelensky, and the governor of Kharkiv, Oleg Synegoubov, met in Kyiv. "
    "General Valeri Zaloujny and Andriy Iermak were near Chassiv Yar, Kryvyï Rig and Lougansk."
)

WRITTEN = {
    "ap": (
        "Ukraine’s president, Volodymyr Zelenskyy, and the governor of Kharkiv, Oleh Syniehubov, met in Kyiv. "
        "General Valerii Zaluzhnyi and Andrii Yermak were near Chasiv Yar, Kryvyi Rih and Luhansk."
    ),
    "kmu": (
        "Ukraine’s president, Volodymyr Zelenskyi, and the governor of Kharkiv, Oleh Syniehubov, met in Kyiv. "
        "General Valerii Zaluzhnyi and Andrii Yermak were near Chasiv Yar, Kryvyi Rih and Luhansk."
    ),
    "afp-english": (
        "Ukraine’s president, Volodymyr Zelensky, and the governor of Kharkiv, Oleg Synegubov, met in Kyiv. "
        "General Valery Zaluzhny and Andriy Yermak were near Chasiv Yar, Kryvyi Rig and Lugansk."
    ),
}


def test_every_style_is_shown_here():
    assert {path.stem for path in STYLES.glob("*.toml")} == set(WRITTEN)


@pytest.mark.parametrize("style", WRITTEN)
def test_a_style_writes_the_text_its_way(style):
    normalizer = Normalizer(Config.from_toml(STYLES / f"{style}.toml"))
    assert normalizer.normalize(TEXT) == WRITTEN[style]
    assert normalizer.normalize(WRITTEN[style]) == WRITTEN[style]


@pytest.mark.parametrize("style", WRITTEN)
def test_a_style_lists_only_what_differs_from_the_tables(style):
    names = tomllib.loads((STYLES / f"{style}.toml").read_text(encoding="utf-8")).get("names", [])
    known = Normalizer()
    for name in names:
        found = {c.native: c.english for c in known.lookup(name["english"], kind=name["kind"])}
        assert found.get(name["native"]) not in (None, name["english"]), name

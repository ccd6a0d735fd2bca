"""What a person does on any page: fill, choose, press, and read what the page answers."""

from playwright.sync_api import Page, expect

UNHAPPY = "main .refusal:not(.refusal--note, .refusal--caution):visible, main .error-summary:visible"


def fill(page: Page, **values: str) -> None:
    """Type into fields by their names."""
    for name, value in values.items():
        page.locator(f"main [name='{name}']:visible").first.fill(value)


def press(page: Page, words: str) -> None:
    """Press the button of these words; the page that answers is no refusal."""
    page.locator("main").get_by_role("button", name=words, exact=True).first.click()
    page.wait_for_load_state()
    unhappy = page.locator(UNHAPPY)
    assert unhappy.count() == 0, f"{words} at {page.url}: {unhappy.first.inner_text()}"


def heading(page: Page, words: str) -> None:
    """The page that is open says so in its heading."""
    expect(page.get_by_role("heading", level=1)).to_contain_text(words)


def says(page: Page, *sentences: str) -> None:
    """The page shows each of these."""
    for sentence in sentences:
        expect(page.locator("main")).to_contain_text(sentence)

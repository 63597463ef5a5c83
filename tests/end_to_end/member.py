"""Somebody in front of the server's page, in a browser."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from playwright.sync_api import Browser, Locator, Page, ViewportSize, expect

SIZE = ViewportSize(width=1100, height=800)


@dataclass(frozen=True, slots=True)
class Member:
    """What a person does in the page and sees there; pictures of it go into the folder `pictures`."""

    page: Page
    pictures: Path

    def goes_to(self, conversation: str) -> None:
        """Choose a channel by its name, or the bot's Home."""
        self.page.locator(".sidebar-item", has_text=conversation).first.click()

    def types(self, line: str) -> None:
        box = self.page.locator(".main .composer-input")
        box.fill(line)
        box.press("Enter")

    def presses(self, label: str) -> None:
        """Press a button of the latest message that has one with that label, or of Home."""
        self.page.get_by_role("button", name=label, exact=True).last.click()

    def fills_in(self, words: str) -> None:
        """Write into the first field of the form."""
        self.modal.locator(".bk-input input").first.fill(words)

    def sends(self) -> None:
        """Submit the form, which closes."""
        self.modal.locator(".modal-foot .primary").click()
        expect(self.modal).to_have_count(0)

    @property
    def modal(self) -> Locator:
        return self.page.locator(".modal")

    def sees(self, words: str) -> None:
        """The conversation, or Home, comes to say so."""
        expect(self.page.locator(".messages, .home")).to_contain_text(words)

    def sees_a_picture(self, words: str) -> None:
        """A picture described with these words is there and has been loaded."""
        drawn = self.page.get_by_alt_text(words)
        expect(drawn).to_be_visible()
        expect(drawn).not_to_have_js_property("naturalWidth", 0)

    def takes_a_picture(self, name: str) -> None:
        """Photograph the page, with the mouse where it points at nothing."""
        self.page.mouse.move(0, 0)
        self.page.screenshot(path=self.pictures / f"{name}.png")


@contextmanager
def looking(browser: Browser, address: str, user: str, pictures: Path) -> Iterator[Member]:
    """A fresh page, looked at by that user."""
    with browser.new_context(viewport=SIZE) as context:
        page = context.new_page()
        page.goto(address)
        page.locator(".actas select").select_option(user)
        yield Member(page, pictures)

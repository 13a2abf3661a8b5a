"""A browser, and pages that are opened in it from a file; what goes wrong there fails a test."""

import os
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Dialog, Page, sync_playwright

from extractor import Extractor
from extractor.report import Shown, render_page
from extractor.sources import Release

_QUIET = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)

Texts = dict[str, str]
"""Texts of releases by their titles."""


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """Chromium, the one of CHROMIUM or the system's."""
    program = os.environ.get("CHROMIUM") or shutil.which("chromium") or "chromium"
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=program, args=_QUIET)
        yield chromium
        chromium.close()


@pytest.fixture
def shown(extractor: Extractor) -> Callable[[Texts], list[Shown]]:
    """Makes releases of texts."""

    def make(texts: Texts) -> list[Shown]:
        releases = [
            Release(text, f"{title}.txt", "0" * 64, "utf-8", title=title)
            for title, text in texts.items()
        ]
        return [Shown(each.text, extractor.extract_release(each)) for each in releases]

    return make


@pytest.fixture
def told() -> list[str]:
    """What pages have told that a reader should never meet: requests, dialogs, messages, errors."""
    return []


@pytest.fixture
def visit(browser: Browser, tmp_path: Path, told: list[str]) -> Iterator[Callable[..., Page]]:
    """Opens a page of releases; nothing may be told of it at the end."""
    contexts = []

    def refuse(dialog: Dialog) -> None:
        told.append(f"dialog: {dialog.message}")
        dialog.dismiss()

    def open_page(releases: list[Shown], **settings: object) -> Page:
        file = tmp_path / "report.html"
        file.write_bytes(render_page(releases))
        usual = {"reduced_motion": "reduce", "viewport": {"width": 1440, "height": 800}}
        context = browser.new_context(offline=True, **usual | settings)  # type: ignore[arg-type]
        contexts.append(context)
        page = context.new_page()
        page.set_default_timeout(10_000)
        page.on("console", lambda message: told.append(f"console: {message.text}"))
        page.on("pageerror", lambda error: told.append(f"error: {error}"))
        page.on("dialog", refuse)
        page.on("request", lambda request: requested.append(request.url))
        page.goto(file.as_uri())
        return page

    requested: list[str] = []
    yield open_page
    for context in contexts:
        context.close()
    own = ((tmp_path / "report.html").as_uri(), "blob:")  # the page, and what is downloaded
    assert told + [url for url in requested if not url.startswith(own)] == []

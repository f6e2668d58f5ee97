"""Draw the extension's icons from Whyad's mark: ``python scripts/draw_icons.py``. The pictures are kept in git."""

from __future__ import annotations

import shutil
from pathlib import Path
from typing import Final

from playwright.sync_api import sync_playwright

FOLDER: Final = Path(__file__).parents[1] / "browser_extension" / "public" / "icon"
SIZES: Final = (16, 32, 48, 96, 128)
# Two bars on a balance line, as the panel draws its reasons; the ground keeps them apart from any toolbar.
MARK: Final = """
<svg xmlns="http://www.w3.org/2000/svg" width="{size}" height="{size}" viewBox="0 0 20 20" style="display:block">
  <rect x="0.5" y="0.5" width="19" height="19" rx="4.5" fill="#ffffff" stroke="#8a97a3" stroke-width="0.6"/>
  <rect x="8.6" y="4.4" width="8" height="4.4" rx="0.8" fill="#2f63ad"/>
  <rect x="3.4" y="11.2" width="5" height="4.4" rx="0.8" fill="#b0690f"/>
  <rect x="7.6" y="2.4" width="1.8" height="15.2" rx="0.4" fill="#17212b"/>
</svg>
"""


def main() -> None:
    """Write every size."""
    FOLDER.mkdir(parents=True, exist_ok=True)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=shutil.which("chromium"))
        for size in SIZES:
            page = browser.new_page(viewport={"width": size, "height": size})
            page.set_content(f"<body style='margin:0;background:transparent'>{MARK.format(size=size)}</body>")
            page.screenshot(path=FOLDER / f"{size}.png", omit_background=True)
            page.close()
        browser.close()


if __name__ == "__main__":
    main()

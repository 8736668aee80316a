"""``python -m helpers.page --port 8080``: the studio as a web page, on this machine alone, for whoever has its address.

It is Voilà that serves it, and takes all of Voilà's options; what holds for every page of the workshop is in
jupyter/etc/jupyter/voila.py.
"""

from __future__ import annotations

from pathlib import Path

from tornado.ioloop import IOLoop
from voila.app import Voila

from helpers import text

NOTEBOOKS = Path(__file__).parents[1] / "notebooks"
PAGES = {"English": "studio.ipynb", "한국어": "ko/studio.ipynb"}


class StudioPage(Voila):
    """Voilà on the notebooks' folder, which says where the studio is in each language."""

    def listen(self) -> None:
        """Take the port and serve until somebody stops it."""
        IOLoop.current().add_callback(self.announce)  # runs when the loop does: then the port is taken
        super().listen()

    def announce(self) -> None:
        """Print the addresses, complete with the token that whoever opens them needs."""
        print(text.say("served"), *self.addresses().values(), sep="\n", flush=True)

    def addresses(self) -> dict[str, str]:
        """Where the studio is, by language."""
        base, _, query = self.display_url.partition("?")
        return {language: f"{base}voila/render/{path}?{query}" for language, path in PAGES.items()}


def main() -> None:
    StudioPage.launch_instance(
        ip="127.0.0.1",
        port=8080,
        auto_token=True,  # Voilà lets everybody in otherwise
        open_browser=False,  # Voilà would open the address without its token
        root_dir=str(NOTEBOOKS),
        log_level="ERROR",  # a notebook that it does not trust, as it has never been run, is no news
    )


if __name__ == "__main__":
    main()

"""What `make page` says; the page itself is looked at in tests/browser/test_page.py."""

from urllib.parse import parse_qs, urlsplit

import pytest

from helpers.page import NOTEBOOKS, StudioPage


@pytest.fixture
def page(monkeypatch):
    monkeypatch.setenv("JUPYTER_TOKEN", "")
    served = StudioPage(ip="127.0.0.1", port=8123, auto_token=True, root_dir=str(NOTEBOOKS))
    served.initialize([])
    served.init_settings()
    return served


def test_every_language_has_an_address_with_the_token(page, capsys):
    page.announce()
    told = [urlsplit(line) for line in capsys.readouterr().out.splitlines() if line.startswith("http")]
    assert {address.netloc for address in told} == {"127.0.0.1:8123"}
    assert {tuple(parse_qs(address.query)["token"]) for address in told} == {(page.identity_provider.token,)}
    assert page.identity_provider.token
    served = [NOTEBOOKS / address.path.removeprefix("/voila/render/") for address in told]
    assert len(served) == 2 and all(notebook.is_file() for notebook in served)

"""A server for the tests of one file."""

import http.client
from urllib.parse import urlsplit

import pytest

from helpers.practice import service
from tests.practice.http import serving


@pytest.fixture(scope="module")
def address():
    """Where the practice service is, in a process of its own."""
    with serving.process() as (_, where):
        yield where


@pytest.fixture
def connection(address):
    """A plain HTTP connection, one socket."""
    made = http.client.HTTPConnection(urlsplit(address).netloc, timeout=serving.PATIENCE)
    yield made
    made.close()


@pytest.fixture
def echo(monkeypatch):
    """Where a server is that tells what has reached it; see `serving.echo`."""
    monkeypatch.setattr(service, "answer", serving.echo)
    with serving.thread() as server:
        yield server.address

"""``python -m helpers.practice``: its options, its port, its end."""

import contextlib
import json
import re
import signal
import socket
import subprocess
import sys
from pathlib import Path

import pytest

import helpers
from helpers.practice.__main__ import read
from helpers.practice.service import PUBLISHED, faults
from helpers.practice.service.invoke import ACCOUNT_STATES
from tests.practice.http import serving
from tests.practice.http.serving import Http2, connect, head
from tests.practice.wire import headers

SD35 = "stability.sd3-5-large-v1:0"
INPAINT = "stability.stable-image-inpaint-v1:0"


class TestOptions:
    def test_by_default_everything_answers(self):
        port, rules = read([])
        assert port == 9000
        assert (rules.retired_answer, rules.accept_mode, rules.quotas, rules.faults) == (True, False, None, ())
        assert rules.account == {}

    def test_those_of_a_stricter_service(self):
        port, rules = read(["--port", "0", "--lifecycle", "aws", "--accept-mode"])
        assert (port, rules.retired_answer, rules.accept_mode) == (0, False, True)

    def test_faults(self):
        _, rules = read(["--fault", "throttle=0.25", "--fault", "hang"])
        assert [(fault.name, fault.share) for fault in rules.faults] == [("throttle", 0.25), ("hang", 1.0)]

    @pytest.mark.parametrize("name", [INPAINT, f"us.{INPAINT}"])
    def test_a_quota(self, name):
        _, rules = read(["--quota", f"{name}=2"])
        assert [rules.quotas.take(INPAINT) for _ in range(3)] == [True, True, False]
        assert all(rules.quotas.take(SD35) for _ in range(1000)), "another model has none"

    def test_a_quota_with_a_burst(self):
        _, rules = read(["--quota", f"{INPAINT}=600,3"])
        assert [rules.quotas.take(INPAINT) for _ in range(4)] == [True, True, True, False]

    def test_published_quotas_but_for_one(self):
        _, rules = read(["--quota", "published", "--quota", f"{SD35}=0"])
        assert not rules.quotas.take(SD35)
        most = int(PUBLISHED[INPAINT])
        assert [rules.quotas.take(INPAINT) for _ in range(most + 1)] == [True] * most + [False]

    @pytest.mark.parametrize("state", ACCOUNT_STATES)
    def test_an_account(self, state):
        _, rules = read(["--account", f"us.{INPAINT}={state}", "--account", f"{SD35}=absent"])
        assert rules.account == {INPAINT: state, SD35: "absent"}

    @pytest.mark.parametrize(
        ("option", "value", "says"),
        [
            ("--fault", "throtle", "there is no fault 'throtle'; there are: throttle, "),
            ("--fault", "throttle=2", "the share of throttle is 2; it must be 0 to 1"),
            ("--fault", "throttle=often", "the share of throttle is 'often'; it must be a number, 0 to 1"),
            ("--quota", "all", "'all' is neither published nor of the form MODEL=PER_MINUTE[,BURST]"),
            ("--quota", "stability.sd9=1", "there is no model 'stability.sd9'; there are: "),
            *(
                ("--quota", f"{SD35}={n}", f"the quota of {SD35} is '{n}'; it must be")
                for n in ("", "-1", "x", "nan", "inf")
            ),
            *(
                ("--quota", f"{SD35}=60,{n}", f"the burst of {SD35} is '{n}'; it must be")
                for n in ("", "-1", "x", "nan", "1,2")
            ),
            ("--account", SD35, f"'{SD35}' is not of the form MODEL=STATE"),
            ("--account", f"{SD35}=closed", "there is no state 'closed'; there are: absent, "),
            ("--account", "stability.sd9=absent", "there is no model 'stability.sd9'; there are: "),
            ("--lifecycle", "own", "invalid choice: 'own'"),
            ("--port", "http", "invalid int value: 'http'"),
        ],
    )
    def test_a_wrong_value_is_one_sentence(self, option, value, says, capsys):
        with pytest.raises(SystemExit, match="2"):
            read([option, value])
        out, err = capsys.readouterr()
        assert out == ""
        assert err.startswith(f"python -m helpers.practice: argument {option}: ")
        assert says in err
        assert len(err.splitlines()) == 1

    def test_all_faults_are_told(self, capsys):
        with pytest.raises(SystemExit, match="0"):
            read(["--list-faults"])
        told = [line.split(maxsplit=1) for line in capsys.readouterr().out.splitlines() if line.startswith("  ")]
        assert [name for name, _ in told] == list(faults.NAMES)

    def test_help_names_every_option(self, capsys):
        with pytest.raises(SystemExit, match="0"):
            read(["--help"])
        out = capsys.readouterr().out
        for option in ("--port", "--lifecycle", "--accept-mode", "--fault", "--list-faults", "--quota", "--account"):
            assert option in out


def test_only_the_server_loads_what_it_needs():
    """Practice mode in-process stays as light as it is."""
    root = Path(helpers.__file__).parent
    loading = re.compile(r"^ *(?:from|import) (?:h11|h2|asyncio|helpers\.practice\.http)\b", re.MULTILINE)
    found = {
        path.relative_to(root).as_posix() for path in root.rglob("*.py") if loading.search(path.read_text("utf-8"))
    }
    assert {name for name in found if not name.startswith("practice/http/")} == {"practice/__main__.py"}


@pytest.mark.parametrize("port", ["taken", "-1", "65536"])
def test_a_port_that_cannot_be_had_is_one_sentence(port):
    with socket.create_server(("127.0.0.1", 0)) as taken:
        number = str(taken.getsockname()[1]) if port == "taken" else port
        tried = subprocess.run(
            [sys.executable, "-m", "helpers.practice", f"--port={number}"], capture_output=True, text=True, timeout=60
        )
    assert tried.returncode != 0
    assert tried.stdout == ""
    assert tried.stderr.startswith(f"Port {number} cannot be used (")
    assert "--port 0" in tried.stderr
    assert len(tried.stderr.splitlines()) == 1


def test_it_ends_in_good_order_whatever_clients_do():
    """Clients that wait for ever, that have asked, that ask nothing, and that have not asked to the end.

    SIGTERM ends every process of these tests, see `serving.process`; this is Ctrl-C.
    """
    body = json.dumps({"text_prompts": [{"text": "a cat"}], "width": 128, "height": 128, "steps": 10}).encode()
    path = "/model/stability.stable-diffusion-xl-v1/invoke"
    asked = {"Content_Length": len(body), **{name.replace("-", "_"): value for name, value in headers().items()}}
    with serving.process("--fault", "hang") as (process, address), contextlib.ExitStack() as stack:
        whole = head(path=path, **asked) + body
        for sent in (b"", b"POST / HT", head("GET"), whole, whole[:-1]):
            stack.enter_context(connect(address)).sendall(sent)
        connection = stack.enter_context(Http2(address))
        connection.ask(path, body, **{name.lower(): value for name, value in asked.items() if name != "Content_Length"})
        assert connection.fetch(method="GET")[0] == 404
        process.send_signal(signal.SIGINT)
        assert serving.ended(process) == (0, "", "")


def test_it_ends_at_once_when_asked_twice():
    with serving.process() as (process, _):
        process.send_signal(signal.SIGINT)
        with contextlib.suppress(ProcessLookupError):
            while process.poll() is None:
                process.send_signal(signal.SIGINT)
        code, out, err = serving.ended(process)
        assert (out, err) == ("", "")
        assert code in (0, 128 + signal.SIGINT)

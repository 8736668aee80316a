"""Experiments drawn by a cluster of processes: workers that die, a notebook that dies, quotas, several accounts."""

import os
import pickle
import signal
import subprocess
import sys
import threading
import uuid
import warnings
from collections import Counter
from pathlib import Path

import pytest

from helpers import Account, client, errors, experiment
from helpers.client import Connection
from helpers.experiments import cluster, objects
from helpers.experiments.cluster import CALLS, OPEN, Cluster, Order, Workers, carry_out, kit
from helpers.experiments.store import LocalStore
from helpers.pace import Pace
from helpers.practice.service import Quotas, Rules
from helpers.request import ImageRequest
from tests.experiments import s3
from tests.experiments.service import Service, picture, refusal, running

pytestmark = pytest.mark.usefixtures("english", "folder", "unconnected")

WORKERS, THREADS = 2, 4
PRICE = 0.08  # US dollars: a picture of Stable Diffusion 3.5 Large
SECRET = "wJalrXUtnFEMI-K7MDENG-bPxRfiCYEXAMPLEKEY"
# Two accounts that are asked at two addresses, and one that nobody has keys for.
CONFIG = """
[default]
region = us-west-2
services = first
[profile first]
region = us-west-2
services = first
[profile second]
region = us-west-2
services = second
[profile third]
region = us-west-2
services = second
[services first]
bedrock_runtime =
  endpoint_url = {first}
[services second]
bedrock_runtime =
  endpoint_url = {second}
"""
KEYS = f"aws_access_key_id = AKIAIOSFODNN7EXAMPLE\naws_secret_access_key = {SECRET}\n"


@pytest.fixture(scope="module")
def outside(tmp_path_factory):
    """Two services and S3; the environment of the workers and of these tests leads to them."""
    where = tmp_path_factory.mktemp("outside")
    with running(Service()) as first, running(Service()) as second, s3.serving() as (address, _):
        (where / "config").write_text(CONFIG.format(first=first.address, second=second.address))
        keys = "".join(f"[{name}]\n{KEYS}" for name in ("default", "first", "second"))
        (where / "credentials").write_text(keys)
        with pytest.MonkeyPatch.context() as patch:
            patch.setenv("AWS_CONFIG_FILE", str(where / "config"))
            patch.setenv("AWS_SHARED_CREDENTIALS_FILE", str(where / "credentials"))
            patch.setenv("AWS_ENDPOINT_URL_S3", address)
            patch.setenv("IMAGE_WORKSHOP_MODE", "bedrock")
            yield first, second


@pytest.fixture(scope="module")
def dask(outside):
    """A client of a cluster of processes."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        from distributed import Client, LocalCluster

        options = {"host": "127.0.0.1", "dashboard_address": None, "silence_logs": 50}
        with (
            LocalCluster(n_workers=WORKERS, threads_per_worker=THREADS, **options) as made,
            Client(made) as found,
        ):
            yield found


@pytest.fixture
def services(outside):
    """Both services, as they were when they began."""
    for service in outside:
        service.latency, service.answer, service.asked = 0.02, lambda asked: (200, picture(asked)), []
    return outside


@pytest.fixture
def quick_pace(monkeypatch):
    """Quotas of ten calls a second, known to the kit."""
    paces = {}
    monkeypatch.setattr(Connection, "pace", lambda self, _: paces.setdefault(id(self.clients), Pace(600)))


@pytest.fixture
def shared(outside):
    """A folder in S3 that no other test uses."""
    return f"s3://{s3.BUCKET}/{uuid.uuid4().hex[:8]}"


def seeds(*services):
    return Counter(asked["seed"] for service in services for asked in service.asked)


def kept(folder):
    """The seeds of the pictures in a shared folder, by their names."""
    return Counter(int(name.split("-")[2]) for name in objects.opened(folder).names() if name.endswith(".png"))


def throttling(per_second):
    """A service's answer that keeps to a quota."""
    quotas = Quotas({"all": per_second * 60}, burst={"all": 2})

    def answer(asked):
        if quotas.take("all"):
            return 200, picture(asked)
        return 429, refusal("ThrottlingException", "Too many requests, please wait before trying again.")

    return answer


def test_workers_draw_what_the_notebook_asks_for(services, dask, shared):
    done = experiment("a fox", seed=range(1, 13), run_on=dask, folder=shared, yes=True)
    assert done.at_once == WORKERS * THREADS
    assert done.counts == {"made": 12}
    assert seeds(*services) == kept(shared) == Counter(range(1, 13))
    assert [made.seed for made in done.pictures] == list(range(1, 13))
    assert done.entry(done.cells[3]).record["request"] == {"prompt": "a fox", "seed": 4}
    assert done.connection.spent.total == pytest.approx(12 * PRICE)
    assert objects.opened(shared).names(f"experiments/{done.store.name}/{CALLS}") == []
    again = experiment("a fox", seed=range(1, 14), run_on=dask, folder=shared, yes=True)
    assert again.counts == {"made": 13}
    assert len(services[0].asked) == 13


def test_a_worker_that_is_killed_costs_its_calls_under_way_and_no_picture(services, dask, shared):
    services[0].latency = 0.25
    workers = dask.run(os.getpid)
    made = experiment("a fox", seed=range(1, 25), run_on=dask, folder=shared)
    made.start()
    assert services[0].wait_for(6)
    os.kill(next(iter(workers.values())), signal.SIGKILL)
    made.wait(60)
    assert made.counts == {"made": 24}
    calls = seeds(*services)
    assert set(calls) == set(range(1, 25))
    assert calls.total() <= 24 + THREADS
    assert kept(shared) == Counter(range(1, 25))  # no picture is there twice
    assert len(made.pictures) == 24
    assert made.connection.spent.total >= calls.total() * PRICE - 0.001  # calls that nobody heard the end of, too


def test_a_quota_is_kept_and_nothing_is_lost(services, dask, tmp_path, quick_pace):
    services[0].answer = throttling(10)
    done = experiment("a fox", seed=range(1, 25), run_on=dask, folder=tmp_path / "shared", yes=True)
    assert done.counts == {"made": 24}
    assert kept(str(tmp_path / "shared")) == Counter(range(1, 25))
    assert len(services[0].asked) > 24
    assert done.connection.spent.total == pytest.approx(24 * PRICE)  # a throttled call costs nothing


@pytest.mark.parametrize("where", ["threads", "cluster"])
def test_two_accounts_each_below_its_quota_and_one_that_drops_out(services, dask, tmp_path, quick_pace, where):
    for service in services:
        service.answer = throttling(8)
    accounts = [Account("third"), Account("first"), Account("second")]
    more = {"run_on": dask} if where == "cluster" else {"at_once": 8}
    done = experiment("a fox", seed=range(1, 25), folder=tmp_path / "shared", accounts=accounts, yes=True, **more)
    assert done.counts == {"made": 24}
    assert "left out: third (" in done.status
    assert all(len(service.asked) > 6 for service in services)
    assert len(done.pictures) == 24
    assert done.connection.spent.total == pytest.approx(24 * PRICE)


@pytest.mark.parametrize("where", ["threads", "cluster"])
def test_an_account_that_may_not_use_the_model_drops_out_in_the_middle(services, dask, tmp_path, where):
    second = services[1]
    no = 403, refusal("AccessDeniedException", "You don't have access to the model with the specified model ID.")
    second.answer = lambda asked: no if len(second.asked) > 2 else (200, picture(asked))
    more = {"run_on": dask} if where == "cluster" else {"at_once": 2}
    accounts = [Account("first"), Account("second")]
    done = experiment("a fox", seed=range(1, 13), folder=tmp_path / "shared", accounts=accounts, yes=True, **more)
    assert done.counts == {"made": 12}
    assert "left out: second (" in done.status
    assert len(done.pictures) == 12


def test_a_refusal_and_a_picture_in_its_place_are_one_cells_alone(services, dask, tmp_path):
    blurred = {"finish_reasons": ["Filter reason: output image"]}
    services[0].answer = lambda asked: (200, picture(asked) | (blurred if asked["seed"] == 2 else {}))
    done = experiment("a fox", seed=[1, 2, 3], run_on=dask, folder=tmp_path / "shared", yes=True)
    assert done.counts == {"made": 2, "refused": 1}
    assert done.outcome(done.cells[1]).kind == "Refused"


DRIVER = """
import sys
from distributed import Client
from helpers import experiment

if __name__ == "__main__":
    with Client(sys.argv[1]) as dask:
        experiment("a fox", seed=range(1, 25), run_on=dask, folder=sys.argv[2], yes=True)
"""


def test_a_notebook_that_is_killed_is_resumed_by_another(services, dask, tmp_path):
    services[0].latency = 0.2
    shared = str(tmp_path / "shared")
    command = [sys.executable, "-c", DRIVER, dask.scheduler.address, shared]
    with subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL) as first:
        assert services[0].wait_for(10)
        first.kill()
    done = experiment("a fox", seed=range(1, 25), run_on=dask, folder=shared, yes=True)
    assert done.counts == {"made": 24}
    assert seeds(*services).total() <= 24 + WORKERS * THREADS
    assert kept(shared) == Counter(range(1, 25))


class TestOnAWorker:
    """What a worker does with an order, in this process."""

    @pytest.fixture
    def order(self, services, tmp_path):
        """Makes an order to keep a picture in a folder where a run is under way."""
        LocalStore("name", tmp_path)
        objects.LocalObjects(tmp_path).put(f"calls/{OPEN}", b"{}")
        cluster._check.cache_clear()

        def make(number="1", **more):
            facts = {"kit": kit(), "mode": "bedrock", "region": None, "profile": None, "timeout": 10.0, "stem": "fox"}
            place = {"url": str(tmp_path), "url_profile": None, "calls": "calls"}
            return Order(number=number, request=ImageRequest("a fox", seed=1), **facts | place | more)

        return make

    def test_an_order_that_comes_again_after_its_picture_calls_nothing(self, order, services):
        first, again = carry_out(order()), carry_out(order())
        assert first.drawn.file == again.drawn.file == "fox.png"
        assert (first.there, first.lost, again.there, again.lost) == (False, 0, False, 0)
        other = carry_out(order("2"))  # of another notebook that wants the same
        assert other.there and other.drawn.file == "fox.png"
        assert len(services[0].asked) == 1

    def test_one_that_comes_again_without_its_picture_says_that_a_call_was_lost(self, order, services, tmp_path):
        carry_out(order())
        for path in tmp_path.glob("fox.*"):
            path.unlink()
        assert carry_out(order()).lost == 1
        assert len(services[0].asked) == 2

    def test_another_version_of_the_kit_says_so(self, order, services):
        reply = carry_out(order(kit="another"))
        assert "has another version of this workshop kit" in reply.error.cause
        assert services[0].asked == []

    def test_another_folder_under_the_same_path_says_so(self, order, services, tmp_path):
        (tmp_path / "calls" / OPEN).unlink()
        assert "does not see the folder" in carry_out(order()).error.cause
        assert services[0].asked == []

    def test_practice_mode_draws_there_too(self, order, services, at_once):
        assert carry_out(order(mode="practice")).drawn.price_usd == 0
        assert services[0].asked == []

    def test_a_profile_that_is_not_there(self, order):
        assert isinstance(carry_out(order(profile="nobody")).error, errors.NoProfile)

    def test_what_is_sent_is_small_and_holds_no_key(self, order, monkeypatch):
        monkeypatch.setenv("AWS_ACCESS_KEY_ID", "AKIAIOSFODNN7EXAMPLE")
        monkeypatch.setenv("AWS_SECRET_ACCESS_KEY", SECRET)
        sent, came = pickle.dumps(order()), pickle.dumps(carry_out(order()))
        assert SECRET.encode() not in sent and b"AKIA" not in sent
        assert len(sent) < 2000 and len(came) < 2000

    def test_a_picture_that_cannot_be_written_down_is_sent_back(self, order, monkeypatch, quietly):
        really = objects.LocalObjects.put

        def put(self, name, data):
            if name.endswith(".png"):
                raise OSError(28, "No space left on device")
            really(self, name, data)

        monkeypatch.setattr(objects.LocalObjects, "put", put)
        reply = pickle.loads(pickle.dumps(carry_out(order())))
        assert reply.drawn.file == "" and reply.drawn.picture.seed == 1

    def test_what_nobody_has_thought_of_comes_back_as_words(self, order, monkeypatch):
        monkeypatch.setattr(Connection, "send", lambda *_: {}["what"])
        assert str(carry_out(order()).error) == "KeyError: 'what'"


class TestAClusterThatGoesAway:
    @pytest.fixture
    def empty(self):
        """A cluster without a single worker, in this process."""
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            from distributed import Client, LocalCluster

            options = {"host": "127.0.0.1", "dashboard_address": None, "silence_logs": 50, "processes": False}
            options |= {"protocol": "tcp"}
            with LocalCluster(n_workers=0, **options) as made, Client(made) as found:
                yield found

    def test_no_worker_for_too_long_ends_the_run_and_says_so(self, services, empty, tmp_path, monkeypatch):
        monkeypatch.setattr(cluster, "LOOKS", 0.05)
        monkeypatch.setattr(cluster, "PATIENCE", 0.2)
        with pytest.raises(errors.ClusterLost):
            experiment("a fox", seed=range(1, 13), run_on=empty, folder=tmp_path / "shared", yes=True)
        done = experiment("a fox", seed=range(1, 13), folder=tmp_path / "shared", yes=True)  # and here it goes on
        assert done.counts == {"made": 12}

    def test_a_client_that_is_closed_in_the_middle(self, services, empty, tmp_path, monkeypatch):
        monkeypatch.setattr(cluster, "LOOKS", 0.05)
        made = experiment("a fox", seed=range(1, 13), run_on=empty, folder=tmp_path / "shared")
        made.start()
        while "waiting for workers" not in made.status:
            threading.Event().wait(0.01)
        empty.close()
        made.wait(30)
        assert isinstance(made.trouble, errors.ClusterLost)
        assert made.counts["made"] == 0

    def test_nobody_waits_for_workers_after_a_stop(self, services, empty, tmp_path, monkeypatch):
        monkeypatch.setattr(cluster, "LOOKS", 0.05)
        made = experiment("a fox", seed=range(1, 13), run_on=empty, folder=tmp_path / "shared")
        made.start()
        while "waiting for workers" not in made.status:
            threading.Event().wait(0.01)
        for _ in range(100):  # a call that was just being sent is given up by the next press
            made.stop()
            if not made.running:
                break
            threading.Event().wait(0.1)
        made.wait(10)
        assert made.counts["made"] == 0

    def test_what_is_no_client(self, tmp_path):
        with pytest.raises(errors.BadValue, match="dask"):
            experiment("a fox", run_on="tcp://somewhere", folder=tmp_path)

    def test_a_folder_that_workers_reach_is_asked_for(self, empty):
        with pytest.raises(errors.BadValue, match="all workers reach"):
            experiment("a fox", run_on=empty)

    def test_rules_of_ones_own_are_no_clusters(self, empty, tmp_path):
        here = client.opened("practice", rules=Rules())
        with pytest.raises(errors.BadValue, match="rules of its own"):
            Cluster("practice", here, Workers(empty), LocalStore("name", tmp_path))


def test_worker_errors_of_dasks_are_told_in_sentences():
    from distributed.scheduler import KilledWorker, WorkerState

    state = WorkerState.__new__(WorkerState)
    state.address = "tcp://127.0.0.1:1"
    assert isinstance(cluster._explained(KilledWorker("picture-1", state, 3)), errors.WorkerDied)
    unfit = cluster._explained(ModuleNotFoundError("No module named 'helpers'"))
    assert "is not installed there" in unfit.cause and "No module named 'helpers'" in str(unfit)


@pytest.mark.parametrize("wrong", ["first", ["first"], Account("first"), [Account("first"), None]])
def test_what_is_no_list_of_accounts(wrong, tmp_path):
    if isinstance(wrong, Account):
        assert cluster and experiment("a fox", mode="bedrock", accounts=wrong, folder=tmp_path)
        return
    with pytest.raises(errors.BadValue, match="accounts"):
        experiment("a fox", mode="bedrock", accounts=wrong)


def test_an_account_has_the_quotas_it_says_or_those_of_the_connection(outside):
    like = client.opened("bedrock", quotas={"sd3.5-large": 7})
    assert Account("first").connection(like).quotas == {"sd3.5-large": 7}
    assert Account("first", quotas={"sd3.5-large": 3}).connection(like).quotas == {"sd3.5-large": 3}
    with pytest.raises(errors.BadValue):
        Account("first", quotas={"no-such-model": 3})


@pytest.mark.parametrize(("package", "more"), [("distributed", {"run_on": 1}), ("fsspec", {"folder": "s3://bucket/x"})])
def test_without_the_extra_it_says_how_to_have_it(package, more, monkeypatch, tmp_path):
    monkeypatch.setitem(sys.modules, package, None)
    with pytest.raises(errors.BadValue, match="pip install"):
        experiment("a fox", **{"folder": tmp_path} | more)


def test_accounts_are_of_bedrock_mode():
    with pytest.raises(errors.BadValue, match="bedrock mode"):
        experiment("a fox", mode="practice", accounts=[Account("first")])


def test_the_kit_is_the_same_wherever_it_lies(monkeypatch, tmp_path):
    for path in Path(client.__file__).parent.rglob("*.py"):
        copy = tmp_path / path.relative_to(Path(client.__file__).parent)
        copy.parent.mkdir(parents=True, exist_ok=True)
        copy.write_bytes(path.read_bytes().replace(b"\n", b"\r\n"))
    ours = kit.__wrapped__()
    monkeypatch.setattr(client, "__file__", str(tmp_path / "client.py"))
    assert kit.__wrapped__() == ours
    (tmp_path / "client.py").write_text("changed")
    assert kit.__wrapped__() != ours

"""An experiment's manifest and pictures in a place that several machines reach: a folder, or S3."""

import io
import json
import threading
import uuid
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from filelock import Timeout

import helpers
from helpers import ImageRequest, past_experiments, tasks
from helpers.collection import Marks
from helpers.errors import BadValue
from helpers.experiments import events, objects, shared
from helpers.experiments.events import Events
from helpers.experiments.lease import Lease
from helpers.experiments.manifest import Manifest, Outcome
from helpers.experiments.objects import LocalObjects
from helpers.experiments.shared import SharedStore, store_of
from helpers.experiments.store import LocalStore
from tests.conftest import image_file
from tests.experiments import s3

pytestmark = pytest.mark.usefixtures("english", "folder", "unconnected")


@pytest.fixture(scope="module")
def server():
    with s3.serving() as found:
        yield found


@pytest.fixture
def url(server, monkeypatch, quick_sessions):
    """A folder in S3 that no other test uses."""
    for name, value in server[1].items():
        monkeypatch.setenv(name, value)
    return f"s3://{s3.BUCKET}/{uuid.uuid4().hex[:8]}"


@pytest.fixture(params=["a folder", "s3"])
def place(request, tmp_path):
    """A place of either kind, empty."""
    return (
        LocalObjects(tmp_path / "x") if request.param == "a folder" else objects.opened(request.getfixturevalue("url"))
    )


@pytest.fixture
def folder_of_objects(tmp_path):
    return LocalObjects(tmp_path)


class TestObjects:
    def test_what_was_written_is_read(self, place):
        place.put("a/b.json", b"1")
        place.put("a/b.json", b"2")
        assert place.get("a/b.json") == b"2"
        place.put("a/c/d.json", b"3")
        place.put("z.png", b"4")
        assert place.names("a") == ["b.json"]
        assert place.folders("a") == ["c"]
        assert (place.names(), place.folders()) == (["z.png"], ["a"])

    def test_what_is_not_there(self, place):
        assert place.names("nowhere") == place.folders("nowhere") == []
        with pytest.raises(FileNotFoundError):
            place.get("nothing.json")
        place.delete("nothing.json")

    def test_of_several_who_create_a_file_one_does(self, place):
        with ThreadPoolExecutor(8) as pool:
            made = list(pool.map(lambda number: place.create("a/lease.json", str(number).encode()), range(8)))
        assert made.count(True) == 1
        assert place.get("a/lease.json") == str(made.index(True)).encode()
        place.delete("a/lease.json")
        assert place.create("a/lease.json", b"again")

    def test_where_files_have_no_second_names_one_does_all_the_same(self, folder_of_objects, monkeypatch):
        def no_links(*_):
            raise PermissionError(1, "Operation not permitted")

        monkeypatch.setattr(objects.os, "link", no_links)
        assert folder_of_objects.create("a/lease.json", b"1")
        assert not folder_of_objects.create("a/lease.json", b"2")
        assert folder_of_objects.get("a/lease.json") == b"1"

    def test_many_are_read_side_by_side_in_order(self, place):
        for number in range(20):
            place.put(f"a/{number:03d}", str(number).encode())
        names = [f"a/{name}" for name in place.names("a")]
        assert objects.read_all(place, names) == [str(number).encode() for number in range(20)]

    def test_a_bucket_that_is_not_there_is_an_os_error(self, url):
        with pytest.raises(OSError, match=r"s3://no-such-bucket/x cannot be used: .*Not Found"):
            objects.opened("s3://no-such-bucket/x").names()

    def test_nobody_to_be_asks_for_credentials(self, url, monkeypatch):
        monkeypatch.delenv("AWS_ACCESS_KEY_ID")
        with pytest.raises(OSError, match="Unable to locate credentials"):
            objects.opened(url)

    def test_no_key_is_told(self):
        told = objects.told(ValueError("<AWSAccessKeyId>AKIAIOSFODNN7EXAMPLE</AWSAccessKeyId>\n\nDebug source:\nx"))
        assert told == "<AWSAccessKeyId>***</AWSAccessKeyId>"


class TestAddresses:
    def test_paths_and_addresses(self, tmp_path, monkeypatch):
        monkeypatch.chdir(tmp_path)
        assert objects.address("here") == objects.address(Path("here")) == str(tmp_path / "here")
        assert objects.address("file:///srv/shared%20folder") == "/srv/shared folder"
        assert objects.address("s3://bucket/folder/") == "s3://bucket/folder"

    @pytest.mark.parametrize("wrong", ["", "s3://", "nothing-of-the-kind://x/y", "s3://key:secret@bucket/folder"])
    def test_what_is_none(self, wrong):
        with pytest.raises(BadValue) as caught:
            objects.address(wrong)
        assert "secret" not in str(caught.value)

    def test_a_path_is_a_folder_of_pictures(self, tmp_path):
        store = store_of(tmp_path, "name")
        assert isinstance(store, LocalStore) and store.pictures == tmp_path


class TestEvents:
    def test_each_reads_what_others_wrote_in_order(self, place):
        one, other = Events(place, "e"), Events(place, "e")
        for number in range(5):
            (one if number % 2 else other).append({"number": number})
            one.news()
            other.news()
        third = Events(place, "e")
        assert [line["number"] for line in third.news()] == [0, 1, 2, 3, 4]
        assert third.news() == []
        third.rewind()
        assert len(third.news()) == 5

    def test_a_clock_that_is_behind_does_not_write_into_the_past(self, folder_of_objects, monkeypatch):
        first = Events(folder_of_objects, "e")
        first.append({"number": 1})
        behind = Events(folder_of_objects, "e")
        behind.news()
        monkeypatch.setattr(events.time, "time_ns", lambda: 1000)
        behind.append({"number": 2})
        assert [line["number"] for line in Events(folder_of_objects, "e").news()] == [1, 2]

    def test_a_thousand_are_read_from_one_summary(self, folder_of_objects, monkeypatch):
        writer = Events(folder_of_objects, "e")
        for number in range(150):
            writer.append({"number": number})
        writer.sum_up()
        writer.append({"number": 150})
        read = []
        really = LocalObjects.get
        monkeypatch.setattr(LocalObjects, "get", lambda self, name: read.append(name) or really(self, name))
        found = Events(folder_of_objects, "e").news()
        assert [line["number"] for line in found] == list(range(151))
        assert len(read) == 2

    def test_nonsense_is_passed_over(self, folder_of_objects):
        folder_of_objects.put("e/00000000000000000001-x.json", b"{nonsense")
        folder_of_objects.put("e/whatever.json", b"[1]")
        there = Events(folder_of_objects, "e")
        there.append({"number": 1})
        assert Events(folder_of_objects, "e").news() == [{"number": 1}]


class TestTheLease:
    def test_one_at_a_time(self, place):
        first, second = Lease(place, "r"), Lease(place, "r")
        first.acquire()
        with pytest.raises(Timeout):
            second.acquire()
        first.release()
        second.acquire()
        with pytest.raises(Timeout):
            first.acquire()
        second.release()

    def test_of_several_at_once_one_gets_it(self, place):
        leases = [Lease(place, "r") for _ in range(6)]
        got = []

        def acquire(lease):
            try:
                lease.acquire()
                got.append(lease)
            except Timeout:
                pass

        with ThreadPoolExecutor(6) as pool:
            list(pool.map(acquire, leases))
        assert len(got) == 1
        got[0].release()

    def test_one_that_died_lapses_and_one_that_lives_does_not(self, folder_of_objects):
        dead = Lease(folder_of_objects, "r", renewed=1000, lapses=0.2)
        dead.acquire()
        next_one = Lease(folder_of_objects, "r", renewed=0.05, lapses=0.4)
        with pytest.raises(Timeout):
            next_one.acquire()
        threading.Event().wait(0.25)
        next_one.acquire()
        threading.Event().wait(0.6)  # longer than it lasts without being renewed
        with pytest.raises(Timeout):
            Lease(folder_of_objects, "r").acquire()
        with pytest.raises(OSError, match="Another notebook has taken over this run"):
            dead.check()
        next_one.check()
        next_one.release()
        dead.release()

    def test_one_that_slept_and_was_not_missed_goes_on(self, folder_of_objects):
        slept = Lease(folder_of_objects, "r", renewed=1000, lapses=0.05)
        slept.acquire()
        threading.Event().wait(0.1)
        slept.check()
        slept.release()

    def test_where_nothing_can_be_promised_nothing_is(self, folder_of_objects, monkeypatch):
        monkeypatch.setattr(LocalObjects, "create", lambda self, name, data: self.put(name, data) or True)
        with pytest.raises(OSError, match="nobody can promise"):
            Lease(folder_of_objects, "r").acquire()


class TestTheStore:
    def test_the_manifest_is_read_on_another_machine(self, url):
        store = SharedStore(url, "name")
        running, manifest = store.lock(), Manifest(store)
        running.acquire()
        manifest.begin("key")
        manifest.end("key", Outcome("made", file="x.png", seconds=1.5))
        manifest.begin("another")
        running.release()
        again = Manifest(SharedStore(url, "name"))
        assert again.of("key") == Outcome("made", file="x.png", seconds=1.5)
        assert again.begun("another") and not again.begun("key")
        assert Manifest(SharedStore(url, "other")).of("key").state == "waiting"

    def test_who_has_lost_the_run_begins_no_call(self, url, monkeypatch):
        monkeypatch.setattr(shared, "Lease", lambda place, folder: Lease(place, folder, 1000, 0.01))
        store = SharedStore(url, "name")
        store.lock().acquire()
        threading.Event().wait(0.02)
        other = SharedStore(url, "name")
        other.lock().acquire()
        with pytest.raises(OSError, match="Another notebook"):
            Manifest(store).begin("key")
        Manifest(store).end("key", Outcome("made", file="x.png"))  # what is paid for is written down all the same
        other.lock().release()

    def test_a_picture_comes_as_it_was_with_its_record(self, url, make_picture):
        store = SharedStore(url, "name")
        kept = store.keep(make_picture("a fox / ☂ <b>"))
        found = SharedStore(url, "name").entry(kept.path.name)
        assert found.picture().data == make_picture().data
        assert found.record == make_picture("a fox / ☂ <b>").record()
        assert found.name == kept.path.name

    def test_one_that_is_not_there_is_an_os_error(self, url):
        found = SharedStore(url, "name").entry("nothing.png")
        assert found.record == {}
        with pytest.raises(OSError):
            found.picture()

    @pytest.mark.parametrize("name", ["../../outside.png", "/etc/passwd", "..\\x.png", ".hidden.png"])
    def test_a_name_leads_nowhere_else(self, url, name):
        with pytest.raises(OSError):
            SharedStore(url, "name").fetched(name)

    def test_a_picture_that_goes_into_requests_is_there_once(self, url):
        request = ImageRequest("a fox", task=tasks.ImageToImage(image_file()))
        store = SharedStore(url, "name")
        store.keep_inputs(request)
        store.keep_inputs(request)
        (image,) = request.task.images().values()
        there = SharedStore(url, "name").pictures_here()
        assert (there / "inputs" / f"{image.sha256}.png").read_bytes() == image.data

    def test_stars(self, url):
        store = SharedStore(url, "name")
        store.mark("x.png", 4)
        store.mark("x.png", 5)
        assert SharedStore(url, "name").marks() == {"x.png": Marks(stars=5)}
        with pytest.raises(BadValue):
            store.mark("x.png", 6)


@pytest.mark.usefixtures("at_once")
class TestAnExperiment:
    """In S3, drawn by threads of this process."""

    def made(self, url, **more):
        return helpers.experiment(
            "a {red|blue} fox", seed=[1, 2], model="nova-canvas", folder=url, title="Foxes", **more
        )

    def test_it_is_drawn_once_and_found_again(self, url, folder):
        done = self.made(url, yes=True)
        assert done.counts == {"made": 4}
        assert all(picture.data == image_file() for picture in done.pictures)
        assert not list(folder.glob("*.png"))  # nothing but what was fetched to be looked at
        done.rate(done.cells[1], 4)
        again = self.made(url)
        assert again.to_draw == []
        assert [row["stars"] for row in again.rows()] == [None, 4, None, None]
        assert self.made(url, yes=True).counts == {"made": 4}
        assert len([name for name in objects.opened(url).names() if name.endswith(".png")]) == 4

    def test_it_is_read_in_a_later_session(self, url):
        self.made(url, yes=True)
        (found,) = past_experiments(url)
        assert found.title == "Foxes"
        assert found.counts == {"made": 4}
        assert len(found.pictures) == 4
        assert past_experiments(f"{url}/elsewhere") == []

    def test_a_picture_drawn_anew_does_not_take_the_place_of_the_first(self, url):
        self.made(url, yes=True)
        self.made(url, yes=True, force=True)
        assert len([name for name in objects.opened(url).names() if name.endswith(".png")]) == 8

    def test_the_record_is_as_on_this_machine(self, url, folder):
        shared_one = self.made(url, yes=True)
        here = self.made(None, yes=True)
        same = [one.entry(one.cells[0]).record for one in (shared_one, here)]
        for record in same:
            for name in ("made_at", "seconds", "request_id"):
                del record[name]
        assert same[0] == same[1]

    def test_a_report_of_it_has_its_pictures(self, url, tmp_path):
        report = self.made(url, yes=True).save(tmp_path / "report.html")
        assert report.read_text("utf-8").count("data:image/") >= 4

    def test_two_at_once_is_told(self, url):
        one = self.made(url)
        lease = one.store.lock()
        lease.acquire()
        with pytest.raises(BadValue, match="half a minute"):
            self.made(url).run()
        lease.release()

    def test_a_path_is_a_folder_of_its_own(self, tmp_path, folder):
        done = self.made(tmp_path / "ours", yes=True)
        assert len(list((tmp_path / "ours").glob("2*.png"))) == 4
        assert not folder.exists()
        (found,) = past_experiments(tmp_path / "ours")
        assert [picture.path for picture in found.pictures] == [picture.path for picture in done.pictures]

    def test_s3_that_goes_away_ends_the_run_and_not_the_pictures(self, url, monkeypatch):
        done = self.made(url)
        really = objects.RemoteObjects.put

        def put(self, name, data):
            if name.endswith(".png"):
                raise OSError("s3://… cannot be used")
            really(self, name, data)

        with monkeypatch.context() as patch, pytest.warns(UserWarning):
            patch.setattr(objects.RemoteObjects, "put", put)
            with pytest.raises(OSError):
                done.run()
        again = self.made(url, yes=True)
        assert again.counts == {"made": 4}


def test_a_journal_of_json_alone(url):
    """No pickle, no key: what lies in S3 can be read by anything."""
    store = SharedStore(url, "name")
    store.append({"plan": {}, "at": ""})
    place = objects.opened(url)
    (name,) = place.names("experiments/name/events")
    assert json.load(io.BytesIO(place.get(f"experiments/name/events/{name}"))) == {"plan": {}, "at": ""}


def test_what_is_said_of_an_unknown_profile(url):
    with pytest.raises(OSError, match="nobody"):
        SharedStore(url, "name", profile="nobody")

"""The gallery: a page on which people look through a folder of pictures. ``Gallery()`` as the last line of a cell.

The page (page/gallery.js) shows a window onto the list and asks for what stands in it, by numbers; so nobody ever sends
or holds five thousand pictures. Messages only ask: thumbnails and searches are made in one background thread, exports
in another, and what comes of it goes back by traits and messages.
"""

from __future__ import annotations

import threading
from collections import OrderedDict
from collections.abc import Callable, Hashable, Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass
from functools import partial
from pathlib import Path
from typing import Any, Literal

import anywidget
import traitlets

from helpers import text
from helpers.collection import STARS, Collection, Entry, Marks
from helpers.errors import BadValue, WorkshopError, not_among, shown
from helpers.export import contact_sheet, report
from helpers.markup import proper
from helpers.picture import PREVIEW_PIXELS, Picture, shrunk
from helpers.text import say
from helpers.widgets.entries import alt, details, label, sendable, tile, title, why
from helpers.widgets.errands import Errand, Errands
from helpers.widgets.hearing import Hearing
from helpers.widgets.page import script, style

Use = Literal["prompt", "seed", "all", "remix", "edit"]
Kind = Literal["sheet", "report"]
USES: tuple[Use, ...] = ("prompt", "seed", "all", "remix", "edit")
EXPORTS = "exports"  # a folder in that of the pictures: in it, a contact sheet is not taken for one of them
MOST_EXPORTED: dict[Kind, int] = {"sheet": 500, "report": 1000}  # a sheet of 6,000 pixels a side; a file of 30 MB
THUMB_PIXELS = 256  # longer side: about 8 kB as WebP
MOST_THUMBS = 512  # kept in memory: 4 MB
MOST_PREVIEWS = 8  # kept in memory
MOST_WANTED = 300  # tiles that a page may ask for at once: more than any screen shows
MOST_VIEWS = 6  # of one gallery whose wants are remembered
THUMBS_AT_ONCE = 4  # in one message: between two of them something more urgent gets its turn
READ_AT_ONCE = 50  # records


@dataclass(frozen=True, slots=True)
class Query:
    """What a search looks for; `Collection.find` says what each means."""

    words: str = ""
    favourites: bool = False
    stars: int = 0
    model: str = ""

    def __post_init__(self) -> None:
        for name in ("words", "model"):
            if not isinstance(getattr(self, name), str):
                raise BadValue(name, got=shown(getattr(self, name)), limit=say("limit.text"))
        if not isinstance(self.favourites, bool):
            raise not_among("favourites", self.favourites, ("True", "False"))
        if isinstance(self.stars, bool) or self.stars not in range(STARS + 1):
            raise BadValue("stars", got=shown(self.stars), limit=say("limit.whole", low=0, high=STARS))


class Gallery(Hearing, anywidget.AnyWidget):
    """Look through a folder of pictures: search, rate, compare, delete, export.

    folder: where they lie; the usual one if None. Its pictures show newest first. Names are file names in it.
    """

    _esm = script("elements", "urls", "compare", "gallery")
    _css = style("theme", "compare", "gallery")
    _texts = traitlets.Dict().tag(sync=True)
    _state = traitlets.Dict().tag(sync=True)  # all but the chosen picture and the exports
    _large = traitlets.Dict().tag(sync=True)  # the chosen picture, without its pixels
    _export = traitlets.Dict().tag(sync=True)  # what is being written, and what was
    _way = traitlets.Unicode("slider").tag(sync=True)  # how two are compared; the page sets it

    def __init__(self, folder: Path | str | None = None) -> None:
        self.collection = Collection(folder)
        self._lock = threading.RLock()  # held while the state is sent, too, so that none overtakes a newer one
        self._query = Query()
        self._found: list[Entry] = []
        self._revision = 0  # of the list: whoever asks by numbers says of which one
        self._listings = 0  # that were begun, from any thread
        self._stale = False  # whether the list is not that of the query yet
        self._chosen: str | None = None
        self._large_shown: tuple[Entry, Marks] | None = None
        self._picked: list[str] = []
        self._compared: list[str] = []
        self._deleted: list[str] = []
        self._told = ""  # what was done last
        self._notice: dict[str, str] = {}
        self._listeners: list[Callable[[Use, Entry], object]] = []
        self._wanted: dict[str, _Wanted] = {}  # by view of the page: the last that it asked for, and nothing older
        self._previews_wanted: list[str] = []
        self._thumbs = _Kept(MOST_THUMBS)
        self._previews = _Kept(MOST_PREVIEWS)
        self._unread: list[Entry] = []  # whose record nobody has looked at
        self._read: set[str] = set()
        self._models: list[str] = []
        self._errands = Errands(self._errand, self._failed, "gallery")
        self._exporter: threading.Thread | None = None
        super().__init__()
        self._texts = text.templates("page.") | text.templates("gallery.page.")
        self._list()
        self.on_msg(self._heard)

    # ---- what cells and tests look at

    @property
    def found(self) -> list[Entry]:
        """What the search found, newest first; all pictures if nothing is searched for."""
        return list(self._found)

    @property
    def chosen(self) -> Entry | None:
        """The picture that is shown large."""
        return self.entry(self._chosen)

    @property
    def picked(self) -> list[Entry]:
        """The pictures with a tick, in the order in which they got it."""
        return [entry for name in self._picked if (entry := self.entry(name))]

    @property
    def compared(self) -> list[Entry]:
        """The two pictures that are compared, or none."""
        return [entry for name in self._compared if (entry := self.entry(name))]

    def wait(self, timeout: float = 60) -> None:
        """Block until nothing is looked for, made small or written. Raises TimeoutError after so many seconds."""
        self._errands.wait(timeout)
        if (exporter := self._exporter) is not None:
            exporter.join(timeout)
            if exporter.is_alive():
                raise TimeoutError(f"still writing after {timeout} s")

    # ---- what people do

    def search(self, words: str = "", *, favourites: bool = False, stars: int = 0, model: str = "") -> list[Entry]:
        """Show what `Collection.find` finds, and return it. Raises BadValue for what is no such thing."""
        query = Query(words, favourites, stars, model)
        with self._lock:
            self._query = query
        self._list()
        return self.found

    def refresh(self) -> None:
        """See what has come and gone. Cheap: no picture is read that was there before."""
        self.collection.refresh()
        self._list()

    def choose(self, name: str | None) -> None:
        """Show a picture large; None: none. Raises KeyError if it is not there."""
        if name is not None:
            self.collection[name]
        with self._lock:
            self._chosen = name
            self._show()

    def pick(self, name: str, ticked: bool | None = None) -> None:
        """Tick a picture, or take the tick away; None: the other of the two. Raises KeyError if it is not there."""
        self.collection[name]
        with self._lock:
            there = name in self._picked
            if there and not ticked:
                self._picked.remove(name)
            elif not there and ticked is not False:
                self._picked.append(name)
            self._show()

    def unpick(self) -> None:
        """Take all ticks away."""
        with self._lock:
            self._picked = []
            self._show()

    def compare(self, *names: str) -> None:
        """Show two pictures beside or over each other; no names: no longer.

        Raises KeyError for a picture that is not there, BadValue for other than two.
        """
        for name in names:
            self.collection[name]
        if len(set(names)) not in (0, 2):
            raise BadValue("pictures", got=say("limit.images", count=len(set(names))), limit="2")
        with self._lock:
            self._compared = list(names)
            self._show()

    def mark(
        self, name: str, *, favourite: bool | None = None, stars: int | None = None, note: str | None = None
    ) -> Marks:
        """As `Collection.mark`: raises OSError where it cannot be written, and then holds for this session alone."""
        try:
            return self.collection.mark(name, favourite=favourite, stars=stars, note=note)
        finally:
            self._show()
            if (entry := self.entry(name)) is not None:
                self._send_out({"tile": tile(entry)})

    def delete(self, name: str) -> None:
        """As `Collection.delete`. What was chosen makes room for the picture after it."""
        with self._lock:
            at = next((i for i, entry in enumerate(self._found) if entry.name == name), None)
            self.collection.delete(name)
            if at is not None:
                del self._found[at]
            if name == self._chosen:
                near = self._found[at : at + 1] or self._found[-1:] if at is not None else []
                self._chosen = near[0].name if near else None
            self._forget(name)
            self._told = say("gallery.deleted", name=name)
            self._changed()

    def undo(self, name: str | None = None) -> Entry:
        """As `Collection.undo`; shows what came back."""
        entry = self.collection.undo(name)
        with self._lock:
            self._chosen = entry.name
            self._told = say("gallery.brought_back", name=entry.name)
        self._list()
        return entry

    def on_use(self, callback: Callable[[Use, Entry], object]) -> None:
        """Call this when a person wants to use something of the chosen picture, and offer it on the page.

        callback: called with what ("prompt", "seed", "all", "remix": all but the seed, or "edit") and the picture.
        """
        with self._lock:
            self._listeners.append(callback)
            self._show()

    def export(self, kind: Kind) -> None:
        """Begin to write a contact sheet or a report of the picked pictures, or, if none is, of those found.

        It goes into the folder ``exports`` in that of the pictures, under a name that nothing there has. Returns at
        once, also where another one is being written: then nothing happens. Raises BadValue for none, and for more than
        `MOST_EXPORTED`.
        """
        if kind not in MOST_EXPORTED:
            raise not_among("export", kind, tuple(MOST_EXPORTED))
        with self._lock:
            if self._exporter is not None and self._exporter.is_alive():
                return
            entries = self.picked or self.found
            most = MOST_EXPORTED[kind]
            if not 1 <= len(entries) <= most:
                limit = say("limit.whole", low=1, high=most)
                raise BadValue("pictures", got=say("limit.images", count=len(entries)), limit=limit)
            self._progress(kind, 0, len(entries))
            self._exporter = threading.Thread(target=self._write, args=(kind, entries), name="export", daemon=True)
            self._exporter.start()

    # ---- messages of the page

    def _do(self, message: Mapping[str, Any]) -> None:
        match message.get("do"):
            case "want":
                self._want(message)
            case "previews":
                with self._lock:
                    self._previews_wanted = _strings(message.get("names"))[:MOST_PREVIEWS]
                self._errands.wake()
            case "search":
                given = message.get("query")
                query = Query(**{name: given[name] for name in asdict(Query()) if name in given})
                with self._lock:
                    self._query, self._stale = query, True
                self._errands.wake()
            case "refresh":
                self.refresh()
                self._say(say("gallery.refreshed"))
            case "choose":
                self.choose(self._named(message.get("name")) if message.get("name") is not None else None)
            case "pick":
                self.pick(self._named(message.get("name")))
            case "unpick":
                self.unpick()
            case "compare":
                self.compare(*([] if message.get("end") else self._picked))
            case "mark":
                self._mark(message)
            case "delete":
                self.delete(self._named(message.get("name")))
            case "undo":
                self.undo()
            case "use" if (what := message.get("what")) in USES and (entry := self.chosen):
                for callback in list(self._listeners):
                    callback(what, entry)
            case "export":
                self._export_asked(message.get("kind"))
            case "dismiss":
                self._tell({})

    def _mark(self, message: Mapping[str, Any]) -> None:
        given = {key: message[key] for key in ("favourite", "stars", "note") if key in message}
        try:
            self.mark(self._named(message.get("name")), **given)
        except OSError as error:
            self._tell({"what": say("gallery.unmarked", why=why(error)), "todo": self._room()})

    def _export_asked(self, kind: Any) -> None:
        try:
            self.export(kind)
        except BadValue as error:
            self._tell({"what": error.cause, "todo": say("gallery.narrow")})

    def _want(self, message: Mapping[str, Any]) -> None:
        """Remember what a view of the page wants now, in the place of what it wanted before."""
        with self._lock:
            if message.get("revision", self._revision) != self._revision:
                return  # the page is about to hear that the list has changed, and asks again
            view = str(message.get("view", ""))
            self._wanted.pop(view, None)
            self._wanted[view] = _Wanted(_numbers(message.get("at")), _strings(message.get("names")))
            while len(self._wanted) > MOST_VIEWS:
                del self._wanted[next(iter(self._wanted))]
        self._errands.wake()

    def _named(self, name: Any) -> str:
        """The picture that a page means; of a name that is no proper text it has heard something near it."""
        if self.entry(name) is None:
            return next((entry.name for entry in self.collection if proper(entry.name) == name), str(name))
        return name

    def entry(self, name: Any) -> Entry | None:
        """The picture of that file name; None if it is not there."""
        try:
            return self.collection[name]
        except (KeyError, TypeError):  # it is gone, or no name at all
            return None

    # ---- the background thread

    def _errand(self) -> Errand | None:
        """What is most urgent now."""
        with self._lock:
            if self._previews_wanted:
                return partial(self._send_preview, self._previews_wanted.pop(0))
            if self._stale:
                return self._list
            for wanted in self._wanted.values():
                if wanted.tiles:
                    at, wanted.tiles = wanted.tiles, []
                    return partial(self._send_tiles, self._revision, at)
            for wanted in self._wanted.values():
                if wanted.thumbs:
                    names, wanted.thumbs = wanted.thumbs[:THUMBS_AT_ONCE], wanted.thumbs[THUMBS_AT_ONCE:]
                    return partial(self._send_thumbs, names)
            if self._unread:
                now, self._unread = self._unread[:READ_AT_ONCE], self._unread[READ_AT_ONCE:]
                return partial(self._read_models, now)
        return None

    def _list(self) -> None:
        """Make the list anew."""
        with self._lock:
            query, self._stale = self._query, False
            self._listings += 1
            listing = self._listings
        found = self.collection.find(**asdict(query))
        with self._lock:
            if listing != self._listings:
                return  # a newer one has begun meanwhile, of what there is now
            self._found = found
            self._unread = [entry for entry in self.collection if entry.name not in self._read]
            self._changed()
        if self._unread:
            self._errands.wake()

    def _send_tiles(self, revision: int, at: list[int]) -> None:
        with self._lock:
            if revision != self._revision:
                return
            found = [(i, self._found[i]) for i in at if 0 <= i < len(self._found)]
        self._send_out({"tiles": [tile(entry) | {"at": i} for i, entry in found], "revision": revision})

    def _send_thumbs(self, names: list[str]) -> None:
        made, broken, buffers = [], {}, []
        for name in names:
            try:
                buffers.append(self._small(self._thumbs, name, THUMB_PIXELS))
                made.append(name)
            except KeyError:  # deleted meanwhile: the page hears of it with the list
                continue
            except (OSError, MemoryError) as error:  # one broken file must not stop the others
                broken[name] = why(error)
        self._send_out({"thumbs": made, "broken": broken}, buffers)

    def _send_preview(self, name: str) -> None:
        try:
            self._send_out({"preview": name}, [self._small(self._previews, name, PREVIEW_PIXELS)])
        except KeyError:  # as above
            return
        except (OSError, MemoryError) as error:
            self._send_out({"preview": name, "why": why(error)})

    def _small(self, kept: _Kept, name: str, side: int) -> bytes:
        return kept.get(name) or kept.put(name, shrunk(self.collection[self._named(name)].path.read_bytes(), side))

    def _read_models(self, entries: list[Entry]) -> None:
        """Look at some records, so that the models can be chosen from; a search is quicker after it, too."""
        for entry in entries:
            entry.model  # noqa: B018  # it is kept there
        with self._lock:
            self._read.update(entry.name for entry in entries)
            if not self._unread:
                self._models = sorted({entry.model for entry in self.collection} - {""})
                self._show()

    # ---- exports

    def _write(self, kind: Kind, entries: list[Entry]) -> None:
        """In a thread of its own. Whatever goes wrong is told on the page."""
        try:
            known = [entry for entry in entries if _is_known(entry)]
            pictures = _OnDisk(known, partial(self._progress, kind))
            where = self.collection.folder / EXPORTS
            where.mkdir(parents=True, exist_ok=True)
            path = _written(kind, pictures, where)
        except Exception as error:
            self._export = {"busy": False, "words": "", "path": ""}
            self._failed(error)
            return
        words = say(f"gallery.{kind}_done", count=len(known))
        left = len(entries) - len(known)
        words += " " + say("gallery.left_out", count=left) if left else ""
        self._export = sendable({"busy": False, "words": words, "path": str(path)})

    def _progress(self, kind: Kind, done: int, of: int) -> None:
        self._export = {"busy": True, "words": say(f"gallery.{kind}_writing", done=done, of=of), "path": ""}

    # ---- what the page shows

    def _failed(self, error: Exception) -> None:
        if isinstance(error, WorkshopError):
            self._tell({"what": error.cause, "todo": error.remedy})
        elif isinstance(error, KeyError):
            self._tell({"what": _gone(error), "todo": ""})
        elif isinstance(error, OSError):
            self._tell({"what": say("gallery.disk", why=error), "todo": self._room()})
        else:
            self._tell({"what": f"{type(error).__name__}: {error}", "todo": ""})

    def _room(self) -> str:
        return say("gallery.room", folder=self.collection.folder)

    def _tell(self, notice: dict[str, str]) -> None:
        with self._lock:
            self._notice = notice
            self._show()

    def _say(self, told: str) -> None:
        with self._lock:
            self._told = told
            self._show()

    def _forget(self, name: str) -> None:
        self._picked = [one for one in self._picked if one != name]
        if name in self._compared:
            self._compared = []

    def _changed(self) -> None:
        """The list is another one. The lock is held."""
        self._revision += 1
        self._deleted = self.collection.deleted()
        for name in (*self._picked, *self._compared):
            if self.entry(name) is None:
                self._forget(name)
        if self.entry(self._chosen) is None:
            self._chosen = None
        self._show()

    def _show(self) -> None:
        with self._lock:
            total, deleted, chosen = len(self.collection), self._deleted[-1:], self.chosen
            self._state = sendable(
                {
                    "revision": self._revision,
                    "count": len(self._found),
                    "counted": say("gallery.counted", count=len(self._found), total=total),
                    "empty": "" if self._found else self._why_empty(total),
                    "query": asdict(self._query),
                    "models": [[name, title(name)] for name in self._models],
                    "chosen": self._chosen,
                    "at": next((i for i, entry in enumerate(self._found) if entry is chosen), -1) if chosen else -1,
                    "picked": self._picked,
                    "compared": [
                        {"name": entry.name, "alt": alt(entry), "label": label(entry)} for entry in self.compared
                    ],
                    "deleted": say("gallery.bring_back", name=deleted[0]) if deleted else "",
                    "told": self._told,
                    "alert": self._notice,
                    "listening": bool(self._listeners),
                }
            )
            large = (chosen, chosen.marks) if chosen else None
            if large != self._large_shown:  # to tell of it, its file is read
                self._large_shown, self._large = large, sendable(details(chosen)) if chosen else {}

    def _why_empty(self, total: int) -> str:
        return say("gallery.no_match") if total else say("gallery.nothing", folder=self.collection.folder)

    def _send_out(self, message: dict[str, Any], buffers: Sequence[bytes] = ()) -> None:
        self.send(sendable(message), list(buffers))


@dataclass(slots=True)
class _Wanted:
    """What a view of the page has asked for and not got yet."""

    tiles: list[int]  # places in the list
    thumbs: list[str]  # names


class _Kept:
    """The last so many small pictures, by name."""

    def __init__(self, most: int) -> None:
        self._most = most
        self._kept: OrderedDict[Hashable, bytes] = OrderedDict()

    def __len__(self) -> int:
        return len(self._kept)

    def get(self, name: str) -> bytes | None:
        if name in self._kept:
            self._kept.move_to_end(name)
        return self._kept.get(name)

    def put(self, name: str, data: bytes) -> bytes:
        self._kept[name] = data
        while len(self._kept) > self._most:
            self._kept.popitem(last=False)
        return data


class _OnDisk(Sequence[Picture]):
    """Pictures that are read when they are asked for, so that hundreds do not lie in memory at once."""

    def __init__(self, entries: list[Entry], progress: Callable[[int, int], None]) -> None:
        self._entries, self._progress = entries, progress

    def __len__(self) -> int:
        return len(self._entries)

    def marks(self) -> dict[str, Marks]:
        return {entry.name: entry.marks for entry in self._entries}

    def __getitem__(self, at: int) -> Picture:  # type: ignore[override]  # nobody asks for slices
        picture = self._entries[at].picture()
        self._progress(at + 1, len(self))
        return picture


def _written(kind: Kind, pictures: _OnDisk, where: Path) -> Path:
    """Write it under the first name that is free. Raises as `contact_sheet` and `report` do."""
    stem, ending = ("contact-sheet", "png") if kind == "sheet" else ("report", "html")
    for number in range(1, 10_000):
        path = where / f"{stem}-{number}.{ending}"
        if path.exists():
            continue
        try:
            if kind == "sheet":
                return contact_sheet(pictures, path, columns=max(5, round(len(pictures) ** 0.5)))
            return report(pictures, path, marks=pictures.marks())
        except FileExistsError:  # another notebook was quicker
            continue
    raise FileExistsError(str(where / stem))


def _is_known(entry: Entry) -> bool:
    """Whether it is known how the picture was made, as far as an export needs it."""
    try:
        entry.request()
    except (OSError, ValueError, WorkshopError):
        return False
    return True


def _gone(error: KeyError) -> str:
    return say("gallery.gone", name=error.args[0]) if error.args and error.args[0] else say("gallery.none_deleted")


def _numbers(given: Any) -> list[int]:
    return [one for one in _listed(given) if isinstance(one, int)]


def _strings(given: Any) -> list[str]:
    return [one for one in _listed(given) if isinstance(one, str)]


def _listed(given: Any) -> Iterable[Any]:
    return given[:MOST_WANTED] if isinstance(given, list) else ()

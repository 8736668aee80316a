"""A place that several machines reach, as a few operations on whole files: a folder, or an object store such as S3.

Every file is there whole or not at all. Whatever goes wrong is an OSError, and no key stands in its words.
"""

from __future__ import annotations

import os
import re
import uuid
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from datetime import timedelta
from functools import lru_cache
from pathlib import Path
from typing import Any, Protocol
from urllib.parse import unquote, urlsplit

from helpers import aws, gallery
from helpers.errors import BadValue, shown
from helpers.text import say

SIDE_BY_SIDE = 32  # files that are read at the same time: a store far away answers each after tens of milliseconds
RETRIES = 4  # of a call to S3 by obstore, which would try ten times
PATIENCE = timedelta(seconds=30)  # for all of them
LONGEST_TOLD = 300  # characters of what a store says about a failure
_KEY_ID = re.compile(r"\b(?:AKIA|ASIA)[A-Z0-9]{12,}")


class Objects(Protocol):
    """Files under names with slashes, below one root."""

    url: str  # opens the same place on another machine; for people, too

    def put(self, name: str, data: bytes) -> None:
        """Write a file, over another of that name if there is one."""

    def create(self, name: str, data: bytes) -> bool:
        """Write a file if there is none of that name; whether it was written. Of several at once, one writes."""

    def get(self, name: str) -> bytes:
        """What is in a file. Raises FileNotFoundError where there is none."""

    def names(self, folder: str = "") -> list[str]:
        """The names of the files in a folder, without it, in order; none where there is no such folder."""

    def folders(self, folder: str = "") -> list[str]:
        """The names of the folders in a folder, in order."""

    def delete(self, name: str) -> None:
        """Take a file away, if it is there."""


class LocalObjects:
    """In a folder of this machine, or one that is mounted here."""

    def __init__(self, root: Path) -> None:
        self.root = root
        self.url = str(root)

    def put(self, name: str, data: bytes) -> None:
        path = self._made(name)
        gallery.write_whole(path, data, f".{uuid.uuid4().hex}.part")

    def create(self, name: str, data: bytes) -> bool:
        path = self._made(name)
        whole = path.with_name(f".{uuid.uuid4().hex}.part")
        gallery.write_whole(whole, data, f"{whole.name}.part")
        try:
            _linked(whole, path)
        except FileExistsError:
            return False
        finally:
            whole.unlink()
        return True

    def _made(self, name: str) -> Path:
        path = self.root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        return path

    def get(self, name: str) -> bytes:
        return (self.root / name).read_bytes()

    def names(self, folder: str = "") -> list[str]:
        return self._listed(folder, os.DirEntry.is_file)

    def folders(self, folder: str = "") -> list[str]:
        return self._listed(folder, os.DirEntry.is_dir)

    def _listed(self, folder: str, kind: Callable[[os.DirEntry[str]], bool]) -> list[str]:
        try:
            with os.scandir(self.root / folder) as found:
                return sorted(one.name for one in found if kind(one) and not one.name.startswith("."))
        except FileNotFoundError:
            return []

    def delete(self, name: str) -> None:
        (self.root / name).unlink(missing_ok=True)


def _linked(whole: Path, path: Path) -> None:
    """Give a file a second name. Raises FileExistsError where that is taken, which a rename would not."""
    try:
        os.link(whole, path)
    except FileExistsError:
        raise
    except OSError:  # some network folders have no links
        with path.open("xb") as file:
            file.write(whole.read_bytes())


class RemoteObjects:
    """In whatever fsspec has a file system for."""

    def __init__(self, url: str, profile: str | None = None) -> None:
        """profile: the AWS profile whose credentials open S3; None: those that boto3 finds."""
        self.url = url.rstrip("/")
        self.profile = profile
        parts = urlsplit(self.url)
        with self._os_errors():
            self._files = _file_system(parts.scheme, parts.netloc, profile)
        self._root = f"{parts.netloc}{parts.path}"

    def put(self, name: str, data: bytes) -> None:
        with self._os_errors():
            self._files.pipe_file(self._path(name), data)

    def create(self, name: str, data: bytes) -> bool:
        with self._os_errors():
            return _created(self._files, self._path(name), data)

    def get(self, name: str) -> bytes:
        with self._os_errors():
            return bytes(self._files.cat_file(self._path(name)))

    def names(self, folder: str = "") -> list[str]:
        return self._listed(folder, "file")

    def folders(self, folder: str = "") -> list[str]:
        return self._listed(folder, "directory")

    def _listed(self, folder: str, kind: str) -> list[str]:
        with self._os_errors():
            self._files.invalidate_cache()  # others write there, too
            try:
                found = self._files.ls(self._path(folder), detail=True)
            except FileNotFoundError:  # object stores have no empty folders
                return []
            return sorted(one["name"].rstrip("/").rpartition("/")[2] for one in found if one["type"] == kind)

    def delete(self, name: str) -> None:
        with self._os_errors():
            try:
                self._files.rm_file(self._path(name))
            except FileNotFoundError:
                return

    def _path(self, name: str) -> str:
        return f"{self._root}/{name}".rstrip("/")

    @contextmanager
    def _os_errors(self) -> Iterator[None]:
        """Whatever a file system of fsspec's raises, as the OSError that it stands for."""
        try:
            yield
        except OSError:
            raise
        except Exception as error:
            raise OSError(say("shared.unreachable", where=self.url, why=told(error))) from None


def told(error: Exception) -> str:
    """What an error says, in a line or two: no debugging aids, no key's name."""
    words = str(error).split("\n\nDebug source", 1)[0]
    words = " ".join(_KEY_ID.sub("***", words).split()) or type(error).__name__
    return words if len(words) <= LONGEST_TOLD else f"{words[:LONGEST_TOLD]}…"


def opened(url: str, profile: str | None = None) -> Objects:
    """The place at an address that `address` gave. Raises OSError where it cannot be reached."""
    if "://" not in url:
        return LocalObjects(Path(url))
    return _remote(url, profile, aws.configured())


@lru_cache(maxsize=16)
def _remote(url: str, profile: str | None, configured: str) -> RemoteObjects:
    """The same one for all who ask, with its connections, as long as the AWS configuration stays what it is."""
    return RemoteObjects(url, profile)


def address(folder: Path | str) -> str:
    """How a folder is called on this machine and others: an absolute path, or a URL. Raises BadValue for none of them.

    A URL must not hold a password: it is written into the manifest, and sent to workers.
    """
    words = str(folder)
    if not words.strip():
        raise BadValue("folder", got=shown(folder), limit=say("shared.folders"))
    if isinstance(folder, Path) or "://" not in words:
        return str(Path(words).expanduser().absolute())
    parts = urlsplit(words)
    if parts.scheme == "file":
        return str(Path(unquote(parts.path)))
    try:
        import fsspec  # noqa: F401
    except ImportError:
        raise BadValue("folder", got=shown(words.rpartition("@")[2]), limit=say("cluster.extra")) from None
    if not parts.netloc or "@" in parts.netloc or not _known(parts.scheme):
        raise BadValue("folder", got=shown(words.rpartition("@")[2]), limit=say("shared.folders"))
    return words.rstrip("/")


def _known(protocol: str) -> bool:
    """Whether there is a file system for it."""
    from fsspec.registry import known_implementations, registry

    return protocol in registry or protocol in known_implementations


def read_all(objects: Objects, names: Iterable[str]) -> list[bytes]:
    """What is in many files, in that order. Raises as `Objects.get` does."""
    with ThreadPoolExecutor(SIDE_BY_SIDE, thread_name_prefix="reading") as pool:
        return list(pool.map(objects.get, names))


def _file_system(protocol: str, bucket: str, profile: str | None) -> Any:
    """fsspec's; for S3 that of obstore where s3fs is not there, which would bring a botocore older than boto3's."""
    import fsspec

    if protocol == "s3":
        try:
            kind = fsspec.get_filesystem_class("s3")
        except ImportError:
            return _of_obstore(bucket, profile)
        return kind(**{"profile": profile} if profile else {})
    return fsspec.filesystem(protocol)


def _of_obstore(bucket: str, profile: str | None) -> Any:
    from obstore.auth.boto3 import Boto3CredentialProvider
    from obstore.fsspec import FsspecStore

    session, region, endpoint = aws.bucket(bucket, profile)
    return FsspecStore(
        "s3",
        config={"region": region, "endpoint": endpoint},
        credential_provider=Boto3CredentialProvider(session),
        client_options={"allow_http": endpoint.startswith("http:"), "timeout": "60s"},
        retry_config={"max_retries": RETRIES, "retry_timeout": PATIENCE},
        skip_instance_cache=True,
    )


def _created(files: Any, path: str, data: bytes) -> bool:
    """`Objects.create`. obstore's file system writes over what is there, whatever mode it is told; obstore does not."""
    if type(files).__module__.startswith("obstore."):
        import obstore
        from obstore.exceptions import AlreadyExistsError

        bucket, name = files._split_path(path)
        try:
            obstore.put(files._construct_store(bucket), name, data, mode="create")
        except AlreadyExistsError:
            return False
        return True
    try:
        files.pipe_file(path, data, mode="create")
    except FileExistsError:
        return False
    return True

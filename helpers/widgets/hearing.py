"""What a page of ours sends to its kernel, and what becomes of a message that is none."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any


class Hearing:
    """For a widget whose page sends messages: register `_heard` with ``on_msg``."""

    def _heard(self, _: Any, content: Any, buffers: Any) -> None:
        """Whatever is wrong with a message, the page says so: nobody else would."""
        try:
            self._do(content if isinstance(content, Mapping) else {})
        except Exception as error:
            self._failed(error)

    def _do(self, message: Mapping[str, Any]) -> None:
        """What a message asks for. May raise whatever it likes."""
        raise NotImplementedError

    def _failed(self, error: Exception) -> None:
        """Say on the page what went wrong."""
        raise NotImplementedError

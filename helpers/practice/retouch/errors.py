"""What can keep an edit from being made."""

from __future__ import annotations


class CannotEdit(ValueError):
    """Practice mode cannot do what is asked with this picture or these words. The message says why, and what to do."""


class NotUnderstood(CannotEdit):
    """The prompt names nothing that practice mode can paint."""


class NothingFound(CannotEdit):
    """The picture does not show what was looked for. The message says so, and what to do."""

"""Noticing that a file changed on disk, however it was saved."""

from pathlib import Path

from PySide6.QtCore import QFileSystemWatcher, QObject, QTimer, Signal

from .file_state import FileState, file_state

_SETTLE_MILLISECONDS = 150


class FileWatch(QObject):
    """Says `changed` a moment after the file was touched; its owner compares what is in it.

    Most programs save by putting a new file in the place of the old one. Watching the file alone
    would see that once and never again, so the folder is watched, too.
    """

    changed = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._path: Path | None = None
        self._watcher = QFileSystemWatcher(self)
        self._settle = QTimer(self)
        self._settle.setSingleShot(True)
        self._settle.setInterval(_SETTLE_MILLISECONDS)
        self._settle.timeout.connect(self._on_settled)
        self._watcher.fileChanged.connect(self._settle.start)
        self._watcher.directoryChanged.connect(self._settle.start)
        self._seen: FileState | None = None

    def watch(self, path: Path, seen: FileState | None) -> None:
        """Watch this file from now on, and no other; `seen` is its state when it was read."""
        if path != self._path:
            old = [*self._watcher.files(), *self._watcher.directories()]
            if old:
                self._watcher.removePaths(old)
            self._path = path
        self._seen = seen
        self._add()
        if file_state(path) != seen:
            self._settle.start()

    def _add(self) -> None:
        if self._path is None:
            return
        watched = {*self._watcher.files(), *self._watcher.directories()}
        for path in (self._path, self._path.parent):
            if str(path) not in watched and file_state(path) is not None:
                self._watcher.addPath(str(path))

    def _on_settled(self) -> None:
        if self._path is None:
            return
        self._add()
        now = file_state(self._path)
        if now != self._seen:
            self._seen = now
            self.changed.emit()

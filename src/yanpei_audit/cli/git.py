"""What git knows of the working folder; nothing else of the program runs git.

Git is only asked: it changes nothing, runs no hooks or filters of the repository, and fetches nothing. Files are taken
as they were committed, not as `git archive` would change or leave them out by attributes.
"""

from __future__ import annotations

import datetime as dt
import os
import re
import shutil
import subprocess
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path, PurePosixPath
from typing import IO, NamedTuple

from yanpei_audit.cli.mistakes import UsageMistakeError
from yanpei_audit.findings import quote, show
from yanpei_audit.language import Words
from yanpei_audit.source.files import LARGEST

_QUIET = ("-c", "log.showSignature=false", "-c", "core.fsmonitor=false", "--no-pager")
# A hook sets the first of these for its own repository; the others keep git from writing, asking and fetching.
_OF_HOOKS = ("GIT_DIR", "GIT_WORK_TREE", "GIT_INDEX_FILE", "GIT_PREFIX", "GIT_COMMON_DIR", "GIT_NAMESPACE")
_SETTLED = {
    "GIT_OPTIONAL_LOCKS": "0",
    "GIT_TERMINAL_PROMPT": "0",
    "GIT_NO_LAZY_FETCH": "1",
    "GIT_ALLOW_PROTOCOL": "none",
    "LC_ALL": "C",
}
_REGULAR = ("100644", "100755")
# Evidence beside the records may be large, and is never read.
_NEVER_READ = re.compile(
    r"\.(?:jpe?g|png|gif|heic|bmp|tiff?|pdf|docx?|wps|xlsx?|et|pptx?|zip|rar|7z|mp[34]|m4a|wav|mov|avi)", re.IGNORECASE
)


class Revision(NamedTuple):
    """A commit as it was asked for and by its name, the day on which it was committed, and its tree of a folder."""

    asked: str
    commit: str
    day: dt.date
    tree: str


class _Blob(NamedTuple):
    name: str
    path: str


def revision_of(folder: Path, asked: str) -> Revision:
    """Look up what a revision holds of a folder; raise `UsageMistakeError` where git cannot tell."""
    done = _git(folder, "rev-parse", "--is-inside-work-tree", "--is-shallow-repository", "--show-prefix")
    inside, _, rest = os.fsdecode(done.stdout).partition("\n")
    shallow, _, prefix = rest.partition("\n")
    if done.returncode or inside != "true":
        reason = _reason(done)
        unknown = not reason or "not a git repository" in reason
        words = NO_REPOSITORY.format(folder=show(str(folder))) if unknown else REFUSED.format(reason=reason)
        raise UsageMistakeError(words)
    found = _git(folder, "rev-parse", "--verify", "--quiet", "--end-of-options", f"{asked}^{{commit}}")
    commit = found.stdout.decode("ascii", "replace").strip()
    if not re.fullmatch(r"[0-9a-f]{40,}", commit):  # ^main is one to git, but none to compare with
        raise UsageMistakeError((SHALLOW if shallow == "true" else UNKNOWN).format(revision=quote(asked)))
    tree = f"{commit}:{prefix.removesuffix(chr(10))}"
    if _git(folder, "cat-file", "-t", tree).stdout.strip() != b"tree":
        raise UsageMistakeError(NOT_IN_REVISION.format(folder=show(str(folder)), revision=quote(asked)))
    shown = _asked(folder, "show", "-s", "--format=%cs", commit).decode("ascii", "replace").strip()
    try:
        day = dt.date.fromisoformat(shown)
    except ValueError:
        raise UsageMistakeError(NO_DAY.format(revision=quote(asked), day=quote(shown))) from None
    return Revision(asked, commit, day, tree)


def extract(folder: Path, revision: Revision, into: Path) -> None:
    """Write the regular files that a revision has of a folder; of one too large to be read, as many empty bytes."""
    for blob, data in _contents(folder, [blob for blob in _blobs(folder, revision) if _is_wanted(blob)]):
        path = into / blob.path
        path.parent.mkdir(parents=True, exist_ok=True)
        with path.open("wb") as file:
            file.write(data or b"")
            if data is None:
                file.truncate(LARGEST + 1)


def _is_wanted(blob: _Blob) -> bool:
    """Leave out what is no record or rule, and names that would lead elsewhere."""
    path = PurePosixPath(blob.path)
    safe = not path.is_absolute() and not {"..", "."} & set(blob.path.split("/")) and Path(blob.path).drive == ""
    return safe and (os.sep == "/" or os.sep not in blob.path) and not _NEVER_READ.fullmatch(path.suffix)


def _blobs(folder: Path, revision: Revision) -> Iterator[_Blob]:
    for line in _asked(folder, "ls-tree", "-r", "-z", "--full-tree", revision.tree).split(b"\0"):
        head, _tab, path = line.partition(b"\t")
        match head.decode("ascii").split():
            case [mode, "blob", name] if mode in _REGULAR:
                yield _Blob(name, os.fsdecode(path))


def _contents(folder: Path, blobs: list[_Blob]) -> Iterator[tuple[_Blob, bytes | None]]:
    """Give what each holds, one after the other; None of one that is too large."""
    process = subprocess.Popen(  # noqa: S603 - fixed words, names of objects by the other end
        [_executable(), *_QUIET, "cat-file", "--batch"],
        cwd=folder,
        env=_environment(),
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
    )
    with process as git:
        if git.stdin is None or git.stdout is None:
            raise OSError("git cannot be talked to")
        for blob in blobs:
            yield blob, _content(git.stdin.fileno(), git.stdout, blob)


def _content(to_git: int, from_git: IO[bytes], blob: _Blob) -> bytes | None:
    """Ask for one, past the buffer, so that nothing is left to be written to a git that has ended."""
    with suppress(BrokenPipeError):
        os.write(to_git, f"{blob.name}\n".encode())
    match from_git.readline().split():
        case [_name, b"blob", size]:
            left = int(size)
        case _:
            raise UsageMistakeError(LACKING.format(path=quote(blob.path)))
    large = left > LARGEST
    data = from_git.read(0 if large else left)
    for start in range(0, left, LARGEST) if large else ():
        from_git.read(min(LARGEST, left - start))
    from_git.read(1)
    return None if large else data


def refusal(folder: Path) -> str:
    """Give why git says nothing of a folder that holds a repository or lies in one; nothing where there is none."""
    done = _git(folder, "ls-files", "-z")
    reason = _reason(done) if done.returncode else ""
    return "" if "not a git repository" in reason and not os.path.lexists(folder / ".git") else reason


def told(folder: Path, *arguments: str) -> bytes | None:
    """Give the answer of git to a question about a folder; nothing where there is no git, or it has none."""
    try:
        done = _git(folder, *arguments)
    except UsageMistakeError:
        return None
    return None if done.returncode else done.stdout


def _asked(folder: Path, *arguments: str) -> bytes:
    done = _git(folder, *arguments)
    if done.returncode:
        raise UsageMistakeError(REFUSED.format(reason=_reason(done)))
    return done.stdout


def _git(folder: Path, *arguments: str) -> subprocess.CompletedProcess[bytes]:
    try:
        return subprocess.run(  # noqa: S603 - a list of words, what people wrote behind --end-of-options
            [_executable(), *_QUIET, *arguments],
            cwd=folder,
            env=_environment(),
            stdin=subprocess.DEVNULL,
            capture_output=True,
            check=False,
        )
    except OSError as error:
        raise UsageMistakeError(REFUSED.format(reason=show(error.strerror or str(error)))) from None
    except ValueError:  # a NUL in what is asked for
        raise UsageMistakeError(UNKNOWN.format(revision=quote(" ".join(arguments[-1:])))) from None


def _executable() -> str:
    found = shutil.which("git")
    if found is None:
        raise UsageMistakeError(NO_GIT)
    return found


def _environment() -> dict[str, str]:
    kept = {name: value for name, value in os.environ.items() if name not in _OF_HOOKS and name != "LANGUAGE"}
    return kept | _SETTLED


def _reason(done: subprocess.CompletedProcess[bytes]) -> str:
    lines = done.stderr.decode("utf-8", "replace").strip().splitlines()
    fatal = [line.removeprefix("fatal: ") for line in lines if line.startswith("fatal: ")]
    return show((fatal or lines or [""])[0])


NO_GIT = Words("找不到 git；diff 要用它取出从前的版本", "There is no git; diff needs it for the earlier state")
NO_REPOSITORY = Words(
    "工作文件夹 {folder} 不在 git 仓库里，没有从前的版本可比", "The working folder {folder} is in no git repository"
)
REFUSED = Words("git 说：{reason}", "git says: {reason}")
UNKNOWN = Words(
    "git 里没有“{revision}”这个版本；写分支、标签或提交，例如 origin/main 或 HEAD~1",
    "git knows no revision '{revision}'; name a branch, a tag or a commit, such as origin/main or HEAD~1",
)
SHALLOW = Words(
    "这是浅克隆，里面没有“{revision}”；在 CI 里给 actions/checkout 写 fetch-depth: 0，在别处运行 git fetch --unshallow",
    "This is a shallow clone without '{revision}'; in CI give actions/checkout fetch-depth: 0, elsewhere run "
    "git fetch --unshallow",
)
NOT_IN_REVISION = Words(
    "“{revision}”里还没有 {folder} 这个文件夹，没有可比的", "The folder {folder} does not exist in '{revision}'"
)
NO_DAY = Words(
    "看不懂“{revision}”的提交日期“{day}”；请写 --as-of",
    "The day '{day}' on which '{revision}' was committed makes no sense; give --as-of",
)
LACKING = Words(
    "这份克隆里缺少 {path} 从前的内容；请完整地取一次（git fetch --refetch）",
    "This clone lacks the earlier content of {path}; fetch it whole (git fetch --refetch)",
)

"""The sections about the program and about encodings."""

from __future__ import annotations

from collections.abc import Iterator

from yanpei_audit.checkup import Checkup
from yanpei_audit.checkup.advice import Todo
from yanpei_audit.checkup.encodings import Stream, holds_chinese
from yanpei_audit.checkup.program import Extra, Git, Library, Program
from yanpei_audit.language import Words
from yanpei_audit.report.checkup.lines import Line, Mark, Marks, Section, listed, mark_of, plain


def program_section(checkup: Checkup, marks: Marks) -> Section:
    """Say what is installed."""
    git = Line(plain("git"), _git(checkup.git), mark_of(marks, Todo.FOREIGN, Todo.LINE_ENDS, Todo.QUOTED_PATHS))
    return Section(PROGRAM, (*_program(checkup.program), git))


def _program(program: Program) -> Iterator[Line]:
    yield Line(plain("yanpei-audit"), INSTALLED.format(version=program.version, folder=program.folder))
    yield Line(plain("Python"), PYTHON.format(version=program.python, executable=program.executable))
    yield Line(SYSTEM, plain(program.system))
    for library in program.libraries:
        words = _version(library)
        if library.name == "ruamel.yaml":
            words = words.then(C_PART.format(version=program.c_part) if program.c_part else NO_C_PART)
        yield Line(plain(library.name), words, Mark.FINE if library.version else Mark.ERROR)
    for extra in program.extras:
        yield Line(plain(f"[{extra.name}]"), _extra(extra))


def _version(library: Library) -> Words:
    return plain(library.version) if library.version else UNKNOWN_VERSION


def _extra(extra: Extra) -> Words:
    """Say which of the libraries are there, and how the others are installed."""
    there = listed(f"{library.name} {library.version}" for library in extra.libraries if library.version)
    if extra.is_whole:
        return there
    words = NOT_INSTALLED.format(command=f"pip install 'yanpei-audit[{extra.name}]'")
    return there.then(Words("；", "; ")).then(words) if there.zh else words


def _git(git: Git) -> Words:
    if git.version is None:
        return NO_GIT
    if git.refusal:
        return plain(git.version).then(REFUSED.format(reason=git.refusal))
    if not git.is_inside:
        return plain(git.version).then(NO_REPOSITORY)
    words = plain(git.version).then(TRACKED.format(tracked=git.tracked, untracked=git.untracked))
    if git.changes_line_ends:
        words = words.then(CHANGES_LINE_ENDS)
    return words.then(HIDES_CHINESE) if git.hides_chinese else words


def encodings_section(checkup: Checkup, marks: Marks) -> Section:
    """Say in which encodings the program speaks."""
    used = checkup.encodings
    fitting = ((STREAMS[stream.name], _stream(stream), stream.encoding) for stream in used.streams)
    lines = [Line(label, words, _mark(encoding, marks)) for label, words, encoding in fitting]
    lines.append(Line(FILE_NAMES, _shown(used.filesystem), _mark(used.filesystem, marks)))
    lines.append(Line(LOCALE, plain(used.preferred)))
    lines += [Line(plain(name), plain(value) if value else NOT_SET) for name, value in used.variables]
    lines.append(Line(WIDTH, COLUMNS.format(width=used.width)))
    return Section(ENCODINGS, tuple(lines))


def _mark(encoding: str, marks: Marks) -> Mark:
    return Mark.FINE if holds_chinese(encoding) else mark_of(marks, Todo.ENCODINGS)


def _stream(stream: Stream) -> Words:
    return _shown(stream.encoding).then(TERMINAL if stream.is_terminal else NO_TERMINAL)


def _shown(encoding: str) -> Words:
    return plain(encoding).then(SHOWS_CHINESE if holds_chinese(encoding) else NO_CHINESE)


PROGRAM, ENCODINGS = Words("程序", "Program"), Words("编码", "Encodings")
INSTALLED = Words("{version}，装在 {folder}", "{version} in {folder}")
PYTHON = Words("{version}，{executable}", "{version}, {executable}")
SYSTEM = Words("系统", "system")
C_PART = Words("，C 部分 {version} 在用", ", with its C part {version}")
NO_C_PART = Words("，没有 C 部分，读得慢", ", without its C part: reading is slow")
UNKNOWN_VERSION = Words("版本不详", "version unknown")
NOT_INSTALLED = Words("没有装全；要用时：{command}", "not installed; when needed: {command}")
NO_GIT = Words("没有装；只有 diff 要用", "not installed; only diff needs it")
NO_REPOSITORY = Words("，工作文件夹不在 git 仓库里", "; the working folder is in no repository")
REFUSED = Words("，不肯读这个仓库：{reason}", "; refuses to read the repository: {reason}")
TRACKED = Words(
    "，进了仓库的记录 {tracked} 个，没有进的 {untracked} 个",
    "; {tracked} record files in the repository, {untracked} not",
)
CHANGES_LINE_ENDS = Words(
    "；autocrlf=true 而没有 .gitattributes，换行会被改", "; autocrlf=true without .gitattributes changes line ends"
)
HIDES_CHINESE = Words("；中文路径显示成数字", "; Chinese paths are shown as numbers")
STREAMS = {"stdout": Words("标准输出", "stdout"), "stderr": Words("标准错误", "stderr")}
FILE_NAMES, LOCALE = Words("文件名", "file names"), Words("系统区域", "locale")
SHOWS_CHINESE = Words("，能显示中文", ", shows Chinese")
NO_CHINESE = Words("，不能显示中文", ", does not show Chinese")
TERMINAL, NO_TERMINAL = Words("，是终端", ", a terminal"), Words("，不是终端", ", not a terminal")
NOT_SET = Words("没有设", "not set")
WIDTH, COLUMNS = Words("宽度", "width"), Words("{width} 列", "{width} columns")

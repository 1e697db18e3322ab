"""The page for a browser says what the JSON of the same run says, does nothing it should not, and can be used."""

from __future__ import annotations

import base64
import hashlib
import json
import re
import shutil
from collections import Counter
from collections.abc import Callable, Iterator
from html.parser import HTMLParser
from pathlib import Path
from typing import Any, NamedTuple

import pytest
from conftest import REPOSITORY, Program

from yanpei_audit.findings import show
from yanpei_audit.glossary import VERDICTS
from yanpei_audit.report.formats.html.details import block

pytestmark = pytest.mark.unmeasured

COUNTY = (REPOSITORY / "examples" / "county", ("check", "records", "--period", "2025-2026-1"))
LADDER = (REPOSITORY / "examples" / "ladder", ("check", "records"))
SCHOOL = (REPOSITORY / "examples" / "school", ("check", "records", "--as-of", "2026-08-31"))
EXAMPLES = pytest.mark.parametrize("example", [COUNTY, LADDER, SCHOOL], ids=["county", "ladder", "school"])
HAN = re.compile("[\u3000-\u9fff\uff00-\uffef]")
VOID = {"meta", "input", "rect"}

# Texts that would do something in HTML, in a script, in a template or to the direction of the text around them.
HOSTILE = (
    "<script>alert(1)</script>",
    "</script><script>alert(1)</script>",
    "<!--<script>",
    "]]><svg onload=alert(1)>",
    "<img src=x onerror=alert(1)>",
    '"><b onclick="alert(1)">',
    "' autofocus onfocus='alert(1)",
    "{{ 7*7 }}",
    "{% raw %}",
    "${7*7}`",
    "&lt;b&gt;&amp;x",
    "javascript:alert(1)",
    "שלום عليكم",
    "a\\u003cb\\n",
    "䶮𠮷",
    "{shown}",
    "__proto__",
)


class Node:
    """An element read back: its name, its attributes, and the texts and elements in it."""

    def __init__(self, name: str, attributes: dict[str, str]) -> None:
        self.name = name
        self.attributes = attributes
        self.children: list[Node | str] = []

    @property
    def text(self) -> str:
        return "".join(child if isinstance(child, str) else child.text for child in self.children)

    def walk(self) -> Iterator[Node]:
        yield self
        for child in self.children:
            if isinstance(child, Node):
                yield from child.walk()

    def all(self, name: str, /, **wanted: str) -> list[Node]:
        wanted = {key.rstrip("_").replace("_", "-"): value for key, value in wanted.items()}
        return [
            node
            for node in self.walk()
            if node.name == name and all(node.attributes.get(key) == value for key, value in wanted.items())
        ]

    def own(self, name: str) -> list[Node]:
        return [child for child in self.children if isinstance(child, Node) and child.name == name]


class Reader(HTMLParser):
    """Reads a page into nodes, and insists that every element is closed where it should be."""

    def __init__(self) -> None:
        super().__init__()
        self.open = [Node("", {})]

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        assert len(dict(attrs)) == len(attrs)
        node = Node(tag, {name: value or "" for name, value in attrs})
        self.open[-1].children.append(node)
        if tag not in VOID:
            self.open.append(node)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.handle_starttag(tag, attrs)

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop().name == tag

    def handle_data(self, data: str) -> None:
        self.open[-1].children.append(data)


def read(page: str) -> Node:
    reader = Reader()
    reader.feed(page)
    reader.close()
    assert len(reader.open) == 1
    return reader.open[0]


def data(page: Node, name: str) -> list[Any]:
    (script,) = page.all("script", id=f"{name}-data")
    return [json.loads(line) for line in script.text.split("\n")]


class Run(NamedTuple):
    """One run: the page as text and read back, and the JSON."""

    text: str
    page: Node
    json: dict[str, Any]


def run(program: Program, example: tuple[Path, tuple[str, ...]], *options: str) -> Run:
    folder, command = example
    html, published = (program([*command, "--format", form, *options], folder=folder).out for form in ("html", "json"))
    return Run(html, read(html), json.loads(published))


def figures(result: dict[str, Any]) -> str:
    """Write a number of the JSON against its bounds, as the tables do."""
    low, high, measured = result["at_least"], result["at_most"], result["measured"]
    if measured is None or result["verdict"] == "exempt":
        return ""
    bounds = low if high is None else f"≤{high}" if low is None else f"{low}–{high}"
    return f"{measured}/{bounds}"


def cells(page: Node) -> dict[tuple[str, str, str], tuple[str, str, str]]:
    """Read the tables back: by id, pack and title of the rule, the verdict, the figures and the words."""
    found = {}
    for box in [node for node in page.all("div") if node.attributes.get("class") == "box heat"]:
        pack = box.attributes["data-pack"].split()[0]
        head, *rows = box.all("tr")
        titles = [str(cell.children[0]) for cell in head.own("th") if "data-rule" in cell.attributes]
        for row in rows:
            person = row.own("th")[0].own("small")[0].text
            for title, cell in zip(titles, row.own("td")[-len(titles) :], strict=True):
                if "class" in cell.attributes:
                    number = "".join(node.text for node in cell.own("b"))
                    words = cell.text.removeprefix(number).strip()
                    found[person, pack, title] = (cell.attributes["class"], number, words)
    return found


@EXAMPLES
def test_every_cell_has_the_number_and_the_verdict_of_the_json(
    example: tuple[Path, tuple[str, ...]], program: Program
) -> None:
    county = run(program, example)
    found = cells(county.page)

    assert {place: (verdict, number) for place, (verdict, number, _words) in found.items()} == {
        (result["subject"]["id"], result["pack"], result["title"]): (result["verdict"], figures(result))
        for result in county.json["results"]
    }
    assert [words for verdict, _number, words in found.values() if not words.startswith(VERDICTS[verdict].zh)] == []


def place(activity: list[Any], person: dict[str, Any]) -> tuple[str, int]:
    *_described, file, line = activity
    return person["files"][file], line


def followed(page: Node) -> list[dict[str, Any]]:
    """Read back what is behind every number."""
    (people,) = data(page, "people")
    shared, *details = data(page, "details")
    return [
        {
            "id": people[number][1],
            "title": shared["rules"][outcome["rule"]]["title"],
            "source": "、".join(
                text.split(" ")[0]
                for text in shared["rules"][outcome["rule"]]["clause"].split("；")
                if re.match(r"[A-Z]\d|第", text)
            ),
            "unit": shared["rules"][outcome["rule"]]["unit"],
            "verdict": shared["texts"][outcome["verdict"]],
            "figures": outcome.get("figures", ""),
            "shortfall": outcome.get("shortfall", ""),
            "counted": [
                (*place(person["activities"][one], person), amount) for one, amount in outcome.get("counted", ())
            ],
            "missed": [place(person["activities"][one], person) for one, _reason in outcome.get("missed", ())],
            "outside": outcome.get("outside", 0),
            "sum": outcome.get("sum"),
        }
        for number, person in enumerate(details)
        for outcome in person["outcomes"]
    ]


def expected(result: dict[str, Any]) -> dict[str, Any]:
    outside = [one for one in result["not_counted"] if one["reason"] == "outside_period"]
    amounts = [one["amount"] for one in result["counted"]]
    total = sum(map(float, amounts))
    return {
        "id": result["subject"]["id"],
        "title": result["title"],
        "source": result["source"],
        "unit": result["unit"],
        "verdict": result["verdict"],
        "figures": figures(result),
        "shortfall": "" if result["shortfall"] in {None, "0"} else result["shortfall"],
        "counted": [(one["file"], one["line"], one["amount"]) for one in result["counted"]],
        "missed": [(one["file"], one["line"]) for one in result["not_counted"] if one not in outside],
        "outside": len(outside),
        "sum": f"{total:g}" if amounts else None,
    }


@EXAMPLES
def test_the_details_are_those_of_the_json(example: tuple[Path, tuple[str, ...]], program: Program) -> None:
    both = run(program, example)

    def in_order(outcome: dict[str, Any]) -> tuple[str, str]:
        return outcome["id"], outcome["title"]

    assert sorted(followed(both.page), key=in_order) == sorted(map(expected, both.json["results"]), key=in_order)


def counted(cell: Node) -> Counter[str]:
    """Count by verdict; what only advised rules fail is a share of its own."""
    items = (node for node in cell.walk() if node.name == "li")
    return sum((Counter({item.attributes["class"]: int(item.own("b")[0].text)}) for item in items), Counter[str]())


def test_the_sums_are_those_of_the_json(program: Program) -> None:
    county = run(program, COUNTY)
    results = county.json["results"]
    by_rule: dict[str, Counter[str]] = {}
    for result in results:
        by_rule.setdefault(result["title"], Counter())[result["verdict"]] += 1
    tables = county.page.all("table", class_="sums")
    rules = [row for table in tables[:2] for row in table.all("tr")[1:]]
    units = tables[2]
    of_units = sum((Counter(counted(row)) for row in units.all("tr")[1:]), Counter[str]())

    assert {row.own("th")[0].text: counted(row.own("td")[1]) for row in rules} == by_rule
    assert of_units == Counter(result["verdict"] for result in results)
    total = county.page.all("div", class_="total")[0]
    assert list(dict.fromkeys(share.attributes["class"] for share in total.all("rect"))) == [
        node.attributes["value"] for node in county.page.all("input", name="verdict")
    ]
    assert "未达标（建议） 1" in {share.text for share in county.page.all("li")}


def test_drafts_and_findings_are_those_of_the_json(program: Program) -> None:
    options = ("--period", "2025-2026", "--rules", "school-72-hour-training")
    year = run(program, (COUNTY[0], ("check", "records")), *options)
    drafts, problems = (
        [[cell.text for cell in row.children if isinstance(cell, Node)] for row in section.all("tr")[1:]]
        for name in ("consequences", "problems")
        for section in year.page.all("section", id=name)
    )

    assert sorted((row[0], row[3], row[5]) for row in drafts) == sorted(
        (draft["subject"]["name"], draft["title"], draft["source"]) for draft in year.json["consequences"]
    )
    assert [tuple(row[1:]) for row in problems] == [
        (found["code"], f"{found['file']}:{found['line']}:{found['column']}", found["message"], found["hint"])
        for found in year.json["findings"]
        if "/" not in found["code"]
    ]


# ---- What it may not do


def hash_of(text: str) -> str:
    return "sha256-" + base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()


def test_the_policy_allows_this_style_and_this_script_and_nothing_else(program: Program) -> None:
    page = run(program, COUNTY).page
    (policy,) = page.all("meta", http_equiv="Content-Security-Policy")
    (style,) = page.all("style")
    (script,) = [node for node in page.all("script") if "type" not in node.attributes]

    assert policy.attributes["content"].split("; ") == [
        "default-src 'none'",
        f"style-src '{hash_of(style.text)}'",
        f"script-src '{hash_of(script.text)}'",
        "base-uri 'none'",
        "form-action 'none'",
    ]
    assert [node.attributes.get("type") for node in page.all("script")] == [
        *("application/json", "application/json"),
        None,
        "application/json",
    ]


def test_nothing_leads_out_of_the_page_and_no_attribute_is_code_or_style(program: Program) -> None:
    county = run(program, COUNTY)
    nodes = list(county.page.walk())
    (style,) = county.page.all("style")
    (script,) = [node for node in county.page.all("script") if "type" not in node.attributes]

    assert {name for node in nodes for name in node.attributes if name == "style" or name.startswith("on")} == set()
    assert {name for node in nodes for name in node.attributes if name in {"src", "srcset", "action", "data"}} == set()
    assert {node.attributes["href"] for node in nodes if "href" in node.attributes} == {
        "#sums",
        "#everyone",
        "#problems",
        "#packs",
    }
    assert re.findall(r"url\(|@import|https?:|//\w+\.", style.text) == []
    assert (
        re.findall(r"innerHTML|outerHTML|insertAdjacent|document\.write|eval|Function\(|fetch|https?:", script.text)
        == []
    )


def hostile_folder(folder: Path) -> tuple[Path, tuple[str, ...]]:
    for number, text in enumerate(HOSTILE):
        quoted = "'" + text.replace("'", "''") + "'"
        lines = [
            f"编号: R{number}",
            f"姓名: {quoted}",
            f"单位: {quoted}",
            f"学科: {quoted}",
            f"岗位: [{quoted}]",
            "活动:",
        ]
        lines.append(f"  - {{类型: 听课, 日期: 2025-09-05, 学校: {quoted}, 主题: {quoted}, 节数: 2}}")
        (folder / f"{number}.yaml").write_text("\n".join(lines) + "\n", encoding="utf-8")
    return folder, ("check", ".", "--period", "2025-2026-1")


def test_whatever_a_record_says_is_only_text(tmp_path: Path, program: Program) -> None:
    hostile = run(program, hostile_folder(tmp_path))
    harmless = run(program, COUNTY)
    (people,) = data(hostile.page, "people")
    shared, *details = data(hostile.page, "details")
    heads = [row.own("th")[0] for row in hostile.page.all("tr") if "data-person" in row.attributes]
    activities = [activity for person in details for activity in person["activities"]]

    def kinds(page: Node) -> set[tuple[str, ...]]:
        return {(node.name, *sorted(node.attributes)) for node in page.walk()}

    assert sorted(str(head.children[0]) for head in heads) == sorted(HOSTILE)
    assert sorted([name, unit, subject, *roles] for name, _id, unit, subject, roles in people) == sorted(
        [text] * 4 for text in HOSTILE
    )
    assert sorted((shared["texts"][one[2]], one[3]) for one in activities) == sorted((text, text) for text in HOSTILE)
    assert kinds(hostile.page) <= kinds(harmless.page)
    assert len(hostile.page.all("script")) == 4


def test_what_cannot_be_seen_is_written_out() -> None:
    texts = ["a\u2028b", "\x07", "\u202eevil", "</script><!--", "\\", "one\ntwo"]
    written = str(block([[texts]]))

    assert json.loads(written) == [[show(text) for text in texts]]
    assert (written.isprintable(), written.count("<")) == (True, 0)


def test_the_same_result_gives_the_same_bytes(program: Program) -> None:
    assert run(program, LADDER).text == run(program, LADDER, "--jobs", "2").text


def test_the_english_page_has_chinese_only_from_data(program: Program) -> None:
    ladder = run(program, LADDER, "--lang", "en")
    texts = {
        text
        for node in ladder.page.walk()
        if node.name not in {"script", "style"}
        for text in (*node.children, *node.attributes.values())
        if isinstance(text, str) and HAN.search(text)
    }
    (people,) = data(ladder.page, "people")
    (words,) = data(ladder.page, "words")
    shared, *_details = data(ladder.page, "details")

    assert texts == {
        *(name for name, *_rest in people),
        *("教研员", "兼职教研员"),
        *("县教研室兼职教研员管理办法", "县教研室蹲点办法"),
    }
    assert [value for value in words.values() if HAN.search(str(value))] == []
    assert {text for text in shared["texts"] if HAN.search(text)} == {
        *("听课", "蹲点", "城关一小", "河湾中心校"),
        "waived: 脱产参加省级骨干培训 (县教研〔2025〕17号, approved by 教研室主任 高明, 2025-09-01 to 2026-01-16, both included)",
    }
    assert ladder.page.all("html")[0].attributes["lang"] == "en"


# ---- In a browser

browsing = pytest.mark.unmeasured


@pytest.fixture(scope="module")
def browser() -> Iterator[Any]:
    """Start a browser that the machine has."""
    playwright = pytest.importorskip("playwright.sync_api")
    names = ("chromium", "chromium-browser", "google-chrome", "chrome")
    found = next(filter(None, map(shutil.which, names)), None)
    with playwright.sync_playwright() as started:
        path = found or started.chromium.executable_path
        if not Path(path).exists():
            pytest.skip("no browser on this machine")
        launched = started.chromium.launch(executable_path=path, args=["--headless=new", "--no-sandbox"])
        yield launched
        launched.close()


Open = Callable[..., Any]


@pytest.fixture
def show_page(browser: Any, tmp_path: Path) -> Iterator[Open]:
    """Open a page from a file; at the end nothing may have been said on the console or asked of anybody."""
    said: list[str] = []
    contexts = []

    def call(text: str, *, width: int = 1440, **options: Any) -> Any:
        file = tmp_path / "page.html"
        file.write_text(text, encoding="utf-8")
        context = browser.new_context(viewport={"width": width, "height": 900}, **options)
        contexts.append(context)
        page = context.new_page()
        page.on("console", lambda message: said.append(message.text))
        page.on("pageerror", lambda error: said.append(str(error)))
        page.on("request", lambda request: said.append(request.url) if request.url != file.as_uri() else None)
        page.goto(file.as_uri())
        return page

    yield call
    for context in contexts:
        context.close()
    assert said == []


def names(page: Any, table: int = 0) -> list[str]:
    """Give the ids of the people whom a table shows."""
    found: list[str] = page.locator(".heat").nth(table).locator("tbody tr:visible th small").all_inner_texts()
    return found


def status(page: Any) -> str:
    page.evaluate("new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)))")
    text: str = page.locator("#shown").inner_text()
    return text


@browsing
def test_it_filters_by_text_verdict_post_and_pack(show_page: Open, program: Program) -> None:
    ladder = run(program, LADDER)
    page = show_page(ladder.text)
    steps = [(status(page), names(page), names(page, 1))]
    page.locator("#text").fill("l0")
    steps.append((status(page), names(page), names(page, 1)))
    page.locator("#text").fill("高落")
    steps.append((status(page), names(page), names(page, 1)))
    page.locator("#text").fill("")
    page.locator("[name=verdict][value=met]").check()
    page.locator("[name=verdict][value=behind]").check()
    steps.append((status(page), names(page), names(page, 1)))
    page.locator("#pack").select_option(label="专职教研员蹲点")
    steps.append((status(page), names(page), names(page, 1)))
    page.locator("#roles").select_option("兼职教研员")
    steps.append((status(page), names(page), names(page, 1)))
    page.locator("[type=reset]").click()
    steps.append((status(page), names(page), names(page, 1)))
    part_time, full_time = ["L02", "L03", "L01", "L09", "L10"], ["L08", "L11", "L04", "L05", "L06", "L07"]

    assert steps == [
        ("显示 11 人，共 11 人", part_time, full_time),
        ("显示 9 人，共 11 人", part_time[:4], ["L08", "L04", "L05", "L06", "L07"]),
        ("显示 1 人，共 11 人", [], ["L06"]),
        ("显示 2 人，共 11 人", ["L01"], ["L06"]),
        ("显示 1 人，共 11 人", [], ["L06"]),
        ("没有符合条件的人（共 11 人）", [], []),
        ("显示 11 人，共 11 人", part_time, full_time),
    ]


@browsing
def test_it_sorts_by_name_by_verdict_and_by_how_much_is_done(show_page: Open, program: Program) -> None:
    page = show_page(run(program, LADDER).text)
    head = page.locator(".heat").nth(1).locator("thead th")
    orders = []

    def after(act: Callable[[], Any]) -> None:
        act()
        status(page)
        sorts = page.evaluate(
            "[...document.querySelectorAll('[aria-sort]')].map((one) => one.getAttribute('aria-sort'))"
        )
        orders.append((names(page, 1), sorts))

    after(head.nth(0).get_by_role("button").click)
    after(head.nth(0).get_by_role("button").click)
    after(head.nth(2).get_by_role("button").click)
    after(lambda: page.locator("#order").select_option("done"))
    after(head.nth(2).get_by_role("button").click)
    after(page.locator("[type=reset]").click)

    assert orders == [
        (["L04", "L05", "L06", "L07", "L08", "L11"], ["ascending"]),
        (["L11", "L08", "L07", "L06", "L05", "L04"], ["descending"]),
        (["L08", "L11", "L06", "L05", "L04", "L07"], ["ascending"]),
        (["L07", "L08", "L06", "L04", "L05", "L11"], ["ascending"]),
        (["L05", "L04", "L06", "L08", "L07", "L11"], ["descending"]),
        (["L08", "L11", "L04", "L05", "L06", "L07"], []),
    ]


def dialog(page: Any) -> dict[str, Any]:
    """Read the open details of one outcome."""
    said: dict[str, Any] = page.evaluate(
        """() => {
          const texts = (within, what) => [...within.querySelectorAll(what)].map((one) => one.innerText.trim());
          const content = document.getElementById("content");
          return {
            title: document.getElementById("details-title").innerText,
            figures: texts(content, ".headline b"),
            tables: [...content.querySelectorAll("table")].map((table) => ({
              caption: table.caption.innerText,
              rows: [...table.tBodies[0].rows].map((row) => texts(row, "td")),
              sum: texts(table, "tfoot .number"),
            })),
          };
        }"""
    )
    return said


@browsing
def test_the_details_of_every_cell_in_trouble_are_those_of_the_json(show_page: Open, program: Program) -> None:
    county = run(program, COUNTY)
    page = show_page(county.text)
    troubled = [result for result in county.json["results"] if result["verdict"] in {"short", "over", "behind"}]
    found = {}
    for button in page.locator(".heat td.short button, .heat td.over button, .heat td.behind button").all():
        button.click()
        said = dialog(page)
        rows = {table["caption"]: table for table in said["tables"]}
        made, missed = rows.get("计入的活动", {}), rows.get("没有计入的活动", {})
        found[said["title"]] = (
            said["figures"],
            [(row[5], row[4]) for row in made.get("rows", [])],
            [row[5] for row in missed.get("rows", [])],
            [text.split("，")[0] for text in made.get("sum", [])],
        )
        page.keyboard.press("Escape")

    assert found == {
        f"{result['subject']['name']}（{result['subject']['id']}）：{result['title']}": (
            [f"{figures(result)} {result['unit']}"],
            [(f"{one['file']}:{one['line']}", one["amount"]) for one in result["counted"]],
            [f"{one['file']}:{one['line']}" for one in result["not_counted"] if one["reason"] != "outside_period"],
            [expected(result)["sum"]] if result["counted"] else [],
        )
        for result in troubled
    }


@browsing
def test_a_name_opens_all_that_is_asked_of_somebody(show_page: Open, program: Program) -> None:
    county = run(program, COUNTY)
    page = show_page(county.text)
    page.get_by_role("button", name="吴国栋").first.click()
    summaries = page.locator("#content summary").all_inner_texts()

    assert [text.split(" · ")[0] for text in summaries] == [
        result["title"] for result in county.json["results"] if result["subject"]["id"] == "R009"
    ]


@browsing
def test_the_keyboard_alone_is_enough(show_page: Open, program: Program) -> None:
    page = show_page(run(program, LADDER).text)
    focused = "document.activeElement.innerText.split('\\n')[0]"

    def press(*keys: str) -> str:
        for key in keys:
            page.keyboard.press(key)
        return str(page.evaluate(focused))

    page.keyboard.press("Tab")
    skip = page.evaluate(focused)
    page.locator(".heat").first.focus()
    head = [press("Tab") for _ in range(3)]
    moves = [
        press("Tab"),
        press("ArrowDown"),
        press("End"),
        press("ArrowUp"),
        press("Control+End"),
        press("Control+Home"),
    ]
    press("End", "Enter")
    opened = (page.locator("#details").get_attribute("open") is not None, dialog(page)["title"])
    within = page.evaluate("document.getElementById('details').contains(document.activeElement)")
    back = press("Escape")
    closed = page.locator("#details").get_attribute("open")
    press("Space")
    again = page.locator("#details").get_attribute("open") is not None

    assert (skip, head) == ("跳到全员一览", ["姓名", "岗位", "听课"])
    assert moves == ["白未达", "陈超限", "22/8–20", "6/8–20", "不适用", "白未达"]
    assert (opened, within, back, closed, again) == ((True, "白未达（L02）：听课"), True, "6/8–20", None, True)


@browsing
@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [360, 1440])
def test_it_fits_the_window_and_every_text_stands_out(
    scheme: str, width: int, show_page: Open, program: Program
) -> None:
    page = show_page(run(program, LADDER).text, width=width, color_scheme=scheme)
    contrasts = """() => {
      const numbers = (color) => color.match(/[\\d.]+/g).map(Number);
      const light = (color) => {
        const [r, g, b] = numbers(color).map((one) => (one / 255 <= 0.03928 ? one / 255 / 12.92 : ((one / 255 + 0.055) / 1.055) ** 2.4));
        return 0.2126 * r + 0.7152 * g + 0.0722 * b;
      };
      const behind = (node) => {
        for (; node; node = node.parentElement) {
          const color = getComputedStyle(node).backgroundColor;
          if ((numbers(color)[3] ?? 1) > 0.99) return color;
        }
      };
      const poor = [];
      for (const node of document.body.querySelectorAll("*")) {
        const own = [...node.childNodes].some((one) => one.nodeType === 3 && one.data.trim());
        if (!own || !node.checkVisibility() || node.tagName === "SCRIPT") continue;
        const [one, other] = [light(getComputedStyle(node).color), light(behind(node))].sort((a, b) => b - a);
        if ((one + 0.05) / (other + 0.05) < 4.5) poor.push(node.outerHTML.slice(0, 80));
      }
      return poor;
    }"""
    plain = page.evaluate(contrasts)
    page.locator(".heat td button").first.click()

    assert (plain, page.evaluate(contrasts)) == ([], [])
    assert page.evaluate("document.documentElement.scrollWidth <= document.documentElement.clientWidth") is True
    assert page.evaluate("document.getElementById('details').scrollWidth <= innerWidth") is True


def many(folder: Path, people: int) -> tuple[Path, tuple[str, ...]]:
    for number in range(people):
        lines = [f"编号: R{number:03d}", f"姓名: 人{number:03d}", "岗位: [教研员]", "活动:"]
        lines.append(f"  - {{类型: 听课, 日期: 2025-09-05, 学校: 城关一小, 节数: {number % 8 + 1}}}")
        (folder / f"{number:03d}.yaml").write_text("\n".join(lines) + "\n", encoding="utf-8")
    return folder, ("check", ".", "--period", "2025-2026-1", "--jobs", "1")


@browsing
def test_of_many_people_the_first_are_listed_and_all_are_found_and_printed(
    show_page: Open, tmp_path: Path, program: Program
) -> None:
    records = tmp_path / "records"
    records.mkdir()
    page = show_page(run(program, many(records, 130)).text)
    rows = page.locator(".heat tbody tr")
    counts = [(status(page), rows.count(), page.locator(".more span").inner_text())]
    page.locator("#text").fill("人12")
    counts.append((status(page), rows.count(), page.locator(".more").is_visible()))
    page.locator("#text").fill("")
    status(page)
    page.get_by_role("button", name="全部列出").click()
    counts.append((status(page), rows.count(), page.evaluate("document.activeElement.innerText.split('\\n')[0]")))
    page.locator("#text").fill("人")
    counts.append((status(page), rows.count(), page.locator(".more span").inner_text()))
    page.evaluate("dispatchEvent(new Event('beforeprint'))")
    printed = rows.count()

    assert counts == [
        ("显示 130 人，共 130 人", 100, "已列出 100 人，还有 30 人"),
        ("显示 10 人，共 130 人", 10, False),
        ("显示 130 人，共 130 人", 130, "人100"),
        ("显示 130 人，共 130 人", 100, "已列出 100 人，还有 30 人"),
    ]
    assert printed == 130


@browsing
def test_it_prints_on_landscape_sheets_with_every_row_and_no_controls(show_page: Open, program: Program) -> None:
    page = show_page(run(program, COUNTY).text, color_scheme="dark")
    printed = page.pdf(prefer_css_page_size=True)
    page.emulate_media(media="print")
    computed = page.evaluate(
        """() => ({
          head: getComputedStyle(document.querySelector(".heat thead")).display,
          repeated: getComputedStyle(document.querySelector(".heat thead button")).display,
          whole: getComputedStyle(document.querySelector(".heat tbody tr")).breakInside,
          colours: getComputedStyle(document.querySelector(".heat td.short")).printColorAdjust,
          controls: [...document.querySelectorAll("form, nav, dialog, .skip")].map((one) => getComputedStyle(one).display),
          paper: getComputedStyle(document.documentElement).getPropertyValue("--paper").trim(),
          rows: document.querySelectorAll(".heat tbody tr").length,
        })"""
    )
    widths = {
        float(width) > float(height) for width, height in re.findall(rb"/MediaBox \[0 0 ([\d.]+) ([\d.]+)\]", printed)
    }

    assert (printed[:5], widths) == (b"%PDF-", {True})
    assert computed == {
        "head": "table-header-group",
        "repeated": "contents",
        "whole": "avoid",
        "colours": "exact",
        "controls": ["none"] * 4,
        "paper": "#ffffff",
        "rows": 48,
    }


@browsing
def test_without_a_script_the_tables_can_be_read(show_page: Open, program: Program) -> None:
    ladder = run(program, LADDER)
    page = show_page(ladder.text, java_script_enabled=False)

    assert page.locator(".heat tbody tr:visible").count() == 11
    assert page.locator("#filters").is_visible() is False
    assert page.locator("button:visible").count() == 0
    assert page.locator("noscript").inner_text() == "浏览器停用了脚本：表照样能看，不能筛选、排序和看明细。"


@browsing
def test_hostile_texts_do_nothing_in_a_browser(show_page: Open, tmp_path: Path, program: Program) -> None:
    records = tmp_path / "records"
    records.mkdir()
    page = show_page(run(program, hostile_folder(records)).text)
    titles = []
    for button in page.locator(".heat tbody th button").all():
        button.click()
        titles.append(page.locator("#details-title").inner_text())
        page.keyboard.press("Escape")

    assert sorted(title.rpartition("（")[0] for title in titles) == sorted(HOSTILE)

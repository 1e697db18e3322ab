"""A seeded cohort of realistic record files: file i depends on the seed and on i alone.

Run it as ``python benchmarks/corpus.py DIR --people 200`` to look at what the measurements read.
"""

from __future__ import annotations

import argparse
import datetime as dt
import random
from pathlib import Path

SCHOOLS = tuple(
    f"{place}{kind}"
    for place in ("城关", "河湾", "青石", "柳林", "东坪", "云山")
    for kind in ("一小", "二小", "中心校", "初级中学")
)
SURNAMES = "王李张刘陈杨赵黄周吴徐孙胡朱高林何郭马罗"
GIVEN = "芳伟敏静丽强磊军洋勇艳杰娟涛明超秀霞平刚桂英华玉萍红玲燕波辉"
SUBJECTS = ("语文", "数学", "英语", "科学", "道德与法治", "音乐", "体育", "美术")
TOPICS = (
    "单元整体教学的课时安排",
    "阅读教学常见问题与对策",
    "计算教学中的算理表达",
    "作业设计与讲评",
    "统编教材解读: 第二学段",
    "课堂提问的有效性",
    "口语交际情境创设",
    "实验教学与科学探究",
)
NOTES = (
    "课前与授课教师沟通了教学设计，重点看学生活动是否充分。\n课后在办公室交换了意见，约定两周后再听一次。",
    "教研组全体教师参加，围绕课例逐环节讨论。\n形成三条改进建议，由组长汇总后发到群里。",
    "材料已交教研室存档，照片两张。",
)
FIRST_DAY, DAYS = dt.date(2025, 9, 1), 300


def record(seed: int, number: int) -> str:
    """Write one person's record: 60 to 250 activities, about 47 kB on average."""
    rng = random.Random(f"{seed}:{number}")
    name = rng.choice(SURNAMES) + "".join(rng.sample(GIVEN, rng.choice((1, 2, 2))))
    subject = rng.choice(SUBJECTS)
    lines = [
        f"编号: R{number:06d}",
        f"姓名: {name}",
        "岗位: [教研员]",
        f"学科: {subject}",
        f"单位: {rng.choice(('县教师进修学校', '县教育局教研室', '县教科所'))}",
        "",
        "# 一条活动一段，由本人填写，月底交秘书核对。",
        "活动:",
    ]
    for _ in range(min(250, max(60, round(rng.lognormvariate(4.72, 0.38))))):
        lines += _activity(rng, subject)
    return "\n".join(lines) + "\n"


def _activity(rng: random.Random, subject: str) -> list[str]:
    kind = rng.choices(
        ("听课", "评课", "研讨课", "教研组活动", "培训", "讲座", "蹲点", "集体备课"), (44, 16, 3, 12, 10, 4, 2, 9)
    )[0]
    day = FIRST_DAY + dt.timedelta(rng.randrange(DAYS))
    lines = [f"  - 类型: {kind}"]
    if kind == "蹲点":
        lines += [f"    起: {day}", f"    止: {day + dt.timedelta(rng.randrange(4, 36))}"]
    else:
        lines += [f"    日期: {day}"]
    lines += [f"    学校: {rng.choice(SCHOOLS)}", f"    学科: {subject}", f"    年级: {rng.choice('一二三四五六')}年级"]
    topic = rng.choice(TOPICS)
    quoted = ":" in topic or rng.random() < 0.3
    lines.append(f'    主题: "{topic}"' if quoted else f"    主题: {topic}")
    if kind in ("听课", "评课"):
        lines += [
            f"    授课人: {rng.choice(SURNAMES)}{rng.choice(GIVEN)}",
            f"    节数: {rng.choice((1, 1, 1, 2))}",
            f"    推门: {rng.choice('是否')}",
        ]
    if kind == "听课":
        lines += ["    记录:", "      课堂记录: 有", "      点评: 有", f"      总评: {rng.choice('有无')}"]
    if kind == "培训":
        lines += [
            f"    级别: {rng.choice(('校本', '校本', '县培', '市培', '国培'))}",
            f"    学时: {rng.choice(('2', '4', '6', '7.5', '16'))}",
        ]
    if rng.random() < 0.6:
        lines += ["    证据:"] + [f"      - evidence/{day}-{kind}-{page}.jpg" for page in range(1, rng.randrange(2, 4))]
    if rng.random() < 0.3:
        lines += ["    备注: |"] + [f"      {line}" for line in rng.choice(NOTES).split("\n")]
    if rng.random() < 0.03:
        lines.append(f"    状态: {rng.choice(('计划', '取消'))}")
    if rng.random() < 0.05:
        lines.append("    # 以上已核对")
    return lines


def write(folder: Path, people: int, seed: int = 1) -> None:
    """Write one file a person below `folder`, a hundred to a subfolder."""
    for number in range(people):
        path = folder / f"{number // 100:03d}" / f"R{number:06d}.yaml"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(record(seed, number), encoding="utf-8", newline="\n")


def workbook(path: Path, rows: int, people: int, seed: int = 1) -> Path:
    """Write a workbook of activities of the corpus's people."""
    from xlsxwriter import Workbook

    rng = random.Random(seed)
    book = Workbook(path)
    sheet = book.add_worksheet("活动")
    days = book.add_format({"num_format": "yyyy-mm-dd"})
    sheet.write_row(0, 0, ("编号", "类型", "日期", "学校", "学科", "年级", "节数", "主题", "授课人", "推门"))
    for number in range(1, rows + 1):
        day = FIRST_DAY + dt.timedelta(rng.randrange(DAYS))
        sheet.write_string(number, 0, f"R{rng.randrange(people):06d}")
        sheet.write_string(number, 1, rng.choice(("听课", "评课")))
        sheet.write_datetime(number, 2, dt.datetime.combine(day, dt.time()), days)
        texts = (rng.choice(SCHOOLS), rng.choice(SUBJECTS), f"{rng.choice('一二三四五六')}年级", rng.choice((1, 2)))
        more = (f"{rng.choice(TOPICS)} {number}", rng.choice(SURNAMES) + rng.choice(GIVEN), rng.choice("是否"))
        sheet.write_row(number, 3, (*texts, *more))
    book.close()
    return path


def main() -> None:
    """Write a corpus from the command line."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--people", type=int, default=200)
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args()
    write(options.folder, options.people, options.seed)


if __name__ == "__main__":
    main()

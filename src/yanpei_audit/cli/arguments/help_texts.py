"""What help pages say of commands, arguments and options."""

from __future__ import annotations

from yanpei_audit.language import Words

HELP = {
    "add_command": Words(
        "记一条活动：接在本人记录的后面，别处一字不动；缺的内容会逐项问。",
        "Enter one activity behind those of a record, nothing else changed; asks for what is missing.",
    ),
    "kind": Words("活动类型，例如 听课", "The kind of activity, such as observation"),
    "fields": Words(
        "内容：学校=城关一小 节数=2 日期=昨天；日期也可以是 起..止",
        "Its fields: school=X lessons=2 date=yesterday, or FROM..TO",
    ),
    "repeat": Words("接着再记同样的，只问日期", "Enter more of the same, asking only for the date"),
    "dry_run": Words("只显示，不写", "Show, and write nothing"),
    "write_at_once": Words("不再询问，直接写", "Write without asking"),
    "calendar_group": Words("校历：看现在用的是哪些日子。", "The calendar: which days are in force."),
    "calendar_show": Words(
        "列出学期、教学周、放假和补课的日子，各来自哪里。",
        "List terms, teaching weeks, holidays and make-up days, and where each comes from.",
    ),
    "rules_group": Words("规则包：列出、说明、检查、试算。", "The rule packs: list, show, check, try."),
    "packs": Words(
        "规则包的名字或文件；不写则是 yanpei.yaml 里的，没有 yanpei.yaml 则是随工具带来的全部",
        "Packs by name or file; by default those of yanpei.yaml, and without it all that are shipped",
    ),
    "why": Words(
        "说明一个人的结论：计入和没有计入的每条活动，界限怎样得来。",
        "Explain somebody's outcomes: every activity that counted or did not, and the bound step by step.",
    ),
    "diff_command": Words(
        "与 git 的一个版本比：谁的结论变了，因为记录、规则、豁免、名册、校历还是日期。",
        "Compare with a git revision: whose verdicts differ, by records, rules, exemptions, roster, calendar or date.",
    ),
    "base": Words("与哪个版本比：git 的分支、标签或提交", "The git revision to compare with"),
    "diff_format": Words("text、markdown 或 json", "text, markdown or json"),
    "person": Words("编号或姓名", "An id or a name"),
    "why_format": Words("text 或 json", "text or json"),
    "todo": Words(
        "还差什么：每人没有达标的各项，剩几周，每周要多少。",
        "What is still needed: what each person has not met, the weeks left, the pace.",
    ),
    "todo_person": Words("编号或姓名；不写则是所有人", "An id or a name; by default everybody"),
    "whatif": Words(
        "假设再做些活动、请假或换岗，结论怎样；最少还要补什么。不写任何文件。",
        "The audit as if, and the smallest additions that comply; nothing is written.",
    ),
    "add": Words(
        "假设的活动：听课=5，或“听课 节数=2 学校=某校 日期=2025-12-03”；可重复",
        "An activity: observation=5, or 'observation lessons=2 school=X date=2025-12-03'; repeatable",
    ),
    "leave": Words("假设的离岗日子：起..止，两头都算；可重复", "Days away: FROM..TO, both included; repeatable"),
    "post": Words("假设的岗位，代替现有的；可重复", "A role instead of those held; repeatable"),
    "records": Words("记录文件或文件夹，可重复", "Record files or folders, repeatable"),
    "rule": Words("规则：包名/规则，或单写其一", "A rule: PACK/RULE, or either of them alone"),
    "rules_list": Words("列出规则包。", "List the packs."),
    "rules_show": Words("用文字说明一条规则或一个规则包。", "Explain a rule or a pack in prose."),
    "rules_doc": Words(
        "把规则包写成给领导看的说明（Markdown）。", "Write packs as Markdown for whoever answers for them."
    ),
    "rules_words": Words("列出可以用的类型、栏目、岗位和词。", "List the kinds, fields, roles and words in use."),
    "rules_coverage": Words(
        "来源文件的每条要求由哪种办法处理。", "What becomes of every requirement of the source documents."
    ),
    "rules_lint": Words("检查规则包的写法。", "Check how packs are written."),
    "rules_test": Words(
        "用规则包里的例子试算，并试每个界限的两侧。",
        "Run the examples of packs, and try the cases next to every bound.",
    ),
    "schema": Words(
        "给编辑器用的 JSON Schema：补全、悬停说明、当场指出写错的栏目。",
        "JSON Schemas for editors: completion, hovers, and unknown keys marked as they are typed.",
    ),
    "schema_what": Words(
        "record、people、schools、pairs、calendar、exemptions、pack 或 settings；不写是 record，写文件时是全部",
        "record, people, schools, pairs, calendar, exemptions, pack or settings; record, or all of them to write",
    ),
    "schema_out": Words("写到这个文件夹；不写则显示在屏幕上", "Write to this folder, instead of showing it"),
    "schema_check": Words(
        "只看文件夹（不写 --out 是工作文件夹的 schemas）里的是不是最新的；不是，退出码是 1",
        "Only see whether those in the folder (schemas, without --out) are up to date; exit with 1 if not",
    ),
    "init": Words(
        "新建一个工作文件夹：设置、示例记录、名册、校历、编辑器和自动审核的文件；已有的一概不动。",
        "Make a working folder: settings, a sample record, registry, calendar, files for editors and CI.",
    ),
    "init_folder": Words("建在哪里，没有就新建", "Where; it is made if it is not there"),
    "init_kind": Words("county 是教研室，school 是学校", "county for a research office, or school"),
    "init_ci": Words("代码放在哪里，就写哪种自动审核的文件", "The service whose CI workflow is written"),
    "doctor": Words(
        "体检：装了什么、编码、每项设置从哪里来、找到了什么、谁久未登记，该做什么。",
        "What is installed, encodings, where settings come from, what was found, what is stale; what to do about it.",
    ),
    "weeks": Words("满几周没有登记算久（默认 4）", "After how many weeks without an entry to say so (4)"),
    "import": Words(
        "把电子表格（.xlsx、.xls、.et、.ods、.csv）里的活动写进记录；先试运行，加 --write 才写。",
        "Enter the activities of a spreadsheet (.xlsx, .xls, .et, .ods, .csv) into the records; only --write writes.",
    ),
    "export": Words(
        "把记录写成电子表格（.xlsx 或 .csv），改过以后可以再导入；--results 写审核结果。",
        "Write the records as a spreadsheet (.xlsx or .csv) that can be imported again; --results writes the outcomes.",
    ),
    "export_out": Words("写到哪个文件（.xlsx 或 .csv，必填）", "The file to write: .xlsx or .csv (required)"),
    "results": Words("写审核结果，而不是活动", "Write the outcomes of the audit instead of the activities"),
    "overwrite": Words("文件已经有了也覆盖", "Write over a file that exists"),
    "template_command": Words(
        "写一份空的活动登记表，带下拉选项：类型、用词、人员名册里的人和学校。",
        "Write an empty sheet of activities with drop-downs: kinds, words, the people and schools of the register.",
    ),
    "template_out": Words("写到哪个文件（.xlsx，必填）", "The file to write: .xlsx (required)"),
    "import_file": Words("电子表格文件", "The spreadsheet"),
    "import_write": Words("写入记录；不写则只列出将要写的", "Write; without it, only what would be written is shown"),
    "mapping": Words(
        "对照文件（YAML）：列名 → 栏目，固定的值，忽略的列，读哪些工作表",
        "A mapping in YAML: columns to fields, fixed values, columns to ignore, the sheets to read",
    ),
    "sheet": Words("只读这张工作表，可重复", "Read only this sheet, repeatable"),
    "rejects": Words(
        "没有导入的行另存到这个文件（.xlsx 或 .csv）；不写则存在原表旁边",
        "The file for the rows that are not imported (.xlsx or .csv); by default beside the spreadsheet",
    ),
    "program": Words(
        "按定额规则审核教研人员的活动记录。",
        "Audit the activity records of teaching-research staff against quota rules.",
    ),
    "version": Words("显示版本", "Show the version"),
    "check": Words("审核记录，给出达标表和问题清单。", "Audit the records: a compliance table and a list of findings."),
    "report": Words(
        "生成报告：汇总、每人的核对单、整改通知书、公示版、附录。",
        "Write the documents: summary, a sheet a person, notices, a public version, an appendix.",
    ),
    "explain": Words(
        "解释一个问题：原因、例子、改法；不写编码则列出全部。",
        "Explain a finding: cause, examples, remedy; without a code, list them all.",
    ),
    "code": Words("编码，例如 YA305，或它的英文名", "The code, such as YA305, or its name"),
    "manual": Words("全部写成一份 Markdown", "All of them as one Markdown document"),
    "fmt": Words(
        "改好记录里写法上的小错，内容不变；注释、顺序、空行都保留。",
        "Put slips of writing right; what is meant, comments, order and blank lines stay.",
    ),
    "fmt_check": Words(
        "只检查，不改文件；有要改的，退出码是 1", "Change nothing; exit with 1 if anything is to be changed"
    ),
    "diff": Words("显示要改的地方，不改文件", "Show what would change, and change nothing"),
    "from": Words(
        "把这种编码的文件转成 UTF-8，例如 gb18030", "Convert files of this encoding to UTF-8, such as gb18030"
    ),
    "unsafe": Words(
        "连猜测的也改（错字、缺冒号）：先显示，确认后才写",
        "Also what can only be guessed (misspelt words, missing colons): shown first, written once agreed to",
    ),
    "yes": Words("配合 --unsafe：不再询问", "With --unsafe: do not ask"),
    "paths": Words(
        "记录文件或文件夹；不写则用 yanpei.yaml 的 records",
        "Record files or folders; by default records of yanpei.yaml",
    ),
    "format": Words(
        "屏幕上的格式：table、text、json、markdown、html、csv、xlsx、sarif、junit、github、gitlab、rdjson",
        "The format on screen: table, text, json, markdown, html, csv, xlsx, sarif, junit, github, gitlab, rdjson",
    ),
    "statistics": Words("另列出各种问题的次数", "Also count findings by code, rule, unit and file"),
    "output": Words("另存一份：格式=文件，可重复", "Also write a file: FORMAT=FILE, repeatable"),
    "period": Words(
        "审核的周期：2025-2026-1、2025秋、2025-2026、2025-09…", "The period: 2025-2026-1, 2025-2026, 2025-09…"
    ),
    "as_of": Words(
        "截至哪一天（默认今天；过去的周期是其最后一天）", "As of which day (today; of a past period its last day)"
    ),
    "rules": Words(
        "规则包的名字或文件，可重复；代替 yanpei.yaml 的 packs",
        "A rule pack by name or file, repeatable; instead of packs",
    ),
    "lang": Words("语言", "The language"),
    "strict": Words("有警告也算不通过", "Warnings fail the run too"),
    "quiet": Words("屏幕上不显示结果，只用退出码", "Show nothing; the exit code tells"),
    "color": Words("颜色：auto、always、never", "Colours: auto, always, never"),
    "jobs": Words(
        "几个进程同时审核（默认按文件多少决定）", "How many processes share the work (by the number of files)"
    ),
    "watch": Words(
        "不退出，保存后自动再审核，按 Ctrl+C 结束；要先 pip install 'yanpei-audit[watch]'",
        "Stay, and audit again whatever is saved, until Ctrl+C; needs pip install 'yanpei-audit[watch]'",
    ),
    "debug": Words("程序出错时显示详情", "Show details of an internal error"),
    "out": Words("报告写到哪个文件夹（必填）", "The folder to write to (required)"),
    "list_templates": Words("列出模板", "List the templates"),
    "export_templates": Words(
        "把随工具带来的模板写到这个文件夹，供修改", "Write the shipped templates to this folder, to be changed"
    ),
    "deadline": Words("整改通知书上的期限；不写则留空", "The day by which notices ask to make up; left blank without"),
    "word": Words(
        "整改通知书和通报另写一份 Word，公文格式；要先 pip install 'yanpei-audit[word]'",
        "Also write the notices and the summary in Word; needs pip install 'yanpei-audit[word]'",
    ),
    "template": Words(
        "自己的 Jinja 模板：一个文件，或放有同名模板的文件夹",
        "One's own Jinja template: a file, or a folder of them by name",
    ),
}

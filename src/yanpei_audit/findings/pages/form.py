"""Pages of the findings about the form of a file: blanks, colons, dashes, quotes and brackets."""

from __future__ import annotations

from yanpei_audit.findings.pages.page import LESSON, Page, lines, record
from yanpei_audit.language import Words

PAGES: dict[str, Page] = {
    "YA301": Page(
        cause=Words(
            "按了 Tab 键，或从 Excel 粘贴时带来了 Tab。它看着像几个空格，宽窄却因软件而异，"
            "用它缩进就看不出这一行属于哪一条。",
            "The Tab key was pressed, or a paste from a spreadsheet brought a tab. It looks like some blanks, but "
            "programs disagree about its width, so an indentation made with it does not tell what the line belongs "
            "to.",
        ),
        remedy=Words(
            "删掉 Tab，改用空格；在行首的，与同一条活动的其他各行左对齐。",
            "Delete the tab and use blanks; at the start of a line, align it with the others of its activity.",
        ),
        wrong=record("  - 类型: 听课", "\t日期: 2025-09-09", "    学校: 城关一小"),
        right=record("  - 类型: 听课", "    日期: 2025-09-09", "    学校: 城关一小"),
    ),
    "YA302": Page(
        cause=Words(
            "中文输入法在全角状态下打出的空格，或从网页粘贴来的空格，看着是空格，程序却当成一个字。"
            "这一行就接不上前后的内容。",
            "A blank typed in the full-width mode of an input method, or pasted from a web page, looks like a blank "
            "but is read as a character. The line then does not fit the others.",
        ),
        remedy=Words(
            "切换到英文输入法，删掉这里的空白，用空格键重打。",
            "Switch to the English input method, delete the blank and type it again.",
        ),
        wrong=record("  - 类型: 听课", "    日期: 2025-09-09", "\u3000\u3000学校: 城关一小"),
        right=record("  - 类型: 听课", "    日期: 2025-09-09", "    学校: 城关一小"),
    ),
    "YA303": Page(
        cause=Words(
            "程序靠行首的空格看出哪几行是同一条活动，这一行多了或少了空格，就不知道属于谁。"
            "复制粘贴或手工删字时最容易这样。",
            "The blanks at the start tell which lines make one activity; this one has too many or too few, so it "
            "belongs to nothing. It happens when lines are pasted or edited.",
        ),
        remedy=Words(
            "数一数行首的空格，与同一条活动的其他各行对齐；短横线“- ”也要与别的活动对齐。",
            "Align the line with the others of its activity, and the dash '- ' with those of the other activities.",
        ),
        wrong=record("  - 类型: 听课", "    日期: 2025-09-09", "   学校: 城关一小"),
        right=record("  - 类型: 听课", "    日期: 2025-09-09", "    学校: 城关一小"),
    ),
    "YA304": Page(
        cause=Words(
            "冒号后面没有空格，“类型:听课”就成了一个词，这一项等于没有写。",
            "Without a blank after the colon '类型:听课' is a single word, and the field is not there at all.",
        ),
        remedy=Words(
            "在冒号后面按一下空格键。",
            "Type a blank after the colon.",
        ),
        wrong=record("  - 类型:听课", "    日期: 2025-09-09", "    学校: 城关一小"),
        right=record("  - 类型: 听课", "    日期: 2025-09-09", "    学校: 城关一小"),
    ),
    "YA305": Page(
        cause=Words(
            "中文输入法打出的冒号“：”与英文的“:”看着相近，却是两个字符。程序只认半角冒号加一个空格，"
            "这一行因此成了一段没有名称的文字。",
            "The colon '：' of a Chinese input method looks like ':' but is another character. Only an ordinary "
            "colon and a blank divide a name from its text, so this line has no name.",
        ),
        remedy=Words(
            "切换到英文输入法，重打冒号，后面空一格。",
            "Switch to the English input method, type the colon again, and a blank after it.",
        ),
        wrong=record("  - 类型：听课", "    日期: 2025-09-09", "    学校: 城关一小"),
        right=record("  - 类型: 听课", "    日期: 2025-09-09", "    学校: 城关一小"),
    ),
    "YA306": Page(
        cause=Words(
            "中文输入法打出的逗号和括号是全角的，程序把它们当成文字。“甲.jpg，乙.jpg”就成了一个文件名，不再是两个。",
            "Commas and brackets of a Chinese input method are full-width, and are read as text. '甲.jpg，"
            "乙.jpg' is then one file name instead of two.",
        ),
        remedy=Words(
            "切换到英文输入法，重打这里的逗号和括号。",
            "Switch to the English input method and type the comma or bracket again.",
        ),
        wrong=record(
            "  - 类型: 听课",
            "    日期: 2025-09-09",
            "    学校: 城关一小",
            "    证据: [evidence/甲.jpg，evidence/乙.jpg]",
        ),
        right=record(
            "  - 类型: 听课",
            "    日期: 2025-09-09",
            "    学校: 城关一小",
            "    证据: [evidence/甲.jpg, evidence/乙.jpg]",
        ),
    ),
    "YA307": Page(
        cause=Words(
            "这一行漏打了冒号和空格，看不出哪里是名称、哪里是内容。也可能是上一行的长文字在这里断成了两行。",
            "The colon and the blank are missing, so nobody can tell the name from its text. Or a long text of the "
            "line above was broken in two here.",
        ),
        remedy=Words(
            "补上半角冒号和一个空格；若是上一行的后半句，接回上一行的末尾。",
            "Add the colon and a blank; if the words belong to the line above, put them back at its end.",
        ),
        wrong=record("  - 类型 听课", "    日期: 2025-09-09", "    学校: 城关一小"),
        right=record("  - 类型: 听课", "    日期: 2025-09-09", "    学校: 城关一小"),
    ),
    "YA308": Page(
        cause=Words(
            "这一行缩进得比上一行深，又没有“名称: ”，于是接在了上一行的内容后面。多半是长文字断成了两行；"
            "也可能是新的一项漏了冒号，那样这一项就丢了。",
            "This line is indented more than the one above and has no name and colon, so it was joined to the text "
            "above. Mostly a long text was broken in two; or a field lacks its colon, and would be lost.",
        ),
        remedy=Words(
            "长文字：接回上一行，写成一行；新的一项：补上冒号，与上面各行左对齐。",
            "A long text goes back on one line; a new field needs its colon and the indentation of the lines above.",
        ),
        wrong=record("  - 类型: 讲座", "    日期: 2025-09-09", "    主题: 阅读教学", "      常见问题"),
        right=record("  - 类型: 讲座", "    日期: 2025-09-09", "    主题: 阅读教学常见问题"),
    ),
    "YA309": Page(
        cause=Words(
            "内容里的某些符号另有用途：冒号后面带空格，开头的 [、@、%、` 等等。不加引号，程序不知道它们是不是内容。",
            "Some characters have a meaning of their own: a colon with a blank behind it, or [, @, % and ` at the "
            "start. Without quotes nobody can tell whether they are text.",
        ),
        remedy=Words(
            "用英文双引号把整段内容括起来；也可以把内容里的冒号换成中文的“：”。",
            "Put the whole text in double quotes, or use the Chinese colon '：' inside the text.",
        ),
        wrong=record("  - 类型: 讲座", "    日期: 2025-09-09", "    主题: 函数: 第一课时"),
        right=record("  - 类型: 讲座", "    日期: 2025-09-09", '    主题: "函数: 第一课时"'),
    ),
    "YA310": Page(
        cause=Words(
            "只打了前面的引号，或者后面的打成了中文引号“”。英文引号要配英文引号，否则后面各行都会被当成引号里的内容。",
            "Only the first quote was typed, or the last one is a Chinese quote. A quote ends only with one of its "
            "own kind; until then all lines below are taken for its text.",
        ),
        remedy=Words(
            "在内容末尾补上同样的英文引号；不需要引号的，两头都删掉。",
            "Add the same quote at the end of the text, or delete both if none is needed.",
        ),
        wrong=record("  - 类型: 讲座", "    日期: 2025-09-09", '    主题: "阅读教学”'),
        right=record("  - 类型: 讲座", "    日期: 2025-09-09", '    主题: "阅读教学"'),
    ),
    "YA311": Page(
        cause=Words(
            "左括号没有配上右括号，或者两项之间漏了逗号。把整条活动写在一行里时，最容易漏掉最后的“}”。",
            "A bracket that opens lacks the one that closes it, or a comma is missing between two items. With an "
            "activity on one line, the last '}' is easily forgotten.",
        ),
        remedy=Words(
            "补上右括号；各项之间用半角逗号隔开，逗号后面空一格。",
            "Add the closing bracket, and put a comma and a blank between the items.",
        ),
        wrong=record("  - {类型: 听课, 日期: 2025-09-09, 学校: 城关一小, 节数: 2"),
        right=record(LESSON),
    ),
    "YA312": Page(
        cause=Words(
            "同一条活动里一个名称写了两次，多半是接着写下一条活动时忘了短横线。两处内容不同时，程序不替您选。",
            "One name stands twice in the same activity, mostly because the dash of the next activity was forgotten. "
            "The program does not choose between the two.",
        ),
        remedy=Words(
            "是两条活动的，在第二条的第一行前加“- ”；是重复的，删去一处。",
            "If these are two activities, put '- ' before the first line of the second; otherwise delete one of them.",
        ),
        wrong=record(
            "  - 类型: 听课",
            "    日期: 2025-09-09",
            "    学校: 城关一小",
            "    类型: 评课",
            "    日期: 2025-09-09",
            "    学校: 城关一小",
        ),
        right=record(
            "  - 类型: 听课",
            "    日期: 2025-09-09",
            "    学校: 城关一小",
            "  - 类型: 评课",
            "    日期: 2025-09-09",
            "    学校: 城关一小",
        ),
    ),
    "YA313": Page(
        cause=Words(
            "内容以 * 或 & 开头，例如用 * 标出重点。这两个符号放在开头时另有用途，会让两处内容连在一起改动，"
            "所以不支持。",
            "The text starts with * or &, for example to mark something as important. There the two have a meaning "
            "of their own that ties two places together, so they are not supported.",
        ),
        remedy=Words(
            "去掉这个符号；确实要保留的，用英文双引号把整段内容括起来。",
            "Delete the character, or put the whole text in double quotes if it must stay.",
        ),
        wrong=record("  - 类型: 讲座", "    日期: 2025-09-09", "    主题: *阅读教学"),
        right=record("  - 类型: 讲座", "    日期: 2025-09-09", '    主题: "*阅读教学"'),
    ),
    "YA314": Page(
        cause=Words(
            "“<<”是照抄另一处内容的写法。抄来的内容在这里看不见，核对的人不知道到底写了什么，所以不支持。",
            "'<<' copies what stands elsewhere. What is copied cannot be seen here, and nobody could check it, so it "
            "is not supported.",
        ),
        remedy=Words(
            "删掉“<<”，把各项照实写出来。",
            "Delete '<<' and write the fields out.",
        ),
        wrong=record("  - 类型: 听课", "    日期: 2025-09-09", "    学校: 城关一小", "    <<: {节数: 2}"),
        right=record("  - 类型: 听课", "    日期: 2025-09-09", "    学校: 城关一小", "    节数: 2"),
    ),
    "YA315": Page(
        cause=Words(
            "内容以 ! 开头，例如用 ! 表示强调。这个符号放在开头时另有用途，后面的字不会当成内容。",
            "The text starts with !, for example for emphasis. There it has a meaning of its own, and what follows "
            "is not read as text.",
        ),
        remedy=Words(
            "去掉这个符号；确实要保留的，用英文双引号把整段内容括起来。",
            "Delete the character, or put the whole text in double quotes if it must stay.",
        ),
        wrong=record("  - 类型: 讲座", "    日期: 2025-09-09", "    主题: !阅读教学"),
        right=record("  - 类型: 讲座", "    日期: 2025-09-09", '    主题: "!阅读教学"'),
    ),
    "YA316": Page(
        cause=Words(
            "以 % 开头的行是写给软件看的指令，记录里用不着。给人看的说明要以 # 开头。",
            "A line that starts with % is an instruction to software, and no record needs one. A comment starts with "
            "# instead.",
        ),
        remedy=Words(
            "删除这一行；是说明的，把 % 换成 #。",
            "Delete the line, or replace % by # if it is a comment.",
        ),
        wrong=lines("% 王芳，秋季", "编号: R001", "姓名: 王芳", "活动:", LESSON),
        right=lines("# 王芳，秋季", "编号: R001", "姓名: 王芳", "活动:", LESSON),
    ),
    "YA317": Page(
        cause=Words(
            "单独一行的“---”表示下面是另一份记录，而一个文件只放一个人的一份。多半是把它当成了分隔线，"
            "或把两个人的记录贴在了一起。",
            "A line of '---' says that another record follows, and a file holds only one. It was probably meant as a "
            "rule across the page, or two people were pasted together.",
        ),
        remedy=Words(
            "只是分隔线的，删掉这一行；是两份记录的，拆成两个文件。",
            "Delete the line if it is only a divider; put two records into two files.",
        ),
        wrong=lines("编号: R001", "姓名: 王芳", "活动:", LESSON, "---"),
        right=lines("编号: R001", "姓名: 王芳", "活动:", LESSON),
    ),
    "YA318": Page(
        cause=Words(
            "冒号前面应当是一个词，这里却是括号，多半是抄模板时把“[类型]”的括号也抄了进来。",
            "A word belongs before the colon, but here is a bracket; it was probably copied from a template together "
            "with the name.",
        ),
        remedy=Words(
            "删掉名称外面的括号，写成“类型: 听课”的样子。",
            "Delete the brackets around the name, and write it like 'name: value'.",
        ),
        wrong=record("  - {[类型]: 听课, 日期: 2025-09-09, 学校: 城关一小}"),
        right=record("  - {类型: 听课, 日期: 2025-09-09, 学校: 城关一小}"),
    ),
    "YA319": Page(
        cause=Words(
            "文件里只有活动清单或一段文字，没有“编号: …”“姓名: …”“活动:”这几行，看不出是谁的记录。",
            "The file is only a list of activities or some text; without the lines for id, name and activities "
            "nobody can tell whose record it is.",
        ),
        remedy=Words(
            "在最前面补上编号、姓名和“活动:”，清单放在“活动:”下面。",
            "Put the id, the name and '活动:' (activities) first, and the list below it.",
        ),
        wrong=lines(LESSON),
        right=lines("编号: R001", "姓名: 王芳", "岗位: [教研员]", "活动:", LESSON),
    ),
    "YA320": Page(
        cause=Words(
            "活动前面打成了全角短横线、破折号或圆点，或者短横线后面没有空格。程序不知道这里开始了新的一条活动。",
            "A full-width hyphen, a long dash or a bullet stands before the activity, or no blank follows the "
            "hyphen. The program cannot tell that a new activity starts here.",
        ),
        remedy=Words(
            "切换到英文输入法，重打短横线，后面空一格。",
            "Switch to the English input method, type the hyphen again, and a blank after it.",
        ),
        wrong=record("  － 类型: 听课", "    日期: 2025-09-09", "    学校: 城关一小"),
        right=record("  - 类型: 听课", "    日期: 2025-09-09", "    学校: 城关一小"),
    ),
    "YA321": Page(
        cause=Words(
            "这一行缩进得太深，成了上面“记录”里的一项，而不是活动的一项。节数、日期写到了里面，就不会计入。",
            "The line is indented too far and became part of the record of the lesson (记录) above instead of the "
            "activity. Lessons or a date written there would not count.",
        ),
        remedy=Words(
            "减少这一行的缩进，与活动的其他各行左对齐。",
            "Indent the line less, so that it is aligned with the other lines of the activity.",
        ),
        wrong=record(
            "  - 类型: 听课",
            "    日期: 2025-09-09",
            "    学校: 城关一小",
            "    记录:",
            "      点评: 有",
            "      节数: 2",
        ),
        right=record(
            "  - 类型: 听课", "    日期: 2025-09-09", "    学校: 城关一小", "    记录:", "      点评: 有", "    节数: 2"
        ),
    ),
    "YA322": Page(
        cause=Words(
            "空格加 # 后面的文字是给人看的说明，程序不读。“课题 #3 函数”因此只剩下“课题”两个字。",
            "What stands behind a blank and # is a comment for people and is not read. Of '课题 #3 函数' only '课题' "
            "remains.",
        ),
        remedy=Words(
            "是内容的，用英文双引号把整段括起来；是说明的，在 # 后面空一格。",
            "Put the whole text in double quotes if it is text; if it is a comment, leave a blank behind its #.",
        ),
        wrong=record("  - 类型: 讲座", "    日期: 2025-09-09", "    主题: 课题 #3 函数"),
        right=record("  - 类型: 讲座", "    日期: 2025-09-09", '    主题: "课题 #3 函数"'),
    ),
    "YA323": Page(
        cause=Words(
            "右括号比左括号多，常见于复制一条活动时多带了一个“}”。后面的内容读不下去。",
            "More brackets close than open, often because a '}' was copied along with an activity. What follows "
            "cannot be read.",
        ),
        remedy=Words(
            "删去多余的一个，左括号和右括号一样多。",
            "Delete the superfluous one, so that as many close as open.",
        ),
        wrong=record("  - {类型: 听课, 日期: 2025-09-09, 学校: 城关一小, 节数: 2}}"),
        right=record(LESSON),
    ),
    "YA324": Page(
        cause=Words(
            "从聊天软件、智能助手或说明文档里复制记录时，把框住代码的 ``` 也复制了过来。它不是记录的内容。",
            "The marks ``` that frame code in chats, assistants and documents were copied along with the record. "
            "They are no part of it.",
        ),
        remedy=Words(
            "删除开头和末尾的这两行。",
            "Delete these lines, the first one and the last one.",
        ),
        wrong=lines("```yaml", "编号: R001", "姓名: 王芳", "活动:", LESSON, "```"),
        right=lines("编号: R001", "姓名: 王芳", "活动:", LESSON),
    ),
    "YA325": Page(
        cause=Words(
            "一行里写了两项，后一项成了前一项的内容：学校的名称变成了“城关一小 节数：2”，节数则没有写。",
            "Two fields stand on one line, and the second became text of the first: the school is now called '城关一"
            "小 节数：2', and no lessons are given.",
        ),
        remedy=Words(
            "后一项另起一行，与上一行左对齐。",
            "Put the second field on a line of its own, aligned with the one above.",
        ),
        wrong=record("  - 类型: 听课", "    日期: 2025-09-09", "    学校: 城关一小 节数：2"),
        right=record("  - 类型: 听课", "    日期: 2025-09-09", "    学校: 城关一小", "    节数: 2"),
    ),
    "YA399": Page(
        cause=Words(
            "这里的写法不合规则，程序从这一处起读不下去，后面的内容都没有审核。"
            "常见的一种是英文双引号里用了反斜杠“\\”。",
            "Something here breaks the rules of writing, and nothing behind it was audited. A common case is a "
            "backslash inside double quotes.",
        ),
        remedy=Words(
            "双引号里的“\\”改成“/”；看不出毛病的，把这一行和上一行删掉重打。",
            "Write '/' for the backslash inside double quotes; if nothing looks wrong, delete this line and the one "
            "above and type them again.",
        ),
        wrong=record("  - 类型: 听课", "    日期: 2025-09-09", "    学校: 城关一小", '    备注: "照片在 D:\\照片"'),
        right=record("  - 类型: 听课", "    日期: 2025-09-09", "    学校: 城关一小", '    备注: "照片在 D:/照片"'),
    ),
}

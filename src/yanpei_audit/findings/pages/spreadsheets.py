"""Pages of the findings about spreadsheets that are read in; no record can show them."""

from __future__ import annotations

from yanpei_audit.findings.pages.page import Page
from yanpei_audit.language import Words

PAGES: dict[str, Page] = {
    "YA808": Page(
        cause=Words(
            "文件的内容与扩展名不符：有的系统把网页存成 .xls，有的文件没有传完。读不懂的文件一行也不导入。",
            "The file is not what its name says: some systems save web pages as .xls, some files are cut off. Nothing "
            "of a file that cannot be read is imported.",
        ),
        remedy=Words("用 Excel 或 WPS 打开，另存为 .xlsx。", "Open it in Excel or WPS and save it as .xlsx."),
    ),
    "YA809": Page(
        cause=Words(
            "加了密码的电子表格只有 Excel、WPS 能打开，本程序不问密码。",
            "Only Excel and WPS open an encrypted workbook; this program asks for no password.",
        ),
        remedy=Words(
            "在“文件 → 信息 → 保护工作簿”里去掉密码，另存后再导入。",
            "Take the password off under File, Info, Protect Workbook, save it, and import that.",
        ),
    ),
    "YA810": Page(
        cause=Words(
            "电子表格是压缩文件，很小的文件可以展开成很大的内容；也可能有一格误填在了很远的地方。为了不耗尽内存，没有打开。",
            "A workbook is a compressed file, and a small one may unfold to something huge; or a cell was filled far "
            "away by mistake. It was not opened, to spare the memory.",
        ),
        remedy=Words(
            "把有数据的区域复制到新的电子表格里，再导入。",
            "Copy the cells with data to a new workbook and import that.",
        ),
    ),
    "YA811": Page(
        cause=Words(
            "前 30 行里没有一行写着认识的栏目名，就不知道各列是什么。CSV 文件也可能是编码不对。",
            "None of the first 30 rows holds names of columns that are known, so no column can be told. A CSV file may "
            "also be of another encoding.",
        ),
        remedy=Words(
            "把栏目名写成一行，例如 编号、姓名、类型、日期、学校、节数。用 yanpei-audit template 可以得到一份空表。",
            "Write the names in one row, such as id, name, kind, date, school, lessons. yanpei-audit template gives an "
            "empty sheet.",
        ),
    ),
    "YA812": Page(
        cause=Words(
            "每条活动都要有人、类型和日期；整张表缺这一列，就没有一行能写入。",
            "Every activity has a person, a kind and a day; without the column no row can be written.",
        ),
        remedy=Words(
            "加上这一列。整张表都是一类活动时，在对照文件的“固定”里写“类型: 听课”，或把工作表命名为“听课”。",
            "Add the column. Where the sheet is all of one kind, write 'kind: observation' under 'fixed' of the "
            "mapping, or name the sheet after the kind.",
        ),
    ),
    "YA813": Page(
        cause=Words(
            "不认识的列不会悄悄丢掉：可能是栏目名写错了，那样这一列就白填了。",
            "An unknown column is never dropped in silence: its name may be misspelt, and all of it would be lost.",
        ),
        remedy=Words(
            "改成认识的栏目名；或者写一个对照文件，说明这一列是哪个栏目，不要的列入“忽略”。",
            "Give it a name that is known; or write a mapping that says which field it is, with what is not wanted "
            "under 'ignore'.",
        ),
    ),
    "YA814": Page(
        cause=Words(
            "隐藏、筛选掉的行、列和工作表，录入的人看不见，往往是旧数据。所以不导入，也不悄悄略过。",
            "Whoever enters data does not see rows, columns and sheets that are hidden or filtered away; often they "
            "are old. They are neither imported nor passed over in silence.",
        ),
        remedy=Words(
            "取消隐藏、清除筛选，看过以后再导入；不要的删去。",
            "Unhide them, clear the filter, look, and import again; delete what is not wanted.",
        ),
    ),
    "YA815": Page(
        cause=Words(
            "公式的结果会随别的单元格变化，存下的结果也可能是旧的。记录里只写填写的内容。",
            "The result of a formula changes with other cells, and the one that was saved may be old. A record holds "
            "what was entered.",
        ),
        remedy=Words(
            "选中这些单元格，复制，再“选择性粘贴 → 数值”。",
            "Select the cells, copy them, and paste them back as values.",
        ),
    ),
    "YA816": Page(
        cause=Words(
            "#N/A、#VALUE! 之类说明公式没有算出来，这里没有内容可写。",
            "#N/A, #VALUE! and the like say that a formula failed; there is nothing to write.",
        ),
        remedy=Words("改成实际的内容，或清空。", "Write what is meant, or clear the cell."),
    ),
    "YA817": Page(
        cause=Words(
            "身份证号、学籍号按数字录入时，电子表格只保留 15 位，后面变成 0。这样的号码已经错了，不能导入。",
            "A spreadsheet keeps 15 digits of a number; of a longer id the rest have become zeros. It is wrong already "
            "and cannot be imported.",
        ),
        remedy=Words(
            "先把这一列的格式设成“文本”，再重新录入。",
            "Format the column as text first, then enter the numbers again.",
        ),
    ),
    "YA818": Page(
        cause=Words(
            "在常规格式的单元格里输入 3-4、1/2，电子表格会改成日期，原来写的已经不在了。",
            "Where somebody types 3-4 or 1/2 into an ordinary cell, the spreadsheet makes a date of it, and what was "
            "typed is gone.",
        ),
        remedy=Words(
            "先把这一列的格式设成“文本”，再重新录入。",
            "Format the column as text first, then enter it again.",
        ),
    ),
    "YA819": Page(
        cause=Words(
            "几行合并成一格的数量，可能是每行都有这么多，也可能是合计。猜错一次，学时就会翻几倍。",
            "An amount in a cell merged over several rows may hold for each of them or be their sum. A wrong guess "
            "would multiply the hours.",
        ),
        remedy=Words(
            "取消合并，每行分别填写。姓名、日期、学校这类文字合并了没有关系。",
            "Unmerge the cells and fill in every row. Names, dates and schools may stay merged.",
        ),
    ),
    "YA820": Page(
        cause=Words(
            "编号和姓名在记录文件、人员名册里都找不到，不知道写到谁的记录里，所以这一行没有写。",
            "Neither the id nor the name is found in records or register, so nobody knows whose record it belongs in. "
            "The row was not written.",
        ),
        remedy=Words(
            "改正编号或姓名。新来的人先写入 registry/people.yaml，导入时会给他新建记录文件。",
            "Correct the id or the name. Enter somebody new in registry/people.yaml first; the import then makes a "
            "record for them.",
        ),
    ),
    "YA821": Page(
        cause=Words(
            "两个人同名，光有姓名分不清是谁。",
            "Two people have one name, and the name alone does not tell them apart.",
        ),
        remedy=Words("加一列编号。", "Add a column with their ids."),
    ),
    "YA822": Page(
        cause=Words(
            "这一行编号和姓名都空着。只在第一行写姓名、下面留空的写法，分不清空着的是谁。",
            "Neither id nor name is given. Where only the first of several rows has a name, nobody can tell whose the "
            "others are.",
        ),
        remedy=Words("每一行都填上编号或姓名。", "Give an id or a name in every row."),
    ),
    "YA823": Page(
        cause=Words(
            "编号是一个人的，姓名（或单位、岗位）却是另一个人的，往往是错了一行。写到谁的记录里都可能错。",
            "The id is one person's, and the name, unit or role another's: often the columns are off by a row. Either "
            "record might be the wrong one.",
        ),
        remedy=Words("核对这一行的编号和姓名。", "Check the id and the name of this row."),
    ),
    "YA824": Page(
        cause=Words(
            "同一个人的同类活动里，一个活动编号只能是一条。导入只增加活动，从不改动已有的。",
            "Among one person's activities of a kind an id stands for one. An import adds activities and never changes "
            "any.",
        ),
        remedy=Words(
            "另一条活动换一个编号；原来的写错了，就改记录文件。",
            "Give another activity another id; where the old one is wrong, correct the record.",
        ),
    ),
    "YA825": Page(
        cause=Words(
            "表里有两行一模一样。可能是同一天两次活动，也可能重复录入；两条都写入，由人来看。审核时相同的只计一次。",
            "Two rows are the same in everything. They may be two activities of a day or one entered twice; both are "
            "written for people to judge. An audit counts the same thing once.",
        ),
        remedy=Words(
            "重复的删去一行；确实是两次的，各写一个活动编号。",
            "Delete one that was entered twice; give each of two activities an id.",
        ),
    ),
    "YA826": Page(
        cause=Words(
            "两列是同一个栏目，不知道该用哪一列。",
            "Two columns are one field, and nobody can tell which holds.",
        ),
        remedy=Words("删去一列，或在对照文件里列入“忽略”。", "Delete one, or list it under 'ignore' of the mapping."),
    ),
    "YA827": Page(
        cause=Words(
            "这种格式里，公式和隐藏的行读不出来（OpenDocument 里连合并的单元格也读不出来），看到的只是结果。",
            "In this format formulas and hidden rows cannot be read, nor can merged cells of OpenDocument; only their "
            "results can.",
        ),
        remedy=Words("另存为 .xlsx 再导入，就会检查。", "Save it as .xlsx and import that; then they are checked."),
    ),
    "YA828": Page(
        cause=Words(
            "这个人没有找到记录，本来要新建一份；可是有一个记录文件读不了，也许就是这个人的。新建了就会有两份。",
            "No record of this person was found, and a new one would be made; but a file that cannot be read may be "
            "theirs, and then there would be two.",
        ),
        remedy=Words(
            "运行 yanpei-audit check，照提示改好那个文件，再导入一次。",
            "Run yanpei-audit check, correct that file, and import again.",
        ),
    ),
    "YA829": Page(
        cause=Words(
            "活动里有不认识的栏目、看不见的字符、套在一起的内容，或一格装不下的长文字。导出再导入就会走样，所以没有导出。",
            "The activity has unknown keys, characters that cannot be seen, nested values, or a text too long for a "
            "cell. It would not come back as it was, so it was left out.",
        ),
        remedy=Words(
            "运行 yanpei-audit check，照提示改好这条活动，再导出一次。",
            "Run yanpei-audit check, correct the activity, and export again.",
        ),
    ),
    "YA830": Page(
        cause=Words(
            "这一行只有一格有字，或是合计、填表人一类：标题、合计、签名夹在各行中间，不是活动。",
            "The row has a single cell in use, or is a sum or a signature: titles, sums and signatures stand among the "
            "rows and are no activities.",
        ),
        remedy=Words(
            "不用改。若真是一条活动，把这一行填全，再导入一次。",
            "Nothing. If it is an activity after all, fill in the row and import again.",
        ),
    ),
}

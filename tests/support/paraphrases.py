"""Reports as people rewrite them, with the truth about every number kept.

There are two tables of wording: by the one the weights of ``core/live/anchors.py`` were set, by the other
they are scored.  No wording is in both.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from random import Random

from xltools.core.document import Document, Figure, Paragraph

_FIRST = 0xE000  # of the private use area; one for each figure while the words are changed
_SLOT = re.compile("[\ue000-\uf8ff]")

Table = Mapping[str, Sequence[str]]

TUNING: Table = {
    "开展党工委理论学习中心组学习": ("组织党工委中心组集中学习", "党工委理论学习中心组全年学习"),
    "组织领导班子学习研讨": ("班子成员开展研讨", "领导班子专题研讨"),
    "开展干部集中学习": ("干部集体学习", "组织机关干部学习"),
    "全街道党员下载": ("街道共有党员安装", "下载党员达"),
    "占党员总数": ("占全体党员的", "占比"),
    "专题宣讲活动": ("宣讲", "主题宣讲"),
    "政策宣讲": ("宣讲活动", "政策宣传"),
    "登记在册志愿者": ("在册志愿者共", "注册志愿者"),
    "志愿活动": ("志愿服务活动", "志愿服务"),
    "召开意识形态专题工作会议": ("专题会议召开", "召开专题会"),
    "开展意识形态工作情况通报": ("通报意识形态工作情况", "下发通报"),
    "成立": ("组建", "建成"),
    "网评员队伍": ("网络评论员队伍", "的网评队伍"),
    "回复处理网络舆情": ("处置网络舆情", "办理舆情"),
    "目前已开展各类活动": ("已累计开展活动", "共举办各类活动"),
    "上报“竹峰好人”": ("推荐“竹峰好人”", "报送好人"),
    "名党员入选好人": ("名党员当选好人", "位党员被评为好人"),
    "在论坛开展舆论引导": ("在论坛发帖引导", "论坛引导舆论"),
    "开展“送电影下乡”": ("“送电影下乡”放映", "组织电影下乡"),
    "聚焦和突出建国": ("围绕新中国成立", "紧扣建国"),
}

SCORING: Table = {
    "开展党工委理论学习中心组学习": ("党工委中心组先后学习", "举行理论学习中心组专题学习", "召开中心组学习会"),
    "组织领导班子学习研讨": ("开展班子学习讨论", "领导班子成员交流研讨", "集中研讨"),
    "开展干部集中学习": ("全体干部集中学习", "举办干部学习会", "集中学习"),
    "全街道党员下载": ("全街道下载使用的党员有", "辖区党员下载量", "已有党员下载"),
    "占党员总数": ("占党员总人数的", "为党员总数的", "下载率达"),
    "专题宣讲活动": ("专题宣讲", "系列宣讲活动", "宣讲会"),
    "政策宣讲": ("政策解读", "宣讲", "宣传宣讲"),
    "登记在册志愿者": ("现有登记志愿者", "志愿者登记在册", "志愿者总数"),
    "志愿活动": ("志愿者活动", "各类志愿服务活动", "活动"),
    "召开意识形态专题工作会议": ("召开意识形态工作专题会议", "组织召开意识形态会议", "专题研究意识形态工作"),
    "开展意识形态工作情况通报": ("进行情况通报", "意识形态工作通报", "在党内通报意识形态工作"),
    "成立": ("建立了", "现有"),
    "网评员队伍": ("组成的网评员队伍", "网评队伍", "专兼职网评员队伍"),
    "回复处理网络舆情": ("回应处置网络舆情", "处理舆情", "回复办结网络舆情"),
    "目前已开展各类活动": ("截至目前开展各类实践活动", "全年开展文明实践活动", "各类活动已开展"),
    "上报“竹峰好人”": ("向上推荐“竹峰好人”", "评选上报“竹峰好人”", "申报“好人”"),
    "名党员入选好人": ("名党员获评好人", "名党员荣登好人榜", "人为党员"),
    "在论坛开展舆论引导": ("在论坛开展正面引导", "利用论坛引导舆论", "参与论坛跟帖引导"),
    "开展“送电影下乡”": ("组织开展“送电影下乡”活动", "送电影下乡", "公益电影放映"),
    "聚焦和突出建国": ("突出庆祝建国", "以建国", "聚焦新中国成立"),
}

_PADDING = ("认真", "扎实", "积极", "全年", "共", "先后", "累计", "进一步", "按照要求")
_ADDED = (
    "另组织外出考察{}次。",
    "投入资金{}万元。",
    "慰问困难群众{}户。",
    "发放宣传资料{}份。",
    "制作展板{}块，受到好评。",
    "培训骨干{}人。",
    "整改问题{}个。",
    "全年接待来访{}批。",
)


@dataclass(slots=True)
class Rewritten:
    """A report that was rewritten, and the truth about it.

    Attributes:
        lines: Its paragraphs.
        figures: What each figure is, by (paragraph, place): its indicator and form, as many as there are.
        added: Where numbers stand that no indicator says.
        changed: Where a figure was given another value.
    """

    lines: list[str] = field(default_factory=list)
    figures: dict[tuple[int, int], tuple[str, str]] = field(default_factory=dict)
    added: set[tuple[int, int]] = field(default_factory=set)
    changed: set[tuple[int, int]] = field(default_factory=set)


def rewritten(document: Document, table: Table, seed: int, *, strength: float = 0.5) -> Rewritten:
    """Rewrite a report at random.

    Args:
        document: The report.
        table: The wordings to choose from.
        seed: Of the random choices.
        strength: How many of the possible changes are made, from 0 to 1.
    """
    random = Random(seed)  # noqa: S311 - the same seed gives the same report
    slots: dict[str, Figure] = {}
    lines = [_slotted(paragraph, slots) for paragraph in document.passages]
    lines = [_reworded(line, table, random, strength) for line in lines if not _dropped(line, random, strength)]
    lines = [_padded(_reordered(line, random, strength), random, strength) for line in lines]
    if random.random() < strength:
        _moved(lines, random)
    return _filled(lines, slots, random, strength)


def _slotted(paragraph: Paragraph, slots: dict[str, Figure]) -> str:
    text = paragraph.number
    for run in paragraph.runs:
        if isinstance(run, Figure):
            slot = chr(_FIRST + len(slots))
            slots[slot] = run
            text += slot
        else:
            text += run.text
    return text


def _dropped(line: str, random: Random, strength: float) -> bool:
    return bool(_SLOT.search(line)) and random.random() < 0.05 * strength


def _reworded(line: str, table: Table, random: Random, strength: float) -> str:
    for old, choices in table.items():
        if old in line and random.random() < strength:
            line = line.replace(old, random.choice(choices), 1)
    return line


def _reordered(line: str, random: Random, strength: float) -> str:
    """Exchange two clauses of a sentence, or drop one that holds no figure."""
    sentences = re.findall("[^。]*。?", line)
    for index, sentence in enumerate(sentences):
        clauses = sentence.rstrip("。").split("，")
        if len(clauses) > 2 and random.random() < 0.4 * strength:
            place = random.randrange(1, len(clauses) - 1)
            if random.random() < 0.5:
                clauses[place], clauses[place + 1] = clauses[place + 1], clauses[place]
            elif not _SLOT.search(clauses[place]):
                del clauses[place]
            sentences[index] = "，".join(clauses) + "。" * sentence.endswith("。")
    return "".join(sentences)


def _padded(line: str, random: Random, strength: float) -> str:
    """Put a word that says nothing before a clause, and part a sentence in two."""
    made = ""
    for clause in re.split("(?<=，)", line):
        more = random.choice(_PADDING) if _SLOT.search(clause) and random.random() < 0.3 * strength else ""
        made += more + clause
    if random.random() < 0.2 * strength:
        made = made.replace("，", "。", 1)
    return made


def _moved(lines: list[str], random: Random) -> None:
    held = [index for index, line in enumerate(lines) if _SLOT.search(line)]
    one, other = random.sample(held, 2)
    lines.insert(other, lines.pop(one))


def _filled(lines: Sequence[str], slots: Mapping[str, Figure], random: Random, strength: float) -> Rewritten:
    """Put the numbers in, some of them wrong, and some sentences with numbers of their own at the ends."""
    made = Rewritten()
    for index, line in enumerate(lines):
        text = ""
        for character in line:
            figure = slots.get(character)
            if figure is None:
                text += character
                continue
            place = (index, len(text))
            made.figures[place] = (figure.indicator, figure.form)
            value = figure.text
            if random.random() < 0.1 * strength:
                value = _another(value, random)
                made.changed.add(place)
            text += value
        if _SLOT.search(line) and text.endswith("。") and random.random() < 0.25 * strength:
            before, after = random.choice(_ADDED).split("{}")
            made.added.add((index, len(text) + len(before)))
            text += f"{before}{random.randint(2, 400)}{after}"
        made.lines.append(text)
    return made


def _another(value: str, random: Random) -> str:
    digits = value.removesuffix("%")
    number = f"{random.uniform(1, 99):.2f}" if "." in digits else str(random.choice((2, 3, 7, 11, 30, 284, 1500)))
    return (number if number != digits else "19") + "%" * value.endswith("%")

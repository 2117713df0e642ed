"""Words that staff typed: checked, compiled once, looked for with all the spellings that rules see through; each find is a finding of its own."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from core.errors import BadInput
from core.records import Finding, Span
from detectors.matching.expressions import LONGEST, Expressions, term
from detectors.matching.scanner import Scanner
from detectors.matching.view import View

RULE = "staff-words"
"""What findings of such words carry in place of a rule's id."""

MOST = 5000
_SHORTEST = 2
_MOST_SPANS = 20


def checked(words: Iterable[str]) -> tuple[str, ...]:
    """Return the words without blanks around them, each once; raise BadInput, in Chinese, naming the one that cannot be looked for."""
    found: dict[str, str] = {}
    for word in filter(None, (line.strip() for line in words)):
        try:
            letters = term(word)
        except ValueError as exc:
            raise BadInput(f"“{word[:30]}”里没有可以查找的文字") from exc
        if not _SHORTEST <= len(letters) <= LONGEST:
            raise BadInput(f"“{word[:30]}”：每个词须有 {_SHORTEST} 至 {LONGEST} 个字")
        found.setdefault(letters, word)
    if not found:
        raise BadInput("没有要查找的词；每行写一个")
    if len(found) > MOST:
        raise BadInput(f"一次最多 {MOST:,} 个词，现有 {len(found):,} 个")
    return tuple(found.values())


class WordScan:
    """Looks for the words in one text after the other."""

    def __init__(self, words: tuple[str, ...]) -> None:
        """Compile them."""
        expressions = Expressions()
        self._words = {number: word for word in words for number in expressions.add((word,))}
        self._scanner = Scanner(expressions)

    def findings(self, fields: Sequence[tuple[str, str]]) -> tuple[Finding, ...]:
        """Return a finding for each word that stands in one of these (name, text), in the order of the words."""
        # one scan over all fields settles most texts; a word does not reach over the end of a line
        if not self._scanner.scan(View("\n".join(text for _, text in fields))):
            return ()
        spans: dict[int, list[Span]] = {}
        for name, text in fields:
            view = View(text)
            for number, places in self._scanner.scan(view).items():
                spans.setdefault(number, []).extend(_span(name, view, *place) for place in places)
        return tuple(finding_of(self._words[number], spans[number]) for number in sorted(spans))


def _span(name: str, view: View, start: int, end: int) -> Span:
    first, last = view.characters(start, end)
    return Span(field=name, start=first, end=last, text=view.field[first:last])


def finding_of(word: str, spans: Iterable[Span]) -> Finding:
    """Return the finding of one word. It quotes no law and is weak: a person chose the word, a person must judge the page."""
    distinct = {span.text: span for span in reversed(list(spans))}
    return Finding(
        rule=RULE,
        version=1,
        category="other",
        articles=(),
        severity="medium",
        confidence="low",
        lead=True,
        spans=tuple(sorted(distinct.values(), key=lambda span: (span.field, span.start))[:_MOST_SPANS]),
        met=(f"页面上有工作人员指定查找的用语“{word}”",),
        open=("该用语在此处是否违法，须由执法人员对照条文判断",),
        clears=("用语所在的上下文表明并非宣传，或依法可以使用",),
        title=f"工作人员指定的用语：{word}",
    )

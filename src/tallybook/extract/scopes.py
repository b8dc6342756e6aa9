"""Scope: one happening, a running total, or a level now (codebook §8)."""

from __future__ import annotations

from typing import Final

from tallybook.extract.clause_reading import (
    Clause,
    clause_of,
    goes_on,
    happened_once,
    is_fought,
    is_perfect,
    lies_aside,
)
from tallybook.extract.frames.joined import SUMMED
from tallybook.extract.frames.triggers import Way
from tallybook.extract.frames.types import Count
from tallybook.extract.ranking import is_ranking
from tallybook.extract.stretches import LONG, days_of, is_long
from tallybook.language.frame_words import FrameWords
from tallybook.language.scope_words import ScopeWords
from tallybook.language.tree import Tree
from tallybook.model import Accrual, Form, Period, Scope

_LEVELS: Final = frozenset({"deployed", "missing"})
_HELD: Final = frozenset({"captured", "abducted"})
_MANY_OF: Final = frozenset({"killed", "killed_or_wounded", "captured"})
_MANY: Final = 1_000
_FRONT: Final = 4


def scope_of(
    tree: Tree,
    count: Count,
    accrual: Accrual,
    period: Period | None,
    words: ScopeWords,
    forms: FrameWords,
    *,
    of_totals: bool = False,
) -> Scope:
    """The scope that the count's own clause gives it; one incident where nothing says more.

    of_totals: is the page a list of running totals, such as a situation report?
    """
    clause = clause_of(tree, count)
    own = period if period is None or not _is_aside(tree, clause, period) else None
    running = _is_running(tree, clause, own, words) or _is_changed(tree, count, words)
    if accrual is Accrual.STOCK:
        return _level(tree, count, clause, (running, is_long(own, words)), words, forms)
    if _is_kept(tree, count, clause, running, words):
        return Scope.CURRENT
    if running or (count.way is Way.TOLL):
        return Scope.CUMULATIVE
    if count.increment or count.measure == "money":
        raised = is_perfect(tree, clause, words) and is_long(own, words)
        reached = raised or _is_reached(tree, count, clause, words)
        return Scope.CUMULATIVE if reached else Scope.INCIDENT
    return _of_events(tree, count, clause, own, words, of_totals)


def _of_events(
    tree: Tree,
    count: Count,
    clause: Clause,
    period: Period | None,
    words: ScopeWords,
    of_totals: bool,
) -> Scope:
    if happened_once(tree, clause, words):
        return Scope.INCIDENT
    if is_long(period, words) or goes_on(tree, count, clause, words):
        return Scope.CUMULATIVE
    if is_fought(tree, clause, days_of(period), words):
        return Scope.CUMULATIVE
    if _is_reached(tree, count, clause, words) or _is_listed(tree, count, words):
        return Scope.CUMULATIVE
    undated = period is None or (period.first is None and period.last is not None)
    undated = undated or days_of(period) >= LONG
    if is_perfect(tree, clause, words) and _is_some(count):
        return Scope.CUMULATIVE
    running = (
        (of_totals and not _is_told(tree, clause))
        or count.rule == "label"
        or (count.measure == "sick" and count.way in {Way.CASE, Way.NOUN})
        or _is_large(count)
    )
    return Scope.CUMULATIVE if running and undated else Scope.INCIDENT


def _level(
    tree: Tree,
    count: Count,
    clause: Clause,
    running_or_long: tuple[bool, bool],
    words: ScopeWords,
    forms: FrameWords,
) -> Scope:
    """Of what is so on a day: troops, missing, displaced people."""
    running, long = running_or_long
    lemma = tree.tokens[count.trigger].lemma
    happens = count.way in {Way.OBJECT_VERB, Way.SUBJECT_VERB, Way.IDIOM}
    if count.measure in _LEVELS:
        if lemma not in words.level.vanishing or count.measure == "deployed":
            return Scope.CURRENT
        return Scope.CUMULATIVE if running or _is_huge(count) else Scope.INCIDENT
    if lemma in words.level.states:
        return Scope.CURRENT
    flows = lemma in words.level.flows
    if (running or long) and (happens or flows or count.way is Way.TOLL):
        return Scope.CUMULATIVE
    if not happens:
        return Scope.CUMULATIVE if flows else Scope.CURRENT
    if is_perfect(tree, clause, words) or _is_backshifted(tree, clause, words):
        return Scope.CUMULATIVE if flows else Scope.CURRENT
    return Scope.INCIDENT if _is_past(tree, count.trigger, forms) else Scope.CURRENT


def _is_backshifted(tree: Tree, clause: Clause, words: ScopeWords) -> bool:
    return any(
        tree.tokens[child].text.lower() in words.perfect.backshifted
        for verb in clause.verbs
        for child in tree.children(verb, "aux")
    )


def _is_some(count: Count) -> bool:
    """A figure, and not of nobody."""
    if count.rule.endswith(SUMMED):
        return False  # "a woman and her baby have been pulled alive": one happening
    return count.quantity.form not in {Form.UNSTATED, Form.NONE}


def _is_told(tree: Tree, clause: Clause) -> bool:
    """Is it a whole sentence, no line of a list?"""
    return any(tree.children(verb, "nsubj") for verb in clause.verbs)


def _is_huge(count: Count) -> bool:
    low = count.quantity.low or count.quantity.high
    return low is not None and low >= _MANY


def _is_large(count: Count) -> bool:
    """So many that no single happening but a whole war or epidemic is meant, by default."""
    return count.measure in _MANY_OF and _is_huge(count)


def _is_aside(tree: Tree, clause: Clause, period: Period) -> bool:
    if period.start is None or period.end is None:
        return False
    above = [tree.tokens[i] for i in tree.ancestors(clause.verbs[0])]
    if any(period.start <= token.start < period.end for token in above):
        return True  # "the worst since 1967, when 500 died"
    return lies_aside(tree, clause, period.start)


def _is_running(tree: Tree, clause: Clause, period: Period | None, words: ScopeWords) -> bool:
    """Do its own words say that the figure is a running total?"""
    said = words.running
    texts = [tree.tokens[i].text.lower() for i in clause.tokens]
    fronted = [token.text.lower() for token in tree.tokens[:_FRONT]]
    runs = [run.split() for run in said.phrases]
    if set(texts) & said.words or any(_holds(texts, run) or _holds(fronted, run) for run in runs):
        return True
    if set(fronted[:1]) & said.by and any(t.lemma in said.times for t in tree.tokens[1:_FRONT]):
        return True
    if any(_leads(tree, i, said.by) and _is_time(tree, i, words) for i in clause.tokens):
        return True
    begins = [m for v in clause.verbs for c in tree.children(v) for m in tree.children(c, "mark")]
    sinces = (i for i in (*begins, *clause.tokens) if tree.tokens[i].text.lower() in said.since)
    own = {m for v in clause.verbs for m in tree.children(v, "mark")}  # "…, since nobody died"
    if any(i not in own and not is_ranking(tree, i) for i in sinces):
        return True
    if period is None:
        return False
    named = period.text.lower().split()
    until = bool(set(named[:1]) & said.by) or any(
        _holds(named, run.split()) for run in said.phrases
    )
    return until or bool(said.since & set(named))


def _is_changed(tree: Tree, count: Count, words: ScopeWords) -> bool:
    """ "Have killed 58 people, up from 52": of a figure that was another before."""
    texts = [token.text.lower() for token in tree.tokens]
    for run in (change.split() for change in words.running.changes):
        size = len(run)
        for at in range(1, len(texts) - size if run[0] in texts else 0):
            after = tree.tokens[at + size : at + size + 3]
            if texts[at : at + size] == run and any(t.upos == "NUM" for t in after):
                return tree.tokens[at].start > count.start or count.rule == "earlier-figure"
    return False


def _leads(tree: Tree, index: int, leading: frozenset[str]) -> bool:
    return any(tree.tokens[c].text.lower() in leading for c in tree.children(index, "case"))


def _is_time(tree: Tree, index: int, words: ScopeWords) -> bool:
    token = tree.tokens[index]
    return token.lemma in words.running.times and token.deprel.startswith(("obl", "nmod"))


def _is_reached(tree: Tree, count: Count, clause: Clause, words: ScopeWords) -> bool:
    """ "The outbreak stood at 131 cases", "takes its support to $1.4 billion"."""
    said = words.running
    for index in dict.fromkeys((count.head, count.noun, count.trigger, *clause.verbs)):
        if index is None or tree.tokens[index].head < 0:
            continue
        token = tree.tokens[index]
        above = tree.tokens[token.head]
        direct = token.deprel.startswith("obj") and above.lemma in said.reached
        led = above.lemma in said.reaching and _leads(tree, index, said.goals)
        if direct or led:
            return True
    return False


def _is_listed(tree: Tree, count: Count, words: ScopeWords) -> bool:
    """ "The council lists 76 fatalities", "the agency has 326 dead": what it has on its list."""
    for index in (count.head, count.noun, count.trigger):
        if index is None or tree.tokens[index].deprel not in {"obj", "xcomp"}:
            continue
        above = tree.tokens[tree.tokens[index].head]
        if above.text.lower() in words.running.listing and not tree.children(above.index, "aux"):
            return True
    return False


def _is_kept(tree: Tree, count: Count, clause: Clause, running: bool, words: ScopeWords) -> bool:
    """Prisoners and hostages that are held, and patients in treatment, are a level."""
    token = tree.tokens[count.trigger]
    if count.measure == "sick" and count.way in {Way.NOUN, Way.CASE}:
        verbs = [i for i in clause.verbs if tree.tokens[i].lemma in words.level.treated]
        return any(_is_now(tree, verb, words) for verb in verbs)
    if count.measure not in _HELD:
        return False
    if count.way is Way.STATE:
        return True
    if token.lemma in words.level.kept and count.way is not Way.NOUN:
        return not is_perfect(tree, clause, words)
    let_go = any(tree.tokens[verb].lemma in words.level.freed for verb in clause.verbs)
    return count.way is Way.NOUN and not running and not let_go


def _is_now(tree: Tree, verb: int, words: ScopeWords) -> bool:
    helpers = {tree.tokens[c].text.lower() for c in tree.children(verb, "aux", "aux:pass")}
    return bool(helpers & words.perfect.now)


def _is_past(tree: Tree, verb: int, forms: FrameWords) -> bool:
    token = tree.tokens[verb]
    helpers = {tree.tokens[c].text.lower() for c in tree.children(verb, "aux", "aux:pass")}
    if helpers:
        return bool(helpers & forms.telling.past_only)
    ends = token.text.lower().endswith(tuple(forms.endings.past_of_level))
    participle = token.deprel.startswith(("acl", "amod")) and not tree.children(verb, "nsubj")
    return token.upos == "VERB" and ends and not participle


def is_present(tree: Tree, verb: int, forms: FrameWords) -> bool:
    """Is it said of now: "are missing"?"""
    helpers = {tree.tokens[c].text.lower() for c in tree.children(verb, "aux", "cop", "aux:pass")}
    return bool(helpers & forms.telling.present)


def is_of_totals(head: str, words: ScopeWords) -> bool:
    """Does the head of the page say that it lists running totals ("Situation Report No. 3")?"""
    said = words.running
    start = head[: said.head_length].lower()
    return any(phrase in start for phrase in said.heads)


def _holds(words: list[str], run: list[str]) -> bool:
    size = len(run)
    if run[0] not in words:
        return False
    return any(words[i : i + size] == run for i in range(len(words) - size + 1))

"""Which of a sentence's time phrases dates a claim, and which one its saying."""

from __future__ import annotations

from collections.abc import Sequence

from tallybook.extract.periods import PeriodMention
from tallybook.language.dates.words import DateWords, load_date_words
from tallybook.language.tree import Tree, is_relation
from tallybook.model import Period

_CLAUSES = ("root", "ccomp", "xcomp", "advcl", "acl", "csubj", "parataxis")
_SPEECH = ("ccomp", "parataxis")
_ASIDE = frozenset({";", "—", "–", "--"})
_EVENTS = frozenset({"VERB", "AUX"})
_HOUR = "hour"
_DAYS = frozenset({"date", "relative"})
_FARTHER = 1000  # more than a sentence's words: another rank of nearness


def period_for(tree: Tree, target: int, mentions: Sequence[PeriodMention]) -> Period | None:
    """The period that governs the claim at token `target`, its number, noun or predicate.

    The phrase must hang on the claim's own clause: its predicate, one coordinated with it, or a
    noun of the clause. The time of saying and of other clauses is never taken. Of several the
    nearest is; a length ("for three days") only where there is no other.
    """
    found = _ranked(tree, target, mentions)
    if not found:
        governor = _governor(tree, _predicate(tree, target))
        found = [] if governor is None else _ranked(tree, governor, mentions)
    if not found:
        return _beside(tree, target, mentions)
    return _edge(tree, target, found[0]) or found[0].period


def of_its_days(
    tree: Tree, at: int, mentions: Sequence[PeriodMention], words: DateWords
) -> Sequence[PeriodMention]:
    """The time phrases without those of a clause from which the word's own lies days apart.

    "Monday's blast killed 20, a day after another left 12 dead": the 12 did not die on Monday.
    """
    first = _days_away(tree, at, words)
    if first is None:
        return mentions
    rest = (token.start for token in tree.tokens[at:] if token.upos == "PUNCT")
    start, end = tree.tokens[first].start, next(rest, tree.end)
    return [m for m in mentions if start <= m.start < end and m.kind != "duration"]


def without_saying(
    tree: Tree, mentions: Sequence[PeriodMention], words: DateWords
) -> Sequence[PeriodMention]:
    """The time phrases without those of the saying, where another one follows what was said.

    "Today the agency reported 30 killed over the weekend": today it was reported.
    """
    told: list[PeriodMention] = []
    for mention in mentions:
        top = _top(tree, mention)
        verb = -1 if top is None else _predicate(tree, top)
        speaks = verb >= 0 and {tree.tokens[verb].lemma, tree.tokens[verb].text} & words.speech
        after = any(m.kind != "duration" and m.start > tree.tokens[verb].start for m in mentions)
        one_day = mention.period.first == mention.period.last  # not "in the past week"
        of_a_day = mention.kind in _DAYS and one_day and mention.end <= tree.tokens[verb].start
        if not (speaks and after and of_a_day):
            told.append(mention)
    return told


def _days_away(tree: Tree, at: int, words: DateWords) -> int | None:
    """Where "after" or "before" stands behind a length of days, with no comma up to the word."""
    joins = words.leads["after"] | words.leads["before"]
    for index in range(at - 1, 0, -1):
        token = tree.tokens[index]
        if token.upos == "PUNCT":
            return None
        before = tree.tokens[index - 1].text.lower().rpartition(" ")[2]
        if (token.text.lower(),) in joins and words.units.get(before, _HOUR) != _HOUR:
            return index
    return None


def _edge(tree: Tree, target: int, mention: PeriodMention) -> Period | None:
    """ "the worst since 2015, when 9,000 died": they died in that year, not since."""
    top = _top(tree, mention)
    if mention.edge is None or top is None:
        return None
    clauses = (clause for clause in tree.children(top, "acl"))
    return mention.edge if any(target in tree.subtree(clause) for clause in clauses) else None


def _beside(tree: Tree, target: int, mentions: Sequence[PeriodMention]) -> Period | None:
    """The one period of the clauses below the claim's, or of the clause it is set beside.

    "Six died when the bus left the road on Sunday"; "The bus left the road on Sunday; six died".
    A clause that says something or counts something has its time for itself.
    """
    own = _predicate(tree, target)
    if own < 0:
        return None
    found = _below(tree, own, target, mentions)
    while not found and _is_aside(tree, own):
        own = _predicate(tree, tree.tokens[own].head)
        found = _ranked(tree, own, mentions) or _below(tree, own, target, mentions)
        found = [mention for mention in found if mention.kind != "duration"]
    return found[0].period if len(found) == 1 else None


def _below(
    tree: Tree, own: int, target: int, mentions: Sequence[PeriodMention]
) -> list[PeriodMention]:
    inside = set(tree.subtree(own))
    reporting = _reporting_clauses(tree, target)
    found = []
    for mention in mentions:
        top = _top(tree, mention)
        if top is None or top not in inside or mention.of_speech or mention.kind == "duration":
            continue
        holder = _predicate(tree, top)
        clause = set(tree.subtree(holder)) if holder >= 0 else set()
        if holder in reporting or holder == own or target in clause or _counts(tree, holder):
            continue
        if is_relation(tree.tokens[holder].deprel, *_SPEECH) or _is_ahead(tree, holder):
            continue
        if _is_beginning(tree, holder, own):
            continue
        found.append(mention)
    return found


def _is_ahead(tree: Tree, holder: int) -> bool:
    """Does the clause tell of what comes later: "before she takes office next month"?"""
    ahead = load_date_words().ahead
    return any(tree.tokens[mark].lemma in ahead for mark in tree.children(holder, "mark"))


def _is_beginning(tree: Tree, holder: int, own: int) -> bool:
    """ "The war, which began in 2023, has killed 40,000": not all in that year."""
    words = load_date_words()
    if tree.children(holder, "mark"):
        return False  # "since the war began in 2023"
    done = any(tree.tokens[aux].lemma in words.perfect for aux in tree.children(own, "aux"))
    return done and tree.tokens[holder].lemma in words.beginning


def _counts(tree: Tree, holder: int) -> bool:
    """Has the clause a number of people of its own?"""
    return any(
        tree.children(part, "nummod") or tree.tokens[part].upos == "NUM"
        for part in tree.children(holder, "nsubj", "obj")
    )


def _is_aside(tree: Tree, clause: int) -> bool:
    """Whether a semicolon or a dash sets a clause beside the one before it."""
    token = tree.tokens[clause]
    if not is_relation(token.deprel, "parataxis") or not 0 <= token.head < clause:
        return False
    first = tree.subtree(clause)[0]
    return any(
        tree.tokens[i].text in _ASIDE for i in (first, first - 1) if 0 <= i < len(tree.tokens)
    )


def dates_main(tree: Tree, mention: PeriodMention) -> bool:
    """Does the phrase date what the sentence mainly tells, or is said in it?"""
    root = tree.root()
    told = (root, *tree.children(root, "ccomp", "parataxis"))
    return any(_ranked(tree, clause, [mention]) for clause in told)


def said_on(tree: Tree, target: int, mentions: Sequence[PeriodMention]) -> Period | None:
    """The period of the clause that reports the claim: Tuesday in "officials said Tuesday"."""
    reporting = _reporting_clauses(tree, target)
    for mention in mentions:
        top = _top(tree, mention)
        if top is None:
            continue
        holder = _predicate(tree, tree.tokens[top].head)
        if holder in reporting or (mention.of_speech and reporting):
            return mention.period
    return None


def _governor(tree: Tree, predicate: int) -> int | None:
    """The verb whose time a bare participle shares: "fell on Friday, killing 22"."""
    if predicate < 0 or not is_relation(tree.tokens[predicate].deprel, "advcl"):
        return None
    if tree.children(predicate, "nsubj", "csubj", "mark", "aux"):
        return None
    return _predicate(tree, tree.tokens[predicate].head)


def _ranked(tree: Tree, target: int, mentions: Sequence[PeriodMention]) -> list[PeriodMention]:
    own = _predicate(tree, target)
    shared = _coordinated(tree, own)
    ranked: list[tuple[int, int, PeriodMention]] = []
    for order, mention in enumerate(mentions):
        top = _top(tree, mention)
        if top is None or mention.of_speech:
            continue
        distance = _distance(tree, target, top, own, shared)
        if distance is not None:
            rank = distance + (_FARTHER if mention.kind == "duration" else 0)
            ranked.append((rank, order, mention))
    return [mention for _, _, mention in sorted(ranked, key=lambda each: each[:2])]


def _distance(tree: Tree, target: int, top: int, own: int, shared: frozenset[int]) -> int | None:
    """How far the phrase is from the claim, None where it belongs to another clause."""
    head = tree.tokens[top].head
    if head < 0:
        return abs(top - target)
    near = abs(top - target) + _cut_off(tree, target, top)
    if head == target or (target in tree.subtree(head) and not _is_clause(tree, head)):
        return near
    holder = _predicate(tree, head)
    if holder == own:
        return near
    fronted = top < own < holder and _is_said_behind(tree, own, holder)
    if fronted or (holder in shared and not _has_own_time(tree, holder, top)):
        return near + _FARTHER // 4
    return None


def _is_said_behind(tree: Tree, own: int, verb: int) -> bool:
    """ "On Sunday, a patrol ran into rebels and two died, the army said": no day of the saying."""
    content = tree.children(verb, "ccomp")
    subject = tree.children(verb, "nsubj")
    told = {at for one in content for at in (one, *tree.children(one, "conj"))}
    return own in told and bool(subject) and min(subject) > own


def _cut_off(tree: Tree, target: int, top: int) -> int:
    """A conjunction between number and phrase: "... on Monday and nine on Tuesday"."""
    between = tree.tokens[min(target, top) + 1 : max(target, top)]
    return sum(is_relation(token.deprel, "cc") for token in between)


def _has_own_time(tree: Tree, holder: int, top: int) -> bool:
    """In "five died on Monday and nine on Tuesday" Monday is the first verb's alone."""
    subject = tree.children(holder, "nsubj", "csubj")
    first = min((holder, *tree.children(holder, "conj")))
    return bool(subject) and top > holder and holder != first and bool(tree.children(holder, "obl"))


def _top(tree: Tree, mention: PeriodMention) -> int | None:
    """The phrase's word that hangs on a word outside of it."""
    inside = tree.covering(mention.start, mention.end)
    heads = [i for i in inside if tree.tokens[i].head not in inside]
    nominal = [i for i in heads if tree.tokens[i].upos in {"NOUN", "PROPN", "NUM", "ADV"}]
    return next(iter(nominal or heads), None)


def _is_clause(tree: Tree, i: int) -> bool:
    token = tree.tokens[i]
    if token.head < 0 or is_relation(token.deprel, *_CLAUSES):
        return True
    return is_relation(token.deprel, "conj") and token.upos in _EVENTS


def _predicate(tree: Tree, i: int) -> int:
    """The head of the clause that holds the word; an open complement is its governor's."""
    while i >= 0 and not _is_clause(tree, i):
        i = tree.tokens[i].head
    while i >= 0 and is_relation(tree.tokens[i].deprel, "xcomp"):
        i = _predicate(tree, tree.tokens[i].head)
    return i


def _coordinated(tree: Tree, predicate: int) -> frozenset[int]:
    """The predicates coordinated with this one that do not bring a subject of their own."""
    first = predicate
    while first >= 0 and is_relation(tree.tokens[first].deprel, "conj"):
        first = tree.tokens[first].head
    if first < 0:
        return frozenset()
    joined = [i for i in tree.children(first, "conj") if not tree.children(i, "nsubj", "csubj")]
    whole = {first, *joined}
    return frozenset(whole - {predicate}) if predicate in whole else frozenset()


def _reporting_clauses(tree: Tree, target: int) -> frozenset[int]:
    """The predicates above the claim's clause that take it as their content, and below it the
    speaker's own where the content is the main clause ("..., officials said Tuesday")."""
    own = _predicate(tree, target)
    above: set[int] = set()
    at = own
    while at >= 0 and tree.tokens[at].head >= 0:
        relation = tree.tokens[at].deprel
        at = _predicate(tree, tree.tokens[at].head)
        if is_relation(relation, *_SPEECH):
            above.add(at)
    beside = tree.children(own, "parataxis") if own >= 0 else ()
    return frozenset(above | set(beside))

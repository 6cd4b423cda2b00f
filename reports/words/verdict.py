"""The words of the verdict: headline, how sure, the role in mind, conditions, too few answers."""

from collections.abc import Sequence

from quiz.scoring.care import CareNote
from quiz.scoring.certainty import Certainty
from quiz.scoring.fit import Aspect
from quiz.submission import MustHaves
from reports.grammar import capital, counted, joined, lower, number, ordinal, plain_points, times_in_100
from reports.labels import amount
from reports.reasons import Reason
from reports.verdict import ENOUGH_ANSWERS, ENOUGH_DIMENSIONS, MustHave, RankedRole, Standing, Verdict
from reports.words.reasons import printed_lead
from roles.profile import RoleProfile

CARE = {
    CareNote.LONG_RUN: "the same option was chosen many times running",
    CareNote.CONTRADICTORY: "statements that mean the opposite were often answered the same way",
    CareNote.LOW_SPREAD: "nearly all statements were answered alike",
}
BARS = (
    "What you would like: 100 is every preference on target. What you can do: points on an open scale, 50 "
    "for somebody average. Ready today: how much of its rated skill demands you meet, of 100."
)
SHORT = {
    MustHave.SALARY_FLOOR: "below your floor",
    MustHave.NO_ON_CALL: "usually on call",
    MustHave.REMOTE: "rarely remote",
}
MOST_NAMED = 3  # Roles in a headline.
FEW_NAMED = 2  # Roles beside a condition that takes out many.


# The verdict


def leaders(verdict: Verdict) -> tuple[RankedRole, ...]:
    """The suggested roles that share the lead: one when the order is clear enough."""
    suggested = verdict.suggested
    if verdict.certainty is not Certainty.TOO_CLOSE or len(suggested) < 2:
        return suggested[:1]
    together = tuple(ranked for ranked in suggested if ranked.place == suggested[0].place)
    return together if len(together) > 1 else suggested[:2]


def headline(verdict: Verdict) -> str:
    names = [ranked.role.name for ranked in leaders(verdict)]
    if not names:
        return "No role meets all your conditions"
    if len(names) == 1:
        return f"{names[0]} fits you best"
    if len(names) <= MOST_NAMED:
        return f"{joined(names)} fit you equally well"
    return f"{capital(number(len(names)))} roles fit you equally well"


def how_sure(verdict: Verdict) -> str:
    """The sentences under the headline: how firm the order of the first places is."""
    suggested = verdict.suggested
    if not suggested:
        return none_suggested(verdict)
    if len(suggested) == 1:
        return f"It is the only one of {counted(len(verdict.ranking), 'role')} that meets your conditions."
    repeat = "if you answered again without any slip of the pen,"
    first, second = suggested[0].role.name, suggested[1].role.name
    times = f"*{times_in_100(verdict.chance)}*"
    match verdict.certainty:
        case Certainty.CLEAR:
            order = f"And clearly so: {repeat} it would stay ahead of {second} {times}."
        case Certainty.LEANING:
            order = f"Your answers lean that way: {repeat} it would stay ahead of {second} {times}."
        case Certainty.TOO_CLOSE:
            order = (
                f"The order is *too close to call*: {repeat} {first} would stay ahead of {second} {times}."
            )
    return f"{order} {second_and_third(verdict)}".strip()


def second_and_third(verdict: Verdict) -> str:
    tie = len(leaders(verdict)) == 1 and len(verdict.suggested) > 2
    if tie and verdict.suggested[1].place == verdict.suggested[2].place:
        return "Second and third place are *too close to call*."
    return ""


def none_suggested(verdict: Verdict) -> str:
    if not verdict.ranking:
        return "This edition has no roles to rank."
    best = verdict.ranking[0].role.name
    return f"Without them {best} would come first. The roles below are ranked as if you had set none."


def place_label(verdict: Verdict, index: int) -> str:
    """What stands over the card of a suggested role (0 is the first)."""
    label = own_place(verdict, index)
    ranked = verdict.suggested[index] if verdict.suggested else verdict.ranking[index]
    if not verdict.suggested or ranked.rank == index + 1:
        return label
    in_ranking = ordinal(ranked.place) + (", tied," if ranked.tied else "")
    among = "; those that meet your conditions" if label.endswith("tied") else " that meets your conditions"
    return f"{capital(in_ranking)} in the ranking, {lower(label.partition(',')[0])}{among}"


def own_place(verdict: Verdict, index: int) -> str:
    """The place of a suggested role among the suggested ones."""
    ranked = verdict.suggested[index] if verdict.suggested else verdict.ranking[index]
    if len(leaders(verdict)) > 1 and ranked in leaders(verdict):
        return "First, tied"
    if index == 0:
        certain = len(verdict.suggested) > 1
        return {Certainty.CLEAR: "First, clear", Certainty.LEANING: "First, leaning"}.get(
            verdict.certainty if certain else Certainty.TOO_CLOSE, "First"
        )
    places = [each.place for each in verdict.suggested or verdict.ranking]
    shared = places.count(ranked.place) > 1 and places.index(ranked.place) > 0
    position = places.index(ranked.place) if shared else index
    return capital(ordinal(position + 1)) + (", tied" if shared else "")


def care(notes: Sequence[CareNote]) -> str:
    """The warning that answers look careless; it never blocks."""
    found = joined([CARE[note] for note in notes])
    return f"Take this verdict with care: {found}. If it was haste, a second go will tell."


# Too few answers, undecided


def too_few_headline() -> str:
    return "Not enough to say yet"


def too_few(answered: int, dimensions: int) -> str:
    """What is there and what a verdict needs."""
    counts = "counts" if answered == 1 else "count"
    have = (
        f"You answered {counted(answered, 'question')} that {counts}, on {counted(dimensions, 'preference')}."
    )
    return (
        f"{have} A verdict needs at least {number(ENOUGH_ANSWERS)} answers and "
        f"{number(ENOUGH_DIMENSIONS)} preferences, and we would rather say nothing than guess."
    )


def undecided_headline() -> str:
    return "Your answers favour no role yet"


def undecided(names: Sequence[str]) -> str:
    """Says so, with the roles that are nearest."""
    nearest = f" {capital(joined(names))} come nearest, by a hair." if len(names) > 1 else ""
    return f"You stand near the middle almost everywhere, so *no role stands out*.{nearest}"


def separating(names: Sequence[str], questions: Sequence[str]) -> str:
    """Which preferences would tell the nearest roles apart, and statements left undecided on them."""
    told = f"The nearest roles differ most in {joined([lower(name) for name in names])}."
    if not questions:
        return (
            f"{told} Your answers there cancel out; answer them again with the last work you liked in mind."
        )
    return f"{told} A firmer answer to one of these would tell: {'; '.join(quoted(q) for q in questions)}."


def missing(names: Sequence[str]) -> str:
    """What somebody with too few answers could answer next."""
    if not names:
        return "A few more answers on any preference; your answers so far are kept."
    return f"Nothing is known yet on {joined([lower(name) for name in names])}. Your answers so far are kept."


def quoted(text: str) -> str:
    return f"“{text.rstrip('.')}”"


# The role in mind, conditions


def role_in_mind(verdict: Verdict, ranked: RankedRole, gap: Sequence[Reason]) -> str:
    """Where the role comes that somebody named before the quiz; ``gap`` is the first role's lead over it."""
    of = f"of {number(len(verdict.ranking))}"
    name = ranked.role.name
    first = (verdict.suggested or verdict.ranking)[0]
    if verdict.standing is Standing.UNDECIDED:
        return f"{name} stands {ordinal(ranked.rank)} {of}, but your answers do not tell the roles apart yet."
    if ranked in leaders(verdict) and len(leaders(verdict)) > 1:
        rivals = joined([each.role.name for each in leaders(verdict) if each != ranked])
        return f"{name} *shares the first place*: it is too close to call against {rivals}."
    if ranked.role.slug == first.role.slug:
        return f"{name} comes *first* {of}: your own guess and your answers agree."
    if ranked.match.fit > first.match.fit:
        return f"{name} comes *{ordinal(ranked.rank)}* {of} by your answers, but fails your conditions."
    behind = printed_lead(first.match.fit, ranked.match.fit)
    place = f"{name} comes *{ordinal(ranked.rank)}* {of}"
    return f"{place}, {plain_points(behind)} points behind {first.role.name}. {what_decides(gap)}"


def what_decides(gap: Sequence[Reason]) -> str:
    """Whether preferences or skills make a lead."""
    liked = sum(reason.points for reason in gap if reason.aspect is Aspect.PREFERENCE)
    able = sum(reason.points for reason in gap if reason.aspect is Aspect.SKILL)
    if liked > 2 * able:
        return "Preferences decide here, not skills."
    if able > 2 * liked:
        return "Skills decide here, not preferences: those can be learnt."
    return "Preferences and skills both play a part."


def unscored_role_in_mind(role: RoleProfile, scored: int) -> str:
    return (
        f"{role.name} is a stage on a path and not one of the {number(scored)} roles that the quiz ranks; "
        "“Where it leads” shows what lies on the way."
    )


def taken_out(verdict: Verdict, wanted: MustHaves) -> str:
    """What each condition took out, every role with its place, or that it took out none; "" without any."""
    told = [
        took_out(fault, [ranked for ranked in verdict.ranking if fault in ranked.fails], wanted)
        for fault in conditions(wanted)
    ]
    named = any(ranked.fails for ranked in verdict.ranking)
    return " ".join([*told, "Numbers are places in the ranking."] if named else told)


def taken_out_in_short(verdict: Verdict, wanted: MustHaves, whole: str) -> str:
    """The same for the first page: ``whole`` if it names few roles, else the best ones and how many more."""
    if sum(bool(ranked.fails) for ranked in verdict.ranking) <= MOST_NAMED:
        return whole
    told = [
        took_out(fault, [ranked for ranked in verdict.ranking if fault in ranked.fails], wanted, FEW_NAMED)
        for fault in conditions(wanted)
    ]
    return " ".join([*told, "All are named under the ranking."])


def conditions(wanted: MustHaves) -> Sequence[MustHave]:
    """The conditions that somebody has set."""
    is_set = {
        MustHave.SALARY_FLOOR: wanted.salary_floor,
        MustHave.NO_ON_CALL: wanted.no_on_call,
        MustHave.REMOTE: wanted.remote,
    }
    return [fault for fault, on in is_set.items() if on]


def took_out(fault: MustHave, roles: Sequence[RankedRole], wanted: MustHaves, most: int = 99) -> str:
    """What one condition took out; beyond ``most`` roles the others are counted."""
    floor = amount(wanted.salary_floor or 0, "USD")
    none, some = {
        MustHave.SALARY_FLOOR: (
            f"No role falls below your floor of {floor}.",
            f"Three in four earn less than your floor of {floor}",
        ),
        MustHave.NO_ON_CALL: ("No role usually means being on call.", "Usually on call"),
        MustHave.REMOTE: ("No role is rarely done remotely.", "Rarely done remotely"),
    }[fault]
    named = [f"{ranked.role.name} ({ranked.place})" for ranked in roles[:most]]
    more = [f"{number(len(roles) - most)} more"] if len(roles) > most else []
    return f"{some}: {joined([*named, *more])}." if roles else none


def floor_compared(place: str) -> str:
    """Whose pay the floor is held against."""
    return f"Your floor is compared with official pay: {place}, in US dollars."


def fails_in_short(ranked: RankedRole) -> str:
    """The same beside the role's name: "Set aside: below your floor"."""
    return f"Set aside: {joined([SHORT[fault] for fault in ranked.fails])}"

from django.utils import translation

from quiz.scoring.care import CareNote
from quiz.scoring.certainty import Certainty
from quiz.scoring.fit import Aspect
from quiz.submission import MustHaves
from reports.reasons import Reason
from reports.verdict import MustHave, Standing
from reports.words import conditions, reasons, sections, verdict
from roles.profile import Demand
from tests.builders import a_dimension, a_role, a_skill
from tests.reports.builders import a_verdict

TWO = {"Backend": 1, "Data": 2, "Platform": 3}


def test_a_clear_leader_is_named_alone() -> None:
    assert verdict.headline(a_verdict(TWO)) == "Backend fits you best"


def test_a_clear_lead_is_said_in_times_out_of_a_hundred() -> None:
    said = verdict.how_sure(a_verdict(TWO))

    assert said.startswith("And clearly so:")
    assert "it would stay ahead of Data *93 times in 100*." in said


def test_a_leaning_is_not_called_clear() -> None:
    said = verdict.how_sure(a_verdict(TWO, Certainty.LEANING, 0.81))

    assert said.startswith("Your answers lean that way:")
    assert "clear" not in said


def test_a_tie_of_two_names_both() -> None:
    tied = a_verdict({"Backend": 1, "Data": 1, "Platform": 3}, Certainty.TOO_CLOSE, 0.55)

    assert verdict.headline(tied) == "Backend and Data are too close to call"
    assert "*too close to call*" in verdict.how_sure(tied)
    assert verdict.place_label(tied, 0) == verdict.place_label(tied, 1) == "First, tied"
    assert verdict.place_label(tied, 2) == "Third"


def test_a_tie_of_three_names_all_three() -> None:
    tied = a_verdict({"Backend": 1, "Data": 1, "Platform": 1}, Certainty.TOO_CLOSE, 0.55)

    assert verdict.headline(tied) == "Backend, Data and Platform are too close to call"


def test_a_tie_of_four_is_counted_not_listed() -> None:
    tied = a_verdict(dict.fromkeys("ABCD", 1), Certainty.TOO_CLOSE, 0.55)

    assert verdict.headline(tied) == "Four roles are too close to call"


def test_second_and_third_place_can_be_tied_behind_a_clear_first() -> None:
    shared = a_verdict({"Backend": 1, "Data": 2, "Platform": 2})

    assert verdict.how_sure(shared).endswith("Second and third place are *too close to call*.")
    assert [verdict.place_label(shared, index) for index in range(3)] == [
        "First, clear",
        "Second, tied",
        "Second, tied",
    ]


def test_one_role_left_by_the_conditions_is_said_to_be_the_only_one() -> None:
    fails = {"Data": (MustHave.REMOTE,), "Platform": (MustHave.REMOTE,)}
    alone = a_verdict(TWO, chance=1.0, fails=fails)

    assert verdict.headline(alone) == "Backend fits you best"
    assert verdict.how_sure(alone) == "It is the only one of three roles that meets your conditions."
    assert verdict.place_label(alone, 0) == "First"


def test_no_role_left_by_the_conditions_is_said_plainly() -> None:
    nothing = a_verdict(TWO, fails=dict.fromkeys(TWO, (MustHave.NO_ON_CALL,)))

    assert verdict.headline(nothing) == "No role meets all your conditions"
    assert "Without them Backend would come first." in verdict.how_sure(nothing)


def test_the_role_in_mind_is_answered_when_it_ranks_low() -> None:
    reached = a_verdict(TWO)
    gap = [Reason(Aspect.PREFERENCE, "data", 18.0), Reason(Aspect.SKILL, "mentoring", 2.0)]

    said = verdict.role_in_mind(reached, reached.ranking[2], gap)

    assert said == (
        "Platform comes *third* of three, 20.0 points behind Backend. Preferences decide here, not skills."
    )


def test_the_role_in_mind_is_answered_when_it_comes_first() -> None:
    reached = a_verdict(TWO)

    assert "comes *first* of three" in verdict.role_in_mind(reached, reached.ranking[0], [])


def test_the_role_in_mind_that_shares_the_lead_is_not_called_first() -> None:
    tied = a_verdict({"Backend": 1, "Data": 1, "Platform": 3}, Certainty.TOO_CLOSE, 0.52)

    said = verdict.role_in_mind(tied, tied.ranking[0], [])

    assert said == "Backend *shares the first place*: it is too close to call against Data."


def test_the_undecided_are_not_told_that_their_guess_agrees() -> None:
    flat = a_verdict(TWO, standing=Standing.UNDECIDED)

    said = verdict.role_in_mind(flat, flat.ranking[0], [])

    assert said.endswith("your answers do not tell the roles apart yet.")


def test_a_filtered_role_says_why_it_is_set_aside() -> None:
    fails = {"Backend": (MustHave.NO_ON_CALL, MustHave.REMOTE)}
    ranked = a_verdict(TWO, fails=fails).ranking[0]

    assert conditions.fails_in_short(ranked) == "Usually on call and rarely remote"


def test_every_role_that_a_condition_took_out_is_named_and_a_condition_without_effect_too() -> None:
    out = MustHave.REMOTE
    reached = a_verdict(
        {"Backend": 1, "Data": 2, "Platform": 3, "Mobile": 4}, fails={"Backend": (out,), "Mobile": (out,)}
    )

    said = conditions.taken_out(reached, MustHaves(salary_floor=65_000, remote=True))

    assert said == (
        "No role falls below your floor of USD 65,000. Rarely done remotely: Backend (1) and Mobile (4). "
        "Numbers are places in the ranking."
    )


def test_the_first_page_counts_the_roles_that_a_condition_took_out_beyond_two() -> None:
    names = ("Backend", "Data", "Platform", "Mobile")
    reached = a_verdict(
        {name: place for place, name in enumerate(names, start=1)},
        fails=dict.fromkeys(names, (MustHave.NO_ON_CALL,)),
    )

    assert conditions.taken_out_in_short(reached, MustHaves(no_on_call=True), "") == (
        "Usually on call: Backend (1), Data (2) and two more. More are named under the ranking."
    )


def test_a_card_says_its_place_in_the_ranking_where_a_better_one_was_taken_out() -> None:
    reached = a_verdict({"Backend": 1, "Data": 2, "Platform": 3}, fails={"Backend": (MustHave.REMOTE,)})

    assert [verdict.place_label(reached, index) for index in range(2)] == [
        "First (second of all)",
        "Second (third of all)",
    ]


def test_differences_are_those_of_the_figures_printed() -> None:
    assert reasons.printed_lead(80.249, 72.751) == 7.4


def test_the_chance_in_the_limits_is_the_readers_own() -> None:
    assert sections.limits("71 times in 100")[-1].startswith("“71 times in 100” is the chance")
    assert "“So many times in 100" in sections.limits("")[-1]


def test_correlations_are_printed_with_their_sources() -> None:
    said = " ".join(sections.limits(""))

    assert "about 0.3: Mabe and West 1982" in said
    assert "about 0.2: Hoff and others 2020" in said


def test_a_place_without_figures_is_named_with_what_is_shown_instead() -> None:
    assert sections.pay_elsewhere(["Data Engineer"], "Germany", "United States") == (
        "For Data Engineer there is no official figure in Germany; United States figures are shown instead."
    )
    assert sections.pay_elsewhere([], "Germany", "United States") == ""


def test_care_notes_warn_without_a_reproach() -> None:
    said = verdict.care([CareNote.LONG_RUN, CareNote.LOW_SPREAD])

    assert said.startswith("Take this verdict with care: the same option was chosen many times running and ")


def test_too_few_answers_are_counted_and_nothing_is_guessed() -> None:
    said = verdict.too_few(1, 1)

    assert said.startswith("You answered one question that counts, on one preference.")
    assert "at least twenty answers and six preferences" in said


def test_a_preference_is_told_from_the_side_somebody_stands_on() -> None:
    dimension = a_dimension("visual-craft", "Visual craft", "Behind the screen", "On the screen")

    assert reasons.preference_reason(dimension, 0.1) == "You would rather behind the screen"
    assert reasons.preference_reason(dimension, 0.9) == "You would rather on the screen"
    assert (
        reasons.preference_reason(dimension, 0.5)
        == "You stand between “behind the screen” and “on the screen”"
    )


def test_a_skill_that_a_role_does_not_use_is_not_called_a_gap() -> None:
    skill = a_skill("mobile", "Mobile development")

    assert reasons.skill_reason(skill, 3, None) == "Mobile development: this role would leave it unused"
    assert reasons.skill_reason(skill, 0, Demand(3, 2)) == "Mobile development: not yet part of what you do"


def test_the_next_step_claims_to_be_the_best_only_when_it_is() -> None:
    skill, role = a_skill("databases", "Databases"), a_role()

    best = reasons.next_step(skill, 2, 1.64, role, is_best=True)
    other = reasons.next_step(skill, 2, 1.64, role, is_best=False)

    assert "Databases from 1 to 2 is worth *1.6 points* for Backend Engineer, more for its effort" in best
    assert "any other step" not in other


def test_a_plan_without_steps_says_so() -> None:
    assert "No skill step would move Backend Engineer further" in reasons.plan_intro(a_role(), 0)
    assert reasons.plan_intro(a_role(), 1).startswith("The step that")


def test_unknown_years_and_pay_are_printed_as_unknown() -> None:
    assert sections.terms(None, "", "") == "years and pay unknown"
    assert sections.terms(2.0, "one firm", "") == "about 2 years (one firm); pay unknown"


def test_a_note_on_years_stands_beside_the_years_and_never_beside_the_pay() -> None:
    with translation.override("de"):
        told = sections.terms(2.0, "Angabe einer Organisation", "130.000 USD im Jahr")

    assert told == "etwa 2 Jahre (Angabe einer Organisation); 130.000 USD im Jahr"
    assert sections.terms(None, "Not stated.", "") == "years unknown (Not stated); pay unknown"


def test_a_step_without_rival_is_not_said_to_ask_least() -> None:
    start, following = a_role(name="Backend"), a_role(name="Platform")

    only = sections.paths_intro(start, following, True, 1)
    assert "Marked is the only step from there that is not sideways: Platform." in only
    assert "Of the two steps on from there, none asks fewer" in sections.paths_intro(
        start, following, True, 2
    )
    assert "None is marked, as you rated no skill." in sections.paths_intro(start, None, True, 2)


def test_somebody_in_the_middle_is_not_given_a_leaning() -> None:
    assert sections.leanings([]).startswith("You stand near the middle")


def test_unrated_skills_are_said_to_count_as_average() -> None:
    assert sections.unsure("", "Databases", none_rated=False) == (
        "You did not rate Databases; there you count as average."
    )
    assert sections.unsure("", "all of them", none_rated=True) == (
        "You rated no skill, so skills count as average everywhere."
    )
    assert sections.unsure("", "", none_rated=False) == ""

"""A second factor: with it a password alone opens nothing, and nobody is locked out for good."""

import re
from base64 import b32encode
from datetime import timedelta
from http import HTTPStatus
from io import StringIO

import pytest
from axes.models import AccessAttempt
from django.contrib.auth.models import Group, User
from django.core.management import CommandError, call_command
from django.test import Client
from django.utils import timezone
from django_otp.oath import totp
from django_otp.plugins.otp_totp.models import TOTPDevice
from pytest_django import Settings

from accounts import second_factor
from accounts.models import RecoveryCode
from quiz.models import Edition
from tests.admin.desk_pages import every_page, furnish

PASSWORD = "a long enough password"
PAGE = "/admin/security/"


@pytest.fixture(autouse=True)
def editor(db: None, settings: Settings) -> User:
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]  # Fast.
    return User.objects.create_superuser("editor", password=PASSWORD)


@pytest.fixture
def spare(editor: User) -> list[str]:
    """The recovery codes of an editor who has set up a second factor."""
    second_factor.begin(editor)
    begun = second_factor.begun_by(editor)
    assert begun
    return second_factor.confirm(begun)


def shown_by(user: User, steps: int = 0) -> str:
    """What the authenticator of an account shows now, or so many steps of 30 seconds later."""
    device = TOTPDevice.objects.get(user=user)
    return f"{totp(device.bin_key, t0=-30 * steps):06d}"


def sign_in(code: str | None = None, password: str = PASSWORD, browser: Client | None = None) -> int:
    """302 in, 200 refused, 429 locked out."""
    form = {"username": "editor", "password": password} | ({} if code is None else {"code": code})
    return (browser or Client()).post("/admin/login/?next=/admin/", form).status_code


def at_the_desk(browser: Client) -> bool:
    return browser.get("/admin/").status_code == HTTPStatus.OK


def signed_in() -> Client:
    browser = Client()
    assert sign_in(browser=browser) == HTTPStatus.FOUND
    return browser


def proof(do: str, code: str, password: str = PASSWORD) -> dict[str, str]:
    return {"do": do, "code": code, "password": password}


def set_up(browser: Client, user: User) -> str:
    """Walks through the page; returns what it shows at the end."""
    browser.post(PAGE, {"do": "begin"})
    return browser.post(PAGE, proof("confirm", shown_by(user))).content.decode()


def test_whoever_has_none_is_asked_for_none(editor: User):
    assert sign_in() == sign_in("") == sign_in("123456") == HTTPStatus.FOUND


def test_with_one_the_password_alone_opens_nothing(editor: User, spare: list[str]):
    assert sign_in() == sign_in("") == HTTPStatus.OK
    assert sign_in("000 000" if shown_by(editor) != "000000" else "000 001") == HTTPStatus.OK


def test_with_one_the_code_that_the_authenticator_shows_opens_the_desk(editor: User, spare: list[str]):
    browser, code = Client(), shown_by(editor)

    assert sign_in(f" {code[:3]} {code[3:]} ", browser=browser) == HTTPStatus.FOUND
    assert at_the_desk(browser)


def test_a_wrong_password_is_refused_whatever_the_code(editor: User, spare: list[str]):
    assert sign_in(shown_by(editor), "another password") == HTTPStatus.OK
    assert sign_in(shown_by(editor)) == HTTPStatus.FOUND, "The code was not used up by it."


def test_a_code_counts_once(editor: User, spare: list[str]):
    code = shown_by(editor)

    assert sign_in(code) == HTTPStatus.FOUND
    assert sign_in(code) == HTTPStatus.OK


@pytest.mark.parametrize(("steps", "status"), [(-3, 200), (-1, 302), (1, 302), (3, 200)])
def test_a_clock_may_be_half_a_minute_off_and_no_more(
    editor: User, spare: list[str], steps: int, status: int
):
    assert sign_in(shown_by(editor, steps)) == status


@pytest.mark.parametrize("typed", ["-12345", "１２３４５６", "12345", "1234567", "000000e0", "x" * 65, "\0"])
def test_what_is_no_code_is_refused_and_not_counted_as_one(editor: User, spare: list[str], typed: str):
    assert sign_in(typed) == HTTPStatus.OK

    assert TOTPDevice.objects.get(user=editor).throttling_failure_count == 0


def test_a_recovery_code_opens_the_desk_once_and_says_how_many_are_left(editor: User, spare: list[str]):
    browser = Client()

    assert sign_in(spare[3].upper().replace(" ", "-"), browser=browser) == HTTPStatus.FOUND
    assert "9 are left" in browser.get("/admin/").content.decode()
    assert sign_in(spare[3]) == HTTPStatus.OK
    assert sign_in(spare[4]) == HTTPStatus.FOUND


def test_recovery_codes_are_kept_as_hashes_only_and_have_more_than_112_bits(editor: User, spare: list[str]):
    kept = set(RecoveryCode.objects.values_list("digest", flat=True))

    assert len(set(spare)) == len(kept) == second_factor.SPARE
    assert kept == {second_factor.digest(second_factor.plain(code)) for code in spare}
    assert all(len(second_factor.plain(code)) == second_factor.LENGTH for code in spare)
    assert len(second_factor.LETTERS) ** second_factor.LENGTH > 2**112


def test_five_wrong_codes_lock_out_as_five_wrong_passwords_do(editor: User, spare: list[str]):
    met = [sign_in(f"wrong {number}") for number in range(5)]

    assert met == [HTTPStatus.OK] * 4 + [HTTPStatus.TOO_MANY_REQUESTS]
    assert sign_in(shown_by(editor)) == sign_in(spare[0]) == HTTPStatus.TOO_MANY_REQUESTS


def test_leaving_the_code_out_counts_as_a_wrong_one_and_is_logged(
    editor: User, spare: list[str], caplog: pytest.LogCaptureFixture
):
    """It would tell who stole a password that it is the right one, as often as they like and unseen."""
    with caplog.at_level("INFO", "rolewise.security"):
        met = [sign_in("") for _ in range(5)]

    assert met == [HTTPStatus.OK] * 4 + [HTTPStatus.TOO_MANY_REQUESTS]
    assert caplog.text.count("sign-in refused from 127.0.0.1") == 5


def test_wrong_codes_from_many_addresses_slow_one_another_down(editor: User, spare: list[str]):
    """The lock-out counts by address; the delay after a wrong code, which doubles, doesn't."""
    for number in range(4):
        wrong = f"{(int(shown_by(editor)) + 500_000 + number) % 1_000_000:06d}"
        sign_in(wrong, browser=Client(REMOTE_ADDR=f"203.0.113.{number}"))

    assert sign_in(shown_by(editor), browser=Client(REMOTE_ADDR="198.51.100.9")) == HTTPStatus.OK
    assert sign_in(spare[0], browser=Client(REMOTE_ADDR="198.51.100.9")) == HTTPStatus.FOUND


def test_what_was_typed_stands_in_no_record_of_attempts(editor: User, spare: list[str]):
    browser = Client()
    sign_in("canary code")
    sign_in(spare[0], browser=browser)
    for do in ("remove", "renew", "end_others"):
        browser.post(PAGE, proof(do, "canary", "canary nearly right"))

    records = AccessAttempt.objects.all()
    assert records and "canary" not in "".join(f"{record.get_data}{record.post_data}" for record in records)


def test_setting_it_up_shows_the_key_until_it_is_confirmed_and_the_codes_once(editor: User):
    browser = signed_in()

    browser.post(PAGE, {"do": "begin"})
    begun = browser.get(PAGE).content.decode()
    done = browser.post(PAGE, proof("confirm", shown_by(editor))).content.decode()

    assert 'src="data:image/svg+xml' in begun and key_of(editor) in begun
    codes = re.findall(r"<li><code>([a-z0-9 ]+)</code>", done)
    assert len(codes) == second_factor.SPARE and key_of(editor) not in done
    later = browser.get(PAGE).content.decode()
    assert "10 recovery codes are left" in later
    assert key_of(editor) not in later and codes[0] not in later
    assert sign_in() == HTTPStatus.OK
    assert sign_in(codes[0]) == HTTPStatus.FOUND


def key_of(user: User) -> str:
    return second_factor.grouped(b32encode(TOTPDevice.objects.get(user=user).bin_key).decode(), 4)


@pytest.mark.parametrize(
    "wrong", [{"code": "000 000"}, {"password": "wrong"}, {"code": ""}, {"password": ""}]
)
def test_a_key_counts_only_once_code_and_password_show_that_it_works(editor: User, wrong: dict[str, str]):
    browser = signed_in()
    browser.post(PAGE, {"do": "begin"})

    page = browser.post(PAGE, proof("confirm", shown_by(editor, 1)) | wrong).content.decode()

    assert "errorlist" in page and key_of(editor) in page, "It can be tried again."
    assert second_factor.authenticator_of(editor) is None
    assert sign_in() == HTTPStatus.FOUND


def test_a_key_that_was_begun_anew_meanwhile_is_not_turned_on(editor: User):
    second_factor.begin(editor)
    former = second_factor.begun_by(editor)
    second_factor.begin(editor)

    assert former and second_factor.confirm(former) == []
    assert second_factor.authenticator_of(editor) is None and second_factor.begun_by(editor)
    assert not RecoveryCode.objects.exists()


def test_a_key_that_nobody_confirmed_within_the_hour_is_forgotten(editor: User):
    browser = signed_in()
    browser.post(PAGE, {"do": "begin"})
    TOTPDevice.objects.update(created_at=timezone.now() - timedelta(minutes=61))

    page = browser.post(PAGE, proof("confirm", shown_by(editor))).content.decode()

    assert key_of(editor) not in page and "Set up a second factor" in page
    assert second_factor.authenticator_of(editor) is None


def test_setting_it_up_and_taking_it_away_end_the_account_s_other_sessions(editor: User):
    here, elsewhere = signed_in(), signed_in()

    set_up(here, editor)
    assert at_the_desk(here) and not at_the_desk(elsewhere)

    elsewhere = Client()
    assert sign_in(shown_by(editor, 1), browser=elsewhere) == HTTPStatus.FOUND
    page = here.post(PAGE, proof("remove", spare_of(editor)), follow=True).content.decode()
    assert "The second factor is gone" in page
    assert at_the_desk(here) and not at_the_desk(elsewhere)
    assert sign_in() == HTTPStatus.FOUND


def spare_of(user: User) -> str:
    return second_factor.new_recovery_codes(user)[0]


@pytest.mark.parametrize("do", ["renew", "remove"])
def test_nobody_changes_it_without_password_and_code(editor: User, do: str):
    browser = signed_in()
    set_up(browser, editor)
    before = set(RecoveryCode.objects.values_list("digest", flat=True))

    browser.post(PAGE, {"do": do})
    browser.post(PAGE, proof(do, "wrong"))
    browser.post(PAGE, proof(do, shown_by(editor, 1), "wrong"))
    own = {"action": "take_second_factor_away", "_selected_action": [str(editor.pk)]}
    browser.post("/admin/auth/user/", own)

    assert second_factor.authenticator_of(editor)
    assert set(RecoveryCode.objects.values_list("digest", flat=True)) == before


def test_wrong_codes_at_a_desk_that_was_left_open_lock_out_too(editor: User):
    browser = signed_in()
    set_up(browser, editor)

    met = [browser.post(PAGE, proof("remove", f"wrong {number}")).status_code for number in range(5)]

    assert met[-1] == HTTPStatus.TOO_MANY_REQUESTS
    assert second_factor.authenticator_of(editor)


def test_beginning_anew_leaves_a_working_one_alone(editor: User, spare: list[str]):
    browser = Client()
    sign_in(shown_by(editor), browser=browser)

    browser.post(PAGE, {"do": "begin"})

    assert TOTPDevice.objects.filter(user=editor).count() == 1
    assert second_factor.authenticator_of(editor)


def test_new_recovery_codes_end_the_former_ones(editor: User, spare: list[str]):
    browser = Client()
    sign_in(shown_by(editor), browser=browser)

    page = browser.post(PAGE, proof("renew", spare[0])).content.decode()

    new = re.findall(r"<li><code>([a-z0-9 ]+)</code>", page)
    assert len(new) == second_factor.SPARE and not set(new) & set(spare)
    assert sign_in(spare[1]) == HTTPStatus.OK
    assert sign_in(new[1]) == HTTPStatus.FOUND


def test_where_it_is_required_the_desk_waits_until_it_is_set_up(
    editor: User, draft: None, settings: Settings
):
    settings.SECOND_FACTOR = "required"
    furnish()
    browser = signed_in()
    addresses = {page.address.partition("?")[0] for page in every_page()} - {PAGE, "/admin/jsi18n/"}

    met = {address: browser.get(address) for address in addresses} | {
        "saved": browser.post("/admin/auth/group/add/", {"name": "Mallory"})
    }
    assert [address for address, said in met.items() if said.headers.get("Location") != PAGE] == []
    assert not Group.objects.filter(name="Mallory").exists()

    assert "asks every editor" in browser.get(PAGE).content.decode()
    set_up(browser, editor)
    assert at_the_desk(browser)


def test_where_it_is_required_a_factor_that_is_gone_opens_nothing(editor: User, settings: Settings):
    settings.SECOND_FACTOR = "required"
    browser = signed_in()
    set_up(browser, editor)
    assert at_the_desk(browser)

    second_factor.remove(editor)

    assert browser.get("/admin/").headers["Location"] == PAGE


def test_taking_it_from_somebody_signs_them_out(editor: User, spare: list[str]):
    browser = Client()
    sign_in(spare[0], browser=browser)
    assert at_the_desk(browser)

    call_command("second_factor", "--remove", "editor")

    assert not at_the_desk(browser)


def test_one_s_own_password_is_changed_where_the_old_one_is_asked_for(editor: User):
    answer = signed_in().get(f"/admin/auth/user/{editor.pk}/password/")

    assert answer.headers["Location"] == "/admin/password_change/"


def test_where_it_is_required_one_can_still_sign_out(editor: User, settings: Settings):
    settings.SECOND_FACTOR = "required"
    browser = signed_in()

    assert browser.post("/admin/logout/").status_code == HTTPStatus.OK


def test_where_it_is_required_a_session_from_before_waits_too(editor: User, settings: Settings):
    browser = signed_in()
    assert at_the_desk(browser)

    settings.SECOND_FACTOR = "required"

    assert browser.get("/admin/").headers["Location"] == PAGE


def test_who_lost_everything_gets_back_in_by_an_operator(editor: User, spare: list[str]):
    said = StringIO()
    call_command("second_factor", stdout=said)
    call_command("second_factor", "--remove", "editor", stdout=said)
    call_command("second_factor", stdout=said)

    assert said.getvalue().splitlines()[0] == "yes  editor"
    assert said.getvalue().splitlines()[-1] == "no   editor"
    assert sign_in() == HTTPStatus.FOUND
    assert not RecoveryCode.objects.exists()


@pytest.mark.parametrize(
    ("name", "told"), [("nobody", "no account 'nobody'"), ("editor", "has no second factor")]
)
def test_the_command_says_what_is_not_there(name: str, told: str):
    with pytest.raises(CommandError, match=told):
        call_command("second_factor", "--remove", name)


def test_who_may_change_accounts_takes_it_away_at_the_desk_and_sees_who_has_one(
    editor: User, spare: list[str]
):
    chief = User.objects.create_superuser("chief", password=PASSWORD)
    browser = Client()
    browser.force_login(chief)
    ids = [str(editor.pk), str(chief.pk)]

    before = browser.get("/admin/auth/user/").content.decode()
    act = {"action": "take_second_factor_away", "_selected_action": ids}
    after = browser.post("/admin/auth/user/", act, follow=True).content.decode()

    assert before.count('field-has_second_factor"><img src="/static/admin/img/icon-yes') == 1
    assert "The account editor signs in with the password alone" in after
    assert "Your own second factor is taken away at Security" in after
    assert second_factor.authenticator_of(editor) is None


@pytest.mark.parametrize("group", ["Author", "Reviewer", "Publisher"])
def test_other_editors_see_nothing_of_it(editor: User, spare: list[str], group: str, edition: Edition):
    ada = User.objects.create_user("ada", is_staff=True)
    ada.groups.add(Group.objects.get(name=group))
    browser = Client()
    browser.force_login(ada)

    assert key_of(editor) not in browser.get(PAGE).content.decode()
    for address in ("/admin/auth/user/", "/admin/otp_totp/totpdevice/", "/admin/accounts/recoverycode/"):
        assert browser.get(address).status_code in (HTTPStatus.FORBIDDEN, HTTPStatus.NOT_FOUND)


def test_a_stranger_is_asked_to_sign_in(stranger: Client):
    assert "/admin/login/" in stranger.get(PAGE).headers["Location"]
    assert "/admin/login/" in stranger.post(PAGE, {"do": "begin"}).headers["Location"]
    assert not TOTPDevice.objects.exists()


def test_each_change_is_a_line_in_the_log_without_key_or_code(editor: User, caplog: pytest.LogCaptureFixture):
    with caplog.at_level("INFO", "rolewise.security"):
        browser = signed_in()
        set_up(browser, editor)
        browser.post(PAGE, proof("renew", spare_of(editor)))
        sign_in(spare_of(editor))
        browser.post(PAGE, proof("remove", spare_of(editor)))

    lines = [record.getMessage() for record in caplog.records if record.name == "rolewise.security"]
    assert [line.partition(" from ")[0] for line in lines] == [
        f"account {editor.pk} {what}"
        for what in (
            "signed in",
            "set up a second factor",
            "made new recovery codes",
            "used a recovery code",
            "signed in",
            "took its second factor away",
        )
    ]


def test_an_account_that_is_deleted_takes_its_keys_along(editor: User, spare: list[str]):
    editor.delete()

    assert not TOTPDevice.objects.exists() and not RecoveryCode.objects.exists()

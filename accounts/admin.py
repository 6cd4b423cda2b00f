"""The list of accounts tells who has a second factor, and takes it from who lost theirs."""

import logging
from typing import Any

from django.contrib import admin, messages
from django.contrib.auth.admin import UserAdmin
from django.contrib.auth.models import User
from django.db.models import Exists, OuterRef, QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django_otp.plugins.otp_totp.models import TOTPDevice

from accounts import second_factor
from accounts.sessions import end_sessions

logger = logging.getLogger("rolewise.security")


class AccountAdmin(UserAdmin):
    list_display = ("username", "email", "first_name", "last_name", "is_staff", "has_second_factor")
    actions = ("take_second_factor_away",)

    def get_queryset(self, request: HttpRequest) -> QuerySet[User]:
        owned = TOTPDevice.objects.filter(user=OuterRef("pk"), confirmed=True)
        accounts: QuerySet[User] = super().get_queryset(request)
        return accounts.annotate(is_safe=Exists(owned))

    @admin.display(description="Second factor", boolean=True, ordering="is_safe")
    def has_second_factor(self, user: Any) -> bool:
        return bool(user.is_safe)

    @admin.action(description="Take the second factor away (of who lost it)", permissions=["change"])
    def take_second_factor_away(self, request: HttpRequest, users: QuerySet[User]) -> None:
        own = request.user.pk or 0
        if users.filter(pk=own).exists():
            messages.warning(
                request, "Your own second factor is taken away at Security, with password and code."
            )
        for user in users.exclude(pk=own):
            if not second_factor.remove(user):
                messages.info(request, f"The account {user} has no second factor.")
                continue
            end_sessions(user)
            logger.warning("account %s took the second factor of account %s away", request.user.pk, user.pk)
            messages.success(
                request, f"The account {user} signs in with the password alone, and can set up a new one."
            )

    def user_change_password(self, request: HttpRequest, id: str, form_url: str = "") -> HttpResponse:
        """One's own password is changed where the old one is asked for."""
        if id == str(request.user.pk):
            return redirect("admin:password_change")
        return super().user_change_password(request, id, form_url)


admin.site.unregister(User)
admin.site.register(User, AccountAdmin)

"""The list of accounts tells who has a second factor, and takes it from who lost theirs."""

import logging
from typing import Any

from django.contrib import admin, messages
from django.contrib.auth.admin import UserAdmin
from django.contrib.auth.models import User
from django.db.models import Exists, OuterRef, QuerySet
from django.http import HttpRequest
from django_otp.plugins.otp_totp.models import TOTPDevice

from accounts import second_factor

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
        for user in users:
            if not second_factor.remove(user):
                messages.info(request, f"The account {user} has no second factor.")
                continue
            logger.warning("account %s took the second factor of account %s away", request.user.pk, user.pk)
            messages.success(
                request, f"The account {user} signs in with the password alone, and can set up a new one."
            )


admin.site.unregister(User)
admin.site.register(User, AccountAdmin)

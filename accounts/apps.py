"""The app of accounts: how an editor signs in."""

from django.apps import AppConfig


class AccountsConfig(AppConfig):
    name = "accounts"
    verbose_name = "Accounts"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from django.contrib import admin
        from django_otp.plugins.otp_totp.models import TOTPDevice

        from accounts.forms import SignInForm
        from accounts.signing_in import listen

        if admin.site.is_registered(TOTPDevice):
            admin.site.unregister(TOTPDevice)  # Keys of authenticators are nobody's to see.
        admin.site.login_form = SignInForm
        listen()

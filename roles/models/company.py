"""Companies, and why they hire for roles."""

from django.db import models

from roles.models.role import Role
from roles.models.source import Source


class CompanyManager(models.Manager["Company"]):
    def get_by_natural_key(self, slug: str) -> "Company":
        return self.get(slug=slug)


class Company(models.Model):
    """An organisation that hires engineers, named once for all roles."""

    slug = models.SlugField(max_length=60, unique=True)
    name = models.CharField(max_length=80, unique=True)

    objects = CompanyManager()

    class Meta:
        ordering = ["name"]
        verbose_name_plural = "companies"

    def __str__(self) -> str:
        return self.name

    def natural_key(self) -> tuple[str]:
        return (self.slug,)


class RoleCompanyManager(models.Manager["RoleCompany"]):
    def get_by_natural_key(self, role: str, company: str) -> "RoleCompany":
        return self.get(role__slug=role, company__slug=company)


class RoleCompany(models.Model):
    """Why a company hires for a role, by which source."""

    role = models.ForeignKey(Role, models.CASCADE, related_name="companies")
    company = models.ForeignKey(Company, models.PROTECT, related_name="roles")
    reason = models.CharField(max_length=160, help_text="Why it hires for this role.")
    position = models.PositiveSmallIntegerField(default=0)
    source = models.ForeignKey(Source, models.PROTECT, related_name="+")

    objects = RoleCompanyManager()

    class Meta:
        ordering = ["role", "position", "company"]
        verbose_name_plural = "role companies"
        constraints = [
            models.UniqueConstraint(
                fields=["role", "company"],
                name="roles_rolecompany_once",
                violation_error_message="This role already lists that company.",
            ),
        ]

    def __str__(self) -> str:
        return str(self.company)

    def natural_key(self) -> tuple[str, str]:
        return (self.role.slug, self.company.slug)

    natural_key.dependencies = ["roles.role", "roles.company"]  # type: ignore[attr-defined]

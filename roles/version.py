"""Which release of Rolewise this is; pyproject.toml says the same, and a test keeps them equal."""

VERSION = "0.1.0"

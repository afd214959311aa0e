"""What members say and what follows from it; pure, so that the same words always mean the same."""

from bot.understanding import Intent, understand

__all__ = ["Intent", "understand"]

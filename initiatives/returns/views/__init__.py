"""The pages of returns."""

from initiatives.returns.views.board import board, close, withdraw
from initiatives.returns.views.opening import opening
from initiatives.returns.views.returns import returns

__all__ = ["board", "close", "opening", "returns", "withdraw"]

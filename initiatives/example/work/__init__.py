"""The initiatives of the example year in printed order, by the key priority they serve first."""

from initiatives.example.work.behaviour import BEHAVIOUR
from initiatives.example.work.exploitation import EXPLOITATION
from initiatives.example.work.feeling_safe import FEELING_SAFE
from initiatives.example.work.violence import VIOLENCE

INITIATIVES = (*VIOLENCE, *EXPLOITATION, *BEHAVIOUR, *FEELING_SAFE)

__all__ = ["INITIATIVES"]

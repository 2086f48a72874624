"""The reports by what has to be said before there is one."""

from reports.catalogue import REPORTS

OF_THE_WHOLE_PLAN = [slug for slug, paper in REPORTS.items() if not paper.asks_first]

from collections.abc import Iterable
from typing import Any
from urllib.parse import urljoin

from django.conf import settings
from django.db.models import Prefetch, prefetch_related_objects
from django.http import Http404
from django.urls import reverse

from reports.models import IssuedFile, IssuedPaper


def issued_papers(**of: Any) -> list[IssuedPaper]:
    """The issues, newest first and without their words, in one statement.

    What replaced each is the next that can be read: of a withdrawn one no words are told, its reason
    for replacing another included.
    """
    readable = IssuedPaper.objects.public()
    issues = IssuedPaper.objects.filter(**of).with_replacement(among=readable).newest_first()
    return list(issues.select_related("plan").without_content())


def issued_papers_or_404(**of: Any) -> list[IssuedPaper]:
    """The same; where there are none it is as if nobody had ever thought of that paper."""
    if issues := issued_papers(**of):
        return issues
    raise Http404


def newest_of_each(issues: Iterable[IssuedPaper]) -> list[IssuedPaper]:
    """Of each paper and year the newest issue that anybody may read."""
    newest: dict[tuple[int, str], IssuedPaper] = {}
    for issue in issues:
        if issue.withdrawn_at is None:
            newest.setdefault((issue.start_year, issue.paper), issue)
    return list(newest.values())


def with_files(issues: list[IssuedPaper]) -> list[IssuedPaper]:
    """The issues with names and sizes of their files, in one statement more."""
    prefetch_related_objects(issues, Prefetch("files", IssuedFile.objects.without_content()))
    return issues


def before(issue: IssuedPaper, issues: Iterable[IssuedPaper]) -> IssuedPaper | None:
    """The issue of the same paper that anybody may read and that came last before this one."""
    earlier = [each for each in issues if each.number < issue.number and not each.withdrawn_at]
    return max(earlier, key=lambda each: each.number, default=None)


def address_of(issue: IssuedPaper, page: str = "issue") -> str:
    """Where the public reads the issue, or what changed in it."""
    return reverse(f"papers:{page}", args=[issue.start_year, issue.paper, issue.number])


def whole(place: str) -> str:
    """The place on the tracker with the tracker's own address, for whoever comes from elsewhere."""
    return urljoin(settings.TRACKER_ADDRESS, place)

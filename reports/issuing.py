"""Issuing a paper: the report and every file of it, made once and kept for good."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING, Any, TypeAlias

from django.db import transaction
from django.utils import timezone

from initiatives.models import Redaction
from initiatives.rows import InitiativeRow, plan_rows
from priorities.events import note
from priorities.models import Partnership, PartnershipPlan
from priorities.versions import OutOfDate
from reports import stored
from reports.catalogue import FORMATS, REPORTS
from reports.document import Issue, Report
from reports.models import AcceptedWarning, IssuedFile, IssuedPaper
from reports.renderers.refusals import CannotBeMade

if TYPE_CHECKING:
    from scp_tracker.accounts.models import User

# A last look at the report as it goes out, and the rows it was made from: which warnings about it were
# accepted. What it raises stops the issue.
Look: TypeAlias = Callable[[Report, Sequence[InitiativeRow]], Iterable[AcceptedWarning]]

TURNS = 5  # to make the files in; each takes seconds, and holds one of the server's places


class NeverIssued(ValueError):
    """No committee is given that report in numbered issues."""


def draft(
    plan: PartnershipPlan, slug: str, *, as_of: date, rows: Sequence[InitiativeRow] | None = None
) -> Report:
    """The paper as it would be issued now, still a draft; of `rows`, if they are at hand."""
    paper = REPORTS[slug]
    if not paper.is_to_be_issued:
        raise NeverIssued(slug)
    report = paper.build(plan, as_of=as_of, rows=rows)
    return replace(report, goes_back=report.as_of < timezone.localdate())


def mark_of(report: Report) -> str:
    """What tells a draft from another: its day, then a digest of all it says; midnight changes neither."""
    said = stored.to_data(replace(report, goes_back=False))
    return f"{report.as_of.isoformat()}:{stored.digest_of(said)}"


def issue(
    plan: PartnershipPlan,
    slug: str,
    *,
    as_of: date,
    by: "User",
    reason: str,
    after: int,
    look: Look = lambda report, rows: (),
) -> IssuedPaper:
    """Give out the paper as issue `after` + 1, with a file of every format and what `look` says was accepted.

    Raises OutOfDate, with the newest issue, when somebody issued one since number `after`, and
    CannotBeMade, in words, when one of the files cannot be made or none of a few turns was undisturbed;
    then nothing is issued.
    """
    for _ in range(TURNS):
        redactions = Redaction.objects.count()
        rows = plan_rows(plan, as_of=as_of)
        report = draft(plan, slug, as_of=as_of, rows=rows)
        warnings = list(look(report, rows))
        said, files = _made(report, reason=reason, number=after + 1)
        issued = None
        with transaction.atomic():
            _let_redactions_wait(plan)
            if Redaction.objects.count() == redactions and _all_stand(warnings):
                issues = IssuedPaper.objects.issues_of(plan, slug)
                if issues.newest_number() != after:
                    raise OutOfDate(issues.without_content().newest_first().first())
                frozen = [warning.frozen for warning in warnings]
                issued = IssuedPaper.objects.create(
                    **said, plan=plan, start_year=plan.start_year, issued_by=by, warnings=frozen
                )
                for file in files:
                    file.issued_paper = issued
                    file.save()
        if issued:
            _tell("paper_issued", issued, by)
            return issued
        # While the paper was made, words were taken out, which it may have, or an acceptance was taken
        # back, which it may need: make it again, and look again.
    raise CannotBeMade(
        "Each time the files were made, words were taken out or an acceptance was taken back meanwhile."
        " Try again in a few minutes."
    )


def withdraw(paper: IssuedPaper, *, by: "User", reason: str) -> None:
    """Take the issued paper back from the public, who read the reason.

    Raises OutOfDate with the paper as it stands when somebody withdrew it before.
    """
    paper.withdraw(by=by, reason=reason)
    _tell("paper_withdrawn", paper, by)


def _made(report: Report, *, reason: str, number: int) -> tuple[dict[str, Any], list[IssuedFile]]:
    """What is kept of the issue and its files; made outside the transaction, since it takes its time."""
    now = timezone.now()
    issue = Issue(number, timezone.localdate(now), reason)
    report = replace(report, issue=issue)
    document = stored.to_data(report)
    said = {
        "paper": report.slug,
        "number": number,
        "issued_at": now,
        "as_of": report.as_of,
        "title": report.particulars.title,
        "document": document,
        "digest": stored.digest_of(document),
        "reason": reason,
    }
    files = [
        IssuedFile(
            extension=extension,
            name=f"{report.file_stem}.{extension}",
            content_type=kind.content_type,
            content=kind.render(report),
        )
        for extension, kind in FORMATS.items()
    ]
    return said, files


def _all_stand(warnings: Sequence[AcceptedWarning]) -> bool:
    """Whether none of the acceptances was taken back."""
    pks = {warning.pk for warning in warnings}
    return AcceptedWarning.objects.filter(pk__in=pks).count() == len(pks)


def _let_redactions_wait(plan: PartnershipPlan) -> None:
    """Have other issues of the year, and redactions looking for words in issued papers, wait."""
    PartnershipPlan.objects.select_for_update().filter(pk=plan.pk).values_list("pk").get()
    hold_issuing()


def hold_issuing() -> None:
    """Have whoever issues a paper wait until this transaction ends."""
    list(Partnership.objects.select_for_update().order_by("pk").values_list("pk"))


def _tell(event: str, paper: IssuedPaper, by: "User") -> None:
    note(event, year=paper.year, paper=paper.paper, number=paper.number, user=by.pk)

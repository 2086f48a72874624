from reports.document import Points, Report, Section, Table


def reworded(old: Report, new: Report) -> list[str]:
    """What the papers say otherwise outside of the tables of initiatives, by its heading."""
    before, now = _sections(old), _sections(new)
    headings = dict.fromkeys([*now, *before])
    return [heading for heading in headings if before.get(heading) != now.get(heading)]


def _sections(report: Report) -> dict[str, list[Section]]:
    """The sections that print no initiative, under the heading that each stands below."""
    found: dict[str, list[Section]] = {}
    heading = ""
    for section in report.sections:
        heading = section.heading or (
            heading if isinstance(section, Points) else getattr(section, "caption", "")
        )
        if not _prints_initiatives(section):
            found.setdefault(heading, []).append(section)
    return found


def _prints_initiatives(section: Section) -> bool:
    return isinstance(section, Table) and any(
        row.reference for group in section.groups for row in group.rows
    )

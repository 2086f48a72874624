"""Words taken out of an outcome, and out of what was read of workbooks that came back."""

from initiatives.models import Initiative, ReturnedRow, ReturnedWorkbook
from initiatives.taken_out import TakenOut

_LONGEST_NAME, _LONGEST_REASON = 200, 500


def take_out_of_workbooks(initiative: Initiative, words: TakenOut) -> None:
    """Take the words out of what was typed about the initiative, out of where it stood, and out of remarks.

    Whoever is looking at such a workbook has the words before them, and is told that it changed.
    """
    # First the workbooks: whoever decides about one waits, and finds no words in it then.
    workbooks = list(ReturnedWorkbook.objects.select_for_update().filter(plan=initiative.plan_id))
    rows = ReturnedRow.objects.filter(initiative=initiative)
    changed = {row.workbook_id for row in rows if _take_out_of_row(row, words)}
    for workbook in workbooks:
        # A remark names its cell alone, so that it may be about any initiative of the plan.
        told = [text for remark in workbook.remarks for text in remark.values()]
        if workbook.pk in changed or words.stand_in(
            workbook.file_name, workbook.decision_note, *told
        ):
            workbook.claim(workbook.version)
            workbook.file_name = words.out_of(workbook.file_name)[:_LONGEST_NAME]
            workbook.decision_note = words.out_of(workbook.decision_note)
            workbook.remarks = [
                {name: words.out_of(text) for name, text in remark.items()}
                for remark in workbook.remarks
            ]
            workbook.save()


def _take_out_of_row(row: ReturnedRow, words: TakenOut) -> bool:
    if not words.stand_in(row.place, *row.said.values()):
        return False
    row.said = {name: words.out_of(text) for name, text in row.said.items()}
    if "status_reason" in row.said:
        row.said["status_reason"] = row.said["status_reason"][:_LONGEST_REASON]
    row.place = words.out_of(row.place)[:_LONGEST_NAME]
    row.save()
    return True

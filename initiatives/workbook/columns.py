"""The columns of the update workbook; by their headings they are found again when it comes back."""

REFERENCE = "Reference"
MARK = "Made with"  # which outcome the row was made with, so that newer ones are not overlooked
OUTCOME = "Outcome"
STATUS = "Status"
REASON = "Reason for the status"
NOTE = "Internal note"

TYPED = {OUTCOME: "text", STATUS: "status", REASON: "status_reason", NOTE: "internal_note"}
READ = ("Project or initiative", "Lead agency", "Timing")  # shown beside them, and never read back
KIND_OF_DATA = "Kind of data"  # a column of plans that are made up

import pytest

from priorities.models import Framework, PlanFramework
from priorities.taken_up import lists_taken_up, mark_of
from tests.builders import make_plan


@pytest.mark.parametrize(
    ("column_heading", "mark"),
    [
        ("PCC KP's (list)", "PCC"),
        ("E.P KP’s (list)", "E.P"),
        ("PFCC KPs", "PFCC"),
        ("Police and Crime Plan", "Police and Crime Plan"),
        ("KP's (list)", "KP's (list)"),
    ],
)
def test_a_column_heading_says_whose_list_it_is(column_heading, mark):
    assert mark_of(column_heading) == mark


@pytest.mark.django_db
def test_the_lists_of_a_plan_come_in_its_order_with_their_priorities_by_number(
    django_assert_num_queries,
):
    plan = make_plan()
    for position, mark, numbers in ((2, "E.P", (10, 2)), (1, "PCC", ()), (1, "ECC", (1,))):
        framework = Framework.objects.create(name=f"{mark} in full", short_name=mark)
        for number in numbers:
            framework.priorities.create(number=number, text=f"{mark} {number}")
        year = make_plan(2016) if mark == "ECC" else plan
        PlanFramework.objects.create(
            plan=year, framework=framework, position=position, column_heading=f"{mark} KP's (list)"
        )

    with django_assert_num_queries(1):
        lists = lists_taken_up(plan)

    assert [(each.name, each.mark) for each in lists] == [
        ("PCC in full", "PCC"),
        ("E.P in full", "E.P"),
    ]
    assert [[each.text for each in taken_up.priorities] for taken_up in lists] == [
        [],
        ["E.P 2", "E.P 10"],
    ]

"""For residents to feel safe: at home, on foot, on the road."""

from initiatives.example.sketch import CBH, PAPER, POLICE, Said, Sketch

FEELING_SAFE = (
    Sketch(
        "Home fire safety visits",
        led_by="ECFRS",
        funded_by="ECC",
        timing="Ongoing",
        priorities=(4,),
        police_and_crime=(6,),
        story=(
            Said(125, "156 visits were made in three months.", PAPER, status="on_track"),
            Said(
                64,
                "A further 139 visits were made. Smoke alarms were fitted in 92 homes.",
                PAPER,
                status="on_track",
            ),
        ),
    ),
    Sketch(
        "Safety days for Year 6 pupils",
        led_by="ECFRS / CBC",
        funded_by="SCP / ECC",
        timing="{month:+5}",
        priorities=(4, 2),
        police_and_crime=(6, 7),
        story=(Said(29, "The hall is booked, and all schools are invited.", status="not_started"),),
    ),
    Sketch(
        "Walk and talk",
        led_by="Police",
        funded_by="N/A",
        timing="Weekly",
        police_and_crime=(1,),
        story=(
            Said(113, "Officers walk through a different area each week.", by=POLICE),
            Said(
                68,
                "Residents have asked most about parking, lighting and speeding.",
                by=POLICE,
                status="on_track",
            ),
        ),
    ),
    Sketch(
        "Campaign against burglary",
        led_by="Police / CBH",
        funded_by="Police",
        timing="{month:-1} – {month:+3}",
        priorities=(4,),
        police_and_crime=(1,),
        essex_police=(8,),
        story=(
            Said(
                55,
                "The leaflet is written, and 40 timers for lamps were bought.",
                by=CBH,
                status="not_started",
            ),
            Said(
                11,
                "The leaflet went to 2,300 homes. The timers were handed out in sheltered housing.",
                by=POLICE,
                status="on_track",
            ),
        ),
    ),
    Sketch(
        "Survey of street lighting",
        led_by="ECC",
        timing="Within three months of the grant",
        priorities=(4,),
        target=(4, 1),
        police_and_crime=(1,),
        story=(
            Said(
                90,
                "The bid was sent in. An answer was expected in {month:+1}.",
                status="at_risk",
                reason="Nothing has been heard of the grant.",
            ),
        ),
    ),
    Sketch(
        "Newsletter",
        led_by="SCP",
        funded_by="SCP",
        timing="When there is enough to tell",
        police_and_crime=(1,),
        story=(Said(61, "The first issue went to 480 readers."),),
    ),
    Sketch(
        "Car park wardens",
        led_by="Community 360",
        funded_by="CBC",
        timing="{month:-2} – {month:+4}",
        priorities=(4,),
        story=(Said(98, "The car parks were chosen.", PAPER, status="not_started"),),
        removed="The owner of the car parks employs wardens of its own.",
    ),
    Sketch(
        "Recovery groups for people who misuse drugs",
        led_by="Open Road",
        funded_by="PCC",
        timing="{day:+12} – {day:+54}",
        priorities=(4, 3),
        police_and_crime=(2, 6),
        story=(Said(21, "The room is found, and 14 people have asked to come.", PAPER),),
    ),
    Sketch(
        "Safer places to leave a bicycle",
        led_by="CBC",
        funded_by="CBC / SCP",
        timing="Start {month:+1}",
        priorities=(4,),
        police_and_crime=(1,),
        story=(
            Said(
                18,
                "Six places were chosen after the survey. The start is now planned for {day:+120}.",
                status="not_started",
            ),
        ),
        came_later=True,
    ),
)

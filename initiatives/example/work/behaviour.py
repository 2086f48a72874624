"""Against anti-social behaviour that comes back, and hate crime."""

from initiatives.example.sketch import CBH, PAPER, POLICE, Said, Sketch

BEHAVIOUR = (
    Sketch(
        "Panel for cases of ASB",
        led_by="CBC & CBH",
        funded_by="N/A",
        timing="Every month",
        priorities=(3,),
        target=(3, 1),
        police_and_crime=(2,),
        essex_police=(10,),
        story=(
            Said(127, "58 cases were open at the end of {month:-1}.", by=CBH, status="on_track"),
            Said(69, "51 cases were open at the end of {month:-1}.", by=CBH, status="on_track"),
            Said(
                8,
                "44 cases were open at the end of {month:-1}. The panel now also hears cases that "
                "residents bring.",
                by=CBH,
                status="on_track",
                note="The share of cases that come back is still being counted.",
            ),
        ),
    ),
    Sketch(
        "Mediation between neighbours",
        highlight="Trained mediators helped neighbours to settle 25 disputes.",
        led_by="CBH",
        funded_by="CBH",
        timing="{month:-7} – {month:+0}",
        priorities=(3,),
        target=(3, 1),
        police_and_crime=(2,),
        story=(
            Said(118, "12 mediators were trained.", by=CBH, status="on_track"),
            Said(
                31,
                "37 disputes were taken up, and 25 were settled. What was planned is done; the "
                "service goes on as part of daily work.",
                by=CBH,
                status="complete",
            ),
        ),
    ),
    Sketch(
        "Operation against nuisance vehicles",
        highlight="Evening patrols against nuisance vehicles led to 46 warnings.",
        led_by="Police",
        funded_by="Police",
        timing="{day:-58} – {day:-23}",
        priorities=(3, 4),
        police_and_crime=(2, 7),
        essex_police=(10,),
        story=(
            Said(54, "Patrols began, and warning letters were prepared.", by=POLICE),
            Said(
                17,
                "11 evenings of patrols were held. 46 warnings were given and 8 vehicles were seized.",
                by=POLICE,
                status="complete",
            ),
        ),
    ),
    Sketch(
        "Football evenings",
        led_by="YSG / Community 360",
        funded_by="YSG / SCP",
        timing="{month:-3} – {month:+3}",
        priorities=(3,),
        police_and_crime=(2, 6),
        story=(
            Said(85, "24 volunteers came forward. Two evenings a week are offered.", PAPER),
            Said(
                23,
                "16 volunteers are left. One evening a week is offered until more are found.",
                status="at_risk",
                reason="The volunteers who went away to study have not been replaced.",
            ),
        ),
    ),
    Sketch(
        "Outreach to people who sleep rough or beg",
        led_by="Beacon House / CBC",
        funded_by="CBC / SCP",
        timing="Ongoing",
        priorities=(3,),
        police_and_crime=(2, 6),
        essex_police=(10,),
        story=(
            Said(138, "Outreach takes place on three mornings a week.", PAPER, status="on_track"),
            Said(
                81,
                "19 people have accepted help with housing since {month:-3}.",
                status="on_track",
            ),
        ),
    ),
    Sketch(
        "Acceptable behaviour agreements",
        led_by="Police & CBH",
        funded_by="N/A",
        timing="Ongoing",
        priorities=(3,),
        police_and_crime=(2,),
        essex_police=(10,),
        story=(
            Said(109, "Both agencies now use the same form of agreement.", by=CBH),
            Said(
                28,
                "22 agreements are in force, and 15 have ended without a further report.",
                by=POLICE,
            ),
        ),
    ),
    Sketch(
        "Places to report hate crime",
        led_by="Community 360 / SCP",
        funded_by="PCC",
        timing="By {month:+3}",
        priorities=(3,),
        police_and_crime=(1, 6),
        story=(
            Said(104, "7 organisations were asked to become places to report.", PAPER),
            Said(
                38,
                "• 9 places are open.\n• 21 volunteers were trained.\n• A list with opening hours "
                "is being printed.",
                status="on_track",
                anew=True,
            ),
        ),
    ),
    Sketch(
        "Renewal of the order for public spaces",
        led_by="CBC",
        funded_by="CBC",
        timing="By {month:-2}",
        timing_before="By {month:-4}",
        timing_changed="The consultation was made two months longer.",
        priorities=(3,),
        police_and_crime=(2,),
        essex_police=(10,),
        story=(
            Said(115, "The consultation opened.", status="on_track"),
            Said(
                47,
                "The consultation closed with 312 answers.",
                status="off_track",
                reason="The legal advice that the order needs has not been given yet.",
                note="Asked again in writing; the order lapses if it is not renewed by {month:+6}.",
            ),
        ),
    ),
)

"""Against violence: nights out, weapons, abuse."""

from initiatives.example.sketch import OFFICER, PAPER, POLICE, Said, Sketch

VIOLENCE = (
    Sketch(
        "Safer nights out patrols",
        led_by="CBC / Police",
        funded_by="SCP / PCC",
        timing="{month:-5} – {month:+4}",
        priorities=(1, 4),
        target=(1, 1),
        police_and_crime=(1, 4),
        essex_police=(9,),
        story=(
            Said(
                128,
                "Joint patrols began on Friday and Saturday nights.",
                by=POLICE,
                status="on_track",
            ),
            Said(
                76,
                "18 patrols had taken place by the end of {month:-1}. Door staff have asked for a "
                "direct line to the patrols, which is being tried.",
                by=POLICE,
                status="on_track",
            ),
            Said(
                6,
                "31 patrols so far. The direct line for door staff is now permanent.",
                by=POLICE,
                status="on_track",
                note="The overtime is paid for until {month:+2}; the next bid is being written.",
            ),
        ),
    ),
    Sketch(
        "Knife awareness sessions in secondary schools",
        led_by="Police",
        funded_by="PCC",
        timing="{month:-4} – {month:+3}",
        priorities=(1, 2),
        police_and_crime=(4, 5, 6),
        essex_police=(4, 9),
        story=(
            Said(96, "Sessions were offered to every secondary school.", by=POLICE),
            Said(
                44,
                "6 schools have booked, and the first sessions were held in {month:+0}.",
                by=POLICE,
                status="on_track",
            ),
            Said(
                9,
                "9 schools have booked. 640 pupils have taken part so far.",
                by=POLICE,
                status="on_track",
            ),
        ),
    ),
    Sketch(
        "Drink spiking awareness week",
        highlight="A week against drink spiking was held in 26 licensed premises.",
        led_by="Licensing & Police",
        funded_by="N/A",
        timing="{month:-3}",
        priorities=(1,),
        target=(1, 1),
        police_and_crime=(4,),
        essex_police=(9,),
        story=(
            Said(112, "26 licensed premises agreed to take part.", status="not_started"),
            Said(
                62,
                "The week was held with talks, posters and testing strips in all 26 premises. Staff "
                "of 19 premises were trained.",
                by=POLICE,
                status="complete",
            ),
        ),
    ),
    Sketch(
        "Support after domestic or sexual abuse",
        led_by="CARA / CBC",
        funded_by="PCC / CARA",
        timing="Ongoing",
        priorities=(1,),
        target=(1, 2),
        police_and_crime=(3,),
        essex_police=(3,),
        story=(
            Said(140, "Appointments are offered on five days a week.", PAPER, status="on_track"),
            Said(
                78,
                "An evening surgery was added in {month:-1}. The waiting time fell from nine weeks "
                "to six.",
                status="on_track",
            ),
        ),
    ),
    Sketch(
        "Programme for people who abuse their partners",
        led_by="DRIVE",
        funded_by="DRIVE / PCC",
        timing="{month:-7} – {month:+8}",
        priorities=(1,),
        police_and_crime=(3,),
        essex_police=(3,),
        story=(
            Said(133, "41 people were on the programme at the end of {month:-1}.", PAPER),
            Said(
                70,
                "38 people were on the programme at the end of {month:-1}.",
                PAPER,
                status="on_track",
            ),
            Said(
                20,
                "33 people were on the programme at the end of {month:-1}.",
                OFFICER,
                status="at_risk",
                reason="Referrals are fewer than planned, and a case manager’s post is vacant.",
                note="The board looks at the vacancy at its next meeting.",
            ),
        ),
    ),
    Sketch(
        "Bystander training for licensed premises",
        led_by="Licensing",
        funded_by="SCP",
        timing="By {month:-1}",
        priorities=(1,),
        target=(1, 1),
        police_and_crime=(4,),
        story=(
            Said(117, "A trainer was chosen, and a date was set.", status="on_track"),
            Said(
                33,
                "The date had to be given up: too few premises could release staff.",
                status="off_track",
                reason="No new date has been found, and the trainer is booked until {month:+4}.",
            ),
        ),
    ),
    Sketch(
        "Shared picture of violent crime",
        led_by="SCP",
        funded_by="N/A",
        timing="Quarterly",
        priorities=(1,),
        essex_police=(5, 9),
        story=(
            Said(101, "The first picture was shared with all partners."),
            Said(
                12,
                "The second picture was shared. It names three streets in which most "
                "offences at night take place.",
                status="on_track",
            ),
        ),
    ),
    Sketch(
        "Welcome talks for new soldiers",
        led_by="Garrison / SCP",
        funded_by="N/A",
        timing="{month:-6} – {month:-1}",
        priorities=(1, 4),
        story=(
            Said(124, "Two talks about nights out were given to 85 people.", status="on_track"),
            Said(
                49,
                "The talks were ended.",
                status="stopped",
                reason="The garrison now covers the same subjects in its own induction.",
            ),
        ),
    ),
)

"""A deck to walk through."""

FULL_DECK = """\
format: deckapp/1
title: Talks in Geneva
marking: TLP:AMBER
language: en
meeting:
  principal: Secretary
  counterpart: Minister
  others: [President]
  place: Geneva
  date: 2017-04-12
  minutes: 60
  interpreted: consecutive
  objectives: [A truce]
  their_objectives: [Time]
avoid:
  - {phrase: mutual respect, also: [mutually respectful], why: Theirs., say: Frank talk}
issues:
  - id: syria
    title: Syria
    priority: must
    minutes: 15
    avoid:
      - {phrase: legitimate regime, why: It is not., say: the authorities}
    cards:
      - id: gas
        title: Nerve agent beside their advisers
        when: They deny it.
        precondition: Cleared by the White House.
        addressee: The minister
        position: You knew of it, with mutual respect.
        short: You knew.
        asks: [Leave the base, Say so]
        red_lines: [No second attack]
        withhold: [What we heard]
        counter: Terrorists did it.
        counter_in: {ru: Это сделали террористы., fr: Ce sont les terroristes.}
        likelihood: certain
        rebuttal: No plane of theirs flew.
        follow_ups:
          - {id: if-pressed, counter: Prove it., counter_in: {ru: Докажите.}, rebuttal: We did.}
          - {id: again, counter: Not enough., rebuttal: It is.}
        facts:
          - {text: A plane took off., source: Radar, date: 2017-04-04}
        delivery: Calm.
        audience: [private, press]
        seconds: 40
        avoid:
          - {phrase: barrel toys, why: Tasteless., say: barrel bombs}
        origin: The article
        clearance:
          drafted_by: NEA
          cleared: [{by: EUR, on: 2017-04-10}]
        tags: [gas, base]
        notes: Ask for the photographs.
      - id: base
        title: The base
        position: Leave it.
        counter: Why?
        rebuttal: It is a target.
  - id: ukraine
    title: Ukraine
    cards:
      - id: minsk
        title: Minsk
        position: Keep it.
        counter: You first.
        rebuttal: Both.
"""
"""A deck that says something in every field."""

### Moderation: limits, load, holds.

limits = Limits in force (version { $version })
limits-how = To change one: /limits NAME VALUE reason. For example: /limits person_week 3 quiet summer
limits-changed = Version { $version } in force:
limits-difference = { $name }: { $old } → { $new }
limits-history = History of the limits
limits-version = Version { $version }, { DATE($at) }, { $author ->
    [none] at installation
   *[other] by { $author }
}.{ " " }
load = This week's load
load-week = { $asks } asks to { $people } people, of { $members } members. At their limit: { $full }.
load-open = Open situations: { $cases }. Uncertain deliveries to settle: { $uncertain }.
load-full-people = At their limit this week:
uncertain-delivery = A message of { MOMENT($at) } to { $name ->
    [none] a circle
   *[other] { $name }
} is uncertain: the platform did not answer. It counts, and it is not sent again. Did it arrive?
uncertain-settled = Noted.
case-held = Situation held: nobody else is asked.
case-released = The search goes on.

limit-person-day = A person, a day:
limit-person-week = A person, a week:
limit-person-month = A person, a month:
limit-person-open = Waiting at once, a person:
limit-min-gap-hours = Hours between two asks of a person:
limit-newcomer-days = Days somebody counts as new:
limit-newcomer-week = A week, for somebody new:
limit-refusal-cooldown-days = Days of rest after a refusal:
limit-structure-week = A structure, a week:
limit-structure-case = Colleagues of a structure, a situation:
limit-circle-chat-week = A circle, a week:
limit-circle-chat-gap-hours = Hours between two messages to a circle:
limit-pair-month = From one person to one person, a month:
limit-theme-week = A theme, a week, whole network:
limit-network-day = A day, whole network:
limit-opens = First messages at:
limit-closes = Last messages at:
limit-undo-seconds = Seconds to cancel:
limit-first-wave = Colleagues of the first wave:
limit-keep-alive = Asks waiting at once, a situation:
limit-largest-wave = Colleagues of a wave, at most:
limit-most-asks = Asks of a situation, at most:
limit-wanted-useful = Answers found useful that are enough:
limit-wanted-answers = Answers that are enough:
limit-deadline-hours = Hours before stopping:
limit-wave-wait-hours = Hours of silence before widening:
limit-urgent-wave-wait-hours = Hours of silence before widening, when urgent:
limit-relevance-floor = Relevance under which nobody is asked:
limit-least-chance = Chance of a useful answer under which nobody is asked:
limit-explore-share = Share kept for newcomers:
limit-other-silo-share = Share kept for another field:
limit-invisible-share = Share kept for invisible actors:

choice-undo-limits = Go back to the limits before
choice-hold = Hold: { $opening }
choice-release = Resume the search
choice-arrived = Yes
choice-lost = No

### Moderation: limits, load, holds.

limits = Limits in force (version { $version })
limits-paused = Everything is stopped: nobody is asked. To go on: /resumeall
limits-person = A person: { $person_day } a day, { $person_week } a week, { $person_month } a month at most; { $min_gap_hours } h at least between two.
limits-newcomer = Somebody new: { $newcomer_week } a week, for { $newcomer_days } days.
limits-structure = A structure: { $structure_week } a week, { $structure_case } colleagues a situation.
limits-circle = A circle: { $circle_chat_week } messages a week.
limits-hours = Working days, from { $opens } to { $closes }, on each person's clock.
limits-search = A search: { $first_wave } colleagues first, { $most_asks } at most, { $deadline_hours } h at most.
limits-how = To try a change: /limits person week 3. You will see what it does before you decide.
limits-touched = Over the last { $days } days, { $people ->
    [one] one person
   *[other] { $people } people
} would have been asked otherwise{ $more ->
    [0] { "" }
   *[other] , { $more } more often
}{ $fewer ->
    [0] { "" }
   *[other] , { $fewer } less often
}.
limits-stop-all = At 0, nobody would be asked any more, anywhere.
limits-a-week = { $sign ->
    [more] +{ $asks }
    [fewer] −{ $asks }
   *[same] As many
} { $sign ->
    [same] asks each week.
   *[other] { $asks ->
        [one] ask
       *[other] asks
    } a week, in all.
}
limits-beyond = { $people ->
    [one] One person
   *[other] { $people } people
} would go beyond { $cap } in a week, which did not happen.
limits-lost = { $answers ->
    [one] One answer came from somebody who would not have been asked
   *[other] { $answers } answers came from people who would not have been asked
}{ $useful ->
    [0] { "" }
    [one] {" "}(one of them useful)
   *[other] {" "}({ $useful } of them useful)
}.
limits-supposed = { $answers ->
    [one] One other answer
   *[other] { $answers } other answers
} would be expected, at their usual rate.
limits-same-past = Over the last { $days } days, this would have changed nothing.
limits-no-past = Nothing was recorded over the last { $days } days: what it does cannot be worked out.
limits-why = Why this change? Write it in one message, without a name: the reason is screened, then kept with it. Nothing is in force yet.
limits-reason = Reason:{ " " }
limits-kept = Nothing has changed.
limits-assumptions = The effect is worked out with the real rules, wave after wave, over the recorded past. What is assumed:
what-if-only-recorded-waves = Only moments at which somebody was asked are gone through again, and what follows from them; situations in which nobody could be asked are not there.
what-if-same-response = Somebody asked about the same situation would have responded the same, after the same time.
what-if-others-at-their-rate = Somebody asked about another situation responds at their usual rate.
what-if-same-profiles = Everyone's profile, pauses and own limit stay those of the day; so does their fatigue.
what-if-leave-at-once = An ask leaves as soon as it is decided.
limits-changed = Version { $version } in force:
limits-history = History of the limits
limits-version = Version { $version }, { DATE($at) }, { $author ->
    [none] at installation
   *[other] by { $author }
}.{ " " }
limits-reason-undo = Back to before version { $version }.
limits-reason-pause = Everything stopped.
limits-reason-resume = Going on.
limits-reason-configuration = Configuration file.
limits-reason-defaults = First values.
limits-reason-initial-settings = Configuration file.
preview-limits = Before you decide
load = The last seven days
load-week = { $asks ->
    [0] No ask
    [one] One ask
   *[other] { $asks } asks
}{ $people ->
    [0] { "" }
    [one] {" "}to one person
   *[other] {" "}to { $people } people
}{ $circles ->
    [0] { "" }
    [one] {" "}and one to a circle
   *[other] {" "}and { $circles } to circles
}, of { $members } members.
open-cases = Open situations: { $cases }. The oldest first.
load-day = { DAY($at) }: { $asks }
load-open = Open situations: { $cases }. Uncertain deliveries to settle: { $uncertain }.
load-near = At their limit: { $full }. One ask away from it: { $left }.
load-near-person = : { $asks } of { $cap } in seven days
load-never = Never asked for { $days } days, though they could be: { $people }
load-more = {" "}and { $people } more
uncertain-delivery = A message of { MOMENT($at) } to { $name ->
    [none] a circle
   *[other] { $name }
} is uncertain: the platform did not answer. It counts, and it is not sent again. Ask the person: did it arrive? A no gives them their place back, and the search goes on.
uncertain-settled = Noted.{ $left ->
    [0] { "" }
    [one] {" "}One is left.
   *[other] {" "}{ $left } are left.
}
case-held = Situation held: nobody else is asked.
case-released = The search goes on.
network-paused = { $author ->
    [none] Everything was stopped
   *[other] { $author } stopped everything
}, { MOMENT($at) }. Nobody is asked and no search goes on. Nothing is lost: each situation will get back the time that it waits.
network-resumed = Everything goes on. What was waiting leaves within ten minutes, in everyone's hours.
search-paused = The moderators have stopped the network for a while: nobody is asked. Your situation is not lost, its search will go on by itself with all its time.
confirm-removal = Somebody removed can no longer write or be asked; their situations are held. What they already gave stays. Remove whom?
member-removed = { $name } is removed from the network.
member-readmitted = { $name } is back in the network.

limit-paused = Everything is stopped
limit-person-day = A person, a day
limit-person-week = A person, a week
limit-person-month = A person, a month
limit-person-open = Waiting at once, a person
limit-min-gap-hours = Hours between two asks of a person
limit-newcomer-days = Days somebody counts as new
limit-newcomer-week = A week, for somebody new
limit-refusal-cooldown-days = Days of rest after a refusal
limit-structure-week = A structure, a week
limit-structure-case = Colleagues of a structure, a situation
limit-circle-chat-week = A circle, a week
limit-circle-chat-gap-hours = Hours between two messages to a circle
limit-pair-month = From one person to one person, a month
limit-alike-days = Days without asking one person the same thing again
limit-theme-week = A theme, a week, whole network
limit-network-day = A day, whole network
limit-opens = First messages at
limit-closes = Last messages at
limit-undo-seconds = Seconds to cancel
limit-first-wave = Colleagues of the first wave
limit-keep-alive = Asks waiting at once, a situation
limit-keep-alive-late = Asks waiting at once, when time runs out
limit-largest-wave = Colleagues of a wave, at most
limit-most-asks = Asks of a situation, at most
limit-wanted-useful = Answers found useful that are enough
limit-wanted-answers = Answers that are enough
limit-deadline-hours = Hours before stopping
limit-wave-wait-hours = Hours of silence before widening
limit-urgent-wave-wait-hours = Hours of silence before widening, when urgent
limit-relevance-floor = Relevance under which nobody is asked
limit-least-chance = Chance of a useful answer under which nobody is asked
limit-explore-share = Share kept for newcomers
limit-other-silo-share = Share kept for another field
limit-invisible-share = Share kept for invisible actors

choice-undo-limits = Go back to the limits before
choice-hold = Hold: { $about ->
    [none] no subject
   *[other] { $about }
}, { $place }, { SHORTDAY($at) }
choice-limits-people = People
choice-limits-network = Structures and network
choice-limits-search = Search
choice-limits-choice = Choice of people
choice-limits-history = History
choice-apply-limits = Put in force
choice-drop-limits = Drop it
choice-assumptions = How it is worked out
choice-uncertain = Settle uncertain deliveries
choice-release-this = Go on: { $about ->
    [none] no subject
   *[other] { $about }
}, { $place }, { SHORTDAY($at) }
choice-open-cases = { $cases ->
    [one] One other situation
   *[other] { $cases } other situations
}
choice-resume-all = Resume everything
choice-remove = Remove { $name } ({ $structure })
choice-readmit = Readmit
choice-release = Resume the search
choice-arrived = Yes
choice-lost = No

limit-is = : { $value } ({ $name })
limit-becomes = : { $old } → { $new }

## The journal
journal = Who did what
journal-nothing = Nothing is noted so far.
journal-wrong-codes = Wrong codes tried in seven days: { $tries }.
journal-day = { DATE($at) }
journal-who = { TIME($at) }{ $name ->
    [none] { "" }
    [gone] , somebody erased since
   *[other] , { $name }
}:{ " " }
journal-why = { " " }Reason:{ " " }
journal-change-limits = a limit changed.
journal-undo-limits = back to the limits before.
journal-pause-all = everything is stopped.
journal-resume-all = everything goes on.
journal-hold-case = situation of { DATE($day) } held ({ $subject }, { $place }).
journal-release-case = search goes on, situation of { DATE($day) } ({ $subject }, { $place }).
journal-call-committee = committee called, situation of { DATE($day) } ({ $subject }, { $place }).
journal-settle-uncertain = uncertain delivery to { $member ->
    [circle] a circle
    [gone] somebody erased since
   *[other] { $member }
}: { $arrived ->
    [1] arrived
   *[other] did not arrive
}.
journal-remove-member = { $member ->
    [gone] somebody erased since
   *[other] { $member }
} removed.
journal-readmit-member = { $member ->
    [gone] somebody erased since
   *[other] { $member }
} let back.
journal-invite-member = invitation for { $member ->
    [gone] somebody erased since
   *[other] { $member }
}.
journal-let-back-in = code for { $member ->
    [gone] somebody erased since
   *[other] { $member }
}, who had an account already.
journal-adopt-chat = a group becomes that of the circle “{ $circle }”.
journal-publish-fiche = fiche published ({ $subject }).
journal-refuse-fiche = fiche not kept ({ $subject }).
journal-outdate-fiche = fiche said to be outdated ({ $subject }).
journal-import-pool = members’ file read: { $added } more, { $changed } changed.
journal-erase-person = all that concerned one person was erased.
cli-help-journal = Who did what, when and why: limits, holds, removals, invitations, fiches.
cli-option-last = How many of the last acts, at least one.
choice-journal-older = Older
choice-journal-limits = Limits only

## Pictures
chart-load = load
chart-load-days = Asks a day
chart-load-people = People, by number of asks in seven days
chart-day = { SHORTDAY($at) }
chart-asks = { $asks ->
    [0] none
   *[other] { $asks }
}

## The bot's account
account-expires = { $days ->
    [0] The bot’s account on Matrix is no longer valid: it neither receives nor sends anything there. Have it renewed by whoever opened it.
    [one] The bot’s account on Matrix is valid for { $days } day more. Have it renewed by whoever opened it, then correct matrix.expires_on.
   *[other] The bot’s account on Matrix is valid for { $days } days more. Have it renewed by whoever opened it, then correct matrix.expires_on.
}

### Asking: the search, the digest, the outcome.

progress-leaving = Your situation leaves { $unit ->
    [minutes] { $n ->
        [one] in a minute
       *[other] in { $n } minutes
    }
   *[seconds] { $n ->
        [one] in a second
       *[other] in { $n } seconds
    }
}. Until then, you may cancel it.
progress-leaving-at-once = Your situation is leaving.
progress-cancelled = Cancelled. The text is destroyed, nobody read it.
progress-held = The moderators are holding your situation while they check it. Nothing is lost.
progress-seeking = { $waves ->
    [0] The search begins.
   *[other] Wave { $waves }: { $asked ->
        [one] 1 colleague asked
       *[other] { $asked } colleagues asked
    }, { $answers ->
        [0] no answer yet
        [one] 1 answer
       *[other] { $answers } answers
    }.
}
progress-nothing-to-do = Nothing for you to do: answers will arrive here.
progress-on-their-way = The messages are on their way.
progress-waits-until = Nobody is disturbed outside working hours: the first messages leave { MOMENT($at) }.
progress-waits-for-somebody = The colleagues who could help have reached their limit or are on a pause: the search goes on { MOMENT($at) }.
progress-answered = The search is over: { $asked ->
    [one] 1 colleague asked
   *[other] { $asked } colleagues asked
}, { $answers ->
    [one] 1 answer
   *[other] { $answers } answers
}. Late answers will be added.
progress-exhausted = The search is over without an answer ({ $asked ->
    [0] nobody could be asked
    [one] 1 colleague asked
   *[other] { $asked } colleagues asked
}).
progress-closed = Unblocked. Those who helped know it.
digest-title = { $answers ->
    [one] Digest: 1 answer
   *[other] Digest: { $answers } answers
}
digest-empty = No answer yet.
digest-author = { $number }. { $job }{ $kind ->
    [none] { "" }
   *[other] { " " }({ $kind })
}, { $place }
digest-author-named = { $number }. { $name }, { $job }{ $kind ->
    [none] { "" }
   *[other] { " " }({ $kind })
}, { $place }
digest-author-relayed = { $number }. Answer brought by: { $job }{ $kind ->
    [none] { "" }
   *[other] { " " }({ $kind })
}, { $place }
digest-author-named-relayed = { $number }. Answer brought by { $name }, { $job }{ $kind ->
    [none] { "" }
   *[other] { " " }({ $kind })
}, { $place }
digest-author-unknown = { $number }. A member of the network
digest-contradicts = Says the contrary of: { $numbers }. Check before you act.
digest-left-out = { $count ->
    [one] One answer without information is not shown.
   *[other] { $count } answers without information are not shown.
}
digest-why-agreement = { $n } colleagues say the same
digest-why-votes = { $up ->
    [0] { $down ->
        [one] 1 colleague disagrees
       *[other] { $down } colleagues disagree
    }
    [one] 1 colleague confirms it
   *[other] { $up } colleagues confirm it
}{ $up ->
    [0] { "" }
   *[other] { $down ->
        [0] { "" }
        [one] , 1 disagrees
       *[other] , { $down } disagree
    }
}
digest-why-record = Past answers found useful: { $useful } of { $judged }
digest-why-same-departement = Works in the same département
digest-why-names-scheme = Names a precise scheme
digest-why-concrete = Says how to go about it
about-case = About: “{ $opening }”
search-ended = { $answers ->
    [0] The answer you had was withdrawn. Nobody is being asked any more.
    [one] You have an answer. Nobody else is being asked.
   *[other] You have { $answers } answers. Nobody else is being asked.
}
search-exhausted-enough = The search is over.
search-exhausted-deadline = The time is over, and nobody has answered.
search-exhausted-nobody-left = Nobody else in the network can be asked for now: few people know this subject or place, or everyone has reached their limit.
late-answer = An answer arrived after the search was over.
search-free-again = Colleagues become free again { MOMENT($at) }. You can widen the search then.
search-pilots-told = The pilots of the network have been told.
case-stuck = A situation remains without an answer
case-stuck-todo = You can call a committee: several colleagues look at it together, at one time.
question-back = You are asked for a detail
question-back-why = You will see your reply before it leaves; then it is added for every colleague asked.
write-reply = Write your reply, in one message.
reply-sent = { $searching ->
    [yes] Detail sent to the colleagues who were asked.
   *[no] Detail sent to the colleague who asked for it. The search is over, but they may still answer.
}
ask-outcome = What became of this situation? “{ $opening }”
outcome-kept-unblocked = Thank you. The colleagues who helped will know.
outcome-kept-which = Thank you! Your colleagues will be told. Which answer helped?
outcome-kept-partly = Noted, and the colleagues will know. Do you want to search further?
outcome-kept-not = Noted. Do you want to widen the search?
outcome-kept-too-early = Noted. You will be asked again later, just once.
outcome-kept-last = Noted. You will not be asked again.
write-comment = Say in one sentence what helped, or what was missing. The colleagues who answered will be able to read it.
comment-kept = Thank you. The colleagues who answered can read it.
read-again = Two colleagues say that it is not their field.
    { $before ->
        [none] I now look around: { $now }.
       *[other] I was looking around: { $before }. I now look around: { $now }.
    }
    If that is not it, tap the right subject.
theme-corrected = Understood: { $theme }. Looking for people who know it.
widened = The search goes on, further.
no-case = You have no situation. To write one, tell it here, as to a colleague.
my-cases = { $count ->
    [one] Your situation:
   *[other] Your situations:
}

choice-which-answer = Number { $number }: { $opening }
choice-reopen = Reopen: it is not settled
choice-wish-committee = Ask for a committee
choice-undo = Cancel
choice-see-digest = { $answers ->
    [one] See the answer
   *[other] See the { $answers } answers
}
choice-more-answers = See more
choice-this-unblocks = Number { $number } unblocks it
choice-unblocked = It is unblocked
choice-almost = Almost
choice-no = No, not yet
choice-too-early = Too early to say
choice-widen = Widen the search
choice-reply = Answer the question
choice-comment = Add a sentence
choice-open-case = { $answers ->
    [0] No answer
    [one] 1 answer
   *[other] { $answers } answers
}: { $opening }

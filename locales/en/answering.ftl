### Answering: the ask, the answer, votes, thanks.

solicitation-title = Somebody in the network needs you{ $urgent ->
    [yes] { " " }(urgent)
   *[no] { "" }
}{ $themes ->
    [none] { "" }
   *[other] : { $themes }
}{ $place ->
    [none] { "" }
   *[other] . Place: { $place }
}
solicitation-closed = The search is over, thank you. Nothing more is needed; you may still answer.
solicitation-forgotten = This situation is over and its text was erased.
text-forgotten = This text was erased.
circle-solicitation-how = To answer, tap “Answer” or reply to this message. The rest happens in private: you see your text before it leaves.
circle-declined = Noted, thank you: other colleagues are being asked. You may still answer.
why-asked = Why you: { $themes ->
    [none] { "" }
   *[other] you work on “{ $themes }”
}{ $near ->
    [yes] { $themes ->
        [none] you work in this département
       *[other] , in this département
    }
   *[no] { "" }
}.
why-elsewhere = Why you: your experience may help, even from elsewhere.
precision = A detail from the person who asks:
write-answer = Write your answer, in one message. You will see it before it leaves.
write-relayed-answer = Write what you were told, without naming the person. You will see it before it leaves.
write-question = Write your question. It goes to the person who asks, without your name.
write-correction = Write the corrected answer. It will replace the first.
ask-colleague = Which colleague should be asked instead? Type their name.
choose-colleague = Who should be asked?
no-such-colleague = That name is not in the network. You may ask them yourself and bring their answer here.
referred = Thank you, the ask is handed on. Nothing more is needed.
declined = Noted, thank you: somebody else is being asked.
later = All right. You will see it again { MOMENT($at) }.
less-often = { $cap ->
    [0] Noted: no asks.
    [one] Noted: one ask a week at most.
   *[other] Noted: { $cap } asks a week at most.
}
answer-sent = Answer sent, thank you.
answer-sent-late = Answer sent, thank you. It is added to the digest.
answer-corrected = Answer corrected.
answer-withdrawn = Answer withdrawn. It has left the digest and its text is destroyed.
question-sent = Question sent. You will see the reply here.
question-replied = A detail has arrived
other-answers = { $count ->
    [one] One other answer to this situation. Is it right?
   *[other] { $count } other answers to this situation. Which are right?
}
no-other-answer = No other answer for now.
voted-right = You find it right.
voted-wrong = You do not find it right.
thanks-decisive = Your answer unblocked the situation{ $themes ->
    [none] { "" }
   *[other] { " " }({ $themes })
}. Thank you, truly.
thanks-relayed = Handing it on was of use{ $themes ->
    [none] { "" }
   *[other] { " " }({ $themes })
}. Thank you for thinking of it.
thanks-unblocked = The situation you answered is unblocked{ $themes ->
    [none] { "" }
   *[other] { " " }({ $themes })
}. Thank you for your part in it.
thanks-partly = The situation you answered has moved on{ $themes ->
    [none] { "" }
   *[other] { " " }({ $themes })
}. Thank you for your part in it.
thanks-not-yet = The situation you helped with is not unblocked yet{ $themes ->
    [none] { "" }
   *[other] { " " }({ $themes })
}. Thank you for looking. If another idea comes to you, it will be read.
thanks-unknown = We do not know what became of the situation you helped with{ $themes ->
    [none] { "" }
   *[other] { " " }({ $themes })
}. Thank you for taking the time.
deletion-noticed = The message is deleted here, but your answer has already left. Do you want to withdraw it?
deletion-nothing = That message was no longer in use: nothing changes.
edit-unused = That message was already read: editing it changes nothing any more. To say something else, write a new one.
edit-in-part = Your answer was in several messages. To correct it, write it again as a whole.

choice-answer = Answer
choice-answer-more = Add to my answer
choice-answer-anyway = Answer anyway
choice-not-my-field = Not my field
choice-not-us = Not for us
choice-later = Later
choice-less = Less often
choice-as-before = As before
choice-relay = Ask somebody else…
choice-ask-back = Ask a question
choice-bring-answer = Bring an answer
choice-colleague = { $name }, { $structure }
choice-other-name = Another name
choice-see-answers = { $count ->
    [one] See the other answer
   *[other] See the { $count } other answers
}
choice-vote-right = Number { $number }: right
choice-vote-wrong = Number { $number }: not right
choice-correct = Correct
choice-withdraw = Withdraw my answer

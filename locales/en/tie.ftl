### Going further with whoever answered.

reply-to-which = Nothing is sent. To write to whoever answered, choose the answer, then write your question.
go-further = To go further with this answer:
write-follow-up = Write your question. It goes to whoever answered, without your name.
follow-up-sent = Question sent. What comes of it will be in the digest.
follow-up = The person you helped would like to know more
introduction-asked = It is asked. If they agree, each of you will receive the other's name. If they have not responded in five days, you will be told.
introduction-wished = The person you helped would like to talk to you directly. If you agree, each of you receives the other's name and structure.
introduction = { $name }, { $job }, { $structure } ({ $place }). You are in touch: the rest is between you.
introduction-unanswered = The person has not yet responded to your wish to be put in touch: they may be away. If they agree later, you will be given their name here.
introduction-refused = They would rather leave it there. You may ask them a question here, without your names.
introduction-declined = Noted, your name was not given.
preview-follow-up = This is your question, as it will leave

choice-go-further = Go further with { $number }
choice-follow-up = Ask a question
choice-contact = Put us in touch
choice-accept = Yes
choice-decline = No, thank you

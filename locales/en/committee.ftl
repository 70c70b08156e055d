### The committee: several colleagues look together at a situation that stays blocked.

committee-asked = The pilots are asked. If a committee sits, you will be invited here.
committee-wished = Somebody asks for a committee
committee-wished-answers = { $answers ->
    [0] Nobody has answered so far.
    [one] One answer was given:
   *[other] { $answers } answers were given. The first ones:
}
write-committee = Write the day, the hour and the place, in one message. Whoever asks, those who answered and the other pilots will receive it.
preview-committee = This is the invitation, as it will leave
committee-sent = The invitations are leaving, in everyone’s hours. You will see here who comes.
committee-called = A committee is sitting
committee-about = To look at this together:
committee-names = If you come, your name is given to the pilot who calls it.
committee-noted = Noted, the pilot is told.
committee-coming = { $name } ({ $job }, { $structure }) is coming to the committee.
committee-not-coming = { $name } ({ $job }, { $structure }) cannot come to the committee.

choice-call-committee = Call a committee
choice-coming = I am coming
choice-not-coming = I cannot
refused-no-pilot = No pilot can call a committee for the moment.

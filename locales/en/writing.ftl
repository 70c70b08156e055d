### Writing: the draft, the preview, corrections.

noted = { $messages ->
    [one] Noted. Add whatever you like, or go on to the preview.
   *[other] Noted ({ $messages } messages). Add whatever you like, or go on to the preview.
}
noted-apart = This begins a new situation. The one that has left does not change any more.
preview-case = This is the exact text that will leave
preview-answer = This is your answer, as it will leave
preview-correction = Here is your corrected answer, as it will replace the first one
preview-relayed-answer = This is the answer you bring, as it will leave
preview-question = This is your question, as it will leave
preview-reply = This is your reply, as it will leave
preview-outcome = This is your sentence, as it will leave
preview-referral = A name that the bot alone reads
preview-replaced = { $count ->
    [one] Replaced:
   *[other] Replaced ({ $count }):
}
preview-becomes = { " → " }
preview-more-replaced = and { $count } more, visible in the text.
preview-nothing-replaced = Nothing was replaced. Read it again: no name, number or address must be left.
preview-routing = For colleagues who know about: { $themes }. Place: { $place }.{ $urgent ->
    [yes] { " " }Urgent: waits are shorter.
   *[no] { "" }
}
preview-routing-no-theme = No theme was recognised: choose one, so that the right colleagues are found. Place: { $place }.
risk-medium = What is left may still bring somebody to mind. Take out what the question does not need.
risk-medium-estimated = What is left could fit { $below ->
    [yes] fewer than { $people } people
   *[no] about { $people } people
}. Take out what the question does not need.
risk-high = Careful: what is left may point to one person alone. Hide a detail before you send.
risk-high-estimated = Careful: what is left may fit { $people ->
    [1] one person alone
   *[other] { $below ->
        [yes] fewer than { $people } people
       *[no] about { $people } people
    }
}. Hide a detail before you send.
risk-nationality = The question is about residence or asylum, and the nationality is widened. If the answer depends on it, keep that word.
ask-words-to-mask = Type the words to hide, exactly as they stand in your text.
choose-words-to-keep = Which words should be kept? They will leave as they are.
ask-territory = Where is it? Type the département: its name or its number.
choose-themes = { $count ->
    [0] Choose up to three themes.
    [one] One theme chosen, three at most.
    [3] Three themes chosen, as many as can be. To take another, take one away.
   *[other] { $count } themes chosen, three at most.
}
write-again = The text is erased. Write it again, as to a colleague.
draft-shortened = { $messages ->
    [0] The message is taken out. Nothing is left: write again whenever you like.
   *[other] The message is taken out of the draft.
}
draft-abandoned = Abandoned. The text is destroyed, nobody read it.
draft-expired = Yesterday's draft was not sent: it is destroyed. Nobody read it.

choice-review = Preview and send
choice-send = Send this text
choice-publish = Publish this fiche
choice-mask-more = Hide something else
choice-give-back = Keep a word
choice-keep-words = Keep “{ $words }”
choice-more-words = More words
choice-back-to-preview = Back to the preview
choice-themes = Change themes
choice-theme = { $theme }
choice-theme-chosen = ✓ { $theme }
choice-territory = Change place
choice-urgent = It is urgent
choice-not-urgent = It is not urgent
choice-rewrite = Rewrite
choice-abandon = Abandon
choice-as-answer = Answer to: { $opening }

### The report of a quarter, for pilots and moderators.

report = Report of quarter { $number } of { $year }
report-sheet = Here is the report, to keep or to print. It holds no name.
report-nothing = No situation in this period.
report-cases = { $cases ->
    [one] 1 situation asked
   *[other] { $cases } situations asked
}, { $answered } with at least one answer at the end of the search.
report-unblocked = Unblocked: { $unblocked } of { $told } whose outcome is known ({ $share }%).
report-satisfaction = Unblocked or partly: { $share }%, according to those who asked.
report-first-useful = First answer found useful: within { $unit ->
    [minutes] { $n ->
        [0] a minute
       *[other] { $n } min
    }
    [hours] { $n } h
   *[days] { $n } days
}, for half of the situations.
report-first-answer = First answer: within { $unit ->
    [minutes] { $n ->
        [0] a minute
       *[other] { $n } min
    }
    [hours] { $n } h
   *[days] { $n } days
}, for half of the situations.
report-asks = { $asks } asks in all, or { $whole }{ $tenth ->
    [0] { "" }
   *[other] .{ $tenth }
} for each unblocked situation.
report-answers = { $whole }{ $tenth ->
    [0] { "" }
   *[other] .{ $tenth }
} answers a situation.
report-deflected = { $cases ->
    [one] 1 situation found its answer
   *[other] { $cases } situations found their answer
} without asking anybody ({ $share }%).
report-alone = Left without an answer
report-theme-place = { $theme }{ $place ->
    [none] { "" }
   *[other] , { $place }
}: { $cases }
report-uncovered = Asked, and covered by nobody
report-theme = { $theme }: { $cases }
report-themes = Situations by theme
report-how = A situation counts in the quarter when it was asked, with what is known of it today. Cancelled situations do not count. Erasing texts changes no figure.

choice-report-before = Quarter before
chart-report = report
chart-report-outcomes = Known outcomes
chart-report-themes = Situations by theme
chart-report-unblocked = unblocked
chart-report-partly = partly
chart-report-not = not yet
chart-report-theme = { $theme }
refused-report-usage = Write: /report, or /report 2026-Q3
cli-help-report = The figures of a quarter, without a name: situations, unblocked, delays, asks, subjects without anybody.
cli-option-quarter = A quarter, such as 2026-Q3; the present one otherwise.
cli-not-a-quarter = "{ $words }" is not a quarter: write for example 2026-Q3.

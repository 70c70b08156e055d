# The command line: what `entraide --help`, its answers and its errors say.

cli-about = Blocked situations find the right colleague, and nothing identifying leaves.
cli-epilog = Exit codes: 0 done; 1 something did not work, or some lines were refused; 2 the command was mistyped; 3 the settings cannot be used.
cli-usage = Usage:
cli-arguments = Arguments
cli-options = Options
cli-commands = Commands
cli-required = required
cli-default = default:
cli-see-help = See { $command }
cli-option-help = Show this help.
cli-mistyped = Mistyped
cli-mistyped-command = There is no command "{ $words }".{ $nearest ->
    [none] {""}
   *[other] {" "}Did you mean { $nearest }?
}
cli-mistyped-option = There is no option { $words }.{ $nearest ->
    [none] {""}
   *[other] {" "}Did you mean { $nearest }?
}
cli-mistyped-missing = { $name } is missing. { $wanted }
cli-mistyped-value = What { $name } was given will not do. { $wanted }
cli-mistyped-otherwise = An option lacks its value, or there is a word too many.
cli-help-demo = Try the whole bot in a browser, with a fictional network whose colleagues are played.
cli-help-run = Start the bot.
cli-help-doctor = Check, in words, what would fail later.
cli-help-migrate = Create the database, or bring its tables up to date.
cli-help-copy = Copy all that a SQLite database holds into that of the settings: PostgreSQL, and empty.
cli-help-screen = Hide personal data in a text read on standard input; writes JSON lines.
cli-help-pool = Members of the network.
cli-help-pool-import = Bring in members from a CSV or JSON lines file, as often as wanted.
cli-help-fiches = What solved cases taught.
cli-help-fiches-export = Write every fiche to standard output, without a name: Markdown to read, CSV to sort.
cli-help-match = Rank a pool of professionals for each case of a file; writes JSON lines.
cli-help-digest = Rank and group the answers of each case of a file; writes JSON lines.
cli-help-simulate = Go through the recorded past under other limits: who would have been asked, how often, and what would have been lost.
cli-help-purge = Remove every text past its lifetime.
cli-help-version = Print the version.
cli-option-config = The settings file.
cli-option-port = Port of the web chat, from 1 to 65535.
cli-option-json = Write JSON, for a program to read.
cli-option-jsonl = Read JSON lines {"{"}"id", "text"{"}"} rather than one text.
cli-option-language = Language of the texts: fr or en.
cli-option-departement = Département of whoever writes (93, 2A...), to know which town is meant when several share its name.
cli-unknown-departement = Unknown département: { $code }. Give its number, for instance 93 or 2A.
cli-option-strict = Take nothing if one line is bad.
cli-option-circles = A file of circles to bring in with their members.
cli-option-invitations = Write an invitation for each member without an account to this new file.
cli-option-fiche-format = md or csv.
cli-option-pool = A pool file, JSON lines.
cli-option-cases = A cases file, JSON lines.
cli-option-answers = An answers file, JSON lines.
cli-option-themes = given: the themes of the file; inferred: those read in the text.
cli-option-policy = A TOML file with the limits to try; the others stay as they are today.
cli-option-since = Since which day, such as 2026-01-31.
cli-option-check-all = Check every recorded wave, and not a sample of 2,000.
cli-option-dry-run = Say what would be removed, and remove nothing.
cli-argument-database-file = The file of the SQLite database, with the bot stopped.
cli-argument-pool-file = The file: CSV when its name ends in .csv, JSON lines otherwise.

## Done
cli-demo-open = Open { $address } in a browser. Ctrl-C stops the demo.
cli-migrated = { $did ->
    [created] The database was created (version { $after }). Next: entraide doctor -c { $config }
    [brought] The database was brought from version { $before } to { $after }, with all it holds.
   *[nothing] The database was up to date already (version { $after }).
}
cli-copied = All is copied and counted again. Rows: { $rows }. Members: { $people }. The file is unchanged: keep it as a backup, and do not start the bot on it again.
cli-pool-added = Added
cli-pool-changed = Changed
cli-pool-unchanged = Unchanged
cli-pool-circles = Circles
cli-pool-refused = Refused lines
cli-pool-remarks = Remarks
cli-pool-lines = { $file }, { $count ->
    [one] line { $lines }
   *[other] lines { $lines }{ $more ->
      [0] {""}
     *[other] {" "}and { $more } more
    }
}
cli-pool-nothing-taken = Nothing was taken: { $count ->
    [one] one line needs a correction
   *[other] { $count } lines need a correction
  } and --strict was asked for.
cli-pool-invitations = { $count ->
    [one] One invitation was written to { $path }, valid until { DATE($until) }.
   *[other] { $count } invitations were written to { $path }, valid until { DATE($until) }.
  } Hand each to its person alone, then delete the file.
simulate-nothing = Nothing was recorded since that day: there is nothing to go through again.
simulate-exact = { $exact } waves of { $waves } checked give again exactly what had been decided ({ $recorded } recorded).
simulate-cases = Situations that would have gone another way: { $changed } of { $cases }.
simulate-lost = Answers received from people who would not have been asked: { $answers }, { $useful } of them useful.
simulate-before = Past
simulate-after = With these limits
simulate-asks = Asks
simulate-people = { $people ->
    [0] People asked
    [one] One person for whom it changes
   *[other] { $people } people for whom it changes
}
simulate-busiest = Most, for one person in seven days
simulate-supposed = Answers supposed
simulate-assumed = What is assumed:
cli-purge-nothing = Nothing is past its lifetime.
cli-purge-kind = What
cli-purge-count = How many
cli-purge-removed = { $count ->
    [one] One item was removed.
   *[other] { $count } items were removed.
  }
cli-purge-would-remove = { $count ->
    [one] One item would be removed. Nothing was touched.
   *[other] { $count } items would be removed. Nothing was touched.
  }
cli-purge-case-text = texts of cases
cli-purge-answer-text = texts of answers
cli-purge-question-text = questions back, with their replies
cli-purge-outcome-comment = comments on outcomes
cli-purge-settled-notices = traces of messages sent
cli-purge-handled-updates = traces of messages received
cli-purge-audit = lines of the audit log
cli-purge-web-messages = messages shown by the web chat
cli-purge-web-logouts = log-outs of the web chat

## Something went wrong
cli-pair = { $what }: { $said }
cli-error = Error:
cli-config-refused = The settings cannot be used.
cli-file-unreadable = { $path } cannot be read. Check that it exists and that you may read it.
cli-file-unwritable = { $path } cannot be written, so nothing was taken. Check that its folder exists and that you may write in it.
cli-file-exists = { $path } already exists, and is not overwritten. Choose another name.
cli-file-bad-row = { $path } cannot be used: a line of it lacks something, or is not JSON ({ $where }).
cli-database-not-ready = The database is not up to date. Run first: entraide migrate -c { $config }
cli-cannot-copy = Nothing was copied. { $cause ->
    [no-file] There is no file { $path }.
    [not-a-server] The database of the settings ({ $config }) is no PostgreSQL: first give its new address in storage.url.
    [versions] { $path } is a database of another version of entraide. With the settings that name it, run first: entraide migrate
    [not-empty] The database of the settings is not empty, and nothing in it will be replaced. Create a new one (createdb), then run: entraide migrate -c { $config }
   *[counts] Rows were missing at the end: all was undone. Was the bot writing? Stop it, and start again.
}
cli-port-chosen-by = Chosen by { $setting }.
cli-screening-unavailable = Screening cannot start, so no text is written. Run entraide doctor, which says why.

## Settings
problem-config-unreadable = { $path } cannot be read. Check that it exists and that you may read it. For first settings: cp config.example.toml config.toml
problem-config-not-utf-8 = { $path } is not written in UTF-8. Save it again in that encoding.
problem-config-not-toml = { $path } is not valid TOML ({ $where }). A text goes between quotes, a list between brackets, and a name is written once in its section.
problem-config-unknown-key = { $key } is not a setting. config.example.toml lists all of them.
problem-config-unknown-key-near = { $key } is not a setting. Did you mean { $nearest }?
problem-config-not-a-section = { $key } must be a section: write [{ $key }] on a line of its own.
problem-config-not-a-choice = { $key } must be one of: { $choices }.
problem-config-not-a-text = { $key } must be a text between quotes.
problem-config-not-a-whole-number = { $key } must be a whole number, without quotes.
problem-config-not-a-number = { $key } must be a number, without quotes.
problem-config-not-a-list = { $key } must be a list of texts, such as ["fr", "en"].
problem-config-out-of-range = { $key } must be between { $lowest } and { $highest }.
problem-config-no-secret = { $key } is missing: drafts could not be encrypted. Make a key with: (umask 077; openssl rand -base64 32 > secret.key), then write its path here.
problem-config-secret-unreadable = { $key }: the file { $path } cannot be read. Check that it exists and that the bot may read it.
problem-config-world-readable = { $key }: anyone on this machine can read { $path }, which holds a secret. Close it with: chmod 600 { $path }
problem-config-weak-secret = { $key }: the secret is too short or too regular; { $length } characters drawn at random are needed. Make one with: openssl rand -base64 32
problem-config-no-such-timezone = { $key } must be the name of a time zone, such as "Europe/Paris".
problem-config-no-such-language = { $key } must list "fr", "en" or both.
problem-config-not-a-database = { $key } must be "sqlite:///" with a path, or "postgresql://user@host/name".
problem-config-not-an-address = { $key } must begin with https:// or http://, or be empty.
problem-config-not-yes-or-no = { $key } must be true or false, without quotes.
problem-config-not-a-matrix-id = { $key } must be the account’s whole id, such as "@entraide:example.org".
problem-config-no-matrix-secret = { $key } is missing: without a password or a token (matrix.access_token_file), the bot cannot log in to Matrix.
problem-config-not-a-date = { $key } must be a date, such as "2027-05-31", or be empty.
problem-config-same-port = { $key } must differ from { $other }: figures are read at a port of their own.
problem-config-not-a-webhook = { $key } must be an https:// address with a path, such as "https://entraide.example.org/telegram/updates".
problem-config-not-a-webhook-secret = { $key } must give 32 to 256 letters, digits, hyphens or underscores. Make it with: (umask 077; openssl rand -hex 32 > telegram-webhook.secret)
problem-policy-out-of-range = { $key } must be between { $lowest } and { $highest }.
problem-policy-not-a-time = { $key } must be a time of day between quotes, such as "08:30".
problem-policy-hours-reversed = { $key } must be later than the time at which asking begins.

## Pool files
problem-file-empty = The file holds nobody: it has no line, or none but its columns.
problem-file-spreadsheet = The file is a spreadsheet. Save it as CSV (UTF-8), and give that file.
problem-file-other-encoding = The file’s accents cannot be read (line { $line }): names would be spoilt. Save it as CSV in UTF-8.
problem-file-broken-heading = The file’s first line is not valid CSV: a quotation mark is probably missing.
problem-file-lacks-column = The file lacks the column "{ $column }", which every line needs. It has: { $found }.
problem-file-lacks-column-near = The file lacks the column "{ $column }", which every line needs. Is it the one called "{ $nearest }"?
problem-line-broken-quotes = a quotation mark is missing or in excess; nothing was read from here to line { $last }.
problem-line-not-json = this is not JSON.
problem-line-not-an-object = a line must be an object between braces.
problem-line-too-many-cells = it has more cells than the { $count } columns: a text with a separator needs quotation marks.
problem-line-same-id = "{ $id }" was already used by an earlier line; each person needs their own id.
problem-line-unknown-column = the column "{ $column }" is not known, and was set aside.
problem-line-not-a-text = "{ $column }" must be a text.
problem-line-not-a-list = "{ $column }" must be a list of texts.
problem-line-lacks = "{ $column }" is empty, and it is needed.
problem-line-too-long = "{ $column }" is longer than { $most } characters.
problem-line-bad-id = "{ $column }" must be made of at most 40 letters, digits, hyphens and underscores.
problem-line-unknown-departement = "{ $value }" is not a département: write its code (59, 2A, 974) or its name.
problem-line-unknown-theme = the theme "{ $value }" is not known, and was set aside. The themes: { $nearest }.
problem-line-unknown-theme-near = the theme "{ $value }" is not known, and was set aside. Did you mean "{ $nearest }"?
problem-line-unknown-structure-type = the kind of structure "{ $value }" is not known: taken as "other".
problem-line-not-a-choice = "{ $column }" must be one of: { $choices }.
problem-line-bad-cap = "{ $column }" must be a whole number from 0 to { $most }.
problem-line-bad-matrix-id = "{ $column }" must be a whole id, such as "@zelie:example.org".
problem-line-no-matrix = "{ $column }" is set aside: the bot is not on Matrix ([matrix] in the settings).
problem-line-unknown-people = this circle names people whom nobody knows: { $ids }.

## doctor
doctor-title = What would fail later
doctor-number = No.
doctor-check = Check
doctor-verdict = Result
doctor-state-ok = fine
doctor-state-warning = watch
doctor-state-failed = to fix
doctor-state-unknown = not known
doctor-all-fine = Everything is ready.
doctor-some-failed = { $count ->
    [one] One thing would fail.
   *[other] { $count } things would fail.
  }
doctor-unknown = Not checked: something above must be fixed first.

doctor-python = Python
doctor-python-ok = Version { $version }.
doctor-python-older = Version { $version } is too old: 3.11 to 3.14 are needed. Install one, then run make again.
doctor-python-newer = Version { $version } is newer than those entraide was tried with (3.11 to 3.14).

doctor-sentences = Sentences
doctor-sentences-ok = { $count } sentences, each in French and in English.
doctor-sentences-missing = { $count } sentences lack a language: people would read them in the other one. The installation is incomplete; install again.
doctor-sentences-none = No sentence was found: the bot could say nothing. The installation is incomplete; install again.

doctor-config = Settings
doctor-config-ok = Readable, and the secret is long enough and private.
doctor-config-failed = { $count ->
    [one] One setting cannot be used: see below.
   *[other] { $count } settings cannot be used: see below.
  }

doctor-database = Database
doctor-database-ok = { $kind } answers, and its tables are up to date.
doctor-database-failed = { $cause ->
    [unreachable] Nothing opens at storage.url: the server does not run there, refuses this user, or has no such database. psql with the same address says which.
    [rights] The database server lets this user do too little: make it the owner of its database.
    [cannot-write] The file that storage.url names cannot be written there: check the path, and that the bot’s user may write the file and its folder.
    [not-a-database] The file that storage.url names is no SQLite database, or is damaged: nothing was touched. Correct storage.url, or restore a backup.
    [busy] Another program holds the database for more than ten seconds. End it (an open sqlite3, a backup), then try again.
    [full] The disk is full, or cannot be written. Make room, then try again.
    [newer] The database is of a newer version of entraide. Install that version, or restore the backup made before the upgrade.
    [not-an-address] storage.url is not the address of a database.
   *[other] The database fails. Its own logs say why; restore a backup if it is damaged.
}
doctor-database-empty = { $kind } answers, and holds nothing yet. Run: entraide migrate
doctor-database-not-migrated = { $kind } answers, and its tables are of another version. Back it up, then run: entraide migrate

doctor-clock = Clock
doctor-clock-ok = This machine and the database agree on the time.
doctor-clock-apart = This machine and the database are { $seconds } seconds apart: messages would leave late or early. Set both by NTP.

doctor-screening = Screening
doctor-screening-ok = The model loads, and hides a name and a phone number.
doctor-screening-failed = It does not start ({ $cause }): every text would be stopped, none would leave. Install again.
doctor-screening-slow = It was too slow: while that lasts every text is stopped, none leaves. Run doctor again when the machine is quieter; if it stays so, give it more processor, or raise screening.timeout_seconds.
doctor-screening-leaks = It let a name or a number through: nothing may leave. Do not start the bot; install again.

doctor-disk = Disk
doctor-disk-ok = { $megabytes } MB are free.
doctor-disk-little = Only { $megabytes } MB are free where the database lies: messages would be lost when it is full. Make room.

doctor-port = Port
doctor-port-ok = { $port } is free.
doctor-port-taken = { $port } is taken, perhaps by the bot itself if it runs already. Otherwise free it, or choose another.
doctor-port-forbidden = { $port } is forbidden to this user: ports under 1024 are kept. Choose another one, behind the HTTPS proxy.
doctor-port-elsewhere = { $host } is not an address of this machine: nothing can listen there.

doctor-metrics = Figures
doctor-metrics-ok = They will be read at http://{ $host }:{ $port }/metrics.
doctor-metrics-taken = { $port } is taken, perhaps by the bot itself if it runs already. Otherwise the bot would work, and no figure be read: free it, or choose another in metrics.port.
doctor-metrics-forbidden = { $port } is forbidden to this user: ports under 1024 are kept. Choose another in metrics.port.
doctor-metrics-elsewhere = { $host } is not an address of this machine: no figure could be read. Correct metrics.host.

doctor-address = Web address
doctor-address-ok = What travels is encrypted, or stays on this machine.
doctor-address-not-encrypted = The web chat would be reached without encryption. Put it behind an HTTPS proxy, and write its address in web.public_url.

doctor-timezones = Time zones
doctor-timezones-ok = Known, overseas ones included.
doctor-timezones-missing = Their data is missing: quiet hours could not be kept. Install the package tzdata.

doctor-holidays = Public holidays
doctor-holidays-ok = Known for { $year } and { $next }.
doctor-holidays-missing = Those of { $year } or { $next } are missing: people could be disturbed on one. Bring entraide up to date.
report-screening = Screening, since the beginning, what authors put right:
report-screening-line = { $kind } ({ $source }): { $gesture ->
    [given-back] masked for nothing
   *[other] masked in addition
}, { $times } times

# Every word on screens, pages, slips and in the voice, by key. Keys and placeholders are the same in zh-CN.ftl.

## Words used everywhere

common-hall-name = SunHall
common-yes = Yes
common-no = No
common-confirm = Confirm
common-cancel = Cancel
common-back = Back
common-home = Home
common-next = Next
common-done = Done
common-print = Print
common-language = 中文
common-large-type = Large type
common-low-reach = Low reach
common-low-reach-off = Back to usual place
common-normal-type = Normal type
common-high-contrast = High contrast
common-voice-on = Read aloud
common-voice-off = Stop reading
common-read-again = Read again
common-call-staff = Get help
common-today = Today
common-people = { $count ->
        [one] { $count } person
       *[other] { $count } people
    }
common-minutes-range = about { $low }–{ $high } min
common-working-days = { $count ->
        [one] { $count } working day
       *[other] { $count } working days
    }
common-days = { $count ->
        [one] { $count } day
       *[other] { $count } days
    }
common-same-day = Done on the spot
common-page = Page { $page } of { $pages }
common-page-previous = Previous
common-page-next = Next
common-undo = Undo
common-saved = Every step is saved
common-free = No charge
common-suggested = Suggested
common-badge-line = { $name } · No. { $number }
common-demo-local = Demo: opens on this machine only
common-demo-hall = Demo hall: people and figures are not real
common-product = SunHall 阳光大厅
common-date = { $day } { $month ->
        [1] January
        [2] February
        [3] March
        [4] April
        [5] May
        [6] June
        [7] July
        [8] August
        [9] September
        [10] October
        [11] November
       *[12] December
    }
common-date-weekday = { $weekday ->
        [1] Monday
        [2] Tuesday
        [3] Wednesday
        [4] Thursday
        [5] Friday
        [6] Saturday
       *[7] Sunday
    } { $day } { $month ->
        [1] January
        [2] February
        [3] March
        [4] April
        [5] May
        [6] June
        [7] July
        [8] August
        [9] September
        [10] October
        [11] November
       *[12] December
    }
common-date-year = { $day } { $month ->
        [1] January
        [2] February
        [3] March
        [4] April
        [5] May
        [6] June
        [7] July
        [8] August
        [9] September
        [10] October
        [11] November
       *[12] December
    } { $year }
common-weekday = { $weekday ->
        [1] Monday
        [2] Tuesday
        [3] Wednesday
        [4] Thursday
        [5] Friday
        [6] Saturday
       *[7] Sunday
    }
common-weekday-short = { $weekday ->
        [1] Mon
        [2] Tue
        [3] Wed
        [4] Thu
        [5] Fri
        [6] Sat
       *[7] Sun
    }
common-list-separator = { ", " }
common-list-last = { $list } and { $last }
common-sentence-space = { " " }
common-dot-line = { $first } · { $second }
common-hours-range = { $from }–{ $to }
common-hours-morning = Morning { $from }–{ $to }
common-hours-afternoon = Afternoon { $from }–{ $to }
common-minutes = { $count } min
common-minutes-about = About { $low }–{ $high } minutes
common-seconds = { $count } s
common-yuan = { $amount } yuan
common-staff-number = No. { $number }
common-phone = Phone { $phone }
common-tomorrow = Tomorrow
common-optional = optional
common-close = Close
common-save = Save
common-saving = Saving
common-search = Search
common-reason = Reason
common-none = None
common-unknown = Not known yet
common-all = All
common-choose = Please choose
common-more = See all

## Units of parameters

unit-s = s
unit-min = min
unit-h = h
unit-d = days
unit-wd = working days
unit-month = months
unit-count = { "" }
unit-percent = %
unit-chars = characters
unit-age = years of age
unit-time = time of day
unit-text = text

## One term, one word

term-ticket = ticket
term-window = window
term-service = service
term-case = case
term-call = call
term-missed = missed
term-close = close
term-first-contact = first contact
term-handler = handler
term-agency = agency
term-agent = agent
term-appointment = appointment
term-meeting = meeting
term-duty = duty
term-guide-desk = guide desk
term-slip = slip
term-take-number = take a number
term-limit = limit
term-due = due
term-notice = notice
term-co-handling = co-handling
term-hand-off = hand off
term-transfer = transfer
term-handover = shift handover
term-pledge = pledge
term-stop = lawful stop
term-group = group
term-hall = hall
term-kiosk = kiosk
term-display = display
term-badge = badge
term-clerk = clerk
term-guide = guide
term-priority = priority
term-head-start = head start
term-park = park
term-rating = rating
term-parameter = parameter
term-reason = reason

## Roles

role-guide = Guide
role-clerk = Clerk
role-manager = Hall manager
role-leader = Leader
role-supervisor = Supervisor
role-administrator = Administrator
role-archivist = Archivist
role-liaison = Village liaison

## Where a service can be done

level-household = At home
level-village = In the village
level-town = In the town hall
level-county = In the county
level-self = By yourself, on a phone

## Priority classes, staff screens only

class-none = Usual order
class-elderly = Aged { $age } or over
class-access = Access needs
class-soldier = Soldier or veteran
class-pregnant = Pregnant or with an infant
class-appointment = Appointment
class-urgent = Urgent, agreed by the person in charge

## Kiosk

kiosk-welcome = Welcome to { $hall }
kiosk-touch-to-start = Please touch the screen to start
kiosk-home-question = What do you need?
kiosk-search = Find a service, for example “pension”
kiosk-search-none = Nothing found. Try another word, or choose “Not sure?”
kiosk-waiting-count = { $count } waiting
kiosk-open-until = Open until { $time }
kiosk-days-only = { $days } only
kiosk-take-number = Take a number
kiosk-check-in = Check in
kiosk-look-up = My case
kiosk-guide = Service guide
kiosk-board = Notice board
kiosk-rate = Feedback
kiosk-ask-topic = Ask for a topic
kiosk-complain = Complaints and suggestions
kiosk-meet-leader = Meet a leader
kiosk-choose-service = Please choose a service
kiosk-not-sure = Not sure? Start here
kiosk-not-sure-note = The first person you ask stays responsible
kiosk-at-window = Window { $window }
kiosk-priority = Priority
kiosk-guide-today = Your guide today
kiosk-guide-here = At the guide desk right behind you, just ask
kiosk-help-coming = A guide is coming
kiosk-help-sent = The guide has been told
kiosk-elder-other-note = It is fine not to know the word
kiosk-elder-help = Please send someone
kiosk-waiting-now = { $count } ahead of you, about { $low }–{ $high } minutes
kiosk-waiting-none = No wait
kiosk-priority-question = May we see you sooner?
kiosk-priority-link = Need to be seen sooner?
kiosk-priority-link-note = Aged { $age } or over, difficulty moving, with an infant, soldiers
kiosk-priority-note = If one fits, you move up a little. It is used only for the queue and never shown on the big screens.
kiosk-priority-elderly = { $age } years or older
kiosk-priority-elderly-note = You, or the elder with you
kiosk-priority-access = Moving, seeing, hearing or speaking is hard
kiosk-priority-access-note = Also a passing injury, a cane or a wheelchair
kiosk-priority-soldier = Soldier or veteran
kiosk-priority-soldier-note = Also fire and rescue staff and families of martyrs
kiosk-priority-pregnant = Pregnant, or with a small child
kiosk-priority-pregnant-note = With a child under { $age }
kiosk-priority-urgent = Urgent? Take a number and tell the window or the guide; the person in charge decides at once.
kiosk-priority-none = No, just take a number
kiosk-assist-offer = I would like someone with me
kiosk-assist-title = Would company help? It does not change your place
kiosk-assist-note = A colleague goes with you; your place in the queue stays
kiosk-nearest-village = Close to home: { $place }, staffed today
kiosk-nearest-county = The county handles this; we do it for you as your agent
kiosk-materials-title = What to bring
kiosk-printing = Printing your slip, one moment please
kiosk-ticket-ready = Your number is ready
kiosk-ticket-number = Your number is { $ticket }
kiosk-ticket-yours = Your number
kiosk-ticket-go = When called, go to
kiosk-ticket-window-later = Wait for the call
kiosk-ticket-ahead = { $count } ahead of you
kiosk-ticket-range = About { $low }–{ $high } minutes
kiosk-ticket-expected = Expected { $from }–{ $to }
kiosk-ticket-no-estimate = No estimate now, only the people ahead
kiosk-ticket-wait-area = Please have a seat until you are called
kiosk-ticket-scan = Scan to follow it on your phone
kiosk-ticket-near = While this page is open it tells you; please stay near
kiosk-ticket-take-slip = Your slip is printed, please take it
kiosk-ticket-reprint = Print again
kiosk-ticket-cancel = Cancel
kiosk-ticket-missed = Missed it? Keep your number and tell us: within { $minutes } minutes about { $count } people go first, later you join from then.
kiosk-code-enter = Please enter the number and code on your slip or receipt
kiosk-code-not-found = We could not find it. Please check the number and code, or ask at the guide desk
kiosk-checked-in = You are checked in. Please have a seat until you are called
kiosk-idle-warning = Still there? In { $seconds } seconds we return home and clear what you chose
kiosk-offline = The network is down. You can still take a number. Please show your slip at the guide desk.
kiosk-offline-note = Then bring your slip to the guide desk and listen for our staff
kiosk-offline-valid = The network is down; this number counts all the same
kiosk-offline-series = Numbers with { $letter } come from this kiosk and are never given twice
kiosk-offline-order = When the network is back it joins the queue by the time it was taken, { $time }
kiosk-offline-desk = The guide puts you in the queue in the order of your number
kiosk-offline-listen = The screens may stand still; please listen for the guide
kiosk-offline-no-estimate = No estimate until the network is back. Please ask the guide how many are ahead.
kiosk-offline-long = Waiting long? Ask at the guide desk; no new number needed
kiosk-offline-not-now = Check-in, cases and ratings come back with the network; if urgent, the guide writes it down
kiosk-offline-left = Last link { $time }; this kiosk can give { $count } more { $letter } numbers
kiosk-disconnected = The network is down and this kiosk cannot give numbers now. Our staff at the guide desk will.
kiosk-paper-out = The slip paper has run out. Your number can be shown on the screen, or scanned to your phone.
kiosk-show-on-screen = Show on screen
kiosk-save-to-phone = Save to phone
kiosk-note-down = Please note your number { $ticket }
kiosk-privacy = Your information is used only for this
kiosk-home-greeting = What can we help you with?
kiosk-date-open-until = { $date }, open until { $time }
kiosk-date-break = { $date }, lunch break until { $time }
kiosk-date-before = { $date }, opening at { $time }
kiosk-date-over = { $date }, closed for today
kiosk-date-later = { $date }, numbers again at { $time }
kiosk-date-last = { $date }, no more numbers today
kiosk-date-rest = { $date }, closed today
kiosk-waiting-label = waiting
kiosk-window-label = Window
kiosk-position-line = { $position } · No. { $number }
kiosk-guide-behind = Right behind you, just ask
kiosk-guide-none = The guide desk is right behind you; please ask there
kiosk-services-total = { $count ->
        [one] { $count } service
       *[other] { $count } services
    }
kiosk-window-waiting = Window { $window }, { $count } waiting
kiosk-window-free = Window { $window }, no wait
kiosk-not-today = Not served today. Come on { $days }; you can read the guide now.
kiosk-no-window-now = No window serves this right now; please ask at the guide desk and we will arrange it
kiosk-window-unstaffed = No clerk yet; ask the guide desk
kiosk-search-title = Find a service
kiosk-search-hint = Type the first letters, for example “pen” for pension
kiosk-search-found = { $count ->
        [one] { $count } service found
       *[other] { $count } services found
    }
kiosk-search-delete = Delete
kiosk-search-clear = Clear
kiosk-ahead-short = { $count } ahead
kiosk-ahead-none = Nobody ahead of you
kiosk-ahead-label = Ahead of you
kiosk-range-label = About
kiosk-range-value = { $low }–{ $high } min
kiosk-ticket-next = You are next
kiosk-ticket-first = You are first
kiosk-ticket-watch = Watch the big screen and listen
kiosk-ticket-missed-short = Missed it? Keep your number and tell us: within { $minutes } minutes about { $count } people go first.
kiosk-ticket-taking = Taking a number
kiosk-ticket-slow = The network is slow, one moment please. No need to press again: you get one number only.
kiosk-ticket-service-line = { $ticket } · { $service }
kiosk-ticket-company = A colleague is on the way to go with you
kiosk-ticket-returns = Home in { $seconds } s
kiosk-slip-failed = The slip did not print. Your number counts all the same: please note it, or scan it to your phone.
kiosk-slip-try-again = Try the printer again
kiosk-slip-unsure = We cannot tell whether the slip printed. If you have none, please press “Print again”.
kiosk-slip-reprinting = Printing again
kiosk-slip-choose = The slip cannot be printed now. How would you like your number?
kiosk-printer-paper-low = The slip paper is running low
kiosk-cancel-question = Give up this number?
kiosk-cancel-note = Those behind you move up; to come back you take a new number.
kiosk-cancel-keep = Keep it
kiosk-cancel-give-up = Give it up
kiosk-cancelled = Ticket { $ticket } is given up
kiosk-idle-question = Still there?
kiosk-idle-note = In { $seconds } seconds we return home and clear what you chose.
kiosk-idle-continue = Go on
kiosk-idle-leave = Finish here
kiosk-help-question = Shall we send the guide?
kiosk-help-waiting = Telling the guide
kiosk-help-later = The guide cannot come just now; please go to the guide desk right behind you
kiosk-help-cancel = Never mind
kiosk-starting = Getting ready, one moment please
kiosk-disconnected-title = The network is down and this kiosk cannot give numbers now
kiosk-disconnected-desk = Please go to the guide desk: our staff give numbers there, in the same order
kiosk-disconnected-valid = A number you already hold still counts; please watch the screens and listen for the guide
kiosk-disconnected-again = This kiosk recovers by itself; there is nothing to press
kiosk-disconnected-since = Last link { $time }
kiosk-locked-title = This machine is out of service
kiosk-locked-message = Please use another machine or take your number at the guide desk. Your place in the queue is the same.
kiosk-locked-desk = Numbers and answers at the guide desk; our staff will help you
kiosk-locked-since = Out of service since { $time }
kiosk-code-number = Number
kiosk-code-code = Code
kiosk-code-where = On your slip, beside the QR code
kiosk-code-next = Please go on typing
kiosk-status-title = My number
kiosk-elder-question = What do you need?
kiosk-low-title = All keys are now in the lower half
kiosk-low-note = “Back to usual place” restores them; so does leaving
kiosk-cover-open = The printer's cover is open, so slips must wait; our staff know. Your number can be shown on the screen, or scanned to your phone.
kiosk-printer-jam = The printer is stuck, so slips must wait; our staff know. Your number can be shown on the screen, or scanned to your phone.
kiosk-printer-away = Slips cannot be printed just now; our staff know. Your number can be shown on the screen, or scanned to your phone.
kiosk-time-short = { $time }

## Service guide

guide-how-long = How long
guide-fee = What it costs
guide-where = Where
guide-real-time = Really { $minutes } min in the last { $days } days
guide-more = Conditions, steps, basis, real times, supervision line
guide-take-along = Take this guide on your phone
guide-no-login = Just scan: nothing to install, no sign-on
guide-on-paper = On paper? Please ask at the guide desk
guide-statutory = By law { $count ->
        [one] { $count } working day
       *[other] { $count } working days
    }
guide-statutory-days = By law { $count ->
        [one] { $count } day
       *[other] { $count } days
    }
guide-nothing-else = Nothing else: we check the rest ourselves
guide-original = The original; you get it back
guide-title-line = Service guide · { $group }
guide-pledged = { $count ->
        [one] { $count } working day
       *[other] { $count } working days
    }
guide-fee-local = Charged at the published local rate
guide-fee-local-short = Local fee
guide-fee-amount = { $amount } yuan
guide-limit-none = As published
guide-window-place = Window { $window }, { $place }
guide-nothing-needed = Nothing to bring; we check the details ourselves
guide-material-copy = A copy
guide-materials-count = { $count ->
        [one] { $count } thing
       *[other] { $count } things
    }
guide-village-title = Close to home
guide-village-places = The service points of { $places } can do it as well
guide-village-staffed = The service points of { $places } can do it as well and are staffed today
guide-county = The county handles this; we do it for you as your agent
guide-conditions = Conditions
guide-steps = Steps
guide-basis = Basis
guide-supervise = Supervision line { $phone }
guide-unverified = Please check at the window; the local rule decides
guide-none = This guide is still being written; please ask the guide
guide-days-only = Served in the hall on { $days }
guide-where-also = Also at { $place }

## Closed hall

closed-title = The hall is closed now
closed-title-break = Lunch break, back at { $time }
closed-title-before = Not open yet, we start at { $time }
closed-title-reason = Closed today: { $reason }
closed-title-rest = Closed today
closed-title-later = No numbers now, again from { $time }
closed-title-last = No more numbers today
closed-next = Next opening: { $time }
closed-can-do = You can still
closed-appointment = Book a number for tomorrow
closed-appointment-note = Check in tomorrow, no queueing
closed-case = See how your case stands
closed-message = Leave a question or comment
closed-message-note = Read within { $minutes } minutes of opening
closed-urgent = Urgent, needed now
closed-urgent-note = We tell the colleague on call and give you a code
closed-on-call = On call tonight: { $name }, { $phone }
closed-emergency = Ambulance 120 · Fire 119 · Police 110
closed-next-label = Next opening
closed-next-tomorrow = Tomorrow, { $weekday }, { $time }
closed-next-today = Today, { $time }
closed-next-day = { $date }, { $time }
closed-code-note = Enter the number on your receipt
closed-on-call-label = On call tonight
closed-on-call-today = On call today
closed-on-call-phone = On-call phone { $phone }
closed-guides = Read the service guides
closed-guides-note = What to bring and how long it takes, before you come
closed-rate = Rate the service you had
closed-rate-note = With the number and code on your slip
closed-holiday = Closed for { $name }
closed-still-serving = No more numbers today. Everyone who holds a ticket will be served; please have a seat
closed-still-serving-now = Everyone who holds a ticket will be served; please have a seat

## Ticket: slip, states, outcomes

ticket-title = Queue slip
ticket-service = Service: { $service }
ticket-ahead = { $count } ahead of you
ticket-taken-at = Taken at: { $time }
ticket-bring = Please have ready: { $papers }
ticket-code = Code for your case and rating: { $code }
ticket-help = For help, come to the guide desk
ticket-validity = Valid today. Missed it? Keep your number and tell us: within { $minutes } minutes about { $count } people go first, later you join from then.
ticket-fees = Fees only as published. Supervision line { $phone }
ticket-thanks = Thank you for your patience
ticket-state-reserved = Being issued
ticket-state-issued = Waiting
ticket-state-waiting = Waiting
ticket-state-unconfirmed = Waiting, slip not confirmed
ticket-state-called = Called
ticket-state-serving = Being served
ticket-state-parked = Parked
ticket-state-missed = Missed
ticket-state-finished = Done
ticket-state-cancelled = Given up
ticket-state-closed = Not served today
ticket-state-ended = Ended
ticket-outcome-served = Served
ticket-outcome-cancelled = Given up by the visitor
ticket-outcome-missed-at-day-end = Called, not back before closing
ticket-outcome-not-served-at-day-end = Not served before closing, we are sorry
ticket-outcome-left-open-at-day-end = Still being served at closing; its time is to be checked
ticket-outcome-cancelled-by-staff = Ended by staff, with a reason

## Printed slip

slip-ahead-range = { $count } ahead, about { $low }–{ $high } minutes
slip-ahead-only = { $count } ahead of you
slip-ahead-none = Nobody ahead; please listen for the call
slip-expected = Expected call { $from }–{ $to }
slip-taken = Taken { $date } { $weekday } { $time }
slip-bring = Please have ready
slip-follow = Follow it on your phone
slip-scan = Scan; please stay near
slip-code = Code for your case and rating
slip-missed = Missed it? Keep this number: back within { $minutes } minutes, about { $count } people go first.
slip-guide-desk = For help: guide desk, { $place }; { $name } is there today.
slip-guide-desk-plain = For help: guide desk, { $place }.
slip-reprint = Printed again
slip-test = Test print, not a ticket
slip-fee = Fees only as published.
slip-phone = Supervision line { $phone }

## Hall board, window sign, duty wall

display-now-calling = Now calling
display-called-before = Called before
display-minutes-ago = { $count } min ago
display-call-times = { $count } of { $total }
display-window-serving = Window { $window } is serving { $ticket }
display-please-go = Ticket { $ticket }, please go to window { $window }
display-waiting-count = { $count } waiting
display-no-wait = No wait
display-straight-on = Go straight to the window
display-serving = Now serving
display-still-waiting = { $count } still waiting
display-missed-list = Missed
display-missed-hint = Missed your call? Keep your number and tell the same window: about { $count } people go first.
display-window-open = Open
display-window-paused = Paused
display-back-at = Back at about { $time }
display-number-stays = Your number stays valid; another window will call it
display-number-waits = Your number stays valid; window { $window } calls on when it is back
display-window-helps = Window { $window } is helping with { $group }
display-urgent-desk = If urgent, come to the guide desk or call { $phone }
display-window-not-yet = No window open yet
display-window-closed = Closed for today
display-on-duty = On duty today
display-on-duty-now = On duty
display-clerk = Your clerk
display-receiving = Receiving
display-out-until = Out, back at { $time }
display-away = Away, back soon
display-rest-day = Day off
display-also-helps = Also helps with { $group }
display-fees = Fees as published, nothing else
display-rated = This month { $served } served, { $count } rated, { $satisfied } satisfied
display-scan-rate = Scan to rate or supervise
display-unhappy = Not satisfied? Call { $phone }, or rate us at the kiosk.
display-leader-reception = Leaders’ reception: { $time }
display-notice-board = Notice board
display-service-hours = Service hours: { $hours }
display-extended-hours = Open late today until { $time }
display-stale = Signal lost, data as of { $time }
display-stale-listen = Please show your slip at the guide desk and listen for our staff
display-stale-missing = Numbers called after { $time } are not shown here
display-stale-valid = Your number stays valid and the order is unchanged.
display-stale-desk = Show your slip at the guide desk; the guide puts you in the queue
display-stale-go = Go to the window when you are called
display-stale-kiosk = No number yet? Take one at the kiosk or the guide desk
display-reconnecting = Trying again every { $seconds } seconds; updates by itself
display-supervise = Supervision line: { $phone }
display-waiting-label = waiting
display-just-now = just now
display-please = Please
display-to-window = to window
display-go-to-window = Please go to window
display-please-go-group = Ticket { $ticket }, please go to window { $window }, { $group }
display-call-to = to
display-none-called = No call yet; please have a seat, we start soon
display-range = About { $low }–{ $high } min
display-no-estimate = By people ahead
display-days-only = { $days } only
display-group-paused = Paused, please ask the guide desk
display-window-label = Window
display-next-soon = Next number soon
display-come = Ticket { $ticket }, please come
display-calling = Calling
display-rated-none = This month { $served } served, not rated yet
display-rated-hall = This month the hall served { $served }, { $rated } rated, { $satisfied } satisfied.
display-dissatisfied = Not satisfied? Call { $phone }.
display-number-moves = Your number stays valid; window { $window } calls on
display-helping = is helping with
display-paused-reminder = Away longer than { $minutes } minutes, and the manager is told
display-back-soon = Back soon
display-window-unstaffed = Nobody has signed on yet
display-window-not-today = Not open today
display-window-nobody = Nobody here just now
display-window-desk = Please ask at the guide desk
display-window-before = Not open yet
display-window-break = Lunch break
display-window-go = Please go to window { $window }
display-duty-subtitle = { $hall } · On duty
display-duty-none = Nobody is on duty now
display-out = Out
display-back-time = Back { $time }
display-away-short = Away
display-days-in = In on { $days }
display-not-at-window = Not at a window now
display-stale-before = Numbers called before { $time }
display-stale-can-do = What you can do now
display-stale-register = Show your slip at the guide desk
display-stale-register-note = The guide puts you in the queue
display-stale-wait = Listen for our staff
display-stale-no-number = No number yet
display-stale-no-number-note = Take one at the kiosk or the guide desk
display-stale-resume = This screen updates by itself when the network is back.
display-stale-reconnect = { $hall } · trying again every { $seconds } seconds
display-starting = Connecting to the hall, one moment please
display-locked-title = This screen is out of service
display-locked-message = Please look at the other screen
display-locked-elsewhere = Calls go on as usual. If you cannot see your number, please ask at the guide desk.
display-closed = The hall is closed, next opening { $time }
display-break = Lunch break, calls go on at { $time }
display-last-calls-later = No numbers now, again from { $time }; everyone who holds a ticket will be served, please have a seat

## Notices

notice-before = Before
notice-during = During
notice-after = After
notice-basis = Policy basis
notice-conditions = Conditions
notice-procedure = Procedure
notice-limit = Time limit
notice-result = Result
notice-fee = Fee standard
notice-person = Handled by
notice-liability = Liability for breach
notice-not-applicable = Not applicable: { $reason }
notice-to-come = To come on { $date }
notice-page-total = This page { $amount }
notice-total = Total { $amount }
notice-total-checked = checked row by row
notice-total-differs = the total differs by { $amount }
notice-until = On display until { $date }
notice-names = Names are on the wall while the notice is up; the web shows surnames only, without age or band
notice-ask = Questions? Scan to ask, or ask for a topic. Answered within { $count ->
        [one] { $count } working day
       *[other] { $count } working days
    }.
notice-ask-desk = Questions? Please ask at the guide desk.
notice-ask-phone = Questions? Please ask at the guide desk, or call { $phone }.
notice-asked-by = Asked by { $count }
notice-subtitle = { $category } · { $period } · on display until { $date }
notice-subtitle-plain = { $category } · on display until { $date }
notice-page-people = This page: { $count ->
        [one] { $count } person
       *[other] { $count } people
    }
notice-page-rows = This page: { $count ->
        [one] { $count } row
       *[other] { $count } rows
    }
notice-total-people = Whole town: { $count } people, { $amount } yuan
notice-total-rows = In all { $count } rows, { $amount } yuan
notice-names-wall-only = Names are on the wall while the notice is up; the web shows no names
notice-ask-topic = Not found? Ask for a topic
notice-empty = Nothing is on display at present
notice-stage-to-come = { $stage }, { $date }
notice-person-line = { $name } { $phone }
notice-village-and-town = { $town } and { $count } villages

## Live queue

live-title = The hall now
live-waiting = { $count } waiting, the longest { $minutes } minutes.
live-waiting-new = { $count } waiting, all just arrived.
live-slow = { $group } is slow: let window { $window } help
live-nobody = Nobody waiting
live-idle = Idle { $minutes } min
live-away = Away { $minutes } min
live-closed = Closed today
live-priority = Priority
live-late = Late
live-soon = Soon late
live-offline-number = Offline number
live-promise-kept = Promised time kept: { $percent }%
live-today = { $count } numbers today, { $done } done
live-subtitle = Manager’s screen · updates as things change
live-windows = Windows
live-groups = Queues
live-groups-note = The nearer the call the further left; minutes waited below
live-minutes = { $minutes } min
live-range = { $low }–{ $high } min
live-recovers = , back to normal in about { $minutes } minutes.
live-slow-only = { $group } is slow, and no window is free to help
live-all-well = All within the promised time.
live-nobody-sentence = Nobody is waiting.
live-unstaffed = Nobody signed on
live-calling = Calling
live-unconfirmed = Slip not confirmed
live-more = { $count } more
live-summary = Today { $count } numbers, { $done } done, promised time kept { $percent }%
live-yesterday = yesterday { $done } done, { $rated } rated, { $satisfied } satisfied
live-help-calls = Help wanted at { $count ->
        [one] { $count } kiosk
       *[other] { $count } kiosks
    }
live-help-call = Kiosk { $kiosk } asks for help, { $minutes } min ago
live-assistance = { $ticket } needs assistance: next free window

## Why this ticket is next

why-earliest = First in { $group } by time taken ({ $time }); nobody was passed.
why-head-start = By rule { $minutes } minutes ahead; { $count } were passed.
why-cap = Priority tickets had their turn; now the earliest is next ({ $time }).
why-help = Waited over { $minutes } minutes, so a helping window serves it.
why-help-manager = The manager let window { $window } help { $group }.
why-assistance = Staff confirmed that assistance is needed: next free window; { $count } were passed.
why-returned = Returned after a missed call; in the queue since { $time }.
why-moved = The manager changed the order: { $reason }
why-chosen = Chosen with a reason: { $reason }; { $count } were passed.
why-parked = The agreed time has come ({ $time }).
why-transferred = Transferred from window { $window }; its place is unchanged.
why-again = Call number { $count }.

## Spoken words

voice-call = Ticket { $ticket }, please go to window { $window }.
voice-call-again = Ticket { $ticket }, please go to window { $window }. This is call number { $count }.
voice-missed = Ticket { $ticket } was missed. No new number needed; please tell the same window.
voice-welcome = Hello, what do you need? Please choose on the screen.
voice-rate = Please rate our service. Thank you.
voice-closing-soon = The hall stops giving numbers at { $time }. Everyone who holds a ticket will still be served.

## Ways through the pages

nav-window = Window
nav-cases = Cases
nav-registers = Registers
nav-notices = Notices
nav-mine = Mine
nav-hall = Hall
nav-ratings = Ratings
nav-duty = On duty
nav-parameters = Parameters
nav-settings = Settings
nav-guide-desk = Guide desk
nav-devices = Devices
nav-sign-out = Sign out
nav-skip = Skip to content
nav-language = Language

## Every page

page-connected = Connected, every step is saved
page-connected-live = Connected, updates as things change
page-connected-at = Connected, saved at { $time }
page-disconnected = The link is down; trying again. What you typed is kept; the figures stand at { $time }
page-shortcuts = all shortcuts
page-shortcuts-press = Press
page-shortcuts-title = Shortcuts
page-needs-javascript = This page does not update by itself; please open it again after a while
page-title = { $page } · { $hall }
page-updated = Updated { $time }

## Signing on

sign-on-title = Staff sign-on
sign-on-number = Staff number
sign-on-number-hint = or scan your badge
sign-on-password = Password or PIN
sign-on-submit = Sign on
sign-on-wrong = Number and password do not match. Please check and try again; if you forgot it, ask an administrator.
sign-on-ended = Your session has ended. Please sign on again; the window stays open and what you typed is kept.
sign-on-left = You have left
sign-on-new-password = New password
sign-on-password-again = New password again
sign-on-password-change = First sign-on: please choose a password of your own
sign-on-password-short = The password is too short: please use at least { $count } characters
sign-on-password-differs = The two do not match; please type them again
sign-on-pin = PIN
sign-on-unlock = Go on
sign-on-demo = Demo hall: demo staff numbers only

## Clerk at the window

window-sign-on = Sign on
window-sign-off = Sign off
window-call-next = Call next
window-call-again = Call again
window-mark-missed = Mark missed
window-bring-back = Bring back
window-park = Park
window-choose-ticket = Choose a ticket, with a reason
window-without-ticket = Register without a ticket
window-accompany = Ask someone to accompany
window-needs-assistance = Confirm: next free window
window-ask-leader = Ask the leader
window-more = One more matter
window-start = Start
window-finish = Done
window-transfer = Transfer
window-hand-off = Hand off
window-open-case = Open a case
window-close-case = Close case
window-agency = Cannot finish today: I become the agent
window-ask-papers = Ask for papers once, in full
window-pause = Pause
window-resume = Resume
window-first-contact = First contact: { $name }
window-handler = Handler: { $name }
window-due = Due { $date }, { $count ->
        [one] { $count } working day
       *[other] { $count } working days
    } left
window-overdue = Overdue by { $count ->
        [one] { $count } working day
       *[other] { $count } working days
    }
window-queue-empty = Nobody is waiting
window-idle-waiting = Window idle, { $count } waiting
window-waited = Waited { $minutes } minutes
window-why = Why { $ticket }: { $reason }
window-badge-needed = Without a complete badge the window cannot open
window-greeting = Hello, please take a seat. What can we do for you?
window-farewell = Your service is done. Take care
window-title = Window { $window }
window-choose = Please choose your window
window-take = Sign on at window { $window }
window-taken-by = { $name } is on duty
window-waiting = Waiting
window-helps = helps
window-longest-range = Longest { $minutes } min; a new number about { $low }–{ $high } min
window-longest = Longest { $minutes } min
window-help-after = Comes here only after { $minutes } minutes
window-help-now = The manager asked this window to help at once
window-help-young = Only tickets to help with; the longest waits { $minutes } min and comes here after { $after }
window-assistance-count = { $count ->
        [one] { $count } needs assistance
       *[other] { $count } need assistance
    }
window-assistance-note = Confirmed by the guide: next free window
window-state = Window
window-state-open = On duty
window-state-paused = Away
window-state-closed = Closed
window-badge-shown = The window sign shows your badge.
window-idle-promise = The longest has waited { $minutes } minutes; { $promise } were promised
window-idle-longest = The longest has waited { $minutes } minutes
window-press-key = { $key } does the same
window-order-note = First come, first served, with priority by rule. Number and service show after the call.
window-why-title = Why this ticket is next
window-choose-title = Choose a ticket
window-choose-note = needs a reason
window-choose-reason = Why this ticket first
window-missed-count = { $count }
window-missed-title = Missed today
window-missed-at = Missed at { $time }
window-without-note = phone, letter
window-finished = { $ticket } done in { $minutes } min
window-missed-done = { $ticket } marked missed
window-transferred = { $ticket } transferred to { $group }
window-parked = { $ticket } parked until { $time }
window-undo-seconds = { $seconds } s
window-undone = Undone
window-my-cases = My cases
window-today = Today
window-today-done = done
window-average = on average
window-ratings-yesterday = Yesterday { $rated } ratings, { $satisfied } satisfied
window-ratings-none = Fewer than { $from } ratings yesterday: no totals shown
window-ratings-note = { $served } served yesterday. Totals show the day after, from { $from } up
window-called = Called, waiting for the visitor
window-called-times = Called { $count } of { $total } times
window-taken-waited = Taken { $time }, waited { $waited } min, promised { $low }–{ $high } min
window-taken-waited-plain = Taken { $time }, waited { $waited } min
window-serving-for = Serving for
window-usual = Usually { $low }–{ $high } min
window-fee-line = Fee:
window-ending = How does this end?
window-finish-note = ask for a rating
window-transfer-note = keeps its place
window-transfer-to = To which group
window-transfer-window = To which window
window-transfer-any = Any window
window-park-minutes = Call again in
window-park-title = Park this ticket
window-pause-minutes = Away for about
window-pause-reason = Why away
window-behind = { $count } still waiting
window-first-contact-you = From now on you are the first contact of this visitor
window-class-mark = Priority: { $class }
window-company-wanted = Would like company
window-company-sent = Someone is coming to go along
window-slip-unconfirmed = It is not certain that the slip printed; please check the number
window-rating-ask = Please rate with the code on the slip, or at the kiosk
window-sign-off-question = Sign off? Unfinished tickets return to the queue
window-open-late = Past closing; { $count } still to serve
window-locked = The page is locked, the window stays open. Enter your PIN to go on

## Guide desk

desk-title = Guide desk
desk-issue = Issue a ticket
desk-issue-note = Two clicks: the service, then issue
desk-issue-service = First: the service
desk-issue-class = Priority
desk-issue-how = How the visitor gets it
desk-issue-print = Print a slip
desk-issue-tell = Tell the number
desk-issued = { $ticket } issued, { $count } ahead
desk-issued-code = Code for case and rating: { $code }
desk-first-contact = You issued it: you are the first contact
desk-waiting = Waiting tickets
desk-confirm-assistance = Confirm: needs assistance
desk-assistance-confirmed = Confirmed: next free window
desk-help-answer = I am going
desk-help-answered = { $name } is on the way
desk-return = Back after a missed call
desk-company = Send company

## Hall manager

manager-slow = { $group } is slow, the others are within the promised time.
manager-slow-many = { $groups } are slow.
manager-over-promise = { $ticket } has waited { $minutes } minutes; { $promise } were promised.
manager-window-busy = Window { $window } has been at it for { $minutes } minutes
manager-window-free = window { $window } is free
manager-let-help = Let window { $window } help { $letter }
manager-helping = Window { $window } helps { $group } until taken back or closing
manager-help-end = Take back
manager-look = Have a look
manager-windows-summary = { $open } open, { $busy } busy
manager-groups-note = Further left is called earlier; minutes waited below
manager-chart-title = Waiting today (minutes)
manager-chart-promised = Promised range
manager-chart-actual = Real
manager-to-do = For you to settle
manager-to-do-count = { $count }
manager-to-do-none = Nothing needs you now
manager-bad-rating = Dissatisfied, to be contacted
manager-bad-rating-note = { $ticket }, by { $due }
manager-bad-rating-who = A colleague gets in touch; the person rated does not see it
manager-today-done = { $done } done today, promised time kept { $percent }%
manager-yesterday = Yesterday { $done } done, { $rated } rated, { $satisfied } satisfied
manager-complaints-note = Complaints about staff are never shown to them
manager-unconfirmed = No printer answer for { $count ->
        [one] { $count } ticket
       *[other] { $count } tickets
    }
manager-move = Change its place
manager-move-reason = Why it moves
manager-moved = { $ticket } moved, on record
manager-close-ticket = Close this ticket
manager-close-reason = Why it is closed
manager-chosen-count = Tickets chosen by hand today: { $count }
manager-ratings-title = Ratings
manager-ratings-line = { $served } served, { $rated } rated, { $satisfied } satisfied
manager-ratings-share = Response { $percent }%
manager-duty-title = On duty

## Settings

admin-menu = Contents of the settings
admin-part-rules = Rules
admin-look-only = Your role may only look. An administrator can change this.
admin-wrong-count = Nothing was saved. { $count ->
        [one] One thing needs
       *[other] { $count } things need
    } another look:
admin-wrong-empty = Please fill this in
admin-wrong-long = Too long, at most { $count } characters
admin-wrong-signs = Contains signs that cannot be seen; please type it again
admin-wrong-figure = Please give a whole number from { $least } to { $most }
admin-wrong-day = Please give a date, for instance 2026-12-01
admin-wrong-time = Please give a time, for instance 08:30
admin-wrong-choice = Please choose one of those listed
admin-wrong-code = Letters, digits and hyphens only, at most 40
admin-wrong-letter = A letter from A to H or J that no other group has
admin-wrong-weekdays = Please choose from Monday to Sunday
admin-wrong-help = A group cannot be served first and helped as well
admin-wrong-window-number = A window's number is a whole number from 1 to 999
admin-wrong-hours = Times follow one another: each begins before it ends, and none overlap
admin-from-hint = Empty means from today; a later day takes effect at its midnight
admin-column-act = Act
admin-nothing-found = Nothing found. Try another word.
admin-part-changes = Changes
admin-pages = Earlier and later
admin-window = Window { $window }
admin-part-floor = Hall
admin-saved = Saved, in force at once
admin-code-hint = Letters, digits and hyphens; it stays for good
admin-changed-meanwhile = Somebody changed this since you opened it. What you typed is below; compare it with the history, then save again to let yours count.
history-recent = Last changes
history-version = Version { $version }
history-version-column = Version
first-steps-title = Before the door opens
first-steps-what = What to do
first-steps-left = { $count ->
        [one] One thing is left before the door opens. Next: { $what }.
       *[other] { $count } things are left before the door opens. Next: { $what }.
    }
first-steps-go = Do it now
first-steps-all-done = Everything is ready, the door may open. Let a clerk sign on at the window and take a number at the kiosk.
first-step-done = Done
first-step-next = Next
first-step-open = Not yet
first-step-hall = Name and place of the hall
first-step-hall-why = Slips and every screen show them
first-step-hours = Opening hours of the week
first-step-hours-why = Kiosks give numbers in these hours only
first-step-group = One group at least
first-step-group-why = The first choice at the kiosk
first-step-service = One offered service at least
first-step-service-why = The second choice, with its guide
first-step-window = A window that serves it
first-step-window-why = Numbers are called to the windows of their group
first-step-clerk = A clerk who can sign on
first-step-clerk-why = Add the person, upload the photo, give a one-time password
first-step-kiosk = A kiosk
first-step-kiosk-why = Add the device, put its file on the machine, and see it come in
first-step-display = A hall board
first-step-display-why = Add the device, put its file on the machine, and see it come in
admin-overview-parts = All settings
admin-overview-title = Settings
admin-overview-lead = How the hall opens, queues and shows itself is decided here. Each change is kept with who made it, when, and from which day.
admin-overview-state = Now
admin-overview-hours = { $count ->
        [0] No day set apart
        [one] One day set apart
       *[other] { $count } days set apart
    }
admin-overview-count = { $count }
admin-overview-planned = { $count ->
        [0] Nothing planned
        [one] One waits for its day
       *[other] { $count } wait for their day
    }
planned-in-vain-count = { $count ->
        [one] One planned change
       *[other] { $count } planned changes
    } could not be made. Please have a look.
group-wrong-not-sure = Another group takes those who are not sure; take its tick away first
service-wrong-pledged = The pledged limit cannot be longer than the limit by law (R17.2)
service-wrong-fee = Please give the published standard, for instance 10 or 10.50
service-wrong-originals = Each line here must stand among the papers to bring, word for word
service-wrong-lines = At most { $lines } lines of { $count } characters

field-town = Town
field-town-en = Town in English
field-slip-note = Words on the slip
field-slip-note-en = Words on the slip in English

hall-title = The hall
hall-lead = Name, address and phones as they stand on screens, slips and phone pages.
hall-part-name = Name
hall-part-place = Where it is
hall-part-phones = Whom to call
hall-part-slip = Slip
hall-nobody-on-call = Nobody
hall-supervision-hint = The phone that visitors find on slips, window signs and phone pages
hall-on-call-hint = Whom to call about urgent matters when the hall is closed (R07.2)
hall-slip-hint = One line at the foot of each slip; empty means none.
hall-wrong-phone = Digits, blanks, plus, hyphens and brackets only

hours-title = Opening hours
hours-usual = No hours are set yet. The form begins with usual ones; make them yours, they hold once they are saved.
hours-lead = Kiosks give numbers during opening hours only. Public holidays come from the calendar; the hall's own closures stand below.
hours-from = from
hours-to = to
hours-week = Hours of the week
hours-week-hint = At most three spans a day; a day left empty is closed. A make-up working day opens like a Monday.
hours-days = Days set apart
hours-days-none = No day is set apart.
hours-day = Date
hours-day-open = Open
hours-day-new = Set a day apart
hours-day-lead = On this day the hall stays closed or opens at other times. Kiosks and displays follow it; it counts before the calendar.
hours-day-clear = Take back
hours-day-saved = Saved: { $date } { $hours }
hours-day-cleared = Taken back; { $date } is as usual
hours-day-closed-choice = Closed all day
hours-day-open-choice = Open at the times below
hours-day-spans-hint = Not needed when closed all day
hours-reason-hint = Visitors read it, for instance: power works
hours-wrong-no-span = Please give at least one span, or choose closed all day

year-title = Calendar of the year
year-lead = Public holidays and make-up working days as announced each year. A year that is not loaded counts weekends only.
year-missing = The arrangement of { $year } is not loaded: working days would be counted wrong. Please load it once it is published.
year-load = Load a calendar
year-file = Calendar file (CSV)
year-paste = Or paste its text here
year-form-hint = The first line is date,kind,name; then one day a line, for instance 2027-01-01,rest,元旦. rest is off, work is a make-up working day.
year-preview = See what would change
year-preview-title = This would change
year-preview-lead = Nothing is loaded yet. Look it through, then press the key.
year-preview-year = { $year }: { $count ->
        [one] one day changes
       *[other] { $count } days change
    }
year-same = The same as now; nothing changes.
year-do-load = Load this
year-loaded = Calendar of { $years } loaded
year-years = Years loaded
year-which = Year
year-days = Days
year-names = Holidays
year-counts = { $rest } off, { $work } make-up working days
year-none = No year is loaded yet.
year-plain = by weekday
year-no-file = Please choose a file or paste its text
year-not-text = This file cannot be read. Please save it as CSV in UTF-8.
year-no-days = There is no day in it
year-bad = Nothing was loaded. { $count ->
        [one] One line needs
       *[other] { $count } lines need
    } another look:
year-bad-line = Line { $line }: { $fault }
year-bad-columns = the first line must have the columns date, kind and name
year-bad-shape = this line has not three fields
year-bad-date = the date must look like 2027-01-01
year-bad-kind = kind is either rest or work
year-bad-twice = the same day stands further up
year-bad-name = the name is missing or too long

service-title = Services
service-lead = { $count } services, { $offered } offered. Guides come from here; kiosks and phones show them at once.
service-search = Search by name, other names or code
service-new = New service
service-none = There is no service yet.
service-state = Offered
service-offered = Offered
service-not-offered = Not offered
service-no-window = No window
service-unknown = There is no such service. Please choose from the list.
service-guide-look = See the guide as visitors do
service-part-what = What it is
service-part-limits = Limits and fee
service-part-guide = Guide
service-part-search = How it is found
service-limits-note = The limit by law is the law's own figure; the pledged limit is the hall's promise and never longer.
service-guide-note = Only what helps the visitor. One paper a line.
service-offered-hint = Without the tick kiosks do not show it
service-short-hint = For window signs; empty means the full name
service-statutory-hint = Empty where the law gives no figure
service-pledged-hint = Working days; 0 means at once
service-clock-hint = Its name in the table of limits
service-days = How the limit by law counts
service-days-wd = Working days
service-days-d = Calendar days
service-fee-zero = No fee
service-fee-amount = By the published standard
service-fee-local = A fee whose standard is not set yet
service-fee-words = How much
service-fee-hint = The standard in yuan, for instance 10; otherwise what is known
service-lines-hint = One a line
service-originals-hint = Given back at once; copy the line from above
service-aliases-hint = Everyday names, one a line; for searching only
service-kind-consult = Enquiry
service-kind-service = Service
service-kind-approval = Approval
service-kind-disclosure = Disclosure
service-kind-petition = Petition

group-title = Groups
group-lead = A group has one letter, the first thing seen on a ticket. Its name and summary stand on the kiosk's home screen.
group-new = New group
group-none = There is no group yet.
group-windows = Served first at
group-services = Services
group-services-count = { $count }, of which { $offered } offered
group-every-day = Every day
group-no-window = No window
group-part-names = Names and summary
group-part-queue = Letter and days
group-part-elder = Large type and “not sure”
group-letter-hint = A–H or J, one for each group
group-summary-hint = Three words that fit a tile of the home screen
group-weekdays-hint = None ticked means every day on which the hall is open
group-elder-hint = Large type holds at most five; the sixth place calls for help
group-not-sure-hint = Whoever does not know which to choose waits here; one group only

window-setup-title = Windows
window-setup-lead = Which groups a window serves first and which it helps. Help tickets are called here once they have waited long enough.
window-setup-new = New window
window-setup-none = There is no window yet.
window-setup-number = Window number
window-setup-all-services = All of its groups
window-setup-services = { $count } services only
window-setup-part-groups = Groups
window-setup-first-hint = Their tickets are called here first
window-setup-help-hint = Helped when nobody of its own waits; not one of those served first
window-setup-services-hint = With none ticked the window takes every service of its groups; otherwise only those ticked.

picture-users-three = Three people
picture-first-aid-kit = First-aid kit
picture-hand-heart = Hand and heart
picture-identification-card = Identity card
picture-plant = Plant
picture-baby = Baby
picture-storefront = Shop
picture-signpost = Signpost
picture-chats-circle = Talk
picture-briefcase = Briefcase
picture-house = House
picture-ticket = Ticket
picture-heart = Heart
picture-handshake = Handshake
picture-folder-open = Folder
picture-phone = Phone

field-name = Name
field-name-en = English name
field-place = Address
field-place-en = Address in English
field-guide-desk = Where the guide desk is
field-guide-desk-en = Guide desk in English
field-supervision-phone = Supervision phone
field-on-call = On call
field-on-call-phone = Phone on call
field-demo = Demo hall
field-letter = Letter
field-summary = What it holds
field-summary-en = What it holds, in English
field-icon = Icon
field-weekdays = Served on
field-not-sure = Stands behind “not sure”
field-in-elder-mode = On the large-type screen
field-elder-name = Name in large type
field-elder-summary = Words in large type
field-group = Group
field-short = Short name
field-department = Department
field-kind = Kind
field-level-lowest = Lowest level
field-statutory = Limit by law
field-pledged-days = Pledged limit
field-fee = Fee
field-clock = Limit taken from
field-materials = Papers to bring
field-originals = Papers given back at once
field-aliases = Other names
field-also-at = Villages that do it too
field-guide-object = Who may apply
field-guide-conditions = Conditions
field-guide-steps = Steps
field-guide-basis = Basis
field-guide-result = Result
field-offered = Offered now
field-first = Groups served first
field-help = Groups helped
field-services = Only these services
field-roles = Roles
field-role = Role
field-phone = Phone
field-position = Position
field-position-en = Position in English
field-department-en = Department in English
field-portrait = Photo
field-usual-window = Usual window
field-may-choose = May choose a ticket
field-left = Has left
field-value = Value
field-from = Valid from
field-confirmed = Confirmed
field-class = Class
field-window = Window
field-windows = Windows
field-once = One-time password
field-title = Title
field-version = Version
field-until = Shown until
field-stage = Stage
field-spans = Opening times
field-reason = Reason
field-reason-en = Reason in English
field-code = Code
field-number = Number
field-day = Date

history-title = History
history-lead = Who changed what and when: { $count } entries. The record cannot be changed or deleted.
history-of = History: { $thing }
history-all = Show all
history-none = There is no such change.
history-when = When
history-who = Who
history-what = What
history-change = Change
history-kind = Kind
history-from = From
history-to = To
history-console = Console
history-clock = By plan, on its day
history-gone = Withdrawn
history-same = As it was
history-empty = (empty)
history-portrait = A new one
history-personal = Changed (kept apart from the record)
history-added = Added: { $list }
history-removed = Removed: { $list }
history-kind-hall = Hall
history-kind-hours = Weekly hours
history-kind-day = Hours of a day
history-kind-calendar = Calendar of a year
history-kind-group = Group
history-kind-service = Service
history-kind-window = Window
history-kind-staff = Staff
history-kind-parameter = Parameter
history-kind-plan = Planned change
history-kind-notice = Notice
history-kind-device = Device
history-kind-credential = Password
history-kind-token = API token
history-kind-text = Wording
history-kind-slip = Slip
device-did-renew = New password
device-did-take-file = Device file downloaded
device-did-lock = Taken out of service
device-did-unlock = Back in service
device-did-restart = Started again
field-zh = Chinese
field-en = English
admin-part-machines = Machines and screens
device-title = Devices
device-lead = Each machine comes in with a password of its own. Broken: lock it. Lost: revoke it. Replaced: give it a new password.
device-new = New device
device-none = No devices yet
device-column = Device
device-class = Kind
device-state = Now
device-class-kiosk = Kiosk
device-class-public-display = Public display
device-class-staff-display = Staff display
device-class-call-pad = Call pad
device-name = Name
device-name-hint = Lower-case letters, digits and hyphens, such as kiosk-2. It stays.
device-window = Window of a call pad
device-window-none = Not a call pad
device-enrol = Enrol, then fetch the device file
device-enrolled = { $device } is enrolled. Its file can be downloaded once: fetch it now and put it on that machine.
device-online = Online
device-away = Away, silent since { $time }
device-never = Not heard since the hub started
device-out = Out of service
device-out-soon = Out of service, not yet heard
device-revoked-state = Revoked
device-printer = Printer
printer-ready = Ready
printer-paper-low = Paper low
printer-paper-out = Out of paper
printer-cover-open = Cover open
printer-jam = Paper jam
printer-unreachable = Not reachable
printer-unknown = Says no state
device-clock = Clock
device-clock-right = Right
device-clock-ahead = { $seconds } s ahead
device-clock-behind = { $seconds } s behind
device-version = Program version
device-since = Running since
device-seen = Last heard
device-locked-by = { $name }, { $time }
device-acts = What can be done
device-act = What
device-file = Download the device file
device-file-title = Next: put the device file on the machine
device-file-note = It holds address and password and is given once.
device-file-place = Keep it on that machine as /var/lib/{ $program }/device.toml and start { $program }; installed in another way, name it with --device.
device-file-pad = Give it to whoever installs the call pad.
device-file-gone = Downloaded before and not given again. If it is lost, make a new password.
device-file-lost = The password is kept in memory for one hour and is gone now. Please make a new password.
device-file-none = This device was not enrolled here, so there is no file. To download one, make a new password.
device-renew = New password
device-renew-note = The old password ends at once; the machine is cut off until it has the new file.
device-renewed = { $device } has a new password; the old one is dead. Download the device file now.
device-restart = Restart the program
device-restart-note = Whoever is just getting a number gets it first.
device-restarted = { $device } was told to start again
device-unlock = Back in service
device-unlock-note = The screen is as before at once.
device-unlocked = { $device } is back in service
device-lock = Take out of service
device-lock-note = A kiosk gives no numbers, a display calls nobody; the screen says so kindly, also after a restart, until it is unlocked.
device-lock-zh = What the screen says
device-lock-en = In English
device-lock-hint = At most { $count } characters; left empty, the screen uses its own words
device-lock-again = Change what it says
device-lock-done = { $device } is out of service
device-revoke = Revoke
device-revoke-note = For machines that are lost or scrapped. It is cut off at once and must be enrolled anew.
device-revoke-tick = I know that { $device } stops at once
device-revoked = { $device } is revoked and cut off
device-tick-first = Please tick the box first
token-title = API tokens
token-lead = Keys for other programs: seen once, revocable at any time; what they do is recorded under their name.
token-new = New token
token-none = No tokens yet
token-name = Name
token-name-hint = Letters, digits and hyphens, such as county-feed
token-role = Role
token-windows = Only these windows
token-windows-hint = None chosen means all windows
token-windows-all = All windows
token-issue = Issue
token-once-note = Copy it into its program now. Once you leave this page it cannot be seen again; if lost, revoke it and issue another.
token-again = This token was issued before and cannot be shown twice. Revoke it and issue another.
token-used = Last used
token-never = Never
token-acts = Settings it changed
token-revoke = Revoke
token-revoke-note = It stops working at once.
token-revoked = { $token } is revoked and works no more
token-state-valid = Valid
token-state-revoked = Revoked
text-title = Wording
text-lead = Some words may be said in this hall’s own way. Left empty, the usual words are used.
text-column = Words
text-now = Now
text-place = Where
text-place-kiosk = Kiosk
text-place-display = Display
text-place-slip = Slip
text-usual = Usual words
text-hint = At most { $count } characters
text-in-zh = In Chinese
text-in-en = In English
text-looks = How it looks
text-look = Preview
text-back = Back to the usual words
text-saved = Saved; the screens change at once
text-cleared = The usual words are back
slip-title = Slip
slip-lead = Number and window are always on it; whether and how large the rest is printed is set here.
slip-size-off = Left out
slip-size-normal = Normal
slip-size-large = Large
slip-lines = What is printed
slip-note-title = Note
slip-note-zh = Note in Chinese
slip-note-en = Note in English
slip-looks = This is how it prints
slip-looks-note = Drawn by the printer’s dots: 80 mm paper, 576 dots
slip-saved = Saved; the next slip is printed like this
slip-back = Back to the usual layout
slip-in-chinese = Chinese slip
slip-in-english = English slip
transfer-title = Export and import
transfer-lead = All settings of the hall, taken away as one file or brought in from one.
transfer-export = Export
transfer-export-note = Hall, hours, groups, services, windows, people, parameters, notices, wording and slip as one ZIP file. It holds names and phones, but no passwords, tokens or devices.
transfer-import = Import
transfer-import-note = You first see what would change; nothing is changed before you say so.
transfer-file = ZIP file
transfer-file-hint = As exported, or made in the same form
transfer-look = See what would change
transfer-no-file = Please choose a ZIP file first
transfer-no-archive = This file cannot be opened: { $why }
transfer-wrong-line = { $file }, line { $line }, cannot be read: { $what }. Nothing was changed.
transfer-wrong-file = { $file } cannot be read: { $what }. Nothing was changed.
transfer-plan = What would change
transfer-counted = { $count } changes; { $same } are so already.
transfer-left-out = Left out: { $what }
transfer-not-good = Some cannot be made, so none was. Please mend the files and come again.
transfer-nothing = Nothing to change, all is the same
transfer-where = In which file
transfer-line = { $file }, line { $line }
transfer-will = Will change
transfer-refused = Cannot be changed
transfer-do = Make these changes
transfer-done = Imported: { $count } changes
transfer-gone = The upload is gone; please send it again
transfer-stopped = The import stopped: { $why }
field-slip-hall = Hall name
field-slip-service = Service
field-slip-ahead = People ahead
field-slip-range = Expected time
field-slip-bring = What to bring
field-slip-qr = QR code
field-slip-code = Code
field-slip-missed = If the call is missed
field-slip-guide-desk = Guide desk
field-slip-phone = Supervision line
field-slip-fee = Fees
hours-closed = closed
year-rest = off ({ $name })
year-work = working ({ $name })

planned-title = Planned changes
planned-lead = Made at midnight of their day, and only what was changed in them. What no longer fits by then is not made; the reason is kept and told here.
planned-waiting = Waiting for their day
planned-none = Nothing is planned.
planned-in-vain = Could not be made
planned-seen = I have seen it
planned-seen-done = Put away; it stays in the record.
planned-take-back = Take back
planned-taken-back = Taken back; it will not be made
planned-made = Made on its day
planned-not-made = Could not be made on its day.
planned-number = Plan { $number }
planned-from = From { $date }: { $thing }
planned-note = A change is planned for { $date }. What you change now stays, unless it is the same field.
planned-look = See the plan
planned-saved = Planned for midnight of { $date }

## Parameters

parameter-title = Parameters
parameter-key = Name
parameter-value = Value now
parameter-source = Source
parameter-source-regulation = Regulation
parameter-source-law = Law
parameter-source-suggested = Suggested
parameter-source-confirmed = Confirmed
parameter-confirm = Confirm this value
parameter-new = New value
parameter-from = Valid from
parameter-saved = Recorded, valid from { $date }
parameter-old-cases = Cases accepted before keep the value of their day
parameter-lead = { $count } parameters. { $open ->
        [0] All are confirmed.
        [one] One is a suggestion that waits for you.
       *[other] { $open } are suggestions that wait for you.
    }
parameter-search = Search by name, key or rule
parameter-only-suggested = Only suggestions
parameter-all-confirmed = All are confirmed
parameter-rule = Rule
parameter-basis = Basis
parameter-default = Value in the catalogue
parameter-planned = { $value } from { $date }
parameter-confirm-short = Confirm
parameter-confirmed = Confirmed: { $name }
parameter-confirmed-tick = This value is settled (without the tick it stays a suggestion)
parameter-law-tick = I have checked the law in force ({ $basis })
parameter-law-unchecked = This value comes from the law. Please check the text in force, then tick this.
parameter-change = Change this value
parameter-unit = Unit: { $unit }
parameter-values = Values over time
parameter-value-column = Value
parameter-when = When
parameter-state-now = In use
parameter-state-planned = Not yet
parameter-state-before = Earlier
parameter-area-queue = Queues and opening
parameter-area-screen = Screens and voice
parameter-area-cases = Cases and limits
parameter-area-rating = Ratings and supervision
parameter-area-notice = Notices and information
parameter-area-petition = Petitions, receptions, hearings
parameter-area-security = Security and privacy
parameter-area-other = Training, archive and others

## Cases

case-accepted = Accepted. Your code is { $code }
case-receipt-title = Receipt
case-papers-missing = These are all the papers still missing. Please bring them by { $date }
case-before-acceptance = Papers needed (before acceptance)
case-papers-before-start = We accept as soon as the papers are complete; the limit runs from that day
case-deemed-accepted = We did not tell you in time; your application counts as accepted from { $date }, the day it was received
case-restarted = Your corrected application arrived; the limit counts again from { $date }
case-promise = Accepted against your promise: please bring the rest by { $date }, or it counts as withdrawn
case-withdrawn = Closed as withdrawn: { $reason }. You may apply again
case-clock-paused = { $reason }, { $from } to { $to }: { $count ->
        [one] { $count } day
       *[other] { $count } days
    } outside the limit by law; you were told in writing
case-stop-hearing = The hearing
case-stop-tender = The tender
case-stop-auction = The auction
case-stop-inspection = The inspection
case-stop-testing = The testing
case-stop-quarantine = The quarantine
case-stop-appraisal = The appraisal
case-stop-expert = The expert review
case-stop-third-party = Asking third parties and other authorities
case-stop-notice = See the notice
case-extended = Extended with approval to { $date }. Reason: { $reason }
case-closed = Closed. Result: { $result }
case-delivery = We will bring the result to your home
case-agent = Agent: { $name }. No need to come back
case-due = Done by { $date }
case-remind = Remind
case-ask = Ask the handler
case-stage = Now at { $department }, with { $name }
case-not-granted = We are sorry, the application was not granted. Reason: { $reason }. You may apply for reconsideration or bring a lawsuit

## Rating

rating-title = Please rate us
rating-question = Were you satisfied this time?
rating-served-by = You were served by
rating-safe = You can speak freely
rating-secret = Whoever served you sees totals only, never who rated
rating-unrated = No rating never counts as satisfied
rating-phone = A phone number, if you like (only to answer this)
rating-submit = Send
rating-later = Later
rating-5 = Very satisfied
rating-4 = Satisfied
rating-3 = Fairly satisfied
rating-2 = Dissatisfied
rating-1 = Very dissatisfied
rating-why = Please tell us what went wrong
rating-why-good = What was good? Choose any, or none
rating-good-manner = Friendly
rating-good-clear = Clear
rating-good-fast = Fast
rating-good-once = Done in one go
rating-good-helpful = Helpful
rating-good-appearance = Neat
rating-good-language = Courteous words
rating-other = Something else
rating-reason-manner = Manner
rating-reason-language = Language
rating-reason-appearance = Appearance
rating-reason-slow = Too slow
rating-reason-papers = Too many papers asked
rating-reason-passed-around = Passed from one to another
rating-reason-fee = Improper fee
rating-reason-banquet = Accepting meals or gifts
rating-thanks = Thank you
rating-call-back = If you are dissatisfied and leave a phone number, someone answers within { $count ->
        [one] { $count } working day
       *[other] { $count } working days
    }
rating-subject = { $ticket } · { $service }
rating-good-title = What was good?
rating-why-title = What went wrong?
rating-choose-any = Choose any, or none
rating-phone-label = A phone number, if you like
rating-phone-note = (only to answer this)
rating-words-label = Your words
rating-words-hint = Write to us; the person rated does not see it
rating-line = Supervision line
rating-sending = Sending
rating-kept = We have your rating, thank you
rating-first-choose = Please choose one first
rating-back = Home

## Phone page of a ticket

phone-title = My number
phone-near = Soon your turn, please stay near
phone-wait = Please stay near; this page tells you when it is soon
phone-now = Please go to window { $window }
phone-serving = Window { $window } is serving you
phone-finished = Done, thank you
phone-cancelled = This number is given up
phone-missed = Missed: keep your number and tell us when you are back
phone-parked = We go on at { $time }; please stay near
phone-reserved = Your number is being issued, one moment
phone-closed = Not served today; see below what to do
phone-ahead-mark = ahead
phone-you = you
phone-range = { $low }–{ $high } min
phone-reminder = While this page is open it tells you
phone-late = I will be late
phone-updates = Updated { $time }; it updates while the page is open
phone-stale = The link is down; this stands at { $time }. Please watch the screens and listen for the call.
phone-tab-ticket = My number
phone-tab-cases = Cases
phone-tab-notices = Notices
phone-tab-say = Feedback
phone-rate = Rate this service
phone-not-found = There is no such number, or it is not from today. Please check the code on your slip, or ask at the guide desk.
phone-cancel-question = Give up this number? It cannot be called back.

## Public supervision page

supervise-title = Badge check
supervise-genuine = This person works in this hall
supervise-now = Now at window { $window }
supervise-not-now = Not at a window now
supervise-line = Supervision line { $phone }
init-welcome = A new hall. Enter takes the answer in brackets, - means none.
init-hall = Id of the hall (lower-case letters, digits, hyphens; it never changes):
init-hall-wrong = This id will not do: lower-case letters, digits and hyphens only, at most 40 of them.
init-name = Name of the hall as citizens read it:
init-addresses = Addresses and names of this machine, separated by commas; devices and browsers find it by the first. For this machine only, answer -:
init-name-wrong = This name will not do, please give another.
init-addresses-wrong = One of these is neither an address nor a host name; please type them again, for example 192.168.1.10, hall.
init-reach = From where phones open the public pages: lan (the hall's network) or internet (anywhere):
init-public-url = Address of the public pages, for the QR codes on slips; - prints none:
init-public-url-wrong = The whole address, please: it begins with http:// or https://, then host name and port alone; for internet it must begin with https://.
init-administrator = First administrator: { $number }, one-time password: { $what }
    It is shown this once and must be changed at the first sign-on.
init-ready = The hall is made. Start it now: { $what }
init-staff-pages = Staff pages: { $what }
init-public-pages = Public pages: { $what }
init-ca-page = Root certificate for staff computers: { $what }
init-ca-file = File of the root certificate: { $what }
init-ca-fingerprint = Fingerprint of the root certificate (SHA-256): { $what }
ca-title = Root certificate
ca-what = With this certificate installed, staff computers open the staff pages without a warning.
ca-check = First compare the fingerprint (SHA-256)
ca-check-how = Ask the administrator for the one printed at setup; if it differs, do not install it and tell the administrator.
ca-install = How to install it
ca-install-windows = Windows: download, double-click, choose “Install Certificate” and put it into “Trusted Root Certification Authorities”.
ca-install-linux = Linux: import it under “Certificates” in the browser's settings and let it identify websites.
ca-install-phone = Phone: system settings, “Security”, “Install a CA certificate”.
ca-download = Download the certificate
ca-not-for-citizens = Visitors do not need it: tickets and guides open without any certificate.
ca-none = This hall does not use encryption; there is nothing to install.

## Health of devices and hub

health-title = Devices
health-ok = In order
health-kiosk-away = Kiosk { $kiosk } is silent since { $time }. Please check power and cable; visitors take numbers at the guide desk meanwhile.
health-display-away = Display { $display } is silent since { $time }. Please check power and cable.
health-paper-out = Kiosk { $kiosk } is out of paper and gives numbers by screen and phone. Please change the roll.
health-paper-low = Kiosk { $kiosk } is low on paper; please have a roll ready.
health-cover-open = The printer cover of kiosk { $kiosk } is open; please close it.
health-printer-away = Kiosk { $kiosk } cannot reach its printer and gives numbers by screen and phone. Please check the cable.
health-printer-unknown = The printer of kiosk { $kiosk } reports no status; we cannot see whether slips print.
health-disk-full = The disk is full: nothing can be saved, so no numbers are given or called. Please free space at once.
health-journal = Saving fails at present; everyone is asked to try again. An administrator should look.
health-broker = The link to screens and kiosks is down; trying again. Windows go on calling; the guide passes it on by voice.
health-calendar = The holiday calendar of { $year } is missing: only weekends count. An administrator should load it.
health-busy = The hall is busy; each step takes some seconds
health-suggested = { $count ->
        [one] { $count } suggested value awaits confirmation
       *[other] { $count } suggested values await confirmation
    }

## Errors of pages and faults: what happened, what it means, what to do

error-not-found = There is no such page. The address may be mistyped; please start from the first page.
error-forbidden = Your role does not show this page. If you need it, please ask an administrator.
error-sign-on-first = Please sign on first, then open this page.
error-origin = This request did not come from a page of this hall and was not carried out. Please go back to the page and try again.
error-too-large = That was too much (over { $limit }) and was not taken. Please shorten it and send again.
error-too-fast = That was too quick. Please try again in { $seconds } seconds; what came before counts.
error-malformed = We could not read “{ $field }” and saved nothing. Please correct it and send again.
error-fault = This step was not done and nothing has changed. Please try once more, then ask an administrator.
error-stopping = The hall is restarting. Please try again in a minute; what is saved stays.
error-reference = Reference { $reference }

## Refusals of the rules: what happened, what it means, what to do

refusal-outside-hours = The hall is closed now. Service hours are { $hours }
refusal-hours-over = Today’s service hours are over. Please come again on { $next }
refusal-hours-over-book = You can also book on your phone
refusal-tickets-gone = Today’s numbers are all given out; if urgent, come to the guide desk
refusal-tickets-gone-book = You can book { $next }
refusal-service-paused = This service is paused. Reason: { $reason }
refusal-already-holding = You already hold ticket { $ticket }. You can print its slip again
refusal-ticket-expired = This ticket is no longer valid. Please take a new number
refusal-already-served = This ticket has already been served
refusal-too-early = It is too early. You can check in from { $time }
refusal-too-late = The check-in time has passed. We will give you a walk-in number
refusal-slot-full = This time is fully booked. Please choose another
refusal-not-accepted-here = This hall does not handle this. Please go to { $place }
refusal-already-rated = This ticket has already been rated. Thank you
refusal-too-many-tries = Too many tries. Please try again in { $minutes } minutes, or come to the guide desk
refusal-not-signed-on = Please sign on with your badge and password first
refusal-badge-incomplete = The badge is not complete, so the window cannot open
refusal-no-authority = You are not authorised for this service. Please hand it off to { $department }
refusal-fee-differs = The fee differs from the published standard. Today’s standard is { $amount } yuan
refusal-fee-not-set = The fee standard is not set yet; an administrator must set it first
refusal-extension-too-late = The limit has passed; it can no longer be extended
refusal-stop-not-lawful = Only what the law names stops the clock: a hearing, tender, auction, inspection, testing, quarantine, appraisal, expert review or third-party opinion. Waiting for papers or for a leader does not
refusal-stop-needs-notice = Tell the applicant in writing before stopping the clock
refusal-needs-outcome = Please record the result before closing
refusal-notice-incomplete = “{ $field }” is missing, so the notice cannot be published
refusal-saving-failed = We cannot save right now. Please try again shortly; what you typed is kept
refusal-busy = Busy just now. Please try again in a few seconds
refusal-rule = Rule: { $rule }
refusal-unknown = This cannot be done now and nothing has changed. Please come to the guide desk and we will help.
refusal-break = It is the lunch break and no numbers are given. Please come back at { $time }.
refusal-not-open-yet = Not open yet; numbers are given from { $time }.
refusal-closed-today = Closed today; no numbers are given. Next opening: { $next }.
refusal-taking-over = Numbers are over for today. Please come again on { $next }; if urgent, ask at the guide desk.
refusal-not-today = This is not served today but on { $days }. You can read the guide now; if urgent, ask at the guide desk.
refusal-no-window = No window serves this now, so a number would not be called. Please go to the guide desk and we will arrange it.
refusal-unknown-service = This service is no longer on the list and no number was taken. Please choose again, or ask the guide.
refusal-unknown-group = There is no such group and nothing has changed. Please refresh and choose again.
refusal-unknown-ticket = There is no ticket { $ticket } today. Please check the slip, or ask at the guide desk.
refusal-unknown-window = There is no window { $window } and nothing has changed. Please choose again.
refusal-unknown-staff = There is no staff number { $number }, so nobody signed on. Please check it, or ask an administrator.
refusal-no-one-waiting = Nobody is waiting, so nobody was called. This page tells you when someone comes.
refusal-only-young-help = Only tickets to help with, and they come here in { $minutes } minutes. If it presses, the manager can let this window help.
refusal-ticket-not-waiting = This ticket is not waiting, so it was not called. Please call the next one.
refusal-ticket-elsewhere = { $ticket } is at window { $window } and cannot be changed here. Please speak with your colleague there.
refusal-window-does-not-serve = This window does not serve this, so nothing was done. Please transfer it, or ask the manager to let this window help.
refusal-window-idle = This window has no ticket, so this cannot be done. Please call the next one first.
refusal-not-started = Service has not started, so this cannot be done. Please press “Start” first.
refusal-ticket-not-away = This ticket is neither missed nor parked; there is nothing to bring back.
refusal-ticket-other-day = { $ticket } is not from today and no longer counts. Please take a new number.
refusal-ticket-being-served = This number is already at a window and cannot be given up here. Please tell the clerk.
refusal-ticket-ended = This ticket has ended and nothing has changed. For anything else please take a new number.
refusal-not-reserved = { $ticket } was issued already; nothing to confirm.
refusal-calls-used-up = This ticket was called as often as the rule allows. If nobody came, press “Mark missed”; the visitor can still come back.
refusal-too-soon-to-call = It was called just now. Please wait { $seconds } seconds so that the visitor can walk over.
refusal-window-busy = { $ticket } is still at this window, so nothing was done. Please end or transfer it first.
refusal-no-window-open = You are not signed on at a window, so nothing was done. Please sign on first.
refusal-window-paused = The window is paused, so nobody was called. Please press “Resume” first.
refusal-window-not-paused = The window is not paused; there is nothing to resume.
refusal-window-taken = { $name } is on duty at window { $window }. Please choose another window, or ask them to sign off first.
refusal-other-window-open = You are signed on at window { $window }; one person opens one window. Please sign off there first.
refusal-not-your-window = You are not signed on at window { $window } and cannot act for it. Please sign on there, or ask the colleague at it.
refusal-suspended = You are suspended from post, so the window was not opened. Please speak with the leader in charge.
refusal-badge-missing = The badge lacks “{ $field }”, so the window was not opened. Please have an administrator complete it.
refusal-nothing-to-undo = There is nothing to undo: the time is over, or someone has acted on it. Please act again from where things stand.
refusal-reason-needed = A reason is missing and nothing was done. Please write one and send again.
refusal-transfer-same = { $ticket } is already in that group. Please choose another group or window.
refusal-park-time = The time to call again must be before closing today; nothing was done. Please choose a shorter one.
refusal-park-long = A ticket can wait { $minutes } minutes at most; nothing was done. Please choose a shorter time.
refusal-already-helping = Window { $window } serves that group already.
refusal-not-helping = Window { $window } is not helping that group; there is nothing to take back.
refusal-already-assisted = { $ticket } is confirmed already: the next free window serves it.
refusal-role-may-not = This step belongs to: { $role }. Nothing was done; if it is needed, please tell the manager.
refusal-rating-code = Number and code do not match and no rating was taken. Please check your slip; { $left } tries left.
refusal-not-served-yet = This number has not been served yet. Please rate it afterwards.
refusal-rating-over = The time for rating is over. If you have something to say, please call the supervision line.
refusal-rating-invalid = There is no such level or reason, so no rating was taken. Please choose again.
refusal-text-too-long = That is too long: at most { $count } characters. Nothing was saved; please shorten it.
refusal-phone-number = The phone number does not look right and was not saved. Please check it, or leave it out.
refusal-unknown-parameter = There is no such parameter and nothing was saved. Please choose it on the parameters page.
refusal-parameter-invalid = The value does not fit its unit and was not saved. Please correct it.
refusal-parameter-law = This value is set by law and cannot be changed here.
refusal-parameter-date = The date lies in the past and nothing was saved. Please give today or a later day.
refusal-too-large = With this the screens would carry more than { $limit }; nothing was saved. Please shorten it.
refusal-request-too-old = This request is too old and was not carried out. It is now { $time }; please do it again.
refusal-request-ahead = This device’s clock is ahead, so the request was not carried out. It is now { $time }; the device sets itself right, please press again.
refusal-request-reused = One request id was used for two different things; nothing was done. Please do it again.
refusal-unknown-fields = The message holds an unknown field “{ $field }” and was not carried out. Please update this device.
refusal-wrong-version = This device speaks another version; nothing was done. Please have it updated.
refusal-device-unknown = This device is not enrolled and cannot be used. Please have an administrator enrol it.
refusal-device-locked = This machine is out of service; please use another one or the guide desk
refusal-device-without-screen = A call pad has no screen to lock or restart. To stop it, revoke its password.
refusal-device-file-taken = This device file was downloaded once and is not given again. If it is lost, make a new password.
refusal-unknown-screen-text = This word is not among those that may be changed
refusal-text-not-plain = One line of plain text, without line breaks or special marks
refusal-token = This token does not count: it may be revoked, or it is for another window. Please ask for a new one.
refusal-needs-clerk = Nobody is signed on at this window, and a token cannot call in their place. Someone must sign on first.
refusal-clerk-away = { $number } has not signed on, so the window was not opened. They must sign on first.
refusal-outside-hours-next = The hall is closed, so no number was taken. Next opening: { $next }.
refusal-already-started = Service has started already; no need to press again.
refusal-group-not-today = { $group } is not served today but on { $days }. You can read the guide now; if urgent, ask at the guide desk.
refusal-unknown-notice = There is no such notice; it may have been withdrawn. Please refresh.
refusal-unknown-plan = There is no such plan; it may have been made or taken back. Please look again.
refusal-unknown-day = Nothing is set for this day. Please look again.
refusal-unknown-token = There is no such token and nothing has changed. Please check its name.
refusal-unknown-device = There is no such device and nothing has changed. Please check its name, or ask an administrator to enrol it.
refusal-name-invalid = This name cannot be used and nothing was saved. Please use small letters, digits and hyphens only.
refusal-name-taken = This name is taken and nothing was saved. Please choose another.
refusal-setting-invalid = This setting contradicts another: { $what }. Nothing was saved; please correct it.
refusal-snapshot-too-large = This would make { $what } { $kib } KB long, and screens take { $most } KB at most. Nothing was saved; please shorten it, or stop offering some services first.
snapshot-menu = the kiosk's menu
snapshot-board = the hall board
snapshot-duty = the duty wall
snapshot-notices = the list of notices
refusal-ticket-code = Number and code do not match, so nothing was found. Please check your slip, or ask at the guide desk.
refusal-closed-unknown = The hall is closed, so no number was taken. For opening times see the notice at the door, or ring us.
refusal-no-such-window = There is no such window; nothing was changed. Please choose again.
refusal-no-such-ticket = There is no such number today; nothing was changed. Please check your slip, or ask at the guide desk.
refusal-no-such-person = Nobody is registered under this; nothing was changed. Please check the staff number, or ask an administrator.
refusal-window-taken-by = { $name } is on duty at this window. Please choose another window, or ask them to sign off first.
refusal-earliest-turn-next = Priority tickets have just had their turn; now the earliest is next. Please press “Call next”.
refusal-malformed = A message of this device could not be read; nothing was done. Please try again, or come to the guide desk.
rule-queue = the hall’s queue rules
rule-security = the hall’s security rules
why-transferred-here = Transferred here from another window; its place is unchanged.

## Pages

page-places = Pages
page-shortcut-main = The main step: call next, begin, finish
badge-portrait = photo
badge-name = name
badge-position = position
badge-number = staff number
badge-phone = phone
error-no-such-thing = Not found; nothing has changed. Please check the number.
desk-help-none = No kiosk is calling for help
window-materials = Papers to check
window-missed-note = They can still be served when they come back
window-parked-until = Called again at { $time }
window-sign-off-plain = Sign off? The window closes; other windows go on calling those who wait.
window-cancel-question = End { $ticket }? It cannot be called again afterwards.
window-called-done = { $ticket } called
window-started-done = { $ticket } begun
why-chosen-passed = { $count ->
        [one] Chosen by staff; the reason is on record. It passed one person.
       *[other] Chosen by staff; the reason is on record. It passed { $count } people.
    }
manager-urgent = Approve an urgent matter
manager-lend = Arrange help
manager-close-window = Close window { $window } ({ $name } is on duty)
manager-waits-long = { $ticket } has waited { $minutes } min.
manager-window-away = Window { $window } has been away for { $minutes } min
manager-window-idle = { $count ->
        [one] Window { $window } is free while one person waits
       *[other] Window { $window } is free while { $count } people wait
    }
manager-yesterday-plain = { $done ->
        [one] Yesterday one person was served
       *[other] Yesterday { $done } people were served
    }
manager-chart-words = { $time }: promised { $low }–{ $high } min, real { $waited } min.
health-well = { $count ->
        [one] One device in order
       *[other] { $count } devices in order
    }
health-locked = { $device } has been out of service since { $time }. Unlock it once it is well.
health-clock = The clock of { $device } is { $seconds } seconds off; please set it.
health-unseen = { $device } has not been heard yet. Please check power and network.
phone-go-now = Please go to
phone-guide-title = Guide
phone-over = This ticket has ended
phone-missed-day = You were called and not there. This number held for its day only; please take a new one when you come again.
phone-not-served = We are sorry that you were not served that day. Please come again and tell the guide desk; we will arrange it.
supervise-unknown = Nobody found with this number. Please check the badge, or call the supervision line.
rating-choose-why = Would you like to say more? (optional)
manager-look-window = Have a look at window { $window }

## People, rights and security

sign-on-locked-until = Too many tries did not match, so this number rests until { $time } (about { $minutes } minutes). If it is urgent, an administrator can unlock it or give a new password.
sign-on-password-changed = Your new password holds
sign-on-password-rule = At least { $count } characters, and not the one before
sign-on-password-same = The new password is the same as before, so nothing was changed. Please choose another.
sign-on-password-once = The one-time password you were given
sign-on-password-now = Your password now
sign-on-password-new = Change the password
sign-on-pin-rule = A PIN has { $count } to 12 digits, not all the same and not in a row
sign-on-pin-new = Set a PIN, to open a locked page
sign-on-pin-again = The PIN once more
session-own = Where I am signed on
session-began = Signed on { $time }
session-seen = last act { $time }
session-between = ,{ " " }
session-here = This one
session-locked = Page locked
session-end = Sign off there
session-end-others = Sign off everywhere else
session-note = If you do not know one, sign it off, change your password and tell an administrator.
session-ended = { $count ->
        [one] One place is signed off; its pages stop at once
       *[other] { $count } places are signed off; their pages stop at once
    }
refusal-number-given = This staff number was given before, so nothing was saved. A number stays with one person for ever; please choose a new one.
refusal-last-administrator = This is the last administrator who can sign on, so nothing was changed. Let another administrator sign on first.
refusal-right-not-held = This touches an administrator’s right that you do not hold, so nothing was saved. Please ask an administrator.
refusal-unknown-role = This role does not exist; it may have been removed. Nothing was saved; please reload and choose again.
refusal-role-in-use = { $people ->
        [one] One person still has this role, so it stays. Please change that person’s roles first.
       *[other] { $people } people still have this role, so it stays. Please change their roles first.
    }
admin-part-people = People and security
staff-title = Staff
staff-lead = { $count } people work here: badge, roles, sign-on. Who leaves is kept in the record, and the number is given to nobody else.
staff-search = Find by name, number or position
staff-new = Somebody new
staff-none = No staff yet.
staff-gone = No longer here
staff-person = Name and number
staff-badge = Badge
staff-sign-on = Sign-on
staff-badge-whole = Complete
staff-badge-lacks = Lacks { $parts }
staff-sign-on-none = No password
staff-sign-on-once = Waits for the first sign-on
staff-sign-on-own = Own password
staff-added = Added. Next, add a photo and give a one-time password.
staff-part-badge = What the badge shows
staff-part-badge-note = A window opens only with photo, name, position, number and phone (R04.2).
staff-part-rights = Roles and window
staff-number-hint = Letters and digits, 16 at most; never given to anybody else
staff-wrong-number = Letters and digits only
staff-may-choose-hint = May call a particular ticket out of turn, with a reason; it is counted
staff-leave = This person leaves
staff-leave-note = From that day on there is no sign-on and no place on the duty wall; the record stays, and the number is given to nobody else.
staff-return = Is back at work
staff-photo = Photo
staff-photo-note = Cut to 4:5, made small and saved anew without any word about place or camera. It shows at once.
staff-photo-hint = JPEG or PNG, up to { $size } MiB, { $width }×{ $height } to { $most } pixels
staff-photo-save = Upload the photo
staff-photo-saved = The photo is in place; window sign and duty wall show it at once.
staff-photo-kind = This file is neither a JPEG nor a PNG photo, so nothing changed. Please choose a photo.
staff-photo-bytes = This photo is larger than { $size } MiB, so nothing changed. Please choose a smaller one.
staff-photo-large = This photo is larger than { $most } pixels, so nothing changed. Please make it smaller.
staff-photo-small = This photo is too small to be clear on the window sign, so nothing changed. Please use at least { $width }×{ $height } pixels.
staff-photo-broken = This photo cannot be opened, so nothing changed. Please take another, or save it anew.
staff-password = One-time password
staff-password-note = For somebody new, or who forgot. It is shown once and changed at the first sign-on; the old password, PIN and sign-ons end.
staff-password-give = Give a new one-time password
staff-password-made = One-time password of { $name }, shown this once. Please hand it over; it must be changed at the first sign-on.
staff-password-shown = This password was shown already. If you did not see it, please give a new one.
staff-back-to-person = Back to this person
staff-badge-caption = As the window sign shows it
staff-badge-missing = The badge lacks { $parts }; until then no window opens (R04.2).
staff-badge-worn = Print the badge
staff-badge-worn-lead = The QR only names the person: citizens open the public page; at sign-on it fills in the number and the password is still asked.
staff-window-words = window
staff-qr-words = Rate and supervise
field-hall-roles = The hall’s own roles
field-verbs = Rights
roles-title = Roles
roles-lead = A role is a set of rights. Seven are built in; the hall may make others, and a person may have several.
roles-new = A new role
roles-own = The hall’s own roles
roles-built-in = Built-in roles
roles-none = None yet.
roles-people = People
roles-rights = Rights
roles-right = Right
roles-count = { $count ->
        [one] One right
       *[other] { $count } rights
    }
roles-built-in-lead = Built-in roles cannot be changed. For another division of work, make a role of the hall’s own.
roles-part-window = Windows and guide desk
roles-part-manager = What managers do
roles-part-settings = Settings, people and security
roles-part-look = Looking
roles-wrong-none = Choose at least one right
roles-remove = Remove this role
roles-remove-note = Possible once nobody has it.
roles-removed = The role is removed
session-title = Sign-ons
session-lead = { $count ->
        [one] One sign-on counts now. Once it is ended its pages stop at once.
       *[other] { $count } sign-ons count now. Once one is ended its pages stop at once.
    }
session-list = Signed on
session-none = Nobody is signed on.
session-column-began = Since
session-column-address = Address
session-column-seen = Last act
session-column-locked = Locked until
session-locked-accounts = Numbers that rest after too many wrong passwords
session-none-locked = None.
session-locked-until = Opens { $time }
session-unlock = Unlock now
session-unlocked = { $name } may sign on again
session-end-all = End all but mine
security-title = Security log
security-lead = Sign-ons and those that did not succeed, changes of passwords, tokens, devices and roles, acts that were refused. Kept { $months } months, { $count } lines. No password is ever in it.
security-sheet = Download as CSV
security-kind = What
security-who = Number, token or device
security-about = About
security-stranger = Nobody signed on
security-none = Nothing in this time.
security-signed-on = Signed on
security-sign-on-wrong = Wrong password
security-locked-out = Locked out
security-unlocked = Unlocked
security-signed-off = Signed off
security-session-revoked = Sign-on ended
security-password-changed = Own password or PIN changed
security-password-given = One-time password given
security-rights-changed = Person or role changed
security-token-issued = Token issued
security-token-revoked = Token revoked
security-token-wrong = Wrong token
security-device-enrolled = Device enrolled
security-device-revoked = Device revoked
security-device-password-wrong = Device password wrong
security-device-locked = Device taken out of service
security-device-unlocked = Device put back in service
security-device-restarted = Device restarted
security-act-refused = Refused for want of a right
history-kind-role = Role
verb-open-window = Open a window
verb-pause-window = Pause a window
verb-resume-window = Come back from a pause
verb-close-window = Close the own window
verb-call-next = Call the next
verb-call-chosen = Call a chosen ticket
verb-call-again = Call again
verb-mark-missed = Mark as missed
verb-start = Start
verb-finish = Finish
verb-transfer = Transfer
verb-park = Park
verb-bring-back = Bring back
verb-undo = Undo
verb-issue-by-hand = Issue by hand
verb-confirm-assistance = Confirm assistance
verb-ask-company = Ask for company
verb-take-back-ticket = Cancel the ticket at the window
verb-answer-help = Answer a kiosk’s help call
verb-let-help = Arrange help
verb-take-back-help = Take help back
verb-approve-urgent = Approve an urgent matter
verb-cancel-ticket = End a ticket
verb-close-left-window = Close a window left open
verb-set-hall = The hall’s own details
verb-set-hours = Opening hours
verb-load-calendar = The holiday calendar
verb-set-group = Groups
verb-set-service = Services
verb-set-window = Windows
verb-set-staff = Staff
verb-set-parameter = Parameters
verb-publish-notice = Publish notices
verb-withdraw-notice = Withdraw notices
verb-enrol = Enrol devices
verb-renew-device = Give devices a new password
verb-take-device-file = Take a device’s file
verb-lock-device = Take devices out of service
verb-unlock-device = Put devices back in service
verb-restart-device = Restart devices
verb-set-screen-text = Wording of the screens
verb-set-slip = Layout of the slip
verb-revoke-device = Revoke devices
verb-set-credential = Give one-time passwords
verb-issue-token = Issue tokens
verb-revoke-token = Revoke tokens
verb-take-back-plan = Take planned changes back
verb-set-role = Make roles
verb-remove-role = Remove roles
verb-revoke-session = End sign-ons
verb-unlock-account = Unlock accounts
verb-see-floor = See today’s floor
verb-see-live = See the live page
verb-see-settings = See settings
verb-see-record = See past days
verb-see-security = See the security log

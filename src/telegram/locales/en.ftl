# All that the bot and the delivery say to people. Syntax: https://projectfluent.org

## Profile

# Shown in a chat that is still empty: up to 512 characters.
description = Send a name and a wish and get a video in about half a minute: your words spoken, with music and captions. Add your own photos or voice if you like.
# Shown in the profile and in links to the bot: up to 120 characters.
short-description = Video greetings in your words: send a name and a wish, get a video in half a minute.

## Menu of commands

command-start = Start here
command-new = Make a new greeting
command-settings = Voice, design, format
command-forget = Delete everything about me
command-greet = Greet somebody: name and wish
command-stats = How things are going
command-find = Find a greeting: id or chat
command-drain = Take no orders: minutes
command-resume = Take orders again
command-block = Block a person: id
command-unblock = Unblock a person: id
command-my = Your videos
command-language = Language · Язык
command-cancel = Cancel your latest video
command-help = How it works

## Getting to know each other

welcome =
    Hi! I turn your words into a video greeting, with a voice, music and captions.

    Who is it for? Send a name, or everything at once: “Anna: happy birthday!” Photos and voice messages are welcome too.
example-name = Anna
help =
    Send a name and your wish in one message, with a colon between them:

    Anna: Happy birthday! I wish you joy and health.

    🎬 About half a minute later you get a video: the name on screen, your words spoken, music and captions.

    🎨 The look follows your words: a birthday, New Year, a wedding, a thank-you or anything else.

    📷 You can add photos (up to { $photosMax }), a voice message or a video: put the same words in the caption. With a voice message or a video, the name and a colon are enough.

    👥 Greet up to { $namesMax } people at once: “Anna, Ben, Kate: Happy New Year, { "{name}" }!” A list may also come as a .txt or .csv file.

    🎞 Your videos: /my. Your usual voice, design and format: /settings. Delete everything about you: /forget.
in-group = In a group, write “/greet Anna: happy birthday!”, or reply like that to a photo, a voice message or a text.

## Language

choose-language = Which language shall we speak?
language-name = English
language-set = English it is

## Settings

settings = ⚙️ Every new greeting starts with this
settings-language = Language: { $language }
settings-design = Design: { $design }
settings-by-words = from your words
settings-ask-design = Which design if your words name no occasion?
button-language = 🌐 Language
settings-button-design = 🎨 Design
button-first-on = ✅ Show me first
button-first-off = ⬜ Show me first

## Forgetting

ask-forget = Delete names, words, files and your list of videos? What is still being made is cancelled. Videos already in chats stay.
button-forget = 🗑 Delete
button-keep-all = Keep
forgotten = Done, everything is deleted. The videos in your chats are still there.
not-forgotten = Fine, everything stays as it is.

## When no order is taken now

limit-open = { $openMax ->
        [one] I'm already making a video for you and can't do more at once. Let's go on when it's ready.
       *[other] I'm already making { $openMax } videos for you and can't do more at once. Let's go on when one of them is ready.
    }
limit-batch = I can make { $room } more { $room ->
        [one] video
       *[other] videos
    } today. Please shorten the list.
limit-daily = That's { $dailyMax ->
        [one] { $dailyMax } video
       *[other] { $dailyMax } videos
    } today, the daily limit. You can make more in { $hours } { $hours ->
        [one] hour
       *[other] hours
    }.
drained = I'm not taking orders for a moment. Everything is saved.
drained-for = I'll take orders again in { $minutes } min. Everything is saved.
not-allowed = This bot is not open to everyone yet.
too-many-messages = That's a lot of messages at once. Give me a minute, then we'll go on.

## Groups

added-to-group = Thanks for having me! Write: /greet Anna: happy birthday!
ask-sure-name = Shall I say “{ $name }” or another name? Write it, please.
answer-here = Reply to this message, or set it all up in private.
button-in-private = Set it up in private

## Admins

stats-completed = 24 h: { $completed } ready
stats-failed = { $failed } failed
stats-p95 = p95 { $seconds } s
stats-waiting = Queue: { $step } { $waiting }, oldest { $seconds } s
stats-idle = Nothing is waiting
stats-no-redis = Queue: Redis does not answer
stats-workers = Workers: { $workers }
found-none = There are no such greetings.
drain-begun = No orders are taken. To take them again: /resume
drain-begun-for = No orders are taken for { $minutes } min. To take them earlier: /resume
drain-ended = Orders are taken again.
person-blocked = Blocked: { $id }. To undo: /unblock { $id }
person-unblocked = Unblocked: { $id }
admin-usage =
    /find id or chat
    /drain minutes, up to a week
    /block id of a person
    /unblock id of a person
admin-done = Done
admin-no-effect = It can no longer be changed

## Ordering

how-to =
    Start with the name and a colon, then your wish. For example:

    Anna: Happy birthday! I wish you joy and health.
answer-price = It's free: up to { $dailyMax } videos a day. Who shall we greet?
answer-changes = The buttons under a finished video change the name, words, design, voice, format and music. Before that, use the buttons on the card.
answer-sharing = Tap “📤 Share” under the video and pick a chat, or simply forward it.
answer-trouble = All your videos and how they stand are in /my. If one didn't work out, write “again”.
card-not-understood = I didn't get that. The buttons below change the card.
card-refused = What shall I change? Pick it below.
how-to-media =
    Who is it for? Reply with the name, a colon and your wish. For example:

    Anna: Happy birthday!
how-to-recording =
    Who is it for? Reply with the name. If you want words in the captions, add them after a colon. For example:

    Anna: Happy birthday!
media-forgotten = Could you send the file once more, with the name, a colon and your wish as its caption?
album-late = 📷 Part of your album came in late and is not in the video. If you'd like it there, please send it all again.
other-file = I can't put this kind of file in a video. Photos, voice messages and videos work, and a list of names as text or as a .txt or .csv file.

## How far the greetings are

# A line each in one message.
status-waiting = ⏳ { $name }: in line
status-waiting-at = ⏳ { $name }: { $place } in line
status-waiting-time = ⏳ { $name }: { $place } in line, { $time }
status-speaking = 🎬 { $name }: recording the voice
status-drawing = 🎬 { $name }: putting it together
status-drawing-percent = 🎬 { $name }: putting it together, { $percent }%
status-sending = 🎬 { $name }: sending
status-more = …and { $count } more
# In place of a name that this version cannot read.
status-unnamed = Video
status-slow = It's busy right now, so this takes longer than usual. You can close the chat; the video will come by itself.
status-closed = The workshop is closed for a moment. Your order is saved and starts when it opens.
ordinal = { $number }{ $ending ->
        [one] st
        [two] nd
        [few] rd
       *[other] th
    }
about-seconds = about { $seconds } s
about-minutes = about { $minutes } min

cancel-one = ✖️ { $name }
cancel-all = ✖️ Cancel all
undo = ↩️ Undo
undo-one = ↩️ { $name }
undo-all = ↩️ Undo all

## Cancelling

cancelled = Cancelled: { $name }
cancelled-unnamed = Cancelled
nothing-to-cancel = There's nothing to cancel right now. Finished videos are in /my.
not-yours = Only the person who ordered a video, or a group admin, can cancel it.
order-ended = This order has already ended.

## What is wrong with an order, by error code

input-NAME_EMPTY = Who is it for? Write the name.
input-NAME_TOO_LONG = That name is too long: up to { $nameMax } { $nameMax ->
        [one] character fits
       *[other] characters fit
    }.
input-NAME_NOT_SPEAKABLE = The name needs at least one letter or digit, so that I can say it.
input-NAME_NOT_DRAWN = I don't have the letters of this name yet. Could you write it in another alphabet?
input-TEXT_EMPTY = What should I say? Write your wish.
input-TEXT_TOO_LONG = That's a bit too much: up to { $textMax } { $textMax ->
        [one] character fits
       *[other] characters fit
    }.
input-TEXT_NOT_SPEAKABLE = Please add a few words: emoji alone can't be read aloud.
input-TEXT_NOT_DRAWN = I don't have the letters of this text yet. Could you write it in another alphabet?
input-PHOTOS_TOO_MANY = That's too many photos: up to { $photosMax } fit.
input-MEDIA_TOO_LARGE = That file is too big: I can take up to { $megabytes } MB.
input-MEDIA_TOO_LONG = That recording is too long: up to { $seconds } { $seconds ->
        [one] second fits
       *[other] seconds fit
    }.
input-MEDIA_TOO_MANY_PIXELS = That picture is too big. Please send it as a photo or a video, not as a file.
input-MEDIA_NO_SOUND = I can't hear anything in this recording. Could you record it again?
input-MEDIA_NOT_DECODABLE = I can't open this file. Photos, voice messages and videos work.
input-MEDIA_EXPIRED = The photos and recordings of this video are no longer stored. I kept the rest. If you want them in, please send them again.
input-CONTROL_CHARACTERS = Your message has invisible characters in it. Could you type it again?
input-NAMES_NONE = I found no names there. Please send them one per line.

## Videos of a person

my-title = 🎞 Your videos ({ $count })
my-title-group = 🎞 Your videos in this chat ({ $count })
my-hint = Tap a number and I'll send that video again.
my-empty = Nothing here yet. Who shall we greet?
my-unnamed = no name
state-QUEUED = in line
state-PROCESSING = in the making
state-FAILED = didn't work out
state-CANCELLED = cancelled
my-delete = Delete it from the list? Its words and files go too. Videos already in chats stay.
my-deleted = Deleted
list-foreign = This list belongs to someone else. Yours: /my
greeting-gone = This video is no longer in the list.
greeting-foreign = This video belongs to someone else.
video-in-work = Still in the making, it's coming as soon as it's ready.
video-lost = Telegram no longer has this video. Shall I make it again?
video-failed = This video didn't work out. Shall we try again?
video-cancelled = This order was cancelled. Shall I make the video after all?
inline-new = Make a new video

## When something breaks

broken = 😔 Something went wrong. Please try again.
file-given-up = 😔 I couldn't process this file. Please try another one.
unavailable = ⏳ This is taking a little longer than usual. Nothing is lost and I'll keep trying, so there's no need to send it again.

## The video

# This message becomes the video.
ready = 🎉 Ready: { $name }
ready-unnamed = 🎉 Ready!
# Shown until the text about what happened replaces it. It may appear twice.
trying-again = 🔁 Trying again.
hitch = ⏳ A small hitch with your video…
failure-other = 😔 Your video didn't work out. Please try again.
failure-named = 😔 The video for { $name } didn't work out. Your words and files are saved. Shall we try again?
failure-MEDIA_LOST = 😔 The photos or the recording for this video got lost. Press “Change”: your words are still here, and you can send the files again.
failure-TELEGRAM_NO_RIGHTS = 😔 I'm not allowed to send videos here. Could you ask an admin to let me?
failure-TELEGRAM_TOO_LARGE = 😔 The video came out too big for Telegram. Please shorten your words.

## The card of a greeting that is being put together

ask-name = Who is it for? Send a name.
ask-this-name = Shall I say “{ $name }”? If not, press “Name”.
ask-words = What should it say? Write it yourself or pick one.
ask-occasion = What's the occasion?
ask-voice = Whose voice should read it?
ask-format = Which shape should the video have?
ask-music = Which music should play?
ask-another-name = Who else? I'll keep the rest.
ask-other-words = What should it say instead? I'll keep the rest.
ask-design = Which design should it have?
ask-redo = I noticed your edit. Shall I redo the video?
files-help = Send more, or remove what you don't need.
ask-names =
    Send the names, one per line, up to { $namesMax }. A .txt or .csv file works too.

    { "{name}" } in the words becomes each of them.
words-too-long = That is { $length } { $length ->
        [one] character
       *[other] characters
    }, and { $textMax } fit. Keep it up to “{ $end }”?
recording-too-long = This recording is { $length } long and { $fits } fits. Use the beginning?
recording-too-long-unmeasured = This recording is too long: { $fits } fits. Use the beginning?
photos-left-out = I'll use the first { $photosMax } of your { $photos } photos.

card-to = 🎬 For: { $name }
card-occasion = Occasion: { $occasion }
card-voice = Voice: { $voice }
card-format = Format: { $format }
card-music = Music: { $music }
card-no-music = No music
card-seconds = ≈ { $seconds } s of video

## Several greetings ordered together

batch-title = 👥 { $count } { $count ->
        [one] video
       *[other] videos
    }, about { $minutes } min
batch-duplicates = Removed { $count } { $count ->
        [one] duplicate
       *[other] duplicates
    }.
batch-unusable = Can't use: { $names }.
batch-too-many = { $namesMax } fit at a time. Please send the other { $count } separately.
quoted = “{ $text }”
and-more = { $names } and { $count } more

batch-progress = 👥 { $ready } of { $total } ready
batch-progress-failed = 👥 { $ready } of { $total } ready, { $failed } failed
batch-done = { $total ->
        [1] 🎉 The video is ready
       *[other] 🎉 All { $total } videos are ready
    }
batch-stopped = 🛑 Stopped. { $ready } of { $total } ready
batch-failed = Didn't work out: { $names }

occasion-birthday = birthday
occasion-new-year = New Year
occasion-wedding = wedding
occasion-thank-you = thank you
occasion-neutral = something special
voice-female = female
voice-male = male
voice-own = your recording
format-portrait = portrait
format-square = square
format-landscape = landscape
format-round = round

## Choices

design-birthday = 🎂 Birthday
design-new-year = 🎄 New Year
design-wedding = 💍 Wedding
design-thank-you = 🙏 Thank you
design-neutral = ✨ Something else
speaker-female = 👩 Female
speaker-male = 👨 Male
shape-portrait = 📱 Portrait
shape-square = ⬛ Square
shape-landscape = 🖥 Landscape
shape-round = ⭕ Round video message
no-music = 🔇 No music
tone-short = Short
tone-warm = Warm
tone-formal = Formal

## Buttons

button-make = ✅ Make it
button-name = 👤 Name
button-words = ✍️ Words
button-occasion = 🎨 Occasion
button-voice = 🔊 Voice
button-format = 📐 Format
button-music = 🎵 Music
button-files = 📎 Attachments
button-discard = 🗑 Discard
button-several = 👥 Several
button-list = ✏️ List
button-make-many = ✅ Make { $count }
button-batch-retry = 🔁 Retry
button-batch-stop = ✖️ Stop
button-batch-continue = ▶️ Continue
button-back = « Back
button-skip = Skip »
button-cancel = ✖️ Cancel
button-others = 🔀 Others
button-keep = ✂️ Keep it
button-rewrite = ✍️ Rewrite
button-drop-photos = 🗑 Remove photos
button-drop-recording = 🗑 Remove recording
button-cut = ✂️ Use the beginning
button-record-again = 🎙 I'll record again
button-listen = ▶️ Listen
button-designs = 🖼 See them all
button-example = ▶️ Example
button-again = 🔁 Make it again
button-delete = 🗑 Delete
button-leave = Keep

# Under a video, and under the message that there is none.
button-another-name = 👤 Another name
button-other-words = ✏️ Words
button-design = 🎨 Design
button-speaker = 🗣 Voice
button-share = 📤 Share
button-page = 🔗 Page
button-retry = 🔁 Try again
button-change = ✍️ Change
button-redo = 🔁 Redo
button-keep-video = No, thanks

## Answers to buttons and commands

card-gone = This card is gone. Start a new one? /new
card-foreign = This card belongs to someone else.
card-changed = That card has changed, here is the latest.
card-ordered = Already on it!
page-link =
    🔗 A page with this video, which you can send to anyone:
    { $url }
video-gone = I no longer have this video. Shall we make a new one? /new
video-foreign = Only the person who ordered this video can change it.
video-ready = Your video is already done.
discarded = 🗑 Draft discarded.
sample-missing = There's no sample of this voice yet.
sample-refused = I can't send you the sample. Perhaps you don't accept voice messages.
batch-gone = This order is gone.
batch-over = Everything here is done already.
batch-stopping = Stopping. The videos that are ready stay.
batch-trying = On it!
unknown-command = There's no such command. Try /new, /my, /cancel or /help

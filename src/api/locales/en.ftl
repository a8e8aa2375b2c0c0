# Texts of the pages: the one that orders, and the one that shows a greeting. Syntax: https://projectfluent.org

site = Zdravitsa

## Page of a greeting

gift-title = { $name }, this is for you
gift-description = A video greeting made just for you. Press play!
gift-video = The video greeting
gift-thank = ♥ Say thank you
gift-thanked = ♥ Your thanks are on their way.
gift-keep = Keep it
gift-keep-hint = Open it on another phone by the code, or print a card with it.
gift-qr = QR code of this page
gift-file = greeting
gift-download = Download the video
gift-card = Print a postcard
gift-gone-title = This greeting is no longer here
gift-gone-text = It was kept for a while, and that while is over. The kind words were still meant for you!
gift-unknown-title = There is no greeting here
gift-unknown-text = Perhaps a letter of the address got lost. Please ask for the link once more.
gift-slow-title = One moment, please
gift-slow-text = Too many addresses were tried from here. Please come back in a minute.
card-hint = A video greeting is inside. Point your phone's camera at the code!

## Page that orders: frame

tab-one = One video
tab-many = From a list
to-content = To the form
other-language = Русский
change-key = Key
no-script = The page needs JavaScript. Programs order without it: /v1/openapi.json
headline = A video greeting in half a minute
lead = A name and kind words are enough. We add a voice, music and captions.

## The form

label-to = Who is it for?
example-to = Anna
label-say-as = Is the name said differently?
hint-say-as = Write it as it sounds.
label-design = Occasion
design-birthday = Birthday
design-new-year = New Year
design-wedding = Wedding
design-thank-you = Thank you
design-neutral = Something else
label-text = Your words
example-text = Happy birthday! I wish you joy and health.
label-ready = No words yet? Take ours:
tone-short = short
tone-warm = warm
tone-formal = formal
label-voice = Voice
voice-female = Female
voice-male = Male
label-more-voices = Another voice
voice-any = not needed
button-listen = Listen
label-media = Photos and your own voice
drop-media = Drop photos, a voice recording or a video here
button-choose = Choose files
button-record = Record my voice
label-format = Shape
format-portrait = For a phone
format-square = Square
format-landscape = For a big screen
label-music = Music
music-design = As the design has it
music-none = None
button-make = Make the video
label-preview = Preview
preview-empty = Write a name, and it appears here
summary-curl = Show as curl
button-copy = Copy

## How it goes

button-cancel = Stop
button-retry = Try again
button-another = Make another one
button-download = Download
button-link = Copy a link to share
label-link = Link to share
label-progress = Progress

## Many from a list

batch-lead = One row for each person, with a name and words of their own.
batch-step-file = Fill in the list
batch-template = Download a sample list (CSV)
batch-columns = A header is needed. Columns: to, text, template, voice, format, music, sayAs. Only “to” must be filled in. {"{{to}}"} in the words stands for the name, and {"{{to:dative}}"} for a Russian one in that case.
drop-list = Drop a CSV file here
button-choose-list = Choose a file
label-csv = …or paste the rows
batch-step-check = Check it
button-check = Check the list
batch-step-make = Make the videos
button-make-all = Make all videos
batch-faults = What does not fit
batch-forms = How it will sound
batch-name = Name
batch-words = Words
batch-row = Row
batch-field = Column
batch-detail = What to change
button-results = Download the results (CSV)
button-videos = Download the videos (ZIP)

## The key

key-title = Your key
key-text = This page orders by the HTTP API, which needs a key. It stays in this tab until you close it.
label-key = Key, it begins with zdr_
button-key = Continue
button-close = Not now

## Said by scripts

js-uploading = { $name }: uploading
js-uploaded = { $name }: added
js-upload-failed = { $name }: { $detail }
js-remove = Remove { $name }
js-recording-name = my voice
js-record = Record my voice
js-record-stop = Stop recording ({ $seconds } s)
js-no-microphone = The microphone cannot be used here.
js-no-sample = There is no sample of this voice yet.
js-listen = Listen
js-stop-listening = Stop
js-making = { $name }: the video is on its way
js-step-queued = In the queue
js-step-tts = Speaking your words
js-step-montage = Putting the video together
js-step-last = Almost there
js-done = { $name }: the video is ready
js-cancelled = Stopped.
js-failed = The video did not work out. { $detail }
js-copied = Copied
js-link-ready = The link is copied. Whoever has it sees the video.
js-link-shown = Here is the link. Whoever has it sees the video.
js-video-missing = The video cannot be shown here, but it is ready.
js-batch-checked = { $accepted } of { $total } rows are fine.
js-batch-made = { $done } of { $total } are ready
js-batch-failed-count = did not work out: { $count }
js-batch-ended = All done: { $done } of { $total } are ready.
js-sample-rows = Anna,"Happy birthday, {"{{to}}"}! Be happy."
js-other-language = Other languages
js-too-fast = Too many requests. Please wait { $seconds } s.
js-offline = The server does not answer. Please try again.
js-unavailable = This part is not switched on here.
js-key-wrong = This key is not known. Please check it.
js-error-NAME_EMPTY = Who is it for? Please write a name.
js-error-NAME_TOO_LONG = This name is too long.
js-error-NAME_NOT_SPEAKABLE = The name needs at least one letter or digit.
js-error-NAME_NOT_DRAWN = We have no such letters. Please write the name in others.
js-error-TEXT_EMPTY = Please write a few words.
js-error-TEXT_TOO_LONG = These words are too long for one video.
js-error-TEXT_NOT_SPEAKABLE = Emoji alone cannot be read aloud. Please add words.
js-error-TEXT_NOT_DRAWN = We have no such letters. Please write the words in others.
js-error-CONTROL_CHARACTERS = There are invisible characters in it. Please type it anew.
js-error-PHOTOS_TOO_MANY = Six photos at most, please.
js-error-MEDIA_TOO_LARGE = This file is too large.
js-error-MEDIA_TOO_LONG = This recording is too long.
js-error-MEDIA_NO_SOUND = Nothing is heard in this recording.
js-error-MEDIA_NOT_DECODABLE = This file cannot be opened. Photos, voice and video are fine.
js-error-SAY_AS_TOO_LONG = This pronunciation is too long.
js-error-SAY_AS_NOT_SPEAKABLE = The pronunciation needs at least one letter or digit.
js-error-MEDIA_UNSUPPORTED = This kind of file does not fit. Photos, voice and video are fine.
js-error-MEDIA_EMPTY = This file is empty.
js-error-MEDIA_TOO_MANY_PIXELS = This picture is too large.
js-error-MEDIA_LOST = This file is no longer stored. Please add it again.
js-error-UPLOAD_EXPIRED = This file is no longer stored. Please add it again.
js-error-VOICE_UNKNOWN = There is no such voice.
js-error-TEMPLATE_UNKNOWN = There is no such design.
js-error-MUSIC_UNKNOWN = There is no such music.
js-error-INVALID_VALUE = It may be portrait, square or landscape.
js-error-TOO_BIG = This is too long.
js-error-PLACEHOLDER_UNKNOWN = There is no column for { $detail }.
js-error-PLACEHOLDER_EMPTY = The cell for { $detail } is empty.
js-error-CELLS_TOO_MANY = There are more cells than columns. Put words with a comma in quotes.
js-error-CSV_MALFORMED = This table cannot be read. Please check the quotes.
js-error-COLUMN_MISSING = The first row needs a column named to.
js-error-COLUMN_REPEATED = Two columns have the same name.
js-error-COLUMNS_TOO_MANY = There are too many columns.
js-error-BATCH_EMPTY = There is nobody in the list yet.
js-error-BATCH_TOO_LARGE = This list is too long. Please divide it.
js-error-BATCH_REJECTED = No row can become a video.
js-error-BODY_TOO_LARGE = This list is too long. Please divide it.
js-error-BODY_TOO_SLOW = The file took too long to arrive. Please try again.
js-error-ARTIFACT_EXPIRED = This video is no longer stored.
js-error-KEY_OPEN_MAX = Enough videos are on their way. Please wait until one is ready.
js-error-SCOPE_MISSING = This key may not do that.

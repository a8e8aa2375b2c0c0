# All that the bot and the delivery say to people. Syntax: https://projectfluent.org
# Names are never declined: "Кому: Анна", not "для Анны".

## Profile

# Shown in a chat that is still empty: up to 512 characters.
description = Пришлите имя и пожелание — через полминуты получите видео: ваши слова голосом, музыка и субтитры. Можно со своими фото или голосовым.
# Shown in the profile and in links to the bot: up to 120 characters.
short-description = Видеопоздравления вашими словами: имя и пожелание — и через полминуты видео готово.

## Menu of commands

command-start = Начать
command-new = Новое поздравление
command-settings = Голос, оформление, формат
command-forget = Удалить всё обо мне
command-greet = Поздравить: имя и пожелание
command-stats = Как идут дела
command-find = Найти заказ: id или чат
command-drain = Не принимать заказы: минуты
command-resume = Снова принимать заказы
command-block = Заблокировать: id человека
command-unblock = Разблокировать: id человека
command-my = Мои видео
command-language = Язык · Language
command-cancel = Отменить последний заказ
command-help = Как это работает

## Getting to know each other

welcome =
    Привет! Делаю видеопоздравления: ваши слова — голосом, с музыкой и субтитрами.

    Кого поздравляем? Напишите имя или сразу всё: «Анна: с днём рождения!» Фото и голосовые тоже присылайте.
example-name = Анна
help =
    Напишите одним сообщением имя и пожелание через двоеточие:

    Анна: С днём рождения! Желаю счастья и здоровья.

    🎬 Через полминуты придёт видео: имя на экране, ваши слова голосом, музыка и субтитры.

    🎨 Оформление подберу по словам: день рождения, Новый год, свадьба, благодарность или другой повод.

    📷 Можно добавить фото (до { $photosMax }), голосовое или видео: напишите то же самое в подписи. К голосовому и видео хватит имени с двоеточием.

    👥 Нескольким сразу, до { $namesMax } имён: «Анна, Борис, Вика: С Новым годом, { "{имя}" }!» Список можно прислать файлом .txt или .csv.

    🎞 Готовые видео: /my. Голос, оформление и формат по умолчанию: /settings. Удалить всё о себе: /forget.
in-group = В группе напишите «/greet Анна: с днём рождения!» или ответьте так на фото, голосовое или текст.

## Language

choose-language = На каком языке говорим?
language-name = Русский
language-set = Говорю по-русски

## Settings

settings = ⚙️ С этого начинается каждое новое поздравление
settings-language = Язык: { $language }
settings-design = Оформление: { $design }
settings-by-words = по словам
settings-ask-design = Какое оформление взять, если в словах нет повода?
button-language = 🌐 Язык
settings-button-design = 🎨 Оформление
button-first-on = ✅ Сначала показывать
button-first-off = ⬜ Сначала показывать

## Forgetting

ask-forget = Удалить имена, слова, файлы и список видео? Всё, что ещё готовится, отменю. Видео в чатах останутся.
button-forget = 🗑 Удалить
button-keep-all = Оставить
forgotten = Готово, всё удалено. Видео в чатах остались.
not-forgotten = Хорошо, всё остаётся как есть.

## When no order is taken now

limit-open = Сейчас готовлю { $openMax ->
        [1] ваше видео, больше сразу не успею. Продолжим, когда оно будет готово.
        [one] { $openMax } ваше видео, больше сразу не успею. Продолжим, когда одно из них будет готово.
       *[other] { $openMax } ваших видео, больше сразу не успею. Продолжим, когда одно из них будет готово.
    }
limit-batch = Сегодня смогу сделать ещё { $room } видео. Сократите, пожалуйста, список.
limit-daily = Сегодня уже { $dailyMax } видео, это предел на день. Снова через { $hours } { $hours ->
        [one] час
        [few] часа
       *[other] часов
    }.
drained = Приём заказов ненадолго закрыт. Всё сохранено.
drained-for = Приём заказов откроется через { $minutes } мин. Всё сохранено.
not-allowed = Этот бот пока только для своих.
too-many-messages = Слишком много сообщений сразу. Передохну минуту, и продолжим.

## Groups

added-to-group = Спасибо, что позвали! Напишите: /greet Анна: с днём рождения!
ask-sure-name = Как назвать: «{ $name }» или иначе? Напишите имя.
answer-here = Ответьте на это сообщение или настройте всё в личке.
button-in-private = Настроить в личке

## Admins

stats-completed = 24 ч: { $completed } готово
stats-failed = { $failed } не получилось
stats-p95 = p95 { $seconds } с
stats-waiting = Очередь: { $step } { $waiting }, старший { $seconds } с
stats-idle = Очередь пуста
stats-no-redis = Очередь: Redis не отвечает
stats-workers = Воркеры: { $workers }
found-none = Таких заказов нет.
drain-begun = Приём заказов закрыт. Открыть: /resume
drain-begun-for = Приём заказов закрыт на { $minutes } мин. Открыть раньше: /resume
drain-ended = Приём заказов открыт.
person-blocked = Заблокировано: { $id }. Вернуть: /unblock { $id }
person-unblocked = Разблокировано: { $id }
admin-usage =
    /find id или чат
    /drain минуты, до недели
    /block id человека
    /unblock id человека
admin-done = Сделано
admin-no-effect = Уже не изменить

## Ordering

how-to =
    Сначала имя и двоеточие, потом пожелание, например:

    Анна: С днём рождения! Желаю счастья и здоровья.
answer-price = Это бесплатно: до { $dailyMax } видео в день. Кого поздравим?
answer-changes = Имя, слова, оформление, голос, формат и музыку меняют кнопки под готовым видео. До этого — кнопки на карточке.
answer-sharing = Нажмите под видео «📤 Отправить» и выберите чат. Или просто перешлите его.
answer-trouble = Все ваши видео и что с ними — в /my. Если какое-то не получилось, напишите «ещё раз».
card-not-understood = Не понял. Карточку меняют кнопки под ней.
card-refused = Что поменять? Выберите кнопкой.
how-to-media =
    Кого поздравляем? Напишите в ответ имя и пожелание через двоеточие, например:

    Анна: С днём рождения!
how-to-recording =
    Кого поздравляем? Напишите в ответ имя. Если нужны слова в субтитрах, добавьте их через двоеточие, например:

    Анна: С днём рождения!
media-forgotten = Пришлите, пожалуйста, файл ещё раз с подписью: имя, двоеточие, пожелание.
album-late = 📷 Часть альбома пришла позже и в видео не попала. Если она нужна, пришлите всё ещё раз.
other-file = Такой файл в видео не добавить. Подойдут фото, голосовое или видео, а список имён — текстом или файлом .txt, .csv.

## How far the greetings are

# A line each in one message.
status-waiting = ⏳ { $name } — в очереди
status-waiting-at = ⏳ { $name } — { $place } в очереди
status-waiting-time = ⏳ { $name } — { $place } в очереди, { $time }
status-speaking = 🎬 { $name } — озвучиваю
status-drawing = 🎬 { $name } — собираю видео
status-drawing-percent = 🎬 { $name } — собираю видео { $percent } %
status-sending = 🎬 { $name } — отправляю
status-more = …и ещё { $count }
# In place of a name that this version cannot read.
status-unnamed = Видео
status-slow = Заказов сейчас много, поэтому всё дольше обычного. Чат можно закрыть, видео придёт само.
status-closed = Мастерская ненадолго закрыта. Заказ сохранён, начну, как только откроется.
ordinal = { $number }{ $ending ->
       *[other] -й
    }
about-seconds = ≈ { $seconds } с
about-minutes = ≈ { $minutes } мин

cancel-one = ✖️ { $name }
cancel-all = ✖️ Отменить все
undo = ↩️ Вернуть
undo-one = ↩️ { $name }
undo-all = ↩️ Вернуть все

## Cancelling

cancelled = Отменено: { $name }
cancelled-unnamed = Отменено
nothing-to-cancel = Сейчас отменять нечего. Готовые видео — в /my.
not-yours = Отменить видео может тот, кто его заказал, или администратор группы.
order-ended = Этот заказ уже завершён.

## What is wrong with an order, by error code

input-NAME_EMPTY = Кого поздравляем? Напишите имя.
input-NAME_TOO_LONG = Имя слишком длинное: поместится до { $nameMax } { $nameMax ->
        [one] знака
       *[other] знаков
    }.
input-NAME_NOT_SPEAKABLE = В имени нужна хотя бы одна буква или цифра, чтобы я смог его произнести.
input-NAME_NOT_DRAWN = Таких букв, как в этом имени, у меня пока нет. Напишите его, пожалуйста, другими.
input-TEXT_EMPTY = Что пожелать? Напишите слова.
input-TEXT_TOO_LONG = Слов многовато: поместится до { $textMax } { $textMax ->
        [one] знака
       *[other] знаков
    }.
input-TEXT_NOT_SPEAKABLE = Добавьте слова: одни эмодзи вслух не прочитать.
input-TEXT_NOT_DRAWN = Таких букв, как в этом тексте, у меня пока нет. Напишите его, пожалуйста, другими.
input-PHOTOS_TOO_MANY = Слишком много фото: поместится до { $photosMax }.
input-MEDIA_TOO_LARGE = Файл слишком большой: могу взять до { $megabytes } МБ.
input-MEDIA_TOO_LONG = Запись слишком длинная: поместится до { $seconds } { $seconds ->
        [one] секунды
       *[other] секунд
    }.
input-MEDIA_TOO_MANY_PIXELS = Картинка слишком большая. Пришлите её как фото или видео, а не файлом.
input-MEDIA_NO_SOUND = В записи ничего не слышно. Запишите, пожалуйста, ещё раз.
input-MEDIA_NOT_DECODABLE = Этот файл не открывается. Подойдут фото, голосовое или видео.
input-MEDIA_EXPIRED = Фото и записи к этому видео уже не хранятся, остальное на месте. Если они нужны, пришлите их ещё раз.
input-CONTROL_CHARACTERS = В сообщении есть невидимые символы. Наберите его, пожалуйста, заново.
input-NAMES_NONE = Имён здесь не нашёл. Пришлите их, пожалуйста, по одному в строке.

## Videos of a person

my-title = 🎞 Ваши видео ({ $count })
my-title-group = 🎞 Ваши видео в этом чате ({ $count })
my-hint = Нажмите на номер, и я пришлю видео ещё раз.
my-empty = Пока пусто. Кого поздравим?
my-unnamed = без имени
state-QUEUED = в очереди
state-PROCESSING = делаю
state-FAILED = не получилось
state-CANCELLED = отменено
my-delete = Удалить из списка? Слова и файлы тоже сотру, а видео в чатах останется.
my-deleted = Удалено
list-foreign = Это чужой список. Ваш: /my
greeting-gone = Этого видео в списке уже нет.
greeting-foreign = Это чужое видео.
video-in-work = Ещё делаю, пришлю, как только будет готово.
video-lost = В Telegram это видео не сохранилось. Сделать его ещё раз?
video-failed = Это видео не получилось. Попробовать ещё раз?
video-cancelled = Этот заказ был отменён. Всё-таки сделать видео?
inline-new = Сделать новое видео

## When something breaks

broken = 😔 Что-то пошло не так. Попробуйте, пожалуйста, ещё раз.
file-given-up = 😔 Не получилось обработать этот файл. Пришлите, пожалуйста, другой.
unavailable = ⏳ Это займёт чуть больше времени, чем обычно. Ничего не потерялось, повторять не нужно: я попробую ещё раз сам.

## The video

# This message becomes the video.
ready = 🎉 Готово: { $name }
ready-unnamed = 🎉 Готово!
# Shown until the text about what happened replaces it. It may appear twice.
trying-again = 🔁 Пробую ещё раз.
hitch = ⏳ С видео небольшая заминка…
failure-other = 😔 Видео не получилось. Попробуйте, пожалуйста, ещё раз.
failure-named = 😔 Видео не получилось: { $name }. Слова и файлы сохранены, попробуем ещё раз?
failure-MEDIA_LOST = 😔 Фото или запись для этого видео не сохранились. Нажмите «Изменить»: слова на месте, файлы можно прислать заново.
failure-TELEGRAM_NO_RIGHTS = 😔 Здесь мне нельзя отправлять видео. Попросите администратора дать мне это право.
failure-TELEGRAM_TOO_LARGE = 😔 Видео получилось слишком большим для Telegram. Сократите, пожалуйста, слова.

## The card of a greeting that is being put together

ask-name = Кому? Напишите имя.
ask-this-name = Так и назвать: { $name }? Если нет, нажмите «Имя».
ask-words = Что сказать? Напишите сами или выберите готовое.
ask-occasion = Какой повод?
ask-voice = Чьим голосом прочитать?
ask-format = В каком формате сделать видео?
ask-music = Какую музыку поставить?
ask-another-name = Кому ещё? Остальное оставлю.
ask-other-words = Какие слова поставить? Остальное оставлю.
ask-design = Какое оформление поставить?
ask-redo = Заметил правку. Переделать видео?
files-help = Пришлите ещё или уберите лишнее.
ask-names =
    Пришлите имена, по одному в строке, до { $namesMax }. Можно файлом .txt или .csv.

    В словах { "{имя}" } заменю на каждое.
words-too-long = Получилось { $length } { $length ->
        [one] знак
        [few] знака
       *[other] знаков
    }, в видео войдёт { $textMax }. Оставить начало до «{ $end }»?
recording-too-long = Запись длится { $length }, а поместится { $fits }. Взять начало?
recording-too-long-unmeasured = Запись длиннее, чем поместится: в видео войдёт { $fits }. Взять начало?
photos-left-out = Возьму первые { $photosMax } фото из { $photos }.

card-to = 🎬 Кому: { $name }
card-occasion = Повод: { $occasion }
card-voice = Голос: { $voice }
card-format = Формат: { $format }
card-music = Музыка: { $music }
card-no-music = Без музыки
card-seconds = ≈ { $seconds } с видео

## Several greetings ordered together

batch-title = 👥 { $count } видео, ≈ { $minutes } мин
batch-duplicates = Повторы убрал: { $count }.
batch-unusable = Не подходят: { $names }.
batch-too-many = За раз поместится { $namesMax }, ещё { $count } пришлите, пожалуйста, отдельно.
quoted = «{ $text }»
and-more = { $names } и ещё { $count }

batch-progress = 👥 Готово { $ready } из { $total }
batch-progress-failed = 👥 Готово { $ready } из { $total }, не получилось { $failed }
batch-done = { $total ->
        [1] 🎉 Видео готово
       *[other] 🎉 Готово: все { $total } видео
    }
batch-stopped = 🛑 Остановлено. Готово { $ready } из { $total }
batch-failed = Не получилось: { $names }

occasion-birthday = день рождения
occasion-new-year = Новый год
occasion-wedding = свадьба
occasion-thank-you = благодарность
occasion-neutral = особый
voice-female = женский
voice-male = мужской
voice-own = ваша запись
format-portrait = вертикальный
format-square = квадрат
format-landscape = горизонтальный
format-round = кружок

## Choices

design-birthday = 🎂 День рождения
design-new-year = 🎄 Новый год
design-wedding = 💍 Свадьба
design-thank-you = 🙏 Спасибо
design-neutral = ✨ Другой повод
speaker-female = 👩 Женский
speaker-male = 👨 Мужской
shape-portrait = 📱 Вертикальный
shape-square = ⬛ Квадрат
shape-landscape = 🖥 Горизонтальный
shape-round = ⭕ Кружок
no-music = 🔇 Без музыки
tone-short = Коротко
tone-warm = Тепло
tone-formal = Торжественно

## Buttons

button-make = ✅ Сделать
button-name = 👤 Имя
button-words = ✍️ Слова
button-occasion = 🎨 Повод
button-voice = 🔊 Голос
button-format = 📐 Формат
button-music = 🎵 Музыка
button-files = 📎 Вложения
button-discard = 🗑 Удалить
button-several = 👥 Нескольким
button-list = ✏️ Список
button-make-many = ✅ Сделать { $count }
button-batch-retry = 🔁 Повторить
button-batch-stop = ✖️ Остановить
button-batch-continue = ▶️ Продолжить
button-back = « Назад
button-skip = Пропустить »
button-cancel = ✖️ Отмена
button-others = 🔀 Другие
button-keep = ✂️ Оставить
button-rewrite = ✍️ Переписать
button-drop-photos = 🗑 Убрать фото
button-drop-recording = 🗑 Убрать запись
button-cut = ✂️ Взять начало
button-record-again = 🎙 Запишу заново
button-listen = ▶️ Послушать
button-designs = 🖼 Как они выглядят
button-example = ▶️ Пример
button-again = 🔁 Сделать ещё раз
button-delete = 🗑 Удалить
button-leave = Оставить

# Under a video, and under the message that there is none.
button-another-name = 👤 Другое имя
button-other-words = ✏️ Слова
button-design = 🎨 Оформление
button-speaker = 🗣 Голос
button-share = 📤 Отправить
button-page = 🔗 Страница
button-retry = 🔁 Ещё раз
button-change = ✍️ Изменить
button-redo = 🔁 Переделать
button-keep-video = Не надо

## Answers to buttons and commands

card-gone = Этой карточки уже нет. Начнём новую? /new
card-foreign = Это чужая карточка.
card-changed = Карточка обновилась, вот свежая.
card-ordered = Уже делаю!
page-link =
    🔗 Страница с этим видео. Её можно послать кому угодно:
    { $url }
video-gone = Этого видео у меня уже нет. Сделаем новое? /new
video-foreign = Менять видео может только тот, кто его заказал.
video-ready = Видео уже готово.
discarded = 🗑 Черновик удалён.
sample-missing = Образец этого голоса пока не готов.
sample-refused = Не могу прислать образец. Возможно, у вас запрещены голосовые сообщения.
batch-gone = Этого заказа уже нет.
batch-over = Здесь уже всё сделано.
batch-stopping = Останавливаю. Готовые видео останутся.
batch-trying = Делаю!
unknown-command = Такой команды нет. Вот что умею: /new /my /cancel /help

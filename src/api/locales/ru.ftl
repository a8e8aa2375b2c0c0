# Texts of the pages: the one that orders, and the one that shows a greeting. Syntax: https://projectfluent.org
# Names are never declined.

site = Здравица

## Page of a greeting

gift-title = { $name }, это для вас
gift-description = Видеопоздравление, сделанное специально для вас. Включайте!
gift-video = Видеопоздравление
gift-thank = ♥ Сказать спасибо
gift-thanked = ♥ Ваше «спасибо» уже летит.
gift-keep = На память
gift-keep-hint = Откройте на другом телефоне по коду или распечатайте открытку с ним.
gift-qr = QR-код этой страницы
gift-file = pozdravlenie
gift-download = Скачать видео
gift-card = Распечатать открытку
gift-gone-title = Этого поздравления здесь больше нет
gift-gone-text = Мы хранили его, сколько могли. А добрые слова всё равно остались вашими!
gift-unknown-title = Здесь нет поздравления
gift-unknown-text = Возможно, в адресе потерялась буква. Попросите ссылку ещё раз.
gift-slow-title = Одну минутку
gift-slow-text = Отсюда пробовали слишком много адресов. Загляните через минуту.
card-hint = Внутри видеопоздравление. Наведите на код камеру телефона!

## Page that orders: frame

tab-one = Одно видео
tab-many = По списку
to-content = К форме
other-language = English
change-key = Ключ
no-script = Странице нужен JavaScript. Программы заказывают без него: /v1/openapi.json
headline = Видеопоздравление за полминуты
lead = Хватит имени и добрых слов. Голос, музыку и субтитры добавим мы.

## The form

label-to = Кого поздравляем?
example-to = Анна
label-say-as = Имя произносится иначе?
hint-say-as = Напишите так, как слышится.
label-design = Повод
design-birthday = День рождения
design-new-year = Новый год
design-wedding = Свадьба
design-thank-you = Спасибо
design-neutral = Другой повод
label-text = Ваши слова
example-text = С днём рождения! Желаю счастья и здоровья.
label-ready = Слова не идут? Возьмите наши:
tone-short = короткие
tone-warm = тёплые
tone-formal = официальные
label-voice = Голос
voice-female = Женский
voice-male = Мужской
label-more-voices = Другой голос
voice-any = не нужен
button-listen = Послушать
label-media = Свои фото и голос
drop-media = Перетащите сюда фото, запись голоса или видео
button-choose = Выбрать файлы
button-record = Записать голос
label-format = Формат
format-portrait = Для телефона
format-square = Квадрат
format-landscape = Для экрана
label-music = Музыка
music-design = Как в оформлении
music-none = Без музыки
button-make = Сделать видео
label-preview = Предпросмотр
preview-empty = Напишите имя, и оно появится здесь
summary-curl = Показать как curl
button-copy = Скопировать

## How it goes

button-cancel = Остановить
button-retry = Попробовать ещё раз
button-another = Сделать ещё одно
button-download = Скачать
button-link = Скопировать ссылку
label-link = Ссылка, которой можно поделиться
label-progress = Как идут дела

## Many from a list

batch-lead = Строка на каждого: имя и свои слова.
batch-step-file = Заполните список
batch-template = Скачать образец списка (CSV)
batch-columns = Первая строка — названия столбцов: to, text, template, voice, format, music, sayAs. Обязателен только to. {"{{to}}"} в словах заменится именем, {"{{to:dative}}"} — именем в дательном падеже: «Анне».
drop-list = Перетащите сюда файл CSV
button-choose-list = Выбрать файл
label-csv = …или вставьте строки
batch-step-check = Проверьте
button-check = Проверить список
batch-step-make = Сделайте видео
button-make-all = Сделать все видео
batch-faults = Что не подошло
batch-forms = Как это прозвучит
batch-name = Кому
batch-words = Слова
batch-row = Строка
batch-field = Столбец
batch-detail = Что поправить
button-results = Скачать итоги (CSV)
button-videos = Скачать видео (ZIP)

## The key

key-title = Ваш ключ
key-text = Страница заказывает через HTTP API, а ему нужен ключ. Он останется в этой вкладке, пока вы её не закроете.
label-key = Ключ, начинается с zdr_
button-key = Продолжить
button-close = Не сейчас

## Said by scripts

js-uploading = { $name }: загружаем
js-uploaded = { $name }: добавлено
js-upload-failed = { $name }: { $detail }
js-remove = Убрать: { $name }
js-recording-name = мой голос
js-record = Записать голос
js-record-stop = Закончить запись ({ $seconds } с)
js-no-microphone = Микрофон здесь недоступен.
js-no-sample = Образца этого голоса пока нет.
js-listen = Послушать
js-stop-listening = Остановить
js-making = { $name }: видео готовится
js-step-queued = В очереди
js-step-tts = Озвучиваем ваши слова
js-step-montage = Собираем видео
js-step-last = Почти готово
js-done = { $name }: видео готово
js-cancelled = Остановлено.
js-failed = Видео не получилось. { $detail }
js-copied = Скопировано
js-link-ready = Ссылка скопирована. Видео увидит каждый, у кого она есть.
js-link-shown = Вот ссылка. Видео увидит каждый, у кого она есть.
js-video-missing = Видео готово, но показать его здесь не получается.
js-batch-checked = Подходят { $accepted } из { $total }.
js-batch-made = Готово { $done } из { $total }
js-batch-failed-count = не получилось: { $count }
js-batch-ended = Всё: готово { $done } из { $total }.
js-sample-rows = Анна,"С днём рождения, {"{{to}}"}! Счастья и здоровья."
js-other-language = Другие языки
js-too-fast = Слишком много запросов. Подождите { $seconds } с.
js-offline = Сервер не отвечает. Попробуйте ещё раз.
js-unavailable = Эта часть здесь не включена.
js-key-wrong = Такого ключа нет. Проверьте, пожалуйста.
js-error-NAME_EMPTY = Кого поздравляем? Напишите имя.
js-error-NAME_TOO_LONG = Имя слишком длинное.
js-error-NAME_NOT_SPEAKABLE = В имени нужна хотя бы одна буква или цифра.
js-error-NAME_NOT_DRAWN = Таких букв у нас нет. Напишите имя другими.
js-error-TEXT_EMPTY = Напишите хотя бы пару слов.
js-error-TEXT_TOO_LONG = Для одного видео слов многовато.
js-error-TEXT_NOT_SPEAKABLE = Одни эмодзи вслух не прочитать. Добавьте слова.
js-error-TEXT_NOT_DRAWN = Таких букв у нас нет. Напишите слова другими.
js-error-CONTROL_CHARACTERS = Здесь есть невидимые символы. Наберите заново.
js-error-PHOTOS_TOO_MANY = Поместится до шести фото.
js-error-MEDIA_TOO_LARGE = Файл слишком большой.
js-error-MEDIA_TOO_LONG = Запись слишком длинная.
js-error-MEDIA_NO_SOUND = В записи ничего не слышно.
js-error-MEDIA_NOT_DECODABLE = Файл не открывается. Подойдут фото, голос и видео.
js-error-SAY_AS_TOO_LONG = Произношение слишком длинное.
js-error-SAY_AS_NOT_SPEAKABLE = В произношении нужна хотя бы одна буква или цифра.
js-error-MEDIA_UNSUPPORTED = Такой файл не подойдёт. Нужны фото, голос или видео.
js-error-MEDIA_EMPTY = Этот файл пустой.
js-error-MEDIA_TOO_MANY_PIXELS = Картинка слишком большая.
js-error-MEDIA_LOST = Файл уже не хранится. Добавьте его ещё раз.
js-error-UPLOAD_EXPIRED = Файл уже не хранится. Добавьте его ещё раз.
js-error-VOICE_UNKNOWN = Такого голоса нет.
js-error-TEMPLATE_UNKNOWN = Такого оформления нет.
js-error-MUSIC_UNKNOWN = Такой музыки нет.
js-error-INVALID_VALUE = Здесь бывает portrait, square или landscape.
js-error-TOO_BIG = Слишком длинно.
js-error-PLACEHOLDER_UNKNOWN = Нет столбца для { $detail }.
js-error-PLACEHOLDER_EMPTY = Ячейка для { $detail } пустая.
js-error-CELLS_TOO_MANY = Ячеек больше, чем столбцов. Слова с запятой возьмите в кавычки.
js-error-CSV_MALFORMED = Таблица не читается. Проверьте кавычки.
js-error-COLUMN_MISSING = В первой строке нужен столбец to.
js-error-COLUMN_REPEATED = Два столбца называются одинаково.
js-error-COLUMNS_TOO_MANY = Столбцов слишком много.
js-error-BATCH_EMPTY = В списке пока никого нет.
js-error-BATCH_TOO_LARGE = Список слишком длинный. Разделите его.
js-error-BATCH_REJECTED = Ни одна строка не подошла.
js-error-BODY_TOO_LARGE = Список слишком длинный. Разделите его.
js-error-BODY_TOO_SLOW = Файл загружался слишком долго. Попробуйте ещё раз.
js-error-ARTIFACT_EXPIRED = Это видео уже не хранится.
js-error-KEY_OPEN_MAX = Видео готовится уже достаточно. Дождитесь одного из них.
js-error-SCOPE_MISSING = Этому ключу такое нельзя.

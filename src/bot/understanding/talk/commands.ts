import { anyOf } from '#root/bot/understanding/patterns.js';
import { fold } from '#root/bot/understanding/words.js';

const VIDEOS = '(?:видео|ролик[аи]?|поздравлени[ея]|открытк[иау]|videos?|greetings?|cards?)';
const whole = (list: string) => new RegExp(`^[\\s\\p{P}]*${anyOf(list)}[\\s\\p{P}]*$`, 'u');
/** How people say in words what a command does. */
const said = {
  my: whole(`
    (?:(?:покажи|где)_)?(?:все_)?мои_${VIDEOS} история (?:(?:show|see|list)_)?(?:me_)?(?:all_)?my_${VIDEOS} history`),
  settings: whole(`
    (?:(?:открой|покажи|где|мои)_)?(?:мои_)?настройки (?:(?:open|show|my|the|change)_)?(?:my_|the_)?settings`),
  language: whole(`
    (?:(?:смени|поменяй|измени|сменить|поменять|изменить|другой|выбери)_)?язык (?:(?:change|switch|choose|other|another)_)?(?:the_)?language
    (?:говори_)?(?:на|по)[_-]русск(?:и|ом) (?:говори_)?(?:на|по)[_-]английск(?:и|ом)
    (?:in_|speak_)?(?:english|russian)(?:_please)? (?:на_)?(?:русский|английский)`),
  new: whole(`
    (?:(?:хочу|сделай|сделать|можно|давай|начать|начни)_)?(?:еще_одн[оу]|новое|новый|новую)(?:_${VIDEOS})? хочу_еще
    (?:начать_|начни_|давай_)?(?:все_)?сначала начать_заново
    (?:(?:i_want|make|start|create|can_i_have|let'?s_make)_)?(?:a_)?(?:new|another)(?:_one|_${VIDEOS})? start_over`),
  forget: whole(`
    (?:удали|удалить|сотри|стереть)_(?:все_)?(?:мои_данные|обо_мне) забудь_меня
    (?:delete|erase|remove)_(?:all_)?(?:of_)?(?:my_(?:data|account)|everything_about_me) forget_me`),
};

/** A command that people also say in words. */
export type SaidCommand = keyof typeof said;

/** Returns whether a message says in words what a command does: "мои видео", "change language". */
export function saysCommand(text: string, command: SaidCommand): boolean {
  return said[command].test(fold(text).trim());
}

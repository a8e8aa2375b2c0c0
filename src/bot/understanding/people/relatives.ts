/** Words for people: what stands in the message, and how much of it a card can say. */
export interface Relative {
  /** In the nominative, in lower case. */
  word: string;
  /** Stays before a name: "тётя Галя". Else the name alone is said: "подруга Катя" is "Катя". */
  isTitle?: boolean;
  /** Nobody is addressed like this: the card asks for the name. */
  isVague?: boolean;
}

const words = (list: string, kind: Omit<Relative, 'word'> = {}): Relative[] =>
  list
    .trim()
    .split(/\s*[,\n]\s*/)
    .map((word) => ({ word, ...kind }));

/** Returns whether a word for people, in the nominative, means several. */
export function isPlural(word: string): boolean {
  return /(?:(?<!s)s|folks|[иы]|ья|та|команда|коллектив)$/iu.test(word);
}

/** In Russian. The declension in `declension.ts` knows how each of them ends. */
export const russianRelatives: readonly Relative[] = [
  ...words('бабушка, дедушка, тётя, дядя, баба, дед, тётушка, дядюшка, бабуля, дедуля', {
    isTitle: true,
  }),
  ...words(`мама, папа, ма, па, мамочка, папочка, мамуля, папуля, мамулечка, мамуся, мамка, матушка, батюшка, бабулечка, бабуся
    сын, дочь, дочка, доченька, дочурка, сынок, сыночек, сынуля, внучка, внук, внучок, внученька, сестрёнка, сестричка
    братик, братишка, крёстная, крёстный, крестница, крестник, бабушки, родители, друзья, ребята, дети, коллеги
    девочки, девушки, мальчики, молодожёны, девчонки, мальчишки, подружки, тётушки, солнышко, любимая, любимый, зая, зай
    зайка, принцесса, королева, красавица
    зайчик, котик, малыш, малышка, родная, родной, любовь моя, брат, братан, братуха, сваха, сват, кум, кума, дочки
    сыновья, внуки
    милый, милая, дорогой, дорогая, ангел, ангелочек, котёнок, рыбка, лапочка, сестрёныш, бро, братиш, пацаны, малой
    доча, дочуля, внуча, батя, батяня, маман, мамаша, сеструха, мамы, женщины, бабули, одноклассники, соседи
    учителя, команда, семья, коллектив, мужчины, мужики, учительницы, воспитатели, сотрудники, тренеры, врачи, папы
    выпускники, сестрёнки, братишки, сваты, кумовья, гости, подписчики, родственники, ученики, студенты, клиенты, партнёры`),
  ...words(
    `отец, мать, муж, жена, сестра, друг, подруга, подружка, парень, девушка, коллега, начальник, начальница, шеф, босс
    директор, учитель, учительница, воспитатель, воспитательница, тренер, врач, сосед, соседка, племянник, племянница
    тёща, тесть, свекровь, свёкор, зять, невестка, сноха, кузен, кузина, одноклассник, одноклассница, клиент, партнёр
    подруженька, ребёнок, мальчик, девочка, жених, невеста, половинка, кот, кошка, собака, пёс, щенок, попугай, хомяк, собачка, питомец, товарищ, муженёк, женушка
    супруг, супруга, прабабушка, прадедушка, репетитор
    дружбан, приятель, приятельница, племяш, племяшка, тёщенька, мужик, педагог, мужчина, женщина, отчим, мачеха
    няня, медсестра, бухгалтер, преподаватель, сотрудник, сотрудница
    ученик, ученица, выпускник, выпускница, наставник, мастер, логопед, доктор, профессор, капитан, руководитель, руководительница
    зам, заместитель, водитель, дворник, парикмахер, стоматолог, командир, бригадир, напарник, напарница, однокурсник
    однокурсница, помощник, помощница, секретарь, хозяйка, одногруппник, одногруппница
    именинник, именинница, золовка, деверь, сватья, дружище, подруги, сёстры, братья`,
    { isVague: true },
  ),
];

/** In English. */
export const englishRelatives: readonly Relative[] = [
  ...words(
    `uncle, aunt, auntie, aunty, grandma, grandpa, granny, grandad, granddad, nana, nan, gran, abuela, abuelo, nonna, nonno, opa, oma, tia, tio, mr, mrs, ms, miss, dr
    dj, prof, professor, principal, pastor, officer, coach, captain, sgt, sergeant, chief, reverend, judge, sir, father christmas`,
    { isTitle: true },
  ),
  ...words(`mom, mum, ma, dad, mommy, mummy, daddy, momma, mama, papa, pop, pops, mother, father, son, daughter, grandson
    granddaughter, grandmother, grandfather, sis, bro, mate, buddy, bestie, babe, baby, honey, sweetheart, darling
    my love, sunshine, love of my life, light of my life
    friends, guys, everyone, everybody, parents, kids, folks, family, mom and dad, mum and dad, colleagues, girls
    boys, newlyweds, happy couple, bride and groom, kiddo, hun, sweetie, nurses, teachers, grads, graduates
    godmother, volunteers, staff, fans, followers, guests, members, classmates, veterans, ladies, neighbors
    neighbours, in-laws, grandparents, cousins, grandkids, grandchildren, employees, customers, subscribers, teammates, coworkers, clients, students
    godfather, doc, gramps, bunny, angel, pumpkin, cutie, cupcake, munchkin, princess, queen, king, champ, team`),
  ...words(
    `husband, wife, brother, sister, friend, best friend, bff, girlfriend, boyfriend, fiance, fiancee, boss, manager
    teacher, colleague, coworker, co-worker, neighbour, neighbor, cousin, niece, nephew, mother-in-law, father-in-law
    sister-in-law, brother-in-law, son-in-law, daughter-in-law, partner, doctor, student, client, child, kid, roommate
    stepmom, stepdad, godson, goddaughter, little one, gf, bf, dog, cat, puppy, hubby, wifey, girl, boy, twin
    twins, lady, class, crush, ex, group, soulmate, bestfriend, couple, bride, groom, mentor, graduate, stepmum
    nurse, pal, other half, better half, ceo, supervisor, assistant
    babysitter, nanny, landlord, landlady, mailman, hairdresser, dentist, trainer, tutor, instructor, intern, secretary`,
    { isVague: true },
  ),
];

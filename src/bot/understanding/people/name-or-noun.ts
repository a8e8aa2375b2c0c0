import { fold } from '#root/bot/understanding/words.js';

// Names that are also words of everyday speech, in the forms that both have.
const WORDS = new Set(
  `
любовь любви вера веру вере веры надежда надежду надежде надежды слава славу славе славы мир мира миру мире роза розу розы розе лев поля полю поле рая
любовью верой надеждой славой миром розой лада рада тома луна галка ваза серый серого серому
amber angel april art autumn bill chase christian dale dawn daisy dean don drew earl eve faith frank gene glen grace grant
guy hazel heather holly hope iris ivy jack jade jean joy june lee lily mark mason may melody miles nail norm olive parker pat
penny poppy rash ray rich rob robin rose ruby star sue summer violet wade will willow
`
    .trim()
    .split(/\s+/),
);

/** Returns whether a word may be a name only if it has a capital: "надежда", "will". */
export function isAlsoNoun(word: string): boolean {
  return WORDS.has(fold(word));
}

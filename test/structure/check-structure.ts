import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { importsOf } from './imports.js';
import { layers, limits, producers, workshop } from './layers.js';

const GENERATED = ['db/generated/', 'client/schemas.d.ts'];

const isGenerated = (file: string) => GENERATED.some((path) => file.startsWith(path));

/** Returns what breaks the structure of src, one line for each finding. */
export function checkStructure(root: string): string[] {
  const files = readdirSync(root, { recursive: true, encoding: 'utf8' })
    .filter((file) => /\.(ts|js|css)$/.test(file) && !isGenerated(file))
    .sort();
  const sources = files.filter((file) => /\.(ts|js)$/.test(file));
  return [
    ...sources.filter((file) => floorOf(file) === undefined).map((file) => `${file} is on no floor of the list`),
    ...sources.flatMap((file) => findUpwardImports(file, root)),
    ...findLooseFiles(files),
    ...files.flatMap((file) => findLongFile(file, root)),
  ];
}

function findUpwardImports(file: string, root: string): string[] {
  return importsOf(file, root).flatMap(({ to, isType }) => {
    const [floor, target] = [floorOf(file), floorOf(to)];
    if (floor === undefined || target === undefined || isGenerated(to)) return [];
    if (target.room !== floor.room && target.level <= floor.level) return [`${file} imports ${to}: not a lower floor`];
    const isHeavy = !isType && producers.includes(floor.room) && workshop.includes(target.room);
    return isHeavy ? [`${file} loads ${to}: bot, board and cli must not load processors or workers`] : [];
  });
}

function findLooseFiles(files: readonly string[]): string[] {
  const loose = files.filter((file) => !file.includes('/'));
  return loose.length <= limits.looseFiles ? [] : [`${loose.length} loose files: ${limits.looseFiles} are allowed`];
}

function findLongFile(file: string, root: string): string[] {
  const lines = readFileSync(join(root, file), 'utf8').split('\n').length - 1;
  return lines <= limits.linesInFile ? [] : [`${file} has ${lines} lines: ${limits.linesInFile} are allowed`];
}

/** The room with the longest path that holds the file, and its level, counted from the top. */
function floorOf(file: string): { room: string; level: number } | undefined {
  const rooms = layers.flatMap((floor, level) => floor.map((room) => ({ room, level })));
  return rooms
    .filter(({ room }) => file === room || file.startsWith(`${room}/`))
    .sort((one, other) => other.room.length - one.room.length)[0];
}

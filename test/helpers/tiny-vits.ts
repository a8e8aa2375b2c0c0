import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

// The wire format of protocol buffers: https://protobuf.dev/programming-guides/encoding. Numbers of fields are those of
// https://github.com/onnx/onnx/blob/main/onnx/onnx.proto.
type Message = readonly Buffer[];

function varint(value: number): Buffer {
  const bytes: number[] = [];
  for (let rest = BigInt.asUintN(64, BigInt(value)); ; rest >>= 7n) {
    if (rest < 128n) return Buffer.from([...bytes, Number(rest)]);
    bytes.push(Number(rest & 127n) | 128);
  }
}

const number = (field: number, value: number): Message => [varint(field * 8), varint(value)];

function bytes(field: number, value: string | Uint8Array | Message): Message {
  const content = Array.isArray(value) ? Buffer.concat(value) : Buffer.from(value as Uint8Array);
  return [varint(field * 8 + 2), varint(content.length), content];
}

const FLOAT = 1;
const INT64 = 7;

const node = (operator: string, inputs: string[], output: string, attribute: Message = []): Message => [
  ...inputs.flatMap((name) => bytes(1, name)),
  ...bytes(2, output),
  ...bytes(4, operator),
  ...(attribute.length === 0 ? [] : bytes(5, attribute)),
];

const shape = (dimensions: (string | number)[]): Message =>
  dimensions.flatMap((size) => bytes(1, typeof size === 'string' ? bytes(2, size) : number(1, size)));

const value = (name: string, type: number, dimensions: (string | number)[]): Message => [
  ...bytes(1, name),
  ...bytes(2, bytes(1, [...number(1, type), ...bytes(2, shape(dimensions))])),
];

const tensor = (name: string, type: number, dimensions: number[], data: ArrayBufferView): Message => [
  ...dimensions.flatMap((size) => number(1, size)),
  ...number(2, type),
  ...bytes(8, name),
  ...bytes(9, new Uint8Array(data.buffer)),
];

const LETTERS = 'абвгдеёжзийклмнопрстуфхцчшщъыьэюяabcdefghijklmnopqrstuvwxyz';
const SYMBOLS = [...' !,.?-', ...LETTERS, ...LETTERS.toUpperCase(), ...'0123456789'];
const SAMPLES_PER_SYMBOL = 1_024;
const SAMPLE_RATE = 16_000;

/** A VITS model that sounds each letter as a beep. */
function tinyModel(): Buffer {
  const wave = Float32Array.from(
    { length: SAMPLES_PER_SYMBOL },
    (_, index) =>
      0.3 * Math.sin((Math.PI * index) / SAMPLES_PER_SYMBOL) * Math.sin((32 * Math.PI * index) / SAMPLES_PER_SYMBOL),
  );
  const graph: Message = [
    ...bytes(1, node('Cast', ['input'], 'ids', [...bytes(1, 'to'), ...number(3, FLOAT), ...number(20, 2)])),
    ...bytes(1, node('Sign', ['ids'], 'signs')),
    ...bytes(1, node('Reshape', ['signs', 'column'], 'letters')),
    ...bytes(1, node('Mul', ['letters', 'wave'], 'waves')),
    ...bytes(1, node('Reshape', ['waves', 'row'], 'output')),
    ...bytes(2, 'tiny'),
    ...bytes(5, tensor('wave', FLOAT, [1, SAMPLES_PER_SYMBOL], wave)),
    ...bytes(5, tensor('column', INT64, [2], BigInt64Array.from([-1n, 1n]))),
    ...bytes(5, tensor('row', INT64, [4], BigInt64Array.from([1n, 1n, 1n, -1n]))),
    ...bytes(11, value('input', INT64, ['N', 'T'])),
    ...bytes(11, value('input_lengths', INT64, ['N'])),
    ...bytes(11, value('scales', FLOAT, [3])),
    ...bytes(12, value('output', FLOAT, ['N', 1, 1, 'L'])),
  ];
  const facts = {
    model_type: 'vits',
    comment: 'coqui',
    language: 'Russian',
    frontend: 'characters',
    add_blank: '0',
    use_eos_bos: '0',
    blank_id: '0',
    bos_id: '0',
    eos_id: '0',
    pad_id: '0',
    has_espeak: '0',
    n_speakers: '1',
    sample_rate: String(SAMPLE_RATE),
  };
  return Buffer.concat([
    ...number(1, 8),
    ...bytes(7, graph),
    ...bytes(8, [...bytes(1, ''), ...number(2, 13)]),
    ...Object.entries(facts).flatMap(([key, fact]) => bytes(14, [...bytes(1, key), ...bytes(2, fact)])),
  ]);
}

/** Returns the files of a model of two kilobytes that sherpa-onnx runs. It beeps instead of speaking. */
export function tinyVits(): Record<string, Buffer> {
  const tokens = SYMBOLS.map((symbol, index) => `${symbol} ${index + 1}\n`).join('');
  return { 'model.onnx': tinyModel(), 'tokens.txt': Buffer.from(`_ 0\n${tokens}`) };
}

/** Writes the model into a new folder. */
export async function writeTinyVits(dir: string): Promise<void> {
  await mkdir(dir, { recursive: true });
  for (const [name, content] of Object.entries(tinyVits())) await writeFile(join(dir, name), content);
}

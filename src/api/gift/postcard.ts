import { buffer } from 'node:stream/consumers';
import PDFDocument from 'pdfkit';
import sharp from 'sharp';
import { fitName } from '#root/api/gift/fit-name.js';
import { qrModules } from '#root/api/gift/qr.js';
import type { PageTexts } from '#root/api/texts.js';
import { openFallbacks } from '#root/montage/text/fallback-fonts.js';
import { createFontStack, type FontStack } from '#root/montage/text/font-stack.js';
import { openFont } from '#root/montage/text/fonts.js';

export interface Postcard {
  name: string;
  /** Address that the QR code leads to. */
  url: string;
  /** JPEG of the video's title. Undefined if there is none. */
  poster: Buffer | undefined;
  texts: PageTexts;
}

const MM = 72 / 25.4;
const A6 = { width: 105 * MM, height: 148 * MM };
const MARGIN = 6 * MM;
const INNER = A6.width - 2 * MARGIN;
const PICTURE_HEIGHT = 86 * MM;
const QR_SIDE = 34 * MM;
const GAP = 4 * MM;
const NAME_HEIGHT = 13 * MM;
// Printers show more than screens, and a photo in 300 dpi is enough for them.
const PICTURE_WIDTH_PX = 1_100;

const nameFont = {
  file: '@expo-google-fonts/marck-script/400Regular/MarckScript_400Regular.ttf',
  family: 'Marck Script',
  bold: false,
};
const textFont = {
  file: '@expo-google-fonts/montserrat/700Bold/Montserrat_700Bold.ttf',
  family: 'Montserrat',
  bold: true,
};

/** Returns a postcard of A6 for printing, as PDF: the title of the video, the name, and a QR code that leads to the page. */
export async function drawPostcard({ name, url, poster, texts }: Postcard): Promise<Buffer> {
  const title = await stackFor(name);
  const small = (await openFont(textFont)).path;
  const document = new PDFDocument({ size: [A6.width, A6.height], margin: 0, info: { Title: name } });
  const content = buffer(document);

  const picture = poster === undefined ? undefined : await cropped(poster);
  if (picture !== undefined) {
    const top = MARGIN + (PICTURE_HEIGHT - picture.height) / 2;
    document
      .save()
      .roundedRect(MARGIN, top, INNER, picture.height, 3 * MM)
      .clip();
    document.image(picture.jpeg, MARGIN, top, { width: INNER, height: picture.height }).restore();
  }
  const below = A6.height - MARGIN - QR_SIDE;
  drawQr(document, url, A6.width - MARGIN - QR_SIDE, below);
  const width = INNER - QR_SIDE - GAP;
  drawName(document, title, name, { x: MARGIN, y: below, width });
  document.font(small).fontSize(9).fillColor('#5a3a2a');
  document.text(texts('card-hint'), MARGIN, below + 15 * MM, { width, lineGap: 2 });
  document
    .fontSize(5)
    .fillColor('#8a7a70')
    .text(url.replace(/^https?:\/\//, ''), MARGIN, A6.height - MARGIN - 6 * MM, { width });
  document.end();
  return content;
}

async function stackFor(name: string): Promise<FontStack> {
  const first = await openFont(nameFont);
  return createFontStack(name, first, ...(await openFallbacks(name, [first])));
}

/** Returns the middle of the poster, where the name stands, as wide as the card. */
async function cropped(poster: Buffer): Promise<{ jpeg: Buffer; height: number }> {
  const { width, height } = await sharp(poster).metadata();
  const shown = Math.min(PICTURE_HEIGHT, (INNER * height) / width);
  const size = { width: PICTURE_WIDTH_PX, height: Math.round((PICTURE_WIDTH_PX * shown) / INNER) };
  const jpeg = await sharp(poster)
    .resize({ ...size, fit: 'cover' })
    .jpeg({ quality: 88 })
    .toBuffer();
  return { jpeg, height: shown };
}

function drawQr(document: PDFKit.PDFDocument, url: string, left: number, top: number): void {
  const modules = qrModules(url);
  const side = QR_SIDE / modules.length;
  for (const [row, cells] of modules.entries()) {
    for (const [column, isDark] of cells.entries()) {
      // A little larger, so that no light lines show between them.
      if (isDark) document.rect(left + column * side, top + row * side, side * 1.02, side * 1.02);
    }
  }
  document.fill('#000000');
}

/** Draws the name as large as it fits, in as many fonts as its letters need, and cuts off what is still too wide. */
function drawName(
  document: PDFKit.PDFDocument,
  stack: FontStack,
  name: string,
  { x, y, width }: { x: number; y: number; width: number },
): void {
  const { lines, size } = fitName(name, { stack, width, height: NAME_HEIGHT });
  document.save().rect(x, y, width, NAME_HEIGHT).clip();
  document.fontSize(size).fillColor('#7a2d12');
  const lineHeight = NAME_HEIGHT / lines.length;
  for (const [index, line] of lines.entries()) {
    let left = x;
    for (const { text, font } of stack.runs(line)) {
      document
        .font(font.path)
        .text(text, left, y + (index + 0.5) * lineHeight, { lineBreak: false, baseline: 'middle' });
      left += font.widthPerEm(text) * size;
    }
  }
  document.restore();
}

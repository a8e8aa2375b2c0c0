const COLUMNS = 3;

/** A design on the picture of all of them, in pixels: its title, with a label below. */
export const CELL = { width: 320, height: 569, label: 60, gap: 16 };

/** Returns the size of the picture of that many designs. */
export function sizeOf(count: number): { width: number; height: number } {
  const rows = Math.ceil(count / COLUMNS);
  return {
    width: COLUMNS * (CELL.width + CELL.gap) + CELL.gap,
    height: rows * (CELL.height + CELL.label) + CELL.gap,
  };
}

/** Returns the place of a cell. The last row is in the middle if it is not full. */
export function placeOf(index: number, count: number): { left: number; top: number } {
  const row = Math.floor(index / COLUMNS);
  const inRow = Math.min(COLUMNS, count - row * COLUMNS);
  const indent = ((COLUMNS - inRow) * (CELL.width + CELL.gap)) / 2;
  return {
    left: Math.round(CELL.gap + indent + (index % COLUMNS) * (CELL.width + CELL.gap)),
    top: CELL.gap + row * (CELL.height + CELL.label),
  };
}

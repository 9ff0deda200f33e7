import { type Brush, writeTexts } from './brush.ts';
import type { Palette } from './palette.ts';
import type { SeatLook, SeatPattern } from './types.ts';

/** Pixels of a seat's side from which it has its letters, its number, and both. */
const letters = 14;
const numbers = 19;
const both = 30;
/** Pixels that a letter is wide. */
const letterWidth = 7;

/** What is written or drawn into seats of one look: letters where there is room, else a pattern; the number of the seat. */
export function paintMarks(brush: Brush, look: SeatLook, seats: readonly number[], palette: Palette): void {
  if (look.form === 'accessible' || seats.length === 0) return;
  const side = (seat: number) => (brush.field.size[seat] ?? 0) / brush.pixel;
  const room = Math.max(letters, (look.letters?.length ?? 0) * letterWidth + 4);
  const hasLetters = (seat: number) => look.form === 'free' && look.letters !== undefined && side(seat) >= room;
  const hasNumber = (seat: number) => side(seat) >= (hasLetters(seat) ? both : numbers);
  const colour = look.form === 'other' ? palette.text : (palette.onTones[look.tone] ?? palette.surface);
  if (look.form === 'free' && look.pattern !== undefined) {
    const bare = seats.filter((seat) => !hasLetters(seat) && !hasNumber(seat));
    paintPattern(brush, look.pattern, bare, palette.surface);
  }
  brush.context.fillStyle = colour;
  writeTexts(brush, '600 10px', (write) => {
    const put = (seat: number, text: string, shift: number) =>
      write(text, brush.field.x[seat] ?? 0, (brush.field.y[seat] ?? 0) + shift * brush.pixel);
    for (const seat of seats) {
      const [isLettered, isNumbered] = [hasLetters(seat), hasNumber(seat)];
      if (isLettered) put(seat, look.letters ?? '', isNumbered ? 6 : 0);
      if (isNumbered) put(seat, String(brush.field.number[seat] ?? ''), isLettered ? -5 : 0);
    }
  });
}

function paintPattern(brush: Brush, pattern: SeatPattern, seats: readonly number[], colour: string) {
  const { context, field } = brush;
  context.beginPath();
  for (const seat of seats) {
    const [x, y, side] = [field.x[seat] ?? 0, field.y[seat] ?? 0, field.size[seat] ?? 0];
    const [reach, half] = [side * 0.26, side * 0.075];
    if (pattern === 'dot') {
      context.moveTo(x + half * 2, y);
      context.arc(x, y, half * 2, 0, 2 * Math.PI);
    } else context.rect(x - reach, y - half, 2 * reach, 2 * half);
    if (pattern === 'cross') context.rect(x - half, y - reach, 2 * half, 2 * reach);
  }
  context.fillStyle = colour;
  context.fill();
}

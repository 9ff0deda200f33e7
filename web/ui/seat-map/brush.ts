import type { SeatField } from '../../../shared/rules/seat-field.ts';
import type { View } from './types.ts';

export type Brush = {
  context: CanvasRenderingContext2D;
  field: SeatField;
  /** From units to pixels of the page, and of these to the canvas's own. */
  view: View;
  ratio: number;
  /** Units of one. */
  pixel: number;
};

/** What follows is drawn in units of the drawing. */
export function drawInUnits({ context, view: { scale, x, y }, ratio }: Omit<Brush, 'field'>): void {
  context.setTransform(ratio * scale, 0, 0, ratio * scale, ratio * x, ratio * y);
}

export type Write = (text: string, x: number, y: number) => void;

/**
 * Writes texts at places in units, around their middle. In pixels, not scaled with the drawing: a browser keeps the letters
 * of a font it has drawn, while a font of its own for each zoom costs more than all seats together.
 */
export function writeTexts(brush: Brush, font: string, into: (write: Write) => void, isOutlined = false): void {
  const { context, ratio, view } = brush;
  context.setTransform(ratio, 0, 0, ratio, 0, 0);
  context.textAlign = 'center';
  context.textBaseline = 'middle';
  context.font = `${font} system-ui, sans-serif`;
  into((text, x, y) => {
    const at = [x * view.scale + view.x, y * view.scale + view.y] as const;
    if (isOutlined) context.strokeText(text, ...at);
    context.fillText(text, ...at);
  });
  drawInUnits(brush);
}

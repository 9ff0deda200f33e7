import { escapeHtml } from '../../mail.ts';

/** Markup that is safe to send. */
export type Html = { readonly markup: string };
type Piece = Html | string | number | null | readonly Html[];

/** Markup from a template; texts put into it are escaped, `null` is nothing. */
export function html(parts: TemplateStringsArray, ...pieces: readonly Piece[]): Html {
  const texts = parts.map((part, index) => part + (index < pieces.length ? markupOf(pieces[index] ?? null) : ''));
  return { markup: texts.join('') };
}

function markupOf(piece: Piece): string {
  if (piece === null) return '';
  if (typeof piece === 'string' || typeof piece === 'number') return escapeHtml(String(piece));
  return 'markup' in piece ? piece.markup : piece.map(({ markup }) => markup).join('');
}

import { flagOf, optional, textOf } from './search.ts';

/** What the addresses of the screens of programs may carry after `?`. */

type Raw = Record<string, unknown>;

export const programStateNames = ['draft', 'published', 'archived'] as const;
export type ProgramsSearch = {
  state?: (typeof programStateNames)[number] | undefined;
  cursor?: string | undefined;
};

export function programsSearch(raw: Raw): ProgramsSearch {
  return {
    ...optional(
      'state',
      programStateNames.find((state) => state === raw.state),
    ),
    ...optional('cursor', textOf(raw.cursor)),
  };
}

/** `at`: the place in the program, a JSON pointer, whose field is shown and focused. */
export type EditorSearch = { at?: string | undefined; preview?: boolean | undefined };

export function editorSearch(raw: Raw): EditorSearch {
  return {
    ...optional('at', typeof raw.at === 'string' && raw.at.startsWith('/') ? raw.at.slice(0, 400) : undefined),
    ...optional('preview', flagOf(raw.preview)),
  };
}

/** The program that is asked about. */
export type WhyPriceSearch = { program?: string | undefined };

export function whyPriceSearch(raw: Raw): WhyPriceSearch {
  return optional('program', textOf(raw.program));
}

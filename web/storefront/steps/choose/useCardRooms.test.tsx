import { act, cleanup, render } from '@testing-library/react';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { makePageData } from '../../../../test/factories/page-data.ts';
import { makeContent, makeRule } from '../../../../test/factories/program-content.ts';
import { AppContext } from '../../app/context.ts';
import { openApp } from '../../app/open.ts';
import { en } from '../../words/en.ts';
import { useCardRooms } from './useCardRooms.ts';

const codes = ['A', 'B', 'C', 'D'];
const screenHeight = 600;
/** Of each card: where it begins and ends, in pixels of the window. */
let boxes: Record<string, { top: number; height: number }>;
/** Another in each test: what the one before it saw is forgotten. */
let screenWidth = 300;

beforeEach(() => {
  screenWidth += 1;
  boxes = { A: { top: -300, height: 200 }, B: { top: -100, height: 210.5 }, C: { top: 110.5, height: 220 } };
  vi.stubGlobal('innerHeight', screenHeight);
  vi.stubGlobal('innerWidth', screenWidth);
  vi.spyOn(HTMLElement.prototype, 'getBoundingClientRect').mockImplementation(function (this: HTMLElement) {
    const { top, height } = boxes[this.dataset.game ?? ''] ?? { top: 0, height: 0 };
    return new DOMRect(0, top, screenWidth, height);
  });
});
afterEach(() => {
  cleanup();
  vi.restoreAllMocks();
  vi.unstubAllGlobals();
  localStorage.clear();
});

type Rooms = ReturnType<typeof useCardRooms>;

/** The list of games with some of its cards drawn; answers what it was told when it came, and takes it away again. */
function visit(drawn: readonly string[], { isReturn = false } = {}): Rooms {
  const content = makeContent({ eventCodes: codes, rules: [makeRule('all')] });
  const app = openApp({ data: makePageData(content, codes), words: en, Step: () => null, preview: null });
  app.router.place.set((before) => ({ ...before, isReturn }));
  const told: Rooms[] = [];
  const { unmount } = render(
    <AppContext value={app}>
      <List drawn={drawn} tell={(rooms) => told.push(rooms)} />
    </AppContext>,
  );
  act(() => unmount());
  return told[0] ?? { of: new Map(), firstInSight: null };
}

function List({ drawn, tell }: { drawn: readonly string[]; tell: (rooms: Rooms) => void }) {
  tell(useCardRooms());
  return codes.map((code) => (
    <li key={code} data-game={code}>
      {drawn.includes(code) && <span>{code}</span>}
    </li>
  ));
}

const heights = ({ of }: Rooms) => Object.fromEntries([...of].map(([code, { minHeight }]) => [code, minHeight]));

describe('the rooms of the cards', () => {
  it('are not known before the games were seen', () => {
    expect(visit([])).toEqual({ of: new Map(), firstInSight: null });
  });

  it('are those the cards had, in parts of pixels too', () => {
    visit(['A', 'B', 'C']);
    expect(heights(visit([]))).toEqual({ A: 200, B: 210.5, C: 220 });
  });

  it('stay known of cards that were not drawn the last time', () => {
    visit(['A', 'B', 'C']);
    boxes = { A: { top: 0, height: 190 } };
    visit(['A']);
    expect(heights(visit([]))).toEqual({ A: 190, B: 210.5, C: 220 });
  });

  it('are forgotten when the window has another width', () => {
    visit(['A', 'B', 'C']);
    vi.stubGlobal('innerWidth', screenWidth + 500);
    expect(heights(visit(['A']))).toEqual({});
    // of what was seen at the old width nothing is left
    expect(heights(visit([]))).toEqual({ A: 200 });
  });
});

describe('the first card that was in sight', () => {
  it('is told to who comes back', () => {
    visit(['A', 'B', 'C']);
    expect(visit(['A'], { isReturn: true }).firstInSight).toBe('B');
  });

  it('is not told to who goes there anew', () => {
    visit(['A', 'B', 'C']);
    expect(visit([]).firstInSight).toBeNull();
  });

  it('is none when all were above the window', () => {
    boxes = { A: { top: -900, height: 200 } };
    visit(['A']);
    expect(visit([], { isReturn: true }).firstInSight).toBeNull();
  });
});

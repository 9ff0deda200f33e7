import { MantineProvider } from '@mantine/core';
import { act, cleanup, fireEvent, render, screen, waitFor, within } from '@testing-library/react';
import { useState } from 'react';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { Lane } from './BoardLane.tsx';
import { putBefore } from './boardPlaces.ts';
import { EventBoard } from './EventBoard.tsx';

type Lists = Record<string, readonly string[]>;

const names: Record<string, string> = { A: 'Lakers', B: 'Kings', C: 'Suns', D: 'Clippers' };
const looks = new Map(
  Object.entries(names).map(([code, name]) => [code, { code, name, when: 'Fri, Oct 2', notes: [] }]),
);
const width = 200;
const height = 40;

/** A board of the page's three lists that does what it is told. */
function Board({
  start,
  owner = 'pack',
  canEdit = true,
  onMoveLane,
}: {
  start: Lists;
  owner?: string;
  canEdit?: boolean;
  onMoveLane?: (id: string, onto: string) => void;
}) {
  const [own, setOwn] = useState({ owner, lists: start });
  const lists = own.owner === owner ? own.lists : start;
  const setLists = (change: (old: Lists) => Lists) => setOwn({ owner, lists: change(lists) });
  const lanes = Object.entries(lists).map(
    ([id, codes]): Lane => ({ id, name: id, codes, head: id, empty: 'Nothing here', isMovable: id !== 'Tray' }),
  );
  return (
    <MantineProvider env="test">
      <EventBoard
        label="Events"
        owner={owner}
        lanes={lanes}
        looks={looks}
        canEdit={canEdit}
        onMoveLane={(id, onto) => onMoveLane?.(id, onto)}
        onPlace={(codes, { laneId, before }) =>
          setLists((old) =>
            Object.fromEntries(
              Object.entries(old).map(([id, present]) => [
                id,
                id === laneId ? putBefore(present, codes, before) : present.filter((code) => !codes.includes(code)),
              ]),
            ),
          )
        }
      />
    </MantineProvider>
  );
}

/** The page has no layout here, so cards stand below each other in lists beside each other; a carried one says where. */
function layOut(this: Element): DOMRect {
  const carried = this.closest<HTMLElement>('[style*="fixed"]');
  if (carried !== null) {
    return new DOMRect(Number.parseFloat(carried.style.left), Number.parseFloat(carried.style.top), width, height);
  }
  const lane = this.closest('section section');
  const column = lane === null ? 0 : [...(lane.parentElement?.children ?? [])].indexOf(lane);
  const cards = [...(lane?.querySelectorAll('li') ?? [])];
  const own = this.closest('li');
  const row = own !== null ? cards.indexOf(own) : this.tagName === 'P' ? cards.length : -1;
  return new DOMRect(column * width, row * height, width, height);
}

beforeEach(() => {
  vi.spyOn(Element.prototype, 'getBoundingClientRect').mockImplementation(layOut);
  Element.prototype.scrollIntoView = () => undefined;
});
afterEach(() => {
  cleanup();
  vi.restoreAllMocks();
});

const start = { First: ['A', 'B'], Second: ['C'], Tray: ['D'] };
const list = (name: string) =>
  within(screen.getByRole('region', { name }))
    .queryAllByRole('listitem')
    .map((item) => Object.values(names).find((event) => item.textContent?.includes(event)));

/** The sensor listens from the next tick on, and each key is judged by the places measured after the one before. */
async function press(...codes: readonly string[]) {
  for (const code of codes) {
    await act(async () => {
      fireEvent.keyDown(document.activeElement ?? document.body, { code, key: code });
      await new Promise((resolve) => setTimeout(resolve, 0));
      await new Promise((resolve) => setTimeout(resolve, 0));
    });
  }
}

describe('a board of events', () => {
  it('is worked by the keyboard: picked up, taken to the next list, dropped', async () => {
    render(<Board start={start} />);
    screen.getByRole('button', { name: 'Move Lakers' }).focus();
    await press('Space', 'ArrowRight', 'Space');
    await waitFor(() => expect(list('Second')).toEqual(['Lakers', 'Suns']));
    expect(list('First')).toEqual(['Kings']);
  });

  it('says where the event is while it is carried, and keeps the keyboard on it', async () => {
    render(<Board start={start} />);
    screen.getByRole('button', { name: 'Move Lakers' }).focus();
    await press('Space');
    expect(screen.getByText('Picked up Lakers from its place in First.')).toBeDefined();
    await press('ArrowDown');
    expect(screen.getByText('Lakers: before Kings in First.')).toBeDefined();
    await press('ArrowDown');
    expect(screen.getByText('Lakers: at the end of First.')).toBeDefined();
    await press('ArrowRight', 'Space');
    await waitFor(() => expect(list('Second')).toEqual(['Suns', 'Lakers']));
    expect(document.activeElement?.getAttribute('aria-label')).toBe('Move Lakers');
  });

  it('puts a carried event back with Escape', async () => {
    render(<Board start={start} />);
    screen.getByRole('button', { name: 'Move Lakers' }).focus();
    await press('Space', 'ArrowRight', 'Escape');
    expect(list('First')).toEqual(['Lakers', 'Kings']);
    expect(list('Second')).toEqual(['Suns']);
  });

  it('changes the order of lists by the keyboard', async () => {
    const onMoveLane = vi.fn<(id: string, onto: string) => void>();
    render(<Board start={start} onMoveLane={onMoveLane} />);
    screen.getByRole('button', { name: 'Move the list First' }).focus();
    await press('Space', 'ArrowRight', 'Space');
    expect(onMoveLane).toHaveBeenCalledExactlyOnceWith('First', 'Second');
  });

  it('moves an event by its menu', async () => {
    render(<Board start={start} />);
    fireEvent.click(screen.getByRole('button', { name: 'Move Clippers to…' }));
    fireEvent.click(await screen.findByRole('menuitem', { name: 'First' }));
    expect(list('First')).toEqual(['Lakers', 'Kings', 'Clippers']);
    expect(list('Tray')).toEqual([]);
    expect(screen.getByText('Clippers moved to First.')).toBeDefined();
  });

  it('moves all that are chosen at once, in the order of the board', async () => {
    render(<Board start={start} />);
    fireEvent.click(screen.getByRole('checkbox', { name: 'Choose Suns' }));
    fireEvent.click(screen.getByRole('checkbox', { name: 'Choose all in First' }));
    expect(screen.getByText('3 chosen')).toBeDefined();
    fireEvent.click(screen.getByRole('button', { name: 'Move to…' }));
    fireEvent.click(await screen.findByRole('menuitem', { name: 'Tray' }));
    expect(list('Tray')).toEqual(['Clippers', 'Lakers', 'Kings', 'Suns']);
    expect(screen.queryByText('3 chosen')).toBeNull();
  });

  it('carries all that are chosen when one of them is', async () => {
    render(<Board start={start} />);
    fireEvent.click(screen.getByRole('checkbox', { name: 'Choose all in First' }));
    screen.getByRole('button', { name: 'Move Kings' }).focus();
    await press('Space', 'ArrowRight', 'Space');
    await waitFor(() => expect(list('Second')).toEqual(['Suns', 'Lakers', 'Kings']));
  });

  it('makes nothing anew that another owner has in the same place, and none of it is chosen', () => {
    const { rerender } = render(<Board start={start} />);
    const card = (name: string) => screen.getByRole('checkbox', { name: `Choose ${name}` }).closest('li');
    const [list, lakers] = [screen.getByRole('region', { name: 'First' }), card('Lakers')];
    fireEvent.click(screen.getByRole('checkbox', { name: 'Choose Lakers' }));
    rerender(<Board start={{ Other: ['A', 'C'], Second: ['B'], Tray: ['D'] }} owner="other pack" />);
    expect(screen.getByRole('region', { name: 'Other' })).toBe(list);
    expect(card('Lakers')).toBe(lakers);
    expect(screen.queryByText('1 chosen')).toBeNull();
  });

  it('gives viewers the lists and nothing to move them with', () => {
    render(<Board start={start} canEdit={false} />);
    expect(list('First')).toEqual(['Lakers', 'Kings']);
    expect(screen.queryAllByRole('button')).toEqual([]);
    expect(screen.queryAllByRole('checkbox')).toEqual([]);
  });
});

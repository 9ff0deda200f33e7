import { cleanup, fireEvent, render, screen } from '@testing-library/react';
import { useState } from 'react';
import { afterEach, expect, it } from 'vitest';
import { makeSeatField } from '../../../shared/rules/seat-field.ts';
import { SeatList, type SeatListWords } from './SeatList.tsx';
import type { SeatFacts } from './types.ts';

const field = makeSeatField(
  {
    sections: [
      ['111', [['1', 1, '----']]],
      [
        '112',
        [
          ['7', 1, 'A-A'],
          ['8', 4, '-A|'],
        ],
      ],
    ],
  },
  null,
);
const looks = [{ form: 'free' as const, tone: 0 as const, isPickable: true }];
const words: SeatListWords = {
  sections: 'Sections',
  rows: 'Rows',
  seats: 'Seats',
  section: (name, free) => `Section ${name}, ${free} free`,
  row: (name, free) => `Row ${name}, ${free} free`,
  noSections: 'Nothing is free.',
  noRows: 'Choose a section.',
  noSeats: 'Choose a row.',
};
const describe = ({ sectionName, rowName, seatNumber, isAtAisle, isMine }: SeatFacts) =>
  `Section ${sectionName}, row ${rowName}, seat ${seatNumber}, 80.00 USD${isAtAisle ? ', aisle' : ''}${isMine ? ', yours' : ''}`;

function Choosing() {
  const [sectionName, setSectionName] = useState<string | null>(null);
  const [mine, setMine] = useState<ReadonlySet<number>>(new Set());
  const onPick = (seat: number) => {
    const next = new Set(mine);
    if (!next.delete(seat)) next.add(seat);
    setMine(next);
  };
  const common = { field, looks, mine, sectionName, onSection: setSectionName, onPick, describe, words };
  return <SeatList {...common} />;
}

afterEach(cleanup);

it('seats are chosen and given back by keys alone, by section, row and seat', () => {
  render(<Choosing />);
  expect(screen.getAllByRole('option').map(({ textContent }) => textContent)).toEqual(['Section 112, 3 free']);
  fireEvent.keyDown(screen.getByRole('listbox', { name: 'Sections' }), { key: 'Enter' });
  const rows = screen.getByRole('listbox', { name: 'Rows' });
  fireEvent.keyDown(rows, { key: 'End' });
  const seats = screen.getByRole('listbox', { name: 'Seats' });
  const name = 'Section 112, row 8, seat 5, 80.00 USD, aisle';
  expect(screen.getByRole('option', { name }).getAttribute('aria-selected')).toBe('false');
  fireEvent.keyDown(seats, { key: ' ' });
  expect(screen.getByRole('option', { name: `${name}, yours` }).getAttribute('aria-selected')).toBe('true');
  fireEvent.keyDown(seats, { key: 'Enter' });
  expect(screen.getByRole('option', { name }).getAttribute('aria-selected')).toBe('false');
  fireEvent.keyDown(rows, { key: 'Home' });
  expect(screen.getByRole('option', { name: 'Row 7, 2 free' }).getAttribute('aria-selected')).toBe('true');
});

it('letters find an option, and a list without any says what to do', () => {
  render(<Choosing />);
  expect(screen.getByText('Choose a section.')).toBeDefined();
  fireEvent.click(screen.getByRole('option', { name: /112/ }));
  const rows = screen.getByRole('listbox', { name: 'Rows' });
  fireEvent.keyDown(rows, { key: '8' });
  expect(screen.getByRole('option', { name: 'Row 8, 1 free' }).getAttribute('aria-selected')).toBe('true');
});

import type { SeatListWords, SeatMapWords } from '../../../ui/seat-map/index.ts';

export const mapWords: SeatMapWords = {
  map: 'Seat map',
  help: 'Arrow keys go from seat to seat. Plus and minus zoom, 0 shows the whole map. The same seats are listed under “As lists”.',
  zoomIn: 'Zoom in',
  zoomOut: 'Zoom out',
  whole: 'Show the whole map',
  row: (name) => name,
};

export const listWords: SeatListWords = {
  sections: 'Sections',
  rows: 'Rows',
  seats: 'Free seats',
  section: (name, free) => `Section ${name}, ${free} free`,
  row: (name, free) => `Row ${name}, ${free} free`,
  noSections: 'No section has a free seat.',
  noRows: 'Choose a section.',
  noSeats: 'Choose a row.',
};

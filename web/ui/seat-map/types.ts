import type { Point } from '../../../shared/contract/venues.ts';

/** How a kind of free seat is drawn; each has a form of its own beside its colour. */
export type SeatForm = 'free' | 'accessible' | 'other';
/** Tones differ in lightness: 0 is the dearest. */
export type Tone = 0 | 1 | 2 | 3 | 4 | 5;
/** What is drawn into the seat, for more looks than there are tones. */
export type SeatPattern = 'dot' | 'bar' | 'cross';
export type SeatLook = {
  form: SeatForm;
  tone: Tone;
  pattern?: SeatPattern | undefined;
  /** A few letters that are written into the seat where there is room, instead of its pattern and number. */
  letters?: string | undefined;
  /** False: it is free, but not for this choice; it is drawn and named, and cannot be chosen. */
  isPickable: boolean;
};

/** What is told of a seat when it is pointed at, and read aloud. */
export type SeatFacts = {
  sectionName: string;
  rowName: string;
  seatNumber: number;
  /** Its place in the looks, which is that of its kind; null: taken. */
  kind: number | null;
  isMine: boolean;
  isAtAisle: boolean;
};

/** A section as the overview shows it. */
export type SectionLook = {
  sectionName: string;
  /** What is written on the map: short. */
  shortName: string;
  /** All that is said of it, such as "Section 112, 34 seats, from 80.00 USD". */
  description: string;
  /** 0: nothing is free; 1 few, 2 some, 3 many. Drawn as a pattern, so that it is seen without colour. */
  fill: 0 | 1 | 2 | 3;
  /** By price; null: the same for all. */
  tone: Tone | null;
  isPickable: boolean;
};

/** From units of the drawing to pixels: `pixel = unit * scale + offset`. */
export type View = { scale: number; x: number; y: number };
export type Size = { width: number; height: number };
export type Box = { from: Point; to: Point };

/** All texts of the canvas and its buttons. */
export type SeatMapWords = {
  map: string;
  help: string;
  zoomIn: string;
  zoomOut: string;
  whole: string;
  row: (rowName: string) => string;
};

export { factsOf } from './facts.ts';
export { gridOf } from './grid.ts';
export { Legend, type LegendItem } from './Legend.tsx';
export { SeatCanvas } from './SeatCanvas.tsx';
export { SeatList, type SeatListWords } from './SeatList.tsx';
export { SectionOverview } from './SectionOverview.tsx';
export type { SeatFacts, SeatLook, SeatMapWords, SeatPattern, SectionLook, Tone } from './types.ts';

import { pay } from './fr.pay.ts';
import { seats } from './fr.seats.ts';

export const buy = { ...seats, ...pay };

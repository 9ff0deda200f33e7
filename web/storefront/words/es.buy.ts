import { pay } from './es.pay.ts';
import { seats } from './es.seats.ts';

export const buy = { ...seats, ...pay };

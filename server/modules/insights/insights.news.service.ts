export { seatsTried } from '../carts/carts.news.service.ts';

export { loadContent } from './pricing.content.service.ts';
export { addWithContent, cloneAsSale, cloneProgram, previewSale } from './pricing.copies.service.ts';

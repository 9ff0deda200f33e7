/** Names and codes as people sort them: `Suite 3` before `Suite 10`. */
export const naturalOrder = new Intl.Collator('en', { numeric: true }).compare;

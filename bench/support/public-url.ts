/** The address of the product in a measurement, as fans would have it in production. */
export const publicUrl = 'https://bench.example';

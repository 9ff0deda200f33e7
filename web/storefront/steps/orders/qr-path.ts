import { encode } from 'uqr';

export type QrPath = { size: number; path: string };

/** Free modules around a code, without which scanners do not find it. */
const quiet = 4;

/** A ticket's code as one SVG path of dark modules; `size` is the side of its square, the quiet zone included. */
export function qrPath(payload: string): QrPath {
  const { data, size } = encode(payload, { ecc: 'M', border: quiet });
  let path = '';
  data.forEach((row, y) => {
    for (let x = 0; x < row.length; x += 1) {
      if (row[x] !== true) continue;
      let end = x;
      while (row[end + 1] === true) end += 1;
      path += `M${x} ${y}h${end - x + 1}v1h-${end - x + 1}z`;
      x = end;
    }
  });
  return { size, path };
}

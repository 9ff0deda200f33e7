import { connect, type Socket } from 'node:net';

/** One keep-alive connection on which requests are sent one after the other. */
export type Wire = {
  get: (path: string, headers?: readonly string[]) => Promise<{ status: number; etag: string; body: string }>;
  close: () => void;
};

export async function openWire(port: number): Promise<Wire> {
  const socket = await new Promise<Socket>((resolve, reject) => {
    const opened = connect({ port, host: '127.0.0.1', noDelay: true }, () => resolve(opened));
    opened.once('error', reject);
  });
  let held = '';
  let look = () => {};
  socket.setEncoding('latin1');
  socket.on('data', (text: string) => {
    held += text;
    look();
  });
  return {
    get(path, headers = []) {
      socket.write([`GET ${path} HTTP/1.1`, 'host: bench.example', ...headers, '', ''].join('\r\n'));
      return new Promise((resolve) => {
        look = () => {
          const head = held.indexOf('\r\n\r\n');
          const length = Number(/\r\ncontent-length: (\d+)/i.exec(held.slice(0, head))?.[1] ?? 0);
          if (head < 0 || held.length < head + 4 + length) return;
          const [top, body] = [held.slice(0, head), held.slice(head + 4, head + 4 + length)];
          held = held.slice(head + 4 + length);
          resolve({ status: Number(top.slice(9, 12)), etag: /\r\netag: (\S+)/i.exec(top)?.[1] ?? '', body });
        };
      });
    },
    close: () => socket.destroy(),
  };
}

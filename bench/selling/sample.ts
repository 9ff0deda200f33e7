import { median } from '../report.ts';
import type { LoadRequest } from '../support/load.ts';
import type { LoadProcess, ServerProcess } from '../support/processes.ts';

/** Answers a second, microseconds of the server's processor for each, and the slowest hundredth in milliseconds. */
export type Sample = { rate: number; cpu: number; p99: number };

/** One round of load on a server. Throws when an answer is neither 200 nor 304. */
export async function sample(load: LoadProcess, server: ServerProcess, of: Omit<LoadRequest, 'port'>): Promise<Sample> {
  const start = await server.usage();
  const { count, took, p99, statuses } = await load.run({ port: server.port, ...of });
  const end = await server.usage();
  const failed = Object.keys(statuses).filter((status) => status !== '200' && status !== '304');
  if (failed.length > 0) throw new Error(`some answers failed: ${JSON.stringify(statuses)}`);
  return { rate: (count / took) * 1_000, cpu: ((end.cpuMs - start.cpuMs) / count) * 1_000, p99 };
}

/** Rounds before the first that counts, unless said. */
const usualWarmUps = 4;

/**
 * Rounds of both in turn, so that what else the machine does meets both alike: the median of each figure, and of the
 * rounds' own ratios of processor time.
 */
export async function inTurn(
  rounds: number,
  ours: () => Promise<Sample>,
  theirs: () => Promise<Sample>,
  warmUps = usualWarmUps,
): Promise<{ ours: Sample; theirs: Sample; ratio: number }> {
  const pairs: { ours: Sample; theirs: Sample }[] = [];
  for (let round = 0; round < warmUps; round += 1) {
    await ours();
    await theirs();
  }
  for (let round = 0; round < rounds; round += 1) {
    const isFirst = round % 2 === 0;
    const one = await (isFirst ? ours : theirs)();
    const other = await (isFirst ? theirs : ours)();
    pairs.push(isFirst ? { ours: one, theirs: other } : { ours: other, theirs: one });
  }
  return {
    ours: middle(pairs.map((pair) => pair.ours)),
    theirs: middle(pairs.map((pair) => pair.theirs)),
    ratio: median(pairs.map((pair) => pair.theirs.cpu / pair.ours.cpu)),
  };
}

export function get(path: string, ...headers: string[]): string {
  return [`GET ${path} HTTP/1.1`, 'host: bench.example', ...headers, '', ''].join('\r\n');
}

function middle(samples: readonly Sample[]): Sample {
  return {
    rate: median(samples.map(({ rate }) => rate)),
    cpu: median(samples.map(({ cpu }) => cpu)),
    p99: median(samples.map(({ p99 }) => p99)),
  };
}

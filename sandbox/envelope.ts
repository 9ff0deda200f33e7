import { isFields } from './fields.ts';
import type { Call, Fields } from './types.ts';

/** The first of the result codes that the way to a command answers; the others are in the world. */
export const unknownCommand = 4001;
export const malformed = 4002;
export const dsnDiffers = 4003;

export type Asked = { cmd: string; request: Fields; call: Call };
/** Why an envelope is refused, with what could be read of it. */
export type Unreadable = { code: number; detail: string; cmd: unknown; ref: unknown };

/** Reads a request for a user of a database. */
export function readEnvelope(body: string, account: { dsn: string; uid: string }): Asked | Unreadable {
  const sent = parse(body);
  if (sent === undefined) return { code: malformed, detail: 'the request is not JSON', cmd: null, ref: null };
  if (!isFields(sent) || !isFields(sent.header) || !isFields(sent.command1)) {
    return { code: malformed, detail: 'a request is an object with header and command1', cmd: null, ref: null };
  }
  const { cmd, ref, uid, dsn } = sent.command1;
  const refuse = (code: number, detail: string) => ({ code, detail, cmd, ref });
  if (Number(sent.header.ver) !== 1) return refuse(malformed, 'header: ver must be 1');
  if (typeof cmd !== 'string' || cmd === '') return refuse(malformed, 'command1: cmd is missing');
  if (dsn !== account.dsn) return refuse(dsnDiffers, 'command1: dsn differs from the address');
  if (uid !== account.uid) return refuse(malformed, 'command1: uid is not a user of this dsn');
  return { cmd, request: sent.command1, call: { uid: account.uid, dsn: account.dsn } };
}

function parse(body: string): unknown {
  try {
    return JSON.parse(body);
  } catch {
    return undefined;
  }
}

/** The fields of an answer as they stand between others: JSON without its braces. */
export function fieldsBytes(fields: Fields): Buffer {
  const json = JSON.stringify(fields);
  return json === '{}' ? Buffer.alloc(0) : Buffer.from(`,${json.slice(1, -1)}`);
}

export function answerBytes(request: Fields, fields: Buffer): Buffer {
  const start = `{"command1":{"cmd":${echo(request.cmd)},"ref":${echo(request.ref)},"result":0,"sql_code":0,"error_detail":""`;
  return Buffer.concat([Buffer.from(start), fields, answerEnd]);
}

export function refusalBytes(about: { cmd?: unknown; ref?: unknown }, code: number, detail: string): Buffer {
  const command1 = { cmd: about.cmd ?? '', ref: about.ref ?? '', result: code, sql_code: 0, error_detail: detail };
  return Buffer.from(JSON.stringify({ command1, header: { ...header, result: code === malformed ? code : 0 } }));
}

const header = { ver: 1, src_sys_type: 2, src_sys_name: 'archtics_sandbox', archtics_version: 'V999' };
const answerEnd = Buffer.from(`},"header":${JSON.stringify({ ...header, result: 0 })}}`);

function echo(value: unknown): string {
  return JSON.stringify(value ?? '');
}

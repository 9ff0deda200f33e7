import { z } from 'zod';
import { readHost } from '../rules/hosts.ts';

/** A DNS name; read as it is stored: lower case, other scripts in punycode. */
export const HostName = z
  .string()
  .max(300)
  .refine((typed) => readHost(typed) !== null, 'Use a host name such as tickets.team.com, without https:// and port.')
  .transform((typed) => readHost(typed) ?? typed);

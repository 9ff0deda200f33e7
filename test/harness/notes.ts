import { z } from 'zod';
import { defineController, reply } from '../../server/core/http/controller.ts';
import { Key } from '../../shared/contract/common.ts';
import { defineRoutes } from '../../shared/contract/route.ts';

const Note = z.strictObject({
  title: z.string().max(1_000),
  count: z.int().optional(),
  tags: z.array(z.string()).optional(),
});
const routes = defineRoutes({
  makeNote: {
    method: 'POST',
    path: '/api/notes',
    summary: 'Make a note',
    access: 'public',
    body: Note,
    response: Note,
    status: 201,
  },
  listNotes: {
    method: 'GET',
    path: '/api/notes',
    summary: 'Find notes',
    access: 'public',
    query: z.strictObject({ find: z.string().max(100).optional(), limit: z.coerce.number().int().max(200).optional() }),
    response: z.strictObject({ find: z.string() }),
  },
  readNote: {
    method: 'GET',
    path: '/api/notes/{noteKey}',
    summary: 'Read a note',
    access: 'public',
    params: z.strictObject({ noteKey: Key }),
    response: z.strictObject({ noteKey: z.string() }),
  },
  changeNote: {
    method: 'PUT',
    path: '/api/notes/{noteKey}',
    summary: 'Change a note',
    access: 'public',
    params: z.strictObject({ noteKey: Key }),
    body: Note,
    ifMatch: true,
  },
  removeNote: { method: 'DELETE', path: '/api/notes', summary: 'Remove the notes', access: 'public' },
  leadOn: {
    method: 'POST',
    path: '/api/lead-on',
    summary: 'Lead to where the body says',
    access: 'public',
    body: z.strictObject({ to: z.string() }),
    status: 302,
  },
});
/** A small controller for tests of the HTTP layer; `done` is what its handlers were called with, in order. */
export function makeNotes() {
  const done: unknown[] = [];
  const controller = defineController(routes, {
    makeNote: async (_ctx, { body }) => {
      done.push(body);
      return body;
    },
    listNotes: async (_ctx, { query }) => {
      done.push(query);
      return { find: query.find ?? '' };
    },
    readNote: async (_ctx, { params }) => {
      done.push(params);
      return params;
    },
    changeNote: async (_ctx, input) => {
      done.push(input);
    },
    removeNote: async () => {
      done.push('removed');
    },
    leadOn: async (_ctx, { body }) => reply(undefined, { headers: { location: body.to } }),
  });
  return { controller, done };
}

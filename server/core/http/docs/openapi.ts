import type { z } from 'zod';
import { type Permission, permissions } from '../../../../shared/contract/permissions.ts';
import { type ProblemCode, problems } from '../../../../shared/contract/problems.ts';
import type { Access, Route } from '../../../../shared/contract/route.ts';
import type { RouteTable } from '../../../../shared/contract/routes.ts';
import { isSchema, type JsonSchema, makeSchemaBook, type SchemaBook } from './schemas.ts';

export type Operation = {
  operationId: string;
  tags: readonly string[];
  summary: string;
  'x-permission': Access;
  /** Codes of the problems it may answer with. */
  'x-problems': readonly ProblemCode[];
  security: readonly Record<string, readonly string[]>[];
  parameters?: readonly JsonSchema[];
  requestBody?: JsonSchema;
  responses: Record<string, JsonSchema>;
};
export type OpenApi = {
  openapi: '3.1.0';
  info: { title: string; version: string; description: string };
  servers: readonly { url: string }[];
  tags: readonly { name: string }[];
  /** By path, then by method in lower case. */
  paths: Record<string, Record<string, Operation>>;
  /** What is sent to addresses of others, by type. */
  webhooks: Record<string, { post: Message }>;
  components: { schemas: Record<string, JsonSchema>; securitySchemes: Record<string, JsonSchema> };
};

/** A message that is sent to whoever asked for its type. */
export type Message = { summary: string; requestBody: JsonSchema; responses: Record<string, JsonSchema> };

export type About = {
  table: RouteTable;
  version: string;
  sessionCookie: string;
  /** The bodies of messages to the outside, by type. */
  messages?: Readonly<Record<string, { says: string; body: z.ZodType }>>;
};

/** The OpenAPI 3.1 document of a route table. */
export function makeOpenApi({ table, version, sessionCookie, messages = {} }: About): OpenApi {
  const book = makeSchemaBook();
  const paths: OpenApi['paths'] = {};
  for (const [module, routes] of Object.entries(table)) {
    for (const [name, route] of Object.entries(routes)) {
      const operation = makeOperation(book, module, name, route);
      paths[route.path] = { ...paths[route.path], [route.method.toLowerCase()]: operation };
    }
  }
  const webhooks = Object.fromEntries(
    Object.entries(messages).map(([type, { says, body }]) => [type, { post: makeMessage(says, book.output(body)) }]),
  );
  return {
    openapi: '3.1.0',
    info: { title: 'Attend Flex', version, description },
    servers: [{ url: '/' }],
    tags: Object.keys(table).map((name) => ({ name })),
    paths,
    webhooks,
    components: {
      schemas: { ...book.components(), Problem: problemSchema },
      securitySchemes: {
        session: { type: 'apiKey', in: 'cookie', name: sessionCookie, description: 'A signed-in person.' },
        fanSession: {
          type: 'apiKey',
          in: 'cookie',
          name: 'flex_fan_{storeKey}',
          description: 'A signed-in fan of the store.',
        },
        apiKey: { type: 'http', scheme: 'bearer', description: 'An API key of one store, made in Cortex.' },
      },
    },
  };
}

const description =
  'Flexible ticket plans on top of a ticketing vendor. Unknown fields are refused. Instants are UTC with milliseconds, ' +
  'money is integer cents. Every error is application/problem+json with a code of one table: /api/docs/problems.';

const problemSchema: JsonSchema = {
  type: 'object',
  description: 'RFC 9457. `code` is stable; texts are for people.',
  properties: {
    type: { type: 'string', format: 'uri-reference' },
    title: { type: 'string' },
    status: { type: 'integer' },
    detail: { type: 'string' },
    code: { type: 'string', enum: Object.keys(problems) },
    instance: { type: 'string', description: 'The request id, also in x-request-id.' },
    params: { type: 'object', description: 'Values the texts are made of.' },
    errors: {
      type: 'array',
      description: 'Fields at fault.',
      items: {
        type: 'object',
        properties: {
          at: { type: 'string', description: 'A JSON pointer such as /body/name.' },
          code: { type: 'string' },
          message: { type: 'string' },
        },
        required: ['at', 'code', 'message'],
      },
    },
  },
  required: ['type', 'title', 'status', 'detail', 'code', 'instance'],
};

function makeOperation(book: SchemaBook, module: string, name: string, route: Route): Operation {
  const parameters = parametersOf(book, route);
  const codes = problemsOf(route);
  return {
    operationId: `${module}.${name}`,
    tags: [module],
    summary: route.summary,
    'x-permission': route.access,
    'x-problems': codes,
    security: securityOf(route.access),
    ...(parameters.length > 0 && { parameters }),
    ...(route.body !== undefined && {
      requestBody: { required: true, content: { 'application/json': { schema: book.input(route.body) } } },
    }),
    responses: { ...answerOf(book, route), ...problemResponses(codes) },
  };
}

function makeMessage(says: string, schema: JsonSchema): Message {
  return {
    summary: says,
    requestBody: { required: true, content: { 'application/json': { schema } } },
    responses: { '2XX': { description: 'Taken.' }, 410: { description: 'Stop sending to this address.' } },
  };
}

function parametersOf(book: SchemaBook, route: Route): JsonSchema[] {
  const ifMatch = {
    name: 'If-Match',
    in: 'header',
    required: true,
    description: 'The ETag of the version that was read.',
    schema: { type: 'string', examples: ['"7"'] },
  };
  return [
    ...fieldsOf('path', route.params && book.input(route.params)),
    ...fieldsOf('query', route.query && book.input(route.query)),
    ...(route.ifMatch === true ? [ifMatch] : []),
  ];
}

function fieldsOf(where: 'path' | 'query', object: JsonSchema | undefined): JsonSchema[] {
  if (!isSchema(object?.properties)) return [];
  const required: unknown[] = Array.isArray(object.required) ? object.required : [];
  return Object.entries(object.properties).map(([name, schema]) => ({
    name,
    in: where,
    required: where === 'path' || required.includes(name),
    schema,
  }));
}

/** API keys belong to one store, so nothing but a store's routes takes them. */
function securityOf(access: Access): Operation['security'] {
  if (access === 'public' || access === 'visitor') return [];
  if (access === 'fan') return [{ fanSession: [] }];
  return access.startsWith('store.') ? [{ session: [] }, { apiKey: [] }] : [{ session: [] }];
}

function answerOf(book: SchemaBook, route: Route): Record<string, JsonSchema> {
  const status = route.status ?? (route.response === undefined && route.produces === undefined ? 204 : 200);
  const headers = status === 302 ? { headers: { Location: { required: true, schema: { type: 'string' } } } } : {};
  return { [status]: { description: answerTexts[status], ...headers, ...contentOf(book, route) } };
}

const answerTexts = {
  200: 'Done.',
  201: 'Made.',
  202: 'Accepted; it is done soon.',
  204: 'Done.',
  302: 'Go on there.',
};

function contentOf(book: SchemaBook, route: Route): JsonSchema {
  if (route.produces !== undefined) return { content: { [route.produces]: { schema: { type: 'string' } } } };
  if (route.response === undefined) return {};
  return { content: { 'application/json': { schema: book.output(route.response) } } };
}

/** The route's own codes, and those that come with what it takes and who may call it. */
function problemsOf(route: Route): ProblemCode[] {
  const isStore = route.access.startsWith('store.');
  const isOfFans = route.access === 'visitor' || route.access === 'fan';
  const needsOpenStore = isStore && route.method !== 'GET' && route.worksWhileClosed !== true;
  const codes: (ProblemCode | false)[] = [
    'request.invalid',
    'request.malformed',
    'request.rate_limited',
    route.method !== 'GET' && 'request.origin_refused',
    route.body !== undefined && 'request.too_large',
    route.body !== undefined && 'request.compressed',
    route.body !== undefined && 'request.unsupported_media_type',
    route.produces === 'text/event-stream' && 'request.too_many_streams',
    route.ifMatch === true && 'version.required',
    route.ifMatch === true && 'version.stale',
    route.access !== 'public' && !isOfFans && 'auth.required',
    route.access === 'fan' && 'fan.sign_in_required',
    isStore && 'auth.key_invalid',
    route.access === 'signed_in' && 'permission.person_required',
    isPermission(route.access) && 'permission.denied',
    (isStore || isOfFans) && 'store.not_found',
    (isStore || isOfFans) && 'store.unavailable',
    isOfFans && 'store.closed',
    needsOpenStore && 'store.suspended',
    needsOpenStore && 'store.removing',
    route.access.startsWith('client.') && 'client.not_found',
    'server.failed',
    'server.unavailable',
  ];
  const own = route.problems ?? [];
  return [...new Set([...own, ...codes.filter((code) => code !== false)])];
}

function isPermission(access: Access): access is Permission {
  return permissions.some((permission) => permission === access);
}

function problemResponses(codes: readonly ProblemCode[]): Record<string, JsonSchema> {
  const statuses = [...new Set(codes.map((code) => problems[code][0]))];
  return Object.fromEntries(
    statuses.map((status) => {
      const those = codes.filter((code) => problems[code][0] === status);
      const schema = { $ref: '#/components/schemas/Problem' };
      return [status, { description: those.join(', '), content: { 'application/problem+json': { schema } } }];
    }),
  );
}

import { Validator } from '@seriousme/openapi-schema-validator';
import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { ClientParams, PageQuery, pageOf, StoreParams } from '../../../../shared/contract/common.ts';
import { problems } from '../../../../shared/contract/problems.ts';
import { defineRoutes } from '../../../../shared/contract/route.ts';
import { type RouteTable, routes } from '../../../../shared/contract/routes.ts';
import { makeOpenApi, type Operation } from './openapi.ts';

const Seat = z.strictObject({ row: z.string(), seat: z.int().default(1) }).meta({ id: 'Seat' });
const planted = {
  seats: defineRoutes({
    list: {
      method: 'GET',
      path: '/api/stores/{storeKey}/seats',
      summary: 'Seats',
      access: 'store.view',
      params: StoreParams,
      query: PageQuery,
      response: pageOf(Seat),
    },
    change: {
      method: 'PUT',
      path: '/api/stores/{storeKey}/seats',
      summary: 'Change a seat',
      access: 'store.edit',
      params: StoreParams,
      body: Seat,
      response: Seat,
      ifMatch: true,
      problems: ['setting.not_found'],
    },
    news: {
      method: 'GET',
      path: '/api/seats/news',
      summary: 'News',
      access: 'signed_in',
      produces: 'text/event-stream',
    },
    leave: { method: 'POST', path: '/api/leave', summary: 'Leave', access: 'public', status: 302 },
    rename: {
      method: 'PATCH',
      path: '/api/clients/{clientKey}',
      summary: 'Rename',
      access: 'client.edit',
      params: ClientParams,
      body: z.strictObject({ name: z.string().nullable().optional() }),
    },
  }),
} satisfies RouteTable;
const document = makeOpenApi({ table: planted, version: '1.2.3', sessionCookie: 'flex_session' });

function operation(path: string, method: string): Operation {
  const found = document.paths[path]?.[method];
  if (found === undefined) throw new Error(`${method} ${path} is not in the document`);
  return found;
}

describe('the document', () => {
  it.each([
    ['of the planted routes', planted],
    ['of the product', routes],
    ['of no route', {}],
  ])('%s is valid OpenAPI 3.1', async (_name, table) => {
    const made = makeOpenApi({ table, version: '1.2.3', sessionCookie: 'flex_session' });
    const validator = new Validator();
    const result = await validator.validate(structuredClone(made));
    expect(result.errors ?? []).toEqual([]);
    expect(result.valid).toBe(true);
    expect(validator.version).toBe('3.1');
  });

  it('that breaks the rules of OpenAPI is found by the validator', async () => {
    const broken = { ...structuredClone(document), paths: { 'no-slash': { get: {} } } };
    expect((await new Validator().validate(broken)).valid).toBe(false);
  });

  it('has every route of the product, under its module and name', () => {
    const made = makeOpenApi({ table: routes, version: '1.2.3', sessionCookie: 'flex_session' });
    for (const [module, table] of Object.entries<RouteTable[string]>(routes)) {
      for (const [name, route] of Object.entries(table)) {
        const found = made.paths[route.path]?.[route.method.toLowerCase()];
        expect(found?.operationId).toBe(`${module}.${name}`);
        expect(found?.tags).toEqual([module]);
        expect(found?.summary).toBe(route.summary);
        expect(found?.['x-permission']).toBe(route.access);
      }
    }
  });

  it('names each parameter of a path as one', () => {
    const made = makeOpenApi({ table: routes, version: '1.2.3', sessionCookie: 'flex_session' });
    for (const [path, methods] of Object.entries(made.paths)) {
      const inPath = [...path.matchAll(/\{(\w+)\}/g)].map(([, name]) => name);
      for (const { parameters = [], operationId } of Object.values(methods)) {
        const named = parameters.filter((one) => one.in === 'path').map((one) => one.name);
        expect(new Set(named), operationId).toEqual(new Set(inPath));
      }
    }
  });

  it('has no reference that leads nowhere', () => {
    const refs = [...JSON.stringify(document).matchAll(/"\$ref":"#\/components\/schemas\/(\w+)"/g)].map(
      ([, name]) => name,
    );
    expect(refs).toContain('Seat');
    for (const name of refs) expect(Object.keys(document.components.schemas)).toContain(name);
  });
});

describe('a route', () => {
  it('says its query, which may leave out what has a default', () => {
    const { parameters = [] } = operation('/api/stores/{storeKey}/seats', 'get');
    expect(parameters).toMatchObject([
      { name: 'storeKey', in: 'path', required: true, schema: { type: 'string', minLength: 2 } },
      {
        name: 'limit',
        in: 'query',
        required: false,
        schema: { type: 'integer', minimum: 1, maximum: 200, default: 50 },
      },
      { name: 'cursor', in: 'query', required: false },
    ]);
  });

  it('with a version asks for If-Match and may answer 412 and 428', () => {
    const { parameters = [], responses } = operation('/api/stores/{storeKey}/seats', 'put');
    expect(parameters).toContainEqual(expect.objectContaining({ name: 'If-Match', in: 'header', required: true }));
    expect(Object.keys(responses)).toEqual(expect.arrayContaining(['200', '412', '428']));
  });

  it('tells a named type twice when it is sent otherwise than answered', () => {
    const { requestBody, responses } = operation('/api/stores/{storeKey}/seats', 'put');
    expect(JSON.stringify(responses['200'])).toContain('#/components/schemas/Seat"');
    expect(JSON.stringify(requestBody)).toContain('#/components/schemas/SeatInput"');
    expect(document.components.schemas.Seat).toMatchObject({ required: ['row', 'seat'] });
    expect(document.components.schemas.SeatInput).toMatchObject({ required: ['row'] });
  });

  it('of a store takes a session or an API key, others a session only, public ones nothing', () => {
    expect(operation('/api/stores/{storeKey}/seats', 'get').security).toEqual([{ session: [] }, { apiKey: [] }]);
    expect(operation('/api/clients/{clientKey}', 'patch').security).toEqual([{ session: [] }]);
    expect(operation('/api/seats/news', 'get').security).toEqual([{ session: [] }]);
    expect(operation('/api/leave', 'post').security).toEqual([]);
  });

  it('lists the problems that go with what it takes, and its own first', () => {
    const change = operation('/api/stores/{storeKey}/seats', 'put');
    expect(change['x-problems'][0]).toBe('setting.not_found');
    expect(Object.keys(change.responses)).toEqual([
      '200',
      '400',
      '401',
      '403',
      '404',
      '409',
      '412',
      '413',
      '415',
      '428',
      '429',
      '500',
      '503',
    ]);
    expect(change.responses['404']).toMatchObject({ description: 'setting.not_found, store.not_found' });
    expect(operation('/api/stores/{storeKey}/seats', 'get')['x-problems']).not.toContain('store.suspended');
    expect(operation('/api/leave', 'post')['x-problems']).not.toContain('auth.required');
  });

  it('answers every problem as a problem document with a code of the table', () => {
    const codes = document.components.schemas.Problem?.properties;
    expect(codes).toMatchObject({ code: { enum: Object.keys(problems) } });
    for (const [status, response] of Object.entries(operation('/api/leave', 'post').responses)) {
      if (Number(status) >= 400) expect(Object.keys(Object(response.content))).toEqual(['application/problem+json']);
    }
  });

  it.each([
    ['without an answer is 204', '/api/clients/{clientKey}', 'patch', '204', undefined],
    ['that leads on is 302', '/api/leave', 'post', '302', undefined],
    [
      'of live news says its type',
      '/api/seats/news',
      'get',
      '200',
      { 'text/event-stream': { schema: { type: 'string' } } },
    ],
  ])('%s', (_name, path, method, status, content) => {
    const response = operation(path, method).responses[status];
    expect(response).toBeDefined();
    expect(response?.content).toEqual(content);
  });
});

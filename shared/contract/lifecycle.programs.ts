import { z } from 'zod';
import { Id, Instant, Name, PageQuery, pageOf, StoreParams } from './common.ts';
import { permissions } from './permissions.ts';
import { Code, DefinitionStage, PresentationStage, ProgramContent, Stage } from './program-content.ts';
import { ProgramParams, ProgramState } from './programs.ts';
import { defineRoutes } from './route.ts';

/** Programs as a whole. What is active is part of the answer, so these routes belong to the lifecycle. */

export const ProgramSummary = z.strictObject({
  id: Id,
  name: z.string(),
  state: ProgramState,
  type: DefinitionStage.shape.type,
  inventoryType: DefinitionStage.shape.inventoryType,
  /** Drives the store at this instant. */
  isActive: z.boolean(),
  /** The program was edited since its last release. */
  hasChanges: z.boolean(),
  releaseNumber: z.int().nullable(),
  copiedFrom: Id.nullable(),
  createdAt: Instant,
  createdBy: z.string(),
  version: z.int(),
});
export const Program = ProgramSummary.extend({
  content: ProgramContent,
  /** Of each stage, for `If-Match`. */
  versions: z.record(Stage, z.int()),
  permissions: z.array(z.enum(permissions)),
});

const AmountChange = z.strictObject({
  eventCode: Code,
  priceCode: Code,
  ticketTypeCode: Code,
  saleTicketTypeCode: Code,
  /** Null: the vendor has no amount. */
  beforeCents: z.int().nullable(),
  afterCents: z.int().nullable(),
});
const SaleMap = z.strictObject({
  /** From ticket type code to the one it becomes; others stay. */
  ticketTypes: z
    .array(z.strictObject({ from: Code, to: Code }))
    .min(1)
    .max(100),
});

const base = '/api/stores/{storeKey}/programs';
const one = `${base}/{programId}` as const;

export const wholeProgramRoutes = defineRoutes({
  listPrograms: {
    method: 'GET',
    path: base,
    summary: 'Programs, newest first',
    access: 'store.programs.view',
    params: StoreParams,
    query: PageQuery.extend({ state: ProgramState.optional() }),
    response: pageOf(ProgramSummary),
  },
  createProgram: {
    method: 'POST',
    path: base,
    summary: 'Add a draft program',
    access: 'store.programs.edit',
    params: StoreParams,
    body: z.strictObject({
      name: Name,
      type: DefinitionStage.shape.type,
      inventoryType: DefinitionStage.shape.inventoryType,
    }),
    response: Program,
    status: 201,
    problems: ['program.name_taken'],
  },
  getProgram: {
    method: 'GET',
    path: one,
    summary: 'A program with all its stages',
    access: 'store.programs.view',
    params: ProgramParams,
    response: Program,
    problems: ['program.not_found'],
  },
  renameProgram: {
    method: 'PATCH',
    path: one,
    summary: 'Rename a program',
    access: 'store.programs.edit',
    params: ProgramParams,
    body: z.strictObject({ name: Name }),
    response: Program,
    ifMatch: true,
    problems: ['program.not_found', 'program.archived', 'program.name_taken'],
  },
  cloneProgram: {
    method: 'POST',
    path: `${one}/clone`,
    summary: 'Copy a program as a draft',
    access: 'store.programs.edit',
    params: ProgramParams,
    body: z.strictObject({ name: Name }),
    response: Program,
    status: 201,
    problems: ['program.not_found', 'program.name_taken'],
  },
  previewSale: {
    method: 'POST',
    path: `${one}/sale/preview`,
    summary: 'Old and new amounts under a table of sale codes; at most 5,000 of them, and how many there are',
    access: 'store.programs.view',
    params: ProgramParams,
    body: SaleMap,
    response: z.strictObject({ changes: z.array(AmountChange), total: z.int() }),
    worksWhileClosed: true,
    problems: ['program.not_found', 'sale.nothing_mapped'],
  },
  cloneAsSale: {
    method: 'POST',
    path: `${one}/sale`,
    summary: 'Copy a program as a sale: codes mapped, name and banner set',
    access: 'store.programs.edit',
    params: ProgramParams,
    body: SaleMap.extend({
      name: Name,
      banner: PresentationStage.shape.banner,
      headline: PresentationStage.shape.headline,
    }),
    response: Program,
    status: 201,
    problems: ['program.not_found', 'program.name_taken', 'sale.nothing_mapped'],
  },
});

import { releaseRoutes } from '../../../shared/contract/lifecycle.ts';
import { defineController } from '../../core/http/controller.ts';
import { diff, type Side } from './lifecycle.diff.service.ts';
import { previewProgram } from './lifecycle.preview.service.ts';
import * as publish from './lifecycle.publish.service.ts';
import { checkNewest } from './lifecycle.readiness.service.ts';
import * as releases from './lifecycle.releases.service.ts';
import { toWireReport, toWireStages } from './lifecycle.reports.service.ts';
import type { Release } from './lifecycle.types.ts';

export const releasesController = defineController(releaseRoutes, {
  publishProgram: async (ctx, { params, body }) => {
    const { release, report } = await publish.publishProgram(ctx, params.programId, body);
    return { release: toWire(release), report: toWireReport(report) };
  },
  archiveProgram: async (ctx, { params }) => publish.archiveProgram(ctx, params.programId),
  listReleases: async (ctx, { params, query }) => {
    const { items, next } = await releases.listReleases(ctx, params.programId, query);
    return { items: items.map(toWire), next };
  },
  getRelease: async (ctx, { params }) => {
    const { content, ...release } = await releases.getRelease(ctx, params.programId, params.number);
    return { ...toWire(release), content, stages: toWireStages(release.reports) };
  },
  checkRelease: async (ctx, { params, query }) => {
    const at = query.at === undefined ? ctx.clock.now() : new Date(query.at);
    const { releaseNumber, report } = await checkNewest(ctx, params.programId, at);
    return { releaseNumber, report: toWireReport(report) };
  },
  diffPrograms: async (ctx, { query }) => diff(ctx, readSide(query.from), readSide(query.to)),
  previewProgram: async (ctx, { params, query }) => {
    const { at, report, ...preview } = await previewProgram(ctx, params.programId, {
      releaseNumber: query.release ?? null,
      at: query.at === undefined ? ctx.clock.now() : new Date(query.at),
    });
    return { ...preview, at: at.toISOString(), report: toWireReport(report) };
  },
});

function toWire({ id, programId, number, contentHash, publishedAt, publishedBy, accepted }: Release) {
  return {
    id,
    programId,
    number,
    contentHash,
    publishedAt: publishedAt.toISOString(),
    publishedBy,
    accepted: [...accepted],
  };
}

function readSide(text: string): Side {
  const [programId = '', number] = text.split('@');
  return { programId, number: number === undefined ? null : Number(number) };
}

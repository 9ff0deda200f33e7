import { liveRoutes, liveTopicNames, liveTopics } from '../../shared/contract/live.ts';
import { defineController } from './http/controller.ts';
import { liveStream } from './live-stream.ts';

const staffTopics = liveTopicNames.filter((topic) => liveTopics[topic].audience === 'staff');

export const liveController = defineController(liveRoutes, {
  streamStoreNews: async (ctx) => liveStream(ctx, staffTopics),
});

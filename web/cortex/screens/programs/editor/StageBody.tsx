import { type ComponentType, lazy, Suspense } from 'react';
import type { Stage } from '../../../../../shared/contract/program-content.ts';
import { LoadingState } from '../../../../ui/states.tsx';
import { type StageEditor, useStageEditor } from './stage.tsx';
import type { Slug } from './stages.ts';

type Body<S extends Stage> = ComponentType<{ stage: StageEditor<S> }>;

const DefinitionStage = lazy(async () => ({
  default: (await import('./definition/DefinitionStage.tsx')).DefinitionStage,
}));
const EventsStage = lazy(async () => ({ default: (await import('./events/EventsStage.tsx')).EventsStage }));
const PacksStage = lazy(async () => ({ default: (await import('./packs/PacksStage.tsx')).PacksStage }));
const SuitesStage = lazy(async () => ({ default: (await import('./suites/SuitesStage.tsx')).SuitesStage }));
const PricingStage = lazy(async () => ({ default: (await import('./pricing/PricingStage.tsx')).PricingStage }));
const AccessStage = lazy(async () => ({ default: (await import('./access/AccessStage.tsx')).AccessStage }));
const PresentationStage = lazy(async () => ({
  default: (await import('./presentation/PresentationStage.tsx')).PresentationStage,
}));
const AddOnsStage = lazy(async () => ({ default: (await import('./add-ons/AddOnsStage.tsx')).AddOnsStage }));
const ReviewStage = lazy(async () => ({ default: (await import('./review/ReviewStage.tsx')).ReviewStage }));

/** The fields of one stage; each stage is loaded when it is first shown. */
export function StageBody({ slug }: { slug: Slug }) {
  return <Suspense fallback={<LoadingState />}>{bodyOf(slug)}</Suspense>;
}

function bodyOf(slug: Slug) {
  switch (slug) {
    case 'definition':
      return <Mounted stage="definition" body={DefinitionStage} />;
    case 'events':
      return <Mounted stage="events" body={EventsStage} />;
    case 'packs':
      return <Mounted stage="packs" body={PacksStage} />;
    case 'suites':
      return <Mounted stage="suites" body={SuitesStage} />;
    case 'pricing':
      return <Mounted stage="pricing" body={PricingStage} />;
    case 'access':
      return <Mounted stage="access" body={AccessStage} />;
    case 'presentation':
      return <Mounted stage="presentation" body={PresentationStage} />;
    case 'add-ons':
      return <Mounted stage="add_ons" body={AddOnsStage} />;
    case 'review':
      return <ReviewStage />;
  }
}

function Mounted<S extends Stage>({ stage, body: Body }: { stage: S; body: Body<S> }) {
  return <Body stage={useStageEditor(stage)} />;
}

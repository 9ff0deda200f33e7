import { useQuery } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import type { Store } from '../../../../shared/contract/stores.ts';
import type { Drawing, Section } from '../../../../shared/contract/venues.ts';
import { Panel } from '../../../ui/Panel.tsx';
import { SectionOverview } from '../../../ui/seat-map/index.ts';
import { everySuiteQuery } from '../../suites.ts';
import { namesInWords } from '../venues/sectionNames.ts';
import type { Suite } from './suitesApi.ts';

type Props = { store: Store; venueId: string; drawing: Drawing; sections: readonly Section[]; suite: Suite };

/** Where the suites of the venue lie: this one filled, others hatched. A section leads to its suite. */
export function SuitesMap({ store, venueId, drawing, sections, suite }: Props) {
  const navigate = useNavigate();
  const suites = useQuery(everySuiteQuery(store.key)).data?.items ?? [];
  const all = suites.filter((one) => one.venueId === venueId && !one.isArchived);
  const isIn = (one: Suite, name: string) => one.seats.some(({ sectionName }) => sectionName === name);
  const looks = sections.map(({ sectionName, displayName }) => {
    const isOwn = isIn(suite, sectionName);
    const others = all.filter((one) => one.id !== suite.id && isIn(one, sectionName));
    const names = [...(isOwn ? [suite] : []), ...others].map(({ name }) => name);
    return {
      sectionName,
      shortName: sectionName,
      description: names.length === 0 ? `${displayName}, no suite` : `${displayName}: ${namesInWords(names, 4)}`,
      fill: isOwn ? (3 as const) : others.length > 0 ? (1 as const) : (0 as const),
      tone: isOwn ? (2 as const) : (1 as const),
      isPickable: others.length > 0,
    };
  });
  const open = (name: string) => {
    const found = all.find((one) => one.id !== suite.id && isIn(one, name));
    if (found === undefined) return;
    void navigate({ to: '/stores/$storeKey/suites/$suiteId', params: { storeKey: store.key, suiteId: found.id } });
  };
  return (
    <Panel title="On the map" description="This suite is filled, sections with other suites are hatched.">
      <SectionOverview label="Suites by section" drawing={drawing} sections={looks} selected={null} onSelect={open} />
    </Panel>
  );
}

import { DataTable } from '../../../ui/DataTable.tsx';
import { Panel } from '../../../ui/Panel.tsx';
import { ScrollRegion } from '../../../ui/ScrollRegion.tsx';
import { EmptyState } from '../../../ui/states.tsx';
import type { Venue } from './VenueScreen.tsx';

export function SectionsTable({ venue }: { venue: Venue }) {
  return (
    <Panel
      title="Sections"
      description="In the order in which they are listed and drawn. They are named, ordered and drawn in the map editor."
      flush
    >
      {venue.sections.length === 0 ? (
        <EmptyState isSmall icon="seat" title="No sections yet">
          They come with the first import or sync, or are added in the map editor.
        </EmptyState>
      ) : (
        <ScrollRegion isLow label="Sections, scrolled">
          <DataTable
            caption="Sections of the venue, in order"
            columns={[
              { key: 'name', header: 'Vendor’s name', isNarrow: true, cell: ({ sectionName }) => sectionName },
              { key: 'display', header: 'Shown as', cell: ({ displayName }) => displayName },
              { key: 'level', header: 'Level', cell: ({ level }) => level },
            ]}
            rows={venue.sections}
            rowKey={({ sectionName }) => sectionName}
          />
        </ScrollRegion>
      )}
    </Panel>
  );
}

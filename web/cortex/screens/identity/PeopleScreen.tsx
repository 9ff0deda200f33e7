import { useNavigate, useSearch } from '@tanstack/react-router';
import { may } from '../../../ui/Can.tsx';
import { PageHeader } from '../../../ui/PageHeader.tsx';
import { Guard } from '../../shell/pages.tsx';
import { useStore } from '../../stores.ts';
import { PeoplePanels } from './PeoplePanels.tsx';
import { storePeople } from './peopleApi.ts';

/** Who works in the store, and who is invited. */
export function PeopleScreen() {
  const store = useStore();
  const { text, sort } = useSearch({ from: '/app/stores/$storeKey/people' });
  const navigate = useNavigate({ from: '/stores/$storeKey/people' });
  return (
    <Guard permission="store.people.view" here={store} title="People">
      <PageHeader
        title="People"
        within={store.name}
        description={`Roles here hold in ${store.name}; roles on ${store.client.name} hold in all its stores.`}
      />
      <PeoplePanels
        api={storePeople(store.key)}
        place={store.name}
        mayEdit={may(store, 'store.people.edit') && store.state === 'active'}
        list={{
          text,
          sort,
          onChange: (change) => void navigate({ search: (old) => ({ ...old, ...change }), replace: true }),
        }}
      />
    </Guard>
  );
}

import { Button, Container, Group } from '@mantine/core';
import { type ErrorComponentProps, Link, useParams, useRouter } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import type { Permission } from '../../../shared/contract/permissions.ts';
import { type Holder, may } from '../../ui/Can.tsx';
import { useDocumentTitle } from '../../ui/PageHeader.tsx';
import { EmptyState, ErrorState } from '../../ui/states.tsx';

/** An address that leads nowhere, inside the frame; in a store its own screens are the way on. */
export function NotFoundScreen() {
  useDocumentTitle('Not found');
  const { storeKey } = useParams({ strict: false });
  return (
    <EmptyState
      isScreen
      icon="search"
      title="There is nothing at this address"
      action={
        <Group gap="xs" justify="center">
          {storeKey !== undefined && <StoreButton storeKey={storeKey} />}
          <HomeButton />
        </Group>
      }
    >
      The link may be old or mistyped. {storeKey === undefined ? 'Your stores are' : 'The store’s screens are'} one step
      away.
    </EmptyState>
  );
}

/** A screen that could not be opened, inside the frame. */
export function FailedScreen({ error, reset }: ErrorComponentProps) {
  useDocumentTitle('Something failed');
  const router = useRouter();
  const retry = () => {
    reset();
    void router.invalidate();
  };
  return <ErrorState isScreen error={error} onRetry={retry} action={<HomeButton />} />;
}

/** The same where there is no frame around it. */
export function FailedPage(props: ErrorComponentProps) {
  return (
    <Container component="main" size="sm" py="xl" id="main" tabIndex={-1}>
      <FailedScreen {...props} />
    </Container>
  );
}

type GuardProps = { permission: Permission; here: Holder; title: string; children: ReactNode };

/** The screen, or why it stays closed: asked by the same permission as its route. */
export function Guard({ permission, here, title, children }: GuardProps) {
  if (may(here, permission)) return children;
  return <NoAccess permission={permission} title={title} />;
}

function NoAccess({ permission, title }: { permission: Permission; title: string }) {
  useDocumentTitle(`${title}: no access`);
  return (
    <EmptyState isScreen icon="lock" title={`You have no access to ${title.toLowerCase()}`} action={<HomeButton />}>
      It needs the permission {permission}. Ask an owner or an admin to change your role.
    </EmptyState>
  );
}

function StoreButton({ storeKey }: { storeKey: string }) {
  return (
    <Button renderRoot={(props) => <Link to="/stores/$storeKey" params={{ storeKey }} {...props} />}>
      Home of the store
    </Button>
  );
}

export function HomeButton() {
  return (
    <Button variant="default" renderRoot={(props) => <Link to="/" {...props} />}>
      All stores
    </Button>
  );
}

import { Button, Container } from '@mantine/core';
import { type ErrorComponentProps, Link, useRouter } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import type { Permission } from '../../../shared/contract/permissions.ts';
import { type Holder, may } from '../../ui/Can.tsx';
import { useDocumentTitle } from '../../ui/PageHeader.tsx';
import { EmptyState, ErrorState } from '../../ui/states.tsx';

/** An address that leads nowhere. */
export function NotFoundPage() {
  useDocumentTitle('Not found');
  return (
    <Container component="main" size="sm" py="xl" id="main" tabIndex={-1}>
      <EmptyState isScreen icon="search" title="There is nothing at this address" action={<HomeButton />}>
        The link may be old or mistyped. Your stores are one step away.
      </EmptyState>
    </Container>
  );
}

/** A screen that could not be opened at all. */
export function FailedPage({ error, reset }: ErrorComponentProps) {
  useDocumentTitle('Something failed');
  const router = useRouter();
  const retry = () => {
    reset();
    void router.invalidate();
  };
  return (
    <Container component="main" size="sm" py="xl" id="main" tabIndex={-1}>
      <ErrorState isScreen error={error} onRetry={retry} action={<HomeButton />} />
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

export function HomeButton() {
  return (
    <Button variant="default" renderRoot={(props) => <Link to="/" {...props} />}>
      All stores
    </Button>
  );
}

import { useQueryClient } from '@tanstack/react-query';
import { useRouter, useSearch } from '@tanstack/react-router';
import { useState } from 'react';
import { LinkRequested, LinkRequestForm } from './LinkRequestForm.tsx';
import { OrganisationForm } from './OrganisationForm.tsx';
import { PasswordForm } from './PasswordForm.tsx';
import { RedeemLink } from './RedeemLink.tsx';
import { useLinkToken } from './token.ts';

type Step = { name: 'password' | 'link' | 'organisation' } | { name: 'requested'; email: string };

/** By password, by a link that is mailed, or by the link one came with. */
export function SignInScreen() {
  const token = useLinkToken();
  const [step, setStep] = useState<Step>({ name: token === null ? 'password' : 'link' });
  const [isRedeeming, setRedeeming] = useState(token !== null);
  const [email, setEmail] = useState('');
  const { problem } = useSearch({ from: '/sign-in' });
  const enter = useEnter();

  if (token !== null && isRedeeming) {
    return <RedeemLink token={token} onDone={enter} onNewLink={() => setRedeeming(false)} />;
  }
  switch (step.name) {
    case 'password':
      return (
        <PasswordForm
          email={email}
          problem={problem}
          onDone={enter}
          onOrganisation={() => setStep({ name: 'organisation' })}
          onLink={(typed) => {
            setEmail(typed);
            setStep({ name: 'link' });
          }}
        />
      );
    case 'link':
      return (
        <LinkRequestForm
          email={email}
          onSent={(sent) => setStep({ name: 'requested', email: sent })}
          onPassword={() => setStep({ name: 'password' })}
        />
      );
    case 'organisation':
      return <OrganisationForm onPassword={() => setStep({ name: 'password' })} />;
    case 'requested':
      return <LinkRequested email={step.email} onBack={() => setStep({ name: 'link' })} />;
  }
}

/** Into the application as the person who just signed in: where they were, or the list of stores. */
export function useEnter(): (path?: string) => void {
  const queries = useQueryClient();
  const router = useRouter();
  const { to } = useSearch({ strict: false });
  return (path) => {
    queries.clear();
    router.history.push(`/cortex${path ?? to ?? '/'}`);
  };
}

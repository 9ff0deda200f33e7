import { useFan, useRouter, useText } from '../../app/state.ts';
import { ButtonLink } from '../../ui/Button.tsx';
import { StepFrame } from '../../ui/StepFrame.tsx';
import { SignInForm } from './SignInForm.tsx';

export function SignInStep() {
  const { t } = useText();
  const { fan } = useFan();
  const router = useRouter();
  if (fan !== null) {
    return (
      <StepFrame title={t('sign_in.done')} lead={fan.email} isNarrow>
        <p>
          <ButtonLink to={{ step: 'home' }}>{t('missing.home')}</ButtonLink>
        </p>
      </StepFrame>
    );
  }
  return (
    <StepFrame title={t('title.sign_in')} isNarrow>
      <SignInForm onDone={() => void router.go({ step: 'home' }, { replace: true })} />
    </StepFrame>
  );
}

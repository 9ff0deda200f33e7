import { useText } from '../../app/state.ts';
import { ButtonLink } from '../../ui/Button.tsx';
import { StepFrame } from '../../ui/StepFrame.tsx';

export function MissingStep() {
  const { t } = useText();
  return (
    <StepFrame title={t('missing.title')} lead={t('missing.text')} isNarrow>
      <p>
        <ButtonLink to={{ step: 'home' }}>{t('missing.home')}</ButtonLink>
      </p>
    </StepFrame>
  );
}

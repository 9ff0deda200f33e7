import { useEffect } from 'react';
import { useCart, useFan, useText } from '../app/state.ts';
import { Button, ButtonLink } from '../ui/Button.tsx';
import { Skeleton } from '../ui/Skeleton.tsx';
import { StepFrame } from '../ui/StepFrame.tsx';
import css from './buying.module.css';

/** In place of a step that has nothing to work on: it is still being read, or there is none. */
export function NothingChosen({ title }: { title: string }) {
  const { isLoading } = useCart();
  const { fan, isEnded, ask, refresh } = useFan();
  const { t } = useText();
  // the cart of a fan is gone from sight when their session has ended
  const isSignedIn = fan !== null;
  useEffect(() => {
    if (!isLoading && isSignedIn) void refresh();
  }, [isLoading, isSignedIn, refresh]);
  if (isEnded) {
    return (
      <StepFrame title={title} lead={t('account.ended')} isNarrow>
        <div>
          <Button look="accent" onClick={() => void ask()}>
            {t('account.sign_in')}
          </Button>
        </div>
      </StepFrame>
    );
  }
  return (
    <StepFrame
      title={isLoading ? title : t('buy.none_title')}
      lead={isLoading ? undefined : t('buy.none_text')}
      isNarrow
    >
      {isLoading ? (
        <Skeleton label={title} isStep />
      ) : (
        <div>
          <ButtonLink to={{ step: 'choose', packId: null }} look="accent">
            {t('buy.choose_games')}
          </ButtonLink>
          {!isSignedIn && (
            <p className={css.signIn}>
              {t('buy.none_sign_in')}{' '}
              <Button look="plain" onClick={() => void ask()}>
                {t('account.sign_in')}
              </Button>
            </p>
          )}
        </div>
      )}
    </StepFrame>
  );
}

import { type SubmitEvent, useState } from 'react';
import { isProblem } from '../../../api/problem.ts';
import { useFan, useText } from '../../app/state.ts';
import { Button } from '../../ui/Button.tsx';
import { TextField } from '../../ui/Field.tsx';
import { Notice } from '../../ui/Notice.tsx';
import css from './SignInForm.module.css';
import { sayProblem } from './sayProblem.ts';
import { useSignIn } from './useSignIn.ts';

/** An address, the code that was mailed to it, and a name where the box office knows nobody by that address. */
export function SignInForm({ onDone }: { onDone?: () => void }) {
  const { t } = useText();
  const { take } = useFan();
  const signIn = useSignIn((fan) => {
    take(fan);
    onDone?.();
  });
  const { stage, isBusy, problem } = signIn;
  return (
    <div className={css.form}>
      {stage === 'address' && <p className={css.lead}>{t('sign_in.lead')}</p>}
      {stage === 'address' ? <AddressForm {...signIn} /> : <CodeForm {...signIn} />}
      {problem !== null && !isProblem(problem, 'fan.code_invalid', 'fan.name_needed') && (
        <Notice tone="bad" isNews>
          {sayProblem(problem, t)}
        </Notice>
      )}
      {isBusy && (
        <p role="status" className="hidden">
          {t('sign_in.busy')}
        </p>
      )}
    </div>
  );
}

type Parts = ReturnType<typeof useSignIn>;

function AddressForm({ email, sendCode, isBusy }: Parts) {
  const { t } = useText();
  const [typed, setTyped] = useState(email);
  const [isWrong, setWrong] = useState(false);
  const onSubmit = (event: SubmitEvent) => {
    event.preventDefault();
    const isGood = /^\S+@\S+\.\S+$/.test(typed.trim());
    setWrong(!isGood);
    if (isGood) sendCode(typed.trim());
  };
  return (
    <form onSubmit={onSubmit} noValidate className={css.fields}>
      <TextField
        label={t('sign_in.email')}
        type="email"
        inputMode="email"
        autoComplete="email"
        value={typed}
        onChange={({ target }) => setTyped(target.value)}
        error={isWrong ? t('sign_in.email_wrong') : undefined}
        autoFocus
      />
      <Button type="submit" isBusy={isBusy} isWide>
        {t('sign_in.send')}
      </Button>
    </form>
  );
}

function CodeForm({ email, stage, isBusy, problem, enter, sendCode, startOver }: Parts) {
  const { t } = useText();
  const [code, setCode] = useState('');
  const [first, setFirst] = useState('');
  const [last, setLast] = useState('');
  // what is asked for anew is not wrong before it was answered
  const [triedIn, setTriedIn] = useState<typeof stage | null>(null);
  const isTried = triedIn === stage;
  const isName = stage === 'name';
  const onSubmit = (event: SubmitEvent) => {
    event.preventDefault();
    setTriedIn(stage);
    if (!/^\d{6}$/.test(code) || (isName && (first.trim() === '' || last.trim() === ''))) return;
    enter(code, isName ? { first: first.trim(), last: last.trim() } : null);
  };
  const isWrong = isProblem(problem, 'fan.code_invalid') || (isTried && !/^\d{6}$/.test(code));
  const missing = (value: string) => (isTried && isName && value.trim() === '' ? t('sign_in.name_missing') : undefined);
  return (
    <form onSubmit={onSubmit} noValidate className={css.fields}>
      <p role="status">{isName ? t('sign_in.name_lead') : t('sign_in.sent', { email })}</p>
      <TextField
        label={t('sign_in.code')}
        inputMode="numeric"
        autoComplete="one-time-code"
        maxLength={6}
        className={css.code}
        value={code}
        onChange={({ target }) => setCode(target.value.replaceAll(/\D/g, ''))}
        error={isWrong ? t('sign_in.code_wrong') : undefined}
        autoFocus
      />
      {isName && (
        <>
          <TextField
            label={t('sign_in.first')}
            autoComplete="given-name"
            value={first}
            onChange={({ target }) => setFirst(target.value)}
            error={missing(first)}
            autoFocus
          />
          <TextField
            label={t('sign_in.last')}
            autoComplete="family-name"
            value={last}
            onChange={({ target }) => setLast(target.value)}
            error={missing(last)}
          />
        </>
      )}
      <Button type="submit" isBusy={isBusy} isWide>
        {t('account.sign_in')}
      </Button>
      <div className={css.others}>
        <Button look="plain" onClick={() => sendCode(email)}>
          {t('sign_in.again')}
        </Button>
        <Button look="plain" onClick={startOver}>
          {t('sign_in.other')}
        </Button>
      </div>
    </form>
  );
}

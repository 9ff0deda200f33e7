import { type RefObject, useEffect, useImperativeHandle, useRef, useState } from 'react';
import { useShop, useText } from '../../app/state.ts';
import { Button } from '../../ui/Button.tsx';
import { Notice } from '../../ui/Notice.tsx';
import { Spinner } from '../../ui/Spinner.tsx';
import { frameAddress, readMessage, submitMessage } from './card-frame.ts';
import css from './PayStep.module.css';

export type CardForm = {
  /** The token of what is typed; null when the form says that something must be mended. */
  submit: () => Promise<string | null>;
};

type Props = {
  form: { url: string; origin: string };
  handle: RefObject<CardForm | null>;
  onEntered: () => void;
  onConfirming: () => void;
};

/** Milliseconds until a form that says nothing counts as not loaded. */
const patience = 15_000;

/** Talks with the frame by messages of exactly its origin. */
function useFrame({ form, handle, onEntered, onConfirming }: Props) {
  const frame = useRef<HTMLIFrameElement>(null);
  const [attempt, setAttempt] = useState(0);
  const [state, setState] = useState<'loading' | 'ready' | 'failed'>('loading');
  const [height, setHeight] = useState(260);
  const acts = useRef({ onEntered, onConfirming });
  // oxlint-disable-next-line react/refs -- the latest acts, read when a message comes
  acts.current = { onEntered, onConfirming };
  const waiting = useRef<((token: string | null) => void) | null>(null);
  useImperativeHandle(
    handle,
    () => ({
      submit: () =>
        new Promise((resolve) => {
          waiting.current?.(null);
          waiting.current = resolve;
          frame.current?.contentWindow?.postMessage(submitMessage, form.origin);
        }),
    }),
    [form.origin],
  );
  // biome-ignore lint/correctness/useExhaustiveDependencies: another attempt is another frame
  useEffect(() => {
    const settle = (token: string | null) => {
      waiting.current?.(token);
      waiting.current = null;
    };
    const onMessage = ({ origin, source, data }: MessageEvent<unknown>) => {
      if (origin !== form.origin || source !== frame.current?.contentWindow) return;
      const message = readMessage(data);
      if (message?.type === 'ready') setState('ready');
      if (message?.type === 'height') setHeight(message.px);
      if (message?.type === 'entered') acts.current.onEntered();
      if (message?.type === 'confirming') acts.current.onConfirming();
      if (message?.type === 'token') settle(message.token);
      if (message?.type === 'refused') settle(null);
    };
    window.addEventListener('message', onMessage);
    const timer = setTimeout(() => setState((before) => (before === 'loading' ? 'failed' : before)), patience);
    return () => {
      window.removeEventListener('message', onMessage);
      clearTimeout(timer);
      settle(null);
    };
    // oxlint-disable-next-line react/exhaustive-effect-dependencies -- another attempt is another frame
  }, [form.origin, attempt]);
  const again = () => {
    setState('loading');
    setAttempt(attempt + 1);
  };
  return { frame, attempt, state, height, again };
}

/** The vendor's card form in a frame of its own origin: what is typed there never comes to this page. */
export function CardFrame(props: Props) {
  const { locale } = useShop();
  const { t } = useText();
  const { frame, attempt, state, height, again } = useFrame(props);
  if (state === 'failed') {
    return (
      <Notice
        tone="bad"
        title={t('pay.card_failed')}
        isNews
        actions={<Button onClick={again}>{t('act.retry')}</Button>}
      />
    );
  }
  return (
    <div className={css.frame} aria-busy={state === 'loading' || undefined}>
      {state === 'loading' && (
        <p className={css.loading}>
          <Spinner /> {t('pay.card_loading')}
        </p>
      )}
      <iframe
        key={attempt}
        ref={frame}
        title={t('pay.card')}
        src={frameAddress(props.form.url, location.origin, locale)}
        // oxlint-disable-next-line react/iframe-missing-sandbox -- the vendor's form is on another origin
        sandbox="allow-scripts allow-same-origin allow-forms"
        referrerPolicy="no-referrer"
        height={height}
      />
    </div>
  );
}

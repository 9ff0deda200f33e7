import { useFan, useText } from '../../app/state.ts';
import { Dialog } from '../../ui/Dialog.tsx';
import { SignInForm } from './SignInForm.tsx';

export function SignInDialog() {
  const { giveUp } = useFan();
  const { t } = useText();
  return (
    <Dialog title={t('title.sign_in')} onClose={giveUp}>
      <SignInForm />
    </Dialog>
  );
}

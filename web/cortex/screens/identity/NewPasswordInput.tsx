import { PasswordInput, type PasswordInputProps } from '@mantine/core';
import { passwordLength } from '../../../../shared/rules/passwords.ts';

/** The problems a new password can have: all are about the field `password`. */
export const passwordProblems = {
  'password.too_short': 'password',
  'password.too_long': 'password',
  'password.too_common': 'password',
} as const;

/** Says what a good password is before it is typed; managers are let in. */
export function NewPasswordInput({ description, ...props }: PasswordInputProps) {
  return (
    <PasswordInput
      autoComplete="new-password"
      description={
        <>
          At least {passwordLength.minimum} characters; a few words that only you would put together are good.{' '}
          {description}
        </>
      }
      {...props}
    />
  );
}

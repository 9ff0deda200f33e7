import type { Locale } from '../../../shared/contract/common.ts';
import { type Mail, writeMail } from '../../core/mail.ts';

type CodeMail = {
  code: string;
  minutes: number;
  store: string;
  locale: Locale;
  senderName: string;
  replyTo: string | null;
};
type Words = { subject: string; use: string; ignore: string };

/** The mail with a fan's sign-in code, in the fan's language and the store's name. */
export function writeCodeMail(to: string, { locale, senderName, replyTo, ...facts }: CodeMail): Mail {
  const { subject, use, ignore } = wordsOf[locale](facts);
  const mail = writeMail(to, { subject, paragraphs: [use, ignore], signature: senderName, language: locale });
  return { ...mail, senderName, ...(replyTo !== null && { replyTo }) };
}

const wordsOf: Record<Locale, (facts: { code: string; minutes: number; store: string }) => Words> = {
  en: ({ code, minutes, store }) => ({
    subject: `${code} is your ${store} code`,
    use: `Your code for ${store} is ${code}. It works once and for ${minutes} minutes.`,
    ignore: 'If you did not ask for it, ignore this message: without the code nobody gets in.',
  }),
  es: ({ code, minutes, store }) => ({
    subject: `${code} es tu código de ${store}`,
    use: `Tu código para ${store} es ${code}. Sirve una sola vez y durante ${minutes} minutos.`,
    ignore: 'Si no lo has pedido, ignora este mensaje: sin el código nadie puede entrar.',
  }),
  fr: ({ code, minutes, store }) => ({
    subject: `${code} est votre code ${store}`,
    use: `Votre code pour ${store} est ${code}. Il fonctionne une seule fois, pendant ${minutes} minutes.`,
    ignore: "Si vous ne l'avez pas demandé, ignorez ce message : sans le code, personne n'entre.",
  }),
};

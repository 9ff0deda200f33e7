import type { CardFault } from './cards.ts';

export const formLocales = ['en', 'es', 'fr'] as const;
export type FormLocale = (typeof formLocales)[number];

export type FormWords = {
  title: string;
  number: string;
  expiry: string;
  expiryHint: string;
  code: string;
  codeHint: string;
  testCards: string;
  cards: readonly [number: string, what: string][];
  bankTitle: string;
  bankText: string;
  bankYes: string;
  bankNo: string;
  bankRefused: string;
  unreachable: string;
  faults: Readonly<Record<CardFault, string>>;
};

const numbers = [
  '4242 4242 4242 4242',
  '4000 0025 0000 3155',
  '4000 0000 0000 0002',
  '4000 0000 0000 9235',
  '4000 0000 0000 9987',
] as const;

function cards(...what: readonly string[]): FormWords['cards'] {
  return numbers.map((number, at) => [number, what[at] ?? '']);
}

export const formWords: Readonly<Record<FormLocale, FormWords>> = {
  en: {
    title: 'Card details',
    number: 'Card number',
    expiry: 'Expiry date',
    expiryHint: 'MM / YY',
    code: 'Security code',
    codeHint: 'The 3 or 4 digits on the card',
    testCards: 'Test cards',
    cards: cards('approved', 'the bank asks first', 'declined', 'the bank wants another card', 'slow'),
    bankTitle: 'Your bank wants to be sure it is you',
    bankText: 'Confirm this payment as you would in the app of your bank.',
    bankYes: 'Confirm payment',
    bankNo: 'Do not confirm',
    bankRefused: 'You did not confirm the payment. Nothing was charged. Try again or use another card.',
    unreachable: 'The card could not be checked. Nothing was charged. Try again.',
    faults: {
      number: 'Check the card number.',
      unknown: 'Only test cards work here. Use one of those below.',
      expiry: 'Enter month and year, such as 04 / 29.',
      expired: 'This card has expired.',
      code: 'Enter the 3 or 4 digits of the security code.',
    },
  },
  es: {
    title: 'Datos de la tarjeta',
    number: 'Número de tarjeta',
    expiry: 'Caducidad',
    expiryHint: 'MM / AA',
    code: 'Código de seguridad',
    codeHint: 'Los 3 o 4 dígitos de la tarjeta',
    testCards: 'Tarjetas de prueba',
    cards: cards('aprobada', 'el banco pregunta antes', 'rechazada', 'el banco pide otra tarjeta', 'lenta'),
    bankTitle: 'Tu banco quiere asegurarse de que eres tú',
    bankText: 'Confirma este pago como lo harías en la aplicación de tu banco.',
    bankYes: 'Confirmar el pago',
    bankNo: 'No confirmar',
    bankRefused: 'No confirmaste el pago. No se cobró nada. Inténtalo de nuevo o usa otra tarjeta.',
    unreachable: 'No se pudo comprobar la tarjeta. No se cobró nada. Inténtalo de nuevo.',
    faults: {
      number: 'Revisa el número de tarjeta.',
      unknown: 'Aquí solo funcionan tarjetas de prueba. Usa una de las de abajo.',
      expiry: 'Escribe mes y año, por ejemplo 04 / 29.',
      expired: 'Esta tarjeta ha caducado.',
      code: 'Escribe los 3 o 4 dígitos del código de seguridad.',
    },
  },
  fr: {
    title: 'Carte bancaire',
    number: 'Numéro de carte',
    expiry: 'Date d’expiration',
    expiryHint: 'MM / AA',
    code: 'Code de sécurité',
    codeHint: 'Les 3 ou 4 chiffres de la carte',
    testCards: 'Cartes de test',
    cards: cards('acceptée', 'la banque demande d’abord', 'refusée', 'la banque veut une autre carte', 'lente'),
    bankTitle: 'Votre banque veut s’assurer que c’est bien vous',
    bankText: 'Confirmez ce paiement comme dans l’application de votre banque.',
    bankYes: 'Confirmer le paiement',
    bankNo: 'Ne pas confirmer',
    bankRefused: 'Vous n’avez pas confirmé le paiement. Rien n’a été débité. Réessayez ou prenez une autre carte.',
    unreachable: 'La carte n’a pas pu être vérifiée. Rien n’a été débité. Réessayez.',
    faults: {
      number: 'Vérifiez le numéro de carte.',
      unknown: 'Seules les cartes de test fonctionnent ici. Prenez-en une ci-dessous.',
      expiry: 'Indiquez le mois et l’année, par exemple 04 / 29.',
      expired: 'Cette carte a expiré.',
      code: 'Indiquez les 3 ou 4 chiffres du code de sécurité.',
    },
  },
};

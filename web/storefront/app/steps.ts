import type { ComponentType } from 'react';
import type { StepName } from './route.ts';

/** Each step is a file of its own that is loaded when somebody goes there. */
const loaders: Readonly<Record<StepName, () => Promise<ComponentType>>> = {
  home: async () => (await import('../steps/home/HomeStep.tsx')).HomeStep,
  choose: async () => (await import('../steps/choose/ChooseStep.tsx')).ChooseStep,
  seats: async () => (await import('../steps/seats/SeatsStep.tsx')).SeatsStep,
  'add-ons': async () => (await import('../steps/add-ons/AddOnsStep.tsx')).AddOnsStep,
  review: async () => (await import('../steps/review/ReviewStep.tsx')).ReviewStep,
  pay: async () => (await import('../steps/pay/PayStep.tsx')).PayStep,
  orders: async () => (await import('../steps/orders/OrdersStep.tsx')).OrdersStep,
  'sign-in': async () => (await import('../steps/sign-in/SignInStep.tsx')).SignInStep,
  missing: async () => (await import('../steps/home/MissingStep.tsx')).MissingStep,
};
/** The source of each step, by which the server finds the files that belong to it. */
export const stepSources: Readonly<Record<StepName, string>> = {
  home: 'steps/home/HomeStep.tsx',
  choose: 'steps/choose/ChooseStep.tsx',
  seats: 'steps/seats/SeatsStep.tsx',
  'add-ons': 'steps/add-ons/AddOnsStep.tsx',
  review: 'steps/review/ReviewStep.tsx',
  pay: 'steps/pay/PayStep.tsx',
  orders: 'steps/orders/OrdersStep.tsx',
  'sign-in': 'steps/sign-in/SignInStep.tsx',
  missing: 'steps/home/MissingStep.tsx',
};

export function loadStep(step: StepName): Promise<ComponentType> {
  return loaders[step]();
}

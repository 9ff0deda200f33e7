import { Modal } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useEffect, useRef, useState } from 'react';
import type { Store } from '../../../../../shared/contract/stores.ts';
import { QueryView } from '../../../../ui/QueryView.tsx';
import { EmptyState } from '../../../../ui/states.tsx';
import { settingOf, useSettings } from '../../stores/settingsApi.ts';
import { EditedLanguage } from '../editor/fields/language.tsx';
import { type ProgramSummary, programQuery } from '../programsApi.ts';
import { MapStep } from './MapStep.tsx';
import { NameStep } from './NameStep.tsx';
import { PreviewStep } from './PreviewStep.tsx';
import classes from './sale.module.css';
import { usedTypes } from './saleMap.ts';

type Props = { store: Store; program: ProgramSummary; onClose: () => void };

const steps = ['Ticket types', 'Amounts', 'Name and banner'] as const;

/** A copy of a program with sale ticket types: map them, look at the amounts, name it. */
export function SaleWizard({ store, program, onClose }: Props) {
  const [step, setStep] = useState(0);
  const [mapped, setMapped] = useState<ReadonlyMap<string, string>>(new Map());
  const query = useQuery(programQuery(store.key, program.id));
  const settings = useSettings(store.key).data?.items ?? [];
  const languages = settingOf(settings, 'languages')?.value;
  const all = languages === undefined ? [] : [...new Set([languages.default, ...languages.enabled])];
  const ticketTypes = [...mapped].map(([from, to]) => ({ from, to }));
  return (
    <Modal opened onClose={onClose} title={`Clone ${program.name} as a sale`} size="xl">
      <Steps step={step} />
      <QueryView query={query}>
        {(whole) => {
          const used = usedTypes(whole.content.pricing);
          if (used.length === 0) return <NothingPriced />;
          if (step === 0) {
            return (
              <MapStep
                storeKey={store.key}
                used={used}
                mapped={mapped}
                onChange={setMapped}
                onNext={() => setStep(1)}
                onClose={onClose}
              />
            );
          }
          if (step === 1) {
            return (
              <PreviewStep
                store={store}
                programId={program.id}
                ticketTypes={ticketTypes}
                onBack={() => setStep(0)}
                onNext={() => setStep(2)}
              />
            );
          }
          return (
            <EditedLanguage all={all}>
              <NameStep
                store={store}
                program={whole}
                ticketTypes={ticketTypes}
                onBack={() => setStep(1)}
                onClose={onClose}
              />
            </EditedLanguage>
          );
        }}
      </QueryView>
    </Modal>
  );
}

/** Where one is; it takes the focus when that changes, as the button that was pressed is gone. */
function Steps({ step }: { step: number }) {
  const current = useRef<HTMLLIElement>(null);
  const shown = useRef(step);
  useEffect(() => {
    if (shown.current !== step) current.current?.focus();
    shown.current = step;
  }, [step]);
  return (
    <ol className={classes.steps} aria-label="Steps">
      {steps.map((label, index) => (
        <li key={label} {...(index === step && { ref: current, tabIndex: -1, 'aria-current': 'step' })}>
          {index + 1}. {label}
        </li>
      ))}
    </ol>
  );
}

function NothingPriced() {
  return (
    <EmptyState icon="layers" title="The program has no prices yet">
      A sale puts other ticket types in place of those in the price rules. Set prices first, or clone the program as it
      is.
    </EmptyState>
  );
}

import { Anchor } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import { Icon } from '../../../../ui/Icon.tsx';
import { findingInWords } from '../findingWords.ts';
import { stageNames } from './draft.ts';
import classes from './FindingLinks.module.css';
import { type Finding, isWithin, useProgramEditor } from './stage.tsx';
import { slugOf } from './stages.ts';

/** Findings as sentences, each a link to the field it speaks of. */
export function FindingLinks({ findings }: { findings: readonly Finding[] }) {
  const { program, storeKey } = useProgramEditor();
  return (
    <ul className={classes.list}>
      {findings.map((finding) => (
        <li key={`${finding.code} ${finding.at} ${JSON.stringify(finding.params)}`} data-severity={finding.severity}>
          <Icon name={finding.severity === 'error' ? 'close' : 'alert'} size="sm" />
          <Anchor
            renderRoot={(props) => (
              <Link
                to="/stores/$storeKey/programs/$programId/$stage"
                params={{ storeKey, programId: program.id, stage: slugAt(finding.at) }}
                search={(search) => ({ preview: search.preview, at: finding.at })}
                {...props}
              />
            )}
          >
            <span className="flex-visually-hidden">{finding.severity === 'error' ? 'Error: ' : 'Warning: '}</span>
            {findingInWords(finding, program.content)}
          </Anchor>
        </li>
      ))}
    </ul>
  );
}

function slugAt(at: string) {
  return slugOf(stageNames.find((stage) => isWithin(at, `/${stage}`)) ?? 'definition');
}

import { Group, Text } from '@mantine/core';
import type { CSSProperties } from 'react';
import type { Brand } from '../../../../shared/contract/brand.ts';
import { brandFindings } from '../../../../shared/rules/brand.ts';
import { fontStacks } from '../../../../shared/rules/fonts.ts';
import { StatusBadge } from '../../../ui/StatusBadge.tsx';
import classes from './BrandPreview.module.css';

type Props = { brand: Brand; name: string };

/** What fans would see with the colours as they stand in the form, saved or not. */
export function BrandPreview({ brand, name }: Props) {
  const low = brandFindings(brand).length;
  return (
    <figure className={classes.figure}>
      <Group component="figcaption" justify="space-between" mb="xs">
        <Text fw={550} span>
          Preview
        </Text>
        {low === 0 ? (
          <StatusBadge tone="positive">Every pair is readable</StatusBadge>
        ) : (
          <StatusBadge tone="warning">{low === 1 ? '1 pair is' : `${low} pairs are`} hard to read</StatusBadge>
        )}
      </Group>
      <div className={classes.page} style={variablesOf(brand)} aria-hidden="true">
        <div className={classes.bar}>
          <Logo brand={brand} name={name} />
          <span>Sign in</span>
        </div>
        <div className={classes.body}>
          <strong className={classes.title}>Choose your games</strong>
          <span className={classes.muted}>Three games or more, at the price of the plan.</span>
          <div className={classes.card}>
            <span>
              Saturday, 7 November
              <br />
              <span className={classes.muted}>Section 112, row 8</span>
            </span>
            <span className={classes.tag}>Rivalry</span>
          </div>
          <span className={classes.actions}>
            <span className={classes.button}>Continue</span>
            <span className={classes.focused}>Back</span>
          </span>
        </div>
      </div>
    </figure>
  );
}

/** A picture from elsewhere is not loaded into Cortex, which takes nothing from other sites: its words stand for it. */
function Logo({ brand: { logo }, name }: Props) {
  if (logo.url === null) return <strong>{name}</strong>;
  if (logo.url.startsWith('/')) return <img src={logo.url} alt="" className={classes.logo} />;
  return <span className={classes.placeholder}>{logo.alt === '' ? 'Logo' : logo.alt}</span>;
}

function variablesOf({ colours, font, cornerRadius }: Brand): CSSProperties {
  const variables: Record<string, string> = {
    '--brand-font': fontStacks[font],
    '--brand-radius': `${cornerRadius}px`,
  };
  for (const [colour, value] of Object.entries(colours)) variables[`--brand-${colour}`] = value;
  return variables;
}

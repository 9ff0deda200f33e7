import { MantineProvider, Modal } from '@mantine/core';
import { cleanup, fireEvent, render, screen, waitFor } from '@testing-library/react';
import { type ReactNode, useRef, useState } from 'react';
import { afterEach, describe, expect, it } from 'vitest';
import { useKeptFocus } from './useKeptFocus.ts';

afterEach(cleanup);

function show(children: ReactNode) {
  render(
    <MantineProvider env="test">
      <Screen>{children}</Screen>
    </MantineProvider>,
  );
}

function Screen({ children }: { children: ReactNode }) {
  const main = useRef<HTMLElement>(null);
  useKeptFocus(main);
  return (
    <main ref={main} tabIndex={-1}>
      {children}
    </main>
  );
}

const button = (name: string) => screen.getByRole('button', { name });
const focused = () => {
  const text = document.activeElement?.textContent ?? '';
  return text === '' ? document.activeElement?.tagName : text;
};

/** As a keyboard does it: what is pressed has the focus. */
function press(name: string) {
  button(name).focus();
  fireEvent.click(button(name));
}

/** Rows of which each is removed in a dialog that its button opens. */
function Rows({ names }: { names: readonly string[] }) {
  const [left, setLeft] = useState(names);
  const [asked, ask] = useState<string | null>(null);
  return (
    <section aria-label="Rows">
      <ul>
        {left.map((name) => (
          <li key={name}>
            <button type="button">Open {name}</button>
            <button type="button" onClick={() => ask(name)}>
              Remove {name}
            </button>
          </li>
        ))}
      </ul>
      {asked !== null && (
        <Modal opened onClose={() => ask(null)} title={`Remove ${asked}?`} transitionProps={{ duration: 0 }}>
          <button
            type="button"
            onClick={() => {
              setLeft(left.filter((name) => name !== asked));
              ask(null);
            }}
          >
            Yes
          </button>
          <button type="button" onClick={() => ask(null)}>
            No
          </button>
        </Modal>
      )}
    </section>
  );
}

async function answer(row: string, word: 'Yes' | 'No') {
  press(`Remove ${row}`);
  await screen.findByRole('dialog');
  await waitFor(() => expect(screen.getByRole('dialog').contains(document.activeElement)).toBe(true));
  // The dialog takes the focus twice.
  await nextFrames();
  press(word);
  await waitFor(() => expect(screen.queryByRole('dialog')).toBeNull());
}

describe('the focus', () => {
  it('is on the opener again when a dialog goes away', async () => {
    show(<Rows names={['A', 'B', 'C']} />);
    await answer('B', 'No');
    await waitFor(() => expect(focused()).toBe('Remove B'));
  });

  it('goes to the same button of the next row when its row was removed, then of the one before, then to what is around', async () => {
    show(<Rows names={['A', 'B', 'C']} />);
    await answer('B', 'Yes');
    await waitFor(() => expect(focused()).toBe('Remove C'));
    await answer('C', 'Yes');
    await waitFor(() => expect(focused()).toBe('Remove A'));
    await answer('A', 'Yes');
    await waitFor(() => expect(document.activeElement?.tagName).toBe('UL'));
  });

  it('stays in the part where a button was replaced by what it made', async () => {
    function Adding() {
      const [isMade, make] = useState(false);
      return (
        <div id="part">
          {isMade ? (
            <input aria-label="Made" />
          ) : (
            <button type="button" onClick={() => make(true)}>
              Make
            </button>
          )}
        </div>
      );
    }
    show(<Adding />);
    press('Make');
    await waitFor(() => expect(document.activeElement?.id).toBe('part'));
    expect(document.activeElement?.getAttribute('tabindex')).toBe('-1');
    screen.getByRole('textbox').focus();
    expect(document.querySelector('#part')?.hasAttribute('tabindex')).toBe(false);
  });

  it('is on what was made anew in the place of what had it', async () => {
    function Remade() {
      const [turn, setTurn] = useState(0);
      return (
        <div>
          <button type="button">Other</button>
          <button key={turn} type="button" onClick={() => setTurn(turn + 1)}>
            Again
          </button>
        </div>
      );
    }
    show(<Remade />);
    const old = button('Again');
    press('Again');
    await waitFor(() => expect(focused()).toBe('Again'));
    expect(old.isConnected).toBe(false);
  });

  it('goes to whoever takes it on purpose', async () => {
    function Adding() {
      const [isMade, make] = useState(false);
      return isMade ? (
        // biome-ignore lint/a11y/noAutofocus: this is what is tried
        <input aria-label="Made" autoFocus />
      ) : (
        <button type="button" onClick={() => make(true)}>
          Make
        </button>
      );
    }
    show(<Adding />);
    press('Make');
    await nextFrames();
    expect(document.activeElement).toBe(screen.getByRole('textbox'));
  });

  it('is on a button again after its work, and near it once it may not be used any more', async () => {
    function Saving() {
      const [state, setState] = useState<'ready' | 'working' | 'off'>('ready');
      const isWorking = state === 'working';
      return (
        <form>
          <button
            type="button"
            {...(isWorking && { 'data-loading': true })}
            disabled={state !== 'ready'}
            onClick={() => setState('working')}
          >
            Save
          </button>
          <button type="button" onClick={() => setState('ready')}>
            End
          </button>
          <button type="button" onClick={() => setState('off')}>
            Forbid
          </button>
        </form>
      );
    }
    show(<Saving />);
    press('Save');
    looseFocus();
    await nextFrames();
    expect(document.activeElement).toBe(document.body);
    fireEvent.click(button('End'));
    await waitFor(() => expect(focused()).toBe('Save'));
    fireEvent.click(button('Save'));
    looseFocus();
    fireEvent.click(button('Forbid'));
    await waitFor(() => expect(document.activeElement?.tagName).toBe('FORM'));
  });

  it('is left alone where a person put it aside', async () => {
    show(<Rows names={['A', 'B']} />);
    button('Remove A').focus();
    button('Remove A').blur();
    button('Open B').setAttribute('disabled', '');
    await nextFrames();
    expect(document.activeElement).toBe(document.body);
  });
});

async function nextFrames() {
  for (let frame = 0; frame < 3; frame += 1) await new Promise((resolve) => requestAnimationFrame(resolve));
}

/** As a browser does when what has the focus is disabled. */
function looseFocus() {
  const element = document.activeElement;
  if (!(element instanceof HTMLButtonElement)) throw new Error('no button has the focus');
  element.disabled = false;
  element.blur();
  element.disabled = true;
}

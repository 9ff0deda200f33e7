import { cleanup, render, screen } from '@testing-library/react';
import { useLayoutEffect } from 'react';
import { afterEach, expect, it } from 'vitest';
import { Later } from './Later.tsx';

afterEach(cleanup);

it('what stands below is drawn by itself, right after the top', () => {
  const drawn: string[] = [];
  function Part({ name }: { name: string }) {
    useLayoutEffect(() => void drawn.push(name), [name]);
    return <p>{name}</p>;
  }
  function Screen() {
    useLayoutEffect(() => void drawn.push('frame'), []);
    return (
      <>
        <Later>
          <Part name="below" />
        </Later>
        <Part name="top" />
      </>
    );
  }
  render(<Screen />);
  expect(drawn).toEqual(['top', 'frame', 'below']);
  expect(screen.getByText('below')).toBeDefined();
});

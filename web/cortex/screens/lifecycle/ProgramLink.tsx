import { Anchor } from '@mantine/core';
import { Link } from '@tanstack/react-router';

type Props = {
  storeKey: string;
  id: string;
  name: string;
  /** Within a sentence, where colour alone would not tell it from the words around. */
  isInText?: boolean;
};

/** A program's name, leading to its editor. */
export function ProgramLink({ storeKey, id, name, isInText = false }: Props) {
  return (
    <Anchor
      inherit
      underline={isInText ? 'always' : 'hover'}
      renderRoot={(props) => (
        <Link to="/stores/$storeKey/programs/$programId" params={{ storeKey, programId: id }} {...props} />
      )}
    >
      {name}
    </Anchor>
  );
}

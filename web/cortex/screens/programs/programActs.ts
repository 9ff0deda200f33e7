import { useQueryClient } from '@tanstack/react-query';
import { queryKey } from '../../../api/queries.ts';
import { programQuery } from './programsApi.ts';

/** Has the list and the program read again. */
export function useRereadPrograms(storeKey: string) {
  const queries = useQueryClient();
  return (programId: string) => {
    void queries.invalidateQueries({
      queryKey: queryKey('GET /api/stores/{storeKey}/programs', { params: { storeKey } }),
    });
    void queries.invalidateQueries({ queryKey: programQuery(storeKey, programId).queryKey });
  };
}

export function validateName(name: string): string | null {
  return name.trim() === '' ? 'Give it a name.' : null;
}

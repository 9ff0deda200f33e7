import { EmptyState } from '../../../../../ui/states.tsx';
import { SeasonView } from '../fields/SeasonView.tsx';
import { type StageEditor, useStageEditor } from '../stage.tsx';
import { PackagesEditor } from './PackagesEditor.tsx';
import { PacksEditor } from './PacksEditor.tsx';

/** What fans choose from: packs, packs with tiers, tiers alone, or packages, as the program's type has it. */
export function PacksStage({ stage }: { stage: StageEditor<'packs'> }) {
  const packages = useStageEditor('packages');
  const { type } = stage.program.content.definition;
  if (type === 'build_your_own') {
    return (
      <EmptyState icon="layers" title="This program has no packs">
        In a Build Your Own program fans choose from the program's events. Packs are for Game Packs programs; the type
        is set in the definition.
      </EmptyState>
    );
  }
  return (
    <SeasonView storeKey={stage.storeKey}>
      {(season) =>
        type === 'game_packs' ? (
          <PacksEditor stage={stage} season={season} />
        ) : (
          <PackagesEditor stage={packages} season={season} />
        )
      }
    </SeasonView>
  );
}

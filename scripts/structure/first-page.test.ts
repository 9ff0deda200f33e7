import { expect, it } from 'vitest';
import { judge } from './facts/testing.ts';
import { firstPage } from './first-page.ts';

it('a chart, a map or an editor that comes with the first page is named where it is imported', () => {
  const files = {
    'web/cortex/main.tsx': `import './router.tsx';`,
    'web/cortex/router.tsx': `import { Shell } from './shell.tsx';\nimport { Board } from './screens/programs/editor/Board.tsx';`,
    'web/cortex/shell.tsx': `import { LineChart } from '../ui/charts/LineChart.tsx';`,
    'web/cortex/screens/stores/StoresScreen.tsx': `import { useDraggable } from '@dnd-kit/core';`,
  };
  expect(judge(firstPage, files)).toEqual([
    'web/cortex/shell.tsx:1 ../ui/charts/LineChart.tsx would be loaded with the first page, from web/cortex/main.tsx; load it by import() when it is needed',
    'web/cortex/router.tsx:2 ./screens/programs/editor/Board.tsx would be loaded with the first page, from web/cortex/main.tsx; load it by import() when it is needed',
    'web/cortex/screens/stores/StoresScreen.tsx:1 @dnd-kit/core would be loaded with the first page, from web/cortex/screens/stores/StoresScreen.tsx; load it by import() when it is needed',
  ]);
});

it('what is loaded when needed, types, and what other screens import are none of the first page', () => {
  const files = {
    'web/cortex/main.tsx': `import './router.tsx';`,
    'web/cortex/router.tsx': `
      const Insights = lazy(() => import('./screens/insights/InsightsScreen.tsx'));
      import type { Bar } from '../ui/charts/BarChart.tsx';`,
    'web/cortex/screens/insights/InsightsScreen.tsx': `import { LineChart } from '../../../ui/charts/LineChart.tsx';`,
  };
  expect(judge(firstPage, files)).toEqual([]);
});

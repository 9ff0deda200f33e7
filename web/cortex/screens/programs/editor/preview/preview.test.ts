import { describe, expect, it } from 'vitest';
import { previewAddress, scaleFor } from './devices.ts';
import { offerInWords } from './offerWords.ts';

describe('the preview', () => {
  it('is addressed with its instant and each account group', () => {
    expect(previewAddress('warriors', 'p', { at: null, groups: [] })).toBe('/s/warriors/preview/p');
    expect(previewAddress('warriors', 'p', { at: '2026-11-27T08:00:00.000Z', groups: ['VIP', 'A&B'] })).toBe(
      '/s/warriors/preview/p?at=2026-11-27T08%3A00%3A00.000Z&group=VIP&group=A%26B',
    );
  });

  it('is made smaller to fit, never larger', () => {
    expect(scaleFor({ width: 1_280, height: 800 }, 640)).toBe(0.5);
    expect(scaleFor({ width: 375, height: 812 }, 640)).toBe(1);
    expect(scaleFor({ width: 375, height: 812 }, 0)).toBe(1);
  });

  it('says why nothing can be bought', () => {
    const set = '0'.repeat(32);
    expect(offerInWords({ state: 'closed' }, 'UTC').label).toBe('Closed');
    expect(offerInWords({ state: 'gated', set, gate: 'sign_in' }, 'UTC').words).toContain('sign in');
    expect(offerInWords({ state: 'gated', set, gate: 'refused' }, 'UTC').words).toContain('not let in');
    const later = { state: 'opens_later' as const, set, opensAt: '2026-11-27T08:00:00.000Z', presales: [] };
    expect(offerInWords(later, 'America/Los_Angeles').words).toContain('12:00 AM (America/Los_Angeles)');
  });
});

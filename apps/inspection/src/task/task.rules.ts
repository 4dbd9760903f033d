/** SY art.4: inspection by lot is the basic means, what is inspected on a ground of its own supplements it. */
export const meansOf = (origin: string): 'DOUBLE_RANDOM' | 'KEY_SUPERVISION' => (origin === 'DIRECT' || origin === 'CAMPAIGN' || origin === 'PASSIVE' ? 'KEY_SUPERVISION' : 'DOUBLE_RANDOM');

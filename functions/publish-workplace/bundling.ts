/** The workplace, built by Vite, in the folder `site` beside the bundle. */
export const bundling = { apps: { site: 'web' } } as const;

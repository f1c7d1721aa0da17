/** The version of the bundle in this package. */
export declare const version: string;
/** Subresource integrity of `cchc.js` of this version. */
export declare const integrity: string;
/** Every tag that the loader defines. */
export declare const tags: ReadonlyArray<keyof HTMLElementTagNameMap & `cchc-${string}`>;
/**
 * Defines the elements. `url` is where the site hosts `cchc.js` of this version; without it, the file in this package
 * serves, which works where the package is served as it is, not through a bundler.
 */
export declare function load(url?: string): Promise<void>;


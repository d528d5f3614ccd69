type Versions = Readonly<Record<string, string>>;

interface PackageFile {
  dependencies?: Versions;
  devDependencies?: Versions;
  optionalDependencies?: Versions;
  overrides?: Versions;
}

interface Lockfile {
  packages: Readonly<Record<string, { resolved?: string; integrity?: string; link?: boolean; inBundle?: boolean }>>;
}

const EXACT = /^\d+\.\d+\.\d+(-[0-9A-Za-z.-]+)?$/;

/** What is wrong with package.json: a range is another program on another day. */
export function packageFaults(text: string): string[] {
  const { dependencies, devDependencies, optionalDependencies, overrides } = JSON.parse(text) as PackageFile;
  return [dependencies, devDependencies, optionalDependencies, overrides]
    .flatMap((versions) => Object.entries(versions ?? {}))
    .filter(([, version]) => !EXACT.test(version))
    .map(([name, version]) => `${name} "${version}" is not one version`);
}

/**
 * What is wrong with package-lock.json. An address would tie every installation to the registry of whoever wrote it last; the
 * digest is what says that a package from any registry is the one that was meant.
 */
export function lockfileFaults(text: string): string[] {
  const { packages } = JSON.parse(text) as Lockfile;
  return Object.entries(packages)
    .filter(([path]) => path !== '')
    .flatMap(([path, { resolved, integrity, link, inBundle }]) => [
      ...(resolved !== undefined ? [`${path} has an address`] : []),
      ...(integrity === undefined && link !== true && inBundle !== true ? [`${path} has no digest`] : []),
    ]);
}

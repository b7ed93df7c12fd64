/** Equal to package.json's; a test says so. A constant, because `devenv --version` must read nothing. */
export const version = '0.1.0'

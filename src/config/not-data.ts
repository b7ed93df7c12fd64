// Between the worker and the checks; in a file of its own because the worker should load nothing else.

/** Key of an object that stands for a value that is not data, such as a function. */
export const notDataKey = 'devenv.notData'

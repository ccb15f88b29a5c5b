// For an Electron whose default app imports the project without waiting (the one of desktop-runtime): loads our boot file right before that default app, in
// time to register schemes. Given to Node with `--require`; of no use, and no harm, in Electron's own builds.
const Module = require('node:module');
const { join } = require('node:path');

const load = Module._load;
Module._load = function loadBootFirst(request, ...rest) {
  if (/default_app\.asar.main\.js$/.test(request)) {
    Module._load = load;
    load(join(__dirname, '..', 'dist', 'boot', 'boot.cjs'));
  }
  return load(request, ...rest);
};

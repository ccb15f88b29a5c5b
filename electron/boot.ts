import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { registerSchemes } from './desktop/schemes.ts';

/**
 * What Electron loads first: CommonJS and small, because schemes can only be registered before the app is ready, and Electron does not wait for a module
 * that is imported. The rest follows as modules.
 */
registerSchemes();
void import(pathToFileURL(join(__dirname, '..', 'electron', 'main.js')).href);

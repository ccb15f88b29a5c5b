/** What a scene shows only once something was done there: dialogs, menus, a list that goes by. `act` gets the page. */
const menu = (of, item) => async (page) => {
  await page.getByRole('button', { name: `More for ${of}` }).click();
  if (item) await page.getByRole('menuitem', { name: item }).click();
};
const press = (name) => (page) => page.getByRole('button', { name, exact: true }).first().click();
const palette = (typed) => async (page) => {
  await page.keyboard.press('Control+k');
  await page.keyboard.type(typed);
};
const MANY = `a {red|grey|snow} fox number {${Array.from({ length: 100 }, (_, at) => at + 1).join('|')}} of {${Array.from({ length: 34 }, (_, at) => at + 1).join('|')}}`;
const write = (text) => async (page) => {
  await page.getByRole('option', { name: /^FLUX Dev/ }).click();
  await page.getByRole('textbox', { name: 'Prompt', exact: true }).fill(text);
  await page.waitForTimeout(600);
};

/** Rows go by at so many px a frame, until the picture is taken. */
const scrollOn = (selector, px) => (page) =>
  page.evaluate(
    ([css, by]) => {
      const box = document.querySelector(css);
      const step = () => {
        box.scrollTop += by;
        requestAnimationFrame(step);
      };
      step();
    },
    [selector, px],
  );
const also =
  (...acts) =>
  async (page) => {
    for (const act of acts) await act(page);
  };
const bring = (text) => also(write('a fox'), press('Import'), (page) => page.getByRole('textbox', { name: 'Rows to import' }).fill(text));

export const STATES = {
  palette: { shot: 'busy:#/queue', act: palette('pau') },
  'palette-all': { shot: 'busy:#/queue/4', act: palette('') },
  'batch-menu': { shot: 'busy:#/queue', act: menu('Riso posters, second pass') },
  'cancel-rest': { shot: 'busy:#/queue', act: menu('Still lifes for the Nord catalogue', 'Cancel the rest') },
  labels: { shot: 'busy:#/queue', act: menu('Still lifes for the Nord catalogue', 'Choose its keys') },
  'rerun-changed': { shot: 'busy:#/queue', act: menu('Riso posters, second pass', 'Rerun them with one thing changed') },
  selected: { shot: 'busy:#/queue/2', act: press('Select all') },
  'cancel-selected': { shot: 'busy:#/queue/2', act: also(press('Select all'), press('Cancel 63')) },
  'change-job': { shot: 'busy:#/queue/2/200060', act: press('Change') },
  'board-table': { shot: 'troubled:#/queue', act: press('As a table') },
  spend: { shot: 'busy:#/queue/spend', act: async () => {} },
  request: { shot: 'busy:#/keys/1', act: (page) => page.getByRole('region', { name: 'Request log' }).getByRole('row').first().click() },
  rotate: { shot: 'busy:#/keys/1', act: press('Replace the secret') },
  'remove-key': { shot: 'busy:#/keys/1', act: press('Remove 1 key') },
  'compose-empty': { shot: 'empty:#/compose', act: async () => {} },
  'compose-many': { shot: 'busy:#/compose', act: write(MANY) },
  'compose-wrong': { shot: 'busy:#/compose', act: write('a {red|grey fox, __nowhere__') },
  'compose-skim': { shot: 'busy:#/compose', act: also(write(MANY), scrollOn('[aria-label="Jobs to be queued"]', 180)) },
  import: { shot: 'busy:#/compose', act: also(write('a fox'), press('Import')) },
  'import-progress': { shot: 'bringing:#/compose', act: bring('a red fox in snow\n'.repeat(20_000)) },
  'import-rows': { shot: 'busy:#/compose', act: bring('subject\na red fox\na hare\n') },
  wildcards: { shot: 'busy:#/compose', act: press('Wildcards') },
  presets: { shot: 'busy:#/compose', act: press('Presets') },
  history: { shot: 'busy:#/compose', act: press('History') },
  'library-skim': { shot: 'many:#/library', act: scrollOn('[role="grid"]', 250) },
  'library-export': { shot: 'busy:#/library', act: palette('export the whole\n') },
  'library-import': { shot: 'busy:#/library', act: palette('import files into\n') },
  'library-verify': { shot: 'busy:#/library', act: palette('verify\n') },
};

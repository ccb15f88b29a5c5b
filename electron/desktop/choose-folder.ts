import { BrowserWindow, dialog } from 'electron';

/** The system's dialog for a folder; null: none was chosen. */
export async function chooseFolder(): Promise<string | null> {
  const window = BrowserWindow.getFocusedWindow() ?? BrowserWindow.getAllWindows()[0];
  const options = { title: 'Choose a folder', properties: ['openDirectory' as const, 'createDirectory' as const] };
  const { canceled, filePaths } = await (window ? dialog.showOpenDialog(window, options) : dialog.showOpenDialog(options));
  return canceled ? null : (filePaths[0] ?? null);
}

import '../../renderer/app/validation.ts';
import '../../renderer/look/faces.css';
import '../../renderer/look/look.css';
import { startApp } from '../../renderer/app/start.tsx';
import type { MediaKind } from '../../shared/contract.ts';
import { FakeEngine } from '../support/fake-engine.ts';
import { kindOfAsset, NOW } from '../support/fake-data.ts';
import { keepFlying } from './keep-flying.ts';
import { SCENES } from './scenes.ts';
import { soundOf, waveformOf } from './sounds.ts';

const parameters = new URLSearchParams(location.search);
const theme = parameters.get('theme') === 'light' ? 'light' : 'dark';
const startedAt = Date.now();

const engine = new FakeEngine({
  ...SCENES[parameters.get('scene') ?? 'busy'],
  settings: { theme },
  now: () => NOW + Date.now() - startedAt,
  mediaUrl: (kind, sha256) => media(kind, Number.parseInt(sha256.slice(-6), 16)),
});
startApp(engine);
if (parameters.has('live')) keepFlying(engine, Number(parameters.get('live')));

function media(kind: MediaKind, number: number): string {
  if (kindOfAsset(number) !== 'audio') return picture(number);
  return kind === 'asset' ? soundOf(number) : waveformOf(number);
}

/** A drawing that differs for every number: horizon, sun, ground. */
function picture(seed: number): string {
  const hue = (seed * 47) % 360;
  const svg = `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 100 100"><rect width="100" height="100" fill="hsl(${hue} 35% 30%)"/><circle cx="${20 + ((seed * 13) % 60)}" cy="${25 + ((seed * 7) % 30)}" r="12" fill="hsl(${(hue + 30) % 360} 60% 70%)"/><path d="M0 70 Q${30 + (seed % 40)} ${45 + (seed % 20)} 100 68 V100 H0z" fill="hsl(${(hue + 180) % 360} 25% 18%)"/></svg>`;
  return `data:image/svg+xml,${encodeURIComponent(svg)}`;
}

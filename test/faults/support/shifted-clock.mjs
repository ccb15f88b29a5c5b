// Loaded by Node before a program (`calendar.ts`): the wall clock is as many milliseconds on as the file says, read again at each SIGUSR2.
import { readFileSync } from 'node:fs';

const now = Date.now.bind(Date);
let shiftMs = 0;

function read() {
  try {
    shiftMs = Number(readFileSync(process.env.FAULTS_CLOCK, 'utf8'));
  } catch {
    shiftMs = 0;
  }
}

read();
process.on('SIGUSR2', read);
Date.now = () => now() + shiftMs;

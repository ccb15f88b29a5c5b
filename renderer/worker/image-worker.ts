import { makeImage } from './make-image.ts';
import { answerTasks } from './worker-side.ts';

answerTasks(makeImage);

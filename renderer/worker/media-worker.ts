import { makeMedia } from './make-media.ts';
import { answerTasks } from './worker-side.ts';

answerTasks(makeMedia);

import type { Rooms } from '../rooms.ts';
import { createForecastQuestions } from '../scheduler/forecast-questions.ts';
import type { Handlers } from './types.ts';

type ForecastCall = 'forecast.ask' | 'forecast.whatIf';

export function forecastHandlers(rooms: Rooms): Handlers<ForecastCall> {
  const questions = createForecastQuestions(rooms, rooms.signal);
  return {
    'forecast.ask': (question) => {
      const jobs = question.jobs.map((job) => ({ ...job, model: rooms.catalog.get(rooms.endpoint(), job.model)?.id ?? job.model }));
      return questions.ask({ ...question, jobs }, rooms.endpoint());
    },
    'forecast.whatIf': (what) => questions.whatIf(what, rooms.endpoint()),
  };
}

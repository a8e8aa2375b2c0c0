import type { InlineAnswer, Ledger } from './ledger.js';
import { BotApiRefusal } from './refusal.js';

type Method = (parameters: { fields: Record<string, unknown> }, world: { ledger: Ledger }) => unknown;

const MOST_RESULTS = 50;

/** The answer to inline queries, as https://core.telegram.org/bots/api#answerinlinequery describes it. */
export const inlineMethods: Record<string, Method> = {
  answerInlineQuery({ fields }, { ledger }) {
    const { inline_query_id, ...answer } = fields as unknown as InlineAnswer & { inline_query_id: string };
    const ids = answer.results.map(({ id }) => id);
    if (ids.length > MOST_RESULTS) throw new BotApiRefusal(400, 'Bad Request: RESULTS_TOO_MUCH');
    if (new Set(ids).size < ids.length) throw new BotApiRefusal(400, 'Bad Request: RESULT_ID_DUPLICATE');
    for (const { id, title, video_file_id } of answer.results) {
      const bytes = Buffer.byteLength(id);
      if (bytes < 1 || bytes > 64) throw new BotApiRefusal(400, 'Bad Request: RESULT_ID_INVALID');
      if (title === '') throw new BotApiRefusal(400, 'Bad Request: VIDEO_TITLE_EMPTY');
      if (ledger.file(video_file_id) === undefined) {
        throw new BotApiRefusal(400, 'Bad Request: wrong file identifier/HTTP URL specified');
      }
    }
    if (Buffer.byteLength(answer.next_offset ?? '') > 64)
      throw new BotApiRefusal(400, 'Bad Request: NEXT_OFFSET_INVALID');
    if (answer.button !== undefined && !/^[\w-]{1,64}$/.test(answer.button.start_parameter)) {
      throw new BotApiRefusal(400, 'Bad Request: START_PARAM_INVALID');
    }
    ledger.inlineAnswers.set(String(inline_query_id), answer);
    return true;
  },
};

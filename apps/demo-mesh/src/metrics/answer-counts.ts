import { createEvenCount, streamOf } from "../mesh/chance.ts";
import type { Answer } from "../traffic/answer.ts";

/** The stretch of time that is counted. */
export interface Moment {
  /** Unix seconds. */
  readonly at: number;
  /** How long the traffic lasts, s. */
  readonly seconds: number;
}

/** Requests as one proxy counts them. */
export interface Reported {
  /** Whose count it is: what one gives too little of, the same one gives later. */
  readonly id: string;
  /** What they go by. Both ends of a way meet the same chance. */
  readonly way: string;
  /** Ratios sum to the share of the requests that is reported. */
  readonly answers: readonly Answer[];
  readonly perSecond: number;
}

interface CountedAnswer {
  readonly answer: Answer;
  readonly perSecond: number;
}

/** Rates of answers as they are counted: chance moves each of the rarer ones, the most frequent takes the rest. */
export function createAnswerCounts(seed: number): (reported: Reported, moment: Moment) => readonly CountedAnswer[] {
  const evenly = createEvenCount();
  return ({ id, way, answers, perSecond }, { at, seconds }) => {
    const whole = answers.reduce((sum, { ratio }) => sum + ratio, 0);
    const main = answers.reduce<Answer | undefined>(
      (most, one) => (most && most.ratio >= one.ratio ? most : one),
      undefined,
    );
    let left = perSecond;
    const rarer = answers
      .filter((answer) => answer !== main)
      .map((answer) => {
        const { code, grpcStatus, flags } = answer;
        const draw = { seed, stream: streamOf(`${way}${code}${grpcStatus}`), moment: at };
        const expected = (perSecond * answer.ratio) / whole;
        const counted = Math.min(left, evenly(`${id} ${code} ${grpcStatus} ${flags}`, expected, seconds, draw));
        left -= counted;
        return { answer, perSecond: counted };
      });
    return main ? [{ answer: main, perSecond: left }, ...rarer] : rarer;
  };
}

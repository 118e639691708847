import type { Clinic } from '../clinic.ts';
import type { Pages } from '../links/pages.ts';
import { type LetterLinks, namesToken } from '../mail/index.ts';

/** The tokens that the clinic's addresses ask for, for visits by their numbers. */
export async function tokensFor(
  { links }: Pick<Pages, 'links'>,
  clinic: Clinic,
  courseId: string,
  about: readonly { readonly visitNumber: number }[],
): Promise<LetterLinks['tokens']> {
  const sealed = async (purpose: keyof LetterLinks['tokens'], template: string) => {
    const visits = namesToken(template) ? [...new Set(about.map(({ visitNumber }) => visitNumber))] : [];
    const tokens = visits.map(
      async (visitNumber) => [visitNumber, await links.seal({ purpose, courseId, visitNumber })] as const,
    );
    return new Map(await Promise.all(tokens));
  };
  return {
    answer: await sealed('answer', clinic.questionnaireUrl),
    booking: await sealed('booking', clinic.bookingUrl),
  };
}

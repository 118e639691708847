import type { PatientTexts } from './texts.ts';

const PREPARED = 'Så er vi bedre forberedt, og der er mere tid til dig.';

/** What Danish patients are told. */
export const patientDa: PatientTexts = {
  intro: 'Her er en besked fra {clinic}.',
  signature: 'Venlig hilsen\n{therapist}\n{clinic}',
  footer:
    'Har du spørgsmål, så ring til os på {phone}, eller svar på denne mail.\nDu får denne mail, fordi du er patient hos {clinic} og har sagt ja til påmindelser. Vil du ikke have flere, så svar på mailen og skriv det til os.',
  cancelRule:
    'Kan du ikke komme, så sig til senest kl. 18 dagen før. Ring til os på {phone}, eller svar på denne mail.',
  newTime: 'Vil du have en ny tid, så ring til os på {phone}, eller svar på denne mail.',
  howToBook: 'Du kan bestille på nettet eller ringe til os på {phone}.',
  answerButton: 'Udfyld spørgeskemaet',
  bookButton: 'Bestil tid',
  letters: {
    appointment: {
      subject: 'Din tid {moment}',
      text: 'Vi glæder os til at se dig.',
    },
    appointmentNew: {
      subject: 'Din tid er bestilt: {moment}',
      text: 'Din tid er bestilt. Vi glæder os til at se dig.',
    },
    appointmentChanged: {
      subject: 'Din tid er ændret til {moment}',
      text: 'Din tid er flyttet, så tiden {before} gælder ikke længere.\nDin nye tid er:',
    },
    durationChanged: {
      subject: 'Din tid {moment} har fået en ny varighed',
      text: 'Din tid begynder som før, men varer nu {minutes}.\nDin tid er:',
    },
    cancelled: {
      subject: 'Din tid {moment} er aflyst',
      text: 'Din tid {moment} er aflyst.',
    },
    cancelledMistake: {
      subject: 'Du har ikke en tid {moment}',
      text: 'Vi har ved en fejl skrevet til dig om en tid {moment}. Den tid har du ikke. Det beklager vi.',
    },
    nudge: {
      subject: 'Husk spørgeskemaet før din tid {day}',
      text: 'Vi mangler stadig dit svar på spørgeskemaet før {visit}. Når du har svaret, er vi bedre forberedt, og der er mere tid til dig. Har du lige svaret, kan du se bort fra dette.',
    },
    questionnaires: {
      subject: 'Spørgeskema før din tid {day}',
      text: `Vil du udfylde et spørgeskema før {visit}? ${PREPARED}`,
    },
    questionnairesAgain: {
      subject: 'Spørgeskema før din tid {day}',
      text: `Det er et stykke tid siden, du svarede på et spørgeskema fra os. Vil du udfylde det igen før {visit}? ${PREPARED}`,
    },
    questionnairesUnbooked: {
      subject: 'Spørgeskema før dit besøg hos {clinic}',
      text: `Vil du udfylde et spørgeskema før dit næste besøg hos os? ${PREPARED}\nBesøget skal ligge senest {latest}.`,
    },
    rebookingCancelled: {
      subject: 'Bestil en ny tid hos {clinic}',
      text: 'Nu hvor din tidligere tid er aflyst, vil vi gerne finde en ny til dig. Vil du bestille en tid?\nBesøget skal ligge {range}.',
    },
    rebookingMissed: {
      subject: 'Bestil en ny tid hos {clinic}',
      text: 'Vi så dig ikke til din sidste tid hos os, og vi vil gerne finde en ny til dig. Vil du bestille en tid?\nBesøget skal ligge {range}.',
    },
    booking: {
      subject: 'Bestil tid hos {clinic}',
      text: 'Det er ved at være tid til dit næste besøg hos os. Vil du bestille en tid?\nBesøget skal ligge {range}.',
    },
  },
};

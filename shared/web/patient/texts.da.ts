import type { PatientPageTexts } from './page-texts.ts';

/** What Danish patients read on their page. */
export const textsDa: PatientPageTexts = {
  title: 'Din side hos {clinic}',
  greeting: (firstName) => (firstName === null ? 'Hej' : `Hej ${firstName}`),
  intro:
    'Her kan du se, hvad der er næste skridt hos {clinic}, og sige til, hvis noget skal være anderledes.',
  done: {
    coming: 'Tak. Vi har noteret, at du kommer. Du skal ikke gøre mere.',
    'cannot-come':
      'Tak, fordi du siger til. Klinikken har fået besked og ringer til dig. Tiden er først aflyst, når vi har talt med dig.',
    'call-me': 'Klinikken har fået besked og ringer til dig, så snart vi kan.',
    'no-call': 'Det er noteret. Vi ringer ikke til dig om det.',
    pause: 'Dine beskeder er sat på pause. Du kan starte dem igen her, når du vil.',
    resume: 'Du får beskeder fra os igen.',
    stop: 'Du får ikke flere mails fra os. Dine tider gælder stadig, og vi ringer, hvis der er noget.',
    start: 'Du får mails fra os igen.',
    outdated: 'Der er sket noget nyt, siden du åbnede siden. Her er, hvad der gælder nu.',
  },
  over: {
    title: 'Der er ikke mere, du skal gøre',
    text: 'Der er ikke noget at svare på her. Har du spørgsmål, så ring til os på {phone}.',
  },
  slowDown: {
    title: 'Vent lidt',
    text: 'Der er trykket mange gange på kort tid. Prøv igen om en time, eller ring til os på {phone}.',
  },
  times: {
    heading: (count) => (count === 1 ? 'Din næste tid' : 'Dine næste tider'),
    when: 'Tid',
    where: 'Sted',
    withWhom: 'Hos',
    map: 'Vis på kort',
    calendar: 'Læg i kalender',
    none: 'Du har ikke bestilt nogen tid lige nu.',
    confirmed: 'Du har sagt, at du kommer.',
    declined:
      'Du har sagt, at du ikke kan komme. Vi ringer til dig. Indtil tiden er aflyst, kan du stadig få beskeder om den.',
    coming: 'Jeg kommer',
    comingAfterAll: 'Jeg kommer alligevel',
    cannotCome: 'Jeg kan ikke komme',
  },
  asks: {
    heading: 'Det beder vi dig om',
    none: 'Der er ikke noget, du skal gøre lige nu.',
    book: (range) =>
      range === null
        ? 'Det er tid til at bestille dit næste besøg.'
        : `Det er tid til at bestille dit næste besøg. Besøget skal ligge ${range}.`,
    bookButton: 'Bestil tid',
    answer: (moment) =>
      moment === null
        ? 'Vil du udfylde et spørgeskema før dit næste besøg?'
        : `Vil du udfylde et spørgeskema før din tid ${moment}?`,
    answerButton: 'Udfyld spørgeskemaet',
    orCall: 'Du kan også ringe til os på {phone}.',
  },
  call: {
    heading: 'Skal vi ringe til dig?',
    text: 'Er du i tvivl om noget, eller vil du hellere tale med os, så bed os ringe.',
    asked: 'Du har bedt os ringe. Vi ringer til dig på en hverdag, så snart vi kan.',
    button: 'Ring til mig',
    noButton: 'Det er ikke nødvendigt længere',
  },
  mails: {
    heading: 'Mails fra os',
    on: 'Du får en mail, når der er noget, du skal huske.',
    paused: (until) =>
      until === null ? 'Dine beskeder er på pause.' : `Dine beskeder er på pause til ${until}.`,
    stopped: 'Du får ingen mails fra os.',
    unreachable: 'Vores mails når ikke frem til dig. Ring til os på {phone}, så retter vi din mailadresse.',
    pauseLegend: 'Hold pause med mails',
    lengths: { '2-weeks': 'I to uger', '4-weeks': 'I fire uger', until: 'Til en bestemt dag' },
    untilLabel: 'Beskederne begynder igen den',
    untilHint: 'For eksempel 24-12-2026',
    untilWrong: {
      'no-date': 'Skriv en dato, for eksempel 24-12-2026.',
      past: 'Vælg en dag, der ikke er kommet endnu.',
      'too-far': 'Vælg en dag inden for et halvt år. Ring til os, hvis pausen skal være længere.',
    },
    pauseButton: 'Hold pause',
    resumeButton: 'Start igen nu',
    stopButton: 'Stop alle mails',
    startButton: 'Send mig mails igen',
  },
  stop: {
    title: 'Vil du stoppe alle mails?',
    text: 'Du får ikke flere mails fra {clinic}. Dine tider gælder stadig. Du kan altid starte igen på din side.',
    back: 'Nej, gå til min side',
  },
  footer: 'Siden er kun til dig. Ring til {clinic} på {phone}, hvis du har spørgsmål.',
};

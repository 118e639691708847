import { CALL_REASONS, CLOSE_REASONS } from '../../core/events/events.ts';
import { protocolsOf } from '../../core/protocols/index.ts';
import type { ChoiceKind } from './asks.ts';
import { type FormContext, sessionsOf, unansweredOf, unrecorded } from './form-context.ts';

/** Among what a field lets choose, as events name it. */
export function choicesOf(kind: ChoiceKind, context: FormContext): readonly string[] {
  const { plan, visit, clinic, therapists } = context;
  switch (kind) {
    case 'language':
      return ['da', 'en'];
    case 'protocol':
      return protocolsOf(clinic).map(({ protocol }) => protocol);
    case 'entry':
      return ['direct', 'from-individual-course'];
    case 'visit':
      return plan.visits.map((each) => each.visit);
    case 'session':
      return sessionsOf(plan);
    case 'questionnaires':
      return visit ? unansweredOf(visit, clinic) : [];
    case 'assessments':
      return visit ? unrecorded(visit) : [];
    case 'therapist':
      return therapists.map(({ therapistId }) => therapistId);
    case 'call-reason':
      return CALL_REASONS;
    case 'close-reason':
      return CLOSE_REASONS;
    default:
      return kind satisfies never;
  }
}

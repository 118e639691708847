import type { Clinic } from '../../clinic.ts';
import { protocolsOf, titleOfProtocol, titleOfVisit } from '../../core/protocols/index.ts';
import { type ProtocolName, theVisit, type VisitName } from '../../core/protocols/protocol.ts';
import { capital } from '../course/summary.ts';

/** What a clinic calls a course, as a heading: `Lumbal spinalstenose`. */
export const protocolWords = (protocol: ProtocolName, clinic: Clinic): string =>
  capital(protocolInText(protocol, clinic));

/** The same within a sentence: `lumbal spinalstenose`. */
export const protocolInText = (protocol: ProtocolName, clinic: Clinic): string =>
  titleOfProtocol(protocol, protocolsOf(clinic))[clinic.language];

/** What it calls a visit: `afsluttende konsultation`. */
export const visitWords = (visit: VisitName, clinic: Clinic): string =>
  titleOfVisit(visit, protocolsOf(clinic))[clinic.language];

/** The same within a sentence: `den afsluttende konsultation`. */
export const theVisitWords = (visit: VisitName, clinic: Clinic): string =>
  theVisit(titleOfVisit(visit, protocolsOf(clinic)))[clinic.language];

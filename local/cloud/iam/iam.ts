import type { AwsResponse } from '../base/aws-api.ts';
import { AwsError } from '../base/aws-error.ts';
import type { AwsCall, Delivery } from '../base/calls.ts';
import type { StackModel } from '../base/stack-model.ts';
import { TemplateError } from '../base/template-error.ts';
import type { PutEventsEntry } from '../events/api.ts';
import { messageOf, refusalOf, requestsOf } from './calls.ts';
import { putEventsRequests } from './calls-events.ts';
import type { AccessLog } from './decision.ts';
import { Decisions } from './decisions.ts';
import { nameOf, type Principal } from './principal.ts';
import type { AccessRequest, Place } from './request.ts';

const POLLING = ['sqs:ReceiveMessage', 'sqs:DeleteMessage', 'sqs:GetQueueAttributes'];
const EVENTS: Principal = { kind: 'service', name: 'events.amazonaws.com' };
const API_GATEWAY: Principal = { kind: 'service', name: 'apigateway.amazonaws.com' };
const SCHEDULER: Principal = { kind: 'service', name: 'scheduler.amazonaws.com' };

/** Evaluates the templates' policies for everything that functions, and AWS in the account's name, want to do. */
export class AccessControl {
  readonly #decisions: Decisions;
  readonly #place: Place;

  /** @throws TemplateError when a policy holds something that cannot be evaluated, or AWS would not make what it is for */
  constructor(stacks: readonly StackModel[], { account, region }: Omit<Place, 'identities'>) {
    this.#place = { account, region, identities: stacks.flatMap(({ identities }) => identities) };
    this.#decisions = new Decisions(stacks, this.#place);
    this.#assertKeysOpen();
  }

  get log(): AccessLog {
    return this.#decisions.log;
  }

  /** What was asked so far, each thing once. */
  asked(): AccessRequest[] {
    return this.#decisions.asked();
  }

  /** Whether somebody might do something. @param who ARN of a role, or the name of an AWS service */
  wouldAllow(who: string, request: AccessRequest): boolean {
    const { account } = this.#place;
    const principal: Principal = who.startsWith('arn:')
      ? { kind: 'role', arn: who, account, session: 'anybody' }
      : { kind: 'service', name: who };
    return this.#decisions.judge(principal, request).allowed;
  }

  /** A bus or an archive whose key EventBridge may not look at could not be deployed. */
  #assertKeysOpen(): void {
    for (const { arn, request } of this.#decisions.keyUse.toMake()) {
      const denied = this.#decisions.firstDenied(EVENTS, [request]);
      if (!denied) continue;
      const user = nameOf(EVENTS);
      throw new TemplateError(`${arn} cannot have its key: ${messageOf({ user, ...denied })}`);
    }
  }

  /** The service's refusal when a function calls it without permission. Callers that are no functions may all. */
  refuse(call: AwsCall): AwsResponse | undefined {
    const principal = this.#decisions.policies.functions.get(call.caller);
    if (!principal) return undefined;
    const denied = this.#decisions.firstDenied(principal, requestsOf(call, this.#place), call.caller);
    return denied && refusalOf(call.service, { user: nameOf(principal), ...denied });
  }

  /** Whether Lambda may read a queue in a function's name. */
  mayPoll(functionArn: string, queueArn: string): boolean {
    const principal = this.#decisions.policies.functions.get(functionArn);
    if (!principal) return false;
    const requests = POLLING.map((action) => ({ action, resource: queueArn, context: {} }));
    return this.#decisions.allow(principal, requests, functionArn);
  }

  /** Whether EventBridge may send to a queue for a rule or a bus, or a schedule with the role it runs with. */
  mayDeliver({ from, sourceArn, roleArn, queueArn }: Delivery): boolean {
    const send = { action: 'sqs:SendMessage', resource: queueArn };
    const { account } = this.#place;
    if (from !== 'schedule') {
      const context = { 'aws:SourceAccount': account, 'aws:SourceArn': sourceArn };
      return this.#decisions.allow(EVENTS, [{ ...send, context }]);
    }
    const role: Principal = { kind: 'role', arn: roleArn ?? '', account, session: 'scheduler' };
    return (
      this.mayAssume(role.arn, groupArn(sourceArn)) && this.#decisions.allow(role, [{ ...send, context: {} }])
    );
  }

  /** Whether an HTTP API may run a function for a route. @param sourceArn names the API, its stage and the route */
  mayInvoke(sourceArn: string, functionArn: string): boolean {
    const context = { 'aws:SourceAccount': this.#place.account, 'aws:SourceArn': sourceArn };
    const request = { action: 'lambda:InvokeFunction', resource: functionArn, context };
    return this.#decisions.allow(API_GATEWAY, [request]);
  }

  /** Whether the scheduler may take a role for schedules of a group. */
  mayAssume(roleArn: string, sourceArn: string): boolean {
    const context = { 'aws:SourceAccount': this.#place.account, 'aws:SourceArn': sourceArn };
    return this.#decisions.allow(SCHEDULER, [{ action: 'sts:AssumeRole', resource: roleArn, context }]);
  }

  /** Whether a bus can keep an event with its key and read it again. That its archive cannot, is noted. */
  mayKeepEvent(busArn: string): boolean {
    const [kept] = (['bus', 'archive'] as const).map((kind) =>
      this.#decisions.allow(EVENTS, this.#decisions.keyUse.toKeepEvent(busArn, kind, this.#place.account)),
    );
    return kept ?? false;
  }

  /** @throws AwsError AccessDeniedException when another account may not put events on these buses */
  assertMayPutEvents(senderAccount: string, entries: readonly PutEventsEntry[]): void {
    if (senderAccount === this.#place.account) return;
    const sender: Principal = { kind: 'account', account: senderAccount };
    const denied = this.#decisions.firstDenied(sender, putEventsRequests(entries, this.#place));
    if (!denied) return;
    throw new AwsError('AccessDeniedException', 400, messageOf({ user: nameOf(sender), ...denied }));
  }
}

/** What a schedule's ARN tells the trust policy of its role: only the group counts. */
function groupArn(scheduleArn: string): string {
  const [start, group = ''] = scheduleArn.split(':schedule/');
  return `${start}:schedule-group/${group.split('/', 1)}`;
}

// @ts-nocheck
/**
 * Course Reminders
 * 1
 * DO NOT MODIFY - This file has been generated using oazapfts.
 * See https://www.npmjs.com/package/oazapfts
 */
import * as Oazapfts from "@oazapfts/runtime";
import * as QS from "@oazapfts/runtime/query";
export const defaults: Oazapfts.Defaults<Oazapfts.CustomHeaders> = {
    headers: {},
    baseUrl: "/"
};
const oazapfts = Oazapfts.runtime(defaults);
export const servers = {
    server1: "/"
};
export type CourseEnrolled = {
    eventId: string;
    "type": "course.enrolled";
    courseId: string;
    occurredAt: string;
    data: {
        protocol: string;
        entry: "direct" | "from-individual-course";
        referralDate?: string | null;
        contactDate?: string | null;
        patient: {
            patientId: string;
            name: string;
            email?: string | null;
            phone?: string | null;
            language: "da" | "en";
            consent: {
                email: boolean;
            };
        };
        therapist: {
            therapistId: string;
            name: string;
            email?: string | null;
        };
    };
};
export type CourseCorrected = {
    eventId: string;
    "type": "course.corrected";
    courseId: string;
    occurredAt: string;
    data: {
        referralDate?: string | null;
        contactDate?: string | null;
        entry?: "direct" | "from-individual-course";
    };
};
export type VisitBooked = {
    eventId: string;
    "type": "visit.booked";
    courseId: string;
    occurredAt: string;
    data: any;
};
export type VisitCancelled = {
    eventId: string;
    "type": "visit.cancelled";
    courseId: string;
    occurredAt: string;
    data: any;
};
export type VisitHeld = {
    eventId: string;
    "type": "visit.held";
    courseId: string;
    occurredAt: string;
    data: {
        visit?: string;
        date: string;
        serviceCode: string;
    };
};
export type VisitMissed = {
    eventId: string;
    "type": "visit.missed";
    courseId: string;
    occurredAt: string;
    data: any;
};
export type VisitWaived = {
    eventId: string;
    "type": "visit.waived";
    courseId: string;
    occurredAt: string;
    data: {
        visit: string;
        reason: string;
    };
};
export type VisitConfirmed = {
    eventId: string;
    "type": "visit.confirmed";
    courseId: string;
    occurredAt: string;
    data: {
        visit: string;
        startsAt: string;
    };
};
export type SessionHeld = {
    eventId: string;
    "type": "session.held";
    courseId: string;
    occurredAt: string;
    data: any;
};
export type QuestionnaireAnswered = {
    eventId: string;
    "type": "questionnaire.answered";
    courseId: string;
    occurredAt: string;
    data: {
        visit: string;
        questionnaire: "NPRS" | "ODI" | "ZCQ";
        answeredOn: string;
    };
};
export type QuestionnaireLinked = {
    eventId: string;
    "type": "questionnaire.linked";
    courseId: string;
    occurredAt: string;
    data: {
        visit: string;
        url: string;
        expiresAt?: string | null;
    };
};
export type AssessmentRecorded = {
    eventId: string;
    "type": "assessment.recorded";
    courseId: string;
    occurredAt: string;
    data: {
        visit: string;
        assessment: "PSFS" | "sit-to-stand" | "neurological" | "pain-and-function";
        recordedOn: string;
    };
};
export type TaskCompleted = {
    eventId: string;
    "type": "task.completed";
    courseId: string;
    occurredAt: string;
    data: {
        /** such as book:closing, or discharge-letter: docs/events.md lists them */
        task: string;
    };
};
export type TaskSnoozed = {
    eventId: string;
    "type": "task.snoozed";
    courseId: string;
    occurredAt: string;
    data: {
        /** such as book:closing, or discharge-letter: docs/events.md lists them */
        task: string;
        until: string;
    };
};
export type TaskDismissed = {
    eventId: string;
    "type": "task.dismissed";
    courseId: string;
    occurredAt: string;
    data: {
        /** such as book:closing, or discharge-letter: docs/events.md lists them */
        task: string;
        reason: string;
    };
};
export type PatientUpdated = {
    eventId: string;
    "type": "patient.updated";
    courseId: string;
    occurredAt: string;
    data: {
        name?: string;
        email?: string | null;
        phone?: string | null;
        language?: "da" | "en";
        consent?: {
            email: boolean;
        };
    };
};
export type CallRequested = {
    eventId: string;
    "type": "call.requested";
    courseId: string;
    occurredAt: string;
    data: {
        visit?: string;
        reason: "cannot-come" | "book" | "question";
    };
};
export type TherapistAssigned = {
    eventId: string;
    "type": "therapist.assigned";
    courseId: string;
    occurredAt: string;
    data: {
        therapist: {
            therapistId: string;
            name: string;
            email?: string | null;
        };
    };
};
export type RemindersPaused = {
    eventId: string;
    "type": "reminders.paused";
    courseId: string;
    occurredAt: string;
    data: {
        until?: string | null;
    };
};
export type RemindersResumed = {
    eventId: string;
    "type": "reminders.resumed";
    courseId: string;
    occurredAt: string;
    data: {};
};
export type CourseClosed = {
    eventId: string;
    "type": "course.closed";
    courseId: string;
    occurredAt: string;
    data: {
        date: string;
        reason: "completed" | "goals-reached" | "declined" | "withdrew" | "referred-on" | "transferred" | "deceased" | "other";
    };
};
export type CourseReopened = {
    eventId: string;
    "type": "course.reopened";
    courseId: string;
    occurredAt: string;
    data: {
        reason: string;
    };
};
export type EventRetracted = {
    eventId: string;
    "type": "event.retracted";
    courseId: string;
    occurredAt: string;
    data: {
        eventId: string;
        reason: string;
    };
};
export type CourseErased = {
    eventId: string;
    "type": "course.erased";
    courseId: string;
    occurredAt: string;
    data: {
        reason: string;
    };
};
export type Event = ({
    "type": "course.enrolled";
} & CourseEnrolled) | ({
    "type": "course.corrected";
} & CourseCorrected) | ({
    "type": "visit.booked";
} & VisitBooked) | ({
    "type": "visit.cancelled";
} & VisitCancelled) | ({
    "type": "visit.held";
} & VisitHeld) | ({
    "type": "visit.missed";
} & VisitMissed) | ({
    "type": "visit.waived";
} & VisitWaived) | ({
    "type": "visit.confirmed";
} & VisitConfirmed) | ({
    "type": "session.held";
} & SessionHeld) | ({
    "type": "questionnaire.answered";
} & QuestionnaireAnswered) | ({
    "type": "questionnaire.linked";
} & QuestionnaireLinked) | ({
    "type": "assessment.recorded";
} & AssessmentRecorded) | ({
    "type": "task.completed";
} & TaskCompleted) | ({
    "type": "task.snoozed";
} & TaskSnoozed) | ({
    "type": "task.dismissed";
} & TaskDismissed) | ({
    "type": "patient.updated";
} & PatientUpdated) | ({
    "type": "call.requested";
} & CallRequested) | ({
    "type": "therapist.assigned";
} & TherapistAssigned) | ({
    "type": "reminders.paused";
} & RemindersPaused) | ({
    "type": "reminders.resumed";
} & RemindersResumed) | ({
    "type": "course.closed";
} & CourseClosed) | ({
    "type": "course.reopened";
} & CourseReopened) | ({
    "type": "event.retracted";
} & EventRetracted) | ({
    "type": "course.erased";
} & CourseErased);
export type Problem = {
    "type": "about:blank";
    title: string;
    status: number;
    /** One sentence; never a value that was sent. */
    detail: string;
    /** Each wrong field, and what was expected. */
    issues?: {
        path: string;
        message: string;
    }[];
};
export type EventResults = {
    /** In the order of the events. */
    results: ({
        status: "taken";
        eventId: string;
    } | {
        status: "refused";
        eventId: string | null;
        problem: Problem;
    } | {
        status: "failed";
        eventId: string;
        problem: Problem;
    })[];
};
export type Course = {
    courseId: string;
    patientId: string | null;
    therapistId: string | null;
    asOf: string;
    protocol: string | null;
    entry: ("direct" | "from-individual-course") | null;
    /** unknown: not enrolled yet. */
    status: "unknown" | "open" | "closed" | "completed";
    capDate: string | null;
    capProvisional: boolean;
    visits: {
        visit: string;
        serviceCodes: string[];
        status: "planned" | "booked" | "held" | "waived" | "infeasible" | "cancelled";
        anchor: {
            visit: "enrolment" | string;
            date: string;
            basis: "held" | "booked" | "projected" | "enrolment";
        };
        nominal: string;
        earliest: string | null;
        target: string | null;
        latest: string | null;
        strict: boolean;
        cappedBy: ("referral" | "contact" | "enrolment") | null;
        bookedAt: string | null;
        heldOn: string | null;
        /** One sentence that says why the date is so, in English. */
        why: string;
        /** The same in Danish. */
        whyDa: string;
    }[];
    sessions: {
        kind: "group-education" | "group-training" | "individual-education" | "individual-training" | "manual-treatment" | "individual-training-or-manual-treatment" | "self-training" | "other";
        count: number;
    }[];
    training: {
        count: number;
        usual: {
            "from": number;
            to: number;
        };
    } | null;
    tasks: {
        /** Such as book:closing, or discharge-letter. */
        task: string;
        visit: string | null;
        due: string;
        status: "open" | "overdue" | "snoozed";
    }[];
    reminders: {
        key: string;
        visit: string;
        kind: "questionnaires" | "nudge" | "booking" | "rebooking" | "confirmation" | "appointment" | "changed" | "cancelled";
        sendAt: string;
        expiresAt: string;
        status: "planned" | "due" | "sent" | "missed" | "undeliverable";
        note: string | null;
    }[];
    /** Every e-mail, in their order. */
    messages: {
        messageId: string;
        audience: "patient" | "clinic";
        status: "claimed" | "released" | "sent" | "withdrawn" | "failed" | "undeliverable" | "missed";
        /** When that came to be; of one that was put off, when it is tried again. */
        at: string;
        /** The keys of what it says; of one to the clinic none. */
        reminders: string[];
        /** What the e-mail provider said of it since. */
        delivery: ("delayed" | "soft-bounced" | "rejected" | "delivered") | null;
        reason: string | null;
    }[];
    notices: string[];
    noticesDa: string[];
    /** When something is due next. */
    nextWakeAt: string | null;
};
export type Worklist = {
    asOf: string;
    /** Those with open tasks, the one with the earliest first. */
    courses: {
        courseId: string;
        patientId: string | null;
        therapistId: string | null;
        /** unknown: not enrolled yet. */
        status: "unknown" | "open" | "closed" | "completed";
        /** When something is due next. */
        nextWakeAt: string | null;
        tasks: {
            /** Such as book:closing, or discharge-letter. */
            task: string;
            visit: string | null;
            due: string;
            status: "open" | "overdue" | "snoozed";
        }[];
        notices: string[];
        noticesDa: string[];
    }[];
    /** Ids of courses that cannot be read just now. */
    unreadable: string[];
    /** Goes on behind this page, as `after`; null on the last one. */
    next: string | null;
};
export type AnsweredByToken = {
    token: string;
    questionnaire?: ("NPRS" | "ODI" | "ZCQ") | null;
    answeredAt?: string | null;
};
export type AnsweredByCourse = {
    courseId: string;
    visit: string;
    questionnaire: "NPRS" | "ODI" | "ZCQ";
    answeredAt?: string | null;
};
export type Health = {
    status: "ok";
    /** The clock of the clinic. */
    now: string;
};
/**
 * Takes one event, or a list of them
 */
export function sendEvents(body: Event | Event[], opts?: Oazapfts.RequestOpts) {
    return oazapfts.fetchJson<{
        status: 200;
        data: EventResults;
    } | {
        status: 207;
        data: EventResults;
    } | {
        status: 400;
        data: Problem;
    } | {
        status: 401;
        data: Problem;
    } | {
        status: 403;
        data: Problem;
    } | {
        status: 409;
        data: Problem;
    } | {
        status: 413;
        data: Problem;
    } | {
        status: 415;
        data: Problem;
    } | {
        status: 422;
        data: Problem;
    } | {
        status: 429;
    } | {
        status: 500;
        data: Problem;
    } | {
        status: 503;
        data: Problem;
    }>("/v1/events", oazapfts.json({
        ...opts,
        method: "POST",
        body
    }));
}
/**
 * A course: its plan, why each date is so, and what was sent
 */
export function showCourse(courseId: string, opts?: Oazapfts.RequestOpts) {
    return oazapfts.fetchJson<{
        status: 200;
        data: Course;
    } | {
        status: 401;
        data: Problem;
    } | {
        status: 403;
        data: Problem;
    } | {
        status: 404;
        data: Problem;
    } | {
        status: 429;
    } | {
        status: 500;
        data: Problem;
    }>(`/v1/courses/${encodeURIComponent(courseId)}`, {
        ...opts
    });
}
/**
 * The courses with open tasks, page by page
 */
export function showWorklist({ limit, after }: {
    limit?: number;
    after?: string;
} = {}, opts?: Oazapfts.RequestOpts) {
    return oazapfts.fetchJson<{
        status: 200;
        data: Worklist;
    } | {
        status: 400;
        data: Problem;
    } | {
        status: 401;
        data: Problem;
    } | {
        status: 403;
        data: Problem;
    } | {
        status: 429;
    } | {
        status: 500;
        data: Problem;
    }>(`/v1/worklist${QS.query(QS.explode({
        limit,
        after
    }))}`, {
        ...opts
    });
}
/**
 * A form provider tells that a questionnaire was answered
 */
export function tellAnswer(webhookId: string, webhookTimestamp: string, webhookSignature: string, body: AnsweredByToken | AnsweredByCourse, opts?: Oazapfts.RequestOpts) {
    return oazapfts.fetchJson<{
        status: 204;
    } | {
        status: 400;
        data: Problem;
    } | {
        status: 401;
        data: Problem;
    } | {
        status: 404;
        data: Problem;
    } | {
        status: 409;
        data: Problem;
    } | {
        status: 413;
        data: Problem;
    } | {
        status: 429;
    } | {
        status: 500;
        data: Problem;
    }>("/v1/questionnaire-answers", oazapfts.json({
        ...opts,
        method: "POST",
        body,
        headers: oazapfts.mergeHeaders(opts?.headers, {
            "webhook-id": webhookId,
            "webhook-timestamp": webhookTimestamp,
            "webhook-signature": webhookSignature
        })
    }));
}
/**
 * That the API runs, and its clock
 */
export function showHealth(opts?: Oazapfts.RequestOpts) {
    return oazapfts.fetchJson<{
        status: 200;
        data: Health;
    } | {
        status: 429;
    }>("/v1/health", {
        ...opts
    });
}

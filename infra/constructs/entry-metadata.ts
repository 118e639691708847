/** Where a function's resource carries the path of its source, for what runs the template without a bundle. */
export const ENTRY_METADATA = 'course-reminders:entry';

/** The embedded cloud cannot do what was asked, through no bug of its own. The message is a sentence for people. */
export class CloudError extends Error {
  override readonly name: string = 'CloudError';
}

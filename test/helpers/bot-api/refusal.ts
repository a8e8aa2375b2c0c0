/** An unsuccessful answer: https://core.telegram.org/bots/api#making-requests. */
export class BotApiRefusal extends Error {
  readonly status: number;
  readonly description: string;

  constructor(status: number, description: string) {
    super(description);
    this.status = status;
    this.description = description;
  }
}

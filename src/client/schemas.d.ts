// Made from the description of the API: npx vitest run test/integration/api-client.test.ts -u

export interface Schemas {
  Greeting: {
    id: string;
    status: "QUEUED" | "PROCESSING" | "COMPLETED" | "FAILED" | "CANCELLED";
    run: number;
    step: "tts" | "montage" | "deliver" | "greeting" | null;
    /** Known while it is open */
    progress?: number;
    to: string | null;
    text: string | null;
    template: string | null;
    format: "portrait" | "square" | "landscape" | null;
    voice: string | null;
    delivery: "telegram" | "folder" | "link";
    batchId: string | null;
    durationMs: number | null;
    /** Any JSON, given back as it is */
    metadata: Record<string, unknown> | null;
    createdAt: string;
    startedAt: string | null;
    finishedAt: string | null;
    error: {
      code: string;
      step: string | null;
      message: string;
    } | null;
    links: {
      self: string;
      events: string;
      video?: string;
      poster?: string;
      subtitles?: string;
    };
  };
  GreetingDraft: {
    to: string;
    text: string;
    template: string;
    format: "portrait" | "square" | "landscape";
    voice: string;
    language: string;
  };
  GreetingOrder: {
    /** Who is greeted */
    to: string;
    /** The words to speak */
    text?: string;
    template?: string;
    format?: "portrait" | "square" | "landscape";
    voice?: string;
    /** How the name is pronounced */
    sayAs?: string;
    /** Name of a template, or `none` */
    music?: string;
    photos?: (string)[];
    /** Id of an upload */
    recording?: string;
    /** By default the video is fetched */
    deliver?: {
      telegram: {
        chatId: string | number;
      };
    };
    /** Notified when the greeting ends */
    webhookUrl?: string;
    /** Any JSON, given back as it is */
    metadata?: Record<string, unknown>;
  };
  GreetingPage: {
    items: (Schemas['Greeting'])[];
    nextCursor: string | null;
  };
  Problem: {
    type: string;
    title: string;
    status: number;
    detail: string;
    /** Names the error for programs */
    code: string;
    errors?: ({
      /** JSON Pointer to the part of the request */
      pointer: string;
      code: string;
      detail: string;
    })[];
    requestId: string;
  };
}

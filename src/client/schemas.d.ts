// Made from the description of the API: npx vitest run test/integration/api-client.test.ts -u

export interface Schemas {
  Batch: {
    id: string;
    /** Rows that the request had */
    total: number;
    accepted: number;
    /** Greetings by status, deleted ones too */
    counts: {
      QUEUED?: number;
      PROCESSING?: number;
      COMPLETED?: number;
      FAILED?: number;
      CANCELLED?: number;
    };
    rejected: (Schemas['RejectedRow'])[];
    /** Any JSON, given back as it is */
    metadata: Record<string, unknown> | null;
    createdAt: string;
    /** Null while a greeting is open */
    finishedAt: string | null;
    links: {
      self: string;
      items: string;
      results: string;
      /** Once there is one */
      videos?: string;
    };
  };
  BatchItem: {
    /** Who is greeted */
    to?: string;
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
    /** Words for placeholders, e.g. `{{city}}`, or a form of the name: `to:dative` */
    values?: Record<string, unknown>;
  };
  BatchItemPage: {
    items: ({
      row: number | null;
      to: string | null;
      greeting: Schemas['Greeting'];
    })[];
    nextCursor: string | null;
  };
  BatchOrder: {
    /** Fields of all greetings */
    defaults?: {
      /** Who is greeted */
      to?: string;
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
    /** Notified when the greeting ends */
    webhookUrl?: string;
    /** Any JSON, given back as it is */
    metadata?: Record<string, unknown>;
    items: (Schemas['BatchItem'])[];
  };
  BatchPage: {
    items: (Schemas['Batch'])[];
    nextCursor: string | null;
  };
  BatchPreview: {
    total: number;
    accepted: number;
    rejected: (Schemas['RejectedRow'])[];
    rows: ({
      row: number;
      to: string;
      text: string;
      template: string;
      format: "portrait" | "square" | "landscape";
      voice: string;
      language: string;
      forms: {
        genitive?: string;
        dative?: string;
        accusative?: string;
        instrumental?: string;
        prepositional?: string;
      };
    })[];
  };
  BatchReceipt: {
    id: string;
    total: number;
    accepted: number;
    rejected: (Schemas['RejectedRow'])[];
  };
  Catalog: {
    templates: ({
      name: string;
      /** The occasion */
      title: {
        ru: string;
        en: string;
      };
      /** Shown above the name */
      headline: {
        ru: string;
        en: string;
      };
      /** Address of a JPEG, with the query `language=ru` or `en` */
      picture: string;
    })[];
    voices: ({
      name: string;
      /** `mul` if it speaks many */
      language: string;
      gender: "female" | "male";
      title: string;
      /** Address of an OGG file */
      sample?: string;
    })[];
    formats: ({
      name: "portrait" | "square" | "landscape";
      width: number;
      height: number;
    })[];
    music: ({
      name: string;
      title: {
        ru: string;
        en: string;
      };
    })[];
    limits: {
      nameLength: number;
      sayAsLength: number;
      textLength: number;
      photos: number;
      uploadBytes: number;
      recordingSeconds: number;
      metadataBytes: number;
      batch: number;
    };
  };
  ChangedBatch: {
    /** Greetings that it changed */
    count: number;
    batch: Schemas['Batch'];
  };
  Gift: {
    /** The page, for whoever knows this address */
    url: string;
    token: string;
  };
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
  Key: {
    id: string;
    name: string;
    scopes: (string)[];
    /** Requests a minute */
    rate: number;
    /** Greetings that may be open at the same time */
    openMax: number;
    /** Greetings that are open now */
    open: number;
    expiresAt: string | null;
  };
  NewWebhook: {
    /** Notified when the greeting ends */
    url: string;
    /** What to send. By default everything */
    types?: ("greeting.completed" | "greeting.failed" | "greeting.cancelled" | "greeting.thanked" | "batch.completed" | "ping")[];
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
  RejectedRow: {
    /** From 1. The header of a CSV file does not count */
    row: number;
    field: string;
    code: string;
    detail: string;
  };
  Upload: {
    /** For `photos` or `recording` of a greeting */
    id: string;
    /** A clip has no sound: a voice speaks over it */
    kind: "photo" | "recording" | "clip";
    durationMs?: number;
    width?: number;
    height?: number;
  };
  Webhook: {
    id: string;
    url: string;
    types: (string)[];
    disabledAt: string | null;
    /** `GONE`: the receiver answered 410 */
    disabledReason: string | null;
    createdAt: string;
  };
  WebhookDelivery: {
    id: string;
    /** The `webhook-id` of the message */
    eventId: string;
    type: string;
    url: string;
    attempts: number;
    /** Status of the last answer */
    lastStatus: number | null;
    /** Why there was no answer */
    lastError: string | null;
    lastAttemptAt: string | null;
    /** Null: it was delivered, or given up */
    nextAttemptAt: string | null;
    deliveredAt: string | null;
    createdAt: string;
  };
  WebhookDeliveryPage: {
    items: (Schemas['WebhookDelivery'])[];
    nextCursor: string | null;
  };
  WebhookList: {
    items: (Schemas['Webhook'])[];
  };
  WebhookSecret: {
    /** Signs the messages, as Standard Webhooks say */
    secret: string;
  };
  WebhookWithSecret: unknown;
}

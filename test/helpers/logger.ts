import { createLogger } from '#root/logger.js';

/** Says nothing, or all that TEST_LOG_LEVEL asks for. */
export const quietLogger = createLogger({ level: process.env.TEST_LOG_LEVEL ?? 'error', readable: true });
quietLogger.silent = process.env.TEST_LOG_LEVEL === undefined;

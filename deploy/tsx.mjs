// Loads TypeScript for the commands in package.json.
import './temporary-folder.mjs';

await import('tsx');

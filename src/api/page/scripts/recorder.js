// Records the person's voice by the microphone.
import { byId, show, text } from './dom.js';

// A round video message is no longer, and a greeting rarely is.
const MAX_SECONDS = 60;
const TYPES = ['audio/webm;codecs=opus', 'audio/ogg;codecs=opus', 'audio/mp4'];

/** Shows the button that records if the browser can record: over TLS, or on this machine. */
export function startRecorder(onFile) {
  if (navigator.mediaDevices === undefined || typeof MediaRecorder === 'undefined') return;
  const button = byId('record');
  show(button);
  let recorder;
  button.addEventListener('click', async () => {
    if (recorder?.state === 'recording') {
      recorder.stop();
      return;
    }
    // The browser may ask the person first.
    button.disabled = true;
    recorder = await record(button, onFile).catch(() => {
      byId('media-error').textContent = text('no-microphone');
      return undefined;
    });
    button.disabled = false;
  });
}

async function record(button, onFile) {
  const stream = await navigator.mediaDevices.getUserMedia({ audio: true });
  const mimeType = TYPES.find((type) => MediaRecorder.isTypeSupported(type));
  const recorder = new MediaRecorder(stream, mimeType === undefined ? {} : { mimeType });
  const parts = [];
  let seconds = 0;
  const tell = () => {
    button.textContent = text('record-stop', { seconds });
  };
  const timer = setInterval(() => {
    seconds += 1;
    if (seconds >= MAX_SECONDS) recorder.stop();
    tell();
  }, 1_000);
  recorder.addEventListener('dataavailable', ({ data }) => parts.push(data));
  recorder.addEventListener('stop', () => {
    clearInterval(timer);
    for (const track of stream.getTracks()) track.stop();
    button.classList.remove('recording');
    button.textContent = text('record');
    onFile(new File(parts, text('recording-name'), { type: recorder.mimeType.split(';')[0] }));
  });
  recorder.start();
  button.classList.add('recording');
  tell();
  return recorder;
}

import custody from "./bid_custody.js";
import stamped from "./bid_stamped.js";
import files from "./bid_files.js";

/* What else goes into a bid beside its fields. A part is an object; each of these is optional and may return a promise
   where it says so:
   start({form, changed})    once, when the page is ready; changed() tells that the sealed bid is no longer what is shown
   faults()                  what must be mended before sealing: [{words, control}], control null where there is none
   beforeSeal(payload)       before both locks are on (promise): may fill payload.files
   name, kept(), restore(value)  what it keeps in the draft on this device, as a JSON value under its name (promise), and
                             how it is put back; forget() when the bidder deletes the draft (promise)
   answers(payload)          what to show for it before submitting: [[label, words]], from what was opened in the rehearsal
   afterSeal({phrase, plaintextSha256})  when the bid is sent (promise): what is posted beside the envelope: {name: value}
   A SealError stops the step, says its sentence (code of _seal_messages.html), and nothing is sent. */
export const parts = [files, custody, stamped];

/**
 * What runs in the form. It speaks with the page that frames it and with no other: docs/vendors/card-form.md. `card`
 * is the data written into the page.
 */
export const formScript = `
const card = JSON.parse(document.getElementById('card').textContent);
const form = document.querySelector('form');
const bank = document.querySelector('#bank');
const alertBox = document.querySelector('#alert');
const fieldOf = { number: 'number', unknown: 'number', expiry: 'expiry', expired: 'expiry', code: 'code' };
let isAsking = false;
let waiting = null;

function tell(type, more = {}) {
  parent.postMessage({ cardForm: 1, type, ...more }, card.origin);
}
function tellHeight() {
  tell('height', { px: Math.ceil(document.body.getBoundingClientRect().height) });
}
function clear() {
  alertBox.textContent = '';
  for (const input of form.querySelectorAll('input')) {
    input.removeAttribute('aria-invalid');
    document.getElementById(input.name + '-error').textContent = '';
  }
}
function refuse(fault) {
  const input = form.elements[fieldOf[fault]];
  input.setAttribute('aria-invalid', 'true');
  document.getElementById(input.name + '-error').textContent = card.words.faults[fault];
  input.focus();
  tell('refused');
}
function refuseAll(words) {
  alertBox.textContent = words;
  tell('refused');
}
function ask(answer) {
  waiting = answer;
  form.hidden = true;
  bank.hidden = false;
  bank.querySelector('h2').focus();
  tell('confirming');
}
function decide(isAgreed) {
  const { token, lastFour } = waiting;
  waiting = null;
  form.hidden = false;
  bank.hidden = true;
  if (isAgreed) return tell('token', { token, lastFour });
  form.elements.number.focus();
  refuseAll(card.words.bankRefused);
}
async function submit() {
  if (isAsking || waiting !== null) return;
  isAsking = true;
  clear();
  const sent = Object.fromEntries(['number', 'expiry', 'code'].map((name) => [name, form.elements[name].value || ' ']));
  try {
    const response = await fetch(card.tokensPath, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(sent),
    });
    const answer = await response.json();
    if (answer.fault) refuse(answer.fault);
    else if (answer.asksBank) ask(answer);
    else tell('token', { token: answer.token, lastFour: answer.lastFour });
  } catch {
    refuseAll(card.words.unreachable);
  } finally {
    isAsking = false;
  }
}

addEventListener('message', (event) => {
  if (event.origin !== card.origin || event.source !== parent || event.data?.cardForm !== 1) return;
  if (event.data.type === 'submit') void submit();
});
form.addEventListener('submit', (event) => {
  event.preventDefault();
  tell('entered');
});
form.elements.number.addEventListener('input', ({ target }) => {
  if (target.selectionStart < target.value.length) return;
  target.value = target.value.replace(/\\D/g, '').slice(0, 19).replace(/(.{4})(?=.)/g, '$1 ');
});
form.elements.expiry.addEventListener('input', ({ target, inputType }) => {
  if (inputType?.startsWith('delete') || target.selectionStart < target.value.length) return;
  const digits = target.value.replace(/\\D/g, '').slice(0, 4);
  target.value = digits.length < 2 ? digits : digits.slice(0, 2) + ' / ' + digits.slice(2);
});
bank.querySelector('[value=yes]').addEventListener('click', () => decide(true));
bank.querySelector('[value=no]').addEventListener('click', () => decide(false));
new ResizeObserver(tellHeight).observe(document.body);
tell('ready');
tellHeight();
`;

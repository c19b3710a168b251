// Whether a password keeps rules in Apple's syntax: written from Apple's description, apart from the parser that is tested with it.

const CLASSES = {
  upper: (c) => c >= 'A' && c <= 'Z',
  lower: (c) => c >= 'a' && c <= 'z',
  digit: (c) => c >= '0' && c <= '9',
  special: (c) => " -~!@#$%^&*_+=`|(){}[:;\"'<>,.?]/\\".includes(c),
  'ascii-printable': (c) => c >= ' ' && c <= '~',
  unicode: (c) => c >= ' ' && c <= '~',
};

/// `a, b, [xy]` as tests of a character.
function classes(text) {
  const found = [];
  for (const [, custom, name] of text.matchAll(/\[(-?[^\]]*\]?)\]|([a-z-]+)/gi)) {
    found.push(custom === undefined ? CLASSES[name.toLowerCase()] : (c) => custom.includes(c));
  }
  return found;
}

/// The rules that are broken, as text.
export function broken(rules, password) {
  const wrong = [];
  const allowed = [];
  for (const rule of rules.split(/;(?![^[]*\])/).map((rule) => rule.trim()).filter(Boolean)) {
    const [, name, value] = rule.match(/^([a-z-]+)\s*:\s*(.*)$/s);
    const number = Number(value);
    if (name === 'minlength' && password.length < number) wrong.push(rule);
    if (name === 'maxlength' && password.length > number) wrong.push(rule);
    if (name === 'max-consecutive' && runs(password) > number) wrong.push(rule);
    if (name === 'required' && ![...password].some((c) => classes(value).some((is) => is(c)))) wrong.push(rule);
    if (name === 'required' || name === 'allowed') allowed.push(...classes(value));
  }
  if (allowed.length > 0 && ![...password].every((c) => allowed.some((is) => is(c)))) wrong.push('a character that is not allowed');
  return wrong;
}

function runs(password) {
  const lengths = [...password].map((c, i) => {
    let length = 1;
    while (password[i + length] === c) length += 1;
    return length;
  });
  return Math.max(...lengths);
}

/// Rules as sites have them, with passwords that break each of them.
export const SITES = [
  ['required: upper; required: lower; required: digit; minlength: 16; maxlength: 16', ['aaaaaaaaaaaaaaa1', 'Ab1', 'ABCDEFGHIJKLMNO1', 'Abcdefghijklmno!1']],
  ['minlength: 8; maxlength: 12; required: lower, upper; required: digit; allowed: [-_.]; max-consecutive: 2', ['aaa11111', 'abcdefgh', 'abcdefg1!', 'a1']],
  ["minlength: 20; required: lower; required: upper; required: digit; required: [-().&@?'#,/\"+]; max-consecutive: 2", ['aaaBBBccc111---dddEE', 'abcdefghijklmnopqrst', 'aB1~aB1~aB1~aB1~aB1~']],
  ['required: digit; minlength: 6; maxlength: 6', ['12345a', '1234567', '12345']],
  ['required: special; required: upper, lower; minlength: 24; maxlength: 24', ['abcdefghijklmnopqrstuvwx', '!!!!!!!!!!!!!!!!!!!!!!!!', 'aB!1aB!1aB!1aB!1aB!1aB!1']],
];

//! Eight bytes in a row of a secret, in any of the ways in which bytes are written.

use base64::{Engine, engine::general_purpose::URL_SAFE_NO_PAD};

/// So many bytes in a row are no coincidence.
const WINDOW: usize = 8;

/// Secrets, and what their windows look like.
#[derive(Default)]
pub(crate) struct Secrets {
    forms: Vec<String>,
}

impl Secrets {
    pub(crate) fn add(&mut self, secret: impl AsRef<[u8]>) {
        let secret = secret.as_ref();
        assert!(secret.len() >= WINDOW);
        for (start, window) in secret.windows(WINDOW).enumerate() {
            let list = |text: String| text.trim_matches(['[', ']']).to_owned();
            self.forms.extend([
                list(format!("{window:?}")),
                list(format!("{window:x?}")),
                list(format!("{window:X?}")),
                window.iter().map(|byte| format!("{byte:02x}")).collect(),
                window.escape_ascii().to_string(),
            ]);
            self.forms.extend(String::from_utf8(window.to_vec()));
            // Whatever stands before: of three places one begins a character. What is cut off at the end depends on what follows.
            if start > 0 {
                let all = URL_SAFE_NO_PAD.encode(&window[..6]);
                self.forms.push(all);
            }
        }
        self.forms.push(URL_SAFE_NO_PAD.encode(&secret[..6]));
        self.forms.sort();
        self.forms.dedup();
    }

    /// What is there of a secret. Base64 and hexadecimal are found in both of their spellings.
    pub(crate) fn found_in(&self, formatted: &str) -> Option<&str> {
        let other = formatted.replace('+', "-").replace('/', "_");
        let lower = formatted.to_ascii_lowercase();
        let texts = [formatted, &other, &lower];
        self.forms.iter().map(String::as_str).find(|form| texts.iter().any(|t| t.contains(form)))
    }
}

#[test]
fn every_way_to_write_bytes_is_found() {
    let secret: Vec<u8> = (0..32u8).map(|i| i.wrapping_mul(149).wrapping_add(17)).collect();
    let mut secrets = Secrets::default();
    secrets.add(&secret);
    for window in secret.windows(10) {
        for formatted in [
            format!("{window:?}"),
            format!("x{window:x?}"),
            format!("{window:X?}"),
            hex::encode(window),
            hex::encode_upper(window),
            data_encoding::BASE64.encode(window),
            data_encoding::BASE64URL.encode(&[b"ab", window].concat()),
            data_encoding::BASE64.encode(&[b"a", window].concat()),
        ] {
            assert!(secrets.found_in(&formatted).is_some(), "{formatted}");
        }
    }
    assert!(secrets.found_in(&hex::encode(&secret[..7])).is_none());
    secrets.add("correct horse");
    assert!(secrets.found_in("the password `rect horse` is wrong").is_some());
    assert!(secrets.found_in("the password `correct` is wrong").is_none());
}

//! Value stability of split tokens: the text, the selector and the digest that given bytes lead to. The expected values are of a
//! Python program: `hashlib.sha256` over the table in the documentation, and `base64.urlsafe_b64encode`.
#![cfg(feature = "sha2")]

use core::time::Duration;

use wellspring_entropy::testing::Replay;
use wellspring_tokens::{PresentedToken, Secrets, SplitFormat};

/// The bytes of tests/known_answers.rs.
fn script() -> [u8; 96] {
    let mut byte = 102u8;
    core::array::from_fn(|_| {
        byte = byte.wrapping_add(167);
        byte
    })
}

struct Answer {
    text: &'static str,
    selector: &'static str,
    digest: &'static str,
}

#[test]
fn tokens() {
    let script = script();
    let (ones, zeros) = ([0xFF; 48], [0; 48]);
    let cases: [(&[u8], _, _, _); 4] = [
        (
            &script[..48],
            "password-reset",
            1_750_000_900,
            Answer {
                text: "DbRbAqlQ955F7JM64Ygv1n0ky3IZwGcOtVwDqlH4n0btlDviiTDXfiXMcxrBaA-2",
                selector: "DbRbAqlQ955F7JM64Ygv1g",
                digest: "c1755cf609dfa727892345c965356745a9310a6bb62c8b0cdd4e5960e8f5ff87",
            },
        ),
        (
            &script[48..],
            "session",
            1_750_086_400,
            Answer {
                text: "XQSrUvmgR-6VPOOKMdh_Js10G8JpELdeBaxT-qFI75Y95Isy2YAnznUcw2oRuF8G",
                selector: "XQSrUvmgR-6VPOOKMdh_Jg",
                digest: "89ec2125d53ec56e9f0576d841f5334291b8ee3449a29f4569bdb683181210be",
            },
        ),
        (
            &ones,
            "xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx",
            u64::MAX,
            Answer {
                text: "________________________________________________________________",
                selector: "_____________________w",
                digest: "ca5646fb40a4257dc24bd9503e6f5cbfa17b0485b48a2c00d455c1af77eca6d7",
            },
        ),
        (
            &zeros,
            "~",
            1,
            Answer {
                text: "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA",
                selector: "AAAAAAAAAAAAAAAAAAAAAA",
                digest: "f7d68a1686a3f3ae498719e7a9a46eb2ad619c7b527074dae28f1eaac57d6317",
            },
        ),
    ];
    for (bytes, purpose, expires, answer) in cases {
        let format = SplitFormat::new(purpose, Duration::from_secs(1)).unwrap();
        let mut source = Replay::new(bytes);
        let (token, stored) = source.mint(&format.at(expires - 1));
        assert_eq!(source.remaining(), 0);
        assert_eq!(token.expose_secret(), answer.text);
        assert_eq!(stored.selector().to_string(), answer.selector);
        assert_eq!(stored.digest().to_string(), answer.digest, "{purpose}");
        assert_eq!((stored.purpose(), stored.expires().as_secs()), (purpose, expires));
        // And back.
        let presented = PresentedToken::parse(answer.text).unwrap();
        assert!(format.verify(&presented, Some(&stored), expires - 1).is_ok());
    }
}

#[cfg(feature = "serde")]
#[test]
fn a_row_as_json() {
    let format = SplitFormat::new("password-reset", Duration::from_secs(900)).unwrap();
    let (_, stored) = Replay::new(&script()).mint(&format.at(1_750_000_000));
    let json = concat!(
        r#"{"selector":"DbRbAqlQ955F7JM64Ygv1g","#,
        r#""digest":"c1755cf609dfa727892345c965356745a9310a6bb62c8b0cdd4e5960e8f5ff87","#,
        r#""purpose":"password-reset","expires":1750000900}"#
    );
    assert_eq!(serde_json::to_string(&stored).unwrap(), json);
    assert_eq!(serde_json::from_str::<wellspring_tokens::StoredToken>(json).unwrap(), stored);
}

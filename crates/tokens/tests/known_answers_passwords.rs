//! Value stability of the passwords of policies: how many there are, which is which, and what each makes of given bytes. A
//! change here is a breaking change.
//!
//! The expected values come from a program of its own in Python, which counts with whole numbers of any size, character by
//! character and by recursion, divides, and draws the rank from the same bytes by the definition of `fill_below`.
#![cfg(feature = "alloc")]
#![allow(clippy::unwrap_used, reason = "a test may stop where it stands")]

use num_bigint::BigUint;
use wellspring_entropy::testing::Replay;
use wellspring_tokens::{Class, PasswordPolicy, Secrets};

fn script() -> [u8; 256] {
    let mut byte = 102u8;
    core::array::from_fn(|_| {
        byte = byte.wrapping_add(167);
        byte
    })
}

/// The passwords of the ranks 0, a third of the number rounded down, and the last; the one that the script gives, and the bytes
/// that it takes.
struct Known {
    count: &'static str,
    ranked: [&'static str; 3],
    drawn: &'static str,
    bytes: usize,
}

fn is_known(policy: &PasswordPolicy, known: &Known) {
    let set = policy.to_set().unwrap();
    let count: BigUint = known.count.parse().unwrap();
    assert_eq!(set.count().to_string(), known.count);
    assert_eq!(set.count().limbs(), count.to_u64_digits());
    let ranks = [BigUint::ZERO, &count / 3u32, &count - 1u32];
    for (rank, password) in ranks.iter().zip(known.ranked) {
        let unranked = set.unrank(&rank.to_u64_digits()).unwrap();
        assert_eq!(unranked.expose_secret(), password);
        assert!(set.contains(password));
    }
    assert!(set.unrank(&count.to_u64_digits()).is_none());
    let script = script();
    let mut source = Replay::new(&script);
    assert_eq!(source.mint(&set).expose_secret(), known.drawn);
    assert_eq!(script.len() - source.remaining(), known.bytes);
    assert_eq!(Replay::new(&script).password(policy).expose_secret(), known.drawn);
}

fn length(characters: usize) -> PasswordPolicy {
    PasswordPolicy::length(characters)
}

#[test]
fn one_of_each_of_four_classes() {
    let policy = Class::ALL.into_iter().fold(length(16), |policy, class| policy.at_least(1, class));
    let known = Known {
        count: "30583281110353122281067034705920",
        ranked: ["!!!!!!!!!!!!!0Aa", "0!!!2fFr(ry%?\")D", "zzzzzzzzzzzzzZ9~"],
        drawn: "5iOojwA':/59Fk=v",
        bytes: 20,
    };
    is_known(&policy, &known);
}

#[test]
fn two_digits_and_nothing_ambiguous() {
    let policy = length(12).without_ambiguous().at_least(2, Class::Digit);
    let known = Known {
        count: "57132765359181510064256",
        ranked: ["!!!!!!!!!!22", "HM`,8^3=ib+J", "999999999999"],
        drawn: "7Qc%pZnE$95X",
        bytes: 16,
    };
    is_known(&policy, &known);
}

#[test]
fn a_start_a_maximum_and_short_runs() {
    let policy = length(20)
        .at_least(1, Class::Digit)
        .at_most(3, Class::Digit)
        .at_least(1, "!?#")
        .starting_with(Class::Letter)
        .max_consecutive(2);
    let known = Known {
        count: "552999832309462568017101276975314743800",
        ranked: ["A!#!#!#!#!#!#!#!#!#0", "A_xBV+Jn.C}m?`[i2+6!", "zzyyzzyyzzyyzzyyzz9?"],
        drawn: "h?xo1jn:EpW3|+%_*y#V",
        bytes: 24,
    };
    is_known(&policy, &known);
}

#[test]
fn classes_that_overlap() {
    let policy = length(24)
        .only([Class::Lower, Class::Digit])
        .at_least(2, "aeiou0")
        .at_most(5, "aeiou0")
        .at_least(3, [Class::from('a'..='f'), Class::Digit]);
    let known = Known {
        count: "16331796337557289775778848646143588754",
        ranked: [
            "000001111111111111111111",
            "3nxc9tka16v9zl4cw6q0t6lq",
            "uuuuuzzzzzzzzzzzzzzzzfff",
        ],
        drawn: "t0bcfxy4zm740gplk0fvri6t",
        bytes: 20,
    };
    is_known(&policy, &known);
}

#[test]
fn a_range_of_lengths() {
    let policy = PasswordPolicy::length(14..=18)
        .only([Class::Letter, Class::Digit])
        .at_least(2, Class::Digit)
        .max_consecutive(1);
    let known = Known {
        count: "115320759954397119764069215562050",
        ranked: ["01010101010101", "p6kBdZsdGUB26KBnzG", "zyzyzyzyzyzyzyzy98"],
        drawn: "PN2wXdPUQ6X02b0qLI",
        bytes: 20,
    };
    is_known(&policy, &known);
}

#[test]
fn characters_of_two_three_and_four_bytes() {
    let policy = length(24)
        .only([Class::from('α'..='ω'), "€😀".into()])
        .at_least(1, "€😀")
        .at_most(2, "😀€");
    let known = Known {
        count: "13096723705530166625976562500000000",
        ranked: [
            "ααααααααααααααααααααααα€",
            "ααααααααααααα€😀ννννννννν",
            "😀😀ωωωωωωωωωωωωωωωωωωωωωω",
        ],
        drawn: "φχβδθυδτσε😀ηαβσιμο😀βχκδθ",
        bytes: 20,
    };
    is_known(&policy, &known);
}

#[test]
fn the_greatest_length() {
    let policy = Class::ALL
        .into_iter()
        .fold(length(128), |policy, class| policy.at_least(1, class))
        .max_consecutive(2);
    let known = Known {
        count: "3582908410962450928283005436460839680186189558015596639099470846046623106664501431705497037342048640731546423066203295027621166282717642609149370404020935588737341065037918590017202921600093885185139666274843342852137176141956436766136421238077116835840",
        ranked: [
            "!\"!\"!\"!\"!\"!\"!\"!\"!\"!\"!\"!\"!\"!\"!\"!\"!\"!\"!\"!\"!\"!\"!\"!\"!\"!\"!\"!\"!\"!\"!\"!\"!\"!\"!\"!\"!\"!\"!\"!\"!\"!\"!\"!\"!\"!\"!\"!\"!\"!\"!\"!\"!\"!\"!\"!\"!\"!\"!\"!\"!\"!\"!0Aa",
            "!avlRu>UqWDd{<F3IEe6qixZxZLW^h/`Yn;}+K3<fSTB'w]|fgc0@`K?7ZXLV>?f2VCen~P7ZRgZPf6K||,:'GOU<RCcR_95UR))~Z/3*;xs|VM)}ft~yy_oio80zOEv",
            "zzyyzzyyzzyyzzyyzzyyzzyyzzyyzzyyzzyyzzyyzzyyzzyyzzyyzzyyzzyyzzyyzzyyzzyyzzyyzzyyzzyyzzyyzzyyzzyyzzyyzzyyzzyyzzyyzzyyzzyyzzyyzZ9~",
        ],
        drawn: "J+:I7jDn-/PWO@Nv.&AD%W1yl0fCRN&i{SUk,6f,n3bZ]keD{q[%35HNj&.YMt4#IlA+L9l/C$eYXz':}h5uW:'&VvHiVaeZ.dJo}C)Ean5I'<Vrn(AJOY{E):XzyFp<",
        bytes: 112,
    };
    is_known(&policy, &known);
}

#[test]
fn rules_as_apple_writes_them() {
    let policy: PasswordPolicy = "required: lower; required: [-().&@?'#,/\"+]; allowed: ascii-printable; max-consecutive: 2; minlength: 20; maxlength: 64;".parse().unwrap();
    let known = Known {
        count: "3766329573780049900172071067625477515427889182397442338480744948098121992339441704625702776331902990994290651031885762181474740",
        ranked: [
            " ! ! ! ! ! ! ! ! !\"a",
            "KNpsUuajAVK.b5;2KAHr: 10Z!]!,s<GM/c86Few{a0b+ytacgr8'LF8-/ki*PDV",
            "zzyyzzyyzzyyzzyyzzyyzzyyzzyyzzyyzzyyzzyyzzyyzzyyzzyyzzyyzzyyzzy@",
        ],
        drawn: "Dg\"ouWO+)-hV5G#gNqh5X0l|B9E+Qb +;x. 752.gQB;R/J`D]X0YP1Z,xKV((2J",
        bytes: 60,
    };
    is_known(&policy, &known);
}

/// The rest are counted class by class. The program has the order of the ranks from the description of that way: the counts of each class,
/// then the choice of its places, its letters, and the classes behind.
#[test]
fn one_to_twenty_of_each_of_four_classes() {
    let policy = Class::ALL
        .into_iter()
        .fold(length(64), |policy, class| policy.at_least(1, class.clone()).at_most(20, class));
    let known = Known {
        count: "226804180528050475973232206893926943570693608142489145041661311740866343024571919005568745249524583971041811810048016384000000",
        ranked: [
            "!!!!00000000000000000000AAAAAAAAAAAAAAAAAAAAaaaaaaaaaaaaaaaaaaaa",
            "q?)?'lMB\\S60M8J15n0wZ=z;_2UVfbk}3To+U$9PDQep82PoQHE,t^)0.:wmM&\"M",
            "zzzzZZZZZZZZZZZZZZZZZZZZ99999999999999999999~~~~~~~~~~~~~~~~~~~~",
        ],
        drawn: "Z[dvWFr2i@33l{,k)3*YlP9Z_k-7&kC9GfM<hW3W%B4d7JM:}=>xmfJ\"Yo__xVw!",
        bytes: 60,
    };
    is_known(&policy, &known);
}

#[test]
fn every_character_once_and_a_letter_first() {
    let policy = ('!'..='~').fold(PasswordPolicy::length(14..=18), |p, c| p.at_most(1, c));
    let known = Known {
        count: "32322292414711672509463781867212800",
        ranked: ["zqrstuvwxy{|}~", "o&)5;=?@AGSWYc[]yv", "A10/.-,+*)('&%$#\"!"],
        drawn: "M7J]UH;F9\\Rsz}$OvS",
        bytes: 20,
    };
    is_known(&policy.starting_with(Class::Letter), &known);
}

#[test]
fn classes_with_a_start_and_wide_characters() {
    let policy = length(30)
        .only([Class::Lower, Class::Digit, "€😀漢".into()])
        .at_least(6, "aeiou")
        .at_least(4, Class::Digit)
        .at_most(23, Class::Digit)
        .at_most(3, "漢€😀")
        .starting_with("aeiou7");
    let known = Known {
        count: "19395813107777403226640378238321694077656250000",
        ranked: [
            "a7777aaaaabbbbbbbbbbbbbbbbbbbb",
            "o8g62gcquc51btl😀gvevawdavi5uev",
            "7uuuuuuu9999999999999999999999",
        ],
        drawn: "o4rlz0dor€8hihoqtmwocays8abwih",
        bytes: 24,
    };
    is_known(&policy, &known);
}

//! The commands that docs/MIGRATING.md names in the place of others do what they are named for: each is run.

use std::{fs, process::Command};

use crate::text;

/// The right column of the table for the shell.
fn commands() -> Vec<String> {
    let page = concat!(env!("CARGO_MANIFEST_DIR"), "/../../docs/MIGRATING.md");
    let page = fs::read_to_string(page).unwrap();
    let (_, table) = page.split_once("| shell | `wellspring` |\n").expect("a table for the shell");
    let rows = table.lines().take_while(|line| line.starts_with('|')).skip(1);
    let cells = rows.map(|row| row.trim_end_matches(" |").rsplit(" | ").next().unwrap());
    cells.map(|cell| cell.trim_matches('`').to_owned()).collect()
}

#[test]
fn what_takes_the_place_of_a_line_can_be_run() {
    let commands = commands();
    assert!(commands.len() > 12, "{commands:?}");
    for command in commands {
        let directory = tempfile::tempdir().unwrap();
        fs::write(directory.path().join("entrants.txt"), "ann\nbob\ncy\n").unwrap();
        let rest = command.strip_prefix("wellspring ").unwrap_or_else(|| panic!("`{command}`"));
        let output = Command::new("sh")
            .args(["-c", &format!("printf 'ann\\nbob\\n' | \"$W\" {rest}")])
            .env("W", env!("CARGO_BIN_EXE_wellspring"))
            .current_dir(&directory)
            .output()
            .unwrap();
        assert_eq!(output.status.code(), Some(0), "`{command}`: {}", text(&output.stderr));
        // Something is printed, or a file that is named was made.
        let made = fs::read_dir(directory.path()).unwrap().count() > 1;
        assert!(!output.stdout.is_empty() || made, "`{command}`");
    }
}

/// pwgen's passwords have a capital letter and a digit each, and with `-y` a symbol.
#[test]
fn what_takes_the_place_of_pwgen_has_its_classes() {
    type IsIn = fn(char) -> bool;
    let is_in: [IsIn; 3] =
        [|c| c.is_ascii_uppercase(), |c| c.is_ascii_digit(), |c| c.is_ascii_punctuation()];
    let classes = ["--upper", "--digits", "--symbols"].into_iter().zip(is_in);
    let commands = commands();
    let mut looked_at = 0;
    for command in commands.iter().filter(|command| command.contains("--digits 1")) {
        let mut words: Vec<&str> = command.split(' ').skip(1).collect();
        if let Some(count) = words.iter().position(|word| *word == "-n") {
            words.drain(count..count + 2);
        }
        let passwords = crate::printed(&[&words[..], &["-n", "3000"]].concat());
        for (option, is_in) in classes.clone() {
            let missing = passwords.iter().filter(|password| !password.contains(is_in)).count();
            let asked = command.contains(option);
            assert!(missing == 0 || !asked, "{command}: {missing} without {option}");
            looked_at += usize::from(asked);
        }
        // The control: what is not asked for is missing in some.
        let free = crate::printed(&["password", "-n", "3000"]);
        assert!(free.iter().any(|password| !password.contains(is_in[1])));
    }
    assert_eq!(looked_at, 5);
}

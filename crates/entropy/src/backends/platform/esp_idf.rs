//! ESP-IDF, the framework of the ESP32 and its kin.
//!
//! The chip's generator. **It is truly random only while Wi-Fi or Bluetooth is on, or after
//! `bootloader_random_enable()`**, and pseudo-random otherwise; neither the function nor we can tell. (ESP-IDF
//! programming guide, random number generation.) Whoever cannot be sure of that registers a backend of their
//! own.

use super::Platform;

pub(super) const PLATFORM: Platform = Platform {
    system: "ESP-IDF",
    interface: "esp_fill_random",
    since: "every ESP-IDF that Rust supports",
    pool: "the chip's hardware generator",
    limits: "pseudo-random, without an error, while neither the radio nor \
             bootloader_random_enable feeds it",
    may_be_predictable: true,
};

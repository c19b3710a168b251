//! Health tests of raw noise sources: NIST SP 800-90B, section 4.4.
